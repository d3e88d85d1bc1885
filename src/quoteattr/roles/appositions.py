"""A page and a name → the roles that stand behind it: between commas or dashes, in brackets, behind *of* or *at*.

'Ann Poole, *director of the trust*, said', 'Ann Poole *(Labour)*', 'Ann Poole *of Leeds University*'.
"""

import re
from collections.abc import Mapping

import attrs

from quoteattr import lexicon, post_forms
from quoteattr.draft import Name, TokenSpan
from quoteattr.model import Role
from quoteattr.roles.compounds import is_post_at
from quoteattr.roles.groups import MODIFIERS, end_of_apposition
from quoteattr.roles.joined import parse_joined
from quoteattr.roles.phrases import PlacedRoles, parse, span_of
from quoteattr.roles.titles import begins_title, is_link
from quoteattr.text.page import DASHES, PLACE_PREPOSITIONS, POSSESSIVES, Page

_GOVERNED = frozenset({"agent", "attr", "conj", "dative", "dobj", "pobj"})  # no subjects
_PROPER = ("NNP", "NNPS")
_MOST_PIECES = 3  # brackets and appositions behind one name that are read


def roles_behind(page: Page, name: Name) -> PlacedRoles:
    """The roles behind a name, read piece by piece: brackets, appositions, parties, affiliations."""
    found: PlacedRoles = []
    i = name.tail
    for _ in range(_MOST_PIECES):
        if i >= len(page.tokens) - 1 or page.passage_of[i] != page.passage_of[name.start]:
            break
        roles, end = _roles_of_piece(page, name, i)
        body = _body_in_commas(page, i, end) if found and not roles else None
        end = body.end if body else end
        if end <= i:
            break
        if body:
            at, role = found[-1]
            found[-1] = at, _with_body_behind(role, page.text(body))
        found += [((found or roles)[0][0], role) for _, role in roles]  # none is nearer to what is quoted behind
        i = end
    return found


def _roles_of_piece(page: Page, name: Name, i: int) -> tuple[PlacedRoles, int]:
    """The roles in the bracket, apposition or affiliation that begins at token ``i``, and where it ends: at ``i`` if there is none."""
    opening = page.words[i]
    if opening == "(":
        close = next((k for k in range(i + 1, min(i + 13, len(page.words))) if page.words[k] == ")"), i)
        return (_in_brackets(page, i + 1, close), close + 1) if close > i else ([], i)
    if opening in DASHES | {","}:
        found, passed = _apposition(page, name, i + 1)
        return found, _end(page, found, passed)
    if i == name.tail and page.lowers[i] in ("of", "from", "at"):
        found = affiliation_behind(page, i) if _leads_to_body(page, i + 1) else []
        of_other = _is_of_peerage(page, name, i) or _is_served(page, name)
        return [] if of_other else found, _end(page, found, i)
    return [], i


def _is_of_peerage(page: Page, name: Name, link: int) -> bool:
    """Whether *of* and a place belong to the title of a peer: 'Lord Poole *of Eastwick*', who is of no body there."""
    *_, title = "", *lexicon.bare(name.honorific or "").split()
    return _is_peer_title(title) and " " not in name.text and page.lowers[link] == "of"


def _is_served(page: Page, name: Name) -> bool:
    """Whether the words behind a name tell where somebody else serves its bearer: 'Tom Reed was deputy to *Ann Poole* at the Harbour Trust'."""
    post, link = name.start - 2, name.start - 1
    return post >= 0 and page.lowers[link] == "to" and is_post_at(page, post)


def _is_peer_title(word: str) -> bool:
    """Whether a word is a peer's form of address: *Lord*, *Lady*, *Baroness*."""
    return word == "lady" or word in lexicon.labelled("reference_words", "peer")


def _end(page: Page, found: PlacedRoles, least: int) -> int:
    """Where the words of the last of some roles end, ``least`` if there are none."""
    return max([least, *(page.token_at(role.span.end) for _, role in found if role.span)])


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
    """Whether some words are a body's name, by their tags and their last word or label."""
    if any(map(lexicon.is_post, page.words[start : max(end - 1, start + 1)])):
        return False  # "Chief Secretary to the Treasury", "CFO"
    if page.tags[start] not in _PROPER or not {*_PROPER, "IN", "DT", "CC"}.issuperset(page.tags[start:end]):
        return False
    return page.lowers[end - 1] in lexicon.words("organisation_words") or set(page.ent_types[start:end]) == {"ORG"}


def _body_in_commas(page: Page, i: int, end: int) -> TokenSpan | None:
    """The body between commas behind a post: 'Ann Poole, director, *Harbour Trust*, said', 'Ann Poole, CEO, *Acme*'."""
    if end > i + 1 and _is_body(page, i + 1, end):
        return TokenSpan(i + 1, end)
    start = end = i + 1
    while end < len(page.words) and (page.tags[end] in _PROPER or (end > start and page.words[end] == "&")):
        end += 1
    verbs = lexicon.reporting_verbs().keys()
    cue_behind = page.words[end : end + 1] == [","] and not verbs.isdisjoint(page.lowers[end + 1 : end + 2])
    closed = cue_behind or end >= page.trim(page.passage_tokens(i)).end
    if page.words[i] != "," or end == start or not closed or page.lowers[start] in lexicon.words("forenames"):
        return None
    labels = set(page.ent_types[start:end])
    one_word = end == start + 1  # which is hardly one person more, as it is no forename
    return TokenSpan(start, end) if "GPE" not in labels and (one_word or "PERSON" not in labels) else None


def _with_body_behind(role: Role, body: str) -> Role:
    """A role with the body named behind it; what was read as its body may be its field: 'head of *Sales*, Acme'."""
    field = (role.organisation or "").lower()
    if role.title is None or role.span is None or (field and field not in post_forms.fields()):
        return attrs.evolve(role, organisation=role.organisation or body)
    if not field:
        return attrs.evolve(role, organisation=body)
    link = next((word for word in role.span.text.split() if is_link(word.lower())), "")
    return attrs.evolve(role, title=f"{role.title} {link} {role.organisation}", organisation=body) if link else role


def _leads_to_body(page: Page, i: int) -> bool:
    """Whether a body is named from token ``i`` on, behind a preposition: 'the Harbour Trust', 'the campaign group Fair Rents', 'charity Shelter'."""
    if i >= len(page.words):
        return False
    return page.tags[i] == "DT" or _is_word_of_name(page, i) or behind_type(page, i) > i


def _is_word_of_name(page: Page, i: int) -> bool:
    """Whether a word is written as part of a name: 'of *Third* Span', which the tagger takes for a number, not 'at the *Statehouse*'."""
    if page.tags[i] in _PROPER:
        return True
    may_be = page.tags[i] in MODIFIERS and page.words[i].istitle() and page.ent_types[i] != "DATE"
    return may_be and not {*page.tags[i + 1 : i + 2], page.tags[i - 1]}.isdisjoint(_PROPER)


def behind_type(page: Page, i: int) -> int:
    """Where a body's name starts behind the noun for its type: 'the campaign group *Fair Rents*'; else ``i``."""
    k, lowers = i, page.lowers
    while k < min(i + 5, len(lowers) - 1) and page.tags[k] in ("NN", "JJ", "HYPH") and page.words[k] == lowers[k]:
        k += 1  # "the non-profit group Fair Rents", "the think tank Fair Rents"
    words = lowers[i:k]
    nouns = {"".join(words[-1:]), " ".join(words[-2:]), "".join(words[-3:])}
    typed = not nouns.isdisjoint(lexicon.table("organisation_nouns"))
    return k if typed and page.tags[k] in _PROPER else i


@lexicon.remembered
def _party_label() -> re.Pattern[str]:
    """What a party in brackets begins with: (D-Ohio), (Labour, Eastwick)."""
    labels = "|".join(sorted(map(re.escape, lexicon.words("party_labels"))))
    return re.compile(rf"(?:{labels})\b")


def _apposition(page: Page, name: Name, start: int) -> tuple[PlacedRoles, int]:
    """The roles between commas or dashes behind a name, and where a piece without a role ends that may be passed, as a state or a body."""
    if page.lowers[name.tail + 1] == "and" or _is_place(page, name):
        return [], 0  # "Tom Reed, *and a friend*,", "Speaking at Eastwick, the minister said"
    start = _behind_age(page, start)
    if start >= len(page.tokens):
        return [], 0
    if part := court_part(page, start):
        return part, start + 1
    close = _close(page, start)
    if _is_party(page, start, close):
        party = span_of(page, start, close)
        return [(start, Role(None, party.text, False, party, "role-party"))], close
    if close > start and (set(page.ent_types[start:close]) == {"GPE"} or _is_body(page, start, close)):
        return [], close  # "Ann Poole, Md., the party's leader,"
    former = page.lowers[start] in lexicon.labelled("role_words", "former")  # "formerly of the Harbour Trust"
    link = start + 1 if former else start
    linked = not lexicon.labelled("role_words", "affiliation").isdisjoint(page.lowers[link : link + 1])
    if linked and _leads_to_body(page, link + 1):
        body = _name_behind_link(page, link)  # "Ann Poole, *of Tallow Bay*, a baker"
        found = [(at, attrs.evolve(role, former=former)) for at, role in affiliation_role(page, *body)]
        return found, _behind_county(page, body.end)
    if page.lowers[start] == "not":
        return [], 0  # "Ann Poole, not a doctor herself,"
    one_of = start == name.tail + 1 and page.lowers[start : start + 2] == ["one", "of"]
    return (_one_of(page, start) if one_of else _role_in_apposition(page, name, start)), 0


def _is_place(page: Page, name: Name) -> bool:
    """Whether what seems a person's name is a place, by the preposition before it: 'at *Eastwick*', but not 'said to *Ann Poole*'."""
    before = page.lowers[name.start - 1] if name.start else ""
    return before in PLACE_PREPOSITIONS and not (before in ("to", "from") and _is_full_name(name))


def _close(page: Page, start: int) -> int:
    """Where a short piece ends, with a comma, a full stop or its passage: 'said Ann Poole, *D-N.Y.*'; ``start`` if it is long."""
    last = page.passage_tokens(start).end
    ends = (i for i in range(start, min(start + 7, last)) if page.words[i] in (",", "."))
    return next(ends, last if last < start + 7 else start)


def _behind_county(page: Page, end: int) -> int:
    """Where the county or town ends that follows a place or road: 'of Eastwick, *West Marlow*, a baker', 'of Harbour Road, *Eastwick*,'; else ``end``."""
    start = close = end + 1
    while page.words[end : end + 1] == [","] and page.tags[close : close + 1] in (["NNP"], ["NNPS"]):
        close += 1
    if close == start or page.words[close : close + 1] != [","] or page.lowers[start] in lexicon.words("forenames"):
        return end
    return close if close == start + 1 or "PERSON" not in page.ent_types[start:close] else end


def _is_peer(page: Page, i: int) -> bool:
    """Whether a peer's title stands at token ``i``, and no post that begins alike: '*Lord* Dean', but not '*Lord* Mayor'."""
    if page.lowers[i] in ("now", "later"):
        i += 1  # "Ann Poole, *now* Baroness Dean,"
    if i >= len(page.words) or not (page.words[i][0].isupper() and _is_peer_title(page.lowers[i])):
        return False
    return not begins_title(" ".join(page.lowers[i : i + 2]))


def court_part(page: Page, i: int) -> PlacedRoles:
    """The role of a lawyer in a trial, a single participle: 'Ann Poole, *prosecuting*, said', but not 'Ann Poole, *defending* the plan, said'."""
    post = lexicon.table("court_parts").get(page.lowers[i])
    alone = page.words[i + 1 : i + 2] in ([","], ["."], ["–"]) and page.inside[i] < 0
    return [(i, Role(post, None, False, span_of(page, i, i + 1), "role-apposition"))] if post and alone else []


def _behind_age(page: Page, start: int) -> int:
    """Where the role of an apposition starts: behind an age, 'aged 42, *a baker*', and behind 'herself *a sailor*', 'both *a lawyer and a baker*'."""
    age = min(start + 1 if page.lowers[start] == "aged" else start, len(page.words) - 1)
    if page.tokens[age].like_num and page.lowers[age + 1 : age + 2] in ([","], ["and"]):
        start = age + 2
    return start + 1 if page.lowers[start : start + 1] in (["himself"], ["herself"], ["both"]) else start


def _one_of(page: Page, start: int) -> PlacedRoles:
    """A role shared with others: 'Ann Poole, *one of the founders of the trust*,'."""
    role = parse(page, start + 2, end_of_apposition(page, start), "role-apposition", plural=True)
    return [(start, role)] if role else []


def _is_full_name(name: Name) -> bool:
    """Whether a name shows by itself that it is a person's: 'said to *Ann Poole*, the mayor', 'to *Mr Poole*, the mayor'."""
    first, *more = name.text.casefold().split()
    return bool(name.honorific) or (bool(more) and first in lexicon.words("forenames"))


def _is_party(page: Page, start: int, close: int) -> bool:
    """Whether some words are a party and a state: 'Ann Poole, *D-Ohio*,'."""
    if close - start < 2 or page.words[start].islower() or page.words[start + 1] not in ("-", "–"):
        return close - start == 1 and "-" in page.words[start] and bool(_party_label().match(page.words[start]))
    return bool(_party_label().match(page.text(TokenSpan(start, close))))


def _role_in_apposition(page: Page, name: Name, start: int) -> PlacedRoles:
    """The roles of the noun phrase at token ``start``, if it is in apposition to a name: 'Ann Poole, *director of the trust*,'."""
    tokens, end = page.tokens, end_of_apposition(page, start)
    if end < len(tokens) - 1 and tokens[end].text == "," and lexicon.is_post(tokens[end + 1].text):
        rest = end_of_apposition(page, end + 1)  # "a farmer, author and mayor of Eastwick"
        end = rest if any(t.lower_ == "and" for t in tokens[end:rest]) else end
    titled = lexicon.is_post(page.words[end - 1]) and page.lowers[end - 2] not in lexicon.words("forenames")
    if page.ent_types[end - 1] == "PERSON" and not titled and not any(map(is_link, page.lowers[start:end])):
        return []  # ", Labour MP Jane Roe": what follows names somebody else, but not ", Acme's Chief Customer Officer"
    short = page.tags[start] != "DT" and end - start < 3
    if short and page.lowers[min(end, len(tokens) - 1)] in lexicon.reporting_verbs():
        return []  # "charges against Ann Poole, *attorney* says"
    if _is_subject(page, name, start, end) or _is_peer(page, start):
        return []  # "Ann Poole, *now Baroness Dean of Eastwick*,"
    return parse_joined(page, start, end, "role-apposition")


def _is_subject(page: Page, name: Name, start: int, end: int) -> bool:
    """Whether what seems to be in apposition is the subject of the verb behind it: 'after talks with Ann Poole, *the mayor* said'."""
    if page.tags[end : end + 1] not in (["VBD"], ["VBZ"], ["VBP"]) or page.tags[start] not in ("DT", "PRP$"):
        return False
    subjects, governed = page.children(page.tokens[end], "nsubj"), page.deps[name.end - 1] in _GOVERNED
    if not any(start <= t.i < end for t in subjects):
        return governed and not subjects  # parsed as an apposition, which leaves the verb without a subject
    fronted = page.deps[page.sentence(start).start] in ("prep", "advcl", "mark", "advmod")
    return governed or fronted or page.words[end + 1 : end + 2] == [","]  # "Ann Poole, *the mayor* said, was late"


def affiliation_behind(page: Page, link: int) -> PlacedRoles:
    """The role of belonging to the body named behind a preposition: 'Ann Poole *of the Harbour Trust*'."""
    return affiliation_role(page, *_name_behind_link(page, link))


def _name_behind_link(page: Page, link: int) -> TokenSpan:
    """The name behind a preposition, without an article."""
    links, start = lexicon.labelled("name_links", "joint"), link + 1
    while start < len(page.tokens) and page.tags[start] == "DT":
        start += 1
    if page.lowers[start + 1 : start + 3] == ["-", "based"]:
        start += 3  # "of *Eastwick-based* Acme"
    start = behind_type(page, start)
    last = page.sentence(start).end if start < len(page.tokens) else start
    for i in range(start, last):
        linked = page.ent_types[i] == "ORG" and page.lowers[i] in links
        if not _is_word_of_name(page, i) and not linked and (i == start or i not in page.name_ends):
            return TokenSpan(start, i)
    return TokenSpan(start, last)


def affiliation_role(page: Page, start: int, end: int) -> PlacedRoles:
    """The role of belonging to the body that some words name; none if there are no words, or they name the road where somebody lives."""
    # "University of the Isles"
    linked = any(i in page.name_ends and is_link(page.lowers[i]) for i in range(start, end))
    place = lexicon.table("other_heads").get(page.lowers[end - 1]) == "place"
    post = start == end - 1 and page.words[start].islower() and lexicon.is_post(page.words[start])
    if start == end or post or (place and not linked):
        return []  # "a letter to Ann Poole from *the bishop*"
    span = span_of(page, start, end)
    return [(start, Role(None, span.text, False, span, "role-affiliation"))]


def owner_before(page: Page, name: Name, bodies: Mapping[int, int]) -> PlacedRoles:
    """The role of belonging to the body in the possessive before a name: '*the trust's* Ann Poole', '*Radio Eastwick's* Tom Reed'.

    ``bodies`` maps the token at which an organisation's name ends to the one at which it starts.
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
    """Whether a reporting verb stands before a name in its sentence, so that others may say what follows: 'Police *deny* Tom Reed was'."""
    words = range(page.sentence(name.start).start, name.start)
    verbs, appointing = lexicon.reporting_verbs(), lexicon.words("appointing_verbs")
    cues = (i for i in words if page.lowers[i] in verbs and page.lowers[i] not in appointing)
    return any(page.tags[i] != "NNP" for i in cues)  # but not "*Radio* Eastwick"
