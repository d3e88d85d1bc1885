"""The whole way from a text to an :class:`~quoteattr.model.Article`, top to bottom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quoteattr.assembly import Reading, assemble, people
from quoteattr.draft import CharSpan, Resolver
from quoteattr.errors import MissingAnnotationError
from quoteattr.model import Article, Passage
from quoteattr.nlp.models import required_annotation
from quoteattr.people import identities, names, roles
from quoteattr.quotations import attributions, clauses, cues, labels, marks, phrases
from quoteattr.speakers.cast import Cast
from quoteattr.speakers.queries import Queries
from quoteattr.speakers.resolve import resolve
from quoteattr.text import english
from quoteattr.text.page import Page
from quoteattr.version import __version__

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


def read(doc: Doc, text: str, split: tuple[Passage, ...], *, resolver: Resolver | None = None) -> Reading:
    """The stages in the order in which they happen, over a parsed ``doc``."""
    if missing := required_annotation(doc):
        raise MissingAnnotationError(missing)
    page = Page(text, doc, split, marks.scan(text, split))
    reporting = cues.find(page)
    reported = clauses.find(page, reporting) + phrases.find(page, reporting)
    found, unspoken = attributions.attribute(page, reporting, reported, labels.find(page))
    named = names.find(page)
    clusters = tuple(tuple(CharSpan(*span) for span in cluster) for cluster in resolver(text)) if resolver else ()
    cast = Cast(page, identities.cluster(page, named), roles.read(page, named))
    resolutions = resolve(Queries(cast, roles.of_phrase, clusters), found)
    return Reading(page, found, resolutions, people(page, found, resolutions), unspoken)


def attribute(
    doc: Doc,
    text: str,
    split: tuple[Passage, ...],
    *,
    model: str = "",
    resolver: Resolver | None = None,
    min_confidence: float = 0.0,
) -> Article:
    """The article in a parsed ``doc`` over ``text``, whose passages are ``split``; without quotations if it is not English."""
    if not text.strip() or not english.is_english(text):
        return Article(text, passages=split, model=model, version=__version__)
    return assemble(read(doc, text, split, resolver=resolver), model=model, min_confidence=min_confidence)


def model_name(nlp: Language) -> str:
    """What an article says of the pipeline that parsed it: its name and version."""
    return f"{nlp.meta.get('lang', '')}_{nlp.meta.get('name', '')} {nlp.meta.get('version', '')}".strip()
