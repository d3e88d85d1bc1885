"""Fits and checks which marked words without a cue are speech (``quoteattr/quotations/phrases.py``).

    python benchmarks/training/left_over.py gold/web.jsonl gold/train.jsonl gold/dev.jsonl gold/other.jsonl           # cross-validated over outlets
    python benchmarks/training/left_over.py gold/web.jsonl gold/train.jsonl gold/dev.jsonl gold/other.jsonl --write   # and writes data/left_over.json

Every marked stretch that no rule gives to anybody is a sample, one within an annotated quotation a right one; those about which readers
may differ are left out. The model is a logistic regression with a quadratic penalty; articles without a known outlet are held out one
by one. ``--write`` refuses to write what is worse than the weights that are there, both cross-validated on the same files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import logistic
from kinds import outlet
from logistic import OTHERS, SHARE, Row

from quoteattr import pipeline
from quoteattr.quotations import phrases
from quoteattr.text.page import Page

MODEL = Path(phrases.__file__).parents[1] / "data" / "left_over.json"
PENALTY = 4.0
FEWEST = 3  # samples that show a feature: what fewer show is left out


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
    options = logistic.arguments(__doc__)
    data = [sample for page, line, number in logistic.pages(options) for sample in samples(page, line, number)]
    files = [path.name for path in options.gold]
    report("weights that are there (may have seen it)", found(phrases.weights(), data), data, files)
    held = report("fitted, outlets held out", logistic.held_out(data, fit, found), data, files)
    if options.write:
        logistic.write(
            MODEL, fit(data), held, options, how=f"penalty {PENALTY}, over {len(data)} marked stretches", of="stretches"
        )


if __name__ == "__main__":
    main()
