"""The kind of source that a speaker is, as audits of news count them: by posts, bodies and what the article calls them.

The words that tell it are data: ``source_titles`` for what people and documents are called, ``source_bodies`` for bodies;
what is in neither goes by its class in ``role_nouns`` and ``organisation_nouns``. ``docs/audits.md`` says what each kind
means.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Literal, Protocol, get_args

import attrs

from quoteattr import lexicon, post_forms
from quoteattr.model import Article, Role, Span, SpeakerKind

SourceKind = Literal[
    "official", "politician", "expert", "business", "justice", "media", "campaign", "culture", "ordinary", "unnamed"
]
"""The kinds of source, in the order in which tables and plots show them."""

_LONGEST = 4  # words of the longest expression in the lists
_OF_CLASS = {
    **{"company": "business", "government": "official", "party": "politician", "court": "justice", "police": "justice"},
    **{"school": "expert", "charity": "campaign", "union": "campaign", "media": "media", "band": "culture"},
    "team": "culture",
}
"""The kinds of the classes of organisation_nouns and organisation_types."""

_SEEN = re.compile(r"\b(?:seen|obtained|reviewed|published|released|presented|issued|filed|written|leaked|sent)\b")
_BEHIND_HEAD = re.compile(
    r",(?= (?:an?|the|who|which)\b)|\(|\b(?:of|for|in|at|from|with|to|by|on|who|whose|that|which|near|about|familiar)\b"
)
_LINKS = frozenset({"of", "for", "on", "in"})
_AT_FIRMS = frozenset({"president", "vice-president", "secretary"})
"""Posts of politics that companies have, too."""

_DEALT_WITH = frozenset({"press", "media"})
_OWN_FIRMS = frozenset({"uk", "us", "usa"})
"""Places behind what firms and lobbies are named after as well: Energy UK."""

_PARTY_SEAT = re.compile(r"[dri]-[a-z]")


class Source(Protocol):
    """What is asked of a speaker, of one article or of many."""

    @property
    def name(self) -> str | None: ...
    @property
    def kind(self) -> SpeakerKind: ...
    @property
    def description(self) -> str | None: ...
    @property
    def honorific(self) -> str | None: ...
    @property
    def roles(self) -> tuple[Role, ...]: ...


def source_kind(speaker: Source, article: Article | None = None) -> SourceKind | None:
    """The kind of source that a speaker is, None where nothing in the article tells it.

    **People** are what their first telling role makes them: some posts tell a kind whatever the body (a minister is a
    politician, an economist an expert), others have that of their body (a spokesperson, a director), and of a body that
    tells nothing a spokesperson is taken for a company's. An ``article`` tells what its short names of bodies stand for, of what
    kind the person is for whom an aide speaks, and, where most others in it are players or artists, that a manager or
    director of no known body is one of theirs. Former posts count like present ones. **Bodies** are known
    by their names or by words in them; what has none is taken for a company. **Unnamed** speakers have the kind that their
    description tells (*a police officer*), else they are ``unnamed``. Who somebody is outside the article is not known.

    >>> from quoteattr import Speaker
    >>> [source_kind(Speaker("Ann Poole", "person", roles=(Role(*post),))) for post in (("mayor",), ("spokeswoman", "Acme Ltd"))]
    ['politician', 'business']
    >>> source_kind(Speaker(None, "unnamed", "two sources")), source_kind(Speaker("Ann Poole", "person"))
    ('unnamed', None)
    """
    if not hasattr(speaker, "honorific"):
        raise TypeError(f"expected a speaker, not {type(speaker).__name__}")
    if speaker.kind == "organisation":
        return _of_body(speaker.name or speaker.description or "")
    full = _full_names(article) if article is not None else {}
    roles = [attrs.evolve(r, organisation=full.get(r.organisation or "", r.organisation)) for r in speaker.roles]
    kinds = [_of_whose(role, article) or _of_role(role) for role in roles]
    kinds += [_of_description(speaker.description or ""), _of_honorific(speaker.honorific)]
    kinds += [_of_description(span.text) for span in _described(speaker)]
    found = _first(kinds)
    if article is not None and roles and found in ("business", None) and _of_no_field(roles, article):
        return "culture"
    return found or ("unnamed" if speaker.kind == "unnamed" else None)


def _first(kinds: list[SourceKind | None]) -> SourceKind | None:
    """The first kind of several, ordinary only where there is no other."""
    told = [kind for kind in kinds if kind is not None]
    return next((kind for kind in told if kind != "ordinary"), told[0] if told else None)


def _full_names(article: Article) -> dict[str, str]:
    """The short names of the bodies of an article, with the full ones."""
    bodies = (one for one in article.people if one.kind == "organisation" and one.name)
    return {alias: one.name or alias for one in bodies for alias in one.aliases if alias != one.name}


def _of_whose(role: Role, article: Article | None) -> SourceKind | None:
    """The kind of whom a spokesperson, an adviser or an aide of a person speaks for; an ``article`` tells who that is."""
    head = (role.normal or "").split()[-1:]
    if article is None or role.organisation is None or lexicon.words("stand_ins").isdisjoint(head):
        return None
    people = [one for one in article.people if one.kind == "person" and role.organisation in (one.name, *one.aliases)]
    return (
        source_kind(attrs.evolve(people[0], roles=tuple(r for r in people[0].roles if r != role))) if people else None
    )


def _is_open(role: Role) -> bool:
    """Whether a role has to be of some field by its body, and its body does not tell it: *the Eastwick boss*, *director*."""
    heads = [_of_title(part) for part in _parts(role.normal or "")]
    return all(not always and kind in ("business", None) for kind, always in heads) and not affiliation(
        role.organisation or ""
    )


def _of_no_field(known: list[Role], article: Article) -> bool:
    """Whether posts are of no certain field, and the article, by the posts of others, of artists or players."""
    if not all(map(_is_open, known)):
        return False
    roles = [role for one in article.people if one.kind == "person" for role in one.roles]
    counts = Counter(_of_role(role) for role in roles if not _is_open(role))
    return counts["culture"] > max(1, *(number for kind, number in counts.items() if kind not in ("culture", None)), 1)


def _described(speaker: Source) -> tuple[Span, ...]:
    """What an article calls a person, as far as it is kept: not their own people (*his lawyer*)."""
    spans: tuple[Span, ...] = getattr(speaker, "descriptions", ())
    return tuple(span for span in spans if span.text.split()[0].casefold() not in ("his", "her", "their", "its", "my"))


def _of_role(role: Role) -> SourceKind | None:
    """The kind that a role tells: by its title, then by the body, then as the title has it usually."""
    organisation = role.organisation or ""
    body, place = affiliation(organisation), _is_place(_plain(organisation))
    usual: SourceKind | None = None
    told = False
    for part in _parts(role.normal or ""):
        kind, always = _of_title(part)
        if kind and always:
            return kind
        body = _of_words_within(part) or body
        told = told or kind not in (None, "ordinary")
        if part in _AT_FIRMS and _is_proper(organisation) and not place and body != "politician":
            kind = "business"  # the president of Acme
        if part.endswith("spokesperson") and not organisation:
            kind = None
        usual = usual or kind
    return (None if told else _of_any_word(role.normal or "")) or body or usual


def _of_any_word(title: str) -> SourceKind | None:
    """What a title whose head tells nothing says elsewhere: *data presented by the economy minister*."""
    words = title.casefold().split()
    found = (_of_title(" ".join(words[: at + 1])) for at in reversed(range(len(words))))
    return next((kind for kind, always in found if always), None)


def _parts(title: str) -> Iterator[str]:
    """The posts that stand together in one title, each without what stands behind its head."""
    if title in lexicon.table("source_titles"):
        yield title  # chief of staff
        return
    for part in re.split(r" and |/|; ", title.casefold()):
        if head := _BEHIND_HEAD.split(part)[0].strip():
            yield head


@lexicon.remembered
def _of_title(title: str) -> tuple[SourceKind | None, bool]:
    """What the longest known end of a title tells, and whether it tells so whatever the body."""
    kinds, certain = lexicon.table("source_titles"), lexicon.table("source_titles", 2)
    for end in _ends(title):
        for form in (end, _singular(end)):
            if form in kinds:
                return _kind(kinds[form]), certain[form] == "always"
    head = title.split()[-1] if title.split() else ""
    sort = lexicon.noun_class(_singular(head))
    return ("ordinary", False) if sort in ("kin", "occupation", "standing") else (None, False)


def _of_words_within(title: str) -> SourceKind | None:
    """What words before the head tell: a police spokesperson, a Labour councillor, the mayor's aide, an official statement.

    Not those of a known title (*executive* vice-president), nor whom its holder deals with (*press* officer).
    """
    before, _, head = title.rpartition(" ")
    plain = " ".join(word for word in _plain(before).split() if word not in _DEALT_WITH)
    if not plain or title in lexicon.table("source_titles"):
        return None
    kind, always = _of_title(plain)
    told = kind not in ("unnamed", "ordinary") and (always or head in lexicon.words("document_nouns"))
    return _known_body(plain) or (kind if told else None)


@lexicon.remembered
def affiliation(name: str) -> SourceKind | None:
    """The kind of the body that a post belongs to; a place or an unknown name tells nothing.

    >>> affiliation("Eastwick University"), affiliation("D-Ohio"), affiliation("France"), affiliation("Acme")
    ('expert', 'politician', None, None)
    """
    plain = _plain(name)
    if _PARTY_SEAT.match(plain) or plain.startswith("shadow "):
        return "politician"
    if plain in lexicon.table("source_bodies"):
        return _known_body(plain)
    if _is_place(plain):
        return None
    kind, always = _of_title(_BEHIND_HEAD.split(plain)[0].strip())
    if name.endswith(" group"):
        return _known_body(plain.removesuffix(" group"))  # "the Harbour Lovers group" is no company
    return kind if kind and always else _known_body(plain)


@lexicon.remembered
def _of_body(name: str) -> SourceKind | None:
    name = _SEEN.split(name)[0].strip() or name
    plain = _plain(re.split(r" and |, ", name)[0])
    head = next(_parts(plain), plain).split()[-1:]
    common = not any(map(str.isupper, name)) or not lexicon.words("document_nouns").isdisjoint(head)
    if common and (kind := _of_description(name)):
        return kind
    if _is_place(plain):
        return "official"
    return _known_body(plain) or _known_body(_plain(name)) or ("business" if _is_proper(name) else None)


def _of_description(description: str) -> SourceKind | None:
    """The kind that a description tells by its head: *two senior Treasury officials*, *the study*."""
    description = _SEEN.split(description)[0]
    for head in _parts(post_forms.normal_post(description)):
        kind, always = _of_title(head)
        if kind and always:
            return kind
        if head.endswith("spokesperson"):
            kind = None
        found = _of_words_within(head) or _of_owner(description) or kind or _known_body(head)
        if found:
            return found
    return None


def _of_owner(description: str) -> SourceKind | None:
    """The kind of the body behind the head: *a report by Eastwick University*."""
    behind = re.split(r"\b(?:by|of|from|for|at)\b", description, maxsplit=1)[1:]
    if not behind:
        return None
    owner = _BEHIND_HEAD.split(_plain(behind[0]))[0].strip()
    kind, always = _of_title(owner)
    return kind if kind and always else _known_body(_plain(behind[0]))


def _of_honorific(honorific: str | None) -> SourceKind | None:
    if not honorific:
        return None
    title = post_forms.normal_post(honorific)
    return "expert" if title in ("dr", "doctor", "prof", "professor") else _of_title(title.casefold())[0]


def _known_body(plain: str) -> SourceKind | None:
    """What expressions in a name tell, the longest first, then its last word, then words before *of* and the first."""
    bodies = lexicon.table("source_bodies")
    words = plain.split()
    if not words:
        return None
    spans = [(at, at + size) for size in range(_LONGEST, 1, -1) for at in reversed(range(len(words) - size + 1))]
    last = len(words) - 1
    spans += [(last, last + 1)]
    spans += [(at, at + 1) for at in range(last) if at == 0 or words[at + 1] in _LINKS]
    for start, end in spans:
        expression = " ".join(words[start:end])
        if kind := bodies.get(expression) or bodies.get(_singular(expression)):
            return _kind(kind)
    if not lexicon.words("party_words").isdisjoint(words):
        return "politician"
    national = len(words) > 1 and _is_place(words[-1]) and words[-1] not in _OWN_FIRMS
    if national and not lexicon.words("portfolios").isdisjoint(words[:-1]):
        return "official"  # Health Canada
    if "-" in words[-1] and (kind := bodies.get(words[-1].rpartition("-")[2])):
        return _kind(kind)  # Eastwick Post-Gazette
    classes = lexicon.table("organisation_nouns") | lexicon.table("organisation_types")
    return _kind(_OF_CLASS.get(classes.get(lexicon.singular(words[-1]), ""), ""))


@lexicon.remembered
def _is_place(plain: str) -> bool:
    places = {place.casefold() for place in lexicon.table("demonyms").values()} | lexicon.words("country_names")
    return plain in places or plain in lexicon.words("metonyms")


def _is_proper(name: str) -> bool:
    """Whether a name is one: more of its words are capitalised than a description's would be."""
    words = [word for word in name.split() if word[0].isalpha()]
    return sum(word[0].isupper() for word in words) * 2 > len(words)


def _plain(name: str) -> str:
    """A name in small letters, without the article, possessives and dots of abbreviations."""
    words = name.casefold().replace("’", "'").replace(".", "").strip(" '\"").split()
    words = [word.rstrip(",;:") for word in words]
    words = words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words
    return " ".join(word.removesuffix("'s") if word.count("'") and word[:-2] + "'s" == word else word for word in words)


def _ends(text: str) -> Iterator[str]:
    words = text.split()
    for size in range(min(_LONGEST, len(words)), 0, -1):
        yield " ".join(words[-size:])


def _singular(expression: str) -> str:
    """An expression with its last word in the singular."""
    before, space, head = expression.rpartition(" ")
    return f"{before}{space}{lexicon.singular_post(head) or lexicon.singular(head)}"


def _kind(text: str) -> SourceKind | None:
    return _KINDS.get(text)


_KINDS: dict[str, SourceKind] = {kind: kind for kind in get_args(SourceKind)}
