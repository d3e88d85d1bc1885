"""A stratified sample of the quotations of many articles, for people to check.

Quotations are parted into strata (unsure and sure ones, kinds, outlets), and of each stratum some are drawn at random, without
replacement. Each drawn one stands for as many as its weight says, so that error rates of the sample are those of all quotations
(Cochran 1977, chapter 5). How to get there from the corrected sample is in ``quoteattr.checking.rates``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import sqrt
from random import Random
from typing import TYPE_CHECKING, Any, Literal, get_args

import attrs

from quoteattr.corpus.questions import several
from quoteattr.errors import with_ids
from quoteattr.gold import showing
from quoteattr.gold.documents import quote_to_plain
from quoteattr.gold.values import GoldArticle, from_article, from_quote
from quoteattr.model import Article, Quote
from quoteattr.output import plain

if TYPE_CHECKING:
    from pandas import DataFrame

By = Literal["confidence", "kind", "outlet", "where", "speaker_kind", "rule"]
Allocation = Literal["proportional", "optimal"]

EDGES = (0.5, 0.8, 0.95)  # of confidence, between the strata
LEAST = 2  # quotations of a stratum, so that it has a variance
CONTEXT = 200  # code points shown on either side of a quotation
KEY = "sample"
"""The key of an annotated article under which it says what of it is in the sample."""

_HOST = re.compile(r"[a-z][a-z0-9+.-]*://(?:[^/@]*@)?(?:www\.)?([^/:?#]+)", re.IGNORECASE)
_COLUMNS = {"article": "string", "index": "Int64", "stratum": "string", "weight": "Float64"}
_COLUMNS |= dict.fromkeys(("kind", "speaker", "role", "organisation"), "string")
_COLUMNS |= {"confidence": "Float64", **dict.fromkeys(("before", "quote", "after"), "string")}


@attrs.frozen
class Drawn:
    """A quotation of the sample: its article and place among the quotations there, its stratum, and how many it stands for."""

    article: str
    index: int
    quote: Quote
    stratum: str
    weight: float


@attrs.frozen
class Stratum:
    """A part of all quotations: how many there are, and how many of them were drawn."""

    name: str
    size: int
    taken: int


@attrs.frozen(eq=False)
class Sample:
    """The quotations drawn, in the order of the articles, with the strata they come from and the articles that hold them.

    In a notebook, and with ``print``, it is the table of strata.
    """

    drawn: tuple[Drawn, ...] = attrs.field(repr=lambda drawn: f"<{len(drawn)}>")
    strata: tuple[Stratum, ...]
    articles: Mapping[str, Article] = attrs.field(repr=False)
    by: tuple[By, ...]
    seed: int

    def __len__(self) -> int:
        return len(self.drawn)

    def __iter__(self) -> Iterator[Drawn]:
        return iter(self.drawn)

    def to_gold(self) -> list[GoldArticle]:
        """The articles that hold the sample, with all their quotations, as annotated articles to be corrected.

        Each says under ``sample`` which quotations are to be checked, as they were found, so that
        :func:`quoteattr.error_rates` can tell what the correction has changed; each quotation has its ``confidence``.
        """
        chosen: defaultdict[str, list[Drawn]] = defaultdict(list)
        for one in self.drawn:
            chosen[one.article].append(one)
        design = {"seed": self.seed, "by": list(self.by)}
        design |= {"strata": {stratum.name: [stratum.size, stratum.taken] for stratum in self.strata}}
        return [
            attrs.evolve(
                from_article(self.articles[name], id=name, confidence=True),
                extra={KEY: design | {"quotes": [_asked(one) for one in drawn]}},
            )
            for name, drawn in chosen.items()
        ]

    def to_dicts(self) -> list[dict[str, Any]]:
        """A flat dictionary for every quotation drawn, with what stands before and after it in the article."""
        return [self._row(one) for one in self.drawn]

    def _row(self, one: Drawn) -> dict[str, Any]:
        text, quote, speaker = self.articles[one.article].text, one.quote, one.quote.speaker
        role = speaker.role if speaker else None
        return {
            **{"article": one.article, "index": one.index, "stratum": one.stratum, "weight": one.weight},
            **{"kind": quote.kind, "speaker": speaker.label if speaker else None},
            **{"role": role and role.title, "organisation": role and role.organisation, "confidence": quote.confidence},
            "before": text[max(0, quote.start - CONTEXT) : quote.start],
            "quote": text[quote.start : quote.end],
            "after": text[quote.end : quote.end + CONTEXT],
        }

    def to_dataframe(self) -> DataFrame:
        """The rows of :meth:`to_dicts` as a pandas DataFrame; missing values are ``<NA>``."""
        return plain.frame_of(self.to_dicts(), _COLUMNS)

    def __str__(self) -> str:
        return showing.text(self._table())

    def _repr_html_(self) -> str:
        return showing.html(self._table())

    def _table(self) -> showing.Table:
        rows = [[one.name, f"{one.size:,}", f"{one.taken:,}", f"{one.size / one.taken:.1f}"] for one in self.strata]
        total = sum(one.size for one in self.strata)
        number = len(self.strata)
        notes = [
            f"{len(self):,} of {total:,} quotations from {number} strat{'um' if number == 1 else 'a'} by "
            f"{', '.join(self.by) or 'nothing'}, seed {self.seed}"
        ]
        return showing.Table(["stratum", "quotations", "drawn", "weight"], rows, notes)


def _asked(one: Drawn) -> dict[str, Any]:
    return {"stratum": one.stratum, "weight": one.weight} | quote_to_plain(from_quote(one.quote))


def sample(
    articles: Mapping[str, Article] | Iterable[Article],
    n: int = 200,
    *,
    by: Sequence[By] = ("confidence", "kind"),
    ids: Iterable[str] | None = None,
    outlets: Mapping[str, str] | Callable[[str], str] | Iterable[str | None] | None = None,
    allocation: Allocation = "proportional",
    seed: int = 0,
) -> Sample:
    """Draws ``n`` quotations of ``articles`` at random, some of every stratum; all of them where there are no more.

    ``articles`` is a mapping from ids, or articles whose ids are ``ids`` or their positions. ``by`` says what
    parts the strata: ``confidence`` (unattributed, and at 0.5, 0.8 and 0.95), ``kind``, ``outlet``, ``where``, ``speaker_kind``,
    ``rule``. The outlet is what ``outlets`` gives (one for each article, in their order, or by id), else the site that a page
    names, else the host of an id that is an address, else the folder of its path. Strata too small to have two quotations drawn are put together, smallest first.

    With ``allocation="proportional"`` a stratum gets its share of the sample, so that weights are about the same; with
    ``"optimal"`` those get more that are large and unsure (Neyman's allocation, with the standard deviation that the
    confidence leads to expect), which makes intervals of error rates narrower for the same work. The same articles,
    arguments and ``seed`` give the same sample.

    Raises ``ValueError`` for an ``n`` below 1, ids that are there twice or are not as many as the articles, a name in ``by``
    that there is not, and articles without a quotation.

    >>> import quoteattr
    >>> texts = {"a": "“No,” said Ann Poole. “Never,” said Tom Reed.", "b": "“Late,” said Joe Dunn."}
    >>> articles = dict(zip(texts, quoteattr.pipe(texts.values()), strict=True))
    >>> print(sample(articles, 2, by=["kind"]))
    stratum      quotations  drawn  weight
    kind direct           3      2     1.5
    2 of 3 quotations from 1 stratum by kind, seed 0
    """
    if n < 1:
        raise ValueError(f"a sample has at least one quotation, not {n}")
    if isinstance(by, str):
        raise TypeError(f"by takes several names: put {by!r} into a list")
    if allocation not in get_args(Allocation):
        raise ValueError(f"allocation is one of {', '.join(get_args(Allocation))}, not {allocation!r}")
    if unknown := set(by) - set(get_args(By)):
        raise ValueError(f"strata are made by {', '.join(get_args(By))}, not by {', '.join(sorted(unknown))}")
    named = _named(articles, ids)
    strata = _merged(_strata(named, by, _outlets(named, outlets)), n)
    taken = _allocated(
        [len(members) for members in strata.values()],
        [_share(members, named) if allocation == "optimal" else len(members) for members in strata.values()],
        n,
    )
    return _draw(named, strata, taken, tuple(by), seed)


def _outlets(
    articles: Mapping[str, Article], given: Mapping[str, str] | Callable[[str], str] | Iterable[str | None] | None
) -> Callable[[str], str]:
    """What tells the outlet of an article by its id."""
    if callable(given):
        return given
    if isinstance(given, Mapping):
        told: Mapping[str, Any] = given
    else:
        values = [None] * len(articles) if given is None else list(given)
        if len(values) != len(articles):
            raise ValueError(f"{len(articles)} articles need as many outlets, not {len(values)}")
        told = dict(zip(articles, values, strict=True))
    sites = {name: article.page.site if article.page else None for name, article in articles.items()}
    return lambda name: str(told[name]) if _is_given(told.get(name)) else sites[name] or outlet_of(name)


def _is_given(value: object) -> bool:
    return value is not None and value == value and value != ""  # NaN, as frames have it, is not the same as itself


def _strata(
    articles: Mapping[str, Article], by: Sequence[By], outlet: Callable[[str], str]
) -> dict[str, list[tuple[str, int]]]:
    """The places of the quotations (article, position) by stratum, strata by name."""
    places: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for name, article in articles.items():
        for index, quote in enumerate(article.quotes):
            parts = [f"{key} {outlet(name) if key == 'outlet' else _value(quote, key)}" for key in by]
            places[", ".join(parts) or "all"].append((name, index))
    if not places:
        raise ValueError("there is no quotation in these articles")
    return dict(sorted(places.items()))


def _draw(
    articles: Mapping[str, Article],
    strata: Mapping[str, Sequence[tuple[str, int]]],
    taken: Sequence[int],
    by: tuple[By, ...],
    seed: int,
) -> Sample:
    dice = Random(seed)
    drawn = [
        Drawn(article, index, articles[article].quotes[index], name, len(members) / number)
        for (name, members), number in zip(strata.items(), taken, strict=True)
        for article, index in dice.sample(members, number)
    ]
    order = {name: position for position, name in enumerate(articles)}
    drawn.sort(key=lambda one: (order[one.article], one.index))
    counts = (
        Stratum(name, len(members), number) for (name, members), number in zip(strata.items(), taken, strict=True)
    )
    return Sample(tuple(drawn), tuple(one for one in counts if one.taken), articles, by, seed)


def _named(articles: Mapping[str, Article] | Iterable[Article], ids: Iterable[str] | None) -> Mapping[str, Article]:
    articles, ids = with_ids(articles, ids)
    given = list(several(articles))
    names = [str(name) for name in (range(len(given)) if ids is None else ids)]
    if len(names) != len(given):
        raise ValueError(f"{len(given)} articles need as many ids, not {len(names)}")
    if twice := [name for name, times in Counter(names).items() if times > 1]:
        raise ValueError(f"the id {twice[0]!r} is there twice")
    return dict(zip(names, given, strict=True))


def _value(quote: Quote, key: By) -> str:
    match key:
        case "confidence":
            return _range_of(quote)
        case "speaker_kind":
            return quote.speaker.kind if quote.speaker else "unknown"
        case _:
            return str(getattr(quote, key))


def _range_of(quote: Quote) -> str:
    if quote.speaker is None:
        return "none"
    at = bisect_right(EDGES, quote.confidence)
    if at == len(EDGES):
        return f"from {EDGES[-1]}"
    return f"below {EDGES[0]}" if at == 0 else f"{EDGES[at - 1]} to {EDGES[at]}"


def outlet_of(id: str) -> str:
    """The outlet that an article's id tells: the host of an address, the folder of a path; else nothing.

    >>> outlet_of("https://www.example.org/news/1"), outlet_of("corpus/eastwick-herald/1.txt"), outlet_of("7")
    ('example.org', 'eastwick-herald', 'unknown')
    """
    if host := _HOST.match(id):
        return host.group(1).lower()
    folders = id.replace("\\", "/").split("/")[:-1]
    return (folders[-1] if folders else "") or "unknown"


def _merged(strata: dict[str, list[tuple[str, int]]], n: int) -> dict[str, list[tuple[str, int]]]:
    """The strata, the smallest put together until each can have two of the sample."""
    rest: list[tuple[str, int]] = []
    kept = dict(strata)
    while kept and sum(min(LEAST, len(members)) for members in (*kept.values(), rest)) > n:
        smallest = min(kept, key=lambda name: len(kept[name]))
        rest += kept.pop(smallest)
    return kept | ({"others" if kept else "all": rest} if rest else {})


def _share(members: Sequence[tuple[str, int]], articles: Mapping[str, Article]) -> float:
    """Size times the standard deviation of *wrong*, as the confidence leads to expect."""
    sure = sum(articles[name].quotes[index].confidence for name, index in members) / len(members)
    return len(members) * sqrt(max(sure * (1 - sure), 0.01))


def _allocated(sizes: Sequence[int], shares: Sequence[float], n: int) -> list[int]:
    """How many of each stratum: two at least (or all that there are), the others as their shares are, to ``n`` in all."""
    taken = [min(LEAST, size, n) for size in sizes]
    total = sum(shares)
    for _ in range(min(n, sum(sizes)) - sum(taken)):
        open_ = [number for number, size in enumerate(sizes) if taken[number] < size]
        most = max(open_, key=lambda number: n * shares[number] / total - taken[number])
        taken[most] += 1
    return taken
