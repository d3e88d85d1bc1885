"""Where reported words end: the first clause of each sentence, up to where the reporter goes on."""

from __future__ import annotations

import pytest

from quoteattr.quotations import clauses, cues

ENDS = {
    "it rained, adding that it was cold": "it rained",
    "it rained but accepted that it was warm": "it rained",
    "it rained, according to Tom Reed": "it rained",
    "it rained – which was wrong": "it rained",
    "it rained, while Tom Reed said that it snowed": "it rained",
    "it rained while the ferry was late": "it rained while the ferry was late",
    "it rained; Tom Reed said that it snowed": "it rained",
    "it rained; the ferry was late": "it rained; the ferry was late",
    "it would close but did not say when": "it would close",
    "it would close, but declined to name the buyer": "it would close",
    "it rained, but the ferry was on time": "it rained",
    "it rained and the ferry was late": "it rained and the ferry was late",
    "the half-empty ferry was late": "the half-empty ferry was late",
    "it was “a mess,” a dig at the mayor": "it was “a mess,”",
    "it was “a mess,” and Reed left": "it was “a mess,”",
}


@pytest.mark.parametrize(("said", "expected"), ENDS.items())
def test_where_reported_words_end(said, expected, page, reported):
    here = page(f"Ann Poole said that {said}.")
    assert reported(here, clauses.find(here, cues.find(here)))[0] == f"clause: {expected}"


def test_they_end_with_the_clause_where_the_main_one_follows(page, reported):
    here = page("Although Ann Poole says that it rains, the ferry is on time.")
    assert reported(here, clauses.find(here, cues.find(here))) == ["clause: it rains"]
