"""Bodies with commas or links in their names, by the initials that stand for them: 'Ministry of Forests, Rivers and Wildlife' (FRW)."""

from quoteattr import lexicon
from quoteattr.text.page import Page

NO_NAME = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL", "LANGUAGE"})
"""The recogniser's labels of dates and amounts."""

_LONGEST_BODY = 14  # tokens


def spelt_out(page: Page, like: list[bool]) -> frozenset[int]:
    """The tokens of bodies with commas or links within that initials on the page stand for: 'Forests, Rivers and Wildlife' (FRW)."""
    initials, found = page.once(_initials), page.once(_listed) | page.once(_for_somebody)
    for i in page.where({",", "and", "&", "on", "to"}) if initials else ():
        if i not in found and i and page.words[i - 1][0].isupper() and (like[i - 1] or page.words[i] == ","):
            found.update(_within_spelt_out(page, i, initials))
    return frozenset(found)


def _listed(page: Page) -> set[int]:
    """The tokens of bodies that the recogniser sees a list in: 'Council on Roads, Rivers and Wildlife'."""
    bodies = ((e.start, page.lowers[e.start : e.end]) for e in page.doc.ents if e.label_ == "ORG")
    whole = ((start, words[: [*words, "("].index("(")]) for start, words in bodies)
    lists = ((start, words) for start, words in whole if "," in words and "and" in words[words.index(",") :])
    return {start + k for start, words in lists for k in range(len(words))}


def _for_somebody(page: Page) -> set[int]:
    """The tokens of bodies for somebody of which the page tells a post: 'director of *Roofs for All*'."""
    triples = ((i - 1, tuple(page.words[i - 1 : i + 2])) for i in page.where({"for"}) if i > 2)
    named = [(i, words) for i, words in triples if words[0].istitle() and words[0][-1] == "s" and words[-1].istitle()]
    at = [(i, words) for i, words in named if page.lowers[i - 1] in ("of", "at") and lexicon.is_post(page.words[i - 2])]
    held = {words for i, words in at if page.ent_types[i + 2] not in NO_NAME}
    return {i + k for i, words in named if words in held for k in range(3)}


def _initials(page: Page) -> frozenset[str]:
    """The words in capitals that may stand for a body, in small letters."""
    short = (word for word in set(page.words) if 2 < len(word) < 8)
    return frozenset(word.lower() for word in short if word.isupper() and word.isalpha())


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
