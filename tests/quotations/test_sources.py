"""The source of each reporting verb, and its addressee or channel."""

from __future__ import annotations

import pytest

from quoteattr.quotations import cues

SOURCES = {
    "The mayor said that it had rained.": ["The mayor"],
    "It was dismissed by the mayor as “rubbish”.": ["the mayor"],
    "Ann Poole, who said that it had rained, left.": ["Ann Poole"],
    "Poole is a critic of the plan who says that it failed.": ["Poole"],
    "“No,” said the mayor.": ["the mayor"],
    "“No,” said residents.": ["residents"],
    "“No,” Ann Poole, the head of policy, said.": ["Ann Poole, the head of policy"],
    "“No,” Ann Poole – once a pilot – said.": ["Ann Poole – once a pilot"],
    "The general said they had left, insisting that it was late.": ["The general", "The general"],
    "He said it was early and promised that the ferry would come.": ["He", "He"],
    "Poole ruled out the plan, which is costly, saying that it had failed.": ["Poole", "Poole"],
    "The paper quoted Ann Poole as saying that it had rained.": ["Ann Poole"],
    "Critics of hers were accused by opponents of hiding the bill.": ["opponents"],
    "One of them said that it had rained.": ["One of them"],
    "It was said that it had rained.": [None],
    "I said that it had rained.": [],
    "One might ask whether it rained.": [],
}

ADDRESSEES = {
    "Poole told the court that it had rained.": "the court",
    "“It rained,” Poole said to the council.": "the council",
    "The court was told that it had rained.": "The court",
    "Poole reminded pupils that it had rained.": "pupils",
    "Telling the jury she had been alone, Poole left.": "the jury",
    "Poole said in a statement that it had rained.": "a statement",
    "Poole said on Chatterbox that it had rained.": "Chatterbox",
    "Poole said on Monday that it had rained.": None,
    "Poole said in a hurry that it had rained.": None,
}


def text_of(page, phrase):
    return page.text(phrase.tokens) if phrase else None


@pytest.mark.parametrize(("text", "expected"), SOURCES.items())
def test_whose_words(text, expected, page):
    here = page(text)
    assert [text_of(here, cue.source) for cue in cues.find(here)] == expected


@pytest.mark.parametrize(("text", "expected"), ADDRESSEES.items())
def test_to_whom_or_where(text, expected, page):
    here = page(text)
    (cue,) = cues.find(here)
    assert text_of(here, cue.addressee) == expected
