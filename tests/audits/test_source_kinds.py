"""Kinds of source: what posts, bodies and descriptions tell, and what tells nothing."""

from __future__ import annotations

from typing import get_args

import pytest

from quoteattr import Role, Speaker, lexicon, post_forms, source_kind
from quoteattr.audits.kinds import SourceKind
from quoteattr.model import Article

PEOPLE = {
    "politician": [
        ("prime minister", None), ("MP", "Holt"), ("secretary", "Home"), ("Sen.", None), ("mayor", "Eastwick"),
        ("leader", "Labour"), ("president", "France"), ("councillor", None), ("Rep.", "D-Ohio"), ("secretary", "Shadow Home"),
    ],
    "official": [
        ("spokeswoman", "Home Office"), ("ambassador", "Norway"), ("chief fire officer", "Eastwick Council"),
        ("press secretary", "White House"), ("chief of staff", None), ("secretary-general", "Nato"),
        ("foreign policy chief", "EU"), ("spokeswoman", "Health Canada"), ("chief", "Eastern Treaty Organisation"),
    ],
    "expert": [
        ("professor of tides", "Eastwick University"), ("chief economist", "Acme Bank"), ("analyst", "Acme"),
        (None, "Eastwick University"), ("director", "Institute for Tidal Studies"),
        ("executive vice president", "Harbour Institution"),
    ],
    "business": [
        ("CEO", "Acme"), ("president", "Acme Holdings"), ("spokesman", "Acme"), ("managing director", None),
        ("vice president of sales", "Acme"), ("owner", None), ("executive vice president", "Acme"),
        ("spokesman", "Energy UK"), ("director", "Harbour Group"),
    ],
    "justice": [
        ("police spokesman", None), ("Det Insp", None), ("judge", "Eastwick"), ("lawyer", "Ann Poole"),
        ("spokeswoman", "Eastwick Police Department"), ("sheriff", "Holt County"), ("press liaison officer", "police"),
        ("spokesman", "Justice Department"),
    ],
    "media": [("reporter", "Eastwick Gazette"), ("host", None), (None, "Eastwick Herald"), ("reporter", "Post-Gazette")],
    "campaign": [
        ("general secretary", "Dockers' Union"), ("campaigner", None), ("bishop", "Holt"), ("director", "Harbour Trust"),
        ("activist", None),
    ],
    "culture": [("striker", "Skerrow Rovers"), ("actress", None), ("novelist", None), ("coach", "Oklahoma City")],
    "ordinary": [("resident", "Eastwick"), ("mother of two", None), ("nurseryman", None), ("widow", None),
        ("member", "Harbour Lovers group"),
    ],
}  # fmt: skip


@pytest.mark.parametrize(("kind", "role"), [(kind, role) for kind, roles in PEOPLE.items() for role in roles])
def test_kinds_of_people(kind, role):
    found = source_kind(Speaker("Ann Poole", "person", roles=(Role(*role),)))
    assert found == (kind if role[0] != "nurseryman" else None)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Home Office", "official"), ("White House", "official"), ("France", "official"), ("Eastwick Council", "official"),
        ("Conservatives", "politician"), ("House Ethics Committee", "politician"), ("FBI", "justice"),
        ("Eastwick Police", "justice"), ("Supreme Court ruling", "justice"), ("Eastwick University", "expert"),
        ("study published in May", "expert"), ("BBC", "media"), ("Eastwick Gazette", "media"), ("Harbour Trust", "campaign"),
        ("Dockers’ Union", "campaign"), ("Skerrow Rovers", "culture"), ("Acme", "business"), ("Acme Holdings plc", "business"),
        ("Eastwick Union-Tribune", "media"), ("Health Scotland", "official"), ("Eastwick Football Team", "culture"),
        ("two reports", None), ("an official statement", "official"), ("a coroner's report", "justice"),
        ("Presidential Transition Team", "politician"), ("Pentagon memo seen by Acme", "official"),
    ],
)  # fmt: skip
def test_kinds_of_bodies(name, kind):
    assert source_kind(Speaker(name, "organisation")) == kind


@pytest.mark.parametrize(
    ("description", "kind"),
    [
        ("two senior Treasury officials", "official"), ("police", "justice"), ("doctors", "expert"), ("a source", "unnamed"),
        ("people familiar with the plan", "ordinary"), ("they", "unnamed"), ("a woman", "ordinary"), ("critics", "media"),
        ("his spokesman", "unnamed"), ("a spokesman for the Dockers’ Union", "campaign"), ("neighbours", "ordinary"),
        ("a sheriff’s spokeswoman", "justice"), ("the mayor’s spokesman", "politician"),
        ("some members", "ordinary"), ("Tory MPs", "politician"), ("experts", "expert"), ("", "unnamed"),
    ],
)  # fmt: skip
def test_kinds_of_the_unnamed(description, kind):
    assert source_kind(Speaker(None, "unnamed", description)) == kind


def test_nothing_told_is_no_kind():
    assert source_kind(Speaker("Ann Poole", "person")) is None
    assert source_kind(Speaker("Ann Poole", "person", roles=(Role(None, "France"),))) is None


def test_a_title_tells_and_an_article_says_what_a_short_name_means():
    assert source_kind(Speaker("Ann Poole", "person", honorific="Dr")) == "expert"
    poole = Speaker("Ann Poole", "person", roles=(Role("spokeswoman", "EHU"),))
    body = Speaker("Eastwick Harbour Union", "organisation", aliases=("Eastwick Harbour Union", "EHU"))
    assert source_kind(poole) == "business"
    assert source_kind(poole, Article("x", speakers=(poole, body))) == "campaign"


def test_who_stands_for_a_person_goes_by_them():
    reed, dunn = (
        Speaker(name, "person", roles=(Role(role, None),))
        for name, role in (("Tom Reed", "mayor"), ("Joe Dunn", "actor"))
    )
    article = Article("x", speakers=(reed, dunn))

    def kind(title, whose):
        return source_kind(Speaker("Ann Poole", "person", roles=(Role(title, whose),)), article)

    assert [kind("adviser", "Tom Reed"), kind("aide", "Joe Dunn"), kind("spokeswoman", "Tom Reed")] == [
        "politician",
        "culture",
        "politician",
    ]
    assert [kind("wife", "Tom Reed"), kind("lawyer", "Tom Reed"), kind("adviser", "Jane Roe")] == [
        "ordinary",
        "justice",
        None,
    ]


def test_an_open_post_is_of_the_field_that_an_article_is_of():
    def article(*posts):
        return Article(
            "x", speakers=tuple(Speaker(f"Tom Reed{n}", "person", roles=(Role(*p),)) for n, p in enumerate(posts))
        )

    match, merger = (
        article(("striker",), ("goalkeeper",), ("coach", "Holt")),
        article(("striker",), ("chief executive", "Acme")),
    )

    def kind(role, text):
        return source_kind(Speaker("Ann Poole", "person", roles=(Role(*role),)), text)

    for role in (("boss", "Eastwick"), ("manager",), (None, "Germany")):
        assert kind(role, match) == "culture"
        assert kind(role, merger) in ("business", None)
    assert kind(("director", "Eastwick Council"), match) == "official"
    assert kind(("mayor", "Eastwick"), match) == "politician"
    assert source_kind(Speaker("Ann Poole", "person"), match) is None


@pytest.mark.parametrize(("name", "column"), [("source_titles", 1), ("source_bodies", 1)])
def test_lists_name_kinds_that_there_are(name, column):
    assert set(lexicon.table(name, column).values()) <= {*get_args(SourceKind), "-"}
    if name == "source_titles":
        assert set(lexicon.table(name, 2).values()) == {"always", "usual"}


@pytest.mark.parametrize(
    ("title", "organisation", "normal"),
    [
        ("secretary", "Home", "home secretary"), ("Home Secretary", None, "home secretary"),
        ("Secretary of State for Health", None, "health secretary"), ("minister", "Ministry of Defense", "defence minister"),
        ("secretary", "Treasury Board", "secretary"), ("minister", "France", "minister"), ("Sen.", None, "senator"),
        ("Rep.", None, "representative"), ("C.E.O.", None, "c.e.o"), ("CEO", "Acme", "chief executive"),
        ("chief executive officer", None, "chief executive"), ("spokeswoman", "Acme", "spokesperson"),
        ("Tuesday foreign secretary", None, "foreign secretary"), ("then-mayor", None, "mayor"), ("MPs", None, "MP"),
        ("vice president", "Acme", "vice-president"), ("district attorney", None, "district attorney"),
    ],
)  # fmt: skip
def test_roles_have_a_normal_form(title, organisation, normal):
    assert Role(title, organisation).normal == normal
    assert post_forms.normal_post(normal) == normal
