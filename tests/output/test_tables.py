"""Tables of many articles: one frame, its way through Parquet and back, and the files that rows are written to."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys

import attrs
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyarrow import parquet

import quoteattr
from quoteattr.errors import MissingExtraError
from quoteattr.model import Article, Quote, Role, Span, Speaker
from quoteattr.output import plain, tables

TEXT = "“We will act,” said Ann Lee, “and soon.” Officials said no."
LEE = Speaker("Ann Lee", "person", roles=(Role("head", "Nato", former=True),))


def span(words, text=TEXT):
    return Span.of(text, text.index(words), text.index(words) + len(words))


FULL = Article(
    TEXT,
    (
        Quote(
            "direct",
            (span("“We will act,”"), span("“and soon.”")),
            span("said"),
            span("Ann Lee"),
            None,
            LEE,
            rule="clause",
        ),
        Quote("indirect", (span("no"),), confidence=0.25, rule="clause"),
    ),
    (LEE,),
)
UNATTRIBUTED = Article("“No.”", (Quote("direct", (Span(0, 5, "“No.”"),), rule="bare"),))
NOTHING = Article("Nobody spoke.")


def cells(frame):
    """The cells of a frame with None for whatever is missing."""

    def cell(value):
        return None if pd.isna(value) else value

    return [{name: cell(value) for name, value in row.items()} for row in frame.to_dict("records")]


def expected(articles, ids):
    found = [
        {"article": name, **row} for article, name in zip(articles, ids, strict=True) for row in article.to_dicts()
    ]
    return [row | {"pieces": json.dumps(row["pieces"])} for row in found]


# ---------------------------------------------------------------------------------------------------- DataFrames


@pytest.mark.parametrize(
    "articles", [[], [NOTHING], [UNATTRIBUTED], [FULL, NOTHING, UNATTRIBUTED]], ids=["none", "empty", "bare", "all"]
)
def test_frame_holds_the_rows_of_every_article_behind_its_position(articles):
    frame = quoteattr.to_dataframe(iter(articles))
    assert cells(frame) == expected(articles, range(len(articles)))
    assert frame.dtypes.to_dict() == {"article": pd.Int64Dtype(), **FULL.to_dataframe().dtypes}
    assert frame.index.equals(pd.RangeIndex(len(frame)))


@pytest.mark.parametrize(
    "ids",
    [["b", "a"], [7, 8], iter(("x", 3)), pd.Series([2**40, 1])],
    ids=["strings", "integers", "iterator", "series"],
)
def test_ids_stand_as_strings(ids):
    frame = quoteattr.to_dataframe([FULL, UNATTRIBUTED], ids=(ids := list(ids)))
    assert cells(frame) == expected([FULL, UNATTRIBUTED], map(str, ids))
    assert frame["article"].dtype == "string"


def test_ids_of_no_articles_keep_the_dtypes():
    frame = quoteattr.to_dataframe([], ids=[])
    assert frame.dtypes.equals(quoteattr.to_dataframe([FULL], ids=["a"]).dtypes)
    assert list(frame.columns) == list(tables.COLUMNS)


@pytest.mark.parametrize(
    ("articles", "ids", "error"),
    [
        (FULL, None, TypeError),
        (["a text"], None, TypeError),
        ([FULL], [1.5], TypeError),
        ([FULL], [None], TypeError),
        ([FULL], [True], TypeError),
        ([FULL], ["a", "b"], ValueError),
        ([FULL, FULL], ["a"], ValueError),
    ],
)
def test_what_is_no_articles_or_no_ids_is_refused(articles, ids, error):
    with pytest.raises(error):
        quoteattr.to_dataframe(articles, ids=ids)


def test_lone_surrogates_are_replaced_and_offsets_stay():
    text = "“A\ud800B,” he said."
    article = Article(text, (Quote("direct", (Span.of(text, 0, 6),)),))
    for frame in (quoteattr.to_dataframe([article], ids=["\udfff"]), article.to_dataframe()):
        assert (frame["text"][0], frame["end"][0]) == ("A\ufffdB,", 6)
    assert quoteattr.to_dataframe([article], ids=["\udfff"])["article"][0] == "\ufffd"


@pytest.mark.parametrize("ids", [None, ["a", "b", "c"]])
@pytest.mark.parametrize("articles", [[FULL, NOTHING, UNATTRIBUTED], [UNATTRIBUTED] * 3], ids=["all", "nulls only"])
def test_parquet_keeps_values_and_dtypes(tmp_path, articles, ids):
    frame = quoteattr.to_dataframe(articles, ids=ids)
    frame.to_parquet(tmp_path / "quotes.parquet")
    again = pd.read_parquet(tmp_path / "quotes.parquet")
    assert again.dtypes.equals(frame.dtypes)
    assert cells(again) == cells(frame)


def test_a_table_without_rows_gets_its_dtypes_back_from_parquet(tmp_path):
    frame = quoteattr.to_dataframe([], ids=[])
    frame.to_parquet(tmp_path / "quotes.parquet")
    again = pd.read_parquet(tmp_path / "quotes.parquet").astype(tables.dtypes())
    pd.testing.assert_frame_equal(again, frame)


FOUND = [quoteattr.Occurrence(0, FULL.quotes[1], 1), quoteattr.Occurrence(2, UNATTRIBUTED.quotes[0], 0)]


@pytest.mark.parametrize(
    ("only", "rows"),
    [(FOUND, [("a", "no"), ("c", "No.")]), (FOUND[1:] * 2, [("c", "No.")]), (iter(FOUND[:1]), [("a", "no")]), ([], [])],
    ids=["two", "twice", "stream", "none"],
)
def test_only_what_was_found_in_them(only, rows):
    frame = quoteattr.to_dataframe([FULL, NOTHING, UNATTRIBUTED], ids="abc", only=only)
    assert list(zip(frame["article"], frame["text"], strict=True)) == rows
    assert frame.dtypes.equals(quoteattr.to_dataframe([FULL], ids="a").dtypes)


def test_only_takes_what_was_found_in_these_articles_and_no_other_rows():
    with pytest.raises(ValueError, match="not in these articles"):
        quoteattr.to_dataframe([UNATTRIBUTED, FULL], only=FOUND)
    with pytest.raises(ValueError, match="not in these articles"):
        quoteattr.to_dataframe(iter([]), only=FOUND)
    with pytest.raises(ValueError, match="only= takes quotations, and these rows are of people"):
        quoteattr.to_dataframe([FULL], of="people", only=FOUND)
    with pytest.raises(TypeError, match="not Occurrence: give the articles that it was found in, and this as only="):
        quoteattr.to_dataframe(FOUND)


@pytest.mark.parametrize("wrong", [FULL.quotes, ["No."]], ids=["quotes of one article", "words"])
def test_only_says_what_it_takes(wrong):
    with pytest.raises(
        TypeError, match=r"only= takes what about\(\) found, or the quotes of a merged speaker, not (Quote|str)"
    ):
        quoteattr.to_dataframe([FULL], only=wrong)


ARTICLES = {"full": FULL, 7: NOTHING, "none": UNATTRIBUTED}


@pytest.mark.parametrize("only", [None, FOUND], ids=["all", "some"])
def test_a_mapping_gives_the_ids(only):
    said = None if only is None else [attrs.evolve(one, article=[*ARTICLES][one.article]) for one in only]
    frame = quoteattr.to_dataframe(ARTICLES, only=said)
    expected = quoteattr.to_dataframe(ARTICLES.values(), ids=ARTICLES, only=only)
    pd.testing.assert_frame_equal(frame, expected)
    assert set(frame["article"]) == {"full", "none"}
    assert quoteattr.to_dataframe({}).dtypes.equals(frame.dtypes)


def test_no_other_ids_beside_those_of_a_mapping():
    with pytest.raises(TypeError, match="the keys of the mapping are the ids"):
        quoteattr.to_dataframe(ARTICLES, ids="abc")


def test_pairs_and_other_values_are_no_articles():
    with pytest.raises(
        TypeError, match=r"not tuple: pairs go into a dictionary, {id: article for article, id in pairs}"
    ):
        quoteattr.to_dataframe([(FULL, "a")])
    with pytest.raises(TypeError, match=r"expected an Article, not str$"):
        quoteattr.to_dataframe({"a": "No."})


@pytest.mark.parametrize("articles", [[FULL, NOTHING, UNATTRIBUTED, FULL], ARTICLES], ids=["list", "mapping"])
def test_the_keys_of_merged_speakers_are_a_column(articles):
    people = quoteattr.merge_speakers(articles)
    frame = quoteattr.to_dataframe(articles, keep=["words"], merged=people)
    assert list(frame.columns[-2:]) == ["words", "speaker_key"]
    assert frame["speaker_key"].dtype == "string"
    expected = {(str(said.article), said.index): person.key for person in people for said in person.quotes}
    found = zip(frame["article"].astype(str), frame["index"], frame["speaker_key"], strict=True)
    assert {(name, index): key for name, index, key in found if not pd.isna(key)} == expected
    assert frame["speaker_key"].isna().equals(frame["speaker_index"].isna())
    one = quoteattr.to_dataframe(articles, merged=people, only=people[0].quotes)
    assert set(one["speaker_key"]) == {people[0].key}
    assert len(one) == len(people[0].quotes)
    assert quoteattr.to_dataframe([], merged=[])["speaker_key"].dtype == "string"


def test_merged_takes_who_was_merged_in_these_articles():
    people = quoteattr.merge_speakers([FULL])
    with pytest.raises(ValueError, match="merged= has quotations that are not in these articles"):
        quoteattr.to_dataframe([UNATTRIBUTED, FULL], merged=people)
    with pytest.raises(ValueError, match="merged= takes quotations, and these rows are of articles"):
        quoteattr.to_dataframe([FULL], of="articles", merged=people)
    with pytest.raises(TypeError, match=r"merged= takes what merge_speakers\(\) made, not Speaker"):
        quoteattr.to_dataframe([FULL], merged=FULL.speakers)


@pytest.mark.parametrize("of", ["quotes", "people", "articles"])
def test_csv_of_an_article_is_its_rows_for_a_spreadsheet(of, tmp_path):
    FULL.to_csv(tmp_path / "a.csv", of=of)
    data = (tmp_path / "a.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    read = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert read[0] == list(plain.columns(of))
    assert [row[: len(read[0])] for row in read[1:]] == [
        ["" if value is None else str(value) for value in row.values()] for row in plain.encodable_rows(FULL, of)
    ]
    Article("x =1;=2", (Quote("direct", (Span(2, 7, "=1;=2"),)),)).to_csv(tmp_path / "a.csv")
    assert "'=1;'=2" in (tmp_path / "a.csv").read_text("utf-8-sig")


def test_without_pandas_the_error_names_the_command(monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingExtraError, match=r'pip install "quoteattr\[pandas\]"'):
        quoteattr.to_dataframe([FULL])


def test_importing_tables_loads_neither_pandas_nor_pyarrow():
    code = "import sys, quoteattr.output.tables, quoteattr.corpus.documents\nprint({'pandas', 'pyarrow', 'spacy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


# ------------------------------------------------------------------------------------------------------- schemas


def test_every_column_has_one_type_in_all_schemas():
    schema = tables.arrow_schema()
    spark = dict(field.replace("`", "").split(" ", 1) for field in tables.spark_schema().split(", "))
    assert schema.names == list(spark) == list(tables.dtypes()) == ["article", *FULL.to_dicts()[0]]
    names = {"int64": "bigint", "string": "string", "double": "double", "bool": "boolean"}
    assert {name: names[str(schema.field(name).type)] for name in schema.names} == spark
    assert {name for name in schema.names if schema.field(name).type == pa.int64()} == {
        *("index", "speaker_index", "start", "end", "source_start", "source_end", "within")
    }


def test_columns_are_those_of_the_rows():
    assert list(plain.COLUMNS) == list(FULL.to_dicts()[0])


# --------------------------------------------------------------------------------------------------------- files


def written(suffix, groups, folder):
    """The file that is joined out of a part for each group of rows."""
    parts = [folder / f"{number}{suffix}" for number in range(len(groups))]
    for part, rows in zip(parts, groups, strict=True):
        tables.FORMATS[suffix].write(rows, part, tables.COLUMNS)
    tables.FORMATS[suffix].join(parts, folder / f"joined{suffix}", tables.COLUMNS)
    return folder / f"joined{suffix}"


GROUPS = [tables.rows(FULL, "a"), [], tables.rows(UNATTRIBUTED, 'b\n, "c"')]
ALL = [row for group in GROUPS for row in group]


@pytest.mark.parametrize("groups", [GROUPS, [[], []], []], ids=["rows", "no rows", "no parts"])
def test_parts_are_joined_in_order(groups, tmp_path):
    rows = [row for group in groups for row in group]
    lines = written(".jsonl", groups, tmp_path).read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == rows
    table = parquet.read_table(written(".parquet", groups, tmp_path))
    assert table.schema.equals(tables.arrow_schema())
    assert table.to_pylist() == rows
    with written(".csv", groups, tmp_path).open(encoding="utf-8", newline="") as file:
        assert (file.read(1), file.read().count("\ufeff")) == (
            "\ufeff",
            0,
        )  # a byte order mark at the start, none between parts
        file.seek(3)
        header, *records = csv.reader(file)
    assert header == list(tables.COLUMNS)
    assert len(records) == len(rows)


def test_files_read_with_pandas_are_the_frame(tmp_path):
    frame = quoteattr.to_dataframe([FULL, UNATTRIBUTED], ids=["a", 'b\n, "c"'])
    read = pd.read_parquet(written(".parquet", GROUPS, tmp_path)).astype(tables.dtypes())
    assert read.dtypes.equals(frame.dtypes)
    assert cells(read) == cells(frame)
    read = pd.read_csv(written(".csv", GROUPS, tmp_path)).astype(tables.dtypes())
    pd.testing.assert_frame_equal(read, frame)
    read = pd.read_json(written(".jsonl", GROUPS, tmp_path), lines=True).astype(tables.dtypes())
    pd.testing.assert_frame_equal(read, frame)


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "＝1", "－1"])
def test_csv_has_no_cell_that_a_spreadsheet_would_run(start, tmp_path):
    row = dict.fromkeys(tables.COLUMNS) | {"article": start, "text": start, "pieces": [[0, 1]], "start": -1}
    with written(".csv", [[row]], tmp_path).open(encoding="utf-8-sig", newline="") as file:
        (cells,) = csv.DictReader(file)
    assert (cells["article"], cells["text"], cells["start"]) == (f"'{start}", f"'{start}", "-1")
    assert json.loads(cells["pieces"]) == [[0, 1]]


FORMULAS = tuple("=+-@＝＋－＠")


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | st.text("=+-@＝;,\t\r\n\"' a", max_size=12))
@example('"=1')
@example('a;"=1;b')
@example("a\n=1")
@example("a;=1")
@example("\t@x")
@example('";=1')
def test_csv_cells_are_text_and_otherwise_as_they_were(value):
    """Also in a spreadsheet that takes semicolons or tabs for the ends of cells, as those of many languages do."""
    row = dict.fromkeys(tables.COLUMNS) | {"article": value, "index": 0, "text": value, "source": value}
    lines = tables.CSV_HEADER + "".join(tables.csv_lines([row, row]))
    first, second = csv.DictReader(io.StringIO(lines, newline=""))
    assert first == second
    assert first["article"] == first["text"] == first["source"]
    assert first["text"].replace("'", "") == value.replace("'", "")
    assert not first["text"].startswith(("\t", "\r", "\n"))
    for end_of_cell in ",;\t":
        found = [cell for cells in csv.reader(io.StringIO(lines, newline=""), delimiter=end_of_cell) for cell in cells]
        assert [cell for cell in found if cell.lstrip("\t\r\n").startswith(FORMULAS)] == []


@pytest.mark.parametrize("value", ["a - b", "5-4", "e=mc", "x; y", "a@b.c", "1;2", "“=1”", ""])
def test_csv_leaves_other_cells_alone(value):
    (line,) = tables.csv_lines([dict.fromkeys(tables.COLUMNS) | {"text": value}])
    assert next(csv.reader([line]))[3] == value


def test_without_pyarrow_the_error_names_the_command(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match=r'pip install "quoteattr\[parquet\]"'):
        tables.arrow_schema()
