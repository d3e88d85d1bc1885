"""Attributions → speakers: the one loop over them, in the order of the text, and the only writer to the cast.

Rules: ``name`` the mention names its speaker, ``pronoun`` and ``description`` refer to one named elsewhere,
``continuation`` and ``lead-in`` give a floating quotation its speaker, ``unnamed`` introduces somebody without a
name, ``body`` a body or document known by its description only, ``resolver`` whom coreference from elsewhere names.
"""

from collections.abc import Iterable

from quoteattr.draft import Attribution
from quoteattr.speakers.cast import Cast, Turn
from quoteattr.speakers.contenders import REACH, pronoun
from quoteattr.speakers.descriptions import described
from quoteattr.speakers.queries import Queries, Query
from quoteattr.speakers.ranker import ranked
from quoteattr.speakers.referents import MAIN, Ranking, Referent, Resolution


def resolve(queries: Queries, attributions: Iterable[Attribution]) -> tuple[Resolution, ...]:
    """Whom the source of each attribution refers to."""
    found = []
    for attribution in attributions:
        resolution = answer(queries.cast, queries.query(attribution))
        if resolution.referent is not None:
            _take_in(queries.cast, attribution, resolution, resolution.referent)
        found.append(resolution)
    return tuple(found)


def _take_in(cast: Cast, attribution: Attribution, resolution: Resolution, referent: Referent) -> None:
    """Write down who has spoken, and where."""
    if referent.number < 0:
        cast.enter(referent)
    if resolution.noun is not None:
        cast.know(referent, resolution.noun)
    end = cast.page.token_at(attribution.pieces[-1].end - 1)
    if attribution.source is not None:
        cast.stand(referent, attribution.source.head, MAIN)
        referent.sources.append((attribution.source, resolution.rule))
        end = max(end, attribution.source.head)
    cast.turn = Turn(referent, end)


def answer(cast: Cast, query: Query) -> Resolution:
    """Whom a mention means. Asking leaves the cast as it is: somebody new is in the answer only."""
    if query.named is not None:
        return Resolution.of(query.named, "name", query.phrase.start, _namesakes(cast, query, query.named))
    if query.told is not None:
        return Resolution.of(query.told, "resolver", query.phrase.start)
    if query.form == "pronoun":
        return _pronoun(cast, query)
    return described(cast, query) if query.form == "description" else _floating(cast, query)


def _namesakes(cast: Cast, query: Query, named: Referent) -> Ranking:
    """Those who bear the surname that a mention gives alone, the one it was taken for first."""
    text = next((name.text for referent, name in cast.mentions.names_in(query.phrase) if referent is named), " ")
    alone = " " not in text and named.kind == "person"
    bearers = cast.ending_in(text.casefold()) if alone else ()
    return ((named, 1.0), *((r, 0.0) for r in bearers if r is not named and r.kind == "person"))


def _pronoun(cast: Cast, query: Query) -> Resolution:
    field = pronoun(query)
    ranking = ranked(cast, query, field) if field else ()
    if not ranking:
        return Resolution(None, "pronoun")
    best = ranking[0][0]
    return Resolution.of(best, "pronoun", query.at, ranking, agrees=best.gender == query.gender != "-")


def _floating(cast: Cast, query: Query) -> Resolution:
    """A quotation of which the sentence before tells who speaks, or that goes on with what was said before."""
    lead, turn, passages = query.lead, cast.turn, cast.page.passage_of
    if lead is not None and (turn is None or turn.end < lead.phrase.start):
        found = answer(cast, lead)
        if found.referent is not None:
            return Resolution.of(found.referent, "lead-in", lead.phrase.start, found.ranking, noun=found.noun)
    if turn is None or passages[query.at] - passages[turn.end] > REACH:
        return Resolution(None, "continuation")
    return Resolution.of(turn.speaker, "continuation", query.at, _who_may_go_on(cast, turn, query.at))


def _who_may_go_on(cast: Cast, turn: Turn, at: int) -> Ranking:
    """The latest speaker, and whoever has come into the text since, by how prominently."""
    others = (r for r in cast.between(turn.end + 1, at) if r is not turn.speaker and r.kind != "organisation")
    since = [(r, float(max(place.prominence for place in r.places_between(turn.end, at)) - 1)) for r in others]
    return ((turn.speaker, 1.0), *sorted(since, key=lambda pair: -pair[1]))
