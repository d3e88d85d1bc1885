"""Who said what, as whom: quotations in news text, linked to named speakers and their roles.

>>> import quoteattr
>>> article = quoteattr.extract("“It is a start,” said Sir Tom Reed, a former army chief. He said more would follow.")
>>> for quote in article:
...     print(quote.kind, "|", quote.speaker, "|", quote.text)
direct | Tom Reed, former army chief | It is a start,
indirect | Tom Reed, former army chief | more would follow
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from quoteattr.api import extract, load, pipe
from quoteattr.english import is_english
from quoteattr.errors import (
    CorpusError,
    DocumentWarning,
    InputWarning,
    InvalidArticleError,
    InvalidPageError,
    LanguageWarning,
    MissingAnnotationError,
    MissingExtraError,
    ModelCorruptError,
    ModelNotFoundError,
    QuoteattrError,
    WorkerLostError,
)
from quoteattr.model import Article, Candidate, Evidence, Mark, PageInfo, Passage, Quote, Quotes, Role, Span, Speaker
from quoteattr.version import __version__

if TYPE_CHECKING:
    from quoteattr.corpus.duplicates import Copies, duplicates
    from quoteattr.corpus.frames import quotes
    from quoteattr.corpus.merging import MergedSpeaker, merge_speakers
    from quoteattr.corpus.questions import Occurrence, about
    from quoteattr.output.tables import to_dataframe
    from quoteattr.pages.batches import extract_html, pipe_html
    from quoteattr.pages.markdown import read_markdown
    from quoteattr.pages.reading import WebPage, read_page

__all__ = [
    "Article",
    "Candidate",
    "Copies",
    "CorpusError",
    "DocumentWarning",
    "Evidence",
    "InputWarning",
    "InvalidArticleError",
    "InvalidPageError",
    "LanguageWarning",
    "Mark",
    "MergedSpeaker",
    "MissingAnnotationError",
    "MissingExtraError",
    "ModelCorruptError",
    "ModelNotFoundError",
    "Occurrence",
    "PageInfo",
    "Passage",
    "Quote",
    "QuoteattrError",
    "Quotes",
    "Role",
    "Span",
    "Speaker",
    "WebPage",
    "WorkerLostError",
    "__version__",
    "about",
    "duplicates",
    "extract",
    "extract_html",
    "is_english",
    "load",
    "merge_speakers",
    "pipe",
    "pipe_html",
    "quotes",
    "read_markdown",
    "read_page",
    "to_dataframe",
]

_LATE = {
    **dict.fromkeys(("Copies", "duplicates"), "corpus.duplicates"),
    **dict.fromkeys(("MergedSpeaker", "merge_speakers"), "corpus.merging"),
    "quotes": "corpus.frames",
    **dict.fromkeys(("Occurrence", "about"), "corpus.questions"),
    **dict.fromkeys(("extract_html", "pipe_html"), "pages.batches"),
    "read_markdown": "pages.markdown",
    **dict.fromkeys(("WebPage", "read_page"), "pages.reading"),
    "to_dataframe": "output.tables",
}
"""What not everybody needs, with its module: imported when it is first asked for, so that importing the library is quick."""


def __getattr__(name: str) -> Any:
    if name in _LATE:
        return getattr(import_module(f"quoteattr.{_LATE[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__  # not the modules that happen to be imported
