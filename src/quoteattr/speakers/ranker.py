"""Contenders + features → ranking: a weight for each feature, from ``data/ranker.json``, which says where they come from."""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources

import attrs

from quoteattr.speakers.cast import Cast
from quoteattr.speakers.contenders import Field, contenders
from quoteattr.speakers.features import BACK, MOST, features
from quoteattr.speakers.queries import Query
from quoteattr.speakers.referents import Ranking, Referent

_NEAR = 8  # passages: how far back somebody is looked for at first


def ranked(cast: Cast, query: Query, field: Field) -> Ranking:
    """All who may be meant, with how much speaks for each."""
    found = contenders(cast, query, field)
    return rank(field.form, ((contender, features(cast, query, contender, found)) for contender in found))


def best(cast: Cast, query: Query, field: Field) -> Referent | None:
    """Who ranks first; far back is looked only where somebody there might still rank higher."""
    farthest = min(field.reach, cast.page.passage_of[query.at])
    near = min(field.reach, _NEAR)
    while True:
        ranking = ranked(cast, query, attrs.evolve(field, reach=near))
        if near >= farthest or (ranking and ranking[0][1] >= ceiling(field.form, near)):
            return ranking[0][0] if ranking else None
        near *= 4


def rank(form: str, options: Iterable[tuple[Referent, Mapping[str, float]]]) -> Ranking:
    """Contenders by their features, best first; of two that are alike the one that is given first."""
    scored = ((contender, score(form, found)) for contender, found in options)
    return tuple(sorted(scored, key=lambda pair: -pair[1]))


def score(form: str, found: Mapping[str, float]) -> float:
    """How much somebody stands out, and how well it fits this form of mention."""
    every, own = weights(form)
    stands_out, fits = 0.0, own.get("", 0.0)
    for name, value in found.items():
        stands_out += every.get(name, 0.0) * value
        fits += own.get(name, 0.0) * value
    return stands_out + fits


@cache
def ceiling(form: str, passages: int) -> float:
    """What nobody scores more than who stands more than so many passages back."""
    every, own = weights(form)
    gains = (max(weight, 0.0) * MOST.get(name, 1.0) for name, weight in (*every.items(), *own.items()))
    return every[BACK] * passages + sum(gains)


@cache
def weights(form: str) -> tuple[Mapping[str, float], Mapping[str, float]]:
    """The weights that hold for every form of mention, and those of one form, whose intercept has the empty name."""
    model = json.loads(resources.files("quoteattr").joinpath("data", "ranker.json").read_text("utf-8"))
    return model["every form"], model["by form"][form]
