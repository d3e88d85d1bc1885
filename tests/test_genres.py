"""Articles of several genres, read as a whole: who says which words, as what, and that nobody else says anything.

``tests/cases/genres.json`` lists them: the words as :attr:`quoteattr.Quote.text` has them, whoever says them (null: nobody who
is named or described), the role where the article leaves no doubt of it, and why what still goes wrong does (``fails``).
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import quoteattr

CASES = json.loads((Path(__file__).parent / "cases" / "genres.json").read_text(encoding="utf-8"))


@cache
def read(name: str) -> quoteattr.Article:
    (case,) = (case for case in CASES if case["id"] == name)
    return quoteattr.extract(case["text"])


def _params() -> list[Any]:
    found = []
    for case in CASES:
        for number, quote in enumerate(case["quotes"]):
            reason = quote.get("fails")
            marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
            found.append(pytest.param(case["id"], quote, marks=marks, id=f"{case['id']}-{number}"))
    return found


@pytest.mark.parametrize(("name", "expected"), _params())
def test_who_says_it(name, expected):
    quote = next((quote for quote in read(name).quotes if quote.text == expected["text"]), None)
    assert quote is not None
    assert (quote.speaker.label if quote.speaker else None) == expected["speaker"]
    if "role" in expected:
        assert str(quote.speaker.role) == expected["role"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_nobody_says_anything_else(case):
    assert {quote.text for quote in read(case["id"]).quotes} <= {quote["text"] for quote in case["quotes"]}
