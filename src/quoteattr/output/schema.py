"""The JSON Schema of an article's JSON, made from the type hints of :mod:`quoteattr.model` so that it cannot drift.

The same schema lies in the package as ``data/article.schema.json``, for readers in other languages.
"""

import inspect
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs

from quoteattr.model import Article, Candidate, Evidence, Mark, PageInfo, Passage, Quote, Quotes, Role, Span, Speaker
from quoteattr.output.plain import GROUPS, SCHEMA

_RECORDS = (Candidate, Evidence, Mark, PageInfo, Passage, Quote, Role, Speaker)
_SCALARS: dict[Any, dict[str, Any]] = {
    str: {"$ref": "#/$defs/string"},
    bool: {"type": "boolean"},
    int: {"type": "integer", "minimum": 0},
    float: {"type": "number", "minimum": 0, "maximum": 1},
}


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of what :meth:`Article.to_json` writes, as a dictionary of its own.

    It says which keys there are and what kind of value each holds. What no schema can say, only
    :meth:`Article.from_json` checks: that spans lie within the text, start before they end and follow each other, that
    positions exist in ``speakers`` and ``quotes`` and offsets are written without a fraction.

    >>> json_schema()["$defs"]["Mark"]["properties"]["reason"]
    {'enum': ['title', 'term', 'scare', 'nickname', 'name']}
    """
    article = _record(Article)
    people = {name: {"type": "array", "items": {"$ref": "#/$defs/Speaker"}} for name in GROUPS}
    article["properties"] = {"schema": {"const": SCHEMA}} | article["properties"] | people
    article["required"] = list(article["properties"])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"An article with its quotations, as quoteattr writes it (layout {SCHEMA})",
        **article,
        "$defs": {
            "Span": {
                "description": "Code points of the text, half open: [start, end].",
                "type": "array",
                "prefixItems": [{"type": "integer", "minimum": 0}, {"type": "integer", "minimum": 1}],
                "minItems": 2,
                "maxItems": 2,
            },
            "string": {
                "description": "A list of strings only where two code points are the halves of a surrogate pair, parted "
                "between them: in one string of JSON they would be a single character.",
                "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 2}],
            },
            "position": {
                "description": "Of a speaker: counted from 0 in speakers, for candidates of a quotation on into candidates.",
                "type": "integer",
                "minimum": 0,
            },
            **{record.__name__: _record(record) for record in _RECORDS},
        },
    }


def _record(cls: type) -> dict[str, Any]:
    """An object with all fields of the class and no others."""
    hints = get_type_hints(cls)
    properties = {field.name: _value(hints[field.name]) for field in attrs.fields(cls)}
    if cls is Quote:
        properties["content"]["minItems"] = 1
    return {
        "description": " ".join((inspect.getdoc(cls) or "").split("\n\n")[0].split()),
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _value(hint: Any) -> dict[str, Any]:
    if hint is Speaker:
        return {"$ref": "#/$defs/position"}
    if hint is Span or hint in _RECORDS:
        return {"$ref": f"#/$defs/{hint.__name__}"}
    if hint is Quotes:
        return {"type": "array", "items": _value(Quote)}
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _value(get_args(hint)[0])}
    if get_origin(hint) in (Union, UnionType):  # of a Literal and None Python 3.11 makes the former
        return {"anyOf": [_value(get_args(hint)[0]), {"type": "null"}]}
    if get_origin(hint) is Literal:
        return {"enum": list(get_args(hint))}
    return dict(_SCALARS[hint])
