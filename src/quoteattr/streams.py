"""Streams of texts → streams of articles: in pieces of bounded size, on one process or several, past bad documents."""

from __future__ import annotations

import os
import re
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from itertools import compress, islice
from threading import Thread
from typing import TYPE_CHECKING, Any, Literal

import attrs

from quoteattr import lexicon, pipeline
from quoteattr.english import is_worth_reading
from quoteattr.errors import DocumentWarning, InputWarning, LanguageWarning, WorkerLostError, type_of, warn
from quoteattr.model import Article, PageInfo, Passage, PassageKind
from quoteattr.nlp import encoding, models, parsing, speed
from quoteattr.options import DEFAULT, Options
from quoteattr.own import adaptation
from quoteattr.text import fair_copy
from quoteattr.text.fair_copy import FairCopy
from quoteattr.text.passages import Layout

if TYPE_CHECKING:
    from concurrent.futures import Future

    from spacy.language import Language

Handler = Callable[[Any, Any, Exception], object]
"""What to do with a document that cannot be read: it is called with the text, its context and the error."""

Errors = Literal["raise", "warn"] | Handler
Outcome = Article | Exception

_Chunk = list[tuple[Any, Any]]  # of texts with their contexts

CHUNK_LENGTH = 150_000  # code points from which on a chunk takes in no further text
_PATH = re.compile(
    r"(?:[a-z][a-z0-9+.-]*://\S+|[^\n]*[^\s.]\.(?:txt|md|html?|xhtml|pdf|docx?|rtf|odt|jsonl?|csv|tsv|parquet)(?:\.gz)?)",
    re.IGNORECASE,
)
_MARKUP = re.compile(
    r"\s*<(?:(?:!doctype html|html)\b|(?:body|main|article|div|h1|p)\b[^<>]*>.*</[a-z])", re.IGNORECASE | re.DOTALL
)
_LONGEST_PATH = 300  # code points
VOCABULARY = 200_000  # words that a pipeline keeps for good; what a stream brings beyond is forgotten by the chunk


@attrs.frozen
class Given:
    """A text to read, and what else is known of it.

    ``kind`` says what a passage is where more is known than its text tells (of a web page, say), ``page`` what the page
    says of itself.
    """

    text: str
    kind: Callable[[Passage], PassageKind] | None = None
    page: PageInfo | None = None


@attrs.frozen
class Reader:
    """All that a process needs to make articles of documents.

    ``prepare`` makes a text of a document, where it runs: a web page is parsed by the process that reads it. ``takes`` are
    the types of what it is given, ``wanted`` says so in words; nothing else is sent to another process.
    """

    nlp: Language
    options: Options = DEFAULT
    prepare: Callable[[Any], Given] = Given
    takes: tuple[type, ...] = (str,)
    wanted: str = "pipe() takes texts as str"

    def read(self, documents: list[Any]) -> list[Outcome]:
        """For each document its article, or the error that it raised. One thread reads at a time."""
        prepared = [self._prepared(document) for document in documents]
        found = iter(self._read([given for given in prepared if isinstance(given, Given)]))
        return [next(found) if isinstance(given, Given) else given for given in prepared]

    def article(self, document: Any) -> Article:
        """The article of one document; raises what reading it raised."""
        (outcome,) = self.read([document])
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def _prepared(self, document: Any) -> Given | Exception:
        try:
            return self.prepare(document)
        except Exception as error:
            return error

    def _read(self, texts: list[Given]) -> list[Outcome]:
        with (
            encoding.TURN,
            speed.one_thread(),
            speed.collecting_later(),
            self._memory(),
            lexicon.using(adaptation.of(self.nlp).lexicon),
        ):
            try:
                return self._articles(texts)
            except Exception as error:
                if len(texts) == 1:
                    return [error]
            return [outcome for text in texts for outcome in self._read([text])]

    def _articles(self, texts: list[Given]) -> list[Outcome]:
        model, weights = models.model_name(self.nlp), adaptation.of(self.nlp).weights
        copies = [fair_copy.copied(given.text) for given in texts]
        layouts = [self._lay_out(given, copy) for given, copy in zip(texts, copies, strict=True)]
        worth_reading = [is_worth_reading(copy.text) for copy in copies]
        docs = parsing.docs(self.nlp, list(compress(layouts, worth_reading)))
        found: list[Outcome] = []
        for given, copy, layout, worth in zip(texts, copies, layouts, worth_reading, strict=True):
            if worth:
                options = attrs.evolve(self.options, resolver=copy.asking(self.options.resolver))
                article = pipeline.attribute(next(docs), layout, model=model, options=options, weights=weights)
            else:
                article = pipeline.unread(layout, model=model)
            article = copy.restored(article)
            found.append(attrs.evolve(article, page=given.page) if given.page else article)
        return found

    def _lay_out(self, given: Given, copy: FairCopy) -> Layout:
        layout = parsing.lay_out(self.nlp, copy.text)
        if given.kind is None:
            return layout
        tiles = copy.tiles(layout.passages)
        told = (
            attrs.evolve(passage, kind=given.kind(tile)) for passage, tile in zip(layout.passages, tiles, strict=True)
        )
        return attrs.evolve(layout, passages=tuple(told))

    def _memory(self) -> AbstractContextManager[object]:
        """Where the words of a chunk are kept: with the pipeline until it knows many, then for this chunk only."""
        vocab: Any = self.nlp.vocab
        return self.nlp.memory_zone() if len(vocab) > VOCABULARY and not vocab.in_memory_zone else nullcontext()


def outcomes(
    reader: Reader, pairs: Iterable[tuple[Any, Any]], *, batch_size: int, n_process: int
) -> Generator[tuple[Any, Any, Outcome]]:
    """Pairs of a document and its context, in order, each with its outcome."""
    chunks = _chunks(pairs, batch_size)
    here = ((chunk, reader.read(_readable(reader, chunk))) for chunk in chunks)
    for chunk, found in here if n_process == 1 else _in_processes(reader, chunks, n_process):
        read = iter(found)
        for document, context in chunk:
            yield document, context, next(read) if isinstance(document, reader.takes) else _no_text(reader, document)


def _no_text(reader: Reader, given: Any) -> TypeError:
    return TypeError(f"{reader.wanted}, not {type_of(given, 'pairs go with as_tuples=True')}")


def _readable(reader: Reader, chunk: _Chunk) -> list[Any]:
    return [document for document, _ in chunk if isinstance(document, reader.takes)]


def kept(found: Iterable[tuple[Any, Any, Outcome]], errors: Errors) -> Iterator[tuple[Article, Any]]:
    """The articles with their contexts; what ``errors`` says is done with the documents that gave none.

    One warning tells of the first that is no text, one at the end how many were not English.
    """
    number, foreign, told = 0, 0, False
    for number, (text, context, outcome) in enumerate(found):
        told = told or (isinstance(text, str) and warn_of_no_text(text))
        if isinstance(outcome, Article):
            foreign += is_foreign(outcome)
            yield outcome, context
        elif errors == "raise":
            raise outcome
        elif callable(errors):
            errors(text, context, outcome)
        else:
            named = "" if context is None else f" ({context!r:.80})"
            message = f"document {number}{named} left out: {type(outcome).__name__}: {outcome}"
            warn(message, DocumentWarning)
    if foreign:
        warn_of_language(f"{foreign} of {number + 1} documents are")


def is_foreign(article: Article) -> bool:
    """Whether nothing was looked for in an article because it is not English."""
    return not article.quotes and not article.english


def warn_of_no_text(text: str) -> bool:
    """Tells of what was given as a text and is none, if it is so: it would give an article without quotations."""
    if len(text) <= _LONGEST_PATH and _PATH.fullmatch(text.strip()):
        meant = (
            f"{text.strip()!r} looks like a file or an address, and nothing is opened here: give the text that is in it"
        )
    elif _MARKUP.match(text):
        meant = (
            "this text looks like HTML, whose tags are read as words here: extract_html() and pipe_html() take pages"
        )
    else:
        return False
    warn(meant, InputWarning)
    return True


def warn_of_language(which: str) -> None:
    """Tells that nothing was looked for in texts of other languages."""
    warn(f"{which} not in English: nothing was looked for there", LanguageWarning)


def _chunks(pairs: Iterable[tuple[Any, Any]], size: int) -> Iterator[_Chunk]:
    """Lists of at most ``size`` pairs, fewer where the texts are long."""
    chunk: _Chunk = []
    length = 0
    try:
        for text, context in pairs:
            chunk.append((text, context))
            length += len(text) if isinstance(text, str | bytes) else 0
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
                yield chunk, pool.submit(_Worker.read, _readable(reader, chunk))
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
    def read(cls, documents: list[Any]) -> list[Outcome]:
        return [_portable(outcome) for outcome in cls.reader.read(documents)]

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
