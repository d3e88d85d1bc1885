"""Who is somebody else by where they stand: beside the mention in its clause, spoken to in what is said, a paper or a firm's premises."""

from collections.abc import Iterator, Sequence
from itertools import chain

from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Phrase
from quoteattr.speakers.cast import Cast
from quoteattr.speakers.documents import is_document_noun, is_mere_document
from quoteattr.speakers.profiles import type_of
from quoteattr.speakers.queries import Query
from quoteattr.speakers.referents import Referent
from quoteattr.text.page import SUBJECTS, Page

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


def papers(cast: Cast, query: Query) -> set[Referent]:
    """What is known as a document only, where a body is meant: 'a *lawsuit* … the company'; a newspaper may be one."""
    if query.sort != "body" or query.word not in lexicon.words("organisation_nouns"):
        return set()
    return {r for r in cast.referents if r.entity is None and not r.members and is_mere_document(r)}


def premises(cast: Cast, query: Query) -> set[Referent]:
    """Where a named firm works, which is not the firm: 'Acme will close *a factory* in Eastwick. The company said …'."""
    places = lexicon.labelled("reference_words", "premises")
    if query.sort != "body" or query.word in places:
        return set()
    found = {r for r in cast.referents if r.entity is None and not places.isdisjoint(r.nouns)}
    told = {r for r in found if any(place.prominence for place in r.places[: r.places_before(query.at)])}
    if found == told:
        return set()
    firms = (r for r in cast.referents if r.is_body and r.is_named and r.places_before(query.at))
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


ALL = (beside, told_of, papers, premises, addressed)
"""Each kind of those who are somebody else."""
