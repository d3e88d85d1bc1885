"""Page and names → the roles of those who have made the page: credits and bylines.

'Reporting by Ann Poole and Tom Reed', 'Photo: Joe Dunn/Harbour Pictures', a name alone below the headline.
"""

from collections.abc import Iterator, Sequence

from quoteattr import lexicon
from quoteattr.draft import Name, RoleStatement, TokenSpan
from quoteattr.model import Role
from quoteattr.roles.appositions import owner_before
from quoteattr.roles.lists import names_of_list
from quoteattr.roles.phrases import span_of
from quoteattr.text.page import PLACE_PREPOSITIONS, Page

_WHERE = [[word] for word in sorted(PLACE_PREPOSITIONS | {"outside", "inside", "with", "during", "on", "after"})]


def credit_roles(page: Page, people: Sequence[Name]) -> Iterator[RoleStatement]:
    """The roles of those who have made the page: 'Reporting by Ann Poole and Tom Reed', 'Photo: Joe Dunn/Harbour Pictures'."""
    for number, name in enumerate(people):
        title, start = _credit_before(page, name)
        several = names_of_list(page, people, number) if title or page.lowers[name.start - 1] != "by" else []
        if title == "photographer" and _is_pictured(page, several[-1].tail):
            continue
        if not title and several:
            start = several[-1].tail
            behind = (" ".join(page.lowers[start : start + words]) for words in (2, 4))
            told = (lexicon.table("credit_words").get(words, "") for words in behind)
            title = next(filter(None, told), "") if page.inside[name.start] < 0 else ""
        if not title and _is_byline(page, name):
            title, start, several = "reporter", name.start, names_of_list(page, people, number)
        of = owner_before(page, name, {}) if several else []
        for other in several if title else ():
            agency = _agency(page, other.tail) or (of[0][1].organisation if of else None)
            role = Role(title, agency, False, span_of(page, start, start + 2), "role-credit")
            yield RoleStatement(other.start, start, role)


def _credit_before(page: Page, name: Name) -> tuple[str, int]:
    """The role that the words before a name tell where they begin a credit, and where those begin: 'Additional *reporting by*'."""
    low, end = page.passage_tokens(name.start)
    by = name.start - (page.lowers[max(name.start - 2, low) : name.start] == ["by", ":"])
    start = by - 2
    title = lexicon.table("credit_words").get(" ".join(page.lowers[max(start, low) : by]), "")
    begins = start <= low or page.lowers[start - 1] in lexicon.labelled("role_words", "credit")
    apart = start if start > low and page.words[start - 1] == "(" else low
    if not (title and begins) or {"VBD", "VBZ", "VBP"} & set(page.tags[apart:end]):
        return "", low
    return title, max(start, low)


def _is_pictured(page: Page, end: int) -> bool:
    """Whether the words behind a name tell what a picture shows, and not who took it: 'Photo: Ann Poole, the mayor, on Monday'."""
    behind = page.lowers[end : min(end + 2, page.passage_tokens(end - 1).end)]
    apposed = behind[:1] == [","] and behind[1:] in (["the"], ["a"], ["an"])
    return apposed or page.tags[end : end + 1] in (["VBG"], ["VBZ"], ["VBN"]) or behind[:1] in _WHERE


def _is_byline(page: Page, name: Name) -> bool:
    """Whether a name is all that a byline tells, with no more than a word before it: 'Ann Poole', 'News Ann Poole'."""
    low, end = page.passage_tokens(name.start)
    alone = page.passages[page.passage_of[name.start]].kind == "byline" and name.start - low < 2 and " " in name.text
    return alone and not any(map(lexicon.is_post, (*page.words[low : name.start], *page.words[name.tail : end])))


def _agency(page: Page, start: int) -> str | None:
    """The body behind the name of who took a picture: 'Joe Dunn/*Harbour Pictures*'."""
    if page.words[start : start + 1] != ["/"]:
        return None
    end = start + 1
    while end < page.passage_tokens(start).end and page.tags[end] in ("NNP", "NNPS") and end < start + 5:
        end += 1
    return page.text(TokenSpan(start + 1, end)) if end > start + 1 else None
