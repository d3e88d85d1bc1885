"""The spaCy component: ``nlp.add_pipe("quoteattr")`` gives every ``Doc`` its quotations.

spaCy finds the factory through an entry point, so nothing has to be imported to add or load the component. What is kept
in the ``Doc`` is JSON: it survives ``to_bytes``, ``DocBin(store_user_data=True)`` and ``n_process``. ``Doc._.article`` and
``Doc._.quotes`` build the values from it; a process that only reads stored ``Doc``s imports this module for them.
"""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from quoteattr import export, passages, pipeline
from quoteattr.model import Article, Quote

KEY = "quoteattr"
"""Where the JSON stands in ``Doc.user_data``."""


def _article(doc: Doc) -> Article | None:
    data = doc.user_data.get(KEY)
    return None if data is None else export.from_json(data)


def _quotes(doc: Doc) -> tuple[Quote, ...]:
    article = _article(doc)
    return article.quotes if article is not None else ()


Doc.set_extension("article", getter=_article, force=True)
Doc.set_extension("quotes", getter=_quotes, force=True)


class QuoteAttributor:
    """Finds the quotations of a parsed ``Doc`` and links them to speakers.

    Sets ``Doc._.article``, ``Doc._.quotes`` and the span group ``doc.spans[spans_key]``: a span for every piece of
    content, labelled with its kind, its ``id_`` the number of the quotation. The pipeline before it must tag, parse and
    recognise names. ``min_confidence`` is that of :func:`quoteattr.extract`.
    """

    def __init__(self, *, model: str = "", spans_key: str = "quotes", min_confidence: float = 0.0) -> None:
        self.model = model
        self.spans_key = spans_key
        self.min_confidence = min_confidence

    def __call__(self, doc: Doc) -> Doc:
        split = passages.split(doc.text)
        article = pipeline.attribute(doc, doc.text, split, model=self.model, min_confidence=self.min_confidence)
        doc.user_data[KEY] = export.to_json(article)
        doc.spans[self.spans_key] = [
            span
            for number, quote in enumerate(article.quotes)
            for piece in quote.content
            if (span := doc.char_span(piece.start, piece.end, quote.kind, alignment_mode="expand", span_id=str(number)))
        ]
        return doc


@Language.factory(
    "quoteattr",
    assigns=["doc._.article", "doc._.quotes", "doc.spans"],
    requires=["token.tag", "token.dep", "doc.ents"],
    default_config={"spans_key": "quotes", "min_confidence": 0.0},
)
def make_quoteattr(nlp: Language, name: str, spans_key: str, min_confidence: float) -> Any:
    """The factory behind ``nlp.add_pipe("quoteattr")``; ``spans_key`` names the span group it fills."""
    return QuoteAttributor(model=pipeline.model_name(nlp), spans_key=spans_key, min_confidence=min_confidence)
