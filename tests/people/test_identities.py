"""Who is one within an article: names go in, entities come out."""

from __future__ import annotations

import pytest

from quoteattr.draft import Name, TokenSpan
from quoteattr.people import identities, names

ONE = {
    "two forenames": ["Usha Rani Tarwal", "Usha Rani"],
    "name online": ["Ann Poole", "@annpoole"],
    "a frequent surname that comes first": ["Qiu Yufen", "Ms | Qiu"],
    "surname": ["Tom Reed", "Reed"],
    "surname of a man whose forename means father": ["Abu Tarwi", "Tarwi"],
    "surname with a form of address": ["Tom Reed", "Mr | Reed"],
    "forename alone": ["Tom Reed", "Tom"],
    "title with forename": ["Sir | Tom Reed", "Sir | Tom"],
    "initial": ["Tom Reed", "T. Reed"],
    "pet form": ["Robert Reed", "Bob Reed"],
    "beginning of the forename": ["Daniel Reed", "Dan Reed"],
    "surname of several words": ["Anna von der Heide", "Von der Heide"],
    "middle name with a form of address": ["Ana Luz Reed", "Ms | Luz"],
    "middle name that nobody else bears": ["Ana Luz Reed", "Luz"],
    "first of two surnames that others bear as a forename": ["Inez Ryan Ortega", "Ryan"],
    "first half of a double surname": ["Ann Poole-Reed", "Poole"],
    "second half of a double surname": ["Ann Poole-Reed", "Mrs | Reed"],
    "full name with half of a double surname": ["Ann Poole-Reed", "Ann Poole"],
    "surname that comes first": ["Kim Min-ji", "Mr | Kim"],
    "two surnames": ["Ana Soto Brandal", "Soto Brandal"],
    "the first of two surnames": ["Ana Soto Brandal", "Soto"],
    "family's name in front": ["Gil Tae-jun", "Mr | Gil"],
    "father's name behind": ["Susan binti Kamarul", "Mrs | Susan"],
    "particle that may be a forename": ["Sami Anas Al Reed", "Al Reed"],
    "particle that is a forename": ["Elad Ben Tarvi", "Mr | Ben Tarvi"],
    "a letter lost": ["Lena Bergmann", "Ms | Bergman"],
    "generation left out": ["Tom Reed Jr", "Tom Reed"],
    "surname of somebody with a generation": ["Tom Reed Jr", "Mr | Reed"],
    "junior spelt out": ["Tom Reed Junior", "Tom Reed Jr"],
    "junior in short, with a full stop": ["Tom Reed Junior", "T. Reed Jr."],
    "senior spelt out": ["Tom Reed Senior", "Tom Reed Sr"],
    "another spelling of the forename": ["Viktor Tarvo", "Victor Tarvo"],
    "initials with and without full stops": ["D.K. Poole", "DK Poole"],
    "particle in one word with the surname": ["Bill de Tarvo", "DeTarvo"],
    "particle apart from the surname": ["Bill DeTarvo", "De Tarvo", "De Tarvo"],
    "letters of all forenames": ["John F. Tarvo", "J.F. Tarvo"],
    "spelling of an Arabic forename": ["Muhammad Tarwi", "Mohammed Tarwi"],
    "article of a surname": ["Sami al-Tarwi", "Tarwi", "Al-Tarwi"],
}

TWO = {
    "name online of another": ["Ann Poole", "@tomreed"],
    "forenames": ["Tom Reed", "Zoe Reed"],
    "the child after whom the father is called": ["Abu Salim Reed", "Salim"],
    "the child after whom the mother is called": ["Umm Tarwi", "Tarwi"],
    "initials": ["Tom Reed", "J. Reed"],
    "genders of forms of address": ["Mr | Reed", "Ms | Reed"],
    "gender of a forename that comes later": ["Mr | Reed", "Susan Reed"],
    "forenames that sound otherwise": ["Karen Reed", "Karin Reed"],
    "generations": ["Tom Reed Jr", "Tom Reed Sr"],
    "generations, one spelt out": ["Tom Reed Jr", "Tom Reed Senior"],
    "generations in British letters": ["Tom Reed Snr", "Tom Reed Jnr"],
    "junior and the third": ["Tom Reed Jr", "Tom Reed III"],
    "junior spelt out and the third": ["Tom Reed Junior", "Tom Reed III"],
    "junior with another forename": ["Tom Reed Jr", "Joe Reed Junior"],
    "form of address before a forename": ["Mr | Tom", "Tom Reed"],
    "short surnames that differ in a letter": ["Lena Berg", "Ms | Borg"],
    "a word in front that is no forename": ["Longtime Tom Reed", "Tom Reed"],
}

BODIES_ONE = {
    "beginning": ["Acme Holdings", "Acme"],
    "end that says what it is": ["Eastwick Post", "Post"],
    "initials": ["Office for National Statistics", "ONS"],
    "words shortened": ["Liberal Democrats", "Lib Dems"],
    "turned": ["Department of Roads", "Roads Department"],
    "initials with of": ["Department of Roads", "DOR"],
    "a small noun that says what it is": ["Likud party", "Likud"],
    "legal form": ["Acme Corp.", "Acme"],
    "a known firm in one land": ["Google Denmark", "Google"],
    "of its land": ["United Bank of Denmark", "United Bank"],
    "nation that begins a firm's name": ["American Airlines", "American"],
    "nation in front": ["U.S. Harbour Reserve", "Harbour Reserve"],
    "party in front": ["Republican Senate", "Senate"],
    "initials written as a word": ["North Coast Harbour Organization", "Ncho"],
    "initials without the nation": ["US Food and Boat Administration", "FBA"],
    "initials without the last noun": ["Port and Crane Services Union", "PCS"],
    "initials with a sign": ["Poole Gas & Electric Co.", "PG&E"],
    "a party's other name": ["Republican Party", "GOP"],
    "a country's other name": ["United States", "America"],
    "the small head of a longer name": ["Senate Harbour Committee", "Senate committee"],
    "the house of": ["House of Delegates", "House"],
    "the head of a longer name": ["Royal College of Nursing", "College"],
    "the small head before what it is on": ["House Select Committee on Roads", "House committee"],
    "scope left out": ["Eastwick International Airport", "Eastwick Airport"],
    "initials of the end": ["Eastwick Independent System Operator", "Eastwick ISO"],
}

BODIES_TWO = {
    "other initials": ["Office for National Statistics", "OSN"],
    "end that says nothing": ["Bank of Eastwick", "Eastwick"],
    "initials in small letters": ["Office for National Statistics", "Ons"],
    "what it is of": ["Royal College of Eastwick", "Eastwick"],
    "a word within that tells them apart": ["Eastwick Workers Party", "Eastwick Party"],
    "same end": ["Eastwick Council", "Westholme Council"],
    "a body beside what it is named after": ["Eastwick police", "Eastwick"],
    "a parent": ["Harbour Trust Academy", "Harbour Trust"],
    "firms of one founder": ["Poole Foods", "Poole Motors"],
    "the house whose committee it is": ["House Roads Committee", "House"],
    "the state whose commission it is": ["California Roads Commission", "California"],
    "a nation and its university": ["American University", "American"],
    "parties": ["Republican Party", "Democrats"],
    "a fund": ["Acme Fund II", "Acme"],
    "a thing with a number": ["Acme F-150 Bolt", "Acme"],
    "a known firm's service": ["Google Lantern", "Google"],
    "a town's museum": ["Denver Art Museum", "Denver"],
    "a university's hospital": ["University of Eastwick Hospital", "University of Eastwick"],
    "two bodies of one name": ["Poole administration", "Poole campaign"],
}


def entities(page, kind: str, written: list[str]) -> list[str]:
    """The entities that some names of one kind are, in a text of those names: the fullest name of each."""
    found = []
    parsed = page(" . ".join(name.rpartition(" | ")[2] for name in written))
    starts = [0, *(i + 1 for i, word in enumerate(parsed.words) if word == ".")]
    ends = [*(i - 1 for i in starts[1:]), len(parsed.words)]
    for name, start, end in zip(written, starts, ends, strict=True):
        honorific, _, text = name.rpartition(" | ")
        found.append(Name(start, end, kind, text, honorific or None, end))
    return [entity.name for entity in identities.cluster(parsed, found)]


@pytest.mark.parametrize("written", ONE.values(), ids=ONE)
def test_one_person(written, page):
    assert entities(page, "person", written) == [written[0].rpartition(" | ")[2]]


@pytest.mark.parametrize("written", ONE.values(), ids=ONE)
def test_one_person_in_any_order(written, page):
    assert len(entities(page, "person", written[::-1])) == 1


def test_a_form_of_address_before_the_first_name_means_whoever_has_been_named(page):
    assert entities(page, "person", ["Girma Tarwani", "Mr | Girma"]) == ["Girma Tarwani"]
    assert entities(page, "person", ["Girma Tarwani", "Tom Girma", "Mr | Girma"]) == ["Girma Tarwani", "Tom Girma"]


def test_two_surnames_are_written_with_and_without_a_hyphen(page):
    assert entities(page, "person", ["Ann Poole-Reed", "Poole Reed", "Ms | Poole-Reed"]) == ["Ann Poole-Reed"]


def test_a_middle_name_alone_means_its_bearer_unless_somebody_else_is_called_so(page):
    def people(between):
        parsed = page(f"Tom Ryan Reed was there. {between} It is late, Ryan said.")
        return {entity.name for entity in identities.cluster(parsed, names.find(parsed))}

    assert people("Nobody else came.") == {"Tom Ryan Reed"}
    assert people("His son Ryan came.") == {"Tom Ryan Reed", "Ryan"}
    assert people("Ryan Dunn came.") == {"Tom Ryan Reed", "Ryan Dunn"}


OTHER_NAME = {
    "Max Ford, better known as Zed, left. Zed waved.": 1,
    "Max Ford, aka Zed, left. Zed waved.": 1,
    "Max Ford (also known as DJ Zed) left. Zed waved.": 1,
    "Max Ford, who performs as Zed, left. Zed waved.": 1,
    "Max Ford, whose stage name is Rex Gold, left. Gold waved.": 1,
    "Ann Poole, formerly known as Ann Dunn, left. Dunn waved.": 1,
    "Max Ford, call sign “Zed”, left. Zed waved.": 1,
    "Max Ford, born Rex Gold, left. Gold waved.": 1,
    "Ann Poole, known as Kate in the series, left. Kate waved.": 2,
    "Ann Poole, known as a friend of Kate, left. Kate waved.": 2,
    "Ann Poole, also known to be close to Kate, left. Kate waved.": 2,
}


@pytest.mark.parametrize(("text", "people"), OTHER_NAME.items())
def test_the_name_by_which_somebody_is_known_is_the_same_persons(text, people, page):
    parsed = page(text)
    found = identities.cluster(parsed, names.find(parsed))
    assert len([entity for entity in found if entity.kind == "person"]) == people


SHARED_FORENAME = {
    # the title of somebody who goes by one name
    "King Carl left. Carl Reed, a baker, waved to him.": ["Carl", "Carl Reed"],
    "Carl Reed, a baker, waved. King Carl left.": ["Carl Reed", "Carl"],
    "Prince Robert left. Robert Poole, the mayor, waved.": ["Robert", "Robert Poole"],
    "Pope Leo left. Bishop Leo Hart waved.": ["Leo", "Leo Hart"],
    "Princes Robert and Tom left. Dr Alan Roberts waved.": ["Robert", "Tom", "Alan Roberts"],
    "Princess Ann left. Ann Middleton, Princess of Lorn, waved.": ["Ann Middleton"],
    "Prince Robert left. Robert Lorn-Poole, 65, waved.": ["Robert Lorn-Poole"],
    "Sir Tom left. Tom Reed, an actor, waved.": ["Tom Reed"],
    "Ann, 34, left. Ann Poole, 34, waved.": ["Ann Poole"],
    "Carl, a baker, left. Carl Reed, 45, waved.": ["Carl Reed"],
    "Carl, a soldier, left. Sergeant Carl Reed waved.": ["Carl Reed"],
    "Emma left. Emma Reed, a nurse, waved.": ["Emma Reed"],
    "Harry Dunn, a teacher, left. Harry waved.": ["Harry Dunn"],
}


@pytest.mark.parametrize(("text", "people"), SHARED_FORENAME.items())
def test_somebody_known_by_one_name_is_not_whoever_shares_it(text, people, page):
    parsed = page(text)
    found = identities.cluster(parsed, names.find(parsed))
    assert [entity.name for entity in found if entity.kind == "person"] == people


@pytest.mark.parametrize("written", TWO.values(), ids=TWO)
def test_two_people(written, page):
    assert len(entities(page, "person", written)) == 2


@pytest.mark.parametrize(("kin", "people"), [("The mine is shut", 1), ("Her husband left", 2)])
def test_a_surname_with_a_form_of_address_is_its_only_bearers_whatever_the_forename(kin, people, page):
    """'Jessie Reed' is taken for a woman, until the article calls her Mr Reed and speaks of nobody's husband."""
    parsed = page(f"Jessie Reed left . {kin} . Mr Reed left")
    last = len(parsed.words) - 2
    names = [Name(0, 2, "person", "Jessie Reed", None, 2), Name(last, last + 1, "person", "Reed", "Mr", last + 1)]
    assert len(identities.cluster(parsed, names)) == people


@pytest.mark.parametrize(
    ("told", "people"),
    [
        ("Tom Reed came. His wife, Jane, laughed. Mrs Reed left.", {"Tom Reed", "Jane Reed"}),
        ("Tom Reed and his wife, Jane, met Bill Dunn. Mrs Reed left.", {"Tom Reed", "Jane Reed", "Bill Dunn"}),
        ("Tom Reed and his wife, Jane, met Bill Dunn. Mrs Dunn left.", {"Tom Reed", "Jane", "Bill Dunn", "Dunn"}),
        (
            "Tom Reed and Bill Dunn came. His wife, Jane, laughed. Mrs Reed left. Mrs Dunn stayed.",
            {"Tom Reed", "Bill Dunn", "Jane", "Reed", "Dunn"},
        ),
    ],
)
def test_a_wife_has_one_surname_which_is_her_husbands(told, people, page):
    parsed = page(told)
    assert {entity.name for entity in identities.cluster(parsed, names.find(parsed))} == people


@pytest.mark.parametrize(
    ("called", "name"), [("Red", "Ann Poole"), ("Mad Red", "Ann Poole"), ("Red Poole", "Ann Poole")]
)
def test_a_nickname_within_a_name_is_a_name_of_its_own(called, name, page):
    nickname = called.removesuffix(" Poole")
    parsed = page(f"Ann “{nickname}” Poole left . {called} left")
    end, last = parsed.words.index("left"), len(parsed.words) - 1
    start = last - len(called.split())
    names = [Name(0, end, "person", "Ann Poole", None, end), Name(start, last, "person", called, None, last)]
    assert [entity.name for entity in identities.cluster(parsed, names)] == [name]


@pytest.mark.parametrize("written", BODIES_ONE.values(), ids=BODIES_ONE)
def test_one_body(written, page):
    assert entities(page, "organisation", written) == written[:1]


@pytest.mark.parametrize("written", BODIES_TWO.values(), ids=BODIES_TWO)
def test_two_bodies(written, page):
    assert entities(page, "organisation", written) == written


@pytest.mark.parametrize(
    ("written", "expected"),
    {
        "a product beside the firm": (["Acme Stores Inc.", "Acme 747", "Acme"], {"Acme Stores Inc.": 2, "Acme 747": 1}),
        "a party's adjective is no fuller": (["Democrats", "Democratic"], {"Democrats": 2}),
        "two that fit as well": (
            ["Poole Foods", "Poole Motors", "Poole"],
            {"Poole Foods": 1, "Poole Motors": 1, "Poole": 1},
        ),
        "a head that two have": (
            ["Royal College of Nursing", "Eastwick College", "College"],
            {"Royal College of Nursing": 1, "Eastwick College": 1, "College": 1},
        ),
        "initials before a beginning": (
            ["Food and Boat Administration", "FBA Act", "FBA"],
            {"Food and Boat Administration": 2, "FBA Act": 1},
        ),
    }.values(),
)
def test_of_several_bodies_the_one_that_fits_best(written, expected, page):
    parsed = page(" . ".join(written))
    names, start = [], 0
    for text in written:
        while not parsed.string[parsed.starts[start] :].startswith(text):
            start += 1
        end = next(i for i in range(start + 1, len(parsed.words) + 1) if parsed.text(TokenSpan(start, i)) == text)
        names.append(Name(start, end, "organisation", text, None, end))
        start = end
    assert {body.name: len(body.mentions) for body in identities.cluster(parsed, names)} == expected


def test_a_surname_that_two_bear_is_the_one_introduced_first(page):
    parsed = page("Tom Reed . Zoe Reed . Reed")
    names = [Name(0, 2, "person", "Tom Reed", None, 2), Name(3, 5, "person", "Zoe Reed", None, 5)]
    reed = Name(6, 7, "person", "Reed", None, 7)
    tom, zoe = identities.cluster(parsed, [*names, reed])
    assert (tom.mentions, zoe.mentions) == ((names[0], reed), (names[1],))


def test_the_words_that_a_name_ends_in_say_more_than_its_first(page):
    parsed = page("Abu Tom Reed . Sami Abu Reed . Abu Reed")
    spans = [(0, 3, "Abu Tom Reed"), (4, 7, "Sami Abu Reed"), (8, 10, "Abu Reed")]
    names = [Name(start, end, "person", text, None, end) for start, end, text in spans]
    tom, sami = identities.cluster(parsed, names)
    assert (tom.mentions, sami.mentions) == ((names[0],), (names[1], names[2]))


def test_a_word_in_brackets_behind_a_body_is_its_short_form(page):
    parsed = page("Royal Tide Institute (Roti)")
    names = [Name(0, 3, "organisation", "Royal Tide Institute", None, 3), Name(4, 5, "organisation", "Roti", None, 5)]
    (body,) = identities.cluster(parsed, names)
    assert [name.text for name in body.mentions] == ["Royal Tide Institute", "Roti"]


@pytest.mark.parametrize(("short", "bodies"), [("TNV", 1), ("UK", 2), ("USA", 2), ("Marlow", 2)])
def test_capitals_in_brackets_may_be_its_initials_in_another_language(short, bodies, page):
    parsed = page(f"Eastwick Tidal Organisation ({short})")
    names = [
        Name(0, 3, "organisation", "Eastwick Tidal Organisation", None, 3),
        Name(4, 5, "organisation", short, None, 5),
    ]
    assert len(identities.cluster(parsed, names)) == bodies


def test_a_lone_person_whose_word_begins_a_bodys_name_is_the_body(page):
    parsed = page("Acme Holdings . Acme")
    names = [Name(0, 2, "organisation", "Acme Holdings", None, 2), Name(3, 4, "person", "Acme", None, 4)]
    (body,) = identities.cluster(parsed, names)
    assert (body.kind, len(body.mentions)) == ("organisation", 2)


@pytest.mark.parametrize(
    ("written", "gender"),
    [("Ms | Robin Reed", "f"), ("Susan Reed", "f"), ("Dr | Tom Reed", "m"), ("Reed", "-"), ("Qiu Haifeng", "-")],
)
def test_gender_is_told_by_form_of_address_or_forename(written, gender, page):
    honorific, _, text = written.rpartition(" | ")
    end = len(text.split())
    (entity,) = identities.cluster(page(text), [Name(0, end, "person", text, honorific or None, end)])
    assert (entity.gender, entity.honorific) == (gender, honorific or None)


def test_a_body_is_no_likelier_a_person_for_a_short_form(page):
    parsed = page("Eastwick Harbour Board . Eastwick")
    names = [
        Name(0, 3, "organisation", "Eastwick Harbour Board", None, 3, 0.01),
        Name(4, 5, "organisation", "Eastwick", None, 5, 0.4),
    ]
    (board,) = identities.cluster(parsed, names)
    assert board.as_person == 0.01


def test_a_name_is_not_written_as_a_headline_in_capitals_has_it(page):
    assert entities(page, "person", ["ANN POOLE", "Ann Poole", "ANN POOLE"]) == ["Ann Poole"]


def test_a_surname_is_that_of_whoever_is_a_junior(page):
    parsed = page("Tom Reed Jr. . Mr. Reed . Dan Reed")
    names = [
        Name(0, 3, "person", "Tom Reed Jr.", None, 3),
        Name(5, 6, "person", "Reed", "Mr.", 6),
        Name(7, 9, "person", "Dan Reed", None, 9),
    ]
    junior, other = identities.cluster(parsed, names)
    assert [name.text for name in junior.mentions] == ["Tom Reed Jr.", "Reed"]
    assert other.name == "Dan Reed"


def test_a_thing_is_no_body_because_of_one_of_its_names():
    def kind(*kinds):
        return identities._mostly([Name(i, i + 1, kind, "Marlow", None, i + 1) for i, kind in enumerate(kinds)])

    assert kind("other", "other", "organisation") == "other"
    assert kind("other", "organisation") == "organisation"
    assert kind("place", "organisation", "organisation") == "organisation"
