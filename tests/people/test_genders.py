"""What an article shows of the gender of those whom it names."""

from __future__ import annotations

import pytest

from quoteattr.people import genders, identities, names

SHOWN = {
    "Sam Poole took her seat.": "f",
    "Sam Poole sat down. He was late.": "m",
    "Sam Poole sat down. “She was late,” said the clerk.": "-",
    "Sam Poole met Tom Reed. He was late.": "-",
    "Tom Reed met Sam Poole. He was late.": "-",
    "Sam Poole sat down. The mayor took her seat.": "-",
    "They met his wife Sam Poole.": "f",
    "They met his wife, Sam Poole.": "f",
    "They met the mayor Sam Poole.": "-",
}


@pytest.mark.parametrize(("text", "gender"), SHOWN.items())
def test_pronouns_show_what_can_only_be_theirs(text, gender, page):
    parsed = page(text)
    found = names.find(parsed)
    (at,) = (name.start for name in found if name.text == "Sam Poole")
    assert genders.shown(parsed, found).get(at, "-") == gender


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("Her cousin, Ivor, drives a lorry.", "m"),
        ("Her son, Ivor, drives a lorry.", "m"),
        ("Her vet, Ivor, left.", "-"),
    ],
)
def test_of_kin_a_single_name_is_the_forename(text, gender, page):
    parsed = page(text)
    found = names.find(parsed)
    (at,) = (name.start for name in found if name.text == "Ivor")
    assert genders.shown(parsed, found).get(at, "-") == gender


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("Susan Reed sat down.", "f"),
        ("Susan Reed sat down. He was late.", "f"),
        ("Susan Reed sat down. He was late.\n\nReed left. He was angry.", "m"),
        ("Mr Susan Reed sat down. She was late.", "m"),
    ],
)
def test_a_forename_is_a_weak_prior(text, gender, page):
    parsed = page(text)
    (entity,) = identities.cluster(parsed, names.find(parsed))
    assert entity.gender == gender
