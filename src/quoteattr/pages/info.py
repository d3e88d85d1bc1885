"""The metadata of a page: title, authors, date, publication and language of its article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from quoteattr import lexicon
from quoteattr.model import PageInfo
from quoteattr.pages import noise

_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review)$")
_SEPARATOR = re.compile(r"\s+[|–—·-]\s+|\s*\|\s*")
_HOST = re.compile(r"^(?:https?:)?//(?:www\.)?([^/:]+)", re.IGNORECASE)
_LONGEST_LABEL = 2  # words of a title that may be only the name of a section, if the headline is longer


def of_page(tree: Any, found: Any, url: str | None) -> PageInfo:
    """The metadata in the structured data of a page, and where that is silent, what trafilatura has ``found``."""
    stories = list(_stories(tree))
    address = url or found.url or None
    site = _site(found.sitename, address)
    named = [name for story in stories for name in _names(story.get("author"))]
    authors = noise.authors(named, site) or noise.authors((found.author or "").split(";"), site)
    headlines = [text.strip() for story in stories if isinstance(text := story.get("headline"), str)]
    title = _title(found.title or "", next(filter(None, headlines), ""), site)
    return PageInfo(title or None, authors, found.date or None, address, site, _language(tree))


def _stories(tree: Any) -> Iterator[dict[str, Any]]:
    """The descriptions of articles in the structured data of a page (JSON-LD)."""
    for script in tree.iter("script"):
        if script.get("type", "").lower() == "application/ld+json":
            with suppress(ValueError, RecursionError):
                yield from _articles(json.loads(script.text or "", strict=False))


def _articles(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, list):
        for item in data:
            yield from _articles(item)
    elif isinstance(data, dict):
        given = data.get("@type")
        types = given if isinstance(given, list) else [given]
        if any(isinstance(name, str) and _ARTICLE.search(name) for name in types):
            yield data
        yield from _articles(data.get("@graph"))


def _names(author: Any) -> Iterator[str]:
    """The names in a value for *author*: a name, an object with one, or a list of either."""
    if isinstance(author, list):
        for one in author:
            yield from _names(one)
    elif isinstance(author, dict):
        yield from _names(author.get("name"))
    elif isinstance(author, str):
        yield author


def _title(title: str, headline: str, site: str | None) -> str:
    """The title without the name of the site; the headline instead where the title is only a label or contains the headline.

    >>> _title("Rain to come - Harbour Gazette", "", "Harbour Gazette"), _title("Opinion | Rain to come", "", None)
    ('Rain to come', 'Rain to come')
    >>> _title("News", "Rain to come in Eastwick", None)
    'Rain to come in Eastwick'
    """
    parts = [(part.start(), part.end()) for part in _SEPARATOR.finditer(title)]
    if parts and noise.is_site(title[parts[-1][1] :], site):
        title = title[: parts[-1][0]]
    first, bar, rest = title.partition("|")
    if bar and first.strip().casefold() in lexicon.labelled("web_words", "section"):
        title = rest
    title = " ".join(title.split())
    is_label = len(title.split()) <= _LONGEST_LABEL < len(headline.split())
    return " ".join(headline.split()) if not title or is_label or (headline and headline in title) else title


def _site(name: str | None, url: str | None) -> str | None:
    """The name of the publication; its host if the name is missing or an address.

    >>> _site("https://www.example.org", None), _site(None, "https://example.org/news")
    ('example.org', 'example.org')
    """
    if name and not (found := _HOST.match(name)):
        return name.lstrip("@")
    host = found if name else _HOST.match(url or "")
    return host[1].lower() if host else None


def _language(tree: Any) -> str | None:
    """The language tag that the page declares: *en-GB*."""
    for element in tree.iter("html", "meta"):
        if element.tag == "meta":
            name = element.get("http-equiv") or element.get("property") or ""
            declared = element.get("content") if name.lower() in ("content-language", "og:locale") else None
        else:
            xml_lang = element.get("{http://www.w3.org/XML/1998/namespace}lang") or element.get("xml:lang")
            declared = element.get("lang") or xml_lang
        if declared and re.fullmatch(r"[A-Za-z]{2,3}(?:[_-][A-Za-z0-9]{2,8})*", declared.strip()):
            return str(declared).strip().replace("_", "-")
    return None
