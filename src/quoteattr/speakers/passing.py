"""Page → who is spoken of in passing, outside quotations and their sources: *he*, *a neighbour*, *the report*.

Whoever is kept up by such mentions is near to what comes next: 'The victim's mother wept. “She took my boy,” she said.'
"""

from collections.abc import Iterator

import attrs
from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Attribution, Phrase
from quoteattr.speakers.descriptions import authors
from quoteattr.speakers.queries import HE, SHE, Queries, Query, is_person_noun
from quoteattr.speakers.referents import Referent
from quoteattr.text.page import SUBJECTS, Page

_OF_THEIR_OWN = SUBJECTS | {"dobj", "pobj", "dative", "agent", "ROOT"}
"""Labels of noun phrases that speak of somebody, unlike appositions and what somebody is said to be."""

_CHANNELS = frozenset({"in", "through", "via", "with"})
"""Before a document by which somebody speaks: denied it in a statement."""

_TAGS = frozenset({"PRP", "NN", "NNS"})
_CLIMB = 4  # steps from a document up to the verb of its clause

_NOUNS = ("people_nouns", "document_nouns", "organisation_nouns")


def issuer(page: Page, query: Query) -> Token | None:
    """The word for whoever speaks by a document that is met in passing: 'The trust released a report', 'denied it in a letter'.

    Who is only told of it is none: 'The trust rejected the report', 'is named in the report'.
    """
    document = page.tokens[query.at]
    verb = document.head
    if document.dep_ == "pobj" and verb.lower_ in _CHANNELS and not query.definite:
        verb = verb.head
        if verb.dep_ == "dobj":  # "denied the claims in a letter", where the parser takes the claims to be in it
            verb = verb.head
    elif not (document.dep_ == "dobj" and verb.lower_ in lexicon.words("authoring_verbs")):
        passive = document.dep_ == "nsubjpass" and verb.lower_ in lexicon.words("authoring_verbs")
        return page.agent(verb) if passive else None
    while verb.dep_ in ("conj", "xcomp") and page.subject(verb) is None:
        verb = verb.head
    subject = page.subject(verb)
    return subject if subject is not None and subject.dep_ != "nsubjpass" else None


def above(page: Page, query: Query) -> Token | None:
    """The subject of the clause in which a document stands, whatever is done there: 'The trust fired off a letter'."""
    verb, steps = page.tokens[query.at], 0
    if verb.dep_ not in ("dobj", "dative", "oprd"):
        return None
    while verb.dep_ != "ROOT" and steps < _CLIMB:
        verb, steps = verb.head, steps + 1
        subject = page.subject(verb)
        if subject is not None and subject.i < query.at:
            return subject
    return None


@attrs.define
class Passing:
    """The mentions without a name that are no source, each asked for once, in the order of the text."""

    queries: Queries
    attributions: tuple[Attribution, ...]
    _phrases: list[Phrase] = attrs.field(init=False)  # the first is the last

    def __attrs_post_init__(self) -> None:
        self._phrases = [*self._find()][::-1]

    def up_to(self, token: int) -> Iterator[Query]:
        """What those that come before a token ask."""
        while self._phrases and self._phrases[-1].start < token:
            query = self.queries.of_mention(self._phrases.pop(), passing=True)
            if query.form != "name":
                yield query

    def credits(self) -> Iterator[tuple[str, int, Referent]]:
        """Who is anywhere said to be behind a document, with its noun and where: 'a report by Acme', 'Acme released a report'."""
        page, cast = self.queries.page, self.queries.cast
        sources = (a.source for a in self.attributions if a.source is not None)
        for phrase in (*self._phrases, *sources):
            word = page.lowers[phrase.head]
            if not _is_document(word):
                continue
            found = [referent for referent, _ in authors(cast, phrase, phrase.head)]
            if not found and (by := issuer(page, Query("description", phrase.head, phrase, word))) is not None:
                found = [named[0] for named in (cast.mentions.names.get(by.i),) if named is not None]
            yield from ((word, phrase.head, referent) for referent in found)

    def _find(self) -> Iterator[Phrase]:
        page, names = self.queries.page, self.queries.cast.mentions.names
        sources = {i for a in self.attributions if a.source for i in range(*a.source.tokens)}
        for i, tag in enumerate(page.tags):
            if tag not in _TAGS or page.inside[i] >= 0 or i in sources or i in names:
                continue
            label = page.deps[i]
            if tag == "PRP" and page.lowers[i] in HE | SHE and label in SUBJECTS:
                yield Phrase(i, i + 1, i)
            elif tag != "PRP" and _is_of_its_own(page, i) and _may_be_meant(page.lowers[i]):
                phrase = page.noun_phrase(page.tokens[i])
                behind = (names[j][0] for j in range(i, max(min(phrase.end, i + 3), i + 2)) if j in names)
                # "the mayor Ann Poole" is a name, "a letter by Ann Poole" is none
                if _is_document(page.lowers[i]) or not any(referent.kind == "person" for referent in behind):
                    yield phrase


def _is_of_its_own(page: Page, i: int) -> bool:
    """Whether a noun phrase speaks of somebody; beside another one, only kin does: 'Reed and *his mother* left'."""
    kin = page.deps[i] == "conj" and i > 0 and page.tags[i - 1] == "PRP$"
    return kin or page.deps[i] in _OF_THEIR_OWN


@lexicon.remembered
def _is_document(noun: str) -> bool:
    return not lexicon.words("document_nouns").isdisjoint((noun, lexicon.singular(noun)))


@lexicon.remembered
def _may_be_meant(noun: str) -> bool:
    """Whether a noun, in either number, is one for people, bodies or documents."""
    forms = {noun, lexicon.singular(noun)}
    return any(map(is_person_noun, forms)) or any(forms & lexicon.words(name) for name in _NOUNS)
