"""Several names → the roles that they share: 'the ministers Ann Poole and Tom Reed', 'officials including Ann Poole'."""

from collections.abc import Iterator, Sequence

from quoteattr import lexicon
from quoteattr.draft import Name, RoleStatement
from quoteattr.roles.appositions import is_reported
from quoteattr.roles.bodies import holds_name
from quoteattr.roles.groups import MODIFIERS, end_of_apposition
from quoteattr.roles.phrases import parse, plural_title
from quoteattr.roles.titles import is_link, is_plural_title
from quoteattr.text.page import Page

_EXAMPLES = ("including", "include", "includes", "included", "like", "namely")
_ARE = ("are", "were")
_SIGNS = (",", ":", "–", "—")
_CLOSING = frozenset({",", ".", ";", ":", ")", "–", "—", "who"})
_JOINTS = frozenset({",", ";", "and", "or", "&"})
_LONGEST_POST = 7  # tokens
_BETWEEN = 10  # tokens between two names of a list: an age, a place, a party
_MOST = 50  # names of a list: a longer one is a register, of which no one role is told


def shared_roles(page: Page, people: Sequence[Name]) -> Iterator[RoleStatement]:
    """The roles of those who stand in a list behind a plural post."""
    for number, name in enumerate(people):
        yield from _both(page, people, number)
        own, posted = _own_post(page, name), names_of_list(page, people, number, posts=True)
        for before in (name.start, own) if own >= 0 else (name.start,):
            found = _plural_before(page, name, before, closed=_is_closed(page, posted))
            if found is None:
                continue
            (start, end), example = found
            # "Senators Ann Poole and Tom Reed, and *Governor* Joe Dunn"
            bare = not example and set(_SIGNS).isdisjoint(page.words[end:before])
            several = names_of_list(page, people, number) if bare else posted
            role = plural_title(page, start, end) or parse(page, start, end, "role-list", plural=True)
            if role and page.inside[start] < 0 and (example or len(several) > 1):
                yield from (RoleStatement(other.start, start, role) for other in several)


def _own_post(page: Page, name: Name) -> int:
    """Where the words for what one of several is begin, or -1: 'candidates, including *front-runner* Ann Poole and Tom Reed'."""
    low, start = page.passage_tokens(name.start).start, name.start
    while start > max(low, name.start - _LONGEST_POST) and page.tags[start - 1] in MODIFIERS | {"DT", "."}:
        if page.lowers[start - 1] in _EXAMPLES:
            break
        start -= 1
    words = page.words[start : name.start]
    known = any(lexicon.is_post(word) or lexicon.singular_post(word.lower()) for word in words)
    return start if known else -1


def _is_closed(page: Page, several: Sequence[Name]) -> bool:
    """Whether a list of several ends as an apposition does."""
    return len(several) > 1 and _CLOSING.issuperset(page.words[several[-1].tail : several[-1].tail + 1])


def _both(page: Page, people: Sequence[Name], last: int) -> Iterator[RoleStatement]:
    """The roles behind a list: 'Ann Poole and Tom Reed, *both directors of the trust*,'."""
    name, first = people[last], last
    if page.words[name.tail : name.tail + 1] != [","] or page.lowers[name.tail + 1 : name.tail + 2] not in (
        ["both"],
        ["all"],
    ):
        return
    while first and _joins(page, people[first - 1], people[first], posts=True):
        first -= 1
    start = name.tail + 2
    role = parse(page, start, end_of_apposition(page, start), "role-list", plural=True)
    if role and first < last and page.inside[start] < 0 and not is_reported(page, people[first]):
        yield from (RoleStatement(other.start, start, role) for other in people[first : last + 1])


def _plural_before(page: Page, name: Name, end: int, *, closed: bool) -> tuple[tuple[int, int], bool] | None:
    """The words of a plural post before a name that begins at ``end``, and whether it is but an example of those who hold it.

    The list that the name begins may be ``closed``, as what stands in apposition is: 'the directors, Ann Poole and Tom Reed,'.
    """
    low, words, begin = page.passage_tokens(name.start).start, page.lowers, end
    while end > low and (lexicon.bare(words[end - 1]) in lexicon.honorifics() or words[end - 1] in (":", "–", "—")):
        end -= 1
    at = end if end < begin else max(end - 1 - (words[end - 1] == "."), low)
    if is_plural_title(page.words[at]):
        return (at, at + 1), False
    if end > low and words[end - 1] in _ARE:
        return _those_who_are(page, name, low, end - 1)
    group = _apposed(page, name, low, end, closed=closed)
    counted = group >= 0
    end -= counted and page.words[end - 1] in _SIGNS  # "the trust's other two directors, Ann Poole and Tom Reed"
    two = words[max(low, end - 2) : end] in (["such", "as"], ["among", "them"])
    example = two or (end > low and words[end - 1] in _EXAMPLES)
    if example:
        end -= 1 + two
        end -= words[end - 1] == ","
    head = _head(page, low, end) if example else group if counted else end - 1
    if head < low or not lexicon.singular_post(words[head]):
        return None
    if page.lowers[head + 1 : head + 2] == ["in"] and not holds_name(page, head + 1, end):
        end = head + 1  # "the four players *in front of him*"
    return (_group_start(page, low, head), end), bool(example)


def _apposed(page: Page, name: Name, low: int, end: int, *, closed: bool) -> int:
    """The plural that those are who are named behind a comma or dash, or -1."""
    end += page.words[end] in (":", "–", "—")  # "both candidates in the race – Ann Poole and Tom Reed –"
    if end < low + 3 or page.words[end - 1] not in _SIGNS or is_reported(page, name):
        return -1
    head = _head(page, low, end - 1)
    return head if head >= 0 and _is_counted(page, low, head + 1, closed=closed) else -1


def _those_who_are(page: Page, name: Name, low: int, verb: int) -> tuple[tuple[int, int], bool] | None:
    """The words of those who are said to be some: '*The winners* were Ann Poole and Tom Reed'."""
    head = _head(page, low, verb) if _tells_who(page, name, verb) else -1
    return ((_group_start(page, low, head), verb), False) if head >= low else None


def _tells_who(page: Page, name: Name, verb: int) -> bool:
    """Whether a name is what some are said to be: 'The winners *were Ann Poole* and Tom Reed'."""
    told = page.tokens[verb].dep_ == "ROOT" and any(t.dep_ == "attr" for t in page.tokens[name.start : name.end])
    return told and "?" not in page.words[slice(*page.sentence(verb))] and not is_reported(page, name)


def _group_start(page: Page, low: int, head: int) -> int:
    """Where the words before a plural begin that are of one noun phrase with it."""
    outside, start = lexicon.labelled("role_words", "outside"), head
    while start > low and page.tags[start - 1] in MODIFIERS and page.lowers[start - 1] not in outside:
        start -= 1
    return start


def _is_counted(page: Page, low: int, end: int, *, closed: bool) -> bool:
    """Whether a plural is of those who are named behind it: 'the other two directors, ', 'its directors, Tom and Ann,' (``closed``)."""
    start = end - 1
    while start > low and (
        page.tags[start - 1] in MODIFIERS | {"DT", "PRP$", "POS"} or page.lowers[start - 1] in ("of", "both")
    ):
        start -= 1
    counted = any(page.tags[i] == "CD" or page.lowers[i] == "both" for i in range(start, end))
    definite = closed and (page.lowers[start] == "the" or not {"PRP$", "POS"}.isdisjoint(page.tags[start:end]))
    return page.tags[end - 1] == "NNS" and (counted or definite)


def _head(page: Page, low: int, end: int) -> int:
    """The plural that an example is one of: '*defectors* from the order including Ann Poole'."""
    for i in range(end - 1, max(low, end - 8) - 1, -1):
        if lexicon.singular_post(page.lowers[i]) and page.tags[i] in ("NNS", "NNPS"):
            return i
        if not (page.tags[i] in MODIFIERS | {"DT", "PRP", "PRP$"} or is_link(page.lowers[i])):
            break
    return -1


def names_of_list(page: Page, people: Sequence[Name], number: int, *, posts: bool = False) -> list[Name]:
    """The names of a list that begins with one; with ``posts`` what somebody is may stand before the name: 'Ann Poole and mayor Tom Reed'."""
    found = [people[number]]
    for name in people[number + 1 : number + _MOST]:
        before = found[-1]
        between = page.lowers[before.tail : name.start]
        if (
            len(between) > _BETWEEN
            or page.passage_of[name.start] != page.passage_of[before.start]
            or not _joins(page, before, name, posts=posts)
        ):
            break
        found.append(name)
    return found


def _joins(page: Page, before: Name, name: Name, *, posts: bool) -> bool:
    """Whether nothing but commas, *and*, ages, places and parties stands between two names, and with ``posts`` a post before the second."""
    words = range(before.tail, name.start)
    joined = [i for i in words if page.lowers[i] in _JOINTS]
    own = _own_post(page, name) if joined and joined[-1] + 1 < name.start else -1
    if own > before.tail:
        if not posts:
            return False  # "Senators Ann Poole and Tom Reed, and *Governor* Joe Dunn"
        words = range(before.tail, own)
    return bool(joined) and all(
        page.lowers[i] in _JOINTS
        or page.lowers[i] in ("of", "from", "in", "(", ")", "-", "both")
        or page.tags[i] in ("NNP", "NNPS", "CD", "DT")
        for i in words
    )
