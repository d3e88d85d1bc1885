"""Text → a fair copy of it, without what no reader sees; and an article on the copy → the same on the text as it was given.

Pages bring two spaces between sentences, indents, signs without a width, the stars of *stressed* words, and marks that are written as entities. Each of
them stands between words that belong together, for a parser as for a rule. So the copy is read, and the spans moved back.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any, TypeVar

import attrs

from quoteattr.model import Article, Passage, Span
from quoteattr.options import Resolver
from quoteattr.spelling import INVISIBLE, WIDE_SPACES, signs

_T = TypeVar("_T")
_Edit = tuple[int, int, str]  # start, end, and what is written instead: nothing, or one sign

_PLAIN = dict.fromkeys(map(ord, WIDE_SPACES), " ")
_WIDE = rf"[ \t{WIDE_SPACES}]"
_GAP = re.compile(rf"(?<!{_WIDE})(?:{_WIDE}{{2,}}+|{_WIDE}(?=[\r\n])|(?<=[\r\n]){_WIDE})")
_NO_WIDTH = re.compile(  # but "long\u200bword", which may be two
    rf"\u00ad+|(?<!\w)[{INVISIBLE}]++|(?<![{INVISIBLE}])[{INVISIBLE}]++(?!\w)|\r(?=\n)"
)
_EMPHASIS = re.compile(  # "*said*", "**“No.”**", "_The Eastwick Post_", but "5 * 3", "a* b*", "snake_case_name"
    r"(?<![\w*])(?P<stars>\*{1,3}+)(?=[^\s*])[^*\n]*+(?<!\s)(?P=stars)(?![\w*])"
    r"|(?<!\w)(?P<bars>_{1,2}+)(?=[^\s_])[^_\n]*+(?<!\s)(?P=bars)(?!\w)"
)
_NOTE = re.compile(
    r"(?<=[\w.,;:!?\"”’])\[(?:\d{1,3}|note \d{1,2})\]"
)  # "Ann Poole[1] said", but not "A [2]" or "[1] No"
_LINK = re.compile(r"\[([^\[\]\n]{1,100})\]\(https?://[^\s()<>\[\]]{1,500}\)")  # "[Ann Poole](https://example.org)"
_INLINE = re.compile(r"</?(?:a|b|em|i|p|span|strong|u)(?:\s[^<>\n]{0,300})?>")  # "<b>Ann Poole</b> said"


@attrs.frozen
class FairCopy:
    """A text as it is read: for each of its code points where it starts and ends in the given one; nothing, if they are the same."""

    given: str
    text: str
    starts: array[int] = attrs.field(factory=lambda: array("i"))
    ends: array[int] = attrs.field(factory=lambda: array("i"))

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
        edges = [0, *map(self._start, starts), len(self.given)]
        for passage, (start, end) in zip(passages, pairwise(edges), strict=False):
            yield attrs.evolve(passage, span=Span.of(self.given, start, end))

    def asking(self, resolver: Resolver | None) -> Resolver | None:
        """A resolver of the given text as one of the copy."""
        if resolver is None or self.text == self.given:
            return resolver
        starts = self.starts or range(len(self.text))
        return lambda _: [
            [(bisect_left(starts, start), bisect_left(starts, end)) for start, end in cluster]
            for cluster in resolver(self.given)
        ]

    def _start(self, place: int) -> int:
        return self.starts[place] if self.starts else place

    def _moved(self, value: _T, done: dict[int, Any]) -> _T:
        """A value of the article with all its spans in the given text; what is there twice stays one value."""
        if isinstance(value, tuple):
            return type(value)(self._moved(item, done) for item in value)
        if not attrs.has(type(value)):
            return value
        if id(value) not in done:
            if isinstance(value, Span):
                end = self.ends[value.end - 1] if self.ends and len(value) else value.end
                done[id(value)] = Span.of(self.given, self._start(value.start), end)
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
        places = range(len(self.text) + 1)
        old_starts, old_ends = self.starts or array("i", places[:-1]), self.ends or array("i", places[1:])
        kept, starts, ends, at = list[str](), array("i"), array("i"), 0
        for start, end, sign in [*found, (len(self.text), len(self.text), "")]:
            kept += self.text[at:start], sign
            starts += old_starts[at:start]
            ends += old_ends[at:start]
            if sign:
                starts.append(old_starts[start])
                ends.append(old_ends[end - 1])
            at = end
        return FairCopy(self.given, "".join(kept), starts, ends)


def copied(text: str) -> FairCopy:
    r"""The fair copy of a text. One without anything to see is left as it is.

    >>> copied("The pier is shut.&nbsp; “For\u00ad good,&rdquo;\u200b she said.\r\n\r\n  It rained.").text
    'The pier is shut. “For good,” she said.\n\nIt rained.'
    """
    plain = text.translate(_PLAIN)
    given = FairCopy(text, text if plain == text else plain)
    copy = given._edited(signs)._edited(_without_width)._edited(_not_read)._edited(_unstressed)._edited(_gaps)
    return copy if copy.text.strip() else FairCopy(text, text)


def _without_width(text: str) -> Iterator[_Edit]:
    for found in _NO_WIDTH.finditer(text):
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
