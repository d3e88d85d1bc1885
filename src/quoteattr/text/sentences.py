"""Where the reporter's sentences end, as punctuation outside quotation marks gives it.

Parsers cut sentences inside quotations, and at the full stops of abbreviations; what the reporter's sentence is shows outside
the marks only.
"""

from collections.abc import Sequence

from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import StretchId, TokenSpan
from quoteattr.text.words import Words

FINAL = frozenset({".", "!", "?", "…", "..."})
_SIGNS = ".!?…"  # what a token ends with that may end a sentence
_SHORTEST = 5  # tokens of a marked sentence, with its marks and last sign


def sentence_ends(words: Words, inside: Sequence[StretchId], bounds: Sequence[TokenSpan]) -> list[int]:
    """The tokens that end a sentence, in order.

    ``inside`` has for every token the outer marked stretch that it stands in, or -1; ``bounds`` are the tokens of these stretches.
    """
    tokens = words.tokens
    closing = {end - 1 for _, end in bounds if end}

    def ends(i: int) -> bool:
        if inside[i] >= 0:
            return i in closing and _ends_stretch(tokens, i)
        word = words.words[i]
        if word[-1] not in _SIGNS or _is_of_bracket(tokens, i):
            return _is_break(word)
        return word in FINAL or _abbreviates_last(tokens, i) or _leads_to_sentence(tokens, i, inside, bounds)

    may_end = {word for word in words.distinct if word[-1] in _SIGNS or word.isspace()}
    return [i for i in sorted({*words.where(may_end), *closing}) if ends(i)]


def _is_break(word: str) -> bool:
    return "\n" in word and word.isspace()


def _is_of_bracket(tokens: Sequence[Token], i: int) -> bool:
    """'the senator (R-Tenn.) said so'."""
    behind = [] if tokens[i].whitespace_ else tokens[i + 1 : i + 3]
    if not behind or tokens[i].text not in FINAL:
        return False
    return behind[0].text == ")" and behind[-1].text[:1].islower()


def _abbreviates_last(tokens: Sequence[Token], i: int) -> bool:
    """'… in the U.S. The plan': the full stop of an abbreviation ends the sentence too, but not that of 'Gen.' or 'Ann S. Poole'."""
    token = tokens[i]
    if len(token) < 2 or token.text[-1] != "." or i + 1 == len(tokens):
        return False
    following = tokens[i + 1]
    return not _is_before_name(tokens, i) and bool(following.is_sent_start) and following.text[0].isupper()


def _is_before_name(tokens: Sequence[Token], i: int) -> bool:
    """'Gen.' and 'Ann S.'"""
    token = tokens[i]
    title = token.lower_[:-1] in lexicon.words("titles") or token.lower_[:-1] in lexicon.honorifics()
    return title or (len(token) == 2 and i > 0 and tokens[i - 1].tag_ == "NNP")


def _leads_to_sentence(
    tokens: Sequence[Token], i: int, inside: Sequence[StretchId], bounds: Sequence[TokenSpan]
) -> bool:
    """'posted on X. "It is late," she wrote': behind an abbreviation, marked words that begin and end as a sentence does."""
    number = inside[i + 1] if i + 1 < len(tokens) else -1
    if number < 0 or tokens[i].text[-1] != "." or len(tokens[i]) < 2 or _is_before_name(tokens, i):
        return False
    start, end = bounds[number]
    opens = start == i + 1 and end - start >= _SHORTEST and tokens[start + 1].text[:1].isupper()
    return opens and tokens[end - 2].text in FINAL | {","}


def _ends_stretch(tokens: Sequence[Token], i: int) -> bool:
    """'… he said "no way." The next day': the full stop stands inside the marks, of which token ``i`` is the last."""
    if i + 1 >= len(tokens) or tokens[i - 1].text not in FINAL:
        return False
    after = next((t for t in tokens[i + 1 : i + 4] if not t.is_space and not t.is_quote), None)
    return after is None or after.text[:1].isupper()
