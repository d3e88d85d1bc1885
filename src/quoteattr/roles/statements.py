"""Page and names → role statements: what the text says somebody is, and where it says so.

``docs/how-it-works.md`` has an example of each rule. The roles beside a name are read here and in
:mod:`quoteattr.roles.appositions`, the others in modules that :func:`read` calls.
"""

from collections.abc import Iterable, Mapping

import attrs

from quoteattr import lexicon, rules
from quoteattr.draft import Name, Phrase, RoleStatement, TokenSpan
from quoteattr.model import Role
from quoteattr.roles.appositions import owner_before, roles_behind
from quoteattr.roles.bodies import (
    begins_name,
    described_body,
    field_before,
    is_outside_title,
    owner_of,
    with_owner,
)
from quoteattr.roles.compounds import is_post_at, rank_behind_post
from quoteattr.roles.credits import credit_roles
from quoteattr.roles.described import described_roles
from quoteattr.roles.groups import (
    in_group,
    is_of_fronted_phrase,
    start_of_bracket,
    start_of_description,
    start_of_group,
    start_with_posts,
    start_with_titles,
)
from quoteattr.roles.held import held_posts, spoken_as
from quoteattr.roles.joined import parse_joined
from quoteattr.roles.lists import is_name_in_list, shared_roles
from quoteattr.roles.openings import behind_opening
from quoteattr.roles.phrases import (
    PlacedRoles,
    begins_with_post,
    is_job,
    merge_sides,
    parse,
    says_something,
    sort_of,
    span_of,
)
from quoteattr.roles.sentences import roles_by_verbs, works_as
from quoteattr.roles.titles import full_title, is_link
from quoteattr.text import beside
from quoteattr.text.page import DASHES, NOUN_TAGS, POSSESSIVES, SUBJECTS, Page

_BEFORE_NAME = (",", "–", "—", ":")  # between a description and the name in apposition to it
_ONE = ("one", "a", "an", "another")  # before a colon that names somebody: "one parent: Ann Poole"
_WITHIN_BODY = POSSESSIVES | {"and", "&"}
_NAMING_WORDS = frozenset({"called", "identified", "who"})  # between a description and the name that it is given
_MOST_NAMING = 12  # tokens from the description to such a word, and from there to the name


def read(page: Page, names: Iterable[Name]) -> tuple[RoleStatement, ...]:
    """All roles that the page states of the people it names, in text order."""
    named = tuple(names)
    people = [name for name in named if name.kind == "person"]
    bodies = {name.end: name.start for name in named if name.kind == "organisation"}
    found = [RoleStatement(name.start, at, role) for name in people for at, role in _statements(page, name, bodies)]
    found += shared_roles(page, people)
    found += held_posts(page, people)
    found += credit_roles(page, people)
    found += described_roles(page, people, found)
    # within quotation marks only titles count: not “Tom Reed, a thief, was there”
    kept = (s for s in found if page.inside[s.at] < 0 or s.role.rule in rules.family("title"))
    kept = (s for s in kept if says_something(s.role))
    bearers = {name.start: name for name in people}
    stated = [(s, owner_of(page, s.role)) for s in sorted(kept, key=lambda s: s.at)]
    owned = {s.name: owner.lower_ for s, owner in stated if owner is not None}
    owning = (with_owner(page, people, bearers[s.name], s, owner, owned) if owner else s for s, owner in stated)
    return tuple(RoleStatement(s.name, s.at, s.role, described_body(page, s.role)) for s in owning)


def of_pronoun(page: Page, phrase: Phrase) -> PlacedRoles:
    """The roles that a sentence states of its subject, a pronoun: 'She *is the director of the trust*'. Whom it means is resolved elsewhere."""
    subject = Name(phrase.start, phrase.end, "person", page.words[phrase.head], None, phrase.end)
    found = roles_by_verbs(page, subject) or works_as(page, subject)
    return [(at, role) for at, role in found if role.title is None or is_job(role)]


def _statements(page: Page, name: Name, bodies: Mapping[int, int]) -> PlacedRoles:
    """All roles that one mention states of its bearer, those that tell most about a quotation beside it first.

    ``bodies`` maps the token at which an organisation's name ends to the one at which it starts, here and below.
    """
    titled = start_with_titles(page, name)
    posted = start_with_posts(page, name, titled)
    before, behind = merge_sides(_before(page, name, titled, bodies), roles_behind(page, name))
    reversed_ = _post_and_body(page, name, posted, bodies) or _reversed(page, name, posted, before)
    reversed_ = reversed_ or _before_clause(page, name) or _before_naming(page, name)
    reversed_, behind = (reversed_, behind) if before else merge_sides(reversed_, behind)
    if reversed_ and before and is_job(reversed_[0][1]):
        before = [(reversed_[0][0], role) for _, role in before]  # "the chief scientist, *Professor* Ann Poole"
    before += _rank(page, name)
    if reversed_ and before and sort_of(reversed_[0][1]) != "post" and before[0][1].organisation:
        reversed_, before = before, reversed_  # "The host, *Harbour Trust director* Ann Poole"
    beside_name = [*reversed_, *before, *behind, *owner_before(page, name, bodies), *_letters(page, name)]
    by_verbs = roles_by_verbs(page, name)
    if beside_name and by_verbs and "also" in page.lowers[name.tail : by_verbs[0][0] + 1]:
        by_verbs = [(beside_name[0][0], role) for _, role in by_verbs]  # "Mayor Ann Poole, who is *also* a priest"
    return [*beside_name, *spoken_as(page, name, titled, bodies), *by_verbs]


def _rank(page: Page, name: Name) -> PlacedRoles:
    """An honorific that is a post as well: '*King* Carl'."""
    if name.honorific is None:
        return []
    rank = lexicon.bare(name.honorific)
    if rank not in lexicon.labelled("role_words", "rank"):
        return []
    last = name.honorific.split()[-1]
    at = next(i for i in range(name.start - 1, -1, -1) if page.words[i] == last)
    return [(at, Role(rank, None, False, span_of(page, at, at + 1), "role-before"))]


def _letters(page: Page, name: Name) -> PlacedRoles:
    """Posts abbreviated behind the name: 'Ann Poole *MP*'."""
    if name.tail == name.end:
        return []
    posts = (i for i in range(name.end, name.tail) if page.lowers[i] in lexicon.words("abbreviated_roles"))
    return [(i, Role(full_title(page.lowers[i]), None, False, span_of(page, i, i + 1), "role-title")) for i in posts]


def _before(page: Page, name: Name, titled: int, bodies: Mapping[int, int]) -> PlacedRoles:
    """The roles in the noun group straight before a name, which with its honorifics starts at ``titled``: '*Eastwick mayor* Dr Ann Poole'."""
    # "Superintendent *(Rural)* Ann Poole"
    end = start_of_bracket(page, titled) if page.words[titled - 1 : titled] == [")"] else titled
    if (start := start_of_group(page, end)) >= end:
        return []
    if (named_body := _named_body(page, start, end, bodies)) is not None:
        return _posts_of_named_body(page, named_body, end)
    start = behind_opening(page, name, start, end)
    rank = end
    while start < rank - 1 and lexicon.bare(page.words[rank - 1]) in lexicon.words("titles"):
        rank -= 1  # "Chief of Army Staff *General* Ann Poole"
    post = _start_with_linked_post(page, start, rank)
    if start > 1 and page.lowers[start - 1] in ("a", "an") and page.words[start - 2] == "," and " " not in name.text:
        return []  # "Reed, a hotelier Poole knows"
    if start == end - 1 and _is_no_post(page, start):
        return []
    if post == start:
        rank = rank_behind_post(page, start, end)
    found = parse_joined(page, post, rank, "role-before")
    if post == start and rank < end:
        both = found + parse_joined(page, rank, end, "role-before")
        found = [(both[0][0], role) for _, role in both]
    return found


def _is_no_post(page: Page, i: int) -> bool:
    """Whether a single word before a name is an adjective, a participle or part of the name: 'the *conservative* Mr Poole', '*di* Poole'."""
    verb = page.tags[i] == "VBN" and bool(page.children(page.tokens[i], "aux", "auxpass"))  # "has *accused* Poole"
    if verb or page.words[i] in lexicon.words("name_particles"):
        return True
    # "said *ropewright* Ann Poole"
    adjective = page.tags[i].startswith("JJ") and lexicon.role_ending(page.words[i]) != "always"
    return page.words[i].islower() and adjective


def _named_body(page: Page, start: int, end: int, bodies: Mapping[int, int]) -> TokenSpan | None:
    """The name of a body that leads into a noun group, or starts before it: '*Harbour Foods* CFO', '*Association of Port Workers* president'."""
    before = page.words[start - 1] if start else ""
    if before.lower() in lexicon.labelled("name_links", "inner") or before.istitle():
        overlapping = (TokenSpan(bodies[i], i) for i in range(start + 1, end) if bodies.get(i, start) < start)
        return next(overlapping, None)
    while start < end and is_outside_title(page.tokens[start]) and not begins_name(page.tokens[start], end):
        start += 1
    leading = (TokenSpan(start, i) for i in range(start + 1, end) if bodies.get(i) == start)
    capital = (body for body in leading if page.words[body.end][0].isupper())
    return next((body for body in capital if field_before(page, *body) == body.end), None)


def _posts_of_named_body(page: Page, body: TokenSpan, end: int) -> PlacedRoles:
    """The posts between the name of their body and that of their bearer: 'Harbour Foods *CFO* Ann Poole'."""
    ended = body.start > 0 and page.lowers[body.start - 1] in lexicon.labelled("role_words", "former")
    known = page.text(TokenSpan(body.start + (page.tags[body.start] == "DT"), body.end))
    span = span_of(page, body.start, end)
    return [
        (at, attrs.evolve(role, organisation=role.organisation or known, former=role.former or ended, span=span))
        for at, role in parse_joined(page, body.end, end, "role-before")
    ]


def _start_with_linked_post(page: Page, start: int, end: int) -> int:
    """Where a noun group starts with the post to whose body it belongs, else ``start``: '*Chief executive of the* Refugee Council Ann Poole'."""
    proper = start  # "head of the *troubled* Harbour Trust Ann Poole"
    while proper < end and page.words[proper].islower() and page.tags[proper] in ("JJ", "VBN", "VBG"):
        proper += 1
    if proper == end or not page.words[proper][0].isupper() or is_post_at(page, end - 1):
        return start
    body = start
    while body > 1 and page.words[body - 1] in _WITHIN_BODY and page.words[body - 2][0].isupper():
        body -= 2  # "Women *and* Equalities", "Teachers*’* Union"
    if (post := _post_before(page, body, end)) < 0:
        return start
    while post and in_group(page, post - 1, end):
        post -= 1
    return post


def _post_before(page: Page, start: int, end: int) -> int:
    """The post to which prepositions lead back from token ``start``, or -1: '*Head* of policy at' the trust."""
    while True:
        link = start - 2 if page.tags[start - 1] == "DT" else start - 1
        if link < 1 or not is_link(page.lowers[link]) or page.passage_of[link - 1] != page.passage_of[end]:
            return -1
        if lexicon.is_post(page.words[link - 1]):
            return link - 1 if _is_of_bearer(page, link - 1, end) else -1
        start = link
        while start and (page.tags[start - 1] in NOUN_TAGS | {"JJ"}):
            start -= 1
        if start == link:
            return -1


def _is_of_bearer(page: Page, post: int, end: int) -> bool:
    """Whether a post is that of the name at ``end``, and not of somebody related to them: not 'the *widow* of Officer Ann Poole'."""
    post_class, following = lexicon.noun_class(page.lowers[post], "post"), page.words[end : end + 1]
    if not (following and lexicon.bare(following[0]) in lexicon.words("titles")):
        return post_class != "kin"
    return post_class == "post" and page.lowers[post + 1] == "of"  # but not "a spokesman *for* Mayor Ann Poole"


def _reversed(page: Page, name: Name, posted: int, before: PlacedRoles) -> PlacedRoles:
    """The roles of a description that has the name in apposition: '*The former head of the army*, Lord Dunn', '*Reed's son*, the baker Joe'.

    ``before`` are the roles straight before the name, which with its titles and posts starts at ``posted``.
    """
    start = _start_with_naming(page, posted)
    post_between = bool(before) and page.words[start - 1] not in _BEFORE_NAME
    start = min(at for at, _ in before) if post_between else start
    if start < 2 or page.words[start - 1] not in _BEFORE_NAME:
        return []
    comma = start - 1
    if not post_between and is_of_fronted_phrase(page, comma, name):
        return []
    low = start_of_description(page, comma)
    if is_name_in_list(page, low, comma, name):
        return []
    determiner = _first_determiner(page, low, comma)
    is_open = low > 0 and page.lowers[low - 1] in ("if", "unless", "whether")  # "If elected mayor, Ann Poole would"
    if is_open or not _is_in_apposition(page, determiner, start, name, post_between=post_between):
        return []
    if page.lowers[determiner : determiner + 2] == ["one", "of"]:  # "one of its members, Ann Poole"
        role = parse(page, determiner + 2, comma, "role-reversed", plural=True)
        return [(determiner, role)] if role else []
    read = (parse_joined(page, i, comma, "role-reversed") for i in _starts_before(page, low, determiner, comma))
    return next(filter(None, read), [])


def _starts_before(page: Page, low: int, determiner: int, comma: int) -> list[int]:
    """Where a description before a comma may start, what begins with a post first: 'at a gala next to | *the president*, Ann Poole'."""
    starts = [low] if page.sentence(low).start == low else []  # "President of the Senate, Ann Poole"
    starts += [determiner, *(i for i in range(determiner + 1, comma) if page.tags[i] in ("DT", "PRP$"))]
    starts += [i + 1 for i in range(low, comma) if is_link(page.lowers[i])]  # "in May with their leader, Ann Poole"
    # "in an interview *its boss*, Ann Poole,", which begins anew behind a noun
    anew = max((i for i in starts if page.tags[i] in ("DT", "PRP$") and page.tag_at(i - 1) in NOUN_TAGS), default=0)
    return sorted((i for i in starts if i >= anew), key=lambda i: not begins_with_post(page, i, comma))


def _post_and_body(page: Page, name: Name, posted: int, bodies: Mapping[int, int]) -> PlacedRoles:
    """The roles of a post and its body, each before a comma, with the name in apposition: '*The Director, Harbour Trust*, Dr Ann Poole, said'."""
    if (comma := posted - 1) not in bodies:
        return []
    end = bodies[comma] - 1
    if page.tags[end] == "DT":
        end -= 1
    closed = page.words[name.tail : name.tail + 1] == [","] or _is_subject_of_next(page, name)
    if end < 1 or [page.words[end], page.words[comma]] != [",", ","] or not closed:
        return []
    body = page.text(TokenSpan(bodies[comma], comma))
    found = parse_joined(page, start_of_description(page, end), end, "role-reversed")
    return [(at, attrs.evolve(role, organisation=role.organisation or body)) for at, role in found]


def _first_determiner(page: Page, low: int, end: int) -> int:
    """Where *one of* or else the first *the*, *his* or *one* stands between two tokens, else ``low``."""
    one_of = (i for i in range(low, end) if page.lowers[i : i + 2] == ["one", "of"])
    first = (i for i in range(low, end) if page.tags[i] in ("DT", "PRP$") or page.lowers[i] == "one")
    return next(one_of, next(first, low))


def _is_subject_of_next(page: Page, name: Name) -> bool:
    """Whether a finite verb follows a name: 'Ann Poole *said*'."""
    return page.tags[name.tail : name.tail + 1] in (["VBD"], ["VBZ"])


def _is_in_apposition(page: Page, determiner: int, start: int, name: Name, *, post_between: bool) -> bool:
    """Whether a name is in apposition to the description from ``determiner`` to the comma at ``start - 1``.

    With ``post_between`` a post of its own stands before the name: 'Reed's son, *the baker* Joe,'.
    """
    inserted = page.word_at(name.tail + 1) in (",", "–")  # "The mayor, Tom Hale MP said, left"
    appositive = any(t.dep_ == "appos" for t in page.tokens[start : name.end if inserted else name.tail])
    closed = name.tail < len(page.tokens) and page.words[name.tail] in DASHES | {",", ".", "(", "“"}
    owned = not POSSESSIVES.isdisjoint(page.words[determiner : start - 1]) or page.tags[determiner] == "PRP$"
    if post_between:
        return closed and (owned or appositive)
    if page.words[start - 1] == ":":
        return closed and appositive and page.lowers[determiner] in _ONE
    if appositive or closed:
        return True
    # no second comma is needed where a sentence or clause begins: "Tom's sister, Ann Poole said that"; but not behind
    # another name: "Tom Reed, *his aide*, Ann Poole said"
    no_name_before = page.words[determiner - 2].islower() or page.ent_types[determiner - 2] in ("DATE", "TIME")
    begins = page.sentence(determiner).start == determiner or (page.words[determiner - 1] == "," and no_name_before)
    return begins and ((owned and _is_subject_of_next(page, name)) or _is_fronted(page, determiner, start, name))


def _is_fronted(page: Page, description: int, start: int, name: Name) -> bool:
    """Whether a sentence begins with a description of its subject: '*A former mayor*, Ann Poole left', not 'A mayor, Ann Poole said, left'.

    The parser then takes both the description and the name for subjects of one verb.
    """
    verbs = {page.heads[i] for i in range(name.start, name.tail) if page.deps[i] in SUBJECTS}  # "Ann Poole *OBE* left"
    both = any(page.deps[i] in SUBJECTS and page.heads[i] in verbs for i in range(description, start - 1))
    cues = (i for i in verbs if page.lowers[i] in lexicon.reporting_verbs())
    return both and not any(page.words[i + 1] in (",", "–") for i in cues)


def _before_clause(page: Page, name: Name) -> PlacedRoles:
    """The roles of a description that a clause parts from the name in apposition: '*The judge* who hears the case, Ann Poole,'."""
    if not name.start or page.words[name.start - 1] != ",":
        return []
    named = page.tokens[name.start : name.end]
    heads = [t.head for t in named if t.dep_ == "appos" and t.head.i < name.start]
    if page.word_at(name.tail) == ",":  # where the parser takes both for the subject
        subjects = (s for t in named if t.dep_ in SUBJECTS for s in page.children(t.head, *SUBJECTS))
        heads += [s for s in subjects if s.i < name.start and s.right_edge.i == name.start - 2]
    for head in filter(lambda head: lexicon.is_post(head.text), heads):
        clause = [child.left_edge.i for child in page.children(head, "relcl", "acl")]
        if clause and clause[0] > head.i:
            return parse_joined(page, head.left_edge.i, clause[0], "role-reversed")
    return []


def _before_naming(page: Page, name: Name) -> PlacedRoles:
    """The roles of a description whose bearer gives a name: 'A *nurse* who gave her name as Joan', 'a *guide* called Joe'."""
    start = name.start - len((name.honorific or "").split())
    called = start > 1 and page.lowers[start - 1] == "called" and lexicon.is_post(page.words[start - 2])
    if not called and not beside.is_given(page, start):
        return []
    low = page.sentence(name.start).start
    naming = (i for i in range(max(low + 1, start - _MOST_NAMING), start) if page.lowers[i] in _NAMING_WORDS)
    end = next(naming, low)
    if page.words[end - 1] == ",":
        end -= 1  # "a shop worker, who asked to be called Joan"
    post = next((i for i in range(end - 1, low - 1, -1) if lexicon.is_post(page.words[i])), None)
    if post is None or end - post > _MOST_NAMING or page.inside[post] >= 0:
        return []
    end = next((i for i in range(post + 1, end) if page.tags[i] in ("VBN", "VBG", "VBD", ",")), end)
    return parse_joined(page, start_of_group(page, post + 1), end, "role-reversed")


def _start_with_naming(page: Page, start: int) -> int:
    """Where a name starts with the words that identify its bearer: 'The hunter, *identified by police as 54-year-old* Tom Reed'."""
    if not (places := page.between("as", max(start - 6, 2) - 1, start)):
        return start
    behind_as = places[-1] + 1
    if not (behind_as == start or "old" in page.lowers[behind_as:start]):
        return start
    verbs = (i for i in range(behind_as - 2, max(behind_as - 6, 1), -1) if page.lowers[i] in ("identified", "named"))
    verb = next(verbs, start)
    return verb if page.words[verb - 1] == "," else start
