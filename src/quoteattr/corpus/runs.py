"""A whole corpus to one file of quotations, in a run that may be killed at any moment and started again.

The work is cut into parts of a fixed number of documents. Beside the file to write there is a folder for the parts that
are finished (``OUT.parts``), with a manifest that says what they were made of. A part is written under another name
and renamed when it is complete, so that there are whole parts only; a run that is started again goes on behind the
last one. At the end the parts are joined into a file which then replaces ``OUT``, and the folder is removed.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from itertools import count, islice, takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from quoteattr.corpus.documents import Document, Source, Unreadable
from quoteattr.errors import CorpusError
from quoteattr.model import Article
from quoteattr.nlp import models
from quoteattr.options import BATCH_SIZE, PART_SIZE
from quoteattr.output import tables
from quoteattr.output.plain import encodable
from quoteattr.output.tally import ARTICLE_COLUMNS
from quoteattr.pages import batches
from quoteattr.pages.markdown import read_markdown
from quoteattr.streams import Given, Outcome, Reader, outcomes
from quoteattr.version import __version__

if TYPE_CHECKING:
    from spacy.language import Language

_Found = tuple[str | None, Document | Unreadable, Outcome]

_PART_FILE = re.compile(r"\d{8}\.(errors\.jsonl|json|(articles\.)?(jsonl|csv|parquet))(\.tmp)?")
LOG_SECONDS = 60.0  # between two lines of progress where there is no terminal


@attrs.frozen
class Summary:
    """What a run has written: documents read, those of them that gave no article, rows, and how many were not English.

    Earlier runs that it went on with are included.
    """

    documents: int
    failed: int
    quotations: int
    foreign: int = 0


def errors_path(out: Path) -> Path:
    """The file beside ``out`` that lists the documents which gave no article: ``quotes.parquet.errors.jsonl``."""
    return out.with_name(f"{out.name}.errors.jsonl")


def run(
    sources: Iterable[Source],
    out: Path,
    *,
    nlp: Language,
    processes: int = 1,
    part_size: int = PART_SIZE,
    restart: bool = False,
    force: bool = False,
    progress: bool = False,
    articles: Path | None = None,
) -> Summary:
    """Writes a row for every quotation in the documents of ``sources`` to ``out``, in their order.

    The columns are :data:`quoteattr.output.tables.COLUMNS` and what the sources keep; the ending of ``out`` chooses among
    :data:`quoteattr.output.tables.FORMATS`, that of ``articles`` too, a file with a row for every document: what
    :func:`quoteattr.output.tally.article_row` says of it, or ``error``.
    Documents that give no article go to :func:`errors_path` with id and reason, one JSON object a line. If an earlier
    run with the same sources, model, release and ``part_size`` was cut short, its finished parts are kept; ``restart``
    throws them away. ``force`` lets a file replace one that was there before. Memory holds the rows of one part.

    Raises :class:`~quoteattr.errors.CorpusError`, before anything is written, if ``out`` is there and not to be
    replaced, if unfinished work there does not fit or is damaged, or if another run is at work on it; and ``OSError`` if
    a file cannot be written, after which the run can be started again.
    """
    sources = tuple(sources)
    _check(sources, out, articles)
    with _lock(out):
        work = _Work(out, articles, tuple(dict.fromkeys(name for source in sources for name in source.keep)))
        work.begin(_manifest(sources, nlp, part_size) | work.described(), force=force, restart=restart)
        done = len(work.summaries())
        documents = islice((d for source in sources for d in source.documents()), done * part_size, None)
        with closing(_outcomes(documents, nlp, processes)) as found:
            counted: Iterator[_Found] = iter(shown(found, done * part_size) if progress else found)
            for number in count(done):
                if not _write_part(work, number, islice(counted, part_size)):
                    break
        return work.finish()


def read(
    sources: Iterable[Source], load: Callable[[], Language], *, processes: int = 1
) -> Iterator[tuple[str, Article | str, Mapping[str, Any]]]:
    """Every document of ``sources`` in their order: its id, its article or why there is none, and what is carried along.

    Lines of ``quoteattr --json`` are articles already, with file and line for an id; ``load`` gives the pipeline for all else.
    Raises :class:`~quoteattr.errors.CorpusError` for a source that cannot be read at all, before any is, and
    :class:`~quoteattr.errors.InvalidArticleError` for such a line that is damaged.
    """
    sources, nlp = tuple(sources), None
    for source in sources:
        source.check()
    for source in sources:
        if source.holds_articles():
            yield from ((name, article, {}) for name, article in source.articles())
            continue
        for _, document, outcome in _outcomes(source.documents(), nlp := nlp or load(), processes):
            yield document.id, outcome if isinstance(outcome, Article) else _reason(document, outcome), document.kept


def _outcomes(documents: Iterable[Document | Unreadable], nlp: Language, processes: int) -> Generator[_Found]:
    """What becomes of every document."""
    pairs = ((attrs.evolve(d, kept={}) if isinstance(d, Document) else None, d) for d in documents)
    reader = Reader(nlp, prepare=given, takes=(Document,))
    return outcomes(reader, pairs, batch_size=BATCH_SIZE, n_process=processes)


def _reason(document: Document | Unreadable, outcome: Outcome) -> str:
    """Why a document gave no article."""
    why = document.reason if isinstance(document, Unreadable) else f"{type(outcome).__name__}: {outcome}"
    return encodable(why)


def given(document: Document) -> Given:
    """The text of a document, with what is known of it."""
    if document.kind == "page":
        return batches.given(batches.Source(document.text))
    text = str(document.text)
    return batches.of_page(read_markdown(text)) if document.kind == "markdown" else Given(text)


def shown(found: Iterable[Any], initial: int) -> Any:
    """With a bar on standard error; where that is no terminal, with a line now and then, for the log of a job."""
    from tqdm import tqdm

    if sys.stderr.isatty():
        return tqdm(found, initial=initial, unit=" articles")
    return tqdm(
        found,
        initial=initial,
        unit=" articles",
        mininterval=LOG_SECONDS,
        maxinterval=LOG_SECONDS,
        delay=LOG_SECONDS,
        ascii=True,
        file=_Log(),
    )


class _Log:
    """Standard error, each state of a bar on a line of its own."""

    def write(self, text: str) -> None:
        if line := text.strip("\r\n "):
            sys.stderr.write(f"{line}\n")

    def flush(self) -> None:
        sys.stderr.flush()


def _check(sources: tuple[Source, ...], out: Path, articles: Path | None) -> None:
    for file in filter(None, (out, articles)):
        if file.suffix.lower() not in tables.FORMATS:
            raise CorpusError(f"{file}: the name of the output must end in one of {', '.join(tables.FORMATS)}")
        if file.suffix.lower() == ".parquet":
            tables.arrow_schema()  # pyarrow is missing now rather than later
        if not file.absolute().parent.is_dir():
            raise CorpusError(f"{file}: there is no such folder")
    if articles is not None and articles.resolve() in (out.resolve(), errors_path(out).resolve()):
        raise CorpusError(f"{articles}: articles and quotations go to different files")
    for source in sources:
        source.check()
        for written in filter(None, (out, errors_path(out), articles)):
            if source.path.resolve() == written.resolve():
                raise CorpusError(f"{written}: is one of the inputs")


def _manifest(sources: tuple[Source, ...], nlp: Language, part_size: int) -> dict[str, Any]:
    """Everything that parts depend on: those of an earlier run are kept if it is the same."""
    return {
        "inputs": [source.fingerprint() | _columns_of(source) for source in sources],
        "model": models.model_name(nlp),
        "version": __version__,
        "part size": part_size,
    }


def _columns_of(source: Source) -> dict[str, Any]:
    told = {"text": list(source.text), "id": source.id, "keep": list(source.keep)}
    return told | {"html": source.html, "encoding": source.encoding}


@attrs.frozen
class _Work:
    """The folder of unfinished work beside ``out``; it may be read and written under the lock only.

    Part 7 is ``00000007.parquet`` (or another format), ``00000007.errors.jsonl`` and ``00000007.json`` with its counts.
    The last is written last: where it is, the part is finished.
    """

    out: Path
    articles: Path | None = None
    keep: tuple[str, ...] = ()

    @property
    def columns(self) -> dict[str, Any]:
        """The columns of ``out``."""
        return tables.COLUMNS | {tables.kept_name(name): str for name in self.keep}

    @property
    def article_columns(self) -> dict[str, Any]:
        """The columns of ``articles``."""
        told = {"article": str, **ARTICLE_COLUMNS, "error": str}
        return told | {tables.kept_name(name, "articles"): str for name in self.keep}

    def described(self) -> dict[str, Any]:
        """What the manifest says of the files to write."""
        return {"columns": list(self.columns), "articles": self.articles and self.articles.name}

    @property
    def folder(self) -> Path:
        return self.out.with_name(f"{self.out.name}.parts")

    @property
    def format(self) -> tables.Format:
        return tables.FORMATS[self.out.suffix.lower()]

    def rows(self, number: int) -> Path:
        return self.folder / f"{number:08}{self.out.suffix.lower()}"

    def errors(self, number: int) -> Path:
        return self.folder / f"{number:08}.errors.jsonl"

    def article_rows(self, number: int) -> Path:
        return self.folder / f"{number:08}.articles{self.articles.suffix.lower() if self.articles else ''}"

    def counts(self, number: int) -> Path:
        return self.folder / f"{number:08}.json"

    @property
    def manifest(self) -> Path:
        return self.folder / "manifest.json"

    def begin(self, manifest: dict[str, Any], *, force: bool, restart: bool) -> None:
        """Makes the folder, or checks that the unfinished work which is there was made of the same."""
        if not restart and self.manifest.exists():
            earlier = self._stored(self.manifest)
            differing = sorted(key for key in earlier.keys() | manifest if earlier.get(key) != manifest.get(key))
            if differing:
                raise self._refused(self.folder, f"unfinished work of a run with other {', '.join(differing)}")
            return
        for written in filter(None, (self.out, errors_path(self.out), self.articles)):
            if written.exists() and not force:
                raise CorpusError(f"{written}: is there already (--force, or force=True, replaces it)")
        self.remove()  # also what a run without a manifest left, that was killed at its very start or end
        self.folder.mkdir()
        _put_json(self.manifest, manifest)

    def summaries(self) -> list[Summary]:
        return [self._summary(number) for number in takewhile(lambda n: self.counts(n).exists(), count())]

    def _summary(self, number: int) -> Summary:
        counts = self._stored(self.counts(number))
        names = {field.name for field in attrs.fields(Summary)}
        numbers = all(type(value) is int and value >= 0 for value in counts.values())
        there = self.rows(number).exists() and self.errors(number).exists()
        if counts.keys() != names or not (numbers and there):
            raise self._refused(self.counts(number))
        return Summary(**counts)

    def _stored(self, path: Path) -> dict[str, Any]:
        """What an earlier run put there; whatever has become of the file, the error says what mends it."""
        found = None
        with suppress(ValueError, RecursionError):
            found = json.loads(path.read_bytes())
        if not isinstance(found, dict):
            raise self._refused(path)
        return found

    def _refused(self, path: Path, why: str = "the unfinished work is damaged") -> CorpusError:
        return CorpusError(f"{path}: {why} (--restart, or restart=True, throws it away)")

    def finish(self) -> Summary:
        """Joins the parts, puts the files in their place and removes the folder."""
        done = self.summaries()
        parts = range(len(done))
        summary = Summary(*(sum(getattr(each, field.name) for each in done) for field in attrs.fields(Summary)))
        errors = errors_path(self.out)
        if summary.failed:
            join_lines = tables.FORMATS[".jsonl"].join
            _put(errors, lambda path: join_lines(map(self.errors, parts), path, {}), self.folder)
        else:
            errors.unlink(missing_ok=True)  # of an earlier run
        try:
            _put(self.out, lambda path: self.format.join(map(self.rows, parts), path, self.columns), self.folder)
            if articles := self.articles:
                join = tables.FORMATS[articles.suffix.lower()].join
                _put(
                    articles, lambda path: join(map(self.article_rows, parts), path, self.article_columns), self.folder
                )
        except ValueError as error:  # pyarrow's
            raise self._refused(self.folder) from error
        with suppress(CorpusError):  # the work is done, whatever else lies in the folder
            self.remove()
        return summary

    def remove(self) -> None:
        """Removes the folder, the manifest first: without it the rest counts for nothing."""
        if not self.folder.exists():
            return
        self.manifest.unlink(missing_ok=True)
        written = filter(None, (self.manifest, self.out, errors_path(self.out), self.articles))
        others = {f"{path.name}.tmp" for path in written}
        for file in list(self.folder.iterdir()):
            if file.name in others or _PART_FILE.fullmatch(file.name):
                file.unlink()
        try:
            self.folder.rmdir()
        except OSError as error:
            raise CorpusError(f"{self.folder}: holds files that are not of a run: {error.strerror}") from error


def _write_part(work: _Work, number: int, found: Iterable[_Found]) -> bool:
    """Writes the part of these documents; False, and no part, if there are none."""
    rows: list[tables.Row] = []
    articles: list[tables.Row] = []
    errors: list[tables.Row] = []
    for _, document, outcome in found:
        if isinstance(document, Document) and isinstance(outcome, Article):
            kept = {tables.kept_name(name): document.kept.get(name) for name in work.keep}
            rows += (row | kept for row in tables.rows(outcome, document.id))
            (told,) = tables.rows(outcome, document.id, "articles")
        else:
            errors.append({"id": document.id, "error": (reason := _reason(document, outcome))})
            told = {"article": document.id, "error": reason}
        kept = {tables.kept_name(name, "articles"): document.kept.get(name) for name in work.keep}
        articles.append(dict.fromkeys(work.article_columns) | told | kept)
    if not articles:
        return False
    _put(work.rows(number), lambda path: work.format.write(rows, path, work.columns))
    if work.articles:
        write = tables.FORMATS[work.articles.suffix.lower()].write
        _put(work.article_rows(number), lambda path: write(articles, path, work.article_columns))
    _put(work.errors(number), lambda path: tables.FORMATS[".jsonl"].write(errors, path, {}))
    foreign = sum(row.get("english") is False for row in articles)
    _put_json(work.counts(number), attrs.asdict(Summary(len(articles), len(errors), len(rows), foreign)))
    return True


def _put(path: Path, write: Callable[[Path], object], folder: Path | None = None) -> None:
    """Has a file written under another name and renames it when it is complete and on the disk."""
    temporary = (folder or path.parent) / f"{path.name}.tmp"
    write(temporary)
    with temporary.open("rb+") as file:
        os.fsync(file.fileno())
    os.replace(temporary, path)


def _put_json(path: Path, value: dict[str, Any]) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
    _put(path, lambda path: path.write_text(text, encoding="utf-8"))


@contextmanager
def _lock(out: Path) -> Iterator[None]:
    """Keeps runs of other processes away from ``out``. The system drops the lock when the process ends, however it ends."""
    try:
        import fcntl
    except ImportError:  # no such locks on Windows
        yield
        return
    path = out.with_name(f"{out.name}.lock")
    while True:
        file = path.open("a")
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # of this process, not of those that it forks
        except (BlockingIOError, PermissionError) as error:
            file.close()
            raise CorpusError(f"{out}: another run is writing it") from error
        if path.exists() and os.path.samestat(os.fstat(file.fileno()), path.stat()):
            break
        file.close()  # the run before removed it as it ended
    with file:
        try:
            yield
        finally:
            path.unlink(missing_ok=True)
