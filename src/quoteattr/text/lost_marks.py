"""Where words between quotation marks begin or end whose other mark was lost.

A scraper, an editor or an encoding loses a mark now and then. What is taken for marked instead must not swallow the
reporter's own words, and with them who speaks; the reporting expression shows where these are: '“We have sand, said Ann
Poole'. It is looked for in the text itself, as marks are read before anything is parsed.
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
_DOUBLED = re.compile(r"(?<=[a-z]{4})[.!?],(?=\s)")  # '“We have sand., he added': the mark stood between the two signs
_NEAR = 40  # code points behind a closing mark in which a cue stands that belongs to it: '!” shouted the mayor'


def opening(text: str, since: int, at: int, closed: int, end: int, *, alone: bool) -> int | None:
    """Where words begin whose closing mark, ``at`` up to ``closed``, has no partner behind ``since``.

    Behind a colon that something reported leads to; else with the mark's own sentence, or, where they stand ``alone`` in
    their paragraph, the first one since somebody reported. None if the mark's own sentence reports: in 'Poole said that we have
    sand.”' the marked words cannot be told from the others.
    """
    since = max(since, at - REACH)
    starts = [since, *(found.end() for found in _SENTENCE_END.finditer(text, since, at - 1))]
    start = starts.pop()
    reports = re.compile(rf"\b(?:{_verbs()})\b").search
    led_to = text[at - 1] == "," or reports(text, closed, min(closed + _NEAR, end))
    colon = text.rfind(": ", start, at)
    if colon > 0 and not (led_to and not reports(text, start, colon)):
        return colon + 2
    if not led_to and reports(text, start, at):
        return None
    while alone and starts and not reports(text, starts[-1], start):
        start = starts.pop()
    return start


def closing(text: str, since: int, first: int, end: int, *, taken_up: bool) -> int:
    """Where words that begin at ``first`` end if no mark closes them before ``end``, the end of their paragraph.

    With a single mark that no single one opens: '“We have sand,’ said Ann Poole'; between two signs of which the mark had the first.
    Before a reporting expression behind a comma, or with the sentence before one that reports: '“We have sand. Poole said
    that …'; with the paragraph if there is neither. Where the next paragraph, or the rest of this one, takes the words up,
    as those of a longer speech, nobody may be told by a pronoun: speakers tell what others said. A phrase within a sentence
    that reports nothing up to there, as that may after ``since``, ends with the sentence: 'The so-called “green zone is shut.'
    """
    single = next(_SINGLE.finditer(text, first, end), None)
    if single is not None and single["opens"] is None:
        return single.end()
    if (doubled := _DOUBLED.search(text, first, end)) is not None:
        return doubled.start() + 1
    sentence = _SENTENCE_END.search(text, first, end)
    if sentence and not taken_up and _is_phrase(text, since, first):
        return sentence.start() + len(sentence.group().rstrip())
    pronouns = not taken_up
    cue = _parenthesis(pronouns).search(text, first, end)
    limit = cue.start() if cue else end
    stops = [found.span() for found in _SENTENCE_END.finditer(text, first, limit)]
    for (stop, start), (following, _) in pairwise([*stops, (end, end)]):
        if _report(pronouns).match(text, start, following):
            return stop + len(text[stop:start].rstrip())
    return limit


def _is_phrase(text: str, since: int, first: int) -> bool:
    """Whether words that begin at ``first``, behind a mark, are a phrase of a sentence that has not reported before."""
    starts = [since, *(found.end() for found in _SENTENCE_END.finditer(text, since, first - 1))]
    before = text[starts[-1] : first - 1].rstrip()
    within = before[-1:].isalnum() and text[first : first + 1].islower()
    return within and not re.search(rf"\b(?:{_verbs()})\b", before)


@lexicon.remembered
def _verbs() -> str:
    """Past forms of the verbs that report a clause as well as direct words, and *says*; others in -s may be nouns (claims)."""
    forms = [(form, verb) for form, verbs in lexicon.reporting_verbs().items() for verb in verbs if form[-1] != "s"]
    fitting = [(form, v) for form, v in forms if v.takes("quote") and v.takes("clause", "wh") and not v.particles]
    return "|".join(map(re.escape, sorted({"says", *(form for form, verb in fitting if form != verb.lemma)})))


@lexicon.remembered
def _report(pronouns: bool) -> re.Pattern[str]:
    """A sentence that begins with somebody who reports: 'But the mayor, Ann Poole, said'."""
    turn = r"(?:(?:But|And|However,)\s+)?"
    return re.compile(rf"{turn}{_somebody(pronouns)}(?:,?\s+[\w.’'-]+){{0,9}}?,?\s+(?:{_verbs()})\b")


@lexicon.remembered
def _parenthesis(pronouns: bool) -> re.Pattern[str]:
    """The reporter breaks in: ', said the mayor Ann Poole', ', the mayor of Eastwick said', ', Poole, 69, told'."""
    somebody = _somebody(pronouns)
    before = rf"{somebody}(?:,?\s+[\w.’'-]+){{0,5}}?,?\s+(?:{_verbs()})\b"
    behind = rf"(?:{_verbs()})\s+(?:{somebody}|(?:[a-z]+\s+){{1,3}}[A-Z])"
    return re.compile(rf"(?<=[,?!])\s+(?:{behind}|{before})")


@cache
def _somebody(pronouns: bool) -> str:
    """How somebody is named or described, or meant by a pronoun: a name is a capitalised word that is no function word."""
    other = "|".join(sorted(word.capitalize() for word in STOP_WORDS if word.isalpha()))
    noun = rf"(?:(?:[Tt]he|[Aa]n?|His|Her|Their)\b|(?!(?:{other})\b)[A-Z][\w.’'-]*)"
    return rf"(?:(?:[Hh]e|[Ss]he|[Tt]hey|it)\b|{noun})" if pronouns else noun
