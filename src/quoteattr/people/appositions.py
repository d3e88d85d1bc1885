"""Page and name → the roles that stand behind a name between commas, dashes or brackets, and its affiliations.

'Ann Poole, director of the trust, said', 'Ann Poole (Labour)', 'Ann Poole of Leeds University'.
"""

import re
from functools import cache

import attrs

from quoteattr import lexicon
from quoteattr.draft import Name, TokenSpan
from quoteattr.model import Role
from quoteattr.people.role_phrases import full_title, is_link, parse, parts, span_of
from quoteattr.text.page import DASHES, NOUN_TAGS, PLACE_PREPOSITIONS, Page

MODIFIERS = NOUN_TAGS | {"JJ", "JJS", "JJR", "VBN", "VBG", "CD", "HYPH", "POS", "AFX", "RB", "FW", "ADD"}
"""Tags of the words that a noun phrase is made of."""

Found = list[tuple[int, Role]]
"""Roles, each with the token where it stands."""

_SEVERAL = 3  # pieces behind a name that are read


def parsed(page: Page, start: int, end: int, rule: str) -> Found:
    """The roles of a phrase, which may join several."""
    found = ((a, parse(page, a, b, rule)) for a, b in parts(page, start, end))
    return [(at, role) for at, role in found if role]


def after(page: Page, name: Name) -> Found:
    """What stands behind the name, one after the other: brackets, appositions, parties, affiliations."""
    found: Found = []
    i = name.tail
    for number in range(_SEVERAL):
        if i >= len(page.tokens) - 1 or page.passage_of[i] != page.passage_of[name.start]:
            break
        told, end = _told(page, name, i)
        if end <= i or (number and _is_of_next(page, end)):
            break
        if not told and found and (body_alone := _body_in_commas(page, i, end)):
            at, role = found[-1]
            found[-1] = at, role if role.organisation else attrs.evolve(role, organisation=body_alone)
        first = found[0][0] if found else 0  # what comes later is no nearer to what is quoted behind it
        found, i = found + [(first or at, role) for at, role in told], end
    return found


def _told(page: Page, name: Name, i: int) -> tuple[Found, int]:
    """What one piece behind a name tells, and where it ends; it ends at ``i`` where there is none."""
    opening = page.words[i]
    if opening == "(":
        close = next((k for k in range(i + 1, min(i + 13, len(page.words))) if page.words[k] == ")"), i)
        return (_in_brackets(page, i + 1, close), close + 1) if close > i else ([], i)
    if opening in DASHES | {","}:
        found, passed = _apposition(page, name, i + 1)
        return found, max([passed, *(page.token_at(role.span.end) for _, role in found)])
    if i == name.tail and page.lowers[i] in ("of", "from", "at"):
        found = affiliation(page, i) if _leads_to_body(page, i + 1) else []
        return found, max([i, *(page.token_at(role.span.end) for _, role in found)])
    return [], i


def _in_brackets(page: Page, start: int, close: int) -> Found:
    """'Ann Poole (Labour)', 'Ann Poole (director of the Harbour Trust)', 'Ann Poole (Harbour Trust)'."""
    inner = page.text(TokenSpan(start, close))
    if _party_label().match(inner):
        return [(start, Role(None, inner.split(",")[0], False, span_of(page, start, close), "role-party"))]
    found = parsed(page, start, close, "role-apposition")
    return found or (body(page, start, close) if _is_body(page, start, close) else [])


def _is_body(page: Page, start: int, end: int) -> bool:
    """Whether some words are written as a body's name and look like one."""
    tags, word = set(page.tags[start:end]), page.lowers[end - 1]
    if any(map(lexicon.is_post, page.words[start : end - 1])):
        return False  # "Chief Secretary to the Treasury"
    return page.tags[start] in ("NNP", "NNPS") and tags <= {"NNP", "NNPS", "IN", "DT", "CC"} and (
        word in lexicon.words("organisation_words") or set(page.ent_types[start:end]) == {"ORG"}
    )


def _body_in_commas(page: Page, i: int, end: int) -> str | None:
    """The body between commas behind a post: 'Ann Poole, director, *Harbour Trust*, said'."""
    return page.text(TokenSpan(i + 1, end)) if end > i + 1 and _is_body(page, i + 1, end) else None


def _is_of_next(page: Page, end: int) -> bool:
    """Whether a further piece belongs to who is named behind it: 'Ann Poole, a baker, the mayor, *Tom Reed*, and'."""
    return page.words[end : end + 1] == [","] and page.ent_types[end + 1 : end + 2] == ["PERSON"]


def _leads_to_body(page: Page, i: int) -> bool:
    """Whether a name of a body begins behind a link: 'the Harbour Trust', 'the campaign group Fair Rents', 'charity Shelter'."""
    if i >= len(page.words):
        return False
    if page.tags[i] in ("NNP", "NNPS", "DT"):
        return True
    return _behind_kind(page, i) > i


def _behind_kind(page: Page, i: int) -> int:
    """Where a body's name begins behind the words that say what it is: 'the campaign group *Fair Rents*'."""
    k = i
    while k < min(i + 4, len(page.words) - 1) and page.tags[k] in ("NN", "JJ", "HYPH") and page.words[k].islower():
        k += 1
    kind = k > i and page.lowers[k - 1] in lexicon.table("organisation_nouns")
    return k if kind and page.tags[k] in ("NNP", "NNPS") else i


@cache
def _party_label() -> re.Pattern[str]:
    """What a party in brackets begins with: (D-Ohio), (Labour, Eastwick)."""
    labels = "|".join(sorted(lexicon.words("party_labels")))
    return re.compile(rf"(?:{labels})\b")


def _apposition(page: Page, name: Name, start: int) -> tuple[Found, int]:
    """What stands between commas or dashes behind a name, and where what tells nothing ends, as an age or a state."""
    tokens = page.tokens
    placed = name.start and tokens[name.start - 1].lower_ in PLACE_PREPOSITIONS
    if tokens[start].like_num and start + 1 < len(tokens) and tokens[start + 1].text == ",":
        start += 2  # an age: "Ann Poole, 42, a baker"
    if start >= len(tokens) or placed:
        return [], 0  # "Speaking at Eastwick, the minister said": a place before the subject
    close = next((i for i in range(start, min(start + 7, len(tokens))) if page.words[i] == ","), start)
    if close > start and _party_label().match(page.text(TokenSpan(start, close))) and not page.words[start].islower():
        if page.words[start + 1] in ("-", ",", "–"):  # "Ann Poole, D-Ohio,"
            return [(start, Role(None, page.text(TokenSpan(start, close)), False, span_of(page, start, close), "role-party"))], close
    if close > start and (set(page.ent_types[start:close]) == {"GPE"} or _is_body(page, start, close)):
        return [], close  # "Ann Poole, Md., the party's leader,"
    if tokens[start].lower_ in lexicon.labelled("role_words", "affiliation") and _leads_to_body(page, start + 1):
        return affiliation(page, start), 0
    end = end_of_apposition(page, start)
    if end < len(tokens) - 1 and tokens[end].text == "," and lexicon.is_post(tokens[end + 1].text):
        rest = end_of_apposition(page, end + 1)  # "a farmer, author and mayor of Eastwick"
        end = rest if any(t.lower_ == "and" for t in tokens[end:rest]) else end
    if page.ent_types[end - 1] == "PERSON" and not any(map(is_link, page.lowers[start:end])):
        return [], 0  # ", Labour MP Jane Roe": what follows the comma names somebody else
    return parsed(page, start, end, "role-apposition"), 0


def end_of_apposition(page: Page, start: int, longest: int = 25) -> int:
    end = start
    while end < len(page.tokens) and end - start < longest and in_apposition(page, end, start):
        end += 1
    while end > start and page.tokens[end - 1].text in DASHES:
        end -= 1  # "Ann Poole - director of the trust - said"
    return end


def in_apposition(page: Page, i: int, start: int) -> bool:
    token = page.tokens[i]
    if page.passage_of[i] != page.passage_of[start]:
        return False
    if token.tag_ in MODIFIERS | {"DT", "PRP$"} or is_link(token.lower_) or token.text in ("-", "&", "’", "'"):
        return not (token.tag_ in ("VBG", "VBN") and i == start)
    if token.lower_ == "and":
        return i + 1 < len(page.tokens) and page.tags[i + 1] in MODIFIERS | {"DT"}
    return page.inside[i] >= 0 and i > start


def affiliation(page: Page, link: int) -> Found:
    links, start = lexicon.labelled("name_links", "joint"), link + 1
    while start < len(page.tokens) and page.tags[start] == "DT":
        start += 1
    start = _behind_kind(page, start)
    for i in range(start, len(page.tokens)):
        if page.tags[i] not in ("NNP", "NNPS") and not (page.ent_types[i] == "ORG" and page.lowers[i] in links):
            return body(page, start, i)
    return body(page, start, len(page.tokens))


def body(page: Page, start: int, end: int) -> Found:
    """A body alone, if these are any words."""
    if start == end:
        return []
    span = span_of(page, start, end)
    return [(start, Role(None, span.text, False, span, "role-affiliation"))]


