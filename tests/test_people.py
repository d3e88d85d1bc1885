"""Everybody whom an article names, quoted or only spoken of: who they are, what they are called, and where."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from root import ROOT

import quoteattr
from quoteattr.model import Article

PAGES = sorted((ROOT / "examples").glob("*/*.txt"))


def described(article: Article) -> list[str]:
    """Each of the people in a word: a star if quoted, the name, the kind, the gender if any, descriptions in brackets."""
    quoted = set(article.speakers)
    return [
        f"{'*' if one in quoted else ''}{one.name}: {one.gender or one.kind}"
        + "".join(f" [{description}]" for description in one.descriptions)
        for one in article.people
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("It rained. Officials said it was late.", []),  # who has no name is a speaker only
        ("A woman said it was late.", []),
        ("Mr Tom Reed met Ann Poole.", ["Tom Reed: male", "Ann Poole: female"]),
        ("Dr Reed met Kaskade Oro, a singer.", ["Reed: person", "Kaskade Oro: person"]),
        ("Ann Poole met Tom Reed, she said.", ["*Ann Poole: female", "Tom Reed: male"]),
        ("Tom Reed sacked Ann Poole, the Harbour Trust said.",
         ["Tom Reed: male", "Ann Poole: female", "*Harbour Trust: organisation"]),
        ("Ann Poole works for the Harbour Trust. It rained.", ["Ann Poole: female", "Harbour Trust: organisation"]),
        ("Mayor Ann Poole left. “It is late,” the mayor said.", ["*Ann Poole: female [the mayor]"]),
        ("The charity said it was late. It said piers were old.", ["*charity: organisation"]),
        ("Ann Poole of Eastwick left for Skerrow.", ["Ann Poole: female"]),  # mere places are nobody
        ("Ann Poole and Tom Reed said it was late.",
         ["Ann Poole: female", "*Ann Poole and Tom Reed: person", "Tom Reed: male"]),
    ],
)  # fmt: skip
def test_who_is_named(text: str, expected: list[str], extract: Any) -> None:
    assert sorted(described(extract(text))) == sorted(expected)


def test_they_come_in_the_order_of_the_text(extract: Any) -> None:
    article = extract("Ann Poole left. Tom Reed slept. “It is late,” said Joe Dunn. “No,” said Poole.")
    assert [one.name for one in article.speakers] == ["Joe Dunn", "Ann Poole"]
    assert [one.name for one in article.people] == ["Ann Poole", "Tom Reed", "Joe Dunn"]


def test_who_is_only_spoken_of_has_mentions_and_roles(extract: Any) -> None:
    text = "Tom Reed, the former head of the Harbour Trust, was late, Ann Poole said. Mr Reed slept."
    reed = next(one for one in extract(text).people if one.name == "Tom Reed")
    assert reed.honorific == "Mr"
    assert [str(role) for role in reed.roles] == ["former head, Harbour Trust"]
    assert [mention.text for mention in reed.mentions] == ["Tom Reed", "Reed"]
    assert reed.aliases == ("Tom Reed", "Reed")


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("Mrs Okonjo-Bell said it was late.", "female"),
        ("Sir Okon Bell said it was late.", "male"),
        ("Okon Bell, a businesswoman, said it was late.", "female"),
        ("Oxo Bell was late. “I am sorry,” he said.", "male"),
        ("Oxo Bell was late. “I am sorry,” she said.", "female"),
        ("Oxo Bell said it was late.", None),
        ("The Harbour Trust said it was late.", None),
    ],
)
def test_gender_is_what_the_article_shows(text: str, gender: str | None, extract: Any) -> None:
    (speaker,) = extract(text).speakers
    assert speaker.gender == gender


def test_descriptions_in_passing_are_mentions_but_no_aliases(extract: Any) -> None:
    text = "Ann Poole, the harbour master, left. It rained. The harbour master slept. Poole said it was late."
    (poole,) = extract(text).speakers
    assert [mention.text for mention in poole.mentions] == ["Ann Poole", "The harbour master", "Poole"]
    assert [description.text for description in poole.descriptions] == ["The harbour master"]
    assert poole.aliases == ("Ann Poole", "Poole")


def test_a_body_without_a_name_is_among_the_people_only_if_it_is_quoted(extract: Any) -> None:
    article = extract("A committee met. The board slept. The charity said it was late. It said piers were old.")
    assert [one.name for one in article.people] == ["charity"]
    assert {one.kind for one in article.candidates} <= {"unnamed"}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
@pytest.mark.parametrize("least", [0.0, 0.9])
def test_what_holds_for_all_people(path: Any, least: float, nlp: Any) -> None:
    text = path.read_text(encoding="utf-8")
    article = quoteattr.extract(text, nlp=nlp, min_confidence=least)
    people = article.people
    assert len(set(people)) == len(people) > 4
    assert {one for one in (*article.speakers, *article.candidates) if one.name} <= set(people)
    assert {*article.others} == {*people} - {*article.speakers, *article.candidates}
    assert [one.mentions[0].start for one in people] == sorted(one.mentions[0].start for one in people)
    for one in people:
        assert one.kind in ("person", "organisation")
        assert set(one.descriptions) <= set(one.mentions)
        assert all(text[span.start : span.end] == span.text for span in one.mentions)
    assert Article.from_json(article.to_json()) == article
    assert Article.from_json(article.to_json()).people == people


def test_frames_of_several_articles(nlp: Any) -> None:
    texts = {"one": "Ann Poole met Tom Reed.", "none": "It rained.", "two": "Joe Dunn said it was late."}
    frame = quoteattr.to_dataframe(map(partial(quoteattr.extract, nlp=nlp), texts.values()), ids=texts, of="people")
    found = frame[["article", "name", "gender", "quotes"]].values.tolist()
    assert found == [["one", "Ann Poole", "female", 0], ["one", "Tom Reed", "male", 0], ["two", "Joe Dunn", "male", 1]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Poole left early. She slept. “It is late,” she said.", {"Ann Poole": {"she": 2}}),
        ("Ann Poole met Tom Reed. He was late, she said. “Never,” he said.",
         {"Ann Poole": {"she": 1}, "Tom Reed": {"he": 2}}),
        ("Ms Ann Poole, a businesswoman, said it was late.", {"Ann Poole": {}}),  # none guessed
        ("Ann Poole said: “She is late.”", {"Ann Poole": {}}),  # in somebody's words
        ("The council said it was late. It said piers were old.", {"council": {"it": 1}}),
    ],
)  # fmt: skip
def test_pronouns_are_counted_and_none_is_guessed(text: str, expected: dict[str, Any], extract: Any) -> None:
    article = extract(text)
    found = {one.name: one.pronouns for one in article.people}
    assert {name: found[name] for name in expected} == expected
    for one in article.people:
        assert [text[span.start : span.end] for span in one.pronoun_mentions] == [s.text for s in one.pronoun_mentions]
