"""What stands on a page and is not part of its article: pointers to others, boxes, and authors that are no people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from quoteattr import lexicon
from quoteattr.text.passages import MONTHS

_LONGEST_POINTER = 300  # code points of a line that points elsewhere
_LONGEST_NAME = 6  # words of an author
_SHORTEST_REPEAT = 40  # letters and digits of a paragraph that does not stand on a page twice by chance
_SIGNS = re.compile(r"[\W_]+")
_SEPARATOR = re.compile(r"\s*(?:[;|,•/]|\band\b|&|\s[–—-]\s)\s*")
_NO_NAME = re.compile(r"https?:\S+|\S+@\S+|\bwww\.\S+|@\w+|\(.*?\)|[*“”\"]")
_ACCOUNT = re.compile(r"(?i:\w*admin\w*)|\S*[_\d-]\S*|[^A-Z\s]*")  # one word that is the name of a user account
_DOMAIN = re.compile(r"\b(?:com|net|org)$", re.IGNORECASE)
_MONTHS = {month.casefold() for month in MONTHS}
_MONTHS_AND_NAMES = {"april", "august", "jan", "june", "may"}


def paragraphs(lines: Iterable[str]) -> Iterator[bool]:
    """For each line or paragraph of a page whether it belongs to the article.

    Pointers to other pages (*READ MORE: …*), invitations to subscribe, lines without letters and repeated paragraphs do not.

    >>> list(paragraphs(["READ MORE: Rain to come", ".", "It will rain.", "Advertisement"]))
    [False, False, True, False]
    """
    seen: set[str] = set()
    for line in lines:
        words = letters(line)
        repeated = len(words) >= _SHORTEST_REPEAT and words in seen
        seen.add(words)
        yield bool(words) and not repeated and not (len(line) <= _LONGEST_POINTER and _pointer().match(line))


def _any_of(label: str) -> str:
    words = sorted(lexicon.labelled("web_words", label), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace("'", "['’]") for word in words) + ")"


@cache
def _pointer() -> re.Pattern[str]:
    pointer, filler = _any_of("pointer"), _any_of("filler")
    return re.compile(
        rf"\W*(?:(?i:{pointer})\s*[:|»>]|(?i:{pointer}|{filler})\W*$|{pointer.upper()}\W+(?=\S)"
        rf"|(?i:(?:sign|signing) up|subscribe|get)\b[^.]*\b(?i:newsletter|inbox|alerts)\b)"
    )


def authors(named: Iterable[str], site: str | None) -> tuple[str, ...]:
    """The authors in a byline: without dates, posts, user accounts, the site itself, and agencies where people are named.

    >>> authors(["By Ann Poole Monday", "November", "Tom Reed News reporter", "T-Reed", "admin"], None)
    ('Ann Poole', 'Tom Reed')
    >>> authors(["ANN POOLE and Tom Reed, Associated Press"], None), authors(["Reuters"], None), authors(["Eastwick Post"], "Eastwick Post")
    (('ANN POOLE', 'Tom Reed'), ('Reuters',), ())
    """
    parts = [part for name in named for part in _SEPARATOR.split(_NO_NAME.sub(" ", name))]
    found = dict.fromkeys(filter(None, (_author(part, site) for part in parts)))
    people = [name for name in found if name.casefold() not in _agencies()]
    longest: dict[tuple[str, str], str] = {}  # of the names with the same first and last word
    for name in people or found:
        words = name.casefold().replace(".", "").split()
        key = words[0], words[-1]
        longest[key] = max(longest.get(key, ""), name, key=len)
    return tuple(longest.values())


def _author(part: str, site: str | None) -> str | None:
    """The name in one part of a byline, if it is that of a person or an agency."""
    words = part.split()
    while words and words[0].casefold().strip(":") in ("by", "written", "words", "from"):
        words = words[1:]
    words = words[: next((i for i, word in enumerate(words) if _ends_name(word, i)), len(words))]
    without_post = _without_post(words, site)
    if not without_post and " ".join(words).casefold() not in _agencies():
        return None
    words = without_post if len(without_post) > 1 else words  # *Eastwick Staff* is a byline as it stands
    name = " ".join(words).strip(" .:")
    if not name or len(words) > _LONGEST_NAME or _ACCOUNT.fullmatch(name):
        return None
    is_publisher = name.casefold() in lexicon.labelled("web_words", "publisher") or _DOMAIN.search(name)
    return None if is_publisher or is_site(name, site) else name


def _ends_name(word: str, number: int) -> bool:
    """Whether a word of a byline belongs to a date; months that are forenames do so only behind two other words."""
    bare = word.casefold().strip(".,:")
    if bare in _MONTHS_AND_NAMES:
        return number > 1
    return bare in _MONTHS or bare in lexicon.labelled("web_words", "dated") or word[0].isdigit()


def _without_post(words: list[str], site: str | None) -> list[str]:
    """A name without the post, the agency or the publication behind it."""
    posts = lexicon.labelled("page_words", "job") | lexicon.labelled("web_words", "desk")
    host = letters(site or "")
    while words:
        last, two = words[-1].casefold(), " ".join(words[-2:]).casefold()
        is_of_site = len(words) > 2 and len(letters(last)) > 3 and letters(last) in host
        if two in _agencies():
            words = words[:-2]
        elif last in posts or last in _agencies() or is_of_site:
            words = words[:-1]
        else:
            break
    return words


@cache
def _agencies() -> frozenset[str]:
    return lexicon.labelled("page_words", "agency") | lexicon.labelled("web_words", "wire")


def is_site(name: str, site: str | None) -> bool:
    """Whether a name is that of the site, or its first word.

    >>> is_site("Eastwick Post", "eastwickpost.example"), is_site("Eastwick", "Eastwick Post"), is_site("Ann Poole", "Poole Post")
    (True, True, False)
    """
    words, host = letters(name), letters(site or "")
    return bool(words) and (
        words == host or (host.startswith(words) and (len(name.split()) == 1 or 2 * len(words) > len(host)))
    )


def letters(text: str) -> str:
    """The letters and digits of a text in lower case, to compare texts whatever their signs and spaces."""
    return _SIGNS.sub("", text.casefold())
