"""Quotations out of frames of articles, for engines that work on many machines: Spark, Dask, Ray Data; and for Polars.

Every function takes DataFrames of pandas or Polars with a column of texts and gives DataFrames of the same library with the
columns of :data:`quoteattr.output.tables.COLUMNS`, in plain dtypes that Arrow knows. They can be pickled, with options bound by
:func:`functools.partial`. The pipeline is loaded where they run, once a process, and reads one chunk at a time there:
threads take turns, so workers should be processes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from quoteattr import api
from quoteattr.corpus import frames
from quoteattr.extras import optional
from quoteattr.options import DEFAULT, Options
from quoteattr.output import plain, tables

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

Frame = TypeVar("Frame", bound="pd.DataFrame | pl.DataFrame")
SPARK_SCHEMA = tables.spark_schema()
"""The columns as Spark's DDL: the schema for ``DataFrame.mapInPandas``."""

_ALWAYS_THERE = {"index": "int64", "start": "int64", "end": "int64", "confidence": "float64"}


def quotes_of_frame(
    frame: Frame,
    *,
    text: str = "text",
    id: str = "id",
    model: str | None = None,
    min_confidence: float = DEFAULT.min_confidence,
) -> Frame:
    """A row for every quotation in the texts of ``frame``, for ``map_partitions`` of Dask or ``map_batches`` of Ray.

    ``text`` and ``id`` are the columns of ``frame`` that hold them; the id comes back as a string in ``article`` (a
    missing one as None). ``model`` is the name of an installed pipeline, the best one by default: name it, so that all
    machines use the same. Texts that are no strings (nulls above all) and texts that raise an error are left out, with
    one :class:`~quoteattr.errors.DocumentWarning` a frame, as in :func:`quoteattr.quotes`; an article without quotations has no row.

    In pandas ``index``, ``start`` and ``end`` are ``int64``, ``confidence`` is ``float64``; all else is ``object`` with None where
    something is missing. In Polars whole numbers are ``Int64``, ``former`` is ``Boolean``,
    ``confidence`` is ``Float64`` and all else ``String``, with nulls. A frame without rows gives the columns without loading a
    pipeline (Dask wants that as ``meta``). Raises ``KeyError`` for a column that is not there, ``TypeError`` for anything but a
    DataFrame of either (a ``LazyFrame`` has ``map_batches``), and what :func:`quoteattr.load` raises.

    >>> import pandas as pd
    >>> frame = pd.DataFrame({"id": [7, 8], "text": ["It will rain, the council said.", "Nobody spoke."]})
    >>> quotes_of_frame(frame)[["article", "text", "description"]].to_dict("records")
    [{'article': '7', 'text': 'It will rain', 'description': 'the council'}]
    """
    options = Options(min_confidence=min_confidence)
    missing_id, made = _like(frame)
    frames.check_columns(frame.columns, (text, id))
    texts, names = list(frame[text]), list(frame[id])
    nlp = api.load(model) if any(isinstance(value, str) for value in texts) else None
    found = frames.read(frames.reader_of(nlp, options, pages=False), texts)
    found.warn(len(frame), names)
    ids = (names[at] for at in found.positions)
    written = (None if missing_id(name) else plain.encodable(str(name)) for name in ids)
    found_quotes: Frame = made([row | {"article": name} for row, name in zip(found.rows, written, strict=True)])
    return found_quotes


def quotes_of_frames(
    frames: Iterable[Frame],
    *,
    text: str = "text",
    id: str = "id",
    model: str | None = None,
    min_confidence: float = DEFAULT.min_confidence,
) -> Iterator[Frame]:
    """:func:`quotes_of_frame` of each frame in turn, for Spark's ``DataFrame.mapInPandas`` with :data:`SPARK_SCHEMA`.

    >>> import pandas as pd
    >>> bodies = ("Nobody spoke.", "It will rain, Ann Poole said.")
    >>> frames = [pd.DataFrame({"url": ["a"], "body": [body]}) for body in bodies]
    >>> [len(quotes) for quotes in quotes_of_frames(frames, text="body", id="url")]
    [0, 1]
    """
    for frame in frames:
        yield quotes_of_frame(frame, text=text, id=id, model=model, min_confidence=min_confidence)


def _like(frame: object) -> tuple[Callable[[Any], bool], Callable[[list[tables.Row]], Any]]:
    """Whether a value of such a frame is missing, and rows as such a frame."""
    library = type(frame).__module__.partition(".")[0]
    if type(frame).__name__ != "DataFrame" or library not in _FRAMES:
        raise TypeError(f"expected a DataFrame of pandas or Polars, not {type(frame).__name__}")
    return _FRAMES[library]


def _pandas_frame(rows: list[tables.Row]) -> Any:
    return plain.frame_of(rows, dict.fromkeys(tables.COLUMNS, "object") | _ALWAYS_THERE)


def _polars_frame(rows: list[tables.Row]) -> Any:
    pl = optional("polars")
    types = {int: pl.Int64, float: pl.Float64, bool: pl.Boolean}
    return pl.DataFrame(rows, {name: types.get(hint, pl.String) for name, hint in tables.COLUMNS.items()}, orient="row")


_FRAMES: dict[str, tuple[Callable[[Any], bool], Callable[[list[tables.Row]], Any]]] = {
    "pandas": (lambda value: bool(optional("pandas").isna(value)), _pandas_frame),
    "polars": (lambda value: value is None or value != value, _polars_frame),
}
"""By the library of a frame."""
