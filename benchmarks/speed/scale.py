"""How the corpus command scales with its processes: words a second, peak memory, and what a million articles cost.

    python benchmarks/speed/scale.py                                     # the articles of examples/, again and again
    python benchmarks/speed/scale.py corpus.jsonl --words 500000 --processes 1 2 4 --price 0.04

Prints a table in Markdown that ``docs/scale.md`` holds between its marks. The time is that of the whole command less
that of a run over no articles, which is mostly the loading of the model. Memory is sampled several times a second: what
the command and its processes hold together, pages that they share counted once (on Linux; elsewhere resident memory).
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import attrs
import psutil
from speed import EXAMPLES, count_words, fill, load_texts

from quoteattr.nlp.models import find_model

MILLION = 1_000_000
SAMPLE_SECONDS = 0.2


@attrs.frozen
class Measured:
    """One run of the command: seconds, and bytes of memory at the peak."""

    seconds: float
    peak: int


def memory(process: psutil.Process) -> int:
    """Bytes that a process and its children hold together."""
    total = 0
    for each in (process, *process.children(recursive=True)):
        try:
            info = each.memory_full_info()
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            continue
        total += getattr(info, "pss", info.rss)
    return total


def measure(corpus: Path, out: Path, model: str, processes: int) -> Measured:
    """Runs the corpus command once."""
    arguments = ["corpus", str(corpus), "-o", str(out), "--quiet", "--model", model, "--processes", str(processes)]
    started = time.perf_counter()
    running = psutil.Popen([sys.executable, "-m", "quoteattr", *arguments])
    peak = 0
    while True:
        try:
            status = running.wait(SAMPLE_SECONDS)
            break
        except psutil.TimeoutExpired:
            try:
                peak = max(peak, memory(running))
            except psutil.NoSuchProcess:
                continue
    if status:
        raise subprocess.CalledProcessError(status, "quoteattr corpus")
    return Measured(time.perf_counter() - started, peak)


def write_corpus(texts: Sequence[str], path: Path) -> None:
    """The texts as JSON lines."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps({"id": str(number), "text": text}) + "\n" for number, text in enumerate(texts))


def row(processes: int, run: Measured, idle: Measured, texts: Sequence[str], price: float) -> str:
    """A row of the table."""
    seconds = max(run.seconds - idle.seconds, 1e-9)
    hours = MILLION / len(texts) * seconds / 3600
    cells = (
        f"{processes}",
        f"{count_words(texts) / seconds:,.0f}",
        f"{run.peak / 2**20:,.0f} MB",
        f"{hours:,.1f} h",
        f"{hours * processes * price:,.2f}",
    )
    return f"| {' | '.join(cells)} |"


def parse_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="?", type=Path, default=EXAMPLES, help="a folder of *.txt or a JSONL file")
    parser.add_argument("--model", help="the spaCy pipeline to use (default: the library's choice)")
    parser.add_argument("--words", type=int, default=200_000, help="how much text a run reads")
    parser.add_argument("--processes", type=int, nargs="+", default=[1, 2], help="numbers of processes to measure")
    parser.add_argument("--price", type=float, default=0.05, help="assumed price of a core for an hour")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; returns the exit status."""
    options = parse_arguments(arguments)
    texts = fill(load_texts(options.texts), options.words)
    model = find_model(options.model)
    print("| processes | words/s | peak memory | time for a million articles | their cost |")
    print("|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as scratch:
        corpus, nothing = Path(scratch, "corpus.jsonl"), Path(scratch, "nothing.jsonl")
        write_corpus(texts, corpus)
        write_corpus([], nothing)
        for processes in options.processes:
            idle = measure(nothing, Path(scratch, f"nothing-{processes}.parquet"), model, processes)
            run = measure(corpus, Path(scratch, f"quotes-{processes}.parquet"), model, processes)
            print(row(processes, run, idle, texts, options.price), flush=True)
    words = count_words(texts)
    print(f"\n({words:,} words, {len(texts):,} articles of {words / len(texts):,.0f} words on average; {model};")
    print(f"{os.cpu_count()} {platform.machine()} cores, {platform.system()}, Python {platform.python_version()},")
    print(f"spaCy {version('spacy')}; cost at {options.price:g} for a core an hour.)")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
