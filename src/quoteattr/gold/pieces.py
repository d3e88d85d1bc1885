"""The pieces of annotated and of predicted quotations, matched one to one.

Quotations are compared piece by piece: a quotation with two pieces of content counts twice. Quotations that the annotation
calls optional may be found or not: they are left out of every count.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

import attrs

from quoteattr.gold.values import GoldArticle, GoldQuote, Range

HALF = 0.5  # intersection over union from which two pieces are the same
EDGE_SLACK = 1  # code points by which an edge may be off and still agree
TOUCHED = 0.2  # intersection over union with an optional piece from which a prediction is let be
COVERAGES = (0.3, 0.8)  # shares of a gold piece to be covered, as the Gender Gap Tracker's evaluation asks
JUST_ABOVE = 1e-9

_MARKS = "\"'“”‘’«»„‟`"
_BEFORE = _MARKS + " \n\t.,:;–—-…[]"
_AFTER = _BEFORE + "!?"
_THAT = re.compile(r"that\b", re.IGNORECASE)


@attrs.frozen
class Piece:
    """One piece of content with its edges trimmed, and the quotation that it belongs to."""

    span: Range
    quote: GoldQuote


@attrs.frozen
class Comparison:
    """The pieces of one article; ``pairs`` holds indices into ``gold`` and ``predicted`` that match.

    ``ignored`` are indices of predicted pieces that count neither as right nor as false.
    """

    article: GoldArticle
    gold: tuple[Piece, ...]
    predicted: tuple[Piece, ...]
    pairs: tuple[tuple[int, int], ...]
    ignored: frozenset[int]

    def required_pairs(self) -> Iterator[tuple[Piece, Piece]]:
        """The matching pieces whose gold side is not optional."""
        for i, j in self.pairs:
            if not self.gold[i].quote.optional:
                yield self.gold[i], self.predicted[j]

    def missed(self) -> list[Piece]:
        """Required gold pieces without a match."""
        found = {i for i, _ in self.pairs}
        return [g for i, g in enumerate(self.gold) if i not in found and not g.quote.optional]

    def false(self) -> list[Piece]:
        """Predicted pieces without a match that are not let be."""
        right = {j for _, j in self.pairs}
        return [p for j, p in enumerate(self.predicted) if j not in right and j not in self.ignored]


def trim(text: str, start: int, end: int) -> Range:
    """The range without quotation marks and punctuation at its edges and without a leading "that"."""
    while True:
        start = end - len(text[start:end].lstrip(_BEFORE))
        that = _THAT.match(text, start, end)
        if not that:
            break
        start = that.end()
    return start, start + len(text[start:end].rstrip(_AFTER))


def pieces_of(text: str, quotes: Iterable[GoldQuote]) -> tuple[Piece, ...]:
    """The pieces of all quotations in order of place; those that are nothing but punctuation are left out."""
    pieces = (Piece(trim(text, start, end), quote) for quote in quotes for start, end in quote.content)
    return tuple(sorted((p for p in pieces if p.span[0] < p.span[1]), key=lambda piece: piece.span))


def overlap(a: Range, b: Range) -> int:
    """How many code points two ranges share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def intersection_over_union(a: Range, b: Range) -> float:
    """What two ranges share, as a part of what they cover together."""
    shared = overlap(a, b)
    return shared / (max(a[1], b[1]) - min(a[0], b[0])) if shared else 0.0


def coverage(gold: Range, predicted: Range) -> float:
    """The part of ``gold`` that ``predicted`` covers."""
    return overlap(gold, predicted) / max(1, gold[1] - gold[0])


def match(
    gold: Sequence[Piece],
    predicted: Sequence[Piece],
    likeness: Callable[[Range, Range], float],
    least: float,
) -> tuple[tuple[int, int], ...]:
    """Pairs pieces one to one, the likest first, as long as they are alike by ``least``."""
    candidates = sorted(
        (-likeness(g.span, p.span), i, j)
        for i, g in enumerate(gold)
        for j, p in enumerate(predicted)
        if overlap(g.span, p.span)
    )
    taken_gold: set[int] = set()
    taken_predicted: set[int] = set()
    pairs: list[tuple[int, int]] = []
    for unlikeness, i, j in candidates:
        if -unlikeness >= least and i not in taken_gold and j not in taken_predicted:
            taken_gold.add(i)
            taken_predicted.add(j)
            pairs.append((i, j))
    return tuple(pairs)


def compare(article: GoldArticle, prediction: GoldArticle) -> Comparison:
    """Matches the pieces of an annotated article with those predicted for it."""
    gold = pieces_of(article.text, article.quotes)
    predicted = pieces_of(article.text, prediction.quotes)
    pairs = match(gold, predicted, intersection_over_union, HALF)
    ignored = {j for i, j in pairs if gold[i].quote.optional}
    matched = {j for _, j in pairs}
    ignored.update(
        j for j, piece in enumerate(predicted) if j not in matched and lies_on_optional_only(piece.span, gold)
    )
    return Comparison(article, gold, predicted, pairs, frozenset(ignored))


def lies_on_optional_only(span: Range, gold: Iterable[Piece]) -> bool:
    """Whether a place meets optional pieces, and no others."""
    touched = [piece for piece in gold if overlap(piece.span, span)]
    return all(piece.quote.optional for piece in touched) and any(
        intersection_over_union(piece.span, span) > TOUCHED for piece in touched
    )


def edges_agree(a: Range, b: Range) -> bool:
    """Whether both edges are the same, but for a stray code point."""
    return abs(a[0] - b[0]) <= EDGE_SLACK and abs(a[1] - b[1]) <= EDGE_SLACK


def count_spans(comparison: Comparison) -> Counter[str]:
    """How many pieces there are and how many were found, by each measure of likeness."""
    gold = [piece for piece in comparison.gold if not piece.quote.optional]
    predicted = [p for j, p in enumerate(comparison.predicted) if j not in comparison.ignored]
    pairs = list(comparison.required_pairs())
    counts: Counter[str] = Counter()
    counts["gold"] = len(gold)
    counts["predicted"] = len(predicted)
    counts["partial"] = len(pairs)
    counts["strict"] = sum(edges_agree(g.span, p.span) for g, p in pairs)
    for share in COVERAGES:
        counts[f"covered {share}"] = len(match(gold, predicted, coverage, share + JUST_ABOVE))
    return counts
