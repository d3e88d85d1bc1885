"""Speakers over many articles: which of them are one person or body, and what each said where.

Better apart than wrongly joined: a name joins another when it is the same name and nothing speaks against it, or when it
is a shorter form that fits one only. What speaks against it is said at :func:`merge_speakers`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

import attrs

from quoteattr.corpus.groups import Group, Member, joined, of_one_name
from quoteattr.corpus.questions import Occurrence, occurrences
from quoteattr.corpus.same_name import BodyName, PersonName, plain_words
from quoteattr.errors import InputWarning, warn
from quoteattr.model import Article, Role, Speaker, SpeakerKind

Same = Mapping[str, str | Iterable[str]]
Name = TypeVar("Name", PersonName, BodyName)
_SHOWN = 5  # names in a warning


@attrs.frozen
class MergedSpeaker:
    """A person, body or document quoted in one or more articles.

    ``name`` is the fullest form in any of them, None for somebody unnamed; ``aliases`` and ``roles`` are those of all
    articles, in order of first appearance and without repetition. A role that any article calls former is former; roles
    have no ``span`` here. ``quotes`` are all quotations with their articles. ``key`` is made of the name: the
    same articles in the same order give the same keys, and no two speakers of them have one in common.

    >>> quotes = (Occurrence(0, None, 0), Occurrence(2, None, 0), Occurrence(2, None, 1))
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
    key: str = ""

    @property
    def label(self) -> str:
        """The name, or the description of an unnamed speaker."""
        return self.name or self.description or "unnamed speaker"

    @property
    def articles(self) -> tuple[Any, ...]:
        """The articles that quote the speaker, each once: positions from 0, or the keys of a mapping."""
        return tuple(dict.fromkeys(quote.article for quote in self.quotes))

    def __str__(self) -> str:
        return f"{self.label}, {self.roles[0]}" if self.name and self.roles else self.label


def merge_speakers(
    articles: Mapping[Any, Article] | Iterable[Article], *, same: Same | None = None, by_name: bool = False
) -> tuple[MergedSpeaker, ...]:
    """Everybody quoted in some articles, each person or body once, in order of first quotation.

    **People** with the same forename and surname are one, unless two articles contradict each other: forms of address of
    different gender, different middle names or generations (Jr, Sr), or current posts with unrelated bodies and no body in
    common. A seat, a party and a country do not contradict each other; former posts contradict nothing. Parties count as one
    by any of their names (*Tory*, *Conservative*). Those who agree are joined first, so that a contradiction keeps apart
    only the two whom it is about. Who fits several, because no article gives them a telling post, is taken for the one who
    is in at least three times as many articles as the next; so is who is in one article with an odd post, and the other one in many.
    A shorter or looser form (*Smith*, *J. Smith*, *Bob Smith* for Robert) joins the only person whom it fits, unless
    both have roles and share none. Where it fits several, the one who shares a role or a body; otherwise it stays apart.
    Surnames alone are never joined to each other, unless they share a role or a body.

    **Bodies** with the same name are one, and a party by all its names (*Tories*, *Conservative Party*), which nothing parts from a
    party of that name in another country; an acronym or a short form that some article uses joins the only body it fits.
    A common noun (*the council*) and **unnamed** speakers (*officials*) are somebody else in every article.
    Two speakers of one article are never joined. Accents, hyphens between forenames, dots and apostrophes do not count.

    It knows nothing but the articles: somebody who changes bodies without any article that gives both stays two, two people
    of one name without telling posts become one. What you know better goes into ``same``: a name with the other name or names
    of the same person or body, who are then joined whatever speaks against it, and called by the first; an
    :class:`~quoteattr.errors.InputWarning` tells of names there that nobody quoted has. With ``by_name``
    everybody of one full name is one, whatever the posts. The time grows with the number of quotations.

    Articles may be a mapping from ids: quotations are given with these then, else with the positions of the articles.

    Raises ``TypeError`` for a single article, ``ValueError`` when ``same`` gives a name to two.

    >>> from quoteattr import extract
    >>> texts = ["“No,” said Ann Poole, the mayor of Eastwick.", "Ms Poole said it was late.", "“Yes,” said Bo Lund."]
    >>> for person in merge_speakers(extract(text) for text in texts):
    ...     print(person, person.articles)
    Ann Poole, mayor, Eastwick (0, 1)
    Bo Lund (2,)
    """
    by_kind: dict[str, list[Member]] = {"person": [], "organisation": [], "unnamed": []}
    for member in _members(articles):
        by_kind[member.sort].append(member)
    same = {} if same is None else same
    groups, known = [Group.of(member) for member in by_kind["unnamed"]], _declared(same)
    _warn_of_nobody(same, [*by_kind["person"], *by_kind["organisation"]])
    groups += _merge(by_kind["person"], PersonName.of, known, by_name)
    groups += _merge(by_kind["organisation"], BodyName.of, known, by_name)
    found = [sorted(group.members, key=lambda member: member.order) for group in groups]
    values = [_value(members, known) for members in sorted(found, key=lambda members: members[0].order)]
    return tuple(attrs.evolve(value, key=key) for value, key in zip(values, _keys(values), strict=True))


def _declared(same: Same) -> dict[str, str]:
    """The name under which each name is joined, as the user says."""
    if not isinstance(same, Mapping):
        raise TypeError(
            f"same is a mapping from a name to others of the same person or body, not {type(same).__name__}"
        )
    found: dict[str, str] = {}
    for name, others in same.items():
        for other in (name, others) if isinstance(others, str) else (name, *others):
            if found.setdefault(_folded(other), name) != name:
                raise ValueError(f"same: {other!r} is given both to {found[_folded(other)]!r} and to {name!r}")
    return found


def _warn_of_nobody(same: Same, members: Iterable[Member]) -> None:
    """Tells of names in ``same`` that nobody has; the first of several, by which all are called, may be a new one."""
    there = {_folded(member.speaker.name or "") for member in members}
    missing: list[str] = []
    for name, others in same.items():
        others = (others,) if isinstance(others, str) else tuple(others)
        unknown = [other for other in others if _folded(other) not in there]
        missing += (
            unknown if len(unknown) < len(others) else [one for one in (name, *unknown) if _folded(one) not in there]
        )
    if missing:
        shown = ", ".join(map(repr, missing[:_SHOWN])) + (" …" if len(missing) > _SHOWN else "")
        warn(f"same: nobody quoted in these articles is called {shown}", InputWarning)


def _folded(name: str) -> str:
    return " ".join(plain_words(name))


def _keys(values: Iterable[MergedSpeaker]) -> Iterator[str]:
    """For each its words with hyphens; a number tells those apart who are called the same, in order of first quotation."""
    used: Counter[str] = Counter()
    for value in values:
        words = "-".join(plain_words(value.label)) or value.kind
        base = words if value.name else f"unnamed-{words}"
        used[base] += 1
        key = base if used[base] == 1 else f"{base}-{used[base]}"
        while key != base and key in used:  # somebody is called so
            used[base] += 1
            key = f"{base}-{used[base]}"
        used[key] += key != base
        yield key


def _members(articles: Mapping[Any, Article] | Iterable[Article]) -> list[Member]:
    said: dict[tuple[Any, Speaker], list[Occurrence]] = defaultdict(list)
    for found in occurrences(articles):
        if found.quote.speaker is not None:
            said[found.article, found.quote.speaker].append(found)
    return [Member(i, speaker, tuple(quotes)) for i, ((_, speaker), quotes) in enumerate(said.items())]


def _merge(
    members: list[Member], read: Callable[[Speaker], Name], same: Mapping[str, str], by_name: bool
) -> list[Group]:
    """Same names first, then each shorter form to the longer one that it fits."""
    alike: dict[Name, list[Group]] = defaultdict(list)
    said: dict[str, list[Group]] = defaultdict(list)
    for member in members:
        if known := same.get(_folded(member.speaker.name or "")):
            said[known].append(Group.of(member))
        else:
            alike[read(member.speaker)].append(Group.of(member))
    for known, given in said.items():
        alike[read(attrs.evolve(given[0].members[0].speaker, name=known))] += joined(given)
    groups: list[Group] = []
    placed: dict[str, list[tuple[Name, Group]]] = defaultdict(list)
    for name in sorted(alike, key=lambda name: name.fullness, reverse=True):
        near = [pair for trait in name.wants for pair in placed[trait] if name.fits(pair[0])]
        whole = by_name and not name.alone
        for group in joined(alike[name]) if whole else of_one_name(alike[name], name.alone):
            if longer := _longer(name, group, near):
                longer.take(group)
                continue
            groups.append(group)
            if not name.alone:
                for trait in dict.fromkeys(name.shows(group.names)):
                    placed[trait].append((name, group))
    return groups


def _longer(name: Name, group: Group, near: list[tuple[Name, Group]]) -> Group | None:
    """The one person or body that a shorter form means, if there is just one; ``near`` are those whom the name fits."""
    fitting: list[Group] = []
    for full, whole in near:
        if _may_mean(name, group, full, whole):
            fitting.append(whole)
            if len(fitting) > 1 and not group.has_roles:
                return None
    if len(fitting) > 1:
        fitting = [whole for whole in fitting if whole.shares_role(group)]
    return fitting[0] if len(fitting) == 1 else None


def _may_mean(name: Name, group: Group, full: Name, whole: Group) -> bool:
    """Whether a shorter form may mean the bearer of a longer one."""
    shared = name.surely(full) or not (whole.has_roles and group.has_roles) or whole.shares_role(group)
    genders = (whole.genders or {full.gender}) | group.genders | {"-"}
    return shared and len(genders) < 3 and not whole.contradicts(group)


def _value(members: list[Member], same: Mapping[str, str]) -> MergedSpeaker:
    speakers = [member.speaker for member in members]
    counts = Counter(speaker.name for speaker in speakers if speaker.name)
    given = next((same[folded] for folded in map(_folded, counts) if folded in same), None)
    return MergedSpeaker(
        given or max(counts, key=lambda name: (len(name.split()), counts[name], len(name)), default=None),
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
