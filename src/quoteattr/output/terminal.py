"""An article in a terminal: its quotations as a table, or as a list with the reasons, in the width that there is."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from quoteattr.model import Article, Quote
from quoteattr.output.tally import count

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

NARROWEST_TABLE = 72  # narrower terminals get the list: four columns would be left with a word or two a line
LONGEST_LINE = 100  # characters of a quotation, however wide the terminal is: longer lines read badly
NOBODY = "—"

# Controls could steer the terminal, those of writing direction show names and words in another order, and lone
# surrogates (from file names) cannot be printed.
_STEERING = "\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
_UNPRINTABLE = re.compile(f"[\x00-\x1f{_STEERING}]")
_STEERING_LINES = re.compile(f"[\x00-\x08\x0b-\x0c\x0e-\x1f{_STEERING}]|\r(?!\n)")


def printable(text: str) -> str:
    """The text in one line, with U+FFFD for what would steer the terminal or cannot be printed.

    >>> printable("red\\x1b[31m\\n alert") == "red\\ufffd[31m alert"
    True
    """
    return _UNPRINTABLE.sub("\ufffd", " ".join(text.split()))


def printable_lines(text: str) -> str:
    """The text as it is, but for the same characters: tabs and line ends stay.

    >>> printable_lines("red\\x1b[31m\\n alert") == "red\\ufffd[31m\\n alert"
    True
    """
    return _STEERING_LINES.sub("\ufffd", text)


def complain(message: object) -> None:
    """Say on standard error, in a line, what is wrong."""
    import typer

    typer.echo(f"quoteattr: {printable(str(message))}", err=True)


def show(article: Article, *, heading: str | None = None, explain: bool = False) -> None:
    """Print the quotations of an article to standard output, with a closing line that counts them.

    It is a table, or a list with ``explain``, which prints below each quotation why it is whose, and where the
    terminal is narrow. Where a quotation stands is said with its kind unless that is the body of the text (*mixed, headline*). ``heading`` stands above it, and then an empty line below. Words are never cut off. Colours are
    left out where standard output is no terminal or the environment has NO_COLOR.
    """
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, color_system=None if os.environ.get("NO_COLOR") else "auto")
    if heading is not None:
        console.print(Text(printable(heading), style="bold"))
    if explain or console.width < NARROWEST_TABLE:
        for quote in article.quotes:
            console.print(_entry(quote, console, explain=explain), end="\n\n")
    elif article.quotes:
        console.print(_table(article, console.width))
    console.print(Text(_counts(article)))
    if heading is not None:
        console.print()


def _table(article: Article, width: int) -> Table:
    """A row a quotation. Where not everything fits, speaker, role and kind give way to the words, but not within a word."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    rows = [tuple(map(printable, _cells(quote))) for quote in article.quotes]
    columns = list(zip(*rows, strict=True))
    natural = [max(map(len, cells)) for cells in columns]
    natural[2] = min(natural[2], LONGEST_LINE)
    if sum(natural) + len(" │ ") * 4 + 1 > width:
        longest = [max((len(word) for cell in column for word in cell.split()), default=0) for column in columns]
        for number in (0, 1):
            natural[number] = min(natural[number], max(width // 5, min(longest[number], width // 3)))
        natural[3] = longest[3]
    table = Table(box=box.ROUNDED, header_style="bold")
    for name, style, most in zip(("speaker", "role", "quote", "kind"), ("bold", "", "", "dim"), natural, strict=True):
        table.add_column(name, style=style, overflow="fold", max_width=max(most, len(name)))
    for row in rows:
        table.add_row(*map(Text, row))
    return table


def _cells(quote: Quote) -> tuple[str, str, str, str]:
    speaker = quote.speaker
    kind = quote.kind if quote.where == "body" else f"{quote.kind}, {quote.where}"
    return (speaker.label if speaker else NOBODY, str(speaker.role or "") if speaker else "", quote.text, kind)


def _entry(quote: Quote, console: Console, *, explain: bool) -> Text:
    """Speaker, role and kind; below them the words, and the reasons if they are wanted, each further to the right."""
    from rich.text import Text

    speaker, role, words, kind = map(printable, _cells(quote))
    head = Text.assemble((speaker, "bold"), f", {role}" if role else "", (f" ({kind})", "dim"))
    parts = [(head, ""), (Text(words), "  ")]
    if explain:
        parts += [(Text(printable(reason), style="dim"), "    ") for reason in quote.explain().splitlines()]
    width = min(console.width, LONGEST_LINE)
    lines = []
    for text, indent in parts:
        for line in text.wrap(console, max(1, width - len(indent))):
            line.rstrip()
            lines.append(Text(indent) + line)
    return Text("\n").join(lines)


def _counts(article: Article) -> str:
    quotes, speakers = len(article.quotes), len({quote.speaker for quote in article.quotes} - {None})
    unknown = sum(quote.speaker is None for quote in article.quotes)
    line = f"{count(quotes, 'quotation')} by {count(speakers, 'speaker')}"
    return f"{line}, {unknown} unattributed" if unknown else line
