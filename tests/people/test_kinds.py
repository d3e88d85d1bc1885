"""Kinds of names: each clue where it is seen and beside it where it is not, how names are written, and what the article makes of it."""

from __future__ import annotations

import pytest

from quoteattr.draft import Name
from quoteattr.people import clues, kinds, names
from quoteattr.people.written import written
from quoteattr.text import beside

SEEN = {
    "honorific": ("Mr Poole was late.", "Poole was late."),
    "post before": ("The striker Poole was late.", "The tall Poole was late."),
    "post near before": ("The mayor of Eastwick, Poole, was late.", "The pier of Eastwick, Poole, was late."),
    "post in apposition": ("Poole, a fisherman, was late.", "Poole, a fisherman's friend, was late."),
    "post behind comma": ("Poole, mayor of Eastwick, was late.", "Poole, late again, was there."),
    "post near behind": ("Poole, the old mayor, was late.", "Poole, the old pier, was shut."),
    "post before comma": ("The mayor of the town, Poole, was late.", "The pier of the town, Poole, was late."),
    "post and body before": (
        "The director of the Harbour Trust Poole was late.",
        "The walls of the Harbour Trust Poole were late.",
    ),
    "post by verb": ("Poole is the mayor.", "Poole is the town."),
    "holds an office": ("Poole, the Roads Board’s secretary, was late.", "Poole, the Roads Board’s owner, was late."),
    "age behind": ("Poole, 44, was late.", "Poole, 4, was late."),
    "before who": ("Poole, who was late, left.", "Poole, what was late, left."),
    "he or she soon": ("Poole was late. She left.", "Poole was late. They left."),
    "it soon": ("Poole was late. It shut.", "Poole was late. She left."),
    "reporting verb behind": ("Poole said no.", "Poole left."),
    "said before": ("It is late, said Poole.", "It is late, near Poole."),
    "subject of a report": ("Poole said no.", "Poole left."),
    "apposed to a reporter": ("The mayor, Poole, said no.", "The mayor, Poole, left."),
    "credited": ("Facebook/Poole", "Eastwick/Poole"),
    "given as a name": ("A nurse gave her name as Poole.", "A nurse knew the town as Poole."),
    "appointed": ("They named Poole their mayor.", "They met Poole."),
    "of behind comma": ("Poole, of Eastwick, was late.", "Poole, in Eastwick, was late."),
    "subject": ("Poole left.", "Poole said no."),
    "in or at": ("They met in the Poole.", "They met the Poole."),
    "home": ("A man from Poole was late.", "A letter from Poole was late."),
    "the before": ("They met the Poole.", "They met Poole."),
    "of before": ("A friend of Poole was late.", "A friend met Poole."),
    "post behind": ("The Poole director was late.", "The Poole plan was late."),
    "possessor": ("Poole's friend was late.", "Poole met a friend."),
    "owns a person": ("Poole's Ann Reed was late.", "Poole's Late Boat was late."),
    "noun behind": ("The Poole plan was late.", "They met Poole."),
    "body before": ("The charity Poole was late.", "The friend Poole was late."),
    "based somewhere": ("Eastwick-based Poole was late.", "Eastwick-born Poole was late."),
    "travelled to": ("They flew to Poole.", "They spoke to Poole."),
    "kind of firm": ("The listed miner Poole was late.", "The Cornish miner Poole was late."),
    "operator before": ("The bus operator Poole was late.", "The crane operator Poole was late."),
    "body in apposition": ("Poole, a housing charity, was late.", "Poole, a friend, was late."),
    "body before comma": ("The charity, Poole, was late.", "At the charity, Poole was late."),
    "behind a body": ("The Harbour Trust (Poole) was late.", "The Harbour Wall (Poole) was late."),
    "taken up as a body": ("Poole will move. The firm said so.", "Poole will move. The firm's boss said so."),
    "traded": ("Shares in Poole fell.", "Shares in Poole firms fell."),
    "phrase in capitals": ("Poole UK said no.", "Poole Park said no."),
    "begins a sentence": ("Poole left.", "They met Poole."),
    "number behind": ("They met Poole 5.", "They met Poole."),
    "score behind": ("Poole 5, Marlow 2.", "Poole 5 was late."),
    "number before": ("The 2016 Poole was late.", "The old Poole was late."),
    "capital behind": ("They met Poole Again.", "They met Poole again."),
    "capital before": ("They met Star Poole.", "They met star Poole."),
    "a before": ("They met a Poole.", "They met the Poole."),
    "one of many": ("They met every Poole.", "They met the Poole."),
    "new before": ("They met the new Poole.", "They met the late Poole."),
    "owned": ("They met our Poole.", "They met the Poole."),
    "part": ("They met her Poole.", "They met our Poole."),
    "by before": ("It was made by the Poole.", "It was made for the Poole."),
    "according to": ("It was late, according to Poole.", "It was late for Poole."),
    "against before": ("They won against the Poole.", "They won with the Poole."),
    "on before": ("They read it on Poole.", "They read it with Poole."),
    "at before": ("They worked at Poole.", "They worked with Poole."),
    "listed": ("They met Marlow, Poole and Lund.", "They met Marlow, a friend of Poole, and Lund."),
    "colon behind": ("Poole: It is late.", "Poole said it is late."),
    "plural verb behind": ("Poole were late.", "Poole was late."),
    "in title case": ("Harbour Trust and Poole Shut Their Doors", "Harbour trust and Poole shut their doors"),
    "in a line without a verb": ("By Poole", "They met Poole."),
    "in a marked title": ("They read “The Late Poole” again.", "“It was the late Poole,” they said."),
    "small elsewhere": ("They met Poole, and a poole.", "They met Poole, and a pool."),
}


def seen(page, text: str) -> set[str]:
    parsed = page(text)
    at = parsed.words.index("Poole")
    honorific = "Mr" if parsed.words[at - 1 : at] == ["Mr"] else None
    return set(*clues.seen(parsed, [Name(at, at + 1, "other", "Poole", honorific, at + 1)]))


def test_every_clue_has_a_name_of_its_own_and_a_case_here():
    assert [clue.name for clue in clues.CLUES] == list(SEEN)


@pytest.mark.parametrize(("clue", "texts"), SEEN.items())
def test_a_clue_is_seen_where_it_is(clue, texts, page):
    there, not_there = texts
    assert clue in seen(page, there)
    assert clue not in seen(page, not_there)


@pytest.mark.parametrize(
    "text",
    [
        "Poole (secretary, Roads Board) was late.",
        "Poole, 44, a nurse, was late.",
        "Poole, who has been the secretary since May, was late.",
        "Poole became the general secretary.",
        "Poole has been their treasurer.",
        "They elected Poole as treasurer.",
        "The treasurer of the Harbour Trust, Poole, was late.",
    ],
)
def test_an_office_shows_a_person(text, page):
    assert "holds an office" in seen(page, text)


@pytest.mark.parametrize(
    "text",
    [
        "Poole, a private company, was late.",
        "Poole, a bank director’s idea, was late.",
        "At Poole, chief executive Ann Reed was late.",
        "Poole is the publisher.",
        "They elected Poole.",
        "The plan of Poole, Prior and Reed was late.",
        "The chief of Poole is a nurse.",
        "The owner of the ferry, Poole, was late.",
    ],
)
def test_what_bodies_are_too_shows_none(text, page):
    assert "holds an office" not in seen(page, text)


@pytest.mark.parametrize(
    ("told", "texts"),
    [
        ("thing before", ("They used the app Poole.", "They used the old Poole.")),
        ("venture behind", ("They sold Poole shares.", "They sold Poole's chairs.")),
        ("kin owned", ("They met Poole's wife.", "They met Poole's dog.")),
        ("does-body", ("Poole acquired the firm.", "They acquired Poole.")),
        ("does-body", ("The firm was acquired by Poole.", "The firm was near Poole.")),
        ("done-person", ("They told Poole.", "Poole told them.")),
        ("beside GPE", ("They left London and Poole.", "They left London for Poole.")),
    ],
)
def test_nouns_and_verbs_beside_a_name_tell(told, texts, page):
    there, not_there = texts
    assert told in seen(page, there) & beside.NEIGHBOURS
    assert told not in seen(page, not_there)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ann Poole", {"2 words", "forename and more"}),
        ("Ann", {"1 words", "forename alone"}),
        (
            "Harbour Trust",
            {
                "ends in a word of bodies only",
                "2 words",
                "body word within",
                "ends in a body word",
                "ends in a noun for bodies",
            },
        ),
        ("Halvorsen & Sons", {"family firm", "3 words", "and", "linked", "ends in s"}),
        ("Studio Halvorsen", {"2 words", "body word within", "opens as a body"}),
        ("Studio", {"1 words", "ends in a body word"}),
        ("EWS", {"1 words", "short capitals", "ends in s"}),
        ("EASTWICK", {"1 words", "long capitals"}),
        ("U.K.", {"1 words", "short capitals", "full stop", "begins with a demonym"}),
        ("Halvorsen Inc.", {"ends in a word of bodies only", "2 words", "full stop", "ends in a body word"}),
        ("Area 12", {"2 words", "digit"}),
        ("N.M. Poole", {"2 words", "begins with initials", "full stop"}),
        ("NM Poole", {"2 words", "begins with capitals"}),
        ("Maeng Tae-jun", {"2 words", "ends in a small half", "hyphen"}),
        ("Maeng Tae-Jun", {"2 words", "hyphen"}),
        ("Frauke von Lund", {"3 words", "forename and more", "particle within"}),
        ("Frauke Lund II", {"3 words", "forename and more", "ends in a generation"}),
        ("HarbourNet", {"1 words", "capital within", "coined"}),
        ("McReed", {"1 words", "capital within"}),
        ("Danish", {"1 words", "demonym", "begins with a demonym"}),
        ("Eastwick Avenue", {"2 words", "ends in a place"}),
        ("Duke of Lowmark", {"3 words", "linked", "titled by a place"}),
        ("Fianna Fáil", {"2 words", "known body", "letters of other languages", "party"}),
        ("Lowmark Treaty", {"2 words", "ends in a law"}),
        ("Eastwick.com", {"1 words", "full stop", "web address"}),
        ("July", {"1 words", "day or month"}),
        ("Reuters", {"1 words", "ends in s", "known body"}),
        ("Reuters Lowmark", {"2 words", "begins with a known body"}),
        ("Nokia 12", {"2 words", "begins with a known body", "known body and a number", "digit"}),
        ("GDP", {"1 words", "short capitals", "known other"}),
        ("Wichita", {"1 words", "known place"}),
        ("Democratic", {"1 words", "adjective of a party", "party"}),
    ],
)
def test_what_a_name_shows_by_itself(text, shown):
    assert set(written(text)) == shown


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("The striker scored a goal in the match.", "on sport"),
        ("Troops left before the talks and the summit.", "on affairs"),
        ("The singer said her album was late.", "on arts"),
        ("Users of the browser lost files.", "on technology"),
    ],
)
def test_a_page_is_about_what_its_words_tell(text, topic, page):
    about = kinds.topics(page(text))
    assert max(about, key=about.get) == topic
    assert 0 < about[topic] <= 1
    assert kinds.topics(page("Ann Poole was late for lunch.")) == {}


def test_names_that_share_a_word_tell_of_each_other(page):
    parsed = page("Ann Poole was late. Poole left.")
    features = kinds.features([*zip(found := names.find(parsed), clues.seen(parsed, found), strict=True)])
    assert {"last word of", "last word of forename and more"} <= set(features["poole"])
    assert "ends in" in features["ann poole"]
    assert not any("word of" in feature for feature in features["ann poole"])


def test_what_is_called_after_somebody_is_seen_unless_a_forename_begins_it(page):
    parsed = page("Behrooz Tarrow was late. Tarrow Street was shut. Ann Kelly and Kelly Dunn left.")
    features = kinds.features([*zip(found := names.find(parsed), clues.seen(parsed, found), strict=True)])
    assert {text for text, shown in features.items() if "named after somebody" in shown} == {"tarrow street"}


def test_initials_show_what_the_name_that_they_stand_for_shows(page):
    parsed = page("They read the Harbour Levy Act. The HLA is old. HLT is late.")
    features = kinds.features([*zip(found := names.find(parsed), clues.seen(parsed, found), strict=True)])
    assert {"initials of", "initials of ends in a law"} <= features["hla"].keys()
    assert "initials of" not in features["hlt"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr Eastwick was late. They met Eastwick.", {"Eastwick": "person"}),
        ("Harbour Trust was late, Ann Poole said.", {"Harbour Trust": "organisation", "Ann Poole": "person"}),
        ("They live in Norwich.", {"Norwich": "place"}),
        ("They live in Norwich", {"Norwich": "place"}),
        ("Ann London was late. London said so.", {"Ann London": "person", "London": "person"}),
        ("Ann Poole left. They met Ann.", {"Ann Poole": "person", "Ann": "person"}),
        ("No 10 said no.", {"No 10": "organisation"}),
        ("Studio Halvorsen said no.", {"Studio Halvorsen": "organisation"}),
        ("Ambassador to Norway Jorun Mohrby left.", {"Norway": "organisation", "Jorun Mohrby": "person"}),
        ("They met Mr Post and Mrs Sun.", {"Post": "person", "Sun": "person"}),
        ("Critics of Yoon were held. Yoon said no.", {"Yoon": "person"}),
        ("The Sun said no.", {"Sun": "organisation"}),
        ("The retired superintendent of police SK Tarwal said no.", {"SK Tarwal": "person"}),
        ("The chief of staff Tarvo Lind was late.", {"Tarvo Lind": "person"}),
        ("The head of charity Marlow said no.", {"Marlow": "organisation"}),
        ("Ann Poole left on Friday.", {"Ann Poole": "person"}),
        (
            "Deputy Director of the Roads Board Jördis Poole left.",
            {"Roads Board": "organisation", "Jördis Poole": "person"},
        ),
        ("The match at Wembley Stadium was late.", {"Wembley Stadium": "place"}),
        ("Wembley Stadium said it was late.", {"Wembley Stadium": "organisation"}),
        ("Buckingham Palace said it was late.", {"Buckingham Palace": "organisation"}),
        ("Behrooz Tarrow left. Tarrow Street was shut.", {"Behrooz Tarrow": "person", "Tarrow Street": "place"}),
        (
            "The Chief Nurse of Harbour General Hospital Somsak Rattanakul said no.",
            {"Harbour General Hospital": "organisation", "Somsak Rattanakul": "person"},
        ),
        ("Ann van der Tarrow said no.", {"Ann van der Tarrow": "person"}),
        ("Ann Poole left. “No,” @annpoole said.", {"Ann Poole": "person", "@annpoole": "person"}),
        # a firm without what it is behind its name
        (
            "The Morris Dale Group left. “No,” Morris Dale said.",
            {"Morris Dale Group": "organisation", "Morris Dale": "organisation"},
        ),
        (
            "The Morris Dale Group left. Mr Morris Dale said no.",
            {"Morris Dale Group": "organisation", "Morris Dale": "person"},
        ),
        ("They met Penhale and Sons.", {"Penhale and Sons": "organisation"}),
        # what is taken up as a body
        ("Vexlo lost data on Monday. “We are sorry,” the company said.", {"Vexlo": "organisation"}),
        ("The mayor of Norwich left. “We are sorry,” the company said.", {"Norwich": "other"}),
        ("Ann Poole left on Monday. “We are sorry,” the company said.", {"Ann Poole": "person"}),
        # what speaks is no thing
        ("It is late, according to Upriver.", {"Upriver": "organisation"}),
        ("Neighbours said the pier was shut.", {"Neighbours": "other"}),
        ("The film “Bombshell” says it all.", {"Bombshell": "other"}),
    ],
)
def test_the_article_decides(text, expected, page):
    assert {name.text: name.kind for name in names.find(page(text))} == expected


def test_the_surname_of_a_person_that_is_also_a_bodys_is_not_taken_for_the_person(page):
    text = "Ann Poole was late. The Poole Trust was closed, and Poole Trust staff left."
    assert {name.text: name.kind for name in names.find(page(text))}["Poole Trust"] == "organisation"


def test_the_weights_are_those_of_features_that_there_are():
    relations = {
        "places",
        *(f"on {topic}" for topic in kinds.TOPICS),
        "last word of",
        "first word of",
        "initials of",
        "ends in",
        "begins with",
        "",
    }
    seen = {clue.name for clue in clues.CLUES} | {f"ever {clue.name}" for clue in clues.CLUES}
    seen |= beside.NEIGHBOURS | {f"ever {name}" for name in beside.NEIGHBOURS}
    others = {
        name
        for name in kinds.weights()
        if name not in relations | seen and not name.startswith(("label ", "tag ", "as ", "place ", *relations - {""}))
    }
    assert others <= WRITTEN
    assert {len(weights) for weights in kinds.weights().values()} == {len(kinds.KINDS)}


WRITTEN = {
    *(
        "ends in a generation",
        "field of a minister",
        "particle within",
        "apostrophe within",
        "letters of other languages",
        "named after somebody",
        "article within",
    ),
    *("begins with initials", "begins with capitals", "ends in a small half"),
    *(f"{number} words" for number in range(1, 6)),
    *(
        "ends in a work",
        "ends in an occasion",
        "forename alone",
        "family alone",
        "forename and more",
        "forename and a body word",
        "ends in a body word",
        "body word within",
        "ends in a noun for bodies",
    ),
    *("ends in a post", "linked", "and", "short capitals", "long capitals", "digit", "full stop", "hyphen"),
    *("capital within", "ends in s", "demonym", "begins with a demonym", "country", "metonym", "party"),
    *(
        "ends in a place",
        "ends in a law",
        "ends in a event",
        "ends in a thing",
        "known body",
        "known other",
        "known place",
    ),
    *("begins with a known body", "known body and a number", "ends in a known body", "adjective of a party"),
    *("web address", "day or month"),
}
