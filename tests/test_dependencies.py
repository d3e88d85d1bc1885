"""Dependencies: each has a reason, an allowed licence and a pinned version, and what refuses the others does so."""

from __future__ import annotations

import tomllib
from email.message import Message
from importlib.metadata import PackageNotFoundError, version

import dependencies
import pytest
from root import ROOT


def installed(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


HERE = [extra for extra in dependencies.REASONS if extra != "docs" or installed("mkdocs")]


def test_all_is_in_order():
    assert dependencies.problems(HERE) == []


def test_every_extra_is_listed():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert set(dependencies.REASONS) == {"", *project["optional-dependencies"]}


def test_what_is_not_permissive_is_excused_only():
    assert {chosen for chosen, _ in dependencies.COPYLEFT.values()} & dependencies.PERMISSIVE == set()


@pytest.mark.skipif(
    any(installed(name) != pinned for name, pinned in dependencies.locked().items()),
    reason="other versions than those of requirements-dev.lock are installed",
)
class TestLocked:
    def test_the_page_is_up_to_date(self, capsys):
        assert dependencies.main(["--check"]) == 0, capsys.readouterr().out

    def test_nothing_is_excused_that_is_not_there(self):
        needed = dependencies.tree(each for extra in dependencies.REASONS for each in dependencies.requirements(extra))
        assert (dependencies.COPYLEFT.keys() | dependencies.READ.keys()) - needed.keys() == set()

    def test_the_lock_is_written_as_it_is(self, monkeypatch, tmp_path):
        lock = tmp_path / "requirements-dev.lock"
        lock.write_text(dependencies.LOCK.read_text(encoding="utf-8").splitlines()[0], encoding="utf-8")
        monkeypatch.setattr(dependencies, "LOCK", lock)
        dependencies.write_lock()
        assert lock.read_text(encoding="utf-8") == (ROOT / "requirements-dev.lock").read_text(encoding="utf-8")


PINS = {name: pinned for name, pinned in dependencies.locked().items() if name != "wasabi"}


class TestProblems:
    @pytest.mark.parametrize(
        ("change", "problem"),
        [
            (lambda patch: patch.delitem(dependencies.REASONS[""], "tqdm"), "tqdm: no reason in REASONS['']"),
            (
                lambda patch: patch.setitem(dependencies.REASONS[""], "numpy", "arrays"),
                "numpy: a reason in REASONS[''], but no requirement",
            ),
            (
                lambda patch: patch.delitem(dependencies.COPYLEFT, "certifi"),
                "certifi: MPL-2.0 is not permissive, and COPYLEFT has no reason for it",
            ),
            (
                lambda patch: patch.setitem(dependencies.READ, "thinc", "GPL-3.0-only"),
                "thinc: GPL-3.0-only is not permissive, and COPYLEFT has no reason for it",
            ),
            (
                lambda patch: patch.setattr(dependencies, "locked", lambda: PINS),
                "wasabi: not in requirements-dev.lock",
            ),
        ],
        ids=["no reason", "no requirement", "not excused", "not allowed", "not pinned"],
    )
    def test_what_is_not_in_order_is_told(self, monkeypatch, change, problem):
        change(monkeypatch)
        assert dependencies.problems([""]) == [problem]


class TestLicence:
    @pytest.mark.parametrize(
        ("fields", "expected"),
        [
            ({"License-Expression": "MIT OR Apache-2.0", "License": "whatever"}, "MIT OR Apache-2.0"),
            ({"License": "MPL-2.0 AND MIT"}, "MPL-2.0 AND MIT"),
            ({"License": "Apache 2.0"}, "Apache-2.0"),
            ({"License": "BSD 3-Clause License\n\nCopyright somebody\n\nAll rights"}, "BSD-3-Clause"),
            ({"License": "UNKNOWN", "Classifier": "License :: OSI Approved :: MIT License"}, "MIT"),
            ({"Classifier": "License :: OSI Approved :: BSD License"}, ""),  # which of them?
            ({"License": "BSD"}, ""),
            ({"License": "My own", "Classifier": "Topic :: Text Processing"}, ""),
            ({}, ""),
        ],
    )
    def test_it_is_read_from_the_metadata(self, fields, expected):
        described = Message()
        for name, value in fields.items():
            described[name] = value
        assert dependencies.licence("made-up", described) == expected

    def test_several_classifiers_are_a_choice(self):
        described = Message()
        described["Classifier"] = "License :: OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)"
        described["Classifier"] = "License :: OSI Approved :: MIT License"
        assert dependencies.licence("made-up", described) == "MPL-2.0 OR MIT"

    @pytest.mark.parametrize(
        ("name", "expression", "allowed"),
        [
            ("made-up", "MIT", True),
            ("made-up", "GPL-3.0-only OR ISC", True),
            ("made-up", "MIT AND Zlib OR GPL-3.0-only", True),
            ("made-up", "MIT AND GPL-3.0-only", False),
            ("made-up", "MPL-2.0", False),
            ("certifi", "MPL-2.0", True),
            ("certifi", "LGPL-3.0-only", False),
            ("made-up", "(MIT OR GPL-3.0-only) AND Zlib", False),  # what is not understood is not allowed
            ("made-up", "", False),
        ],
    )
    def test_what_may_come_along(self, name, expression, allowed):
        assert (dependencies.refusal(name, expression) is None) == allowed
