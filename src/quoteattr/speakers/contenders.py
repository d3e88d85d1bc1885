"""Query → contenders: all who are not impossible, and how well each agrees. Who of them is meant is for the weights to say.

Whoever is in the cast may be meant, however far away it stands, named before or only after; hard rules leave out only what
no weight could mend: what is clearly a body is no *he*, a person no *it*, several are not one, the former mayor is not the
mayor, nor anybody whom the mayor is said to visit. What a forename tells of the gender, and a body's name that may be a
person's, speaks for somebody or against, and shuts nobody out. Somebody new comes to them in :mod:`quoteattr.speakers.ranker`.
"""

from collections.abc import Iterable
from itertools import islice
from math import log

from quoteattr import lexicon
from quoteattr.speakers.cast import Cast, type_of
from quoteattr.speakers.queries import Query
from quoteattr.speakers.referents import MAIN, Referent
from quoteattr.text.page import SUBJECTS

REACH = 3
"""How many passages back those stand who may go on with a floating quotation."""

Found = dict[str, float]
"""Features by name, as they are found: a generator for each would take half as long again, for every contender of every mention."""

MOST = 100
"""How many contenders are looked at, the nearest: a text that names more people is a register, and no news."""

IN_PASSING = 8
"""The same, for a mention in passing, of which no more is asked than who is near."""


_NOBODYS = frozenset({"company", "government", "charity", "school", "court"})
"""Types of bodies that no people without a name stand for."""

_FIRST, _LEAD = 1, 2
"""Passages: the headline, and what follows it, where somebody is often described who is named soon; behind the first of them
nobody has yet spoken.
"""

_MAY_BE_PERSON = 0.1
"""How likely to be a person's a name is that is taken for a body's and yet may be *he*."""

_UNLIKELY = 0.01
"""What is less likely is as unlikely."""


def contenders(cast: Cast, query: Query) -> list[Referent]:
    """All of the cast who may be meant by a mention, in the order in which they entered; the bearers where it is a name."""
    if query.sort == "namesake":
        return list(query.bearers)
    if query.sort == "floating":
        return _floor(cast, query)
    possible = _POSSIBLE[query.sort]
    apart = query.apart if query.form == "pronoun" else None
    new = cast.page.lowers[query.phrase.start] in lexicon.labelled("reference_words", "new")
    most = IN_PASSING if query.passing else MOST
    everybody = cast.referents if len(cast.referents) <= most else cast.outward(query.at)
    others = _beside(cast, query) | _addressed(cast, query)
    if query.sort == "person":
        others |= cast.mentions.owners(query.phrase)
    able = (r for r in everybody if r.places and r is not apart and r not in others and possible(query, r))
    near = (r for r in able if not _is_parted(cast, query, r, new))
    found = sorted(islice(near, most), key=lambda r: r.number)
    two, counted = (None, False) if query.passing else _the_two(cast, query)
    if two is None:
        return found
    return [*(r for r in found if r is not two and (r.plural or not counted)), two]


def _beside(cast: Cast, query: Query) -> set[Referent]:
    """Who is the object of the verb whose subject a mention is, and so somebody else: 'The mayor visited *Reed*'."""
    head = cast.page.tokens[query.phrase.head]
    objects = cast.page.children(head.head, "dobj", "dative") if head.dep_ in SUBJECTS else ()
    return {r for token in objects for r in cast.at(token.i)}


def _addressed(cast: Cast, query: Query) -> set[Referent]:
    """Who is spoken to by name in the words, and so somebody else: '“You fished it empty, *Tom*,” he said', '“*Tom*, come here.”'"""
    page, found = cast.page, set[Referent]()
    for start, end in query.words:
        for i in range(start, end):
            if i in cast.mentions.names and page.inside[i] >= 0:
                referent, name = cast.mentions.names[i]
                marked = page.bounds[page.inside[i]]
                low = name.start - (lexicon.bare(page.words[name.start - 1]) in lexicon.honorifics())
                before, behind = page.words[low - 1], page.words[name.tail : name.tail + 1]
                first = low == marked.start + 1 and behind == [","]
                if first or (before == "," and name.tail + 1 < end and name.tail + 2 >= marked.end):
                    found.add(referent)
    return found


def _the_two(cast: Cast, query: Query) -> tuple[Referent | None, bool]:
    """The two whom a description means together, and whether it counts them: 'both men', 'the two airlines', 'the pair'.

    Counted they are those who were named last, uncounted the two bodies that were last named side by side: 'the companies'.
    """
    first, second = [*cast.page.lowers[query.phrase.start : query.phrase.start + 2], "", ""][:2]
    if query.sort not in ("people", "body") or first not in lexicon.labelled("reference_words", "definite"):
        return None, False
    counted = bool({first, second} & lexicon.labelled("reference_words", "two"))
    if counted:
        named = [r for r in cast.referents if r.is_named and not r.plural and r.places_before(query.at)]
        one = _of_the_kind(cast, query, named)
    elif query.sort == "body" and query.plural and second == query.word:
        joined = cast.joined_before(query.at)  # of which one may be taken for a place
        bodies = [r for r in joined if r.is_body]
        one = [*joined] if bodies and bodies == _of_the_kind(cast, query, bodies) else []
    else:
        return None, False
    latest = sorted(one, key=lambda r: r.places[r.places_before(query.at) - 1].token)[-2:]
    two = cast.together(tuple(sorted(latest, key=lambda r: r.number))) if len(latest) == 2 else None
    return two, counted


def _of_the_kind(cast: Cast, query: Query, named: Iterable[Referent]) -> list[Referent]:
    """Who of those named may be what a description of several says: 'the men', 'the airlines'."""
    sort = type_of(query.word)
    if query.sort == "people":
        gender = lexicon.table("role_nouns").get(lexicon.singular_post(query.word), "-")
        return [r for r in named if r.kind == "person" and {gender, r.gender} != {"m", "f"}]
    bodies = [r for r in named if r.is_body] if sort is not None else []  # "both sides" are of no type
    return [r for r in bodies if not (types := cast.profile(r).types) or sort in types]


def _is_parted(cast: Cast, query: Query, r: Referent, new: bool) -> bool:
    """Whether a description means somebody else, by its words or by its place."""
    if _is_somebody_else(cast, query, r, new) or _is_never_named(cast, query, r):
        return True
    return _is_its_journal(query, r) or _is_no_kin(cast, query, r)


def _is_somebody_else(cast: Cast, query: Query, r: Referent, new: bool) -> bool:
    """Whether the words of a description part it from one: 'a man … a man', 'one man … another man', 'the former mayor'."""
    if new and r.places_before(query.at) > 0:
        return True
    if r.entity is None and not r.members:
        again = query.indefinite and query.is_person and r.places_before(query.at) > 0
        return again or _is_another_bodys(cast, query, r)
    wanted = query.role
    if wanted is None:
        return False
    posts = [s.role for s in r.statements if (s.role.title or "").casefold().split()[-1:] == [query.word]]
    if not posts and query.indefinite and lexicon.table("role_nouns", 2).get(query.word) == "spokes":
        return not r.places_before(query.at)  # "a spokesman said": whoever is named next is somebody else
    return bool(posts) and all(post.former != wanted.former for post in posts)


def _is_never_named(cast: Cast, query: Query, r: Referent) -> bool:
    """Whether a description is of somebody whom the text does not name later: behind the lead only who is told to be such a one.

    'A critic called it a joke. … Ann Poole, the curator, said': somebody else, but 'An executive said … Ann Poole, the head of Acme'.
    """
    passage, later = cast.page.passage_of[query.at], r.entity is not None and not r.places_before(query.at)
    if not (later and query.indefinite and query.is_person):
        return False
    if passage <= _FIRST or (cast.turn is None and passage <= _LEAD):
        return False
    known, kind = cast.profile(r), lexicon.table("role_nouns", 2).get(query.word)
    return query.word not in known.posts and not (kind == "post" and kind in known.classes)


def _is_no_kin(cast: Cast, query: Query, r: Referent) -> bool:
    """Whether kin of somebody without a name is meant, and one is not told to be any: 'Reed was jailed. *The son of the victim* said'."""
    page, behind = cast.page, query.at + 1
    several = page.tags[behind + 1 : behind + 2] == ["CD"] and page.lowers[behind + 2 : behind + 3] != ["of"]
    of = page.lowers[behind : behind + 1] == ["of"] and not several  # but "the mother of three"
    if (
        not of
        or lexicon.table("role_nouns", 2).get(query.word) != "kin"
        or r.entity is None
        or not r.places_before(behind)
    ):
        return False
    told = (
        s.role for other in cast.referents for s in other.statements
    )  # "Reed, whose son Joe died, … the father of the boy"
    return query.word not in cast.profile(r).posts and all(role.organisation != r.entity.name for role in told)


def _is_its_journal(query: Query, r: Referent) -> bool:
    """Whether a paper is meant that stands in a journal, not the journal: 'a study in *the journal Skerrow Letters* … the paper'."""
    kinds = (lexicon.table("document_kinds").get(query.word) or "").split()
    return r.entity is not None and "journal" in r.nouns and "paper" in kinds


def _is_another_bodys(cast: Cast, query: Query, r: Referent) -> bool:
    """Whether two descriptions tell of two bodies: 'the Treasury spokesman … the Home Office spokesman'."""
    body = query.role.organisation if query.role is not None else None
    if body is None:
        return False
    others = [word for word in (r.description or "").split()[1:] if word[:1].isupper()]
    known = cast.profile(r).names
    return bool(others) and known.isdisjoint(map(lexicon.placed, body.casefold().split()))


def _floor(cast: Cast, query: Query) -> list[Referent]:
    """Who may have taken the floor: the latest speaker, and whoever stands in the passages just before, or beside marked words."""
    page = cast.page
    passage = page.passages[max(page.passage_of[query.at] - REACH, 0)]
    marked = any(page.inside[i] >= 0 for span in query.words for i in range(*span))
    end = page.passage_tokens(query.at).end if marked else query.at  # "It is said that the well is dry. Ann Poole …"
    near = cast.between(page.token_at(passage.span.start), end)
    if (
        query.passive
    ):  # "Ann Poole was asked, “Why?”", "Ann Poole left after being called “a liar”": whoever says so, not she
        low = page.sentence(query.at).start
        near = [r for r in near if all(place.prominence != MAIN for place in r.places_between(low - 1, query.at))]
    return [r for r in near if r.is_named or any(place.prominence for place in r.places_between(-1, query.at))]


def _may_be_person(r: Referent) -> bool:
    """Whether it is a person, or a body whose name may as well be a person's: 'Trump', 'Rose-Lynn'."""
    return r.kind != "organisation" or r.as_person > _MAY_BE_PERSON


def _he_or_she(query: Query, r: Referent) -> bool:
    return _may_be_person(r) and not r.plural and (r.guessed or r.gender in ("-", query.gender))


def _it(query: Query, r: Referent) -> bool:
    return r.kind == "organisation"


def _they(query: Query, r: Referent) -> bool:
    return r.plural or r.gender == "-" or r.kind == "organisation"


def _person(query: Query, r: Referent) -> bool:
    if r.kind == "organisation":  # "the tech giant", "the publisher" may be a person or a body
        body = r.is_body and r.entity is not None and type_of(query.word) is not None
        return body or _may_be_person(r)
    return not r.plural and (r.guessed or {query.gender, r.gender} != {"m", "f"})


def _people(query: Query, r: Referent) -> bool:
    return r.plural or r.kind == "organisation"


def _body(query: Query, r: Referent) -> bool:
    several = r.entity is None and r.plural  # "the family", but a company's lawyers are not the company
    return r.kind == "organisation" or (several and type_of(query.word) not in _NOBODYS)


def _anybody(query: Query, r: Referent) -> bool:
    return True


_POSSIBLE = {
    "he or she": _he_or_she,
    "it": _it,
    "they": _they,
    "person": _person,
    "people": _people,
    "body": _body,
    "document": _anybody,
}


# --- agreement -------------------------------------------------------------------------------------------------------


def agrees(found: Found, query: Query, r: Referent) -> None:
    """What somebody is, beside what the mention says: man or woman, one or several, person or body, with or without a name."""
    if query.gender != "-":
        _agrees_in_gender(found, query.gender, r)
    if r.plural:
        found["several"] = 1.0
    if r.members and r.number < 0:
        found["the two"] = 1.0
    if r.entity is None:
        if not r.members:
            found["no name"] = 1.0
    elif r.kind == "organisation" and r.entity.kind != "organisation":
        found["place that spoke" if r.sources else "place"] = 1.0
    if r.kind == "organisation":
        found["body"] = 1.0
    if r.entity is not None and query.wanted not in (None, r.kind):
        likely = r.as_person if query.wanted == "person" else 1 - r.as_person
        found["kind likely"] = log(max(likely, _UNLIKELY))


def is_doubtful(query: Query, r: Referent) -> bool:
    """Whether a forename or the kind of a name speaks against somebody: such a one is in nobody's way."""
    other = r.guessed and {query.gender, r.gender} == {"m", "f"}
    return other or (r.entity is not None and query.wanted not in (None, r.kind))


def _agrees_in_gender(found: Found, gender: str, r: Referent) -> None:
    """Whether it is a man or a woman; a forename tells less than the article does, and so does a pronoun taken for it before."""
    if r.gender == "-":
        found["gender unknown"] = 1.0
    else:
        by = "forename" if r.guessed else "gender"
        does = "agrees" if r.gender == gender else "disagrees"
        found[f"{by} {does}"] = 1.0
    if r.been:
        found["been so" if gender in r.been else "been otherwise"] = 1.0
