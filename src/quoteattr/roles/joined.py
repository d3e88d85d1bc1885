"""A phrase that may join several roles → each of them, the one to name first at the head: 'a farmer, author and mayor of Eastwick'."""

import attrs
from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import TokenSpan
from quoteattr.model import Role
from quoteattr.roles.bodies import is_outside_title, is_proper
from quoteattr.roles.linked import behind_determiners
from quoteattr.roles.phrases import PlacedRoles, parse, post_and_link, sort_of
from quoteattr.roles.titles import is_link
from quoteattr.spelling import CLOSING_MARKS
from quoteattr.text.page import Page


def parse_joined(page: Page, start: int, end: int, rule: str) -> PlacedRoles:
    """The roles of a phrase, which may join several: all where the first begins, as none is nearer than another."""
    found = [(span, role) for span in parts(page, start, end) if (role := parse(page, *span, rule))]
    for n in range(len(found) - 1, 0, -1):  # "the president and founder *of Acme*"
        (span, role), (behind, last) = found[n - 1], found[n]
        post = lexicon.noun_class((role.title or "").split()[-1]) == "post"
        joined = behind.start == span.end + 1 and page.tags[behind.start] != "DT"
        if post and role.organisation is None and joined and _has_body_behind(last):
            found[n - 1] = span, attrs.evolve(role, organisation=last.organisation)
    if len(found) < 2:
        return [(span.start, role) for span, role in found]
    apart = any(page.tags[span.start] == "DT" for span, _ in found[1:])  # "a baker and *the* head of the trust"
    return [(found[0][0].start, role) for _, role in sorted(found, key=lambda pair: _rank(pair[1], apart=apart))]


def _rank(role: Role, *, apart: bool) -> tuple[int, int]:
    """How late a role of several is to be named: posts first, then occupations, then what is neither or is past, then a mere party.

    'A *farmer* and mayor of Eastwick', '*Republican* and billionaire'. Of posts that share an article, the fuller one comes first.
    """
    sort, alone = sort_of(role), role.organisation is None or _is_of_work(role)
    if alone and role.title in lexicon.words("party_words"):
        order = 3
    elif role.former or sort == "kin" or (alone and sort == "standing"):
        order = 2
    else:
        order = int(alone and sort == "occupation")
    return order, 0 if apart else -len((role.title or "").split())


def _is_of_work(role: Role) -> bool:
    """Whether the organisation of a role is a work in marks: 'a nurse and author of *“The Late Boat”*'."""
    return role.span is not None and role.span.text.endswith(('"', "'", *CLOSING_MARKS))


def parts(page: Page, start: int, end: int) -> list[TokenSpan]:
    """A role phrase parted where *and* or a comma joins two roles."""
    found, low = [], start
    for i in range(start + 1, end - 1):
        if (
            page.lowers[i] not in ("and", ",")
            or i in page.name_ends
            or _is_one_post(page, low, i, end, first=low == start)
        ):
            continue
        if all(_holds_role(page, *part) for part in ((low, i), (i + 1, end))):
            found.append(TokenSpan(low, i))
            low = i + 1
    return [*found, TokenSpan(low, end)]


def _is_one_post(page: Page, start: int, joint: int, end: int, *, first: bool) -> bool:
    """Whether *and* joins two words of one post: 'chair and founder', '*director and senior economist* at the Harbour Bank'.

    ``first``: no further post stands before the two.
    """
    if {page.lowers[joint - 1], page.lowers[joint + 1]} <= lexicon.labelled("role_words", "joint"):
        return True
    sorts = lexicon.table("role_nouns", 2)
    if not first or page.lowers[joint] != "and" or sorts.get(page.lowers[joint - 1]) != "post":
        return False  # "a *teacher* and founder of Acme"
    head, link = post_and_link(page, joint + 1, end, lexicon.is_post)
    if head is None or sorts.get(lexicon.bare(page.words[head])) not in ("post", "occupation"):
        return False  # "a director and *mother of two*"
    own = any(
        t.tag_ in ("DT", "PRP$") or (is_outside_title(t) and t.text != "-") or is_proper(page, t)
        for t in page.tokens[joint + 1 : head]
    )
    if own or any(map(is_link, page.lowers[start:joint])):
        return False  # "a director and *former* mayor", "head *of* policy and director"
    body = page.tokens[behind_determiners(page, min(link + 1, end - 1), end - 1)]
    shared = link == head + 1 and page.lowers[link] in ("of", "at") and is_proper(page, body)
    return shared or (head + 1 == end and start < joint - 1 and _is_of_body(page, page.tokens[joint - 2]))


def _is_of_body(page: Page, token: Token) -> bool:
    """Whether a word before a post is of a body, and not of a place, people or party: 'a *Harbour Bank* director'."""
    placed = token.ent_type_ in ("GPE", "NORP", "LOC") or token.lower_ in lexicon.table("demonyms")
    return is_proper(page, token) and not placed and token.lower_ not in lexicon.words("party_words")


def _holds_role(page: Page, start: int, end: int) -> bool:
    """Whether words come to a role before a preposition, a comma or *and*: 'Labour MP', not 'planning at the trust'."""
    words = (w for w in page.words[start:end] if lexicon.is_post(w) or is_link(w.lower()) or w.lower() in ("and", ","))
    return lexicon.is_post(next(words, ""))


def _has_body_behind(role: Role) -> bool:
    """Whether the body of a role stands behind its post and a link: 'founder *of Acme*'."""
    words = role.span.text.lower().split() if role.span and role.organisation else []
    return any(map(is_link, words[1:]))
