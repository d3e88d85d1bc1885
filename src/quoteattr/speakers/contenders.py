"""Query → contenders: who is not impossible. Hard rules only; who of them is meant is for the weights to say.

Each form of mention has its field: those whom it may mean, how far back they are looked for, and whose weights decide.
"""

from collections.abc import Callable

import attrs

from quoteattr import lexicon
from quoteattr.model import Role
from quoteattr.speakers.cast import Cast
from quoteattr.speakers.queries import HE, IT, SHE, THEY, Query
from quoteattr.speakers.referents import Referent

REACH = 3
"""How many passages a pronoun looks back over."""

ANYWHERE = 10**6
_AUTHORITIES = ("government", "court", "police")


@attrs.frozen
class Field:
    """Whom a mention may mean: those who are ``possible`` and stand no more than ``reach`` passages before it.

    ``form`` is the name of the weights that tell who of them is meant.
    """

    form: str
    reach: int
    possible: Callable[[Referent], bool]


def contenders(cast: Cast, query: Query, field: Field) -> list[Referent]:
    """All who may be meant, in the order in which they entered the cast."""
    page = cast.page
    passage = page.passages[max(page.passage_of[query.at] - field.reach, 0)]
    here = cast.between(page.token_at(passage.span.start), query.at)
    return [referent for referent in here if field.possible(referent)]


def pronoun(query: Query) -> Field | None:
    """*he*, *she*, *it*, *they*; nobody is looked for behind *we* and *I*."""
    if query.word in HE | SHE:
        genders = ("-", query.gender)
        return Field("he or she", REACH, lambda r: r.kind != "organisation" and not r.plural and r.gender in genders)
    if query.word in IT:
        return Field("it", REACH, lambda r: r.is_body)
    if query.word in THEY:
        return Field("they", REACH, lambda r: r.plural or r.kind == "unnamed" or r.is_body)
    return None


def holders(cast: Cast, query: Query) -> tuple[Referent, ...]:
    """The people whose role a description repeats, by where the text says so."""
    if query.role is None or not query.role.title:
        return ()
    fitting, agreed = [], []
    for holder in cast.holders(query.role):
        same = [s.role for s in holder.statements if same_role(query.role, s.role)]
        if same:
            fitting.append(holder)
        if query.role.organisation and any(role.organisation for role in same):
            agreed.append(holder)
    return tuple(agreed or fitting)  # "the Harbour Trust director" is the one of whom this was said


def people(query: Query) -> Field | None:
    """'the striker', 'the 42-year-old' of whom no role was told: people nearby, if nothing speaks against them."""
    classes = lexicon.table("role_nouns", 2)
    wanted = classes.get(query.word, "standing")
    if wanted in ("spokes", "kin") or query.word in lexicon.labelled("reference_words", "anybody"):
        return None
    no_more = query.word in lexicon.labelled("reference_words", "gender")

    def possible(referent: Referent) -> bool:
        if referent.entity is None or referent.kind != "person" or {query.gender, referent.gender} == {"m", "f"}:
            return False
        if (no_more and referent.gender != query.gender) or not any(place.prominence for place in referent.places):
            return False
        posts = ((statement.role.title or "").split(" ")[-1] for statement in referent.statements)
        return wanted == "standing" or all(classes.get(post) != wanted for post in posts)  # "the driver" is no cyclist

    return Field("person", 1, possible)


def bodies(query: Query) -> Field | None:
    """'the company', 'the band': the bodies that are named; the government is none of them."""
    if lexicon.table("organisation_nouns").get(query.word, "court") in _AUTHORITIES:
        return None
    return Field("body", ANYWHERE, lambda r: r.entity is not None and r.entity.kind == "organisation")


def rivals(taken: Referent) -> Field:
    """Who else may be meant where a description was taken for somebody: others of the same kind that are known."""
    return Field("rival", 2, lambda r: r.kind == taken.kind and (r.entity is not None or bool(r.sources)))


def same_role(wanted: Role, known: Role) -> bool:
    """Whether a description may repeat a role: same post, nothing that contradicts; a former one only if it says so.

    >>> director, deputy = Role("director", "Harbour Trust"), Role("deputy director", "Harbour Trust")
    >>> same_role(director, deputy), same_role(Role("finance director"), deputy)
    (True, False)
    >>> same_role(Role("boss", "Harbour Trust"), director), same_role(Role("boss", "Pier Fund"), director)
    (True, False)
    """
    if not known.title or not wanted.title or wanted.former != known.former:
        return False
    a, b = wanted.title.casefold().split(), known.title.casefold().split()
    repeated = set(a) <= set(b) or set(b) <= set(a)
    leaders = lexicon.labelled("reference_words", "leader")
    one_body = bool(wanted.organisation) and wanted.organisation == known.organisation
    if not repeated and not (a[-1] != b[-1] and {a[-1], b[-1]} <= leaders and one_body):
        return False
    bodies = [set(role.organisation.casefold().split()) for role in (wanted, known) if role.organisation]
    return len(bodies) < 2 or not bodies[0].isdisjoint(bodies[1])
