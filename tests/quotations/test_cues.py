"""Cues: kind, words, source, and how far the reporting group reaches; sentences in which nothing has been said have none."""

from __future__ import annotations

import pytest

from quoteattr.quotations import cues

FOUND = {
    "Ann Poole said that the pier was safe.": ["verb: said | Ann Poole | Ann Poole said"],
    "Ann Poole has pointed out that the pier was safe.": [
        "verb: pointed out | Ann Poole | Ann Poole has pointed out",
    ],
    "She quietly told the court on Monday that the pier was safe.": [
        "verb: told | She | She quietly told the court on Monday",
    ],
    "The report notes: “The pier is safe.”": ["verb: notes | The report | The report notes"],
    "“The pier is safe,” added Poole.": ["verb: added | Poole | added Poole"],
    "“Ann Poole said so,” Tom Reed recalled.": ["verb: recalled | Tom Reed | Tom Reed recalled"],
    "Mayor SAYS pier is safe": ["verb: SAYS | Mayor | Mayor SAYS"],
    "Ann Poole went on to say that the pier was safe.": [
        "verb: went on | Ann Poole | Ann Poole went on",
        "verb: say | Ann Poole | Ann Poole went on to say",
    ],
    "Ann Poole rang to say that the pier was safe.": ["verb, inherited: say | Ann Poole | to say"],
    "The court was told that the pier was safe.": ["verb, passive: told | - | The court was told"],
    "According to Ann Poole, the pier is safe.": [
        "according: According to | Ann Poole | According to Ann Poole",
    ],
    "In the words of Ann Poole, the pier is safe.": [
        "according: In the words of | Ann Poole | In the words of Ann Poole",
    ],
    "The pier is safe, per the Harbour Trust.": ["according: per | the Harbour Trust | per the Harbour Trust"],
    "In Ann Poole's words, the pier is safe.": ["according: In | Ann Poole | In Ann Poole's words"],
    "Ann Poole's claim that the pier was safe was wrong.": ["noun: claim | Ann Poole's | claim"],
    "A warning from the council that the pier was closed came late.": ["noun: warning | the council | warning"],
    "Ann Poole managed to ask whether the pier was safe.": ["verb: ask | Ann Poole | Ann Poole managed to ask"],
    "The pier, said Ann Poole, is rotten.": ["verb: said | Ann Poole | said Ann Poole"],
    "The council, Ann Poole says, is late.": ["verb: says | Ann Poole | Ann Poole says"],
    "The plan was called “a joke” by Ann Poole.": ["verb, passive: called | Ann Poole | was called"],
    "Tom Reed got an email from Ann Poole saying that he was late.": ["verb: saying | Ann Poole | Ann Poole saying"],
    "Ann Poole, a pilot, said by text message that she was late.": [
        "verb: said | Ann Poole, a pilot | Ann Poole, a pilot, said by text message",
    ],
    "Ann Poole was young. “I was a kid,” she whimpered to the paper.": [
        "verb: whimpered | she | she whimpered to the paper"
    ],
    "“The Long Night,” Ann Poole starred in a play.": [],
    "“No,” Ann Poole whimpered.": ["verb: whimpered | Ann Poole | Ann Poole whimpered"],
    "“No,” typed Ann Poole, a pilot.": ["verb: typed | Ann Poole | typed Ann Poole"],
    "“No,” Ann Poole likes to say.": ["verb: say | Ann Poole | Ann Poole likes to say"],
    "Ann Poole issued a warning that the pier was closed.": ["noun: warning | Ann Poole | warning"],
    "Ann Poole gave testimony that the pier was closed.": ["noun: testimony | Ann Poole | testimony"],
    "For Ann Poole, the pier is “a joke”.": ["according: For | Ann Poole | For Ann Poole"],
    "No 10 said that the pier was safe.": ["verb: said | No 10 | No 10 said"],
    "Only then did Ann Poole say that the pier was safe.": ["verb: say | Ann Poole | Ann Poole say"],
    "Tom Reed forgot that Ann Poole had said so.": ["verb: said | Ann Poole | Ann Poole had said so"],
}

NOTHING_SAID = [
    "Ann Poole did not say that the pier was safe.",
    "Ann Poole never said that the pier was safe.",
    "Ann Poole may say that the pier is safe.",
    "Ann Poole will write or say that the pier is safe.",
    "If Ann Poole says that the pier is safe, we go.",
    "Ann Poole avoided saying that the pier was safe.",
    "Ann Poole hopes to say that the pier is safe.",
    "The storm made Ann Poole say that the pier was safe.",
    "Had Ann Poole said that the pier was safe, they would have gone.",
    "Nothing suggests that the pier is safe.",
    "Ask your doctor whether the pier is safe.",
    "Who said that the pier was safe?",
    "That said, the pier is safe.",
    "The book Nobody Says No was sold out.",
    "The paper's reporting was good.",
    "Two per cent of the pier is safe.",
    "In my words, the pier is safe.",
    "The claim that the pier was safe was wrong.",
    "No one from the trust said that the pier was safe.",
    "No official said that the pier was safe.",
    "Neither Ann Poole nor Tom Reed said that the pier was safe.",
    "Not once did Ann Poole say that the pier was safe.",
    "At no point has Ann Poole said that the pier was safe.",
    "Did Ann Poole say that the pier was safe?",
    "There is no evidence that Ann Poole said that the pier was safe.",
    "It is not true that Ann Poole said that the pier was safe.",
    "It is false that Ann Poole said that the pier was safe.",
    "Tom Reed doubts that Ann Poole said that the pier was safe.",
    "Rumours that Ann Poole told staff that the pier would close are untrue.",
    "Suppose Ann Poole says that the pier is safe.",
    "Ann Poole would like to say that the pier was safe.",
    "Ann Poole did not try to explain that the pier was safe.",
    "The wind threatens to sink the ferry.",
    "The move suggests that the bank is worried.",
    "Ann Poole was accused of saying that the pier was safe.",
    "Claims that were false were removed.",
    "Nothing she said was true.",
    "Ann Poole no longer says that the pier is safe.",
    "Ann Poole came close to saying that the pier was safe.",
    "Ann Poole was falsely quoted as saying that the pier was safe.",
    "Ann Poole made no claim that the pier was safe.",
    "Whatever Ann Poole says, the pier is safe.",
    "It is a lie that Ann Poole said that the pier was safe.",
    "Ann Poole forgot to tell Tom Reed that the pier was safe.",
    "Whether Ann Poole said that the pier was safe is unclear.",
    "Ann Poole, who asked not to be named, left.",
    "Ann Poole asked to remain anonymous.",
    "Ann Poole asked that her name not be used.",
    "Ann Poole asked herself whether it was safe.",
    "“It will fall,” Ann Poole remembers thinking.",
    "Tradition says that the mayor must wait.",
]

SAID_ALL_THE_SAME = [
    "Ann Poole asked not to be moved.",
    "Ann Poole asked to be named captain.",
    "Ann Poole asked Tom Reed whether it was safe.",
    "Ann Poole remembers saying that it was safe.",
    "The report showed that the pier was safe.",
]


def told(page, cue):
    signs = [cue.kind, *(sign for sign in ("inherited", "passive") if getattr(cue, sign))]
    source = page.text(cue.source.tokens) if cue.source else "-"
    return f"{', '.join(signs)}: {page.text(cue.tokens)} | {source} | {page.text((cue.left, cue.right))}"


@pytest.mark.parametrize(("text", "expected"), FOUND.items())
def test_what_reports(text, expected, page):
    here = page(text)
    assert [told(here, cue) for cue in cues.find(here)] == expected


@pytest.mark.parametrize("text", NOTHING_SAID)
def test_what_reports_nothing(text, page):
    assert [cue for cue in cues.find(page(text)) if cue.kind != "disclaimed"] == []


@pytest.mark.parametrize("text", SAID_ALL_THE_SAME)
def test_what_looks_like_it_and_reports(text, page):
    assert any(cue.kind == "verb" for cue in cues.find(page(text)))


DISCLAIMED = {
    "Ann Poole never said “the pier is safe”.": ["said"],
    "There is no evidence that Ann Poole said “the pier is safe”.": ["said"],
    "Neither Ann Poole nor Tom Reed said “the pier is safe”.": ["said"],
    "“The pier is safe,” Ann Poole thought.": ["thought"],
    "Ann Poole may say “the pier is safe”.": [],
}


@pytest.mark.parametrize(("text", "expected"), DISCLAIMED.items())
def test_words_beside_these_are_nobodys(text, expected, page):
    here = page(text)
    assert [here.text(cue.tokens) for cue in cues.find(here) if cue.kind == "disclaimed"] == expected


def test_a_verb_has_its_constructions_and_other_cues_have_none(page):
    verb, according = cues.find(page("Ann Poole accused the firm of theft, according to Tom Reed."))
    assert (verb.takes("ofger"), verb.takes("inf", "objinf"), verb.takes("inf", "ofger")) == (True, False, True)
    assert according.frames == frozenset()
