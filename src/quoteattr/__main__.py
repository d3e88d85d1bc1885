"""The command line: ``quoteattr FILE`` or ``python -m quoteattr FILE``, and ``quoteattr corpus IN -o OUT``."""

import errno
import io
import os
import re
import sys
import warnings
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any

import typer
from typer import Argument, Option
from typer.core import TyperGroup

import quoteattr
from quoteattr.errors import InvalidPageError, MissingExtraError, QuoteattrError
from quoteattr.model import Article
from quoteattr.options import DEFAULT, PART_SIZE
from quoteattr.output import plain, tables
from quoteattr.output.terminal import printable, printable_lines, show


class _Commands(TyperGroup):
    """Takes arguments that begin with the name of no command for those of ``attribute``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if not args or args[0] not in (*self.commands, "--help"):
            args = ["attribute", *args]
        return super().parse_args(ctx, args)


app = typer.Typer(cls=_Commands, rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)

SOME_FAILED = 3  # the exit status of a corpus of which some documents gave no article
NOT_ENGLISH = 4  # that of a single file in another language
STANDARD_INPUT = "-"
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_MARKDOWN_NAME = re.compile(r"\.(?:md|markdown)$", re.IGNORECASE)
_PAGE_NAME = re.compile(r"\.x?html?$", re.IGNORECASE)
_PAGE_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html)\b", re.IGNORECASE)  # no text begins so


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal without curly quotes still gets its table
    app(prog_name="quoteattr")


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"quoteattr {quoteattr.__version__}")
        raise typer.Exit


def _probability(value: float) -> float:
    if not 0 <= value <= 1:
        raise typer.BadParameter("a probability is a number from 0 to 1")
    return value


def _files(files: list[str]) -> list[str]:
    if address := next(filter(_ADDRESS.match, files), None):
        refused = f"{printable(address)} is an address, and nothing is fetched here"
        raise typer.BadParameter(f"{refused}: save the page and give its file, or - and the page as standard input")
    if files.count(STANDARD_INPUT) > 1:
        raise typer.BadParameter("standard input can be read only once")
    return files


Files = Annotated[
    list[str],
    Argument(
        metavar="FILE",
        callback=_files,
        show_default=False,
        help="An article: text in UTF-8, Markdown (.md), or a web page (.html, .htm, or whatever begins like one). - is standard "
        "input.",
    ),
]
AsJson = Annotated[bool, Option("--json", help="Print every article as one line of JSON instead of a table.")]
AsCsv = Annotated[bool, Option("--csv", help="Print CSV, a row a quotation under one header, instead of a table.")]
Explain = Annotated[
    bool, Option("--explain", help="Print a list with the reasons for every speaker instead of a table.")
]
Html = Annotated[Path | None, Option(metavar="PATH", help="Also write the article as a web page (one FILE only).")]
IsPage = Annotated[bool, Option("--page", help="Read every FILE as a web page, whatever its name.")]
MinConfidence = Annotated[
    float,
    Option(
        metavar="P", callback=_probability, help="Name no speaker who is less likely than this (0 to 1) to be right."
    ),
]
Model = Annotated[str | None, Option(metavar="NAME", help="spaCy pipeline to use.", show_default="the installed one")]
Version = Annotated[
    bool, Option("--version", callback=_show_version, is_eager=True, help="Print the version and stop.")
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

ATTRIBUTE_STATUS = """Exit status: 0 done; 1 a FILE could not be read (the others were), something could not be written, a \
model or package is missing, or the pipe was closed; 2 refused, nothing was read; 4 a single FILE is not in English, and \
nothing was looked for in it; 130 stopped by Ctrl-C."""
CORPUS_STATUS = """Exit status: 0 done; 1 stopped before the end, run it again to go on; 2 refused, nothing was \
written; 3 done, but some articles could not be read: OUT's name with .errors.jsonl lists them; 130 stopped by Ctrl-C."""


@app.callback(subcommand_metavar="FILE... | COMMAND ...")
def describe() -> None:
    """Find the quotations in news articles and say who is speaking, and as what.

    quoteattr FILE... prints those of some articles, and is short for quoteattr attribute FILE...

    quoteattr corpus IN... -o OUT writes those of many articles to one file.

    Options and exit statuses stand in the help of each command. A file that has the name of a command is written
    ./corpus.
    """


@app.command(short_help="Print the quotations of some articles.", epilog=ATTRIBUTE_STATUS)
def attribute(
    files: Files,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    explain: Explain = False,
    html: Html = None,
    page: IsPage = False,
    min_confidence: MinConfidence = DEFAULT.min_confidence,
    model: Model = None,
    version: Version = False,
) -> None:
    """Print the quotations of articles (quoteattr FILE...): who is speaking, as what, and what they say."""
    _check_options({"--json": as_json, "--csv": as_csv, "--explain": explain}, files, html)
    complete, header, foreign = True, True, False
    try:
        for name, article in _articles(files, page, model, min_confidence):
            if article is None:
                complete = False
                continue
            foreign = _tell_language(name, article)
            if html and not _write_page(article, html, title=name):  # first: who reads the rest may stop reading
                complete = False
            if as_json:
                _print_data(article.to_json() + "\n")
            elif as_csv:
                lines = tables.csv_lines(tables.rows(article, plain.encodable(name)))
                _print_data("".join([tables.CSV_HEADER * header, *lines]))
                header = False
            else:
                show(article, heading=name if len(files) > 1 else None, explain=explain)
    except QuoteattrError as error:
        _complain(error)
        complete = False
    except OSError as error:  # files have their own complaints
        if error.errno == errno.EPIPE:  # nobody reads on: typer ends quietly
            raise
        _complain(f"{error.filename or 'standard output'}: {error.strerror or error}")
        if error.filename is None:
            _give_up_output()
        complete = False
    if not complete or (foreign and len(files) == 1):
        raise typer.Exit(NOT_ENGLISH if complete else 1)


def _tell_language(name: str, article: Article) -> bool:
    """Complains of a text in another language; whether it is one."""
    if foreign := not (article.quotes or article.english):
        _complain(f"{name}: this is not in English, and nothing was looked for in it")
    return foreign


def _check_options(outputs: dict[str, bool], files: list[str], html: Path | None) -> None:
    chosen = [option for option, given in outputs.items() if given]
    if len(chosen) > 1:
        raise typer.BadParameter("exclude each other", param_hint=" and ".join(chosen))
    if html and len(files) > 1:
        raise typer.BadParameter("takes one FILE only", param_hint="--html")
    if html and files[0] != STANDARD_INPUT and html.resolve() == Path(files[0]).resolve():
        raise typer.BadParameter("would replace FILE itself", param_hint="--html")


def _articles(
    files: list[str], page: bool, model: str | None, min_confidence: float
) -> Iterator[tuple[str, Article | None]]:
    """Each file's name with its article, or with None after a complaint; the model is loaded when it is needed."""
    nlp = None
    for file in files:
        name = "standard input" if file == STANDARD_INPUT else file
        given, article = _given(file, name, page), None
        if given is not None:
            nlp = nlp or quoteattr.load(model=model)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", UserWarning)  # whoever prints it says what is wrong in its own words
                if isinstance(given, bytes):
                    article = quoteattr.extract_html(given, nlp=nlp, min_confidence=min_confidence)
                    if not article.text:
                        _complain(f"{name}: there is no article on this page")
                elif given is not None:
                    text = quoteattr.read_markdown(given).text if _MARKDOWN_NAME.search(file) else given
                    article = quoteattr.extract(text, nlp=nlp, min_confidence=min_confidence)
        except (InvalidPageError, MissingExtraError) as error:
            _complain(f"{name}: {error}")
        yield name, article


@app.command(short_help="Write the quotations of many articles to one file.", epilog=CORPUS_STATUS)
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
            [Source(path, _columns(html or text), id, _columns(keep), bool(html), encoding) for path in inputs],
            out,
            nlp=quoteattr.load(model),
            processes=processes,
            part_size=part_size,
            restart=restart,
            force=force,
            progress=not quiet,
            articles=articles,
        )
    except QuoteattrError as error:
        _complain(error)
        raise typer.Exit(2) from None
    except OSError as error:
        _complain(f"{error}; run it again to go on")
        raise typer.Exit(1) from None
    if not quiet:
        typer.echo(printable(f"{summary.documents:,} articles, {summary.quotations:,} quotations: {out}"), err=True)
    if not quiet and summary.foreign:
        _complain(f"{summary.foreign:,} of them are not in English, and nothing was looked for there")
    if summary.failed:
        _complain(f"{summary.failed:,} of them could not be read: {runs.errors_path(out)}")
        raise typer.Exit(SOME_FAILED)


def _columns(names: str) -> tuple[str, ...]:
    """The columns of an option: parted by commas, without the spaces around them."""
    return tuple(name for part in names.split(",") if (name := part.strip()))


def _complain(message: object) -> None:
    typer.echo(f"quoteattr: {printable(str(message))}", err=True)


def _given(file: str, name: str, page: bool) -> bytes | str | None:
    """What a file holds: a page, or a text with its line ends as they are; None after a complaint."""
    try:
        data = sys.stdin.buffer.read() if file == STANDARD_INPUT else Path(file).read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        _complain(f"{name}: {getattr(error, 'strerror', None) or error}")
        return None
    if page or _PAGE_NAME.search(file) or _PAGE_START.match(data):
        return data
    if b"\0" in data:
        _complain(f"{name}: this is no text in UTF-8: byte {data.index(0)} is NUL")
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _complain(f"{name}: byte {error.start} is not UTF-8; what cannot be decoded is replaced by U+FFFD")
        return data.decode("utf-8-sig", errors="replace")


def _print_data(data: str) -> None:
    """To a file or pipe to the letter, in UTF-8 whatever the terminal's encoding; no article steers a terminal."""
    typer.echo((printable_lines(data) if sys.stdout.isatty() else data).encode(), nl=False)


def _give_up_output() -> None:
    """What could not be written is not tried again when Python ends, which would complain of it in its own way."""
    with suppress(OSError), open(os.devnull, "wb") as nowhere:  # a stdout of the caller's own may be no file
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


def _write_page(article: Article, path: Path, title: str) -> bool:
    try:
        article.to_html(path, title=printable(title))
    except OSError as error:
        _complain(f"{path}: {error.strerror or error}")
        return False
    return True


if __name__ == "__main__":
    main()
