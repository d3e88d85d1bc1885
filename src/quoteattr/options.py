"""What users can choose, with the defaults, said once: the public functions take theirs from here and hand on :class:`Options`."""

from collections.abc import Callable, Iterable
from numbers import Real

import attrs

Resolver = Callable[[str], Iterable[Iterable[tuple[int, int]]]]
"""Coreference from elsewhere: of an article's text, the clusters of mentions as code points."""

BATCH_SIZE = 50  # how many texts of a stream are read at a time; with fewer the parser has long passages alone
PART_SIZE = 500  # documents in a part of a corpus: what is done again after a kill, at most
SPANS_KEY = "quotes"  # the span group of a ``Doc`` that holds its quotations


@attrs.frozen
class Options:
    """How articles are read, as :func:`quoteattr.extract` takes it: ``resolver`` and ``min_confidence``.

    Raises ``ValueError`` for a ``min_confidence`` that is no probability, and ``TypeError`` for what is no number or no function.

    >>> Options(min_confidence=0.9)
    Options(resolver=None, min_confidence=0.9)
    """

    resolver: Resolver | None = attrs.field(default=None)
    min_confidence: float = attrs.field(default=0.0)

    @resolver.validator
    def _is_function(self, _: object, value: object) -> None:
        if value is not None and not callable(value):
            raise TypeError(f"resolver is a function that is given the text, not {type(value).__name__}")

    @min_confidence.validator
    def _is_probability(self, _: object, value: float) -> None:
        if not isinstance(value, Real):
            raise TypeError(f"min_confidence is a number from 0 to 1, not {type(value).__name__}")
        if not 0 <= value <= 1:
            raise ValueError(f"min_confidence is a probability, from 0 to 1, not {value!r}")


DEFAULT = Options()
