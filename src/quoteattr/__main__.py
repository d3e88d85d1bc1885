"""The command line: ``quoteattr FILE`` or ``python -m quoteattr FILE``, ``quoteattr corpus IN -o OUT`` and ``quoteattr review FILE``."""

import errno
import io
import os
import re
import sys
import warnings
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer
from typer import Argument, Option
from typer.core import TyperGroup

import quoteattr
from quoteattr.audits import commands as audits
from quoteattr.checking import commands
from quoteattr.corpus import commands as corpora
from quoteattr.corpus.commands import Lexicon, Model, Weights
from quoteattr.errors import (
    InvalidArticleError,
    InvalidGoldError,
    InvalidPageError,
    MissingExtraError,
    QuoteattrError,
    ReviewError,
)
from quoteattr.fitting import commands as fitting
from quoteattr.model import Article
from quoteattr.options import DEFAULT
from quoteattr.output import plain, tables
from quoteattr.output.terminal import complain as _complain
from quoteattr.output.terminal import printable, printable_lines, show


class _Commands(TyperGroup):
    """Takes arguments that begin with the name of no command for those of ``attribute``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if not args or args[0] not in (*self.commands, "--help"):
            args = ["attribute", *args]
        return super().parse_args(ctx, args)


app = typer.Typer(cls=_Commands, rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)

NOT_ENGLISH = 4  # the exit status of a single file in another language
STANDARD_INPUT = "-"
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_MARKDOWN_NAME = re.compile(r"\.(?:md|markdown)$", re.IGNORECASE)
_CORPUS_NAME = re.compile(r"\.(?:jsonl|csv|tsv|parquet|gz)$", re.IGNORECASE)
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
Version = Annotated[
    bool, Option("--version", callback=_show_version, is_eager=True, help="Print the version and stop.")
]

ATTRIBUTE_STATUS = """Exit status: 0 done; 1 a FILE could not be read (the others were), something could not be written, a \
model or package is missing, or the pipe was closed; 2 refused, nothing was read; 4 a single FILE is not in English, and \
nothing was looked for in it; 130 stopped by Ctrl-C."""


REVIEW_STATUS = """Exit status: 0 ended by Ctrl-C, which loses nothing; 1 no FILE could be read, or a model or package is \
missing; 2 refused: OUT is another kind of file or belongs to another text, or the port is taken."""


@app.callback(subcommand_metavar="FILE... | COMMAND ...")
def describe() -> None:
    """Find the quotations in news articles and say who is speaking, and as what.

    quoteattr FILE... prints those of some articles, and is short for quoteattr attribute FILE...

    quoteattr corpus IN... -o OUT writes those of many articles to one file.

    quoteattr audit IN... counts who is quoted in many articles, as what and how much.

    quoteattr review FILE... -o OUT shows some articles in the browser, to be corrected there.

    quoteattr sample, convert, evaluate and agreement are for checking what was found.

    quoteattr fit GOLD -o OUT fits the library to articles that you have annotated.

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
    weights: Weights = None,
    lexicon: Lexicon = None,
    version: Version = False,
) -> None:
    """Print the quotations of articles (quoteattr FILE...): who is speaking, as what, and what they say."""
    _check_options({"--json": as_json, "--csv": as_csv, "--explain": explain}, files, html)
    complete, header, foreign = True, True, False
    try:
        for name, article in _articles(files, page, _Reading(model, weights, lexicon), min_confidence):
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
                _print_data("".join([("\ufeff" + tables.CSV_HEADER) * header, *lines]))
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


class _Reading(NamedTuple):
    """With what articles are read; ``nlp`` loads it."""

    model: str | None
    weights: Path | None
    lexicon: Path | None

    def nlp(self) -> Any:
        return quoteattr.load(self.model, weights=self.weights, lexicon=self.lexicon)


def _articles(
    files: list[str], page: bool, reading: _Reading, min_confidence: float
) -> Iterator[tuple[str, Article | None]]:
    """Each file's name with its article, or with None after a complaint; the model is loaded when it is needed."""
    nlp = None
    for file in files:
        name = "standard input" if file == STANDARD_INPUT else file
        given, article = _given(file, name, page), None
        if given is not None:
            nlp = nlp or reading.nlp()
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


@app.command(short_help="Correct the quotations of some articles in the browser.", epilog=REVIEW_STATUS)
def review(
    files: Files,
    out: Annotated[Path, Option("--out", "-o", metavar="OUT", help="File of annotated articles to write (.jsonl).")],
    page: IsPage = False,
    model: Model = None,
    weights: Weights = None,
    lexicon: Lexicon = None,
    port: Annotated[
        int, Option(metavar="N", min=0, max=65535, help="Port of this machine to use.", show_default="a free one")
    ] = 0,
) -> None:
    """Show articles on a page of this machine, where a person corrects their quotations (quoteattr review FILE... -o OUT).

    A FILE that ends in .jsonl holds annotated articles to be corrected further, such as a sample; OUT may be the same. Or it
    holds lines of quoteattr --json, which are not read again.
    Every step is kept in OUT at once. Run it again with the same OUT, and it goes on where it was.
    """
    from quoteattr.checking import formats
    from quoteattr.reviewing.page import Server
    from quoteattr.reviewing.session import Session

    try:
        stored = [Path(file) for file in files if file.endswith(".jsonl")]
        found_before = [path for path in stored if formats.guess(path) == "articles"]
        drafts = [each for path in stored if path not in found_before for each in quoteattr.read_gold(path)]
        nlp = _Reading(model, weights, lexicon).nlp() if drafts else None
        articles = {draft.id: quoteattr.extract(draft.text, nlp=nlp) for draft in drafts}
        articles |= {name: article for path in found_before for name, article in formats.read_articles(path)}
        texts = [file for file in files if not file.endswith(".jsonl")]
        found = _articles(texts, page, _Reading(model, weights, lexicon), DEFAULT.min_confidence)
        articles |= {name: article for name, article in found if article is not None}
        if not articles:
            raise typer.Exit(1)
        server = Server(Session(articles, out, drafts=drafts), port=port)
    except (ReviewError, InvalidGoldError, InvalidArticleError) as error:
        _complain(error)
        raise typer.Exit(2) from None
    except (QuoteattrError, OSError) as error:
        name = getattr(error, "filename", None)
        _complain(f"{name}: {getattr(error, 'strerror', error)}" if name else error)
        raise typer.Exit(1) from None
    with server:
        typer.echo(f"{server.address}\nopen this page in a browser of this machine; Ctrl-C ends the review", err=True)
        with suppress(KeyboardInterrupt):
            server.serve_forever()


def _given(file: str, name: str, page: bool) -> bytes | str | None:
    """What a file holds: a page, or a text with its line ends as they are; None after a complaint."""
    try:
        data = sys.stdin.buffer.read() if file == STANDARD_INPUT else Path(file).read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        many = "; quoteattr corpus reads folders" if isinstance(error, IsADirectoryError) else ""
        _complain(f"{name}: {getattr(error, 'strerror', None) or error}{many}")
        return None
    if page or _PAGE_NAME.search(file) or _PAGE_START.match(data):
        return data
    many = "; quoteattr corpus reads files of many articles" if _CORPUS_NAME.search(file) else ""
    if b"\0" in data:
        _complain(f"{name}: this is no text in UTF-8: byte {data.index(0)} is NUL{many}")
        return None
    if many:
        _complain(f"{name}: this is read as one article{many}")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _complain(f"{name}: byte {error.start} is not UTF-8; what cannot be decoded is replaced by U+FFFD")
        return data.decode("utf-8-sig", errors="replace")


def _print_data(data: str) -> None:
    """To a file or pipe to the letter, in UTF-8 whatever the terminal's encoding; no article steers a terminal."""
    typer.echo((printable_lines(data.removeprefix("\ufeff")) if sys.stdout.isatty() else data).encode(), nl=False)


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


app.command(short_help="Write the quotations of many articles to one file.", epilog=corpora.STATUS)(corpora.corpus)
app.command(short_help="Count who is quoted in many articles, as what.", epilog=audits.STATUS)(audits.audit)
app.command(short_help="Draw quotations to be checked by hand.", epilog=commands.STATUS)(commands.sample)
app.command(short_help="Turn annotated articles into a tool's format, or back.", epilog=commands.STATUS)(
    commands.convert
)
app.command(short_help="Measure against annotated articles.", epilog=commands.STATUS)(commands.evaluate)
app.command(short_help="Compare two annotators.", epilog=commands.STATUS)(commands.agreement)
app.command(short_help="Fit the library to annotated articles.", epilog=fitting.STATUS)(fitting.fit)


if __name__ == "__main__":
    main()
