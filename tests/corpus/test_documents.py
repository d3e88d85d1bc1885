"""The documents of a corpus: every kind of input gives the same documents, and what is bad does not stop the rest."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import random
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from quoteattr.corpus.documents import Document, Source, Unreadable
from quoteattr.errors import CorpusError

ROWS = [{"id": "a", "text": "One.\nTwo, “three”."}, {"id": "b", "text": ""}, {"id": "c", "text": "Ünï 😀\r\n"}]
DOCUMENTS = [Document(row["id"], row["text"]) for row in ROWS]


def write(path, rows):
    """The rows as a file of the kind that its name says."""
    if path.suffix == ".jsonl":
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    elif path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    else:
        parquet.write_table(pa.Table.from_pylist(rows), path, row_group_size=2)
    return path


def read(path, **columns):
    source = Source(path, **columns)
    source.check()
    return list(source.documents())


@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".parquet"])
def test_every_kind_of_file_gives_the_same_documents(tmp_path, suffix):
    assert read(write(tmp_path / f"news{suffix}", ROWS)) == DOCUMENTS


@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".parquet"])
def test_columns_are_found_by_name(tmp_path, suffix):
    rows = [{"url": "u", "id": "i", "body": "x", "text": "y"}, {"url": "v", "id": "", "body": "z", "text": ""}]
    path = write(tmp_path / f"news{suffix}", rows)
    assert read(path) == [Document("i", "y"), Document("v", "")]
    assert read(path, text="body", id="url") == [Document("u", "x"), Document("v", "z")]


@pytest.mark.parametrize(("suffix", "first"), [(".jsonl", 1), (".csv", 2), (".parquet", 1)])
def test_without_an_id_file_and_line_are_it(tmp_path, suffix, first):
    path = write(tmp_path / f"news{suffix}", [{"text": "x"}, {"text": "y"}])
    assert read(path) == [Document(f"{path.as_posix()}:{first + number}", text) for number, text in enumerate("xy")]


def test_a_record_of_csv_has_the_line_that_it_begins_on(tmp_path):
    path = write(tmp_path / "news.csv", [{"text": "x\ny\nz"}, {"text": "w"}])
    assert [document.id for document in read(path)] == [f"{path}:2", f"{path}:5"]


def test_a_folder_is_read_with_its_folders_in_order(tmp_path):
    for name in ("b.txt", "a.TXT", "2/c.txt", "10/d.txt", "10/note.pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"\xef\xbb\xbf" + name.encode() + b"\r\n")
    names = ["a.TXT", "b.txt", "10/d.txt", "2/c.txt"]
    assert read(tmp_path) == [Document(f"{tmp_path}/{name}", f"{name}\r\n") for name in names]
    assert read(tmp_path / "b.txt") == [Document(f"{tmp_path}/b.txt", "b.txt\r\n")]


def test_numbers_may_be_ids(tmp_path):
    assert read(write(tmp_path / "news.parquet", [{"id": 7, "text": "x"}])) == [Document("7", "x")]


# -------------------------------------------------------------------------------------------------- bad documents


@pytest.mark.parametrize(
    ("line", "name", "reason"),
    [
        (b'{"id": "x", "text": 7}', "x", "'text' is no string but int"),
        (b'{"id": "x", "text": null}', "x", "'text' is no string but null"),
        (b'{"id": "x"}', "x", "no 'text'"),
        (b"{broken", None, "not JSON: "),
        (b"[1]", None, "not a JSON object"),
        (b"null", None, "not a JSON object"),
        (b'{"text": "caf\xe9"}', None, "byte 13 of the line is not UTF-8"),
        (b"[" * 100_000, None, "not JSON: "),
    ],
)
def test_a_bad_line_of_json_is_told_and_passed_over(tmp_path, line, name, reason):
    path = tmp_path / "news.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"id": "a", "text": "A"}\n\n' + line + b'\n{"id": "b", "text": "B"}')
    before, bad, after = read(path)
    assert (before, after) == (Document("a", "A"), Document("b", "B"))
    assert isinstance(bad, Unreadable)
    assert bad.id == (name or f"{path}:3")
    assert bad.reason.startswith(reason)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"x,one,two", "3 fields under a header of 2"),
        (b"x", "1 fields under a header of 2"),
        (b"x,caf\xe9", "not UTF-8"),
    ],
)
def test_a_bad_row_of_csv_is_told_and_passed_over(tmp_path, line, reason):
    path = tmp_path / "news.csv"
    path.write_bytes(b"\xef\xbb\xbfid,text\r\na,A\r\n\r\n" + line + b'\r\nb,"B, ""C"""\r\n')
    assert read(path) == [Document("a", "A"), Unreadable(f"{path}:4", reason), Document("b", 'B, "C"')]


def test_a_field_may_be_long_but_not_endless(tmp_path, monkeypatch):
    path = write(tmp_path / "news.csv", [{"text": "x" * 200_000}, {"text": "y"}])
    assert [len(document.text) for document in read(path)] == [200_000, 1]
    monkeypatch.setattr("quoteattr.corpus.documents.LONGEST_FIELD", 1000)
    bad, good = read(path)
    assert bad.reason.startswith("not CSV: field larger than")
    assert good.text == "y"


def test_nulls_and_bytes_in_parquet_are_told(tmp_path):
    path = write(tmp_path / "news.parquet", [{"id": "a", "text": None}, {"id": None, "text": "x"}])
    assert read(path) == [Unreadable("a", "'text' is no string but null"), Document(f"{path}:2", "x")]
    assert read(write(path, [{"id": "a", "text": b"x"}])) == [Unreadable("a", "'text' is no string but bytes")]


def test_a_parquet_file_that_is_damaged_within_ends_there(tmp_path):
    path = write(tmp_path / "news.parquet", [{"id": str(n), "text": f"text {n} " * 50} for n in range(10)])
    data = bytearray(path.read_bytes())
    data[len(data) // 8 : len(data) // 4] = b"\xff" * (len(data) // 4 - len(data) // 8)
    path.write_bytes(data)
    *_, last = read(path)
    assert isinstance(last, Unreadable)
    assert last.reason.startswith("cannot be read further: ")


@pytest.mark.parametrize("seed", range(150))
def test_whatever_bytes_of_a_parquet_file_are_changed_they_are_told_or_read(tmp_path, seed):
    chance = random.Random(seed)
    path = write(tmp_path / "news.parquet", [{"id": str(n), "text": f"text {n} " * 20} for n in range(50)])
    data = bytearray(path.read_bytes())
    for _ in range(chance.choice([1, 1, 3])):
        data[chance.randrange(len(data))] = chance.randrange(256)
    path.write_bytes(data)
    try:
        Source(path).check()
    except CorpusError:
        return
    assert all(isinstance(found, Document | Unreadable) for found in read(path))


def test_a_kind_of_number_that_pyarrow_does_not_know_is_told(tmp_path, monkeypatch):
    """One of pyarrow's errors that is no ``ValueError``."""
    path = write(tmp_path / "news.parquet", ROWS)

    def refuse(*args, **options):
        raise pa.ArrowNotImplementedError("integers of 7 bits")

    monkeypatch.setattr(parquet.ParquetFile, "iter_batches", refuse)
    assert read(path) == [Unreadable(str(path), "cannot be read further: integers of 7 bits")]
    monkeypatch.setattr(parquet, "read_schema", refuse)
    with pytest.raises(CorpusError, match="integers of 7 bits"):
        Source(path).check()


def test_text_files_that_are_no_utf8_or_lead_nowhere_are_told(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"caf\xe9")
    (tmp_path / "b.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "c.txt").write_text("C")
    assert read(tmp_path) == [
        Unreadable(f"{tmp_path}/a.txt", "byte 3 is not UTF-8"),
        Unreadable(f"{tmp_path}/b.txt", "No such file or directory"),
        Document(f"{tmp_path}/c.txt", "C"),
    ]
    assert Source(tmp_path).fingerprint()["files"] == 3


def test_lone_surrogates_become_replacement_characters(tmp_path):
    path = tmp_path / "news.jsonl"
    path.write_text('{"id": "\\udc00", "text": "a\\ud800b \\ud83d\\ude00"}\n')
    assert read(path) == [Document("\ufffd", "a\ufffdb 😀")]


@given(st.lists(st.binary(max_size=40).map(lambda line: line.replace(b"\n", b" ")), max_size=5))
def test_no_line_stops_the_reading(tmp_path_factory, lines):
    path = tmp_path_factory.mktemp("lines") / "news.jsonl"
    path.write_bytes(b"\n".join([*lines, b'{"id": "last", "text": "x"}']))
    *bad, last = read(path)
    assert last == Document("last", "x")
    assert len(bad) <= len(lines)


# ------------------------------------------------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("none.jsonl", None, "No such file"),
        ("none.csv", None, "No such file"),
        ("none.parquet", None, "none.parquet"),
        (
            "news.docx",
            b"",
            "expected a folder or a file that ends in .txt, .md, .html, .htm, .xhtml, .jsonl, .csv, .tsv, .parquet, perhaps with .gz",
        ),
        ("news.csv", b"id,body\n1,x\n", "no column 'text' among id, body"),
        ("news.csv", b"", "no column 'text' among none"),
        ("news.parquet", b"no parquet", "news.parquet"),
    ],
)
def test_what_cannot_be_read_at_all_is_refused(tmp_path, name, content, message):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(CorpusError, match=message):
        Source(tmp_path / name).check()


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_a_column_that_is_not_there_is_refused(tmp_path, suffix):
    path = write(tmp_path / f"news{suffix}", ROWS)
    for columns in ({"text": "body"}, {"id": "url"}):
        with pytest.raises(CorpusError, match=r"no column '(body|url)' among id, text"):
            Source(path, **columns).check()


def test_the_fingerprint_tells_a_change(tmp_path):
    folder, file = tmp_path / "texts", tmp_path / "texts" / "a.txt"
    folder.mkdir()
    file.write_text("one")
    first = Source(folder).fingerprint()
    assert first == Source(folder).fingerprint()
    os.utime(file, ns=(1, 1))
    second = Source(folder).fingerprint()
    (folder / "b.txt").write_text("two")
    third = Source(folder).fingerprint()
    assert len({found["digest"] for found in (first, second, third)}) == 3
    assert (third["files"], third["bytes"]) == (2, 6)


# ---------------------------------------------------------------------------------------------- kinds of file, columns


def test_texts_and_pages_of_a_folder(tmp_path):
    for name in ("a.txt", "b.md", "c.html", "d.htm", "e.XHTML", "f.pdf", "g.jsonl", "README.md"):
        (tmp_path / name).write_bytes(b"<p>x</p>")
    with gzip.open(tmp_path / "h.html.gz", "wb") as file:
        file.write(b"<p>y</p>")
    found = [(Path(each.id).name, each.kind, each.text) for each in read(tmp_path)]
    assert found == [
        ("a.txt", "text", "<p>x</p>"),
        ("b.md", "markdown", "<p>x</p>"),
        ("c.html", "page", b"<p>x</p>"),
        ("d.htm", "page", b"<p>x</p>"),
        ("e.XHTML", "page", b"<p>x</p>"),
        ("h.html.gz", "page", b"<p>y</p>"),
    ]


def test_a_folder_without_a_file_to_read_is_refused(tmp_path):
    (tmp_path / "a.pdf").touch()
    with pytest.raises(CorpusError, match="no file in it ends in"):
        Source(tmp_path).check()


def test_texts_of_several_columns_and_what_is_kept(tmp_path):
    rows = [{"id": "a", "head": "H", "body": "B", "day": "1 May"}, {"id": "b", "head": "", "body": "C", "day": ""}]
    for suffix in (".jsonl", ".csv", ".parquet"):
        path = write(tmp_path / f"news{suffix}", rows)
        assert read(path, text=("head", "body"), keep=("day",)) == [
            Document("a", "H\n\nB", kept={"day": "1 May"}),
            Document("b", "C", kept={"day": ""}),
        ]
    path = tmp_path / "more.jsonl"
    path.write_text('{"id": "a", "body": "B", "n": 7, "list": [1, "é"]}\n{"id": "b"}\n')
    assert read(path, text=("head", "body"), keep=("n", "list", "none")) == [
        Document("a", "B", kept={"n": "7", "list": '[1, "é"]', "none": None}),
        Unreadable("b", "no 'body'", {"n": None, "list": None, "none": None}),
    ]
    assert read(path, text="body", html=True)[0] == Document("a", "B", "page")


def test_tables_that_are_packed_parted_by_tabs_or_otherwise_encoded(tmp_path):
    with gzip.open(tmp_path / "a.csv.gz", "wt", encoding="utf-8-sig") as file:
        file.write("id,text\n1,“No”\n")
    (tmp_path / "b.tsv").write_bytes("id\ttext\n1\t“No”, é\n".encode("cp1252"))
    (tmp_path / "c.txt").write_bytes("“No”".encode("cp1252"))
    with gzip.open(tmp_path / "d.jsonl.gz", "wb") as file:
        file.write('{"id": 1, "text": "“No”"}\n'.encode())
    assert read(tmp_path / "a.csv.gz") == read(tmp_path / "d.jsonl.gz") == [Document("1", "“No”")]
    assert read(tmp_path / "b.tsv", encoding="cp1252") == [Document("1", "“No”, é")]
    assert read(tmp_path / "c.txt", encoding="cp1252")[0].text == "“No”"
    assert isinstance(read(tmp_path / "b.tsv")[0], Unreadable)
    with pytest.raises(CorpusError, match="no such encoding"):
        read(tmp_path / "c.txt", encoding="klingon")


def test_a_packed_file_that_breaks_off_is_told(tmp_path):
    with gzip.open(tmp_path / "a.csv.gz", "wb") as file:
        file.write(b"id,text\n" + b"".join(b"%d,%d\n" % (n, n**3) for n in range(20000)))
    (tmp_path / "a.csv.gz").write_bytes((tmp_path / "a.csv.gz").read_bytes()[:-20000])
    *found, last = read(tmp_path / "a.csv.gz")
    assert len(found) > 100
    assert last.reason.startswith("cannot be read further")


def test_standard_input_is_json_lines(monkeypatch):
    data = io.BytesIO('{"id": "a", "text": "“No”"}\n'.encode())
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(data))
    assert read(Path("-")) == [Document("a", "“No”")]
