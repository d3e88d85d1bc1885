"""Articles of others: whatever becomes of their JSON, it is refused with the one error or gives an article that holds."""

from __future__ import annotations

import copy
import itertools
import json
import re

import attrs
import pytest
import spacy
from hypothesis import example, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, DocBin
from test_plain import ARTICLE, QUOTES

from quoteattr import Article, Span, component
from quoteattr.errors import InvalidArticleError
from quoteattr.output import plain

BLANK = spacy.blank("en")
DATA = ARTICLE.to_json().encode()
PLAIN = json.loads(DATA)

NASTY = {
    "nan": "NaN",
    "infinity": "-Infinity",
    "beyond floats": "1e999",
    "minus nought": "-0.0",
    "whole float": "1.0",
    "5000 digits": "1" * 5000,
    "beyond 64 bits": str(2**64),
    "nought": "0",
    "one": "1",
    "minus one": "-1",
    "true": "true",
    "null": "null",
    "no words": '""',
    "surrogate": r'"\ud800"',
    "NUL": r'"\u0000"',
    "kind": '"direct"',
    "empty list": "[]",
    "empty object": "{}",
    "span": "[0, 3]",
    "span of truths": "[false, true]",
    "span backwards": "[3, 0]",
    "deep list": "[" * 20_000 + "]" * 20_000,
    "deep object": '{"a":' * 20_000 + "1" + "}" * 20_000,
    "key twice": '{"a": 1, "a": 2}',
}
"""What may stand in JSON where something else is expected, as it is written there."""


def spans_of(value: object) -> list[Span]:
    """All spans within an article, wherever they stand."""
    if isinstance(value, Span):
        return [value]
    if isinstance(value, tuple):
        return [span for item in value for span in spans_of(item)]
    if attrs.has(type(value)):
        return [span for field in attrs.fields(type(value)) for span in spans_of(getattr(value, field.name))]
    return []


def check(article: Article) -> None:
    """What holds for every article that was read."""
    for span in spans_of(article):
        assert 0 <= span.start < span.end <= len(article.text)
        assert article.text[span.start : span.end] == span.text
    for quote in article.quotes:
        assert quote.content
        assert all(before.end <= after.start for before, after in itertools.pairwise(quote.content))
        assert quote.speaker is None or quote.speaker in article.speakers
        assert all(each.speaker in (*article.speakers, *article.candidates) for each in quote.candidates)
        for probability in (quote.confidence, *(each.probability for each in quote.candidates)):
            assert type(probability) is float
            assert 0 <= probability <= 1
    assert Article.from_json(article.to_json()) == article
    assert article._repr_html_()
    assert len(article.to_dicts()) == len(article.quotes)


def refused(error: InvalidArticleError) -> None:
    assert len(str(error)) < 300


def read(data: str | bytes) -> Article | None:
    """The article, None if it was refused; any other error is a failure, and so is an article that does not hold."""
    try:
        article = Article.from_json(data)
    except InvalidArticleError as error:
        return refused(error)
    check(article)
    return article


# ------------------------------------------------------------------------------------------------------ mutations


def places(node: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The way to every value within plain values."""
    inner = list(node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ())
    return [(*path, key) for key, _ in inner] + [p for key, value in inner for p in places(value, (*path, key))]


PLACES = places(PLAIN)


def mutated(place: tuple[str | int, ...], how: str, raw: str) -> str:
    """The article's JSON with the value at a place dropped or replaced, or another one put before it."""
    plain = copy.deepcopy(PLAIN)
    owner = plain
    *way, last = place
    for key in way:
        owner = owner[key]
    stand_in = "@here@"
    if how == "drop":
        del owner[last]
    elif how == "replace":
        owner[last] = stand_in
    elif isinstance(owner, list):
        owner.insert(last, stand_in)
    else:
        owner[f"{last} too"] = stand_in
    return json.dumps(plain, ensure_ascii=False).replace(f'"{stand_in}"', raw)


MUTATIONS = st.builds(
    mutated,
    st.sampled_from(PLACES),
    st.sampled_from(["drop", "replace", "replace", "insert"]),
    st.sampled_from(list(NASTY.values())) | st.sampled_from(PLACES).map(lambda place: json.dumps(at(place))),
)


def at(place: tuple[str | int, ...]) -> object:
    node = PLAIN
    for key in place:
        node = node[key]
    return node


@settings(max_examples=150, deadline=None)
@given(MUTATIONS)
def test_any_value_anywhere_dropped_replaced_or_put_in(data):
    read(data)


@pytest.mark.parametrize("raw", NASTY.values(), ids=NASTY)
def test_every_nasty_value_at_every_place(raw):
    """One of each kind of place: those that differ in their numbers only are alike."""
    alike = {tuple("#" if isinstance(key, int) else key for key in place): place for place in PLACES}
    outcomes = [read(mutated(place, "replace", raw)) for place in alike.values()]
    assert None in outcomes


def test_mutations_are_read_and_refused():
    """Both happen, or the tests above would show nothing."""
    outcomes = [read(mutated(place, "replace", "null")) for place in PLACES]
    assert 0 < outcomes.count(None) < len(outcomes)


@settings(max_examples=150, deadline=None)
@given(
    st.integers(0, len(DATA) - 1),
    st.sampled_from(["flip", "replace", "drop", "insert", "cut", "again"]),
    st.integers(0, 255),
)
@example(0, "insert", 0xEF)
def test_any_byte_of_the_json_changed(position, how, byte):
    before, there, behind = DATA[:position], DATA[position : position + 1], DATA[position + 1 :]
    changed = {
        "flip": bytes([there[0] ^ (1 << byte % 8)]) + behind,
        "replace": bytes([byte]) + behind,
        "drop": behind,
        "insert": bytes([byte]) + there + behind,
        "cut": b"",
        "again": there + DATA,
    }
    read(before + changed[how])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "cp037"])
def test_bytes_in_other_encodings_are_read_as_what_they_are_or_refused(encoding):
    found = read(DATA.decode().encode(encoding, errors="replace"))
    assert found == (ARTICLE if encoding.startswith("utf") else None)


@pytest.mark.parametrize("key", ["text", "quotes", "schema"])
def test_a_key_that_is_there_twice_is_refused(key):
    """Of two values a program that checks the JSON could see the other one."""
    data = re.sub(rf'^{{(.*)("{key}": )', rf'{{"{key}": null, \1\2', ARTICLE.to_json(), count=1)
    with pytest.raises(InvalidArticleError, match=f"the key '{key}' is there twice"):
        Article.from_json(data)


@pytest.mark.parametrize(
    "article",
    [
        attrs.evolve(ARTICLE, text=ARTICLE.text[:-9]),
        attrs.evolve(ARTICLE, text=ARTICLE.text.upper()),
        attrs.evolve(ARTICLE, speakers=ARTICLE.speakers[1:]),
        attrs.evolve(ARTICLE, quotes=(attrs.evolve(QUOTES[0], confidence=1),)),
        attrs.evolve(ARTICLE, quotes=(attrs.evolve(QUOTES[0], confidence=1.01),)),
        attrs.evolve(ARTICLE, quotes=(attrs.evolve(QUOTES[0], content=QUOTES[0].content[::-1]),)),
    ],
)
def test_the_check_finds_what_does_not_hold(article):
    with pytest.raises(AssertionError):
        check(article)


# -------------------------------------------------------------------------------------------------- stored in Docs


def stored(payload: object, text: str = ARTICLE.text) -> Doc:
    """A ``Doc`` of somebody else, out of a file."""
    doc = BLANK.make_doc(text)
    doc.user_data[component.KEY] = payload
    (found,) = (
        DocBin(docs=[doc], store_user_data=True)
        .from_bytes(DocBin(docs=[doc], store_user_data=True).to_bytes())
        .get_docs(BLANK.vocab)
    )
    return found


def test_the_article_of_a_stored_doc_is_read():
    assert stored(DATA.decode())._.article == ARTICLE


@settings(max_examples=60, deadline=None)
@given(MUTATIONS)
def test_any_stored_payload_gives_an_article_of_the_doc_or_the_one_error(data):
    doc = stored(data)
    try:
        article = doc._.article
    except InvalidArticleError:
        with pytest.raises(InvalidArticleError):
            _ = doc._.quotes
        return
    assert article.text == doc.text
    assert doc._.quotes == article.quotes
    check(article)


@pytest.mark.parametrize("payload", ["", b"", 3, 1.5, True, [], [1], {}, PLAIN, b"\xff", "null", "{}", "[" * 20_000])
def test_a_payload_of_another_kind_is_refused(payload):
    for name in ("article", "quotes"):
        with pytest.raises(InvalidArticleError):
            getattr(stored(payload)._, name)


def test_an_article_of_another_text_is_refused():
    with pytest.raises(InvalidArticleError, match="the text is not that of the Doc"):
        _ = stored(DATA.decode(), ARTICLE.text + "!")._.quotes


def test_without_a_payload_there_is_no_article():
    assert stored(None)._.article is None
    assert stored(None)._.quotes == ()


def test_plain_values_that_are_no_json_are_refused():
    for value in ({1: 2}, {"schema": plain.SCHEMA, "text": "x", 3: 4}, (), object()):
        with pytest.raises(InvalidArticleError):
            plain.from_plain(value)
