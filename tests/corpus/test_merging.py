"""Speakers over articles: who is one person or body, and who must stay apart."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr import Article, InputWarning, MergedSpeaker, Occurrence, Quote, Role, Span, Speaker, merge_speakers


def article(*speakers: Speaker) -> Article:
    """An article in which each of the speakers says one thing."""
    quotes = tuple(Quote("indirect", (Span(i, i + 1, "x"),), speaker=speaker) for i, speaker in enumerate(speakers))
    return Article("x" * len(speakers), quotes, speakers)


def person(text: str, *roles: str) -> Speaker:
    """A person from "Mr | Tom Reed" and roles from "former mayor | Eastwick"."""
    honorific, _, name = text.rpartition(" | ")
    return Speaker(name, "person", honorific=honorific or None, aliases=(name,), roles=tuple(map(role, roles)))


def role(text: str) -> Role:
    title, _, organisation = text.partition(" | ")
    return Role(title.removeprefix("former "), organisation or None, title.startswith("former "))


def body(name: str, *aliases: str) -> Speaker:
    return Speaker(name, "organisation", aliases=(name, *aliases))


def labels(*speakers: Speaker) -> list[tuple[str, tuple[int, ...]]]:
    """Who comes out where each of the speakers is in an article of their own."""
    return [(merged.label, merged.articles) for merged in merge_speakers(map(article, speakers))]


ONE = {
    "same name": [person("Tom Reed"), person("Tom Reed")],
    "posts of a country, a party and a seat": [
        person("Sir | Edmund Hale", "prime minister | UK"),
        person("Edmund Hale", "leader | Labour"),
        person("Edmund Hale", "MP | Holt North"),
        person("Edmund Hale", "former director of public prosecutions"),
    ],
    "a country by two names, and a party": [
        person("Edmund Hale", "prime minister | Britain"),
        person("Edmund Hale", "prime minister | UK"),
        person("Edmund Hale", "leader | Labour Party"),
        person("Edmund Hale", "labour MP | Holt North"),
    ],
    "posts without a body": [person("Tom Reed", "prime minister"), person("Tom Reed", "leader | Labour")],
    "a former post with another body": [person("Tom Reed", "mayor | Holt"), person("Tom Reed", "former head | Acme")],
    "one body, shorter and longer": [
        person("Tom Reed", "chair | Skerrow Boatmen’s Association"),
        person("Tom Reed", "chairman | Boatmen’s Association"),
    ],
    "one body, its acronym": [
        person("Tom Reed", "analyst | Royal Tide Institute"),
        person("Tom Reed", "fellow | RTI"),
    ],
    "an acronym that another one is part of": [
        person("Tom Reed", "chief | UK Rowing"),
        person("Tom Reed", "chief executive | UKR"),
    ],
    "a body in common beside others": [
        person("Tom Reed", "head | Acme", "governor | Holt School"),
        person("Tom Reed", "founder | Acme", "chair | Skerrow Rovers"),
    ],
    "one with the posts of both": [
        person("Tom Reed", "head | Acme"),
        person("Tom Reed", "chair | Skerrow Rovers"),
        person("Tom Reed", "head | Acme", "chair | Skerrow Rovers"),
    ],
    "a party by two names": [
        person("Tom Reed", "leader | Tory"),
        person("Tom Reed", "leader | Conservative"),
        person("Tom Reed", "leader | Earlier Tory"),
        person("Tom Reed", "leader | Conservatives"),
    ],
    "a party and what the member speaks on": [
        person("Tom Reed", "home affairs spokesman | Lib Dem"),
        person("Tom Reed", "spokesman | Home Affairs"),
        person("Tom Reed", "spokesman | Liberal Democrat"),
        person("Tom Reed", "chairman | Commons public accounts committee"),
    ],
    "one body with more and fewer words": [
        person("Tom Reed", "chairman | Federal Reserve"),
        person("Tom Reed", "chairman | US Federal Reserve"),
    ],
    "a player of a club and a country": [
        person("Tom Reed", "striker | Skerrow Rovers"),
        person("Tom Reed", "striker | Wales"),
    ],
    "what is no post": [
        person("Tom Reed", "champion | Skerrow Open"),
        person("Tom Reed", "father | Ann Poole"),
        person("Tom Reed", "coach | Norway"),
    ],
    "no body but the Party": [person("Tom Reed", "leader | Party"), person("Tom Reed", "leader | Labour")],
    "forename that is also a particle": [person("Des Reed"), person("Des Reed", "mayor | Holt")],
    "middle initial left out": [person("Tom B. Reed"), person("Tom Reed")],
    "middle name and its initial": [person("Tom Brian Reed"), person("Tom B Reed")],
    "initials with and without spaces and dots": [person("J. K. Reed"), person("J.K. Reed"), person("JK Reed")],
    "initial for the forename": [person("Tom Reed"), person("T. Reed")],
    "pet form": [person("Robert Reed"), person("Bob Reed")],
    "beginning of the forename": [person("Daniel Reed"), person("Dan Reed")],
    "accents": [person("Zoë Müller"), person("Zoe Muller")],
    "apostrophes": [person("Una O’Dell"), person("Una O'Dell"), person("Una ODell")],
    "hyphen between forenames": [person("Jean-Luc Marchand"), person("Jean Luc Marchand")],
    "letter case": [person("Tom REED"), person("Tom Reed")],
    "suffix spelt out": [person("Tom Reed Junior"), person("Tom Reed Jr.")],
    "suffix left out": [person("Tom Reed Jr"), person("Tom Reed")],
    "surname alone, full name later": [person("Mr | Reed"), person("Tom Reed")],
    "surname of several words": [person("von der Heide"), person("Anna von der Heide")],
    "last of two surnames with a hyphen": [person("Poole-Lee"), person("Ann Poole-Lee")],
    "title with forename": [person("Sir | Edmund"), person("Edmund Hale")],
    "surname with the same role": [person("Reed", "mayor | Holt"), person("Tom Reed", "mayor | Holt")],
    "surnames with the same role": [person("Reed", "mayor | Holt"), person("Reed", "mayor | Holt")],
    "body": [body("Nato"), body("NATO")],
    "body with article and dots": [body("The U.S. Tide Office"), body("US Tide Office")],
    "body by initials": [body("Office for Tidal Statistics"), body("OTS")],
    "body by a short form that an article uses": [body("Royal Tide Institute", "Roti"), body("Roti")],
    "firm by its first word": [body("Acme Holdings", "Acme"), body("Acme")],
    "party by all its names": [
        body("Tories"),
        body("The Conservatives", "Tories"),
        body("Conservative Party"),
        body("Conservative and Unionist Party"),
    ],
    "party by a short name": [body("Lib Dems"), body("Lib-Dems"), body("Liberal Democrats")],
    "party and what it is called without the word": [body("Labour"), body("Labour Party"), body("New Labour")],
    "party by initials that are not its own": [body("GOP"), body("Republicans"), body("Republican Party")],
    "party by its initials and its members": [body("SNP"), body("Scottish Nationalists")],
    "party in the spelling of its country": [body("Labor Party"), body("Labor")],
}

APART = {
    "other forename": [person("Tom Reed"), person("Zoe Reed")],
    "forms of address of different gender": [person("Mr | Robin Reed"), person("Ms | Robin Reed")],
    "generations": [person("Tom Reed Jr"), person("Tom Reed Sr")],
    "middle initials": [person("Tom A. Reed"), person("Tom B. Reed")],
    "double surname": [person("Ann Poole-Lee"), person("Ann Lee")],
    "unrelated bodies": [person("Tom Reed", "striker | Skerrow Rovers"), person("Tom Reed", "councillor | Eastwick")],
    "one post at two bodies": [person("Tom Reed", "mayor | Eastwick"), person("Tom Reed", "mayor | Westholme")],
    "another acronym": [person("Tom Reed", "chief | UK Rowing"), person("Tom Reed", "chief | UKS")],
    "two countries": [person("Tom Reed", "ambassador | France"), person("Tom Reed", "ambassador | Norway")],
    "two parties": [person("Tom Reed", "leader | Labour"), person("Tom Reed", "leader | Conservative Party")],
    "words that any body has in common": [
        person("Tom Reed", "chair | Eastwick Council"),
        person("Tom Reed", "chair | Westholme Council"),
    ],
    "surnames alone": [person("Mr | Reed"), person("Reed")],
    "surname with another role": [person("Reed", "dentist"), person("Tom Reed", "mayor | Holt")],
    "pet form with another role": [person("Bob Reed", "dentist"), person("Robert Reed", "mayor | Holt")],
    "initial with another role": [person("T. Reed", "dentist"), person("Tom Reed", "mayor | Holt")],
    "surname of another gender": [person("Ms | Reed"), person("Mr | Robin Reed")],
    "surname whose forename tells the gender": [person("Mr | Reed"), person("Susan Reed")],
    "title with surname only": [person("Lord | Edmund"), person("Edmund Hale")],
    "person and body": [person("Tom Reed"), body("Tom Reed")],
    "common noun": [body("council"), body("council")],
    "unnamed": [Speaker(None, "unnamed", "officials"), Speaker(None, "unnamed", "officials")],
    "two letters are no acronym": [body("Tide Office"), body("TO")],
    "short form of any body": [body("Eastwick Council", "Council"), body("Council")],
    "two parties that share a word": [body("Liberals"), body("Liberal Democrats")],
    "a party and its council": [body("Labour"), body("Labour council")],
    "a party and its youth": [body("Tories"), body("Young Conservatives")],
    "a party and that of a part of the country": [body("Tories"), body("Scottish Conservatives", "Conservatives")],
    "parties of two countries, spelt alike but for a letter": [body("Labour"), body("Labor")],
    "a party and somebody called like it": [body("Greens"), person("Greens")],
}


@pytest.mark.parametrize("speakers", ONE.values(), ids=ONE)
def test_one(speakers):
    merged = labels(*speakers)
    assert [articles for _, articles in merged] == [tuple(range(len(speakers)))]


@pytest.mark.parametrize("speakers", ONE.values(), ids=ONE)
def test_one_in_any_order(speakers):
    assert len(labels(*reversed(speakers))) == 1
    assert len(labels(*speakers[1:], speakers[0])) == 1


@pytest.mark.parametrize("speakers", APART.values(), ids=APART)
def test_apart(speakers):
    assert [articles for _, articles in labels(*speakers)] == [(0,), (1,)]
    assert len(labels(*reversed(speakers))) == 2


def test_a_surname_that_two_may_bear_stays_apart():
    found = labels(person("Tom Reed"), person("Reed"), person("Zoe Reed"))
    assert found == [("Tom Reed", (0,)), ("Reed", (1,)), ("Zoe Reed", (2,))]


def test_a_role_or_a_form_of_address_tells_who_of_two_is_meant():
    both = person("Tom Reed", "mayor | Holt"), person("Zoe Reed", "head | Acme")
    assert labels(*both, person("Reed", "mayor | Holt"))[0] == ("Tom Reed", (0, 2))
    assert labels(*both, person("Ms | Reed"))[1] == ("Zoe Reed", (1, 2))


def test_a_name_without_posts_joins_neither_of_two_with_the_same_name():
    two = person("Tom Reed", "mayor | Eastwick"), person("Tom Reed", "striker | Skerrow Rovers")
    assert [articles for _, articles in labels(*two, person("Tom Reed"))] == [(0,), (1,), (2,)]
    assert [articles for _, articles in labels(person("Tom Reed"), *two)] == [(0,), (1,), (2,)]


def test_a_contradiction_keeps_only_those_two_apart():
    mayors = [person("Tom Reed", "mayor | Eastwick"), person("Tom Reed", "mayor | Eastwick")]
    cook = person("Tom Reed", "cook | Acme")
    assert [a for _, a in labels(mayors[0], cook, mayors[1])] == [(0, 2), (1,)]
    nobody = person("Tom Reed")
    assert [a for _, a in labels(mayors[0], nobody, cook, nobody)] == [(0,), (1, 3), (2,)]


def test_who_fits_two_is_the_one_who_is_in_the_news():
    mayor = person("Tom Reed", "mayor | Eastwick")
    assert [a for _, a in labels(mayor, mayor, mayor, person("Tom Reed"))] == [(0, 1, 2, 3)]
    cook = person("Tom Reed", "cook | Acme")
    assert [a for _, a in labels(mayor, mayor, cook, person("Tom Reed"))] == [(0, 1), (2,), (3,)]
    assert [a for _, a in labels(mayor, cook, mayor, mayor)] == [(0, 1, 2, 3)]
    ms = person("Ms | Tom Reed", "cook | Acme")
    mr = person("Mr | Tom Reed", "mayor | Eastwick")
    assert [a for _, a in labels(mr, mr, ms, mr)] == [(0, 1, 3), (2,)]


def test_what_the_user_knows_joins_whatever_speaks_against_it():
    two = [article(person("Ann Lund", "mayor | Holt")), article(person("Ann Poole", "cook | Acme"))]
    assert len(merge_speakers(two)) == 2
    (poole,) = merge_speakers(two, same={"Ann Poole": ["Ann Lund"]})
    assert (poole.name, poole.articles, poole.key) == ("Ann Poole", (0, 1), "ann-poole")
    short = article(person("Ms | Poole"))
    assert [m.articles for m in merge_speakers([*two, short], same={"Ann Poole": "Ann Lund"})] == [(0, 1, 2)]
    with pytest.raises(ValueError, match="given both to 'Ann Poole' and to 'Zoe Lund'"):
        merge_speakers(two, same={"Ann Poole": ["Ann Lund"], "Zoe Lund": ["Ann Lund"]})


def test_by_name_joins_all_of_one_full_name_and_no_surnames():
    articles = [article(person("Tom Reed", "mayor | Holt")), article(person("Tom Reed", "cook | Acme"))]
    assert len(merge_speakers(articles)) == 2
    assert [m.articles for m in merge_speakers(articles, by_name=True)] == [(0, 1)]
    assert len(merge_speakers([article(person("Reed")), article(person("Reed"))], by_name=True)) == 2


def test_keys_tell_speakers_apart_and_stay():
    articles = [
        article(person("Tom Reed", "mayor | Holt"), Speaker(None, "unnamed", "officials")),
        article(person("Tom Reed", "cook | Acme"), body("Tom Reed"), Speaker(None, "unnamed", "officials")),
        article(person("Tom Reed 2"), Speaker(None, "unnamed", None)),
    ]
    keys = [merged.key for merged in merge_speakers(articles)]
    assert keys[:3] == ["tom-reed", "unnamed-officials", "tom-reed-2"]
    assert len(set(keys)) == len(keys)
    assert [merged.key for merged in merge_speakers(articles)] == keys


@pytest.mark.parametrize("name", ["Tom Reed", "Reed"])
def test_the_time_grows_with_the_number_of_articles(name):
    posts = ["mayor | Eastwick", "cook | Acme", "head | Skerrow Rovers"]

    def compared(size: int) -> int:
        calls = 0

        def count(frame: Any, event: str, argument: Any) -> None:
            nonlocal calls
            calls += event == "call"

        people = [article(person(name, *posts[n % 4 : n % 4 + 1])) for n in range(size)]
        sys.setprofile(count)
        merge_speakers(people)
        sys.setprofile(None)
        return calls

    assert compared(400) < 2.5 * compared(200)


def test_who_fits_two_that_one_article_tells_apart_joins_neither():
    two = article(person("Tom Reed", "head | Acme"), person("Tom Reed", "founder | Acme"))
    assert [m.articles for m in merge_speakers([two, article(person("Tom Reed", "cook | Acme"))])] == [(0,), (0,), (1,)]


def test_an_acronym_that_two_bodies_have_stays_apart():
    assert len(labels(body("Bay Coal Council"), body("Bank Card Company"), body("BCC"))) == 3
    assert len(labels(body("Skerrow Net Project"), body("Scottish National Party"), body("SNP"))) == 3


def test_a_party_is_called_by_its_fullest_name_and_initials_may_be_those_of_another_body():
    assert labels(body("Tories"), body("Conservative Party")) == [("Conservative Party", (0, 1))]
    assert labels(body("Skerrow Net Project"), body("SNP")) == [("Skerrow Net Project", (0, 1))]


def test_two_names_of_a_party_that_one_article_tells_apart_stay_two():
    assert [m.articles for m in merge_speakers([article(body("Tories"), body("Conservatives"))])] == [(0,), (0,)]


@pytest.mark.parametrize(
    ("same", "told"),
    [
        ({"Nobody Here": ["Nobody Else"]}, "is called 'Nobody Here', 'Nobody Else'$"),
        ({"Tom Reed": ["Zoe Lud"]}, "is called 'Zoe Lud'$"),
        ({"Tom Reed": "Zoe Lud"}, "is called 'Zoe Lud'$"),
        ({"Tom Reed": ["Zoe Lund", "Zoe Lud"]}, "is called 'Zoe Lud'$"),
        ({"Tom Reid": []}, "is called 'Tom Reid'$"),
        ({"Tom Reed": ["council"]}, "is called 'council'$"),
        ({"Tom Reed": ["a", "b", "c", "d", "e", "f"]}, "is called 'a', 'b', 'c', 'd', 'e' …$"),
        ({"Tom Reed": ["Zoe Lund"]}, None),
        ({"Tom Reed-Lund": ["tom reed", "Zoë Lund"]}, None),
        ({"Tom Reed": []}, None),
        ({"Acme": []}, None),
        ({}, None),
        (None, None),
    ],
)
def test_names_that_nobody_has_are_told(same, told):
    articles = [article(person("Tom Reed"), body("Acme"), body("council")), article(person("Zoe Lund"))]
    with pytest.warns(InputWarning, match=f"^same: nobody quoted in these articles {told}") if told else nullcontext():
        assert merge_speakers(articles, same=same)[0].articles[0] == 0


def test_two_speakers_of_one_article_are_two():
    together = article(person("Mr | Reed"), person("Tom Reed"))
    assert len(merge_speakers([together])) == 2
    assert len(merge_speakers([article(person("Tom Reed", "head | Acme"), person("Tom Reed", "cook"))])) == 2


def test_everything_about_them_comes_together():
    first = article(person("Sir | Tom Reed", "mayor | Holt"), body("Acme"))
    second = article(person("Tom B. Reed", "former mayor | Holt", "head | Acme"))
    reed, acme = merge_speakers([first, article(), second])
    assert reed == MergedSpeaker(
        "Tom B. Reed",
        "person",
        honorific="Sir",
        aliases=("Tom Reed", "Tom B. Reed"),
        roles=(Role("mayor", "Holt", former=True), Role("head", "Acme")),
        quotes=(Occurrence(0, first.quotes[0], 0), Occurrence(2, second.quotes[0], 0)),
        key="tom-b-reed",
    )
    assert (reed.label, reed.articles, str(reed)) == ("Tom B. Reed", (0, 2), "Tom B. Reed, former mayor, Holt")
    assert (acme.label, acme.articles) == ("Acme", (0,))


def test_unattributed_quotations_are_nobodys_and_no_article_gives_nothing():
    assert merge_speakers([Article("x", (Quote("direct", (Span(0, 1, "x"),)),))]) == ()
    assert merge_speakers([]) == ()


def test_articles_in_a_mapping_are_named_by_its_keys():
    first, second = article(person("Tom Reed")), article(person("Zoe Lund"), person("Tom Reed"))
    reed, lund = merge_speakers({"rain": first, "empty": article(), "levy": second})
    assert (reed.articles, lund.articles) == (("rain", "levy"), ("levy",))
    assert reed.quotes == (Occurrence("rain", first.quotes[0], 0), Occurrence("levy", second.quotes[1], 1))
    assert [reed.key, lund.key] == [one.key for one in merge_speakers([first, second])]
    assert merge_speakers({}) == ()


def test_a_single_article_is_refused():
    with pytest.raises(TypeError, match="several articles"):
        merge_speakers(article(person("Tom Reed")))


NAMES = st.sampled_from(["Tom Reed", "Zoe Reed", "Mr | Reed", "T. Reed", "Ms | Reed", "Tom B. Reed", "Bo Lund"])
ROLES = st.lists(st.sampled_from(["mayor | Holt", "head | Acme", "leader | Labour", "cook"]), max_size=2, unique=True)


@given(st.lists(st.lists(st.tuples(NAMES, ROLES), max_size=3, unique_by=lambda pair: pair[0]), max_size=6))
def test_every_quotation_has_one_owner_and_nobody_is_twice_in_an_article(drawn):
    articles = [article(*(person(name, *roles) for name, roles in speakers)) for speakers in drawn]
    merged = merge_speakers(articles)
    said = [occurrence for speaker in merged for occurrence in speaker.quotes]
    assert sorted(said, key=lambda o: (o.article, o.quote.start)) == [
        Occurrence(number, quote, index) for number, found in enumerate(articles) for index, quote in enumerate(found)
    ]
    for speaker in merged:
        speakers = {(o.article, o.quote.speaker) for o in speaker.quotes}
        assert len(speakers) == len(speaker.articles)
    assert [speaker.quotes[0] for speaker in merged] == sorted(
        (speaker.quotes[0] for speaker in merged), key=lambda o: (o.article, o.quote.start)
    )
    assert merge_speakers(articles) == merged
