"""The example scripts run, and the example articles give the quotations that were marked in them by hand."""

from __future__ import annotations

import json
import re
import runpy
import subprocess
import sys
from collections import Counter

import evaluate
import pytest
from root import ROOT

import quoteattr
from quoteattr.nlp import models

ARTICLES = ROOT / "examples" / "articles"
GOLD = {line["id"]: line for line in evaluate.load_lines(ROOT / "tests" / "cases" / "articles.jsonl")}

LEAST = {"span partial": 90.0, "span strict": 80.0, "name F1": 75.0, "said words": 75.0, "role": 85.0}
"""What every single article must reach (F1); finer floors over all of them are those of ``benchmarks``."""


@pytest.fixture
def run(capsys, monkeypatch):
    """A function that runs a script as a command of its own would, and gives what it prints."""

    def go(script, *arguments):
        path = str(ROOT / "examples" / script)
        monkeypatch.setattr(sys, "argv", [path, *map(str, arguments)])
        runpy.run_path(path, run_name="__main__")
        return capsys.readouterr()

    return go


def test_every_article_is_annotated():
    assert set(GOLD) == {path.stem for path in ARTICLES.glob("*.txt")}


@pytest.mark.parametrize("name", sorted(GOLD))
def test_annotations_fit_the_article(name):
    line = GOLD[name]
    assert line["text"] == (ARTICLES / f"{name}.txt").read_text(encoding="utf-8")
    spans = [span for quote in line["quotes"] for span in (*quote["content"], *(quote["speaker"] or []))]
    spans += [mark["span"] for mark in line["marks"]]
    for start, end in spans:
        assert 0 <= start < end <= len(line["text"])
        assert line["text"][start:end].strip() == line["text"][start:end]


@pytest.mark.parametrize("name", sorted(GOLD))
def test_the_quotations_of_an_article_are_found(name, nlp):
    line = GOLD[name]
    found = {name: {"id": name, **evaluate.prediction(quoteattr.extract(line["text"], nlp=nlp))}}
    evaluation = evaluate.evaluate([line], found)
    figures = {figure: evaluation.figure(figure).value for figure in LEAST}
    assert {figure: value for figure, value in figures.items() if value < LEAST[figure]} == {}


def test_how_far_figures_may_be_off_is_printed(tmp_path, capsys):
    plain = evaluate.load_lines(ROOT / "tests" / "cases" / "articles.jsonl")
    evaluate.write_lines(tmp_path / "found.jsonl", plain)
    given = [str(ROOT / "tests" / "cases" / "articles.jsonl"), "--read", str(tmp_path / "found.jsonl"), "--intervals"]
    assert evaluate.main([*given, "--drawn", "2"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "95 % intervals of 2 articles drawn anew, and half of their width" in lines
    assert [line for line in lines if line.split() == ["name", "100.0", "100.0", "to", "100.0", "0.0"]]
    with pytest.raises(SystemExit):
        evaluate.main([*given[:-1], "--drawn", "2"])


@pytest.mark.slow
def test_corpus_writes_one_row_a_quotation(tmp_path, nlp, run):
    target = tmp_path / "quotes.jsonl"
    done = run("corpus.py", ARTICLES, target)
    assert done.err == ""
    rows = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert done.out == f"4 articles, {len(rows)} quotations: {target}\n"
    counts = Counter(row["article"] for row in rows)
    assert sorted(counts) == sorted(GOLD)
    if models.find_model() == models.DEFAULT_MODEL:
        text = GOLD["us-business"]["text"]
        wanted = quoteattr.extract(text, nlp=nlp).to_dicts()
        assert [row for row in rows if row.pop("article") == "us-business"] == wanted


def test_corpus_says_how_it_is_called():
    command = [sys.executable, str(ROOT / "examples" / "corpus.py")]
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    assert done.returncode == 1
    assert "python examples/corpus.py" in done.stderr


@pytest.mark.slow
def test_the_spacy_pipeline_keeps_quotations_in_a_docbin(run):
    done = run("spacy_pipeline.py")
    assert done.err == ""
    headings = [line for line in done.out.splitlines() if ".txt: " in line]
    assert [line.split(".txt")[0] for line in headings] == sorted(GOLD)
    assert " Duncan Ballard, prime minister" in done.out
    assert " Renata Hollis, chief executive, Hollis Freight" in done.out
    texts, spans = map(int, re.findall(r"\d+", done.out.splitlines()[-1]))
    assert texts == len(GOLD)
    assert spans > sum(map(int, re.findall(r": (\d+) quotations;", done.out)))  # some are in pieces
