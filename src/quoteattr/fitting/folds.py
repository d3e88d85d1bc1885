"""What is held out together: the articles of an outlet, as they share its people, its style and its mistakes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from quoteattr.gold.values import GoldArticle

FOLDS = 8
FEWEST_OUTLETS = 5  # with fewer, articles are held out one by one: little would be left to learn from

Group = str | Callable[[GoldArticle], str]
"""What tells the outlet of an article: a field of the file, a pattern for its id with one group, or a function."""

_FIELDS = ("host", "outlet", "source", "publisher", "domain")
_HOST = re.compile(r"[a-z][a-z0-9+.-]*://(?:[^/@]*@)?(?:www\.)?([^/:?#]+)", re.IGNORECASE)


def outlet(article: GoldArticle, group: Group | None = None) -> str:
    """Where an article was published, as far as it is known; else its id.

    Without ``group`` a field says so (``host``, ``outlet``, ``source``, ``publisher`` or ``domain``, also within ``meta``), or an
    address in ``url`` or as the id.

    >>> outlet(GoldArticle("https://news.example/levy")), outlet(GoldArticle("levy", extra={"meta": {"host": "gazette"}}))
    ('news.example', 'gazette')
    >>> outlet(GoldArticle("read-gazette-3"), "-(.+)-"), outlet(GoldArticle("levy"))
    ('gazette', 'levy')
    """
    if callable(group):
        return str(group(article))
    if group is not None and "(" in group:
        found = re.search(group, article.id)
        return str(found[1]) if found else article.id
    for field in _FIELDS if group is None else (group,):
        if (told := _field(article, field)) and isinstance(told, str):
            return told
    address = next(filter(None, (_HOST.match(str(given)) for given in (_field(article, "url"), article.id))), None)
    return address[1].casefold() if address and group is None else article.id


def _field(article: GoldArticle, name: str) -> object:
    meta = article.extra.get("meta")
    return article.extra.get(name) or (meta.get(name) if isinstance(meta, dict) else None)


def held_out_together(articles: Sequence[GoldArticle], group: Group | None = None) -> dict[str, str]:
    """By the id of each article that of its group: its outlet, or itself where there are few outlets."""
    outlets = {article.id: outlet(article, group) for article in articles}
    return outlets if len(set(outlets.values())) >= FEWEST_OUTLETS else {article.id: article.id for article in articles}


def folds(known: Iterable[str], number: int = FOLDS) -> dict[str, int]:
    """Groups by the fold in which they are held out, those with most articles first.

    >>> folds(["gazette", "herald", "gazette", "times"], 2)
    {'gazette': 0, 'herald': 1, 'times': 0}
    """
    ordered = sorted(Counter(known).items(), key=lambda pair: (-pair[1], pair[0]))
    return {name: i % number for i, (name, _) in enumerate(ordered)}
