"""One who is spoken of: where it stands, and that it is itself only."""

from __future__ import annotations

import pytest

from quoteattr.speakers.referents import MAIN, Place, Referent, Resolution


def standing(*tokens: int) -> Referent:
    referent = Referent("person", "-")
    for token in tokens:
        referent.stands_at(token, MAIN if token % 2 else 0)
    return referent


def test_two_that_look_alike_are_two():
    one, other = standing(3), standing(3)
    assert one != other
    assert {one: "one", other: "other"}[one] == "one"


def test_places_are_in_order_however_they_come():
    assert standing(7, 2, 5).places == [Place(2, 0), Place(5, MAIN), Place(7, MAIN)]


@pytest.mark.parametrize(("token", "before"), [(2, 0), (3, 1), (5, 1), (6, 2), (8, 3)])
def test_places_before_a_token(token, before):
    assert standing(2, 5, 7).places_before(token) == before


@pytest.mark.parametrize(("start", "end", "tokens"), [(1, 8, [2, 5, 7]), (2, 7, [5]), (5, 6, []), (7, 9, [])])
def test_places_between_two_tokens(start, end, tokens):
    assert [place.token for place in standing(2, 5, 7).places_between(start, end)] == tokens


@pytest.mark.parametrize(("at", "antecedent"), [(2, None), (3, 2), (6, 5), (9, 7)])
def test_a_resolution_knows_the_latest_place_before_the_mention(at, antecedent):
    assert Resolution.of(standing(2, 5, 7), "pronoun", at).antecedent == antecedent
