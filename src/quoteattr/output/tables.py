"""Tables of many articles: one DataFrame, and rows in files as JSON lines, CSV or Parquet.

The columns are those of :data:`quoteattr.output.plain.COLUMNS` behind a first one, ``article``, which says where a row is from.
Dtypes, the schema of Parquet files and the one for Spark all follow from :data:`COLUMNS`.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from quoteattr.extras import optional
from quoteattr.model import Article
from quoteattr.output import plain

if TYPE_CHECKING:
    import pyarrow
    from pandas import DataFrame

Row = dict[str, Any]

COLUMNS: dict[str, Any] = {"article": str, **plain.COLUMNS}
"""The columns of a table over many articles, with the type of what stands in them where it is not missing."""

CSV_HEADER = ",".join(COLUMNS) + "\r\n"  # the first line of a CSV file of quotations


def to_dataframe(
    articles: Iterable[Article], *, ids: Iterable[str | int] | None = None, of: plain.Rows = "quotes"
) -> DataFrame:
    """One pandas DataFrame with a row for every quotation of all ``articles``, in their order.

    With ``of="people"`` there is a row for every person and body that they name, see :func:`quoteattr.output.tally.people_rows`.

    The first column, ``article``, holds what ``ids`` gives for each article, as ``string``; without ``ids`` it holds
    the article's position from 0, as ``Int64``. The other columns and their dtypes are those of
    :func:`quoteattr.output.plain.to_dataframe`, for no articles too. An article without quotations has no row.

    The frame holds every row in memory. ``frame.to_parquet(...)`` with pyarrow keeps values and dtypes; reading gives
    the lists of ``pieces`` as arrays, and of a table without rows it forgets the categories, which
    ``astype(quoteattr.output.tables.dtypes())`` brings back.

    Raises ``TypeError`` for anything but articles and for ids that are neither strings nor integers, ``ValueError``
    when there are not as many ids as articles, and :class:`~quoteattr.errors.MissingExtraError` without pandas.

    >>> import quoteattr
    >>> texts = {"rain": "It will rain, officials said.", "pier": "“We are late,” said Ann Poole, the mayor."}
    >>> frame = to_dataframe(quoteattr.pipe(texts.values()), ids=texts)
    >>> print(frame[["article", "kind", "speaker", "text"]].to_string())
      article      kind    speaker          text
    0    rain  indirect       <NA>  It will rain
    1    pier    direct  Ann Poole  We are late,
    """
    if isinstance(articles, Article):
        raise TypeError("to_dataframe() takes several articles; for one use its method to_dataframe()")
    if ids is None:
        numbered = [row for number, article in enumerate(articles) for row in rows(article, number, of)]
        return plain.frame_of(numbered, dtypes(of) | {"article": "Int64"})
    named = [row for article, name in zip(articles, ids, strict=True) for row in rows(article, _checked(name), of)]
    return plain.frame_of(named, dtypes(of))


def dtypes(of: plain.Rows = "quotes") -> dict[str, Any]:
    """The pandas dtype of every column, in order: of a table read from a file, ``frame.astype(dtypes())`` sets them."""
    return {"article": "string", **plain.dtypes(of)}


def rows(article: Article, name: str | int | None, of: plain.Rows = "quotes") -> list[Row]:
    """The rows of :func:`quoteattr.output.plain.to_dicts`, each with ``name`` as ``article`` before it.

    Lone surrogates are replaced by U+FFFD.
    """
    if not isinstance(article, Article):
        raise TypeError(f"expected an Article, not {type(article).__name__}")
    return [{"article": name, **row} for row in plain.encodable_rows(article, of)]


def _checked(name: object) -> str:
    if isinstance(name, str):
        return plain.encodable(name)
    if isinstance(name, bool) or not hasattr(name, "__index__"):  # numpy's integers are no int
        raise TypeError(f"the id of an article is a string or an integer, not {type(name).__name__}")
    return str(name)


def arrow_schema() -> pyarrow.Schema:
    """The schema of a Parquet file of quotations: the same for every corpus, whatever is missing in it.

    Raises :class:`~quoteattr.errors.MissingExtraError` without pyarrow.
    """
    pa = optional("pyarrow")
    types = {int: pa.int64(), float: pa.float64(), bool: pa.bool_(), list[list[int]]: pa.list_(pa.list_(pa.int64()))}
    return pa.schema([(name, types.get(hint, pa.string())) for name, hint in COLUMNS.items()])


def spark_schema() -> str:
    """The columns as Spark's DDL, for ``DataFrame.mapInPandas``.

    >>> spark_schema()[:56]
    '`article` string, `index` bigint, `kind` string, `text` '
    """
    types = {int: "bigint", float: "double", bool: "boolean", list[list[int]]: "array<array<bigint>>"}
    return ", ".join(f"`{name}` {types.get(hint, 'string')}" for name, hint in COLUMNS.items())


@attrs.frozen
class Format:
    """A kind of file that rows are written to: ``write`` makes a part of one, ``join`` a file out of its parts."""

    write: Callable[[Iterable[Row], Path], None]
    join: Callable[[Iterable[Path], Path], None]


def _write_jsonl(rows: Iterable[Row], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _join_bytes(parts: Iterable[Path], path: Path, header: str = "") -> None:
    with path.open("wb") as target:
        target.write(header.encode())
        for part in parts:
            with part.open("rb") as source:
                shutil.copyfileobj(source, target)


# What a spreadsheet takes for a formula: at the start of a cell, and behind what it may take for the end of one, since
# many expect semicolons or tabs and read commas and quotes as part of the text.
_FORMULA = re.compile(r"""\A(?=[=+@\t\r\n＝＋－＠-])|(?<=[;\t\r\n])(?="*[=+@＝＋－＠-])""")

_QUOTED_FORMULA = re.compile(r"""\A'(?=[=+@\t\r\n＝＋－＠-])|(?<=[;\t\r\n])'(?="*[=+@＝＋－＠-])""")


def cell(value: Any) -> Any:
    """A value as CSV holds it: lists as JSON, and an apostrophe before what a spreadsheet would run."""
    if isinstance(value, list):
        return json.dumps(value)
    return _FORMULA.sub("'", value) if isinstance(value, str) else value


def uncell(value: str) -> str:
    """A string as it was before :func:`cell`.

    >>> [uncell(cell(value)) for value in ("=No", "'tis", "a;=b", "plain")]
    ['=No', "'tis", 'a;=b', 'plain']
    """
    return _QUOTED_FORMULA.sub("", value)


def csv_lines(rows: Iterable[Row]) -> Iterator[str]:
    """Rows as the lines of a CSV file, each with its line end; :data:`CSV_HEADER` is not among them.

    Missing values are empty and lists are JSON. An apostrophe stands before what a spreadsheet would take for a formula:
    ``=``, ``+``, ``-``, ``@`` and their full-width forms at the start of a cell, and behind a semicolon, a tab or a line
    end, where spreadsheets of other languages begin a new one; and before a tab or a line end at the start.

    >>> row = dict.fromkeys(COLUMNS) | {"article": "levy", "index": 0, "text": "=No, no"}
    >>> print(next(csv_lines([row])).rstrip(",\\r\\n"))
    levy,0,,"'=No, no"
    """
    for row in rows:
        line = io.StringIO(newline="")
        csv.writer(line).writerow([cell(row[name]) for name in COLUMNS])
        yield line.getvalue()


def _write_csv(rows: Iterable[Row], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(csv_lines(rows))


def _write_parquet(rows: Iterable[Row], path: Path) -> None:
    table = optional("pyarrow").Table.from_pylist(list(rows), schema=arrow_schema())
    optional("pyarrow.parquet").write_table(table, path)


def _join_parquet(parts: Iterable[Path], path: Path) -> None:
    parquet = optional("pyarrow.parquet")
    with parquet.ParquetWriter(path, arrow_schema()) as target:
        for part in parts:
            target.write_table(parquet.read_table(part))


FORMATS = {
    ".jsonl": Format(_write_jsonl, _join_bytes),
    ".csv": Format(_write_csv, partial(_join_bytes, header=CSV_HEADER)),
    ".parquet": Format(_write_parquet, _join_parquet),
}
"""The files that rows can be written to, by the ending of their name."""
