"""A review as people do it: keys in a real browser, on the local page and in a Jupyter Lab that runs; and what a kill leaves."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import pickle
import random
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path
from typing import Any

import attrs
import pytest
from chromium import CHROMIUM, Browser
from harbour import ARTICLE, SURE, TEXT, span
from laboratory import MISSING, lab, notebook
from test_html import INJECTIONS
from test_safe_output import DANGEROUS, everywhere, harmless

from quoteattr.gold.documents import GoldArticle, GoldRole, GoldSpeaker, from_article, read
from quoteattr.model import Article, Quote, Span
from quoteattr.reviewing import page
from quoteattr.reviewing.page import Server
from quoteattr.reviewing.session import Session

in_chromium = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
pytestmark = pytest.mark.slow

STATUS = "document.querySelector('.qa-status').textContent"
NOW = "document.querySelector('.qa-now')?.textContent"
SAVED = f"!/Saving/.test({STATUS})"


def served(session: Session) -> Server:
    server = Server(session)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    return server


@pytest.fixture(scope="module")
def started(tmp_path_factory):
    with Browser(tmp_path_factory.mktemp("profile")) as browser:
        yield browser


@pytest.fixture
def browser(started):
    """A browser with a page of its own for every test."""
    started.renew()
    return started


def press(browser: Browser, *keys: str) -> None:
    """Keys, each of which has its answer before the next."""
    for key in keys:
        browser.press(key)
        browser.wait(SAVED)


def settled(browser: Browser, out: Path) -> GoldArticle:
    browser.wait(SAVED)
    assert "NOT" not in browser.ask(STATUS), browser.ask(STATUS)
    return read(out)[0]


# --- the local page ------------------------------------------------------------------------------------------------


@in_chromium
def test_a_whole_review_by_keyboard_on_the_local_page(browser, tmp_path):
    out = tmp_path / "gold.jsonl"
    with served(Session([ARTICLE, SURE], out, ids=["wall", "sure"])) as server:
        browser.open(server.address)
        browser.wait(f"({NOW} ?? '').includes('It is late')")
        press(browser, "t", "Enter")  # mixed
        found = from_article(ARTICLE, id="wall")
        first = attrs.evolve(found.quotes[0], kind="mixed")
        assert settled(browser, out).quotes[0] == first

        press(browser, "s", "Una Feld", "Tab", "ArrowDown", "Enter")  # an organisation
        second = attrs.evolve(
            found.quotes[1], speaker=GoldSpeaker("Una Feld", "organisation"), role=GoldRole(), other_roles=()
        )
        assert settled(browser, out).quotes[1] == second
        press(browser, "r", "auditor", "Tab", "Harbour Trust", "Tab", " ", "Enter")
        second = attrs.evolve(second, role=GoldRole("auditor", "Harbour Trust", True))
        assert settled(browser, out).quotes[1] == second
        press(browser, "w", "ArrowLeft", "ArrowLeft", "ArrowLeft", " ", "ArrowRight", "Enter")
        wall = span("wall would be “done")
        second = attrs.evolve(second, content=((wall.start, wall.end),))
        assert settled(browser, out).quotes[1] == second

        press(browser, "j", "3", "o")
        third = settled(browser, out).quotes[2]
        reed = next(one for one in server.session.view()["people"] if one["label"] == "Tom Reed")
        assert server.session.view()["people"].index(reed) == 2
        assert (third.speaker, third.optional) == (GoldSpeaker("Tom Reed", "person"), True)

        press(browser, "n", *["ArrowRight"] * 6, "ArrowLeft", " ", *["ArrowRight"] * 2, "Enter")
        new = settled(browser, out).quotes[3]
        assert TEXT[slice(*new.content[0])] == "wall is old"
        press(browser, "d", "u", "3")
        assert settled(browser, out).quotes[3] == attrs.evolve(new, speaker=GoldSpeaker("Tom Reed", "person"))

        press(browser, "f")
        assert settled(browser, out).extra == {}
        browser.wait(f"({NOW} ?? '').includes('No,')")
        press(browser, "Enter", "f")
        assert "All is finished" in browser.ask(STATUS)
        assert browser.problems() == []
        assert all(address.startswith(server.address) for address in browser.requests())
        server.shutdown()


@in_chromium
def test_from_sentence_to_sentence_marks_at_the_end_come_along(browser, tmp_path):
    text = "“It rained. It poured.” She left…\n\nNobody (not one!) came"
    article = Article(text, (Quote("direct", (Span.of(text, 0, 11),)),))
    with served(Session([article], tmp_path / "gold.jsonl")) as server:
        browser.open(server.address)
        browser.wait(f"!!({NOW})")
        seen = []
        for key in ("w", *["ArrowDown"] * 4, *["ArrowUp"] * 3):
            browser.press(key)
            seen.append(browser.ask("document.querySelector('.qa-panel blockquote').textContent"))
        ends = ["rained.", "poured.”", "left…", "one!)", "came", "one!)", "left…", "poured.”"]
        assert [words.split()[-1] for words in seen] == ends
        server.shutdown()


@in_chromium
def test_what_is_deleted_makes_room_for_the_next_that_is_not_checked(browser, tmp_path):
    out = tmp_path / "gold.jsonl"
    with served(Session([ARTICLE], out)) as server:
        browser.open(server.address)
        browser.wait(f"!!({NOW})")
        press(browser, "j", "Enter", "k", "k", "d")
        assert "Harbour Trust had paid" in browser.ask(NOW)
        press(browser, "u")
        assert "It is late" in browser.ask(NOW)
        press(browser, "d", "d")  # and where none is left, the neighbour
        assert "done by May" in browser.ask(NOW)
        assert len(settled(browser, out).quotes) == 1
        server.shutdown()


@in_chromium
def test_the_mouse_marks_words_that_were_missed(browser, tmp_path):
    out = tmp_path / "gold.jsonl"
    with served(Session([ARTICLE], out)) as server:
        browser.open(server.address)
        browser.wait(f"!!({NOW})")
        words = span("wall is old")
        browser.ask(
            f"""(() => {{
              const all = document.createTreeWalker(document.querySelector(".qa-text"), NodeFilter.SHOW_TEXT)
              while (!all.nextNode().data.includes("{words.text}"));
              const node = all.currentNode, start = node.data.indexOf("{words.text}")
              getSelection().setBaseAndExtent(node, start, node, start + {len(words.text)})
            }})()"""
        )
        press(browser, "n")
        assert ((words.start, words.end),) in [quote.content for quote in settled(browser, out).quotes]
        server.shutdown()


@in_chromium
def test_everything_has_a_name_for_those_who_do_not_see_it(browser, tmp_path):
    with served(Session([ARTICLE], tmp_path / "gold.jsonl")) as server:
        browser.open(server.address)
        browser.wait(f"!!({NOW})")
        browser.call("Accessibility.enable")
        for keys in ((), ("r",), ("Escape", "s"), ("Escape", "w"), ("Escape", "?")):
            browser.press(*keys)
            for node in browser.call("Accessibility.getFullAXTree")["nodes"]:
                if node.get("role", {}).get("value") in (
                    "button",
                    "textbox",
                    "combobox",
                    "checkbox",
                    "region",
                    "progressbar",
                ):
                    assert node["name"]["value"].strip(), node
        browser.press("Escape")
        label = browser.ask("document.activeElement.getAttribute('aria-label')")
        assert label == "Quotation 1 of 3, not checked, direct, Ann Poole, mayor, Eastwick, 99 % sure: It is late 😀,"
        assert browser.ask("document.querySelector('[role=status]').getAttribute('aria-live')") == "polite"
        server.shutdown()


@in_chromium
def test_who_works_on_is_told_when_nothing_is_saved_any_more(browser, tmp_path):
    with served(Session([ARTICLE], tmp_path / "gold.jsonl")) as server:
        browser.open(server.address)
        browser.wait(f"!!({NOW})")
        server.shutdown()
    browser.press("t")
    browser.wait(f"{STATUS}.startsWith('NOT SAVED')")


# --- nothing from an article acts ----------------------------------------------------------------------------------

COUNT_ALERTS = "window.ran = 0; window.alert = () => { window.ran += 1 }"
SEEN = """(() => {
  const all = [...document.querySelectorAll("*")]
  return {
    ran: window.ran, words: document.querySelector(".qa-text").textContent,
    elements: all.map(element => element.localName),
    attributes: [...new Set(all.flatMap(element => element.getAttributeNames()))].sort(),
  }
})()"""


def reviewable(bad: str) -> Article:
    """The hostile article, as far as a file of annotated articles can say it."""
    article = everywhere(bad)
    speaker = attrs.evolve(article.speakers[0], kind="person")
    first = attrs.evolve(article.quotes[0], speaker=speaker)
    return attrs.evolve(article, quotes=(first, article.quotes[1]), speakers=(speaker,), marks=())


def seen(browser: Browser, folder: Path, article: Article, bad: str) -> list[dict[str, Any]]:
    """What is on the page in each of its states, with no policy of the page to help."""
    found = []
    with served(Session([article], folder / "gold.jsonl", ids=[bad])) as server:
        browser.open(server.address)
        browser.wait(f"document.readyState === 'complete' && !!({NOW})")
        for keys in ((), ("r",), ("Escape", "s"), ("Escape", "?"), ("Escape", "w"), ("Escape", "n"), ("Escape",)):
            browser.press(*keys)
            found.append(browser.ask(SEEN))
        browser.press("s")
        browser.call("Input.insertText", text=bad)
        press(browser, "Enter", "r")
        browser.call("Input.insertText", text=bad)
        press(browser, "Enter", "j")
        found.append(browser.ask(SEEN) | {"saved": browser.ask(STATUS)})
        time.sleep(0.1)
        found.append(browser.ask(SEEN))
        server.shutdown()
    return found


BADS = [" ".join(INJECTIONS[start::3]) for start in range(3)]


@in_chromium
@pytest.mark.parametrize("number", range(3))
def test_nothing_from_an_article_acts_on_the_page(browser, tmp_path, number):
    browser.call("Page.addScriptToEvaluateOnNewDocument", source=COUNT_ALERTS)
    browser.call("Page.setBypassCSP", enabled=True)
    bad = BADS[number]
    for made in (everywhere, reviewable):
        states = {}
        for words in (bad, harmless(bad)):
            folder = tmp_path / f"{made.__name__} {words == bad}"
            folder.mkdir()
            states[words] = seen(browser, folder, made(words), words)
        assert all(state["ran"] == 0 for state in states[bad])
        for state, other in zip(states[bad], states[harmless(bad)], strict=True):
            assert state["attributes"] == other["attributes"]
            for name in DANGEROUS:
                assert state["elements"].count(name) == other["elements"].count(name), name
        quiet = states[bad][6]
        assert re.sub(r"\s", "", everywhere(bad).text) in re.sub(r"\s", "", quiet["words"])
    assert "checked" in states[bad][-2]["saved"]
    (kept,) = read(tmp_path / "reviewable True" / "gold.jsonl")
    assert kept.quotes[0].speaker.name is not None
    assert re.sub(r"\s", "", kept.quotes[0].speaker.name) == re.sub(
        r"\s", "", bad
    )  # of what is typed, inputs take no line ends


@in_chromium
def test_with_markup_instead_of_text_the_same_article_runs_scripts(browser, tmp_path, monkeypatch):
    script = page.script()
    careless = script.replace(
        "const node = document.createTextNode(text)",
        "const node = make('span'); node.innerHTML = text; node.data = text",
    )
    assert careless != script
    monkeypatch.setattr(page, "script", lambda: careless)
    browser.call("Page.addScriptToEvaluateOnNewDocument", source=COUNT_ALERTS)
    browser.call("Page.setBypassCSP", enabled=True)
    with served(Session([everywhere("<img src=x onerror=alert(1)>")], tmp_path / "gold.jsonl")) as server:
        browser.open(server.address)
        browser.wait("window.ran > 0")
        server.shutdown()


# --- Jupyter Lab ---------------------------------------------------------------------------------------------------

CELL = """
import pickle, quoteattr
articles = pickle.load(open("articles", "rb"))
quoteattr.review(articles, "gold.jsonl", ids=["wall", "hostile"])
"""


@in_chromium
@pytest.mark.skipif(bool(MISSING), reason=f"not installed: {MISSING}")
def test_a_quotation_is_corrected_by_keyboard_in_jupyter_lab(browser, tmp_path):
    folder, state = tmp_path / "notebooks", tmp_path / "state"
    folder.mkdir()
    state.mkdir()
    hostile = reviewable(" ".join(INJECTIONS))
    hostile = attrs.evolve(hostile, quotes=tuple(attrs.evolve(q, confidence=1.0) for q in hostile.quotes))  # comes last
    (folder / "articles").write_bytes(pickle.dumps([ARTICLE, hostile]))
    notebook(folder / "review.ipynb", CELL)
    browser.call("Page.addScriptToEvaluateOnNewDocument", source=COUNT_ALERTS)
    with lab(folder, state) as address:
        browser.open(address)
        browser.wait("!!document.querySelector('.jp-CodeCell .cm-content')", 180)
        browser.wait("document.querySelector('#jp-main-statusbar')?.textContent.includes('| Idle')", 180)
        browser.ask("document.querySelector('.jp-CodeCell .cm-content').focus()")
        for kind in ("keyDown", "keyUp"):  # Ctrl and Enter
            browser.call("Input.dispatchKeyEvent", type=kind, key="Enter", windowsVirtualKeyCode=13, modifiers=2)
        browser.wait(f"!!({NOW})", 120)
        browser.wait(lambda: browser.press("Tab") or browser.ask("!!document.activeElement.closest('.qa-review')"))
        browser.press("k")
        assert "qa-now" in browser.ask("document.activeElement.className")
        cells = browser.ask("document.querySelectorAll('.jp-Cell').length")
        press(browser, "t", "j", "s", "Una Feld", "Enter", "r", "auditor", "Enter", "j", "d")
        browser.wait(f"{STATUS}.startsWith('Deleted')")
        found = from_article(ARTICLE, id="")
        first = attrs.evolve(found.quotes[0], kind="mixed")
        una = GoldSpeaker("Una Feld", "person")
        second = attrs.evolve(found.quotes[1], speaker=una, role=GoldRole("auditor"), other_roles=())
        assert read(folder / "gold.jsonl")[0].quotes == (first, second)
        press(browser, "u", "d", "f")
        assert read(folder / "gold.jsonl")[0].extra == {}
        browser.wait("document.querySelector('.qa-name').textContent === 'hostile'")
        markup = "document.querySelectorAll('.qa-review :is(script, img, iframe, svg, object, embed, link, style, a)').length"
        for keys in ((), ("r",), ("Escape", "s"), ("Escape", "?"), ("Escape", "w"), ("Escape", "n"), ("Escape", "t")):
            browser.press(*keys)
            assert browser.ask(markup) == 0
        browser.wait(SAVED)
        assert browser.ask("window.ran") == 0
        assert re.sub(r"\s", "", hostile.text) in re.sub(r"\s", "", browser.ask(SEEN)["words"])
        assert [article.id for article in read(folder / "gold.jsonl")] == ["wall", "hostile"]
        assert browser.ask("document.querySelectorAll('.jp-Cell').length") == cells  # its own keys slept
        assert browser.ask(
            "!document.querySelector('.qa-review [data-qa] script, .jp-RenderedText[data-mime-type*=error]')"
        )


# --- a kill --------------------------------------------------------------------------------------------------------

MANY = 60


def start(folder: Path) -> tuple[subprocess.Popen[str], str]:
    """The command ``quoteattr review``, and where its page is."""
    stand_in = Path(__file__).with_name("stand_in.py")
    command = [sys.executable, str(stand_in), "article.json", "review", "news.txt", "-o", "gold.jsonl"]
    process = subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, encoding="utf-8")
    assert process.stderr is not None
    address = process.stderr.readline().strip()
    assert address.startswith("http://127.0.0.1:"), address + process.stderr.read()
    return process, address


def say(address: str, message: object) -> dict[str, Any]:
    headers = {"Content-Type": "application/json", "Origin": address[: address.index("/", 8)]}
    asked = urllib.request.Request(f"{address}do", json.dumps(message).encode(), headers)
    with urllib.request.urlopen(asked, timeout=30) as answer:
        found: dict[str, Any] = json.load(answer)
    assert found["problem"] is None, found["problem"]
    return found


def test_nothing_that_was_confirmed_is_lost_by_a_kill(tmp_path):
    text = " ".join(f"“No {number}.”" for number in range(MANY))
    found = [match.span() for match in re.finditer("“.*?”", text)]
    article = Article(text, tuple(Quote("direct", (Span.of(text, *place),)) for place in found))
    (tmp_path / "article.json").write_text(article.to_json(), encoding="utf-8")
    (tmp_path / "news.txt").write_text(text, encoding="utf-8")
    out = tmp_path / "gold.jsonl"
    moments = random.Random(9)
    confirmed: dict[int, str] = {}
    for kill in range(5):
        process, address = start(tmp_path)
        killer = threading.Timer(moments.uniform(0.01, 0.4), process.send_signal, [signal.SIGKILL])
        with contextlib.suppress(OSError, http.client.HTTPException):  # it is gone
            for asked in range(10_000):
                number, name = moments.randrange(MANY), f"Person {kill} {asked}"
                say(address, {"do": "speaker", "quote": number, "name": name, "kind": "person"})
                confirmed[number] = name
                if asked == 0:
                    killer.start()
        assert process.wait(30) == -signal.SIGKILL
        process.stderr.close()
        kept = {number: quote.speaker.name for number, quote in enumerate(read(out)[0].quotes)}
        differing = {number for number, name in confirmed.items() if kept[number] != name}
        assert differing <= {number}  # the one that was written, but not confirmed any more
        confirmed.update({number: name for number, name in kept.items() if name})
    process, address = start(tmp_path)
    with urllib.request.urlopen(f"{address}view", timeout=30) as answer:
        states = json.load(answer)["quotes"]
    assert {q["id"] for q in states if q["state"] != "open"} == set(confirmed)
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 0
    with process.stderr as said:
        assert "Traceback" not in said.read()
    assert [name for name in os.listdir(tmp_path) if "gold" in name and not name.endswith(".part")] == ["gold.jsonl"]
