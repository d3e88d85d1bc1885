"""A role phrase → its title, its organisation, and whether it is a former role.

"the former deputy director of the Harbour Trust" → deputy director, Harbour Trust, former; "Danish Prime Minister" →
prime minister, Denmark; "head of policy at Acme" → head of policy, Acme.
"""

import re
from collections.abc import Callable
from itertools import product

import attrs
from spacy.tokens import Token

from quoteattr import lexicon, post_forms
from quoteattr.draft import TokenSpan
from quoteattr.model import Role, Span
from quoteattr.roles.bodies import (
    begins_name,
    behind_age,
    body_before,
    is_measure,
    is_of_time,
    is_outside_title,
    is_proper,
)
from quoteattr.roles.compounds import compound_start, is_post_at
from quoteattr.roles.linked import RELATIVE_TAGS, with_field_of_state, with_link
from quoteattr.roles.titles import full_title, is_link, is_owned_title, is_plural_title
from quoteattr.text.page import NOUN_TAGS, POSSESSIVES, Page

# a post that has ended: "ambassador from 2007 to 2013", "mayor until May 2019"
_OVER = re.compile(r"\b(?:from|between) \d{4} (?:to|and|until) \d{4}\b|\buntil (?:\w+ )?\d{4}\b")

_HYPHEN = re.compile(r"\s+-\s+")
_BEFORE_UNIT = re.compile(r"(?<=\d) (?=k?m )")

IsPost = Callable[[str], bool] | Callable[[str], str]
"""Whether a word is a post, or a plural one, of which it gives the singular."""

PlacedRoles = list[tuple[int, Role]]
"""Roles, each with the token that counts as its place: the nearer to a quotation, the sooner it is printed."""


def span_of(page: Page, start: int, end: int) -> Span:
    """The span of tokens ``start`` up to ``end``."""
    return Span.of(page.string, *page.chars(TokenSpan(start, end)))


def begins_with_post(page: Page, start: int, end: int) -> bool:
    """Whether a post stands before any preposition: '*the head* of the trust', but not 'a gala with the head'."""
    link = next((i for i in range(start, end) if is_link(page.lowers[i])), end)
    return any(is_post_at(page, i) for i in range(start, link))


def is_job(role: Role) -> bool:
    """Whether a role is a post or an occupation, by the head noun of its title: not 'father of two', 'voter'."""
    return sort_of(role) in post_forms.WORK


def sort_of(role: Role) -> str:
    """The class of a title's head noun, as ``role_nouns`` has it: the last listed word before *of*, as *head* in 'head of policy'."""
    return _sort_of_title(role.title) if role.title else "standing"


@lexicon.remembered
def _sort_of_title(title: str) -> str:
    words = reversed(title.split(" of ")[0].split())
    return next(filter(None, map(lexicon.noun_class, words)), "standing")


def merge_sides(before: PlacedRoles, behind: PlacedRoles) -> tuple[PlacedRoles, PlacedRoles]:
    """The roles before a name and those behind it, a post before the name with the state or body behind it: 'Sen. Ann Poole (D-Ohio)'.

    A role behind that tells less than the post why somebody is quoted becomes no nearer than it: 'Senator Ann Poole, *a mother of
    four*, said'.
    """
    if not before or not behind:
        return before, _titled_first(behind)
    (at, post), (_, first), parties = before[0], behind[0], lexicon.words("party_words")
    if post.organisation is None and (first.title is None or first.title in parties):
        before = [(at, attrs.evolve(post, organisation=first.organisation)), *before[1:]]
        behind = behind if first.title else behind[1:]  # "Senator Ann Poole, *Democrat* of Ohio"
    if behind:
        role = behind[0][1]
        past = role.former and role.organisation is None  # "Sheriff Ann Poole, a former nurse"
        tells_less = is_job(post) and not post.former and (past or not is_job(role))
        if tells_less or role.rule == "role-party" or role.title in parties:
            behind = [(at, role) for _, role in behind]
    return before, _titled_first(behind)


def _titled_first(behind: PlacedRoles) -> PlacedRoles:
    """The roles behind a name, those with a title first if a post follows a party or place: 'Ann Poole, of Eastwick, *the mayor*'."""
    post_follows = any(is_job(role) and role.rule == "role-apposition" for _, role in behind[1:])
    return sorted(behind, key=lambda found: found[1].title is None) if post_follows else behind


def says_something(role: Role) -> bool:
    """Whether a role is worth printing: it is not empty ('Poole (, Lab)'), and more than man, woman or child ('a happy *child*')."""
    being, words = lexicon.labelled("role_words", "being"), (role.title or role.organisation or "").split()
    if not words or (role.organisation is not None and role.title not in being):
        return bool(words)
    # "the sole male *in* his troupe"
    link = next((i for i, word in enumerate(words) if i and is_link(word)), len(words))
    return words[link - 1] not in being or any(map(lexicon.is_post, words[: link - 1]))


def is_beside_the_point(role: Role) -> bool:
    """Whether a role is printed only for want of any other: letters behind the name, or what somebody leads or is just here.

    'Ann Poole *KC*, the chair of the inquiry', 'Inspector Tom Reed, *who led the team*', 'Inspector Reed was *the third witness*',
    'Mayor Ann Poole left. Poole, *a Democrat*, said', 'Poole, *D-Ohio*, said', 'Poole, *a veteran of the force*, said'.
    """
    leads = role.rule == "role-relative" and role.title in lexicon.table("leading_verbs").values()
    party = role.rule == "role-party" or (role.title or "").split(" ")[0] in lexicon.words("party_words")
    passing = role.rule in ("role-copula", "role-apposition") and (party or sort_of(role) == "standing")
    passing = passing and role.organisation is None
    return role.rule in ("role-title", "role-party") or (leads and (role.organisation or "").islower()) or passing


def parse(page: Page, start: int, end: int, rule: str, *, plural: bool = False) -> Role | None:
    """The role that a phrase from token ``start`` up to ``end`` states, None if its head noun is no role of a person.

    A ``plural`` phrase is of several people (*Labour ministers*); its title is made singular, but for unnamed sources.
    """
    is_post = lexicon.singular_post if plural else lexicon.is_post
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
    head, last, link = found
    ended = bool(_OVER.search(page.text(TokenSpan(start, end))))
    if page.lowers[start : start + 3] == ["one", "-", "time"]:
        start, ended = start + 3, True
    body, first = body_before(page, start, head)
    former = ended or _is_former(page, TokenSpan(_behind_person(page, start, head), head + 1), body)
    if page.lowers[first] == "and" and first < head:  # what stands before *and* is somebody else's
        body, first = TokenSpan(first, first), first + 1
    title = _title(page, first, last)
    organisation = None if _serves_elsewhere(page, body, head, link) else _organisation(page, *body)
    if plural and rule != "role-source":
        before, _, noun = title.rpartition(" ")
        title = full_title(f"{before} {lexicon.singular_post(noun)}".strip())
    title, link = with_field_of_state(page, title, link)
    if link < end and is_link(page.lowers[link]):
        title, organisation = with_link(page, title, organisation, link, end, page.text(body))
    return Role(title, organisation, former, span_of(page, start, end), rule)


def _serves_elsewhere(page: Page, owner: TokenSpan, head: int, link: int) -> bool:
    """Whether the body of a post stands behind it, and before it somebody: 'Reed's *deputy at the trust*', but not 'Reed's lawyer at Dunn & Sons'."""
    if owner.end == owner.start or page.words[owner.end] not in POSSESSIVES or page.ent_types[owner.end - 1] == "ORG":
        return False
    return page.lowers[link : link + 1] == ["at"] and lexicon.noun_class(page.lowers[head]) != "occupation"


def _behind_person(page: Page, start: int, head: int) -> int:
    """Where a post goes on behind the person whose it is, and of whom alone *former* is said: 'the former minister’s *wife*'; else ``start``."""
    mark = next((i for i in range(head - 1, start, -1) if page.words[i] in POSSESSIVES), 0)
    if not mark or is_owned_title(page.lowers[mark - 1], page.lowers[mark + 1]):
        return start
    post = page.words[mark - 1].islower() and lexicon.is_post(page.words[mark - 1])
    person = page.ent_types[mark - 1] == "PERSON" and page.words[mark + 1].islower()
    return mark if post or person else start


def _is_former(page: Page, post: TokenSpan, body: TokenSpan) -> bool:
    """Whether a word says that a post has ended: '*former* mayor', '*ex-mayor*'; words of the body's name do not (*Retired Bakers*)."""
    words = (page.lowers[i] for i in range(*post) if not body.start <= i < body.end)
    former = lexicon.labelled("role_words", "former")
    return any(word in former or word.startswith("ex-") for word in words)


def _holds_post(page: Page, start: int, end: int, is_post: IsPost) -> bool:
    if any(map(is_post, page.words[start:end])):
        return True
    return any(compound_start(page, i) >= start for i in range(start, end))


def _behind_front(page: Page, start: int, end: int) -> int:
    """Where a role phrase starts behind determiners, punctuation, an age and adjectives that are no part of it: 'the 42-year-old *jockey*'."""
    # "the *Sunday* Times editor"
    words = (i for i in range(start, end) if i + 1 in page.name_ends or not _is_before_phrase(page, i))
    begin = behind_age(page, next(words, max(start, end)), end - 1)
    hyphenated = _is_hyphenated_participle(page, begin, end)
    adverb_before = begin > start and page.tags[begin - 1] == "RB" and page.lowers[begin - 1].endswith("ly")
    if adverb_before and page.tags[begin] == "VBN":
        begin += 1  # "the widely *respected* baker"
    if hyphenated:
        begin += 3
    return begin + 2 if page.word_at(begin + 1) == "," and _are_adjectives(page, begin, end) else begin


def _is_hyphenated_participle(page: Page, i: int, end: int) -> bool:
    """Whether an adjective of two words stands before a title: 'the *soft-spoken* baker', but not 'a *decision-making* expert'."""
    if i + 3 >= end or page.words[i + 1] != "-" or page.tokens[i].whitespace_:
        return False
    if not page.words[i].islower() or is_outside_title(page.tokens[i]):
        return False
    past = page.tags[i + 2] in ("VBN", "JJ") and page.lowers[i + 2].endswith(("ed", "en", "wn", "ght"))
    return past or (page.tags[i + 2] == "VBG" and page.tags[i] in ("JJ", "JJS", "RB", "VB"))


def _are_adjectives(page: Page, start: int, end: int) -> bool:
    """Whether two adjectives stand on either side of a comma before a post: 'the *tall, bearded* baker'."""
    adjectives = [tag for tag in page.tags[start : min(start + 3, end - 1) : 2] if tag in ("JJ", "VBN", "VBG")]
    return len(adjectives) == 2 and page.words[start].islower()


def _is_before_phrase(page: Page, i: int) -> bool:
    """Whether a word before a role phrase is no part of it: *the*, *his*, *last week*, *specifically*, but not *formerly*."""
    token = page.tokens[i]
    if token.tag_ in ("DT", "PRP$", "WP$", "CC") or token.is_punct or token.is_space or is_of_time(page, i):
        return True
    if token.lower_ == "one" and token.whitespace_:
        return True  # "One resident"
    if token.ent_type_ in ("DATE", "TIME") and not token.like_num and (token.is_lower or token.is_sent_start):
        return True
    return token.tag_ == "RB" and _is_loose_adverb(token)


def _is_loose_adverb(adverb: Token) -> bool:
    """Whether an adverb belongs to the sentence and to no title: '*specifically* mayors', '*often* a swing voter', not '*formerly* mayor'."""
    if adverb.lower_ == "early" or adverb.lower_ in lexicon.labelled("role_words", "former") or not adverb.whitespace_:
        return False
    before_article = adverb.i + 1 < len(adverb.doc) and adverb.nbor().tag_ == "DT"
    return bool(adverb.lower_.endswith("ly") or adverb.is_sent_start or before_article)


def _head_and_link(page: Page, start: int, end: int, rule: str, is_post: IsPost) -> tuple[int, int, int] | None:
    """The first and the last word of the post in a phrase, and the link behind it (or ``end``): *secretary*, *state*, *for*."""
    tokens = page.tokens
    head, link = post_and_link(page, _behind_owner(page, start, end), end, is_post)
    if head is None:
        name_before_link = link < end and tokens[link - 1].text[0].isupper() and rule != "role-apposition"
        noun = tokens[end - 1].text if name_before_link else ""
        # "a Department for Work *spokeswoman*", but not "a gala next to the mayor"
        return (end - 1, end - 1, end) if is_post(noun) and noun.islower() else None
    last = _last_word_of_post(page, head, end)
    if last >= link:  # "secretary of state for health"
        link = _link(page, last + 1, end)
    between, link = tokens[last + 1 : link], _behind_participle(page, link, end)
    if rule == "role-before":
        joined = bool(between) and between[0].lower_ == "and"  # "former House speaker and Ohioan"
        fits = link < end or not between or joined
    else:
        fits = len(between) < 2 and not any(token.tag_ in NOUN_TAGS for token in between)
    return (head, last, link) if fits else None


def post_and_link(page: Page, start: int, end: int, is_post: IsPost) -> tuple[int | None, int]:
    """The last post before the first link, and the link (or ``end``)."""
    link = _link(page, start, end)
    posts = (i for i in range(link - 1, start - 1, -1) if is_post(page.words[i]) or compound_start(page, i) >= start)
    return next(posts, None), link


def _link(page: Page, start: int, end: int) -> int:
    """The first word that ends a post and may lead on to its body: a preposition, comma, relative pronoun or participle; else ``end``."""
    links = lexicon.labelled("role_words", "link") | {","}
    for i in range(start, end):
        ends_post = page.lowers[i] in links or page.tags[i] in RELATIVE_TAGS
        if not (ends_post or _is_participle(page, i, start)):
            continue
        hyphenated = page.words[i - 1] == "-" and not page.tokens[i - 1].whitespace_  # "stay-*at*-home"
        if not hyphenated and i not in page.name_ends:
            return i
    return end


def _is_participle(page: Page, i: int, start: int) -> bool:
    """Whether a word begins a clause about the post before it: 'a man *convicted* of', 'an analyst *covering* banks', not '*acting* mayor'."""
    if i <= start or page.tags[i] not in ("VBG", "VBN"):
        return False
    return page.deps[i] == "acl" or (page.heads[i - 1] == i and lexicon.is_post(page.words[i - 1]))


def _behind_participle(page: Page, link: int, end: int) -> int:
    """The link to the body behind a participle: 'an analyst covering banks *at* Acme'; ``end`` where none is: 'a man convicted of theft'."""
    if link == end or not _is_participle(page, link, 0) or is_link(page.lowers[link]):
        return link
    serves = page.lowers[link] in lexicon.labelled("role_words", "serves")
    return next((i for i in range(link, end) if serves and page.lowers[i] in ("at", "for")), end)


def _behind_owner(page: Page, start: int, end: int) -> int:
    """Where a post starts behind an owner whose name has a preposition: 'the Office for Rural Affairs’s *director general*'; else ``start``."""
    marks = [i for i in range(start + 1, end - 1) if page.words[i] in POSSESSIVES and page.tags[i] == "POS"]
    owned = bool(marks) and _link(page, start, marks[0]) < marks[0] and "," not in page.words[start : marks[0]]
    return marks[0] + 1 if owned and not any(map(lexicon.is_post, page.words[start : marks[0]])) else start


@lexicon.remembered
def _beginnings_with_of() -> frozenset[str]:
    """The first two words of all posts with a preposition: *secretary of*, *inspector general*."""
    return frozenset(" ".join(post.split()[:2]) for post in lexicon.words("posts_with_of"))


def _last_word_of_post(page: Page, head: int, end: int) -> int:
    """The last word of a post that goes on behind its head noun: 'secretary of *state*', 'mother-of-*two*', 'professor *emerita*'."""
    near = (head, max(head - 1, 0))  # "*inspector* general of police"
    lows = [low for low in near if " ".join(page.lowers[low : low + 2]) in _beginnings_with_of()]
    for number, low in product((5, 4, 3), lows):
        words = page.lowers[low : min(low + number, end)]
        if " ".join(words) in lexicon.words("posts_with_of"):
            return low + len(words) - 1
    last = head + 1 if page.lowers[head + 1 : min(head + 2, end)] in (["emeritus"], ["emerita"]) else head
    while last + 2 < end and is_hyphenated_particle(page, last + 2):
        last += 2
    return last + 2 if last > head and last + 2 < end and page.words[last + 1] == "-" else last


def is_hyphenated_particle(page: Page, i: int) -> bool:
    """Whether a token is the small word within a hyphenated post: 'son-*in*-law', 'mother-*of*-two', 'mayor-*to*-be'."""
    joined = i > 1 and page.words[i - 1] == "-" and not page.tokens[i - 1].whitespace_
    return joined and page.lowers[i] in ("in", "of", "to", "be") and not page.tokens[i - 2].whitespace_


def _title(page: Page, start: int, last: int) -> str:
    """The title in some words, abbreviations written out, in small letters but for names and initials."""
    compound = compound_start(page, last)
    post = max(compound, start) if compound >= 0 else last  # "*second* row"
    own = (t for t in page.tokens[start : last + 1] if t.i >= post or not _is_dropped_from_title(t))
    # before a post in small letters a capital is of a name: "Eastwick Town player", but not "Town *Council member*"
    may_hold_names = page.words[last][0].islower()
    two_word_title = " ".join(page.lowers[last - 1 : last + 1]) in lexicon.words("titles")
    opposed = lexicon.labelled("reference_words", "opposed")  # "*shadow* Treasury minister"
    words = []
    for token in own:
        word = token.text.removeprefix("ex-").removeprefix("Ex-")
        in_name = may_hold_names and is_proper(page, token) and not lexicon.is_post(word)
        in_name = in_name and not (two_word_title and token.i == last - 1) and word.lower() not in opposed
        initials = word.removesuffix("s").isupper() and len(word) < 5
        words.append(word if initials or in_name else word.lower())
    title = _HYPHEN.sub("-", " ".join(words).lstrip("- ")).replace(" 's ", "'s ").replace(" ’s ", "’s ")
    title = _BEFORE_UNIT.sub("", title)  # "a *200m* sprinter"
    return full_title(title.replace("-of-", " of "))  # "mother-of-two"


def _is_dropped_from_title(token: Token) -> bool:
    """Whether a word within a title is left out of it: a number, *the*, *former*, the full stop of an abbreviation."""
    if is_measure(token):
        return False
    if token.like_num:
        if not token.whitespace_ or (token.i and token.nbor(-1).text == "-"):
            return False  # "*second*-generation", "mother-of-*two*"
        return f"{token.lower_} {token.nbor().lower_}" not in lexicon.words("titles")  # "*first* lady"
    if token.tag_ in ("DT", "PRP$") or (token.is_punct and token.text[0] not in "-/&'’"):
        return True
    joined = token.text == "-" and not token.whitespace_  # "co-author", "president-elect"
    return is_outside_title(token) and not joined


def plural_title(page: Page, start: int, end: int) -> Role | None:
    """The role in an abbreviated title in the plural: '*Sens.* Ann Poole and Tom Reed'."""
    if end > start + 1 or not is_plural_title(page.words[start]):
        return None
    title = lexicon.table("titles")[lexicon.bare(page.words[start])]
    return Role(title, None, False, span_of(page, start, end), "role-list")


def _organisation(page: Page, start: int, end: int) -> str | None:
    """The organisation that some words before a post name, as the article writes it, a demonym as its place: *Danish* → Denmark."""
    while start < end and is_outside_title(page.tokens[start]) and not begins_name(page.tokens[start], end):
        start += 1
    if start >= end:
        return None
    if page.lowers[start] in lexicon.words("party_words") and set(page.ent_types[start + 1 : end]) == {"GPE"}:
        start += 1  # "*Republican* Ohio Gov. Ann Poole"
    if page.lowers[start] in lexicon.labelled("role_words", "grade") and page.tokens[end - 1].like_num:
        return None  # "a *Year 9* pupil"
    text = page.text(TokenSpan(start, end))
    return lexicon.table("demonyms").get(text.casefold().rstrip("."), text)
