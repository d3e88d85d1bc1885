"""What stands behind a cue as its content: clauses, infinitives and gerunds, with the rule that found them."""

from __future__ import annotations

import pytest

from quoteattr.quotations import clauses, cues

BEHIND = {
    "Ann Poole said that it rained.": ["clause: it rained"],
    "Ann Poole said only that it rained.": ["clause: it rained"],
    "Ann Poole said that it rained and that it snowed.": ["clause: it rained / it snowed"],
    "Ann Poole said that the days when ferries came were gone.": ["clause: the days when ferries came were gone"],
    "Ann Poole said the question of the pier did not arise.": ["clause: the question of the pier did not arise"],
    "Ann Poole spoke, insisting rents, rates and fares would fall.": ["clause: rents, rates and fares would fall"],
    "Ann Poole predicted at the debate that they would win.": ["clause: they would win"],
    "Ann Poole asked the mayor if it rained.": ["clause: if it rained"],
    "Ann Poole told the court she had been alone.": ["clause: she had been alone"],
    "Ann Poole told him that a plan to leave had failed.": ["clause: a plan to leave had failed"],
    "The report found that it rained.": ["clause: it rained"],
    "The mayor found that it rained.": [],
    "The coroner found that it rained.": ["clause: it rained"],
    "The court heard that it rained.": ["clause: it rained"],
    "The mayor heard that it rained.": [],
    "Ann Poole vowed not to leave.": ["infinitive: not to leave"],
    "Ann Poole vowed to “fight on,” and to “win in May”.": ["infinitive: to “fight on,” / to “win in May”"],
    "Ann Poole urged him to leave.": ["infinitive: to leave"],
    "Ann Poole called for the march to be banned.": ["infinitive: the march to be banned"],
    "Tom Reed is said to have left.": ["infinitive: to have left"],
    "Tom Reed was urged by Ann Poole to leave.": ["infinitive: to leave"],
    "Tom Reed was asked to leave.": [],
    "Ann Poole denied hiding the bill.": ["gerund: hiding the bill"],
    "Ann Poole accused the firm of hiding the bill.": ["gerund: hiding the bill"],
    "Ann Poole accused the firm of theft.": [],
    "Ann Poole's claim that it rained was wrong.": ["noun-clause: it rained"],
    "The contention of the mayor that it rained was wrong.": ["noun-clause: it rained"],
    "The claims of theft that were made were wrong.": [],
    "Ann Poole said nothing.": [],
}


@pytest.mark.parametrize(("text", "expected"), BEHIND.items())
def test_what_a_cue_reports(text, expected, page, reported):
    here = page(text)
    assert reported(here, clauses.find(here, cues.find(here))) == expected
