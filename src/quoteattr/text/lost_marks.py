"""Where a quotation begins or ends if one of its two marks is missing.

Scrapers, editors and encodings lose marks now and then. The quotation must not swallow the reporter's own words, and with them the
speaker, so it is cut at the reporting expression: '“We have sand*,* said Ann Poole'. This is found by regular expressions, as
marks are read before the text is parsed.
"""

import re
from functools import cache
from itertools import pairwise

from spacy.lang.en.stop_words import STOP_WORDS

from quoteattr import lexicon
from quoteattr.spelling import CLOSING_MARKS, OPENING_MARKS

REACH = 2_000
"""Code points before a closing mark in which its words are looked for."""

_SENTENCE_END = re.compile(rf"[.!?…][\"'{CLOSING_MARKS})\]]*\s+(?=[\"'{OPENING_MARKS}(]*[A-Z\d])")
_SINGLE = re.compile(r"(?P<opens>(?<!\w)[‘'`](?=\w))|(?<=[.,!?…])[’'](?!\w)")
_TWO_SIGNS = re.compile(r"(?<=[a-z]{4})[.!?],(?=\s)")  # '“We have sand., he added': the mark stood between them
_NEAR = 40  # code points behind a closing mark in which a cue stands that belongs to it: '!” shouted the mayor'


def opening(text: str, since: int, at: int, closed: int, end: int, *, alone: bool) -> int | None:
    """Where the words begin whose closing mark, from ``at`` to ``closed``, has no opening mark behind ``since``.

    That is behind a colon, unless it takes a reporting expression behind the mark to attribute the words; else at the start of the
    mark's sentence or, where no other mark stands in the paragraph (``alone``), of the first one behind a sentence that reports. None if the mark's own sentence reports: 'Poole said that we have sand.”' does not
    show where the quotation begins.
    """
    since = max(since, at - REACH)
    starts = [since, *(found.end() for found in _SENTENCE_END.finditer(text, since, at - 1))]
    start = starts.pop()
    reports = re.compile(rf"\b(?:{_verbs()})\b").search
    attributed_behind = text[at - 1] == "," or reports(text, closed, min(closed + _NEAR, end))
    colon = text.rfind(": ", start, at)
    if colon > 0 and (not attributed_behind or reports(text, start, colon)):
        return colon + 2
    if not attributed_behind and reports(text, start, at):
        return None
    while alone and starts and not reports(text, starts[-1], start):
        start = starts.pop()
    return start


def closing(text: str, first: int, end: int, *, taken_up: bool) -> int:
    """Where the words that begin at ``first`` end, if no mark closes them up to ``end``, the end of their paragraph.

    The first of these that there is:

    * a closing single mark without an opening one: '“We have sand,’ said Ann Poole';
    * between two signs, where the mark stood: '“We have sand., he added';
    * before a reporting expression behind a comma, or before a sentence that reports: '“We have sand. Poole said that …';
    * the end of the paragraph.

    Words that a later mark takes up (``taken_up``) are of a longer speech, in which *he said* may be the speaker's: then only names
    and descriptions count as reporters.
    """
    single = next(_SINGLE.finditer(text, first, end), None)
    if single is not None and single["opens"] is None:
        return single.end()
    if (two_signs := _TWO_SIGNS.search(text, first, end)) is not None:
        return two_signs.start() + 1
    pronouns = not taken_up
    cue = _parenthesis(pronouns).search(text, first, end)
    limit = cue.start() if cue else end
    stops = [found.span() for found in _SENTENCE_END.finditer(text, first, limit)]
    for (stop, start), (following, _) in pairwise([*stops, (end, end)]):
        if _report(pronouns).match(text, start, following):
            return stop + len(text[stop:start].rstrip())
    return limit


@lexicon.remembered
def _verbs() -> str:
    """The past forms of verbs that report both direct speech and clauses, and *says*, as a regular expression; other forms in -s may be nouns (claims)."""
    forms = [(form, verb) for form, verbs in lexicon.reporting_verbs().items() for verb in verbs if form[-1] != "s"]
    fitting = [(form, v) for form, v in forms if v.takes("quote") and v.takes("clause", "wh") and not v.particles]
    return "|".join(map(re.escape, sorted({"says", *(form for form, verb in fitting if form != verb.lemma)})))


@lexicon.remembered
def _report(pronouns: bool) -> re.Pattern[str]:
    """The beginning of a sentence that reports: 'But the mayor, Ann Poole, said'."""
    turn = r"(?:(?:But|And|However,)\s+)?"
    return re.compile(rf"{turn}{_somebody(pronouns)}(?:,?\s+[\w.’'-]+){{0,9}}?,?\s+(?:{_verbs()})\b")


@lexicon.remembered
def _parenthesis(pronouns: bool) -> re.Pattern[str]:
    """A reporting expression behind a comma: ', said the mayor Ann Poole', ', the mayor of Eastwick said', ', Poole, 69, told'."""
    somebody = _somebody(pronouns)
    before = rf"{somebody}(?:,?\s+[\w.’'-]+){{0,5}}?,?\s+(?:{_verbs()})\b"
    behind = rf"(?:{_verbs()})\s+(?:{somebody}|(?:[a-z]+\s+){{1,3}}[A-Z])"
    return re.compile(rf"(?<=[,?!])\s+(?:{behind}|{before})")


@cache
def _somebody(pronouns: bool) -> str:
    """The beginning of a name, a description or, with ``pronouns``, a pronoun; a name is a capitalised word that is no function word."""
    function_word = "|".join(sorted(word.capitalize() for word in STOP_WORDS if word.isalpha()))
    noun = rf"(?:(?:[Tt]he|[Aa]n?|His|Her|Their)\b|(?!(?:{function_word})\b)[A-Z][\w.’'-]*)"
    return rf"(?:(?:[Hh]e|[Ss]he|[Tt]hey|it)\b|{noun})" if pronouns else noun
