"""A parsed page: tokens, code points and passages in step, phrases, and who does what in a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoteattr.draft import CharSpan, StretchId, TokenSpan
from quoteattr.text import words

TEXT = "Ann Poole, the mayor of Eastwick, told “the Harbour Post” that she was ready."


def head(page, word):
    return next(token for token in page.tokens if token.text == word)


@pytest.mark.parametrize("some", ["Ann Poole", "told", "“the Harbour Post”", "ready."])
def test_words_are_found_by_code_points_and_back(some, page):
    parsed = page(TEXT)
    span = CharSpan(TEXT.index(some), TEXT.index(some) + len(some))
    assert parsed.chars(parsed.token_span(span)) == span
    assert parsed.text(parsed.token_span(span)) == some


def test_code_points_within_a_word_stand_for_the_word(page):
    parsed = page(TEXT)
    inner = TEXT.index("mayor") + 1
    assert parsed.text(parsed.token_span(CharSpan(inner, inner + 2))) == "mayor"
    assert parsed.tokens[parsed.token_at(TEXT.index(" of"))].text == "of", "between two words the next one counts"


def test_white_space_at_the_edges_is_left_out(page):
    parsed = page("It rained.\n\n\nThey left.")
    assert parsed.text(TokenSpan(0, len(parsed.tokens))) == "It rained.\n\n\nThey left."
    line = next(token.i for token in parsed.tokens if token.is_space)
    assert parsed.text(TokenSpan(0, line + 1)) == "It rained."


def test_of_a_book_no_token_is_kept_and_nothing_else_differs(page, monkeypatch):
    whole = page(TEXT)
    monkeypatch.setattr(words, "KEPT_TOKENS", 5)
    long = page(TEXT)
    assert isinstance(long.tokens, words.Tokens)
    assert len(long.tokens) == len(whole.tokens)
    for part in (slice(None), slice(2, 5), slice(5, 2), slice(-3, None), slice(4, 99), slice(None, None, -1)):
        assert [t.text for t in long.tokens[part]] == [t.text for t in whole.tokens[part]]
    assert [t.i for t in reversed(long.tokens)] == [t.i for t in reversed(whole.tokens)]
    assert long.tokens[-1].text == "."
    with pytest.raises(IndexError):
        long.tokens[len(long.tokens)]
    for verb, other in zip(whole.tokens, long.tokens, strict=True):
        assert [t.i for t in whole.dependents(verb)] == [t.i for t in long.dependents(other)]


def test_every_word_hangs_on_one_that_has_it_among_its_dependents(page):
    parsed = page(f"{TEXT}\n\n“It is late,” Tom Reed said. The mayor’s aide \n left.")
    for token in parsed.tokens:
        assert parsed.heads[token.i] == token.head.i
        wanted = [t.i for t in parsed.tokens if t.head.i == token.i and t.i != token.i and not t.is_space]
        assert [t.i for t in parsed.dependents(token)] == wanted
        assert [t.i for t in parsed.children(token, "nsubj")] == [i for i in wanted if parsed.deps[i] == "nsubj"]


def test_tokens_know_their_stretch(page):
    parsed = page("“No,” she said. “Never.”")
    assert [parsed.inside[head(parsed, word).i] for word in ("No", "she", "Never")] == [0, -1, 1]
    assert [parsed.inner(StretchId(n)) for n in (0, 1)] == ["No,", "Never."]


@pytest.mark.parametrize(
    ("marked", "titled"),
    [
        ("The Quiet Hour", True),
        ("The Hour of the Fox", True),
        ("the quiet hour", False),
        ("A mess", False),
        ("…", False),
    ],
)
def test_titles_are_written_with_capitals(marked, titled, page):
    assert page(f"They saw “{marked}” in May.").is_titled(StretchId(0)) == titled


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("Ann Poole said it rained.", "said", "Poole"),
        ("It rained, said Ann Poole.", "said", "Poole"),
        ("It is late.", "is", "It"),
        ("Go home now.", "Go", None),
    ],
)
def test_a_verb_has_its_own_subject(text, verb, subject, page):
    parsed = page(text)
    own = parsed.subject(head(parsed, verb))
    assert (own.text if own else None) == subject


@pytest.mark.parametrize(
    ("text", "verb", "agent"),
    [
        ("The plan was described by the minister as a mess.", "described", "minister"),
        ("The plan was described as a mess.", "described", None),
        ("The minister stood by the plan.", "stood", None),
    ],
)
def test_a_passive_verb_may_say_who_does_it(text, verb, agent, page):
    parsed = page(text)
    by = parsed.agent(head(parsed, verb))
    assert (by.text if by else None) == agent


@pytest.mark.parametrize(
    ("text", "noun", "phrase"),
    [
        (TEXT, "Poole", "Ann Poole, the mayor of Eastwick"),
        ("The head of the trust, who left in May, said no.", "head", "The head of the trust, who left in May"),
        ("“No,” said Joe Dunn.", "Dunn", "Joe Dunn"),
        ("It is late, said the vice-chancellor.", "vice", "the vice-chancellor"),
        ("It is late, said the ex-minister.", "ex", "the ex-minister"),
        ("The trust that runs “Good Day” said no.", "trust", "The trust that runs “Good Day”"),
    ],
)
def test_a_noun_phrase_is_taken_whole(text, noun, phrase, page):
    parsed = page(text)
    found = parsed.noun_phrase(head(parsed, noun))
    assert parsed.text(found.tokens) == phrase


def test_a_noun_phrase_ends_before_what_it_must_not_hold(page):
    parsed = page("The critics who wrote said no.")
    cue = frozenset({head(parsed, "wrote").i})
    assert parsed.text(parsed.noun_phrase(head(parsed, "critics"), cue).tokens) == "The critics who"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He described the whole plan as “a mess”.", 0),
        ("He described the plan, and as “a mess” it went.", None),
        ("He described the plan as a mess.", None),
        ("He described the plan as\n\n“A mess.”", None),
    ],
)
def test_marked_words_behind_as(text, found, page):
    parsed = page(text)
    assert parsed.marked_as(head(parsed, "described").i + 1) == found


@settings(deadline=None)
@given(st.text(alphabet="ab. “”\n", max_size=30))
def test_passages_and_sentences_hold_their_tokens(page, text):
    parsed = page(text)
    for i in range(len(parsed.tokens)):
        start, end = parsed.passage_tokens(i)
        assert start <= i < end
        if parsed.inside[i] < 0:
            first, last = parsed.sentence(i)
            assert start <= first <= i < last <= end


def test_nothing_stands_before_the_first_token_and_behind_the_last(page):
    parsed = page("“Gone,” said Poole")
    last = len(parsed.words)
    assert [parsed.word_at(i) + parsed.lower_at(i) + parsed.tag_at(i) for i in (-1, last)] == ["", ""]
    assert [parsed.word_at(1), parsed.lower_at(1), parsed.tag_at(last - 1)] == ["Gone", "gone", "NNP"]
    assert [parsed.inside_at(i) for i in (-1, 1, last)] == [-1, 0, -1]
