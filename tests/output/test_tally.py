"""Who is quoted how much, with which number, and how counts are said."""

from __future__ import annotations

import attrs
import pytest

from quoteattr import wording
from quoteattr.model import Article, Quote, Span, Speaker
from quoteattr.output.tally import Tally, count, numbered, tally

TEXT = "“Yes, we will,” said Ann Lee.\r\nShe said no.\n“Oh.”\n"
LEE = Speaker("Ann Lee", "person")
YES = Quote("direct", (Span.of(TEXT, 0, 15),), speaker=LEE)
NO = Quote("indirect", (Span.of(TEXT, 40, 42),), speaker=LEE)
OH = Quote("mixed", (Span.of(TEXT, 44, 49),))
ARTICLE = Article(TEXT, (YES, NO, OH), (LEE,))


def test_words_are_counted_by_kind_in_order_of_first_appearance():
    assert list(tally(ARTICLE, lambda quote: quote.speaker).items()) == [
        (LEE, Tally(quotes=2, direct=3, mixed=0, indirect=1)),
        (None, Tally(quotes=1, direct=0, mixed=1, indirect=0)),
    ]
    assert Tally(quotes=2, direct=3, indirect=1).words == 4
    assert tally((), lambda quote: quote.speaker) == {}


def test_numbers_follow_the_article_and_end_with_whom_it_does_not_list():
    other = Speaker("Bo", "person")
    article = attrs.evolve(ARTICLE, quotes=(attrs.evolve(OH, speaker=other), YES))
    assert numbered(article) == {LEE: 1, other: 2}


def test_speakers_are_counted_by_whatever_is_asked():
    assert tally(ARTICLE, lambda quote: quote.kind == "direct") == {
        True: Tally(quotes=1, direct=3),
        False: Tally(quotes=2, mixed=1, indirect=1),
    }


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "0 quotations"), (1, "1 quotation"), (2, "2 quotations"), (1234, "1,234 quotations")],
)
def test_numbers_of_things_are_said_in_words(number, said):
    assert count(number, "quotation") == said


def test_the_sentence_of_each_quotation_of_a_long_paragraph_is_found_near_it(monkeypatch):
    passage = "Dr. Ann Poole said so. " * 5000
    asked = []
    ends = wording._ends
    monkeypatch.setattr(wording, "_ends", lambda text, found: asked.append(found.start()) or ends(text, found))
    place = passage.index("said so", 100_000)
    assert wording.sentences(passage, place, place + 7) == "Dr. Ann Poole said so."
    assert len(asked) < 200
    unbroken = f"{'so it was, ' * 1000}he said."
    assert wording.sentences(f"It was late. And {unbroken}", 9000, 9004) == f"And {unbroken}"
