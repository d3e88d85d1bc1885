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


KINDS = {
    "Tom Reed apologised to customers on X. “We shipped too early,” he wrote. “That is on me.”": [
        "direct | Tom Reed | “We shipped too early,” … “That is on me.”"
    ],
    "The U.S. “War on Terror” was late, said Ann Poole.": ["mixed | Ann Poole | The U.S. “War on Terror” was late"],
    "Ann Poole demanded “answers, not letters.” Joe Dunn, a lawyer, has testified about it.": [
        "direct | Ann Poole | “answers, not letters.”"
    ],
    "Harbour Trust said in a letter that Eastwick was “playing with matches”.": [
        "mixed | Harbour Trust | Eastwick was “playing with matches”"
    ],
    "Tom Reed wrote in his post that the river had died by inches.": [
        "indirect | Tom Reed | the river had died by inches"
    ],
    "They cited a report by the think tank Borderline, which estimated that prices would double.": [
        "indirect | Borderline | prices would double"
    ],
    "A team at Eastwick University has found that cats can count.": [
        "indirect | team at Eastwick University | cats can count"
    ],
    "Shells struck a market on Saturday, said Ann Poole, in the worst violence since a ceasefire was signed in May.": [
        "indirect | Ann Poole | Shells struck a market on Saturday … in the worst violence since a ceasefire was signed in May"
    ],
    "Oct 14 (Transwire) - The pier has fallen, Ann Poole said on Monday.": [
        "indirect | Ann Poole | The pier has fallen"
    ],
    "“I left,” Ann Poole told the court.\nThe Archbishop, Tom Reed, said it was late. The Archbishop said so again and that "
    "it rained.": [
        "direct | Ann Poole | “I left,”",
        "indirect | Tom Reed, archbishop | it was late",
        "indirect | Tom Reed, archbishop | it rained",
    ],
    "Harbour Foods closed its plant. The Eastwick-based start-up said it was sorry.": [
        "indirect | Harbour Foods | it was sorry"
    ],
    "Harbour Foods fell. In a letter, the firm’s lawyers said it was untrue. The company said it had met the law.": [
        "indirect | the firm’s lawyers | it was untrue",
        "indirect | Harbour Foods | it had met the law",
    ],
    "A study has found that lakes leak. The research, published in the journal Earth Letters, suggests that ice is thin.": [
        "indirect | study | lakes leak",
        "indirect | study | ice is thin",
    ],
    "The company that runs the pier, Harbour Leisure, said it was late.": ["indirect | Harbour Leisure | it was late"],
    "The novelist Ann Poole talks to Clare Dale.\n\nClare Dale: You said that you had left.\n\nAnn Poole: I did leave. It was late."
    "\n\nCD: Is it true that you ran?\n\nAP: I was too tired to run.\n\nCD: Do you envy him?\n\nAP: Every morning, on the stairs.": [
        "indirect | Clare Dale | You said that you had left.",
        "indirect | Ann Poole, novelist | I did leave. It was late.",
        "indirect | Clare Dale | Is it true that you ran?",
        "indirect | Ann Poole, novelist | I was too tired to run.",
        "indirect | Clare Dale | Do you envy him?",
        "indirect | Ann Poole, novelist | Every morning, on the stairs.",
    ],
}


@pytest.fixture(scope="module")
def read(together):
    return together(KINDS)


@pytest.mark.parametrize("text", KINDS)
def test_ways_of_writing_that_several_genres_share(text, read):
    assert [row(quote) for quote in read(text).quotes] == KINDS[text]


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


@pytest.mark.parametrize(("subject", "role"), ROLES.items())
def test_the_role_to_print(subject, role, extract):
    (quote,) = extract(f"{subject} said it was late.").quotes
    assert str(quote.speaker.role) == role
