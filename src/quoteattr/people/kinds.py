"""Decides the kind of every name: person, body (organisation), place or something else. The whole article counts.

What is seen at all places of a name (:mod:`quoteattr.people.clues`), how it is written (:mod:`quoteattr.people.written`) and
which other names share words with it are features of a linear model over person, body and other. Its weights
(``data/kinds.json``) are fitted on annotated articles by ``benchmarks/training/kinds.py``. Before the highest score decides,
:mod:`quoteattr.people.verdicts` may; afterwards names that share words are made to agree.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache, lru_cache
from importlib import resources
from math import exp
from types import MappingProxyType

from quoteattr import lexicon
from quoteattr.draft import Name, NameKind
from quoteattr.people import same_name, verdicts
from quoteattr.people.clues import Evidence
from quoteattr.people.written import written
from quoteattr.text.page import Page

KINDS: tuple[NameKind, ...] = ("person", "organisation", "other")
"""What the model tells apart; whether *other* is a place is decided by the labels of the entity recogniser."""

TOPICS = ("affairs", "arts", "sport", "technology")
"""What a page may be about (``data/en/topic_words.txt``)."""

# margins between scores
_SURNAME_IS_BODY = 1.5  # body over person, where somebody and some body with that surname are both named in full
_MAY_BE_FULL_NAME = 2.5  # another kind over person, at most, where the surname is a person's
_MAY_BE_BODY = 0.75  # person over body, at most, where the next sentence says *the firm*
_MAY_BE_SPEAKER = 1.2  # another kind over person, at most, where nothing is seen of a name but that it speaks
_NO_PERSON = 3.0  # another kind over person, where a word of somebody's name stands alone

_SURNAME_IS_PERSON = 0.6  # probability
_OFTEN_ON_TOPIC = 25.0  # a word of the topic among so many words of the page
_OFTEN, _MOSTLY = 0.2, 0.5  # of the places of a name
_KEPT_CLUES = 512
_KEPT_NAMES = 1024


_LABELS_OF_RELATIVES = ("label PERSON", "label ORG", "label GPE")
_OF_RELATIVES = (
    *_LABELS_OF_RELATIVES,
    "honorific",
    "forename and more",
    "ends in a body word",
    "he or she soon",
    "reporting verb behind",
)
_OF_FULL_NAMES = (
    *_LABELS_OF_RELATIVES,
    *("ends in a body word", "ends in a noun for bodies", "ends in an occasion", "ends in a work", "known body"),
    *("ends in a law", "ends in a thing", "ends in a place", "thing behind", "matter behind"),
)
"""Features that initials take over from their full name; ``_OF_RELATIVES`` are those that names take over where they share words."""


_RELATIONS = ("ends in", "begins with", "last word of", "first word of")
_TAKEN_OVER = {relation: [(clue, f"{relation} {clue}") for clue in _OF_RELATIVES] for relation in _RELATIONS}
"""The clues that a name takes over from another one by how they share words, each with the name of the feature."""


def topics(page: Page) -> Evidence:
    """How much a page is about each of :data:`TOPICS`: in sport and in foreign affairs the names of nations are those who act."""
    words = len(page.words) or 1
    counts = {topic: len(page.where(lexicon.labelled("topic_words", topic))) for topic in TOPICS}
    return {f"on {topic}": min(1.0, _OFTEN_ON_TOPIC * count / words) for topic, count in counts.items() if count}


def features(found: Sequence[tuple[Name, Evidence]], about: Evidence = MappingProxyType({})) -> Mapping[str, Evidence]:
    """The features of every name of an article, by the name in small letters; ``found`` has the clues seen at each of its places.

    They are the share of places at which each clue is seen, and whether it is seen at all; how the name is written; features of
    names with the same first or last word; the number of places.
    """
    return dict(_features_by_name(found, about))


def _features_by_name(
    found: Sequence[tuple[Name, Evidence]], about: Evidence
) -> Iterator[tuple[str, dict[str, float]]]:
    """The features of one name after the other; those of a whole book at once would take too much memory."""
    places: defaultdict[str, list[tuple[Name, Evidence]]] = defaultdict(list)
    for name, seen in found:
        places[name.text.casefold()].append((name, seen))
    own = _OwnFeatures(places, about)
    long_names = _long_names(places)[::-1]  # of several that share a word the first counts
    by_ending = {ending: text for text in long_names for ending in _endings(text) if ending in places}
    by_first_word = {text.split()[0]: text for text in long_names}
    by_initials = {same_name.initials(text.split()): text for text in long_names}
    surnames = _surnames(long_names)
    for text in places:
        relatives = {"last word of": by_ending.get(text, ""), "first word of": by_first_word.get(text, "")}
        if " " in text:
            short = next(filter(places.__contains__, _endings(text)), "")
            relatives = {"ends in": short, "begins with": text.partition(" ")[0], **relatives}
        evidence = {**own[text]}
        evidence.update(_of_relatives(own, relatives))
        if " " not in text and (full_name := by_initials.get(text.replace(".", ""))):
            full = own[full_name]
            evidence["initials of"] = 1.0
            evidence.update((f"initials of {clue}", full[clue]) for clue in _OF_FULL_NAMES if clue in full)
        evidence.update(_named_after(text, surnames))
        yield text, evidence


def _surnames(long_names: Iterable[str]) -> set[str]:
    """The endings of names of several words, and their first words where these are surnames."""
    firsts = {first for text in long_names if (first := text.partition(" ")[0]) in lexicon.words("first_surnames")}
    return firsts.union(*map(_endings, long_names))


def _named_after(text: str, surnames: Set[str]) -> dict[str, float]:
    """The features of a name that begins with a surname from another name: '*Poole Street*' beside 'Ann Poole'."""
    front, _, last = text.rpartition(" ")
    street = last in lexicon.labelled("body_name_words", "street")
    if front not in surnames or (text.partition(" ")[0] in lexicon.words("forenames") and not street):
        return {}
    return {"named after somebody": 1.0, **({"street of somebody": 1.0} if street else {})}


def _endings(text: str) -> Iterator[str]:
    """The endings of a name, the longest first: 'riubosc i tarrés', 'i tarrés', 'tarrés'."""
    return (text.split(" ", n)[n] for n in range(1, text.count(" ") + 1))


def _long_names(texts: Iterable[str]) -> list[str]:
    """The names of several words that show what a part of them is; 'poole campaign' shows nothing of Poole."""
    return [text for text in texts if " " in text and not same_name.is_another(text.rpartition(" ")[0], text)]


class _OwnFeatures(dict[str, Evidence]):
    """The features of each name without its relatives', worked out when asked for; those of the latest names are kept."""

    def __init__(self, places: Mapping[str, list[tuple[Name, Evidence]]], about: Evidence) -> None:
        self.places, self._about = places, about

    def __missing__(self, text: str) -> Evidence:
        if len(self) >= _KEPT_NAMES:
            self.clear()
        evidence = self[text] = _own_features(self.places[text], self._about)
        return evidence


def _own_features(places: list[tuple[Name, Evidence]], about: Evidence) -> Evidence:
    (_, first), *others = places
    total = {**first}
    for _, evidence in others:
        for clue, share in evidence.items():
            total[clue] = total.get(clue, 0.0) + share
    shares = {**({clue: number / len(places) for clue, number in total.items()} if others else total), **about}
    ever = {name: 1.0 for clue in total if (name := _ever_feature(clue))}
    spelling = written(places[0][0].text)
    place = shares.get("label GPE", 0.0) + shares.get("label LOC", 0.0) > _MOSTLY or "country" in spelling
    beside = {**shares, **ever} if place else {}
    of_place = {_place_feature(clue): share for clue, share in beside.items() if not clue.endswith("honorific")}
    return {**shares, **ever, **of_place, **spelling, "places": min(len(places), 6) / 6}


@lru_cache(maxsize=_KEPT_CLUES)
def _ever_feature(clue: str) -> str:
    """The name of the feature that a clue is seen at any place; none for labels, of which the share tells all."""
    return "" if clue.startswith(("label", "tag", "as ")) else f"ever {clue}"


@lru_cache(maxsize=_KEPT_CLUES)
def _place_feature(clue: str) -> str:
    """The name of the feature that a clue is seen beside a name that may be a place's; made once, as strings are costly."""
    return f"place {clue}"


def _of_relatives(own: _OwnFeatures, relatives: Mapping[str, str]) -> Iterator[tuple[str, float]]:
    """The features that a name takes over from those that share words with it: 'Poole' from 'Ann Poole' and the reverse."""
    for relation, other in relatives.items():
        if other in own.places:
            evidence = own[other]
            yield relation, 1.0
            yield from [(feature, evidence[clue]) for clue, feature in _TAKEN_OVER[relation] if clue in evidence]


def decided(found: Sequence[tuple[Name, Evidence]], about: Evidence = MappingProxyType({})) -> tuple[Name, ...]:
    """Names, each with the clues seen there → the same names with the kinds that the article shows."""
    scored: dict[str, list[float]] = {}
    kinds: dict[str, NameKind] = {}
    as_person: dict[str, float] = {}
    no_full_names, places_or_things, spoken_of_as_people = set[str](), set[str](), set[str]()
    for text, evidence in _features_by_name(found, about):
        if not verdicts.SHOWS_NO_FULL_NAME.isdisjoint(evidence):
            no_full_names.add(text)
        if not verdicts.SHOWS_PLACE_OR_THING.isdisjoint(evidence):
            places_or_things.add(text)
        if not verdicts.SAID_OF_PEOPLE.isdisjoint(evidence):
            spoken_of_as_people.add(text)
        scored[text] = scores(evidence)
        kinds[text] = _kind(evidence, scored[text])
        if "named after somebody" not in evidence:
            as_person[text] = _probability_of_person(scored[text])
    kinds.update(dict.fromkeys([text for text in _firms(kinds) if text not in spoken_of_as_people], "organisation"))
    kinds.update(dict.fromkeys([*_full_names(scored, kinds, no_full_names)], "person"))
    people = _names_within_full_names(scored, kinds, places_or_things)
    return tuple(
        name.of_kind("person" if (text := name.text.casefold()) in people else kinds[text], as_person.get(text, 0.0))
        for name, _ in found
    )


def _firms(kinds: Mapping[str, NameKind]) -> Iterator[str]:
    """The names that are a firm's as the article also has them with *Group*, *Ltd* and the like: '*Morris Dale*' beside 'Morris Dale Group'."""
    forms = lexicon.labelled("body_name_words", "legal") | {"group", "holding", "holdings"}
    for text, kind in kinds.items():
        name, _, form = text.rpartition(" ")
        if kind == "organisation" and " " in name and form.rstrip(".") in forms and name in kinds:
            yield name


def _full_names(
    scored: Mapping[str, Sequence[float]], kinds: Mapping[str, NameKind], no_full_names: Set[str]
) -> Iterator[str]:
    """Names that must be people's, as the article has people with their surnames: '*Keoni Tarakaua*', where Tarakaua is a person."""
    for text in (text for text in scored if " " in text):
        if kinds[text] == "person" or _lead_over_person(scored[text]) > _MAY_BE_FULL_NAME or text in no_full_names:
            continue
        first, *behind = text.split()
        if len(behind) > 1 and behind[0] in lexicon.words("forenames") and first not in lexicon.words("forenames"):
            continue  # "EWS Philippe Tarrow"
        parts = (*_endings(text), first) if first in lexicon.words("first_surnames") else _endings(text)
        people = (part for part in parts if kinds.get(part) == "person")
        if any(_probability_of_person(scored[part]) > _SURNAME_IS_PERSON for part in people):
            yield text


def _names_within_full_names(
    scored: Mapping[str, Sequence[float]], kinds: Mapping[str, NameKind], places_or_things: Set[str]
) -> set[str]:
    """The parts of people's full names that are people's alone, too, however these score: '*Reed*' beside 'Ann Reed'."""
    full_names = [text.split() for text, kind in kinds.items() if kind == "person" and " " in text]
    parts = {part for words in full_names for part in _parts(words)} - lexicon.words("name_particles")
    # 'Seattle' beside 'Ann Poole *Seattle*'
    parts -= {text for text in parts & places_or_things if _lead_over_person(scored[text]) > _NO_PERSON}
    bodies = [text.split() for text in _long_names(kinds) if kinds[text] == "organisation"]
    of_bodies = {words[at] for words in bodies for at in (0, -1)}
    first_surnames = lexicon.words("first_surnames")
    surnames = {word for words in full_names for word in words if word == words[-1] or word in first_surnames}
    for text in parts & (of_bodies | ({words[0] for words in full_names} & places_or_things)):
        person, body, _ = scored.get(text, (0.0, 0.0, 0.0))  # 'Reed' beside 'Ann Reed' and the 'Reed Foundation'
        if body - person > _SURNAME_IS_BODY or text in of_bodies - surnames:
            parts.discard(text)
    return parts


def _parts(words: list[str]) -> Iterator[str]:
    """What the bearer of a full name may be called: each of its words, each of its endings, the online handle made of it."""
    yield from words
    yield from _endings(" ".join(words))
    yield same_name.handle(tuple(words))


def _lead_over_person(scored: Sequence[float]) -> float:
    """By how much the best other kind scores more than a person."""
    person, *others = scored
    return max(others) - person


def _probability_of_person(scored: Sequence[float]) -> float:
    return 1 / sum([exp(score - scored[0]) for score in scored])


def _kind(evidence: Evidence, scored: Sequence[float]) -> NameKind:
    best = KINDS[scored.index(max(scored))]
    for verdict in verdicts.possible(evidence.keys()):
        often = all(evidence.get(feature, 0.0) > _OFTEN for feature in verdict.often)
        if often and verdict.needed <= evidence.keys() and verdict.without.isdisjoint(evidence):
            return verdict.kind
    if _is_shown_as_body(evidence, scored, best):
        return "organisation"
    if _is_shown_by_speech(evidence, scored, best):
        return "person"
    if best == "other" and verdicts.speaks(evidence):
        return "person" if scored[0] > scored[1] else "organisation"  # "according to Upriver"
    if best == "other" and not {"ever honorific", "ends in honorific"}.isdisjoint(evidence):
        return "person"  # "Mr Eastwick", wherever he lives, and "Ann Eastwick" beside him
    place = evidence.get("label GPE", 0.0) + evidence.get("label LOC", 0.0)
    if evidence.get("home", 0.0) > _MOSTLY and (best == "person" or place > _MOSTLY):
        return "place"  # "a woman from Florence"
    return "place" if best == "other" and place > 0.5 else best


def _is_shown_as_body(evidence: Evidence, scored: Sequence[float], best: str) -> bool:
    """Whether it must be a body where nothing shows a person: 'Halvorsen Shipping said', 'Shares in Marlow', 'Marlow left. The firm said'."""
    coined = "ends in a word of bodies only" in evidence or "coined" in evidence  # "HarbourNet said"
    coined = coined or {"begins with", "begins with a known body"} <= evidence.keys()  # "Google Maps" beside "Google"
    coined = coined or {"body word within", "ends in a generation"} <= evidence.keys()  # "Acme Fund II"
    if best == "person" and coined and (verdicts.SHOWS_PERSON | verdicts.SHOWS_POST).isdisjoint(evidence):
        return True
    if "ever traded" in evidence and "begins with a demonym" not in evidence:
        return True
    if "ever taken up as a body" not in evidence or "ever in or at" in evidence:
        return False
    return scored[0] - scored[1] < _MAY_BE_BODY and verdicts.SHOWS_PERSON.isdisjoint(evidence)


def _is_shown_by_speech(evidence: Evidence, scored: Sequence[float], best: str) -> bool:
    """Whether it is a person as it speaks and nothing shows another kind: '*Sutarno* said no', but not '*Neighbours* said'."""
    own_capital = best != "other" or evidence.get("begins a sentence", 0.0) < 1.0
    return own_capital and max(scored) - scored[0] < _MAY_BE_SPEAKER and verdicts.only_speaks(evidence)


def scores(evidence: Evidence) -> list[float]:
    """The score that features give each of :data:`KINDS`."""
    by_feature, person, body, other = weights(), 0.0, 0.0, 0.0
    for feature, value in evidence.items():
        if (weighs := by_feature.get(feature)) is not None:
            as_person, as_body, as_other = weighs
            person += as_person * value
            body += as_body * value
            other += as_other * value
    return [start + score for start, score in zip(by_feature[""], (person, body, other), strict=True)]


@cache
def weights() -> dict[str, list[float]]:
    """The weights of every feature for each of :data:`KINDS`; those of the empty name are the intercepts."""
    text = resources.files("quoteattr").joinpath("data", "kinds.json").read_text("utf-8")
    read: dict[str, list[float]] = json.loads(text)["weights"]
    return read
