"""A role phrase taken apart: title, organisation, former.

"the former deputy director of the Harbour Trust" → deputy director, Harbour Trust, former; "Danish Prime Minister" →
prime minister, Denmark; "head of policy at Acme" → head of policy, Acme.
"""

import re
from collections.abc import Callable
from itertools import product

import attrs
from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import TokenSpan
from quoteattr.model import Role, Span
from quoteattr.roles.bodies import begins_name, behind_age, body_before, is_outside_title, is_proper
from quoteattr.roles.compounds import compound_start, is_post_at
from quoteattr.roles.linked import RELATIVE_TAGS, with_link
from quoteattr.roles.titles import full_title, is_link, is_plural_title
from quoteattr.text.page import NOUN_TAGS, POSSESSIVES, Page

# a post that has ended: "ambassador from 2007 to 2013", "mayor until May 2019"
_OVER = re.compile(r"\b(?:from|between) \d{4} (?:to|and|until) \d{4}\b|\buntil (?:\w+ )?\d{4}\b")

PlacedRoles = list[tuple[int, Role]]
"""Roles, each with the token where it stands."""


def span_of(page: Page, start: int, end: int) -> Span:
    """The span of tokens ``start`` up to ``end``."""
    return Span.of(page.string, *page.chars(TokenSpan(start, end)))


def begins_with_post(page: Page, start: int, end: int) -> bool:
    """Whether a post stands before any link: 'the head of the trust', but not 'a gala with the head'."""
    link = next((i for i in range(start, end) if is_link(page.lowers[i])), end)
    return any(is_post_at(page, i) for i in range(start, link))


def is_job(role: Role) -> bool:
    """Whether a role is a post or an occupation, by the last word of its title that is known: not 'father of two', 'voter'."""
    return sort_of(role) in ("post", "occupation", "spokes")


def sort_of(role: Role) -> str:
    """What sort of noun a title has: that of its last word that is known, as *head* in 'head of policy'."""
    sorts = lexicon.table("role_nouns", 2)
    known = (sorts[word] for word in reversed((role.title or "").split(" of ")[0].split()) if word in sorts)
    return next(known, "standing")


def merge_sides(before: PlacedRoles, behind: PlacedRoles) -> tuple[PlacedRoles, PlacedRoles]:
    """A post before a name with the state behind it: 'Sen. Ann Poole (D-Ohio)', 'Senator Ann Poole, Democrat of Ohio'.

    What else is behind tells less why somebody is quoted, if it is no post of today: 'Senator Ann Poole, a mother of four, said',
    'Harbour director Ann Poole, of Eastwick'.
    """
    if not before or not behind:
        return before, _titled_first(behind)
    (at, post), (_, first), parties = before[0], behind[0], lexicon.words("party_words")
    if post.organisation is None and (first.title is None or first.title in parties):
        before, behind = (
            [(at, attrs.evolve(post, organisation=first.organisation)), *before[1:]],
            behind[not first.title :],
        )
    if behind:
        role = behind[0][1]
        past = role.former and role.organisation is None  # "Sheriff Ann Poole, a former nurse"
        less = is_job(post) and not post.former and (past or not is_job(role))
        if less or role.rule == "role-party" or role.title in parties:
            behind = [(at, role) for _, role in behind]  # they are no nearer than the post before the name
    return before, _titled_first(behind)


def _titled_first(behind: PlacedRoles) -> PlacedRoles:
    """What stands behind a name, a post before the party or place that it follows: 'Ann Poole, of Eastwick, the *mayor*'."""
    held = any(is_job(role) and role.rule == "role-apposition" for _, role in behind[1:])
    return sorted(behind, key=lambda found: found[1].title is None) if held else behind


def says_something(role: Role) -> bool:
    """Whether a role tells more than that somebody is a man or a woman ('a happy child'), and anything at all ('Poole (, Lab)')."""
    being, words = lexicon.labelled("role_words", "being"), (role.title or role.organisation or "").split()
    if not words or (role.organisation is not None and role.title not in being):
        return bool(words)
    # "the sole male *in* his troupe"
    link = next((i for i, word in enumerate(words) if i and is_link(word)), len(words))
    return words[link - 1] not in being or any(map(lexicon.is_post, words[: link - 1]))


def is_beside_the_point(role: Role) -> bool:
    """Whether a role says less than any other why somebody is quoted: letters behind the name, or what they once led or run or were.

    'Ann Poole KC, the chair of the inquiry', 'Inspector Tom Reed, who led the team', 'Inspector Reed was the third witness'.
    """
    led = role.rule == "role-relative" and role.title in lexicon.table("leading_verbs").values()
    passing = role.rule == "role-copula" and sort_of(role) == "standing" and role.organisation is None
    return role.rule == "role-title" or (led and (role.organisation or "").islower()) or passing


def parse(page: Page, start: int, end: int, rule: str, *, plural: bool = False) -> Role | None:
    """Title, organisation and former of a role phrase; None when its head is no person's role.

    A ``plural`` phrase is of several people: 'Labour ministers'; of an unnamed source its title stays as it is written.
    """
    is_post = _is_plural_post if plural else lexicon.is_post
    if not _holds_post(page, start, end, is_post):
        return None
    end = page.name_ends.get(end, end)  # "a spokesman for the Ministry of Roads" and Rivers
    start = _behind_front(page, start, end)
    while plural and start < end - 1 and page.tokens[start].like_num:
        start += 1  # "Two ministers"
    while end > start + 1 and page.words[end - 1] == ".":
        end -= 1  # "Maj. Ann Poole", where the full stop is a word of its own
    found = _head_and_link(page, start, end, rule, is_post)
    if found is None:
        return None
    head, tail, link = found
    one_time = page.lowers[start : start + 3] == ["one", "-", "time"]
    over = one_time or bool(_OVER.search(page.text(TokenSpan(start, end))))
    start += 3 if one_time else 0
    body, first = body_before(page, start, head)
    former = over or _is_of_the_past(page, TokenSpan(start, head + 1), body)
    if page.lowers[first] == "and" and first < head:  # what stands before *and* is somebody else's
        body, first = TokenSpan(first, first), first + 1
    title, organisation = _title(page, first, tail), _tidy(page, *body)
    if plural and rule != "role-source":
        before, _, last = title.rpartition(" ")
        title = full_title(f"{before} {lexicon.singular_post(last)}".strip())
    if link < end and is_link(page.lowers[link]):
        title, organisation = with_link(page, title, organisation, link, end, page.text(body))
    return Role(title, organisation, former, span_of(page, start, end), rule)


def _is_of_the_past(page: Page, post: TokenSpan, body: TokenSpan) -> bool:
    """Whether a word before a post tells that it has ended: '*former* mayor', '*ex-mayor*'; but not of the *Retired* Bakers."""
    words = (page.lowers[i] for i in range(*post) if not body.start <= i < body.end)
    ended = lexicon.labelled("role_words", "former")
    return any(word in ended or word.startswith("ex-") for word in words)


def _holds_post(page: Page, start: int, end: int, is_post: Callable[[str], bool]) -> bool:
    """Whether a post stands in some words."""
    return any(is_post(page.words[i]) or compound_start(page, i) >= start for i in range(start, end))


def _behind_front(page: Page, start: int, end: int) -> int:
    """Where a role phrase begins behind determiners, punctuation and an age: 'the 42-year-old jockey'."""
    words = (t for t in page.tokens[start:end] if not _is_front(t))
    begin = behind_age(page, next((token.i for token in words), max(start, end)), end - 1)
    begin += _is_judged(page, start, begin) + 3 * _is_joined_participle(page, begin, end)
    return begin + 2 if _are_adjectives(page, begin, end) else begin


def _is_judged(page: Page, start: int, i: int) -> bool:
    """Whether a participle behind an adverb is no part of a title: 'the widely *respected* baker'."""
    return i > start and page.tags[i] == "VBN" and page.tags[i - 1] == "RB" and page.lowers[i - 1].endswith("ly")


def _is_joined_participle(page: Page, i: int, end: int) -> bool:
    """Whether such a word is joined by a hyphen: 'the *soft-spoken* baker', but 'a *decision-making* expert'."""
    if (
        i + 3 >= end
        or page.words[i + 1] != "-"
        or not page.words[i].islower()
        or page.tokens[i].whitespace_
        or is_outside_title(page.tokens[i])
    ):
        return False
    past = page.tags[i + 2] in ("VBN", "JJ") and page.lowers[i + 2].endswith(("ed", "en", "wn", "ght"))
    return past or (page.tags[i + 2] == "VBG" and page.tags[i] in ("JJ", "JJS", "RB", "VB"))


def _are_adjectives(page: Page, start: int, end: int) -> bool:
    """Whether two adjectives stand side by side before a post: 'the *tall, bearded* baker'."""
    adjectives = [tag for tag in page.tags[start : min(start + 3, end - 1) : 2] if tag in ("JJ", "VBN", "VBG")]
    return len(adjectives) == 2 and page.words[start + 1] == "," and page.words[start].islower()


def _is_plural_post(word: str) -> bool:
    return bool(lexicon.singular_post(word))


def _is_front(token: Token) -> bool:
    """Whether a word before a role phrase is no part of it: *the*, *his*, *last week*, *specifically*, but not *formerly*."""
    one = token.lower_ == "one" and bool(token.whitespace_)  # "One resident"
    kept = token.lower_ == "early" or token.lower_ in lexicon.labelled("role_words", "former") or not token.whitespace_
    adverb = (
        token.tag_ == "RB"
        and (token.lower_.endswith("ly") or token.is_sent_start or _is_before_article(token))
        and not kept
    )
    dated = token.ent_type_ in ("DATE", "TIME") and not token.like_num and (token.is_lower or token.is_sent_start)
    return bool(token.tag_ in ("DT", "PRP$", "WP$", "CC") or token.is_punct or token.is_space or one or adverb or dated)


def _is_before_article(adverb: Token) -> bool:
    """Whether an adverb is of no title, as the article behind it shows: '*often* a swing voter'."""
    return adverb.i + 1 < len(adverb.doc) and adverb.nbor().tag_ == "DT"


def _head_and_link(
    page: Page, start: int, end: int, rule: str, is_post: Callable[[str], bool]
) -> tuple[int, int, int] | None:
    """First and last word that name the post, and the comma, relative pronoun or link behind it (or ``end``): *director*, *of*."""
    tokens = page.tokens
    low = _behind_owner(page, start, end)
    head, link = post_and_link(page, low, end, is_post)
    if head is None:
        within = link < end and tokens[link - 1].text[0].isupper() and rule != "role-apposition"
        last = tokens[end - 1].text if within else ""
        # "a Department for Work spokeswoman", but not "a gala next to the mayor"
        return (end - 1, end - 1, end) if is_post(last) and last.islower() else None
    tail = _tail(page, head, end)
    if tail >= link:  # "secretary of state for health"
        link = _link(page, tail + 1, end)
    between, link = tokens[tail + 1 : link], _behind_participle(page, link, end)
    if rule == "role-before":
        joined = bool(between) and between[0].lower_ == "and"  # "former House speaker and Ohioan"
        fits = link < end or not between or joined
    else:
        fits = len(between) < 2 and not any(token.tag_ in NOUN_TAGS for token in between)
    return (head, tail, link) if fits else None


def post_and_link(page: Page, start: int, end: int, is_post: Callable[[str], bool]) -> tuple[int | None, int]:
    """The last post before the first link, and the link."""
    link = _link(page, start, end)
    posts = (i for i in range(link - 1, start - 1, -1) if is_post(page.words[i]) or compound_start(page, i) >= start)
    return next(posts, None), link


def _link(page: Page, start: int, end: int) -> int:
    behind = (
        i
        for i in range(start, end)
        if is_link(page.lowers[i])
        or page.words[i] == ","
        or page.tags[i] in RELATIVE_TAGS
        or _is_participle(page, i, start)
    )
    hyphened = (i for i in behind if page.words[i - 1] != "-" or page.tokens[i - 1].whitespace_)  # not "stay-*at*-home"
    return next((i for i in hyphened if i not in page.name_ends), end)


def _is_participle(page: Page, i: int, start: int) -> bool:
    """Whether a word begins what is told of the post before it: 'a man *convicted* of', 'an analyst *covering* banks', not '*acting* mayor'."""
    if i <= start or page.tags[i] not in ("VBG", "VBN"):
        return False
    return page.deps[i] == "acl" or (page.heads[i - 1] == i and lexicon.is_post(page.words[i - 1]))


def _behind_participle(page: Page, link: int, end: int) -> int:
    """The link to the body behind a participle: 'an analyst covering banks *at* Acme'; of 'a man convicted of theft' there is none."""
    if link == end or not _is_participle(page, link, 0) or is_link(page.lowers[link]):
        return link
    serves = page.lowers[link] in lexicon.labelled("role_words", "serves")
    return next((i for i in range(link, end) if serves and page.lowers[i] in ("at", "for")), end)


def _behind_owner(page: Page, start: int, end: int) -> int:
    """Where a post begins behind the body that it belongs to: 'the Office for Rural Affairs’s *director general*'."""
    marks = [i for i in range(start + 1, end - 1) if page.words[i] in POSSESSIVES and page.tags[i] == "POS"]
    owned = bool(marks) and _link(page, start, marks[0]) < marks[0] and "," not in page.words[start : marks[0]]
    return marks[0] + 1 if owned and not any(map(lexicon.is_post, page.words[start : marks[0]])) else start


def _tail(page: Page, head: int, end: int) -> int:
    """The last word of a post of several words: 'secretary of *state*', 'president-*elect*'."""
    for number, low in product((5, 4, 3), (head, max(head - 1, 0))):  # "*inspector* general of police"
        words = page.lowers[low : min(low + number, end)]
        if " ".join(words) in lexicon.words("posts_with_of"):
            return low + len(words) - 1
    tail = head + (page.lowers[head + 1 : min(head + 2, end)] in (["emeritus"], ["emerita"]))
    while tail + 2 < end and is_hyphenated_particle(page, tail + 2):
        tail += 2
    return tail + 2 * (tail > head and tail + 2 < end and page.words[tail + 1] == "-")


def is_hyphenated_particle(page: Page, i: int) -> bool:
    """Whether a small word stands between the hyphens of a post: 'son-*in*-law', 'mother-*of*-two', 'mayor-*to*-be'."""
    joined = i > 1 and page.words[i - 1] == "-" and not page.tokens[i - 1].whitespace_
    return joined and page.lowers[i] in ("in", "of", "to", "be") and not page.tokens[i - 2].whitespace_


def _title(page: Page, start: int, head: int) -> str:
    """The words of a title that are its own, in small letters and written out."""
    post = max(compound_start(page, head), start) if compound_start(page, head) >= 0 else head  # "*second* row"
    own = [t for t in page.tokens[start : head + 1] if t.i >= post or not _is_beside_title(t)]  # "senior fellow"
    words = [token.text.removeprefix("ex-").removeprefix("Ex-") for token in own]
    # before a post in small letters a capital is of a name: "Eastwick Town player", but not "Town *Council member*"
    named = page.words[head][0].islower()
    titled = " ".join(page.lowers[head - 1 : head + 1]) in lexicon.words("titles")
    cased = " ".join(
        word
        if (word.removesuffix("s").isupper() and len(word) < 5)
        or (named and is_proper(page, token) and not (lexicon.is_post(word) or (titled and token.i == head - 1)))
        else word.lower()
        for token, word in zip(own, words, strict=True)
    )
    whole = re.sub(r"\s+-\s+", "-", cased.lstrip("- "))
    return full_title(whole.replace("-of-", " of "))  # "mother-of-two"


def _is_beside_title(token: Token) -> bool:
    """Whether a word within a title is none of its own: a number, *the*, *former*, the full stop of an abbreviation."""
    joined = token.text == "-" and not token.whitespace_  # "co-author", "president-elect"
    if token.like_num:
        following = "" if token.whitespace_ == "" else f"{token.lower_} {token.nbor().lower_}"
        compound = token.i and token.nbor(-1).text == "-"  # "mother-of-two"
        # but "second-generation", "first lady"
        return bool(token.whitespace_) and not compound and following not in lexicon.words("titles")
    beside = token.tag_ in ("DT", "PRP$") or (token.is_punct and token.text[0] not in "-/&'’")
    return (is_outside_title(token) and not joined) or beside


def plural_title(page: Page, start: int, end: int) -> Role | None:
    """The role of a title cut short, in the plural: '*Sens.* Ann Poole and Tom Reed'."""
    if end > start + 1 or not is_plural_title(page.words[start]):
        return None
    title = lexicon.table("titles")[lexicon.bare(page.words[start])]
    return Role(title, None, False, span_of(page, start, end), "role-list")


def _tidy(page: Page, start: int, end: int) -> str | None:
    """An organisation in the article's words; a demonym alone stands for its place."""
    while start < end and is_outside_title(page.tokens[start]):
        if begins_name(page.tokens[start], end):
            break
        start += 1
    if start >= end:
        return None
    if page.lowers[start] in lexicon.words("party_words") and set(page.ent_types[start + 1 : end]) == {"GPE"}:
        start += 1  # "*Republican* Ohio Gov. Ann Poole"
    if page.lowers[start] in lexicon.labelled("role_words", "grade") and page.tokens[end - 1].like_num:
        return None  # "a *Year 9* pupil"
    text = page.text(TokenSpan(start, end))
    return lexicon.table("demonyms").get(text.casefold().rstrip("."), text)
