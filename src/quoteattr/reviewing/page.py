"""The front end in a browser, for those without notebooks: one page, served to this machine only.

Everything is under an address with a random token, so that neither other users of the machine nor pages of the web can
guess it. A request under another name than this machine's own (DNS rebinding), from a page of somewhere else, or larger than
what the front end sends, is refused; the page loads nothing from elsewhere and runs no script but its own.
"""

from __future__ import annotations

import hmac
import json
import secrets
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import BoundedSemaphore, Lock
from typing import Any

from quoteattr.errors import ReviewError
from quoteattr.reviewing.session import Session
from quoteattr.reviewing.widget import script, style

LOOPBACK = "127.0.0.1"
LARGEST = 65_536  # bytes of one message
MOST_AT_ONCE = 16  # connections; a browser opens some six

_PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Review of quotations</title>
<link rel="stylesheet" href="review.css">
<script type="module" src="review.js"></script>
</head>
<body class="qa-page qa-review-page">
<main data-quoteattr-review></main>
</body>
</html>
"""
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Server(ThreadingHTTPServer):
    """Serves a review until it is closed: ``serve_forever()``, as other servers of the standard library.

    ``port`` 0 takes a free one. ``address`` is where the page is; it holds the token, so it is for the eyes of the reviewer.
    Raises :class:`~quoteattr.errors.ReviewError` where the port is taken.
    """

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = False

    def __init__(self, session: Session, *, port: int = 0) -> None:
        self.session = session
        self.token = secrets.token_urlsafe(32)
        self.lock = Lock()
        self._places = BoundedSemaphore(MOST_AT_ONCE)
        try:
            super().__init__((LOOPBACK, port), _Handler)
        except OSError as error:
            raise ReviewError(f"port {port} cannot be used: {error.strerror or error}") from error
        self.hosts = {f"{name}:{self.server_port}" for name in (LOOPBACK, "localhost")}
        self.address = f"http://{LOOPBACK}:{self.server_port}/{self.token}/"

    def process_request(self, request: Any, client_address: Any) -> None:
        """A thread for each connection, but for no more than some at once."""
        if not self._places.acquire(blocking=False):
            self.shutdown_request(request)
            return
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Leaves its place to another connection at the end."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._places.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A connection that broke is no news."""


class _Handler(BaseHTTPRequestHandler):
    server: Server
    timeout = 30
    server_version = "quoteattr"
    sys_version = ""

    def do_GET(self) -> None:
        match self._asked():
            case "":
                self._send(_PAGE, "text/html")
            case "review.js":
                self._send(script(), "text/javascript")
            case "review.css":
                self._send(style(page=True), "text/css")
            case "view":
                with self.server.lock:
                    self._send_json(self.server.session.view())
            case str():
                self.send_error(404)

    def do_POST(self) -> None:
        asked = self._asked()
        if asked is None:
            return
        length = self.headers.get("Content-Length", "")
        if asked != "do":
            self.send_error(404)
        elif self.headers.get("Origin") not in {f"http://{host}" for host in self.server.hosts}:
            self.send_error(403)  # a page of somewhere else
        elif self.headers.get_content_type() != "application/json":
            self.send_error(415)
        elif not (length.isascii() and length.isdigit()):
            self.send_error(411)
        elif len(length) > len(str(LARGEST)) or int(length) > LARGEST:
            self.send_error(413)
        else:
            self._answer(self.rfile.read(int(length)))

    def _answer(self, data: bytes) -> None:
        try:
            message = json.loads(data)
        except (ValueError, RecursionError):
            self.send_error(400)
            return
        with self.server.lock:
            self._send_json(self.server.session.answer(message))

    def _asked(self) -> str | None:
        """What is asked for under the token; None after a refusal."""
        if self.headers.get("Host") not in self.server.hosts:
            self.send_error(403)
            return None
        token, slash, asked = self.path.removeprefix("/").partition("/")
        if not hmac.compare_digest(token.encode("utf-8", "replace"), self.server.token.encode()) or not slash:
            self.send_error(404)
            return None
        return asked

    def _send_json(self, value: object) -> None:
        self._send(json.dumps(value), "application/json")  # ASCII, so that lone surrogates arrive

    def _send(self, text: str, kind: str, status: int = 200) -> None:
        data = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """In few words, and none of the request's own."""
        self.close_connection = True
        self._send(self.responses.get(code, ("refused", ""))[0], "text/plain", code)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is written: addresses hold the token."""
