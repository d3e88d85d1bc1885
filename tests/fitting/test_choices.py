"""The conditional logit: its slope, its minimum, its prior; and weights by name."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.fitting import choices
from quoteattr.fitting.choices import Table
from quoteattr.fitting.decisions import Decision


def decision(options, right, *, sort="it", in_passing=False):
    return Decision("a", sort, options, right, 0, in_passing)


NEAR, FAR = {"near": 1.0}, {"far": 1.0}
CHOSEN_NEAR = [decision([NEAR, FAR], [True, False])] * 8 + [decision([NEAR, FAR], [False, True])] * 2
NAMES = ["near", "far", "it|near", "person|near"]


def table(known, names=NAMES):
    return Table.of(known, names)


def test_what_is_chosen_gains_weight_and_what_is_not_loses_it():
    w = dict(zip(NAMES, table(CHOSEN_NEAR).fit(np.zeros(4), 1.0), strict=True))
    assert w["near"] > 0 > w["far"]
    assert w["it|near"] > 0
    assert w["person|near"] == 0  # nobody was asked about


def test_without_a_penalty_to_speak_of_probabilities_are_the_shares():
    found = table(CHOSEN_NEAR)
    scores = found.scores(found.fit(np.zeros(4), 1e-3))[:2]
    assert 1 / (1 + np.exp(scores[1] - scores[0])) == pytest.approx(0.8, abs=0.01)


@pytest.mark.parametrize("penalty", [1.0, 1e6])
def test_a_penalty_draws_towards_what_was_known(penalty):
    prior = np.array([2.0, -2.0, 0.5, 0.25])
    moved = np.abs(table(CHOSEN_NEAR).fit(prior, penalty) - prior).max()
    assert (moved < 1e-3) == (penalty > 1)


def test_several_may_be_right():
    known = [decision([NEAR, FAR, {"third": 1.0}], [True, True, False])]
    assert table(known, ["near", "far", "third"]).losses(np.array([50.0, 0.0, 0.0])) == pytest.approx(0.0)
    assert table(known, ["near", "far", "third"]).losses(np.zeros(3)) == pytest.approx(np.log(3 / 2))


def test_decisions_in_passing_and_those_left_out_count_less():
    known = [decision([NEAR, FAR], [True, False]), decision([NEAR, FAR], [True, False], in_passing=True)]
    first, passing = table(known).losses(np.zeros(4))
    assert passing == pytest.approx(choices.IN_PASSING * first)
    assert table(known).only(np.array([False, True])).losses(np.zeros(4)).tolist() == [0.0, passing]


def test_no_decision_leaves_what_was_known():
    assert table([]).fit(np.array([1.0, 2.0, 3.0, 4.0]), 3.0).tolist() == [1.0, 2.0, 3.0, 4.0]


@given(st.integers(0, 10**6))
def test_the_slope_is_that_of_the_loss(seed):
    rng = np.random.default_rng(seed)
    known = [
        decision(
            [dict(zip("abc", rng.normal(size=3), strict=True)) for _ in range(n)], [True, *(rng.random(n - 1) < 0.3)]
        )
        for n in rng.integers(1, 5, size=6)
    ]
    found, w = table(known, ["a", "b", "c", "it|a"]), rng.normal(size=4)
    lost, slope = found._losses(w)
    pulled = np.bincount(found.columns, found.values * slope[found.rows], 4)
    for i in range(4):
        step = np.eye(4)[i] * 1e-6
        assert (found.losses(w + step).sum() - lost.sum()) / 1e-6 == pytest.approx(pulled[i], abs=1e-3)


def test_the_minimiser_finds_the_bottom_of_a_bent_valley():
    def rosenbrock(w):
        x, y = w
        slope = np.array([-2 * (1 - x) - 400 * x * (y - x**2), 200 * (y - x**2)])
        return float((1 - x) ** 2 + 100 * (y - x**2) ** 2), slope

    assert choices.minimise(rosenbrock, np.array([-1.2, 1.0])) == pytest.approx([1.0, 1.0], abs=1e-3)


@given(
    st.dictionaries(st.sampled_from(["body", "new, led up to"]), st.floats(0.001, 9)),
    st.dictionaries(
        st.sampled_from(["it", "he or she"]), st.dictionaries(st.just("body"), st.floats(0.001, 9), min_size=1)
    ),
)
def test_weights_by_name_and_back(every, by_sort):
    found_every, found_by_sort = choices.nested(choices.flat(every, by_sort))
    assert found_every == pytest.approx(every, abs=5e-4)
    assert found_by_sort.keys() == by_sort.keys()
