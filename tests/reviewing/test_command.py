"""``quoteattr review``: what it takes, says and refuses."""

from __future__ import annotations

import pytest
from harbour import ARTICLE, TEXT
from typer.testing import CliRunner

import quoteattr
from quoteattr import __main__ as cli
from quoteattr.gold.documents import from_article, write
from quoteattr.reviewing.page import Server


@pytest.fixture
def sessions(monkeypatch, tmp_path):
    """The sessions that were shown; each is stopped at once, as by Ctrl-C."""
    shown = []

    def stopped(server: Server) -> None:
        shown.append(server.session)
        raise KeyboardInterrupt

    monkeypatch.setattr(Server, "serve_forever", stopped)
    monkeypatch.setattr(quoteattr, "load", lambda *given, **options: None)
    monkeypatch.setattr(quoteattr, "extract", lambda text, **options: ARTICLE)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "wall.txt").write_text(TEXT, encoding="utf-8")
    return shown


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(cli.app, ["review", *arguments])
    return done.exit_code, done.output


def test_the_address_is_printed_and_ctrl_c_ends_it_well(sessions):
    status, said = run("wall.txt", "-o", "gold.jsonl")
    assert status == 0
    assert said.startswith("http://127.0.0.1:")
    assert [article.id for article in sessions[0].articles] == ["wall.txt"]


def test_annotated_articles_are_corrected_further(sessions, tmp_path):
    write(tmp_path / "draft.jsonl", [from_article(ARTICLE, id="wall")])
    for out in ("draft.jsonl", "gold.jsonl"):
        assert run("draft.jsonl", "-o", out)[0] == 0
    assert [session.view()["article"]["name"] for session in sessions] == ["wall", "wall"]
    assert all(session.view()["article"]["finished"] for session in sessions)


def test_what_was_found_before_is_not_read_again(sessions, tmp_path, monkeypatch):
    (tmp_path / "found.jsonl").write_text(f"{ARTICLE.to_json()}\n", encoding="utf-8")
    monkeypatch.setattr(quoteattr, "extract", None)
    assert run("found.jsonl", "-o", "gold.jsonl")[0] == 0
    assert [article.id for article in sessions[0].articles] == ["found.jsonl:1"]
    assert not sessions[0].view()["article"]["finished"]


def test_what_can_be_read_is_shown(sessions):
    status, said = run("no.txt", "wall.txt", "-o", "gold.jsonl")
    assert status == 0
    assert "no.txt: No such file" in said
    assert len(sessions) == 1


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("no.txt", "-o", "gold.jsonl"), 1, "no.txt: No such file"),
        (("no.jsonl", "-o", "gold.jsonl"), 1, "no.jsonl"),
        (("wall.txt",), 2, "--out"),
        (("-o", "gold.jsonl"), 2, "FILE"),
        (("wall.txt", "-o", "wall.txt"), 2, "wall.txt:1: not JSON"),
        (("wall.txt", "-o", "no/gold.jsonl"), 2, "there is no such folder"),
        (("wall.txt", "-o", "gold.jsonl", "--port", "70000"), 2, "--port"),
        (("https://example.org/a", "-o", "gold.jsonl"), 2, "nothing is fetched here"),
    ],
)
def test_what_is_refused(sessions, tmp_path, arguments, status, words):
    found, said = run(*arguments)
    assert (found, sessions) == (status, [])
    assert words in said
    assert not (tmp_path / "gold.jsonl").exists()
    assert (tmp_path / "wall.txt").read_text(encoding="utf-8") == TEXT
