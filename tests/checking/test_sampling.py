"""Samples of quotations, and the error rates that the corrected ones give."""

from __future__ import annotations

import random
from itertools import zip_longest

import attrs
import pytest

import quoteattr
from quoteattr import Article, InvalidGoldError, Quote, Span, Speaker
from quoteattr.checking.rates import estimate, is_sample
from quoteattr.gold.documents import quote_to_plain, read, write
from quoteattr.gold.values import GoldRole, GoldSpeaker

TEXT = "“No,” said Ann Poole. " * 10
POOLE = Speaker("Ann Poole", "person")


def made(kinds: str, confidence: float = 0.9) -> Article:
    """An article with a quotation for each letter: d(irect), m(ixed), i(ndirect), or u(nattributed)."""
    words = {"d": "direct", "m": "mixed", "i": "indirect", "u": "direct"}
    quotes = [
        Quote(
            words[letter],
            (Span.of(TEXT, at := 22 * number, at + 5),),
            speaker=None if letter == "u" else POOLE,
            confidence=0 if letter == "u" else confidence,
        )
        for number, letter in enumerate(kinds)
    ]
    return Article(TEXT, tuple(quotes), (POOLE,))


ARTICLES = {
    "https://www.eastwick.example/1": made("ddddiu"),
    "https://eastwick.example/2": made("dmmmii", 0.6),
    "herald/3.txt": made("dddddddddd", 0.97),
}


def counted(sample: quoteattr.Sample) -> dict[str, tuple[int, int]]:
    return {one.name: (one.size, one.taken) for one in sample.strata}


def test_the_same_seed_gives_the_same_sample_and_another_one_another():
    samples = [[(one.article, one.index) for one in quoteattr.sample(ARTICLES, 8, seed=seed)] for seed in (0, 0, 1)]
    assert samples[0] == samples[1] != samples[2]
    assert len(set(samples[0])) == 8


def test_strata_by_each_of_their_names():
    by = {
        key: set(counted(quoteattr.sample(ARTICLES, 22, by=[key]))) for key in ("confidence", "kind", "outlet", "where")
    }
    assert by == {
        "confidence": {"confidence none", "confidence 0.5 to 0.8", "confidence 0.8 to 0.95", "confidence from 0.95"},
        "kind": {"kind direct", "kind mixed", "kind indirect"},
        "outlet": {"outlet eastwick.example", "outlet herald"},
        "where": {"where body"},
    }
    assert set(counted(quoteattr.sample(ARTICLES, 22, by=[]))) == {"all"}
    named = quoteattr.sample(ARTICLES, 22, by=["outlet"], outlets=lambda name: name[-1])
    assert set(counted(named)) == {"outlet 1", "outlet 2", "outlet t"}
    assert set(counted(quoteattr.sample(ARTICLES, by=["outlet"], outlets=dict.fromkeys(ARTICLES, "x")))) == {"outlet x"}


@pytest.mark.parametrize("n", [1, 2, 3, 5, 9, 15, 22, 100])
@pytest.mark.parametrize("allocation", ["proportional", "optimal"])
def test_samples_have_their_size_and_weights_add_up_to_all(n, allocation):
    sample = quoteattr.sample(ARTICLES, n, by=["confidence", "kind", "outlet"], allocation=allocation)
    assert len(sample) == min(n, 22)
    assert sum(one.weight for one in sample) == pytest.approx(22)
    assert sum(one.size for one in sample.strata) == 22
    assert all(one.taken >= min(2, one.size, n) for one in sample.strata)


def test_optimal_allocation_looks_where_errors_are():
    articles = [made("dddddddddd", 0.55), made("dddddddddd", 0.99)]
    taken = [counted(quoteattr.sample(articles, 10, allocation=how)) for how in ("proportional", "optimal")]
    unsure = "confidence 0.5 to 0.8, kind direct"
    assert taken[0][unsure][1] == 5 < taken[1][unsure][1]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"n": 0}, "at least one"),
        ({"by": ["colour"]}, "not by colour"),
        ({"articles": [Article("No.")]}, "no quotation"),
        ({"articles": [made("d"), made("d")], "ids": ["a", "a"]}, "twice"),
        ({"articles": [made("d")], "ids": ["a", "b"]}, "1 articles need as many ids, not 2"),
    ],
)
def test_what_cannot_be_sampled_is_an_error(arguments, message):
    with pytest.raises(ValueError, match=message):
        quoteattr.sample(**({"articles": ARTICLES} | arguments))


def test_one_article_is_not_several():
    with pytest.raises(TypeError, match="several"):
        quoteattr.sample(made("d"))


def test_rows_show_the_context():
    sample = quoteattr.sample(ARTICLES, 22)
    row = sample.to_dicts()[1]
    assert (row["before"], row["quote"]) == ("“No,” said Ann Poole. ", "“No,”")
    assert list(sample.to_dataframe()["speaker"].dropna().unique()) == ["Ann Poole"]
    assert "22 of 22 quotations from" in str(sample)
    assert sample._repr_html_().startswith("<table>")


# --- error rates -------------------------------------------------------------------------------------------------


def test_what_was_corrected_is_counted(tmp_path):
    sample = quoteattr.sample(ARTICLES, 22, by=["kind"])
    path = tmp_path / "sample.jsonl"
    write(path, sample.to_gold())
    first, second, third = read(path)
    quotes = list(first.quotes)
    quotes[0] = attrs.evolve(quotes[0], speaker=GoldSpeaker("Tom Reed", "person"))
    quotes[1] = attrs.evolve(quotes[1], content=((22, 42),))  # half of it overlaps no more: another quotation
    quotes[2] = attrs.evolve(quotes[2], content=((44, 50),), role=attrs.evolve(quotes[2].role, title="mayor"))
    del quotes[4]
    write(path, [attrs.evolve(first, quotes=tuple(quotes)), second, third])
    rates = quoteattr.error_rates(path)
    assert {
        fault: rates[fault].wrong for fault in ("no quotation", "wrong speaker", "wrong attribution", "wrong role")
    } == {**{"no quotation": 2, "wrong speaker": 1, "wrong attribution": 3, "wrong role": 1}}
    whole = rates["wrong attribution"]
    assert (whole.checked, whole.quotations, whole.low, whole.high) == (22, 22, whole.rate, whole.rate)
    by_kind = {one.part: one.wrong for one in rates.rates if one.fault == "wrong attribution"}
    assert by_kind == {"all": 3, "kind direct": 2, "kind indirect": 1, "kind mixed": 0}
    assert "(3 of those checked" in str(rates)
    assert rates.to_dataframe()["wrong"].sum() > 0
    assert "kind mixed" in rates._repr_html_()


@pytest.mark.parametrize(
    ("found", "corrected", "fault"),
    [
        ("Ann Poole", "Ms Ann Poole", None),
        ("Harbour Trust", "the Harbour Trust", None),
        ("Harbour Trust survey", "Harbour Trust", "wrong speaker"),
        ("Ann Poole", "Ann Mary Poole", "wrong speaker"),
        ("Ann Poole", None, "wrong speaker"),
        (("mayor", "Eastwick"), ("mayor", "Eastwick"), None),
        (("Eastwick mayor", None), ("mayor", "Eastwick"), None),
        (("mayor", None), ("mayor", "Eastwick"), "wrong role"),
        (("new mayor", "Eastwick"), ("mayor", "Eastwick"), "wrong role"),
        (("mayor", "Eastwick"), ("mayor", "Eastwick", True), "wrong role"),
        (("mayor", None), (None, None), "wrong role"),
        ((None, None), ("mayor", None), "wrong role"),
    ],
)
def test_whatever_somebody_has_changed_was_wrong(found, corrected, fault):
    (article,) = quoteattr.sample([made("d")], 1).to_gold()

    def with_it(quote, given):
        if isinstance(given, tuple):
            return attrs.evolve(quote, role=GoldRole(*given))
        return attrs.evolve(quote, speaker=GoldSpeaker(given, "person" if given else "unknown"))

    design = dict(article.extra["sample"])
    design["quotes"] = [drawn | quote_to_plain(with_it(article.quotes[0], found)) for drawn in design["quotes"]]
    extra = {"sample": design, "finished": True}
    checked = attrs.evolve(article, quotes=(with_it(article.quotes[0], corrected),), extra=extra)
    rates = quoteattr.error_rates([checked])
    assert [name for name in ("no quotation", "wrong speaker", "wrong role", "wrong words") if rates[name].wrong] == (
        [fault] if fault else []
    )


def test_an_optional_quotation_is_no_fault():
    sample = quoteattr.sample([made("dd")], 2)
    (article,) = sample.to_gold()
    optional = attrs.evolve(article, quotes=tuple(attrs.evolve(quote, optional=True) for quote in article.quotes))
    assert quoteattr.error_rates([optional])["wrong attribution"].wrong == 0
    assert is_sample([article])
    assert not is_sample([attrs.evolve(article, extra={})])


def test_half_a_sample_or_two_are_refused():
    one, other = (quoteattr.sample(ARTICLES, 12, seed=seed).to_gold() for seed in (0, 1))
    with pytest.raises(InvalidGoldError, match="the sample is not whole"):
        quoteattr.error_rates(one[:1])
    with pytest.raises(InvalidGoldError, match="does not say what of it is in a sample"):
        quoteattr.error_rates([attrs.evolve(one[0], extra={"sample": {"by": 1}})])
    with pytest.raises(InvalidGoldError, match="different samples"):
        quoteattr.error_rates([one[0], *quoteattr.sample(ARTICLES, 9, by=[]).to_gold()[1:]])
    with pytest.raises(ValueError, match="no article"):
        quoteattr.error_rates([])
    assert other


@pytest.mark.parametrize(
    "design",
    [
        [(900, 60, 0.04), (100, 60, 0.4)],
        [(200, 13, 0.05)] * 15,
        [(3000, 60, 0.02), (500, 60, 0.1), (200, 80, 0.4)],  # where little is drawn of what is large
        [(3000, 200, 0.05)],
    ],
)
def test_intervals_hold_the_truth_as_often_as_they_say(design):
    dice = random.Random(1)
    whole = [[dice.random() < share for _ in range(size)] for size, _, share in design]
    truth = sum(map(sum, whole)) / sum(map(len, whole))

    def holds() -> bool:
        drawn = [(len(part), n, sum(dice.sample(part, n))) for part, (_, n, _) in zip(whole, design, strict=True)]
        low, high = estimate(drawn)[1]
        return low <= truth <= high

    assert sum(holds() for _ in range(600)) / 600 > 0.92


@pytest.mark.parametrize("wrong", [0, 50])
def test_nothing_wrong_and_everything_wrong_have_an_interval_too(wrong):
    share, (low, high) = estimate([(1000, 50, wrong)])
    assert 0 <= low <= share <= high <= 1
    assert high - low == pytest.approx(0.071, abs=0.001)


def test_outlets_are_given_for_each_article_or_told_by_the_page():
    page = "<html><head><meta property='og:site_name' content='Post'></head><body><p>“No,” said Ann Poole.</p></body></html>"
    articles = [quoteattr.extract_html(page), quoteattr.extract("“No,” said Tom Reed.")]
    for outlets, names in ((None, ["Post", "unknown"]), (["A", "B"], ["A", "B"]), ([None, "B"], ["B", "Post"])):
        drawn = quoteattr.sample(articles * 2, 4, by=["outlet"], outlets=outlets and outlets * 2)
        assert [stratum.name for stratum in drawn.strata] == [f"outlet {name}" for name in names]
    with pytest.raises(ValueError, match="2 articles need as many outlets, not 1"):
        quoteattr.sample(articles, outlets=["A"])


def test_a_sample_that_a_review_still_waits_for_has_no_error_rate():
    (gold,) = quoteattr.sample([quoteattr.extract("“No,” said Tom Reed. “Late,” said Ann Poole.")], 2).to_gold()
    begun = attrs.evolve(
        gold, quotes=tuple(attrs.evolve(q, optional=True, extra={"checked": False}) for q in gold.quotes)
    )
    with pytest.raises(InvalidGoldError, match="not every quotation of the sample has been checked"):
        quoteattr.error_rates([begun])


def finished(article):
    return attrs.evolve(article, extra={**article.extra, "finished": True})


def credited(article, name):
    first, *others = article.quotes
    return attrs.evolve(article, quotes=(attrs.evolve(first, speaker=GoldSpeaker(name, "person")), *others))


@pytest.mark.parametrize(
    ("touch", "wrong"),
    [
        ((), None),  # nobody has looked at anything
        ((None, None, None), None),
        ((finished, None, None), None),  # a review has come to one article only
        ((finished, finished, None), None),
        ((finished, finished, finished), 0),
        (
            (lambda article: credited(article, "Joe Dunn"), None, None),
            1,
        ),  # in a spreadsheet: what is right stays as it is
        ((lambda article: credited(article, "Joe Dunn"), finished, finished), 1),
        ((lambda article: credited(article, "Joe Dunn"), finished, None), None),
    ],
)
def test_a_sample_that_nobody_has_checked_has_no_error_rate(touch, wrong):
    sample = quoteattr.sample(ARTICLES, 22).to_gold()
    assert len(sample) == 3
    checked = [one(article) if one else article for one, article in zip_longest(touch, sample)]
    if wrong is None:
        with pytest.raises(InvalidGoldError, match="nothing here was changed or marked as checked"):
            quoteattr.error_rates(checked)
    else:
        assert quoteattr.error_rates(checked)["wrong attribution"].wrong == wrong
