"""The figures: how well predicted quotations agree with annotated ones, counted article by article, and the disagreements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal, get_args

import attrs

from quoteattr.gold.attributions import count_attributions, role_agrees, same_speaker, shares_mention
from quoteattr.gold.pieces import COVERAGES, Comparison, Piece, compare, count_spans, edges_agree, overlap
from quoteattr.gold.values import GoldArticle, GoldQuote, GoldSpeaker, Range
from quoteattr.gold.words import count_marks, count_words

Cause = Literal["missed", "false", "edges", "mention", "name", "role"]
CAUSES: tuple[Cause, ...] = get_args(Cause)

_PIECES = ("predicted", "gold")
FIGURES: dict[str, tuple[str, ...]] = {
    "span strict": ("strict", *_PIECES),
    "span partial": ("partial", *_PIECES),
    "ggt .3": (f"covered {COVERAGES[0]}", *_PIECES),
    "ggt .8": (f"covered {COVERAGES[1]}", *_PIECES),
    "said words": ("said right", "said predicted", "said gold"),
    "marked words": ("marked right", "marked predicted", "marked gold"),
    "mention": ("mention right", "mention"),
    "name": ("name right", "name"),
    "name F1": ("name right", *_PIECES),
    "role": ("role right", "role predicted", "role gold"),
    "former": ("former right", "former"),
    "marks found": ("marks found", "marks gold"),
    "marks right": ("marks right", "marks predicted"),
    "mark reason": ("marks reason", "marks found"),
    "speech kept": ("speech kept", "speech"),
}
"""What each figure is made of: three counts make precision, recall and F1, two a share. ``docs/schema.md`` says what they mean."""

NEED_NAMES = ("said words", "marked words", "name", "name F1", "role", "former")
"""Figures that say nothing where no names were annotated."""

OF_MARKS = ("marks found", "marks right", "mark reason", "speech kept")
"""Figures of quotation-marked stretches that are no speech; only where the annotation lists them."""


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0


@attrs.frozen
class Rate:
    """Precision, recall and their harmonic mean, in percent.

    >>> rate = Rate(right=6, predicted=8, gold=12)
    >>> rate.precision, rate.recall, rate.value
    (75.0, 50.0, 60.0)
    """

    right: int
    predicted: int
    gold: int

    @property
    def precision(self) -> float:
        """The share of what was predicted that is right."""
        return _percent(self.right, self.predicted)

    @property
    def recall(self) -> float:
        """The share of what was to be found that was found."""
        return _percent(self.right, self.gold)

    @property
    def value(self) -> float:
        """F1: the figure to quote and to hold a floor for."""
        return _percent(2 * self.right, self.predicted + self.gold)

    @property
    def measured(self) -> bool:
        """Whether the gold set has anything of the sort."""
        return self.gold > 0


@attrs.frozen
class Accuracy:
    """The share that is right, in percent."""

    right: int
    total: int

    @property
    def value(self) -> float:
        """The figure to quote and to hold a floor for."""
        return _percent(self.right, self.total)

    @property
    def measured(self) -> bool:
        """Whether there was anything to judge."""
        return self.total > 0


Figure = Rate | Accuracy


@attrs.frozen
class Error:
    """One disagreement: where, what gold says and what was predicted; ``weight`` puts the worst first."""

    cause: Cause
    article: str
    kind: str | None
    span: Range
    wanted: str
    found: str
    weight: int


@attrs.frozen
class Report:
    """The figures of a set of articles, by name, and the disagreements behind them; ``counts`` are those of each article."""

    counts: tuple[Counter[str], ...]
    errors: tuple[Error, ...]

    @property
    def total(self) -> Counter[str]:
        """The counts of all articles."""
        return sum(self.counts, Counter())

    @property
    def documents(self) -> int:
        """How many articles there are."""
        return len(self.counts)

    @property
    def gold_pieces(self) -> int:
        """How many pieces are to be found."""
        return self.total["gold"]

    @property
    def predicted_pieces(self) -> int:
        """How many pieces were found."""
        return self.total["predicted"]

    @property
    def figures(self) -> dict[str, Figure]:
        """Every figure by its name, measured or not."""
        total = self.total
        return {name: figure(name, total) for name in FIGURES}


def figure(name: str, counts: Mapping[str, int]) -> Figure:
    """One figure of some counts."""
    numbers = [counts.get(key, 0) for key in FIGURES[name]]
    return Rate(*numbers) if len(numbers) == 3 else Accuracy(*numbers)


def score(
    articles: Sequence[GoldArticle],
    predictions: Mapping[str, GoldArticle],
    kinds: Collection[str] | None = None,
) -> Report:
    """Compares annotated articles with the predictions of the same id; one without a prediction is all missed.

    With ``kinds``, gold quotations of other kinds become optional: what is predicted there is let be.
    """
    counts: list[Counter[str]] = []
    errors: list[Error] = []
    for article in articles:
        annotated = article if kinds is None else _only(article, kinds)
        predicted = predictions.get(article.id, GoldArticle(article.id))
        comparison = compare(annotated, predicted)
        counted = count_spans(comparison) + count_attributions(comparison) + count_words(annotated, predicted)
        if annotated.marks is not None and kinds is None:
            counted += count_marks(annotated, annotated.marks, predicted.marks or ())
        counts.append(counted)
        errors.extend(find_errors(comparison))
    return Report(tuple(counts), tuple(sorted(errors, key=lambda error: -error.weight)))


def _only(article: GoldArticle, kinds: Collection[str]) -> GoldArticle:
    quotes = (quote if quote.kind in kinds else attrs.evolve(quote, optional=True) for quote in article.quotes)
    return attrs.evolve(article, quotes=tuple(quotes))


# --- disagreements -----------------------------------------------------------------------------------------------


def find_errors(comparison: Comparison) -> Iterator[Error]:
    """Every disagreement in an article, with its cause."""
    text = comparison.article.text

    def error(cause: Cause, piece: Piece, wanted: str, found: str, weight: int | None = None) -> Error:
        start, end = piece.span
        size = end - start if weight is None else weight
        return Error(cause, comparison.article.id, piece.quote.kind, piece.span, wanted, found, size)

    for piece in comparison.missed():
        yield error("missed", piece, "", _overlapping(text, piece, comparison.predicted))
    for piece in comparison.false():
        yield error("false", piece, _overlapping(text, piece, comparison.gold), "")
    for gold, predicted in comparison.required_pairs():
        if not edges_agree(gold.span, predicted.span):
            apart = abs(gold.span[0] - predicted.span[0]) + abs(gold.span[1] - predicted.span[1])
            yield error("edges", gold, _words_of(text, gold), _words_of(text, predicted), apart)
        a, b = gold.quote, predicted.quote
        if a.source and not shares_mention(a, b):
            yield error("mention", gold, _mention(text, a), _mention(text, b))
        if not a.named:
            continue
        if not same_speaker(a.speaker, b.speaker):
            yield error("name", gold, _show_speaker(a.speaker), _show_speaker(b.speaker))
        elif not role_agrees(a, b):
            yield error("role", gold, _show_roles(a), _show_roles(b))


def _words_of(text: str, piece: Piece) -> str:
    return text[slice(*piece.span)]


def _overlapping(text: str, piece: Piece, others: Iterable[Piece]) -> str:
    return " / ".join(_words_of(text, other) for other in others if overlap(piece.span, other.span))


def _mention(text: str, quote: GoldQuote) -> str:
    return " / ".join(text[start:end] for start, end in quote.source) or "none"


def _show_speaker(speaker: GoldSpeaker) -> str:
    return f"{speaker.name or 'nobody named'} ({speaker.kind or 'no kind'})"


def _show_roles(quote: GoldQuote) -> str:
    roles = (f"{role.title or '–'}, {role.organisation or '–'}" for role in quote.roles)
    return " / ".join(roles) or "none"
