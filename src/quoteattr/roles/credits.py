"""A page and its names → the roles of those who have made the page, in credits and bylines.

'*Reporting by* Ann Poole and Tom Reed', '*Photo*: Joe Dunn/Harbour Pictures', a name alone below the headline.
"""

from collections.abc import Iterator, Sequence

from quoteattr import lexicon
from quoteattr.draft import Name, RoleStatement, TokenSpan
from quoteattr.model import Role
from quoteattr.roles.appositions import owner_before
from quoteattr.roles.lists import names_of_list
from quoteattr.roles.phrases import span_of
from quoteattr.text.page import PLACE_PREPOSITIONS, Page

_IN_CAPTION = PLACE_PREPOSITIONS | {"outside", "inside", "with", "during", "on", "after"}


def credit_roles(page: Page, people: Sequence[Name]) -> Iterator[RoleStatement]:
    """The roles of those whom a credit or byline names, with their agency or paper."""
    for number, name in enumerate(people):
        title, start = _credit_before(page, name)
        several = names_of_list(page, people, number) if title or page.lowers[name.start - 1] != "by" else []
        if title == "photographer" and _is_pictured(page, several[-1].tail):
            continue
        if not title and several:
            start = several[-1].tail
            title = _credit_behind(page, start) if page.inside[name.start] < 0 else ""
        if not title and _is_byline(page, name):
            title, start, several = "reporter", name.start, names_of_list(page, people, number)
        if not title or not several:
            continue
        owner = owner_before(page, name, {})
        for other in several:
            agency = _agency(page, other.tail) or (owner[0][1].organisation if owner else None)
            role = Role(title, agency, False, span_of(page, start, start + 2), "role-credit")
            yield RoleStatement(other.start, start, role)


@lexicon.remembered
def _edges() -> tuple[frozenset[str], frozenset[str]]:
    """The first and the last words of all credits; a name may follow *by:* as well as *by*."""
    credits = [credit.split() for credit in lexicon.words("credit_words")]
    return frozenset(words[0] for words in credits), frozenset(words[-1] for words in credits) | {":"}


def _credit_before(page: Page, name: Name) -> tuple[str, int]:
    """The role in a credit that ends before a name, and where it starts: 'Additional *reporting by* Ann Poole' → reporter; else an empty title."""
    if page.lowers[name.start - 1] not in _edges()[1]:
        return "", name.start
    low, end = page.passage_tokens(name.start)
    by_colon = page.lowers[max(name.start - 2, low) : name.start] == ["by", ":"]
    by = name.start - 1 if by_colon else name.start
    start = by - 2
    title = lexicon.table("credit_words").get(" ".join(page.lowers[max(start, low) : by]), "")
    opens = start <= low or page.lowers[start - 1] in lexicon.labelled("role_words", "credit")
    in_bracket = start > low and page.words[start - 1] == "("
    if not (title and opens) or {"VBD", "VBZ", "VBP"} & set(page.tags[start if in_bracket else low : end]):
        return "", low
    return title, max(start, low)


def _credit_behind(page: Page, start: int) -> str:
    """The role in a credit that starts behind a name, empty if there is none."""
    if page.lower_at(start) not in _edges()[0]:
        return ""
    credits = lexicon.table("credit_words")
    two, four = (" ".join(page.lowers[start : start + words]) for words in (2, 4))
    return credits.get(two) or credits.get(four, "")


def _is_pictured(page: Page, end: int) -> bool:
    """Whether the words behind a name describe a picture of its bearer, who did not take it: 'Photo: Ann Poole, *the mayor*, on Monday'."""
    behind = page.lowers[end : min(end + 2, page.passage_tokens(end - 1).end)]
    apposed = behind[:1] == [","] and behind[1:] in (["the"], ["a"], ["an"])
    participle = page.tags[end : end + 1] in (["VBG"], ["VBZ"], ["VBN"])
    return apposed or participle or not _IN_CAPTION.isdisjoint(behind[:1])


def _is_byline(page: Page, name: Name) -> bool:
    """Whether a byline holds a name and no post, with one word before it at most: 'Ann Poole', 'News Ann Poole'."""
    if page.passages[page.passage_of[name.start]].kind != "byline":
        return False
    low, end = page.passage_tokens(name.start)
    alone = name.start - low < 2 and " " in name.text
    return alone and not any(map(lexicon.is_post, (*page.words[low : name.start], *page.words[name.tail : end])))


def _agency(page: Page, start: int) -> str | None:
    """The body behind a photographer's name and a slash: 'Joe Dunn/*Harbour Pictures*'."""
    if page.words[start : start + 1] != ["/"]:
        return None
    end = start + 1
    while end < page.passage_tokens(start).end and page.tags[end] in ("NNP", "NNPS") and end < start + 5:
        end += 1
    return page.text(TokenSpan(start + 1, end)) if end > start + 1 else None
