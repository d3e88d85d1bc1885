"""Builds the package, checks what was built, and runs the tests against the wheel, installed elsewhere.

    pip install build twine pyroma check-wheel-contents
    python benchmarks/upkeep/package.py                       # all of it; the tests that are not slow
    python benchmarks/upkeep/package.py --keep dist           # and keep the two files
    python benchmarks/upkeep/package.py -- tests/test_api.py  # other tests
    python benchmarks/upkeep/package.py --no-tests

The two files are built in a folder of their own, checked by twine (strictly), pyroma (eight of ten: the two others are for
addresses of the project and of its authors, which there are none of yet) and check-wheel-contents, and the wheel must hold every module and every file of data that the repository has. Then it is installed with the extra
``dev`` in a fresh environment, and the tests of the unpacked sdist are run there, without its ``src``.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src"
NO_PART = {"__pycache__", ".pyc"}
TESTS = ("-m", "not slow", "tests")


def run(*command: str | Path, folder: Path = ROOT) -> None:
    """Runs a command and shows it; raises ``CalledProcessError`` if it fails."""
    print("$", *command, flush=True)
    clean = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    subprocess.run([str(part) for part in command], check=True, cwd=folder, env=clean)


def build(target: Path) -> tuple[Path, Path]:
    """The sdist, and the wheel that is made of it."""
    run(sys.executable, "-m", "build", "--outdir", target, ROOT)
    (sdist,), (wheel,) = target.glob("*.tar.gz"), target.glob("*.whl")
    return sdist, wheel


def missing(wheel: Path) -> list[str]:
    """The files of the package that the wheel lacks."""
    held = set(zipfile.ZipFile(wheel).namelist())
    files = (path for path in SOURCE.rglob("*") if path.is_file() and NO_PART.isdisjoint((*path.parts, path.suffix)))
    return sorted({path.relative_to(SOURCE).as_posix() for path in files} - held)


def check(sdist: Path, wheel: Path) -> None:
    """Raises unless the checkers are content and the wheel is whole."""
    run(sys.executable, "-m", "twine", "check", "--strict", sdist, wheel)
    run(sys.executable, "-m", "pyroma", "--min", "8", sdist)
    run(sys.executable, "-m", "check_wheel_contents", wheel)
    if lost := missing(wheel):
        raise SystemExit(f"{wheel.name} lacks {', '.join(lost)}")


def try_out(sdist: Path, wheel: Path, folder: Path, tests: Sequence[str]) -> None:
    """Installs the wheel in a fresh environment, and runs the tests of the sdist there, without its source."""
    run(sys.executable, "-m", "venv", folder / "venv")
    python = folder / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    run(python, "-m", "pip", "install", "--quiet", f"{wheel}[dev]", "-c", ROOT / "requirements-dev.lock")
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
    unpacked = folder / sdist.name.removesuffix(".tar.gz")
    shutil.rmtree(unpacked / "src")
    run(python, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests, folder=unpacked)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", metavar="FOLDER", type=Path, help="keep the two files there")
    parser.add_argument("--no-tests", action="store_true", help="build and check only")
    parser.add_argument("tests", nargs="*", default=TESTS, help="what pytest is given")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        try:
            sdist, wheel = build(folder / "dist")
            check(sdist, wheel)
            if not options.no_tests:
                try_out(sdist, wheel, folder, options.tests)
        except subprocess.CalledProcessError as error:
            print(f"failed: {' '.join(map(str, error.cmd))}", file=sys.stderr)
            return 1
        if options.keep:
            shutil.copytree(folder / "dist", options.keep, dirs_exist_ok=True)
    print("the package is in order")
    return 0


if __name__ == "__main__":
    sys.exit(main())
