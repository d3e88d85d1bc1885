"""What displaCy is handed: every quotation at its place, and displaCy itself renders it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from spacy import displacy
from test_plain import ARTICLE, QUOTES, TEXT, articles, span

from quoteattr.model import Article, Quote, Span, Speaker


def stretches(shown: dict[str, Any]) -> list[tuple[str, str]]:
    return [
        (" ".join(shown["tokens"][item["start_token"] : item["end_token"]]), item["label"]) for item in shown["spans"]
    ]


def entities(shown: dict[str, Any]) -> list[tuple[str, str]]:
    return [(shown["text"][item["start"] : item["end"]], item["label"]) for item in shown["ents"]]


def test_spans_are_quotations_sources_and_cues():
    assert stretches(ARTICLE.to_displacy()) == [
        ("“We will act,”", "direct"),
        ("“and soon.”", "direct"),
        ("no", "indirect"),
        ("“Nonsense!”", "direct"),
        ("Gen Ann Lee", "source"),
        ("told", "cue"),
        ("Officials", "source"),
        ("said", "cue"),
    ]


def test_entities_stand_in_the_order_of_the_text():
    assert entities(ARTICLE.to_displacy("ent")) == [
        ("“We will act,”", "direct"),
        ("Gen Ann Lee", "source"),
        ("told", "cue"),
        ("“and soon.”", "direct"),
        ("Officials", "source"),
        ("said", "cue"),
        ("no", "indirect"),
        ("“Nonsense!”", "direct"),
    ]


@pytest.mark.parametrize("style", ["span", "ent"])
def test_labels_may_be_speakers(style):
    shown = ARTICLE.to_displacy(style, label="speaker")
    found = stretches(shown) if style == "span" else entities(shown)
    assert [label for words, label in found if words in ("“We will act,”", "no", "“Nonsense!”")] == [
        "Ann Lee",
        "Officials",
        "unknown",
    ]


def test_tokens_are_cut_at_the_edges_of_spans():
    text = "Wait(“No”)now"
    shown = Article(text, (Quote("direct", (Span.of(text, 5, 9),)),)).to_displacy()
    assert shown["tokens"] == ["Wait(", "“No”", ")now"]
    assert stretches(shown) == [("“No”", "direct")]


def test_overlaps_are_shown_as_spans_and_left_out_as_entities():
    inner = Quote("mixed", (span("will act"),), source=span("We"), cue=span("told"))
    article = attrs.evolve(ARTICLE, quotes=(QUOTES[0], inner))
    assert ("will act,”", "mixed") not in stretches(article.to_displacy())
    assert {("will act", "mixed"), ("We", "source"), ("“ We will act ,”", "direct")} <= set(
        stretches(article.to_displacy())
    )
    assert stretches(article.to_displacy()).count(("told", "cue")) == 1, "a cue of two quotations is shown once"
    assert {words for words, _ in entities(article.to_displacy("ent"))}.isdisjoint({"will act", "We"})


@settings(deadline=None)
@given(articles())
def test_entities_never_overlap_and_the_first_quotation_is_there(article):
    ents = article.to_displacy("ent")["ents"]
    for before, behind in pairwise(ents):
        assert before["start"] < before["end"] <= behind["start"]
    if article.quotes:
        first = article.quotes[0]
        assert {"start": first.start, "end": first.content[0].end, "label": first.kind} in ents


@settings(deadline=None)
@given(articles())
def test_no_word_is_lost_and_every_span_covers_its_words(article):
    shown = article.to_displacy()
    assert "".join(shown["tokens"]) == "".join(article.text.split())
    wanted = [piece.text for quote in article.quotes for piece in quote.content if piece.text.strip()]
    found = ["".join(words.split()) for words, label in stretches(shown) if label not in ("cue", "source")]
    assert sorted(set(found)) == sorted({"".join(piece.split()) for piece in wanted})


def words(page: str) -> str:
    return "".join(re.sub("<[^>]*>", "", page).split())


@pytest.mark.parametrize("style", ["span", "ent"])
@pytest.mark.parametrize("label", ["kind", "speaker"])
def test_displacy_renders_it(style, label, extract):
    article = extract("“We are late,” said Ruth Calder, the harbour master. She blamed the tide & the moon.")
    shown = article.to_displacy(style, label)
    page = displacy.render(shown, style=style, manual=True, page=True, jupyter=False)
    assert "blamedthetide&amp;themoon" in words(page)
    assert ("direct" if label == "kind" else "Ruth Calder") in page
    assert page.count("cue") == page.count("source") == 1


@pytest.mark.parametrize("style", ["span", "ent"])
def test_displacy_renders_an_article_without_quotations(style):
    page = displacy.render(Article("It rained.").to_displacy(style), style=style, manual=True, jupyter=False)
    assert "Itrained." in words(page)


@pytest.mark.parametrize("style", ["span", "ent"])
def test_names_cannot_bring_markup_into_the_page(style):
    eve = Speaker("Eve <script>alert(1)</script>", "person")
    article = attrs.evolve(ARTICLE, quotes=(attrs.evolve(QUOTES[0], speaker=eve),), speakers=(eve,))
    page = displacy.render(article.to_displacy(style, "speaker"), style=style, manual=True, jupyter=False)
    assert "Eve &lt;script&gt;" in page
    assert "<script" not in page


def test_other_styles_and_labels_are_refused():
    with pytest.raises(ValueError, match="style is 'span' or 'ent', not 'dep'"):
        ARTICLE.to_displacy("dep")
    with pytest.raises(ValueError, match="label is 'kind' or 'speaker', not 'role'"):
        ARTICLE.to_displacy(label="role")


def test_the_text_is_handed_on_as_it_is():
    assert ARTICLE.to_displacy("ent")["text"] == ARTICLE.to_displacy("span")["text"] == TEXT
