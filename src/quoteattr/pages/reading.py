"""A page → the text of its article: the main text without navigation, banners and comments, as trafilatura finds it.

The page itself says which lines are its title, authors, date and headings, so the kinds of these passages are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import compress
from typing import Any

import attrs

from quoteattr.errors import type_of
from quoteattr.extras import optional
from quoteattr.model import PageInfo, Passage, PassageKind, Span
from quoteattr.pages import info, noise, tree
from quoteattr.text.passages import MONTHS

_BLOCKS = frozenset({"p", "quote", "item", "head", "list", "div"})  # of trafilatura's XML; all others are within lines

Block = tuple[str, PassageKind | None]
"""A line or paragraph of the page, and its kind if the page tells it."""


@attrs.frozen
class WebPage:
    """The article of a web page as plain text, with its metadata.

    ``text`` is the title, the byline (*By Ann Poole*) and the date (*4 March 2024*), a line each as far as the page has them,
    and then the paragraphs, each behind an empty line. ``info`` has title, authors, date and site.
    ``known`` are the passages of the text whose kind the page itself tells: title, byline, date and headings.
    """

    text: str
    info: PageInfo = attrs.Factory(PageInfo)
    known: tuple[Passage, ...] = ()

    @classmethod
    def of(cls, info: PageInfo, blocks: Iterable[Block]) -> WebPage:
        """The page with this metadata and those of the paragraphs that are part of its article."""
        *others, last = info.authors or ("",)
        names = " and ".join(filter(None, [", ".join(others), last]))
        top: list[Block] = [(info.title, "headline")] if info.title else []
        top += [(line, "byline") for line in (names and f"By {names}", info.date and _in_words(info.date)) if line]
        below = [(block, kind) for block, kind in blocks if kind is None or not _is_title(block, info.title)]
        kept = [*compress(below, noise.paragraphs(block for block, _ in below))]
        text, known = _joined(top, kept) if kept else ("", ())
        return cls(text, info, known)

    def kind_of(self, passage: Passage) -> PassageKind:
        """The kind of a passage, as far as the page tells it; a paragraph below the title is no headline, however it looks."""
        for known in self.known:
            if known.span.start <= passage.span.start < known.span.end:
                return known.kind
        return "body" if self.info.title and passage.kind == "headline" else passage.kind


def read_page(html: str | bytes, *, url: str | None = None) -> WebPage:
    """The article in a web page as text, with title, authors, date, site and language.

    ``html`` is the page: bytes are decoded as they say themselves or, failing that, as they look. ``url`` is its address,
    which may tell the date; nothing is fetched and no script is run. Paragraphs, headings, list items and block quotes
    are kept in order; navigation, banners, asides, tables, captions and readers' comments are left out as far as
    trafilatura knows them, and so are lines that point elsewhere (*READ MORE: …*), boxes for newsletters and paragraphs that stood
    there before. Authors come without dates and posts. A page without an article has empty text.

    Raises :class:`~quoteattr.errors.InvalidPageError` (a ``ValueError``) for what is no HTML, ``TypeError`` for neither
    ``str`` nor ``bytes``, and :class:`~quoteattr.errors.MissingExtraError` where trafilatura is not installed.

    >>> page = read_page("<html><body><article><h1>Rain</h1><p>It will rain, the harbour office said.</p></article></body></html>")
    >>> page.info.title, page.text
    ('Rain', 'Rain\\n\\nIt will rain, the harbour office said.')
    """
    if not isinstance(html, str | bytes):
        raise TypeError(f"a web page is str or bytes, not {type_of(html, 'several pages go to pipe_html()')}")
    if url is not None and not isinstance(url, str):
        raise TypeError(f"the address of a page is str, not {type(url).__name__}")
    parsed = tree.parsed(html)
    found = None if parsed is None else _found(parsed, url)
    if found is None:
        return WebPage("")
    return WebPage.of(info.of_page(parsed, found, url), _blocks(found.body))


def _found(parsed: Any, url: str | None) -> Any:
    """The document that trafilatura finds, with title, author, date, site and body, or None."""
    return optional("trafilatura").bare_extraction(
        parsed,
        url=url,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )


def _blocks(body: Any) -> Iterator[Block]:
    """The paragraphs, list items and headings; only headings have a kind."""
    from lxml import etree

    kind: PassageKind | None = None
    text = ""
    for event, element in etree.iterwalk(body, events=("start", "end")):
        starts = event == "start"
        if element.tag in _BLOCKS or element is body:
            if text.strip():
                yield "\n".join(line.strip() for line in text.splitlines() if line.strip()), kind
            text, kind = "", None
            if starts and element.tag == "head":
                kind = "headline" if element.get("rend") == "h1" else "subheading"
        following = re.sub(r"\s+", " ", (element.text if starts else element.tail) or "")
        text += f"\n{following}" if starts and element.tag == "lb" else following


def _is_title(block: str, title: str | None) -> bool:
    """Whether a heading repeats the title, perhaps with other punctuation or spaces."""
    return bool(title) and noise.letters(block) == noise.letters(str(title))


def _joined(top: Iterable[Block], blocks: Iterable[Block]) -> tuple[str, tuple[Passage, ...]]:
    """The lines at the top and the blocks as one text, with the passages whose kind is known."""
    text = ""
    known = []
    for gap, group in (("\n", top), ("\n\n", blocks)):
        for block, kind in group:
            text += gap if text else ""
            if kind is not None:
                known.append(Passage(Span(len(text), len(text) + len(block), block), kind))
            text += block
    return text, tuple(known)


def _in_words(day: str) -> str:
    """A date such as 2024-03-04 as it stands in bylines: *4 March 2024*."""
    year, month, number = day.split("-")
    return f"{int(number)} {MONTHS[int(month) - 1]} {year}"
