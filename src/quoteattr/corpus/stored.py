"""Articles that were read once and are kept: files with one on each line, as ``quoteattr --json`` prints them."""

import errno
import gzip
import os
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from os import PathLike
from pathlib import Path
from typing import IO, Any, cast

from quoteattr.corpus.questions import several
from quoteattr.errors import InvalidArticleError
from quoteattr.model import Article


def write_articles(path: str | PathLike[str], articles: Mapping[Any, Article] | Iterable[Article]) -> None:
    """Writes articles as JSON lines, over what stood there before: wholly, or the old file stays as it was.

    A file whose name ends in ``.gz`` is packed. Articles may come from a stream (:func:`~quoteattr.pipe`): one is held at a
    time. Names of yours are not kept: :func:`read_articles` gives the articles in their order. ``quoteattr audit`` and
    ``quoteattr sample`` take such a file, too.

    Raises ``TypeError`` for what is no article, :class:`~quoteattr.errors.InvalidArticleError` for one that could not be read back,
    and :class:`OSError` where the file cannot be written.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write_articles(f"{folder}/news.jsonl.gz", [Article("“No,” she said."), Article("It rained.")])
    ...     print([article.text for article in read_articles(f"{folder}/news.jsonl.gz")])
    ['“No,” she said.', 'It rained.']
    """
    target = Path(os.path.realpath(path))  # a link stays one
    if not target.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "there is no such folder", str(target.parent))
    draft = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        with _opened(draft, "wb", packed=_is_packed(target)) as file:
            file.writelines(f"{article.to_json()}\n".encode() for article in several(articles))
        os.replace(draft, target)
    except BaseException:
        with suppress(OSError):
            draft.unlink()
        raise


def read_articles(path: str | PathLike[str]) -> Iterator[Article]:
    """The articles of such a file, one after the other; empty lines are passed over.

    Raises :class:`~quoteattr.errors.InvalidArticleError` with file and line (``news.jsonl:3: quotes[1].content[0]: …``) for a
    line that is no such article, and where a packed file breaks off: when it comes to that line. A file that cannot be opened
    raises what :func:`open` raises (:class:`OSError`) at once. One article is held at a time.
    """
    Path(path).open("rb").close()  # that it is not there is told at once
    return (article for _, article in numbered(Path(path)))


def numbered(path: Path) -> Iterator[tuple[int, Article]]:
    """The articles of a file with the numbers of their lines."""
    number = 0
    with _opened(path, "rb", packed=_is_packed(path)) as lines:
        try:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield number, Article.from_json(line)
        except InvalidArticleError as error:
            raise InvalidArticleError(f"{path}:{number}: {error}") from error
        except (EOFError, zlib.error) as error:
            raise InvalidArticleError(f"{path}:{number + 1}: cannot be read further: {error}") from error


def _is_packed(path: Path) -> bool:
    return path.suffix.lower() == ".gz"


def _opened(path: Path, mode: str, *, packed: bool) -> IO[bytes]:
    return cast("IO[bytes]", gzip.open(path, mode) if packed else path.open(mode))
