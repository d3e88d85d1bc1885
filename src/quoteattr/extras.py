"""Packages that a plain installation leaves out, each behind the extra that brings it; imported when they are first needed."""

from importlib import import_module
from typing import Any

from quoteattr.errors import MissingExtraError

_EXTRAS = {
    "anywidget": ("anywidget", "review"),
    "cassis": ("dkpro-cassis", "cas"),
    "markdown_it": ("markdown-it-py", "html"),
    "matplotlib": ("matplotlib", "plot"),
    "narwhals": ("narwhals", "pandas"),
    "pandas": ("pandas", "pandas"),
    "polars": ("polars", "polars"),
    "pyarrow": ("pyarrow", "parquet"),
    "textacy": ("textacy", "textacy"),
    "trafilatura": ("trafilatura", "html"),
}
"""By the name that is imported: the name that is installed, and the extra."""


def optional(module: str) -> Any:
    """A module of such a package.

    Raises :class:`~quoteattr.errors.MissingExtraError`, with the command that installs it.

    >>> optional("pandas").__name__
    'pandas'
    """
    imported = module.partition(".")[0]
    try:
        import_module(imported)  # a part that is known already would be found without the whole
        return import_module(module)
    except ImportError as error:
        package, extra = _EXTRAS[imported]
        raise MissingExtraError(package, f'pip install "quoteattr[{extra}]"') from error
