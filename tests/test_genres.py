"""Whole articles of several genres, with every quotation that they hold, its speaker and the role of a named one."""

import json

import pytest
from root import ROOT

ARTICLES = {case["id"]: case for case in json.loads((ROOT / "tests" / "cases" / "genres.json").read_text("utf-8"))}
FAILING = [
    pytest.param(
        name, failing, marks=pytest.mark.xfail(reason=failing["why"], strict=True), id=f"{name}: {failing['why']}"
    )
    for name, case in ARTICLES.items()
    for failing in case.get("failing", ())
]


@pytest.fixture(scope="module")
def told(extract):
    """A function that gives what is found in an article, a line for each quotation: kind, who, words."""
    known = {}

    def rows(name):
        if name not in known:
            known[name] = [row(quote) for quote in extract("\n\n".join(ARTICLES[name]["text"])).quotes]
        return known[name]

    return rows


def row(quote):
    who = quote.speaker
    named = who and (who.name or who.description)
    role = f", {who.role}" if who and who.name and who.role else ""
    return f"{quote.kind} | {named}{role} | {' … '.join(piece.text for piece in quote.content)}"


@pytest.mark.parametrize("name", ARTICLES)
def test_every_quotation_of_an_article_is_found_and_no_other(name, told):
    failing = ARTICLES[name].get("failing", ())
    wanted = {*ARTICLES[name]["quotations"]} - {f["row"] for f in failing} | {
        f["instead"] for f in failing if f["instead"]
    }
    assert sorted(told(name)) == sorted(wanted)


@pytest.mark.parametrize(("name", "failing"), FAILING)
def test_what_is_not_yet_right_in_an_article(name, failing, told):
    assert failing["row"] in told(name) if failing["row"] else failing["instead"] not in told(name)
