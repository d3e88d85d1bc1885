"""Text → a fair copy of it, without what no reader sees; and an article on the copy → the same on the text as it was given.

Web pages bring double spaces, indents, zero-width characters, the stars of *emphasis*, and characters written as entities. To a
parser or a rule each of them separates words that belong together. So the copy is read, and the spans are mapped back.
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
_Edit = tuple[int, int, str]  # start, end, and the replacement: nothing, or one character

_GAP = re.compile(r"[ \t](?:[ \t]++|(?=[\r\n])|(?<=[\r\n].))")  # other kinds of spaces have been replaced by then
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
    """One round of edits, as a map from the edited text back to the text before: a row for each stretch of the edited text."""

    places: array[int] = attrs.field(factory=lambda: array("i"))
    """Where the stretch starts in the edited text."""
    starts: array[int] = attrs.field(factory=lambda: array("i"))
    """Where it started before."""
    widths: array[int] = attrs.field(factory=lambda: array("i"))
    """How many code points each of its code points was: 1 in text that was kept, the width of what a replacement stands for."""

    def add(self, place: int, start: int, width: int) -> None:
        """Add the next stretch."""
        self.places.append(place)
        self.starts.append(start)
        self.widths.append(width)

    def edges(self, place: int) -> tuple[int, int]:
        """Where a code point of the edited text started and ended before."""
        number = bisect_right(self.places, place) - 1
        start = self.starts[number] + place - self.places[number]
        return start, start + self.widths[number]


@attrs.frozen
class FairCopy:
    """The given text, the copy that is read, and the rounds of edits between them."""

    given: str
    text: str
    rounds: tuple[_Round, ...] = ()

    def restored(self, article: Article) -> Article:
        """An article on the copy as an article on the given text."""
        if self.text == self.given:
            return article
        passages = tuple(self.tiles(article.passages))
        moved = self._moved(attrs.evolve(article, passages=()), {})
        return attrs.evolve(moved, text=self.given, passages=passages)

    def tiles(self, passages: Sequence[Passage]) -> Iterator[Passage]:
        """Passages of the copy as passages that tile the given text, characters left out included."""
        starts = [passage.span.start for passage in passages[1:]]
        edges = [0, *map(self.start_of, starts), len(self.given)]
        for passage, (start, end) in zip(passages, pairwise(edges), strict=False):
            yield attrs.evolve(passage, span=Span.of(self.given, start, end))

    def asking(self, resolver: Resolver | None) -> Resolver | None:
        """A resolver for the given text as one for the copy."""
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
        """Where the code point before a place of the copy ends in the given text."""
        for edits in reversed(self.rounds):
            _, place = edits.edges(place - 1)
        return place

    def _moved(self, value: _T, done: dict[int, Any]) -> _T:
        """A value of the article with all its spans mapped to the given text; ``done`` keeps a value that occurs twice one value."""
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
        pieces, edited, place, at = list[str](), _Round(), 0, 0
        for start, end, replacement in [*found, (len(self.text), len(self.text), "")]:
            pieces += self.text[at:start], replacement
            edited.add(place, at, 1)
            place += start - at
            if replacement:
                edited.add(place, start, end - start)
            place, at = place + len(replacement), end
        return FairCopy(self.given, "".join(pieces), (*self.rounds, edited))


def copied(text: str) -> FairCopy:
    r"""The fair copy of a text; a text with nothing visible in it is its own copy.

    >>> copied("The pier is shut.&nbsp; “For\u00ad good,&rdquo;\u200b she said.\r\n\r\n  It rained.").text
    'The pier is shut. “For good,” she said.\n\nIt rained.'
    """
    plain = text
    for space in WIDE_SPACES:
        plain = plain.replace(space, " ")
    copy = FairCopy(text, plain)
    for edits in (signs, _zero_width, _page_markup, _emphasis, _gaps):
        copy = copy._edited(edits)
    return copy if copy.text.strip() else FairCopy(text, text)


def _zero_width(text: str) -> Iterator[_Edit]:
    for found in _NO_WIDTH.finditer(text) if any(sign in text for sign in (*INVISIBLE, "\r\n")) else ():
        yield found.start(), found.end(), ""


def _emphasis(text: str) -> Iterator[_Edit]:
    """The stars and underscores around words in italics or bold."""
    for found in _EMPHASIS.finditer(text) if "*" in text or "_" in text else ():
        width = len(found["stars"] or found["bars"])
        yield found.start(), found.start() + width, ""
        yield found.end() - width, found.end(), ""


def _page_markup(text: str) -> Iterator[_Edit]:
    """Markup within a line: numbers of notes, the addresses of links, inline tags."""
    for found in _NOTE.finditer(text) if "[" in text else ():
        yield *found.span(), ""
    for found in _LINK.finditer(text) if "](" in text else ():
        yield found.start(), found.start() + 1, ""
        yield found.end(1), found.end(), ""
    for found in _INLINE.finditer(text) if "</" in text else ():
        yield *found.span(), ""


def _gaps(text: str) -> Iterator[_Edit]:
    """Spaces at both ends of a line, and all but the first between words; gaps with tabs stay, as they separate the columns of a table."""
    for found in _GAP.finditer(text):
        start, end = found.span()
        if start == 0 or text[start - 1] in "\r\n" or text[end : end + 1] in ("", "\r", "\n"):
            yield start, end, ""
        elif "\t" not in found.group():
            yield start + 1, end, ""
