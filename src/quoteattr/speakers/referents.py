"""The values of this wing: a referent (somebody or something spoken of), its places in the text, and a mention resolved to one.

A referent is a named entity, several referents together, or somebody known by a description only.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import TypeVar

import attrs

from quoteattr import lexicon, post_forms
from quoteattr.draft import Entity, Phrase, RoleStatement, frozen
from quoteattr.model import Role, SpeakerKind

_T = TypeVar("_T")

MAIN = 2
"""The prominence of the subject of a main clause, and of the source of a quotation."""

RIVALS = 3
"""How many other contenders than the best a resolution keeps."""

NO_PLACES = frozenset({"band", "charity", "company", "court", "media", "party", "school", "union"})
"""Types of organisation that the name of a place never stands for: Nepal is no airline, but may be *the government* or *the team*."""


@frozen
class Place:
    """A token that mentions a referent. ``prominence`` is ``MAIN``, 1 for the subject of another clause, 0 for anything else."""

    token: int
    prominence: int


@attrs.define(eq=False)
class Referent:
    """Somebody or something spoken of. Compared by identity, so that it can be a key; only the cast and ``resolve`` write to it.

    ``number`` is its position in the cast, -1 while it is not there. ``guessed`` is true where no more than a forename tells the
    gender, ``has_article`` where the text calls it by *the* and its name.
    """

    kind: SpeakerKind
    gender: str
    plural: bool = False
    entity: Entity | None = None
    description: str | None = None
    members: tuple[Referent, ...] = ()  # where several speak together
    guessed: bool = False
    has_article: bool = False
    number: int = attrs.field(default=-1, init=False)
    # most of the sequences that begin empty stay so: a list for each would make a book's referents half as large again
    statements: Sequence[RoleStatement] = attrs.field(default=(), init=False)  # its roles, in the order of the text
    places: list[Place] = attrs.field(factory=list, init=False)  # in order
    _tokens: list[int] = attrs.field(factory=list, init=False)  # those of ``places``, to bisect
    # the nouns that it was described with: the report, the company
    nouns: frozenset[str] = attrs.field(default=frozenset(), init=False)
    # its mentions outside sources by a description and by a pronoun
    described: Sequence[Phrase] = attrs.field(default=(), init=False)
    pronouns: Sequence[Phrase] = attrs.field(default=(), init=False)
    # all descriptions resolved to it, with the log odds of that
    called: Sequence[tuple[Phrase, float]] = attrs.field(default=(), init=False)
    # the genders of the pronouns resolved to it
    pronoun_genders: frozenset[str] = attrs.field(default=frozenset(), init=False)
    # the sources resolved to it, with the rule that resolved each
    sources: Sequence[tuple[Phrase, str]] = attrs.field(default=(), init=False)

    @property
    def as_person(self) -> float:
        """The probability that it is a person, by all that the article shows of its name."""
        return self.entity.as_person if self.entity is not None else float(self.kind == "person")

    @property
    def is_body(self) -> bool:
        """Whether it is an organisation, or a place that has spoken (Russia says …): other places cannot be meant by *the company*."""
        is_place = self.entity is not None and self.entity.kind != "organisation"
        return self.kind == "organisation" and (not is_place or bool(self.sources))

    @property
    def is_named_organisation(self) -> bool:
        """Whether its name is that of an organisation, and not of a place that stands for one."""
        return self.entity is not None and self.entity.kind == "organisation"

    @property
    def is_known_place(self) -> bool:
        """Whether the article shows that its name is a place's, or readers know it for one."""
        return self.has_name_of_place or (self.entity is not None and self.entity.kind == "place")

    @property
    def has_name_of_place(self) -> bool:
        """Whether its name is that of a country, a city or a quarter that readers know."""
        return self.entity is not None and _is_known_place(self.entity.name.casefold())

    @property
    def is_named(self) -> bool:
        """Whether it is a person or organisation that the text calls by a name."""
        return self.entity is not None and (self.kind != "organisation" or self.is_body)

    def is_headed(self, noun: str) -> bool:
        """Whether it is an organisation whose name ends in a noun in small letters: the Scottish *Executive*."""
        return (
            self.kind == "organisation" and self.entity is not None and self.entity.name.casefold().endswith(f" {noun}")
        )

    def stands_at(self, token: int, prominence: int) -> None:
        """Add a place."""
        at = bisect_right(self._tokens, token)
        self._tokens.insert(at, token)
        self.places.insert(at, Place(token, prominence))

    def places_before(self, token: int) -> int:
        """How many of its places come before a token; the latest of them is ``places[n - 1]``."""
        return bisect_left(self._tokens, token)

    def places_between(self, start: int, end: int) -> list[Place]:
        """Its places behind one token and before another."""
        return self.places[bisect_right(self._tokens, start) : self.places_before(end)]


def added(known: Sequence[_T], item: _T) -> list[_T]:
    """A sequence of a referent with one more item, in place where it is a list already.

    >>> one = added((), "a")
    >>> added(one, "b") is one, one
    (True, ['a', 'b'])
    """
    grown = known if isinstance(known, list) else [*known]
    grown.append(item)
    return grown


def post_of(title: str | None) -> str:
    """The head noun of a title, in small letters.

    >>> post_of("director of roads"), post_of("Finance Minister"), post_of(None)
    ('director', 'minister', '')
    """
    words = (title or "").casefold().split()
    links = lexicon.labelled("role_words", "link")
    end = next((i for i, word in enumerate(words) if i and word in links), len(words))
    return words[end - 1] if words else ""


def post_in_office(role: Role) -> str:
    """The head noun of a present post, as far as it is work: *premier* of a prime minister, *minister* of a secretary with a portfolio, *party leader* of a party's.

    >>> post_in_office(Role("health secretary")), post_in_office(Role("secretary", "Harbour Trust")), post_in_office(Role("leader", "Labour"))
    ('minister', 'secretary', 'party leader')
    """
    head, title = post_of(role.title), (role.title or "").casefold()
    if role.former or not post_forms.is_work(head):
        return ""
    if head == "minister" and title.endswith(("prime minister", "first minister")):
        return "premier"
    if head == "secretary" and post_forms.field_of(title.rpartition(" ")[0]):
        return "minister"
    return (
        "party leader" if head == "leader" and ("opposition" in title or is_of_party(role.organisation or "")) else head
    )


def is_of_party(body: str) -> bool:
    """Whether the name of a body has a word for a party in it: 'Scottish Conservative'."""
    return not lexicon.words("party_words").isdisjoint(body.casefold().split())


@lexicon.remembered
def incidental_nouns() -> frozenset[str]:
    """Nouns for people whom any story may have beside its main persons: *the judge*, *a colleague*, *a bystander*."""
    return lexicon.labelled("reference_words", "attending") | lexicon.labelled("reference_words", "anybody")


def genders_clash(one: str, other: str) -> bool:
    """Whether one is ``m`` and the other ``f``; ``-`` clashes with neither."""
    return one != other and one in ("m", "f") and other in ("m", "f")


@lexicon.remembered
def _is_known_place(name: str) -> bool:
    """Whether a name in small letters is that of a country, a city or a quarter."""
    is_country = name in lexicon.words("country_names") or name in countries()
    return is_country or lexicon.table("known_names").get(name) == "place"


@lexicon.remembered
def countries() -> frozenset[str]:
    """The places that demonyms stand for, in small letters."""
    return frozenset(map(str.casefold, lexicon.table("demonyms").values()))


Ranking = tuple[tuple[Referent, float], ...]
"""Referents with their scores, best first."""


def _foremost(ranking: Ranking) -> Ranking:
    """The part of a ranking that is kept: a book has ten thousand mentions with a hundred contenders each."""
    return ranking[: RIVALS + 1]


def nearest(referents: Iterable[Referent], token: int) -> Referent | None:
    """The referent whose latest place before a token is nearest to it; None where all stand only behind it."""
    before = [(r.places[n - 1].token, r.number, r) for r in referents if (n := r.places_before(token))]
    return max(before)[-1] if before else None


@frozen
class Resolution:
    """Whom a mention refers to, and by which rule.

    ``ranking`` holds the best contenders with their scores, best first. ``antecedent`` is the token of the referent's latest
    place before the mention; ``noun`` is what the referent is known by from here on (*a woman* … *the woman*); ``odds`` are its
    log odds against all other contenders together.
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
        """The resolution of a mention at a token, with its antecedent."""
        before = referent.places_before(at)
        return cls(referent, rule, ranking, referent.places[before - 1].token if before else None, noun, odds)
