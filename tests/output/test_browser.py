"""The pictures of the documentation can be made again, in a real browser; :mod:`test_safe_output` needs it too."""

from __future__ import annotations

import re
import runpy
import shutil
import sys

import pytest
from PIL import Image
from root import ROOT

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
def test_the_pictures_of_the_documentation_can_be_made_again(tmp_path, capsys, monkeypatch):
    names = ("article", "review", "words", "timeline")
    script = str(ROOT / "docs" / "screenshots.py")
    monkeypatch.setattr(sys, "argv", [script, str(tmp_path), *names])
    monkeypatch.setenv("CHROMIUM", CHROMIUM)
    runpy.run_path(script, run_name="__main__")
    done = capsys.readouterr()
    assert done.err == ""
    assert re.search(r"[\d,]+ words, [\d,]+ quotations, \d+ speakers: a page of [\d.]+ MB", done.out)
    for name in names:
        for path in (ROOT / "docs" / "images" / f"{name}.png", tmp_path / f"{name}.png"):
            assert path.stat().st_size < 200_000
            with Image.open(path) as picture:
                assert picture.format == "PNG"
                assert len(picture.getcolors()) > 20  # not blank
