"""How far a figure may be off because only some articles, or only a sample of quotations, were looked at."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import lru_cache
from math import sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

Interval = tuple[float, float]

RESAMPLES = 2000
LEVEL = 0.95
_Z = NormalDist().inv_cdf((1 + LEVEL) / 2)


def bootstrap(
    counts: Iterable[Mapping[str, int]],
    names: tuple[str, ...],
    *,
    size: int | None = None,
    seed: int = 0,
    resamples: int = RESAMPLES,
) -> Interval:
    """The 95 % percentile interval of a figure over articles that are drawn with replacement, in percent.

    ``counts`` are those of each article; ``names`` the counts that the figure is made of: what is right and out of how
    many, or what is right, predicted and annotated (F1). ``size`` is how many articles are drawn each time, by default as many
    as there are: with another number the interval tells how far the figure of so many articles like these may be off.

    >>> bootstrap([{"right": 1, "of": 2}, {"right": 2, "of": 2}], ("right", "of"))
    (50.0, 100.0)
    """
    right, *of = _resampled(counts, names, size, seed, resamples).T
    part, whole = (2 * right, of[0] + of[1]) if len(of) == 2 else (right, of[0])
    return _middle(100 * part[whole > 0] / whole[whole > 0])


def bootstrap_of(
    counts: Iterable[Mapping[Any, int]],
    names: Sequence[Hashable],
    statistic: Callable[[dict[Any, int]], float | None],
    *,
    seed: int = 0,
    resamples: int = RESAMPLES,
) -> Interval | None:
    """The same for any ``statistic`` of the counts; resamples in which it is not defined (None) are left out."""
    import numpy as np

    rows = _resampled(counts, names, None, seed, resamples).tolist()
    found = [value for row in rows if (value := statistic(dict(zip(names, row, strict=True)))) is not None]
    return _middle(np.array(found)) if found else None


def _resampled(
    counts: Iterable[Mapping[Any, int]], names: Sequence[Hashable], size: int | None, seed: int, resamples: int
) -> np.ndarray[Any, Any]:
    import numpy as np

    table = np.array([[count.get(name, 0) for name in names] for count in counts])
    drawn: np.ndarray[Any, Any] = _drawn(len(table), size or len(table), resamples, seed) @ table
    return drawn


@lru_cache(maxsize=4)
def _drawn(articles: int, size: int, resamples: int, seed: int) -> np.ndarray[Any, Any]:
    """How often each article is drawn, a row a resample of ``size``."""
    import numpy as np

    return np.random.default_rng(seed).multinomial(size, [1 / articles] * articles, size=resamples)


def _middle(values: np.ndarray[Any, Any]) -> Interval:
    import numpy as np

    low, high = np.quantile(values, [(1 - LEVEL) / 2, (1 + LEVEL) / 2]).tolist()
    return low, high


def wilson(share: float, size: float) -> Interval:
    """The 95 % score interval of a share (0 to 1) that was seen in ``size`` independent draws (Wilson 1927).

    It stays between 0 and 1 and says something where the share is 0 or 1. For a sample that is not simple, ``size`` is the
    effective one: that of the simple sample with the same variance.

    >>> [round(end, 3) for end in wilson(0.1, 50)], [round(end, 3) for end in wilson(0, 50)]
    ([0.043, 0.214], [0.0, 0.071])
    """
    shift = _Z**2 / size
    middle = (share + shift / 2) / (1 + shift)
    reach = _Z / (1 + shift) * sqrt(share * (1 - share) / size + shift / (4 * size))
    return max(0.0, middle - reach), min(1.0, middle + reach)
