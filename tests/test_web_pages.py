"""What the benchmark of pages counts, on pages of our own."""

from __future__ import annotations

import json

import pytest
import web_pages


def test_what_is_counted(nlp, monkeypatch, tmp_path):
    monkeypatch.setattr(web_pages.quoteattr, "load", lambda: nlp)
    clean = "“It is late,” said Ann Poole, the mayor of Eastwick.\n\nTom Reed said the quay would close."
    body = "<p>“It is late,” said Ann Poole, the mayor of Eastwick.</p><p>Joe Dunn said the ferry would sail on Monday.</p>"
    head = '<meta name="author" content="Una Feld">'
    (tmp_path / "a.html").write_text(
        f"<html><head>{head}</head><body><article><h1>Wall falls</h1>{body}</article></body></html>"
    )
    (tmp_path / "pages.jsonl").write_text(json.dumps({"page": "a.html", "text": clean}) + "\n")
    (found,) = web_pages.compared(tmp_path / "pages.jsonl")
    assert found == web_pages.Compared(
        "a.html", 2, 2, ("the quay would close",), (("body", "the ferry would sail on Monday"),), (), ("Una Feld",)
    )
    lines = list(web_pages.report([found], 1, True))
    assert lines[1].split()[2] == "50.0%"
    assert lines[2].split()[1] == "50.0%"
    assert lines[3].split()[3:] == ["50.0%", "(1)"]
    assert lines[-1] == "authors: Una Feld  (a.html)"


@pytest.mark.parametrize(
    ("words", "is_echo"),
    [
        ("We are late,", True),
        ("the mayor is late", False),
        ("we are late for once, it seems", False),
    ],
)
def test_what_a_headline_says_again(words, is_echo):
    assert web_pages.echoes(words, ["It rained.", "“We are late for once, and we are sorry”"]) is is_echo
