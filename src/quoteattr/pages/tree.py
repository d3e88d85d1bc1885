"""A page → its parsed tree, without boxes that are not part of the article, and with the parts of the article in one container."""

from __future__ import annotations

import codecs
import re
from collections import defaultdict
from functools import cache
from typing import Any

from quoteattr import lexicon
from quoteattr.errors import InvalidPageError
from quoteattr.extras import optional

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://\S+|[^\s<>]+\.x?html?", re.IGNORECASE)
_TAG = re.compile(r"<(?:!doctype\b|/?[a-z][a-z0-9]*[\s/>])", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_HEAD = 4096  # bytes in which a page names its encoding
_CONTAINER = re.compile(r"\b(?:article|story|post|entry)(?:[\s_-]*(?:body|content|text))")
_SHORTEST_PARAGRAPH = 80  # letters of a paragraph that shows that its container holds part of the article
_SHORTEST_TITLE = 4  # words of the title of another article
_SENTENCE_ENDS = tuple(".:!?…)’”'\"")
_SHARE_OF_ARTICLE = 3  # a box that holds a third of a page's text or more is the article


def parsed(html: str | bytes) -> Any | None:
    """The tree of a page, ready to be searched for its article; None if there is nothing in it.

    Raises :class:`~quoteattr.errors.InvalidPageError` for what is no HTML.
    """
    html = _decoded(html)
    trafilatura = optional("trafilatura")
    if isinstance(html, str):
        html = html.encode("utf-8", "replace").decode("utf-8")  # lone surrogates, which no parser takes
        if not re.search("<(html|body)\\b", html, re.IGNORECASE):
            html = f"<html><body>{html}</body></html>"  # fragments are parsed wrongly
    tree = trafilatura.load_html(html)
    if tree is not None:
        _drop_boxes(tree)
        _drop_pointers(tree)
        _join_containers(tree)
    return tree


def _decoded(html: str | bytes) -> str | bytes:
    """The page as a string; bytes whose encoding can only be guessed stay bytes."""
    if isinstance(html, bytes):
        html = _as_declared(html)
    legible = html if isinstance(html, str) else html.decode("latin-1").replace("\0", "")
    if not _TAG.search(legible):
        fetched = ", and nothing is fetched or opened here" if _ADDRESS.fullmatch(legible.strip()) else ""
        raise InvalidPageError(f"this is no HTML: there is not a single tag in it{fetched}")
    return html


def _as_declared(html: bytes) -> str | bytes:
    """The page decoded as UTF-8 or as it declares, if that is possible.

    Latin-1 is read as Windows-1252, which has quotation marks where Latin-1 has none: browsers do so.
    """
    declared = _CHARSET.search(html, 0, _HEAD)
    for encoding in ("utf-8-sig", *([declared[1].decode("ascii")] if declared else [])):
        try:
            codec = codecs.lookup(encoding).name
            if not codec.startswith("utf-16"):  # the declaration was found as ASCII, so it is wrong
                return html.decode("cp1252" if codec in ("iso8859-1", "ascii") else codec)
        except (UnicodeError, LookupError):
            continue
    return html


@cache
def _box() -> re.Pattern[str]:
    """The names of boxes in classes and ids, however their words are joined: hover-card, hoverCard__link."""
    names = sorted(lexicon.words("page_boxes"))
    return re.compile(r"\b(?:" + "|".join(name.replace(" ", r"[\s_-]*") for name in names) + r")(?![a-z])")


def _drop_boxes(tree: Any) -> None:
    """Remove boxes that are named as such, unless they hold a large part of the text."""
    elements = (element for element in tree.iter() if isinstance(element.tag, str))
    found = [e for e in elements if _box().search(f"{_classes(e)} {e.get('id', '').lower()}")]
    whole = len(tree.text_content()) if found else 0
    for element in found:
        if element.getparent() is not None and len(element.text_content()) * _SHARE_OF_ARTICLE < whole:
            element.drop_tree()


def _drop_pointers(tree: Any) -> None:
    """Remove paragraphs that are nothing but a link, and no sentence: the titles of other articles."""
    for link in list(tree.iter("a")):
        text = " ".join(link.text_content().split())
        within = next(link.iterancestors("p", "li", "td", "div", "body"), None)
        if within is None or within.tag != "p" or len(text.split()) < _SHORTEST_TITLE or text.endswith(_SENTENCE_ENDS):
            continue
        if " ".join(within.text_content().split()) == text:
            within.drop_tree()


def _join_containers(tree: Any) -> None:
    """Where advertisements split an article into several containers of one class, move the content of all into the first.

    Containers with a headline between them, or in different ``article`` elements, are different articles and stay apart.
    """
    alike: defaultdict[tuple[str, Any], list[Any]] = defaultdict(list)
    headlines, last_article = 0, None
    for element in tree.iter("h1", "article", "div", "section"):
        if element.tag == "h1":
            headlines += 1
        elif element.tag == "article":
            last_article = element
        elif _CONTAINER.search(_classes(element)) and any(
            len(p.text_content()) > _SHORTEST_PARAGRAPH for p in element.iterchildren("p")
        ):
            within = next(element.iterancestors("article"), None)
            alike[_classes(element), (headlines, within if within is last_article else None)].append(element)
    for first, *others in alike.values():
        for other in others:
            if first not in other.iterancestors() and other.getparent() is not None:
                first.extend(list(other))


def _classes(element: Any) -> str:
    return str(element.get("class", "")).lower()
