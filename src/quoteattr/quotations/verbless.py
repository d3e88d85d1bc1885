"""Page → cues that are no verb of a speaker's: words that name a source (*according to*), nouns that report (her *claim* that).

Also, what *according to* and its like report: the sentence around them (rule ``according``).
"""

from collections.abc import Iterator
from itertools import chain, islice

import attrs
from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Cue, Phrase, TokenSpan
from quoteattr.lexicon import Frame
from quoteattr.quotations import reporter, sources, unsaid
from quoteattr.text import noun_phrases
from quoteattr.text.page import CONJUNCTIONS, FINITE_TAGS, NOMINAL_TAGS, SENTENCE_FINAL, VERB_TAGS, Page

_SHORTEST = 3  # tokens of a part of a sentence that says something
_NEAR = 8  # tokens from a noun to its that-clause
_AUXILIARIES = frozenset({"are", "be", "been", "had", "has", "have", "is", "was", "were"})
_ADDITION_TAGS = frozenset({"VBG", "WDT", "WP", "IN"})  # what begins so tells more of the source
_MESSAGE_NEAR = 6  # tokens from the verb that brings a message to its noun
_EMPTY_WORDS = frozenset({"is", "'s", "’s", "was", "are", "were", "all", "of", "this", "that", "at", "least", "also"})
_FIRST_OR_SECOND = frozenset({"my", "our", "your"})
_QUOTE: frozenset[Frame] = frozenset({"quote"})


def find(page: Page) -> Iterator[Cue]:
    """The cues of a page that are no verbs."""
    openers = chain(_according(page), _for_somebody(page), _in_the_words_of(page))
    return chain(openers, _nouns(page), _descriptions(page), _messages(page), _headings(page), _heard_from(page))


# --- words that name a source ---------------------------------------------------------------------------------------


def _according(page: Page) -> Iterator[Cue]:
    """'according to the report', 'in the words of its captain', 'per the league's own figures'."""
    for i, start in _openers(page):
        if page.inside[i] >= 0 or (page.lowers[i] == "per" and not _names_source(page, i)):
            continue
        last = page.tokens[start - 1]
        name = noun_phrases.name_behind_post(page, start)
        parsed = next(iter(page.children(last, "pobj")), None) if name == start else None
        capitalised = page.tokens[name] if "".join(page.words[name : name + 1]).istitle() else None
        head = parsed or noun_phrases.head(page, name) or capitalised  # "Upriver" is no noun to the tagger
        if head is None or (page.lowers[i] == "to" and not unsaid.can_speak(page, head)):
            continue  # "to quote *a price*"
        source = page.noun_phrase(head, frozenset({last.i}))
        if name != start:
            # "according to *lead author Ann Poole*", where the parser may take *lead* for a verb
            source = attrs.evolve(source, start=start)
        source = _with_name_behind(page, _without_content(page, source, i))
        yield Cue("according", i, start, source, None, i, source.end)


def _names_source(page: Page, per: int) -> bool:
    """Whether *per* names a source: ', *per the league*', '*Per police*, …', but not 'two *per cent*', '*Per Dahl* said'."""
    comma = page.word_at(per - 1) == ","
    opens = page.sentence(per).start == per or comma
    return opens and "".join(page.tags[per + 1 : per + 2]) in ("DT", "PRP$", "NNP" if comma else "NNS")


def _with_name_behind(page: Page, source: Phrase) -> Phrase:
    """A source with the name in apposition, which the parser may take for a subject: 'According to *one resident, Ann Poole*, it sank.'"""
    end = source.end + 1
    while page.tags[end : end + 1] == ["NNP"]:
        end += 1
    office = page.tags[source.head] == "NNP" and page.lowers[source.start] == "the"
    described = (page.tags[source.head] == "NN" or office) and lexicon.is_post(page.words[source.head])
    described |= page.lowers[source.start : source.start + 2] == ["one", "of"]
    enclosed = page.words[source.end : source.end + 1] == [","] == page.words[end : end + 1] and end > source.end + 1
    if not (described and enclosed and {"ORG", "GPE"}.isdisjoint(page.ent_types[source.end + 1 : end])):
        return source
    if page.tags[end + 1 : end + 2] in (["NNP"], ["CC"], ["WP"], ["WDT"]):
        return source  # "According to the mayor, Ann Poole, Tom Reed and others left"
    age = "".join(page.words[end + 1 : end + 2]).isdigit() and page.words[end + 2 : end + 3] == [","]
    return attrs.evolve(source, end=end + 2 if age else end)


def _openers(page: Page) -> Iterator[tuple[int, int]]:
    """Start and end of all words that name a source: '*according to*', '*in the words of*', '*in the immortal words of*'.

    *To quote* and its like begin a sentence or follow a comma: not 'went on *to quote* Poole'.
    """
    openers = [words for words in _opening_words() if page.distinct.issuperset(words)]
    for i in page.where({words[0] for words in openers}):
        if page.lowers[i] != "to" or page.word_at(i - 1) == "," or page.sentence(i).start == i:
            ends = (_end_of_opener(page, i, words) for words in openers)
            yield from ((i, end) for end in islice(filter(None, ends), 1))


@lexicon.remembered
def _opening_words() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(opener.split()) for opener in lexicon.labelled("cue_words", "opener"))


def _end_of_opener(page: Page, i: int, words: tuple[str, ...]) -> int:
    """Where an opener ends if it stands at a token, be it with an adjective behind its article; else 0."""
    adjective = words[1:2] == ("the",) and page.tags[i + 2 : i + 3] == ["JJ"]
    end = i + len(words) + adjective
    found = [*page.lowers[i:end]]
    if adjective:
        found[2:3] = []
    return end if tuple(found) == words else 0


def _without_content(page: Page, source: Phrase, opener: int) -> Phrase:
    """A source without what is said, which the parser attached to it: 'is, according to *Ann Poole*, "a joke"'."""
    if (comma := _comma_before_subject(page, source, opener)) is not None:
        return attrs.evolve(source, head=min(source.head, comma - 1), end=comma)
    # "will, according to *Poole*, open"
    interrupts = opener > 1 and page.word_at(opener - 1) == "," and page.tag_at(opener - 2) in FINITE_TAGS
    behind = range(source.head + 1, source.end)
    if interrupts and behind and page.words[behind[0]] == ",":
        end = next((i for i in behind[1:] if page.tags[i] != "NNP"), source.end)  # "his agent, *Ann Poole*, 'a joke'"
        behind = range(end, source.end) if page.words[end : end + 1] == [","] else behind
    content = next((i for i in behind if page.inside[i] >= 0 or (interrupts and page.words[i - 1] == ",")), source.end)
    comma = content < source.end and page.word_at(content - 1) == ","
    return attrs.evolve(source, end=content - 1) if comma else source


def _comma_before_subject(page: Page, source: Phrase, opener: int) -> int | None:
    """The comma in a source behind which the parser has taken in the next subject: 'According to *Poole*, wheat and rye will cost more.'

    It is the second one where a description of the source stands before it: 'According to *Ann Poole, a miller*, …'.
    """
    low, high = page.sentence(opener)
    commas = [i for i in range(source.start + 1, source.end) if page.words[i] == "," and page.inside[i] < 0]
    behind = next((i for i in range(source.end, high) if page.words[i] != ","), high)
    verb_follows = behind < high and page.tags[behind] in FINITE_TAGS | {"CC"}
    if not commas or not verb_follows or page.first_word(low, high) != opener:
        return None
    described = page.tag_at(commas[0] + 1) == "DT" or any(map(lexicon.is_post, page.words[slice(*commas[:2])]))
    return commas[1] if len(commas) > 1 and described else commas[0]


def _for_somebody(page: Page) -> Iterator[Cue]:
    """'*For Ann Poole*, "it is a joke"', '*To her*, the plan is "a joke"': marked words behind are hers, if no verb reports them."""
    for i in page.where({"for", "to"}):
        low, high = page.sentence(i)
        head = noun_phrases.head(page, i + 1) if page.first_word(low, high) == i and page.inside[i] < 0 else None
        comma = head.i + 1 if head is not None else high
        if head is None or comma >= high or page.words[comma] != "," or not unsaid.is_somebody(page, head):
            continue
        verbs = lexicon.reporting_verbs()
        unmarked = [t for t in page.tokens[comma:high] if page.inside[t.i] < 0]
        says = any(page.inside[t.i] >= 0 for t in page.tokens[comma:high] if t.tag_ in FINITE_TAGS | {"JJ"})
        is_so = any(page.inside[t.i + 1] >= 0 for t in unmarked[:-1] if t.lower_ in ("is", "was", "are", "were", "be"))
        if (says or is_so) and not any(t.lower_ in verbs and t.tag_ in VERB_TAGS for t in unmarked):
            yield Cue("according", i, i + 1, Phrase(i + 1, comma, head.i), None, i, comma)


def _in_the_words_of(page: Page) -> Iterator[Cue]:
    """'In *Ann Poole*'s words, …', 'in *the mayor*'s view', 'by *his* own account': the possessor is the source."""
    for token in map(page.tokens.__getitem__, page.where(lexicon.labelled("cue_words", "opinion"))):
        opener, possessor = token.head, next(iter(page.children(token, "poss")), None)
        if opener.lower_ not in ("in", "by") or page.inside[token.i] >= 0 or not 0 < token.i - opener.i < 12:
            continue
        own_words = token.nbor(-1).lower_ == "own" and opener.lower_ == "in"  # not "in her own words"
        if possessor is None or possessor.lower_ in _FIRST_OR_SECOND or own_words:
            continue
        before = page.word_before(opener.i)
        opens = before is None or before.text in SENTENCE_FINAL | {","} or page.inside[before.i] >= 0
        if opens and page.words[token.i + 1 : token.i + 2] in ([","], ["."]):
            source = page.noun_phrase(possessor, frozenset({opener.i, token.i}))
            if page.tokens[source.end - 1].tag_ == "POS":
                source = attrs.evolve(source, end=source.end - 1)
            yield Cue("according", opener.i, opener.i + 1, source, None, opener.i, token.i + 1)


# --- what they report -----------------------------------------------------------------------------------------------


def words_of_source(page: Page, cue: Cue) -> tuple[TokenSpan, ...]:
    """The sentence around 'according to the report', in one or two pieces, as the source stands first, last or in the middle."""
    low, high = page.sentence(cue.verb)
    start = page.first_word(low, cue.start)
    begun = reporter.last_begun(page, start, cue.start, inserted=False)
    first = page.trim(TokenSpan(begun, cue.start))
    verb_follows = page.tags[cue.right : cue.right + 2] in [[",", tag] for tag in FINITE_TAGS]
    long_enough = cue.start - start >= (2 if verb_follows else _SHORTEST)  # "Rents, according to Poole, *rose*"
    pieces = [first] if long_enough and not _is_empty(page, first) else []
    # "There is, according to Poole, *no plan*"
    interrupted = bool(pieces) and page.lower_at(first.end - 1) in _AUXILIARIES
    after = _sign_behind(page, cue, high, interrupted=interrupted)
    if start == cue.start and _begins_without_comma(page, cue, min(after, high)):
        return (page.trim(TokenSpan(cue.right, high)),)
    if after < high and _is_last(page, after, has_content=bool(pieces)):
        return tuple(pieces)
    high = _before_new_clause(page, after, high) if pieces else high
    after = _behind_citing(page, after, high)
    short = high - after <= _SHORTEST + 1 and FINITE_TAGS.isdisjoint(page.tags[after + 1 : high])
    if after + 1 >= high or (short and not interrupted):
        return tuple(pieces)
    rest = page.trim(TokenSpan(after + 1, high))
    if not pieces or page.lowers[rest.start] == "with" or page.tags[rest.start] not in _ADDITION_TAGS:
        pieces.append(rest)
    return tuple(pieces)


def _sign_behind(page: Page, cue: Cue, high: int, *, interrupted: bool) -> int:
    """The sign at which the source ends; the first behind its head if it interrupts a clause that the parser gave to the source."""
    right = cue.source.head + 1 if interrupted and cue.source is not None and cue.right + 1 >= high else cue.right
    return next((i for i in range(right, high) if page.words[i] in (",", ".", ";")), max(right, high))


def _is_empty(page: Page, piece: TokenSpan) -> bool:
    """Whether words say nothing by themselves: 'It stayed *because*, according to Poole, it had to', '*That is all* according to Poole.'"""
    if page.tag_at(piece.end - 1) in ("IN", "WDT", "WP", "CC"):
        return True
    if page.lower_at(piece.end - 1) in _AUXILIARIES and page.words[piece.end] == ",":
        return False  # "It was, according to Poole, *a ruin*"
    points = page.lowers[piece.start] in ("this", "that", "it", "these", "those", "all")
    return points and _EMPTY_WORDS.issuperset(page.lowers[piece.start + 1 : piece.end])


def _is_last(page: Page, sign: int, *, has_content: bool) -> bool:
    """Whether no words of the source come behind a sign: 'It sank, according to Poole, *and the crew left*.'"""
    if page.words[sign] != ",":
        return True
    return has_content and page.lower_at(sign + 1) in CONJUNCTIONS


def _before_new_clause(page: Page, start: int, high: int) -> int:
    """Where a coordinated clause is the reporter's again: 'It is, according to Poole, the last one, | *and it will stay*.'"""
    for i in range(start + 1, high - 2):
        if page.words[i] == "," and page.lower_at(i + 1) in CONJUNCTIONS and page.inside[i] < 0:
            verb = next((t for t in page.tokens[i + 2 : high] if t.tag_ in FINITE_TAGS), None)
            own = page.subject(verb.head if verb.dep_ == "aux" else verb) if verb is not None else None
            if own is not None and i < own.left_edge.i:
                return i
    return high


def _behind_citing(page: Page, comma: int, high: int) -> int:
    """The comma behind an aside about the source, if one follows: 'according to the agency, *citing police*, …', ', *which* …*,*'."""
    cites = not lexicon.labelled("cue_words", "quoting").isdisjoint(page.lowers[comma + 1 : comma + 2])
    aside = cites or page.tags[comma + 1 : comma + 2] in (["WDT"], ["WP"])
    return next((i for i in range(comma + 1, high) if page.words[i] == ","), comma) if aside else comma


def _begins_without_comma(page: Page, cue: Cue, high: int) -> bool:
    """Whether a clause begins right behind the source, with no comma between: 'According to Poole *the pier is rotten*.'"""
    first = page.tokens[cue.right] if cue.right < high and cue.source is not None else None
    if first is None or first.tag_ not in NOMINAL_TAGS | {"DT", "PRP$", "EX", "CD"} or page.inside[first.i] >= 0:
        return False
    verb = next((t for t in page.tokens[cue.right : high] if t.tag_ in FINITE_TAGS), None)
    own = page.subject(verb) if verb is not None else None
    return verb is not None and (own is None or own.left_edge.i >= cue.right) and verb.dep_ not in ("relcl", "acl")


# --- nouns that report ----------------------------------------------------------------------------------------------


@lexicon.remembered
def _reporting_nouns() -> frozenset[str]:
    """The nouns that can report, those of attitude (*fear*) among them, and their plurals."""
    nouns = lexicon.words("reporting_nouns") | lexicon.labelled("cue_words", "attitude")
    return nouns | {f"{noun}s" for noun in nouns}


def _nouns(page: Page) -> Iterator[Cue]:
    """'Her *claim* that …', 'a *warning* from the council that …', 'voiced her *fears* that …'."""
    for token in map(page.tokens.__getitem__, page.where(_reporting_nouns())):
        i = token.i
        if token.tag_ not in ("NN", "NNS") or page.inside[i] >= 0 or noun_phrases.is_none(page, token):
            continue
        owner = next(owners(page, token), None)
        # "voiced *her fears* that", "gave *his word* that": whoever has an attitude need not say so
        singular = token.lower_.removesuffix("s") if token.tag_ == "NNS" else token.lower_
        attitude = singular in lexicon.labelled("cue_words", "attitude")
        if (owner is None or attitude) and (maker := _maker(page, token)) is not None:
            yield Cue("noun", i, i + 1, maker, None, i, i + 1)
        if owner is not None and not attitude and _is_other_source(page, owner):
            that = next((t.i for t in page.tokens[i + 1 : i + 14] if t.lower_ == "that"), i)
            yield Cue("noun", i, i + 1, page.noun_phrase(owner, frozenset({i, that})), None, i, i + 1)


def _is_other_source(page: Page, owner: Token) -> bool:
    """Whether the owner of a noun can speak, and is not the writer or reader: not '*our* claim'."""
    return unsaid.can_speak(page, owner) and owner.lower_ not in _FIRST_OR_SECOND


def _descriptions(page: Page) -> Iterator[Cue]:
    """'Poole's *description* of the pier as "a joke"': nouns of saying what something is, with marked words behind *as*."""
    for i in page.where(lexicon.labelled("cue_words", "describing")):
        owner = next(iter(page.children(page.tokens[i], "poss")), None)
        marked = page.lowers[i + 1 : i + 2] == ["of"] and page.inside[i] < 0 and page.marked_as(i + 1) is not None
        if marked and owner is not None and _is_other_source(page, owner):
            yield Cue("noun", i, i + 2, page.noun_phrase(owner, frozenset({i})), None, i, i + 2, frozenset({"np"}))


def owners(page: Page, noun: Token) -> Iterator[Token]:
    """Heads of the noun phrases that may own a noun's words: '*her* claim', 'a warning from the *council*', 'a *Harbour Trust* claim that'."""
    for token in page.children(noun, "poss", "nsubj"):
        if token.dep_ == "poss" or page.tags[token.i + 1 : token.i + 2] == ["POS"]:
            yield token
    prepositions = [p for p in page.children(noun, "prep") if p.lower_ in ("of", "from", "by")]
    if page.lowers[noun.i + 1 : noun.i + 2] == ["from"] and page.heads[noun.i + 1] == page.heads[noun.i]:
        prepositions.append(page.tokens[noun.i + 1])  # "received a warning *from the council* that"
    for preposition in prepositions:
        yield from page.children(preposition, "pobj")
    bodies = page.children(noun, "compound") if page.lowers[noun.i + 1 : noun.i + 2] == ["that"] else []
    yield from (body for body in bodies if body.ent_type_ == "ORG" and body.tag_ in ("NNP", "NNPS"))


def _messages(page: Page) -> Iterator[Cue]:
    """'"No," *came the reply* from Poole', '"No!" *was the cry*', 'back *came the answer*: "No."', where nobody else reports it."""
    bringing = lexicon.labelled("cue_words", "bringing")
    for noun in map(page.tokens.__getitem__, page.where(lexicon.words("message_nouns"))):
        low = max(page.sentence(noun.i).start, noun.i - _MESSAGE_NEAR)
        verb = next((i for i in range(noun.i - 1, low - 1, -1) if page.lowers[i] in bringing), -1)
        if verb < 0 or page.inside[noun.i] >= 0:
            continue
        head = noun_phrases.head(page, verb + 1)
        if head is None or head.i != noun.i:
            continue
        before = page.word_before(verb)
        closes = before is not None and (page.inside[before.i] >= 0 or page.words[before.i] == ",")
        end = noun.right_edge.i + 1 if noun.right_edge.i < page.sentence(verb).end else noun.i + 1
        end = next((i for i in range(noun.i + 1, end) if page.words[i] in (",", ":") or page.inside[i] >= 0), end)
        if closes or page.words[end : end + 1] == [":"]:
            owner = next((o for o in owners(page, noun) if _is_other_source(page, o)), None)
            source = page.noun_phrase(owner, frozenset({noun.i})) if owner is not None else None
            yield Cue("verb", verb, noun.i + 1, source, None, verb, end, _QUOTE)


def _headings(page: Page) -> Iterator[Cue]:
    """'Ann Poole issued this *statement*:', 'the club’s full *reply*:', each at the end of its paragraph: the words are below it."""
    messages, documents = lexicon.words("message_nouns"), lexicon.words("document_nouns")
    for colon in page.where({":"}):
        noun = page.tokens[colon - 1]
        if noun.tag_ != "NN" or (noun.lower_ not in messages and noun.lower_ not in documents):
            continue
        if page.inside[colon] >= 0 or page.stripped(colon, page.passage_tokens(colon).end).end > colon + 1:
            continue
        verb, source = noun.head, None
        if noun.dep_ == "dobj" and verb.lower_ in lexicon.labelled("cue_words", "making"):
            source, noun = sources.of_verb(page, verb, verb.i + 1)[0], verb
        elif noun.lower_ in messages and (own := next(owners(page, noun), None)) and unsaid.can_speak(page, own):
            source = page.noun_phrase(own, frozenset({noun.i}))
        if source is not None and not reporter.is_reporter(page, source) and not unsaid.is_unsaid(page, noun):
            yield Cue("verb", noun.i, noun.i + 1, source, None, min(source.start, noun.i), colon, _QUOTE)


def _maker(page: Page, noun: Token) -> Phrase | None:
    """Who issues or voices a noun with a clause: '*Poole* issued a warning that …', '*she* voiced fears that …'."""
    verb = noun.head
    # every noun is voiced, one of attitude is not made
    attitude = noun.lower_.removesuffix("s") in lexicon.labelled("cue_words", "attitude")
    makes = not attitude and verb.lower_ in lexicon.labelled("cue_words", "making")
    utters = noun.dep_ == "dobj" and (makes or verb.lower_ in lexicon.labelled("cue_words", "voicing"))
    if not utters or page.inside[verb.i] >= 0 or not _has_clause(page, noun) or unsaid.is_unsaid(page, verb):
        return None
    source, _ = sources.of_verb(page, verb, verb.i + 1)
    if source is None or not unsaid.can_speak(page, page.tokens[source.head]) or reporter.is_reporter(page, source):
        return None
    return source


def _has_clause(page: Page, noun: Token) -> bool:
    """Whether a clause of its own stands behind a noun: 'a warning *that*', 'a warning to members *that*', 'concern *the dam would burst*'."""
    low, high = noun.i + 1, min(noun.i + _NEAR, page.sentence(noun.i).end)
    that = next(iter(page.between("that", low, high)), None)
    if that == low:
        return True
    phrase_between = page.lowers[low : low + 1] in (["to"], ["on"], ["in"], ["at"])
    opens = that is not None and page.deps[that] == "mark" and VERB_TAGS.isdisjoint(page.tags[noun.i : that])
    if phrase_between and opens:
        return True
    # without *that*; not "the claim he made"
    subjects = (page.subject(verb) for verb in page.children(noun, "acl", "ccomp"))
    return any(own is not None and own.left_edge.i == low and own.tag_ not in ("WDT", "WP") for own in subjects)


def _heard_from(page: Page) -> Iterator[Cue]:
    """'Tom Reed *heard from Ann Poole* that it was late': it is she who said so."""
    for i in page.where(lexicon.labelled("cue_words", "learning")):
        head = noun_phrases.head(page, i + 2) if page.lowers[i + 1 : i + 2] == ["from"] and page.inside[i] < 0 else None
        if head is None or page.lowers[head.i + 1 : head.i + 2] != ["that"] or not unsaid.is_somebody(page, head):
            continue
        if not unsaid.is_unsaid(page, page.tokens[i]):
            yield Cue("verb", i, i + 2, page.noun_phrase(head), None, i, head.i + 1, frozenset({"clause", "quote"}))
