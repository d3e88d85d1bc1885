"""Page + names → role statements: what the text says somebody is, and where.

Rules: ``role-before`` (Polish Prime Minister Jan Nowak), ``role-apposition`` (Ann Poole, director of the trust),
``role-reversed`` (the former head of the army, Lord Dunn), ``role-copula`` (Ann Poole is the director),
``role-title`` (Ann Poole MP), ``role-party`` (Poole (D-Ohio)), ``role-affiliation`` (Ann Poole of Leeds University),
``role-relative`` (Poole, who chairs the trust), ``role-made`` (the trust made Ann Poole its director), ``role-as`` (as mayor,
Ann Poole said), ``role-list`` (ministers Ann Poole and Tom Reed), ``role-described`` (The mayor smiled. Ann Poole said),
``role-credit`` (Reporting by Ann Poole),
``role-source`` (a Treasury spokesman: the role of one who has no name).
"""

from collections.abc import Iterable, Mapping

import attrs

from quoteattr import lexicon, rules
from quoteattr.draft import Name, Phrase, RoleStatement, TokenSpan
from quoteattr.model import Role
from quoteattr.roles.appositions import after, body, court_part, is_said, owner
from quoteattr.roles.bodies import begins_name, described_body, field_before, is_aside, owned_by, place_before
from quoteattr.roles.compounds import is_post_at
from quoteattr.roles.credits import credited
from quoteattr.roles.described import described
from quoteattr.roles.groups import behind_bracket, group_before, in_group, start_of_group
from quoteattr.roles.held import in_posts
from quoteattr.roles.joined import parsed
from quoteattr.roles.lists import of_several
from quoteattr.roles.phrases import (
    Found,
    begins_with_post,
    is_held,
    parse,
    says_something,
    sort_of,
    span_of,
    with_party,
)
from quoteattr.roles.sentences import told, works_as
from quoteattr.roles.titles import full_title, is_link
from quoteattr.text import beside
from quoteattr.text.page import DASHES, FINITE_TAGS, NOUN_TAGS, POSSESSIVES, SUBJECTS, Page

_BEFORE_NAME = (",", "–", "—", ":")
_ONE = ("one", "a", "an", "another")  # before a colon that names somebody: "one parent: Ann Poole"
_WITHIN_BODY = POSSESSIVES | {"and", "&"}
_NAMED = frozenset({"called", "identified", "who"})  # behind a description, before the name that is given
_NAMING = 12  # tokens from there to the name
_LONG = 30  # tokens of what somebody speaks as


def read(page: Page, names: Iterable[Name]) -> tuple[RoleStatement, ...]:
    """The roles that the page gives to people that it names, in order of their place."""
    named = tuple(names)
    people = [name for name in named if name.kind == "person"]
    bodies = {name.end: name.start for name in named if name.kind == "organisation"}
    found = [RoleStatement(name.start, at, role) for name in people for at, role in _statements(page, name, bodies)]
    found += of_several(page, people)
    found += in_posts(page, people)
    found += credited(page, people)
    found += described(page, people, found)
    # of what is said between marks only titles: not “Tom Reed, a thief, was there”
    kept = (s for s in found if page.inside[s.at] < 0 or s.role.rule in rules.family("title"))
    kept = (s for s in kept if says_something(s.role))
    bearers = {name.start: name for name in people}
    owned = (owned_by(page, people, bearers[s.name], s) for s in sorted(kept, key=lambda s: s.at))
    return tuple(attrs.evolve(s, body=described_body(page, s.role)) for s in owned)


def of_pronoun(page: Page, phrase: Phrase) -> Found:
    """The posts that a sentence tells of whom its subject, a pronoun, means: 'She is the director of the trust'."""
    subject = Name(phrase.start, phrase.end, "person", page.words[phrase.head], None, phrase.end)
    found = told(page, subject) or works_as(page, subject)
    return [(at, role) for at, role in found if role.title is None or is_held(role)]


def _statements(page: Page, name: Name, bodies: Mapping[int, int]) -> Found:
    titled = _with_titles(page, name)
    posted = _with_posts(page, name, titled)
    before, behind = with_party(_before(page, name, titled, bodies), after(page, name))
    reversed_ = _post_and_body(page, name, posted, bodies) or _reversed(page, name, posted, before)
    reversed_ = reversed_ or _before_clause(page, name) or _before_naming(page, name)
    reversed_, behind = (reversed_, behind) if before else with_party(reversed_, behind)
    if reversed_ and before and is_held(reversed_[0][1]):
        before = [(reversed_[0][0], role) for _, role in before]  # "the chief scientist, *Professor* Ann Poole"
    if name.honorific and lexicon.bare(name.honorific) in lexicon.labelled("role_words", "rank"):
        at = next(i for i in range(name.start - 1, -1, -1) if page.words[i] == name.honorific.split()[-1])
        before.append((at, Role(lexicon.bare(name.honorific), None, False, span_of(page, at, at + 1), "role-before")))
    posts = (i for i in range(name.end, name.tail) if page.lowers[i] in lexicon.words("abbreviated_roles"))
    letters = [(i, Role(full_title(page.lowers[i]), None, False, span_of(page, i, i + 1), "role-title")) for i in posts]
    if reversed_ and before and sort_of(reversed_[0][1]) != "post" and before[0][1].organisation:
        reversed_, before = before, reversed_  # "The host, *Harbour Trust director* Ann Poole"
    found = [*reversed_, *before, *behind, *owner(page, name, bodies), *letters, *_as(page, name, titled, bodies)]
    return found + told(page, name)


def _before(page: Page, name: Name, titled: int, bodies: Mapping[int, int]) -> Found:
    """The words straight before the name, which begins with its titles at ``titled``, as far as they make one noun group.

    ``bodies`` are where names of bodies begin, by their ends.
    """
    # "Superintendent *(Rural)* Ann Poole"
    end = behind_bracket(page, titled) if page.words[titled - 1] == ")" else titled
    if (start := start_of_group(page, end)) >= end:
        return []
    if (whole := _whole_body(page, start, end, bodies)) is not None:
        return _of_whole_body(page, whole, end)
    ranks = end
    while start < ranks - 1 and lexicon.bare(page.words[ranks - 1]) in lexicon.words("titles"):
        ranks -= 1  # "Chief of Army Staff *General* Ann Poole"
    begin = _behind_post(page, start, ranks)
    if start > 1 and page.lowers[start - 1] in ("a", "an") and page.words[start - 2] == "," and " " not in name.text:
        return []  # "Reed, a hotelier Poole knows"
    rank = ranks if begin < start else _rank_behind_post(page, start, end)
    if start == end - 1 and _is_mere(page, start):
        return []
    found = parsed(page, begin, rank, "role-before")
    if begin == start and rank < end:
        both = found + parsed(page, rank, end, "role-before")
        found = [(both[0][0], role) for _, role in both]
    if len(found) == 1 and found[0][1].organisation is None and (place := place_before(page, start)):
        found = [(at, attrs.evolve(role, organisation=place)) for at, role in found]
    return found


def _is_mere(page: Page, i: int) -> bool:
    """Whether a word alone before a name says how somebody is, and not what, or is of the name: 'the *conservative* Mr Poole', '*di* Poole'."""
    verb = page.tags[i] == "VBN" and bool(page.children(page.tokens[i], "aux", "auxpass"))  # "has *accused* Poole"
    if verb or page.words[i] in lexicon.words("name_particles"):
        return True
    # "said *ropewright* Ann Poole"
    adjective = page.tags[i].startswith("JJ") and lexicon.role_ending(page.words[i]) != "always"
    return page.words[i].islower() and adjective


def _whole_body(page: Page, start: int, end: int, bodies: Mapping[int, int]) -> TokenSpan | None:
    """The body that a noun group begins with, or within: '*Harbour Foods* CFO Ann Poole', '*Association of Port Workers* president'."""
    if page.lowers[start - 1] in lexicon.labelled("name_links", "inner") or page.words[start - 1].istitle():
        within = (TokenSpan(bodies[i], i) for i in range(start + 1, end) if bodies.get(i, start) < start)
        return next(within, None)
    while start < end and is_aside(page.tokens[start]) and not begins_name(page.tokens[start], end):
        start += 1
    whole = (TokenSpan(start, i) for i in range(start + 1, end) if bodies.get(i) == start)
    return next(
        (body for body in whole if page.words[body.end][0].isupper() and field_before(page, *body) == body.end), None
    )


def _of_whole_body(page: Page, body: TokenSpan, end: int) -> Found:
    """The posts behind the whole name of a body and before that of their bearer."""
    ended = body.start > 0 and page.lowers[body.start - 1] in lexicon.labelled("role_words", "former")
    known = page.text(TokenSpan(body.start + (page.tags[body.start] == "DT"), body.end))
    span = span_of(page, body.start, end)
    return [
        (at, attrs.evolve(role, organisation=role.organisation or known, former=role.former or ended, span=span))
        for at, role in parsed(page, body.end, end, "role-before")
    ]


def _rank_behind_post(page: Page, start: int, end: int) -> int:
    """Where a rank begins behind another post, or ``end``: 'army chief *Gen* Ann Poole', but not 'Deputy Chief Constable'."""
    titles, rank = lexicon.words("titles"), end - 1 - (page.words[end - 1] == ".")  # "Republican Sen. Ann" is one post
    if rank <= start or lexicon.bare(page.words[rank]) not in titles or page.words[rank].islower():
        return end
    while rank > start + 1 and f"{lexicon.bare(page.words[rank - 1])} {lexicon.bare(page.words[rank])}" in titles:
        rank -= 1
    last, own = page.lowers[rank - 1], lexicon.bare(page.words[rank])
    body = last in lexicon.words("party_words") or last in lexicon.words("organisation_words")
    post = not body and lexicon.table("role_nouns", 2).get(last) in ("post", "standing", "spokes")
    post = post or any(page.lowers[i + 1] == "of" and lexicon.is_post(page.words[i]) for i in range(start, rank - 1))
    begins = page.words[rank - 1][0].isupper() and any(title.startswith(f"{last} {own}") for title in titles)
    return rank if rank > start and post and not begins else end


def _behind_post(page: Page, start: int, end: int) -> int:
    """Where a post begins whose body stands before the name: '*Chief executive of the* Refugee Council Ann Poole'."""
    proper = start  # "head of the *troubled* Harbour Trust Ann Poole"
    while proper < end and page.words[proper].islower() and page.tags[proper] in ("JJ", "VBN", "VBG"):
        proper += 1
    if proper == end or not page.words[proper][0].isupper() or is_post_at(page, end - 1):
        return start
    low = start
    while low > 1 and page.words[low - 1] in _WITHIN_BODY and page.words[low - 2][0].isupper():
        low -= 2  # "Women *and* Equalities", "Teachers*’* Union"
    if (low := _post_before(page, low, end)) < 0:
        return start
    while low and in_group(page, low - 1, end):
        low -= 1
    return low


def _post_before(page: Page, low: int, end: int) -> int:
    """The post to which links lead back from token ``low``, or -1: '*Head* of policy at'."""
    while True:
        link = low - 1 - (page.tags[low - 1] == "DT")
        if link < 1 or not is_link(page.lowers[link]) or page.passage_of[link - 1] != page.passage_of[end]:
            return -1
        if lexicon.is_post(page.words[link - 1]):
            return link - 1 if _is_held(page, link - 1, end) else -1
        low = link
        while low and (page.tags[low - 1] in NOUN_TAGS | {"JJ"}):
            low -= 1
        if low == link:
            return -1


def _is_held(page: Page, post: int, end: int) -> bool:
    """Whether the name behind a post and what stands between is of its holder: not 'the widow of Officer Ann Poole'."""
    kind, whole = lexicon.table("role_nouns", 2).get(page.lowers[post], "post"), page.words[end : end + 1]
    if not (whole and lexicon.bare(whole[0]) in lexicon.words("titles")):
        return kind != "kin"
    return kind == "post" and page.lowers[post + 1] == "of"  # "a spokesman for Mayor Ann Poole"


def _as(page: Page, name: Name, titled: int, bodies: Mapping[int, int]) -> Found:
    """What somebody speaks as: 'As mayor of Eastwick, Ann Poole said', 'Ann Poole, speaking as mayor, said', 'For the Greens, …'."""
    words, comma = page.words, titled - 1
    if comma > 0 and words[comma] == ",":
        if page.sentence(comma).start == comma - 1 and (part := court_part(page, comma - 1)):
            return part  # "*Prosecuting*, Ann Poole said"
        if comma in bodies and _speaks_for(page, name, bodies[comma]):
            return body(page, bodies[comma], comma)
        low = next((i for i in range(comma - 1, max(comma - _LONG, -1), -1) if words[i] == "As"), comma)
        if page.passage_of[low] == page.passage_of[name.start] and FINITE_TAGS.isdisjoint(page.tags[low:comma]):
            return parsed(page, low + 1, comma, "role-as")
    start = name.tail + 1 + 2 * (page.lowers[name.tail + 1 : name.tail + 3] == ["who", ","])
    aside = page.lowers[start - 1 : start + 1] == [",", "as"] and "," in words[start : start + 14]
    if aside and not is_said(page, name):
        found = parsed(page, start + 1, words.index(",", start), "role-as")  # "Poole, who, as mayor, signed it,"
        sorts = lexicon.table("role_nouns", 2)
        return [(at, role) for at, role in found if sorts.get((role.title or "").split()[-1]) == "post"]
    start = name.tail + 3
    if page.lowers[name.tail : start] == [",", "speaking", "as"] and "," in words[start : start + 14]:
        return parsed(page, start, words.index(",", start), "role-as")
    return []


def _speaks_for(page: Page, name: Name, start: int) -> bool:
    """Whether somebody speaks for a body that stands before the name: '*For the Liberal Democrats*, Ann Poole said', 'At Acme, …'."""
    at = page.words[start - 1] == "At" and " " in name.text
    start -= page.tags[start - 1] == "DT"
    begins = (at or page.words[start - 1] == "For") and page.sentence(start).start == start - 1
    verbs = (t.head.lower_ for t in page.tokens[name.start : name.end] if t.dep_ == "nsubj")
    return begins and any(verb in lexicon.reporting_verbs() for verb in verbs)


def _reversed(page: Page, name: Name, posted: int, before: Found) -> Found:
    """'The former head of the army, Lord Dunn', 'Reed's son, the baker Joe': a description with the name in apposition.

    ``before`` are the roles straight before the name, which begins with its titles and posts at ``posted``.
    """
    start = _behind_naming(page, posted)
    between = bool(before) and page.words[start - 1] not in _BEFORE_NAME
    start = min(at for at, _ in before) if between else start
    if start < 2 or page.words[start - 1] not in _BEFORE_NAME:
        return []
    comma = start - 1
    low = group_before(page, comma)
    begin = _determiner(page, low, comma)
    if page.lowers[low - 1] in ("if", "unless", "whether"):
        return []  # "If elected mayor, Ann Poole would"
    if not _is_in_apposition(page, begin, start, name, posted=between):
        return []
    if page.lowers[begin : begin + 2] == ["one", "of"]:  # "one of its members, Ann Poole"
        role = parse(page, begin + 2, comma, "role-reversed", plural=True)
        return [(begin, role)] if role else []
    begins = [low] if page.sentence(low).start == low else []  # "President of the Senate, Ann Poole"
    begins += [begin, *(i for i in range(begin + 1, comma) if page.tags[i] in ("DT", "PRP$"))]
    begins += [i + 1 for i in range(low, comma) if is_link(page.lowers[i])]  # "in May with their leader, Ann Poole"
    begins.sort(key=lambda i: not begins_with_post(page, i, comma))  # "at a gala next to the president, Ann Poole"
    return next(filter(None, (parsed(page, i, comma, "role-reversed") for i in begins)), [])


def _post_and_body(page: Page, name: Name, posted: int, bodies: Mapping[int, int]) -> Found:
    """A post and its body, each before a comma, and the name: '*The Director, Harbour Trust*, Dr Ann Poole, said'."""
    comma = posted - 1
    end = bodies.get(comma, 0) - 1
    end -= page.tags[end] == "DT"
    closed = page.words[name.tail : name.tail + 1] == [","] or page.tags[name.tail : name.tail + 1] in (
        ["VBD"],
        ["VBZ"],
    )
    if end < 1 or [page.words[end], page.words[comma]] != [",", ","] or not closed:
        return []
    low = group_before(page, end)
    found = parsed(page, low, end, "role-reversed")
    known = page.text(TokenSpan(bodies[comma], comma))
    return [(at, attrs.evolve(role, organisation=role.organisation or known)) for at, role in found]


def _determiner(page: Page, low: int, end: int) -> int:
    """Where *one of* or else the first *the*, *his* or *one* of a stretch stands; where it begins if there is none."""
    several = (i for i in range(low, end) if page.lowers[i : i + 2] == ["one", "of"])
    first = (i for i in range(low, end) if page.tags[i] in ("DT", "PRP$") or page.lowers[i] == "one")
    return next(several, next(first, low))


def _is_in_apposition(page: Page, begin: int, start: int, name: Name, *, posted: bool) -> bool:
    """Whether a name is that of who is described before the comma at ``start`` - 1; ``posted`` has a post between the two."""
    appositive = any(t.dep_ == "appos" for t in page.tokens[start : name.end])
    closed = name.tail < len(page.tokens) and page.words[name.tail] in DASHES | {",", ".", "(", "“"}
    owned = not POSSESSIVES.isdisjoint(page.words[begin : start - 1]) or page.tags[begin] == "PRP$"
    if posted:
        return closed and (owned or appositive)
    # "Tom's sister, Ann Poole said that": where a sentence or clause begins, without the second comma; not "Tom Reed, *his
    # aide*, Ann Poole said"
    dated = page.words[begin - 2].islower() or page.ent_types[begin - 2] in ("DATE", "TIME")
    first = page.sentence(begin).start == begin or (page.words[begin - 1] == "," and dated)
    subject = first and page.tags[name.tail : name.tail + 1] in (["VBD"], ["VBZ"])
    if page.words[start - 1] == ":":
        return closed and appositive and page.lowers[begin] in _ONE
    return appositive or closed or (owned and subject) or (first and _is_fronted(page, begin, start, name))


def _is_fronted(page: Page, begin: int, start: int, name: Name) -> bool:
    """Whether what a sentence begins with is of its subject behind a comma: '*A former mayor*, Ann Poole left', not 'A mayor, Ann Poole said, left'."""
    verbs = {page.heads[i] for i in range(name.start, name.end) if page.deps[i] in SUBJECTS}
    doubled = any(page.deps[i] in SUBJECTS and page.heads[i] in verbs for i in range(begin, start - 1))
    return doubled and not any(
        page.lowers[i] in lexicon.reporting_verbs() and page.words[i + 1] in (",", "–") for i in verbs
    )


def _before_clause(page: Page, name: Name) -> Found:
    """'The judge who hears the case, Ann Poole,': a description with a clause between it and the name in apposition."""
    named = page.tokens[name.start : name.end]
    heads = [t.head for t in named if t.dep_ == "appos" and t.head.i < name.start]
    if page.words[name.tail : name.tail + 1] == [","]:  # where the parser takes both for the subject
        subjects = (s for t in named if t.dep_ in SUBJECTS for s in page.children(t.head, *SUBJECTS))
        heads += [s for s in subjects if s.i < name.start and s.right_edge.i == name.start - 2]
    for head in heads:
        clause = [child.left_edge.i for child in page.children(head, "relcl", "acl")]
        if clause and clause[0] > head.i and page.words[name.start - 1] == "," and lexicon.is_post(head.text):
            return parsed(page, head.left_edge.i, clause[0], "role-reversed")
    return []


def _before_naming(page: Page, name: Name) -> Found:
    """'A *nurse* who gave her name as Joan', 'a shop *worker*, who asked to be called Joan', 'a *guide* called Joe'."""
    low, start = page.sentence(name.start).start, name.start - len((name.honorific or "").split())
    called = page.lowers[start - 1] == "called" and lexicon.is_post(page.words[start - 2])
    if not called and not beside.is_given(page, start):
        return []
    opens = (i for i in range(max(low + 1, start - _NAMING), start) if page.lowers[i] in _NAMED)
    end = next(opens, low)
    end -= page.words[end - 1] == ","
    post = next((i for i in range(end - 1, low - 1, -1) if lexicon.is_post(page.words[i])), None)
    if post is None or end - post > _NAMING or page.inside[post] >= 0:
        return []
    end = next((i for i in range(post + 1, end) if page.tags[i] in ("VBN", "VBG", "VBD", ",")), end)
    return parsed(page, start_of_group(page, post + 1), end, "role-reversed")


def _behind_naming(page: Page, start: int) -> int:
    """Where the words begin by which somebody described is named: 'The hunter, *identified by police as 54-year-old* Tom Reed'."""
    low = start
    while low > max(start - 6, 2) and page.lowers[low - 1] != "as":
        low -= 1
    if page.lowers[low - 1] != "as" or not (low == start or "old" in page.lowers[low:start]):
        return start
    namings = (i for i in range(low - 2, max(low - 6, 1), -1) if page.lowers[i] in ("identified", "named"))
    naming = next(namings, start)
    return naming if page.words[naming - 1] == "," else start


def _with_titles(page: Page, name: Name) -> int:
    """Where a name begins with its titles: 'Dr Ann Poole', 'the *Very Rev* Ann Poole'."""
    start, known = name.start, lexicon.honorifics()
    # "the mayor, Hon. Ann Poole", but not "She is a doctor. Poole said"
    before = page.words[max(start - 2, 0)]
    start -= page.words[start - 1] == "." and before.istitle() and lexicon.bare(before) in known
    while start:
        *_, first, last = "", *map(lexicon.bare, page.words[max(start - 2, 0) : start])
        if last not in known and f"{first} {last}" not in known:
            break
        if page.words[start - 1].islower() or f"{first} {last}" in lexicon.words("titles"):
            break  # "his brother Tom", "First Lady Ann Poole"
        start -= 1 + (f"{first} {last}" in known and first not in known)
    return start


def _with_posts(page: Page, name: Name, titled: int) -> int:
    """Where a name begins with its titles and posts: 'the chief medical officer, *Professor* Ann Poole', 'the vicar, *the Rev*'."""
    start, titles = titled, lexicon.words("titles")
    while start and page.words[start - 1][0].isupper() and lexicon.bare(page.words[start - 1]) in titles:
        start -= 1
    return start - (start > 0 and page.lowers[start - 1] == "the" and start < name.start)
