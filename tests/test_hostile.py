"""Texts that were made to be slow or to break something; how their time grows is measured by ``benchmarks/robustness/hostile.py``."""

from __future__ import annotations

import pytest
from hostile import FAMILIES, hostile, main
from invariants import check, check_journeys

import quoteattr
from quoteattr.nlp import parsing
from quoteattr.text import passages

SAID = "“We have sand,” said Ann Poole, the mayor, who was there when it opened."


@pytest.mark.parametrize("name", FAMILIES)
def test_every_family_gives_a_sound_article_and_leaves_the_news_before_it_alone(name, extract):
    text = f"{SAID}\n\n{hostile(name, 800)}"
    article = extract(text)
    check(text, article)
    check_journeys(article)
    first = article.quotes[0]
    assert first.text == "We have sand,"
    assert (first.speaker.name.split()[-1], first.speaker.role.title) == ("Poole", "mayor")


def test_memory_is_told_for_every_family_and_has_a_limit(capsys):
    options = ["--memory", "--largest", "2000", "--only", "marks"]
    assert main([*options, "--heaviest", "300"]) == 0
    rows = [line for line in capsys.readouterr().out.splitlines() if line.startswith(("| news", "| marks"))]
    assert [row.split()[1] for row in rows] == ["news", "marks", "news"]
    assert main([*options, "--heaviest", "-1"]) == 1


HUGE = {
    "a-word-of-a-million-letters": "a" * 1_000_000,
    "a-million-digits": "7" * 1_000_000,
    "a-megabyte-of-white-space": " \t\u00a0" * 350_000,
    "a-megabyte-of-line-ends": "\r\n\u2028\x85" * 250_000,
    "nested-ten-thousand-deep": "“‘" * 5_000 + "no" + "’”" * 5_000,
}


@pytest.mark.parametrize("name", HUGE)
def test_huge_texts(name, extract):
    text = f"{SAID}\n\n{HUGE[name]}"
    article = extract(text)
    check(text, article)
    assert article.quotes[0].text == "We have sand,"


CUT_OFF = (
    "After she said it rained, they left.",
    "Ann Poole serves for the trust.",
    "Ann Poole, a sailor herself since 2019, and the wife of a baker, works at Acme Systems, Inc.",
    "Ann Poole, who until May 2019 had been the mayor, said that was not the plan.",
    "'I was lucky': crash survivor on her recovery",
    "Prices have, said Ann Poole-Reed of the Roads Board (D-Ohio), fallen since May, according to the agency, citing police.",
    "The president and founder of Acme, Tom Reed, MP, was quoted by the Courier as saying that no pier was sold.",
    "Ann Poole reportedly told the Dispatch the ruling was late, and issued a warning to owners that the pier was shut.",
    "“Sorry for everyone at @SkerrowFC,” tweeted Ann Poole on Monday, which she later dismissed as “a joke”.",
)


@pytest.mark.parametrize("sentence", CUT_OFF)
def test_a_text_may_end_behind_any_word_or_comma(sentence, nlp):
    words = sentence.split()
    begun = [" ".join(words[:n]).rstrip(",.") for n in range(1, len(words) + 1)]
    texts = [text + end for text in begun for end in ("", ",")]
    for text, article in zip(texts, quoteattr.pipe(texts, nlp=nlp), strict=True):
        check(text, article)


LONG_WORDS = {
    "marks": ('"' * 1_000, 4),
    "an-address": ("https://eastwick.example/" + "pier/" * 60, 2),
    "a-word-among-others": (f"We saw {'a' * 700} there.", 3),
    "just-short-enough": ("a" * parsing.LONGEST_WORD, 1),
    "one-letter-longer": ("a" * (parsing.LONGEST_WORD + 1), 2),
}


@pytest.mark.parametrize("name", LONG_WORDS)
def test_a_word_too_long_is_tokenized_in_parts(name, nlp):
    text, parts = LONG_WORDS[name]
    ((doc, _),) = parsing.parse(nlp, [text])
    assert doc.text == text
    assert max(map(len, doc)) <= parsing.LONGEST_WORD
    longest = max(text.split(), key=len)
    start = text.index(longest)
    edges = {token.idx for token in doc}
    assert [at in edges for at in range(start, start + len(longest), parsing.LONGEST_WORD)] == [True] * parts


def test_a_page_without_full_stops_is_read_in_parts(extract):
    text = "Tom Reed said that the pier had been built in three summers, and " * 200
    article = extract(text)
    check(text, article)
    assert max(len(quote.text) for quote in article) <= passages.LONGEST_SENTENCE
    assert {quote.speaker.name for quote in article} == {"Tom Reed"}
