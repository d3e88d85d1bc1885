"""Where reported words end: the first clause of each sentence, up to where the reporter goes on."""

from __future__ import annotations

import pytest

from quoteattr.quotations import clause_ends, clauses, cues

ENDS = {
    "it rained, adding that it was cold": "it rained",
    "it rained but accepted that it was warm": "it rained",
    "it rained, according to Tom Reed": "it rained",
    "it rained – which was wrong": "it rained",
    "it rained, while Tom Reed said that it snowed": "it rained",
    "it rained while the ferry was late": "it rained while the ferry was late",
    "it rained; Tom Reed said that it snowed": "it rained",
    "it rained; the council has not replied": "it rained",
    "it would close but did not say when": "it would close",
    "it would close, but declined to name the buyer": "it would close",
    "it would close but the owner would not say when": "it would close",
    "it would close, but the owner declined to comment": "it would close",
    "it would close, but the owner would not leave": "it would close, but the owner would not leave",
    "it would close, but gave no reason": "it would close",
    "it would close but did not elaborate": "it would close",
    "it would close but would not say when": "it would close",
    "it would close, without giving details": "it would close",
    "it was “a mess,” without elaborating": "it was “a mess,”",
    "it would close, without a day to lose": "it would close, without a day to lose",
    "the court gave no reason": "the court gave no reason",
    "it would stay but would not ask for money": "it would stay but would not ask for money",
    "the list was “a snapshot” and did not reflect the facts": "the list was “a snapshot” and did not reflect the facts",
    "it rained, but the ferry was on time": "it rained, but the ferry was on time",
    "it rained, but Tom Reed said that it snowed": "it rained",
    "it was shut because it was rotten": "it was shut because it was rotten",
    "the pier had been listed, was stored in a shed and had rotted": "the pier had been listed, was stored in a shed and had rotted",
    "the pier is rotten, but the quay is sound": "the pier is rotten, but the quay is sound",
    "the quay, the pier and the dock were rotten": "the quay, the pier and the dock were rotten",
    "it would not only rain, but the ferry would be late": "it would not only rain, but the ferry would be late",
    "it rained and the ferry was late": "it rained and the ferry was late",
    "the half-empty ferry was late": "the half-empty ferry was late",
    "it was “a mess,” a dig at the mayor": "it was “a mess,”",
    "it was “a mess,” and Reed left": "it was “a mess,”",
    "it rained, Tom Reed reported": "it rained",
    "it rained, Tom Reed has reported": "it rained",
    "Tom Reed has reported it": "Tom Reed has reported it",
    "it rained, and Tom Reed said that it snowed": "it rained",
    "it rained and Tom Reed said that it snowed": "it rained",
    "it rained and Tom Reed left": "it rained and Tom Reed left",
    "it rained; Tom Reed disagreed": "it rained",
    "it rained, and the council agreed": "it rained",
    "it had rained and slammed the forecast as “a mess”": "it had rained",
    "it had rained and soaked the “Hour” team": "it had rained and soaked the “Hour” team",
    "it had rained for a week – a sum that few had foreseen": "it had rained for a week",
    "it had rained – her first holiday": "it had rained",
    "it had rained when asked by Reed": "it had rained",
    "it had rained when Reed asked": "it had rained when Reed asked",
    "it had rained – and snowed": "it had rained – and snowed",
    "it – a ferry – was late": "it – a ferry – was late",
    "the plan, which the council said was old, would change": "the plan, which the council said was old, would change",
}


def test_a_semicolon_between_two_pasts(page, reported):
    here = page("Ann Poole said that it rained; the ferry was late.")
    assert reported(here, clauses.find(here, cues.find(here)))[0] == "clause: it rained; the ferry was late"


@pytest.mark.parametrize(("said", "expected"), ENDS.items())
def test_where_reported_words_end(said, expected, page, reported):
    here = page(f"Ann Poole said that {said}.")
    assert reported(here, clauses.find(here, cues.find(here)))[0] == f"clause: {expected}"


def test_they_end_with_the_clause_where_the_main_one_follows(page, reported):
    here = page("Although Ann Poole says that it rains, the ferry is on time.")
    assert reported(here, clauses.find(here, cues.find(here))) == ["clause: it rains"]


MAIN_CLAUSES = {
    "After Ann Poole said the pier was rotten, the gates were shut.": "the pier was rotten",
    "While Ann Poole said the pier, the quay and the dock were rotten, Reed left.": "the pier, the quay and the dock were rotten",
    "On Monday Ann Poole said the pier was rotten, the gates shut.": "the pier was rotten, the gates shut",
}


@pytest.mark.parametrize(("text", "expected"), MAIN_CLAUSES.items())
def test_they_end_before_the_main_clause_that_the_parser_takes_for_theirs(text, expected, page, reported):
    here = page(text)
    assert reported(here, clauses.find(here, cues.find(here)))[0] == f"clause: {expected}"


def test_a_participle_reports_up_to_the_verb_that_goes_on_from_its_main_verb(page, reported):
    here = page("Ann Poole hit out, accusing the council of being “late” and said it had “lost the plot”.")
    assert reported(here, clauses.find(here, cues.find(here)))[0] == "gerund: being “late”"


def test_what_the_rules_are_sure_of_needs_no_weights(monkeypatch):
    monkeypatch.setattr(clause_ends, "weights", dict)
    assert clause_ends.ends_at({clause_ends.CERTAIN: 1.0})
    assert not clause_ends.ends_at({"reporter goes on": 1.0})


def test_the_joints_of_a_sentence_and_what_is_seen_of_them(page):
    here = page("Ann Poole said it rained, but that the pier was “dry” and clean.")
    cue = cues.find(here)[0]
    joints = list(clause_ends.joints_of(here, cue, here.tokens[4], clause_ends.limit_of(here, cue)))
    assert [here.words[joint.first] for joint in joints] == ["that", "clean"]
    assert {", but", "that", ", but: that"} <= clause_ends.features(joints[0]).keys()
    assert {"and", "behind marks", "no verb"} <= clause_ends.features(joints[1]).keys()


BROKEN_OFF = (
    "The clerk wrote ''the file is lost'' in",
    "The nurse called it “a shambles” at",
    "Ann Poole said the mayor came and praised",
    "The union, which has 900 members, accused",
    "The rowers, who train at dawn, urged",
)


@pytest.mark.parametrize("text", BROKEN_OFF)
def test_a_text_may_break_off_behind_any_word(text, page):
    here = page(text)
    assert all(piece.end <= len(here.words) for found in clauses.find(here, cues.find(here)) for piece in found.pieces)
