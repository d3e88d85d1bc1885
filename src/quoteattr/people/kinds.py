"""Names → their kinds: is it a person, a body, a place or something else? The whole article decides.

What is seen at every place where a name stands (:data:`CLUES` and the recogniser's labels), how it is written, and what other
names share words with it are features of a small linear model: softmax over person, body and other, with the weights of
``data/kinds.json``, which ``benchmarks/training/kinds.py`` has fitted on annotated articles. The recogniser is one voice of many.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from math import exp
from types import MappingProxyType

from quoteattr import lexicon
from quoteattr.draft import Name, NameKind
from quoteattr.people import same_name
from quoteattr.text import beside
from quoteattr.text.beside import CLOSED, Clue, Place, WordClue
from quoteattr.text.page import PLACE_PREPOSITIONS, POSSESSIVES, SUBJECTS, Page

KINDS: tuple[NameKind, ...] = ("person", "organisation", "other")
"""What the model tells apart; whether something else is a place, the recogniser says."""

TOPICS = ("affairs", "arts", "sport", "technology")
"""What a page may be about (``data/en/topic_words.txt``)."""

Evidence = Mapping[str, float]
"""Features by name, those that are 0 left out."""

_HE_OR_SHE, _IT = frozenset({"he", "him", "his", "she", "her", "hers"}), frozenset({"it", "its"})
_NEAR = 4  # tokens
_CLEARLY = 1.5  # by how much a surname must be a body's rather than its bearer's, where both are named in full
_NOBODY = 3.0  # by how much a word of a name must rather be something else than a person
_TELLING_TAGS = frozenset({"NNPS", "JJ", "NN", "NNS", "CD", "VB", "VBD"})
_OFTEN_ON_TOPIC = 25.0  # a word of the topic among so many words of the page
_OFTEN, _MOSTLY = 0.2, 0.5  # of the places of a name
_COMMON = 512  # clues whose features' names are kept
_POST_LINKS = frozenset({"of", "for", "at", "to"})
_LINKS = frozenset({"of", "the", "and", "for", "to", "at", "&"})


# --- what is seen at one place --------------------------------------------------------------------------------------


def _is_described_as_person(at: Place) -> bool:
    if not at.apposition or at.before[0] in PLACE_PREPOSITIONS or at.apposition[0] not in ("a", "an", "the", "who"):
        return False  # "Speaking at Eastwick, the minister said"
    for token in at.page.tokens[at.name.tail + 2 : at.name.tail + 7]:
        if token.tag_ not in ("NN", "JJ", "NNP", "HYPH", "VBN", "CD"):
            return False
        if lexicon.is_post(token.text):
            return at.page.tags[token.i + 1 : token.i + 2] not in (["NN"], ["NNP"], ["NNS"], ["POS"])
    return False


def _is_in_apposition_to_post(at: Place) -> bool:
    """'the mayor of Eastwick, Ann Poole, said'"""
    start = at.name.start - 1
    if at.before[0] not in CLOSED or at.behind[0] not in (*CLOSED, "."):
        return False
    if at.page.ent_types[start - 1] == at.page.ent_types[start + 1] == "GPE":
        return False  # "the mayor of Eastwick, Ohio, said"
    words = at.page.words[max(at.page.sentence(start).start, start - 12) : start]
    posts = [i for i, word in enumerate(words) if lexicon.is_post(word)]
    return (
        bool(posts)
        and "," not in words[posts[-1] :]
        and not any(w in lexicon.reporting_verbs() for w in words[posts[-1] :])
    )


def _is_aged(at: Place) -> bool:
    comma, age, end = [*at.behind, ""][:3]  # at the end of a text there is less behind it
    return comma == "," and age.isdigit() and 10 < int(age) < 111 and end in (",", ".")


def _is_apposed_to_reporter(at: Place) -> bool:
    """'said the mayor, *Poole*', 'the chairwoman of the Harbour Trust, *Poole*, said'"""
    head = at.head
    if head is None or head.dep_ != "appos" or not lexicon.is_post(head.head.text):
        return False
    return head.head.dep_ == "nsubj" and head.head.head.lower_ in lexicon.reporting_verbs()


def _has_post_by_verb(at: Place) -> bool:
    """'Poole is the new director', 'Poole has been its director since'"""
    at_verb = at.behind[0] in ("is", "was", "became", "has", "remains")
    told = at_verb and at.behind[1] in ("the", "a", "an", "been", "now", "also")
    return told and any(map(lexicon.is_post, at.behind[1:6]))


def _is_behind_post_and_body(at: Place) -> bool:
    """'the director of the Harbour Trust Ann Poole'"""
    low = max(at.page.passage_tokens(at.name.start).start, at.name.start - 9)
    words = at.page.words[low : at.name.start]
    if not (words and words[-1][0].isupper()) or _POST_LINKS.isdisjoint(words):
        return False
    posts = [i for i, word in enumerate(words) if lexicon.is_post(word)]
    between = words[posts[-1] + 1 :] if posts else []
    named = any(word[0].isupper() for word in between) and all(
        w[0].isupper() or w in _LINKS or w in POSSESSIVES for w in between
    )
    return named and between[-1] not in _LINKS and between[0] in _POST_LINKS


def _is_described_as_body(at: Place) -> bool:
    described = at.apposition[:1] in (["a"], ["an"], ["the"])
    return described and not lexicon.table("organisation_nouns").keys().isdisjoint(at.apposition)


def _is_subject(at: Place, *, reports: bool) -> bool:
    page = at.page
    if at.head is None or page.deps[at.head.i] not in SUBJECTS:
        return False
    return (page.lowers[page.heads[at.head.i]] in lexicon.reporting_verbs()) == reports


def _is_near_post(at: Place) -> bool:
    return any(map(lexicon.is_post, at.page.lowers[max(0, at.name.start - _NEAR) : at.name.start]))


def _is_before_post(at: Place) -> bool:
    """'Boeing *chief executive*', 'the Boeing *spokesman*'"""
    return at.behind[0].isalpha() and any(map(lexicon.is_post, at.behind[:2]))


def _is_behind_body_noun(at: Place) -> bool:
    """'the charity Marlow', but not 'Director of the Roads Board Ann Poole'"""
    named = at.before[0] in lexicon.table("organisation_nouns")
    return named and at.page.words[at.name.start - 1].islower()


def _is_short_for_body(at: Place) -> bool:
    noun, bracketed = at.before[1], at.before[0] == "(" and at.behind[0] == ")"
    return bracketed and noun in lexicon.words("organisation_words") and " " not in at.name.text


def _is_home(at: Place) -> bool:
    """'a woman from *Eastwick*', but not 'a man from Ann Poole's firm'"""
    link, noun = at.before
    if link != "from" or at.behind[0] in POSSESSIVES:
        return False
    return lexicon.is_post(noun) or not lexicon.words("people_nouns").isdisjoint((noun, lexicon.singular(noun)))


CLUES: tuple[Clue | WordClue, ...] = (
    Clue("honorific", "Mr Poole", lambda at: bool(at.name.honorific)),
    WordClue("post before", "the striker Poole", "before", lexicon.is_post),
    Clue("post near before", "the mayor of Eastwick, Poole", _is_near_post),
    Clue("post in apposition", "Sutrisno, a fisherman", _is_described_as_person, True),
    Clue("post behind comma", "Poole, mayor", lambda at: any(map(lexicon.is_post, at.apposition[:1])), True),
    Clue("post near behind", "Poole, the mayor", lambda at: any(map(lexicon.is_post, at.apposition[:5])), True),
    Clue("post before comma", "the mayor, Poole, said", _is_in_apposition_to_post),
    Clue("post and body before", "Director of the Harbour Trust Poole", _is_behind_post_and_body),
    Clue("post by verb", "Poole is the mayor", _has_post_by_verb),
    Clue("age behind", "Poole, 44,", _is_aged, True),
    Clue("before who", "Poole, who left", lambda at: at.behind[0] in ("who", "whose") or at.behind[:2] == [",", "who"]),
    Clue("he or she soon", "Poole left. She", lambda at: not _HE_OR_SHE.isdisjoint(at.told)),
    Clue("it soon", "Poole left. It", lambda at: not _IT.isdisjoint(at.told[:15])),
    Clue(
        "reporting verb behind", "Poole said", lambda at: not lexicon.reporting_verbs().keys().isdisjoint(at.behind[:2])
    ),
    WordClue("said before", "said Poole", "before", lambda word: word in ("said", "says", "added", "told")),
    Clue("subject of a report", "Poole, late, said", lambda at: _is_subject(at, reports=True)),
    Clue("apposed to a reporter", "said the mayor, Poole", _is_apposed_to_reporter),
    WordClue("appointed", "made Poole its mayor", "before", lambda word: word in lexicon.words("appointing_verbs")),
    Clue("of behind comma", "Poole, of Eastwick", lambda at: at.apposition[:1] in (["of"], ["from"]), True),
    Clue("subject", "Poole left", lambda at: _is_subject(at, reports=False)),
    WordClue("in or at", "in Eastwick", "governor", lambda word: word in PLACE_PREPOSITIONS),
    Clue("home", "a man from Marlow", _is_home),
    WordClue("the before", "the Marlow", "before", lambda word: word == "the"),
    WordClue("of before", "of Marlow", "before", lambda word: word in ("of", "for", "by", "with")),
    Clue("post behind", "Marlow director", _is_before_post),
    WordClue("possessor", "Poole's", "behind", lambda word: word in POSSESSIVES),
    Clue("noun behind", "the Marlow plan", lambda at: at.tag_behind in (["NN"], ["NNS"])),
    Clue("body before", "the charity Marlow", _is_behind_body_noun),
    Clue("body in apposition", "Marlow, a housing charity", _is_described_as_body, True),
    Clue("behind a body", "Harbour Trust (Marlow)", _is_short_for_body),
    Clue("begins a sentence", "Marlow left", lambda at: bool(at.page.tokens[at.name.start].is_sent_start)),
    *beside.CLUES,
)
"""Whatever shows beside a name what it is."""

_ORDER = {clue.name: number for number, clue in enumerate(CLUES)}
_OF_PLACES = tuple(clue for clue in CLUES if isinstance(clue, Clue))
_IN_APPOSITION = tuple(clue for clue in _OF_PLACES if clue.in_apposition)
_ANYWHERE = tuple(clue for clue in _OF_PLACES if not clue.in_apposition)


def seen(page: Page, name: Name) -> Evidence:
    """What is seen at one place where a name stands: clues, and the share of its words that bear each label."""
    found = [f"label {label or 'none'}" for label in page.ent_types[name.start : name.end]]
    found += [f"tag {tag}" for tag in page.tags[name.start : name.end] if tag in _TELLING_TAGS]
    evidence = {label: found.count(label) / (name.end - name.start) for label in found}
    place = Place.of(page, name)
    if place.head is not None:
        evidence[f"as {place.head.dep_}"] = 1.0
    clues = _ANYWHERE + _IN_APPOSITION if place.apposition else _ANYWHERE
    shown = [clue.name for clue in clues if clue.seen(place)]
    for where, word in (("before", place.before[0]), ("governor", place.governor), ("behind", place.behind[0])):
        shown += _shown_by(where, word)
    shown.sort(key=_ORDER.__getitem__)  # whatever is asked first: the last digits of a sum turn on its order
    evidence.update(dict.fromkeys([*shown, *beside.neighbours(place)], 1.0))
    return evidence


@lexicon.remembered
def _shown_by(where: str, word: str) -> tuple[str, ...]:
    """The clues that a word shows by itself."""
    clues = (clue for clue in CLUES if isinstance(clue, WordClue) and clue.where == where)
    return tuple(clue.name for clue in clues if clue.seen(word))


# --- the whole article ----------------------------------------------------------------------------------------------

_LABELS_OF_RELATIVES = ("label PERSON", "label ORG", "label GPE")
_OF_RELATIVES = (
    *_LABELS_OF_RELATIVES,
    "honorific",
    "forename and more",
    "ends in a body word",
    "he or she soon",
    "reporting verb behind",
)


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
    places: defaultdict[str, list[tuple[Name, Evidence]]] = defaultdict(list)
    for name, evidence in found:
        places[name.text.casefold()].append((name, evidence))
    own = {text: _own(here, about) for text, here in places.items()}
    long = _telling(own)[::-1]  # of several that share a word the first counts
    ending, beginning = ({text.split()[at]: text for text in long} for at in (-1, 0))
    initials = {same_name.initials(text.split()) for text in long}
    surnames = {text.split(" ", n)[n] for text in long for n in range(1, text.count(" ") + 1)}
    shown: dict[str, dict[str, float]] = {}
    for text, evidence in own.items():
        first, last = text.split()[0], text.split()[-1]
        several = {"ends in": last, "begins with": first} if " " in text else {}
        relatives = several or {"last word of": ending.get(text, ""), "first word of": beginning.get(text, "")}
        shown[text] = {**evidence, **dict(_of_relatives(own, relatives))}
        if not several and text in initials:
            shown[text]["initials of"] = 1.0
        if text.rpartition(" ")[0] in surnames and first not in lexicon.words("forenames"):
            shown[text]["named after somebody"] = 1.0  # "Poole Street" beside "Ann Poole"
    return shown


def _telling(texts: Iterable[str]) -> list[str]:
    """The names of several words that tell of those with the same first or last word; 'poole campaign' tells nothing of Poole."""
    return [text for text in texts if " " in text and not same_name.is_another(text.rpartition(" ")[0], text)]


def _own(places: list[tuple[Name, Evidence]], about: Evidence) -> Evidence:
    total: dict[str, float] = {}
    for _, evidence in places:
        for clue, share in evidence.items():
            total[clue] = total.get(clue, 0.0) + share
    shares = {**{clue: number / len(places) for clue, number in total.items()}, **about}
    ever = {name: 1.0 for clue in total if (name := _ever(clue))}
    shown = same_name.written(places[0][0].text)
    place = shares.get("label GPE", 0.0) + shares.get("label LOC", 0.0) > _MOSTLY or "country" in shown
    beside = {**shares, **ever} if place else {}
    of_place = {f"place {clue}": share for clue, share in beside.items() if not clue.endswith("honorific")}
    return {**shares, **ever, **of_place, **shown, "places": min(len(places), 6) / 6}


@lru_cache(maxsize=_COMMON)
def _ever(clue: str) -> str:
    """The feature that a clue is seen anywhere; none for labels, of which the share tells all."""
    return "" if clue.startswith(("label", "tag", "as ")) else f"ever {clue}"


def _of_relatives(own: Mapping[str, Evidence], relatives: Mapping[str, str]) -> Iterator[tuple[str, float]]:
    """What other names of the article tell of one: 'Poole' beside 'Ann Poole', 'Ann Poole' beside 'Poole'."""
    for relation, other in relatives.items():
        if other in own:
            yield relation, 1.0
            yield from ((f"{relation} {clue}", own[other][clue]) for clue in _OF_RELATIVES if clue in own[other])


def decided(found: Sequence[tuple[Name, Evidence]], about: Evidence = MappingProxyType({})) -> tuple[Name, ...]:
    """Names, each with what is seen there → the same names with the kinds that the article shows."""
    shown = features(found, about)
    weighed = {text: scores(evidence) for text, evidence in shown.items()}
    kinds = {text: _kind(evidence, weighed[text]) for text, evidence in shown.items()}
    borne = _borne(shown, kinds)
    likely = {text: _as_person(found) for text, found in weighed.items()}
    return tuple(
        name.of_kind("person" if (text := name.text.casefold()) in borne else kinds[text], likely[text])
        for name, _ in found
    )


def _borne(shown: Mapping[str, Evidence], kinds: Mapping[str, NameKind]) -> set[str]:
    """The words of people's full names, and what these end in: whoever bears the name bears them, whatever they may be alone."""
    long = [(text.split(), kinds[text]) for text in _telling(kinds)]
    people = [words for words, kind in long if kind == "person"]
    borne = {word for words in people for word in words} - lexicon.words("name_particles")
    borne |= {same_name.handle(tuple(words)) for words in people}
    borne |= {" ".join(words[i:]) for words in people for i in range(1, len(words) - 1)}
    borne -= {text for text in borne & shown.keys() if _is_nobody(scores(shown[text]))}
    of_bodies = {word for words, kind in long if kind == "organisation" for word in (words[0], words[-1])}
    surnames, first = {words[-1] for words in people}, {words[0] for words in people}
    for text in borne & (of_bodies | first):  # 'Reed' beside 'Ann Reed' and the 'Reed Foundation'
        person, body, _ = scores(shown[text]) if text in shown else (0.0, 0.0, 0.0)
        if body - person > _CLEARLY or (text in of_bodies and text not in surnames):
            borne.discard(text)
    return borne


def _is_nobody(found: Sequence[float]) -> bool:
    """Whether a name alone is clearly no person's, whoever seems to bear it: 'Seattle' beside 'Ann Poole *Seattle*'."""
    person, *others = found
    return max(others) - person > _NOBODY


def _as_person(found: Sequence[float]) -> float:
    """How likely scores make a person."""
    return 1 / sum(exp(score - found[0]) for score in found)


def _kind(evidence: Evidence, found: Sequence[float]) -> NameKind:
    best = max(zip(found, KINDS, strict=True), key=lambda pair: pair[0])[1]
    if not _OF_BODIES.isdisjoint(evidence):
        return "organisation"
    if {"metonym", "ever reporting verb behind"} <= evidence.keys() and _OF_PEOPLE.isdisjoint(evidence):
        return "organisation"  # "No 10 said no"
    if {"article within", "ever subject of a report"} <= evidence.keys() and "forename and more" not in evidence:
        return "organisation"  # "Feed the Hungry said"
    if best == "other" and not {"ever honorific", "ends in honorific"}.isdisjoint(evidence):
        return "person"  # "Mr Eastwick", wherever he lives, and "Ann Eastwick" beside him
    if (
        evidence.get("post and body before", 0.0) > _OFTEN
        and "2 words" in evidence
        and _ENDS_OF_BODIES.isdisjoint(evidence)
    ):
        return "person"  # "Danish Ambassador to the Netherlands Jorun Poole"
    if evidence.get("honorific", 0.0) > _OFTEN:
        return "person"  # "Mrs Sun", whatever paper is called so
    if evidence.get("body before", 0.0) > _OFTEN and _OF_PEOPLE.isdisjoint(evidence):
        return "organisation"  # "the newspaper Marlow"
    if "ever body in apposition" in evidence and _OF_PEOPLE.isdisjoint(evidence) and _POSTS.isdisjoint(evidence):
        return "organisation"  # "Marlow, a weekly newspaper"
    place = evidence.get("label GPE", 0.0) + evidence.get("label LOC", 0.0)
    if evidence.get("home", 0.0) > _MOSTLY and (best == "person" or place > _MOSTLY):
        return "place"  # "a woman from Florence"
    return "place" if best == "other" and place > 0.5 else best


_OF_BODIES = frozenset({"ends in a small noun", "number within", "behind a body", "opens as a body"})
"""What only bodies show: 'the Obama administration', 'NBC 4 New York', 'Harbour Trust (Hatru)', 'Studio Poole'."""

_ENDS_OF_BODIES = frozenset({"ends in a body word", "ends in a noun for bodies", "known body"})

_OF_PEOPLE = frozenset(
    {
        *("forename and more", "forename alone", "ever honorific", "ever post before", "ever age behind"),
        *("ever before who", "ever post and body before"),
    }
)
"""What shows a person, whatever noun stands before the name."""

_POSTS = frozenset({"ever post in apposition", "ever post behind comma", "ever post near behind"})
"""What shows a person, whatever noun stands behind the name."""


def scores(evidence: Evidence) -> list[float]:
    """How strongly features speak for each of :data:`KINDS`."""
    known = weights()
    person = body = other = 0.0
    for feature, value in evidence.items():
        if feature in known:
            for_person, for_body, for_other = known[feature]
            person, body, other = person + for_person * value, body + for_body * value, other + for_other * value
    return [start + found for start, found in zip(known[""], (person, body, other), strict=True)]


@cache
def weights() -> dict[str, list[float]]:
    """The weights of every feature for each of :data:`KINDS`; those of the empty name are the intercepts."""
    text = resources.files("quoteattr").joinpath("data", "kinds.json").read_text("utf-8")
    read: dict[str, list[float]] = json.loads(text)["weights"]
    return read
