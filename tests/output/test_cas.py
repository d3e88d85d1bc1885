"""A UIMA CAS: written and read back by cassis, with every span at its place."""

from __future__ import annotations

import sys

import attrs
import cassis
import pytest
from hypothesis import example, given, settings
from test_plain import ARTICLE, QUOTES, articles

from quoteattr.errors import MissingExtraError
from quoteattr.model import Article
from quoteattr.output.cas import PREFIX
from quoteattr.output.plain import encodable


def through_json(cas):
    return cassis.load_cas_from_json(cas.to_json())


def through_xmi(cas):
    return cassis.load_cas_from_xmi(cas.to_xmi(), typesystem=cassis.load_typesystem(cas.typesystem.to_xml()))


WAYS = [pytest.param(through_json, id="json"), pytest.param(through_xmi, id="xmi")]


def rows(cas, layer, *features):
    return sorted(
        (found.number, found.begin, found.end, *(found.get(name) for name in features))
        for found in cas.select(PREFIX + layer)
    )


def places(pairs):
    return sorted((number, span.start, span.end) for number, span in pairs if span is not None)


@pytest.mark.parametrize("way", WAYS)
def test_layers_say_who_said_what(way):
    cas = way(ARTICLE.to_cas())
    assert cas.sofa_string == ARTICLE.text
    features = ("kind", "speaker", "role", "confidence")
    assert [row[:1] + row[3:] for row in rows(cas, "Quotation", *features)] == [
        (0, "direct", "Ann Lee", "former head, Nato", 0.9),
        (0, "direct", "Ann Lee", "former head, Nato", 0.9),
        (1, "indirect", "Officials", None, 1.0),
        (2, "direct", None, None, 0.0),
    ]
    texts = [found.get_covered_text() for found in cas.select(PREFIX + "Quotation")]
    assert texts == ["“We will act,”", "“and soon.”", "no", "“Nonsense!”"]
    assert [(found.number, found.get_covered_text()) for found in cas.select(PREFIX + "Cue")] == [
        (0, "told"),
        (1, "said"),
    ]
    sources = [(found.number, found.speaker, found.get_covered_text()) for found in cas.select(PREFIX + "Source")]
    assert sources == [(0, "Ann Lee", "Gen Ann Lee"), (1, "Officials", "Officials")]


@settings(deadline=None)
@given(articles())
@example(Article("“No,” he said.\ud800"))
def test_every_span_survives_the_journey(article):
    cas = through_json(article.to_cas())
    quotes = list(enumerate(article.quotes))
    assert cas.sofa_string == encodable(article.text)
    assert rows(cas, "Quotation") == places((number, piece) for number, quote in quotes for piece in quote.content)
    assert rows(cas, "Cue") == places((number, quote.cue) for number, quote in quotes)
    assert rows(cas, "Source") == places((number, quote.source) for number, quote in quotes)


@pytest.mark.parametrize("way", WAYS)
def test_an_article_without_quotations_has_a_cas(way):
    cas = way(Article("It rained.").to_cas())
    assert cas.sofa_string == "It rained."
    assert list(cas.select(PREFIX + "Quotation")) == []


def test_files_count_utf_16_units():
    article = attrs.evolve(ARTICLE, quotes=QUOTES[1:2])
    (quotation,) = (item for item in article.to_cas().select(PREFIX + "Quotation"))
    start = QUOTES[1].start
    assert quotation.begin == start
    assert f'"begin": {start + 1}, "end": {start + 3}, "number": 0, "kind"' in article.to_cas().to_json()


def test_control_characters_have_a_place_in_json_only():
    article = Article("No,\x00 she said.")
    assert through_json(article.to_cas()).sofa_string == article.text
    with pytest.raises(ValueError, match="XML"):
        article.to_cas().to_xmi()


def test_without_cassis_the_error_names_the_command(monkeypatch):
    monkeypatch.setitem(sys.modules, "cassis", None)
    with pytest.raises(MissingExtraError, match=r'pip install "quoteattr\[cas\]"') as caught:
        ARTICLE.to_cas()
    assert caught.value.package == "dkpro-cassis"
