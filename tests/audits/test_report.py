"""Audits: what is counted, of whom, and what the shares are of."""

from __future__ import annotations

import math
from datetime import date

import attrs
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

import quoteattr
from quoteattr import Article, Quote, Role, Span, Speaker
from quoteattr.__main__ import app
from quoteattr.audits.counts import Concentration

SHE = Span(0, 3, "She")
POOLE = Speaker("Ann Poole", "person", roles=(Role("mayor", "Holt"),), pronoun_mentions=(SHE, SHE))
REED = Speaker("Tom Reed", "person", pronoun_mentions=(Span(0, 2, "he"),))
ACME = Speaker("Acme", "organisation")
OFFICIALS = Speaker(None, "unnamed", "officials")


def article(*said: tuple[Speaker | None, int], where: str = "body") -> Article:
    """An article of quotations, each of so many words."""
    text, quotes = "", []
    for speaker, size in said:
        piece = " ".join(["ja"] * size)
        quotes.append(
            Quote("indirect", (Span(len(text), len(text) + len(piece), piece),), speaker=speaker, where=where)
        )
        text += piece + " "
    return Article(text, tuple(quotes), tuple(dict.fromkeys(who for who, _ in said if who)))


ARTICLES = [
    article((POOLE, 6), (None, 2), (OFFICIALS, 2)),
    article((attrs.evolve(POOLE, roles=()), 4), (REED, 5), (ACME, 1)),
]


def rows(table):
    return {row.label: (row.quotes, row.words, row.sources, row.articles) for row in table}


def test_tables_count_quotations_words_sources_and_articles():
    found = quoteattr.audit(ARTICLES)
    assert (found.articles, found.quotes, found.words) == (2, 6, 20)
    assert rows(found.people) == {"Ann Poole": (2, 10, 1, 2), "Tom Reed": (1, 5, 1, 1), "Acme": (1, 1, 1, 1)}
    assert rows(found.kinds) == {
        "official": (1, 2, 1, 1),
        "politician": (2, 10, 1, 2),  # also where the second article does not say what she is
        "business": (1, 1, 1, 1),
        "not told": (1, 5, 1, 1),
    }
    assert [row.label for row in found.kinds] == ["official", "politician", "business", "not told"]
    assert rows(found.pronouns) == {"she": (2, 10, 1, 2), "he": (1, 5, 1, 1)}
    assert rows(found.naming) == {"named": (4, 16, 3, 2), "unnamed": (1, 2, 1, 1), "nobody found": (1, 2, 0, 1)}
    assert rows(found.roles) == {"mayor": (2, 10, 1, 2)}


def test_shares_are_of_what_a_table_is_about():
    found = quoteattr.audit(ARTICLES)
    assert [row.share_of_words for row in found.people] == pytest.approx([10 / 18, 5 / 18, 1 / 18])
    for of in ("kinds", "pronouns", "naming", "roles"):
        assert math.isclose(sum(row.share_of_quotes for row in found.table(of)), 1)
        assert math.isclose(sum(row.share_of_words for row in found.table(of)), 1)


def test_pronouns_are_those_of_all_articles_and_several_are_said():
    he = attrs.evolve(POOLE, pronoun_mentions=(Span(0, 2, "He"),) * 2)
    nobody = attrs.evolve(REED, pronoun_mentions=())
    assert rows(quoteattr.audit([article((POOLE, 1)), article((he, 1), (nobody, 1))]).pronouns) == {
        "several": (2, 2, 1, 2),
        "none found": (1, 1, 1, 1),
    }


def test_headlines_count_only_if_asked_for():
    articles = [article((POOLE, 3), where="headline"), article((POOLE, 6))]
    assert (quoteattr.audit(articles).words, quoteattr.audit(articles).left_out) == (6, 1)
    assert str(quoteattr.audit(articles)).startswith(
        "2 articles, 1 quotation, 6 words quoted (1 in headlines left out)\n"
    )
    assert (quoteattr.audit(articles, headlines=True).words, quoteattr.audit(articles, headlines=True).left_out) == (
        9,
        0,
    )
    assert "left out" not in str(quoteattr.audit(articles, headlines=True))


@pytest.mark.parametrize(
    ("text", "counted", "left_out"),
    [
        ("“No,” said Ann Poole.", 1, 0),  # as tickers and posts are: a headline and nothing else
        ("Ann Poole: “No.”", 1, 0),
        ("“No,” said Ann Poole.\n\nMore follows.", 0, 1),
        ("“No,” says Ann Poole\n\n“No,” said Ann Poole, the mayor of Eastwick, on Monday.", 1, 1),
        ("The ferry is late\n\n“No,” said Ann Poole, the mayor of Eastwick, on Monday.", 1, 0),
    ],
)
def test_a_headline_counts_where_no_text_is_below_it(extract, text, counted, left_out):
    found = quoteattr.audit([extract(text), extract("It rained.")])
    assert (found.quotes, found.left_out) == (counted, left_out)


@pytest.mark.parametrize(
    ("period", "expected"),
    [("year", ["2024"]), ("month", ["2024-02", "2024-03"]), ("week", ["2024-W09"]), ("day", ["2024-02-29", "2024-03-01"])],
)  # fmt: skip
def test_tables_are_parted_by_period(period, expected):
    found = quoteattr.audit(ARTICLES, dates=["2024-02-29T08:15:00Z", date(2024, 3, 1)], period=period)
    assert list(dict.fromkeys(row.group for row in found.table("kinds", by="period"))) == expected


@pytest.mark.parametrize("wrong", ["04.03.2024", "4/3/2024", "March 4, 2024", "gestern", "2024-13-01", "2024-03"])
def test_dates_that_cannot_be_read_are_told(wrong):
    with pytest.warns(
        quoteattr.InputWarning, match=f"1 of 2 dates cannot be read, .*: '{wrong}' is not like 2024-"
    ) as told:
        found = quoteattr.audit(ARTICLES, dates=["2024-03-01", wrong])
    assert (len(told), told[0].filename) == (1, __file__)
    assert [row.group for row in found.table("naming", by="period")] == ["2024-03"] * 3


def test_of_many_dates_that_cannot_be_read_one_warning_shows_the_first():
    with pytest.warns(quoteattr.InputWarning, match="3 of 4 dates .*: 'soon'") as told:
        quoteattr.audit(ARTICLES * 2, dates=["soon", date(2024, 3, 1), "later", "never"])
    assert len(told) == 1


@pytest.mark.parametrize(
    "day", [None, "", float("nan"), pd.NaT, pd.NA, date(2024, 3, 1), pd.Timestamp("2024-03-01"), "2024-03-01T08:15Z"]
)
def test_of_dates_that_are_missing_or_can_be_read_nothing_is_told(day):
    quoteattr.audit(ARTICLES, dates=[day, day])  # a warning would be an error


def test_tables_are_parted_by_outlet_with_shares_within_each():
    found = quoteattr.audit([*ARTICLES, ARTICLES[0]], outlets=["Gazette", "Herald", float("nan")])
    table = found.table("naming", by="outlet")
    assert [(row.group, row.label, row.words) for row in table] == [
        ("Gazette", "named", 6),
        ("Gazette", "unnamed", 2),
        ("Gazette", "nobody found", 2),
        ("Herald", "named", 10),
    ]
    assert [row.share_of_words for row in table] == pytest.approx([0.6, 0.2, 0.2, 1])
    assert found.table("naming", by="period") == ()


def test_what_pages_say_of_themselves_is_taken():
    @attrs.frozen
    class Page:
        site: str | None = "Gazette"
        date: str | None = "2024-03-01"

    @attrs.frozen
    class Paged(Article):
        page: Page | None = Page()

    paged = Paged(ARTICLES[0].text, ARTICLES[0].quotes, ARTICLES[0].speakers)
    assert {row.group for row in quoteattr.audit([paged]).table("kinds", by="outlet")} == {"Gazette"}
    assert {row.group for row in quoteattr.audit([paged]).table("kinds", by="period")} == {"2024-03"}


def test_own_words_tell_kinds_and_normal_forms_and_only_where_they_are_given(extract):
    articles = [
        extract("“No,” said Ann Poole, a spokesperson for Tollmark. “Late,” said Tom Reed, the dep harbourmaster.")
    ]
    own = {"source_bodies": {"tollmark": "campaign"}, "role_forms": {"dep": "deputy"}}
    for lexicon, kind, role in (
        (None, "business", "dep harbourmaster"),
        (own, "campaign", "deputy harbourmaster"),
        (None, "business", "dep harbourmaster"),
    ):
        found = quoteattr.audit(articles, lexicon=lexicon)
        assert kind in {row.label for row in found.kinds}
        assert role in {row.label for row in found.roles}
    with pytest.raises(quoteattr.LexiconError):
        quoteattr.audit(articles, lexicon={"source_titel": ["x"]})


def test_same_and_by_name_reach_the_merging():
    found = quoteattr.audit(ARTICLES, same={"Ann Poole": "Tom Reed"})
    assert rows(found.people)["Ann Poole"] == (3, 15, 1, 2)


def test_rows_frames_plots_and_notebooks_show_the_same():
    found = quoteattr.audit(ARTICLES, outlets=["Gazette", "Herald"])
    assert found.to_dicts("naming")[0] == {
        **{"label": "named", "quotes": 4, "words": 16, "sources": 3, "articles": 2},
        **{"share_of_quotes": pytest.approx(4 / 6), "share_of_words": 0.8},
    }
    frame = found.to_dataframe("kinds", by="outlet")
    assert list(frame.columns)[:3] == ["outlet", "label", "quotes"]
    assert frame["words"].sum() == 18
    labels = [text.get_text() for text in found.plot("kinds").get_yticklabels()]
    assert labels == ["official", "politician", "business", "not told"]
    page = found._repr_html_()
    assert "2 articles, 6 quotations, 20 words quoted" in page
    assert "<td>4</td><td>66.7%</td><td>16</td><td>80.0%</td>" in page
    assert "kind of source: official 20 %" in str(found)


def test_people_are_told_with_their_kind_and_role():
    found = quoteattr.audit(ARTICLES)
    row = found.people[0]
    assert (row.label, row.kind, row.role) == ("Ann Poole", "politician", "mayor")
    assert {"kind", "role"} <= found.to_dicts("people")[0].keys()
    assert not {"kind", "role", "group"} & found.to_dicts("kinds")[0].keys()
    assert "Ann Poole, mayor, politician" in found._repr_html_()


def test_a_folder_of_tables(tmp_path):
    quoteattr.audit(ARTICLES, outlets=["Gazette", None]).to_csv(tmp_path / "audit", ids=["a", "b"])
    read = {path.name: path.read_text("utf-8") for path in (tmp_path / "audit").iterdir()}
    assert all(text.startswith("\ufeff") for text in read.values())  # by which spreadsheets know UTF-8
    tables = {name: text.removeprefix("\ufeff").splitlines() for name, text in read.items()}
    named = ("kinds", "naming", "people", "pronouns", "roles")
    assert sorted(tables) == sorted(["said.csv", *(f"{n}{by}.csv" for n in named for by in ("", "-by-outlet"))])
    assert tables["people.csv"][0].endswith(",kind,role")
    assert tables["kinds-by-outlet.csv"][0].startswith("outlet,label,")
    assert [line.split(",")[0] for line in tables["said.csv"]] == ["article", "a", "a", "a", "b", "b", "b"]


def test_a_stream_that_leaves_out_articles_goes_with_no_columns(nlp):
    texts = ["Ann Poole said it was late.", None]
    with pytest.raises(ValueError, match="would go to the wrong articles"):
        quoteattr.audit(quoteattr.pipe(texts, nlp=nlp, errors="warn"), outlets=["a", "b"])
    with pytest.warns(quoteattr.DocumentWarning):
        assert quoteattr.audit(quoteattr.pipe(texts, nlp=nlp, errors="warn")).quotes == 1


# --- the command --------------------------------------------------------------------------------------------------

NEWS = """id,body,paper,day
1,"“It is late,” said Ann Poole, the mayor of Eastwick.",Gazette,2024-03-01
2,"Ms Poole said it was too late. Tom Reed, a resident, said it was early.",Post,2024-04-01
"""


def run(*arguments: object, status: int = 0):
    done = CliRunner().invoke(app, ["audit", *map(str, arguments)])
    assert done.exit_code == status, done.output
    return done


@pytest.mark.usefixtures("packaged_model")
def test_a_corpus_is_counted_on_the_command_line(tmp_path):
    (tmp_path / "news.csv").write_text(NEWS, encoding="utf-8")
    given = (tmp_path / "news.csv", "--text", "body", "--outlet", "paper", "--date", "day", "--quiet")
    lines = run(*given, "--top", 1, "-o", tmp_path / "audit").stdout.splitlines()
    assert lines[:2] == ["2 articles, 3 quotations, 10 words quoted", "kind of source: politician 67 %, ordinary 33 %"]
    assert lines[-2].split() == ["Ann", "Poole,", "mayor,", "politician", "2", "7", "2"]
    assert lines[-1] == "and 1 more"
    assert "Post,ordinary,1,3," in (tmp_path / "audit" / "kinds-by-outlet.csv").read_text("utf-8")
    assert "2024-04,named,2," in (tmp_path / "audit" / "naming-by-period.csv").read_text("utf-8")
    assert "there are tables in" in run(*given, "-o", tmp_path / "audit", status=2).output
    run(*given, "-o", tmp_path / "audit", "--force")


@pytest.mark.usefixtures("packaged_model")
def test_dates_that_cannot_be_read_are_told_on_the_command_line(tmp_path):
    (tmp_path / "news.csv").write_text(NEWS.replace("2024-03-01", "01.03.2024"), encoding="utf-8")
    done = run(tmp_path / "news.csv", "--text", "body", "--date", "day", "--quiet", "-o", tmp_path / "audit")
    assert done.stderr.startswith("quoteattr: 1 of 2 dates cannot be read, and their articles are left out")
    assert done.stderr.count("\n") == 1
    assert "2024-04,named,2," in (tmp_path / "audit" / "naming-by-period.csv").read_text("utf-8")


@pytest.mark.usefixtures("packaged_model")
def test_articles_that_were_read_are_not_read_again_and_what_cannot_be_is_told(tmp_path, nlp, monkeypatch):
    text = "It will rain, Ann Poole said."
    read = tmp_path / "articles.jsonl"
    read.write_text(quoteattr.extract(text, nlp=nlp).to_json() + "\n", encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\xff")
    assert "2 articles" not in run(read, tmp_path / "bad.txt", status=3).stdout
    monkeypatch.setattr(quoteattr.api, "load", lambda *_, **__: pytest.fail("nothing is to be read"))
    assert run(read, "--quiet").stdout.startswith("1 article, 1 quotation, 3 words quoted")


@pytest.mark.parametrize("wrong", [["nowhere"], [".", "--period", "moon"], [".", "--outlet", "paper"]])
def test_what_the_command_refuses(wrong, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run(*wrong, status=2)


def test_no_articles_and_hostile_names():
    empty = quoteattr.audit([])
    assert (empty.quotes, empty.words, empty.people, empty.kinds) == (0, 0, (), ())
    assert empty.concentration == Concentration()
    assert "label" in empty.to_dataframe().columns
    assert "<script>" not in quoteattr.audit([article((attrs.evolve(ACME, name="<script>"), 1))])._repr_html_()


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda: quoteattr.audit(ARTICLES[0]), TypeError, "several articles"),
        (lambda: quoteattr.audit(ARTICLES, dates=["2024-01-01"]), ValueError, "2 articles need as many dates, not 1"),
        (lambda: quoteattr.audit(ARTICLES, period="decade"), ValueError, "year, month, week, day, not 'decade'"),
        (lambda: quoteattr.audit(ARTICLES).table("titles"), ValueError, "not of 'titles'"),
        (lambda: quoteattr.audit(ARTICLES).table("kinds", by="moon"), ValueError, "by 'moon'"),
    ],
)
def test_what_is_refused(call, error, words):
    with pytest.raises(error, match=words):
        call()


@given(st.lists(st.integers(0, 50), max_size=30))
def test_concentration_lies_between_equal_and_all_for_one(amounts):
    found = Concentration.of(amounts)
    if sum(amounts):
        n = len(amounts)
        assert 1 / n - 1e-9 <= found.herfindahl <= 1 + 1e-9
        assert -1e-9 <= found.gini <= 1 - 1 / n + 1e-9
        assert 0 < found.top[0][1] <= found.top[1][1] <= found.top[2][1] <= 1 + 1e-9
    else:
        assert (found.herfindahl, found.gini) == (0, 0)
