"""Page + cues → attributions: which words each cue reports, and which marked words have no cue of their own.

Direct words are claimed first, by what stands right before and after the marks; then the clauses and phrases that the
grammar gives to a cue; then what is left between marks either floats (speech that goes on without a cue) or is no
speech at all. Rules are listed in ``docs/how-it-works.md``.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs
from spacy.tokens import Token

from quoteattr.draft import Attribution, Cue, Phrase
from quoteattr.syntax import VERB_TAGS, Page, children, subject

Range = tuple[int, int]
_COMPLEMENTS = frozenset({"ccomp", "xcomp"})
_LOOSE = frozenset({",", "-", "–", "—", ";", "--", "..."})
_CONJUNCTIONS = frozenset({"and", "but", "or", "yet", "so"})
_WH = frozenset({"what", "how", "why", "where", "when", "who", "whether", "if", "which"})


@attrs.define
class _Claims:
    """What has been attributed so far: the pieces by cue, and the outer stretches that they cover."""

    page: Page
    attributions: list[Attribution] = attrs.Factory(list)
    taken: set[int] = attrs.Factory(set)

    def add(self, rule: str, cue: Cue | None, pieces: list[Range], hint: Phrase | None = None, *, continued: bool = False) -> None:
        chars = tuple(self.page.chars(*piece) for piece in pieces)
        self.attributions.append(
            Attribution(
                chars,
                rule,
                (cue.start, cue.end) if cue else None,
                cue.source if cue else None,
                cue.addressee if cue else None,
                hint,
                continued,
            )
        )
        for start, end in pieces:
            self.taken.update(n for n in self.page.inside[start:end] if n >= 0)


def attribute(page: Page, cues: tuple[Cue, ...]) -> tuple[tuple[Attribution, ...], tuple[int, ...]]:
    """The attributions of a page in order, and the numbers of the outer stretches that nobody said."""
    claims = _Claims(page)
    direct = _direct(page, cues)
    _claim_direct(claims, direct)
    used = {cue.start for _, cue, _ in direct.values()}
    for cue in cues:
        _claim_reported(claims, cue, cue.start in used)
    _claim_phrases(claims, cues)
    _claim_floating(claims)
    left = tuple(n for n in range(len(page.outer)) if n not in claims.taken)
    return tuple(sorted(claims.attributions, key=lambda a: a.pieces)), left


# --- direct words ---------------------------------------------------------------------------------------------------


def _direct(page: Page, cues: tuple[Cue, ...]) -> dict[int, tuple[str, Cue, int]]:
    """For outer stretches with a cue right before or after them: the rule, the cue and the stretch itself."""
    found: dict[int, tuple[str, Cue, int]] = {}
    for number in range(len(page.outer)):
        link = _cue_after(page, cues, number) or _cue_before(page, cues, number)
        if link:
            found[number] = (*link, number)
    return found


def _cue_after(page: Page, cues: tuple[Cue, ...], number: int) -> tuple[str, Cue] | None:
    """'"…," he told the court' and '"…," said Ann Poole'."""
    end = page.bounds[number][1]
    if end >= len(page.tokens) or page.passage_of[end] != page.passage_of[end - 1]:
        return None
    start = end
    while start < len(page.tokens) and page.tokens[start].text in _LOOSE | {"as"}:
        start += 1
    cue = next((c for c in cues if end <= c.left <= start <= c.verb or c.left == start), None)
    if cue is None or cue.inherited or "quote" not in cue.frames and "clause" not in cue.frames:
        return None
    following = page.tokens[cue.right].text if cue.right < len(page.tokens) else ""
    last = _last_inner(page, number)
    if following == ":" and last not in ",":
        return None  # a new sentence, '"…." She added: "…"'
    if last in ".!?…" and start == end and page.tokens[start].text[:1].isupper():
        new_sentence = last == "." and bool(_complements(page, cue))
        return None if new_sentence or following == ":" or _marks_follow(page, cue) else ("quote-cue", cue)
    if last not in ",.!?…-–—" and start == end and _complements(page, cue):
        return None
    return "quote-cue", cue


def _marks_follow(page: Page, cue: Cue) -> bool:
    return cue.right < len(page.tokens) and page.inside[min(cue.right + 1, len(page.tokens) - 1)] >= 0


def _last_inner(page: Page, number: int) -> str:
    """The last character between the marks."""
    stretch = page.outer[number]
    inner = page.doc.text[stretch.start : stretch.end]
    return (inner[:-1] if stretch.closed else inner).rstrip()[-1:]


def _cue_before(page: Page, cues: tuple[Cue, ...], number: int) -> tuple[str, Cue] | None:
    """'He said: "…"', 'He told the court, "…"', 'she said "…"' with words that begin a sentence."""
    start = page.bounds[number][0]
    low, _ = page.sentence(start - 1) if start else (0, 0)
    if start == 0 or page.passage_of[start - 1] != page.passage_of[start]:
        return None
    before = page.tokens[start - 1]
    candidates = [c for c in cues if low <= c.verb and c.end <= start and "quote" in c.frames]
    if not candidates:
        return None
    cue = candidates[-1]
    gap = page.tokens[cue.end : start]
    if before.text == ":":
        return "cue-colon", cue
    if any(t.tag_ in VERB_TAGS and page.inside[t.i] < 0 for t in gap) or any(page.inside[t.i] >= 0 for t in gap):
        return None
    first = page.doc.text[page.outer[number].start + 1 : page.outer[number].start + 2]
    begins = first.isupper() or first in "[…." or _last_inner(page, number) in ",.!?"
    if begins and (before.text == "," or cue.right >= start - 1) and before.lower_ not in ("a", "an", "the", "of", "as", "for"):
        return "cue-quote", cue
    return None


def _claim_direct(claims: _Claims, direct: dict[int, tuple[str, Cue, int]]) -> None:
    """One quotation a cue: its stretches, with those that go on from them without a cue of their own."""
    page = claims.page
    groups: list[tuple[str, Cue, list[int]]] = []
    for number in sorted(direct):
        rule, cue, _ = direct[number]
        if groups and groups[-1][1].start == cue.start:
            groups[-1][2].append(number)
        else:
            groups.append((rule, cue, [number]))
    owned = set(direct)
    for rule, cue, numbers in groups:
        first = numbers[0]
        while first - 1 >= 0 and first - 1 not in owned and page.outer[first].continues:
            first -= 1
            numbers.insert(0, first)
            owned.add(first)
        last = numbers[-1]
        while last + 1 < len(page.outer) and last + 1 not in owned and _goes_on(page, cue, last):
            last += 1
            numbers.append(last)
            owned.add(last)
        claims.add(rule, cue, _with_lead(page, rule, cue, [page.bounds[n] for n in numbers]))


def _with_lead(page: Page, rule: str, cue: Cue, pieces: list[Range]) -> list[Range]:
    """The reported words that stand unmarked before a marked end: 'The claims had "no merit", he said.'"""
    start, end = pieces[0]
    if rule != "quote-cue" or cue.start < end:
        return pieces
    low, _ = page.sentence(start)
    lead = [t for t in page.tokens[low:start] if not t.is_space]
    if not lead or any(page.inside[t.i] >= 0 and page.outer[page.inside[t.i]].end > page.chars(start, end)[0] for t in lead):
        return pieces
    first_inner = page.doc.text[page.chars(start, end)[0] + 1]
    if lead[-1].text == ":" or (lead[-1].text == "," and first_inner.isupper()):
        return pieces
    while low < start and (page.tokens[low].is_space or page.tokens[low].lower_ in _CONJUNCTIONS or page.tokens[low].text in _LOOSE):
        low += 1
    return [(low, end), *pieces[1:]] if low < start else pieces


def _goes_on(page: Page, cue: Cue, number: int) -> bool:
    """Whether the next stretch belongs to the same quotation: nothing but the cue's sentence stands between."""
    here, there = page.bounds[number], page.bounds[number + 1]
    if page.outer[number + 1].continues:
        return True
    if page.passage_of[here[1] - 1] != page.passage_of[there[0]]:
        return False
    between = [t for t in page.tokens[here[1] : there[0]] if not t.is_space]
    if not between:
        return True
    return (
        between[-1].text in (".", "!", "?", ":")
        and cue.left >= here[1]
        and cue.verb < there[0]
        and sum(t.text in (".", "!", "?") for t in between) == 1
    )


# --- reported clauses -----------------------------------------------------------------------------------------------


def _claim_reported(claims: _Claims, cue: Cue, used: bool) -> None:
    page = claims.page
    if "according" in cue.frames:
        pieces, rule = _according(page, cue), "according"
    else:
        pieces, rule = _clause(page, cue)
        if not pieces and not used:
            pieces, rule = _parenthetical(page, cue), "parenthetical"
    pieces = [piece for piece in pieces if piece[1] - piece[0] > 1 or page.inside[piece[0]] >= 0]
    if not pieces or any(n in claims.taken for a, b in pieces for n in page.inside[a:b] if n >= 0):
        return
    if used and rule == "parenthetical":
        return
    claims.add(rule, cue, pieces)


def _complements(page: Page, cue: Cue) -> list[Token]:
    """The clauses that depend on the cue and stand after it."""
    verb = page.tokens[cue.verb]
    hosts = [verb, *children(verb, "prep", "dobj")]
    return [
        child
        for host in hosts
        for child in host.children
        if child.i >= cue.end and (child.dep_ in _COMPLEMENTS or (host is not verb and child.dep_ in ("pcomp", "acl") and child.tag_ in VERB_TAGS))
    ]


def _clause(page: Page, cue: Cue) -> tuple[list[Range], str]:
    """The clause after the cue, in the first of the cue's constructions that fits."""
    if cue.passive and "objinf" not in cue.frames and "clause" not in cue.frames:
        return [], ""
    infinitive = _infinitive(page, cue)
    for complement in _complements(page, cue):
        to = _to(complement)
        if to is not None and {"inf", "objinf"} & cue.frames and complement.dep_ != "pcomp":
            if "inf" not in cue.frames and cue.addressee is None and not _between(page, cue.end, to):
                continue
            return [_trim(page, (to, _clause_end(page, cue, complement)))], "infinitive"
        if complement.tag_ == "VBG" and complement.i - cue.end < 3 and "ger" in cue.frames and subject(complement) is None:
            return [_trim(page, (complement.left_edge.i, _clause_end(page, cue, complement)))], "gerund"
        if complement.tag_ == "VBG" and "ofger" in cue.frames and page.tokens[complement.left_edge.i - 1].lower_ == "of":
            return [_trim(page, (complement.left_edge.i, _clause_end(page, cue, complement)))], "gerund"
        if to is None and complement.dep_ == "ccomp" and _finite(complement) and {"clause", "wh", "doc"} & cue.frames:
            return _finite_pieces(page, cue, complement), "clause"
    if infinitive:
        return [_trim(page, infinitive)], "infinitive"
    return [], ""


def _between(page: Page, start: int, end: int) -> bool:
    return any(t.tag_[:2] in ("NN", "PR") for t in page.tokens[start:end])


def _to(verb: Token) -> int | None:
    return next((child.i for child in verb.children if child.tag_ == "TO"), None)


def _finite(verb: Token) -> bool:
    if verb.tag_ in ("VBD", "VBZ", "VBP", "MD"):
        return True
    return any(child.tag_ in ("VBD", "VBZ", "VBP", "MD") and child.dep_ in ("aux", "auxpass", "cop") for child in verb.children) or (
        subject(verb) is not None and verb.tag_ != "VBG"
    )


def _infinitive(page: Page, cue: Cue) -> Range | None:
    """'called on the firm to pay': the infinitive behind the addressee, wherever the parser hung it."""
    if not {"objinf", "inf"} & cue.frames:
        return None
    for token in page.tokens[cue.end : cue.end + 14]:
        if token.tag_ == "TO" and token.head.tag_ == "VB" and token.head.i > token.i and page.passage_of[token.i] == page.passage_of[cue.verb]:
            if token.i == cue.end and "inf" not in cue.frames:
                return None
            return token.i, _clause_end(page, cue, token.head)
        if token.tag_ in VERB_TAGS or token.text in (",", ".", ":", ";") or page.inside[token.i] >= 0:
            return None
    return None


def _clause_end(page: Page, cue: Cue, verb: Token) -> int:
    """Where a reported clause ends: at its own right edge, unless the reporter takes over before."""
    start = verb.left_edge.i
    _, high = page.sentence(cue.verb)
    end = min(verb.right_edge.i + 1, max(high, verb.i + 1))
    for i in range(max(start, cue.end) + 1, end):
        token = page.tokens[i]
        if page.inside[i] >= 0 or token.text not in (",", ";", "-", "–", "—") and token.lower_ not in ("and", "but"):
            continue
        if _reporter_takes_over(page, cue, i + 1, end):
            return i
    return end


def _reporter_takes_over(page: Page, cue: Cue, start: int, end: int) -> bool:
    """', adding that', 'but accepted that', ', while the union said', ', according to'."""
    words = [t for t in page.tokens[start : start + 5] if t.i < end and not t.is_space]
    if words and words[0].lower_ in _CONJUNCTIONS:
        words = words[1:]
    if not words:
        return False
    first = words[0]
    if first.lower_ == "according" or (first.lower_ in ("while", "whereas") and page.tokens[start - 1].text == ","):
        return True
    verb = next((t for t in words[:2] if t.tag_ in VERB_TAGS and t.tag_ != "VB"), None)
    if verb is None or (verb is not first and first.tag_ != "RB"):
        return False
    from quoteattr import lexicon

    entries = lexicon.reporting_verbs().get(verb.lower_, ())
    reports = any("clause" in e.frames or "objinf" in e.frames or "inf" in e.frames for e in entries)
    return reports and (verb.tag_ == "VBG" or (verb.tag_ == page.tokens[cue.verb].tag_ and subject(verb) is None))


def _finite_pieces(page: Page, cue: Cue, verb: Token) -> list[Range]:
    """A that-clause; where a second one follows with its own *that*, two pieces."""
    start, end = max(verb.left_edge.i, cue.end), _clause_end(page, cue, verb)
    if cue.addressee and cue.addressee.start >= cue.end and start < cue.addressee.end <= verb.i:
        start = cue.addressee.end
    while start < verb.i and (page.tokens[start].lower_ in ("that", ",", ":") or page.tokens[start].is_space or page.tokens[start].text in _LOOSE):
        start += 1
    cut = next(
        (
            i
            for i in range(start + 2, end)
            if page.tokens[i].lower_ == "that"
            and page.inside[i] < 0
            and page.tokens[i - 1].lower_ in _CONJUNCTIONS
            and page.tokens[i].dep_ in ("mark", "nsubj")
        ),
        None,
    )
    if cut is None:
        return [_trim(page, (start, end))]
    return [_trim(page, (start, cut - 1)), _trim(page, (cut + 1, end))]


def _trim(page: Page, piece: Range) -> Range:
    """Whole marked stretches only, no punctuation or conjunction left hanging at the edges."""
    start, end = piece
    while end > start + 1 and page.inside[end - 1] < 0 and (page.tokens[end - 1].is_punct or page.tokens[end - 1].is_space) and page.tokens[end - 1].text not in ")]%":
        end -= 1
    if page.inside[end - 1] >= 0:
        end = page.bounds[page.inside[end - 1]][1]
    if page.inside[start] >= 0:
        start = page.bounds[page.inside[start]][0]
    return start, end


def _parenthetical(page: Page, cue: Cue) -> list[Range]:
    """'The plan will go ahead, the council said.' and 'The plan, he said, will go ahead.'"""
    if "clause" not in cue.frames or cue.inherited or cue.passive or cue.source is None:
        return []
    low, high = page.sentence(cue.verb)
    left = cue.left
    if page.tokens[left - 1].lower_ == "as" and left - 1 >= low:
        left -= 1
    before = left - 1
    if before < low or not (page.tokens[before].text in _LOOSE or page.inside[before] >= 0):
        return _leading_as(page, cue, low, high, left)
    start = low
    while start < before and (page.tokens[start].is_space or page.tokens[start].lower_ in _CONJUNCTIONS or page.tokens[start].text in _LOOSE):
        start += 1
    if before - start < 2:
        return []
    pieces = [_trim(page, (start, before))]
    right = cue.right
    if right < high and page.tokens[right].text in _LOOSE and not _reporter_takes_over(page, cue, right + 1, high):
        rest = _trim(page, (right + 1, high))
        if rest[1] - rest[0] > 2 and page.tokens[rest[0]].tag_ not in ("VBG", "WP", "WRB"):
            pieces.append(rest)
    return pieces


def _leading_as(page: Page, cue: Cue, low: int, high: int, left: int) -> list[Range]:
    """'As the paper noted, it is a surprise.'"""
    if page.tokens[left].lower_ != "as" or left > low + 1 or cue.right >= high or page.tokens[cue.right].text != ",":
        return []
    return [_trim(page, (cue.right + 1, high))]


def _according(page: Page, cue: Cue) -> list[Range]:
    """The sentence around 'according to the report', which may stand first, last or in the middle."""
    low, high = page.sentence(cue.verb)
    assert cue.source is not None
    start, end = low, cue.start
    while start < end and (page.tokens[start].is_space or page.tokens[start].lower_ in _CONJUNCTIONS or page.tokens[start].text in _LOOSE):
        start += 1
    pieces = [_trim(page, (start, end))] if end - start > 2 else []
    after = cue.right
    while after < high and page.tokens[after].text != ",":
        if page.tokens[after].text in (".", ";"):
            return pieces
        after += 1
    rest = _trim(page, (after + 1, high)) if high - after > 4 else None
    if rest and (not pieces or page.tokens[rest[0]].tag_ not in ("VBG", "WDT", "WP", "IN")):
        pieces.append(rest)
    return pieces


# --- marked phrases and floating words ------------------------------------------------------------------------------


def _claim_phrases(claims: _Claims, cues: tuple[Cue, ...]) -> None:
    """'called for a "surge" in spending': a noun phrase counts where it holds marked words."""
    page = claims.page
    by_verb = {cue.verb: cue for cue in cues}
    for number, (start, end) in enumerate(page.bounds):
        if number in claims.taken:
            continue
        root = _root(page, start, end)
        for _ in range(8):
            if root.head is root or root.head.i in by_verb:
                break
            if root.head.tag_ in ("VBD", "VBZ", "VBP"):
                break
            root = root.head
        cue = by_verb.get(root.head.i)
        if cue is None or root.i < cue.verb and not cue.passive or not {"np", "clause", "objinf", "inf", "ofger"} & cue.frames:
            continue
        piece = _phrase_piece(page, cue, root, start, end)
        claims.add("phrase", cue, [piece])


def _root(page: Page, start: int, end: int) -> Token:
    inner = [t for t in page.tokens[start:end] if not t.is_punct] or page.tokens[start:end]
    return next((t for t in inner if not start <= t.head.i < end or t.head is t), inner[0])


def _phrase_piece(page: Page, cue: Cue, argument: Token, start: int, end: int) -> Range:
    low = max(argument.left_edge.i, cue.end) if argument.i > cue.verb else argument.left_edge.i
    high = argument.right_edge.i + 1 if argument.right_edge.i >= cue.end else end
    _, limit = page.sentence(cue.verb)
    while low < start and (page.tokens[low].dep_ in ("prep", "agent") or page.tokens[low].lower_ in ("as", "for", "of", "to", "with", "by")):
        low += 1
    return _trim(page, (min(low, start), max(end, min(high, limit))))


def _claim_floating(claims: _Claims) -> None:
    """Marked sentences with no cue: somebody goes on speaking."""
    page = claims.page
    number = 0
    while number < len(page.outer):
        if number in claims.taken or not _is_speech(page, number):
            number += 1
            continue
        pieces = [page.bounds[number]]
        while number + 1 < len(page.outer) and number + 1 not in claims.taken and _adjoins(page, number):
            number += 1
            pieces.append(page.bounds[number])
        claims.add("floating", None, pieces, _lead_in(page, pieces[0][0]))
        number += 1


def _adjoins(page: Page, number: int) -> bool:
    if page.outer[number + 1].continues:
        return True
    here, there = page.bounds[number], page.bounds[number + 1]
    between = page.tokens[here[1] : there[0]]
    return page.passage_of[here[0]] == page.passage_of[there[0]] and all(t.is_space for t in between)


def _is_speech(page: Page, number: int) -> bool:
    """Marked words that make a sentence of their own, from sentence start to sentence end."""
    stretch = page.outer[number]
    start, end = page.bounds[number]
    inner = page.doc.text[stretch.start + 1 : stretch.end].rstrip("\"'”’» ")
    words = inner.split()
    if len(words) < 3:
        return False
    before = next((t for t in reversed(page.tokens[max(0, start - 3) : start]) if not t.is_space), None)
    opens = (
        before is None
        or page.passage_of[before.i] != page.passage_of[start]
        or page.inside[before.i] >= 0
        or before.text in (".", "!", "?", ":", "…", ")")
    )
    verbs = any(t.tag_ in ("VBD", "VBZ", "VBP", "MD", "VB") for t in page.tokens[start:end])
    return opens and (inner[-1:] in ".!?…,-–—" or not stretch.closed) and (verbs or len(words) > 5)


def _lead_in(page: Page, start: int) -> Phrase | None:
    """The subject of the reporter's sentence that stands right before floating words: 'Poole defended the plan. "We …"'"""
    i = start - 1
    while i >= 0 and page.tokens[i].is_space:
        i -= 1
    if i < 0 or page.inside[i] >= 0 or page.passage_of[start] - page.passage_of[i] > 1:
        return None
    low, high = page.sentence(i)
    roots = [t for t in page.tokens[low:high] if page.inside[t.i] < 0 and t.tag_ in VERB_TAGS and (own := subject(t)) is not None and own.i >= low]
    if not roots:
        return None
    best = next((t for t in roots if t.dep_ == "ROOT"), roots[0])
    own = subject(best)
    assert own is not None
    return page.noun_phrase(own, frozenset({best.i}))
