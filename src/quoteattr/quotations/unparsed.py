"""What a parser does not see: that a word is the verb that reports, where a reported clause starts, whose words lines show."""

import re
from collections.abc import Iterator
from itertools import chain, islice, takewhile

from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import CharSpan, Cue, Phrase, StretchId, TokenSpan
from quoteattr.lexicon import Verb
from quoteattr.quotations import around_cues
from quoteattr.quotations.unsaid import can_speak, is_claim
from quoteattr.spelling import CLOSING_MARKS, OPENING_MARKS
from quoteattr.text import noun_phrases, unseen_verbs
from quoteattr.text.page import FINITE_TAGS, LOOSE, NOMINAL_TAGS, NOUN_TAGS, VERB_TAGS, Page
from quoteattr.text.passages import NO_SPEECH

_POINT = re.compile(r"\s*(?:[-–—•*·▪●►→‣◦>]|\d{1,2}[.)])\s+\w")
_PARAGRAPH = re.compile(rf"[^\"{OPENING_MARKS}{CLOSING_MARKS.replace('’', '')}]+[.!?]\s*")
_LABELLED = re.compile(rf":\s*[{OPENING_MARKS}]")
_FAR = 16  # tokens: what is further off is another clause's
_PAST = frozenset({"on", "last", "earlier", "late", "yesterday", "this"})  # days before a clause that are not its own
_RELATIVE = 8  # tokens from a relative pronoun to the verb of whoever says the clause
_OF_SOMEBODY = NOMINAL_TAGS | {"DT", "PRP$", "JJ", "POS", "IN", "RB", "HYPH"}

_LONGEST = 16  # tokens: a line with a name and a post is short
_LONGEST_NAME = 5  # words of a name on a line of its own
_SEVERAL = 2  # names above words that make a row of them
_SHORTEST = 3  # tokens: what is shorter is no post
_ACCOUNT = re.compile(r"[—–-]\s*([^\n—–()@]{2,60}?)\s*\(@\w{1,20}\)[^\n]{0,40}\s*$")
_LINKS = re.compile(r"(?:\s*(?:https?://\S+|pic\.twitter\.com/\S+))+$")

# --- whether a word is a verb ----------------------------------------------------------------------------------------


def is_verb(page: Page, token: Token) -> bool:
    """Whether the parser takes a word for a verb: by its tag, or by the subject it gives it (the report notes: "…")."""
    before, behind = page.tags[token.i - 1] if token.i else "", page.lowers[token.i + 1 : token.i + 3]
    if behind[:1] == ["that"] and behind[1:] in (["are"], ["were"], ["have"]):
        return False  # "claims that were removed"
    if token.tag_ in ("NNS", "VBZ") and before in VERB_TAGS and page.passages[page.passage_of[token.i]].kind == "body":
        return False  # "answered claims that it rained"
    if token.tag_ == "NNP" and token.text.islower():
        return page.words[token.i - 1] == ","  # ", *moans* Ann Poole", taken for a part of her name
    if token.tag_ in ("NN", "NNS"):
        return page.is_age(token.i - 1) or _is_no_noun(page, token, behind)
    if token.lower_ == "said" and before in (*NOMINAL_TAGS, "CD"):
        return True  # "The mother-of-three *said* staff had left", but "the said staff"
    return page.is_age(token.i - 1) or token.tag_ == "VBD" or (token.tag_ in VERB_TAGS and token.dep_ != "amod")


def _is_no_noun(page: Page, token: Token, behind: list[str]) -> bool:
    """Whether what stands around a word that the parser takes for a noun shows that it is a verb."""
    if token.tag_ == "NNS":
        told = any(child.dep_ == "nsubj" and child.i < token.i for child in page.dependents(token))
        closes = behind[:1] == ["."] and _closes_aside(page, token)  # "…, the paper states."
        return told or closes or _is_relative(page, token.i, token.i + 1)
    if token.lower_.endswith("ing") and behind[:1] == ["that"]:
        low = page.sentence(token.i).start
        return "with" in page.lowers[max(low, token.i - 8) : token.i]  # "with the Herald reporting that two were lost"
    return unseen_verbs.is_taken_for_noun(page, token)


def _closes_aside(page: Page, token: Token) -> bool:
    """Whether a word stands at the end of a sentence behind a comma and a noun phrase in the singular."""
    low = token.left_edge.i
    head = noun_phrases.head(page, low) if low < token.i else None
    article = low > 0 and page.words[low - 1] == "," and page.tags[low] in ("DT", "PRP$", "NNP")
    return article and head is not None and head.i == token.i and page.tags[token.i - 1] in ("NN", "NNP")


def is_misread(page: Page, token: Token, entry: Verb) -> bool:
    """Whether the marks around a word show a cue that the parser takes for an attribute: '"…", added Poole.'"""
    if entry.takes("np") and page.marked_as(token.i + 1) is not None:
        return True
    noun = token.tag_ == "NNS"  # '"…," *Ann Poole of the Harbour Trust* jokes', where the parser takes the cue for one
    aside = noun and token.dep_ == "appos" and token.head.tag_ == "NNP" and page.words[token.i - 1] == ","
    first = (token.head if aside else token).left_edge.i if noun else token.i
    first = next(i for i in range(first, token.i + 1) if page.inside[i] < 0)
    sign = page.words[token.i + 1 : token.i + 2] in ([","], [":"])
    if aside and sign and page.inside[min(token.i + 2, len(page.words) - 1)] >= 0 and entry.takes("quote"):
        return True  # 'Ann Poole, 70, jokes: "…"'
    before = first - 1 - (first > 0 and page.words[first - 1] == ",")
    behind_marks = before >= 0 and page.inside[before] >= 0 and page.bounds[page.inside[before]].end == before + 1
    spoken = page.tags[first] in ("DT", "PRP$", "NNP") if noun else token.tag_ in ("VBN", "VBD", "JJ")
    return entry.takes("quote") and spoken and behind_marks


# --- where clauses start --------------------------------------------------------------------------------------------


def find(page: Page, cue: Cue) -> int | None:
    """Where such a clause starts, if there is one behind the cue.

    Either behind the *that* which follows the cue across its adverbials (predicted at the debate that they will win),
    or right behind the cue, where a noun phrase and a finite verb follow (said the question did not arise).
    """
    low, high = page.sentence(cue.verb)
    if cue.addressee and cue.addressee.start == cue.end and cue.addressee.end + 1 < high:
        opener = page.tokens[cue.addressee.end].lower_
        if opener in ("if", "whether") or (opener == "that" and cue.takes("clause")):
            return cue.addressee.end + (opener == "that")  # "asked the queen if …", "reminded pupils that …"
    if (start := _in_addressee(page, cue)) is not None:
        return start
    if cue.source is not None and cue.takes("clause") and _is_relative(page, cue.verb, cue.end):
        return cue.end
    that = _that_behind(page, cue, high)
    if that is None and cue.takes("clause"):
        that = that_across(page, cue, high)
    if that is not None:
        return that + 1
    start = _bare_start(page, cue, low, high)
    return start if start is not None and _has_finite_verb(page, cue, start, high) else None


def that_across(page: Page, cue: Cue, high: int) -> int | None:
    """The *that* behind an adverbial with a verb of its own: 'said *as she left the building* that …', 'said, *smiling,* that …'."""
    hearer = cue.addressee
    start = hearer.end if hearer is not None and cue.end <= hearer.start <= cue.end + 1 else cue.end
    comma = page.words[start : start + 1] == [","]
    start += comma
    aside = comma and page.tags[start : start + 1] == ["VBG"]
    if start >= high or not (aside or page.lowers[start] in around_cues.SETTING or page.lowers[start] == "according"):
        return None
    that = next(iter(page.between("that", start + 1, min(start + _FAR, high - 1))), start)
    verbs, between = lexicon.reporting_verbs(), page.tokens[start:that]
    if that == start or page.deps[that] != "mark" or any(page.inside[t.i] >= 0 or t.text in ".;:" for t in between):
        return None
    # "as she claimed on Monday that it rained", but "when asked on Monday that it rained"
    says = any(t.lower_ in verbs and t.tag_ in VERB_TAGS and page.lowers[t.i - 1] != "when" for t in between)
    before = page.tokens[that - 1]
    closed = before.text == "," or (before.tag_ in NOUN_TAGS and before.lower_ not in _of_clauses())
    return that if closed and not says else None


def _of_clauses() -> frozenset[str]:
    """Nouns that have a that-clause of their own: 'as she dismissed the *claims* that …'."""
    nouns = lexicon.words("reporting_nouns") | lexicon.labelled("cue_words", "attitude")
    return nouns | {f"{noun}s" for noun in nouns} | lexicon.labelled("cue_words", "unproven")


def behind_day(page: Page, start: int, verb: Token) -> int:
    """Where a clause begins behind the day of the report: 'said *late on Monday* it would rain', but 'said next week it would'."""
    if page.lowers[start] in ("after", "before", "during", "following"):
        met = next(iter(page.children(page.tokens[start], "pobj")), None)  # "said *after the match* it had rained"
        occasions = lexicon.words("occasion_nouns") | lexicon.labelled("cue_words", "contest")
        held = met is not None and met.i < verb.i and met.lower_ in occasions
        return met.i + 1 if met is not None and held else start
    day = start + (page.lowers[start] in ("late", "early", "earlier", "later"))
    if page.lowers[day] not in _PAST or page.lowers[day : day + 2] == ["this", "year"]:
        return start
    days = range(day + (page.tags[day] == "IN"), verb.i)
    end = next((i for i in days if page.ent_types[i] not in ("DATE", "TIME")), start)
    return end if end > day + 1 and page.tags[end] in ("PRP", "PRP$", "DT", "NNP", "NNS", "CD") else start


def told_clause(page: Page, verb: Token) -> int | None:
    """Where the clause without *that* begins that somebody is told: 'told reporters | *prices* would rise'."""
    passive = page.children(verb, "auxpass")
    tells = verb.lower_ in lexicon.labelled("cue_words", "telling") and verb.tag_ in VERB_TAGS and not passive
    return noun_phrases.second_of_two(page, verb.i + 1) if tells else None


def _is_relative(page: Page, verb: int, end: int) -> bool:
    """Whether a clause about something goes on behind the cue that is put into it: 'the boat, *which the owner says* is sound'."""
    low = max(page.sentence(verb).start, verb - _RELATIVE)
    which = next(
        (i for i in range(verb - 2, low, -1) if page.lowers[i] in ("which", "who") and page.inside[i] < 0), None
    )
    if which is None or end >= len(page.tokens) or page.tags[end] not in FINITE_TAGS or page.inside[end] >= 0:
        return False
    high = page.sentence(verb).end - 1
    if any(page.words[i] == "," and page.tags[i + 1] in FINITE_TAGS for i in range(end, high)):
        return False  # "the boat, which the owner says is sound, was sold"
    between = page.tags[which + 1 : verb]
    return page.tags[which] in ("WDT", "WP") and _OF_SOMEBODY.issuperset(between) and between[-1] in NOMINAL_TAGS


def _in_addressee(page: Page, cue: Cue) -> int | None:
    """Where a clause starts that the parser hung on the one addressed: 'told the jury *it rained*', 'told men who left *that …*'"""
    hearer = cue.addressee
    if hearer is None or hearer.start < cue.end or not cue.takes("to"):
        return None
    that = next(
        (t.i for t in page.tokens[hearer.head : hearer.end] if t.lower_ == "that" and _opens_clause(page, t)), None
    )
    if that is not None:
        return that + 1
    for clause in page.children(page.tokens[hearer.head], "relcl", "acl"):
        subject = page.subject(clause)
        if subject is not None and subject.left_edge.i == hearer.head + 1 and subject.tag_ not in ("WP", "WDT"):
            whole = page.children(clause, "dobj", "auxpass")  # "a friend *he had lost it*", but "the man she had met"
            finite = clause.tag_ in FINITE_TAGS or (whole and page.tags[subject.i + 1] in FINITE_TAGS)
            return subject.left_edge.i if finite else None
    return None


def _opens_clause(page: Page, that: Token) -> bool:
    """Whether *that* is no pronoun: 'told the men in the room *that* they had no time', where the verb has an object of its own."""
    whole = that.dep_ == "dobj" and any(t.i != that.i for t in page.children(that.head, "dobj"))
    return that.dep_ == "mark" or whole


def _that_behind(page: Page, cue: Cue, high: int) -> int | None:
    """The *that* which opens the clause, across adverbials: 'predicted at the debate *that* they will win'."""
    for token in page.tokens[cue.end : min(cue.end + 16, high - 1)]:
        if token.lower_ == "that" and page.inside[token.i] < 0:
            before = page.tokens[token.i - 1]
            occasion = _is_occasion(before) or _is_in_document(before, token.head)
            relative = page.tokens[token.i + 1].tag_ in FINITE_TAGS
            if before.i >= cue.end and is_claim(page, before):
                return None  # "responded to *claims that* it rained": the claims are somebody else's
            if _opens_clause(page, token) or (occasion and before.i >= cue.end and not relative):
                return token.i
        stretch = page.inside[token.i]
        if stretch >= 0 and page.is_titled(stretch):
            continue  # "wrote in 'The Cold Harbour' that it rained"
        if token.tag_ in VERB_TAGS or token.tag_ == "MD" or token.text in (".", ";", ":") or stretch >= 0:
            return None
    return None


def _is_occasion(token: Token) -> bool:
    """Whether a word before *that* tells when something was said: 'predicted at the *debate* that', 'claimed at the *time* that'."""
    named = token.lower_ in lexicon.words("occasion_nouns") | lexicon.labelled("cue_words", "moment")
    return named or token.ent_type_ in ("DATE", "TIME")


def _is_in_document(noun: Token, verb: Token) -> bool:
    """'said in a *letter* that Reed was lying', where the parser takes *that* for what he did with it; not 'a letter that he *wrote*'."""
    documents = lexicon.words("document_nouns") | lexicon.words("message_nouns")
    return noun.lower_ in documents and verb.lower_ not in lexicon.words("authoring_verbs")


def _bare_start(page: Page, cue: Cue, low: int, high: int) -> int | None:
    """Where a noun phrase begins behind a cue, or behind its addressee: 'said | *the question* did not arise'."""
    if not cue.takes("clause") or cue.passive or cue.source is None:
        return None
    if cue.source.start > cue.verb and not cue.inherited:
        return None
    if page.tags[cue.verb] != "VBG" and cue.left > low and page.words[cue.left - 1] in LOOSE:
        return None
    start, hearer = cue.end, cue.addressee
    if hearer and hearer.start <= cue.end + 1 and page.tags[min(hearer.end, high - 1)] not in FINITE_TAGS:
        start = hearer.end
    nominal = ("DT", "PRP", "PRP$", "NN", "NNS", "NNP", "NNPS", "EX", "JJ", "CD", *(["JJR"] * _says(page, cue)))
    return start if start < high and page.tags[start] in nominal and page.inside[start] < 0 else None


def _has_finite_verb(page: Page, cue: Cue, start: int, high: int) -> bool:
    """Whether a noun phrase behind a cue has a finite verb of its own, before any sign: 'said *the question did* not arise'."""
    participle = page.tags[cue.verb] == "VBG" and page.words[cue.left - 1] == ","
    # behind a participle nothing else can have the finite verb: "insisting rents, rates and fares would fall"
    stops = {":", ";"} if participle else {",", ":", ";", "-", "–"}
    for token in page.tokens[start:high]:
        if (token.text in stops and token.tag_ != "HYPH") or page.inside[token.i] >= 0:
            return False
        if token.tag_ in FINITE_TAGS:
            told = cue.addressee is not None and start == cue.addressee.end and page.tags[start] == "PRP"
            attached = {token.dep_, token.head.dep_} & {"relcl", "acl", "advcl"}
            return page.tags[token.i - 1] not in ("CC", "WP", "WDT") and (told or not attached)
    return _is_garden_path(page, cue, start, high)


def _says(page: Page, cue: Cue) -> bool:
    return page.lowers[cue.verb] in ("said", "says")


def _is_garden_path(page: Page, cue: Cue, start: int, high: int) -> bool:
    """'She said more than two hundred people *registered* in May', where the parser sees an attribute of what was said.

    As nobody says people, what may be a past form is the verb, if no other word is.
    """
    here = page.tokens[start:high]
    if not _says(page, cue) or not VERB_TAGS.isdisjoint(t.tag_ for t in here[:2]):
        return False
    past = next((t for t in here if t.tag_ == "VBN"), None)
    if past is None or past.i <= start + 1:
        return False
    attribute = past.dep_ == "ccomp" or (past.dep_ == "acl" and can_speak(page, past.head))
    return attribute and FINITE_TAGS.isdisjoint(t.tag_ for t in here)


# --- what stands below the cue --------------------------------------------------------------------------------------


def below(page: Page, cue: Cue) -> tuple[str, tuple[TokenSpan, ...]] | None:
    """The points of a list that 'Poole also said:' leads to, or the one paragraph, where no marks are in it.

    'Poole confirmed this in a statement…' leads to one as well: three points stand for a colon behind a document.
    """
    if not _leads(page, cue) or cue.kind != "verb" or cue.passive or cue.source is None or not cue.takes("quote"):
        return None
    behind = islice(page.passages, page.passage_of[cue.verb] + 1, None)
    below = (p for p in behind if p.kind not in NO_SPEECH)
    if (first := next(below, None)) is None:
        return None
    points = list(takewhile(lambda passage: _POINT.match(passage.span.text), chain((first,), below)))
    if any(_LABELLED.search(point.span.text) for point in points):
        return None  # "What they said: • Ann Poole: “No.”"
    if not points and first.kind == "body" and _PARAGRAPH.fullmatch(first.span.text):
        points = [first]
    spans = [page.token_span(CharSpan(p.span.start, p.span.start + len(p.span.text.rstrip()))) for p in points]
    return (
        ("below", tuple(page.trim(TokenSpan(_first_letter(page, span), span.end)) for span in spans)) if spans else None
    )


def _leads(page: Page, cue: Cue) -> bool:
    """Whether the words behind a cue end with a sign that what is below it is said, and hold no clause."""
    end = page.passage_tokens(cue.verb).end
    last = next((i for i in range(end - 1, cue.end - 1, -1) if not page.words[i].isspace()), -1)
    document = last > cue.end and page.lowers[last - 1] in lexicon.words("document_nouns")
    leads = last >= 0 and page.words[last] in ((":", "…", "...") if document else (":",))
    return leads and FINITE_TAGS.isdisjoint(page.tags[cue.end : last - (page.lowers[last - 1] == "follows")])


def _first_letter(page: Page, span: TokenSpan) -> int:
    """Where the words of a point begin, behind its bullet or number."""
    signs = takewhile(lambda i: page.tokens[i].is_punct or not page.words[i][:1].isalpha(), range(*span))
    return min(span.start + len(list(signs)), span.end - 1)


# --- names on lines of their own ---------------------------------------------------------------------------------------


def names_above(page: Page) -> dict[StretchId, tuple[str, Phrase]]:
    """The stretches below a line with a name and a post or age, where several are: what people in the street say."""
    alone = {number: page.passage_of[page.bounds[number].start] for number in page.once(_alone)}
    found = {number: named for number, own in alone.items() if (named := _name_and_post(page, own - 1)) is not None}
    below = (number for number, own in alone.items() if _name_and_post(page, own + 1) is not None)
    first = min(found, default=0) <= min(below, default=0)  # or else each name stands below its words
    return {n: ("label", named) for n, named in found.items()} if len(found) >= _SEVERAL and first else {}


def name_below(page: Page, number: StretchId) -> tuple[str, Phrase] | None:
    """A name and a post on a line of their own below words that are all marked, unless one above the words heads them."""
    alone, own = page.once(_alone), page.passage_of[page.bounds[number].start]
    above = _name_and_post(page, own - 1) is not None and own - 2 not in {
        page.passage_of[page.bounds[n].start] for n in alone
    }
    named = _name_and_post(page, own + 1) if number in alone and not above else None
    return ("signature", named) if named is not None else None


def _alone(page: Page) -> list[StretchId]:
    """The stretches that are all of their passage."""
    numbers = map(StretchId, range(len(page.bounds)))
    return [n for n in numbers if page.trim(page.passage_tokens(page.bounds[n].start)) == page.bounds[n]]


def _name_and_post(page: Page, passage: int) -> Phrase | None:
    """The name, where a passage is a name, a comma and a post or age, and no more: 'Ann Poole, Managing Director, Acme', 'Ann Poole, 42'."""
    if not 0 <= passage < len(page.passages):
        return None
    span = page.passages[passage].span
    low, high = page.trim(page.token_span(CharSpan(span.start, span.end)))
    comma = next((i for i in range(low, high) if page.words[i] == ","), low)
    named = 1 < comma - low < _LONGEST_NAME and {*page.tags[low:comma]} <= {"NNP", "NNPS"}
    posted = any(lexicon.is_post(word) or word.isdigit() for word in page.words[comma + 1 : high])
    line = posted and high - low <= _LONGEST and FINITE_TAGS.isdisjoint(page.tags[low:high])
    return Phrase(low, high, comma - 1) if named and line and page.words[high - 1][-1].isalnum() else None


# --- posts -----------------------------------------------------------------------------------------------------------


def posts(page: Page) -> Iterator[tuple[TokenSpan, TokenSpan]]:
    """The posts that a page shows, without marks, each with the name in its signature: 'It is late. — Ann Poole (@annpoole) May 4, 2019'."""
    for passage, span in enumerate(passage.span for passage in page.passages):
        signature = _ACCOUNT.search(span.text)
        begin = _begin_of_post(page, passage, alone=not span.text[: signature.start()].strip()) if signature else None
        if signature is None or begin is None:
            continue
        said = _LINKS.sub("", page.string[begin : span.start + signature.start()].rstrip())
        start, end = page.token_span(CharSpan(begin, begin + len(said.rstrip())))
        name = page.token_span(CharSpan(span.start + signature.start(1), span.start + signature.end(1)))
        if end - start >= _SHORTEST and max(page.inside[start : name.end]) < 0:
            yield page.trim(TokenSpan(start, end)), name


def _begin_of_post(page: Page, passage: int, *, alone: bool) -> int | None:
    """Where a post begins whose signature stands in a passage, ``alone`` or behind its last line; it may have several lines."""
    if alone and (not passage or page.passages[passage - 1].kind not in ("body", "subheading")):
        return None
    first = passage - alone
    while first and "\n\n" not in page.passages[first - 1].span.text:
        first -= 1
    return page.passages[first].span.start
