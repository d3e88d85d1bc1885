"""Where the reporter's sentences end: at full stops outside marks, not at those of ranks, brackets and initials."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It rained. They left.", ["It rained.", "They left."]),
        ("Did it rain? It did! They left…", ["Did it rain?", "It did!", "They left…"]),
        ("Lt. Dana Wells said no. She left.", ["Lt. Dana Wells said no.", "She left."]),
        ("Ann S. Poole said no. She left.", ["Ann S. Poole said no.", "She left."]),
        ("The senator (R-Tenn.) said so. He left.", ["The senator (R-Tenn.) said so.", "He left."]),
        ("They came from the U.S. The plan failed.", ["They came from the U.S.", "The plan failed."]),
        ('He said "no way." The next day it rained.', ['He said "no way."', "The next day it rained."]),
        ('He said "no way." and left. It rained.', ['He said "no way." and left.', "It rained."]),
        ("“I came. I saw. I left,” she said. It rained.", ["“I came. I saw. I left,” she said.", "It rained."]),
    ],
)
def test_a_sentence_ends_outside_marks(text, sentences, page):
    parsed = page(text)
    starts = [parsed.token_at(text.index(sentence)) for sentence in sentences]
    outside = [next(i for i in range(start, len(parsed.tokens)) if parsed.inside[i] < 0) for start in starts]
    assert [parsed.text(parsed.sentence(i)) for i in outside] == sentences


def test_a_sentence_ends_with_its_passage(page):
    parsed = page("Fares to rise\n\nFares will rise in May, the council said")
    assert parsed.text(parsed.sentence(0)) == "Fares to rise"
