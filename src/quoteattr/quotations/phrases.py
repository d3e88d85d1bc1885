"""Page + cues → marked phrases: noun phrases that count as reported because words in them are marked.

Rules: ``phrase``: called for a "surge" in spending; dismissed the plan as "a mess"; accused the firm of a "cover-up"; ``marked``,
what is left: credited her with "a summer to remember".
"""

import json
from collections.abc import Container, Iterator, Mapping
from functools import cache
from importlib import resources
from itertools import chain, islice, takewhile

from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Cue, CueKind, Phrase, Reported, StretchId, TokenSpan, cues_between, united
from quoteattr.lexicon import Frame
from quoteattr.quotations import reporter, sources, unsaid, unspoken, verbless
from quoteattr.text.page import CONJUNCTIONS, DASHES, FINITE_TAGS, LOOSE, NOUN_TAGS, SENTENCE_FINAL, VERB_TAGS, Page

_FRAMES: tuple[Frame, ...] = ("np", "clause", "objinf", "inf", "ofger", "name")
_WHEN = frozenset({"in", "on", "at", "during", "after", "before", "without"})
_NOUN_DEPS = ("pobj", "pcomp", "dobj", "attr", "oprd", "nsubjpass")
_FEW = 6  # tokens: what stands further apart is not one phrase
_PREDICATES = tuple([tag] for tag in sorted(FINITE_TAGS | NOUN_TAGS))
_SURE = 0.5  # what is left over is speech where the model gives it more than this, in log odds
_FIRST_PERSON = frozenset({"i", "we", "you", "my", "our", "us", "me"})
_SIGNS = LOOSE | SENTENCE_FINAL | {":"}
_RELATIVE = frozenset({"what", "which", "that", "as", "whom", "who"})
_HANGING = frozenset({"WDT", "WP", "IN", "TO", "CC", "DT", "including", ","})  # tags and words that no phrase ends with
_FAR = 14  # tokens: what is further off is no part of the same predicate
_BEING = frozenset({"is", "are", "was", "were", "be", "been", "being", "'s", "’s"})
_NOUNS = ("reporting_nouns", "work_nouns", "document_nouns", "message_nouns", "occasion_nouns")


def find(page: Page, cues: tuple[Cue, ...]) -> tuple[Reported, ...]:
    """The phrases of every cue in which a marked stretch stands (called for a "surge" in spending), those that overlap as one."""
    by_verb = {cue.verb: cue for cue in cues if cue.takes(*_FRAMES)}
    beside = {page.marked_behind(cue.end): cue for cue in cues if cue.takes("name") and cue.source and not cue.passive}
    beside |= {page.marked_as(cue.end): cue for cue in cues if cue.takes("np") and cue.source}
    found: dict[Cue, list[TokenSpan]] = {}
    for number in map(StretchId, range(len(page.outer))):
        if unspoken.is_unspoken(page, number):
            continue
        marked = page.bounds[number]
        if chain := _up_to_cue(page, marked, by_verb):
            cue = by_verb[chain[-1].head.i]
            if not any(told(page, cue, number) for told in (_gives_name, unspoken.is_shown, _shows)):
                found.setdefault(cue, []).append(_phrase(page, cues, cue, chain, marked))
        elif number in beside:
            # the parser took "described" for an attribute of what follows, or the marked words for a sentence
            cue = beside[number]
            found.setdefault(cue, []).append(TokenSpan(cue.end, _with_coordinated(page, marked.end)))
    return tuple(
        Reported(cue, "phrase", (piece,)) for cue, pieces in found.items() for piece in _coordinated(page, pieces)
    )


def _shows(page: Page, cue: Cue, number: StretchId) -> bool:
    """Whether a verb tells of a thing, not of words: 'Poole *found* "a mess"', 'the poster *shows* "The Quiet Hour"'.

    A document or whoever inquires has words for what it finds: 'the report found "grave failings"'.
    """
    finds = cue.takes("doc") and not cue.takes("clause")
    return finds and (page.is_titled(number) or not unsaid.is_document(page, cue))


def _coordinated(page: Page, pieces: list[TokenSpan]) -> list[TokenSpan]:
    """The pieces of one cue in order, those that *and* or a comma joins as one: 'described him as "a bully" and her as "a fool"'."""
    joined: list[TokenSpan] = []
    for piece in united(pieces):
        if joined and _adds(page, joined[-1].end, piece.start):
            piece = TokenSpan(joined.pop().start, piece.end)
        joined.append(piece)
    return joined


def _adds(page: Page, end: int, start: int) -> bool:
    """Whether a phrase that ends at a token goes on at another: *and*, a comma or a preposition parts them, and nothing with a verb."""
    tags, near = {*page.tags[end:start]}, (*range(end - 2, min(end + 1, start)), *range(max(start - 2, end), start))
    joins = any(page.lowers[i] in CONJUNCTIONS or page.words[i] == "," for i in near)
    return (joins or tags == {"IN"}) and start - end <= _FEW and VERB_TAGS.isdisjoint(tags)


def _gives_name(page: Page, cue: Cue, number: StretchId) -> bool:
    """'a dog called "Biscuit"': a participle gives a name that nobody says, whatever the parser takes it for."""
    if not cue.takes("name"):
        return False
    if page.tags[cue.verb] == "VBN" and (cue.inherited or cue.source is None):
        return not page.children(page.tokens[cue.verb], "aux")  # 'but *has called* it "a mess"'
    start = page.bounds[number].start
    beside = start == cue.end or (start == cue.end + 1 and page.tags[cue.end] == "DT")  # not 'called *him* "a fool"'
    source = cue.source
    if not beside or source is None or (source.end != cue.verb and not cue.inherited):
        return False
    head = page.tokens[source.head]
    works = lexicon.words("work_nouns") | lexicon.words("document_nouns")
    thing = head.tag_ == "DT" or head.lower_ in works or not unsaid.can_speak(page, head)
    relative = source.start > 0 and page.lowers[source.start - 1] in _RELATIVE  # 'what *the paper called* "a mess"'
    return thing and not relative and (page.is_titled(number) or page.tags[cue.verb] == "VBN")


def _up_to_cue(page: Page, marked: TokenSpan, by_verb: dict[int, Cue]) -> list[Token]:
    """The tokens from the head of a stretch up to the one that hangs on a cue; nothing if another verb comes first."""
    token = _head(page, marked)
    chain = [token]
    for head in islice(token.ancestors, 8):
        if head.i in by_verb:
            before = chain[-1].i < head.i and not by_verb[head.i].passive
            return [] if before or chain[-1].dep_ in ("nsubj", "mark") else chain
        if head.tag_ in ("VBD", "VBZ", "VBP") and head.dep_ not in ("dobj", "pobj"):  # 'calls *rivals* "cowards"'
            return []
        chain.append(head)
    return []


def _head(page: Page, marked: TokenSpan) -> Token:
    """The token of a stretch that hangs on what stands outside of it."""
    start, end = marked
    heads = enumerate(page.heads[start:end], start)
    tops = (i for i, head in heads if head == i or not start <= head < end)
    words = (i for i in chain(tops, range(start, end)) if not page.tokens[i].is_punct)
    return page.tokens[next(words, start)]


def _phrase(page: Page, cues: tuple[Cue, ...], cue: Cue, chain: list[Token], marked: TokenSpan) -> TokenSpan:
    """The phrase around marked words, at whose head the chain up to the cue begins."""
    # the outermost: 'spoke about giving teachers the right to "strike"'
    noun = next((t for t in reversed(chain) if t.dep_ in _NOUN_DEPS), chain[-1])
    low = min(_start(page, cue, chain, noun, marked.start), marked.start)
    high = max(_end(page, cue, noun, marked.end), marked.end)
    low, high = page.trim(TokenSpan(low, high))
    # 'cited a "rise" in costs, which she said was small': the phrase ends where another report begins, not at 'and *her claims*'
    behind = (c for c in cues_between(cues, marked.end, page.passage_tokens(marked.end - 1).end) if c.kind != "noun")
    high = next((c.left for c in behind if marked.end <= c.left < high and c.start != cue.start), high)
    while high > marked.end and page.inside[high - 1] < 0 and {page.tags[high - 1], page.lowers[high - 1]} & _HANGING:
        high -= 1  # 'called for "a surge" | *amid what* she said was neglect'
    return page.trim(TokenSpan(low, _with_coordinated(page, high)))


def _start(page: Page, cue: Cue, chain: list[Token], noun: Token, start: int) -> int:
    """Where the phrase begins, prepositions that belong to the verb left out."""
    low = noun.left_edge.i
    if start > cue.verb:
        low = max(low, cue.end)
    if cue.source and cue.verb < cue.source.start < start:
        low = max(low, cue.source.end)  # "was dismissed by residents as "vandalism""
    named = cue.takes("name") and start > cue.verb  # 'called *the plan "a mess"*'
    fronted = page.tags[cue.end : cue.end + 1] == ["IN"]  # 'which she dismissed on Monday as *"a mess"*'
    if not (cue.passive or fronted) and (named or _is_predicate(cue, chain)):
        low = cue.end
    if cue.takes("ofger"):
        low = next((i + 1 for i in range(cue.end, start) if page.lowers[i] == "of"), low)
    # 'disputed the notion that *it was "a mess"*'
    low = next((i + 1 for i in range(start - 1, low, -1) if page.lowers[i] == "that" and page.tags[i] == "IN"), low)
    linking = lexicon.labelled("cue_words", "linking")
    while low < start and (page.tokens[low].dep_ in ("prep", "agent") or page.lowers[low] in linking):
        low += 1
    return low


def _is_predicate(cue: Cue, chain: list[Token]) -> bool:
    """Whether marked words say what something is dismissed *as*: 'dismissed *the plan as "a mess"*'."""
    predicate = next((t for t in chain if t.dep_ == "prep" and t.lower_ == "as"), None)
    return predicate is not None and predicate.head.i == cue.verb


def _end(page: Page, cue: Cue, noun: Token, end: int) -> int:
    """Where the phrase ends: with the noun's, or before the reporter goes on."""
    high = min(noun.right_edge.i + 1, page.sentence(cue.verb).end)
    if cue.source and cue.source.start > end:
        high = min(high, cue.source.start - 1)  # 'was called "a joke" *by Ann Poole*'
    outside = (i for i in range(end, high) if page.inside[i] < 0)
    return next(
        (i for i in outside if reporter.goes_on(page, cue, i, high) or (i == end and _says_when(page, i))), high
    )


def _says_when(page: Page, i: int) -> bool:
    """Whether a preposition behind marked words tells when or where they were said: '"a mess" *in weekly speeches*'."""
    told = page.children(page.tokens[i], "pobj", "pcomp") if page.lowers[i] in _WHEN else []
    occasions = lexicon.words("occasion_nouns") | lexicon.words("document_nouns")
    return any(
        t.tag_ == "VBG"
        or t.ent_type_ in ("DATE", "TIME")
        or not occasions.isdisjoint((t.lower_, t.lower_[:-1], t.lower_[:-2]))
        for t in told
    )


def _with_coordinated(page: Page, end: int) -> int:
    """The end of marked words with those that *and* or a comma adds to them: as "a mess" and a "farce", "cruel," "rushed"."""
    while page.inside[end - 1] >= 0:
        start = next((i for i in range(end, min(end + _FEW, len(page.tokens))) if not _links(page, i)), end)
        if start >= len(page.tokens) or page.inside[start] < 0 or (start == end and page.words[end - 2] != ","):
            break
        number = StretchId(page.inside[start])
        low, high = page.bounds[number]
        if low != start or not page.inner(number)[:1].islower() or page.tags[high : high + 1] in _PREDICATES:
            break  # 'called it "a mess" and *"no" votes* rose'
        end = high
    return end


def _links(page: Page, i: int) -> bool:
    """Whether a token can stand between marked words that are coordinated: a comma, a conjunction, an article."""
    return page.inside[i] < 0 and (
        page.words[i] == "," or page.lowers[i] in CONJUNCTIONS or page.tags[i] in ("DT", "PRP$")
    )


# --- marked words that no cue has ------------------------------------------------------------------------------------


def left_over(page: Page, cues: tuple[Cue, ...], taken: Container[StretchId]) -> Iterator[Reported]:
    """Marked words that no construction gives to a cue, where a small model takes them for speech, as the words of whoever acts.

    'The council sued over "unpaid bills and lies"': the model weighs the words, what stands around them and the verb that they
    hang on. Its weights, ``data/left_over.json``, are fitted on annotated articles by ``benchmarks/training/left_over.py``.
    """
    for number in map(StretchId, range(len(page.outer))):
        if number in taken or unspoken.is_unspoken(page, number):
            continue
        over = _over(page, number)
        if any(_is_disowned(page, token) for token in over if token.tag_ in VERB_TAGS):
            continue
        if is_said(features(page, cues, number, taken)) and (cue := _owner(page, cues, number, over)) is not None:
            yield Reported(cue, "marked", (_around(page, cue, number, taken),))


def _is_disowned(page: Page, verb: Token) -> bool:
    """Whether the words that hang on a verb are said not to have been said, or only thought: 'did not pay for "a free ride"'."""
    if verb.lower_ in lexicon.reporting_verbs():
        return unsaid.is_unsaid(page, verb)
    return unsaid.is_disclaimed(page, verb) or verb.lower_ in lexicon.labelled("mark_words", "thinking")


def is_said(seen: Mapping[str, float]) -> bool:
    """Whether marked words of which so much is seen are speech."""
    known = weights()
    return sum(known.get(name, 0.0) * value for name, value in seen.items()) > _SURE


@cache
def weights() -> dict[str, float]:
    """The weight of every feature."""
    text = resources.files("quoteattr").joinpath("data", "left_over.json").read_text("utf-8")
    read: dict[str, float] = json.loads(text)["weights"]
    return read


def _over(page: Page, number: StretchId) -> list[Token]:
    """What the head of marked words hangs on, outside of marks, the nearest first."""
    start, end = page.bounds[number]
    return [
        t
        for t in islice(_head(page, page.bounds[number]).ancestors, 8)
        if not start <= t.i < end and page.inside[t.i] < 0
    ]


def _owner(page: Page, cues: tuple[Cue, ...], number: StretchId, over: list[Token]) -> Cue | None:
    """Whose words they are: a cue in their sentence, or one made of a noun or a verb that somebody stands with."""
    marked, above = page.bounds[number], {t.i for t in over}
    passive = [c for c in cues_between(cues, *page.sentence(marked.start)) if c.passive and c.verb in above]
    if any(c.source is None or page.lowers[c.verb] in lexicon.labelled("cue_words", "asked") for c in passive):
        return None  # 'Poole left after being called "a mess"': by whom, nobody says; 'Pressed by Reed on "the gap", Poole …'
    if (known := _known_cue(page, cues, marked, above)) is not None:
        return known
    for noun in takewhile(lambda t: t.tag_ not in VERB_TAGS, over):
        owner = next(iter(verbless.owners(page, noun)), None) if noun.tag_ in NOUN_TAGS else None
        if owner is not None and unsaid.is_somebody(page, owner):
            return _made(noun, page.noun_phrase(owner, frozenset({noun.i})), "noun")
    for verb in reversed([t for t in over if t.tag_ in VERB_TAGS]):
        # the outermost: '*Ann Poole credited* Tom Reed with holding "the whole club together"'
        source, _ = sources.of_verb(page, verb, verb.i + 1)
        if source is not None and _acts(page, verb, page.tokens[source.head]):
            return _made(verb, source, "verb") if not reporter.is_reporter(page, source) else None
    return None


def _known_cue(page: Page, cues: tuple[Cue, ...], marked: TokenSpan, above: set[int]) -> Cue | None:
    """The nearest cue of a sentence that marked words hang on, or else that can report them."""
    around = [c for c in cues_between(cues, *page.sentence(marked.start)) if c.kind != "disclaimed" and c.source]
    known = [c for c in around if c.verb in above]
    known = known or [c for c in around if c.takes("clause", "quote") or c.kind == "according"]
    return min(
        known, key=lambda c: marked.start - c.end if c.end <= marked.start else c.start - marked.end, default=None
    )


def _acts(page: Page, verb: Token, who: Token) -> bool:
    """Whether the words that a verb leads to are its subject's: no place's or team's, unless the verb reports, and not what somebody is."""
    if verb.lower_ in lexicon.reporting_verbs():
        return unsaid.is_somebody(page, who)
    named = who.ent_type_ in ("PERSON", "ORG") or who.lower_ in ("he", "she") or lexicon.is_post(who.lower_)
    return named and verb.lower_ not in _BEING and verb.dep_ not in ("relcl", "acl")


def _made(word: Token, source: Phrase, kind: CueKind) -> Cue:
    return Cue(kind, word.i, word.i + 1, source, None, word.i, word.i + 1)


def _around(page: Page, cue: Cue, number: StretchId, taken: Container[StretchId]) -> TokenSpan:
    """Marked words with the phrase or clause that they stand in, as far as no sign, other speech or the cue parts it from them."""
    start, end = page.bounds[number]
    low, high = page.sentence(start)
    low, high = (max(low, cue.end), high) if cue.end <= start else (low, min(high, cue.left))
    if cue.kind == "noun":  # 'her request to "name them all" | *was refused*'
        high = min(high, page.tokens[cue.verb].right_edge.i + 1)

    def parts(i: int) -> bool:
        if page.inside[i] >= 0:
            return page.inside[i] in taken
        return page.words[i] in _SIGNS and (page.words[i] not in DASHES or bool(page.tokens[i - 1].whitespace_))

    first = next((i + 1 for i in range(start - 1, low - 1, -1) if parts(i)), low)
    return page.trim(TokenSpan(min(first, start), next((i for i in range(end, high) if parts(i)), max(high, end))))


# --- what is seen of them ---------------------------------------------------------------------------------------------


def features(page: Page, cues: tuple[Cue, ...], number: StretchId, taken: Container[StretchId]) -> dict[str, float]:
    """What the model sees of marked words: a dict of the names of features with 1.0 each, ``""`` for all alike."""
    start = page.bounds[number].start
    near = cues_between(cues, *page.sentence(start))
    seen = ["", *_of_words(page, number), *_of_place(page, number), *_of_verb(page, number)]
    seen += [f"cues {min(len(near), 2)}", *{"cue before" if c.end <= start else "cue behind" for c in near}]
    seen += ["disclaimed"] if any(c.kind == "disclaimed" for c in near) else []
    seen += ["in a report"] if any(c.end <= start and c.takes("clause") for c in near) else []
    passage = page.passage_tokens(start)
    others = {n for n in page.inside[passage.start : passage.end] if n >= 0 and n != number and n in taken}
    seen += ["others speak"] if others else []
    seen += ["others spoke"] if any(n < number for n in others) else []
    return dict.fromkeys(seen, 1.0)


def _of_words(page: Page, number: StretchId) -> list[str]:
    """How long the words are, how they begin and end, and what kinds of words they are."""
    tokens = [t for t in page.tokens[slice(*page.bounds[number])] if not t.is_punct and not t.is_space]
    inner = page.inner(number)
    if not tokens:
        return ["no words"]
    tags = {t.tag_ for t in tokens}
    length = len(inner.split())
    size = next((f"up to {n}" for n in (1, 2, 5, 12) if length <= n), "long")
    verbs = "finite" if tags & FINITE_TAGS else "verb" if tags & VERB_TAGS else "no verb"
    end = "stop" if inner[-1:] in ".!?" else "comma" if inner[-1:] == "," else "word"
    seen = [
        size,
        verbs,
        f"first {tokens[0].tag_}",
        f"last {tokens[-1].tag_[:2]}",
        f"ends with a {end}",
        unspoken.reason(page, number),
    ]
    seen += ["titled"] if page.is_titled(number) else []
    seen += ["capital"] if inner[:1].isupper() else []
    seen += ["personal"] if not _FIRST_PERSON.isdisjoint(t.lower_ for t in tokens) else []
    return seen


def _of_place(page: Page, number: StretchId) -> list[str]:
    """What stands right before and behind the words, and in what kind of passage."""
    start, end = page.bounds[number]
    passage = page.passage_tokens(start)
    before = _outline(page.tokens[start - 1]) if start > passage.start else "nothing"
    behind = _outline(page.tokens[end]) if end < passage.end else "nothing"
    return [f"before: {before}", f"behind: {behind}", page.passages[page.passage_of[start]].kind]


def _outline(token: Token) -> str:
    return token.lower_ if token.is_stop or token.is_punct else token.tag_


def _of_verb(page: Page, number: StretchId) -> list[str]:
    """The verb that the words hang on: whether it reports, what it takes, and who its subject is; the nouns between."""
    over = _over(page, number)
    verb = next((t for t in over if t.tag_ in VERB_TAGS), None)
    seen = [f"as {_head(page, page.bounds[number]).dep_}"]
    for token in over[: over.index(verb)] if verb is not None else over:
        singular = {token.lower_, token.lower_.removesuffix("s")}
        seen += [f"of {kind}" for kind in _NOUNS if not singular.isdisjoint(lexicon.words(kind))]
    if verb is None:
        return [*seen, "no verb above"]
    entries = lexicon.reporting_verbs().get(verb.lower_, ())
    seen += ["reports" if entries else "tells", *{f"takes {frame}" for entry in entries for frame in entry.frames}]
    seen += [f"verb {verb.tag_}", "is" if verb.lower_ in _BEING else "acts", f"verb is {verb.dep_}"]
    own = page.subject(verb)
    who = (
        "nobody"
        if own is None
        else own.lower_
        if own.tag_ == "PRP"
        else "somebody"
        if unsaid.is_somebody(page, own)
        else "a thing"
    )
    return [*seen, f"subject {who}", "verb behind" if verb.i >= page.bounds[number].end else "verb before"]
