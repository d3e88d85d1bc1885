"""Evaluations and agreement as users see them: figures, intervals, errors with their context, tables."""

from __future__ import annotations

import attrs
import pytest

import quoteattr
from quoteattr import InvalidGoldError
from quoteattr.gold.agreement import alpha, kappa
from quoteattr.gold.documents import write
from quoteattr.gold.figures import FIGURES
from quoteattr.gold.values import GoldArticle, GoldQuote, GoldRole, GoldSpeaker, from_article

TEXT = "“It is late,” said Ann Poole, mayor of Eastwick. Tom Reed said that nobody had asked the Harbour Trust."
POOLE = GoldQuote(
    ((0, 13),), "direct", ((14, 18),), ((19, 28),), GoldSpeaker("Ann Poole", "person"), GoldRole("mayor", "Eastwick")
)
REED = GoldQuote(((63, 102),), "indirect", ((58, 62),), ((49, 57),), GoldSpeaker("Tom Reed", "person"))
GOLD = [GoldArticle(f"late-{number}", TEXT, (POOLE, REED)) for number in range(4)]


def with_quotes(number: int, *quotes: GoldQuote) -> GoldArticle:
    return attrs.evolve(GOLD[number], quotes=quotes)


def other_speaker(quote: GoldQuote) -> GoldQuote:
    return attrs.evolve(quote, speaker=GoldSpeaker("Joe Dunn", "person"))


@pytest.fixture(scope="module")
def article(nlp):
    return quoteattr.extract(TEXT, nlp=nlp)


def test_gold_is_a_file_or_articles_and_what_was_found_is_read_or_given(tmp_path, article, nlp):
    path = tmp_path / "gold.jsonl"
    write(path, GOLD[:2])
    wanted = quoteattr.evaluate(GOLD[:2], [article]).to_dict()
    assert quoteattr.evaluate(path, nlp=nlp).to_dict() == wanted
    assert (
        quoteattr.evaluate(str(path), {"late-0": article, "late-1": from_article(article, id="x")}).to_dict() == wanted
    )
    assert quoteattr.evaluate(path, path).figure("name F1").value == 100


def test_articles_belong_to_the_one_with_their_text_and_others_are_left_out(article, nlp):
    stranger = quoteattr.extract("“No,” said Joe Dunn.", nlp=nlp)
    evaluation = quoteattr.evaluate(GOLD[:1], [stranger, article])
    assert (evaluation.missing, evaluation.reports["all"].predicted_pieces) == ((), 2)


@pytest.mark.parametrize(
    ("gold", "found", "message"),
    [
        ([], [], "no annotated article"),
        (GOLD, [], "belongs to none"),
        (GOLD, [GoldArticle("other", TEXT)], "neither id nor text"),
        (GOLD, {"other": GOLD[0]}, "belongs to none"),
    ],
)
def test_nothing_to_compare_is_an_error(gold, found, message):
    with pytest.raises(ValueError, match=message):
        quoteattr.evaluate(gold, found)


def test_what_is_no_article_is_refused():
    with pytest.raises(TypeError, match="expected articles, not str"):
        quoteattr.evaluate(GOLD, [TEXT])


def test_texts_that_differ_are_refused():
    with pytest.raises(InvalidGoldError, match="late-0: what was found is of another text"):
        quoteattr.evaluate(GOLD, [attrs.evolve(GOLD[0], text=TEXT + "!")])


def test_an_article_for_which_nothing_was_given_is_listed_and_all_missed():
    evaluation = quoteattr.evaluate(GOLD, GOLD[:3])
    assert evaluation.missing == ("late-3",)
    assert evaluation.figure("span strict").recall == 75
    assert "nothing was given for 1 of the articles (late-3 …)" in str(evaluation)


def test_intervals_hold_the_figure_and_say_nothing_of_one_article():
    found = [with_quotes(0, POOLE, other_speaker(REED)), *GOLD[1:]]
    evaluation = quoteattr.evaluate(GOLD, found)
    low, high = evaluation.interval("name")
    assert low < evaluation.figure("name").value == 87.5 < high == 100
    assert evaluation.interval("name") == quoteattr.evaluate(GOLD, found).interval("name")
    assert evaluation.interval("name", size=4) == (low, high)
    assert evaluation.interval("name", size=1)[0] == 50  # one article like these may be the one with a mistake
    assert evaluation.interval("name", size=400)[0] > 80 > low
    assert quoteattr.evaluate(GOLD[:1], found).interval("name") is None
    assert evaluation.interval("former", "indirect") is None  # there is no role to judge


def test_figures_of_marks_are_there_where_marks_are_annotated():
    assert "marks found" not in quoteattr.evaluate(GOLD, GOLD).names()
    marked = [attrs.evolve(one, marks=()) for one in GOLD]
    assert quoteattr.evaluate(marked, marked).names() == list(FIGURES)


def test_unknown_figures_and_kinds_are_key_errors():
    evaluation = quoteattr.evaluate(GOLD, GOLD)
    for arguments in (("nmae",), ("name", "loud")):
        with pytest.raises(KeyError):
            evaluation.figure(*arguments)


def test_errors_come_with_their_context():
    evaluation = quoteattr.evaluate(GOLD[:1], [with_quotes(0, other_speaker(POOLE))])
    missed, name = evaluation.error_rows()
    assert (missed["cause"], missed["words"]) == ("missed", "nobody had asked the Harbour Trust")
    assert missed["before"].endswith("Tom Reed said that ")
    assert (name["cause"], name["gold"], name["predicted"]) == ("name", "Ann Poole (person)", "Joe Dunn (person)")
    frame = evaluation.to_dataframe(of="errors")
    assert list(frame["cause"]) == ["missed", "name"]
    assert quoteattr.evaluate(GOLD, GOLD).to_dataframe(of="errors").dtypes.to_dict() == frame.dtypes.to_dict()


def test_the_table_as_text_and_as_html():
    evaluation = quoteattr.evaluate(GOLD, GOLD)
    assert str(evaluation).splitlines()[1].split() == ["span", "strict", *["100.0"] * 2, "to", *["100.0"] * 3, "8"]
    assert "<td>span strict</td><td>100.0</td>" in evaluation._repr_html_()
    frame = evaluation.to_dataframe()
    assert set(frame["kind"]) == {"all", "direct", "indirect"}


def test_nothing_from_an_article_is_markup():
    evil = attrs.evolve(GOLD[0], id="<script>")
    assert "<script" not in quoteattr.evaluate([*GOLD, evil], GOLD)._repr_html_()


# --- agreement ---------------------------------------------------------------------------------------------------


def test_annotators_who_say_the_same_agree():
    found = quoteattr.agreement(GOLD, GOLD)
    values = {one.name: one.value for one in found.coefficients}
    assert values == {
        **dict.fromkeys(("span F1", "exact span F1", "mention", "name", "role"), 100),
        **dict.fromkeys(("words, alpha", "kind, kappa"), 1),
        "speaker kind, kappa": None,  # both say "person" of all: chance alone would agree
    }
    assert found.only_first == found.only_second == ()


def test_agreement_does_not_depend_on_the_order():
    second = [
        with_quotes(0, other_speaker(POOLE)),
        with_quotes(1, attrs.evolve(POOLE, content=((0, 12), (63, 80)))),
        *GOLD[2:],
    ]
    there, back = quoteattr.agreement(GOLD, second), quoteattr.agreement(second, GOLD)
    assert [one.value for one in there.coefficients] == [one.value for one in back.coefficients]
    assert there["span F1"].value < 100
    assert there["name"].value == pytest.approx(100 * 5 / 6)


def test_what_either_calls_optional_is_let_be():
    second = [with_quotes(0, POOLE, attrs.evolve(REED, optional=True)), *GOLD[1:]]
    for one, other in ((GOLD, second), (second, GOLD), (second, [with_quotes(0, POOLE), *GOLD[1:]])):
        assert quoteattr.agreement(one, other)["span F1"].value == 100
        assert quoteattr.agreement(one, other)["words, alpha"].value == 1


def test_articles_of_one_annotator_only_are_left_out_and_named():
    found = quoteattr.agreement(GOLD[:3], GOLD[1:])
    assert (found.articles, found.only_first, found.only_second) == (2, ("late-0",), ("late-3",))
    assert "left out: 2 that only one of them has" in str(found)


def test_what_cannot_be_compared_is_an_error():
    with pytest.raises(ValueError, match="no id is the same"):
        quoteattr.agreement(GOLD[:1], GOLD[1:])
    with pytest.raises(InvalidGoldError, match="late-0: the two annotations are of different texts"):
        quoteattr.agreement(GOLD, [attrs.evolve(GOLD[0], text=TEXT + " ")])


def test_agreement_as_a_table():
    found = quoteattr.agreement(GOLD, [with_quotes(0, POOLE), *GOLD[1:]])
    assert list(found.to_dataframe()["measure"]) == [one.name for one in found.coefficients]
    assert "<td>speaker kind, kappa</td><td>–</td><td></td>" in found._repr_html_()
    assert found.to_dict()["articles"] == 4


def test_coefficients_of_nothing_and_of_one_value_are_not_defined():
    assert kappa({}) is alpha({}) is None
    assert kappa({("x", "a", "a"): 3}) is alpha({("x", "a", "a"): 3}) is None


def test_articles_whose_review_is_not_finished_are_left_out_and_told_of():
    text = "“It is late,” said Ann Poole."
    found = quoteattr.extract(text)
    done, begun = (GoldArticle(name, text, (), extra=extra) for name, extra in (("a", {}), ("b", {"finished": False})))
    evaluation = quoteattr.evaluate([done, begun], [found])
    assert ([article.id for article in evaluation.articles], evaluation.unfinished) == (["a"], ("b",))
    assert "left out: 1 whose review is not finished" in str(evaluation)
    both = quoteattr.agreement([done, begun], [done, attrs.evolve(begun, extra={})])
    assert (both.articles, both.unfinished) == (1, ("b",))
    with pytest.raises(ValueError, match="no review of them is finished"):
        quoteattr.evaluate([begun], [found])


@pytest.mark.parametrize("wrong", [None, 3, [1], "one"])
def test_what_are_no_annotated_articles_is_said(wrong):
    given = [quoteattr.Article("No.")] if wrong == "one" else wrong
    for ask in (quoteattr.evaluate, quoteattr.error_rates, quoteattr.fit, lambda gold: quoteattr.agreement(gold, gold)):
        with pytest.raises(TypeError, match="expected a file of annotated articles"):
            ask(given)
