"""Where marked words begin or end whose other mark was lost."""

from __future__ import annotations

import pytest

from quoteattr.text import lost_marks

BEGINS = {
    "It rained. We have sand,” said Ann Poole.": ("It rained. We have sand,", "We have sand,"),
    "Ann Poole said: We have sand.” She left.": ("We have sand.", "We have sand."),
    "Ann Poole spoke. She said it rained. We have sand. We have boats.” She left.": (
        "We have sand. We have boats.",
        "We have boats.",
    ),
    "Poole said that we have sand.”": (None, None),
}

ENDS = {
    "“We have sand, said Ann Poole.": ("We have sand,", "We have sand,"),
    "“We have sand, the mayor of Eastwick said.": ("We have sand,", "We have sand,"),
    "“We have sand, he said.": ("We have sand,", "We have sand, he said."),
    "“We have sand. Poole said that it rained.": ("We have sand.", "We have sand."),
    "“We have sand. But the mayor, Ann Poole, said that it rained.": ("We have sand.", "We have sand."),
    "“We have sand. He said that it rained.": ("We have sand.", "We have sand. He said that it rained."),
    "“We have sand,’ Ann Poole said.": ("We have sand,’", "We have sand,’"),
    "“We have the boats’ sand.’ It rained.": ("We have the boats’ sand.’", "We have the boats’ sand.’"),
    "“They say ‘sand.’ We have boats.": ("They say ‘sand.’ We have boats.", "They say ‘sand.’ We have boats."),
    "“We have the sand., before adding that it rained.": ("We have the sand.", "We have the sand."),
    "“We work for Sand Inc., and it rained.": (
        "We work for Sand Inc., and it rained.",
        "We work for Sand Inc., and it rained.",
    ),
    "“We have sand. We have boats.": ("We have sand. We have boats.", "We have sand. We have boats."),
}


@pytest.mark.parametrize(("text", "expected"), BEGINS.items())
def test_where_words_begin_alone_in_their_paragraph_and_beside_others(text, expected):
    at = text.index("”")
    starts = [lost_marks.opening(text, 0, at, at + 1, len(text), alone=alone) for alone in (True, False)]
    assert tuple(None if start is None else text[start:at] for start in starts) == expected


@pytest.mark.parametrize(("text", "expected"), ENDS.items())
def test_where_words_end_and_where_if_the_next_paragraph_takes_them_up(text, expected):
    ends = [lost_marks.closing(text, 1, len(text), taken_up=taken_up) for taken_up in (False, True)]
    assert tuple(text[1:end] for end in ends) == expected
