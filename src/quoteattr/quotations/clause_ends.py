"""Where reported words end, and the reporter speaks in their own voice again.

A reported clause usually runs on to the end of the reporter's sentence, further than parsers attach it. It ends before
that where the reporter reports again (…, adding that; … but accepted that), where the narrative goes on (said no and
left) or where the main clause comes after the cue's own (although he says …, he …).
"""

from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Cue
from quoteattr.text.page import (
    CONJUNCTIONS,
    DASHES,
    FINITE_TAGS,
    LOOSE,
    NOMINAL_TAGS,
    NOUN_TAGS,
    SENTENCE_FINAL,
    VERB_TAGS,
    Page,
)

_FULL_VERBS = FINITE_TAGS - {"MD"}
_GOING_ON = FINITE_TAGS | {"WDT", "WP", "IN", "TO"}
_NOMINAL = NOMINAL_TAGS | {"DT", "PRP$", "EX"}
_NO_NAME = frozenset({"VB", "VBG", "VBN", "MD", "IN", "TO", "PRP", ","})
_SUBORDINATE = ("advcl", "relcl", "acl", "nsubj", "csubj", "nsubjpass", "pcomp")


def end_of_clause(page: Page, cue: Cue, verb: Token) -> int:
    """Where the reported words end: with the sentence, or before the reporter or the main clause goes on."""
    limit = _limit(page, cue)
    while before := [t for t in page.children(verb, "ccomp") if cue.end <= t.i < verb.i]:
        verb = before[-1]  # "said it rained, the BBC *reported*": the parser took that for the reported verb
    parsed = verb.right_edge.i + 1
    for i in range(max(verb.i, cue.end) + 1, limit):
        if _closes_with_comma(page, i):
            return i
        if not _separates(page, i):
            continue
        if reporter_goes_on(page, cue, i, limit) or (i >= parsed and _narrative_goes_on(page, cue, i, limit)):
            return i
    return limit


def _separates(page: Page, i: int) -> bool:
    """Whether a sign or word can part the reporter's words from those reported; dashes within words cannot."""
    token = page.tokens[i]
    if page.inside[i] >= 0 or (token.text in DASHES and not (page.tokens[i - 1].whitespace_ and token.whitespace_)):
        return False
    return token.text in LOOSE or token.lower_ in ("and", "but") or _is_subordinator(token)


def _is_subordinator(token: Token) -> bool:
    return token.lower_ in lexicon.labelled("cue_words", "subordinator")


def _closes_with_comma(page: Page, i: int) -> bool:
    """'called it "a mess," a dig at the mayor': behind a comma inside the marks the reporter explains."""
    return _closes_marks(page, i) and page.lowers[i] not in CONJUNCTIONS and page.tags[i] not in _GOING_ON


def _limit(page: Page, cue: Cue) -> int:
    """The end of the sentence; of the cue's own clause where the main clause follows it (although he says …, he …)."""
    low, high = page.sentence(cue.verb)
    token = page.tokens[cue.verb]
    while token.head.i != token.i and low <= token.i < high:
        main = token.head.i
        if cue.end < main < high and page.inside[main] < 0 and token.dep_ in _SUBORDINATE:
            comma = next((i for i in range(cue.end, main) if page.words[i] == "," and page.inside[i] < 0), None)
            edge = token.right_edge.i + 1
            if comma is not None or token.dep_ != "advcl":
                return min(high, edge) if edge > cue.end + 1 or comma is None else comma
        token = token.head
    if cue.left and _is_subordinator(page.tokens[cue.left - 1]) and page.first_word(low, high) == cue.left - 1:
        reported = next((i for i in range(cue.end, high) if page.tags[i] in FINITE_TAGS), high)
        return next((i for i in range(reported, high) if _begins_main_clause(page, i, high)), high)
    return high


def _begins_main_clause(page: Page, i: int, high: int) -> bool:
    """Whether the main clause begins behind a comma, where the parser took it for reported: 'After she said it rained, they left.'"""
    if page.words[i] != "," or page.inside[i] >= 0 or page.tags[i + 1] not in _NOMINAL:
        return False
    verb = next((t for t in page.tokens[i + 1 : high] if t.tag_ in FINITE_TAGS or t.text in LOOSE), None)
    return verb is not None and verb.tag_ in FINITE_TAGS and page.inside[verb.i] < 0


def _next_words(page: Page, i: int, limit: int) -> list[Token]:
    """The first words behind a separator, the conjunction that may come with it left out."""
    found = [t for t in page.tokens[i : min(i + 8, limit)] if not t.is_space]
    while found and (found[0].text in LOOSE or found[0].lower_ in CONJUNCTIONS):
        found = found[1:]
    return found


def reporter_goes_on(page: Page, cue: Cue, i: int, limit: int) -> bool:
    """A new reporting expression of the reporter's: ', adding that', 'but accepted that', ', according to', ', Reed said.'"""
    words = _next_words(page, i, limit)
    if not words:
        return False
    first, sign = words[0], page.tokens[i].text
    if sign == ";" and any(_is_report(page, t) and page.subject(t) for t in page.tokens[i:limit]):
        return True
    if first.lower_ == "when" and page.lowers[first.i + 1 : first.i + 3] in (["asked", "by"], ["pressed", "by"]):
        return True
    if first.lower_ == "according" or (first.lower_ == "which" and sign in DASHES):
        return True
    if sign in DASHES and first.tag_ in _NOMINAL - {"PRP", "EX"} and _ends_in_aside(page, first.i, limit):
        return True
    if _is_subordinator(first):
        return _reports_meanwhile(page, first.i + 1, limit)
    return _denies(page, cue, words) or _reports_again(page, cue, words) or _others_speak(page, cue, i, first.i, limit)


def _ends_in_aside(page: Page, first: int, limit: int) -> bool:
    """Whether the sentence ends in a noun phrase of the reporter's behind a dash: '– *a sum that few had foreseen*.'"""
    rest = [i for i in range(first, limit) if page.inside[i] < 0]
    verb = next((i for i in rest if page.tags[i] in FINITE_TAGS), None)
    attached = verb is None or "relcl" in (page.tokens[verb].dep_, page.tokens[verb].head.dep_)
    return attached and len(rest) == limit - first and not any(page.words[i] in DASHES for i in rest)


def _others_speak(page: Page, cue: Cue, i: int, first: int, limit: int) -> bool:
    """Whether somebody named speaks behind a sign: '…, *Reed said*.', '…, and *Reed said* that …', '…; *Reed disagreed*.'"""
    verb = _verb_of_others(page, first, limit)
    if verb is None or i == cue.right:  # not 'The plan, he said, Reed called a "mess"'
        return False
    closes = all(t.is_space or t.is_punct for t in page.tokens[verb.i + 1 : limit])
    if closes and verb.lower_ in lexicon.labelled("cue_words", "reaction"):
        return True
    if closes and first == i + 1 and page.words[i] in LOOSE:
        return _is_report(page, verb)
    named = page.words[i] in LOOSE or page.tags[verb.i - 1] == "NNP"
    return named and _is_report(page, verb) and _is_alike(page, cue, verb) and _has_content(page, verb)


def _verb_of_others(page: Page, first: int, limit: int) -> Token | None:
    """The finite verb behind a noun phrase that begins at a token, and is its subject: '*Tom Reed said*'."""
    for token in page.tokens[first:limit]:
        if page.inside[token.i] >= 0 or token.tag_ in _NO_NAME:
            return None
        if token.tag_ in FINITE_TAGS:
            somebody = page.subject(token)
            named = somebody is not None and somebody.tag_ in NOUN_TAGS and first <= somebody.i < token.i
            return token if named else None
    return None


def _reports_meanwhile(page: Page, start: int, limit: int) -> bool:
    """Whether a subordinate clause that begins at a token reports, before it turns: ', while Reed *said* that …'."""
    turns = lexicon.labelled("cue_words", "turn")
    end = next((i for i in range(start, limit) if page.lowers[i] in turns and page.inside[i] < 0), limit)
    rest = (t for t in page.tokens[start:end] if page.inside[t.i] < 0)
    return any(_is_report(page, t) and _has_content(page, t) for t in rest)


def _denies(page: Page, cue: Cue, words: list[Token]) -> bool:
    """What the speaker did not say: 'said it would close but did not say when', '…, but declined to name the buyer'."""
    if len(words) > 1 and words[0].lower_ in lexicon.labelled("cue_words", "subject-pronoun"):
        words = words[1:]  # "…, but it did not say when"
    first, rest = words[0], words[1:]
    if first.lower_ in lexicon.labelled("cue_words", "refusing"):
        return first.tag_ == page.tokens[cue.verb].tag_ and page.subject(first) is None
    negated = bool(rest) and rest[0].lower_ in ("not", "n't", "n’t")
    return first.lower_ in ("did", "does", "do") and negated and any(_is_report(page, t) for t in rest[:3])


def _reports_again(page: Page, cue: Cue, words: list[Token]) -> bool:
    """Whether the first words are another verb of the speaker's that reports: ', *adding* that', 'but *accepted* that'."""
    verb = next((t for t in words[:3] if t.tag_ in VERB_TAGS), None)
    if verb is None or any(t.tag_ not in ("RB", "MD", "VBZ", "VBP", "VBD") for t in words[: words.index(verb)]):
        return False
    if verb.tag_ == "VBG":
        return verb.lower_ in lexicon.reporting_verbs()
    # 'and slammed it as a "mess"', but not 'The plan, he said, slammed the "mess"'
    marked = verb.i > cue.right + 1 and verb.lower_ in lexicon.reporting_verbs() and _leads_to_marks(page, verb)
    return (marked or _is_report(page, verb)) and _is_alike(page, cue, verb) and page.subject(verb) is None


def _is_alike(page: Page, cue: Cue, verb: Token) -> bool:
    """Whether a verb has the cue's form; where the cue is a participle (*accusing* him of …), that of its main verb."""
    own = page.tokens[cue.verb]
    forms = {verb.tag_, own.head.tag_ if own.tag_ == "VBG" and verb.tag_ in FINITE_TAGS else own.tag_}
    return len(forms) == 1 or forms in ({"VBD", "VBN"}, {"VBP", "VB"})


def _leads_to_marks(page: Page, verb: Token) -> bool:
    """Whether marked words stand behind a verb in its own clause."""
    for token in page.tokens[verb.i + 1 : verb.i + 16]:
        if page.inside[token.i] >= 0 or token.tag_ in FINITE_TAGS or token.text in SENTENCE_FINAL:
            return page.inside[token.i] >= 0
    return False


def _is_report(page: Page, token: Token) -> bool:
    """Whether a word can report a clause or an infinitive."""
    if token.tag_ not in VERB_TAGS:
        return False
    following = tuple(page.lowers[token.i + 1 : token.i + 3])
    entries = lexicon.reporting_verbs().get(token.lower_, ())
    fitting = (entry for entry in entries if following[: len(entry.particles)] == entry.particles)
    return any(entry.takes("clause", "inf", "objinf", "ofger") for entry in fitting)


def _has_content(page: Page, verb: Token) -> bool:
    """Whether a verb has words of its own to report: a clause, or marks close behind it."""
    near = range(verb.i + 1, min(verb.i + 6, len(page.tokens)))
    return bool(page.children(verb, "ccomp")) or verb.tag_ == "VBG" or any(page.inside[i] >= 0 for i in near)


def _narrative_goes_on(page: Page, cue: Cue, i: int, limit: int) -> bool:
    """Outside the parsed clause: the speaker's next deed (said no and left), or what the reporter sets against it."""
    words = _next_words(page, i, limit)
    if not words or words[0].lower_ == "that" or page.inside[words[0].i] >= 0:
        return False
    sign, first = page.lowers[i], words[0].tag_
    if sign == "and" and _closes_marks(page, i):  # 'called it "a mess," and Reed left'
        return first not in FINITE_TAGS and any(t.tag_ in _FULL_VERBS for t in words)
    if first in _FULL_VERBS and sign in ("and", "but", ","):
        return first == page.tags[cue.verb]
    if sign == "but" or (sign == "," and "but" in page.lowers[i + 1 : min(i + 2, limit)]):
        finite = next((t.tag_ for t in words if t.tag_ in FINITE_TAGS), "MD")
        return finite != "MD"
    return sign == "," and first == "VBG"


def _closes_marks(page: Page, i: int) -> bool:
    """Whether a token stands right behind marks with a comma in them: '"a mess," *and*'."""
    return page.inside[i] < 0 <= page.inside[i - 1] and page.words[i - 2] == ","
