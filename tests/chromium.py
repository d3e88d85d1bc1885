"""A real browser that tests steer with its DevTools protocol, spoken over two pipes: keys in, what the page holds out."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--remote-debugging-pipe"),
)
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
NAMED = {
    **{"Enter": 13, "Escape": 27, "Tab": 9, "Delete": 46, "Backspace": 8},
    **{"ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40},
}


class Browser:
    """A browser with one page at a time, closed at the end of a ``with``."""

    def __init__(self, folder: Path, *, size: tuple[int, int] = (1200, 900), dark: bool = False) -> None:
        theirs, self._in = os.pipe()
        self._out, their_out = os.pipe()
        theme = ["--blink-settings=preferredColorScheme=0"] if dark else []
        command = [str(CHROMIUM), *FLAGS, *theme, f"--user-data-dir={folder}", f"--window-size={size[0]},{size[1]}"]
        self._process = subprocess.Popen(
            ["bash", "-c", f'exec "$@" 3<&{theirs} 4>&{their_out}', "chromium", *command],
            pass_fds=(theirs, their_out),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(theirs)
        os.close(their_out)
        self._number, self._read, self._context = 0, b"", ""
        self._size = {"width": size[0], "height": size[1]}
        self.renew()

    def __enter__(self) -> Browser:
        return self

    def __exit__(self, *_: object) -> None:
        self._call("Browser.close")
        self._process.wait(30)
        os.close(self._in)
        os.close(self._out)

    def renew(self) -> None:
        """Another page instead, which knows nothing of the one before, as in a new profile."""
        if self._context:
            self._call("Target.disposeBrowserContext", {"browserContextId": self._context})
        self.events: list[dict[str, Any]] = []
        self._context = self._call("Target.createBrowserContext")["browserContextId"]
        wanted = {"url": "about:blank", "browserContextId": self._context, **self._size}
        target = self._call("Target.createTarget", wanted)["targetId"]
        self._session = self._call("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """A command of the protocol to the page."""
        return self._call(method, params, self._session)

    def _call(self, method: str, params: dict[str, Any] | None = None, session: str | None = None) -> dict[str, Any]:
        self._number += 1
        message = {"id": self._number, "method": method, "params": params or {}}
        os.write(self._in, json.dumps(message | ({"sessionId": session} if session else {})).encode() + b"\0")
        while True:
            while b"\0" not in self._read:
                part = os.read(self._out, 1 << 20)
                assert part, "the browser is gone"
                self._read += part
            line, self._read = self._read.split(b"\0", 1)
            found = json.loads(line)
            if found.get("id") == self._number:
                assert "error" not in found, (method, found["error"])
                return found["result"]
            self.events.append(found)

    def open(self, address: str) -> None:
        self.call("Page.navigate", url=address)

    def ask(self, expression: str) -> Any:
        """The value of JavaScript in the page."""
        found = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in found, found["exceptionDetails"]
        return found["result"].get("value")

    def wait(self, condition: str | Callable[[], Any], seconds: float = 30) -> Any:
        """What a condition gives as soon as that is true."""
        end = time.monotonic() + seconds
        while not (found := self.ask(condition) if isinstance(condition, str) else condition()):
            assert time.monotonic() < end, f"not within {seconds} s: {condition}\n{self.problems()}"
            time.sleep(0.05)
        return found

    def press(self, *keys: str) -> None:
        """Keys by name; a longer string that is no key's name is typed."""
        for key in keys:
            if key in NAMED:
                code, text = NAMED[key], "\r" if key == "Enter" else ""
                self._key(key, code, text)
            else:
                for character in key:
                    self._key(character, ord(character.upper()) if character.isalnum() else 0, character)

    def _key(self, key: str, code: int, text: str) -> None:
        common = {"key": key, "windowsVirtualKeyCode": code}
        self.call("Input.dispatchKeyEvent", type="keyDown", text=text, **common)
        self.call("Input.dispatchKeyEvent", type="keyUp", **common)

    def picture(self, path: Path) -> None:
        path.write_bytes(base64.b64decode(self.call("Page.captureScreenshot")["data"]))

    def problems(self) -> list[str]:
        """Exceptions and what the console complained of."""
        names = ("Runtime.exceptionThrown", "Log.entryAdded")
        return [json.dumps(event["params"])[:400] for event in self.events if event.get("method") in names]

    def requests(self) -> list[str]:
        """The addresses that were asked for."""
        sent = (event for event in self.events if event.get("method") == "Network.requestWillBeSent")
        return [event["params"]["request"]["url"] for event in sent]
