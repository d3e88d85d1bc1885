"""The words of a text that two annotations credit to somebody, and the marked stretches that both say are no speech."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence

from quoteattr.gold.attributions import same_speaker
from quoteattr.gold.pieces import overlap
from quoteattr.gold.values import GoldArticle, GoldMark, GoldQuote, GoldSpeaker, Range

_WORD = re.compile(r"\w[\w'’-]*")
_PARAGRAPH = re.compile(r"[^\n]+")
_BETWEEN_MARKS = re.compile(
    r"""
      "[^"]*(?:"|$)              # straight marks; one left open runs to the end of the paragraph
    | “[^”]*(?:”|$)              # curly marks, likewise
    | (?<!\w)‘[^\n]*?’(?!\w)     # single marks, when closed and no apostrophe
    """,
    re.VERBOSE,
)


class Words:
    """The words of a text, with a quick answer to which of them a range holds."""

    def __init__(self, text: str) -> None:
        spans = [word.span() for word in _WORD.finditer(text)]
        self.starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def __len__(self) -> int:
        return len(self.starts)

    def within(self, start: int, end: int) -> range:
        """The indices of the words that lie wholly in the range."""
        return range(bisect_left(self.starts, start), bisect_right(self._ends, end))

    def speakers(self, quotes: Iterable[GoldQuote]) -> list[set[GoldSpeaker]]:
        """For each word, who is credited with it."""
        credited: list[set[GoldSpeaker]] = [set() for _ in self.starts]
        for quote in quotes:
            for start, end in quote.content:
                for index in self.within(start, end):
                    credited[index].add(quote.speaker)
        return credited


def covered(length: int, ranges: Iterable[Range]) -> bytearray:
    """One byte for each code point of a text: 1 where one of the ranges holds it."""
    mask = bytearray(length)
    for start, end in ranges:
        mask[start:end] = b"\1" * len(mask[start:end])
    return mask


def between_marks(article: GoldArticle) -> bytearray:
    """Where a text stands between quotation marks, as written or as annotated (direct quotations)."""
    written = (
        (paragraph.start() + stretch.start(), paragraph.start() + stretch.end())
        for paragraph in _PARAGRAPH.finditer(article.text)
        for stretch in _BETWEEN_MARKS.finditer(paragraph.group())
    )
    direct = (r for quote in article.quotes if quote.kind == "direct" for r in quote.content)
    return covered(len(article.text), (*written, *direct))


def count_words(article: GoldArticle, prediction: GoldArticle) -> Counter[str]:
    """Words credited to somebody, in gold and predicted, and those credited to the same speaker by both.

    ``said`` counts all words, ``marked`` those between quotation marks.
    """
    words = Words(article.text)
    required = [quote for quote in article.quotes if not quote.optional]
    optional = (r for quote in article.quotes if quote.optional for r in quote.content)
    let_be = covered(len(article.text), optional)
    marked = between_marks(article)
    credited = zip(words.speakers(required), words.speakers(prediction.quotes), strict=True)
    counts: Counter[str] = Counter()
    for start, (gold, predicted) in zip(words.starts, credited, strict=True):
        if not gold and (let_be[start] or not predicted):
            continue
        right = any(same_speaker(wanted, found) for wanted in gold for found in predicted)
        for name in ("said", "marked") if marked[start] else ("said",):
            counts[f"{name} gold"] += bool(gold)
            counts[f"{name} predicted"] += bool(predicted)
            counts[f"{name} right"] += right
    return counts


def count_marks(article: GoldArticle, gold: Sequence[GoldMark], predicted: Sequence[GoldMark]) -> Counter[str]:
    """Quotation-marked stretches that are no speech, annotated (``gold``) and found, and the speech that they leave.

    ``marks found`` are gold marks that a predicted one overlaps, ``marks right`` the reverse, ``marks reason`` those found
    with the right reason, ``speech kept`` words of gold speech between quotation marks that no predicted mark covers.
    """
    return _count_marks(article, gold, predicted) + _count_kept_words(article, gold, predicted)


def _count_marks(article: GoldArticle, gold: Sequence[GoldMark], predicted: Sequence[GoldMark]) -> Counter[str]:
    optional = [r for quote in article.quotes if quote.optional for r in quote.content]
    counts: Counter[str] = Counter()
    for mark in gold:
        reasons = {other.reason for other in predicted if _marks_overlap(mark, other)}
        counts["marks gold"] += 1
        counts["marks found"] += bool(reasons)
        counts["marks reason"] += mark.reason in reasons
    for mark in predicted:
        right = any(_marks_overlap(mark, other) for other in gold)
        if right or not any(overlap((mark.start, mark.end), r) for r in optional):
            counts["marks predicted"] += 1
            counts["marks right"] += right
    return counts


def _marks_overlap(a: GoldMark, b: GoldMark) -> bool:
    return overlap((a.start, a.end), (b.start, b.end)) > 0


def _count_kept_words(article: GoldArticle, gold: Sequence[GoldMark], predicted: Sequence[GoldMark]) -> Counter[str]:
    size = len(article.text)
    required = [quote for quote in article.quotes if not quote.optional]
    speech = covered(size, (r for quote in required for r in quote.content))
    between = between_marks(article)
    labelled = covered(size, ((mark.start, mark.end) for mark in predicted))
    no_speech = covered(size, ((mark.start, mark.end) for mark in gold))
    counts: Counter[str] = Counter()
    for start in Words(article.text).starts:
        if speech[start] and between[start] and not no_speech[start]:
            counts["speech"] += 1
            counts["speech kept"] += not labelled[start]
    return counts
