"""Frame in, frame out: a table of articles in pandas, polars or another library, and the table of their quotations.

narwhals speaks to the libraries; what a row of quotations is, :mod:`quoteattr.output.tables` says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from quoteattr import api, streams
from quoteattr.errors import DocumentWarning, warn
from quoteattr.extras import optional
from quoteattr.options import BATCH_SIZE, DEFAULT, Options, Resolver
from quoteattr.output import plain, tables
from quoteattr.pages import batches

if TYPE_CHECKING:
    from spacy.language import Language

Frame = TypeVar("Frame")

ID_COLUMNS = ("id", "url")  # the columns that are taken for the id when none is named, the first one first
_POSITION = "article"


@attrs.frozen
class Found:
    """The rows of a table of articles, each with the position of its article, and why others have none."""

    rows: tuple[tables.Row, ...]
    positions: tuple[int, ...]
    foreign: tuple[int, ...]
    failed: dict[int, str]

    def warn(self, number: int, names: Sequence[Any]) -> None:
        """Tells what was left out of ``number`` rows, and where the first of each kind stands."""
        causes = Counter(self.failed.values())
        if self.failed:
            first = {cause: next(at for at, why in self.failed.items() if why == cause) for cause in causes}
            told = "; ".join(f"{causes[why]} × {why} (first: row {at}, {names[at]!r:.60})" for why, at in first.items())
            warn(f"{len(self.failed)} of {number} rows were left out: {told}", DocumentWarning)
        if self.foreign:
            streams.warn_of_language(f"{len(self.foreign)} of {number} rows are")


def quotes(
    frame: Frame,
    text: str | None = None,
    id: str | None = None,
    *,
    keep: Iterable[str] = (),
    html: str | None = None,
    of: plain.Rows = "quotes",
    nlp: str | Path | Language | None = None,
    n_process: int = 1,
    progress: bool = False,
    resolver: Resolver | None = None,
    min_confidence: float = DEFAULT.min_confidence,
) -> Frame:
    """The quotations in a table of articles, a row each, as a table of the same library: pandas, polars, pyarrow, Modin, cuDF.

    ==================  =============================================================================================
    ``text``            the column of the texts; by default ``text``
    ``id``              the column that tells articles apart, by default ``id`` or ``url``, or the position of the row
    ``keep``            columns that are carried along; a name that quotations have too becomes ``article_…``
    ``html``            in place of ``text``, a column of web pages; their addresses are in ``url``, if there is such a column
    ``of``              rows of ``"quotes"``, of ``"people"`` who are named, or of ``"articles"``, with or without quotations
    others              as in :func:`quoteattr.pipe`
    ==================  =============================================================================================

    The id comes first, of its own type, and then the columns of :func:`quoteattr.output.plain.to_dicts`. Rows whose text is missing or cannot be read are left out: one
    :class:`~quoteattr.errors.DocumentWarning` tells how many and why, one :class:`~quoteattr.errors.LanguageWarning` how many are
    not English. Raises ``KeyError`` for a column that is not there, ``ValueError`` for options that exclude each other, ``TypeError`` for what is no frame (collect a lazy one first), and
    :class:`~quoteattr.errors.MissingExtraError` without narwhals, which the extras ``pandas`` and ``polars`` bring.

    >>> import pandas as pd
    >>> frame = pd.DataFrame({"id": [7, 8], "body": ["It will rain, Ann Poole said.", "Nobody spoke."], "outlet": ["Post", "Gazette"]})
    >>> quotes(frame, text="body", keep=["outlet"])[["id", "speaker", "text", "outlet"]].to_dict("records")
    [{'id': 7, 'speaker': 'Ann Poole', 'text': 'It will rain', 'outlet': 'Post'}]
    """
    given = _given(frame)
    api.check_number("n_process", n_process)
    if id is None:
        id = next((name for name in ID_COLUMNS if name in given.columns and name not in (text, html)), None)
    body = _body(text, html)
    carried = _carried(id, keep, of)
    check_columns(given.columns, (body, *carried))
    urls = given["url"].to_list() if html and "url" in given.columns else None
    reader = reader_of(api.load(nlp) if len(given) else None, Options(resolver, min_confidence), pages=html is not None)
    found = read(reader, given[body].to_list(), urls, of=of, n_process=n_process, progress=progress)
    found.warn(len(given), given[id].to_list() if id else range(len(given)))
    return _beside(given, found, carried, of, numbered=id is None)  # type: ignore[no-any-return]


def _body(text: str | None, html: str | None) -> str:
    """The column that is read."""
    if text is not None and html is not None:
        raise ValueError("a table has either texts or pages to read: give text or html, not both")
    return "text" if text is html else next(name for name in (text, html) if name is not None)


def _carried(id: str | None, keep: Iterable[str], of: plain.Rows) -> list[str]:
    """The columns that are carried along, each once, that of the id first."""
    kept = (keep,) if isinstance(keep, str) else keep
    carried = [name for name in dict.fromkeys((id, *kept)) if name is not None]
    called = Counter(tables.kept_name(name, of) for name in carried)
    if twice := [name for name, times in called.items() if times > 1]:
        raise ValueError(f"two columns would be called {twice[0]!r}: rename one of them")
    return carried


def _beside(given: Any, found: Found, carried: list[str], of: plain.Rows, *, numbered: bool) -> Any:
    """The rows that were found as a frame like that which was given, with the columns that are carried along."""
    nw = optional("narwhals")
    columns = {_POSITION: int, **plain.columns(of)} if numbered else plain.columns(of)
    table = nw.from_native(_table(given.implementation, found, columns, of), eager_only=True)
    if not carried:
        return table.to_native()
    kept = nw.maybe_reset_index(given.select(carried)[list(found.positions)])
    kept = kept.rename({name: tables.kept_name(name, of) for name in carried})
    first = kept.columns[: 0 if numbered else 1]
    order = (*first, *table.columns, *kept.columns[len(first) :])
    return nw.concat([kept, table], how="horizontal").select(*order).to_native()


def _given(frame: Any) -> Any:
    """The frame as narwhals sees it."""
    try:
        return optional("narwhals").from_native(frame, eager_only=True)
    except TypeError as error:
        raise TypeError(
            f"quotes() takes a DataFrame of pandas, polars or the like, not {type(frame).__name__}"
        ) from error


def check_columns(columns: Iterable[Any], wanted: Iterable[str]) -> None:
    """Raises ``KeyError`` for a column that is not there."""
    there = list(columns)
    for name in wanted:
        if not isinstance(name, str):
            raise TypeError(f"columns are named by strings, not {type(name).__name__}")
        if name not in there:
            raise KeyError(f"no column {name!r} among {', '.join(map(str, there)) or 'none'}")


def reader_of(nlp: Language | None, options: Options, *, pages: bool) -> streams.Reader | None:
    """What reads texts, or web pages; None where there is no pipeline, as nothing is to be read."""
    if nlp is None:
        return None
    return streams.Reader(nlp, options, batches.given, (batches.Source,)) if pages else streams.Reader(nlp, options)


def read(
    reader: streams.Reader | None,
    texts: Sequence[Any],
    urls: Sequence[Any] | None = None,
    *,
    of: plain.Rows = "quotes",
    n_process: int = 1,
    progress: bool = False,
) -> Found:
    """Reads every text, or page, and says what became of each."""
    pages = reader is not None and batches.Source in reader.takes
    wanted = (str, bytes) if pages else (str,)
    failed = {at: _no_text(text) for at, text in enumerate(texts) if not isinstance(text, wanted)}
    given: Iterable[tuple[Any, int]] = ((text, at) for at, text in enumerate(texts) if at not in failed)
    if pages:
        addresses = urls or [None] * len(texts)
        given = (
            (batches.Source(page, url if isinstance(url := addresses[at], str) else None), at) for page, at in given
        )
    rows: list[tables.Row] = []
    positions: list[int] = []
    foreign: list[int] = []
    outcomes = streams.outcomes(reader, given, batch_size=BATCH_SIZE, n_process=n_process) if reader else iter(())
    for _, at, outcome in api.with_progress(outcomes, len(texts) - len(failed)) if progress else outcomes:
        if isinstance(outcome, Exception):
            failed[at] = f"{type(outcome).__name__}: {outcome}"
            continue
        if streams.is_foreign(outcome):
            foreign.append(at)
        found = tables.rows(outcome, at, of)
        rows += found
        positions += [at] * len(found)
    return Found(tuple(rows), tuple(positions), tuple(foreign), failed)


def _no_text(value: Any) -> str:
    """What stands there for a text: nothing (None, NaN, NA of any library), or something else."""
    missing = value is None or type(value).__name__ in ("NAType", "NaTType") or value != value
    return "missing" if missing else f"no text but {type(value).__name__}"


def _table(library: Any, found: Found, columns: tables.Columns, of: plain.Rows) -> Any:
    """The rows as a frame of a library."""
    rows = list(found.rows)
    if library.is_pandas():
        return plain.frame_of(rows, ({_POSITION: "Int64"} if _POSITION in columns else {}) | plain.dtypes(of))
    nw = optional("narwhals")
    types = {int: nw.Int64, float: nw.Float64, bool: nw.Boolean}
    schema = {name: types.get(hint, nw.String) for name, hint in columns.items()}
    data = {name: [row[name] for row in rows] for name in columns}
    return nw.from_dict(data, schema=schema, backend=library).to_native()
