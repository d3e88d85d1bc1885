"""What a source mention says of the one who is meant."""

from __future__ import annotations

import attrs
import pytest

from quoteattr.draft import CharSpan, Phrase
from quoteattr.speakers.queries import Query

FORMS = {
    "Ann Poole said it was late.": "name poole - Ann Poole",
    "His lawyer, Ann Poole, said it was late.": "name lawyer - Ann Poole",
    "“It is late,” he said.": "pronoun he m",
    "“It is late,” she said.": "pronoun she f",
    "“It is late,” they said.": "pronoun they -",
    "The mayor of Eastwick said it was late.": "description mayor - definite as mayor",
    "A Treasury spokeswoman said it was late.": "description spokeswoman f indefinite as spokeswoman",
    "Another mayor said it was late.": "description mayor - indefinite as mayor",
    "“It is late,” the old women said.": "description women - plural definite",
    "Officials said it was late.": "description officials - plural",
    "Her lawyer said it was late.": "description lawyer - definite as lawyer owned by pronoun",
    "The report said it was late.": "description report - definite",
    "“It is late.”": "floating  -",
    "Ann Poole stood up: “I am sorry.”": "floating  - led by name",
    "She stood up: “I am sorry.”": "floating  - led by pronoun",
    "The mayor stood up: “I am sorry.”": "floating  -",
    "The Harbour Trust stood up: “We are sorry.”": "floating  -",
}


def told(query):
    """A query on a line."""
    words = [query.form, query.word, query.gender]
    words += [name for name in ("plural", "definite", "indefinite") if getattr(query, name)]
    words += [f"as {query.role.title}"] if query.role else []
    words += [query.named.entity.name] if query.named else []
    words += [f"led by {query.lead.form}"] if query.lead else []
    words += [f"owned by {query.owner.form}"] if query.owner else []
    return " ".join(words)


@pytest.mark.parametrize(("text", "expected"), FORMS.items())
def test_what_a_mention_asks(text, expected, queries):
    asker, (attribution,) = queries(text)
    assert told(asker.query(attribution)) == expected


def test_several_who_speak_together_are_one(queries):
    asker, (attribution,) = queries("Ann Poole and the Harbour Trust said it was late.")
    named = asker.query(attribution).named
    assert [member.entity.name for member in named.members] == ["Ann Poole", "Harbour Trust"]
    assert (named.plural, named.number) == (True, -1)


@pytest.mark.parametrize(
    ("places", "who"),
    [
        (["Ann Poole", "She"], "Ann Poole"),
        (["Ann Poole", "Jane Dunn", "Ms Dunn", "She"], "Jane Dunn"),
        (["She"], None),
        (["Ann Poole", "it"], None),
    ],
)
def test_coreference_from_elsewhere_names_who_is_named_most(places, who, queries):
    text = "Ann Poole met Jane Dunn. Ms Dunn left. She said it was late."
    asker, (attribution,) = queries(text)
    cluster = tuple(CharSpan(text.index(place), text.index(place) + len(place)) for place in places)
    told = attrs.evolve(asker, clusters=(cluster,)).query(attribution).told
    assert (told.entity.name if told else None) == who


SORTS = {
    "He": "he or she",
    "It": "it",
    "They": "they",
    "Ann Poole": "namesake",
    "The mayor": "person",
    "The 42-year-old": "person",
    "The mayors": "people",
    "Residents": "people",
    "The report": "document",
    "The reports": "document",
    "The council": "body",
    "The wind": "body",
}


@pytest.mark.parametrize(("source", "sort"), SORTS.items())
def test_what_sort_of_mention_it_is(source, sort, queries):
    asker, (attribution,) = queries(f"{source} said it was late.")
    assert asker.query(attribution).sort == sort


def test_nobody_is_looked_for_behind_we():
    assert Query("pronoun", 0, Phrase(0, 1, 0), "we").sort == "none"


@pytest.mark.parametrize(
    ("source", "bearers"),
    [
        ("Poole", {"Tom Poole", "Ann Poole"}),
        ("Dr Poole", {"Tom Poole", "Ann Poole"}),
        ("Mrs Poole", {"Ann Poole"}),
        ("Mr Poole", {"Tom Poole"}),
        ("Tom Poole", {"Tom Poole"}),
        ("The Poole Trust", {"Poole Trust"}),
    ],
)
def test_who_bears_the_name_that_a_mention_gives(source, bearers, queries):
    asker, (attribution,) = queries(f"Tom Poole met Ann Poole and the Poole Trust. {source} said it was late.")
    assert {referent.entity.name for referent in asker.query(attribution).bearers} == bearers
