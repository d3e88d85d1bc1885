"""The spaCy component: ``nlp.add_pipe("quoteattr")`` gives every ``Doc`` its quotations.

spaCy finds the factory through an entry point, so nothing has to be imported to add or load the component. What is kept
in the ``Doc`` is JSON: it survives ``to_bytes``, ``DocBin(store_user_data=True)`` and ``n_process``. ``Doc._.article`` and
``Doc._.quotes`` build the values from it; a process that only reads stored ``Doc``s imports this module for them. Where
something else stands there, or an article of another text, they raise :class:`~quoteattr.errors.InvalidArticleError`.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, get_args

from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.tokens import Span as TokenSpan
from spacy.training import Example

from quoteattr import pipeline
from quoteattr.errors import InvalidArticleError
from quoteattr.model import Article, Kind, Quote, Quotes, Span, Speaker
from quoteattr.nlp import models
from quoteattr.options import DEFAULT, SPANS_KEY, Options
from quoteattr.output import plain
from quoteattr.own.adaptation import PACKAGED
from quoteattr.own.weights import OwnWeights
from quoteattr.own.words import OwnWords

KEY: Any = ("._.", "quoteattr", 0, None)
"""Where the JSON stands in ``Doc.user_data``: under a name that ``Doc.from_docs`` takes along without a word."""


def _article(doc: Doc) -> Article | None:
    """The article that the ``Doc`` holds, checked: a stored ``Doc`` may be somebody else's. Several joined ones hold none."""
    data = doc.user_data.get(KEY, doc.user_data.get(KEY[1]))  # the second is where earlier releases put it
    joined = sum(isinstance(key, tuple) and key[:2] == KEY[:2] for key in doc.user_data) > 1
    if data is None or joined:
        return None
    article = _read(data) if isinstance(data, str | bytes) else plain.from_json(data)  # which refuses it
    if article.text != doc.text:
        raise InvalidArticleError("article: the text is not that of the Doc which holds it")
    return article


@lru_cache(maxsize=4)
def _read(data: str | bytes) -> Article:
    return plain.from_json(data)  # once, and not for every span that is asked


def _quotes(doc: Doc) -> Quotes:
    article = _article(doc)
    return article.quotes if article is not None else Quotes()


def _quote(span: TokenSpan) -> Quote | None:
    """The quotation that a span belongs to: of a group of ours its own, of any other the innermost one it stands in."""
    quotes = _quotes(span.doc)
    if span.label_ in _LABELS and span.id_.isdecimal() and int(span.id_) < len(quotes):
        return quotes[int(span.id_)]
    start, end = span.start_char, span.end_char
    around = [(len(p), q) for q in quotes for p in q.content if p.start <= start and end <= p.end]
    return min(around, key=lambda pair: pair[0])[1] if around else None


def _speaker(span: TokenSpan) -> Speaker | None:
    quote = _quote(span)
    return quote.speaker if quote is not None else None


_LABELS = {*get_args(Kind), "cue", "source"}

Doc.set_extension("article", getter=_article, force=True)
Doc.set_extension("quotes", getter=_quotes, force=True)
TokenSpan.set_extension("quote", getter=_quote, force=True)
TokenSpan.set_extension("speaker", getter=_speaker, force=True)


class QuoteAttributor:
    """Finds the quotations of a parsed ``Doc`` and links them to speakers.

    Sets ``Doc._.article``, ``Doc._.quotes`` and three span groups, see :func:`set_spans`; ``Span._.quote`` and ``Span._.speaker`` tell of
    a span in these groups, or anywhere in a quotation, whose words it is part of. The pipeline before it must
    tag, parse and recognise names. ``min_confidence`` is that of :func:`quoteattr.extract`, ``weights`` and ``lexicon`` are
    those of :func:`quoteattr.load`; ``scorer`` is what ``Language.evaluate`` asks how well the spans agree with annotated ones.
    """

    def __init__(
        self,
        *,
        model: str = "",
        spans_key: str = SPANS_KEY,
        min_confidence: float = DEFAULT.min_confidence,
        weights: OwnWeights | None = None,
        lexicon: OwnWords | None = None,
        scorer: Callable[..., dict[str, Any]] | None = None,
    ) -> None:
        self.own = PACKAGED.with_own(weights, lexicon)
        self.model = ", ".join(filter(None, (model, self.own.tag)))
        self.spans_key = spans_key
        self.options = Options(min_confidence=min_confidence)
        self.scorer = scorer

    def __call__(self, doc: Doc) -> Doc:
        article = pipeline.attribute_parsed(doc, self.model, self.options, self.own)
        doc.user_data[KEY] = plain.to_json(article)
        set_spans(doc, article, self.spans_key)
        return doc

    def score(self, examples: Iterable[Example], **settings: Any) -> dict[str, Any]:
        """The scorer's figures on examples whose reference has the span group ``spans_key``."""
        return self.scorer(examples, **{"spans_key": self.spans_key} | settings) if self.scorer else {}


def set_spans(doc: Doc, article: Article, spans_key: str = SPANS_KEY) -> None:
    """Lays the article's quotations over a ``Doc`` of the same text, as span groups.

    ``doc.spans[spans_key]`` has a span for every piece of content, labelled with the kind of its quotation;
    ``<spans_key>_cues`` and ``<spans_key>_sources`` have the reporting expressions and the source mentions, labelled
    ``cue`` and ``source``. The ``id_`` of a span is the number of its quotation. Edges within a token move outwards, to
    its own. Raises ``ValueError`` if the texts differ.
    """
    if doc.text != article.text:
        raise ValueError("the Doc and the article have different texts")

    def group(name: str, places: Iterable[tuple[int, str, Span | None]]) -> None:
        doc.spans[name] = [
            span
            for number, label, place in places
            if place is not None
            if (span := doc.char_span(place.start, place.end, label, alignment_mode="expand", span_id=str(number)))
        ]

    quotes = list(enumerate(article.quotes))
    group(spans_key, ((number, quote.kind, piece) for number, quote in quotes for piece in quote.content))
    group(f"{spans_key}_cues", ((number, "cue", quote.cue) for number, quote in quotes))
    group(f"{spans_key}_sources", ((number, "source", quote.source) for number, quote in quotes))


def to_docbin(articles: Iterable[Article], nlp: Language, *, spans_key: str = SPANS_KEY) -> DocBin:
    """Articles as training data for spaCy: a ``DocBin`` of tokenised texts with the span groups of :func:`set_spans`.

    spaCy's ``spancat`` learns from one of the groups. ``nlp`` is any pipeline with the tokenizer that will be used in
    training; nothing else of it runs. Each ``Doc`` holds its article, too. A label is only as right as the article: correct what
    was extracted, or build articles from annotations, before a model learns from it.

    Raises :class:`~quoteattr.errors.InvalidArticleError` for a text with lone surrogates, which spaCy cannot hold.

    >>> import spacy
    >>> article = Article("She said no.", (Quote("indirect", (Span(9, 11, "no"),), cue=Span(4, 8, "said")),))
    >>> nlp = spacy.blank("en")
    >>> (doc,) = to_docbin([article], nlp).get_docs(nlp.vocab)
    >>> [(span.text, span.label_) for span in doc.spans["quotes"]], doc.spans["quotes_cues"][0].text
    ([('no', 'indirect')], 'said')
    """
    stored = DocBin(store_user_data=True)
    for article in articles:
        if plain.encodable(article.text) != article.text:
            raise InvalidArticleError("article: the text has a lone surrogate, which spaCy cannot hold")
        doc = nlp.make_doc(article.text)
        doc.user_data[KEY] = plain.to_json(article)
        set_spans(doc, article, spans_key)
        stored.add(doc)
    return stored


@Language.factory(
    "quoteattr",
    assigns=["doc._.article", "doc._.quotes", "doc.spans", "span._.quote", "span._.speaker"],
    requires=["token.tag", "token.dep", "doc.ents"],
    default_config={
        "spans_key": SPANS_KEY,
        "min_confidence": DEFAULT.min_confidence,
        "weights": None,
        "lexicon": None,
        "scorer": {"@scorers": "spacy.spancat_scorer.v1"},
    },
)
def make_quoteattr(
    nlp: Language,
    name: str,
    spans_key: str,
    min_confidence: float,
    scorer: Callable[..., Any] | None,
    weights: str | dict[str, Any] | None = None,
    lexicon: str | dict[str, Any] | None = None,
) -> Any:
    """The factory behind ``nlp.add_pipe("quoteattr")``; ``spans_key`` names the span groups it fills."""
    return QuoteAttributor(
        model=models.model_name(nlp),
        spans_key=spans_key,
        min_confidence=min_confidence,
        weights=weights,
        lexicon=lexicon,
        scorer=scorer,
    )
