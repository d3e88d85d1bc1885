"""Annotated articles as a table for spreadsheets, a row a quotation, and the corrected table put back into the articles.

The table holds no whole article, only what stands before and after each quotation; taking it back needs the articles it was made of.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from quoteattr.errors import InvalidGoldError
from quoteattr.gold import documents
from quoteattr.gold.values import GoldArticle, GoldQuote, GoldRole, Range
from quoteattr.output import plain, tables

CONTEXT = 200  # code points shown on either side of a quotation

COLUMNS = (
    *("article", "content", "quotation", "kind", "speaker_name", "speaker_kind", "role", "organisation", "former"),
    *("optional", "confidence", "sampled", "before", "words", "after", "source", "other_roles"),
)
"""The columns, in order. ``quotation`` is *yes*, and *no* for what is none; ``sampled`` is *yes* for what a sample asks to check."""

_YES = {"yes": True, "true": True, "1": True, "x": True, "no": False, "false": False, "0": False, "": False}
_PLACES = re.compile(r"(\d+)-(\d+)")


def to_csv(articles: Iterable[GoldArticle]) -> str:
    """The table as CSV, with a header; to be written in UTF-8 with a byte order mark, so that spreadsheets know it.

    ``content`` and ``source`` are places (``0-13; 20-33``), for the way back. An apostrophe stands before what a spreadsheet
    would take for a formula.

    >>> print(to_csv([GoldArticle("levy", "She said no.", (GoldQuote(((9, 11),), "indirect"),))]).splitlines()[1])
    levy,9-11,yes,indirect,,unknown,,,no,no,,,She said ,no,.,,
    """
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow(COLUMNS)
    for article in articles:
        asked = _sampled(article)
        for quote in article.quotes:
            row = _row(article, quote, asked)
            writer.writerow([tables.cell(plain.encodable(str(row[name] or ""))) for name in COLUMNS])
    return target.getvalue()


def _row(article: GoldArticle, quote: GoldQuote, asked: set[str]) -> dict[str, Any]:
    start, end, text = quote.content[0][0], quote.content[-1][1], article.text
    return {
        **{"article": article.id, "content": _places(quote.content), "quotation": "yes", "kind": quote.kind},
        **{"speaker_name": quote.speaker.name, "speaker_kind": quote.speaker.kind if quote.named else "skip"},
        **{"role": quote.role.title, "organisation": quote.role.organisation, "former": _yes(quote.role.former)},
        **{"optional": _yes(quote.optional), "confidence": quote.extra.get("confidence")},
        "sampled": "yes" if _places(quote.content) in asked else "",
        **{
            "before": text[max(0, start - CONTEXT) : start],
            "words": text[start:end],
            "after": text[end : end + CONTEXT],
        },
        **{"source": article.words(quote.source), "other_roles": "; ".join(map(str, quote.other_roles))},
    }


def _sampled(article: GoldArticle) -> set[str]:
    sample = article.extra.get("sample")
    quotes = sample.get("quotes", ()) if isinstance(sample, Mapping) else ()
    return {_places(quote["content"]) for quote in quotes}


def _places(ranges: Iterable[Sequence[int]]) -> str:
    return "; ".join(f"{start}-{end}" for start, end in ranges)


def _yes(value: bool) -> str:
    return "yes" if value else "no"


# --- back --------------------------------------------------------------------------------------------------------


def from_csv(table: str, articles: Iterable[GoldArticle]) -> list[GoldArticle]:
    """The ``articles`` with what was corrected in the table that :func:`to_csv` made of them.

    Read are ``quotation``, ``kind``, ``speaker_name``, ``speaker_kind``, ``role``, ``organisation``, ``former`` and ``optional``,
    as far as the columns are still there; commas, semicolons and tabs may part them. A row that is no longer there leaves its
    quotation as it is: write *no* under ``quotation`` to remove it. A row with nothing under ``content`` is a quotation that was
    missed: its ``words`` are looked for in the article, where they must stand once.

    Raises :class:`~quoteattr.errors.InvalidGoldError`, with the line, for whatever else stands there.
    """
    known = {article.id: article for article in articles}
    changed: defaultdict[str, dict[Any, GoldQuote | None]] = defaultdict(dict)
    for line, row in _rows(table):
        try:
            article = known.get(row.get("article", ""))
            if article is None:
                raise InvalidGoldError(f"article: there is none with the id {row.get('article', '')[:40]!r}")
            key, quote = _found(row, article)
            changed[article.id][key if key is not None else ("new", line)] = _corrected(row, quote)
        except InvalidGoldError as error:
            raise InvalidGoldError(f"line {line}: {error}") from error
    return [_with(article, changed[article.id]) for article in known.values()]


def _rows(table: str) -> Iterator[tuple[int, dict[str, str]]]:
    header = table.partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.reader(io.StringIO(table.removeprefix("\ufeff"), newline=""), delimiter=delimiter)
    try:
        names = next(reader, [])
        if missing := [name for name in ("article", "content") if name not in names]:
            raise InvalidGoldError(f"line 1: no column {missing[0]!r}")
        for cells in reader:
            if any(cells):
                values = map(tables.uncell, cells)
                yield reader.line_num, {name: value.strip() for name, value in zip(names, values, strict=False)}
    except csv.Error as error:
        raise InvalidGoldError(f"line {reader.line_num}: not CSV: {error}") from error


def _found(row: Mapping[str, str], article: GoldArticle) -> tuple[tuple[Range, ...] | None, GoldQuote]:
    """The place and the quotation that a row is about."""
    if row["content"]:
        places = tuple((int(start), int(end)) for start, end in _PLACES.findall(row["content"]))
        for quote in article.quotes:
            if quote.content == places:
                return places, quote
        raise InvalidGoldError(f"content: there is no quotation at {row['content'][:40]!r}")
    words = row.get("words", "")
    if not words or article.text.count(words) != 1:
        raise InvalidGoldError(f"words: {words[:40]!r} must stand once in the article")
    start = article.text.index(words)
    return None, GoldQuote(((start, start + len(words)),))


def _corrected(row: Mapping[str, str], quote: GoldQuote) -> GoldQuote | None:
    """The quotation as the row has it; None where it says that it is none."""
    if "quotation" in row and not _flag(row, "quotation"):
        return None
    data = documents.quote_to_plain(quote)
    columns = {
        "kind": "type",
        "speaker_name": "speaker_name",
        "speaker_kind": "speaker_kind",
        "role": "role",
        "organisation": "org",
    }
    data |= {key: row[column] or None for column, key in columns.items() if column in row}
    data |= {key: _flag(row, key) for key in ("former", "optional") if key in row}
    corrected = documents.quote_from_plain(data)
    role = corrected.role if corrected.role else GoldRole()
    return attrs.evolve(corrected, role=role)


def _flag(row: Mapping[str, str], column: str) -> bool:
    try:
        return _YES[row[column].lower()]
    except KeyError:
        raise InvalidGoldError(f"{column}: expected yes or no, found {row[column][:40]!r}") from None


def _with(article: GoldArticle, changed: Mapping[Any, GoldQuote | None]) -> GoldArticle:
    kept = [changed.get(quote.content, quote) for quote in article.quotes]
    new = [quote for key, quote in changed.items() if key[:1] == ("new",)]
    quotes = sorted((quote for quote in (*kept, *new) if quote is not None), key=lambda quote: quote.content[0])
    return attrs.evolve(article, quotes=tuple(quotes))
