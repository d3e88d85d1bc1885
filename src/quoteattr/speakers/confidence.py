"""How likely the speaker of a quotation is right: a logistic model over what led to the speaker.

The features are few and say something to a reader of the article: the rule that linked the words, the rule that found
the speaker, how far back the speaker was named, who else fits. Their weights were fitted on annotated articles by
``benchmarks/training/confidence.py``; ``data/confidence.json`` holds them and says how.
"""

import math

from quoteattr import rules
from quoteattr.draft import Attribution, Phrase
from quoteattr.model import Speaker
from quoteattr.own.weights import Weights, packaged
from quoteattr.speakers.referents import Ranking, Resolution
from quoteattr.text.page import Page

_FAR = 5  # sentences; greater distances count as this one
_GREATEST_EXPONENT = 700.0  # whose exponential is still a number
_CLEAR = 5.0  # log odds; greater ones count as this one


def features(
    page: Page, attribution: Attribution, resolution: Resolution, speaker: Speaker, sentences: int
) -> dict[str, float]:
    """The features of one quotation; ``sentences`` is how many ended since the speaker was last named."""
    words = len((speaker.name or "").split())
    by_name = resolution.rule == "name"
    return {
        f"by {resolution.rule}": 1.0,
        # rules that link marked words to somebody beside the marks: they rarely take a wrong source
        "linked by marks": float(attribution.rule in rules.family("beside-marks", "label")),
        "phrase": float(attribution.rule in rules.family("complement", "source", "phrase")),
        "organisation": float(speaker.kind == "organisation"),
        "one word": float(words == 1 and speaker.kind == "person"),
        # often the short form of a longer name, or the members of a party as such: 'Democrats said …'
        "body of one word": float(words == 1 and speaker.kind == "organisation" and by_name),
        "odds": min(resolution.odds, _CLEAR),
        "sentences since named": float(min(sentences, _FAR)),
        **(_of_mention(page, attribution.source, speaker) if attribution.source else {}),
    }


def _of_mention(page: Page, source: Phrase, speaker: Speaker) -> dict[str, float]:
    """The features of the source mention."""
    head, unnamed = page.tokens[source.head], speaker.kind == "unnamed"
    within = page.tokens[source.start + 1 : source.end]
    return {
        # 'He showed *the panel* a letter saying …': the parse rarely puts a source there
        "neither subject nor behind a preposition": float(head.dep_ not in ("nsubj", "pobj")),
        # who is called by a phrase with a name in it may well be named elsewhere: 'a member of *Poole*’s staff'
        "unnamed with a name": float(unnamed and any(token.text[0].isupper() for token in within)),
        "unnamed and several": float(unnamed and head.tag_ == "NNS"),
    }


def probability(found: dict[str, float], weights: Weights | None = None) -> float:
    """The model's estimate, from 0 to 1; with the weights of the package, or others."""
    known = (weights or packaged()).confidence
    score = known[""] + sum(known.get(name, 0.0) * value for name, value in found.items())
    return 1 / (1 + math.exp(min(-score, _GREATEST_EXPONENT)))


def shares(resolution: Resolution, sure: float, weights: Weights | None = None) -> Ranking:
    """The rivals with their probabilities: what ``sure`` leaves of 1, as far as the truth tends to be among them, shared out by score.

    None is likelier than the one that was chosen.
    """
    rivals = resolution.ranking[1:]
    mass = [math.exp(score - rivals[0][1]) for _, score in rivals]
    left = (1 - sure) * (weights or packaged()).truth_among_rivals / max(sum(mass), 1.0)
    return tuple((referent, min(left * m, sure)) for (referent, _), m in zip(rivals, mass, strict=True))
