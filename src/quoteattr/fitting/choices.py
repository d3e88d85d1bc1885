"""Decisions → weights of the ranker: a conditional logit, with a penalty on what differs from what was known before.

Where several contenders are right (somebody without a name may be any of those) their shares are summed. Decisions in passing
count :data:`IN_PASSING`. Weights are by name: those that every sort of mention shares by that of the feature, and what a sort
adds by ``sort|feature``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import attrs
import numpy as np

from quoteattr.fitting.decisions import Decision

IN_PASSING = 0.1  # what a decision outside the sources of quotations counts
STEPS = 300
KEPT = 12  # steps from which the minimiser knows how the slope bends
FLAT = 1e-5  # a slope below it is the bottom

Array = np.ndarray[Any, Any]
Nested = tuple[dict[str, float], dict[str, dict[str, float]]]
"""What every sort shares, and what each adds."""


@attrs.frozen(eq=False)
class Table:
    """Decisions as a sparse matrix: a row for each contender, a column for each name of a weight."""

    names: tuple[str, ...]
    rows: Array  # of each cell
    columns: Array
    values: Array
    right: Array  # of each row
    decision: Array  # of each row
    counts: Array  # of each decision

    @classmethod
    def of(cls, known: Sequence[Decision], names: Sequence[str]) -> Table:
        """The table of some decisions; what has none of the names is left out."""
        column = {name: i for i, name in enumerate(names)}
        cells = [
            (row, column[name], value)
            for row, (sort, options) in enumerate((d.sort, options) for d in known for options in d.options)
            for feature, value in options.items()
            for name in (feature, f"{sort}|{feature}")
            if value and name in column
        ]
        rows, columns, values = (
            (np.array(part) for part in zip(*cells, strict=True)) if cells else (np.zeros(0, int),) * 3
        )
        return cls(
            tuple(names),
            rows,
            columns,
            values,
            np.array([float(right) for d in known for right in d.right]),
            np.repeat(np.arange(len(known)), [len(d.options) for d in known]),
            np.array([IN_PASSING if d.in_passing else 1.0 for d in known]),
        )

    def only(self, chosen: Array) -> Table:
        """The table in which no other decisions count; ``chosen`` is a truth value for each."""
        return attrs.evolve(self, counts=self.counts * chosen)

    def scores(self, w: Array) -> Array:
        """The sum of the weighted features of each row."""
        return np.bincount(self.rows, self.values * w[self.columns], len(self.right))

    def losses(self, w: Array) -> Array:
        """How unlikely weights make what is right, for each decision: the negative logarithm of its probability."""
        return self._losses(w)[0]

    def fit(self, prior: Array, penalty: float | Array) -> Array:
        """The weights that make what is right likeliest, with a quadratic penalty on what differs from ``prior``.

        ``penalty`` is one for all of them or one for each.
        """

        def loss(w: Array) -> tuple[float, Array]:
            lost, slope = self._losses(w)
            pulled = np.bincount(self.columns, self.values * slope[self.rows], len(w))
            return float(lost.sum() + (penalty * (w - prior) ** 2).sum() / 2), pulled + penalty * (w - prior)

        return minimise(loss, prior)

    def _losses(self, w: Array) -> tuple[Array, Array]:
        """The loss of each decision, and the slope of their sum at each row."""
        scores, of, number = self.scores(w), self.decision, len(self.counts)
        highest = np.full(number, -np.inf)
        np.maximum.at(highest, of, scores)
        raised = np.exp(scores - highest[of])
        every, good = np.bincount(of, raised, number), np.bincount(of, raised * self.right, number)
        good = np.maximum(good, 1e-300)
        slope = self.counts[of] * (raised / every[of] - raised * self.right / good[of])
        return self.counts * (np.log(every) - np.log(good)), slope


def minimise(loss: Callable[[Array], tuple[float, Array]], start: Array) -> Array:
    """Where a smooth function, given with its slope, is least: by L-BFGS (Nocedal and Wright 2006, section 7.2).

    >>> minimise(lambda w: (float(((w - 2) ** 2).sum()), 2 * (w - 2)), np.zeros(2)).round(4).tolist()
    [2.0, 2.0]
    """
    w = start.astype(float)
    value, slope = loss(w)
    moves: list[tuple[Array, Array]] = []
    for _ in range(STEPS):
        if np.abs(slope).max(initial=0.0) < FLAT:
            break
        step, length = _direction(slope, moves), 1.0 if moves else 1.0 / (1.0 + float(np.linalg.norm(slope)))
        while True:
            new = w + length * step
            new_value, new_slope = loss(new)
            if new_value <= value + 1e-4 * length * float(slope @ step):
                break
            length /= 2
            if length < 1e-12:  # as low as numbers tell
                return w
        if (new_slope - slope) @ (new - w) > 1e-12:
            moves = [*moves[1 - KEPT :], (new - w, new_slope - slope)]
        w, value, slope = new, new_value, new_slope
    return w


def _direction(slope: Array, moves: Sequence[tuple[Array, Array]]) -> Array:
    """Downhill, as the bends of the latest moves tell: the two loops of L-BFGS."""
    q, shares = slope.copy(), []
    for moved, bent in reversed(moves):
        share = (moved @ q) / (moved @ bent)
        q -= share * bent
        shares.append(share)
    if moves:
        moved, bent = moves[-1]
        q *= (moved @ bent) / (bent @ bent)
    for (moved, bent), share in zip(moves, reversed(shares), strict=True):
        q += moved * (share - (bent @ q) / (moved @ bent))
    return -q


def flat(every: Mapping[str, float], by_sort: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """The weights by name.

    >>> flat({"body": 1.0}, {"it": {"body": 2.0}})
    {'body': 1.0, 'it|body': 2.0}
    """
    return {**every, **{f"{sort}|{name}": value for sort, own in by_sort.items() for name, value in own.items()}}


def nested(weights: Mapping[str, float]) -> Nested:
    """The same the other way round, rounded; what rounds to nothing is left out.

    >>> nested({"body": 1.0, "it|body": 2.0, "it|new": 0.0001})
    ({'body': 1.0}, {'it': {'body': 2.0}})
    """
    every: dict[str, float] = {}
    by_sort: dict[str, dict[str, float]] = {}
    for name, value in weights.items():
        sort, _, feature = name.rpartition("|")
        if rounded := round(float(value), 3):
            (by_sort.setdefault(sort, {}) if sort else every)[feature] = rounded
    return every, by_sort
