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
    "The shop has sets called the “Harbour Series” in May.": [],
    "They made a documentary called “No More Reed”.": [],
    "Ann Poole has 90 friends, while another called “Reed Club” has five.": [],
    "They sued over what the paper called “The Great Swindle”.": ["phrase: “The Great Swindle”"],
    "They sued over what Ann Poole called “a swindle”.": ["phrase: “a swindle”"],
    "The guests submitted songs for “Wild Tide” in May.": [],
    "Ann Poole told Reed on “Good Harbour” that it rained.": [],
    "Ann Poole called for “Justice” and insisted on “Peace”.": ["phrase: “Justice”", "phrase: “Peace”"],
    "The fee that Ann Poole blasted on a conference call as “morally wrong”.": ["phrase: “morally wrong”"],
    "Ann Poole dismissed in a letter the plan as “a mess”.": ["phrase: the plan as “a mess”"],
    "Ann Poole took to the radio to describe the plan as “a mess”.": ["phrase: the plan as “a mess”"],
    "Ann Poole took a spade to describe the plan as “a mess”.": [],
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
    "Ann Poole called for “action” amid what she called a “slump” in pay.": [
        "phrase: “action”",
        "phrase: a “slump”",
    ],
    "Ann Poole called for a “break” from “the rule of men,” including what she called “a farce”.": [
        "phrase: a “break” from “the rule of men,”",
        "phrase: “a farce”",
    ],
    "Ann Poole told “BBX This Morning” in May that it rained.": [],
    "Ann Poole painted the “mess” at the pier.": [],
}


@pytest.mark.parametrize(("text", "expected"), PHRASES.items())
def test_phrases_with_marked_words(text, expected, page, reported):
    here = page(text)
    assert reported(here, phrases.find(here, cues.find(here))) == expected


LEFT_OVER = {
    "Ann Poole remembered Tom Reed climbing the pier and “shouting as loudly as he could at the gulls”.": [
        "marked: Tom Reed climbing the pier and “shouting as loudly as he could at the gulls”"
    ],
    "Ann Poole's request to “name everybody who had signed the letter” was refused.": [
        "marked: to “name everybody who had signed the letter”"
    ],
    "Ann Poole did not remember Tom Reed climbing the pier and “shouting as loudly as he could at the gulls”.": [],
    "Ann Poole runs a shop called “The Cold Harbour”.": [],
    "Ann Poole bought the “Sea Star” from Joe Dunn.": [],
    "Ann Poole left the hall with a “heavy heart” and a bag of apples.": [],
    "Ann Poole hated “fake” flowers.": [],
    "The so-called “winter tax” was never raised by Ann Poole.": [],
    "Joe Dunn is known as “the man who never sleeps”.": [],
}


@pytest.mark.parametrize(("text", "expected"), LEFT_OVER.items())
def test_marked_words_that_no_cue_has(text, expected, page, reported):
    here = page(text)
    assert reported(here, tuple(phrases.left_over(here, cues.find(here), frozenset()))) == expected


def test_marked_words_that_are_somebodys_are_not_left_over(page):
    here = page("Ann Poole remembered Tom Reed climbing the pier and “shouting as loudly as he could at the gulls”.")
    assert list(phrases.left_over(here, cues.find(here), {0})) == []


def test_without_weights_nothing_is_left_over(page, monkeypatch):
    monkeypatch.setattr(phrases, "weights", dict)
    here = page("Ann Poole's request to “name everybody who had signed the letter” was refused.")
    assert list(phrases.left_over(here, cues.find(here), frozenset())) == []


def test_what_is_seen_of_marked_words(page):
    here = page("Ann Poole's request to “name everybody who had signed the letter” was refused.")
    seen = phrases.features(here, cues.find(here), 0, frozenset())
    assert {"", "up to 12", "finite", "ends with a word", "before: to", "behind: was", "body"} <= seen.keys()
