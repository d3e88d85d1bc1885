"""Features that a name shows by itself: how it is spelt, which of its words are listed, and whether all of it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from quoteattr import lexicon
from quoteattr.people import same_name

_AMPERSAND = re.compile(r"\b[A-Z]&[A-Z]\b")
_ADDRESS = re.compile(r"\.(com|org|net|edu|gov|tv|co|io)\b")


@lexicon.remembered
def written(text: str) -> Mapping[str, float]:
    """What a name shows by itself.

    >>> sorted(written("Ann Poole"))
    ['2 words', 'forename and more']
    """
    words = [word.rstrip(".") or word for word in text.casefold().split()]  # "Halvorsen Inc."
    shows = {**_spelling(text, words), **_known_words(words), **_known_names(text, words)}
    return {name: 1.0 for name, shown in shows.items() if shown}


def _spelling(text: str, words: Sequence[str]) -> Mapping[str, bool]:
    return {
        f"{min(len(words), 5)} words": True,
        "number within": len(words) > 2 and any(word.isdigit() for word in words[1:]),
        **same_name.forms(text),
        "linked": not {"of", "for", "and", "&"}.isdisjoint(words),
        "and": not {"and", "&"}.isdisjoint(words),
        "short capitals": text.isupper() and 1 < len(text) < 7,
        "long capitals": text.isupper() and len(text) > 6,
        "digit": any(sign.isdigit() for sign in text),
        "full stop": "." in text,
        "hyphen": "-" in text,
        "ampersand within a word": _AMPERSAND.search(text) is not None,
        "article within": "the" in words[1:-1],
        "phrase": _is_phrase(text.split()),
        "capital within": same_name.is_camel(text),
        "coined": len(words) == 1 and _is_coined(text),
        "owns nothing": words[-1].endswith(("'s", "’s")),
        "ends in s": words[-1].endswith("s"),
        "web address": bool(_ADDRESS.search(text)),
    }


def _is_coined(text: str) -> bool:
    """Whether a word is made up as firms' names are: 'EasyHarbour', 'eHarbour', 'Harbourtech', but not 'McReed', 'LaDonna', 'JoAnn'."""
    endings = tuple(lexicon.labelled("body_name_words", "coined"))
    if re.match(r"(?:[a-z]{1,2}|\d+[a-z]*)(?=[A-Z])", text) or (len(text) > 5 and text.lower().endswith(endings)):
        return True
    half = re.match("[A-Z]?[a-z]+(?=[A-Z])", text)
    first = half.group().lower() if half else ""
    return len(first) > 2 and first not in lexicon.words("name_particles") and first not in lexicon.words("forenames")


def _is_phrase(words: Sequence[str]) -> bool:
    """Whether a name is a phrase, by a small word within it: 'Voices *Against* Dumping', 'Hope *On* Wheels', but not 'Stoke on Marlow'."""
    small, needs_capital = lexicon.labelled("name_links", "phrase"), lexicon.labelled("name_links", "silent")
    inner = [word for word in words[1:-1] if word.lower() in small]
    return any(word.lower() not in needs_capital or (word.istitle() and word not in ("Of", "And")) for word in inner)


def _known_words(words: Sequence[str]) -> Mapping[str, bool]:
    first, last = words[0], words[-1] if len(words) > 1 else ""
    forename, other = first in lexicon.words("forenames"), lexicon.table("other_heads").get(last)
    bodies, parties = lexicon.words("organisation_words"), lexicon.words("party_words")
    named = lexicon.labelled("body_name_words", "borne")
    return {
        "forename alone": forename and not last,
        "family alone": last == "" and first in lexicon.words("first_surnames"),
        "forename and more": forename and last != "" and last not in bodies,
        "forename and a body word": forename and last in bodies,
        "ends in a body word": words[-1] in bodies,
        "borne": last == "" and first in named,
        "ends in a word of bodies only": last in bodies and last not in named,
        "body word within": any(word in bodies for word in words[:-1]),
        "ends in a noun for bodies": last in lexicon.table("organisation_nouns"),
        "opens as a body": last != "" and first in lexicon.labelled("body_name_words", "opens"),
        "opens as a group": words[1:2] in (["for"], ["of"], ["against"], ["without"])
        and first in lexicon.labelled("body_name_words", "banded"),
        "begins with people": last != "" and not forename and lexicon.singular_post(first) != "",
        "ends in a country": last in same_name.nations() and last not in lexicon.table("demonyms"),
        "titled by a place": words[1:2] == ["of"] and first in lexicon.labelled("role_words", "rank"),
        "family firm": _is_family_firm(words),
        "counted": last.isdigit() and first in lexicon.labelled("body_name_words", "counted"),
        "named storm": last != "" and first in lexicon.labelled("body_name_words", "storm"),
        "ends in a post": lexicon.is_post(words[-1]),
        "ends in a generation": last in lexicon.words("generations"),
        "particle within": not lexicon.words("name_particles").isdisjoint(words[1:-1]),
        "ends in an occasion": last in lexicon.words("occasion_nouns"),
        "ends in a work": last in lexicon.words("work_nouns"),
        f"ends in a {other}": other is not None,
        "day or month": first in lexicon.words("time_words"),
        "begins with a demonym": first in lexicon.table("demonyms"),
        "party": any(word in parties or word.removesuffix("s") in parties for word in words),
    }


def _is_family_firm(words: Sequence[str]) -> bool:
    """Whether a firm is called after a family: 'Reed and Sons', 'Reed Brothers'."""
    if words[-2:-1] in (["and"], ["&"]):
        return words[-1] in lexicon.labelled("body_name_words", "kin")
    return len(words) > 1 and words[-1] in ("brothers", "bros")


def _known_names(text: str, words: Sequence[str]) -> Mapping[str, bool]:
    plain = text.casefold().replace(".", "").replace("’", "'").removeprefix("the ")
    known, demonyms = lexicon.table("known_names"), lexicon.table("demonyms")
    if plain not in known and not plain.isascii():  # "Fianna Fáil", of which the list has no accents
        bare = "".join(sign for sign in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(sign))
        plain = bare if bare in known else plain
    begins_with_body = len(words) > 1 and "body" in (known.get(words[0]), known.get(" ".join(words[:-1])))
    return {
        f"known {known.get(plain)}": plain in known,
        "begins with a known body": begins_with_body,
        "known body and a number": begins_with_body and any(sign.isdigit() for sign in text),
        "ends in a known body": len(words) > 1 and known.get(words[-1]) == "body",
        "ends in a small noun": same_name.small_head(text) != "",
        "demonym": text.casefold() in demonyms or text.casefold().removesuffix("s") in demonyms,
        "country": text in _countries() or text.casefold() in lexicon.words("country_names"),
        "metonym": text.casefold() in lexicon.words("metonyms"),
        "field of a minister": plain in lexicon.words("portfolios"),
        "adjective of a party": same_name.is_adjective((plain,)) and plain not in demonyms,
    }


@lexicon.remembered
def _countries() -> frozenset[str]:
    """The places that demonyms are derived from."""
    return frozenset(lexicon.table("demonyms").values())
