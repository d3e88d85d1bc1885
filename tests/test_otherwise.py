"""Articles written otherwise (benchmarks/robustness/otherwise.py): what is said and who says it stays, wherever it stands then."""

from __future__ import annotations

import json
from random import Random

import otherwise
import pytest
from otherwise_edits import written
from otherwise_layouts import LAYOUTS
from otherwise_names import NAMES, renamed

TEXT = (
    "Pier closes\n\n“The quay is closed,” said Ruth Calder. “We’ll open it again in May—or June.” Bertil Lund, the mayor, said"
    " that it was late. Calder’s crew said nothing.\n\nThe mayor’s wife, Anna Lund, said she hoped so."
)


def span(text: str, words: str) -> list[int]:
    start = text.index(words)
    return [start, start + len(words)]


@pytest.fixture
def line():
    said = [("The quay is closed,", "Ruth Calder"), ("it was late", "Bertil Lund"), ("she hoped so", "Anna Lund")]
    quotes = [
        {"content": [span(TEXT, words)], "type": "direct", "speaker_name": who, "speaker_kind": "person", "role": None}
        for words, who in said
    ]
    return {"id": "pier", "text": TEXT, "quotes": quotes}


PEOPLE = [
    {"name": "Ruth Calder", "kind": "person", "gender": "f"},
    {"name": "Bertil Lund", "kind": "person", "gender": "m"},
    {"name": "Anna Lund", "kind": "person", "gender": "f"},
    {"name": "Marsh Lund", "kind": "organisation", "gender": None},
]


def plain(text: str) -> str:
    """A text without white space and what has no width."""
    return "".join(text.replace("\u200b", "").replace("\u00ad", "").split())


@pytest.mark.parametrize("name", sorted(LAYOUTS.keys() - {"says"}))
def test_annotation_moves_along(name, line):
    way = written(line, LAYOUTS[name](TEXT))
    found = [plain(way["text"][slice(*quote["content"][0])]) for quote in way["quotes"]]
    assert found == [plain(TEXT[slice(*quote["content"][0])]) for quote in line["quotes"]]
    assert way["id"] == "pier"


def test_every_layout_changes_something(line):
    long = {**line, "text": TEXT * 20}
    assert [name for name, edits in LAYOUTS.items() if written(long, edits(long["text"]))["text"] == long["text"]] == []


def test_lines_are_broken_at_the_margin(line):
    lines = written(line, LAYOUTS["lines broken at 72"](TEXT))["text"].split("\n")
    assert max(map(len, lines)) <= 72 < max(map(len, TEXT.split("\n")))
    assert "\n".join(lines).replace("\n", " ") == TEXT.replace("\n", " ")


@pytest.mark.parametrize("pool", NAMES)
def test_people_bear_other_names_of_their_gender(pool, line):
    way = renamed(line, PEOPLE, pool, Random(1))
    (first, last), (second, family), (third, other) = (quote["speaker_name"].split() for quote in way["quotes"])
    men, women, families = (names.split() for names in NAMES[pool])
    assert first in women
    assert second in men
    assert third in women
    assert {last, family} <= {*families}
    assert family == other != last  # husband and wife
    assert f"{last}’s crew" in way["text"]
    assert f"{third} {family}" in way["text"]
    assert "Calder" not in way["text"]
    assert "Lund" not in way["text"]
    assert [way["text"][slice(*quote["content"][0])] for quote in way["quotes"]] == [
        "The quay is closed,",
        "it was late",
        "she hoped so",
    ]


def test_names_that_are_words_of_the_text_stay(line):
    assert renamed({**line, "text": TEXT.replace("Pier", "calder ruth")}, PEOPLE[:1], "plain names", Random(1))[
        "text"
    ].count("Calder")


def test_it_prints_a_line_for_each_way(line, tmp_path, capsys):
    gold, people = tmp_path / "gold.jsonl", tmp_path / "people.jsonl"
    gold.write_text(json.dumps(line), encoding="utf-8")
    people.write_text(json.dumps({"id": "pier", "entities": PEOPLE}), encoding="utf-8")
    otherwise.main([str(gold), "--entities", str(people)])
    heading, *rows = capsys.readouterr().out.splitlines()
    assert heading.split() == " ".join(otherwise.FIGURES).split()
    assert len(rows) == 1 + len(otherwise.WAYS)
    assert {row[:34].strip() for row in rows} == {"as they are", *otherwise.WAYS}
    assert "100.0" in rows[0].split()  # of those found, all are given to who said them
