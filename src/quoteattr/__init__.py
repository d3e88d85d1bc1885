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
from quoteattr.errors import (
    CorpusError,
    DocumentWarning,
    InvalidArticleError,
    InvalidPageError,
    MissingAnnotationError,
    MissingExtraError,
    ModelCorruptError,
    ModelNotFoundError,
    QuoteattrError,
    WorkerLostError,
)
from quoteattr.model import Article, Candidate, Evidence, Mark, Passage, Quote, Quotes, Role, Span, Speaker
from quoteattr.text.english import is_english
from quoteattr.version import __version__

if TYPE_CHECKING:
    from quoteattr.corpus.duplicates import Copies, duplicates
    from quoteattr.corpus.merging import MergedSpeaker, merge_speakers
    from quoteattr.corpus.questions import Occurrence, about
    from quoteattr.output.tables import to_dataframe
    from quoteattr.web import extract_html

__all__ = [
    "Article",
    "Candidate",
    "Copies",
    "CorpusError",
    "DocumentWarning",
    "Evidence",
    "InvalidArticleError",
    "InvalidPageError",
    "Mark",
    "MergedSpeaker",
    "MissingAnnotationError",
    "MissingExtraError",
    "ModelCorruptError",
    "ModelNotFoundError",
    "Occurrence",
    "Passage",
    "Quote",
    "QuoteattrError",
    "Quotes",
    "Role",
    "Span",
    "Speaker",
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
    "to_dataframe",
]

_LATE = {
    **dict.fromkeys(("Copies", "duplicates"), "corpus.duplicates"),
    **dict.fromkeys(("MergedSpeaker", "merge_speakers"), "corpus.merging"),
    **dict.fromkeys(("Occurrence", "about"), "corpus.questions"),
    "extract_html": "web",
    "to_dataframe": "output.tables",
}
"""What not everybody needs, with its module: imported when it is first asked for, so that importing the library is quick."""


if not TYPE_CHECKING:  # a type checker would take every misspelt name for one of these

    def __getattr__(name: str) -> Any:
        if name in _LATE:
            return getattr(import_module(f"quoteattr.{_LATE[name]}"), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__  # not the modules that happen to be imported
