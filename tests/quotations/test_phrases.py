"""Phrases that count as reported because words in them are marked."""

from __future__ import annotations

import pytest

from quoteattr.quotations import cues, phrases

PHRASES = {
    "Ann Poole called for a “surge” in spending.": ["phrase: a “surge” in spending"],
    "Ann Poole dismissed the plan as “a mess”.": ["phrase: the plan as “a mess”"],
    "Ann Poole dismissed it as “a mess”.": ["phrase: it as “a mess”"],
    "Ann Poole called the plan “a mess”.": ["phrase: the plan “a mess”"],
    "A dog called “Biscuit” was found.": [],
    "The plan was dismissed by residents as “vandalism”.": ["phrase: “vandalism”"],
    "Ann Poole accused the firm of a “cover-up”.": ["phrase: a “cover-up”"],
    "Ann Poole cited a “rise” in costs, which she said was small.": ["phrase: a “rise” in costs"],
    "Ann Poole spoke about giving teachers the right to “strike”.": [
        "phrase: giving teachers the right to “strike”",
    ],
    "Ann Poole described the “noise” of the ferry as a form of “torture”.": [
        "phrase: the “noise” of the ferry as a form of “torture”"
    ],
    "Ann Poole described them as “a mess”.": ["phrase: them as “a mess”"],
    "Ann Poole at the time called the ferry “an example of a plan gone wrong.”": [
        "phrase: the ferry “an example of a plan gone wrong.”"
    ],
    "Ann Poole left, calling his remarks about her pier “highly unfair”.": [
        "phrase: his remarks about her pier “highly unfair”"
    ],
    "Ann Poole mocked the notion that “ferries are free”.": ["phrase: “ferries are free”"],
    "Ann Poole announced “The Cold Harbour” in May.": [],
    "Ann Poole wrote the song “Let It Rain”.": [],
    "Ann Poole called the ferry “a mess” in weekly speeches.": ["phrase: the ferry “a mess”"],
    "Ann Poole called for a “surge” in spending on Monday.": ["phrase: a “surge” in spending"],
    "Ann Poole mocked the “mess” without naming the council.": ["phrase: the “mess”"],
    "The “mess” at the pier said it all.": [],
    "Ann Poole painted the “mess” at the pier.": [],
}


@pytest.mark.parametrize(("text", "expected"), PHRASES.items())
def test_phrases_with_marked_words(text, expected, page, reported):
    here = page(text)
    assert reported(here, phrases.find(here, cues.find(here))) == expected
