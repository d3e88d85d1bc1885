"""Annotated articles → decisions: which mentions are one."""

from quoteattr import pipeline
from quoteattr.fitting.decisions import of_article
from quoteattr.gold.documents import from_plain
from quoteattr.nlp import parsing

TEXT = (
    "The Harbour Trust met. A storm report filled the news. The charity lost a pier. The pier was old, Ann Poole said."
)
TRUST = {"name": "Harbour Trust", "kind": "organisation", "descriptions": ["The charity"]}


def test_whose_a_document_is_that_is_met_in_passing_is_no_decision(nlp):
    article = from_plain({"id": "a", "text": TEXT, "quotes": []})
    (parsed,) = parsing.parse(nlp, [TEXT])
    found = of_article(article, pipeline.read(*parsed), [TRUST])
    assert {d.sort for d in found if d.in_passing} == {"body"}
    assert any(any(d.right) for d in found)


def test_nothing_in_passing_is_a_decision_where_nobody_is_annotated(nlp):
    article = from_plain({"id": "a", "text": TEXT, "quotes": []})
    (parsed,) = parsing.parse(nlp, [TEXT])
    assert of_article(article, pipeline.read(*parsed)) == []
