"""Passages → marked stretches: what stands between quotation marks, whatever the marks and whatever is missing.

One mark too many or too few must not turn the rest of an article inside out, so every decision is made from the
mark's surroundings first and from what is open second, and nothing stays open beyond its paragraph unless the next
paragraph takes it up.
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

_DOUBLE = re.compile(rf"[{DOUBLE_MARKS}]|``|''")
_OPENING_CONTEXT = "([{—–-/"
_FINAL = ".!?…"


@attrs.define
class _Scanner:
    """Reads the double marks of one passage from left to right."""

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
        again = mark == '"' and self.text.find('"', at + 1, self.end) > 0
        stray = again and self._is_boundary(at)  # " No, " she said
        glued = again and at > self.start and self.text[at - 1] in ",:" and self.text[at + 1].isupper()  # she said:"No"
        if self.opens(at, len(mark)) or mark in (*OPENING_MARKS, "``") or stray or glued:
            self.open(at, len(mark))
        elif at and self.text[at - 1] in _FINAL + ",":  # so not of inches: a 20" screen
            self._repair_opening(at, len(mark))

    def _read_second_opening(self, at: int, mark: str) -> None:
        assert self.opened is not None
        before = self.text[self.opened : at].rstrip()
        if before[-1] in _FINAL + ",:;" or (len(before) > 1 and before[-2] in _FINAL):
            # two paragraphs of one quotation that a scraper put on one line: "… last sentence. "Next sentence …"
            whole = self.leave_open(self.opened + len(before), taken_up=before[-1] not in ",:;")
            self.open(at, len(mark), continues=whole)
        else:
            self.nested += 1

    def _repair_opening(self, at: int, width: int) -> None:
        """A closing mark without a partner: the words before it in its sentence are taken as marked."""
        end = at + width
        since = self.found[-1].end if self.found else self.start
        start = lost_marks.opening(self.text, since, at, end, self.end, alone=not self.found)
        while start is not None and start < end and not self.text[start].isalnum():
            start += 1
        if start is not None and end - start > 12:
            self.found.append(Stretch(start, end, CharSpan(start, at), closed=False))

    def leave_open(self, end: int, *, taken_up: bool) -> bool:
        """End the stretch that is open without a closing mark, or before ``end`` if that was lost; whether it reaches so far."""
        assert self.opened is not None
        closing = lost_marks.closing(self.text, self.start, self.opened + self.width, end, taken_up=taken_up)
        single = self.text[closing - 1] in "’'" and closing < end
        self._close(closing, closing - single, closed=single)
        return closing == end

    def _close(self, end: int, inner: int, *, closed: bool) -> None:
        assert self.opened is not None
        within = CharSpan(self.opened + self.width, inner)
        if end - self.opened > 2 and within.start < inner:
            self.found.append(Stretch(self.opened, end, within, closed=closed, continues=self.continues))
        self.opened, self.continues, self.nested = None, False, 0


def scan(text: str, passages: Iterable[Passage], usual: str | None = None) -> tuple[Stretch, ...]:
    """The marked stretches of an article in order, outer ones (depth 0) and those within them (depth 1).

    ``usual`` is the text in its usual spelling, where somebody has made it already.

    >>> text = 'He said: "I came. "I saw."'
    >>> from quoteattr.model import Span
    >>> [text[s.start:s.end] for s in scan(text, [Passage(Span.of(text, 0, len(text)), "body")])]
    ['"I came.', '"I saw."']
    """
    usual = spelling.usual(text) if usual is None else usual
    found: list[Stretch] = []
    carried = left_single = False
    passages = tuple(passages)
    for number, passage in enumerate(passages):
        whole = usual[passage.span.start : passage.span.end]
        start = passage.span.end - len(whole.lstrip())
        end = passage.span.start + len(whole.rstrip())
        if passage.kind in NO_SPEECH or start >= end:
            continue
        scanner = _Scanner(usual, start, end)
        marks = list(_DOUBLE.finditer(usual, start, end))
        if carried and marks:
            _carry_on(scanner, marks[0])
        for match in marks:
            scanner.read(match.start(), match.group())
        carried = scanner.opened is not None and _is_taken_up(usual, passages, number + 1)
        if scanner.opened is not None:
            carried = scanner.leave_open(end, taken_up=carried) and carried
        here = single_marks.around_and_beside(usual, start, end, scanner.found, left_single)
        last = max(here, key=lambda stretch: stretch.end, default=None)
        left_single = last is not None and last.end == end and not last.closed and usual[last.start] in "‘'"
        found.extend(here)
    return _as_written(text, usual, found)


def _as_written(text: str, usual: str, found: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """The stretches in order, with the whole of the marks that the text writes with several characters."""
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
    """Whether the next paragraph with words, from a number on, opens with a mark or closes one that it has not opened."""
    while number < len(passages) and passages[number].kind in NO_SPEECH:
        number += 1
    if number == len(passages):
        return False
    span = passages[number].span
    start = span.end - len(text[span.start : span.end].lstrip())
    first = _DOUBLE.search(text, start, span.end)
    scanner = _Scanner(text, start, span.end)
    return first is not None and (first.start() == start or not scanner.opens(first.start(), len(first.group())))


def _carry_on(scanner: _Scanner, first: re.Match[str]) -> None:
    """The paragraph before was left open: the quotation goes on if this one re-opens it, or closes it only."""
    if not scanner.text[scanner.start : first.start()].strip():
        scanner.continues = True
    elif not scanner.opens(first.start(), len(first.group())):
        scanner.open(scanner.start, 0, continues=True)
