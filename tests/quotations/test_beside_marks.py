"""The cue beside marked words, with its rule; words that are marked and not said have none."""

from __future__ import annotations

import pytest

from quoteattr.quotations import around_cues, cues

BESIDE = {
    "“It is late,” said Ann Poole.": ["quote-cue: It is late, / said"],
    "“It is late,” he told the court.": ["quote-cue: It is late, / told"],
    "“It is late,” as Ann Poole said.": ["quote-cue: It is late, / said"],
    "“It is late.” Ann Poole said.": ["quote-cue: It is late. / said"],
    "“It is late.” Ann Poole said she would go.": [],
    "“It is late.” She added: “We go.”": ["cue-colon: We go. / added"],
    "The “Fight Back” movement, which began in May, is large.": [],
    "She said: “It is late.”": ["cue-colon: It is late. / said"],
    "He told the court, “It is late.”": ["cue-quote: It is late. / told"],
    "She declared “today the shops, tomorrow the docks”.": [
        "cue-quote: today the shops, tomorrow the docks / declared",
    ],
    "She said on the channel's “Good Day”.": [],
    "She said that the plan was “a mess”.": [],
    "She said “The Quiet Hour” would be her last film.": [],
    "He told “The Quiet Hour” after the vote.": [],
}


def found(page, with_clause=frozenset()):
    links = around_cues.beside_marks(page, cues.find(page), with_clause)
    return [f"{rule}: {page.inner(number)} / {page.text(cue.tokens)}" for number, (rule, cue) in links.items()]


@pytest.mark.parametrize(("text", "expected"), BESIDE.items())
def test_the_cue_beside_marks(text, expected, page):
    assert found(page(text)) == expected


def test_a_cue_with_a_clause_has_marked_words_before_it_only_if_nothing_leads_to_them(page):
    for text, expected in {
        "On “Good Day,” she said it was late.": [],
        "“Good day,” she said it was late.": ["quote-cue: Good day, / said"],
    }.items():
        here = page(text)
        assert found(here, frozenset(cue.start for cue in cues.find(here))) == expected
