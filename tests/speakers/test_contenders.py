"""Who may be meant, before anything is weighed."""

from __future__ import annotations

import pytest

from quoteattr.model import Role
from quoteattr.speakers import contenders
from quoteattr.speakers.contenders import Field, same_role
from quoteattr.speakers.queries import Query

TOWN = "Tom Reed met Ann Poole, Sam Hill and the Harbour Trust in Eastwick. “It is late,” {} said."


@pytest.fixture
def possible(queries):
    """The names of those whom the source of a text's only quotation may mean."""

    def names(text, field):
        asker, (attribution,) = queries(text)
        query = asker.query(attribution)
        found = field(query)
        return found and [r.entity.name for r in contenders.contenders(asker.cast, query, found)]

    return names


@pytest.mark.parametrize(
    ("pronoun", "names"),
    [
        ("he", ["Tom Reed", "Sam Hill"]),
        ("she", ["Ann Poole", "Sam Hill"]),
        ("it", ["Harbour Trust"]),
        ("they", ["Harbour Trust"]),
    ],
)
def test_whom_a_pronoun_may_mean(pronoun, names, possible):
    text = TOWN.replace("Sam Hill", "Dr Hill").format(pronoun)
    assert possible(text, contenders.pronoun) == [name.replace("Sam Hill", "Hill") for name in names]


def test_nobody_is_looked_for_behind_we():
    assert contenders.pronoun(Query("pronoun", 0, None, "we")) is None


@pytest.mark.parametrize(
    ("gap", "names"), [("", ["Tom Reed"]), ("\n\nIt rained." * 2, ["Tom Reed"]), ("\n\nIt rained." * 3, [])]
)
def test_a_pronoun_looks_back_over_three_passages(gap, names, possible):
    assert possible(f"Tom Reed left.{gap}\n\n“It is late,” he said.", contenders.pronoun) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Tom Reed left. “It is late,” the striker said.", ["Tom Reed"]),
        ("Tom Reed left. “It is late,” the actress said.", []),
        ("Ann Poole and Tom Reed left. “It is late,” the woman said.", ["Ann Poole"]),
        ("It rained on Tom Reed. “It is late,” the striker said.", []),
        ("Tom Reed, a cyclist, left. “It is late,” the driver said.", []),
        ("Tom Reed left. “It is late,” the witness said.", None),
        ("Tom Reed left. “It is late,” the spokesman said.", None),
        ("The Harbour Trust left. “It is late,” the striker said.", []),
    ],
)
def test_whom_a_description_of_a_person_may_mean(text, names, possible):
    assert possible(text, contenders.people) == names


@pytest.mark.parametrize(
    ("noun", "names"),
    [("company", ["Harbour Trust"]), ("charity", ["Harbour Trust"]), ("government", None), ("court", None)],
)
def test_which_bodies_a_description_may_mean(noun, names, possible):
    assert possible(TOWN.format(f"the {noun}"), contenders.bodies) == names


@pytest.mark.parametrize(
    ("wanted", "known", "same"),
    [
        (Role("mayor"), Role("mayor", "Eastwick"), True),
        (Role("director"), Role("deputy director"), True),
        (Role("finance director"), Role("deputy director"), False),
        (Role("mayor"), Role("baker"), False),
        (Role("mayor"), Role("mayor", former=True), False),
        (Role("mayor", former=True), Role("mayor", former=True), True),
        (Role("boss", "Harbour Trust"), Role("director", "Harbour Trust"), True),
        (Role("boss", "Harbour Trust"), Role("director", "Pier Fund"), False),
        (Role("boss"), Role("director"), False),
        (Role("director", "Harbour Trust"), Role("director", "Pier Fund"), False),
        (Role("director", "Trust"), Role("director", "Harbour Trust"), True),
        (Role(None, "Harbour Trust"), Role("director", "Harbour Trust"), False),
    ],
)
def test_what_repeats_a_role(wanted, known, same):
    assert same_role(wanted, known) is same


def test_those_of_whom_the_body_is_told_go_before_others(queries):
    text = "Tom Reed, a director, met Ann Poole, director of the Harbour Trust. “It is late,” the Harbour Trust director said."
    asker, (attribution,) = queries(text)
    assert [r.entity.name for r in contenders.holders(asker.cast, asker.query(attribution))] == ["Ann Poole"]


def test_a_field_may_hold_anybody(queries):
    asker, (attribution,) = queries(TOWN.format("he"))
    found = contenders.contenders(asker.cast, asker.query(attribution), Field("rival", 0, lambda referent: True))
    assert found == [referent for referent in asker.cast.referents if referent.places]
