"""Role phrases taken apart: former, title and body; what is no role gives None."""

from __future__ import annotations

import pytest

from quoteattr.draft import TokenSpan
from quoteattr.roles import joined, phrases, titles

PARSED = {
    "the former deputy director of the Harbour Trust": "former deputy director | Harbour Trust",
    "the director": "director | None",
    "Danish Prime Minister": "prime minister | Denmark",
    "head of policy at Acme": "head of policy | Acme",
    "the Harbour Trust's outspoken chairman": "chairman | Harbour Trust",
    "the 42-year-old jockey": "jockey | None",
    "the tall, bearded baker": "baker | None",
    "a one-time striker": "former striker | None",
    "director of the Harbour Trust from 2007 to 2013": "former director | Harbour Trust",
    "mayor until May 2019": "former mayor | None",
    "a Bank of Eastwick director": "director | Bank of Eastwick",
    "the independent Kent senator": "senator | Kent",
    "a veteran Labour councillor": "councillor | Labour",
    "a Department for Work spokeswoman": "spokeswoman | Department for Work",
    "the director, who is ill": "director | None",
    "an analyst covering banks at Acme": "analyst | Acme",
    "a nurse working for the Harbour Trust": "nurse | Harbour Trust",
    "a lawyer representing the Harbour Trust": "lawyer | Harbour Trust",
    "a lawyer representing the victim's mother": "lawyer | None",
    "a man convicted of theft at Acme": "man | None",
    "an engineer working on the bridge": "engineer | None",
    "a two-term senator": "senator | None",
    "New York City mayor": "mayor | New York City",
    "the pier": None,
    "planning at the trust": None,
    "director general wall": None,
}

PARTS = {
    "a farmer, author and mayor of Eastwick": ["a farmer", "author", "mayor of Eastwick"],
    "director and founder": ["director", "founder"],
    "founder and co-director of Acme": ["founder and co-director of Acme"],
    "a Harbour Bank director and senior economist": ["a Harbour Bank director and senior economist"],
    "a teacher and founder of Acme": ["a teacher", "founder of Acme"],
    "a director and former head of Acme": ["a director", "former head of Acme"],
    "arts and culture minister": ["arts and culture minister"],
    "head of planning and transport": ["head of planning and transport"],
}


def behind(page, words: str):
    """A page on which some words stand behind a name, and where they stand."""
    parsed = page(f"Ann Poole, {words}, was late.")
    return parsed, 3, len(parsed.tokens) - 4


@pytest.mark.parametrize(("words", "expected"), PARSED.items())
def test_phrases(words, expected, page):
    role = phrases.parse(*behind(page, words), "role-source")
    told = role and f"{'former ' if role.former else ''}{role.title} | {role.organisation}"
    assert told == expected


@pytest.mark.parametrize("rule", ["role-before", "role-apposition", "role-source"])
def test_a_role_keeps_its_rule_and_its_words(rule, page):
    role = phrases.parse(*behind(page, "the director of the Harbour Trust"), rule)
    assert (role.rule, role.span.text) == (rule, "director of the Harbour Trust")


def test_a_post_behind_a_body_with_a_link_is_the_head_unless_in_apposition(page):
    place = behind(page, "a Department for Work spokeswoman")
    assert phrases.parse(*place, "role-apposition") is None


def test_before_a_name_the_post_comes_last(page):
    parsed = page("They met the director here Ann Poole.")
    assert phrases.parse(parsed, 2, 5, "role-before") is None
    assert phrases.parse(parsed, 2, 4, "role-before").title == "director"


@pytest.mark.parametrize(("words", "expected"), PARTS.items())
def test_phrases_are_parted_where_two_roles_are_joined(words, expected, page):
    parsed, start, end = behind(page, words)
    assert [parsed.text(TokenSpan(*part)) for part in joined.parts(parsed, start, end)] == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [("mp", "MP"), ("deputy pm", "deputy prime minister"), ("sen.", "senator"), ("striker", "striker")],
)
def test_titles_are_written_out(title, expected):
    assert titles.full_title(title) == expected
