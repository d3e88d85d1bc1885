"""Page + names → role statements: what the text says somebody is, and where.

Rules: ``role-before`` (Polish Prime Minister Jan Nowak), ``role-apposition`` (Ann Poole, director of the trust),
``role-reversed`` (the former head of the army, Lord Dunn), ``role-copula`` (Ann Poole is the director),
``role-title`` (Sen. Poole), ``role-party`` (Poole (D-Ohio)), ``role-affiliation`` (Ann Poole of Leeds University),
``role-source`` (a Treasury spokesman: the role of one who has no name).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import attrs
from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Name, Phrase, Range, RoleStatement
from quoteattr.model import Role, Span
from quoteattr.syntax import NOUN_TAGS, Page, children

_FORMER = frozenset({"former", "ex", "late", "retired", "onetime", "one-time", "erstwhile", "then", "previous", "sometime"})
_DROPPED = frozenset({"fellow", "outgoing", "incoming", "also", "now", "longtime", "long-time", "veteran", "new", "newly", "current", "outspoken", "controversial", "influential", "top", "own", "respective", "-", "—", "–"})
_MODIFIERS = frozenset({"JJ", "JJS", "JJR", "NN", "NNS", "NNP", "NNPS", "VBN", "VBG", "CD", "HYPH", "POS", "AFX", "RB", "FW", "ADD"})
_LINKS = frozenset({"of", "at", "for", "with", "in", "from", "to", "on"})
_LEADING = {"leads": "leader", "heads": "head", "chairs": "chair", "runs": "head", "founded": "founder", "edits": "editor", "directs": "director", "manages": "manager", "coaches": "coach", "owns": "owner", "headed": "head", "led": "leader", "chaired": "chair"}
_PARTY = re.compile(r"^(?:[DRI]|Dem|Rep|Ind|Lab|Con|Lib Dem|SNP|Labour|Conservative|Democrat|Republican|Plaid)\b")
_BODY_LABELS = frozenset({"ORG", "GPE", "NORP", "LOC", "PERSON", "FAC"})


def read(page: Page, names: Iterable[Name]) -> tuple[RoleStatement, ...]:
    """The roles that the page gives to people that it names, in order of their place."""
    found = [
        RoleStatement(name.start, at, role)
        for name in names
        if name.kind == "person"
        for at, role in _statements(page, name)
    ]
    return tuple(sorted(found, key=lambda s: s.at))


def of_phrase(page: Page, phrase: Phrase) -> Role | None:
    """The role that a description amounts to: 'a Treasury spokesman', 'the former head of the army'."""
    return _parse(page, phrase.start, phrase.end, "role-source")


def _statements(page: Page, name: Name) -> Iterator[tuple[int, Role]]:
    before, after = _before(page, name), _after(page, name)
    if before and after and after[1].rule == "role-party" and before[1].organisation is None:
        # Sen. Ann Poole (D-Ohio): one role in two places
        before, after = (before[0], attrs.evolve(before[1], organisation=after[1].organisation)), None
    if before and after and after[1].rule == "role-affiliation" and before[1].organisation is None:
        before, after = (before[0], attrs.evolve(before[1], organisation=after[1].organisation)), None
    if before:
        yield before
    if after:
        yield after
    if owner := _owner(page, name):
        yield owner
    for token in page.tokens[name.end : name.tail]:
        if token.lower_ in lexicon.words("abbreviated_roles"):
            yield token.i, Role(_full_title(token.lower_), span=_span(page, token.i, token.i + 1), rule="role-title")
    if reversed_ := _reversed(page, name):
        yield reversed_
    if copula := _copula(page, name) or _relative(page, name):
        yield copula


def _before(page: Page, name: Name) -> tuple[int, Role] | None:
    """The words straight before the name, as far as they make one noun group."""
    end = name.start
    while end and page.tokens[end - 1].lower_.rstrip(".") in lexicon.honorifics():
        end -= 1
    start = end
    while start and _in_group(page, start - 1, end):
        start -= 1
    if start == end:
        return None
    role = _parse(page, start, end, "role-before")
    return (start, role) if role else None


def _in_group(page: Page, i: int, end: int) -> bool:
    token = page.tokens[i]
    if token.is_space or page.passage_of[i] != page.passage_of[end - 1] or page.inside[i] != page.inside[end - 1]:
        return False
    if token.tag_ in _MODIFIERS or token.lower_ in _FORMER or token.text in ("-", "&", "/"):
        return token.lower_ not in ("said", "says", "say", "told", "including", "according", "called")
    following = page.tokens[i + 1] if i + 1 < end else None
    if token.lower_ == "and" and following is not None:
        return i > 0 and page.tokens[i - 1].tag_ in NOUN_TAGS and page.tokens[i - 1].tag_ == following.tag_ or _is_role(page.tokens[i - 1])
    # "secretary of state Ann Poole": of between two nouns of the group
    return token.lower_ == "of" and following is not None and i > 0 and _is_role(page.tokens[i - 1])


def _is_role(token: Token) -> bool:
    word = token.lower_.rstrip(".").removeprefix("ex-")
    return word in lexicon.words("role_nouns") or word in lexicon.words("titles") or word in lexicon.words("abbreviated_roles")


def _after(page: Page, name: Name) -> tuple[int, Role] | None:
    """Commas, dashes or brackets behind the name: an apposition, a party, an affiliation."""
    i = name.tail
    if i >= len(page.tokens) - 1 or page.passage_of[i] != page.passage_of[name.start]:
        return None
    opening = page.tokens[i].text
    if opening == "(":
        close = next((k for k in range(i + 1, min(i + 12, len(page.tokens))) if page.tokens[k].text == ")"), None)
        if close is None:
            return None
        inner = page.text(i + 1, close)
        if _PARTY.match(inner):
            return i + 1, Role(None, inner.split(",")[0], span=_span(page, i + 1, close), rule="role-party")
        role = _parse(page, i + 1, close, "role-apposition")
        return (i + 1, role) if role else None
    if opening in (",", "-", "–", "—"):
        return _apposition(page, name, i + 1)
    if page.tokens[i].lower_ in ("of", "from", "at") and page.tokens[i + 1].tag_ in ("NNP", "NNPS", "DT"):
        return _affiliation(page, i)
    return None


def _apposition(page: Page, name: Name, start: int) -> tuple[int, Role] | None:
    tokens = page.tokens
    if tokens[start].like_num and start + 1 < len(tokens) and tokens[start + 1].text == ",":
        start += 2  # an age: "Ann Poole, 42, a baker"
    if start >= len(tokens):
        return None
    if tokens[start].lower_ in ("of", "from", "for", "at", "with") and start + 1 < len(tokens) and tokens[start + 1].tag_ in ("NNP", "NNPS", "DT"):
        return _affiliation(page, start)
    end = start
    while end < len(tokens) and end - start < 25 and _in_apposition(page, end, start):
        end += 1
    role = _parse(page, start, end, "role-apposition") if end > start else None
    if role is None or tokens[start].tag_ == "NNP" and _another_person(page, start, end):
        return None
    return start, role


def _in_apposition(page: Page, i: int, start: int) -> bool:
    token = page.tokens[i]
    if token.is_space or page.passage_of[i] != page.passage_of[start]:
        return False
    if token.tag_ in _MODIFIERS or token.tag_ in ("DT", "PRP$") or token.lower_ in _LINKS or token.text in ("-", "&", "’s", "'s", "/", "’", "'"):
        return not (token.tag_ in ("VBG", "VBN") and i == start)
    if token.lower_ == "and":
        following = page.tokens[i + 1] if i + 1 < len(page.tokens) else token
        return following.tag_ in _MODIFIERS or following.tag_ == "DT"
    return page.inside[i] >= 0 and i > start


def _another_person(page: Page, start: int, end: int) -> bool:
    """', Labour MP Jane Roe': what follows the comma names somebody else."""
    last = page.tokens[end - 1]
    return last.ent_type_ == "PERSON" and last.tag_ in ("NNP", "NNPS") and not any(
        page.tokens[i].lower_ in _LINKS or page.tokens[i].tag_ == "POS" for i in range(start, end)
    )


def _affiliation(page: Page, link: int) -> tuple[int, Role] | None:
    tokens = page.tokens
    start = link + 1
    while start < len(tokens) and tokens[start].tag_ == "DT":
        start += 1
    end = start
    while end < len(tokens) and (tokens[end].tag_ in ("NNP", "NNPS") or tokens[end].lower_ in ("of", "and", "&", "for") and tokens[end].ent_type_ == "ORG"):
        end += 1
    if end == start:
        return None
    return start, Role(None, page.text(start, end), span=_span(page, start, end), rule="role-affiliation")


def _reversed(page: Page, name: Name) -> tuple[int, Role] | None:
    """'The former head of the army, Lord Dunn': a description with the name in apposition."""
    start = name.start
    while start and page.tokens[start - 1].lower_.rstrip(".") in lexicon.honorifics():
        start -= 1
    if start < 2 or page.tokens[start - 1].text != "," or page.passage_of[start - 1] != page.passage_of[name.start]:
        return None
    i = start - 1
    low = i
    while low and _in_apposition(page, low - 1, i - 1) and page.inside[low - 1] == page.inside[i]:
        low -= 1
    begin = next((k for k in range(low, i) if page.tokens[k].tag_ in ("DT", "PRP$")), low)
    heads = [k for k in range(begin, i) if _is_role(page.tokens[k])]
    if not heads or i - begin > 14:
        return None
    appositive = any(t.dep_ == "appos" for t in page.tokens[start : name.end])
    closed = name.end < len(page.tokens) and page.tokens[name.end].text in (",", "-", "–", "—", ".")
    if not appositive and not closed:
        return None
    role = _parse(page, begin, i, "role-reversed")
    return (begin, role) if role else None


def _copula(page: Page, name: Name) -> tuple[int, Role] | None:
    """'Ann Poole is the director of the trust', 'Poole, who was a minister'."""
    for token in page.tokens[name.start : name.end]:
        if token.dep_ not in ("nsubj", "nsubjpass"):
            continue
        verb = token.head
        if verb.lower_ in ("is", "was", "became", "remains", "are", "'s"):
            for attribute in children(verb, "attr"):
                if _is_role(attribute) and attribute.i > verb.i and attribute.tag_ in NOUN_TAGS and not children(verb, "neg"):
                    phrase = page.noun_phrase(attribute, frozenset({verb.i}))
                    role = _parse(page, phrase.start, phrase.end, "role-copula")
                    if role:
                        return phrase.start, role
    return None


def _relative(page: Page, name: Name) -> tuple[int, Role] | None:
    """'Ann Poole, who is chair of the trust', 'Poole, who runs the centre'."""
    i = name.tail + (name.tail < len(page.tokens) and page.tokens[name.tail].text == ",")
    if i + 2 >= len(page.tokens) or page.tokens[i].lower_ != "who" or page.passage_of[i + 2] != page.passage_of[name.start]:
        return None
    start = i + 2
    end = start
    while end < len(page.tokens) and end - start < 16 and _in_apposition(page, end, start):
        end += 1
    verb = page.tokens[i + 1].lower_
    if verb in ("works", "worked") and end > start and page.tokens[start].lower_ in ("for", "at", "with"):
        return _affiliation(page, start)
    if verb in ("works", "worked") and page.tokens[start].lower_ == "as":
        start, verb = start + 1, "is"
        while end < len(page.tokens) and end - start < 16 and _in_apposition(page, end, start):
            end += 1
    if verb in ("is", "was", "became") and end > start:
        role = _parse(page, start, end, "role-relative")
        if role and verb == "was" and any(t.lower_ == "until" for t in page.tokens[end : end + 3]):
            role = attrs.evolve(role, former=True)
        return (start, role) if role else None
    if verb in _LEADING and end > start:
        while start < end and page.tokens[start].tag_ in ("DT", "PRP$"):
            start += 1
        return (start, Role(_LEADING[verb], page.text(start, end), verb.endswith("ed"), _span(page, start, end), "role-relative")) if start < end else None
    return None


def _owner(page: Page, name: Name) -> tuple[int, Role] | None:
    """'the trust's Ann Poole', 'Radio Eastwick's Tom Reed': a body before the name that the name belongs to."""
    end = name.start - 1
    if end < 1 or page.tokens[end].text not in ("'s", "’s", "’", "'") or page.passage_of[end] != page.passage_of[name.start]:
        return None
    start = end
    while start and page.tokens[start - 1].ent_type_ in ("ORG", "NORP") and page.passage_of[start - 1] == page.passage_of[end]:
        start -= 1
    while start < end and page.tokens[start].tag_ == "DT":
        start += 1
    if start == end:
        return None
    return start, Role(None, page.text(start, end), span=_span(page, start, end), rule="role-affiliation")


# --- taking a phrase apart ------------------------------------------------------------------------------------------


def _span(page: Page, start: int, end: int) -> Span:
    return Span.of(page.string, *page.chars(start, end))


def _parse(page: Page, start: int, end: int, rule: str) -> Role | None:
    """Title, organisation and former of a role phrase; None when its head is no person's role."""
    tokens = page.tokens
    while start < end and (tokens[start].tag_ in ("DT", "PRP$", "WP$") or tokens[start].is_punct or tokens[start].is_space):
        start += 1
    age = next((i for i in range(start, min(start + 6, end)) if tokens[i].lower_ == "old" and tokens[i - 1].text == "-"), None)
    start = age + 1 if age is not None and age + 1 < end else start  # "the 42-year-old jockey"
    link = next((i for i in range(start, end) if tokens[i].lower_ in _LINKS or tokens[i].text == "," or tokens[i].tag_ in ("WP", "WDT", "WP$")), end)
    head = next((i for i in range(link - 1, start - 1, -1) if _is_role(tokens[i])), None)
    if head is None and link < end and rule != "role-apposition" and _is_role(tokens[end - 1]) and tokens[end - 1].text.islower():
        head, link = end - 1, end  # "a Department for Work spokeswoman"
    if head is None or (rule != "role-before" and link - head > 2) or (rule == "role-before" and link == end and head != end - 1):
        return None
    if rule != "role-before" and any(tokens[i].tag_ in NOUN_TAGS for i in range(head + 1, link)):
        return None
    former = any(tokens[i].lower_ in _FORMER or tokens[i].lower_.startswith("ex-") for i in range(start, head + 1))
    if [t.lower_ for t in tokens[start : start + 3]] == ["one", "-", "time"]:
        former, start = True, start + 3
    body, modifiers = _organisation_before(page, start, head)
    organisation = _tidy(page, *body)
    title = " ".join(_title_word(tokens[i]) for i in modifiers)
    title = _full_title(re.sub(r"\s+-\s+", "-", title))
    if link < end and tokens[link].lower_ in _LINKS:
        title, organisation = _with_link(page, title, organisation, link, end)
    return Role(title, organisation, former, _span(page, start, end), rule)


def _organisation_before(page: Page, start: int, head: int) -> tuple[Range, list[int]]:
    """The organisation in front of the title, and the tokens of the title."""
    tokens = page.tokens
    while start < head and (tokens[start].lower_ in _FORMER | _DROPPED):
        start += 1
    possessive = next((i for i in range(head - 1, start - 1, -1) if tokens[i].tag_ == "POS"), None)
    if possessive is not None:
        body_end = possessive if _is_proper(tokens[possessive - 1]) else start
        rest = range(possessive + 1, head + 1)
    else:
        while start < head and tokens[start].tag_ in ("JJ", "JJS") and tokens[start].text[0].islower() and _is_proper(tokens[start + 1]) and not _is_role(tokens[start + 1]):
            start += 1  # "the independent Kent senator"
        body_end = start
        if tokens[head].text[0].islower() or not tokens[start].text[0].isupper():
            while body_end < head and (_is_proper(tokens[body_end]) or tokens[body_end].lower_ in ("of", "and", "&", "-", "for") and body_end > start):
                body_end += 1
        else:
            while body_end < head and (
                tokens[body_end].ent_type_ in _BODY_LABELS - {"PERSON"}
                or tokens[body_end].lower_.strip(".") in lexicon.table("demonyms")
                or tokens[body_end].text.isupper()
            ) and not _is_role(tokens[body_end]):
                body_end += 1
        rest = range(body_end, head + 1)
    modifiers = [i for i in rest if tokens[i].lower_ not in _FORMER | _DROPPED and not tokens[i].like_num and tokens[i].tag_ not in ("DT", "PRP$")]
    return (start, body_end), modifiers


def _is_proper(token: Token) -> bool:
    """Whether a word is written as a name; a capital that only begins the sentence is none ('Deputy mayor Jo Reed')."""
    if token.is_sent_start and token.text.istitle() and not token.ent_type_ and token.i + 1 < len(token.doc) and token.nbor().text[:1].islower():
        return token.lower_ in lexicon.table("demonyms") or token.lower_ in lexicon.words("party_words") | lexicon.words("organisation_words")
    return token.text[0].isupper() or token.text[0].isdigit()


def _title_word(token: Token) -> str:
    word = token.text.removeprefix("ex-").removeprefix("Ex-")
    return word if word.isupper() and len(word) < 5 else word.lower()


def _full_title(title: str) -> str:
    key = title.rstrip(".").casefold()
    if key in lexicon.table("abbreviated_roles"):
        return lexicon.table("abbreviated_roles")[key]
    if key in lexicon.table("titles") and key not in lexicon.words("role_nouns"):
        full = lexicon.table("titles")[key]
        return title if len(full) < len(key) + 2 else full  # "undersecretary" stays as the article spells it
    first, _, last = title.rpartition(" ")
    full = lexicon.table("abbreviated_roles").get(last.casefold())
    return f"{first} {full}" if first and full else title


def _tidy(page: Page, start: int, end: int) -> str | None:
    """An organisation in the article's words; a demonym alone stands for its place."""
    while start < end and (page.tokens[start].lower_ in _FORMER | _DROPPED or page.tokens[start].tag_ == "DT"):
        start += 1
    if start >= end:
        return None
    text = page.text(start, end)
    return lexicon.table("demonyms").get(text.casefold().rstrip("."), text)


def _ends_body(page: Page, i: int, end: int) -> bool:
    """Whether the name of a body ends before token ``i``: at a comma, a dash, a relative clause, one more role."""
    token = page.tokens[i]
    if token.text in (",", ";", "–", "—", "(") or token.tag_ in ("WP", "WDT", "WP$", "WRB"):
        return True
    if token.text == "-":
        return bool(page.tokens[i - 1].whitespace_)
    return token.lower_ == "and" and any(_is_role(t) and t.text.islower() for t in page.tokens[i + 1 : min(i + 5, end)])


def _with_link(page: Page, title: str, organisation: str | None, link: int, end: int) -> tuple[str, str | None]:
    """'director of the trust' → director, trust; 'head of policy at Acme' → head of policy, Acme."""
    tokens = page.tokens
    stop = next((i for i in range(link, end) if _ends_body(page, i, end)), end)
    start = link + 1
    while start < stop and tokens[start].tag_ in ("DT", "PRP$"):
        start += 1
    if start >= stop:
        return title, organisation
    following = next((i for i in range(start, stop) if tokens[i].lower_ in _LINKS and tokens[i].lower_ != "of"), stop)
    proper = any(_is_proper(tokens[i]) for i in range(start, following))
    if not proper and tokens[link].lower_ in ("of", "for", "in", "to", "on"):
        title = f"{title} {page.text(link, following)}"
        if following < stop:
            return _with_link(page, title, organisation, following, stop)
        return title, organisation
    if proper and organisation is None:
        organisation = page.text(start, following if tokens[link].lower_ == "of" else stop)
    return title, organisation
