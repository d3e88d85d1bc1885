"""Speakers of one name from many articles, and which of them are one: those that agree first, then those that fit.

A group is some speakers who are one, with all that tells them from others. What keeps two apart: one article that quotes
both, forms of address of different gender, and current posts that exclude each other. It keeps apart only those two: a third
who agrees with either is joined to that one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

import attrs

from quoteattr.corpus.questions import Occurrence
from quoteattr.corpus.same_name import Affiliation, affiliations, at_odds
from quoteattr.model import Speaker
from quoteattr.people.same_name import gender_of_title

_MANY, _TIMES = 3, 3
"""Of several whom somebody may be, the one in at least so many articles, and so many times as many as the next one."""


@attrs.frozen(eq=False)
class Member:
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
class Group:
    """Members that are one, with what tells them from others."""

    members: list[Member]
    names: dict[str, None]
    articles: set[Any]
    genders: set[str]
    titles: set[str]
    affiliations: set[Affiliation]

    @classmethod
    def of(cls, member: Member) -> Group:
        """A group of one."""
        speaker = member.speaker
        names = dict.fromkeys(filter(None, (speaker.name, *speaker.aliases)))
        genders = {gender_of_title(speaker.honorific)} - {"-"}
        titles = {role.normal for role in speaker.roles if role.normal}
        return cls([member], names, {member.quotes[0].article}, genders, titles, affiliations(speaker.roles))

    def take(self, other: Group) -> None:
        """Make the members of another group members of this one."""
        self.members += other.members
        self.names |= other.names
        self.articles |= other.articles
        self.genders |= other.genders
        self.titles |= other.titles
        self.affiliations |= other.affiliations

    def cannot_be(self, other: Group) -> bool:
        """Whether one article tells the two apart, or forms of address do."""
        return not self.articles.isdisjoint(other.articles) or len(self.genders | other.genders) > 1

    def contradicts(self, other: Group) -> bool:
        """Whether anything speaks against the two being one."""
        return self.cannot_be(other) or (self._at_odds(other) and not self.related(other))

    def _at_odds(self, other: Group) -> bool:
        return any(at_odds(a, b) for a in self.affiliations for b in other.affiliations)

    def related(self, other: Group) -> bool:
        """Whether they have a body in common."""
        return any(a.related(b) for a in self.affiliations for b in other.affiliations)

    def shares_role(self, other: Group) -> bool:
        """Whether they have a post or a body in common."""
        return not self.titles.isdisjoint(other.titles) or self.related(other)

    @property
    def has_roles(self) -> bool:
        """Whether any article says what they are."""
        return bool(self.titles or self.affiliations)

    @property
    def traits(self) -> set[str]:
        """Words and initials of its bodies: who has none in common with it is related to it by none."""
        return {word for a in self.affiliations for word in (*a.words, *a.telling, *a.initials)}


def joined(groups: Iterable[Group]) -> list[Group]:
    """All as one, whatever speaks against it."""
    first, *others = groups
    for other in others:
        first.take(other)
    return [first]


def of_one_name(groups: list[Group], alone: bool) -> list[Group]:
    """Groups of one name put together; ``alone`` where that is a surname or a forename only."""
    if alone:
        return _alone(groups)
    ordered = sorted(groups, key=lambda group: (not group.affiliations, not group.titles, not group.genders))
    found = _of_one_body(ordered)
    found = _fitting(sorted(found, key=lambda group: (not group.affiliations, not group.titles, -len(group.articles))))
    return _strays(found)


def _of_one_body(groups: list[Group]) -> list[Group]:
    """Those joined who have a body in common; found by the words of the bodies, so that not all are compared."""
    found: dict[int, Group] = {}
    by_trait: defaultdict[str, set[int]] = defaultdict(set)
    for number, group in enumerate(groups):
        numbers = sorted({n for trait in group.traits for n in by_trait[trait] if n in found})
        near = [(n, found[n]) for n in numbers if found[n].related(group) and not found[n].cannot_be(group)]
        if len(near) > 1 and any(a.cannot_be(b) for (_, a), (_, b) in pairwise(near)):
            near = []  # of two in one article nobody knows which
        home, number = (near[0][1], near[0][0]) if near else (group, number)
        if near:
            home.take(group)
        for other, one in near[1:]:
            if not home.cannot_be(one):
                home.take(one)
                del found[other]
        found[number] = home
        for trait in home.traits if len(near) > 1 else group.traits:
            by_trait[trait].add(number)
    return list(found.values())


def _fitting(groups: list[Group]) -> list[Group]:
    """Each joined to the only one whom it fits, or to the one of several who shares a post, or who is most in the news."""
    found: list[Group] = []
    without: list[Group] = []
    for group in groups:
        fitting = [one for one in found if not one.contradicts(group)]
        sharing = [one for one in fitting if one.shares_role(group)]
        if home := _only(sharing) or (None if len(sharing) > 1 else _only(fitting)):
            home.take(group)
        elif fitting:
            without.append(group)
        else:
            found.append(group)
    return found + _alike(without)


def _alike(groups: list[Group]) -> list[Group]:
    """Those who fit several: they are one of these, or another one, but agree among themselves."""
    found: list[Group] = []
    for group in groups:
        home = next((one for one in found if not one.contradicts(group)), None)
        if home is not None:
            home.take(group)
        else:
            found.append(group)
    return found


def _only(groups: list[Group]) -> Group | None:
    """The only one of some, or the one that is in the news far more than the others."""
    ranked = sorted(groups, key=lambda group: -len(group.articles))
    if len(ranked) < 2:
        return ranked[0] if ranked else None
    most, next_one = (len(group.articles) for group in ranked[:2])
    return ranked[0] if most >= max(_MANY, _TIMES * next_one) else None


def _strays(groups: list[Group]) -> list[Group]:
    """Who is in one article only is the one who is in many, unless that article or forms of address tell them apart.

    One odd post in a corpus is a mistake of reading more often than a namesake.
    """
    home = _only(groups)
    if home is None or len(groups) < 2:
        return groups
    kept = [home]
    for group in groups:
        if group is home:
            continue
        if len(group.articles) * _TIMES <= len(home.articles) and not home.cannot_be(group):
            home.take(group)
        else:
            kept.append(group)
    return kept


def _alone(groups: list[Group]) -> list[Group]:
    """Surnames alone: joined only where they share a role or a body with one."""
    found: list[Group] = []
    by_trait: defaultdict[str, dict[Group, None]] = defaultdict(dict)
    for group in sorted(groups, key=lambda group: (not group.affiliations, not group.genders)):
        marks = group.traits | {f"title {title}" for title in group.titles}
        near = dict.fromkeys(one for mark in sorted(marks) for one in by_trait[mark])
        sharing = [one for one in near if one.shares_role(group) and not one.contradicts(group)]
        home = sharing[0] if len(sharing) == 1 else group
        if home is group:
            found.append(group)
        else:
            home.take(group)
        for mark in marks:
            by_trait[mark][home] = None
    return found
