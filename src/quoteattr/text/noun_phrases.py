"""Noun phrases read off the tags, where the parser may have seen none."""

from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.text.page import NOMINAL_TAGS, NOUN_TAGS, Page


def head(page: Page, start: int) -> Token | None:
    """The head of the noun phrase that starts at a token, read off the tags."""
    found = None
    for token in page.tokens[start : start + 12]:
        if page.inside[token.i] >= 0 or _ends_sentence(page, token):
            break
        if token.tag_ in NOMINAL_TAGS or page.is_age(token.i):
            found = token
        elif token.tag_ not in ("DT", "PRP$", "JJ", "POS", "CD", "JJS", "JJR", "HYPH") and token.text != ".":
            break
    return found


def _ends_sentence(page: Page, token: Token) -> bool:
    return token.text == "." and bool(page.passages) and page.sentence(token.i).end == token.i + 1


def begins(page: Page, i: int) -> bool:
    """Whether a token begins a name or a description, or is a noun alone ('"No," said residents.')."""
    token = page.tokens[i]
    behind = page.tokens[i + 1] if i + 1 < len(page.tokens) else None
    alone = token.tag_ in ("NN", "NNS") and (behind is None or behind.is_punct or behind.is_space)
    return alone or token.tag_ in ("NNP", "PRP", "DT", "PRP$", "NNPS") or token.is_title


def name_behind_post(page: Page, start: int) -> int:
    """Where a name begins behind the post that starts at a token: '"Out!" bellowed watch manager *Ann Poole*'."""
    i = start
    while i < start + 5 and i + 1 < len(page.tokens) and page.words[i].isalpha() and page.words[i].islower():
        i += 1
    return i if i > start and page.tags[i] == "NNP" and lexicon.is_post(page.words[i - 1]) else start


def sums_up(page: Page, start: int) -> bool:
    """Whether the noun phrase that starts at a token names words that were said: 'he was pushed, *a charge* the club denies'."""
    nouns = lexicon.words("reporting_nouns") | lexicon.labelled("cue_words", "summing")
    behind = (t for t in page.tokens[start : start + 8] if t.tag_ in NOUN_TAGS)
    noun = next((t for t in behind if page.tags[t.i + 1 : t.i + 2] not in ([tag] for tag in NOUN_TAGS)), None)
    named = noun is not None and page.tags[start] in ("DT", "CD") and noun.lower_ in nouns
    return named or page.lowers[start : start + 2] == ["the", "latest"]  # "*the latest* twist in a long dispute"
