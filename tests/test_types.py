"""What a type checker tells users: exact types of all that is public, and that other names are not there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from root import ROOT

import quoteattr

pytestmark = pytest.mark.slow

RIGHT = """
from collections.abc import Iterator
from typing import Any, Literal, assert_type

import pandas as pd
import quoteattr

article = quoteattr.extract("", min_confidence=0.5)
assert_type(article, quoteattr.Article)
assert_type(quoteattr.Article.from_json(article.to_json()), quoteattr.Article)
assert_type(article.to_dicts(), list[dict[str, Any]])
assert_type(article.to_dataframe(), pd.DataFrame)
assert_type(article.to_html(), str)
assert_type(article.people, tuple[quoteattr.Speaker, ...])
assert_type(quoteattr.pipe([""]), Iterator[quoteattr.Article])
assert_type(quoteattr.pipe([("", 1)], as_tuples=True), Iterator[tuple[quoteattr.Article, int]])
assert_type(quoteattr.duplicates([article]), tuple[quoteattr.Copies, ...])
assert_type(quoteattr.about([article], "wall"), tuple[quoteattr.Occurrence, ...])
assert_type(quoteattr.merge_speakers([article]), tuple[quoteattr.MergedSpeaker, ...])
assert_type(quoteattr.is_english(""), bool)
assert_type(article.to_gold("a"), quoteattr.GoldArticle)
assert_type(article.by("Poole"), quoteattr.Quotes)
assert_type(quoteattr.merge_speakers({"a": article}), tuple[quoteattr.MergedSpeaker, ...])
assert_type(quoteattr.to_dataframe({"a": article}), pd.DataFrame)
assert_type(quoteattr.in_transcript(article[0], ""), quoteattr.Match | None)
for quote in article:
    assert_type(quote, quoteattr.Quote)
    assert_type(quote.kind, Literal["direct", "mixed", "indirect"])
    assert_type(quote.speaker, quoteattr.Speaker | None)
    assert_type(quote.content, tuple[quoteattr.Span, ...])
    assert_type(quote.confidence, float)
    if quote.speaker and quote.speaker.role:
        assert_type(quote.speaker.role.former, bool)
try:
    pass
except quoteattr.ModelNotFoundError as error:
    assert_type(error.others, tuple[str, ...])
"""
WRONG = {
    'quoteattr.abut([], "wall")': "no attribute",
    "quoteattr.extract(b'')": "incompatible type",
    'quoteattr.extract("").quotes[0].kind == "directly"': "Non-overlapping equality check",
    'quoteattr.extract("", None)': "Too many positional arguments",
}


def test_types_are_exact_and_mistakes_are_found(tmp_path):
    lines = [*RIGHT.strip().splitlines(), *WRONG]
    (tmp_path / "user.py").write_text("\n".join(lines) + "\n")
    kept = ROOT / ".mypy_cache"  # what mypy has read of the library and its packages need not be read again
    command = [sys.executable, "-m", "mypy", "--strict", "--hide-error-context", "--cache-dir", kept, "user.py"]
    env = {**os.environ, "MYPYPATH": str(Path(quoteattr.__file__).parents[1])}
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True)
    found = [line for line in done.stdout.splitlines() if line.startswith("user.py:") and ": error:" in line]
    numbers = [int(line.split(":")[1]) for line in found]
    assert numbers == list(range(len(lines) - len(WRONG) + 1, len(lines) + 1)), done.stdout
    assert [words for words, line in zip(WRONG.values(), found, strict=True) if words not in line] == []
