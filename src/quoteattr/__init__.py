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
    CorpusError,
    InvalidArticleError,
    MissingAnnotationError,
    MissingExtraError,
    ModelCorruptError,
    ModelNotFoundError,
    QuoteattrError,
)
from quoteattr.model import Article, Candidate, Evidence, Mark, Passage, Quote, Role, Span, Speaker
from quoteattr.tables import to_dataframe
from quoteattr.version import __version__

__all__ = [
    "Article",
    "Candidate",
    "CorpusError",
    "Evidence",
    "InvalidArticleError",
    "Mark",
    "MissingAnnotationError",
    "MissingExtraError",
    "ModelCorruptError",
    "ModelNotFoundError",
    "Passage",
    "Quote",
    "QuoteattrError",
    "Role",
    "Span",
    "Speaker",
    "__version__",
    "extract",
    "load",
    "pipe",
    "to_dataframe",
]
