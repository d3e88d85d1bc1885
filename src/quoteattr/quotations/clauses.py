"""Page + cues → reported clauses: the words that the grammar of the sentence makes the content of a cue.

Rules: ``clause`` a finite clause (said that it rained), ``infinitive`` (vowed to leave; urged him to leave), ``gerund``
(denied leaving; accused him of leaving), ``noun-clause`` (her claim that it rained), ``parenthetical`` the sentence
around a cue (it rained, he said), ``as-clause`` (as he said, it rained), ``according`` (according to him, it rained).
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Cue, Reported, TokenSpan
from quoteattr.quotations.clause_ends import end_of_clause, reporter_goes_on
from quoteattr.text.page import CONJUNCTIONS, FINITE_TAGS, LOOSE, VERB_TAGS, Page

_COMPLEMENTS = frozenset({"ccomp", "xcomp"})
_HEARERS = frozenset({"court", "jury", "inquest", "tribunal", "hearing", "inquiry", "trial", "committee"})
_FINDERS = frozenset(
    {
        "auditor",
        "inspector",
        "investigator",
        "researcher",
        "scientist",
        "coroner",
        "watchdog",
        "ombudsman",
        "regulator",
        "economist",
        "analyst",
    }
)
_SMALL = 2  # tokens: what is shorter is no clause


def find(page: Page, cues: Iterable[Cue]) -> tuple[Reported, ...]:
    """What each cue reports by the grammar of its sentence; cues without such words are left out."""
    return tuple(reported for cue in cues if (reported := _reported(page, cue)))


def _reported(page: Page, cue: Cue) -> Reported | None:
    if "according" in cue.frames:
        rule, pieces = "according", _according(page, cue)
    elif "noun" in cue.frames:
        rule, pieces = "noun-clause", _noun_clause(page, cue)
    else:
        rule, pieces = _complement(page, cue)
        if not pieces:
            rule, pieces = _around(page, cue)
    pieces = tuple(part for piece in pieces for part in _parted(page, piece))
    pieces = tuple((a, b) for a, b in pieces if b - a >= _SMALL or (b > a and page.inside[a] >= 0))
    return Reported(cue, rule, pieces) if pieces else None


def _parted(page: Page, piece: TokenSpan) -> list[TokenSpan]:
    """Marked words that a comma within the marks parts: 'to "fight on," and to "win in May"' is two pieces."""
    start, end = piece
    parts = []
    for number in dict.fromkeys(n for n in page.inside[start:end] if n >= 0):
        edge = page.bounds[number][1]
        behind = page.first_word(edge, end)
        opening = behind + (page.tokens[behind].lower_ in ("that", "to")) if behind < end else end
        if page.tokens[edge - 2].text == "," and edge < behind and opening < end and page.inside[opening] > number:
            parts.append((start, edge))
            start = behind + (page.tokens[behind].lower_ == "that")
    return [*parts, (start, end)]


# --- what follows the cue -------------------------------------------------------------------------------------------


def _complements(page: Page, cue: Cue) -> list[Token]:
    """The verbs of the clauses that the parser hangs on the cue, its object or its preposition, behind it."""
    verb = page.tokens[cue.verb]
    found = []
    for host in (verb, *page.children(verb, "prep", "dobj", "prt", "dative")):
        for child in page.dependents(host):
            if child.i >= cue.end and (
                child.dep_ in _COMPLEMENTS
                or (host.i != verb.i and child.dep_ in ("pcomp", "acl") and child.tag_ in VERB_TAGS)
            ):
                found.append(child)
    return sorted(found, key=lambda token: token.i)


def _complement(page: Page, cue: Cue) -> tuple[str, tuple[TokenSpan, ...]]:
    """The first of the cue's constructions that the words behind it fit."""
    if (to := _infinitive(page, cue)) is not None:
        return "infinitive", (page.trim((to, end_of_clause(page, cue, page.tokens[to]))),)
    if (gerund := _accusation(page, cue)) is not None:
        return "gerund", (page.trim((gerund, end_of_clause(page, cue, page.tokens[gerund]))),)
    for verb in _complements(page, cue):
        if verb.tag_ == "VBG" and page.subject(verb) is None and "ger" in cue.frames and verb.left_edge.i - cue.end < 2:
            return "gerund", (page.trim((verb.left_edge.i, end_of_clause(page, cue, verb))),)
        if _takes_clause(page, cue) and verb.dep_ == "ccomp" and _to(page, verb) is None and _is_finite(page, verb):
            return "clause", _finite(page, cue, _clause_start(page, cue, verb), verb)
    if _takes_clause(page, cue) and (start := _unparsed(page, cue)) is not None:
        return "clause", _finite(page, cue, start, page.tokens[start])
    return "", ()


def _clause_start(page: Page, cue: Cue, verb: Token) -> int:
    """The clause's left edge; the end of the reporting group where the parser left words between the two out."""
    edge = max(verb.left_edge.i, cue.end)
    headless = page.tokens[edge].tag_ in FINITE_TAGS and edge - cue.end > 1  # "said the days when … | are gone"
    return cue.right if cue.end <= cue.right < edge and (headless or edge - cue.right < 4) else edge


def _takes_clause(page: Page, cue: Cue) -> bool:
    if cue.passive and cue.source is None and "clause" not in cue.frames:
        return False
    if {"clause", "wh"} & cue.frames:
        return True
    return "doc" in cue.frames and _is_document(page, cue)


def _is_document(page: Page, cue: Cue) -> bool:
    """Whether the source finds or hears rather than says: a report, a body, a coroner ('the court heard that …')."""
    if cue.source is None:
        return False
    head = page.tokens[cue.source.head]
    if page.tokens[cue.verb].lower_ in ("hear", "heard", "hears"):
        return head.lower_ in _HEARERS
    documents, singular = lexicon.words("document_nouns"), head.lower_.removesuffix("s")
    return singular in _FINDERS or head.lower_ in documents or singular in documents or head.ent_type_ == "ORG"


def _accusation(page: Page, cue: Cue) -> int | None:
    """Where the gerund starts that an accusation takes: 'accused the firm of hiding the bill'."""
    if "ofger" not in cue.frames:
        return None
    for token in page.tokens[cue.end : min(cue.end + 14, page.sentence(cue.verb)[1])]:
        following = page.tokens[token.i + 1] if token.i + 1 < len(page.tokens) else token
        if token.lower_ == "of" and following.tag_ == "VBG" and page.inside[following.i] < 0:
            return following.i
        if token.text in (".", ";", ":") or token.tag_ in FINITE_TAGS or page.inside[token.i] >= 0:
            return None
    return None


def _to(page: Page, verb: Token) -> int | None:
    return next((child.i for child in page.dependents(verb) if child.tag_ == "TO"), None)


def _is_finite(page: Page, verb: Token) -> bool:
    if verb.tag_ in FINITE_TAGS:
        return True
    if any(child.tag_ in FINITE_TAGS and child.dep_ in ("aux", "auxpass", "cop") for child in page.dependents(verb)):
        return True
    return page.subject(verb) is not None and verb.tag_ != "VBG"


def _infinitive(page: Page, cue: Cue) -> int | None:
    """Where the infinitive starts that a cue takes, right behind it (vowed to leave) or behind an object (urged him to)."""
    said_to = cue.passive and page.tokens[cue.verb].lower_ in (
        "said",
        "reported",
        "alleged",
        "claimed",
        "rumoured",
    )
    if not {"objinf", "inf"} & cue.frames and not said_to:
        return None
    for token in page.tokens[cue.end : cue.end + 16]:
        if page.passage_of[token.i] != page.passage_of[cue.verb] or (token.lower_ == "that" and token.dep_ == "mark"):
            return None  # "told him that a plan to leave had failed"
        passive = token.head.tag_ == "VBN" and any(t.tag_ == "VB" for t in page.children(token.head, "aux", "auxpass"))
        if token.tag_ == "TO" and (token.head.tag_ == "VB" or passive) and token.head.i > token.i:
            direct = all(t.tag_ == "RB" for t in page.tokens[cue.end : token.i])
            if not direct and "inf" in cue.frames and "objinf" not in cue.frames:
                return None
            if direct and "inf" not in cue.frames and not cue.passive:
                return None
            if cue.passive and (cue.source is None or cue.inherited) and not said_to:
                return None  # "was asked to leave": by whom, nobody says
            if page.tokens[cue.end - 1].lower_ == "for":
                return cue.end  # "called for the march to be banned"
            return token.i - 1 if page.tokens[token.i - 1].lower_ == "not" else token.i
        if token.tag_ in VERB_TAGS or token.text in (",", ".", ":", ";") or page.inside[token.i] >= 0:
            return None
    return None


def _unparsed(page: Page, cue: Cue) -> int | None:
    """Where a reported clause starts that the parser did not see as one.

    Either behind the *that* which follows the cue across its adverbials (predicted at the debate that they will win),
    or right behind the cue, where a noun phrase and a finite verb follow (said the question did not arise).
    """
    low, high = page.sentence(cue.verb)
    if cue.addressee and cue.addressee.start == cue.end and cue.addressee.end + 1 < high:
        opener = page.tokens[cue.addressee.end].lower_
        if opener in ("if", "whether") or (opener == "that" and "clause" in cue.frames):
            return cue.addressee.end + (opener == "that")  # "asked the queen if …", "reminded pupils that …"
    if (that := _that_behind(page, cue, high)) is not None:
        return that + 1
    if (
        "clause" not in cue.frames
        or cue.passive
        or cue.source is None
        or (cue.source.start > cue.verb and not cue.inherited)
    ):
        return None
    participle = page.tokens[cue.verb].tag_ == "VBG"
    if not participle and cue.left > low and page.tokens[cue.left - 1].text in LOOSE:
        return None
    start = cue.end
    if (
        cue.addressee
        and cue.addressee.start <= cue.end + 1
        and page.tokens[min(cue.addressee.end, high - 1)].tag_ not in FINITE_TAGS
    ):
        start = cue.addressee.end
    if (
        start >= high
        or page.tokens[start].tag_ not in ("DT", "PRP", "PRP$", "NN", "NNS", "NNP", "NNPS", "EX", "JJ", "CD")
        or page.inside[start] >= 0
    ):
        return None
    # behind a participle nothing else can have the finite verb: "insisting rents, rates and fares would fall"
    stops = {":", ";"} if participle and page.tokens[cue.left - 1].text == "," else {",", ":", ";", "-", "–"}
    for token in page.tokens[start:high]:
        if token.text in stops or page.inside[token.i] >= 0:
            return None
        if token.tag_ in FINITE_TAGS:
            if page.tokens[token.i - 1].tag_ in ("CC", "WP", "WDT"):
                return None
            told = cue.addressee is not None and start == cue.addressee.end and page.tokens[start].tag_ == "PRP"
            attached = {token.dep_, token.head.dep_} & {"relcl", "acl", "advcl"}
            return start if told or not attached else None
    return None


def _that_behind(page: Page, cue: Cue, high: int) -> int | None:
    """The *that* which opens the clause, across adverbials: 'predicted at the debate *that* they will win'."""
    for token in page.tokens[cue.end : min(cue.end + 16, high - 1)]:
        if token.lower_ == "that" and page.inside[token.i] < 0:
            before = page.tokens[token.i - 1]
            occasion = before.lower_ in lexicon.words("occasion_nouns") or before.ent_type_ in ("DATE", "TIME")
            relative = page.tokens[token.i + 1].tag_ in FINITE_TAGS
            if token.dep_ == "mark" or (occasion and before.i >= cue.end and not relative):
                return token.i
        if token.tag_ in VERB_TAGS or token.tag_ == "MD" or token.text in (".", ";", ":") or page.inside[token.i] >= 0:
            return None
    return None


def _finite(page: Page, cue: Cue, start: int, verb: Token) -> tuple[TokenSpan, ...]:
    """A finite clause; where a second one follows with its own *that*, two pieces."""
    end = end_of_clause(page, cue, verb)
    if cue.addressee and cue.addressee.start >= cue.end and start < cue.addressee.end <= verb.i:
        start = cue.addressee.end
    if (
        page.tokens[start].tag_ == "RB"
        and page.tokens[start + 1 : start + 2]
        and page.tokens[start + 1].lower_ == "that"
    ):
        start += 1  # "said only that it had left"
    while start < verb.i and (
        page.tokens[start].lower_ == "that" or page.tokens[start].text in LOOSE | {":"} or page.tokens[start].is_space
    ):
        start += 1
    cuts = [
        i
        for i in range(start + 2, end)
        if page.tokens[i].lower_ == "that"
        and page.inside[i] < 0
        and page.tokens[i].dep_ == "mark"
        and (page.tokens[i - 1].lower_ in CONJUNCTIONS or page.tokens[i - 1].text == ",")
    ]
    edges = [
        (a, b)
        for a, b in zip([start, *(i + 1 for i in cuts)], [*(i - 1 for i in cuts), end], strict=True)
        if b - a >= _SMALL
    ]
    return tuple(page.trim(edge) for edge in edges)


def _noun_clause(page: Page, cue: Cue) -> tuple[TokenSpan, ...]:
    """Behind the noun, or behind the source that stands between: 'the contention of the mayor that it rained'."""
    start = cue.source.end if cue.source and cue.source.start > cue.verb else cue.end
    that = page.tokens[start] if start < len(page.tokens) else None
    if that is None or that.lower_ != "that" or that.head.i <= start or not _is_finite(page, that.head):
        return ()
    if that.tag_ != "IN" and page.tokens[start + 1].tag_ in FINITE_TAGS:
        return ()  # "the claims of theft that were made": a relative clause
    return _finite(page, cue, start + 1, that.head)


# --- what stands around the cue -------------------------------------------------------------------------------------


def _around(page: Page, cue: Cue) -> tuple[str, tuple[TokenSpan, ...]]:
    """'The plan will go ahead, the council said.', 'The plan, he said, will go ahead.', 'As he said, it will.'"""
    hearing = "doc" in cue.frames and _is_document(page, cue)
    if not ("clause" in cue.frames or hearing) or cue.inherited or cue.passive or cue.source is None:
        return "", ()
    if page.tokens[cue.verb].dep_ == "relcl" or _has_object(page, cue) or _is_coordinated(page, cue):
        return "", ()
    low, high = page.sentence(cue.verb)
    left, right = cue.left, cue.right
    as_clause = left > low and page.tokens[left - 1].lower_ == "as"
    if as_clause:
        left -= 1
    if as_clause:
        right = next((i for i in range(right, min(right + 8, high)) if page.tokens[i].text == ","), right)
    if not _closes(page, right, high):
        return "", ()
    start = page.first_word(low, left)
    if start >= left:
        rest = page.trim((right + 1, high)) if as_clause and right + 1 < high else None
        return ("as-clause", (rest,)) if rest else ("", ())
    before = left - 1
    if not (page.tokens[before].text in LOOSE or page.inside[before] >= 0):
        return "", ()
    pieces = [page.trim((start, before if page.inside[before] < 0 else left))]
    if right + 1 < high and page.tokens[right].text in LOOSE and not reporter_goes_on(page, cue, right, high):
        rest = page.trim((right + 1, high))
        gerund = page.tokens[rest[0]].tag_ == "VBG" and not any(
            t.tag_ in FINITE_TAGS for t in page.tokens[rest[0] : rest[1]]
        )
        if rest[1] - rest[0] > _SMALL and not gerund and page.tokens[rest[0]].tag_ not in ("WP", "WRB", "WDT"):
            pieces.append(rest)
    if not _has_statement(page, pieces[0]) and (len(pieces) == 1 or page.tokens[pieces[1][0]].dep_ == "mark"):
        return "", ()
    whole = [t for a, b in pieces for t in page.tokens[a:b]]
    if page.tokens[start].tag_ in ("VBN", "VBG") and page.tokens[start].dep_ == "advcl":
        return "", ()  # "Asked whether she would stay, she said: …"
    if page.passages[page.passage_of[cue.verb]].kind == "headline":
        return "parenthetical", tuple(pieces)  # headlines leave the finite verb out: "Fares to rise, says minister"
    return ("parenthetical", tuple(pieces)) if any(t.tag_ in FINITE_TAGS | {"VBN"} for t in whole) else ("", ())


def _has_object(page: Page, cue: Cue) -> bool:
    """Whether a cue reports a thing, not the sentence around it: 'After the vote, the mayor announced a plan.'"""
    hearer = cue.addressee.head if cue.addressee else -1
    objects = (t for t in page.children(page.tokens[cue.verb], "dobj") if t.left_edge.i == cue.end and t.i != hearer)
    return cue.left < cue.verb and any(t.tag_ in ("NN", "NNS") and page.inside[t.i] < 0 for t in objects)


def _has_statement(page: Page, piece: TokenSpan) -> bool:
    """Whether a piece says something by itself: not 'When the rain stopped' of 'When the rain stopped, she continued.'"""
    start, end = piece
    return any(_tops(token, start, end) for token in page.tokens[start:end] if token.tag_ in FINITE_TAGS | {"VBN"})


def _tops(token: Token, start: int, end: int) -> bool:
    """Whether a verb's clause depends on no other one as its adverbial or attribute, up to the edge of the piece."""
    while start <= token.i < end:
        if token.dep_ in ("advcl", "relcl", "pcomp") or (token.dep_ == "acl" and token.tag_ == "VBG"):
            return False
        if token.head.i == token.i:
            break
        token = token.head
    return True


def _is_coordinated(page: Page, cue: Cue) -> bool:
    """Whether the cue's clause is coordinated with the one before it: 'She spoke little, but her face said a lot.'"""
    verb = page.tokens[cue.verb]
    head = verb.head
    joined = any(head.i < t.i < cue.left and t.nbor().text != "," for t in page.children(head, "cc"))
    return verb.dep_ == "conj" and head.tag_ in VERB_TAGS and page.inside[head.i] < 0 and joined


def _closes(page: Page, i: int, high: int) -> bool:
    """Whether the reporting group ends its clause at token ``i``."""
    while i < high and page.tokens[i].is_space:
        i += 1
    return i >= high or (
        page.inside[i] < 0 and (page.tokens[i].text in LOOSE or page.tokens[i].text in (".", "!", "?", ")", ":"))
    )


def _according(page: Page, cue: Cue) -> tuple[TokenSpan, ...]:
    """The sentence around 'according to the report', which stands first, last or in the middle."""
    low, high = page.sentence(cue.verb)
    start = page.first_word(low, cue.start)
    pieces = [page.trim((start, cue.start))] if cue.start - start > _SMALL else []
    if pieces and page.tokens[pieces[0][1] - 1].tag_ in ("IN", "WDT", "WP"):
        pieces = []  # "It stayed because, according to the mayor, it had to"
    after = cue.right
    while after < high and page.tokens[after].text != ",":
        if page.tokens[after].text in (".", ";"):
            return tuple(pieces)
        after += 1
    if after + 1 < high and page.tokens[after + 1].tag_ == "VBG":  # "according to the agency, citing police, …"
        after = next((i for i in range(after + 1, high) if page.tokens[i].text == ","), after)
    rest = page.trim((after + 1, high)) if high - after > 4 else None
    if rest and (not pieces or page.tokens[rest[0]].tag_ not in ("VBG", "WDT", "WP", "IN")):
        pieces.append(rest)
    return tuple(pieces)
