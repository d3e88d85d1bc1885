"""How sure a speaker is: probabilities, candidates, abstention, explanations, coreference from elsewhere."""

from __future__ import annotations

import pytest

import quoteattr
from quoteattr.own.weights import packaged
from quoteattr.speakers import confidence

PLAIN = "Ann Poole opened the pool. “It is warm,” said Ann Poole."
TWO = "Ann Poole met Dana Wells on Monday. She said the pool was closed."


def features(**changed: float) -> dict[str, float]:
    return {"by pronoun": 1.0, "odds": 1.0} | {name.replace("_", " "): v for name, v in changed.items()}


@pytest.mark.parametrize(
    ("more", "less"),
    [
        (features(odds=2.0), features(odds=0.5)),
        (features(linked_by_marks=1.0), features(phrase=1.0)),
        ({"by name": 1.0, "odds": 5.0}, {"by description": 1.0, "odds": 2.0}),
        ({"by name": 1.0}, {"by name": 1.0, "organisation": 1.0}),
        ({"by name": 1.0, "organisation": 1.0}, {"by name": 1.0, "organisation": 1.0, "body of one word": 1.0}),
        ({"by unnamed": 1.0, "unnamed and several": 1.0}, {"by unnamed": 1.0}),
        ({"by unnamed": 1.0}, {"by unnamed": 1.0, "unnamed with a name": 1.0}),
    ],
)
def test_what_makes_a_speaker_surer(more, less):
    assert 0 < confidence.probability(less) < confidence.probability(more) < 1


def test_a_feature_without_a_weight_says_nothing():
    known = set(packaged().confidence)
    assert {"by name", "by pronoun", "odds", "linked by marks"} <= known
    assert confidence.probability({}) == confidence.probability({"never seen": 1.0})


def test_a_name_is_surer_than_a_pronoun_between_two_people(extract):
    (named,), (pronoun,) = extract(PLAIN).quotes, extract(TWO).quotes
    assert named.confidence > pronoun.confidence > 0.5


@pytest.mark.parametrize(
    ("surer", "text"),
    [
        # officials as such are nobody else; a woman of somebody's staff may have been named
        ("Officials said the pool was closed.", "A member of Poole’s staff said the pool was closed."),
        ("The Marlow Trust said the pool was closed.", "Democrats said the pool was closed."),
    ],
)
def test_what_the_mention_shows(extract, surer, text):
    (sure,), (less,) = extract(surer).quotes, extract(text).quotes
    assert sure.confidence > less.confidence


def test_candidates_are_ordered_and_share_one_probability(extract):
    (quote,) = extract(TWO).quotes
    assert {c.speaker.name for c in quote.candidates} == {"Ann Poole", "Dana Wells"}
    chances = [c.probability for c in quote.candidates]
    assert chances == sorted(chances, reverse=True)
    assert sum(chances) <= 1
    assert next(c.probability for c in quote.candidates if c.speaker == quote.speaker) == quote.confidence


def test_who_shares_the_surname_is_a_candidate(extract):
    text = "Tom Poole and his sister Ann Poole own the pool. Poole said it was warm."
    (quote,) = extract(text).quotes
    assert {c.speaker.name for c in quote.candidates} == {"Tom Poole", "Ann Poole"}
    (alone,) = extract(text.replace("Ann Poole", "Ann Reed")).quotes
    assert quote.confidence <= alone.confidence


def test_candidates_only_are_kept_apart_from_speakers(extract):
    article = extract(TWO)
    assert [s.name for s in article.speakers] == [article.quotes[0].speaker.name]
    assert {s.name for s in (*article.speakers, *article.candidates)} == {"Ann Poole", "Dana Wells"}
    assert quoteattr.Article.from_json(article.to_json()) == article


def test_below_min_confidence_a_quotation_keeps_its_words_and_candidates(nlp):
    article = quoteattr.extract(TWO, nlp=nlp, min_confidence=1.0)
    (quote,) = article.quotes
    assert (quote.speaker, quote.confidence, article.speakers) == (None, 0.0, ())
    assert quote.text == "the pool was closed"
    assert quote.source.text == "She"
    assert [c.speaker.name for c in quote.candidates][:1] == [quoteattr.extract(TWO, nlp=nlp).quotes[0].speaker.name]
    assert "perhaps" in quote.explain()
    (stream,) = quoteattr.pipe([TWO], nlp=nlp, min_confidence=1.0)
    assert stream == article


@pytest.mark.parametrize("value", [-0.1, 1.5, float("nan")])
def test_min_confidence_is_a_probability(value, nlp):
    with pytest.raises(ValueError, match="min_confidence is a probability"):
        quoteattr.extract(PLAIN, nlp=nlp, min_confidence=value)
    with pytest.raises(ValueError, match="min_confidence is a probability"):
        next(quoteattr.pipe([PLAIN], nlp=nlp, min_confidence=value))


def test_an_explanation_names_rules_role_and_rivals(extract):
    text = "Ann Poole, the mayor of Eastwick, met Dana Wells. She said the pool was closed."
    lines = extract(text).quotes[0].explain().splitlines()
    assert lines[0] == "“said” reports these words [clause]."
    assert lines[1].startswith("“She” is Ann Poole, last mentioned 1 sentence before [pronoun]")
    assert lines[2].endswith("gives the role [role-apposition].")
    assert lines[-1].startswith("Ann Poole, mayor, Eastwick: ")
    assert "Dana Wells" in lines[-1]


def test_rivals_far_back_leave_no_chance_and_no_error(extract):
    (quote,) = extract("Ann Poole met Dana Wells. " + "! " * 2000 + "She said the pool was closed.").quotes
    assert sum(c.probability for c in quote.candidates) <= 1


def test_no_rival_is_likelier_than_the_speaker(extract):
    text = "Marlow Holdings met Acme Ltd. Reed Holdings left. It called for a “surge” in spending."
    for quote in extract(text):
        assert all(c.probability <= quote.confidence for c in quote.candidates)


def test_nobody_in_the_byline_is_meant(extract):
    article = extract("Fares to rise\n\nBy Tess Arkwright\n\nRuth Calder chairs the board. She said fares would rise.")
    assert all("Arkwright" not in c.speaker.label for quote in article for c in quote.candidates)


def test_a_resolver_goes_before_the_rules_and_only_where_it_speaks(nlp):
    text = TWO + " Joe Dunn left. He said it was late."
    she, wells = text.index("She"), text.index("Dana")

    def resolver(given: str) -> list[list[tuple[int, int]]]:
        assert given == text
        return [[(wells, wells + 10), (she, she + 3)]]

    first, second = quoteattr.extract(text, nlp=nlp, resolver=resolver).quotes
    assert (first.speaker.name, first.evidence[-1].rule) == ("Dana Wells", "resolver")
    assert (second.speaker.name, second.evidence[-1].rule) == ("Joe Dunn", "pronoun")
    (piped,) = quoteattr.pipe([text], nlp=nlp, resolver=resolver)
    assert piped.quotes[0].speaker.name == "Dana Wells"


def test_a_resolver_may_give_whole_noun_phrases(nlp):
    text = "Ann Poole, the mayor of Eastwick, met Tom Reed. She said it was late."
    she = text.index("She")
    (quote,) = quoteattr.extract(text, nlp=nlp, resolver=lambda given: [[(0, 32), (she, she + 3)]]).quotes
    assert quote.speaker.name == "Ann Poole"


def test_a_cluster_without_a_name_changes_nothing(nlp):
    she = TWO.index("She")
    with_it = quoteattr.extract(TWO, nlp=nlp, resolver=lambda text: [[(she, she + 3)], []])
    assert with_it == quoteattr.extract(TWO, nlp=nlp)
