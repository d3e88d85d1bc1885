"""Marked words right beside a cue: behind them, before them, or in the line above them; and what cues no list knows such words show.

Rules: ``quote-cue`` ("No," said Ann Poole), ``cue-quote`` (she said, "No"), ``cue-colon`` (she said: "No").
"""

from collections.abc import Iterator

import attrs
from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Cue, Phrase, StretchId, cues_between
from quoteattr.lexicon import Frame
from quoteattr.quotations import reporter, sources, unsaid, unspoken
from quoteattr.quotations.around_cues import SETTING
from quoteattr.text import noun_phrases
from quoteattr.text.page import FINITE_TAGS, LOOSE, SENTENCE_FINAL, VERB_TAGS, Page

_QUOTE: frozenset[Frame] = frozenset({"quote"})
_HELPING = frozenset({"has", "have", "had", "would", "’s", "'s"})
# tags of what belongs to a verb before a sign: 'chimed *in*', 'liked *to say*'
_BEHIND_VERB = ("RP", "RB", "TO", "VB")
_SOMEBODY = ("DT", "PRP", "PRP$", "CD")  # tags of what begins with an article or its like
_ASIDE = 24  # tokens: the longest aside between somebody and a verb


def links(page: Page, cues: tuple[Cue, ...], with_clause: frozenset[int]) -> dict[StretchId, tuple[str, Cue]]:
    """For outer stretches with a cue right before or after them: the rule and the cue.

    ``with_clause`` are the first tokens of the cues that report a clause as well.
    """
    found: dict[StretchId, tuple[str, Cue]] = {}
    for number in map(StretchId, range(len(page.outer))):
        if unspoken.is_unspoken(page, number):
            continue
        before = _before(page, cues, number)
        asked = before is not None and before[1].passive and before[1].source is None and page.inner(number)[-1:] == "?"
        colon = before is not None and before[0] == "cue-colon"
        # 'When she was asked, "Will you stay?" she smiled'
        if link := before if colon or asked else _behind(page, cues, number, with_clause) or before:
            found[number] = link
    return found


def _behind(
    page: Page, cues: tuple[Cue, ...], number: StretchId, with_clause: frozenset[int]
) -> tuple[str, Cue] | None:
    """'"…," he told the court' and '"…," said Ann Poole'."""
    cue = _cue_behind(page, cues, number)
    led = _led_by(page, page.bounds[number].start)
    if cue is None or (cue.passive and not with_clause.isdisjoint(t.i for t in led)):
        return None  # 'Poole said it was "rotten", as reported by the Post'
    return ("quote-cue", cue) if _says(page, cue, number, with_clause) else None


def _says(page: Page, cue: Cue, number: StretchId, with_clause: frozenset[int]) -> bool:
    """Whether a cue behind marks reports the words in them rather than what comes next."""
    last = page.inner(number)[-1:]
    following = page.tokens[cue.right] if cue.right < len(page.tokens) else None
    new_sentence = last in ".!?…" and page.words[page.bounds[number].end][:1].isupper()
    if following is not None and following.text == ":" and (new_sentence or last not in ","):
        return False  # '"…." She added: "…"'
    words = _led_by(page, page.bounds[number].start)
    if new_sentence:
        if page.lowers[cue.verb] in lexicon.labelled("cue_words", "agreeing") and _is_answered(page, cue):
            return False  # '“No.” Poole agreed. “It is over.”'
        reports = cue.takes("clause") or last in "!?"
        return not words and reports and _ends_its_sentence(page, cue) and cue.start not in with_clause
    if words and _is_of_setting(page, cue, words, number):
        return False
    return cue.start not in with_clause or (last in ",!?-–—" and not words)


def _is_of_setting(page: Page, cue: Cue, words: list[Token], number: StretchId) -> bool:
    """Whether marked words are of what a sentence begins with: 'Asked about those whom Reed called "amateurs", she smiled'.

    Also 'Pressed on what he called "a mess," she said, "No."', 'As he spoke of "a mess," she urged them to stay'.
    """
    first, behind = words[0], cue.right + (page.words[cue.right : cue.right + 1] == [","])
    if behind > cue.right and max(page.inside[behind : behind + 1], default=-1) < 0:
        return False  # 'When it "came down like nails," Poole said, they ran'
    if first.lower_ in lexicon.labelled("cue_words", "asked") and first.tag_ in ("VBN", "VBD"):
        return True
    opens = {first.lower_, page.lowers[first.i + 1]} & lexicon.labelled("cue_words", "subordinator")
    return bool(opens) and any(t.tag_ in FINITE_TAGS for t in words) and page.inner(number)[:1].islower()


def _is_answered(page: Page, cue: Cue) -> bool:
    """Whether marked words follow the sentence of a cue in its paragraph."""
    behind = next((i for i in range(cue.right, len(page.words)) if page.words[i] not in SENTENCE_FINAL), cue.verb)
    return page.inside[behind] >= 0 and page.passage_of[behind] == page.passage_of[cue.verb]


def _led_by(page: Page, start: int) -> list[Token]:
    """The words of their sentence before marks, outside of others: '*On* "Good Day," she said that …'."""
    before = page.tokens[page.sentence(start).start : start]
    return [token for token in before if token.is_alpha and page.inside[token.i] < 0]


def _ends_its_sentence(page: Page, cue: Cue) -> bool:
    """Whether a cue that begins a sentence behind marks has nothing else to report: '"No." Poole said.', not '"No." Poole denied it.'"""
    following = page.tokens[cue.right] if cue.right < len(page.tokens) else None
    closing = following is None or following.is_space or following.text in (".", ",") or following.lower_ in SETTING
    return closing and (cue.addressee is not None or not page.children(page.tokens[cue.verb], "dobj"))


def _cue_behind(page: Page, cues: tuple[Cue, ...], number: StretchId) -> Cue | None:
    """The cue whose reporting group begins right behind marks, on the same paragraph, with a source of its own, or a message."""
    end = page.bounds[number].end
    end += 2 * (page.lowers[end : end + 2] in (["is", "how"], ["was", "how"]))  # '"No," is how Poole puts it'
    start = next((i for i in range(end, len(page.tokens)) if page.words[i] not in LOOSE | {"as"}), None)
    if start is None or page.passage_of[end] != page.passage_of[end - 1]:
        return None
    cue = next((c for c in cues_between(cues, start, page.passage_tokens(start).end) if end <= c.left <= start), None)
    bringing = lexicon.labelled("cue_words", "bringing")  # '"No," *came* the reply'
    if cue is None or cue.inherited or not cue.takes("quote", "clause"):
        return None
    if cue.source is None and (page.lowers[cue.verb] not in bringing or page.inner(number)[-1:].isalnum()):
        return None  # '"Harbour" was the answer to seven across'
    # not 'the "Fight Back" movement, which began in May'
    return cue if page.tokens[cue.verb].dep_ != "relcl" or page.inner(number)[-1:] == "," else None


def _before(page: Page, cues: tuple[Cue, ...], number: StretchId) -> tuple[str, Cue] | None:
    """'He said: "…"', 'He told the court, "…"', 'she said "…"' with words that begin a sentence."""
    start = page.bounds[number].start
    last = page.stripped(0, start).end - 1
    if (cue := _cue_before(page, cues, number, last)) is None:
        return None
    if page.words[last] == ":":
        sender = sources.sender(page, last) if cue.kind == "verb" else None  # 'read out a letter from *Ann Poole*: "…"'
        return "cue-colon", attrs.evolve(cue, source=sender, inherited=False) if sender else cue
    if any(reason(page, cue, number) for reason in _NOT_SAID):
        return None
    spoken = cue.source if page.inner(number)[:1].islower() else cue.addressee or cue.source
    behind = cue.right >= start and any(start == phrase.end for phrase in (cue.source, spoken) if phrase)
    # 'said *Ann Poole* "…"'
    adjoins = (
        page.words[start - 1] == "," or page.passage_of[last] < page.passage_of[start] or start == cue.end or behind
    )
    return ("cue-quote", cue) if adjoins and _begins(page, cue, number) else None


def _cue_before(page: Page, cues: tuple[Cue, ...], number: StretchId, last: int) -> Cue | None:
    """The last cue of direct words before marks, in the sentence whose ``last`` word stands before them, or a line above: 'He told us:'."""
    start = page.bounds[number].start
    above = last >= 0 and page.passage_of[start] > page.passage_of[last]
    if last < 0 or page.words[last] in SENTENCE_FINAL or (above and not _is_led_above(page, number, last)):
        return None
    near = cues_between(cues, page.sentence(last).start, start)
    before = [c for c in reversed(near) if c.end <= start]
    cue = next((c for c in before if c.takes("quote") or c.kind == "disclaimed"), None)
    if cue is None:
        return _owner(page, before, last)
    if cue.kind == "disclaimed":
        return None
    leads = cue.takes("clause") if page.words[last] == ":" else cue.right >= last
    return cue if leads or not above else None


def _owner(page: Page, cues: list[Cue], last: int) -> Cue | None:
    """The cue that says whose the words behind a colon are: 'According to Poole: "It was late."'"""
    owners = (c for c in cues if c.kind == "according" and FINITE_TAGS.isdisjoint(page.tags[c.right : last]))
    return next(owners, None) if page.words[last] == ":" else None


def _is_led_above(page: Page, number: StretchId, last: int) -> bool:
    """Whether the line above marked words, which ends with a ``last`` sign, leads to them: they are a sentence, or several, in marks."""
    follows = page.passage_of[page.bounds[number].start] == page.passage_of[last] + 1
    inner = page.inner(number)
    whole = inner[-1:] in ".!?…," and (inner[:1].isupper() or inner[:1] in "[(…‘'")
    return follows and page.words[last] in (":", ",") and whole


def _begins(page: Page, cue: Cue, number: StretchId) -> bool:
    """Whether marked words begin a sentence, or end one that is all theirs: 'declaring "today the shops, tomorrow the docks".'"""
    start, end = page.bounds[number]
    inner = page.inner(number)
    if inner[:1].isupper() or inner[:1] in "[…." or inner[-1:] in ",.!?":
        return True
    closes = end >= len(page.tokens) or page.words[end] in SENTENCE_FINAL | {","}
    return closes and start == cue.end and cue.takes("clause") and not page.is_titled(number)


def _is_show(page: Page, cue: Cue, number: StretchId) -> bool:
    """'said on the channel's "Good Day"'"""
    return page.tags[page.bounds[number].start - 1] == "POS"


def _is_far(page: Page, cue: Cue, number: StretchId) -> bool:
    """'said that the plan was "a mess"': a clause, or other marked words, between cue and marks"""
    gap = range(cue.end, page.bounds[number].start - 1)
    return any(page.tags[i] in FINITE_TAGS or page.inside[i] >= 0 or page.lowers[i] == "that" for i in gap)


_NOT_SAID = (_is_show, _is_far, unspoken.is_subject, unspoken.is_hearer)


# --- verbs that no list knows -----------------------------------------------------------------------------------------


def unlisted(page: Page) -> Iterator[Cue]:
    """Whatever verb stands alone with somebody beside a spoken sentence: '"No," Ann Poole *whimpered*.', '"No," *seethed* Poole.'"""
    for number in map(StretchId, range(len(page.bounds))):
        (start, end), inner = page.bounds[number], page.inner(number)
        title = page.is_titled(number) and any(word[0].isupper() for word in inner.split()[1:])
        if not inner[:1].isupper() or title:
            continue
        before = page.word_before(start)
        opens = before is None or before.text in SENTENCE_FINAL | {":"} or page.inside[before.i] >= 0
        cue = _behind_spoken(page, end, inner[-1:]) if opens else None
        if cue is None and before is not None and before.text in (",", ":") and inner[-1:] in ".,!?…":
            cue = _verb_before(page, before.i)
        if cue is not None:
            yield cue


def _behind_spoken(page: Page, end: int, last: str) -> Cue | None:
    """The cue behind a spoken sentence, whose ``last`` sign tells whether the sentence around it may go on."""
    cue = (_verb_first(page, end) or _source_first(page, end)) if _goes_on(page, end, last) else None
    return _with_predicate(page, end) if cue is None and last == "," else cue


def _goes_on(page: Page, end: int, last: str) -> bool:
    """Whether a sentence goes on behind marked words with who says them: '“No,” …', '“Why?” *she* bubbled', '“Why?” Poole wanted *to know*'."""
    if last in (",", "") or end >= len(page.words):
        return last == ","
    if page.words[end][:1].islower():  # not “Is it art?” *is* what they ask, no “Stop!” *signs*
        silent = page.lowers[end] in lexicon.words("silent_verbs")
        return last in "?!…-–—" and not silent and (page.tags[end] in _SOMEBODY or _may_be_verb(page, end))
    know = next(iter(page.between("know", end, page.sentence(end).end)), 0)
    return last == "?" and page.lowers[know - 1] == "to" and _closes(page, know + 1)


def _may_be_verb(page: Page, i: int) -> bool:
    """Whether a word is a finite verb by its tag, or a past by its ending: 'Ann Poole *jeered*, “…”', which taggers take for another form."""
    past = page.tags[i] in ("VB", "NN", "JJ") and page.words[i].endswith("ed") and page.words[i].islower()
    return past or page.tags[i] in ("VBD", "VBZ", "VBN")


def _behind_prefix(page: Page, i: int) -> int:
    """The verb of a compound with a hyphen that begins at a token: '*ad-*libbed', '*e-*mailed'; the token itself where there is none."""
    return i + 2 if page.words[i + 1 : i + 2] == ["-"] and i + 2 < len(page.words) and _may_be_verb(page, i + 2) else i


def _verb_first(page: Page, start: int) -> Cue | None:
    """'*seethed Ann Poole*, a welder', '*chimed in Ann Poole*.', '*ad-libbed Ann Poole*.'"""
    i = _behind_prefix(page, start)
    known = i < len(page.words) and page.words[i] in lexicon.reporting_verbs()  # "*croaks* nurse Ann Poole"
    if i + 2 >= len(page.tokens) or not (known or _may_be_verb(page, i)):
        return None
    behind = page.lowers[i + 1 : i + 3]
    asks = 2 * (behind == ["to", "know"])  # "wanted *to know* Ann Poole"
    left, start = start, i + 1 + (asks or behind[0] in lexicon.labelled("cue_words", "particle"))
    head = noun_phrases.head(page, start)
    if head is None or not unsaid.can_speak(page, head) or not _closes(page, head.i + 1):
        return None
    source = Phrase(start, head.i + 1, head.i)
    return Cue("verb", i, start, source, None, left, source.end, _QUOTE)


def _source_first(page: Page, i: int) -> Cue | None:
    """'*Ann Poole whimpered*.', '*she liked to say*', '*Poole, 71, who was there, laughs*', whose verb may be taken for a noun"""
    head = noun_phrases.head(page, i)
    if head is None:
        return None
    if head.i > i and (_is_verb_in_name(page, head) or _behind_prefix(page, head.i) > head.i):
        verb = _behind_prefix(page, head.i)
        return Cue("verb", verb, verb + 1, Phrase(i, head.i, head.i - 1), None, i, verb + 1, _QUOTE)
    if not unsaid.can_speak(page, head):
        return None
    first = _behind_aside(page, head)
    told = next((j for j in range(first, min(first + 4, len(page.tokens))) if not _helps(page, j)), None)
    if told is None or not _may_be_verb(page, verb := _behind_prefix(page, told)):
        return None
    end = verb + 1
    while end < len(page.tokens) and page.tags[end] in _BEHIND_VERB:
        end += 1
    return Cue("verb", verb, end, Phrase(i, first, head.i), None, i, end, _QUOTE) if _closes(page, end) else None


def _with_predicate(page: Page, i: int) -> Cue | None:
    """Somebody with whatever they do, as nobody else can have said the words: '“No,” *Ann Poole was moved to remark*', '*struck a defiant tone*'."""
    head = noun_phrases.head(page, i)
    if head is None or not unsaid.can_speak(page, head):
        return None
    low, high = head.i + 1, page.sentence(head.i).end
    if page.words[low : low + 1] == [","]:  # "Joe Dunn*, the mayor,* felt obliged to say"
        low = next((j + 1 for j in range(low + 1, min(low + _ASIDE, high)) if page.words[j] == ","), low)
    high = next((j for j in range(low, high) if page.inside[j] >= 0 or page.words[j] in SENTENCE_FINAL | LOOSE), high)
    verbs = [j for j in range(low, high) if page.tags[j] in FINITE_TAGS]
    if len(verbs) != 1 or any(page.tags[j] != "RB" for j in range(low, verbs[0])) or not _tells(page, verbs[0], high):
        return None
    return Cue("verb", verbs[0], high, Phrase(i, low, head.i), None, i, high, _QUOTE)


def _tells(page: Page, verb: int, high: int) -> bool:
    """Whether a predicate may be of who says marked words: 'was *blunt*', 'felt compelled *to say*', '*issued* a warning', no thought or feeling."""
    listed, words = lexicon.reporting_verbs(), page.lowers[verb:high]
    says = words[-1] == "saying"  # "was caught on camera *saying*", which taggers take for a noun
    for j in range(verb + 1, high):  # "is said to *have* screamed"
        says |= page.lowers[j] in listed and (page.tags[j] in ("VB", "VBG") or page.lowers[j - 1] == "have")
    if not lexicon.labelled("cue_words", "negation").isdisjoint(words) or page.tags[verb] == "MD":
        return says and not {"help", "resist"}.isdisjoint(words)  # "couldn't *help* but add"
    return says or page.tags[high - 1] == "JJ" or words[0] not in lexicon.words("silent_verbs")


def _helps(page: Page, i: int) -> bool:
    """Whether a word between somebody and a verb is an adverb or an auxiliary: 'Ann Poole *had then* laughed'."""
    return page.tags[i] == "RB" or page.lowers[i] in _HELPING


def _is_verb_in_name(page: Page, noun: Token) -> bool:
    """Whether the last word of a name is the verb behind it: 'the trader *laughs*', 'Ann Poole *spat*.'; not “the police officers”."""
    plural = noun.tag_ == "NNS" and page.tags[noun.i - 1] in ("NN", "NNP")
    # not "Ann Poole, *baker*, “…”"
    told = page.words[noun.i + 1 : noun.i + 2] != [","] or noun.lower_ in lexicon.reporting_verbs()
    past = noun.tag_ == "NN" and page.tags[noun.i - 1] == "NNP" and told
    speaks = not unsaid.can_speak(page, noun) and unsaid.can_speak(page, noun.nbor(-1))
    return (plural or past) and speaks and _closes(page, noun.i + 1)


def _behind_aside(page: Page, head: Token) -> int:
    """Where the verb of a noun is behind what is added to it: 'Ann Poole, *71, who was there,* | laughed.', 'a man *in the hall* | laughed.'"""
    first = head.i + 1
    if page.words[first : first + 1] != [","] and page.tags[first : first + 1] != ["IN"]:
        return first
    for i in range(first + 1, min(first + _ASIDE, page.sentence(head.i).end - 1)):
        if page.inside[i] >= 0:
            break
        if page.tags[i] in ("VBD", "VBZ", "VBN") and _closes(page, i + 1):
            start = next(j for j in range(i, first, -1) if not _helps(page, j - 1))
            if page.words[start - 1] == "," or page.subject(page.tokens[i]) == head:
                return start
    return first


def _verb_before(page: Page, sign: int) -> Cue | None:
    """'Ann Poole *riffed*: "No."', 'she *exhaled*, "No."', 'with a clerk *whimpering*: "No."', 'she *shared* on Facebook: "No."'"""
    last = sign - 2 * _is_site(page, sign - 1)
    near = reversed(page.tokens[max(last - 3, page.sentence(sign).start) : last])
    behind = ("RB",) if page.words[sign] == ":" else ("RB", "RP", "IN")  # "Poole *stood up*: “No.”" only leads to it
    verb = next((t for t in near if t.tag_ not in behind), None)
    if verb is None or verb.tag_ not in VERB_TAGS - {"VB"} or page.inside[verb.i] >= 0 or page.is_passive(verb):
        return None
    # "signed" reports with a particle alone ("signed off")
    entries = lexicon.reporting_verbs().get(verb.lower_, ())
    known = verb.lower_ in lexicon.words("silent_verbs") or any(not entry.particles for entry in entries)
    adverbial = page.words[sign] == "," and verb.dep_ in ("advcl", "relcl", "acl") and verb.tag_ != "VBG"
    if adverbial or known or unsaid.is_unsaid(page, verb):
        return None  # "When she left, “No” was …"
    source, inherited = sources.of_verb(page, verb, verb.i + 1)
    if source is None or source.end > verb.i or not unsaid.can_speak(page, page.tokens[source.head]):
        return None
    if reporter.is_reporter(page, source):
        return None
    left = verb.i if inherited else source.start
    return Cue("verb", verb.i, sign, source, None, left, sign, _QUOTE, inherited)


def _is_site(page: Page, i: int) -> bool:
    """Whether a name stands where words are shown: 'shared on *X*: “No.”', but not 'landed on *Monday*: “No.”'."""
    return page.lowers[i - 1] == "on" and page.words[i][:1].isupper() and page.ent_types[i] not in ("DATE", "TIME")


def _closes(page: Page, i: int) -> bool:
    """Whether a sign, or the text, ends at a token what stands before it, or a day or an adverbial follows: 'laughed *on Monday*'."""
    i += page.tags[i : i + 1] == ["RB"]  # "laughed *loudly*."
    if i >= len(page.tokens) or page.tokens[i].is_space or page.words[i] in SENTENCE_FINAL | {",", ":"}:
        return True
    return page.tags[i] == "IN" or page.lowers[i] in SETTING or page.ent_types[i] == "DATE"
