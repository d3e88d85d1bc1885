"""A ``Doc`` → one list of strings for each token attribute, which is far quicker than asking every token."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc

_KEPT = 20_000


class Texts(dict[int, str]):
    """A cache of spaCy's string store: the texts of words and labels by their hash."""

    def __init__(self, strings: StringStore) -> None:
        self._strings = strings

    def __missing__(self, number: int) -> str:
        if len(self) >= _KEPT:
            self.clear()
        text = self[number] = self._strings[number]
        return text


@lru_cache(maxsize=1)
def texts_of(strings: StringStore) -> Texts:
    """The cache for the string store of a vocabulary."""
    return Texts(strings)


def columns(doc: Doc, *attributes: int) -> list[list[str]]:
    """For each attribute (:mod:`spacy.attrs`) its text for every token."""
    text_of = texts_of(doc.vocab.strings).__getitem__
    return [[*map(text_of, doc.to_array(attribute).tolist())] for attribute in attributes]
