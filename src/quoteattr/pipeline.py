"""The whole way from a text to an :class:`~quoteattr.model.Article`, top to bottom."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from quoteattr import clauses, contents, cues, entities, labels, marks, names, passages, phrases, roles, spelling
from quoteattr.draft import Attribution, Resolution
from quoteattr.errors import MissingAnnotationError
from quoteattr.language import required_annotation
from quoteattr.model import Article, Evidence, Kind, Passage, Quote, Span, Speaker
from quoteattr.speakers import Cast
from quoteattr.syntax import Page
from quoteattr.version import __version__

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

BATCH = 32  # passages parsed together: more needs more memory and gains nothing on one core

_WRAP = re.compile(r"(?<=\S)[ \t]*(?:\r\n|[\r\n])[ \t]*(?=\S)")
_UNENCODABLE = re.compile("[\ud800-\udfff]")  # lone surrogates, which no tokenizer takes


def attribute(doc: Doc, text: str, split: tuple[Passage, ...], *, model: str = "") -> Article:
    """The article in a parsed ``doc`` over ``text``: every step of the library in the order in which it happens."""
    if not text.strip():
        return Article(text, passages=split, model=model, version=__version__)
    if missing := required_annotation(doc):
        raise MissingAnnotationError(missing)
    page = Page(text, doc, split, marks.scan(text, split))
    reporting = cues.find(page)
    reported = clauses.find(page, reporting) + phrases.find(page, reporting)
    found, unspoken = contents.attribute(page, reporting, reported, labels.find(page))
    named = names.find(page)
    cast = Cast(page, entities.cluster(page, named), roles.read(page, named), roles.of_phrase)
    resolutions = [cast.resolve(attribution) for attribution in found]
    speakers = _speakers(page, cast, found, resolutions)
    quotes = tuple(_quote(page, a, r, speakers) for a, r in zip(found, resolutions, strict=True))
    labelled = tuple(marks.label(page, number) for number in unspoken)
    return Article(text, quotes, tuple(dict.fromkeys(speakers.values())), labelled, split, model, __version__)


def model_name(nlp: Language) -> str:
    """What an article says of the pipeline that parsed it: its name and version."""
    return f"{nlp.meta.get('lang', '')}_{nlp.meta.get('name', '')} {nlp.meta.get('version', '')}".strip()


def _speakers(
    page: Page, cast: Cast, found: tuple[Attribution, ...], resolutions: list[Resolution]
) -> dict[int, Speaker]:
    """Every quoted referent once, in order of first quotation."""
    first: dict[int, int] = {}
    for attribution, resolution in zip(found, resolutions, strict=True):
        if resolution.referent is not None and resolution.referent not in first:
            first[resolution.referent] = page.token_at(attribution.pieces[0][0])
    return {number: cast.speaker(number, token) for number, token in first.items()}


def _quote(page: Page, a: Attribution, r: Resolution, speakers: dict[int, Speaker]) -> Quote:
    text = page.string
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
    if all(piece in page.outer_edges for piece in a.pieces):
        return "direct"
    tokens = (page.token_range(*piece) for piece in a.pieces)
    marked = any(page.inside[i] >= 0 for start, end in tokens for i in range(start, end))
    return "mixed" if marked else "indirect"


def _readable(text: str) -> str:
    """A passage as the parser gets it, of the same length: no lone surrogates, no line ends between words."""
    return _WRAP.sub(lambda gap: " " * len(gap.group()), _UNENCODABLE.sub("\ufffd", spelling.usual(text)))


def parse(nlp: Language, texts: Iterable[str]) -> Iterator[tuple[Doc, str, tuple[Passage, ...]]]:
    """Texts parsed lazily and in order, each passage by itself and then joined to one ``Doc`` over the whole text.

    Parsed as one piece a page runs headline, byline and first sentence together. Passages of neighbouring texts share
    their batches.
    """
    from spacy.tokens import Doc

    pending: deque[tuple[str, tuple[Passage, ...], list[Doc]]] = deque()

    def stream() -> Iterator[tuple[str, list[Doc]]]:
        for text in texts:
            docs: list[Doc] = []
            pending.append((text, passages.split(text, longest=min(passages.LONGEST, nlp.max_length)), docs))
            for passage in pending[-1][1]:
                yield _readable(passage.span.text), docs

    def ready() -> Iterator[tuple[Doc, str, tuple[Passage, ...]]]:
        while pending and len(pending[0][2]) == len(pending[0][1]):
            text, split, docs = pending.popleft()
            yield Doc.from_docs(docs, ensure_whitespace=False) if docs else nlp.make_doc(""), text, split

    for doc, docs in nlp.pipe(stream(), as_tuples=True, batch_size=BATCH):
        docs.append(doc)
        yield from ready()
    yield from ready()
