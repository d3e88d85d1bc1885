"""Texts → parsed ``Doc``s, each passage read by itself and joined again to one ``Doc`` over the whole text.

Parsed as one piece a page runs headline, byline and first sentence together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, pairwise
from typing import TYPE_CHECKING, Any, cast

from quoteattr import lexicon
from quoteattr.model import Passage, PassageKind
from quoteattr.nlp import headlines, speed
from quoteattr.spelling import CLOSING_MARKS, DOUBLE_MARKS, OPENING_MARKS
from quoteattr.text import passages
from quoteattr.text.long import LongDoc, is_long
from quoteattr.text.passages import Layout

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

BATCH = 128  # passages parsed together
AHEAD, AHEAD_LENGTH = 768, 150_000  # passages, and their code points, of which those of a length are parsed together
BATCH_SIZE = 20_000  # code points of a batch, unless one alone has more: more needs more memory and gains little
LONGEST_WORD = 300  # code points without white space; what is longer is no word, and is tokenized in parts

_ANNOTATION = (
    ("TAG",),
    ("SENT_START",),
    ("ENT_IOB",),
    ("ENT_TYPE",),
    ("HEAD", "DEP"),
)  # as it is written: heads need labels
_SMALL = {"SPACY": "?", "SENT_START": "i1", "ENT_IOB": "i1", "HEAD": "i4"}  # what takes less than eight bytes
_DASH_BEFORE_MARK = re.compile(rf"(?<=\w)--(?=[\"{OPENING_MARKS}])")
_DASH_BEHIND_MARK = re.compile(rf"(?<=[\"{CLOSING_MARKS}])( ?)--(?=\w)")
_HYPHEN_BEHIND_MARK = re.compile(rf"(?<=[\"{CLOSING_MARKS}]) -(?=[A-Z])")
_WRAP = re.compile(r"(?<=\S)[ \t]*(?:\r\n|[\r\n])[ \t]*(?=\S)")
_LINE_ENDS = frozenset("\r\n")
_OF_SEVERAL = re.compile(r"‘[^‘]*?’(?!\w)|(?<=\ws)(’)(?= \w)")  # 'the owners’ claim', but not '‘close the bars’ now'
_ET_AL = re.compile(r"\bet al(\.(?! [A-Z]|\s*$)|\b)")  # 'Poole et al. say', but not 'by Poole et al. They say'
_CAPITALS = re.compile(r"\b[A-Z]{4,}\b")
_UNENCODABLE = re.compile("[\ud800-\udfff]")  # lone surrogates, which no tokenizer takes
_GLUED = re.compile(rf"[,.:;!?](?=[{DOUBLE_MARKS}][A-Za-z])")
_DASHED = re.compile(  # 'to go—“No,” she said', '“No”—and left'
    rf"(?<=[{DOUBLE_MARKS}{CLOSING_MARKS}])(?=[—–])|(?<=[—–])(?=[{DOUBLE_MARKS}{OPENING_MARKS}])"
    rf"|(?<=[{DOUBLE_MARKS}{CLOSING_MARKS}][—–])(?=\w)|(?<=\w)(?=[—–][{DOUBLE_MARKS}{OPENING_MARKS}])"
)
_TOO_LONG = re.compile(rf"\S{{{LONGEST_WORD}}}(?=\S)")


def parse(nlp: Language, texts: Iterable[str]) -> Iterator[tuple[Doc, str, tuple[Passage, ...]]]:
    """Texts of whatever language parsed in order, each with its passages."""
    layouts = [lay_out(nlp, text) for text in texts]
    for doc, layout in zip(docs(nlp, layouts), layouts, strict=True):
        yield doc, layout.text, layout.passages


def lay_out(nlp: Language, text: str) -> Layout:
    """A text cut into passages that a pipeline takes."""
    return passages.lay_out(text, longest=min(passages.LONGEST, nlp.max_length))


def docs(nlp: Language, layouts: Sequence[Layout]) -> Iterator[Doc]:
    """Texts parsed in order. The passages of neighbouring ones share their batches."""
    passages = (
        (p.kind, text) for layout in layouts for p, text in zip(layout.passages, readables(layout), strict=True)
    )
    found = parsed(nlp, passages)
    for layout in layouts:
        split = layout.passages
        yield _joined(islice(found, len(split)), _ANNOTATION) if split else nlp.make_doc("")


def parsed(nlp: Language, passages: Iterator[tuple[PassageKind, str]]) -> Iterator[Doc]:
    """Passages parsed in order; what is no prose is left as the tokenizer gives it.

    Those of a length share a batch, which takes as many steps as its longest passage does.
    """
    for ahead in _ahead(passages):
        given = [(kind != "data", text) for kind, text in ahead]
        once = list(dict.fromkeys(given))  # what a page says again and again is read once
        docs = [_tokenized(nlp, text) for _, text in once]
        prose = sorted((n for n, (is_prose, _) in enumerate(once) if is_prose), key=lambda n: len(docs[n]))
        for batch in _batches(prose, [len(text) for _, text in once]):
            for n, doc in zip(batch, speed.annotate(nlp, [docs[n] for n in batch]), strict=True):
                docs[n] = doc
        headed = {text for kind, text in ahead if kind == "headline"}
        titles = [n for n, (_, text) in enumerate(once) if text in headed]
        for n, doc in zip(titles, headlines.reread(nlp, [docs[n] for n in titles]), strict=True):
            docs[n] = doc
        read = {one: doc if one[0] else _unparsed(doc) for one, doc in zip(once, docs, strict=True)}
        yield from map(read.__getitem__, given)


def _ahead(passages: Iterable[tuple[PassageKind, str]]) -> Iterator[list[tuple[PassageKind, str]]]:
    """Passages some at a time, fewer where they are long."""
    some: list[tuple[PassageKind, str]] = []
    length = 0
    for kind, text in passages:
        some.append((kind, text))
        length += len(text)
        if len(some) == AHEAD or length >= AHEAD_LENGTH:
            yield some
            some, length = [], 0
    yield some


def _batches(numbers: Iterable[int], lengths: Sequence[int]) -> Iterator[list[int]]:
    """Numbers of passages that are parsed together."""
    batch: list[int] = []
    size = 0
    for n in numbers:
        if batch and (len(batch) == BATCH or size + lengths[n] > BATCH_SIZE):
            yield batch
            batch, size = [], 0
        batch.append(n)
        size += lengths[n]
    if batch:
        yield batch


def _unparsed(doc: Doc) -> Doc:
    """The tokens of what is no prose, each by itself, of no part of speech and in no name."""
    from spacy.tokens import Doc

    words, spaces, n = [t.text for t in doc], [bool(t.whitespace_) for t in doc], len(doc)
    return Doc(doc.vocab, words, spaces, tags=["XX"] * n, deps=["ROOT"] * n, heads=[*range(n)], ents=["O"] * n)


def _tokenized(nlp: Language, passage: str) -> Doc:
    """The tokens of a passage; marks without a space on either side are parted from the words: 'She said:"No,"and left.'

    spaCy's tokenizer takes punctuation off the edges of a word sign by sign, and looks through the rest each time: ten
    thousand marks in a row would take it ten seconds.
    """
    # not nlp.make_doc: a passage has a bounded number of words, but any white space behind it, which that would count
    cuts = {found.end() for found in _TOO_LONG.finditer(passage)}
    for found in _GLUED.finditer(passage):
        cuts |= {found.end(), found.end() + 1}
    if "—" in passage or "–" in passage:
        cuts.update(found.end() for found in _DASHED.finditer(passage))
    docs = [nlp.tokenizer(passage[start:end]) for start, end in pairwise([0, *sorted(cuts), len(passage)])]
    return docs[0] if len(docs) == 1 else _joined(docs)


def readables(layout: Layout) -> Iterator[str]:
    """The passages as the parser gets them, of the same length: usual spelling, no lone surrogates, no line ends between words."""
    whole = _UNENCODABLE.sub("\ufffd", layout.usual)
    for passage in layout.passages:
        text = whole[passage.span.start : passage.span.end]
        if "--" in text:  # 'she said--"No"', one word to the tokenizer
            text = _DASH_BEHIND_MARK.sub(r"\1— ", _DASH_BEFORE_MARK.sub(" —", text))
        if " -" in text:  # '"No" -Ann Poole'
            text = _HYPHEN_BEHIND_MARK.sub(" —", text)
        if "s’ " in text:  # which the tagger takes for a closing mark
            text = _OF_SEVERAL.sub(lambda found: "'" if found[1] else found[0], text)
        if " et al" in text:  # which no parser takes for people, nor its full stop for none
            text = _ET_AL.sub(lambda found: "& pals" if found[1] else "& men", text)
        if any(verb in text for verb in _shouted()):  # "SAID ANN POOLE", of which the recogniser makes a name
            text = _CAPITALS.sub(lambda found: _shouted().get(found[0], found[0]), text)
        wrapped = not _LINE_ENDS.isdisjoint(text.rstrip())
        yield _WRAP.sub(lambda gap: " " * len(gap.group()), text) if wrapped else text


@lexicon.remembered
def _shouted() -> dict[str, str]:
    """Reporting verbs in capitals, and as they are usually written."""
    return {verb.upper(): verb for verb in lexicon.labelled("cue_words", "shouted")}


def _joined(docs: Iterable[Doc], annotation: Sequence[tuple[str, ...]] = ()) -> Doc:
    """One ``Doc`` of several, with their annotation. Of each only that is kept until all are there: it holds far more.

    It is :meth:`spacy.tokens.Doc.from_docs` without a look at each word.
    """
    import numpy as np
    from spacy.tokens import Doc

    parts, docs = [], iter(docs)
    names = ["ORTH", "SPACY", *chain.from_iterable(annotation)]
    while some := list(islice(docs, BATCH)):
        columns, vocab = np.concatenate([doc.to_array([*names]) for doc in some]).T, some[0].vocab
        parts.append({name: column.astype(_SMALL.get(name, "u8")) for name, column in zip(names, columns, strict=True)})

    def whole(name: str) -> Any:
        return np.concatenate([part.pop(name) for part in parts])

    if annotation and is_long(sum(len(part["ORTH"]) for part in parts)):
        return cast("Doc", LongDoc(vocab, {name: whole(name) for name in names}))

    joined = Doc(vocab, memoryview(whole("ORTH")), memoryview(whole("SPACY")))  # type: ignore[arg-type]
    for group in annotation:
        values = np.stack([whole(name).astype("i8").view("u8") for name in group], axis=1)
        joined.from_array([*group], values)  # type: ignore[arg-type]
    return joined
