"""How features are weighed."""

from __future__ import annotations

import pytest

from quoteattr.speakers import ranker
from quoteattr.speakers.contenders import ANYWHERE, Field
from quoteattr.speakers.features import BACK, MOST, features
from quoteattr.speakers.referents import Referent

FORMS = ("he or she", "it", "they", "role", "person", "body", "rival")


@pytest.mark.parametrize(
    ("form", "found", "score"),
    [
        ("he or she", {}, 0.0),
        ("he or she", {"gender agrees": 1.0}, 1.2),
        ("he or she", {"gender agrees": 1.0, "no name": 1.0}, 0.8),
        ("role", {"gender agrees": 1.0, "no name": 1.0}, 0.0),
        ("it", {}, 1.0),
        ("they", {"several": 1.0}, 1.5),
        ("body", {"has spoken": 1.0, BACK: 2.0}, -1.0),
        ("role", {"main subject": 1.0, "times named": 2.0, "tokens back": 10.0}, 1.45),
        ("role", {"spoke last": 1.0}, 2.0),
        ("role", {"interrupted": 1.0}, -0.4),
        ("role", {"never seen": 1.0}, 0.0),
    ],
)
def test_what_features_weigh(form, found, score):
    assert ranker.score(form, found) == pytest.approx(score)


def test_best_first_and_of_two_alike_the_one_given_first():
    first, second, third = (Referent("person", "-") for _ in range(3))
    ranking = ranker.rank("role", [(first, {BACK: 1.0}), (second, {BACK: 1.0}), (third, {"subject": 1.0})])
    assert [referent for referent, _ in ranking] == [third, first, second]
    assert ranker.rank("role", []) == ()


@pytest.mark.parametrize("form", FORMS)
def test_every_weight_belongs_to_a_feature_that_is_seen(form, queries):
    asker, (attribution,) = queries("Ann Poole left. “It is late,” she said.")
    (ann,) = asker.cast.referents
    seen = features(asker.cast, asker.query(attribution), ann, [ann])
    every, own = ranker.weights(form)
    assert every.keys() | own.keys() <= seen.keys() | {""}
    assert MOST.keys() <= seen.keys()


@pytest.mark.parametrize("form", FORMS)
def test_nobody_far_back_scores_above_the_ceiling(form):
    best = dict.fromkeys(("main subject", "spoke last", "gender agrees", "several", "has spoken"), 1.0)
    found = {BACK: 9.0, "sentences back": 9.0, "tokens back": 90.0, **best, "times named": 6.0, "times quoted": 4.0}
    assert ranker.score(form, found) < ranker.ceiling(form, 8)


@pytest.mark.parametrize("gap", [1, 7, 8, 9, 40])
@pytest.mark.parametrize("nearer", ["It rained on Tom Reed.", "Tom Reed left.", "It rained."])
def test_looking_nearby_first_changes_nothing(gap, nearer, queries):
    text = (
        "Ann Poole left. " * 6
        + "\n\nIt rained." * gap
        + f"\n\n{nearer}"
        + "\n\nIt rained." * 3
        + "\n\n“It is,” she said."
    )
    asker, (attribution,) = queries(text)
    query, field = asker.query(attribution), Field("role", ANYWHERE, lambda referent: True)
    ranking = ranker.ranked(asker.cast, query, field)
    assert ranker.best(asker.cast, query, field) is ranking[0][0]


def test_where_nobody_may_be_meant_nobody_is_best(queries):
    asker, (attribution,) = queries("Ann Poole left. “It is late,” she said.")
    assert ranker.best(asker.cast, asker.query(attribution), Field("role", ANYWHERE, lambda referent: False)) is None
