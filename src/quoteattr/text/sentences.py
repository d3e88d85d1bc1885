"""Where the reporter's sentences end: at punctuation outside quotation marks.

Parsers also end sentences inside quotations and at the full stops of abbreviations, so their sentences are not used.
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

    ``inside`` has for every token the number of the outer marked stretch around it, or -1; ``bounds`` are their token spans.
    """
    tokens = words.tokens
    closing = {end - 1 for _, end in bounds if end}

    def ends(i: int) -> bool:
        if inside[i] >= 0:
            return i in closing and _ends_stretch(tokens, i)
        word = words.words[i]
        if word[-1] not in _SIGNS or _is_before_bracket(tokens, i):
            return "\n" in word and word.isspace()
        return word in FINAL or _is_last_abbreviation(tokens, i) or _leads_to_sentence(tokens, i, inside, bounds)

    may_end = {word for word in words.distinct if word[-1] in _SIGNS or word.isspace()}
    return [i for i in sorted({*words.where(may_end), *closing}) if ends(i)]


def _is_before_bracket(tokens: Sequence[Token], i: int) -> bool:
    """Whether a full stop is followed by a bracket within a sentence: 'the senator (R-Tenn.) said so'."""
    behind = [] if tokens[i].whitespace_ else tokens[i + 1 : i + 3]
    if not behind or tokens[i].text not in FINAL:
        return False
    return behind[0].text == ")" and behind[-1].text[:1].islower()


def _is_last_abbreviation(tokens: Sequence[Token], i: int) -> bool:
    """Whether the full stop of an abbreviation ends the sentence too: '… in the *U.S.* The plan', but not 'Gen.' or 'Ann S. Poole'."""
    token = tokens[i]
    if len(token) < 2 or token.text[-1] != "." or i + 1 == len(tokens):
        return False
    following = tokens[i + 1]
    return not _is_before_name(tokens, i) and bool(following.is_sent_start) and following.text[0].isupper()


def _is_before_name(tokens: Sequence[Token], i: int) -> bool:
    """Whether an abbreviation stands before a name or within one: '*Gen.* Poole', 'Ann *S.* Poole'."""
    token = tokens[i]
    title = token.lower_[:-1] in lexicon.words("titles") or token.lower_[:-1] in lexicon.honorifics()
    return title or (len(token) == 2 and i > 0 and tokens[i - 1].tag_ == "NNP")


def _leads_to_sentence(
    tokens: Sequence[Token], i: int, inside: Sequence[StretchId], bounds: Sequence[TokenSpan]
) -> bool:
    """Whether an abbreviation ends the sentence, as marked words behind it begin and end like one: 'posted on *X.* "It is late," she wrote'."""
    number = inside[i + 1] if i + 1 < len(tokens) else -1
    if number < 0 or tokens[i].text[-1] != "." or len(tokens[i]) < 2 or _is_before_name(tokens, i):
        return False
    start, end = bounds[number]
    opens = start == i + 1 and end - start >= _SHORTEST and tokens[start + 1].text[:1].isupper()
    return opens and tokens[end - 2].text in FINAL | {","}


def _ends_stretch(tokens: Sequence[Token], i: int) -> bool:
    """Whether a closing mark ends the sentence, whose full stop stands inside the marks: '… he said "no way.*"* The next day'."""
    if not 0 < i < len(tokens) - 1 or tokens[i - 1].text not in FINAL:
        return False
    after = next((t for t in tokens[i + 1 : i + 4] if not t.is_space and not t.is_quote), None)
    return after is None or after.text[:1].isupper()
