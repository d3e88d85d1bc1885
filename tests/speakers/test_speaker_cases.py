"""Tables of small cases: which speaker a quotation gets, under which name and with which role.

The tables are ``cases/names.json``, ``cases/anaphora.json`` and ``cases/roles.json``. A case holds a ``text`` and what is
expected of some of its ``quotes``. Each of those is found by ``content``, a stretch of its words that stands once in
the text; of the other keys only those that are there are checked:

- ``speaker``: the canonical name, or null where nobody may be named;
- ``kind``: person, organisation or unnamed;
- ``title``, ``organisation``, ``former``: the first role of the speaker, null where there must be none;
- ``roles``: further roles that must be among the speaker's, with the same three keys.

A list in the place of a value means that any of its members will do. Of the whole case, ``speakers`` are the names of
all the named speakers, and ``groups`` say which of the quotes (by number) have one speaker and which do not;
``negative`` marks a trap: a case in which something tempting must not be found.

Cases that fail are listed with the reason in ``cases/known_failures_speakers.json`` and must go on failing: one that
begins to pass has to be taken off the list.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from quoteattr.model import Article, Quote, Role, Span

CASES = Path(__file__).parents[1] / "cases"
TABLES = ("names", "anaphora", "roles")
KNOWN_FAILURES: dict[str, str] = json.loads((CASES / "known_failures_speakers.json").read_text(encoding="utf-8"))
QUOTE_KEYS = {"content", "speaker", "kind", "title", "organisation", "former", "roles"}
CASE_KEYS = {"id", "about", "negative", "text", "quotes", "speakers", "groups"}


def read(table: str) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = json.loads((CASES / f"{table}.json").read_text(encoding="utf-8"))
    return cases


def parameters() -> Iterator[Any]:
    for table in TABLES:
        for case in read(table):
            name = f"{table}/{case['id']}"
            marks = (
                [pytest.mark.xfail(reason=KNOWN_FAILURES[name], raises=AssertionError, strict=True)]
                if name in KNOWN_FAILURES
                else []
            )
            yield pytest.param(case, id=name, marks=marks)


def fits(wanted: Any, found: Any) -> bool:
    """Whether a value is the expected one or, where a list is expected, one of its members."""
    return found in (wanted if isinstance(wanted, list) else [wanted])


def fits_folded(wanted: Any, found: str | None) -> bool:
    choices = wanted if isinstance(wanted, list) else [wanted]
    folded = [choice.casefold() if choice is not None else None for choice in choices]
    return fits(folded, found.casefold() if found is not None else None)


def find_quote(article: Article, stretch: str) -> Quote | None:
    """The quotation that holds most of the stretch, if it holds at least half of it."""
    start = article.text.index(stretch)
    wanted = Span(start, start + len(stretch), stretch)

    def overlap(quote: Quote) -> int:
        return sum(max(0, min(piece.end, wanted.end) - max(piece.start, wanted.start)) for piece in quote.content)

    best = max(article.quotes, key=overlap, default=None)
    return best if best is not None and 2 * overlap(best) >= len(wanted) else None


def role_fits(wanted: dict[str, Any], role: Role | None) -> bool:
    title, organisation, former = (role.title, role.organisation, role.former) if role else (None, None, False)
    return (
        ("title" not in wanted or fits_folded(wanted["title"], title))
        and ("organisation" not in wanted or fits_folded(wanted["organisation"], organisation))
        and ("former" not in wanted or wanted["former"] == former)
    )


def complaints(wanted: dict[str, Any], quote: Quote | None) -> Iterator[str]:
    """What is wrong with a quotation."""
    if quote is None:
        yield "no quotation there"
        return
    speaker = quote.speaker
    name = speaker.name if speaker else None
    if "speaker" in wanted and not fits(wanted["speaker"], name):
        rules = ", ".join(step.rule for step in quote.evidence) or quote.rule
        yield f"speaker {name!r}, not {wanted['speaker']!r} (source {quote.source!s}; {rules})"
    if "kind" in wanted and not fits(wanted["kind"], speaker.kind if speaker else None):
        yield f"kind {speaker.kind if speaker else None!r}, not {wanted['kind']!r}"
    role = speaker.role if speaker else None
    asked = ("title", "organisation", "former")
    first: dict[str, Any] = {key: wanted[key] for key in asked if key in wanted}
    if not role_fits(first, role):
        yield f"role {show(role)}, not {first}"
    roles = speaker.roles if speaker else ()
    for further in wanted.get("roles", ()):
        if not any(role_fits(further, role) for role in roles):
            yield f"roles {[show(role) for role in roles]} without {further}"


def show(role: Role | None) -> str:
    if role is None:
        return "none"
    return f"{role.title!r} of {role.organisation!r}{', former' if role.former else ''} by {role.rule or '?'}"


def check_groups(groups: list[list[int]], quotes: list[Quote | None]) -> Iterator[str]:
    group_of = {number: i for i, group in enumerate(groups) for number in group}
    numbers = sorted(group_of)
    for a in numbers:
        for b in numbers:
            first, second = quotes[a], quotes[b]
            if a < b and first is not None and second is not None:
                together = first.speaker is not None and first.speaker == second.speaker
                if together != (group_of[a] == group_of[b]):
                    yield f"quotes {a} and {b} have {'one speaker' if together else 'different speakers'}"


@pytest.fixture(scope="module")
def extract_case(together: Callable[..., Any]) -> Any:
    return together(case["text"] for table in TABLES for case in read(table))


@pytest.mark.parametrize("case", list(parameters()))
def test_speaker_case(case: dict[str, Any], extract_case: Callable[[str], Article]) -> None:
    article = extract_case(case["text"])
    quotes = [find_quote(article, wanted["content"]) for wanted in case["quotes"]]
    wrong = [
        f"“{wanted['content']}”: {complaint}"
        for wanted, quote in zip(case["quotes"], quotes, strict=True)
        for complaint in complaints(wanted, quote)
    ]
    wrong += check_groups(case.get("groups", []), quotes)
    if "speakers" in case:
        names = sorted(speaker.name for speaker in article.speakers if speaker.name)
        if names != sorted(case["speakers"]):
            wrong.append(f"named speakers {names}, not {sorted(case['speakers'])}")
    assert not wrong, "\n".join(["", f"About: {case['about']}", f"Text: {case['text']}", *wrong])


@pytest.mark.parametrize("table", TABLES)
def test_tables_are_well_formed(table: str) -> None:
    cases = read(table)
    assert len({case["id"] for case in cases}) == len(cases)
    for case in cases:
        assert case.keys() <= CASE_KEYS, case["id"]
        for wanted in case["quotes"]:
            assert wanted.keys() <= QUOTE_KEYS, case["id"]
            assert case["text"].count(wanted["content"]) == 1, (case["id"], wanted["content"])


def test_a_third_of_the_cases_are_traps() -> None:
    cases = [case for table in TABLES for case in read(table)]
    assert len(cases) >= 180
    assert 3 * sum(case.get("negative", False) for case in cases) >= len(cases)


def test_known_failures_are_cases() -> None:
    names = {f"{table}/{case['id']}" for table in TABLES for case in read(table)}
    assert KNOWN_FAILURES.keys() <= names
