"""Page → the mentions in passing, outside quotations and their sources: *he*, *a neighbour*, *the report*.

They tell who is near where the next quotation comes: '*The victim's mother* wept. “She took my boy,” she said.' And attributions →
the sources that describe somebody whom the next one names: 'A neighbour said it was loud. “I shook,” said *Ann Poole*.' Ann Poole is
the neighbour, as nobody is quoted by a name of which the text has told nothing.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

import attrs
from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Attribution, Phrase
from quoteattr.speakers.behind import issuer
from quoteattr.speakers.cast import Cast
from quoteattr.speakers.documents import authors, is_document_noun, noun_at
from quoteattr.speakers.profiles import is_person_noun
from quoteattr.speakers.queries import HE, PRONOUN_GENDERS, PRONOUNS, SHE, Queries, Query
from quoteattr.speakers.referents import Referent, genders_clash
from quoteattr.text.noun_phrases import heads, is_behind_verb
from quoteattr.text.page import SUBJECTS, Page
from quoteattr.text.paragraphs import is_of_text, paragraph_of

_REFERRING = SUBJECTS | {"dobj", "pobj", "dative", "agent", "ROOT"}
"""Dependency labels of noun phrases that speak of somebody, unlike appositions and what somebody is said to be."""
_BARE_PLURAL = frozenset({"NNS", "JJ", "CD"})  # tags of the first word of a plural noun phrase without an article
_NOUNS = ("people_nouns", "document_nouns", "organisation_nouns")


@attrs.define
class Passing:
    """The mentions without a name that are no source, each asked for once, in the order of the text."""

    queries: Queries
    attributions: tuple[Attribution, ...]
    _phrases: list[Phrase] = attrs.field(init=False)  # in reverse order

    def __attrs_post_init__(self) -> None:
        self._phrases = [*self._find()][::-1]

    def up_to(self, token: int) -> Iterator[Query]:
        """The queries of the next ones that begin before a token."""
        while self._phrases and self._phrases[-1].start < token:
            query = self.queries.of_mention(self._phrases.pop(), passing=True)
            if query.form != "name":
                yield query

    def credits(self) -> Iterator[tuple[str, int, Referent, str]]:
        """All documents to which the text names an author: noun, token, author, and how: '*a* report by Acme', 'Acme *issued* a report'."""
        page, cast = self.queries.page, self.queries.cast
        sources = (a.source for a in self.attributions if a.source is not None)
        for phrase in (*self._phrases, *sources):
            word = noun_at(page, phrase.head)
            if not is_document_noun(word):
                continue
            found = [referent for referent, _ in authors(cast, phrase, phrase.head)]
            # "*the* report by Acme" was spoken of before
            how = "again" if page.lowers[phrase.start] == "the" else "as one"
            if not found and (by := issuer(page, Query("description", phrase.head, phrase, word))) is not None:
                found, how = [named[0] for named in (cast.mentions.names.get(by.i),) if named is not None], "issued"
            yield from ((word, phrase.head, referent, how) for referent in found)

    def _find(self) -> Iterator[Phrase]:
        page, names = self.queries.page, self.queries.cast.mentions.names
        sources = {i for a in self.attributions if a.source for i in range(*a.source.tokens)}
        for i in heads(page):
            if page.inside[i] >= 0 or i in sources or i in names or not is_of_text(page, i):
                continue
            label, tag = page.deps[i], page.tags[i]
            if tag == "PRP" and page.lowers[i] in HE | SHE and label in SUBJECTS:
                yield Phrase(i, i + 1, i)
            elif tag != "PRP" and _may_be_meant(_noun_of(page, i)) and _is_referring(page, i):
                phrase = _first_conjunct(page, page.noun_phrase(page.tokens[i]))
                if page.lowers[phrase.start] in lexicon.labelled("reference_words", "generic"):
                    continue
                if not (self._is_name(phrase) or (tag == "NNS" and self._are_named(phrase))):
                    yield phrase

    def _is_name(self, phrase: Phrase) -> bool:
        """Whether a noun is part of a name: 'the *mayor* Ann Poole', but not 'a *letter* by Ann Poole'."""
        names, i = self.queries.cast.mentions.names, phrase.head
        behind = (names[j][0] for j in range(i, max(min(phrase.end, i + 3), i + 2)) if j in names)
        person = any(referent.kind == "person" for referent in behind)
        return person and not is_document_noun(noun_at(self.queries.page, i))

    def _are_named(self, phrase: Phrase) -> bool:
        """Whether a noun is in apposition to names, or names to it: 'Ann Poole and Tom Reed, *economists at Acme*, said', '*the heirs*, Poole and Reed, said'."""
        page, names, (start, end) = self.queries.page, self.queries.cast.mentions.names, phrase.tokens
        aside = page.words[start - 1 : start] == [","] == page.words[end : end + 1] and page.tags[start] in _BARE_PLURAL
        apposed = (i for i in range(phrase.head + 1, min(end + 2, len(page.words))) if page.words[i - 1] == ",")
        beside = (names[i][0] for i in (start - 2 if aside else -1, *apposed) if i in names)
        return any(referent.kind == "person" for referent in beside)


def _is_referring(page: Page, i: int) -> bool:
    """Whether a noun phrase speaks of somebody; behind *and* it has to have its own article: 'the mayor and *his mother* left'."""
    if page.lowers[i] in lexicon.labelled("reference_words", "limb") and page.lowers[max(i - 1, 0)] in ("his", "her"):
        return False  # "shook *his head*"
    if page.deps[i] == "conj":
        return _has_article(page, page.tokens[i]) and _is_referring(page, page.heads[i])
    may_refer = page.deps[i] in _REFERRING or is_behind_verb(page, i)
    return may_refer and not (page.deps[i] == "pobj" and _is_idiomatic(page, i))


def _is_idiomatic(page: Page, i: int) -> bool:
    """Whether a noun behind a preposition is a post that somebody has or wants ('served *as* the mayor', 'ran for *mayor*'), or no document: 'in *reply*'."""
    is_bare = page.tags[i] == "NN" and page.tokens[i].left_edge.i == i
    if not is_person_noun(page.lowers[i]):
        return is_bare and page.heads[i] == i - 1 and is_document_noun(page.lowers[i])
    return is_bare or page.lowers[page.heads[i]] == "as"


def _has_article(page: Page, noun: Token) -> bool:
    return page.tags[noun.left_edge.i] in ("DT", "PRP$") or bool(page.children(noun, "poss"))


def _first_conjunct(page: Page, phrase: Phrase) -> Phrase:
    """A noun phrase without conjuncts that mean others: '*the president* and the prime minister', but 'the owner and chef'."""
    added = [t for t in page.children(page.tokens[phrase.head], "cc", "conj") if phrase.head < t.i]
    link = next((t.i for t in added if page.deps[t.i] == "cc"), phrase.end)
    others = [t for t in added if page.deps[t.i] == "conj" and t.i < phrase.end and _has_article(page, t)]
    end = min(others[0].left_edge.i, link) if others else phrase.end
    return Phrase(phrase.start, min(end, link) if link == end - 1 else end, phrase.head)


def _noun_of(page: Page, i: int) -> str:
    """The noun at a token, or behind *one of*: 'one of the *villagers*'."""
    of = page.children(page.tokens[i + 1], "pobj") if page.lowers[i : i + 2] == ["one", "of"] else []
    return of[0].lower_ if of else noun_at(page, i)


@lexicon.remembered
def _may_be_meant(noun: str) -> bool:
    """Whether a noun, in either number, is one for people, organisations or documents."""
    forms = {noun, lexicon.singular(noun)}
    return any(map(is_person_noun, forms)) or any(forms & lexicon.words(name) for name in _NOUNS)


# --- who is described first, and then named ---------------------------------------------------------------------------


def named_after_descriptions(cast: Cast, attributions: Sequence[Attribution]) -> dict[int, Referent]:
    """Sources that describe somebody whom the next source names for the first time: the head of the description → who that is."""
    page, paragraphs, found = cast.page, cast.page.once(paragraph_of), dict[int, Referent]()
    described: tuple[Attribution, Phrase] | None = None
    for attribution in attributions:
        source = attribution.source
        if attribution.inner or source is None or page.lowers[source.head] in PRONOUNS:
            continue
        if described is not None and paragraphs[source.head] - paragraphs[described[1].head] <= 1:
            who, gender = _first_named(cast, attribution, source), _gender_of_described(page, *described)
            if who is not None and not genders_clash(gender, who.gender) and not _may_be_known(cast, *described):
                found[described[1].head] = who
        described = (attribution, source) if _may_be_named_later(cast, source) else None
    return found


def _first_named(cast: Cast, attribution: Attribution, source: Phrase) -> Referent | None:
    """Who is named for the first time behind direct speech, in full and without any post: '“I shook,” said *Ann Poole*, of Eastwick.'"""
    content = cast.page.token_span(attribution.pieces[0])
    if content.start >= source.start or cast.page.inside[content.start] < 0:
        return None
    who, name = cast.mentions.names.get(source.start, (None, None))
    if who is None or name is None or who.kind != "person" or " " not in name.text or name.start != source.start:
        return None
    if not who.places or who.places[0].token != name.start:
        return None
    has_post = any(s.role.title is not None and s.role.rule != "role-described" for s in who.statements)
    return None if has_post else who


def _may_be_named_later(cast: Cast, source: Phrase) -> bool:
    """Whether a source describes one person who may be named later: 'a neighbour', but not 'one neighbour' of several or 'a spokesman'."""
    page, head, first = cast.page, source.head, cast.page.lowers[source.start]
    if (
        page.tags[head] != "NN"
        or not is_person_noun(page.lowers[head])
        or lexicon.noun_class(page.lowers[head]) == "spokes"
    ):
        return False
    is_another = first == "one" or first in lexicon.labelled("reference_words", "new")
    return not is_another and head not in cast.mentions.names


def _may_be_known(cast: Cast, attribution: Attribution, source: Phrase) -> bool:
    """Whether a described source may be somebody of whom the text has spoken before: *the nurse* or *its nurse*, but not *a nurse*.

    *The mayor* may also be who was named just before: 'Poole frowned. “It is late,” said *the mayor*.'
    """
    page, head, first = cast.page, source.head, cast.page.lowers[source.start]
    if first in lexicon.labelled("reference_words", "indefinite"):
        return False
    before = [r for r in cast.referents if r.places_before(head)]
    if any(page.lowers[head] in r.nouns or page.lowers[head] in cast.profile(r).posts for r in before):
        return True
    if first not in lexicon.labelled("reference_words", "definite"):
        return False
    if page.token_span(attribution.pieces[0]).start < head:
        return True
    low = bisect_left(page.once(paragraph_of), page.once(paragraph_of)[head] - 1)
    near = (r for r in cast.between(low, head) if r.entity is not None and r.kind == "person")
    return any(not r.statements for r in near)


def _gender_of_described(page: Page, attribution: Attribution, source: Phrase) -> str:
    """The gender of somebody described, by the noun or by how the content begins: 'a *woman*', 'a neighbour said *she* shook'."""
    gender = lexicon.table("role_nouns").get(page.lowers[source.head], "-")
    first = page.lowers[page.token_span(attribution.pieces[0]).start]
    return gender if gender != "-" else PRONOUN_GENDERS.get(first, "-")
