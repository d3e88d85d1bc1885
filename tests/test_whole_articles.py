"""Whole articles of several genres and papers, and short texts for habits of the press: every quotation, who says it, as what.

A case of ``tests/cases/whole_articles.json``, ``habits.json`` and ``small_articles.jsonl`` (what users of such tools complain about,
a line each) is ``{"id", "text", "quotations", "failing"}``. Its text is a list of paragraphs. Of quotations every one is there, as
``kind | who, role | words``: who is the name or else the description, or None; pieces of the words are parted by an ellipsis. What
goes wrong today is told under ``failing``: the ``row`` that ought to be found (null: none), what is found ``instead`` (null: nothing),
and ``why``.
"""

from __future__ import annotations

import json

import pytest
from root import ROOT

TABLES = ROOT / "tests" / "cases"
CASES = {
    case["id"]: case
    for table in ("whole_articles", "habits")
    for case in json.loads((TABLES / f"{table}.json").read_text("utf-8"))
}
SMALL = map(json.loads, (TABLES / "small_articles.jsonl").read_text("utf-8").splitlines())
CASES |= {case["id"]: case for case in SMALL}
FAILING = [
    pytest.param(
        name, failing, marks=pytest.mark.xfail(reason=failing["why"], strict=True), id=f"{name}: {failing['why']}"
    )
    for name, case in CASES.items()
    for failing in case.get("failing", ())
]


def text(case):
    return "\n\n".join(case["text"])


@pytest.fixture(scope="module")
def told(together):
    """A function that gives what is found in the text of a case, a row for each quotation."""
    read = together(map(text, CASES.values()))

    def rows(name):
        return [row(quote) for quote in read(text(CASES[name])).quotes]

    return rows


def row(quote):
    who = quote.speaker
    named = who and (who.name or who.description)
    role = f", {who.role}" if who and who.role else ""
    return f"{quote.kind} | {named}{role} | {' … '.join(piece.text for piece in quote.content)}"


@pytest.mark.parametrize("name", CASES)
def test_every_quotation_of_a_text_is_found_and_no_other(name, told):
    failing = CASES[name].get("failing", ())
    right = {*CASES[name]["quotations"]} - {one["row"] for one in failing}
    assert sorted(told(name)) == sorted(right | {one["instead"] for one in failing if one["instead"]})


@pytest.mark.parametrize(("name", "failing"), FAILING)
def test_what_is_not_yet_right_in_a_text(name, failing, told):
    assert failing["row"] in told(name) if failing["row"] else failing["instead"] not in told(name)


ROLES = {
    "Senator Ann Poole, Democrat of Ohio,": "senator, Ohio",
    "Gov. Ann Poole of Ohio, a Democrat,": "governor, Ohio",
    "Ann Poole, president and chief executive of Harbour Trust,": "president and chief executive, Harbour Trust",
    "Ann Poole, chief economist at Harbour Trust and a former adviser to the bank,": "chief economist, Harbour Trust",
    "Ann Poole, Director of Services at Lantern,": "director of Services, Lantern",
    "Ann Poole, president of Acme at the time,": "president, Acme",
    "Ann Poole, RN, MBA, director of Harbour Trust,": "director, Harbour Trust",
    "Ann Poole, who took over as Harbour Trust’s chief executive in March,": "chief executive, Harbour Trust",
    "Army spokesman Colonel Tom Reed": "spokesman, Army",
}


SAYS = "{} said it was late."


@pytest.fixture(scope="module")
def subjects(together):
    return together(map(SAYS.format, ROLES))


@pytest.mark.parametrize(("subject", "role"), ROLES.items())
def test_the_role_to_print(subject, role, subjects):
    (quote,) = subjects(SAYS.format(subject)).quotes
    assert str(quote.speaker.role) == role


@pytest.mark.parametrize(
    "text",
    [
        "“We are done here,” Bo Larsen said by video",
        "Ann Poole edits a site. Until May, she said, it has",
        "“No one has paid us a penny,” rasped Bill",
        "Edith Crane, who ran the lifeboat station for",
        "The judge said the man lied to officers and described himself as",
        "“We called it art,” said one former carer.\n\nThe woman, who is identified in this article as Joan because she",
        "Emails,",
        "Rumours that Tom Reed",
        "According to the Herald, Sade Ige,",
        "Neve Raines, 58, of Mill Lane, Tarn",
    ],
)
def test_what_breaks_off_is_read(extract, text):
    assert extract(text).text == text
