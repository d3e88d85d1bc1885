"""What is decided is what the file holds: steps, undo, several articles, going on, and what is refused."""

from __future__ import annotations

import json
import os
import random
import re

import attrs
import pytest
from harbour import ARTICLE, EMPTY, FIRST, MEETING, POOLE, REED, SURE, TEXT, TRUST, span

from quoteattr import audit, error_rates, merge_speakers, sample, to_dataframe
from quoteattr.errors import InvalidGoldError, ReviewError
from quoteattr.gold.documents import GoldArticle, GoldQuote, GoldRole, GoldSpeaker, from_article, read, write
from quoteattr.gold.values import kind_of
from quoteattr.model import Article, Quote, Span
from quoteattr.reviewing.session import Session, name_of
from quoteattr.reviewing.views import KEYS
from quoteattr.reviewing.widget import script


@pytest.fixture
def out(tmp_path):
    return tmp_path / "gold.jsonl"


@pytest.fixture
def session(out):
    return Session([ARTICLE], out, ids=["wall"])


def do(session: Session, *steps: dict) -> dict:
    """The answer to the last of some steps, none of which is refused."""
    answer = session.view()
    for step in steps:
        answer = session.answer(step)
        assert answer["problem"] is None, step
    return answer


def kept(out) -> GoldArticle:
    (article,) = read(out)
    return article


def accept(*quotes: int) -> list[dict]:
    return [{"do": "accept", "quote": quote} for quote in quotes]


def person(session: Session, label: str) -> int:
    return [one["label"] for one in session.view()["people"]].index(label)


# --- what the file says --------------------------------------------------------------------------------------------


def test_an_article_that_is_right_is_kept_as_it_was_found(session, out):
    do(session, *accept(0, 1, 2), {"do": "finish"})
    assert kept(out) == from_article(ARTICLE, id="wall")


def test_what_nobody_has_looked_at_counts_for_nothing_and_says_so(session, out):
    do(session, *accept(1))
    assert [quote.optional for quote in kept(out).quotes] == [True, False, True]
    assert [quote.extra.get("checked") for quote in kept(out).quotes] == [False, None, False]
    assert kept(out).extra == {"finished": False}


@pytest.mark.parametrize(
    ("step", "changed"),
    [
        ({"do": "kind"}, {"kind": "mixed"}),
        ({"do": "optional"}, {"optional": True}),
        ({"do": "words", "content": [[22, 34]]}, {"content": ((22, 33),)}),
        ({"do": "words", "content": [[36, 51], [21, 34]]}, {"content": ((22, 33), (36, 51))}),
        ({"do": "speaker", "person": None}, {"speaker": GoldSpeaker(), "role": GoldRole(), "other_roles": ()}),
        (
            {"do": "speaker", "name": " Una  Feld ", "kind": "person"},
            {"speaker": GoldSpeaker("Una Feld", "person"), "role": GoldRole(), "other_roles": ()},
        ),
        (
            {"do": "speaker", "name": "officials", "kind": "unnamed"},
            {"speaker": GoldSpeaker(None, "unnamed"), "role": GoldRole(), "other_roles": ()},
        ),
        (
            {"do": "role", "title": "head ", "organisation": "", "former": True},
            {"role": GoldRole("head", None, True)},
        ),
        (
            {"do": "role", "title": "chair", "organisation": "Harbour Trust"},
            {"role": GoldRole("chair", "Harbour Trust"), "other_roles": (GoldRole("mayor", "Eastwick"),)},
        ),
        ({"do": "role", "title": "", "organisation": ""}, {"role": GoldRole()}),
    ],
)
def test_a_correction_changes_what_it_says_and_nothing_else(session, out, step, changed):
    found = from_article(ARTICLE, id="wall").quotes[0]
    do(session, step | {"quote": 0})
    assert kept(out).quotes[0] == attrs.evolve(found, **changed)


@pytest.mark.parametrize("one", [REED, TRUST, MEETING, POOLE], ids=lambda one: one.label)
def test_whoever_the_article_names_can_be_chosen_with_their_roles(session, out, one):
    do(session, {"do": "speaker", "quote": 1, "person": person(session, one.label)})
    quote = kept(out).quotes[1]
    assert quote.speaker == GoldSpeaker(one.name, one.kind)
    assert [str(role) for role in quote.roles] == [str(role) for role in one.roles]


def test_a_role_is_mended_in_all_quotations_of_a_speaker_and_of_no_other(session, out):
    do(session, *accept(0), {"do": "role", "quote": 1, "title": "governor"})
    assert [quote.role.title for quote in kept(out).quotes] == ["governor", "governor", None]
    assert [quote["state"] for quote in session.view()["quotes"]] == ["mended", "mended", "open"]
    do(session, {"do": "speaker", "quote": 2, "person": person(session, "Ann Poole")})
    assert kept(out).quotes[2].role.title == "governor"


def test_words_that_were_missed_become_a_quotation_in_its_place(session, out):
    words = span("The “new” wall is old")
    answer = do(session, {"do": "add", "content": [[words.start - 1, words.end]]})
    new = next(quote for quote in answer["quotes"] if quote["id"] == answer["go"])
    assert (new["text"], new["kind"], new["speaker"], new["state"]) == (words.text, "mixed", None, "missed")
    do(session, {"do": "speaker", "quote": new["id"], "name": "Tom Reed", "kind": "person"}, *accept(new["id"]))
    assert kept(out).quotes[3] == GoldQuote(
        ((words.start, words.end),), "mixed", speaker=GoldSpeaker("Tom Reed", "person")
    )


def test_what_is_deleted_is_gone_and_its_number_never_comes_back(session, out):
    do(session, {"do": "delete", "quote": 2})
    assert len(kept(out).quotes) == 2
    assert do(session, {"do": "add", "content": [[0, 7]]})["go"] == 3
    assert [quote["id"] for quote in session.view()["quotes"]] == [3, 0, 1]
    assert session.answer({"do": "accept", "quote": 2})["problem"] == "this quotation is not there any more"


def test_marks_of_the_article_are_kept(session, out):
    do(session, *accept(0))
    assert [(mark.start, mark.reason) for mark in kept(out).marks] == [(span("“new”").start, "scare")]


# --- undo ----------------------------------------------------------------------------------------------------------


def test_whatever_was_done_can_be_undone_step_by_step(session, out):
    steps = random.Random(20)
    states = [session.articles]
    moves = [
        lambda: {"do": "accept"},
        lambda: {"do": "kind"},
        lambda: {"do": "optional"},
        lambda: {"do": "delete"},
        lambda: {"do": "add", "content": [[(start := steps.randrange(len(TEXT) - 9)), start + 9]]},
        lambda: {"do": "words", "content": [[(start := steps.randrange(len(TEXT) - 9)), start + 9]]},
        lambda: {"do": "speaker", "person": steps.choice([None, 0, 1, 2, 3])},
        lambda: {"do": "role", "title": steps.choice(["mayor", "chair", ""])},
        lambda: {"do": "finish"},
    ]
    for _ in range(60):
        session.answer(steps.choice(moves)() | {"quote": steps.randrange(5)})
        if session.articles != states[-1]:
            states.append(session.articles)
            assert (kept(out),) == session.articles
    assert len(states) > 20
    while session.view()["undo"]:
        before = session.articles
        do(session, {"do": "undo"})
        if session.articles != before:  # what was accepted a second time looks the same
            states.pop()
        assert (kept(out),) == session.articles == states[-1]
    assert session.articles == states[0]
    assert session.answer({"do": "undo"})["problem"] == "nothing to undo in this article"


# --- several articles, and going on --------------------------------------------------------------------------------


def test_articles_come_least_sure_first_and_those_without_quotations_last(out):
    session = Session([EMPTY, SURE, ARTICLE], out, ids=["empty", "sure", "wall"])
    assert [article.id for article in session.articles] == ["wall", "sure", "empty"]


def test_finishing_leads_to_the_next_article_that_is_not_finished(out):
    session = Session([EMPTY, SURE, ARTICLE], out, ids=["empty", "sure", "wall"])
    refused = session.answer({"do": "finish"})
    assert (refused["problem"], refused["article"]["name"]) == ("not finished: 3 not checked yet", "wall")
    do(session, {"do": "article", "number_of_article": 2}, *accept(0))
    assert do(session, {"do": "finish"})["article"]["name"] == "empty"
    assert do(session, {"do": "finish"})["article"]["name"] == "wall"
    assert "All is finished" in do(session, *accept(0, 1, 2), {"do": "finish"})["said"]
    assert {article.id for article in read(out)} == {"wall", "sure", "empty"}


def test_a_review_goes_on_where_it_was(session, out):
    do(session, *accept(0), {"do": "delete", "quote": 2}, {"do": "add", "content": [[0, 7]]})
    again = Session([SURE, ARTICLE], out, ids=["sure", "wall"])
    assert again.view()["article"]["name"] == "wall"
    assert [quote["state"] for quote in again.view()["quotes"]] == ["checked", "checked", "open"]
    assert again.view()["quotes"][2]["sure"] == "60 %"
    do(again, *(step for quote in again.view()["quotes"] for step in accept(quote["id"])), {"do": "finish"})
    assert kept(out).extra == {}
    assert [quote.optional for quote in kept(out).quotes] == [False, False, False]
    assert Session([SURE, ARTICLE], out, ids=["sure", "wall"]).view()["article"]["name"] == "sure"


def test_an_optional_quotation_that_was_checked_stays_so(session, out):
    do(session, {"do": "optional", "quote": 0})
    again = Session([ARTICLE], out, ids=["wall"])
    assert [(quote["state"], quote["optional"]) for quote in again.view()["quotes"]] == [
        ("checked", True),
        ("open", False),
        ("open", False),
    ]


def test_other_articles_and_what_else_a_file_says_are_kept(out):
    before = [
        GoldArticle("other", "It was so.", extra={"meta": {"host": "example.org"}}),
        attrs.evolve(from_article(ARTICLE, id="wall"), extra={"meta": {"host": "example.net"}}),
    ]
    write(out, before)
    session = Session([ARTICLE], out, ids=["wall"])
    assert session.view()["article"]["finished"]
    do(session, {"do": "kind", "quote": 0})
    other, wall = read(out)
    assert other == before[0]
    assert (wall.extra, wall.quotes[0].kind) == (before[1].extra, "mixed")


def test_two_quotations_do_not_have_the_same_words(session, out):
    view = session.view()
    first, second = (quote["content"] for quote in view["quotes"][:2])
    for message in ({"do": "words", "quote": 1, "content": first}, {"do": "add", "content": second}):
        assert session.answer(message)["problem"] == "these words are a quotation already"
    assert not out.exists()
    view = do(session, {"do": "words", "quote": 0, "content": first})  # its own
    assert view["quotes"][0]["state"] == "checked"


def test_without_ids_an_article_is_known_by_its_text(out):
    session = Session([ARTICLE], out)
    do(session, *accept(0))
    assert kept(out).id == name_of(ARTICLE) == name_of(attrs.evolve(ARTICLE, quotes=()))
    assert name_of(ARTICLE) != name_of(SURE)


def test_of_a_sample_what_was_drawn_is_to_be_checked(out):
    drawn = sample({"wall": ARTICLE, "sure": SURE}, 2, by=[], seed=1)
    write(out, drawn.to_gold())
    articles = {one.article: drawn.articles[one.article] for one in drawn}
    session = Session(articles, out)
    asked = {(one.article, one.quote.start) for one in drawn}
    found = set()
    for number, article in enumerate(session.articles, start=1):
        view = do(session, {"do": "article", "number_of_article": number})
        waiting = [quote for quote in view["quotes"] if quote["state"] == "open"]
        found |= {(article.id, quote["content"][0][0]) for quote in waiting}
        do(session, *(step for quote in waiting for step in accept(quote["id"])), {"do": "finish"})
    assert found == asked
    assert all(article.extra["finished"] and "sample" in article.extra for article in read(out))
    again = Session(articles, out)
    assert [again.answer({"do": "article", "number_of_article": n})["article"]["finished"] for n in (1, len(articles))]
    assert error_rates(read(out))["wrong attribution"].wrong == 0


def test_what_was_corrected_goes_into_tables_audits_and_merging(session, out):
    before = audit([ARTICLE]).table("people")
    assert [(row.label, row.quotes) for row in before] == [("Ann Poole", 2)]
    do(session, *accept(0, 2), {"do": "speaker", "quote": 1, "person": person(session, "Tom Reed")})
    do(session, {"do": "role", "quote": 1, "title": "builder"}, {"do": "finish"})
    for (gold,) in (read(out), session.articles):
        article = gold.to_article(ARTICLE)
        rows = audit([article]).table("people")
        assert {(row.label, row.quotes, row.role) for row in rows} == {
            ("Ann Poole", 1, "mayor"),
            ("Tom Reed", 1, "builder"),
        }
        assert [one.label for one in merge_speakers([article])] == ["Ann Poole", "Tom Reed", "a meeting"]
        frame = to_dataframe([article])
        assert list(frame["speaker"].fillna("nobody")) == ["Ann Poole", "Tom Reed", "nobody"]
        assert (set(frame["rule"]), set(frame["confidence"])) == ({"annotated"}, {1.0})


def test_what_a_review_waits_for_is_as_it_was_found(session, out):
    do(session, {"do": "speaker", "quote": 1, "person": person(session, "Tom Reed")})
    article = kept(out).to_article(ARTICLE)
    assert [quote.confidence for quote in article] == [0.99, 1.0, 0.5]
    assert [quote.rule for quote in article] == [FIRST.rule, "annotated", ""]


def test_what_is_not_in_the_sample_does_not_count_as_checked(out):
    drawn = sample({"wall": ARTICLE}, 1, by=[], seed=1)
    write(out, drawn.to_gold())
    (asked,) = (one.index for one in drawn)
    session = Session(drawn.articles, out)
    view = session.view()
    assert [quote["state"] for quote in view["quotes"]] == ["open" if n == asked else "aside" for n in range(3)]
    assert view["said"] == "0 of 1 quotation checked."
    first, second = (n for n in range(3) if n != asked)
    view = do(session, {"do": "speaker", "quote": asked, "name": "Una Feld", "kind": "person"}, *accept(first))
    view = do(session, {"do": "words", "quote": asked, "content": [[view["quotes"][asked]["content"][0][0], 53]]})
    states = {asked: "mended", first: "checked", second: "aside"}
    assert {quote["id"]: quote["state"] for quote in view["quotes"]} == states
    do(session, {"do": "finish"})
    again = Session(drawn.articles, out).view()  # the file keeps who says what, not who has looked at it
    assert [q["state"] for q in again["quotes"]] == ["checked" if n == asked else "aside" for n in range(3)]


def test_drafts_are_begun_with_unless_the_file_holds_the_article(out):
    draft = attrs.evolve(from_article(ARTICLE, id="wall"), quotes=())
    session = Session({"wall": ARTICLE}, out, drafts=[draft])
    assert session.view()["quotes"] == []
    do(session, {"do": "add", "content": [[0, 7]]})
    assert len(Session({"wall": ARTICLE}, out, drafts=[draft]).view()["quotes"]) == 1


# --- what is refused -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "message",
    [
        *(None, [], "accept", {}, {"do": None}, {"do": ["accept"]}, {"do": "quit"}, {"do": "accept"}),
        *({"do": "accept", "quote": quote} for quote in (9, -1, 0.0, True, "0", None, [0])),
        *({"do": "speaker", "quote": 0, "person": place} for place in (99, -2, "0", 0.5)),
        *({"do": "speaker", "quote": 0, "name": name, "kind": "person"} for name in ("", "  ", 7, "x" * 501, "\ud800")),
        *({"do": "speaker", "quote": 0, "name": "Una Feld", "kind": kind} for kind in ("", "skip", "unknown", None)),
        *(
            {"do": "words", "quote": 0, "content": at}
            for at in ([], None, [[5, 5]], [[0, 9999]], [[-3, 4]], [[20, 22]])
        ),
        *(
            {"do": "add", "content": at}
            for at in ([[0, "7"]], [[0]], [7], "07", [[0, 9], [5, 12]], [[22, 37]], [[True, 7]])
        ),
        *({"do": "article", "number_of_article": number} for number in (0, 2, None)),
        *({"do": "undo"}, {"do": "finish"}, {"do": "role", "quote": 0, "title": "x" * 501}),
    ],
    ids=lambda message: json.dumps(message)[:60],
)
def test_a_message_that_makes_no_sense_changes_nothing(session, out, message):
    before = session.view()
    answer = session.answer(message)
    assert answer["problem"]
    assert answer["quotes"] == before["quotes"]
    assert not out.exists()


def test_a_decision_that_cannot_be_written_is_not_taken(session, out):
    out.mkdir()
    answer = session.answer({"do": "accept", "quote": 0})
    assert answer["problem"].startswith(("not saved", str(out)))
    assert answer["quotes"][0]["state"] == "open"
    out.rmdir()
    assert do(session, *accept(0))["quotes"][0]["state"] == "checked"


def test_two_reviews_of_one_file_do_not_undo_each_other(session, out):
    other = Session([ARTICLE], out, ids=["wall"])
    do(session, *accept(0))
    assert "changed by something else" in other.answer({"do": "delete", "quote": 1})["problem"]
    assert len(kept(out).quotes) == 3
    do(session, *accept(1))


@pytest.mark.parametrize(
    ("content", "error"),
    [("no JSON", InvalidGoldError), ('{"id": "wall", "text": "Another text.", "quotes": []}', ReviewError)],
)
def test_a_file_that_does_not_fit_is_refused_and_left_alone(out, content, error):
    out.write_text(content, encoding="utf-8")
    with pytest.raises(error):
        Session([ARTICLE], out, ids=["wall"])
    assert out.read_text(encoding="utf-8") == content


def test_what_cannot_begin(tmp_path, out):
    for articles, ids, where in (
        ([], None, out),
        ([SURE, SURE], None, out),
        ([SURE], None, tmp_path / "no" / "g.jsonl"),
    ):
        with pytest.raises(ReviewError):
            Session(articles, where, ids=ids)
    with pytest.raises(ValueError, match="1 articles need as many ids, not 2"):
        Session([SURE], out, ids=["a", "b"])
    assert os.listdir(tmp_path) == []


# --- what is shown -------------------------------------------------------------------------------------------------


def test_the_runs_are_the_text_and_lie_in_their_quotations(session):
    view = session.view()
    runs = [run for paragraph in view["paragraphs"] for run in paragraph["runs"]]
    assert "".join(run["text"] for run in runs) == TEXT
    said = {quote["id"]: "" for quote in view["quotes"]}
    for run in runs:
        for layer in (view["layers"][number] for number in run["in"]):
            if layer["tag"] == "mark":
                said[layer["quote"]] += run["text"]
    assert said == {0: FIRST.content[0].text, 1: "the wall would be “done by May”", 2: "the Harbour Trust had paid"}


def test_people_are_offered_likeliest_first_under_keys_that_stay(session):
    view = session.view()
    names = [one["label"] for one in view["people"]]
    assert sorted(names) == ["Ann Poole", "Harbour Trust", "Tom Reed", "a meeting"]
    offered = [
        (names[o["person"]] if o["person"] is not None else None, o["likely"]) for o in view["quotes"][1]["options"]
    ]
    assert offered[:2] == [("Ann Poole", "60 %"), ("Tom Reed", "30 %")]
    assert offered[-1] == (None, "")
    for quote in view["quotes"]:
        assert {o["key"]: o["person"] for o in quote["options"]} == {**{str(n + 1): n for n in range(4)}, "0": None}


def test_from_the_tenth_on_people_have_letters_that_mean_nothing_else(out):
    crowd = tuple(attrs.evolve(REED, name=f"Tom Reed {n}") for n in range(30))
    view = Session([attrs.evolve(ARTICLE, candidates=crowd)], out).view()
    keys = {o["person"]: o["key"] for o in view["quotes"][0]["options"]}
    assert [keys[n] for n in (0, 8, 9, 10, len(KEYS) - 1, len(KEYS))] == ["1", "9", "b", "c", "z", ""]
    taken = re.findall(r'"(.)"', " ".join(re.findall(r"keys: \[(.*?)\]", script())))
    assert {"a", "s", "d", "?"} < set(taken)
    assert not set(taken) & set(KEYS)
    assert len(set(KEYS)) == len(KEYS)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        *(
            ("“No.”", "direct"),
            ("'No,'", "direct"),
            ("``No,''", "direct"),
            ("“No”.", "direct"),
            ("&quot;No&quot;", "direct"),
        ),
        *(("a “new” wall", "mixed"), ("a 'new' wall", "mixed"), ("“new” walls", "mixed")),
        *(
            ("the mayor’s wall", "indirect"),
            ("the mayor's wall", "indirect"),
            ("no", "indirect"),
            ("'tis late", "mixed"),
        ),
    ],
)
def test_the_kind_of_missed_words(words, kind):
    assert kind_of([(0, len(words))], words) == kind


def test_lone_surrogates_are_refused_when_they_would_be_written(out):
    article = Article("“No\ud800,” she said.", (Quote("direct", (Span(0, 6, "“No\ud800,”"),)),))
    assert Session([article], out).answer({"do": "accept", "quote": 0})["problem"]
