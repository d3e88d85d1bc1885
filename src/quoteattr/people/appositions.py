"""Page and name → the roles that stand behind a name between commas, dashes or brackets, and its affiliations.

'Ann Poole, director of the trust, said', 'Ann Poole (Labour)', 'Ann Poole of Leeds University'.
"""

import re
from functools import cache

from quoteattr import lexicon
from quoteattr.draft import Name, TokenSpan
from quoteattr.model import Role
from quoteattr.people.role_phrases import full_title, is_link, parse, parts, span_of
from quoteattr.text.page import DASHES, NOUN_TAGS, PLACE_PREPOSITIONS, Page

MODIFIERS = NOUN_TAGS | {"JJ", "JJS", "JJR", "VBN", "VBG", "CD", "HYPH", "POS", "AFX", "RB", "FW", "ADD"}
"""Tags of the words that a noun phrase is made of."""

Found = list[tuple[int, Role]]
"""Roles, each with the token where it stands."""


def parsed(page: Page, start: int, end: int, rule: str) -> Found:
    """The roles of a phrase, which may join several."""
    found = ((a, parse(page, a, b, rule)) for a, b in parts(page, start, end))
    return [(at, role) for at, role in found if role]


def after(page: Page, name: Name) -> Found:
    """Commas, dashes or brackets behind the name: an apposition, a party, an affiliation."""
    i = name.tail
    if i >= len(page.tokens) - 1 or page.passage_of[i] != page.passage_of[name.start]:
        return []
    opening = page.tokens[i].text
    if opening == "(":
        if ")" not in page.words[i + 1 : i + 12]:
            return []
        close = page.words.index(")", i + 1)
        inner = page.text(TokenSpan(i + 1, close))
        if _party_label().match(inner):
            return [(i + 1, Role(None, inner.split(",")[0], False, span_of(page, i + 1, close), "role-party"))]
        return parsed(page, i + 1, close, "role-apposition")
    if opening in DASHES | {","}:
        return _apposition(page, name, i + 1)
    if page.tokens[i].lower_ in ("of", "from", "at") and page.tokens[i + 1].tag_ in ("NNP", "NNPS", "DT"):
        return affiliation(page, i)
    return []


@cache
def _party_label() -> re.Pattern[str]:
    """What a party in brackets begins with: (D-Ohio), (Labour, Eastwick)."""
    labels = "|".join(sorted(lexicon.words("party_labels")))
    return re.compile(rf"(?:{labels})\b")


def _apposition(page: Page, name: Name, start: int) -> Found:
    tokens = page.tokens
    if tokens[start].like_num and start + 1 < len(tokens) and tokens[start + 1].text == ",":
        start += 2  # an age: "Ann Poole, 42, a baker"
    placed = name.start and tokens[name.start - 1].lower_ in PLACE_PREPOSITIONS
    if start >= len(tokens) or placed:
        return []  # "Speaking at Eastwick, the minister said": a place before the subject
    named = start + 1 < len(tokens) and tokens[start + 1].tag_ in ("NNP", "NNPS", "DT")
    if named and tokens[start].lower_ in lexicon.labelled("role_words", "affiliation"):
        return affiliation(page, start)
    end = end_of_apposition(page, start)
    if end < len(tokens) - 1 and tokens[end].text == "," and lexicon.is_post(tokens[end + 1].text):
        rest = end_of_apposition(page, end + 1)  # "a farmer, author and mayor of Eastwick"
        end = rest if any(t.lower_ == "and" for t in tokens[end:rest]) else end
    if page.ent_types[end - 1] == "PERSON" and not any(map(is_link, page.lowers[start:end])):
        return []  # ", Labour MP Jane Roe": what follows the comma names somebody else
    return parsed(page, start, end, "role-apposition")


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


