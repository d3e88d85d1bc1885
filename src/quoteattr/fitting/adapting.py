"""Annotated articles of an outlet → weights that read it better, or a refusal: :func:`fit`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, partial
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np

from quoteattr import api, assembly, lexicon, pipeline
from quoteattr.english import is_worth_reading
from quoteattr.errors import FitError
from quoteattr.fitting import choices, decisions, sureness
from quoteattr.fitting.choices import Table
from quoteattr.fitting.folds import FOLDS, Group, folds, held_out_together
from quoteattr.fitting.gains import Change, Groups
from quoteattr.fitting.sureness import Sample, brier_score, probabilities, rights
from quoteattr.gold import documents
from quoteattr.gold.attributions import same_speaker
from quoteattr.gold.values import GoldArticle
from quoteattr.nlp import encoding, models, parsing, speed
from quoteattr.options import BATCH_SIZE
from quoteattr.own import adaptation
from quoteattr.own.weights import Weights
from quoteattr.roles import unnamed
from quoteattr.speakers.cast import Cast
from quoteattr.speakers.queries import Queries
from quoteattr.speakers.resolve import resolve, weighed
from quoteattr.version import __version__

if TYPE_CHECKING:
    from spacy.language import Language

FEWEST_ARTICLES = 5
FEWEST_PIECES = 50
FEWEST_MIXED = 30  # pieces in articles of several speakers, from which on shuffling them would tell
BY_CHANCE = 3.0  # standard deviations beyond shuffled speakers, up to which agreement may be chance
RANKER_PENALTIES = (3.0, 10.0, 30.0, 100.0)
CONFIDENCE_PENALTIES = (1.0, 5.0, 25.0)
STEADY = 20  # wrong pieces that the share of the truth among rivals known before counts for

Array = np.ndarray[Any, Any]


@attrs.frozen(eq=False)
class Fit:
    """What fitting to annotated articles gave: ``weights``, and whether they ``helped`` on articles that were not seen.

    ``names`` is the share of pieces with the right speaker in percent, ``brier`` the Brier score of the confidence and
    ``calibration`` its expected calibration error, both from 0 to 1 and better where they are lower: as it was, and as fitting
    made it. ``refitted`` says which parts gained by it (``"ranker"``: who is meant, ``"confidence"``: how sure); the weights of
    any other stay as they were. ``groups`` were held out in turn: outlets (``by``), or articles where outlets are not known or few.
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
            return f"fitted anew: {' and '.join(self.refitted)}"
        return "fitting gained nothing on articles held out"

    def __str__(self) -> str:
        def taken(part: str) -> str:
            return "taken" if part in self.refitted else "left as it was"

        return "\n".join(
            [
                f"{self.pieces:,} pieces with an annotated speaker in {self.articles:,} articles, "
                f"{self.groups:,} {self.by}s held out in turn",
                f"{'':22}{'before':>8}{'fitted':>8}   difference, 95 % interval",
                _row("right speaker, %", self.names, 1, taken("ranker")),
                _row("Brier score", self.brier, 3, taken("confidence")),
                _row("calibration error", self.calibration, 3, taken("confidence")),
            ]
        )


def _row(title: str, change: Change, digits: int, verdict: str) -> str:
    numbers = f"{change.before:8.{digits}f}{change.after:8.{digits}f}   {change.after - change.before:+.{digits}f}"
    return f"{title:22}{numbers}  [{change.low:+.{digits}f}, {change.high:+.{digits}f}]  {verdict}"


def fit(
    gold: str | PathLike[str] | Iterable[GoldArticle],
    *,
    nlp: str | Path | Language | None = None,
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
    articles = documents.given(gold)
    language = api.load(nlp)
    own = adaptation.of(language)
    with encoding.TURN, speed.one_thread(), lexicon.using(own.lexicon):
        known = Known.read(articles, language, own.weights, progress=progress)
        _check(known.samples)
        return _fitted(known, group, own.weights, models.model_name(language))


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
            parsed = parsing.parse(nlp, [article.text for article in some])
            found += [(a, pipeline.read(*one, weights=weights)) for a, one in zip(some, parsed, strict=True)]
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
    resolutions = resolve(Queries(cast, unnamed.of_phrase), reading.found, partial(weighed, weights=weights))
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
    mixed = _of_several(samples)
    told = mixed if len(mixed) >= FEWEST_MIXED else samples
    right, chance, deviation = agreement(told)
    if right - chance <= BY_CHANCE * deviation if told is mixed else 2 * right < len(told):
        raise FitError(
            f"the annotated speakers do not seem to belong to their quotations: {right} of {len(told)} are those that the "
            f"library finds, and {chance:.0f} would be if the speakers of each article were shuffled; check ids, texts and names"
        )


def _of_several(samples: Sequence[Sample]) -> list[Sample]:
    """The pieces of articles in which nobody has more than two thirds of them: shuffling others changes little."""
    speakers: dict[str, Counter[str | None]] = {}
    for sample in samples:
        speakers.setdefault(sample.article, Counter())[sample.annotated.name] += 1
    several = {article for article, said in speakers.items() if 3 * max(said.values()) <= 2 * said.total()}
    return [sample for sample in samples if sample.article in several]


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
    groups = held_out_together([article for article, _ in known.read_articles], group)
    names = set(groups.values())
    fold = folds(groups.values(), min(FOLDS, len(names)))
    held = {article: fold[name] for article, name in groups.items()}
    ranked = _Ranker.fit(known, held, groups, before)
    samples = ranked.samples if ranked.gained else known.samples
    sure = _Confidence.fit(samples, held, before)
    refitted = tuple(name for name, part in (("ranker", ranked), ("confidence", sure)) if part.gained)
    of = Groups.of([groups[sample.article] for sample in samples])
    p, old, new = probabilities(before.confidence, known.samples), rights(known.samples), rights(samples)
    fitted = Fit(
        before,
        names=ranked.names,
        brier=of.change((p - old) ** 2, (sure.held_out - new) ** 2),
        calibration=of.calibration((p, old), (sure.held_out, new)),
        articles=len(groups),
        pieces=len(samples),
        groups=len(names),
        by="article" if names == set(groups) else "outlet",
        refitted=refitted,
    )
    if not fitted.helped:
        return fitted
    every, by_sort = ranked.weights if ranked.gained else (before.every_sort, before.by_sort)
    confidence = sure.weights if sure.gained else before.confidence
    among = sure.truth_among_rivals if sure.gained else before.truth_among_rivals
    return attrs.evolve(fitted, weights=Weights(every, by_sort, confidence, among, _about(fitted, model, ranked, sure)))


def _about(fitted: Fit, model: str, ranked: _Ranker, sure: _Confidence) -> dict[str, Any]:
    """The provenance: what was fitted to what, and what was gained. No text, no name, no id."""
    penalties = {"ranker": ranked.penalty, "confidence": sure.penalty}
    return {
        "provenance": "quoteattr fit",
        "version": __version__,
        "model": model,
        "articles": fitted.articles,
        "pieces": fitted.pieces,
        "held out": f"{fitted.groups} {fitted.by}s",
        "refitted": {name: {"penalty": penalties[name]} for name in fitted.refitted},
        "right speaker, %": fitted.names.plain(),
        "Brier score": fitted.brier.plain(),
        "calibration error": fitted.calibration.plain(),
    }


@attrs.frozen(eq=False)
class _Ranker:
    """Weights of the ranker, the pieces as those find them that have not seen them, and how many are right before and so."""

    weights: choices.Nested
    penalty: float
    samples: list[Sample]
    names: Change
    gained: bool

    @classmethod
    def fit(cls, known: Known, held: Mapping[str, int], groups: Mapping[str, str], before: Weights) -> _Ranker:
        """With the penalty that makes what is right likeliest where it was not seen.

        It is a gain where that is likelier than before, and more speakers are right, by more than chance would give: a gain of
        1.1 points on 52 articles that might have been chance was a loss on others.
        """
        flat = choices.flat(before.every_sort, before.by_sort)
        prior, asked = np.array(list(flat.values())), known.decisions()
        table, fold = Table.of(asked, list(flat)), np.array([held[d.article] for d in asked], int)
        tried: list[tuple[float, float, dict[int, Array]]] = []
        for penalty in RANKER_PENALTIES:
            found = {k: table.only(fold != k).fit(prior, penalty) for k in set(held.values())}
            lost = sum(float(table.only(fold == k).losses(w).sum()) for k, w in found.items())
            tried.append((lost, penalty, found))
        lost, penalty, found = min(tried, key=lambda one: one[0])
        models = {k: _with_ranker(before, _nested(flat, w)) for k, w in found.items()}
        samples = known.samples_with({article: models[k] for article, k in held.items()})
        of = Groups.of([groups[sample.article] for sample in samples])
        names = of.change(100 * rights(known.samples), 100 * rights(samples))
        gained = lost < float(table.losses(prior).sum()) and names.low > 0
        return cls(_nested(flat, table.fit(prior, penalty)), penalty, samples, names, gained)


def _nested(flat: Mapping[str, float], w: Array) -> choices.Nested:
    return choices.nested(dict(zip(flat, w.tolist(), strict=True)))


def _with_ranker(weights: Weights, found: choices.Nested) -> Weights:
    return Weights(found[0], found[1], weights.confidence, weights.truth_among_rivals)


@attrs.frozen(eq=False)
class _Confidence:
    """Weights of the confidence, the estimate for every piece by those that have not seen it, and whether they are better so."""

    weights: Mapping[str, float]
    truth_among_rivals: float
    penalty: float
    held_out: Array
    gained: bool

    @classmethod
    def fit(cls, samples: Sequence[Sample], held: Mapping[str, int], before: Weights) -> _Confidence:
        """With the penalty that gives the best estimates of what was not seen."""
        names = ["", *(name for name in before.confidence if name)]
        prior, right = np.array([before.confidence[name] for name in names]), rights(samples)
        fold = np.array([held[sample.article] for sample in samples])
        tried: list[tuple[float, float, Array]] = []
        for penalty in CONFIDENCE_PENALTIES:
            pull, p = np.full(len(names), penalty), np.zeros(len(samples))
            for k in set(fold.tolist()):
                seen = [sample for sample, n in zip(samples, fold, strict=True) if n != k]
                unseen = [sample for sample, n in zip(samples, fold, strict=True) if n == k]
                p[fold == k] = probabilities(sureness.fit(seen, names, pull, prior), unseen)
            tried.append((brier_score(p, right), penalty, p))
        off, penalty, p = min(tried, key=lambda one: one[0])
        gained = off < brier_score(probabilities(before.confidence, samples), right)
        weights = sureness.fit(samples, names, np.full(len(names), penalty), prior)
        return cls(weights, _truth_among_rivals(samples, before), penalty, p, gained)


def _truth_among_rivals(samples: Sequence[Sample], before: Weights) -> float:
    known = [sample.rivals_hold_truth for sample in samples if sample.rivals_hold_truth is not None]
    return round((sum(known) + STEADY * before.truth_among_rivals) / (len(known) + STEADY), 2)
