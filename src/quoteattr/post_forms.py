"""Posts in one form, under which they can be counted: in full, in small letters, free of gender, in the singular."""

import re
from functools import cache, lru_cache

from quoteattr.lexicon import singular_post, table, words

_COMMON = 8192  # how many posts' forms are kept
_ASIDE = frozenset({"a", "acting", "an", "ex", "former", "late", "newly", "our", "the", "then"})
_DEPARTMENT = re.compile(
    r"(?:the )?(?:u\.?[sk]\.? )?(?:department|ministry|dept|office)(?: of| for)? (?:the )?| office$"
)
_IN_CHARGE = re.compile(r"(?P<before>.*?)(?P<head>secretary|minister)(?: of state)? (?:for|of) (?:the )?(?P<field>.+)")


@lru_cache(maxsize=_COMMON)
def normal_post(title: str, organisation: str = "") -> str:
    """A post in the one form under which it can be counted: in full, in small letters, free of gender, in the singular.

    What a minister is in charge of stands before the title, whether the text has it there or as the body. Words of time and
    *former* are no part of it. It is the same post only as far as words tell: a chair of one board is no chair of another.

    >>> [normal_post(title) for title in ("Sen.", "CEO", "Spokeswoman", "Chairman", "Tuesday foreign secretary", "MPs")]
    ['senator', 'chief executive', 'spokesperson', 'chair', 'foreign secretary', 'MP']
    >>> normal_post("secretary", "Home"), normal_post("Secretary of State for Health"), normal_post("minister", "Ministry of Defense")
    ('home secretary', 'health secretary', 'defence minister')
    """
    said = [word.strip(".,;:'\"") for word in title.casefold().replace("’", "'").split()]
    said = [word.removesuffix("'s") if i == 0 else word for i, word in enumerate(said)]
    said = [word.removeprefix("ex-").removeprefix("then-") for word in said if word]
    while len(said) > 1 and (said[0] in _ASIDE or said[0] in words("time_words")):
        said = said[1:]
    post = _in_one_form(said)
    if (found := _IN_CHARGE.fullmatch(post)) and (field := field_of(found["field"])):
        return f"{found['before']}{field} {found['head']}"
    if organisation and post.rpartition(" ")[2] in ("secretary", "minister") and len(post.split()) < 3:
        before, _, head = post.rpartition(" ")
        if (field := field_of(organisation)) and before in ("", "shadow", "junior"):
            return " ".join(filter(None, (before, field, head)))
    return post


def _in_one_form(said: list[str]) -> str:
    """The words of a post, the longest expressions first, each in its normal form."""
    found: list[str] = []
    at = 0
    while at < len(said):
        size = next((n for n in (3, 2) if " ".join(said[at : at + n]) in _post_forms()), 1)
        word = " ".join(said[at : at + size])
        if word not in _post_forms() and (one := singular_post(word)):
            word = one
        found.append(_post_forms().get(word, word))
        at += size
    return " ".join(found)


@cache
def _post_forms() -> dict[str, str]:
    """What words and abbreviations of posts become."""
    titles = {
        word: full for word, full in table("titles").items() if word not in words("role_nouns")
    }  # an officer is one
    short = {word: full for word, full in (titles | table("abbreviated_roles")).items() if word != full}
    forms = table("role_forms")
    return {word: forms.get(full.casefold(), full) for word, full in short.items()} | forms


def field_of(text: str) -> str:
    """What a department or its head is in charge of, empty where the words name no such thing.

    >>> field_of("Home Office"), field_of("Department for Transport"), field_of("Acme")
    ('home', 'transport', '')
    """
    plain = _DEPARTMENT.sub("", text.casefold()).replace("&", "and")
    field = " ".join(table("role_forms").get(word, word) for word in plain.split())
    return field if field in words("portfolios") else ""
