"""The description of somebody unnamed, or of several → the role that it amounts to: 'a Treasury spokesman', 'Harbour Trust donors'.

One person has whatever role the description tells, several have one with a body of their own.
"""

import attrs

from quoteattr import lexicon
from quoteattr.draft import Phrase
from quoteattr.model import Role
from quoteattr.roles.joined import parse_joined
from quoteattr.roles.phrases import parse
from quoteattr.text.page import NOUN_TAGS, Page

_AT_BODY = ("post", "spokes", "occupation", "standing")  # sorts of nouns for those who are of a body


def of_phrase(page: Page, phrase: Phrase) -> Role | None:
    """The role that a description amounts to: 'a Treasury spokesman', 'the former head of the army'."""
    return page.once(_of_phrase, phrase)


def _of_phrase(page: Page, phrase: Phrase) -> Role | None:
    if found := parse_joined(page, phrase.start, phrase.end, "role-source"):
        role = found[0][1]
        kind_told = role.organisation is not None or page.tags[phrase.head - 1] in NOUN_TAGS  # "a *government* source"
        return role if kind_told or not _is_anybody(role) else None
    start = phrase.start  # "two", "several", "some of the"
    number = lexicon.labelled("role_words", "number")
    while start < phrase.head and (page.tags[start] in ("CD", "DT") or page.lowers[start] in number):
        start += 1
    several = parse(page, start, phrase.end, "role-source", plural=True)
    if several is None or _is_anybody(several):
        return None
    sort = lexicon.noun_class(lexicon.singular_post(page.words[phrase.head]), "")
    return _of_body(page, several, start, phrase) if sort in _AT_BODY else None


def _of_body(page: Page, role: Role, start: int, phrase: Phrase) -> Role | None:
    """The role of several people who are of a body: '*Harbour Trust* donors', '*prison* officials', not 'Danish engineers', 'Health experts'."""
    sort = lexicon.table("role_nouns", 2)[lexicon.singular_post(page.words[phrase.head])]
    kind, body = page.lowers[phrase.head - 1], role.organisation
    if sort == "post" and phrase.head > start and kind in lexicon.words("organisation_nouns") - {"state"}:
        title = (role.title or "").removeprefix(f"{kind} ")
        return attrs.evolve(role, title=title.replace(f" {kind} ", " "), organisation=body or kind)
    if not body or (sort == "standing" and "PERSON" in page.ent_types[start : phrase.end]):
        return None
    common = page.sentence(start).start == start and page.tags[start] in ("NN", "JJ") and not page.ent_types[start]
    named = body in page.text(phrase.tokens) and not (common and page.words[start] == body.split()[0])
    return role if named or (sort == "post" and body not in page.text(phrase.tokens)) else None


def _is_anybody(role: Role) -> bool:
    """Whether a title tells nobody's standing, whatever stands before it: 'woman', 'senior source', 'young men'."""
    *_, last = "", *(role.title or "").split()
    return not {last, lexicon.singular_post(last)}.isdisjoint(lexicon.labelled("role_words", "being"))
