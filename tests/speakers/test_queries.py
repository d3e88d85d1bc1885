"""What a source mention says of the one who is meant."""

from __future__ import annotations

import attrs
import pytest

from quoteattr.draft import CharSpan

FORMS = {
    "Ann Poole said it was late.": "name poole - Ann Poole",
    "His lawyer, Ann Poole, said it was late.": "name lawyer - Ann Poole",
    "“It is late,” he said.": "pronoun he m",
    "“It is late,” she said.": "pronoun she f",
    "“It is late,” they said.": "pronoun they -",
    "The mayor of Eastwick said it was late.": "description mayor - definite as mayor",
    "A Treasury spokeswoman said it was late.": "description spokeswoman f indefinite",
    "Another mayor said it was late.": "description mayor - indefinite",
    "“It is late,” the old women said.": "description women - plural definite",
    "Officials said it was late.": "description officials - plural",
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
