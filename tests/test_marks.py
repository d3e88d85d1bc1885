"""The scanner of quotation marks: what it says of each stretch, and what holds for whatever text.

The styles and accidents of marks are in ``cases/marks.json``.
"""

from __future__ import annotations

import itertools

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quoteattr import Passage, Span, marks, passages
from quoteattr.draft import Stretch

MARKS = "\"“”„‟«»'‘’‚‛`"
_WORDS = "``|''| |, |. |? |(|)|—|a|I|’s|s'|’90s|6|5.3| said|workers|He said: |Rock ’n’ roll|“Stop,” |'no' |<p>"
PIECES = st.sampled_from([*MARKS, *_WORDS.split("|"), " ", "\n", "\n\n", "\u2028", "\u00a0"])
MARKED = st.lists(PIECES, max_size=40).map("".join)


def scan(text: str) -> tuple[Stretch, ...]:
    return marks.scan(text, passages.split(text))


def one_passage(text: str) -> list[Passage]:
    return [Passage(Span.of(text, 0, len(text)), "body")]


def check(text: str) -> None:
    """What holds for the stretches of any text."""
    split = passages.split(text)
    found = marks.scan(text, split)
    assert [s.start for s in found] == sorted(s.start for s in found)
    for s in found:
        assert 0 <= s.start < s.end <= len(text)
        assert any(p.span.start <= s.start and s.end <= p.span.end for p in split), "crosses the edge of a passage"
        assert not any(p.kind in ("markup", "credit") and p.span.start <= s.start < p.span.end for p in split)
        assert any(character.isalnum() for character in text[s.start : s.end]) or s.end - s.start > 2
    outer = [s for s in found if s.depth == 0]
    assert all(a.end <= b.start for a, b in itertools.pairwise(outer)), "outer stretches overlap"
    for s in found:
        if s.depth:
            assert any(o.start <= s.start and s.end <= o.end for o in outer), (
                "a nested stretch outside of any outer one"
            )


@given(MARKED)
@example('"')
@example("' '' \"\"\"")
@example("“““ ”””")
@example("'a \"b' c\"")
@settings(max_examples=150, deadline=None)
def test_stretches_of_marked_text(text):
    check(text)


@given(st.text(max_size=200))
@settings(max_examples=80, deadline=None)
def test_stretches_of_any_text(text):
    check(text)


@given(MARKED, st.sampled_from(["“It was late,” she said.", "She said: “It was late.”"]))
@settings(max_examples=80, deadline=None)
def test_clean_paragraphs_keep_their_marks_whatever_stands_two_paragraphs_before(text, clean):
    """A paragraph without marks ends whatever was left open, so the one behind it is read for itself."""
    text = f"{text}\n\nThe ferry left the harbour at nine in the morning.\n\n{clean}"
    start = len(text) - len(clean)
    found = [(s.start - start, s.end - start) for s in scan(text) if s.start >= start]
    assert found == [(s.start, s.end) for s in marks.scan(clean, one_passage(clean))]


def test_nothing_is_found_where_there_is_nothing():
    assert marks.scan("", []) == ()
    assert scan("Nobody spoke at the graveside.") == ()


def test_closed_stretch():
    [stretch] = scan("The mayor said: “We are ready.” Then she left.")
    assert stretch.closed
    assert not stretch.continues
    assert stretch.depth == 0


def test_unclosed_stretch_ends_with_its_paragraph():
    text = "The mayor said: “We are ready.\n\nThe council meets at noon in the old customs house on the quay."
    [stretch] = scan(text)
    assert not stretch.closed
    assert text[stretch.start : stretch.end] == "“We are ready."


def test_reopened_paragraphs_continue():
    text = "“We are ready,” said the mayor. “We have sand.\n\n“We have boats.\n\n“We have time.”"
    assert [(s.closed, s.continues) for s in scan(text)] == [
        (True, False),
        (False, False),
        (False, True),
        (True, True),
    ]


def test_paragraphs_that_were_closed_do_not_continue():
    assert [s.continues for s in scan("“We have sand.”\n\n“We have boats.”")] == [False, False]


def test_reopened_on_one_line_continues():
    assert [(s.closed, s.continues) for s in scan('The mayor said: "We have sand. "We have boats."')] == [
        (False, False),
        (True, True),
    ]


def test_nested_stretch_has_depth():
    text = "“They shouted ‘help’ twice,” the ferryman said."
    assert [(text[s.start : s.end], s.depth) for s in scan(text)] == [
        ("“They shouted ‘help’ twice,”", 0),
        ("‘help’", 1),
    ]


def test_passages_of_markup_are_not_read():
    text = "“Real,” she said."
    assert marks.scan(text, [Passage(Span.of(text, 0, len(text)), "markup")]) == ()


def test_a_lost_mark_does_not_turn_the_article_inside_out():
    """One mark dropped from any place leaves every paragraph but its own, and the next, as it was."""
    paragraphs = [
        f'"The {word} is gone," said Mr {word.title()}. He left. "It was old."'
        for word in ("roof", "boat", "well", "mill")
    ]
    text = "\n\n".join(paragraphs)
    last_two = len("\n\n".join(paragraphs[:2]))
    whole = [(s.start, s.end) for s in scan(text) if s.start >= last_two]
    for at in [i for i, character in enumerate(paragraphs[0]) if character == '"']:
        broken = text[:at] + text[at + 1 :]
        assert [(s.start + 1, s.end + 1) for s in scan(broken) if s.start >= last_two - 1] == whole


@pytest.mark.parametrize(
    "text",
    [
        "He said: “We told them: “Go.â€",
        "“It is late,” said Ann Poole. “Go on â€˜now.â€",
        "&quot;&quot;",
        "‘",
        "â€",
        "‘“’”" * 50,
    ],
)
def test_broken_marks_at_the_end_are_survived(text, extract):
    for quote in extract(text):
        assert all(text[piece.start : piece.end] == piece.text for piece in quote.content)


@pytest.mark.parametrize(
    "text", ["&quot;We won,&quot;", "＂We won,＂", "â€œWe won,â€\x9d", "&#x201C;We won,&#x201D;", "``We won,''"]
)
def test_the_text_of_a_quotation_has_no_outer_marks(text, extract):
    (quote,) = extract(f"{text} said Ann Poole.").quotes
    assert (quote.content[0].text, quote.text) == (text, "We won,")
