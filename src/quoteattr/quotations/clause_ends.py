"""Cue + verb that it reports → where the reported clause ends, and the reporter speaks in their own voice again.

A reported clause usually runs on to the end of the sentence, further than parsers attach it. It ends earlier where the
reporter reports again (…, adding that; … but accepted that), where the narrative goes on (said no and left) or where
the main clause follows a subordinate one with the cue in it (although he says …, he …).

The places where it can end are called joints: punctuation marks and conjunctions behind the reported verb. A logistic model
decides at each (:func:`features`): it sees which rules apply, how the next words begin, their verb and subject, and where
the parser attaches them. Its weights, ``data/clause_ends.json``, are fitted on annotated articles by
``benchmarks/training/clause_ends.py``.
"""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache
from importlib import resources
from itertools import compress

import attrs
from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Cue
from quoteattr.quotations import lines, reporter, unsaid
from quoteattr.text import noun_phrases
from quoteattr.text.page import CONJUNCTIONS, DASHES, FINITE_TAGS, LOOSE, NOUN_TAGS, VERB_TAGS, Page

_TIME_PREPOSITIONS = frozenset({"at", "by", "from", "in", "on"})
_TIME_UNITS = frozenset({"day", "hour", "instant", "minute", "moment", "month", "night", "week", "year"})
_FULL_VERBS = FINITE_TAGS - {"MD"}
_OF_VERBS = VERB_TAGS | FINITE_TAGS
_OF_MORE = FINITE_TAGS | {"WDT", "WP", "IN", "TO"}  # tags of words with which the same sentence goes on behind marks
_ROUNDING = 1e-6  # a sum of weights up to this counts as 0
_LONGEST_MEASURE = 4  # tokens of "two days" in "Two days after he said …"
_MEASURE_TAGS = frozenset({"CD", "DT", "IN", "JJ", "NN", "NNS", "RB"})
CERTAIN = "reporter breaks in"  # the feature with which words end, whatever the model gives for the others
Seen = dict[str, float]
_SUBORDINATE_DEPS = frozenset({"advcl", "relcl", "acl", "nsubj", "csubj", "nsubjpass", "pcomp"})
_AND_BUT = frozenset({"and", "but"})


def end_of_clause(page: Page, cue: Cue, verb: Token) -> int:
    """The token before which the words end that a cue reports, whose verb is given: at a joint, or at the limit."""
    limit = limit_of(page, cue)
    joints = (joint for joint in joints_of(page, cue, verb, limit) if ends_at(features(joint)))
    end = next((joint.at for joint in joints), limit)
    return next(reporter.media(page, cue, verb, end), end)


def ends_at(seen: Seen) -> bool:
    """Whether the reported words end at a joint with these features."""
    weight = weights()
    return CERTAIN in seen or sum([weight.get(name, 0.0) * value for name, value in seen.items()]) > _ROUNDING


@cache
def weights() -> dict[str, float]:
    """The weight of every feature."""
    text = resources.files("quoteattr").joinpath("data", "clause_ends.json").read_text("utf-8")
    return dict(json.loads(text)["weights"])


# --- the joints of a sentence ---------------------------------------------------------------------------------------


@attrs.frozen
class Joint:
    """A place, token ``at``, where reported words may end: behind a cue, and behind the ``verb`` that it reports.

    What comes next begins with token ``first``; it goes up to the next sign at ``stop``, and the sentence up to ``limit``.
    """

    page: Page
    cue: Cue
    verb: Token
    at: int
    first: int
    stop: int
    limit: int

    @property
    def is_conjoined(self) -> bool:
        """Whether *and* or *but* stands between the joint and the next word."""
        return not _AND_BUT.isdisjoint(self.page.lowers[self.at : self.first])


def joints_of(page: Page, cue: Cue, verb: Token, limit: int) -> Iterator[Joint]:
    """The joints behind a reported verb, in order."""
    while before := [t for t in page.children(verb, "ccomp") if cue.end <= t.i < verb.i]:
        verb = before[-1]  # "said it rained, the BBC *reported*": the parser took that for the reported verb
    last = max(verb.i, cue.end)
    separators = page.once(_separators)
    for i in separators[bisect_right(separators, last) : bisect_left(separators, limit)]:
        if i <= last:
            continue
        first = next((j for j in range(i, limit) if not _is_sign_or_conjunction(page, j)), limit)
        # not "said the pier, *the quay and the dock were rotten*"
        has_verb = not _OF_VERBS.isdisjoint(page.tags[cue.end : i])
        if first < limit and has_verb:
            stop = next((j for j in range(first + 1, limit) if page.inside[j] < 0 and page.words[j] in LOOSE), limit)
            yield Joint(page, cue, verb, i, first, stop, limit)
        last = first


def _separators(page: Page) -> list[int]:
    """All tokens of a page at which a joint can be: signs, conjunctions, subordinators, and what follows marks."""
    tokens, inside = page.tokens, page.inside
    listed = page.where(LOOSE | {"(", "and", "but"} | lexicon.labelled("cue_words", "subordinator"))
    subordinators = compress(range(len(page.deps)), map("mark".__eq__, page.deps))
    found = {i for i in (0, *(end for _, end in page.bounds)) if i < len(inside) and _follows_marks(page, i)}
    found.update(
        i for i in subordinators if inside[i] < 0 and page.lowers[i] != "that" and page.lowers[i] not in DASHES
    )
    for i in listed:
        hyphen = page.lowers[i] in DASHES and not (tokens[i - 1].whitespace_ and tokens[i].whitespace_)
        if page.lowers[i] == "(" or (inside[i] < 0 and not hyphen):
            found.add(i)
    return sorted(found)


def _is_sign_or_conjunction(page: Page, i: int) -> bool:
    sign = page.tokens[i].is_punct or page.tokens[i].is_space
    return page.inside[i] < 0 and (sign or page.lowers[i] in CONJUNCTIONS)


def _follows_marks(page: Page, i: int) -> bool:
    """Whether a token stands right behind marked words."""
    return page.inside[i] < 0 <= page.inside_at(i - 1)


def _follows_comma_in_marks(page: Page, i: int) -> bool:
    """Whether a token stands behind marked words that end with a comma: 'called it "a mess," *a* dig at the mayor'."""
    return _follows_marks(page, i) and page.word_at(i - 2) == ","


def limit_of(page: Page, cue: Cue) -> int:
    """The end of the sentence, or of the clause that the cue stands in if the main clause follows: 'although he says …*,* he …'."""
    low, high = page.sentence(cue.verb)
    high = lines.end_of_post(page, cue.end, high)
    if page.deps[cue.verb] in ("amod", "compound") and page.heads[cue.verb] > cue.verb:
        return high  # "The sheriff *asserted* bridges were shut", where the parser takes the cue for an adjective
    if (end := _end_of_subordinate(page, cue, low, high)) is not None:
        return end
    before = page.lower_at(cue.left - 1)
    subordinate = before in lexicon.labelled("cue_words", "subordinator") and _begins_sentence(page, low, cue)
    timed = before == "that" or before in _TIME_UNITS  # "In the week *that* she said", "On the *day* she said"
    if subordinate or (timed and _opens_clause_of_time(page.lowers[page.first_word(low, cue.left) : cue.left])):
        reported = next((i for i in range(cue.end, high) if page.tags[i] in FINITE_TAGS), high)
        return next((i for i in range(reported, high) if _begins_main_clause(page, i, high)), high)
    return high


def _opens_clause_of_time(before: list[str]) -> bool:
    """Whether the words before a cue make its clause one of time or ground: '*On the day* she said …', '*Given that* she said …'."""
    words = before[:-1] if before[-1:] == ["that"] else before
    if words in (["given"], ["considering"], ["granted"]):
        return words != before
    return len(words) == 3 and words[0] in _TIME_PREPOSITIONS and words[1] == "the" and words[2] in _TIME_UNITS


def _begins_sentence(page: Page, low: int, cue: Cue) -> bool:
    """Whether the word before a cue begins the sentence, at most behind a measure: '*While* she said', '*Two days after* he said', '*As soon as*'."""
    first = page.first_word(low, cue.left)
    measure = page.tags[first : cue.left - 1]
    return first < cue.left and len(measure) <= _LONGEST_MEASURE and _MEASURE_TAGS.issuperset(measure)


def _end_of_subordinate(page: Page, cue: Cue, low: int, high: int) -> int | None:
    """Where the subordinate clause with the cue ends, if the main clause's verb comes behind it."""
    verb = cue.verb
    # "Despite his claim that it rained, …"
    subordinate = _SUBORDINATE_DEPS | {"prep"} if cue.kind == "noun" else _SUBORDINATE_DEPS
    while (main := page.heads[verb]) != verb and low <= verb < high:
        if cue.end < main < high and page.inside[main] < 0 and (token := page.tokens[verb]).dep_ in subordinate:
            edge = token.right_edge.i + 1
            comma = next((i for i in range(cue.end, high) if page.words[i] == "," and page.inside[i] < 0), high)
            if comma < main or token.dep_ != "advcl":
                return min(high, edge) if edge > cue.end + 1 or comma >= main else comma
        if page.deps[verb] in ("pcomp", "pobj"):
            # "Despite Poole *saying* it rained, …", "On the *day* Poole said it rained, …"
            subordinate |= {"prep"}
        verb = main
    return None


def _begins_main_clause(page: Page, i: int, high: int) -> bool:
    """Whether the main clause begins behind a comma, where the parser took it for reported: 'After she said it rained*,* they left.'"""
    if page.words[i] != "," or page.inside[i] >= 0 or not {*page.tags[i + 1 : i + 2]} & (reporter.NOMINAL | {"CD"}):
        return False
    stops = (t for t in page.tokens[i + 1 : high] if page.tags[t.i] in FINITE_TAGS or page.words[t.i] in LOOSE)
    verb = next(stops, None)
    return verb is not None and verb.tag_ in FINITE_TAGS and page.inside[verb.i] < 0


# --- rules: what comes next is the reporter's -----------------------------------------------------------------------


def _is_next_action(joint: Joint) -> bool:
    """What the speaker did next: 'asked him to go *and left the room*'. A past form cannot go on from an infinitive, gerund or *would*."""
    page, i, first = joint.page, joint.at, joint.first
    while first < joint.limit - 1 and page.tags[first] == "RB":
        first += 1
    auxiliaries = {t.tag_ for t in page.children(joint.verb, "aux", "auxpass")} & FINITE_TAGS
    unfinished = joint.verb.tag_ in ("VB", "VBG", "TO") and auxiliaries <= {"MD"}
    if not unfinished or (_AND_BUT | {"then"}).isdisjoint(page.lowers[i:first]) or page.inside[first] >= 0:
        return False
    return page.tags[first] == "VBD" == page.tags[joint.cue.verb] and "VBD" not in page.tags[joint.cue.end : i]


def _is_next_judgement(joint: Joint) -> bool:
    """What the speaker praised or attacked next: 'said it was poor *but praised the crew*'.

    What is reported has *was*, or a subject that cannot speak, so that the verb is not a second one of the same subject.
    """
    page, first, cue = joint.page, joint.first, joint.page.tokens[joint.cue.verb]
    entries = lexicon.reporting_verbs().get(page.lowers[first], ()) if page.inside[first] < 0 else ()
    judges = any(e.takes("np") and not e.particles and not e.takes("doc") for e in entries)
    other_verb = not FINITE_TAGS.isdisjoint(page.tags[joint.verb.i + 1 : joint.at])
    past = page.tags[first] == "VBD" or (page.tags[first] == "VBN" and page.tag_at(first + 1) in reporter.NOMINAL)
    if not past or cue.tag_ not in ("VBD", "VBN") or not judges or other_verb or not joint.is_conjoined:
        return False
    own = page.subject(joint.verb)
    speechless = joint.verb.lower_ in ("was", "were") or (own is not None and not unsaid.can_speak(page, own))
    return speechless and page.subject(page.tokens[first]) is None


def _is_later_fate(joint: Joint) -> bool:
    """What is known of the speaker today: 'admitted that she had lied, *and will be sentenced in May*'; not 'said the pier was old, and will be shut'."""
    page, first, verb = joint.page, joint.first, joint.page.tokens[joint.first]
    if page.words[joint.at] != "," or not joint.is_conjoined or page.inside[first] >= 0:
        return False
    if page.tags[joint.cue.verb] != "VBD" or page.subject(verb) is not None:
        return False
    own = page.subject(joint.verb)
    if own is None or own.lower_ not in ("he", "she", "they"):
        return False
    tenses = {page.tags[i] for i in range(joint.cue.end, joint.at) if page.inside[i] < 0} & _FULL_VERBS
    return (verb.tag_ in ("VBZ", "VBP") or verb.lower_ == "will") and tenses == {"VBD"}


def _is_consequence(joint: Joint) -> bool:
    """What the words led to: 'said the bank was sound, *prompting calls* for an inquiry', '…, *drawing loud applause*'."""
    page, first = joint.page, joint.first
    if page.tags[first] != "VBG" or page.lowers[first] not in lexicon.labelled("cue_words", "stirring"):
        return False
    comma = page.words[joint.at] == "," or _follows_comma_in_marks(page, joint.at)
    noun = noun_phrases.head(page, first + 1) if comma and page.inside[first] < 0 else None
    reaction = lexicon.labelled("cue_words", "uproar") | lexicon.labelled("cue_words", "applause")
    return noun is not None and not reaction.isdisjoint(page.lowers[noun.i : noun.i + 3])


def _is_explanation(page: Page, i: int) -> bool:
    """What the reporter explains behind a comma inside the marks: 'called it "a mess," *a dig at the mayor*'."""
    if not _follows_comma_in_marks(page, i):
        return False
    return page.lowers[i] not in CONJUNCTIONS and page.tags[i] not in _OF_MORE


def _is_clause_behind_marks(joint: Joint) -> bool:
    """A clause that *and* adds behind a comma inside the marks: 'called it "a mess," *and Reed left*'."""
    page, i = joint.page, joint.at
    if page.lowers[i] != "and" or not _follows_comma_in_marks(page, i):
        return False
    words = reporter.next_words(page, i, joint.limit)
    return any(t.tag_ in _FULL_VERBS for t in words) and words[0].tag_ not in FINITE_TAGS


def _breaks_in(joint: Joint) -> bool:
    """Whether the reporter certainly goes on at a joint."""
    return (
        _is_next_action(joint)
        or _is_next_judgement(joint)
        or _is_later_fate(joint)
        or _is_consequence(joint)
        or reporter.breaks_in(joint.page, joint.cue, joint.at, joint.limit)
    )


# --- features of a joint --------------------------------------------------------------------------------------------


def features(joint: Joint) -> Seen:
    """What the model sees of a joint: names of features, each with the value 1.0; ``""`` is the one that every joint has.

    Where the reporter certainly breaks in, that is all there is to see.
    """
    if _breaks_in(joint):
        return {CERTAIN: 1.0}
    page, at, first = joint.page, joint.at, joint.first
    sign, opens = _sign(joint), _opening(page.tokens[first])
    last = joint.stop >= joint.limit - 1
    parsed = "within" if at < joint.verb.right_edge.i + 1 else "past"  # the clause as the parser has it
    seen = ["", sign, opens, parsed, *(f"{sign}: {word}" for word in (opens, parsed, "last" if last else "not last"))]
    seen += [
        f"{opens} {parsed}",
        *(f"{opens} {_opening(t)}" for t in page.tokens[first + 1 : min(first + 2, joint.limit)]),
    ]
    if _is_explanation(page, at) or _is_clause_behind_marks(joint):
        seen.append("comma within marks")
    if reporter.goes_on(page, joint.cue, at, joint.limit, breaks=False):
        seen.append("reporter goes on")
    seen += _of_verb(joint, sign, opens) + _of_attachment(joint, sign, opens) + _of_size(joint, sign)
    seen += ["behind marks"] if _follows_marks(page, at) else []
    return dict.fromkeys(seen, 1.0)


def _sign(joint: Joint) -> str:
    """The sign or word at a joint, with the conjunction behind it: ", but"."""
    page, word = joint.page, joint.page.lowers[joint.at]
    sign = "dash" if word in DASHES else word if word in (",", ";", "and", "but", "(", "...") else "word"
    joins = [w for w in page.lowers[joint.at + 1 : joint.first] if w in CONJUNCTIONS]
    return f"{sign} {joins[-1]}" if joins else sign


def _opening(token: Token) -> str:
    """A function word itself, of any other word its tag."""
    return token.lower_ if token.is_stop and token.tag_ not in FINITE_TAGS else token.tag_


def _of_verb(joint: Joint, sign: str, opens: str) -> list[str]:
    """The first finite verb behind a joint: its tense beside those of cue and reported verb, its subject, whether it reports."""
    page, known = joint.page, lexicon.reporting_verbs()
    rest = range(joint.first, joint.limit)
    reports = any(page.lowers[i] in known and page.tags[i] in VERB_TAGS and page.inside[i] < 0 for i in rest)
    seen = ["reports", f"{sign}: reports"] if reports else []
    part = range(joint.first, joint.stop)
    finite = next((i for i in part if page.tags[i] in FINITE_TAGS and page.inside[i] < 0), None)
    if finite is None:
        conjoined = not {"and", "or"}.isdisjoint(page.lowers[joint.first : joint.stop])
        listed = conjoined and not NOUN_TAGS.isdisjoint(page.tags[joint.first : joint.stop])
        lists = [f"{sign}: list"] if listed else []  # "the quay, *the pier and the dock*"
        return [*seen, *lists, "no verb", f"{sign}: no verb", f"{opens} no verb"]
    verb = page.tokens[finite]
    auxiliaries = [t.tag_ for t in page.children(joint.verb, "aux", "auxpass") if t.tag_ in FINITE_TAGS]
    cue = page.tags[joint.cue.verb].replace("VBZ", "VBP")
    reported = [*auxiliaries, joint.verb.tag_][0].replace("VBZ", "VBP")
    tense = verb.tag_.replace("VBZ", "VBP")
    seen += [f"verb {tense}", f"verb {tense} after {cue} {reported}", f"{sign}: {tense} after {reported}"]
    if verb.lower_ in known:
        seen += ["verb reports", f"{sign}: verb reports"]
    if page.subject(verb) is None:
        alike = "as" if verb.tag_ == page.tags[joint.cue.verb] else "unlike"
        seen += [f"{sign}: no subject, {alike} the cue", f"{sign}: no subject, {tense} after {reported}"]
    if page.lowers[verb.i + 1 : verb.i + 2] in (["not"], ["n't"], ["n’t"]):
        seen.append("negated, did" if verb.lower_ == "did" else "negated")
    return seen


def _of_attachment(joint: Joint, sign: str, opens: str) -> list[str]:
    """Where the parser attaches what comes next: to the cue, the reported verb, or another word."""
    head, heads = joint.first, joint.page.heads
    while joint.first <= heads[head] < joint.limit and heads[head] != head:
        head = heads[head]
    on, dep = heads[head], joint.page.deps[head]
    region = "reported" if joint.cue.end <= on < joint.at else "before" if on < joint.cue.start else "other"
    where = {joint.cue.verb: "cue", joint.verb.i: "verb", head: "none"}.get(on, region)
    return [f"on {where}", f"{dep} on {where}", f"{sign}: on {where}", f"{opens} {dep}"]


def _of_size(joint: Joint, sign: str) -> list[str]:
    """How long the words before and behind a joint are."""
    rest, before = joint.limit - joint.first, joint.at - max(joint.verb.left_edge.i, joint.cue.end)
    size = next((f"under {n}" for n in (6, 12, 20) if rest < n), "long")
    said = next((f"under {n}" for n in (5, 12) if before < n), "long")
    return [f"rest {size}", f"{sign}: rest {size}", f"before {said}"]
