"""Attribution → query: what its source mention says of the one who is meant.

Its form is that of a ``name``, a ``pronoun`` or a ``description``; a quotation without source is ``floating``.
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
from quoteattr.speakers.bearers import bearers_of, by_initials, in_whose_name, just_brought_in, named_at_last
from quoteattr.speakers.cast import Cast
from quoteattr.speakers.documents import is_document_noun, noun_at
from quoteattr.speakers.profiles import type_of
from quoteattr.speakers.referents import Referent
from quoteattr.text.kept import Keeping, kept
from quoteattr.text.page import POSSESSIVES, Page
from quoteattr.text.paragraphs import paragraph_of

HE, SHE = frozenset({"he", "him", "his"}), frozenset({"she", "her"})
IT, THEY = frozenset({"it", "its", "which"}), frozenset({"they", "them", "their"})
_PERSONAL = HE | SHE | IT | THEY
PRONOUNS = _PERSONAL | {"who"}
_GENDERS = dict.fromkeys(HE, "m") | dict.fromkeys(SHE, "f")

_OWNERS = frozenset({"his", "her", "their", "its"})
_AGE = re.compile(r"\b(\d{1,3})-year-old\b")
_BACK = 2  # sentences, in which two were named of whom one is *the latter*
_COUNTS = ((2, "two"), (3, "three"))

Form = Literal["name", "pronoun", "description", "floating"]
Sort = Literal["he or she", "it", "they", "person", "people", "document", "body", "namesake", "floating", "none"]
"""What decides who may be meant, and by which weights."""
_SORTS: dict[str, Sort] = {
    **dict.fromkeys(HE | SHE, "he or she"),
    **dict.fromkeys(IT, "it"),
    **dict.fromkeys(THEY, "they"),
}
Describe = Callable[[Page, Phrase], Role | None]
"""Reads the role in a description: a Treasury spokesman."""


@attrs.define
class Query(Keeping):
    """A mention as a question.

    ``at`` is the token before which the one who is meant is looked for, ``phrase`` the whole mention, ``word`` its head
    in small letters. ``definite`` and ``indefinite`` are what its first word says: *the* mayor has been spoken of, *a*
    mayor is somebody new. ``describe`` reads what a description amounts to, ``named`` is whom a name names, ``told`` whom
    coreference from elsewhere takes the mention for, or the text itself where it is ``stated``, ``lead`` the mention that
    leads up to a floating quotation, ``owner`` whose a description is by a pronoun (*his* office), ``bearers`` all who bear
    the name, ``passing`` whether it is the source of no quotation, ``apart`` in whose words a mention stands, so that it
    means somebody else, ``words`` what is said, ``cue`` the words that say so, ``hearer`` who is told, and ``passive`` whether
    a verb without a source says so of its subject: 'Ann Poole was asked, “Why?”'. ``number`` is how many are meant where they
    are counted, or 0: 'both men', 'the pair', 'the three'; ``age`` is how old somebody is said to be, ``eminent`` whether
    a word before the noun makes people of it: '*senior* figures', and ``filed`` whether a noun for bodies was used of a document.
    """

    form: Form
    at: int
    phrase: Phrase
    word: str = ""
    gender: str = "-"
    plural: bool = False
    definite: bool = False
    indefinite: bool = False
    describe: Callable[[], Role | None] | None = None
    named: Referent | None = None
    told: Referent | None = None
    stated: bool = False
    lead: Query | None = None
    owner: Query | None = None
    bearers: tuple[Referent, ...] = ()
    passing: bool = False
    apart: Referent | None = None
    words: tuple[TokenSpan, ...] = ()
    cue: frozenset[str] = frozenset()
    hearer: Phrase | None = None
    passive: bool = False
    number: int = 0
    age: str | None = None
    eminent: bool = False
    filed: bool = False

    @kept
    def role(self) -> Role | None:
        """What the description of one person amounts to: 'a *Treasury spokesman*'."""
        return self.describe() if self.describe is not None and self.is_person else None

    @kept
    def sort(self) -> Sort:
        """Which contenders a mention has and whose weights decide; nobody is looked for behind *we* and *I*."""
        if self.form == "pronoun":
            return _SORTS.get(self.word, "none")
        if self.form in ("floating", "name"):
            return "floating" if self.form == "floating" else "namesake"
        if self.word in several():
            return "people"
        if self.word in lexicon.words("organisation_nouns") and not self.is_person:
            return "document" if self.filed else "body"
        singular = lexicon.singular(self.word) if self.plural else self.word
        documents = lexicon.words("document_nouns")
        people = self.word in lexicon.words("people_nouns") or (self.plural and is_person_noun(singular))
        if people and not (self.word in documents and self._shows):
            return "people"
        if self.is_person:
            return "person"
        return "document" if {self.word, singular} & documents else "body"

    @property
    def _shows(self) -> bool:
        """Whether the cue is one of documents: '*figures* show', 'according to *figures*', but 'senior *figures* said'."""
        verbs = [verb for word in self.cue for verb in lexicon.reporting_verbs().get(word, ())]
        return not self.eminent and ("according" in self.cue or all(v.takes("doc") for v in verbs))

    @kept
    def is_joint(self) -> bool:
        """Whether it means several at once who may have been named one by one: counted, or 'the companies', 'the men', 'the brothers'."""
        plain = self.definite and self.plural and self.phrase.start + 1 == self.at
        gender, kind = (lexicon.table("role_nouns", n).get(lexicon.singular_post(self.word), "-") for n in (1, 2))
        return self.number > 0 or (plain and (self.sort == "body" or gender != "-" or kind == "kin"))

    @kept
    def is_person(self) -> bool:
        """Whether the word describes a person; *the insurer* is a body, *an insurer* may be a man."""
        body = not self.indefinite and self.word in lexicon.labelled("reference_words", "body")
        return is_person_noun(self.word) and not body

    @kept
    def wanted(self) -> Literal["person", "organisation"] | None:
        """Of what kind the one who is meant must be; *the publisher* may be a person or a body."""
        if self.sort in ("it", "body"):
            return "organisation"
        person = self.sort == "he or she" or (self.sort == "person" and type_of(self.word) is None)
        return "person" if person else None


@attrs.frozen
class Queries:
    """Makes queries. ``clusters`` is coreference from elsewhere, in code points."""

    cast: Cast
    describe: Describe
    clusters: tuple[tuple[CharSpan, ...], ...] = ()
    page: Page = attrs.field(init=False, default=attrs.Factory(lambda self: self.cast.page, takes_self=True))

    def query(self, attribution: Attribution) -> Query:
        """The question that an attribution asks."""
        words = tuple(map(self.page.token_span, attribution.pieces))
        cue = self.page.tokens[slice(*attribution.cue)] if attribution.cue else []
        if attribution.source is not None:
            query = self.of_mention(attribution.source)
        else:
            start = words[0].start
            passive = any(map(self.page.is_passive, cue))
            lead = self._lead(attribution.hint) if attribution.hint is not None else None
            query = Query("floating", start, Phrase(start, start, start), lead=lead, passive=passive)
        query.words, query.cue, query.hearer = words, frozenset(token.lower_ for token in cue), attribution.addressee
        return query

    def of_mention(self, phrase: Phrase, *, passing: bool = False) -> Query:
        """The question that a noun phrase asks."""
        phrase = self._uncut(phrase)
        head = self.cast.mentions.true_head(phrase)
        word = "old" if self._is_aged(phrase, head) else head.lower_
        if (person := by_initials(self.cast, phrase)) is not None:
            return Query("name", phrase.start, phrase, word, named=person, bearers=(person,))
        known = head.i in self.cast.mentions.names  # "St'Amour", whatever the tagger takes it for
        pronoun = (head.tag_ == "PRP" and not known and word != "one") or word in _PERSONAL
        named = None if pronoun else self._named(phrase, head)
        if named is not None:
            bearers = bearers_of(self.cast, phrase, named)
            return Query("name", phrase.start, phrase, word, named=bearers[0], bearers=bearers)
        if (
            not pronoun
            and head.tag_ in ("NNP", "NNPS")
            and phrase.start == head.i
            and (bearers := in_whose_name(self.cast, word))
        ):
            return Query("name", phrase.start, phrase, word, named=bearers[0], bearers=bearers)
        told, stated = self._told(head), None
        indefinite = self.page.lowers[phrase.start] in lexicon.labelled("reference_words", "indefinite")
        if told is None:
            told = stated = named_at_last(self.cast, phrase, head.i) if indefinite else self._stated(head)
        if pronoun:
            gender = _GENDERS.get(word, "-")
            by = stated is not None
            return Query("pronoun", head.i, phrase, word, gender, told=told, stated=by, passing=passing)
        query = self._description(phrase, head, word, indefinite=indefinite)
        query.told, query.stated, query.passing = told, stated is not None, passing
        return query

    def _description(self, phrase: Phrase, head: Token, word: str, *, indefinite: bool) -> Query:
        """What a mention asks that names nobody, but tells what somebody is."""
        word, first = _noun(self.page, phrase, head, word), self.page.lowers[phrase.start]
        plural = word != "old" and (head.tag_ in ("NNS", "NNPS") or word in several())
        definite = first in lexicon.labelled("reference_words", "definite") or head.tag_ in ("NNP", "NNPS")
        gender = lexicon.table("role_nouns").get(word) or _gender_of_demonym(word)
        query = Query("description", head.i, phrase, word, gender, plural, definite)
        query.indefinite, query.owner = indefinite, self._owner(phrase, head)
        query.describe = partial(self.describe, self.page, phrase)
        query.number = _number(self.page.lowers[phrase.start : phrase.start + 2]) if definite else 0
        before = self.page.lowers[phrase.start : head.i]
        query.eminent = not lexicon.labelled("reference_words", "eminent").isdisjoint(before)
        if "old" in "".join(self.page.lowers[phrase.start : head.i + 1]):
            query.age = age_in(self.page.text(TokenSpan(phrase.start, head.i + 1)))
        return query

    def whole(self, attribution: Attribution) -> Attribution:
        """An attribution with its source mention in full, where the parser cut it within the name of a body."""
        source = attribution.source and self._uncut(attribution.source)
        return attribution if source == attribution.source else attrs.evolve(attribution, source=source)

    def _uncut(self, phrase: Phrase) -> Phrase:
        """A phrase that begins within the name of a body, with what that belongs to: 'a spokesman for Acme, *Inc.*'."""
        page, start = self.page, phrase.start
        while start in page.name_ends:
            start -= 1
        link = start - 1 - (page.lowers[start - 1] == "the")
        if (
            start == phrase.start
            or link < 1
            or page.lowers[link] not in ("of", "for")
            or not lexicon.is_post(page.words[link - 1])
        ):
            return phrase
        return Phrase(page.tokens[link - 1].left_edge.i, phrase.end, link - 1)

    def _is_aged(self, phrase: Phrase, head: Token) -> bool:
        """Whether an age tells that somebody is meant, whatever they are called: 'the 24-year-old left wing'; or a demonym, if no name."""
        words = self.page.lowers[phrase.start : head.i]
        if words == ["the"] and lexicon.is_of_one_or_all(head.lower_):
            return head.i not in self.cast.mentions.names
        if "old" not in words or ["-", "year", "-", "old"] not in (words[i : i + 4] for i in range(len(words) - 3)):
            return False
        lists = ("organisation_nouns", "document_nouns", "other_heads")
        thing = head.tag_ != "NN" or any(head.lower_ in lexicon.words(name) for name in lists)
        place = head.lower_ in lexicon.labelled("reference_words", "position")
        return (place or not thing) and not is_person_noun(head.lower_)

    def _owner(self, phrase: Phrase, head: Token) -> Query | None:
        """The mention of whose something is: '*his* office', '*the mayor*’s statement'."""
        if self.page.lowers[phrase.start] in _OWNERS:
            return self.of_mention(Phrase(phrase.start, phrase.start + 1, phrase.start))
        noun = noun_at(self.page, head.i)
        message = noun in lexicon.words("message_documents")
        if not (message or is_document_noun(noun)):
            return None
        marks = (i for i in range(phrase.start + 1, head.i) if self.page.words[i] in POSSESSIVES)
        # "the trust release" is the trust's
        bare = message and phrase.start + 2 == head.i and self.page.lowers[phrase.start] == "the"
        end = next(marks, head.i if bare else phrase.start)
        owner = self.page.lowers[end - 1] if end > phrase.start else ""
        meant = (message and is_person_noun(owner)) or type_of(owner) is not None
        return self.of_mention(Phrase(phrase.start, end, end - 1)) if meant else None  # "the agency's report"

    def _lead(self, hint: Phrase) -> Query | None:
        """The mention of a person in the sentence before a floating quotation: 'Ann Poole stood up: “I am sorry.”'"""
        head = self.page.tokens[hint.head]
        named = self._named(hint, head)
        return self.of_mention(hint) if (named and named.kind == "person") or head.lower_ in HE | SHE else None

    def _named(self, phrase: Phrase, head: Token) -> Referent | None:
        """The referent that a phrase names; one for several who speak together."""
        members = self.cast.mentions.named(phrase, head)
        return self.cast.together(members) if members else None

    def _told(self, head: Token) -> Referent | None:
        """The referent that the given coreference puts a mention together with: the one named most often there."""
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

    def _stated(self, head: Token) -> Referent | None:
        """The only one of whom the text says what a mention repeats: an age, that *they* is one person's pronoun, *the latter*."""
        page, word = self.page, head.lower_
        if word in lexicon.labelled("reference_words", "of-two"):
            return self._of_two(head)
        if page.lowers[max(head.i - 2, 0) : head.i] == ["the", "same"] and is_person_noun(word):
            return self._latest_speaker()  # "the same official"
        age = age_in(page.text(TokenSpan(max(head.i - 4, 0), head.i + 1))) if word.endswith("old") else None
        if age is None and word not in THEY:
            return just_brought_in(self.cast, head.i, word)
        people = [(r, r.entity.mentions) for r in self.cast.referents if r.entity is not None and r.kind == "person"]
        if word in THEY:  # of several meanings the word has here that one is near
            near = [(r, names) for r, names in people if self._is_near(r, head.i)]
            found = [r for r, names in near if any(_uses_they(page, name.tail) for name in names)]
        else:
            found = [r for r, names in people if any(age in self.cast.mentions.ages(name) for name in names)]
        return found[0] if len(found) == 1 else None

    def _latest_speaker(self) -> Referent | None:
        """Who has spoken last, if that is somebody, and no body."""
        spoke = self.cast.turn.speaker if self.cast.turn is not None else None
        return spoke if spoke is not None and spoke.kind != "organisation" else None

    def _of_two(self, head: Token) -> Referent | None:
        """The first or the last of the people, or else of the bodies, whom the nearest sentence names: 'the *former*', 'the *latter*'."""
        page, names = self.page, self.cast.mentions.names
        if page.lowers[head.i - 1 : head.i] != ["the"] or not page.passages:
            return None
        here, low = page.sentences[head.i], max(page.sentences[head.i] - _BACK, 0)
        for back in range(here, low - 1, -1):
            at = [i for i in range(head.i) if page.sentences[i] == back and i in names and page.inside[i] < 0]
            named = dict.fromkeys(names[i][0] for i in at)
            for kind in ("person", "organisation"):
                found = [r for r in named if r.kind == kind]
                if len(found) == 2 or (len(found) > 2 and head.lower_ == "latter"):
                    return found[0 if head.lower_ == "former" else -1]
        return None

    def _is_near(self, r: Referent, at: int) -> bool:
        """Whether somebody is the latest speaker, or is named or meant in the passage of a token or the one before it."""
        page = self.page
        spoke = self.cast.turn is not None and self.cast.turn.speaker is r
        paragraphs = page.once(paragraph_of)
        return spoke or bool(r.places_between(bisect_left(paragraphs, paragraphs[at] - 1) - 1, at))


def _noun(page: Page, phrase: Phrase, head: Token, word: str) -> str:
    """The noun of a description, of several words where these alone mean a body or document: 'the *coast guard*', 'the *fact sheet*'."""
    if word == "old":
        return word  # "the 24-year-old left wing"
    words, bodies = page.lowers[max(head.i - 2, phrase.start) : head.i + 1], lexicon.words("organisation_nouns")
    several = "".join(words) if words[-2:-1] == ["-"] else " ".join(words[-2:])
    if several != head.lower_ and is_person_noun(several) and not lexicon.is_post(head.lower_):
        return several  # "the centre-half", "the top seed"
    told = head.lower_ in bodies and not is_person_noun(head.lower_)
    return several if several in bodies and not told else noun_at(page, head.i)


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


def _number(words: Sequence[str]) -> int:
    """How many are meant by the first words of a description: '*both* men', 'the *pair*', 'the *three* of them'; or 0."""
    known = [word for word in words if word in several()]
    counts = (n for n, label in _COUNTS if not lexicon.labelled("reference_words", label).isdisjoint(known))
    return next(counts, 0) if known else 0


@lexicon.remembered
def several() -> frozenset[str]:
    """The words that count people and may stand for them alone: '*Both* said', 'the *couple*'."""
    return frozenset[str]().union(*(lexicon.labelled("reference_words", label) for _, label in _COUNTS))


def _gender_of_demonym(word: str) -> str:
    """That of the Dutchman and the Frenchwoman; - of any other word."""
    if not lexicon.is_from_somewhere(word):
        return "-"
    return "f" if word.endswith("woman") else "m" if word.endswith(("shman", "chman", "sman")) else "-"


@lexicon.remembered
def is_person_noun(word: str) -> bool:
    """Whether a word describes a person: the striker, the MP, the 42-year-old.

    >>> is_person_noun("striker"), is_person_noun("42-year-old"), is_person_noun("report")
    (True, True, False)
    """
    known = lexicon.is_post(word) or word in lexicon.words("posts_of_two") or lexicon.is_from_somewhere(word)
    return known or word.endswith("-old") or word == "old"
