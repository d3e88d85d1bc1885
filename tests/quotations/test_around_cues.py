"""What a cue reports that stands before, around or, marked, beside it, and what looks like it and is the reporter's."""

from __future__ import annotations

import pytest

from quoteattr.quotations import beside_marks, clauses, cues

AROUND = {
    "Prices have, said Ann Poole, fallen sharply.": ["parenthetical: Prices have / fallen sharply"],
    "Crime has, said Ann Poole, peaked.": ["parenthetical: Crime has / peaked"],
    "The pier will, according to Harbour Trust, open in May.": ["according: The pier will / open in May"],
    "The pier, according to Ann Poole, head of Harbour Trust, will open.": ["according: The pier / will open"],
    "It rained, Ann Poole said.": ["parenthetical: It rained"],
    "The ferry, Ann Poole said, will be late.": ["parenthetical: The ferry / will be late"],
    "It rained, Ann Poole said, adding that it was cold.": ["parenthetical: It rained", "clause: it was cold"],
    "It rained, the court heard.": ["parenthetical: It rained"],
    "It rained, the dog heard.": [],
    "When the rain stopped, Ann Poole continued.": [],
    "After the vote, Ann Poole announced a plan.": [],
    "She spoke little, but her face said a lot.": [],
    "Asked whether she would stay, she said: “No.”": [],
    "As Ann Poole said, it rained all day.": ["as-clause: it rained all day"],
    "According to Ann Poole, it rained all day.": ["according: it rained all day"],
    "For example, according to Ann Poole, the council spent it on the quay.": [
        "according: the council spent it on the quay"
    ],
    "It rained all day, according to Ann Poole.": ["according: It rained all day"],
    "It stayed because, according to Ann Poole, it had to.": ["according: it had to"],
    "According to the agency, citing police, it rained all day.": ["according: it rained all day"],
    "Fares have fallen for months: As of Monday, a trip cost £2, according to the council.": [
        "according: As of Monday, a trip cost £2"
    ],
    "Ann Poole has one wish: The pier must be mended, she said.": ["parenthetical: The pier must be mended"],
    "The first fall was small; later falls, Ann Poole said, were not.": ["parenthetical: later falls / were not"],
    "The road is shut; the bridge is open, Ann Poole said.": ["parenthetical: The road is shut; the bridge is open"],
    "The rule is the same for all, according to the union, with every member bound by it.": [
        "according: The rule is the same for all / with every member bound by it"
    ],
    "Fares fell in May, Harbour Department data show.": ["parenthetical: Fares fell in May"],
    "The ferries were late, port records show.": ["parenthetical: The ferries were late"],
    "The guests saw a film, a play and a show.": [],
    "It rained, according to Ann Poole, and the crew left.": ["according: It rained"],
    "It rained, Ann Poole said, and the crew left.": ["parenthetical: It rained / the crew left"],
    "The deal is, according to the union, the biggest in the country, and it will end in May.": [
        "according: The deal is / the biggest in the country"
    ],
    "According to Ann Poole, it rained, and the crew left.": ["according: it rained, and the crew left"],
    "The board has met again and, according to Ann Poole, adopted a plan.": ["according: adopted a plan"],
    "The firm has grown and, Ann Poole said, will hire more.": ["parenthetical: will hire more"],
    "The fern needs little care, “it thrives if you forget it,” according to Ann Poole.": [
        "according: “it thrives if you forget it,”"
    ],
    "The rule applies, “when people lie to the court,” according to Ann Poole.": [
        "according: The rule applies, “when people lie to the court,”"
    ],
}


@pytest.mark.parametrize(("text", "expected"), AROUND.items())
def test_the_sentence_around_a_cue(text, expected, page, reported):
    here = page(text)
    assert reported(here, clauses.find(here, cues.find(here))) == expected


BESIDE = {
    "“It is late,” said Ann Poole.": ["quote-cue: It is late, / said"],
    "“It is late,” he told the court.": ["quote-cue: It is late, / told"],
    "“It is late,” as Ann Poole said.": ["quote-cue: It is late, / said"],
    "“It is late.” Ann Poole said.": ["quote-cue: It is late. / said"],
    "“It is late.” Ann Poole said she would go.": [],
    "“It is late.” She added: “We go.”": ["cue-colon: We go. / added"],
    "The “Fight Back” movement, which began in May, is large.": [],
    "She said: “It is late.”": ["cue-colon: It is late. / said"],
    "He told the court, “It is late.”": ["cue-quote: It is late. / told"],
    "She declared “today the shops, tomorrow the docks”.": [
        "cue-quote: today the shops, tomorrow the docks / declared",
    ],
    "She said on the channel's “Good Day”.": [],
    "She said that the plan was “a mess”.": [],
    "She said “The Quiet Hour” would be her last film.": [],
    "He told “The Quiet Hour” after the vote.": [],
    "He told “BBX This Morning” after the vote.": [],
    "Even as she spoke of “a mess,” Ann Poole urged them to stay.": [],
    "Pressed on what he called “a mess,” Ann Poole replied in the affirmative.": [],
    "When it “came down like nails,” Ann Poole said, they ran.": ["quote-cue: came down like nails, / said"],
    "It rained. It snowed.\n\nThe ferry was late, and Ann Poole told the court:\n\n“It is late.”": [
        "cue-colon: It is late. / told"
    ],
    "It rained. It snowed.\n\nThe ferry was late. The new rules say,\n\n“Be early.”": ["cue-quote: Be early. / say"],
    "It rained. It snowed.\n\nThe ferry was late. Ann Poole said nothing.\n\n“It is late.”": [],
}


def beside(page, with_clause=frozenset()):
    links = beside_marks.links(page, cues.find(page), with_clause)
    return [f"{rule}: {page.inner(number)} / {page.text(cue.tokens)}" for number, (rule, cue) in links.items()]


@pytest.mark.parametrize(("text", "expected"), BESIDE.items())
def test_the_cue_beside_marks(text, expected, page):
    assert beside(page(text)) == expected


def test_a_cue_with_a_clause_has_marked_words_before_it_only_if_nothing_leads_to_them(page):
    for text, expected in {
        "On “Good Day,” she said it was late.": [],
        "“Good day,” she said it was late.": ["quote-cue: Good day, / said"],
    }.items():
        here = page(text)
        assert beside(here, frozenset(cue.start for cue in cues.find(here))) == expected
