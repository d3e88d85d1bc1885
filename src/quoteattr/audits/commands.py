"""The command ``audit`` of the command line: a corpus goes in, and who is quoted in it, as what and how much, comes out."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer
from typer import Option

from quoteattr import api
from quoteattr.corpus.commands import (
    SOME_FAILED,
    Encoding,
    HtmlColumn,
    Inputs,
    Lexicon,
    Model,
    Processes,
    Text,
    Weights,
    columns,
)
from quoteattr.errors import InputWarning, QuoteattrError
from quoteattr.model import Article, PageInfo
from quoteattr.output.terminal import complain, printable_lines

if TYPE_CHECKING:
    from quoteattr.audits.report import Audit

STATUS = """Exit status: 0 done; 1 something could not be written; 2 refused, nothing was written; 3 done, but some articles \
could not be read, and are not counted; 130 stopped by Ctrl-C."""

Folder = Annotated[
    Path | None,
    Option("--out", "-o", metavar="FOLDER", help="Also write every table as CSV to this folder.", show_default=False),
]
Outlet = Annotated[
    str | None,
    Option(metavar="COLUMN", help="Column or key of the outlet.", show_default="what pages say of their site"),
]
Date = Annotated[
    str | None,
    Option(metavar="COLUMN", help="Column or key of the date, as 2024-03-31.", show_default="what pages say of theirs"),
]
Period = Annotated[str, Option(metavar="PERIOD", help="What dates are put together to: year, month, week or day.")]
Top = Annotated[int, Option(metavar="N", min=0, help="How many people and bodies to print.")]
Headlines = Annotated[bool, Option("--headlines", help="Count quotations in headlines above a text, too.")]
ByName = Annotated[bool, Option("--by-name", help="Everybody of one full name is one, whatever the posts.")]
Force = Annotated[bool, Option("--force", help="Replace tables that are in FOLDER already.")]
Quiet = Annotated[bool, Option("--quiet", help="No progress.")]


def audit(
    inputs: Inputs,
    out: Folder = None,
    outlet: Outlet = None,
    date: Date = None,
    period: Period = "month",
    top: Top = 10,
    headlines: Headlines = False,
    by_name: ByName = False,
    text: Text = "text",
    html: HtmlColumn = "",
    encoding: Encoding = "utf-8",
    model: Model = None,
    weights: Weights = None,
    lexicon: Lexicon = None,
    processes: Processes = 1,
    force: Force = False,
    quiet: Quiet = False,
) -> None:
    """Count who is quoted in many articles, as what and how much (quoteattr audit IN... [-o FOLDER]).

    IN is what quoteattr corpus takes, or lines of quoteattr --json, which are not read again. All articles are held in memory.
    """
    from quoteattr.audits import report
    from quoteattr.corpus import runs
    from quoteattr.corpus.documents import Source

    if period not in get_args(report.Period):
        raise typer.BadParameter(f"is one of {', '.join(get_args(report.Period))}", param_hint="--period")
    if out is not None and out.is_dir() and any(out.glob("*.csv")) and not force:
        raise typer.BadParameter(f"there are tables in {out} already (--force replaces them)", param_hint="--out")
    keep = tuple(dict.fromkeys(filter(None, (outlet, date))))
    sources = [Source(path, columns(html or text), None, keep, bool(html), encoding) for path in inputs]
    with _refusing():
        found = runs.read(sources, partial(api.load, model, weights=weights, lexicon=lexicon), processes=processes)
        given = _Given()
        for name, article, kept in runs.shown(found, 0) if not quiet else found:
            given.take(name, article, kept.get(outlet or ""), kept.get(date or ""))
        where: Any = {"outlets": given.outlets, "dates": given.dates, "period": period}
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always", InputWarning)  # of dates: said in a line below
            counted = report.audit(given.articles, **where, headlines=headlines, by_name=by_name, lexicon=lexicon)
        if out is not None:
            counted.to_csv(out, ids=given.names)
    typer.echo(printable_lines("\n".join(_lines(counted, top))))
    for one in told:
        complain(one.message)
    given.complain()


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except QuoteattrError as error:
        complain(error)
        raise typer.Exit(2) from None
    except OSError as error:
        complain(f"{error.filename}: {error.strerror}" if error.filename else error)
        raise typer.Exit(1) from None


class _Given:
    """The articles that are counted, each with its outlet and date, and how many could not be read."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.articles: list[Article] = []
        self.outlets: list[str | None] = []
        self.dates: list[str | None] = []
        self.failed = 0

    def take(self, name: str, article: Article | str, outlet: str | None, date: str | None) -> None:
        """One more document; of a page that is told no outlet or date, what it says itself."""
        if isinstance(article, str):
            complain(f"{name}: {article}")
            self.failed += 1
            return
        page = article.page or PageInfo()
        self.names.append(name)
        self.articles.append(article)
        self.outlets.append(outlet or page.site)
        self.dates.append(date or page.date)

    def complain(self) -> None:
        """Tells of what is not counted."""
        if foreign := sum(not (article.quotes or article.english) for article in self.articles):
            complain(f"{foreign:,} of the articles are not in English, and nothing was looked for there")
        if self.failed:
            complain(f"{self.failed:,} could not be read and are not counted")
            raise typer.Exit(SOME_FAILED)


def _lines(counted: Audit, top: int) -> Iterator[str]:
    """The audit in words, and those who have the most words."""
    yield str(counted)
    if people := counted.people[:top]:
        yield f"\n{'people and bodies':50}{'quotations':>10}{'words':>9}{'articles':>10}"
        told = (", ".join(filter(None, (one.label, one.role, one.kind))) for one in people)
        rows = ((shorten(name, 49, placeholder=" …"), one) for name, one in zip(told, people, strict=True))
        yield from (f"{name:50}{one.quotes:10,}{one.words:9,}{one.articles:10,}" for name, one in rows)
        if len(counted.people) > top:
            yield f"and {len(counted.people) - top:,} more"
