"""Those who are spoken of, and what fits them: pronouns, roles, descriptions."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable

import attrs
from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Entity, Phrase
from quoteattr.model import Role, SpeakerKind

HE, SHE = frozenset({"he", "him", "his"}), frozenset({"she", "her"})
IT, THEY = frozenset({"it", "its", "which"}), frozenset({"they", "them", "their"})
PRONOUNS = HE | SHE | IT | THEY | {"who"}
DEFINITE = frozenset(["the", "this", "that", "these", "those", "our", "his", "her", "their", "its"])
INDEFINITE = frozenset(
    ["a", "an", "another", "one", "some", "any", "many", "several", "other", "others", "few", "most", "two", "three"]
)
MAN, WOMAN = frozenset({"man", "boy", "gentleman"}), frozenset({"woman", "girl", "lady"})
_LEADERS = frozenset(
    [
        "head",
        "chief",
        "boss",
        "leader",
        "chairman",
        "chairwoman",
        "chair",
        "president",
        "director",
        "executive",
        "manager",
        "coach",
        "captain",
    ]
)


MAIN = 2


@attrs.frozen
class Place:
    """Where a referent stands in the text: its token, and how prominent it is there.

    ``prominence`` is ``MAIN`` for the source of a quotation and the subject of a main clause, 1 for another clause's.
    """

    token: int
    prominence: int


@attrs.define
class Referent:
    """Somebody who is spoken of: a named entity, or one known by description only."""

    kind: SpeakerKind
    gender: str
    plural: bool = False
    entity: Entity | None = None
    description: str | None = None
    members: tuple[int, ...] = ()  # of several who speak together
    places: list[Place] = attrs.Factory(list)  # in order
    sources: list[tuple[Phrase, str]] = attrs.Factory(list)  # with the rule that resolved each

    def stands_at(self, token: int, prominence: int) -> None:
        """Take in a place."""
        insort(self.places, Place(token, prominence), key=_token)

    def places_before(self, token: int) -> int:
        """How many of its places come before a token: the latest of them is the last of so many."""
        return bisect_left(self.places, token, key=_token)

    def places_between(self, start: int, end: int) -> list[Place]:
        """Its places behind one token and before another."""
        return self.places[bisect_right(self.places, start, key=_token) : self.places_before(end)]


def _token(place: Place) -> int:
    return place.token


@attrs.define
class Standing:
    """Which referents stand where in the text, so that nobody has to be asked who stands elsewhere."""

    _tokens: list[int] = attrs.Factory(list)
    _numbers: list[int] = attrs.Factory(list)

    def add(self, number: int, token: int) -> None:
        """Take in that a referent, by number, stands at a token."""
        at = bisect_right(self._tokens, token)
        self._tokens.insert(at, token)
        self._numbers.insert(at, number)

    def between(self, start: int, end: int) -> list[int]:
        """The referents that stand at one of the tokens ``start`` up to ``end``, in the order of their numbers."""
        return sorted(set(self._numbers[bisect_left(self._tokens, start) : bisect_left(self._tokens, end)]))


def agreement(referent: Referent, word: str) -> float | None:
    """How well a pronoun fits a referent; None where it cannot refer to it."""
    if word in HE | SHE:
        wanted = "m" if word in HE else "f"
        if referent.kind == "organisation" or referent.plural or referent.gender not in ("-", wanted):
            return None
        return (1.2 if referent.gender == wanted else 0.2) - (0.4 if referent.entity is None else 0.0)
    if word in IT:
        return 1.0 if is_body(referent) else None
    if word in THEY:
        return 1.5 if referent.plural else 1.0 if referent.kind == "unnamed" or is_body(referent) else None
    return None


def is_body(referent: Referent) -> bool:
    """A body, or a place that has spoken (Russia says …): a place as such is nobody."""
    place = referent.entity is not None and referent.entity.kind != "organisation"
    return referent.kind == "organisation" and not (place and not referent.sources)


def same_role(wanted: Role, known: Role) -> bool:
    """Whether a description may repeat a role: same post, nothing that contradicts; a former one only if it says so."""
    if not known.title or not wanted.title or wanted.former != known.former:
        return False
    a, b = wanted.title.casefold().split(), known.title.casefold().split()
    leads = (
        a[-1] in _LEADERS
        and b[-1] in _LEADERS
        and bool(wanted.organisation)
        and wanted.organisation == known.organisation
    )
    if not (a[-1] == b[-1] or set(a) <= set(b) or set(b) <= set(a) or leads):
        return False
    if len(a) > 1 and len(b) > 1 and a[-1] == b[-1] and not (set(a) <= set(b) or set(b) <= set(a)):
        return False
    if wanted.organisation and known.organisation:
        return bool(set(wanted.organisation.casefold().split()) & set(known.organisation.casefold().split()))
    return True


def distinct(roles: Iterable[Role]) -> tuple[Role, ...]:
    """Each role once; of two that differ in detail only, the fuller one in the place of the first."""
    kept: list[Role] = []
    for role in roles:
        for i, other in enumerate(kept):
            if _repeats(role, other):
                break
            if _repeats(other, role):
                kept[i] = role
                break
        else:
            kept.append(role)
    return tuple(kept)


def _repeats(role: Role, other: Role) -> bool:
    """Whether ``role`` says nothing that ``other`` does not say."""
    titles = set((role.title or "").casefold().split()) <= set((other.title or "").casefold().split())
    return (
        titles
        and role.former == other.former
        and (role.organisation is None or role.organisation == other.organisation)
    )


def gender_of(noun: str) -> str:
    return "m" if noun in MAN else "f" if noun in WOMAN else lexicon.table("role_nouns").get(noun, "-")


def is_person_noun(head: Token) -> bool:
    word = head.lower_
    return (
        word in lexicon.words("role_nouns")
        or word in lexicon.words("abbreviated_roles")
        or word.endswith("-old")
        or word == "old"
    )


def enumerated(names: list[str]) -> str:
    """
    >>> enumerated(["Ann Poole", "Tom Reed", "Joe Dunn"])
    'Ann Poole, Tom Reed and Joe Dunn'
    """
    return " and ".join([", ".join(names[:-1]), names[-1]])


def body_name(description: str) -> str:
    """A body's description as its name: no article, and nothing behind a common noun.

    >>> body_name("the legal team for the two men"), body_name("the Port of Eastwick")
    ('legal team', 'Port of Eastwick')
    """
    words = description.split()
    words = words[1:] if len(words) > 1 and words[0].casefold() in DEFINITE | {"a", "an"} else words
    link = next(
        (
            i
            for i, word in enumerate(words)
            if i and word in ("of", "for", "from", "in", "by", "on", "at", "to", "into")
        ),
        len(words),
    )
    return " ".join(words if words[link - 1][0].isupper() else words[:link])
