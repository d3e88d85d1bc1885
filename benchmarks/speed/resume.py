"""Kills the corpus command at random moments, starts it again each time, and compares with a run that was left alone.

    python benchmarks/speed/resume.py                                       # the articles of examples/, again and again
    python benchmarks/speed/resume.py corpus.jsonl --documents 2000 --kills 10 --format .jsonl

The command is ended by SIGKILL after a time drawn between half of what it takes to begin and what it takes to begin and to
do thrice an even share of the clean run's work. Its workers end by themselves. Exit status 1 if rows or bad documents differ in anything, or if a
worker stays.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path

import psutil
from speed import EXAMPLES, load_texts

from quoteattr.corpus.runs import errors_path

BAD_EVERY = 50  # every so many documents one has no text


def write_corpus(texts: Sequence[str], documents: int, path: Path) -> None:
    """As many documents as JSON lines, the texts around again with an id of their own, some of them without text."""
    with path.open("w", encoding="utf-8") as file:
        for number, text in enumerate(islice(cycle(texts), documents)):
            line = {"id": f"d{number}", "text": None if number % BAD_EVERY == BAD_EVERY - 1 else text}
            file.write(json.dumps(line) + "\n")


def command(corpus: Path, out: Path, options: argparse.Namespace) -> list[str]:
    """The corpus command that is killed."""
    arguments = ["corpus", str(corpus), "-o", str(out), "--quiet", "--part-size", str(options.part_size)]
    arguments += ["--processes", str(options.processes)]
    return [sys.executable, "-m", "quoteattr", *arguments, *(["--model", options.model] if options.model else [])]


def run_for(seconds: float | None, arguments: Sequence[str]) -> int | None:
    """Runs a command to its end, or kills it after a time; the exit status, None if killed."""
    process = psutil.Popen(arguments, stderr=subprocess.DEVNULL)
    try:
        return int(process.wait(seconds))
    except psutil.TimeoutExpired:
        workers = process.children(recursive=True)
        process.kill()
        process.wait()
        _, orphans = psutil.wait_procs(workers, timeout=10)
        if orphans:
            raise SystemExit(f"workers that did not end with the command: {orphans}") from None
        return None


def parts(out: Path) -> int:
    """How many parts are finished."""
    return len(list(out.with_name(f"{out.name}.parts").glob("0*.json")))


def parse_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="?", type=Path, default=EXAMPLES, help="a folder of *.txt or a JSONL file")
    parser.add_argument("--documents", type=int, default=1000, help="documents of the corpus")
    parser.add_argument("--kills", type=int, default=10, help="how often the command is killed")
    parser.add_argument("--format", default=".parquet", help="ending of the output: .parquet, .jsonl or .csv")
    parser.add_argument("--part-size", type=int, default=20, help="documents in a part")
    parser.add_argument("--processes", type=int, default=1, help="processes of the command")
    parser.add_argument("--model", help="the spaCy pipeline to use (default: the library's choice)")
    parser.add_argument("--seed", type=int, default=1, help="of the moments at which it is killed")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; returns the exit status."""
    options = parse_arguments(arguments)
    moments = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        corpus, clean, out = (folder / name for name in ("in.jsonl", f"clean{options.format}", f"out{options.format}"))
        write_corpus(load_texts(options.texts), options.documents, corpus)

        write_corpus([""], 1, folder / "nothing.jsonl")
        started = time.perf_counter()
        run_for(None, command(folder / "nothing.jsonl", folder / f"nothing{options.format}", options))
        beginning = time.perf_counter() - started
        status = run_for(None, command(corpus, clean, options))
        whole = time.perf_counter() - started - beginning
        longest = beginning + 3 * (whole - beginning) / (options.kills + 1)
        print(f"a clean run: {options.documents} documents, exit status {status}, {whole:.1f} s")

        killed = 0
        again: int | None = None
        while killed < options.kills and again is None:
            again = run_for(moments.uniform(beginning / 2, longest), command(corpus, out, options))
            killed += again is None
            if again is None:
                print(f"kill {killed:>2}: {parts(out)} parts finished")
        if again is None:
            again = run_for(None, command(corpus, out, options))
        same = clean.read_bytes() == out.read_bytes()
        lists = [errors_path(path) for path in (clean, out)]
        errors = [path.read_bytes() for path in lists]
        rest = sorted(p.name for p in folder.iterdir() if p.name.startswith(f"{out.name}.") and p not in lists)
        print(f"killed {killed} times; exit status {again}; files left over: {', '.join(rest) or 'none'}")
        print(
            f"output {'equal' if same else 'DIFFERENT'}, bad documents {'equal' if errors[0] == errors[1] else 'DIFFERENT'}"
        )
        return 0 if same and errors[0] == errors[1] and again == status and not rest else 1


if __name__ == "__main__":
    raise SystemExit(main())
