"""How far two annotators agree who have marked the quotations of the same articles.

Span F1 counts pieces that both have marked (half-overlap, as :func:`quoteattr.evaluate` matches them); what either calls
optional is let be. Chance-corrected coefficients stand where there is a closed set of values for the same units:

* Krippendorff's alpha (nominal; Krippendorff 2018, chapter 12) for words: is this word reported speech or not;
* Cohen's kappa (Cohen 1960) for the kind of quotation and the kind of speaker, over the pieces that both have marked.

For names there is no such set: agreement by chance on one of all names is next to nothing, so plain agreement is given.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import attrs

from quoteattr.errors import InvalidGoldError
from quoteattr.gold import documents, showing
from quoteattr.gold.attributions import role_agrees, same_speaker, shares_mention
from quoteattr.gold.evaluation import Gold, finished
from quoteattr.gold.intervals import RESAMPLES, Interval, bootstrap_of
from quoteattr.gold.pieces import (
    HALF,
    Piece,
    edges_agree,
    intersection_over_union,
    lies_on_optional_only,
    match,
    pieces_of,
)
from quoteattr.gold.values import GoldArticle, GoldQuote
from quoteattr.gold.words import Words, covered
from quoteattr.output import plain

if TYPE_CHECKING:
    from pandas import DataFrame

Key = tuple[str, ...]
Counts = Mapping[Key, int]


@attrs.frozen
class Coefficient:
    """One measure of agreement: its value (F1 and shares in percent, alpha and kappa up to 1), interval and number of units.

    ``value`` is None where the measure is not defined: nothing to compare, or (alpha, kappa) only one value in use.
    """

    name: str
    value: float | None
    interval: Interval | None
    units: int


@attrs.frozen
class Agreement:
    """How far two annotators agree; in a notebook, and with ``print``, a table.

    ``only_first`` and ``only_second`` are the ids of articles that one of them has and the other has not, ``unfinished`` those
    whose review one of them has not finished: they are left out.
    """

    articles: int
    coefficients: tuple[Coefficient, ...]
    only_first: tuple[str, ...] = ()
    only_second: tuple[str, ...] = ()
    unfinished: tuple[str, ...] = ()

    def __getitem__(self, name: str) -> Coefficient:
        found = {one.name: one for one in self.coefficients}
        return found[name]

    def to_dict(self) -> dict[str, Any]:
        """The whole as plain values, for JSON."""
        return {
            "articles": self.articles,
            "only in the first": list(self.only_first),
            "only in the second": list(self.only_second),
            "unfinished": list(self.unfinished),
            "agreement": self.to_dicts(),
        }

    def to_dicts(self) -> list[dict[str, Any]]:
        """A flat dictionary for every measure."""
        return [
            {"measure": one.name, "value": one.value, "low": low, "high": high, "units": one.units}
            for one in self.coefficients
            for low, high in [one.interval or (None, None)]
        ]

    def to_dataframe(self) -> DataFrame:
        """The measures as a pandas DataFrame, a row each; missing values are ``<NA>``."""
        types = {"measure": "string", "value": "Float64", "low": "Float64", "high": "Float64", "units": "Int64"}
        return plain.frame_of(self.to_dicts(), types)

    def __str__(self) -> str:
        return showing.text(self._table())

    def _repr_html_(self) -> str:
        return showing.html(self._table())

    def _table(self) -> showing.Table:
        rows = [
            [
                one.name,
                _shown(one, one.value),
                " to ".join(_shown(one, end) for end in one.interval or ()),
                f"{one.units:,}",
            ]
            for one in self.coefficients
        ]
        notes = [f"{self.articles:,} articles that both have annotated"]
        if lone := len(self.only_first) + len(self.only_second):
            notes.append(f"left out: {lone:,} that only one of them has")
        if self.unfinished:
            notes.append(f"left out: {len(self.unfinished):,} whose review is not finished")
        return showing.Table(["agreement", "", "95 % interval", "of"], rows, notes)


def _shown(one: Coefficient, value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.2f}" if one.name.endswith(("alpha", "kappa")) else f"{value:.1f}"


def agreement(first: Gold, second: Gold, *, seed: int = 0, resamples: int = RESAMPLES) -> Agreement:
    """Compares two annotations of the same articles, which are joined by id.

    Either is a file in the format of ``docs/schema.md``, or annotated articles. Intervals are those of a bootstrap over
    articles. Raises :class:`~quoteattr.errors.InvalidGoldError` where both have an article under one id whose texts
    differ, and ``ValueError`` where they have none in common. Articles whose review is not finished are left out.

    >>> one = GoldArticle("levy", "She said no.", (GoldQuote(((9, 11),), "indirect"),))
    >>> agreement([one], [one])["span F1"].value
    100.0
    """
    ours, theirs = ({one.id: one for one in documents.given(gold)} for gold in (first, second))
    both = [name for name in ours if name in theirs]
    _, unfinished = finished(one for name in both for one in (ours[name], theirs[name]))
    shared = [name for name in both if name not in unfinished]
    if both and not shared:
        raise ValueError("the two annotations have no article in common whose review is finished")
    if not shared:
        raise ValueError("the two annotations have no article in common: no id is the same")
    for name in shared:
        if ours[name].text != theirs[name].text:
            raise InvalidGoldError(f"{name}: the two annotations are of different texts")
    counts = [_count(ours[name], theirs[name]) for name in shared]
    return Agreement(
        articles=len(shared),
        coefficients=tuple(_coefficient(name, counts, seed, resamples) for name in _MEASURES),
        only_first=tuple(name for name in ours if name not in theirs),
        only_second=tuple(name for name in theirs if name not in ours),
        unfinished=tuple(dict.fromkeys(unfinished)),
    )


def _coefficient(name: str, counts: list[Counter[Key]], seed: int, resamples: int) -> Coefficient:
    topic, statistic = _MEASURES[name]
    total: Counter[Key] = sum(counts, Counter())
    keys = sorted(key for key in total if key[0] == topic)
    value = statistic({key: total[key] for key in keys})
    interval = None
    if value is not None and len(counts) > 1:
        interval = bootstrap_of(counts, keys, statistic, seed=seed, resamples=resamples)
    units = sum(total[key] for key in keys)
    return Coefficient(name, value, interval, units)


# --- what is counted ---------------------------------------------------------------------------------------------


def _count(ours: GoldArticle, theirs: GoldArticle) -> Counter[Key]:
    """Units of an article by what either annotator says of them."""
    counts: Counter[Key] = Counter(("words", a, b) for a, b in _words(ours, theirs))
    first, second = (pieces_of(one.text, one.quotes) for one in (ours, theirs))
    pairs = match(first, second, intersection_over_union, HALF)
    for i, j in pairs:
        if not (first[i].quote.optional or second[j].quote.optional):
            counts.update(_of_pair(first[i], second[j]))
    for number, (one, other) in enumerate(((first, second), (second, first))):
        matched = {pair[number] for pair in pairs}
        for i, piece in enumerate(one):
            if i not in matched and not piece.quote.optional and not lies_on_optional_only(piece.span, other):
                counts.update({("span", "one"): 1, ("exact", "one"): 1})
    return counts


def _words(ours: GoldArticle, theirs: GoldArticle) -> Iterator[tuple[str, str]]:
    size = len(ours.text)
    quotes = (ours.quotes, theirs.quotes)
    let_be = covered(size, (r for each in quotes for quote in each if quote.optional for r in quote.content))
    said = [covered(size, (r for quote in each if not quote.optional for r in quote.content)) for each in quotes]
    for start in Words(ours.text).starts:
        if not let_be[start]:
            yield ("said" if said[0][start] else "-", "said" if said[1][start] else "-")


def _of_pair(ours: Piece, theirs: Piece) -> Iterator[Key]:
    one, other = ours.quote, theirs.quote
    yield ("span", "both")
    yield ("exact", "both") if edges_agree(ours.span, theirs.span) else ("exact", "edges")
    if one.kind and other.kind:
        yield ("kind", one.kind, other.kind)
    if one.source and other.source:
        yield ("mention", _same(shares_mention(one, other)))
    if one.named and other.named:
        yield ("speaker kind", one.speaker.kind or "-", other.speaker.kind or "-")
        same = same_speaker(one.speaker, other.speaker) or same_speaker(other.speaker, one.speaker)
        yield ("name", _same(same))
        if same and (one.roles or other.roles):
            yield ("role", _same(_roles_agree(one, other)))


def _roles_agree(one: GoldQuote, other: GoldQuote) -> bool:
    return role_agrees(one, other) or role_agrees(other, one)


def _same(same: bool) -> str:
    return "same" if same else "different"


# --- measures ----------------------------------------------------------------------------------------------------


def _f1(counts: Counts) -> float | None:
    """Of pieces that both have marked (alike by the measure), marked by one, and marked by both with different edges."""
    by = {key[1]: number for key, number in counts.items()}
    both, apart = by.get("both", 0), by.get("one", 0) + 2 * by.get("edges", 0)
    return 100 * 2 * both / (2 * both + apart) if both or apart else None


def _share(counts: Counts) -> float | None:
    same = sum(number for key, number in counts.items() if key[1] == "same")
    total = sum(counts.values())
    return 100 * same / total if total else None


def kappa(counts: Counts) -> float | None:
    """Cohen's kappa of units by what the two annotators say; None where both always say one and the same.

    >>> kappa({("kind", "a", "a"): 20, ("kind", "a", "b"): 5, ("kind", "b", "a"): 10, ("kind", "b", "b"): 15})
    0.4
    """
    total = sum(counts.values())
    if not total:
        return None
    ours, theirs, same = _margins(counts)
    chance = sum(ours[value] * theirs[value] for value in ours) / total**2
    return None if chance == 1 else round((same / total - chance) / (1 - chance), 12)


def alpha(counts: Counts) -> float | None:
    """Krippendorff's alpha (nominal, two annotators, nothing missing); None where there is only one value.

    >>> table = {("x", "0", "0"): 5, ("x", "0", "1"): 3, ("x", "1", "0"): 1, ("x", "1", "1"): 1}
    >>> round(alpha(table), 3)
    0.095
    """
    ours, theirs, same = _margins(counts)
    values = 2 * sum(counts.values())
    pooled = ours + theirs
    if len(pooled) < 2:
        return None
    observed = 1 - 2 * same / values
    expected = 1 - sum(number * (number - 1) for number in pooled.values()) / (values * (values - 1))
    return 1 - observed / expected


def _margins(counts: Counts) -> tuple[Counter[str], Counter[str], int]:
    """How often either annotator says what, and how often both say the same."""
    ours: Counter[str] = Counter()
    theirs: Counter[str] = Counter()
    for (_, one, other), number in counts.items():
        ours[one] += number
        theirs[other] += number
    return +ours, +theirs, sum(number for (_, one, other), number in counts.items() if one == other)


_MEASURES: dict[str, tuple[str, Callable[[Counts], float | None]]] = {
    "span F1": ("span", _f1),
    "exact span F1": ("exact", _f1),
    "words, alpha": ("words", alpha),
    "kind, kappa": ("kind", kappa),
    "mention": ("mention", _share),
    "name": ("name", _share),
    "speaker kind, kappa": ("speaker kind", kappa),
    "role": ("role", _share),
}
