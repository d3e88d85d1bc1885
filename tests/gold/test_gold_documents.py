"""The format of annotated articles: read, written, refused, and made of what the library found."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from quoteattr import InvalidGoldError
from quoteattr.gold import documents
from quoteattr.gold.values import GoldArticle, GoldMark, GoldQuote, GoldRole, GoldSpeaker, from_article

TEXT = "“It is late,” said Ann Poole, mayor of Eastwick. Officials said nobody had asked."
OWN = Path(__file__).parents[1] / "cases" / "articles.jsonl"

POOLE = GoldQuote(
    content=((0, 13),),
    kind="direct",
    cue=((14, 18),),
    source=((19, 47),),
    speaker=GoldSpeaker("Ann Poole", "person"),
    role=GoldRole("mayor", "Eastwick"),
    other_roles=(GoldRole("chair", None, former=True),),
)
OFFICIALS = GoldQuote(
    ((64, 66),), "indirect", named=False, speaker=GoldSpeaker(None, "skip"), optional=True, extra={"n": 1}
)
ARTICLE = GoldArticle("late", TEXT, (POOLE, OFFICIALS), (GoldMark(0, 4, "term"),), {"meta": {"by": ["a", None]}})


def test_what_is_written_is_read_back(tmp_path):
    path = tmp_path / "gold.jsonl"
    documents.write(path, [ARTICLE, GoldArticle("empty", "")])
    assert documents.read(path) == [ARTICLE, GoldArticle("empty", "")]
    assert os.listdir(tmp_path) == ["gold.jsonl"]


def test_own_articles_are_read_written_and_valid(tmp_path):
    lines = [json.loads(line) for line in OWN.read_text(encoding="utf-8").splitlines()]
    articles = documents.read(OWN)
    assert [documents.to_plain(article) for article in articles] == lines
    for article in (*articles, ARTICLE):
        jsonschema.validate(documents.to_plain(article), documents.json_schema())


def test_an_article_becomes_a_gold_one():
    import quoteattr

    article = quoteattr.extract(TEXT)
    found = article.to_gold("late")
    assert (found.id, found == from_article(article, id="late")) == ("late", True)
    assert [quote.extra for quote in found.quotes] == [{}, {}]
    sure = article.to_gold("late", confidence=True)
    assert [quote.extra["confidence"] for quote in sure.quotes] == [quote.confidence for quote in article]
    first, second = found.quotes
    assert (found.text[slice(*first.source[0])], first.role) == (
        "Ann Poole, mayor of Eastwick",
        GoldRole("mayor", "Eastwick"),
    )
    assert (second.speaker, second.role) == (GoldSpeaker(None, "unnamed"), GoldRole())
    assert found.marks == ()


def quote(**values: Any) -> dict[str, Any]:
    return {"id": "a", "text": "She said no.", "quotes": [{"content": [[9, 11]]} | values]}


@pytest.mark.parametrize(
    ("plain", "message"),
    [
        ([], "the line: expected an object, found list"),
        ({}, "text: expected a string without lone surrogates, found nothing"),
        ({"text": ""}, "id: expected a string"),
        ({"text": "", "id": ""}, "id: expected a string that is not empty, found ''"),
        ({"text": "", "id": 3}, "id: expected a string without lone surrogates, found int"),
        ({"text": "\ud800", "id": "a"}, "text: expected a string without lone surrogates"),
        ({"text": "", "id": "a", "quotes": {}}, "quotes: expected a list, found dict"),
        ({"text": "", "id": "a", "quotes": [1]}, "quotes[0]: expected an object, found int"),
        ({"text": "ab", "id": "a", "marks": [{"span": [0, 1], "why": "joke"}]}, "marks[0].why: expected title or"),
        (quote(content=[]), "quotes[0].content: expected at least one"),
        (quote(content=[[9, 13]]), "quotes[0].content[0]: expected 0 <= start < end <= 12, found [9, 13]"),
        (quote(content=[[9, 9]]), "found [9, 9]"),
        (quote(content=[[9.0, 11]]), "quotes[0].content[0]: expected [start, end], found list"),
        (quote(content=[[True, 11]]), "quotes[0].content[0]: expected [start, end]"),
        (quote(content=[[9, 11], [10, 12]]), "quotes[0].content[1]: starts before the end of the piece before it"),
        (quote(type="loud"), "quotes[0].type: expected direct or mixed or indirect, found 'loud'"),
        (quote(type=[]), "quotes[0].type: expected direct"),
        (quote(speaker_kind="cat"), "quotes[0].speaker_kind: expected person"),
        (quote(speaker=[[0, 99]]), "quotes[0].speaker[0]: expected"),
        (quote(cue="said"), "quotes[0].cue: expected a list, found 'said'"),
        (quote(former="no"), "quotes[0].former: expected true or false, found 'no'"),
        (quote(other_roles=[{"role": 1}]), "quotes[0].other_roles[0].role: expected a string"),
    ],
)
def test_what_is_not_in_the_format_is_refused_with_its_place(plain, message):
    with pytest.raises(InvalidGoldError) as caught:
        documents.from_plain(plain)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'{"id": "a", "text": ""}\n\n{"id": "a", "text": ""}\n', ":3: id: expected an id of its own, found 'a'"),
        (b'{"id": "a", "text": ""}\n{"id"\n', ":2: not JSON: "),
        (b'{"id": "\xff"}', ":1: byte 8 of the line is not UTF-8"),
        (b"[" * 100_000, ":1: not JSON: "),
    ],
)
def test_files_are_refused_with_the_line(tmp_path, data, message):
    path = tmp_path / "gold.jsonl"
    path.write_bytes(data)
    with pytest.raises(InvalidGoldError) as caught:
        documents.read(path)
    assert f"gold.jsonl{message}" in str(caught.value)


def test_predictions_may_leave_out_the_text_and_a_byte_order_mark_is_no_error(tmp_path):
    path = tmp_path / "found.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"id": "a", "quotes": [{"content": [[0, 999]]}]}\n')
    assert documents.read(path, predicted=True) == [
        GoldArticle("a", quotes=(GoldQuote(((0, 999),), speaker=GoldSpeaker(None, None), named=False),))
    ]
    with pytest.raises(InvalidGoldError, match="text"):
        documents.read(path)


@pytest.mark.parametrize(
    "bad",
    [
        GoldArticle("a", "no", (GoldQuote(((0, 3),)),)),
        GoldArticle("a", "\udc00"),
        GoldArticle("a", "no", extra={"meta": float("nan")}),
        GoldArticle("a", "no", extra={"meta": {1, 2}}),
    ],
)
def test_what_could_not_be_read_back_is_not_written_and_the_old_file_stays(tmp_path, bad):
    path = tmp_path / "gold.jsonl"
    documents.write(path, [ARTICLE])
    with pytest.raises(InvalidGoldError):
        documents.write(path, [GoldArticle("b", "new"), bad])
    assert documents.read(path) == [ARTICLE]
    assert os.listdir(tmp_path) == ["gold.jsonl"]


def test_a_disk_that_fails_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "gold.jsonl"
    documents.write(path, [ARTICLE])

    def fail(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="no space"):
        documents.write(path, [])
    assert documents.read(path) == [ARTICLE]
    assert os.listdir(tmp_path) == ["gold.jsonl"]


def test_a_link_is_written_through(tmp_path):
    (tmp_path / "real.jsonl").touch()
    (tmp_path / "link.jsonl").symlink_to("real.jsonl")
    documents.write(tmp_path / "link.jsonl", [ARTICLE])
    assert (tmp_path / "link.jsonl").is_symlink()
    assert documents.read(tmp_path / "real.jsonl") == [ARTICLE]
