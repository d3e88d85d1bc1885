"""A phrase that may join several roles → each of them, the one to print first at the head: 'a farmer, author and mayor of Eastwick'."""

from collections import defaultdict
from collections.abc import Iterable

import attrs
from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import TokenSpan
from quoteattr.model import Role
from quoteattr.roles.bodies import is_outside_title, is_proper
from quoteattr.roles.linked import behind_determiners, is_in_field
from quoteattr.roles.phrases import PlacedRoles, parse, post_and_link, sort_of
from quoteattr.roles.titles import is_link
from quoteattr.text.page import Page


def parse_joined(page: Page, start: int, end: int, rule: str) -> PlacedRoles:
    """The roles that a phrase states, alone or joined; all stand where the first begins, as none is nearer than another."""
    found = [(span, role) for span in parts(page, start, end) if (role := parse(page, *span, rule))]
    for n in range(len(found) - 1, 0, -1):  # "the president and founder *of Acme*"
        (span, role), (next_span, next_role) = found[n - 1], found[n]
        is_post = lexicon.noun_class((role.title or "").split()[-1]) == "post"
        adjacent = next_span.start == span.end + 1 and page.tags[next_span.start] != "DT"
        if is_post and role.organisation is None and adjacent and _has_body_behind(next_role):
            found[n - 1] = span, attrs.evolve(role, organisation=next_role.organisation)
    if len(found) < 2:
        return [(span.start, role) for span, role in found]
    shared_article = all(page.tags[span.start] != "DT" for span, _ in found[1:])  # not "a baker and *the* head"
    start_of_first = found[0][0].start
    found.sort(key=lambda pair: _print_order(pair[1], shared_article=shared_article))
    return [(start_of_first, role) for _, role in found]


def _print_order(role: Role, *, shared_article: bool) -> tuple[int, int]:
    """A key that sorts joined roles: posts, then occupations, then what is neither or is former, then a mere party.

    'A farmer and *mayor of Eastwick*', 'Republican and *billionaire*'. Of posts that share an article, the longer comes first.
    """
    noun_class, no_body = sort_of(role), role.organisation is None
    if no_body and role.title in lexicon.words("party_words"):
        order = 3
    elif role.former or noun_class == "kin" or (no_body and noun_class == "standing"):
        order = 2
    else:
        order = 1 if no_body and noun_class == "occupation" else 0
    return order, -len((role.title or "").split()) if shared_article else 0


def parts(page: Page, start: int, end: int) -> list[TokenSpan]:
    """The spans of a role phrase between each *and* or comma that joins two roles."""
    found, low = [], start
    for i in range(start + 1, end - 1):
        if page.lowers[i] not in ("and", ",") or i in page.name_ends or is_in_field(page, i):
            continue
        if _is_one_post(page, low, i, end, first=low == start):
            continue
        if _holds_role(page, low, i) and _holds_role(page, i + 1, end):
            found.append(TokenSpan(low, i))
            low = i + 1
    return [*found, TokenSpan(low, end)]


def _is_one_post(page: Page, start: int, joint: int, end: int, *, first: bool) -> bool:
    """Whether *and* joins two words of one post: 'chair and founder', '*director and senior economist* at the Harbour Bank'.

    ``first``: no further post stands before the two.
    """
    if {page.lowers[joint - 1], page.lowers[joint + 1]} <= lexicon.labelled("role_words", "joint"):
        return True
    if not first or page.lowers[joint] != "and" or lexicon.noun_class(page.lowers[joint - 1]) != "post":
        return False  # "a *teacher* and founder of Acme"
    head, link = post_and_link(page, joint + 1, end, lexicon.is_post)
    if head is None or lexicon.noun_class(lexicon.bare(page.words[head])) not in ("post", "occupation"):
        return False  # "a director and *mother of two*"
    if any(map(is_link, page.lowers[start:joint])):
        return False  # "head *of* policy and director"
    second = page.tokens[joint + 1 : head]
    if any(t.tag_ in ("DT", "PRP$") or is_proper(page, t) or (is_outside_title(t) and t.text != "-") for t in second):
        return False  # "a director and *former* mayor"
    body = page.tokens[behind_determiners(page, min(link + 1, end - 1), end - 1)]
    body_behind = link == head + 1 and page.lowers[link : link + 1] in (["of"], ["at"]) and is_proper(page, body)
    return body_behind or (head + 1 == end and start < joint - 1 and _is_of_body(page, page.tokens[joint - 2]))


def _is_of_body(page: Page, token: Token) -> bool:
    """Whether a word before a post is of a body's name, and not of a place, people or party: 'a *Harbour Bank* director'."""
    place = token.ent_type_ in ("GPE", "NORP", "LOC") or token.lower_ in lexicon.table("demonyms")
    return is_proper(page, token) and not place and token.lower_ not in lexicon.words("party_words")


def _holds_role(page: Page, start: int, end: int) -> bool:
    """Whether a post comes before any preposition, comma or *and*: 'Labour *MP*', not 'planning at the trust'."""
    words = (w for w in page.words[start:end] if lexicon.is_post(w) or is_link(w.lower()) or w.lower() in ("and", ","))
    return lexicon.is_post(next(words, ""))


def _has_body_behind(role: Role) -> bool:
    """Whether the body of a role stands behind its post and a link: 'founder *of Acme*'."""
    words = role.span.text.lower().split() if role.span and role.organisation else []
    return any(map(is_link, words[1:]))


def distinct(given: Iterable[Role]) -> tuple[Role, ...]:
    """Each role once; of two that differ in detail only, the fuller one in the place of the first.

    >>> [str(role) for role in distinct([Role("mayor"), Role("baker"), Role("deputy mayor", "Eastwick")])]
    ['deputy mayor, Eastwick', 'baker']
    """
    kept: list[Role] = []
    of_body: defaultdict[str | None, list[int]] = defaultdict(list)  # roles of other bodies need no comparison
    for role in given:
        body = role.organisation
        comparable = range(len(kept)) if body is None else sorted(of_body[None] + of_body[body])
        for i in comparable:
            if _repeats(role, kept[i]):
                break
            if _repeats(kept[i], role):
                of_body[kept[i].organisation].remove(i)
                of_body[body].append(i)
                kept[i] = role
                break
        else:
            of_body[body].append(len(kept))
            kept.append(role)
    return tuple(kept)


def _repeats(role: Role, other: Role) -> bool:
    """Whether ``role`` says nothing that ``other`` does not say."""
    if role.former != other.former or role.organisation not in (None, other.organisation):
        return False
    return set((role.title or "").casefold().split()) <= set((other.title or "").casefold().split())
