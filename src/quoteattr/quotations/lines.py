"""Whose words lines of their own show: points below a colon, names above or below marked words, posts with their accounts, answers, turns."""

import re
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
_QUESTION = re.compile(r"(?:[*_]{1,2})?(?:Q\d*\s*[:.)]\s*)?[^\W_][^“”\"«»\n]{5,250}\?(?:[*_]{1,2})?")
_ANSWER = re.compile(r"\s*A\d*\s*[:.)]\s+(?=\S)")
_LONGEST = 16  # tokens: a line with a name and a post is short
_LONGEST_NAME = 5  # words of a name on a line of its own
_SEVERAL = 2  # names above words that make a row of them, questions that make an interview
_FEW_REPORTS = 4  # paragraphs of an interview to one at most that reports
_LONGEST_POST = 600  # code points
_TURN = 8  # tokens: the label of a speaker's turn is shorter
_SHORTEST = 3  # tokens: what is shorter is no post, and no turn unless a forename stands in its label
_ACCOUNT = re.compile(r"[—–-]\s*([^\n—–()@]{2,60}?)\s*\(@\w{1,20}\)[^\n]{0,40}\s*$")
_LINKS = re.compile(r"(?:\s*(?:https?://\S+|pic\.twitter\.com/\S+))+$")


def below(page: Page, cue: Cue) -> tuple[str, tuple[TokenSpan, ...]] | None:
    """The points of a list that 'Poole also said:' leads to, or the one paragraph, where no marks are in it.

    'Poole confirmed this in a statement…' leads to one as well: three points stand for a colon behind a document.
    """
    if not _leads(page, cue) or cue.kind != "verb" or cue.passive or cue.source is None or not cue.takes("quote"):
        return None
    behind = range(page.passage_of[cue.verb] + 1, len(page.passages))
    below = (p for p in map(page.passages.__getitem__, behind) if p.kind not in NO_SPEECH)
    if (first := next(below, None)) is None:
        return None
    points = list(takewhile(lambda passage: _POINT.match(passage.span.text), chain((first,), below)))
    if any(_LABELLED.search(point.span.text) for point in points):
        return None  # "What they said: • Ann Poole: “No.”"
    if not points and first.kind == "body" and _PARAGRAPH.fullmatch(first.span.text):
        points = [first]
    spans = [page.token_span(CharSpan(p.span.start, p.span.start + len(p.span.text.rstrip()))) for p in points]
    return (
        ("below", tuple(page.trim(TokenSpan(_first_letter(page, span), span.end)) for span in spans)) if spans else None
    )


def _leads(page: Page, cue: Cue) -> bool:
    """Whether the words behind a cue end with a sign that what is below it is said, and hold no clause."""
    end = page.passage_tokens(cue.verb).end
    last = next((i for i in range(end - 1, cue.end - 1, -1) if not page.words[i].isspace()), -1)
    document = last > cue.end and page.lowers[last - 1] in lexicon.words("document_nouns")
    leads = last >= 0 and page.words[last] in ((":", "…", "...") if document else (":",))
    return leads and FINITE_TAGS.isdisjoint(page.tags[cue.end : last - (page.lowers[last - 1] == "follows")])


def _first_letter(page: Page, span: TokenSpan) -> int:
    """Where the words of a point begin, behind its bullet or number."""
    signs = takewhile(lambda i: page.tokens[i].is_punct or not page.words[i][:1].isalpha(), range(*span))
    return min(span.start + len(list(signs)), span.end - 1)


# --- names on lines of their own ---------------------------------------------------------------------------------------


def names_above(page: Page) -> dict[StretchId, tuple[str, Phrase]]:
    """The stretches below a line with a name and a post or age, where several are: what people in the street say."""
    alone = {number: page.passage_of[page.bounds[number].start] for number in page.once(_alone)}
    found = {number: named for number, own in alone.items() if (named := _name_and_post(page, own - 1)) is not None}
    below = (number for number, own in alone.items() if _name_and_post(page, own + 1) is not None)
    first = min(found, default=0) <= min(below, default=0)  # or else each name stands below its words
    return {n: ("label", named) for n, named in found.items()} if len(found) >= _SEVERAL and first else {}


def name_below(page: Page, number: StretchId) -> tuple[str, Phrase] | None:
    """A name and a post on a line of their own below words that are all marked, unless one above the words heads them."""
    alone, own = page.once(_alone), page.passage_of[page.bounds[number].start]
    above = _name_and_post(page, own - 1) is not None and own - 2 not in {
        page.passage_of[page.bounds[n].start] for n in alone
    }
    named = _name_and_post(page, own + 1) if number in alone and not above else None
    return ("signature", named) if named is not None else None


def _alone(page: Page) -> list[StretchId]:
    """The stretches that are all of their passage."""
    numbers = map(StretchId, range(len(page.bounds)))
    return [n for n in numbers if page.trim(page.passage_tokens(page.bounds[n].start)) == page.bounds[n]]


def _name_and_post(page: Page, passage: int) -> Phrase | None:
    """The name, where a passage is a name, a comma and a post or age, and no more: 'Ann Poole, Managing Director, Acme', 'Ann Poole, 42'."""
    if not 0 <= passage < len(page.passages):
        return None
    span = page.passages[passage].span
    low, high = page.trim(page.token_span(CharSpan(span.start, span.end)))
    if high - low > _LONGEST:
        return None
    comma = next((i for i in range(low, high) if page.words[i] == ","), low)
    named = 1 < comma - low < _LONGEST_NAME and {*page.tags[low:comma]} <= {"NNP", "NNPS"}
    posted = any(lexicon.is_post(word) or word.isdigit() for word in page.words[comma + 1 : high])
    line = posted and FINITE_TAGS.isdisjoint(page.tags[low:high])
    return Phrase(low, high, comma - 1) if named and line and page.words[high - 1][-1].isalnum() else None


# --- posts -----------------------------------------------------------------------------------------------------------


def posts(page: Page) -> Iterator[tuple[TokenSpan, TokenSpan]]:
    """The posts that a page shows, without marks, each with the name in its signature: 'It is late. — Ann Poole (@annpoole) May 4, 2019'."""
    for passage, span in enumerate(passage.span for passage in page.passages):
        signature = _ACCOUNT.search(span.text)
        begin = _begin_of_post(page, passage, alone=not span.text[: signature.start()].strip()) if signature else None
        if signature is None or begin is None:
            continue
        said = _LINKS.sub("", page.string[begin : span.start + signature.start()].rstrip())
        start, end = page.token_span(CharSpan(begin, begin + len(said.rstrip())))
        name = page.token_span(CharSpan(span.start + signature.start(1), span.start + signature.end(1)))
        if end - start >= _SHORTEST and max(page.inside[start : name.end]) < 0:
            yield page.trim(TokenSpan(start, end)), name


def _begin_of_post(page: Page, passage: int, *, alone: bool) -> int | None:
    """Where a post begins whose signature stands in a passage, ``alone`` or behind its last line; it may have several lines."""
    if alone and (not passage or page.passages[passage - 1].kind not in ("body", "subheading")):
        return None
    first, passages = passage - alone, page.passages
    apart = "\n\n" in page.string[: passages[passage].span.start].lstrip()  # or nothing tells paragraphs from lines
    least = passages[passage].span.start - _LONGEST_POST
    while apart and first and passages[first].span.start > least and "\n\n" not in passages[first - 1].span.text:
        first -= 1
    return passages[first].span.start


# --- answers ---------------------------------------------------------------------------------------------------------


def answers(page: Page) -> list[tuple[TokenSpan, Phrase]]:
    """The answers of an interview without labels, or with letters, each with the name above it of whoever is asked.

    Several paragraphs are questions, others stand between them, half of these in the first person or between marks; somebody
    is named before. Where the paragraphs report what others say, the questions are the headings of an article.
    """
    texts = [passage.span.text.strip() for passage in page.passages]
    asked = [n for n, text in enumerate(texts) if _QUESTION.fullmatch(text)]
    lettered = any(_ANSWER.match(texts[n + 1]) for n in asked if n + 1 < len(texts))
    if len(asked) < _SEVERAL - (lettered and bool(_YOU.search(texts[asked[0]]))):
        return []
    answers = [range(n + 1, end) for n, end in pairwise([*asked, min(asked[-1] + 2, len(texts))])]
    who = _introduced(page, asked[0])
    if who is None or _is_reported(page, answers):
        return []
    read = [[*filter(None, (_answer(page, n) for n in numbers))] for numbers in answers]
    personal = sum(any(_is_personal(page, w) for w in words) for words in read)
    if not all(read) or not (lettered or 2 * personal >= len(read)):
        return []
    return [(words, who) for several in read for words in several]


def _is_reported(page: Page, answers: list[range]) -> bool:
    """Whether what stands between questions tells what others say, more than a person does who is asked."""
    paragraphs = [n for numbers in answers for n in numbers if page.passages[n].kind == "body"]
    return _FEW_REPORTS * sum(_is_report(page, n) for n in paragraphs) > len(paragraphs)


def _is_personal(page: Page, words: TokenSpan) -> bool:
    """Whether words are in the first person, or all of them between marks."""
    number = page.inside[words.start]
    return not FIRST_PERSON.isdisjoint(page.lowers[slice(*words)]) or (number >= 0 and page.bounds[number] == words)


def _is_report(page: Page, number: int) -> bool:
    """Whether a paragraph tells what others say: 'It is late, Poole said', but not 'My father said it was late'."""
    span = page.passages[number].span
    unmarked = [i for i in range(*page.token_span(CharSpan(span.start, span.end))) if page.inside[i] < 0]
    if not FIRST_PERSON.isdisjoint(page.lowers[i] for i in unmarked):
        return False
    return any(page.tags[i] in ("VBD", "VBZ") and page.lowers[i] in lexicon.reporting_verbs() for i in unmarked)


def _answer(page: Page, number: int) -> TokenSpan | None:
    """The words of a paragraph without the letter before them, none or all of which are between marks."""
    span = page.passages[number].span
    letter = _ANSWER.match(span.text)
    start, end = page.stripped(*page.token_span(CharSpan(span.start + (letter.end() if letter else 0), span.end)))
    if page.passages[number].kind in NO_SPEECH or end <= start:
        return None
    marked = {*page.inside[start:end]} - {-1}
    whole = len(marked) == 1 and page.bounds[min(marked)] == (start, end)
    return TokenSpan(start, end) if not marked or whole else None


def _introduced(page: Page, number: int) -> Phrase | None:
    """Who is named first above a passage, in a sentence."""
    end = page.token_at(page.passages[number].span.start)
    people = (e for e in page.entities("PERSON", 0, end) if e.start + 1 < e.end <= end)
    told = (e for e in people if page.passages[page.passage_of[e.start]].kind == "body")
    return next((Phrase(e.start, e.end, e.end - 1) for e in told), None)


# --- turns ----------------------------------------------------------------------------------------------------------


def turns(page: Page) -> list[tuple[TokenSpan, Phrase]]:
    """Passages that begin with a label and a colon, each with its words and its label; short ones of whom the page shows to speak."""
    found = [turn for passage in range(len(page.passages)) if (turn := _turn(page, passage)) is not None]
    often = Counter(word for _, label in found for word in page.lowers[slice(*label.tokens)])
    return [t for t in found if _is_long(t) or often[page.lowers[t[1].end - 1]] > 1 or _is_forenamed(page, t[1])]


def conversation(page: Page, turns: list[tuple[TokenSpan, Phrase]]) -> list[tuple[TokenSpan, Phrase]]:
    """The turns that are those of several people, none if they are not."""
    spoken = [turn for turn in turns if len(page.words[turn[1].head]) > 1]
    named = Counter(page.text(label.tokens) for _, label in spoken)  # "Q", "A" and the like name nobody
    asked = len(spoken) < len(turns)  # "Q: Why did you leave?"
    shouted = all(name.isupper() for name in named)
    known = all(_is_forenamed(page, label) for _, label in spoken)
    called = known and 2 * sum(_is_addressed(page, turn) for turn in spoken) >= len(spoken)  # "Jim Hale: Thank you."
    again = [turn for turn in spoken if called or _is_again(page.text(turn[1].tokens), named)]
    several = len(named) + asked > 1 and (len(named) < len(spoken) or shouted or called)
    return spoken if several and _is_talk(page, again, surely=shouted and known) else []


def _is_talk(page: Page, turns: list[tuple[TokenSpan, Phrase]], *, surely: bool) -> bool:
    """Whether turns stand in the text, and somebody speaks of or to somebody there."""
    in_text = any(page.passages[page.passage_of[label.start]].kind not in _HEADINGS for _, label in turns)
    return in_text and (surely or any(_is_addressed(page, turn) for turn in turns))


def _is_addressed(page: Page, turn: tuple[TokenSpan, Phrase]) -> bool:
    return not _PERSONAL.isdisjoint(page.lowers[slice(*turn[0])])


def _is_again(name: str, named: Counter[str]) -> bool:
    return name.isupper() or named[name] > 1


def _is_forenamed(page: Page, label: Phrase) -> bool:
    return not lexicon.words("forenames").isdisjoint(page.lowers[label.start : label.end])


def _turn(page: Page, passage: int) -> tuple[TokenSpan, Phrase] | None:
    """A passage that is a label and what it labels, if they can be somebody and a sentence of theirs."""
    span = page.passages[passage].span
    if page.string.find(":", span.start, span.end) < 0:
        return None
    start, end = page.stripped(*page.token_span(CharSpan(span.start, span.end)))
    colon = next((i for i in range(start, min(start + _TURN, end)) if page.words[i] in COLONS), end)
    unmarked = colon + 2 if page.passages[passage].kind == "headline" else end  # "Lund: taxes ‘will fall’"
    if colon + 1 >= end or colon == start or any(page.inside[i] >= 0 for i in range(start, unmarked)):
        return None
    # "POOLE", or a surname, which the tagger takes for anything
    alone = colon == start + 1 and (page.words[start].isupper() or noun_phrases.names_somebody(page, start))
    head = start if alone else first_noun(page, start, colon)
    words = page.trim(page.stripped(colon + 1, end))
    label = Phrase(start, colon, head) if head is not None and words.end > words.start else None
    return (TokenSpan(words.start, end), label) if label is not None and _names_speaker(page, label) else None


def _names_speaker(page: Page, label: Phrase) -> bool:
    """Whether a label may be the name of who takes a turn: 'JIM HALE (host)', no place or day, nor whom a letter is to."""
    bracket = next((i for i in range(*label.tokens) if page.words[i] == "("), label.end)
    names = [i for i in range(label.start, bracket) if page.words[i] not in (",", ".", "-")]
    named = all(page.words[i][:1].isupper() or page.lowers[i] in ("of", "the", "for") for i in names)
    place = page.ent_types[label.head] in _NO_SPEAKERS and not _is_forenamed(page, label)
    return named and not place and page.lowers[label.start] != "dear"


def _is_long(turn: tuple[TokenSpan, Phrase]) -> bool:
    return turn[0].end - turn[0].start >= _SHORTEST


def first_noun(page: Page, start: int, end: int) -> int | None:
    """The head of a label: its last word before the first comma or preposition."""
    head = None
    for token in page.tokens[start:end]:
        if token.tag_ in NOMINAL_TAGS or page.is_age(token.i):
            head = token.i
        elif head is not None and (token.text in (",", "(") or token.tag_ in ("IN", "TO")):
            break
    return head
