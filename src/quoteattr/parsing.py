"""Texts → parsed ``Doc``s, each passage read by itself and joined again to one ``Doc`` over the whole text.

Parsed as one piece a page runs headline, byline and first sentence together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from quoteattr import passages, spelling, tuning
from quoteattr.model import Passage

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

BATCH = 64  # passages parsed together: more needs more memory and gains nothing
LONGEST_WORD = 500  # code points without a space: the time that a row of marks takes to tokenize grows with its square

_ANNOTATION = ("TAG", "DEP", "HEAD", "SENT_START", "ENT_IOB", "ENT_TYPE", "SPACY")
_WRAP = re.compile(r"(?<=\S)[ \t]*(?:\r\n|[\r\n])[ \t]*(?=\S)")
_LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD}}}(?=\S)")
_UNENCODABLE = re.compile("[\ud800-\udfff]")  # lone surrogates, which no tokenizer takes


def parse(nlp: Language, texts: Iterable[str]) -> Iterator[tuple[Doc, str, tuple[Passage, ...]]]:
    """Texts parsed in order, each with its passages. The passages of neighbouring texts share their batches."""
    texts = list(texts)
    splits = [passages.split(text, longest=min(passages.LONGEST, nlp.max_length)) for text in texts]
    docs = _parsed(nlp, (readable(passage.span.text) for split in splits for passage in split))
    for text, split in zip(texts, splits, strict=True):
        yield _joined(list(islice(docs, len(split)))) if split else nlp.make_doc(""), text, split


def _parsed(nlp: Language, readables: Iterator[str]) -> Iterator[Doc]:
    while batch := list(islice(readables, BATCH)):
        yield from tuning.annotate(nlp, [_tokenized(nlp, passage) for passage in batch])


def _tokenized(nlp: Language, passage: str) -> Doc:
    """The tokens of a passage; a word too long is tokenized in parts.

    It is the tokenizer itself that is called: a passage has a bounded number of words, but any white space behind it,
    which ``nlp.make_doc`` counts.
    """
    cuts = [match.end() for match in _LONG_WORD.finditer(passage)]
    if not cuts:
        return nlp.tokenizer(passage)
    parts = (nlp.tokenizer(passage[start:end]) for start, end in pairwise([0, *cuts, len(passage)]))
    return tuning.in_a_row([token for part in parts for token in part])


def readable(text: str) -> str:
    """A passage as the parser gets it, of the same length: no lone surrogates, no line ends between words."""
    return _WRAP.sub(lambda gap: " " * len(gap.group()), _UNENCODABLE.sub("\ufffd", spelling.usual(text)))


def _joined(docs: list[Doc]) -> Doc:
    """One ``Doc`` with what the stages read of several."""
    from spacy.tokens import Doc

    return Doc.from_docs(docs, ensure_whitespace=False, attrs=list(_ANNOTATION))
