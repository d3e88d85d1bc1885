"""Query + contender → features: named numbers that speak for the contender or against, the same for reading and for training."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from math import log1p

import attrs

from quoteattr import lexicon
from quoteattr.speakers.behind import Authorship
from quoteattr.speakers.cast import Cast, Turn
from quoteattr.speakers.contenders import Found, Salience, agrees, is_doubtful
from quoteattr.speakers.descriptions import Described, NamedBodies, is_headed
from quoteattr.speakers.excluded import ages_of, is_of_age
from quoteattr.speakers.posts import Posts
from quoteattr.speakers.profiles import Profile, may_be_called
from quoteattr.speakers.queries import Query
from quoteattr.speakers.referents import MAIN, Referent, nearest
from quoteattr.text.kept import Keeping, kept
from quoteattr.text.paragraphs import paragraph_of

_LEAD = 2  # the last passage of the lead: the headline, and what follows it
_FAR = 6  # passages and sentences: greater distances count as this one
_BEHIND_CONTENT = 4  # tokens
_TURN_RELATIONS = ("answering", "going-on")  # how a cue may relate a quotation to the one before


@attrs.define
class Features(Keeping):
    """The features of the contenders for one mention; ``anchor`` is the referent of the query's ``lead`` or ``owner``."""

    cast: Cast
    query: Query
    contenders: Sequence[Referent]
    anchor: Referent | None = None

    def of(self, contender: Referent) -> dict[str, float]:
        """The features of one contender; those that are 0 may be left out."""
        if contender.number < 0 and not contender.members:
            return dict(self._newness())
        query = self.query
        found: Found = {}
        if contender.places:  # a namesake may stand in no prose at all
            self._add_place(found, contender)
        agrees(found, query, contender)
        if contender is query.told:
            found["told"] = 1.0
        if contender is query.named:
            found["taken for"] = 1.0
        if contender is self.anchor:
            found["led up to" if query.owner is None else "owner"] = 1.0
        if query.form == "description":
            self._add_description(found, contender)
        return found

    def _add_place(self, found: Found, contender: Referent) -> None:
        """Where the contender stands: near or far, as a subject or not, how often, and whether it has just spoken."""
        places, before, form = contender.places, self._places_before[contender], self.query.form
        if form == "floating":
            end = self.query.content[-1].end
            if contender.places_between(end - 1, end + _BEHIND_CONTENT):
                found["straight behind the words"] = 1.0
        found["times named"] = log1p(len(places))
        if contender.sources:
            found["has spoken"], found["times quoted"] = 1.0, log1p(len(contender.sources))
        if not before:
            self._add_first_place(found, contender)
            return
        latest = places[before - 1]
        self._add_distance(found, contender, latest.token)
        found["times named before"] = log1p(before)
        if latest.prominence:
            found["main subject" if latest.prominence == MAIN else "subject"] = 1.0
        if latest.token >= self._latest_place:
            found["latest"] = 1.0
        self._add_turns(found, contender)
        if form == "pronoun":
            self._salience.add(found, contender, before)
        if form == "description" and not self.query.is_person:
            return  # what an organisation or a document says may well name it
        if contender in self._in_content:
            found["spoken of"] = 1.0
        if contender in self._in_latest_content:
            found["spoken of before"] = 1.0

    def _add_distance(self, found: Found, contender: Referent, latest: int) -> None:
        """How far back the contender stands: from the end of its own latest words to the start of the content, so that no quotation counts."""
        paragraphs, sentences = self._paragraphs, self.cast.page.sentences
        at, turn, starts = self.query.at, self.cast.turn, self._content_starts
        start = max(latest, min(turn.end, at)) if turn is not None and turn.speaker is contender else latest
        behind = bisect_right(starts, start) if starts else 0
        end = starts[behind] if behind < len(starts) else at
        if passages := paragraphs[end] - paragraphs[start]:
            found["passages back"] = float(min(passages, _FAR))
        if ended := sentences[end] - sentences[start]:
            found["sentences back"] = float(min(ended, _FAR))
        found["tokens back"] = log1p(at - latest)

    def _add_turns(self, found: Found, contender: Referent) -> None:
        """Whether the contender spoke last, or before that, or may answer, and whether it is the addressee."""
        turn = self.cast.turn
        if turn is not None and turn.speaker is contender:
            self._add_latest_speaker(found, contender, turn)
        elif turn is not None and (self.query.form == "pronoun" or contender in turn.addressees):
            self._add_next_speaker(found, contender, turn)
        if contender is self._speaker_before:
            found["spoke before the latest"] = 1.0
        if contender in self._addressees:
            found["is told"] = 1.0

    @kept
    def _speaker_before(self) -> Referent | None:
        """Who spoke before the latest speaker."""
        return next(iter(self.cast.speakers[-2:-1]), None)

    @kept
    def _paragraphs(self) -> Sequence[int]:
        """For every token the number of its paragraph."""
        return self.cast.page.once(paragraph_of)

    @kept
    def _content_starts(self) -> list[int]:
        """Where the pieces of the content that precede the mention begin, in order."""
        at, content = self.query.at, self.query.content
        return sorted(span.start for span in content if span.start < at) if content else []

    @kept
    def _salience(self) -> Salience:
        return Salience(self.cast, self.query, self._rivals)

    @kept
    def _in_content(self) -> frozenset[Referent]:
        """Who is named in the content: '“Poole is brave,” he said', or described: '*Her sister*, she says, was late'."""
        cast, content = self.cast, self.query.content
        if not content:
            return frozenset()
        found = (r for start, end in content for r in cast.between(start, end))
        described = {r for r in found if any(cast.is_called(r, start, end) for start, end in content)}
        return cast.named_in(content) | described

    @kept
    def _in_latest_content(self) -> frozenset[Referent]:
        """Who is named in the content of the latest quotation."""
        return self.cast.named_in(self.cast.turn.content if self.cast.turn else ())

    @kept
    def _addressees(self) -> frozenset[Referent]:
        """Who is told: 'he told *Poole*'."""
        return self.cast.meant_by(self.query.addressee)

    def _add_first_place(self, found: Found, contender: Referent) -> None:
        """How soon behind the mention the contender is named for the first time: 'An expert said it was late. … Ann Poole, of Eastwick, said …'."""
        at, first = self.query.at, contender.places[0]
        described = self._described if self.query.form == "description" else None
        if described is None:
            found["only later"] = 1.0
        elif contender not in described.named_within:  # but "a letter by Ann Poole" names her itself
            found["only later"] = found[f"only later, {described.opening}"] = 1.0
        away = self._paragraphs[first.token] - self._paragraphs[at]
        if away > 2 or self.query.phrase.start <= first.token < self.query.phrase.end:
            return
        found["named soon"] = 1.0 / (1 + away)
        if described is None or first.token != self._next_first_place:
            return
        found["named next"] = 1.0
        if away and first.prominence == MAIN:
            found["named next as subject, by an age"] = float(self._posts.is_introduced_by_age(contender))
            found["named next as subject"] = 1.0
            found["named next as subject, in passing"] = float(self.query.passing and not self.query.definite)
            found[f"named next as subject, {described.opening}"] = 1.0
            found["named next as subject, in the lead"] = float(self._paragraphs[at] <= _LEAD)
        if away and self.cast.in_source[first.token]:
            found[f"quoted next, {described.opening}"] = 1.0

    def _add_next_speaker(self, found: Found, who: Referent, turn: Turn) -> None:
        """Whether it is the turn of who was told something, or came up since: '“No,” Reed said. It also helped *Joe Dunn*. “I swim,” he said.'"""
        is_pronoun, was_told = self.query.form == "pronoun", who in turn.addressees
        if was_told and self.cast.page.sentences[self.query.at] - self.cast.page.sentences[turn.end] < 2:
            found["was told" if turn.speaker.entity else "was told, by somebody without a name"] = 1.0
            for relation in self._turn_relations:
                found[f"was told, {relation}"] = 1.0
            found["was asked"] = float(self.query.form != "description" and self._is_after_question)
        if not is_pronoun or who.entity is None or who.places[0].token <= turn.end or is_doubtful(self.query, who):
            return
        if not was_told or self._is_after_question or "answering" in self._turn_relations:
            found["brought in since"] = 1.0
            others = (r for r, _ in self._rivals if r is not who)
            since = (place for r in others for place in r.places_between(turn.end, self.query.at))
            if all(map(self._salience.only_owns, since)):
                found["brought in since, alone"] = 1.0
                found["brought in since, alone, with a post"] = float(bool(who.statements))

    def _add_latest_speaker(self, found: Found, speaker: Referent, turn: Turn) -> None:
        """How far back the latest speaker spoke, and whether another has become the subject of a main clause since."""
        at = self.query.at
        passages = self._paragraphs[at] - self._paragraphs[turn.end]
        if self.query.form == "floating":
            found["passages since"] = float(min(passages, _FAR))
        others = (r for r, _ in self._rivals if r is not speaker and r.number >= 0)
        since = (place for r in others for place in r.places_between(turn.end, at))
        if turn.is_possessor:
            found["spoke last, as a possessor"] = 1.0
        name = "interrupted" if any(place.prominence == MAIN for place in since) else "spoke last"
        found[name] = 1.0 if passages <= 1 else 0.5
        for relation in self._turn_relations:
            found[f"spoke last, {relation}"] = 1.0
            found[f"spoke last, {relation}, by a description"] = float(self.query.form == "description")
        if self.query.form == "pronoun" and not turn.addressees and any(a <= at < b for a, b in turn.content):
            found["in own words"] = 1.0  # "Poole said *she* was late", but "told Reed that *he* was"

    @property
    def _is_after_question(self) -> bool:
        """Whether the latest quotation asks: 'asked Reed *if he would play*', '“*Would you?*” Poole asked Reed', 'a guard told Reed *to go*'."""
        lowers, turn = self.cast.page.lowers, self.cast.turn
        if turn is None or not turn.content:
            return False
        start, end = turn.content[0]
        demands = lowers[start] == "to" and turn.speaker.entity is None
        return demands or lowers[start] in lexicon.labelled("reference_words", "asking") or "?" in lowers[end - 2 : end]

    @kept
    def _turn_relations(self) -> list[str]:
        """How the cue relates the quotation to the one before: 'she *added*', 'he *replied*'."""
        cue = self.query.cue
        if not cue:
            return []
        return [label for label in _TURN_RELATIONS if not cue.isdisjoint(lexicon.labelled("reference_words", label))]

    @kept
    def _next_first_place(self) -> int:
        """The nearest first place, behind the mention, of those who are named only there."""
        first = (r.places[0].token for r in self.contenders if r.places)
        return min((token for token in first if token > self.query.at), default=-1)

    @kept
    def _latest_place(self) -> int:
        """The nearest of the rivals' latest places."""
        return max([r.places[n - 1].token for r, n in self._rivals], default=-1)

    @kept
    def _rivals(self) -> list[tuple[Referent, int]]:
        """The contenders that stand before the mention and have nothing against them, each with how many of its places do."""
        return [(r, n) for r, n in self._places_before.items() if n and not is_doubtful(self.query, r)]

    @kept
    def _places_before(self) -> dict[Referent, int]:
        """How many of the places of each contender come before the mention."""
        at = self.query.at
        return {r: r.places_before(at) for r in self.contenders}

    # --- how a description fits a contender ---------------------------------------------------------------------------

    def _add_description(self, found: Found, who: Referent) -> None:
        """How well the description fits what the text says of a contender."""
        query, description, posts, profile = self.query, self._described, self._posts, self.cast.profile(who)
        if not self._authorship.is_silent:
            found.update(self._authorship.of(who))
        if who.nouns:
            self._add_noun(found, who, profile)
        if self._tells_age:
            self._add_age(found, who)
        if who.plural == query.plural and who not in description.authors:
            found["same number"] = 1.0
        if description.is_short:
            found["short and definite"] = 1.0
        if who is self._only_one_called_so:
            found["alone called so"] = 1.0
        if posts.is_of_other_gender(who):
            found["been otherwise"] = 1.0
        if (who.statements or posts.compares_nouns) and (query.sort != "document" or not query.indefinite):
            found.update(posts.of(who, profile, self._places_before[who]))
        if who.kind == "organisation":
            self._add_type(found, who, profile)
        self._add_words(found, profile, who)

    @kept
    def _tells_age(self) -> bool:
        query = self.query
        return query.sort == "person" and (query.age is not None or query.word in lexicon.words("age_nouns"))

    def _add_age(self, found: Found, who: Referent) -> None:
        """Whether a contender has the age that the description tells; *his rival*, of no known age, is hardly called by one."""
        ages = ages_of(self.cast, who)
        found["of that age"] = float(bool(ages) and is_of_age(self.query, ages))
        is_somebodys = who.entity is None and (who.description or "").casefold().startswith(("his ", "her "))
        found["somebody's, of no known age"] = float(not ages and is_somebodys)

    def _add_noun(self, found: Found, who: Referent, profile: Profile) -> None:
        """Whether a contender was described with the noun before, or is a document as the mention is."""
        description, is_body = self._described, who.kind == "organisation"
        has_noun = not description.nouns.isdisjoint(who.nouns)
        if has_noun and is_body and not self._places_before[who]:
            found["known by the noun, only later"] = 1.0
        elif has_noun and (is_body or self.query.definite or not (who.entity or who.members)):
            found["known by the noun"] = found[f"known by the noun, {description.opening}"] = 1.0
            if who.entity is None:
                found["known by the noun alone"] = 1.0
        elif self.query.sort == "document" and profile.is_document:
            found["a document"] = 1.0
            if who.entity is None:
                found["a document alone"] = 1.0

    def _add_words(self, found: Found, profile: Profile, who: Referent) -> None:
        """Which words of the description stand in the name of a contender, or beside it."""
        description = self._described
        if modifiers := description.modifiers:
            capitalised, names = description.capitalised, profile.names
            if named := modifiers & names:
                if named == modifiers and description.nouns & names:
                    found["all words of the name"] = 1.0
                found["words of the name"] = float(min(len(capitalised & named), 2))
                found["small words of the name"] = float(min(len(named - capitalised), 2))
            if near := (modifiers & profile.near) - named:
                found["words beside it"] = float(min(len(near), 2))
            unknown = capitalised and capitalised - description.locating - names - profile.near
            if unknown and who not in description.authors:
                found["unknown capitals"] = 1.0
        if not description.nouns.isdisjoint(profile.near):
            found["noun beside it"] = 1.0

    def _add_type(self, found: Found, who: Referent, profile: Profile) -> None:
        """Whether an organisation is of the type that the noun of the description means."""
        description, type = self._described, self._described.type
        if not description.nouns.isdisjoint(profile.names):
            holder = "name" if who.entity is not None else "description"
            found[f"{holder} holds the noun"] = found[f"{holder} holds the noun, {description.opening}"] = 1.0
        elif who.entity is not None and description.tells_head and is_headed(who.entity.name):
            # "the department" is not the Roads Council, but "the group", "the agency" or "the watchdog" may be
            found[f"name headed by another noun, {type or 'general'}"] = 1.0
        if type is not None and type != "other" and profile.types:
            if type in profile.types:
                found["body of that class" if self._places_before[who] else "body of that class, only later"] = 1.0
            elif not may_be_called(type, profile.types):
                found["body of another class"] = 1.0
        if who.entity is None and description.names_another(who.nouns) and type not in profile.types:
            found["body known by another noun"] = 1.0  # "the airport" is not the airline
        if who in self._named_bodies.all:
            found.update(self._named_bodies.of(who))
        elif self._named_bodies.latest_headed is not None:
            found["another's name is headed so"] = 1.0
        if who is self._latest_of_type:
            found["latest of that type"] = 1.0
            if description.opening != "definite":
                found[f"latest of that type, {description.opening}"] = 1.0

    def _newness(self) -> Iterator[tuple[str, float]]:
        """The features of somebody new, of whom the text has not spoken."""
        yield "new", 1.0
        if self._paragraphs[self.query.at] <= _LEAD:
            yield f"new, in the lead, {self.query.form}", 1.0
            if self.query.indefinite:
                yield "new, in the lead, indefinite", 1.0
        if self.query.form == "floating":
            turn, page, at = self.cast.turn, self.cast.page, self.query.at
            yield "new, nobody has spoken", float(turn is None)
            yield "new, not in the text", float(page.passages[page.passage_of[at]].kind != "body")
            yield "new, led up to", float(self.anchor is not None)
        if self.query.form == "description":
            yield from self._described.newness()
            if self._latest_of_type is not None:
                yield "new, one of the type before", 1.0
            yield from self._named_bodies.newness()
            yield from self._authorship.newness()

    @kept
    def _described(self) -> Described:
        return Described.of(self.cast, self.query)

    @kept
    def _named_bodies(self) -> NamedBodies:
        return NamedBodies(self.cast, self._described, self.contenders)

    @kept
    def _only_one_called_so(self) -> Referent | None:
        """The only contender before the mention who has the noun for a post or was described with it, if it has a name: 'the mayor'."""
        nouns = self._described.nouns
        if self.query.sort != "person" or self._described.opening != "definite":
            return None
        before = (r for r, n in self._places_before.items() if n)
        called = [r for r in before if not nouns.isdisjoint(r.nouns | self.cast.profile(r).posts)]
        return called[0] if len(called) == 1 and called[0].entity is not None else None

    @kept
    def _authorship(self) -> Authorship:
        return Authorship(self.cast, self._described, self.contenders, self.anchor)

    @kept
    def _posts(self) -> Posts:
        return Posts(self.cast, self.query, self._described)

    @kept
    def _latest_of_type(self) -> Referent | None:
        """The nearest organisation before the description that is of the type of its noun."""
        type = self._described.type
        if type is None:
            return None
        before = (r for r, n in self._places_before.items() if n and r.number >= 0)
        return nearest((r for r in before if type in self.cast.profile(r).types), self.query.at)
