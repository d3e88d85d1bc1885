"""Whether two names from different articles may be one person's or body's, and whether two posts exclude each other.

What the words of names tell is known to :mod:`quoteattr.people.same_name`. Within one article context decides
(:mod:`quoteattr.people.identities`); between articles there are the names and roles alone, so that the rules here are
stricter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

import attrs

from quoteattr import lexicon
from quoteattr.model import Role, Speaker
from quoteattr.people import same_name

_INITIALS = re.compile(r"(?:[A-Z]\.)+[A-Z]?|[A-Z]{2,3}")


@attrs.frozen
class PersonName:
    """A person's name, ready for comparison: small letters, no accents, dots or apostrophes, initials parted.

    ``first_only`` is true for a forename alone behind a title that asks for one (*Sir Tom*).

    >>> PersonName.of(Speaker("J.K. O’Neill-Poole Jr", "person"))
    PersonName(given=('j', 'k'), surname='oneill-poole', generation='jr', first_only=False)
    """

    given: tuple[str, ...]
    surname: str
    generation: str = ""
    first_only: bool = False

    @classmethod
    def of(cls, speaker: Speaker) -> PersonName:
        """The name of a speaker who has one."""
        tokens = [token for token in _plain(speaker.name or "").split() if token.strip(".,")]
        generation = same_name.generation([token.strip(".,").casefold() for token in tokens])
        tokens = tokens[:-1] if generation else tokens
        given = [word for token in tokens[:-1] for word in _forenames(token)]
        particle = len(given) > 0 and given[0] in lexicon.words("name_particles")
        surname = " ".join([*given, tokens[-1]] if particle else tokens[-1:]).strip(".,").casefold()
        given = [] if particle else given
        return cls(tuple(given), surname, generation, not given and same_name.asks_for_forename(speaker.honorific))

    @property
    def alone(self) -> bool:
        """Whether it is a surname or a forename only."""
        return not self.given

    @property
    def fullness(self) -> tuple[int, int, bool]:
        """Orders names by how much they tell."""
        return sum(len(word) > 1 for word in self.given), len(self.given), bool(self.generation)

    @property
    def wants(self) -> Iterator[str]:
        """Traits of a fuller name, one of which it must show."""
        yield f"forename {self.surname}" if self.first_only else self.surname.rpartition(" ")[2]

    def shows(self, aliases: Iterable[str]) -> Iterator[str]:
        """The traits by which shorter forms find it."""
        yield self.surname.rpartition(" ")[2]
        yield from (f"forename {word}" for word in self.given[:1])

    def fits(self, full: PersonName) -> bool:
        """Whether it may be another form of ``full``, of which at least as much is known."""
        if self.generation and full.generation and self.generation != full.generation:
            return False
        if self.first_only:
            return self.surname == full.given[0]
        if self.alone:
            return f" {' '.join([*full.given[1:], full.surname])}".endswith(f" {self.surname}")
        pairs = list(zip(self.given[1:], full.given[1:], strict=False))
        return (
            self.surname == full.surname
            and same_name.same_forename(self.given[0], full.given[0])
            and all(a == b or same_name.is_initial(a, b) for a, b in pairs)
        )

    def surely(self, full: PersonName) -> bool:
        """Whether it fits as more than a surname, an initial or a pet form."""
        return bool(self.given) and len(self.given[0]) > 1 and self.given[0] == full.given[0]

    @property
    def gender(self) -> str:
        """What the forename tells: m, f or -."""
        return lexicon.table("forenames").get(self.given[0], "-") if self.given else "-"


@attrs.frozen
class BodyName:
    """The name of a body, ready for comparison, with all that is asked of a :class:`PersonName`.

    >>> BodyName.of(Speaker("The U.S. Tide Office", "organisation"))
    BodyName(words=('us', 'tide', 'office'))
    """

    words: tuple[str, ...]
    gender = "-"
    alone = False

    @classmethod
    def of(cls, speaker: Speaker) -> BodyName:
        return cls(_words(speaker.name or ""))

    @property
    def fullness(self) -> tuple[int, int, bool]:
        return len(self.words), 0, False

    @property
    def wants(self) -> Iterator[str]:
        yield " ".join(self.words)

    def shows(self, aliases: Iterable[str]) -> Iterator[str]:
        """The short forms that are its own: initials, and what an article also calls it, unless any body is called so."""
        if len(initials := same_name.initials(self.words, "silent")) > 2:
            yield initials
        for words in map(_words, aliases):
            if words != self.words and not lexicon.words("organisation_words").issuperset(words):
                yield " ".join(words)

    def fits(self, full: BodyName) -> bool:
        """Whether it may be a short form of ``full``, which has shown that it has such a form."""
        return len(self.words) < len(full.words)

    def surely(self, full: BodyName) -> bool:
        """Short forms of bodies need no role to support them."""
        return True


@attrs.frozen
class Affiliation:
    """The body of a post, and its sort: a country, a party, a seat in a legislature, or any other body."""

    sort: str
    words: frozenset[str]
    initials: str
    former: bool

    def related(self, other: Affiliation) -> bool:
        """Whether the two may be one body, or parts of one."""
        return not self.words.isdisjoint(other.words) or self.initials in other.words or other.initials in self.words


def affiliations(roles: Iterable[Role]) -> set[Affiliation]:
    """The bodies with a name of their own that posts are with.

    >>> [found.sort for found in affiliations([Role("MP", "Holt"), Role("chair", "board")])]
    ['seat']
    """
    named = ((role, role.organisation) for role in roles if role.organisation)
    return {_affiliation(role, body) for role, body in named if body != body.lower()}


def at_odds(a: Affiliation, b: Affiliation) -> bool:
    """Whether hardly anybody is with both: at one time, unrelated, and not a country beside a party or a seat.

    >>> country, party, club = (_affiliation(Role("head", name), name) for name in ("UK", "Labour", "Skerrow Rovers"))
    >>> at_odds(country, party), at_odds(country, club)
    (False, True)
    """
    now = not (a.former or b.former)
    return now and not a.related(b) and (a.sort == b.sort or "body" in (a.sort, b.sort))


def _affiliation(role: Role, organisation: str) -> Affiliation:
    words = _words(organisation)
    words = _words(lexicon.table("country_names").get(" ".join(words), organisation))
    telling = frozenset(words) - lexicon.labelled("name_links", "silent") - lexicon.words("organisation_words")
    sort = "body"
    if role.title and role.title.split()[-1] in _seats():  # also a Labour MP
        sort = "seat"
    elif words in _places():
        sort = "country"
    elif len(words) < 3 and not lexicon.words("party_words").isdisjoint({*words, *(w.rstrip("s") for w in words)}):
        sort = "party"
    return Affiliation(sort, telling or frozenset(words), same_name.initials(words, "silent"), role.former)


@lexicon.remembered
def _seats() -> frozenset[str]:
    """Members of a legislature, whose title is an abbreviation in full too: MP, MSP."""
    return frozenset(title for title in lexicon.table("abbreviated_roles").values() if title.isupper())


@lexicon.remembered
def _places() -> frozenset[tuple[str, ...]]:
    return frozenset(_words(place) for place in lexicon.table("demonyms").values())


def _plain(text: str) -> str:
    """Without accents and apostrophes."""
    letters = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in letters if not unicodedata.combining(letter) and letter not in "'’")


def _words(text: str) -> tuple[str, ...]:
    words = tuple(re.findall(r"[^\W_]+", _plain(text).casefold().replace(".", "").replace("&", " and ")))
    return words[1:] if len(words) > 1 and words[0] == "the" else words


def _forenames(token: str) -> list[str]:
    """The parts of a forename: J.K. as j and k, Jean-Luc as jean and luc."""
    parts = list(token.replace(".", "")) if _INITIALS.fullmatch(token) else re.split(r"[-.]", token)
    return [part.casefold() for part in parts if part]
