"""What the text says of somebody, to compare descriptions with: the words of the name and beside it, posts, types of organisation."""

from __future__ import annotations

from itertools import compress

from quoteattr import lexicon
from quoteattr.draft import Entity, frozen
from quoteattr.model import Role
from quoteattr.speakers.referents import Referent, post_of
from quoteattr.text.kept import Keeping, kept
from quoteattr.text.page import TELLING_TAGS, Page

_BEFORE, _BEHIND = 6, 10  # tokens beside a name in which words tell who bears it
_LONG = 6  # letters; longer words of a name may stand in the singular: "the production company" is Poole Productions
_LINKS = frozenset({"of", "for", "on", "at", "in"})  # behind the head noun of an organisation's name


@lexicon.remembered
def type_of(noun: str) -> str | None:
    """The type of organisation that a noun in either number means: a company, a party, a team.

    >>> type_of("airlines"), type_of("ferry")
    ('company', None)
    """
    types = lexicon.table("organisation_nouns")
    return types.get(noun) or types.get(lexicon.singular(noun))


def may_be_called(type: str | None, types: frozenset[str]) -> bool:
    """Whether an organisation may be called by a noun of a type that is not among its own: a newspaper is a company, a court is none.

    >>> may_be_called("company", frozenset({"media"})), may_be_called("company", frozenset({"court"}))
    (True, False)
    """
    return type == "company" and types == {"media"}


@lexicon.remembered
def is_person_noun(word: str) -> bool:
    """Whether a word describes a person: the striker, the MP, the 42-year-old.

    >>> is_person_noun("striker"), is_person_noun("42-year-old"), is_person_noun("report")
    (True, True, False)
    """
    known = lexicon.is_post(word) or word in lexicon.words("posts_of_two") or lexicon.is_from_somewhere(word)
    return known or word.endswith("-old") or word == "old"


@lexicon.remembered
def types_of_name(name: str) -> frozenset[str]:
    """The types that the name of an organisation shows: of a known one, or by its head or another word.

    >>> sorted(types_of_name("Reuters")), sorted(types_of_name("Exchange Commission")), sorted(types_of_name("Eastwick"))
    (['media'], ['government'], [])
    """
    known = lexicon.table("known_names", 2)
    words = name.casefold().replace(".", "").replace("’", "'").split()
    head = next((n for n, word in enumerate(words) if n and word in _LINKS), len(words)) - 1
    whole, last, first = ({known.get(text)} for text in (" ".join(words).removeprefix("the "), words[-1], words[0]))
    any_word = frozenset[str | None]().union(*map(_types_of_word, words))
    shown = (types - {None, "-", "other"} for types in (whole, _types_of_word(words[head]), last, first, any_word))
    found = next(filter(None, shown), frozenset[str]())
    return frozenset(kind for kind in found if kind) | ({"police"} & {*words})


def _types_of_word(word: str) -> frozenset[str | None]:
    return frozenset((type_of(word), lexicon.table("organisation_types").get(word)))


@frozen
class Profile(Keeping):
    """What the text says of somebody, in small letters, demonyms as their place: to compare descriptions with."""

    who: Referent
    text: str  # its name and what else it is called, or its description
    near: frozenset[str]  # the telling words beside its name

    @kept
    def names(self) -> frozenset[str]:
        """The words of its name, or of its description."""
        words = self.text.casefold().replace(".", "").split()
        singulars = [lexicon.singular(word) for word in words if len(word) > _LONG] if self.who.entity else []
        return lexicon.all_placed((*words, *singulars))

    @kept
    def roles(self) -> tuple[Role, ...]:
        """Its roles, each once however often the text tells it: a book tells them on every page."""
        roles = (s.role for s in self.who.statements)
        return tuple({(role.title, role.organisation, role.former): role for role in roles}.values())

    @kept
    def posts(self) -> frozenset[str]:
        """The head nouns of the titles of its roles."""
        return frozenset(head for role in self.roles if (head := post_of(role.title)))

    @kept
    def classes(self) -> frozenset[str]:
        """The classes of its posts, see :func:`~quoteattr.lexicon.noun_class`."""
        return frozenset(map(lexicon.noun_class, self.posts)) - {""}

    @kept
    def role_words(self) -> frozenset[str]:
        """The words of its roles, and of the organisations that they belong to."""
        texts = (text for role in self.roles for text in (role.title, role.organisation) if text)
        return lexicon.all_placed(word for text in texts for word in text.casefold().split())

    @kept
    def types(self) -> frozenset[str]:
        """The types of an organisation, by what it is said to be or has in its name."""
        nouns = self.who.nouns
        types = {*map(type_of, nouns - lexicon.labelled("reference_words", "general"))} if nouns else set()
        named = types_of_name(self.text) if self.who.entity else frozenset[str]()
        return named.union(kind for kind in types if kind not in (None, "other"))

    @kept
    def is_document(self) -> bool:
        """Whether it is a report, or the trust that said so in a statement."""
        return not self.who.nouns.isdisjoint(lexicon.words("document_nouns"))


def forms(entity: Entity) -> dict[str, None]:
    """The name of somebody and what else they are called: the Office for Road Statistics, the ORS."""
    return dict.fromkeys((entity.name, *(name.text for name in entity.mentions)))


def words_near(page: Page, entity: Entity) -> frozenset[str]:
    """The telling words beside the places where somebody is named, in the same sentence, as the next may be about others."""
    found: set[str] = set()
    for name in entity.mentions:
        low, high = page.sentence(name.start)
        before = slice(max(low, name.start - _BEFORE), name.start)
        behind = slice(name.tail, min(high, name.tail + _BEHIND))
        for near in (before, behind):
            found.update(compress(page.lowers[near], map(TELLING_TAGS.__contains__, page.tags[near])))
    return lexicon.all_placed(found)
