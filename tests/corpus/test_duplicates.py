"""Quotations that say the same words: copies, parts and near copies, and what only looks like them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr import Article, Quote, Span, duplicates

WALL = "The old harbour wall has to be rebuilt before another winter comes, whatever it may cost us."


def article(*said: str) -> Article:
    """An article that consists of direct quotations."""
    text = "\n".join(said)
    starts = [sum(len(words) + 1 for words in said[:i]) for i in range(len(said))]
    pieces = [Span.of(text, start, start + len(words)) for start, words in zip(starts, said, strict=True)]
    return Article(text, tuple(Quote("direct", (piece,)) for piece in pieces))


def groups(*articles: Article, **options: float) -> list[list[tuple[int, str]]]:
    return [
        [(found.article, found.quote.text) for found in copies.quotes] for copies in duplicates(articles, **options)
    ]


SAME = {
    "equal": WALL,
    "marks, case and punctuation": "“the OLD harbour wall has to be rebuilt, before another winter comes – whatever it may cost us”",
    "a word changed": WALL.replace("rebuilt", "renewed"),
    "a word left out": WALL.replace("old ", ""),
    "a word added": WALL.replace("cost us", "cost all of us"),
    "its beginning": "The old harbour wall has to be rebuilt",
    "its end": "before another winter comes, whatever it may cost us.",
    "its middle with a word changed": "the wall has to be rebuilt before another winter comes",
    "longer": f"I say it again: {WALL} And I say it to everybody who will listen to me tonight.",
}

OTHER = {
    "same subject": "Before the next winter we must rebuild the wall in the harbour, even if it costs a fortune.",
    "same words in another order": "us cost may it whatever, comes winter another before rebuilt be to has wall harbour old the",
    "a few words of it": "It has to be said that whatever it may cost us is not for me to say.",
    "less than five words": "The old harbour wall",
    "nothing": "",
}


@pytest.mark.parametrize("words", SAME.values(), ids=SAME)
def test_same(words):
    (copies,) = duplicates([article("It will rain on Sunday, they say."), article(WALL), article(words)])
    assert copies.articles == (1, 2)
    assert copies.text == max(WALL, copies.quotes[1].quote.text, key=len)


@pytest.mark.parametrize("words", OTHER.values(), ids=OTHER)
def test_other(words):
    assert groups(article(WALL), article(words)) == []


def test_short_ones_are_left_out_even_if_equal():
    assert groups(article("It is too late."), article("It is too late.")) == []
    assert len(groups(article("It is much too late."), article("It is much too late."))) == 1


def test_short_ones_are_copies_word_for_word_only():
    assert groups(article("It is a great relief for me."), article("It is a great relief for us.")) == []
    assert len(groups(article("It is a great relief for me."), article("Yes, it is a great relief for me!"))) == 1


def test_parts_of_one_are_together_and_two_long_ones_with_a_part_in_common_are_not():
    first, second = "The wall has to be rebuilt by May", "or nobody here will sleep at night"
    both, other = f"{first} {second} again, I tell you.", f"{second} and the town will be empty in a year or two"
    assert [[number for number, _ in group] for group in groups(*map(article, (first, second, both)))] == [[0, 1, 2]]
    assert [[number for number, _ in group] for group in groups(*map(article, (other, second, both)))] == [[0, 1]]


def test_groups_and_their_quotations_keep_the_order_of_the_articles():
    rain = "It will rain on Sunday and on Monday."
    found = groups(
        article("Nothing of the sort was said."), article(rain, WALL), article(WALL), article(WALL[4:], rain)
    )
    assert found == [[(1, rain), (3, rain)], [(1, WALL), (2, WALL), (3, WALL[4:])]]


def test_a_headline_and_its_article_are_copies_too():
    (copies,) = duplicates([article("The wall has to go by May", "“The wall has to go by May,”")])
    assert (copies.articles, str(copies)) == ((0,), "2 × The wall has to go by May,")


def test_threshold_says_how_much_must_be_equal():
    changed = WALL.replace("rebuilt", "renewed")
    assert len(groups(article(WALL), article(changed), threshold=0.8)) == 1
    assert groups(article(WALL), article(changed), threshold=1) == []
    assert len(groups(article(WALL), article(WALL), threshold=1)) == 1


@pytest.mark.parametrize("threshold", [0, -1, 1.01, float("nan")])
def test_a_threshold_that_is_no_share_is_refused(threshold):
    with pytest.raises(ValueError, match="threshold"):
        duplicates([], threshold=threshold)


def test_a_single_article_is_refused_and_none_gives_nothing():
    assert duplicates([]) == ()
    with pytest.raises(TypeError, match="several articles"):
        duplicates(article(WALL))


SENTENCES = st.lists(st.sampled_from(["wall", "rain", "town", "late", "must", "will"]), max_size=9).map(" ".join)


@given(st.lists(st.lists(SENTENCES, max_size=4), max_size=6), st.sampled_from([0.5, 0.7, 1.0]))
def test_each_quotation_is_in_one_group_at_most_and_equal_ones_are_together(drawn, threshold):
    articles = [article(*said) for said in drawn]
    found = duplicates(articles, threshold=threshold)
    members = [one for copies in found for one in copies.quotes]
    assert len({(one.article, one.quote) for one in members}) == len(members)
    assert all(len(copies.quotes) > 1 for copies in found)
    group_of = {one.quote.text: copies for copies in found for one in copies.quotes}
    for copies in found:
        assert list(copies.quotes) == sorted(copies.quotes, key=lambda one: (one.article, one.quote.start))
        assert all(group_of[one.quote.text] == copies for one in copies.quotes)
    assert duplicates(articles, threshold=threshold) == found
