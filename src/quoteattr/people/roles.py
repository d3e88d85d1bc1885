"""Page + names → role statements: what the text says somebody is, and where.

Rules: ``role-before`` (Polish Prime Minister Jan Nowak), ``role-apposition`` (Ann Poole, director of the trust),
``role-reversed`` (the former head of the army, Lord Dunn), ``role-copula`` (Ann Poole is the director),
``role-title`` (Ann Poole MP), ``role-party`` (Poole (D-Ohio)), ``role-affiliation`` (Ann Poole of Leeds University),
``role-relative`` (Poole, who chairs the trust), ``role-as`` (as mayor, Ann Poole said), ``role-source`` (a Treasury spokesman: the role of one who has no name).
"""

import re
from collections.abc import Iterable
from functools import cache

import attrs
from spacy.tokens import Token

from quoteattr import lexicon, rules
from quoteattr.draft import Name, Phrase, RoleStatement, TokenSpan
from quoteattr.model import Role
from quoteattr.people.role_phrases import behind_determiners, full_title, is_link, parse, parts, span_of
from quoteattr.text.page import DASHES, NOUN_TAGS, PLACE_PREPOSITIONS, POSSESSIVES, Page

_MODIFIERS = NOUN_TAGS | {"JJ", "JJS", "JJR", "VBN", "VBG", "CD", "HYPH", "POS", "AFX", "RB", "FW", "ADD"}


def read(page: Page, names: Iterable[Name]) -> tuple[RoleStatement, ...]:
    """The roles that the page gives to people that it names, in order of their place."""
    people = (name for name in names if name.kind == "person")
    found = (RoleStatement(name.start, at, role) for name in people for at, role in _statements(page, name))
    # of what is said between marks only titles: not “Tom Reed, a thief, was there”
    kept = (s for s in found if page.inside[s.at] < 0 or s.role.rule in rules.family("title"))
    return tuple(sorted(kept, key=lambda s: s.at))


def of_phrase(page: Page, phrase: Phrase) -> Role | None:
    """The role that a description amounts to: 'a Treasury spokesman', 'the former head of the army'."""
    found = _parsed(page, phrase.start, phrase.end, "role-source")
    return found[0][1] if found else None


Found = list[tuple[int, Role]]
"""Roles, each with the token where it stands."""


def _statements(page: Page, name: Name) -> Found:
    before, after = _before(page, name), _after(page, name)
    bare = bool(after) and after[0][1].rule in ("role-party", "role-affiliation")
    if before and bare and before[0][1].organisation is None:
        # Sen. Ann Poole (D-Ohio): one role in two places
        before[0] = before[0][0], attrs.evolve(before[0][1], organisation=after[0][1].organisation)
        after = []
    posts = (i for i in range(name.end, name.tail) if page.lowers[i] in lexicon.words("abbreviated_roles"))
    letters = [(i, Role(full_title(page.lowers[i]), None, False, span_of(page, i, i + 1), "role-title")) for i in posts]
    found = [*before, *after, *_owner(page, name), *letters, *_reversed(page, name), *_as(page, name)]
    return found + (_copula(page, name) or _relative(page, name))


def _parsed(page: Page, start: int, end: int, rule: str) -> Found:
    """The roles of a phrase, which may join several."""
    found = ((a, parse(page, a, b, rule)) for a, b in parts(page, start, end))
    return [(at, role) for at, role in found if role]


def _before(page: Page, name: Name) -> Found:
    """The words straight before the name, as far as they make one noun group."""
    start = end = _with_titles(page, name)
    while start and _in_group(page, start - 1, end):
        start -= 1
    return _parsed(page, start, end, "role-before")


def _with_titles(page: Page, name: Name) -> int:
    """Where a name begins with its titles: 'Dr Ann Poole'."""
    start = name.start
    while start and lexicon.bare(page.tokens[start - 1].text) in lexicon.honorifics():
        start -= 1
    return start


def _as(page: Page, name: Name) -> Found:
    """What somebody speaks as: 'As mayor of Eastwick, Ann Poole said', 'Ann Poole, speaking as mayor, said'."""
    words, comma = page.words, _with_titles(page, name) - 1
    if comma > 0 and words[comma] == ",":
        low = next((i for i in range(comma - 1, max(comma - 12, -1), -1) if page.lowers[i] == "as"), comma)
        if words[low] == "As" and page.passage_of[low] == page.passage_of[name.start]:
            return _parsed(page, low + 1, comma, "role-as")
    start = name.tail + 3
    if page.lowers[name.tail : start] == [",", "speaking", "as"] and "," in words[start : start + 14]:
        return _parsed(page, start, words.index(",", start), "role-as")
    return []


def _in_group(page: Page, i: int, end: int) -> bool:
    token = page.tokens[i]
    if page.passage_of[i] != page.passage_of[end] or page.inside[i] != page.inside[end]:
        return False
    if token.tag_ in _MODIFIERS or token.text in ("-", "&", "/"):
        return token.lower_ not in lexicon.labelled("role_words", "outside")
    if i == 0 or i + 1 >= end:
        return False
    before, following = page.tokens[i - 1], page.tokens[i + 1]
    if token.lower_ == "and":
        return before.tag_ == following.tag_ or lexicon.is_post(before.text)
    return token.lower_ == "of" and lexicon.is_post(before.text)  # "secretary of state Ann Poole"


def _after(page: Page, name: Name) -> Found:
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
        return _parsed(page, i + 1, close, "role-apposition")
    if opening in DASHES | {","}:
        return _apposition(page, name, i + 1)
    if page.tokens[i].lower_ in ("of", "from", "at") and page.tokens[i + 1].tag_ in ("NNP", "NNPS", "DT"):
        return _affiliation(page, i)
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
        return _affiliation(page, start)
    end = _end_of_apposition(page, start)
    if end < len(tokens) - 1 and tokens[end].text == "," and lexicon.is_post(tokens[end + 1].text):
        rest = _end_of_apposition(page, end + 1)  # "a farmer, author and mayor of Eastwick"
        end = rest if any(t.lower_ == "and" for t in tokens[end:rest]) else end
    if page.ent_types[end - 1] == "PERSON" and not any(map(is_link, page.lowers[start:end])):
        return []  # ", Labour MP Jane Roe": what follows the comma names somebody else
    return _parsed(page, start, end, "role-apposition")


def _end_of_apposition(page: Page, start: int, longest: int = 25) -> int:
    end = start
    while end < len(page.tokens) and end - start < longest and _in_apposition(page, end, start):
        end += 1
    while end > start and page.tokens[end - 1].text in DASHES:
        end -= 1  # "Ann Poole - director of the trust - said"
    return end


def _in_apposition(page: Page, i: int, start: int) -> bool:
    token = page.tokens[i]
    if page.passage_of[i] != page.passage_of[start]:
        return False
    if token.tag_ in _MODIFIERS | {"DT", "PRP$"} or is_link(token.lower_) or token.text in ("-", "&", "’", "'"):
        return not (token.tag_ in ("VBG", "VBN") and i == start)
    if token.lower_ == "and":
        return i + 1 < len(page.tokens) and page.tags[i + 1] in _MODIFIERS | {"DT"}
    return page.inside[i] >= 0 and i > start


def _affiliation(page: Page, link: int) -> Found:
    links, start = lexicon.labelled("name_links", "joint"), link + 1
    while start < len(page.tokens) and page.tags[start] == "DT":
        start += 1
    for i in range(start, len(page.tokens)):
        if page.tags[i] not in ("NNP", "NNPS") and not (page.ent_types[i] == "ORG" and page.lowers[i] in links):
            return _body(page, start, i)
    return _body(page, start, len(page.tokens))


def _body(page: Page, start: int, end: int) -> Found:
    """A body alone, if these are any words."""
    if start == end:
        return []
    span = span_of(page, start, end)
    return [(start, Role(None, span.text, False, span, "role-affiliation"))]


def _reversed(page: Page, name: Name) -> Found:
    """'The former head of the army, Lord Dunn': a description with the name in apposition."""
    start = _with_titles(page, name)
    if start < 2 or page.tokens[start - 1].text != ",":
        return []
    low = comma = start - 1
    while low and _in_apposition(page, low - 1, comma - 1):
        low -= 1
    begin = next((i for i in range(low, comma) if page.tags[i] in ("DT", "PRP$")), low)
    appositive = any(t.dep_ == "appos" for t in page.tokens[start : name.end])
    closed = name.end < len(page.tokens) and page.words[name.end] in DASHES | {",", "."}
    return _parsed(page, begin, comma, "role-reversed") if comma - begin <= 14 and (appositive or closed) else []


def _copula(page: Page, name: Name) -> Found:
    """'Ann Poole is the director of the trust', but not 'Tom Reed is no hero'."""
    copulas = lexicon.labelled("role_words", "copula")
    verbs = [t.head for t in page.tokens[name.start : name.end] if t.dep_ == "nsubj" and t.head.lower_ in copulas]
    for attribute in (a for verb in verbs if _is_asserted(page, verb) for a in page.children(verb, "attr")):
        if lexicon.is_post(attribute.text) and not any(t.lower_ == "no" for t in page.dependents(attribute)):
            phrase = page.noun_phrase(attribute, frozenset({attribute.head.i}))
            if found := _parsed(page, phrase.start, phrase.end, "role-copula"):
                return found
    return []


def _is_asserted(page: Page, verb: Token) -> bool:
    """Whether the reporter says so, and nobody else: not '“Tom Reed is a spy,” she said', 'if he is', 'claimed he was', 'was he?'."""
    top = verb
    while top.dep_ == "conj" and top.head.i < top.i:
        top = top.head
    words = page.words[slice(*page.sentence(verb.i))]
    return (
        page.inside[verb.i] < 0
        and top.dep_ == "ROOT"
        and "?" not in words
        and not page.children(verb, "neg", "parataxis")
    )


def _relative(page: Page, name: Name) -> Found:
    """'Ann Poole, who is chair of the trust', 'Poole, who runs the centre', 'Poole, who works for the trust'."""
    lowers = page.lowers
    who = name.tail + (lowers[name.tail : name.tail + 1] == [","])
    start = who + 2
    if start >= len(lowers) or lowers[who] != "who" or page.passage_of[start] != page.passage_of[name.start]:
        return []
    verb = lowers[who + 1]
    if verb in ("works", "worked"):
        if lowers[start] in ("for", "at", "with"):
            return _affiliation(page, start)
        return _in_post(page, start + 1) if lowers[start] == "as" else []
    if verb in ("is", "was", "became"):
        return _in_post(page, start)
    if verb in lexicon.words("leading_verbs") and page.children(page.tokens[who + 1], "dobj"):
        return _leading(page, verb, start)  # but "who ran for mayor" runs nothing
    return []


def _in_post(page: Page, start: int) -> Found:
    """The post that a relative clause gives: (who is) 'chair of the trust'."""
    end = _end_of_apposition(page, start, 16)
    role = parse(page, start, end, "role-relative")
    if role and "until" in page.lowers[start : end + 3]:
        role = attrs.evolve(role, former=True)
    return [(start, role)] if role else []


def _leading(page: Page, verb: str, start: int) -> Found:
    """The post that a verb tells, with its object for the body: (who runs) 'the centre'."""
    end = _end_of_apposition(page, start, 16)
    start = behind_determiners(page, start, end)
    if start == end:
        return []
    span = span_of(page, start, end)
    former = lexicon.table("leading_verbs", 2)[verb] == "former"
    return [(start, Role(lexicon.table("leading_verbs")[verb], span.text, former, span, "role-relative"))]


def _owner(page: Page, name: Name) -> Found:
    """'the trust's Ann Poole', 'Radio Eastwick's Tom Reed': a body before the name that the name belongs to."""
    start = end = name.start - 1
    if end < 1 or page.words[end] not in POSSESSIVES:
        return []
    while start and page.ent_types[start - 1] in ("ORG", "NORP"):
        start -= 1
    while start < end and page.tags[start] == "DT":
        start += 1
    return _body(page, start, end)
