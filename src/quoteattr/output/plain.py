"""How an article leaves Python: rows, a DataFrame, plain values and JSON, and the way back.

Rows (:func:`to_dicts`, :func:`to_dataframe`) are for tables and lose detail. Plain values (:func:`to_plain`,
:func:`to_json`) keep everything: what was written can be read back as an equal article, or it is not written.
Reading follows the type hints of :mod:`quoteattr.model`, so the two cannot drift apart.
"""

from __future__ import annotations

import json
import re
import reprlib
from collections import ChainMap
from functools import cache
from itertools import pairwise
from types import UnionType
from typing import TYPE_CHECKING, Any, Literal, NoReturn, Union, get_args, get_origin, get_type_hints

import attrs

from quoteattr.errors import InvalidArticleError
from quoteattr.extras import optional
from quoteattr.model import Article, Candidate, Kind, PassageKind, Quote, Quotes, Span, Speaker, SpeakerKind
from quoteattr.output.tally import ARTICLE_COLUMNS, PEOPLE_COLUMNS, article_row, people_rows, quote_rows

if TYPE_CHECKING:
    from pandas import DataFrame

SCHEMA = 3
"""The version of the layout that :func:`to_plain` writes; it rises when older releases could not read the new one."""

ADDED: dict[int, dict[type, dict[str, Any]]] = {
    2: {Article: {"others": []}, Speaker: {"descriptions": [], "gender": None}},
    3: {Article: {"page": None}, Speaker: {"pronoun_mentions": []}, Quote: {"within": None}},
}
"""What each version of the layout has added, and what stands for it where an article was stored before."""

COLUMNS: dict[str, Any] = {
    "speaker": str,
    "role": str,
    "text": str,
    "label": str,
    "kind": Kind,
    "speaker_kind": SpeakerKind,
    "speaker_index": int,
    "description": str,
    "organisation": str,
    "former": bool,
    "sentence": str,
    "source": str,
    "cue": str,
    "addressee": str,
    "index": int,
    "start": int,
    "end": int,
    "pieces": list[list[int]],
    "source_start": int,
    "source_end": int,
    "where": PassageKind,
    "confidence": float,
    "rule": str,
    "within": int,
}
"""The columns of every table of quotations, with the type of what stands in them where it is not missing."""

GROUPS = ("speakers", "candidates", "others")
"""The fields of an article that hold its people, in full; elsewhere they are positions."""

Rows = Literal["quotes", "people", "articles"]

_hints = cache(get_type_hints)
_LONE_SURROGATES = re.compile("[\ud800-\udfff]")
_BETWEEN_HALVES = re.compile("(?<=[\ud800-\udbff])(?=[\udc00-\udfff])")


def to_dicts(article: Article, of: Rows = "quotes") -> list[dict[str, Any]]:
    """One flat dictionary a quotation, in the order of the article; every value can go into JSON as it is.

    With ``of="people"`` there is one for each of ``article.people``, see :func:`~quoteattr.output.tally.people_rows`, with
    ``of="articles"`` one for the article, see :func:`~quoteattr.output.tally.article_row`. The others have

    ===================  ============================================================================================
    ``speaker``          name of the speaker, None when unnamed or unknown
    ``role``             title of the speaker's first role (``deputy director``)
    ``text``             the words, pieces joined, without the outer quotation marks
    ``label``            the name, else the description, else ``unknown speaker``: never missing
    ``kind``             ``direct``, ``mixed`` or ``indirect``
    ``speaker_kind``     ``person``, ``organisation`` or ``unnamed``; None for an unattributed quotation
    ``speaker_index``    position in ``article.speakers``: the same number, the same speaker, named or not
    ``description``      what the article calls a speaker without a name (``a Treasury spokesman``)
    ``organisation``     organisation of that role (``Royal United Services Institute``)
    ``former``           whether that role is a past one; None without a role
    ``sentence``         the sentence or sentences that the words, the cue and the source stand in
    ``source``           the mention at the quotation (``he``, ``the prime minister``)
    ``cue``              the reporting expression (``said``)
    ``addressee``        whom it was said to, or where (``the BBC``)
    ``index``            position in ``article.quotes``, from 0
    ``start``, ``end``   code points from the first piece's start to the last piece's end in ``article.text``
    ``pieces``           ``[start, end]`` of every piece
    ``source_start``     where ``source`` starts in ``article.text``
    ``source_end``       where it ends
    ``where``            kind of passage: ``headline``, ``caption``, ``body`` …
    ``confidence``       estimated probability that the speaker is right, 0 to 1
    ``rule``             id of the rule that linked the quotation to its source
    ``within``           ``index`` of the quotation in whose words it stands, None for most
    ===================  ============================================================================================
    """
    columns(of)
    if of != "quotes":
        return people_rows(article) if of == "people" else [article_row(article)]
    return quote_rows(article)


def to_dataframe(article: Article, of: Rows = "quotes") -> DataFrame:
    """The rows of :func:`to_dicts` as a pandas DataFrame, with the same columns and dtypes for every article.

    Missing values are ``<NA>``. ``index``, ``start``, ``end``, ``source_start``, ``source_end``, ``speaker_index``, ``words`` and other counts are ``Int64``,
    ``former`` is ``boolean``, ``confidence`` is ``Float64``; ``kind``, ``speaker_kind``, ``gender`` and ``where`` are
    categories that list all possible values, so frames of several articles can be concatenated; all other columns are
    ``string``, and what is several (``pieces``, ``mentions``, ``aliases`` …) is JSON there, so that ``frame.to_sql`` can write it. Lone surrogates, which a DataFrame may not be able to hold, are
    replaced by U+FFFD.

    Raises :class:`~quoteattr.errors.MissingExtraError` when pandas is not installed.
    """
    return frame_of(encodable_rows(article, of), dtypes(of))


def encodable_rows(article: Article, of: Rows = "quotes") -> list[dict[str, Any]]:
    """The rows of :func:`to_dicts` as tables and files in UTF-8 can hold them: flat, and with U+FFFD for lone surrogates.

    Lists are written as JSON: no database takes one, and no spreadsheet.
    """

    def fit(value: Any) -> Any:
        value = json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value
        return encodable(value) if isinstance(value, str) else value

    return [{name: fit(value) for name, value in row.items()} for row in to_dicts(article, of)]


def encodable(text: str) -> str:
    """The text with lone surrogates replaced by U+FFFD, of the same length."""
    return text if text.isascii() else _LONE_SURROGATES.sub("\ufffd", text)


def frame_of(rows: list[dict[str, Any]], dtypes: dict[str, Any]) -> DataFrame:
    """A DataFrame of ``rows`` whose columns and dtypes are ``dtypes``, even where there is no row."""
    pd = optional("pandas")
    columns = {name: pd.Series([row[name] for row in rows], dtype=dtype) for name, dtype in dtypes.items()}
    frame: DataFrame = pd.DataFrame(columns)
    return frame


def columns(of: Rows = "quotes") -> dict[str, Any]:
    """The columns of a table, with the type of what stands in them."""
    known = {"quotes": COLUMNS, "people": PEOPLE_COLUMNS, "articles": ARTICLE_COLUMNS}
    if of not in known:
        raise ValueError(f"there are rows of {', '.join(known)}, not of {of!r}")
    return known[of]


def dtypes(of: Rows = "quotes") -> dict[str, Any]:
    """The pandas dtype of every column of :func:`to_dataframe`, in order."""
    pd = optional("pandas")
    plain = {int: "Int64", float: "Float64", bool: "boolean", str: "string"}
    return {
        name: pd.CategoricalDtype(list(get_args(hint))) if get_origin(hint) is Literal else plain.get(hint, "string")
        for name, hint in columns(of).items()
    }


def to_json(article: Article, indent: int | None = None) -> str:
    """The whole article as JSON on one line, or indented; :func:`from_json` reads it back. See :func:`to_plain`.

    Lone surrogates, which no file in UTF-8 can hold, are escaped (``\\ud800``); all other characters stand as they are.
    """
    written = json.dumps(to_plain(article), ensure_ascii=False, allow_nan=False, indent=indent)
    return written if written.isascii() else _LONE_SURROGATES.sub(lambda found: f"\\u{ord(found[0]):x}", written)


def to_plain(article: Article) -> dict[str, Any]:
    """The whole article as dictionaries, lists, strings and numbers.

    Keys are the attribute names of :mod:`quoteattr.model`, and ``schema``, the version of the layout. A span is
    ``[start, end]``: its text is read from the article's. A quotation's ``speaker`` is a position in ``speakers``; that
    of one of its candidates goes on into the article's ``candidates``. A string in which the two halves of a surrogate
    pair are code points of their own is a list of strings, parted between them: JSON would make one character of them.

    An article that could not be read back equal (a hand-made one whose spans do not fit its text) raises
    :class:`~quoteattr.errors.InvalidArticleError`.
    """
    spans: list[Span] = []
    positions: dict[Speaker, int] = {}
    for index, speaker in enumerate((*article.speakers, *article.candidates)):
        positions.setdefault(speaker, index)

    def fields(value: Any) -> dict[str, Any]:
        return {field.name: plain(getattr(value, field.name)) for field in attrs.fields(type(value))}

    def plain(value: Any) -> Any:
        match value:
            case Span():
                spans.append(value)
                return [value.start, value.end]
            case Speaker():
                return positions.get(value, -1)  # -1: not among them, refused below
            case tuple():
                return [plain(item) for item in value]
            case str() if not value.isascii() and _BETWEEN_HALVES.search(value):
                return _BETWEEN_HALVES.split(value)
            case _:
                return fields(value) if attrs.has(type(value)) else value

    written = {"schema": SCHEMA} | fields(article)
    written |= {group: [fields(speaker) for speaker in getattr(article, group)] for group in GROUPS}
    from_plain(written)  # which refuses what it could not read back
    if any(article.text[span.start : span.end] != span.text for span in spans):
        raise InvalidArticleError("article: the text of a span is not what stands there in the article")
    return written


def from_json(data: str | bytes) -> Article:
    """The article that :func:`to_json` wrote.

    Whatever else it is given, it raises :class:`~quoteattr.errors.InvalidArticleError`: data of others can be read
    without fear, as far as memory holds it.
    """
    try:
        plain = json.loads(data, object_pairs_hook=_once)
    except (ValueError, TypeError) as error:  # malformed, undecodable, thousands of digits, a key twice, no text
        raise InvalidArticleError(f"article: not JSON: {error}") from error
    except RecursionError as error:
        raise InvalidArticleError("article: not JSON of an article: nested too deeply") from error
    return from_plain(plain)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON. Of a key that is there twice one reader would take the one value, another reader the other."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"the key {_shown(key)} is there twice")
        found[key] = value
    return found


def from_plain(plain: dict[str, Any]) -> Article:
    """The article that :func:`to_plain` wrote, checked from end to end.

    A missing, unknown or mistyped value, an offset outside the text, an empty span, pieces out of order, an unknown
    speaker or an unknown kind raise :class:`~quoteattr.errors.InvalidArticleError`, which names the place
    (``quotes[3].content[0]``).
    """
    if not isinstance(plain, dict):
        _refuse("", "an object", plain)
    schema = plain.get("schema")
    if type(schema) is not int or not 1 <= schema <= SCHEMA:
        _refuse("schema", f"1 to {SCHEMA}, the versions that this release reads", schema)
    later = [added for version, added in ADDED.items() if version > schema]
    classes = {cls for added in later for cls in added}
    reader = _Reader("", {cls: dict(ChainMap(*(added.get(cls, {}) for added in later))) for cls in classes})
    values = reader.complete(Article, {key: value for key, value in plain.items() if key != "schema"}, "")
    reader = attrs.evolve(reader, text=_scalar(str, values["text"], "text"))
    people: dict[str, Any] = {}
    for group in GROUPS:
        items = enumerate(_list(values.pop(group), group))
        people[group] = tuple(reader.record(Speaker, item, f"{group}[{index}]") for index, item in items)
    hints = _hints(Article)
    reader = attrs.evolve(reader, speakers=people["speakers"], people=(*people["speakers"], *people["candidates"]))
    article = Article(**people, **{key: reader.read(hints[key], value, key) for key, value in values.items()})
    for index, quote in enumerate(article.quotes):
        if quote.within is not None and (quote.within >= len(article.quotes) or quote.within == index):
            raise InvalidArticleError(f"quotes[{index}].within: expected the position of another quotation")
    return article


@attrs.frozen
class _Reader:
    """Plain values to the values of the model, by type hint; ``path`` says where in the article a value stands.

    ``added`` is what the layout that is read did not have yet. ``people`` are the article's speakers and its candidates,
    among whom those of a quotation are.
    """

    text: str
    added: dict[type, dict[str, Any]] = attrs.Factory(dict)
    speakers: tuple[Speaker, ...] = ()
    people: tuple[Speaker, ...] = ()

    def read(self, hint: Any, value: Any, path: str) -> Any:
        if hint is Span:
            return self.span(value, path)
        if hint is Speaker:
            return self.speaker(value, path)
        if hint is Candidate:
            return attrs.evolve(self, speakers=self.people).record(hint, value, path)
        if attrs.has(hint):
            return self.record(hint, value, path)
        if hint is Quotes or get_origin(hint) is tuple:
            item_hint = Quote if hint is Quotes else get_args(hint)[0]
            items = enumerate(_list(value, path))
            return tuple(self.read(item_hint, item, f"{path}[{index}]") for index, item in items)
        if get_origin(hint) in (Union, UnionType):  # of a Literal and None Python 3.11 makes the former
            return None if value is None else self.read(get_args(hint)[0], value, path)
        if get_origin(hint) is Literal:
            fits = isinstance(value, str) and value in get_args(hint)
            return value if fits else _refuse(path, " or ".join(get_args(hint)), value)
        return _scalar(hint, value, path)

    def record(self, cls: type, value: Any, path: str) -> Any:
        if not isinstance(value, dict):
            _refuse(path, "an object", value)
        values, hints = self.complete(cls, value, path), _hints(cls)
        found = {key: self.read(hints[key], item, f"{path}.{key}") for key, item in values.items()}
        if cls is Quote:
            _check_pieces(found["content"], f"{path}.content")
        return cls(**found)

    def complete(self, cls: type, value: dict[str, Any], path: str) -> dict[str, Any]:
        """The fields of an object, neither more nor fewer than the layout has; what came later is filled in."""
        added = self.added.get(cls, {})
        names = [field.name for field in attrs.fields(cls) if field.name not in added]
        if missing := [name for name in names if name not in value]:
            raise InvalidArticleError(f"{path}{'.' if path else ''}{missing[0]}: missing")
        if unknown := [key for key in value if key not in names]:
            raise InvalidArticleError(f"{path or 'article'}: unknown key {_shown(unknown[0])}")
        return value | added

    def span(self, value: Any, path: str) -> Span:
        match value:
            case [start, end] if isinstance(value, list) and type(start) is type(end) is int:
                if 0 <= start < end <= len(self.text):
                    return Span.of(self.text, start, end)
                raise InvalidArticleError(f"{path}: expected 0 <= start < end <= {len(self.text)}")
        _refuse(path, "[start, end]", value)

    def speaker(self, value: Any, path: str) -> Speaker:
        if type(value) is int and 0 <= value < len(self.speakers):
            return self.speakers[value]
        _refuse(path, f"a position in speakers (of which there are {len(self.speakers)})", value)


def _refuse(path: str, wanted: str, value: Any) -> NoReturn:
    raise InvalidArticleError(f"{path or 'article'}: expected {wanted}, found {_shown(value)}")


def _shown(value: Any) -> str:
    """A string shortened, of anything else only the type: the message stays short whatever was found."""
    return reprlib.repr(value) if isinstance(value, str) else type(value).__name__


def _check_pieces(content: tuple[Span, ...], path: str) -> None:
    if not content:
        raise InvalidArticleError(f"{path}: expected at least one span")
    for index, (before, after) in enumerate(pairwise(content), start=1):
        if after.start < before.end:
            raise InvalidArticleError(f"{path}[{index}]: starts before the end of the piece before it")


def _list(value: Any, path: str) -> list[Any]:
    return value if isinstance(value, list) else _refuse(path, "a list", value)


def _scalar(hint: Any, value: Any, path: str) -> Any:
    if hint is str and isinstance(value, list) and all(isinstance(piece, str) for piece in value):
        whole = "".join(value)
        return whole if _BETWEEN_HALVES.split(whole) == value != [whole] else _refuse(path, "a string", value)
    if hint is float and isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1:
        return float(value)
    if hint is int and type(value) is int and value >= 0:
        return value
    if hint in (float, int) or not isinstance(value, hint):
        _refuse(
            path,
            {int: "a position", str: "a string", bool: "true or false", float: "a number from 0 to 1"}[hint],
            value,
        )
    return value
