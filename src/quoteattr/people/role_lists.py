"""Page and names → the roles that a plural gives to several people at once.

'The ministers Ann Poole and Tom Reed', 'Sens. Ann Poole (D-Ohio) and Tom Reed', 'officials including Ann Poole', 'chefs such as
Tom Reed'.
"""

from collections.abc import Iterator, Sequence

from quoteattr import lexicon
from quoteattr.draft import Name, RoleStatement
from quoteattr.people.appositions import MODIFIERS
from quoteattr.people.role_phrases import is_link, parse
from quoteattr.text.page import Page

_EXAMPLES = ("including", "include", "includes", "like", "namely")
_JOINTS = frozenset({",", ";", "and", "or", "&"})
_FAR = 8  # tokens between two names of a list: an age, a place, a party


def of_several(page: Page, people: Sequence[Name]) -> Iterator[RoleStatement]:
    """The roles of those who stand in a list behind a plural post."""
    for number, name in enumerate(people):
        found = _plural_before(page, name)
        if found is None:
            continue
        (start, end), example = found
        several = _listed(page, people, number)
        role = parse(page, start, end, "role-list", plural=True)
        if role and page.inside[start] < 0 and (example or len(several) > 1):
            yield from (RoleStatement(other.start, start, role) for other in several)


def _plural_before(page: Page, name: Name) -> tuple[tuple[int, int], bool] | None:
    """The words of a plural post before a name, and whether the name is but an example of those who hold it."""
    low, words = page.passage_tokens(name.start).start, page.lowers
    end = name.start
    while end > low and (lexicon.bare(words[end - 1]) in lexicon.honorifics() or words[end - 1] in (":", "–", "—")):
        end -= 1
    example = end > low and words[end - 1] in _EXAMPLES or words[max(low, end - 2) : end] == ["such", "as"]
    if example:
        end -= 2 if words[end - 1] == "as" else 1
        end -= words[end - 1] == ","
    head = _head(page, low, end) if example else end - 1
    if head < low or not lexicon.singular(words[head]):
        return None
    start = head
    while start > low and page.tags[start - 1] in MODIFIERS and page.lowers[start - 1] not in lexicon.labelled("role_words", "outside"):
        start -= 1
    return (start, end), bool(example)


def _head(page: Page, low: int, end: int) -> int:
    """The plural that an example is one of: '*defectors* from the order including Ann Poole'."""
    for i in range(end - 1, max(low, end - 8) - 1, -1):
        if lexicon.singular(page.lowers[i]) and page.tags[i] in ("NNS", "NNPS"):
            return i
        if not (page.tags[i] in MODIFIERS | {"DT", "PRP$"} or is_link(page.lowers[i])):
            break
    return -1


def _listed(page: Page, people: Sequence[Name], number: int) -> list[Name]:
    """The names of a list that begins with one."""
    found = [people[number]]
    for name in people[number + 1 :]:
        before = found[-1]
        between = page.lowers[before.tail : name.start]
        if len(between) > _FAR or page.passage_of[name.start] != page.passage_of[before.start] or not _joins(page, before, name):
            break
        found.append(name)
    return found


def _joins(page: Page, before: Name, name: Name) -> bool:
    """Whether nothing but commas, *and*, ages, places and parties stands between two names."""
    words = range(before.tail, name.start)
    joined = any(page.lowers[i] in _JOINTS for i in words)
    return joined and all(
        page.lowers[i] in _JOINTS
        or page.lowers[i] in ("of", "from", "(", ")", "-", "both")
        or page.tags[i] in ("NNP", "CD")
        for i in words
    )
