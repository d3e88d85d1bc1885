"""Where reported words end, and the reporter speaks in their own voice again.

A reported clause usually runs on to the end of the reporter's sentence, further than parsers attach it. It ends before
that where the reporter reports again (…, adding that; … but accepted that), where the narrative goes on (said no and
left) or where the main clause comes after the cue's own (although he says …, he …).

Rules say where it may end, and a logistic model weighs them with what else stands around each sign or word that can part
the two: how what comes next begins, its verb and subject, and where the parser hangs it (:func:`features`). Its weights,
``data/clause_ends.json``, are fitted on annotated articles by ``benchmarks/training/clause_ends.py``.
"""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from functools import cache
from importlib import resources
from itertools import compress

import attrs
from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Cue
from quoteattr.quotations import reporter, unsaid
from quoteattr.text import noun_phrases
from quoteattr.text.page import (
    CONJUNCTIONS,
    DASHES,
    FINITE_TAGS,
    LOOSE,
    NOUN_TAGS,
    VERB_TAGS,
    Page,
)

_FULL_VERBS = FINITE_TAGS - {"MD"}
_ROUNDING = 1e-6  # of a sum of weights
_MEASURE = 4  # tokens that tell how long after at most
_MEASURES = frozenset({"CD", "DT", "IN", "JJ", "NN", "NNS", "RB"})  # their tags
CERTAIN = "reporter breaks in"  # words end wherever this is seen
Seen = dict[str, float]
_AT = frozenset({"at", "by", "from", "in", "on"})
_UNITS = frozenset({"day", "hour", "instant", "minute", "moment", "month", "night", "week", "year"})
_SUBORDINATE = ("advcl", "relcl", "acl", "nsubj", "csubj", "nsubjpass", "pcomp")
_BELOW = {"noun": (*_SUBORDINATE, "prep")}  # "Despite his claim that it rained, …"


def end_of_clause(page: Page, cue: Cue, verb: Token) -> int:
    """Where the reported words end: with the sentence, or before the reporter or the main clause goes on."""
    limit = limit_of(page, cue)
    joints = (joint for joint in joints_of(page, cue, verb, limit) if ends_at(features(joint)))
    end = next((joint.at for joint in joints), limit)
    return next(reporter.media(page, cue, verb, end), end)


def ends_at(seen: Seen) -> bool:
    """Whether the reported words end at a joint of which so much is seen."""
    known = weights()
    return CERTAIN in seen or sum(known.get(name, 0.0) * value for name, value in seen.items()) > _ROUNDING


@cache
def weights() -> dict[str, float]:
    """The weight of every feature."""
    text = resources.files("quoteattr").joinpath("data", "clause_ends.json").read_text("utf-8")
    return dict(json.loads(text)["weights"])


# --- the joints of a sentence ---------------------------------------------------------------------------------------


@attrs.frozen
class Joint:
    """A place, token ``at``, where reported words may end: behind a cue, and behind the ``verb`` that it reports.

    What comes next begins with token ``first``; its own part goes up to ``stop``, and the sentence up to ``limit``.
    """

    page: Page
    cue: Cue
    verb: Token
    at: int
    first: int
    stop: int
    limit: int


def joints_of(page: Page, cue: Cue, verb: Token, limit: int) -> Iterator[Joint]:
    """The signs and words behind a reported verb that can part the reporter's words from those reported, in order."""
    while before := [t for t in page.children(verb, "ccomp") if cue.end <= t.i < verb.i]:
        verb = before[-1]  # "said it rained, the BBC *reported*": the parser took that for the reported verb
    last = max(verb.i, cue.end)
    parting = page.once(_parting)
    for i in parting[bisect_right(parting, last) : bisect_left(parting, limit)]:
        if i <= last:
            continue
        first = next((j for j in range(i, limit) if not _only_joins(page, j)), limit)
        # not "said the pier, *the quay and the dock were rotten*"
        said = not (VERB_TAGS | FINITE_TAGS).isdisjoint(page.tags[cue.end : i])
        if first < limit and said and not _is_correlated(page, last, i, first):
            stop = next((j for j in range(first + 1, limit) if page.inside[j] < 0 and page.words[j] in LOOSE), limit)
            yield Joint(page, cue, verb, i, first, stop, limit)
        last = first


def _is_correlated(page: Page, start: int, i: int, first: int) -> bool:
    """Whether *but* only answers a *not only* before it: 'it would not only close, *but* be sold'."""
    return "but" in page.lowers[i:first] and any(
        page.lowers[at + 1 : at + 2] == ["only"] for at in page.between("not", start, i)
    )


def _parting(page: Page) -> list[int]:
    """The signs and words of a page that can part the reporter's words from those reported; dashes within words cannot."""
    tokens, inside = page.tokens, page.inside
    words = page.where(LOOSE | {"(", "and", "but"} | lexicon.labelled("cue_words", "subordinator"))
    marks = compress(range(len(page.deps)), map("mark".__eq__, page.deps))
    behind = {i for i in (0, *(end for _, end in page.bounds)) if i < len(inside) and inside[i] < 0 <= inside[i - 1]}
    found = behind.union(i for i in marks if inside[i] < 0 and page.lowers[i] not in DASHES | {"that"})
    for i in words:
        dash = page.lowers[i] in DASHES and not (tokens[i - 1].whitespace_ and tokens[i].whitespace_)
        if page.lowers[i] == "(" or (inside[i] < 0 and not dash):
            found.add(i)
    return sorted(found)


def _only_joins(page: Page, i: int) -> bool:
    sign = page.tokens[i].is_punct or page.tokens[i].is_space
    return page.inside[i] < 0 and (sign or page.lowers[i] in CONJUNCTIONS)


def _closes(page: Page, i: int) -> bool:
    """Whether a token stands right behind marks."""
    return page.inside[i] < 0 <= page.inside[i - 1]


def _closes_with_comma(page: Page, i: int) -> bool:
    """'called it "a mess," a dig at the mayor': behind a comma inside the marks the reporter explains."""
    comma = _closes(page, i) and page.words[i - 2] == ","
    return comma and page.lowers[i] not in CONJUNCTIONS and page.tags[i] not in FINITE_TAGS | {"WDT", "WP", "IN", "TO"}


def limit_of(page: Page, cue: Cue) -> int:
    """The end of the sentence; of the cue's own clause where the main clause follows it (although he says …, he …)."""
    low, high = page.sentence(cue.verb)
    if page.deps[cue.verb] in ("amod", "compound") and page.heads[cue.verb] > cue.verb:
        return (
            high  # "The sheriff *asserted* bridges were shut", where the parser takes the cue for what the bridges are
        )
    if (end := _end_of_lower(page, cue, low, high)) is not None:
        return end
    before = page.lowers[page.first_word(low, cue.left) : cue.left]
    subordinated = not lexicon.labelled("cue_words", "subordinator").isdisjoint(before[-1:]) and _opens(page, low, cue)
    if subordinated or _tells_when(before):
        reported = next((i for i in range(cue.end, high) if page.tags[i] in FINITE_TAGS), high)
        return next((i for i in range(reported, high) if _begins_main_clause(page, i, high)), high)
    return high


def _tells_when(before: list[str]) -> bool:
    """Whether words before a cue make its clause one of time or ground: '*On the day* she said …', '*Given that* she said …'."""
    words = before[:-1] if before[-1:] == ["that"] else before
    if words in (["given"], ["considering"], ["granted"]):
        return words != before
    return len(words) > 2 and words[0] in _AT and words[1] == "the" and words[2:] in ([unit] for unit in _UNITS)


def _opens(page: Page, low: int, cue: Cue) -> bool:
    """Whether the word before a cue begins its sentence, alone or with how long: '*While* she said', '*Two days after* he said', '*As soon as*'."""
    measures = page.tags[page.first_word(low, cue.left) : cue.left - 1]
    return len(measures) <= _MEASURE and _MEASURES.issuperset(measures)


def _end_of_lower(page: Page, cue: Cue, low: int, high: int) -> int | None:
    """Where the clause ends that the cue stands in, if the main clause's verb is behind it."""
    verb, below = cue.verb, _BELOW.get(cue.kind, _SUBORDINATE)
    while (main := page.heads[verb]) != verb and low <= verb < high:
        if cue.end < main < high and page.inside[main] < 0 and (token := page.tokens[verb]).dep_ in below:
            edge = token.right_edge.i + 1
            comma = next((i for i in range(cue.end, high) if page.words[i] == "," and page.inside[i] < 0), high)
            if comma < main or token.dep_ != "advcl":
                return min(high, edge) if edge > cue.end + 1 or comma >= main else comma
        if page.deps[verb] in ("pcomp", "pobj"):
            below = (*below, "prep")  # "Despite Poole *saying* it rained, …", "On the *day* Poole said it rained, …"
        verb = main
    return None


def _begins_main_clause(page: Page, i: int, high: int) -> bool:
    """Whether the main clause begins behind a comma, where the parser took it for reported: 'After she said it rained, they left.'"""
    if page.words[i] != "," or page.inside[i] >= 0 or not {*page.tags[i + 1 : i + 2]} & (reporter.NOMINAL | {"CD"}):
        return False
    verb = next(
        (t for t in page.tokens[i + 1 : high] if page.tags[t.i] in FINITE_TAGS or page.words[t.i] in LOOSE), None
    )
    return verb is not None and verb.tag_ in FINITE_TAGS and page.inside[verb.i] < 0


def _acts(joint: Joint) -> bool:
    """The speaker's next deed, which no infinitive, gerund or *would* can go on to: 'asked him to go *and left the room*'."""
    page, i, first = joint.page, joint.at, joint.first
    while first < joint.limit - 1 and page.tags[first] == "RB":
        first += 1
    helping = {t.tag_ for t in page.children(joint.verb, "aux", "auxpass")} & FINITE_TAGS
    open_ended = joint.verb.tag_ in ("VB", "VBG", "TO") and helping <= {"MD"}
    goes_on = not {"and", "but", "then"}.isdisjoint(page.lowers[i:first])
    same = page.tags[first] == "VBD" == page.tags[joint.cue.verb]
    return open_ended and goes_on and same and page.inside[first] < 0 and "VBD" not in page.tags[joint.cue.end : i]


def _judges(joint: Joint) -> bool:
    """What the speaker praises or attacks next, behind what something is, or does that cannot: 'said it was poor *but praised the crew*'."""
    page, first, cue = joint.page, joint.first, joint.page.tokens[joint.cue.verb]
    entries = lexicon.reporting_verbs().get(page.lowers[first], ()) if page.inside[first] < 0 else ()
    told = any(e.takes("np") and not e.particles and not e.takes("doc") for e in entries)
    alone = FINITE_TAGS.isdisjoint(page.tags[joint.verb.i + 1 : joint.at])
    past = page.tags[first] == "VBD" or (page.tags[first] == "VBN" and page.tags[first + 1] in reporter.NOMINAL)
    if not past or cue.tag_ not in ("VBD", "VBN") or not told or not alone:
        return False
    goes_on = not {"and", "but"}.isdisjoint(page.lowers[joint.at : first])
    own = page.subject(joint.verb)
    cannot = joint.verb.lower_ in ("was", "were") or (own is not None and not unsaid.can_speak(page, own))
    return goes_on and cannot and page.subject(page.tokens[first]) is None


def _steps_out(joint: Joint) -> bool:
    """What has become of the speaker since: 'admitted that she had lied, *and will be sentenced in May*'."""
    page, first, verb = joint.page, joint.first, joint.page.tokens[joint.first]
    goes_on = page.words[joint.at] == "," and not {"and", "but"}.isdisjoint(page.lowers[joint.at : first])
    if not goes_on or page.inside[first] >= 0 or page.tags[joint.cue.verb] != "VBD" or page.subject(verb) is not None:
        return False
    tenses = {page.tags[i] for i in range(joint.cue.end, joint.at) if page.inside[i] < 0} & _FULL_VERBS
    return (verb.tag_ in ("VBZ", "VBP") or verb.lower_ == "will") and tenses == {"VBD"}


def _leaves(joint: Joint) -> bool:
    """What the speaker or the hall does next: 'said it was full, *then hung up*', '…, *to loud applause*', '… *amid jeers*'."""
    page, first = joint.page, joint.first
    heard = lexicon.labelled("cue_words", "applause")
    if page.lowers[first] in ("to", "amid") and not heard.isdisjoint(page.lowers[first + 1 : first + 4]):
        return True
    state = joint.verb.lower_ in ("was", "were") and page.tags[joint.cue.verb] == "VBD"
    deed = first + 1 if page.lowers[first] == "then" and page.words[joint.at] == "," else joint.limit
    return state and page.tags[deed : deed + 1] == ["VBD"] and page.subject(page.tokens[deed]) is None


def _tells_meanwhile(joint: Joint) -> bool:
    """What happened as somebody spoke, behind an infinitive, which is of what is to come: 'told them to go, *as the roof caught fire*'."""
    page, cue, first = joint.page, joint.cue, joint.first
    if joint.verb.tag_ != "TO" or page.tags[cue.verb] != "VBD" or page.words[joint.at] not in LOOSE - {";"}:
        return False
    begins = page.lowers[first] in lexicon.labelled("cue_words", "subordinator") and page.lowers[first] != "until"
    return begins and next((tag for tag in page.tags[first : joint.limit] if tag in FINITE_TAGS), "") == "VBD"


def _stirs(joint: Joint) -> bool:
    """What came of the words: 'said the bank was sound, *prompting calls* for an inquiry', '…, *drawing loud applause*'."""
    page, first = joint.page, joint.first
    stirs = page.tags[first] == "VBG" and page.lowers[first] in lexicon.labelled("cue_words", "stirring")
    comma = page.words[joint.at] == "," or (_closes(page, joint.at) and page.words[joint.at - 2] == ",")
    noun = noun_phrases.head(page, first + 1) if stirs and comma and page.inside[first] < 0 else None
    said = lexicon.labelled("cue_words", "uproar") | lexicon.labelled("cue_words", "applause")
    return noun is not None and not said.isdisjoint(page.lowers[noun.i : noun.i + 3])


def _tells_where(joint: Joint) -> bool:
    """Where something was said, behind marks that end it: 'said it was "a mess" *at a meeting with parents*'."""
    page, first = joint.page, joint.first
    opens = first == joint.at and _closes(page, first) and page.lowers[first] in ("at", "in", "during")
    if not opens or page.lowers[first + 1] not in ("a", "an") or joint.cue.addressee is not None:
        return False
    noun = noun_phrases.head(page, first + 1)
    told = (lexicon.words("occasion_nouns") | lexicon.words("message_documents")) - {"time"}  # not "at a time of need"
    return noun is not None and noun.lower_ in told and FINITE_TAGS.isdisjoint(page.tags[noun.i : joint.limit])


def _tells_behind_marks(joint: Joint) -> bool:
    # 'called it "a mess," *and Reed left*'
    page, i = joint.page, joint.at
    if page.lowers[i] != "and" or page.words[i - 2] != "," or not _closes(page, i):
        return False
    words = reporter.next_words(page, i, joint.limit)
    return any(t.tag_ in _FULL_VERBS for t in words) and words[0].tag_ not in FINITE_TAGS


# --- what is seen of a joint ----------------------------------------------------------------------------------------


def features(joint: Joint) -> Seen:
    """What the model sees of a joint: a dict of the names of features with 1.0 each, ``""`` for all joints alike."""
    page, first = joint.page, joint.first
    sign, opens = _sign(joint), _opening(page.tokens[first])
    last = joint.stop >= joint.limit - 1
    parsed = "within" if joint.at < joint.verb.right_edge.i + 1 else "past"  # the clause as the parser has it
    seen = ["", sign, opens, parsed, *(f"{sign}: {word}" for word in (opens, parsed, "last" if last else "not last"))]
    seen += [f"{opens} {parsed}", *(f"{opens} {_opening(t)}" for t in page.tokens[first + 1 : joint.limit][:1])]
    seen += [rule for rule, applies in _RULES.items() if applies(joint)]
    seen += _of_verb(joint, sign, opens) + _of_attachment(joint, sign, opens) + _of_size(joint, sign)
    seen += ["behind marks"] if _closes(page, joint.at) else []
    return dict.fromkeys(seen, 1.0)


def _sign(joint: Joint) -> str:
    """The sign or word that parts, with the conjunction behind it: ", but"."""
    page, word = joint.page, joint.page.lowers[joint.at]
    sign = "dash" if word in DASHES else word if word in (",", ";", "and", "but", "(", "...") else "word"
    joins = [w for w in page.lowers[joint.at + 1 : joint.first] if w in CONJUNCTIONS]
    return f"{sign} {joins[-1]}" if joins else sign


def _opening(token: Token) -> str:
    """How the words behind a joint begin: with what function word, or with what kind of other word."""
    return token.lower_ if token.is_stop and token.tag_ not in FINITE_TAGS else token.tag_


def _of_verb(joint: Joint, sign: str, opens: str) -> list[str]:
    """The first finite verb behind a joint: its tense beside the cue's and the reported one, its subject, whether it reports."""
    page, rest = joint.page, range(joint.first, joint.limit)
    reports = any(
        page.lowers[i] in lexicon.reporting_verbs() and page.tags[i] in VERB_TAGS and page.inside[i] < 0 for i in rest
    )
    seen = ["reports", f"{sign}: reports"] if reports else []
    part = page.tokens[joint.first : joint.stop]
    verb = next((t for t in part if page.tags[t.i] in FINITE_TAGS and page.inside[t.i] < 0), None)
    if verb is None:
        listed = {"and", "or"} & {t.lower_ for t in part} and {t.tag_ for t in part} & NOUN_TAGS
        lists = [f"{sign}: list"] if listed else []  # "the quay, *the pier and the dock*"
        return [*seen, *lists, "no verb", f"{sign}: no verb", f"{opens} no verb"]
    helping = [t.tag_ for t in page.children(joint.verb, "aux", "auxpass") if t.tag_ in FINITE_TAGS]
    cue, reported = (tag.replace("VBZ", "VBP") for tag in (page.tags[joint.cue.verb], [*helping, joint.verb.tag_][0]))
    tense = verb.tag_.replace("VBZ", "VBP")
    seen += [f"verb {tense}", f"verb {tense} after {cue} {reported}", f"{sign}: {tense} after {reported}"]
    if verb.lower_ in lexicon.reporting_verbs():
        seen += ["verb reports", f"{sign}: verb reports"]
    if page.subject(verb) is None:
        alike = "as" if verb.tag_ == page.tags[joint.cue.verb] else "unlike"
        seen += [f"{sign}: no subject, {alike} the cue", f"{sign}: no subject, {tense} after {reported}"]
    if page.lowers[verb.i + 1 : verb.i + 2] in (["not"], ["n't"], ["n’t"]):
        seen.append(f"negated{', did' * (verb.lower_ == 'did')}")
    return seen


def _of_attachment(joint: Joint, sign: str, opens: str) -> list[str]:
    """Where the parser hangs what comes next: on the cue, the reported verb, or a word of either's."""
    head = joint.page.tokens[joint.first]
    while joint.first <= head.head.i < joint.limit and head.head.i != head.i:
        head = head.head
    on = head.head.i
    reported = "reported" if joint.cue.end <= on < joint.at else "before" if on < joint.cue.start else "other"
    where = {joint.cue.verb: "cue", joint.verb.i: "verb", head.i: "none"}.get(on, reported)
    return [f"on {where}", f"{head.dep_} on {where}", f"{sign}: on {where}", f"{opens} {head.dep_}"]


def _of_size(joint: Joint, sign: str) -> list[str]:
    """How long the words before and behind a joint are."""
    rest, before = joint.limit - joint.first, joint.at - max(joint.verb.left_edge.i, joint.cue.end)
    size = next((f"under {n}" for n in (6, 12, 20) if rest < n), "long")
    said = next((f"under {n}" for n in (5, 12) if before < n), "long")
    return [f"rest {size}", f"{sign}: rest {size}", f"before {said}"]


_RULES: dict[str, Callable[[Joint], bool]] = {
    CERTAIN: lambda joint: (
        _acts(joint)
        or _judges(joint)
        or _steps_out(joint)
        or _leaves(joint)
        or _tells_meanwhile(joint)
        or _tells_where(joint)
        or _stirs(joint)
        or reporter.breaks_in(joint.page, joint.cue, joint.at, joint.limit)
    ),
    "comma within marks": lambda joint: _closes_with_comma(joint.page, joint.at) or _tells_behind_marks(joint),
    "reporter goes on": lambda joint: reporter.goes_on(joint.page, joint.cue, joint.at, joint.limit),
}
