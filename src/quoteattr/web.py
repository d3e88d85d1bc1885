"""Web page → article: the main text without navigation, banners and comments, found by trafilatura.

The page itself says which lines are its title, author, date and headings, so that these passages need no guessing.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

import attrs

from quoteattr.api import load
from quoteattr.errors import InvalidPageError
from quoteattr.extras import optional
from quoteattr.model import Article, Passage, PassageKind, Span
from quoteattr.options import DEFAULT, Options, Resolver
from quoteattr.text.passages import MONTHS

if TYPE_CHECKING:
    from spacy.language import Language

_BLOCKS = frozenset({"p", "quote", "item", "head", "list", "div"})  # of trafilatura's XML; all others are within lines
_TAG = re.compile(r"<(?:!doctype\b|/?[a-z][a-z0-9]*[\s/>])", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_HEAD = 4096  # bytes in which a page names its encoding

_Block = tuple[str, PassageKind | None]  # a line or paragraph of the page, which tells the kind of some


@attrs.frozen
class WebPage:
    """The article of a web page as plain text, and what the page says of it.

    ``text`` is the title, the byline (*By Ann Poole*) and the date (*4 March 2024*), a line each as far as the page has them,
    and then the paragraphs, each behind an empty line. ``known`` are the passages of the text whose kind the page itself
    tells: title, byline, date and headings. ``date`` is ISO 8601, ``site`` the name of the publication.
    """

    text: str
    title: str | None = None
    author: str | None = None
    date: str | None = None
    site: str | None = None
    known: tuple[Passage, ...] = ()


def read_page(html: str | bytes, *, url: str | None = None) -> WebPage:
    """The article in a web page as text, with title, author, date and site.

    ``html`` is the page: bytes are decoded as they say themselves or, failing that, as they look. ``url`` is its address,
    which may tell the date; nothing is fetched and no script is run. Paragraphs, headings, list items and block quotes
    are kept in order; navigation, banners, asides, tables, captions and readers' comments are left out as far as
    trafilatura knows them. A page without an article has empty text.

    Raises :class:`~quoteattr.errors.InvalidPageError` (a ``ValueError``) for what is no HTML, ``TypeError`` for neither
    ``str`` nor ``bytes``, and :class:`~quoteattr.errors.MissingExtraError` where trafilatura is not installed.

    >>> page = read_page("<html><body><article><h1>Rain</h1><p>It will rain, the harbour office said.</p></article></body></html>")
    >>> page.title, page.text
    ('Rain', 'Rain\\n\\nIt will rain, the harbour office said.')
    """
    if not isinstance(html, str | bytes):
        raise TypeError(f"a web page is str or bytes, not {type(html).__name__}")
    found = _found(_decoded(html), url)
    if found is None:
        return WebPage("")
    title, author, published = found.title or None, found.author or None, found.date or None
    *others, last = (author or "").split("; ")
    by = " and ".join(filter(None, [", ".join(others), last]))
    top: list[_Block] = [(title, "headline")] if title else []
    top += [(line, "byline") for line in (by and f"By {by}", published and _in_words(published)) if line]
    blocks = [(block, kind) for block, kind in _blocks(found.body) if kind is None or block != title]
    text, known = _joined(top, blocks) if blocks else ("", ())
    return WebPage(text, title, author, published, found.sitename or None, known)


def extract_html(
    html: str | bytes,
    *,
    url: str | None = None,
    nlp: Language | None = None,
    resolver: Resolver | None = None,
    min_confidence: float = DEFAULT.min_confidence,
) -> Article:
    """Every quotation in the article of a web page: :func:`read_page`, then :func:`quoteattr.extract`.

    ``article.text`` is the text that was taken out of the page, and all offsets count in it, not in the HTML. Title,
    byline, date and headings are passages of their kinds. A page without an article gives an article without quotes.
    Words in a block quote without quotation marks are read like any paragraph: they are quotations only where a
    reporting expression says so. Arguments and errors are those of the two functions.

    >>> html = "<html><body><article><h1>Rain</h1><p>“It will rain,” said Ann Poole.</p></article></body></html>"
    >>> article = extract_html(html)
    >>> [(passage.kind, passage.span.text.strip()) for passage in article.passages]
    [('headline', 'Rain'), ('body', '“It will rain,” said Ann Poole.')]
    >>> str(article.quotes[0])
    'Ann Poole: It will rain,'
    """
    from quoteattr.streams import Reader

    options = Options(resolver, min_confidence)
    page = read_page(html, url=url)
    return Reader(load(nlp), options, partial(_kind, page)).article(page.text)


def _decoded(html: str | bytes) -> str | bytes:
    """The page as a string; bytes whose encoding only a guess can tell stay bytes.

    Browsers read Latin-1 as Windows-1252, which has quotation marks where Latin-1 has none, and so must we.
    """
    if isinstance(html, bytes):
        html = _as_declared(html)
    legible = html if isinstance(html, str) else html.decode("latin-1").replace("\0", "")
    if not _TAG.search(legible):
        raise InvalidPageError("this is no HTML: there is not a single tag in it")
    return html


def _as_declared(html: bytes) -> str | bytes:
    declared = _CHARSET.search(html, 0, _HEAD)
    for encoding in ("utf-8-sig", *([declared[1].decode("ascii")] if declared else [])):
        try:
            codec = codecs.lookup(encoding).name
            if not codec.startswith("utf-16"):  # a declaration that could be read is not in UTF-16
                return html.decode("cp1252" if codec in ("iso8859-1", "ascii") else codec)
        except (UnicodeError, LookupError):
            continue
    return html


def _found(html: str | bytes, url: str | None) -> Any:
    """What trafilatura finds: a document with title, author, date, site and body, or None."""
    trafilatura = optional("trafilatura")
    if isinstance(html, str):
        html = html.encode("utf-8", "replace").decode("utf-8")  # lone surrogates, which no parser takes
        if not re.search("<(html|body)\\b", html, re.IGNORECASE):
            html = f"<html><body>{html}</body></html>"  # a fragment is taken for something else
    return trafilatura.bare_extraction(
        html,
        url=url,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )


def _blocks(body: Any) -> Iterator[_Block]:
    """The paragraphs, list items and headings; only headings have a kind."""
    from lxml import etree

    kind: PassageKind | None = None
    text = ""
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if element.tag in _BLOCKS or element is body:
            if text.strip():
                yield "\n".join(line.strip() for line in text.splitlines() if line.strip()), kind
            text, kind = "", None
            if event == "start" and element.tag == "head":
                kind = "headline" if element.get("rend") == "h1" else "subheading"
        started = event == "start"
        written = re.sub(r"\s+", " ", (element.text if started else element.tail) or "")
        text += f"\n{written}" if started and element.tag == "lb" else written


def _joined(top: Iterable[_Block], blocks: Iterable[_Block]) -> tuple[str, tuple[Passage, ...]]:
    """One text of the lines at the top and the blocks, with the passages whose kind is known."""
    text = ""
    known = []
    for gap, group in (("\n", top), ("\n\n", blocks)):
        for block, kind in group:
            text += gap if text else ""
            if kind is not None:
                known.append(Passage(Span(len(text), len(text) + len(block), block), kind))
            text += block
    return text, tuple(known)


def _kind(page: WebPage, passage: Passage) -> PassageKind:
    """What the page says of a passage; a paragraph below the title is no headline, however it looks."""
    for known in page.known:
        if known.span.start <= passage.span.start < known.span.end:
            return known.kind
    return "body" if page.title and passage.kind == "headline" else passage.kind


def _in_words(day: str) -> str:
    year, month, number = day.split("-")
    return f"{int(number)} {MONTHS[int(month) - 1]} {year}"
