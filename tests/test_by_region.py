"""Articles whose people bear names of parts of the world, as men and as women (benchmarks/robustness/by_region.py)."""

from __future__ import annotations

import json
from random import Random

import by_region
import pytest
from regional_names import REGIONS, Region

TEXT = "“The quay is shut,” said Ruth Calder. Bertil Lund, a spokesman, said that he was late. She said Calder’s husband had gone."
SAID = [
    ("The quay is shut,", "Ruth Calder"),
    ("he was late", "Bertil Lund"),
    ("Calder’s husband had gone", "Ruth Calder"),
]
PEOPLE = [
    {"name": "Ruth Calder", "kind": "person", "gender": "f"},
    {"name": "Bertil Lund", "kind": "person", "gender": None, "roles": [{"role": "spokesman"}]},
]


def quote(words: str, who: str) -> dict:
    start = TEXT.index(words)
    content = [[start, start + len(words)]]
    return {"content": content, "type": "direct", "speaker_name": who, "speaker_kind": "person", "role": None}


@pytest.fixture
def line():
    return {"id": "quay", "text": TEXT, "quotes": [quote(*said) for said in SAID]}


@pytest.mark.parametrize("name", REGIONS)
def test_every_region_has_names_enough_that_are_either_men_s_or_women_s_or_families(name):
    men, women, families = (names.split() for names in (REGIONS[name].men, REGIONS[name].women, REGIONS[name].families))
    assert min(len(men), len(women), len(families)) >= 15
    assert len({*men, *women, *families}) == len(men) + len(women) + len(families)


NAMES = Region("Wei Bowen", "Meiling Lihua", "Zhao de~Xu", family_first=True)


def test_people_bear_the_names_of_a_region_and_what_they_say_stays(line):
    way = by_region.renamed(line, PEOPLE, NAMES, Random(1), other=False)
    who, spokesman, same = (quote["speaker_name"] for quote in way.line["quotes"])
    family, given = who.rsplit(" ", 1)
    assert who == same
    assert (family in ("Zhao", "de Xu"), given in ("Meiling", "Lihua"), way.genders[who]) == (True, True, "f")
    assert (spokesman.split()[-1] in ("Wei", "Bowen"), way.genders[spokesman]) == (True, "m")
    assert f"{family}’s husband" in way.line["text"]
    assert [way.line["text"][slice(*quote["content"][0])][:6] for quote in way.line["quotes"]][:2] == [
        "The qu",
        "he was",
    ]


def test_men_and_women_are_exchanged(line):
    here = by_region.renamed(line, PEOPLE, NAMES, Random(1), other=False)
    way = by_region.renamed(line, PEOPLE, NAMES, Random(1), other=True)
    assert [*way.genders.values()] == ["m", "f"]
    assert "a spokeswoman, said that she was late. He said" in way.line["text"]
    families = [[name.rsplit(" ", 1)[0] for name in one.genders] for one in (here, way)]
    assert families[0] == families[1]


def test_an_article_is_left_out_whose_people_keep_a_name_that_tells_their_sex(line):
    assert (
        by_region.renamed(line, [*PEOPLE, {"name": "Anna", "kind": "person", "gender": "f"}], NAMES, Random(1), True)
        is None
    )


def test_it_prints_a_line_for_each_region(line, tmp_path, capsys):
    gold, people = tmp_path / "gold.jsonl", tmp_path / "people.jsonl"
    gold.write_text(json.dumps(line), encoding="utf-8")
    people.write_text(json.dumps({"id": "quay", "entities": PEOPLE}), encoding="utf-8")
    by_region.main([str(gold), "--entities", str(people), "--regions", "Korea"])
    _, *rows = capsys.readouterr().out.splitlines()
    assert [row[:30].strip() for row in rows] == ["Britain", "Korea", "all"]
    assert rows[0].split()[1:3] == ["6", "100.0"]
