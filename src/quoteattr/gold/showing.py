"""Figures as a table: as text for terminals, as HTML for notebooks."""

from __future__ import annotations

import html as html_standard
from collections.abc import Sequence

import attrs

GAP = "  "


@attrs.frozen
class Table:
    """A head, rows of as many cells, and notes below them; the first column is text, the others are numbers."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = ()


def number(value: float | None) -> str:
    """A figure with one decimal, or nothing.

    >>> number(88.25), number(None)
    ('88.2', '')
    """
    return "" if value is None else f"{value:.1f}"


def interval(low: float | None, high: float | None) -> str:
    """An interval, or nothing.

    >>> interval(80, 90.25), interval(None, None)
    ('80.0 to 90.2', '')
    """
    return "" if low is None or high is None else f"{low:.1f} to {high:.1f}"


def text(table: Table) -> str:
    """The table in columns of one width each.

    >>> print(text(Table(["figure", "%"], [["name", "88.2"], ["role", "100.0"]], ["2 articles"])))
    figure      %
    name     88.2
    role    100.0
    2 articles
    """
    lines = [table.head, *table.rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(table.head))]
    aligned = (
        GAP.join(
            cell.ljust(width) if column == 0 else cell.rjust(width) for column, (cell, width) in enumerate(cells)
        ).rstrip()
        for cells in (list(zip(line, widths, strict=True)) for line in lines)
    )
    return "\n".join([*aligned, *table.notes])


def html(table: Table) -> str:
    """The table as HTML; nothing in it is taken for markup.

    >>> html(Table(["figure"], [["<b>"]], ["1 article"]))
    '<table><thead><tr><th>figure</th></tr></thead><tbody><tr><td>&lt;b&gt;</td></tr></tbody></table><p>1 article</p>'
    """

    def row(cells: Sequence[str], tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}>{html_standard.escape(cell)}</{tag}>" for cell in cells) + "</tr>"

    body = "".join(row(cells, "td") for cells in table.rows)
    notes = "".join(f"<p>{html_standard.escape(note)}</p>" for note in table.notes)
    return f"<table><thead>{row(table.head, 'th')}</thead><tbody>{body}</tbody></table>{notes}"
