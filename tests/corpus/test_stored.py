"""Articles to a file and back: equal, in order, one at a time, and with the line of what is damaged."""

from __future__ import annotations

import gzip

import pytest

from quoteattr import Article, InvalidArticleError, Quote, Span, read_articles, write_articles
from quoteattr.corpus.documents import Source

ARTICLES = [
    Article("“No,” she said.\nIt rained.", (Quote("direct", (Span(0, 5, "“No,”"),)),)),
    Article("half a pair \ud83d, a line\u2028within"),
    Article(""),
]


@pytest.mark.parametrize("name", ["news.jsonl", "news.jsonl.gz", "news.GZ"])
def test_what_is_written_is_read_again(tmp_path, name):
    write_articles(tmp_path / name, iter(ARTICLES))
    assert list(read_articles(str(tmp_path / name))) == ARTICLES
    data = (tmp_path / name).read_bytes()
    lines = (data if name == "news.jsonl" else gzip.decompress(data)).decode().split("\n")
    assert lines == [*(article.to_json() for article in ARTICLES), ""]
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_the_corpus_commands_read_them_too(tmp_path):
    write_articles(tmp_path / "news.jsonl.gz", ARTICLES)
    source = Source(tmp_path / "news.jsonl.gz")
    assert source.holds_articles()
    assert [name for name, _ in source.articles()] == [f"news.jsonl.gz:{n}" for n in (1, 2, 3)]


def test_articles_are_written_and_read_one_at_a_time(tmp_path):
    path, seen = tmp_path / "news.jsonl", []

    def given():
        for number in range(3):
            seen.append(number)
            yield Article(f"{number}")

    write_articles(path, given())
    assert seen == [0, 1, 2]
    with path.open("a", encoding="utf-8") as file:
        file.write("\n  \n{damaged\n")
    read = read_articles(path)
    assert [next(read).text for _ in seen] == ["0", "1", "2"]
    with pytest.raises(InvalidArticleError, match=r"news\.jsonl:6: article: not JSON"):
        next(read)


def test_what_cannot_be_written_leaves_the_old_file(tmp_path):
    path = tmp_path / "news.jsonl"
    write_articles(path, ARTICLES[:1])
    for wrong, error in (([ARTICLES[1], "text"], TypeError), ([(ARTICLES[0], 1)], TypeError), (ARTICLES[0], TypeError)):
        with pytest.raises(error, match=r"expected articles|several articles"):
            write_articles(path, wrong)
    with pytest.raises(InvalidArticleError):
        write_articles(path, [Article("x", (Quote("direct", (Span(0, 9, "elsewhere"),)),))])
    assert list(read_articles(path)) == ARTICLES[:1]
    assert list(tmp_path.iterdir()) == [path]
    with pytest.raises(FileNotFoundError, match="no such folder"):
        write_articles(tmp_path / "none" / "news.jsonl", ARTICLES)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b'{"id": 1, "text": "x"}', ":2: schema: expected 1 to"),
        (b"[]", ":2: article: expected an object"),
        (b"\xff", ":2: article: not JSON"),
    ],
)
def test_a_line_that_is_no_article_is_named(tmp_path, line, message):
    path = tmp_path / "news.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + ARTICLES[0].to_json().encode() + b"\n" + line + b"\n")
    with pytest.raises(InvalidArticleError) as raised:
        list(read_articles(path))
    assert str(raised.value).startswith(f"{path}{message}")


def test_a_packed_file_that_breaks_off_and_one_that_is_not_there(tmp_path):
    path = tmp_path / "news.jsonl.gz"
    write_articles(path, ARTICLES)
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(InvalidArticleError, match="cannot be read further"):
        list(read_articles(path))
    for name in ("none.jsonl", "none.jsonl.gz"):
        with pytest.raises(FileNotFoundError):
            read_articles(tmp_path / name)  # before any is asked for
