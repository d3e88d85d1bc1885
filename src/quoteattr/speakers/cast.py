"""Entities + roles → the cast of an article: everybody who may be meant, where each of them stands, and who spoke last.

Every named person and body is in it from the start, and two people who are named together; who is known by a description
only enters when the text speaks of them. It is the one thing here that changes, and :mod:`quoteattr.speakers.resolve`
alone changes it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Set
from operator import attrgetter, itemgetter

import attrs

from quoteattr import lexicon
from quoteattr.draft import Entity, Name, Phrase, RoleStatement, TokenSpan, frozen
from quoteattr.speakers.mentions import Mentions
from quoteattr.speakers.profiles import Profile, forms, words_near
from quoteattr.speakers.referents import MAIN, Referent
from quoteattr.text.noun_phrases import prominence
from quoteattr.text.page import Page
from quoteattr.text.paragraphs import heads, is_of_text

_MOST_JOINED = 6  # names, of which more is a list
_PLACES = 1_000  # before a token and behind it, among which the nearest are looked for: as many as a long article has
_PROFILES = 5_000  # that are kept: a book has tens of thousands who are spoken of, and asks for those near by
_number = attrgetter("number")


@frozen
class Turn:
    """Who spoke in the latest quotation, the last token of it or of its source, what was said, and to whom.

    ``is_possessor`` is true where the source only says whose words they are: '*Poole's* claim that …'; ``addressees`` are
    those who were told.
    """

    speaker: Referent
    end: int
    content: tuple[TokenSpan, ...] = ()
    is_possessor: bool = False
    addressees: frozenset[Referent] = frozenset()


@attrs.define
class Cast:
    """All referents of a page: the named ones in the order of ``entities``, then all others as they enter.

    ``turn`` is the latest quotation, ``spoke`` who spoke, each stretch of quotations by one of them once, ``mentions`` tells what
    a phrase names, ``behind`` who is anywhere said to be behind a document of some noun, with where and how, ``papers`` the
    documents so far, each with where, its noun and whose it is (or the token of whoever has issued it), ``named_papers`` those
    that have a name, each with its noun, ``quoted`` has for every token whether it is one of a source, ``named_next`` who is named
    behind a description, by its head, and ``pronouns`` the tokens of the pronouns so far.
    """

    page: Page
    entities: tuple[Entity, ...]
    roles: tuple[RoleStatement, ...]
    referents: list[Referent] = attrs.field(factory=list, init=False)
    mentions: Mentions = attrs.field(init=False)
    turn: Turn | None = attrs.field(default=None, init=False)
    speakers: list[Referent] = attrs.field(factory=list, init=False)
    pronouns: set[int] = attrs.field(factory=set, init=False)
    authors_by_noun: dict[str, list[tuple[int, Referent, str]]] = attrs.field(factory=dict, init=False)
    documents: list[tuple[int, str, Referent | int]] = attrs.field(factory=list, init=False)
    named_documents: list[tuple[str, Referent]] = attrs.field(factory=list, init=False)
    in_source: bytearray = attrs.field(init=False)
    named_next: dict[int, Referent] = attrs.field(factory=dict, init=False)
    _tokens: list[int] = attrs.field(factory=list, init=False)
    _standing: list[Referent] = attrs.field(factory=list, init=False)  # at each of the tokens
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
            referent = Referent(
                "person" if person else "organisation", entity.gender, entity=entity, guessed=entity.guessed
            )
            referent.has_article = not person and self._has_article(entity)
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
        """Those whom a token names, or whom it was found to mean."""
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
        """Several who speak together, as one: the one that is in the cast, or one that may enter; of one, itself."""
        if len(members) == 1:
            return members[0]
        known = self._together.get(frozenset(members))
        return known or Referent(members[0].kind, "-", plural=True, members=members)

    def joined_before(self, token: int) -> Iterator[tuple[int, tuple[Referent, ...]]]:
        """Those who were named together before a token, the latest first, each with where: 'Acme and the Harbour Trust merged.'"""
        return reversed(self._joined[: bisect_left(self._joined, token, key=itemgetter(0))])

    def is_called(self, who: Referent, start: int, end: int) -> bool:
        """Whether somebody stands between two tokens by more than a pronoun."""
        return any(place.token not in self.pronouns for place in who.places_between(start - 1, end))

    def profile(self, who: Referent) -> Profile:
        """What the text says of somebody."""
        known = self._profiles.get(who)
        if known is None:
            if who not in self._near:
                if len(self._near) >= _PROFILES:
                    self._near.clear()
                    self._profiles.clear()
                self._near[who] = words_near(self.page, who.entity) if who.entity else frozenset()
            text = " ".join(forms(who.entity)) if who.entity else who.description or ""
            known = self._profiles[who] = Profile(who, text, self._near[who])
        return known

    def meant_by(self, phrase: Phrase | None) -> frozenset[Referent]:
        """Whom a phrase names, or was found to mean."""
        if phrase is None:
            return frozenset()
        return self.named_in((phrase.tokens,)) or frozenset(self.at(phrase.head))

    def named_in(self, spans: tuple[TokenSpan, ...]) -> frozenset[Referent]:
        """Who is named in some words."""
        names = self.mentions.names
        return frozenset([names[i][0] for start, end in spans for i in self.named_tokens(start, end)])

    def named_tokens(self, start: int, end: int) -> list[int]:
        """The tokens of names among some, in order."""
        known = self._named
        return known[bisect_left(known, start) : bisect_left(known, end)]

    # --- what is taken in -------------------------------------------------------------------------------------------

    def enter(self, referent: Referent) -> None:
        """Take in somebody new."""
        referent.number = len(self.referents)
        self.referents.append(referent)
        if referent.members:
            self._together[frozenset(referent.members)] = referent

    def stand(self, referent: Referent, token: int, prominence: int) -> None:
        """Take in a place where a referent stands."""
        referent.stands_at(token, prominence)
        at = bisect_right(self._tokens, token)
        self._tokens.insert(at, token)
        self._standing.insert(at, referent)

    def know(self, referent: Referent, noun: str) -> None:
        """Take in a noun that a referent was described with."""
        if noun not in referent.nouns:
            referent.nouns |= {noun}
            self._profiles.pop(referent, None)

    def set_organisation(self, referent: Referent, statement: RoleStatement, body: str) -> None:
        """Take in whose post it is that somebody holds: the leader of 'the council' is Eastwick Council's."""
        at, role = referent.statements.index(statement), statement.role
        said = self.page.text(statement.body.tokens) if statement.body else ""
        title = (role.title or "").removeprefix(f"{said.rpartition(' ')[2]} ")  # "the *agency* spokesman"
        if title.endswith(f" {said}"):
            title = title.removesuffix(f" {said}").rpartition(" ")[0]  # "head of policy *for the company*"
        referent.statements[at] = attrs.evolve(statement, role=attrs.evolve(role, title=title, organisation=body))
        self._profiles.pop(referent, None)

    # --- those who are named ----------------------------------------------------------------------------------------

    def _learn(self, referent: Referent, statement: RoleStatement) -> None:
        """Take in what the text says that somebody is: a 'businesswoman' is a woman."""
        referent.statements.append(statement)
        if referent.gender == "-" or referent.guessed:
            noun = (statement.role.title or "").rsplit(" ", 1)[-1].casefold()
            gender = lexicon.table("role_nouns").get(noun, "-")
            if gender != "-":
                referent.gender, referent.guessed = gender, False

    def _introduce(self, referent: Referent, entity: Entity, credited: Set[int]) -> None:
        """Take in where one of the entities stands, but as one who has made the page, and what it may be called."""
        words = entity.name.casefold().split()
        self._by_first[entity.name.casefold().partition(" ")[0]].append(referent)
        surname = words[-2:][0] if words[-1].strip(".") in lexicon.table("generations") else words[-1]
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
        """Write down who is named together, for descriptions of all of them: 'They spared Labour and the Greens. The parties …'.

        People who are the subject together may be meant by *they*, too: 'Ann Poole, 40, and Tom Reed own the ferry.'
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
            nouns = set[str]()
            if who.kind == "person":
                nouns = self.mentions.called(joint).union(
                    set.intersection(*({*self.profile(r).posts} for r in members))
                )
            if nouns or (who.kind == "person" and self._prominence(first)):
                together = self.together(members)
                if together.number < 0:
                    self.enter(together)
                self.stand(together, first.start, self._prominence(first))
                together.nouns |= nouns

    def _has_article(self, entity: Entity) -> bool:
        """Whether the text calls a body by *the* and its name: 'the Greens'."""
        tokens = (self.page.lowers[name.start - 1 : name.start] for name in entity.mentions)
        return ["the"] in tokens

    def _said_to_be(self, name: Name) -> str | None:
        """What an apposition calls a body: 'Roof Tonight, a housing charity', 'the charity Roof Tonight'."""
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
        shown = is_of_text(self.page, name.start) or heads(self.page, name.tokens, body=name.kind != "person")
        return shown and self.page.inside[name.start] < 0

    def _prominence(self, name: Name) -> int:
        """How prominent a name is; the subject is also '*his brother* Joe', and somewhat he whose something it is: '*Poole's* plans failed'."""
        own, last = max(prominence(self.page, i) for i in range(name.start, name.end)), name.end - 1
        if own or name.kind != "person":
            return own
        label, head = self.page.deps[last], self.page.heads[last]
        between = self.page.words[head + 1 : name.start]
        # "*His* cousin, Ann Poole, drives a lorry" is still about him
        told = between == [","] and self.page.tags[self.page.tokens[head].left_edge.i] != "PRP$"
        if label == "appos" and (told or not between):
            return self.page.prominence(head)
        if label == "attr" and self._is_subject_in_sense(name, head):
            return MAIN
        return min(self.page.prominence(head), 1) if label == "poss" else 0

    def _is_subject_in_sense(self, name: Name, verb: int) -> bool:
        """Whether a clause only tells whose turn it is behind *is*: 'It was *Ann Poole* who won', 'One of them is *Ann Poole*', 'First was *Ann Poole*'."""
        subject = self.page.subject(self.page.tokens[verb])
        if subject is None:
            return verb < name.start and self.page.deps[verb] == "ROOT"
        if subject.lower_ == "it":
            return self.page.lowers[name.tail : name.tail + 1] in (["who"], ["that"])
        first = self.page.lowers[subject.left_edge.i]
        one = first == "one" or first in lexicon.labelled("reference_words", "new")
        return one and subject.i < name.start and self.page.deps[verb] == "ROOT"
