"""The author of a document that a mention speaks of: who wrote, sent or issued it, or the earlier document that it takes up.

What a document says its author says: 'The trust issued a report. *The report* said it was late.' Also whom *it* takes up.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter

import attrs
from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Attribution, Phrase
from quoteattr.speakers.cast import Cast
from quoteattr.speakers.descriptions import Described
from quoteattr.speakers.documents import document_kinds, is_document_noun, noun_at
from quoteattr.speakers.queries import HE, SHE, THEY, Query
from quoteattr.speakers.referents import Referent, Resolution, nearest
from quoteattr.text.antecedents import subject_before
from quoteattr.text.kept import Keeping, kept
from quoteattr.text.page import SUBJECTS, Page
from quoteattr.text.paragraphs import again_below, paragraph_of

_CHANNELS = frozenset({"in", "through", "via", "with"})
"""Prepositions before a document by which somebody speaks: denied it *in* a statement."""

_SHARES_SUBJECT = frozenset({"advcl", "conj", "pcomp", "prep", "xcomp"})
"""Dependency labels of verbs done by the subject of the verb above: 'The trust replied by *issuing* a report'."""

_SOON = 3  # passages behind a mention in which its author may be named
_MAX_STEPS = 4  # from a document up to the verb of its clause


def of_headlines(
    page: Page, attributions: Sequence[Attribution], found: Mapping[int, Resolution]
) -> dict[int, Resolution]:
    """For headlines without a source the resolution of the same words below: '‘I saw him fall’ … “*I saw him fall*,” said Ann Poole.'"""
    marked = {n: page.inside[page.token_at(a.pieces[0].start)] for n, a in enumerate(attributions) if not a.inner}
    kinds = {n: page.passages[page.passage_of[page.bounds[i].start]].kind for n, i in marked.items() if i >= 0}
    numbers = {i: n for n, i in reversed(marked.items())}
    bare = (n for n, kind in kinds.items() if kind == "headline" and attributions[n].source is None)
    below = ((n, again_below(page, marked[n])) for n in bare)
    again = ((n, numbers.get(i)) for n, i in below if i is not None)
    return {n: found[i] for n, i in again if i is not None and found[i].referent is not None}


def issuer(page: Page, query: Query) -> Token | None:
    """The subject that issues the document of a query: '*The trust* released a report', '*She* denied it in a letter'.

    Who does anything else with it is no issuer: 'The trust rejected the report', 'is named in the report'.
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
    while verb.dep_ in _SHARES_SUBJECT and page.subject(verb) is None:
        verb = verb.head
    subject = page.subject(verb)
    return subject if subject is not None and subject.dep_ != "nsubjpass" else None


def subject_above(page: Page, query: Query) -> Token | None:
    """The subject of the clause in which a document is an object, whatever its verb: '*The trust* fired off a letter'."""
    verb, steps = page.tokens[query.at], 0
    if verb.dep_ not in ("dobj", "dative", "oprd"):
        return None
    while verb.dep_ != "ROOT" and steps < _MAX_STEPS:
        verb, steps = verb.head, steps + 1
        subject = page.subject(verb)
        if subject is not None and subject.i < query.at:
            return subject
    return None


def is_of_others(cast: Cast, i: int, source: Phrase | None) -> bool:
    """Whether a document is not by somebody who speaks in the same sentence: 'Poole wept, *the minutes* show', 'Poole said she fell, according to *the report*'.

    A message and *her report* may well be.
    """
    page, noun = cast.page, noun_at(cast.page, i)
    if noun in lexicon.labelled("reference_words", "record"):
        return True
    reports = page.deps[i] in SUBJECTS and page.lowers[page.heads[i]] in lexicon.reporting_verbs()
    within = source is not None and source.start <= i < source.end
    is_anothers = (bool(cast.in_source[i]) or reports) and not within
    is_own = noun in lexicon.words("message_documents") or page.lowers[page.tokens[i].left_edge.i] in HE | SHE | THEY
    return is_anothers and not is_own


def sender(cast: Cast, query: Query) -> Referent | None:
    """The person who has written the message that *it* means, if the latest document is one: 'Staff got a note from Ann Poole. *It* said …'.

    Not where *it* may be an organisation that stands between, or does something else with the message: 'The trust dismissed a
    letter by Poole. It said …'.
    """
    if not cast.documents:
        return None
    page, start = cast.page, min([query.at, *(span.start for span in query.content)])
    at, noun, by = cast.documents[-1]
    who = cast.author(by)
    is_message = noun in lexicon.words("message_documents") and page.tags[at] == "NN"
    is_near = 0 <= page.sentences[start] - page.sentences[at] <= 1
    if not (is_message and is_near) or who is None or who.kind != "person":
        return None
    verb = page.tokens[at].head
    gets = verb.lower_ in lexicon.labelled("reference_words", "getting")
    subject = page.subject(verb) if page.deps[at] == "dobj" and not gets else None
    others = [*cast.between(at + 1, start), *(cast.at(subject.i) if subject is not None else ())]
    people = lexicon.words("people_nouns")  # "staff" are not *it*
    return who if all(r.kind != "organisation" or r.plural or r.nouns & people for r in others) else None


def subject_for_it(page: Page, query: Query) -> Phrase | None:
    """The subject that *it* may take up, if it looks like an organisation: '*The airline* will cut flights, *it* said.', '*The airline* cut flights. *It* said …'.

    Or a document in the sentence before: '*The report* was out. *It* said …', which somebody has sent if it is a message.
    """
    it, start = query.at, min([query.at, *(span.start for span in query.content if page.inside[span.start] >= 0)])
    before = (page.tokens[i] for i in range(page.sentence(it).start, it) if page.deps[i] in SUBJECTS)
    # "the society *Europe* has built, it said"
    main = next((t for t in before if t.head.dep_ not in ("acl", "advcl", "relcl")), None)
    if main is not None and (page.inside[main.i] < 0 or _may_be_it(main)):
        return Phrase(main.left_edge.i, main.i + 1, main.i) if _may_be_it(main) else None
    subject = subject_before(page, start)  # '*The airline* was blunt. “This is a farce,” *it* said.'
    if subject is None:
        return None
    noun = noun_at(page, subject.i)
    is_document = is_document_noun(noun) and noun not in lexicon.words("message_documents")
    may_be_it = _may_be_it(subject) or (is_document and subject.left_edge.tag_ == "DT")
    return Phrase(subject.left_edge.i, subject.i + 1, subject.i) if may_be_it else None


def _may_be_it(subject: Token) -> bool:
    """Whether a subject looks like an organisation, and so may be *it*: 'the airline', 'Acme'."""
    first = subject.left_edge
    is_body = subject.lower_ in lexicon.words("organisation_nouns") and first.tag_ == "DT"
    return is_body or (subject.tag_ == first.tag_ == "NNP" and not any(t.dep_ == "conj" for t in subject.children))


@attrs.define
class Authorship(Keeping):
    """Which contenders may be the author of the document that a description speaks of, and so be meant by it.

    ``owner`` is whose it is by a pronoun or a noun: '*his* statement', '*the agency*’s report'.
    """

    cast: Cast
    description: Described
    contenders: Sequence[Referent]
    owner: Referent | None = None

    @kept
    def authors(self) -> Mapping[Referent, str]:
        """The authors that the words of the mention tell, each with the word that does."""
        owner, description = self.owner, self.description
        if owner is None:
            return description.authors
        is_document = is_document_noun(description.query.word) and not description.authors
        is_owners = description.is_owned_message or (owner.is_named and is_document)
        return {owner: "possessor"} if is_owners else description.authors

    @kept
    def is_silent(self) -> bool:
        """Whether there are no features here for any contender, as for most descriptions of no document."""
        description = self.description
        tells = description.query.sort == "document" or description.named_within or description.is_message
        return not tells and not self.authors and self._prior.taken_up is None

    def of(self, who: Referent) -> Iterator[tuple[str, float]]:
        """The features of a contender as the author of the document, or as one that is only named within the mention."""
        description = self.description
        if who in self.authors:
            yield f"author, {self.authors[who]}", 1.0
            if description.nouns & (lexicon.words("message_nouns") | lexicon.words("reporting_nouns")):
                yield "author of a message", 1.0  # "Poole's statement" is Poole, "the trust's report" may be itself
        elif who in description.named_within:
            yield "named within", 1.0
        if self._prior.taken_up is not None:
            yield from self._prior.of(who)
        if description.query.sort == "document":
            yield from self._told_outside(who)
        if description.is_message and who.is_named and not self.authors:
            yield "named, of a message", 1.0
            if who.sources:
                yield "spoke, of a message", 1.0

    def _told_outside(self, who: Referent) -> Iterator[tuple[str, float]]:
        """Whether the sentence or another place tells that a contender is the author, or it is the latest document itself."""
        if who in self._issuers:
            yield "issuer", 1.0
            if self.description.is_message:
                yield "issuer of a message", 1.0
        elif who in self._subjects_above:
            yield "subject above", 1.0
        if self.description.authors:
            return
        before, later = self._authors_elsewhere
        if who in later:
            yield "behind that noun later", 1.0
            yield f"behind that noun later, {self.description.opening}", 1.0
        if who in before:
            yield "behind that noun before", 1.0
        if self._next_author is not None and self._next_author[0] is who:
            yield f"behind it next, {self._next_author[1]}", 1.0
        if who is self._latest_document and self.description.is_short:
            yield "latest document", 1.0

    @kept
    def _credits(self) -> list[tuple[int, Referent, str]]:
        """Where the text credits somebody with a document of the same noun, whom, and how."""
        credits = self.cast.authors_by_noun
        return [credit for noun in self.description.nouns for credit in credits.get(noun, ())]

    @kept
    def _authors_elsewhere(self) -> tuple[set[Referent], set[Referent]]:
        """The authors of documents of that noun before the mention, and those behind it."""
        at = self.description.query.at
        return {r for i, r, _ in self._credits if i < at}, {r for i, r, _ in self._credits if i > at}

    @kept
    def _next_author(self) -> tuple[Referent, str] | None:
        """Who is soon credited with a document of that kind, and how: 'a report says …. The report by *Acme*'."""
        if self.description.opening not in ("indefinite", "bare"):
            return None
        at, page, credits = self.description.query.at, self.cast.page, self.cast.authors_by_noun
        nouns = [noun for noun in credits if takes_up(self.description.nouns, noun) in ("noun", "kind")]
        later = [credit for noun in nouns for credit in credits[noun] if credit[0] > at]
        if not later:
            return None
        token, who, how = min(later, key=itemgetter(0))
        is_near = page.once(paragraph_of)[token] - page.once(paragraph_of)[at] <= _SOON
        return (who, how) if is_near else None

    def newness(self) -> Iterator[tuple[str, float]]:
        """The features of a document of which the text has not spoken."""
        yield from self._prior.newness()
        description = self.description
        if description.query.sort != "document":
            return
        if self._latest_document is not None and description.is_short:
            yield "new, a document before", 1.0
        if any(r.number >= 0 for r in self._issuers):
            yield "new, issued", 1.0
        elif any(r.number >= 0 for r in self._subjects_above):
            yield "new, under a subject", 1.0
        elif self.cast.page.tokens[description.query.at].dep_ not in SUBJECTS:
            yield f"new, no subject, {description.opening}", 1.0
        if self._next_author is not None:
            yield f"new, one behind it next, {self._next_author[1]}", 1.0
        if description.authors:
            yield from ((f"new, somebody's, {how}", 1.0) for how in description.authors.values())
        elif self._credits:
            yield "new, one behind that noun", 1.0
            if min(token for token, _, _ in self._credits) > description.query.at:
                yield f"new, one behind that noun only later, {description.opening}", 1.0

    @kept
    def _issuers(self) -> list[Referent]:
        """Who issues the document, as its sentence tells."""
        token = issuer(self.cast.page, self.description.query)
        return self.cast.at(token.i) if token is not None else []

    @kept
    def _subjects_above(self) -> list[Referent]:
        """Who does something else with it."""
        token = subject_above(self.cast.page, self.description.query)
        return self.cast.at(token.i) if token is not None else []

    @kept
    def _latest_document(self) -> Referent | None:
        """The nearest contender before the mention that is a document itself."""
        documents = (r for r in self.contenders if r.entity is None and self.cast.profile(r).is_document)
        return nearest(documents, self.description.query.at)

    @kept
    def _prior(self) -> "PriorDocuments":
        return PriorDocuments(self.cast, self.description)


def takes_up(nouns: Iterable[str], other: str) -> str | None:
    """How a noun, given in both numbers, may refer to a document that was called ``other``: as the same ``noun``, as one of its
    ``kind``, as ``any`` document, or not at all.

    >>> takes_up(["report"], "report"), takes_up(["missive"], "letter"), takes_up(["documents", "document"], "papers")
    ('noun', 'kind', 'kind')
    >>> takes_up(["documents", "document"], "lawsuit")
    'any'
    >>> takes_up(["missive"], "lawsuit")
    """
    nouns = tuple(nouns)
    if other in nouns:
        return "noun"
    kinds, kinds_of_other = frozenset[str]().union(*map(document_kinds, nouns)), document_kinds(other)
    if kinds & kinds_of_other or lexicon.singular(other) in nouns:
        return "kind"
    return "any" if "any" in kinds and kinds_of_other else None


@attrs.define
class PriorDocuments(Keeping):
    """The documents before a definite description that it may take up, and whose they are.

    Unlike the company or the mayor a document has no name to be known by: *the complaint* is the lawsuit that was filed, *the
    missive* the letter that somebody has sent, and so whoever has sent it.
    """

    cast: Cast
    description: Described

    @kept
    def latest(self) -> dict[str, tuple[int, Referent]]:
        """By the way in which the description may take it up: the latest such document's token and whose it is."""
        found: dict[str, tuple[int, Referent]] = {}
        description, here = self.description, self.description.query.phrase.start
        if description.opening != "definite" or description.authors or not is_document_noun(description.query.word):
            return found
        ways: dict[str, str | None] = {}
        for at, noun, who in (*self._spoken_of(), *self._named()):
            if noun not in ways:
                ways[noun] = takes_up(description.nouns, noun)
            way = ways[noun] if at < here else None
            if way is not None and (way not in found or at >= found[way][0]):
                found[way] = at, who
        return found

    def _spoken_of(self) -> Iterator[tuple[int, str, Referent]]:
        """Those that were spoken of; who has issued one may have been resolved only after it: 'In a letter the trust said'."""
        for at, noun, by in self.cast.documents:
            if (author := self.cast.author(by)) is not None:
                yield at, noun, author

    def _named(self) -> Iterator[tuple[int, str, Referent]]:
        """The documents that have a name: 'the Eastwick Air Study'."""
        for noun, who in self.cast.named_documents:
            if who.kind == "organisation" and (before := who.places_before(self.description.query.at)):
                yield who.places[before - 1].token, noun, who

    @kept
    def taken_up(self) -> tuple[str, int, Referent] | None:
        """The one that is taken up, as the way, its token and whose it is: that of the same noun, else one of its kind."""
        return next(((way, *self.latest[way]) for way in ("noun", "kind", "any") if way in self.latest), None)

    def of(self, who: Referent) -> Iterator[tuple[str, float]]:
        """The features of a contender whose document is taken up."""
        if self.taken_up is None or self.taken_up[2] is not who:
            return
        way, at, _ = self.taken_up
        yield f"paper at hand by its {way}", 1.0
        yield "paper at hand, short", float(self.description.is_short)
        paragraphs = self.cast.page.once(paragraph_of)
        yield "paper at hand, near", 1.0 / (1 + paragraphs[self.description.query.at] - paragraphs[at])

    def newness(self) -> Iterator[tuple[str, float]]:
        """The features of a new document, where there is one to be taken up."""
        if self.taken_up is not None:
            yield f"new, a paper at hand by its {self.taken_up[0]}", 1.0
            yield "new, a paper at hand, short", float(self.description.is_short)
