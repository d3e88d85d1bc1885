"""Who is somebody else by where they stand: beside the mention, spoken to in what is said, a paper or a firm's premises; and who is the same.

Nobody is quoted by a name of which the text has told nothing: 'A neighbour said it was loud. “I shook,” said *Ann Poole*.'
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain

from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Attribution, Phrase
from quoteattr.speakers.cast import Cast
from quoteattr.speakers.documents import is_document_noun, is_mere_document
from quoteattr.speakers.profiles import type_of
from quoteattr.speakers.queries import HE, PRONOUNS, SHE, Query, is_person_noun
from quoteattr.speakers.referents import Referent
from quoteattr.text.page import SUBJECTS, Page
from quoteattr.text.paragraphs import paragraph_of

_REFLEXIVE = frozenset({"himself", "herself"})
_SAME = frozenset({"as", "by", "for", "like", "than"})
"""Prepositions behind which the subject of the clause may stand again: 'Reed served *as* the mayor', 'ran *for* mayor'."""


def beside(cast: Cast, query: Query) -> set[Referent]:
    """Who stands so beside a mention that it is somebody else: 'The mayor visited *Reed*', '*Reed* and the mayor met'.

    Of a passive that is its subject: '*Reed* was called “a liar” by the mayor'; of a person who is an object it is the subject, too.
    """
    page, head = cast.page, cast.page.tokens[query.phrase.head]
    others: Sequence[Token] = ()
    if head.dep_ in SUBJECTS:
        others = [*page.children(head.head, "dobj", "dative"), *_in_participle(page, head)]
    elif head.dep_ == "pobj" and head.head.lower_ == "by":
        others = page.children(head.head.head, "nsubjpass")
    elif query.sort == "person" and head.dep_ in ("dobj", "dative", "pobj"):  # but "Reed fired off a letter" is his
        over = head.head
        if head.dep_ != "pobj":
            others = page.children(over, "nsubj")
        elif over.lower_ not in _SAME:
            others = page.children(over.head, "nsubj")
    elif head.dep_ == "conj":
        others = [head.head]
        if head.head.lower_ in _REFLEXIVE:  # 'Reed spoke of himself and the mayor'
            others = [subject for verb in head.head.ancestors if (subject := page.subject(verb))][:1]
    body = query.sort == "body" and not is_document_noun(query.word)  # "Kenya's army" is not Kenya
    owners = (r for r, name in cast.mentions.names_in(query.phrase) if cast.mentions.tells_whose(name)) if body else ()
    return {*(r for token in others for r in cast.at(token.i)), *owners}


def _in_participle(page: Page, subject: Token) -> Iterator[Token]:
    """Who does what is done to the subject, or to whom it is done, before it: 'Asked by *Reed*, the mayor said so', 'Hugging *Reed*, …'."""
    for verb in page.children(subject.head, "advcl"):
        if verb.i < subject.i and page.subject(verb) is None:
            told = [t for t in page.children(verb, "prep") if t.lower_ in ("by", "to")]  # "Asked *on Monday by* Reed"
            told += [t for t in verb.subtree if t.dep_ == "agent"]
            others = [t for preposition in told for t in page.children(preposition, "pobj")]
            others += page.children(verb, "dobj") if verb.tag_ == "VBG" else []
            yield from chain(others, *(page.children(t, "conj") for t in others))


def brought_in(cast: Cast, query: Query) -> set[Referent]:
    """Who is named only behind another description of theirs: 'The mayor said no. A neighbour said it was loud. “I shook,” said *Ann Poole*.'"""
    if query.sort != "person" or not cast.named_next:
        return set()
    here, at = query.phrase.head, query.at
    return {r for head, r in cast.named_next.items() if head != here and at < r.places[0].token}


def told_of(cast: Cast, query: Query) -> set[Referent]:
    """Who is told, or named in full behind a description of who says so in words without marks: 'The clerk said that *Joe Dunn* had left.'

    Nobody is named in full whom the subject of the same sentence means; a surname may be that of somebody else.
    """
    page, hearer = cast.page, query.hearer
    if query.sort != "person" or query.passing:
        return set()
    told = set(cast.named_in((hearer.tokens,))) if hearer is not None else set[Referent]()
    for start, end in query.words:
        if start > query.at and page.inside[start] < 0:
            told |= {r for r, name in cast.mentions.names_in(Phrase(start, end, start)) if name.end - name.start > 1}
    return told


def papers(query: Query, everybody: Iterable[Referent]) -> set[Referent]:
    """What is known as a document only, where a body is meant: 'a *lawsuit* … the company'; a newspaper may be one."""
    if query.sort != "body" or query.word not in lexicon.words("organisation_nouns"):
        return set()
    return {r for r in everybody if r.entity is None and not r.members and is_mere_document(r)}


def premises(cast: Cast, query: Query, everybody: Collection[Referent]) -> set[Referent]:
    """Where a named firm works, which is not the firm: 'Acme will close *a factory* in Eastwick. The company said …'."""
    places = lexicon.labelled("reference_words", "premises")
    if query.sort != "body" or query.word in places:
        return set()
    found = {r for r in everybody if r.entity is None and not places.isdisjoint(r.nouns)}
    told = {r for r in found if any(place.prominence for place in r.places[: r.places_before(query.at)])}
    if found == told:
        return set()
    firms = (r for r in everybody if r.is_body and r.is_named and r.places_before(query.at))
    type = type_of(query.word)
    # the council that has shut a shop is no business
    return found - told if any(type in (cast.profile(r).types or {type}) for r in firms) else set()


def addressed(cast: Cast, query: Query) -> set[Referent]:
    """Who is spoken to by name in the words, and so somebody else: '“You fished it empty, *Tom*,” he said', '“*Tom*, come here.”'"""
    page, found = cast.page, set[Referent]()
    for start, end in query.words:
        for i in cast.named_tokens(start, end):
            if page.inside[i] >= 0:
                referent, name = cast.mentions.names[i]
                marked = page.bounds[page.inside[i]]
                low = name.start - (lexicon.bare(page.words[name.start - 1]) in lexicon.honorifics())
                before, behind = page.words[low - 1], page.words[name.tail : name.tail + 1]
                first = low == marked.start + 1 and behind == [","]
                if first or (before == "," and name.tail + 1 < end and name.tail + 2 >= marked.end):
                    found.add(referent)
    return found


def named_next(cast: Cast, attributions: Sequence[Attribution]) -> dict[int, Referent]:
    """Who is described where they speak, and named in full where the next words are: by the heads of these descriptions."""
    page, paragraphs, found = cast.page, cast.page.once(paragraph_of), dict[int, Referent]()
    described: Attribution | None = None
    for attribution in attributions:
        source = attribution.source
        if attribution.inner or source is None or page.lowers[source.head] in PRONOUNS:
            continue
        before = described.source if described is not None else None
        if described is not None and before is not None and paragraphs[source.head] - paragraphs[before.head] <= 1:
            who = _first_named(cast, attribution, source)
            fits = who is not None and {_gender(page, described, before), who.gender} != {"m", "f"}
            if who is not None and fits and not _may_be_known(cast, described, before):
                found[before.head] = who
        described = attribution if _may_lead_up(cast, source) else None
    return found


def _first_named(cast: Cast, attribution: Attribution, source: Phrase) -> Referent | None:
    """Who is named for the first time behind marked words, in full and without any post: '“I shook,” said *Ann Poole*, of Eastwick.'"""
    words = cast.page.token_span(attribution.pieces[0])
    if words.start >= source.start or cast.page.inside[words.start] < 0:
        return None
    who, name = cast.mentions.names.get(source.start, (None, None))
    if who is None or name is None or who.kind != "person" or " " not in name.text or name.start != source.start:
        return None
    first = bool(who.places) and who.places[0].token == name.start
    return (
        who if first and all(s.role.title is None or s.role.rule == "role-described" for s in who.statements) else None
    )


def _may_lead_up(cast: Cast, source: Phrase) -> bool:
    """Whether a source describes one person who may be named later: 'a neighbour', but not 'one neighbour' of several or 'a spokesman'."""
    page, head, first = cast.page, source.head, cast.page.lowers[source.start]
    word = page.lowers[head]
    if page.tags[head] != "NN" or not is_person_noun(word) or lexicon.table("role_nouns", 2).get(word) == "spokes":
        return False
    return (
        first != "one" and first not in lexicon.labelled("reference_words", "new") and head not in cast.mentions.names
    )


def _may_be_known(cast: Cast, attribution: Attribution, source: Phrase) -> bool:
    """Whether *the nurse* or *its nurse* may be somebody of whom the text has spoken before, and *the nurse* whoever was named last."""
    page, head, first = cast.page, source.head, cast.page.lowers[source.start]
    if first in lexicon.labelled("reference_words", "indefinite"):
        return False
    before = [r for r in cast.referents if r.places_before(head)]
    if any(page.lowers[head] in r.nouns or page.lowers[head] in cast.profile(r).posts for r in before):
        return True
    if first not in lexicon.labelled("reference_words", "definite"):
        return False
    # "Poole frowned. “It is late,” said *the mayor*"
    low = bisect_left(page.once(paragraph_of), page.once(paragraph_of)[head] - 1)
    untold = (r for r in cast.between(low, head) if r.entity is not None and r.kind == "person" and not r.statements)
    behind = page.token_span(attribution.pieces[0]).start < head
    return behind or any(untold)


def _gender(page: Page, attribution: Attribution, source: Phrase) -> str:
    """The gender of somebody described, by the noun or by how the words begin: 'a *woman*', 'a neighbour said *she* shook'."""
    gender = lexicon.table("role_nouns").get(page.lowers[source.head], "-")
    first = page.lowers[page.token_span(attribution.pieces[0]).start]
    return gender if gender != "-" else "m" if first in HE else "f" if first in SHE else "-"


ALL = (beside, told_of, addressed, brought_in)
"""Each kind of those who are somebody else, whoever else is near."""
