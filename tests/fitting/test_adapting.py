"""Fitting to annotated articles: what is gained, what is refused, and what the file holds."""

from __future__ import annotations

import json
import random
from contextlib import nullcontext
from types import SimpleNamespace

import attrs
import numpy as np
import pytest
from typer.testing import CliRunner

import quoteattr
from quoteattr import __main__ as cli
from quoteattr.errors import FitError, InvalidGoldError
from quoteattr.fitting import adapting
from quoteattr.fitting.decisions import Decision
from quoteattr.fitting.folds import folds, held_out_together, outlet
from quoteattr.fitting.gains import Change, Groups
from quoteattr.fitting.sureness import Sample, fit, probabilities
from quoteattr.gold import documents
from quoteattr.gold.values import GoldArticle, GoldSpeaker, from_article
from quoteattr.own import weights

PEOPLE = ["Ann Poole", "Tom Reed", "Joe Dunn", "Mia Vance", "Sam Kerr", "Eve Lund", "Ned Frost", "Amy Ward"]
LINES = [
    "“The ferry is late,” said {a}, the mayor of Eastwick.",
    "{b}, the harbour master, said that it would rain.",
    "“Nobody told us,” {a} said. “We waited all night.”",
    "“I was there,” {b} added.",
    "According to {a}, the pier is safe.",
    "“It is not,” said {b}.",
]


@pytest.fixture(scope="module")
def gold(nlp):
    """Articles of six outlets that are annotated as the library reads them."""
    texts = []
    for number in range(12):
        rng = random.Random(number)
        a, b = rng.sample(PEOPLE, 2)
        texts.append("\n\n".join(line.format(a=a, b=b) for line in LINES))
    found = quoteattr.pipe(texts, nlp=nlp)
    return [
        attrs.evolve(from_article(article, id=f"article {i}"), extra={"meta": {"host": f"paper {i % 6}"}})
        for i, article in enumerate(found)
    ]


@pytest.fixture(scope="module")
def fitted(gold, nlp):
    return quoteattr.fit(gold, nlp=nlp)


def shuffled(gold, seed):
    rng = random.Random(seed)
    for article in gold:
        speakers = [quote.speaker for quote in article.quotes]
        rng.shuffle(speakers)
        quotes = zip(article.quotes, speakers, strict=True)
        yield attrs.evolve(article, quotes=tuple(attrs.evolve(quote, speaker=speaker) for quote, speaker in quotes))


# --- what is gained ---------------------------------------------------------------------------------------------------


def test_where_the_library_is_always_right_it_becomes_surer(fitted):
    assert fitted.names.before == fitted.names.after == 100
    assert fitted.brier.after < fitted.brier.before
    assert fitted.brier.low <= fitted.brier.high < 0
    assert "confidence" in fitted.refitted
    assert (fitted.by, fitted.groups, fitted.articles) == ("outlet", 6, 12)


def test_the_file_is_read_back_and_used(fitted, gold, nlp, tmp_path):
    fitted.write(tmp_path / "mine.json")
    found = weights.read(tmp_path / "mine.json")
    assert found.digest == fitted.weights.digest
    mine = quoteattr.extract(gold[0].text, nlp=quoteattr.load(nlp, weights=tmp_path / "mine.json"))
    plain = quoteattr.extract(gold[0].text, nlp=nlp)
    assert sum(quote.confidence for quote in mine.quotes) > sum(quote.confidence for quote in plain.quotes)


def test_the_file_says_what_it_was_made_of_and_holds_no_text(fitted, gold, tmp_path):
    fitted.write(tmp_path / "mine.json")
    text = (tmp_path / "mine.json").read_text(encoding="utf-8")
    about = json.loads(text)["about"]
    assert about["version"] == quoteattr.__version__
    assert (about["articles"], about["pieces"], about["held out"]) == (12, fitted.pieces, "6 outlets")
    assert set(about["Brier score"]) == {"before", "after", "low", "high"}
    for secret in (
        *PEOPLE,
        *(name for person in PEOPLE for name in person.split()),
        "Eastwick",
        "ferry",
        "paper 5",
        "article ",
    ):
        assert secret not in text


def test_the_report_says_what_was_taken(fitted):
    lines = str(fitted).splitlines()
    assert lines[0] == f"{fitted.pieces} pieces with an annotated speaker in 12 articles, 6 outlets held out in turn"
    assert lines[2].startswith("right speaker, %")
    assert lines[3].startswith("Brier score")
    assert lines[3].endswith("taken")


# --- what is refused ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_shuffled_speakers_are_refused(gold, nlp, seed):
    with pytest.raises(FitError, match="do not seem to belong to their quotations"):
        quoteattr.fit(list(shuffled(gold, seed)), nlp=nlp)


def test_too_little_is_refused(gold, nlp):
    with pytest.raises(FitError, match="in 2 articles; at least 50 in 5 articles are needed"):
        quoteattr.fit(gold[:2], nlp=nlp)
    with pytest.raises(FitError, match="0 pieces of quotations"):
        quoteattr.fit([], nlp=nlp)


def test_no_gain_is_not_written(fitted, tmp_path):
    with pytest.raises(FitError, match="nothing written: fitting gained nothing"):
        attrs.evolve(fitted, refitted=()).write(tmp_path / "mine.json")
    assert not (tmp_path / "mine.json").exists()


def test_agreement_is_compared_with_chance():
    ann, tom = GoldSpeaker("Ann Poole", "person"), GoldSpeaker("Tom Reed", "person")
    samples = [Sample("a", {}, x == y, None, x, y) for x, y in ((ann, ann), (tom, tom), (ann, ann), (tom, ann))]
    right, chance, deviation = adapting.agreement(samples)
    every = [
        sum(x == y for x, y in zip(order, (ann, tom, ann, ann), strict=True)) for order in _orders([ann, tom, ann, tom])
    ]
    assert right == 3
    assert chance == pytest.approx(np.mean(every))
    assert deviation == pytest.approx(np.std(every))


@pytest.mark.parametrize(
    ("pieces", "refused"),
    [
        ([("A", "A"), ("B", "B")] * 10, False),
        ([("A", "A"), ("B", "B")] * 7 + [("A", "B"), ("B", "A")] * 3, False),
        ([("A", "B"), ("B", "A")] * 10, True),
        ([("A", "A"), ("B", "B"), ("A", "B"), ("B", "A")] * 5, True),
        ([("A", "A")] * 20, False),  # one speaker only: shuffling changes nothing
        ([("A", "A")] * 17 + [("A", "B")] * 3, False),
        ([("A", "A")] * 19 + [("B", "B")], False),
        ([("A", "B")] * 20, True),
    ],
)
def test_what_tells_nothing_is_refused(pieces, refused):
    samples = [
        Sample(article, {}, a == b, None, GoldSpeaker(a, "person"), GoldSpeaker(b, "person"))
        for article in "vwxyz"
        for a, b in pieces
    ]
    with pytest.raises(FitError, match="do not seem to belong") if refused else nullcontext():
        adapting._check(samples)


@pytest.mark.parametrize(
    ("mended", "gained"),
    [(10, True), (6, True), (1, False), (0, False), (-6, False)],
)
def test_who_is_meant_is_fitted_anew_only_where_that_is_no_chance(mended, gained):
    articles = [f"article {n}" for n in range(10)]
    asked = [Decision(name, "she", [{"spoke last": 1.0}, {}], [False, True], 0, False) for name in articles]
    groups, held = {name: name for name in articles}, {name: n % 5 for n, name in enumerate(articles)}

    def samples(right):
        ann = GoldSpeaker("Ann Poole", "person")
        return [Sample(name, {}, n < right, None, ann, ann) for n, name in enumerate(articles) for _ in range(5)]

    known = SimpleNamespace(
        samples=samples(max(-mended, 0)), decisions=lambda: asked, samples_with=lambda _: samples(max(mended, 0))
    )
    ranked = adapting._Ranker.fit(known, held, groups, weights.packaged())
    assert ranked.gained == gained
    assert ranked.names.after - ranked.names.before == pytest.approx(10 * mended)


def _orders(things):
    from itertools import permutations

    return list(permutations(things))


# --- the command ----------------------------------------------------------------------------------------------------------


def run(*arguments):
    return CliRunner().invoke(cli.app, list(map(str, arguments)))


def test_the_command_writes_weights_or_says_why_not(gold, tmp_path, packaged_model):
    path, out = tmp_path / "gold.jsonl", tmp_path / "mine.json"
    documents.write(path, gold)
    done = run("fit", path, "-o", out, "--group", "host")
    assert done.exit_code == 0
    assert "6 outlets held out in turn" in done.stdout
    assert weights.read(out).about["articles"] == 12
    assert run("fit", path, "-o", out).exit_code == 2  # it is there already
    documents.write(path, shuffled(gold, 1))
    refused = run("fit", path, "-o", tmp_path / "other.json")
    assert refused.exit_code == 2
    assert "do not seem to belong" in refused.stderr
    assert not (tmp_path / "other.json").exists()


def test_the_command_refuses_what_is_no_gold(tmp_path, packaged_model):
    path = tmp_path / "gold.jsonl"
    path.write_text("{}\n", encoding="utf-8")
    refused = run("fit", path, "-o", tmp_path / "mine.json")
    assert (refused.exit_code, "gold.jsonl:1:" in refused.stderr) == (2, True)
    assert run("fit", tmp_path / "missing.jsonl", "-o", tmp_path / "mine.json").exit_code == 2
    with pytest.raises(InvalidGoldError):
        quoteattr.fit(path)


# --- its parts --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("article", "group", "wanted"),
    [
        (GoldArticle("a", extra={"outlet": "Gazette"}), None, "Gazette"),
        (GoldArticle("a", extra={"meta": {"host": "gazette.example"}}), None, "gazette.example"),
        (GoldArticle("a", extra={"url": "https://www.Gazette.example/rain"}), None, "gazette.example"),
        (GoldArticle("http://gazette.example:80/rain"), None, "gazette.example"),
        (GoldArticle("a-gazette-7"), None, "a-gazette-7"),
        (GoldArticle("a-gazette-7"), "-(.+)-", "gazette"),
        (GoldArticle("gazette"), "-(.+)-", "gazette"),
        (GoldArticle("a", extra={"desk": "sport", "outlet": "Gazette"}), "desk", "sport"),
        (GoldArticle("a", extra={"outlet": "Gazette"}), "desk", "a"),
        (GoldArticle("a", extra={"outlet": 7}), None, "a"),
        (GoldArticle("a-7"), lambda article: article.id[0], "a"),
    ],
)
def test_the_outlet_of_an_article(article, group, wanted):
    assert outlet(article, group) == wanted


@pytest.mark.parametrize(("outlets", "groups"), [(4, 12), (5, 5), (12, 12)])
def test_with_few_outlets_articles_are_held_out(outlets, groups):
    articles = [GoldArticle(str(i), extra={"outlet": f"paper {i % outlets}"}) for i in range(12)]
    assert len(set(held_out_together(articles).values())) == groups


def test_folds_are_of_a_size():
    found = folds([f"paper {i % 10}" for i in range(100)], 5)
    assert sorted(found.values()) == sorted([0, 1, 2, 3, 4] * 2)


def test_confidence_is_learnt_and_drawn_towards_what_was_known():
    known = [Sample("a", {"odd": 1.0}, i % 4 == 0, None, GoldSpeaker(), GoldSpeaker()) for i in range(400)]
    learnt = fit(known, ["", "odd"], np.full(2, 0.01))
    assert probabilities(learnt, known[:1]) == pytest.approx(0.25, abs=0.01)
    kept = fit(known, ["", "odd"], np.full(2, 1e6), np.array([1.0, 2.0]))
    assert kept == pytest.approx({"": 1.0, "odd": 2.0}, abs=0.01)
    assert probabilities(learnt, [known[0]._replace(features={})]) == 0


def test_intervals_are_of_groups():
    before, after = np.array([1.0, 0.0] * 10), np.ones(20)
    change = Groups.of([str(i // 2) for i in range(20)]).change(before, after)
    assert change == Change(0.5, 1.0, 0.5, 0.5)  # every group gains as much
    wide = Groups.of([str(i % 2) for i in range(20)]).change(before, after)
    assert (wide.low, wide.high) == (0.0, 1.0)
