"""The local page: for whoever has its address on this machine, and for nobody else."""

from __future__ import annotations

import http.client
import json
import socket
import threading

import pytest
from harbour import ARTICLE

from quoteattr.errors import ReviewError
from quoteattr.gold.documents import read
from quoteattr.reviewing.page import LARGEST, MOST_AT_ONCE, Server
from quoteattr.reviewing.session import Session


@pytest.fixture
def server(tmp_path):
    with Server(Session([ARTICLE], tmp_path / "gold.jsonl", ids=["wall"])) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()


def ask(server: Server, method: str, path: str, body: bytes | None = None, **headers: str) -> tuple[int, dict, str]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    try:
        connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read().decode()
    finally:
        connection.close()


def post(server: Server, message: object, **headers: str) -> tuple[int, dict, str]:
    usual = {"Content_Type": "application/json", "Origin": f"http://127.0.0.1:{server.server_port}"}
    body = message if isinstance(message, bytes) else json.dumps(message).encode()
    return ask(server, "POST", f"/{server.token}/do", body, **(usual | headers))


def test_the_page_with_all_that_it_needs_is_under_its_token(server):
    assert server.address == f"http://127.0.0.1:{server.server_port}/{server.token}/"
    assert len(server.token) > 40
    for name, kind in (
        ("", "text/html"),
        ("review.js", "text/javascript"),
        ("review.css", "text/css"),
        ("view", "application/json"),
    ):
        status, headers, text = ask(server, "GET", f"/{server.token}/{name}")
        assert (status, headers["Content-Type"]) == (200, f"{kind}; charset=utf-8")
        assert "://" not in text.replace("http://www.w3.org", "") or name == "view"
        assert headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert (headers["X-Content-Type-Options"], headers["Referrer-Policy"]) == ("nosniff", "no-referrer")
        assert headers["Server"].strip() == "quoteattr"


def test_a_step_is_taken_and_in_the_file_when_the_answer_comes(server, tmp_path):
    status, _, text = post(server, {"do": "kind", "quote": 0, "front": "a", "number": 7})
    assert status == 200
    assert (json.loads(text)["front"], json.loads(text)["number"]) == ("a", 7)
    assert read(tmp_path / "gold.jsonl")[0].quotes[0].kind == "mixed"


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/view",
        "/review.js",
        "//view",
        "/{other}/view",
        "/{short}/view",
        "/{token}",
        "/{token}/../view",
        "/{token}/no",
        "/é/",
    ],
)
def test_nothing_is_there_without_the_token(server, path):
    other = server.token[::-1]
    asked = path.format(token=server.token, other=other, short=server.token[:-1])
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=10) as connection:
        host = f"127.0.0.1:{server.server_port}"
        connection.sendall(f"GET {asked} HTTP/1.0\r\nHost: {host}\r\n\r\n".encode())
        answer = connection.makefile("rb").read().decode()
    assert " 404 " in answer.splitlines()[0]
    assert server.token not in answer
    assert "wall" not in answer


@pytest.mark.parametrize(
    "host",
    [
        "example.org",
        "example.org:{port}",
        "127.0.0.1",
        "127.0.0.1:1",
        "",
        "localhost.example.org:{port}",
        "[::1]:{port}",
    ],
)
def test_a_request_under_another_name_is_refused(server, host):
    """As a page of example.org would send it that has its name lead to this machine."""
    for method, path in (("GET", ""), ("GET", "view"), ("POST", "do")):
        status, _, text = ask(server, method, f"/{server.token}/{path}", Host=host.format(port=server.server_port))
        assert (status, text) == (403, "Forbidden")


def test_this_machine_may_be_called_localhost(server):
    port = server.server_port
    assert ask(server, "GET", f"/{server.token}/", Host=f"localhost:{port}")[0] == 200
    assert post(server, {"do": "x"}, Host=f"localhost:{port}", Origin=f"http://localhost:{port}")[0] == 200


@pytest.mark.parametrize(
    ("message", "headers", "status"),
    [
        (b"{}", {"Origin": "https://example.org"}, 403),
        (b"{}", {"Origin": "null"}, 403),
        (b"{}", {"Content_Type": "text/plain"}, 415),
        (b"{}", {"Content_Type": "application/x-www-form-urlencoded"}, 415),
        (b"{}", {"Content_Length": "-1"}, 411),
        (b"{}", {"Content_Length": "\u0662".encode().decode("latin-1")}, 411),
        (b"{}", {"Content_Length": "9" * 30}, 413),
        (b"", {"Content_Length": str(LARGEST + 1)}, 413),
        (b"no JSON", {}, 400),
        (b"[" * 60_000, {}, 400),
        (b"\xff", {}, 400),
    ],
)
def test_a_message_from_elsewhere_or_out_of_bounds_is_refused(server, tmp_path, message, headers, status):
    assert post(server, message, **headers)[0] == status
    assert not (tmp_path / "gold.jsonl").exists()
    assert ask(server, "GET", f"/{server.token}/view")[0] == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "HEAD", "TRACE"])
def test_other_methods_are_not_known(server, method):
    status, headers, text = ask(server, method, f"/{server.token}/do", b"{}")
    assert (status, text) == (501, "" if method == "HEAD" else "Not Implemented")
    assert "Access-Control-Allow-Origin" not in headers


def test_it_listens_to_this_machine_only(server):
    assert server.server_address[0] == "127.0.0.1"


def test_connections_that_say_nothing_leave_room_and_do_not_pile_up(server):
    silent = [socket.create_connection(("127.0.0.1", server.server_port)) for _ in range(MOST_AT_ONCE - 1)]
    assert ask(server, "GET", f"/{server.token}/view")[0] == 200
    silent += [socket.create_connection(("127.0.0.1", server.server_port)) for _ in range(MOST_AT_ONCE)]
    silent[-1].settimeout(10)
    assert silent[-1].recv(1) == b""
    for connection in silent:
        connection.close()


def test_a_port_that_is_taken(server, tmp_path):
    with pytest.raises(ReviewError, match=f"port {server.server_port} cannot be used"):
        Server(Session([ARTICLE], tmp_path / "other.jsonl"), port=server.server_port)


def test_nothing_is_printed(server, capfd):
    ask(server, "GET", "/")
    ask(server, "GET", f"/{server.token}/view")
    assert capfd.readouterr() == ("", "")
