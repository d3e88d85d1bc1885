"""Texts → parsed ``Doc``s. Each passage is parsed by itself, and its parse joined to one ``Doc`` for the whole text.

Parsed in one piece, headline, byline and first sentence of a page would run together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, pairwise
from typing import TYPE_CHECKING, Any, cast

from quoteattr import lexicon
from quoteattr.model import PassageKind
from quoteattr.nlp import headlines, speed
from quoteattr.spelling import CLOSING_MARKS, DOUBLE_MARKS, OPENING_MARKS
from quoteattr.text import passages
from quoteattr.text.long import LongDoc, is_long
from quoteattr.text.passages import Layout

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

BATCH = 128  # passages parsed together
AHEAD, AHEAD_LENGTH = 768, 150_000  # passages, and their code points, that are sorted by length into batches
BATCH_SIZE = 20_000  # code points of a batch, unless a single passage has more: more needs more memory and gains little
LONGEST_WORD = 300  # code points without white space; what is longer is no word, and is tokenized in pieces

# in the order in which it is set; heads can only be set together with their labels
_ANNOTATION = (("TAG",), ("SENT_START",), ("ENT_IOB",), ("ENT_TYPE",), ("HEAD", "DEP"))
_TYPES = {"SPACY": "?", "SENT_START": "i1", "ENT_IOB": "i1", "HEAD": "i4"}  # columns of less than eight bytes
_DASH_BEFORE_MARK = re.compile(rf"(?<=\w)--(?=[\"{OPENING_MARKS}])")
_DASH_BEHIND_MARK = re.compile(rf"(?<=[\"{CLOSING_MARKS}])( ?)--(?=\w)")
_HYPHEN_BEHIND_MARK = re.compile(rf"(?<=[\"{CLOSING_MARKS}]) -(?=[A-Z])")
_WRAP = re.compile(r"(?<=\S)[ \t]*(?:\r\n|[\r\n])[ \t]*(?=\S)")
_LINE_ENDS = frozenset("\r\n")
_POSSESSIVE = re.compile(r"‘[^‘]*?’(?!\w)|(?<=\ws)(’)(?= \w)")  # 'the owners’ claim', but not '‘close the bars’ now'
_ET_AL = re.compile(r"\bet al(\.(?! [A-Z]|\s*$)|\b)")  # 'Poole et al. say', but not 'by Poole et al. They say'
_CAPITALS = re.compile(r"\b[A-Z]{4,}\b")
_UNENCODABLE = re.compile("[\ud800-\udfff]")  # lone surrogates, which no tokenizer takes
_GLUED = re.compile(rf"[,.:;!?](?=[{DOUBLE_MARKS}][A-Za-z])")
_DASHED = re.compile(  # 'to go—“No,” she said', '“No”—and left'
    rf"(?<=[{DOUBLE_MARKS}{CLOSING_MARKS}])(?=[—–])|(?<=[—–])(?=[{DOUBLE_MARKS}{OPENING_MARKS}])"
    rf"|(?<=[{DOUBLE_MARKS}{CLOSING_MARKS}][—–])(?=\w)|(?<=\w)(?=[—–][{DOUBLE_MARKS}{OPENING_MARKS}])"
)
_LETTER_STOP = re.compile(r"\.(?<= [A-Z]\.)(?! ?[A-Z]\.|\w)")  # 'X.', but not 'X. Y. Poole', 'X.com'
_LETTERED = re.compile(  # 'wrote on X', 'Plan B', but not 'by X'
    r"\b(?:(?:on|via|to|from|of) X|(?:(?i:appendix|block|building|category|class|exhibit|grade|group|hepatitis"
    r"|option|plan|section|serie|terminal|type|vitamin)) [A-Z])$"
)
_LONGEST_LETTERED = 12  # code points before the full stop: 'hepatitis C.'
_TOO_LONG = re.compile(rf"\S{{{LONGEST_WORD}}}(?=\S)")


def parse(nlp: Language, texts: Iterable[str]) -> Iterator[tuple[Doc, Layout]]:
    """Texts parsed in order as they are, whatever their language: those of annotated articles, whose places must not move."""
    layouts = [lay_out(nlp, text) for text in texts]
    yield from zip(docs(nlp, layouts), layouts, strict=True)


def lay_out(nlp: Language, text: str) -> Layout:
    """A text cut into passages, none longer than the pipeline takes."""
    return passages.lay_out(text, longest=min(passages.LONGEST, nlp.max_length))


def docs(nlp: Language, layouts: Sequence[Layout]) -> Iterator[Doc]:
    """Texts parsed in order; passages of neighbouring texts share batches."""
    passages = (
        (p.kind, text) for layout in layouts for p, text in zip(layout.passages, readables(layout), strict=True)
    )
    found = parsed(nlp, passages)
    for layout in layouts:
        split = layout.passages
        yield _joined(islice(found, len(split)), _ANNOTATION) if split else nlp.make_doc("")


def parsed(nlp: Language, passages: Iterator[tuple[PassageKind, str]]) -> Iterator[Doc]:
    """Passages parsed in order; what is no prose is tokenized only.

    Passages of similar length share a batch, as it takes as many steps as its longest passage.
    """
    for ahead in _ahead(passages):
        given = [(kind != "data", text) for kind, text in ahead]
        distinct = list(dict.fromkeys(given))  # a passage that is repeated is parsed once
        docs = [_tokenized(nlp, text) for _, text in distinct]
        prose = sorted((n for n, (is_prose, _) in enumerate(distinct) if is_prose), key=lambda n: len(docs[n]))
        for batch in _batches(prose, [len(text) for _, text in distinct]):
            for n, doc in zip(batch, speed.annotate(nlp, [docs[n] for n in batch]), strict=True):
                docs[n] = doc
        headline_texts = {text for kind, text in ahead if kind == "headline"}
        numbers = [n for n, (_, text) in enumerate(distinct) if text in headline_texts]
        for n, doc in zip(numbers, headlines.reread(nlp, [docs[n] for n in numbers]), strict=True):
            docs[n] = doc
        read = {key: doc if key[0] else _unparsed(doc) for key, doc in zip(distinct, docs, strict=True)}
        yield from map(read.__getitem__, given)


def _ahead(passages: Iterable[tuple[PassageKind, str]]) -> Iterator[list[tuple[PassageKind, str]]]:
    """Passages in groups of limited number and length, to be sorted into batches."""
    group: list[tuple[PassageKind, str]] = []
    length = 0
    for kind, text in passages:
        group.append((kind, text))
        length += len(text)
        if len(group) == AHEAD or length >= AHEAD_LENGTH:
            yield group
            group, length = [], 0
    yield group


def _batches(numbers: Iterable[int], lengths: Sequence[int]) -> Iterator[list[int]]:
    """Numbers of passages, grouped by batch; ``lengths`` are the code points of all passages."""
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
    """The tokens of a passage without prose: each is a root of its own, without part of speech, and in no entity."""
    from spacy.tokens import Doc

    words, spaces, n = [t.text for t in doc], [bool(t.whitespace_) for t in doc], len(doc)
    return Doc(doc.vocab, words, spaces, tags=["XX"] * n, deps=["ROOT"] * n, heads=[*range(n)], ents=["O"] * n)


def _tokenized(nlp: Language, passage: str) -> Doc:
    """A passage tokenized. It is cut first at quotation marks without spaces around them ('She said:"No,"and left.') and in very long words.

    A letter that ends a sentence, which the tokenizer takes for an initial, is cut from its full stop: 'wrote on X. Ann Poole said'.

    spaCy's tokenizer strips punctuation from a word sign by sign, and scans the rest each time: ten thousand marks in a row
    would take it ten seconds.
    """
    # not nlp.make_doc, which would count the white space behind a passage, of any length, towards the pipeline's limit
    cuts = {found.end() for found in _TOO_LONG.finditer(passage)}
    for found in _GLUED.finditer(passage):
        cuts |= {found.end(), found.end() + 1}
    if "—" in passage or "–" in passage:
        cuts.update(found.end() for found in _DASHED.finditer(passage))
    stops = (found.start() for found in _LETTER_STOP.finditer(passage))
    lettered = {at for at in stops if _LETTERED.search(passage, max(at - _LONGEST_LETTERED, 0), at)}
    edges = pairwise([0, *sorted(cuts | lettered), len(passage)])
    docs = [nlp.tokenizer(passage[start:end]) for start, end in edges]
    joined = docs[0] if len(docs) == 1 else _joined(docs)
    for end in lettered:
        stop = joined.char_span(end, end + 1)
        if stop is not None and stop.end < len(joined) and passage[end + 1] == " ":
            joined[stop.end].is_sent_start = True
    return _with_acronym(joined) if "WHO" in passage else joined


def _with_acronym(doc: Doc) -> Doc:
    """A tokenized passage, its *WHO* no pronoun to the tagger, unless other words beside it are in capitals: 'Ann Poole, *WHO* director'.

    The tagger sees a word by its usual form, too: here that of another body of its kind.
    """
    for token in doc:
        if token.text == "WHO":
            beside = (*doc[max(token.i - 1, 0) : token.i], *doc[token.i + 1 : token.i + 2])
            if not any(other.is_upper for other in beside):
                token.norm_ = "unesco"
    return doc


def readables(layout: Layout) -> Iterator[str]:
    """The texts of the passages for the parser, in usual spelling, without lone surrogates and line ends between words; their length stays."""
    whole = _UNENCODABLE.sub("\ufffd", layout.usual)
    for passage in layout.passages:
        text = whole[passage.span.start : passage.span.end]
        if "--" in text:  # 'she said--"No"', one word to the tokenizer
            text = _DASH_BEHIND_MARK.sub(r"\1— ", _DASH_BEFORE_MARK.sub(" —", text))
        if " -" in text:  # '"No" -Ann Poole'
            text = _HYPHEN_BEHIND_MARK.sub(" —", text)
        if "s’ " in text:  # which the tagger takes for a closing mark
            text = _POSSESSIVE.sub(lambda found: "'" if found[1] else found[0], text)
        if " et al" in text:  # which no parser takes for people, nor its full stop for none
            text = _ET_AL.sub(lambda found: "& pals" if found[1] else "& men", text)
        if any(verb in text for verb in _shouted()):  # "SAID ANN POOLE", of which the recogniser makes a name
            text = _CAPITALS.sub(lambda found: _shouted().get(found[0], found[0]), text)
        wrapped = not _LINE_ENDS.isdisjoint(text.rstrip())
        yield _WRAP.sub(lambda gap: " " * len(gap.group()), text) if wrapped else text


@lexicon.remembered
def _shouted() -> dict[str, str]:
    """Reporting verbs in capitals, with the same in lower case."""
    return {verb.upper(): verb for verb in lexicon.labelled("cue_words", "shouted")}


def _joined(docs: Iterable[Doc], annotation: Sequence[tuple[str, ...]] = ()) -> Doc:
    """Several ``Doc``s joined to one, with their annotation; until all are there only their columns are kept, which take far less room.

    It does the same as :meth:`spacy.tokens.Doc.from_docs`, without a loop over the words.
    """
    import numpy as np
    from spacy.tokens import Doc

    parts, docs = [], iter(docs)
    names = ["ORTH", "SPACY", *chain.from_iterable(annotation)]
    while batch := list(islice(docs, BATCH)):
        columns, vocab = np.concatenate([doc.to_array([*names]) for doc in batch]).T, batch[0].vocab
        parts.append({name: column.astype(_TYPES.get(name, "u8")) for name, column in zip(names, columns, strict=True)})

    def column_of_all(name: str) -> Any:
        return np.concatenate([part.pop(name) for part in parts])

    if annotation and is_long(sum(len(part["ORTH"]) for part in parts)):
        return cast("Doc", LongDoc(vocab, {name: column_of_all(name) for name in names}))

    joined = Doc(vocab, memoryview(column_of_all("ORTH")), memoryview(column_of_all("SPACY")))  # type: ignore[arg-type]
    for group in annotation:
        values = np.stack([column_of_all(name).astype("i8").view("u8") for name in group], axis=1)
        joined.from_array([*group], values)  # type: ignore[arg-type]
    return joined
