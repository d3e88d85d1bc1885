"""One who is spoken of: a named entity, several together, or somebody known by a description only; where it stands in
the text, and what it means that a mention was found to refer to it.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

import attrs

from quoteattr import lexicon
from quoteattr.draft import Entity, Phrase, RoleStatement, frozen
from quoteattr.model import SpeakerKind

MAIN = 2
RIVALS = 3
"""How many others than the one who was found are kept."""

NO_PLACES = frozenset({"band", "charity", "company", "court", "media", "party", "school", "union"})
"""Types of bodies that no place is: Nepal is no airline, but may be *the government* or *the team*."""


@frozen
class Place:
    """Where a referent stands in the text: its token, and how prominent it is there.

    ``prominence`` is ``MAIN`` for the source of a quotation and the subject of a main clause, 1 for another clause's.
    """

    token: int
    prominence: int


@attrs.define(eq=False)
class Referent:
    """Somebody who is spoken of. It is the same as itself only, so it can be a key, and no token can be taken for it.

    ``number`` is the order in which it came into the cast, which alone writes to it; below 0 while it is not there. ``guessed`` is
    true where no more than a forename tells the gender, ``has_article`` where the text calls it by *the* and its name.
    """

    kind: SpeakerKind
    gender: str
    plural: bool = False
    entity: Entity | None = None
    description: str | None = None
    members: tuple[Referent, ...] = ()  # of several who speak together
    guessed: bool = False
    has_article: bool = False
    number: int = attrs.field(default=-1, init=False)
    statements: list[RoleStatement] = attrs.field(factory=list, init=False)  # what the text says of it, in order
    places: list[Place] = attrs.field(factory=list, init=False)  # in order
    _tokens: list[int] = attrs.field(factory=list, init=False)  # of the places
    nouns: frozenset[str] = attrs.field(default=frozenset(), init=False)  # what it was called: the report, the company
    described: list[Phrase] = attrs.field(factory=list, init=False)  # in passing, in order
    pronouns: list[Phrase] = attrs.field(factory=list, init=False)  # in passing, in order
    # descriptions, with the odds that it is meant
    called: list[tuple[Phrase, float]] = attrs.field(factory=list, init=False)
    # the genders of the pronouns that were found to mean it
    been: frozenset[str] = attrs.field(default=frozenset(), init=False)
    sources: list[tuple[Phrase, str]] = attrs.field(factory=list, init=False)  # with the rule that resolved each

    @property
    def as_person(self) -> float:
        """How likely what is named is a person, by all that the article shows of its name."""
        return self.entity.as_person if self.entity is not None else float(self.kind == "person")

    @property
    def is_body(self) -> bool:
        """Whether it is a body, or a place that has spoken (Russia says …): a place as such is nobody."""
        place = self.entity is not None and self.entity.kind != "organisation"
        return self.kind == "organisation" and not (place and not self.sources)

    @property
    def is_known_place(self) -> bool:
        """Whether it is a place by all that the article shows of its name, or one that readers know."""
        return self.has_name_of_place or (self.entity is not None and self.entity.kind == "place")

    @property
    def has_name_of_place(self) -> bool:
        """Whether its name is that of a country, a city or a quarter that readers know."""
        return self.entity is not None and _is_known_place(self.entity.name.casefold())

    @property
    def is_named(self) -> bool:
        """Whether it is a person or body that the text calls by a name."""
        return self.entity is not None and (self.kind != "organisation" or self.is_body)

    def stands_at(self, token: int, prominence: int) -> None:
        """Take in a place."""
        at = bisect_right(self._tokens, token)
        self._tokens.insert(at, token)
        self.places.insert(at, Place(token, prominence))

    def places_before(self, token: int) -> int:
        """How many of its places come before a token: the latest of them is the last of so many."""
        return bisect_left(self._tokens, token)

    def places_between(self, start: int, end: int) -> list[Place]:
        """Its places behind one token and before another."""
        return self.places[bisect_right(self._tokens, start) : self.places_before(end)]


def post_of(title: str | None) -> str:
    """The noun of a title, in small letters: what stands before that of which it is.

    >>> post_of("director of roads"), post_of("Finance Minister"), post_of(None)
    ('director', 'minister', '')
    """
    words = (title or "").casefold().split()
    links = lexicon.labelled("role_words", "link")
    end = next((i for i, word in enumerate(words) if i and word in links), len(words))
    return words[end - 1] if words else ""


@lexicon.remembered
def _is_known_place(name: str) -> bool:
    """Whether a name in small letters is that of a country, a city or a quarter."""
    countries = lexicon.words("country_names") | {*map(str.casefold, lexicon.table("demonyms").values())}
    return name in countries or lexicon.table("known_names").get(name) == "place"


Ranking = tuple[tuple[Referent, float], ...]
"""Referents with their scores, best first."""


def _foremost(ranking: Ranking) -> Ranking:
    """The first of a ranking: in a book there may be a hundred for each of ten thousand mentions."""
    return ranking[: RIVALS + 1]


def nearest(referents: Iterable[Referent], token: int) -> Referent | None:
    """Which of some stands nearest before a token; nobody who stands only behind it."""
    before = [(r.places[n - 1].token, r.number, r) for r in referents if (n := r.places_before(token))]
    return max(before)[-1] if before else None


@frozen
class Resolution:
    """Whom a source mention was found to refer to, and by which rule.

    ``ranking`` holds those that fitted best with their scores, best first. ``antecedent`` is the token of the latest place
    before the mention where the referent stands; ``noun`` what it is known by from here on (*a woman* … *the woman*);
    ``odds`` how much likelier it is than all others together, as a logarithm.
    """

    referent: Referent | None
    rule: str
    ranking: Ranking = attrs.field(default=(), converter=_foremost)
    antecedent: int | None = None
    noun: str | None = None
    odds: float = math.inf

    @classmethod
    def of(
        cls,
        referent: Referent,
        rule: str,
        at: int,
        ranking: Ranking = (),
        noun: str | None = None,
        odds: float = math.inf,
    ) -> Resolution:
        """The resolution of a mention at a token, with where the referent stands before it."""
        before = referent.places_before(at)
        return cls(referent, rule, ranking, referent.places[before - 1].token if before else None, noun, odds)
