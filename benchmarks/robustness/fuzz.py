"""Coverage-guided fuzzing: inputs grow out of those that reached new branches of the library, until one breaks it.

    python benchmarks/robustness/fuzz.py --seconds 60                 # needs atheris: pip install -e ".[dev]" (Linux)
    python benchmarks/robustness/fuzz.py --target page --seconds 600  # web pages; see rooms.py for the others
    python benchmarks/robustness/fuzz.py --all --seconds 1200         # the targets in turn, a process and an equal share each
    python benchmarks/robustness/fuzz.py --seconds 3600 --corpus DIR  # goes on from the inputs of DIR, and keeps the new ones there
    python benchmarks/robustness/fuzz.py --target page crash-0123abcd # reads the input of a file again, as the fuzzer did

What is done with an input, what must hold then and with what the fuzzer begins is said in ``rooms.py``. An error that the library
must not raise, something that does not hold, or more than half a minute ends the run, with status 1 or above; the bytes are
then in a file ``crash-…`` or ``timeout-…`` in the folder of ``--artifacts``, and the last line says which.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from mutations import decoded, encoded, mutated

HANGS = 30  # seconds


def fuzz(options: argparse.Namespace, corpus: Path) -> None:
    """Runs the fuzzer, which ends the process."""
    import atheris

    with atheris.instrument_imports(include=["quoteattr"]):
        from rooms import TARGETS, reader

        read = reader(options.target)
    target = TARGETS[options.target]

    def custom_mutator(data: bytes, max_size: int, seed: int) -> bytes:
        chance = random.Random(seed)
        if chance.random() < 0.2:
            return bytes(atheris.Mutate(data, max_size))
        return encoded(mutated(decoded(data), chance))[:max_size]

    for number, text in enumerate(target.seeds()):
        (corpus / f"seed-{number}").write_bytes(encoded(text))
    settings = {
        "max_len": target.longest,
        "timeout": HANGS,
        "artifact_prefix": f"{options.artifacts}/",
        "max_total_time": options.seconds,
        "runs": options.runs,
        "seed": options.seed,
        "rss_limit_mb": 4_000,
        "detect_leaks": 0,
        "print_final_stats": 1,
    }
    flags = [f"-{name}={value}" for name, value in settings.items() if value is not None]
    atheris.Setup([sys.argv[0], *flags, str(corpus)], read, custom_mutator=custom_mutator)
    atheris.Fuzz()


def in_turn(options: argparse.Namespace) -> int:
    """Runs the fuzzer for one room after the other, each in a process of its own; the first status that is not 0."""
    from rooms import TARGETS

    shares = {"--seconds": options.seconds and max(options.seconds // len(TARGETS), 1), "--runs": options.runs}
    given = {**shares, "--seed": options.seed, "--artifacts": options.artifacts}
    more = [str(part) for name, value in given.items() if value is not None for part in (name, value)]
    status = 0
    for name in TARGETS:
        print(f"== {name}", flush=True)
        kept = ["--corpus", str(options.corpus / name)] if options.corpus else []
        done = subprocess.run([sys.executable, __file__, "--target", name, *more, *kept])
        status = status or done.returncode
    return status


def parse_arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, help="read these and do nothing else")
    parser.add_argument("--target", default="text", help="the room that reads the inputs (default: %(default)s)")
    parser.add_argument("--all", action="store_true", help="all rooms in turn; --seconds is for all of them")
    parser.add_argument("--seconds", type=int, help="how long to go on (default: for ever)")
    parser.add_argument("--runs", type=int, help="how many texts to read (default: any number)")
    parser.add_argument("--seed", type=int, help="for runs that can be repeated")
    parser.add_argument("--corpus", type=Path, help="a folder of texts to go on from, where new ones are kept")
    parser.add_argument("--artifacts", type=Path, default=Path(), help="the folder where what broke the library is put")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; returns the exit status."""
    options = parse_arguments(arguments)
    if options.all:
        return in_turn(options)
    if options.files:
        from rooms import reader

        read = reader(options.target)
        for path in options.files:
            read(path.read_bytes())
            print(f"{path}: all holds")
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        corpus = options.corpus or Path(scratch)
        corpus.mkdir(parents=True, exist_ok=True)
        fuzz(options, corpus)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
