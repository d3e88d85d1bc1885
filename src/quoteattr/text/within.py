"""Quotations within quotations: a page turned inside out, so that what somebody quotes in turn is found by the same rules.

Each outer marked stretch becomes a passage, and inner quotation marks become outer ones. All that stands around these stretches
counts as marked, so that nothing of it is read again. The tokens stay the same, so what is found on one page holds on the other.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, pairwise

import attrs

from quoteattr import lexicon, rules
from quoteattr.draft import Attribution, CharSpan, Stretch, StretchId
from quoteattr.model import Passage, Span
from quoteattr.text.page import Page


def inside_out(page: Page, found: Iterable[Attribution]) -> Page | None:
    """The page turned inside out, for attributions ``found`` on it; None if no quotation has inner marks and a reporting verb."""
    nested = [stretch for stretch in page.stretches if stretch.depth == 1]
    quoting = _quoting(page, found, nested) if nested else []
    if not quoting:
        return None
    spans = [page.outer[number].inner for number in quoting]
    within = (s for s in nested if any(start <= s.start and s.end <= end for start, end in spans))
    nested = [attrs.evolve(stretch, depth=0) for stretch in within]
    cuts = sorted({0, len(page.string), *(edge for span in spans for edge in span)})
    parts = [CharSpan(*part) for part in pairwise(cuts)]
    around = [Stretch(*part, part) for part in parts if part not in spans]
    passages = tuple(Passage(Span.of(page.string, *part), "body") for part in parts)
    return page.turned(passages, tuple(sorted([*nested, *around], key=lambda s: s.start)))


def _quoting(page: Page, found: Iterable[Attribution], nested: list[Stretch]) -> list[StretchId]:
    """The outer stretches that are quotations with inner marks and a reporting verb in them."""
    marked = {page.inside[page.token_at(stretch.start)] for stretch in nested} - {-1}
    reporting = {page.inside[i] for i in page.where(lexicon.reporting_verbs().keys())} & marked
    pieces = (page.token_span(piece) for a in found for piece in a.pieces) if reporting else ()
    return sorted(reporting & {*chain.from_iterable(page.inside[slice(*piece)] for piece in pieces)})


def reported_within(page: Page, inner: Page, found: Iterable[Attribution]) -> Iterator[Attribution]:
    """The inner quotations among the attributions ``found`` on the page turned inside out, ``inner``.

    Only words between inner marks count: an indirect report (“Reed says it is late”) is as a rule the outer speaker's own words.
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
