"""Own words and own weights together, as they are handed down to whoever reads an article; a pipeline may carry them."""

from __future__ import annotations

import copy
import hashlib
from typing import TYPE_CHECKING

import attrs

from quoteattr.lexicon import PACKAGED as PACKAGED_WORDS
from quoteattr.lexicon import Lexicon
from quoteattr.own.weights import OwnWeights, Weights, packaged
from quoteattr.own.weights import read as read_weights
from quoteattr.own.words import OwnWords
from quoteattr.own.words import read as read_words

if TYPE_CHECKING:
    from spacy.language import Language

_KEY = "quoteattr_adaptation"  # the attribute of a pipeline; saving it to disk leaves that out


@attrs.frozen(eq=False)
class Adaptation:
    """The weights and the words with which articles are read; by default those of the package."""

    weights: Weights = attrs.field(factory=packaged)
    lexicon: Lexicon = PACKAGED_WORDS

    def with_own(self, weights: OwnWeights | None, words: OwnWords | None) -> Adaptation:
        """The same with weights and words of a user's own in the place of what was there; they are read and checked."""
        if weights is None and words is None:
            return self
        return Adaptation(
            self.weights if weights is None else read_weights(weights),
            self.lexicon if words is None else read_words(words),
        )

    @property
    def tag(self) -> str:
        """What an article says of them, beside the name of its pipeline; empty for those of the package.

        >>> PACKAGED.tag, PACKAGED.with_own(None, {"role_nouns": ["wharfinger"]}).tag
        ('', 'own words 5d9bbc18')
        """
        told = []
        if self.weights is not packaged():
            told.append(f"own weights {self.weights.digest}")
        if self.lexicon.own:
            told.append(f"own words {hashlib.sha256(repr(sorted(self.lexicon.own)).encode()).hexdigest()[:8]}")
        return ", ".join(told)


PACKAGED = Adaptation()


def adapted(nlp: Language, chosen: Adaptation) -> Language:
    """A pipeline that carries an adaptation: another one in front of the same components; the given one stays as it is."""
    twin = copy.copy(nlp)
    for name, value in vars(nlp).items():
        if isinstance(value, dict | list | set):
            setattr(twin, name, copy.copy(value))
    setattr(twin, _KEY, chosen)
    return twin


def of(nlp: Language | None) -> Adaptation:
    """The adaptation that a pipeline carries; that of none is the package's."""
    found: Adaptation = getattr(nlp, _KEY, PACKAGED)
    return found
