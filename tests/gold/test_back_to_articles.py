"""Annotated articles as articles of the library: what was annotated is there, and what was found where nobody has looked."""

from __future__ import annotations

import attrs
import pytest
from invariants import check, check_journeys
from root import ROOT

import quoteattr
from quoteattr import Article, Evidence, InvalidGoldError, Role, Speaker
from quoteattr.gold.documents import read
from quoteattr.gold.values import GoldArticle, GoldMark, GoldQuote, GoldRole, GoldSpeaker, from_article

OWN = read(ROOT / "tests" / "cases" / "articles.jsonl")
TEXT = (
    "Ann Poole, the mayor of Eastwick, was late. She said it was raining. “No,” she said. Ms Poole met Tom Reed. "
    "Officials said it was dry. “Yes,” said Bo Lund."
)
RAIN, NO, DRY, YES = range(4)


@pytest.fixture(scope="module")
def found(extract):
    article = extract(TEXT)
    assert [quote.text for quote in article] == ["it was raining", "No,", "it was dry", "Yes,"]
    assert [quote.speaker.label for quote in article] == ["Ann Poole", "Ann Poole", "Officials", "Bo Lund"]
    return article


@pytest.fixture(scope="module")
def gold(found):
    return from_article(found, id="late")


def changed(gold: GoldArticle, number: int, **values: object) -> GoldArticle:
    quotes = list(gold.quotes)
    quotes[number] = attrs.evolve(quotes[number], **values)
    return attrs.evolve(gold, quotes=tuple(quotes))


def unchecked(gold: GoldArticle) -> GoldArticle:
    """As a review keeps what it still waits for."""
    open_ = (attrs.evolve(quote, optional=True, extra={"checked": False}) for quote in gold.quotes)
    return attrs.evolve(gold, quotes=tuple(open_))


def without_reasons(article: Article) -> Article:
    quotes = (attrs.evolve(quote, confidence=1, rule="", evidence=(), candidates=()) for quote in article)
    return attrs.evolve(article, quotes=tuple(quotes))


@pytest.mark.parametrize("own", OWN, ids=lambda own: own.id)
def test_there_and_back(own, extract):
    article = extract(own.text)
    there = from_article(article, id=own.id)
    back = there.to_article(article)
    check(own.text, back)
    check_journeys(back)
    assert without_reasons(back) == without_reasons(article)
    assert {(quote.rule, quote.confidence) for quote in back} == {("annotated", 1.0)}
    assert unchecked(there).to_article(article) == article
    alone = there.to_article()
    check(own.text, alone)
    assert [(q.text, q.where, q.within) for q in alone] == [(q.text, q.where, q.within) for q in article]


def test_what_is_annotated_says_so(gold, found):
    quote = gold.to_article(found)[NO]
    assert (quote.confidence, quote.candidates) == (1.0, (quoteattr.Candidate(quote.speaker, 1.0),))
    (step,) = quote.evidence
    assert (quote.rule, step.rule) == ("annotated", "annotated")
    assert quote.explain().startswith("Somebody has annotated or checked these words")
    assert isinstance(step, Evidence)


REED = GoldSpeaker("Tom Reed", "person")


@pytest.mark.parametrize(
    ("number", "values", "speaker"),
    [
        (YES, {"speaker": REED}, Speaker("Tom Reed", "person")),
        (YES, {"speaker": REED, "role": GoldRole("pilot", None, True)}, "Tom Reed, former pilot"),
        (YES, {"speaker": GoldSpeaker("Una Feld", "organisation")}, "Una Feld"),
        (YES, {"speaker": GoldSpeaker("Una Feld", None)}, "Una Feld"),
        (YES, {"speaker": GoldSpeaker(None, "unnamed")}, "Bo Lund"),  # what the article calls them there
        (YES, {"speaker": GoldSpeaker(None, "unnamed"), "source": ()}, "unnamed speaker"),
        (DRY, {"speaker": GoldSpeaker(None, "unnamed")}, "Officials"),
        (NO, {"speaker": GoldSpeaker(None, "unnamed")}, "unnamed speaker"),  # no description, but a pronoun
        (YES, {"speaker": GoldSpeaker()}, None),
    ],
)
@pytest.mark.parametrize("given", [True, False], ids=["found", "alone"])
def test_speakers_are_the_annotated_ones(gold, found, number, values, speaker, given):
    corrected = changed(gold, number, **values)
    article = corrected.to_article(found if given else None)
    check(TEXT, article)
    there = article[number].speaker
    assert str(there) == str(speaker)
    assert there is None or there.kind == (corrected.quotes[number].speaker.kind or "person")
    assert article[number].confidence == (1.0 if there else 0.0)


def test_whoever_has_lost_all_quotations_may_still_have_been_quoted(gold, found):
    article = changed(gold, YES, speaker=REED).to_article(found)
    assert [one.name for one in article.speakers] == ["Ann Poole", None, "Tom Reed"]
    assert "Bo Lund" in {one.name for one in article.candidates}
    assert {one.name for one in article.people} == {one.name for one in found.people}


def test_a_pronoun_goes_with_its_quotation(gold, found):
    assert found[NO].speaker.pronouns == {"she": 2}
    article = changed(gold, NO, speaker=REED).to_article(found)
    assert [article[number].speaker.pronouns for number in (RAIN, NO)] == [{"she": 1}, {"she": 1}]
    assert [one.pronouns for one in gold.to_article().speakers][:1] == [{"she": 2}]


def test_roles_of_what_somebody_has_looked_at_go_before_those_that_were_found(gold, found):
    mayor, pilot = GoldRole("mayor", "Eastwick"), GoldRole("pilot")
    half = changed(gold, RAIN, role=pilot)
    assert [str(role) for role in half.to_article(found)[NO].speaker.roles] == ["pilot", "mayor, Eastwick"]
    waiting = changed(half, NO, extra={"checked": False})
    poole = waiting.to_article(found)[NO].speaker
    assert poole.roles == (Role("pilot", rule="annotated"),)
    kept = gold.to_article(found)[NO].speaker.role
    assert (kept.rule, kept.span) == (found[NO].speaker.role.rule, found[NO].speaker.role.span)
    assert gold.quotes[NO].role == mayor


def test_what_nobody_has_looked_at_is_not_called_annotated(gold, found):
    for extra, named in (({"checked": False}, True), ({"confidence": 0.4, "checked": False}, True), ({}, False)):
        waiting = changed(gold, YES, extra=extra, named=named)
        quote = waiting.to_article(found)[YES]
        assert quote == found[YES]
        alone = waiting.to_article()[YES]
        assert (alone.rule, alone.evidence, alone.confidence) == ("", (), extra.get("confidence", 0))


def test_of_a_sample_what_was_drawn_and_what_was_changed_is_annotated(found):
    (sample,) = quoteattr.sample({"late": found}, 1, by=[], seed=1).to_gold()
    (drawn,) = (number for number, quote in enumerate(sample.quotes) if quote.content[0] in asked(sample))
    article = changed(sample, (drawn + 1) % 4, speaker=REED).to_article(found)
    assert {number for number, quote in enumerate(article) if quote.rule == "annotated"} == {drawn, (drawn + 1) % 4}
    assert [quote.confidence for quote in sample.to_article()].count(1.0) == 1


def asked(sample: GoldArticle) -> set[tuple[int, ...]]:
    return {tuple(piece) for quote in sample.extra["sample"]["quotes"] for piece in quote["content"]}


def test_words_kinds_and_marks_that_are_missing(found):
    quote = GoldQuote(((69, 74), (109, 115)), speaker=GoldSpeaker("Ann Poole"))
    gold = GoldArticle("late", TEXT, (quote,), (GoldMark(0, 3, "name"), GoldMark(4, 9)), {"sample": "of mine"})
    article = gold.to_article()
    assert (article[0].kind, article[0].speaker.kind) == ("mixed", "person")
    assert [mark.span.text for mark in article.marks] == ["Ann"]
    assert attrs.evolve(gold, marks=None).to_article(found).marks == found.marks


def test_what_was_found_counts_where_no_quotation_was(found):
    silent = attrs.evolve(found, quotes=(), speakers=(), others=(Speaker("Tom Reed", "person"),))
    added = GoldArticle("late", TEXT, (GoldQuote(((29, 42),), "indirect", speaker=GoldSpeaker("Ann Poole", "person")),))
    assert added.to_article(silent).others == silent.others
    assert added.to_article().others == ()


def test_pages_keep_what_they_say_of_themselves():
    page = "<html><head><meta property='og:site_name' content='Post'></head><body><p>“No,” said Ann Poole.</p></body></html>"
    article = quoteattr.extract_html(page)
    back = from_article(article, id="no").to_article(article)
    assert (back.page, back.passages, back.model) == (article.page, article.passages, article.model)
    assert article.page.site == "Post"


@pytest.mark.parametrize(
    ("gold", "given", "message"),
    [
        (GoldArticle("late", "", (GoldQuote(((0, 4),)),)), None, "late: a quotation stands outside the text"),
        (GoldArticle("late", "“No”", (GoldQuote(((0, 4),), cue=((3, 5),)),)), None, "outside the text"),
        (GoldArticle("late", "“No”"), Article("“Yes”"), "late: what was found is of another text"),
    ],
)
def test_what_is_no_article(gold, given, message):
    with pytest.raises(InvalidGoldError, match=message):
        gold.to_article(given)


@pytest.mark.parametrize("ask", [quoteattr.audit, quoteattr.to_dataframe, quoteattr.merge_speakers])
def test_annotated_articles_are_told_the_way(ask, gold):
    with pytest.raises(TypeError, match=r"not GoldArticle: give its to_article\(\)"):
        ask([gold])
    ask([gold.to_article()])
