"""The words behind a post and a *link* to its body, such as *of* or *at* → the title and the body: 'head *of policy at the Harbour Trust*'."""

import re

from quoteattr import lexicon, post_forms
from quoteattr.draft import TokenSpan
from quoteattr.roles.bodies import holds_name, is_proper
from quoteattr.roles.titles import is_link
from quoteattr.spelling import CLOSING_MARKS, OPENING_MARKS
from quoteattr.text.noun_phrases import fields_of_state
from quoteattr.text.page import POSSESSIVES, Page

RELATIVE_TAGS = frozenset({"WP", "WDT", "WP$"})
_OF_BODY = frozenset({"of", "at", "from"})


def is_in_field(page: Page, i: int) -> bool:
    """Whether a word is of what a minister of state is in charge of: 'secretary of state for *culture, media and sport*'."""
    return any(field.start <= i < field.end for field in page.once(fields_of_state).values())


def behind_determiners(page: Page, start: int, end: int) -> int:
    """Where some words go on behind *the*, *a* or *his*."""
    while start < end and page.tags[start] in ("DT", "PRP$"):
        start += 1
    return start


def with_field_of_state(page: Page, title: str, link: int) -> tuple[str, int]:
    """The title of a minister of state with what they are in charge of, and where that ends: 'secretary of state *for health*' at the trust.

    A part of the realm counts as a body: 'secretary of state for Scotland'.
    """
    field = page.once(fields_of_state).get(link - 1, TokenSpan(link, link))
    if field.end == field.start or page.ent_types[field.start] == "GPE":
        return title, link
    if page.text(field) in lexicon.table("demonyms").values():
        return title, link
    return f"{title} {page.text(TokenSpan(link, field.end)).lower()}", field.end


def with_link(
    page: Page, title: str, organisation: str | None, link: int, end: int, before: str
) -> tuple[str, str | None]:
    """The title and organisation of a role phrase whose ``title`` is followed by a link: 'director *of the trust*' → director, trust.

    ``organisation`` is the body found in the text ``before`` the title. Where the words behind the link are the field of the post,
    they join the title, and the next link is followed: 'head *of policy at Acme*' → head of policy, Acme.
    """
    word = page.lowers[link]
    stop = next((i for i in range(link, end) if _ends_body(page, i, end)), end)
    start = behind_determiners(page, link + 1, stop)
    own = page.lowers[start : start + 1] == ["own"]  # "reminded the mayor *of his own plan*"
    if word == "until" or start >= stop or own or not _may_be_body(page, start):
        return title, organisation
    following = _next_link(page, start, stop)
    start = _start_of_name(page, start, following)
    near = page.lowers[link - 1] == "close"  # "a source *close* to the trust"
    with_field = f"{title} {page.text(TokenSpan(link - near, following))}"
    if _is_field(page, link, start, following, stop):
        if following == end:
            return with_field, organisation
        return with_link(page, with_field, organisation, following, end, before)
    if holds_name(page, start, following):
        end = following if word == "of" or _is_place(page, following, stop) else stop
        if organisation is None or _is_replaced(title, organisation, word, before):
            return title, _without_open_mark(page.text(TokenSpan(start, _before_possessive(page, end))))
        within = word in ("of", "for", "to", "on")  # "NASA's associate administrator of the Science Directorate"
        return f"{title} {_text_before_date(page, link, stop)}" if within else title, organisation
    if organisation is None and _is_unnamed_body(page, link, following):
        return title, page.text(TokenSpan(start, following))  # "a clerk for *a shoe company*"
    if word not in lexicon.labelled("role_words", "scope"):
        return title, organisation
    if following == stop:
        return with_field, organisation
    return with_link(page, with_field, organisation, following, stop, before)


def _before_possessive(page: Page, end: int) -> int:
    """Where a name ends before the possessive that is no part of it: 'a friend of *Ann Poole*'s', 'the director of *Dunn's*'."""
    return end - 1 if page.words[end - 1] in POSSESSIVES and end - 1 not in page.name_ends else end


def _is_place(page: Page, link: int, end: int) -> bool:
    """Whether a link leads to nothing but the place of the body named before it: 'at the Harbour Bank *in Eastwick*'."""
    labels = set(page.ent_types[link + 1 : end])
    return page.lowers[link : link + 1] in (["in"], ["near"]) and "GPE" in labels and labels <= {"", "GPE"}


def _is_replaced(title: str, organisation: str, link: str, before: str) -> bool:
    """Whether the body named behind a link replaces the one before the post: 'the *Danish* head of Acme', 'the *Tarvi* Professor of Law at Marlow'."""
    if link == "at" and title.split(" of ")[0].split()[-1] in lexicon.labelled("role_words", "endowed"):
        return True
    demonym = organisation not in before  # which has been replaced by its place
    return demonym and link in _OF_BODY


def _text_before_date(page: Page, link: int, stop: int) -> str:
    """The text from a link up to a date and its preposition: '*of the Science Directorate* since May'."""
    dates = (i for i in range(link + 1, stop) if page.ent_types[i] in ("DATE", "TIME"))
    return page.text(TokenSpan(link, next(dates, stop + 1) - 1))


def _without_open_mark(body: str) -> str:
    """A body's name without a quotation mark that is not closed in it: 'founder of *“Stay Warm*,” a campaign'."""
    closed = any(mark in body[1:] for mark in ('"', *CLOSING_MARKS))
    return body if closed else re.sub(f'["{OPENING_MARKS}]', "", body)


def _may_be_body(page: Page, i: int) -> bool:
    """Whether the words for a body may start with a token, which is no time and no verb: 'of the *start*-up', 'of *Save* Eastwick', not 'to *leave*'."""
    verb = page.tags[i] == "VB" and page.words[i + 1 : i + 2] != ["-"] and page.words[i].islower()
    return not verb and page.ent_types[i] not in ("DATE", "TIME")


def _is_unnamed_body(page: Page, link: int, end: int) -> bool:
    """Whether a link leads to a body without a name: 'a clerk *for a shoe company*', but not 'the daughter *of a miner*'."""
    noun = page.lowers[end - 1]
    known = noun in lexicon.table("organisation_nouns") and not lexicon.is_post(noun)
    return known and page.lowers[link] in ("of", "for", "at", "with") and page.lowers[link + 1] in ("a", "an")


def _start_of_name(page: Page, start: int, end: int) -> int:
    """Where a body's name starts behind adjectives or its type: 'head of the troubled *Harbour Trust*', 'of US oil analysts *Acme*'; else ``start``."""
    if page.lowers[start + 1 : start + 3] == ["-", "based"]:
        start += 3  # "the *Eastwick-based* Harbour Trust"
    proper = next((i for i in range(end, start, -1) if page.words[i - 1].islower()), start)
    if page.words[proper : proper + 1] == ["-"] and page.words[proper - 1].islower():
        proper += 1
    if not (start < proper < end and is_proper(page, page.tokens[proper])):
        return start
    noun = proper - 1
    type_ = page.lowers[noun] if page.words[noun - 1] != "-" else "".join(page.lowers[noun - 2 : proper])
    adjectives = {"JJ", "VBN", "VBG", "HYPH"}.issuperset(page.tags[start:proper])
    known = type_ in lexicon.table("organisation_nouns") or lexicon.singular_post(type_) != ""
    return proper if adjectives or known else start


def _next_link(page: Page, start: int, stop: int) -> int:
    """The first link but *of* between two tokens, outside quotation marks that the first stands in; else ``stop``."""
    links = (i for i in range(start, stop) if page.lowers[i] != "of" and is_link(page.lowers[i]))
    marked = page.inside[start]
    return next((i for i in links if i not in page.name_ends and (marked < 0 or page.inside[i] != marked)), stop)


def _is_field(page: Page, link: int, start: int, following: int, stop: int) -> bool:
    """Whether the words between two links are the field of a post, whose body stands behind the second, *at*: 'VP of *Sales* at Acme'."""
    if page.lowers[link : link + 3] == ["in", "charge", "of"]:
        return True
    if page.lowers[following : following + 1] != ["at"]:
        return False
    if " ".join(page.lowers[start:following]) in post_forms.fields():
        return True
    if page.lowers[link] != "of" or start != link + 1 or page.words[following - 1] in POSSESSIVES:
        return False  # "a colleague of *Reed's* at the trust"
    one_word = following == start + 1
    no_body = one_word or page.lowers[following - 1] not in lexicon.words("organisation_words")
    return no_body and holds_name(page, following + 1, stop)


def _ends_body(page: Page, i: int, end: int) -> bool:
    """Whether the name of a body ends before token ``i``: at a comma, a dash, a relative clause or another role."""
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
    role_behind = behind[:1] in (["a"], ["an"]) or any(lexicon.is_post(word) and word.islower() for word in behind)
    return token.lower_ == "and" and role_behind
