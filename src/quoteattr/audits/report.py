"""Articles → the audit of their sources: a value with its tables, as plain values, as a frame, as a plot, in a notebook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from datetime import date
from html import escape
from os import PathLike
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Any, Literal, get_args

import attrs

from quoteattr.audits.counts import Concentration, Count, Naming, Said, counted, most
from quoteattr.audits.kinds import SourceKind, source_kind
from quoteattr.corpus.merging import MergedSpeaker, Same, merge_speakers
from quoteattr.corpus.questions import several
from quoteattr.errors import InputWarning, warn
from quoteattr.extras import optional
from quoteattr.lexicon import using
from quoteattr.model import Article, Quote, Speaker
from quoteattr.output import plot, tables
from quoteattr.output.tally import count
from quoteattr.own import words
from quoteattr.own.words import OwnWords

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from pandas import DataFrame

Table = Literal["people", "kinds", "pronouns", "naming", "roles"]
Part = Literal["outlet", "period"]
Period = Literal["year", "month", "week", "day"]

KINDS = (*get_args(SourceKind), "not told")
PRONOUNS = ("she", "he", "they", "several", "none found")
NAMING = get_args(Naming)
_SURE = 2 / 3  # of somebody's pronouns: below it they have several
_SHOWN = 10


@attrs.frozen
class Audit:
    """Who is quoted in some articles, as what and how much; made by :func:`audit`.

    ``said`` has every quotation that counts; ``left_out`` is how many others stand in headlines. The tables are ``people``, ``kinds``, ``pronouns``, ``naming`` and ``roles``;
    each is a tuple of :class:`~quoteattr.audits.counts.Count`, and :meth:`table` parts it by outlet or by period.

    >>> from quoteattr import extract
    >>> texts = ["“No,” said Ann Poole, the mayor. She said it was late.", "Officials said the pier was shut."]
    >>> found = audit(extract(text) for text in texts)
    >>> [(row.label, row.quotes, row.words) for row in found.kinds]
    [('official', 1, 4), ('politician', 2, 4)]
    >>> [(row.label, round(row.share_of_quotes, 2)) for row in found.naming]
    [('named', 0.67), ('unnamed', 0.33)]
    """

    articles: int
    said: tuple[Said, ...] = attrs.field(repr=lambda said: f"<{len(said)}>")
    left_out: int = 0

    @property
    def quotes(self) -> int:
        """How many quotations are counted."""
        return len(self.said)

    @property
    def words(self) -> int:
        """Their words, parted by white space."""
        return sum(one.words for one in self.said)

    @property
    def people(self) -> tuple[Count, ...]:
        """Every named person and body, of all quotations whose speaker was found: the most words first."""
        return self.table("people")

    @property
    def kinds(self) -> tuple[Count, ...]:
        """By kind of source, of all quotations whose speaker was found."""
        return self.table("kinds")

    @property
    def pronouns(self) -> tuple[Count, ...]:
        """By the pronoun that the articles use of them, of the quotations of named persons."""
        return self.table("pronouns")

    @property
    def naming(self) -> tuple[Count, ...]:
        """Named, unnamed and without a speaker, of all quotations."""
        return self.table("naming")

    @property
    def roles(self) -> tuple[Count, ...]:
        """By role in its normal form, of the quotations of those who have one."""
        return self.table("roles")

    @property
    def concentration(self) -> Concentration:
        """How the words of those who are named are shared out among them."""
        return Concentration.of(row.words for row in self.people)

    def table(self, of: Table, *, by: Part | None = None) -> tuple[Count, ...]:
        """One of the tables; parted by ``outlet`` or ``period``, shares are those within each, and ``group`` says which.

        Quotations of articles without an outlet or a date are left out of a table that is parted by it. Raises
        ``ValueError`` for another table or part.
        """
        if of not in get_args(Table) or by not in (None, *get_args(Part)):
            raise ValueError(
                f"there are tables of {', '.join(get_args(Table))} by outlet or period, not of {of!r} by {by!r}"
            )
        if by is None:
            return _table(of, self.said, None)
        groups = sorted({group for one in self.said if (group := getattr(one, by)) is not None})
        return tuple(
            row
            for group in groups
            for row in _table(of, [one for one in self.said if getattr(one, by) == group], group)
        )

    def to_dicts(self, of: Table = "kinds", *, by: Part | None = None) -> list[dict[str, Any]]:
        """One flat dictionary a row of a table."""
        names = self.columns(of, by=by)
        return [
            {name: getattr(row, "group" if name == by else name) for name in names} for row in self.table(of, by=by)
        ]

    def columns(self, of: Table = "kinds", *, by: Part | None = None) -> list[str]:
        """The names of a table's columns: only of people and bodies their ``kind`` and ``role``."""
        left_out = {"group"} if of == "people" else {"group", "kind", "role"}
        return [*([by] if by else []), *(field.name for field in attrs.fields(Count) if field.name not in left_out)]

    def to_dataframe(self, of: Table = "kinds", *, by: Part | None = None) -> DataFrame:
        """A table as a pandas DataFrame, with a first column for the part.

        Raises :class:`~quoteattr.errors.MissingExtraError` without pandas.
        """
        frame: DataFrame = optional("pandas").DataFrame(self.to_dicts(of, by=by), columns=self.columns(of, by=by))
        return frame

    def to_csv(self, folder: str | PathLike[str], *, ids: Sequence[object] | None = None) -> None:
        """Every table as a file of CSV in a folder: ``kinds.csv``, and ``kinds-by-outlet.csv`` where outlets are known.

        ``said.csv`` has a row for every quotation; ``ids`` are what it calls the articles, else their numbers. The folder is made where it is not there; files of these names are replaced.
        What a spreadsheet would run has an apostrophe before it. Raises ``OSError`` for what cannot be written.
        """
        target = Path(folder)
        target.mkdir(exist_ok=True)
        for of in get_args(Table):
            for by in (None, *get_args(Part)):
                if by is None or any(getattr(one, by) is not None for one in self.said):
                    path = target / f"{of}{f'-by-{by}' if by else ''}.csv"
                    tables.write_csv(self.to_dicts(of, by=by), path, dict.fromkeys(self.columns(of, by=by)))
        names = range(self.articles) if ids is None else ids
        rows = (attrs.asdict(one) | {"article": names[one.article]} for one in self.said)
        tables.write_csv(rows, target / "said.csv", {field.name: field.type for field in attrs.fields(Said)})

    def plot(self, of: Table = "kinds", *, top: int = _SHOWN, ax: Axes | None = None) -> Axes:
        """Bars of the words of a table's rows; see :func:`quoteattr.output.plot.shares`."""
        return plot.shares(self.table(of), title=f"Words quoted, by {_TITLES[of]}", top=top, ax=ax)

    def __str__(self) -> str:
        lines = [_summary(self)]
        for name in ("kinds", "pronouns", "naming"):
            rows = (f"{row.label} {row.share_of_quotes:.0%}".replace("%", " %") for row in self.table(name))
            lines.append(f"{_TITLES[name]}: {', '.join(rows) or 'none'}")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        """What a notebook shows: the tables, the longest cut off."""
        tables = "".join(_html(_TITLES[name], self.table(name)) for name in ("kinds", "pronouns", "naming", "people"))
        c = self.concentration
        top = "; ".join(f"the first {k}: {share:.0%}".replace("%", " %") for k, share in c.top)
        words = f"Of the words of {count(c.sources, 'named source')}, {top}. Herfindahl {c.herfindahl:.3f}, Gini {c.gini:.2f}."
        return f"<div><p>{escape(_summary(self))}</p>{tables}<p>{escape(words)}</p></div>"


def audit(
    articles: Iterable[Article],
    *,
    outlets: Iterable[str | None] | None = None,
    dates: Iterable[object] | None = None,
    period: Period = "month",
    headlines: bool = False,
    same: Same | None = None,
    by_name: bool = False,
    lexicon: OwnWords | None = None,
) -> Audit:
    """Count who is quoted in some articles, as what and how much: a source audit.

    People and bodies are put together over the articles as :func:`~quoteattr.merge_speakers` does, to which ``same`` and
    ``by_name`` go. The kind of source is what each article tells (:func:`~quoteattr.audits.kinds.source_kind`), where it tells
    nothing what the others tell most often. Pronouns are those that the articles use of a person, in all of them.

    ``outlets`` and ``dates`` (dates, or strings that begin with one as ``2024-03-31``) are one for each article; without
    them, what web pages say of themselves. ``period`` is what dates are put together to. :class:`~quoteattr.errors.InputWarning`
    tells of dates that cannot be read, whose articles are left out of tables by period. Quotations in headlines, which
    say again what the text says, count with ``headlines`` only, or where a headline is all that there is, as in a ticker or a
    post. Copies of one article count each time. ``lexicon`` are own words, as :func:`~quoteattr.load`
    takes them, for the kinds of sources (``source_titles``, ``source_bodies``) and the normal forms of roles.

    Raises ``TypeError`` for what are no articles, ``ValueError`` for another period, and where there are not as many
    outlets or dates as articles; before anything is read where a stream leaves out what it cannot read, and outlets or dates
    would go to the wrong articles.
    """
    if period not in get_args(Period):
        raise ValueError(f"period is one of {', '.join(get_args(Period))}, not {period!r}")
    if getattr(articles, "leaves_out", False) and (outlets is not None or dates is not None):
        raise ValueError(
            "this stream leaves out what it cannot read, and outlets and dates would go to the wrong articles: use "
            "pipe(…, as_tuples=True), which keeps each row of your table with its article"
        )
    given = list(several(articles))
    places = _beside(given, outlets, "outlets"), _beside(given, dates, "dates")
    _warn_of(places[1])
    with using(words.read(lexicon)) if lexicon is not None else nullcontext():
        who = _Who(given, merge_speakers(given, same=same, by_name=by_name))
        said: list[Said] = []
        for number, (article, outlet, day) in enumerate(zip(given, *places, strict=True)):
            medium, time = _text(outlet), _period(day, period)
            for quote in _counting(article, headlines):
                size = len(quote.text.split())
                said.append(attrs.evolve(who.said(number, quote.speaker), words=size, outlet=medium, period=time))
    return Audit(len(given), tuple(said), sum(map(len, given)) - len(said))


def _counting(article: Article, headlines: bool) -> list[Quote]:
    """The quotations of an article that count: those in headlines too if that is asked for, or if there is nothing else."""
    all_count = headlines or {passage.kind for passage in article.passages} == {"headline"}
    return [quote for quote in article.quotes if all_count or quote.where != "headline"]


class _Who:
    """What is counted of every speaker of every article."""

    def __init__(self, articles: list[Article], people: Iterable[MergedSpeaker]) -> None:
        self.people = {(said.article, said.quote.speaker): merged for merged in people for said in merged.quotes}
        self.kinds: dict[tuple[int, Speaker | None], SourceKind | None] = {}
        self.told: dict[str, Counter[SourceKind]] = {}
        self.called: dict[str, Counter[str]] = {}
        for (number, speaker), merged in self.people.items():
            if speaker is not None:
                kind = self.kinds[number, speaker] = source_kind(speaker, articles[number])
                self.told.setdefault(merged.key, Counter()).update([kind] if kind else [])
                self.called.setdefault(merged.key, Counter()).update(speaker.pronouns)

    def said(self, number: int, speaker: Speaker | None) -> Said:
        """A quotation of a speaker of an article, whose words are not counted yet."""
        if speaker is None:
            return Said(number, 0, "nobody found")
        merged = self.people[number, speaker]
        most = self.told[merged.key].most_common(1)
        kind = self.kinds[number, speaker] or (most[0][0] if most else "not told")
        naming: Naming = "named" if speaker.name else "unnamed"
        role = speaker.role or next(iter(merged.roles), None)
        pronoun = _pronoun(self.called[merged.key])
        return Said(
            number, 0, naming, merged.key, merged.label, speaker.kind, kind, pronoun, role.normal if role else None
        )


def _pronoun(called: Counter[str]) -> str:
    """The pronoun of a person: the one that is used nearly always."""
    of_people = {form: called[form] for form in ("she", "he", "they") if called[form]}
    if not of_people:
        return "none found"
    most = max(of_people, key=lambda form: of_people[form])
    return most if of_people[most] >= _SURE * sum(of_people.values()) else "several"


def _table(of: Table, said: Iterable[Said], group: str | None) -> tuple[Count, ...]:
    """A table of some quotations: those that it is about, by its label."""
    attributed = [one for one in said if one.person is not None]
    rows: Iterable[Said]
    match of:
        case "people":
            return _people(attributed, group)
        case "kinds":
            return counted(attributed, lambda one: one.kind, order=KINDS, group=group)
        case "pronouns":
            rows = (one for one in attributed if one.sort == "person" and one.naming == "named")
            return counted(rows, lambda one: one.pronoun, order=PRONOUNS, group=group)
        case "naming":
            return counted(said, lambda one: one.naming, order=NAMING, group=group)
        case "roles":
            rows = (one for one in attributed if one.role)
            return counted(rows, lambda one: one.role or "", group=group)


def _people(attributed: list[Said], group: str | None) -> tuple[Count, ...]:
    """A row for each named person and body; their shares are of all quotations with a speaker."""
    named: dict[str, list[Said]] = {}
    for one in attributed:
        if one.naming == "named":
            named.setdefault(one.person or "", []).append(one)
    return tuple(
        attrs.evolve(row, label=own[-1].name, kind=most(one.kind for one in own), role=most(one.role for one in own))
        for row in counted(attributed, lambda one: one.person or "", group=group)
        if (own := named.get(row.label))
    )


def _beside(articles: list[Article], given: Iterable[Any] | None, what: Literal["outlets", "dates"]) -> list[Any]:
    """What is given for each article, else what its page says."""
    if given is None:
        of_page = "site" if what == "outlets" else "date"
        return [article.page and getattr(article.page, of_page) for article in articles]
    if isinstance(given, str | Mapping):
        raise TypeError(f"{what} are one for each article, in their order, not a {type(given).__name__}")
    values = list(given)
    if len(values) != len(articles):
        raise ValueError(f"{len(articles)} articles need as many {what}, not {len(values)}")
    return values


def _text(value: object) -> str | None:
    text = str(value).strip()
    return None if value is None or text in ("", "nan", "NaN", "NaT", "<NA>") else text


def _warn_of(dates: list[Any]) -> None:
    """Tells of dates that are given and cannot be read."""
    if wrong := [text for day in dates if (text := _text(day)) and _period(day, "day") is None]:
        warn(
            f"{len(wrong):,} of {len(dates):,} dates cannot be read, and their articles are left out of tables by period: "
            f"{shorten(wrong[0], 30)!r} is not like 2024-03-31 (ISO 8601)",
            InputWarning,
        )


def _period(value: object, period: Period) -> str | None:
    """The period of a date, None for what is none."""
    try:
        day = date.fromisoformat(str(value)[:10])
    except ValueError:
        return None
    if period == "week":
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02}"
    return day.isoformat()[: {"year": 4, "month": 7, "day": 10}[period]]


_TITLES: dict[Table, str] = {
    **{"people": "people and bodies", "kinds": "kind of source", "pronouns": "pronoun", "naming": "named or not"},
    "roles": "role",
}


def _summary(found: Audit) -> str:
    counts = count(found.articles, "article"), count(found.quotes, "quotation"), count(found.words, "word")
    return f"{', '.join(counts)} quoted" + (f" ({found.left_out:,} in headlines left out)" if found.left_out else "")


def _html(title: str, rows: tuple[Count, ...]) -> str:
    head = "".join(f"<th>{name}</th>" for name in (title, "quotations", "%", "words", "%", "sources", "articles"))
    body = "".join(f"<tr>{''.join(_cells(row))}</tr>" for row in rows[: _SHOWN + 1])
    more = f"<p>{count(len(rows) - _SHOWN - 1, 'more row')}</p>" if len(rows) > _SHOWN + 1 else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _cells(row: Count) -> Iterator[str]:
    told = ", ".join(filter(None, (row.label, row.role, row.kind)))
    yield f'<th scope="row" style="text-align:left">{escape(told)}</th>'
    figures = (
        row.quotes,
        f"{row.share_of_quotes:.1%}",
        row.words,
        f"{row.share_of_words:.1%}",
        row.sources,
        row.articles,
    )
    yield from (f"<td>{figure:,}</td>" if isinstance(figure, int) else f"<td>{figure}</td>" for figure in figures)
