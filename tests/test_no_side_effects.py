"""Reading and writing articles opens no connection, starts no process, changes no file and runs no code of others."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from root import ROOT

pytestmark = pytest.mark.slow


def refused(what: str) -> list[str]:
    command = [sys.executable, str(ROOT / "tests" / "audited.py"), what]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=300)
    assert (done.returncode, done.stderr) == (0, "")
    found: list[str] = json.loads(done.stdout)
    return found


def test_nothing_happens_outside_the_process():
    """Everything but what is asked for: ``to_html(path)``, ``corpus`` and ``n_process`` are not among what is run."""
    assert refused("library") == []


@pytest.mark.skipif(sys.platform == "win32", reason="some of it is not there")
def test_what_is_not_allowed_is_noticed():
    """Each of them is tried, and noticed under its name; a page written to a path is one."""
    found = refused("violations")
    assert len(found) > 20
    assert any("asked.html" in each for each in found)
