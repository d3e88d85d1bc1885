"""The finished values: what a speaker is called, its mentions and roles, and what the evidence says."""

from __future__ import annotations

from typing import Any

import pytest

from quoteattr import Role
from quoteattr.roles.joined import distinct


@pytest.mark.parametrize(
    ("text", "mentions", "aliases"),
    [
        (
            "Ann Poole, 42, was late. Mrs Poole met her son. “I am sorry,” she said. “I left,” said Ann Poole MP, a"
            " baker. Ms Poole knew that it was late.",
            ["Ann Poole", "Poole", "she", "Ann Poole MP, a baker", "Poole"],
            ["Ann Poole", "Poole", "Ann Poole MP, a baker"],
        ),
        ("“I am sorry,” the woman said. “It hurts,” she said.", ["the woman", "she"], ["the woman"]),
        (
            "Ann Poole and Tom Reed said it was late. “We go,” they said.",
            ["Ann Poole and Tom Reed", "they"],
            ["Ann Poole and Tom Reed"],
        ),
        ("The charity said it was late. It said piers were old.", ["The charity", "It"], ["The charity"]),
    ],
)
def test_a_speaker_knows_its_mentions_in_order(
    text: str, mentions: list[str], aliases: list[str], extract: Any
) -> None:
    (speaker,) = extract(text).speakers
    assert [mention.text for mention in speaker.mentions] == mentions
    assert list(speaker.aliases) == aliases
    assert all(text[m.start : m.end] == m.text for m in speaker.mentions)


@pytest.mark.parametrize(
    ("text", "name", "kind", "description", "honorific"),
    [
        ("Dr Ann Poole said it was late.", "Ann Poole", "person", None, "Dr"),
        ("Ann Poole and Tom Reed said it was late.", "Ann Poole and Tom Reed", "person", None, None),
        ("The Harbour Trust said it was late.", "Harbour Trust", "organisation", None, None),
        ("A man wearing a hat said it was late.", None, "unnamed", "A man", None),
        (
            "The legal team for the two men said it was late.",
            "legal team for the two men",
            "organisation",
            "The legal team for the two men",
            None,
        ),
        (
            "The legal team for Kent said it was late.",
            "legal team for Kent",
            "organisation",
            "The legal team for Kent",
            None,
        ),
        (
            "The campaign said it was late. Poole’s campaign said it was too late.",
            "Poole’s campaign",
            "organisation",
            "Poole’s campaign",
            None,
        ),
    ],
)
def test_what_a_speaker_is_called(
    text: str, name: str | None, kind: str, description: str | None, honorific: str | None, extract: Any
) -> None:
    (speaker,) = extract(text).speakers
    assert (speaker.name, speaker.kind, speaker.description, speaker.honorific) == (name, kind, description, honorific)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Poole left. “It is late,” she said.", "“she” is Ann Poole, last mentioned 1 sentence before"),
        ("Ann Poole left. It rained. It blew. “It is late,” she said.", "“she” is Ann Poole, last mentioned 3 sentences before"),
        ("“I left,” Ann Poole said. “I am sorry,” she said.", "“she” is Ann Poole, last mentioned 1 sentence before"),
        ("Ann Poole, a mayor, left. “I am sorry,” the mayor said.", "“the mayor” is Ann Poole, last mentioned 1 sentence before"),
        ("“I am sorry,” the mayor said. Ann Poole, a mayor, left.", "“the mayor” is Ann Poole"),
        ("Ann Poole said she was late. “I am sorry.”", "Ann Poole goes on speaking"),
        ("Tom Reed was in tears. “I am sorry.”", "the sentence before is about Tom Reed"),
    ],
)  # fmt: skip
def test_evidence_says_where_the_speaker_stood_last(text: str, expected: str, extract: Any) -> None:
    assert extract(text).quotes[-1].evidence[-1].note == expected


def test_the_role_nearest_to_the_first_quotation_comes_first(extract: Any) -> None:
    text = "Baker Ann Poole left. She said it was late. Poole, chair of the Harbour Trust, rose. Teacher Ann Poole sat."
    (speaker,) = extract(text).speakers
    assert [role.title for role in speaker.roles] == ["chair", "baker", "teacher"]


def test_the_role_in_a_description_comes_after_those_that_the_text_tells(extract: Any) -> None:
    text = "Mayor Ann Poole was late. Poole, the baker, rose. “I am sorry,” the mayor of Eastwick said."
    (speaker,) = extract(text).speakers
    assert [(role.title, role.organisation) for role in speaker.roles] == [("baker", None), ("mayor", "Eastwick")]


def test_several_who_speak_together_have_what_each_of_them_is(extract: Any) -> None:
    (speaker,) = extract("Mayor Ann Poole and police chief Tom Reed said it was late.").speakers
    assert [role.title for role in speaker.roles] == ["mayor", "police chief"]
    (speaker,) = extract("Ann Poole of Leeds and Tom Reed of York said it was late.").speakers
    assert speaker.roles == ()


def test_a_body_has_no_role(extract: Any) -> None:
    (speaker,) = extract("The charity, owner of the pier, said it was late.").speakers
    assert (speaker.kind, speaker.roles) == ("organisation", ())


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ([("mayor", None), ("mayor", "Eastwick"), ("mayor", None)], [("mayor", "Eastwick")]),
        ([("mayor", "Eastwick"), ("mayor", "Skerrow")], [("mayor", "Eastwick"), ("mayor", "Skerrow")]),
        ([("deputy mayor", None), ("mayor", "Eastwick")], [("deputy mayor", None), ("mayor", "Eastwick")]),
        (
            [("mayor", None), ("baker", None), ("deputy mayor", "Eastwick"), ("mayor", "Eastwick")],
            [("deputy mayor", "Eastwick"), ("baker", None)],
        ),
        ([("mayor", None), ("mayor", "Eastwick"), ("deputy mayor", "Eastwick")], [("deputy mayor", "Eastwick")]),
        ([(None, "Eastwick"), ("mayor", "Eastwick"), ("mayor", None)], [("mayor", "Eastwick")]),
    ],
)
def test_of_roles_that_differ_in_detail_the_fullest_is_kept(given: Any, kept: Any) -> None:
    assert [(role.title, role.organisation) for role in distinct(Role(*one) for one in given)] == kept


def test_a_former_role_is_another_one() -> None:
    assert len(distinct([Role("mayor"), Role("mayor", former=True)])) == 2


@pytest.mark.parametrize(
    "source",
    ["A spokesman for Acme, Inc.", "The Spokeswoman for Friends of Hebblethorpe Lavonne Two Rivers"],
)
def test_a_source_that_the_parser_cuts_within_a_name_is_whole(source, extract):
    (quote,) = extract(f"{source} said on Monday that the boat was forty years old.").quotes
    assert quote.source in quote.speaker.mentions
    assert quote.source.text == source
