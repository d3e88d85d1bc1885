"""Page + cues → marked phrases: noun phrases that count as reported because words in them are marked.

Rule ``phrase``: called for a "surge" in spending; dismissed the plan as "a mess"; accused the firm of a "cover-up".
"""

from __future__ import annotations

from spacy.tokens import Token

from quoteattr.draft import Cue, Reported, TokenSpan, cues_between
from quoteattr.quotations.clause_ends import reporter_goes_on
from quoteattr.text.page import CONJUNCTIONS, Page


def find(page: Page, cues: tuple[Cue, ...]) -> tuple[Reported, ...]:
    """For every marked stretch that stands in a phrase of a cue: that phrase (called for a "surge" in spending)."""
    by_verb = {cue.verb: cue for cue in cues}
    described = {page.marked_as(cue.end): cue for cue in cues if "np" in cue.frames and cue.source}
    found = []
    for number, (start, end) in enumerate(page.bounds):
        chain = _up_to_cue(page, start, end, by_verb)
        cue = by_verb.get(chain[-1].head.i) if chain else None
        if cue is None and number in described:  # the parser took "described" for an attribute of what follows
            found.append(
                Reported(described[number], "phrase", ((described[number].end, _with_coordinated(page, end)),))
            )
            continue
        named = (
            cue is not None
            and "name" in cue.frames
            and page.tokens[cue.verb].tag_ == "VBN"
            and (cue.inherited or cue.source is None)
        )
        if named:
            continue  # "a dog called "Biscuit"": nobody says so
        if cue is not None and {"np", "clause", "objinf", "inf", "ofger", "name"} & cue.frames:
            low, high = _phrase(page, cue, chain, start, end)
            # "cited a "rise" in costs, which she said was small": the phrase ends where another report begins
            behind = cues_between(cues, end, page.passage_tokens(end)[1]) if end < len(page.tokens) else ()
            high = next((c.left for c in behind if end <= c.left < high and c.start != cue.start), high)
            found.append(Reported(cue, "phrase", (page.trim((low, _without_relative(page, end, high))),)))
    return tuple(found)


def _with_coordinated(page: Page, end: int) -> int:
    """The end of marked words with those that *and* adds to them: as "a mess" and "a farce"."""
    while end + 1 < len(page.tokens) and page.tokens[end].lower_ in CONJUNCTIONS and page.inside[end + 1] >= 0:
        end = page.bounds[page.inside[end + 1]][1]
    return end


def _without_relative(page: Page, low: int, high: int) -> int:
    """The end of a phrase without the relative pronoun that is left hanging there."""
    while high > low and (page.tokens[high - 1].tag_ in ("WDT", "WP") or page.tokens[high - 1].lower_ == "that"):
        high -= 1
    return high


def _up_to_cue(page: Page, start: int, end: int, by_verb: dict[int, Cue]) -> list[Token]:
    """The tokens from the head of a stretch up to the one that hangs on a cue; nothing if another verb comes first."""
    inner = [t for t in page.tokens[start:end] if not t.is_punct] or page.tokens[start:end]
    token = next((t for t in inner if not start <= t.head.i < end or t.head.i == t.i), inner[0])
    chain = [token]
    for _ in range(8):
        head = token.head
        if head.i in by_verb:
            before = token.i < head.i and not by_verb[head.i].passive
            return [] if before or token.dep_ in ("nsubj", "mark") else chain
        if head.i == token.i or head.tag_ in ("VBD", "VBZ", "VBP"):
            return []
        token = head
        chain.append(token)
    return []


def _phrase(page: Page, cue: Cue, chain: list[Token], start: int, end: int) -> TokenSpan:
    # the outermost: 'spoke about giving teachers the right to "strike"'
    noun = next(
        (t for t in reversed(chain) if t.dep_ in ("pobj", "pcomp", "dobj", "attr", "oprd", "nsubjpass")), chain[-1]
    )
    low = max(noun.left_edge.i, cue.end) if start > cue.verb else noun.left_edge.i
    if cue.source and cue.verb < cue.source.start < start:
        low = max(low, cue.source.end)  # "was dismissed by residents as "vandalism""
    behind = page.tokens[cue.end].lower_ if cue.end < len(page.tokens) else ""
    predicate = next((t for t in chain if t.dep_ == "prep" and t.lower_ == "as"), None)
    if "name" in cue.frames and not cue.passive and start > cue.verb:
        low = cue.end  # called the plan "a mess"
    elif (
        predicate is not None
        and predicate.head.i == cue.verb
        and not cue.passive
        and behind not in ("it", "him", "her", "them", "this")
    ):
        low = cue.end  # dismissed the plan as "a mess"
    of = (
        next((i for i in range(cue.end, start) if page.tokens[i].lower_ == "of"), None)
        if "ofger" in cue.frames
        else None
    )
    if of is not None:
        low = of + 1
    while low < start and (
        page.tokens[low].dep_ in ("prep", "agent")
        or page.tokens[low].lower_ in ("as", "for", "of", "with", "by", "that")
    ):
        low += 1
    high = min(noun.right_edge.i + 1, page.sentence(cue.verb)[1])
    high = next((i for i in range(end, high) if page.inside[i] < 0 and reporter_goes_on(page, cue, i, high)), high)
    return page.trim((min(low, start), max(end, high)))
