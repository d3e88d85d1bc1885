"""A description → what its words say, the named organisations that it may mean, and the new referent that it may introduce."""

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
from quoteattr.speakers.profiles import may_be_called, type_of
from quoteattr.speakers.queries import Query
from quoteattr.speakers.referents import Referent, nearest
from quoteattr.text.kept import Keeping, kept
from quoteattr.text.noun_phrases import lists
from quoteattr.text.page import DASHES, FINITE_TAGS, POSSESSIVES, SUBJECTS, TELLING_TAGS, Page

_SHORT = 3  # tokens of a description that takes up something known: 'the company'
_CLAUSE_TAGS = frozenset({"WP", "WDT", "WRB", "WP$"}) | FINITE_TAGS
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})

_OFTEN_UNTOLD = frozenset({"company", "charity", "media", "union"})
"""Types of organisation that a text often names without saying that they are one."""

_NOT_GENERAL = frozenset({"court", "government", "police", "school", "team"})
"""Types of organisation that nobody calls *the group* or *the organisation*."""

_POSSESSIVE = re.compile("^(?:['’]s)?\\s*")


@attrs.frozen(kw_only=True)
class Described(Keeping):
    """What the words of a description say, up to what is added behind a comma.

    ``opening`` is "definite" (*the* mayor), "indefinite" (*a* mayor), "one" (*one* mayor), "owned" (*his* mayor) or "bare" (mayors).
    """

    query: Query
    nouns: frozenset[str]  # the head noun in both numbers
    modifiers: frozenset[str]  # its other telling words in small letters, demonyms as their place
    capitalised: frozenset[str]  # those of them that are written as names
    locating: frozenset[str]  # those that only tell where an organisation is: "the Dutch firm"
    has_name_before: bool  # whether a capitalised word stands before the noun: "the Acme team"
    opening: str
    length: int
    has_preposition: bool  # behind the noun
    has_clause: bool
    is_restricted: bool  # by a relative clause that tells which one is meant: "the officer who made the arrest"
    is_bare_name: bool  # one word, written as a name
    authors: Mapping[Referent, str]  # who is named within as the author: Acme's report, a report by Acme
    named_within: tuple[Referent, ...]  # who is named within at all

    @kept
    def is_short(self) -> bool:
        """Whether it is hardly more than *the* and its noun, and so means somebody that is known."""
        return self.opening == "definite" and self.length <= _SHORT and not self.is_restricted

    @kept
    def is_message(self) -> bool:
        """Whether it is a document by which somebody speaks: a statement, a letter."""
        return not self.nouns.isdisjoint(lexicon.words("message_documents"))

    @kept
    def type(self) -> str | None:
        """The type of organisation that the noun means; *the group* may be a charity, a party or a firm."""
        return None if self.is_general else type_of(self.query.word)

    @kept
    def is_general(self) -> bool:
        """Whether the noun may mean an organisation of nearly any type."""
        return self.query.word in lexicon.labelled("reference_words", "general")

    @classmethod
    def of(cls, cast: Cast, query: Query) -> Described:
        """What the description of a query says."""
        page, phrase, at = cast.page, query.phrase, query.at
        words, tags, end = page.words, page.tags, _end_of_telling(page, query)
        inside = range(phrase.start, max(end, at + 1))
        noun_start = at
        if query.word != page.lowers[at]:  # of several tokens: "the think tank", "the e-mail"
            noun_start -= query.word.count(" ") + 2 * query.word.count("-")
        noun = range(noun_start, at if lexicon.is_from_somewhere(query.word) else at + 1)  # "the Spaniard" is of Spain
        telling = [i for i in inside if i not in noun and tags[i] in TELLING_TAGS]
        capitalised = [i for i in telling if words[i][:1].isupper()]
        before = range(phrase.start, at) if query.sort == "body" else ()
        locating = [i for i in before if _tells_where(page, i)]
        return cls(
            query=query,
            nouns=frozenset({query.word, lexicon.singular(query.word)}),
            modifiers=_placed(page, telling),
            capitalised=_placed(page, capitalised),
            locating=_placed(page, locating),
            has_name_before=any(i <= at and i not in locating for i in capitalised),
            opening=_opening(page, query),
            length=len(inside) - (at - noun_start) - len(locating),
            has_preposition=any(tags[i] == "IN" and page.lowers[i] != "of" for i in range(at + 1, inside.stop)),
            has_clause=not _CLAUSE_TAGS.isdisjoint(tags[at + 1 : phrase.end]),
            is_restricted=end < phrase.end and tags[end].startswith("W"),
            is_bare_name=len(inside) == 1 and words[at][:1].isupper() and tags[at] in ("NNP", "NNPS"),
            authors=dict(authors(cast, phrase, at)),
            named_within=tuple(referent for referent, _ in cast.mentions.names_in(phrase)),
        )

    @kept
    def tells_head(self) -> bool:
        """Whether it is short, and so tells the head noun of an organisation's name: 'the department', but not 'the watchdog'."""
        is_short = self.query.sort == "body" and self.is_short
        return is_short and self.query.word not in lexicon.labelled("reference_words", "epithet")

    def names_another(self, nouns: frozenset[str]) -> bool:
        """Whether its noun means another organisation than those of ``nouns``; *the group* and *the agency* may be any."""
        labels = ("general", "untold", "epithet")
        is_vague = any(self.query.word in lexicon.labelled("reference_words", label) for label in labels)
        return bool(nouns) and self.nouns.isdisjoint(nouns) and not is_vague and self.type is not None

    @property
    def is_owned_message(self) -> bool:
        """Whether it is a message of somebody who is not named in it: 'his statement', 'the mayor's statement'."""
        return self.is_message and self.query.owner is not None

    def newness(self) -> Iterator[tuple[str, float]]:
        """The features of somebody new whom the description may introduce."""
        is_owned = bool(self.authors) or self.is_owned_message
        yield "new, in passing", float(self.query.passing)
        # "a report by the Harbour Trust" is long by the name of somebody who is no news, and has an *a*
        if not is_owned:
            yield f"new, {self.opening}", 1.0
            yield "new, long", float(self.length > _SHORT)
            yield "new, linked", float(self.has_preposition)
            yield "new, capitals", float(self.has_name_before)
        yield "new, relative", float(self.has_clause)
        if self.is_bare_name:
            yield "new, one word of a name", 1.0
        if self.query.plural:
            # "the documents" have been spoken of, "documents" are many
            yield "new, plural", float(self.query.sort != "document" or self.opening != "definite")
            yield f"new, plural and {self.opening}", 1.0
        if self.is_short:
            yield "new, short and definite", 1.0
        if self.query.word in lexicon.labelled("reference_words", "anybody"):
            yield "new, anybody", 1.0
        kind = lexicon.noun_class(self.query.word) if self.query.is_person else None
        # "the striker who lost" may be no more than an epithet
        yield "new, restricted", float(self.is_restricted and self.opening == "definite" and kind != "occupation")
        if kind or (kind := "general" if self.is_general else self.type):
            yield f"new, {kind}", 1.0
        if is_owned:
            yield f"new, {self.opening}, somebody's", 1.0
        if self.is_message:
            yield ("new, somebody's message" if is_owned else "new, a message"), 1.0


def _end_of_telling(page: Page, query: Query) -> int:
    """Where something is added to a description behind its noun, or else where the description ends."""
    behind = range(query.at + 1, query.phrase.end)
    added = (i for i in behind if page.words[i] in ",(" or page.tags[i] in _CLAUSE_TAGS or _is_aside(page, query, i))
    return next(added, query.phrase.end) if behind else query.phrase.end


def _placed(page: Page, tokens: Sequence[int]) -> frozenset[str]:
    """The words of some tokens in small letters, demonyms as their place."""
    return lexicon.all_placed([page.lowers[i] for i in tokens]) if tokens else frozenset()


def _opening(page: Page, query: Query) -> str:
    """How a description begins, see ``Described``; 'Eastwick’s mayor' is "owned", too."""
    start = query.phrase.start
    if page.tags[start] == "PRP$" or not POSSESSIVES.isdisjoint(page.words[start : query.at]):
        return "owned"
    if page.lowers[start] in _DEFINITE:
        return "definite"
    if page.lowers[start] == "one":
        return "one"  # of several, whom the text rarely names
    return "indefinite" if query.indefinite else "bare"


def _tells_where(page: Page, i: int) -> bool:
    """Whether a word before the noun for an organisation only tells where it is: 'the *Dutch* firm', 'the *Kent-based* charity'."""
    if page.lowers[i] == "based" or "based" in page.lowers[i + 1 : i + 3]:
        return True  # all three tokens of "Kent-based"
    place = page.ent_types[i] in ("GPE", "NORP") or page.lowers[i] in lexicon.table("demonyms")
    return place and page.words[i][:1].isupper()


def _is_aside(page: Page, query: Query, i: int) -> bool:
    """Whether a day or an addressee begins here, which says nothing of what is described: 'a letter *on Wednesday* to Mayor Ann Poole'."""
    word = page.lowers[i + 1] if page.lowers[i] == "on" else page.lowers[i]
    return (word == "to" and query.sort == "document") or word in lexicon.labelled("time_words", "day")


def somebody_new(cast: Cast, query: Query, owner: Referent | None = None) -> Referent:
    """The referent that a description introduces: 'a Treasury spokesman', 'officials', 'the legal team'.

    ``owner`` is whose it is by a pronoun or a noun, and goes into the name of an organisation: *his office* is *Tom Reed’s office*.
    """
    decide = {"document": _is_certain_document, "body": _is_body}.get(query.sort)
    is_body = decide is not None and decide(cast, query)
    description = _short_description(cast, query, is_body)
    if is_body and owner is not None and owner.entity is not None and query.owner is not None:
        behind = description[len(cast.page.text(query.owner.phrase.tokens)) :]
        description = f"{owner.entity.name}’s {_POSSESSIVE.sub('', behind)}"
    return Referent("organisation" if is_body else "unnamed", query.gender, query.plural, description=description)


def _is_certain_document(cast: Cast, query: Query) -> bool:
    """Whether a description means certain documents: not 'reports' and 'some studies', which are nobody's."""
    is_several = query.plural and query.word != lexicon.singular(query.word)  # "data" are as good as one
    if query.definite or not is_several or query.phrase.end > query.at + 1:
        return True
    if query.word in lexicon.labelled("reference_words", "whole"):  # "court records"
        return True
    # "two reports", "Acme’s posts"
    return not {"CD", "NNP", "NNPS", "POS"}.isdisjoint(cast.page.tags[query.phrase.start : query.at])


def _is_body(cast: Cast, query: Query) -> bool:
    """Whether a description that is no person's is an organisation's: written as a name, or with a noun for organisations.

    Any other thing says nothing ('the incident'), and families and *Eastwick media* are several whom nobody names.
    """
    page, at = cast.page, query.at
    if query.word in lexicon.labelled("reference_words", "several"):
        return False
    if query.word in lexicon.words("organisation_nouns") or query.word in lexicon.words("metonyms"):
        return True
    is_one = not query.plural and "CD" not in page.tags[query.phrase.start : at]  # "59 percent of voters" are people
    return is_one and page.tags[at] == "NNP" and page.words[at][:1].isupper()


def _short_description(cast: Cast, query: Query, is_body: bool) -> str:
    """The description without relative clauses and appositions behind it: '*A man* (42)', '*A man* wearing a hat'.

    What was done with a document is a part of its name: 'a study published last year'.
    """
    page, end = cast.page, cast.page.name_ends.get(query.phrase.end, query.phrase.end)
    if end > query.at + 1:
        ending = _CLAUSE_TAGS if is_body else _CLAUSE_TAGS | {"VBG", "VBN"}
        is_bare = TELLING_TAGS.isdisjoint(page.tags[query.phrase.start : query.at])
        # "a Treasury memo seen by reporters" is a Treasury memo, but of "a memo seen by reporters" nothing else is known
        reading = frozenset[str]() if is_bare else lexicon.words("getting_verbs")
        for i in range(query.at + 1, end):
            # "teachers*, nurses* and drivers"
            goes_on = page.words[i - 1] == "-" or (page.words[i] == "," and lists(page, query.at, i + 1))
            ends_here = page.words[i] in {",", "("} or page.tags[i] in ending or page.lowers[i] in reading
            if i not in page.name_ends and not goes_on and (ends_here or _begins_addition(page, i)):
                end = i
                break
    end = max(end, query.at + 1)
    if end > query.at + 1 and page.tags[end - 1] == "VBN" and page.lowers[end : end + 1] == ["by"]:
        end -= 1  # "*emails* obtained by the Post show", of which the parser takes the verb for a noun
    if page.words[end - 1] in POSSESSIVES:
        end -= 1  # "*the trust*’s request that"
    return page.text(TokenSpan(query.phrase.start, end))


def _begins_addition(page: Page, i: int) -> bool:
    """Whether a token is a dash between spaces, or the subject of a clause without *that*: 'a message *he* sent'."""
    dash = page.words[i] in DASHES and page.string[page.starts[i] - 1].isspace()  # no hyphen: "a short-term deal"
    return dash or (page.tags[i] == "PRP" and page.deps[i] in SUBJECTS)


# --- named organisations that a description may mean ------------------------------------------------------------------


@attrs.define
class NamedBodies(Keeping):
    """Which named organisations a description may mean that were never called so.

    By their name: *the court* is the Court of Appeal. By their type: *the charity* is the only one. Or as nothing is known against
    it: most organisations are never said to be a company or an agency, and *Acme* may well be *the company*.
    """

    cast: Cast
    description: Described
    contenders: Sequence[Referent]

    @kept
    def possible(self) -> list[tuple[int, Referent]]:
        """The organisations before the mention whose type is unknown or does not exclude them, each with how many of its places come before.

        None where the description says more than its noun, or one of them was called so.
        """
        description, at = self.description, self.description.query.at
        if description.query.plural or not description.is_short or description.modifiers - description.locating:
            return []
        untold = lexicon.labelled("reference_words", "untold")
        if description.type not in _OFTEN_UNTOLD and description.query.word not in untold:
            return []
        bodies = [r for r in self.contenders if r.kind == "organisation" and r.places_before(at)]
        if any(description.nouns & r.nouns for r in bodies):
            return []
        named = (r for r in bodies if r.is_named_organisation)
        return [(r.places_before(at), r) for r in named if self._may_be(self.cast.profile(r).types)]

    def _may_be(self, types: frozenset[str]) -> bool:
        """Whether the known types of an organisation do not exclude it."""
        type = self.description.type
        if self.description.is_general:
            return types.isdisjoint(_NOT_GENERAL)
        return not types or (type not in types and may_be_called(type, types))

    @kept
    def latest(self) -> Referent | None:
        """The nearest of the possible ones."""
        return nearest([r for _, r in self.possible], self.description.query.at)

    @kept
    def foremost(self) -> Referent | None:
        """The possible one that was named most often: what the text is about."""
        return max(((n, r.number, r) for n, r in self.possible), default=(0, 0, None))[-1]

    @kept
    def _headed(self) -> list[Referent]:
        """The organisations whose name has the noun for its head, if the description is the noun alone: 'the commission', 'police'."""
        if self.description.modifiers or self.description.query.sort == "document":
            return []
        # "the unions" are no single union
        nouns = {self.description.query.word} if self.description.query.plural else self.description.nouns
        return [r for r in self.contenders if r.is_body and r.entity and not nouns.isdisjoint(_heads(r.entity.name))]

    @kept
    def only_headed(self) -> Referent | None:
        """The only organisation whose name has the noun for its head."""
        return self._headed[0] if len(self._headed) == 1 else None

    @kept
    def latest_headed(self) -> Referent | None:
        """The nearest of these before the mention: 'the Court of Appeal … *the court*'."""
        return nearest(self._headed, self.description.query.at)

    @kept
    def only_of_type(self) -> Referent | None:
        """The only organisation before the mention that is of the type which its noun means: 'the charity', where there is one."""
        type, at = self.description.type, self.description.query.at
        if type in (None, "other") or self.description.query.plural:
            return None
        named = (r for r in self.contenders if r.entity is not None and r.is_body and r.places_before(at))
        found = [r for r in named if type in self.cast.profile(r).types]
        return found[0] if len(found) == 1 else None

    @kept
    def all(self) -> frozenset[Referent | None]:
        """Those that have features here; for most descriptions None alone."""
        possible = (self.foremost, self.latest) if self.possible else ()
        headed = (self.only_headed, self.latest_headed) if self._headed else ()
        return frozenset((self.only_of_type, *possible, *headed))

    def of(self, who: Referent) -> Iterator[tuple[str, float]]:
        """The features of a contender that is one of them."""
        opening = self.description.opening
        if who is self.only_of_type:
            # "the company" may be Acme Foods, but as well a firm of which nothing is known but that the text is about it
            doubt = ", others may be" if any(n > 1 for n, _ in self.possible) else ""
            yield f"alone of that type, {opening}{doubt}", 1.0
        if who is self.foremost:
            yield "foremost that may be of that type", 1.0
        if who is self.latest:
            yield "latest that may be of that type", 1.0
        if who is self.latest_headed:
            yield f"latest whose name it heads, {opening}", 1.0
        if who is self.only_headed:
            yield f"alone holds the noun, {opening}", 1.0
            if not who.places_before(self.description.query.at):
                yield "alone holds the noun, only later", 1.0

    def newness(self) -> Iterator[tuple[str, float]]:
        """The features against an organisation that nobody has named."""
        opening = self.description.opening
        if self.possible:
            yield "new, one that may be of the type before", 1.0
        if self.latest_headed is not None:
            yield f"new, one whose name it heads before, {opening}", 1.0
        if self.only_headed is not None:
            yield f"new, one alone holds the noun, {opening}", 1.0
        if self.only_of_type is not None:
            yield f"new, one alone of that type, {opening}", 1.0


@lexicon.remembered
def is_headed(name: str) -> bool:
    """Whether the head noun of a name says what the organisation is: the Roads *Council*, the *Department* of Roads, but not Acme."""
    nouns = lexicon.table("organisation_nouns")
    return any(head in nouns for head in _heads(name))


@lru_cache(maxsize=1024)
def _heads(name: str) -> tuple[str, ...]:
    """The words of an organisation's name that may be its head: its last one, and those before a preposition."""
    words = name.casefold().split()
    return (words[-1], *(word for word, link in pairwise(words) if link in ("of", "for", "on")))
