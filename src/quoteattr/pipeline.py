"""The whole way from a parsed text to an :class:`~quoteattr.model.Article`, top to bottom.

What comes before is done for many texts at once, in :mod:`quoteattr.streams`: the fair copy, the passages, and parsing.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from quoteattr import lexicon
from quoteattr.assembly import Reading, assemble, people
from quoteattr.draft import Attribution, CharSpan, StretchId, TokenSpan, in_order
from quoteattr.english import is_worth_reading
from quoteattr.errors import MissingAnnotationError
from quoteattr.model import Article
from quoteattr.nlp.models import required_annotation
from quoteattr.options import Options, Resolver
from quoteattr.own.adaptation import Adaptation
from quoteattr.own.weights import Weights, packaged
from quoteattr.people import identities, names
from quoteattr.quotations import attributions, clauses, cues, labels, marks, phrases
from quoteattr.roles import statements, unnamed
from quoteattr.speakers.cast import Cast
from quoteattr.speakers.queries import Queries
from quoteattr.speakers.resolve import resolve, weighed
from quoteattr.text import passages, trades, within
from quoteattr.text.page import Page
from quoteattr.text.passages import Layout
from quoteattr.version import __version__

if TYPE_CHECKING:
    from spacy.tokens import Doc


def page_of(doc: Doc, layout: Layout) -> Page:
    """A parsed text with its marked stretches, on which all stages work."""
    if missing := required_annotation(doc):
        raise MissingAnnotationError(missing)
    return Page(layout.text, doc, layout.passages, marks.scan(layout.text, layout.passages, layout.usual))


def read(doc: Doc, layout: Layout, *, resolver: Resolver | None = None, weights: Weights | None = None) -> Reading:
    """What is found in a parsed ``doc``, stage by stage.

    ``weights`` are those of the package unless others are given; the word lists are those in use (:func:`quoteattr.lexicon.using`),
    with the trades that only this text names: whatever asks whether a noun is a post belongs into this block.
    """
    page = page_of(doc, layout)
    with lexicon.with_posts(trades.unlisted(page)):
        return _read(page, resolver, weights or packaged())


def _read(page: Page, resolver: Resolver | None, weights: Weights) -> Reading:
    """The stages that work on the page."""
    found, unspoken = said(page)
    if (inner := within.inside_out(page, found)) is not None:  # what is reported within the words of others
        found = in_order((*found, *within.reported_within(page, inner, said(inner)[0])))
    named = names.find(page)
    page = page.naming(TokenSpan(name.start, name.end) for name in named if name.kind == "organisation")
    clusters = (
        tuple(tuple(CharSpan(*span) for span in cluster) for cluster in resolver(page.string)) if resolver else ()
    )
    cast = Cast(page, identities.cluster(page, named), statements.read(page, named))
    queries = Queries(cast, unnamed.of_phrase, clusters)
    found = tuple(map(queries.whole, found))
    resolutions = resolve(queries, found, partial(weighed, weights=weights), to_end=True)
    page.forget()
    everybody = people(cast, found, resolutions)
    return Reading(page, cast.entities, cast.roles, found, resolutions, everybody, unspoken, weights, inner)


def said(page: Page) -> tuple[tuple[Attribution, ...], tuple[StretchId, ...]]:
    """The attributions of a page, and its marked stretches that are nobody's words."""
    reporting = cues.find(page)
    reported = clauses.find(page, reporting) + phrases.find(page, reporting)
    return attributions.attribute(page, reporting, reported, labels.find(page), labels.unmarked(page))


def attribute(doc: Doc, layout: Layout, *, model: str, options: Options, weights: Weights) -> Article:
    """The article in a parsed ``doc`` over an English text."""
    reading = read(doc, layout, resolver=options.resolver, weights=weights)
    return assemble(reading, model=model, min_confidence=options.min_confidence)


def attribute_parsed(doc: Doc, model: str, options: Options, own: Adaptation) -> Article:
    """The article in a ``doc`` that somebody else has parsed, whatever its language; ``own`` are a user's weights and words."""
    with lexicon.using(own.lexicon):
        layout = passages.lay_out(doc.text)
        if not is_worth_reading(layout.text):
            return unread(layout, model=model)
        return attribute(doc, layout, model=model, options=options, weights=own.weights)


def unread(layout: Layout, *, model: str) -> Article:
    """The article of a text that is not worth reading: without quotations."""
    return Article(layout.text, passages=layout.passages, model=model, version=__version__)
