"""Quotations about something: words in all their forms, in one article and in many."""

from __future__ import annotations

import json
import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

import quoteattr
from quoteattr import Article, ModelNotFoundError, Occurrence, Quote, Span, about
from quoteattr.corpus.questions import lemmas
from quoteattr.nlp import models


def article(*said: str) -> Article:
    text = " ".join(said)
    starts = [sum(len(words) + 1 for words in said[:i]) for i in range(len(said))]
    pieces = [Span.of(text, start, start + len(words)) for start, words in zip(starts, said, strict=True)]
    return Article(text, tuple(Quote("indirect", (piece,)) for piece in pieces))


FOUND = [
    ("defence spending", "defence spending will rise"),
    ("defence spending", "we spend too little on Defence"),
    ("defence budget", "the budgets for defence are small"),
    ("DEFENCE BUDGET", "a defence budget"),
    ("defense budget", "a defence budget"),
    ("defence budget", "a defense budget"),
    ("labour market", "the labor markets are calm"),
    ("organise", "it was organized badly"),
    ("harbour centre", "the harbor and its center"),
    ("child", "the children’s home"),
    ("government plan", "the government's planning"),
    ("go", "they went home"),
    ("cheap", "milk is cheaper"),
    ("leaf", "the leaves fall"),
    ("leave", "the leaves fall"),
    ("lockdown", "two lockdowns"),
    ("furlough", "they were furloughed"),
    ("cost of living", "what living here costs, of all things"),
    ("tidal-power", "tidal power"),
    ("cafés", "a café"),
    ("2030 target", "the target for 2030"),
]

NOT_FOUND = [
    ("defence spending", "defence is what we need"),
    ("defence", "a defensive move"),
    ("new", "the news is bad"),
    ("tor", "a tour of the town"),
    ("corn", "round the corner"),
    ("university", "the universe"),
    ("tax", "a taxi"),
    ("wall", "nothing"),
]


@pytest.mark.parametrize(("phrase", "words"), FOUND)
def test_found(phrase, words):
    one = article("something else", words)
    assert one.about(phrase) == (one.quotes[1],)


@pytest.mark.parametrize(("phrase", "words"), NOT_FOUND)
def test_not_found(phrase, words):
    assert article(words).about(phrase) == ()


def test_all_words_are_of_one_quotation():
    assert article("the defence of it", "the budget of it").about("defence budget") == ()


def test_words_around_the_quotation_do_not_count(extract):
    found = extract(
        "The defence budget was the subject. “It is too small,” said Ann Poole. “Defence budgets shrink,” she said."
    )
    assert [quote.text for quote in found.about("defence budget")] == ["Defence budgets shrink,"]


def test_many_articles_give_the_number_of_each():
    articles = [article("no walls"), article(), article("a dyke", "the wall", "one wall")]
    expected = (
        Occurrence(0, articles[0].quotes[0], 0),
        Occurrence(2, articles[2].quotes[1], 1),
        Occurrence(2, articles[2].quotes[2], 2),
    )
    assert about(articles, "wall") == about(iter(articles), "walls") == expected
    assert str(expected[0]) == "0: unknown speaker: no walls"
    assert about([], "wall") == ()


def test_articles_in_a_mapping_are_named_by_its_keys():
    articles = {"dyke": article("no walls"), "empty": article(), 3: article("a dyke", "the wall, the old wall of it")}
    found = about(articles, "wall")
    assert [(one.article, one.index) for one in found] == [("dyke", 0), (3, 1)]
    assert [articles[one.article].quotes[one.index] for one in found] == [one.quote for one in found]
    assert about({}, "wall") == ()
    assert quoteattr.audit(articles).quotes == quoteattr.audit(articles.values()).quotes == 3
    again = {**articles, "copy": articles[3]}
    assert [copies.articles for copies in quoteattr.duplicates(again)] == [(3, "copy")]
    with pytest.raises(TypeError, match="not str"):
        about({"dyke": "no walls"}, "wall")


@pytest.mark.parametrize("phrase", ["", "  ", "—?"])
def test_a_phrase_without_words_is_refused(phrase):
    with pytest.raises(ValueError, match="has words"):
        about([], phrase)
    with pytest.raises(ValueError, match="has words"):
        article("no").about(phrase)


def test_one_article_where_several_are_asked_for_is_refused():
    with pytest.raises(TypeError, match="several articles"):
        about(article("no"), "no")


@pytest.fixture
def nothing_kept():
    """As in a process that has not read the tables of words yet."""
    questions = quoteattr.corpus.questions
    for kept in (questions._tables, lemmas):
        kept.cache_clear()
    yield
    for kept in (questions._tables, lemmas):
        kept.cache_clear()


def test_without_any_pipeline_the_error_says_what_mends_it(monkeypatch, nothing_kept):
    monkeypatch.setattr(models, "_package_directory", lambda name: None)
    with pytest.raises(ModelNotFoundError, match="pip install"):
        about([article("no")], "no")


def test_without_the_packaged_pipeline_the_tables_of_another_one_are_read(monkeypatch, nothing_kept, tmp_path):
    package = tmp_path / "en_core_web_sm"
    tables = package / "en_core_web_sm-3.8.0" / "lemmatizer" / "lookups"
    shutil.copytree(models.tables_folder(), tables)
    meta = {"lang": "en", "name": "core_web_sm", "version": "3.8.0"}
    (package / "meta.json").write_text(json.dumps(meta))
    (tables.parents[1] / "config.cfg").touch()
    monkeypatch.setattr(models, "_package_directory", lambda name: package if name == package.name else None)
    assert models.tables_folder() == tables
    assert about([article("walls cost enough")], "cost of a wall") == ()
    assert len(about([article("walls cost enough")], "wall costs")) == 1


@given(st.text(min_size=1))
def test_a_word_is_a_form_of_itself(word):
    assert lemmas(word) == lemmas(word.upper()) or word.upper().lower() != word.lower()
    assert quoteattr.corpus.questions._POSSESSIVE.sub("", word.casefold()) in lemmas(word)


@given(
    st.lists(st.sampled_from(["the", "wall", "walls", "cost", "costs", "of", "budget"]), min_size=1, max_size=6),
    st.data(),
)
def test_what_is_said_is_found_by_any_of_its_words_in_any_order(said, data):
    phrase = data.draw(st.permutations(said)).copy()[: data.draw(st.integers(1, len(said)))]
    one = article(" ".join(said))
    assert one.about(" ".join(phrase).upper()) == one.quotes


TABLE = type("Frame", (), {"columns": ["text"], "__iter__": lambda self: iter(["text"])})()


@pytest.mark.parametrize("wrong", [None, 3, "“No.”", ["“No.”"], [None], Article("No."), {"a": "No."}, TABLE])
def test_what_are_no_articles_is_said(wrong):
    for ask in (
        lambda articles: quoteattr.about(articles, "tax"),
        quoteattr.merge_speakers,
        quoteattr.duplicates,
        quoteattr.audit,
    ):
        with pytest.raises(TypeError, match=r"expected articles|several articles|a table gives its columns"):
            ask(wrong)
