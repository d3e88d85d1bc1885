"""Page and a name → the roles that stand behind it: between commas or dashes, in brackets, behind a link.

'Ann Poole, director of the trust, said', 'Ann Poole (Labour)', 'Ann Poole of Leeds University'.
"""

import re
from collections.abc import Iterator, Mapping

import attrs

from quoteattr import lexicon
from quoteattr.draft import Name, TokenSpan
from quoteattr.model import Role
from quoteattr.roles.groups import MODIFIERS, end_of_apposition
from quoteattr.roles.joined import parse_joined
from quoteattr.roles.phrases import PlacedRoles, parse, span_of
from quoteattr.roles.titles import is_link
from quoteattr.text.page import DASHES, PLACE_PREPOSITIONS, POSSESSIVES, Page

_GOVERNED = frozenset({"agent", "attr", "conj", "dative", "dobj", "pobj"})  # no subjects

_SEVERAL = 3  # pieces behind a name that are read


def roles_behind(page: Page, name: Name) -> PlacedRoles:
    """What stands behind the name, one after the other: brackets, appositions, parties, affiliations."""
    found: PlacedRoles = []
    i = name.tail
    for _ in range(_SEVERAL):
        if i >= len(page.tokens) - 1 or page.passage_of[i] != page.passage_of[name.start]:
            break
        told, end = _told(page, name, i)
        alone = _body_in_commas(page, i, end) if found and not told else None
        end = alone.end if alone else end
        if end <= i:
            break
        if alone:
            at, role = found[-1]
            found[-1] = at, _of_body(role, page.text(alone))
        found += [((found or told)[0][0], role) for _, role in told]  # none is nearer to what is quoted behind
        i = end
    return found


def _told(page: Page, name: Name, i: int) -> tuple[PlacedRoles, int]:
    """What one piece behind a name tells, and where it ends; it ends at ``i`` where there is none."""
    opening = page.words[i]
    if opening == "(":
        close = next((k for k in range(i + 1, min(i + 13, len(page.words))) if page.words[k] == ")"), i)
        return (_in_brackets(page, i + 1, close), close + 1) if close > i else ([], i)
    if i > name.tail and (one_more := _one_more(page, name, i)):
        return one_more, max(_ends(page, one_more))
    if opening in DASHES | {","}:
        found, passed = _apposition(page, name, i + 1)
        return found, max([passed, *_ends(page, found)])
    if i == name.tail and page.lowers[i] in ("of", "from", "at"):
        found = affiliation_behind(page, i) if _leads_to_body(page, i + 1) else []
        if _is_seat(page, name, i):
            return [], max([i, *_ends(page, found)])
        return found, max([i, *_ends(page, found)])
    return [], i


def _is_seat(page: Page, name: Name, link: int) -> bool:
    """Whether a place belongs to the title of a peer: 'Lord Poole *of Eastwick*', who is of no body there."""
    title = lexicon.bare(name.honorific or "").split()[-1:]
    return bool(title) and _is_style(title[0]) and " " not in name.text and page.lowers[link] == "of"


def _is_style(word: str) -> bool:
    """Whether a word is a peer's form of address: *Lord*, *Lady*, *Baroness*."""
    return word == "lady" or word in lexicon.labelled("reference_words", "peer")


def _one_more(page: Page, name: Name, i: int) -> PlacedRoles:
    """What stands behind *and* after a role and its time: 'Ann Poole, president of the trust since 2011 *and a mother of two*,'."""
    i += page.lowers[i] in ("himself", "herself")  # "a sailor herself and the wife of a baker"
    if page.lowers[i : i + 1] in (["since"], ["from"], ["until"]):
        i += 1
        while page.ent_types[i : i + 1] == ["DATE"]:
            i += 1
    if page.lowers[i : i + 1] != ["and"] or page.tags[i + 1 : i + 2] != ["DT"]:
        return []
    found = _role_in_apposition(page, name, i + 1)
    end = max([i + 1, *_ends(page, found)])
    return found if page.words[end : end + 1] == [] or page.words[end] in DASHES | {",", ".", ";"} else []


def _ends(page: Page, found: PlacedRoles) -> Iterator[int]:
    """Where the words of some roles end."""
    return (page.token_at(role.span.end) for _, role in found if role.span)


def _in_brackets(page: Page, start: int, close: int) -> PlacedRoles:
    """'Ann Poole (Labour)', 'Ann Poole (director of the Harbour Trust)', 'Ann Poole (Harbour Trust)'."""
    inner = page.text(TokenSpan(start, close))
    if inner.startswith("@"):
        return []  # a handle
    if _party_label().match(inner):
        return [(start, Role(None, inner.split(",")[0], False, span_of(page, start, close), "role-party"))]
    found = parse_joined(page, start, close, "role-apposition")
    return found or (affiliation_role(page, start, close) if _is_body(page, start, close) else [])


def _is_body(page: Page, start: int, end: int) -> bool:
    """Whether some words are written as a body's name and look like one."""
    tags, word = set(page.tags[start:end]), page.lowers[end - 1]
    if any(map(lexicon.is_post, page.words[start : max(end - 1, start + 1)])):
        return False  # "Chief Secretary to the Treasury", "CFO"
    return (
        page.tags[start] in ("NNP", "NNPS")
        and tags <= {"NNP", "NNPS", "IN", "DT", "CC"}
        and (word in lexicon.words("organisation_words") or set(page.ent_types[start:end]) == {"ORG"})
    )


def _body_in_commas(page: Page, i: int, end: int) -> TokenSpan | None:
    """The body between commas behind a post: 'Ann Poole, director, *Harbour Trust*, said', 'Ann Poole, CEO, *Acme*'."""
    if end > i + 1 and _is_body(page, i + 1, end):
        return TokenSpan(i + 1, end)
    start = last = i + 1
    while last < len(page.words) and (page.tags[last] in ("NNP", "NNPS") or (last > start and page.words[last] == "&")):
        last += 1
    verbs = lexicon.reporting_verbs().keys()
    reported = page.words[last : last + 1] == [","] and not verbs.isdisjoint(page.lowers[last + 1 : last + 2])
    closed = reported or last >= page.trim(page.passage_tokens(i)).end
    labels = set(page.ent_types[start:last])  # a single name that is no forename is hardly of one person more
    body = (
        page.words[i] == "," and last > start and "GPE" not in labels and (last == start + 1 or "PERSON" not in labels)
    )
    return TokenSpan(start, last) if body and closed and page.lowers[start] not in lexicon.words("forenames") else None


def _of_body(role: Role, body: str) -> Role:
    """A role with the body named behind it; what it seemed to be of may be what it is for: 'head of *Sales*, Acme'."""
    scope = (role.organisation or "").lower()
    fields = lexicon.words("post_scopes") | lexicon.words("portfolios")
    if role.title is None or role.span is None or (scope and scope not in fields):
        return attrs.evolve(role, organisation=role.organisation or body)
    link = next((word for word in role.span.text.split() if is_link(word.lower())), "")
    title = f"{role.title} {link} {role.organisation}" if scope and link else role.title
    return attrs.evolve(role, title=title, organisation=body if title != role.title or not scope else role.organisation)


def _leads_to_body(page: Page, i: int) -> bool:
    """Whether a name of a body begins behind a link: 'the Harbour Trust', 'the campaign group Fair Rents', 'charity Shelter'."""
    if i >= len(page.words):
        return False
    return page.tags[i] == "DT" or _is_named(page, i) or _behind_kind(page, i) > i


def _is_named(page: Page, i: int) -> bool:
    """Whether a word is written as one of a name: 'of *Third* Span', which the tagger takes for a number, not 'at the *Statehouse*'."""
    proper = ("NNP", "NNPS")
    beside = page.tags[i] in MODIFIERS and page.words[i].istitle() and page.ent_types[i] != "DATE"
    return page.tags[i] in proper or (beside and not {*page.tags[i + 1 : i + 2], page.tags[i - 1]}.isdisjoint(proper))


def _behind_kind(page: Page, i: int) -> int:
    """Where a body's name begins behind the words that say what it is: 'the campaign group *Fair Rents*'."""
    k, lowers = i, page.lowers
    while k < min(i + 5, len(lowers) - 1) and page.tags[k] in ("NN", "JJ", "HYPH") and page.words[k] == lowers[k]:
        k += 1  # "the non-profit group Fair Rents", "the think tank Fair Rents"
    words = lowers[i:k]
    nouns = {"".join(words[-1:]), " ".join(words[-2:]), "".join(words[-3:])}
    kind = not nouns.isdisjoint(lexicon.table("organisation_nouns"))
    return k if kind and page.tags[k] in ("NNP", "NNPS") else i


@lexicon.remembered
def _party_label() -> re.Pattern[str]:
    """What a party in brackets begins with: (D-Ohio), (Labour, Eastwick)."""
    labels = "|".join(sorted(map(re.escape, lexicon.words("party_labels"))))
    return re.compile(rf"(?:{labels})\b")


def _apposition(page: Page, name: Name, start: int) -> tuple[PlacedRoles, int]:
    """What stands between commas or dashes behind a name, and where what tells nothing ends, as an age or a state."""
    tokens = page.tokens
    placed = name.start and tokens[name.start - 1].lower_ in PLACE_PREPOSITIONS
    placed = placed and not (tokens[name.start - 1].lower_ in ("to", "from") and _is_full_name(name))
    if page.lowers[name.tail + 1] == "and":
        placed = True  # "Tom Reed, and a friend,"
    start = _behind_age(page, start)
    if start >= len(tokens) or placed:
        return [], 0  # "Speaking at Eastwick, the minister said": a place before the subject
    if part := court_part(page, start):
        return part, start + 1
    close = _close(page, start)
    if _is_party(page, start, close):
        party = span_of(page, start, close)
        return [(start, Role(None, party.text, False, party, "role-party"))], close
    if close > start and (set(page.ent_types[start:close]) == {"GPE"} or _is_body(page, start, close)):
        return [], close  # "Ann Poole, Md., the party's leader,"
    ended = page.lowers[start] in lexicon.labelled("role_words", "former")  # "formerly of the Harbour Trust"
    link = start + ended
    linked = not lexicon.labelled("role_words", "affiliation").isdisjoint(page.lowers[link : link + 1])
    if linked and _leads_to_body(page, link + 1):
        behind = _behind_link(page, link)  # "Ann Poole, *of Tallow Bay*, a baker"
        return [(at, attrs.evolve(role, former=ended)) for at, role in affiliation_role(page, *behind)], _behind_county(
            page, behind.end
        )
    if page.lowers[start] == "not":
        return [], 0  # "Ann Poole, not a doctor herself,"
    one_of = start == name.tail + 1 and page.lowers[start : start + 2] == ["one", "of"]
    return (_one_of(page, start) if one_of else _role_in_apposition(page, name, start)), 0


def _close(page: Page, start: int) -> int:
    """Where a short piece ends, with a comma, a full stop or its passage: 'said Ann Poole, *D-N.Y.*'; where it begins if it is long."""
    last = page.passage_tokens(start).end
    ends = (i for i in range(start, min(start + 7, last)) if page.words[i] in (",", "."))
    return next(ends, last if last < start + 7 else start)


def _behind_county(page: Page, end: int) -> int:
    """Where the county or state ends in which a place lies: 'of Eastwick, *West Marlow*, a baker', 'of Harbour Road, *Eastwick*,'."""
    close = end + 1
    while page.words[end : end + 1] == [","] and page.tags[close : close + 1] in (["NNP"], ["NNPS"]):
        close += 1
    known = (
        close > end + 1
        and page.lowers[end + 1] not in lexicon.words("forenames")
        and page.words[close : close + 1] == [","]
    )
    return close if known and (close == end + 2 or "PERSON" not in page.ent_types[end + 1 : close]) else end


def _is_peer(page: Page, i: int) -> bool:
    """Whether the title of a peer stands at a token, before a name and in no post: 'Lord *Dean*', but not 'Lord *Mayor*'."""
    i += page.lowers[i] in ("now", "later")
    peer = page.words[i][0].isupper() and _is_style(page.lowers[i])
    begun = " ".join(page.lowers[i : i + 2])
    return peer and not any(title.startswith(begun) for title in lexicon.words("titles"))


def court_part(page: Page, i: int) -> PlacedRoles:
    """What a lawyer does in a court: 'Ann Poole, *prosecuting*, said', but not 'Ann Poole, *defending* the plan, said'."""
    post = lexicon.table("court_parts").get(page.lowers[i])
    alone = page.words[i + 1 : i + 2] in ([","], ["."], ["–"]) and page.inside[i] < 0
    return [(i, Role(post, None, False, span_of(page, i, i + 1), "role-apposition"))] if post and alone else []


def _behind_age(page: Page, start: int) -> int:
    """Where an apposition tells something: behind an age, '(aged) 42, *a baker*', and behind 'herself *a sailor*', 'both *a lawyer and a baker*'."""
    age = min(start + (page.lowers[start] == "aged"), len(page.words) - 1)
    if page.tokens[age].like_num and page.lowers[age + 1 : age + 2] in ([","], ["and"]):
        start = age + 2
    return start + (page.lowers[start : start + 1] in (["himself"], ["herself"], ["both"]))


def _one_of(page: Page, start: int) -> PlacedRoles:
    """What somebody is with others: 'Ann Poole, *one of the founders of the trust*,'."""
    role = parse(page, start + 2, end_of_apposition(page, start), "role-apposition", plural=True)
    return [(start, role)] if role else []


def _is_full_name(name: Name) -> bool:
    """Whether a name shows by itself that it is a person's: 'said to *Ann Poole*, the mayor', 'to *Mr Poole*, the mayor'."""
    first, *more = name.text.casefold().split()
    return bool(name.honorific) or (bool(more) and first in lexicon.words("forenames"))


def _is_party(page: Page, start: int, close: int) -> bool:
    """Whether a party and a state stand before a comma: 'Ann Poole, *D-Ohio*,'."""
    if close - start < 2 or page.words[start].islower() or page.words[start + 1] not in ("-", "–"):
        return close - start == 1 and "-" in page.words[start] and bool(_party_label().match(page.words[start]))
    return bool(_party_label().match(page.text(TokenSpan(start, close))))


def _role_in_apposition(page: Page, name: Name, start: int) -> PlacedRoles:
    tokens, end = page.tokens, end_of_apposition(page, start)
    if end < len(tokens) - 1 and tokens[end].text == "," and lexicon.is_post(tokens[end + 1].text):
        rest = end_of_apposition(page, end + 1)  # "a farmer, author and mayor of Eastwick"
        end = rest if any(t.lower_ == "and" for t in tokens[end:rest]) else end
    titled = lexicon.is_post(page.words[end - 1]) and page.lowers[end - 2] not in lexicon.words("forenames")
    if page.ent_types[end - 1] == "PERSON" and not titled and not any(map(is_link, page.lowers[start:end])):
        return []  # ", Labour MP Jane Roe": what follows names somebody else, but not ", Acme's Chief Customer Officer"
    if (
        page.tags[start] != "DT"
        and end - start < 3
        and page.lowers[min(end, len(tokens) - 1)] in lexicon.reporting_verbs()
    ):
        return []  # "charges against Ann Poole, attorney says"
    if _is_subject(page, name, start, end) or _is_peer(page, start):
        return []  # "Ann Poole, now Baroness Dean of Eastwick,"
    return parse_joined(page, start, end, "role-apposition")


def _is_subject(page: Page, name: Name, start: int, end: int) -> bool:
    """Whether what seems to be in apposition is the subject behind it: 'after talks with Ann Poole, *the mayor* said'."""
    if page.tags[end : end + 1] not in (["VBD"], ["VBZ"], ["VBP"]) or page.tags[start] not in ("DT", "PRP$"):
        return False
    subjects, governed = page.children(page.tokens[end], "nsubj"), page.deps[name.end - 1] in _GOVERNED
    if not any(start <= t.i < end for t in subjects):
        return governed and not subjects  # an apposition to the parser, that leaves the verb alone
    fronted = page.deps[page.sentence(start).start] in ("prep", "advcl", "mark", "advmod")
    return governed or fronted or page.words[end + 1 : end + 2] == [","]  # "Ann Poole, *the mayor* said, was late"


def affiliation_behind(page: Page, link: int) -> PlacedRoles:
    """The body that a link leads to: 'Ann Poole *of the Harbour Trust*'."""
    return affiliation_role(page, *_behind_link(page, link))


def _behind_link(page: Page, link: int) -> TokenSpan:
    """The name behind a link, without an article."""
    links, start = lexicon.labelled("name_links", "joint"), link + 1
    while start < len(page.tokens) and page.tags[start] == "DT":
        start += 1
    start += 3 * (page.lowers[start + 1 : start + 3] == ["-", "based"])  # "of *Eastwick-based* Acme"
    start = _behind_kind(page, start)
    for i in range(start, len(page.tokens)):
        linked = page.ent_types[i] == "ORG" and page.lowers[i] in links
        if not _is_named(page, i) and not linked and (i == start or i not in page.name_ends):
            return TokenSpan(start, i)
    return TokenSpan(start, len(page.tokens))


def affiliation_role(page: Page, start: int, end: int) -> PlacedRoles:
    """A body alone, if these are any words; the road where somebody lives is none."""
    # "University of the Isles"
    linked = any(i in page.name_ends and is_link(page.lowers[i]) for i in range(start, end))
    placed = lexicon.table("other_heads").get(page.lowers[end - 1]) == "place"
    if start == end or (placed and not linked and not _is_described_as_body(page, end)):
        return []
    span = span_of(page, start, end)
    return [(start, Role(None, span.text, False, span, "role-affiliation"))]


def _is_described_as_body(page: Page, end: int) -> bool:
    """Whether a name is said to be a body's: 'Ann Poole of Second Street, *a publisher of maps*,'."""
    if page.words[end : end + 1] != [","] or page.tags[end + 1 : end + 2] != ["DT"]:
        return False
    stop = end_of_apposition(page, end + 1)
    link = next((i for i in range(end + 2, stop) if is_link(page.lowers[i])), stop)
    return page.lowers[link - 1] in lexicon.table("organisation_nouns")


def owner_before(page: Page, name: Name, bodies: Mapping[int, int]) -> PlacedRoles:
    """'the trust's Ann Poole', 'Radio Eastwick's Tom Reed': a body before the name that the name belongs to.

    ``bodies`` are where the names of bodies begin, by where they end.
    """
    start = end = name.start - 1
    if end < 1 or page.words[end] not in POSSESSIVES:
        return []
    if end in bodies:
        return affiliation_role(page, bodies[end], end)
    while start and page.ent_types[start - 1] in ("ORG", "NORP", "GPE"):
        start -= 1
    while start < end and page.tags[start] == "DT":
        start += 1
    return affiliation_role(page, start, end)


def is_reported(page: Page, name: Name) -> bool:
    """Whether a verb of saying stands before the name in its sentence, whatever the parser makes of it: 'Police deny Tom Reed was'."""
    words = range(page.sentence(name.start).start, name.start)
    verbs, appointing = lexicon.reporting_verbs(), lexicon.words("appointing_verbs")
    said = (i for i in words if page.lowers[i] in verbs and page.lowers[i] not in appointing)
    return any(page.tags[i] != "NNP" for i in said)  # "*Radio* Eastwick"
