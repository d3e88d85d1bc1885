"""Pages → articles, one or many, through the same streams as texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import repeat
from operator import length_hint
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

import attrs

from quoteattr import api
from quoteattr.errors import as_many
from quoteattr.model import Article
from quoteattr.options import BATCH_SIZE, DEFAULT, Options, Resolver
from quoteattr.pages.reading import WebPage, read_page

if TYPE_CHECKING:
    from spacy.language import Language

    from quoteattr.streams import Errors, Given


@attrs.frozen
class Source:
    """A page as it was given, and its address."""

    html: str | bytes
    url: str | None = None


def given(source: Source) -> Given:
    """The text of a page and its metadata, as a stream takes it."""
    return of_page(read_page(source.html, url=source.url))


def of_page(page: WebPage) -> Given:
    """A page read before, as a stream takes it."""
    from quoteattr.streams import Given

    return Given(page.text, page.kind_of, page.info)


def extract_html(
    html: str | bytes,
    *,
    url: str | None = None,
    nlp: str | Path | Language | None = None,
    resolver: Resolver | None = None,
    min_confidence: float = DEFAULT.min_confidence,
) -> Article:
    """Every quotation in the article of a web page: :func:`read_page`, then :func:`quoteattr.extract`.

    ``article.text`` is the text that was taken out of the page, and all offsets count in it, not in the HTML;
    ``article.page`` is what the page says of title, authors, date, address, site and language. Title, byline, date and
    headings are passages of their kinds. A page without an article gives an article without quotes. Words in a block quote
    without quotation marks are read like any paragraph: they are quotations only where a reporting expression says so.
    Arguments, warnings and errors are those of the two functions.

    >>> html = "<html><body><article><h1>Rain</h1><p>“It will rain,” said Ann Poole.</p></article></body></html>"
    >>> article = extract_html(html)
    >>> [(passage.kind, passage.span.text.strip()) for passage in article.passages]
    [('headline', 'Rain'), ('body', '“It will rain,” said Ann Poole.')]
    >>> str(article.quotes[0]), article.page.title
    ('Ann Poole: It will rain,', 'Rain')
    """
    from quoteattr import streams

    reader = streams.Reader(api.load(nlp), Options(resolver, min_confidence), given, (Source,))
    article = reader.article(Source(html, url))
    if streams.is_foreign(article):
        streams.warn_of_language("the page is")
    return article


@overload
def pipe_html(
    pages: Iterable[str | bytes],
    *,
    urls: Iterable[str | None] | None = ...,
    as_tuples: Literal[False] = ...,
    nlp: str | Path | Language | None = ...,
    batch_size: int = ...,
    n_process: int = ...,
    progress: bool = ...,
    errors: Errors = ...,
    resolver: Resolver | None = ...,
    min_confidence: float = ...,
) -> Iterator[Article]: ...
@overload
def pipe_html(
    pages: Iterable[tuple[str | bytes, api.Context]],
    *,
    urls: Iterable[str | None] | None = ...,
    as_tuples: Literal[True],
    nlp: str | Path | Language | None = ...,
    batch_size: int = ...,
    n_process: int = ...,
    progress: bool = ...,
    errors: Errors = ...,
    resolver: Resolver | None = ...,
    min_confidence: float = ...,
) -> Iterator[tuple[Article, api.Context]]: ...
def pipe_html(
    pages: Iterable[Any],
    *,
    urls: Iterable[str | None] | None = None,
    as_tuples: bool = False,
    nlp: str | Path | Language | None = None,
    batch_size: int = BATCH_SIZE,
    n_process: int = 1,
    progress: bool = False,
    errors: Errors = "raise",
    resolver: Resolver | None = None,
    min_confidence: float = DEFAULT.min_confidence,
) -> Iterator[Any]:
    """Articles for a stream of web pages, as :func:`quoteattr.pipe` has them for texts; each page is read as by :func:`extract_html`.

    ``pages`` are strings or bytes of HTML, with ``as_tuples`` pairs of a page and anything else, which comes back beside its
    article. ``urls`` are their addresses, as many as there are pages. Pages are parsed by the worker processes, where
    ``n_process`` asks for some. Everything else is as in :func:`quoteattr.pipe`.

    >>> pages = ["<html><body><p>It will rain, the council said.</p></body></html>", "no page at all"]
    >>> failed = []
    >>> [len(article) for article in pipe_html(pages, errors=lambda page, context, error: failed.append(str(error)))], failed
    ([1], ['this is no HTML: there is not a single tag in it'])
    """
    if isinstance(pages, str | bytes):
        raise TypeError("pipe_html() takes several pages; for one page use extract_html()")
    api.check_stream(pages, batch_size, n_process, errors)
    pairs = api.paired(pages) if as_tuples else ((page, None) for page in pages)
    if isinstance(urls, str):
        raise TypeError("urls are as many as there are pages, not one")
    addressed = zip(pairs, repeat(None)) if urls is None else as_many(pairs, urls, "pages", "urls")
    sources = (
        (Source(page, url) if isinstance(page, str | bytes) else page, context) for (page, context), url in addressed
    )
    found = api.read(
        nlp,
        sources,
        length_hint(pages) if progress else None,
        batch_size=batch_size,
        n_process=n_process,
        errors=errors,
        options=Options(resolver, min_confidence),
        prepare=given,
        takes=(Source,),
        wanted="a web page is str or bytes",
    )
    return api.Stream(found if as_tuples else (article for article, _ in found), leaves_out=errors != "raise")
