"""Whether a quotation stands in a transcript, where, and how nearly: the comparison of :mod:`quoteattr.corpus.duplicates`."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import attrs

from quoteattr.corpus.duplicates import FEWEST_CHANGED, check_threshold
from quoteattr.corpus.questions import words, words_with_places
from quoteattr.model import Quote, Span

_LONGER = 1.5  # times as many words as the quotation has are looked at together: what it leaves out is no more

Pair = tuple[str, str]


@attrs.frozen
class Match:
    """Where a transcript has the words of a quotation: from the first to the last that both have, and how nearly.

    ``share`` is that of the quotation's pairs of neighbouring words that stand there: 1 for all of them.
    """

    span: Span
    share: float

    def __str__(self) -> str:
        return f"{self.share:.0%} at {self.span.start}: {' '.join(self.span.text.split())}".replace("%", " %", 1)


def in_transcript(quote: Quote, transcript: str, *, threshold: float = 0.7) -> Match | None:
    """The place of a transcript that a quotation's words are most like; None where there is none that is like enough.

    Compared are pairs of neighbouring words, without regard to letter case and punctuation, as :func:`quoteattr.duplicates`
    compares two quotations: from ``threshold`` on (a share above 0, to 1: every pair) a place is like enough. One word
    changed among eight leaves 0.71. A quotation of less than eight words must be there word for word; two or three words may be there
    by chance. What the transcript has between the words is passed over as long as it is not more than half as much as they are, so that
    pieces put together from far apart are not found. Of several places that are equally like, it is the first of the shortest ones.

    It compares words, and says neither whose they are in the transcript nor whether the sense is the same: an indirect
    quotation, which is in other words, is seldom found. A transcript is any text, of another speaker's words too.

    Raises ``ValueError`` for any other threshold, and ``TypeError`` for what is no quotation and no text.

    >>> said = "Mr Lund: Well. The old harbour wall, I think, must go by the first of May. Thank you."
    >>> words = "“The old harbour wall must go by the end of May,”"
    >>> quote = Quote("direct", (Span(0, len(words), words),))
    >>> match = in_transcript(quote, said)
    >>> print(match)
    70 % at 15: The old harbour wall, I think, must go by the first of May
    >>> in_transcript(quote, "The wall must go.") is None
    True
    """
    check_threshold(threshold)
    if not isinstance(quote, Quote):
        raise TypeError(f"expected a quotation of an article, not {type(quote).__name__}")
    if not isinstance(transcript, str):
        raise TypeError(f"a transcript is str, not {type(transcript).__name__}")
    pieces = [words(piece.text) for piece in quote.content]
    said = [word for piece in pieces for word in piece]
    there = _words(transcript)
    if len(said) < FEWEST_CHANGED:
        found = _word_for_word(said, there)
    else:
        found = _likest(Counter(pair for piece in pieces for pair in pairwise(piece)), there, int(_LONGER * len(said)))
    if found is None or found[2] < threshold:
        return None
    first, last, share = found
    return Match(Span.of(transcript, there[first][1], there[last][2]), share)


@lru_cache(maxsize=4)
def _words(transcript: str) -> tuple[tuple[str, int, int], ...]:
    return tuple(words_with_places(transcript))  # once, however many quotations are looked for


def _word_for_word(said: Sequence[str], there: Sequence[tuple[str, int, int]]) -> tuple[int, int, float] | None:
    """The numbers of the first and the last word where all stand in a row."""
    for first in range(len(there) - len(said) + 1) if said else ():
        if all(word == there[first + n][0] for n, word in enumerate(said)):
            return first, first + len(said) - 1, 1.0
    return None


def _likest(pairs: Counter[Pair], there: Sequence[tuple[str, int, int]], longest: int) -> tuple[int, int, float] | None:
    """The numbers of the first and the last word of the shortest place that has most of the pairs, and their share."""
    window: deque[tuple[int, Pair]] = deque()
    counts: Counter[Pair] = Counter()
    best: tuple[int, int, int] | None = None  # how many pairs, words less, number of the first word less
    for number, ((first, *_), (second, *_)) in enumerate(pairwise(there)):
        pair = first, second
        if pair not in pairs:
            continue
        window.append((number, pair))
        counts[pair] += 1
        while number + 2 - window[0][0] > longest or counts[window[0][1]] > pairs[window[0][1]]:
            counts[window.popleft()[1]] -= 1
        held = (counts & pairs).total(), window[0][0] - number, -window[0][0]
        best = held if best is None else max(best, held)
    if best is None:
        return None
    held_pairs, length, first_word = best
    return -first_word, -first_word - length + 1, held_pairs / pairs.total()
