"""What a cue reports that stands before or around it, and what looks like it and is the reporter's."""

from __future__ import annotations

import pytest

from quoteattr.quotations import clauses, cues

AROUND = {
    "It rained, Ann Poole said.": ["parenthetical: It rained"],
    "The ferry, Ann Poole said, will be late.": ["parenthetical: The ferry / will be late"],
    "It rained, Ann Poole said, adding that it was cold.": ["parenthetical: It rained", "clause: it was cold"],
    "It rained, the court heard.": ["parenthetical: It rained"],
    "It rained, the dog heard.": [],
    "When the rain stopped, Ann Poole continued.": [],
    "After the vote, Ann Poole announced a plan.": [],
    "She spoke little, but her face said a lot.": [],
    "Asked whether she would stay, she said: “No.”": [],
    "As Ann Poole said, it rained all day.": ["as-clause: it rained all day"],
    "According to Ann Poole, it rained all day.": ["according: it rained all day"],
    "It rained all day, according to Ann Poole.": ["according: It rained all day"],
    "It stayed because, according to Ann Poole, it had to.": ["according: it had to"],
    "According to the agency, citing police, it rained all day.": ["according: it rained all day"],
}


@pytest.mark.parametrize(("text", "expected"), AROUND.items())
def test_the_sentence_around_a_cue(text, expected, page, reported):
    here = page(text)
    assert reported(here, clauses.find(here, cues.find(here))) == expected
