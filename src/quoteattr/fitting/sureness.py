"""Annotated articles → samples → the confidence: a logistic regression over what led to each speaker.

A quotation counts with each of its pieces that the annotation has too; it is right if the speaker is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import attrs
import numpy as np

from quoteattr import assembly
from quoteattr.gold.attributions import same_speaker
from quoteattr.gold.pieces import compare
from quoteattr.gold.values import GoldArticle, GoldQuote, GoldSpeaker, from_article, from_quote
from quoteattr.model import Article

BINS = 10

Array = np.ndarray[Any, Any]


class Sample(NamedTuple):
    """One matched piece: its article, what the model sees (nothing: no speaker found), and whether the speaker is right.

    ``rivals_hold_truth`` is whether the right one is among the other candidates, None where it is right or has none.
    """

    article: str
    features: dict[str, float]
    right: bool
    rivals_hold_truth: bool | None
    annotated: GoldSpeaker
    found: GoldSpeaker


def of_article(gold: GoldArticle, reading: assembly.Reading) -> Iterator[Sample]:
    """The matched pieces of an annotated article whose speaker is annotated."""
    article = assembly.assemble(reading)
    predicted = from_article(article, id=gold.id)
    number = {id(quote): i for i, quote in enumerate(predicted.quotes)}
    for piece, found in compare(gold, predicted).required_pairs():
        if piece.quote.named:
            i = number[id(found.quote)]
            right = same_speaker(piece.quote.speaker, found.quote.speaker)
            rivals = None if right else _among_rivals(article, i, piece.quote)
            yield Sample(gold.id, reading.features(i), right, rivals, piece.quote.speaker, found.quote.speaker)


def _among_rivals(article: Article, i: int, gold: GoldQuote) -> bool | None:
    """Whether a wrong quotation has the right speaker among its other candidates; None if there are none."""
    quote = article.quotes[i]
    others = [c.speaker for c in quote.candidates if c.speaker != quote.speaker]
    if not others:
        return None
    as_quotes = (from_quote(attrs.evolve(quote, speaker=speaker)) for speaker in others)
    return any(same_speaker(gold.speaker, other.speaker) for other in as_quotes)


def fit(known: Sequence[Sample], names: Sequence[str], penalty: Array, prior: Array | None = None) -> dict[str, float]:
    """The weights of a logistic regression over the samples with features, by Newton's method.

    ``names`` has the empty name, that of the intercept, first; ``penalty`` is that on the square of what differs from ``prior``
    (zero), a number for each name.
    """
    known = [sample for sample in known if sample.features]
    x = np.array([[1.0, *(sample.features.get(name, 0.0) for name in names[1:])] for sample in known])
    y = np.array([float(sample.right) for sample in known])
    prior = np.zeros(len(names)) if prior is None else prior
    w = prior.copy()
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        bend = x.T @ (x * (p * (1 - p))[:, None]) + np.diag(penalty)
        step = np.linalg.solve(bend, x.T @ (y - p) - penalty * (w - prior))
        w += step
        if np.abs(step).max() < 1e-9:
            break
    return {name: round(float(value), 3) for name, value in zip(names, w, strict=True)}


def probabilities(weights: Mapping[str, float], data: Sequence[Sample]) -> Array:
    """The estimate for every sample, 0 where no speaker was found."""
    scores = [weights[""] + sum(weights.get(n, 0.0) * v for n, v in sample.features.items()) for sample in data]
    found = np.array([bool(sample.features) for sample in data])
    return np.where(found, 1 / (1 + np.exp(-np.array(scores))), 0.0)


def rights(data: Sequence[Sample]) -> Array:
    """Of every sample whether it is right, as a number."""
    return np.array([float(sample.right) for sample in data])


def calibration_error(p: Array, right: Array) -> float:
    """Expected calibration error: the mean gap of estimate and truth over bins of equal width (Naeini et al., 2015).

    >>> round(calibration_error(np.array([0.75, 0.75, 0.75, 0.75]), np.array([1.0, 1.0, 1.0, 0.0])), 3)
    0.0
    """
    bins = np.minimum((p * BINS).astype(int), BINS - 1)
    return float(sum(abs(p[bins == b].sum() - right[bins == b].sum()) for b in range(BINS)) / len(p))


def brier_score(p: Array, right: Array) -> float:
    """The mean square of what an estimate is off (Brier, 1950)."""
    return float(((p - right) ** 2).mean())
