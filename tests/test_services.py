"""The service and the tool server among the examples: what they answer, refuse and survive; where their packages are installed."""

from __future__ import annotations

import asyncio
import json
import os
import sys

import pytest
from root import ROOT

from quoteattr import Article

TEXT = "“We are late,” said Ruth Calder, the harbour master of Skerrow. Officials said nobody had asked them."
LONG = TEXT * 900  # within the limit, and some seconds of work

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default")]


@pytest.fixture(autouse=True)
def examples(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "examples")


# --- over HTTP --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def service():
    pytest.importorskip("fastapi", reason="FastAPI is not installed")
    pytest.importorskip("httpx", reason="FastAPI's test client needs httpx")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT / "examples")
        import service

        patch.setattr(service, "WORKERS", 1)
        yield service


@pytest.fixture(scope="module")
def client(service):
    from fastapi.testclient import TestClient

    with TestClient(service.app) as client:
        yield client


def test_the_service_gives_rows_and_whole_articles(client, extract):
    answer = client.post("/quotes", json={"text": TEXT})
    article = extract(TEXT)
    assert answer.status_code == 200
    assert answer.json() == {
        "quotes": article.to_dicts(),
        "english": True,
        "model": article.model,
        "version": article.version,
    }
    assert Article.from_json(client.post("/article", json={"text": TEXT}).content) == article
    sure = client.post("/quotes", json={"text": TEXT, "min_confidence": 1}).json()
    assert {row["speaker"] for row in sure["quotes"]} == {None}


def test_texts_without_quotations_and_of_odd_characters_are_answered(client):
    assert client.post("/quotes", json={"text": ""}).json()["quotes"] == []
    odd = client.post("/article", content=rb'{"text": "\ud83d said so."}', headers={"content-type": "application/json"})
    assert (odd.status_code, Article.from_json(odd.content).text) == (200, "\ud83d said so.")
    half = json.dumps({"text": "“No \ud83d,” said Ann Poole."})
    (row,) = client.post("/quotes", content=half, headers={"content-type": "application/json"}).json()["quotes"]
    assert row["text"] == "No \ud83d,"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 422),
        (b"{}", 422),
        (b'{"text": 7}', 422),
        (b'{"text": "a", "min_confidence": 2}', 422),
        (json.dumps({"text": "a" * 100_001}).encode(), 422),
        (json.dumps({"text": "\ud83d" * 100_001}).encode(), 422),
        (b'{"text": "' + b"a" * 700_000 + b'"}', 413),
    ],
    ids=["no JSON", "no text", "no string", "no probability", "too long", "too long and odd", "too large"],
)
def test_what_is_refused(client, body, status):
    answer = client.post("/quotes", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == status
    assert len(answer.content) < 1_000  # the text does not come back


def test_a_text_that_takes_too_long_is_given_up_and_the_next_one_is_read(client, service, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(service, "SECONDS", 0.05)
        late = client.post("/quotes", json={"text": LONG})
    assert (late.status_code, late.json()["detail"]) == (504, "the text was not read within 0.05 seconds")
    assert client.get("/health").json() == {"idle": 1, "workers": 1}
    assert client.post("/quotes", json={"text": TEXT}).status_code == 200


def test_a_lost_worker_and_none_at_all_ask_the_client_to_come_again(client, service, monkeypatch):
    idle = service.app.state.idle
    worker = idle.get_nowait()
    monkeypatch.setattr(service, "PATIENCE", 0.05)
    busy = client.post("/quotes", json={"text": TEXT})
    assert (busy.status_code, busy.headers["retry-after"]) == (503, "10")
    idle.put_nowait(worker)
    worker.process.kill()
    worker.process.join()
    assert client.post("/quotes", json={"text": TEXT}).status_code == 503
    assert client.post("/quotes", json={"text": TEXT}).status_code == 200


# --- for assistants ---------------------------------------------------------------------------------------------------


@pytest.fixture
def mcp():
    return pytest.importorskip("mcp.server.mcpserver", reason="version 2 of the MCP SDK is not installed")


def asked(calls, server=None):
    """What the tools answer to some calls, asked in this process or, where no server is given, over standard input."""
    from mcp import Client, StdioServerParameters

    script = str(ROOT / "examples" / "mcp_server.py")
    paths = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}  # of the environment the SDK hands on a part only
    target = server or StdioServerParameters(command=sys.executable, args=[script], env=paths)

    async def talk():
        async with Client(target) as client:
            tools = {tool.name for tool in (await client.list_tools()).tools}
            return tools, [await client.call_tool(name, arguments) for name, arguments in calls]

    return asyncio.run(talk())


def test_assistants_get_quotations_speakers_and_people(mcp):
    import mcp_server

    calls = [
        ("find_quotations", {"text": TEXT}),
        ("quotations_by", {"text": TEXT, "speaker": "Calder"}),
        ("people_in", {"text": TEXT}),
    ]
    tools, answers = asked(calls, mcp_server.server)
    assert tools == {name for name, _ in calls}
    assert not any(answer.is_error for answer in answers)
    found, hers, people = (answer.structured_content["result"] for answer in answers)
    assert [(one["kind"], one["speaker"], one["role"]) for one in found] == [
        ("direct", "Ruth Calder", "harbour master, Skerrow"),
        ("indirect", "Officials", None),
    ]
    assert hers == found[:1]
    assert TEXT[hers[0]["start"] : hers[0]["end"]] == "“We are late,”"
    assert [person["quotes"] for person in people if person["name"] == "Ruth Calder"] == [1]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"text": "a" * 100_001}, "at most 100000"),
        ({"text": "Der Bürgermeister sagte, dass die Brücke am Montag geschlossen wird. " * 8}, "not English"),
        ({"text": TEXT, "min_confidence": 2}, "less than or equal to 1"),
        ({}, "text"),
    ],
    ids=["too long", "not English", "no probability", "no text"],
)
def test_assistants_are_told_what_is_wrong(mcp, arguments, words):
    import mcp_server

    _, (answer,) = asked([("find_quotations", arguments)], mcp_server.server)
    assert answer.is_error
    assert words in answer.content[0].text


def test_the_tool_server_speaks_over_standard_input_and_output(mcp):
    _, (answer,) = asked([("quotations_by", {"text": TEXT, "speaker": "Calder"})])
    assert [one["text"] for one in answer.structured_content["result"]] == ["We are late,"]
