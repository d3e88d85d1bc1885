"""Short articles in the manner of wires, tabloids, local papers, magazines and broadcasts, by what is hard in them.

A case of ``wordings.json`` gives its kind, its text, and a row for every quotation: how it is said, by whom, and its words.
``, person`` or a title behind the speaker's name is checked as well. What is known to fail tells why.
"""

import json

import pytest
from root import ROOT

CASES = json.loads((ROOT / "tests" / "cases" / "wordings.json").read_text("utf-8"))
PARAMETERS = [
    pytest.param(
        case,
        id=f"{case['kind']}: {case['text'][:30]}",
        marks=[pytest.mark.xfail(reason=case["why"], strict=True)] if "why" in case else [],
    )
    for case in CASES
]


@pytest.fixture(scope="module")
def read(together):
    return together(case["text"] for case in CASES)


def row(quote, wanted):
    who = quote.speaker
    named = who and (who.name or who.description)
    told = [what for what in (who.kind, who.role and who.role.title) if what] if who else []
    more = next((f", {what}" for what in told if f"{named}, {what} |" in wanted), "")
    return f"{quote.kind} | {named}{more} | {' … '.join(piece.text for piece in quote.content)}"


@pytest.mark.parametrize("case", PARAMETERS)
def test_every_quotation_is_found_and_no_other(case, read):
    wanted = case["quotations"]
    assert sorted(row(quote, "\n".join(wanted)) for quote in read(case["text"]).quotes) == sorted(wanted)
