"""Whether two annotations of a quotation credit the same speaker, by the same mention, in the same role."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache

from quoteattr import lexicon
from quoteattr.gold.pieces import Comparison
from quoteattr.gold.values import GoldQuote, GoldRole, GoldSpeaker

SPARE_NAME_WORDS = 4  # how many words a predicted name may have beyond the annotated one

_STOPWORDS = {"'s", "a", "an", "and", "at", "for", "in", "of", "on", "the", "to"}
_ROLE_PUNCTUATION = re.compile(r"[,;:()\"“”]")


@cache
def _role_form() -> re.Pattern[str]:
    forms = sorted(lexicon.table("compared_roles"), key=len, reverse=True)
    return re.compile(f"(?<= )(?:{'|'.join(map(re.escape, forms))})(?= )")


@lru_cache(maxsize=4096)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name that identify somebody: all but honorifics, or all where there are only those."""
    plain = name.casefold().replace("’", "'").replace("'s", "")
    words = re.sub("[.,]", " ", plain).split()
    return tuple(word for word in words if word not in lexicon.words("compared_titles")) or tuple(words)


@lru_cache(maxsize=65536)
def same_speaker(gold: GoldSpeaker, predicted: GoldSpeaker) -> bool:
    """Whether a predicted speaker is the annotated one.

    The whole canonical name is asked for and further titles are forgiven. Where nobody is named, no proper name may
    be given.
    """
    if gold.name is None:
        return (
            predicted.name is None
            or predicted.kind in ("unnamed", "unknown")
            or predicted.name == predicted.name.lower()
        )
    if predicted.name is None:
        return False
    wanted, found = name_words(gold.name), name_words(predicted.name)
    return set(wanted) <= set(found) and len(found) <= len(wanted) + SPARE_NAME_WORDS


@lru_cache(maxsize=4096)
def role_words(phrase: str | None) -> frozenset[str]:
    """The words of a title or an organisation, abbreviations and nationalities brought to one form."""
    compared = lexicon.table("compared_roles")
    plain = (phrase or "").casefold().replace("’", "'").replace("'s ", " ").replace("-", " ")
    spaced = f" {_ROLE_PUNCTUATION.sub(' ', plain)} "
    words = _role_form().sub(lambda form: compared[form.group()], spaced).split()
    return frozenset(word.strip(".'") for word in words) - _STOPWORDS - {""}


def same_role(gold: GoldRole, predicted: GoldRole) -> bool:
    """Whether at least half of either title's words stand in the other role.

    The organisation decides only where a title is missing: the two roles must then share a word.
    """
    wanted_title, wanted_body = role_words(gold.title), role_words(gold.organisation)
    found_title, found_body = role_words(predicted.title), role_words(predicted.organisation)
    wanted, found = wanted_title | wanted_body, found_title | found_body
    if wanted_title and found_title:
        return _half_in(wanted_title, found) and _half_in(found_title, wanted)
    if not (wanted_body and found_body):
        return not wanted_title and not found_title
    return not wanted.isdisjoint(found)


def _half_in(title: frozenset[str], other: frozenset[str]) -> bool:
    return 2 * len(title & other) >= len(title)


def shares_mention(gold: GoldQuote, predicted: GoldQuote) -> bool:
    """Whether the mentions of the source overlap."""
    return any(a[0] < b[1] and b[0] < a[1] for a in gold.source for b in predicted.source)


def role_agrees(gold: GoldQuote, predicted: GoldQuote) -> bool:
    """Whether the role predicted is one that gold gives, or neither gives any."""
    if not gold.roles or not predicted.role:
        return not gold.roles and not predicted.role
    return any(same_role(role, predicted.role) for role in gold.roles)


def count_attributions(comparison: Comparison) -> Counter[str]:
    """Mentions, names and roles that are right, over the pieces that match."""
    counts: Counter[str] = Counter()
    for gold_piece, predicted_piece in comparison.required_pairs():
        gold, predicted = gold_piece.quote, predicted_piece.quote
        if gold.source:
            counts["mention"] += 1
            counts["mention right"] += shares_mention(gold, predicted)
        if gold.named:
            counts["name"] += 1
            if same_speaker(gold.speaker, predicted.speaker):
                counts["name right"] += 1
                counts.update(_count_role(gold, predicted))
    return counts


def _count_role(gold: GoldQuote, predicted: GoldQuote) -> Counter[str]:
    counts: Counter[str] = Counter()
    counts["role gold"] = bool(gold.roles)
    counts["role predicted"] = bool(predicted.role)
    if gold.roles and predicted.role and role_agrees(gold, predicted):
        counts["role right"] = 1
        if gold.roles[0].title:
            counts["former"] = 1
            counts["former right"] = gold.roles[0].former == predicted.role.former
    return counts
