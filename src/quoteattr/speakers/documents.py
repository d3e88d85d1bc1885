"""Whose a document is by the words of its mention, and what other nouns take it up: 'a report by *Acme*', 'the study' … 'the paper'."""

from collections.abc import Iterator, Sequence

from quoteattr import lexicon
from quoteattr.draft import Name, Phrase
from quoteattr.speakers.cast import Cast, type_of
from quoteattr.speakers.referents import Referent

_SENDER = 4  # tokens, with titles, behind *from*
_OF_WHERE = frozenset({"of", "at", "from", "in", "for"})
_TOPICS = frozenset({"on", "about", "into"})


def authors(cast: Cast, phrase: Phrase, head: int) -> Iterator[tuple[Referent, str]]:
    """Who is behind a document: 'Acme's report', 'a report by Acme', 'the latest Acme survey'."""
    tokens = cast.page.tokens
    if not is_document_noun(cast.page.lowers[head]):
        return
    behind = cast.page.lowers[phrase.end : phrase.end + 2]
    made = behind[1:] == ["by"] and behind[0] in lexicon.words("authoring_verbs")
    if phrase.end == head + 1 and (behind[:1] == ["from"] or made):
        # "received a note from Ann Poole", "figures issued by Acme", where the parser has these apart
        phrase = Phrase(phrase.start, min(phrase.end + _SENDER, cast.page.sentence(head).end), head)
    named = cast.mentions.names_in(phrase)
    for referent, name in named:
        if name.end <= head:
            if cast.mentions.is_possessor(name):
                yield referent, "possessor"
            elif all(t.tag_ in ("NN", "JJ") for t in tokens[name.end : head]):
                yield referent, "before"
    yield from _authors_behind(cast, phrase, head, [(who, name) for who, name in named if name.end > head])


def _authors_behind(
    cast: Cast, phrase: Phrase, head: int, named: Sequence[tuple[Referent, Name]]
) -> Iterator[tuple[Referent, str]]:
    """The authors behind the noun, of those who are named there: 'a poll conducted by Acme', 'a report in the Eastwick Post'."""
    lowers, last = cast.page.lowers, head + 1
    for referent, name in named:
        again = last > head + 1 and lowers[last] == "by"
        added = last > head + 1 and not _OF_WHERE.isdisjoint(lowers[last : min(last + 1, name.start)])
        last = name.tail
        if added:  # "a survey by Ann Poole of the University of Eastwick" is hers
            continue
        links = lowers[head + 1 : name.start]
        if again or links[:3] == ["on", "behalf", "of"]:
            links = ["by"]  # "a poll for the Eastwick Post by Acme", "a statement on behalf of Acme"
        by = len(links) - 1 - (links[-1:] == ["the"])
        if by > 0 and links[by] == "by" and (_is_made(links) or _is_studied(links[by - 1])):
            # "a poll of voters conducted by Acme", "a study of tax records by Acme", but not "a memo seen by Acme"
            links = ["by"]
        behind = lowers[name.tail] if name.tail < phrase.end else ""
        aside = lexicon.words("getting_verbs") | _TOPICS  # "a copy of the writ *seen* by Acme"
        said_by = links[:1] in (["by"], ["from"], ["of"]) and aside.isdisjoint(links) and not lexicon.is_post(behind)
        body = referent.entity is not None and referent.entity.kind == "organisation"
        printed = body and links in (["in"], ["in", "the"])  # but "an investigation in Sweden"
        if said_by or (printed and "press" in document_kinds(lowers[head])):
            yield referent, links[0]


def _is_made(links: Sequence[str]) -> bool:
    """Whether words between a document and a name say that one was made by the other: 'conducted', 'written'."""
    return not lexicon.words("authoring_verbs").isdisjoint(links)


def _is_studied(noun: str) -> bool:
    """Whether *by* behind a noun names who has looked at it, as nobody does it: 'records by', 'voters by', but not 'attacks by'."""
    singular = lexicon.singular(noun)
    people = noun in lexicon.words("people_nouns") or lexicon.is_post(singular)
    return people or is_document_noun(noun) or type_of(singular) is not None


@lexicon.remembered
def document_kinds(noun: str) -> frozenset[str]:
    """What kinds of documents a noun in either number may take up again.

    >>> sorted(document_kinds("studies")), sorted(document_kinds("lawsuit")), sorted(document_kinds("ferry"))
    (['paper', 'study'], ['filing'], [])
    """
    kinds = lexicon.table("document_kinds")
    return frozenset((kinds.get(noun) or kinds.get(lexicon.singular(noun)) or "").split())


@lexicon.remembered
def is_document_noun(word: str) -> bool:
    """Whether a noun in either number is one for documents.

    >>> is_document_noun("reports"), is_document_noun("striker")
    (True, False)
    """
    return not lexicon.words("document_nouns").isdisjoint((word, lexicon.singular(word)))
