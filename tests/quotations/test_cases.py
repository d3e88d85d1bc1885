"""Tables of invented news sentences with the quotations and marks that the guidelines ask for.

A case of a table of quotations is ``{"id", "text", "quotes", "marks"}``. Pieces of content are words that stand once in
the text; edges are compared as the guidelines say (outer marks, final punctuation and a leading "that" do not count).
Keys that a quotation leaves out are not checked. ``A|B`` accepts either reading. A quotation that is ``optional`` may
be found or not. ``quotes`` and ``marks`` are complete: whatever else is found is false.

A case of ``marks.json`` gives the stretches between marks that the scanner finds: all outer ones (``stretches``) and
those within them (``nested``); or, where repair is a guess, words that must lie within one stretch (``within``) and
words that must lie outside of every one (``outside``).

What fails and is known to is listed in ``known_failures.json`` and expected to fail: a fix shows.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from quoteattr import Article, Quote
from quoteattr.quotations import marks
from quoteattr.text import passages

CASES = Path(__file__).parents[1] / "cases"
TABLES = ("direct", "mixed", "indirect", "negative", "nonspeech", "addressee")
SLACK = 1  # code points by which an edge may be off

_BEFORE = re.compile(r"[\s\"“”„‟«»'‘’‚‛`.,:;–—…\[\]-]+|that\b", re.IGNORECASE)
_AFTER = " \n\t\"“”„‟«»'‘’‚‛`.,:;–—-…[]!?"

Range = tuple[int, int]
Case = dict[str, Any]


def load(table: str) -> list[Case]:
    return json.loads((CASES / f"{table}.json").read_text(encoding="utf-8"))


def parameters(*tables: str) -> list[Any]:
    known = {failure["id"]: failure["reason"] for failure in load("known_failures")}
    found = []
    for table in tables:
        for case in load(table):
            name = f"{table}/{case['id']}"
            expected_to_fail = [pytest.mark.xfail(strict=True, reason=known[name])] if name in known else []
            found.append(pytest.param(case, id=name, marks=expected_to_fail))
    return found


# --- comparing ----------------------------------------------------------------------------------------------------


def trim(text: str, start: int, end: int) -> Range:
    """The range without what does not count at its edges."""
    while match := _BEFORE.match(text, start, end):
        start = match.end()
    return start, start + len(text[start:end].rstrip(_AFTER))


def alternatives(words: str) -> list[str]:
    return words.split("|")


def places(text: str, words: str) -> list[Range]:
    """Where each alternative of ``words`` stands in the text; each has to stand there once."""
    for each in alternatives(words):
        assert text.count(each) == 1, f"{each!r} stands {text.count(each)} times in the text"
    return [(text.index(each), text.index(each) + len(each)) for each in alternatives(words)]


def same_range(a: Range, b: Range) -> bool:
    return abs(a[0] - b[0]) <= SLACK and abs(a[1] - b[1]) <= SLACK


def touches(text: str, expected: Case, quote: Quote) -> bool:
    return any(
        start < piece.end and piece.start < end
        for words in expected["content"]
        for start, end in places(text, words)
        for piece in quote.content
    )


def same_content(text: str, expected: Case, quote: Quote) -> bool:
    if len(quote.content) != len(expected["content"]):
        return False
    return all(
        any(same_range(trim(text, *place), trim(text, piece.start, piece.end)) for place in places(text, words))
        for words, piece in zip(expected["content"], quote.content, strict=True)
    )


def same_words(expected: str | None, actual: str | None) -> bool:
    """Whether one of the alternatives is what was found; a leading article does not count."""
    if expected is None or actual is None:
        return expected is actual

    def plain(words: str) -> str:
        return re.sub(r"^(?:the|an?)\s", "", words.strip(_AFTER).casefold())

    return plain(actual) in map(plain, alternatives(expected))


def wrong_parts(expected: Case, quote: Quote) -> list[str]:
    """What is wrong with a quotation whose content is right."""
    found: dict[str, str | None] = {
        "kind": quote.kind,
        "cue": quote.cue and quote.cue.text,
        "source": quote.source and quote.source.text,
        "addressee": quote.addressee and quote.addressee.text,
        "speaker": quote.speaker and quote.speaker.name,
    }
    return [
        f"{key}: expected {expected[key]!r}, found {value!r}, in {quote.text!r}"
        for key, value in found.items()
        if key in expected and not same_words(expected[key], value)
    ]


def problems_of_quotes(article: Article, expected: list[Case]) -> list[str]:
    text = article.text
    left = list(article.quotes)
    unmatched = []
    problems = []
    for each in expected:
        match = next((quote for quote in left if same_content(text, each, quote)), None)
        if match is None:
            unmatched.append(each)
        else:
            left.remove(match)
            problems += [] if each.get("optional") else wrong_parts(each, match)
    for each in unmatched:
        near = [quote for quote in left if touches(text, each, quote)]
        left = [quote for quote in left if quote not in near]
        if each.get("optional"):
            continue
        pieces = [[piece.text for piece in quote.content] for quote in near]
        wanted = each["content"]
        problems.append(f"edges: expected {wanted}, found {pieces}" if near else f"missed: {wanted}")
    return problems + [f"false: {[piece.text for piece in quote.content]} ({quote.rule})" for quote in left]


def problems_of_marks(article: Article, expected: list[Case]) -> list[str]:
    text = article.text
    left = list(article.marks)
    problems = []
    for each in expected:
        place = trim(text, *places(text, each["text"])[0])
        match = next((m for m in left if same_range(place, trim(text, m.span.start, m.span.end))), None)
        if match is None:
            problems += [] if each.get("optional") else [f"mark missed: {each['text']!r}"]
            continue
        left.remove(match)
        if match.reason not in alternatives(each["reason"]):
            problems.append(f"mark {each['text']!r}: expected {each['reason']}, found {match.reason}")
    return problems + [f"mark false: {mark.span.text!r} ({mark.reason})" for mark in left]


def report(article: Article, problems: list[str]) -> str:
    """What is wrong, and all that was found."""
    lines = ["", f"TEXT   {article.text}"]
    lines += [f"WRONG  {problem}" for problem in problems]
    for quote in article.quotes:
        parts = [quote.cue, quote.source, quote.addressee]
        cue, source, addressee = (str(part) if part else "-" for part in parts)
        lines.append(
            f"FOUND  {quote.kind} {[piece.text for piece in quote.content]} cue={cue} source={source} "
            f"addressee={addressee} speaker={quote.speaker and quote.speaker.label} rule={quote.rule}"
        )
    lines += [f"MARK   {mark.span.text} ({mark.reason})" for mark in article.marks]
    return "\n".join(lines)


# --- the tables ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def read(together):
    return together(case["text"] for table in TABLES for case in load(table))


@pytest.mark.parametrize("case", parameters(*TABLES))
def test_case(case, read):
    article = read(case["text"])
    problems = []
    if "quotes" in case:
        problems += problems_of_quotes(article, case["quotes"])
    if "marks" in case:
        problems += problems_of_marks(article, case["marks"])
    assert not problems, report(article, problems)


@pytest.mark.parametrize("case", parameters("marks"))
def test_marks(case):
    text = case["text"]
    found = marks.scan(text, passages.split(text))
    outer = [text[s.start : s.end] for s in found if s.depth == 0]
    nested = [text[s.start : s.end] for s in found if s.depth > 0]
    if "stretches" in case:
        assert outer == case["stretches"]
    if "nested" in case:
        assert nested == case["nested"]
    ranges = [(s.start, s.end) for s in found]
    for words in case.get("within", ()):
        [(start, end)] = places(text, words)
        assert any(a <= start and end <= b for a, b in ranges), f"{words!r} is within none of {outer}"
    for words in case.get("outside", ()):
        [(start, end)] = places(text, words)
        assert not any(a < end and start < b for a, b in ranges), f"{words!r} is touched by one of {outer}"


def test_ids_are_unique_and_known_failures_exist():
    names = [f"{table}/{case['id']}" for table in (*TABLES, "marks") for case in load(table)]
    assert len(names) == len(set(names))
    assert {failure["id"] for failure in load("known_failures")} <= set(names)
