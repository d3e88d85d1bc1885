"""The defaults stand in one place, and what is no option is refused before anything is read."""

from __future__ import annotations

import inspect

import pytest
import spacy

import quoteattr
from quoteattr.component import QuoteAttributor, make_quoteattr
from quoteattr.corpus import engines
from quoteattr.options import BATCH_SIZE, DEFAULT, SPANS_KEY, Options


@pytest.mark.parametrize("value", [0, 0.5, 1, 1.0])
def test_a_probability_is_taken(value):
    assert Options(min_confidence=value).min_confidence == value


@pytest.mark.parametrize("value", [-0.1, 1.1, float("nan"), 90])
def test_what_is_no_probability_is_refused(value):
    with pytest.raises(ValueError, match="min_confidence is a probability, from 0 to 1, not"):
        Options(min_confidence=value)


def test_options_cannot_be_changed():
    with pytest.raises(AttributeError):
        DEFAULT.min_confidence = 0.9


@pytest.mark.parametrize(
    "function",
    [
        quoteattr.extract,
        quoteattr.pipe,
        quoteattr.extract_html,
        engines.quotes_of_frame,
        engines.quotes_of_frames,
        QuoteAttributor,
    ],
)
def test_what_users_call_has_the_same_defaults(function):
    defaults = {
        "resolver": DEFAULT.resolver,
        "min_confidence": DEFAULT.min_confidence,
        "batch_size": BATCH_SIZE,
        "spans_key": SPANS_KEY,
    }
    given = {name: parameter.default for name, parameter in inspect.signature(function).parameters.items()}
    assert {name: value for name, value in given.items() if name in defaults} == {
        name: value for name, value in defaults.items() if name in given
    }


def test_the_component_refuses_what_is_no_probability_when_it_is_added():
    nlp = spacy.blank("en")
    with pytest.raises(ValueError, match="min_confidence is a probability"):
        make_quoteattr(nlp, "quoteattr", SPANS_KEY, 2.0, None)
