"""What a plain installation leaves out is asked for with the command that installs it."""

from __future__ import annotations

import re
import sys
import tomllib

import pytest
from root import ROOT

from quoteattr import extras
from quoteattr.errors import MissingExtraError

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.mark.parametrize(("package", "extra"), extras._EXTRAS.values())
def test_every_extra_brings_its_package(package, extra):
    assert package in {re.split(r"[^\w-]", line)[0] for line in PROJECT["optional-dependencies"][extra]}


@pytest.mark.parametrize(
    ("imported", "module", "words"),
    [
        (
            "pandas",
            "pandas",
            "this needs the package 'pandas'. Install it with:\n    pip install \"quoteattr[pandas]\"",
        ),
        ("pyarrow", "pyarrow.parquet", "'pyarrow'. Install it with:\n    pip install \"quoteattr[parquet]\""),
        ("cassis", "cassis", "'dkpro-cassis'. Install it with:\n    pip install \"quoteattr[cas]\""),
    ],
)
def test_what_is_missing_is_said_with_what_mends_it(monkeypatch, imported, module, words):
    monkeypatch.setitem(sys.modules, imported, None)
    with pytest.raises(MissingExtraError) as caught:
        extras.optional(module)
    assert words in str(caught.value)
    assert isinstance(caught.value, ImportError)


def test_a_part_of_a_package_comes_as_itself():
    pytest.importorskip("pyarrow")
    assert extras.optional("pyarrow.parquet").__name__ == "pyarrow.parquet"
