"""In a real browser: nothing from an article runs as a script, the text arrives as it was, pictures can be made again."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
import subprocess
import sys

import pytest
from conftest import ROOT
from PIL import Image
from test_html import INJECTIONS, hostile

from quoteattr.html import render_page

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

# A script of the test's own, before and after the article: it shows that scripts could run, and counts those that did.
BEFORE = "<script>window.ran = 0; window.alert = () => { window.ran += 1 }</script>"
AFTER = """<script>
addEventListener("load", () => setTimeout(() => {
  const text = document.querySelector(".qa-text").textContent
  const out = document.body.appendChild(document.createElement("pre"))
  out.id = "seen"
  out.textContent = JSON.stringify([window.ran, document.title, document.images.length, text])
}, 200))
</script>"""


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
def test_no_script_runs_and_the_text_arrives(tmp_path):
    bad = " ".join(INJECTIONS)
    article = hostile(bad)
    page = render_page(article, title=bad)
    page = page.replace("<head>", f"<head>{BEFORE}", 1)
    (tmp_path / "page.html").write_text(page.removesuffix("</body>\n</html>\n") + AFTER, encoding="utf-8", newline="")
    done = subprocess.run(
        [
            *(CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
            *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
            *(f"--user-data-dir={tmp_path / 'profile'}", "--virtual-time-budget=2000", "--dump-dom"),
            (tmp_path / "page.html").as_uri(),
        ],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=True,
    )
    (seen,) = re.findall(r'<pre id="seen">(.*?)</pre>', done.stdout, re.DOTALL)
    ran, title, images, text = json.loads(html.unescape(seen))
    assert ran == 0
    assert title == bad
    assert images == 0
    assert text == article.text


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
def test_the_pictures_of_the_documentation_can_be_made_again(tmp_path):
    names = ("article", "words", "timeline")
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
