"""The whole way from a text to an :class:`~quoteattr.model.Article`, top to bottom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from quoteattr import contents, cues, marks, names, passages, roles
from quoteattr.draft import Attribution, Resolution
from quoteattr.errors import MissingAnnotationError
from quoteattr.language import required_annotation
from quoteattr.model import Article, Evidence, Kind, Mark, Passage, Quote, Span, Speaker
from quoteattr.speakers import Cast
from quoteattr.syntax import Page

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

BATCH = 32  # passages parsed together: more needs more memory and gains nothing on one core


def attribute(doc: Doc, split: tuple[Passage, ...] | None = None, *, model: str = "", version: str = "") -> Article:
    """The article in a parsed ``doc``: every step of the library in the order in which it happens."""
    text = doc.text
    split = passages.split(text) if split is None else split
    if not text.strip():
        return Article(text, passages=split, model=model, version=version)
    if missing := required_annotation(doc):
        raise MissingAnnotationError(missing)
    page = Page(doc, split, marks.scan(text, split))
    found, unspoken = contents.attribute(page, cues.find(page))
    named = names.find(page)
    cast = Cast(page, names.cluster(page, named), roles.read(page, named), roles.of_phrase)
    resolutions = [cast.resolve(attribution) for attribution in found]
    speakers = _speakers(page, cast, found, resolutions)
    quotes = tuple(_quote(page, a, r, speakers) for a, r in zip(found, resolutions, strict=True))
    labelled = tuple(marks.label(page, n) for n in unspoken)
    return Article(text, quotes, tuple(speakers.values()), labelled, split, model, version)


def _speakers(page: Page, cast: Cast, found: tuple[Attribution, ...], resolutions: list[Resolution]) -> dict[int, Speaker]:
    """Every quoted referent once, in order of first quotation."""
    first: dict[int, int] = {}
    for attribution, resolution in zip(found, resolutions, strict=True):
        if resolution.referent is not None and resolution.referent not in first:
            first[resolution.referent] = page.token_at(attribution.pieces[0][0])
    return {number: cast.speaker(number, token) for number, token in first.items()}


def _quote(page: Page, a: Attribution, r: Resolution, speakers: dict[int, Speaker]) -> Quote:
    text = page.doc.text
    content = tuple(Span.of(text, *piece) for piece in a.pieces)
    cue = Span.of(text, *page.chars(*a.cue)) if a.cue else None
    source = Span.of(text, *page.chars(a.source.start, a.source.end)) if a.source else None
    addressee = Span.of(text, *page.chars(a.addressee.start, a.addressee.end)) if a.addressee else None
    speaker = speakers.get(r.referent) if r.referent is not None else None
    where = page.passages[page.passage_of[page.token_at(a.pieces[0][0])]].kind
    evidence = [Evidence(a.rule, f"“{cue}” reports these words" if cue else "no cue of its own", cue)]
    if speaker is not None:
        evidence.append(Evidence(r.rule, f"“{source or '…'}” is {speaker.label}", source))
    return Quote(_kind(page, a), content, cue, source, addressee, speaker, where, r.confidence, a.rule, tuple(evidence))


def _kind(page: Page, a: Attribution) -> Kind:
    outer = {(s.start, s.end) for s in page.outer}
    if all(piece in outer for piece in a.pieces):
        return "direct"
    marked = any(s.start < end and start < s.end for start, end in a.pieces for s in page.outer)
    return "mixed" if marked else "indirect"


def parse(nlp: Language, text: str) -> tuple[Doc, tuple[Passage, ...]]:
    """A text parsed passage by passage, as one ``Doc`` over the whole text."""
    return next(parse_all(nlp, [text]))


def parse_all(nlp: Language, texts: Iterable[str]) -> Iterator[tuple[Doc, tuple[Passage, ...]]]:
    """Texts parsed lazily and in order; passages of neighbouring texts share their batches."""
    from spacy.tokens import Doc

    pending: list[tuple[tuple[Passage, ...], list[Doc]]] = []

    def stream() -> Iterator[tuple[str, list[Doc]]]:
        for text in texts:
            split = passages.split(text)
            docs: list[Doc] = []
            pending.append((split, docs))
            for passage in split:
                yield passage.span.text, docs

    def ready() -> Iterator[tuple[Doc, tuple[Passage, ...]]]:
        while pending and len(pending[0][1]) == len(pending[0][0]):
            split, docs = pending.pop(0)
            if docs:
                yield Doc.from_docs(docs, ensure_whitespace=False), split
            else:
                yield nlp.make_doc(""), split

    for doc, docs in nlp.pipe(stream(), as_tuples=True, batch_size=BATCH):
        docs.append(doc)
        yield from ready()
    yield from ready()
