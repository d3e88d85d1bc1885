"""How the time grows with the work: with the length of an article, and with the number of its quotations.

    python benchmarks/speed/growth.py                                    # out of the articles of examples/
    python benchmarks/speed/growth.py corpus.jsonl --plot growth.png     # out of the "text" of every line

Prints for every size the time, and how it compares with a straight line: 1.00 is on it. For lengths the line is fitted to
those of up to a tenth of the longest: where the last column rises, some step costs more than its share on long articles.
The runs of all sizes take turns; medians are compared.
"""

from __future__ import annotations

import argparse
import os
import platform
import time
from collections.abc import Iterable, Sequence
from itertools import count, cycle
from pathlib import Path
from statistics import median

import attrs
import numpy as np
from speed import EXAMPLES, count_words, load_texts

import quoteattr
from quoteattr.nlp.models import find_model

LENGTHS = (100, 1_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000)
QUOTATIONS = (0, 50, 100, 200, 500, 1_000, 2_000)
PARAGRAPHS = max(QUOTATIONS)

QUIET = "The pier at Eastwick was built in three summers and has been painted every spring since then by the same firm."
SPOKEN = (
    "“Pier number {n} is older than the town that pays for it,” said {forename} {surname}{n}, a painter from Eastwick."
)
FORENAMES = ("Ann", "Tom", "Ruth", "Joe", "Mairead", "Piers", "Bronagh")
SURNAMES = ("Poole", "Reed", "Calder", "Dunn", "Ferris", "Halloran")


@attrs.frozen
class Series:
    """Sizes, and the median seconds that each took."""

    name: str
    sizes: tuple[int, ...]
    seconds: tuple[float, ...]
    fitted: float = 1.0

    def line(self) -> tuple[float, float]:
        """Intercept and slope of the straight line through the sizes up to a part of the largest; relative errors count."""
        limit = max(self.fitted * 1.02 * self.sizes[-1], self.sizes[2])
        near = [i for i, size in enumerate(self.sizes) if size <= limit]
        x, y = (np.array([values[i] for i in near], dtype=float) for values in (self.sizes, self.seconds))
        slope, intercept = np.polyfit(x, y, 1, w=1 / y)
        return float(intercept), float(slope)

    def expected(self) -> list[float]:
        """The seconds of every size on that line."""
        intercept, slope = self.line()
        return [intercept + slope * size for size in self.sizes]


def long_text(texts: Sequence[str], words: int) -> str:
    """Articles one behind the other, from the first on and around again, cut at a number of words."""
    parts: list[str] = []
    left = words
    for text in cycle(texts):
        pieces = text.split(" ")
        parts.append(" ".join(pieces[:left]))
        left -= len(pieces)
        if left <= 0:
            return "\n\n".join(parts)
    raise ValueError("no texts")


def quoting_text(quotations: int) -> str:
    """Paragraphs, always the same number of them, of which so many have a quotation, by people of different names."""
    spoken = np.zeros(PARAGRAPHS, dtype=bool)
    spoken[np.linspace(0, PARAGRAPHS, quotations, endpoint=False, dtype=int)] = True
    names = zip(cycle(FORENAMES), cycle(SURNAMES), count(), strict=False)
    lines = (
        SPOKEN.format(forename=a, surname=b, n=n) if s else QUIET for s, (a, b, n) in zip(spoken, names, strict=False)
    )
    return "\n\n".join(lines)


def measure(texts: Iterable[str], model: str, repeat: int) -> tuple[float, ...]:
    """The median time of each text."""
    nlp = quoteattr.load(model)
    texts = list(texts)
    seconds: list[list[float]] = [[] for _ in texts]
    for _ in range(repeat):
        for text, times in zip(texts, seconds, strict=True):
            started = time.perf_counter()
            quoteattr.extract(text, nlp=nlp)
            times.append(time.perf_counter() - started)
    return tuple(median(times) for times in seconds)


def print_series(series: Series) -> None:
    """Prints a table in Markdown and the line."""
    print(f"\n| {series.name} | seconds | of the line |\n|---|---|---|")
    for size, spent, wanted in zip(series.sizes, series.seconds, series.expected(), strict=True):
        print(f"| {size:,} | {spent:.3f} | {spent / wanted:.2f} |")
    intercept, slope = series.line()
    print(f"\nThe line: {intercept:.3f} s and {1e6 * slope:,.0f} µs for each of the {series.name}.")


def plot(found: Sequence[Series], path: Path) -> None:
    """A picture of the series with their lines."""
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator

    figure = Figure(figsize=(9, 3.6), layout="constrained")
    for axes, series in zip(figure.subplots(1, len(found)), found, strict=True):
        axes.plot(series.sizes, series.expected(), color="0.6", label="straight line")
        axes.plot(series.sizes, series.seconds, "o", label="measured")
        axes.set(xlabel=series.name, ylabel="seconds", ylim=(0, None), xlim=(0, None))
        axes.xaxis.set_major_locator(MaxNLocator(5))
        axes.xaxis.set_major_formatter("{x:,.0f}")
        axes.legend(frameon=False)
    figure.savefig(path, dpi=110)


def parse_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="?", type=Path, default=EXAMPLES, help="a folder of *.txt or a JSONL file")
    parser.add_argument("--model", help="the spaCy pipeline to use (default: the library's choice)")
    parser.add_argument("--repeat", type=int, default=3, help="how often every size is measured")
    parser.add_argument("--longest", type=int, default=max(LENGTHS), help="words of the longest article")
    parser.add_argument("--plot", type=Path, help="write a picture (needs matplotlib)")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; returns the exit status."""
    options = parse_arguments(arguments)
    texts = load_texts(options.texts)
    model = find_model(options.model)
    lengths = [size for size in LENGTHS if size <= options.longest]
    long_texts = [long_text(texts, size) for size in lengths]
    print(
        f"{model}; {os.cpu_count()} {platform.machine()} cores, Python {platform.python_version()}; medians of {options.repeat}"
    )
    words = tuple(count_words([text]) for text in long_texts)
    found = (
        Series("words", words, measure(long_texts, model, options.repeat), fitted=0.1),
        Series("quotations", QUOTATIONS, measure(map(quoting_text, QUOTATIONS), model, options.repeat)),
    )
    for series in found:
        print_series(series)
    if options.plot:
        plot(found, options.plot)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
