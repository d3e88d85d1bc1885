"""Who is in the cast of a text before anybody has spoken, and what may be asked of it."""

from __future__ import annotations

import pytest

from quoteattr.lexicon import singular
from quoteattr.speakers.profiles import type_of
from quoteattr.speakers.referents import MAIN, Referent


@pytest.fixture
def cast(queries):
    return lambda text: queries(text)[0].cast


def called(referents):
    """The names of some referents, of several together joined."""
    return ["+".join(each.entity.name for each in referent.members or (referent,)) for referent in referents]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ann Poole met Tom Reed.", ["Ann Poole", "Tom Reed"]),
        ("Ann Poole and Tom Reed own the ferry.", ["Ann Poole", "Tom Reed", "Ann Poole+Tom Reed"]),
        ("Ann Poole and Mr Tom Reed own the ferry.", ["Ann Poole", "Tom Reed", "Ann Poole+Tom Reed"]),
        ("Ann Poole or Tom Reed owns the ferry.", ["Ann Poole", "Tom Reed"]),
        ("They saw Ann Poole and Tom Reed.", ["Ann Poole", "Tom Reed"]),
        ("Ann Poole and the Harbour Trust own the ferry.", ["Ann Poole", "Harbour Trust"]),
        ("It rained.", []),
    ],
)
def test_who_is_there_from_the_start(text, names, cast):
    assert called(cast(text).referents) == names


def test_referents_are_numbered_as_they_enter(cast):
    found = cast("Ann Poole met Tom Reed.")
    new = Referent("unnamed", "-")
    assert new.number == -1
    found.enter(new)
    assert [referent.number for referent in found.referents] == [0, 1, 2]


@pytest.mark.parametrize(
    ("text", "prominence"),
    [
        ("Ann Poole was late.", [MAIN]),
        ("It rained when Ann Poole left.", [1]),
        ("It rained on Ann Poole.", [0]),
        ("It rained. “Ann Poole was late,” he said.", []),
        ("By Ann Poole\n\nIt rained.", []),
    ],
)
def test_where_somebody_stands(text, prominence, cast):
    (referent,) = cast(text).referents
    assert [place.prominence for place in referent.places] == prominence


def test_who_stands_between_two_tokens_comes_in_the_order_of_entering(cast):
    found = cast("Tom Reed met Ann Poole. Ann Poole met Tom Reed. Joe Dunn left.")
    assert called(found.between(6, 12)) == ["Tom Reed", "Ann Poole"]
    assert called(found.between(0, 2)) == ["Tom Reed"]
    assert called(found.between(2, 3)) == []


@pytest.mark.parametrize(
    ("text", "noun", "known"),
    [
        ("Lord Dunn met Mr Reed.", "peer", ["Dunn"]),
        ("The Harbour Trust, a housing charity, was late.", "charity", ["Harbour Trust"]),
        ("The company Acme Ltd was late.", "company", ["Acme Ltd"]),
        ("The Eastwick Air Study was late.", "report", ["Eastwick Air Study"]),
        ("The Harbour Trust was late.", "report", []),
    ],
)
def test_what_nouns_somebody_is_known_by(text, noun, known, cast):
    assert called(r for r in cast(text).referents if noun in r.nouns) == known


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Mr Sam Hill", "m"),
        ("Sam Hill, an actress,", "f"),
        ("Sam Hill, a teacher and businesswoman,", "f"),
        ("Sam Hill", "-"),
    ],
)
def test_a_post_may_tell_the_gender(name, gender, cast):
    assert cast(f"{name} was late.").referents[0].gender == gender


def test_names_are_found_by_how_they_begin_and_end(cast):
    found = cast("Ann Poole met Jane Poole. The Poole Ferry Company was late.")
    assert called(found.ending_in("poole")) == ["Ann Poole", "Jane Poole"]
    assert called(found.beginning_with("poole ferry ")) == ["Poole Ferry Company"]
    assert called(found.beginning_with("poole pier ")) == []


def test_several_are_one_referent_however_they_are_ordered(cast):
    found = cast("Ann Poole met Tom Reed and Joe Dunn.")
    ann, tom, joe = found.referents
    assert found.together((ann,)) is ann
    both = found.together((tom, joe))
    assert both.number == -1
    assert both is not found.together((tom, joe))
    found.enter(both)
    assert found.together((joe, tom)) is both


PROFILES = {
    "The Harbour Trust, a housing charity, was late.": {"types": {"charity"}, "near": {"housing", "charity", "late"}},
    "The Danish Shipping Company was late.": {"names": {"denmark", "shipping", "company"}, "types": {"company"}},
    "Eastwick Rovers were late.": {"types": {"team"}},
    "The Eastwick Air Study was late.": {"is_document": True},
    "Ann Poole, director of the Harbour Trust, left.": {
        "posts": {"director"},
        "role_words": {"director", "harbour", "trust"},
        "is_document": False,
    },
    "Ann Poole left.": {"names": {"ann", "poole"}, "near": set(), "posts": set(), "role_words": set(), "types": set()},
}


@pytest.mark.parametrize(("text", "expected"), PROFILES.items())
def test_what_a_text_says_of_the_first_who_is_named(text, expected, cast):
    found = cast(text)
    profile = found.profile(found.referents[0])
    assert {name: getattr(profile, name) for name in expected} == expected


def test_a_profile_holds_what_has_been_learnt_since(cast):
    found = cast("The Harbour Trust was late.")
    (trust,) = found.referents
    assert not found.profile(trust).is_document
    found.know(trust, "report")
    assert found.profile(trust).is_document


def test_the_profile_of_somebody_without_a_name_is_its_description(cast):
    found = cast("It rained.")
    assert found.profile(Referent("unnamed", "-", description="A Danish spokesman")).names == {
        "a",
        "denmark",
        "spokesman",
    }


@pytest.mark.parametrize(
    ("noun", "kind"), [("airline", "company"), ("airlines", "company"), ("charity", "charity"), ("ferry", None)]
)
def test_what_type_of_body_a_noun_means(noun, kind):
    assert type_of(noun) == kind


@pytest.mark.parametrize(
    ("noun", "one"), [("firms", "firm"), ("agencies", "agency"), ("boss", "boss"), ("police", "police")]
)
def test_the_singular_of_a_noun(noun, one):
    assert singular(noun) == one


@pytest.mark.parametrize("token", [0, 3, 8, 14, 99])
def test_outward_goes_from_the_nearest_to_the_farthest(token, cast):
    found = cast(
        "Ann Poole met Tom Reed. Joe Dunn left. Poole saw Ruth Calder. Mary Lowe and Reed came. Dunn was late."
    )
    for place in (3, 11):  # two who stand at one place
        found.stand(found.referents[4], place, MAIN)
    away = {r: min(abs(place.token - token) for place in r.places) for r in found.referents if r.places}
    assert [*found.outward(token)] == sorted(away, key=lambda r: (away[r], r.number))
    assert len(away) > 4


def test_outward_ends_after_a_thousand_of_places(cast):
    found = cast("Ann Poole met Tom Reed.")
    poole, reed = found.referents
    for token in range(10, 3_000, 2):
        found.stand(reed, token, 0)
    assert [*found.outward(0)] == [poole, reed]
    assert [*found.outward(3_000)] == [reed]
