"""Whose document a mention speaks of: who wrote, sent or issued it, and who that of which the text has spoken before.

A document may be somebody's voice: 'The trust issued a report. *The report* said it was late.'
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs
from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.speakers.cast import Cast
from quoteattr.speakers.descriptions import Described
from quoteattr.speakers.documents import document_kinds, is_document_noun
from quoteattr.speakers.queries import Query
from quoteattr.speakers.referents import Referent, nearest
from quoteattr.text.kept import Keeping, kept
from quoteattr.text.page import SUBJECTS, Page
from quoteattr.text.paragraphs import paragraph_of

_CHANNELS = frozenset({"in", "through", "via", "with"})
"""Before a document by which somebody speaks: denied it in a statement."""
_UNDER = frozenset({"advcl", "conj", "pcomp", "prep", "xcomp"})
"""Labels of what is done by the subject of the verb above: 'The trust replied by *issuing* a report'."""
_SOON = 3  # passages in which somebody is named whose document has been spoken of
_CLIMB = 4  # steps from a document up to the verb of its clause


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
    while verb.dep_ in _UNDER and page.subject(verb) is None:
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


def sender(cast: Cast, query: Query) -> Referent | None:
    """Who has written the message that *it* means, where that was spoken of last: 'Staff got a note from Ann Poole. *It* said …'."""
    page, start = cast.page, min([query.at, *(span.start for span in query.words)])
    at, noun, by = cast.papers[-1] if cast.papers else (0, "", 0)
    who = by if isinstance(by, Referent) else next(iter(cast.at(by)), None)
    one = noun in lexicon.words("message_documents") and page.tags[at] == "NN"
    if not one or who is None or who.kind != "person" or not 0 <= page.sentences[start] - page.sentences[at] <= 1:
        return None
    verb = page.tokens[at].head
    gets = verb.lower_ in lexicon.labelled("reference_words", "getting")
    # but "the trust dismissed a letter by Poole"
    subject = page.subject(verb) if page.deps[at] == "dobj" and not gets else None
    others = [*cast.between(at + 1, start), *(cast.at(subject.i) if subject is not None else ())]
    people = lexicon.words("people_nouns")  # "staff" are not *it*
    return who if all(r.kind != "organisation" or r.plural or r.nouns & people for r in others) else None


@attrs.define
class Behind(Keeping):
    """Who may be behind the document that a mention speaks of: who wrote, sent or issued it, or one that it takes up."""

    cast: Cast
    said: Described
    contenders: Sequence[Referent]
    owner: Referent | None = None
    """Whose it is by a pronoun or a noun: '*his* statement', '*the agency*’s report'."""

    @kept
    def authors(self) -> Mapping[Referent, str]:
        """Those whose it is by the words of the mention, and by which."""
        owner, said = self.owner, self.said
        named = owner is not None and owner.is_named and is_document_noun(said.query.word) and not said.authors
        return {owner: "possessor"} if owner is not None and (said.is_owned_message or named) else said.authors

    @kept
    def is_silent(self) -> bool:
        """Whether nothing is to be said of anybody, as of most descriptions that are no document's."""
        said = self.said
        told = said.query.sort == "document" or said.named or said.is_message or self.authors
        return not told and self._trail.at_hand is None

    def of(self, who: Referent) -> Iterator[tuple[str, float]]:
        """What speaks for somebody as the one behind it, or against, as it is only named within."""
        said = self.said
        if who in self.authors:
            yield f"author, {self.authors[who]}", 1.0
            if said.nouns & (lexicon.words("message_nouns") | lexicon.words("reporting_nouns")):
                yield "author of a message", 1.0  # "Poole's statement" is Poole, "the trust's report" may be itself
        elif who in said.named:
            yield "named within", 1.0
        if self._trail.at_hand is not None:
            yield from self._trail.of(who)
        if said.query.sort == "document":
            yield from self._as_told(who)
        if said.is_message and who.is_named and not self.authors:
            yield "named, of a message", 1.0
            if who.sources:
                yield "spoke, of a message", 1.0

    def _as_told(self, who: Referent) -> Iterator[tuple[str, float]]:
        """Whether the sentence or another place tells that somebody is behind it, or it is the latest of documents."""
        if who in self._issuers:
            yield "issuer", 1.0
            if self.said.is_message:
                yield "issuer of a message", 1.0
        elif who in self._above:
            yield "subject above", 1.0
        if self.said.authors:
            return
        before, later = self._elsewhere
        if who in later:
            yield "behind that noun later", 1.0
            yield f"behind that noun later, {self.said.opening}", 1.0
        if who in before:
            yield "behind that noun before", 1.0
        if self._told_next is not None and self._told_next[0] is who:
            yield f"behind it next, {self._told_next[1]}", 1.0
        if who is self._latest and self.said.is_short:
            yield "latest document", 1.0

    @kept
    def _elsewhere(self) -> tuple[set[Referent], set[Referent]]:
        """Who is said to be behind a document of that noun before the mention, and who is after it."""
        at, said = self.said.query.at, [place for noun in self.said.nouns for place in self.cast.behind.get(noun, ())]
        return {r for i, r, _ in said if i < at}, {r for i, r, _ in said if i > at}

    @kept
    def _told_next(self) -> tuple[Referent, str] | None:
        """Who is soon said to be behind one of that kind, and how: 'a report says …. The report by *Acme*'."""
        at, page = self.said.query.at, self.cast.page
        nouns = [noun for noun in self.cast.behind if takes_up(self.said.nouns, noun) in ("noun", "kind")]
        said = [place for noun in nouns for place in self.cast.behind[noun] if place[0] > at]
        if not said or self.said.opening not in ("indefinite", "bare"):
            return None
        token, who, how = min(said, key=lambda place: place[0])
        near = page.once(paragraph_of)[token] - page.once(paragraph_of)[at] <= _SOON
        return (who, how) if near else None

    def newness(self) -> Iterator[tuple[str, float]]:
        """What speaks for and against a document of which the text has not spoken."""
        yield from self._trail.newness()
        said = self.said
        if said.query.sort != "document":
            return
        if self._latest is not None and said.is_short:
            yield "new, a document before", 1.0
        if any(r.number >= 0 for r in self._issuers):
            yield "new, issued", 1.0
        elif any(r.number >= 0 for r in self._above):
            yield "new, under a subject", 1.0
        elif self.cast.page.tokens[said.query.at].dep_ not in SUBJECTS:
            yield f"new, no subject, {said.opening}", 1.0
        if self._told_next is not None:
            yield f"new, one behind it next, {self._told_next[1]}", 1.0
        if said.authors:
            yield from ((f"new, somebody's, {how}", 1.0) for how in said.authors.values())
        elif places := [place for noun in said.nouns for place, _, _ in self.cast.behind.get(noun, ())]:
            yield "new, one behind that noun", 1.0
            if min(places) > said.query.at:
                yield f"new, one behind that noun only later, {said.opening}", 1.0

    @kept
    def _issuers(self) -> list[Referent]:
        """Who issues the document, as its sentence tells."""
        by = issuer(self.cast.page, self.said.query)
        return self.cast.at(by.i) if by is not None else []

    @kept
    def _above(self) -> list[Referent]:
        """Who does something else with it."""
        by = above(self.cast.page, self.said.query)
        return self.cast.at(by.i) if by is not None else []

    @kept
    def _latest(self) -> Referent | None:
        """What is a document itself and stands nearest before."""
        documents = (r for r in self.contenders if r.entity is None and self.cast.profile(r).is_document)
        return nearest(documents, self.said.query.at)

    @kept
    def _trail(self) -> "Trail":
        return Trail(self.cast, self.said)


def takes_up(nouns: Iterable[str], other: str) -> str | None:
    """How a noun, given in both numbers, takes up a document that was called otherwise: as the same ``noun``, one of its ``kind``
    or as ``any`` document; or not.

    >>> takes_up(["report"], "report"), takes_up(["missive"], "letter"), takes_up(["documents", "document"], "papers")
    ('noun', 'kind', 'kind')
    >>> takes_up(["documents", "document"], "lawsuit")
    'any'
    >>> takes_up(["missive"], "lawsuit")
    """
    nouns = tuple(nouns)
    if other in nouns:
        return "noun"
    kinds, known = frozenset[str]().union(*map(document_kinds, nouns)), document_kinds(other)
    if kinds & known or lexicon.singular(other) in nouns:
        return "kind"
    return "any" if "any" in kinds and known else None


@attrs.define
class Trail(Keeping):
    """The documents that were spoken of before one that a mention describes, and whose they were, the latest of each sort.

    Unlike the company or the mayor a document has no name to be known by: *the complaint* is the lawsuit that was filed, *the
    missive* the letter that somebody has sent, and so whoever has sent it.
    """

    cast: Cast
    said: Described

    @kept
    def latest(self) -> dict[str, tuple[int, Referent]]:
        """The latest document before the mention by how its noun takes it up, with where it stands."""
        found: dict[str, tuple[int, Referent]] = {}
        if self.said.opening != "definite" or self.said.authors or not is_document_noun(self.said.query.word):
            return found
        taking, here = dict[str, str | None](), self.said.query.phrase.start
        for at, noun, who in (*self._filed(), *self._named()):
            if noun not in taking:
                taking[noun] = takes_up(self.said.nouns, noun)
            how = taking[noun] if at < here else None
            if how is not None and (how not in found or at >= found[how][0]):
                found[how] = at, who
        return found

    def _filed(self) -> Iterator[tuple[int, str, Referent]]:
        """Those that were spoken of; whoever has issued one may have been found only after it: 'In a letter the trust said'."""
        for at, noun, by in self.cast.papers:
            if isinstance(by, Referent):
                yield at, noun, by
            else:
                yield from ((at, noun, who) for who in self.cast.at(by)[:1])

    def _named(self) -> Iterator[tuple[int, str, Referent]]:
        """The documents that have a name: 'the Eastwick Air Study'."""
        for noun, who in self.cast.named_papers:
            if who.kind == "organisation" and (before := who.places_before(self.said.query.at)):
                yield who.places[before - 1].token, noun, who

    @kept
    def at_hand(self) -> tuple[str, int, Referent] | None:
        """The one that is taken up, and how: that of the same noun, else one of its kind."""
        return next(((how, *self.latest[how]) for how in ("noun", "kind", "any") if how in self.latest), None)

    def of(self, who: Referent) -> Iterator[tuple[str, float]]:
        """What speaks for somebody as the one whose document is taken up."""
        if self.at_hand is None or self.at_hand[2] is not who:
            return
        how, at, _ = self.at_hand
        yield f"paper at hand by its {how}", 1.0
        yield "paper at hand, short", float(self.said.is_short)
        paragraphs = self.cast.page.once(paragraph_of)
        yield "paper at hand, near", 1.0 / (1 + paragraphs[self.said.query.at] - paragraphs[at])

    def newness(self) -> Iterator[tuple[str, float]]:
        """What speaks against a document of which nobody has spoken."""
        if self.at_hand is not None:
            yield f"new, a paper at hand by its {self.at_hand[0]}", 1.0
            yield "new, a paper at hand, short", float(self.said.is_short)
