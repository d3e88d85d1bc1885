"""The documents of a corpus, read one after the other from folders and files of several kinds.

Text files (``*.txt``, also in the folders within a folder), JSON lines, CSV and Parquet, all in UTF-8. Nothing is
held but the document at hand (of Parquet: a batch of rows), and the order is the same in every run. What cannot be
read is handed on as :class:`Unreadable`, so that one bad document does not stop the others.
"""

import csv
import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path
from typing import Any

import attrs

from quoteattr.errors import CorpusError
from quoteattr.extras import optional
from quoteattr.output.plain import encodable

ID_COLUMNS = ("id", "url")  # the columns that are taken for the id when none is named, the first one first
LONGEST_FIELD = 100_000_000  # code points of a field in CSV: Python's own limit cuts long articles
BATCH_ROWS = 256  # of Parquet, in memory at a time
_UNDECODABLE = re.compile("[\udc80-\udcff]")  # what surrogateescape makes of bytes that are no UTF-8


@attrs.frozen
class Document:
    """A text to read, and the id that its quotations are listed under."""

    id: str
    text: str


@attrs.frozen
class Unreadable:
    """A document that has no text, and why."""

    id: str
    reason: str


@attrs.frozen
class Source:
    """A folder or file of documents as it was named, and the columns that hold text and id (None: the usual ones)."""

    path: Path
    text: str = "text"
    id: str | None = None

    def documents(self) -> Iterator[Document | Unreadable]:
        """Every document, in the same order each time; a file that breaks off is Unreadable from there on."""
        if self.path.is_dir() or self.path.suffix.lower() == ".txt":
            yield from map(_read_text, self._files())
            return
        try:
            yield from _READERS[self.path.suffix.lower()](self)
        except (OSError, ValueError) as error:  # ValueError: of a Parquet file that is damaged within
            yield Unreadable(_name(self.path), f"cannot be read further: {error}")

    def check(self) -> None:
        """Raises :class:`~quoteattr.errors.CorpusError` for what cannot be read at all."""
        if self.path.is_dir():
            return
        suffix = self.path.suffix.lower()
        if suffix not in _ENDINGS:
            expected = f"expected a folder or a file that ends in {', '.join(_ENDINGS)}"
            raise CorpusError(f"{self.path}: {expected if self.path.exists() else 'no such file or folder'}")
        try:
            columns = _COLUMNS[suffix](self.path) if suffix in _COLUMNS else None
            self.path.open("rb").close()
        except (OSError, ValueError, csv.Error) as error:
            raise CorpusError(f"{self.path}: {getattr(error, 'strerror', None) or error}") from error
        for wanted in (self.text, self.id):
            if columns is not None and wanted is not None and wanted not in columns:
                raise CorpusError(f"{self.path}: no column {wanted!r} among {', '.join(columns) or 'none'}")

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

    def _files(self) -> Iterator[Path]:
        """Its text files if it is a folder, else itself."""
        if not self.path.is_dir():
            yield self.path
        for directory, inner, files in os.walk(self.path):
            inner.sort()
            yield from (Path(directory, file) for file in sorted(files) if file.lower().endswith(".txt"))

    def _of_record(self, record: Mapping[str, Any], place: str) -> Document | Unreadable:
        """The document in a row or object; ``place`` is its id where it has none of its own."""
        columns = (self.id,) if self.id is not None else ID_COLUMNS
        ids = (record.get(column) for column in columns)
        name = next((encodable(str(value)) for value in ids if value is not None and value != ""), place)
        text = record.get(self.text)
        if isinstance(text, str):
            return Document(name, encodable(text))
        if self.text not in record:
            return Unreadable(name, f"no {self.text!r}")
        return Unreadable(name, f"{self.text!r} is no string but {'null' if text is None else type(text).__name__}")


def _name(path: Path) -> str:
    """A path as it may stand in a file in UTF-8, with forward slashes."""
    return path.as_posix().encode("utf-8", "backslashreplace").decode()


def _read_text(path: Path) -> Document | Unreadable:
    try:
        return Document(_name(path), path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        return Unreadable(_name(path), error.strerror or str(error))
    except UnicodeDecodeError as error:
        return Unreadable(_name(path), f"byte {error.start} is not UTF-8")


def _read_jsonl(source: Source) -> Iterator[Document | Unreadable]:
    with source.path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            place = f"{_name(source.path)}:{number}"
            try:
                record = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8")) if line.strip() else None
            except UnicodeDecodeError as error:
                yield Unreadable(place, f"byte {error.start} of the line is not UTF-8")
            except (ValueError, RecursionError) as error:
                yield Unreadable(place, f"not JSON: {error}")
            else:
                if isinstance(record, dict):
                    yield source._of_record(record, place)
                elif line.strip():
                    yield Unreadable(place, "not a JSON object")


def _read_csv(source: Source) -> Iterator[Document | Unreadable]:
    csv.field_size_limit(LONGEST_FIELD)
    with source.path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        reader = csv.reader(file)
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
                yield Unreadable(place, "not UTF-8")
            elif row:
                yield source._of_record(dict(zip(header, row, strict=True)), place)


def _read_parquet(source: Source) -> Iterator[Document | Unreadable]:
    parquet = optional("pyarrow.parquet")
    with _arrow_errors(), parquet.ParquetFile(source.path) as file:
        wanted = {source.text, *((source.id,) if source.id is not None else ID_COLUMNS)}
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


def _csv_columns(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        return next(csv.reader(file), [])


def _parquet_columns(path: Path) -> list[str]:
    parquet = optional("pyarrow.parquet")
    with _arrow_errors():
        names: list[str] = parquet.read_schema(path).names
    return names


_READERS = {".jsonl": _read_jsonl, ".csv": _read_csv, ".parquet": _read_parquet}
_COLUMNS = {".csv": _csv_columns, ".parquet": _parquet_columns}
_ENDINGS = (".txt", *_READERS)
