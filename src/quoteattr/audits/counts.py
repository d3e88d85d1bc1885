"""What an audit counts, and how: quotations and words by any label, their shares, and how unequal those are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Literal

import attrs

Naming = Literal["named", "unnamed", "nobody found"]


@attrs.frozen
class Said:
    """One quotation as an audit counts it; ``person`` is the key of its speaker over all articles, None where nobody was found.

    ``sort`` is ``person``, ``organisation`` or ``unnamed``. ``kind``, ``pronoun`` and ``role`` are labels of the tables.
    """

    article: int
    words: int
    naming: Naming
    person: str | None = None
    name: str = ""
    sort: str = ""
    kind: str = ""
    pronoun: str = ""
    role: str | None = None
    outlet: str | None = None
    period: str | None = None


@attrs.frozen
class Count:
    """A row of a table: what is counted, and its share of the table's quotations and words, from 0 to 1.

    ``sources`` are the different people and bodies, ``articles`` those in which they are quoted. ``group`` is the outlet or
    the period where a table is parted by one. ``kind`` and ``role`` say of a person or body as what they are quoted most
    often; in other tables they are None.
    """

    label: str
    quotes: int
    words: int
    sources: int
    articles: int
    share_of_quotes: float
    share_of_words: float
    group: str | None = None
    kind: str | None = None
    role: str | None = None


@attrs.frozen
class Concentration:
    """How unequally the words of some sources are shared out.

    ``top`` is the share of the one, five and ten with the most; ``herfindahl`` the Herfindahl–Hirschman index, the sum of
    the squared shares: 1 where one source has all, 1/n where n have the same; ``effective`` its inverse: as many
    equal sources would be as concentrated; ``gini`` the Gini coefficient, 0 where all have the same, near 1 where
    one of many has all. All are 0 without words.
    """

    sources: int = 0
    top: tuple[tuple[int, float], ...] = ((1, 0.0), (5, 0.0), (10, 0.0))
    herfindahl: float = 0.0
    effective: float = 0.0
    gini: float = 0.0

    @classmethod
    def of(cls, amounts: Iterable[int]) -> Concentration:
        """The concentration of some amounts, one a source.

        >>> Concentration.of([1, 1, 1, 1])
        Concentration(sources=4, top=((1, 0.25), (5, 1.0), (10, 1.0)), herfindahl=0.25, effective=4.0, gini=0.0)
        >>> round(Concentration.of([97, 1, 1, 1]).gini, 2)
        0.72
        """
        ranked = sorted(amounts, reverse=True)
        total, size = sum(ranked), len(ranked)
        if not total:
            return cls(sources=size)
        squares = sum((amount / total) ** 2 for amount in ranked)
        top = tuple((k, sum(ranked[:k]) / total) for k in (1, 5, 10))
        below = sum(rank * amount for rank, amount in enumerate(reversed(ranked), start=1))
        gini = 2 * below / (size * total) - (size + 1) / size
        return cls(size, top, squares, 1 / squares, gini)


def counted(
    said: Iterable[Said], label: Callable[[Said], str], *, order: Sequence[str] = (), group: str | None = None
) -> tuple[Count, ...]:
    """One row a label: in the given order where there is one, the others by their words, the most first."""
    by_label: defaultdict[str, list[Said]] = defaultdict(list)
    for one in said:
        by_label[label(one)].append(one)
    quotes = sum(map(len, by_label.values()))
    words = sum(one.words for rows in by_label.values() for one in rows)
    found = [_count(name, rows, quotes, words, group) for name, rows in by_label.items()]
    places = {name: place for place, name in enumerate(order)}
    return tuple(sorted(found, key=lambda row: (places.get(row.label, len(places)), -row.words, row.label)))


def most(values: Iterable[str | None]) -> str | None:
    """What is there most often, the first one of several; None where there is nothing.

    >>> most(["mayor", None, "MP", "MP"]), most([None])
    ('MP', None)
    """
    ranked = Counter(value for value in values if value).most_common(1)
    return ranked[0][0] if ranked else None


def _count(label: str, rows: list[Said], quotes: int, words: int, group: str | None) -> Count:
    own = sum(one.words for one in rows)
    sources = len({one.person for one in rows} - {None})
    articles = len({one.article for one in rows})
    return Count(label, len(rows), own, sources, articles, len(rows) / quotes, own / words if words else 0.0, group)
