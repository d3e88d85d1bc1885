"""The shape of the package: imports run one way, modules stay small, importing it costs nothing, data is in order."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import quoteattr

PACKAGE = Path(quoteattr.__file__).parent
MODULES = sorted(path.stem for path in PACKAGE.glob("*.py"))
LISTS = sorted((PACKAGE / "data" / "en").glob("*.txt"))

LAYERS = (
    {"errors", "version", "spelling", "tuning", "palette"},
    {"model", "stylesheet"},
    {"lexicon", "language", "export", "tally", "linked", "displacy", "cas"},
    {"schema", "html", "plot", "tables", "terminal", "documents"},
    {"cards"},
    {"draft"},
    {"syntax"},
    {"english", "repairs", "boundaries", "mentions", "referents", "rolephrases", "confidence"},
    {"salience", "cast"},
    {"passages", "marks", "cues", "clauses", "phrases", "labels", "contents", "names", "entities", "roles", "speakers"},
    {"parsing", "pipeline"},
    {"streams", "component"},
    {"api"},
    {"terms", "questions", "identity", "web", "corpus"},
    {"merging", "copies", "engines"},
    {"__init__"},
    {"__main__"},
)
"""A module imports from the layers above it in this list only, never from its own."""

LATE_UPWARD = {("model", module) for module in ("export", "html", "cards", "linked", "displacy", "cas", "questions")}
"""Imports against the direction, allowed inside functions only: how values leave Python is asked of the values."""

LONGEST_FUNCTION = 50
LONGEST_MODULE = 500
LONGEST_EXCEPTIONS: dict[str, int] = {}
"""Functions (``module.function``) and modules that may be longer, with their length; better left empty."""

LAYER = {module: number for number, layer in enumerate(LAYERS) for module in layer}
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


@cache
def tree(module: str) -> ast.Module:
    return ast.parse((PACKAGE / f"{module}.py").read_text(encoding="utf-8"))


def imports(module: str) -> Iterator[tuple[str, int, bool]]:
    """What a module imports: dotted name, line, and whether it does so inside a function."""

    def walk(node: ast.AST, late: bool) -> Iterator[tuple[str, int, bool]]:
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno, late
        elif isinstance(node, ast.ImportFrom):
            origin = "quoteattr" if node.level else ""
            base = ".".join(part for part in (origin, node.module) if part)
            for alias in node.names:
                yield f"{base}.{alias.name}", node.lineno, late
        for child in ast.iter_child_nodes(node):
            yield from walk(child, late or isinstance(node, FUNCTIONS))

    return walk(tree(module), late=False)


def own_imports(module: str) -> Iterator[tuple[str, int, bool]]:
    """The modules of this package that a module imports."""
    for name, line, late in imports(module):
        package, *rest = name.split(".")
        if package == "quoteattr":
            yield (rest[0] if rest and rest[0] in MODULES else "__init__"), line, late


def typing_only(module: str) -> set[int]:
    """The lines of a module that only type checkers read."""
    return {
        line
        for node in ast.walk(tree(module))
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        for line in range(node.lineno, (node.body[-1].end_lineno or 0) + 1)
    }


# --- imports -----------------------------------------------------------------------------------------------------


def test_every_module_has_its_layer():
    assert set(MODULES) == set(LAYER)


@pytest.mark.parametrize("module", MODULES)
def test_imports_run_one_way(module):
    against = [
        f"{module}.py:{line} imports {other}"
        for other, line, late in own_imports(module)
        if LAYER.get(other, 0) >= LAYER.get(module, len(LAYERS)) and not (late and (module, other) in LATE_UPWARD)
    ]
    assert against == []


@pytest.mark.parametrize(
    "module", ["__init__", "__main__", "api", "model", "errors", "version", "export", "html", "cards", "plot", "tables"]
)
def test_what_users_import_first_does_not_import_heavy_packages(module):
    heavy = {"spacy", "thinc", "numpy", "pandas", "textacy", "sklearn", "matplotlib", "cassis", "trafilatura", "lxml"}
    skipped = typing_only(module)
    found = [
        f"{module}.py:{line} imports {name}"
        for name, line, late in imports(module)
        if name.split(".")[0] in heavy and not late and line not in skipped
    ]
    assert found == []


@pytest.mark.parametrize("statement", ["import quoteattr", "import quoteattr.__main__"])
def test_importing_loads_no_heavy_package(statement):
    heavy = ("spacy", "numpy", "pandas", "textacy", "sklearn", "matplotlib", "trafilatura", "lxml", "threadpoolctl")
    code = f"import sys\n{statement}\nprint([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_public_names_are_sorted_and_there():
    assert quoteattr.__all__ == sorted(quoteattr.__all__)
    assert [name for name in quoteattr.__all__ if not hasattr(quoteattr, name)] == []


def test_names_that_are_imported_late_are_listed_and_others_are_missing():
    assert set(quoteattr.__all__) <= set(dir(quoteattr))
    with pytest.raises(AttributeError, match="no attribute 'abut'"):
        _ = quoteattr.abut


# --- size and habits ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("module", MODULES)
def test_functions_and_modules_stay_short(module):
    sizes = {
        f"{module}.{node.name}": (node.end_lineno or 0) - node.lineno + 1
        for node in ast.walk(tree(module))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    too_long = {
        name: length for name, length in sizes.items() if length > LONGEST_EXCEPTIONS.get(name, LONGEST_FUNCTION)
    }
    assert too_long == {}
    lines = len((PACKAGE / f"{module}.py").read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST_EXCEPTIONS.get(module, LONGEST_MODULE)


@pytest.mark.parametrize("module", [module for module in MODULES if module != "__main__"])
def test_only_the_command_line_prints(module):
    printing = [
        node.lineno
        for node in ast.walk(tree(module))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert printing == []


@pytest.mark.parametrize("module", MODULES)
def test_every_module_says_what_it_is_for(module):
    assert ast.get_docstring(tree(module))


def test_the_package_says_that_it_is_typed():
    assert (PACKAGE / "py.typed").is_file()


# --- what could be turned against its user -------------------------------------------------------------------------

DANGEROUS_MODULES = {
    *(
        "pickle",
        "marshal",
        "shelve",
        "dill",
        "joblib",
        "cloudpickle",
        "subprocess",
        "multiprocessing",
        "concurrent",
        "pty",
    ),
    *(
        "tempfile",
        "socket",
        "ssl",
        "urllib",
        "http",
        "ftplib",
        "smtplib",
        "requests",
        "httpx",
        "aiohttp",
        "yaml",
        "ctypes",
    ),
    *("code", "runpy", "imp", "webbrowser", "xml"),
}
DANGEROUS_CALLS = {"eval", "exec", "compile", "__import__", "input", "breakpoint"}
DANGEROUS_OF_OS = ("system", "popen", "exec", "spawn", "posix_spawn", "fork", "startfile", "kill")
DANGEROUS_ARGUMENTS = {("shell", True), ("escape", False), ("autoescape", False)}

DANGEROUS_EXCEPTIONS = {
    ("streams", "concurrent"): "n_process: the worker processes that the caller asked for",
    ("streams", "multiprocessing"): "a worker process ends with its parent",
    (
        "streams",
        "pickle",
    ): "whether an error can go to another process: it reads what the same line has written, nothing else",
}
"""What is used all the same, by module, and why that is safe."""


def dangers(nodes: ast.AST) -> Iterator[str]:
    """The dangerous modules, functions and arguments that code names."""
    for node in ast.walk(nodes):
        if isinstance(node, ast.Import):
            yield from {alias.name.split(".")[0] for alias in node.names} & DANGEROUS_MODULES
        elif isinstance(node, ast.ImportFrom):
            yield from {(node.module or "").split(".")[0]} & DANGEROUS_MODULES
            if node.module == "os":
                yield from (f"os.{alias.name}" for alias in node.names if alias.name.startswith(DANGEROUS_OF_OS))
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "os":
            if node.attr.startswith(DANGEROUS_OF_OS):
                yield f"os.{node.attr}"
        elif isinstance(node, ast.Name) and node.id in DANGEROUS_CALLS:
            yield node.id
        elif isinstance(node, ast.keyword) and isinstance(node.value, ast.Constant):
            yield from (
                f"{name}={value}"
                for name, value in DANGEROUS_ARGUMENTS
                if (node.arg, node.value.value) == (name, value)
            )


@pytest.mark.parametrize("module", MODULES)
def test_nothing_is_used_that_runs_code_starts_programs_or_connects(module):
    assert [danger for danger in dangers(tree(module)) if (module, danger) not in DANGEROUS_EXCEPTIONS] == []


def test_exceptions_are_in_use():
    assert DANGEROUS_EXCEPTIONS.keys() <= {(module, danger) for module in MODULES for danger in dangers(tree(module))}


@pytest.mark.parametrize(
    ("source", "danger"),
    [
        ("import pickle", "pickle"),
        ("def f():\n    from urllib import request", "urllib"),
        ("import xml.etree.ElementTree as et", "xml"),
        ("import yaml", "yaml"),
        ("x = eval('1')", "eval"),
        ("run = exec", "exec"),
        ("import os\nos.system('ls')", "os.system"),
        ("import os\nos.execv('ls', [])", "os.execv"),
        ("from os import popen", "os.popen"),
        ("run('ls', shell=True)", "shell=True"),
        ("frame.to_html(escape=False)", "escape=False"),
    ],
)
def test_each_danger_is_found(source, danger):
    assert list(dangers(ast.parse(source))) == [danger]


# --- data --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_lists_have_a_header_and_sorted_unique_entries(path):
    text = path.read_bytes().decode("utf-8")
    assert text.endswith("\n")
    assert "\r" not in text
    lines = text.splitlines()
    header = [line for line in lines if line.startswith("#")]
    entries = lines[len(header) :]
    assert lines[: len(header)] == header, "the header stands at the top"
    for word in ("Source:", "Licence:", "Inclusion"):
        assert word in "\n".join(header)
    keys = [entry.split("\t")[0] for entry in entries]
    assert keys == sorted(set(keys))
    assert all(entry == entry.strip() and all(entry.split("\t")) for entry in entries)
    assert len({entry.count("\t") for entry in entries}) == 1, "every entry has the same columns"


def test_every_list_is_read_by_the_code():
    source = "\n".join((PACKAGE / f"{module}.py").read_text(encoding="utf-8") for module in MODULES)
    assert [path.stem for path in LISTS if f'"{path.stem}"' not in source] == []
