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
    # mypy checks that nobody changes these values; if Python checked as well, making one would take three times as long
    frozen = attrs.define(unsafe_hash=True)


class TokenSpan(NamedTuple):
    """Tokens of a page, from ``start`` up to ``end``; only a page turns it into a :class:`CharSpan` and back."""

    start: int
    end: int


class CharSpan(NamedTuple):
    """Code points of the text that is read, mostly a fair copy, from ``start`` up to ``end``."""

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
"""The number on its page of a stretch of text between outer quotation marks."""

NameKind = Literal["person", "organisation", "place", "other"]

CueKind = Literal["verb", "according", "noun", "disclaimed"]
"""A reporting verb (*said*), words before a source (*according to*), a reporting noun (*her claim that …*), a verb that denies or
disowns speech (*never said*)."""


@frozen
class Stretch:
    """Text between quotation marks, marks included, in code points; ``inner`` leaves the marks out.

    ``depth`` is 0 for outer marks and 1 for marks within marks. A stretch that is not ``closed`` goes on in the next paragraph,
    whose first stretch ``continues`` it.
    """

    start: int
    end: int
    inner: CharSpan
    depth: int = 0
    closed: bool = True
    continues: bool = False


@frozen
class Phrase:
    """A noun phrase: tokens ``start`` up to ``end``, with its head noun at ``head``."""

    start: int
    end: int
    head: int

    @property
    def tokens(self) -> TokenSpan:
        return TokenSpan(self.start, self.end)


@frozen
class Attribution:
    """A content with its cue and source mention, whose referent is not resolved yet.

    ``hint`` is the likely speaker of a content without cue or source: the subject of the sentence that leads up to it.
    ``inner`` is true where cue, source and content stand within a quotation of somebody else.
    """

    pieces: tuple[CharSpan, ...]
    rule: str
    cue: TokenSpan | None = None
    source: Phrase | None = None
    addressee: Phrase | None = None
    hint: Phrase | None = None
    inner: bool = False


def in_order(attributions: Iterable[Attribution]) -> tuple[Attribution, ...]:
    """Attributions by where their content starts; of two that start alike, the one within the other comes last."""
    return tuple(sorted(attributions, key=lambda a: (a.pieces[0].start, a.inner, a.pieces)))


@frozen
class Name:
    """A mention by name: tokens ``start`` up to ``end``, without honorifics and titles.

    ``tail`` is where the letters behind the name end (Ann Poole *MP*), ``as_person`` the probability that it is a person's name.
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
        """The name without the letters behind it."""
        return TokenSpan(self.start, self.end)

    def of_kind(self, kind: NameKind, as_person: float | None = None) -> "Name":
        """The same mention, as one of a ``kind``."""
        likely = self.as_person if as_person is None else as_person
        if (kind, likely) == (self.kind, self.as_person):
            return self
        return Name(self.start, self.end, kind, self.text, self.honorific, self.tail, likely)


@frozen
class Entity:
    """A person, body, place or thing that the article names, with all its mentions by name and what they show of its gender.

    ``guessed`` is true where only a forename tells the gender; ``as_person`` is the probability that it is a person.
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
    """A role that the text states, at token ``at``, of the bearer of the name that starts at token ``name``.

    ``body`` is the description of the body that the role belongs to, where that is not named: '*the council*’s leader'.
    """

    name: int
    at: int
    role: Role
    body: Phrase | None = None


@frozen
class Cue:
    """A reporting expression in a sentence: tokens ``start`` up to ``end``, particles included.

    ``left`` and ``right`` bound the reporting clause without its content, from source or auxiliary to addressee or adverbial (*he
    told the BBC on Monday*). ``frames`` are the constructions that a verb takes. ``inherited`` is true where the source is the
    subject of another verb (*she said no, adding that …*).
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
    verb: int = attrs.field(
        init=False, eq=False, repr=False, default=attrs.Factory(lambda cue: cue.start, takes_self=True)
    )
    """The head of the expression, with which it starts: its verb, its noun, or the *according* of *according to*."""

    def takes(self, *frames: Frame) -> bool:
        """Whether it is a verb that takes one of the given constructions."""
        return not self.frames.isdisjoint(frames)

    @property
    def told(self) -> bool:
        """Whether it is a passive without a source, whose subject is the addressee: '*The court was told* that …'."""
        hears = self.addressee is not None and self.addressee.end <= self.verb
        return self.passive and self.source is None and hears and self.takes("to")

    @property
    def tokens(self) -> TokenSpan:
        return TokenSpan(self.start, self.end)


def cues_between(cues: Sequence[Cue], start: int, end: int) -> Sequence[Cue]:
    """Those of ``cues``, which are in text order, that begin at tokens ``start`` up to ``end``."""
    first = attrgetter("start")
    return cues[bisect_left(cues, start, key=first) : bisect_left(cues, end, key=first)]


@frozen
class Reported:
    """The content of a cue by the grammar of its sentence, in pieces, and the rule that found it."""

    cue: Cue
    rule: str
    pieces: tuple[TokenSpan, ...]
