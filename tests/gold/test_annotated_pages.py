"""Annotation that stands in ``benchmarks/training`` without the words it is about."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from typing import Any

import pytest
from root import ROOT

FOLDER = ROOT / "benchmarks" / "training"
PAGE = {"id": "1", "url": "https://www.gazette.example/1", "text": "“No,” said Ann Poole of the Harbour Trust."}
QUOTE = {"content": [[0, 5]], "cue": [[6, 10]], "speaker": [[11, 20]], "speaker_name": "Ann Poole"}
PEOPLE = [
    {"name": "Ann Poole", "forms": ["Ann Poole"], "descriptions": [], "ambiguous": []},
    {"name": "Harbour Trust", "forms": ["Harbour Trust"], "descriptions": ["the Harbour Trust"], "ambiguous": []},
]


@pytest.fixture(scope="module")
def annotated() -> Any:
    spec = spec_from_file_location("annotated", FOLDER / "annotated.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_is_taken_off_a_text_comes_back_with_it(annotated: Any) -> None:
    article = {"id": "page-1", "text": PAGE["text"], "quotes": [QUOTE], "marks": []}
    without = annotated.taken(article, PEOPLE)
    assert "said" not in json.dumps(without)
    assert "text" not in without
    assert annotated.joined(without, PAGE) == ({**article, "meta": {"host": "gazette.example"}}, PEOPLE)


def test_another_text_is_refused(annotated: Any) -> None:
    without = annotated.taken({"id": "page-1", "text": PAGE["text"], "quotes": [], "marks": []}, [])
    with pytest.raises(SystemExit, match="page-1: not the text that was annotated"):
        annotated.joined(without, {**PAGE, "text": "“Yes,” said Ann Poole of the Harbour Trust."})


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)


def test_the_annotation_holds_names_and_no_sentences(annotated: Any) -> None:
    lines = [json.loads(line) for line in annotated.ANNOTATED.read_text(encoding="utf-8").splitlines()]
    assert lines
    assert all(span[0] < span[1] for line in lines for q in line["quotes"] for span in q["content"])
    assert max(len(string.split()) for line in lines for string in _strings(line)) <= 12
