"""Articles whose people are called otherwise (benchmarks/robustness/otherwise_persons.py): who says what stays the same."""

from __future__ import annotations

from random import Random

import pytest
from otherwise_persons import WAYS, WIDER

TEXT = (
    "Anna Lund, 54, a lecturer at Harbour College, said the quay was closed. Lund said it would open in May.\n\n"
    "“Her book is late,” Lund said. “I told her so,” he told Ruth Calder, she said. “So did the mayor,” Bertil Moe said."
)
PEOPLE = [
    {
        "name": "Anna Lund",
        "kind": "person",
        "gender": "f",
        "forms": ["Anna Lund", "Lund"],
        "roles": [{"role": "lecturer", "org": "Harbour College", "former": False}],
    },
    {
        "name": "Bertil Moe",
        "kind": "person",
        "gender": "m",
        "forms": ["Bertil Moe"],
        "roles": [{"role": "baker", "org": None, "former": False}],
    },
]


def quote(source, words, who):
    (start, at), (content, end) = ((TEXT.index(part), TEXT.index(part) + len(part)) for part in (source, words))
    source_end = start + len(source.partition(" said")[0])
    cue = [source_end + 1, at]
    return {
        "content": [[content, end]],
        "cue": [cue],
        "speaker": [[start, source_end]],
        "speaker_name": who,
        "speaker_kind": "person",
        "role": None,
        "type": "indirect",
    }


@pytest.fixture
def line():
    quotes = [
        quote("Anna Lund, 54, a lecturer at Harbour College, said", "the quay was closed", "Anna Lund"),
        quote("Lund said", "it would open in May", "Anna Lund"),
        quote("she said", "“I told her so,” he told Ruth Calder", "Anna Lund"),
        quote("Bertil Moe said", "“So did the mayor,”", "Bertil Moe"),
    ]
    return {"id": "quay", "text": TEXT, "quotes": quotes}


def sources(line):
    return [line["text"][slice(*quote["speaker"][0])] for quote in line["quotes"]]


@pytest.mark.parametrize(
    ("way", "first", "pronoun"),
    [
        ("sources by their posts", "The lecturer", "she"),
        ("by post and body", "The Harbour College lecturer", "she"),
        ("by a wider noun", "The academic", "she"),
        ("by their ages", "The 54-year-old", "she"),
        ("he and she for names", "She", "she"),
        ("surnames for he and she", "Lund", "Lund"),
        ("full names for he and she", "Lund", "Anna Lund"),
    ],
)
def test_sources_are_called_otherwise(way, first, pronoun, line):
    changed = WAYS[way](line, PEOPLE, Random(1))
    told, second, third, other = sources(changed)
    assert told == "Anna Lund, 54, a lecturer at Harbour College,"  # it tells who she is
    assert second in (first, first.replace("College", "College’s"))
    assert (third, other) == (pronoun, "Bertil Moe")
    assert [quote["speaker_name"] for quote in changed["quotes"]] == ["Anna Lund"] * 3 + ["Bertil Moe"]


def test_an_epithet_stands_before_the_post(line):
    _, source, *_ = sources(WAYS["by an epithet"](line, PEOPLE, Random(1)))
    assert source.startswith("The ")
    assert source.endswith(" lecturer")
    assert len(source.split()) > 2


@pytest.mark.parametrize("way", ["sources by their posts", "by post and body", "by a wider noun", "by their ages"])
def test_who_may_be_somebody_else_keeps_the_name(way, line):
    alike = {**PEOPLE[1], "name": "Tom Vale", "forms": ["Tom Vale"], "roles": PEOPLE[0]["roles"]}
    text = f"{TEXT} Tom Vale, 54, sailed."
    assert sources(WAYS[way]({**line, "text": text}, [*PEOPLE, alike], Random(1))) == sources(line)


def test_no_pronoun_where_somebody_else_of_that_gender_is_named(line):
    others = [*PEOPLE, {**PEOPLE[1], "name": "May", "forms": ["May"], "gender": "f"}]
    moved = {**line, "text": TEXT.replace("the quay", "May quay")}
    assert sources(WAYS["he and she for names"](moved, others, Random(1))) == sources(line)


def test_men_are_women_and_women_men(line):
    changed = WAYS["of the other gender"](line, PEOPLE, Random(1))
    assert "“His book is late,”" in changed["text"]
    assert "“I told him so,” she told Ruth Calder, he said" in changed["text"]
    assert changed["quotes"][0]["speaker_name"].endswith(" Lund")
    assert "Anna" not in changed["text"]
    assert "Bertil" not in changed["text"]


def test_nobody_is_exchanged_whose_gender_nothing_shows(line):
    unknown = {**PEOPLE[1], "gender": None, "roles": [{"role": "spokesman"}]}
    assert WAYS["of the other gender"](line, [PEOPLE[0], unknown], Random(1))["text"] == TEXT


def test_a_wider_noun_is_another_one():
    assert [noun for noun, wider in WIDER.items() if noun == wider] == []
