"""Text → a fair copy of it, without what no reader sees; and an article on the copy → the same on the text as it was given.

Pages bring two spaces between sentences, indents, signs without a width, the stars of *stressed* words, and marks that are written as entities. Each of
them stands between words that belong together, for a parser as for a rule. So the copy is read, and the spans moved back.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any, TypeVar

import attrs

from quoteattr.model import Article, Passage, Span
from quoteattr.options import Resolver
from quoteattr.spelling import INVISIBLE, WIDE_SPACES, signs

_T = TypeVar("_T")
_Edit = tuple[int, int, str]  # start, end, and what is written instead: nothing, or one sign

_GAP = re.compile(r"[ \t](?:[ \t]++|(?=[\r\n])|(?<=[\r\n].))")  # other spaces are plain ones by then
_NO_WIDTH = re.compile(  # but "long\u200bword", which may be two
    rf"\u00ad+|(?<!\w)[{INVISIBLE}]++|(?<![{INVISIBLE}])[{INVISIBLE}]++(?!\w)|\r(?=\n)"
)
_EMPHASIS = re.compile(  # "*said*", "**“No.”**", "_The Eastwick Post_", but "5 * 3", "a* b*", "snake_case_name"
    r"(?<![\w*])(?P<stars>\*{1,3}+)(?=[^\s*])[^*\n]*+(?<!\s)(?P=stars)(?![\w*])"
    r"|(?<!\w)(?P<bars>_{1,2}+)(?=[^\s_])[^_\n]*+(?<!\s)(?P=bars)(?!\w)"
)
_NOTE = re.compile(  # "Ann Poole[1] said", but not "A [2]", "[1] No" or the link "see[1](https://example.org)"
    r"(?<=[\w.,;:!?\"”’])\[(?:\d{1,3}|note \d{1,2})\](?!\()"
)
_LINK = re.compile(r"\[([^\[\]\n]{1,100})\]\(https?://[^\s()<>\[\]]{1,500}\)")  # "[Ann Poole](https://example.org)"
_INLINE = re.compile(r"</?(?:a|b|em|i|p|span|strong|u)(?:\s[^<>\n]{0,300})?>")  # "<b>Ann Poole</b> said"


@attrs.frozen
class _Round:
    """Some edits of a text, as the stretches of what came of it: for each where it begins, where it began, and the width of its code points.

    That is one where the text was kept, and whatever was there before where a sign was written.
    """

    places: array[int] = attrs.field(factory=lambda: array("i"))
    starts: array[int] = attrs.field(factory=lambda: array("i"))
    widths: array[int] = attrs.field(factory=lambda: array("i"))

    def add(self, place: int, start: int, width: int) -> None:
        """Add the next stretch."""
        self.places.append(place)
        self.starts.append(start)
        self.widths.append(width)

    def edges(self, place: int) -> tuple[int, int]:
        """Where a code point began and ended."""
        number = bisect_right(self.places, place) - 1
        start = self.starts[number] + place - self.places[number]
        return start, start + self.widths[number]


@attrs.frozen
class FairCopy:
    """A text as it is read, and the rounds of edits that made it of the given one."""

    given: str
    text: str
    rounds: tuple[_Round, ...] = ()

    def restored(self, article: Article) -> Article:
        """An article on the copy as one on the text that was given."""
        if self.text == self.given:
            return article
        passages = tuple(self.tiles(article.passages))
        moved = self._moved(attrs.evolve(article, passages=()), {})
        return attrs.evolve(moved, text=self.given, passages=passages)

    def tiles(self, passages: Sequence[Passage]) -> Iterator[Passage]:
        """Passages of the copy as those of the given text, with what was left out between them."""
        starts = [passage.span.start for passage in passages[1:]]
        edges = [0, *map(self.start_of, starts), len(self.given)]
        for passage, (start, end) in zip(passages, pairwise(edges), strict=False):
            yield attrs.evolve(passage, span=Span.of(self.given, start, end))

    def asking(self, resolver: Resolver | None) -> Resolver | None:
        """A resolver of the given text as one of the copy."""
        if resolver is None or self.text == self.given:
            return resolver
        places = range(len(self.text))
        return lambda _: [
            [
                (bisect_left(places, start, key=self.start_of), bisect_left(places, end, key=self.start_of))
                for start, end in cluster
            ]
            for cluster in resolver(self.given)
        ]

    def start_of(self, place: int) -> int:
        """Where a code point of the copy starts in the given text."""
        for edits in reversed(self.rounds):
            place, _ = edits.edges(place)
        return place

    def end_of(self, place: int) -> int:
        """Where that before a place ends."""
        for edits in reversed(self.rounds):
            _, place = edits.edges(place - 1)
        return place

    def _moved(self, value: _T, done: dict[int, Any]) -> _T:
        """A value of the article with all its spans in the given text; what is there twice stays one value."""
        if isinstance(value, tuple):
            return type(value)(self._moved(item, done) for item in value)
        if not attrs.has(type(value)):
            return value
        if id(value) not in done:
            if isinstance(value, Span):
                start = self.start_of(value.start)
                done[id(value)] = Span.of(self.given, start, self.end_of(value.end) if len(value) else start)
            else:
                names = [field.name for field in attrs.fields(type(value))]  # type: ignore[arg-type]
                changed = {name: self._moved(getattr(value, name), done) for name in names}
                done[id(value)] = attrs.evolve(value, **changed)  # type: ignore[misc]
        return done[id(value)]  # type: ignore[no-any-return]

    def _edited(self, edits: Callable[[str], Iterator[_Edit]]) -> FairCopy:
        """The copy with some edits of its text."""
        found = sorted(edits(self.text))
        if not found:
            return self
        kept, edited, place, at = list[str](), _Round(), 0, 0
        for start, end, sign in [*found, (len(self.text), len(self.text), "")]:
            kept += self.text[at:start], sign
            edited.add(place, at, 1)
            place += start - at
            if sign:
                edited.add(place, start, end - start)
            place, at = place + len(sign), end
        return FairCopy(self.given, "".join(kept), (*self.rounds, edited))


def copied(text: str) -> FairCopy:
    r"""The fair copy of a text. One without anything to see is left as it is.

    >>> copied("The pier is shut.&nbsp; “For\u00ad good,&rdquo;\u200b she said.\r\n\r\n  It rained.").text
    'The pier is shut. “For good,” she said.\n\nIt rained.'
    """
    plain = text
    for space in WIDE_SPACES:
        plain = plain.replace(space, " ")
    copy = FairCopy(text, plain)
    for edits in (signs, _without_width, _not_read, _unstressed, _gaps):
        copy = copy._edited(edits)
    return copy if copy.text.strip() else FairCopy(text, text)


def _without_width(text: str) -> Iterator[_Edit]:
    for found in _NO_WIDTH.finditer(text) if any(sign in text for sign in (*INVISIBLE, "\r\n")) else ():
        yield found.start(), found.end(), ""


def _unstressed(text: str) -> Iterator[_Edit]:
    """The stars and bars around words that a page would have set in italics or bold."""
    for found in _EMPHASIS.finditer(text) if "*" in text or "_" in text else ():
        width = len(found["stars"] or found["bars"])
        yield found.start(), found.start() + width, ""
        yield found.end() - width, found.end(), ""


def _not_read(text: str) -> Iterator[_Edit]:
    """What stands within a line for the page alone: the number of a note, where a link leads, how a word is set."""
    for found in _NOTE.finditer(text) if "[" in text else ():
        yield *found.span(), ""
    for found in _LINK.finditer(text) if "](" in text else ():
        yield found.start(), found.start() + 1, ""
        yield found.end(1), found.end(), ""
    for found in _INLINE.finditer(text) if "</" in text else ():
        yield *found.span(), ""


def _gaps(text: str) -> Iterator[_Edit]:
    """White space at both ends of a line, and all but the first between words; what parts the columns of a table stays."""
    for found in _GAP.finditer(text):
        start, end = found.span()
        if start == 0 or text[start - 1] in "\r\n" or text[end : end + 1] in ("", "\r", "\n"):
            yield start, end, ""
        elif "\t" not in found.group():
            yield start + 1, end, ""
