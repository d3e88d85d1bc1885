"""Query + contender → features: what speaks for somebody and against, the same for reading and for training.

Who stands out at a place is told in the manner of Lappin and Leass, "An Algorithm for
Pronominal Anaphora Resolution" (1994).
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from math import log1p

import attrs

from quoteattr import lexicon
from quoteattr.speakers.behind import Behind
from quoteattr.speakers.cast import Cast, Turn
from quoteattr.speakers.contenders import Found, agrees, is_doubtful
from quoteattr.speakers.descriptions import Described, Likely, is_headed, may_be_called
from quoteattr.speakers.posts import Posts
from quoteattr.speakers.profiles import Profile
from quoteattr.speakers.queries import Query
from quoteattr.speakers.referents import MAIN, Referent, nearest
from quoteattr.text.kept import Keeping, kept
from quoteattr.text.paragraphs import paragraph_of

_LEAD = 2  # passages: the headline, and what follows it
_FAR = 6  # passages and sentences: what is farther back is as far
_FADING = 0.6  # what a place counts for who stands out, of one that is a sentence nearer
_BESIDE = 4  # tokens
_PLACES = 8  # the latest places, that count for it
_MOVES = ("answering", "going-on")  # what a cue tells of the turn before


@attrs.define
class Features(Keeping):
    """The features of the contenders for one mention."""

    cast: Cast
    query: Query
    contenders: Sequence[Referent]
    led: Referent | None = None

    def of(self, contender: Referent) -> dict[str, float]:
        """What is to be said of one of the contenders; what is 0 may be left out."""
        if contender.number < 0 and not contender.members:
            return dict(self._new())
        found: Found = {}
        if contender.places:  # a namesake may stand in no prose at all
            self._stands(found, contender)
        agrees(found, self.query, contender)
        if contender is self.query.told:
            found["told"] = 1.0
        if contender is self.query.named:
            found["taken for"] = 1.0
        if contender is self.led:
            found["led up to" if self.query.owner is None else "owner"] = 1.0
        if self.query.form == "description":
            self._fits(found, contender)
        return found

    def _stands(self, found: Found, contender: Referent) -> None:
        """Where it stands: near or far, as a subject or not, how often, and whether it has just spoken."""
        before, form = self._before[contender], self.query.form
        if form == "floating":
            end = self.query.words[-1].end
            if contender.places_between(end - 1, end + _BESIDE):
                found["straight behind the words"] = 1.0
        found["times named"] = log1p(len(contender.places))
        if contender.sources:
            found["has spoken"], found["times quoted"] = 1.0, log1p(len(contender.sources))
        if not before:
            self._comes(found, contender)
            return
        latest = contender.places[before - 1]
        self._away(found, contender, latest.token)
        found["times named before"] = log1p(before)
        if latest.prominence:
            found["main subject" if latest.prominence == MAIN else "subject"] = 1.0
        if latest.token >= self._latest:
            found["latest"] = 1.0
        self._takes_turns(found, contender)
        if form == "pronoun":
            self._in_focus(found, contender, before)
        if form == "description" and not self.query.is_person:
            return  # what a body or a document says may well name it
        if contender in self._spoken_of:
            found["spoken of"] = 1.0
        if contender in self._spoken_of_before:
            found["spoken of before"] = 1.0

    def _away(self, found: Found, contender: Referent, latest: int) -> None:
        """How far back it stands from where the mention comes in; what somebody says leads nobody away from who says it."""
        paragraphs, sentences = self._paragraphs, self.cast.page.sentences
        at, turn, starts = self.query.at, self.cast.turn, self._starts_of_words
        left = max(latest, min(turn.end, at)) if turn is not None and turn.speaker is contender else latest
        behind = bisect_right(starts, left) if starts else 0
        here = starts[behind] if behind < len(starts) else at
        found["passages back"] = float(min(paragraphs[here] - paragraphs[left], _FAR))
        found["sentences back"] = float(min(sentences[here] - sentences[left], _FAR))
        found["tokens back"] = log1p(at - latest)

    def _takes_turns(self, found: Found, contender: Referent) -> None:
        """Whether it spoke last, or before that, and who is told."""
        turn = self.cast.turn
        if turn is not None:
            (self._goes_on if turn.speaker is contender else self._comes_up)(found, contender, turn)
        if contender is self._spoke_before:
            found["spoke before the latest"] = 1.0
        if contender in self._hearers:
            found["is told"] = 1.0

    def _in_focus(self, found: Found, contender: Referent, before: int) -> None:
        """Whether the text is about it here: in the latest sentences, at the head of the passage."""
        page, at, weight = self.cast.page, self.query.at, 0.0
        start, latest, sentences = page.passage_tokens(at).start, contender.places[before - 1].token, page.sentences
        here = sentences[at]
        for place in contender.places[max(before - _PLACES, 0) : before]:
            back = here - sentences[place.token]
            weight += (1 + place.prominence) * _FADING**back
            if place.prominence != MAIN:
                continue
            if back < 2:
                found["subject of the sentence before" if back else "subject of this sentence"] = 1.0
            if place.token >= start and sentences[place.token] == sentences[start]:
                found["opens the passage"] = 1.0
        found["salience"] = log1p(weight)
        if latest in self.cast.pronouns:
            found["latest by a pronoun"] = 1.0
        elif contender.entity and self._paragraphs[at] - self._paragraphs[contender.places[0].token] <= 1:
            found["first named just before"] = 1.0
        if contender.places[before - 1].prominence and latest >= self._latest_subject:
            found["latest subject"] = 1.0
        first = contender.places[0]
        if not contender.sources and first.prominence == MAIN and page.sentences[at] - page.sentences[first.token] < 2:
            others = (r for r, _ in self._rivals if r is not contender)
            found["brought in last"] = float(not any(r.places_between(first.token, at) for r in others))

    @kept
    def _paragraphs(self) -> list[int]:
        """For every token the number of its paragraph."""
        return self.cast.page.once(paragraph_of)

    @kept
    def _starts_of_words(self) -> list[int]:
        """Where pieces of what is said begin before the mention, in order."""
        return sorted(span.start for span in self.query.words if span.start < self.query.at)

    @kept
    def _latest_subject(self) -> int:
        """Where the nearest of those stands whose latest place is a subject."""
        latest = (r.places[n - 1] for r, n in self._rivals)
        return max((place.token for place in latest if place.prominence), default=-1)

    @kept
    def _spoken_of(self) -> frozenset[Referent]:
        """Who is named in what is said: '“Poole is brave,” he said', or described: '*Her sister*, she says, was late'."""
        cast, words = self.cast, self.query.words
        found = (r for start, end in words for r in cast.between(start, end))
        described = {r for r in found if any(cast.is_called(r, start, end) for start, end in words)}
        return cast.named_in(words) | described

    @kept
    def _spoke_before(self) -> Referent | None:
        """Who spoke before the latest speaker."""
        return next(iter(self.cast.spoke[-2:-1]), None)

    @kept
    def _hearers(self) -> frozenset[Referent]:
        """Who is told: 'he told *Poole*'."""
        return self.cast.meant_by(self.query.hearer)

    @kept
    def _spoken_of_before(self) -> frozenset[Referent]:
        """Who is named in what was said last."""
        return self.cast.named_in(self.cast.turn.words if self.cast.turn else ())

    def _comes(self, found: Found, contender: Referent) -> None:
        """How soon somebody is named who was not yet: 'An expert said it was late. … Ann Poole, of Eastwick, said …'."""
        at, first = self.query.at, contender.places[0]
        described = self._described if self.query.form == "description" else None
        if described is None:
            found["only later"] = 1.0
        elif contender not in described.named:  # but "a letter by Ann Poole" names her itself
            found["only later"] = found[f"only later, {described.opening}"] = 1.0
        away = self._paragraphs[first.token] - self._paragraphs[at]
        if away > 2 or self.query.phrase.start <= first.token < self.query.phrase.end:
            return
        found["named soon"] = 1.0 / (1 + away)
        if described is None or first.token != self._next:
            return
        found["named next"] = 1.0
        if away and first.prominence == MAIN:
            found["named next as subject, by an age"] = float(self._posts.is_by_age(contender))
            found["named next as subject"] = 1.0
            found["named next as subject, in passing"] = float(self.query.passing and not self.query.definite)
            found[f"named next as subject, {described.opening}"] = 1.0
            found["named next as subject, in the lead"] = float(self._paragraphs[at] <= _LEAD)
        if away and self.cast.quoted[first.token]:
            found[f"quoted next, {described.opening}"] = 1.0

    def _comes_up(self, found: Found, who: Referent, turn: Turn) -> None:
        """Whether it is the turn of who was told something, or came up since: '“No,” Reed said. It also helped *Joe Dunn*. “I swim,” he said'."""
        if who in turn.hearers and self.cast.page.sentences[self.query.at] - self.cast.page.sentences[turn.end] < 2:
            found["was told" if turn.speaker.entity else "was told, by somebody without a name"] = 1.0
            for move in self._moves:
                found[f"was told, {move}"] = 1.0
            found["was asked"] = float(self.query.form != "description" and self._is_asked)
        came = self.query.form == "pronoun" and who.entity is not None and who.places[0].token > turn.end
        if came and not is_doubtful(self.query, who):  # whose turn it is, is no man's where the mention is "she"
            found["brought in since"] = 1.0
            others = (r for r, _ in self._rivals if r is not who)
            alone = not any(r.places_between(turn.end, self.query.at) for r in others)
            found["brought in since, alone"] = float(alone)
            found["brought in since, alone, with a post"] = float(alone and bool(who.statements))

    def _goes_on(self, found: Found, speaker: Referent, turn: Turn) -> None:
        """How far back the latest speaker spoke, and whether another has become the subject of a main clause since."""
        at = self.query.at
        away = self._paragraphs[at] - self._paragraphs[turn.end]
        if self.query.form == "floating":
            found["passages since"] = float(min(away, _FAR))
        others = (r for r, _ in self._rivals if r is not speaker and r.number >= 0)
        since = (place for r in others for place in r.places_between(turn.end, at))
        found["spoke last, as a possessor"] = float(turn.is_possessor)
        name = "interrupted" if any(place.prominence == MAIN for place in since) else "spoke last"
        found[name] = 1.0 if away <= 1 else 0.5
        for move in self._moves:
            found[f"spoke last, {move}"] = 1.0
            found[f"spoke last, {move}, by a description"] = float(self.query.form == "description")
        own = self.query.form == "pronoun" and not turn.hearers and any(a <= at < b for a, b in turn.words)
        found["in own words"] = float(own)  # "Poole said *she* was late", but "told Reed that *he* was"

    @property
    def _is_asked(self) -> bool:
        """Whether the latest words ask: 'asked Reed *if he would play*', '“*Would you?*” Poole asked Reed', 'a guard told Reed *to go*'."""
        lowers, turn = self.cast.page.lowers, self.cast.turn
        if turn is None or not turn.words:
            return False
        start, end = turn.words[0]
        wants = lowers[start] == "to" and turn.speaker.entity is None
        return wants or lowers[start] in lexicon.labelled("reference_words", "asking") or "?" in lowers[end - 2 : end]

    @kept
    def _moves(self) -> list[str]:
        """What the cue tells of the turn before: 'she *added*', 'he *replied*'."""
        cue = self.query.cue
        return [move for move in _MOVES if not cue.isdisjoint(lexicon.labelled("reference_words", move))]

    @kept
    def _next(self) -> int:
        """Where the first of those stands who are named only after the mention."""
        return min(
            (r.places[0].token for r in self.contenders if r.places and r.places[0].token > self.query.at), default=-1
        )

    @kept
    def _latest(self) -> int:
        """Where the one who stands nearest before the mention stands."""
        return max([r.places[n - 1].token for r, n in self._rivals], default=-1)

    @kept
    def _rivals(self) -> list[tuple[Referent, int]]:
        """Who has come up before the mention with nothing against it, each with how many of its places do."""
        return [(r, n) for r, n in self._before.items() if n and not is_doubtful(self.query, r)]

    @kept
    def _before(self) -> dict[Referent, int]:
        """How many of the places of each contender come before the mention."""
        return {r: r.places_before(self.query.at) for r in self.contenders}

    def _fits(self, found: Found, who: Referent) -> None:
        """How well the description fits what the text says of somebody."""
        said, known = self._described, self.cast.profile(who)
        if not self._behind.is_silent:
            found.update(self._behind.of(who))
        if who.nouns:
            self._called(found, who, known)
        if who.plural == self.query.plural and who not in said.authors:
            found["same number"] = 1.0
        if said.is_short:
            found["short and definite"] = 1.0
        if who is self._only_one:
            found["alone called so"] = 1.0
        of_noun = who.statements or self._posts.turn_on_noun
        found.update(self._posts.by_words(who))
        if of_noun and (self.query.sort != "document" or not self.query.indefinite):
            found.update(self._posts.of(who, known, self._before[who]))
        if who.kind == "organisation":
            self._type(found, who, known)
        self._words(found, known, who)

    def _called(self, found: Found, who: Referent, known: Profile) -> None:
        """Whether somebody was described so before, or is a document as the mention is."""
        said, body = self._described, who.kind == "organisation"
        called = not said.nouns.isdisjoint(who.nouns)
        if called and body and not self._before[who]:
            found["known by the noun, only later"] = 1.0
        elif called and (body or self.query.definite or not (who.entity or who.members)):
            found["known by the noun"] = 1.0
            found[f"known by the noun, {said.opening}"] = 1.0
            if who.entity is None:
                found["known by the noun alone"] = 1.0
        elif self.query.sort == "document" and known.is_document:
            found["a document"] = 1.0
            if who.entity is None:
                found["a document alone"] = 1.0

    def _words(self, found: Found, known: Profile, who: Referent) -> None:
        """Which words of the description stand in the name, or beside it."""
        said = self._described
        if named := said.words & known.names:
            if named == said.words and said.nouns & known.names:
                found["all words of the name"] = 1.0
            found["words of the name"] = float(min(len(said.capitals & named), 2))
            found["small words of the name"] = float(min(len(named - said.capitals), 2))
        if near := (said.words & known.near) - named:
            found["words beside it"] = float(min(len(near), 2))
        if said.capitals and said.capitals - said.asides - known.names - known.near and who not in said.authors:
            found["unknown capitals"] = 1.0
        if not said.nouns.isdisjoint(known.near):
            found["noun beside it"] = 1.0

    def _type(self, found: Found, who: Referent, known: Profile) -> None:
        """Whether a body is of the type that the noun of the description means."""
        said = self._described
        if not said.nouns.isdisjoint(known.names):
            holder = "name" if who.entity is not None else "description"
            found[f"{holder} holds the noun"] = found[f"{holder} holds the noun, {said.opening}"] = 1.0
        elif who.entity is not None and said.tells_head and is_headed(who.entity.name):
            # "the department" is not the Roads Council, but "the group", "the agency" or "the watchdog" may be
            found[f"name headed by another noun, {said.type or 'general'}"] = 1.0
        if said.type is not None and said.type != "other" and known.types:
            if said.type in known.types:
                found["body of that class" if self._before[who] else "body of that class, only later"] = 1.0
            elif not may_be_called(said.type, known.types):
                found["body of another class"] = 1.0
        if who in self._likely.all:
            found.update(self._likely.of(who))
        elif self._likely.holder_before is not None:
            found["another's name is headed so"] = 1.0
        if who is self._latest_of_type:
            found["latest of that type"] = 1.0
            if said.opening != "definite":
                found[f"latest of that type, {said.opening}"] = 1.0

    def _new(self) -> Iterator[tuple[str, float]]:
        """What speaks for somebody of whom the text has not spoken."""
        yield "new", 1.0
        if self._paragraphs[self.query.at] <= _LEAD:
            yield f"new, in the lead, {self.query.form}", 1.0
            if self.query.indefinite:
                yield "new, in the lead, indefinite", 1.0
        if self.query.form == "floating":
            turn, page, at = self.cast.turn, self.cast.page, self.query.at
            yield "new, nobody has spoken", float(turn is None)
            yield "new, not in the text", float(page.passages[page.passage_of[at]].kind != "body")
            yield "new, led up to", float(self.led is not None)
        if self.query.form == "description":
            yield from self._described.newness()
            if self._latest_of_type is not None:
                yield "new, one of the type before", 1.0
            yield from self._likely.newness()
            yield from self._behind.newness()

    @kept
    def _described(self) -> Described:
        return Described.of(self.cast, self.query)

    @kept
    def _likely(self) -> Likely:
        return Likely(self.cast, self._described, self.contenders)

    @kept
    def _only_one(self) -> Referent | None:
        """Whose post or trade the noun of a description is, or who was called by it, if only one of the contenders is: 'the mayor'."""
        said = self._described
        if self.query.sort != "person" or said.opening != "definite":
            return None
        called = [
            r
            for r, before in self._before.items()
            if before and not said.nouns.isdisjoint(r.nouns | self.cast.profile(r).posts)
        ]
        return called[0] if len(called) == 1 and called[0].entity is not None else None

    @kept
    def _behind(self) -> Behind:
        return Behind(self.cast, self._described, self.contenders, self.led)

    @kept
    def _posts(self) -> Posts:
        return Posts(self.cast, self.query, self._described)

    @kept
    def _latest_of_type(self) -> Referent | None:
        """The body of the type that a description names which stands nearest before it."""
        type = self._described.type
        if type is None:
            return None
        known = (r for r in self.contenders if r.number >= 0)
        return nearest((r for r in known if type in self.cast.profile(r).types), self.query.at)
