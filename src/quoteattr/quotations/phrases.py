"""Page + cues → marked phrases: noun phrases that count as reported because words in them are marked.

Rules: ``phrase``, where the grammar gives them to a cue: called for a "surge" in spending; dismissed the plan as "a mess";
``marked``, where only a small model does, of what nothing else has taken: credited her with "a summer to remember".
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
_OCCASION_PREPOSITIONS = frozenset({"in", "on", "at", "during", "after", "before", "without"})
_NOUN_DEPS = ("pobj", "pcomp", "dobj", "attr", "oprd", "nsubjpass")
_NEAR = 6  # tokens: what stands further apart is not one phrase
_BESIDE = 14  # tokens from a cue to marked words that it has without a verb between
_FURTHEST = 8  # steps up from marked words
_SUBJECT_OR_VERB = tuple([tag] for tag in sorted(FINITE_TAGS | NOUN_TAGS))  # behind marked words, they begin a clause
_SURE = 0.5  # what is left over is speech where the model gives it more than this, in log odds
_FIRST_PERSON = frozenset({"i", "we", "you", "my", "our", "us", "me"})
_SIGNS = LOOSE | SENTENCE_FINAL | {":"}
_RELATIVE = frozenset({"what", "which", "that", "as", "whom", "who"})
_NEVER_LAST = frozenset({"WDT", "WP", "IN", "TO", "CC", "DT", "including", ","})  # tags and words
_BEING = frozenset({"is", "are", "was", "were", "be", "been", "being", "'s", "’s"})
_NOUNS = ("reporting_nouns", "work_nouns", "document_nouns", "message_nouns", "occasion_nouns")


def find(page: Page, cues: tuple[Cue, ...]) -> tuple[Reported, ...]:
    """The phrases of every cue in which a marked stretch stands (called for a "surge" in spending), those that overlap as one."""
    by_verb = {cue.verb: cue for cue in cues if cue.takes(*_FRAMES)}
    near = [c for c in cues if c.source and max(page.inside[c.end : c.end + _BESIDE], default=-1) >= 0]
    beside = {page.marked_behind(cue.end): cue for cue in near if cue.takes("name") and not cue.passive}
    beside |= {page.marked_as(cue.end): cue for cue in near if cue.takes("np")}
    found: dict[Cue, list[TokenSpan]] = {}
    for number in map(StretchId, range(len(page.outer))):
        if unspoken.is_unspoken(page, number):
            continue
        marked = page.bounds[number]
        if chain := _up_to_cue(page, marked, by_verb):
            cue = by_verb[chain[-1].head.i]
            if not any(is_no_speech(page, cue, number) for is_no_speech in (_gives_name, unspoken.is_shown, _shows)):
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
        if joined and _is_coordination(page, joined[-1].end, piece.start):
            piece = TokenSpan(joined.pop().start, piece.end)
        joined.append(piece)
    return joined


def _is_coordination(page: Page, end: int, start: int) -> bool:
    """Whether the words from ``end`` to ``start`` join two phrases: *and* or a comma at either side and no verb, or a preposition alone."""
    tags, edges = {*page.tags[end:start]}, (*range(end - 2, min(end + 1, start)), *range(max(start - 2, end), start))
    joins = any(page.lowers[i] in CONJUNCTIONS or page.words[i] == "," for i in edges)
    return (joins or tags == {"IN"}) and start - end <= _NEAR and VERB_TAGS.isdisjoint(tags)


def _gives_name(page: Page, cue: Cue, number: StretchId) -> bool:
    """Whether a verb of calling gives a name, which nobody says: 'a dog *called* "Biscuit"', whatever the parser takes it for."""
    if not cue.takes("name"):
        return False
    source, participle = cue.source, page.tags[cue.verb] == "VBN"
    perfect = bool(page.children(page.tokens[cue.verb], "aux"))  # 'is said *to have called* it "a tomb"'
    if participle and (source is None or (cue.inherited and not perfect)):
        return True
    start = page.bounds[number].start
    beside = start == cue.end or (start == cue.end + 1 and page.tags[cue.end] == "DT")  # not 'called *him* "a fool"'
    if not beside or source is None or (source.end != cue.verb and not cue.inherited):
        return False
    if source.start > 0 and page.lower_at(source.start - 1) in _RELATIVE:
        return False  # 'what *the paper called* "a mess"'
    head = page.tokens[source.head]
    works = lexicon.words("work_nouns") | lexicon.words("document_nouns")
    thing = head.tag_ == "DT" or head.lower_ in works or not unsaid.can_speak(page, head)
    return thing and (participle or page.is_titled(number))


def _up_to_cue(page: Page, marked: TokenSpan, by_verb: dict[int, Cue]) -> list[Token]:
    """The tokens from the head of a stretch up to a cue's child; none if another verb comes first, or the phrase is its subject."""
    token = _head(page, marked)
    chain = [token]
    for head in islice(token.ancestors, _FURTHEST):
        if head.i in by_verb:
            before = chain[-1].i < head.i and not by_verb[head.i].passive
            return [] if before or chain[-1].dep_ in ("nsubj", "mark") else chain
        if head.tag_ in ("VBD", "VBZ", "VBP") and head.dep_ not in ("dobj", "pobj"):  # 'calls *rivals* "cowards"'
            return []
        chain.append(head)
    return []


def _head(page: Page, marked: TokenSpan) -> Token:
    """The token of a stretch whose head stands outside of it."""
    start, end = marked
    heads = enumerate(page.heads[start:end], start)
    tops = (i for i, head in heads if head == i or not start <= head < end)
    words = (i for i in chain(tops, range(start, end)) if not page.tokens[i].is_punct)
    return page.tokens[next(words, start)]


def _phrase(page: Page, cues: tuple[Cue, ...], cue: Cue, chain: list[Token], marked: TokenSpan) -> TokenSpan:
    """The phrase around marked words that a cue reports; ``chain`` leads from their head up to the cue."""
    # the outermost: 'spoke about giving teachers the right to "strike"'
    noun = next((t for t in reversed(chain) if t.dep_ in _NOUN_DEPS), chain[-1])
    low = min(_start(page, cue, chain, noun, marked.start), marked.start)
    high = max(_end(page, cue, noun, marked.end), marked.end)
    low, high = page.trim(TokenSpan(low, high))
    # 'cited a "rise" in costs, which she said was small': the phrase ends where another report begins, not at 'and *her claims*'
    behind = (c for c in cues_between(cues, marked.end, page.passage_tokens(marked.end - 1).end) if c.kind != "noun")
    high = next((c.left for c in behind if marked.end <= c.left < high and c.start != cue.start), high)
    while (
        high > marked.end
        and page.inside_at(high - 1) < 0
        and {page.tag_at(high - 1), page.lower_at(high - 1)} & _NEVER_LAST
    ):
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
    """Where the phrase ends: with the noun's, before the source, or before the reporter goes on."""
    high = min(noun.right_edge.i + 1, page.sentence(cue.verb).end)
    if cue.source and cue.source.start > end:
        high = min(high, cue.source.start - 1)  # 'was called "a joke" *by Ann Poole*'
    if end < high and page.inside[end] < 0 and _is_occasion(page, end):
        return end
    return next((i for i in range(end, high) if page.inside[i] < 0 and reporter.goes_on(page, cue, i, high)), high)


def _is_occasion(page: Page, i: int) -> bool:
    """Whether a preposition behind marked words tells when or where they were said: '"a mess" *in weekly speeches*'."""
    if page.lowers[i] not in _OCCASION_PREPOSITIONS:
        return False
    occasions = lexicon.words("occasion_nouns") | lexicon.words("document_nouns")
    return any(
        t.tag_ == "VBG"
        or t.ent_type_ in ("DATE", "TIME")
        or not occasions.isdisjoint((t.lower_, t.lower_[:-1], t.lower_[:-2]))
        for t in page.children(page.tokens[i], "pobj", "pcomp")
    )


def _with_coordinated(page: Page, end: int) -> int:
    """The end of marked words with those that *and* or a comma adds to them: as "a mess" and a "farce", "cruel," "rushed"."""
    while page.inside_at(end - 1) >= 0:
        start = next((i for i in range(end, min(end + _NEAR, len(page.tokens))) if not _links(page, i)), end)
        if start >= len(page.tokens) or page.inside[start] < 0 or (start == end and page.word_at(end - 2) != ","):
            break
        number = StretchId(page.inside[start])
        low, high = page.bounds[number]
        if low != start or not page.inner(number)[:1].islower() or page.tags[high : high + 1] in _SUBJECT_OR_VERB:
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

    'The council sued over "unpaid bills and lies"': the model weighs the words, what stands around them and the verb above
    them. Its weights, ``data/left_over.json``, are fitted on annotated articles by ``benchmarks/training/left_over.py``.
    """
    for number in map(StretchId, range(len(page.outer))):
        if number in taken or unspoken.is_unspoken(page, number):
            continue
        ancestors = _ancestors(page, number)
        if any(_is_disowned(page, token) for token in ancestors if token.tag_ in VERB_TAGS):
            continue
        if is_said(features(page, cues, number, taken)) and (cue := _owner(page, cues, number, ancestors)) is not None:
            yield Reported(cue, "marked", (_around(page, cue, number, taken),))


def _is_disowned(page: Page, verb: Token) -> bool:
    """Whether the words below a verb are said not to have been said, or only thought: 'did not pay for "a free ride"'."""
    if verb.lower_ in lexicon.reporting_verbs():
        return unsaid.is_unsaid(page, verb)
    return unsaid.is_disclaimed(page, verb) or verb.lower_ in lexicon.labelled("mark_words", "thinking")


def is_said(seen: Mapping[str, float]) -> bool:
    """Whether marked words with these features are speech."""
    weight = weights()
    return sum(weight.get(name, 0.0) * value for name, value in seen.items()) > _SURE


@cache
def weights() -> dict[str, float]:
    """The weight of every feature."""
    text = resources.files("quoteattr").joinpath("data", "left_over.json").read_text("utf-8")
    return dict(json.loads(text)["weights"])


def _ancestors(page: Page, number: StretchId) -> list[Token]:
    """The unmarked words above the head of marked words, the nearest first."""
    ancestors = islice(_head(page, page.bounds[number]).ancestors, _FURTHEST)
    return [t for t in ancestors if page.inside[t.i] < 0]


def _owner(page: Page, cues: tuple[Cue, ...], number: StretchId, ancestors: list[Token]) -> Cue | None:
    """The cue whose words they are: one in their sentence, or one made of a noun or verb above them and whoever it belongs to."""
    marked, above = page.bounds[number], {t.i for t in ancestors}
    passive = [c for c in cues_between(cues, *page.sentence(marked.start)) if c.passive and c.verb in above]
    if any(c.source is None or page.lowers[c.verb] in lexicon.labelled("cue_words", "asked") for c in passive):
        return None  # 'Poole left after being called "a mess"': by whom, nobody says; 'Pressed by Reed on "the gap", Poole …'
    if (nearest := _nearest_cue(page, cues, marked, above)) is not None:
        return nearest
    for noun in takewhile(lambda t: t.tag_ not in VERB_TAGS, ancestors):
        owner = next(iter(verbless.owners(page, noun)), None) if noun.tag_ in NOUN_TAGS else None
        if owner is not None and unsaid.is_somebody(page, owner):
            return _cue_of(noun, page.noun_phrase(owner, frozenset({noun.i})), "noun")
    for verb in reversed([t for t in ancestors if t.tag_ in VERB_TAGS]):
        # the outermost: '*Ann Poole credited* Tom Reed with holding "the whole club together"'
        source, _ = sources.of_verb(page, verb, verb.i + 1)
        if source is not None and _is_of_subject(page, verb, page.tokens[source.head]):
            return _cue_of(verb, source, "verb") if not reporter.is_reporter(page, source) else None
    return None


def _nearest_cue(page: Page, cues: tuple[Cue, ...], marked: TokenSpan, above: set[int]) -> Cue | None:
    """The nearest cue of a sentence whose verb is above the marked words, or else that can report them."""
    around = [c for c in cues_between(cues, *page.sentence(marked.start)) if c.kind != "disclaimed" and c.source]
    able = [c for c in around if c.verb in above]
    able = able or [c for c in around if c.takes("clause", "quote") or c.kind == "according"]

    def distance(cue: Cue) -> int:
        return marked.start - cue.end if cue.end <= marked.start else cue.start - marked.end

    return min(able, key=distance, default=None)


def _is_of_subject(page: Page, verb: Token, who: Token) -> bool:
    """Whether the words below a verb are its subject's: no place's or team's, unless the verb reports, and not what somebody is."""
    if verb.lower_ in lexicon.reporting_verbs():
        return unsaid.is_somebody(page, who)
    named = who.ent_type_ in ("PERSON", "ORG") or who.lower_ in ("he", "she")
    return named and verb.lower_ not in _BEING and verb.dep_ not in ("relcl", "acl")


def _cue_of(word: Token, source: Phrase, kind: CueKind) -> Cue:
    return Cue(kind, word.i, word.i + 1, source, None, word.i, word.i + 1)


def _around(page: Page, cue: Cue, number: StretchId, taken: Container[StretchId]) -> TokenSpan:
    """Marked words with the phrase or clause that they stand in, up to the next sign, other speech or the cue on either side."""
    start, end = page.bounds[number]
    low, high = page.sentence(start)
    low, high = (max(low, cue.end), high) if cue.end <= start else (low, min(high, cue.left))
    if cue.kind == "noun":  # 'her request to "name them all" | *was refused*'
        high = min(high, page.tokens[cue.verb].right_edge.i + 1)

    def separates(i: int) -> bool:
        if page.inside[i] >= 0:
            return page.inside[i] in taken
        return page.words[i] in _SIGNS and (page.words[i] not in DASHES or bool(page.tokens[i - 1].whitespace_))

    first = next((i + 1 for i in range(start - 1, low - 1, -1) if separates(i)), low)
    last = next((i for i in range(end, high) if separates(i)), max(high, end))
    return page.trim(TokenSpan(min(first, start), last))


# --- features of marked words -----------------------------------------------------------------------------------------


def features(page: Page, cues: tuple[Cue, ...], number: StretchId, taken: Container[StretchId]) -> dict[str, float]:
    """What the model sees of marked words: names of features, each with the value 1.0; ``""`` is the one that all have."""
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
    """How long the marked words are, how they begin and end, and what kinds of words they are."""
    tokens = [t for t in page.tokens[slice(*page.bounds[number])] if not t.is_punct and not t.is_space]
    inner = page.inner(number)
    if not tokens:
        return ["no words"]
    tags = {t.tag_ for t in tokens}
    length = len(inner.split())
    size = next((f"up to {n}" for n in (1, 2, 5, 12) if length <= n), "long")
    verbs = "finite" if tags & FINITE_TAGS else "verb" if tags & VERB_TAGS else "no verb"
    end = "stop" if inner[-1:] in ".!?" else "comma" if inner[-1:] == "," else "word"
    seen = [size, verbs, f"first {tokens[0].tag_}", f"last {tokens[-1].tag_[:2]}", f"ends with a {end}"]
    seen += [unspoken.reason(page, number)]
    seen += ["titled"] if page.is_titled(number) else []
    seen += ["capital"] if inner[:1].isupper() else []
    seen += ["personal"] if not _FIRST_PERSON.isdisjoint(t.lower_ for t in tokens) else []
    return seen


def _of_place(page: Page, number: StretchId) -> list[str]:
    """What stands right before and behind the words, and in what kind of passage."""
    start, end = page.bounds[number]
    passage = page.passage_tokens(start)
    before = _word_or_tag(page.tokens[start - 1]) if start > passage.start else "nothing"
    behind = _word_or_tag(page.tokens[end]) if end < passage.end else "nothing"
    return [f"before: {before}", f"behind: {behind}", page.passages[page.passage_of[start]].kind]


def _word_or_tag(token: Token) -> str:
    """A function word or sign itself, of any other word its tag."""
    return token.lower_ if token.is_stop or token.is_punct else token.tag_


def _of_verb(page: Page, number: StretchId) -> list[str]:
    """The nearest verb above the words: whether it reports, what it takes, and who its subject is; the nouns between."""
    ancestors = _ancestors(page, number)
    verb = next((t for t in ancestors if t.tag_ in VERB_TAGS), None)
    seen = [f"as {_head(page, page.bounds[number]).dep_}"]
    for token in takewhile(lambda t: t.tag_ not in VERB_TAGS, ancestors):
        singular = {token.lower_, token.lower_.removesuffix("s")}
        seen += [f"of {kind}" for kind in _NOUNS if not singular.isdisjoint(lexicon.words(kind))]
    if verb is None:
        return [*seen, "no verb above"]
    entries = lexicon.reporting_verbs().get(verb.lower_, ())
    seen += ["reports" if entries else "tells", *{f"takes {frame}" for entry in entries for frame in entry.frames}]
    seen += [f"verb {verb.tag_}", "is" if verb.lower_ in _BEING else "acts", f"verb is {verb.dep_}"]
    own = page.subject(verb)
    if own is None:
        who = "nobody"
    elif own.tag_ == "PRP":
        who = own.lower_
    else:
        who = "somebody" if unsaid.is_somebody(page, own) else "a thing"
    return [*seen, f"subject {who}", "verb behind" if verb.i >= page.bounds[number].end else "verb before"]
