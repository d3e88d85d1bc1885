"""Posts of several words whose last word alone is none: a *passer-by*, the *full-back*, a *running back*; and posts that the tagger mistakes."""

from quoteattr import lexicon
from quoteattr.text.page import Page

_ODD = frozenset({"IN", "RBR", "UH", "VB", "VBD", "VBN", "VBP"})  # that the tagger gives to rare nouns


@lexicon.remembered
def _by_last_word() -> dict[str, tuple[list[str], ...]]:
    """The tokens of each such post, by the last."""
    hyphenated = (word.replace("-", " - ").split() for word in lexicon.words("role_nouns") if "-" in word)
    two = [post.split() for post in lexicon.words("posts_of_two")]
    ranks = (title.split() for title in lexicon.words("titles") if " " in title and " of " not in title)  # "det con"
    found: dict[str, tuple[list[str], ...]] = {}
    for words in (*hyphenated, *two, *([first, "-", last] for first, last in two), *ranks):
        if not lexicon.is_post(words[-1]):
            found[words[-1]] = (*found.get(words[-1], ()), words)
    return found


def compound_start(page: Page, i: int) -> int:
    """Where a post of several words starts that ends with token ``i``, or -1."""
    for post in _by_last_word().get(page.lowers[i], ()):
        start = i + 1 - len(post)
        if start >= 0 and page.lowers[start : i + 1] == post:
            return start
    return -1


def is_post_at(page: Page, i: int) -> bool:
    """Whether a post ends with token ``i``, of one word or several: *winger*, but also the *back* of 'full-back'."""
    return lexicon.is_post(page.words[i]) or compound_start(page, i) >= 0


def in_compound(page: Page, i: int) -> bool:
    """Whether token ``i`` is part of a post of several words: '*left*-back'."""
    return any(0 <= compound_start(page, k) <= i for k in range(i, min(i + 3, len(page.words))))


def is_mistagged_post(page: Page, i: int) -> bool:
    """Whether a token is a post that the tagger takes for another part of speech: 'a barrack *warden* at the pier'.

    A base form may well be a verb (*to doctor*), so that it takes an ending that only people have: 'said *millwright* Ann Poole'.
    """
    tag, word = page.tags[i], page.words[i]
    if tag not in _ODD or word.endswith("ed") or not lexicon.is_post(word):
        return False
    return tag not in ("VB", "VBP") or lexicon.role_ending(word) == "always"
