"""Page → labels: words whose source stands before or behind them without a reporting verb.

Rules: ``label`` a name or description before a colon (Ann Poole: "No."; From Ann Poole, mayor: "No."), ``message`` whose
message, advice or answer is quoted (Her message was blunt: "No."), ``signature`` a name behind a dash, on the same line or the
next ("No." – Ann Poole, mayor), or a name and a post below the words, ``headline-label`` whom a headline tells of behind the
words that it begins with ('I lost it all': farmer …). Words without marks have labels in headlines (Poole: I will not resign) and
where people speak in turns, and signatures where a page shows a post of social media (:func:`unmarked`).
"""

from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Phrase, StretchId, TokenSpan
from quoteattr.quotations import lines, sources, unsaid, verbless
from quoteattr.quotations.lines import COLONS, FIRST_PERSON
from quoteattr.text import noun_phrases
from quoteattr.text.page import DASHES, FINITE_TAGS, NOUN_TAGS, SENTENCE_FINAL, VERB_TAGS, Page
from quoteattr.text.paragraphs import again_below

_LONGEST = 16  # tokens of a label or signature
_LONGEST_SIGNATURE = 8  # tokens behind a headline without marks, or with marks in it
_SHORT_NAME = 3  # tokens of a name that needs no more to be known as one
_RELATIVES = frozenset({"WP", "WRB", "WDT"})
_STROKES = (*DASHES, "|")
_SIGNS = frozenset({*COLONS, *_STROKES})
_ABOUT = (["on"], ["about"])
_HEARING = frozenset({"hears", "heard", "told"})


def find(page: Page) -> dict[StretchId, tuple[str, Phrase]]:
    """For outer stretches with a label or a signature: the rule and the phrase that names the source."""
    numbers = map(StretchId, range(len(page.outer)))
    sources_of = ((n, _label(page, n) or _signature(page, n) or _headline(page, n)) for n in numbers)
    return {number: source for number, source in sources_of if source}


def _is_headline(page: Page, i: int) -> bool:
    return page.passages[page.passage_of[i]].kind == "headline"


def _label(page: Page, number: StretchId) -> tuple[str, Phrase] | None:
    """The label that ends right before marked words: '*Ann Poole:* "No."', '*Her message was blunt:* "No."', '*Ann Poole |* "No."'"""
    if (colon := _end_of_label(page, number)) is None:
        return None
    if page.words[colon] not in COLONS:
        return _bylined(page, page.passage_tokens(colon).start, colon)
    before = range(page.sentence(colon).start, colon)
    low = next((i for i in before if page.inside[i] < 0 and not page.tokens[i].is_space), colon)
    tokens = page.tokens[low:colon]
    verb = next((t for t in tokens if t.tag_ in FINITE_TAGS | {"MD"} and page.inside[t.i] < 0), None)
    if verb is not None:
        if (sender := sources.sender(page, colon)) is not None:
            return "message", sender  # "Reed got a text from *Ann Poole*"
        subject = page.subject(verb.head if verb.tag_ == "MD" else verb)  # "*Her message* was blunt", "will be"
        return _message(page, low, subject) if subject else None
    if not tokens or colon - low > _LONGEST or any(t.tag_ in VERB_TAGS and t.dep_ == "ROOT" for t in tokens):
        return None
    if (message := _message(page, low, tokens[-1])) is not None or noun_phrases.begins_topic(page, low, colon):
        return message  # "*On Ann Poole*: “She is fit.”"
    return _named_label(page, low + (page.lowers[low] == "from"), colon)


def _end_of_label(page: Page, number: StretchId) -> int | None:
    """The last token before marked words, where a label can end: in their passage or, if it is a colon, in the one above."""
    start, end = page.bounds[number]
    last = page.stripped(0, start).end - 1
    if (
        last < 1
        or page.words[last] not in _SIGNS
        or page.passage_of[start] - page.passage_of[last] > (page.words[last] in COLONS)
    ):
        return None
    is_title = page.tag_at(end) in FINITE_TAGS and page.is_titled(number)
    return last if not is_title else None  # "Review: 'The Lean Years' is a feast"


def _named_label(page: Page, first: int, colon: int) -> tuple[str, Phrase] | None:
    """A name or a description before a colon; of 'Ann Poole (42):' what stands before the brackets."""
    bracketed = page.words[colon] == "):" or page.word_at(colon - 1) == ")"
    end = next((i for i in range(first, colon) if page.words[i] == "(" and bracketed), colon)
    head = lines.first_noun(page, first, end)
    return ("label", Phrase(first, end, head)) if head is not None and _may_speak(page, page.tokens[head]) else None


def _may_speak(page: Page, head: Token) -> bool:
    """Whether the head of a label is somebody or a document: not 'Eastwick pier *fire*: "We lost it all"', '"We lost it all": *Siege* ends'.

    A capital tells nothing at the head of a line: *Siege* is a name unless the text has it in small letters too.
    """
    word, singular = head.lower_, head.lower_.removesuffix("s")
    speaking_nouns = (lexicon.words(f"{kind}_nouns") for kind in ("people", "organisation", "document"))
    if lexicon.is_post(word) or lexicon.is_post(singular) or page.is_age(head.i):
        return True
    if any(word in nouns or singular in nouns for nouns in speaking_nouns):
        return True
    return unsaid.can_speak(page, head) and not any(page.words[i].islower() for i in page.where({word}))


def _message(page: Page, low: int, noun: Token) -> tuple[str, Phrase] | None:
    """Whose message a noun is, or the phrase it stands in: '*her* message', '*the council*'s advice', 'a statement from *the club*'."""
    near = (noun, *page.tokens[max(low, noun.i - 6) : noun.i])
    message = next((token for token in near if token.lower_ in lexicon.words("message_nouns")), None)
    if message is None or (owner := next(verbless.owners(page, message), None)) is None:
        return None
    return "message", page.noun_phrase(owner, frozenset({message.i}))


def _bylined(page: Page, low: int, end: int) -> tuple[str, Phrase] | None:
    """Somebody's name before a stroke or dash in a headline: '*Ann Poole* | "We were robbed"', '*Poole* – "Never"', but not 'Sport | "…"'."""
    words = page.words[low:end]
    if page.words[end] not in _STROKES or not _is_headline(page, low) or not words or not all(map(str.istitle, words)):
        return None
    with_forename = len(words) > 1 and page.words[end] == "|" and words[0].lower() in lexicon.words("forenames")
    named = with_forename or (len(words) <= _SHORT_NAME and noun_phrases.names_somebody(page, end - 1))
    return ("label", Phrase(low, end, end - 1)) if named else None


def _signature(page: Page, number: StretchId) -> tuple[str, Phrase] | None:
    """The name behind a dash that follows marked words, or the name and post on the line below them: '"No." – *Ann Poole, mayor*'."""
    marked = page.bounds[number]
    dash = page.stripped(marked.end, len(page.tokens)).start
    if dash + 1 >= len(page.tokens):
        return None
    if page.words[dash] not in _STROKES:
        return lines.name_below(page, number)
    if page.passage_of[dash] - page.passage_of[marked.start] > 1:
        return None
    high = page.passage_tokens(dash).end
    start = page.stripped(dash + 1, high).start
    if start >= high or page.inside[start] >= 0:
        return None
    end = next((i for i in range(start, high) if _ends_signature(page, i)), high)
    headline = _is_headline(page, start)
    # "– defiant Poole", "| POOLE"
    short_name = headline and 0 < end - start <= _SHORT_NAME and noun_phrases.names_somebody(page, end - 1)
    if not short_name and (page.words[dash] == "|" or not _begins_signature(page, start, headline=headline)):
        return None
    if "DATE" in page.ent_types[start:end] or end - start > _LONGEST:
        return None  # a reference: "…" – Eastwick Star, 4 May
    if end < high and page.words[end] != "." and not page.tokens[end].is_space:
        return None
    head = end - 1 if short_name else _head_of_signature(page, start, end)
    return ("signature", Phrase(start, end, head)) if head is not None else None


def _head_of_signature(page: Page, start: int, end: int) -> int | None:
    """The head of a signature: its first noun, or the name of an account: '@annpoole'."""
    return start if page.words[start][0] == "@" else lines.first_noun(page, start, end)


def _begins_signature(page: Page, start: int, *, headline: bool) -> bool:
    """Whether a word may begin a signature: a name, in a headline a post as well: '‘It is unsafe’ – *mayor*'."""
    if page.tags[start] in ("NNP", "NNPS") or page.words[start][0] == "@":
        return True
    return headline and (page.tokens[start].is_title or lexicon.is_post(page.lowers[start]))


def _ends_signature(page: Page, i: int) -> bool:
    """Whether a signature ends before a token: marked words, a finite verb, the end of a line or a sentence."""
    is_line_end = page.tokens[i].is_space and "\n" in page.words[i]
    return is_line_end or page.inside[i] >= 0 or page.tags[i] in FINITE_TAGS or page.words[i] == "."


def _headline(page: Page, number: StretchId) -> tuple[str, Phrase] | None:
    """Whom a headline tells of behind the marked words that it begins with: '‘I lost it all’: *baker* tells of the flood'."""
    start, end = page.bounds[number]
    if not _is_headline(page, start) or end + 1 >= len(page.tokens) or page.words[end] not in (":", *DASHES):
        return None
    if page.passage_tokens(start).start != start:
        return None
    high = page.passage_tokens(start).end
    person = _subject_of_headline(page, end + 1, high)
    if person is None or _is_of_another(page, number, person, high):
        return None
    return "headline-label", person


def _is_of_another(page: Page, number: StretchId, label: Phrase, high: int) -> bool:
    """Whether the words of a headline are not those of whom it tells behind them: '‘I saw him fall’: *police* appeal', '*court* hears driver laughed'.

    A body hears others, and where the text has the same words again, their speaker is named there.
    """
    word, behind = page.lowers[label.head], page.lowers[label.head + 1 : high]
    if word in lexicon.labelled("cue_words", "hearer") and not _HEARING.isdisjoint(behind[:1]):
        return True
    known = word in lexicon.words("organisation_nouns") or page.ent_types[label.head] == "ORG"
    is_body = known or page.tags[label.head] == "NNS"
    return is_body and again_below(page, number) is not None


def _subject_of_headline(page: Page, first: int, high: int) -> Phrase | None:
    """Whom a headline tells of: '*farmer* tells of flood', '*those* who fled', '*crash survivor* on her recovery'."""
    again = any(page.tags[i] == "NNP" and i > high for i in page.where({page.lowers[first]}))
    if page.words[first].istitle() and again and page.lowers[first + 1 : first + 2] in _ABOUT:
        return Phrase(first, first + 1, first)  # "Reed on his recovery", where the tagger takes the name for a verb
    noun = next((i for i in range(first, high) if page.tags[i] in NOUN_TAGS), high)
    verb = next((t for t in page.tokens[noun:high] if t.tag_ in VERB_TAGS), None)
    if verb is None:
        return _subject_without_verb(page, first, high)
    subject = page.subject(verb)
    if subject is not None and subject.tag_ in _RELATIVES and verb.dep_ == "relcl":
        subject = verb.head
    if subject is None or subject.i < first or not _may_speak(page, subject):
        return None
    return page.noun_phrase(subject, frozenset({verb.i, first - 1}))


def _subject_without_verb(page: Page, first: int, high: int) -> Phrase | None:
    """Whom a headline without a verb tells of: '*crash survivor* on her recovery', '*a mother*’s story'."""
    owner = next((i for i in range(first + 1, high) if page.tags[i] == "POS"), first) - 1
    if owner >= first and _is_person_noun(page, owner):
        return Phrase(first, owner + 1, owner)  # not "the club’s darkest day"
    last = noun_phrases.head(page, first)
    if last is None or page.lowers[last.i + 1 : last.i + 2] not in _ABOUT:
        return None
    return Phrase(first, last.i + 1, last.i) if unsaid.is_somebody(page, last) else None


def _is_person_noun(page: Page, i: int) -> bool:
    word, singular = page.lowers[i], lexicon.singular(page.lowers[i])
    if page.tags[i] not in ("NN", "NNS"):
        return False
    return (
        lexicon.is_post(word)
        or lexicon.is_post(singular)
        or not lexicon.words("people_nouns").isdisjoint((word, singular))
    )


# --- words without marks --------------------------------------------------------------------------------------------


def unmarked(page: Page) -> list[tuple[TokenSpan, Phrase]]:
    """Labelled words without marks, each with the phrase that names the source.

    Headlines that begin with who says what they say (Poole: I will not resign); the turns of an interview or a transcript
    (ANN POOLE, HOST: Welcome.), where several people speak in paragraphs of their own, and those who speak again do so in the
    first person or to somebody: headings with a colon (New release: A lamp for £20) are no turns. What is signed with the name
    of an account (It is late. — Ann Poole (@annpoole) May 4, 2019) is a post of social media that a page shows.
    """
    turns = lines.turns(page)
    headlines = [turn for turn in turns if _is_said_headline(page, turn)]
    others = [turn for turn in turns if turn not in headlines]
    signed = (_signed_headline(page, n) for n, passage in enumerate(page.passages) if passage.kind == "headline")
    in_turn = lines.conversation(page, others) or lines.answers(page)
    return [*lines.posts(page), *headlines, *filter(None, signed), *in_turn]


def _is_said_headline(page: Page, turn: tuple[TokenSpan, Phrase]) -> bool:
    """Whether a headline with a label is what the one in the label says: 'Lund: tax cuts are coming', not 'Brexit: MPs vote'.

    A surname stands for who speaks; a full name as often for whom it is about ('Ann Poole: striker joins Rovers').
    """
    (start, end), label = turn
    if not _is_headline(page, label.start):
        return False
    tags = page.tags[start:end]
    verb = next((i for i, tag in enumerate(tags) if tag in FINITE_TAGS | {"VBN"}), None)
    if verb is None or not _RELATIVES.isdisjoint(tags[: verb + 1]):
        return False
    if label.end - label.start > 1:
        return not FIRST_PERSON.isdisjoint(page.lowers[start:end])
    word = page.words[label.head]
    known = lexicon.is_post(word) or word.lower() in _signing_nouns()
    return known or noun_phrases.names_somebody(page, label.head)


@lexicon.remembered
def _signing_nouns() -> frozenset[str]:
    """Nouns for people and bodies, of which one word is enough in a headline: '*police*: two held over fire'."""
    return (
        lexicon.words("people_nouns") | lexicon.words("organisation_nouns") | lexicon.labelled("cue_words", "signing")
    )


def _signed_headline(page: Page, passage: int) -> tuple[TokenSpan, Phrase] | None:
    """The words of a headline before its signature, which names who says so: '*Pier ‘a disgrace’* – mayor', '*Fares to rise* – Minister'.

    They hold a verb or marked words, but are not all between marks: such a headline is :func:`_signature`'s.
    """
    start, end = page.trim(page.passage_tokens(page.token_at(page.passages[passage].span.start)))
    signs = (i for i in range(end - 1, start + 1, -1) if page.words[i] in (":", *DASHES))
    sign = next((i for i in signs if page.words[i] == ":" or page.tokens[i - 1].whitespace_), end)
    if not 0 < end - sign - 1 <= _LONGEST_SIGNATURE or max(page.inside[sign:end]) >= 0:
        return None
    if page.inside[start] >= 0 and page.bounds[page.inside[start]].end >= sign:
        return None
    marked = max(page.inside[start:sign]) >= 0
    has_verb = not (FINITE_TAGS | {"TO", "VBN", "VBG"}).isdisjoint(page.tags[start + 1 : sign])
    signed = (marked or has_verb) and _is_short_signature(page, sign + 1, end)
    if not signed and page.words[sign] != ":":
        is_clause = not (FINITE_TAGS | {"TO"}).isdisjoint(page.tags[start:sign])
        signed = (marked or is_clause) and _is_long_signature(page, sign + 1, end, quotes=marked)
    return (page.trim(TokenSpan(start, sign)), Phrase(sign + 1, end, end - 1)) if signed else None


def _is_short_signature(page: Page, start: int, end: int) -> bool:
    """Whether a word or two behind a headline can be nothing but who says so: 'Two held over fire: *police*', 'Fares to rise – *Poole*'."""
    if end - start >= _SHORT_NAME or not FINITE_TAGS.isdisjoint(page.tags[start:end]):
        return False
    if page.word_at(end - 1)[:1].isupper():
        return noun_phrases.names_somebody(page, end - 1)
    last = page.lower_at(end - 1)
    return lexicon.is_post(last) or not _signing_nouns().isdisjoint((last, lexicon.singular(last)))


def _is_long_signature(page: Page, start: int, end: int, *, quotes: bool) -> bool:
    """Whether words are a post, or a post with somebody who is named again in the text: no paper or section that stands there.

    Behind a headline that ``quotes``, whoever may speak does, written small, and so does a surname: 'Pier ‘unsafe’ – *union*', '… – *Poole*'.
    """
    words = page.words[start:end]
    if quotes and words[-1].islower() and _may_speak(page, page.tokens[end - 1]):
        return FINITE_TAGS.isdisjoint(page.tags[start:end])
    if all(lexicon.is_post(word) or word.lower() in lexicon.words("post_scopes") for word in words):
        return lexicon.is_post(words[-1]) and (quotes or words[0][0].isupper())
    if not all(word[:1].isupper() for word in words):
        return False
    titled = len(words) > 1 and (lexicon.is_post(words[0]) or lexicon.bare(words[0]) in lexicon.honorifics())
    named_again = any(page.tags[i] == "NNP" and i > end for i in page.where({page.lower_at(end - 1)}))
    return named_again and (quotes or titled)


# --- what leads to words without a cue ---------------------------------------------------------------------------------


def lead_in(page: Page, start: int) -> Phrase | None:
    """Whom the reporter's sentence right before floating words is about, as a rule its subject: '*Poole* defended the plan. "We …"'"""
    i = next((i for i in range(start - 1, -1, -1) if not page.tokens[i].is_space), -1)
    if i < 0 or page.inside[i] >= 0 or page.passage_of[start] - page.passage_of[i] > 1:
        return None
    low, high = page.sentence(i)
    verbs = (t for t in page.tokens[low:high] if page.inside[t.i] < 0 and t.tag_ in VERB_TAGS)
    clauses = [(verb, noun) for verb in verbs if (noun := page.subject(verb)) is not None and noun.i >= low]
    if not clauses:
        return None
    verb, subject = next((clause for clause in clauses if clause[0].dep_ == "ROOT"), clauses[0])
    person = _who_is_asked(page, verb) or _who_it_was(page, verb, subject)
    if person is None and not unsaid.can_speak(page, subject) and (only := _only_person(page, low, high)):
        return only
    return page.noun_phrase(person or subject, frozenset({verb.i}))


def _who_is_asked(page: Page, verb: Token) -> Token | None:
    """Whom a question is put to, who has to answer: 'Poole asked *Reed* whether he knew. “Yes.”', but not 'Poole asked Reed for help. “I am ill.”'"""
    entries = lexicon.reporting_verbs().get(verb.lower_, ())
    asks = verb.lower_ in lexicon.labelled("cue_words", "asked") or any(entry.takes("wh") for entry in entries)
    if not asks or any(entry.takes("clause") for entry in entries) or page.children(verb, "xcomp"):
        return None
    if any(token.lower_ == "for" for token in page.children(verb, "prep")):
        return None
    return next((t for t in page.children(verb, "dobj", "dative") if unsaid.is_somebody(page, t)), None)


def _who_it_was(page: Page, verb: Token, subject: Token) -> Token | None:
    """The person named behind *was*: 'The most pleased was *Ann Poole*. “I wept.”', but not 'Her hero is Tom Reed'.

    Also the only one named behind *include*: 'The losers include *Ann Poole*.'
    """
    behind = page.children(verb, "dobj" if verb.lower_ in ("include", "includes", "included") else "attr")
    named = next((t for t in behind if t.ent_type_ == "PERSON" and not page.children(t, "conj")), None)
    if named is None or subject.i > verb.i:
        return None
    words = page.tokens[subject.left_edge.i : subject.right_edge.i + 1]
    pronoun = (t.tag_ in ("PRP", "PRP$") and t.lower_ not in ("it", "its") for t in words)  # not "the man behind *it*"
    return None if any(pronoun) or any(t.ent_type_ == "PERSON" for t in words) else named


def _only_person(page: Page, low: int, high: int) -> Phrase | None:
    """The only person whom a sentence names outside marks: 'The pump means a lot to *Ann Poole*.'"""
    people = [e for e in page.entities("PERSON", low, high) if page.inside[e.start] < 0]
    alone = len(people) == 1 and page.tags[people[0].end : people[0].end + 1] != ["POS"]
    return Phrase(people[0].start, people[0].end, people[0].end - 1) if alone else None


def is_announced(page: Page, start: int) -> bool:
    """Whether a question, or a colon behind a noun such as *word*, leads to marks: 'Was he sorry? “No.”', 'had one word: “Out!”'"""
    if start == page.passage_tokens(start).start:
        return False
    before = page.lowers[page.sentence(start - 1).start : start]
    named = before[-1:] == [":"] and not lexicon.labelled("cue_words", "opinion").isdisjoint(before)
    return named or page.word_at(start - 1) == "?"


def is_reaction(page: Page, number: StretchId) -> bool:
    """Whether marked words, however short, follow a sentence about what somebody does: 'Poole shrugged. *“Bad luck.”*'"""
    start = page.bounds[number].start
    lead = lead_in(page, start) if start and page.word_at(start - 1) in SENTENCE_FINAL else None
    if lead is None or page.prominence(lead.head) < 2 or not unsaid.is_somebody(page, page.tokens[lead.head]):
        return False
    if page.is_titled(number) and any(word[0].isupper() for word in page.inner(number).split()[1:]):
        return False
    named_things = lexicon.words("work_nouns") | lexicon.labelled("mark_words", "term")  # "She has a new film. “Jaws.”"
    return named_things.isdisjoint(page.lowers[slice(*page.sentence(start - 1))])
