"""Frames of articles to frames of quotations, as the engines call for them; on Spark and Dask where they are installed."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
from functools import partial

import pandas as pd
import pyarrow as pa
import pytest
from root import ROOT

import quoteattr
from quoteattr import api, streams
from quoteattr.corpus import engines
from quoteattr.nlp import models
from quoteattr.output import tables

TEXTS = {"a": "“We are late,” said Ann Poole, the mayor. She blamed the tide.", "b": "Nobody spoke."}
MODEL = models.DEFAULT_MODEL


def frame_of(texts, ids=None):
    ids = range(len(texts)) if ids is None else ids
    return pd.DataFrame({"id": pd.Series(list(ids), dtype=object), "text": pd.Series(list(texts), dtype=object)})


ARTICLES = frame_of(TEXTS.values(), TEXTS)


@pytest.fixture
def wanted(extract):
    return [row for name, text in TEXTS.items() for row in tables.rows(extract(text), name)]


def test_a_frame_gives_the_rows_of_its_articles(wanted):
    quotes = engines.quotes_of_frame(ARTICLES, model=MODEL)
    assert quotes.to_dict("records") == wanted
    assert wanted


@pytest.mark.parametrize("dtype", [object, "string", "str"])
def test_dtypes_are_plain_whatever_comes_in(dtype):
    frames = (ARTICLES.astype({"text": dtype}), frame_of(["Nobody spoke."]), frame_of([]))
    for quotes in map(partial(engines.quotes_of_frame, model=MODEL), frames):
        assert {name: str(dtype) for name, dtype in quotes.dtypes.items()} == {
            **dict.fromkeys(tables.COLUMNS, "object"),
            **dict.fromkeys(["index", "start", "end"], "int64"),
            "confidence": "float64",
        }
        assert pa.Table.from_pandas(quotes, schema=tables.arrow_schema()).num_rows == len(quotes)


def test_frames_are_taken_one_by_one(wanted):
    taken = []

    def frames():
        for number in range(2):
            taken.append(number)
            yield ARTICLES[number : number + 1]

    stream = engines.quotes_of_frames(frames(), model=MODEL)
    first = next(stream)
    assert taken == [0]
    assert [*first.to_dict("records"), *next(stream).to_dict("records")] == wanted


def test_columns_may_have_other_names(wanted):
    renamed = ARTICLES.rename(columns={"id": "url", "text": "body"})
    assert engines.quotes_of_frame(renamed, text="body", id="url", model=MODEL).to_dict("records") == wanted
    with pytest.raises(KeyError, match="no column 'text' among url, body"):
        engines.quotes_of_frame(renamed)


def test_texts_that_are_no_strings_are_left_out_with_a_count(wanted):
    texts = [None, *TEXTS.values(), 7, float("nan"), pd.NA, b"bytes"]
    with pytest.warns(UserWarning, match="5 of 7 rows were left out: 3 × missing"):
        quotes = engines.quotes_of_frame(frame_of(texts), model=MODEL)
    assert quotes["article"].tolist() == ["1"] * len(wanted)


def test_polars_frames_give_polars_frames(wanted):
    pl = pytest.importorskip("polars", reason="Polars is not installed")
    frame = pl.DataFrame({"url": list(TEXTS), "body": list(TEXTS.values())})
    named = partial(engines.quotes_of_frame, text="body", id="url", model=MODEL)
    quotes = named(frame)
    assert quotes.to_dicts() == wanted
    assert named(frame.head(0)).schema == named(frame[1:]).schema == quotes.schema
    assert {name: quotes.schema[name] for name in ("article", "index", "former", "confidence", "pieces")} == {
        "article": pl.String,
        "index": pl.Int64,
        "former": pl.Boolean,
        "confidence": pl.Float64,
        "pieces": pl.String,
    }
    (again,) = engines.quotes_of_frames([frame], text="body", id="url", model=MODEL)
    assert again.equals(quotes)
    assert frame.lazy().map_batches(named, schema=quotes.schema).collect().equals(quotes)
    with pytest.warns(UserWarning, match=r"1 of 2 rows were left out: 1 × missing"):
        no_id = named(pl.DataFrame({"url": [None, 2.5], "body": [TEXTS["a"], None]}))
    assert set(no_id["article"]) == {None}


@pytest.mark.parametrize("frame", [None, TEXTS, [ARTICLES], ARTICLES["text"]])
def test_what_is_no_frame_is_refused(frame):
    with pytest.raises(TypeError, match="expected a DataFrame of pandas or Polars, not"):
        engines.quotes_of_frame(frame)


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA, pd.NaT])
def test_a_missing_id_stays_missing(missing):
    quotes = engines.quotes_of_frame(frame_of([TEXTS["a"]], [missing]), model=MODEL)
    assert set(quotes["article"]) == {None}


def test_texts_that_raise_an_error_are_left_out_with_a_count(monkeypatch):
    monkeypatch.setattr(streams.Reader, "read", lambda reader, texts: [ZeroDivisionError("no day") for _ in texts])
    message = r"2 of 2 rows were left out: 2 × ZeroDivisionError: no day \(first: row 0, 'a'\)"
    with pytest.warns(UserWarning, match=message):
        assert engines.quotes_of_frame(ARTICLES, model=MODEL).empty


def test_without_rows_no_pipeline_is_loaded(monkeypatch):
    monkeypatch.setattr(api, "load", lambda model: pytest.fail("loaded"))
    assert list(engines.quotes_of_frame(frame_of([])).columns) == list(tables.COLUMNS)
    with pytest.warns(UserWarning, match="1 of 1"):
        assert engines.quotes_of_frame(frame_of([None])).empty


def test_min_confidence_is_handed_on():
    sure = engines.quotes_of_frame(ARTICLES, model=MODEL, min_confidence=1.0)
    assert sure["speaker"].tolist() == [None] * len(sure)
    assert len(sure) > 0


@pytest.mark.parametrize("function", [engines.quotes_of_frame, engines.quotes_of_frames])
def test_functions_with_their_options_can_be_sent_to_workers(function):
    bound = pickle.loads(pickle.dumps(partial(function, model=MODEL)))
    assert (bound.func, bound.keywords) == (function, {"model": MODEL})


# ------------------------------------------------------------------------------------------------------- engines


def test_dask_gives_the_same_rows(wanted):
    dask = pytest.importorskip("dask", reason="Dask is not installed")
    dataframe = pytest.importorskip("dask.dataframe", reason="Dask's DataFrame is not installed")
    # Dask makes str out of object unless it is told not to, and then pieces would be text.
    with dask.config.set({"dataframe.convert-string": False, "scheduler": "processes"}):
        quotes = dataframe.from_pandas(ARTICLES, npartitions=2).map_partitions(
            engines.quotes_of_frame, model=MODEL, meta=engines.quotes_of_frame(frame_of([]))
        )
        assert quotes.compute().to_dict("records") == wanted


@pytest.mark.skipif(shutil.which("java") is None, reason="there is no Java for Spark")
def test_spark_gives_the_same_rows(tmp_path, extract):
    pytest.importorskip("pyspark", reason="PySpark is not installed", exc_type=ImportError)
    target = tmp_path / "quotes.parquet"
    command = [sys.executable, "examples/spark_corpus.py", "examples/articles", str(target)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    texts = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "examples" / "articles").glob("*.txt")}
    wanted = quoteattr.to_dataframe(map(extract, texts.values()), ids=texts)
    pd.testing.assert_frame_equal(in_order(pd.read_parquet(target)), in_order(wanted))
    assert done.stdout == f"4 articles, {len(wanted)} quotations: {target}\n"


WITH_WORKERS = """
import os, sys
import ray_corpus
from quoteattr.corpus.engines import quotes_of_frame
from quoteattr.nlp import models

def with_worker(frame, **options):
    quotes = quotes_of_frame(frame, **options)
    return quotes.assign(worker=os.getpid(), loaded=models._load.cache_info().misses)

ray_corpus.quotes_of_frame = with_worker
ray_corpus.main(*sys.argv[1:])
"""


@pytest.mark.slow
def test_ray_gives_the_same_rows_and_loads_the_pipeline_once_a_worker(tmp_path, extract):
    pytest.importorskip("ray", reason="Ray is not installed", exc_type=ImportError)
    pytest.importorskip("ray.data", reason="Ray Data is not installed", exc_type=ImportError)
    target = tmp_path / "quotes"
    # Workers start in a folder of Ray's own, and import the library from where this process has it.
    paths = [str(ROOT / "examples"), *filter(None, sys.path)]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    command = [sys.executable, "-c", WITH_WORKERS, "examples/articles", str(target)]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    texts = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "examples" / "articles").glob("*.txt")}
    found = pd.read_parquet(target)
    wanted = quoteattr.to_dataframe(map(extract, texts.values()), ids=texts)
    assert set(found.groupby("worker")["loaded"].max()) == {1}
    pd.testing.assert_frame_equal(in_order(found.drop(columns=["worker", "loaded"])), in_order(wanted))
    assert done.stdout.endswith(f"4 articles, {len(wanted)} quotations: {target}\n")


def in_order(frame):
    """The quotations of a table read from a file, article by article, with the dtypes of :func:`quoteattr.to_dataframe`."""
    return frame.astype(tables.dtypes()).sort_values(["article", "index"], ignore_index=True)
