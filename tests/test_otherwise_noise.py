"""What a page sets around and between paragraphs (benchmarks/robustness/otherwise_noise.py): what is annotated goes along."""

from __future__ import annotations

from random import Random

import otherwise_noise
import pytest
from otherwise_noise import WAYS, gaps, kinds, open_gaps, paragraphs

TEXT = (
    "Pier closes for months\n\nRuth Calder closed the pier at Overy on Sunday.\n\n“The quay is closed,” Calder said. “We’ll open it in May.”"
    "\n\nThe wind was strong that day.\n\nBertil Lund asked:\n\n“Who pays? And when?”\n\nMany came. Some stayed."
    "\n\nAnna Lund said that it was late. She left.\n\nNobody else came there."
)
SAID = [
    ("“The quay is closed,”", "Calder", "Ruth Calder"),
    ("“Who pays? And when?”", "Bertil Lund", "Bertil Lund"),
    ("it was late", "Anna Lund", "Anna Lund"),
]
PEOPLE = [{"name": name, "kind": "person", "gender": None, "forms": [name]} for _, _, name in SAID]


def span(words: str, behind: int = 0) -> list[int]:
    start = TEXT.index(words, behind)
    return [start, start + len(words)]


@pytest.fixture
def line():
    quotes = [
        {"content": [span(words)], "cue": None, "speaker": [span(said_by, 30)], "speaker_name": name}
        | {"type": "direct", "speaker_kind": "person", "role": None, "org": None, "former": False, "optional": False}
        for words, said_by, name in SAID
    ]
    return {"id": "pier", "text": TEXT, "quotes": quotes, "marks": []}


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("name", WAYS)
def test_annotation_moves_along(name, seed, line):
    way = WAYS[name](line, PEOPLE, Random(seed))
    found = [way["text"][slice(*quote["content"][0])] for quote in way["quotes"]]
    assert found[:3] == [words for words, _, _ in SAID]
    assert [way["text"][slice(*quote["speaker"][0])] for quote in way["quotes"][:3]] == [by for _, by, _ in SAID]
    for quote in way["quotes"][3:]:
        assert quote["optional"] or quote["speaker_name"] in way["text"]
    assert "{" not in way["text"]
    assert "[[" not in way["text"]
    assert "|0" not in way["text"]


@pytest.mark.parametrize("name", sorted(WAYS.keys() - {"pulled quotes"}))
def test_every_way_changes_something(name, line):
    assert any(WAYS[name](line, PEOPLE, Random(seed))["text"] != TEXT for seed in range(6))


def test_every_kind_has_many_shapes():
    assert {kind: len(lines) for kind, lines in kinds().items() if len({*lines}) < 15} == {}


def test_nothing_goes_below_a_colon_or_where_a_paragraph_looks_back(line):
    begun = [TEXT[at : at + 12] for at in gaps(line, (), Random(1))]
    assert begun == ["“The quay is", "The wind was", "Bertil Lund ", "Many came. S", "Anna Lund sa", "Nobody else "]
    begun = [TEXT[at : at + 12] for at in open_gaps(line, (), Random(1))]
    assert begun == ["“The quay is", "Bertil Lund ", "Many came. S", "Nobody else "]


def test_new_names_are_nobodys_in_the_article(line):
    words = otherwise_noise._Words(line, PEOPLE, Random(1))
    for _ in range(20):
        (text, quotes), known = words.article(), {"Ruth", "Calder", "Bertil", "Lund", "Anna"}
        assert not known & {*text.split()}
        assert quotes
        assert all(quote["speaker_name"].split()[1] in text for quote in quotes)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("headline in capitals", "PIER CLOSES FOR MONTHS\n\n"),
        ("headline in title case", "Pier Closes For Months\n\n"),
        ("headline run in", "Pier closes for months Ruth Calder closed"),
    ],
)
def test_headlines(name, expected, line):
    assert WAYS[name](line, PEOPLE, Random(1))["text"].startswith(expected)


def test_paragraphs_are_split_and_joined_beside_what_is_marked(line):
    split = WAYS["paragraphs of one sentence"](line, PEOPLE, Random(1))["text"].split("\n\n")
    assert "“Who pays? And when?”" in split
    assert {"Many came.", "Some stayed.", "“We’ll open it in May.”"} <= {*split}
    joined = WAYS["paragraphs joined"](line, PEOPLE, Random(1))["text"].split("\n\n")
    assert "Bertil Lund asked:" in joined
    assert len(joined) < len(paragraphs(TEXT))


def test_what_is_left_out_names_nobody_for_the_first_time(line):
    kept = {p for seed in range(9) for p in WAYS["fewer paragraphs"](line, PEOPLE, Random(seed))["text"].split("\n\n")}
    assert {TEXT[a:b] for a, b in paragraphs(TEXT)} == kept
    gone = [WAYS["fewer paragraphs"](line, PEOPLE, Random(seed))["text"] for seed in range(9)]
    assert all("Ruth Calder closed" in text for text in gone)
    assert any("The wind" not in text for text in gone)
