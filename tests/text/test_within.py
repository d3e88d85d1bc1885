"""Direct words within direct words: who says them, by whose account, and what is no quotation of somebody else."""

from __future__ import annotations

from typing import Any

import pytest

WITHIN = {
    "“He told me: ‘Go home,’” Ann Poole said of Tom Reed.": ["Tom Reed: Go home,"],
    "Tom Reed met the mayor, Ann Poole. “He said, ‘It is rotten,’ and I wept,” she said.": ["Tom Reed: It is rotten,"],
    "“I asked Tom Reed if he was well. He said, ‘Never better,’” said Joe Dunn.": ["Tom Reed: Never better,"],
    "“‘It is late,’ Tom Reed told us,” said Ann Poole.": ["Tom Reed: It is late,"],
    "“My mother told me, ‘Never sell the boat,’ and I never will,” said Ann Poole.": [
        "My mother: Never sell the boat,"
    ],
    "“Tom Reed replied that ‘it is too late’,” said Ann Poole.": ["Tom Reed: it is too late"],
    "'Tom Reed told me: \"Go home,\" and I did,' said Ann Poole.": ["Tom Reed: Go home,"],
    "“Tom Reed said: ‘Go home.’ Jane Hill said, ‘Stay.’ We stayed,” said Ann Poole.": [
        "Tom Reed: Go home.",
        "Jane Hill: Stay.",
    ],
    "“They shouted, ‘Go home,’” Ann Poole told the council. “I said, ‘Never.’”": ["unknown speaker: Go home,"],
    "“He would say, ‘Go home,’” said Ann Poole.": ["unknown speaker: Go home,"],  # as he used to
    # the outer speaker's own words are hers already, and *you* are nobody
    "“I said, ‘Go home,’” said Ann Poole.": [],
    "“We told him: ‘Go home,’” said Ann Poole.": [],
    "“You said, ‘Go home,’” Ann Poole told Tom Reed.": [],
    # what is not said
    "“He never said, ‘Go home,’” said Ann Poole.": [],
    "“He’s gonna say, ‘Go home,’” said Ann Poole.": [],
    "“If he says, ‘Go home,’ we go,” said Ann Poole.": [],
    "“Tom Reed wrote ‘The Cold Harbour’ in May,” said Ann Poole.": [],
    "“They call it the ‘white elephant’,” said Ann Poole.": [],
    "“The workers’ pay is low, and Tom’s boats’ nets are old,” said Ann Poole.": [],
    # without marks of its own
    "“Tom Reed says it is late,” said Ann Poole.": [],
}


@pytest.mark.parametrize(("text", "expected"), WITHIN.items())
def test_words_within_words(text: str, expected: list[str], extract: Any) -> None:
    article = extract(text)
    outer, *inner = article.quotes
    assert [str(quote) for quote in inner] == expected
    assert outer.within is None
    assert outer.speaker.name in ("Ann Poole", "Joe Dunn")
    assert all((quote.kind, quote.within) == ("direct", 0) for quote in inner)
    assert all(outer.content[0].start <= quote.start and quote.end <= outer.content[0].end for quote in inner)


def test_what_is_said_outside_does_not_turn_on_it(extract: Any) -> None:
    said = "“Jane Hill {}, ‘Go home,’” said Ann Poole. “I stayed. It was late.” She added: “It still is.”"
    with_inner, without = (extract(said.format(verb)) for verb in ("said", "never said"))
    assert [quote.within for quote in with_inner.quotes] == [None, 0, None, None][: len(with_inner.quotes)]
    outside = [(str(quote.speaker), quote.text) for quote in with_inner.quotes if quote.within is None]
    assert [who for who, _ in outside] == [str(quote.speaker) for quote in without.quotes]


def test_every_way_out_takes_words_within_words(extract: Any) -> None:
    text = "“Tom Reed told me: ‘Go home,’” said Ann Poole."
    article = extract(text)
    assert type(article).from_json(article.to_json()) == article
    assert [row["within"] for row in article.to_dicts()] == [None, 0]
    assert [row["speaker"] for row in article.to_dicts()] == ["Ann Poole", "Tom Reed"]
    assert "Go home," in article._repr_html_()
    assert [ent["label"] for ent in article.to_displacy("ent", label="speaker")["ents"]].count("Ann Poole") == 1
    assert len(article.to_displacy()["spans"]) == 6
