"""Speed of quoteattr beside the bare spaCy pipeline that it rests on, in one process and on the same texts.

    python benchmarks/speed.py                                   # the articles of examples/
    python benchmarks/speed.py corpus.jsonl --words 100000       # the "text" of every line, or a folder of *.txt

Both take turns and the medians are compared, so that a slow moment of the machine touches both. The bare pipeline is
spaCy's own: all components, default settings. A further run shows what share of the time each stage takes.
"""

from __future__ import annotations

import argparse
import inspect
import json
import os
import platform
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import wraps
from importlib.metadata import version
from itertools import cycle
from pathlib import Path
from statistics import median
from types import FunctionType, ModuleType
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

if TYPE_CHECKING:
    from spacy.language import Language

EXAMPLES = Path(__file__).parents[1] / "examples" / "articles"
NO_STAGE = ("quoteattr.draft", "quoteattr.errors", "quoteattr.model")  # values, which every stage makes
PARSE = "parse"
WARM_UP = 3  # texts that each side reads before anything is timed


# --- texts -------------------------------------------------------------------------------------------------------


def load_texts(path: Path) -> list[str]:
    """The articles of a folder (``*.txt``) or of a file that holds one JSON object a line."""
    if path.is_dir():
        return [file.read_text(encoding="utf-8") for file in sorted(path.glob("*.txt"))]
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines if line.strip()]


def count_words(texts: Iterable[str]) -> int:
    """How many words, as white space parts them."""
    return sum(len(text.split()) for text in texts)


def fill(texts: Sequence[str], words: int) -> list[str]:
    """As many of the texts, from the first on and around again, as make up a number of words."""
    chosen: list[str] = []
    left = words
    for text in cycle(texts):
        if left <= 0:
            break
        chosen.append(text)
        left -= max(1, len(text.split()))
    return chosen


# --- throughput --------------------------------------------------------------------------------------------------


def seconds_for(work: Callable[[], Iterable[object]]) -> float:
    """How long it takes to go through everything that ``work`` yields."""
    started = time.perf_counter()
    for _ in work():
        pass
    return time.perf_counter() - started


def race(sides: dict[str, Callable[[], Iterable[object]]], repeat: int) -> dict[str, list[float]]:
    """The seconds of each side in each round; who goes first changes from round to round."""
    seconds: dict[str, list[float]] = {name: [] for name in sides}
    for turn in range(repeat):
        for name in sorted(sides, reverse=turn % 2 == 1):
            seconds[name].append(seconds_for(sides[name]))
    return seconds


# --- stages ------------------------------------------------------------------------------------------------------


class Stopwatch:
    """Seconds by stage.

    What a stage calls is part of it. Only parsing is different: it draws its texts from a stage, whose clock then goes
    instead of its own.
    """

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._running: list[str] = []
        self._since = time.perf_counter()

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Times what happens inside the ``with`` block."""
        self._book()
        self._running.append(name)
        try:
            yield
        finally:
            self._book()
            self._running.pop()

    def _book(self) -> None:
        now = time.perf_counter()
        if self._running:
            self.seconds[self._running[-1]] += now - self._since
        self._since = now

    def timed(self, function: Callable[..., Any], name: str) -> Callable[..., Any]:
        """The same function, timed as part of the stage ``name``; a generator is timed while it runs."""

        @wraps(function)
        def run(*args: Any, **kwargs: Any) -> Any:
            if self._running and self._running[-1] != PARSE:
                return function(*args, **kwargs)
            with self.stage(name):
                result = function(*args, **kwargs)
            return self._timed_items(result, name) if inspect.isgenerator(result) else result

        return run

    def _timed_items(self, items: Iterator[Any], name: str) -> Iterator[Any]:
        end = object()
        while True:
            with self.stage(name):
                item = next(items, end)
            if item is end:
                return
            yield item


def stage_functions(pipeline: ModuleType) -> Iterator[tuple[object, str, str]]:
    """What the pipeline may call of other modules: the owner of each function, its name there, and its stage.

    A stage may have been imported with its module (``from quoteattr import marks``) or by name, as a function or as
    a class, of which the methods count.
    """
    package = pipeline.__name__.partition(".")[0]
    for name, value in vars(pipeline).items():
        module = value.__name__ if inspect.ismodule(value) else getattr(value, "__module__", None) or ""
        if not module.startswith(f"{package}.") or module in (pipeline.__name__, *NO_STAGE):
            continue
        stage = module.rpartition(".")[2]
        if isinstance(value, FunctionType):
            yield pipeline, name, stage
        elif inspect.ismodule(value) or inspect.isclass(value):
            for inner, function in vars(value).items():
                public = inner == "__init__" or not inner.startswith("_")
                if public and isinstance(function, FunctionType) and function.__module__ == module:
                    yield value, inner, stage


def stage_seconds(nlp: Language, texts: Sequence[str]) -> dict[str, float]:
    """Seconds of each stage in one run; "parse" is spaCy's part and "rest" what no stage accounts for."""
    import quoteattr
    from quoteattr import pipeline

    watch = Stopwatch()
    with ExitStack() as patches:
        for owner, name, stage in list(stage_functions(pipeline)):
            patches.enter_context(patch.object(owner, name, watch.timed(getattr(owner, name), stage)))
        for name in ("__call__", "pipe"):
            method = watch.timed(getattr(type(nlp), name), PARSE)
            patches.enter_context(patch.object(type(nlp), name, method))
        total = seconds_for(lambda: quoteattr.pipe(texts, nlp=nlp))
    return {**watch.seconds, "rest": total - sum(watch.seconds.values())}


# --- command line ------------------------------------------------------------------------------------------------


def parse_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="?", type=Path, default=EXAMPLES, help="a folder of *.txt or a JSONL file")
    parser.add_argument("--model", help="the spaCy pipeline to use (default: the library's choice)")
    parser.add_argument("--words", type=int, default=30_000, help="how much text a run reads")
    parser.add_argument("--repeat", type=int, default=5, help="how many runs each side makes")
    options = parser.parse_args(arguments)
    if options.words < 1 or options.repeat < 1:
        parser.error("--words and --repeat must be at least 1")
    return options


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; returns the exit status."""
    options = parse_arguments(arguments)
    articles = load_texts(options.texts) if options.texts.exists() else []
    if not any(text.split() for text in articles):
        print(f"{options.texts}: no articles here")
        return 1
    texts = fill(articles, options.words)

    import spacy

    import quoteattr
    from quoteattr.language import find_model

    name = find_model(options.model)
    ours, stock = quoteattr.load(name), spacy.load(name)
    distinct = min(len(texts), len(articles))
    print(f"machine    {platform.machine()}, {os.cpu_count()} processors, {platform.system()}")
    print(f"python     {platform.python_version()}, spaCy {version('spacy')}")
    print(f"model      {name} {stock.meta['version']}")
    print(f"texts      {count_words(texts):,} words, {len(texts)} articles ({distinct} different)\n")

    for _ in zip(quoteattr.pipe(texts[:WARM_UP], nlp=ours), stock.pipe(texts[:WARM_UP]), strict=True):
        pass
    print_race(
        race(
            {
                "quoteattr": lambda: quoteattr.pipe(texts, nlp=ours),
                "spaCy alone": lambda: stock.pipe(texts),
            },
            options.repeat,
        ),
        count_words(texts),
    )
    print_stages(stage_seconds(ours, texts))
    return 0


def print_race(seconds: dict[str, list[float]], words: int) -> None:
    """Prints the words a second of each side and how they compare."""
    print(f"{'':14}{'median':>12}{'slowest':>12}{'fastest':>12}   words/s, {len(seconds['quoteattr'])} runs each")
    for side, times in seconds.items():
        cells = (words / median(times), words / max(times), words / min(times))
        print(f"{side:14}" + "".join(f"{cell:>12,.0f}" for cell in cells))
    ratio = median(seconds["spaCy alone"]) / median(seconds["quoteattr"])
    print(f"\nratio         {ratio:>12.2f}   (quoteattr's words/s over those of spaCy alone)")


def print_stages(seconds: dict[str, float]) -> None:
    """Prints each stage's share of the time, the largest first."""
    total = sum(seconds.values())
    print("\nshare of quoteattr's time by stage (one further run)")
    for stage, spent in sorted(seconds.items(), key=lambda item: -item[1]):
        print(f"  {stage:12}{100 * spent / total:>6.1f} %{spent:>9.2f} s")


if __name__ == "__main__":
    raise SystemExit(main())
