"""Query → contenders: the referents that a mention may mean, by hard rules, and features for how well each agrees with it.

Whoever is in the cast may be meant, however far away it stands, named before or only after. Hard rules leave out only what
no weight could mend: an organisation is no *he*, a person no *it*, several are not one, the former mayor is not the mayor, nor
is anybody whom the mayor is said to visit. Soft evidence, as a gender guessed from a forename, leaves nobody out: it is a
feature for the weights. :mod:`quoteattr.speakers.ranker` adds somebody new to the contenders.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from math import log
from operator import attrgetter, itemgetter

from quoteattr import lexicon
from quoteattr.speakers import excluded
from quoteattr.speakers.cast import Cast
from quoteattr.speakers.profiles import type_of
from quoteattr.speakers.queries import Query, Sort, several
from quoteattr.speakers.referents import NO_PLACES, Referent, genders_clash
from quoteattr.text.paragraphs import paragraph_of

REACH = 3
"""How many passages back a speaker may stand who goes on with a floating quotation."""

Found = dict[str, float]
"""Features by name, filled in place: generators would take half as long again, for every contender of every mention."""

MOST = 100
"""How many contenders are looked at, the nearest: a text that names more people is a register, and no news."""

IN_PASSING = 8
"""The same for a mention in passing, of which no more is asked than who is near."""

_FIRST_PERSON = frozenset({"i", "me", "my", "myself"})
"""Words that neither several people nor an organisation says."""

_NEVER_PEOPLE = frozenset({"company", "government", "charity", "school", "court"})
"""Types of organisation that a description of people never means: a company's lawyers are not the company."""

_MAY_BE_PERSON = 0.1
"""The least probability of being a person with which what is taken for an organisation may still be *he*."""

_LEAST_LIKELY = 0.01
"""Lower probabilities that a name is of the wanted kind count as this one."""


def contenders(cast: Cast, query: Query) -> list[Referent]:
    """The referents that a mention may mean, in the order in which they entered the cast; for a surname, all who bear it."""
    if query.sort == "namesake":
        return list(query.bearers)
    if query.sort == "floating":
        return _floor_takers(cast, query)
    may_be = _MAY_BE[query.sort]
    # '“*The boss* told me ‘Go’,” said Poole'
    outer = query.outer_speaker if query.form == "pronoun" or query.sort == "person" else None
    says_another = cast.page.lowers[query.phrase.start] in lexicon.labelled("reference_words", "new")
    most = IN_PASSING if query.passing else MOST
    referents = cast.referents if len(cast.referents) <= most else cast.outward(query.at)
    distinct = set[Referent]().union(*(find(cast, query) for find in excluded.DISTINCT))
    if query.sort == "person":
        distinct |= cast.mentions.owners(query.phrase)
    elif query.sort == "body":
        distinct |= excluded.mere_documents(query, referents) | excluded.premises(cast, query, referents)
    is_pronoun, found = query.form == "pronoun", list[Referent]()
    for r in referents:
        possible = r.places and r is not outer and r not in distinct and may_be(query, r)
        if possible and (is_pronoun or not excluded.describes_another(cast, query, r, says_another)):
            found.append(r)
            if len(found) == most:
                break
    found.sort(key=attrgetter("number"))
    return _with_group(cast, query, found) if query.is_joint and not query.passing else found


# --- several at once --------------------------------------------------------------------------------------------------


def _with_group(cast: Cast, query: Query, found: list[Referent]) -> list[Referent]:
    """The contenders for a description of several at once: unnamed people, and the group of named ones that it means."""
    group = _group_meant(cast, query)
    if group is not None:
        return [*(r for r in found if not r.members and r.plural), group]
    sort: Sort = "people" if query.sort == "people" else "body"
    # those who have spoken together may be meant again
    spoke = (r for r in found if r.members and r.sources)
    again = {r for r in spoke if [*r.members] == _fitting_members(cast, query, sort, r.members)}
    return [r for r in found if not r.members or r in again]


def _group_meant(cast: Cast, query: Query) -> Referent | None:
    """The named ones whom a description means together, if no unnamed people are nearer: 'both men', 'the two airlines', 'the companies'."""
    sorts: tuple[Sort, ...] = ("people", "body") if query.word in several() else (query.sort,)
    groups = [group for sort in sorts if (group := _latest_group(cast, query, sort)) is not None]
    sentence, latest = max(groups, key=itemgetter(0)) if groups else (0, None)
    unnamed = (r for r in cast.referents if query.sort == "people" and _are_introduced_people(r))
    places = ((r, r.places[n - 1].token) for r in unnamed if (n := r.places_before(query.at)))
    nearer = (query.word in r.nouns or (query.count and cast.page.sentences[at] > sentence) for r, at in places)
    return None if any(nearer) else latest


def _are_introduced_people(r: Referent) -> bool:
    """Whether it is unnamed people whose description does not open with *the*: '*Two men* were robbed. Both …', '*a couple* … the couple'."""
    if r.entity is not None or not r.plural or r.members:
        return False
    first = (r.description or "").split(" ")[0].casefold()
    return first not in lexicon.labelled("reference_words", "definite")


def _latest_group(cast: Cast, query: Query, sort: Sort) -> tuple[int, Referent] | None:
    """The latest named ones of a sort whom a description of several fits, and the sentence where the first of them stands.

    They were named side by side or, where the description counts them, are the nearest so many if these are nearer.
    """
    sentences, count = cast.page.sentences, query.count

    def fits(members: Sequence[Referent]) -> bool:
        bodies = [r for r in members if sort == "people" or r.is_body]  # of which one may be taken for a place
        wanted = count or (2 if sort == "body" else len(members))  # "the companies" may be more than a list names
        return len(members) == wanted and bodies == _fitting_members(cast, query, sort, bodies) != []

    joined = ((sentences[at], members) for at, members in cast.joined_before(query.at) if fits(members))
    side_by_side = next(joined, (-1, ()))
    nearest: tuple[int, tuple[Referent, ...]] = (-1, ())
    if count and query.word not in lexicon.labelled("reference_words", "side-by-side"):  # any two are no couple
        named = (r for r in cast.referents if r.is_named and not r.plural and r.places_before(query.at))
        fitting = _fitting_members(cast, query, sort, named)
        last = sorted((r.places[r.places_before(query.at) - 1].token, r.number, r) for r in fitting)[-count:]
        if len(last) == count:
            nearest = (sentences[last[0][0]], tuple(r for *_, r in last))
    # 'Poole and Reed met Joe Dunn. *The two* …': Poole and Reed
    at, members = max(side_by_side, nearest, key=itemgetter(0))
    return (at, cast.together(tuple(sorted(members, key=attrgetter("number"))))) if members else None


def _fitting_members(cast: Cast, query: Query, sort: Sort, named: Iterable[Referent]) -> list[Referent]:
    """Who of those named may be among what a description of several says: 'the men', 'the airlines', 'both'."""
    if sort == "people":
        gender = _gender_of_people(query)
        return [r for r in named if r.kind == "person" and not genders_clash(gender, r.gender)]
    bodies = [r for r in named if r.is_body]
    if query.word in several() or lexicon.singular(query.word) in lexicon.labelled("reference_words", "general"):
        return bodies
    type = type_of(query.word)  # "both sides" are of no type
    return [r for r in bodies if type and (not (types := cast.profile(r).types) or type in types)]


def _gender_of_people(query: Query) -> str:
    """The gender of a noun for several people: 'the *men*'."""
    return lexicon.table("role_nouns").get(lexicon.singular_post(query.word), "-")


# --- floating quotations ----------------------------------------------------------------------------------------------


def _floor_takers(cast: Cast, query: Query) -> list[Referent]:
    """Who may say a quotation without a source: the latest speaker, and whoever stands in the passages just before or beside it."""
    page = cast.page
    if query.passive:
        return []  # "Ann Poole was asked, “Why?”", "The boat is said to have sunk": by whom, the text does not say
    paragraphs, tokens = page.once(paragraph_of), [i for span in query.content for i in range(*span)]
    is_direct = any(page.inside[i] >= 0 for i in tokens)
    end = page.passage_tokens(query.at).end if is_direct else query.at  # "It is said that the well is dry. Ann Poole …"
    near = cast.between(bisect_left(paragraphs, paragraphs[query.at] - REACH), end)
    topics = excluded.in_topic_labels(cast, query)
    near = [r for r in _with_latest_speaker(cast, query, near) if r not in topics]
    if not _FIRST_PERSON.isdisjoint(page.lowers[i] for i in tokens):
        # 'The critics left. “I wept.”'
        near = [r for r in near if not r.plural and (_may_be_person(r) or not r.is_named)]
    return [r for r in near if r.is_named or any(place.prominence for place in r.places_between(-1, query.at))]


def _with_latest_speaker(cast: Cast, query: Query, near: list[Referent]) -> list[Referent]:
    """Those near and the latest speaker, who may go on without being named again; without that one where the cue says it is an answer."""
    turn = cast.turn
    if turn is None:
        return near
    if not query.cue.isdisjoint(lexicon.labelled("reference_words", "answering")):
        return [r for r in near if r is not turn.speaker]  # '“When?” Poole asked. “In May,” came the *reply*.'
    paragraphs = cast.page.once(paragraph_of)
    spoke_lately = paragraphs[query.at] - paragraphs[turn.end] <= REACH
    return [*near, turn.speaker] if spoke_lately and turn.speaker not in near else near


# --- who may be meant by each sort of mention -------------------------------------------------------------------------


def _may_be_person(r: Referent) -> bool:
    """Whether it is a person, or what is taken for an organisation may as well be one: 'Hartnell', 'Rose-Lynn'."""
    return r.kind != "organisation" or r.as_person > _MAY_BE_PERSON


def _he_or_she(query: Query, r: Referent) -> bool:
    return _may_be_person(r) and not r.plural and (r.guessed or r.gender in ("-", query.gender))


def _they(query: Query, r: Referent) -> bool:
    """Several, an organisation, or one of whom nothing tells the gender: a spokesman without a name may be a woman."""
    if r.plural or r.gender == "-" or r.kind == "organisation":
        return True
    return r.entity is None and any(lexicon.noun_class(noun) == "spokes" for noun in r.nouns)


def _person(query: Query, r: Referent) -> bool:
    if r.kind == "organisation":  # "the tech giant", "the publisher" may be a person or a body
        body = r.is_body and r.entity is not None and type_of(query.word) is not None
        return body or _may_be_person(r)
    return not r.plural and (r.guessed or not genders_clash(query.gender, r.gender))


def _people(query: Query, r: Referent) -> bool:
    if r.kind == "organisation" or not (r.plural and r.members):
        return r.plural or r.kind == "organisation"
    gender = _gender_of_people(query)
    return not any(genders_clash(gender, member.gender) and not member.guessed for member in r.members)


def _body(query: Query, r: Referent) -> bool:
    if r.kind == "organisation":
        return not (type_of(query.word) in NO_PLACES and r.is_known_place)  # "the *Wall Street* bank"
    return r.entity is None and r.plural and _stands_for_body(query.word, r)


def _stands_for_body(word: str, r: Referent) -> bool:
    """Whether people without a name may be meant by a noun for an organisation: "Eastwick Fire and Rescue", "the family".

    A company's lawyers are not the company, nor Kent's officials "Kent's ambulance service".
    """
    if type_of(word) in _NEVER_PEOPLE:
        return False
    if word in lexicon.words("people_nouns") or word in lexicon.labelled("reference_words", "several"):
        return True
    words = (r.description or "a").split()
    is_crowd = len(words) > 1 and lexicon.is_post(
        lexicon.singular(words[0].casefold())
    )  # "*Analysts* at Acme", at its head
    is_like_name = not is_crowd and all(part[0].isupper() for part in words if len(part) > 3)
    return is_like_name or word in r.nouns or word not in lexicon.words("organisation_nouns")


_MAY_BE: dict[str, Callable[[Query, Referent], bool]] = {
    "he or she": _he_or_she,
    "it": lambda query, r: r.kind == "organisation",
    "they": _they,
    "person": _person,
    "people": _people,
    "body": _body,
    "document": lambda query, r: True,
}


# --- agreement -------------------------------------------------------------------------------------------------------


def agrees(found: Found, query: Query, r: Referent) -> None:
    """Add features for what a contender is, beside what the mention says: man or woman, one or several, person or organisation, named or not."""
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
    if entity is not None and query.wanted_kind not in (None, r.kind):
        likely = r.as_person if query.wanted_kind == "person" else 1 - r.as_person
        found["kind likely"] = log(max(likely, _LEAST_LIKELY))


def is_doubtful(query: Query, r: Referent) -> bool:
    """Whether the forename or the kind of a contender speaks against it, so that it is no rival of the others."""
    if r.guessed and genders_clash(query.gender, r.gender):
        return True
    return r.entity is not None and query.wanted_kind not in (None, r.kind)


def _agrees_in_gender(found: Found, gender: str, r: Referent) -> None:
    """Add features for the gender of a contender: as the article shows it, as the forename lets guess, and as pronouns before had it."""
    if r.gender == "-":
        found["gender unknown"] = 1.0
    else:
        by = "forename" if r.guessed else "gender"
        does = "agrees" if r.gender == gender else "disagrees"
        found[f"{by} {does}"] = 1.0
    if r.pronoun_genders:
        found["been so" if gender in r.pronoun_genders else "been otherwise"] = 1.0
