"""Contenders + features → ranking: a weight for each feature (:mod:`quoteattr.own.weights`).

The model is a conditional logit: a contender's score is the sum of its weighted features, and its probability its share of the
exponentiated scores. The weight of a feature is one for all sorts of mentions plus what the sort of this mention adds.
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


def options(cast: Cast, query: Query, anchor: Referent | None = None) -> Options:
    """All who may be meant by a mention, each with its features; somebody new is the last of them, where one may be.

    ``anchor`` is the referent of the query's ``lead`` or ``owner``.
    """
    author = _author_told(cast, query)
    found = [author] if author is not None else _all_contenders(cast, query, anchor)
    features = Features(cast, query, found, anchor)
    return [(contender, features.of(contender)) for contender in found]


def _all_contenders(cast: Cast, query: Query, anchor: Referent | None) -> list[Referent]:
    """The contenders from the cast, those that the surroundings add, and somebody new."""
    found = contenders(cast, query)
    if query.form == "description" and query.is_person:
        # "her mother" is not she; but who was "his lawyer" before is so again, whoever *he* was found to be
        found = [contender for contender in found if contender is not anchor or query.word in contender.nouns]
    if query.sort == "he or she":
        found = [contender for contender in found if not _is_outdone(cast, query, contender, found)]
    extras = (anchor if query.form == "floating" else None, query.told)
    found += [extra for extra in extras if extra is not None and extra not in found]
    is_known = query.sort == "person" and posts.is_epithet(cast, query, found)
    if query.form in ("description", "floating") and not is_known:
        found.append(somebody_new(cast, query, anchor))
    return found


def _author_told(cast: Cast, query: Query) -> Referent | None:
    """Whose document a description means, if it tells so itself; *the paper* may be a document or an organisation."""
    may_be_document = query.form == "description" and query.sort in ("document", "body")
    return voice(cast, query.phrase, query.at) if may_be_document else None


def _is_outdone(cast: Cast, query: Query, who: Referent, contenders: Iterable[Referent]) -> bool:
    """Whether a forename speaks against a contender, and one that fits stands as near: '*Anna Vale* told Tom Reed so. “No,” he said.'"""
    if not who.guessed or who.gender in ("-", query.gender) or query.gender in who.pronoun_genders:
        return False
    passage = _latest_passage(cast, query, who)
    fitting = (other for other in contenders if other.is_named and other.gender == query.gender)
    return any(passage <= _latest_passage(cast, query, other) for other in fitting)


def _latest_passage(cast: Cast, query: Query, who: Referent) -> int:
    """The passage in which somebody stands last before a mention; -1 for one who stands only behind it."""
    before = who.places_before(query.at)
    return cast.page.once(paragraph_of)[who.places[before - 1].token] if before else -1


def rank(sort: str, known: Iterable[tuple[Referent, Mapping[str, float]]], weights: Weights | None = None) -> Ranking:
    """The contenders with their scores, best first; of two with the same score the one that is given first."""
    weighed = (weights or packaged()).of(sort)
    scored = [(contender, _sum(found, weighed)) for contender, found in known]
    return tuple(sorted(scored, key=itemgetter(1), reverse=True))


def score(sort: str, found: Mapping[str, float], weights: Weights | None = None) -> float:
    """The score that features give for a sort of mention; with the weights of the package, or others."""
    return _sum(found, (weights or packaged()).of(sort))


def _sum(found: Mapping[str, float], weighed: Mapping[str, float]) -> float:
    return float(sum(map(mul, map(weighed.__getitem__, found), found.values())))


def odds(ranking: Ranking) -> float:
    """The log odds of the first of a ranking against all others together; infinite where it is alone."""
    others = sum(math.exp(score - ranking[0][1]) for _, score in ranking[1:])
    return -math.log(others) if others else math.inf
