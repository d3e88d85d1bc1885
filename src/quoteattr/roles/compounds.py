"""Posts of several words whose last word alone is none: a *passer-by*, the *full-back*, a *running back*; and posts that the tagger mistakes."""

from quoteattr import lexicon
from quoteattr.roles.titles import begins_post, begins_title
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


def _starts(page: Page) -> dict[int, int]:
    """Where each such post of a page starts, by its last token; of several the one listed first counts."""
    posts, lowers = _by_last_word(), page.lowers
    ends = ((i, i + 1 - len(post), post) for i in page.where(posts.keys()) for post in reversed(posts[lowers[i]]))
    return {i: start for i, start, post in ends if start >= 0 and lowers[start : i + 1] == post}


def compound_start(page: Page, i: int) -> int:
    """Where a post of several words starts that ends with token ``i``, or -1."""
    return page.once(_starts).get(i, -1)


def is_post_at(page: Page, i: int) -> bool:
    """Whether a post ends with token ``i``, of one word or several: *winger*, but also the *back* of 'full-back'."""
    return lexicon.is_post(page.words[i]) or compound_start(page, i) >= 0


def in_compound(page: Page, i: int) -> bool:
    """Whether token ``i`` is part of a post of several words: '*left*-back'."""
    starts = page.once(_starts)
    return bool(starts) and any(starts.get(k, k + 1) <= i for k in (i, i + 1, i + 2))


def is_mistagged_post(page: Page, i: int) -> bool:
    """Whether a token is a post that the tagger takes for another part of speech: 'a barrack *warden* at the pier'.

    A base form may well be a verb (*to doctor*), so that it takes an ending that only people have: 'said *millwright* Ann Poole'.
    """
    tag, word = page.tags[i], page.words[i]
    if tag not in _ODD or word.endswith("ed") or not lexicon.is_post(word):
        return False
    return tag not in ("VB", "VBP") or lexicon.role_ending(word) == "always"


def rank_behind_post(page: Page, start: int, end: int) -> int:
    """Where a rank starts that follows another post, or ``end``: 'army chief *Gen* Ann Poole', but not 'Deputy Chief Constable'."""
    titles = lexicon.words("titles")
    rank = end - 2 if page.words[end - 1] == "." else end - 1  # "Republican *Sen.* Ann" is one post
    if rank <= start or page.words[rank].islower() or lexicon.bare(page.words[rank]) not in titles:
        return end
    while rank > start + 1 and f"{lexicon.bare(page.words[rank - 1])} {lexicon.bare(page.words[rank])}" in titles:
        rank -= 1
    last, title = page.lowers[rank - 1], lexicon.bare(page.words[rank])
    deputy = last in lexicon.labelled("reference_words", "deputy")  # "*Deputy* District Attorney Ann Poole"
    graded = begins_post(last) and lexicon.noun_class(last) == "standing"  # "*Senior* Assistant Chief Ann Poole"
    is_one_title = page.words[rank - 1][0].isupper() and (deputy or graded or begins_title(f"{last} {title}"))
    return rank if not is_one_title and _ends_post(page, start, rank) else end


def _ends_post(page: Page, start: int, rank: int) -> bool:
    """Whether a post that began at ``start`` ends before a rank: '*army chief* Gen Ann Poole', '*Chief of Army* Gen Ann Poole'."""
    last, title = page.lowers[rank - 1], lexicon.bare(page.words[rank])
    is_body = last in lexicon.words("party_words") or last in lexicon.words("organisation_words")
    # "*veteran* MP Ann Poole" is one post
    standing = lexicon.noun_class(last) == "standing" and title not in lexicon.words("abbreviated_roles")
    if not is_body and (standing or lexicon.noun_class(last) in ("post", "spokes")):
        return True
    if rank - 2 > start and page.words[rank - 2] == "-" and lexicon.is_post(last):
        return True  # "*co-author* Prof Ann Poole"
    of = (i for i in range(start + 1, rank) if page.lowers[i] == "of")
    return any(lexicon.is_post(page.words[i - 1]) for i in of)
