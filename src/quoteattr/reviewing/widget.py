"""The front end in notebooks: an anywidget, which Jupyter Lab, Notebook 7, VS Code and Colab show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module, resources
from os import PathLike
from typing import Any

from quoteattr.extras import optional
from quoteattr.model import Article
from quoteattr.output.stylesheet import stylesheet
from quoteattr.reviewing.session import Session


def review(
    articles: Mapping[str, Article] | Iterable[Article] | Article,
    out: str | PathLike[str] = "gold.jsonl",
    *,
    ids: Iterable[str] | None = None,
) -> Any:
    """A widget in which a person checks and corrects the quotations of some articles, one article after the other.

    Make it the last line of a cell. Every step is kept at once in ``out``, a file of annotated articles that
    ``quoteattr.read_gold`` reads; a review that is begun again with the same file goes on where it was. Articles come least
    sure first. Quotations that nobody has looked at yet are in the file as ``optional``, so that they count for nothing.
    ``articles`` is a mapping from ids, which name the articles in the file, or articles (or one) whose ids are ``ids``, in their
    order; without ids they are named by their text. Of a sample that ``out`` holds (``quoteattr.sample``) what was drawn is
    to be checked. The attribute ``articles`` of the widget holds what was decided so far; ``to_article`` of each makes an article
    for tables and audits of it.

    Raises :class:`~quoteattr.errors.ReviewError` where there is nothing to review or ``out`` does not fit,
    ``InvalidGoldError`` if ``out`` is another kind of file, and :class:`~quoteattr.errors.MissingExtraError` without
    anywidget; ``quoteattr review`` on the command line needs none.

    >>> import quoteattr
    >>> quoteattr.review([])
    Traceback (most recent call last):
    quoteattr.errors.ReviewError: there is no article to review
    """
    session = Session(articles, out, ids=ids)
    return _widget()(session)


def script() -> str:
    """The JavaScript of both front ends."""
    return resources.files("quoteattr").joinpath("data", "review.js").read_text("utf-8")


def style(*, page: bool = False) -> str:
    """The stylesheet of both front ends: that of articles with what a review adds."""
    return f"{stylesheet(page=page)}\n{resources.files('quoteattr').joinpath('data', 'review.css').read_text('utf-8')}"


@cache
def _widget() -> Any:
    """The class, which can be made only where anywidget is installed."""
    base: Any = optional("anywidget").AnyWidget
    traitlets = import_module("traitlets")  # which anywidget brings

    class ReviewWidget(base):  # type: ignore[misc]
        _esm = script()
        _css = style()
        view = traitlets.Dict().tag(sync=True)

        def __init__(self, session: Session) -> None:
            self._session = session
            super().__init__(view=session.view())
            self.on_msg(self._answer)

        @property
        def articles(self) -> Any:
            return self._session.articles

        def _answer(self, _: object, message: object, buffers: object) -> None:
            self.view = self._session.answer(message)

    return ReviewWidget
