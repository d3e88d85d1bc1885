"""Passages → marked stretches: what stands between quotation marks, whatever kind of marks they are and even if one is missing.

One mark too many or too few must not turn the rest of an article inside out, so every decision is made from the
mark's surroundings first and from what is open second, and no stretch stays open beyond its paragraph unless the next
paragraph continues it.
"""

import re
from collections.abc import Iterable, Sequence

import attrs

from quoteattr import spelling
from quoteattr.draft import CharSpan, Stretch
from quoteattr.model import Passage
from quoteattr.spelling import CLOSING_MARKS, DOUBLE_MARKS, OPENING_MARKS
from quoteattr.text import lost_marks, single_marks
from quoteattr.text.passages import NO_SPEECH

_DOUBLE = re.compile("|".join((*DOUBLE_MARKS, "``", "''")))  # found in half the time of a set of signs beside two pairs
_OPENING_CONTEXT = "([{—–-/"
_FINAL = ".!?…"


@attrs.define
class _Scanner:
    """Reads the double marks of one passage, in the code points ``start`` up to ``end`` of the text, from left to right.

    ``opened`` is where the open stretch begins, ``width`` the length of its mark, ``nested`` how many marks have opened
    within it, and ``continues`` whether it goes on from the paragraph before.
    """

    text: str
    start: int
    end: int
    found: list[Stretch] = attrs.Factory(list)
    opened: int | None = None
    width: int = 0
    nested: int = 0
    continues: bool = False

    def opens(self, at: int, width: int) -> bool:
        """Whether the mark's surroundings are those of an opening one."""
        after = self.text[at + width : at + width + 1]
        return self._is_boundary(at) and bool(after.strip()) and at + width < self.end

    def _is_boundary(self, at: int) -> bool:
        return at == self.start or self.text[at - 1].isspace() or self.text[at - 1] in _OPENING_CONTEXT

    def read(self, at: int, mark: str) -> None:
        """Open or close a stretch, or one within it, at a mark."""
        if self.opened is None:
            self._read_outside(at, mark)
        elif self.opens(at, len(mark)) and mark not in CLOSING_MARKS:
            self._read_second_opening(at, mark)
        elif self.nested:
            self.nested -= 1
        else:
            self._close(at + len(mark), at, closed=True)

    def open(self, at: int, width: int, *, continues: bool = False) -> None:
        self.opened, self.width, self.continues = at, width, continues or self.continues

    def _read_outside(self, at: int, mark: str) -> None:
        paired = mark == '"' and self.text.find('"', at + 1, self.end) > 0
        spaced = paired and self._is_boundary(at)  # " No, " she said
        glued = paired and at > self.start and self.text[at - 1] in ",:" and self.text[at + 1].isupper()  # said:"No"
        if self.opens(at, len(mark)) or mark in (*OPENING_MARKS, "``") or spaced or glued:
            self.open(at, len(mark))
        elif at and self.text[at - 1] in _FINAL + ",":  # not a sign for inches: a 20" screen
            self._repair_opening(at, len(mark))

    def _read_second_opening(self, at: int, mark: str) -> None:
        assert self.opened is not None
        before = self.text[self.opened : at].rstrip()
        if before[-1] in _FINAL + ",:;" or (len(before) > 1 and before[-2] in _FINAL):
            # two paragraphs of one quotation that a scraper put on one line: "… last sentence. "Next sentence …"
            reaches_here = self.leave_open(self.opened + len(before), taken_up=before[-1] not in ",:;")
            self.open(at, len(mark), continues=reaches_here)
        else:
            self.nested += 1

    def _repair_opening(self, at: int, width: int) -> None:
        """Take the words before a closing mark without a partner as marked, from where they begin in its sentence."""
        end = at + width
        latest = self.found[-1].end if self.found else self.start
        start = lost_marks.opening(self.text, latest, at, end, self.end, alone=not self.found)
        while start is not None and start < end and not self.text[start].isalnum():
            start += 1
        if start is not None and end - start > 12:
            self.found.append(Stretch(start, end, CharSpan(start, at), closed=False))

    def leave_open(self, end: int, *, taken_up: bool) -> bool:
        """End the stretch that has no closing mark, at ``end`` or before it if the mark was lost; return whether it reaches ``end``.

        ``taken_up`` is true where the next words in marks may continue it.
        """
        assert self.opened is not None
        closing = lost_marks.closing(self.text, self.opened + self.width, end, taken_up=taken_up)
        by_single_mark = self.text[closing - 1] in "’'" and closing < end
        self._close(closing, closing - 1 if by_single_mark else closing, closed=by_single_mark)
        return closing == end

    def _close(self, end: int, inner_end: int, *, closed: bool) -> None:
        assert self.opened is not None
        inner = CharSpan(self.opened + self.width, inner_end)
        if end - self.opened > 2 and inner.start < inner_end:
            self.found.append(Stretch(self.opened, end, inner, closed=closed, continues=self.continues))
        self.opened, self.continues, self.nested = None, False, 0


def scan(text: str, passages: Iterable[Passage], usual: str | None = None) -> tuple[Stretch, ...]:
    """The marked stretches of an article in order, outer ones (depth 0) and those within them (depth 1).

    ``usual`` is the text in its usual spelling, if that has been made already.

    >>> text = 'He said: "I came. "I saw."'
    >>> from quoteattr.model import Span
    >>> [text[s.start:s.end] for s in scan(text, [Passage(Span.of(text, 0, len(text)), "body")])]
    ['"I came.', '"I saw."']
    """
    usual = spelling.usual(text) if usual is None else usual
    found: list[Stretch] = []
    left_open = left_single_open = False  # whether the paragraph before may be continued
    passages = tuple(passages)
    for number, passage in enumerate(passages):
        words = usual[passage.span.start : passage.span.end]
        start = passage.span.end - len(words.lstrip())
        end = passage.span.start + len(words.rstrip())
        if passage.kind in NO_SPEECH or start >= end:
            continue
        scanner = _Scanner(usual, start, end)
        marks = list(_DOUBLE.finditer(usual, start, end))
        if left_open and marks:
            _continue_open(scanner, marks[0])
        for match in marks:
            scanner.read(match.start(), match.group())
        left_open = scanner.opened is not None and _is_taken_up(usual, passages, number + 1)
        if scanner.opened is not None:
            left_open = scanner.leave_open(end, taken_up=left_open) and left_open
        with_single = single_marks.around_and_beside(usual, start, end, scanner.found, left_single_open)
        last = max(with_single, key=lambda stretch: stretch.end, default=None)
        left_single_open = last is not None and last.end == end and not last.closed and usual[last.start] in "‘'"
        found.extend(with_single)
    return _as_written(text, usual, found)


def _as_written(text: str, usual: str, found: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """The stretches in order, their edges moved to those of marks that the text, unlike its usual spelling, writes with several characters."""
    first, last = {}, {}
    for start, end in spelling.wide(text):
        if len(usual[start:end].strip()) > 1:
            continue  # 'it said ‘no’' and': two marks, as no double one is open
        first.update(dict.fromkeys(range(start, end), start))
        last.update(dict.fromkeys(range(start + 1, end + 1), end))
    if first:
        found = [attrs.evolve(s, start=first.get(s.start, s.start), end=last.get(s.end, s.end)) for s in found]
    return tuple(sorted(found, key=lambda s: (s.start, -s.end)))


def _is_taken_up(text: str, passages: Sequence[Passage], number: int) -> bool:
    """Whether the next paragraph of speech, from a number on, begins with a mark or closes one that it has not opened."""
    while number < len(passages) and passages[number].kind in NO_SPEECH:
        number += 1
    if number == len(passages):
        return False
    span = passages[number].span
    start = span.end - len(text[span.start : span.end].lstrip())
    first = _DOUBLE.search(text, start, span.end)
    scanner = _Scanner(text, start, span.end)
    return first is not None and (first.start() == start or not scanner.opens(first.start(), len(first.group())))


def _continue_open(scanner: _Scanner, first: re.Match[str]) -> None:
    """Continue the quotation that the paragraph before left open, if the ``first`` mark of this one re-opens or closes it."""
    if not scanner.text[scanner.start : first.start()].strip():
        scanner.continues = True
    elif not scanner.opens(first.start(), len(first.group())):
        scanner.open(scanner.start, 0, continues=True)
