"""Mentions → referents: the one loop over them, in the order of the text, and the only writer to the cast.

Rules: ``name``: the mention names its referent; ``pronoun`` and ``description``: it refers to one named elsewhere;
``continuation``, ``lead-in`` and ``floor``: a floating quotation has a speaker from its surroundings; ``unnamed``: the mention
introduces somebody without a name; ``body``: an organisation or document known by its description only; ``resolver``: coreference
from elsewhere tells the referent.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable

import attrs

from quoteattr import lexicon
from quoteattr.draft import Attribution, Phrase, RoleStatement, TokenSpan
from quoteattr.own.weights import Weights
from quoteattr.speakers import behind, documents, excluded, passing, ranker
from quoteattr.speakers.cast import Cast, Turn
from quoteattr.speakers.descriptions import somebody_new
from quoteattr.speakers.documents import document_words, is_document_noun, noun_at
from quoteattr.speakers.posts import spouse_or_sibling
from quoteattr.speakers.queries import Queries, Query
from quoteattr.speakers.ranker import Options
from quoteattr.speakers.referents import MAIN, Ranking, Referent, Resolution, added
from quoteattr.text.noun_phrases import prominence
from quoteattr.text.page import Page
from quoteattr.text.paragraphs import is_of_text, paragraph_of

_OF_SOURCE = 1.0
"""What is added to the log odds of a description that is a source: it is resolved more surely than one in passing."""

_CLEARLY = 0.6
"""How much likelier than any other, in log odds, an organisation has to be to become that of a post."""

_LEAD = 2
"""The last passage of the lead (the headline, and what follows it), in which somebody may be described before being named."""

Decide = Callable[[Query, Options], Ranking]
"""Ranks the contenders for a mention."""


def weighed(query: Query, options: Options, weights: Weights | None = None) -> Ranking:
    """The ranking by weights: those of the package, or others."""
    return ranker.rank(query.sort, options, weights)


def resolve(
    queries: Queries, attributions: Iterable[Attribution], decide: Decide = weighed, *, to_end: bool = False
) -> tuple[Resolution, ...]:
    """Resolve the source of each attribution, and on the way what is mentioned in passing between them.

    With ``to_end`` also the persons mentioned behind the last source: 'She has been the mayor since May'.
    """
    return Resolving(queries, decide).all(tuple(attributions), to_end=to_end)


class Resolving:
    """The mentions of one article while they are resolved: what is asked, who decides, and which sources are resolved so far."""

    def __init__(self, queries: Queries, decide: Decide = weighed) -> None:
        self.queries, self.cast, self.decide = queries, queries.cast, decide
        self._by_head = dict[int, Resolution]()

    def all(self, attributions: tuple[Attribution, ...], *, to_end: bool) -> tuple[Resolution, ...]:
        """The resolutions of all sources, in order; see :func:`resolve`."""
        cast, found = self.cast, dict[int, Resolution]()
        in_passing = passing.Passing(self.queries, attributions)
        for source in (a.source for a in attributions if a.source is not None):
            cast.in_source[slice(*source.tokens)] = bytes([True]) * (source.end - source.start)
        posts = [(s.body, r, s) for r in cast.referents for s in r.statements if s.body is not None]
        posts.sort(key=lambda post: -post[0].start)
        cast.named_next = passing.named_after_descriptions(cast, attributions)
        for noun, token, referent, how in in_passing.credits():
            cast.authors_by_noun.setdefault(noun, []).append((token, referent, how))
        for number, attribution in enumerate(attributions):
            if attribution.inner:
                continue
            query = self.queries.query(attribution)
            self._passing(in_passing.up_to(query.at))
            while posts and posts[-1][0].start < query.at:
                self._body_of_post(*posts.pop())
            found[number] = self._source(query, attribution)
        while posts:
            self._body_of_post(*posts.pop())
        self._inner(attributions, found)
        found |= behind.of_headlines(cast.page, attributions, found)
        if to_end:
            rest = (other for other in in_passing.up_to(len(cast.page.tokens)) if other.sort in ("he or she", "person"))
            self._passing(rest)
        return tuple(found[number] for number in range(len(attributions)))

    def _source(self, query: Query, attribution: Attribution) -> Resolution:
        """Resolve the source of an attribution and record it in the cast.

        One mention is one speaker, whatever it is the source of: 'according to *the agent*, who told Radio 4 that …'.
        """
        query.names_document = documents.was_used_of_document(self.cast, query.word)
        if query.sort == "it" and query.told is None:
            query = attrs.evolve(query, told=self._referent_of_it(query), told_by_text=True)
        elif query.told is None and query.phrase.head in self.cast.named_next and query.sort == "person":
            query = attrs.evolve(query, told=self.cast.named_next[query.phrase.head], told_by_text=True)
        self._addressee(query)
        head = attribution.source.head if attribution.source is not None else -1
        resolution = self._by_head.get(head) or self.answer(query)
        _record_turn(self.cast, query, attribution, resolution)
        if resolution.referent is not None:
            if head >= 0:
                self._by_head[head] = resolution
            _record_description(self.cast, query, resolution.referent)
        return resolution

    def _passing(self, others: Iterable[Query]) -> None:
        """Resolve mentions in passing and record them in the cast; a document of somebody is no referent of its own."""
        for other in others:
            if not _taken_for_document_of_somebody(self.cast, other):
                _record_passing(self.cast, other, self.answer(other))

    def _body_of_post(self, body: Phrase, holder: Referent, statement: RoleStatement) -> None:
        """Record which organisation a post belongs to that the text only describes beside it: '*the council*’s leader'.

        It has to be named before, as a post is hardly of an organisation that comes out of nowhere, and clearly the likeliest.
        """
        resolution = self.answer(self.queries.of_mention(body, passing=True))
        ranking = resolution.ranking or ((resolution.referent, 0.0),) if resolution.referent else ()
        known = [(r, score) for r, score in ranking if r.number >= 0]
        if not known or known[0][1] <= ranking[0][1] - _CLEARLY:
            return
        if len(known) > 1 and known[0][1] - known[1][1] <= _CLEARLY:
            return
        best = known[0][0]
        if best.entity is not None and best.is_body:
            self.cast.set_organisation(holder, statement, best.entity.name)

    def _addressee(self, query: Query) -> None:
        """Record whom the addressee *him* or *her* means, so that the speaker is somebody else: 'Ann Poole fell ill. The surgeon told *her* it was late.'

        Where *he* tells *him*, either may be either.
        """
        if query.addressee is None or query.form not in ("name", "description") or not query.content:
            return
        addressee = self.queries.of_mention(query.addressee, passing=True)
        if addressee.sort != "he or she":
            return
        referent = self.answer(attrs.evolve(addressee, outer_speaker=query.named)).referent
        if referent is not None and referent.number >= 0:
            self.cast.stand(referent, query.addressee.head, 0)

    def _inner(self, attributions: tuple[Attribution, ...], found: dict[int, Resolution]) -> None:
        """Resolve the sources of quotations within quotations, last, as nothing outside the marks depends on them.

        Who is named within the marks is near; the outer speaker is *I* there, and neither *he* nor *she*.
        """
        page, here = self.cast.page, None
        for number, attribution in enumerate(attributions):
            if not (attribution.inner and attribution.source):
                continue
            marked = page.inside[attribution.source.head]
            if marked != here:
                here, self.cast.turn = marked, None
                for token in range(*page.bounds[marked]):
                    named = self.cast.mentions.names.get(token)
                    if named is not None and named[1].start == token:
                        self.cast.stand(named[0], token, page.prominence(named[1].end - 1))
            start = attribution.pieces[0].start
            outer = (n for n in found if not attributions[n].inner)
            around = (n for n in outer if any(a <= start < b for a, b in attributions[n].pieces))
            outer_speaker = next((found[n].referent for n in around), None)
            query = attrs.evolve(self.queries.query(attribution), outer_speaker=outer_speaker)
            found[number] = resolution = self.answer(query)
            _record_turn(self.cast, query, attribution, resolution)

    def _referent_of_it(self, query: Query) -> Referent | None:
        """Whom the source *it* surely means: the sender of a message, or the organisation that is the subject of the same sentence.

        If the subject of the sentence before is a new organisation, it is recorded as a contender.
        """
        sender = behind.sender(self.cast, query)
        phrase = behind.subject_for_it(self.cast.page, query) if sender is None else None
        if phrase is None:
            return sender
        subject = self.queries.of_mention(phrase, passing=True)
        resolution = self.answer(subject)
        standing = next(iter(self.cast.at(phrase.head)), None)  # '*A report* was out', which was met in passing
        referent = standing or resolution.referent
        is_unnamed = referent is not None and referent.entity is None
        bodies = (r for r in self.cast.referents if r.is_named and r.kind == "organisation")
        if is_unnamed and subject.sort != "document" and any(r.places_before(phrase.head) for r in bodies):
            return None  # "Acme grows. *The company* will need staff, but *it* said so"
        if resolution.rule == "body" and standing is None:
            _record_passing(self.cast, subject, resolution, is_taken_up=True)
        in_same_sentence = (
            self.cast.page.sentence(query.at).start <= phrase.head
        )  # "*Acme* sees sales of £4m, *it* said."
        return referent if in_same_sentence and referent and referent.kind == "organisation" else None

    def answer(self, query: Query) -> Resolution:
        """Whom a mention means. The cast stays as it is: somebody new is in the resolution only."""
        if query.named is not None and len(query.bearers) < 2:
            return Resolution.of(query.named, "name", query.phrase.start, ((query.named, 1.0),))
        if query.sort == "none":
            return Resolution(None, query.form)
        if query.passing and query.form == "description" and (query.plural or not self._may_be_known(query)):
            # nearly always somebody else: 'officials', 'a neighbour', 'his wife'
            return _resolution(self.cast, query, ((somebody_new(self.cast, query), 0.0),), None)
        before = query.lead or excluded.owner(self.cast, query)
        anchor = self.answer(before).referent if before is not None else None
        if anchor is not None and query.owner is not None and query.told is None:
            query = attrs.evolve(query, told=spouse_or_sibling(self.cast, anchor, query), told_by_text=True)
        ranking = self.decide(query, ranker.options(self.cast, query, anchor))
        if not ranking:
            return Resolution(None, "continuation" if query.form == "floating" else query.form)
        return _resolution(self.cast, query, ranking, anchor)

    def _may_be_known(self, query: Query) -> bool:
        """Whether a description in passing may be of somebody of whom the text tells more."""
        return query.definite or _may_be_named_soon(self.cast, query)


# --- what is recorded in the cast --------------------------------------------------------------------------------------


def _record_description(cast: Cast, query: Query, referent: Referent, *, is_new: bool = False) -> None:
    """Record what a description tells: the noun of a person, a document, a fuller description of something without a name.

    A referent that ``is_new`` has just been made of this description, and has no fuller one.
    """
    if query.form != "description":
        return
    is_person = query.is_person and (referent.kind == "person" or (query.passing and referent.entity is not None))
    if is_person and _will_be_repeated(cast, query, referent):
        cast.know(referent, query.word)
    is_document = is_document_noun(query.word)
    if is_document:
        cast.documents.append((query.at, query.word, referent))
    # what stands behind the noun of an organisation often tells of something else: "the group behind the campaign"
    is_whole = not is_new and (is_document or query.phrase.end == query.at + 1)
    if is_whole and referent.entity is None and referent.kind == "organisation" and query.owner is None:
        new, known = somebody_new(cast, query).description or "", referent.description or ""
        if _count_telling(new) > _count_telling(known):
            referent.description = new


def _will_be_repeated(cast: Cast, query: Query, referent: Referent) -> bool:
    """Whether *the* and the noun will mean the same person again: '*A nurse* was struck off. … Ann Poole, 31, … *The nurse*'.

    Of a source it has to be a post that nobody else has: '*The mayor* said … *the mayor*'.
    """
    if query.passing:
        return not query.definite
    others = (r for r in cast.referents if r is not referent)
    is_post = query.definite and lexicon.noun_class(query.word) == "post"
    return is_post and not any(query.word in cast.profile(r).posts for r in others)


def _count_telling(description: str) -> int:
    """How many words of a description tell something, which an article does not: 'the campaign' tells less than 'Poole’s campaign'."""
    words = description.split()
    articles = (lexicon.labelled("reference_words", label) for label in ("definite", "indefinite"))
    return len(words[1:] if words and any(words[0].casefold() in known for known in articles) else words)


def _record_referent(cast: Cast, query: Query, resolution: Resolution, referent: Referent) -> None:
    """Record a new referent, and what a pronoun or a new description tells of one."""
    if referent.number < 0:
        cast.enter(referent)
    if query.form == "pronoun" and query.gender != "-":
        referent.pronoun_genders |= {query.gender}
        referent.guessed = referent.guessed and referent.gender != query.gender  # forename and pronoun agree
        referent.kind = "person" if referent.kind == "organisation" else referent.kind
    if resolution.noun is not None:
        cast.know(referent, resolution.noun)


def _taken_for_document_of_somebody(cast: Cast, query: Query) -> bool:
    """Whether a mention in passing is a document of somebody, and so no referent of its own; records whose document it is."""
    if query.sort != "document" and not documents.may_be_voice(query.word):
        return False
    issuer, authors = behind.issuer(cast.page, query), dict(documents.authors(cast, query.phrase, query.at))
    for referent in authors or (cast.at(issuer.i) if issuer is not None else ()):
        cast.know(referent, query.word)
        cast.documents.append((query.at, query.word, referent))
    if authors or issuer is None:
        return bool(authors)
    if cast.in_source[issuer.i]:  # whom it means is told when the source is resolved
        cast.documents.append((query.at, query.word, issuer.i))
        return True
    # '*the firm* issued a statement' is somebody's even if nobody was found
    is_definite = cast.page.lowers[issuer.left_edge.i] in lexicon.labelled("reference_words", "definite")
    return bool(cast.at(issuer.i)) or is_definite


def _record_passing(cast: Cast, query: Query, resolution: Resolution, *, is_taken_up: bool = False) -> None:
    """Record who is mentioned in passing, and where.

    An organisation or document with *the* that comes out of nowhere is left out, unless *it* is known to take it up.
    """
    referent = resolution.referent
    if referent is None or (resolution.rule == "body" and query.definite and not is_taken_up):
        return
    _record_referent(cast, query, resolution, referent)
    in_content = cast.turn is not None and any(start <= query.at < end for start, end in cast.turn.content)
    cast.stand(referent, query.at, 0 if in_content else prominence(cast.page, query.at))
    _record_description(cast, query, referent, is_new=resolution.rule == "body")
    if query.form == "description":
        referent.described = added(referent.described, query.phrase)
        referent.called = added(referent.called, (query.phrase, resolution.odds))
    elif query.form == "pronoun":
        referent.pronouns = added(referent.pronouns, query.phrase)
        cast.pronouns.add(query.at)


def _record_turn(cast: Cast, query: Query, attribution: Attribution, resolution: Resolution) -> None:
    """Record who has spoken, where, and in which document: 'the trust said in a statement' … 'the statement'."""
    page, referent, source, cue = cast.page, resolution.referent, attribution.source, attribution.cue
    if referent is None:
        return
    _record_referent(cast, query, resolution, referent)
    end = page.token_at(attribution.pieces[-1].end - 1)
    in_prose = _is_in_prose(page, attribution)
    is_possessor = source is not None and page.deps[source.head] == "poss"
    if source is not None:
        if in_prose:
            cast.stand(referent, source.head, 1 if is_possessor else MAIN)
        mention = query.phrase if query.form == "description" else source
        referent.sources = added(referent.sources, (mention, resolution.rule))
        if resolution.rule == "pronoun":
            cast.pronouns.add(source.head)
        if resolution.rule != "name":
            referent.called = added(referent.called, (source, resolution.odds + _OF_SOURCE))
        end = max(end, source.head)
    if cue is not None:
        low, high = page.sentence(cue.start)
        nouns = page.once(_document_nouns)
        for i in nouns[bisect_left(nouns, low) : bisect_left(nouns, high)]:
            is_said = any(start <= i < stop for start, stop in query.content)
            if not (is_said or (referent.kind == "person" and behind.is_of_others(cast, i, source))):
                cast.know(referent, noun_at(page, i))
    if not in_prose:
        return
    addressees = cast.meant_by(attribution.addressee)
    if attribution.rule == "infinitive" and cue is not None and not addressees:  # "ordered *Poole* to leave"
        addressees = cast.named_in((TokenSpan(cue.end, query.content[0].start),))
    cast.turn = Turn(referent, end, query.content, is_possessor, addressees)
    if cast.speakers[-1:] != [referent]:
        cast.speakers.append(referent)


def _is_in_prose(page: Page, attribution: Attribution) -> bool:
    """Whether a quotation stands in running text, which does not go on from captions and posts that the page shows.

    A line that reports is running text, though its missing full stop makes it look like a subheading.
    """
    if attribution.rule == "signature":
        return False
    start = page.token_at(attribution.pieces[0].start)
    is_report = attribution.cue is not None and page.passages[page.passage_of[start]].kind == "subheading"
    return is_report or is_of_text(page, start)


def _document_nouns(page: Page) -> list[int]:
    """The nouns for documents outside marks: 'a *statement*'."""
    return [i for i in page.where(document_words()) if page.inside[i] < 0 and is_document_noun(noun_at(page, i))]


def _may_be_named_soon(cast: Cast, query: Query) -> bool:
    """Whether the lead may describe somebody whom the text names soon: '*Nurse* struck off. *A nurse* … Ann Poole, 31, took pills'."""
    in_lead = cast.turn is None and cast.page.once(paragraph_of)[query.at] <= _LEAD
    return in_lead and query.sort == "person" and query.owner is None and cast.page.prominence(query.at) == MAIN


def _resolution(cast: Cast, query: Query, ranking: Ranking, anchor: Referent | None) -> Resolution:
    """The resolution to the best of a ranking, with the rule that says how it was found."""
    # Poole and her team speak as Poole
    ranking = tuple((r.members[0] if len(r.members) == 1 else r, score) for r, score in ranking)
    best, at = ranking[0][0], query.at
    odds = ranker.odds(ranking)
    if query.form == "floating":
        known = tuple(pair for pair in ranking if pair[0].number >= 0)  # nobody is no candidate
        if best is anchor and query.lead is not None and (cast.turn is None or cast.turn.end <= query.lead.at):
            # but 'Poole said it was late. “It always is.”' goes on with her quotation
            return Resolution.of(best, "lead-in", query.lead.phrase.start, known, odds=odds)
        if best.number < 0:
            return Resolution(None, "continuation", known, odds=odds)
        goes_on = cast.turn is not None and cast.turn.speaker is best
        return Resolution.of(best, "continuation" if goes_on else "floor", at, known, odds=odds)
    if best.number < 0 and not best.members:
        rule = "body" if best.kind == "organisation" else "unnamed"
        return Resolution.of(best, rule, query.phrase.start, ranking, noun=query.word, odds=odds)
    rule = "resolver" if best is query.told and not query.told_by_text else query.form
    noun = query.word if query.sort == "document" else None  # "a report by Acme … the report"
    at = query.phrase.start if query.form == "name" else at
    return Resolution.of(best, rule, at, ranking, noun, odds)
