"""Entities + roles → the cast of an article: everybody who may be meant, and where each of them stands.

Every named person and body is in it from the start, and two people who are named together; who is known by a description
only is added when the text speaks of them (:mod:`quoteattr.speakers.resolve`).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import attrs

from quoteattr import lexicon
from quoteattr.draft import Entity, Name, RoleStatement
from quoteattr.model import Role, SpeakerKind
from quoteattr.speakers.mentions import Mentions
from quoteattr.speakers.referents import MAIN, Referent, Standing
from quoteattr.text.page import SUBJECTS, Page

_PEERAGE = frozenset({"lord", "baroness", "baron", "viscount", "viscountess", "earl", "countess"})
_FAR = 8  # tokens: no more than *and* with titles stands between two who are named together


@attrs.define
class Cast:
    """All referents of a page, by number: the named ones in the order of ``entities``, then all others.

    ``roles`` are what the text says of the named ones, ``known`` the referents by nouns that describe them.
    """

    page: Page
    entities: tuple[Entity, ...]
    statements: tuple[RoleStatement, ...]
    referents: list[Referent] = attrs.field(factory=list, init=False)
    standing: Standing = attrs.field(factory=Standing, init=False)
    mentions: Mentions = attrs.field(init=False)
    known: dict[str, set[int]] = attrs.field(factory=dict, init=False)
    roles: dict[int, list[RoleStatement]] = attrs.field(factory=dict, init=False)
    _holders: dict[str, dict[int, None]] = attrs.field(factory=dict, init=False)
    _by_first: dict[str, list[int]] = attrs.field(factory=dict, init=False)
    _by_last: dict[str, list[int]] = attrs.field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        by_start = {s.start: i for i, e in enumerate(self.entities) for s in e.mentions}
        for statement in self.statements:
            if statement.name in by_start:
                number = by_start[statement.name]
                self.roles.setdefault(number, []).append(statement)
                for trait in _traits(statement.role):
                    self._holders.setdefault(trait, {})[number] = None
        by_token: dict[int, int] = {}
        name_at: dict[int, Name] = {}
        for number, entity in enumerate(self.entities):
            for name in entity.mentions:
                # letters behind a name belong to a person's only: "the Labour MP" is no Labour
                covered = range(name.start, name.tail if entity.kind == "person" else name.end)
                by_token.update(dict.fromkeys(covered, number))
                name_at.update(dict.fromkeys(covered, name))
        self.mentions = Mentions(self.page, self.entities, by_token, name_at)
        for number, entity in enumerate(self.entities):
            kind: SpeakerKind = "person" if entity.kind == "person" else "organisation"
            referent = Referent(kind, self._gender(number, entity), entity=entity)
            self.referents.append(referent)
            words = entity.name.casefold().split()
            self._by_first.setdefault(entity.name.casefold().partition(" ")[0], []).append(number)
            self._by_last.setdefault(words[-1], []).append(number)
            for name in entity.mentions:
                if self.page.inside[name.start] < 0 and self._in_prose(name):
                    self.stand(number, name.start, self._prominence(name))
                if name.honorific and lexicon.bare(name.honorific) in _PEERAGE:
                    self.know(number, "peer")
                if kind == "organisation" and (noun := self._said_to_be(name)):
                    self.know(number, noun)
            if kind == "organisation" and len(words) > 1 and words[-1] in lexicon.words("document_nouns"):
                self.know(number, words[-1])
                self.know(number, "report")  # "the Eastwick Air Study … the report found"
        self._add_pairs()

    def _add_pairs(self) -> None:
        """Two people who are the subject together may be meant by *they*: 'Ann Poole and Tom Reed own the ferry.'"""
        numbered = [(name, number) for number, entity in enumerate(self.entities) for name in entity.mentions]
        numbered.sort(key=lambda pair: pair[0].start)
        pairs: dict[frozenset[int], int] = {}
        for (first, a), (second, b) in pairwise(numbered):
            people = self.entities[a].kind == self.entities[b].kind == "person" and a != b
            if not people or second.start - first.tail > _FAR:
                continue
            between = self.page.lowers[first.tail : second.start]
            links = [w for w in between if lexicon.bare(w) not in lexicon.honorifics()]
            prominence = self._prominence(first)
            outside = self.page.inside[first.start] < 0 and self._in_prose(first)
            if links == ["and"] and prominence and outside:
                both = frozenset((a, b))
                if both not in pairs:
                    pairs[both] = self.add(Referent("person", "-", plural=True, members=(a, b)))
                self.stand(pairs[both], first.start, prominence)

    def stand(self, number: int, token: int, prominence: int) -> None:
        """Take in a place where a referent stands."""
        self.referents[number].stands_at(token, prominence)
        self.standing.add(number, token)

    def know(self, number: int, noun: str) -> None:
        """Take in a noun that a referent was described with."""
        self.known.setdefault(noun, set()).add(number)

    def ending_in(self, word: str) -> list[int]:
        """The named ones whose name ends in a word, in small letters."""
        return self._by_last.get(word, [])

    def beginning_with(self, words: str) -> list[int]:
        """The named ones whose name begins with some words, in small letters."""
        first, _, _ = words.partition(" ")
        return [n for n in self._by_first.get(first, ()) if self.entities[n].name.casefold().startswith(words)]

    def holders(self, role: Role) -> list[int]:
        """Those of whom a role is told that might be this one: a word of its title is, or the body it belongs to."""
        found = {number for trait in _traits(role) for number in self._holders.get(trait, ())}
        return sorted(found, key=lambda number: (self.roles[number][0].at, number))

    def _gender(self, number: int, entity: Entity) -> str:
        if entity.gender != "-":
            return entity.gender
        nouns = lexicon.table("role_nouns")
        for statement in self.roles.get(number, ()):
            gender = nouns.get((statement.role.title or "").rsplit(" ", 1)[-1].casefold(), "-")
            if gender != "-":
                return gender
        return "-"

    def _said_to_be(self, name: Name) -> str | None:
        """What an apposition calls a body: 'Roof Tonight, a housing charity', 'the charity Roof Tonight'."""
        nouns = lexicon.table("organisation_nouns")
        before = self.page.tokens[name.start - 1].lower_ if name.start else ""
        if before in nouns:
            return before
        behind = self.page.tokens[name.tail : name.tail + 7]
        if len(behind) > 2 and behind[0].text == "," and behind[1].lower_ in ("a", "an", "the"):
            return next((t.lower_ for t in behind[2:] if t.lower_ in nouns), None)
        return None

    def _in_prose(self, name: Name) -> bool:
        """Whether a name stands where people are spoken of, not in the byline or a picture's credit."""
        return self.page.passages[self.page.passage_of[name.start]].kind not in ("byline", "credit", "markup")

    def _prominence(self, name: Name) -> int:
        own = next((t for t in self.page.tokens[name.start : name.end] if t.dep_ in SUBJECTS), None)
        if own is None:
            return 0
        return MAIN if own.head.dep_ in ("ROOT", "conj", "parataxis") else 1

    def add(self, referent: Referent) -> int:
        """Take in somebody new; returns the number."""
        self.referents.append(referent)
        return len(self.referents) - 1


def _traits(role: Role) -> Iterator[str]:
    yield from (role.title or "").casefold().split()
    if role.organisation:
        yield role.organisation
