"""What SECURITY.md promises: nothing that is read is run, sent or fetched, and no file is written on the side.

That no module has the means to is among what ``test_architecture.py`` asserts.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys

import pytest
from root import ROOT

from quoteattr.nlp.models import DEFAULT_MODEL

WATCH = """
import sys
sys.stdin.reconfigure(encoding="utf-8")
text = sys.stdin.read()
NEVER = (
    *("socket.connect", "socket.getaddrinfo", "socket.sendto", "urllib.Request", "webbrowser.open", "pickle.find_class"),
    *("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork"),
    *("os.remove", "os.rename", "os.mkdir", "os.symlink", "tempfile.mkstemp", "tempfile.mkdtemp"),
)
seen = []
def watch(event, arguments):
    if event in NEVER or later and event in ("exec", "compile"):  # as importing modules does
        seen.append((event, str(arguments)[:80]))
    if event == "open" and set(str(arguments[1])) & set("wax+"):
        seen.append((event, str(arguments)[:80]))
later = False
sys.addaudithook(watch)
import quoteattr
nlp = quoteattr.load(NAME)
"""
READ_A_TEXT = """
def read_a_text():
    article = quoteattr.extract(text, nlp=nlp)
    assert quoteattr.Article.from_json(article.to_json()) == article
    for shown in (article.to_html, article._repr_html_, article.to_dicts, article.to_displacy):
        shown()
    article.to_web_annotations("https://example.org/a")
    return len(article.quotes)
"""
READ_A_PAGE = """
import html
import quoteattr
page = "<html><head><script src='https://example.org/a.js'>alert(1)</script></head><body><article><h1>Rain</h1>{}</article></body></html>"
page = page.format("".join(f"<p>{html.escape(line)}<img src='https://example.org/a.png'></p>" for line in text.split("\\n\\n")))
def read_a_page():
    return len(quoteattr.extract_html(page, url="https://example.org/2024/rain.html", nlp=nlp).quotes)
"""
HOSTILE = (
    "“__import__('os').system('touch ran')” said Ann Poole, the mayor of Eastwick.\n\n"
    "Tom Reed said “{{ 7*7 }} ${jndi:ldap://example.org/a} $(touch ran) `touch ran`; https://example.org/a”.\n\n"
    "“<script>fetch('https://example.org')</script> &xxe; ../../etc/passwd %s %n {0.__class__}” said Una Feld.\n\n"
)


@pytest.mark.slow
def test_reading_runs_sends_fetches_and_writes_nothing(tmp_path):
    text = HOSTILE + (ROOT / "examples/articles/uk-politics.txt").read_text(encoding="utf-8")
    parts = {"read_a_text": READ_A_TEXT}
    if importlib.util.find_spec("trafilatura"):
        parts["read_a_page"] = READ_A_PAGE
    calls = "".join(f"{name}() > 10 or seen.append('nothing found'); " for name in parts)
    code = "\n".join([f"NAME = {DEFAULT_MODEL!r}", WATCH, *parts.values(), calls, "later = True", calls, "print(seen)"])
    command = [sys.executable, "-B", "-W", "ignore", "-c", code]
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=True, cwd=tmp_path)
    assert done.stdout.decode() == "[]\n"
    assert list(tmp_path.iterdir()) == []
