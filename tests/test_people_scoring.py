"""The figures of ``benchmarks/accuracy/people.py``: each counts what it says, and all are those of the reference scorer."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import people
import pytest
from evaluate import prediction
from people import KINDS, Shares

from quoteattr.gold.figures import Accuracy

TEXT = (
    "Ann Poole left the Harbour Trust. The trust was late, said Poole, the former head of Eastwick School. "
    "Tom Reed, a baker, met the head. Reed and Lund of Lund & Sons slept."
)


def entity(name: str, kind: str = "person", **more: Any) -> dict[str, Any]:
    return {"name": name, "kind": kind, "gender": None, "roles": [], **more}


def annotated(name: str, forms: str, kind: str = "person", **more: Any) -> dict[str, Any]:
    return entity(name, kind, **{"forms": forms.split("|"), "descriptions": [], "ambiguous": [], **more})


def found(name: str, mentions: str, kind: str = "person", described: str = "", **more: Any) -> dict[str, Any]:
    """A prediction whose mentions are the first places of some strings."""
    spans = [[TEXT.index(form), TEXT.index(form) + len(form)] for form in mentions.split("|") if form]
    descriptions = [[TEXT.index(form), TEXT.index(form) + len(form)] for form in described.split("|") if form]
    return entity(name, kind, **{"mentions": spans, "descriptions": descriptions, **more})


HEAD = {"role": "head", "org": "Eastwick School", "former": True}
BAKER = {"role": "baker", "org": None, "former": False}
GOLD = [
    annotated("Ann Poole", "Ann Poole|Poole", gender="f", roles=[HEAD], descriptions=["the head"]),
    annotated("Tom Reed", "Tom Reed|Reed", gender="m", roles=[BAKER]),
    annotated("Harbour Trust", "Harbour Trust", "organisation", descriptions=["The trust"]),
    annotated("Lund & Sons", "Lund & Sons", "organisation"),
    annotated("Lund", "Lund"),
]
RIGHT = [
    found("Ann Poole", "Ann Poole|Poole, the", described="the head", gender="f", roles=[HEAD]),
    found("Tom Reed", "Tom Reed|Reed and", gender="m", roles=[BAKER]),
    found("Harbour Trust", "Harbour Trust", "organisation", described="The trust"),
    found("Lund & Sons", "Lund & Sons", "organisation"),
    found("Lund", "Lund of"),
]


def figures(predicted: list[dict[str, Any]], gold: list[dict[str, Any]] = GOLD) -> dict[str, Any]:
    """The figures as plain numbers: precision and recall, or a share; and how often each cause of errors came up."""
    line = {"id": "a", "text": TEXT}
    scored, errors = people.score({"a": gold}, [line], {"a": {"id": "a", "entities": predicted}})
    values: dict[str, Any] = {
        f"{kind} {name}": (round(f.precise.value), round(f.recalled.value)) if isinstance(f, Shares) else round(f.value)
        for kind, of in scored.items()
        for name, f in of.items()
        if f.measured
    }
    for error in errors:
        values[error.cause] = values.get(error.cause, 0) + 1
    return values


ALL_RIGHT = {
    **{f"{kind} {name}": (100, 100) for kind in KINDS for name in ("found", "described")},
    **{"person one": (100, 100), "person role": (100, 100), "person gender": 100},
    **{f"{kind} name": 100 for kind in KINDS},
}


def test_what_is_right_is_right() -> None:
    assert figures(RIGHT) == ALL_RIGHT


@pytest.mark.parametrize(
    ("number", "change", "expected"),
    [
        (0, found("Poole", "Ann Poole|Poole, the", described="the head", gender="f", roles=[HEAD]),
         {"person name": 67, "name": 1}),
        (0, found("Ann Poole", "Ann Poole", described="the head", gender="f", roles=[HEAD]),
         {"person found": (100, 80), "person one": (100, 100), "missed": 1}),
        (0, found("Ann Poole", "Ann Poole|Poole, the", gender="f", roles=[HEAD]), {"person described": (0, 0), "described": 1}),
        (0, found("Ann Poole", "Ann Poole|Poole, the", described="the head", gender="m", roles=[HEAD]),
         {"person gender": 50, "gender": 1}),
        (0, found("Ann Poole", "Ann Poole|Poole, the", described="the head", gender="f", roles=[HEAD, BAKER]),
         {"person role": (67, 100), "role": 1}),
        (1, found("Tom Reed", "Tom Reed|Reed and|baker", gender="m", roles=[BAKER]),
         {"person found": (83, 100), "false": 1}),
        (2, found("Harbour Trust", "Harbour Trust", described="The trust"),
         {"person found": (83, 100), "organisation found": (100, 50), "organisation name": 100,
          "organisation described": (0, 0), "missed": 1, "false": 1, "described": 1}),
        (3, found("Lund & Sons", "Lund & Sons|Eastwick School", "organisation"),
         {"organisation found": (67, 100), "false": 1}),
    ],
)  # fmt: skip
def test_each_mistake_costs_its_figure(number: int, change: dict[str, Any], expected: dict[str, Any]) -> None:
    predicted = [*RIGHT[:number], change, *RIGHT[number + 1 :]]
    assert figures(predicted) == ALL_RIGHT | expected


def test_two_taken_for_one_and_one_for_two() -> None:
    both = found("Ann Poole", "Ann Poole|Poole, the|Tom Reed|Reed and", gender="f", roles=[HEAD, BAKER])
    assert figures([both, *RIGHT[2:]])["person one"] == (33, 100)
    parts = [found("Ann Poole", "Ann Poole", gender="f"), found("Poole", "Poole, the")]
    assert figures([*parts, *RIGHT[1:]])["person one"] == (100, 50)


def test_ambiguous_forms_and_places_within_longer_ones_are_let_be() -> None:
    gold = [*GOLD[:3], annotated("Lund & Sons", "Lund & Sons|Lund", "organisation"), annotated("Lund", "Lund")]
    assert figures(RIGHT, gold)["person found"] == (100, 100)
    assert figures(RIGHT[:4], gold)["person found"] == (100, 100)
    assert people.named_places("Lund & Sons", [people.annotated(line) for line in GOLD]) == {(0, 11): 3}


def test_nobody_found() -> None:
    assert figures([]) == {
        **{f"{kind} found": (0, 0) for kind in KINDS},
        **{f"{kind} described": (0, 0) for kind in KINDS},
        **{"missed": 7, "described": 2},
    }


def test_an_article_is_predicted_as_it_is_read(extract: Any) -> None:
    article = extract("Ms Ann Poole, the mayor, left. “It is late,” the mayor said. “No,” she said.")
    assert prediction(article)["entities"] == [
        {
            "name": "Ann Poole",
            "kind": "person",
            "gender": "f",
            "mentions": [[3, 12]],
            "descriptions": [[45, 54]],
            "roles": [{"role": "mayor", "org": None, "former": False}],
        }
    ]


def test_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str], packaged_model: None) -> None:
    text = "Ann Poole met Tom Reed, the mayor of Eastwick."
    paths = {name: tmp_path / f"{name}.jsonl" for name in ("people", "texts", "found")}
    gold = [annotated("Ann Poole", "Ann Poole", gender="f"), annotated("Tom Reed", "Tom Reed")]
    paths["people"].write_text(json.dumps({"id": "a", "entities": gold}) + "\n")
    paths["texts"].write_text(json.dumps({"id": "a", "text": text}) + "\n")
    floors = tmp_path / "floors.json"
    arguments = [str(paths["people"]), str(paths["texts"]), "--floors", str(floors)]
    assert people.main([*arguments, "--update", "--write", str(paths["found"])]) == 0
    assert json.loads(floors.read_text())["people texts"] == {
        **{"person found": 99.5, "person name": 99.5, "person gender": 99.5}
    }
    assert people.main([*arguments, "--check", "--read", str(paths["found"])]) == 0
    paths["found"].write_text(json.dumps({"id": "a", "entities": []}) + "\n")
    assert people.main([*arguments, "--check", "--errors", "1", "--read", str(paths["found"])]) == 1
    assert people.main([str(tmp_path / "none.jsonl"), str(paths["texts"])]) == 0
    printed = capsys.readouterr().out
    assert "errors: missed 2, false 0" in printed
    assert "not on this disk, skipped" in printed


# --- the same figures as the reference ---------------------------------------------------------------------------

REFERENCE = Path(__file__).parents[2] / "shared" / "eval" / "people.py"
WORDS = (
    "Ann Poole",
    "Poole",
    "Tom Reed",
    "Reed",
    "Harbour Trust",
    "the trust",
    "Lund",
    "Lund & Sons",
    "the head",
    "slept",
)


def made_up(dice: random.Random) -> tuple[str, list[dict[str, Any]], list[dict[str, Any]]]:
    """A text of names at random, with annotations and predictions that share some of their people."""
    text = " ".join(dice.choice(WORDS) + dice.choice([".", ",", ""]) for _ in range(30))
    spans = [match.span() for match in re.finditer(r"[\w&]+(?: [A-Z]\w+)?", text)]

    def one(**more: Any) -> dict[str, Any]:
        roles = dice.sample([HEAD, BAKER, {"role": None, "org": None, "former": False}], dice.randrange(3))
        return entity(dice.choice(WORDS), dice.choice(KINDS), gender=dice.choice("mf-").replace("-", "") or None) | {
            "roles": roles,
            **more,
        }

    gold = [
        one(
            forms=dice.sample(WORDS, 2),
            descriptions=dice.sample(WORDS, 1),
            ambiguous=dice.sample(WORDS, dice.randrange(2)),
        )
        for _ in range(4)
    ]
    predicted = [one(mentions=dice.sample(spans, 5), descriptions=dice.sample(spans, 2)) for _ in range(5)]
    return text, gold, predicted


def numbers(figure: Shares | Accuracy) -> list[float]:
    """The figure as the reference prints it."""
    return [figure.precise.value, figure.recalled.value, figure.value] if isinstance(figure, Shares) else [figure.value]


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference scorer is not on this machine")
def test_figures_are_those_of_the_reference(tmp_path: Path) -> None:
    dice = random.Random(1)
    made = [made_up(dice) for _ in range(60)]
    lines = {
        "people": [{"id": str(n), "entities": gold} for n, (_, gold, _) in enumerate(made)],
        "texts": [{"id": str(n), "text": text} for n, (text, _, _) in enumerate(made)],
        "found": [{"id": str(n), "entities": predicted} for n, (_, _, predicted) in enumerate(made)],
    }
    for name, content in lines.items():
        (tmp_path / name).write_text("".join(json.dumps(line) + "\n" for line in content))
    command = [sys.executable, str(REFERENCE), tmp_path / "people", tmp_path / "texts", "--", tmp_path / "found"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    gold = {line["id"]: line["entities"] for line in lines["people"]}
    scored, _ = people.score(gold, lines["texts"], {line["id"]: line for line in lines["found"]})
    for name in scored["person"]:
        (row,) = re.findall(rf"^{name}(?: P R F)? +(.*)$", printed, re.MULTILINE)
        assert row.split() == [f"{value:.1f}" for of in scored.values() for value in numbers(of[name])], name
