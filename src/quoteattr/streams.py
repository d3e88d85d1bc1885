"""Streams of texts → streams of articles: in pieces of bounded size, on one process or several, past bad documents."""

from __future__ import annotations

import os
import warnings
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from itertools import islice
from threading import Thread
from typing import TYPE_CHECKING, Any, Literal

import attrs

from quoteattr import lexicon, pipeline
from quoteattr.errors import DocumentWarning, WorkerLostError
from quoteattr.model import Article, Passage, PassageKind
from quoteattr.nlp import parsing, speed
from quoteattr.options import DEFAULT, Options
from quoteattr.own import adaptation
from quoteattr.text.english import is_worth_reading
from quoteattr.text.passages import Layout

if TYPE_CHECKING:
    from concurrent.futures import Future

    from spacy.language import Language

Handler = Callable[[Any, Any, Exception], object]
"""What to do with a document that cannot be read: it is called with the text, its context and the error."""

Errors = Literal["raise", "warn"] | Handler
Outcome = Article | Exception

_Chunk = list[tuple[Any, Any]]  # of texts with their contexts

CHUNK_LENGTH = 100_000  # code points from which on a chunk takes in no further text
VOCABULARY = 200_000  # words that a pipeline keeps for good; what a stream brings beyond is forgotten by the chunk


@attrs.frozen
class Reader:
    """All that a process needs to make articles of texts.

    ``kind`` says what a passage is where more is known than its text tells (of a web page, say).
    """

    nlp: Language
    options: Options = DEFAULT
    kind: Callable[[Passage], PassageKind] | None = None

    def read(self, texts: list[str]) -> list[Outcome]:
        """For each text its article, or the error that it raised. One thread reads at a time."""
        with speed.TURN, speed.one_thread(), self._memory(), lexicon.using(adaptation.of(self.nlp).lexicon):
            try:
                return self._articles(texts)
            except Exception as error:
                if len(texts) == 1:
                    return [error]
            return [outcome for text in texts for outcome in self.read([text])]

    def article(self, text: str) -> Article:
        """The article of one text; raises what reading it raised."""
        (outcome,) = self.read([text])
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def _articles(self, texts: list[str]) -> list[Outcome]:
        model, weights = pipeline.model_name(self.nlp), adaptation.of(self.nlp).weights
        layouts = [(self._lay_out(text), is_worth_reading(text)) for text in texts]
        docs = parsing.docs(self.nlp, [layout for layout, worth_reading in layouts if worth_reading])
        return [
            pipeline.attribute(next(docs), layout, model=model, options=self.options, weights=weights)
            if worth_reading
            else pipeline.unread(layout, model=model)
            for layout, worth_reading in layouts
        ]

    def _lay_out(self, text: str) -> Layout:
        layout = parsing.lay_out(self.nlp, text)
        if self.kind is None:
            return layout
        told = (attrs.evolve(passage, kind=self.kind(passage)) for passage in layout.passages)
        return attrs.evolve(layout, passages=tuple(told))

    def _memory(self) -> AbstractContextManager[object]:
        """Where the words of a chunk are kept: with the pipeline until it knows many, then for this chunk only."""
        vocab: Any = self.nlp.vocab
        return self.nlp.memory_zone() if len(vocab) > VOCABULARY and not vocab.in_memory_zone else nullcontext()


def outcomes(
    reader: Reader, pairs: Iterable[tuple[Any, Any]], *, batch_size: int, n_process: int
) -> Generator[tuple[Any, Any, Outcome]]:
    """Pairs of a text and its context, in order, each with its outcome."""
    chunks = _chunks(pairs, batch_size)
    here = ((chunk, reader.read(_strings(chunk))) for chunk in chunks)
    for chunk, found in here if n_process == 1 else _in_processes(reader, chunks, n_process):
        read = iter(found)
        for text, context in chunk:
            no_text = TypeError(f"pipe() takes texts as str, not {type(text).__name__}")
            yield text, context, next(read) if isinstance(text, str) else no_text


def _strings(chunk: _Chunk) -> list[str]:
    return [text for text, _ in chunk if isinstance(text, str)]


def kept(found: Iterable[tuple[Any, Any, Outcome]], errors: Errors) -> Iterator[tuple[Article, Any]]:
    """The articles with their contexts; what ``errors`` says is done with the documents that gave none."""
    for number, (text, context, outcome) in enumerate(found):
        if isinstance(outcome, Article):
            yield outcome, context
        elif errors == "raise":
            raise outcome
        elif callable(errors):
            errors(text, context, outcome)
        else:
            named = "" if context is None else f" ({context!r:.80})"
            message = f"document {number}{named} left out: {type(outcome).__name__}: {outcome}"
            warnings.warn(message, DocumentWarning, stacklevel=3)


def _chunks(pairs: Iterable[tuple[Any, Any]], size: int) -> Iterator[_Chunk]:
    """Lists of at most ``size`` pairs, fewer where the texts are long."""
    chunk: _Chunk = []
    length = 0
    try:
        for text, context in pairs:
            chunk.append((text, context))
            length += len(text) if isinstance(text, str) else 0
            if len(chunk) >= size or length >= CHUNK_LENGTH:
                yield chunk
                chunk, length = [], 0
    except Exception:
        if chunk:
            yield chunk  # what came before the source broke off is not lost
        raise
    if chunk:
        yield chunk


def _in_processes(reader: Reader, chunks: Iterator[_Chunk], n_process: int) -> Iterator[tuple[_Chunk, list[Outcome]]]:
    """Chunks read by worker processes, in order; a few wait for their turn, so that memory stays bounded."""
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    pool = ProcessPoolExecutor(n_process, initializer=_Worker.begin, initargs=(reader,))

    def submitted() -> Iterator[tuple[_Chunk, Future[list[Outcome]] | Exception]]:
        try:
            for chunk in chunks:
                yield chunk, pool.submit(_Worker.read, _strings(chunk))
        except Exception as error:  # the source broke off: that is told in its turn
            yield [], error

    ahead = submitted()
    try:
        waiting = deque(islice(ahead, 2 * n_process))
        while waiting:
            chunk, found = waiting.popleft()
            waiting.extend(islice(ahead, 1))
            if isinstance(found, Exception):
                raise found
            yield chunk, found.result()
    except BrokenProcessPool as error:
        message = "a worker process was lost, perhaps for want of memory; try fewer processes"
        raise WorkerLostError(message) from error
    finally:
        pool.shutdown(cancel_futures=True)


class _Worker:
    """A worker process: it takes over its reader when it begins, once, and ends when its parent does."""

    reader: Reader

    @classmethod
    def begin(cls, reader: Reader) -> None:
        cls.reader = reader
        Thread(target=cls.end_with_parent, daemon=True).start()

    @classmethod
    def read(cls, texts: list[str]) -> list[Outcome]:
        return [_portable(outcome) for outcome in cls.reader.read(texts)]

    @staticmethod
    def end_with_parent() -> None:
        """A parent that is killed cannot tell its workers to end; they would wait for work for ever."""
        from multiprocessing import parent_process

        if (parent := parent_process()) is not None:
            parent.join()
            os._exit(1)


def _portable(outcome: Outcome) -> Outcome:
    """The outcome, if it can go from process to process; of an error that cannot, its words."""
    import pickle

    if isinstance(outcome, Exception):
        try:
            pickle.loads(pickle.dumps(outcome))
        except Exception:
            return RuntimeError(f"{type(outcome).__name__}: {outcome}")
    return outcome
