"""How features are weighed, and who is weighed; the weights themselves are fitted, so no number of theirs is expected here."""

from __future__ import annotations

from typing import get_args

import attrs
import pytest

from quoteattr.own.weights import packaged
from quoteattr.speakers import ranker
from quoteattr.speakers.queries import Sort
from quoteattr.speakers.referents import Referent

SORTS = sorted({*get_args(Sort)} - {"none"})


@pytest.fixture
def options(queries):
    """What a text's last quotation is asked: each contender's name, or NEW, with its features."""

    def of(text, led=False):
        asker, attributions = queries(text)
        query = asker.query(attributions[-1])
        found = ranker.options(asker.cast, query, asker.cast.referents[0] if led else None)
        return {"NEW" if r.number < 0 else r.entity.name: features for r, features in found}

    return of


@pytest.mark.parametrize("sort", SORTS)
def test_a_score_is_the_weighted_sum(sort):
    weights = packaged().of(sort)
    assert ranker.score(sort, {}) == 0.0
    assert ranker.score(sort, {"never seen": 1.0}) == 0.0
    one, other = sorted(weights)[:2]
    assert ranker.score(sort, {one: 1.0, other: 2.0}) == pytest.approx(weights[one] + 2 * weights[other])


@pytest.mark.parametrize(
    ("sort", "better", "worse"),
    [
        ("he or she", {"gender agrees": 1.0}, {"gender unknown": 1.0}),
        ("he or she", {"main subject": 1.0}, {}),
        ("it", {"spoke last": 1.0}, {}),
        ("person", {"role repeated": 1.0}, {"other role": 1.0}),
        ("document", {"author, by": 1.0}, {"named within": 1.0}),
        ("body", {"known by the noun": 1.0}, {"body of another class": 1.0}),
        ("floating", {"led up to": 1.0}, {}),
        ("namesake", {"taken for": 1.0}, {}),
        ("person", {}, {"only later": 1.0}),
    ],
)
def test_what_speaks_for_somebody(sort, better, worse):
    assert ranker.score(sort, better) > ranker.score(sort, worse)


@pytest.mark.parametrize("sort", SORTS)
def test_coreference_from_elsewhere_outweighs_all_else(sort):
    rest = sum(abs(weight) for name, weight in packaged().of(sort).items() if weight > 2 and name != "told")
    assert ranker.score(sort, {"told": 1.0}) > rest


def test_best_first_and_of_two_alike_the_one_given_first():
    first, second, third = (Referent("person", "-") for _ in range(3))
    ranking = ranker.rank("person", [(first, {}), (second, {}), (third, {"role repeated": 1.0})])
    assert [referent for referent, _ in ranking] == [third, first, second]
    assert ranker.rank("person", []) == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Tom Reed left. “It is late,” the striker said.", ["Tom Reed", "NEW"]),
        ("Tom Reed left. “It is late,” he said.", ["Tom Reed"]),
        ("Tom Reed left. “It is late.”", ["Tom Reed", "NEW"]),
        ("Tom Poole met Ann Poole. Poole said it was late.", ["Tom Poole", "Ann Poole"]),
        ("It rained. “It is late,” he said.", []),
        ("It rained. “It is late,” the striker said.", ["NEW"]),
    ],
)
def test_somebody_new_competes_for_descriptions_and_floating_quotations(text, names, options):
    assert sorted(options(text)) == sorted(names)


@pytest.mark.parametrize(
    ("source", "names"),
    [("her mother", ["NEW"]), ("her lawyer", ["NEW", "Tom Reed"]), ("her report", ["Ann Poole", "NEW", "Tom Reed"])],
)
def test_an_owner_is_not_the_person_that_is_hers(source, names, options):
    assert sorted(options(f"Ann Poole met Mr Tom Reed. “It is late,” {source} said.", led=True)) == names


def test_who_is_led_up_to_is_weighed_wherever_it_stands(options):
    found = options("It rained on Ann Poole. “It is late.”", led=True)
    assert found["Ann Poole"]["led up to"] == 1.0
    assert found["NEW"]["new, led up to"] == 1.0


def test_who_is_told_is_weighed_whatever_it_is(queries):
    asker, (attribution,) = queries("Ann Poole left. “It is late,” he said.")
    (ann,) = asker.cast.referents
    query = attrs.evolve(asker.query(attribution), told=ann)
    ((contender, features),) = ranker.options(asker.cast, query)
    assert contender is ann
    assert features["told"] == 1.0
