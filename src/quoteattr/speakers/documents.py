"""Whose a document is by the words of its mention, and what other nouns take it up: 'a report by *Acme*', 'the study' … 'the paper'."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from quoteattr import lexicon
from quoteattr.draft import Name, Phrase
from quoteattr.speakers.cast import Cast
from quoteattr.speakers.profiles import type_of
from quoteattr.speakers.referents import Referent
from quoteattr.text.page import Page

_SENDER = 4  # tokens, with titles, behind *from*
_OF_WHERE = frozenset({"of", "at", "from", "in", "for"})
_COUNTS = frozenset({"study", "poll", "figures"})
"""Kinds of documents that tell what somebody has found out."""
_BY_THEMSELVES = frozenset({"press", "paper", "study", "law"})
"""Kinds of documents that are bodies as well: *the magazine*, *the inquiry*."""
_PASSED_ON = frozenset({"any", "filing", "footage", "law", "ruling"})
"""Kinds of documents that may as well be somebody else's than the body's from which they come: 'court papers from Acme'."""
_OUT = frozenset({"earlier", "last", "late", "on", "out", "this"})
_ADDED_TAGS = frozenset({"DT", "PRP$", "JJ", "NN", "NNS", "NNP", "CD", "HYPH"})
_TOPICS = frozenset({"on", "about", "into"})


def authors(cast: Cast, phrase: Phrase, head: int) -> Iterator[tuple[Referent, str]]:
    """Who is behind a document: 'Acme's report', 'a report by Acme', 'the latest Acme survey'."""
    tokens = cast.page.tokens
    if not is_document_noun(noun_at(cast.page, head)):
        return
    behind = cast.page.lowers[phrase.end : phrase.end + 2]
    aside = behind[:1] == [","] and behind[1:] in (["by"], ["from"])
    if phrase.end == head + 1 and (behind[:1] == ["from"] or aside):
        # "received a note from Ann Poole", where the parser has these apart
        phrase = Phrase(phrase.start, min(phrase.end + _SENDER, cast.page.sentence(head).end), head)
    named = cast.mentions.names_in(phrase)
    for referent, name in named:
        if name.end <= head:
            if cast.mentions.is_possessor(name):
                yield referent, "possessor"
            elif all(t.tag_ in ("NN", "JJ", "HYPH") for t in tokens[name.end : head]):
                yield referent, "before"
    yield from _authors_behind(cast, phrase, head, [(who, name) for who, name in named if name.end > head])


def voice(cast: Cast, phrase: Phrase, head: int) -> Referent | None:
    """Whose voice a document plainly is by the words of its mention: 'figures from *Acme*', 'a report by *Ann Poole*', '*Acme* data'.

    A place has no voice, and of two bodies it may be either's: 'Acme data compiled by Ofrail'.
    """
    noun = noun_at(cast.page, head)
    kinds = document_kinds(noun)
    found = dict(authors(cast, phrase, head))
    told = frozenset(_told(found, kinds))
    named = [r for r, how in found.items() if how in ("possessor", "before") and _is_organisation(r)]
    if told and not named:
        return _all_of(cast, phrase, told)
    owners = [r for r, how in found.items() if how == "possessor" and r.kind == "person"]
    if len(owners) == 1 and not told and noun in lexicon.words("organisation_nouns") and kinds - {"press"}:
        return owners[0]  # "*Poole*'s newsletter" is no body, but her magazine is one
    return named[0] if len(named) == 1 and not told and kinds & _COUNTS and not named[0].is_known_place else None


def _told(found: Mapping[Referent, str], kinds: frozenset[str]) -> Iterator[Referent]:
    """Who is said to be behind a document: 'by *Acme*', 'from *Acme*'; 'a report from *Lorn*' may be a traveller's."""
    for r, how in found.items():
        own = r.kind == "person" or not kinds or bool(kinds - _PASSED_ON)
        if how == "by" or (how == "from" and not r.has_name_of_place and own):
            yield r


def _is_organisation(r: Referent) -> bool:
    return r.entity is not None and r.entity.kind == "organisation"


def _all_of(cast: Cast, phrase: Phrase, told: frozenset[Referent]) -> Referent | None:
    """Those behind a document as one: 'a poll by *Acme and Ofrail*'."""
    within = cast.mentions.names_in(phrase)
    first = next((n for n, (r, _) in enumerate(within) if r in told), len(within))
    joint = dict.fromkeys(r for r, _ in cast.mentions.joint(within[first:])) if first < len(within) else {}
    if told <= joint.keys() and len({r.kind for r in joint}) == 1:
        return cast.together(tuple(joint))
    return next(iter(told)) if len(told) == 1 else None


def _authors_behind(
    cast: Cast, phrase: Phrase, head: int, named: Sequence[tuple[Referent, Name]]
) -> Iterator[tuple[Referent, str]]:
    """The authors behind the noun, of those who are named there: 'a poll conducted by Acme', 'a report in the Eastwick Post'."""
    lowers, last = cast.page.lowers, head + 1
    for referent, name in _without_those_who_tell(cast.page, named):
        again = last > head + 1 and lowers[last] == "by"
        added = last > head + 1 and not _OF_WHERE.isdisjoint(lowers[last : min(last + 1, name.start)])
        last = name.tail
        if added:  # "a survey by Ann Poole of the University of Eastwick" is hers
            continue
        links = _links(cast.page, head, name)
        if again or links[:3] == ["on", "behalf", "of"]:
            links = ["by"]  # "a poll for the Eastwick Post by Acme", "a statement on behalf of Acme"
        by = len(links) - 1 - (links[-1:] == ["the"])
        if by > 0 and links[by] == "by" and (_is_made(links) or _is_studied(links[by - 1])):
            # "a poll of voters conducted by Acme", "a study of tax records by Acme", but not "a memo seen by Acme"
            links = ["by"]
        follows = name.tail < phrase.end and _is_another(cast.page, name.tail)
        aside = lexicon.words("getting_verbs") | _TOPICS  # "a copy of the writ *seen* by Acme"
        said_by = links[:1] in (["by"], ["from"], ["of"]) and aside.isdisjoint(links) and not follows
        body = referent.entity is not None and referent.entity.kind == "organisation"
        printed = body and links in (["in"], ["in", "the"])  # but "an investigation in Sweden"
        if (said_by and not _is_about(links)) or (printed and "press" in document_kinds(noun_at(cast.page, head))):
            yield referent, links[0]


def _without_those_who_tell(page: Page, named: Sequence[tuple[Referent, Name]]) -> Iterator[tuple[Referent, Name]]:
    """Names without those that only say who bears the one behind them: 'a report by the *US* travel firm Acme'."""
    for (referent, name), follow in zip_longest(named, named[1:]):
        start = max(follow[1].start if follow is not None else 0, name.end)
        if start == name.end or not _ADDED_TAGS.issuperset(page.tags[name.end : start]):
            yield referent, name


def _links(page: Page, head: int, name: Name) -> list[str]:
    """The words between a document and a name, without what says who bears it and when it came out: 'by *the analysts* Acme'."""
    lowers, end = page.lowers, name.start
    by = next((i for i in range(end - 1, head, -1) if lowers[i] in ("by", "from")), head)
    told = lowers[end - 1] in lexicon.words("organisation_nouns") or lowers[end - 1] in lexicon.words("people_nouns")
    if told or lexicon.is_post(lowers[end - 1]) or lexicon.bare(lowers[end - 1]) in lexicon.honorifics():
        end = by + 1 if by > head and _ADDED_TAGS.issuperset(page.tags[by + 1 : end]) else end
    start = head + 1
    while start < by and (lowers[start] in _OUT or lowers[start] in lexicon.words("time_words")):
        start += 1  # "a report *out on Monday* from Acme"
    return lowers[start if start == by else head + 1 + (by == head + 2 and lowers[head + 1] == ",") : end]


def _is_made(links: Sequence[str]) -> bool:
    """Whether words between a document and a name say that one was made by the other: 'conducted', 'written'."""
    return not lexicon.words("authoring_verbs").isdisjoint(links)


def _is_another(page: Page, i: int) -> bool:
    """Whether a noun behind a name tells that others are meant: 'a letter from the Eastwick Post *lawyers*', not 'the Acme *group*'."""
    word = page.lowers[i]
    return lexicon.is_post(word) or (page.tags[i] in ("NN", "NNS") and type_of(word) is None)


def _is_about(links: Sequence[str]) -> bool:
    """Whether a name behind *from* only tells whence a document is: 'papers *from the trial of* Ann Poole', but 'from the office of'."""
    at = next((i for i, word in enumerate(links) if i > 1 and word in _OF_WHERE), 0)
    return at > 0 and links[0] == "from" and not _is_sender(links[at - 1])


def _is_sender(noun: str) -> bool:
    """Whether a noun is one for people or bodies, who may send something."""
    singular = lexicon.singular(noun)
    return noun in lexicon.words("people_nouns") or lexicon.is_post(singular) or type_of(singular) is not None


def _is_studied(noun: str) -> bool:
    """Whether *by* behind a noun names who has looked at it, as nobody does it: 'records by', 'voters by', but not 'attacks by'."""
    return is_document_noun(noun) or _is_sender(noun)


def noun_at(page: Page, head: int) -> str:
    """The noun of a phrase, of several words where these mean a document and the last one none: 'the *fact sheet*', 'an *e-mail*'.

    *The white paper* is a document, too, though *the paper* may be a newspaper.
    """
    word = page.lowers[head]
    if word not in _last_words():
        return word
    before = page.lowers[max(head - 2, 0) : head]
    several = "".join([*before, word]) if before[-1:] == ["-"] else " ".join([*before[-1:], word])
    alone = is_document_noun(word) and word not in lexicon.words("organisation_nouns")
    return several if several != word and not alone and is_document_noun(several) else word


@lexicon.remembered
def _last_words() -> frozenset[str]:
    """The last words of the nouns of several, in both numbers: *sheet*, *sheets*, *mail*."""
    last = {re.split("[ -]", noun)[-1] for noun in lexicon.words("document_nouns") if " " in noun or "-" in noun}
    return frozenset(last | {f"{word}s" for word in last})


@lexicon.remembered
def document_words() -> frozenset[str]:
    """The words that may be or end a noun for documents."""
    return lexicon.words("document_nouns") | _last_words()


@lexicon.remembered
def document_kinds(noun: str) -> frozenset[str]:
    """What kinds of documents a noun in either number may take up again.

    >>> sorted(document_kinds("studies")), sorted(document_kinds("lawsuit")), sorted(document_kinds("ferry"))
    (['paper', 'study'], ['filing'], [])
    """
    kinds = lexicon.table("document_kinds")
    forms = (noun, lexicon.singular(noun), noun.rpartition(" ")[2])  # "a discussion paper" is a paper
    return frozenset(next((kinds[form] for form in forms if form in kinds), "").split())


@lexicon.remembered
def may_be_voice(noun: str) -> bool:
    """Whether a noun for bodies is as well one for what somebody speaks by, unlike newspapers and inquiries, which speak themselves.

    >>> may_be_voice("newsletter"), may_be_voice("newspaper"), may_be_voice("letter")
    (True, False, False)
    """
    return noun in lexicon.words("organisation_nouns") and bool(document_kinds(noun) - _BY_THEMSELVES)


def is_filed(cast: Cast, noun: str) -> bool:
    """Whether a noun for bodies was used of a document just before: 'Poole sent out *a newsletter*. *The newsletter* said …'."""
    return may_be_voice(noun) and any(filed == noun for _, filed, _ in cast.papers)


def is_mere_document(r: Referent) -> bool:
    """Whether it is known as a document only, and so no company: *the lawsuit*, but a newspaper may be one."""
    bodies = lexicon.words("organisation_nouns")
    return bool(r.nouns) and all(is_document_noun(noun) and noun not in bodies for noun in r.nouns)


@lexicon.remembered
def is_document_noun(word: str) -> bool:
    """Whether a noun in either number is one for documents.

    >>> is_document_noun("reports"), is_document_noun("striker")
    (True, False)
    """
    return not lexicon.words("document_nouns").isdisjoint((word, lexicon.singular(word)))
