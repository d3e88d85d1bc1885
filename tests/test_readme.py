"""The pages keep their word: their code runs and prints what they show, their commands work, their links lead somewhere."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import subprocess
import sys
import tomllib
from glob import glob
from pathlib import Path

import pytest
from root import NEEDS_TEXTACY, ROOT, TEXTACY
from typer.testing import CliRunner

import quoteattr
from quoteattr import __main__ as cli
from quoteattr.options import BATCH_SIZE

TESTED = (
    "adapting",
    "index",
    "first-steps",
    "guide",
    "command-line",
    "checking",
    "display",
    "questions",
    "audits",
    "review",
    "scale",
    "schema",
    "spacy",
    "limits",
    "migrating",
    "safety",
)
PAGES = [ROOT / "README.md", *(ROOT / "docs" / f"{name}.md" for name in TESTED)]
README = PAGES[0].read_text(encoding="utf-8")
ALL_PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "examples").rglob("*.md")])

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TEST_COMMAND = 'pip install -e ".[dev]" -c requirements-dev.lock && pytest'
FIRST_COMMAND = "pip install . && quoteattr examples/articles/uk-politics.txt"


def blocks(text: str, language: str) -> list[str]:
    return [body for found, body in BLOCK.findall(text) if found == language]


def code_with_output(text: str, language: str = "python") -> list[tuple[str, str | None, int]]:
    """Each block of a language with the output shown right below it (None: not shown) and its line."""
    found = []
    matches = list(BLOCK.finditer(text))
    for number, match in enumerate(matches):
        if match[1] != language:
            continue
        following = matches[number + 1] if number + 1 < len(matches) else None
        shown = following and following[1] == "text" and not text[match.end() : following.start()].strip()
        line = text.count("\n", 0, match.start()) + 2
        found.append((match[2], following[2] if following and shown else None, line))
    return found


NEEDS = {
    "pandas": r"to_dataframe\(|import pandas|quotes_of_frame\(",
    "plot": r"\bplot\.\w+\(",
    "html": r"extract_html\(",
    "parquet": r"to_parquet\(|read_parquet\(",
    "cas": r"\.to_cas\(",
    "jsonschema": r"import jsonschema",
    "rdflib": r"import rdflib",
    "textacy": NEEDS_TEXTACY.pattern,
}
"""What a plain install may lack, and the code that asks for it."""


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_pages_say_what_their_code_needs_before_it_fails(page):
    text = page.read_text(encoding="utf-8")
    for package, code in NEEDS.items():
        places = [block.start(2) + at.end() for block in BLOCK.finditer(text) for at in re.finditer(code, block[2])]
        if places:
            said = text[: text.index("\n", places[0])]  # a comment on the line itself will do
            assert re.search(rf"pip install [^\n]*\b{package}\b|`{package}`|needs {package}\b", said), package


@pytest.mark.slow
@pytest.mark.usefixtures("packaged_model", "in_root")
@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_code_runs_and_prints_what_is_shown(page):
    namespace: dict[str, object] = {"__name__": "page"}
    found = code_with_output(page.read_text(encoding="utf-8"))
    assert found
    for code, shown, line in found:
        if NEEDS_TEXTACY.search(code) and not TEXTACY:
            continue
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            exec(compile("\n" * (line - 1) + code, page, "exec"), namespace)
        if shown is not None:
            assert output.getvalue().splitlines() == shown.splitlines()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder of its own with the examples in it, as the current one; ``quoteattr`` is on the path."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("PYTHONUTF8", "1")


def printed(line: str) -> str:
    """What a line prints: one that begins with ``quoteattr`` in this process, which has its pipeline; others in a shell."""
    command, _, file = line.partition(" > ")
    if not command.startswith("quoteattr ") or "|" in command:
        done = subprocess.run(["bash", "-o", "pipefail", "-c", line], capture_output=True, encoding="utf-8")
        assert done.returncode == 0, f"{line}\n{done.stderr}"
        return done.stdout
    arguments = [path for word in shlex.split(command)[1:] for path in sorted(glob(word)) or [word]]
    result = CliRunner().invoke(cli.app, arguments)
    assert result.exit_code == 0, f"{line}\n{result.stderr}"
    if file:
        Path(file).write_bytes(result.stdout_bytes)
    return "" if file else result.stdout


@pytest.mark.slow
@pytest.mark.usefixtures("packaged_model", "folder")
@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_commands_run_and_print_what_is_shown(page):
    for block, shown, _ in code_with_output(page.read_text(encoding="utf-8"), "console"):
        found = "".join(printed(line.removeprefix("$ ")) for line in block.splitlines())
        if shown is not None:
            assert found.splitlines() == shown.splitlines()


def as_table(article: quoteattr.Article) -> list[str]:
    """The quotations as rows of a Markdown table: who, as whom, what, and its kind."""
    return [
        f"| {quote.speaker.label if quote.speaker else '–'} | {(quote.speaker and quote.speaker.role) or ''} "
        f"| {quote.text} | {quote.kind} |"
        for quote in article
    ]


def test_the_table_of_the_readme_is_what_is_found(nlp):
    (table,) = re.findall(r"<!-- BEGIN quotes -->\n(.*?)<!-- END quotes -->", README, re.DOTALL)
    header, rule, *shown = table.strip().splitlines()
    assert header == "| who | as whom | said what | kind |"
    assert set(rule) <= set("|-")
    text = (ROOT / "examples/articles/uk-politics.txt").read_text(encoding="utf-8")
    found = as_table(quoteattr.extract(text, nlp=nlp))
    rest = iter(found)
    assert shown
    assert all(row in rest for row in shown), "rows to choose from, in this order:\n" + "\n".join(found)


def test_set_up_commands_are_the_ones_that_are_tried():
    commands = "\n".join(blocks(README, "sh"))
    assert FIRST_COMMAND in commands.splitlines()
    assert TEST_COMMAND in commands.splitlines()
    assert TEST_COMMAND in blocks((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), "sh")[0].splitlines()
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert TEST_COMMAND in script.read_text(encoding="utf-8")


def test_what_is_installed_is_the_checkout():
    """No page sends a reader to an index: what is there under this name may be something else."""
    pages = [*ALL_PAGES, *(ROOT / "examples").glob("*.py"), *(ROOT / "examples").glob("*.ipynb")]
    pages.remove(ROOT / "CHANGELOG.md")
    index = re.compile(r"quoteattr\[\w|pip install (?:-\S+ )*\\?[\"']?quoteattr\b")
    assert index.search('pip install "quoteattr[md]"')
    assert index.search("pip install quoteattr")
    assert [page.name for page in pages if index.search(page.read_text(encoding="utf-8"))] == []


def test_scale_tells_how_many_texts_are_read_at_a_time():
    page = (ROOT / "docs" / "scale.md").read_text(encoding="utf-8")
    assert f"read together (`batch_size={BATCH_SIZE}`)" in page


@pytest.mark.parametrize("page", ALL_PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    text = BLOCK.sub("", page.read_text(encoding="utf-8"))
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        path, _, anchor = target.partition("#")
        if "://" in path:
            continue
        there = (page.parent / path) if path else page
        assert there.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", there.read_text(encoding="utf-8"), re.MULTILINE)
            slugs = [re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings]
            assert anchor in slugs, target


@pytest.mark.parametrize("page", ALL_PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_of_the_project_that_are_named_are_there(page):
    if page.name != "CHANGELOG.md":  # which tells of files as they were
        named = re.findall(
            r"(?<![\w/])(?:src|tests|docs|benchmarks|examples)/[\w./-]*\.\w+", page.read_text(encoding="utf-8")
        )
        assert [path for path in dict.fromkeys(named) if not (ROOT / path).exists()] == []


def test_the_version_is_the_same_everywhere():
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\nversion: {quoteattr.__version__}\n" in citation
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## \[{re.escape(quoteattr.__version__)}\]", changes, re.MULTILINE)


def test_the_lock_holds_versions_of_published_packages_only():
    lines = (ROOT / "requirements-dev.lock").read_text(encoding="utf-8").splitlines()
    entries = [line for line in lines if not line.startswith("#")]
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+", entry) for entry in entries)
    names = [re.sub(r"[-_.]+", "-", entry.split("==")[0]).lower() for entry in entries]
    assert "quoteattr" not in names
    assert names == sorted(set(names))


def test_the_lock_holds_every_direct_requirement():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [
        *project["dependencies"],
        *(
            each
            for extra in ("dev", "cas", "docs", "html", "parquet", "plot")
            for each in project["optional-dependencies"][extra]
        ),
    ]
    names = {re.split(r"[^\w.-]", each)[0].lower().replace("_", "-") for each in wanted} - {"quoteattr"}
    lock = (ROOT / "requirements-dev.lock").read_text(encoding="utf-8").lower().replace("_", "-")
    assert [name for name in sorted(names) if f"\n{name}==" not in lock] == []
