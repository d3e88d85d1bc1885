"""A description → what it says, and the somebody new that it may bring in: 'a Treasury spokesman', 'officials'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

import attrs

from quoteattr import lexicon
from quoteattr.draft import TokenSpan
from quoteattr.speakers.cast import Cast
from quoteattr.speakers.documents import authors
from quoteattr.speakers.profiles import type_of
from quoteattr.speakers.queries import Query
from quoteattr.speakers.referents import Referent, nearest
from quoteattr.text.kept import Keeping, kept
from quoteattr.text.page import DASHES, FINITE_TAGS, POSSESSIVES, SUBJECTS, TELLING_TAGS, Page

_SHORT = 3  # tokens: 'the company', hardly more, takes up a body named before
_CLAUSE_TAGS = frozenset({"WP", "WDT", "WRB", "WP$"}) | FINITE_TAGS
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_UNTOLD = frozenset({"company", "charity", "media", "union"})
"""Types of bodies of which many are named without a word that tells so."""
_NOT_GENERAL = frozenset({"court", "government", "police", "school", "team"})
"""Types of bodies that nobody calls *the group* or *the organisation*."""


@attrs.frozen
class Described(Keeping):
    """What a description says: its noun and the words beside it, before what is added behind a comma."""

    query: Query
    nouns: frozenset[str]  # the head in both numbers
    words: frozenset[str]  # the other telling words in small letters, demonyms as their place
    capitals: frozenset[str]  # those of them that are written as names
    asides: frozenset[str]  # and those that only tell where a body is: "the Dutch firm", "the Kent-based charity"
    titled: bool  # whether one of these stands before the noun: "the Acme team", but not "the team for Kent"
    opening: str  # "definite", "indefinite", "one", "owned" or "bare"
    length: int
    linked: bool  # by a preposition behind the noun
    relative: bool
    restricted: bool  # by a clause that tells which one is meant: "the officer who made the arrest"
    bare: bool  # one word, written as a name
    authors: Mapping[Referent, str]  # who is named within as the one behind it: Acme's report, a report by Acme
    named: tuple[Referent, ...]  # who is named within at all

    @kept
    def is_short(self) -> bool:
        """Whether it is hardly more than *the* and its noun, and so means somebody that is known."""
        return self.opening == "definite" and self.length <= _SHORT and not self.restricted

    @kept
    def is_message(self) -> bool:
        """Whether it is a document by which somebody speaks: a statement, a letter."""
        return not self.nouns.isdisjoint(lexicon.words("message_documents"))

    @kept
    def type(self) -> str | None:
        """The type of body that the noun means; *the group* may be a charity, a party or a firm."""
        return None if self.is_general else type_of(self.query.word)

    @kept
    def is_general(self) -> bool:
        """Whether the noun may mean a body of nearly any type."""
        return self.query.word in lexicon.labelled("reference_words", "general")

    @classmethod
    def of(cls, cast: Cast, query: Query) -> Described:
        """What the description of a query says."""
        page, phrase = cast.page, query.phrase
        behind = range(query.at + 1, phrase.end)
        end = next(
            (i for i in behind if page.words[i] in ",(" or page.tags[i] in _CLAUSE_TAGS or _is_aside(page, query, i)),
            phrase.end,
        )
        inside = range(phrase.start, max(end, query.at + 1))
        from_somewhere = lexicon.is_from_somewhere(query.word)  # "the Spaniard" is of Spain
        # "the think tank" and "the e-mail" say no more than their nouns
        own = query.at
        if query.word != page.lowers[query.at]:
            own -= query.word.count(" ") + 2 * query.word.count("-")
        outside = (i for i in inside if not own <= i <= query.at or (i == query.at and from_somewhere))
        telling = [i for i in outside if page.tags[i] in TELLING_TAGS]
        capitals = [i for i in telling if page.words[i][:1].isupper()]
        body = query.sort == "body"
        asides = [i for i in range(phrase.start, query.at) if _tells_where(page, i)] if body else []
        return cls(
            query,
            frozenset({query.word, lexicon.singular(query.word)}),
            _placed(page, telling),
            _placed(page, capitals),
            _placed(page, asides),
            any(i <= query.at and i not in asides for i in capitals),
            _opening(page, query),
            len(inside) - query.at + own - len(asides),
            any(page.tags[i] == "IN" and page.lowers[i] != "of" for i in inside if i > query.at),
            any(page.tags[i] in _CLAUSE_TAGS for i in behind),
            end < phrase.end and page.tags[end].startswith("W"),
            len(inside) == 1 and page.words[query.at][:1].isupper() and page.tags[query.at] in ("NNP", "NNPS"),
            dict(authors(cast, query.phrase, query.at)),
            tuple(referent for referent, _ in cast.mentions.names_in(phrase)),
        )

    @kept
    def tells_head(self) -> bool:
        """Whether it is short, and so tells how the name of a body ends: 'the department', but not 'the watchdog'."""
        short = self.query.sort == "body" and self.is_short
        return short and self.query.word not in lexicon.labelled("reference_words", "epithet")

    @property
    def is_owned_message(self) -> bool:
        """Whether it is a message of somebody who is not named in it: 'his statement', 'the mayor's statement'."""
        return self.is_message and self.query.owner is not None

    def newness(self) -> Iterator[tuple[str, float]]:
        """What speaks for and against that it brings in somebody new."""
        owned = bool(self.authors) or self.is_owned_message
        yield "new, in passing", float(self.query.passing)
        if not owned:  # "a report by the Harbour Trust" is long by the name of somebody who is no news, and has an *a*
            yield f"new, {self.opening}", 1.0
            yield "new, long", float(self.length > _SHORT)
            yield "new, linked", float(self.linked)
            yield "new, capitals", float(self.titled)
        yield "new, relative", float(self.relative)
        if self.bare:
            yield "new, one word of a name", 1.0
        if self.query.plural:
            # "the documents" have been spoken of, "documents" are many
            yield "new, plural", float(self.query.sort != "document" or self.opening != "definite")
            yield f"new, plural and {self.opening}", 1.0
        if self.is_short:
            yield "new, short and definite", 1.0
        if self.query.word in lexicon.labelled("reference_words", "anybody"):
            yield "new, anybody", 1.0
        kind = lexicon.table("role_nouns", 2).get(self.query.word) if self.query.is_person else None
        # "the striker who lost" may be no more than an epithet
        yield "new, restricted", float(self.restricted and self.opening == "definite" and kind != "occupation")
        if kind or (kind := "general" if self.is_general else self.type):
            yield f"new, {kind}", 1.0
        if owned:
            yield f"new, {self.opening}, somebody's", 1.0
        if self.is_message:
            yield ("new, somebody's message" if owned else "new, a message"), 1.0


def _placed(page: Page, tokens: Sequence[int]) -> frozenset[str]:
    """The words of some tokens in small letters, demonyms as their place."""
    return lexicon.all_placed([page.lowers[i] for i in tokens]) if tokens else frozenset()


def _opening(page: Page, query: Query) -> str:
    """How a description begins: 'the mayor', 'a mayor', 'one mayor', 'his mayor' and 'Eastwick’s mayor', 'mayors'."""
    start = query.phrase.start
    if page.tags[start] == "PRP$" or not POSSESSIVES.isdisjoint(page.words[start : query.at]):
        return "owned"
    if page.lowers[start] in _DEFINITE:
        return "definite"
    if page.lowers[start] == "one":
        return "one"  # of several, whom nobody names
    return "indefinite" if query.indefinite else "bare"


def _tells_where(page: Page, i: int) -> bool:
    """Whether a word before the noun for a body only tells where it is: 'the *Dutch* firm', 'the *Ohio* firm', 'the *Kent-based* charity'."""
    if page.lowers[i] == "based" or "based" in page.lowers[i + 1 : i + 3]:
        return True  # all three tokens of "Kent-based"
    place = page.ent_types[i] in ("GPE", "NORP") or page.lowers[i] in lexicon.table("demonyms")
    return place and page.words[i][:1].isupper()


def _is_aside(page: Page, query: Query, i: int) -> bool:
    """Whether a day or the one addressed says nothing of what is described: 'a letter *on Wednesday* to Mayor Ann Poole'."""
    word = page.lowers[i + 1] if page.lowers[i] == "on" else page.lowers[i]
    return (word == "to" and query.sort == "document") or word in lexicon.labelled("time_words", "day")


_OWN = re.compile("^(?:['’]s)?\\s*")


def somebody_new(cast: Cast, query: Query, owner: Referent | None = None) -> Referent:
    """Somebody of whom the text has not spoken: 'a Treasury spokesman', 'officials', 'the legal team'."""
    body = _is_told(cast, query) if query.sort == "document" else query.sort == "body" and _is_body(cast, query)
    description = _short(cast, query, body)
    if body and owner is not None and owner.entity is not None and query.owner is not None:  # "his office" is Reed's
        behind = description[len(cast.page.text(query.owner.phrase.tokens)) :]
        description = f"{owner.entity.name}’s {_OWN.sub('', behind)}"
    return Referent("organisation" if body else "unnamed", query.gender, query.plural, description=description)


def _is_told(cast: Cast, query: Query) -> bool:
    """Whether a description tells which document it means: not 'reports' and 'some studies', which are nobody's."""
    before = slice(query.phrase.start, query.at)
    several = query.plural and query.word != lexicon.singular(query.word)  # "data" are as good as one
    said = {"CD", "NNP", "NNPS", "POS"} & set(cast.page.tags[before])  # "two reports", "Acme’s posts"
    whole = query.word in lexicon.labelled("reference_words", "whole")  # "court records"
    return query.definite or not several or whole or bool(said) or query.phrase.end > query.at + 1


def _is_body(cast: Cast, query: Query) -> bool:
    """Whether a description that is no person's is a body's: one written as a name, or with a noun for a body.

    Any other thing says nothing ('the incident'), and families and *Eastwick media* are several whom nobody names.
    """
    page, at = cast.page, query.at
    if query.word in lexicon.labelled("reference_words", "several"):
        return False
    one = not query.plural and "CD" not in page.tags[query.phrase.start : at]  # "59 percent of voters" are people
    named = one and page.tags[at] == "NNP" and page.words[at][:1].isupper()
    return named or any(query.word in lexicon.words(name) for name in ("organisation_nouns", "metonyms"))


def _short(cast: Cast, query: Query, body: bool) -> str:
    """The description without relative clauses and appositions behind it: 'A man (42)', 'A man wearing a hat'.

    What was done with a document is a part of its name: 'a study published last year'.
    """
    page, end = cast.page, cast.page.name_ends.get(query.phrase.end, query.phrase.end)
    if end > query.at + 1:
        ending = _CLAUSE_TAGS if body else _CLAUSE_TAGS | {"VBG", "VBN"}
        bare = TELLING_TAGS.isdisjoint(page.tags[query.phrase.start : query.at])
        # "a Treasury memo seen by reporters" is a Treasury memo, but of "a memo seen by reporters" nothing else is known
        read = frozenset[str]() if bare else lexicon.words("getting_verbs")
        behind = (i for i in range(query.at + 1, end) if i not in page.name_ends)
        apart = (
            i
            for i in behind
            if page.words[i] in {",", "("} or page.tags[i] in ending or page.lowers[i] in read or _cuts_off(page, i)
        )
        end = next(apart, end)
    end = max(end, query.at + 1)
    if end > query.at + 1 and page.tags[end - 1] == "VBN" and page.lowers[end : end + 1] == ["by"]:
        end -= 1  # "*emails* obtained by the Post show", of which the parser takes the verb for a noun
    if page.words[end - 1] in POSSESSIVES:
        end -= 1  # "*the trust*’s request that"
    return page.text(TokenSpan(query.phrase.start, end))


def _cuts_off(page: Page, i: int) -> bool:
    """Whether a dash between spaces stands at a token, or the subject of a clause without *that*: 'a message *he* sent'."""
    # no hyphen, as in "a short-term contract"
    dash = page.words[i] in DASHES and page.string[page.starts[i] - 1].isspace()
    return dash or (page.tags[i] == "PRP" and page.deps[i] in SUBJECTS)


# --- bodies of which little is known ----------------------------------------------------------------------------------


@attrs.define
class Likely(Keeping):
    """Which named bodies a description means for all that is known of them, where none before it was called so.

    Most bodies are never said to be a company or an agency: *Acme* is one for all that is known of it.
    """

    cast: Cast
    said: Described
    contenders: Sequence[Referent]

    @kept
    def possible(self) -> list[tuple[int, Referent]]:
        """The bodies before the mention whose type is unknown, or says nothing against it, each with how many of its places come before."""
        said, word = self.said, self.said.query.word
        if said.query.plural or not said.is_short or said.words - said.asides:
            return []
        if said.type not in _UNTOLD and word not in lexicon.labelled("reference_words", "untold"):
            return []
        bodies = [r for r in self.contenders if r.kind == "organisation" and r.places_before(said.query.at)]
        if any(said.nouns & r.nouns for r in bodies):
            return []
        named = (r for r in bodies if r.entity is not None and r.entity.kind == "organisation")
        return [(r.places_before(said.query.at), r) for r in named if self._may_be(self.cast.profile(r).types)]

    def _may_be(self, types: frozenset[str]) -> bool:
        """Whether nothing is known against a body of some types."""
        if self.said.is_general:
            return types.isdisjoint(_NOT_GENERAL)
        return not types or (self.said.type not in types and may_be_called(self.said.type, types))

    @kept
    def latest(self) -> Referent | None:
        """Which of those stands nearest before the mention."""
        return nearest([r for _, r in self.possible], self.said.query.at)

    @kept
    def foremost(self) -> Referent | None:
        """Which of those was named most often: what the text is about."""
        return max(((n, r.number, r) for n, r in self.possible), default=(0, 0, None))[-1]

    @kept
    def only_holder(self) -> Referent | None:
        """The only body whose name has the noun for its head, where the description says no more: 'the commission', 'police'."""
        return self._holders[0] if len(self._holders) == 1 else None

    @kept
    def _holders(self) -> list[Referent]:
        """The bodies whose name has the noun for its head, where the description says no more."""
        if self.said.words or self.said.query.sort == "document":
            return []
        # "the unions" are no single union
        nouns = {self.said.query.word} if self.said.query.plural else self.said.nouns
        named = (r for r in self.contenders if r.is_body and r.entity is not None)
        return [r for r in named if r.entity is not None and not nouns.isdisjoint(_heads(r.entity.name))]

    @kept
    def holder_before(self) -> Referent | None:
        """Which of these stands nearest before the mention: 'the Court of Appeal … *the court*'."""
        return nearest(self._holders, self.said.query.at)

    @kept
    def only_of_type(self) -> Referent | None:
        """The only body before the mention that is of the type which its noun means: 'the charity', where there is one."""
        if self.said.type in (None, "other") or self.said.query.plural:
            return None
        named = (r for r in self.contenders if r.is_body and r.is_named and r.places_before(self.said.query.at))
        known = [r for r in named if self.said.type in self.cast.profile(r).types]
        return known[0] if len(known) == 1 else None

    @kept
    def all(self) -> frozenset[Referent | None]:
        """Those for which something speaks, of most descriptions none."""
        likely = (self.foremost, self.latest) if self.possible else ()
        holders = (self.only_holder, self.holder_before) if self._holders else ()
        return frozenset((self.only_of_type, *likely, *holders))

    def of(self, who: Referent) -> Iterator[tuple[str, float]]:
        """What speaks for one of them."""
        if who is self.only_of_type:
            # "the company" may be Acme Foods, but as well a firm of which nothing is known but that the text is about it
            doubt = ", others may be" if any(n > 1 for n, _ in self.possible) else ""
            yield f"alone of that type, {self.said.opening}{doubt}", 1.0
        if who is self.foremost:
            yield "foremost that may be of that type", 1.0
        if who is self.latest:
            yield "latest that may be of that type", 1.0
        if who is self.holder_before:
            yield f"latest whose name it heads, {self.said.opening}", 1.0
        if who is self.only_holder:
            yield f"alone holds the noun, {self.said.opening}", 1.0
            if not who.places_before(self.said.query.at):
                yield "alone holds the noun, only later", 1.0

    def newness(self) -> Iterator[tuple[str, float]]:
        """What speaks against one that nobody has named."""
        if self.possible:
            yield "new, one that may be of the type before", 1.0
        if self.holder_before is not None:
            yield f"new, one whose name it heads before, {self.said.opening}", 1.0
        if self.only_holder is not None:
            yield f"new, one alone holds the noun, {self.said.opening}", 1.0
        if self.only_of_type is not None:
            yield f"new, one alone of that type, {self.said.opening}", 1.0


def may_be_called(type: str | None, types: frozenset[str]) -> bool:
    """Whether a body of some types may be called by a noun of another one: a newspaper is a company, a court is none.

    >>> may_be_called("company", frozenset({"media"})), may_be_called("company", frozenset({"court"}))
    (True, False)
    """
    return type == "company" and types == {"media"}


@lexicon.remembered
def is_headed(name: str) -> bool:
    """Whether the name of a body tells by its head what it is: the Roads Council, the Department of Roads, but not Acme."""
    nouns = lexicon.table("organisation_nouns")
    return any(head in nouns for head in _heads(name))


@lru_cache(maxsize=1024)
def _heads(name: str) -> tuple[str, ...]:
    """The words of a body's name that may be its head: its last one, or that before a preposition."""
    words = name.casefold().split()
    return (words[-1], *(word for word, link in pairwise(words) if link in ("of", "for", "on")))
