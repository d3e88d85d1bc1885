"""Articles in which people are named, and quotations are marked, in the style of another house."""

from __future__ import annotations

from random import Random

import otherwise_marking
import otherwise_styles
import pytest

TEXT = (
    "Pier closes\n\n“The quay is closed. It is a ‘mess’ of a quay,” said Ruth Calder. Bertil Lund, the mayor, said it was late."
    " “Boats wait,” Calder said. Lund’s crew came with Mr Lund - in vain.\n\n“It opens in May. It may open sooner. Nobody knows"
    " what the weather will be then.”\n\nRuth Calder said so—and the Calder Trust. Edda Wick left."
)
SAID = {
    "“The quay is closed. It is a ‘mess’ of a quay,”": "Ruth Calder",
    "it was late": "Bertil Lund",
    "“Boats wait,”": "Ruth Calder",
    "“It opens in May. It may open sooner. Nobody knows what the weather will be then.”": "Ruth Calder",
}
PEOPLE = [
    {"name": "Ruth Calder", "kind": "person", "gender": "f", "forms": ["Ruth Calder", "Calder"], "ambiguous": []},
    {"name": "Bertil Lund", "kind": "person", "gender": "m", "forms": ["Bertil Lund", "Lund"], "ambiguous": []},
    {"name": "Edda Wick", "kind": "person", "gender": "f", "forms": ["Edda Wick"], "ambiguous": []},
    {"name": "Marsh Board", "kind": "organisation", "gender": None, "forms": ["Marsh Board"], "ambiguous": []},
]


def line():
    quotes = [
        {
            "content": [[TEXT.index(words), TEXT.index(words) + len(words)]],
            "type": "direct" if "“" in words else "indirect",
            "speaker_name": who,
            "speaker_kind": "person",
            "role": None,
        }
        for words, who in SAID.items()
    ]
    return {"id": "pier", "text": TEXT, "quotes": quotes}


def contents(way):
    return [[way["text"][slice(*piece)] for piece in quote["content"]] for quote in way["quotes"]]


@pytest.mark.parametrize(
    ("name", "there"),
    [
        ("later Mr or Ms", "“Boats wait,” Ms Calder said. Mr Lund’s crew came with Mr Lund"),
        ("later Mr. or Mrs.", "Mrs. Calder said"),
        ("later Dr", "Dr Calder said. Dr Lund’s crew"),
        ("later the full name", "Ruth Calder said. Bertil Lund’s crew came with Mr Lund"),
        ("later the forename", "Ruth said. Bertil’s crew came with Bertil"),
        ("no Mr or Ms", "came with Lund"),
        ("surnames in capitals", "said Ruth CALDER. Bertil LUND, the mayor"),
    ],
)
def test_later_mentions_are_written_otherwise(name, there):
    way = otherwise_styles.WAYS[name](line(), PEOPLE, Random(1))
    assert there in way["text"]
    assert "Calder Trust" in way["text"]
    assert contents(way) == [[words] for words in SAID]
    assert [quote["speaker_name"] for quote in way["quotes"]] == [*SAID.values()]


@pytest.mark.parametrize("name", sorted(otherwise_styles.WAYS))
def test_what_is_said_stays(name):
    way = otherwise_styles.WAYS[name](line(), PEOPLE, Random(1))
    assert way["text"] != TEXT
    assert contents(way) == [[words] for words in SAID]
    speakers = [quote["speaker_name"] for quote in way["quotes"]]
    assert speakers[0] == speakers[2] == speakers[3] != speakers[1]


def test_who_bears_another_name_is_called_by_it_later():
    way = otherwise_styles.WAYS["surnames with particles"](line(), PEOPLE, Random(1))
    name = way["quotes"][0]["speaker_name"]
    later = name.removeprefix("Ruth ")
    assert f"said {name}." in way["text"]
    assert f"“Boats wait,” {later[0].upper()}{later[1:]} said" in way["text"]


def test_of_two_who_share_a_surname_both_are_named_in_full():
    way = otherwise_styles.WAYS["two of a surname"](line(), PEOPLE[:2], Random(1))
    _, family = way["quotes"][1]["speaker_name"].split()
    assert family == way["quotes"][0]["speaker_name"].split()[1]
    assert f"“Boats wait,” Ruth {family} said. Bertil {family}’s crew" in way["text"]


@pytest.mark.parametrize("name", [name for name in otherwise_marking.WAYS if "parted" not in name])
def test_marks_are_others_and_words_the_same(name):
    way = otherwise_marking.WAYS[name](line(), PEOPLE, Random(1))
    if "spelling" not in name:
        assert way["text"] != TEXT
    for (words,), old in zip(contents(way), SAID, strict=True):
        plain = [[w for w in text.split() if w.isalpha()] for text in (words, old)]
        assert len({*plain[1]} - {*plain[0]}) <= 2


def test_long_quotations_go_on_in_a_paragraph_that_begins_with_marks():
    way = otherwise_marking.WAYS["long quotations parted"](line(), PEOPLE, Random(1))
    *_, last = contents(way)
    assert last == ["“It opens in May. It may open sooner.", "“Nobody knows what the weather will be then.”"]
    assert "sooner.\n\n“Nobody" in way["text"]
    *_, last = contents(otherwise_marking.WAYS["long quotations parted and closed"](line(), PEOPLE, Random(1)))
    assert last == ["“It opens in May. It may open sooner.”", "“Nobody knows what the weather will be then.”"]


def test_single_marks_are_flipped():
    text = otherwise_marking.WAYS["single marks"](line(), PEOPLE, Random(1))["text"]
    assert "‘The quay is closed. It is a “mess” of a quay,’ said Ruth Calder." in text
    assert "Lund’s crew" in text


def test_spelling():
    british = otherwise_marking.WAYS["British spelling"](
        {"id": "pier", "text": "The color of the labor program", "quotes": []}, (), Random(1)
    )
    assert british["text"] == "The colour of the labour programme"
    assert (
        otherwise_marking.WAYS["American spelling"](british, (), Random(1))["text"] == "The color of the labor program"
    )
