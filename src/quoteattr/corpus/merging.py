"""Speakers over many articles: which of them are one person or body, and what each said where.

Better apart than wrongly joined: a name joins another when it is the same name and nothing speaks against it, or when it
is a shorter form that fits one only. What speaks against it is said at :func:`merge_speakers`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from itertools import combinations
from typing import TypeVar

import attrs

from quoteattr.corpus.questions import Occurrence, occurrences
from quoteattr.corpus.same_name import Affiliation, BodyName, PersonName, affiliations, at_odds
from quoteattr.model import Article, Role, Speaker, SpeakerKind
from quoteattr.people.same_name import gender_of_title

Name = TypeVar("Name", PersonName, BodyName)


@attrs.frozen
class MergedSpeaker:
    """A person, body or document quoted in one or more articles.

    ``name`` is the fullest form in any of them, None for somebody unnamed; ``aliases`` and ``roles`` are those of all
    articles, in order of first appearance and without repetition. A role that any article calls former is former; roles
    have no ``span`` here. ``quotes`` are all quotations with the numbers of their articles.

    >>> quotes = (Occurrence(0, None), Occurrence(2, None), Occurrence(2, None))
    >>> MergedSpeaker("Ann Poole", "person", quotes=quotes).articles
    (0, 2)
    """

    name: str | None
    kind: SpeakerKind
    description: str | None = None
    honorific: str | None = None
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    quotes: tuple[Occurrence, ...] = ()

    @property
    def label(self) -> str:
        """The name, or the description of an unnamed speaker."""
        return self.name or self.description or "unnamed speaker"

    @property
    def articles(self) -> tuple[int, ...]:
        """The numbers of the articles that quote the speaker."""
        return tuple(dict.fromkeys(quote.article for quote in self.quotes))

    def __str__(self) -> str:
        return f"{self.label}, {self.roles[0]}" if self.name and self.roles else self.label


def merge_speakers(articles: Iterable[Article]) -> tuple[MergedSpeaker, ...]:
    """Everybody quoted in some articles, each person or body once, in order of first quotation.

    **People** with the same forename and surname are one, unless two articles contradict each other: forms of address of
    different gender, different middle names or generations (Jr, Sr), or current posts with unrelated bodies and no body in
    common. A seat, a party and a country do not contradict each other; former posts contradict nothing.
    A shorter or looser form (*Smith*, *J. Smith*, *Bob Smith* for Robert) joins the only person whom it fits, unless
    both have roles and share none. Where it fits several, the one who shares a role or a body; otherwise it stays apart.
    Surnames alone are never joined to each other, unless they share a role or a body.

    **Bodies** with the same name are one; an acronym or a short form that some article uses joins the only body it fits.
    A common noun (*the council*) and **unnamed** speakers (*officials*) are somebody else in every article.
    Two speakers of one article are never joined. Accents, hyphens between forenames, dots and apostrophes do not count.

    It knows nothing but the articles: somebody who changes bodies without any article that gives both stays two, two people
    of one name without telling posts become one.

    >>> from quoteattr import extract
    >>> texts = ["“No,” said Ann Poole, the mayor of Eastwick.", "Ms Poole said it was late.", "“Yes,” said Bo Lund."]
    >>> for person in merge_speakers(extract(text) for text in texts):
    ...     print(person, person.articles)
    Ann Poole, mayor, Eastwick (0, 1)
    Bo Lund (2,)
    """
    by_kind: dict[str, list[_Member]] = {"person": [], "organisation": [], "unnamed": []}
    for member in _members(articles):
        by_kind[member.sort].append(member)
    groups = [_Group.of(member) for member in by_kind["unnamed"]]
    groups += _merge(by_kind["person"], PersonName.of) + _merge(by_kind["organisation"], BodyName.of)
    found = [sorted(group.members, key=lambda member: member.order) for group in groups]
    return tuple(map(_value, sorted(found, key=lambda members: members[0].order)))


@attrs.frozen(eq=False)
class _Member:
    """One speaker of one article."""

    order: int
    speaker: Speaker
    quotes: tuple[Occurrence, ...]

    @property
    def sort(self) -> str:
        """The kind, but ``unnamed`` for what is called by a common noun: it is somebody else in every article."""
        letters = filter(str.isalpha, self.speaker.name or "")
        return self.speaker.kind if any(a.isupper() or not a.isascii() for a in letters) else "unnamed"


@attrs.define(eq=False)
class _Group:
    """Members that are one, with what tells them from others."""

    members: list[_Member]
    names: dict[str, None]
    articles: set[int]
    genders: set[str]
    titles: set[str]
    affiliations: set[Affiliation]

    @classmethod
    def of(cls, member: _Member) -> _Group:
        speaker = member.speaker
        names = dict.fromkeys(filter(None, (speaker.name, *speaker.aliases)))
        genders = {gender_of_title(speaker.honorific)} - {"-"}
        titles = {role.title.casefold() for role in speaker.roles if role.title}
        return cls([member], names, {member.quotes[0].article}, genders, titles, affiliations(speaker.roles))

    def take(self, other: _Group) -> None:
        """Make the members of another group members of this one."""
        self.members += other.members
        self.names |= other.names
        self.articles |= other.articles
        self.genders |= other.genders
        self.titles |= other.titles
        self.affiliations |= other.affiliations

    def cannot_be(self, other: _Group) -> bool:
        """Whether one article tells the two apart, or forms of address do."""
        return not self.articles.isdisjoint(other.articles) or len(self.genders | other.genders) > 1

    def contradicts(self, other: _Group) -> bool:
        """Whether anything speaks against the two being one."""
        pairs = [(a, b) for a in self.affiliations for b in other.affiliations]
        return self.cannot_be(other) or (any(at_odds(a, b) for a, b in pairs) and not self.related(other))

    def related(self, other: _Group) -> bool:
        return any(a.related(b) for a in self.affiliations for b in other.affiliations)

    def shares_role(self, other: _Group) -> bool:
        """Whether they have a post or a body in common."""
        return not self.titles.isdisjoint(other.titles) or self.related(other)

    @property
    def has_roles(self) -> bool:
        return bool(self.titles or self.affiliations)


def _members(articles: Iterable[Article]) -> list[_Member]:
    said: dict[tuple[int, Speaker], list[Occurrence]] = defaultdict(list)
    for found in occurrences(articles):
        if found.quote.speaker is not None:
            said[found.article, found.quote.speaker].append(found)
    return [_Member(i, speaker, tuple(quotes)) for i, ((_, speaker), quotes) in enumerate(said.items())]


def _merge(members: list[_Member], read: Callable[[Speaker], Name]) -> list[_Group]:
    """Same names first, then each shorter form to the longer one that it fits."""
    same: dict[Name, list[_Group]] = defaultdict(list)
    for member in members:
        same[read(member.speaker)].append(_Group.of(member))
    placed: dict[str, list[tuple[Name, _Group]]] = defaultdict(list)
    groups: list[_Group] = []
    for name in sorted(same, key=lambda name: name.fullness, reverse=True):
        near = [pair for trait in name.wants for pair in placed[trait]]
        for group in _same_name(same[name], name.alone):
            if whole := _whole(name, group, near):
                whole.take(group)
                continue
            groups.append(group)
            if not name.alone:
                for trait in dict.fromkeys(name.shows(group.names)):
                    placed[trait].append((name, group))
    return groups


def _same_name(groups: list[_Group], alone: bool) -> list[_Group]:
    """Groups of one name put together: those with telling posts first, then those who fit one of them only."""
    found: list[_Group] = []
    for group in sorted(groups, key=lambda g: (not g.affiliations, not g.genders)):
        if alone and not group.has_roles:
            found.append(group)
            continue
        fitting = [g for g in found if not g.contradicts(group)]
        sharing = [g for g in fitting if g.shares_role(group)]
        apart = any(a.cannot_be(b) for a, b in combinations(sharing, 2))
        if len(sharing) > 1 and not apart and all(g.related(group) for g in sharing):
            for other in sharing[1:]:  # somebody with both posts shows that two are one
                sharing[0].take(other)
                found.remove(other)
            sharing = sharing[:1]
        choice = sharing or ([] if alone else fitting)
        if len(choice) == 1:
            choice[0].take(group)
        else:
            found.append(group)
    return found


def _whole(name: Name, group: _Group, near: list[tuple[Name, _Group]]) -> _Group | None:
    """The one person or body that a shorter form means, if there is just one."""
    fitting = [
        whole
        for full, whole in near
        if name.fits(full)
        and not whole.contradicts(group)
        and len((whole.genders or {full.gender}) | group.genders | {"-"}) < 3
        and (name.surely(full) or whole.shares_role(group) or not (whole.has_roles and group.has_roles))
    ]
    if len(fitting) > 1:
        fitting = [whole for whole in fitting if whole.shares_role(group)]
    return fitting[0] if len(fitting) == 1 else None


def _value(members: list[_Member]) -> MergedSpeaker:
    speakers = [member.speaker for member in members]
    counts = Counter(speaker.name for speaker in speakers if speaker.name)
    return MergedSpeaker(
        max(counts, key=lambda name: (len(name.split()), counts[name], len(name)), default=None),
        speakers[0].kind,
        next((speaker.description for speaker in speakers if speaker.description), None),
        next((speaker.honorific for speaker in speakers if speaker.honorific), None),
        tuple(dict.fromkeys(alias for speaker in speakers for alias in speaker.aliases)),
        _roles(role for speaker in speakers for role in speaker.roles),
        tuple(quote for member in members for quote in member.quotes),
    )


def _roles(roles: Iterable[Role]) -> tuple[Role, ...]:
    found: dict[tuple[str, str], Role] = {}
    for role in roles:
        key = (role.title or "").casefold(), (role.organisation or "").casefold()
        earlier = found.setdefault(key, attrs.evolve(role, span=None))
        if role.former and not earlier.former:
            found[key] = attrs.evolve(earlier, former=True)
    return tuple(found.values())
