"""What travels between the stages: unfinished values that point into a ``Doc`` by token index or code point.

They never leave the pipeline, which turns them into the values of :mod:`quoteattr.model`.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Literal, NamedTuple, NewType, TypeVar

import attrs

from quoteattr.lexicon import Frame
from quoteattr.model import Role

if TYPE_CHECKING:
    from attrs import frozen as frozen
else:
    # nobody changes these values, either, which mypy holds: held by Python as well it takes three times as long to make one
    frozen = attrs.define(unsafe_hash=True)


class TokenSpan(NamedTuple):
    """Tokens of a page, from ``start`` up to ``end``; no :class:`CharSpan`, and not to be had from one but by the page."""

    start: int
    end: int


class CharSpan(NamedTuple):
    """Code points of an article's text, from ``start`` up to ``end``."""

    start: int
    end: int


_Piece = TypeVar("_Piece", TokenSpan, CharSpan)


def united(pieces: Iterable[_Piece]) -> tuple[_Piece, ...]:
    """Pieces in order, those that overlap made one: 'described *the "noise" as "a mess"*'.

    >>> united([TokenSpan(4, 6), TokenSpan(0, 2), TokenSpan(1, 3)])
    (TokenSpan(start=0, end=3), TokenSpan(start=4, end=6))
    """
    found: list[_Piece] = []
    for piece in sorted(pieces):
        if found and piece.start < found[-1].end:
            found[-1] = found[-1]._replace(end=max(found[-1].end, piece.end))
        else:
            found.append(piece)
    return tuple(found)


StretchId = NewType("StretchId", int)
"""An outer marked stretch, by its number on the page."""

NameKind = Literal["person", "organisation", "place", "other"]

CueKind = Literal["verb", "according", "noun", "disclaimed"]
"""A reporting verb (said), words that name a source (according to), a noun that reports (her claim that …), a verb whose words
nobody has said (never said)."""


@frozen
class Stretch:
    """Text between quotation marks, marks included, in code points.

    ``depth`` is 0 for outer marks and 1 for marks within marks. ``continues`` is true when it goes on from the stretch
    before it, which was left open (a quotation of several paragraphs). ``inner`` is what stands between the marks.
    """

    start: int
    end: int
    inner: CharSpan
    depth: int = 0
    closed: bool = True
    continues: bool = False


@frozen
class Phrase:
    """A noun phrase: tokens ``start`` up to ``end``, with its ``head``."""

    start: int
    end: int
    head: int

    @property
    def tokens(self) -> TokenSpan:
        return TokenSpan(self.start, self.end)


@frozen
class Attribution:
    """A content with its cue and source mention, before anybody knows who the source is.

    ``hint`` is where to look for the speaker of a floating quotation: the subject of the sentence that leads up to it.
    ``inner`` is true where cue, source and words stand within what somebody else says between marks.
    """

    pieces: tuple[CharSpan, ...]
    rule: str
    cue: TokenSpan | None = None
    source: Phrase | None = None
    addressee: Phrase | None = None
    hint: Phrase | None = None
    inner: bool = False


def in_order(attributions: Iterable[Attribution]) -> tuple[Attribution, ...]:
    """Attributions by where their words begin; what is said within words that begin there comes behind them."""
    return tuple(sorted(attributions, key=lambda a: (a.pieces[0].start, a.inner, a.pieces)))


@frozen
class Name:
    """A place in the text that names somebody or something: tokens ``start`` up to ``end``, titles left out.

    ``tail`` is where the letters behind the name end (Ann Poole MP), ``as_person`` how likely it is a person's name.
    """

    start: int
    end: int
    kind: NameKind
    text: str
    honorific: str | None
    tail: int
    as_person: float = 0.0

    @property
    def tokens(self) -> TokenSpan:
        """The name, without what stands behind it."""
        return TokenSpan(self.start, self.end)

    def of_kind(self, kind: NameKind, as_person: float | None = None) -> "Name":
        """The same name as that of another kind."""
        likely = self.as_person if as_person is None else as_person
        if (kind, likely) == (self.kind, self.as_person):
            return self
        return Name(self.start, self.end, kind, self.text, self.honorific, self.tail, likely)


@frozen
class Entity:
    """Everything in the article that goes by one name, with the forms and the gender that its mentions show.

    ``guessed`` is true where no more than a forename tells the gender, ``as_person`` how likely it is a person.
    """

    name: str
    kind: NameKind
    mentions: tuple[Name, ...]
    gender: str = "-"
    honorific: str | None = None
    guessed: bool = False
    as_person: float = 0.0


@frozen
class RoleStatement:
    """A role that the text gives to the name whose first token is ``name``, read at token ``at``.

    ``body`` is the description of the body that it belongs to, where the text does not name it there: '*the council*’s leader'.
    """

    name: int
    at: int
    role: Role
    body: Phrase | None = None


@frozen
class Cue:
    """A reporting expression at work in a sentence: tokens ``start`` up to ``end``, particles included.

    ``left`` and ``right`` bound the reporting group, from source or auxiliary to addressee or adverbial (``he told
    the BBC on Monday``). ``frames`` are the constructions that a verb takes. ``inherited`` is true where the source is the
    subject of another verb (``…, adding that``).
    """

    kind: CueKind
    start: int
    end: int
    source: Phrase | None
    addressee: Phrase | None
    left: int
    right: int
    frames: frozenset[Frame] = frozenset()
    inherited: bool = False
    passive: bool = False

    def takes(self, *frames: Frame) -> bool:
        """Whether it is a verb that takes one of some constructions."""
        return not self.frames.isdisjoint(frames)

    @property
    def told(self) -> bool:
        """Whether a passive only tells who heard it, as its subject: 'The court was told that …'"""
        hears = self.addressee is not None and self.addressee.end <= self.verb
        return self.passive and self.source is None and hears and self.takes("to")

    @property
    def tokens(self) -> TokenSpan:
        return TokenSpan(self.start, self.end)

    @property
    def verb(self) -> int:
        """The token that the sentence hangs the report on: its verb, its noun or the *according* of *according to*."""
        return self.start


def cues_between(cues: Sequence[Cue], start: int, end: int) -> Sequence[Cue]:
    """Those of some cues, which are in order, whose first token is one of ``start`` up to ``end``."""
    first = attrgetter("start")
    return cues[bisect_left(cues, start, key=first) : bisect_left(cues, end, key=first)]


@frozen
class Reported:
    """What the grammar of a sentence makes the content of a cue: token ranges, and the rule that read them."""

    cue: Cue
    rule: str
    pieces: tuple[TokenSpan, ...]
