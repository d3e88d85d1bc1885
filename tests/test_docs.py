"""docs/how-it-works.md keeps its word: every rule of the code has an entry, every entry is a rule, every example fires it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from typing import get_args

import pytest
import test_architecture as architecture
from root import ROOT

from quoteattr.model import Article, MarkReason, PassageKind
from quoteattr.own.weights import packaged
from quoteattr.rules import rules
from quoteattr.text import passages

PAGE = (ROOT / "docs" / "how-it-works.md").read_text(encoding="utf-8")
LATER = {"checking", "fitting", "gold", "own"}  # wings in which no article is read: whatever they name is no rule
KINDS = ("link", "evidence", "role", "mark", "passage")

_ID = re.compile(r"[a-z]+(?:-[a-z]+)*")
_LIMIT = re.compile(r"^  `([^`]+)`\n  → `([^`]+)`$", re.MULTILINE)


# --- what the page says -------------------------------------------------------------------------------------------


def rows() -> Iterator[tuple[str, str, list[str]]]:
    """Of the tables headed by one of ``KINDS``: that kind, the id in backticks, and the other cells of the row."""
    kind = ""
    for line in PAGE.splitlines():
        if not line.startswith("|"):
            kind = ""
            continue
        first, *others = [cell.strip() for cell in line.strip("|").split(" | ")]
        if first in KINDS:
            kind = first
        elif kind and not first.startswith("---"):
            assert first == f"`{first.strip('`')}`", f"no id in backticks: {line}"
            yield kind, first.strip("`"), others


ROWS = list(rows())
EXAMPLES = [
    pytest.param(kind, name, others[0], id=f"{kind}/{name}")
    for kind, name, others in ROWS
    if kind != "passage" and name != "resolver"  # passages have a page of their own, a resolver has to be passed
]
LIMITS = _LIMIT.findall(PAGE)


def documented(kind: str) -> list[str]:
    return [name for found, name, _ in ROWS if found == kind]


# --- what the code says -------------------------------------------------------------------------------------------


@cache
def nodes() -> list[ast.AST]:
    read = (module for module in architecture.MODULES if architecture.place(module) not in LATER)
    return [node for module in read for node in architecture.nodes(module)]


def constants(node: ast.AST | None) -> Iterator[str]:
    """The strings that an expression may be: itself, or either branch of a condition."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from constants(node.body)
        yield from constants(node.orelse)


def arguments(*functions: str) -> Iterator[str]:
    """The strings that are given to functions or methods of these names."""
    for node in nodes():
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in functions:
                for argument in (*node.args, *(keyword.value for keyword in node.keywords)):
                    yield from constants(argument)


def links() -> set[str]:
    """Rules that tie words to a source: handed on with what they found, as a pair or as an argument."""
    found = {
        name
        for node in nodes()
        if isinstance(node, ast.Tuple) and len(node.elts) == 2 and not isinstance(node.elts[1], ast.Constant)
        for name in constants(node.elts[0])
    }
    return {name for name in {*found, *arguments("Reported", "Attribution", "add")} if _ID.fullmatch(name)}


def roles() -> set[str]:
    return {name for node in nodes() for name in constants(node) if re.fullmatch("role-[a-z-]+", name)}


def strings(module: str) -> set[str]:
    return {name for node in architecture.nodes(module) for name in constants(node)}


def emitted(kind: str) -> set[str]:
    if kind == "link":
        return links()
    if kind == "evidence":  # a rule that is not in the table has no note, and fails wherever it is found
        speakers = (strings(module) for module in architecture.MODULES if architecture.place(module) == "speakers")
        return set().union(*speakers) & {rule.id for rule in rules().values() if rule.kind == "evidence"}
    if kind == "role":
        return roles()
    if kind == "mark":
        return set(get_args(MarkReason)) & strings("quotations.unspoken")
    return set(get_args(PassageKind)) & strings("text.passages")


def ids(article: Article) -> dict[str, set[str]]:
    """The ids that an article shows."""
    return {
        "link": {quote.rule for quote in article},
        "evidence": {step.rule for quote in article for step in quote.evidence[1:]},
        "role": {role.rule for speaker in article.speakers for role in speaker.roles},
        "mark": {mark.reason for mark in article.marks},
        "passage": {passage.kind for passage in article.passages},
    }


# --- the one against the other ------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_every_rule_has_one_entry_and_every_entry_is_a_rule(kind):
    assert sorted(documented(kind)) == sorted(emitted(kind))


@pytest.mark.parametrize("kind", ["link", "evidence", "role"])
def test_the_table_of_rules_is_the_one_on_the_page(kind):
    shown = {name: others for found, name, others in ROWS if found == kind}
    assert shown == {rule.id: [rule.example, rule.finds] for rule in rules().values() if rule.kind == kind}


@pytest.mark.parametrize(("kind", "values"), [("mark", MarkReason), ("passage", PassageKind)])
def test_every_value_of_a_closed_set_is_used(kind, values):
    assert emitted(kind) == set(get_args(values))


@pytest.mark.parametrize("path", sorted((ROOT / "examples" / "articles").glob("*.txt")), ids=lambda path: path.stem)
def test_what_articles_show_is_documented(path, extract):
    found = ids(extract(path.read_text(encoding="utf-8")))
    assert {kind: names - set(documented(kind)) for kind, names in found.items()} == {kind: set() for kind in KINDS}


def test_the_weights_of_confidence_are_the_documented_ones():
    rows = re.findall(r"^\| ([a-z -]+) \| (-?[\d.]+) \|", PAGE, re.MULTILINE)
    shown = {name.replace("intercept", ""): float(weight) for name, weight in rows}
    assert shown == packaged().confidence


@pytest.fixture(scope="module")
def read(together):
    shown = [others[0].replace("<br>", "\n") for kind, name, others in ROWS]
    return together([*shown, *(example for example, _ in LIMITS)])


@pytest.mark.parametrize(("kind", "name", "example"), EXAMPLES)
def test_the_example_fires_its_rule(kind, name, example, read):
    found = ids(read(example.replace("<br>", "\n")))
    assert name in found[kind], found


def test_the_page_of_passages_is_cut_as_shown():
    (page,) = re.findall(r"^```text\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    found = {(passage.kind, passage.span.text.strip()) for passage in passages.split(page)}
    assert {(name, others[0]) for kind, name, others in ROWS if kind == "passage"} <= found


@pytest.mark.parametrize(("example", "shown"), LIMITS, ids=[example[:40] for example, _ in LIMITS])
def test_a_known_limit_still_is_one(example, shown, read):
    """Where this fails because the library does better, take the limit off the page."""
    article = read(example)
    found = [f"{quote.speaker or 'unknown speaker'}: {quote.text}" for quote in article]
    found += [f"{mark.reason}: {mark.span.text[1:-1]}" for mark in article.marks]
    assert " / ".join(found) == shown.removeprefix("nothing")


def test_the_page_has_limits_each_with_an_example():
    section = PAGE.split("\n## Known limits\n")[1]
    assert len(LIMITS) == len(re.findall("^- ", section, re.MULTILINE)) > 0
