"""Speed of quoteattr beside the bare spaCy pipeline that it rests on, in one process and on the same texts.

    python benchmarks/speed/speed.py                                   # the articles of examples/, again and again
    python benchmarks/speed/speed.py corpus.jsonl --articles 500       # the "text" of every line, or a folder of *.txt

Both take turns and the medians are compared, so that a slow moment of the machine touches both. The bare pipeline is
spaCy's own: all components, default settings. Further runs show what share of the time each stage takes, what the
components of the two pipelines cost, how much memory a process needs above a bare interpreter, and how long importing
and the first article take.
"""

from __future__ import annotations

import argparse
import inspect
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from functools import wraps
from importlib.metadata import version
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from types import FunctionType, ModuleType, SimpleNamespace
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

EXAMPLES = Path(__file__).parents[2] / "examples" / "articles"
NO_STAGE = ("quoteattr.draft", "quoteattr.errors", "quoteattr.model", "quoteattr.nlp.speed")  # no step of its own
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
    """As many of the texts, from the first on and around again, as make up a number of words.

    A round has one space more behind its paragraphs than the one before, as what is repeated to the letter is parsed once.
    """
    chosen: list[str] = []
    left = words
    for number, text in enumerate(cycle(texts)):
        if left <= 0:
            break
        chosen.append(text.replace("\n\n", " " * (number // len(texts)) + "\n\n"))
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
    """Seconds by stage. What a stage calls is part of it, but for spaCy's own work, which is ``PARSE`` wherever it is done."""

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
        """The same function, timed as part of the stage ``name``."""

        @wraps(function)
        def run(*args: Any, **kwargs: Any) -> Any:
            if self._running and name != PARSE:
                return function(*args, **kwargs)
            with self.stage(name):
                return function(*args, **kwargs)

        return run


def stage_functions(module: ModuleType) -> Iterator[tuple[object, str, str]]:
    """What a module calls of the stages: the owner of each function, its name there, and its stage.

    A stage may have been imported with its module (``from quoteattr import marks``) or by name, as a function or as
    a class, of which the methods count. What the module does not name is not timed: a clock around what stages call
    all the time of each other would cost more than they do.
    """
    called = set(re.findall(r"\w+(?=\()", inspect.getsource(module)))
    package = module.__name__.partition(".")[0]
    for name, value in vars(module).items():
        origin = value.__name__ if inspect.ismodule(value) else getattr(value, "__module__", None) or ""
        if not origin.startswith(f"{package}.") or origin in (module.__name__, *NO_STAGE):
            continue
        stage = origin.rpartition(".")[2]
        if isinstance(value, FunctionType):
            yield module, name, stage
        elif inspect.ismodule(value) or inspect.isclass(value):
            for inner, function in vars(value).items():
                wanted = inner == "__init__" or inner in called
                if wanted and isinstance(function, FunctionType) and function.__module__ == origin:
                    yield value, inner, stage


def stage_seconds(nlp: Language, texts: Sequence[str]) -> dict[str, float]:
    """Seconds of each stage in one run; "parse" is spaCy's part and "rest" what no stage accounts for.

    spaCy's part is tokenizing, its components and joining its ``Doc``s.
    """
    import quoteattr
    from quoteattr import pipeline, streams
    from quoteattr.nlp import parsing, speed

    watch = Stopwatch()
    with ExitStack() as patches:
        asked = (streams, "is_worth_reading", "english")
        for owner, name, stage in [*stage_functions(pipeline), *stage_functions(parsing), asked]:
            patches.enter_context(patch.object(owner, name, watch.timed(getattr(owner, name), stage)))
        for owner, name in ((type(nlp), "make_doc"), (speed, "annotate"), (parsing, "_joined")):
            patches.enter_context(patch.object(owner, name, watch.timed(getattr(owner, name), PARSE)))
        total = seconds_for(lambda: quoteattr.pipe(texts, nlp=nlp))
    return {**watch.seconds, "rest": total - sum(watch.seconds.values())}


def component_seconds(nlp: Language, texts: Sequence[str], *, tuned: bool) -> dict[str, float]:
    """Seconds of the tokenizer and each component: as the library runs them, passage by passage, or as spaCy does."""
    from quoteattr.nlp import parsing, speed
    from quoteattr.text import passages

    laid_out = map(passages.lay_out, texts)
    pieces = [piece for layout in laid_out for piece in parsing.readables(layout)] if tuned else list(texts)
    size = parsing.BATCH if tuned else nlp.batch_size
    started = time.perf_counter()
    docs = [nlp.make_doc(piece) for piece in pieces]
    seconds = {"tokenizer": time.perf_counter() - started}
    with speed.one_thread() if tuned else nullcontext():
        for name, pipe in nlp.pipeline:
            started = time.perf_counter()
            docs = [doc for batch in batches(docs, size) for doc in run_component(name, pipe, batch, tuned=tuned)]
            seconds[name] = time.perf_counter() - started
    return seconds


def batches(docs: list[Doc], size: int) -> Iterator[list[Doc]]:
    """The documents, so many at a time."""
    return (docs[i : i + size] for i in range(0, len(docs), size))


def run_component(name: str, pipe: Any, docs: list[Doc], *, tuned: bool) -> list[Doc]:
    """A batch of documents behind one component."""
    from quoteattr.nlp import speed

    if tuned:
        alone: Any = SimpleNamespace(pipeline=[(name, pipe)])
        return speed.annotate(alone, docs)
    return list(pipe.pipe(docs, batch_size=len(docs)) if hasattr(pipe, "pipe") else map(pipe, docs))


# --- processes of their own --------------------------------------------------------------------------------------

_PEAK = """
import json, sys
if len(sys.argv) > 1:
    import quoteattr
    with open(sys.argv[1], encoding="utf-8") as file:
        for article in quoteattr.pipe(map(json.loads, file), nlp=quoteattr.load(sys.argv[2])):
            pass
with open("/proc/self/status") as status:
    print(next(line for line in status if line.startswith("VmHWM")).split()[1])
"""
_FIRST = "import sys, quoteattr; quoteattr.extract(sys.argv[1], nlp=quoteattr.load(sys.argv[2]))"


def python(code: str, *arguments: str) -> str:
    """What a fresh interpreter prints for some code."""
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def peak_megabytes(texts: Sequence[str], model: str, scratch: Path) -> float:
    """How much more memory a process needs that reads some texts than one that does nothing; Linux tells."""
    corpus = scratch / "texts.jsonl"
    corpus.write_text("".join(json.dumps(text) + "\n" for text in texts), encoding="utf-8")
    return (int(python(_PEAK, str(corpus), model)) - int(python(_PEAK))) / 1024


def start_seconds(code: str, *arguments: str, repeat: int) -> float:
    """The median time that a fresh interpreter takes for some code."""
    return median(seconds_for(lambda: [python(code, *arguments)]) for _ in range(repeat))


# --- command line ------------------------------------------------------------------------------------------------


def parse_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="?", type=Path, default=EXAMPLES, help="a folder of *.txt or a JSONL file")
    parser.add_argument("--model", help="the spaCy pipeline to use (default: the library's choice)")
    parser.add_argument("--words", type=int, default=30_000, help="how much text a run reads")
    parser.add_argument("--articles", type=int, help="instead: how many articles, each once")
    parser.add_argument("--repeat", type=int, default=5, help="how many runs each side makes")
    options = parser.parse_args(arguments)
    if options.words < 1 or options.repeat < 1 or (options.articles or 1) < 1:
        parser.error("--words, --articles and --repeat must be at least 1")
    return options


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; returns the exit status."""
    options = parse_arguments(arguments)
    articles = load_texts(options.texts) if options.texts.exists() else []
    if not any(text.split() for text in articles):
        print(f"{options.texts}: no articles here")
        return 1
    texts = articles[: options.articles] if options.articles else fill(articles, options.words)

    import spacy

    import quoteattr
    from quoteattr.nlp.models import find_model

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
    print_shares("quoteattr's time by stage (one further run)", stage_seconds(ours, texts))
    some = list(islice(texts, 100))
    print_shares(f"components as quoteattr runs them ({len(some)} articles)", component_seconds(ours, some, tuned=True))
    print_shares(f"components of spaCy alone ({len(some)} articles)", component_seconds(stock, some, tuned=False))
    print_process(texts, name, options.repeat)
    return 0


def print_race(seconds: dict[str, list[float]], words: int) -> None:
    """Prints the words a second of each side and how they compare."""
    print(f"{'':14}{'median':>12}{'slowest':>12}{'fastest':>12}   words/s, {len(seconds['quoteattr'])} runs each")
    for side, times in seconds.items():
        cells = (words / median(times), words / max(times), words / min(times))
        print(f"{side:14}" + "".join(f"{cell:>12,.0f}" for cell in cells))
    ratio = median(seconds["spaCy alone"]) / median(seconds["quoteattr"])
    print(f"\nratio         {ratio:>12.2f}   (quoteattr's words/s over those of spaCy alone)")


def print_shares(heading: str, seconds: dict[str, float]) -> None:
    """Prints what takes which share of the time, the largest first."""
    total = sum(seconds.values())
    print(f"\n{heading}")
    for name, spent in sorted(seconds.items(), key=lambda item: -item[1]):
        print(f"  {name:16}{100 * spent / total:>6.1f} %{spent:>9.2f} s")
    if PARSE in seconds:
        print(f"  {'own stages':16}{100 * (1 - seconds[PARSE] / total):>6.1f} %{total - seconds[PARSE]:>9.2f} s")


def print_process(texts: Sequence[str], model: str, repeat: int) -> None:
    """Prints what a process of its own needs: memory, and time to begin."""
    bare = start_seconds("pass", repeat=repeat)
    with tempfile.TemporaryDirectory() as scratch:
        if Path("/proc/self/status").exists():
            print(f"\npeak memory above the interpreter {peak_megabytes(texts, model, Path(scratch)):>8.0f} MB")
    print(f"import quoteattr                  {start_seconds('import quoteattr', repeat=repeat) - bare:>8.3f} s")
    first = start_seconds(_FIRST, texts[0], model, repeat=repeat)
    print(f"first article from a cold start   {first:>8.2f} s")


if __name__ == "__main__":
    raise SystemExit(main())
