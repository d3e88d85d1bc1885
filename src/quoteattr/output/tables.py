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
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import attrs

from quoteattr.errors import as_many, not_article, with_ids
from quoteattr.extras import optional
from quoteattr.model import Article, Quote
from quoteattr.output import plain

if TYPE_CHECKING:
    import pyarrow
    from pandas import DataFrame

Row = dict[str, Any]
Said = tuple[Any, Quote]
"""A quotation and the key or position of its article."""
KEY = "speaker_key"
"""The column of the keys of merged speakers."""


class Found(Protocol):
    """A quotation with its place, as :class:`quoteattr.Occurrence` has them."""

    @property
    def article(self) -> Any: ...
    @property
    def quote(self) -> Quote: ...
    @property
    def index(self) -> int: ...


class Merged(Protocol):
    """Who is quoted in several articles, as :class:`quoteattr.MergedSpeaker` has it."""

    @property
    def key(self) -> str: ...
    @property
    def quotes(self) -> tuple[Found, ...]: ...


COLUMNS: dict[str, Any] = {"article": str, **plain.COLUMNS}
"""The columns of a table over many articles, with the type of what stands in them where it is not missing."""

CSV_HEADER = ",".join(COLUMNS) + "\r\n"  # the first line of a CSV file of quotations
CSV_ENCODING = "utf-8-sig"
"""That of all CSV that is written: without a byte order mark spreadsheets take curly quotation marks for something else."""

Columns = Mapping[str, Any]


def to_dataframe(
    articles: Mapping[Any, Article] | Iterable[Article],
    *,
    ids: Iterable[str | int] | None = None,
    of: plain.Rows = "quotes",
    keep: Iterable[str] = (),
    only: Iterable[Found] | None = None,
    merged: Iterable[Merged] | None = None,
) -> DataFrame:
    """One pandas DataFrame with a row for every quotation of all ``articles``, in their order.

    With ``of="people"`` there is a row for every person and body that they name, see :func:`quoteattr.output.tally.people_rows`; with
    ``of="articles"`` one for each article, also those without quotations, see :func:`quoteattr.output.tally.article_row`. ``keep`` names
    what each row also tells of the article: any of those columns (``words``, ``title``, ``authors``, ``date``, ``site`` …), as ``article_words``
    … where a column has the name already. For texts in a DataFrame :func:`quoteattr.quotes` is shorter.

    ``only`` is what :func:`quoteattr.about` found in the same articles, or what a merged speaker said in them (``quotes``): these
    quotations are in the table and no others. ``merged`` is what :func:`quoteattr.merge_speakers` made of the same articles: a last column,
    ``speaker_key``, holds the ``key`` of whoever is quoted, which is the same in all articles.

    The first column, ``article``, holds the key of each article in a mapping or what ``ids`` gives for it, as ``string``; without
    either it holds the article's position from 0, as ``Int64``. The other columns and their dtypes are those of
    :func:`quoteattr.output.plain.to_dataframe`, for no articles too. An article without quotations has no row.

    The frame holds every row in memory. ``frame.to_sql(...)`` writes it to a database; ``frame.to_parquet(...)`` with pyarrow keeps
    values and dtypes, and forgets of a table without rows the categories, which ``astype(quoteattr.output.tables.dtypes())`` brings back.

    Raises ``TypeError`` for anything but articles and for ids that are neither strings nor integers, ``ValueError``
    when there are not as many ids as articles, for ``only`` and ``merged`` with quotations of other articles or where rows are no quotations,
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
    kept, chosen = _known(keep), _Chosen.of(only, merged, of)
    found: list[Row] = []
    for place, name, article in _named(articles, ids):
        told = _kept(article, kept, of)
        found += (row | told for row in chosen.of_article(place, article, rows(article, name, of)))
    chosen.check()
    numbered = ids is None and not isinstance(articles, Mapping)
    names = {kept_name(name, of): plain.dtypes("articles")[name] for name in kept} | chosen.columns
    return plain.frame_of(found, dtypes(of) | ({"article": "Int64"} if numbered else {}) | names)


@attrs.frozen
class _Chosen:
    """Which quotations are to be in a table (None: all), under which key each speaker was merged, and which quotations there are."""

    wanted: set[Said] | None
    keys: dict[Said, str] | None
    there: set[Said] = attrs.field(factory=set)

    @classmethod
    def of(cls, only: Iterable[Found] | None, merged: Iterable[Merged] | None, of: plain.Rows) -> _Chosen:
        for name, given in {"only": only, "merged": merged}.items():
            if given is not None and of != "quotes":
                raise ValueError(f"{name}= takes quotations, and these rows are of {of}")
        wanted = _those(only, "article", "only= takes what about() found, or the quotes of a merged speaker")
        people = _those(merged, "key", "merged= takes what merge_speakers() made")
        keys = {(said.article, said.quote): one.key for one in people or () for said in one.quotes}
        return cls(
            None if wanted is None else {(one.article, one.quote) for one in wanted}, None if people is None else keys
        )

    def of_article(self, place: Any, article: Article, shown: list[Row]) -> list[Row]:
        """The rows of an article that are to be in the table, with the keys."""
        if self.wanted is None and self.keys is None:
            return shown
        said = [(place, quote) for quote in article.quotes]
        self.there.update(said)
        keys = [{} if self.keys is None else {KEY: self.keys.get(one)} for one in said]
        among = (self.wanted is None or one in self.wanted for one in said)
        return [row | key for row, key, wanted in zip(shown, keys, among, strict=True) if wanted]

    def check(self) -> None:
        """Raises ``ValueError`` for quotations of other articles than those of the table."""
        for name, given in {"only": self.wanted, "merged": self.keys}.items():
            if not self.there.issuperset(given or ()):
                advice = "give those that it was found in, as a list or a dictionary"
                raise ValueError(f"{name}= has quotations that are not in these articles: {advice}")

    @property
    def columns(self) -> dict[str, str]:
        return {} if self.keys is None else {KEY: "string"}


def _those(given: Iterable[Any] | None, attribute: str, wanted: str) -> list[Any] | None:
    found = None if given is None else list(given)
    if strange := [one for one in found or () if not hasattr(one, attribute)]:
        raise TypeError(f"{wanted}, not {type(strange[0]).__name__}")
    return found


def _named(
    articles: Mapping[Any, Article] | Iterable[Article], ids: Iterable[str | int] | None
) -> Iterator[tuple[Any, str | int, Article]]:
    """The articles, each with its key or position, and with what it is called in the table."""
    if isinstance(articles, Article):
        raise TypeError("to_dataframe() takes several articles; for one use its method to_dataframe()")
    if ids is not None and getattr(articles, "leaves_out", False):
        advice = (
            "use quoteattr.quotes(frame, text=…, id=…), or {id: article for article, id in pipe(…, as_tuples=True)}"
        )
        raise ValueError(
            f"this stream leaves out what it cannot read, and ids would go to the wrong articles: {advice}"
        )
    by_key = isinstance(articles, Mapping)
    articles, ids = with_ids(articles, ids)
    if ids is None:
        return ((number, number, article) for number, article in enumerate(articles))
    beside = enumerate(as_many(articles, ids, "articles", "ids"))
    return ((name if by_key else number, _checked(name), article) for number, (article, name) in beside)


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
