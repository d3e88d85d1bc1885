"""Entities + roles → the cast of an article: every referent that may be meant, where each of them stands, and who spoke last.

Named people and organisations are in it from the start, and people who are named together; who is known by a description
only enters when the text speaks of them. It is the only state of this wing, and :mod:`quoteattr.speakers.resolve` alone
changes it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Set
from operator import attrgetter, itemgetter

import attrs

from quoteattr import lexicon
from quoteattr.draft import Entity, Name, Phrase, RoleStatement, TokenSpan, frozen
from quoteattr.model import SpeakerKind
from quoteattr.speakers.mentions import Mentions
from quoteattr.speakers.profiles import Profile, forms, words_near
from quoteattr.speakers.referents import MAIN, Referent, added
from quoteattr.text.noun_phrases import is_topic, prominence
from quoteattr.text.page import Page
from quoteattr.text.paragraphs import heads, is_of_text

_MOST_JOINED = 6  # names that may be a group: more are a list
_PLACES = 1_000  # how many before and behind a token are searched for the nearest: as many as a long article has
_PROFILES = 5_000  # how many are kept: a book has tens of thousands of referents, and asks for those near by
_number = attrgetter("number")


@frozen
class Turn:
    """The latest quotation: its speaker, the last token of it or of its source, its content, and who was told.

    ``is_possessor`` is true where the source only says whose words they are: '*Poole's* claim that …'.
    """

    speaker: Referent
    end: int
    content: tuple[TokenSpan, ...] = ()
    is_possessor: bool = False
    addressees: frozenset[Referent] = frozenset()


@attrs.define
class Cast:
    """All referents of a page: the named ones in the order of ``entities``, then all others as they enter."""

    page: Page
    entities: tuple[Entity, ...]
    roles: tuple[RoleStatement, ...]
    referents: list[Referent] = attrs.field(factory=list, init=False)
    mentions: Mentions = attrs.field(init=False)  # tells what a phrase names
    turn: Turn | None = attrs.field(default=None, init=False)
    # the speakers so far, once for successive quotations of one
    speakers: list[Referent] = attrs.field(factory=list, init=False)
    pronouns: set[int] = attrs.field(factory=set, init=False)  # the tokens of those resolved so far
    # by the noun of a document: the token of each that the text credits to an author, who that is, and how it does
    authors_by_noun: dict[str, list[tuple[int, Referent, str]]] = attrs.field(factory=dict, init=False)
    # the documents so far: the token and noun of each, and its author or the token of whoever issued it
    documents: list[tuple[int, str, Referent | int]] = attrs.field(factory=list, init=False)
    named_documents: list[tuple[str, Referent]] = attrs.field(factory=list, init=False)
    in_source: bytearray = attrs.field(init=False)  # for every token whether it stands in a source
    # by the head of a described source: who is named in the next one
    named_next: dict[int, Referent] = attrs.field(factory=dict, init=False)
    _tokens: list[int] = attrs.field(factory=list, init=False)
    _standing: list[Referent] = attrs.field(factory=list, init=False)  # who stands at each of these tokens
    _by_first: defaultdict[str, list[Referent]] = attrs.field(factory=lambda: defaultdict(list), init=False)
    _by_last: defaultdict[str, list[Referent]] = attrs.field(factory=lambda: defaultdict(list), init=False)
    _profiles: dict[Referent, Profile] = attrs.field(factory=dict, init=False)
    _near: dict[Referent, frozenset[str]] = attrs.field(factory=dict, init=False)  # the words beside their names
    _named: list[int] = attrs.field(factory=list, init=False)  # the tokens of all names, in order
    _together: dict[frozenset[Referent], Referent] = attrs.field(factory=dict, init=False)
    _joined: list[tuple[int, tuple[Referent, ...]]] = attrs.field(factory=list, init=False)

    def __attrs_post_init__(self) -> None:
        names: dict[int, tuple[Referent, Name]] = {}
        first: dict[int, Referent] = {}
        for entity in self.entities:
            person = entity.kind == "person"
            kind: SpeakerKind = "person" if person else "organisation"
            referent = Referent(kind, entity.gender, entity=entity, guessed=entity.guessed)
            before = (self.page.lowers[name.start - 1 : name.start] for name in entity.mentions)
            referent.has_article = not person and ["the"] in before  # 'the Greens'
            self.enter(referent)
            for name in entity.mentions:
                # letters behind a name belong to a person's only: "the Labour MP" is no Labour
                covered = range(name.start, name.tail if person else name.end)
                names.update(dict.fromkeys(covered, (referent, name)))
                first[name.start] = referent
        self.mentions, self.in_source = Mentions(self.page, names), bytearray(len(self.page.words))
        for statement in self.roles:
            if statement.name in first:
                self._learn(first[statement.name], statement)
        credited = {statement.name for statement in self.roles if statement.role.rule == "role-credit"}
        for referent, entity in zip(self.referents, self.entities, strict=True):
            self._introduce(referent, entity, credited)
        self._named = sorted(names)
        self._join()
        self._join_company()

    # --- what is asked ----------------------------------------------------------------------------------------------

    def between(self, start: int, end: int) -> list[Referent]:
        """Those who stand at one of the tokens ``start`` up to ``end``, in the order in which they entered."""
        here = self._standing[bisect_left(self._tokens, start) : bisect_left(self._tokens, end)]
        return sorted(set(here), key=_number)

    def outward(self, token: int) -> list[Referent]:
        """Those who stand around a token, the nearest first and each once; of two as near the one that entered first."""
        at = bisect_left(self._tokens, token)
        near, far = slice(max(at - _PLACES, 0), at), slice(at, at + _PLACES)
        # of several places of somebody the last one put in is the nearest; what is before counts as if it were as far behind
        places = dict(zip(reversed(self._standing[far]), reversed(self._tokens[far]), strict=True))
        for who, before in dict(zip(self._standing[near], self._tokens[near], strict=True)).items():
            place = 2 * token - before
            if who not in places or place < places[who]:
                places[who] = place
        found = sorted(places, key=_number)
        found.sort(key=places.__getitem__)
        return found

    def at(self, token: int) -> list[Referent]:
        """Those whom a token names, or was resolved to."""
        named = self.mentions.names.get(token)
        return [named[0]] if named is not None else self.between(token, token + 1)

    def ending_in(self, word: str) -> list[Referent]:
        """The named ones whose name ends in a word, in small letters."""
        return self._by_last.get(word, [])

    def beginning_with(self, words: str) -> Iterator[Referent]:
        """The named ones whose name begins with some words, in small letters."""
        named = self._by_first.get(words.partition(" ")[0], ())
        return (r for r in named if r.entity is not None and r.entity.name.casefold().startswith(words))

    def together(self, members: tuple[Referent, ...]) -> Referent:
        """The referent for several who speak together: the one in the cast, or a new one that may enter; for one, itself."""
        if len(members) == 1:
            return members[0]
        known = self._together.get(frozenset(members))
        return known or Referent(members[0].kind, "-", plural=True, members=members)

    def joined_before(self, token: int) -> Iterator[tuple[int, tuple[Referent, ...]]]:
        """The groups that were named together before a token, the latest first, each with its first token: 'Acme and the Harbour Trust merged.'"""
        return reversed(self._joined[: bisect_left(self._joined, token, key=itemgetter(0))])

    def is_called(self, who: Referent, start: int, end: int) -> bool:
        """Whether somebody is mentioned from ``start`` up to ``end`` by more than a pronoun."""
        return any(place.token not in self.pronouns for place in who.places_between(start - 1, end))

    def profile(self, who: Referent) -> Profile:
        """What the text says of somebody."""
        profile = self._profiles.get(who)
        if profile is None:
            if who not in self._near:
                if len(self._near) >= _PROFILES:
                    self._near.clear()
                    self._profiles.clear()
                self._near[who] = words_near(self.page, who.entity) if who.entity else frozenset()
            text = " ".join(forms(who.entity)) if who.entity else who.description or ""
            profile = self._profiles[who] = Profile(who, text, self._near[who])
        return profile

    def meant_by(self, phrase: Phrase | None) -> frozenset[Referent]:
        """Whom a phrase names, or was resolved to."""
        if phrase is None:
            return frozenset()
        return self.named_in((phrase.tokens,)) or frozenset(self.at(phrase.head))

    def named_in(self, spans: tuple[TokenSpan, ...]) -> frozenset[Referent]:
        """Who is named in some words."""
        names = self.mentions.names
        return frozenset([names[i][0] for start, end in spans for i in self.named_tokens(start, end)])

    def named_tokens(self, start: int, end: int) -> list[int]:
        """The tokens of names among some, in order."""
        named = self._named
        return named[bisect_left(named, start) : bisect_left(named, end)]

    def author(self, by: Referent | int) -> Referent | None:
        """The author of one of ``documents``: itself, or whom the token of the issuer was resolved to."""
        return by if isinstance(by, Referent) else next(iter(self.at(by)), None)

    # --- what is recorded -------------------------------------------------------------------------------------------

    def enter(self, referent: Referent) -> None:
        """Add a new referent."""
        referent.number = len(self.referents)
        self.referents.append(referent)
        if referent.members:
            self._together[frozenset(referent.members)] = referent

    def stand(self, referent: Referent, token: int, prominence: int) -> None:
        """Add a place where a referent stands."""
        referent.stands_at(token, prominence)
        at = bisect_right(self._tokens, token)
        self._tokens.insert(at, token)
        self._standing.insert(at, referent)

    def know(self, referent: Referent, noun: str) -> None:
        """Add a noun that a referent was described with."""
        if noun not in referent.nouns:
            referent.nouns |= {noun}
            self._profiles.pop(referent, None)

    def set_organisation(self, referent: Referent, statement: RoleStatement, body: str) -> None:
        """Name the organisation of a role that the text only describes: the leader of 'the council' is Eastwick Council's."""
        at, role = referent.statements.index(statement), statement.role
        said = self.page.text(statement.body.tokens) if statement.body else ""
        title = (role.title or "").removeprefix(f"{said.rpartition(' ')[2]} ")  # "the *agency* spokesman"
        if title.endswith(f" {said}"):
            title = title.removesuffix(f" {said}").rpartition(" ")[0]  # "head of policy *for the company*"
        corrected = attrs.evolve(statement, role=attrs.evolve(role, title=title, organisation=body))
        referent.statements = [*referent.statements[:at], corrected, *referent.statements[at + 1 :]]
        self._profiles.pop(referent, None)

    # --- those who are named ----------------------------------------------------------------------------------------

    def _learn(self, referent: Referent, statement: RoleStatement) -> None:
        """Add a role to a referent, whose gender it may tell: a 'businesswoman' is a woman."""
        referent.statements = added(referent.statements, statement)
        if referent.gender == "-" or referent.guessed:
            noun = (statement.role.title or "").rsplit(" ", 1)[-1].casefold()
            gender = lexicon.table("role_nouns").get(noun, "-")
            if gender != "-":
                referent.gender, referent.guessed = gender, False

    def _introduce(self, referent: Referent, entity: Entity, credited: Set[int]) -> None:
        """Add the places of an entity and the nouns it may be called by; a credit for the page or a picture is no place."""
        words = entity.name.casefold().split()
        self._by_first[entity.name.casefold().partition(" ")[0]].append(referent)
        surname = words[-2:][0] if words[-1].strip(".") in lexicon.table("generations") else words[-1]
        if words[0] not in lexicon.labelled("name_links", "parent"):  # no Yusuf is Abu Yusuf
            self._by_last[surname].append(referent)
        for name in entity.mentions:
            if name.start not in credited and self._in_prose(name):
                self.stand(referent, name.start, self._prominence(name))
            if name.honorific and lexicon.bare(name.honorific) in lexicon.labelled("reference_words", "peer"):
                self.know(referent, "peer")
            if referent.kind == "organisation" and (noun := self._said_to_be(name)):
                self.know(referent, noun)
        if referent.kind == "organisation" and words[-1] in lexicon.words("document_nouns"):
            self.named_documents.append((words[-1], referent))
            if len(words) > 1:
                self.know(referent, words[-1])
                self.know(referent, "report")  # "the Eastwick Air Study … the report found"

    def _join(self) -> None:
        """Record who is named together, for descriptions of all of them: 'They spared Labour and the Greens. The parties …'.

        People who are called by one noun or are the subject together enter the cast as a group, which *they* may mean, too:
        'Ann Poole, 40, and Tom Reed own the ferry.'
        """
        people = zip(self.referents, self.entities, strict=True)
        named = [(referent, name) for referent, entity in people for name in entity.mentions]
        named.sort(key=lambda pair: pair[1].start)
        sentences = [self.page.sentences[name.start] for _, name in named]
        after = 0
        for at, (who, first) in enumerate(named):
            count = bisect_right(sentences, sentences[at], at, min(at + _MOST_JOINED, len(named))) - at
            if at < after or count < 2 or not self._in_prose(first):
                continue
            joint = self.mentions.joint(named[at : at + count])
            members = tuple(dict.fromkeys(referent for referent, _ in joint))
            if len(members) < 2 or any(r.kind != who.kind for r in members):
                continue
            after = at + len(joint)
            self._joined.append((first.start, members))
            if who.kind != "person":
                continue
            nouns = self.mentions.called(joint).union(frozenset.intersection(*(self.profile(r).posts for r in members)))
            prominent = self._prominence(first)
            if nouns or prominent:
                group = self.together(members)
                if group.number < 0:
                    self.enter(group)
                self.stand(group, first.start, prominent)
                group.nouns |= nouns

    def _join_company(self) -> None:
        """Record a person and others whom nobody names as a group, which *they* may mean: '*Ann Poole and her team* left.'"""
        people = [(who, who.entity) for who in self.referents if who.kind == "person" and who.entity is not None]
        for who, entity in people:
            for name in entity.mentions:
                if not (self.mentions.has_company(name) and self._in_prose(name)):
                    continue
                group = self._together.get(frozenset({who})) or Referent("person", "-", plural=True, members=(who,))
                if group.number < 0:
                    self.enter(group)
                self.stand(group, name.start, self._prominence(name))

    def _said_to_be(self, name: Name) -> str | None:
        """The noun for an organisation in apposition to its name: 'Roof Tonight, a housing charity', 'the charity Roof Tonight'."""
        nouns = lexicon.table("organisation_nouns")
        before = self.page.lowers[name.start - 1] if name.start else ""
        if before in nouns:
            return before
        if before == "," and self.page.lowers[name.start - 2] in nouns:  # "the group, Roof Tonight, said"
            return self.page.lowers[name.start - 2]
        behind = self.page.lowers[name.tail : name.tail + 7]
        if len(behind) > 2 and behind[0] == "," and behind[1] in ("a", "an", "the"):
            return next((word for word in behind[2:] if word in nouns), None)
        return None

    def _in_prose(self, name: Name) -> bool:
        """Whether a name stands where people are spoken of: not in marks, a byline or a caption."""
        if self.page.inside[name.start] >= 0:
            return False
        return is_of_text(self.page, name.start) or heads(self.page, name.tokens, body=name.kind != "person")

    def _prominence(self, name: Name) -> int:
        """The prominence of a name, or of the subject to which a person is in apposition; a possessor of the subject has 1.

        'The mayor, *Ann Poole*, left', 'his brother *Joe* left', '*Poole's* plans failed', 'As for *Poole*, she left'
        """
        own, last = max(prominence(self.page, i) for i in range(name.start, name.end)), name.end - 1
        if is_topic(self.page, name.start):
            return MAIN
        if own or name.kind != "person":
            return own
        label, head = self.page.deps[last], self.page.heads[last]
        between = self.page.words[head + 1 : name.start]
        # "*His* cousin, Ann Poole, drives a lorry" is still about him
        is_about_name = between == [","] and self.page.tags[self.page.tokens[head].left_edge.i] != "PRP$"
        if label == "appos" and (is_about_name or not between):
            return self.page.prominence(head)
        if label == "attr" and self._is_identified(name, head):
            return MAIN
        return min(self.page.prominence(head), 1) if label == "poss" else 0

    def _is_identified(self, name: Name, verb: int) -> bool:
        """Whether a name behind *is* tells who the subject is, and so is what the clause is about: 'It was *Ann Poole* who won',
        'One of them is *Ann Poole*', 'First was *Ann Poole*'.
        """
        subject = self.page.subject(self.page.tokens[verb])
        if subject is None:
            return verb < name.start and self.page.deps[verb] == "ROOT"
        if subject.lower_ == "it":
            return self.page.lowers[name.tail : name.tail + 1] in (["who"], ["that"])
        first = self.page.lowers[subject.left_edge.i]
        is_some_one = first == "one" or first in lexicon.labelled("reference_words", "new")
        return is_some_one and subject.i < name.start and self.page.deps[verb] == "ROOT"
