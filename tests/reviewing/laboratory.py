"""A Jupyter Lab that runs for the tests, with folders of its own."""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

MISSING = [name for name in ("jupyterlab", "anywidget", "ipykernel") if importlib.util.find_spec(name) is None]


def notebook(path: Path, code: str) -> None:
    """A notebook of one cell."""
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "execution_count": None, "outputs": [], "source": code}
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    whole = {"cells": [cell], "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(whole), encoding="utf-8")


@contextlib.contextmanager
def lab(folder: Path, state: Path) -> Iterator[str]:
    """Where such a Lab shows ``review.ipynb`` of a folder."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    token = secrets.token_hex(16)
    own = {f"JUPYTER_{name}_DIR": str(state / name) for name in ("CONFIG", "DATA", "RUNTIME")}
    settings = [
        f"--ServerApp.{name}"
        for name in (f"port={port}", "open_browser=False", f"root_dir={folder}", "allow_root=True")
    ]
    command = [sys.executable, "-m", "jupyterlab", *settings, f"--IdentityProvider.token={token}"]
    command += ["--LabApp.news_url=", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
    with open(state / "log", "wb") as log:
        process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **own, "IPYTHONDIR": str(state)}, stdout=log, stderr=log
        )
    try:
        for _ in range(600):
            with contextlib.suppress(urllib.error.URLError, ConnectionError):
                urllib.request.urlopen(f"http://127.0.0.1:{port}/api?token={token}", timeout=10).close()
                break
            assert process.poll() is None, (state / "log").read_text()
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/lab/tree/review.ipynb?token={token}"
    finally:
        process.terminate()
        process.wait(30)
