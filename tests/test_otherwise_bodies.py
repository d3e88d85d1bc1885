"""Articles with other bodies in them (benchmarks/robustness/otherwise_bodies.py): whose words they are stays, under the new name."""

from __future__ import annotations

from random import Random

import otherwise_bodies as bodies
import pytest
from otherwise_body_names import POOLS, SORTS, TAKEN_UP

TEXT = (
    "Pier shut\n\nThe Harbour Safety Agency said the pier was shut. An HSA boat was there, Acme said. Ann Poole works for Acme.\n\n"
    "The Harbour Safety Agency said it would stay. The Harbour Safety Agency, which is new, was late. “It is late,” the HSA said."
)
ENTITIES = [
    {
        "name": "Harbour Safety Agency",
        "kind": "organisation",
        "forms": ["Harbour Safety Agency", "HSA"],
        "descriptions": ["the watchdog"],
        "ambiguous": [],
    },
    {
        "name": "Acme",
        "kind": "organisation",
        "forms": ["Acme"],
        "descriptions": ["the company"],
        "ambiguous": [],
    },
    {"name": "Ann Poole", "kind": "person", "gender": "f", "forms": ["Ann Poole"], "descriptions": []},
]
ALONE = [{**ENTITIES[0], "forms": ["Harbour Safety Agency"]}, ENTITIES[2]]


def line(text: str = TEXT) -> dict:
    start = text.index("the pier was shut")
    quote = {"content": [[start, start + 17]], "speaker_name": "Harbour Safety Agency", "org": None, "role": None}
    return {"id": "pier", "text": text, "quotes": [quote]}


@pytest.mark.parametrize("pool", POOLS)
def test_bodies_bear_other_names_of_their_sort(pool):
    way = bodies.WAYS[pool](line(), ENTITIES, Random(3))
    new = bodies.new_names(TEXT, ENTITIES, pool, Random(3))
    (quote,) = way["quotes"]
    assert "Ann Poole works for" in way["text"]
    assert way["text"][slice(*quote["content"][0])] == "the pier was shut"
    assert new["Acme"] in {
        entry.partition("/")[0].replace("{}", place) for entry in POOLS[pool]["company"] for place in PLACES
    }
    assert ("Acme" in way["text"]) is False
    if pool in ("bodies of a type", "bodies with links and numbers"):  # one word is no name for an agency
        assert "Agency said" not in way["text"] or new["Harbour Safety Agency"].endswith("Agency")
        assert quote["speaker_name"] == new["Harbour Safety Agency"] != "Harbour Safety Agency"
        assert f"the {new['HSA']} said" in way["text"]


PLACES = bodies.PLACES.split()


def test_an_article_before_a_name_fits_it():
    assert "An HSA boat" in bodies.exchanged_bodies(line(), {"Acme": "Vexlo"})["text"]
    assert "A BOB boat" in bodies.exchanged_bodies(line(), {"HSA": "BOB"})["text"]
    assert "An Orme boat" in bodies.exchanged_bodies(line(), {"HSA": "Orme"})["text"]


@pytest.mark.parametrize(
    ("name", "descriptions", "sort"),
    [
        ("Ministry of Roads", [], "department"),
        ("Eastwick Court of Appeal", [], "court"),
        ("Acme Inc.", [], "company"),
        ("Acme", ["the German carmaker"], "company"),
        ("Acme", ["the group"], ""),
        ("African Union", [], ""),
        ("Acme administration", [], ""),
    ],
)
def test_a_noun_tells_the_sort(name, descriptions, sort):
    assert bodies.sort_of({"name": name, "descriptions": descriptions}) == sort


@pytest.mark.parametrize(
    "entity",
    [
        {**ENTITIES[0], "descriptions": ["the safety watchdog"]},
        {**ENTITIES[0], "ambiguous": ["HSA"]},
        {**ENTITIES[0], "forms": ["Harbour Safety Agency", "Eastwick"]},
        {**ENTITIES[0], "kind": "person"},
    ],
)
def test_names_stay_that_are_told_otherwise(entity):
    assert [*bodies.exchangeable([entity])] == []


def test_a_body_is_named_in_full_once():
    way = bodies.WAYS["bodies by initials in brackets"](line(), ALONE, Random(1))
    full = way["quotes"][0]["speaker_name"]
    short = bodies.initials(full)
    assert way["text"].count(full) == 1
    assert f"The {full} ({short}) said" in way["text"]
    assert way["text"].count(short) == 3
    plain = bodies.WAYS["bodies by initials"](line(), ALONE, Random(1))["text"]
    assert plain == way["text"].replace(f" ({short})", "")


def test_a_body_is_taken_up_by_its_sort():
    way = bodies.WAYS["bodies by their sort"](line(), ALONE, Random(1))
    assert "\n\nThe agency said it would stay. The agency, which is new, was late." in way["text"]


def test_every_sort_has_a_noun_and_a_name():
    assert {*SORTS.values()} == TAKEN_UP.keys() == POOLS["bodies of a type"].keys()
