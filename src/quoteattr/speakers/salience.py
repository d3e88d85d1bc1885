"""Who stands out at a place in the text: those that a pronoun or a description there most likely means.

In the manner of Lappin and Leass, "An Algorithm for Pronominal Anaphora Resolution" (1994): a few additive weights. Here
who spoke last counts most, then the sources of quotations and the subjects of main clauses, who is quoted often and who
is near.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from quoteattr.speakers.referents import MAIN, Referent, Standing
from quoteattr.text.page import Page

Ranking = tuple[tuple[int, float], ...]
"""Referents by number with their scores, best first."""

Fit = Callable[[Referent], float | None]
"""How well a referent fits, beside standing out; None where it cannot be meant."""

REACH = 3
"""How many passages a pronoun looks back over."""

# Chosen on annotated articles, where most of them hardly matter; being quoted often and being a main subject do.
_PASSAGE, _SENTENCE, _TOKEN = -1.0, -0.6, -0.005
_PROMINENCE = (0.0, 0.4, 1.2)  # of other mentions, subjects of dependent clauses, main subjects and sources
_NAMED, _QUOTED = 0.15, 0.2  # for each of the first six places and four quotations
_SPOKE, _INTERRUPTED = 2.0, -0.4  # the latest speaker, and if somebody else who fits has become a subject since


def ranked(
    page: Page,
    referents: Sequence[Referent],
    standing: Standing,
    previous: tuple[int, int] | None,
    at: int,
    fit: Fit,
    reach: int = REACH,
) -> Ranking:
    """The referents that ``fit`` allows with how much they stand out before token ``at``, most first.

    ``previous`` is the speaker of the latest quotation, by number, and its last token.
    """
    spoke = _INTERRUPTED if previous and _new_subject(referents, standing, previous, at, fit) else _SPOKE
    found: list[tuple[int, float]] = []
    first = page.token_at(page.passages[max(page.passage_of[at] - reach, 0)].span.start)
    for number in standing.between(first, at):
        referent = referents[number]
        bonus = fit(referent)
        score = None if bonus is None else _salience(page, referent, at, reach)
        if score is None or bonus is None:
            continue
        if previous and previous[0] == number and page.passage_of[at] - page.passage_of[previous[1]] <= 1:
            score += spoke
        found.append((number, score + bonus))
    return tuple(sorted(found, key=lambda pair: -pair[1]))


def _salience(page: Page, referent: Referent, at: int, reach: int) -> float | None:
    before = referent.places_before(at)
    if not before:
        return None
    latest = referent.places[before - 1]
    passages = page.passage_of[at] - page.passage_of[latest.token]
    if passages > reach:
        return None
    sentences = page.sentences[at] - page.sentences[latest.token]
    score = _PASSAGE * passages + _SENTENCE * sentences + _TOKEN * (at - latest.token)
    score += _PROMINENCE[latest.prominence]
    return score + _NAMED * min(before, 6) + _QUOTED * min(len(referent.sources), 4)


def highest(passages: int) -> float:
    """More than the score of anybody who stands more than so many passages before, whatever a fit of 1 adds."""
    return _PASSAGE * passages + max(_PROMINENCE) + _NAMED * 6 + _QUOTED * 4 + _SPOKE + 1.0


def _new_subject(
    referents: Sequence[Referent], standing: Standing, previous: tuple[int, int], at: int, fit: Fit
) -> bool:
    """Whether somebody else who fits has become a main subject since the latest quotation."""
    number, end = previous
    return any(
        any(p.prominence == MAIN for p in referents[n].places_between(end, at)) and fit(referents[n]) is not None
        for n in standing.between(end + 1, at)
        if n != number
    )
