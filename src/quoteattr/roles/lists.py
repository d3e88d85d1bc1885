"""Several names → the roles that they share: 'the ministers Ann Poole and Tom Reed', 'officials including Ann Poole'."""

from collections.abc import Iterator, Sequence

from quoteattr import lexicon
from quoteattr.draft import Name, RoleStatement, TokenSpan
from quoteattr.roles.appositions import is_reported
from quoteattr.roles.bodies import holds_name
from quoteattr.roles.groups import MODIFIERS, end_of_apposition
from quoteattr.roles.phrases import parse, plural_title
from quoteattr.roles.titles import is_link, is_plural_title
from quoteattr.text.page import POSSESSIVES, Page

_BEFORE_EXAMPLES = frozenset({"including", "include", "includes", "included", "like", "namely"})
_SIGNS = (",", ":", "–", "—")
_BEHIND_APPOSITION = frozenset({",", ".", ";", ":", ")", "–", "—", "who"})
_JOINTS = frozenset({",", ";", "and", "or", "&"})
_BETWEEN_NAMES = _JOINTS | {"of", "from", "in", "(", ")", "-", "both"}
_OF_PLURAL = MODIFIERS | {"DT", "PRP$", "POS"}  # tags of the words before a plural noun
_OF_POST = MODIFIERS | {"DT", "."}  # tags of the words of a post before a name
_OF_NAME = frozenset({"NNP", "NNPS", "CD", "DT"})  # tags of the words between two names of a list
_MOST_OF_POST = 7  # tokens before one name of a list
_MOST_BETWEEN = 10  # tokens between two names of a list: an age, a place, a party
_MOST_NAMES = 50  # a longer list is a register, whose people share no role


def shared_roles(page: Page, people: Sequence[Name]) -> Iterator[RoleStatement]:
    """The roles of those who stand in a list with a plural post before or behind it."""
    for number, name in enumerate(people):
        if _is_owner(page, people, number):
            continue
        yield from _role_behind_list(page, people, number)
        own_post, posted = _own_post(page, name), names_of_list(page, people, number, posts=True)
        for before in (name.start, own_post) if own_post >= 0 else (name.start,):
            found = _plural_before(page, posted, before)
            if found is None:
                continue
            (start, end), example = found
            # "Senators Ann Poole and Tom Reed, and *Governor* Joe Dunn"
            are = page.lowers[before - 1 : before] in (["are"], ["were"])
            adjacent = not example and not are and set(_SIGNS).isdisjoint(page.words[end:before])
            several = names_of_list(page, people, number) if adjacent else posted
            if page.inside[start] >= 0 or not (example or len(several) > 1):
                continue
            role = plural_title(page, start, end) or parse(page, start, end, "role-list", plural=True)
            yield from (RoleStatement(other.start, start, role) for other in several if role)


def _own_post(page: Page, name: Name) -> int:
    """Where the post starts that only one of a list has, or -1: 'candidates, including *front-runner* Ann Poole and Tom Reed'."""
    low, start = page.passage_tokens(name.start).start, name.start
    low = max(low, start - _MOST_OF_POST)
    while start > low and page.tags[start - 1] in _OF_POST and page.lowers[start - 1] not in _BEFORE_EXAMPLES:
        start -= 1
    words = page.words[start : name.start]
    known = any(lexicon.is_post(word) or lexicon.singular_post(word.lower()) for word in words)
    return start if known else -1


def _is_owner(page: Page, people: Sequence[Name], number: int) -> bool:
    """Whether not somebody but one who is theirs is of a list: 'the winners are Tom Reed and *Ann Poole*’s son Joe'."""
    end = people[number].tail
    owns = page.word_at(end) in POSSESSIVES
    return owns and any(0 <= _own_post(page, name) <= end for name in people[number + 1 : number + 2])


def _is_closed(page: Page, several: Sequence[Name]) -> bool:
    """Whether a list of several ends as an apposition does."""
    return len(several) > 1 and _BEHIND_APPOSITION.issuperset(page.words[several[-1].tail : several[-1].tail + 1])


def _role_behind_list(page: Page, people: Sequence[Name], last: int) -> Iterator[RoleStatement]:
    """The role behind a list that ends with a name: 'Ann Poole and Tom Reed, *both directors of the trust*,'."""
    name, first = people[last], last
    if page.lower_at(name.tail + 1) not in ("both", "all") or page.words[name.tail] != ",":
        return
    while first and _joins(page, people[first - 1], people[first], posts=True):
        first -= 1
    start = name.tail + 2
    role = parse(page, start, end_of_apposition(page, start), "role-list", plural=True)
    if role and first < last and page.inside[start] < 0 and not is_reported(page, people[first]):
        yield from (RoleStatement(other.start, start, role) for other in people[first : last + 1])


def _plural_before(page: Page, several: Sequence[Name], end: int) -> tuple[TokenSpan, bool] | None:
    """The words of a plural post before a list of names, of which the first starts at ``end``, and whether they are but examples of its holders."""
    name, words, begin, honorifics = several[0], page.lowers, end, lexicon.honorifics()
    low = page.passage_tokens(name.start).start
    while end > low and (lexicon.bare(words[end - 1]) in honorifics or words[end - 1] in (":", "–", "—")):
        end -= 1
    before = _before_examples(page, low, end)
    if before < 0 and len(several) < 2:
        return None  # one name alone is at most an example
    title = end if end < begin else max(end - 2 if words[end - 1] == "." else end - 1, low)
    if is_plural_title(page.words[title]):
        return TokenSpan(title, title + 1), False
    if end > low and words[end - 1] in ("are", "were"):
        return _plural_subject(page, name, low, end - 1)
    apposed = _plural_in_apposition(page, several, low, end)
    if apposed >= 0 and page.words[end - 1] in _SIGNS:
        end -= 1  # "the trust's other two directors*,* Ann Poole and Tom Reed"
    head = apposed if apposed >= 0 else end - 1
    if example := before >= 0:
        end, head = before, _plural_head(page, low, before)
    if head < low or not lexicon.singular_post(words[head]):
        return None
    if page.lowers[head + 1 : head + 2] == ["in"] and not holds_name(page, head + 1, end):
        end = head + 1  # "the four players *in front of him*"
    return TokenSpan(_start_of_plural(page, low, head), end), example


def _before_examples(page: Page, low: int, end: int) -> int:
    """Where a phrase ends before *including* or *such as*, or -1: '*officials*, including Ann Poole'."""
    words = page.lowers
    if end > low and words[end - 1] in _BEFORE_EXAMPLES:
        end -= 1
    elif words[max(low, end - 2) : end] in (["such", "as"], ["among", "them"]):
        end -= 2
    else:
        return -1
    return end - 1 if words[end - 1] == "," else end


def _plural_in_apposition(page: Page, several: Sequence[Name], low: int, end: int) -> int:
    """The plural noun whose people a comma or dash and their names follow, or -1: 'both *candidates* in the race – Ann Poole and Tom Reed –'."""
    if page.words[end] in (":", "–", "—"):
        end += 1
    if end < low + 3 or page.words[end - 1] not in _SIGNS or is_reported(page, several[0]):
        return -1
    head = _plural_head(page, low, end - 1)
    return head if head >= 0 and _is_all_of_list(page, low, head + 1, closed=_is_closed(page, several)) else -1


def _plural_subject(page: Page, name: Name, low: int, verb: int) -> tuple[TokenSpan, bool] | None:
    """The plural subject of which a sentence says who it is: '*The winners* were Ann Poole and Tom Reed'; no example, as above."""
    equated = page.tokens[verb].dep_ == "ROOT" and any(t.dep_ == "attr" for t in page.tokens[name.start : name.end])
    if not equated or "?" in page.words[slice(*page.sentence(verb))] or is_reported(page, name):
        return None
    head = _plural_head(page, low, verb)
    return (TokenSpan(_start_of_plural(page, low, head), verb), False) if head >= low else None


def _start_of_plural(page: Page, low: int, head: int) -> int:
    """Where the modifiers of a plural noun start."""
    outside, start = lexicon.labelled("role_words", "outside"), head
    while start > low and page.tags[start - 1] in MODIFIERS and page.lowers[start - 1] not in outside:
        start -= 1
    return start


def _is_all_of_list(page: Page, low: int, end: int, *, closed: bool) -> bool:
    """Whether a plural means just those who are named behind it: 'the other two directors, ', or in a ``closed`` list 'its directors, '."""
    start = end - 1
    while start > low and (page.tags[start - 1] in _OF_PLURAL or page.lowers[start - 1] in ("of", "both")):
        start -= 1
    counted = any(page.tags[i] == "CD" or page.lowers[i] == "both" for i in range(start, end))
    definite = closed and (page.lowers[start] == "the" or not {"PRP$", "POS"}.isdisjoint(page.tags[start:end]))
    return page.tags[end - 1] == "NNS" and (counted or definite)


def _plural_head(page: Page, low: int, end: int) -> int:
    """The plural noun that ends before a token, or has a prepositional phrase there, or -1: '*defectors* from the order' including Ann Poole."""
    for i in range(end - 1, max(low, end - 8) - 1, -1):
        if lexicon.singular_post(page.lowers[i]) and page.tags[i] in ("NNS", "NNPS"):
            return i
        if not (page.tags[i] in MODIFIERS | {"DT", "PRP", "PRP$"} or is_link(page.lowers[i])):
            break
    return -1


def names_of_list(page: Page, people: Sequence[Name], number: int, *, posts: bool = False) -> list[Name]:
    """The names of the list that starts with one of ``people``; with ``posts`` those behind may have posts: 'Ann Poole and *mayor* Tom Reed'."""
    found = [people[number]]
    for behind in range(number + 1, min(number + _MOST_NAMES, len(people))):
        before, name = found[-1], people[behind]
        near = name.start - before.tail <= _MOST_BETWEEN and _may_join(page, before.tail)
        if not near or page.passage_of[name.start] != page.passage_of[before.start]:
            break
        if _is_owner(page, people, behind):
            continue
        if not _joins(page, before, name, posts=posts):
            break
        found.append(name)
    return found


def _may_join(page: Page, i: int) -> bool:
    """Whether a word may stand between two names of a list, where no post does."""
    return page.lower_at(i) in _BETWEEN_NAMES or page.tag_at(i) in _OF_NAME


def _joins(page: Page, before: Name, name: Name, *, posts: bool) -> bool:
    """Whether nothing but commas, *and*, ages, places and parties stands between two names, and with ``posts`` a post before the second."""
    between = range(before.tail, name.start)
    joints = [i for i in between if page.lowers[i] in _JOINTS]
    if not joints:
        return False
    own_post = _own_post(page, name) if joints[-1] + 1 < name.start else -1
    if own_post > before.tail:
        if not posts:
            return False  # "Senators Ann Poole and Tom Reed, and *Governor* Joe Dunn"
        between = range(before.tail, own_post)
    return all(_may_join(page, i) for i in between)


def is_name_in_list(page: Page, start: int, comma: int, name: Name) -> bool:
    """Whether a description before a comma and a name is another name of their list: '*Rosa Judge*, Ann Poole and Tom Reed'."""
    if (
        comma < start + 2
        or not page.words[comma - 1].istitle()
        or page.lowers[comma - 2] not in lexicon.words("forenames")
    ):
        return False
    following, before = page.words[name.tail : name.tail + 2], page.words[max(start - 2, 0) : start]
    goes_on = len(following) == 2 and following[0] in ("and", "&", ",") and following[1].istitle()
    went_before = len(before) == 2 and before[1] == "," and before[0].istitle()
    return page.words[comma - 2].istitle() and (goes_on or went_before)
