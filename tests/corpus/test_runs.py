"""A corpus to one file: the rows, the bad documents, and runs that are killed at any moment and started again."""

from __future__ import annotations

import contextlib
import csv
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import attrs
import pytest
from pyarrow import parquet
from typer.testing import CliRunner

from quoteattr import __main__ as cli
from quoteattr.corpus import runs
from quoteattr.corpus.commands import SOME_FAILED
from quoteattr.corpus.documents import Source
from quoteattr.errors import CorpusError, MissingExtraError
from quoteattr.model import Article, Quote, Span
from quoteattr.nlp import models
from quoteattr.output import tables
from quoteattr.streams import Reader

NAMES = ("Ann Poole", "Bo Lund", "Ruth Calder", "Ivo Marsh")
RECORDS = [
    {"id": f"n{number}", "text": f"“The pier will close on day {number},” said {NAMES[number % 4]}. It rained."}
    for number in range(11)
]
RECORDS[3] = {"id": "n3", "text": None}
RECORDS[7] = {"id": "n7", "text": "Nobody spoke."}
SUFFIXES = (".jsonl", ".csv", ".parquet")


@pytest.fixture
def news(tmp_path):
    path = tmp_path / "news.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in RECORDS), encoding="utf-8")
    return path


@pytest.fixture
def run(news, nlp):
    """:func:`quoteattr.corpus.runs.run` over the records, three documents a part."""

    def go(out, **options):
        return runs.run([Source(news)], out, **{"nlp": nlp, "part_size": 3, **options})

    return go


@pytest.fixture
def quick(monkeypatch):
    """Has texts read without a parser: the whole text is a quotation. Gives the list of the texts that were read."""
    seen = []

    def read(reader, texts):
        for document in texts:
            text = document.text
            seen.append(text)
            if "day 5" in text:
                yield ZeroDivisionError("no day \udc80")
            else:
                yield Article(text, (Quote("indirect", (Span.of(text, 0, len(text)),)),))

    monkeypatch.setattr(Reader, "read", lambda reader, texts: list(read(reader, texts)))
    monkeypatch.setattr(runs, "BATCH_SIZE", 1)
    return seen


def rows(path):
    """The rows of a file; of CSV as strings."""
    if path.suffix == ".parquet":
        return parquet.read_table(path).to_pylist()
    with path.open(encoding="utf-8-sig" if path.suffix == ".csv" else "utf-8", newline="") as file:
        return list(csv.DictReader(file)) if path.suffix == ".csv" else list(map(json.loads, file))


@pytest.fixture(scope="module")
def expected(extract):
    """The rows of all records."""
    return [row for record in RECORDS if record["text"] for row in tables.rows(extract(record["text"]), record["id"])]


def left(out):
    """What lies beside the output and its errors: nothing when a run has ended."""
    kept = (out, runs.errors_path(out))
    return sorted(path.name for path in out.parent.iterdir() if path.name.startswith(out.name) and path not in kept)


# ---------------------------------------------------------------------------------------------------------- rows


@pytest.mark.parametrize("part_size", [1, 3, 11, 500])
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_quotation_is_a_row_in_order(run, tmp_path, expected, suffix, part_size):
    out = tmp_path / f"quotes{suffix}"
    assert run(out, part_size=part_size) == runs.Summary(documents=11, failed=1, quotations=9)
    assert [row["article"] for row in expected] == [f"n{n}" for n in (0, 1, 2, 4, 5, 6, 8, 9, 10)]
    if suffix == ".csv":
        assert [(row["article"], row["text"]) for row in rows(out)] == [
            (row["article"], row["text"]) for row in expected
        ]
    else:
        assert rows(out) == expected
    assert rows(runs.errors_path(out)) == [{"id": "n3", "error": "'text' is no string but null"}]
    assert left(out) == []


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_corpus_without_documents_is_a_table_without_rows(tmp_path, nlp, suffix):
    (tmp_path / "none.jsonl").touch()
    out = tmp_path / f"quotes{suffix}"
    assert runs.run([Source(tmp_path / "none.jsonl")], out, nlp=nlp) == runs.Summary(0, 0, 0)
    assert rows(out) == []
    assert not runs.errors_path(out).exists()
    if suffix == ".parquet":
        assert parquet.read_schema(out).equals(tables.arrow_schema())


def test_several_inputs_follow_one_another(news, tmp_path, nlp, expected):
    (tmp_path / "one.txt").write_text(RECORDS[0]["text"], encoding="utf-8")
    out = tmp_path / "quotes.jsonl"
    runs.run([Source(tmp_path / "one.txt"), Source(news)], out, nlp=nlp, part_size=2)
    assert [row["article"] for row in rows(out)][:3] == [f"{tmp_path}/one.txt", "n0", "n1"]
    assert rows(out)[1:] == expected


def test_a_document_that_raises_an_error_does_not_stop_the_others(run, tmp_path, quick):
    assert run(tmp_path / "quotes.jsonl") == runs.Summary(documents=11, failed=2, quotations=9)
    assert rows(tmp_path / "quotes.jsonl.errors.jsonl") == [
        {"id": "n3", "error": "'text' is no string but null"},
        {"id": "n5", "error": "ZeroDivisionError: no day \ufffd"},
    ]


# ------------------------------------------------------------------------------------------------------ refusals


def test_an_output_that_is_there_is_replaced_only_by_force(run, tmp_path, expected):
    out = tmp_path / "quotes.jsonl"
    out.write_text("mine")
    with pytest.raises(CorpusError, match="is there already"):
        run(out)
    with pytest.raises(CorpusError, match="is there already"):
        run(out, restart=True)
    assert out.read_text() == "mine"
    run(out, force=True)
    assert rows(out) == expected
    assert left(out) == []


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("quotes.xlsx", "must end in one of .jsonl, .csv, .parquet"),
        ("no/quotes.csv", "there is no such folder"),
        ("news.jsonl", "is one of the inputs"),
    ],
)
def test_an_output_that_cannot_be_is_refused(run, quick, news, tmp_path, name, message):
    before = news.read_bytes()
    with pytest.raises(CorpusError, match=message):
        run(tmp_path / name, force=True)
    assert news.read_bytes() == before


def test_parquet_without_pyarrow_is_refused_at_the_start(run, quick, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError):
        run(tmp_path / "quotes.parquet")
    assert run(tmp_path / "quotes.jsonl").quotations == 9


def test_no_file_of_somebody_else_is_replaced_or_removed(run, quick, news, nlp, tmp_path):
    out = tmp_path / "quotes.csv"
    runs.errors_path(out).write_text("mine", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"quotes\.csv\.errors\.jsonl: is there already"):
        run(out)
    with pytest.raises(CorpusError, match="is one of the inputs"):
        runs.run([Source(runs.errors_path(out))], out, nlp=nlp, force=True)
    assert runs.errors_path(out).read_text(encoding="utf-8") == "mine"


def test_a_foreign_file_among_the_parts_does_not_undo_a_finished_run(run, quick, news, tmp_path, monkeypatch):
    out = tmp_path / "quotes.jsonl"
    write = tables.FORMATS[".jsonl"].join

    def join(parts, path, columns):
        (tmp_path / "quotes.jsonl.parts" / ".DS_Store").touch()
        write(parts, path, columns)

    monkeypatch.setitem(tables.FORMATS, ".jsonl", attrs.evolve(tables.FORMATS[".jsonl"], join=join))
    assert run(out).quotations == 9
    assert len(rows(out)) == 9


def test_errors_of_an_earlier_run_do_not_stay(run, quick, news, tmp_path):
    out = tmp_path / "quotes.jsonl"
    run(out)
    assert (tmp_path / "quotes.jsonl.errors.jsonl").exists()
    news.write_text(json.dumps(RECORDS[0]) + "\n", encoding="utf-8")
    assert run(out, force=True) == runs.Summary(1, 0, 1)
    assert not (tmp_path / "quotes.jsonl.errors.jsonl").exists()


# ----------------------------------------------------------------------------------------------- killed and begun


class _KilledError(BaseException):
    """Stands for the end of the process at a certain step."""


STEPS = ((os, "replace"), (Path, "unlink"), (Path, "mkdir"), (Path, "rmdir"))
"""What changes the disk: between two of these nothing can be half done but a file that counts for nothing."""


@contextlib.contextmanager
def killed(step, *, before):
    """Ends the run before or after the given step; yields a list that says whether it came to that."""
    taken = []

    def stand_in(real):
        def do(*args, **options):
            taken.append(real)
            if len(taken) > step + 1 or (before and len(taken) == step + 1):
                raise _KilledError  # beyond the step too: nothing may clear up as the error goes up
            result = real(*args, **options)
            if len(taken) == step + 1:
                raise _KilledError
            return result

        return do

    with pytest.MonkeyPatch.context() as patch:
        for owner, name in STEPS:
            patch.setattr(owner, name, stand_in(getattr(owner, name)))
        yield taken


@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
def test_a_run_that_ends_at_any_step_is_taken_up_without_loss_or_duplicates(run, tmp_path, quick, before):
    clean, out = tmp_path / "clean.jsonl", tmp_path / "quotes.jsonl"
    run(clean)
    for step in range(200):
        with killed(step, before=before) as taken, contextlib.suppress(_KilledError):
            run(out)
        if len(taken) <= step:  # it came to its end: every step has had its turn
            break
        if out.exists() and not (tmp_path / "quotes.jsonl.parts" / "manifest.json").exists():
            with pytest.raises(CorpusError, match="is there already"):  # it was complete
                run(out)
        else:
            run(out)
            assert left(out) == []
        assert out.read_bytes() == clean.read_bytes()
        assert rows(tmp_path / "quotes.jsonl.errors.jsonl") == rows(tmp_path / "clean.jsonl.errors.jsonl")
        out.unlink()
        runs.errors_path(out).unlink()
    assert 15 < step < 199


def test_finished_parts_are_not_read_again(run, tmp_path, quick):
    with killed(9, before=True), contextlib.suppress(_KilledError):
        run(tmp_path / "quotes.jsonl")
    assert 3 < len(quick) < 10
    run(tmp_path / "quotes.jsonl")
    texts = [record["text"] for record in RECORDS if record["text"]]
    assert list(dict.fromkeys(quick)) == texts
    assert len(quick) - len(texts) <= 3, "more than one part was read twice"


@pytest.fixture
def unfinished(run, tmp_path, quick):
    """The output of a run that was cut short after some parts."""
    out = tmp_path / "quotes.jsonl"
    with killed(9, before=True), contextlib.suppress(_KilledError):
        run(out)
    assert (tmp_path / "quotes.jsonl.parts" / "00000000.json").exists()
    return out


def change_input(news, options):
    news.write_text(news.read_text() + json.dumps(RECORDS[0]) + "\n")


def change_model(news, options):
    options["nlp"].meta["version"] = "9.9"


def change_part_size(news, options):
    options["part_size"] = 4


@pytest.mark.parametrize(
    ("change", "differing"), [(change_input, "inputs"), (change_model, "model"), (change_part_size, "part size")]
)
def test_unfinished_work_of_another_run_is_refused_until_it_is_thrown_away(
    run, unfinished, news, nlp, monkeypatch, change, differing
):
    monkeypatch.setitem(nlp.meta, "version", nlp.meta["version"])
    options = {"nlp": nlp}
    change(news, options)
    with pytest.raises(CorpusError, match=rf"other {differing} \(--restart, or restart=True, throws it away\)"):
        run(unfinished, **options)
    summary = run(unfinished, restart=True, **options)
    assert summary.documents == len(news.read_text().splitlines())
    assert left(unfinished) == []


def test_work_of_another_release_is_refused(run, unfinished, monkeypatch):
    monkeypatch.setattr(runs, "__version__", "0.0.0")
    with pytest.raises(CorpusError, match="other version"):
        run(unfinished)


def test_a_folder_of_somebody_else_is_left_alone(run, tmp_path):
    folder = tmp_path / "quotes.jsonl.parts"
    folder.mkdir()
    (folder / "diary.txt").write_text("mine")
    with pytest.raises(CorpusError, match="holds files that are not of a run"):
        run(tmp_path / "quotes.jsonl")
    assert (folder / "diary.txt").read_text() == "mine"


def test_half_a_part_counts_for_nothing(run, unfinished, tmp_path):
    folder = unfinished.with_name("quotes.jsonl.parts")
    done = sum(1 for _ in folder.glob("0*.json"))
    (folder / f"{done:08}.jsonl").write_text('{"half a ro')
    (folder / f"{done:08}.json.tmp").write_text("{")
    run(unfinished)
    run(tmp_path / "clean.jsonl")
    assert rows(unfinished) == rows(tmp_path / "clean.jsonl")
    assert left(unfinished) == []


# --------------------------------------------------------------------------------------- the command, for real


def command(news, out, *more):
    arguments = ["corpus", str(news), "-o", str(out), "--part-size", "1", "--model", models.DEFAULT_MODEL]
    return [sys.executable, "-m", "quoteattr", *arguments, *more]


def wait_for(path, process):
    for _ in range(6000):
        if path.exists():
            return
        assert process.poll() is None, process.stderr.read()
        time.sleep(0.01)
    raise AssertionError(f"{path} did not come")


@pytest.mark.slow
def test_killed_again_and_again_and_met_by_another_run_the_command_writes_what_a_clean_run_writes(news, tmp_path, run):
    lines = news.read_text(encoding="utf-8") * 2
    news.write_text(lines, encoding="utf-8")
    run(tmp_path / "clean.parquet")
    out = tmp_path / "quotes.parquet"
    ends = []
    for part in (0, 6):  # of 22: far from the end, however slow this process is to kill the other
        process = subprocess.Popen(command(news, out), stderr=subprocess.PIPE, text=True)
        try:
            wait_for(tmp_path / "quotes.parquet.parts" / f"{part:08}.parquet", process)
            if part and sys.platform != "win32":  # no locks on files there
                process.send_signal(signal.SIGSTOP)
                with pytest.raises(CorpusError, match="another run is writing it"):
                    run(out, part_size=1, restart=True)
                process.send_signal(signal.SIGCONT)
                wait_for(tmp_path / "quotes.parquet.parts" / f"{part + 2:08}.parquet", process)  # it goes on
        finally:
            process.send_signal(signal.SIGKILL)
            process.communicate()
        ends.append((process.returncode, out.exists()))
    assert ends == [(-signal.SIGKILL, False)] * 2
    done = invoke(news, "-o", out, "--part-size", "1", "--model", models.DEFAULT_MODEL)
    assert (done.exit_code, done.stdout) == (SOME_FAILED, "")
    assert done.stderr.splitlines() == [
        f"22 articles, 18 quotations: {out}",
        f"quoteattr: 2 of them could not be read: {runs.errors_path(out)}",
    ]
    assert rows(out) == rows(tmp_path / "clean.parquet")
    assert left(out) == []


@pytest.fixture
def cut_short(run, quick, tmp_path, monkeypatch):
    """The folder of a run that broke off in its third part, and what it should have written."""
    run(tmp_path / "clean.jsonl")
    real, calls = os.fsync, []

    def fsync(descriptor):
        calls.append(descriptor)
        if len(calls) > 7:  # the manifest, and three files a part
            raise OSError(28, "No space left on device")
        real(descriptor)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fsync)
        with pytest.raises(OSError, match="No space"):
            run(tmp_path / "quotes.jsonl")
    return tmp_path / "quotes.jsonl.parts"


DAMAGE = {
    "empty": b"",
    "no JSON": b"{",
    "no UTF-8": b'{"documents": "\xff"}',
    "deep": b"[" * 100_000,
    "digits": b'{"documents": ' + b"1" * 5000 + b"}",
    "list": b"[]",
    "null": b"null",
    "other keys": b'{"documents": 3}',
    "negative": b'{"documents": -1, "failed": 0, "quotations": 0}',
    "true": b'{"documents": true, "failed": 0, "quotations": 0}',
    "float": b'{"documents": 3.0, "failed": 0, "quotations": 0}',
    "words": b'{"documents": "3", "failed": 0, "quotations": 0}',
    "NaN": b'{"documents": NaN, "failed": 0, "quotations": 0}',
}


@pytest.mark.parametrize("name", ["manifest.json", "00000000.json", "00000001.json"])
@pytest.mark.parametrize("content", DAMAGE.values(), ids=DAMAGE)
def test_damaged_work_is_refused_and_says_what_mends_it(run, cut_short, name, content):
    out = cut_short.with_name("quotes.jsonl")
    (cut_short / name).write_bytes(content)
    with pytest.raises(CorpusError, match=r"\(--restart, or restart=True, throws it away\)"):
        run(out)
    assert not out.exists()
    run(out, restart=True)
    assert out.read_bytes() == cut_short.with_name("clean.jsonl").read_bytes()


@pytest.mark.parametrize("name", ["00000000.jsonl", "00000001.errors.jsonl"])
def test_a_part_that_was_lost_is_told(run, cut_short, name):
    (cut_short / name).unlink()
    with pytest.raises(CorpusError, match="the unfinished work is damaged"):
        run(cut_short.with_name("quotes.jsonl"))


@pytest.mark.parametrize("seed", range(40))
def test_whatever_byte_of_the_work_is_changed_there_is_one_error_or_the_right_rows(run, cut_short, seed):
    chance = random.Random(seed)
    damaged = cut_short / chance.choice(["manifest.json", "00000000.json", "00000001.json"])
    data = bytearray(damaged.read_bytes())
    data[chance.randrange(len(data))] = chance.randrange(256)
    damaged.write_bytes(data)
    out = cut_short.with_name("quotes.jsonl")
    try:
        run(out)
    except CorpusError:
        assert not out.exists()
    else:
        assert rows(out) == rows(cut_short.with_name("clean.jsonl"))


def test_a_part_in_parquet_that_is_damaged_is_told_and_the_output_not_touched(run, quick, tmp_path, monkeypatch):
    out = tmp_path / "quotes.parquet"
    run(out)
    before = out.read_bytes()
    read_table = parquet.read_table

    def damaged(path):
        path.write_bytes(path.read_bytes()[:-9] + b"no parquet")
        return read_table(path)

    monkeypatch.setattr(parquet, "read_table", damaged)
    with pytest.raises(CorpusError, match="the unfinished work is damaged"):
        run(out, force=True)
    assert out.read_bytes() == before


def invoke(*arguments):
    return CliRunner().invoke(cli.app, ["corpus", *map(str, arguments)], env={"COLUMNS": "200"})


def test_exit_status_and_lines_of_the_command(news, tmp_path):
    out = tmp_path / "quotes.csv"
    news.write_text("".join(json.dumps({"url": r["id"], "body": r["text"]}) + "\n" for r in RECORDS if r["text"]))
    result = invoke(news, "-o", out, "--text", "body", "--id", "url", "--model", models.DEFAULT_MODEL)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", f"10 articles, 9 quotations: {out}\n")
    assert rows(out)[0]["article"] == "n0"
    result = invoke(news, "-o", out)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "is there already" in result.stderr
    result = invoke(news, "-o", out, "--force", "--quiet", "--model", models.DEFAULT_MODEL)
    assert result.exit_code == SOME_FAILED, "no line has a text"
    assert result.stderr == f"quoteattr: 10 of them could not be read: {runs.errors_path(out)}\n"
    assert invoke(news, "-o", tmp_path / "x.csv", "--model", "none_such").exit_code == 2
    assert invoke(tmp_path / "none", "-o", tmp_path / "x.csv").exit_code == 2
    assert invoke(news).exit_code == 2


def test_a_disk_that_refuses_is_one_line_and_the_run_can_go_on(news, tmp_path, monkeypatch, run):
    def fsync(descriptor):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fsync)
        result = invoke(news, "-o", tmp_path / "quotes.jsonl", "--model", models.DEFAULT_MODEL)
    assert result.exit_code == 1
    assert result.stderr == "quoteattr: [Errno 28] No space left on device; run it again to go on\n"
    assert run(tmp_path / "quotes.jsonl").quotations == 9


def test_help_shows_both_commands():
    result = CliRunner().invoke(cli.app, ["--help"], env={"COLUMNS": "200"})
    assert result.exit_code == 0
    assert "quoteattr FILE..." in result.stdout
    assert "quoteattr corpus IN... -o OUT" in result.stdout


# ------------------------------------------------------------------------------------- kept columns, articles, pages


FRENCH = (
    "La maire de Villeneuve a déclaré que la ville a besoin d'un pont et qu'il n'y a pas d'argent pour le payer. " * 4
)
PAGE = (
    '<html lang="en"><head><meta name="author" content="Una Feld"></head><body><article><h1>Wall falls</h1>'
    "<p>“It is late,” said Ann Poole, the mayor of Eastwick.</p></article></body></html>"
)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("part_size", [1, 500])
def test_columns_are_kept_and_articles_are_listed(tmp_path, nlp, suffix, part_size):
    records = [
        {"id": "a", "text": "“No,” said Ann Poole.", "outlet": "Post", "source": "x"},
        {"id": "b", "text": FRENCH, "outlet": "Gazette"},
        {"id": "c", "text": None, "outlet": "Post"},
        {"id": "d", "text": "Nobody spoke."},
    ]
    (tmp_path / "news.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    out, articles = tmp_path / f"quotes{suffix}", tmp_path / f"articles{suffix}"
    source = Source(tmp_path / "news.jsonl", keep=("outlet", "source"))
    summary = runs.run([source], out, nlp=nlp, articles=articles, part_size=part_size)
    assert summary == runs.Summary(documents=4, failed=1, quotations=1, foreign=1)
    (quote,) = rows(out)
    assert list(quote) == [*tables.COLUMNS, "outlet", "article_source"]
    assert (quote["speaker"], quote["outlet"], quote["article_source"]) == ("Ann Poole", "Post", "x")
    told = [
        (row["article"], str(row["quotations"] or 0), str(row["english"] or ""), row["outlet"] or "")
        for row in rows(articles)
    ]
    yes, no = "True", "False" if suffix == ".csv" else ""
    assert told == [("a", "1", yes, "Post"), ("b", "0", no, "Gazette"), ("c", "0", "", "Post"), ("d", "0", yes, "")]
    assert [row["error"] or "" for row in rows(articles)] == ["", "", "'text' is no string but null", ""]
    assert left(out) == []
    with pytest.raises(CorpusError, match="is there already"):
        runs.run([source], tmp_path / "other.jsonl", nlp=nlp, articles=articles)


def test_a_folder_of_texts_and_pages(tmp_path, nlp):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "texts" / "b.md").write_text("“No,” said [Tom Reed](https://example.org).", encoding="utf-8")
    (tmp_path / "texts" / "c.txt").write_text("“Yes,” said Joe Dunn.", encoding="utf-8")
    (tmp_path / "texts" / "d.html").write_text("no page", encoding="utf-8")
    out, articles = tmp_path / "quotes.jsonl", tmp_path / "articles.jsonl"
    runs.run([Source(tmp_path / "texts")], out, nlp=nlp, articles=articles)
    assert [row["speaker"] for row in rows(out)] == ["Ann Poole", "Tom Reed", "Joe Dunn"]
    first, *_, last = rows(articles)
    assert (first["title"], first["authors"], first["language"]) == ("Wall falls", "Una Feld", "en")
    assert last["error"].startswith("InvalidPageError")


def test_articles_and_quotations_go_to_different_files(news, tmp_path, nlp):
    with pytest.raises(CorpusError, match="different files"):
        runs.run([Source(news)], tmp_path / "a.csv", nlp=nlp, articles=tmp_path / "a.csv")
    with pytest.raises(CorpusError, match="must end in"):
        runs.run([Source(news)], tmp_path / "a.csv", nlp=nlp, articles=tmp_path / "b.xlsx")


def test_without_a_terminal_progress_is_lines(news, tmp_path, nlp, capsys, monkeypatch):
    monkeypatch.setattr(runs, "LOG_SECONDS", 0)
    runs.run([Source(news)], tmp_path / "a.csv", nlp=nlp, progress=True, part_size=3)
    lines = capsys.readouterr().err.splitlines()
    assert "11 articles" in lines[-1]
    assert not any("\r" in line for line in lines)


def test_columns_are_options_of_the_command(tmp_path):
    table = "id\thead\tbody\toutlet\n1\tWall “falls”\t“No,” said Ann Poole.\tPost\n"
    (tmp_path / "news.tsv").write_bytes(table.encode("cp1252"))
    options = ["--text", "head, body", "--keep", "outlet", "--encoding", "cp1252", "--articles", tmp_path / "all.csv"]
    result = invoke(tmp_path / "news.tsv", "-o", tmp_path / "quotes.csv", *options)
    assert result.exit_code == 0, result.output
    assert [(row["speaker"], row["outlet"]) for row in rows(tmp_path / "quotes.csv")] == [("Ann Poole", "Post")]
    assert [row["quotations"] for row in rows(tmp_path / "all.csv")] == ["1"]
