"""Frame in, frame out: libraries, columns that are carried along, rows that cannot be read."""

from __future__ import annotations

import sqlite3
import sys

import pandas as pd
import pyarrow as pa
import pytest

import quoteattr
from quoteattr import DocumentWarning, LanguageWarning, MissingExtraError
from quoteattr.output import plain, tables

TEXTS = {
    7: "“No,” said Ann Poole, the mayor of Eastwick.",
    8: "Nobody spoke.",
    9: "It rained, officials said. “Yes,” they said.",
}
DATA = {
    "id": list(TEXTS),
    "body": list(TEXTS.values()),
    "source": ["Post", "Gazette", "Post"],
    "year": [2020, 2021, 2022],
}
FRENCH = (
    "La maire de Villeneuve a déclaré que la ville a besoin d'un pont et qu'il n'y a pas d'argent pour le payer. " * 4
)


def make(library):
    if library == "polars":
        return pytest.importorskip("polars").DataFrame(DATA)
    return pd.DataFrame(DATA, index=["x", "y", "z"]) if library == "pandas" else pa.table(DATA)


@pytest.mark.parametrize("library", ["pandas", "polars", "pyarrow"])
def test_a_table_of_articles_becomes_one_of_quotations(nlp, library):
    frame = make(library)
    found = quoteattr.quotes(frame, text="body", id="id", keep=["source", "year"], nlp=nlp)
    assert type(found) is type(frame)
    rows = (
        found.to_pylist()
        if library == "pyarrow"
        else found.to_dict("records")
        if library == "pandas"
        else found.to_dicts()
    )
    assert list(rows[0])[:4] == ["id", "speaker", "role", "text"]
    assert list(rows[0]) == ["id", *plain.COLUMNS, "article_source", "year"]
    told = [(row["id"], row["label"], row["text"], row["article_source"], row["year"]) for row in rows]
    assert told == [
        (7, "Ann Poole", "No,", "Post", 2020),
        (9, "officials", "It rained", "Post", 2022),
        (9, "officials", "Yes,", "Post", 2022),
    ]
    assert rows[0]["sentence"] == TEXTS[7]


def test_dtypes_are_those_of_other_tables_and_of_the_frame(nlp):
    found = quoteattr.quotes(make("pandas"), text="body", keep=["year"], nlp=nlp)
    assert found.dtypes["id"] == found.dtypes["year"] == "int64"
    assert found[list(plain.COLUMNS)].dtypes.to_dict() == plain.dtypes()
    assert found.index.equals(pd.RangeIndex(3))
    empty = quoteattr.quotes(make("pandas")[:0], text="body", keep=["year"], nlp=nlp)
    assert empty.dtypes.equals(found.dtypes)
    nobody = quoteattr.quotes(make("pandas")[1:2], text="body", keep=["year"], nlp=nlp)
    assert nobody.empty
    assert list(nobody.columns) == list(found.columns)


def test_without_an_id_rows_are_numbered(nlp):
    found = quoteattr.quotes(pd.DataFrame({"text": list(TEXTS.values())}), nlp=nlp)
    assert found["article"].tolist() == [0, 2, 2]
    assert list(found.columns) == list(tables.COLUMNS)


@pytest.mark.parametrize("of", ["people", "articles"])
def test_other_rows(nlp, of):
    found = quoteattr.quotes(make("pandas"), text="body", of=of, nlp=nlp)
    assert list(found.columns) == ["id", *plain.columns(of)]
    assert found["id"].tolist() == ([7] if of == "people" else [7, 8, 9])


def test_what_cannot_be_read_is_told_once(nlp):
    frame = pd.DataFrame({"id": ["a", "b", "c", "d", "e"], "text": [TEXTS[7], None, float("nan"), FRENCH, TEXTS[9]]})
    with pytest.warns() as caught:
        found = quoteattr.quotes(frame, nlp=nlp)
    assert found["id"].tolist() == ["a", "e", "e"]
    told = {each.category: str(each.message) for each in caught}
    assert told.keys() == {DocumentWarning, LanguageWarning}
    assert told[DocumentWarning] == "2 of 5 rows were left out: 2 × missing (first: row 1, 'b')"
    assert told[LanguageWarning].startswith("1 of 5 rows are not in English")
    assert {each.filename for each in caught} == {__file__}
    assert len(caught) == 2


def test_pages(nlp):
    page = "<html><head><title>Wall falls</title></head><body><article><p>“No,” said Ann Poole.</p></article></body></html>"
    frame = pd.DataFrame({"url": ["https://example.org/a", "b"], "page": [page, "no page"]})
    with pytest.warns(DocumentWarning, match="1 of 2 rows .* no HTML"):
        found = quoteattr.quotes(frame, html="page", of="articles", nlp=nlp)
    assert found[["article_url", "url", "title", "quotations"]].values.tolist() == [
        ["https://example.org/a"] * 2 + ["Wall falls", 1]
    ]


@pytest.mark.parametrize(
    ("given", "options", "error"),
    [
        (["a text"], {}, TypeError),
        ("a text", {}, TypeError),
        (pd.DataFrame({"body": ["x"]}), {}, KeyError),
        (pd.DataFrame({"text": ["x"]}), {"id": "id"}, KeyError),
        (pd.DataFrame({"text": ["x"]}), {"keep": ["date"]}, KeyError),
        (pd.DataFrame({"text": ["x"]}), {"of": "words"}, ValueError),
        (pd.DataFrame({"text": ["x"]}), {"min_confidence": 2}, ValueError),
    ],
)
def test_what_makes_no_sense_is_refused(nlp, given, options, error):
    with pytest.raises(error):
        quoteattr.quotes(given, nlp=nlp, **options)


def test_without_narwhals_the_error_names_the_command(monkeypatch):
    monkeypatch.setitem(sys.modules, "narwhals", None)
    with pytest.raises(MissingExtraError, match=r"quoteattr\[pandas\]"):
        quoteattr.quotes(make("pandas"), text="body")


def test_tables_go_into_a_database(nlp):
    with sqlite3.connect(":memory:") as database:
        quoteattr.quotes(make("pandas"), text="body", keep=["year"], nlp=nlp).to_sql("quotes", database, index=False)
        quoteattr.quotes(make("pandas"), text="body", of="people", nlp=nlp).to_sql("people", database, index=False)
        joined = database.execute(
            "select name, quotes.text, pieces, year from quotes join people using (id, speaker_index)"
        ).fetchall()
    assert joined == [("Ann Poole", "No,", "[[0, 5]]", 2020)]


def test_ids_for_a_stream_that_leaves_documents_out_are_refused_at_once(nlp):
    texts = iter(TEXTS.values())
    with pytest.raises(ValueError, match=r"quoteattr\.quotes\(frame"):
        quoteattr.to_dataframe(quoteattr.pipe(texts, nlp=nlp, errors="warn"), ids=TEXTS)
    assert len(quoteattr.to_dataframe(quoteattr.pipe(texts, nlp=nlp), ids=TEXTS)) == 3


def test_groups_by_label_lose_nobody(nlp):
    found = quoteattr.quotes(make("pandas"), text="body", nlp=nlp)
    assert found.groupby("label").size().to_dict() == {"Ann Poole": 1, "officials": 2}
    assert found["label"].notna().all()


def test_columns_of_pages_are_kept_on_request(nlp):
    page = "<html lang='en-GB'><body><article><h1>Wall falls</h1><p>“No,” said Ann Poole.</p></article></body></html>"
    frame = quoteattr.to_dataframe(
        [quoteattr.extract_html(page, nlp=nlp)], ids=["a"], keep=["title", "language", "words"]
    )
    assert frame[["title", "language", "words"]].values.tolist() == [["Wall falls", "en-GB", 6]]
    with pytest.raises(ValueError, match="not 'outlet'"):
        quoteattr.to_dataframe([], keep=["outlet"])


@pytest.mark.parametrize(
    ("options", "error", "said"),
    [
        ({"text": "text", "html": "page"}, ValueError, "not both"),
        ({"keep": ["speaker", "article_speaker"]}, ValueError, "would be called 'article_speaker'"),
        ({"n_process": 0}, ValueError, "from 1 on"),
        ({"text": 0}, TypeError, "named by strings"),
    ],
)
def test_options_that_do_not_fit_are_refused(options, error, said):
    columns = {"text": ["No."], "page": ["<p>No.</p>"], "speaker": ["a"], "article_speaker": ["b"]}
    with pytest.raises(error, match=said):
        quoteattr.quotes(pd.DataFrame(columns), **options)


def test_one_column_may_be_kept_by_its_name_and_one_named_twice_is_there_once():
    frame = pd.DataFrame({"text": ["“No,” said Ann Poole."], "outlet": ["Post"]})
    for keep in ("outlet", ["outlet", "outlet"]):
        assert list(quoteattr.quotes(frame, keep=keep)["outlet"]) == ["Post"]
