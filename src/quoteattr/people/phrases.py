"""Finds bodies whose names are phrases of ordinary words, by a list of known ones and by their capitals.

'the *All Blacks*', '*Friends of the Earth* said', 'Just *Stop* Oil said', '*Feeding* Britain said'.
"""

import re
from collections import defaultdict

from quoteattr import lexicon
from quoteattr.draft import TokenSpan
from quoteattr.text import beside
from quoteattr.text.page import Page

_LONGEST = 7  # tokens
_FOREIGN = frozenset({"du", "des", "de", "di", "für", "sans"})
_SMALL = _FOREIGN | {"of", "the", "to", "for", "and", "&", "in", "on", "by", "a", "'s", "’s", "n't", "n’t"}
"""Words within names that need no capital."""
_CAMEL = re.compile(r"(?:[a-z]+|\d+[a-z]*)[A-Z]\w*[a-z]")
_NATIONS = frozenset({"UK", "USA", "NI", "NZ"})  # as the last word of a body's name: "Asthma UK"
_NAME_TAGS = frozenset({"NNP", "NNPS", "CD", "POS", "CC", ":", ",", "HYPH"})


def written(page: Page) -> frozenset[int]:
    """The tokens of all names that are phrases."""
    return frozenset(i for span in (*page.once(known), *page.once(subjects).values()) for i in range(*span))


@lexicon.remembered
def _known_by_first() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The listed names of bodies of several words, by their first word, the longest first."""
    found: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for name, kind in lexicon.table("known_names").items():
        if kind == "body" and " " in name:
            words = tuple(name.replace("'s", " 's").replace("-", " - ").split())
            found[words[0]].append(words)
    return {first: tuple(sorted(names, key=len, reverse=True)) for first, names in found.items()}


def capitalised(page: Page) -> frozenset[str]:
    """The words that a page has somewhere with a capital, in small letters."""
    return frozenset([word.lower() for word in page.forms if word[0].isupper()])


def known(page: Page) -> frozenset[TokenSpan]:
    """Where the page has listed names of bodies of several words: 'the *All Blacks*', '*Friends of the Earth*'."""
    names, found = _known_by_first(), set[TokenSpan]()
    for i in page.where(page.once(capitalised) & names.keys()):
        if not page.words[i][0].isupper():
            continue
        candidates = names[page.lowers[i]]
        there = tuple([word.replace("’", "'") for word in page.lowers[i : i + len(candidates[0])]])
        spans = (TokenSpan(i, i + len(words)) for words in candidates if there[: len(words)] == words)
        longest = next((span for span in spans if _is_in_capitals(page, span)), None)
        if longest and not page.once(beside.line_of, page.passage_of[i])[0]:  # in title case capitals show nothing
            found.add(longest)
    return frozenset(found)


def _is_in_capitals(page: Page, span: TokenSpan) -> bool:
    """Whether all words of a phrase have capitals but for small words."""
    return all(w[0].isupper() or w in _SMALL or w[0].isdigit() or w == "-" for w in page.words[slice(*span)])


def subjects(page: Page) -> dict[int, TokenSpan]:
    """The capitalised subjects of reporting verbs that are made of ordinary words, by their first token: '*Just Stop Oil* said'."""
    verbs = page.where(lexicon.labelled("cue_words", "named"))
    spans = (_before(page, verb) for verb in verbs if page.words[verb].islower() and is_capital(page, verb - 1))
    return {span.start: span for span in spans if span.end > span.start + 1 and _is_phrase(page, span)}


def odd_subjects(page: Page) -> list[int]:
    """Tokens before reporting verbs that are names as their spelling shows: '*eHarbour* said', '*23andUs* said'."""
    verbs = page.where(lexicon.labelled("cue_words", "named"))
    return [verb - 1 for verb in verbs if verb and _CAMEL.fullmatch(page.words[verb - 1])]


def _before(page: Page, verb: int) -> TokenSpan:
    """The words of a sentence before its verb, without *the* and words in marks; none if there are too many: '“No,” *Stop the Tower* said'."""
    start = page.sentence(verb).start
    start = next((i + 1 for i in range(verb - 1, start - 1, -1) if page.inside[i] >= 0), start)
    return TokenSpan(min(start + (page.words[start] == "The"), verb), verb if verb - start <= _LONGEST else start)


def is_capital(page: Page, i: int) -> bool:
    """Whether there is a token ``i`` and it begins with a capital."""
    return 0 <= i < len(page.words) and page.words[i][0].isupper()


def _is_phrase(page: Page, span: TokenSpan) -> bool:
    """Whether words before a reporting verb are a phrase with capitals, and neither somebody's name nor a post and a name."""
    start, end = span
    words, lowers = page.words[start:end], page.lowers[start:end]
    if not is_capital(page, start) or not _is_in_capitals(page, span) or page.tags[start] == "IN":
        return False  # "On Monday Save Our Pier said"
    urges = len(words) > 2 and lowers[0] in lexicon.labelled("body_name_words", "urges")  # "Keep Britain Tidy said"
    if "PERSON" in page.ent_types[start:end] and not urges:
        return False
    if page.once(beside.line_of, page.passage_of[start])[0] or lowers[0] in lexicon.words("forenames"):
        return False  # "Storm Hits Coast says ...", "Rosie Stone said"
    if any(lexicon.is_post(word) or word in lexicon.table("demonyms") for word in lowers[:-1]):
        return False  # "Yesterday Prime Minister Poole said"
    return words[-1] in _NATIONS or _is_of_ordinary_words(page, span)  # "Asthma UK said"


def _is_of_ordinary_words(page: Page, span: TokenSpan) -> bool:
    """Whether words with capitals are ordinary ones, so that together they must be a name."""
    start, words, tags = span.start, page.words[slice(*span)], page.tags[slice(*span)]
    if len(words) == 2:  # "*Feeding* Britain said", but "Yesterday Poole said"
        return page.lowers[start].endswith("ing") and not _are_people(page.lowers[start + 1])
    if tags[0] in ("VB", "VBP", "VBG"):
        return True
    return any(k and word[0].isupper() and tags[k] not in _NAME_TAGS for k, word in enumerate(words))


def _are_people(word: str) -> bool:
    """Whether a plural means people: 'Fleeing *Danes* said', 'Leading *Democrats* said'."""
    lists = ("demonyms", "party_words", "people_nouns", "role_nouns")
    return any(lexicon.singular(word) in lexicon.words(name) for name in lists)


def links_post(page: Page, start: int, link: int) -> bool:
    """Whether a link joins a post that begins behind a comma or *and* to its body: 'Ann Poole, CEO and Founder *of* Eastwick Robotics'."""
    before = page.lowers[link - 1]
    if lexicon.noun_class(before) != "post" or page.words[max(start - 1, 0)] not in (",", "and", "&"):
        return False
    if before in lexicon.honorifics() or before in lexicon.words("organisation_words"):
        return False  # "Prince of Eastwick"
    whole = " ".join(page.lowers[link - 1 : link + 2])
    return not any(post.startswith(whole) for post in lexicon.words("posts_with_of"))  # "Chief of Staff"


def known_before(page: Page, front: TokenSpan) -> TokenSpan | None:
    """The listed body with which the words before a name begin, if a post follows: '*Cal Fire* Battalion Chief'."""
    return next((span for span in page.once(known) if span.start == front.start and span.end < front.end), None)
