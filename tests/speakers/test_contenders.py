"""Who may be meant, before anything is weighed: everybody but those whom no weight could mend."""

from __future__ import annotations

from math import log

import attrs
import pytest

from quoteattr.speakers.contenders import MOST, REACH, agrees, contenders
from quoteattr.speakers.resolve import resolve, weighed

TOWN = "Mr Tom Reed met Ms Ann Poole, Dr Hill and the Harbour Trust. “It is late,” {} said."


@pytest.fixture
def possible(queries):
    """The names of those whom the source of a text's last quotation may mean, when all before it is resolved."""

    def names(text):
        asker, attributions = queries(text)
        resolve(asker, attributions[:-1])
        found = contenders(asker.cast, asker.query(attributions[-1]))
        return [
            r.entity.name if r.entity else r.description or "+".join(m.entity.name for m in r.members) for r in found
        ]

    return names


SORTS = {
    "he": ["Tom Reed", "Hill"],
    "she": ["Ann Poole", "Hill"],
    "it": ["Harbour Trust"],
    "they": ["Hill", "Harbour Trust"],
    "the mayor": ["Tom Reed", "Ann Poole", "Hill"],
    "the actress": ["Ann Poole", "Hill"],
    "the farmers": ["Harbour Trust"],
    "the charity": ["Harbour Trust"],
    "the report": ["Tom Reed", "Ann Poole", "Hill", "Harbour Trust"],
    "Reed": ["Tom Reed"],
}


@pytest.mark.parametrize(("source", "names"), SORTS.items())
def test_whom_a_mention_may_mean(source, names, possible):
    assert possible(TOWN.format(source)) == names


@pytest.mark.parametrize(
    ("source", "feature"),
    [("he", "forename agrees"), ("she", "forename disagrees"), ("the actress", "forename disagrees")],
)
def test_a_forename_shuts_nobody_out(source, feature, queries):
    asker, (attribution,) = queries(f"Tom Reed left. “It is late,” {source} said.")
    query = asker.query(attribution)
    (tom,) = contenders(asker.cast, query)
    agrees(found := {}, query, tom)
    assert found == {feature: 1.0}


@pytest.mark.parametrize(
    ("source", "likely", "found"),
    [
        ("he", 0.05, None),
        ("he", 0.5, {"gender unknown": 1.0, "place": 1.0, "body": 1.0, "kind likely": log(0.5)}),
        ("the mayor", 0.5, {"place": 1.0, "body": 1.0, "kind likely": log(0.5)}),
        ("it", 0.5, {"place": 1.0, "body": 1.0}),
    ],
)
def test_what_may_be_a_person_competes_with_how_likely_that_is(source, likely, found, queries):
    asker, (attribution,) = queries(f"The town of Marlow grew. “It is late,” {source} said.")
    query = asker.query(attribution)
    (marlow,) = asker.cast.referents
    marlow.entity = attrs.evolve(marlow.entity, as_person=likely)
    assert (contenders(asker.cast, query) == []) == (found is None)
    if found is not None:
        agrees(shown := {}, query, marlow)
        assert shown == found


def test_a_pronoun_tells_for_the_next_one(queries):
    asker, attributions = queries("Dr Hill left. “It is late,” she said. “It rains,” he said.")
    resolve(asker, attributions[:1])
    agrees(found := {}, asker.query(attributions[1]), asker.cast.referents[0])
    assert found == {"gender unknown": 1.0, "been otherwise": 1.0}


@pytest.mark.parametrize("gap", [0, 3, 40])
@pytest.mark.parametrize("source", ["he", "the striker"])
def test_nobody_is_too_far_away(source, gap, possible):
    assert possible("Tom Reed left." + "\n\nIt rained." * gap + f"\n\n“It is late,” {source} said.") == ["Tom Reed"]


def test_who_is_named_later_may_be_meant(possible):
    assert possible("“It is late,” the striker said. Tom Reed had left.") == ["Tom Reed"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Ann Poole\n\nIt rained. “It is late,” she said.", []),
        ("“Tom Reed is here,” Joe Dunn said. “It is late,” the striker said.", ["Joe Dunn"]),
        ("Ann Poole and Tom Reed own the ferry. “It is late,” they said.", ["Ann Poole+Tom Reed"]),
        ("Tom Reed met Joe Dunn. “It is late,” he told Dunn.", ["Tom Reed"]),
        ("Tom Reed met Joe Dunn. “It is late,” he said to Dunn.", ["Tom Reed", "Joe Dunn"]),
        ("Tom Reed met Joe Dunn. “It is late,” the striker told Dunn.", ["Tom Reed"]),
    ],
)
def test_who_does_not_stand_in_the_text_cannot_be_meant(text, names, possible):
    assert possible(text) == names


ELSE = {
    # "another" and "whose" open a mention of somebody who has not come up; "a" may be one who has a name
    "Tom Reed left. A man said it rained. Another man said it was late.": [],
    "Tom Reed left. A man said it rained. A man said it was late.": ["Tom Reed"],
    "Tom Reed left. A man said it rained. The man said it was late.": ["Tom Reed", "A man"],
    "Tom Reed, whose father said it was late, left.": [],
    "Another man said it was late. Tom Reed had left.": ["Tom Reed"],
    # somebody who was a mayor is not the mayor, and the other way round
    "Ann Poole, a former mayor, left. The mayor said it was late.": [],
    "Ann Poole, a former mayor, left. The former mayor said it was late.": ["Ann Poole"],
    "Ann Poole, a mayor, left. The former mayor said it was late.": [],
    "Ann Poole, a mayor, left. The former vet said it was late.": ["Ann Poole"],
    "Ann Poole left. The former vet said it was late.": ["Ann Poole"],
    # nobody is a friend of their own
    "Ann Poole left. The mother of Ann Poole said it was late.": [],
    "Ann Poole left. The mother of Mrs Poole said it was late.": [],
    "Ann Poole left. The mother of three said it was late.": ["Ann Poole"],
    # of a passive
    "Ann Poole was told by the mayor that it was late.": [],
    # one body's spokesman is not the other's
    "A Treasury spokesman said it rained. The Home Office spokesman said it was late.": [],
    "A Treasury spokesman said it rained. The Treasury spokesman said it was late.": ["A Treasury spokesman"],
    "A spokesman said it rained. The Treasury spokesman said it was late.": ["A spokesman"],
    "A Treasury spokesman said it rained. The spokesman said it was late.": ["A Treasury spokesman"],
}


@pytest.mark.parametrize(("text", "names"), ELSE.items())
def test_the_words_of_a_description_may_part_it_from_somebody(text, names, possible):
    assert possible(text) == names


@pytest.mark.parametrize(
    ("gap", "names"),
    [
        (0, ["Tom Reed", "Ann Poole", "Harbour Trust"]),
        (REACH - 1, ["Tom Reed", "Ann Poole", "Harbour Trust"]),
        (REACH, []),
    ],
)
def test_who_may_go_on_with_a_floating_quotation_is_near_and_is_named_or_has_been_a_subject(gap, names, possible):
    text = (
        "Tom Reed met Ann Poole by the baker. The Harbour Trust left." + "\n\nIt rained." * gap + "\n\n“That is sad.”"
    )
    assert possible(text) == names


def test_several_and_bodies_do_not_say_i(possible):
    assert possible("Tom Reed met the Harbour Trust. The critics left. “I am sorry.”") == ["Tom Reed"]


def test_who_goes_on_speaking_stays_a_contender(possible):
    text = "\n\n".join(["Tom Reed said it was late.", *["“It rained again.”"] * (REACH + 2)])
    assert possible(text) == ["Tom Reed"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Tom Reed met Ann Poole. Reed was asked: “Are you ill?”", []),
        ("Tom Reed said it was late. Ann Poole was asked: “Are you ill?”", []),
        ("Tom Reed said it was late. Ann Poole was told: “You are ill.”", []),  # by whom, nobody says
        ("“Is it late?” Tom Reed asked Ann Poole. “Not yet,” came the reply.", ["Ann Poole"]),
    ],
)
def test_who_is_spoken_to_does_not_say_it(text, names, possible):
    assert possible(text) == names


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("Poole", ["Tom Poole", "Ann Poole"]),
        ("Mr Poole", ["Tom Poole"]),
        ("Mrs Poole", ["Ann Poole"]),
        ("Ann Poole", ["Ann Poole"]),
    ],
)
def test_all_who_bear_a_surname_may_be_meant_by_it(source, names, possible):
    assert sorted(possible(f"Tom Poole met Ann Poole. {source} said it was late."), reverse=True) == names


@pytest.mark.parametrize(
    ("before", "source", "names"),
    [
        ("Senator Tom Poole met Ann Poole, a baker. Ann Poole left.", "Senator Poole", ["Tom Poole"]),
        ("Sen. Tom Poole met Ann Poole. Ann Poole left.", "Senator Poole", ["Tom Poole"]),
        ("Ann Poole met Dr Tom Poole. Ann Poole left.", "Dr Poole", ["Tom Poole"]),
        ("Tom Poole, the mayor of Lowmark, met his cousin Ann Poole. Ann Poole left.", "Mayor Poole", ["Tom Poole"]),
        ("Ann Poole, wife of Mayor Tom Poole, left.", "Mayor Poole", ["Tom Poole"]),
        ("Captain Ann Poole and Sergeant Tom Poole left.", "Captain Poole", ["Ann Poole"]),
        ("Captain Ann Poole and Captain Tom Poole left.", "Captain Poole", ["Tom Poole", "Ann Poole"]),
        ("Senator Tom Poole met Ann Poole. Ann Poole left.", "Poole", ["Tom Poole", "Ann Poole"]),
        ("Tom Poole met Ann Poole. Ann Poole left.", "Senator Poole", ["Tom Poole", "Ann Poole"]),
    ],
)
def test_a_post_before_a_surname_tells_whose_it_is(before, source, names, possible):
    assert sorted(possible(f"{before} {source} said it was late."), reverse=True) == names


def test_of_very_many_the_nearest_are_looked_at(queries):
    asker, (attribution,) = queries("Tom Reed left. “It is late,” the striker said.")
    query, cast = asker.query(attribution), asker.cast
    crowd = [type(cast.referents[0])("person", "-") for _ in range(MOST + 5)]
    for referent in crowd:
        cast.enter(referent)
        cast.stand(referent, query.at + 1 + referent.number, 0)
    found = contenders(cast, query)
    assert found == cast.referents[:MOST]


@pytest.mark.parametrize(
    ("source", "together"),
    [
        ("Both women", "Ann Poole and Jane Dunn"),
        ("The two women", "Ann Poole and Jane Dunn"),
        ("The two", "Jane Dunn and Tom Reed"),
        ("Both", "Jane Dunn and Tom Reed"),
        ("The pair", "Jane Dunn and Tom Reed"),
        ("The couple", None),  # of whom nothing tells that they belong together
        ("The three", "Ann Poole and Jane Dunn and Tom Reed"),
        ("Two women", None),
        ("Two", None),
        ("The women", None),
        ("The four", None),
    ],
)
def test_two_who_are_counted_are_those_named_last_together(source, together, queries):
    asker, (attribution,) = queries(f"Ann Poole met Jane Dunn. Tom Reed left. {source} said it was late.")
    found = contenders(asker.cast, asker.query(attribution))
    joint = [" and ".join(m.entity.name for m in r.members) for r in found if r.members]
    assert joint == ([] if together is None else [together])


@pytest.mark.parametrize(
    ("sentences", "source", "together"),
    [
        ("Tom Reed and Joe Dunn left.", "The two", "Tom Reed and Joe Dunn"),
        ("Tom Reed and Joe Dunn were seen by Max Orr.", "Both men", "Tom Reed and Joe Dunn"),
        ("Tom Reed and Joe Dunn left. Max Orr met Tom Reed.", "Both men", "Tom Reed and Max Orr"),
        ("Tom Reed and Joe Dunn left.", "The men", "Tom Reed and Joe Dunn"),
        ("Brothers Tom and Joe Reed left.", "The brothers", "Tom Reed and Joe Reed"),
        ("Ann Poole and her husband, Tom Reed, left.", "The couple", "Ann Poole and Tom Reed"),
        ("Ann Poole, 40, and Tom Reed, a baker, left.", "The pair", "Ann Poole and Tom Reed"),
        ("Ann Poole, Tom Reed and Joe Dunn left.", "The trio", "Ann Poole and Tom Reed and Joe Dunn"),
        ("Ann Poole and Tom Reed left.", "The vets", None),
        ("Ann Poole left. Her husband, Tom Reed, stayed.", "The couple", None),
        ("A couple was robbed. Ann Poole and Tom Reed came.", "The couple", None),
        ("Ann Poole and Tom Reed left. Two men were robbed.", "The two", None),
        ("Ann Poole and Tom Reed left. Two men were robbed.", "The men", None),
    ],
)
def test_people_named_side_by_side_are_meant_together(sentences, source, together, queries):
    asker, attributions = queries(f"{sentences} {source} said it was late.")
    joint = []

    def decide(query, options):
        if not query.passing:
            of_several = (r for r, found in options if r.members and "the two" in found)
            joint.extend(" and ".join(m.entity.name for m in r.members) for r in of_several)
        return weighed(query, options)

    resolve(asker, attributions, decide)
    assert joint == ([] if together is None else [together])


@pytest.mark.parametrize(
    ("sentence", "source", "together"),
    [
        ("Labour and the Greens share an office.", "The parties", "Labour and Greens"),
        ("Kalvix and Drovex will merge.", "The companies", "Kalvix and Drovex"),
        ("Acme and the Harbour Trust will merge.", "The vets", None),
        ("Acme and the Harbour Trust will merge.", "The company", None),
        ("Acme and the Harbour Trust will merge.", "The old companies", None),
        ("Acme met the Harbour Trust.", "The companies", None),
        ("Eastwick Rovers and Acme will merge.", "The companies", None),
    ],
)
def test_two_bodies_named_side_by_side_may_be_meant_uncounted(sentence, source, together, queries):
    asker, (attribution,) = queries(f"{sentence} {source} said it was late.")
    found = contenders(asker.cast, asker.query(attribution))
    joint = [" and ".join(m.entity.name for m in r.members) for r in found if r.members]
    assert joint == ([] if together is None else [together])
