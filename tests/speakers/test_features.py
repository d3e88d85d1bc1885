"""What is said of each of those who may be meant."""

from __future__ import annotations

import pytest

from quoteattr.speakers.contenders import contenders, pronoun
from quoteattr.speakers.features import MOST, features
from quoteattr.speakers.resolve import resolve


@pytest.fixture
def seen(queries):
    """What is seen of each contender for the source of a text's last quotation, by name; what is 0 is left out."""

    def of(text):
        asker, attributions = queries(text)
        resolve(asker, attributions[:-1])
        query = asker.query(attributions[-1])
        found = contenders(asker.cast, query, pronoun(query))
        rows = {c: features(asker.cast, query, c, found) for c in found}
        return {
            c.entity.name if c.entity else c.description: {name: value for name, value in row.items() if value}
            for c, row in rows.items()
        }

    return of


def test_where_somebody_stands(seen):
    found = seen("Ann Poole met Tom Reed on Monday. It rained.\n\n“I am sorry,” he said.")
    stands = {"passages back": 1.0, "sentences back": 2.0, "tokens back": 15.0, "times named": 1.0}
    assert found == {"Tom Reed": {**stands, "gender agrees": 1.0}}


@pytest.mark.parametrize(
    ("text", "name", "feature", "value"),
    [
        ("Tom Reed left. “It is late,” he said.", "Tom Reed", "main subject", 1.0),
        ("It rained when Tom Reed left. “It is late,” he said.", "Tom Reed", "subject", 1.0),
        ("It rained on Tom Reed. “It is late,” he said.", "Tom Reed", "main subject", 0.0),
        ("Dr Reed left. “It is late,” he said.", "Reed", "gender unknown", 1.0),
        ("Dr Reed left. “It is late,” he said.", "Reed", "gender agrees", 0.0),
        ("Mr Reed left. “It is late,” he said.", "Reed", "gender agrees", 1.0),
        ("“I left,” Tom Reed said. “It is late,” he said.", "Tom Reed", "spoke last", 1.0),
        ("“I left,” Tom Reed said. “It is late,” he said.", "Tom Reed", "times quoted", 1.0),
        ("“I left,” Tom Reed said. Joe Dunn got up. “It is late,” he said.", "Tom Reed", "spoke last", 0.0),
        ("“I left,” Tom Reed said. Joe Dunn got up. “It is late,” he said.", "Tom Reed", "interrupted", 1.0),
        ("“I left,” Tom Reed said. Joe Dunn got up. “It is late,” he said.", "Joe Dunn", "interrupted", 0.0),
        ("“I left,” Tom Reed said. Ann Poole got up. “It is late,” he said.", "Tom Reed", "spoke last", 1.0),
        ("“I left,” Tom Reed said.\n\nIt rained.\n\n“It is late,” he said.", "Tom Reed", "spoke last", 0.0),
        ("“I left,” a man said. “It is late,” he said.", "a man", "no name", 1.0),
        ("Officials said it was late. “We go,” they said.", "Officials", "several", 1.0),
        ("The Harbour Trust said it was late. “We go,” it said.", "Harbour Trust", "has spoken", 1.0),
        ("Tom Reed left. " * 9 + "“It is late,” he said.", "Tom Reed", "times named", float(MOST["times named"])),
    ],
)
def test_a_feature(text, name, feature, value, seen):
    assert seen(text)[name].get(feature, 0.0) == value
