"""Query + contender → features: what speaks for somebody and against, the same for reading and for training.

A feature that is not given is 0. Who stands out at a place is told in the manner of Lappin and Leass, "An Algorithm for
Pronominal Anaphora Resolution" (1994).
"""

from __future__ import annotations

from collections.abc import Sequence

from quoteattr.speakers.cast import Cast
from quoteattr.speakers.queries import Query
from quoteattr.speakers.referents import MAIN, Referent

MOST = {"times named": 6.0, "times quoted": 4.0}
"""The highest values of features that count something near; others of this kind are 1 at most."""

BACK = "passages back"


def features(cast: Cast, query: Query, contender: Referent, contenders: Sequence[Referent]) -> dict[str, float]:
    """What is to be said of one of the contenders, all of whom stand before the mention."""
    page, at = cast.page, query.at
    before = contender.places_before(at)
    latest = contender.places[before - 1]
    found = {
        BACK: float(page.passage_of[at] - page.passage_of[latest.token]),
        "sentences back": float(page.sentences[at] - page.sentences[latest.token]),
        "tokens back": float(at - latest.token),
    }
    if latest.prominence:
        found["main subject" if latest.prominence == MAIN else "subject"] = 1.0
    found["times named"] = min(before, MOST["times named"])
    found["times quoted"] = min(len(contender.sources), MOST["times quoted"])
    if cast.turn and cast.turn.speaker is contender and page.passage_of[at] - page.passage_of[cast.turn.end] <= 1:
        others = (other for other in contenders if other is not contender)
        taken_up = any(
            place.prominence == MAIN for other in others for place in other.places_between(cast.turn.end, at)
        )
        found["interrupted" if taken_up else "spoke last"] = 1.0
    if query.gender != "-":
        unlike = "gender unknown" if contender.gender == "-" else "gender clashes"
        found["gender agrees" if contender.gender == query.gender else unlike] = 1.0
    if contender.entity is None:
        found["no name"] = 1.0
    if contender.plural:
        found["several"] = 1.0
    if contender.sources:
        found["has spoken"] = 1.0
    return found
