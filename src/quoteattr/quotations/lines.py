"""Page → words whose source the layout of lines shows.

Points of a list below a cue with a colon, names below marked words, posts of social media with their accounts, answers
of an interview, and turns of a conversation.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import chain, pairwise, takewhile

from quoteattr import lexicon
from quoteattr.draft import CharSpan, Cue, Phrase, StretchId, TokenSpan
from quoteattr.spelling import CLOSING_MARKS, OPENING_MARKS
from quoteattr.text import noun_phrases
from quoteattr.text.page import FINITE_TAGS, NOMINAL_TAGS, Page
from quoteattr.text.passages import NO_SPEECH

_POINT = re.compile(r"\s*(?:[-–—•*·▪●►→‣◦>]|\d{1,2}[.)])\s+\w")
_PARAGRAPH = re.compile(rf"[^\"{OPENING_MARKS}{CLOSING_MARKS.replace('’', '')}]+[.!?]\s*")
_LABELLED = re.compile(rf":\s*[{OPENING_MARKS}]")
FIRST_PERSON = frozenset({"i", "we", "my", "our", "me", "us"})
COLONS = (":", "):")
_PERSONAL = FIRST_PERSON | {"you", "your", "?"}
_NO_SPEAKERS = ("GPE", "LOC", "DATE", "TIME", "EVENT")
_HEADINGS = ("headline", "subheading")
_YOU = re.compile(r"\byour?\b", re.IGNORECASE)
_QUESTION = re.compile(r"(?:[*_]{1,2})?(?:Q(?:uestion)?\d*\s*[:.)]\s*)?[^\W_][^“”\"«»\n]{5,250}\?(?:[*_]{1,2})?")
_ANSWER = re.compile(r"\s*A(?:nswer)?\d*\s*[:.)]\s+(?=\S)")
_NAMELESS = frozenset({"answer", "question", "q&a"})  # labels that name nobody, as letters do
_LONGEST = 16  # tokens of a line with a name and a post
_LONGEST_NAME = 5  # tokens: a name on a line of its own is shorter
_SEVERAL = 2  # questions that make an interview
_LONGEST_POST = 600  # code points of a post of social media
_TURN = 8  # tokens among which the colon of a turn's label stands
_SHORTEST = 3  # tokens of a post of social media, and of a turn whose label holds no forename
_ACCOUNT = re.compile(r"[—–-]\s*([^\n—–()@]{2,60}?)\s*\(@\w{1,20}\)[^\n]{0,40}\s*$")
_LINK = re.compile(r"https?:|pic\.twitter\.com/|t\.co/|www\.", re.IGNORECASE)
_LINKS = re.compile(r"(?:\s*(?:https?://\S+|pic\.twitter\.com/\S+))+$")


def below(page: Page, cue: Cue) -> tuple[str, tuple[TokenSpan, ...]] | None:
    """The points of a list that a cue introduces (*Poole also said:*), or the one paragraph below it, if that has no marks."""
    if cue.kind != "verb" or cue.passive or cue.source is None or not cue.takes("quote") or not _introduces(page, cue):
        return None
    numbers = range(page.passage_of[cue.verb] + 1, len(page.passages))
    following = (p for p in map(page.passages.__getitem__, numbers) if p.kind not in NO_SPEECH)
    if (first := next(following, None)) is None:
        return None
    points = list(takewhile(lambda passage: _POINT.match(passage.span.text), chain((first,), following)))
    if any(_LABELLED.search(point.span.text) for point in points):
        return None  # "What they said: • Ann Poole: “No.”"
    if not points and first.kind == "body" and _PARAGRAPH.fullmatch(first.span.text):
        points = [first]
    spans = (page.token_span(CharSpan(p.span.start, p.span.start + len(p.span.text.rstrip()))) for p in points)
    pieces = tuple(page.trim(TokenSpan(_first_letter(page, span), span.end)) for span in spans)
    return ("below", pieces) if pieces else None


def _introduces(page: Page, cue: Cue) -> bool:
    """Whether the paragraph of a cue ends with a colon, and no clause stands before that: 'Poole also said:'.

    Behind a document three points do as well: 'Poole confirmed this in a *statement…*'.
    """
    last = page.once(_last_signs).get(page.passage_of[cue.verb], -1)
    if last < cue.end:
        return False
    document = last > cue.end and page.lower_at(last - 1) in lexicon.words("document_nouns")
    if page.words[last] != ":" and not document:
        return False
    return FINITE_TAGS.isdisjoint(page.tags[cue.end : last - (page.lower_at(last - 1) == "follows")])


def _last_signs(page: Page) -> dict[int, int]:
    """For the passages that end with a colon or three points this sign."""
    signs = page.where({":", "…", "..."})
    last = (i for i in signs if page.stripped(i, page.passage_tokens(i).end).end == i + 1)
    return {page.passage_of[i]: i for i in last}


def _first_letter(page: Page, span: TokenSpan) -> int:
    """Where the words of a point begin, behind its bullet or number."""
    signs = takewhile(lambda i: page.tokens[i].is_punct or not page.words[i][:1].isalpha(), range(*span))
    return min(span.start + len(list(signs)), span.end - 1)


# --- names on lines of their own ---------------------------------------------------------------------------------------


def name_below(page: Page, number: StretchId) -> tuple[str, Phrase] | None:
    """A name and a post on a line of their own below words that are all marked, unless such a line stands above as their heading."""
    passages = page.once(_passages_in_marks)
    if (passage := passages.get(number)) is None:
        return None
    if _name_and_post(page, passage - 1) is not None and passage - 2 not in passages.values():
        return None
    named = _name_and_post(page, passage + 1)
    return ("signature", named) if named is not None else None


def _passages_in_marks(page: Page) -> dict[StretchId, int]:
    """The passages that are all between marks, by their stretch."""
    starts = ((n, page.bounds[n].start) for n in map(StretchId, range(len(page.bounds))))
    return {n: page.passage_of[i] for n, i in starts if page.trim(page.passage_tokens(i)) == page.bounds[n]}


def _name_and_post(page: Page, passage: int) -> Phrase | None:
    """The name, where a passage is a name, a comma and a post or age, and no more: '*Ann Poole*, Managing Director, Acme', '*Ann Poole*, 42'."""
    if not 0 <= passage < len(page.passages):
        return None
    low, high = page.trim(page.token_span(page.passages[passage].span))
    if high - low > _LONGEST:
        return None
    comma = next((i for i in range(low, high) if page.words[i] == ","), low)
    if not (1 < comma - low < _LONGEST_NAME and {*page.tags[low:comma]} <= {"NNP", "NNPS"}):
        return None
    with_post = any(lexicon.is_post(word) or word.isdigit() for word in page.words[comma + 1 : high])
    is_line = page.word_at(high - 1)[-1].isalnum() and FINITE_TAGS.isdisjoint(page.tags[low:high])
    return Phrase(low, high, comma - 1) if with_post and is_line else None


# --- posts of social media -------------------------------------------------------------------------------------------


def posts(page: Page) -> Iterator[tuple[TokenSpan, Phrase]]:
    """The posts that a page shows, without marks, each with the name in its signature: '*It is late.* — *Ann Poole* (@annpoole) May 4, 2019'."""
    if "(@" not in page.string:
        return
    for passage, span in enumerate(passage.span for passage in page.passages):
        signature = _ACCOUNT.search(span.text) if "(@" in span.text else None
        if signature is None:
            continue
        begin = _begin_of_post(page, passage, alone=not span.text[: signature.start()].strip())
        if begin is None:
            continue
        post = _LINKS.sub("", page.string[begin : span.start + signature.start()].rstrip())
        start, end = page.token_span(CharSpan(begin, begin + len(post.rstrip())))
        name = page.token_span(CharSpan(span.start + signature.start(1), span.start + signature.end(1)))
        head = first_noun(page, *name)
        if head is not None and end - start >= _SHORTEST and max(page.inside[start : name.end]) < 0:
            yield page.trim(TokenSpan(start, end)), Phrase(*name, head)


def _begin_of_post(page: Page, passage: int, *, alone: bool) -> int | None:
    """Where a post begins whose signature stands ``alone`` in a passage, or behind its last words; it may have several lines."""
    if alone and (not passage or page.passages[passage - 1].kind not in ("body", "subheading")):
        return None
    first, passages = passage - alone, page.passages
    has_paragraphs = "\n\n" in page.string[: passages[passage].span.start].lstrip()  # or each line is a passage
    least = passages[passage].span.start - _LONGEST_POST
    if has_paragraphs:
        while first and passages[first].span.start > least and "\n\n" not in passages[first - 1].span.text:
            first -= 1
    return passages[first].span.start


def end_of_post(page: Page, start: int, high: int) -> int:
    """Where words end before the links, hashtags and pictures that close a post: 'She says it is late | #Pier 😡 https://…', but not 'on #Pier'."""
    if not page.once(_has_links):
        return high
    links = (i for i in range(start + 1, high) if page.inside[i] < 0 and _LINK.match(page.words[i]))
    end = next((i for i in links if page.tags[i - 1] not in ("IN", "TO")), high)  # not "read it on https://…"
    while end > start + 2 and page.inside[end - 1] < 0:
        of_sentence = page.tags[end - 3] in ("IN", "DT", "TO", "PRP$", "CC") or page.deps[end - 3] == "amod"
        tagged = page.words[end - 2] == "#" and not of_sentence
        if not tagged and unicodedata.category(page.words[end - 1][0]) != "So":
            break
        end -= 2 if tagged else 1
    return end


def behind_colon(page: Page, cue: Cue) -> tuple[str, tuple[TokenSpan, ...]] | None:
    """The rest of a sentence behind a cue and its colon, whether or not it holds a verb: 'Ann Poole tweeted: *Pier shut.*'"""
    first, source = cue.end + 1, cue.source
    beside = source is not None and source.end == cue.verb and page.tags[cue.verb] in FINITE_TAGS
    main = page.deps[cue.verb] not in ("advcl", "relcl", "acl")  # not "That ends once the pier opens: It …"
    if not beside or not main or page.word_at(cue.end) != ":" or not cue.takes("quote"):
        return None
    high = end_of_post(page, first, page.sentence(cue.verb).end)
    if high - first < _SHORTEST or not page.words[first][:1].isupper() or max(page.inside[first:high]) >= 0:
        return None
    return "clause", (page.trim(TokenSpan(first, high)),)


def _has_links(page: Page) -> bool:
    """Whether a text has links or hashtags, as posts have."""
    return "#" in page.distinct or "http" in page.string or "pic.twitter" in page.string


# --- answers ---------------------------------------------------------------------------------------------------------


def answers(page: Page) -> list[tuple[TokenSpan, Phrase]]:
    """The answers of an interview without names, or with letters (*Q:*, *A:*), each with the name of the interviewee, which stands above.

    A heading may be what names them, if the answers are in the first person: '*Ann Poole* on her new film'.

    Several paragraphs are questions, others stand between them, half of these in the first person or between marks.
    """
    texts = [passage.span.text.strip() for passage in page.passages]
    questions = [n for n, text in enumerate(texts) if "?" in text[-3:] and _QUESTION.fullmatch(text)]
    lettered = any(_ANSWER.match(texts[n + 1]) for n in questions if n + 1 < len(texts))
    enough = 1 if lettered and _YOU.search(texts[questions[0]]) else _SEVERAL
    if len(questions) < enough:
        return []
    between = [range(n + 1, end) for n, end in pairwise([*questions, min(questions[-1] + 2, len(texts))])]
    interviewee = _first_named(page, questions[0])
    if interviewee is None:
        return []
    answers = [[*filter(None, (_answer(page, n) for n in numbers))] for numbers in between]
    sure = lettered and page.passages[page.passage_of[interviewee.start]].kind == "body"
    given = chain.from_iterable(answers) if all(answers) and (sure or _are_personal(page, answers)) else ()
    return [(words, interviewee) for words in given]


def _are_personal(page: Page, answers: list[list[TokenSpan]]) -> bool:
    """Whether half of the answers are in the first person or between marks."""
    return 2 * sum(any(_is_personal(page, words) for words in answer) for answer in answers) >= len(answers)


def _is_personal(page: Page, words: TokenSpan) -> bool:
    """Whether words are in the first person, or all of them between marks."""
    number = page.inside[words.start]
    return not FIRST_PERSON.isdisjoint(page.lowers[slice(*words)]) or (number >= 0 and page.bounds[number] == words)


def _answer(page: Page, number: int) -> TokenSpan | None:
    """The words of a paragraph without the letter before them, if none or all of them are between marks."""
    span = page.passages[number].span
    letter = _ANSWER.match(span.text)
    start, end = page.stripped(*page.token_span(CharSpan(span.start + (letter.end() if letter else 0), span.end)))
    if page.passages[number].kind in NO_SPEECH or end <= start:
        return None
    marked = {*page.inside[start:end]} - {-1}
    whole = len(marked) == 1 and page.bounds[min(marked)] == (start, end)
    return TokenSpan(start, end) if not marked or whole else None


def _first_named(page: Page, number: int) -> Phrase | None:
    """The first full name of a person in the body of the text above a passage, or else in a heading; known by its forename if need be."""
    end = page.token_at(page.passages[number].span.start)
    spans = [TokenSpan(e.start, e.end) for e in page.entities("PERSON", 0, end) if e.start + 1 < e.end <= end]
    forenames = (i for i in page.where(lexicon.words("forenames") & page.distinct) if i + 1 < end)
    spans += [
        TokenSpan(i, i + 2) for i in forenames if page.words[i].istitle() and page.tags[i : i + 2] == ["NNP", "NNP"]
    ]
    people = [span for span in spans if {*page.inside[slice(*span)]} == {-1}]
    in_body = [span for span in people if page.passages[page.passage_of[span.start]].kind == "body"]
    return next((Phrase(*span, span.end - 1) for span in in_body or people), None)


# --- turns ----------------------------------------------------------------------------------------------------------


def turns(page: Page) -> list[tuple[TokenSpan, Phrase]]:
    """Passages that begin with a label and a colon, as words and label.

    Short words are left out unless a forename stands in the label, or its last word in another label.
    """
    found = [turn for passage in range(len(page.passages)) if (turn := _turn(page, passage)) is not None]
    in_labels = Counter(word for _, label in found for word in page.lowers[slice(*label.tokens)])

    def is_name(label: Phrase) -> bool:
        return in_labels[page.lower_at(label.end - 1)] > 1 or _has_forename(page, label)

    return [(words, label) for words, label in found if words.end - words.start >= _SHORTEST or is_name(label)]


def conversation(page: Page, turns: list[tuple[TokenSpan, Phrase]]) -> list[tuple[TokenSpan, Phrase]]:
    """The turns of those who are named, if several people speak in turn; none if they do not."""
    named = [turn for turn in turns if not _is_nameless(page, turn[1])]
    with_letters = len(named) < len(turns)  # "Q: Why did you leave?"
    texts = _spelt_out([page.text(label.tokens) for _, label in named])
    names = Counter(texts)
    in_capitals = all(map(str.isupper, names))
    forenamed = all(_has_forename(page, label) for _, label in named)
    personal = [not _PERSONAL.isdisjoint(page.lowers[slice(*words)]) for words, _ in named]
    in_dialogue = forenamed and 2 * sum(personal) >= len(named)  # "Jim Hale: Thank you."
    if len(names) + with_letters < 2 or not (len(names) < len(named) or in_capitals or in_dialogue):
        return []
    speaking = [n for n, text in enumerate(texts) if in_dialogue or _is_clear(text, names)]
    in_text = any(page.passages[page.passage_of[named[n][1].start]].kind not in _HEADINGS for n in speaking)
    to_somebody = (in_capitals and forenamed) or any(personal[n] for n in speaking)
    return named if in_text and to_somebody else []


def _spelt_out(names: list[str]) -> list[str]:
    """Names, in place of initials the name that another label spells out: '*Ann Poole*: …' for 'AP: …'."""
    full = {"".join(word[0] for word in name.split()): name for name in names if " " in name}
    return [full.get(name, name) for name in names]


def _is_clear(name: str, names: Counter[str]) -> bool:
    """Whether a label is sure to name a speaker: it is in capitals, or there several times."""
    return name.isupper() or names[name] > 1


def _is_nameless(page: Page, label: Phrase) -> bool:
    """Whether a label names nobody: 'Q', 'A', 'Question', 'Q&A'."""
    return len(page.words[label.head]) == 1 or page.text(label.tokens).lower() in _NAMELESS


def _has_forename(page: Page, label: Phrase) -> bool:
    return not lexicon.words("forenames").isdisjoint(page.lowers[label.start : label.end])


def _turn(page: Page, passage: int) -> tuple[TokenSpan, Phrase] | None:
    """The words of a passage behind a label with a colon, and the label, if it can name a speaker."""
    span = page.passages[passage].span
    if page.string.find(":", span.start, span.end) < 0:
        return None
    start, end = page.stripped(*page.token_span(span))
    colon = next((i for i in range(start, min(start + _TURN, end)) if page.words[i] in COLONS), end)
    if colon + 1 >= end or colon == start or any(page.inside[i] >= 0 for i in range(start, colon + 2)):
        return None  # but "Lund: taxes ‘will fall’"
    # "POOLE", or a surname, which the tagger takes for anything
    one_name = colon == start + 1 and (page.words[start].isupper() or noun_phrases.names_somebody(page, start))
    head = start if one_name else first_noun(page, start, colon)
    words = page.trim(page.stripped(colon + 1, end))
    if head is None or words.start >= words.end:
        return None
    label = Phrase(start, colon, head)
    return (TokenSpan(words.start, end), label) if _names_speaker(page, label) else None


def _names_speaker(page: Page, label: Phrase) -> bool:
    """Whether a label can be the name of a speaker: 'JIM HALE (host)', but no place or day, nor the addressee of a letter ('Dear Jim')."""
    bracket = next((i for i in range(*label.tokens) if page.words[i] == "("), label.end)
    names = [i for i in range(label.start, bracket) if page.words[i] not in (",", ".", "-")]
    if not all(page.words[i][:1].isupper() or page.lowers[i] in ("of", "the", "for") for i in names):
        return False
    place_or_day = page.ent_types[label.head] in _NO_SPEAKERS and not _has_forename(page, label)
    return not place_or_day and page.lowers[label.start] != "dear"


def first_noun(page: Page, start: int, end: int) -> int | None:
    """The head of a label: its last noun before a comma, bracket or preposition."""
    head = None
    for token in page.tokens[start:end]:
        if token.tag_ in NOMINAL_TAGS or page.is_age(token.i):
            head = token.i
        elif head is not None and (token.text in (",", "(") or token.tag_ in ("IN", "TO")):
            break
    return head
