"""Page → labels: words whose owner is written before or behind them without a verb.

Rules: ``label`` a name or description with a colon (Ann Poole: "No."; From Ann Poole, mayor: "No."), ``message`` what
somebody's message, advice or answer is (Her message was blunt: "No."), ``signature`` a name behind a dash, on the same
line or the next ("No." – Ann Poole, mayor), or a name and a post below the words, ``headline-label`` what a headline explains ('I lost it all': farmer …).
Words without marks have labels in headlines (Poole: I will not resign) and where people speak in turns, and signatures where a
page shows a post (:func:`unmarked`).
"""

from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Phrase, StretchId, TokenSpan
from quoteattr.model import PassageKind
from quoteattr.quotations import lines, sources, unsaid, verbless
from quoteattr.quotations.lines import COLONS, FIRST_PERSON
from quoteattr.text import noun_phrases
from quoteattr.text.page import DASHES, FINITE_TAGS, NOUN_TAGS, VERB_TAGS, Page

_LONGEST = 16  # tokens: a label is short
_TURN = 8  # tokens: the label of a speaker's turn is shorter
_SHORTEST = 3  # tokens: what is shorter is no turn, unless a forename stands in its label
_RELATIVES = frozenset({"WP", "WRB", "WDT"})
_STROKES = (*DASHES, "|")
_ABOUT = (["on"], ["about"])


def find(page: Page) -> dict[StretchId, tuple[str, Phrase]]:
    """For outer stretches with a label or a signature: the rule and the phrase that names the owner."""
    numbers = map(StretchId, range(len(page.outer)))
    above = lines.names_above(page)
    owners = ((n, _label(page, n) or above.get(n) or _signature(page, n) or _headline(page, n)) for n in numbers)
    return {number: owner for number, owner in owners if owner}


def _label(page: Page, number: StretchId) -> tuple[str, Phrase] | None:
    if (colon := _before_words(page, number)) is None:
        return None
    if page.words[colon] not in COLONS:
        return _bylined(page, page.passage_tokens(colon).start, colon)
    before = range(page.sentence(colon).start, colon)
    low = next((i for i in before if page.inside[i] < 0 and not page.tokens[i].is_space), colon)
    tokens = page.tokens[low:colon]
    verb = next((t for t in tokens if t.tag_ in FINITE_TAGS | {"MD"} and page.inside[t.i] < 0), None)
    if verb is not None:
        sender = sources.sender(page, colon)  # "Reed got a text from Ann Poole"
        own = page.subject(verb.head if verb.tag_ == "MD" else verb)  # "Her message was blunt", "will be"
        return ("message", sender) if sender is not None else _message(page, low, own) if own else None
    if not tokens or colon - low > _LONGEST or any(t.tag_ in VERB_TAGS and t.dep_ == "ROOT" for t in tokens):
        return None
    return _message(page, low, tokens[-1]) or _plain(page, low + (page.lowers[low] == "from"), colon)


def _before_words(page: Page, number: StretchId) -> int | None:
    """The token in which a label of marked words ends, in their passage or, if it is a colon, in the one above."""
    start, end = page.bounds[number]
    last = page.stripped(0, start).end - 1
    if last < 1 or page.passage_of[start] - page.passage_of[last] > (page.words[last] in COLONS):
        return None
    work = page.is_titled(number) and not FINITE_TAGS.isdisjoint(page.tags[end : end + 1])
    return last if not work else None  # "Review: 'The Lean Years' is a feast"


def _plain(page: Page, first: int, colon: int) -> tuple[str, Phrase] | None:
    """A name or a description before a colon; 'Ann Poole (42)' without what stands in brackets."""
    bracketed = page.words[colon] == "):" or page.words[colon - 1] == ")"
    bracket = next((i for i in range(first, colon) if page.words[i] == "(" and bracketed), colon)
    head = lines.first_noun(page, first, bracket)
    speaks = head is not None and _may_speak(page, page.tokens[head])
    return ("label", Phrase(first, bracket, head)) if head is not None and speaks else None


def _may_speak(page: Page, head: Token) -> bool:
    """Whether a label is of somebody, by its head: not 'Eastwick pier *fire*: "We lost it all"', '"We lost it all": *Siege* ends'.

    A capital tells nothing at the head of a line: *Siege* is a name unless the text has a siege too.
    """
    word, singular = head.lower_, head.lower_.removesuffix("s")
    known = (lexicon.words(f"{kind}_nouns") for kind in ("people", "organisation", "document"))
    post = lexicon.is_post(word) or lexicon.is_post(singular) or page.is_age(head.i)
    if post or any(word in k or singular in k for k in known):
        return True
    return unsaid.can_speak(page, head) and not any(page.words[i].islower() for i in page.where({word}))


def _message(page: Page, low: int, noun: Token) -> tuple[str, Phrase] | None:
    """Whose message a noun is: 'her message', 'the council's advice', 'a statement from the club'."""
    near = (noun, *page.tokens[max(low, noun.i - 6) : noun.i])
    message = next((token for token in near if token.lower_ in lexicon.words("message_nouns")), None)
    credited = verbless.owners(page, message) if message is not None else []
    return ("message", page.noun_phrase(credited[0], frozenset({message.i}))) if message and credited else None


def _bylined(page: Page, low: int, end: int) -> tuple[str, Phrase] | None:
    """Somebody's name before a stroke or dash in a headline, not that of a column: 'Ann Poole | "We were robbed"', 'Poole – "Never"'."""
    words = page.words[low:end]
    if page.words[end] not in _STROKES or page.passages[page.passage_of[low]].kind != "headline" or not words:
        return None
    forenamed = len(words) > 1 and words[0].lower() in lexicon.words("forenames")
    named = (forenamed and page.words[end] == "|") or (
        len(words) <= _SHORTEST and noun_phrases.names_somebody(page, end - 1)
    )
    return ("label", Phrase(low, end, end - 1)) if named and all(map(str.istitle, words)) else None


def _signature(page: Page, number: StretchId) -> tuple[str, Phrase] | None:
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
    headline = page.passages[page.passage_of[start]].kind == "headline"
    # "– defiant Poole", "| POOLE"
    known = headline and 0 < end - start <= _SHORTEST and noun_phrases.names_somebody(page, end - 1)
    if not known and (page.words[dash] == "|" or not _may_sign(page, start, headline=headline)):
        return None
    if "DATE" in page.ent_types[start:end]:
        return None  # a reference: "…" – Eastwick Star, 4 May
    closed = end >= high or page.words[end] == "." or page.tokens[end].is_space
    head = end - 1 if known else lines.first_noun(page, start, end)
    return ("signature", Phrase(start, end, head)) if closed and head is not None and end - start <= _LONGEST else None


def _may_sign(page: Page, start: int, *, headline: bool) -> bool:
    """Whether a word may begin a signature: a name, in a headline a post as well: '‘It is unsafe’ – *mayor*'."""
    signs = headline and (page.tokens[start].is_title or lexicon.is_post(page.lowers[start]))
    return signs or page.tags[start] in ("NNP", "NNPS")


def _ends_signature(page: Page, i: int) -> bool:
    """Whether a signature cannot go on over a token: marked words, a finite verb, the end of a line or a sentence."""
    line = page.tokens[i].is_space and "\n" in page.words[i]
    return line or page.inside[i] >= 0 or page.tags[i] in FINITE_TAGS or page.words[i] == "."


def _headline(page: Page, number: StretchId) -> tuple[str, Phrase] | None:
    start, end = page.bounds[number]
    passage = page.passages[page.passage_of[start]]
    colon = passage.kind == "headline" and end + 1 < len(page.tokens) and page.words[end] in (":", *DASHES)
    if not colon or page.token_at(passage.span.start) != start:
        return None
    told = _told_of(page, end + 1, page.passage_tokens(start).end)
    return ("headline-label", told) if told is not None else None


def _told_of(page: Page, first: int, high: int) -> Phrase | None:
    """Of whom a headline tells behind marked words: 'crash survivor on her recovery', 'farmer tells of flood', 'those who fled'."""
    again = any(page.tags[i] == "NNP" and i > high for i in page.where({page.lowers[first]}))
    if page.words[first].istitle() and again and page.lowers[first + 1 : first + 2] in _ABOUT:
        return Phrase(first, first + 1, first)  # "Reed on his recovery", where the tagger takes the name for a verb
    head = next((i for i in range(first, high) if page.tags[i] in NOUN_TAGS), high)
    verb = next((t for t in page.tokens[head:high] if t.tag_ in VERB_TAGS), None)
    if verb is None:
        return _told_without_verb(page, first, high)
    own = page.subject(verb)
    own = verb.head if own is not None and own.tag_ in _RELATIVES and verb.dep_ == "relcl" else own
    if own is None or own.i < first or not _may_speak(page, own):
        return None
    return page.noun_phrase(own, frozenset({verb.i, first - 1}))


def _told_without_verb(page: Page, first: int, high: int) -> Phrase | None:
    """'crash survivor on her recovery', 'a mother’s story'"""
    owner = next((i for i in range(first + 1, high) if page.tags[i] == "POS"), first) - 1
    if owner >= first and _is_owner(page, owner):
        return Phrase(first, owner + 1, owner)
    last = noun_phrases.head(page, first)
    if last is None or page.lowers[last.i + 1 : last.i + 2] not in _ABOUT:
        return None
    return Phrase(first, last.i + 1, last.i) if unsaid.is_somebody(page, last) else None


def _is_owner(page: Page, i: int) -> bool:
    """Whether whose story, plea or ordeal a headline tells of is somebody: 'a *mother*'s story', not 'the club's darkest day'."""
    word, singular = page.lowers[i], lexicon.singular(page.lowers[i])
    people = lexicon.words("people_nouns")
    return page.tags[i] in ("NN", "NNS") and (
        lexicon.is_post(word) or lexicon.is_post(singular) or not people.isdisjoint((word, singular))
    )


# --- words without marks --------------------------------------------------------------------------------------------


def unmarked(page: Page) -> list[tuple[TokenSpan, Phrase]]:
    """Labelled words without marks, each with the phrase that names the owner.

    Headlines that begin with who says what they say (Poole: I will not resign); the turns of an interview or a transcript
    (ANN POOLE, HOST: Welcome.), where several people speak in paragraphs of their own, and those who speak again do so in the
    first person or to somebody: headings with a colon (New release: A lamp for £20) are no turns. What is signed with the name
    of an account (It is late. — Ann Poole (@annpoole) May 4, 2019) is a post that a page shows.
    """
    turns = lines.turns(page)
    headed = [turn for turn in turns if _headed(page, turn)]
    spoken = [turn for turn in turns if turn not in headed]
    return _posts(page) + headed + _signed_headlines(page) + (lines.conversation(page, spoken) or lines.answers(page))


def _signed_headlines(page: Page) -> list[tuple[TokenSpan, Phrase]]:
    """Headlines that end with who says so, behind a dash: 'Why we cannot pay workers – Gov Poole', 'Fares to rise – Minister'."""
    headlines = (_signed_headline(page, n) for n, passage in enumerate(page.passages) if passage.kind == "headline")
    return [*filter(None, headlines)]


def _signed_headline(page: Page, passage: int) -> tuple[TokenSpan, Phrase] | None:
    """The headline before a signature, unless it is all between marks, with some of it so or a verb: 'Pier ‘a disgrace’ – mayor'."""
    start, end = page.trim(TokenSpan(*page.passage_tokens(page.token_at(page.passages[passage].span.start))))
    dashes = (i for i in range(end - 1, start + 1, -1) if page.words[i] in (":", *DASHES))
    dash = next((i for i in dashes if page.words[i] == ":" or page.tokens[i - 1].whitespace_), end)
    marked = {number for number in page.inside[start:dash] if number >= 0}
    covers = page.inside[start] >= 0 and page.bounds[page.inside[start]].end >= dash
    if not 0 < end - dash - 1 <= _TURN or covers or max(page.inside[dash:end]) >= 0:
        return None
    told = not (FINITE_TAGS | {"TO", "VBN", "VBG"}).isdisjoint(page.tags[start + 1 : dash])
    signed = (told or marked) and _is_plain_signature(page, dash + 1, end)
    whole = marked or any(page.tags[i] in FINITE_TAGS | {"TO"} for i in range(start, dash))
    signed = signed or (whole and page.words[dash] != ":" and _signs(page, dash + 1, end, quotes=bool(marked)))
    return (page.trim(TokenSpan(start, dash)), Phrase(dash + 1, end, end - 1)) if signed else None


def _is_plain_signature(page: Page, start: int, end: int) -> bool:
    """Whether a word or two behind a headline can be nothing but who says so: 'Two held over fire: *police*', 'Fares to rise – *Poole*'."""
    last = page.lowers[end - 1]
    if end - start > _SHORTEST - 1 or not FINITE_TAGS.isdisjoint(page.tags[start:end]):
        return False
    if page.words[end - 1][:1].isupper():
        return noun_phrases.names_somebody(page, end - 1)
    people = (
        lexicon.words("people_nouns") | lexicon.words("organisation_nouns") | lexicon.labelled("cue_words", "signing")
    )
    return lexicon.is_post(last) or not people.isdisjoint((last, lexicon.singular(last)))


def _signs(page: Page, start: int, end: int, *, quotes: bool) -> bool:
    """Whether words are a post, or a post with somebody who is named again in the text: no paper or section that stands there.

    Behind a headline that ``quotes``, whoever may speak does, written small, and so does a surname: 'Pier ‘unsafe’ – union', '… – Poole'.
    """
    words = page.words[start:end]
    if quotes and words[-1].islower() and _may_speak(page, page.tokens[end - 1]):
        return FINITE_TAGS.isdisjoint(page.tags[start:end])
    if all(lexicon.is_post(word) or word.lower() in lexicon.words("post_scopes") for word in words):
        return lexicon.is_post(words[-1]) and (quotes or words[0][0].isupper())
    again = any(page.tags[i] == "NNP" and i > end for i in page.where({page.lowers[end - 1]}))
    led = quotes or (len(words) > 1 and (lexicon.is_post(words[0]) or lexicon.bare(words[0]) in lexicon.honorifics()))
    return again and led and all(word[:1].isupper() for word in words)


def _posts(page: Page) -> list[tuple[TokenSpan, Phrase]]:
    found = lines.posts(page) if "(@" in page.string else ()
    signed = ((words, start, end, lines.first_noun(page, start, end)) for words, (start, end) in found)
    return [(words, Phrase(start, end, head)) for words, start, end, head in signed if head is not None]


def _kind(page: Page, label: Phrase) -> PassageKind:
    return page.passages[page.passage_of[label.start]].kind


def _headed(page: Page, turn: tuple[TokenSpan, Phrase]) -> bool:
    """Whether a labelled headline says what the one in its label says: 'Lund: tax cuts are coming', not 'Brexit: MPs vote'.

    A surname stands for who speaks; a full name as often for whom it is about ('Ann Poole: striker joins Rovers').
    """
    (start, end), label = turn
    if _kind(page, label) != "headline":
        return False
    tags = page.tags[start:end]
    verb = next((i for i, tag in enumerate(tags) if tag in FINITE_TAGS | {"VBN"}), None)
    if verb is None or not _RELATIVES.isdisjoint(tags[: verb + 1]):
        return False
    word = page.words[label.head]
    if label.end - label.start > 1:
        return not FIRST_PERSON.isdisjoint(page.lowers[start:end])
    known = lexicon.is_post(word) or any(
        word.lower() in lexicon.words(f"{kind}_nouns") for kind in ("people", "organisation")
    )
    known = known or word.lower() in lexicon.labelled("cue_words", "signing")
    return known or noun_phrases.names_somebody(page, label.head)


# --- words that float ------------------------------------------------------------------------------------------------


def lead_in(page: Page, start: int) -> Phrase | None:
    """The subject of the reporter's sentence that stands right before floating words: 'Poole defended the plan. "We …"'"""
    i = next((i for i in range(start - 1, -1, -1) if not page.tokens[i].is_space), -1)
    if i < 0 or page.inside[i] >= 0 or page.passage_of[start] - page.passage_of[i] > 1:
        return None
    low, high = page.sentence(i)
    verbs = (t for t in page.tokens[low:high] if page.inside[t.i] < 0 and t.tag_ in VERB_TAGS)
    clauses = [(verb, own) for verb in verbs if (own := page.subject(verb)) is not None and own.i >= low]
    if not clauses:
        return None
    verb, own = next((clause for clause in clauses if clause[0].dep_ == "ROOT"), clauses[0])
    if (asked := _who_is_asked(page, verb)) is not None:
        return page.noun_phrase(asked, frozenset({verb.i}))
    if (who := _who_it_was(page, verb, own)) is not None:
        return page.noun_phrase(who, frozenset({verb.i}))
    person = None if unsaid.can_speak(page, own) else _only_person(page, low, high)
    return person or page.noun_phrase(own, frozenset({verb.i}))


def _who_is_asked(page: Page, verb: Token) -> Token | None:
    """Who has to answer: 'Poole asked *Reed* whether he knew. “Yes.”', but not 'Poole asked Reed for help. “I am ill.”'"""
    entries = lexicon.reporting_verbs().get(verb.lower_, ())
    asks = verb.lower_ in lexicon.labelled("cue_words", "asked") or any(entry.takes("wh") for entry in entries)
    if not asks or any(entry.takes("clause") for entry in entries) or page.children(verb, "xcomp"):
        return None
    wished = any(token.lower_ == "for" for token in page.children(verb, "prep"))
    whom = (token for token in page.children(verb, "dobj", "dative") if unsaid.is_somebody(page, token))
    return None if wished else next(whom, None)


def _who_it_was(page: Page, verb: Token, own: Token) -> Token | None:
    """Who is named behind *was*: 'The most pleased was *Ann Poole*. “I wept.”', but not 'Her hero is Tom Reed', 'It was Ann Poole'.

    So is the only one of whom several are said to include: 'The losers include *Ann Poole*.'
    """
    behind = page.children(verb, "dobj" if verb.lower_ in ("include", "includes", "included") else "attr")
    named = next((t for t in behind if t.ent_type_ == "PERSON" and not page.children(t, "conj")), None)
    others = page.tokens[own.left_edge.i : own.right_edge.i + 1]
    person = (t.tag_ in ("PRP", "PRP$") and t.lower_ not in ("it", "its") for t in others)  # not "the man behind *it*"
    other = any(person) or any(t.ent_type_ == "PERSON" for t in others)
    return None if other or own.i > verb.i else named


def _only_person(page: Page, low: int, high: int) -> Phrase | None:
    """The only one whom a sentence names, outside marks: 'The pump means a lot to *Ann Poole*.'"""
    people = [e for e in page.entities("PERSON", low, high) if page.inside[e.start] < 0]
    alone = len(people) == 1 and page.tags[people[0].end : people[0].end + 1] != ["POS"]
    return Phrase(people[0].start, people[0].end, people[0].end - 1) if alone else None
