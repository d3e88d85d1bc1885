"""Which referents a mention cannot mean: by where they stand (in the same clause, in the content) or by the words of a description."""

from collections.abc import Collection, Iterator
from itertools import chain

import attrs
from spacy.tokens import Token

from quoteattr import lexicon, post_forms
from quoteattr.draft import Phrase, TokenSpan
from quoteattr.model import Role
from quoteattr.speakers.cast import Cast
from quoteattr.speakers.documents import is_document_noun
from quoteattr.speakers.profiles import type_of
from quoteattr.speakers.queries import Query, age_in
from quoteattr.speakers.referents import Referent, post_of
from quoteattr.text.kept import Keeping, kept
from quoteattr.text.noun_phrases import ages_beside, begins_topic, is_kept_nameless
from quoteattr.text.page import SUBJECTS, Page
from quoteattr.text.paragraphs import paragraph_of

_REFLEXIVE = frozenset({"himself", "herself"})
_MAY_TAKE_SUBJECT = frozenset({"as", "by", "for", "like", "than"})
"""Prepositions whose object may be the subject of the clause: 'Reed served *as* the mayor', 'ran *for* mayor'."""

_BESIDE_NAME = 6
"""How many tokens before or behind a name may tell who its bearer is."""

_OWN_WORDS = frozenset({"WP", "VBN", "VBD", "JJ"})
"""Tags of the words behind *people* that tell which they are: people *who* …, *briefed* on the talks, *familiar* with them."""

_FIRST, _LEAD = 1, 2
"""The lead is the headline and the passages behind it up to these numbers, where somebody is often described who is named
soon; the second counts only while nobody has spoken."""


def co_arguments(cast: Cast, query: Query) -> set[Referent]:
    """The other arguments of the mention's verb, which are somebody else: 'The mayor visited *Reed*', '*Reed* and the mayor met'.

    For the agent of a passive that is its subject ('*Reed* was called “a liar” by the mayor'), for a person who is an object the
    subject of the verb. An organisation is also none that its own description names: "Kenya's army" is not Kenya.
    """
    page, head = cast.page, cast.page.tokens[query.phrase.head]
    others, label = list[Token](), page.deps[head.i]
    if label in SUBJECTS:
        others = [*page.children(head.head, "dobj", "dative"), *_arguments_of_participle(page, head)]
    elif label == "pobj" and page.lowers[page.heads[head.i]] == "by":
        others = page.children(head.head.head, "nsubjpass")
    elif query.sort == "person" and label in ("dobj", "dative", "pobj"):  # but "Reed fired off a letter" is his
        governor = head.head
        if label != "pobj":
            others = page.children(governor, "nsubj")
        elif governor.lower_ not in _MAY_TAKE_SUBJECT:
            others = page.children(governor.head, "nsubj")
    elif label == "conj":
        others = [head.head]
        if head.head.lower_ in _REFLEXIVE:  # 'Reed spoke of himself and the mayor'
            others = [subject for verb in head.head.ancestors if (subject := page.subject(verb))][:1]
    found = {r for token in others for r in cast.at(token.i)}
    if query.sort == "body" and not is_document_noun(query.word):
        found |= {r for r, name in cast.mentions.names_in(query.phrase) if cast.mentions.tells_whose(name)}
    return found


def _arguments_of_participle(page: Page, subject: Token) -> Iterator[Token]:
    """The other arguments of participles before a subject, who are not the subject: 'Asked by *Reed*, the mayor said so', 'Hugging *Reed*, …'."""
    for verb in page.children(subject.head, "advcl"):
        if verb.i < subject.i and page.subject(verb) is None:
            prepositions = [t for t in page.children(verb, "prep") if t.lower_ in ("by", "to")]
            prepositions += [t for t in verb.subtree if t.dep_ == "agent"]  # "Asked *on Monday by* Reed"
            others = [t for preposition in prepositions for t in page.children(preposition, "pobj")]
            others += page.children(verb, "dobj") if verb.tag_ == "VBG" else []
            yield from chain(others, *(page.children(t, "conj") for t in others))


def introduced_by_others(cast: Cast, query: Query) -> set[Referent]:
    """Those not yet named whom another description introduces: 'The mayor said no. *A neighbour* said it was loud. “I shook,” said *Ann Poole*.'

    Ann Poole is the neighbour, so that the mayor is somebody else.
    """
    if query.sort != "person" or not cast.named_next:
        return set()
    here, at = query.phrase.head, query.at
    return {r for head, r in cast.named_next.items() if head != here and at < r.places[0].token}


def spoken_of_or_to(cast: Cast, query: Query) -> set[Referent]:
    """The addressee, and who is named in full in indirect speech of a described source: 'The clerk said that *Joe Dunn* had left.'

    A sentence does not name its own described subject in full; a surname alone may be that of somebody else.
    """
    page, addressee = cast.page, query.addressee
    if query.sort != "person" or query.passing:
        return set()
    found = set(cast.named_in((addressee.tokens,))) if addressee is not None else set[Referent]()
    for start, end in query.content:
        if start > query.at and page.inside[start] < 0:
            found |= {r for r, name in cast.mentions.names_in(Phrase(start, end, start)) if name.end - name.start > 1}
    return found


def premises(cast: Cast, query: Query, referents: Collection[Referent]) -> set[Referent]:
    """Where a named firm works, which is not the firm: 'Acme will close *a factory* in Eastwick. The company said …'.

    Premises that were a subject before stay, and all do where no named organisation may be what the mention says: the council that
    has shut a shop is no company.
    """
    nouns = lexicon.labelled("reference_words", "premises")
    if query.word in nouns:
        return set()
    found = {r for r in referents if r.entity is None and not nouns.isdisjoint(r.nouns)}
    found = {r for r in found if not any(place.prominence for place in r.places[: r.places_before(query.at)])}
    if not found:
        return set()
    firms = (r for r in referents if r.is_body and r.is_named and r.places_before(query.at))
    type = type_of(query.word)
    return found if any(type in (cast.profile(r).types or {type}) for r in firms) else set()


def vocatives(cast: Cast, query: Query) -> set[Referent]:
    """Who is addressed by name in direct speech, and so does not say it: '“You fished it empty, *Tom*,” he said', '“*Tom*, come here.”'"""
    page, found = cast.page, set[Referent]()
    for start, end in query.content:
        for i in cast.named_tokens(start, end):
            if page.inside[i] < 0:
                continue
            referent, name = cast.mentions.names[i]
            marked = page.bounds[page.inside[i]]
            low = name.start - (lexicon.bare(page.words[name.start - 1]) in lexicon.honorifics())
            opens = low == marked.start + 1 and page.words[name.tail : name.tail + 1] == [","]
            closes = page.words[low - 1] == "," and name.tail + 1 < end and name.tail + 2 >= marked.end
            if opens or closes:
                found.add(referent)
    return found


def in_topic_labels(cast: Cast, query: Query) -> set[Referent]:
    """Whom marked words are about, as their label says, and who is first named in the next label: 'On *Joe Dunn:* “He is fit.” On *Tom Reed:* “He is not.”'"""
    page, found = cast.page, set[Referent]()
    first = page.inside[query.at]
    for number in range(first, min(first + 2, len(page.bounds))) if first >= 0 else ():
        colon = page.stripped(0, page.bounds[number].start).end - 1
        low = page.sentence(colon).start if colon > 0 else 0
        if page.word_at(colon) == ":" and begins_topic(page, low, colon):
            named = cast.named_in((TokenSpan(low, colon),))
            found |= {r for r in named if number == first or not r.places_before(query.at)}
    return found


def owner(cast: Cast, query: Query) -> Query | None:
    """The mention of whose a description is, who is not the only one that was called so: 'Her sister, *Ann Poole*, … *her* sister said'."""
    if query.owner is None:
        return None
    before = (r for r in cast.referents if r.is_named and r.places_before(query.at))
    called = [r for r in before if query.word in cast.profile(r).posts]
    if len(called) != 1:
        return query.owner
    return attrs.evolve(query.owner, outer_speaker=called[0])


DISTINCT = (co_arguments, spoken_of_or_to, vocatives, introduced_by_others)
"""All that find referents distinct from that of any mention."""


# --- descriptions of somebody else ------------------------------------------------------------------------------------


@attrs.frozen
class Others(Keeping):
    """Those whom a description cannot mean, by its words or by where it stands; what the description says is read once for all of them."""

    cast: Cast
    query: Query

    def include(self, r: Referent) -> bool:
        """Whether the description means somebody else: 'a man … a man', 'one man … another man', 'the former mayor'."""
        before = r.places_before(self.query.at)
        if (before and self._says_another) or (self._tells_age and self._is_of_another_age(r)):
            return True
        if r.entity is None and not r.members:
            return bool(before and self._is_of_somebody_new) or self._descriptions_differ(r, before)
        if r.entity is not None:
            if self._is_paper and "journal" in r.nouns:
                return True  # 'a study in *the journal Skerrow Letters* … the paper'
            if not before and (self._is_introduced_as_another(r) or self._leaves_unnamed(r)):
                return True
            if self._is_of_successor and self._has_left_post(r):
                return True
        return self.query.is_person and self._roles_differ(r, before)

    @kept
    def _says_another(self) -> bool:
        page, query = self.cast.page, self.query
        return page.lowers[query.phrase.start] in lexicon.labelled("reference_words", "new")

    @kept
    def _is_of_somebody_new(self) -> bool:
        return self.query.indefinite and self.query.is_person

    @kept
    def _is_paper(self) -> bool:
        """Whether a paper is meant, and so no journal that it stands in."""
        return "paper" in (lexicon.table("document_kinds").get(self.query.word) or "").split()

    @kept
    def _tells_age(self) -> bool:
        return self.query.age is not None or self.query.word in lexicon.words("age_nouns")

    def _is_of_another_age(self, r: Referent) -> bool:
        """Whether the description tells another age than somebody is said to have: 'Ann Poole, 41, … *the 26-year-old*', '*the teenager*'."""
        ages = ages_of(self.cast, r)
        return bool(ages) and not is_of_age(self.query, ages)

    def _roles_differ(self, r: Referent, before: int) -> bool:
        """Whether all posts of that noun that somebody has are other ones; whoever is named only behind 'a spokesman said' is somebody else."""
        query, profile = self.query, self.cast.profile(r)
        if not r.statements or query.word not in profile.posts:
            is_spokesman = query.indefinite and not before and lexicon.noun_class(query.word) == "spokes"
            return is_spokesman and query.role is not None
        if (wanted := query.role) is None:
            return False
        posts = (role for role in profile.roles if post_of(role.title) == query.word)
        return all(post.former != wanted.former or _is_another_post(wanted, post) for post in posts)

    @kept
    def _is_of_successor(self) -> bool:
        """Whether the description means who has a post after somebody: '*The new director* said …'."""
        query, successor = self.query, lexicon.labelled("reference_words", "successor")
        if successor.isdisjoint(self.cast.page.lowers[query.phrase.start : query.phrase.end]):
            return False
        return query.role is None or query.role.organisation is None

    def _has_left_post(self, r: Referent) -> bool:
        """Whether somebody had the post before: 'The director, Ann Poole, *quit*. *The new director* said …'."""
        page, query = self.cast.page, self.query
        if r.entity is None or query.word not in self.cast.profile(r).posts:
            return False
        gone = lexicon.labelled("reference_words", "gone") | lexicon.labelled("reference_words", "dying")
        posts = lexicon.table("posts_as")
        for name in r.entity.mentions:
            noun = page.root(name.start, name.tail)
            subject = noun.head if noun.dep_ == "appos" else noun  # "*The director*, Ann Poole, quit"
            holder = {"nsubj": "subject", "nsubjpass": "object", "dobj": "object"}.get(subject.dep_, "-")
            verb = subject.head.lower_
            if name.start < query.at and (verb in gone or f"{holder} former" in posts.get(verb, "")) and holder != "-":
                return True
        return False

    def _is_introduced_as_another(self, r: Referent) -> bool:
        """Whether somebody is named only later, as *another* of that noun: 'One resident said it stank. *Another resident*, Ann Poole, …'.

        The noun may stand behind the name as well: 'Ann Poole, *a second resident*, …'.
        """
        page, query, names, first = self.cast.page, self.query, self.cast.mentions.names, r.places[0].token
        if query.sort != "person":
            return False
        tail = names[first][1].tail if first in names else first
        before = page.lowers[max(page.sentence(first).start, first - _BESIDE_NAME) : first]
        behind = page.lowers[tail + 1 : tail + _BESIDE_NAME] if page.words[tail : tail + 1] == [","] else []
        if query.word not in before and query.word not in behind:
            return False
        another = lexicon.labelled("reference_words", "new") | lexicon.labelled("reference_words", "ordinal")
        last = next((i for i in reversed(range(len(before))) if before[i] in another), len(before))
        if query.word in before[last + 1 :]:
            return True
        apposition = behind[2:] if behind[:1] == ["a"] else behind[1:]
        return query.word in apposition and not another.isdisjoint(behind[:2])

    def _leaves_unnamed(self, r: Referent) -> bool:
        """Whether the description introduces somebody whom the text leaves unnamed, and so not a referent that is named only later.

        In the lead it may mean that one, behind the lead only if the post fits.
        'A critic called it a joke. … Ann Poole, the curator, said': somebody else, but 'An executive said … Ann Poole, the head of Acme'.
        """
        cast, query = self.cast, self.query
        if not self._is_of_somebody_new:
            return False
        if cast.page.once(is_kept_nameless, query.at):
            return True
        passage = cast.page.once(paragraph_of)[query.at]
        if passage <= _FIRST or (cast.turn is None and passage <= _LEAD):
            return False
        profile, both_posts = cast.profile(r), lexicon.noun_class(query.word) == "post"
        return query.word not in profile.posts and not (both_posts and "post" in profile.classes)

    # --- two descriptions ---------------------------------------------------------------------------------------------

    def _descriptions_differ(self, r: Referent, before: int) -> bool:
        """Whether two descriptions are of two people by their posts, organisations or nations, or of other sources than a silent crowd."""
        if self._has_another_post(r) or self._is_of_another_body(r) or self._is_of_another_nation(r):
            return True
        if r.nouns and self._is_of_body and self._is_mere_document(r):
            return True
        return before > 0 and not r.sources and self._are_new_people

    @kept
    def _are_new_people(self) -> bool:
        """Whether people are counted anew or told by what they know, and so are none of a crowd that has said nothing.

        '*90 people* work there. It is for sale, according to *people briefed on the talks*.'
        """
        query = self.query
        if query.sort != "people" or not query.plural:
            return False
        tag = self.cast.page.tag_at(query.at + 1) if query.phrase.end > query.at + 1 else ""
        return query.indefinite or (not query.definite and tag in _OWN_WORDS)

    def _has_another_post(self, r: Referent) -> bool:
        """Whether two posts or trades exclude each other: 'the president … the prime minister', 'a nurse … the doctor'."""
        query = self.query
        if (
            query.word in r.nouns
            or not r.nouns
            or query.passing
            or lexicon.noun_class(query.word) not in post_forms.WORK
        ):
            return False
        return all(lexicon.noun_class(noun) in post_forms.WORK for noun in r.nouns)

    def _is_of_another_body(self, r: Referent) -> bool:
        """Whether two descriptions name two organisations: 'the Treasury spokesman … the Home Office spokesman'."""
        if not self.query.is_person or not any(word[:1].isupper() for word in (r.description or "").split()[1:]):
            return False
        body = self.query.role.organisation if self.query.role is not None else None
        return body is not None and self.cast.profile(r).names.isdisjoint(lexicon.all_placed(body.casefold().split()))

    def _is_of_another_nation(self, r: Referent) -> bool:
        """Whether two descriptions tell of two nations: 'a British tourist … the American'."""
        if not self._nations:
            return False
        nations = lexicon.table("demonyms")
        known = {nations[w] for w in (r.description or "").casefold().split() if w in nations}
        return bool(known) and self._nations.isdisjoint(known)

    @kept
    def _is_of_body(self) -> bool:
        return self.query.sort == "body" and self.query.word in lexicon.words("organisation_nouns")

    def _is_mere_document(self, r: Referent) -> bool:
        """Whether something is known as a document only, where an organisation is meant: 'a *lawsuit* … the company'; a newspaper may be one."""
        bodies = lexicon.words("organisation_nouns")
        return all(noun not in bodies and is_document_noun(noun) for noun in r.nouns)

    @kept
    def _nations(self) -> set[str]:
        """The nations that the description tells."""
        nations, query = lexicon.table("demonyms"), self.query
        return {nations[w] for w in self.cast.page.lowers[query.phrase.start : query.at + 1] if w in nations}


def _is_another_post(wanted: Role, known: Role) -> bool:
    """Whether two titles that end in one noun are of two posts: by a rank, or as each names a field of its own.

    *The deputy mayor* is not the mayor, *the president* no vice president, *the foreign secretary* not the home secretary;
    but *the veteran striker* may be any striker, and *the minister* a deputy minister.
    """
    title, full = (wanted.title or "").casefold(), (known.title or "").casefold()
    rank, _, rest = full.partition(" ")
    if rest == title != "minister" and rank in lexicon.labelled("reference_words", "deputy"):
        return True
    said, told = {*title.split()}, {*full.split()}
    if not lexicon.labelled("reference_words", "opposed").isdisjoint(said ^ told):
        return True
    if not lexicon.labelled("reference_words", "rank").isdisjoint(said - told):
        return True
    fields = post_forms.fields()
    return not (fields.isdisjoint(said - told) or fields.isdisjoint(told - said))


def is_of_age(query: Query, ages: Collection[int]) -> bool:
    """Whether one of some ages is what a description tells, if it tells any: '*the 26-year-old*', '*the teenager*'."""
    if query.age is not None:
        return int(query.age) in ages
    if query.word not in lexicon.words("age_nouns"):
        return True
    least, most = (lexicon.table("age_nouns", column)[query.word] for column in (1, 2))
    return any(int(least) <= age <= int(most) for age in ages)


def ages_of(cast: Cast, r: Referent) -> set[int]:
    """The ages that the text tells beside the names of somebody, or in the descriptions of somebody without one: 'A *64-year-old* man sat there'."""
    if r.entity is not None:
        return set[int]().union(*(ages_beside(cast.page, name) for name in r.entity.mentions))
    descriptions = (r.description or "", *(cast.page.text(phrase.tokens) for phrase in r.described))
    return {int(age) for age in map(age_in, descriptions) if age is not None}
