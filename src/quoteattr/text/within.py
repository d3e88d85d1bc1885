"""A page turned inside out: what stands within marks as a text of its own, to find whose words somebody quotes in turn.

Each outer marked stretch is a passage; marks within marks are its outer marks, and all that stands around the stretches
counts as marked, so that nothing of it is read again. Tokens are those of the page, so what is found in one holds in both.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise

import attrs

from quoteattr import lexicon, rules
from quoteattr.draft import Attribution, CharSpan, Stretch, StretchId
from quoteattr.model import Passage, Span
from quoteattr.text.page import Page


def inside_out(page: Page, found: Iterable[Attribution]) -> Page | None:
    """The page of the words within the outer marks of some attributions; None where no verb beside inner marks reports anything."""
    nested = [stretch for stretch in page.stretches if stretch.depth == 1]
    held = _held(page, found, nested) if nested else []
    if not held:
        return None
    spans = [page.outer[number].inner for number in held]
    within = (s for s in nested if any(start <= s.start and s.end <= end for start, end in spans))
    nested = [attrs.evolve(stretch, depth=0) for stretch in within]
    cuts = sorted({0, len(page.string), *(edge for span in spans for edge in span)})
    parts = [CharSpan(*part) for part in pairwise(cuts)]
    around = [Stretch(*part, part) for part in parts if part not in spans]
    passages = tuple(Passage(Span.of(page.string, *part), "body") for part in parts)
    return page.turned(passages, tuple(sorted([*nested, *around], key=lambda s: s.start)))


def _held(page: Page, found: Iterable[Attribution], nested: list[Stretch]) -> list[StretchId]:
    """The outer stretches that are said, with inner marks and a reporting verb in them."""
    marked = {page.inside[page.token_at(stretch.start)] for stretch in nested} - {-1}
    said = {page.inside[i] for a in found for piece in a.pieces for i in range(*page.token_span(piece))} & marked
    return sorted({page.inside[i] for i in page.where(lexicon.reporting_verbs().keys())} & said)


def reported_within(page: Page, inner: Page, found: Iterable[Attribution]) -> Iterator[Attribution]:
    """Of what was found on a page turned inside out, the words between inner marks that somebody is said to have said.

    Reports without inner marks (“Reed says it is late”) are left out: as a rule they are the outer speaker's own words.
    """
    beside = rules.family("beside-marks")
    for attribution in found:
        cue, source, pieces = attribution.cue, attribution.source, attribution.pieces
        if cue is None or source is None or page.inside[cue.start] < 0 or page.inside[source.head] < 0:
            continue
        marked = tuple(
            piece for piece in pieces if piece in inner.outer_edges and page.inside[page.token_at(piece.start)] >= 0
        )
        if marked and (attribution.rule in beside or (attribution.rule == "clause" and marked == pieces)):
            yield attrs.evolve(attribution, pieces=marked, inner=True)
