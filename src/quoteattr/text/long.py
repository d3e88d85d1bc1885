"""A parsed text of book length in columns: spaCy's ``Doc`` takes 120 bytes a word, this a quarter of that.

It has those methods of a ``Doc`` that the library uses, and its words, made anew when they are asked for, those of a ``Token``. They
are slower, so texts of an ordinary length stay in their ``Doc``.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import chain, pairwise, repeat
from typing import TYPE_CHECKING, Any, TypeVar, overload

import numpy as np

if TYPE_CHECKING:
    from spacy.lexeme import Lexeme
    from spacy.strings import StringStore
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

LONG = 500_000  # words
_KEPT = 20_000  # lexemes that are kept at hand
_KEPT_TEXTS = 20_000  # texts that are kept at hand
_Key = TypeVar("_Key")
_IOB = ("", "I", "O", "B")  # by spaCy's numbers


class Texts(dict[_Key, str]):
    """A cache of what a function gives for words: one object for each text, so that looking it up elsewhere takes less, too."""

    def __init__(self, text_of: Callable[[_Key], str]) -> None:
        self._text_of = text_of

    def __missing__(self, key: _Key) -> str:
        if len(self) >= _KEPT_TEXTS:
            self.clear()
        text = self[key] = self._text_of(key)
        return text


LOWER = Texts(str.lower)
"""The texts of words in lower case, by their texts."""


@lru_cache(maxsize=1)
def texts_of(strings: StringStore) -> Texts[int]:
    """The cache for the string store of a vocabulary: the texts of words and labels by their hash."""
    return Texts(strings.__getitem__)


def columns(doc: Doc, *attributes: int) -> list[list[str]]:
    """For each attribute (:mod:`spacy.attrs`) its text for every token."""
    text_of = texts_of(doc.vocab.strings).__getitem__
    return [[*map(text_of, doc.to_array(attribute).tolist())] for attribute in attributes]


class Coded(Sequence[str]):
    """A column of strings: each distinct one once, and for every word the number of its own."""

    __slots__ = ("codes", "texts")

    def __init__(self, codes: Any, texts: list[str]) -> None:
        self.texts, self.codes = texts, array("H" if len(texts) < 2**16 else "i")
        self.codes.frombytes(codes.astype(self.codes.typecode).tobytes())

    def __len__(self) -> int:
        return len(self.codes)

    def __iter__(self) -> Iterator[str]:
        return map(self.texts.__getitem__, self.codes)

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> list[str]: ...
    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return [*map(self.texts.__getitem__, self.codes[at])]
        return self.texts[self.codes[at]]


class LongDoc(Sequence["Word"]):
    """A text made of spaCy's columns: ORTH, SPACY, TAG, DEP, HEAD (relative to the word), ENT_IOB, ENT_TYPE."""

    def __init__(self, vocab: Vocab, columns: Mapping[str, Any]) -> None:
        self.vocab, text_of = vocab, texts_of(vocab.strings).__getitem__
        self._annotated = {name for name, column in columns.items() if column.any()}
        orths, codes = np.unique(columns["ORTH"], return_inverse=True)
        self.words = Coded(codes, [*map(text_of, orths.tolist())])
        lowers = [vocab[orth].lower_ for orth in orths.tolist()]
        numbers = {lower: number for number, lower in enumerate(dict.fromkeys(lowers))}
        self.lowers = Coded(np.array([numbers[lower] for lower in lowers])[codes], [*numbers])
        spaced = np.array([*map(len, self.words.texts)])[codes] + columns["SPACY"]
        self.starts = _numbers(np.cumsum(spaced) - spaced)
        self.spaces, self.iobs = columns["SPACY"].tobytes(), columns["ENT_IOB"].tobytes()
        del codes, spaced
        coded = (np.unique(columns[name], return_inverse=True) for name in ("TAG", "DEP", "ENT_TYPE"))
        self.tags, self.deps, self.ent_types = (Coded(codes, [*map(text_of, of.tolist())]) for of, codes in coded)
        self.heads = _numbers(columns["HEAD"] + np.arange(len(self.words)))
        self.left_edges, self.right_edges = _edges(self.heads)
        self._lexemes: dict[int, Lexeme] = {}
        self.sentence_starts = bytearray(len(self.words))
        for i in np.flatnonzero(columns["HEAD"] == 0).tolist():
            self.sentence_starts[self.left_edges[i]] = 1

    def __len__(self) -> int:
        return len(self.heads)

    def __iter__(self) -> Iterator[Word]:
        return (Word(self, i) for i in range(len(self.heads)))

    @overload
    def __getitem__(self, at: int) -> Word: ...
    @overload
    def __getitem__(self, at: slice) -> list[Word]: ...
    def __getitem__(self, at: int | slice) -> Word | list[Word]:
        if isinstance(at, slice):
            return [Word(self, i) for i in range(*at.indices(len(self.heads)))]
        return Word(self, at if 0 <= at < len(self.heads) else range(len(self.heads))[at])

    def has_annotation(self, attribute: str) -> bool:
        """Whether the column of an attribute has a value for any word."""
        return attribute in self._annotated

    def lexeme(self, i: int) -> Lexeme:
        """The vocabulary's entry for a word."""
        code = self.words.codes[i]
        if (found := self._lexemes.get(code)) is None:
            if len(self._lexemes) >= _KEPT:
                self._lexemes.clear()
            found = self._lexemes[code] = self.vocab[self.words.texts[code]]
        return found


class Word:
    """A word of a long text; attributes that do not depend on its place (is_alpha, like_num) are those of its lexeme."""

    __slots__ = ("doc", "i")
    pos_ = ""  # as in the Doc of a shorter text

    def __init__(self, doc: LongDoc, i: int) -> None:
        self.doc, self.i = doc, i

    def __getattr__(self, name: str) -> Any:
        return getattr(self.doc.lexeme(self.i), name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Word) and self.i == other.i

    def __lt__(self, other: Word) -> bool:
        return self.i < other.i

    def __hash__(self) -> int:
        return self.i

    def __len__(self) -> int:
        return len(self.doc.words[self.i])

    @property
    def text(self) -> str:
        return self.doc.words[self.i]

    @property
    def lower_(self) -> str:
        return self.doc.lowers[self.i]

    @property
    def tag_(self) -> str:
        return self.doc.tags[self.i]

    @property
    def dep_(self) -> str:
        return self.doc.deps[self.i]

    @property
    def ent_type_(self) -> str:
        return self.doc.ent_types[self.i]

    @property
    def ent_iob_(self) -> str:
        return _IOB[self.doc.iobs[self.i]]

    @property
    def whitespace_(self) -> str:
        return " " if self.doc.spaces[self.i] else ""

    @property
    def is_sent_start(self) -> bool:
        return bool(self.doc.sentence_starts[self.i])

    @property
    def head(self) -> Word:
        return Word(self.doc, self.doc.heads[self.i])

    @property
    def left_edge(self) -> Word:
        return Word(self.doc, self.doc.left_edges[self.i])

    @property
    def right_edge(self) -> Word:
        return Word(self.doc, self.doc.right_edges[self.i])

    @property
    def ancestors(self) -> Iterator[Word]:
        heads, i = self.doc.heads, self.i
        while heads[i] != i:
            i = heads[i]
            yield Word(self.doc, i)

    @property
    def subtree(self) -> Iterator[Word]:
        words = self.doc[self.doc.left_edges[self.i] : self.doc.right_edges[self.i] + 1]
        return (word for word in words if word == self or self in word.ancestors)

    @property
    def rights(self) -> Iterator[Word]:
        behind = range(self.i + 1, self.doc.right_edges[self.i] + 1)
        return (Word(self.doc, i) for i in behind if self.doc.heads[i] == self.i)

    def nbor(self, distance: int = 1) -> Word:
        """The word at a distance from this one."""
        if self.i + distance < 0:
            raise IndexError(self.i + distance)
        return self.doc[self.i + distance]


def is_long(words: int) -> bool:
    """Whether a text with this number of words is kept in columns."""
    return words > LONG


def numbers_of(words: int) -> Callable[..., Any]:
    """The type for a column of numbers in a text with this number of words: an array if it is long, else a list."""
    return partial(array, "i") if is_long(words) else list


def parts(edges: Sequence[int]) -> Sequence[int]:
    """For every word the number of the part it is in; ``edges`` are where the parts begin, and where the last one ends."""
    numbers = (repeat(number, end - start) for number, (start, end) in enumerate(pairwise(edges)))
    found: Sequence[int] = numbers_of(edges[-1])(chain.from_iterable(numbers))
    return found


def _numbers(given: Any) -> array[int]:
    return array("i", given.astype("i").tobytes())


def _edges(heads: array[int]) -> tuple[array[int], array[int]]:
    """The left and the right edge of every word's subtree, found by passing over all words, there and back, until nothing changes."""
    every = range(len(heads))
    left, right, changed = array("i", every), array("i", every), True
    while changed:
        changed = False
        for i in chain(every, reversed(every)):
            head = heads[i]
            if left[i] < left[head] or right[i] > right[head]:
                left[head], right[head] = min(left[i], left[head]), max(right[i], right[head])
                changed = True
    return left, right
