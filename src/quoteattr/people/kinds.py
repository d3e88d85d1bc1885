"""Names → their kinds: is it a person, a body, a place or something else? The whole article decides.

What is seen at every place where a name stands (:mod:`quoteattr.people.clues`), how it is written, and what other
names share words with it are features of a small linear model: softmax over person, body and other, with the weights of
``data/kinds.json``, which ``benchmarks/training/kinds.py`` has fitted on annotated articles. The recogniser is one voice of many.
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
"""What the model tells apart; whether something else is a place, the recogniser says."""

TOPICS = ("affairs", "arts", "sport", "technology")
"""What a page may be about (``data/en/topic_words.txt``)."""

_CLEARLY = 1.5  # by how much a surname must be a body's rather than its bearer's, where both are named in full
# by how much a full name may rather be something else, and how likely its surname must be a person
_MAYBE, _SURELY = 2.5, 0.6
# by how much a name may be a person's rather than a body's, and be a body's for what is said behind it
_DOUBTFUL = 0.75
_UNTOLD = 1.2  # by how much it may rather be something else where nothing is seen of it but that it speaks
_NOBODY = 3.0  # by how much a word of a name must rather be something else than a person
_OFTEN_ON_TOPIC = 25.0  # a word of the topic among so many words of the page
_OFTEN, _MOSTLY = 0.2, 0.5  # of the places of a name
_COMMON = 512  # clues whose features' names are kept
_KEPT = 1024  # names of which is kept what they show by themselves


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
"""What tells of initials that their full name shows."""


def topics(page: Page) -> Evidence:
    """What a page is about, as far as it tells what its names are: where teams play or governments talk nations act."""
    words = len(page.words) or 1
    counts = {topic: len(page.where(lexicon.labelled("topic_words", topic))) for topic in TOPICS}
    return {f"on {topic}": min(1.0, _OFTEN_ON_TOPIC * count / words) for topic, count in counts.items() if count}


def features(found: Sequence[tuple[Name, Evidence]], about: Evidence = MappingProxyType({})) -> Mapping[str, Evidence]:
    """The features of every name of an article, by the name in small letters; ``found`` has what is seen at each place.

    Of what is seen beside a name, the share of its places and whether it is seen at all; how it is written; what names with the
    same first or last word show; in how many places it stands.
    """
    return dict(_shown(found, about))


def _shown(found: Sequence[tuple[Name, Evidence]], about: Evidence) -> Iterator[tuple[str, dict[str, float]]]:
    """The features of one name after the other: of a book all at once would take more memory than its words."""
    places: defaultdict[str, list[tuple[Name, Evidence]]] = defaultdict(list)
    for name, evidence in found:
        places[name.text.casefold()].append((name, evidence))
    own = _Own(places, about)
    long = _telling(places)[::-1]  # of several that share a word the first counts
    ending = {part: text for text in long for part in _ends(text) if part in places}
    beginning = {text.split()[0]: text for text in long}
    initials = {same_name.initials(text.split()): text for text in long}
    surnames = _surnames(long)
    for text in places:
        relatives = {"last word of": ending.get(text, ""), "first word of": beginning.get(text, "")}
        if " " in text:
            within = next(filter(places.__contains__, _ends(text)), "")
            relatives = {"ends in": within, "begins with": text.partition(" ")[0], **relatives}
        shown = {**own[text]}
        shown.update(_of_relatives(own, relatives))
        if " " not in text and (spelt_out := initials.get(text.replace(".", ""))):
            full = own[spelt_out]
            shown["initials of"] = 1.0
            shown.update((f"initials of {clue}", full[clue]) for clue in _OF_FULL_NAMES if clue in full)
        shown.update(_named_after(text, surnames))
        yield text, shown


def _surnames(long: Iterable[str]) -> set[str]:
    """What some names of several words end in, and the families that they begin with."""
    families = {first for text in long if (first := text.partition(" ")[0]) in lexicon.words("first_surnames")}
    return families.union(*map(_ends, long))


def _named_after(text: str, surnames: Set[str]) -> dict[str, float]:
    """Whether a name is made of the surname of somebody who has a longer one: '*Poole Street*' beside 'Ann Poole'."""
    front, _, last = text.rpartition(" ")
    street = last in lexicon.labelled("body_name_words", "street")
    if front not in surnames or (text.partition(" ")[0] in lexicon.words("forenames") and not street):
        return {}
    return {"named after somebody": 1.0, **({"street of somebody": 1.0} if street else {})}


def _ends(text: str) -> Iterator[str]:
    """What a name ends in, the longest first: 'riubosc i tarrés', 'i tarrés', 'tarrés'."""
    return (text.split(" ", n)[n] for n in range(1, text.count(" ") + 1))


def _telling(texts: Iterable[str]) -> list[str]:
    """The names of several words that tell of those with the same first or last word; 'poole campaign' tells nothing of Poole."""
    return [text for text in texts if " " in text and not same_name.is_another(text.rpartition(" ")[0], text)]


class _Own(dict[str, Evidence]):
    """What every name shows by itself, worked out when it is asked for, and not kept of all the names of a book."""

    def __init__(self, places: Mapping[str, list[tuple[Name, Evidence]]], about: Evidence) -> None:
        self.places, self._about = places, about

    def __missing__(self, text: str) -> Evidence:
        if len(self) >= _KEPT:
            self.clear()
        shown = self[text] = _own(self.places[text], self._about)
        return shown


def _own(places: list[tuple[Name, Evidence]], about: Evidence) -> Evidence:
    (_, first), *others = places
    total = {**first}
    for _, evidence in others:
        for clue, share in evidence.items():
            total[clue] = total.get(clue, 0.0) + share
    shares = {**({clue: number / len(places) for clue, number in total.items()} if others else total), **about}
    ever = {name: 1.0 for clue in total if (name := _ever(clue))}
    shown = written(places[0][0].text)
    place = shares.get("label GPE", 0.0) + shares.get("label LOC", 0.0) > _MOSTLY or "country" in shown
    beside = {**shares, **ever} if place else {}
    of_place = {_of_place(clue): share for clue, share in beside.items() if not clue.endswith("honorific")}
    return {**shares, **ever, **of_place, **shown, "places": min(len(places), 6) / 6}


@lru_cache(maxsize=_COMMON)
def _ever(clue: str) -> str:
    """The feature that a clue is seen anywhere; none for labels, of which the share tells all."""
    return "" if clue.startswith(("label", "tag", "as ")) else f"ever {clue}"


@lru_cache(maxsize=_COMMON)
def _of_place(clue: str) -> str:
    """The feature that a clue is seen beside the name of a place."""
    return f"place {clue}"


def _of_relatives(own: _Own, relatives: Mapping[str, str]) -> Iterator[tuple[str, float]]:
    """What other names of the article tell of one: 'Poole' beside 'Ann Poole', 'Ann Poole' beside 'Poole'."""
    for relation, other in relatives.items():
        if other in own.places:
            shown = own[other]
            yield relation, 1.0
            yield from ((f"{relation} {clue}", shown[clue]) for clue in _OF_RELATIVES if clue in shown)


def decided(found: Sequence[tuple[Name, Evidence]], about: Evidence = MappingProxyType({})) -> tuple[Name, ...]:
    """Names, each with what is seen there → the same names with the kinds that the article shows."""
    weighed: dict[str, list[float]] = {}
    kinds: dict[str, NameKind] = {}
    likely: dict[str, float] = {}
    others: set[str] = set()  # what may be something else than somebody's, by the words of the name
    things: set[str] = set()  # and by its places
    called: set[str] = set()  # who is spoken of as only a person is
    for text, evidence in _shown(found, about):
        if not verdicts.OF_OTHERS.isdisjoint(evidence):
            others.add(text)
        if not verdicts.OF_THINGS.isdisjoint(evidence):
            things.add(text)
        if not verdicts.CALLED.isdisjoint(evidence):
            called.add(text)
        weighed[text] = scores(evidence)
        kinds[text] = _kind(evidence, weighed[text])
        if "named after somebody" not in evidence:
            likely[text] = _as_person(weighed[text])
    kinds.update(dict.fromkeys((text for text in _firms(kinds) if text not in called), "organisation"))
    kinds.update(dict.fromkeys(_named_in_full(weighed, kinds, others), "person"))
    borne = _borne(weighed, kinds, things)
    return tuple(
        name.of_kind("person" if (text := name.text.casefold()) in borne else kinds[text], likely.get(text, 0.0))
        for name, _ in found
    )


def _firms(kinds: Mapping[str, NameKind]) -> Iterator[str]:
    """The names that a firm has in full with what it is behind them: '*Morris Dale*', where the text has the Morris Dale Group."""
    forms = lexicon.labelled("body_name_words", "legal") | {"group", "holding", "holdings"}
    for text, kind in kinds.items():
        name, _, form = text.rpartition(" ")
        if kind == "organisation" and " " in name and form.rstrip(".") in forms and name in kinds:
            yield name


def _named_in_full(
    weighed: Mapping[str, Sequence[float]], kinds: Mapping[str, NameKind], others: Set[str]
) -> Iterator[str]:
    """What may well be the full name of somebody whom the article calls by the surname: '*Keoni Tarakaua*', where Tarakaua is a person."""
    for text in (text for text in weighed if " " in text):
        person, *rest = weighed[text]
        if kinds[text] == "person" or max(rest) - person > _MAYBE or text in others:
            continue
        first, *behind = text.split()
        if len(behind) > 1 and behind[0] in lexicon.words("forenames") and first not in lexicon.words("forenames"):
            continue  # "EWS Philippe Tarrow"
        parts = (*_ends(text), first) if first in lexicon.words("first_surnames") else _ends(text)
        if any(kinds.get(part) == "person" and _as_person(weighed[part]) > _SURELY for part in parts):
            yield text


def _borne(weighed: Mapping[str, Sequence[float]], kinds: Mapping[str, NameKind], things: Set[str]) -> set[str]:
    """The words of people's full names, and what these end in: whoever bears the name bears them, whatever they may be alone."""
    people = [text.split() for text, kind in kinds.items() if kind == "person" and " " in text]
    borne = {part for words in people for part in _parts(words)} - lexicon.words("name_particles")
    borne -= {text for text in borne & things if _is_nobody(weighed[text])}
    bodies = [text.split() for text in _telling(kinds) if kinds[text] == "organisation"]
    of_bodies = {words[at] for words in bodies for at in (0, -1)}
    surnames = {
        word for words in people for word in words if word == words[-1] or word in lexicon.words("first_surnames")
    }
    for text in borne & (of_bodies | ({words[0] for words in people} & things)):
        person, body, _ = weighed.get(text, (0.0, 0.0, 0.0))  # 'Reed' beside 'Ann Reed' and the 'Reed Foundation'
        if body - person > _CLEARLY or text in of_bodies - surnames:
            borne.discard(text)
    return borne


def _parts(words: list[str]) -> Iterator[str]:
    """What somebody may be called by, of a full name: each of its words, what it ends in, a handle made of it."""
    yield from words
    yield from _ends(" ".join(words))
    yield same_name.handle(tuple(words))


def _is_nobody(found: Sequence[float]) -> bool:
    """Whether a name alone is clearly no person's, whoever seems to bear it: 'Seattle' beside 'Ann Poole *Seattle*'."""
    person, *others = found
    return max(others) - person > _NOBODY


def _as_person(found: Sequence[float]) -> float:
    """How likely scores make a person."""
    return 1 / sum(exp(score - found[0]) for score in found)


def _kind(evidence: Evidence, found: Sequence[float]) -> NameKind:
    best = max(zip(found, KINDS, strict=True), key=lambda pair: pair[0])[1]
    for verdict in verdicts.possible(evidence.keys()):
        often = all(evidence.get(feature, 0.0) > _OFTEN for feature in verdict.often)
        if often and verdict.shown <= evidence.keys() and verdict.without.isdisjoint(evidence):
            return verdict.kind
    if _is_shown_as_body(evidence, found, best):
        return "organisation"
    if _is_shown_by_speech(evidence, found, best):
        return "person"
    if best == "other" and verdicts.speaks(evidence):
        return "person" if found[0] > found[1] else "organisation"  # "according to Upriver"
    if best == "other" and not {"ever honorific", "ends in honorific"}.isdisjoint(evidence):
        return "person"  # "Mr Eastwick", wherever he lives, and "Ann Eastwick" beside him
    place = evidence.get("label GPE", 0.0) + evidence.get("label LOC", 0.0)
    if evidence.get("home", 0.0) > _MOSTLY and (best == "person" or place > _MOSTLY):
        return "place"  # "a woman from Florence"
    return "place" if best == "other" and place > 0.5 else best


def _is_shown_as_body(evidence: Evidence, found: Sequence[float], best: str) -> bool:
    """Whether it must be a body where nothing shows a person: 'Halvorsen Shipping said', 'Shares in Marlow', 'Marlow left. The firm said'."""
    coined = not {"ends in a word of bodies only", "coined"}.isdisjoint(evidence)  # "HarbourNet said"
    if best == "person" and coined and (verdicts.OF_PEOPLE | verdicts.POSTS).isdisjoint(evidence):
        return True
    doubtful = (
        found[0] - found[1] < _DOUBTFUL and "ever in or at" not in evidence and verdicts.OF_PEOPLE.isdisjoint(evidence)
    )
    traded = "ever traded" in evidence and "begins with a demonym" not in evidence
    return traded or (doubtful and "ever taken up as a body" in evidence)


def _is_shown_by_speech(evidence: Evidence, found: Sequence[float], best: str) -> bool:
    """Whether it is a person for want of anything that shows something else: '*Sutarno* said no', but not '*Neighbours* said'."""
    own_capital = best != "other" or evidence.get("begins a sentence", 0.0) < 1.0
    return own_capital and max(found) - found[0] < _UNTOLD and verdicts.only_speaks(evidence)


def scores(evidence: Evidence) -> list[float]:
    """How strongly features speak for each of :data:`KINDS`."""
    known, person, body, other = weights(), 0.0, 0.0, 0.0
    for feature, value in evidence.items():
        if feature in known:
            as_person, as_body, as_other = known[feature]
            person += as_person * value
            body += as_body * value
            other += as_other * value
    return [start + score for start, score in zip(known[""], (person, body, other), strict=True)]


@cache
def weights() -> dict[str, list[float]]:
    """The weights of every feature for each of :data:`KINDS`; those of the empty name are the intercepts."""
    text = resources.files("quoteattr").joinpath("data", "kinds.json").read_text("utf-8")
    read: dict[str, list[float]] = json.loads(text)["weights"]
    return read
