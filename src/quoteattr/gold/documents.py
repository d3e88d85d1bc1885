"""Annotated articles as JSON lines: read, written and checked.

The format is described in ``docs/schema.md`` and, for validators, in ``data/gold.schema.json``. Predictions of any system
have the same format. Keys that this library does not know are kept as they are, so that files can be read and written
without loss.
"""

from __future__ import annotations

import errno
import json
import os
import re
import reprlib
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from importlib.resources import files
from itertools import pairwise
from os import PathLike
from pathlib import Path
from typing import Any, NoReturn, get_args

import attrs

from quoteattr.errors import InvalidGoldError
from quoteattr.gold.values import (
    KINDS,
    GoldArticle,
    GoldMark,
    GoldQuote,
    GoldRole,
    GoldSpeaker,
    GoldSpeakerKind,
    Range,
    from_article,
)
from quoteattr.model import Article, MarkReason

__all__ = [  # the values, too: one module is enough for whoever reads, makes and writes such files
    "GoldArticle",
    "GoldMark",
    "GoldQuote",
    "GoldRole",
    "GoldSpeaker",
    "from_article",
    "from_plain",
    "json_schema",
    "line",
    "quote_from_plain",
    "quote_to_plain",
    "read",
    "replace",
    "to_plain",
    "write",
]

_SPEAKER_KINDS: tuple[str, ...] = get_args(GoldSpeakerKind)
_REASONS: tuple[str, ...] = get_args(MarkReason)
_LONE_SURROGATES = re.compile("[\ud800-\udfff]")


# --- files -------------------------------------------------------------------------------------------------------


def read(path: str | PathLike[str], *, predicted: bool = False) -> list[GoldArticle]:
    """The articles of a file of JSON lines, in order; empty lines are passed over.

    ``predicted`` allows for articles without a text, as in files of predictions. What is not in the format raises
    :class:`~quoteattr.errors.InvalidGoldError` with file, line and place (``gold.jsonl:3: quotes[1].content[0]: …``);
    so does an id that is there twice. What :func:`open` raises (:class:`OSError`) is raised.
    """
    found: dict[str, GoldArticle] = {}
    with open(path, "rb") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                article = from_plain(_object(line, first=number == 1), predicted=predicted)
                if article.id in found:
                    _refuse("id", "an id of its own", article.id)
            except InvalidGoldError as error:
                raise InvalidGoldError(f"{os.fspath(path)}:{number}: {error}") from error
            found[article.id] = article
    return list(found.values())


def given(gold: str | PathLike[str] | Iterable[GoldArticle]) -> list[GoldArticle]:
    """Annotated articles as users give them: those of a file, or themselves.

    >>> given(["gold.jsonl"])
    Traceback (most recent call last):
    TypeError: expected a file of annotated articles, or annotated articles, not str
    """
    if isinstance(gold, str | os.PathLike):
        return read(gold)
    return checked(gold, "a file of annotated articles, or annotated articles")


def checked(gold: Iterable[GoldArticle], wanted: str = "annotated articles") -> list[GoldArticle]:
    """Annotated articles as a list; raises ``TypeError`` for what is none, such as an article that was found.

    >>> checked([3])
    Traceback (most recent call last):
    TypeError: expected annotated articles, not int
    """
    one = isinstance(gold, str | Article) or not isinstance(gold, Iterable)
    articles: list[GoldArticle] = [gold] if one else list(gold)  # type: ignore[list-item]
    for article in articles:
        if not isinstance(article, GoldArticle):
            advice = ": give its to_gold(id)" if isinstance(article, Article) else ""
            raise TypeError(f"expected {wanted}, not {type(article).__name__}{advice}")
    return articles


def _object(line: bytes, first: bool) -> Any:
    try:
        return json.loads(line.decode("utf-8-sig" if first else "utf-8"))
    except UnicodeDecodeError as error:
        raise InvalidGoldError(f"byte {error.start} of the line is not UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise InvalidGoldError(f"not JSON: {error}") from error


def write(path: str | PathLike[str], articles: Iterable[GoldArticle]) -> None:
    """Writes articles as JSON lines, over what stood there before: wholly, or the old file stays as it was.

    What the library has found becomes annotated articles by :meth:`~quoteattr.Article.to_gold`.

    Raises ``TypeError`` for what is no annotated article, :class:`~quoteattr.errors.InvalidGoldError` for what could not be read
    back (places outside the text, say), and :class:`OSError` where the file cannot be written.
    """
    replace(path, "".join(map(line, checked(articles))))


def replace(path: str | PathLike[str], data: str, encoding: str = "utf-8") -> None:
    """Writes a file over what stood there before: wholly, or the old file stays as it was."""
    target = Path(os.path.realpath(path))  # a link stays one
    if not target.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "there is no such folder", str(target.parent))
    draft = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        with draft.open("w", encoding=encoding, newline="") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, target)
    except BaseException:
        with suppress(OSError):
            draft.unlink()
        raise


def line(article: GoldArticle) -> str:
    """One line of such a file, with its line end; raises :class:`~quoteattr.errors.InvalidGoldError` as :func:`write` does."""
    plain = to_plain(article)
    from_plain(plain, predicted=not article.text)
    try:
        return json.dumps(plain, ensure_ascii=False, allow_nan=False) + "\n"
    except (TypeError, ValueError) as error:
        raise InvalidGoldError(f"{article.id}: extra: no JSON: {error}") from error


# --- plain values ------------------------------------------------------------------------------------------------


def to_plain(article: GoldArticle) -> dict[str, Any]:
    """An article as dictionaries, lists, strings and numbers, as it stands in a line; :func:`from_plain` reads it back.

    >>> to_plain(GoldArticle("levy", "No.", marks=(GoldMark(0, 2, "term"),)))
    {'id': 'levy', 'text': 'No.', 'quotes': [], 'marks': [{'span': [0, 2], 'why': 'term'}]}
    """
    plain: dict[str, Any] = {
        "id": article.id,
        "text": article.text,
        "quotes": [quote_to_plain(q) for q in article.quotes],
    }
    if article.marks is not None:
        plain["marks"] = [{"span": [mark.start, mark.end], "why": mark.reason} for mark in article.marks]
    return plain | dict(article.extra)


def quote_to_plain(quote: GoldQuote) -> dict[str, Any]:
    """One entry of ``quotes``."""
    plain: dict[str, Any] = {
        "content": _lists(quote.content),
        "type": quote.kind,
        "cue": _lists(quote.cue) or None,
        "speaker": _lists(quote.source) or None,
    }
    named = quote.named or quote.speaker.name is not None
    if named:
        plain["speaker_name"] = quote.speaker.name
    plain["speaker_kind"] = "skip" if named and not quote.named else quote.speaker.kind
    if named or quote.roles:
        plain |= _role_to_plain(quote.role) | {"other_roles": [_role_to_plain(role) for role in quote.other_roles]}
    return plain | {"optional": quote.optional} | dict(quote.extra)


def _role_to_plain(role: GoldRole) -> dict[str, Any]:
    return {"role": role.title, "org": role.organisation, "former": role.former}


def _lists(ranges: Iterable[Range]) -> list[list[int]]:
    return [[start, end] for start, end in ranges]


_ARTICLE_KEYS = {"id", "text", "quotes", "marks"}
_QUOTE_KEYS = {
    *("content", "type", "cue", "speaker", "speaker_name", "speaker_kind", "role", "org", "former", "other_roles"),
    "optional",
}


def from_plain(plain: Any, *, predicted: bool = False) -> GoldArticle:
    """The article of one line, checked from end to end.

    Raises :class:`~quoteattr.errors.InvalidGoldError`, which names the place, for a missing or mistyped value, a place
    outside the text or without extent, and pieces that are out of order. Predictions (``predicted``) may leave out the text,
    places are checked against nothing then, and the order of their pieces is theirs.

    >>> from_plain({"id": "levy", "text": "No.", "quotes": [{"content": [[0, 9]]}]})
    Traceback (most recent call last):
    quoteattr.errors.InvalidGoldError: quotes[0].content[0]: expected 0 <= start < end <= 3, found [0, 9]
    """
    data = _mapping(plain, "the line")
    if "schema" in data and "id" not in data:
        meant = "an article as quoteattr --json prints it: read_articles() reads it, quoteattr convert makes an annotated one of it"
        raise InvalidGoldError(f"id: expected a string, found nothing: this is {meant}")
    text = data.get("text")
    if not (text is None and predicted):
        text = _string(text, "text")
    reader = _Reader(None if text is None else len(text), predicted)
    quotes = _list(data.get("quotes", []), "quotes")
    marks = data.get("marks")
    return GoldArticle(
        id=_string(data.get("id"), "id") or _refuse("id", "a string that is not empty", ""),
        text=text or "",
        quotes=tuple(reader.quote(quote, f"quotes[{number}]") for number, quote in enumerate(quotes)),
        marks=None
        if marks is None
        else tuple(reader.mark(mark, f"marks[{n}]") for n, mark in enumerate(_list(marks, "marks"))),
        extra={key: value for key, value in data.items() if key not in _ARTICLE_KEYS},
    )


def quote_from_plain(plain: Any) -> GoldQuote:
    """The quotation of one entry of ``quotes``, whose places are checked against no text."""
    return _Reader(None).quote(plain, "quote")


@attrs.frozen
class _Reader:
    """Reads what stands in an article whose text has ``length`` code points (None: nobody knows)."""

    length: int | None
    predicted: bool = False

    def quote(self, plain: Any, place: str) -> GoldQuote:
        data = _mapping(plain, place)
        kind = _one_of(data.get("speaker_kind"), _SPEAKER_KINDS, f"{place}.speaker_kind")
        content = self.ranges(data.get("content"), f"{place}.content")
        if not content:
            raise InvalidGoldError(f"{place}.content: expected at least one [start, end]")
        for number, (before, behind) in enumerate(pairwise(content), start=1):
            if behind[0] < before[1] and not self.predicted:
                raise InvalidGoldError(f"{place}.content[{number}]: starts before the end of the piece before it")
        others = _list(data.get("other_roles") or [], f"{place}.other_roles")
        return GoldQuote(
            content=content,
            kind=_one_of(data.get("type"), KINDS, f"{place}.type"),
            cue=self.ranges(data.get("cue") or [], f"{place}.cue"),
            source=self.ranges(data.get("speaker") or [], f"{place}.speaker"),
            speaker=GoldSpeaker(_maybe(data, "speaker_name", place), kind),
            role=self.role(data, place),
            other_roles=tuple(self.role(role, f"{place}.other_roles[{n}]") for n, role in enumerate(others)),
            named="speaker_name" in data and kind != "skip",
            optional=_flag(data, "optional", place),
            extra={key: value for key, value in data.items() if key not in _QUOTE_KEYS},
        )

    def role(self, plain: Any, place: str) -> GoldRole:
        data = _mapping(plain, place)
        return GoldRole(_maybe(data, "role", place), _maybe(data, "org", place), _flag(data, "former", place))

    def mark(self, plain: Any, place: str) -> GoldMark:
        data = _mapping(plain, place)
        start, end = self.range(data.get("span"), f"{place}.span")
        return GoldMark(start, end, _one_of(data.get("why"), _REASONS, f"{place}.why"))

    def ranges(self, plain: Any, place: str) -> tuple[Range, ...]:
        return tuple(self.range(item, f"{place}[{number}]") for number, item in enumerate(_list(plain, place)))

    def range(self, plain: Any, place: str) -> Range:
        match plain:
            case [start, end] if isinstance(plain, Sequence) and type(start) is type(end) is int:
                if 0 <= start < end and (self.length is None or end <= self.length):
                    return start, end
                limit = "" if self.length is None else f" <= {self.length}"
                raise InvalidGoldError(f"{place}: expected 0 <= start < end{limit}, found [{start}, {end}]")
        _refuse(place, "[start, end]", plain)


def _refuse(place: str, wanted: str, found: Any) -> NoReturn:
    shown = reprlib.repr(found) if isinstance(found, str) else "nothing" if found is None else type(found).__name__
    raise InvalidGoldError(f"{place}: expected {wanted}, found {shown}")


def _mapping(value: Any, place: str) -> dict[str, Any]:
    return value if isinstance(value, dict) else _refuse(place, "an object", value)


def _list(value: Any, place: str) -> Sequence[Any]:
    return value if isinstance(value, list | tuple) else _refuse(place, "a list", value)


def _string(value: Any, place: str) -> str:
    if not isinstance(value, str) or _LONE_SURROGATES.search(value):
        _refuse(place, "a string without lone surrogates", value)
    return value


def _maybe(data: Mapping[str, Any], key: str, place: str) -> str | None:
    value = data.get(key)
    return None if value is None or value == "" else _string(value, f"{place}.{key}")


def _flag(data: Mapping[str, Any], key: str, place: str) -> bool:
    value = data.get(key)
    return (
        value
        if isinstance(value, bool)
        else False
        if value is None
        else _refuse(f"{place}.{key}", "true or false", value)
    )


def _one_of(value: Any, allowed: tuple[str, ...], place: str) -> Any:
    return value if value is None or value in allowed else _refuse(place, " or ".join(allowed), value)


@cache
def _schema() -> str:
    return (files("quoteattr") / "data" / "gold.schema.json").read_text(encoding="utf-8")


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one line of a file of annotated articles, as a dictionary of its own.

    What no schema can say only :func:`read` checks: that places lie within the text, start before they end and that pieces
    follow each other, and that no id is there twice.

    >>> json_schema()["required"]
    ['id', 'text', 'quotes']
    """
    schema: dict[str, Any] = json.loads(_schema())
    return schema
