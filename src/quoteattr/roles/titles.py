"""Words of titles: links from a post to its body, fields of posts, abbreviations and what they stand for."""

from quoteattr import lexicon


def is_link(word: str) -> bool:
    """Whether a word behind a post may lead to its body, or to the time it ended: *of*, *at*, *until*.

    >>> is_link("for"), is_link("and")
    (True, False)
    """
    return word in lexicon.labelled("role_words", "link")


@lexicon.remembered
def full_title(title: str) -> str:
    """A title with its abbreviation written out.

    >>> full_title("sen"), full_title("deputy pm"), full_title("undersecretary")
    ('senator', 'deputy prime minister', 'undersecretary')
    """
    key = title.replace(".", "").casefold()  # "Lt. Col."
    if key in lexicon.table("abbreviated_roles"):
        return lexicon.table("abbreviated_roles")[key]
    abbreviated = title.endswith(".")  # "Rep. Ann Poole", but "a sales rep"
    if key in lexicon.table("titles") and (abbreviated or key not in lexicon.words("role_nouns")):
        full = lexicon.table("titles")[key]
        return title if len(full) < len(key) + 2 else full  # "undersecretary" stays as the article spells it
    first, _, last = title.rpartition(" ")
    written_out = lexicon.table("abbreviated_roles").get(last.casefold())
    if last.endswith(".") or (is_abbreviated(last.casefold()) and last.casefold() not in lexicon.words("role_nouns")):
        written_out = lexicon.table("titles").get(last.rstrip(".").casefold(), written_out)
    return f"{first} {written_out}" if first and written_out else title


def is_abbreviated(word: str) -> bool:
    """Whether a word is an abbreviated title: 'Maj', but not 'Mayor'.

    >>> is_abbreviated("maj"), is_abbreviated("mayor")
    (True, False)
    """
    return len(lexicon.table("titles").get(word, "")) > len(word)


@lexicon.remembered
def _first_words() -> frozenset[str]:
    """All words of listed posts, and the fields of posts: *vice*, *deputy*, *regional*."""
    posts = lexicon.words("titles") | lexicon.words("role_nouns")
    return frozenset(word for post in posts for word in post.split()) | lexicon.words("post_scopes")


def begins_post(word: str) -> bool:
    """Whether a post of several words may begin with a word.

    >>> begins_post("vice"), begins_post("eastwick")
    (True, False)
    """
    return word in _first_words()


@lexicon.remembered
def begins_title(words: str) -> bool:
    """Whether a listed title begins with some words: *lord chief*, but not *lord reed*."""
    return any(title.startswith(words) for title in lexicon.words("titles"))


def is_owned_title(owner: str, owned: str) -> bool:
    """Whether a noun in the possessive and the one behind it are a title.

    >>> is_owned_title("state", "attorney"), is_owned_title("mayor", "attorney")
    (True, False)
    """
    return f"{owner}'s {owned}" in lexicon.words("titles")


def is_plural_title(word: str) -> bool:
    """Whether a word is an abbreviated title in the plural: 'Sens.'."""
    titles, title = lexicon.words("titles"), lexicon.bare(word)
    return title.endswith("s") and title in titles and title[:-1] in titles
