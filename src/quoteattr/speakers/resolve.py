"""Mentions → speakers: the one loop over them, in the order of the text, and the only writer to the cast.

Rules: ``name`` the mention names its speaker, ``pronoun`` and ``description`` refer to one named elsewhere,
``continuation``, ``lead-in`` and ``floor`` give a floating quotation its speaker, ``unnamed`` introduces somebody without a
name, ``body`` a body or document known by its description only, ``resolver`` whom coreference from elsewhere names.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable

import attrs
from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Attribution, Phrase, RoleStatement, TokenSpan
from quoteattr.own.weights import Weights
from quoteattr.speakers import apart, behind, documents, passing, ranker
from quoteattr.speakers.cast import Cast, Turn
from quoteattr.speakers.descriptions import somebody_new
from quoteattr.speakers.documents import document_words, is_document_noun, noun_at
from quoteattr.speakers.posts import mate
from quoteattr.speakers.queries import Queries, Query
from quoteattr.speakers.ranker import Options
from quoteattr.speakers.referents import MAIN, Ranking, Referent, Resolution
from quoteattr.text.noun_phrases import prominence
from quoteattr.text.page import SUBJECTS, Page
from quoteattr.text.paragraphs import is_of_text, paragraph_of

_QUOTED = 1.0
"""How much likelier a description is to mean its referent where it speaks than in passing, as a logarithm."""

_APART = 0.6
"""How much likelier than another the body of a post has to be, as a logarithm."""

_LEAD = 2
"""Passages: the headline, and what follows it, in which somebody may be described who is named only then."""

Decide = Callable[[Query, Options], Ranking]
"""Puts the contenders for a mention in order."""


def weighed(query: Query, options: Options, weights: Weights | None = None) -> Ranking:
    """The order that the weights give: those of the package, or others."""
    return ranker.rank(query.sort, options, weights)


def resolve(
    queries: Queries, attributions: Iterable[Attribution], decide: Decide = weighed, *, to_end: bool = False
) -> tuple[Resolution, ...]:
    """Whom the source of each attribution refers to; what is mentioned in passing on the way is taken in, too.

    With ``to_end`` also who is mentioned behind the last: 'She has been the mayor since May'.
    """
    found, mentions = dict[int, Resolution](), dict[int, Resolution]()
    cast, attributions = queries.cast, tuple(attributions)
    beside = passing.Passing(queries, attributions)
    for source in (a.source for a in attributions if a.source is not None):
        cast.quoted[slice(*source.tokens)] = bytes([True]) * (source.end - source.start)
    posts = [(s.body, r, s) for r in cast.referents for s in r.statements if s.body is not None]
    posts.sort(key=lambda post: -post[0].start)
    cast.named_next = apart.named_next(cast, attributions)
    for noun, token, referent, how in beside.credits():
        cast.behind.setdefault(noun, []).append((token, referent, how))
    for number, attribution in enumerate(attributions):
        if attribution.inner:
            continue
        query = queries.query(attribution)
        _meet_others(cast, beside.up_to(query.at), decide)
        while posts and posts[-1][0].start < query.at:
            _belong(queries, *posts.pop(), decide)
        found[number] = _settle(queries, query, attribution, mentions, decide)
    while posts:
        _belong(queries, *posts.pop(), decide)
    _resolve_inner(queries, attributions, found, decide)
    if to_end:
        rest = (other for other in beside.up_to(len(cast.page.tokens)) if other.sort in ("he or she", "person"))
        _meet_others(cast, rest, decide)
    return tuple(found[number] for number in range(len(attributions)))


def _settle(
    queries: Queries, query: Query, attribution: Attribution, mentions: dict[int, Resolution], decide: Decide
) -> Resolution:
    """Whom the source of an attribution means, written down; ``mentions`` are those that were answered, by their heads.

    One mention is one speaker, whatever it is the source of: 'according to *the agent*, who told Radio 4 that …'.
    """
    cast = queries.cast
    query.filed = documents.is_filed(cast, query.word)
    if query.sort == "it" and query.told is None:
        query = attrs.evolve(query, told=_behind_it(queries, query, decide), stated=True)
    elif query.told is None and query.phrase.head in cast.named_next and query.sort == "person":
        query = attrs.evolve(query, told=cast.named_next[query.phrase.head], stated=True)
    _hear(queries, query, decide)
    head = attribution.source.head if attribution.source is not None else -1
    resolution = mentions.get(head) or answer(cast, query, decide)
    if head >= 0 and resolution.referent is not None:
        mentions[head] = resolution
    _take_in(cast, query, attribution, resolution)
    if resolution.referent is not None:
        _file(cast, query, resolution.referent)
    return resolution


def _meet_others(cast: Cast, others: Iterable[Query], decide: Decide) -> None:
    """Write down who is mentioned in passing, but for the documents of somebody."""
    for other in others:
        if not _is_somebodys(cast, other):
            _meet(cast, other, answer(cast, other, decide))


def _belong(queries: Queries, body: Phrase, holder: Referent, statement: RoleStatement, decide: Decide) -> None:
    """Write down which body a post belongs to that the text only describes beside it: '*the council*’s leader'."""
    resolution = answer(queries.cast, queries.of_mention(body, passing=True), decide)
    # a post is hardly of a body that comes out of nowhere; of two that are as likely neither is taken
    ranking = resolution.ranking or ((resolution.referent, 0.0),) if resolution.referent else ()
    known = [(r, score) for r, score in ranking if r.number >= 0]
    clear = len(known) == 1 or (known and known[0][1] - known[1][1] > _APART)
    if clear and known[0][1] > ranking[0][1] - _APART and (meant := known[0][0]).entity is not None and meant.is_body:
        queries.cast.belong(holder, statement, meant.entity.name)


def _hear(queries: Queries, query: Query, decide: Decide) -> None:
    """Write down whom *him* or *her* means who is told, and so is somebody else: 'Ann Poole fell ill. The surgeon told *her* it was late.'

    Where *he* tells *him*, either may be either.
    """
    if query.hearer is None or query.form not in ("name", "description") or not query.words:
        return
    hearer = queries.of_mention(query.hearer, passing=True)
    if hearer.sort != "he or she":
        return
    meant = answer(queries.cast, attrs.evolve(hearer, apart=query.named), decide).referent
    if meant is not None and meant.number >= 0:
        queries.cast.stand(meant, query.hearer.head, 0)


def _resolve_inner(
    queries: Queries, attributions: tuple[Attribution, ...], found: dict[int, Resolution], decide: Decide
) -> None:
    """Add those whose words somebody else reports between marks, last, as nothing outside the marks turns on them.

    Who is named within the marks is near; the one who speaks there is *I*, and neither *he* nor *she*.
    """
    cast, page, here = queries.cast, queries.cast.page, None
    for number, attribution in enumerate(attributions):
        if not (attribution.inner and attribution.source):
            continue
        marked = page.inside[attribution.source.head]
        if marked != here:
            here, cast.turn = marked, None
            for token in range(*page.bounds[marked]):
                named = cast.mentions.names.get(token)
                if named is not None and named[1].start == token:
                    cast.stand(named[0], token, page.prominence(named[1].end - 1))
        start = attribution.pieces[0].start
        around = (
            n for n in found if any(a <= start < b for a, b in attributions[n].pieces) and not attributions[n].inner
        )
        outer = next((found[n].referent for n in around), None)
        query = attrs.evolve(queries.query(attribution), apart=outer)
        found[number] = resolution = answer(cast, query, decide)
        _take_in(cast, query, attribution, resolution)


def _file(cast: Cast, query: Query, referent: Referent) -> None:
    """Write down a document that is spoken of, and what somebody is called: of it and a body without a name the fullest."""
    if query.form != "description":
        return
    post = query.definite and lexicon.table("role_nouns", 2).get(query.word) == "post"
    post = post and not any(query.word in cast.profile(r).posts for r in cast.referents if r is not referent)
    if query.is_person and referent.kind == "person" and (not query.definite if query.passing else post):
        # "*A nurse* was struck off. … Ann Poole, 31, … *The nurse*", "*the mayor* said … *the mayor*"
        cast.know(referent, query.word)
    document = is_document_noun(query.word)
    if document:
        cast.papers.append((query.at, query.word, referent))
    # what stands behind the noun of a body often tells of something else: "the group behind the campaign"
    full = document or query.phrase.end == query.at + 1
    if full and referent.entity is None and referent.kind == "organisation" and query.owner is None:
        said, known = somebody_new(cast, query).description or "", referent.description or ""
        if _telling(said) > _telling(known):
            referent.description = said


def _telling(description: str) -> int:
    """How many words of a description tell something: all but an article: 'the campaign' is less than 'Poole’s campaign'."""
    words = description.split()
    articles = (lexicon.labelled("reference_words", label) for label in ("definite", "indefinite"))
    return len(words) - any(words[0].casefold() in known for known in articles) if words else 0


def _enter(cast: Cast, query: Query, resolution: Resolution, referent: Referent) -> None:
    if referent.number < 0:
        cast.enter(referent)
    if query.form == "pronoun" and query.gender != "-":
        referent.been |= {query.gender}
        referent.guessed = referent.guessed and referent.gender != query.gender  # forename and pronoun agree
        referent.kind = "person" if referent.kind == "organisation" else referent.kind
    if resolution.noun is not None:
        cast.know(referent, resolution.noun)


def _is_somebodys(cast: Cast, query: Query) -> bool:
    """Whether what is met in passing is a document of somebody, and so nobody itself; whose it is is written down."""
    if query.sort != "document" and not documents.may_be_voice(query.word):
        return False
    by, authors = behind.issuer(cast.page, query), dict(documents.authors(cast, query.phrase, query.at))
    for referent in authors or (cast.at(by.i) if by is not None else ()):
        cast.know(referent, query.word)
        cast.papers.append((query.at, query.word, referent))
    if not authors and by is not None and cast.quoted[by.i]:
        cast.papers.append((query.at, query.word, by.i))
    return bool(authors or (by is not None and (cast.quoted[by.i] or cast.at(by.i) or _is_known(cast, by))))


def _is_known(cast: Cast, by: Token) -> bool:
    """Whether whoever issues a document is somebody of whom the text has spoken, though nobody was found: '*the firm* said in a statement'."""
    return cast.page.lowers[by.left_edge.i] in lexicon.labelled("reference_words", "definite")


def _behind_it(queries: Queries, query: Query, decide: Decide) -> Referent | None:
    """Whose message says *it*, or which body of its own sentence *it* is; one of the sentence before is written down, if it is new."""
    cast = queries.cast
    sender = behind.sender(cast, query)
    body = _subject_for_it(cast.page, query.at) if sender is None else None
    if body is None:
        return sender
    met = queries.of_mention(body, passing=True)
    meant = answer(cast, met, decide)
    new = meant.referent is not None and meant.referent.entity is None
    if new and any(r.is_named and r.kind == "organisation" and r.places_before(body.head) for r in cast.referents):
        return None  # "Acme grows. *The company* will need staff, but *it* said so"
    if meant.rule == "body":
        _meet(cast, met, meant, goes_on=True)
    inserted = cast.page.sentence(query.at).start <= body.head  # "*Acme* sees sales of £4m, *it* said."
    return meant.referent if inserted and meant.referent and meant.referent.kind == "organisation" else None


def _subject_for_it(page: Page, it: int) -> Phrase | None:
    """The body that *it* goes on with: '*The airline* will cut flights, *it* said.', '*The airline* cut flights. *It* said …'."""
    before = (page.tokens[i] for i in range(page.sentence(it).start, it) if page.deps[i] in SUBJECTS)
    # "the society *Europe* has built, it said"
    own = (t for t in before if t.head.dep_ not in ("acl", "advcl", "relcl"))
    subject = next(own, None) or page.subject_before(it)
    if subject is None:
        return None
    body = subject.lower_ in lexicon.words("organisation_nouns") and page.tags[subject.left_edge.i] == "DT"
    return Phrase(subject.left_edge.i, subject.i + 1, subject.i) if body or _is_bare_name(subject) else None


def _is_bare_name(subject: Token) -> bool:
    """Whether a subject is a name alone: '*Orbis* sees sales', but not 'the Xbox 2 and other toys'."""
    return (
        subject.tag_ == "NNP"
        and subject.left_edge.tag_ == "NNP"
        and not any(t.dep_ == "conj" for t in subject.children)
    )


def _meet(cast: Cast, query: Query, resolution: Resolution, *, goes_on: bool = False) -> None:
    """Write down who is mentioned, and where; a body or document that comes out of nowhere is nobody yet, unless *it* goes on with it."""
    if resolution.referent is not None and (goes_on or not (resolution.rule == "body" and query.definite)):
        _enter(cast, query, resolution, resolution.referent)
        told = cast.turn is not None and any(start <= query.at < end for start, end in cast.turn.words)
        cast.stand(resolution.referent, query.at, 0 if told else prominence(cast.page, query.at))
        _file(cast, query, resolution.referent)
        if query.form == "description":
            resolution.referent.described.append(query.phrase)
            resolution.referent.called.append((query.phrase, resolution.odds))
            if resolution.referent.entity is not None and not query.definite and query.is_person:
                # "*A nurse* was struck off. … *The nurse*", whatever her name
                cast.know(resolution.referent, query.word)
        elif query.form == "pronoun":
            resolution.referent.pronouns.append(query.phrase)
            cast.pronouns.add(query.at)


def _take_in(cast: Cast, query: Query, attribution: Attribution, resolution: Resolution) -> None:
    """Write down who has spoken, where, and in which document: 'the trust said in a statement' … 'the statement'."""
    page, referent = cast.page, resolution.referent
    if referent is None:
        return
    _enter(cast, query, resolution, referent)
    end = page.token_at(attribution.pieces[-1].end - 1)
    apart = _is_apart(page, attribution)
    if attribution.source is not None:
        if not apart:
            cast.stand(referent, attribution.source.head, 1 if page.deps[attribution.source.head] == "poss" else MAIN)
        source = query.phrase if query.form == "description" else attribution.source
        referent.sources.append((source, resolution.rule))
        if resolution.rule == "pronoun":
            cast.pronouns.add(attribution.source.head)
        if resolution.rule != "name":
            referent.called.append((attribution.source, resolution.odds + _QUOTED))
        end = max(end, attribution.source.head)
    if attribution.cue is not None:
        low, high = page.sentence(attribution.cue.start)
        documents = page.once(_documents)
        for i in documents[bisect_left(documents, low) : bisect_left(documents, high)]:
            if not any(start <= i < end for start, end in query.words):
                cast.know(referent, noun_at(page, i))
    if apart:
        return
    possessor = attribution.source is not None and page.deps[attribution.source.head] == "poss"
    hearers = cast.meant_by(attribution.addressee)
    if attribution.rule == "infinitive" and attribution.cue is not None and not hearers:  # "ordered *Poole* to leave"
        hearers = cast.named_in((TokenSpan(attribution.cue.end, query.words[0].start),))
    cast.turn = Turn(referent, end, query.words, possessor, hearers)
    if cast.spoke[-1:] != [referent]:
        cast.spoke.append(referent)


def _is_apart(page: Page, attribution: Attribution) -> bool:
    """Whether the text goes on as if words were not there: a post that the page shows, a caption; a line that reports may lack its stop."""
    start = page.token_at(attribution.pieces[0].start)
    reports = attribution.cue is not None and page.passages[page.passage_of[start]].kind == "subheading"
    return attribution.rule == "signature" or not (reports or is_of_text(page, start))


def _documents(page: Page) -> list[int]:
    """The nouns for documents outside marks: 'a *statement*'."""
    return [i for i in page.where(document_words()) if page.inside[i] < 0 and is_document_noun(noun_at(page, i))]


def answer(cast: Cast, query: Query, decide: Decide = weighed) -> Resolution:
    """Whom a mention means. Asking leaves the cast as it is: somebody new is in the answer only."""
    if query.named is not None and len(query.bearers) < 2:
        return Resolution.of(query.named, "name", query.phrase.start, ((query.named, 1.0),))
    if query.sort == "none":
        return Resolution(None, query.form)
    if query.passing and query.form == "description" and (query.plural or not _is_told(cast, query, decide)):
        # nearly always somebody else: 'officials', 'a neighbour', 'his wife'
        return _resolution(cast, query, ((somebody_new(cast, query), 0.0),), None)
    before = query.lead or query.owner
    led = answer(cast, before, decide).referent if before is not None else None
    if led is not None and query.owner is not None and query.told is None:
        query = attrs.evolve(query, told=mate(cast, led, query), stated=True)
    ranking = decide(query, ranker.options(cast, query, led))
    if not ranking:
        return Resolution(None, "continuation" if query.form == "floating" else query.form)
    return _resolution(cast, query, ranking, led)


def _is_told(cast: Cast, query: Query, decide: Decide) -> bool:
    """Whether a mention in passing may be of somebody of whom the text tells more."""
    return query.definite or _may_lead_up(cast, query) or _is_named_kin(cast, query, decide)


def _may_lead_up(cast: Cast, query: Query) -> bool:
    """Whether a mention in passing may be of somebody whom the text names soon: '*Nurse* struck off. *A nurse* … Ann Poole, 31, took pills'."""
    lead = cast.turn is None and cast.page.once(paragraph_of)[query.at] <= _LEAD
    return lead and query.sort == "person" and query.owner is None and cast.page.prominence(query.at) == MAIN


def _is_named_kin(cast: Cast, query: Query, decide: Decide) -> bool:
    """Whether the text has named who is somebody's: 'Poole and *her husband, Joe*, fled. *Her husband* nodded.'"""
    if query.owner is None:
        return False
    named = (r for r in cast.referents if r.entity is not None and r.statements and r.places_before(query.at))
    posts = [role for r in named for role in cast.profile(r).roles if (role.title or "").endswith(query.word)]
    owner = answer(cast, query.owner, decide).referent
    if owner is None or owner.entity is None:
        return any(role.organisation is None for role in posts)
    return any(role.organisation in (None, owner.entity.name) for role in posts) or mate(cast, owner, query) is not None


def _has_spoken_since(cast: Cast, lead: Query) -> bool:
    """Whether a quotation ends behind the mention that leads up to another: 'Poole said it was late. “It always is.”'"""
    return cast.turn is not None and cast.turn.end > lead.at


def _resolution(cast: Cast, query: Query, ranking: Ranking, led: Referent | None) -> Resolution:
    """The resolution to the first of a ranking, with the rule that says how it was found."""
    best, at = ranking[0][0], query.at
    odds = ranker.odds(ranking)
    if query.form == "floating":
        known = tuple(pair for pair in ranking if pair[0].number >= 0)  # nobody is no candidate
        if best is led and query.lead is not None and not _has_spoken_since(cast, query.lead):
            return Resolution.of(best, "lead-in", query.lead.phrase.start, known, odds=odds)
        if best.number < 0:
            return Resolution(None, "continuation", known, odds=odds)
        goes_on = cast.turn is not None and cast.turn.speaker is best
        return Resolution.of(best, "continuation" if goes_on else "floor", at, known, odds=odds)
    if best.number < 0 and not best.members:
        rule = "body" if best.kind == "organisation" else "unnamed"
        return Resolution.of(best, rule, query.phrase.start, ranking, noun=query.word, odds=odds)
    rule = "resolver" if best is query.told and not query.stated else query.form
    noun = query.word if query.sort == "document" else None  # "a report by Acme … the report"
    at = query.phrase.start if query.form == "name" else at
    return Resolution.of(best, rule, at, ranking, noun, odds)
