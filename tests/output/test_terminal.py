"""An article in a terminal: in the width that there is, with every word, and with nothing that steers it."""

from __future__ import annotations

import re

import pytest

from quoteattr.model import Article, Evidence, Quote, Role, Span, Speaker
from quoteattr.output import terminal

REED = Speaker("Thomas A Reed", "person", roles=(Role("deputy director", "Skerrow and Eastwick Harbour Trust"),))


def long_article(words: str) -> Article:
    return Article(words, quotes=(Quote("indirect", (Span.of(words, 0, len(words)),), speaker=REED),))


def test_a_wide_table_has_no_long_lines(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "300")
    terminal.show(long_article("and so on " * 60))
    cells = [line.split("│") for line in capsys.readouterr().out.splitlines() if "│" in line]
    words = [row[3].strip() for row in cells]
    assert len(words) > 5
    assert max(map(len, words)) <= terminal.LONGEST_LINE


@pytest.mark.parametrize(
    ("columns", "shown"), [("60", ["(mixed, headline)", "(mixed)"]), ("200", ["mixed, headline", "mixed"])]
)
def test_a_quotation_says_where_it_stands_unless_that_is_the_body(capsys, monkeypatch, columns, shown):
    monkeypatch.setenv("COLUMNS", columns)
    text = "‘No,’ says Reed"
    quotes = tuple(Quote("mixed", (Span.of(text, 0, 5),), where=where) for where in ("headline", "body"))
    terminal.show(Article(text, quotes=quotes))
    lines = [line.strip(" │") for line in capsys.readouterr().out.splitlines() if "mixed" in line]
    assert [re.search(r"\(?mixed.*", line)[0] for line in lines] == shown


def test_where_a_quotation_stands_takes_no_room_from_the_words(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    words = "and so on " * 30
    terminal.show(Article(words, quotes=(Quote("mixed", (Span.of(words, 0, len(words)),), where="headline"),)))
    kinds = [line.split("│")[4].strip() for line in capsys.readouterr().out.splitlines() if line.startswith("│")]
    assert kinds[:4] == ["kind", "mixed,", "headline", ""]


@pytest.mark.parametrize("columns", [1, 20, 40, 80, 200])
@pytest.mark.parametrize("explain", [True, False])
def test_a_word_that_fits_nowhere_is_folded_and_not_cut(capsys, monkeypatch, columns, explain):
    monkeypatch.setenv("COLUMNS", str(columns))
    terminal.show(long_article("x" * 300), explain=explain)
    lines = capsys.readouterr().out.splitlines()
    assert "".join(lines).count("x") == 300
    assert max(map(len, lines)) <= columns


def test_explain_prints_the_reasons_below_every_quotation(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    steps = (Evidence("clause", "“said” reports these words, \x1b[2Jand more words than a line of sixty can hold"),)
    quote = Quote("indirect", (Span.of("no.", 0, 3),), speaker=REED, confidence=0.91, evidence=steps)
    terminal.show(Article("no.", quotes=(quote,)), heading="news.txt", explain=True)
    assert capsys.readouterr().out.splitlines() == [
        "news.txt",
        "Thomas A Reed, deputy director, Skerrow and Eastwick Harbour",
        "Trust (indirect)",
        "  no.",
        "    “said” reports these words, \ufffd[2Jand more words than a",
        "    line of sixty can hold [clause].",
        "    Thomas A Reed, deputy director, Skerrow and Eastwick",
        "    Harbour Trust: 91 % sure.",
        "",
        "1 quotation by 1 speaker",
        "",
    ]


@pytest.mark.parametrize(
    ("text", "line", "lines"),
    [
        ("plain", "plain", "plain"),
        ("two\n lines\t", "two lines", "two\n lines\t"),
        ("red\x1b[31m", "red\ufffd[31m", "red\ufffd[31m"),
        ("turned \u202eround", "turned \ufffdround", "turned \ufffdround"),
        ("over\rwritten", "over written", "over\ufffdwritten"),
        ("kept\r\n", "kept", "kept\r\n"),
        ("\udcff", "\ufffd", "\ufffd"),
        ("naïve “é”", "naïve “é”", "naïve “é”"),
    ],
)
def test_nothing_steers_the_terminal(text, line, lines):
    assert terminal.printable(text) == line
    assert terminal.printable_lines(text) == lines


def test_an_article_without_quotations_has_its_count_only(capsys):
    terminal.show(Article("It rained."))
    assert capsys.readouterr().out == "0 quotations by 0 speakers\n"
