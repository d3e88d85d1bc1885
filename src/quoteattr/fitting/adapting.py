"""Annotated articles of an outlet → weights that read it better, or a refusal: :func:`fit`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, partial
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np

from quoteattr import api, assembly, lexicon, pipeline
from quoteattr.errors import FitError
from quoteattr.fitting import choices, decisions, sureness
from quoteattr.fitting.choices import Table
from quoteattr.fitting.folds import FOLDS, Group, folds, held_out_together
from quoteattr.fitting.sureness import Sample, brier_score, calibration_error, probabilities, rights
from quoteattr.gold import documents
from quoteattr.gold.attributions import same_speaker
from quoteattr.gold.evaluation import bootstrap
from quoteattr.gold.values import GoldArticle
from quoteattr.nlp import parsing, speed
from quoteattr.options import BATCH_SIZE
from quoteattr.own import adaptation
from quoteattr.own.weights import Weights
from quoteattr.people import roles
from quoteattr.speakers.cast import Cast
from quoteattr.speakers.queries import Queries
from quoteattr.speakers.resolve import resolve, weighed
from quoteattr.text.english import is_worth_reading
from quoteattr.version import __version__

if TYPE_CHECKING:
    from spacy.language import Language

FEWEST_ARTICLES = 5
FEWEST_PIECES = 50
BY_CHANCE = (
    3.0  # standard deviations above what shuffled speakers would agree, from which on the annotation tells something
)
RANKER_PENALTIES = (3.0, 10.0, 30.0, 100.0)
CONFIDENCE_PENALTIES = (1.0, 5.0, 25.0)
STEADY = 20  # wrong pieces that the share of the truth among rivals known before counts for

Array = np.ndarray[Any, Any]


@attrs.frozen
class Change:
    """A figure on articles held out, ``before`` and ``after`` fitting, with the 95 % interval of the difference."""

    before: float
    after: float
    low: float
    high: float

    def plain(self) -> dict[str, float]:
        """The figures, rounded, as they stand in a file of weights."""
        return {name: round(value, 3) for name, value in attrs.asdict(self).items()}


@attrs.frozen(eq=False)
class Fit:
    """What fitting to annotated articles gave: ``weights``, and whether they ``helped`` on articles that were not seen.

    ``names`` is the share of pieces with the right speaker in percent, ``brier`` the Brier score of the confidence and
    ``calibration`` its expected calibration error, both from 0 to 1 and better where they are lower. ``refitted`` says which
    parts were changed: where one does not gain, the weights that were there stay. ``groups`` were held out in turn: outlets
    (``by``), or articles where outlets are not known or few. With no gain, ``weights`` are those that were there.
    """

    weights: Weights = attrs.field(repr=False)
    names: Change
    brier: Change
    calibration: Change
    articles: int
    pieces: int
    groups: int
    by: str
    refitted: tuple[str, ...]

    @property
    def helped(self) -> bool:
        """Whether something was gained."""
        return bool(self.refitted)

    def write(self, path: str | PathLike[str]) -> None:
        """Writes the weights to a file for ``load(weights=…)``; raises :class:`~quoteattr.errors.FitError` where nothing is gained."""
        if not self.helped:
            raise FitError(f"nothing written: {self._verdict()}")
        self.weights.write(Path(path))

    def _verdict(self) -> str:
        if self.helped:
            kept = "" if len(self.refitted) == 2 else "; the other part did not gain, and stays as it was"
            return f"fitted anew: {' and '.join(self.refitted)}{kept}"
        return "on articles held out the weights that were there are as good or better"

    def __str__(self) -> str:
        rows = [
            f"{'':26}{'before':>8}{'after':>8}   difference, 95 % interval",
            _row("right speaker, %", self.names, 1),
            _row("Brier score", self.brier, 3),
            _row("calibration error", self.calibration, 3),
        ]
        head = (
            f"{self.pieces:,} pieces with an annotated speaker in {self.articles:,} articles, "
            f"{self.groups:,} {self.by}s held out in turn"
        )
        return "\n".join([head, *rows, self._verdict()])


def _row(title: str, change: Change, digits: int) -> str:
    interval = f"{change.after - change.before:+.{digits}f}  [{change.low:+.{digits}f}, {change.high:+.{digits}f}]"
    return f"{title:26}{change.before:8.{digits}f}{change.after:8.{digits}f}   {interval}"


def fit(
    gold: str | PathLike[str] | Iterable[GoldArticle],
    *,
    nlp: Language | None = None,
    group: Group | None = None,
    progress: bool = False,
) -> Fit:
    """Fits to annotated articles who is meant by a mention and how sure the speaker is, and says whether it helped.

    ``gold`` is a file in the format of ``docs/schema.md``, or annotated articles. ``nlp`` is what :func:`~quoteattr.load`
    returned; what it carries (own words, or the weights of the package) is what fitting starts from: weights move away from
    those that are there as far as the articles ask for it. Names, roles and what is a quotation are not learnt.

    Everything that is said of the gain is measured on articles that were held out: those of an outlet together, as ``group``
    tells it – a field of the file, a pattern for the ids with one group (``"-(.+)-"``), or a function of an article. Without it
    the fields ``host``, ``outlet``, ``source``, ``publisher``, ``domain`` and ``url`` are looked at, then ids that are addresses.
    Where fewer than five outlets are known, articles are held out instead.

    Raises :class:`~quoteattr.errors.FitError` where there is too little to learn from, or the speakers annotated agree with
    the articles no better than if they were shuffled; :class:`~quoteattr.errors.InvalidGoldError` for a file that is not in the
    format. The texts are read once; memory holds all of them, parsed.
    """
    articles = documents.read(gold) if isinstance(gold, str | os.PathLike) else list(gold)
    language = api.load(nlp)
    own = adaptation.of(language)
    with speed.TURN, speed.one_thread(), lexicon.using(own.lexicon):
        known = Known.read(articles, language, own.weights, progress=progress)
        _check(known.samples)
        return _fitted(known, group, own.weights, pipeline.model_name(language))


@attrs.frozen(eq=False)
class Known:
    """Annotated articles as they are read with the weights that were there: decisions, and pieces with their speakers."""

    read_articles: list[tuple[GoldArticle, assembly.Reading]]

    @classmethod
    def read(cls, articles: Sequence[GoldArticle], nlp: Language, weights: Weights, *, progress: bool = False) -> Known:
        """Reads the texts; what is not English has nothing to learn from."""
        from tqdm import tqdm

        worth = [article for article in articles if is_worth_reading(article.text)]
        found = []
        for start in tqdm(
            range(0, len(worth), BATCH_SIZE), unit_scale=BATCH_SIZE, unit=" articles", disable=not progress
        ):
            some = worth[start : start + BATCH_SIZE]
            layouts = [parsing.lay_out(nlp, article.text) for article in some]
            for article, layout, doc in zip(some, layouts, parsing.docs(nlp, layouts), strict=True):
                reading = pipeline.read(doc, layout.text, layout.passages, usual=layout.usual, weights=weights)
                found.append((article, reading))
        return cls(found)

    @cached_property
    def samples(self) -> list[Sample]:
        """The pieces whose speaker is annotated, as the weights that were there find them."""
        return [sample for article, reading in self.read_articles for sample in sureness.of_article(article, reading)]

    def decisions(self) -> list[decisions.Decision]:
        """The decisions that tell somebody who is right from others."""
        found = (d for article, reading in self.read_articles for d in decisions.of_article(article, reading))
        return [decision for decision in found if decision.is_telling]

    def samples_with(self, weights: Mapping[str, Weights]) -> list[Sample]:
        """The same pieces as weights find them, given by the id of the article."""
        return [
            sample
            for article, reading in self.read_articles
            for sample in sureness.of_article(article, reread(reading, weights[article.id]))
        ]


def reread(reading: assembly.Reading, weights: Weights) -> assembly.Reading:
    """An article as other weights read it: who is meant is asked anew, all else stays."""
    cast = Cast(reading.page, reading.entities, reading.roles)
    resolutions = resolve(Queries(cast, roles.of_phrase), reading.found, partial(weighed, weights=weights))
    people = assembly.people(cast, reading.found, resolutions)
    return attrs.evolve(reading, resolutions=resolutions, people=people, weights=weights)


# --- is there something to learn? ---------------------------------------------------------------------------------


def _check(samples: Sequence[Sample]) -> None:
    articles = len({sample.article for sample in samples})
    if len(samples) < FEWEST_PIECES or articles < FEWEST_ARTICLES:
        raise FitError(
            f"{len(samples)} pieces of quotations with an annotated speaker were found in {articles} articles; "
            f"at least {FEWEST_PIECES} in {FEWEST_ARTICLES} articles are needed"
        )
    right, chance, deviation = agreement(samples)
    if right - chance <= BY_CHANCE * deviation or 2 * right < (len(samples) if not deviation else 0):
        raise FitError(
            f"the annotated speakers do not seem to belong to their quotations: {right} of {len(samples)} are those that the "
            f"library finds, and {chance:.0f} would be if the speakers of each article were shuffled; check ids, texts and names"
        )


def agreement(samples: Sequence[Sample]) -> tuple[int, float, float]:
    """How many pieces have the annotated speaker; how many would if those of each article were shuffled, and the standard deviation.

    Mean and deviation are those of a sum over a random permutation (Hoeffding, 1951).
    """
    mean = variance = 0.0
    by_article: dict[str, list[Sample]] = {}
    for sample in samples:
        by_article.setdefault(sample.article, []).append(sample)
    for some in by_article.values():
        agrees = np.array([[float(same_speaker(a.annotated, b.found)) for b in some] for a in some])
        mean += agrees.sum() / len(some)
        if len(some) > 1:
            spread = agrees - agrees.mean(0)[None, :] - agrees.mean(1)[:, None] + agrees.mean()
            variance += float((spread**2).sum()) / (len(some) - 1)
    return sum(sample.right for sample in samples), float(mean), float(np.sqrt(variance))


# --- fitting ------------------------------------------------------------------------------------------------------


def _fitted(known: Known, group: Group | None, before: Weights, model: str) -> Fit:
    used = [article for article, _ in known.read_articles]
    groups = held_out_together(used, group)
    number = min(FOLDS, len(set(groups.values())))
    fold = folds(groups.values(), number)
    held = {article: fold[name] for article, name in groups.items()}
    ranked = _Ranker.fit(known, held, before)
    samples = known.samples if ranked is None else ranked.samples
    sure = _Confidence.fit(samples, held, before)
    p_before, p_after = probabilities(before.confidence, known.samples), sure.held_out
    refitted = tuple(name for name, gained in (("ranker", ranked is not None), ("confidence", sure.gained)) if gained)
    compared = _Compared(
        [groups[sample.article] for sample in samples], rights(known.samples), rights(samples), p_before, p_after
    )
    if compared.names.after == compared.names.before and compared.brier.after >= compared.brier.before:
        refitted = ()
    fitted = Fit(
        before,
        compared.names,
        compared.brier,
        compared.calibration,
        articles=len(used),
        pieces=len(samples),
        groups=len(set(groups.values())),
        by="article" if all(name == article for article, name in groups.items()) else "outlet",
        refitted=refitted,
    )
    if not fitted.helped:
        return fitted
    every, by_sort = ranked.weights if ranked else (before.every_sort, before.by_sort)
    weights = Weights(every, by_sort, sure.weights, sure.truth_among_rivals, _about(fitted, model, ranked, sure))
    return attrs.evolve(fitted, weights=weights)


def _about(fitted: Fit, model: str, ranked: _Ranker | None, sure: _Confidence) -> dict[str, Any]:
    """The provenance: what was fitted to what, and what was gained. No text, no name, no id."""
    return {
        "provenance": "quoteattr fit",
        "version": __version__,
        "model": model,
        "articles": fitted.articles,
        "pieces": fitted.pieces,
        "held out": f"{fitted.groups} {fitted.by}s",
        "refitted": list(fitted.refitted),
        "penalties": {"ranker": ranked.penalty if ranked else None, "confidence": sure.penalty},
        "right speaker, %": fitted.names.plain(),
        "Brier score": fitted.brier.plain(),
        "calibration error": fitted.calibration.plain(),
    }


@attrs.frozen(eq=False)
class _Ranker:
    """Weights of the ranker that gain on what is held out, and the pieces as those find them that have not seen them."""

    weights: choices.Nested
    penalty: float
    samples: list[Sample]

    @classmethod
    def fit(cls, known: Known, held: Mapping[str, int], before: Weights) -> _Ranker | None:
        """The best of several penalties; None where none of them gains."""
        flat = choices.flat(before.every_sort, before.by_sort)
        prior, asked = np.array(list(flat.values())), known.decisions()
        if not asked:
            return None
        table, fold = Table.of(asked, list(flat)), np.array([held[d.article] for d in asked])
        unlikely = float(table.losses(prior).sum())
        best: tuple[float, float, dict[int, Array]] | None = None
        for penalty in RANKER_PENALTIES:
            found = {k: table.only(fold != k).fit(prior, penalty) for k in set(held.values())}
            lost = sum(float(table.only(fold == k).losses(w).sum()) for k, w in found.items())
            if lost < unlikely and (best is None or lost < best[0]):
                best = lost, penalty, found
        if best is None:
            return None
        _, penalty, found = best
        models = {k: _with_ranker(before, _nested(flat, w)) for k, w in found.items()}
        samples = known.samples_with({article: models[k] for article, k in held.items()})
        if rights(samples).sum() < rights(known.samples).sum():
            return None
        return cls(_nested(flat, table.fit(prior, penalty)), penalty, samples)


def _nested(flat: Mapping[str, float], w: Array) -> choices.Nested:
    return choices.nested(dict(zip(flat, w.tolist(), strict=True)))


def _with_ranker(weights: Weights, found: choices.Nested) -> Weights:
    return Weights(found[0], found[1], weights.confidence, weights.truth_among_rivals)


@attrs.frozen(eq=False)
class _Confidence:
    """Weights of the confidence, and the estimate for every piece by weights that have not seen it; the old ones where none gain."""

    weights: Mapping[str, float]
    truth_among_rivals: float
    penalty: float | None
    held_out: Array
    gained: bool

    @classmethod
    def fit(cls, samples: Sequence[Sample], held: Mapping[str, int], before: Weights) -> _Confidence:
        """The best of several penalties."""
        names = ["", *(name for name in before.confidence if name)]
        prior, right = np.array([before.confidence[name] for name in names]), rights(samples)
        best = cls(before.confidence, before.truth_among_rivals, None, probabilities(before.confidence, samples), False)
        fold = np.array([held[sample.article] for sample in samples])
        for penalty in CONFIDENCE_PENALTIES:
            pull, p = np.full(len(names), penalty), np.zeros(len(samples))
            for k in set(fold.tolist()):
                seen = [sample for sample, n in zip(samples, fold, strict=True) if n != k]
                unseen = [sample for sample, n in zip(samples, fold, strict=True) if n == k]
                p[fold == k] = probabilities(sureness.fit(seen, names, pull, prior), unseen)
            if brier_score(p, right) < brier_score(best.held_out, right):
                weights = sureness.fit(samples, names, pull, prior)
                best = cls(weights, _truth_among_rivals(samples, before), penalty, p, True)
        return best


def _truth_among_rivals(samples: Sequence[Sample], before: Weights) -> float:
    known = [sample.rivals_hold_truth for sample in samples if sample.rivals_hold_truth is not None]
    return round((sum(known) + STEADY * before.truth_among_rivals) / (len(known) + STEADY), 2)


@attrs.frozen(eq=False)
class _Compared:
    """Pieces before and after, in the same order, with the group of each."""

    groups: Sequence[str]
    right_before: Array
    right_after: Array
    p_before: Array
    p_after: Array

    @property
    def names(self) -> Change:
        """The share of right speakers, in percent."""
        return self._change(100 * self.right_before, 100 * self.right_after)

    @property
    def brier(self) -> Change:
        """The mean square of what the estimates are off."""
        return self._change((self.p_before - self.right_before) ** 2, (self.p_after - self.right_after) ** 2)

    @property
    def calibration(self) -> Change:
        """The mean gap of estimate and truth; it has no interval by piece, so groups are drawn anew."""
        names = sorted(set(self.groups))
        of = np.array([names.index(group) for group in self.groups])
        drawn = np.random.default_rng(0).integers(len(names), size=(500, len(names)))
        places = [np.flatnonzero(of == i) for i in range(len(names))]
        gaps = [self._gap(np.concatenate([places[i] for i in some])) for some in drawn]
        low, high = np.quantile(gaps, [0.025, 0.975]).tolist()
        everything = np.arange(len(of))
        before, after = self._errors(everything)
        return Change(before, after, low, high)

    def _errors(self, at: Array) -> tuple[float, float]:
        return (
            calibration_error(self.p_before[at], self.right_before[at]),
            calibration_error(self.p_after[at], self.right_after[at]),
        )

    def _gap(self, at: Array) -> float:
        before, after = self._errors(at)
        return after - before

    def _change(self, before: Array, after: Array) -> Change:
        counts: dict[str, dict[str, Any]] = {}
        for group, gain in zip(self.groups, (after - before).tolist(), strict=True):
            count = counts.setdefault(group, {"gain": 0.0, "of": 0})
            count["gain"] += gain
            count["of"] += 1
        low, high = bootstrap(counts.values(), ("gain", "of"))
        return Change(float(before.mean()), float(after.mean()), low / 100, high / 100)
