"""Articles as local papers print them, read as a whole: who says which words, as what, and that nobody else says anything.

``tests/cases/local_articles.json`` lists them: the words as :attr:`quoteattr.Quote.text` has them, whoever says them (null: nobody who
is named or described), the role where the article leaves no doubt of it, and why what still goes wrong does (``fails``).
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import quoteattr

CASES = json.loads((Path(__file__).parent / "cases" / "local_articles.json").read_text(encoding="utf-8"))


@cache
def read(name: str) -> quoteattr.Article:
    (case,) = (case for case in CASES if case["id"] == name)
    return quoteattr.extract(case["text"])


def _params() -> list[Any]:
    found = []
    for case in CASES:
        for number, quote in enumerate(case["quotes"]):
            reason = quote.get("fails")
            marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
            found.append(pytest.param(case["id"], quote, marks=marks, id=f"{case['id']}-{number}"))
    return found


@pytest.mark.parametrize(("name", "expected"), _params())
def test_who_says_it(name, expected):
    quote = next((quote for quote in read(name).quotes if quote.text == expected["text"]), None)
    assert quote is not None
    assert (quote.speaker.label if quote.speaker else None) == expected["speaker"]
    if "role" in expected:
        assert str(quote.speaker.role) == expected["role"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_nobody_says_anything_else(case):
    assert {quote.text for quote in read(case["id"]).quotes} <= {quote["text"] for quote in case["quotes"]}


HABITS = {
    "a rank cut short": (
        "The man was hurt, according to Sgt. Tom Reed.",
        [("The man was hurt", "Tom Reed", "sergeant")],
    ),
    "a rank before a forename that is a post": (
        "PC Dean Reed said it was late.",
        [("it was late", "Dean Reed", "police constable")],
    ),
    "a couple with one surname": (
        "Guests Adam and Nisha Dunn woke early. Mr Dunn said it was late.",
        [("it was late", "Adam Dunn", "guest")],
    ),
    "a wife by her forename, then her surname": (
        "Tom Reed married in May. His wife, Jane, wept. “He is late,” Mrs Reed said.",
        [("He is late,", "Jane Reed", "wife")],
    ),
    "another": (
        "“This is wrong,” wrote one supporter. “Give it back,” wrote another.",
        [("This is wrong,", "one supporter", "supporter"), ("Give it back,", "another", None)],
    ),
    "somebody gives a name": (
        "A resident, who gave her name only as Pat Dunn, said it was late.",
        [("it was late", "Pat Dunn", None)],
    ),
    "somebody is called otherwise within the description": (
        "Ann Poole left. The mother of one, who made this known in an interview with media personality, Big Sam, said she was late.",
        [("she was late", "Ann Poole", "mother of one")],
    ),
    "nobody asks to be named": (
        "A resident, who asked not to be named, said it was late.",
        [("it was late", "A resident", "resident")],
    ),
    "who is accused says nothing": (
        "Tom Reed quit after being accused of “fraud”.",
        [("fraud", None, None)],
    ),
    "who denies it behind a quotation": (
        "Reed testified that he had been told by Ann Poole to “go away.” Poole denied it on the stand.",
        [("he had been told by Ann Poole to “go away.”", "Reed", None)],
    ),
    "a jury of women": (
        "Ann Poole told the jury of eight women that Reed owed £212,000.",
        [("Reed owed £212,000", "Ann Poole", None)],
    ),
    "an age alone": (
        "Driver Tom Reed saw smoke in Cuckoo Lane.\n\nThe 53-year-old said: “I banged on the window.”",
        [("I banged on the window.", "Tom Reed", "driver")],
    ),
    "a demonym of two words": (
        "Coach Joe Dunn said it was late.\n\n“They are a good team,” said the New Zealander, who left on Tuesday.",
        [("it was late", "Joe Dunn", "coach"), ("They are a good team,", "Joe Dunn", "coach")],
    ),
    "a place before a post": (
        "Dunn County Sheriff Ann Poole said it was late.",
        [("it was late", "Ann Poole", "sheriff, Dunn County")],
    ),
    "letters behind the name": (
        "The trust’s barrister, Ann Poole KC, said it was late.",
        [("it was late", "Ann Poole", "barrister")],
    ),
    "what somebody led": (
        "Inspector Tom Reed, who led the team, said it was late.",
        [("it was late", "Tom Reed", "inspector")],
    ),
    "a headline that tells of a thing": (
        "‘We lost it all’: siege ends after 14 hours\n\nThe siege ended on Sunday in Eastwick.",
        [("We lost it all", None, None)],
    ),
    "a headline with its source last": (
        "Hero dog ‘good as gold’, says vet\n\nA dog was saved on Sunday in Eastwick.",
        [("Hero dog ‘good as gold’", "vet", "vet")],
    ),
    "a headline signed with a post": (
        "Why we cannot pay workers – Gov Poole\n\nGovernor Ann Poole said on Monday that it was late.",
        [("Why we cannot pay workers", "Ann Poole", "governor"), ("it was late", "Ann Poole", "governor")],
    ),
    "a headline with the name of a paper": (
        "Storm hits the coast – The Eastwick Star\n\nAnn Poole said on Monday that it was late.",
        [("it was late", "Ann Poole", None)],
    ),
}


@pytest.mark.parametrize("habit", HABITS)
def test_a_habit_of_the_press(habit):
    text, expected = HABITS[habit]
    found = quoteattr.extract(text).quotes
    said = [
        (q.text, q.speaker.label if q.speaker else None, str(q.speaker.role) if q.speaker and q.speaker.role else None)
        for q in found
    ]
    assert said == expected
