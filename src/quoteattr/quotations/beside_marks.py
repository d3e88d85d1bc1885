"""Page + cues → the cue right behind or before each marked stretch, which reports its words.

Rules: ``quote-cue`` ("No," said Ann Poole), ``cue-quote`` (she said, "No"), ``cue-colon`` (she said: "No").
"""

from quoteattr import lexicon
from quoteattr.draft import Cue, StretchId, cues_between
from quoteattr.quotations import marks
from quoteattr.text.page import FINITE_TAGS, LOOSE, NOUN_TAGS, SENTENCE_FINAL, Page


def find(page: Page, cues: tuple[Cue, ...], with_clause: frozenset[int]) -> dict[StretchId, tuple[str, Cue]]:
    """For outer stretches with a cue right before or after them: the rule and the cue.

    ``with_clause`` are the first tokens of the cues that report a clause as well.
    """
    found: dict[StretchId, tuple[str, Cue]] = {}
    for number in map(StretchId, range(len(page.outer))):
        if marks.is_unspoken(page, number):
            continue
        before = _before(page, cues, number)
        colon = before is not None and before[0] == "cue-colon"
        if link := before if colon else _behind(page, cues, number, with_clause) or before:
            found[number] = link
    return found


def _behind(
    page: Page, cues: tuple[Cue, ...], number: StretchId, with_clause: frozenset[int]
) -> tuple[str, Cue] | None:
    """'"…," he told the court' and '"…," said Ann Poole'."""
    cue = _cue_behind(page, cues, number)
    if cue is None:
        return None
    last = page.inner(number)[-1:]
    following = page.tokens[cue.right] if cue.right < len(page.tokens) else None
    new_sentence = last in ".!?…" and page.words[page.bounds[number].end][:1].isupper()
    if following is not None and following.text == ":" and (new_sentence or last not in ","):
        return None  # '"…." She added: "…"'
    if new_sentence:
        closing = following is None or following.is_space or following.text in (".", ",")
        says_it = closing and cue.takes("clause") and cue.start not in with_clause
    else:  # not 'On "Good Day," she said that …', where words of her sentence stand before the marks
        start = page.bounds[number].start
        lead = page.tokens[page.sentence(start).start : start]
        led = any(t.is_alpha and page.inside[t.i] < 0 for t in lead)
        says_it = cue.start not in with_clause or (last in ",!?-–—" and not led)
    return ("quote-cue", cue) if says_it else None


def _cue_behind(page: Page, cues: tuple[Cue, ...], number: StretchId) -> Cue | None:
    """The cue whose reporting group begins right behind marks, on the same paragraph, with a source of its own."""
    end = page.bounds[number].end
    start = next((i for i in range(end, len(page.tokens)) if page.words[i] not in LOOSE | {"as"}), None)
    if start is None or page.passage_of[end] != page.passage_of[end - 1]:
        return None
    cue = next((c for c in cues_between(cues, start, page.passage_tokens(start).end) if end <= c.left <= start), None)
    if cue is None or cue.inherited or cue.source is None or not cue.takes("quote", "clause"):
        return None
    return cue if page.tokens[cue.verb].dep_ != "relcl" else None  # 'the "Fight Back" movement, which began in May'


def _before(page: Page, cues: tuple[Cue, ...], number: StretchId) -> tuple[str, Cue] | None:
    """'He said: "…"', 'He told the court, "…"', 'she said "…"' with words that begin a sentence."""
    start = page.bounds[number].start
    cue = _cue_before(page, cues, start)
    if cue is None:
        return None
    if page.words[start - 1] == ":":
        return "cue-colon", cue
    if any(reason(page, cue, number) for reason in _NOT_SAID):
        return None
    behind = cue.right >= start and any(start == phrase.end for phrase in (cue.source, cue.addressee) if phrase)
    adjoins = page.words[start - 1] == "," or start == cue.end or behind  # 'said *Ann Poole* "…"'
    return ("cue-quote", cue) if adjoins and _begins(page, cue, number) else None


def _cue_before(page: Page, cues: tuple[Cue, ...], start: int) -> Cue | None:
    """The last cue of direct words before marks, in their sentence and paragraph."""
    if not start or page.passage_of[start - 1] != page.passage_of[start] or page.words[start - 1] in SENTENCE_FINAL:
        return None
    near = cues_between(cues, page.sentence(start - 1).start, start)
    return next((c for c in reversed(near) if c.end <= start and c.takes("quote")), None)


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


def _is_subject(page: Page, cue: Cue, number: StretchId) -> bool:
    """'said "The Quiet Hour" would be her last film'"""
    end = page.bounds[number].end
    open_end = page.inner(number)[-1:].isalnum() and end < len(page.tokens)
    return open_end and page.tags[end] in FINITE_TAGS | NOUN_TAGS


def _is_hearer(page: Page, cue: Cue, number: StretchId) -> bool:
    """'told "The Quiet Hour" after the vote'"""
    before = page.bounds[number].start - 1
    hearer = before < cue.end or page.lowers[before] in lexicon.words("work_nouns")
    return cue.takes("to") and hearer and page.is_titled(number) and page.inner(number)[-1:].isalnum()


_NOT_SAID = (_is_show, _is_far, _is_subject, _is_hearer)
