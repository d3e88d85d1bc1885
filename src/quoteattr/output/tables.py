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
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import compress
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import attrs

from quoteattr.errors import as_many, not_article
from quoteattr.extras import optional
from quoteattr.model import Article, Quote
from quoteattr.output import plain

if TYPE_CHECKING:
    import pyarrow
    from pandas import DataFrame

Row = dict[str, Any]


class Found(Protocol):
    """A quotation and the position of its article, as :class:`quoteattr.Occurrence` has them."""

    @property
    def article(self) -> int: ...
    @property
    def quote(self) -> Quote: ...


COLUMNS: dict[str, Any] = {"article": str, **plain.COLUMNS}
"""The columns of a table over many articles, with the type of what stands in them where it is not missing."""

CSV_HEADER = ",".join(COLUMNS) + "\r\n"  # the first line of a CSV file of quotations
CSV_ENCODING = "utf-8-sig"
"""That of all CSV that is written: without a byte order mark spreadsheets take curly quotation marks for something else."""

Columns = Mapping[str, Any]


def to_dataframe(
    articles: Iterable[Article],
    *,
    ids: Iterable[str | int] | None = None,
    of: plain.Rows = "quotes",
    keep: Iterable[str] = (),
    only: Iterable[Found] | None = None,
) -> DataFrame:
    """One pandas DataFrame with a row for every quotation of all ``articles``, in their order.

    With ``of="people"`` there is a row for every person and body that they name, see :func:`quoteattr.output.tally.people_rows`; with
    ``of="articles"`` one for each article, also those without quotations, see :func:`quoteattr.output.tally.article_row`. ``keep`` names
    what each row also tells of the article: any of those columns (``words``, ``title``, ``authors``, ``date``, ``site`` …), as ``article_words``
    … where a column has the name already. For texts in a DataFrame :func:`quoteattr.quotes` is shorter.

    ``only`` is what :func:`quoteattr.about` found in the same articles, or what a merged speaker said in them (``quotes``): these
    quotations are in the table and no others.

    The first column, ``article``, holds what ``ids`` gives for each article, as ``string``; without ``ids`` it holds
    the article's position from 0, as ``Int64``. The other columns and their dtypes are those of
    :func:`quoteattr.output.plain.to_dataframe`, for no articles too. An article without quotations has no row.

    The frame holds every row in memory. ``frame.to_sql(...)`` writes it to a database; ``frame.to_parquet(...)`` with pyarrow keeps
    values and dtypes, and forgets of a table without rows the categories, which ``astype(quoteattr.output.tables.dtypes())`` brings back.

    Raises ``TypeError`` for anything but articles and for ids that are neither strings nor integers, ``ValueError``
    when there are not as many ids as articles, for ``only`` with quotations of other articles or where rows are no quotations,
    before anything is read when a stream leaves out what it cannot read, so that ids would go to the wrong articles, and
    :class:`~quoteattr.errors.MissingExtraError` without pandas.

    >>> import quoteattr
    >>> texts = {"rain": "It will rain, officials said.", "pier": "“We are late,” said Ann Poole, the mayor."}
    >>> frame = to_dataframe(quoteattr.pipe(texts.values()), ids=texts)
    >>> print(frame[["article", "kind", "speaker", "text"]].to_string())
      article      kind    speaker          text
    0    rain  indirect       <NA>  It will rain
    1    pier    direct  Ann Poole  We are late,
    """
    kept, wanted = _known(keep), _wanted(only, of)
    found: list[Row] = []
    for number, (name, article) in enumerate(_named(articles, ids)):
        shown, told = rows(article, name, of), _kept(article, kept, of)
        said = (wanted is None or (number, article.quotes[row["index"]]) in wanted for row in shown)
        found += (row | told for row in compress(shown, said))
    if wanted and len(found) < len(wanted):
        raise ValueError(
            "only= has quotations that are not in these articles: give those that it was found in, as a list"
        )
    names = {kept_name(name, of): plain.dtypes("articles")[name] for name in kept}
    return plain.frame_of(found, dtypes(of) | ({"article": "Int64"} if ids is None else {}) | names)


def _named(articles: Iterable[Article], ids: Iterable[str | int] | None) -> Iterable[tuple[str | int, Article]]:
    """The articles, each with its id or its position."""
    if isinstance(articles, Article):
        raise TypeError("to_dataframe() takes several articles; for one use its method to_dataframe()")
    if ids is not None and getattr(articles, "leaves_out", False):
        advice = "use quoteattr.quotes(frame, text=…, id=…), or pipe(…, as_tuples=True), which keeps each id with its article"
        raise ValueError(
            f"this stream leaves out what it cannot read, and ids would go to the wrong articles: {advice}"
        )
    beside = None if ids is None else as_many(articles, ids, "articles", "ids")
    return enumerate(articles) if beside is None else ((_checked(name), article) for article, name in beside)


def _wanted(only: Iterable[Found] | None, of: plain.Rows) -> set[tuple[int, Quote]] | None:
    """The quotations that are to be in a table, with the positions of their articles; None for all."""
    if only is not None and of != "quotes":
        raise ValueError(f"only= takes quotations, and these rows are of {of}")
    return None if only is None else {(one.article, one.quote) for one in only}


def _known(keep: Iterable[str]) -> tuple[str, ...]:
    kept = (keep,) if isinstance(keep, str) else tuple(keep)
    if unknown := [name for name in kept if name not in plain.columns("articles")]:
        raise ValueError(f"keep takes {', '.join(plain.columns('articles'))}, not {unknown[0]!r}")
    return kept


def kept_name(name: str, of: plain.Rows = "quotes") -> str:
    """What a column that is carried along is called: ``article_text``, where a table has a ``text`` of its own."""
    return f"article_{name}" if name in plain.columns(of) or name == "article" else name


def _kept(article: Article, names: tuple[str, ...], of: plain.Rows) -> Row:
    row = rows(article, None, "articles")[0] if names else {}
    return {kept_name(name, of): row[name] for name in names}


def dtypes(of: plain.Rows = "quotes") -> dict[str, Any]:
    """The pandas dtype of every column, in order: of a table read from a file, ``frame.astype(dtypes())`` sets them."""
    return {"article": "string", **plain.dtypes(of)}


def rows(article: Article, name: str | int | None, of: plain.Rows = "quotes") -> list[Row]:
    """The rows of :func:`quoteattr.output.plain.to_dicts`, each with ``name`` as ``article`` before it.

    Lone surrogates are replaced by U+FFFD.
    """
    if not isinstance(article, Article):
        meant = ": give the articles that it was found in, and this as only=" if hasattr(article, "quote") else ""
        raise TypeError(f"expected an Article, {not_article(article)}{meant}")
    return [{"article": name, **row} for row in plain.encodable_rows(article, of)]


def _checked(name: object) -> str:
    if isinstance(name, str):
        return plain.encodable(name)
    if isinstance(name, bool) or not hasattr(name, "__index__"):  # numpy's integers are no int
        raise TypeError(f"the id of an article is a string or an integer, not {type(name).__name__}")
    return str(name)


def arrow_schema(columns: Columns = COLUMNS) -> pyarrow.Schema:
    """The schema of a Parquet file of quotations: the same for every corpus, whatever is missing in it.

    Raises :class:`~quoteattr.errors.MissingExtraError` without pyarrow.
    """
    pa = optional("pyarrow")
    types = {int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
    return pa.schema([(name, types.get(hint, pa.string())) for name, hint in columns.items()])


def spark_schema() -> str:
    """The columns as Spark's DDL, for ``DataFrame.mapInPandas``.

    >>> spark_schema()[:56]
    '`article` string, `speaker` string, `role` string, `text'
    """
    types = {int: "bigint", float: "double", bool: "boolean"}
    return ", ".join(f"`{name}` {types.get(hint, 'string')}" for name, hint in COLUMNS.items())


@attrs.frozen
class Format:
    """A kind of file that rows are written to: ``write`` makes a part of one, ``join`` a file out of its parts."""

    write: Callable[[Iterable[Row], Path, Columns], None]
    join: Callable[[Iterable[Path], Path, Columns], None]


def _write_jsonl(rows: Iterable[Row], path: Path, columns: Columns = COLUMNS) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _join_lines(parts: Iterable[Path], path: Path, columns: Columns = COLUMNS, header: bool = False) -> None:
    with path.open("wb") as target:
        target.write(csv_header(columns).encode(CSV_ENCODING) * header)
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


def csv_header(columns: Columns) -> str:
    """The first line of a CSV file."""
    line = io.StringIO(newline="")
    csv.writer(line).writerow([cell(name) for name in columns])
    return line.getvalue()


def csv_lines(rows: Iterable[Row], columns: Columns = COLUMNS) -> Iterator[str]:
    """Rows as the lines of a CSV file, each with its line end; :data:`CSV_HEADER` is not among them.

    Missing values are empty. An apostrophe stands before what a spreadsheet would take for a formula:
    ``=``, ``+``, ``-``, ``@`` and their full-width forms at the start of a cell, and behind a semicolon, a tab or a line
    end, where spreadsheets of other languages begin a new one; and before a tab or a line end at the start.

    >>> row = dict.fromkeys(COLUMNS) | {"article": "levy", "index": 0, "text": "=No, no"}
    >>> print(next(csv_lines([row])).rstrip(",\\r\\n"))
    levy,,,"'=No, no",,,,,,,,,,,,0
    """
    for row in rows:
        line = io.StringIO(newline="")
        csv.writer(line).writerow([cell(row[name]) for name in columns])
        yield line.getvalue()


def write_csv(rows: Iterable[Row], path: str | PathLike[str], columns: Columns) -> None:
    """A file of CSV as a whole: the header and a line for each row, in :data:`CSV_ENCODING`."""
    with open(path, "w", encoding=CSV_ENCODING, newline="") as file:
        file.write(csv_header(columns))
        file.writelines(csv_lines(rows, columns))


def _write_csv(rows: Iterable[Row], path: Path, columns: Columns = COLUMNS) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(csv_lines(rows, columns))


def _write_parquet(rows: Iterable[Row], path: Path, columns: Columns = COLUMNS) -> None:
    table = optional("pyarrow").Table.from_pylist(list(rows), schema=arrow_schema(columns))
    optional("pyarrow.parquet").write_table(table, path)


def _join_parquet(parts: Iterable[Path], path: Path, columns: Columns = COLUMNS) -> None:
    parquet = optional("pyarrow.parquet")
    with parquet.ParquetWriter(path, arrow_schema(columns)) as target:
        for part in parts:
            target.write_table(parquet.read_table(part))


FORMATS = {
    ".jsonl": Format(_write_jsonl, _join_lines),
    ".csv": Format(_write_csv, partial(_join_lines, header=True)),
    ".parquet": Format(_write_parquet, _join_parquet),
}
"""The files that rows can be written to, by the ending of their name."""
