"""Everything that makes markup, in a real browser: no script runs, no element comes in, and the words arrive.

And terminals, which take orders from the text as browsers do. Each way out is given articles that say something hostile wherever an article says anything. The same ways without their
escaping run scripts in the same test, so it would notice.
"""

from __future__ import annotations

import contextlib
import csv
import html
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from functools import partialmethod
from importlib import import_module
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import attrs
import matplotlib
import pandas as pd
import pytest
from lxml import etree
from matplotlib.backends import backend_svg
from spacy import displacy
from test_browser import CHROMIUM
from test_html import INJECTIONS, hostile, names

from quoteattr.model import Article, Passage, Span
from quoteattr.output import displacy as own_displacy
from quoteattr.output import html as own_html
from quoteattr.output import linked, plot, tables, terminal

ADDRESS = "https://example.org/news"


def everywhere(bad: str) -> Article:
    """The hostile article, with what only some ways out read."""
    article = hostile(bad)
    first = Span.of(article.text, 0, len(bad))
    quotes = (attrs.evolve(article.quotes[0], addressee=first), *article.quotes[1:])
    return attrs.evolve(
        article, quotes=quotes, passages=(*article.passages, Passage(first, "headline")), model=bad, version=bad
    )


def harmless(bad: str) -> str:
    """As long, with the white space at the same places."""
    return re.sub(r"\S", "x", bad)


# ------------------------------------------------------------------------------------------------------- ways out


def drawn(axes: Any, text: str) -> str:
    picture = StringIO()
    with matplotlib.rc_context({"svg.fonttype": text}):
        axes.figure.savefig(picture, format="svg", metadata={"Date": None})
    return picture.getvalue()[picture.getvalue().index("<svg") :]


def shown(article: Article, style: str, label: str) -> str:
    return displacy.render(article.to_displacy(style, label), style=style, manual=True, jupyter=False)


def frame(article: Article, bad: str) -> str:
    quotes = tuple(attrs.evolve(q, speaker=attrs.evolve(q.speaker, kind="person")) for q in article.quotes)
    article = attrs.evolve(article, quotes=quotes)  # a frame takes no other kinds
    with pd.option_context("display.max_colwidth", None):
        return tables.to_dataframe([article], ids=[bad]).to_html()


WAYS: dict[str, Callable[[Article, str], str]] = {
    "page": lambda article, bad: article.to_html(title=bad),
    "notebook": lambda article, bad: article._repr_html_(),
    "card of a speaker": lambda article, bad: article.speakers[0]._repr_html_(),
    "card of a quotation": lambda article, bad: article.quotes[0]._repr_html_(),
    "table of quotations": lambda article, bad: article.quotes._repr_html_(),
    "displaCy, spans by kind": lambda article, bad: shown(article, "span", "kind"),
    "displaCy, spans by speaker": lambda article, bad: shown(article, "span", "speaker"),
    "displaCy, entities by speaker": lambda article, bad: shown(article, "ent", "speaker"),
    "data frame": frame,
    "schema.org": lambda article, bad: linked.json_ld_script(article.to_json_ld(ADDRESS)),
    "annotations": lambda article, bad: linked.json_ld_script(article.to_web_annotations(ADDRESS)),
    "plot of words": lambda article, bad: drawn(plot.words(article), "none"),
    "plot of words as paths": lambda article, bad: drawn(plot.words(article), "path"),
    "timeline": lambda article, bad: drawn(plot.timeline(article), "none"),
}
"""Whatever makes HTML, SVG or an element of a page; ``bad`` is what the caller gives as title or id."""

FIRST_WORDS = ("plot of words", "timeline")
"""Ways that show the beginning of a label only."""

# What browsers act upon: none of these may come from an article.
DANGEROUS = names(
    "script img image iframe frame object embed form input button textarea link style meta base a area template audio video "
    "source foreignobject animate set math noscript marquee dialog"
)

# Scripts of the test's own, before and after: they show that scripts could run, count those that did, and tell what is there.
BEFORE = "<script class=own>window.ran = 0; window.alert = () => { window.ran += 1 }</script>"
AFTER = """<script class=own>
addEventListener("load", () => setTimeout(() => {
  document.querySelectorAll(".own").forEach(element => element.remove())
  const all = [...document.querySelectorAll("*")]
  parent.postMessage({
    number: NUMBER, ran: window.ran, title: document.title, text: document.documentElement.textContent,
    elements: all.map(element => element.localName),
    attributes: [...new Set(all.flatMap(element => element.getAttributeNames()))],
    words: document.querySelector(".qa-text")?.textContent ?? null,
    notes: all.map(element => element.getAttribute("title")).filter(note => note),
    data: [...document.querySelectorAll('script[type="application/ld+json"]')].map(e => e.textContent),
  }, "*")
}, 100))
</script>"""
AROUND = """<!DOCTYPE html><meta charset="utf-8"><title>all</title><script>
const seen = {}
const frames = new Map()
addEventListener("message", event => { if (frames.get(event.source) === event.data.number) seen[event.data.number] = event.data })
addEventListener("load", () => setTimeout(() => {
  const out = document.body.appendChild(document.createElement("pre"))
  out.id = "seen"
  out.textContent = JSON.stringify(seen)
}, 3000))
for (let number = 0; number < COUNT; number += 1) {
  const frame = document.body.appendChild(document.createElement("iframe"))
  frames.set(frame.contentWindow, number)
  frame.src = `${number}.html`
}
</script>"""


def in_browser(pages: list[str], folder: Path) -> list[dict[str, Any] | None]:
    """What the browser sees in each page, None where a page broke the script behind it."""
    for number, page in enumerate(pages):
        if "<!DOCTYPE html>" in page:
            whole = page.replace("<head>", f"<head>{BEFORE}", 1).removesuffix("</body>\n</html>\n")
        else:
            whole = f'<!DOCTYPE html><html><head><meta charset="utf-8">{BEFORE}</head><body>{page}'
        whole += AFTER.replace("NUMBER", str(number))
        (folder / f"{number}.html").write_text(whole, encoding="utf-8", errors="replace", newline="")
    around = AROUND.replace("COUNT", str(len(pages))).replace("<script>", "<body><script>")
    (folder / "index.html").write_text(around, encoding="utf-8")
    done = subprocess.run(
        [
            *(str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
            *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
            *(f"--user-data-dir={folder / 'profile'}", "--virtual-time-budget=20000", "--dump-dom"),
            (folder / "index.html").as_uri(),
        ],
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=True,
    )
    (seen,) = re.findall(r'<pre id="seen">(.*?)</pre>', done.stdout, re.DOTALL)
    found = json.loads(html.unescape(seen))
    return [found.get(str(number)) for number in range(len(pages))]


BADS = [" ".join(INJECTIONS[start::3]) for start in range(3)]


def made(way: str, bads: list[str]) -> list[str]:
    return [WAYS[way](everywhere(bad), bad) for bad in bads]


def squeezed(text: str) -> str:
    return "".join(text.split())


pytestmark = pytest.mark.filterwarnings("ignore:Glyph")
in_chromium = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    """For every way out what the browser sees of the hostile articles and of a harmless one."""
    pages = {way: made(way, [*BADS, harmless(BADS[0])]) for way in WAYS}
    found = iter(in_browser([page for each in pages.values() for page in each], tmp_path_factory.mktemp("pages")))
    return {way: [next(found) for _ in each] for way, each in pages.items()}


@pytest.mark.slow
@in_chromium
@pytest.mark.parametrize("way", WAYS)
def test_nothing_from_an_article_acts_in_a_browser(way, seen):
    assert None not in seen[way]
    *hostile_pages, other = seen[way]
    for bad, found in zip(BADS, hostile_pages, strict=True):
        assert found["ran"] == 0
        assert set(found["elements"]) <= set(other["elements"])
        assert set(found["attributes"]) <= set(other["attributes"])
        for name in DANGEROUS:
            assert found["elements"].count(name) == other["elements"].count(name), name
        assert found["title"] == (bad if way == "page" else other["title"])
        if found["data"]:
            article = everywhere(bad)
            data = article.to_json_ld(ADDRESS) if way == "schema.org" else article.to_web_annotations(ADDRESS)
            assert [json.loads(each) for each in found["data"]] == [data]
        elif way != "plot of words as paths":
            assert squeezed(bad)[: 20 if way in FIRST_WORDS else None] in squeezed(found["text"])
        if way in ("page", "notebook"):
            assert found["words"] == everywhere(bad).text
            assert sum(bad in note for note in found["notes"]) == len(found["notes"]) > 0


def without_escaping(monkeypatch: pytest.MonkeyPatch) -> None:
    def as_it_is(text: str) -> str:
        return text

    for owner, name in (
        *((own_html, "escape"), (import_module("spacy.displacy.render"), "escape_html")),
        *((backend_svg, f"_escape_{what}") for what in ("cdata", "attrib", "comment")),
    ):
        monkeypatch.setattr(owner, name, as_it_is)
    monkeypatch.setattr(own_displacy, "html", SimpleNamespace(escape=as_it_is))
    monkeypatch.setattr(linked, "re", SimpleNamespace(sub=lambda pattern, new, text: text))
    monkeypatch.setattr(pd.DataFrame, "to_html", partialmethod(pd.DataFrame.to_html, escape=False))


@pytest.mark.slow
@in_chromium
def test_without_escaping_the_same_articles_run_scripts(tmp_path, monkeypatch):
    without_escaping(monkeypatch)
    enough = {"plot of words as paths": BADS[1]}  # the others break the page of their script, or run nothing there
    pages = [page for way in WAYS for page in made(way, [enough.get(way, BADS[2])])]
    ran = dict(zip(WAYS, in_browser(pages, tmp_path), strict=True))
    assert [way for way, seen in ran.items() if not (seen and seen["ran"])] == []


# ------------------------------------------------------------------------------------------------------- other ways


@pytest.mark.parametrize("bad", INJECTIONS)
def test_nothing_from_an_article_becomes_an_element_of_a_cas(bad):
    found, other = (etree.fromstring(everywhere(each).to_cas().to_xmi().encode()) for each in (bad, harmless(bad)))
    assert [(e.tag, sorted(e.attrib)) for e in found.iter()] == [(e.tag, sorted(e.attrib)) for e in other.iter()]
    values = {value for element in found.iter() for value in element.attrib.values()}
    assert {bad, everywhere(bad).text} <= values


def test_the_script_element_is_ascii_and_holds_every_character():
    page = {"text": "</script> <!-- & ’ \u2028 \ud800 😀", "n": 1}
    script = linked.json_ld_script(page)
    assert script.isascii()
    assert re.findall("[<>&]+[^<>&]*", script) == [
        '<script type="application/ld+json"',
        f">{script[35:-9]}",
        "</script",
        ">",
    ]
    assert json.loads(script.removeprefix('<script type="application/ld+json">').removesuffix("</script>")) == page


@pytest.mark.parametrize("value", [float("nan"), float("inf"), object()])
def test_what_json_cannot_hold_is_no_script(value):
    with pytest.raises((TypeError, ValueError)):
        linked.json_ld_script({"value": value})


STEERING = {
    "colour": "\x1b[31m",
    "clear": "\x1b[2J\x1b[H",
    "link": "\x1b]8;;https://example.org\x07here\x1b]8;;\x1b\\",
    "title": "\x1b]0;x\x07",
    "clipboard": "\x1b]52;c;eA==\x07",
    "eight bits": "\x9b31m \x9d8;;x\x9c \x90q\x9c",
    "over the line": "\rx",
    "back": "\x08\x08\x7f",
    "other set": "\x0e",
    "reversed": "\u202edna\u202c \u2066x\u2069",
}

STEERED = """
import sys, quoteattr
from quoteattr import __main__ as cli
from quoteattr.output import terminal
switch, path, *sys.argv[1:] = sys.argv[1:]
with open(path, encoding="utf-8", newline="") as file:
    article = quoteattr.Article.from_json(file.read())
quoteattr.load = lambda *given, **named: None
quoteattr.extract = lambda text, **options: article
if switch == "off":
    terminal.printable = cli.printable = cli.printable_lines = str
cli.main()
"""


def steered(tmp_path: Path, bad: str, switch: str, *arguments: str) -> tuple[Article, dict[str, Any]]:
    """An article that says the same everywhere, and how to run the command line on it, twice."""
    article = everywhere(bad)
    speaker = attrs.evolve(article.speakers[0], kind="person")
    other = attrs.evolve(article.quotes[0].candidates[0], speaker=speaker)
    quote = attrs.evolve(article.quotes[0], speaker=speaker, candidates=(other,))
    article = attrs.evolve(article, quotes=(quote,), speakers=(speaker,), marks=(), passages=())
    (tmp_path / "article.json").write_text(article.to_json(), encoding="utf-8", newline="")
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text("x")
    command = [sys.executable, "-c", STEERED, switch, "article.json", *arguments, "one.txt", "two.txt"]
    env = {**os.environ, "COLUMNS": "100", "TERM": "xterm-256color", "PYTHONUTF8": "1"}
    return article, {"args": command, "cwd": tmp_path, "env": env}


def on_terminal(tmp_path: Path, bad: str, *arguments: str, switch: str = "on") -> str:
    """What a terminal is sent, without the bold and dim type of the library itself."""
    _, command = steered(tmp_path, bad, switch, *arguments)
    terminal, end = os.openpty()
    process = subprocess.Popen(**command, stdout=end, stderr=end)
    os.close(end)
    sent = b""
    with contextlib.suppress(OSError):  # how the other end of a terminal tells that it was closed
        while part := os.read(terminal, 65536):
            sent += part
    os.close(terminal)
    assert process.wait() == 0, sent
    return re.sub("\x1b\\[[012]m", "", sent.decode()).replace("\r\n", "\n").replace("\r\n", "\n")


def steering(sent: str) -> list[str]:
    return re.findall("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", sent)


@pytest.mark.skipif(sys.platform == "win32", reason="no such terminals there")
@pytest.mark.parametrize(
    "arguments", [(), ("--explain",), ("--csv",), ("--json",)], ids=["table", "list", "csv", "json"]
)
def test_no_article_steers_a_terminal(arguments, tmp_path):
    sent = on_terminal(tmp_path, " ".join([*STEERING.values(), "[bold red]x[/] :smile:"]), *arguments)
    assert steering(sent) == []
    assert "[bold red]x[/]" in " ".join(sent.split()) or arguments == ()  # a table breaks the line
    assert ":smile:" in sent


@pytest.mark.skipif(sys.platform == "win32", reason="no such terminals there")
def test_without_replacing_the_same_article_steers_it(tmp_path):
    bad = " ".join(STEERING.values())
    for arguments in ((), ("--explain",), ("--csv",), ("--json",)):
        assert steering(on_terminal(tmp_path, bad, *arguments, switch="off")) != []


def test_data_in_a_pipe_is_kept_to_the_letter(tmp_path):
    article, command = steered(tmp_path, " ".join(STEERING.values()), "on", "--json")
    done = subprocess.run(**command, capture_output=True, check=True)
    assert done.stdout.decode() == 2 * (article.to_json() + "\n")
    _, command = steered(tmp_path, " ".join(STEERING.values()), "on", "--csv")
    done = subprocess.run(**command, capture_output=True, check=True)
    rows = csv.DictReader(StringIO(done.stdout.decode(), newline=""))
    assert [row["text"] for row in rows] == 2 * [article.quotes[0].text]


def test_lines_that_a_terminal_gets_are_still_lines():
    assert terminal.printable_lines("a\tb\r\nc\n\rd") == "a\tb\r\nc\n\ufffdd"
