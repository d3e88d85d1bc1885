"""The commands for checking, in this process."""

from __future__ import annotations

import json

import attrs
import pytest
from typer.testing import CliRunner

import quoteattr
from quoteattr.__main__ import app
from quoteattr.gold.documents import read, write
from quoteattr.gold.values import GoldArticle, GoldQuote, GoldSpeaker, from_article

TEXT = "“It is late,” said Ann Poole, mayor of Eastwick. Tom Reed said that nobody had asked the Harbour Trust."


@pytest.fixture(scope="module")
def article(nlp):
    return quoteattr.extract(TEXT, nlp=nlp)


@pytest.fixture
def folder(tmp_path, article, monkeypatch):
    """A folder with one article: as text, as the library has read it, and as annotated."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "late.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "articles.jsonl").write_text(article.to_json() + "\n", encoding="utf-8")
    write(tmp_path / "gold.jsonl", [from_article(article, id="late")])
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str, status: int = 0):
    done = CliRunner().invoke(app, list(arguments))
    assert done.exit_code == status, done.output
    return done


@pytest.mark.parametrize("source", ["texts", "articles.jsonl"])
def test_a_sample_is_drawn_corrected_and_measured(folder, source):
    done = run("sample", source, "-o", "s.jsonl", "--n", "2", "--by", "kind, outlet")
    assert "2 of 2 quotations from 2 strata by kind, outlet, seed 0" in done.stdout
    assert "nothing here was changed or marked as checked" in run("evaluate", "s.jsonl", status=2).stderr
    (checked,) = read(folder / "s.jsonl")
    write(folder / "right.jsonl", [attrs.evolve(checked, extra={**checked.extra, "finished": True})])
    assert "An estimated 0.0 % are" in run("evaluate", "right.jsonl").stdout
    write(folder / "s.jsonl", [GoldArticle(checked.id, checked.text, checked.quotes[:1], extra=checked.extra)])
    assert "An estimated 50.0 % are" in run("evaluate", "s.jsonl").stdout
    rates = json.loads(run("evaluate", "s.jsonl", "--json").stdout)
    assert rates[0] == {"part": "all", "fault": "no quotation", "rate": 50, "low": 50, "high": 50} | {
        **{"wrong": 1, "checked": 2, "quotations": 2}
    }


def test_a_sample_for_spreadsheets_goes_and_comes_back(folder):
    run("sample", "articles.jsonl", "-o", "s.csv")
    run("convert", "s.csv", "--of", "s.jsonl", "-o", "untouched.jsonl")
    assert "nothing here was changed" in run("evaluate", "untouched.jsonl", status=2).stderr
    table = (folder / "s.csv").read_bytes()
    assert table.startswith(b"\xef\xbb\xbfarticle,content,quotation,")
    (folder / "s.csv").write_bytes(table.replace(b"Ann Poole,person", b"Joe Dunn,person"))
    run("convert", "s.csv", "--of", "s.jsonl", "-o", "checked.jsonl")
    assert read(folder / "checked.jsonl")[0].quotes[0].speaker == GoldSpeaker("Joe Dunn", "person")
    lines = run("evaluate", "checked.jsonl").stdout.splitlines()
    assert [line.split()[2] for line in lines if line.startswith("wrong speaker")] == ["50.0"]


def test_what_was_found_goes_through_a_spreadsheet_as_well(folder):
    run("convert", "articles.jsonl", "--to", "csv", "-o", "found.csv")
    table = (folder / "found.csv").read_bytes()
    (folder / "found.csv").write_bytes(table.replace(b"Ann Poole,person", b"Joe Dunn,person"))
    done = run("convert", "found.csv", "--of", "articles.jsonl", "-o", "checked.jsonl")
    assert done.stderr == "1 articles, 2 quotations\n"
    (checked,) = read(folder / "checked.jsonl")
    assert (checked.id, [quote.speaker.name for quote in checked.quotes]) == (
        "articles.jsonl:1",
        ["Joe Dunn", "Tom Reed"],
    )


def test_nothing_is_replaced_unasked(folder):
    (folder / "s.jsonl").write_text("precious", encoding="utf-8")
    for arguments in (
        ["sample", "texts", "-o", "s.jsonl"],
        ["sample", "texts", "-o", "s.csv"],
        ["convert", "gold.jsonl", "-o", "s.jsonl"],
    ):
        assert "s.jsonl is there already; --force replaces it" in run(*arguments, status=2).stderr
    assert (folder / "s.jsonl").read_text(encoding="utf-8") == "precious"
    run("convert", "gold.jsonl", "-o", "s.jsonl", "--force")
    assert read(folder / "s.jsonl") == read(folder / "gold.jsonl")


@pytest.mark.parametrize("kind", ["label-studio", "prodigy", "inception", "gold"])
def test_conversion_there_and_back(folder, kind):
    done = run("convert", "articles.jsonl", "--to", kind, "-o", "there", "--checked", "--config", "config.xml")
    assert done.stderr == "1 articles, 2 quotations\n"
    assert (folder / "config.xml").read_text(encoding="utf-8").startswith("<View>")
    run("convert", "there", "--from", kind, "-o", "back.jsonl")
    (back,) = read(folder / "back.jsonl")
    assert [quote.speaker.name for quote in back.quotes] == ["Ann Poole", "Tom Reed"]


def test_figures_of_what_is_read_now_and_of_what_was_found_before(folder):
    table = run("evaluate", "gold.jsonl", "--errors", "2").stdout
    assert table.splitlines()[1].split()[:3] == ["span", "strict", "100.0"]
    assert run("evaluate", "gold.jsonl", "--pred", "articles.jsonl").stdout == table.replace("\n\n", "\n")
    types = run("evaluate", "gold.jsonl", "--pred", "articles.jsonl", "--types").stdout
    kinds = [line for line in types.splitlines() if line.startswith("name, ")]
    assert (len(kinds), "name, " in table) == (2, False)  # direct and indirect: nothing is mixed
    assert {tuple(line.split()) for line in table.splitlines()} <= {
        (),
        *(tuple(line.split()) for line in types.splitlines()),
    }
    write(folder / "pred.jsonl", [GoldArticle("late", TEXT, (GoldQuote(((0, 13),)),))])
    worse = run("evaluate", "gold.jsonl", "--pred", "pred.jsonl", "--errors", "1").stdout
    assert "⟦nobody had asked the Harbour Trust⟧" in worse
    assert json.loads(run("evaluate", "gold.jsonl", "--pred", "pred.jsonl", "--json").stdout)["articles"] == 1


def test_two_annotators(folder):
    assert "span F1" in run("agreement", "gold.jsonl", "gold.jsonl").stdout
    found = json.loads(run("agreement", "gold.jsonl", "gold.jsonl", "--json").stdout)
    assert found["agreement"][0] == {"measure": "span F1", "value": 100.0, "low": None, "high": None, "units": 2}


@pytest.mark.parametrize(
    ("arguments", "message", "status"),
    [
        (["evaluate", "none.jsonl"], "none.jsonl: No such file", 1),
        (
            ["evaluate", "articles.jsonl"],
            "articles.jsonl:1: id: expected a string, found nothing: this is an article as",
            2,
        ),
        (["evaluate", "articles.jsonl"], "quoteattr convert makes an annotated one of it", 2),
        (["convert", "gold.jsonl", "--of", "none.jsonl", "-o", "x"], "none.jsonl: No such file", 1),
        (["convert", "gold.jsonl", "--of", "texts/late.txt", "-o", "x"], "late.txt:1: not JSON", 2),
        (["evaluate", "gold.jsonl", "--pred", "texts/late.txt"], "late.txt:1: not JSON", 2),
        (["sample", "texts", "-o", "s.txt"], "a sample is written to .jsonl or .csv", 2),
        (["sample", "texts", "-o", "s.csv", "--by", "colour"], "not by colour", 2),
        (["sample", "none", "-o", "s.csv"], "none: no such file or folder", 2),
        (["convert", "gold.jsonl", "-o", "x", "--to", "word"], "--to word: there are gold, label-studio", 2),
        (["convert", "gold.jsonl", "-o", "x", "--from", "word"], "--from word: there are", 2),
        (["convert", "gold.jsonl", "-o", "none/x"], "there is no such folder", 1),
        (["agreement", "gold.jsonl", "none.jsonl"], "none.jsonl: No such file", 1),
    ],
)
def test_what_is_refused_is_said_in_a_line(folder, arguments, message, status):
    done = run(*arguments, status=status)
    assert message in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""
