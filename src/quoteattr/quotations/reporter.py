"""Page + cue + place → whether the reporter's own voice is heard there, amid words that somebody else is said to have said.

The reporter reports again (…, *adding that*; … *but accepted that*), says who else speaks (…, *Reed said*), what was not said
(… *but did not say when*) or sums up (…, *a claim the firm denies*). Reported words end there, clauses and phrases alike.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Cue, Phrase, StretchId, TokenSpan
from quoteattr.quotations import unspoken
from quoteattr.text import antecedents, noun_phrases
from quoteattr.text.page import CONJUNCTIONS, DASHES, FINITE_TAGS, LOOSE, NOMINAL_TAGS, SENTENCE_FINAL, VERB_TAGS, Page

NOMINAL = NOMINAL_TAGS | {"DT", "PRP$", "EX"}  # tags with which a noun phrase begins
_DATED = ("DATE", "TIME")
_NEAR = 7  # tokens behind a verb of describing, up to *as* and what somebody is described as
_MEDIAL = frozenset({"at", "during", "in", "through", "via"})
_ARTICLES = frozenset({"a", "an", "her", "his", "its", "their"})
_LONGEST_MEDIUM = 10  # tokens
_NO_SUBJECT_TAGS = frozenset({"VB", "VBG", "VBN", "MD", "IN", "TO", "PRP", ","})  # end a search for a named subject


def next_words(page: Page, i: int, limit: int) -> list[Token]:
    """Up to eight words from a joint on, without the signs and conjunctions at their beginning."""
    end = min(i + 8, limit)
    while i < end and (page.words[i] in LOOSE or page.lowers[i] in CONJUNCTIONS or page.words[i].isspace()):
        i += 1
    return [t for t in page.tokens[i:end] if not t.is_space]


def last_begun(page: Page, start: int, end: int, *, inserted: bool) -> int:
    """Where the words begin that a cue behind them reports, in a sentence that is the reporter's at first.

    They do behind a colon and a capital: 'Prices fell: *In May bread cost less*, according to bakers'; and, around a cue
    that is inserted, behind a semicolon: 'The first fall was small; *later ones*, they found, *were not*'. So does a clause in marks
    behind a comma: 'The plant needs little, *"it thrives if you forget it"*, according to Poole'.
    """
    while end > start and page.word_at(end - 1) == ",":
        end -= 1
    number = StretchId(page.inside_at(end - 1))
    if number >= 0 and (opens := page.bounds[number].start) > start + 1 and page.word_at(opens - 1) == ",":
        clause = unspoken.is_clause(page, number) and not is_adverbial(page, TokenSpan(start, opens), number)
        return opens if clause else start
    signs = (":", ";") if inserted else (":",)
    for i in range(end - 2, start, -1):
        if page.words[i] not in signs or page.inside[i] >= 0:
            continue
        if page.words[i] == ";" or (page.word_at(i + 1)[:1].isupper() and page.tag_at(i + 1) not in ("NNP", "NNPS")):
            return i + 1
    return start


def is_adverbial(page: Page, lead: TokenSpan, number: StretchId) -> bool:
    """Whether nothing but an adverbial of the marked words stands before them: '*After the flood,* "nothing was left," she said'.

    Not when or where they were said: 'When asked, "we know nothing," she said', 'In a letter, …', 'On Monday, …'.
    """
    first = lead.start + 1 if page.tags[lead.start] == "CC" else lead.start
    as_one = page.lowers[first] == "as" and page.lower_at(first + 1) != "for"  # "As a pilot, …", "As it rained, …"
    action = page.tags[first : first + 2] == ["IN", "VBG"]  # "In calling for peace, …"
    if as_one or action or page.tags[first] not in ("IN", "WRB") or not page.inner(number)[:1].islower():
        return False
    occasions = lexicon.words("occasion_nouns") | lexicon.words("document_nouns") | lexicon.words("message_documents")
    noun = noun_phrases.head(page, first + 1)
    day = noun is not None and page.lowers[first] == "on" and noun.ent_type_ == "DATE"
    if day or (noun is not None and noun.lower_ in occasions) or _is_when_asked(page, page.tokens[first]):
        return False
    verbs = (t for t in page.tokens[first : lead.end] if t.tag_ in FINITE_TAGS | {"VBN"})
    return all(_is_subordinate(verb, lead.end) for verb in verbs)


def _is_subordinate(verb: Token, end: int) -> bool:
    """Whether a verb is that of a subordinate clause, or in one, by the words before ``end`` that govern it."""
    return any(t.dep_ in ("advcl", "relcl", "acl") for t in (verb, *verb.ancestors) if t.i < end)


def goes_on(page: Page, cue: Cue, i: int, limit: int, *, breaks: bool | None = None) -> bool:
    """Whether the reporter may go on at a joint: ', adding that', 'but accepted that', ', according to', ', Reed said.'

    ``breaks`` is whether they certainly do (:func:`breaks_in`), where that is known.
    """
    words = next_words(page, i, limit)
    if not words:
        return False
    first, dash = words[0], page.words[i] in DASHES
    if first.lower_ in lexicon.labelled("cue_words", "subordinator") and not _is_when_asked(page, first):
        return _reports_meanwhile(page, first.i + 1, limit)
    may_be_aside = dash or (page.words[i] == "," and antecedents.sums_up(page, first.i))
    if (dash and first.lower_ == "which") or (may_be_aside and _ends_in_aside(page, first, limit)):
        return True
    certain = breaks_in(page, cue, i, limit) if breaks is None else breaks
    return certain or _reports_again(page, cue, words)


def breaks_in(page: Page, cue: Cue, i: int, limit: int) -> bool:
    """Whether the reporter certainly goes on: ', according to', 'but did not say when', 'when asked about', ', Reed said.'"""
    words = next_words(page, i, limit)
    if not words:
        return False
    first = words[0]
    if page.words[i] == ";":
        verbs = (t for t in page.tokens[i:limit] if t.tag_ in FINITE_TAGS and page.subject(t))
        if any(_is_report(page, t) or _leads_to_marks(page, t) for t in verbs):
            return True
    before_adding = page.lowers[first.i : first.i + 2] == ["before", "adding"]
    if before_adding or first.lower_ == "according" or _is_when_asked(page, first):
        return True
    return (
        ("but" in page.lowers[i : first.i] and _others_refuse(page, first.i))
        or _withholds(words)
        or _denies(page, cue, words)
        or _others_speak(page, cue, i, first.i, limit)
        or _others_add(page, first, limit)
        or _ends_in_it_emerged(page, i, first, limit)
    )


def _withholds(words: list[Token]) -> bool:
    """What the speaker did not say: 'said it would close, *without giving a reason*', '…, *without elaborating*'."""
    behind = words[1:]
    return words[0].lower_ == "without" and bool(behind) and behind[0].tag_ == "VBG" and _tells_more(behind)


def _tells_more(words: list[Token]) -> bool:
    """Whether words are about saying more: 'elaborate', 'giving details', 'gave no reason'."""
    if words[0].lower_ in lexicon.labelled("cue_words", "elaborating"):
        return True
    details = lexicon.labelled("cue_words", "detail")
    gives = words[0].lower_ in lexicon.labelled("cue_words", "giving")
    return gives and any(t.lower_ in details or lexicon.singular(t.lower_) in details for t in words[1:5])


def _is_when_asked(page: Page, first: Token) -> bool:
    asked = lexicon.labelled("cue_words", "asked")
    return first.lower_ == "when" and not asked.isdisjoint(page.lowers[first.i + 1 : first.i + 2])


def _ends_in_aside(page: Page, first: Token, limit: int) -> bool:
    """Whether the sentence ends in a noun phrase of the reporter's: '– *a sum that few had foreseen*.', ', *a claim the firm denies*.'"""
    marked_or_dash = {*page.inside[first.i : limit]} != {-1} or not DASHES.isdisjoint(page.words[first.i : limit])
    if marked_or_dash or first.tag_ not in NOMINAL - {"PRP", "EX"}:
        return False
    verb = next((t for t in page.tokens[first.i : limit] if page.tags[t.i] in FINITE_TAGS), None)
    return verb is None or "relcl" in (verb.dep_, verb.head.dep_) or antecedents.sums_up_for(page, first.i)


def _others_speak(page: Page, cue: Cue, i: int, first: int, limit: int) -> bool:
    """Whether somebody named speaks behind a sign: '…, *Reed said*.', '…, and *Reed said* that …', '…; *Reed disagreed*.'"""
    verb = _verb_of_others(page, first, limit)
    if verb is None or i == cue.right:  # not 'The plan, he said, Reed called a "mess"'
        return False
    ends_sentence = all(t.is_space or t.is_punct for t in page.tokens[verb.i + 1 : limit])
    if ends_sentence and verb.lower_ in lexicon.labelled("cue_words", "reaction"):
        return True
    if ends_sentence and first == i + 1 and page.words[i] in LOOSE:
        return _is_report(page, verb)
    named = page.words[i] in LOOSE or page.tag_at(verb.i - 1) == "NNP"
    reports = _is_report(page, verb) or _leads_to_marks(page, verb)  # ", however Reed called it 'a mess'"
    return named and reports and _has_form_of_cue(page, cue, verb) and _has_content(page, verb)


def _ends_in_it_emerged(page: Page, sign: int, first: Token, limit: int) -> bool:
    """Whether the sentence ends in how its words came out: 'said she would quit, *it has emerged*', '…, *it was claimed last night*'."""
    if first.lower_ != "it" or page.words[sign] not in LOOSE:
        return False
    verbs = [t for t in page.tokens[first.i + 1 : limit] if t.tag_ in VERB_TAGS]
    last = verbs[-1] if verbs else first
    if page.subject(last) is not first:
        return False  # "But, she said, it was hard for those *who played*"
    emerged = last.lower_ in lexicon.labelled("cue_words", "emerging") or page.lowers[last.i + 1 : last.i + 2] == [
        "out"
    ]
    emerged = emerged or (last.tag_ == "VBN" and last.lower_ in lexicon.reporting_verbs())
    rest = page.tokens[last.i + 1 : limit]
    return emerged and all(t.is_punct or t.tag_ == "RP" or t.ent_type_ in _DATED for t in rest)


def _others_add(page: Page, first: Token, limit: int) -> bool:
    """Whether somebody else speaks in a phrase of the reporter's: '…, *with Reed adding* that it snowed'."""
    if first.lower_ != "with":
        return False
    stops = (t for t in page.tokens[first.i + 1 : limit] if t.tag_ in VERB_TAGS or page.words[t.i] in LOOSE)
    verb = next(stops, None)
    if verb is None or verb.tag_ != "VBG" or page.subject(verb) is None:
        return False
    return _is_report(page, verb) or _leads_to_marks(page, verb)


def _verb_of_others(page: Page, first: int, limit: int) -> Token | None:
    """The finite verb whose subject is a noun phrase that begins at token ``first``: 'Tom Reed *said*'."""
    ends = FINITE_TAGS | _NO_SUBJECT_TAGS
    verb = next((t for t in page.tokens[first:limit] if page.tags[t.i] in ends or page.inside[t.i] >= 0), None)
    if verb is None or page.inside[verb.i] >= 0 or verb.tag_ in _NO_SUBJECT_TAGS:
        return None
    if verb.lower_ in ("has", "have", "had") and page.tags[verb.i + 1 : verb.i + 2] == ["VBN"]:
        verb = page.tokens[verb.i + 1]  # ", Tom Reed *has said*"
    own = page.subject(verb)
    return verb if own is not None and own.tag_ in NOMINAL_TAGS and first <= own.i < verb.i else None


def _reports_meanwhile(page: Page, start: int, limit: int) -> bool:
    """Whether a subordinate clause that begins at ``start`` reports, before a *but* or the like: ', while Reed *said* that …'."""
    turns = lexicon.labelled("cue_words", "turn")
    end = next((i for i in range(start, limit) if page.lowers[i] in turns and page.inside[i] < 0), limit)
    unmarked = (t for t in page.tokens[start:end] if page.inside[t.i] < 0)
    return any((_is_report(page, t) or _is_of_others(page, t)) and _has_content(page, t) for t in unmarked)


def _is_of_others(page: Page, verb: Token) -> bool:
    """Whether a verb tells what others think: 'said it was safe, while *others fear* that it is not'."""
    own = page.subject(verb) if verb.tag_ in FINITE_TAGS else None
    return own is not None and own.lower_ in ("others", "some", "many")


def _others_refuse(page: Page, first: int) -> bool:
    """Whether somebody else tells nothing: 'but *the mayor would not say* when', 'but *Reed declined to comment*'."""
    head = noun_phrases.head(page, first)
    if head is None or head.tag_ == "PRP":
        return False
    behind = page.lowers[head.i + 1 : head.i + 4]
    if behind[1:2] == ["to"]:
        return behind[0] in lexicon.labelled("cue_words", "refusing")
    if len(behind) < 3 or behind[0] not in ("would", "did", "could") or behind[1] not in ("not", "n't", "n’t"):
        return False
    entries = lexicon.reporting_verbs().get(behind[2], ())
    return any(entry.takes("clause", "wh") and not entry.particles for entry in entries)


def _denies(page: Page, cue: Cue, words: list[Token]) -> bool:
    """What the speaker did not say: 'said it would close but did not say when', '…, but declined to name the buyer', '… gave no reason'."""
    if len(words) > 1 and words[0].lower_ in lexicon.labelled("cue_words", "subject-pronoun"):
        words = words[1:]  # "…, but it did not say when"
    first, rest = words[0], words[1:]
    word, form_of_cue = page.lowers[first.i], first.tag_ == page.tokens[cue.verb].tag_
    if word in lexicon.labelled("cue_words", "refusing"):
        return form_of_cue and page.subject(first) is None
    if rest and rest[0].lower_ in ("no", "few") and form_of_cue:
        return _tells_more(words)
    negated = word in ("did", "does", "do", "would") and bool(rest) and rest[0].lower_ in ("not", "n't", "n’t")
    at = next((k for k, t in enumerate(rest[:3]) if page.tags[t.i] == "VB"), None) if negated else None
    if at is None:
        return False
    verb = rest[at].lower_
    entries = lexicon.reporting_verbs().get(verb, ()) if word != "would" else ()
    return verb == "say" or any(entry.takes("wh", "inf") for entry in entries) or _tells_more(rest[at:])


def _reports_again(page: Page, cue: Cue, words: list[Token]) -> bool:
    """Whether the first words are another verb of the speaker's that reports: ', *adding* that', 'but *accepted* that'."""
    verb = next((t for t in words[:4] if t.tag_ in VERB_TAGS), None)  # "and on Friday evening *accused*"
    before = (t.tag_ for t in words if verb is not None and t.i < verb.i and t.ent_type_ not in _DATED)
    if verb is None or not {"RB", "IN", "MD", "VBZ", "VBP", "VBD"}.issuperset(before):
        return False
    if verb.tag_ == "VBG":
        return verb.lower_ in lexicon.reporting_verbs()
    # 'and slammed it as a "mess"', but not 'The plan, he said, slammed the "mess"'
    marked = verb.i > cue.right + 1 and (_leads_to_marks(page, verb) or _describes(page, verb))
    return (marked or _is_report(page, verb)) and _has_form_of_cue(page, cue, verb) and page.subject(verb) is None


def _has_form_of_cue(page: Page, cue: Cue, verb: Token) -> bool:
    """Whether a verb has the cue's form; where the cue is a participle (*accusing* him of …), that of its main verb.

    A past form will do where nothing else is past: '*says* it will pay, but *said* that it was late'.
    """
    own = page.tokens[cue.verb]
    if own.tag_ in ("VBZ", "VBP") and verb.tag_ == "VBD":
        return own.i < verb.i and "VBD" not in page.tags[own.i : verb.i] and _has_content(page, verb)
    forms = {verb.tag_, own.head.tag_ if own.tag_ == "VBG" and verb.tag_ in FINITE_TAGS else own.tag_}
    return len(forms) == 1 or forms in ({"VBD", "VBN"}, {"VBP", "VB"})


def _leads_to_marks(page: Page, verb: Token) -> bool:
    """Whether marked words stand behind a verb that reports, in its own clause."""
    if verb.lower_ not in lexicon.reporting_verbs():
        return False
    for token in page.tokens[verb.i + 1 : verb.i + 16]:
        if page.inside[token.i] >= 0 or token.tag_ in FINITE_TAGS or token.text in SENTENCE_FINAL:
            return page.inside[token.i] >= 0
    return False


def _is_report(page: Page, token: Token) -> bool:
    """Whether a word can report a clause or an infinitive."""
    if token.tag_ not in VERB_TAGS:
        return False
    following = tuple(page.lowers[token.i + 1 : token.i + 3])
    known = lexicon.reporting_verbs().get(token.lower_, ())
    fitting = (entry for entry in known if following[: len(entry.particles)] == entry.particles)
    return any(entry.takes("clause", "inf", "objinf", "ofger") for entry in fitting)


def _describes(page: Page, verb: Token) -> bool:
    """Whether the speaker speaks of something: 'said it was grim and *pointed to* a scheme', '… and *described* Poole as a liar'."""
    behind = page.lowers[verb.i + 1 : verb.i + _NEAR]
    entries = [e for e in lexicon.reporting_verbs().get(verb.lower_, ()) if e.takes("np")]
    particles = any(e.particles and tuple(behind[: len(e.particles)]) == e.particles for e in entries)
    ends = (k for k, word in enumerate(behind) if word == "," or page.tags[verb.i + 1 + k] in FINITE_TAGS)
    return particles or (bool(entries) and "as" in behind[1 : next(ends, len(behind))])


def _has_content(page: Page, verb: Token) -> bool:
    """Whether a verb has words of its own to report: a clause, or marks close behind it."""
    marked = any(number >= 0 for number in page.inside[verb.i + 1 : verb.i + 6])
    return marked or verb.tag_ == "VBG" or bool(page.children(verb, "ccomp"))


def is_reporter(page: Page, source: Phrase) -> bool:
    """Whether a source is the reporter, or people at large: 'I asked', 'one might say' (but not 'one of them')."""
    word, reporters = page.tokens[source.head].lower_, lexicon.labelled("cue_words", "reporter")
    if " ".join(page.lowers[max(source.end - 2, 0) : source.end]) in reporters:
        return True  # "An earlier version of *this article* said that …"
    if word not in reporters or page.inside[source.head] >= 0:
        return False
    past = "VBD" in page.tags[max(source.start - 1, 0) : source.end + 1]  # "One wrote", of those who were spoken of
    return word != "one" or (source.end - source.start == 1 and not past)


def media(page: Page, cue: Cue, verb: Token, end: int) -> Iterator[int]:
    """Where the medium of a report begins that closes its sentence: 'said it had sold two plants *in a statement to staff*', '… *via a spokesman*'.

    A message within the reported words is no medium of theirs: 'said he had *apologised in a letter*'.
    """
    named = cue.addressee is not None and page.lowers[cue.addressee.head] in lexicon.words("message_documents")
    if cue.kind != "verb" or named:
        return
    for i in range(max(verb.i + 1, end - _LONGEST_MEDIUM), end):
        if page.lowers[i] not in _MEDIAL or (article := page.lower_at(i + 1)) not in _ARTICLES:
            continue
        noun = noun_phrases.head(page, i + 1)
        if noun is None or noun.i >= end or page.inside[i] >= 0 or _belongs_to_content(page, i):
            continue
        media = lexicon.labelled("cue_words", "medium")
        if page.lowers[i] in ("via", "through"):
            known = lexicon.noun_class(noun.lower_) == "spokes" or f"her {noun.lower_}" in media
        else:
            words = {noun.lower_, f"{page.lower_at(noun.i - 1)} {noun.lower_}"}
            known = article in ("a", "an") and not words.isdisjoint(media | lexicon.words("message_documents"))
        if known and FINITE_TAGS.isdisjoint(page.tags[i:end]) and "," not in page.words[i:end]:
            yield i


def _belongs_to_content(page: Page, i: int) -> bool:
    """Whether a preposition with a message belongs to the reported words: 'said he had *apologised in* a letter', 'that it *was in* one'."""
    near = range(i - 1, max(0, i - _LONGEST_MEDIUM), -1)
    last = next((k for k in near if page.tags[k] in VERB_TAGS), i - 1)
    verb, word = page.tokens[last], page.lowers[last]
    entries = lexicon.reporting_verbs().get(word, ())
    if any(e.takes("clause", "name") and not e.particles for e in entries) or word in lexicon.words("authoring_verbs"):
        return True
    planned = "MD" in page.tags[max(0, last - 2) : last]
    if page.lowers[i] in ("at", "during") and not verb.is_stop and not planned:
        return True  # "the fire *began during* a press conference"
    perfect = page.tags[last] == "VBN" and not page.children(verb, "auxpass")  # not "would be *closed*"
    return last == i - 1 and (perfect or verb.is_stop)
