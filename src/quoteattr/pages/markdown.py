"""Markdown → its text: of links, emphasis and images the words remain; headings are known as such."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from quoteattr.extras import optional
from quoteattr.model import PageInfo
from quoteattr.pages import noise
from quoteattr.pages.reading import Block, WebPage

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*$\r?\n?", re.DOTALL | re.MULTILINE)
_ENTRY = re.compile(
    r"^(title|author|authors|date|url|language|lang|site):[ \t]*(.+?)[ \t]*$", re.MULTILINE | re.IGNORECASE
)
_DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-\d\d")


def read_markdown(text: str) -> WebPage:
    """The text of an article in Markdown (CommonMark): paragraphs, list items and headings, without signs and addresses.

    Title, author, date, address, site and language are taken from the lines between ``---`` at the top, if they are there, else the
    title is the first heading of level 1. Code and raw HTML are left out. Raises
    :class:`~quoteattr.errors.MissingExtraError` where markdown-it-py is not installed.

    >>> read_markdown("# Rain to come\\n\\n*It will rain*, [Ann Poole](https://example.org) said.").text
    'Rain to come\\n\\nIt will rain, Ann Poole said.'
    """
    if not isinstance(text, str):
        raise TypeError(f"Markdown is str, not {type(text).__name__}")
    front = _FRONT_MATTER.match(text)
    meta = {key.lower(): value.strip("\"'[] ") for key, value in _ENTRY.findall(front[1] if front else "")}
    blocks = list(_blocks(text[front.end() :] if front else text))
    title = meta.get("title") or next((block for block, kind in blocks if kind == "headline"), None)
    authors = noise.authors([meta.get("authors") or meta.get("author") or ""], meta.get("site"))
    day = _DAY.match(meta.get("date", ""))
    language = meta.get("language") or meta.get("lang")
    return WebPage.of(PageInfo(title, authors, day and day[0], meta.get("url"), meta.get("site"), language), blocks)


def _blocks(text: str) -> Iterator[Block]:
    """The paragraphs, list items and headings; only headings have a kind."""
    parser: Any = optional("markdown_it").MarkdownIt("commonmark").enable("table")
    parser.normalizeLink = str  # addresses are left out, and some could not be encoded
    heading = ""
    for token in parser.parse(text):
        if token.type == "heading_open":
            heading = token.tag
        elif token.type == "inline":
            words = "".join(map(_words, token.children)).strip()
            if words:
                yield words, ("headline" if heading == "h1" else "subheading") if heading else None
            heading = ""


def _words(token: Any) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return " " if token.type == "softbreak" else "\n"
    return str(token.content) if token.type in ("text", "code_inline") else ""
