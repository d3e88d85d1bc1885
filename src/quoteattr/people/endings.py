"""Finds where the name of a body goes on over what separates other names: 'Lowe's', 'the 4th *Infantry* Division', 'the *Obama* administration'."""

import re
from collections import Counter
from itertools import takewhile

from quoteattr import lexicon
from quoteattr.draft import TokenSpan
from quoteattr.people import same_name
from quoteattr.text import beside
from quoteattr.text.page import FINITE_TAGS, NOUN_TAGS, PLACE_PREPOSITIONS, POSSESSIVES, Page

_FORMS = frozenset({"plc", "llp", "ltd", "inc", "llc"})
_SAINTS = frozenset({"st", "saint"})
_ORDINAL = re.compile(r"\d+(st|nd|rd|th)")
_TOPIC = re.compile(
    "(?:ing|ment|tion|sion|ity|ance|ence|ture|ism|ics|logy|ship|ness|health|care|[^s]s|al|ic|ine|ary|ive|ous)$"
)
"""How nouns of fields end, and adjectives of these."""

_LONGEST_HEAD = 5  # tokens
_LONGEST_HALF = 5  # words behind *and*


def _is_of_founders(page: Page, run: TokenSpan, link: int) -> bool:
    """Whether a body is named after two people, joined by *and*: 'the *Bill and Ann Poole Foundation*', not 'Bill and the Trust'."""
    forenames, words = lexicon.words("forenames"), page.lowers
    first = run.start > 0 and words[run.start - 1] == "the" and words[run.start] in forenames
    return first and words[link + 1] in forenames and words[run.end - 1] in lexicon.words("organisation_words")


_OF_FIRM = frozenset({"of", "for", "at"})  # between a post and the firm that its holder leads or speaks for


def own_endings(page: Page) -> list[int]:
    """The possessive endings that are part of a body's own name: 'Lowe*'s* said', 'Moody*'s* Analytics'.

    The page never has that name without one, nor behind a forename or title: 'Ann Lowe's office'.
    """
    known, lowers = lexicon.table("known_names"), page.lowers
    possessives = [i for i in page.where({"'s", "’s"}) if i]
    without_noun = {lowers[i - 1] for i in possessives if _owns_nothing(page, i)}
    found = [i for i in possessives if known.get(lowers[i - 1] + "'s") == "body" or lowers[i - 1] in without_noun]
    titles = lexicon.honorifics().keys() - _SAINTS
    people = {
        lowers[i - 1]
        for i in found
        if i > 1 and (lowers[i - 2] in lexicon.words("forenames") or lexicon.bare(lowers[i - 2]) in titles)
    }
    times = Counter(lowers[i - 1] for i in found)
    alone = {word for word, n in times.items() if word not in people and len(page.where({word})) == n}
    return [i for i in found if lowers[i - 1] in alone and not _is_before_a_name(page, i + 1)]


def _owns_nothing(page: Page, i: int) -> bool:
    """Whether no noun that might be owned stands behind a possessive: 'Dunn*'s* said', 'St Aldhelm*'s*, a school', 'the director of Dunn*'s*.'"""
    if not page.words[i - 1][0].isupper() or i + 1 >= len(page.words) or page.tags[i - 1] == "PRP":
        return False
    saint = i > 1 and lexicon.bare(page.words[i - 2]) in _SAINTS
    says = page.lowers[i + 1] in ("said", "says") and not page.words[i - 1].isupper()
    led = i > 2 and page.lowers[i - 2] in _OF_FIRM and lexicon.noun_class(page.lowers[i - 3]) in ("post", "spokes")
    firm = led and page.lowers[i - 3] not in lexicon.labelled("reference_words", "deputy")  # "a deputy of Poole's"
    return says or ((saint or firm) and (page.tags[i + 1] in FINITE_TAGS or page.words[i + 1] in (",", ".")))


def _is_before_a_name(page: Page, i: int) -> bool:
    """Whether another name begins at token ``i``, behind that of a body: 'McDonald's *Ann Poole*'."""
    behind = [*takewhile(lambda word: word[:1].isupper(), page.words[i : i + 4])]
    of_body = lexicon.words("organisation_words") | lexicon.words("country_names")  # "McDonald's France"
    return bool(behind) and of_body.isdisjoint(map(str.lower, behind))


def widened(page: Page, run: TokenSpan) -> TokenSpan:
    """A run with the number or small noun that belongs to a body's name beside it: 'the *4th* District Court', 'Leeds *police*'."""
    start, end = _with_ordinal(page, run.start), _with_head(page, run.start, run.end)
    end = _with_number(page, end) if end == run.end else end
    return run if (start, end) == run else TokenSpan(start, end)


def _with_number(page: Page, end: int) -> int:
    """The end of a run with its number, or with a legal form in small letters: 'Channel *12*', 'Halvorsen *plc*'."""
    if end >= len(page.words) or page.passage_of[end] != page.passage_of[end - 1]:
        return end
    counted = page.words[end].isdigit() and page.lowers[end - 1] in lexicon.labelled("body_name_words", "counted")
    form = page.words[end] in _FORMS and page.words[end] in lexicon.labelled("body_name_words", "legal")
    return end + 1 if counted or form else end


def is_behind_last_form(page: Page, i: int) -> bool:
    """Whether a word begins a sentence behind a legal form with a full stop: 'an analyst at Acme Inc. *Ann* Poole said', but 'Acme Co. *Ltd.*'."""
    form = page.words[i - 1]
    if form[-1] != "." or page.sentence(i).start != i:
        return False
    return lexicon.table("organisation_types").get(lexicon.bare(form)) == "company"


def _with_ordinal(page: Page, start: int) -> int:
    """The start of a run with its number: 'the *4th* District Court', 'the *101st* Airborne Division', '*3M*', '*7*-Twelve'."""
    at = start - 1 - (start > 1 and page.words[start - 1] == "-")
    if at < 0 or not page.words[at][0].isdigit() or page.passage_of[at] != page.passage_of[start]:
        return start
    glued = not any(token.whitespace_ for token in page.tokens[at:start])
    if glued and page.words[at].isdigit() and not (at and page.tokens[at - 1].is_currency):
        return at
    numbered = page.lowers[start] in lexicon.labelled("body_name_words", "numbered")
    return start - 1 if numbered and _ORDINAL.fullmatch(page.words[start - 1]) else start


def _with_head(page: Page, start: int, end: int) -> int:
    """The end of a run with the small nouns that make it the name of a body: 'the Obama *administration*', 'Leeds *police*'."""
    behind = page.words[end : end + 2]
    if _words_of_heads().isdisjoint(behind[:1]) and POSSESSIVES.isdisjoint(behind):
        return end
    first = page.words[start]
    if not first[0].isupper() or (start + 1 == end and first.lower() in lexicon.words("body_heads")):
        return end  # "State government", "City police" have no name
    article = not {"a", "an"}.isdisjoint(page.lowers[max(0, start - 2) : start])
    if article or page.lowers[end - 1] in lexicon.words("picture_sources"):
        return end  # "a Leeds team", "the Facebook group"
    heads, owned_heads = _small_heads(), lexicon.labelled("body_heads", "owned")
    for i in range(end, min(end + _LONGEST_HEAD, page.passage_tokens(start).end)):
        word = page.words[i]
        head = word in heads or (word in owned_heads and page.words[i - 1] in POSSESSIVES)
        if head and page.tags[i] in NOUN_TAGS:
            end = i + 1
        elif not (word in lexicon.labelled("body_heads", "within") or _is_owner(page, i)):
            break
    return end


@lexicon.remembered
def _small_heads() -> frozenset[str]:
    """The small nouns that make a name one of a body, with or without a possessive before them."""
    return lexicon.labelled("body_heads", "own") | lexicon.labelled("body_heads", "same")


@lexicon.remembered
def _words_of_heads() -> frozenset[str]:
    """The small nouns that make a name one of a body, and those that stand before these."""
    return _small_heads().union(*(lexicon.labelled("body_heads", label) for label in ("owned", "within")))


def _is_owner(page: Page, i: int) -> bool:
    """Whether a word is a post or its possessive before the noun for a body: 'Eastwick *sheriff's* department'."""
    post = i - (page.words[i] in POSSESSIVES)
    owned = page.words[post + 1 : post + 2] and page.words[post + 1] in POSSESSIVES
    return bool(owned) and lexicon.is_post(page.words[post]) and page.ent_types[post] != "PERSON"


def goes_on_behind_owner(page: Page, start: int, i: int) -> bool:
    """Whether a possessive belongs to a body's name: 'Sheriff*'s* Office', 'the Carworkers*'* Federation', 'Ann*'s* Bakery'."""
    before, head = page.lowers[i - 1], page.lowers[i + 1]
    if i == start + 1 and head in lexicon.labelled("body_name_words", "shop"):
        return True
    saint = lexicon.bare(page.words[max(start, i - 2)]) in _SAINTS  # "St Aldhelm's School"
    several = before.endswith("s") and head in same_name.heads()
    behind = page.lowers[i + 1 : i + 4]
    return (saint or several or _holds(before)) and not lexicon.words("organisation_words").isdisjoint(behind)


@lexicon.remembered
def _names_apart() -> frozenset[str]:
    """Words that are a name by themselves rather than half of one."""
    return lexicon.words("forenames") | same_name.nations() | frozenset(lexicon.table("known_names"))


def is_numbered(page: Page, i: int, name_like: list[bool]) -> bool:
    """Whether a number stands within the name of a body: 'Pier *40* Studios', but not 'on May *4* Marlow Studios', 'Rovers *2* City 1'."""
    end = next((k for k in range(i + 1, len(name_like)) if not is_capital(page, k, name_like)), len(name_like))
    if len(page.words[i]) > 3 or "".join(page.words[end : end + 1]).isdigit():
        return False
    before = page.words[i - 1].istitle() and page.lowers[i - 1] not in lexicon.words("time_words")
    return before and page.lowers[end - 1] in lexicon.words("organisation_words")


# --- over and -----------------------------------------------------------------------------------------------------------


def goes_on_behind_and(page: Page, start: int, i: int, name_like: list[bool]) -> bool:
    """Whether *and* stands within one body's name, as it joins what the body is for, its founders or the halves of the name: 'Travel *and* Tourism Council'."""
    end = i + 1
    while end < len(name_like) and is_capital(page, end, name_like) and page.passage_of[end] == page.passage_of[i]:
        end += 1
    before, behind = page.lowers[i - 1], page.lowers[i + 1]
    if (before, behind) in _paired() or {before, behind} <= lexicon.labelled("body_name_words", "shop"):
        return True
    if _is_of_founders(page, TokenSpan(start, end), i) or _is_of_kin_or_district(page, i, end):
        return True
    link = next((k for k in range(i - 1, start, -1) if page.lowers[k] in ("on", "of", "for")), None)
    if link is None:
        return _is_halved(page, start, i, end)
    if page.lowers[link - 1] not in same_name.heads() or page.lowers[end - 1] in lexicon.table("organisation_nouns"):
        return False
    # "Committee on Intelligence *and* Security", "Authority of New York *and* New Jersey", but "Ministry of Defence and Nato"
    other_entity = page.tokens[i + 1].ent_iob_ == "B" and page.ent_types[i + 1] not in ("GPE", "LOC")
    if end - i == i - link and not other_entity:
        return True
    # "Institute for Coastal *and* Marine Studies", "Ministry of Labour *and* Social Welfare"
    ordinary = behind in page.once(beside.small_words) or behind in lexicon.words("organisation_words")
    return (ordinary or is_topic(page, i + 1)) and is_topic(page, i - 1) and is_topic(page, end - 1)


def _is_of_kin_or_district(page: Page, i: int, end: int) -> bool:
    """Whether *and* joins a name to kin or a district in the name of a body: 'Sorrel *and* Sons', 'Penhale *and* District Hospital'."""
    word, people = page.lowers[i + 1], lexicon.words("people_nouns")
    if word in lexicon.labelled("body_name_words", "kin"):
        return end == i + 2 and page.lowers[i - 1] not in people
    return word == "district" and end > i + 2


def _is_halved(page: Page, start: int, i: int, end: int) -> bool:
    """Whether the words before and behind *and* are halves of one name: 'World Travel *and* Tourism Council'.

    The first half is no body by itself, and the second one ends in a noun that says what both are.
    """
    if page.lowers[end - 1] not in _halved() or not 1 < end - i - 1 < _LONGEST_HALF:
        return False
    half = page.lowers[i - 1]
    if start + 1 < i:  # "House Oversight *and* Roads Committee"
        if half in lexicon.table("organisation_nouns") or half in lexicon.table("organisation_types"):
            return False
        committee = page.lowers[end - 1] in ("committee", "subcommittee", "department", "commission")
        return half in lexicon.words("organisation_words") or (committee and not page.ent_types[i - 1])
    placed = start > 0 and page.lowers[start - 1] in PLACE_PREPOSITIONS
    if placed or page.words[start].isupper():
        return False
    # "*Devon* and Eastwick Police", though Devon may be a forename
    if page.lowers[start] in same_name.nations():
        return True
    if page.ent_types[start] in ("", "GPE", "LOC") and page.ent_types[i + 1] != "PERSON":
        return True
    return _stands_only_before_and(page, start)


def _stands_only_before_and(page: Page, i: int) -> bool:
    """Whether a word stands only before *and* on the page, and no list has it as a name: '*Tarn* and Marlow Council', not 'Tesco and Kent Police'."""
    word = page.lowers[i]
    name = word in _names_apart() or word in lexicon.words("party_words") or word in lexicon.words("metonyms")
    return not name and all(page.lowers[k + 1 : k + 2] == ["and"] for k in page.where({word}))


@lexicon.remembered
def _halved() -> frozenset[str]:
    """Last words of bodies whose names may have two halves; none of firms, of which two may stand side by side."""
    types = lexicon.table("organisation_types").items()
    public = {word for word, kind in types if kind in ("government", "police", "union")}
    return same_name.heads() | {"police", "branch", "service"} | public


def is_topic(page: Page, i: int) -> bool:
    """Whether a word is a field that a body may be for, or an adjective of one, and no name of its own: Housing, Health, Coastal."""
    word = page.lowers[i]
    if page.ent_types[i] in ("PERSON", "GPE") or page.words[i].isupper() or word in lexicon.words("country_names"):
        return False
    if word in lexicon.words("portfolios") or word in lexicon.words("people_nouns"):
        return True
    names = (lexicon.table("organisation_types"), lexicon.table("known_names"), lexicon.words("forenames"))
    return not any(word in listed for listed in names) and bool(_TOPIC.search(word))


def is_capital(page: Page, i: int, name_like: list[bool]) -> bool:
    """Whether a token looks like a name and begins with a capital."""
    return name_like[i] and page.words[i][0].isupper()


@lexicon.remembered
def _paired() -> frozenset[tuple[str, str]]:
    """The words before and behind *and* in the names of countries: 'Trinidad *and* Tobago'."""
    halves = (name.casefold().partition(" and ") for name in lexicon.table("demonyms").values())
    return frozenset((first.split()[-1], second.split()[0]) for first, _, second in halves if second)


def _holds(word: str) -> bool:
    """Whether a word with a possessive may belong to a body's name: 'Nurses’ Union', 'Governor’s Office'."""
    known = word in lexicon.words("people_nouns") or word in lexicon.labelled("body_name_words", "holder")
    return known or lexicon.is_post(word) or bool(lexicon.singular_post(word))
