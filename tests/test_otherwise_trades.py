"""Other posts, and posts told in other shapes (benchmarks/robustness/otherwise_trades.py)."""

from __future__ import annotations

from random import Random

import pytest
from otherwise_trades import POOLS, WAYS

TEXT = (
    "Quay shut\n\n“The quay is shut,” said Ruth Calder, a plumber at Dunmore Pier. It was late, said roofer Bertil Lund. An"
    " engineer laughed.\n\nThe plumber was tired. Anna Lund, editor of the Dunmore Post, said it was early.\n\nIt rained."
)
PEOPLE = [
    {"name": "Ruth Calder", "kind": "person", "roles": [{"role": "plumber", "org": "Dunmore Pier"}]},
    {"name": "Bertil Lund", "kind": "person", "roles": [{"role": "roofer", "org": None}]},
]


@pytest.fixture
def line():
    said = [
        ("The quay is shut,", "Ruth Calder", "plumber"),
        ("It was late", "Bertil Lund", "roofer"),
        ("it was early", "Anna Lund", "editor"),
    ]
    quotes = [
        {
            "content": [[TEXT.index(words), TEXT.index(words) + len(words)]],
            "type": "direct",
            "speaker_name": who,
            "speaker_kind": "person",
            "role": role,
            "org": None,
        }
        for words, who, role in said
    ]
    return {"id": "quay", "text": TEXT, "quotes": quotes}


@pytest.mark.parametrize("pool", POOLS)
def test_posts_are_exchanged_wherever_they_stand(pool, line):
    way = WAYS[pool](line, PEOPLE, Random(1))
    roles = [quote["role"] for quote in way["quotes"]]
    assert {*roles} <= {*POOLS[pool].split(", ")}
    assert len({*roles}) == 3
    assert "plumber" not in way["text"]
    assert f"The {roles[0]} was tired" in way["text"]
    assert f"said {roles[1]} Bertil Lund" in way["text"]
    assert (f"an {roles[0]} at" if roles[0][0] in "aeio" else f"a {roles[0]} at") in way["text"]
    assert [way["text"][slice(*quote["content"][0])] for quote in way["quotes"]] == [
        "The quay is shut,",
        "It was late",
        "it was early",
    ]


def test_a_name_that_is_a_post_stays(line):
    text = TEXT.replace("Dunmore Post", "Plumber Post")
    way = WAYS["rare trades"]({**line, "text": text}, [*PEOPLE, {"name": "Plumber Post"}], Random(1))
    assert "a plumber at" in way["text"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("posts in clauses", "said Ruth Calder, who is a plumber at Dunmore Pier."),
        ("posts in clauses", "Anna Lund, who is editor of the Dunmore Post, said"),
        ("posts between dashes", "said Ruth Calder – a plumber at Dunmore Pier. It"),
        ("posts between dashes", "Anna Lund – editor of the Dunmore Post – said"),
        ("posts in brackets", "Anna Lund (editor of the Dunmore Post) said"),
        ("posts before names", "said Dunmore Pier plumber Ruth Calder. It"),
        ("posts before names", "Dunmore Post editor Anna Lund said"),
        ("posts behind names", "said Bertil Lund, a roofer. An"),
        (
            "posts told later",
            "said Ruth Calder. It was late, said roofer Bertil Lund. An engineer laughed. Calder works as a plumber at",
        ),
        ("posts told later", "Anna Lund said it was early. Lund is editor of the Dunmore Post.\n\nIt rained."),
    ],
)
def test_posts_are_told_in_other_shapes(name, told, line):
    way = WAYS[name](line, PEOPLE, Random(1))
    assert told in way["text"]
    assert way["text"][slice(*way["quotes"][2]["content"][0])] == "it was early"
    assert [quote["role"] for quote in way["quotes"]] == ["plumber", "roofer", "editor"]
