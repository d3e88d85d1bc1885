"""Query + contender → features: what speaks for somebody and against, the same for reading and for training.

Who stands out at a place is told in the manner of Lappin and Leass, "An Algorithm for
Pronominal Anaphora Resolution" (1994).
"""

from collections.abc import Sequence

from quoteattr.speakers.cast import Cast
from quoteattr.speakers.queries import Query
from quoteattr.speakers.referents import MAIN, Referent

MOST = {"times named": 6, "times quoted": 4}
"""Features that count something near, and up to where; others of this kind are 0 or 1."""

BACK = "passages back"


def features(cast: Cast, query: Query, contender: Referent, contenders: Sequence[Referent]) -> dict[str, float]:
    """What is to be said of one of the contenders, all of whom stand before the mention.

    The contender ``spoke`` if the latest quotation, in this passage or the one before, is its own, and was ``interrupted`` if
    another contender has become a main subject since.
    """
    page, at, turn = cast.page, query.at, cast.turn
    before = contender.places_before(at)
    latest = contender.places[before - 1]
    spoke = interrupted = False
    if turn is not None and turn.speaker is contender and page.passage_of[at] - page.passage_of[turn.end] <= 1:
        since = (place for r in contenders if r is not contender for place in r.places_between(turn.end, at))
        spoke, interrupted = True, any(place.prominence == MAIN for place in since)
    genders_known = "-" not in (contender.gender, query.gender)
    return {
        BACK: float(page.passage_of[at] - page.passage_of[latest.token]),
        "sentences back": float(page.sentences[at] - page.sentences[latest.token]),
        "tokens back": float(at - latest.token),
        "main subject": float(latest.prominence == MAIN),
        "subject": float(latest.prominence == MAIN - 1),
        "times named": float(min(before, MOST["times named"])),
        "times quoted": float(min(len(contender.sources), MOST["times quoted"])),
        "spoke last": float(spoke and not interrupted),
        "interrupted": float(interrupted),
        "gender agrees": float(genders_known and contender.gender == query.gender),
        "gender unknown": float(not genders_known),
        "no name": float(contender.entity is None),
        "several": float(contender.plural),
        "has spoken": float(bool(contender.sources)),
    }
