"""The tokens of a parsed text as columns of attributes, with an index by word and the dependents of each token.

Loops over all words go through the columns, as asking a token for its text or tag takes far longer. Columns of numbers are arrays:
as Python objects the million numbers of a book would be ten times as large.
"""

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from itertools import chain
from typing import Any, overload

import numpy as np
from spacy.attrs import DEP, ENT_TYPE, HEAD, IDX, ORTH, TAG
from spacy.tokens import Doc, Token

from quoteattr.draft import TokenSpan
from quoteattr.text.kept import Keeping, kept
from quoteattr.text.long import LOWER, LongDoc, columns, numbers_of

KEPT_TOKENS = 100_000  # the longest text whose Token objects are all kept, at 72 bytes each
KEPT_WORDS = 8192  # entries of the caches by word


class Tokens(Sequence[Token]):
    """The tokens of a ``Doc`` as a sequence that makes each anew when it is asked for."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc

    def __len__(self) -> int:
        return len(self._doc)

    def __iter__(self) -> Iterator[Token]:
        return iter(self._doc)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> list[Token]: ...
    def __getitem__(self, at: int | slice) -> Token | list[Token]:
        if isinstance(at, slice):
            return [self._doc[i] for i in range(*at.indices(len(self._doc)))]
        return self._doc[at]


class Words(Keeping):
    """The words of ``doc``, by token index."""

    __slots__ = ("_first", "_order", "deps", "doc", "ent_types", "heads", "lowers", "starts", "tags", "tokens", "words")

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.tokens: Sequence[Token]
        """All tokens; those of a book are made anew when they are asked for."""
        if isinstance(doc, LongDoc):
            self.tokens, starts, heads = doc, doc.starts, doc.heads
            texts = [doc.words, doc.lowers, doc.tags, doc.deps, doc.ent_types]
        else:
            self.tokens = list(doc) if len(doc) <= KEPT_TOKENS else Tokens(doc)
            starts = _numbers(doc.to_array(IDX))
            heads = _numbers(doc.to_array(HEAD).astype("int64") + np.arange(len(doc)))
            words, tags, deps, ent_types = columns(doc, ORTH, TAG, DEP, ENT_TYPE)
            texts = [words, [*map(LOWER.__getitem__, words)], tags, deps, ent_types]
        self.starts: array[int] = starts
        self.heads: array[int] = heads
        """The head of every token; a root is its own head."""
        self.words, self.lowers, self.tags, self.deps, self.ent_types = texts
        """The text of every token, the same in lower case, its Penn tag, its dependency label, and the type of the named entity that
        it is part of, or empty."""
        self._order, self._first = self._dependents()

    def word_at(self, i: int) -> str:
        """The text of a token; empty before the first token and behind the last, where a rule that looks at the next word finds none."""
        return self.words[i] if 0 <= i < len(self.words) else ""

    def lower_at(self, i: int) -> str:
        """The text of a token in lower case, as in :meth:`word_at`."""
        return self.lowers[i] if 0 <= i < len(self.lowers) else ""

    def tag_at(self, i: int) -> str:
        """The tag of a token, as in :meth:`word_at`."""
        return self.tags[i] if 0 <= i < len(self.tags) else ""

    def where(self, wanted: Set[str]) -> list[int]:
        """The tokens whose text in lower case is one of those wanted, in order."""
        return sorted(chain.from_iterable(map(self._places.__getitem__, self.distinct & wanted)))

    @kept
    def distinct(self) -> frozenset[str]:
        """The texts of the tokens in lower case."""
        return frozenset(self._places)

    @kept
    def forms(self) -> frozenset[str]:
        """The texts of the tokens as they are written."""
        return frozenset(self.words)

    def between(self, word: str, start: int, end: int) -> Sequence[int]:
        """The tokens from ``start`` to ``end`` whose text in lower case is ``word``, in order."""
        places = self._places.get(word, ())
        return places[bisect_left(places, start) : bisect_left(places, end)]

    @kept
    def _places(self) -> dict[str, Sequence[int]]:
        """For every text in lower case the tokens that have it."""
        places: defaultdict[str, Any] = defaultdict(numbers_of(len(self.words)))
        for i, word in enumerate(self.lowers):
            places[word].append(i)
        return dict(places)

    def root(self, start: int, end: int) -> Token:
        """The head of a phrase: the token whose own head lies outside, of several the one nearest to the root of its sentence."""
        heads = self.heads

        def depth(i: int) -> int:
            steps = 0
            while heads[i] != i:  # not a recursion: in a long list each word may be attached to the one before
                i, steps = heads[i], steps + 1
            return steps

        outside = (i for i in range(start, end) if heads[i] == i or not start <= heads[i] < end)
        return self.tokens[min(outside, key=depth, default=start)]

    def entities(self, kind: str, start: int, end: int) -> Iterator[TokenSpan]:
        """The named entities of a type that begin from ``start`` to ``end``, in order."""
        for i in [i for i, found in enumerate(self.ent_types[start:end], start) if found == kind]:
            if self.tokens[i].ent_iob_ == "B":
                behind = range(i + 1, len(self.words))
                yield TokenSpan(i, next((k for k in behind if self.tokens[k].ent_iob_ != "I"), behind.stop))

    # Dependents are indexed once. spaCy walks over all words between the edges of a phrase to find them: on a page without full
    # stops that is the whole page, for every verb.

    def _dependents(self) -> tuple[Sequence[int], Sequence[int]]:
        """The tokens sorted by their heads, and for every token where its dependents begin among them."""
        heads = np.asarray(self.heads)
        has_head = heads != np.arange(len(heads))
        # the parser may take white space for a subject
        has_head[[*chain.from_iterable(map(self._places.__getitem__, filter(str.isspace, self.distinct)))]] = False
        order = np.flatnonzero(has_head)
        order = order[np.argsort(heads[order], kind="stable")]
        return _numbers(order), _numbers(np.searchsorted(heads[order], np.arange(len(heads) + 1)))

    def dependents(self, token: Token) -> list[Token]:
        """The tokens whose head is this one, in order; none of them is white space."""
        head = token.i
        return [self.tokens[i] for i in self._order[self._first[head] : self._first[head + 1]]]

    def children(self, token: Token, *labels: str) -> list[Token]:
        """The dependents with one of the labels, in order."""
        head, first, deps = token.i, self._first, self.deps
        found = []
        for i in self._order[first[head] : first[head + 1]]:  # a comprehension would take longer, as most find nothing
            if deps[i] in labels:
                found.append(self.tokens[i])
        return found


def _numbers(given: Any) -> "array[int]":
    """A NumPy array as one of Python's, from which single numbers are read far more quickly."""
    return array("i", given.astype("i").tobytes())
