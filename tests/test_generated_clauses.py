"""Sentences whose end is known (benchmarks/accuracy/generated_clauses.py): that they are what they say, and how many are read right."""

from __future__ import annotations

import generated_clauses as made
import pytest

import quoteattr


@pytest.fixture(scope="module")
def sentences():
    return tuple(made.sentences(3000, 1))


def test_the_same_seed_gives_the_same_sentences(sentences):
    assert tuple(made.sentences(40, 1)) == sentences[:40]
    assert {s.text for s in made.sentences(40, 2)}.isdisjoint(s.text for s in sentences[:40])


def test_the_words_are_what_the_tables_say(sentences):
    starts = (
        tuple(f"{clause.subject} " for clause in made.CLAUSES) + tuple(clause.ger for clause in made.CLAUSES) + ("to ",)
    )
    for sentence in sentences:
        assert sentence.words.startswith(starts)
        behind = sentence.text[sentence.end :]
        assert behind[:1] in {" ", ",", ".", ";"}
        assert bool(sentence.reporter) <= (not behind.startswith("."))


@pytest.mark.parametrize(("table", "field"), [(made.SAID, "said"), (made.REPORTER, "reporter")])
def test_every_kind_comes_up(sentences, table, field):
    assert {added.kind for added in table} <= {getattr(sentence, field) for sentence in sentences}


def test_where_a_simple_past_could_be_said_none_is_added(sentences):
    deeds = [s for s in sentences if s.reporter == "and did"]
    assert deeds
    assert not any(
        clause.past in s.words for s in deeds for clause in made.CLAUSES if clause.past.startswith(("was ", "had "))
    )


@pytest.mark.slow
def test_most_end_where_they_should(sentences):
    read = quoteattr.pipe(sentence.text for sentence in sentences[:400])
    right = [
        made.found(sentence, article) == sentence.words for sentence, article in zip(sentences, read, strict=False)
    ]
    assert sum(right) / len(right) > 0.86
