"""The JSON Schema: it is the model's, it accepts what is written, and refuses what the reader refuses for its shape."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from test_plain import ARTICLE, HUGE, MALFORMED, PATHS, TEXT, articles, changed, json_values

import quoteattr
from quoteattr.errors import InvalidArticleError
from quoteattr.model import Article
from quoteattr.output import plain, schema

FILE = Path(quoteattr.__file__).parent / "data" / "article.schema.json"
SCHEMA = schema.json_schema()
VALIDATOR = Draft202012Validator(SCHEMA)

BEYOND_A_SCHEMA: list[tuple[str, Any]] = [
    ("text", "short"),
    ("text", ["a", "b"]),
    ("text", ["\ud83d", "\ude00", ""]),
    ("speakers[0].name", ["\ude00", "\ud83d"]),
    ("quotes[0].content", [[5, 9], [8, 12]]),
    ("quotes[0].content", [[5, 9], [1, 2]]),
    ("quotes[0].content[0]", [1.0, 2]),
    ("quotes[0].content[0]", [3, 3]),
    ("quotes[0].content[0]", [4, 3]),
    ("quotes[0].content[0]", [0, len(TEXT) + 1]),
    ("quotes[0].content[0]", [0, HUGE]),
    ("quotes[0].speaker", 2),
]
"""What the reader alone refuses: how values hang together, and what JSON Schema takes for an integer or a string."""


def test_it_is_a_schema():
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["properties"]["schema"] == {"const": plain.SCHEMA}


def test_the_file_in_the_package_is_what_the_model_says():
    """After a change of the model write it again: json.dumps(schema.json_schema(), indent=2, ensure_ascii=False)."""
    assert FILE.read_text(encoding="utf-8") == json.dumps(SCHEMA, indent=2, ensure_ascii=False) + "\n"


def test_everyone_gets_a_schema_of_their_own():
    before = copy.deepcopy(SCHEMA)
    schema.json_schema()["properties"]["speakers"]["items"]["$ref"] = "changed"
    schema.json_schema()["$defs"]["Role"]["properties"].clear()
    assert schema.json_schema() == before


def test_nothing_may_be_missing_or_added_anywhere():
    objects = [SCHEMA, *(part for part in SCHEMA["$defs"].values() if part.get("type") == "object")]
    assert len(objects) == 9
    for part in objects:
        assert part["required"] == list(part["properties"])
        assert part["additionalProperties"] is False
        assert part["description"]


@settings(deadline=None)
@given(articles())
def test_what_is_written_fits(article):
    VALIDATOR.validate(json.loads(article.to_json()))


@pytest.mark.parametrize("path", sorted((Path(__file__).parents[2] / "examples/articles").glob("*.txt")), ids=str)
def test_what_is_found_fits(path, extract):
    VALIDATOR.validate(json.loads(extract(path.read_text(encoding="utf-8")).to_json()))


SHAPES = [(path, value) for path, value, _ in MALFORMED if value is not HUGE]  # jsonschema cannot print that number


@pytest.mark.parametrize(("path", "value"), SHAPES, ids=[path for path, _ in SHAPES])
def test_a_wrong_shape_is_refused(path, value):
    values = changed(plain.to_plain(ARTICLE), path, value)
    known_to_pass = (path, value) in BEYOND_A_SCHEMA or value != value  # NaN is no JSON
    assert VALIDATOR.is_valid(values) == known_to_pass


@pytest.mark.parametrize("values", [None, [], "text", 3, {}, {"schema": 1}])
def test_what_is_no_article_at_all_is_refused(values):
    assert not VALIDATOR.is_valid(values)


@settings(deadline=None)
@given(path=st.sampled_from(PATHS), value=json_values)
def test_whatever_the_reader_takes_the_schema_takes(path, value):
    values = changed(plain.to_plain(ARTICLE), path, value)
    try:
        article = plain.from_plain(values)
    except InvalidArticleError:
        return
    assert VALIDATOR.is_valid(values)
    assert isinstance(article, Article)
