"""The same words in several quotations: agencies' copies, headlines that repeat the text, shortened versions."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

import attrs

from quoteattr.corpus.questions import Occurrence, occurrences, words
from quoteattr.model import Article

FEWEST_WORDS = 5  # quotations of fewer words are left out: anybody may have said *it is too late*
FEWEST_CHANGED = 8  # fewer words must be equal, or a part of the others: *will be a long fight* is no *long night*


@attrs.frozen
class Copies:
    """Quotations that say almost the same words, in the order of their articles."""

    quotes: tuple[Occurrence, ...]

    @property
    def text(self) -> str:
        """The words of the longest of them, of which the others are copies or parts."""
        return max((found.quote.text for found in self.quotes), key=len)

    @property
    def articles(self) -> tuple[Any, ...]:
        """The articles that have the words, each once: positions from 0, or the keys of a mapping."""
        return tuple(dict.fromkeys(found.article for found in self.quotes))

    def __str__(self) -> str:
        return f"{len(self.quotes)} × {self.text}"


def duplicates(articles: Mapping[Any, Article] | Iterable[Article], *, threshold: float = 0.7) -> tuple[Copies, ...]:
    """Groups of quotations that say almost the same words, also where one is a part of another.

    Two quotations are compared by their pairs of neighbouring words, without regard to letter case and punctuation:
    their similarity is the share of the smaller set of pairs that the other one holds too (the overlap
    coefficient). From ``threshold`` on (above 0, to 1: every pair) they are copies. One word
    changed among eight leaves 0.71. Where the smaller one has less than eight words, every pair must be there. Only
    quotations that share three words in a row, in most of their places, are compared at all.

    Each quotation is compared with the longest one of a group and belongs to the group that it is most like, so that
    parts of one long quotation are together although they share nothing. Speakers do not count, only words: a copy may
    credit somebody else. Quotations of fewer than five words are left out. Groups come in the order of their first
    quotation; those in one article alone (a headline and its text) are among them. What has the same sense in other words
    is not found.

    Raises ``ValueError`` for any other threshold, and ``TypeError`` for one article.

    >>> from quoteattr import Quote, Span
    >>> words = ["The old wall must go by May.", "Rain will fall on the coast.", "wall must go by May"]
    >>> articles = [Article(text, (Quote("indirect", (Span(0, len(text), text),)),)) for text in words]
    >>> [(str(copies), copies.articles) for copies in duplicates(articles)]
    [('2 × The old wall must go by May.', (0, 2))]
    """
    check_threshold(threshold)
    found = list(occurrences(articles))
    groups = _groups([words(one.quote.text) for one in found], threshold)
    return tuple(Copies(tuple(found[n] for n in group)) for group in groups)


def check_threshold(threshold: float) -> None:
    """Raises ``ValueError`` for what is no share of words."""
    if not 0 < threshold <= 1:
        raise ValueError(f"threshold is a share above 0 and up to 1, not {threshold!r}")


def _groups(said: list[list[str]], threshold: float) -> list[list[int]]:
    """The numbers of the wordings that are alike, two or more a group.

    Longer ones come first, so that each needs comparing only with the longest one of every group, and of these with
    those only that hold enough of the same three words in a row.
    """
    pairs = [frozenset(pairwise(wording)) for wording in said]
    groups: dict[int, list[int]] = {}  # by the number of the longest one
    group_of: dict[tuple[str, ...], int] = {}  # for wordings seen before
    holding: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)  # the longest ones with three words in a row
    for n in sorted(range(len(said)), key=lambda n: -len(pairs[n])):
        if len(said[n]) < FEWEST_WORDS:
            continue
        if (longest := group_of.get(tuple(said[n]))) is None:
            threes = dict.fromkeys(zip(said[n], said[n][1:], said[n][2:], strict=False))
            needed = threshold if len(said[n]) >= FEWEST_CHANGED else 1.0
            least = (2 * needed - 1) * len(pairs[n]) - 1  # a pair that is missing spoils two threes
            shared = Counter(other for three in threes for other in holding.get(three, ()))
            near = (other for other, count in shared.items() if count >= least)
            alike = {other: len(pairs[n] & pairs[other]) / len(pairs[n]) for other in near}  # none has fewer pairs
            longest = max(alike, key=lambda other: (alike[other], -other), default=n)
            if alike.get(longest, 0.0) < needed:
                longest = n
                for three in threes:
                    holding[three].append(n)
            group_of[tuple(said[n])] = longest
        groups.setdefault(longest, []).append(n)
    return sorted(sorted(group) for group in groups.values() if len(group) > 1)
