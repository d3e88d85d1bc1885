"""Whether a text is English, and whether it has sentences: the rules of this library read nonsense out of anything else."""

import re
from collections.abc import Sequence
from functools import cache

from quoteattr import lexicon
from quoteattr.spelling import INVISIBLE, QUOTATION_MARKS

_LETTER = re.compile(r"[^\W\d_]")
_LETTER_BEYOND_LATIN = re.compile(r"[^\W\d_\u0000-\u024f]")
_EDGES = QUOTATION_MARKS + ".,;:!?…()[]–—-"
_FEWEST = 40  # words that tell a language; a title or a table may have no function word at all
_SHARE = 14  # one word in so many is a common one at least; in English about every fourth is, elsewhere hardly any
_TABS = 2  # of a line that is a row of a table
_LONG_LIST, _LIST_SHARE = 30, 30  # longer than any headline; in prose one word in so many is a function word at least
_LINE, _LINE_SHARE = 20, 6  # the same of a single line that shows English among menus, code and tables


def is_english(text: str) -> bool:
    """Whether a text seems to be English, by the share of function words and reporting verbs; short texts always do.

    :func:`~quoteattr.extract` asks this of whole articles, and of each paragraph in them: one of another language is kept as
    ``data`` and not read. Texts of fewer than forty words are taken for English, unless most of their letters are of another
    script. A text of two languages counts as English if a paragraph of it is.

    >>> is_english("La maire a déclaré que la ville a besoin d'un pont, et qu'il n'y a pas d'argent. " * 3)
    False
    >>> is_english("Мэр сказал, что мост нужен городу."), is_english("Naples, il porto: 12"), is_english("")
    (False, True, True)
    """
    if not isinstance(text, str):
        raise TypeError(f"is_english() takes a text as str, not {type(text).__name__}")
    if not (is_ascii := text.isascii()):  # in ASCII there are neither invisible signs nor other scripts
        for sign in INVISIBLE:
            text = text.replace(sign, "")
    known = _common_words()
    words = common = 0
    if (is_ascii or _LETTER_BEYOND_LATIN.search(text) is None) and _holds(text.lower().split(), known, _SHARE, _FEWEST):
        return True
    for line in text.splitlines():
        here = [word.lower() for token in line.split() if (word := token.strip(_EDGES))[:1].isalpha()]
        found = sum(map(known.__contains__, here))
        if len(here) >= _LINE and found * _LINE_SHARE >= len(here):
            return True
        words, common = words + len(here), common + found
    if not is_ascii and 2 * len(_LETTER_BEYOND_LATIN.findall(text)) > len(_LETTER.findall(text)):
        return False
    return words < _FEWEST or common * _SHARE >= words


def is_prose(text: str) -> bool:
    """Whether a passage may hold sentences; a table, a list of names or links, and code have no function word for long.

    >>> is_prose("Poole wins Eastwick race"), is_prose("48,213"), is_prose("Reed\\t12\\tEastwick\\t.4")
    (True, False, False)
    >>> is_prose("Ann Poole, Tom Reed, Joe Dunn, " * 10), is_prose("function f(e,t){return e.x+t[0]||'s';} " * 10)
    (False, False)
    """
    if not _LETTER.search(text):
        return False
    written = text.lower() if text.isupper() else text  # "Will Reed, May Dunn" are names
    tokens, known = written.split(), _function_words()
    fewest = 1 if text.strip().count("\t") >= _TABS else _LONG_LIST  # but what has function words is read, tabs or not
    if _holds(tokens, known, _LIST_SHARE, fewest):
        return True
    words = [word for token in tokens if (word := token.strip(_EDGES))]
    return _holds(words, known, _LIST_SHARE, fewest)


def _holds(words: Sequence[str], known: frozenset[str], share: int, fewest: int) -> bool:
    """Whether one word in ``share`` is among the ``known`` ones, or there are too few words to tell.

    Words with punctuation may be given: without it there can only be fewer words, and more known ones.
    """
    return len(words) < fewest or len(words) <= share * sum(map(known.__contains__, words))


def is_worth_reading(text: str) -> bool:
    """Whether quotations are looked for in a text at all: it is English, and not blank.

    >>> is_worth_reading("Naples"), is_worth_reading(" \\n")
    (True, False)
    """
    return bool(text.strip()) and is_english(text)


@cache
def _function_words() -> frozenset[str]:
    """spaCy's stop words: no sentence does without them for long, and no list has them."""
    from spacy.lang.en.stop_words import STOP_WORDS

    return frozenset(STOP_WORDS)


@lexicon.remembered
def _common_words() -> frozenset[str]:
    """spaCy's stop words of three letters or more, as other languages have the shorter ones too, and common reporting verbs."""
    from spacy.lang.en.stop_words import STOP_WORDS

    reported = (form for form in lexicon.reporting_verbs() if form.endswith("ed"))
    return frozenset(
        {word for word in STOP_WORDS if len(word) > 2 and word[0].isalpha()} | {*reported, "said", "told", "according"}
    )
