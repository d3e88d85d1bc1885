"""The file of annotated articles that a review writes: one line an article, the whole file put in place anew at each step.

A new file is written to the disk beside the old one and takes its name when it is complete. So whatever ends the process,
there is the file before a step or the file after it; and what the file says is all that there is to know.
"""

from __future__ import annotations

import os
from os import PathLike, fspath

from quoteattr.errors import ReviewError
from quoteattr.gold.documents import GoldArticle, line, read, replace


class Book:
    """The articles of such a file by id, in its order; a file that is not there yet is an empty one.

    Raises :class:`~quoteattr.errors.InvalidGoldError` for a file of another format, :class:`OSError` for one that cannot be
    read, and :class:`~quoteattr.errors.ReviewError` for one in a folder that is not there.
    """

    def __init__(self, path: str | PathLike[str]) -> None:
        self.path = fspath(path)
        folder = os.path.dirname(os.path.abspath(self.path))
        if not os.path.isdir(folder):
            raise ReviewError(f"{self.path}: there is no such folder")
        self._stamp = self._now()
        self.articles = {article.id: article for article in read(self.path)} if self._stamp else {}
        self._lines = {id: line(article) for id, article in self.articles.items()}

    def put(self, article: GoldArticle) -> None:
        """Has the file hold this article, in the place of one with its id; on the disk when this returns.

        Raises :class:`~quoteattr.errors.ReviewError`, with the file left as it is, when somebody else has written it since.
        """
        made = line(article)
        if self._now() != self._stamp:
            raise ReviewError(
                f"{self.path} was changed by something else since; begin the review again to go on from there"
            )
        lines = {**self._lines, article.id: made}
        replace(self.path, "".join(lines.values()))
        self._lines = lines
        self.articles[article.id] = article
        self._stamp = self._now()

    def _now(self) -> tuple[int, ...] | None:
        """What changes whenever the file does, None while it is not there."""
        try:
            found = os.stat(self.path)
        except FileNotFoundError:
            return None
        return found.st_ino, found.st_size, found.st_mtime_ns
