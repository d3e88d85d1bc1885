"""The documents of a corpus, read one after the other from folders, files of several kinds and standard input.

Texts (``.txt``, ``.md``), web pages (``.html``), JSON lines, CSV, tab-separated tables and Parquet; all of them but the last also packed
with gzip. Nothing is held but the document at hand (of Parquet: a batch of rows), and the order is the same in every run. What cannot
be read is handed on as :class:`Unreadable`, so that one bad document does not stop the others.
"""

import codecs
import csv
import gzip
import hashlib
import io
import json
import os
import re
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from itertools import chain
from pathlib import Path
from typing import IO, Any, cast

import attrs

from quoteattr.corpus import stored
from quoteattr.errors import CorpusError
from quoteattr.extras import optional
from quoteattr.model import Article
from quoteattr.output.plain import encodable

ID_COLUMNS = ("id", "url")  # the columns that are taken for the id when none is named, the first one first
STANDARD_INPUT = Path("-")
LONGEST_FIELD = 100_000_000  # code points of a field in CSV: Python's own limit cuts long articles
BATCH_ROWS = 256  # of Parquet, in memory at a time
_UNDECODABLE = re.compile("[\udc80-\udcff]")  # what surrogateescape makes of bytes that do not fit the encoding
_PAGE_NAME = re.compile(r"\.x?html?$")


@attrs.frozen
class Document:
    """A text or page to read, the id that its quotations are listed under, and what is carried along with them."""

    id: str
    text: str | bytes
    kind: str = "text"  # or "markdown" or "page"
    kept: dict[str, Any] = attrs.Factory(dict)


@attrs.frozen
class Unreadable:
    """A document that has no text, and why."""

    id: str
    reason: str
    kept: dict[str, Any] = attrs.Factory(dict)


def _names(names: str | Iterable[str]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


@attrs.frozen
class Source:
    """A folder or file of documents as it was named, or ``-`` for standard input.

    ``text`` are the columns that are put together to the text, ``id`` that of the id (None: the usual ones), ``keep`` those that are
    carried along; ``html`` says that the columns hold web pages. ``encoding`` is that of texts and tables.
    """

    path: Path
    text: tuple[str, ...] = attrs.field(default=("text",), converter=_names)
    id: str | None = None
    keep: tuple[str, ...] = ()
    html: bool = False
    encoding: str = "utf-8"

    @property
    def ending(self) -> str:
        """What kind of file it is: ``.jsonl`` of ``news.jsonl.gz``; of standard input ``.jsonl`` too."""
        return ".jsonl" if self.path == STANDARD_INPUT else _ending(self.path)

    def documents(self) -> Iterator[Document | Unreadable]:
        """Every document, in the same order each time; a file that breaks off is Unreadable from there on."""
        if self._holds_files():
            yield from map(self._read_file, self._files())
            return
        try:
            yield from _READERS[self.ending](self)
        except (
            OSError,
            EOFError,
            ValueError,
            zlib.error,
        ) as error:  # ValueError: of a Parquet file that is damaged within
            yield Unreadable(_name(self.path), f"cannot be read further: {error}")

    def check(self) -> None:
        """Raises :class:`~quoteattr.errors.CorpusError` for what cannot be read at all."""
        try:
            codecs.lookup(self.encoding)
        except LookupError as error:
            raise CorpusError(f"{self.encoding}: there is no such encoding") from error
        if self.path == STANDARD_INPUT:
            return
        if self.path.is_dir():
            if next(self._files(), None) is None:
                raise CorpusError(f"{self.path}: no file in it ends in {', '.join(_FILES)}")
            return
        if self.ending not in _ENDINGS:
            expected = f"expected a folder or a file that ends in {', '.join(_ENDINGS)}, perhaps with .gz"
            raise CorpusError(f"{self.path}: {expected if self.path.exists() else 'no such file or folder'}")
        try:
            columns = _COLUMNS[self.ending](self) if self.ending in _COLUMNS else None
            self.path.open("rb").close()
        except (OSError, EOFError, ValueError, csv.Error, zlib.error) as error:
            raise CorpusError(f"{self.path}: {getattr(error, 'strerror', None) or error}") from error
        for wanted in (*self.text, self.id, *self.keep):
            if columns is not None and wanted is not None and wanted not in columns:
                raise CorpusError(f"{self.path}: no column {wanted!r} among {', '.join(columns) or 'none'}")

    def holds_articles(self) -> bool:
        """Whether it is a file of articles that were read already: the lines that ``quoteattr --json`` prints."""
        if self.ending != ".jsonl" or self.path == STANDARD_INPUT or not self.path.is_file():
            return False
        with suppress(OSError, EOFError, ValueError, RecursionError, zlib.error), self.open() as lines:
            record = json.loads(next((line for line in lines if line.strip()), b"null"))
            return isinstance(record, dict) and {"schema", "text", "quotes", "passages"} <= record.keys()
        return False

    def articles(self) -> Iterator[tuple[str, Article]]:
        """The articles of such a file, each with its place (``articles.jsonl:3``) for an id."""
        return ((f"{self.path.name}:{number}", article) for number, article in stored.numbered(self.path))

    def fingerprint(self) -> dict[str, Any]:
        """The path, and a digest of the names, sizes and times of change of all its files."""
        digest = hashlib.sha256()
        number = total = 0
        for file in self._files():
            size = changed = 0
            with suppress(OSError):  # a link that leads nowhere: Unreadable when its turn comes
                stat = file.stat()
                size, changed = stat.st_size, stat.st_mtime_ns
            digest.update(f"{_name(file)}\0{size}\0{changed}\n".encode())
            number, total = number + 1, total + size
        return {"path": _name(self.path), "files": number, "bytes": total, "digest": digest.hexdigest()}

    def open(self) -> IO[bytes]:
        """Its bytes, unpacked."""
        if self.path == STANDARD_INPUT:
            return sys.stdin.buffer
        packed = self.path.suffix.lower() == ".gz"
        return cast("IO[bytes]", gzip.open(self.path) if packed else self.path.open("rb"))

    def lines(self) -> IO[str]:
        """Its characters, with what cannot be decoded as lone surrogates."""
        encoding = "utf-8-sig" if _is_utf8(self.encoding) else self.encoding
        return io.TextIOWrapper(self.open(), encoding=encoding, errors="surrogateescape", newline="")

    def _holds_files(self) -> bool:
        return self.path != STANDARD_INPUT and (self.path.is_dir() or self.ending in _FILES)

    def _files(self) -> Iterator[Path]:
        """Its texts and pages if it is a folder, else itself."""
        if not self.path.is_dir():
            yield self.path
        for directory, inner, files in os.walk(self.path):
            inner.sort()
            yield from (Path(directory, file) for file in sorted(files) if _is_article(Path(file)))

    def _read_file(self, path: Path) -> Document | Unreadable:
        name, ending = _name(path), _ending(path)
        try:
            with attrs.evolve(self, path=path).open() as file:
                data = file.read()
            if _PAGE_NAME.search(ending):
                return Document(name, data, "page")
            encoding = "utf-8-sig" if _is_utf8(self.encoding) else self.encoding
            return Document(name, data.decode(encoding), "markdown" if ending == ".md" else "text")
        except UnicodeDecodeError as error:
            return Unreadable(name, f"byte {error.start} is not {self._encoding_name()}")
        except (OSError, EOFError, zlib.error) as error:
            return Unreadable(name, getattr(error, "strerror", None) or str(error))

    def _encoding_name(self) -> str:
        return "UTF-8" if _is_utf8(self.encoding) else self.encoding

    def _of_record(self, record: Mapping[str, Any], place: str) -> Document | Unreadable:
        """The document in a row or object; ``place`` is its id where it has none of its own."""
        columns = (self.id,) if self.id is not None else ID_COLUMNS
        ids = (record.get(column) for column in columns)
        name = next((encodable(str(value)) for value in ids if value is not None and value != ""), place)
        kept = {column: _scalar(record.get(column)) for column in self.keep}
        texts = [text for column in self.text if isinstance(text := record.get(column), str)]
        if texts:
            return Document(name, encodable("\n\n".join(filter(None, texts))), "page" if self.html else "text", kept)
        wanted = self.text[-1]
        if wanted not in record:
            return Unreadable(name, f"no {wanted!r}", kept)
        value = record[wanted]
        return Unreadable(
            name, f"{wanted!r} is no string but {'null' if value is None else type(value).__name__}", kept
        )


def _is_article(path: Path) -> bool:
    """Whether a file of a folder is read: the one that tells about the folder is not."""
    return _ending(path) in _FILES and path.stem.lower() != "readme"


def _ending(path: Path) -> str:
    return Path(path.stem if path.suffix.lower() == ".gz" else path.name).suffix.lower()


def _is_utf8(encoding: str) -> bool:
    return codecs.lookup(encoding).name == "utf-8"


def _scalar(value: Any) -> str | None:
    """What is carried along, as a table of any kind can hold it."""
    if value is None or isinstance(value, str):
        return None if value is None else encodable(value)
    return encodable(json.dumps(value, ensure_ascii=False, default=str)).strip('"')


def _name(path: Path) -> str:
    """A path as it may stand in a file in UTF-8, with forward slashes."""
    return path.as_posix().encode("utf-8", "backslashreplace").decode()


def _read_jsonl(source: Source) -> Iterator[Document | Unreadable]:
    name = source._encoding_name()
    with source.open() as lines:
        for number, line in enumerate(lines, start=1):
            place = f"{_name(source.path)}:{number}"
            try:
                text = line.removeprefix(codecs.BOM_UTF8 if number == 1 else b"").decode(source.encoding)
                record = json.loads(text) if text.strip() else None
            except UnicodeDecodeError as error:
                yield Unreadable(place, f"byte {error.start} of the line is not {name}")
            except (ValueError, RecursionError) as error:
                yield Unreadable(place, f"not JSON: {error}")
            else:
                if isinstance(record, dict):
                    yield source._of_record(record, place)
                elif text.strip():
                    yield Unreadable(place, "not a JSON object")


def _read_csv(source: Source, delimiter: str = ",") -> Iterator[Document | Unreadable]:
    csv.field_size_limit(LONGEST_FIELD)
    with source.lines() as file:
        reader = csv.reader(file, delimiter=delimiter)
        header = next(reader, [])
        while True:
            place = f"{_name(source.path)}:{reader.line_num + 1}"
            try:
                row = next(reader, None)
            except csv.Error as error:
                yield Unreadable(place, f"not CSV: {error}")
                continue
            if row is None:
                return
            if row and len(row) != len(header):
                yield Unreadable(place, f"{len(row)} fields under a header of {len(header)}")
            elif any(map(_UNDECODABLE.search, row)):
                yield Unreadable(place, f"not {source._encoding_name()}")
            elif row:
                yield source._of_record(dict(zip(header, row, strict=True)), place)


def _read_parquet(source: Source) -> Iterator[Document | Unreadable]:
    parquet = optional("pyarrow.parquet")
    with _arrow_errors(), parquet.ParquetFile(source.path) as file:
        wanted = {*source.text, *source.keep, *((source.id,) if source.id is not None else ID_COLUMNS)}
        columns = [name for name in file.schema_arrow.names if name in wanted]
        batches = file.iter_batches(batch_size=BATCH_ROWS, columns=columns)
        for number, record in enumerate(chain.from_iterable(batch.to_pylist() for batch in batches), start=1):
            yield source._of_record(record, f"{_name(source.path)}:{number}")


@contextmanager
def _arrow_errors() -> Iterator[None]:
    """What pyarrow has to say of a damaged file, in whatever class of its own, as a ``ValueError``."""
    from pyarrow import ArrowException

    try:
        yield
    except ArrowException as error:
        raise ValueError(str(error)) from error


def _csv_columns(source: Source, delimiter: str = ",") -> list[str]:
    with source.lines() as file:
        return next(csv.reader(file, delimiter=delimiter), [])


def _parquet_columns(source: Source) -> list[str]:
    parquet = optional("pyarrow.parquet")
    with _arrow_errors():
        names: list[str] = parquet.read_schema(source.path).names
    return names


_READERS: dict[str, Callable[[Source], Iterator[Document | Unreadable]]] = {
    ".jsonl": _read_jsonl,
    ".csv": _read_csv,
    ".tsv": partial(_read_csv, delimiter="\t"),
    ".parquet": _read_parquet,
}
_COLUMNS: dict[str, Callable[[Source], list[str]]] = {
    ".csv": _csv_columns,
    ".tsv": partial(_csv_columns, delimiter="\t"),
    ".parquet": _parquet_columns,
}
_FILES = (".txt", ".md", ".html", ".htm", ".xhtml")
_ENDINGS = (*_FILES, *_READERS)
