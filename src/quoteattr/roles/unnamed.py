"""The description of an unnamed source → the role that it states: 'a *Treasury spokesman*', '*Harbour Trust donors*'.

Of one person any role counts, of several only one that says to which body they belong.
"""

import attrs

from quoteattr import lexicon
from quoteattr.draft import Phrase
from quoteattr.model import Role
from quoteattr.roles.joined import parse_joined
from quoteattr.roles.phrases import parse
from quoteattr.text.page import NOUN_TAGS, Page

_AT_BODY = ("post", "spokes", "occupation", "standing")  # classes of nouns for people who may belong to a body


def of_phrase(page: Page, phrase: Phrase) -> Role | None:
    """The role that a description states: 'a *Treasury spokesman*', 'the *former head of the army*'; asked once for each phrase."""
    return page.once(_of_phrase, phrase)


def _of_phrase(page: Page, phrase: Phrase) -> Role | None:
    if found := parse_joined(page, phrase.start, phrase.end, "role-source"):
        role = found[0][1]
        qualified = role.organisation is not None or page.tags[phrase.head - 1] in NOUN_TAGS  # "a *government* source"
        return role if qualified or not _is_anybody(role) else None
    start, number = phrase.start, lexicon.labelled("role_words", "number")
    while start < phrase.head and (page.tags[start] in ("CD", "DT") or page.lowers[start] in number):
        start += 1  # "two", "several", "some of the"
    several = parse(page, start, phrase.end, "role-source", plural=True)
    if several is None or _is_anybody(several):
        return None
    noun_class = lexicon.noun_class(lexicon.singular_post(page.words[phrase.head]))
    return _with_body(page, several, start, phrase, noun_class) if noun_class in _AT_BODY else None


def _with_body(page: Page, role: Role, start: int, phrase: Phrase, noun_class: str) -> Role | None:
    """The role of people of one body, else None: '*Harbour Trust* donors', '*prison* officials', but not 'Danish engineers', 'Health experts'."""
    before, body = page.lowers[phrase.head - 1], role.organisation
    if noun_class == "post" and phrase.head > start and before in lexicon.words("organisation_nouns") - {"state"}:
        title = (role.title or "").removeprefix(f"{before} ")
        return attrs.evolve(role, title=title.replace(f" {before} ", " "), organisation=body or before)
    if not body or (noun_class == "standing" and "PERSON" in page.ent_types[start : phrase.end]):
        return None
    if body not in page.text(phrase.tokens):
        return role if noun_class == "post" else None  # a demonym, written as its place
    common = page.sentence(start).start == start and page.tags[start] in ("NN", "JJ") and not page.ent_types[start]
    return None if common and page.words[start] == body.split()[0] else role


def _is_anybody(role: Role) -> bool:
    """Whether a title may be anybody's, whatever stands before its noun: 'woman', 'senior source', 'young men'."""
    *_, last = "", *(role.title or "").split()
    return not {last, lexicon.singular_post(last)}.isdisjoint(lexicon.labelled("role_words", "being"))
