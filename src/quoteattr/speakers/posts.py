"""What somebody is said to be, beside what a description says: the post that it repeats, leads up to, or that is another's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from quoteattr import lexicon
from quoteattr.model import Role
from quoteattr.speakers.cast import Cast
from quoteattr.speakers.contenders import POSTS
from quoteattr.speakers.descriptions import Described
from quoteattr.speakers.profiles import Profile
from quoteattr.speakers.queries import HE, SHE, Query
from quoteattr.speakers.referents import MAIN, Referent, post_of
from quoteattr.text.kept import Keeping, kept

_TELLING = ("indefinite", "one", "bare")  # how a description opens that may lead up to a name
_LATELY = 4  # sentences back, in which somebody stands whom an epithet takes up
_OF_BIRTH = frozenset({"based", "born", "raised", "trained"})  # behind a place: 'the Kent-*born* actor'


@attrs.frozen
class Posts(Keeping):
    """The post that a description names, beside those of whoever may be meant."""

    cast: Cast
    query: Query
    said: Described

    def of(self, who: Referent, known: Profile, before: int) -> Iterator[tuple[str, float]]:
        """What their roles say for somebody, of whom so many places come before the mention, or against."""
        if who.statements and not self.query.indefinite:
            yield from self._repeated(who, known, before)
        elif who.statements and not before:
            yield from self._introduced(who, known)
        if self._is_of_the_scene(who, known):
            yield "of the scene, told otherwise", 1.0
        if self._has_another_noun(who):
            yield "known by another noun", 1.0

    def by_words(self, who: Referent) -> dict[str, float]:
        """Whether what is said speaks of the speaker as of the other sex: 'Tom Reed robbed Ann Poole. The pensioner said *she* was sorry.'"""
        other = {"m": "f", "f": "m"}.get(self._of_oneself)
        against = other is not None and who.kind == "person" and who.gender == other
        return {"been otherwise": 1.0} if against and who.been != {self._of_oneself} else {}

    @kept
    def _of_oneself(self) -> str:
        """The gender that *he* or *she* shows at the head of words without marks, which nearly always is who says them."""
        page, words = self.cast.page, self.query.words
        if self.query.gender != "-" or not words or page.inside[words[0].start] >= 0:
            return "-"
        first = page.lowers[words[0].start]
        return "m" if first in HE else "f" if first in SHE else "-"

    def is_by_age(self, who: Referent) -> bool:
        """Whether an age alone tells who is named: 'A pensioner says he was turned away. … Ron Dale, *81*, waited'; a witness is another."""
        telling = lexicon.labelled("reference_words", "attending") | lexicon.labelled("reference_words", "anybody")
        leads_up = self.query.is_person and self.said.opening in _TELLING and self.query.word not in telling
        leads_up = leads_up and not any(s.role.title for s in who.statements)
        return leads_up and who.entity is not None and any(map(self.cast.mentions.ages, who.entity.mentions))

    @kept
    def _class(self) -> str | None:
        """The class of the post that the description names."""
        return lexicon.table("role_nouns", 2).get(self.query.word)

    @kept
    def turn_on_noun(self) -> bool:
        """Whether the noun alone tells something of those of whom the text tells no role: 'the nurse', 'the judge'."""
        return self._class in POSTS or self._is_attending

    @kept
    def _is_attending(self) -> bool:
        """Whether the description is of one whom a scene may have: '*the judge* said'."""
        attending = lexicon.labelled("reference_words", "attending")
        return self.query.definite and not self.said.nouns.isdisjoint(attending)

    def _covers(self, known: Profile) -> bool:
        """Whether a wider noun stands for a post that somebody has: 'Detective Ann Poole … *the officer*'."""
        if self.said.opening == "owned":
            return False  # "Reed's lawyer" is no other lawyer
        narrower = (lexicon.table("wider_nouns").get(self.query.word) or "").split()
        return not known.posts.isdisjoint(narrower)

    def _introduced(self, who: Referent, known: Profile) -> Iterator[tuple[str, float]]:
        """What those are said to be who are named only then: 'An expert said it was late. … Ann Poole, an expert, …'."""
        if any(self.query.role and same_role(self.query.role, role) for role in known.roles):
            yield "introduced so", 1.0
        elif self.query.word in known.posts or self._is_alike(known):
            yield "introduced alike", 1.0
        elif known.posts:  # "Ann Poole, of Eastwick" may be anybody
            yield "introduced otherwise", 1.0
        if shared := self.said.words & known.role_words:
            yield "introduced by words of it", float(min(len(shared), 2))

    def _is_elsewhere(self, known: Profile, nouns: frozenset[str] = frozenset()) -> bool:
        """Whether somebody has all posts, or those of a noun, in other bodies: 'a *Nato* official … Ann Poole, head of the *Harbour Trust*'."""
        body = (self.query.role.organisation if self.query.role else None) or ""
        posts = [r for r in known.roles if not nouns or not nouns.isdisjoint((r.title or "").casefold().split())]
        bodies = [role.organisation for role in posts]
        if not body or not all(name and not name.islower() for name in bodies):
            return False  # "the company" may be any
        if body.casefold() in _places() and not any(name and name.casefold() in _places() for name in bodies):
            return False  # "the *Spanish* coach" of a club
        if _is_party(body) != any(_is_party(name) for name in bodies if name):
            return False  # "the *Labour* MP" may be that for Eastwick
        return {*map(lexicon.placed, body.casefold().split())}.isdisjoint(known.role_words | known.near)

    def _is_alike(self, known: Profile) -> bool:
        """Whether somebody has a post of that class, or one for which the noun stands, in no other body."""
        alike = self._covers(known) or (self._class in known.classes and not self._is_called_so(known))
        return alike and not self._is_elsewhere(known)

    def _is_called_so(self, known: Profile) -> bool:
        """Whether somebody is, for a post of that class, called by an office at once, and by no other noun: a governor is no official, but perhaps a leader."""
        leader = self.query.word in lexicon.labelled("reference_words", "leader")
        alike = {post for post in known.posts if lexicon.table("role_nouns", 2).get(post) == self._class}
        return alike <= lexicon.labelled("reference_words", "office") and not leader

    def _repeated(self, who: Referent, known: Profile, before: int) -> Iterator[tuple[str, float]]:
        """Whether a role that the text tells is the one that the description repeats."""
        said, wanted = self.said, self.query.role
        same = [role for role in known.roles if wanted and same_role(self._as_compared(wanted, role), role)]
        of_noun = not said.nouns.isdisjoint(known.posts)
        if not before and (same or of_noun):
            yield "role told later", 1.0  # 'A spokeswoman said it was late. Ann Poole, the spokeswoman, …'
        if same:
            yield "role repeated", 1.0
            if wanted and wanted.organisation and any(role.organisation for role in same):
                yield "role and body repeated", 1.0
        elif of_noun:
            yield "role of that noun", 1.0
            if self._is_elsewhere(known, said.nouns):
                yield "role of that noun in another body", 1.0
        elif not said.nouns.isdisjoint(known.role_words):
            yield "role with that noun", 1.0
        elif self._covers(known):
            yield "role under that noun", 1.0
        elif lexicon.is_post(self.query.word) and known.classes != {
            "kin"
        }:  # an age contradicts no role, a trade no father
            yield "other role", 1.0
            if self._is_of_another_sector(known):
                yield "post of another sector", 1.0
            if self._class in known.classes:
                yield "role of that class", 1.0
        yield "words of the role", float(min(len(said.words & known.role_words), 2))

    def _is_of_another_sector(self, known: Profile) -> bool:
        """Whether the post and those that somebody has belong to different sectors: *the goalkeeper* after 'the bishop, Ann Poole'."""
        sectors = lexicon.table("post_sectors")
        belongs = {sector for post in known.posts for sector in (sectors.get(post) or "").split()}
        wanted = (sectors.get(self.query.word) or "").split()
        return bool(belongs and wanted) and belongs.isdisjoint(wanted)

    def _has_another_noun(self, who: Referent) -> bool:
        """Whether a post or trade is none of somebody without a name, who is called otherwise: 'a neighbour … the officer', but 'a man'."""
        if who.entity is not None or who.members or self._class not in POSTS or self.said.nouns & who.nouns:
            return False
        genders = lexicon.table("role_nouns")
        return any(genders.get(noun) == "-" for noun in who.nouns)

    def _as_compared(self, wanted: Role, known: Role) -> Role:
        """A role without what looks like its body and is none beside another one: 'the *Labour* mayor' of Eastwick, 'the *Spanish* poet'."""
        said, told = ((role.organisation or "").casefold() for role in (wanted, known))
        if _is_party(said):
            beside = not _is_party(told) and not self.said.linked  # "the Labour MP for Kent" is of Kent
        else:
            trade = self._class == "occupation"
            beside = trade and said in _places() and told not in _places()
        return Role(wanted.title, None, wanted.former) if beside else wanted

    def _is_of_the_scene(self, who: Referent, known: Profile) -> bool:
        """Whether the scene has one who is so called, and the text never says that of somebody: 'Reed, 29, was fined. *The judge* said …'."""
        said = self.said
        if not (self._is_attending and who.entity is not None and who.kind == "person"):
            return False
        if (
            self._class in known.classes
            or self._covers(known)
            or said.nouns & (who.nouns | known.role_words | known.near)
        ):
            return False
        given = (lexicon.honorifics().get(lexicon.bare(name.honorific or "")) for name in who.entity.mentions)
        return not any(title is not None and title.gender == "-" for title in given)  # "Dr Poole … the surgeon"


def same_role(wanted: Role, known: Role) -> bool:
    """Whether a description may repeat a role: same post, nothing that contradicts; a former one only if it says so.

    >>> director, deputy = Role("director", "Harbour Trust"), Role("deputy director", "Harbour Trust")
    >>> same_role(director, deputy), same_role(Role("finance director"), deputy)
    (True, False)
    >>> same_role(deputy, director), same_role(Role("prime minister"), Role("minister", "Treasury"))
    (False, False)
    >>> same_role(Role("roads minister"), Role("shadow roads minister"))
    False
    >>> same_role(Role("boss", "Harbour Trust"), director), same_role(Role("boss", "Pier Fund"), director)
    (True, False)
    """
    if not known.title or not wanted.title or wanted.former != known.former:
        return False
    a, b = wanted.title.casefold().split(), known.title.casefold().split()
    if not lexicon.labelled("reference_words", "opposed").isdisjoint(set(a) ^ set(b)):
        return False
    ranked = not lexicon.labelled("reference_words", "rank").isdisjoint(set(a) - set(b))
    repeated = set(a) <= set(b) or (set(b) <= set(a) and not ranked)
    leaders = lexicon.labelled("reference_words", "leader")
    one_body = bool(wanted.organisation) and wanted.organisation == known.organisation
    if not repeated and not (a[-1] != b[-1] and {a[-1], b[-1]} <= leaders and one_body):
        return False
    bodies = [set(role.organisation.casefold().split()) for role in (wanted, known) if role.organisation]
    return len(bodies) < 2 or not bodies[0].isdisjoint(bodies[1])


def _is_party(body: str) -> bool:
    """Whether the name of a body has a word for a party in it: 'Scottish Conservative'."""
    return not lexicon.words("party_words").isdisjoint(body.casefold().split())


@lexicon.remembered
def _places() -> frozenset[str]:
    """Those of which somebody may be by birth, in small letters."""
    return frozenset(map(str.casefold, lexicon.table("demonyms").values()))


def is_epithet(cast: Cast, query: Query, contenders: Sequence[Referent]) -> bool:
    """Whether a description of a person can only take up somebody who has just been named, for another side of them.

    'Ann Poole won. *The Welsh runner* …', '*The 28-year-old host* …', '*The former Rovers striker* …': so news varies a name, while
    whoever is new has an *a* or a post. 'The 53-year-old', with no noun, has been spoken of, if anybody has.
    """
    named = [r for r in contenders if r.entity is not None and r.kind == "person"]
    if query.word == "old" or not query.definite:
        return query.definite and bool(named)
    counts = named and _counts_children(cast, query)
    if not counts and not (named and _varies(cast, query)):
        return False
    low = cast.page.sentences[query.at] - _LATELY
    places = ((r, r.places[n - 1].token) for r in named if (n := r.places_before(query.at)))
    late = (r for r, at in places if cast.page.sentences[at] >= low)
    fits = (r for r in late if {r.gender, query.gender} != {"m", "f"})
    return any(counts or _may_be(cast.profile(r), query.word) for r in fits)


def _counts_children(cast: Cast, query: Query) -> bool:
    """Whether a description says no more than how many children somebody has: '*The mother of three*', '*the father-of-two*'."""
    page, (start, end) = cast.page, query.phrase.tokens
    behind = [i for i in range(query.at + 1, end) if page.words[i] != "-"]
    number = [page.lowers[i] for i in behind[:1]] == ["of"] and [page.tags[i] for i in behind[1:]] == ["CD"]
    kin = lexicon.table("role_nouns", 2).get(query.word) == "kin"
    return page.lowers[start] == "the" and kin and (number or "-of-" in query.word)


def _varies(cast: Cast, query: Query) -> bool:
    """Whether the subject of a main clause tells a trade or standing and something aside of it; of a post that it is a former one."""
    page, (start, end) = cast.page, query.phrase.tokens
    kind = lexicon.table("role_nouns", 2).get(query.word)
    if kind == "post" and "former" in page.lowers[start : query.at]:
        kind = "occupation"
    scene = lexicon.labelled("reference_words", "attending") | lexicon.labelled("reference_words", "anybody")
    if page.lowers[start] != "the" or kind not in ("occupation", "standing") or query.word in scene:
        return False
    if query.at + 1 < end and page.words[query.at + 1] != ",":
        return False  # "the Welsh runner who fell", "the Kent-born head of Acme"
    aside = query.age is not None or any(_tells_aside(cast, i) for i in range(start + 1, query.at))
    return aside and page.prominence(query.at) == MAIN


def _tells_aside(cast: Cast, i: int) -> bool:
    """Whether a word before a noun tells where somebody is from, or what they were: 'the *Welsh* runner', 'the *former* striker'."""
    page = cast.page
    place = page.lowers[i] in lexicon.table("demonyms") or page.ent_types[i] in ("GPE", "NORP")
    return place or page.lowers[i] == "former" or page.lowers[i].rpartition("-")[2] in _OF_BIRTH


def _may_be(known: Profile, noun: str) -> bool:
    """Whether nothing is told of somebody against a trade: who has an office alone is no *runner*."""
    if lexicon.table("role_nouns", 2).get(noun) == "post":
        return "post" in known.classes  # "the former Rovers boss" is a boss, a singer hardly
    return not known.classes or noun in known.posts or not known.classes <= {"post", "spokes", "kin"}


def mate(cast: Cast, owner: Referent, query: Query) -> Referent | None:
    """Whose husband or sister somebody is, where *his wife*, *her brother* take it up from there: 'Ann and *her husband, Joe*, … *His wife* said'.

    Two with one surname who were named side by side are husband and wife where the text has a wife of one: 'Ann and Joe Poole'.
    """
    spouses, siblings = (lexicon.labelled("reference_words", label) for label in ("spouse", "sibling"))
    nouns = spouses if query.word in spouses else siblings
    if owner.entity is None or query.word not in nouns:
        return None
    wanted = {s.role.organisation for s in owner.statements if post_of(s.role.title) in nouns} - {None}
    named = ((r, r.entity.mentions) for r in cast.referents if r.entity is not None and wanted)
    found = {r for r, names in named if any(name.text in wanted for name in names)}
    if not found and nouns is spouses:
        found = _beside(cast, owner, owner.entity.name.rpartition(" ")[2], query.at)
    fit = [
        r for r in found if r.kind == "person" and {r.gender, query.gender} != {"m", "f"} and r.places_before(query.at)
    ]
    return fit[0] if len(fit) == 1 else None


def _beside(cast: Cast, owner: Referent, surname: str, at: int) -> set[Referent]:
    """Who of somebody's surname was last named side by side with them."""
    pairs = (members for _, members in cast.joined_before(at) if len(members) == 2 and owner in members)
    named = ({r for r in pair if r.entity is not None and r.entity.name.endswith(f" {surname}")} for pair in pairs)
    return next((pair - {owner} for pair in named if len(pair) == 2), set())
