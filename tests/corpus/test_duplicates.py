"""Quotations that say the same words: copies, parts and near copies, and what only looks like them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr import Article, Match, Quote, Span, duplicates, in_transcript

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


# --- in a transcript ---------------------------------------------------------------------------------------------

TRANSCRIPT = (
    "MR LUND: It is late. We’ve heard, I’m afraid, enough.\n\nMS POOLE: I say it again: The old harbour wall, you know, "
    "has to be rebuilt before another winter comes – whatever it may cost us. And it is late.\n\nMR LUND: Thank you. The old "
    "wall stays, whatever it may cost."
)


def quoted(*pieces: str) -> Quote:
    """A direct quotation of these pieces."""
    text = " she said ".join(pieces)
    starts = [text.index(piece) for piece in pieces]
    return Quote("direct", tuple(Span(at, at + len(piece), piece) for at, piece in zip(starts, pieces, strict=True)))


@pytest.mark.parametrize(
    ("pieces", "place", "share"),
    [
        ([WALL], "The old harbour wall, you know, has to be rebuilt … may cost us", 15 / 16),
        (
            ["“The old harbour wall has to be rebuilt,”", "“before ANOTHER winter comes.”"],
            "The old … winter comes",
            9 / 10,
        ),
        ([WALL.replace("rebuilt", "renewed")], "The old harbour wall, you know, has to be … may cost us", 13 / 16),
        ([WALL.removeprefix("The old ")], "harbour wall, you know, has to be rebuilt … may cost us", 13 / 14),
        (["Every old harbour wall has to be rebuilt soon"], "old harbour … rebuilt", None),
        (["“We’ve heard enough”"], None, None),
        (["we've heard, I'm afraid, enough"], "We’ve heard, I’m afraid, enough", 1),
        (["It is late"], "It is late", 1),
        (["another", "winter comes"], "another winter comes", 1),
        (["winter"], "winter", 1),
        (["The old wall must stay, whatever it may cost them all"], None, None),
        (["Before the next winter we must rebuild the wall in the harbour."], None, None),
        (["thank him"], None, None),
        (["— … —"], None, None),
        ([TRANSCRIPT], TRANSCRIPT.removesuffix("."), 1),
    ],
)
def test_where_a_transcript_has_the_words(pieces, place, share):
    match = in_transcript(quoted(*pieces), TRANSCRIPT, threshold=0.6)
    if place is None:
        assert match is None
        return
    assert match.span == Span.of(TRANSCRIPT, match.span.start, match.span.end)
    begins, _, ends = place.partition(" … ")
    assert match.span.text.startswith(begins)
    assert match.span.text.endswith(ends)
    assert share is None or match.share == pytest.approx(share)


def test_the_place_that_is_most_like_it_and_shortest_is_taken():
    said = "The wall of the old town has to go by May. I mean: the wall of the old town has to go. The wall of the old, the wall."
    match = in_transcript(quoted("the wall of the old town has to go"), said)
    assert match == Match(Span.of(said, 0, 34), 1.0)
    assert in_transcript(quoted("I mean the wall of the old town has to go"), said).span.start == said.index("I mean")


@pytest.mark.parametrize(
    ("threshold", "found"), [(0.5, True), (0.71, True), (5 / 7, True), (0.72, False), (1.0, False)]
)
def test_how_like_a_place_must_be_in_a_transcript(threshold, found):
    quote = quoted("the mill shall go before the first frost")
    assert (in_transcript(quote, "The mill must go before the first frost.", threshold=threshold) is not None) is found


def test_what_is_compared_with_what_is_said():
    assert in_transcript(quoted("No."), "") is None
    assert in_transcript(quoted(WALL), "Rain.") is None
    assert str(in_transcript(quoted("It is late"), TRANSCRIPT)) == "100 % at 9: It is late"
    for threshold in (0, 1.5, -1):
        with pytest.raises(ValueError, match="threshold is a share"):
            in_transcript(quoted("No."), TRANSCRIPT, threshold=threshold)
    with pytest.raises(TypeError, match="expected a quotation of an article, not str"):
        in_transcript("It is late", TRANSCRIPT)
    with pytest.raises(TypeError, match="a transcript is str, not list"):
        in_transcript(quoted("It is late"), [TRANSCRIPT])


@given(
    st.lists(st.sampled_from(["wall", "must", "go", "by", "the", "end", "of", "may", "and"]), min_size=8, max_size=30),
    st.data(),
)
def test_every_part_of_a_transcript_is_found_in_it(said, data):
    first = data.draw(st.integers(0, len(said) - 8))
    part = said[first : data.draw(st.integers(first + 8, len(said)))]
    match = in_transcript(quoted(" ".join(part)), " ".join(said))
    assert match.share == 1
    assert len(match.span.text.split()) <= 1.5 * len(part)
