"""Pronoun + contender → features: how much the text is about the contender where the pronoun stands.

The salience of a contender at a place is computed in the manner of Lappin and Leass, "An Algorithm for Pronominal Anaphora
Resolution" (1994).
"""

from collections.abc import Sequence
from math import log1p

import attrs

from quoteattr import lexicon
from quoteattr.speakers.cast import Cast
from quoteattr.speakers.contenders import Found
from quoteattr.speakers.queries import Query
from quoteattr.speakers.referents import MAIN, Place, Referent
from quoteattr.text.kept import Keeping, kept
from quoteattr.text.noun_phrases import is_kept_nameless
from quoteattr.text.page import SUBJECTS
from quoteattr.text.paragraphs import paragraph_of

_FADING = 0.6  # the share of its salience that a place keeps from sentence to sentence
_SALIENT_PLACES = 8  # how many of the latest places count for salience


@attrs.define
class Salience(Keeping):
    """The salience of the contenders for a pronoun; ``rivals`` are those with nothing against them, each with how many of its places stand before."""

    cast: Cast
    query: Query
    rivals: Sequence[tuple[Referent, int]]

    def add(self, found: Found, contender: Referent, before: int) -> None:
        """Whether the text is about the contender here: as a subject of the latest sentences, at the head of the passage."""
        page, at, salience = self.cast.page, self.query.at, 0.0
        start, latest, sentences = page.passage_tokens(at).start, contender.places[before - 1], page.sentences
        here = sentences[at]
        for place in contender.places[max(before - _SALIENT_PLACES, 0) : before]:
            back = here - sentences[place.token]
            salience += (1 + place.prominence) * _FADING**back
            if place.token in self._fronted_subjects:
                found["subject of the clause before"] = 1.0
            if place.prominence != MAIN:
                continue
            if back < 2:
                found["subject of the sentence before" if back else "subject of this sentence"] = 1.0
            if place.token >= start and sentences[place.token] == sentences[start]:
                found["opens the passage"] = 1.0
        found["salience"] = log1p(salience)
        if latest.token in self.cast.pronouns:
            found["latest by a pronoun"] = 1.0
        elif contender.entity:
            paragraphs = page.once(paragraph_of)
            found["first named just before"] = float(paragraphs[at] - paragraphs[contender.places[0].token] <= 1)
            found["latest as a possessor"] = float(self.query.gender != "-" and self.only_owns(latest))
        if latest.prominence and latest.token >= self._latest_subject:
            found["latest subject"] = 1.0
        first = contender.places[0]
        if not contender.sources and first.prominence == MAIN and here - sentences[first.token] < 2:
            others = (r for r, _ in self.rivals if r is not contender)
            since = ((r, place) for r in others for place in r.places_between(first.token, at))
            found["brought in last"] = float(all(self._is_by_the_way(r, place) for r, place in since))
        if contender.entity:
            found["named, the name withheld"] = float(page.once(is_kept_nameless, at))
            found["dead, the life told"] = float(contender is self._told_of)
            found["named in its clause"] = float(contender in self._named_in_clause)

    def _is_by_the_way(self, r: Referent, place: Place) -> bool:
        """Whether somebody is no more there than the owner of something, or an object without a name: 'A driver pulled *Poole*’s *son* out.'"""
        return self.only_owns(place) or (r.entity is None and not place.prominence)

    def only_owns(self, place: Place) -> bool:
        """Whether a name stands there only to say whose something is, which is no subject: 'ran to *Poole*’s porch', 'a friend of *Poole*’s'."""
        named = self.cast.mentions.names.get(place.token)
        if place.prominence or named is None or self.cast.page.sentence(place.token).start == place.token:
            return False
        return self.cast.mentions.is_possessor(named[1])

    @kept
    def _fronted_subjects(self) -> frozenset[int]:
        """The subject of a clause before that of the pronoun, on which it depends: 'When *Poole* was told of it, *he* laughed.'"""
        page, head = self.cast.page, self.cast.page.tokens[self.query.phrase.head]
        if head.dep_ not in SUBJECTS:
            return frozenset()
        clauses = (verb for verb in page.children(head.head, "advcl") if verb.i < head.i)
        subjects = [subject for verb in clauses if (subject := page.subject(verb)) is not None]
        return frozenset(i for subject in subjects for i in range(subject.left_edge.i, subject.i + 1))

    @kept
    def _named_in_clause(self) -> frozenset[Referent]:
        """Who is named behind the pronoun in what hangs on its verb, and so is not meant: '*He* put it on *Poole*’s desk'."""
        page, head = self.cast.page, self.cast.page.tokens[self.query.phrase.head]
        if self.query.gender == "-" or head.dep_ not in SUBJECTS:
            return frozenset()  # what is said of a body names it again and again
        end = min(head.head.right_edge.i + 1, page.sentence(head.i).end)
        return frozenset(
            self.cast.mentions.names[i][0] for i in self.cast.named_tokens(head.i, end) if page.inside[i] < 0
        )

    @kept
    def _told_of(self) -> Referent | None:
        """Who was named first and has died, where a passage opens with how that life began: '*Ann Poole* has died. … *She* was born in Hull.'"""
        page, (start, end) = self.cast.page, self.cast.page.sentence(self.query.phrase.head)
        course, dying = (lexicon.labelled("reference_words", label) for label in ("course", "dying"))
        opens = start == page.passage_tokens(start).start
        if not opens or not any(page.lowers[i] in course and page.inside[i] < 0 for i in range(start, end)):
            return None
        first = next((r for r in self.cast.referents if r.entity is not None and r.kind == "person"), None)
        names = first.entity.mentions if first is not None and first.entity is not None else ()
        ends = (page.tokens[name.end - 1] for name in names)
        nouns = (end.head if end.dep_ == "appos" else end for end in ends)  # "The *painter* Ann Poole"
        verbs = (noun.head for noun in nouns if noun.dep_ in SUBJECTS)
        return first if any(t.lower_ in dying for verb in verbs for t in (verb, *verb.children)) else None

    @kept
    def _latest_subject(self) -> int:
        """The nearest of the rivals' latest places that are subjects."""
        latest = (r.places[n - 1] for r, n in self.rivals)
        return max((place.token for place in latest if place.prominence), default=-1)
