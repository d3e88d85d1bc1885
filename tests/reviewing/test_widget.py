"""The widget without a browser: what it sends and takes; and that it is asked for with the command that installs it."""

from __future__ import annotations

import sys

import pytest
from harbour import ARTICLE, SURE

import quoteattr
from quoteattr.errors import MissingExtraError
from quoteattr.gold.documents import read
from quoteattr.reviewing import widget


def test_without_anywidget_it_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "anywidget", None)
    widget._widget.cache_clear()
    with pytest.raises(MissingExtraError, match=r'pip install "quoteattr\[review\]"'):
        ARTICLE.review(tmp_path / "gold.jsonl")


def test_the_widget_answers_messages_with_its_view(tmp_path):
    pytest.importorskip("anywidget")
    out = tmp_path / "gold.jsonl"
    shown = quoteattr.review({"wall": ARTICLE, "sure": SURE}, out)
    assert shown.view["article"] == {"name": "wall", "number": 1, "of": 2, "finished": False}
    shown._handle_custom_msg({"do": "kind", "quote": 0, "front": "a", "number": 4}, [])
    assert (shown.view["front"], shown.view["number"], shown.view["problem"]) == ("a", 4, None)
    assert read(out)[0] == shown.articles[0]
    assert read(out)[0].quotes[0].kind == "mixed"
    assert "export default" in shown._esm
    assert ".qa-review" in shown._css
