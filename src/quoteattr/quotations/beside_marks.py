"""Marked words with a cue right behind them, before them or in the line above; and cues whose verb no list has.

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

Link = tuple[str, Cue]  # the rule that gives marked words to a cue, and the cue
_QUOTE: frozenset[Frame] = frozenset({"quote"})
# tags of what follows a verb and belongs to it: 'chimed *in*', 'liked *to say*'
_BEHIND_VERB = ("RP", "RB", "TO", "VB")
_BEGINS_SOURCE = ("DT", "PRP", "PRP$", "CD")  # tags of words that begin a noun phrase without a name
_ASIDE = 24  # tokens: the longest aside between somebody and a verb


def links(page: Page, cues: tuple[Cue, ...], with_clause: frozenset[int]) -> dict[StretchId, Link]:
    """For outer stretches with a cue right before or after them: the rule and the cue.

    ``with_clause`` are the first tokens of the cues that report a clause as well.
    """
    found: dict[StretchId, tuple[str, Cue]] = {}
    for number in map(StretchId, range(len(page.outer))):
        if unspoken.is_unspoken(page, number):
            continue
        before = _before(page, cues, number)
        certain = before is not None and _is_certain(page, number, *before)
        if link := before if certain else _behind(page, cues, number, with_clause) or before:
            found[number] = link
    return found


def _is_certain(page: Page, number: StretchId, rule: str, cue: Cue) -> bool:
    """Whether a cue before marks reports them, whatever stands behind: '*When she was asked*, "Will you stay?" she smiled'."""
    return rule == "cue-colon" or (cue.passive and cue.source is None and page.inner(number)[-1:] == "?")


def _behind(page: Page, cues: tuple[Cue, ...], number: StretchId, with_clause: frozenset[int]) -> Link | None:
    """The cue behind marked words that reports them: '"…," *he told* the court', '"…," *said Ann Poole*'."""
    if (cue := _cue_behind(page, cues, number)) is None:
        return None
    lead = _lead(page, page.bounds[number].start)
    if cue.passive and not with_clause.isdisjoint(t.i for t in lead):
        return None  # 'Poole said it was "rotten", as reported by the Post'
    return ("quote-cue", cue) if _reports_marked(page, cue, number, lead, with_clause) else None


def _reports_marked(page: Page, cue: Cue, number: StretchId, lead: list[Token], with_clause: frozenset[int]) -> bool:
    """Whether a cue behind marks reports the words in them rather than what comes next; their sentence begins with the ``lead``."""
    last = page.inner(number)[-1:]
    new_sentence = last in ".!?…" and page.words[page.bounds[number].end][:1].isupper()
    if page.words[cue.right : cue.right + 1] == [":"] and (new_sentence or last not in ","):
        return False  # '"…." She added: "…"'
    if new_sentence:
        if page.lowers[cue.verb] in lexicon.labelled("cue_words", "agreeing") and _is_before_marks(page, cue):
            return False  # '“No.” Poole agreed. “It is over.”'
        reports = cue.takes("clause") or last in "!?"
        return not lead and reports and cue.start not in with_clause and _ends_its_sentence(page, cue)
    if lead and _is_of_setting(page, cue, lead, number):
        return False
    return cue.start not in with_clause or (last in ",!?-–—" and not lead)


def _is_of_setting(page: Page, cue: Cue, lead: list[Token], number: StretchId) -> bool:
    """Whether marked words stand in the adverbial that begins their sentence: '*Asked about those whom Reed called "amateurs"*, she smiled'.

    Also '*Pressed on what he called "a mess,"* she said, "No."', '*As he spoke of "a mess,"* she urged them to stay'.
    """
    first, behind = lead[0], cue.right + 1
    if page.words[cue.right : behind] == [","] and max(page.inside[behind : behind + 1], default=-1) < 0:
        return False  # 'When it "came down like nails," Poole said, they ran'
    if first.lower_ in lexicon.labelled("cue_words", "asked") and first.tag_ in ("VBN", "VBD"):
        return True
    subordinators = {first.lower_, page.lower_at(first.i + 1)} & lexicon.labelled("cue_words", "subordinator")
    return bool(subordinators) and any(t.tag_ in FINITE_TAGS for t in lead) and page.inner(number)[:1].islower()


def _is_before_marks(page: Page, cue: Cue) -> bool:
    """Whether marked words follow the sentence of a cue in its paragraph."""
    behind = next((i for i in range(cue.right, len(page.words)) if page.words[i] not in SENTENCE_FINAL), cue.verb)
    return page.inside[behind] >= 0 and page.passage_of[behind] == page.passage_of[cue.verb]


def _lead(page: Page, start: int) -> list[Token]:
    """The unmarked words that begin the sentence of marked ones: '*On* "Good Day," she said that …'."""
    before = page.tokens[page.sentence(start).start : start]
    return [token for token in before if token.is_alpha and page.inside[token.i] < 0]


def _ends_its_sentence(page: Page, cue: Cue) -> bool:
    """Whether a cue that begins a sentence behind marks has nothing else to report: '"No." *Poole said.*', not '"No." Poole denied it.'"""
    following = page.tokens[cue.right] if cue.right < len(page.tokens) else None
    closing = following is None or following.is_space or following.text in (".", ",") or following.lower_ in SETTING
    return closing and (cue.addressee is not None or not page.children(page.tokens[cue.verb], "dobj"))


def _cue_behind(page: Page, cues: tuple[Cue, ...], number: StretchId) -> Cue | None:
    """The cue whose reporting group begins right behind marks, in the same passage, with a source of its own or a message."""
    end = page.bounds[number].end
    if page.lowers[end : end + 2] in (["is", "how"], ["was", "how"]):
        end += 2  # '"No," is how Poole puts it'
    start = next((i for i in range(end, len(page.tokens)) if page.words[i] not in LOOSE | {"as"}), None)
    if start is None or page.passage_of[end] != page.passage_of[end - 1]:
        return None
    here = [c for c in cues_between(cues, start, page.passage_tokens(start).end) if end <= c.left <= start]
    # "“No,” Ann Poole, a baker who tweeted about it, *said*"
    cue = next((c for c in here if page.deps[c.verb] != "relcl"), here[0] if here else None)
    if cue is None or cue.inherited or not cue.takes("quote", "clause"):
        return None
    last = page.inner(number)[-1:]
    bringing = lexicon.labelled("cue_words", "bringing")  # '"No," *came* the reply'
    if cue.source is None and (page.lowers[cue.verb] not in bringing or last.isalnum()):
        return None  # '"Harbour" was the answer to seven across'
    # not 'the "Fight Back" movement, which began in May'
    return cue if page.tokens[cue.verb].dep_ != "relcl" or last == "," else None


def _before(page: Page, cues: tuple[Cue, ...], number: StretchId) -> Link | None:
    """The cue before marked words that reports them: '*He said*: "…"', '*He told the court*, "…"', '*she said* "…"' where they are a sentence."""
    start = page.bounds[number].start
    last = page.stripped(0, start).end - 1
    if (cue := _cue_before(page, cues, number, last)) is None:
        return None
    if page.words[last] == ":":
        sender = sources.sender(page, last) if cue.kind == "verb" else None  # 'read out a letter from *Ann Poole*: "…"'
        return "cue-colon", attrs.evolve(cue, source=sender, inherited=False) if sender else cue
    if page.tag_at(start - 1) == "POS" or _is_far(page, cue, start):
        return None  # 'said on the channel's "Good Day"'
    if unspoken.is_subject(page, number) or unspoken.is_hearer(page, cue, number):
        return None
    parted = page.word_at(start - 1) == "," or page.passage_of[last] < page.passage_of[start]
    phrases = [cue.source] if page.inner(number)[:1].islower() else [cue.source, cue.addressee]
    behind_phrase = cue.right >= start and any(
        start == phrase.end for phrase in phrases if phrase
    )  # 'said *Poole* "…"'
    adjoins = parted or start == cue.end or behind_phrase
    return ("cue-quote", cue) if adjoins and _is_sentence(page, cue, number) else None


def _cue_before(page: Page, cues: tuple[Cue, ...], number: StretchId, last: int) -> Cue | None:
    """The nearest cue that may report the marked words behind it, in the sentence that ends with the ``last`` token before them.

    That sentence may stand in the line above: 'He told us:'.
    """
    start = page.bounds[number].start
    above = last >= 0 and page.passage_of[start] > page.passage_of[last]
    if last < 0 or page.words[last] in SENTENCE_FINAL or (above and not _is_introduced_above(page, number, last)):
        return None
    near = cues_between(cues, page.sentence(last).start, start)
    before = [c for c in reversed(near) if c.end <= start]
    cue = next((c for c in before if c.takes("quote") or c.kind == "disclaimed"), None)
    if cue is None:
        return _according_before_colon(page, before, last)
    if cue.kind == "disclaimed":
        return None
    introduces = cue.takes("clause") if page.words[last] == ":" else cue.right >= last
    return cue if introduces or not above else None


def _according_before_colon(page: Page, cues: list[Cue], last: int) -> Cue | None:
    """The *according to* before a colon that names the source of the words behind it: '*According to Poole*: "It was late."'"""
    naming = (c for c in cues if c.kind == "according" and FINITE_TAGS.isdisjoint(page.tags[c.right : last]))
    return next(naming, None) if page.words[last] == ":" else None


def _is_introduced_above(page: Page, number: StretchId, last: int) -> bool:
    """Whether marked words are one sentence or several, and the line above ends with a colon or comma, its ``last`` token."""
    if page.words[last] not in (":", ",") or page.passage_of[page.bounds[number].start] != page.passage_of[last] + 1:
        return False
    inner = page.inner(number)
    return inner[-1:] in ".!?…," and (inner[:1].isupper() or inner[:1] in "[(…‘'")


def _is_sentence(page: Page, cue: Cue, number: StretchId) -> bool:
    """Whether marked words are a sentence, or all that the cue's sentence reports: 'declaring *"today the shops, tomorrow the docks"*.'"""
    start, end = page.bounds[number]
    inner = page.inner(number)
    if inner[:1].isupper() or inner[:1] in "[…." or inner[-1:] in ",.!?":
        return True
    at_end = end >= len(page.tokens) or page.words[end] in SENTENCE_FINAL | {","}
    return at_end and start == cue.end and cue.takes("clause") and not page.is_titled(number)


def _is_far(page: Page, cue: Cue, start: int) -> bool:
    """Whether a clause or other marked words stand between cue and marks: 'said *that the plan was* "a mess"'."""
    gap = range(cue.end, start - 1)
    return any(page.tags[i] in FINITE_TAGS or page.inside[i] >= 0 or page.lowers[i] == "that" for i in gap)


# --- verbs that no list knows -----------------------------------------------------------------------------------------


def unlisted(page: Page) -> Iterator[Cue]:
    """Cues without a listed verb: any verb that stands alone with somebody beside a spoken sentence.

    '"No," Ann Poole *whimpered*.', '"No," *seethed* Poole.'
    """
    for number in map(StretchId, range(len(page.bounds))):
        (start, end), inner = page.bounds[number], page.inner(number)
        if not inner[:1].isupper():
            continue
        if any(word[0].isupper() for word in inner.split()[1:]) and page.is_titled(number):
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
        return last in "?!…-–—" and not silent and (page.tags[end] in _BEGINS_SOURCE or _may_be_verb(page, end))
    know = next(iter(page.between("know", end, page.sentence(end).end)), 0)
    return last == "?" and page.lower_at(know - 1) == "to" and _closes(page, know + 1)


def _may_be_verb(page: Page, i: int) -> bool:
    """Whether a word is a finite verb by its tag, or a past form by its ending: 'Ann Poole *jeered*, “…”', which taggers take for another form."""
    past = page.tags[i] in ("VB", "NN", "JJ") and page.words[i].endswith("ed") and page.words[i].islower()
    return past or page.tags[i] in ("VBD", "VBZ", "VBN")


def _behind_prefix(page: Page, i: int) -> int:
    """The verb of a compound with a hyphen that begins at a token: 'ad-*libbed*', 'e-*mailed*'; the token itself where there is none."""
    return i + 2 if page.words[i + 1 : i + 2] == ["-"] and i + 2 < len(page.words) and _may_be_verb(page, i + 2) else i


def _verb_first(page: Page, start: int) -> Cue | None:
    """A cue that begins with its verb: '*seethed Ann Poole*, a welder', '*chimed in Ann Poole*.', '*ad-libbed Ann Poole*.'"""
    verb = _behind_prefix(page, start)
    listed = verb < len(page.words) and page.words[verb] in lexicon.reporting_verbs()  # "*croaks* nurse Ann Poole"
    if verb + 2 >= len(page.tokens) or not (listed or _may_be_verb(page, verb)):
        return None
    first = verb + 1  # of the source
    if page.lowers[first : first + 2] == ["to", "know"]:  # "wanted *to know* Ann Poole"
        first += 2
    elif page.lowers[first] in lexicon.labelled("cue_words", "particle"):
        first += 1
    head = noun_phrases.head(page, first)
    if head is None or not unsaid.can_speak(page, head) or not _closes(page, head.i + 1):
        return None
    source = Phrase(first, head.i + 1, head.i)
    return Cue("verb", verb, first, source, None, start, source.end, _QUOTE)


def _source_first(page: Page, i: int) -> Cue | None:
    """A cue that begins with its source: '*Ann Poole whimpered*.', '*she liked to say*', '*Poole, 71, who was there, laughs*'."""
    head = noun_phrases.head(page, i)
    if head is None:
        return None
    if head.i > i and (verb := _behind_prefix(page, head.i)) > head.i:
        return Cue("verb", verb, verb + 1, Phrase(i, head.i, head.i - 1), None, i, verb + 1, _QUOTE)
    if not unsaid.can_speak(page, head):
        return None
    first = _behind_aside(page, head)
    if first == len(page.tokens) or not _may_be_verb(page, verb := _behind_prefix(page, first)):
        return None
    end = verb + 1
    while end < len(page.tokens) and page.tags[end] in _BEHIND_VERB:
        end += 1
    return Cue("verb", verb, end, Phrase(i, first, head.i), None, i, end, _QUOTE) if _closes(page, end) else None


def _with_predicate(page: Page, i: int) -> Cue | None:
    """Somebody with a predicate of any kind, where a comma ends the marked words and nobody else can have said them.

    '“No,” *Ann Poole was moved to remark*', '“No,” *Poole struck a defiant tone*'.
    """
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
    """Whether the predicate from a verb up to a token fits who says marked words: 'was *blunt*', 'felt compelled *to say*', '*issued* a warning'.

    A verb of thought or feeling alone does not.
    """
    listed, words = lexicon.reporting_verbs(), page.lowers[verb:high]
    says = words[-1] == "saying" or any(  # "was caught on camera *saying*", which taggers take for a noun
        page.lowers[j] in listed and (page.tags[j] in ("VB", "VBG") or page.lower_at(j - 1) == "have")
        for j in range(verb + 1, high)  # "is said to *have* screamed"
    )
    if not lexicon.labelled("cue_words", "negation").isdisjoint(words) or page.tags[verb] == "MD":
        return says and not {"help", "resist"}.isdisjoint(words)  # "couldn't *help* but add"
    return says or page.tag_at(high - 1) == "JJ" or words[0] not in lexicon.words("silent_verbs")


def _behind_aside(page: Page, head: Token) -> int:
    """Where the predicate of a noun begins, behind what is added to it: 'Ann Poole, 71, who was there, *laughed*.', 'a man in the hall *laughed*.'"""
    first = head.i + 1
    if page.words[first : first + 1] != [","] and page.tags[first : first + 1] != ["IN"]:
        return first
    for i in range(first + 1, min(first + _ASIDE, page.sentence(head.i).end - 1)):
        if page.inside[i] >= 0:
            break
        ends = page.tags[i] in ("VBD", "VBZ", "VBN") and _closes(page, i + 1)
        if ends and (page.word_at(i - 1) == "," or page.subject(page.tokens[i]) == head):
            return i
    return first


def _verb_before(page: Page, sign: int) -> Cue | None:
    """The cue before a comma or colon: 'Ann Poole *riffed*: "No."', 'with a clerk *whimpering*: "No."', 'she *shared* on Facebook, "No."'"""
    end = _end_before_site(page, sign)
    near = reversed(page.tokens[max(end - 3, page.sentence(sign).start) : end])
    skipped = ("RB",) if page.words[sign] == ":" else ("RB", "RP", "IN")  # "Poole *stood up*: “No.”" only leads to it
    verb = next((t for t in near if t.tag_ not in skipped), None)
    if verb is None or verb.tag_ not in VERB_TAGS - {"VB"} or page.inside[verb.i] >= 0 or page.is_passive(verb):
        return None
    if page.words[sign] == "," and verb.dep_ in ("advcl", "relcl", "acl") and verb.tag_ != "VBG":
        return None  # "When she left, “No” was …"
    entries = lexicon.reporting_verbs().get(verb.lower_, ())
    listed = any(not entry.particles for entry in entries)  # "signed" is no cue by itself ("signed off")
    if listed or verb.lower_ in lexicon.words("silent_verbs") or unsaid.is_unsaid(page, verb):
        return None
    source, inherited = sources.of_verb(page, verb, verb.i + 1)
    if source is None or source.end > verb.i or not unsaid.can_speak(page, page.tokens[source.head]):
        return None
    if reporter.is_reporter(page, source):
        return None
    left = verb.i if inherited else source.start
    return Cue("verb", verb.i, sign, source, None, left, sign, _QUOTE, inherited)


def _end_before_site(page: Page, sign: int) -> int:
    """Where the words before a sign end, without a site where they are shown: 'shared | on X: “No.”', but not 'landed on Monday | : “No.”'."""
    is_name = page.word_at(sign - 1)[:1].isupper() and page.ent_types[sign - 1] not in ("DATE", "TIME")
    return sign - 2 if is_name and page.lower_at(sign - 2) == "on" else sign


def _closes(page: Page, i: int) -> bool:
    """Whether a cue ends before a token: a sign, the end of the text, a day or an adverbial follows ('laughed *on Monday*')."""
    i += page.tags[i : i + 1] == ["RB"]  # "laughed *loudly*."
    if i >= len(page.tokens) or page.tokens[i].is_space or page.words[i] in SENTENCE_FINAL | {",", ":"}:
        return True
    return page.tags[i] == "IN" or page.lowers[i] in SETTING or page.ent_types[i] == "DATE"
