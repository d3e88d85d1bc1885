"""What the values offer for display: quotations as a tuple that shows itself, and pages as strings and files."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from pathlib import Path

import attrs
import pytest

from quoteattr.model import Article, Quote, Quotes, Span, Speaker
from quoteattr.output.html import render_page

TEXT = "“Yes, we will,” said Ann Lee.\r\nShe said no.\ud800\n“Oh.”\n"
LEE = Speaker("Ann Lee", "person")
YES = Quote("direct", (Span.of(TEXT, 0, 15),), speaker=LEE)
NO = Quote("indirect", (Span.of(TEXT, 40, 42),), speaker=LEE)
OH = Quote("mixed", (Span.of(TEXT, 45, 50),))
ARTICLE = Article(TEXT, (YES, NO, OH), (LEE,))


# --- quotations together ------------------------------------------------------------------------------------------


def test_quotations_are_a_tuple_like_any_other():
    plain = (YES, NO, OH)
    assert ARTICLE.quotes == plain
    assert plain == ARTICLE.quotes
    assert hash(ARTICLE.quotes) == hash(plain)
    assert (ARTICLE.quotes[0], ARTICLE.quotes[-1], *ARTICLE.quotes[1:]) == (YES, OH, NO, OH)
    assert (*ARTICLE.quotes,) == plain
    with pytest.raises(IndexError):
        ARTICLE.quotes[3]


@pytest.mark.parametrize(
    "quotes",
    [
        ARTICLE.quotes,
        ARTICLE.quotes[:2],
        ARTICLE.by("Lee"),
        ARTICLE.by("nobody"),
        attrs.evolve(ARTICLE, quotes=[YES]).quotes,
        Article.from_json(Article("no", (Quote("direct", (Span(0, 2, "no"),)),)).to_json()).quotes,
        pickle.loads(pickle.dumps(ARTICLE)).quotes,
    ],
)
def test_quotations_of_an_article_show_as_a_table(quotes):
    assert isinstance(quotes, Quotes)
    assert quotes._repr_html_().count("<tr>") == len(quotes) + 1


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_quotations_survive_pickling_and_copying(protocol):
    for twin in (pickle.loads(pickle.dumps(ARTICLE.quotes, protocol)), copy.deepcopy(ARTICLE.quotes)):
        assert type(twin) is Quotes
        assert twin == ARTICLE.quotes


# --- pages --------------------------------------------------------------------------------------------------------


def test_to_html_returns_the_page():
    assert ARTICLE.to_html() == render_page(ARTICLE, title="Quotations")
    assert ARTICLE.to_html(title="Said") == render_page(ARTICLE, title="Said")


@pytest.mark.parametrize("kind", [str, Path])
def test_to_html_writes_utf_8_and_keeps_line_ends(kind, tmp_path):
    path = tmp_path / "page.html"
    path.write_text("what stood there before", encoding="utf-8")
    assert ARTICLE.to_html(kind(path), title="Gesagt, getan – ü") is None
    assert path.read_bytes().decode("utf-8") == ARTICLE.to_html(title="Gesagt, getan – ü")


def test_to_html_says_where_it_cannot_write(tmp_path):
    with pytest.raises(FileNotFoundError):
        ARTICLE.to_html(tmp_path / "no" / "page.html")


# --- counting -----------------------------------------------------------------------------------------------------


def test_a_speaker_that_was_hashed_is_found_again_in_another_process():
    hash(LEE)  # kept with the speaker, and of no use where strings have other hashes
    code = (
        "import pickle, sys; from quoteattr.model import Speaker; "
        "print({Speaker('Ann Lee', 'person'): 'found'}.get(pickle.load(sys.stdin.buffer)))"
    )
    done = subprocess.run([sys.executable, "-c", code], input=pickle.dumps(LEE), capture_output=True, check=True)
    assert done.stdout.strip() == b"found"
