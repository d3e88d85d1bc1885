"""Query → contenders: all who are not impossible, and how well each agrees. Who of them is meant is for the weights to say.

Whoever is in the cast may be meant, however far away it stands, named before or only after; hard rules leave out only what
no weight could mend: what is clearly a body is no *he*, a person no *it*, several are not one, the former mayor is not the
mayor, nor anybody whom the mayor is said to visit. What a forename tells of the gender, and a body's name that may be a
person's, speaks for somebody or against, and shuts nobody out. Somebody new comes to them in :mod:`quoteattr.speakers.ranker`.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from math import log
from operator import attrgetter, itemgetter

from quoteattr import lexicon
from quoteattr.model import Role
from quoteattr.speakers import apart
from quoteattr.speakers.cast import Cast
from quoteattr.speakers.profiles import type_of
from quoteattr.speakers.queries import Query, Sort, age_in, several
from quoteattr.speakers.referents import NO_PLACES, Referent, post_of
from quoteattr.text.noun_phrases import is_kept_nameless
from quoteattr.text.paragraphs import paragraph_of

REACH = 3
"""How many passages back those stand who may go on with a floating quotation."""

Found = dict[str, float]
"""Features by name, as they are found: a generator for each would take half as long again, for every contender of every mention."""

MOST = 100
"""How many contenders are looked at, the nearest: a text that names more people is a register, and no news."""

IN_PASSING = 8
"""The same, for a mention in passing, of which no more is asked than who is near."""

_ONE = frozenset({"i", "me", "my", "myself"})
"""Words of one person: several do not say them, nor does a body."""

_NOBODYS = frozenset({"company", "government", "charity", "school", "court"})
"""Types of bodies that no people without a name stand for."""

POSTS = frozenset({"post", "occupation", "spokes"})
"""Classes of nouns of which somebody without a name has one: *the victim* may well be *the driver*, but no *nurse*."""

_INTRODUCED = 6
"""Tokens before a name, in which stands who its bearer is."""

_FIRST, _LEAD = 1, 2
"""Passages: the headline, and what follows it, where somebody is often described who is named soon; behind the first of them
nobody has yet spoken."""

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
    # '“*The boss* told me ‘Go’,” said Poole'
    outer = query.apart if query.form == "pronoun" or query.sort == "person" else None
    new = cast.page.lowers[query.phrase.start] in lexicon.labelled("reference_words", "new")
    most = IN_PASSING if query.passing else MOST
    everybody = cast.referents if len(cast.referents) <= most else cast.outward(query.at)
    others = set[Referent]().union(*(those(cast, query) for those in apart.ALL))
    if query.sort == "person":
        others |= cast.mentions.owners(query.phrase)
    elif query.sort == "body":
        others |= apart.papers(query, everybody) | apart.premises(cast, query, everybody)
    pronoun, found = query.form == "pronoun", list[Referent]()
    for r in everybody:
        able = r.places and r is not outer and r not in others and possible(query, r)
        if able and (pronoun or not _is_parted(cast, query, r, new)):
            found.append(r)
            if len(found) == most:
                break
    found.sort(key=attrgetter("number"))
    return _with_those_together(cast, query, found) if query.is_joint and not query.passing else found


def _with_those_together(cast: Cast, query: Query, found: list[Referent]) -> list[Referent]:
    """The contenders for a description of several at once, and those of them who are meant together."""
    together = _together(cast, query)
    if together is not None:
        return [*(r for r in found if not r.members and r.plural), together]
    sort: Sort = "people" if query.sort == "people" else "body"
    # those who have spoken together may be meant again
    spoke = (r for r in found if r.members and r.sources)
    again = {r for r in spoke if [*r.members] == _of_the_kind(cast, query, sort, r.members)}
    return [r for r in found if not r.members or r in again]


def _together(cast: Cast, query: Query) -> Referent | None:
    """Those whom a description means together: 'both men', 'the two airlines', 'the pair', 'the companies'.

    Counted they are those who were last named side by side or, if these are farther back, those who were named last;
    uncounted those who were last named side by side.
    """
    kinds: tuple[Sort, ...] = ("people", "body") if query.word in several() else (query.sort,)
    found = [pair for kind in kinds if (pair := _latest(cast, query, kind)) is not None]
    sentence, latest = max(found, key=itemgetter(0)) if found else (0, None)
    others = (r for r in cast.referents if query.sort == "people" and _are_brought_in(r))
    before = ((r, r.places[n - 1].token) for r in others if (n := r.places_before(query.at)))
    nearer = (query.word in r.nouns or (query.number and cast.page.sentences[at] > sentence) for r, at in before)
    return None if any(nearer) else latest


def _are_brought_in(r: Referent) -> bool:
    """Whether some people without a name are not called by *the*: 'Two men were robbed. *Both* …', 'a couple … *the couple*'."""
    first = (r.description or "").split(" ")[0].casefold()
    return (
        r.entity is None and r.plural and not r.members and first not in lexicon.labelled("reference_words", "definite")
    )


def _latest(cast: Cast, query: Query, sort: Sort) -> tuple[int, Referent] | None:
    """Those of a sort whom a description means together who were named last, with the sentence where the first of them was."""
    sentences, number = cast.page.sentences, query.number

    def fit(members: Sequence[Referent]) -> bool:
        bodies = [r for r in members if sort == "people" or r.is_body]  # of which one may be taken for a place
        several = number or (2 if sort == "body" else len(members))  # "the companies" may be more than a list names
        return len(members) == several and bodies == _of_the_kind(cast, query, sort, bodies) != []

    beside = next(((sentences[at], members) for at, members in cast.joined_before(query.at) if fit(members)), (-1, ()))
    named: list[Referent] = []
    if number and query.word not in lexicon.labelled("reference_words", "side-by-side"):  # any two are no couple
        every = (r for r in cast.referents if r.is_named and not r.plural and r.places_before(query.at))
        named = _of_the_kind(cast, query, sort, every)
    last = sorted((r.places[r.places_before(query.at) - 1].token, r.number, r) for r in named)[-number:]
    apart = (sentences[last[0][0]], tuple(r for *_, r in last)) if number and len(last) == number else (-1, ())
    at, members = max(beside, apart, key=itemgetter(0))  # 'Poole and Reed met Joe Dunn. *The two* …': Poole and Reed
    return (at, cast.together(tuple(sorted(members, key=lambda r: r.number)))) if members else None


def _of_the_kind(cast: Cast, query: Query, sort: Sort, named: Iterable[Referent]) -> list[Referent]:
    """Who of those named may be what a description of several says: 'the men', 'the airlines', 'both'."""
    if sort == "people":
        gender = lexicon.table("role_nouns").get(lexicon.singular_post(query.word), "-")
        return [r for r in named if r.kind == "person" and {gender, r.gender} != {"m", "f"}]
    bodies = [r for r in named if r.is_body]
    if query.word in several() or lexicon.singular(query.word) in lexicon.labelled("reference_words", "general"):
        return bodies
    type = type_of(query.word)  # "both sides" are of no type
    return [r for r in bodies if type and (not (types := cast.profile(r).types) or type in types)]


def _is_parted(cast: Cast, query: Query, r: Referent, new: bool) -> bool:
    """Whether a description means somebody else, by its words or by its place."""
    return _is_somebody_else(cast, query, r, new) or _is_never_named(cast, query, r) or _is_its_journal(query, r)


def _is_somebody_else(cast: Cast, query: Query, r: Referent, new: bool) -> bool:
    """Whether the words of a description part it from one: 'a man … a man', 'one man … another man', 'the former mayor'."""
    if (new and r.places_before(query.at) > 0) or (query.age is not None and _is_of_another_age(cast, query, r)):
        return True
    if r.entity is None and not r.members:
        again = query.indefinite and query.is_person and r.places_before(query.at) > 0
        return again or _is_told_otherwise(cast, query, r)
    if _is_brought_in_beside(cast, query, r):
        return True
    wanted = query.role
    if wanted is None:
        return False
    posts = [role for role in cast.profile(r).roles if post_of(role.title) == query.word]
    if not posts and query.indefinite and lexicon.table("role_nouns", 2).get(query.word) == "spokes":
        return not r.places_before(query.at)  # "a spokesman said": whoever is named next is somebody else
    return bool(posts) and all(post.former != wanted.former or _is_another_post(wanted, post) for post in posts)


def _is_another_post(wanted: Role, known: Role) -> bool:
    """Whether two titles that end in one noun are of two posts: by a rank, or as each names a field of its own.

    *The deputy mayor* is not the mayor, *the president* no vice president, *the foreign secretary* not the home secretary;
    but *the veteran striker* may be any striker, and *the minister* a deputy minister.
    """
    title, full = (wanted.title or "").casefold(), (known.title or "").casefold()
    rank, _, rest = full.partition(" ")
    if rest == title != "minister" and rank in lexicon.labelled("reference_words", "deputy"):
        return True
    said, told = {*title.split()}, {*full.split()}
    if not lexicon.labelled("reference_words", "opposed").isdisjoint(said ^ told):
        return True
    fields = lexicon.words("portfolios") | lexicon.words("post_scopes")
    ranked = not lexicon.labelled("reference_words", "rank").isdisjoint(said - told)
    return ranked or not (fields.isdisjoint(said - told) or fields.isdisjoint(told - said))


def _is_brought_in_beside(cast: Cast, query: Query, r: Referent) -> bool:
    """Whether somebody is only named later, as one more of those: 'One resident said it stank. *Another resident*, Ann Poole, …'."""
    page, first = cast.page, r.places[0].token
    if query.sort != "person" or first < query.at or r.entity is None:
        return False
    tail = cast.mentions.names[first][1].tail if first in cast.mentions.names else first
    before = page.lowers[max(page.sentence(first).start, first - _INTRODUCED) : first]
    behind = page.lowers[tail + 1 : tail + _INTRODUCED] if page.words[tail : tail + 1] == [","] else []
    more = lexicon.labelled("reference_words", "new") | lexicon.labelled("reference_words", "ordinal")
    last = next((i for i in reversed(range(len(before))) if before[i] in more), len(before))
    told = behind[2:] if behind[:1] == ["a"] else behind[1:]
    added = bool(told) and not more.isdisjoint(behind[:2])
    return query.word in before[last + 1 :] or (added and query.word in told)


def _is_of_another_age(cast: Cast, query: Query, r: Referent) -> bool:
    """Whether the age in a description is none that somebody is said to have: 'Ann Poole, 41, … the *26-year-old*'."""
    ages = _ages(cast, r)
    return bool(ages) and query.age not in ages


def _ages(cast: Cast, r: Referent) -> set[str]:
    """How old somebody is said to be, beside the name or in the description."""
    if r.entity is not None:
        return set[str]().union(*map(cast.mentions.ages, r.entity.mentions))
    age = age_in(r.description or "")
    return {age} if age is not None else set()


def _is_from_elsewhere(cast: Cast, query: Query, r: Referent) -> bool:
    """Whether two people without a name are told to be of two nations: 'a British tourist … the American'."""
    nations = lexicon.table("demonyms")
    said = {nations[w] for w in cast.page.lowers[query.phrase.start : query.at + 1] if w in nations}
    known = {nations[w] for w in (r.description or "").casefold().split() if w in nations} if said else set[str]()
    return bool(known) and said.isdisjoint(known)


def _is_told_otherwise(cast: Cast, query: Query, r: Referent) -> bool:
    """Whether two descriptions are of two people by their posts, bodies or nations."""
    return _has_another_post(query, r) or _is_another_bodys(cast, query, r) or _is_from_elsewhere(cast, query, r)


def _has_another_post(query: Query, r: Referent) -> bool:
    """Whether two posts or trades part two people without a name: 'the president … the prime minister', 'a nurse … the doctor'."""
    if query.word in r.nouns or not r.nouns or query.passing:
        return False
    classes = lexicon.table("role_nouns", 2)
    return all(classes.get(noun) in POSTS for noun in (query.word, *r.nouns))


def _is_never_named(cast: Cast, query: Query, r: Referent) -> bool:
    """Whether a description is of somebody whom the text does not name later: behind the lead only who is told to be such a one.

    'A critic called it a joke. … Ann Poole, the curator, said': somebody else, but 'An executive said … Ann Poole, the head of Acme'.
    """
    if not query.indefinite or not query.is_person or r.entity is None or r.places_before(query.at):
        return False
    if cast.page.once(is_kept_nameless, query.at):
        return True
    passage = cast.page.once(paragraph_of)[query.at]
    if passage <= _FIRST or (cast.turn is None and passage <= _LEAD):
        return False
    known, kind = cast.profile(r), lexicon.table("role_nouns", 2).get(query.word)
    return query.word not in known.posts and not (kind == "post" and kind in known.classes)


def _is_its_journal(query: Query, r: Referent) -> bool:
    """Whether a paper is meant that stands in a journal, not the journal: 'a study in *the journal Skerrow Letters* … the paper'."""
    journal = "journal" in r.nouns and r.entity is not None
    return journal and "paper" in (lexicon.table("document_kinds").get(query.word) or "").split()


def _is_another_bodys(cast: Cast, query: Query, r: Referent) -> bool:
    """Whether two descriptions tell of two bodies: 'the Treasury spokesman … the Home Office spokesman'."""
    body = query.role.organisation if query.role is not None else None
    if body is None:
        return False
    others = [word for word in (r.description or "").split()[1:] if word[:1].isupper()]
    known = cast.profile(r).names
    return bool(others) and known.isdisjoint(lexicon.all_placed(body.casefold().split()))


def _floor(cast: Cast, query: Query) -> list[Referent]:
    """Who may have taken the floor: the latest speaker, and whoever stands in the passages just before, or beside marked words."""
    page = cast.page
    if query.passive:
        return []  # "Ann Poole was asked, “Why?”", "The boat is said to have sunk": by whom, the text does not say
    here = page.once(paragraph_of)[query.at]
    marked = any(page.inside[i] >= 0 for span in query.words for i in range(*span))
    end = page.passage_tokens(query.at).end if marked else query.at  # "It is said that the well is dry. Ann Poole …"
    near = cast.between(bisect_left(page.once(paragraph_of), here - REACH), end)
    near = _with_latest(cast, query, near)
    if not _ONE.isdisjoint(page.lowers[i] for span in query.words for i in range(*span)):
        # 'The critics left. “I wept.”'
        near = [r for r in near if not r.plural and (_may_be_person(r) or not r.is_named)]
    return [r for r in near if r.is_named or any(place.prominence for place in r.places_between(-1, query.at))]


def _with_latest(cast: Cast, query: Query, near: list[Referent]) -> list[Referent]:
    """Those near, with the latest speaker, who need not be named in each paragraph to go on; an answer is somebody else's."""
    page, turn = cast.page, cast.turn
    if turn is None:
        return near
    if not query.cue.isdisjoint(lexicon.labelled("reference_words", "answering")):
        return [r for r in near if r is not turn.speaker]  # '“When?” Poole asked. “In May,” came the *reply*.'
    lately = page.once(paragraph_of)[query.at] - page.once(paragraph_of)[turn.end] <= REACH
    return [*near, turn.speaker] if lately and turn.speaker not in near else near


def _may_be_person(r: Referent) -> bool:
    """Whether it is a person, or a body whose name may as well be a person's: 'Trump', 'Rose-Lynn'."""
    return r.kind != "organisation" or r.as_person > _MAY_BE_PERSON


def _he_or_she(query: Query, r: Referent) -> bool:
    return _may_be_person(r) and not r.plural and (r.guessed or r.gender in ("-", query.gender))


def _it(query: Query, r: Referent) -> bool:
    return r.kind == "organisation"


def _they(query: Query, r: Referent) -> bool:
    """Several, a body, or one of whom nothing tells the gender: a spokesman without a name may be a woman."""
    if r.plural or r.gender == "-" or r.kind == "organisation":
        return True
    classes = lexicon.table("role_nouns", 2)
    return r.entity is None and any(classes.get(noun) == "spokes" for noun in r.nouns)


def _person(query: Query, r: Referent) -> bool:
    if r.kind == "organisation":  # "the tech giant", "the publisher" may be a person or a body
        body = r.is_body and r.entity is not None and type_of(query.word) is not None
        return body or _may_be_person(r)
    return not r.plural and (r.guessed or {query.gender, r.gender} != {"m", "f"})


def _people(query: Query, r: Referent) -> bool:
    if r.kind == "organisation" or not (r.plural and r.members):
        return r.plural or r.kind == "organisation"
    gender = lexicon.table("role_nouns").get(lexicon.singular_post(query.word), "-")
    return not any({gender, member.gender} == {"m", "f"} and not member.guessed for member in r.members)


def _body(query: Query, r: Referent) -> bool:
    if r.kind == "organisation":
        return not (type_of(query.word) in NO_PLACES and r.is_known_place)  # "the *Wall Street* bank"
    return r.entity is None and r.plural and _stands_for_body(query.word, r)


def _stands_for_body(word: str, r: Referent) -> bool:
    """Whether people without a name may be meant by a noun for a body: "Eastwick Fire and Rescue", "the family".

    A company's lawyers are not the company, nor Kent's officials "Kent's ambulance service".
    """
    if type_of(word) in _NOBODYS:
        return False
    people = word in lexicon.words("people_nouns") or word in lexicon.labelled("reference_words", "several")
    called = all(part[0].isupper() for part in (r.description or "a").split() if len(part) > 3)
    return called or word in r.nouns or people or word not in lexicon.words("organisation_nouns")


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
    entity, body = r.entity, r.kind == "organisation"
    if query.gender != "-":
        _agrees_in_gender(found, query.gender, r)
    if r.plural:
        found["several"] = 1.0
    if r.members and query.is_joint:
        found["the two"] = 1.0
    if entity is None:
        if not r.members:
            found["no name"] = 1.0
    elif body and entity.kind != "organisation":
        found["place that spoke" if r.sources else "place"] = 1.0
    if body:
        found["body"] = 1.0
    if entity is not None and query.wanted not in (None, r.kind):
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
