"""The post, trade or kinship that a description names, compared with what the text says of each contender.

Also which descriptions can only take up somebody who has just been named (epithets), and whose spouse or sibling *his wife* is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from quoteattr import lexicon, post_forms
from quoteattr.model import Role
from quoteattr.speakers.cast import Cast
from quoteattr.speakers.descriptions import Described
from quoteattr.speakers.profiles import Profile
from quoteattr.speakers.queries import PRONOUN_GENDERS, Query
from quoteattr.speakers.referents import (
    MAIN,
    Referent,
    countries,
    genders_clash,
    incidental_nouns,
    is_of_party,
    post_in_office,
    post_of,
)
from quoteattr.text.kept import Keeping, kept
from quoteattr.text.noun_phrases import ages_beside

_MAY_PRECEDE_NAME = ("indefinite", "one", "bare")
"""How a description opens whose referent may be named only later: '*A pensioner* waited. … Ron Dale, 81, …'."""

_EPITHET_REACH = 4
"""How many sentences back an epithet may find the person whom it takes up."""

_ORIGIN_PARTICIPLES = frozenset({"based", "born", "raised", "trained"})
"""Words behind a place and a hyphen: 'the Kent-*born* actor'."""


@attrs.frozen
class Posts(Keeping):
    """Compares the noun and role of one description with the roles of the contenders for it."""

    cast: Cast
    query: Query
    description: Described

    def of(self, who: Referent, profile: Profile, places_before: int) -> Iterator[tuple[str, float]]:
        """The features that the roles of a contender give, of whose places ``places_before`` stand before the mention."""
        if who.statements and not self.query.indefinite:
            yield from self._role_repeated(profile, places_before)
        elif who.statements and not places_before:
            yield from self._role_introduced(profile)
        if self._is_other_than_on_duty(who, profile):
            yield "of the scene, told otherwise", 1.0
        if self._is_known_by_other_noun(who):
            yield "known by another noun", 1.0

    def is_of_other_gender(self, who: Referent) -> bool:
        """Whether a contender is of the other gender than the pronoun that opens the content.

        'Tom Reed robbed Ann Poole. The pensioner said *she* was sorry': the pensioner is not Tom Reed.
        """
        gender = self._gender_in_content
        is_other = gender != "-" and who.kind == "person" and genders_clash(gender, who.gender)
        return is_other and who.pronoun_genders != {gender}

    @kept
    def _gender_in_content(self) -> str:
        """The gender of *he* or *she* at the head of indirect speech, which nearly always means the speaker; else ``-``."""
        page, content = self.cast.page, self.query.content
        if self.query.gender != "-" or not content or page.inside[content[0].start] >= 0:
            return "-"
        return PRONOUN_GENDERS.get(page.lowers[content[0].start], "-")

    def is_introduced_by_age(self, who: Referent) -> bool:
        """Whether a contender is named with an age and no post, which fits a vague description before.

        'A pensioner says he was turned away. … Ron Dale, *81*, waited.' A mere witness is probably somebody else.
        """
        if not self.query.is_person or self.description.opening not in _MAY_PRECEDE_NAME:
            return False
        if self.query.word in incidental_nouns() or any(s.role.title for s in who.statements):
            return False
        return who.entity is not None and any(ages_beside(self.cast.page, name) for name in who.entity.mentions)

    @kept
    def _class(self) -> str | None:
        """The class of the noun of the description: post, occupation, standing …"""
        return lexicon.noun_class(self.query.word)

    @kept
    def compares_nouns(self) -> bool:
        """Whether the noun of the description can speak against contenders of whom no role is told: 'the nurse', 'the judge'."""
        return self._class in post_forms.WORK or self._names_somebody_on_duty

    @kept
    def _names_somebody_on_duty(self) -> bool:
        """Whether the description is of somebody whom any scene may have, so that no text introduces them: '*the judge* said'."""
        on_duty = lexicon.labelled("reference_words", "attending")
        return self.query.definite and not self.description.nouns.isdisjoint(on_duty)

    def _is_hypernym(self, profile: Profile) -> bool:
        """Whether the noun is a wider term for a post of the contender: 'Detective Ann Poole … *the officer*'."""
        if self.description.opening == "owned":
            return False  # "Reed's lawyer" is no other lawyer
        narrower = (lexicon.table("wider_nouns").get(self.query.word) or "").split()
        return not profile.posts.isdisjoint(narrower)

    def _role_introduced(self, profile: Profile) -> Iterator[tuple[str, float]]:
        """How the role fits of somebody who is named only behind the mention: 'An expert said it was late. … Ann Poole, an expert, …'."""
        if any(self.query.role and same_role(self.query.role, role) for role in profile.roles):
            yield "introduced so", 1.0
        elif self.query.word in profile.posts or self._has_similar_post(profile):
            yield "introduced alike", 1.0
        elif profile.posts:  # "Ann Poole, of Eastwick" may be anybody
            yield "introduced otherwise", 1.0
        if shared := self.description.modifiers & profile.role_words:
            yield "introduced by words of it", float(min(len(shared), 2))

    def _belongs_elsewhere(self, profile: Profile, nouns: frozenset[str] = frozenset()) -> bool:
        """Whether all roles of a contender, or those with one of ``nouns`` in the title, belong to other organisations.

        'a *Nato* official … Ann Poole, head of the *Harbour Trust*'
        """
        wanted = ((self.query.role.organisation if self.query.role else None) or "").casefold()
        roles = [r for r in profile.roles if not nouns or not nouns.isdisjoint((r.title or "").casefold().split())]
        organisations = [role.organisation for role in roles]
        if not wanted or not all(name and not name.islower() for name in organisations):
            return False  # "the company" may be any
        if wanted in countries() and not any(name and name.casefold() in countries() for name in organisations):
            return False  # "the *Spanish* coach" of a club
        if is_of_party(wanted) != any(is_of_party(name) for name in organisations if name):
            return False  # "the *Labour* MP" may be that for Eastwick
        return {*map(lexicon.placed, wanted.split())}.isdisjoint(profile.role_words | profile.near)

    def _has_similar_post(self, profile: Profile) -> bool:
        """Whether a contender has a post of the same class, or a narrower one, in no other organisation."""
        same_class = self._class in profile.classes and not self._is_called_by_office(profile)
        return (self._is_hypernym(profile) or same_class) and not self._belongs_elsewhere(profile)

    def _is_called_by_office(self, profile: Profile) -> bool:
        """Whether all posts of that class are offices that text calls by their own nouns: a governor is no *official*, but perhaps a *leader*."""
        if self.query.word in lexicon.labelled("reference_words", "leader"):
            return False
        of_class = {post for post in profile.posts if lexicon.noun_class(post) == self._class}
        return of_class <= lexicon.labelled("reference_words", "office")

    def _is_of_another_sector(self, profile: Profile) -> bool:
        """Whether the noun and the posts of a contender belong to different sectors: *the goalkeeper* after 'the bishop, Ann Poole'."""
        if self.query.role is not None and self.query.role.former:
            return False  # an MP may be "the former goalkeeper"
        wanted, known = post_forms.sectors([self.query.word]), post_forms.sectors(profile.posts)
        return bool(wanted and known) and known.isdisjoint(wanted)

    @kept
    def _bare_post(self) -> str:
        """The title in a description that is no more than a present post, and says neither of what it is nor which one is meant: '*the chief whip*'.

        Of a player it may say more ('the Rovers striker'); empty otherwise.
        """
        role, description = self.query.role, self.description
        if role is None or role.former or not role.title:
            return ""
        if post_forms.is_player(self.query.word):
            return self.query.word
        is_post = lexicon.noun_class(post_of(role.title)) in ("post", "spokes") or self._names_somebody_on_duty
        told = role.organisation or description.capitalised or description.is_restricted
        return role.title if is_post and not told and description.opening in ("definite", "owned") else ""

    def _is_anothers_post(self, profile: Profile) -> bool:
        """Whether a post is none that a contender may have beside their own: *the chief whip* after 'Ann Poole, a rebel MP'."""
        known = {post for role in profile.roles if (post := post_in_office(role))}
        wanted, role = self._bare_post, self.query.role
        if role is None or not (wanted and known) or self._is_hypernym(profile):
            return False
        return post_forms.excludes(known, wanted, post_in_office(role) or post_of(wanted))

    def _role_repeated(self, profile: Profile, places_before: int) -> Iterator[tuple[str, float]]:
        """How far a role that the text tells of a contender is the one that the description names."""
        nouns, wanted = self.description.nouns, self.query.role
        same = [role for role in profile.roles if wanted and same_role(self._without_origin(wanted, role), role)]
        has_noun = not nouns.isdisjoint(profile.posts)
        if not places_before and (same or has_noun):
            yield "role told later", 1.0  # 'A spokeswoman said it was late. Ann Poole, the spokeswoman, …'
        if same:
            yield "role repeated", 1.0
            if wanted and wanted.organisation and any(role.organisation for role in same):
                yield "role and body repeated", 1.0
        elif has_noun:
            yield "role of that noun", 1.0
            if self._belongs_elsewhere(profile, nouns):
                yield "role of that noun in another body", 1.0
        elif not nouns.isdisjoint(profile.role_words):
            yield "role with that noun", 1.0
        elif self._is_hypernym(profile):
            yield "role under that noun", 1.0
        elif lexicon.is_post(self.query.word) and profile.classes != {"kin"}:
            # an age contradicts no role, a trade no father
            yield from self._role_differs(profile)
        yield "words of the role", float(min(len(self.description.modifiers & profile.role_words), 2))

    def _role_differs(self, profile: Profile) -> Iterator[tuple[str, float]]:
        """How far apart the roles of a contender and that of the description are, which is none of them."""
        yield "other role", 1.0
        if self._is_of_another_sector(profile):
            yield "post of another sector", 1.0
        if self._class in profile.classes:
            yield "role of that class", 1.0
        if self._is_anothers_post(profile):
            yield "another's post", 1.0

    def _is_known_by_other_noun(self, who: Referent) -> bool:
        """Whether a contender without a name was called by another noun than this post: 'a neighbour … *the officer*', but 'a man'."""
        if (
            who.entity is not None
            or who.members
            or self._class not in post_forms.WORK
            or self.description.nouns & who.nouns
        ):
            return False
        genders = lexicon.table("role_nouns")
        return any(genders.get(noun) == "-" for noun in who.nouns)

    def _without_origin(self, wanted: Role, known: Role) -> Role:
        """The wanted role without its organisation where that is a party or country, and the known role has a real one.

        'the *Labour* mayor' and 'the *Spanish* poet' may be the mayor of Eastwick and a poet at its university.
        """
        of_wanted, of_known = ((role.organisation or "").casefold() for role in (wanted, known))
        if is_of_party(of_wanted):
            is_origin = (
                not is_of_party(of_known) and not self.description.has_preposition
            )  # "the Labour MP for Kent" is of Kent
        else:
            is_origin = of_wanted in countries() and of_known not in countries() and self._class == "occupation"
        return Role(wanted.title, None, wanted.former) if is_origin else wanted

    def _is_other_than_on_duty(self, who: Referent, profile: Profile) -> bool:
        """Whether the description is of somebody on duty at the scene, and nothing says that the contender is: 'Reed, 29, was fined. *The judge* said …'."""
        if not self._names_somebody_on_duty or who.entity is None or who.kind != "person":
            return False
        if self._class in profile.classes or self._is_hypernym(profile):
            return False
        if self.description.nouns & (who.nouns | profile.role_words | profile.near):
            return False
        titles = (lexicon.honorifics().get(lexicon.bare(name.honorific or "")) for name in who.entity.mentions)
        return not any(title is not None and title.gender == "-" for title in titles)  # "Dr Poole … the surgeon"


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
    adds_rank = not lexicon.labelled("reference_words", "rank").isdisjoint(set(a) - set(b))
    repeated = set(a) <= set(b) or (set(b) <= set(a) and not adds_rank)
    leaders = lexicon.labelled("reference_words", "leader")
    one_body = bool(wanted.organisation) and wanted.organisation == known.organisation
    if not repeated and not (a[-1] != b[-1] and {a[-1], b[-1]} <= leaders and one_body):
        return False
    bodies = [set(role.organisation.casefold().split()) for role in (wanted, known) if role.organisation]
    return len(bodies) < 2 or not bodies[0].isdisjoint(bodies[1])


# --- epithets ---------------------------------------------------------------------------------------------------------


def is_epithet(cast: Cast, query: Query, contenders: Sequence[Referent]) -> bool:
    """Whether a description of a person can only take up somebody who has just been named, for another side of them.

    'Ann Poole won. *The Welsh runner* …', '*The 28-year-old host* …', '*The former Rovers striker* …': so news varies a name, while
    whoever is new has an *a* or a post. 'The 53-year-old', with no noun, has been spoken of, if anybody has.
    """
    if not query.definite:
        return False
    named = [r for r in contenders if r.entity is not None and r.kind == "person"]
    if not named or query.word == "old":
        return bool(named)
    counts_children = _counts_children(cast, query)
    if not counts_children and not _is_worded_as_epithet(cast, query):
        return False
    first_sentence = cast.page.sentences[query.at] - _EPITHET_REACH
    latest = ((r, r.places[n - 1].token) for r in named if (n := r.places_before(query.at)))
    near = (r for r, token in latest if cast.page.sentences[token] >= first_sentence)
    fitting = (r for r in near if not genders_clash(r.gender, query.gender))
    return any(counts_children or _may_be_called(cast.profile(r), query.word) for r in fitting)


def _counts_children(cast: Cast, query: Query) -> bool:
    """Whether a description says no more than how many children somebody has: '*The mother of three*', '*the father-of-two*'."""
    page, (start, end) = cast.page, query.phrase.tokens
    behind = [i for i in range(query.at + 1, end) if page.words[i] != "-"]
    number = [page.lowers[i] for i in behind[:1]] == ["of"] and [page.tags[i] for i in behind[1:]] == ["CD"]
    return page.lowers[start] == "the" and lexicon.noun_class(query.word) == "kin" and (number or "-of-" in query.word)


def _is_worded_as_epithet(cast: Cast, query: Query) -> bool:
    """Whether a description is *the*, a trade or standing, and an age, origin or past before it, as the subject of a main clause.

    A post is read as a trade where it is a former one: 'the former Rovers boss'.
    """
    page, (start, end) = cast.page, query.phrase.tokens
    kind = lexicon.noun_class(query.word)
    if kind == "post" and "former" in page.lowers[start : query.at]:
        kind = "occupation"
    if page.lowers[start] != "the" or kind not in ("occupation", "standing") or query.word in incidental_nouns():
        return False
    if query.at + 1 < end and page.words[query.at + 1] != ",":
        return False  # "the Welsh runner who fell", "the Kent-born head of Acme"
    if query.age is None and not any(_tells_origin_or_past(cast, i) for i in range(start + 1, query.at)):
        return False
    return page.prominence(query.at) == MAIN


def _tells_origin_or_past(cast: Cast, i: int) -> bool:
    """Whether a modifier tells where somebody is from, or what they were: 'the *Welsh* runner', 'the *former* striker'."""
    page, word = cast.page, cast.page.lowers[i]
    place = word in lexicon.table("demonyms") or page.ent_types[i] in ("GPE", "NORP")
    return place or word == "former" or word.rpartition("-")[2] in _ORIGIN_PARTICIPLES


def _may_be_called(profile: Profile, noun: str) -> bool:
    """Whether the roles of somebody allow an epithet with that noun: who has nothing but an office is no *runner*."""
    if lexicon.noun_class(noun) == "post":
        return "post" in profile.classes  # "the former Rovers boss" is a boss, a singer hardly
    return not profile.classes or noun in profile.posts or not profile.classes <= {"post", "spokes", "kin"}


# --- spouses and siblings ---------------------------------------------------------------------------------------------


def spouse_or_sibling(cast: Cast, owner: Referent, query: Query) -> Referent | None:
    """The named spouse or sibling of ``owner`` whom *his wife*, *her brother* takes up: 'Ann and *her husband, Joe*, … *His wife* said'.

    Two with one surname who were named side by side are husband and wife where the text has a wife of one: 'Ann and Joe Poole'.
    """
    spouses, siblings = (lexicon.labelled("reference_words", label) for label in ("spouse", "sibling"))
    nouns = spouses if query.word in spouses else siblings
    if owner.entity is None or query.word not in nouns:
        return None
    names = {s.role.organisation for s in owner.statements if post_of(s.role.title) in nouns} - {None}
    entities = ((r, r.entity.mentions) for r in cast.referents if r.entity is not None and names)
    found = {r for r, mentions in entities if any(name.text in names for name in mentions)}
    if not found and nouns is spouses:
        found = _named_beside(cast, owner, owner.entity.name.rpartition(" ")[2], query.at)
    fitting = [
        r
        for r in found
        if r.kind == "person" and not genders_clash(r.gender, query.gender) and r.places_before(query.at)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _named_beside(cast: Cast, owner: Referent, surname: str, at: int) -> set[Referent]:
    """Who of that surname was last named side by side with ``owner`` before a token."""
    pairs = (members for _, members in cast.joined_before(at) if len(members) == 2 and owner in members)
    named = ({r for r in pair if r.entity is not None and r.entity.name.endswith(f" {surname}")} for pair in pairs)
    return next((pair - {owner} for pair in named if len(pair) == 2), set())
