"""Texts → parsed ``Doc``s, each passage read by itself and joined again to one ``Doc`` over the whole text.

Parsed as one piece a page runs headline, byline and first sentence together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from quoteattr import spelling
from quoteattr.model import Passage
from quoteattr.nlp import speed
from quoteattr.text import passages

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

BATCH = 64  # passages parsed together: more needs more memory and gains nothing
LONGEST_WORD = 300  # code points without white space; what is longer is no word, and is tokenized in parts

_ANNOTATION = ("TAG", "DEP", "HEAD", "SENT_START", "ENT_IOB", "ENT_TYPE", "SPACY")
_WRAP = re.compile(r"(?<=\S)[ \t]*(?:\r\n|[\r\n])[ \t]*(?=\S)")
_UNENCODABLE = re.compile("[\ud800-\udfff]")  # lone surrogates, which no tokenizer takes
_TOO_LONG = re.compile(rf"\S{{{LONGEST_WORD}}}(?=\S)")


def parse(nlp: Language, texts: Iterable[str]) -> Iterator[tuple[Doc, str, tuple[Passage, ...]]]:
    """Texts parsed in order, each with its passages. The passages of neighbouring texts share their batches."""
    texts = list(texts)
    splits = [passages.split(text, longest=min(passages.LONGEST, nlp.max_length)) for text in texts]
    docs = _parsed(nlp, (readable(passage.span.text) for split in splits for passage in split))
    for text, split in zip(texts, splits, strict=True):
        yield _joined(islice(docs, len(split)), _ANNOTATION) if split else nlp.make_doc(""), text, split


def _parsed(nlp: Language, readables: Iterator[str]) -> Iterator[Doc]:
    while batch := list(islice(readables, BATCH)):
        yield from speed.annotate(nlp, [_tokenized(nlp, passage) for passage in batch])


def _tokenized(nlp: Language, passage: str) -> Doc:
    """The tokens of a passage.

    spaCy's tokenizer takes punctuation off the edges of a word sign by sign, and looks through the rest each time: ten
    thousand marks in a row would take it ten seconds.
    """
    # the tokenizer itself: a passage has a bounded number of words, but any white space behind it, which nlp.make_doc counts
    cuts = [0, *(found.end() for found in _TOO_LONG.finditer(passage)), len(passage)]
    docs = [nlp.tokenizer(passage[start:end]) for start, end in pairwise(cuts)]
    return docs[0] if len(docs) == 1 else _joined(docs, ["SPACY"])


def readable(text: str) -> str:
    """A passage as the parser gets it, of the same length: no lone surrogates, no line ends between words."""
    return _WRAP.sub(lambda gap: " " * len(gap.group()), _UNENCODABLE.sub("\ufffd", spelling.usual(text)))


def _joined(docs: Iterable[Doc], annotation: Sequence[str]) -> Doc:
    """One ``Doc`` of several, with their annotation: some at a time, as each alone holds far more than its words."""
    from spacy.tokens import Doc

    docs, parts = iter(docs), []
    while some := list(islice(docs, BATCH)):
        parts.append(Doc.from_docs(some, ensure_whitespace=False, attrs=list(annotation)))
    return parts[0] if len(parts) == 1 else _joined(parts, annotation)
