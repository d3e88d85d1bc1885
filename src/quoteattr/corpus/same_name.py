"""Whether two names from different articles may be one person's or body's, and whether two posts exclude each other.

What the words of names tell is known to :mod:`quoteattr.people.same_name`. Within one article context decides
(:mod:`quoteattr.people.identities`); between articles there are the names and roles alone, so that the rules here are
stricter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

import attrs

from quoteattr import lexicon, post_forms
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
        particle = particle and not (
            len(tokens) == 2 and tokens[0].istitle() and given[0] in lexicon.words("forenames")
        )
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

    A party is called as it is compared, by any of its names.

    >>> BodyName.of(Speaker("The U.S. Tide Office", "organisation")), BodyName.of(Speaker("Tories", "organisation"))
    (BodyName(words=('us', 'tide', 'office')), BodyName(words=('conservative',)))
    """

    words: tuple[str, ...]
    gender = "-"
    alone = False

    @classmethod
    def of(cls, speaker: Speaker) -> BodyName:
        return cls(_as_party(plain_words(speaker.name or "")))

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
        for words in map(plain_words, aliases):
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
    """The body of a post, and its sort: a country, a party, a seat, a part of the state (*Treasury*), or any other body.

    ``telling`` are the words of its name that not any body has; ``binding`` is false for what is no current post (a former
    one, a champion), ``sport`` true for players, actors and the like, who may be with a club and a country.
    """

    sort: str
    words: frozenset[str]
    telling: frozenset[str]
    initials: frozenset[str]
    binding: bool
    sport: bool

    def related(self, other: Affiliation) -> bool:
        """Whether the two may be one body, or parts of one."""
        common = self.words & other.words
        within = len(common) > 1 and common in (self.words, other.words)
        short = self.initials & other.words or other.initials & self.words
        return bool(self.telling & other.telling or within or len(common) > 2 or short)


def affiliations(roles: Iterable[Role]) -> set[Affiliation]:
    """The bodies with a name of their own that posts are with.

    >>> [found.sort for found in affiliations([Role("MP", "Holt"), Role("chair", "board"), Role("father", "Ann Poole")])]
    ['seat']
    """
    named = ((role, role.organisation) for role in roles if role.organisation)
    found = (_affiliation(role, body) for role, body in named if body != body.lower())
    return {affiliation for affiliation in found if affiliation is not None}


def at_odds(a: Affiliation, b: Affiliation) -> bool:
    """Whether hardly anybody is with both: at one time, unrelated, and not a country beside a party or a seat.

    >>> names = "UK", "Tory", "Conservative Party", "Skerrow Rovers"
    >>> country, tory, party, club = (affiliations([Role("head", name)]).pop() for name in names)
    >>> at_odds(country, party), at_odds(tory, party), at_odds(country, club)
    (False, False, True)
    """
    if not (a.binding and b.binding) or a.related(b):
        return False
    if a.sort == b.sort:
        return a.sort != "state"
    return "body" in (a.sort, b.sort) and not (a.sport and b.sport)


def _affiliation(role: Role, organisation: str) -> Affiliation | None:
    """The body of a post; None where its words name none: *the Party*, *Tuesday*, *Ann Poole* whose father he is."""
    words, party = _words_of_body(organisation)
    head = (role.normal or "").rpartition(" ")[2]
    class_of_title = lexicon.noun_class(head)
    sort = _sort(role, words, party)
    event = not lexicon.labelled("state_words", "event").isdisjoint(words)
    if not words or event or class_of_title == "kin" or (sort == "body" and len(words) == 1 and _is_common(words[0])):
        return None
    every = frozenset(words) - lexicon.labelled("name_links", "silent")
    telling = every - lexicon.words("organisation_words")
    short = {same_name.initials(words, "silent"), same_name.initials([w for w in words if w in telling], "silent")}
    short.add(_with_capitals(organisation))
    binding = not role.former and class_of_title != "standing" and not (sort == "country" and not role.title)
    sport = lexicon.table("source_titles").get(head) == "culture"
    return Affiliation(sort, every, telling or every, frozenset(s for s in short if len(s) > 1), binding, sport)


def _as_party(words: tuple[str, ...]) -> tuple[str, ...]:
    """A whole name that is one of a party, as parties are compared; others as they stand.

    Initials stay: they may be another body's, and find the party as they find any body. So does a name in the spelling of
    another country, whose party is another one: *Labor* is not *Labour*.
    """
    if (called := lexicon.table("party_synonyms").get(" ".join(words))) is None:
        return words
    (first, *rest), pairs = called.split(), lexicon.table("spelling_endings").items()
    elsewhere = any(first == words[0].removesuffix(american) + british for british, american in pairs)
    party = (words[0] if elsewhere else first, *rest)
    return words if words == (same_name.initials(party),) else party


def _with_capitals(organisation: str) -> str:
    """The initials of a body, with all letters of a word that is in capitals itself: UK Rowing as ukr."""
    words = [word for word in organisation.split() if word[:1].isupper()]
    whole = (word.casefold() if len(words) > 1 and word.isupper() else word[0].casefold() for word in words)
    return "".join(whole) if organisation.upper() != organisation else ""


def _words_of_body(organisation: str) -> tuple[tuple[str, ...], bool]:
    """The words of a body, ready for comparison, and whether they begin with a party: Tory as Conservative, GB as UK."""
    words = [word for word in plain_words(organisation) if not _is_aside(word)]
    plain, parties = " ".join(words), lexicon.table("party_synonyms")
    party = next((parties[begin] for n in (3, 2, 1) if (begin := " ".join(words[:n])) in parties), None)
    called = party or lexicon.table("country_names").get(plain, plain)
    return tuple(map(lexicon.placed, plain_words(called))), party is not None


def _sort(role: Role, words: tuple[str, ...], party: bool) -> str:
    if role.title and role.title.split()[-1] in _seats():  # also a Labour MP
        return "seat"
    if words in _places():
        return "country"
    if party or (
        len(words) < 3 and not lexicon.words("party_words").isdisjoint({*words, *(w.rstrip("s") for w in words)})
    ):
        return "party"
    in_charge = (role.normal or "").rpartition(" ")[2] in ("minister", "secretary", "spokesperson")
    field = in_charge and post_forms.field_of(" ".join(words))
    return "state" if field or not lexicon.labelled("state_words", "word").isdisjoint(words) else "body"


def _is_aside(word: str) -> bool:
    return word in lexicon.words("time_words") or word in lexicon.labelled("state_words", "aside")


def _is_common(word: str) -> bool:
    return word in lexicon.words("organisation_words") or word in lexicon.words("organisation_nouns")


@lexicon.remembered
def _seats() -> frozenset[str]:
    """Members of a legislature, whose title is an abbreviation in full too: MP, MSP."""
    return frozenset(title for title in lexicon.table("abbreviated_roles").values() if title.isupper())


@lexicon.remembered
def _places() -> frozenset[tuple[str, ...]]:
    return frozenset(plain_words(place) for place in lexicon.table("demonyms").values())


def _plain(text: str) -> str:
    """Without accents and apostrophes."""
    if not text.isascii():
        letters = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return text.replace("'", "").replace("’", "")


@lru_cache(maxsize=65536)
def folded(text: str) -> tuple[str, ...]:
    """The words of a name in small letters, without accents, apostrophes, hyphens and dots.

    >>> folded("Zoë O’Brien-Poole"), folded("U.S. Tide & Rain Office")
    (('zoe', 'obrien', 'poole'), ('us', 'tide', 'and', 'rain', 'office'))
    """
    return tuple(re.findall(r"[^\W_]+", _plain(text).casefold().replace(".", "").replace("&", " and ")))


def plain_words(text: str) -> tuple[str, ...]:
    """The words of a name as :func:`folded` gives them, without the article."""
    words = folded(text)
    return words[1:] if len(words) > 1 and words[0] == "the" else words


def _forenames(token: str) -> list[str]:
    """The parts of a forename: J.K. as j and k, Jean-Luc as jean and luc."""
    parts = list(token.replace(".", "")) if _INITIALS.fullmatch(token) else re.split(r"[-.]", token)
    return [part.casefold() for part in parts if part]
