"""Query → contenders: the referents that a mention may mean, by hard rules, and features for how well each agrees with it.

Whoever is in the cast may be meant, however far away it stands, named before or only after. Hard rules leave out only what
no weight could mend: an organisation is no *he*, a person no *it*, several are not one, the former mayor is not the mayor, nor
is anybody whom the mayor is said to visit. Soft evidence, as a gender guessed from a forename, leaves nobody out: it is a
feature for the weights. :mod:`quoteattr.speakers.ranker` adds somebody new to the contenders.

The salience of a contender at the place of a pronoun is computed in the manner of Lappin and Leass, "An Algorithm for Pronominal
Anaphora Resolution" (1994).
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from math import log, log1p
from operator import attrgetter, itemgetter

import attrs

from quoteattr import lexicon
from quoteattr.speakers import excluded
from quoteattr.speakers.cast import Cast
from quoteattr.speakers.profiles import type_of
from quoteattr.speakers.queries import Query, Sort, several
from quoteattr.speakers.referents import MAIN, NO_PLACES, Place, Referent, genders_clash
from quoteattr.text.kept import Keeping, kept
from quoteattr.text.noun_phrases import is_kept_nameless
from quoteattr.text.page import SUBJECTS
from quoteattr.text.paragraphs import paragraph_of

REACH = 3
"""How many passages back a speaker may stand who goes on with a floating quotation."""

Found = dict[str, float]
"""Features by name, filled in place: generators would take half as long again, for every contender of every mention."""

MOST = 100
"""How many contenders are looked at, the nearest: a text that names more people is a register, and no news."""

IN_PASSING = 8
"""The same for a mention in passing, of which no more is asked than who is near."""

_FADING = 0.6  # the share of its salience that a place keeps from sentence to sentence
_SALIENT_PLACES = 8  # how many of the latest places count for salience
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
    most = IN_PASSING if query.passing else MOST
    referents = cast.referents if len(cast.referents) <= most else cast.outward(query.at)
    distinct = set[Referent]().union(*(find(cast, query) for find in excluded.DISTINCT))
    if query.sort == "person":
        distinct |= cast.mentions.owners(query.phrase)
    elif query.sort == "body":
        distinct |= excluded.premises(cast, query, referents)
    is_pronoun, others, found = query.form == "pronoun", excluded.Others(cast, query), list[Referent]()
    for r in referents:
        possible = r.places and r is not outer and r not in distinct and may_be(query, r)
        if possible and (is_pronoun or not others.include(r)):
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
    return not r.plural and (r.guessed or r.gender in ("-", query.gender)) and _may_be_person(r)


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
    return r.plural and r.entity is None and _stands_for_body(query.word, r)


def _stands_for_body(word: str, r: Referent) -> bool:
    """Whether people without a name may be meant by a noun for an organisation: "Eastwick Fire and Rescue", "the family".

    A company's lawyers are not the company, nor Kent's officials "Kent's ambulance service".
    """
    if type_of(word) in _NEVER_PEOPLE:
        return False
    if word in lexicon.words("people_nouns") or word in lexicon.labelled("reference_words", "several"):
        return True
    words = (r.description or "a").split()
    # "*Analysts* at Acme", at its head
    is_crowd = len(words) > 1 and lexicon.is_post(lexicon.singular(words[0].casefold()))
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
    if entity is None and not r.members:
        found["no name"] = 1.0
    if entity is not None and body and entity.kind != "organisation":
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
        does = "agrees" if r.gender == gender else "disagrees"
        found[f"{'forename' if r.guessed else 'gender'} {does}"] = 1.0
    if r.pronoun_genders:
        found["been so" if gender in r.pronoun_genders else "been otherwise"] = 1.0


# --- salience --------------------------------------------------------------------------------------------------------


@attrs.define
class Salience(Keeping):
    """The salience of the contenders for a pronoun; ``rivals`` are those with nothing against them, each with how many of its places stand before."""

    cast: Cast
    query: Query
    rivals: Sequence[tuple[Referent, int]]

    def add(self, found: Found, contender: Referent, before: int) -> None:
        """Whether the text is about the contender here, and whether it may be what the clause of the pronoun speaks of."""
        page, at, first, latest = self.cast.page, self.query.at, contender.places[0], contender.places[before - 1]
        self._add_subjects(found, contender.places[max(before - _SALIENT_PLACES, 0) : before])
        if latest.token in self.cast.pronouns:
            found["latest by a pronoun"] = 1.0
        elif contender.entity:
            paragraphs = page.once(paragraph_of)
            found["first named just before"] = float(paragraphs[at] - paragraphs[first.token] <= 1)
            found["latest as a possessor"] = float(self.query.gender != "-" and self.only_owns(latest))
        if latest.prominence and latest.token >= self._latest_subject:
            found["latest subject"] = 1.0
        if not contender.sources and first.prominence == MAIN and page.sentences[at] - page.sentences[first.token] < 2:
            others = (r for r, _ in self.rivals if r is not contender)
            since = ((r, place) for r in others for place in r.places_between(first.token, at))
            found["brought in last"] = float(all(self._is_by_the_way(r, place) for r, place in since))
        if contender.entity:
            found["named, the name withheld"] = float(page.once(is_kept_nameless, at))
            found["dead, the life told"] = float(contender is self._told_of)
            found["named in its clause"] = float(contender in self._named_in_clause)

    def _add_subjects(self, found: Found, places: Sequence[Place]) -> None:
        """How salient somebody is by some places: as a subject of the latest sentences, at the head of the passage."""
        page, at, salience = self.cast.page, self.query.at, 0.0
        start, sentences, fronted = page.passage_tokens(at).start, page.sentences, self._fronted_subjects
        for place in places:
            back = sentences[at] - sentences[place.token]
            salience += (1 + place.prominence) * _FADING**back
            if place.token in fronted:
                found["subject of the clause before"] = 1.0
            if place.prominence != MAIN:
                continue
            if back < 2:
                found["subject of the sentence before" if back else "subject of this sentence"] = 1.0
            if place.token >= start and sentences[place.token] == sentences[start]:
                found["opens the passage"] = 1.0
        found["salience"] = log1p(salience)

    def _is_by_the_way(self, r: Referent, place: Place) -> bool:
        """Whether somebody is no more there than the owner of something, or an object without a name: 'A driver pulled *Poole*’s *son* out.'"""
        return self.only_owns(place) or (r.entity is None and not place.prominence)

    def only_owns(self, place: Place) -> bool:
        """Whether a name only says whose something is, and neither opens the sentence nor owns its subject: 'ran to *Poole*’s porch'."""
        page, named = self.cast.page, self.cast.mentions.names.get(place.token)
        if named is None or page.sentence(place.token).start == place.token:
            return False
        return self.cast.mentions.is_possessor(named[1]) and page.prominence(page.heads[named[1].end - 1]) != MAIN

    @kept
    def _fronted_subjects(self) -> frozenset[int]:
        """The subject of a clause before that of the pronoun, on which it depends: 'When *Poole* was told of it, *he* laughed.'"""
        page, head = self.cast.page, self.cast.page.tokens[self.query.phrase.head]
        if head.dep_ not in SUBJECTS:
            return frozenset()
        clauses = (verb for verb in page.children(head.head, "advcl") if verb.i < head.i)
        subjects = [subject for verb in clauses if (subject := page.subject(verb)) is not None]
        return frozenset(i for subject in subjects for i in range(subject.left_edge.i, subject.i + 1))

    @kept
    def _named_in_clause(self) -> frozenset[Referent]:
        """Who is named behind the pronoun in what hangs on its verb, and so is not meant: '*He* put it on *Poole*’s desk'."""
        page, head = self.cast.page, self.cast.page.tokens[self.query.phrase.head]
        if self.query.gender == "-" or head.dep_ not in SUBJECTS:
            return frozenset()  # what is said of a body names it again and again
        end = min(head.head.right_edge.i + 1, page.sentence(head.i).end)
        tokens = (i for i in self.cast.named_tokens(head.i, end) if page.inside[i] < 0)
        return frozenset(self.cast.mentions.names[i][0] for i in tokens)

    @kept
    def _told_of(self) -> Referent | None:
        """Who was named first and has died, where a passage opens with how that life began: '*Ann Poole* has died. … *She* was born in Hull.'"""
        page, (start, end) = self.cast.page, self.cast.page.sentence(self.query.phrase.head)
        course, dying = (lexicon.labelled("reference_words", label) for label in ("course", "dying"))
        if start != page.passage_tokens(start).start:
            return None
        if not any(page.lowers[i] in course and page.inside[i] < 0 for i in range(start, end)):
            return None
        first = next((r for r in self.cast.referents if r.entity is not None and r.kind == "person"), None)
        names = first.entity.mentions if first is not None and first.entity is not None else ()
        ends = (page.tokens[name.end - 1] for name in names)
        nouns = (end.head if end.dep_ == "appos" else end for end in ends)  # "The *painter* Ann Poole"
        verbs = (noun.head for noun in nouns if noun.dep_ in SUBJECTS)
        return first if any(t.lower_ in dying for verb in verbs for t in (verb, *verb.children)) else None

    @kept
    def _latest_subject(self) -> int:
        """The nearest of the rivals' latest places that are subjects."""
        latest = (r.places[n - 1] for r, n in self.rivals)
        return max((place.token for place in latest if place.prominence), default=-1)
