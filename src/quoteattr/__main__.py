"""The command line: ``quoteattr FILE`` or ``python -m quoteattr FILE``, and ``quoteattr corpus IN -o OUT``."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

if TYPE_CHECKING:
    from quoteattr.model import Article


class _Commands(TyperGroup):
    """Takes arguments that begin with the name of no command for those of ``attribute``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if not args or args[0] not in (*self.commands, "--help"):
            args = ["attribute", *args]
        return super().parse_args(ctx, args)


app = typer.Typer(cls=_Commands, add_completion=False, pretty_exceptions_enable=False)

Model = Annotated[
    str | None, typer.Option(metavar="NAME", help="spaCy pipeline to use.", show_default="the installed one")
]

SOME_FAILED = 3
"""The exit status of a corpus of which some documents gave no article."""

# Controls could steer the terminal, and lone surrogates (from file names) cannot be printed.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without curly quotes still gets its table
    app(prog_name="quoteattr")


def _show_version(wanted: bool) -> None:
    if wanted:
        import quoteattr

        typer.echo(f"quoteattr {quoteattr.__version__}")
        raise typer.Exit


@app.callback(subcommand_metavar="FILE... | COMMAND ...")
def describe() -> None:
    """Find the quotations in news articles and say who is speaking, and as what.

    quoteattr FILE... is short for quoteattr attribute FILE...; options stand in the help of each command. A file that
    has the name of a command is written ./corpus.
    """


@app.command()
def attribute(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="Text of an article in UTF-8; - is standard input.")
    ],
    as_json: Annotated[
        bool, typer.Option("--json", help="Print every article as one line of JSON instead of a table.")
    ] = False,
    html: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="Also write the article as a web page (one FILE only)."),
    ] = None,
    model: Model = None,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and stop."),
    ] = False,
) -> None:
    """Print the quotations of articles (quoteattr FILE...): who is speaking, as what, and what they say."""
    if html and len(files) > 1:
        raise typer.BadParameter("takes one FILE only", param_hint="--html")
    from quoteattr.errors import QuoteattrError

    complete = True
    try:
        for file, article in _articles(files, model):
            if article is None:
                complete = False
                continue
            if as_json:
                typer.echo(article.to_json().encode())  # bytes: UTF-8 whatever the terminal's encoding
            else:
                _print_table(article, heading=file if len(files) > 1 else None)
            if html and not _write_page(article, html, title=file):
                complete = False
    except QuoteattrError as error:
        _complain(error)
        complete = False
    if not complete:
        raise typer.Exit(1)


def _articles(files: list[str], model: str | None) -> Iterator[tuple[str, Article | None]]:
    """Each file with its article, or with None after a complaint; the model is loaded when a text is there for it."""
    import quoteattr

    nlp = None
    for file in files:
        text = _read(file)
        if text is None:
            yield file, None
            continue
        if nlp is None:
            nlp = quoteattr.load(model=model)
        yield file, quoteattr.extract(text, nlp=nlp)


@app.command()
def corpus(
    inputs: Annotated[
        list[Path], typer.Argument(metavar="IN...", help="Folders of *.txt; .txt, .jsonl, .csv and .parquet files.")
    ],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="OUT", help="File to write: .parquet, .jsonl or .csv.")],
    text: Annotated[str, typer.Option(metavar="COLUMN", help="Column or key that holds the text.")] = "text",
    id: Annotated[
        str | None,
        typer.Option(metavar="COLUMN", help="Column or key of the id.", show_default="id or url; else file and line"),
    ] = None,
    model: Model = None,
    processes: Annotated[int, typer.Option(min=1, help="Processes that read at the same time.")] = 1,
    part_size: Annotated[int, typer.Option(min=1, help="Articles that a kill costs at most.")] = 500,
    restart: Annotated[bool, typer.Option("--restart", help="Throw unfinished work away and begin anew.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace OUT if it is there already.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="No progress bar and no closing line.")] = False,
) -> None:
    """Write the quotations of many articles to one file, a row each (quoteattr corpus IN... -o OUT).

    Run it again after it was cut short, and it goes on where it was. Exit status: 0 done; 1 stopped before the end; 2
    refused, nothing was written; 3 done, but some articles could not be read: OUT's name with .errors.jsonl lists them.
    """
    import quoteattr
    from quoteattr import corpus as runs
    from quoteattr.documents import Source
    from quoteattr.errors import QuoteattrError

    try:
        summary = runs.run(
            [Source(path, text=text, id=id) for path in inputs],
            out,
            nlp=quoteattr.load(model),
            processes=processes,
            part_size=part_size,
            restart=restart,
            force=force,
            progress=not quiet,
        )
    except QuoteattrError as error:
        _complain(error)
        raise typer.Exit(2) from None
    except OSError as error:
        _complain(f"{error}; run it again to go on")
        raise typer.Exit(1) from None
    if not quiet:
        typer.echo(f"{summary.documents:,} articles, {summary.quotations:,} quotations: {out}", err=True)
    if summary.failed:
        _complain(f"{summary.failed:,} of them could not be read: {runs.errors_path(out)}")
        raise typer.Exit(SOME_FAILED)


def _complain(message: object) -> None:
    typer.echo(f"quoteattr: {_printable(str(message))}", err=True)


def _printable(text: str) -> str:
    return _UNPRINTABLE.sub("\ufffd", " ".join(text.split()))


def _read(file: str) -> str | None:
    """The text of a file with its line ends as they are, or None after a complaint."""
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        _complain(f"{file}: {getattr(error, 'strerror', None) or error}")
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _complain(f"{file}: byte {error.start} is not UTF-8; what cannot be decoded is replaced by U+FFFD")
        return data.decode("utf-8-sig", errors="replace")


def _write_page(article: Article, path: Path, title: str) -> bool:
    from quoteattr.html import render_page

    try:
        path.write_text(render_page(article, title=title), encoding="utf-8", newline="")
    except OSError as error:
        _complain(f"{path}: {error.strerror or error}")
        return False
    return True


def _print_table(article: Article, heading: str | None) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    if heading is not None:
        console.print(Text(_printable(heading), style="bold"))
    table = Table()
    for name, share in (
        ("speaker", 5),
        ("role", 4),
        ("quote", 1),
        ("kind", 1),
    ):  # most of the width is the quote's
        table.add_column(name, overflow="fold", max_width=max(9, console.width // share))
    for quote in article.quotes:
        speaker = quote.speaker
        label, role = (speaker.label, str(speaker.role or "")) if speaker else ("—", "")
        table.add_row(*(Text(_printable(cell)) for cell in (label, role, quote.text, quote.kind)))
    if article.quotes:
        console.print(table)
    console.print(_counts(article))


def _counts(article: Article) -> str:
    quotes, speakers = len(article.quotes), len({quote.speaker for quote in article.quotes} - {None})
    unknown = sum(quote.speaker is None for quote in article.quotes)
    line = f"{quotes} quotation{'' if quotes == 1 else 's'} by {speakers} speaker{'' if speakers == 1 else 's'}"
    return f"{line}, {unknown} unattributed" if unknown else line


if __name__ == "__main__":
    main()
