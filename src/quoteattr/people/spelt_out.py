"""Bodies whose names go on over commas, links and other small words, by what shows that these belong to them.

Initials stand for the whole ('Ministry of Forests, Rivers and Wildlife' (FRW)), what a department is of is listed ('the Department
of Roads, Rivers and Rural Affairs'), or a phrase is written with capitals in the middle of a sentence ('Voices Against Dumping').
"""

from collections.abc import Iterator
from itertools import compress, takewhile

from quoteattr import lexicon
from quoteattr.draft import TokenSpan
from quoteattr.people import endings, phrases, same_name
from quoteattr.text import beside
from quoteattr.text.page import Page

NO_NAME = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL", "LANGUAGE"})
"""The recogniser's labels of dates and amounts."""

_LONGEST_BODY = 14  # tokens
_GOALS = frozenset({"for", "of", "in", "against", "without"})


def spelt_out(page: Page, name_like: list[bool]) -> frozenset[int]:
    """The tokens of bodies with commas, links or other small words within that belong to their names."""
    initials, found = (
        page.once(abbreviations),
        page.once(_listed)
        | page.once(_for_somebody)
        | page.once(_phrases)
        | page.once(_of_fields)
        | page.once(phrases.written),
    )
    for i in page.where({",", "and", "&", "on", "to"}) if initials else ():
        opens = page.words[i] == "," or (i and page.tokens[i - 1].is_sent_start)  # "*Fisheries* and Oceans Tarn (FOT)"
        if i not in found and i and page.words[i - 1][0].isupper() and (name_like[i - 1] or opens):
            found.update(_within_spelt_out(page, i, initials))
    for i in compress(range(1, len(name_like)), name_like[1:]) if initials else ():
        if not name_like[i - 1] and i - 1 not in found and _is_written(page, i - 1, i):
            found.update(_begun_before(page, i, initials))
    return frozenset(found)


def _begun_before(page: Page, i: int, initials: frozenset[str]) -> range:
    """The tokens of a body that begins a word before what looks like a name, as its initials show: '*Women* Divers Abroad' (WDA)."""
    end = next((k for k in range(i, min(i + _LONGEST_BODY, len(page.words))) if not _is_of_body(page, k)), i)
    capitals = [k for k in range(i - 1, end) if _is_written(page, k, i)]
    letters = "".join(page.lowers[k][0] for k in capitals)
    return range(i - 1, capitals[-1] + 1) if letters in initials else range(0)


def _listed(page: Page) -> set[int]:
    """The tokens of bodies that the recogniser sees a list in: 'Council on Roads, Rivers and Wildlife'."""
    bodies = ((e.start, page.lowers[e.start : e.end]) for e in page.entities("ORG", 0, len(page.words)))
    whole = ((start, words[: [*words, "("].index("(")]) for start, words in bodies)
    lists = ((start, words) for start, words in whole if "," in words and "and" in words[words.index(",") :])
    return {start + k for start, words in lists for k in range(len(words))}


def _of_fields(page: Page) -> set[int]:
    """The tokens of bodies whose names hold a list: 'Department of *Roads, Rivers and Rural Affairs*', '*Poole, Reed & Dunn*'."""
    found: set[int] = set()
    for i in page.where({"and", "&"}):
        if not (_is_written(page, i - 1, i) and _is_written(page, i + 1, i)):
            continue
        items, end = _items_before(page, i), _last_written(page, i + 1)
        first = items[0].start
        if len(items) < 2:
            continue
        head = page.lowers[first - 2] if first > 1 and page.lowers[first - 1] in ("of", "for", "on") else ""
        if head in same_name.heads() and all(
            endings.is_topic(page, k - 1) for k in (end, *(item.end for item in items))
        ):
            found.update(range(first - 2, end))
        elif page.words[i] == "&" and all(item.end - item.start == 1 for item in items):
            found.update(range(first, end))
    return found


def _items_before(page: Page, link: int) -> list[TokenSpan]:
    """The capitalised items before the link of a list; not what a sentence begins with: '*In Eastwick*, Poole & Reed said'."""
    found: list[TokenSpan] = []
    end = link
    while True:
        start = end - 1
        while _is_written(page, start - 1, link) and link - start < _LONGEST_BODY:
            start -= 1
        opens = start > 0 and page.tags[start - 1] == "IN" and page.tokens[start - 1].is_sent_start
        if found and (opens or page.lowers[start] in lexicon.words("time_words")):
            return found
        found.insert(0, TokenSpan(start, end))
        if start < 2 or page.words[start - 1] != "," or not _is_written(page, start - 2, link):
            return found
        end = start - 1


def _phrases(page: Page) -> set[int]:
    """The tokens of names that are phrases: 'Voices *Against* Dumping', 'according to *Friends of the Marsh*', '*Stop the Quarry*'."""
    found: set[int] = set()
    for i in page.where(lexicon.labelled("name_links", "phrase")):
        if (
            page.words[i].istitle()
            and _is_prose(page, i)
            and _is_written(page, i - 1, i)
            and _is_written(page, i + 1, i)
        ):
            found.update(range(_first_written(page, i - 1), _last_written(page, i + 1)))
    for i in page.where(lexicon.labelled("body_name_words", "urges")):
        if page.words[i].istitle() and _is_prose(page, i) and not _opens(page, i):
            found.update(_with_object(page, i, i + 1))
    for i in page.where(_groups()):
        if page.words[i].istitle() and _is_prose(page, i) and _is_group_for(page, i):
            found.update(_with_object(page, i, i + 2))
    return found


@lexicon.remembered
def _groups() -> frozenset[str]:
    """The nouns for people and bodies that may begin the name of a group."""
    return lexicon.words("people_nouns") | same_name.heads()


def _is_prose(page: Page, i: int) -> bool:
    """Whether a capital tells something where a token stands: its line is not in title case."""
    return not page.once(beside.line_of, page.passage_of[i])[0]


def _opens(page: Page, i: int) -> bool:
    """Whether a token has its capital from the sentence, or from the words between marks, that it begins."""
    before = page.words[i - 1] if i else "."
    goes_on = before[-1].isalnum() or before == ","
    return bool(page.tokens[i].is_sent_start) or not goes_on


def _is_group_for(page: Page, i: int) -> bool:
    """Whether a group is called after what it is for: 'the *Campaign* for Safer Lakes', '*Parents* for Clean Air said'."""
    link, goal = page.lowers[i + 1 : i + 2], next(_behind_article(page, i + 2), None)
    if link == [] or link[0] not in _GOALS or goal is None:
        return False
    if page.ent_types[goal] in NO_NAME or lexicon.is_post(page.words[i]):
        return False  # "Republicans in April"
    if not _opens(page, i):  # but "Christians in Eastwick"
        return link[0] == "for" or not (
            page.ent_types[goal] in ("GPE", "LOC", "PERSON")
            or page.lowers[goal] in lexicon.words("forenames")
            or page.lowers[i] in lexicon.words("party_words")
        )
    named = page.ent_types[goal] in ("PERSON", "GPE", "NORP") and goal == i + 2  # no person is "the Marsh"
    named |= page.lowers[goal] in lexicon.words("forenames")
    known = page.lowers[goal] in lexicon.table("known_names") or page.words[goal].isupper()
    if named or known or page.lowers[i] not in lexicon.labelled("body_name_words", "banded"):
        return False
    place = goal > i + 2 or page.lowers[_last_written(page, goal) - 1] in lexicon.table("other_heads")
    # "Friends of the Marsh", "Friends of Poole Hill"
    return link[0] in ("for", "against") or (page.lowers[i] == "friends" and place)


def _behind_article(page: Page, i: int) -> Iterator[int]:
    """The capitalised word at token ``i`` or behind an article there."""
    at = i + (page.lowers[i : i + 1] != [] and page.words[i] in ("the", "a", "an", "our", "all"))
    if at < len(page.words) and page.passage_of[at] == page.passage_of[i - 1] and page.words[at][0].isupper():
        yield at


def _with_object(page: Page, i: int, behind: int) -> range:
    """The tokens of a phrase that begins at ``i`` and has its object, with or without an article, at ``behind``."""
    at = next(_behind_article(page, behind), None)
    return range(i, _last_written(page, at)) if at is not None else range(0)


def _is_written(page: Page, i: int, beside: int) -> bool:
    """Whether a word beside another one has a capital as well, in the same words of the same passage."""
    near = (
        0 <= i < len(page.words)
        and page.passage_of[i] == page.passage_of[beside]
        and page.inside[i] == page.inside[beside]
    )
    return (
        near
        and page.words[i][0].isupper()
        and page.words[i][-1] != "."
        and page.words[i] not in ("The", "A", "An", "I")
    )


def _first_written(page: Page, i: int) -> int:
    """Where the capitalised words begin of which token ``i`` is one: behind days and posts."""
    while _is_written(page, i - 1, i) and not (
        page.lowers[i - 1] in lexicon.words("time_words") or lexicon.is_post(page.words[i - 1])
    ):
        i -= 1
    return i


def _last_written(page: Page, i: int) -> int:
    """Where the capitalised words end of which token ``i`` is one."""
    return i + sum(1 for _ in takewhile(lambda k: _is_written(page, k, i), range(i, len(page.words))))


def _for_somebody(page: Page) -> set[int]:
    """The tokens of bodies for somebody of which the page tells a post: 'director of *Roofs for All*'."""
    triples = ((i - 1, tuple(page.words[i - 1 : i + 2])) for i in page.where({"for"}) if i > 2)
    named = [(i, words) for i, words in triples if words[0].istitle() and words[0][-1] == "s" and words[-1].istitle()]
    at = [(i, words) for i, words in named if page.lowers[i - 1] in ("of", "at") and lexicon.is_post(page.words[i - 2])]
    held = {words for i, words in at if page.ent_types[i + 2] not in NO_NAME}
    return {i + k for i, words in named if words in held for k in range(3)}


def abbreviations(page: Page) -> frozenset[str]:
    """The words in capitals that may stand for a body, in small letters."""
    return frozenset(map(str.lower, filter(_is_in_capitals, page.forms)))


def _is_in_capitals(word: str) -> bool:
    return 2 < len(word) < 8 and word.isupper() and word.isalpha()


def _within_spelt_out(page: Page, link: int, initials: frozenset[str]) -> range:
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
