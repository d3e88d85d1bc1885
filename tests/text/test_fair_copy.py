"""What is left out of a text before it is read, and that everything found is where it stands in the text that was given."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import quoteattr
from quoteattr.text.fair_copy import copied

TEXT = (
    "Pier closes at the end of May\n\n"
    "“The quay is closed,” said Ruth Calder, the harbour master of Skerrow. “We’ll open it again in June & July.”\n\n"
    "She told the council’s finance committee that a third of the fleet would move north before the winter was out. "
    "According to Bertil Lund, who runs the Marsh & Sons yard, nobody had been asked."
)

COPIES = {
    "two-spaces": ("It is shut.  She said so.", "It is shut. She said so."),
    "many-spaces": ("It is    shut.", "It is shut."),
    "spaces-of-all-widths": ("Mr\xa0Poole\u2009said \xa0no.", "Mr Poole said no."),
    "indents": ("  It is shut.\n\t  She said so.", "It is shut.\nShe said so."),
    "spaces-before-the-line-ends": ("It is shut.  \n \nShe said so.\t ", "It is shut.\n\nShe said so."),
    "line-ends-of-two-signs": ("It is shut.\r\n\r\nShe said so.\r\n", "It is shut.\n\nShe said so.\n"),
    "soft-hyphens": ("the har\u00adbour master", "the harbour master"),
    "no-width": ("“No,”\u200b she said\ufeff.", "“No,” she said."),
    "direction": ("\u200fPoole\u200e said no.", "Poole said no."),
    "entities": ("&ldquo;No,&rdquo; said Marsh &amp; Son.", "“No,” said Marsh & Son."),
    "an-entity-beside-a-space": ("It is shut.&nbsp; She said so.", "It is shut. She said so."),
    "misread": ("â€œNo,â€\x9d she said.", "“No,” she said."),
    "stars": ("*“No,”* she *said*, **twice**.", "“No,” she said, twice."),
    "bars": ("_The Skerrow Post_ said no.", "The Skerrow Post said no."),
    # what stays
    "stars-that-stress-nothing": ("a* b*, 5 * 3 * 2, f*** off, *one\n*two", "a* b*, 5 * 3 * 2, f*** off, *one\n*two"),
    "bars-that-stress-nothing": ("snake_case_name, _x", "snake_case_name, _x"),
    "a-table": ("Poole\t\t12\t14", "Poole\t\t12\t14"),
    "no-width-between-words": ("said\u200bthat", "said\u200bthat"),
    "line-ends": ("It is shut.\rShe said so.\u2028He did.", "It is shut.\rShe said so.\u2028He did."),
    "nothing-to-see": (" \u200b\n", " \u200b\n"),
    "nothing": ("", ""),
}


@pytest.mark.parametrize("name", COPIES)
def test_copies(name):
    text, copy = COPIES[name]
    assert copied(text).text == copy


OTHERWISE = {
    "two-spaces": lambda text: re.sub(r"(?<=[.”]) ", "  ", text),
    "spaces-everywhere": lambda text: text.replace(" ", "   "),
    "no-break-spaces": lambda text: text.replace(" ", "\xa0"),
    "indents": lambda text: text.replace("\n\n", "\n\n    "),
    "line-ends-of-two-signs": lambda text: text.replace("\n", "\r\n"),
    "soft-hyphens": lambda text: re.sub(r"(?<=[a-z]{2})(?=[a-z]{2})", "\u00ad", text),
    "no-width": lambda text: text.replace(" ", "\u200b "),
    "a-mark-of-the-file": lambda text: "\ufeff" + text,
    "entities": lambda text: text.replace("&", "&amp;").replace("“", "&ldquo;").replace("”", "&rdquo;"),
    "misread": lambda text: text.replace("“", "â€œ").replace("’", "â€™"),
    "numbers-for-signs": lambda text: text.replace("“", "&#8220;").replace("”", "&#x201d;"),
}


@pytest.mark.parametrize("name", OTHERWISE)
def test_what_no_reader_sees_changes_nothing(name, extract):
    """Speakers, kinds and labels are the same; each span is what stands in its place in the text as it was given."""
    wanted, written = extract(TEXT), OTHERWISE[name](TEXT)
    article = extract(written)
    assert article.text == written != TEXT
    assert [(q.kind, q.rule, q.where, str(q.speaker)) for q in article] == [
        (q.kind, q.rule, q.where, str(q.speaker)) for q in wanted
    ]
    assert [p.kind for p in article.passages] == [p.kind for p in wanted.passages]
    assert "".join(p.span.text for p in article.passages) == written
    assert [str(one) for one in article.people] == [str(one) for one in wanted.people]
    found = [[copied(piece.text).text for piece in quote.content] for quote in article]
    assert found == [[piece.text for piece in quote.content] for quote in wanted]
    for span in spans(article):
        assert written[span.start : span.end] == span.text
    assert quoteattr.Article.from_json(article.to_json()) == article


def spans(article):
    for quote in article:
        yield from (*quote.content, *(span for span in (quote.cue, quote.source, quote.addressee) if span))
    for one in (*article.speakers, *article.others):
        yield from (*one.mentions, *one.descriptions, *one.pronoun_mentions)


def test_a_resolver_is_asked_of_the_text_as_it_was_given(nlp):
    text = "Ruth Calder spoke to Bertil Lund.  The old sailor  said that it was late."
    asked = []

    def resolver(given):
        asked.append(given)
        return [[(text.index("Bertil"), text.index(".")), (text.index("The old"), text.index("  said"))]]

    article = quoteattr.extract(text, nlp=nlp, resolver=resolver)
    assert asked == [text]
    assert [(str(q.speaker), q.text) for q in article] == [("Bertil Lund", "it was late")]


PIECES = [
    "Ann Poole",
    "said",
    " ",
    "  ",
    "\n",
    "\r\n",
    "\t",
    "\xa0",
    "\u00ad",
    "\u200b",
    "&amp;",
    "&ldquo;",
    "â€",
    ".",
    "🌊",
]


@settings(deadline=None, derandomize=True)
@example([" ", "\u200b", " ", "Ann Poole"])
@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_every_sign_of_the_copy_stands_somewhere(pieces):
    text = "".join(pieces)
    copy = copied(text)
    starts = [copy.start_of(place) for place in range(len(copy.text))]
    ends = [copy.end_of(place) for place in range(1, len(copy.text) + 1)]
    assert all(end <= start for end, start in zip(ends, [*starts][1:], strict=False))
    assert all(start < following for start, following in pairwise(starts))
    for sign, start, end in zip(copy.text, starts, ends, strict=True):
        assert end - start > 1 or sign == text[start] or (sign == " " and text[start] == "\xa0")
