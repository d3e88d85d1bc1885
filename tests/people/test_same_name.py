"""What the words of two names tell: may they be one?"""

from __future__ import annotations

import pytest

from quoteattr.people import same_name
from quoteattr.people.same_name import words_of

FORENAMES_ONE = ["Tom Tom", "T Tom", "Tom T", "Dan Daniel", "Daniel Dan", "Bob Robert", "Bob Rob", "Beth Elizabeth"]
FORENAMES_TWO = ["Tom Joe", "J Tom", "Al Alice", "Bob Bill", "Danielle Dana"]

FULL_ONE = ["Tom Reed | Tom Reed", "T. Reed | Tom Reed", "Tom Reed | Reed", "Von der Heide | Anna von der Heide"]
FULL_TWO = ["Zoe Reed | Tom Reed", "Tom Reed | Tom Dunn", "Der Heide | Anna von Heide"]

GENERATIONS = {
    "Tom Reed Jr": "jr",
    "Tom Reed Jr.": "jr",
    "Tom Reed Junior": "jr",
    "Tom Reed Sr.": "sr",
    "Tom Reed Senior": "sr",
    "Tom Reed III": "iii",
    "Tom Reed": "",
    "Tom Reed MP": "",
    "Junior": "",
}

PARTS_ONE = ["Acme | Acme Holdings", "Post | Eastwick Post", "State Department | US State Department"]
PARTS_TWO = ["Holt | Eastwick Holt", "Eastwick | Bank of Eastwick", "Trust Harbour | Harbour Trust Fund"]


def pair(line: str, between: str = " | ") -> tuple[same_name.Words, same_name.Words]:
    a, b = line.split(between)
    return words_of(a), words_of(b)


@pytest.mark.parametrize(("line", "one"), [*((x, True) for x in FORENAMES_ONE), *((x, False) for x in FORENAMES_TWO)])
def test_forenames(line, one):
    (a,), (b,) = pair(line, " ")
    assert same_name.same_forename(a, b) is one
    assert same_name.same_forename(b, a) is one


@pytest.mark.parametrize(("line", "one"), [*((x, True) for x in FULL_ONE), *((x, False) for x in FULL_TWO)])
def test_full_names(line, one):
    assert same_name.same_full_name(*pair(line)) is one


@pytest.mark.parametrize(("name", "expected"), GENERATIONS.items())
def test_generations(name, expected):
    words = words_of(name)
    assert same_name.generation(words) == expected
    assert same_name.without_generation(words) == (words[:-1] if expected else words)


@pytest.mark.parametrize(("line", "one"), [*((x, True) for x in PARTS_ONE), *((x, False) for x in PARTS_TWO)])
def test_parts_of_bodies(line, one):
    assert same_name.is_part(*pair(line)) is one


@pytest.mark.parametrize(
    ("line", "one"),
    [("Lib Dems | Liberal Democrats", True), ("Lib Trust | Liberal Democrats", False), ("Lib | Liberal", False)],
)
def test_abbreviated_bodies(line, one):
    assert same_name.is_abbreviated(*pair(line)) is one


def test_initials_leave_out_links_more_of_them_between_articles():
    words = words_of("Office for Tides in the Bay")
    assert (same_name.initials(words), same_name.initials(words, "silent")) == ("otib", "otb")


@pytest.mark.parametrize(
    ("honorific", "gender", "forename"),
    [("Mr", "m", False), ("Mrs.", "f", False), ("Sir", "m", True), ("Dr", "-", False), ("Captn", "-", False)],
)
def test_forms_of_address(honorific, gender, forename):
    assert same_name.gender_of_title(honorific) == gender
    assert same_name.asks_for_forename(honorific) is forename
    assert (same_name.gender_of_title(None), same_name.asks_for_forename(None)) == ("-", False)
