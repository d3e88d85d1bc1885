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
    FitError,
    InputWarning,
    InvalidArticleError,
    InvalidGoldError,
    InvalidPageError,
    LanguageWarning,
    LexiconError,
    MissingAnnotationError,
    MissingExtraError,
    ModelCorruptError,
    ModelNotFoundError,
    QuoteattrError,
    ReviewError,
    WeightsError,
    WorkerLostError,
)
from quoteattr.model import Article, Candidate, Evidence, Mark, PageInfo, Passage, Quote, Quotes, Role, Span, Speaker
from quoteattr.version import __version__

if TYPE_CHECKING:
    from quoteattr.audits.kinds import source_kind
    from quoteattr.audits.report import Audit, audit
    from quoteattr.checking.rates import ErrorRates, error_rates
    from quoteattr.checking.sampling import Sample, sample
    from quoteattr.corpus.duplicates import Copies, duplicates
    from quoteattr.corpus.frames import quotes
    from quoteattr.corpus.merging import MergedSpeaker, merge_speakers
    from quoteattr.corpus.questions import Occurrence, about
    from quoteattr.corpus.stored import read_articles, write_articles
    from quoteattr.corpus.transcripts import Match, in_transcript
    from quoteattr.fitting.adapting import Fit, fit
    from quoteattr.gold.agreement import Agreement, agreement
    from quoteattr.gold.documents import read as read_gold
    from quoteattr.gold.documents import write as write_gold
    from quoteattr.gold.evaluation import Evaluation, evaluate
    from quoteattr.gold.values import GoldArticle
    from quoteattr.output.tables import to_dataframe
    from quoteattr.pages.batches import extract_html, pipe_html
    from quoteattr.pages.markdown import read_markdown
    from quoteattr.pages.reading import WebPage, read_page
    from quoteattr.reviewing.widget import review

__all__ = [
    "Agreement",
    "Article",
    "Audit",
    "Candidate",
    "Copies",
    "CorpusError",
    "DocumentWarning",
    "ErrorRates",
    "Evaluation",
    "Evidence",
    "Fit",
    "FitError",
    "GoldArticle",
    "InputWarning",
    "InvalidArticleError",
    "InvalidGoldError",
    "InvalidPageError",
    "LanguageWarning",
    "LexiconError",
    "Mark",
    "Match",
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
    "ReviewError",
    "Role",
    "Sample",
    "Span",
    "Speaker",
    "WebPage",
    "WeightsError",
    "WorkerLostError",
    "__version__",
    "about",
    "agreement",
    "audit",
    "duplicates",
    "error_rates",
    "evaluate",
    "extract",
    "extract_html",
    "fit",
    "in_transcript",
    "is_english",
    "load",
    "merge_speakers",
    "pipe",
    "pipe_html",
    "quotes",
    "read_articles",
    "read_gold",
    "read_markdown",
    "read_page",
    "review",
    "sample",
    "source_kind",
    "to_dataframe",
    "write_articles",
    "write_gold",
]

_LATE = {
    **dict.fromkeys(("Audit", "audit"), "audits.report"),
    "source_kind": "audits.kinds",
    **dict.fromkeys(("Copies", "duplicates"), "corpus.duplicates"),
    **dict.fromkeys(("MergedSpeaker", "merge_speakers"), "corpus.merging"),
    "quotes": "corpus.frames",
    **dict.fromkeys(("Occurrence", "about"), "corpus.questions"),
    **dict.fromkeys(("Fit", "fit"), "fitting.adapting"),
    **dict.fromkeys(("Agreement", "agreement"), "gold.agreement"),
    **dict.fromkeys(("ErrorRates", "error_rates"), "checking.rates"),
    **dict.fromkeys(("Evaluation", "evaluate"), "gold.evaluation"),
    **dict.fromkeys(("Sample", "sample"), "checking.sampling"),
    "GoldArticle": "gold.values",
    **dict.fromkeys(("read_articles", "write_articles"), "corpus.stored"),
    **dict.fromkeys(("Match", "in_transcript"), "corpus.transcripts"),
    "read_gold": "gold.documents:read",
    "review": "reviewing.widget",
    **dict.fromkeys(("extract_html", "pipe_html"), "pages.batches"),
    "read_markdown": "pages.markdown",
    **dict.fromkeys(("WebPage", "read_page"), "pages.reading"),
    "to_dataframe": "output.tables",
    "write_gold": "gold.documents:write",
}
"""What not everybody needs, with its module, and its name there if it is another one: imported when it is first asked for, so that
importing the library is quick."""


if not TYPE_CHECKING:  # a type checker would take every misspelt name for one of these

    def __getattr__(name: str) -> Any:
        if name in _LATE:
            module, _, there = _LATE[name].partition(":")
            return getattr(import_module(f"quoteattr.{module}"), there or name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__  # not the modules that happen to be imported
