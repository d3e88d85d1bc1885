"""The pictures of the documentation can be made again, in a real browser; :mod:`test_safe_output` needs it too."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys

import pytest
from PIL import Image
from root import ROOT

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
def test_the_pictures_of_the_documentation_can_be_made_again(tmp_path):
    names = ("article", "review", "words", "timeline")
    command = [sys.executable, str(ROOT / "docs" / "screenshots.py"), str(tmp_path), *names]
    done = subprocess.run(
        command, env={**os.environ, "CHROMIUM": CHROMIUM}, capture_output=True, encoding="utf-8", timeout=300
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(r"[\d,]+ words, [\d,]+ quotations, \d+ speakers: a page of [\d.]+ MB", done.stdout)
    for name in names:
        for path in (ROOT / "docs" / "images" / f"{name}.png", tmp_path / f"{name}.png"):
            assert path.stat().st_size < 200_000
            with Image.open(path) as picture:
                assert picture.format == "PNG"
                assert len(picture.getcolors()) > 20  # not blank
