"""Where the name of a body goes on over what parts other names: 'Lowe's', 'the 4th *Infantry* Division', 'the *Obama* administration'."""

import re
from collections import Counter
from itertools import takewhile

from quoteattr import lexicon
from quoteattr.draft import TokenSpan
from quoteattr.text.page import NOUN_TAGS, POSSESSIVES, Page

_ORDINAL = re.compile(r"\d+(st|nd|rd|th)")
_LONGEST_HEAD = 5  # tokens


def is_of_founders(page: Page, run: TokenSpan, link: int) -> bool:
    """Whether a body is called after two people, around *and*: 'the *Bill and Ann Poole Foundation*', not 'Bill and the Trust'."""
    forenames, words = lexicon.words("forenames"), page.lowers
    called = run.start > 0 and words[run.start - 1] == "the" and words[run.start] in forenames
    return called and words[link + 1] in forenames and words[run.end - 1] in lexicon.words("organisation_words")


def own_endings(page: Page) -> list[int]:
    """The possessive endings that are the end of a body's own name: 'Lowe*'s* said', 'Moody*'s* Analytics'.

    The page never calls that body without it, nor anybody by a forename and this name: 'Ann Lowe's office'.
    """
    known, lowers = lexicon.table("known_names"), page.lowers
    found = [i for i in page.where({"'s", "’s"}) if i and known.get(lowers[i - 1] + "'s") == "body"]
    people = {
        lowers[i - 1]
        for i in found
        if i > 1
        and (lowers[i - 2] in lexicon.words("forenames") or lexicon.bare(lowers[i - 2]) in lexicon.honorifics())
    }
    times = Counter(lowers[i - 1] for i in found)
    alone = {word for word, n in times.items() if word not in people and len(page.where({word})) == n}
    return [i for i in found if lowers[i - 1] in alone and not _is_before_a_name(page, i + 1)]


def _is_before_a_name(page: Page, i: int) -> bool:
    """Whether a name that is no part of a body's own begins at token ``i``: 'McDonald's *Ann Poole*'."""
    behind = [*takewhile(lambda word: word[:1].isupper(), page.words[i : i + 4])]
    parts = lexicon.words("organisation_words") | lexicon.words("country_names")  # "McDonald's France"
    return bool(behind) and parts.isdisjoint(map(str.lower, behind))


def widened(page: Page, run: TokenSpan) -> TokenSpan:
    """A run with what belongs to the name of a body before and behind its capitals: a number, a small noun."""
    return TokenSpan(_with_ordinal(page, run.start), _with_head(page, run.start, run.end))


def _with_ordinal(page: Page, start: int) -> int:
    """Where a run begins with its number: 'the *4th* District Court', 'the *101st* Airborne Division'."""
    numbered = (
        start > 0
        and page.lowers[start] in lexicon.labelled("body_name_words", "numbered")
        and page.passage_of[start - 1] == page.passage_of[start]
    )
    return start - 1 if numbered and _ORDINAL.fullmatch(page.words[start - 1]) else start


def _with_head(page: Page, start: int, end: int) -> int:
    """Where a run ends with the small nouns that make it the name of a body: 'the Obama *administration*', 'Leeds *police*'."""
    first, at = page.words[start], end
    if not first[0].isupper() or (start + 1 == end and first.lower() in lexicon.words("body_heads")):
        return end  # "State government", "City police" have no name
    if page.lowers[end - 1] in lexicon.words("picture_sources") or not {"a", "an"}.isdisjoint(
        page.lowers[max(0, start - 2) : start]
    ):
        return end  # "a Leeds team", "the Facebook group"
    own = _small_heads()
    for i in range(at, min(at + _LONGEST_HEAD, page.passage_tokens(start).end)):
        word, owned = page.words[i], page.words[i - 1] in POSSESSIVES
        if (word in own or (owned and word in lexicon.labelled("body_heads", "owned"))) and page.tags[i] in NOUN_TAGS:
            end = i + 1
        elif not (word in lexicon.labelled("body_heads", "within") or _is_owner(page, i)):
            break
    return end


@lexicon.remembered
def _small_heads() -> frozenset[str]:
    """The nouns that make a name one of a body, whoever owns them or not."""
    return lexicon.labelled("body_heads", "own") | lexicon.labelled("body_heads", "same")


def _is_owner(page: Page, i: int) -> bool:
    """Whether a word is a post or its possessive before the noun for a body: 'Eastwick *sheriff's* department'."""
    post = i - (page.words[i] in POSSESSIVES)
    owned = page.words[post + 1 : post + 2] and page.words[post + 1] in POSSESSIVES
    return bool(owned) and lexicon.is_post(page.words[post]) and page.ent_types[post] != "PERSON"
