"""Attribution → query: what its source mention says of its referent.

The form of a mention is ``name``, ``pronoun`` or ``description``; a quotation without a source is ``floating``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from typing import Literal

import attrs
from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Attribution, CharSpan, Phrase, TokenSpan
from quoteattr.model import Role
from quoteattr.speakers.bearers import bearers_of, by_initials, just_introduced, named_at_last, with_word_in_name
from quoteattr.speakers.cast import Cast
from quoteattr.speakers.documents import is_document_noun, noun_at
from quoteattr.speakers.profiles import is_person_noun, type_of
from quoteattr.speakers.referents import Referent
from quoteattr.text.kept import Keeping, kept
from quoteattr.text.noun_phrases import ages_beside
from quoteattr.text.page import POSSESSIVES, Page
from quoteattr.text.paragraphs import paragraph_of

HE, SHE = frozenset({"he", "him", "his"}), frozenset({"she", "her"})
IT, THEY = frozenset({"it", "its", "which"}), frozenset({"they", "them", "their"})
_PERSONAL = HE | SHE | IT | THEY
PRONOUNS = _PERSONAL | {"who"}
PRONOUN_GENDERS = dict.fromkeys(HE, "m") | dict.fromkeys(SHE, "f")

_POSSESSIVE_PRONOUNS = frozenset({"his", "her", "their", "its"})
_AGE = re.compile(r"\b(\d{1,3})-year-old\b")
_LATTER_REACH = 2  # sentences back, in which two were named of whom one is *the latter*
_COUNTS = ((2, "two"), (3, "three"))

Form = Literal["name", "pronoun", "description", "floating"]
Sort = Literal["he or she", "it", "they", "person", "people", "document", "body", "namesake", "floating", "none"]
"""The kind of mention, which decides who may be meant and which weights apply; ``none`` for *we* and *I*, whose referent is not sought."""
_SORTS: dict[str, Sort] = {
    **dict.fromkeys(HE | SHE, "he or she"),
    **dict.fromkeys(IT, "it"),
    **dict.fromkeys(THEY, "they"),
}
Describe = Callable[[Page, Phrase], Role | None]
"""Reads the role in a description: a Treasury spokesman."""


@attrs.define
class Query(Keeping):
    """A mention as a question: who is meant?"""

    form: Form
    at: int  # the token before which the referent is looked for
    phrase: Phrase
    word: str = ""  # the head in small letters
    gender: str = "-"
    plural: bool = False
    definite: bool = False  # by the first word: *the* mayor has been spoken of
    indefinite: bool = False  # by the first word: *a* mayor is somebody new
    describe: Callable[[], Role | None] | None = None  # reads the role in a description
    named: Referent | None = None  # whom a name names
    told: Referent | None = None  # who is meant by coreference from elsewhere, or as the text says
    told_by_text: bool = False
    lead: Query | None = None  # the mention that leads up to a floating quotation: 'Ann Poole stood up: “I am sorry.”'
    owner: Query | None = None  # the mention of whose a description is: *his* office
    bearers: tuple[Referent, ...] = ()  # all who bear the name
    passing: bool = False  # whether it is the source of no quotation
    outer_speaker: Referent | None = None  # in whose words the mention stands, so that it means somebody else
    content: tuple[TokenSpan, ...] = ()  # what is said
    cue: frozenset[str] = frozenset()  # the words of the cue
    addressee: Phrase | None = None
    passive: bool = False  # whether a cue without source says so of its subject: 'Ann Poole was asked, “Why?”'
    count: int = 0  # how many are meant where the mention counts them: 'both men', 'the pair', 'the three'
    age: str | None = None  # as the description tells it
    eminent: bool = False  # whether a word before the noun makes people of it: '*senior* figures'
    names_body: bool = False  # whether its noun is a post, but here an organisation: 'the Scottish *Executive*'
    names_document: bool = False  # whether its noun for organisations was used of a document before

    @kept
    def role(self) -> Role | None:
        """The role that the description of one person tells: 'a *Treasury spokesman*'."""
        return self.describe() if self.describe is not None and self.is_person else None

    @kept
    def sort(self) -> Sort:
        if self.form == "pronoun":
            return _SORTS.get(self.word, "none")
        if self.form in ("floating", "name"):
            return "floating" if self.form == "floating" else "namesake"
        if self.word in several():
            return "people"
        if self.word in lexicon.words("organisation_nouns") and not self.is_person:
            return "document" if self.names_document else "body"
        singular = lexicon.singular(self.word) if self.plural else self.word
        documents = lexicon.words("document_nouns")
        are_people = self.word in lexicon.words("people_nouns") or (self.plural and is_person_noun(singular))
        if are_people and not (self.word in documents and self._has_cue_of_documents):
            return "people"
        if self.is_person:
            return "person"
        return "document" if {self.word, singular} & documents else "body"

    @property
    def _has_cue_of_documents(self) -> bool:
        """Whether the cue goes with documents: '*figures* show', 'according to *figures*', but 'senior *figures* said'."""
        verbs = (verb for word in self.cue for verb in lexicon.reporting_verbs().get(word, ()))
        return not self.eminent and ("according" in self.cue or all(verb.takes("doc") for verb in verbs))

    @kept
    def is_joint(self) -> bool:
        """Whether it means several at once who may have been named one by one: counted, or 'the companies', 'the men', 'the brothers'."""
        if self.count:
            return True
        if not (self.definite and self.plural and self.phrase.start + 1 == self.at):
            return False
        post = lexicon.singular_post(self.word)
        return (
            self.sort == "body"
            or lexicon.table("role_nouns").get(post, "-") != "-"
            or lexicon.noun_class(post) == "kin"
        )

    @kept
    def is_person(self) -> bool:
        """Whether the word describes a person; *the insurer* is an organisation, *an insurer* may be a man."""
        is_body = self.names_body or (not self.indefinite and self.word in lexicon.labelled("reference_words", "body"))
        return is_person_noun(self.word) and not is_body

    @kept
    def wanted_kind(self) -> Literal["person", "organisation"] | None:
        """The kind that the referent must have, if only one is possible; *the publisher* may be a person or an organisation."""
        if self.sort in ("it", "body"):
            return "organisation"
        is_person = self.sort == "he or she" or (self.sort == "person" and type_of(self.word) is None)
        return "person" if is_person else None


@attrs.frozen
class Queries:
    """Makes queries. ``clusters`` is coreference from elsewhere, in code points."""

    cast: Cast
    describe: Describe
    clusters: tuple[tuple[CharSpan, ...], ...] = ()
    page: Page = attrs.field(init=False, default=attrs.Factory(lambda self: self.cast.page, takes_self=True))

    def query(self, attribution: Attribution) -> Query:
        """The question that an attribution asks."""
        content = tuple(map(self.page.token_span, attribution.pieces))
        cue = self.page.tokens[slice(*attribution.cue)] if attribution.cue else []
        if attribution.source is not None:
            query = self.of_mention(attribution.source)
        else:
            start = content[0].start
            passive = any(map(self.page.is_passive, cue))
            lead = self._lead_in(attribution.hint) if attribution.hint is not None else None
            query = Query("floating", start, Phrase(start, start, start), lead=lead, passive=passive)
        query.content, query.addressee = content, attribution.addressee
        query.cue = frozenset(token.lower_ for token in cue)
        return query

    def of_mention(self, phrase: Phrase, *, passing: bool = False) -> Query:
        """The question that a noun phrase asks."""
        phrase = self._uncut(phrase)
        head = self.cast.mentions.true_head(phrase)
        word = "old" if self._is_person_by_age(phrase, head) else head.lower_
        if (person := by_initials(self.cast, phrase)) is not None:
            return Query("name", phrase.start, phrase, word, named=person, bearers=(person,))
        is_name = head.i in self.cast.mentions.names  # "St'Amour", whatever the tagger takes it for
        is_pronoun = (head.tag_ == "PRP" and not is_name and word != "one") or word in _PERSONAL
        if not is_pronoun and (bearers := self._bearers(phrase, head, word)):
            return Query("name", phrase.start, phrase, word, named=bearers[0], bearers=bearers)
        indefinite = self.page.lowers[phrase.start] in lexicon.labelled("reference_words", "indefinite")
        told, by_text = self._told_by_coreference(head), False
        if told is None:
            told = named_at_last(self.cast, phrase, head.i) if indefinite else self._told_by_text(head)
            by_text = told is not None
        if is_pronoun:
            query = Query("pronoun", head.i, phrase, word, PRONOUN_GENDERS.get(word, "-"))
        else:
            query = self._description(phrase, head, word, indefinite=indefinite)
        query.told, query.told_by_text, query.passing = told, by_text, passing
        return query

    def _bearers(self, phrase: Phrase, head: Token, word: str) -> tuple[Referent, ...]:
        """All who bear the name that a phrase gives, the likeliest first; nobody where it gives none."""
        named = self._named(phrase, head)
        if named is not None:
            return bearers_of(self.cast, phrase, named)
        is_one_word = head.tag_ in ("NNP", "NNPS") and phrase.start == head.i
        return with_word_in_name(self.cast, word) if is_one_word else ()

    def _description(self, phrase: Phrase, head: Token, word: str, *, indefinite: bool) -> Query:
        """The query of a mention that names nobody, but describes somebody or something."""
        word, first = _noun(self.page, phrase, head, word), self.page.lowers[phrase.start]
        plural = word != "old" and (head.tag_ in ("NNS", "NNPS") or word in several())
        definite = first in lexicon.labelled("reference_words", "definite") or head.tag_ in ("NNP", "NNPS")
        gender = lexicon.table("role_nouns").get(word) or _gender_of_demonym(word)
        query = Query("description", head.i, phrase, word, gender, plural, definite)
        query.indefinite, query.owner = indefinite, self._owner(phrase, head)
        query.describe = partial(self.describe, self.page, phrase)
        query.count = _count(self.page.lowers[phrase.start : phrase.start + 2]) if definite else 0
        before = self.page.lowers[phrase.start : head.i]
        query.names_body = before == ["the"] and self._is_body(head)
        query.eminent = not lexicon.labelled("reference_words", "eminent").isdisjoint(before)
        if "old" in "".join(self.page.lowers[phrase.start : head.i + 1]):
            query.age = age_in(self.page.text(TokenSpan(phrase.start, head.i + 1)))
        return query

    def _is_body(self, head: Token) -> bool:
        """Whether a post is written as an organisation, or one before it is called so: 'the Scottish *Executive* … the executive'."""
        word, named = head.lower_, (r.places_before(head.i) for r in self.cast.referents if r.is_headed(head.lower_))
        is_both = word in lexicon.words("organisation_nouns") and lexicon.noun_class(word) == "post"
        return is_both and (head.text[:1].isupper() or any(named))

    def whole(self, attribution: Attribution) -> Attribution:
        """An attribution with its source mention in full, where the parser cut it within the name of an organisation."""
        source = attribution.source and self._uncut(attribution.source)
        return attribution if source == attribution.source else attrs.evolve(attribution, source=source)

    def _uncut(self, phrase: Phrase) -> Phrase:
        """The whole of a phrase that the parser began within the name of an organisation: '*a spokesman for Acme,* Inc.'."""
        page, start = self.page, phrase.start
        while start in page.name_ends:
            start -= 1
        if start == phrase.start:
            return phrase
        link = start - 1 - (page.lowers[start - 1] == "the")
        if link < 1 or page.lowers[link] not in ("of", "for") or not lexicon.is_post(page.words[link - 1]):
            return phrase
        return Phrase(page.tokens[link - 1].left_edge.i, phrase.end, link - 1)

    def _is_person_by_age(self, phrase: Phrase, head: Token) -> bool:
        """Whether an age alone tells that a person is meant: 'the 24-year-old left wing'; or a demonym that is no name: 'the Japanese'."""
        words = self.page.lowers[phrase.start : head.i]
        if words == ["the"] and lexicon.is_of_one_or_all(head.lower_):
            return head.i not in self.cast.mentions.names
        if "old" not in words or ["-", "year", "-", "old"] not in (words[i : i + 4] for i in range(len(words) - 3)):
            return False
        if is_person_noun(head.lower_):
            return False
        if head.lower_ in lexicon.labelled("reference_words", "position"):
            return True
        lists = ("organisation_nouns", "document_nouns", "other_heads")
        return head.tag_ == "NN" and not any(head.lower_ in lexicon.words(name) for name in lists)

    def _owner(self, phrase: Phrase, head: Token) -> Query | None:
        """The mention of whose a description is: '*his* office', '*the mayor*’s statement', '*the agency*’s report'."""
        page, start = self.page, phrase.start
        if page.lowers[start] in _POSSESSIVE_PRONOUNS:
            return self.of_mention(Phrase(start, start + 1, start))
        noun = noun_at(page, head.i)
        is_message = noun in lexicon.words("message_documents")
        if not (is_message or is_document_noun(noun)):
            return None
        end = next((i for i in range(start + 1, head.i) if page.words[i] in POSSESSIVES), start)
        if end == start and is_message and start + 2 == head.i and page.lowers[start] == "the":
            end = head.i  # "the trust release" is the trust's
        if end == start:
            return None
        owner = page.lowers[end - 1]
        may_own = (is_message and is_person_noun(owner)) or type_of(owner) is not None
        return self.of_mention(Phrase(start, end, end - 1)) if may_own else None

    def _lead_in(self, hint: Phrase) -> Query | None:
        """The mention of a person in the sentence before a floating quotation: 'Ann Poole stood up: “I am sorry.”'"""
        head = self.page.tokens[hint.head]
        named = self._named(hint, head)
        return self.of_mention(hint) if (named and named.kind == "person") or head.lower_ in HE | SHE else None

    def _named(self, phrase: Phrase, head: Token) -> Referent | None:
        """The referent that a phrase names; of several who speak together the one that stands for all."""
        members = self.cast.mentions.named(phrase, head)
        return self.cast.together(members) if members else None

    def _told_by_coreference(self, head: Token) -> Referent | None:
        """The referent named most often in the coreference cluster of a mention."""
        at = self.page.starts[head.i]
        around = [(end - start, cluster) for cluster in self.clusters for start, end in cluster if start <= at < end]
        if not around:
            return None
        named: list[tuple[Referent, ...]] = []
        for start, end in map(self.page.token_span, min(around)[1]):
            if start < end:  # "Ann Poole, the mayor of Eastwick" is Ann Poole
                root = self.page.root(start, end)
                named.append(self.cast.mentions.named(Phrase(start, end, root.i), root))
        counts = Counter(map(frozenset, named))
        most = max(filter(None, named), key=lambda members: counts[frozenset(members)], default=None)
        return self.cast.together(most) if most else None

    def _told_by_text(self, head: Token) -> Referent | None:
        """The only one of whom the text says what a mention repeats: an age, that *they* is one person's pronoun, *the latter*."""
        page, word = self.page, head.lower_
        if word in lexicon.labelled("reference_words", "of-two"):
            return self._of_two(head)
        if page.lowers[max(head.i - 2, 0) : head.i] == ["the", "same"] and is_person_noun(word):
            return self._latest_person_to_speak()  # "the same official"
        age = age_in(page.text(TokenSpan(max(head.i - 4, 0), head.i + 1))) if word.endswith("old") else None
        if age is None and word not in THEY:
            return just_introduced(self.cast, head.i, word)
        people = [(r, r.entity.mentions) for r in self.cast.referents if r.entity is not None and r.kind == "person"]
        if word in THEY:  # which as a rule means several, unless such a person is near
            near = [(r, names) for r, names in people if self._is_near(r, head.i)]
            found = [r for r, names in near if any(_uses_they(page, name.tail) for name in names)]
        else:
            found = [r for r, names in people if any(age in [*map(str, ages_beside(page, name))] for name in names)]
        return found[0] if len(found) == 1 else None

    def _latest_person_to_speak(self) -> Referent | None:
        """The latest speaker, if that is no organisation."""
        speaker = self.cast.turn.speaker if self.cast.turn is not None else None
        return speaker if speaker is not None and speaker.kind != "organisation" else None

    def _of_two(self, head: Token) -> Referent | None:
        """The first or the last of the people, or else of the organisations, that the nearest sentence names: 'the *former*', 'the *latter*'."""
        page, names = self.page, self.cast.mentions.names
        if page.lowers[head.i - 1 : head.i] != ["the"] or not page.passages:
            return None
        here, low = page.sentences[head.i], max(page.sentences[head.i] - _LATTER_REACH, 0)
        for back in range(here, low - 1, -1):
            at = [i for i in range(head.i) if page.sentences[i] == back and i in names and page.inside[i] < 0]
            named = dict.fromkeys(names[i][0] for i in at)
            for kind in ("person", "organisation"):
                found = [r for r in named if r.kind == kind]
                if len(found) == 2 or (len(found) > 2 and head.lower_ == "latter"):
                    return found[0 if head.lower_ == "former" else -1]
        return None

    def _is_near(self, r: Referent, at: int) -> bool:
        """Whether somebody is the latest speaker, or stands in the passage of a token or the one before it."""
        if self.cast.turn is not None and self.cast.turn.speaker is r:
            return True
        paragraphs = self.page.once(paragraph_of)
        return bool(r.places_between(bisect_left(paragraphs, paragraphs[at] - 1) - 1, at))


def _noun(page: Page, phrase: Phrase, head: Token, word: str) -> str:
    """The noun of a description; of two words where only both mean an organisation, document or person: 'the *coast guard*', 'the *fact sheet*'."""
    if word == "old":
        return word  # "the 24-year-old left wing"
    last, bodies = head.lower_, lexicon.words("organisation_nouns")
    if head.i > phrase.start and lexicon.bare(last) in _last_words():  # few nouns end one of two words
        words = page.lowers[max(head.i - 2, phrase.start) : head.i + 1]
        compound = "".join(words) if words[-2] == "-" else " ".join(words[-2:])
        if not lexicon.is_post(last) and is_person_noun(compound):
            return compound  # "the centre-half", "the top seed"
        if compound in bodies and (last not in bodies or is_person_noun(last)):
            return compound
    return noun_at(page, head.i)


@lexicon.remembered
def _last_words() -> frozenset[str]:
    """The last words of nouns of several words for people and organisations: *seed* of the top seed, *half* of the centre-half."""
    lists = ("role_nouns", "titles", "abbreviated_roles", "posts_of_two", "demonyms", "organisation_nouns")
    nouns = (noun for name in lists for noun in lexicon.words(name))
    return frozenset(re.split("[ -]", noun)[-1] for noun in nouns if " " in noun or "-" in noun) | {"old"}


def _uses_they(page: Page, tail: int) -> bool:
    """Whether the text says behind a name that *they* means its bearer: 'Poole, who uses they/them pronouns', '(they/them)'."""
    behind = page.lowers[tail : min(tail + 9, page.sentence(max(tail - 1, 0)).end)]
    they = any(word in THEY for word in behind)
    bracketed = behind[:1] == ["("] and behind[1:2] != [] and behind[1].startswith("they")
    return bracketed or (they and not {"pronoun", "pronouns"}.isdisjoint(behind))


def age_in(description: str) -> str | None:
    """The age in a description.

    >>> age_in("the 24-year-old left wing"), age_in("the 40-odd residents")
    ('24', None)
    """
    found = _AGE.search(description)
    return found[1] if found else None


def _count(words: Sequence[str]) -> int:
    """How many are meant by the first words of a description: '*both* men', 'the *pair*', 'the *three* of them'; or 0."""
    return next((n for n, label in _COUNTS if not lexicon.labelled("reference_words", label).isdisjoint(words)), 0)


@lexicon.remembered
def several() -> frozenset[str]:
    """The words that count people and may stand for them alone: '*Both* said', 'the *couple*'."""
    return frozenset[str]().union(*(lexicon.labelled("reference_words", label) for _, label in _COUNTS))


def _gender_of_demonym(word: str) -> str:
    """The gender that the ending of a demonym shows: the Dutchman, the Frenchwoman; else ``-``."""
    if not lexicon.is_from_somewhere(word):
        return "-"
    return "f" if word.endswith("woman") else "m" if word.endswith(("shman", "chman", "sman")) else "-"
