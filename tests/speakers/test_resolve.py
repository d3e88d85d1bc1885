"""Whom each source mention is taken for, by which rule: short texts, each quotation's source, speaker and rule.

Descriptions are in ``test_descriptions.py``, wider cases in ``cases/names.json`` and ``cases/anaphora.json``.
"""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from quoteattr.speakers.resolve import Resolving, resolve

NAMES = {
    "Ann Poole said it was late.": ["Ann Poole: Ann Poole, name"],
    "Ann Poole and Tom Reed said it was late. “We are tired,” they said.": [
        "Ann Poole and Tom Reed: Ann Poole and Tom Reed, name",
        "they: Ann Poole and Tom Reed, pronoun",
    ],
    "“It is late,” Ann Poole said. “We go,” Tom Reed said. Ann Poole and Tom Reed said it was over.": [
        "Ann Poole: Ann Poole, name",
        "Tom Reed: Tom Reed, name",
        "Ann Poole and Tom Reed: Ann Poole and Tom Reed, name",
    ],
    "“It is late,” said Ann Poole and Tom Reed. “We go,” said Jane Dunn and Joe Hill. “We stay,” said Ann Poole and Tom"
    " Reed.": [
        "Ann Poole and Tom Reed: Ann Poole and Tom Reed, name",
        "Jane Dunn and Joe Hill: Jane Dunn and Joe Hill, name",
        "Ann Poole and Tom Reed: Ann Poole and Tom Reed, name",
    ],
    "“It is late,” said the Harbour Trust and Ann Poole. “We go,” they said.": [
        "the Harbour Trust and Ann Poole: Harbour Trust and Ann Poole (organisation), name",
        "they: Harbour Trust and Ann Poole (organisation), pronoun",
    ],
    "Jane Poole met Ann Poole. “It is late,” Poole said.": ["Poole: Jane Poole, name"],
    "The Poole Trust met Ann Poole. “It is late,” Poole said.": ["Poole: Ann Poole, name"],
    "Downing Street said it was late.": ["Downing Street: Downing Street (organisation), name"],
    "A report by Harbour Trust director Ann Poole said it was late.": [
        "Harbour Trust director Ann Poole: Ann Poole, name"
    ],
}

PRONOUNS = {
    "Ann Poole met Tom Reed. “It is late,” he said.": ["he: Tom Reed, pronoun"],
    "Ann Poole met Tom Reed. “It is late,” she said.": ["she: Ann Poole, pronoun"],
    "Mr Reed met Mrs Poole. “It is late,” he said.": ["he: Reed, pronoun"],
    "The Harbour Trust met Ann Poole. “It is late,” it said.": ["it: Harbour Trust (organisation), pronoun"],
    "The company said it was late. It said piers were old.": [
        "The company: company (organisation), body",
        "It: company (organisation), pronoun",
    ],
    "“It is late,” said Ann Poole and Tom Reed. “We go,” they said.": [
        "Ann Poole and Tom Reed: Ann Poole and Tom Reed, name",
        "they: Ann Poole and Tom Reed, pronoun",
    ],
    "“It is late,” said Ann Poole and Tom Reed. “We go,” he said.": [
        "Ann Poole and Tom Reed: Ann Poole and Tom Reed, name",
        "he: Tom Reed, pronoun",
    ],
    "Ann Poole and Mr Tom Reed own the ferry. “It is late,” they said.": ["they: Ann Poole and Tom Reed, pronoun"],
    "Lord Dunn and Tom Reed own the ferry. “It is late,” they said.": ["they: Dunn and Tom Reed, pronoun"],
    "Ann Poole met Tom Reed. “It is late,” they said.": ["they: nobody, quote-cue"],
    "Ann Poole or Tom Reed owns the ferry. “It is late,” they said.": ["they: nobody, quote-cue"],
    "They saw Ann Poole and Tom Reed on Friday. “It is late,” they said.": ["they: nobody, quote-cue"],
    "Ann Poole and the Harbour Trust own the ferry. “It is late,” they said.": [
        "they: Harbour Trust (organisation), pronoun"
    ],
    "“Ann Poole and Tom Reed own the ferry,” said Joe Dunn. “It is late,” they said.": [
        "Joe Dunn: Joe Dunn, name",
        "they: nobody, quote-cue",
    ],
    "Ann Poole and colleagues at Acme Ltd left. “It is late,” they said.": ["they: Ann Poole, pronoun"],
    "Ann Poole and her husband own the Harbour Trust. “It is late,” they said.": ["they: Ann Poole, pronoun"],
    "Ann Poole and her team left. Critics stayed. “It is late,” they said.": ["they: Critics (unnamed), pronoun"],
    "Ann Poole left the Harbour Trust. “It is late,” they said.": ["they: Harbour Trust (organisation), pronoun"],
    "The league said it rained. The players’ union was blunter. “It is late,” it said.": [
        "The league: league (organisation), body",
        "it: players’ union (organisation), pronoun",
    ],
    "The airline said it rained. The airport was still shut. It said it was late.": [
        "The airline: airline (organisation), body",
        "It: airport (organisation), pronoun",
    ],
    "The Harbour Trust met. “The trust is sorry,” it said.": ["it: Harbour Trust (organisation), pronoun"],
    "Acme Ltd made the boat. The report was out on Friday. It says piers are old.": [
        "It: report (organisation), pronoun"
    ],
    "Acme Ltd published a report on Friday. It said piers were old.": ["It: Acme Ltd (organisation), pronoun"],
    "Acme Ltd made the boat. The statement was out on Friday. It said piers were old.": [
        "It: Acme Ltd (organisation), pronoun"
    ],
    "By Ann Poole\n\nIt rained. “It is late,” she said.": ["she: nobody, quote-cue"],
    "Nurse Sam Hill was late. “I am sorry,” she said.": ["she: Sam Hill, pronoun"],
    "Sam Hill, an actress, was late. “I am sorry,” he said.": ["he: nobody, quote-cue"],
    "Sam Hill, the leading actress, was late. “I am sorry,” he said.": ["he: nobody, quote-cue"],
    "Sam Hill MP, a teacher and businesswoman, was late. “I am sorry,” he said.": ["he: nobody, quote-cue"],
    "“It is late,” he said.": ["he: nobody, quote-cue"],
    "Ann Poole left.\n\nIt rained.\n\nIt blew.\n\n“It is late,” she said.": ["she: Ann Poole, pronoun"],
    "Ann Poole left.\n\nIt rained.\n\nIt blew.\n\nIt froze.\n\n“It is late,” she said.": ["she: Ann Poole, pronoun"],
}

FLOATING = {
    "The mayor was late. Ann Poole stood up: “I am sorry.”": ["-: Ann Poole, lead-in"],
    "Ann Poole was late. She looked at the sea. “I am sorry.”": ["-: Ann Poole, lead-in"],
    "Ann Poole said it was late. Tom Reed sat down. “I am sorry.”": [
        "Ann Poole: Ann Poole, name",
        "-: Tom Reed, lead-in",
    ],
    "Ann Poole said it was late. “I am sorry.”": ["Ann Poole: Ann Poole, name", "-: Ann Poole, continuation"],
    "Ann Poole said it was late. The mayor sat down. “I am sorry.”": [
        "Ann Poole: Ann Poole, name",
        "-: Ann Poole, continuation",
    ],
    "Ann Poole said it was late.\n\nIt rained.\n\nIt blew.\n\nIt froze.\n\n“I am sorry.”": [
        "Ann Poole: Ann Poole, name",
        "-: nobody, floating",
    ],
    "“I am sorry.”": ["-: nobody, floating"],
    "Ann Poole shook her head. The hall was quiet. “It is never in time.”": ["-: Ann Poole, floor"],
}


@pytest.mark.parametrize(
    ("text", "expected"), [case for table in (NAMES, PRONOUNS, FLOATING) for case in table.items()]
)
def test_speakers(text: str, expected: list[str], told: Any) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ann Poole and the Harbour Trust said it was late. “We go,” they said.",
        "A report by the Harbour Trust said it was late. The report found piers were old.",
        "A Treasury spokesman said it was late. He left. “I am sorry.”",
        "Ann Poole and the Harbour Trust stood up: “We are sorry.”",
    ],
)
def test_asking_leaves_the_cast_as_it_is(text: str, queries: Any) -> None:
    def state() -> object:
        cast = asker.cast
        seen = [(r.number, r.kind, len(r.places), len(r.sources)) for r in cast.referents]
        return seen, cast.turn, [set(referent.nouns) for referent in cast.referents]

    asker, attributions = queries(text)
    for attribution in attributions:
        before = state()
        first, second = (Resolving(asker).answer(asker.query(attribution)) for _ in range(2))
        assert state() == before
        assert first.rule == second.rule
        assert first.referent is second.referent or first.referent.number == second.referent.number == -1
        (found,) = resolve(asker, [attribution])
        assert state() != before
        assert found.referent.number >= 0


def test_who_has_spoken_is_written_down(queries: Any) -> None:
    asker, attributions = queries("Ann Poole left. “It is late,” she said.")
    (found,) = resolve(asker, attributions)
    (ann,) = asker.cast.referents
    assert found.referent is ann
    assert [rule for _, rule in ann.sources] == ["pronoun"]
    assert asker.cast.page.words[ann.places[-1].token] == "she"
    assert asker.cast.turn.speaker is ann
    assert attrs.astuple(ann.places[-1])[1] == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jane Poole met Ann Poole and the Poole Trust. “It is late,” Poole said.", ["Jane Poole", "Ann Poole"]),
        ("Jane Poole met Ann Poole. “It is late,” Jane Poole said.", ["Jane Poole"]),
        ("The Harbour Trust met Reed. “It is late,” the Harbour Trust said.", ["Harbour Trust"]),
        (
            "Tom Reed met Jane Dunn. Ann Poole, a mayor, was late. “I am sorry,” the mayor said.",
            ["Ann Poole", "Tom Reed", "Jane Dunn", "the mayor"],
        ),
        (
            "The Harbour Trust met Eastwick Council. Ann Poole, a mayor, was late. “It is,” the mayor said.",
            ["Ann Poole", "the mayor"],
        ),
        (
            "Ann Poole said it was late. It rained on Joe Hill. Tom Reed got up. Jane Dunn sat down. “I am sorry.”",
            ["Jane Dunn", "Tom Reed", "Ann Poole", "Joe Hill"],  # nobody new is a candidate for a floating quotation
        ),
        ("Tom Reed met Joe Dunn. “It is late,” he said.", ["Tom Reed", "Joe Dunn"]),
    ],
)
def test_candidates_stand_in_the_order_of_their_probability(text: str, expected: list[str], extract: Any) -> None:
    candidates = extract(text).quotes[-1].candidates
    assert [candidate.speaker.label for candidate in candidates] == expected
    assert [c.probability for c in candidates] == sorted((c.probability for c in candidates), reverse=True)


def clusters(text: str, *words: str) -> list[list[tuple[int, int]]]:
    """One cluster of places, as a resolver gives them."""
    return [[(text.index(each), text.index(each) + len(each)) for each in words]]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Ann Poole met Jane Dunn. She said it was late.", ["Jane Dunn", "She"], "She: Jane Dunn, resolver"),
        (
            "Ann Poole met Jane Dunn. The vet said it was late.",
            ["Jane Dunn", "The vet"],
            "The vet: Jane Dunn, resolver",
        ),
        (
            "Ann Poole met Jane Dunn. Ann Poole said it was late.",
            ["Jane Dunn", "Ann Poole said"],
            "Ann Poole: Ann Poole, name",
        ),
        (
            "Ann Poole met Jane Dunn. Ms Dunn left. She said it was late.",
            ["Ann Poole", "Jane Dunn", "Ms Dunn", "She"],
            "She: Jane Dunn, resolver",
        ),
        ("Jane Dunn met Ann Poole. She said it was late.", ["She"], "She: Jane Dunn, pronoun"),
        ("Jane Dunn met Ann Poole. She said it was late.", ["Ann Poole", "said"], "She: Jane Dunn, pronoun"),
        (
            "Tom Reed, the mayor of Eastwick, met Joe Dunn. Joe left. He said it was late.",
            ["Tom Reed, the mayor of Eastwick", "He"],
            "He: Tom Reed, resolver",
        ),
    ],
)
def test_a_resolver_names_pronouns_and_descriptions(text: str, words: list[str], expected: str, told: Any) -> None:
    assert told(text, resolver=lambda given: clusters(given, *words))[-1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Poole, 62, met Jane Dunn. Dunn left. The 62-year-old said it was late.", "Ann Poole, description"),
        (
            "Ann Poole (62) met Jane Dunn. Dunn left. It was late, according to the 62-year-old.",
            "Ann Poole, description",
        ),
        ("Ann Poole, 62, met Jane Dunn. A 62-year-old said it was late.", "None, unnamed"),
        (
            "Ann Poole met Jane Dunn. Dunn, who uses they/them pronouns, left. They said it was late.",
            "Jane Dunn, pronoun",
        ),
        ("Ann Poole met Jane Dunn (they/them). They said it was late.", "Jane Dunn, pronoun"),
    ],
)
def test_the_text_itself_says_who_is_meant(text: str, expected: str, extract: Any) -> None:
    quote = extract(text).quotes[-1]
    assert f"{quote.speaker.name}, {quote.evidence[-1].rule}" == expected


def test_of_two_clusters_around_a_mention_the_closer_one_counts(extract: Any) -> None:
    text = "Ann Poole met Jane Dunn. She said it was late."
    wide, close = clusters(text, "Ann Poole", "She said it"), clusters(text, "Jane Dunn", "She")
    for given in (wide + close, close + wide):
        article = extract(text, resolver=lambda _, given=given: given)
        assert article.quotes[-1].speaker.name == "Jane Dunn"


@pytest.mark.parametrize(
    ("source", "speaker"),
    [
        ("the Spaniard", "Carlos Ruiz"),
        ("the Frenchwoman", "Lena Ortiz"),
        ("the Dutchman", "Carlos Ruiz"),
        ("the British", "British"),
        ("the US", "US"),
    ],
)
def test_a_demonym_alone_means_a_person(source, speaker, extract):
    text = f"Carlos Ruiz beat Lena Ortiz. “I served well,” {source} said."
    assert extract(text).quotes[-1].speaker.label == speaker
