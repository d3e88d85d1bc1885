"""Page → labels: marked words whose owner is written before or behind them without a verb.

Rules: ``label`` a name or description with a colon (Ann Poole: "No."; From Ann Poole, mayor: "No."), ``message`` what
somebody's message, advice or answer is (Her message was blunt: "No."), ``signature`` a name behind a dash, on the same
line or the next ("No." – Ann Poole, mayor), ``headline-label`` what a headline explains ('I lost it all': farmer …).
"""

from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Phrase, StretchId
from quoteattr.quotations import sources
from quoteattr.text.page import DASHES, FINITE_TAGS, NOMINAL_TAGS, NOUN_TAGS, VERB_TAGS, Page

_LONGEST = 16  # tokens: a label is short


def find(page: Page) -> dict[StretchId, tuple[str, Phrase]]:
    """For outer stretches with a label or a signature: the rule and the phrase that names the owner."""
    numbers = map(StretchId, range(len(page.outer)))
    owners = ((n, _label(page, n) or _signature(page, n) or _headline(page, n)) for n in numbers)
    return {number: owner for number, owner in owners if owner}


def _label(page: Page, number: StretchId) -> tuple[str, Phrase] | None:
    start = page.bounds[number].start
    colon = start - 1
    if colon < 1 or page.words[colon] != ":" or page.passage_of[colon] != page.passage_of[start]:
        return None
    before = range(page.sentence(colon).start, colon)
    low = next((i for i in before if page.inside[i] < 0 and not page.tokens[i].is_space), colon)
    tokens = page.tokens[low:colon]
    verb = next((t for t in tokens if t.tag_ in FINITE_TAGS and page.inside[t.i] < 0), None)
    if verb is not None and (sender := sources.sender(page, colon)) is not None:
        return "message", sender  # "Reed got a text from Ann Poole"
    if verb is not None:  # "Her message was blunt"
        return _message(page, low, own) if (own := page.subject(verb)) else None
    first = low + (page.lowers[low] == "from")
    bracket = next((i for i in range(first, colon) if page.words[i] == "(" and page.words[colon - 1] == ")"), colon)
    if not tokens or colon - first > _LONGEST or any(t.tag_ in VERB_TAGS and t.dep_ == "ROOT" for t in tokens):
        return None
    head = _first_noun(page, first, bracket)  # "Ann Poole (42)"
    return _message(page, low, tokens[-1]) or (("label", Phrase(first, colon, head)) if head is not None else None)


def _message(page: Page, low: int, noun: Token) -> tuple[str, Phrase] | None:
    """Whose message a noun is: 'her message', 'the council's advice', 'a statement from the club'."""
    near = (noun, *page.tokens[max(low, noun.i - 6) : noun.i])
    message = next((token for token in near if token.lower_ in lexicon.words("message_nouns")), None)
    credited = sources.owners(page, message) if message is not None else []
    return ("message", page.noun_phrase(credited[0], frozenset({message.i}))) if message and credited else None


def _first_noun(page: Page, start: int, end: int) -> int | None:
    """The head of a label: its last word before the first comma or preposition."""
    head = None
    for token in page.tokens[start:end]:
        if token.tag_ in NOMINAL_TAGS:
            head = token.i
        elif head is not None and (token.text in (",", "(") or token.tag_ in ("IN", "TO")):
            break
    return head


def _signature(page: Page, number: StretchId) -> tuple[str, Phrase] | None:
    marked = page.bounds[number]
    dash = _behind_space(page, marked.end, len(page.tokens))
    if dash + 1 >= len(page.tokens) or page.words[dash] not in DASHES:
        return None
    if page.passage_of[dash] - page.passage_of[marked.start] > 1:
        return None
    high = page.passage_tokens(dash).end
    start = _behind_space(page, dash + 1, high)
    if start >= high or page.tags[start] not in ("NNP", "NNPS") or page.inside[start] >= 0:
        return None
    end = next((i for i in range(start, high) if _ends_signature(page, i)), high)
    if "DATE" in page.ent_types[start:end]:
        return None  # a reference: "…" – Eastwick Star, 4 May
    closed = end >= high or page.words[end] == "." or page.tokens[end].is_space
    head = _first_noun(page, start, end)
    return ("signature", Phrase(start, end, head)) if closed and head is not None and end - start <= _LONGEST else None


def _behind_space(page: Page, i: int, end: int) -> int:
    """The first token from ``i`` on, before ``end``, that is no white space."""
    return next((at for at in range(i, end) if not page.tokens[at].is_space), end)


def _ends_signature(page: Page, i: int) -> bool:
    """Whether a signature cannot go on over a token: marked words, a finite verb, the end of a line or a sentence."""
    line = page.tokens[i].is_space and "\n" in page.words[i]
    return line or page.inside[i] >= 0 or page.tags[i] in FINITE_TAGS or page.words[i] == "."


def _headline(page: Page, number: StretchId) -> tuple[str, Phrase] | None:
    start, end = page.bounds[number]
    passage = page.passages[page.passage_of[start]]
    if passage.kind != "headline" or end + 1 >= len(page.tokens) or page.words[end] != ":":
        return None
    high = page.passage_tokens(start).end
    head = next((i for i in range(end + 1, high) if page.tags[i] in NOUN_TAGS), None)
    if head is None or page.token_at(passage.span.start) != start:
        return None
    verb = next((t for t in page.tokens[head:high] if t.tag_ in VERB_TAGS), None)
    own = page.subject(verb) if verb else None
    return ("headline-label", page.noun_phrase(own, frozenset({verb.i, end}))) if verb and own and own.i > end else None
