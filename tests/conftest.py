"""What several test modules share: where things are, and the pipeline that comes with the library."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import HealthCheck, Phase, settings
from root import ROOT, TEXTACY

import quoteattr
from quoteattr import pipeline
from quoteattr.nlp import models, parsing

UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
settings.register_profile(
    "small", UNHURRIED, max_examples=16, derandomize=True, phases=[Phase.explicit, Phase.generate]
)
settings.register_profile("usual", UNHURRIED, max_examples=20)
settings.load_profile("usual")  # as long as none is named on the command line
settings.register_profile("long", UNHURRIED, max_examples=9_000, print_blob=True)


SLOW = {
    *(
        "test_component.py",
        "test_fuzz.py",
        "test_hostile.py",
        "test_properties.py",
        "test_runs.py",
        "test_safe_input.py",
    ),
    *("test_cas.py", "test_displacy.py", "test_linked.py", "test_questions.py"),
}
"""Modules all of whose tests count as slow: together they take long. Elsewhere single tests are marked."""


@pytest.hookimpl(tryfirst=True)  # before pytest chooses by marks
def pytest_collection_modifyitems(items):
    """Marks slow modules; leaves out the examples of docstrings that need textacy, where it is not installed."""
    for item in items:
        if item.path.name in SLOW:
            item.add_marker(pytest.mark.slow)
        if isinstance(item, pytest.DoctestItem) and not TEXTACY and item.name.endswith(".key_terms"):
            item.add_marker(pytest.mark.skip(reason="textacy is not installed"))


@pytest.fixture(scope="session")
def nlp():
    """The packaged pipeline, whatever else is installed."""
    return quoteattr.load(models.DEFAULT_MODEL)


@pytest.fixture
def packaged_model(monkeypatch):
    """Makes the packaged pipeline the one that is used when none is named, whatever else is installed."""
    monkeypatch.setattr(models, "PREFERRED", (models.DEFAULT_MODEL,))


@pytest.fixture
def in_root(monkeypatch):
    """Runs the test in the project's folder, so that paths like ``examples/articles`` hold."""
    monkeypatch.chdir(ROOT)


@pytest.fixture(scope="session")
def extract(nlp):
    """:func:`quoteattr.extract` with the packaged pipeline."""
    return partial(quoteattr.extract, nlp=nlp)


class Together:
    """Reads the texts of a table some at a time: as short as they are, that takes a third of the time."""

    SOME = 32

    def __init__(self, nlp, texts):
        self._nlp, self._texts, self._read = nlp, list(dict.fromkeys(texts)), {}

    def __call__(self, text):
        if text not in self._read:
            first = self._texts.index(text)
            some = self._texts[first : first + self.SOME]
            self._read |= zip(some, quoteattr.pipe(some, nlp=self._nlp), strict=True)
        return self._read[text]


@pytest.fixture(scope="session")
def together(nlp):
    """Makes of texts what reads each of them as ``extract`` does, and its neighbours with it."""
    return partial(Together, nlp)


@pytest.fixture(scope="session")
def page(nlp):
    """A function that parses a text as :func:`quoteattr.extract` does, with its marked stretches."""

    def parsed(text):
        (parsed,) = parsing.parse(nlp, [text])
        return pipeline.page_of(*parsed)

    return parsed


@pytest.fixture(scope="session")
def reported():
    """A function that puts down what cues of a page report: the rule and the pieces of each."""

    def lines(page, found):
        return [f"{one.rule}: {' / '.join(map(page.text, one.pieces))}" for one in found]

    return lines
