"""Contenders + features → ranking: a weight for each feature (:mod:`quoteattr.own.weights`).

The model is a conditional logit: a contender's score is the sum of its weighted features, and its probability its share of the
exponentiated scores. A feature has one weight for all sorts of mentions, and what a sort adds to it.
"""

import math
from collections.abc import Iterable, Mapping
from operator import itemgetter, mul

from quoteattr.own.weights import Weights, packaged
from quoteattr.speakers import posts
from quoteattr.speakers.cast import Cast
from quoteattr.speakers.contenders import contenders
from quoteattr.speakers.descriptions import somebody_new
from quoteattr.speakers.documents import voice
from quoteattr.speakers.features import Features
from quoteattr.speakers.queries import Query
from quoteattr.speakers.referents import Ranking, Referent
from quoteattr.text.paragraphs import paragraph_of

Options = list[tuple[Referent, dict[str, float]]]


def options(cast: Cast, query: Query, led: Referent | None = None) -> Options:
    """All who may be meant by a mention, each with its features; somebody new is the last of them, where one may be.

    ``led`` is the one whom the sentence before a floating quotation leads up to, or whose a description is.
    """
    who = _voice(cast, query)
    found = [who] if who is not None else _possible(cast, query, led)
    features = Features(cast, query, found, led)
    return [(contender, features.of(contender)) for contender in found]


def _possible(cast: Cast, query: Query, led: Referent | None) -> list[Referent]:
    """All who may be meant, with somebody new."""
    found = contenders(cast, query)
    if query.form == "description" and query.is_person:
        # "her mother" is not she; but who was "his lawyer" before is so again, whoever *he* was found to be
        found = [contender for contender in found if contender is not led or query.word in contender.nouns]
    if query.sort == "he or she":
        found = [contender for contender in found if not _is_outdone(cast, query, contender, found)]
    extras = (led if query.form == "floating" else None, query.told)
    found += [extra for extra in extras if extra is not None and extra not in found]
    known = query.sort == "person" and posts.is_epithet(cast, query, found)
    if query.form in ("description", "floating") and not known:
        found.append(somebody_new(cast, query, led))
    return found


def _voice(cast: Cast, query: Query) -> Referent | None:
    """Whose document a mention means, if it tells so itself; *the paper* may be a document or a body."""
    written = query.form == "description" and query.sort in ("document", "body")
    return voice(cast, query.phrase, query.at) if written else None


def _is_outdone(cast: Cast, query: Query, who: Referent, contenders: Iterable[Referent]) -> bool:
    """Whether a forename speaks against somebody, and one that fits stands as near: 'Anna Vale told *Tom Reed* so. “No,” he said.'"""
    if not who.guessed or who.gender in ("-", query.gender) or query.gender in who.been:
        return False
    near = _passage(cast, query, who)
    fit = (other for other in contenders if other.is_named and other.gender == query.gender)
    return any(near <= _passage(cast, query, other) for other in fit)


def _passage(cast: Cast, query: Query, who: Referent) -> int:
    """The passage in which somebody stands last before a mention; -1 for one who only comes."""
    before = who.places_before(query.at)
    return cast.page.once(paragraph_of)[who.places[before - 1].token] if before else -1


def rank(sort: str, known: Iterable[tuple[Referent, Mapping[str, float]]], weights: Weights | None = None) -> Ranking:
    """Contenders by their features, best first; of two that are alike the one that is given first."""
    weighed = (weights or packaged()).of(sort)
    scored = [(contender, _sum(found, weighed)) for contender, found in known]
    return tuple(sorted(scored, key=itemgetter(1), reverse=True))


def score(sort: str, found: Mapping[str, float], weights: Weights | None = None) -> float:
    """How much somebody stands out, and how well it fits this sort of mention; with the weights of the package, or others."""
    return _sum(found, (weights or packaged()).of(sort))


def _sum(found: Mapping[str, float], weighed: Mapping[str, float]) -> float:
    return float(sum(map(mul, map(weighed.__getitem__, found), found.values())))


def odds(ranking: Ranking) -> float:
    """How much likelier the first of a ranking is than all others together, as a logarithm; infinite where it is alone."""
    others = sum(math.exp(score - ranking[0][1]) for _, score in ranking[1:])
    return -math.log(others) if others else math.inf
