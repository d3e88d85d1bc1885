"""Noun phrases found by tags where the parse is unreliable."""

from collections.abc import Callable, Iterator
from itertools import compress, takewhile

from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Name, Phrase, TokenSpan
from quoteattr.text.page import FINITE_TAGS, NOMINAL_TAGS, NOUN_TAGS, SUBJECTS, VERB_TAGS, Page

_PHRASE_TAGS = NOMINAL_TAGS | {"DT", "PRP$", "JJ", "JJS", "JJR", "CD", "POS", "HYPH", "IN", "EX"}
_POST_COMPLEMENT_TAGS = frozenset({"NN", "NNS", "JJ", "DT"})  # "leader of *the council*"
_LONGEST_POST = 7  # tokens
_LONGEST_PAIR = 14  # tokens of two noun phrases
_HEAD_TAGS = frozenset({"PRP", "NN", "NNS", "JJ", "CD"})
_NUMBER_OR_ADJECTIVE = frozenset({"JJ", "CD"})
_REFUSALS = frozenset({"declined", "not", "n't", "n’t", "refused"})
_REACH_OF_REFUSAL = 5  # tokens
_TOPIC = 6  # tokens from the start of a sentence to a name that 'As for' leads up to, at most
_BEFORE_AGES = (["aged"], ["a"], ["an"], ["who", "is"], ["is"])
_SIGNS: tuple[list[str], ...] = (
    [],
    ["."],
    [","],
    [")"],
)  # what follows an age behind *is*: "Ann Poole is 62 miles away"
_NUMBERS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_DETERMINER_TAGS = frozenset({"DT", "PRP", "PRP$", "EX"})


def heads(page: Page) -> Iterator[int]:
    """The common nouns and pronouns of a page, and subjects that are adjectives or numbers: '*One local* shrugged', 'A 19-year-*old* wept'."""
    initialisms = _initialisms()
    for i in compress(range(len(page.tags)), map(_HEAD_TAGS.__contains__, page.tags)):
        is_no_noun = page.tags[i] in _NUMBER_OR_ADJECTIVE and page.deps[i] not in SUBJECTS
        if not is_no_noun and page.words[i] not in initialisms:
            yield i


@lexicon.remembered
def _initialisms() -> frozenset[str]:
    """Initialisms of posts in lower case, where they are other words: 'took a *dig* at Reed'."""
    posts = (*lexicon.table("titles").items(), *lexicon.table("abbreviated_roles").items())
    initials = ((form, "".join(word[0] for word in full.split() if word != "of")) for form, full in posts)
    return frozenset(form for form, initial in initials if form == initial.lower())


def is_none(page: Page, noun: Token) -> bool:
    """Whether a noun phrase denies that there is such a thing: '*No* evidence', '*little* proof'."""
    return any(t.lower_ in ("little", "no", "scant") for t in page.children(noun, "det", "neg", "amod"))


def is_written(page: Page, head: Token) -> bool:
    """Whether a noun is a document that speaks: '*The report* says', but not 'by text message', 'wrote a letter'."""
    documents, first = lexicon.words("document_nouns"), head.left_edge.i
    if head.lower_ not in documents and head.lower_.removesuffix("s") not in documents:
        return False
    is_indefinite = first == head.i or page.tags[first] in NOUN_TAGS or page.lowers[first] in ("a", "an")
    return not is_indefinite


def is_claim(noun: Token) -> bool:
    """Whether a that-clause behind a noun is the noun's, not the verb's: 'responded to *claims* that …', not 'said in a *statement* that …'.

    What somebody confirms or repeats is the verb's as well: 'reiterated her *view* that …'.
    """
    if noun.tag_ not in ("NN", "NNS"):
        return False
    forms = (noun.lower_, noun.lower_.removesuffix("s") if noun.tag_ == "NNS" else noun.lower_)
    is_unproven = not lexicon.labelled("cue_words", "unproven").isdisjoint(forms)
    if not is_unproven and lexicon.words("reporting_nouns").isdisjoint(forms):
        return False
    if noun.dep_ == "dobj":
        return noun.head.lower_ in lexicon.labelled("cue_words", "disowning")
    above = [t.lower_ for t in takewhile(lambda t: t.tag_ not in VERB_TAGS, noun.ancestors)]
    return not ("in" in above or "via" in above or (noun.tag_ == "NN" and "at" in above))  # "said at one point that"


def head(page: Page, start: int) -> Token | None:
    """The head of the noun phrase that starts at a token, by the tags alone."""
    found = None
    for token in page.tokens[start : start + 12]:
        if page.inside[token.i] >= 0 or _ends_sentence(page, token):
            break
        if token.tag_ in NOMINAL_TAGS or page.is_age(token.i):
            found = token
        elif token.tag_ in ("DT", "PRP$", "JJ", "POS", "CD", "JJS", "JJR", "HYPH") or token.text == ".":
            continue
        elif found is not None or token.i == start or not _parts_adjectives(page, token):
            break
    return found


def _parts_adjectives(page: Page, token: Token) -> bool:
    """Whether a token is a comma between adjectives: 'the round*,* bearded trader'."""
    return token.text == "," and {page.tag_at(token.i - 1), *page.tags[token.i + 1 : token.i + 2]} == {"JJ"}


def _ends_sentence(page: Page, token: Token) -> bool:
    return token.text == "." and bool(page.passages) and page.sentence(token.i).end == token.i + 1


def begins(page: Page, i: int) -> bool:
    """Whether a noun phrase begins at a token: a name, a description, or a noun alone ('"No," said *residents*.')."""
    token = page.tokens[i]
    if token.tag_ in ("NNP", "PRP", "DT", "PRP$", "NNPS") or token.is_title:
        return True
    following = page.tokens[i + 1] if i + 1 < len(page.tokens) else None
    return token.tag_ in ("NN", "NNS") and (following is None or following.is_punct or following.is_space)


def name_behind_post(page: Page, start: int) -> int:
    """Where a name begins behind the post that starts at a token, else ``start``: 'bellowed watch manager *Ann Poole*', 'study co-author *Joe Reed*'.

    The body of a post of two words may precede it: 'Acme running back *Ann Poole*'.
    """
    i = next((k for k in range(start, start + 4) if page.words[k : k + 1] and page.words[k].islower()), start)
    if i > start and " ".join(page.lowers[i : i + 2]) not in lexicon.words("posts_of_two"):
        return start
    while i < start + _LONGEST_POST and i + 1 < len(page.tokens) and (page.words[i].islower() or page.words[i] == "-"):
        i += 1
    return i if i > start and page.tags[i] == "NNP" and _ends_in_post(page, i) else start


def _ends_in_post(page: Page, end: int) -> bool:
    """Whether the words before a token end in a post, of one word or two: 'running *back* |'."""
    two = " ".join(page.lowers[max(end - 2, 0) : end])
    return lexicon.is_post(page.word_at(end - 1)) or two in lexicon.words("posts_of_two")


def names_somebody(page: Page, i: int) -> bool:
    """Whether a word, in a headline for instance, is part of a person's name in another passage: '*Lund* threatens to quit'."""
    word = page.words[i]
    if not word[:1].isupper() or any(map(str.isdigit, word)):
        return False
    elsewhere = (k for k in page.where({word.lower()}) if page.passage_of[k] != page.passage_of[i])
    return any(page.ent_types[k] == "PERSON" or _is_behind_forename(page, k) for k in elsewhere)


def _is_behind_forename(page: Page, i: int) -> bool:
    """Whether a word is a surname by the forename before it, whatever the recogniser says: 'Idris *Kallow*'."""
    named = i > 0 and page.words[i][:1].isupper() and page.word_at(i - 1).istitle()
    return named and page.lower_at(i - 1) in lexicon.words("forenames")


def compound(page: Page, i: int) -> Token | None:
    """The token, if it ends an age that stands for somebody: 'the 40-year-*old*'."""
    return page.tokens[i] if page.is_age(i) else None


def second_of_two(page: Page, start: int) -> int | None:
    """Where the second of two adjacent noun phrases before a finite verb begins: 'told the BBC | *prices* would rise'.

    Parsers take both for one. The second begins at, in this order of preference: a determiner or pronoun; the subject in the
    parse; the word behind an addressee (*reporters*, *the court*, *Harbour News*); a change between capitals and lower case; the
    last noun.
    """
    verb = _verb_behind(page, start)
    if verb is None:
        return None
    candidates = [i for i in range(start + 1, verb) if _may_begin_second(page, i)]
    subjects = (i for i in range(start, verb) if page.deps[i] == "nsubj" and page.heads[i] >= verb)
    subject_starts = {page.tokens[i].left_edge.i for i in subjects}
    signs: tuple[Callable[[int], bool], ...] = (
        lambda i: page.tags[i] in _DETERMINER_TAGS,
        subject_starts.__contains__,
        lambda i: page.lower_at(i - 1) in _addressees(),
        lambda i: _is_capitalised(page, i) and _is_of_media(page, i - 1) and not _is_of_media(page, i),
        lambda i: _is_capitalised(page, i) != _is_capitalised(page, i - 1),
        lambda i: i == candidates[-1] and page.tags[i] in ("NN", "NNS") and not _is_capitalised(page, i),
    )
    return next((i for sign in signs for i in candidates if sign(i)), None)


def _verb_behind(page: Page, start: int) -> int | None:
    """The finite verb that only noun phrases outside marks part from a token; none in 'told the court on Monday *that* it rained'."""
    end = min(start + _LONGEST_PAIR, len(page.tags))
    verb = next((i for i in range(start, end) if page.tags[i] not in _PHRASE_TAGS), start)
    is_unmarked = {-1}.issuperset(page.inside[start : verb + 1])
    if not is_unmarked or page.between("that", start, verb):
        return None
    return None if FINITE_TAGS.isdisjoint(page.tags[verb : verb + 1]) else verb


def _may_begin_second(page: Page, i: int) -> bool:
    """Whether one noun phrase may end before a token and another begin there."""
    before, tag = page.tag_at(i - 1), page.tags[i]
    if before == "CD" and tag in _DETERMINER_TAGS:
        return True  # "told Harbour Radio 4 | *he* would"
    return before in NOMINAL_TAGS and tag not in ("POS", "IN", "HYPH")


def _is_of_media(page: Page, i: int) -> bool:
    return lexicon.table("organisation_types").get(page.lowers[i]) == "media"


def _is_capitalised(page: Page, i: int) -> bool:
    return page.words[i][:1].isupper()


def _addressees() -> frozenset[str]:
    return lexicon.labelled("cue_words", "hearer") | lexicon.words("people_nouns") | lexicon.words("occasion_nouns")


def begins_topic(page: Page, low: int, colon: int) -> bool:
    """Whether a label before marked words says what they are about: '*On Ann Poole*: “She is fit.”', 'And *as for the pier*: “It is late.”'."""
    first, topics = page.first_word(low, colon), lexicon.labelled("cue_words", "topic")
    return page.lowers[first] in topics or " ".join(page.lowers[first : first + 2]) in topics


def behind_adverbs(page: Page, i: int) -> int:
    """The first token from one on that is no adverb: 'the driver never | stopped'."""
    return next((at for at in range(i, len(page.tags)) if page.tags[at] != "RB"), len(page.tags))


def in_absolute(page: Page, verb: Token) -> Phrase | None:
    """The subject, with an apposition, of a participle in an absolute phrase: 'It sank, with *Ann Poole, a diver,* saying that it leaked'."""
    if page.word_at(verb.i - 1) != ",":
        return None
    low = max(page.sentence(verb.i).start, verb.i - _LONGEST_PAIR)
    start = next((i + 1 for i in range(verb.i - 2, low, -1) if page.lowers[i] == "with"), 0)
    if not start or page.word_at(start - 2) != ",":
        return None  # "Reed came with Ann Poole, a diver, saying that it leaked"
    noun = head(page, start)
    if noun is None or page.word_at(noun.i + 1) != "," or noun.i + 1 >= verb.i - 1:
        return None
    has_verb = not (FINITE_TAGS | {"VBG"}).isdisjoint(page.tags[start : verb.i - 1])
    return None if has_verb else Phrase(start, verb.i - 1, noun.i)


def prominence(page: Page, i: int) -> int:
    """:meth:`Page.prominence`, with 2 for a subject behind its verb as well."""
    return 2 if is_behind_verb(page, i) else page.prominence(i)


def is_topic(page: Page, i: int) -> bool:
    """Whether a word opens what a sentence is said to be about: 'As for *Ann Poole*, she …', but not 'As for *Ann Poole*, “the girl is ill,” …'."""
    start, end = page.sentence(i)
    before = page.lowers[start:i]
    if before[:1] != ["as"] or before[1:2] not in (["for"], ["to"]) or "," in before or len(before) > _TOPIC:
        return False
    behind = next((k + 1 for k in range(i, end) if page.words[k] == ","), end)
    return behind == end or page.inside[behind] < 0


def is_behind_verb(page: Page, i: int) -> bool:
    """Whether a noun parsed as an object is the subject behind its verb: 'There was *a baker* at the bar', 'In the corner sat *a baker*'."""
    if page.deps[i] not in ("attr", "dobj"):
        return False
    verb = page.tokens[i].head
    if verb.dep_ != "ROOT" or verb.i > i or verb.tag_ not in FINITE_TAGS or page.subject(verb) is not None:
        return False
    return page.deps[i] == "dobj" or bool(page.children(verb, "expl"))


def message_of(page: Page, verb: Token) -> Phrase | None:
    """The message by which a passive verb reports something, if it tells whose it is: 'In *a note sent by Ann Poole*, staff were told so'."""
    links = (prep for prep in page.children(verb, "prep") if prep.lower_ in ("in", "by", "via"))
    nouns = (noun for prep in links for noun in page.children(prep, "pobj"))
    noun = next((t for t in nouns if t.lower_ in lexicon.words("message_documents") and page.inside[t.i] < 0), None)
    if noun is None:
        return None
    behind = page.children(noun, "relcl", "acl")
    clauses = (t for t in behind if t.tag_ != "VBN" or page.subject(t) is not None)  # "*that they should leave*"
    content = (i for child in clauses for i in range(child.left_edge.i, child.right_edge.i + 1))
    phrase = page.noun_phrase(noun, frozenset({verb.i, *content}))
    told = {"by", "from"}.intersection(page.lowers[noun.i : phrase.end]) or page.children(noun, "poss")
    return phrase if told else None


def with_post(page: Page, phrase: Phrase, verb: int) -> Phrase:
    """The source of a verb extended by a post that stands between a name and marked words or the verb: '“No,” *running back* Ann Poole said', where the parser sees somebody run.

    And by one with *of*: '“No,” *Acme's head of currencies* Ann Poole said'.
    """
    i = phrase.start - 1
    before = range(i, max(i - _LONGEST_POST, -1), -1)
    low = next((k + 1 for k in before if page.inside[k] >= 0 or k == verb), phrase.start)
    if low < (name := name_behind_post(page, low)) and phrase.start <= name < phrase.end:
        return Phrase(low, phrase.end, max(name, phrase.head))
    if i < 0 or page.inside[i] >= 0 or page.tags[phrase.start] != "NNP":
        return phrase
    while i and page.words[i].islower() and page.tags[i] in _POST_COMPLEMENT_TAGS:
        i -= 1
    if i == phrase.start - 1 or page.lowers[i] not in ("of", "for") or not lexicon.is_post(page.word_at(i - 1)):
        return phrase
    start = i - 1
    while start and page.inside_at(start - 1) < 0 and page.tag_at(start - 1) in _PHRASE_TAGS - {"IN"}:
        start -= 1
    return Phrase(start, phrase.end, phrase.head) if start and page.inside_at(start - 1) >= 0 else phrase


def caused(page: Page, host: Token, verb: Token) -> list[Token]:
    """Whom one verb causes to do what another tells: 'forced *her* to say', 'allowed *her* to say that …', where the parser gives her to either."""
    return page.children(host, "dobj") or (page.children(verb, "nsubj") if page.children(verb, "ccomp") else [])


def first_joined(page: Page, noun: Token) -> Token:
    """The first of several joined nouns, for a noun that the parser attaches to those before it: 'In a letter to Acme, *Poole*, Dunn and Reed say'."""
    joined = noun.left_edge.i and page.lower_at(noun.left_edge.i - 1) == "and"
    while joined and noun.dep_ == noun.head.dep_ == "conj" and noun.head.tag_ in NOUN_TAGS:
        noun = noun.head
    return noun


def is_in_opening(page: Page, noun: Token) -> bool:
    """Whether a noun stands in an adverbial at the head of its sentence: 'In the village of *Eastwick*, Ann Poole, 36, said'."""
    while noun.head.i < noun.i:
        noun = noun.head
    return noun.tag_ == "IN" and noun.i == page.first_word(*page.sentence(noun.i))


def is_kept_nameless(page: Page, at: int) -> bool:
    """Whether the sentence of a mention says that the name is withheld: 'A nurse, requesting *anonymity*, said', 'who asked *not to be named*'."""
    sentence = page.sentence(at)
    words, by_name = page.lowers[slice(*sentence)], lexicon.labelled("cue_words", "by-name")
    return any(
        word.startswith("anonym") or not _REFUSALS.isdisjoint(words[max(i - _REACH_OF_REFUSAL, 0) : i])
        for i, word in enumerate(words)
        if word in by_name
    )


def lists(page: Page, noun: int, start: int) -> bool:
    """Whether what begins at a token is joined to a noun by *and*, or another comma: 'teachers, | *nurses* and drivers'."""
    joined = (t for t in page.tokens[start : start + _LONGEST_POST] if page.deps[t.i] == "conj")
    found = next((t for t in joined if t.left_edge.i in (start, start + 1)), None)
    while found is not None and page.deps[found.i] == "conj" and found.i > noun:
        found = found.head
    return found is not None and found.i == noun


def first_joint(page: Page, name: Token) -> Token:
    """The first of two joined names that begin a sentence, if given the second: '*Ann* and Tom Reed, whose son is ill, said'."""
    first = name.head
    joined = name.dep_ == "conj" and name.tag_ == first.tag_ == "NNP" and first.i < name.i
    return first if joined and first.left_edge.i == page.sentence(first.i).start else name


def ages_beside(page: Page, name: Name) -> set[int]:
    """The ages beside a name: 'Ann Poole, *62*, said', 'Ann Poole (*62*)', 'Ann Poole, who is *62*', '*62*-year-old Ann Poole'."""
    low = max(name.start - 6, 0)
    verbs = (i for i in reversed(range(low, name.start)) if page.tags[i].startswith("VB"))
    before = page.words[next(verbs, low - 1) + 1 : name.start]  # "the 62-year-old *met* Ann Poole"
    found = [word for n, word in enumerate(before) if before[n + 1 : n + 5] == ["-", "year", "-", "old"]]
    return {*map(_years, found), _years(_age_behind(page.lowers[name.tail : name.tail + 7]))} - {0}


def _age_behind(words: list[str]) -> str:
    """The number that an apposition, a bracket or *is* behind a name begins with; empty if it counts something else."""
    words = words[1:] if words[:1] in ([","], ["("]) else words
    lead = next((lead for lead in _BEFORE_AGES if words[: len(lead)] == lead), [])
    words = words[len(lead) :]
    if words[1:2] == ["-"]:
        return words[0] if words[2:4] == ["year", "-"] else ""
    closed = words[1:2] in _SIGNS
    if not words or not (closed or (words[0].isdigit() and lead != ["is"])):
        return ""  # "one *of* them"
    return words[0]


def _years(word: str) -> int:
    """An age in figures, or in one of the first words for numbers; 0 for any other word."""
    if word.isdecimal() and len(word) < 4:
        return int(word)
    return _NUMBERS.index(word) if word in _NUMBERS else 0


def fields_of_state(page: Page) -> dict[int, TokenSpan]:
    """What ministers *of state* are in charge of, by the token *state*: 'Minister of State for *Media and Sport*'; empty where it is not said."""
    posts = lexicon.words("posts_with_of")
    ends = [i for i in page.where({"state"}) if i > 1 and " ".join(page.lowers[i - 2 : i + 1]) in posts]
    return {i: _field(page, i + 2 if page.lowers[i + 1 : i + 2] == ["for"] else len(page.words)) for i in ends}


def _field(page: Page, start: int) -> TokenSpan:
    """The portfolio that starts at a token, or the list of some, which goes on to *and*: 'for *Health*, Schools Minister Ann Poole'."""
    at = closed = start = start + (page.lowers[start : start + 1] == ["the"])
    while True:
        spelt = (
            (k, " ".join(page.lowers[at:k]).replace(" - ", "-")) for k in range(min(at + 4, len(page.words)), at, -1)
        )
        longest = (k for k, text in spelt if text in lexicon.words("portfolios"))
        if (end := next(longest, 0)) == 0:
            return TokenSpan(start, closed)
        closed = end if closed == start or page.lowers[at - 1] != "," else closed
        if page.lowers[end : end + 1] not in ([","], ["and"], ["&"]):
            return TokenSpan(start, closed)
        at = end + 1
