"""Quotations out of frames of articles, for engines that work on many machines: Spark, Dask, Ray Data; and for Polars.

Every function takes DataFrames of pandas or Polars with a column of texts and gives DataFrames of the same library with the
columns of :data:`quoteattr.output.tables.COLUMNS`, in plain dtypes that Arrow knows. They can be pickled, with options bound by
:func:`functools.partial`. The pipeline is loaded where they run, once a process, and reads one chunk at a time there:
threads take turns, so workers should be processes.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from quoteattr import api, streams
from quoteattr.extras import optional
from quoteattr.options import BATCH_SIZE, DEFAULT, Options
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
    one ``UserWarning`` a frame which says how many they were; an article without quotations has no row.

    In pandas ``index``, ``start`` and ``end`` are ``int64``, ``confidence`` is ``float64``; all else is ``object`` with None where
    something is missing. In Polars whole numbers are ``Int64``, ``pieces`` lists of lists of them, ``former`` is ``Boolean``,
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
    for column in (text, id):
        if column not in frame.columns:
            raise KeyError(f"no column {column!r} among {', '.join(map(str, frame.columns))}")
    pairs = [(value, name) for value, name in zip(frame[text], frame[id], strict=True) if isinstance(value, str)]
    errors: list[str] = []
    rows: list[tables.Row] = []
    reader = streams.Reader(api.load(model), options) if pairs else None
    found = streams.outcomes(reader, pairs, batch_size=BATCH_SIZE, n_process=1) if reader else ()
    for _, name, outcome in found:
        if isinstance(outcome, Exception):
            errors.append(repr(outcome))
        else:
            rows += tables.rows(outcome, None if missing_id(name) else plain.encodable(str(name)))
    if missing := len(frame) - len(pairs):
        warnings.warn(f"{missing} of {len(frame)} texts are no strings and were left out", stacklevel=2)
    if errors:
        message = f"{len(errors)} of {len(frame)} texts raised an error and were left out, the first one {errors[0]}"
        warnings.warn(message, stacklevel=2)
    found_quotes: Frame = made(rows)
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
    types = {int: pl.Int64, float: pl.Float64, bool: pl.Boolean, list[list[int]]: pl.List(pl.List(pl.Int64))}
    return pl.DataFrame(rows, {name: types.get(hint, pl.String) for name, hint in tables.COLUMNS.items()}, orient="row")


_FRAMES: dict[str, tuple[Callable[[Any], bool], Callable[[list[tables.Row]], Any]]] = {
    "pandas": (lambda value: bool(optional("pandas").isna(value)), _pandas_frame),
    "polars": (lambda value: value is None or value != value, _polars_frame),
}
"""By the library of a frame."""
