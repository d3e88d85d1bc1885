"""What words tell of a post: the one form under which it can be counted (in full, in small letters, free of gender, in the singular), its
field, its sector, and whether it is one.
"""

import re
from collections.abc import Collection, Iterable

from quoteattr.lexicon import labelled, noun_class, remembered, singular_post, table, words

WORK = frozenset({"post", "occupation", "spokes"})
"""Classes of nouns that exclude each other for somebody without a name: a nurse is no doctor, but *the victim* may be *the driver*."""

_ASIDE = frozenset({"a", "acting", "an", "ex", "former", "late", "newly", "our", "the", "then"})
_DEPARTMENT = re.compile(
    r"(?:the )?(?:u\.?[sk]\.? )?(?:department|ministry|dept|office)(?: of| for)? (?:the )?| office$"
)
_IN_CHARGE = re.compile(r"(?P<before>.*?)(?P<head>secretary|minister)(?: of state)? (?:for|of) (?:the )?(?P<field>.+)")


@remembered
def normal_post(title: str, organisation: str = "") -> str:
    """A post in the one form under which it can be counted: in full, in small letters, free of gender, in the singular.

    A minister's field stands before the title, wherever the text has it. Words of time and *former* are left out. Two posts of one
    form need not be the same post: the chair of one board is not the chair of another.

    >>> [normal_post(title) for title in ("Sen.", "CEO", "Spokeswoman", "Chairman", "Tuesday foreign secretary", "MPs")]
    ['senator', 'chief executive', 'spokesperson', 'chair', 'foreign secretary', 'MP']
    >>> normal_post("secretary", "Home"), normal_post("Secretary of State for Health"), normal_post("minister", "Ministry of Defense")
    ('home secretary', 'health secretary', 'defence minister')
    """
    parts = [word.strip(".,;:'\"") for word in title.casefold().replace("’", "'").split()]
    parts[:1] = [word.removesuffix("'s") for word in parts[:1]]
    parts = [word.removeprefix("ex-").removeprefix("then-") for word in parts if word]
    while len(parts) > 1 and (parts[0] in _ASIDE or parts[0] in words("time_words")):
        parts = parts[1:]
    post = _in_one_form(parts)
    if (found := _IN_CHARGE.fullmatch(post)) and (field := field_of(found["field"])):
        return f"{found['before']}{field} {found['head']}"
    if organisation and post.rpartition(" ")[2] in ("secretary", "minister") and len(post.split()) < 3:
        before, _, head = post.rpartition(" ")
        if (field := field_of(organisation)) and before in ("", "shadow", "junior"):
            return " ".join(filter(None, (before, field, head)))
    return post


def _in_one_form(parts: list[str]) -> str:
    """The words of a post, each expression of up to three words in its normal form, the longest first."""
    forms, found, at = _post_forms(), list[str](), 0
    while at < len(parts):
        size = next((n for n in (3, 2) if " ".join(parts[at : at + n]) in forms), 1)
        word = " ".join(parts[at : at + size])
        if word not in forms:
            word = singular_post(word) or word
        found.append(forms.get(word, word))
        at += size
    return " ".join(found)


@remembered
def _post_forms() -> dict[str, str]:
    """Words and abbreviations of posts with their normal forms."""
    nouns = words("role_nouns")  # which stay as they are: *officer*
    titles = {word: full for word, full in table("titles").items() if word not in nouns}
    short = {word: full for word, full in (titles | table("abbreviated_roles")).items() if word != full}
    forms = table("role_forms")
    return {word: forms.get(full.casefold(), full) for word, full in short.items()} | forms


@remembered
def fields() -> frozenset[str]:
    """What a post may be *of* or *for*: sales, home affairs."""
    return words("post_scopes") | words("portfolios")


def sectors(posts: Iterable[str]) -> frozenset[str]:
    """The sectors of public life that some posts may belong to.

    >>> sorted(sectors(["constable", "captain"])), sectors(["director"])
    (['military', 'police', 'sport', 'transport'], frozenset())
    """
    return frozenset(sector for post in posts for sector in table("post_sectors").get(post, "").split())


def is_work(noun: str) -> bool:
    """Whether a noun in small letters is of a post or an occupation, no standing and no kin.

    >>> is_work("mayor"), is_work("baker"), is_work("sister")
    (True, True, False)
    """
    return noun_class(noun) in WORK


@remembered
def _narrower() -> dict[str, frozenset[str]]:
    """The narrower nouns for each that may stand for them: the officer is the sergeant."""
    return {noun: frozenset(posts.split()) for noun, posts in table("wider_nouns").items()}


def is_player(noun: str) -> bool:
    """Whether a noun in small letters is for somebody who plays in a team: striker, goalkeeper."""
    return noun in {"player", "footballer", *_narrower()["player"]} - {"captain"}


def excludes(known: Collection[str], title: str, post: str) -> bool:
    """Whether somebody who has some posts, and no other that is told, hardly has a title, too, with its head noun.

    A wider post may be theirs, or a kindred one (the founder is the chief), as a seat in parliament any politician's.

    >>> excludes({"mp"}, "chief whip", "whip"), excludes({"pianist"}, "stage manager", "manager"), excludes({"manager"}, "striker", "striker")
    (True, True, True)
    >>> excludes({"officer"}, "sergeant", "sergeant"), excludes({"founder"}, "chief executive", "executive"), excludes({"minister"}, "MP", "mp")
    (False, False, False)
    """
    wider, leaders = _narrower(), labelled("reference_words", "leader")
    if is_player(post):
        return leaders - {"captain"} >= {*known}
    kindred = [(wider["legislator"], wider["politician"])]
    if title in (post, "chief executive"):
        kindred += [(nouns, nouns) for nouns in (leaders | wider["entrepreneur"], wider["player"])]
    if post in known or any(post in nouns and not others.isdisjoint(known) for nouns, others in kindred):
        return False
    return not any(post in wider.get(noun, ()) for noun in known)


def field_of(text: str) -> str:
    """The field that a department or its minister is in charge of, empty where the text names none.

    >>> field_of("Home Office"), field_of("Department for Transport"), field_of("Acme")
    ('home', 'transport', '')
    """
    plain = _DEPARTMENT.sub("", text.casefold()).replace("&", "and")
    field = " ".join(table("role_forms").get(word, word) for word in plain.split())
    return field if field in words("portfolios") else ""
