"""A figure before and after, with the interval of the difference: by a bootstrap over what was held out together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs
import numpy as np

from quoteattr.fitting.sureness import calibration_error
from quoteattr.gold.intervals import bootstrap

RESAMPLES = 500  # of the calibration error, which is counted anew for each

Array = np.ndarray[Any, Any]


@attrs.frozen
class Change:
    """A figure on articles held out, ``before`` and ``after`` fitting, with the 95 % interval of the difference."""

    before: float
    after: float
    low: float
    high: float

    def plain(self) -> dict[str, float]:
        """The figures, rounded, as they stand in a file of weights."""
        return {name: round(value, 3) for name, value in attrs.asdict(self).items()}


@attrs.frozen(eq=False)
class Groups:
    """The pieces of each group: groups, not pieces, are drawn for an interval."""

    places: list[Array]

    @classmethod
    def of(cls, groups: Sequence[str]) -> Groups:
        """The places of the pieces by their groups."""
        return cls([np.flatnonzero(np.array(groups) == name) for name in dict.fromkeys(groups)])

    def change(self, before: Array, after: Array) -> Change:
        """The mean of a figure that each piece has."""
        counts = [{"gain": float((after - before)[at].sum()), "of": len(at)} for at in self.places]
        low, high = bootstrap(counts, ("gain", "of"))  # type: ignore[arg-type]  # sums may be no whole numbers
        return Change(float(before.mean()), float(after.mean()), low / 100, high / 100)

    def calibration(self, before: tuple[Array, Array], after: tuple[Array, Array]) -> Change:
        """The mean gap of estimate and truth, which pieces have together only."""

        def gained(at: Array) -> float:
            old, new = (calibration_error(p[at], right[at]) for p, right in (before, after))
            return new - old

        drawn = np.random.default_rng(0).integers(len(self.places), size=(RESAMPLES, len(self.places)))
        gains = [gained(np.concatenate([self.places[i] for i in some])) for some in drawn]
        low, high = np.quantile(gains, [0.025, 0.975]).tolist()
        return Change(calibration_error(*before), calibration_error(*after), low, high)
