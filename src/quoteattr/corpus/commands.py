"""The command ``corpus`` of the command line, and options that other commands have, too."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from typer import Argument, Option

from quoteattr import api
from quoteattr.errors import QuoteattrError
from quoteattr.options import PART_SIZE
from quoteattr.output.terminal import complain, printable

SOME_FAILED = 3  # the exit status of a corpus of which some documents gave no article
STATUS = """Exit status: 0 done; 1 stopped before the end, run it again to go on; 2 refused, nothing was \
written; 3 done, but some articles could not be read: OUT's name with .errors.jsonl lists them; 130 stopped by Ctrl-C."""


Model = Annotated[str | None, Option(metavar="NAME", help="spaCy pipeline to use.", show_default="the installed one")]
Weights = Annotated[
    Path | None,
    Option(
        metavar="PATH",
        exists=True,
        dir_okay=False,
        help="Weights that quoteattr fit wrote.",
        show_default="those of the package",
    ),
]
Lexicon = Annotated[
    Path | None,
    Option(
        metavar="FOLDER",
        exists=True,
        file_okay=False,
        help="Folder of own words: lists such as reporting_verbs.txt.",
        show_default=False,
    ),
]

Inputs = Annotated[
    list[Path],
    Argument(
        metavar="IN",
        help="Folders of texts and pages (.txt, .md, .html); such files; .jsonl, .csv, .tsv and .parquet. All but the last "
        "may be packed (.gz). - is JSON lines from standard input.",
    ),
]
Out = Annotated[Path, Option("--out", "-o", metavar="OUT", help="File to write: .parquet, .jsonl or .csv.")]
Text = Annotated[
    str,
    Option(metavar="COLUMNS", help="Columns or keys that hold the text, put together in this order: headline,body."),
]
HtmlColumn = Annotated[str, Option(metavar="COLUMN", help="Column or key that holds a web page, in place of --text.")]
Id = Annotated[
    str | None, Option(metavar="COLUMN", help="Column or key of the id.", show_default="id or url; else file and line")
]
Keep = Annotated[str, Option(metavar="COLUMNS", help="Columns or keys that every row of OUT also gets: date,outlet.")]
Encoding = Annotated[str, Option(metavar="NAME", help="Encoding of texts and tables: cp1252, say.")]
ArticlesFile = Annotated[
    Path | None,
    Option(
        metavar="FILE", help="Also write a row for every article: words, quotations, whether it is English, errors."
    ),
]
Processes = Annotated[int, Option(min=1, help="Processes that read at the same time.")]
PartSize = Annotated[int, Option(min=1, help="Articles that a kill costs at most.")]
Restart = Annotated[bool, Option("--restart", help="Throw unfinished work away and begin anew.")]
Force = Annotated[bool, Option("--force", help="Replace OUT if it is there already.")]
Quiet = Annotated[bool, Option("--quiet", help="No progress and no closing line.")]


def corpus(
    inputs: Inputs,
    out: Out,
    text: Text = "text",
    html: HtmlColumn = "",
    id: Id = None,
    keep: Keep = "",
    encoding: Encoding = "utf-8",
    articles: ArticlesFile = None,
    model: Model = None,
    weights: Weights = None,
    lexicon: Lexicon = None,
    processes: Processes = 1,
    part_size: PartSize = PART_SIZE,
    restart: Restart = False,
    force: Force = False,
    quiet: Quiet = False,
) -> None:
    """Write the quotations of many articles to one file, a row each (quoteattr corpus IN... -o OUT).

    Run it again after it was cut short, and it goes on where it was.
    """
    from quoteattr.corpus import runs
    from quoteattr.corpus.documents import Source

    try:
        summary = runs.run(
            [Source(path, columns(html or text), id, columns(keep), bool(html), encoding) for path in inputs],
            out,
            nlp=api.load(model=model, weights=weights, lexicon=lexicon),
            processes=processes,
            part_size=part_size,
            restart=restart,
            force=force,
            progress=not quiet,
            articles=articles,
        )
    except QuoteattrError as error:
        complain(error)
        raise typer.Exit(2) from None
    except OSError as error:
        complain(f"{error}; run it again to go on")
        raise typer.Exit(1) from None
    if not quiet:
        typer.echo(printable(f"{summary.documents:,} articles, {summary.quotations:,} quotations: {out}"), err=True)
    if not quiet and summary.foreign:
        complain(f"{summary.foreign:,} of them are not in English, and nothing was looked for there")
    if summary.failed:
        complain(f"{summary.failed:,} of them could not be read: {runs.errors_path(out)}")
        raise typer.Exit(SOME_FAILED)


def columns(names: str) -> tuple[str, ...]:
    """The columns of an option: parted by commas, without the spaces around them."""
    return tuple(name for part in names.split(",") if (name := part.strip()))
