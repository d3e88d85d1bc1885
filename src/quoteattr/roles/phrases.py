"""A role phrase taken apart: title, organisation, former.

"the former deputy director of the Harbour Trust" → deputy director, Harbour Trust, former; "Danish Prime Minister" →
prime minister, Denmark; "head of policy at Acme" → head of policy, Acme.
"""

import re
from collections.abc import Callable

import attrs
from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import TokenSpan
from quoteattr.model import Role, Span
from quoteattr.roles.bodies import begins_name, behind_age, body_before, is_aside, is_proper
from quoteattr.roles.compounds import compound_start, is_post_at
from quoteattr.roles.titles import full_title, is_link, is_plural_title
from quoteattr.text.page import NOUN_TAGS, POSSESSIVES, Page

# a post that has ended: "ambassador from 2007 to 2013", "mayor until May 2019"
_OVER = re.compile(r"\b(?:from|between) \d{4} (?:to|and|until) \d{4}\b|\buntil (?:\w+ )?\d{4}\b")
_RELATIVE = frozenset({"WP", "WDT", "WP$"})

Found = list[tuple[int, Role]]
"""Roles, each with the token where it stands."""


def span_of(page: Page, start: int, end: int) -> Span:
    """The span of tokens ``start`` up to ``end``."""
    return Span.of(page.string, *page.chars(TokenSpan(start, end)))


def begins_with_post(page: Page, start: int, end: int) -> bool:
    """Whether a post stands before any link: 'the head of the trust', but not 'a gala with the head'."""
    link = next((i for i in range(start, end) if is_link(page.lowers[i])), end)
    return any(is_post_at(page, i) for i in range(start, link))


def is_held(role: Role) -> bool:
    """Whether a role is a post or an occupation, by the last word of its title that is known: not 'father of two', 'voter'."""
    return sort_of(role) in ("post", "occupation", "spokes")


def sort_of(role: Role) -> str:
    """What sort of noun a title has: that of its last word that is known, as *head* in 'head of policy'."""
    sorts = lexicon.table("role_nouns", 2)
    known = (sorts[word] for word in reversed((role.title or "").split(" of ")[0].split()) if word in sorts)
    return next(known, "standing")


def with_party(before: Found, behind: Found, *, direct: bool = False) -> tuple[Found, Found]:
    """A post before a name with the state behind it: 'Sen. Ann Poole (D-Ohio)', 'Senator Ann Poole, Democrat of Ohio'.

    What else is behind tells less why somebody is quoted, if it is no post of today: 'Senator Ann Poole, a mother of four, said';
    a body there tells as much, unless it is a place ``direct`` behind the name: 'Mayor Ann Poole of Eastwick'.
    """
    if not before or not behind:
        return before, behind
    (at, post), (_, first), parties = before[0], behind[0], lexicon.words("party_words")
    if post.organisation is None and (first.title is None or first.title in parties):
        before, behind = (
            [(at, attrs.evolve(post, organisation=first.organisation)), *before[1:]],
            behind[not first.title :],
        )
    if behind:
        role = behind[0][1]
        past = role.former and role.organisation is None  # "Sheriff Ann Poole, a former nurse"
        less = is_held(post) and not post.former and (past or not is_held(role)) and (direct or role.title is not None)
        if less or role.rule == "role-party" or role.title in parties:
            behind = [(at, role), *behind[1:]]  # it is no nearer than the post before the name
    return before, behind


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


def behind_determiners(page: Page, start: int, end: int) -> int:
    """Where some words begin without *the*, *a* or *his*."""
    while start < end and page.tags[start] in ("DT", "PRP$"):
        start += 1
    return start


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
    ended = lexicon.labelled("role_words", "former")  # "former mayor", "ex-mayor", "mayor until May 2019"
    said = any(word in ended or word.startswith("ex-") for word in page.lowers[start : head + 1])
    former = one_time or said or bool(_OVER.search(page.text(TokenSpan(start, end))))
    start += 3 if one_time else 0
    body, first = body_before(page, start, head)
    if page.lowers[first] == "and" and first < head:  # what stands before *and* is somebody else's
        body, first = TokenSpan(first, first), first + 1
    title, organisation = _title(page, first, tail), _tidy(page, *body)
    if plural and rule != "role-source":
        before, _, last = title.rpartition(" ")
        title = full_title(f"{before} {lexicon.singular_post(last)}".strip())
    if link < end and is_link(page.lowers[link]):
        title, organisation = _with_link(page, title, organisation, link, end, page.text(body))
    return Role(title, organisation, former, span_of(page, start, end), rule)


def _holds_post(page: Page, start: int, end: int, is_post: Callable[[str], bool]) -> bool:
    """Whether a post stands in some words."""
    return any(is_post(page.words[i]) or compound_start(page, i) >= start for i in range(start, end))


def _behind_front(page: Page, start: int, end: int) -> int:
    """Where a role phrase begins behind determiners, punctuation and an age: 'the 42-year-old jockey'."""
    words = (t for t in page.tokens[start:end] if not _is_front(t))
    return behind_age(page, next((token.i for token in words), max(start, end)), end - 1)


def _is_plural_post(word: str) -> bool:
    return bool(lexicon.singular_post(word))


def _is_front(token: Token) -> bool:
    """Whether a word before a role phrase is no part of it: *the*, *his*, *last week*, *specifically*, but not *formerly*."""
    one = token.lower_ == "one" and bool(token.whitespace_)  # "One resident"
    kept = token.lower_ == "early" or token.lower_ in lexicon.labelled("role_words", "former") or not token.whitespace_
    adverb = token.tag_ == "RB" and (token.lower_.endswith("ly") or token.is_sent_start) and not kept
    dated = token.ent_type_ in ("DATE", "TIME") and not token.like_num and (token.is_lower or token.is_sent_start)
    return bool(token.tag_ in ("DT", "PRP$", "WP$", "CC") or token.is_punct or token.is_space or one or adverb or dated)


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
        or page.tags[i] in _RELATIVE
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
    for number in (5, 4, 3):
        words = page.lowers[head : min(head + number, end)]
        if " ".join(words) in lexicon.words("posts_with_of"):
            return head + len(words) - 1
    if page.lowers[head + 1 : min(head + 3, end)] in (["-", "elect"], ["-", "designate"]):
        return head + 2
    tail = head + (page.lowers[head + 1 : min(head + 2, end)] in (["emeritus"], ["emerita"]))
    while tail + 2 < end and is_compound(page, tail + 2):
        tail += 2
    return tail + 2 * (tail > head and tail + 2 < end and page.words[tail + 1] == "-")


def is_compound(page: Page, i: int) -> bool:
    """Whether a small word stands between the hyphens of a post: 'son-*in*-law', 'mother-*of*-two', 'mayor-*to*-be'."""
    joined = i > 1 and page.words[i - 1] == "-" and not page.tokens[i - 1].whitespace_
    return joined and page.lowers[i] in ("in", "of", "to", "be") and not page.tokens[i - 2].whitespace_


def _title(page: Page, start: int, head: int) -> str:
    """The words of a title that are its own, in small letters and written out."""
    post = max(compound_start(page, head), start) if compound_start(page, head) >= 0 else head  # "*second* row"
    own = [t for t in page.tokens[start : head + 1] if t.i >= post or not _is_beside_title(t)]  # "senior fellow"
    words = [token.text.removeprefix("ex-").removeprefix("Ex-") for token in own]
    named = page.words[head][
        0
    ].islower()  # before a post in small letters a capital is of a name: "Eastwick Town player"
    cased = " ".join(
        word
        if (word.removesuffix("s").isupper() and len(word) < 5)
        or (named and is_proper(token) and not lexicon.is_post(word))
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
        return (
            bool(token.whitespace_) and not compound and following not in lexicon.words("titles")
        )  # but "second-generation", "first lady"
    beside = token.tag_ in ("DT", "PRP$") or (token.is_punct and token.text[0] not in "-/&'’")
    return (is_aside(token) and not joined) or beside


def plural_title(page: Page, start: int, end: int) -> Role | None:
    """The role of a title cut short, in the plural: '*Sens.* Ann Poole and Tom Reed'."""
    if end > start + 1 or not is_plural_title(page.words[start]):
        return None
    title = lexicon.table("titles")[lexicon.bare(page.words[start])]
    return Role(title, None, False, span_of(page, start, end), "role-list")


def _tidy(page: Page, start: int, end: int) -> str | None:
    """An organisation in the article's words; a demonym alone stands for its place."""
    while start < end and (is_aside(page.tokens[start]) or page.tags[start] == "DT"):
        if begins_name(page.tokens[start], end):
            break
        start += 1
    if start >= end:
        return None
    text = page.text(TokenSpan(start, end))
    return lexicon.table("demonyms").get(text.casefold().rstrip("."), text)


def _with_link(
    page: Page, title: str, organisation: str | None, link: int, end: int, before: str
) -> tuple[str, str | None]:
    """'director of the trust' → director, trust; 'head of policy at Acme' → head of policy, Acme; ``before`` is what is before."""
    tokens, word = page.tokens, page.lowers[link]
    stop = next((i for i in range(link, end) if _ends_body(page, i, end)), end)
    start = behind_determiners(page, link + 1, stop)
    if word == "until" or start >= stop or not _may_be_body(page, start):
        return title, organisation
    following = _next_link(page, start, stop)
    start = _behind_small(page, start, following)
    if _is_scope(page, link, start, following, stop):
        title = f"{title} {page.text(TokenSpan(link, following))}"
        return _with_link(page, title, organisation, following, end, before)
    if any(map(is_proper, tokens[start:following])):
        end = following if word == "of" else stop
        body = page.text(TokenSpan(start, end - (page.words[end - 1] in POSSESSIVES)))  # "a friend of Ann Poole's"
        if organisation is None or (word == "of" and organisation not in before):
            return title, body  # "the Danish head of Acme", whose place stands there as an adjective
        within = word in ("of", "for", "to", "on")  # "NASA's associate administrator of the Science Directorate"
        dated = next((i for i in range(start, stop) if tokens[i].ent_type_ in ("DATE", "TIME")), stop + 1)
        return f"{title} {page.text(TokenSpan(link, min(dated - 1, stop)))}" if within else title, organisation
    if organisation is None and _is_some_body(page, link, following):
        return title, page.text(TokenSpan(start, following))  # "a clerk for *a shoe company*"
    if word in lexicon.labelled("role_words", "scope"):
        title = f"{title} {page.text(TokenSpan(link, following))}"
        if following < stop:
            return _with_link(page, title, organisation, following, stop, before)
    return title, organisation


def _may_be_body(page: Page, i: int) -> bool:
    """Whether the words for a body may begin with a token: no verb, 'ready to *leave*', but 'of the *start*-up', and no time."""
    verb = page.tags[i] == "VB" and page.words[i + 1 : i + 2] != ["-"]
    return not verb and page.ent_types[i] not in ("DATE", "TIME")


def _is_some_body(page: Page, link: int, end: int) -> bool:
    """Whether a link leads to a body that has no name: 'a clerk *for a shoe company*', but not 'the daughter *of a miner*'."""
    last = page.lowers[end - 1]
    known = last in lexicon.table("organisation_nouns") and not lexicon.is_post(last)
    return known and page.lowers[link] in ("of", "for", "at", "with") and page.lowers[link + 1] in ("a", "an")


def _behind_small(page: Page, start: int, end: int) -> int:
    """Where a name begins behind the words for what it is: 'head of the *troubled* Harbour Trust', 'of the *start-up* Acme'."""
    start += 3 * (page.lowers[start + 1 : start + 3] == ["-", "based"])  # "the *Eastwick-based* Harbour Trust"
    proper, kinds = start, lexicon.table("organisation_nouns")
    while proper < end and page.words[proper].islower() and _is_small(page, proper):
        proper += 1 + (page.words[proper + 1 : proper + 2] == ["-"])
    if not (start < proper < end and all(map(is_proper, page.tokens[proper:end]))):
        return start
    kind = page.lowers[proper - 1] if page.words[proper - 2] != "-" else "".join(page.lowers[proper - 3 : proper])
    adjectives = {"JJ", "VBN", "VBG"}.issuperset(page.tags[start:proper])
    return proper if adjectives or kind in kinds else start


def _is_small(page: Page, i: int) -> bool:
    """Whether a word may stand before the name of a body and tell what it is, whatever the tagger takes it for."""
    hyphened = "-" in (page.words[i - 1], *page.words[i + 1 : i + 2])
    told = page.tags[i] in ("JJ", "VBN", "VBG", "NN", "NNS") or page.lowers[i] in lexicon.table("organisation_nouns")
    return told or hyphened


def _next_link(page: Page, start: int, stop: int) -> int:
    """The first link of a stretch that is no *of*, or where the stretch ends."""
    links = (i for i in range(start, stop) if page.lowers[i] != "of" and is_link(page.lowers[i]))
    return next((i for i in links if i not in page.name_ends), stop)


def _is_scope(page: Page, link: int, start: int, following: int, stop: int) -> bool:
    """Whether what stands behind *of* is what a post is for, and its body behind *at*: 'VP of *Sales* at Acme'."""
    if page.lowers[following : following + 1] != ["at"]:
        return False
    scopes = lexicon.words("post_scopes") | lexicon.words("portfolios")
    if " ".join(page.lowers[start:following]) in scopes:
        return True
    owner = page.words[following - 1] in POSSESSIVES  # "a colleague of Reed's at the trust"
    one = following == start + 1 or page.lowers[following - 1] not in lexicon.words("organisation_words")
    topic = page.lowers[link] == "of" and start == link + 1 and one and not owner
    return topic and any(map(is_proper, page.tokens[following + 1 : stop]))


def _ends_body(page: Page, i: int, end: int) -> bool:
    """Whether the name of a body ends before token ``i``: at a comma, a dash, a relative clause, one more role."""
    token = page.tokens[i]
    if i in page.name_ends:
        return False
    if token.text in (",", ";", "–", "—", "(") or token.tag_ in _RELATIVE | {"WRB"}:
        return True
    if token.text == "-":
        return bool(page.tokens[i - 1].whitespace_)
    if page.words[i - 1][-1] == "." and page.inside[i] > page.inside[i - 1]:
        return True  # "the head of Acme Inc. “It is late …”"
    behind = page.words[i + 1 : min(i + 5, end)]
    another = behind[:1] in (["a"], ["an"]) or any(lexicon.is_post(word) and word.islower() for word in behind)
    return token.lower_ == "and" and another
