"""Trades that no list has and a page shows: words that are made up, or that few people bear."""

from __future__ import annotations

import pytest

import quoteattr
from quoteattr import lexicon


@pytest.mark.parametrize(
    ("text", "who", "role"),
    [
        ("Ann Poole, a zanjera from Eastwick, said it rained.", "Ann Poole", "zanjera"),
        ("Ann Poole, a young zanjera, said it rained.", "Ann Poole", "young zanjera"),
        ("“It rained,” said Tom Reed, the board’s tidewaiter.", "Tom Reed", "tidewaiter"),
        ("“It rained,” said tidewaiter Tom Reed.", "Tom Reed", "tidewaiter"),
        ("Tidewaiter Tom Reed said it rained.", "Tom Reed", "tidewaiter"),
        ("Bryophytist Tom Reed said it rained.", "Tom Reed", "bryophytist"),
        ("Tom Reed is a bryophytist. He said it rained.", "Tom Reed", "bryophytist"),
        ("The council asked its tidewaiter, Tom Reed. Reed said it rained.", "Tom Reed", "tidewaiter"),
        ("It got a letter from its ropewright Dr Tom Reed. Reed said it rained.", "Tom Reed", "ropewright"),
        ("Kate Dunn, who works as a zanjera at the pier, said it rained.", "Kate Dunn", "zanjera"),
        ("“It rained,” said Kate Dunn, ropewright to the Harbour Trust.", "Kate Dunn", "ropewright"),
        # the post is known from one place, and names or describes its bearer at another
        ("Ropewright Reed smiled. “It rained,” said ropewright Tom Reed.", "Tom Reed", "ropewright"),
        ("Tom Reed, a ropewright, sat down. Mr Dunn did not. The ropewright said it rained.", "Tom Reed", "ropewright"),
        # what is none
        ("Ann Poole, a decision later, said it rained.", "Ann Poole", None),
        ("Ann Poole, responsible for the pier, said it rained.", "Ann Poole", None),
        ("The union hired Ann Poole, a move that failed. She said it rained.", "Ann Poole", None),
        ("On one point Ann Poole said it rained.", "Ann Poole", None),
        ("In the film Ann Poole said it rained.", "Ann Poole", None),
        ("It was the offer Ann Poole said was too low.", "Ann Poole", None),
        ("Former Tom Reed fans left. A younger Tom Reed said it rained.", "Tom Reed", None),
    ],
)
def test_a_page_shows_what_somebody_is(text, who, role, nlp):
    speakers = [quote.speaker for quote in quoteattr.extract(text, nlp=nlp).quotes]
    assert speakers, "nothing is reported"
    assert (speakers[-1].name, speakers[-1].role.title if speakers[-1].role else None) == (who, role)


def test_what_one_article_shows_holds_in_no_other(nlp):
    quoteattr.extract("Ann Poole, a zanjera from Eastwick, said it rained.", nlp=nlp)
    assert not lexicon.is_post("zanjera")


def test_a_word_that_a_user_has_taken_out_is_not_shown(nlp):
    with (
        lexicon.using(lexicon.Lexicon((("role_nouns", (("!striker",),)),))),
        lexicon.with_posts(frozenset({"striker", "zanjera"})),
    ):
        assert not lexicon.is_post("striker")
        assert lexicon.is_post("zanjeras"[:-1])
        assert lexicon.singular_post("zanjeras") == "zanjera"
