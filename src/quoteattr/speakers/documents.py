"""The authors of a document by the words of its mention ('a report by *Acme*'), and which nouns may mean which documents."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile, zip_longest

from quoteattr import lexicon
from quoteattr.draft import Name, Phrase
from quoteattr.speakers.cast import Cast
from quoteattr.speakers.profiles import type_of
from quoteattr.speakers.referents import Referent
from quoteattr.text.page import Page

_SENDER = 4  # tokens behind *from* in which the sender is named, titles included
_AFFILIATION = frozenset({"of", "at", "from", "in", "for"})
"""Prepositions before the place or organisation that somebody belongs to: 'Ann Poole *of* the University of Eastwick'."""
_FINDINGS = frozenset({"study", "poll", "figures"})
"""Kinds of documents that tell what somebody has found out."""
_ORGANISATIONS = frozenset({"press", "paper", "study", "law"})
"""Kinds of documents whose nouns mean organisations as well: *the magazine*, *the inquiry*."""
_PASSED_ON = frozenset({"any", "filing", "footage", "law", "ruling"})
"""Kinds of documents that need not be by the organisation from which they come: 'court papers from Acme'."""
_PUBLISHED = frozenset({"earlier", "last", "late", "on", "out", "this"})
"""Words, beside those for times, that tell when a document came out: 'a report *out on* Monday from Acme'."""
_BEARER_TAGS = frozenset({"DT", "PRP$", "JJ", "NN", "NNS", "NNP", "CD", "HYPH"})
"""Tags of the words that say who bears the name behind them: 'by *the travel firm* Acme'."""
_TOPICS = frozenset({"on", "about", "into"})


def authors(cast: Cast, phrase: Phrase, head: int) -> Iterator[tuple[Referent, str]]:
    """The authors of a document named in its mention, each with the word that tells it or its place: 'Acme's report' (*possessor*),
    'the latest Acme survey' (*before*), 'a report by Acme' (*by*).
    """
    tokens = cast.page.tokens
    if not is_document_noun(noun_at(cast.page, head)):
        return
    behind = cast.page.lowers[phrase.end : phrase.end + 2]
    is_added = behind[:1] == ["from"] or behind in ([",", "by"], [",", "from"])
    if phrase.end == head + 1 and is_added:
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
    """Who surely speaks by a document as the words of its mention tell: 'figures from *Acme*', 'a report by *Ann Poole*', '*Acme* data'.

    Nobody, where it is a place, or two organisations may: 'Acme data compiled by Ofrail'.
    """
    noun = noun_at(cast.page, head)
    kinds = document_kinds(noun)
    found = dict(authors(cast, phrase, head))
    told = frozenset(_authors_told(found, kinds))
    named = [r for r, how in found.items() if how in ("possessor", "before") and r.is_named_organisation]
    if told and not named:
        return _authors_together(cast, phrase, told)
    owners = [r for r, how in found.items() if how == "possessor" and r.kind == "person"]
    if len(owners) == 1 and not told and noun in lexicon.words("organisation_nouns") and kinds - {"press"}:
        return owners[0]  # "*Poole*'s newsletter" is no body, but her magazine is one
    return named[0] if len(named) == 1 and not told and kinds & _FINDINGS and not named[0].is_known_place else None


def _authors_told(found: Mapping[Referent, str], kinds: frozenset[str]) -> Iterator[Referent]:
    """Who of those found is said to be the author: 'by *Acme*', 'from *Acme*'; 'a report from *Lorn*' may be a traveller's."""
    for r, how in found.items():
        is_senders = r.kind == "person" or not kinds or bool(kinds - _PASSED_ON)
        if how == "by" or (how == "from" and not r.has_name_of_place and is_senders):
            yield r


def _authors_together(cast: Cast, phrase: Phrase, told: frozenset[Referent]) -> Referent | None:
    """The authors of a document as one referent, if they are named as one: 'a poll by *Acme and Ofrail*'."""
    within = cast.mentions.names_in(phrase)
    first = next((n for n, (r, _) in enumerate(within) if r in told), len(within))
    joint = dict.fromkeys(r for r, _ in cast.mentions.joint(within[first:])) if first < len(within) else {}
    if told <= joint.keys() and len({r.kind for r in joint}) == 1:
        return cast.together(tuple(joint))
    return next(iter(told)) if len(told) == 1 else None


def _authors_behind(
    cast: Cast, phrase: Phrase, head: int, named: Sequence[tuple[Referent, Name]]
) -> Iterator[tuple[Referent, str]]:
    """The authors among those named behind the noun: 'a poll conducted by Acme', 'a report in the Eastwick Post'."""
    lowers, last = cast.page.lowers, head + 1
    for referent, name in _without_bearer_words(cast.page, named):
        is_after_name = last > head + 1
        again = is_after_name and lowers[last] == "by"
        is_affiliation = is_after_name and last < name.start and lowers[last] in _AFFILIATION
        last = name.tail
        if is_affiliation:  # "a survey by Ann Poole of the University of Eastwick" is hers
            continue
        links = _words_between(cast.page, head, name)
        if again or links[:3] == ["on", "behalf", "of"]:
            links = ["by"]  # "a poll for the Eastwick Post by Acme", "a statement on behalf of Acme"
        by = len(links) - 1 - (links[-1:] == ["the"])
        is_made = not lexicon.words("authoring_verbs").isdisjoint(links)  # 'conducted', 'written'
        if by > 0 and links[by] == "by" and (is_made or _is_studied(links[by - 1])):
            # "a poll of voters conducted by Acme", "a study of tax records by Acme", but not "a memo seen by Acme"
            links = ["by"]
        is_of_others = _means_others(cast, phrase, name) or _is_by_people_of(cast, phrase, name, links)
        aside = lexicon.words("getting_verbs") | _TOPICS  # "a copy of the writ *seen* by Acme"
        is_author = links[:1] in (["by"], ["from"], ["of"]) and aside.isdisjoint(links) and not is_of_others
        # but "an investigation in Sweden"
        is_printed_in = referent.is_named_organisation and links in (["in"], ["in", "the"])
        is_printed_in = is_printed_in and "press" in document_kinds(noun_at(cast.page, head))
        if is_printed_in or (is_author and not _is_origin(links)):
            yield referent, links[0]


def _without_bearer_words(page: Page, named: Sequence[tuple[Referent, Name]]) -> Iterator[tuple[Referent, Name]]:
    """Names without those that only say who bears the next name: 'a report by the *US* travel firm Acme'."""
    for (referent, name), follow in zip_longest(named, named[1:]):
        start = max(follow[1].start if follow is not None else 0, name.end)
        if start == name.end or not _BEARER_TAGS.issuperset(page.tags[name.end : start]):
            yield referent, name


def _words_between(page: Page, head: int, name: Name) -> list[str]:
    """The words between a document and a name, without those that say who bears the name and when it came out: 'by *the analysts* Acme'."""
    lowers, end = page.lowers, name.start
    by = next((i for i in range(end - 1, head, -1) if lowers[i] in ("by", "from")), head)
    told = lowers[end - 1] in lexicon.words("organisation_nouns") or lowers[end - 1] in lexicon.words("people_nouns")
    if told or lexicon.is_post(lowers[end - 1]) or lexicon.bare(lowers[end - 1]) in lexicon.honorifics():
        end = by + 1 if by > head and _BEARER_TAGS.issuperset(page.tags[by + 1 : end]) else end
    start = head + 1
    while start < by and (lowers[start] in _PUBLISHED or lowers[start] in lexicon.words("time_words")):
        start += 1  # "a report *out on Monday* from Acme"
    return lowers[start if start == by else head + 1 + (by == head + 2 and lowers[head + 1] == ",") : end]


def _means_others(cast: Cast, phrase: Phrase, name: Name) -> bool:
    """Whether a noun behind a name tells that others are meant: 'a letter from the Eastwick Post *lawyers*', not 'the Acme *group*'."""
    page, i = cast.page, name.tail
    if i >= phrase.end:
        return False
    return lexicon.is_post(page.lowers[i]) or (page.tags[i] in ("NN", "NNS") and type_of(page.lowers[i]) is None)


def _is_origin(links: Sequence[str]) -> bool:
    """Whether *from* before a name only tells where a document comes from: 'papers *from the trial of* Ann Poole', but 'from the office of'."""
    at = next((i for i, word in enumerate(links) if i > 1 and word in _AFFILIATION), 0)
    return at > 0 and links[0] == "from" and not _is_sender(links[at - 1])


def _is_by_people_of(cast: Cast, phrase: Phrase, name: Name, links: Sequence[str]) -> bool:
    """Whether people of somebody are the authors: 'from *the widow of* Ann Poole', 'by *an aide to* Poole', 'from Poole’s *lawyers*'.

    But 'from the office of Ann Poole' and 'by the mayor of Eastwick, Ann Poole,' are hers.
    """
    page, names = cast.page, cast.mentions.names
    if names[name.start][0].kind != "person" or links == ["by"]:
        return False  # "a letter from a lawyer at Acme" is Acme's
    before = takewhile(lambda i: i not in names and page.words[i] != ",", range(name.start - 1, phrase.start, -1))
    link = next((i for i in before if page.tags[i] in ("IN", "TO")), phrase.start)
    is_of_them = page.lowers[link] in _AFFILIATION and _are_people(page.lower_at(link - 1))
    if link > phrase.start and (is_of_them or page.lowers[link] == "to"):
        return True  # nor is "a letter from the council to Ann Poole" hers
    owned = range(name.tail + 1, phrase.end if cast.mentions.is_possessor(name) else 0)
    return any(_are_people(page.lowers[i]) for i in takewhile(lambda i: page.tags[i] != "IN", owned))


def _are_people(noun: str) -> bool:
    """Whether a noun means people, one or several, and no organisation: *widow*, *lawyers*, *family*, but not *office*."""
    is_family = noun in lexicon.labelled("reference_words", "several")
    return is_family or lexicon.is_post(lexicon.singular(noun)) or noun in lexicon.words("people_nouns")


def _is_sender(noun: str) -> bool:
    """Whether a noun means people or organisations, who may send something."""
    singular = lexicon.singular(noun)
    return noun in lexicon.words("people_nouns") or lexicon.is_post(singular) or type_of(singular) is not None


def _is_studied(noun: str) -> bool:
    """Whether *by* behind a noun names who has studied it, as it is nobody's deed: 'records by', 'voters by', but not 'attacks by'."""
    return is_document_noun(noun) or _is_sender(noun)


def noun_at(page: Page, head: int) -> str:
    """The head noun of a phrase; of several words where these mean a document and the last one none: 'the *fact sheet*', 'an *e-mail*'.

    So *white paper*, as *the paper* may be a newspaper.
    """
    word = page.lowers[head]
    if word not in _last_words():
        return word
    before = page.lowers[max(head - 2, 0) : head]
    compound = "".join([*before, word]) if before[-1:] == ["-"] else " ".join([*before[-1:], word])
    is_document = is_document_noun(word) and word not in lexicon.words("organisation_nouns")
    return compound if compound != word and not is_document and is_document_noun(compound) else word


@lexicon.remembered
def _last_words() -> frozenset[str]:
    """The last words of document nouns of several words, in both numbers: *sheet*, *sheets*, *mail*."""
    last = {re.split("[ -]", noun)[-1] for noun in lexicon.words("document_nouns") if " " in noun or "-" in noun}
    return frozenset(last | {f"{word}s" for word in last})


@lexicon.remembered
def document_words() -> frozenset[str]:
    """The words that may be or end a noun for documents."""
    return lexicon.words("document_nouns") | _last_words()


@lexicon.remembered
def document_kinds(noun: str) -> frozenset[str]:
    """The kinds of documents that a noun in either number may mean.

    >>> sorted(document_kinds("studies")), sorted(document_kinds("lawsuit")), sorted(document_kinds("ferry"))
    (['paper', 'study'], ['filing'], [])
    """
    kinds = lexicon.table("document_kinds")
    forms = (noun, lexicon.singular(noun), noun.rpartition(" ")[2])  # "a discussion paper" is a paper
    return frozenset(next((kinds[form] for form in forms if form in kinds), "").split())


@lexicon.remembered
def may_be_voice(noun: str) -> bool:
    """Whether a noun for organisations may also mean a document by which somebody speaks; newspapers and inquiries speak themselves.

    >>> may_be_voice("newsletter"), may_be_voice("newspaper"), may_be_voice("letter")
    (True, False, False)
    """
    return noun in lexicon.words("organisation_nouns") and bool(document_kinds(noun) - _ORGANISATIONS)


def was_used_of_document(cast: Cast, noun: str) -> bool:
    """Whether a noun for organisations was used of a document before: 'Poole sent out *a newsletter*. *The newsletter* said …'."""
    return may_be_voice(noun) and any(noun == known for _, known, _ in cast.documents)


@lexicon.remembered
def is_document_noun(word: str) -> bool:
    """Whether a noun in either number is one for documents.

    >>> is_document_noun("reports"), is_document_noun("striker")
    (True, False)
    """
    return not lexicon.words("document_nouns").isdisjoint((word, lexicon.singular(word)))
