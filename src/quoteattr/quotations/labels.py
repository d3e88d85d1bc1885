"""Page → labels: marked words whose owner is written before or behind them without a verb.

Rules: ``label`` a name or description with a colon (Ann Poole: "No."; From Ann Poole, mayor: "No."), ``message`` what
somebody's message, advice or answer is (Her message was blunt: "No."), ``signature`` a name behind a dash, on the same
line or the next ("No." – Ann Poole, mayor), ``headline-label`` what a headline explains ('I lost it all': farmer …).
"""

from __future__ import annotations

from quoteattr import lexicon
from quoteattr.draft import Phrase
from quoteattr.text.page import DASHES, FINITE_TAGS, NOMINAL_TAGS, NOUN_TAGS, VERB_TAGS, Page

_LONGEST = 16  # tokens: a label is short


def find(page: Page) -> dict[int, tuple[str, Phrase]]:
    """For outer stretches with a label or a signature: the rule and the phrase that names the owner."""
    found = {}
    for number in range(len(page.outer)):
        owner = _label(page, number) or _signature(page, number) or _headline(page, number)
        if owner:
            found[number] = owner
    return found


def _label(page: Page, number: int) -> tuple[str, Phrase] | None:
    start = page.bounds[number][0]
    colon = start - 1
    if colon < 1 or page.tokens[colon].text != ":" or page.passage_of[colon] != page.passage_of[start]:
        return None
    low, _ = page.sentence(colon)
    while low < colon and (page.tokens[low].is_space or page.inside[low] >= 0):
        low += 1
    tokens = page.tokens[low:colon]
    if not tokens:
        return None
    verb = next((t for t in tokens if t.tag_ in FINITE_TAGS and page.inside[t.i] < 0), None)
    if verb is not None:
        own = page.subject(verb)
        return ("message", phrase) if own is not None and (phrase := _messenger(page, low, own.i)) else None
    first = low + (tokens[0].lower_ == "from")
    if colon - first > _LONGEST or any(t.tag_ in VERB_TAGS and t.dep_ == "ROOT" for t in tokens):
        return None
    if (phrase := _messenger(page, low, colon - 1)) is not None:
        return "message", phrase
    head = _first_noun(page, first, colon)
    return ("label", Phrase(first, colon, head)) if head is not None else None


def _messenger(page: Page, low: int, noun: int) -> Phrase | None:
    """Whose message a noun is: 'her message', 'the council's advice', 'a statement from the club'."""
    head = page.tokens[noun]
    if head.lower_ not in lexicon.words("message_nouns"):
        head = next(
            (t for t in page.tokens[max(low, noun - 6) : noun] if t.lower_ in lexicon.words("message_nouns")), head
        )
    if head.lower_ not in lexicon.words("message_nouns"):
        return None
    owners = [
        *page.children(head, "poss"),
        *(g for p in page.children(head, "prep") if p.lower_ in ("of", "from", "by") for g in page.children(p, "pobj")),
    ]
    return page.noun_phrase(owners[0], frozenset({head.i})) if owners else None


def _first_noun(page: Page, start: int, end: int) -> int | None:
    """The head of a label: its last word before the first comma or preposition."""
    head = None
    for token in page.tokens[start:end]:
        if token.tag_ in NOMINAL_TAGS:
            head = token.i
        elif head is not None and (token.text in (",", "(") or token.tag_ in ("IN", "TO")):
            break
    return head


def _signature(page: Page, number: int) -> tuple[str, Phrase] | None:
    i = page.bounds[number][1]
    tokens = page.tokens
    while i < len(tokens) and tokens[i].is_space:
        i += 1
    if (
        i + 1 >= len(tokens)
        or tokens[i].text not in DASHES
        or page.passage_of[i] - page.passage_of[page.bounds[number][0]] > 1
    ):
        return None
    _, high = page.passage_tokens(i)
    start = i + 1
    while start < high and tokens[start].is_space:
        start += 1
    if start >= high or tokens[start].tag_ not in ("NNP", "NNPS") or page.inside[start] >= 0:
        return None
    end = start
    while (
        end < high
        and page.inside[end] < 0
        and tokens[end].tag_ not in FINITE_TAGS
        and not (tokens[end].is_space and "\n" in tokens[end].text)
    ):
        if tokens[end].text == ".":
            break
        end += 1
    if any(t.ent_type_ == "DATE" for t in tokens[start:end]):
        return None  # a reference: "…" – Eastwick Star, 4 May
    closed = end >= high or tokens[end].text == "." or tokens[end].is_space
    head = _first_noun(page, start, end)
    return ("signature", Phrase(start, end, head)) if closed and head is not None and end - start <= _LONGEST else None


def _headline(page: Page, number: int) -> tuple[str, Phrase] | None:
    start, end = page.bounds[number]
    if (
        page.passages[page.passage_of[start]].kind != "headline"
        or end + 1 >= len(page.tokens)
        or page.tokens[end].text != ":"
    ):
        return None
    _, high = page.passage_tokens(start)
    head = next((t for t in page.tokens[end + 1 : high] if t.tag_ in NOUN_TAGS), None)
    if head is None or page.token_at(page.passages[page.passage_of[start]].span.start) != start:
        return None
    verb = next((t for t in page.tokens[head.i : high] if t.tag_ in VERB_TAGS), None)
    own = page.subject(verb) if verb is not None else None
    return (
        ("headline-label", page.noun_phrase(own, frozenset({verb.i, end})))
        if own is not None and verb is not None and own.i > end
        else None
    )
