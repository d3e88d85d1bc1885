"""Where single quotation marks open and close: beside double ones, within them and around them.

The same signs are apostrophes in possessives (the workers' rights), elisions ('90s, rock 'n' roll) and within words.
"""

import itertools
import re
from bisect import bisect_right

import attrs

from quoteattr.draft import CharSpan, Stretch
from quoteattr.spelling import SINGLE_MARKS

_SINGLE = re.compile(rf"[{SINGLE_MARKS}]")
_MAY_OPEN = re.compile(rf"[{SINGLE_MARKS.replace('’', '')}](?<![^\W_].)")  # no apostrophe within a word
_ELIDED = re.compile(r"['’‘](?:\d0s|\d\ds?\b|em\b|n['’]|tis\b|twas\b|til\b|cause\b|bout\b|round\b)", re.IGNORECASE)
_FINAL = ".!?…"


def around_and_beside(text: str, start: int, end: int, doubles: list[Stretch], carried: bool) -> list[Stretch]:
    """The stretches of a passage between double marks, which are given, and between single ones; ``carried``: it goes on from the passage before.

    Single marks stand within double ones, beside them or, in British usage, around them (‘He shouted “fire” and ran,’
    she said); no stretch crosses the edge of another one.
    """
    found = doubles if _MAY_OPEN.search(text, start, end) is None else _with_singles(text, start, end, doubles)
    if carried:
        found = [attrs.evolve(s, continues=True) if s.start == start else s for s in found]
    return found


def _with_singles(text: str, start: int, end: int, doubles: list[Stretch]) -> list[Stretch]:
    around = _around_doubles(text, start, end, doubles)
    found = [*around, *(attrs.evolve(s, depth=1) if _covers(around, s.start) else s for s in doubles)]
    inner_starts = {s.inner.start for s in found if s.depth == 0}  # they never overlap
    # a mark may consist of two signs, so its own edges count as well
    edges = sorted({start, end, *(e for s in found for e in (s.start, *s.inner, s.end))})
    for left, right in itertools.pairwise(edges):
        depth = 1 if left in inner_starts or _covers(around, left) else 0
        position, continues = left, False
        while paired := _pair(text, position, right):
            found.append(attrs.evolve(paired, depth=depth, continues=continues))
            position, continues = paired.end, not paired.closed
    last = max((s.end for s in found), default=start)
    if (opening := _left_open(text, last, end, alone=not found)) is not None:
        found.append(Stretch(opening, end, CharSpan(opening + 1, end), closed=False))
    return found


def _covers(stretches: list[Stretch], at: int) -> bool:
    """Whether a code point lies in one of some stretches, which are in order and do not overlap."""
    i = bisect_right(stretches, at, key=lambda stretch: stretch.start) - 1
    return i >= 0 and at < stretches[i].end


def _around_doubles(text: str, start: int, end: int, doubles: list[Stretch]) -> list[Stretch]:
    """Stretches between single marks that enclose whole double ones."""
    found: list[Stretch] = []
    since = start
    for double in doubles:
        begin, since = since, max(since, double.end)
        if not double.closed or (found and double.start < found[-1].end):
            continue
        opening = next((m.start() for m in _MAY_OPEN.finditer(text, begin, double.start) if _opens(text, m)), None)
        if opening is None or _closing(text, opening + 1, double.start) is not None:
            continue
        if (closing := _closing_beyond(text, double, doubles, end)) is not None:
            found.append(Stretch(opening, closing, CharSpan(opening + 1, closing - 1)))
            since = max(since, closing)
    return found


def _closing_beyond(text: str, double: Stretch, doubles: list[Stretch], end: int) -> int | None:
    """The end of the single mark that closes behind a double stretch: outside all double ones, and behind punctuation."""
    for match in _SINGLE.finditer(text, double.end, end):
        at = match.start()
        if _covers(doubles, at):
            continue
        if _opens(text, match):
            return None
        if text[at - 1] in '.,!?…"”' and not text[at + 1 : at + 2].isalnum():
            return at + 1
    return None


def _opens(text: str, match: re.Match[str]) -> bool:
    """Whether a single mark is an opening one by what stands around it, and no apostrophe ('90s)."""
    at = match.start()
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    return not (match.group() == "’" or before.isalnum() or not after.strip() or _ELIDED.match(text, at))


def _pair(text: str, start: int, end: int) -> Stretch | None:
    """The first stretch between two single marks from ``start`` on, if there is one before ``end``."""
    for match in _MAY_OPEN.finditer(text, start, end):
        if not _opens(text, match):
            continue
        opening = match.start()
        if (closing := _closing(text, opening + 1, end)) is None:
            return None  # nothing closes any more, so later marks need not be tried
        if closing - opening > 2:
            closed = text[closing - 1] in SINGLE_MARKS  # else the quotation goes on behind the next mark
            return Stretch(opening, closing, CharSpan(opening + 1, closing - 1 if closed else closing), closed=closed)
    return None


def _closing(text: str, start: int, end: int) -> int | None:
    """The end of the stretch whose single mark opened right before ``start``; plural possessives (the workers' rights) do not close it.

    Where a scraper put several paragraphs of a quotation on one line ('It rained. 'It snowed.'), the first ends before the next mark.
    """
    possessive = None
    for match in _SINGLE.finditer(text, start, end):
        at = match.start()
        behind_sentence = text[at - 1] == " " and text[at - 2] in _FINAL and at - 2 > start
        if text[at + 1 : at + 2].isalnum() or text[at - 1].isspace() or match.group() in "‘`":
            if behind_sentence and text[at + 1 : at + 2] == " ":
                return at + 1  # 'It rained. ' Ann Poole said
            if match.group() in "‘'`" and text[at - 1].isspace() and possessive:
                break  # the next pair opens: what looked like a possessive was the end
            if behind_sentence and text[at + 1 : at + 2].isupper() and _opens(text, match):
                return at - 1
            continue
        if text[at - 1] == "s" and text[at + 1 : at + 2] == " " and at + 1 < end:
            possessive = possessive or at + 1
            continue
        return at + 1
    return possessive


def _left_open(text: str, since: int, end: int, *, alone: bool) -> int | None:
    """Where a single mark opens that is not closed in its paragraph: at its start, or behind a colon ('She added: ‘It rained. It snowed.').

    The quotation goes on in the next paragraph.
    """
    colon = text.find(": ", since, end)
    at = since if alone and text[since] in "‘'" else colon + 2 if colon >= 0 else end
    mark = _SINGLE.match(text, at, end)
    return at if mark and text[end - 1] in _FINAL and end - at > 12 and _opens(text, mark) else None
