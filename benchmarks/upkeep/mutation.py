"""How many small changes to the code of the stages the tests notice (mutation testing).

usage: python benchmarks/upkeep/mutation.py [PATTERN ...] [--again] [--survivors]

mutmut writes the changes (mutants), such as ``<`` for ``<=`` or None for an argument, in functions and methods without
decorators; constants of the modules are not changed. Every mutant gets a process of its own that runs the tests which
reach its function, until one fails. The processes are forked from one in which all tests have run once: no text is
parsed again, as parsing takes no part in what is changed, and a mutant costs a second at most. Tests of known failures
are left out, for they assert nothing of what the library does.

A pattern chooses functions: ``roles.statements.*``, ``speakers.descriptions._again``. ``--again`` tries only what is not known to be killed,
while the code is the same; ``--survivors`` prints what the tests have not noticed. All results are kept in
``mutants.json``.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import gc
import importlib
import json
import os
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from fnmatch import fnmatch
from functools import partial
from pathlib import Path
from typing import Any

import attrs
import pytest
from tqdm import tqdm

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "quoteattr"
MODULES = (
    "roles.statements",
    "quotations.marks",
    "text.lost_marks",
    "speakers.cast",
    "speakers.contenders",
    "speakers.descriptions",
    "speakers.resolve",
)
TESTS = (
    *("roles/test_statements", "quotations/test_marks", "text/test_lost_marks", "quotations/test_cases"),
    *("speakers/test_cast", "speakers/test_contenders", "speakers/test_descriptions", "speakers/test_resolve"),
    *("speakers/test_speaker_cases", "speakers/test_confidence"),
)
RESULTS = ROOT / "mutants.json"
STATES = ("killed", "timeout", "survived", "not reached")


@attrs.frozen
class Mutant:
    """A changed function: ``module`` and ``function`` as Python names them, ``key`` and ``name`` as mutmut does."""

    module: str
    name: str

    @property
    def key(self) -> str:
        return f"quoteattr.{self.module}.{self.name.partition('__mutmut_')[0]}"

    @property
    def function(self) -> str:
        plain = self.name.partition("__mutmut_")[0].removeprefix("x")
        return plain[1:].replace("ǁ", ".") if "ǁ" in plain else plain.removeprefix("_")

    def __str__(self) -> str:
        return f"{self.module}.{self.function}:{self.name.rpartition('_')[2]}"


def write_mutants(package: Path, modules: Iterable[str]) -> tuple[list[Mutant], dict[str, str]]:
    """Put the mutants of some modules into a copy of the package; returns them, and the changed sources by module."""
    from mutmut.mutation.file_mutation import mutate_file_contents

    mutants, sources = [], {}
    for module in modules:
        path = (package / module.replace(".", "/")).with_suffix(".py")
        mutated = mutate_file_contents(str(path), path.read_text(encoding="utf-8"))
        path.write_text(mutated.code, encoding="utf-8")
        mutants += [Mutant(module, name) for name in mutated.mutant_names]
        sources[module] = mutated.code
    return mutants, sources


def keep_results() -> None:
    """Let what takes no part in the changes be worked out once, in this process and those forked from it.

    That is the parse of a text and the earlier stages, as long as what they are given is the same.
    """
    parsing: Any = importlib.import_module("quoteattr.nlp.parsing")
    pipeline: Any = importlib.import_module("quoteattr.pipeline")
    streams: Any = importlib.import_module("quoteattr.streams")
    original = parsing.docs
    parsed = kept(lambda nlp, text, _: next(original(nlp, [parsing.lay_out(nlp, text)])))
    parsing.docs = lambda nlp, layouts: (parsed(nlp, layout.text, nlp.max_length) for layout in layouts)
    streams.VOCABULARY = sys.maxsize  # no words are forgotten, since what is kept holds them
    models: Any = importlib.import_module("quoteattr.nlp.models")
    models.model_name = kept(models.model_name)
    pipeline.Page = kept(pipeline.Page)
    for name in ("cues", "clauses", "phrases", "labels", "names"):
        stage = getattr(pipeline, name)
        stage.find = kept(stage.find)
    pipeline.attributions.attribute = kept(pipeline.attributions.attribute)
    pipeline.identities.cluster = kept(pipeline.identities.cluster)


def kept(function: Callable[..., Any]) -> Callable[..., Any]:
    """A function that gives the same result again for the same arguments: equal ones, or the very same."""
    results: dict[tuple[object, ...], tuple[Any, Any]] = {}

    def call(*given: Any) -> Any:
        key = tuple(value if isinstance(value, str | int | tuple) else id(value) for value in given)
        if key not in results:
            results[key] = function(*given), given  # with the arguments, so that no other ones take their numbers
        return results[key][0]

    return call


@attrs.define(eq=False)
class Run:
    """A pytest plugin that runs all tests once and then, for every mutant, those that reach it."""

    mutants: list[Mutant]
    results: dict[str, str] = attrs.Factory(dict)
    reached: dict[str, list[str]] = attrs.field(factory=lambda: defaultdict(list), init=False)
    tests: dict[str, Callable[[], object]] = attrs.field(factory=dict, init=False)
    seconds: dict[str, float] = attrs.field(factory=dict, init=False)
    kills: Counter[tuple[str, str]] = attrs.field(factory=Counter, init=False)

    def pytest_configure(self) -> None:
        """Make hypothesis try the same examples each time and not look for simpler ones."""
        from hypothesis import Phase, settings

        settings.register_profile("mutation", derandomize=True, phases=[Phase.explicit, Phase.generate])
        settings.load_profile("mutation")
        keep_results()

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave out the known failures."""
        items[:] = [item for item in items if item.get_closest_marker("xfail") is None]

    @pytest.hookimpl(tryfirst=True)
    def pytest_pyfunc_call(self, pyfuncitem: pytest.Function) -> None:
        """Keep a test with its fixtures, which last as long as the run in the files chosen."""
        arguments = {name: pyfuncitem.funcargs[name] for name in pyfuncitem._fixtureinfo.argnames}
        self.tests[pyfuncitem.nodeid] = partial(pyfuncitem.obj, **arguments)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        """Once all tests have passed, try the mutants."""
        if exitstatus:
            return
        self._learn()
        gc.freeze()
        for mutant in tqdm(self.mutants, unit="mutant"):
            self.results[str(mutant)] = self._try(mutant)
            RESULTS.write_text(json.dumps(self.results, indent=0), encoding="utf-8")

    def _learn(self) -> None:
        """Which functions a test reaches, and how long it takes."""
        from mutmut.mutation.trampoline import set_mutant_under_test
        from mutmut.state import state

        set_mutant_under_test("stats")
        for name, test in self.tests.items():
            state()._stats.clear()
            start = time.process_time()
            test()
            self.seconds[name] = time.process_time() - start
            for key in state()._stats:
                self.reached[key].append(name)

    def _try(self, mutant: Mutant) -> str:
        """What becomes of a mutant; tests that have killed others of its function come first, then quick ones."""
        key = mutant.key
        tests = sorted(self.reached[key], key=lambda name: (-self.kills[key, name], self.seconds[name]))
        if not tests:
            return "not reached"
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            try:
                os.write(writing, self._first_failing(mutant, tests).encode())
            finally:
                os._exit(0)
        os.close(writing)
        with open(reading, encoding="utf-8") as pipe:
            killer = pipe.read()
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            return "timeout"
        self.kills[key, killer] += bool(killer)
        return "killed" if killer else "survived"

    def _first_failing(self, mutant: Mutant, tests: list[str]) -> str:
        from mutmut.mutation.trampoline import set_mutant_under_test

        gc.disable()
        set_mutant_under_test(f"quoteattr.{mutant.module}.{mutant.name}")
        for name in tests:
            # the system ends a process that takes too much time
            signal.setitimer(signal.ITIMER_PROF, 1 + 10 * self.seconds[name])
            try:
                self.tests[name]()
            except BaseException:
                return name
        return ""


def change(mutant: Mutant, source: str) -> str:
    """The lines that a mutant changes, as a difference."""
    functions = {node.name: node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)}
    names = mutant.name.rpartition("_")[0] + "_orig", mutant.name
    before, after = (source.splitlines()[functions[n].lineno : functions[n].end_lineno] for n in names)
    lines = list(difflib.unified_diff(before, after, n=0, lineterm=""))
    return "\n".join(line for line in lines[2:] if not line.startswith("@@"))


def print_table(mutants: list[Mutant], results: dict[str, str]) -> None:
    """How many mutants of each module came to what; those that ran out of time count as killed."""
    print(f"\n{'':24}" + "".join(f"{state:>13}" for state in (*STATES, "all", "killed, %")))
    for module in (*MODULES, "together"):
        found = [results[str(m)] for m in mutants if str(m) in results and module in (m.module, "together")]
        if found:
            counts = [found.count(state) for state in STATES]
            share = 100 * (counts[0] + counts[1]) / len(found)
            print(f"{module:24}" + "".join(f"{n:13}" for n in (*counts, len(found))) + f"{share:13.1f}")


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description="How many small changes to the stages the tests notice.")
    parser.add_argument(
        "patterns", nargs="*", metavar="PATTERN", help="functions, as roles.statements.* (default: all)"
    )
    parser.add_argument("--again", action="store_true", help="try those only that are not known to be killed")
    parser.add_argument("--survivors", action="store_true", help="print what the tests have not noticed")
    options = parser.parse_args()
    os.chdir(ROOT)
    known = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    settled = [name for name, state in known.items() if options.again and state in ("killed", "timeout")]
    with tempfile.TemporaryDirectory() as folder:
        package = shutil.copytree(PACKAGE, Path(folder) / "quoteattr")
        patterns = options.patterns or ["*"]
        mutants, sources = write_mutants(package, [m for m in MODULES if any(p.startswith((m, "*")) for p in patterns)])
        chosen = [m for m in mutants if any(fnmatch(f"{m.module}.{m.function}", pattern) for pattern in patterns)]
        untried = [m for m in chosen if str(m) not in settled]
        sys.path.insert(0, folder)
        run = Run(untried, known)
        tests = [f"tests/{name}.py" for name in TESTS]
        failed = pytest.main(["-q", "-s", "--tb=native", "-p", "no:cacheprovider", *tests], plugins=[run])
    if failed:
        raise SystemExit(int(failed))
    if options.survivors:
        for mutant in untried:
            if run.results[str(mutant)] in ("survived", "not reached"):
                print(f"\n{mutant}\n{change(mutant, sources[mutant.module])}")
    print_table(chosen, run.results)


if __name__ == "__main__":
    main()
