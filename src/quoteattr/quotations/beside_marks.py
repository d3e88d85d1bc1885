"""Marked words right beside a cue: behind them, before them, or in the line above them.

Rules: ``quote-cue`` ("No," said Ann Poole), ``cue-quote`` (she said, "No"), ``cue-colon`` (she said: "No").
"""

import attrs
from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Cue, StretchId, cues_between
from quoteattr.quotations import sources, unspoken
from quoteattr.quotations.around_cues import SETTING
from quoteattr.text.page import FINITE_TAGS, LOOSE, SENTENCE_FINAL, Page


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
    if cue is None:
        return None
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
        reports = cue.takes("clause") or last == "?"
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
    whole = inner[-1:] in ".!?…," and (inner[:1].isupper() or inner[:1].isdigit() or inner[:1] in "[(…‘'")
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
