"""Word lists in the shapes that the stages ask for."""

from __future__ import annotations

import pytest

from quoteattr import lexicon
from quoteattr.speakers.profiles import is_person_noun


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("warn", {"warns", "warned", "warning"}),
        ("urge", {"urges", "urged", "urging"}),
        ("reply", {"replies", "replied", "replying"}),
        ("say", {"says", "sayed", "saying"}),  # irregular forms stand in the list
        ("stress", {"stresses", "stressed", "stressing"}),
        ("signal", {"signals", "signaled", "signaling", "signalled", "signalling"}),
        ("reveal", {"reveals", "revealed", "revealing"}),
    ],
)
def test_regular_forms_of_a_verb(verb, forms):
    assert lexicon.inflections(verb) == forms


def test_regular_forms_of_a_verb_that_ends_in_ee():
    assert lexicon.inflections("agree") == {"agrees", "agreed", "agreeing"}


@pytest.mark.parametrize(
    ("form", "lemmas"),
    [
        ("said", ["say"]),
        ("told", ["tell of", "tell"]),
        ("pointed", ["point to the fact", "point out", "point to"]),
        ("harbour", None),
    ],
)
def test_reporting_verbs_are_found_by_any_form_and_the_longest_comes_first(form, lemmas):
    found = lexicon.reporting_verbs().get(form)
    assert (found and [verb.lemma for verb in found]) == lemmas


def test_a_verb_has_its_particles_and_frames():
    verb = next(verb for verb in lexicon.reporting_verbs()["pointed"] if verb.lemma == "point out")
    assert (verb.particles, bool(verb.frames)) == (("out",), True)


@pytest.mark.parametrize(("word", "expected"), [("Gen.", "gen"), ("Sir", "sir"), ("U.S.", "u.s"), ("", "")])
def test_bare_words(word, expected):
    assert lexicon.bare(word) == expected


@pytest.mark.parametrize(("label", "word", "expected"), [("job", "editor", True), ("agency", "editor", False)])
def test_labels_choose_among_the_words_of_a_list(label, word, expected):
    assert (word in lexicon.labelled("page_words", label)) is expected


def test_a_word_may_have_several_labels():
    assert "photo" in lexicon.labelled("page_words", "label") & lexicon.labelled("page_words", "picture")


def test_a_list_is_a_set_a_table_or_rows():
    assert "danish" in lexicon.words("demonyms")
    assert lexicon.table("demonyms")["danish"] == "Denmark"
    assert ("danish", "Denmark") in [row[:2] for row in lexicon.rows("demonyms")]
    assert lexicon.words("demonyms") == {row[0] for row in lexicon.rows("demonyms")}


@pytest.mark.parametrize(("word", "gender", "before"), [("sir", "m", "forename"), ("mrs", "f", "surname")])
def test_honorifics(word, gender, before):
    found = lexicon.honorifics()[word]
    assert (found.gender, found.before) == (gender, before)


def test_what_an_article_shows_to_be_a_post_is_none_for_the_next():
    asked = (lexicon.is_post, is_person_noun)
    with lexicon.with_posts(frozenset({"netmender"})):
        assert [question("netmender") for question in asked] == [True, True]
        assert lexicon.is_post("striker")
    assert [question("netmender") for question in asked] == [False, False]
    with lexicon.with_posts(frozenset({"netmender"})):  # asked before or not
        assert [question("netmender") for question in asked] == [True, True]
