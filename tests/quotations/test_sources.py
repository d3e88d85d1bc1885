"""The source of each reporting verb, and its addressee or channel."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from quoteattr.quotations import cues, sources
from quoteattr.text.page import Page

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
    "“Maria” told the court that it was late.": ["“Maria”"],
    "“Maria”, who was there, said that it was late.": ["“Maria”"],
    "“Never” said the mayor.": ["the mayor"],
    "The trust denied reports that the firm had left, calling them “a lie”.": ["The trust", "The trust"],
    "The agency said there was no proof a plane was hit, calling the story “a lie”.": ["The agency", "The agency"],
    "“She is late”—Ann Poole laughed, “as ever.”": ["Ann Poole"],
    "Poole met a clerk who had left, saying that it was late.": ["Poole"],
    "The union sent an email to members saying that it had failed.": ["The union"],
    "Parents launched a petition, now with 900 names, asking the trust to stop.": ["Parents"],
    "Poole, who sent a note to staff saying it had failed, left.": ["Poole"],
    "The paper ran a letter from Ann Poole saying that it had failed.": ["Ann Poole"],
    "The trust released a note, Ann Poole saying that it had failed.": ["Ann Poole"],
    "Poole saw a study saying that it had failed.": ["a study"],
    "Poole is a director of the Harbour Trust, which says that it failed.": ["the Harbour Trust"],
    "The paper quoted Ann Poole as saying that it had rained.": ["Ann Poole"],
    "In an email sent by Ann Poole, staff were told that it had failed.": ["an email sent by Ann Poole"],
    "Staff were asked in a memo from Ann Poole to leave the boat.": ["a memo from Ann Poole"],
    "Staff were told in Ann Poole’s letter that it had failed.": ["Ann Poole’s letter"],
    "Staff were told in a leaflet that it had failed.": [None],
    "The trust was silent, but in a memo to staff its founder, Ann Poole, told them that it had failed.": [
        "its founder, Ann Poole"
    ],
    "The trust was silent but in a note seen by Acme the chair, Ann Poole, wrote that it had failed.": ["Ann Poole"],
    "The mayor met the town coach, Joe Dunn, and told him that it had failed.": ["The mayor"],
    "Critics of hers were accused by opponents of hiding the bill.": ["opponents"],
    "“It will open, whatever the weather,” Ann Poole said.": ["Ann Poole"],
    "Ann Poole will say whatever Tom Reed said.": [],
    "“It is late, and it will stay late,” the 32-year-old insisted.": ["the 32-year-old"],
    "“Who left?” asked the 65-year-old.": ["the 65-year-old"],
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


@pytest.mark.parametrize(
    ("words", "heads", "deps", "expected"),
    [
        (["Costs", "and", "revenues", "."], [0, 0, 0, 0], ["ROOT", "cc", "conj", "punct"], None),
        (["The", "paper", "states", "."], [1, 2, 2, 2], ["det", "compound", "ROOT", "punct"], "The paper"),
    ],
    ids=["alone", "behind a name"],
)
def test_a_noun_is_not_its_own_source(words, heads, deps, expected, nlp):
    """What the parser takes for a noun may be a verb behind its source; a noun alone would be a source without words."""
    tags = [
        "DT" if word == "The" else "CC" if word == "and" else "NNS" if word.endswith("s") else "NN" for word in words
    ]
    doc = Doc(nlp.vocab, [*words], tags=[*tags[:-1], "."], heads=heads, deps=deps, ents=["O"] * len(words))
    here = Page(doc.text, doc, (), ())
    assert text_of(here, sources.of_verb(here, doc[2], 3)[0]) == expected
