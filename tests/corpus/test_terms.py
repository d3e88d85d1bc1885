"""Key terms, with textacy, and words in context."""

from __future__ import annotations

import sys

import pytest
from root import TEXTACY

from quoteattr import Article, MissingExtraError, extract
from quoteattr.corpus.terms import in_context, key_terms

needs_textacy = pytest.mark.skipif(not TEXTACY, reason="textacy has no wheel for this Python")

TEXT = (
    "“The ferry timetable is a disgrace. We lost the ferry timetable fight once,” said Moira Kell, who owns a café.\n\n"
    "The council said the harbour dredging would start in March and the harbour dredging would take a year."
)


@needs_textacy
def test_terms_are_those_of_the_speaker_asked_for(nlp):
    article = extract(TEXT, nlp=nlp)
    mine = [term for term, _ in key_terms(article.by("Kell"), nlp=nlp, top=3)]
    theirs = [term for term, _ in key_terms(article.by("council"), nlp=nlp, top=3)]
    assert "ferry timetable" in " ".join(mine)
    assert "harbour dredging" in " ".join(theirs)
    assert not set(mine) & set(theirs)


@needs_textacy
def test_top_limits_and_nothing_quoted_gives_nothing(nlp):
    article = extract(TEXT, nlp=nlp)
    assert len(key_terms(article.quotes, nlp=nlp, top=1)) == 1
    assert key_terms([], nlp=nlp) == []


def test_keyword_in_context_ignores_case():
    article = Article("Ferries are late. The ferries are full.")
    assert [word for _, word, _ in in_context(article, "ferries", width=5)] == ["Ferries", "ferries"]


def test_keyword_in_quotations_leaves_out_what_stands_around_them(nlp):
    first, second = extract(TEXT, nlp=nlp), Article("A ferry, again.")
    said = [quote for quote in first if "ferry" in quote.text]
    assert len(in_context(first, "ferry")) == len(in_context(said, "ferry")) == 2
    assert in_context(first, "café") != in_context(said, "café") == []
    assert in_context([*said, second], "ferry", width=3)[1:] == [("he ", "ferry", " ti"), ("A ", "ferry", ", a")]


@pytest.mark.parametrize(
    ("keyword", "width", "message"),
    [("(", 5, "no regular expression"), ("*", 5, "no regular expression"), ("a", -1, "from 0 on")],
)
def test_keywords_and_widths_that_make_no_sense_are_refused(keyword, width, message):
    with pytest.raises(ValueError, match=message):
        in_context(Article("A wall."), keyword, width=width)


def test_without_width_and_at_the_edges():
    assert in_context(Article("wall"), "wall") == [("", "wall", "")]
    assert in_context(Article("a wall b"), "WALL", width=0) == [("", "wall", "")]
    assert in_context([], "wall") == in_context(Article(""), "wall") == []


def test_missing_textacy_names_the_command(monkeypatch):
    monkeypatch.setitem(sys.modules, "textacy", None)
    with pytest.raises(MissingExtraError, match=r"quoteattr\[textacy\]"):
        key_terms([])
