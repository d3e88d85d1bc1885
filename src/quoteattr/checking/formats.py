"""Annotated articles in files of all kinds, by the name of the kind."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from os import PathLike
from pathlib import Path
from typing import Any

import attrs

from quoteattr.checking import inception, label_studio, prodigy, spreadsheet
from quoteattr.corpus import stored
from quoteattr.errors import InvalidGoldError
from quoteattr.extras import optional
from quoteattr.gold import documents
from quoteattr.gold.values import GoldArticle
from quoteattr.model import Article
from quoteattr.output import tables

_UNSAFE = re.compile(r"[^\w.-]")


def read(
    path: str | PathLike[str],
    kind: str | None = None,
    *,
    of: str | PathLike[str] | Iterable[GoldArticle] | None = None,
    annotator: int | None = None,
) -> list[GoldArticle]:
    """The annotated articles of a file (or folder) of a kind: ``gold``, ``articles`` (lines of ``quoteattr --json``),
    ``label-studio``, ``prodigy``, ``inception`` or ``csv``; None finds out by its name and first line.

    ``of`` are the annotated articles that the file was made of, or their file, of any kind but ``csv``. A table needs them; of the
    others those that come back with the same text get their id, and what the format has no place for. ``annotator`` chooses whose
    annotations to take (Label Studio).

    Raises ``ValueError`` for another name of a kind, :class:`~quoteattr.errors.InvalidGoldError` for files that are not of that
    kind, ``TypeError`` for ``of`` that are no annotated articles, and :class:`OSError`.

    >>> read("sample.xlsx", "excel")
    Traceback (most recent call last):
    ValueError: there is no kind 'excel' of files: there are gold, articles, label-studio, prodigy, inception, csv
    """
    source = Path(path)
    kind = _known_kind(kind, READ) if kind else guess(source)
    before = None if of is None else read(of) if isinstance(of, str | PathLike) else documents.given(of)
    try:
        found = _READERS[kind](source, before, annotator)
    except InvalidGoldError as error:
        named = str(error) if str(error).startswith(str(source)) else f"{source}: {error}"
        raise InvalidGoldError(named) from error
    return found if before is None or kind == "csv" else list(_known(found, before))


def write(path: str | PathLike[str], articles: Iterable[GoldArticle], kind: str, *, checked: bool = False) -> None:
    """Writes annotated articles as a file of a kind (for ``inception``: a folder, with a file each): ``gold``, ``label-studio``,
    ``prodigy``, ``inception`` or ``csv``.

    ``checked`` makes annotations of them in Label Studio; otherwise they are predictions, to be corrected there. What the library
    has found is not taken as it is: :meth:`~quoteattr.Article.to_gold` of an article gives it an id and makes it one of these.

    Raises ``ValueError`` for another name of a kind and ``TypeError`` for what is no annotated article, before anything is written;
    :class:`OSError` for what cannot be written.

    >>> from quoteattr import Article
    >>> write("found.csv", [Article("“No,” she said.")], "csv")
    Traceback (most recent call last):
    TypeError: expected annotated articles, not Article: give its to_gold(id)
    """
    target, given = Path(path), documents.checked(articles)
    match _known_kind(kind, WRITTEN):
        case "gold":
            documents.write(target, given)
        case "label-studio":
            documents.replace(
                target, json.dumps(label_studio.to_tasks(given, checked=checked), ensure_ascii=False, indent=1) + "\n"
            )
        case "prodigy":
            documents.replace(
                target, "".join(json.dumps(task, ensure_ascii=False) + "\n" for task in prodigy.to_tasks(given))
            )
        case "csv":
            documents.replace(target, spreadsheet.to_csv(given), encoding=tables.CSV_ENCODING)
        case _:
            _write_cas(target, given)


def _known_kind(kind: str, kinds: tuple[str, ...]) -> str:
    if kind not in kinds:
        raise ValueError(f"there is no kind {kind!r} of files: there are {', '.join(kinds)}")
    return kind


def guess(path: Path) -> str:
    """What kind of file this is: by its name, and of JSON lines by what stands in the first one."""
    if path.is_dir() or path.suffix.lower() == ".xmi":
        return "inception"
    if path.suffix.lower() in (".csv", ".tsv"):
        return "csv"
    if path.suffix.lower() == ".json":
        return "label-studio"
    if path.suffix.lower() == ".gz":
        return "articles"
    with path.open("rb") as lines:
        first = next(lines, b"")
    keys = (("schema", "articles"), ("tokens", "prodigy"), ("_input_hash", "prodigy"))
    return next((kind for key, kind in keys if f'"{key}":'.encode() in first), "gold")


def _read_gold(path: Path, *_: Any) -> list[GoldArticle]:
    return documents.read(path)


def _read_articles(path: Path, *_: Any) -> list[GoldArticle]:
    return [article.to_gold(name, confidence=True) for name, article in read_articles(path)]


def read_articles(path: Path) -> list[tuple[str, Article]]:
    """The articles of the lines that ``quoteattr --json`` prints, each with its place (``articles.jsonl:3``) for an id."""
    return [(f"{path.name}:{number}", article) for number, article in stored.numbered(path)]


def _read_label_studio(path: Path, _: Any, annotator: int | None) -> list[GoldArticle]:
    return label_studio.from_tasks(_json(path.read_bytes()), annotator=annotator)


def _read_prodigy(path: Path, *_: Any) -> list[GoldArticle]:
    return prodigy.from_tasks(_json(line) for line in path.read_bytes().splitlines() if line.strip())


def _json(data: bytes) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise InvalidGoldError(f"not JSON: {error}") from error


def _read_csv(path: Path, of: Sequence[GoldArticle] | None, *_: Any) -> list[GoldArticle]:
    if of is None:
        raise InvalidGoldError("a table needs the articles that it was made of")
    try:
        return spreadsheet.from_csv(path.read_bytes().decode("utf-8-sig"), of)
    except UnicodeDecodeError as error:
        raise InvalidGoldError(f"byte {error.start} is not UTF-8: save it as “CSV UTF-8”") from error


def _read_cas(path: Path, *_: Any) -> list[GoldArticle]:
    """The files of a folder (or one file) in CAS JSON, or in XMI with ``TypeSystem.xml`` beside them."""
    cassis = optional("cassis")
    files = [path] if path.is_file() else sorted(one for one in path.iterdir() if one.suffix in (".json", ".xmi"))
    if not files:
        raise InvalidGoldError("there is no .json or .xmi in this folder")
    found = []
    for file in files:
        with file.open("rb") as data:
            try:
                if file.suffix == ".json":
                    cas = cassis.load_cas_from_json(data)
                else:
                    types = cassis.load_typesystem((file.parent / "TypeSystem.xml").read_text(encoding="utf-8"))
                    cas = cassis.load_cas_from_xmi(data, typesystem=types)
            except OSError:
                raise
            except Exception as error:  # of cassis, lxml and json, each in its own way
                raise InvalidGoldError(f"{file.name}: no CAS: {error}") from error
        found.append(inception.from_cas(cas, id=file.stem))
    return found


def _write_cas(folder: Path, articles: Sequence[GoldArticle]) -> None:
    names = [_UNSAFE.sub("_", article.id) for article in articles]
    if len({name.casefold() for name in names}) < len(names):
        raise InvalidGoldError("two ids would give the same file name")
    folder.mkdir(exist_ok=True)
    for name, article in zip(names, articles, strict=True):
        inception.to_cas(article).to_json(folder / f"{name}.json")


def _known(found: Iterable[GoldArticle], of: Sequence[GoldArticle]) -> Iterable[GoldArticle]:
    """What came back, with the ids and what else was known of the same texts before."""
    before = {article.text: article for article in of}
    for article in found:
        if same := before.get(article.text):
            marks = article.marks if article.marks is not None else same.marks
            extras = {quote.content: quote.extra for quote in same.quotes}
            quotes = (attrs.evolve(q, extra={**extras.get(q.content, {}), **q.extra}) for q in article.quotes)
            extra = {**same.extra, **article.extra}
            article = attrs.evolve(article, id=same.id, quotes=tuple(quotes), marks=marks, extra=extra)
        yield article


_READERS: dict[str, Callable[[Path, Sequence[GoldArticle] | None, int | None], list[GoldArticle]]] = {
    "gold": _read_gold,
    "articles": _read_articles,
    "label-studio": _read_label_studio,
    "prodigy": _read_prodigy,
    "inception": _read_cas,
    "csv": _read_csv,
}
READ = tuple(_READERS)
WRITTEN = tuple(kind for kind in READ if kind != "articles")
