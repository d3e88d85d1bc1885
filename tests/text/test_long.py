"""A text of book length is kept in columns, whose words answer as spaCy's tokens do."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.tokens import Doc

from quoteattr.nlp import models, parsing
from quoteattr.text import long
from quoteattr.text.words import Words

TEXT = (
    "Fares to rise\n\n“It is a tax on bad weather,” said Ruth Calder, the chair of the Harbour Trust, on 3 May. Mr Reed didn’t"
    " agree: he told the BBC that the pier, which was built of sand, would not hold.\n\nReed\t12\tEastwick\t.4\tno\n\n"
)
ASKED = (
    *("i", "text", "lower_", "tag_", "dep_", "ent_type_", "ent_iob_", "pos_", "whitespace_", "is_sent_start"),
    *("is_space", "is_punct", "is_alpha", "is_stop", "is_title", "is_upper", "is_lower", "is_quote", "like_num"),
)
EXAMPLES = sorted(Path(__file__).parents[2].joinpath("examples", "articles").glob("*.txt"))


@pytest.fixture
def two(nlp, monkeypatch):
    """The words of a text, and the same of a long one."""
    ((usual, _),) = parsing.parse(nlp, [TEXT])
    monkeypatch.setattr(long, "LONG", 5)
    ((in_columns, _),) = parsing.parse(nlp, [TEXT])
    assert isinstance(in_columns, long.LongDoc)
    return usual, in_columns


def test_every_word_answers_as_a_token(two):
    usual, in_columns = two
    assert len(usual) == len(in_columns) == len([*in_columns])
    for token, word in zip(usual, in_columns, strict=True):
        assert {name: getattr(word, name) or False for name in ASKED} == {
            name: getattr(token, name) or False for name in ASKED
        }
        assert len(word) == len(token)
        for edge in ("head", "left_edge", "right_edge"):
            assert getattr(word, edge).i == getattr(token, edge).i
        for several in ("ancestors", "rights", "subtree"):
            assert [other.i for other in getattr(word, several)] == [other.i for other in getattr(token, several)]


def test_columns_are_those_of_the_doc(two, page):
    usual, in_columns = two
    assert [*in_columns.starts] == [token.idx for token in usual]
    assert [*in_columns.heads] == [token.head.i for token in usual]
    assert [*in_columns.words] == [*map(in_columns.words.__getitem__, range(len(usual)))] == [t.text for t in usual]
    assert in_columns.tags[2:5] == [token.tag_ for token in usual[2:5]]
    assert models.required_annotation(in_columns) == []


def test_words_are_counted_as_in_a_list(two):
    usual, words = two
    for part in (slice(None), slice(2, 5), slice(5, 2), slice(-3, None), slice(4, 999), slice(None, None, -1)):
        assert [word.i for word in words[part]] == [token.i for token in [*usual][part]]
    assert words[-1].i == len(words) - 1
    assert words[0].nbor().i == 1
    assert {words[3]} == {words[3]} != {words[4]}
    assert sorted([words[4], words[3]]) == [words[3], words[4]]
    for beyond in (lambda: words[len(words)], lambda: words[-1].nbor(), lambda: words[0].nbor(-1)):
        with pytest.raises(IndexError):
            beyond()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_what_is_found_is_the_same(path, extract, monkeypatch):
    text = path.read_text(encoding="utf-8")
    usual = extract(text)
    monkeypatch.setattr(long, "LONG", 5)
    assert extract(text) == usual


def test_the_root_of_a_phrase_in_which_each_word_hangs_on_the_one_before(nlp):
    number = 5000  # deeper than Python lets a function call itself
    doc = Doc(nlp.vocab, ["and"] * number, heads=[max(i - 1, 0) for i in range(number)], deps=["conj"] * number)
    assert Words(doc).root(number - 3, number).i == number - 3
