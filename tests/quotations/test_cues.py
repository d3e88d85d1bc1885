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
        "verb, inherited: say | Ann Poole | to say",
    ],
    "Ann Poole rang to say that the pier was safe.": ["verb, inherited: say | Ann Poole | to say"],
    "The court was told that the pier was safe.": ["verb, passive: told | - | was told"],
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
    assert cues.find(page(text)) == ()


def test_a_verb_has_its_constructions_and_other_cues_have_none(page):
    verb, according = cues.find(page("Ann Poole accused the firm of theft, according to Tom Reed."))
    assert (verb.takes("ofger"), verb.takes("inf", "objinf"), verb.takes("inf", "ofger")) == (True, False, True)
    assert according.frames == frozenset()
