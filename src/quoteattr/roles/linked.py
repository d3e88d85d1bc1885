"""The words behind a post and its link → whose post it is, or what belongs to its title: 'head of policy *at the Harbour Trust*'."""

import re

from quoteattr import lexicon
from quoteattr.draft import TokenSpan
from quoteattr.roles.bodies import holds_name, is_proper
from quoteattr.roles.titles import is_link
from quoteattr.spelling import CLOSING_MARKS, OPENING_MARKS
from quoteattr.text.page import POSSESSIVES, Page

RELATIVE_TAGS = frozenset({"WP", "WDT", "WP$"})
_OF_BODY = frozenset({"of", "at", "from"})


def behind_determiners(page: Page, start: int, end: int) -> int:
    """Where some words begin without *the*, *a* or *his*."""
    while start < end and page.tags[start] in ("DT", "PRP$"):
        start += 1
    return start


def with_link(
    page: Page, title: str, organisation: str | None, link: int, end: int, before: str
) -> tuple[str, str | None]:
    """'director of the trust' → director, trust; 'head of policy at Acme' → head of policy, Acme; ``before`` is what is before."""
    word = page.lowers[link]
    stop = next((i for i in range(link, end) if _ends_body(page, i, end)), end)
    start = behind_determiners(page, link + 1, stop)
    own = page.lowers[start : start + 1] == ["own"]  # "reminded the mayor *of his own plan*"
    if word == "until" or start >= stop or own or not _may_be_body(page, start):
        return title, organisation
    following = _next_link(page, start, stop)
    start = _behind_small(page, start, following)
    if _is_scope(page, link, start, following, stop):
        title = f"{title} {page.text(TokenSpan(link, following))}"
        return (
            with_link(page, title, organisation, following, end, before) if following < end else (title, organisation)
        )
    if holds_name(page, start, following):
        end = following if word == "of" else stop
        # "a friend of Ann Poole's"
        body = _named(page.text(TokenSpan(start, end - (page.words[end - 1] in POSSESSIVES))))
        if organisation is None or _is_replaced(title, organisation, word, before):
            return title, body
        within = word in ("of", "for", "to", "on")  # "NASA's associate administrator of the Science Directorate"
        return f"{title} {_undated(page, link, stop)}" if within else title, organisation
    if organisation is None and _is_some_body(page, link, following):
        return title, page.text(TokenSpan(start, following))  # "a clerk for *a shoe company*"
    if word in lexicon.labelled("role_words", "scope"):
        title = f"{title} {page.text(TokenSpan(link, following))}"
        if following < stop:
            return with_link(page, title, organisation, following, stop, before)
    return title, organisation


def _is_replaced(title: str, organisation: str, link: str, before: str) -> bool:
    """Whether what stands before a post is not whose it is: 'the *Danish* head of Acme', 'the *Tarvi* Professor of Law at Marlow'."""
    if link == "at" and title.split(" of ")[0].split()[-1] in lexicon.labelled("role_words", "endowed"):
        return True
    return link in _OF_BODY and organisation not in before  # whose place stands there as an adjective


def _undated(page: Page, link: int, stop: int) -> str:
    """The words from a link on up to a time: 'of the Science Directorate' *since May*."""
    dated = (i for i in range(link + 1, stop) if page.ent_types[i] in ("DATE", "TIME"))
    return page.text(TokenSpan(link, next(dated, stop + 1) - 1))


def _named(body: str) -> str:
    """A body's name without a mark that is not closed: 'founder of *“Stay Warm*,” a campaign'."""
    closed = any(mark in body[1:] for mark in ('"', *CLOSING_MARKS))
    return body if closed else re.sub(f'["{OPENING_MARKS}]', "", body)


def _may_be_body(page: Page, i: int) -> bool:
    """Whether the words for a body may begin with a token: no verb, 'ready to *leave*', but 'of the *start*-up', 'of *Save* Eastwick', and no time."""
    verb = page.tags[i] == "VB" and page.words[i + 1 : i + 2] != ["-"] and page.words[i].islower()
    return not verb and page.ent_types[i] not in ("DATE", "TIME")


def _is_some_body(page: Page, link: int, end: int) -> bool:
    """Whether a link leads to a body that has no name: 'a clerk *for a shoe company*', but not 'the daughter *of a miner*'."""
    last = page.lowers[end - 1]
    known = last in lexicon.table("organisation_nouns") and not lexicon.is_post(last)
    return known and page.lowers[link] in ("of", "for", "at", "with") and page.lowers[link + 1] in ("a", "an")


def _behind_small(page: Page, start: int, end: int) -> int:
    """Where a name begins behind the words for what it is: 'head of the *troubled* Harbour Trust', 'of *US oil analysts* Acme'."""
    start += 3 * (page.lowers[start + 1 : start + 3] == ["-", "based"])  # "the *Eastwick-based* Harbour Trust"
    proper = next((i for i in range(end, start, -1) if page.words[i - 1].islower()), start)
    proper += page.words[proper : proper + 1] == ["-"] and page.words[proper - 1].islower()
    if not (start < proper < end and is_proper(page, page.tokens[proper])):
        return start
    small = proper - 1
    kind = page.lowers[small] if page.words[small - 1] != "-" else "".join(page.lowers[small - 2 : proper])
    adjectives = {"JJ", "VBN", "VBG", "HYPH"}.issuperset(page.tags[start:proper])
    known = kind in lexicon.table("organisation_nouns") or lexicon.singular_post(kind) != ""
    return proper if adjectives or known else start


def _next_link(page: Page, start: int, stop: int) -> int:
    """The first link of a stretch that is no *of* and in no title between marks, or where the stretch ends."""
    links = (i for i in range(start, stop) if page.lowers[i] != "of" and is_link(page.lowers[i]))
    marked = page.inside[start]
    return next((i for i in links if i not in page.name_ends and (marked < 0 or page.inside[i] != marked)), stop)


def _is_scope(page: Page, link: int, start: int, following: int, stop: int) -> bool:
    """Whether what stands behind *of* is what a post is for, and its body behind *at*: 'VP of *Sales* at Acme'."""
    if page.lowers[link : link + 3] == ["in", "charge", "of"]:
        return True
    if page.lowers[following : following + 1] != ["at"]:
        return False
    scopes = lexicon.words("post_scopes") | lexicon.words("portfolios")
    if " ".join(page.lowers[start:following]) in scopes:
        return True
    owner = page.words[following - 1] in POSSESSIVES  # "a colleague of Reed's at the trust"
    one = following == start + 1 or page.lowers[following - 1] not in lexicon.words("organisation_words")
    topic = page.lowers[link] == "of" and start == link + 1 and one and not owner
    return topic and holds_name(page, following + 1, stop)


def _ends_body(page: Page, i: int, end: int) -> bool:
    """Whether the name of a body ends before token ``i``: at a comma, a dash, a relative clause, one more role."""
    token = page.tokens[i]
    if i in page.name_ends:
        return False
    if token.text in (",", ";", "–", "—", "(") or token.tag_ in RELATIVE_TAGS | {"WRB"}:
        return True
    if token.text == "-":
        return bool(page.tokens[i - 1].whitespace_)
    if token.dep_ == "acl" and token.tag_ in ("VBN", "VBG") and is_proper(page, page.tokens[i - 1]):
        return True  # "a nurse at the Harbour Trust *charged* with theft"
    behind = page.words[i + 1 : min(i + 5, end)]
    another = behind[:1] in (["a"], ["an"]) or any(lexicon.is_post(word) and word.islower() for word in behind)
    return token.lower_ == "and" and another
