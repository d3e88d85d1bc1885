"""Kinds of names: each clue where it is seen and beside it where it is not, and the vote of the whole article."""

from __future__ import annotations

import pytest

from quoteattr.draft import Name
from quoteattr.people import kinds, names

SEEN = {
    "honorific": ("Mr Poole", "Poole"),
    "joins-two": ("Halvorsen & Sons", "Halvorsen Sons"),
    "post-before": ("Striker Poole", "Tall Poole"),
    "forename": ("Ann Poole", "Ann Trust"),
    "organisation-word": ("Harbour Trust", "Ann Trust"),
    "apposition": ("Poole, a fisherman,", "Poole, a fisherman's friend,"),
    "metonym": ("Downing Street", "Harbour Street"),
    "capitals": ("EWS", "Ews"),
    "relative-pronoun": ("Poole, who was late,", "Poole, what was late,"),
}


def clues(page, text: str, at: Name) -> set[str]:
    return {clue.name for clue in kinds.CLUES if clue.seen(page(text), at)}


def name_in(page, text: str) -> Name:
    """The name of a text that begins with it, whatever the recogniser makes of it."""
    words = text.partition(",")[0].split()
    skipped = words[0] in ("Mr", "Striker", "Tall")
    start, end = int(skipped), len(words)
    return Name(start, end, "other", " ".join(words[start:]), "Mr" if words[0] == "Mr" else None, end)


def test_every_clue_has_a_name_of_its_own_and_a_case_here():
    assert [clue.name for clue in kinds.CLUES] == list(SEEN)


@pytest.mark.parametrize(("clue", "text"), [(clue, yes) for clue, (yes, _) in SEEN.items()])
def test_a_clue_is_seen(clue, text, page):
    assert clue in clues(page, f"{text} was there.", name_in(page, text))


@pytest.mark.parametrize(("clue", "text"), [(clue, no) for clue, (_, no) in SEEN.items()])
def test_a_clue_is_not_seen(clue, text, page):
    assert clue not in clues(page, f"{text} was there.", name_in(page, text))


def test_a_ballot_adds_what_the_clues_and_the_recogniser_say(page):
    parsed = page("Mr Tom Reed was there.")
    (name,) = names.find(parsed)
    labels = parsed.ent_types[name.start : name.end].count("PERSON")
    assert kinds.ballot(parsed, name) == {"person": 6 + 4 + labels}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr Eastwick was late. They met Eastwick.", {"Eastwick": "person"}),
        ("Harbour Trust was late, Ann Poole said.", {"Harbour Trust": "organisation", "Ann Poole": "person"}),
        ("They live in Norwich.", {"Norwich": "place"}),
        ("Ann London was late. London said so.", {"Ann London": "person", "London": "person"}),
    ],
)
def test_the_article_votes(text, expected, page):
    assert {name.text: name.kind for name in names.find(page(text))} == expected


def test_the_surname_of_a_person_that_is_also_a_bodys_is_not_taken_for_the_person(page):
    text = "Ann Poole was late. The Poole Trust was closed, and Poole Trust staff left."
    assert {name.text: name.kind for name in names.find(page(text))}["Poole Trust"] == "organisation"
