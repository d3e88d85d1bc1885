"""Finds bodies whose names go on over commas, links and other small words, by what shows that these belong to them.

Initials stand for the whole ('Ministry of Forests, Rivers and Wildlife' (FRW)), what a department is of is listed ('the Department
of Roads, Rivers and Rural Affairs'), or a phrase is written with capitals in the middle of a sentence ('Voices Against Dumping').
"""

from itertools import compress, takewhile

from quoteattr import lexicon
from quoteattr.draft import TokenSpan
from quoteattr.people import endings, phrases, same_name
from quoteattr.text import beside
from quoteattr.text.page import Page

NO_NAME = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL", "LANGUAGE"})
"""The entity recogniser's labels of dates and amounts."""

_LONGEST_BODY = 14  # tokens
_GOALS = frozenset({"for", "of", "in", "against", "without"})


def spelt_out(page: Page, name_like: list[bool]) -> frozenset[int]:
    """The tokens of bodies whose names hold commas, links or other small words."""
    found = page.once(_labelled_lists) | page.once(_lists_of_fields) | page.once(_phrases)
    found |= page.once(_with_cause) | page.once(phrases.written)
    if not (initials := page.once(abbreviations)):
        return frozenset(found)
    for i in page.where({",", "and", "&", "on", "to"}):
        opens = page.words[i] == "," or (i and page.tokens[i - 1].is_sent_start)  # "*Fisheries* and Oceans Tarn (FOT)"
        if i not in found and i and page.words[i - 1][0].isupper() and (name_like[i - 1] or opens):
            found.update(_around_link(page, i, initials))
    for i in compress(range(1, len(name_like)), name_like[1:]):
        if not name_like[i - 1] and i - 1 not in found and _is_capitalised(page, i - 1, i):
            found.update(_with_word_before(page, i, initials))
    return frozenset(found)


def _with_word_before(page: Page, i: int, initials: frozenset[str]) -> range:
    """The tokens of a body that begins one word before what looks like a name, as its initials show: '*Women* Divers Abroad' (WDA)."""
    end = next((k for k in range(i, min(i + _LONGEST_BODY, len(page.words))) if not _is_of_body(page, k)), i)
    capitals = [k for k in range(i - 1, end) if _is_capitalised(page, k, i)]
    letters = "".join(page.lowers[k][0] for k in capitals)
    return range(i - 1, capitals[-1] + 1) if letters in initials else range(0)


def _labelled_lists(page: Page) -> set[int]:
    """The tokens of lists that are one body to the entity recogniser: 'Council on Roads, Rivers and Wildlife'."""
    found: set[int] = set()
    if all(page.ent_types[i] != "ORG" for i in page.where({","})):
        return found
    for entity in page.entities("ORG", 0, len(page.words)):
        words = page.lowers[entity.start : entity.end]
        words = words[: [*words, "("].index("(")]
        if "," in words and "and" in words[words.index(",") :]:
            found.update(range(entity.start, entity.start + len(words)))
    return found


def _lists_of_fields(page: Page) -> set[int]:
    """The tokens of bodies whose names hold a list: 'Department of *Roads, Rivers and Rural Affairs*', '*Poole, Reed & Dunn*'."""
    found: set[int] = set()
    for i in page.where({"and", "&"}):
        if not (_is_capitalised(page, i - 1, i) and _is_capitalised(page, i + 1, i)):
            continue
        items, end = _items_before(page, i), _end_of_capitals(page, i + 1)
        first = items[0].start
        if len(items) < 2:
            continue
        head = page.lowers[first - 2] if first > 1 and page.lowers[first - 1] in ("of", "for", "on") else ""
        ends = (end, *(item.end for item in items))
        if head in same_name.heads() and all(endings.is_topic(page, k - 1) for k in ends):
            found.update(range(first - 2, end))
        elif page.words[i] == "&" and all(item.end - item.start == 1 for item in items):
            found.update(range(first, end))
    return found


def _items_before(page: Page, link: int) -> list[TokenSpan]:
    """The capitalised items of a list before its link, without what a sentence begins with: 'In Eastwick, *Poole* & Reed said'."""
    found: list[TokenSpan] = []
    end = link
    while True:
        start = end - 1
        while _is_capitalised(page, start - 1, link) and link - start < _LONGEST_BODY:
            start -= 1
        opens = start > 0 and page.tags[start - 1] == "IN" and page.tokens[start - 1].is_sent_start
        if found and (opens or page.lowers[start] in lexicon.words("time_words")):
            return found
        found.insert(0, TokenSpan(start, end))
        if start < 2 or page.words[start - 1] != "," or not _is_capitalised(page, start - 2, link):
            return found
        end = start - 1


def _phrases(page: Page) -> set[int]:
    """The tokens of names that are phrases: 'Voices *Against* Dumping', 'according to *Friends of the Marsh*', '*Stop the Quarry*'."""
    found: set[int] = set()
    capitalised = page.once(phrases.capitalised)
    for i in page.where(capitalised & lexicon.labelled("name_links", "phrase")):
        if _is_title_in_prose(page, i) and _is_capitalised(page, i - 1, i) and _is_capitalised(page, i + 1, i):
            found.update(range(_start_of_capitals(page, i - 1), _end_of_capitals(page, i + 1)))
    for i in page.where(capitalised & lexicon.labelled("body_name_words", "urges")):
        if _is_title_in_prose(page, i) and not _opens_sentence(page, i):
            found.update(_with_object(page, i, i + 1))
    for i in page.where(capitalised & _groups()):
        if _is_title_in_prose(page, i) and _is_group_for(page, i):
            found.update(_with_object(page, i, i + 2))
    return found


@lexicon.remembered
def _groups() -> frozenset[str]:
    """The nouns for people and bodies that may begin the name of a group."""
    return lexicon.words("people_nouns") | same_name.heads()


def _is_title_in_prose(page: Page, i: int) -> bool:
    """Whether a word has a capital that shows something, as its line is not in title case."""
    return page.words[i].istitle() and not page.once(beside.line_of, page.passage_of[i])[0]


def _opens_sentence(page: Page, i: int) -> bool:
    """Whether a token begins a sentence or words between marks, and has its capital from there."""
    before = page.words[i - 1] if i else "."
    return bool(page.tokens[i].is_sent_start) or not (before[-1].isalnum() or before == ",")


def _is_group_for(page: Page, i: int) -> bool:
    """Whether a group is called after what it is for: 'the *Campaign* for Safer Lakes', '*Parents* for Clean Air said'."""
    group, link, goal = page.lowers[i], "".join(page.lowers[i + 1 : i + 2]), _capital_behind_article(page, i + 2)
    if link not in _GOALS or goal is None:
        return False
    if page.ent_types[goal] in NO_NAME or lexicon.is_post(page.words[i]):
        return False  # "Republicans in April"
    forename = page.lowers[goal] in lexicon.words("forenames")
    if not _opens_sentence(page, i):  # but "Christians in Eastwick"
        somebody_or_place = forename or page.ent_types[goal] in ("GPE", "LOC", "PERSON")
        return link == "for" or not (somebody_or_place or group in lexicon.words("party_words"))
    if group not in lexicon.labelled("body_name_words", "banded"):
        return False
    entity = page.ent_types[goal] in ("PERSON", "GPE", "NORP") and goal == i + 2  # no person is "the Marsh"
    if forename or entity or page.lowers[goal] in lexicon.table("known_names") or page.words[goal].isupper():
        return False
    place = goal > i + 2 or page.lowers[_end_of_capitals(page, goal) - 1] in lexicon.table("other_heads")
    # "Friends of the Marsh", "Friends of Poole Hill"
    return link in ("for", "against") or (group == "friends" and place)


def _capital_behind_article(page: Page, i: int) -> int | None:
    """The capitalised word at token ``i`` or behind an article there, if there is one."""
    at = i + (page.lowers[i : i + 1] != [] and page.words[i] in ("the", "a", "an", "our", "all"))
    if at >= len(page.words) or page.passage_of[at] != page.passage_of[i - 1] or not page.words[at][0].isupper():
        return None
    return at


def _with_object(page: Page, i: int, behind: int) -> range:
    """The tokens of a phrase that begins at ``i`` and has its object, with or without an article, at ``behind``."""
    at = _capital_behind_article(page, behind)
    return range(i, _end_of_capitals(page, at)) if at is not None else range(0)


def _is_capitalised(page: Page, i: int, beside: int) -> bool:
    """Whether there is a token with a capital in the passage and between the marks of another one; no abbreviation and no article."""
    if not 0 <= i < len(page.words) or page.passage_of[i] != page.passage_of[beside]:
        return False
    word = page.words[i]
    capital = word[0].isupper() and word[-1] != "." and word not in ("The", "A", "An", "I")
    return capital and page.inside[i] == page.inside[beside]


def _start_of_capitals(page: Page, i: int) -> int:
    """Where the capitalised words around token ``i`` begin, behind days and posts."""
    while _is_capitalised(page, i - 1, i):
        if page.lowers[i - 1] in lexicon.words("time_words") or lexicon.is_post(page.words[i - 1]):
            break
        i -= 1
    return i


def _end_of_capitals(page: Page, i: int) -> int:
    """Where the capitalised words from token ``i`` on end."""
    return i + sum(1 for _ in takewhile(lambda k: _is_capitalised(page, k, i), range(i, len(page.words))))


def _with_cause(page: Page) -> set[int]:
    """The tokens of bodies with *for* in their names, in which the page gives somebody a post: 'director of *Roofs for All*'."""
    triples = ((i - 1, tuple(page.words[i - 1 : i + 2])) for i in page.where({"for"}) if i > 2)
    named = [(i, words) for i, words in triples if words[0].istitle() and words[0][-1] == "s" and words[-1].istitle()]
    at = [(i, words) for i, words in named if page.lowers[i - 1] in ("of", "at") and lexicon.is_post(page.words[i - 2])]
    held = {words for i, words in at if page.ent_types[i + 2] not in NO_NAME}
    return {i + k for i, words in named if words in held for k in range(3)}


def abbreviations(page: Page) -> frozenset[str]:
    """The words in capitals that may be a body's initials, in small letters."""
    return frozenset(w.lower() for w in filter(str.isupper, page.forms) if 2 < len(w) < 8 and w.isalpha())


def _around_link(page: Page, link: int, initials: frozenset[str]) -> range:
    """The tokens of the longest name around a comma or link whose first letters are among some initials."""
    low, high = page.passage_tokens(link)
    high = min(high, link + _LONGEST_BODY)
    start = link - 1
    while start > max(low, link - _LONGEST_BODY) and _is_of_body(page, start - 1):
        start -= 1
    first = {letters[0] for letters in initials}
    for begin in range(start, link):
        if not page.words[begin][0].isupper() or page.lowers[begin][0] not in first:
            continue
        end = next((i for i in range(begin, high) if not _is_of_body(page, i)), high)
        capitals = [i for i in range(begin, end) if page.words[i][0].isupper()]
        letters = "".join(page.lowers[i][0] for i in capitals)
        behind = sum(i < link for i in capitals)  # the name goes on behind the link
        longest = next((n for n in range(len(letters), max(behind, 2), -1) if letters[:n] in initials), 0)
        if longest:
            return range(begin, capitals[longest - 1] + 1)
    return range(0)


def _is_of_body(page: Page, i: int) -> bool:
    """Whether a word may stand in the name of a body: a capitalised one or a link."""
    return page.words[i][0].isupper() or page.lowers[i] in (",", "and", "&", "of", "for", "on", "to", "the", "in")
