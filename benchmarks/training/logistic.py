"""Logistic regression with a quadratic penalty, fitted by Newton's method: how the small models of the package are fitted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

SMALLEST = 0.02  # weights below are left out


class Row(NamedTuple):
    """What is seen of one case, whether it is one that the model is to find, and how much it counts."""

    seen: Mapping[str, float]
    right: bool
    share: float = 1.0


def fit(rows: Sequence[Row], *, penalty: float, fewest: int, prior: Mapping[str, float]) -> dict[str, float]:
    """The weights of the features that at least ``fewest`` rows show; the penalty draws them towards ``prior``, 0 for most."""
    shown = Counter(feature for row in rows for feature in row.seen)
    names = sorted(feature for feature, number in shown.items() if number >= fewest)
    x = np.array([[row.seen.get(name, 0.0) for name in names] for row in rows])
    y, share = np.array([[row.right, row.share] for row in rows], dtype=float).T
    drawn = np.array([prior.get(name, 0.0) for name in names])
    w = drawn.copy()
    for _ in range(30):
        p = 1 / (1 + np.exp(-(x @ w)))
        gradient = x.T @ (share * (y - p)) - penalty * (w - drawn)
        curvature = x.T @ (x * (share * p * (1 - p))[:, None]) + penalty * np.eye(len(names))
        step = np.linalg.solve(curvature, gradient)
        w += step
        if np.abs(step).max() < 1e-6:
            break
    return {name: round(float(v), 2) for name, v in zip(names, w, strict=True) if abs(v) >= SMALLEST}
