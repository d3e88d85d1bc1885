"""A description → what it says, and the somebody new that it may bring in: 'a Treasury spokesman', 'officials'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

import attrs

from quoteattr import lexicon
from quoteattr.draft import Phrase, TokenSpan
from quoteattr.model import Role, SpeakerKind
from quoteattr.speakers.cast import Cast, type_of
from quoteattr.speakers.queries import Query
from quoteattr.speakers.referents import Referent
from quoteattr.text.page import DASHES, FINITE_TAGS, POSSESSIVES, TELLING_TAGS, Page

_SHORT = 3  # tokens: 'the company', hardly more, takes up a body named before
_CLAUSE_TAGS = frozenset({"WP", "WDT", "WRB", "WP$"}) | FINITE_TAGS
_PARTICIPLES = frozenset({"VBG", "VBN"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_TOPICS = frozenset({"on", "about", "into"})


@attrs.frozen
class Described:
    """What a description says: its noun and the words beside it, before what is added behind a comma."""

    query: Query
    nouns: frozenset[str]  # the head in both numbers
    words: frozenset[str]  # the other telling words in small letters, demonyms as their place
    capitals: frozenset[str]  # those of them that are written as names
    opening: str  # "definite", "indefinite", "one", "owned" or "bare"
    length: int
    linked: bool  # by a preposition behind the noun
    relative: bool
    bare: bool  # one word, written as a name
    authors: Mapping[Referent, str]  # who is named within as the one behind it: Acme's report, a report by Acme
    named: tuple[Referent, ...]  # who is named within at all

    @property
    def is_short(self) -> bool:
        """Whether it is hardly more than *the* and its noun, and so means somebody that is known."""
        return self.opening == "definite" and self.length <= _SHORT

    @cached_property
    def is_message(self) -> bool:
        """Whether it is a document by which somebody speaks: a statement, a letter."""
        return not self.nouns.isdisjoint(lexicon.words("message_documents"))

    @cached_property
    def type(self) -> str | None:
        """The type of body that the noun means."""
        return type_of(self.query.word)

    @classmethod
    def of(cls, cast: Cast, query: Query) -> Described:
        """What the description of a query says."""
        page, phrase = cast.page, query.phrase
        behind = range(query.at + 1, phrase.end)
        end = next((i for i in behind if page.words[i] in ",(" or page.tags[i] in _CLAUSE_TAGS), phrase.end)
        inside = range(phrase.start, max(end, query.at + 1))
        from_somewhere = lexicon.is_from_somewhere(query.word)  # "the Spaniard" is of Spain
        telling = [i for i in inside if (i != query.at or from_somewhere) and page.tags[i] in TELLING_TAGS]
        return cls(
            query,
            frozenset({query.word, lexicon.singular(query.word)}),
            frozenset(lexicon.placed(page.lowers[i]) for i in telling),
            frozenset(lexicon.placed(page.lowers[i]) for i in telling if page.words[i][:1].isupper()),
            _opening(page, query),
            len(inside),
            any(page.tags[i] == "IN" and page.lowers[i] != "of" for i in inside if i > query.at),
            any(page.tags[i] in _CLAUSE_TAGS for i in behind),
            len(inside) == 1 and page.words[query.at][:1].isupper() and page.tags[query.at] in ("NNP", "NNPS"),
            dict(authors(cast, query.phrase, query.at)),
            tuple(referent for referent, _ in cast.mentions.names_in(phrase)),
        )

    @property
    def is_owned_message(self) -> bool:
        """Whether it is a message of somebody who is not named in it: 'his statement', 'the mayor's statement'."""
        return self.is_message and self.query.owner is not None

    def newness(self) -> Iterator[tuple[str, float]]:
        """What speaks for and against that it brings in somebody new."""
        yield f"new, {self.opening}", 1.0
        yield "new, in passing", float(self.query.passing)
        yield "new, long", float(self.length > _SHORT)
        yield "new, linked", float(self.linked)
        yield "new, relative", float(self.relative)
        yield "new, capitals", float(bool(self.capitals))
        if self.bare:
            yield "new, one word of a name", 1.0
        if self.query.plural:
            yield "new, plural", 1.0
            yield f"new, plural and {self.opening}", 1.0
        if self.is_short:
            yield "new, short and definite", 1.0
        if self.query.word in lexicon.labelled("reference_words", "anybody"):
            yield "new, anybody", 1.0
        kind = lexicon.table("role_nouns", 2).get(self.query.word) if self.query.is_person else None
        if kind or (kind := type_of(self.query.word)):
            yield f"new, {kind}", 1.0
        owned = bool(self.authors) or self.is_owned_message
        if owned:
            yield "new, somebody's", 1.0
        if self.is_message:
            yield ("new, somebody's message" if owned else "new, a message"), 1.0


def _opening(page: Page, query: Query) -> str:
    """How a description begins: 'the mayor', 'a mayor', 'one mayor', 'his mayor' and 'Eastwick’s mayor', 'mayors'."""
    before = range(query.phrase.start, query.at)
    if page.tags[query.phrase.start] == "PRP$" or any(page.words[i] in POSSESSIVES for i in before):
        return "owned"
    if page.lowers[query.phrase.start] in _DEFINITE:
        return "definite"
    if page.lowers[query.phrase.start] == "one":
        return "one"  # of several, whom nobody names
    return "indefinite" if query.indefinite else "bare"


_OWN = re.compile("^(?:['’]s)?\\s*")


def somebody_new(cast: Cast, query: Query, owner: Referent | None = None) -> Referent:
    """Somebody of whom the text has not spoken: 'a Treasury spokesman', 'officials', 'the legal team'."""
    body = query.sort == "document" or (query.sort == "body" and _is_body(cast, query))
    kind: SpeakerKind = "organisation" if body else "unnamed"
    description = _short(cast, query, body)
    if body and owner is not None and owner.entity is not None and query.owner is not None:  # "his office" is Reed's
        behind = description[len(cast.page.text(query.owner.phrase.tokens)) :]
        description = f"{owner.entity.name}’s {_OWN.sub('', behind)}"
    return Referent(kind, query.gender, query.plural, description=description)


def _is_body(cast: Cast, query: Query) -> bool:
    """Whether a description that is no person's is a body's: one thing, or a noun for a body in any number."""
    counted = "CD" in cast.page.tags[query.phrase.start : query.at]  # "59 percent of voters" are people
    one = not (query.plural or counted) and cast.page.tags[query.at] in ("NN", "NNP")
    return one or any(query.word in lexicon.words(name) for name in ("organisation_nouns", "metonyms"))


def _short(cast: Cast, query: Query, body: bool) -> str:
    """The description without relative clauses and appositions behind it: 'A man (42)', 'A man wearing a hat'.

    What was done with a document is a part of its name: 'a study published last year'.
    """
    page, behind = cast.page, range(query.at + 1, query.phrase.end)
    ending = _CLAUSE_TAGS if body else _CLAUSE_TAGS | _PARTICIPLES
    apart = (i for i in behind if page.words[i] in {",", "("} or page.tags[i] in ending or _is_dash(page, i))
    return page.text(TokenSpan(query.phrase.start, max(next(apart, query.phrase.end), query.at + 1)))


def _is_dash(page: Page, i: int) -> bool:
    """Whether a dash stands between spaces: no hyphen, as in 'a short-term contract'."""
    return page.words[i] in DASHES and page.string[page.starts[i] - 1].isspace()


def authors(cast: Cast, phrase: Phrase, head: int) -> Iterator[tuple[Referent, str]]:
    """Who is behind a document: 'Acme's report', 'a report by Acme', 'the latest Acme survey'."""
    tokens, word = cast.page.tokens, cast.page.lowers[head]
    if not {word, lexicon.singular(word)} & lexicon.words("document_nouns"):
        return
    for referent, name in cast.mentions.names_in(phrase):
        if name.end <= head:
            between = tokens[name.end : head]
            if cast.mentions.is_possessor(name):
                yield referent, "possessor"
            elif all(t.tag_ in ("NN", "JJ") for t in between):
                yield referent, "before"
            continue
        links = [t.lower_ for t in tokens[head + 1 : name.start]]
        made = [link for link in links if link in lexicon.words("authoring_verbs")]
        if made and links[-1] in ("by", "the") and "by" in links[-2:]:
            links = ["by"]  # "a poll of voters conducted by Acme", but not "a memo seen by Acme"
        behind = tokens[name.tail].lower_ if name.tail < phrase.end else ""
        if links[:1] in (["by"], ["from"], ["of"]) and not _TOPICS & set(links) and not lexicon.is_post(behind):
            yield referent, links[0]


def same_role(wanted: Role, known: Role) -> bool:
    """Whether a description may repeat a role: same post, nothing that contradicts; a former one only if it says so.

    >>> director, deputy = Role("director", "Harbour Trust"), Role("deputy director", "Harbour Trust")
    >>> same_role(director, deputy), same_role(Role("finance director"), deputy)
    (True, False)
    >>> same_role(Role("boss", "Harbour Trust"), director), same_role(Role("boss", "Pier Fund"), director)
    (True, False)
    """
    if not known.title or not wanted.title or wanted.former != known.former:
        return False
    a, b = wanted.title.casefold().split(), known.title.casefold().split()
    repeated = set(a) <= set(b) or set(b) <= set(a)
    leaders = lexicon.labelled("reference_words", "leader")
    one_body = bool(wanted.organisation) and wanted.organisation == known.organisation
    if not repeated and not (a[-1] != b[-1] and {a[-1], b[-1]} <= leaders and one_body):
        return False
    bodies = [set(role.organisation.casefold().split()) for role in (wanted, known) if role.organisation]
    return len(bodies) < 2 or not bodies[0].isdisjoint(bodies[1])
