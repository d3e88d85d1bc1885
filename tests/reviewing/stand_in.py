"""Run by tests: the command line with one article that is read from a file, in place of what a model would find.

``python stand_in.py ARTICLE.json review FILE -o OUT``
"""

from __future__ import annotations

import sys
from pathlib import Path

import quoteattr
from quoteattr import __main__ as cli

if __name__ == "__main__":
    article = quoteattr.Article.from_json(Path(sys.argv.pop(1)).read_bytes())
    quoteattr.load = lambda *given, **named: None
    quoteattr.extract = lambda text, **options: article
    cli.main()
