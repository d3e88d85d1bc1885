"""Who said what, as whom: quotations in news text, linked to named speakers and their roles.

>>> import quoteattr
>>> article = quoteattr.extract("“It is a start,” said Sir Tom Reed, a former army chief. He said more would follow.")
>>> for quote in article:
...     print(quote.kind, "|", quote.speaker, "|", quote.text)
direct | Tom Reed, former army chief | It is a start,
indirect | Tom Reed, former army chief | more would follow
"""

from quoteattr.api import extract, load, pipe
from quoteattr.errors import (
    InvalidArticleError,
    MissingAnnotationError,
    MissingExtraError,
    ModelCorruptError,
    ModelNotFoundError,
    QuoteattrError,
)
from quoteattr.merging import MergedSpeaker, merge_speakers
from quoteattr.model import Article, Candidate, Evidence, Mark, Passage, Quote, Role, Span, Speaker
from quoteattr.questions import Occurrence, about
from quoteattr.version import __version__

__all__ = [
    "Article",
    "Candidate",
    "Evidence",
    "InvalidArticleError",
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
    "Role",
    "Span",
    "Speaker",
    "__version__",
    "about",
    "extract",
    "load",
    "merge_speakers",
    "pipe",
]
