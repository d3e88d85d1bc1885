"""The shape of the package: imports run one way, modules stay small, importing it costs nothing, data is in order."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import quoteattr

PACKAGE = Path(quoteattr.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))
MODULES = [".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__") for path in FILES]
LISTS = sorted((PACKAGE / "data" / "en").glob("*.txt"))

FLOORS = (
    {"errors", "lexicon", "options", "spelling", "version"},
    {"english", "extras", "own", "post_forms", "rules", "wording"},
    {"ways_out"},
    {"model"},
    {"draft", "output"},
    {"text"},
    {"nlp", "quotations", "people", "roles", "speakers"},
    {"assembly"},
    {"pipeline"},
    {"streams", "component"},
    {"api"},
    {"pages"},
    {"corpus"},
    {"audits", "gold"},
    {"fitting"},
    {"checking", "reviewing"},
    {"__init__"},
    {"__main__"},
)
"""Modules of the top folder, and wings by the name of their folder: each imports from the floors above it in this list only."""

WINGS = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
UPWARD = "ways_out"
"""The one module that imports what stands below it in the list, inside functions, so that values know no way out."""

MOST_FILES = {"": 20, **dict.fromkeys(WINGS, 18)}
LONGEST_FUNCTION = 50
LONGEST_MODULE = 400
MOST_BRANCHES = 20

FLOOR = {name: number for number, floor in enumerate(FLOORS) for name in floor}
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(FILES[MODULES.index(module)].read_text(encoding="utf-8"))


@cache
def nodes(module: str) -> tuple[ast.AST, ...]:
    """All nodes of a module: several tests look at each."""
    return tuple(ast.walk(tree(module)))


def place(module: str) -> str:
    """The wing of a module, or the module itself where it stands in the top folder."""
    return module.partition(".")[0]


def imports(module: str) -> Iterator[tuple[str, int, bool]]:
    """What a module imports: dotted name, line, and whether it does so inside a function."""

    def walk(node: ast.AST, late: bool) -> Iterator[tuple[str, int, bool]]:
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno, late
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "imports name the whole way"
            for alias in node.names:
                yield f"{node.module}.{alias.name}", node.lineno, late
        for child in ast.iter_child_nodes(node):
            yield from walk(child, late or isinstance(node, FUNCTIONS))

    return walk(tree(module), late=False)


def own_imports(module: str) -> Iterator[tuple[str, int, bool]]:
    """The modules of this package that a module imports."""
    for name, line, late in imports(module):
        package, _, rest = name.partition(".")
        if package == "quoteattr":
            found = next((part for part in (rest, rest.rpartition(".")[0]) if part in MODULES), "__init__")
            yield found, line, late


def typing_only(module: str) -> set[int]:
    """The lines of a module that only type checkers read."""
    return {
        line
        for node in nodes(module)
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        for line in range(node.lineno, (node.body[-1].end_lineno or 0) + 1)
    }


# --- imports -----------------------------------------------------------------------------------------------------


def test_every_module_and_wing_has_its_floor():
    assert {place(module) for module in MODULES} == set(FLOOR)


def test_imports_among_modules_and_wings_run_one_way():
    skipped = {(module, line) for module in (UPWARD, "model") for line in typing_only(module)}
    against = [
        f"{module}:{line} imports {other}"
        for module in MODULES
        for other, line, late in own_imports(module)
        if place(other) != place(module) or place(module) not in WINGS
        if FLOOR[place(other)] >= FLOOR[place(module)]
        if not (late and module == UPWARD) and (module, line) not in skipped
    ]
    assert against == []


@pytest.mark.parametrize("wing", sorted(WINGS))
def test_imports_within_a_wing_run_one_way(wing):
    graph = {
        module: {other for other, _, _ in own_imports(module) if place(other) == wing}
        for module in MODULES
        if place(module) == wing
    }
    assert list(TopologicalSorter(graph).static_order())  # a circle raises CycleError
    assert graph[wing] == set(), "a wing's __init__ says what the wing is for, and imports nothing"


@pytest.mark.parametrize("wing", sorted(MOST_FILES))
def test_no_folder_holds_too_much(wing):
    assert len(list((PACKAGE / wing).glob("*.py"))) <= MOST_FILES[wing]


@pytest.mark.parametrize(
    "module",
    [
        "__init__",
        "__main__",
        "api",
        "errors",
        "model",
        "version",
        "ways_out",
        *(m for m in MODULES if place(m) == "output"),
    ],
)
def test_what_users_import_first_does_not_import_heavy_packages(module):
    heavy = {"spacy", "thinc", "numpy", "pandas", "textacy", "sklearn", "matplotlib", "cassis", "trafilatura", "lxml"}
    skipped = typing_only(module)
    found = [
        f"{module}:{line} imports {name}"
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


def functions() -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """All functions of the package, each with its module."""
    for module in MODULES:
        for node in nodes(module):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield module, node


def line_of(module: str, function: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    """Where a function stands; by its name alone, two methods called alike in one module would hide each other."""
    return f"{module}:{function.lineno} {function.name}"


def test_functions_and_modules_stay_short():
    sizes = {line_of(module, node): (node.end_lineno or 0) - node.lineno + 1 for module, node in functions()}
    assert {name: length for name, length in sizes.items() if length > LONGEST_FUNCTION} == {}
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}
    assert {path: length for path, length in lengths.items() if length > LONGEST_MODULE} == {}


def branches(function: ast.AST) -> int:
    """Cyclomatic complexity, each *and* and *or* counted: one more than the places where the way through a function parts."""
    forks = (ast.If, ast.IfExp, ast.For, ast.While, ast.ExceptHandler, ast.comprehension, ast.match_case)
    found = 1
    for node in ast.walk(function):
        found += isinstance(node, forks)
        found += len(node.values) - 1 if isinstance(node, ast.BoolOp) else 0
        found += len(node.ifs) if isinstance(node, ast.comprehension) else 0
    return found


def test_no_function_is_a_pile_of_rules():
    counted = {line_of(module, node): branches(node) for module, node in functions()}
    assert {name: number for name, number in counted.items() if number > MOST_BRANCHES} == {}


def test_branches_are_counted():
    assert branches(ast.parse("def f(a):\n    if a and a > 1 or not a:\n        return [b for b in a if b]")) == 6


def test_only_the_command_line_prints():
    printing = [
        f"{module}:{node.lineno}"
        for module in MODULES
        for node in nodes(module)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert [place for place in printing if not place.startswith("__main__:")] == []


def test_every_module_says_what_it_is_for():
    assert [module for module in MODULES if not ast.get_docstring(tree(module))] == []


def test_the_package_says_that_it_is_typed():
    assert (PACKAGE / "py.typed").is_file()


READING = ("text", "quotations", "people", "speakers", "assembly", "pipeline")
"""Where articles are read, with the words that are in use for each."""


def words_asked_for(node: ast.AST) -> bool:
    """Whether code asks the lexicon; its decorator does not."""
    named = (n for n in ast.walk(node) if isinstance(n, ast.Attribute) and n.attr != "remembered")
    return any(isinstance(n.value, ast.Name) and n.value.id == "lexicon" for n in named)


@pytest.mark.parametrize("module", [module for module in MODULES if place(module) in READING])
def test_words_are_asked_for_when_an_article_is_read(module):
    """A user's own words reach whatever asks then: not what is made once, on import or by a cache of all articles."""
    made_of = [node for node in nodes(module) if isinstance(node, ast.FunctionDef)]
    kept = [f.name for f in made_of if {"cache", "lru_cache"} & decorators(f) and words_asked_for(f)]
    assert kept == [], "lexicon.remembered keeps an answer for each lexicon"
    constants = [node for node in tree(module).body if isinstance(node, ast.Assign | ast.AnnAssign)]
    made = [n.lineno for n in constants if words_asked_for(n) and not any(map(is_lambda, ast.walk(n)))]
    assert made == []


def is_lambda(node: ast.AST) -> bool:
    return isinstance(node, ast.Lambda)


def decorators(function: ast.FunctionDef) -> set[str]:
    called = (d.func if isinstance(d, ast.Call) else d for d in function.decorator_list)
    return {d.id if isinstance(d, ast.Name) else d.attr for d in called if isinstance(d, ast.Name | ast.Attribute)}


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
    *("asyncio", "code", "runpy", "imp", "webbrowser", "xml"),
}
DANGEROUS_CALLS = {"eval", "exec", "compile", "__import__", "input", "breakpoint"}
DANGEROUS_METHODS = {"eval", "exec", "__import__", "system", "popen", "execv", "fork", "posix_spawn"}
DANGEROUS_OF_OS = ("system", "popen", "exec", "spawn", "posix_spawn", "fork", "startfile", "kill")
DANGEROUS_ARGUMENTS = {("shell", True), ("escape", False), ("autoescape", False)}

DANGEROUS_EXCEPTIONS = {
    (
        "reviewing.page",
        "http",
    ): "quoteattr review: a page for this machine only, under an address that nobody can guess",
    ("streams", "concurrent"): "n_process: the worker processes that the caller asked for",
    ("streams", "multiprocessing"): "a worker process ends with its parent",
    (
        "streams",
        "pickle",
    ): "whether an error can go to another process: it reads what the same line has written, nothing else",
}
"""What is used all the same, by module, and why that is safe."""


def dangers(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """The dangerous modules, functions, methods and arguments that code names."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from {alias.name.split(".")[0] for alias in node.names} & DANGEROUS_MODULES
        elif isinstance(node, ast.ImportFrom):
            yield from {(node.module or "").split(".")[0]} & DANGEROUS_MODULES
            if node.module == "os":
                yield from (f"os.{alias.name}" for alias in node.names if alias.name.startswith(DANGEROUS_OF_OS))
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "os":
            if node.attr.startswith(DANGEROUS_OF_OS):
                yield f"os.{node.attr}"
        elif isinstance(node, ast.Attribute) and node.attr in DANGEROUS_METHODS:
            yield node.attr
        elif isinstance(node, ast.Name) and node.id in DANGEROUS_CALLS:
            yield node.id
        elif isinstance(node, ast.keyword) and isinstance(node.value, ast.Constant):
            yield from (
                f"{name}={value}"
                for name, value in DANGEROUS_ARGUMENTS
                if (node.arg, node.value.value) == (name, value)
            )


def test_nothing_is_used_that_runs_code_starts_programs_or_connects_but_the_exceptions():
    assert {(module, danger) for module in MODULES for danger in dangers(nodes(module))} == {*DANGEROUS_EXCEPTIONS}


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
    assert list(dangers(ast.walk(ast.parse(source)))) == [danger]


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
    source = "\n".join(path.read_text(encoding="utf-8") for path in FILES)
    assert [path.stem for path in LISTS if f'"{path.stem}"' not in source] == []
