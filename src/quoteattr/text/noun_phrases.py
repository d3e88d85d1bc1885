"""Noun phrases read off the tags, where the parser may have seen none; and what *who* and *which* stand for."""

from collections.abc import Callable, Iterator
from itertools import compress

from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Phrase
from quoteattr.text.page import FINITE_TAGS, NOMINAL_TAGS, NOUN_TAGS, SUBJECTS, Page

_OF_PHRASE = NOMINAL_TAGS | {"DT", "PRP$", "JJ", "JJS", "JJR", "CD", "POS", "HYPH", "IN", "EX"}
_OF_POST = frozenset({"NN", "NNS", "JJ", "DT"})  # tags of what a post is of: "leader of *the council*"
_LONG = 14  # tokens: two noun phrases
_HEADS = frozenset({"PRP", "NN", "NNS", "JJ", "CD"})
_ODD_HEADS = frozenset({"JJ", "CD"})
_KEEPING = frozenset({"declined", "not", "n't", "n’t", "refused"})
_BEFORE_NAMED = 5  # tokens
_OPENERS = frozenset({"DT", "PRP", "PRP$", "EX"})


def heads(page: Page) -> Iterator[int]:
    """The nouns and pronouns of a page, but for names, with what stands for a noun as a subject: '*One local* shrugged', 'A 19-year-*old* wept'."""
    for i in compress(range(len(page.tags)), map(_HEADS.__contains__, page.tags)):
        odd = page.tags[i] in _ODD_HEADS and page.deps[i] not in SUBJECTS
        if not odd and page.words[i] not in _initialisms():
            yield i


@lexicon.remembered
def _initialisms() -> frozenset[str]:
    """Posts that are written with their initials: in small letters they are other words, as in 'took a *dig* at Reed'."""
    posts = (*lexicon.table("titles").items(), *lexicon.table("abbreviated_roles").items())
    initials = ((form, "".join(word[0] for word in full.split() if word != "of")) for form, full in posts)
    return frozenset(form for form, initial in initials if form == initial.lower())


def is_none(page: Page, noun: Token) -> bool:
    """'*No* evidence', '*no* claim', '*little* proof'."""
    return any(t.lower_ in ("little", "no", "scant") for t in page.children(noun, "det", "neg", "amod"))


def is_written(page: Page, head: Token) -> bool:
    """Whether a noun is a document that speaks: '*The report* says', but not 'by text message', 'wrote a letter'."""
    documents = lexicon.words("document_nouns")
    bare = (
        head.left_edge.i == head.i
        or page.tags[head.left_edge.i] in NOUN_TAGS
        or page.lowers[head.left_edge.i] in ("a", "an")
    )
    return (head.lower_ in documents or head.lower_.removesuffix("s") in documents) and not bare


def head(page: Page, start: int) -> Token | None:
    """The head of the noun phrase that starts at a token, read off the tags."""
    found = None
    for token in page.tokens[start : start + 12]:
        if page.inside[token.i] >= 0 or _ends_sentence(page, token):
            break
        if token.tag_ in NOMINAL_TAGS or page.is_age(token.i):
            found = token
        elif token.tag_ not in ("DT", "PRP$", "JJ", "POS", "CD", "JJS", "JJR", "HYPH") and token.text != ".":
            i = token.i  # "the *round, bearded* trader"
            if (
                found is not None
                or token.text != ","
                or i == start
                or {page.tags[i - 1], *page.tags[i + 1 : i + 2]} != {"JJ"}
            ):
                break
    return found


def _ends_sentence(page: Page, token: Token) -> bool:
    return token.text == "." and bool(page.passages) and page.sentence(token.i).end == token.i + 1


def begins(page: Page, i: int) -> bool:
    """Whether a token begins a name or a description, or is a noun alone ('"No," said residents.')."""
    token = page.tokens[i]
    behind = page.tokens[i + 1] if i + 1 < len(page.tokens) else None
    alone = token.tag_ in ("NN", "NNS") and (behind is None or behind.is_punct or behind.is_space)
    return alone or token.tag_ in ("NNP", "PRP", "DT", "PRP$", "NNPS") or token.is_title


def name_behind_post(page: Page, start: int) -> int:
    """Where a name begins behind the post that starts at a token: '"Out!" bellowed watch manager *Ann Poole*', 'study co-author *Joe Reed*'."""
    i = start
    while i < start + 7 and i + 1 < len(page.tokens) and (page.words[i].islower() or page.words[i] == "-"):
        i += 1
    return i if i > start and page.tags[i] == "NNP" and lexicon.is_post(page.words[i - 1]) else start


def names_somebody(page: Page, i: int) -> bool:
    """Whether a word, as of a headline, is the name of a person in another passage: '*Lund* threatens to quit'."""
    word = page.words[i]
    if not word[:1].isupper() or any(map(str.isdigit, word)):
        return False
    called = [k for k in page.where({word.lower()}) if page.passage_of[k] != page.passage_of[i]]
    return any(page.ent_types[k] == "PERSON" or _is_behind_forename(page, k) for k in called)


def _is_behind_forename(page: Page, i: int) -> bool:
    """Whether a word is a surname that no recogniser need have seen: 'Idris *Kallow*'."""
    named = i > 0 and page.words[i][:1].isupper() and page.words[i - 1].istitle()
    return named and page.lowers[i - 1] in lexicon.words("forenames")


def compound(page: Page, i: int) -> Token | None:
    """Whom a compound that ends in a token describes, whatever the parser hangs it on: 'the 40-year-*old*'."""
    return page.tokens[i] if page.is_age(i) else None


def sums_up(page: Page, start: int) -> bool:
    """Whether the noun phrase that starts at a token names words that were said: 'he was pushed, *a charge* the club denies'."""
    behind = (t for t in page.tokens[start : start + 8] if t.tag_ in NOUN_TAGS)
    noun = next((t for t in behind if page.tags[t.i + 1 : t.i + 2] not in ([tag] for tag in NOUN_TAGS)), None)
    word = noun.lower_ if noun is not None and page.tags[start] in ("DT", "CD") else ""
    named = word in lexicon.words("reporting_nouns") or word in lexicon.labelled("cue_words", "summing")
    return named or page.lowers[start : start + 2] == ["the", "latest"]  # "*the latest* twist in a long dispute"


def second_of_two(page: Page, start: int) -> int | None:
    """Where the second of two noun phrases begins that stand side by side before a finite verb: 'told the BBC | *prices* would rise'.

    Parsers take such words for one phrase. The second begins with an article or a pronoun; else where names end and small
    words go on, or the other way round; behind people or a body that is told (*reporters*, *the court*, *Harbour News*); or it is the
    last noun.
    """
    verb = _verb_behind(page, start)
    if verb is None:
        return None
    begins = [i for i in range(start + 1, verb) if _may_begin(page, i)]
    subjects = (i for i in range(start, verb) if page.deps[i] == "nsubj" and page.heads[i] >= verb)
    parsed = {page.tokens[i].left_edge.i for i in subjects}
    signs: tuple[Callable[[int], bool], ...] = (
        lambda i: page.tags[i] in _OPENERS,
        parsed.__contains__,
        lambda i: page.lowers[i - 1] in _hearers(),
        lambda i: _is_name(page, i) and _is_of_media(page, i - 1) and not _is_of_media(page, i),
        lambda i: _is_name(page, i) != _is_name(page, i - 1),
        lambda i: i == begins[-1] and page.tags[i] in ("NN", "NNS") and not _is_name(page, i),
    )
    return next((i for sign in signs for i in begins if sign(i)), None)


def _verb_behind(page: Page, start: int) -> int | None:
    """The finite verb behind nothing but noun phrases, if there is one; not 'told the court on Monday *that* it rained'."""
    verb = next((i for i in range(start, min(start + _LONG, len(page.tags))) if page.tags[i] not in _OF_PHRASE), start)
    said = {-1}.issuperset(page.inside[start : verb + 1]) and not page.between("that", start, verb)
    return verb if said and not FINITE_TAGS.isdisjoint(page.tags[verb : verb + 1]) else None


def _may_begin(page: Page, i: int) -> bool:
    """Whether a noun phrase may begin at a token, behind another one."""
    numbered = page.tags[i - 1] == "CD" and page.tags[i] in _OPENERS  # "told Harbour Radio 4 | *he* would"
    return numbered or (page.tags[i - 1] in NOMINAL_TAGS and page.tags[i] not in ("POS", "IN", "HYPH"))


def _is_of_media(page: Page, i: int) -> bool:
    return lexicon.table("organisation_types").get(page.lowers[i]) == "media"


def _is_name(page: Page, i: int) -> bool:
    return page.words[i][:1].isupper()


def _hearers() -> frozenset[str]:
    return lexicon.labelled("cue_words", "hearer") | lexicon.words("people_nouns") | lexicon.words("occasion_nouns")


def relative_clause(page: Page, verb: Token, relative: Token) -> Token | None:
    """The verb of the clause that hangs on what a relative pronoun stands for; of two joined clauses the first: 'Poole, who *left* and who said so'."""
    if verb.dep_ == "relcl":
        return verb
    if verb.dep_ != "conj" or page.lowers[relative.i - 1] not in ("and", "but"):
        return None
    first = page.sentence(relative.i).start
    before = (i for i in range(relative.i - 2, first, -1) if page.lowers[i] == relative.lower_)
    joined = next(before, None)
    clause = page.tokens[page.heads[joined]] if joined is not None else None
    return clause if clause is not None and clause.dep_ == "relcl" else None


def antecedent(page: Page, verb: Token, relative: Token) -> Phrase:
    """Whom or what a relative pronoun stands for: 'the *mayor* who said so'."""
    noun, host = verb.head, verb.head.head.head
    person = lexicon.is_post(host.text) and host.tag_ in NOMINAL_TAGS
    thing = noun.dep_ == "pobj" and noun.tag_ == "NN" and not lexicon.is_post(noun.text)
    if relative.lower_ == "who" and thing and person:
        noun = host  # "the critic of the plan who says", where the parser hangs it on the plan
    if relative.lower_ == "which" and (body := _body_before(page, noun, relative)) is not None:
        return page.noun_phrase(body, frozenset({relative.i}))
    first = noun
    while first.dep_ == "conj" and first.head.tag_ in NOMINAL_TAGS:
        first = first.head
    own = page.subject(first.head) if first.dep_ == "attr" and first.ent_type_ != "PERSON" else None
    if own is not None and own.tag_ in ("NNP", "NNPS", "PRP"):
        return page.noun_phrase(own)  # "Poole is a critic of the plan who says that …"
    return page.noun_phrase(noun, frozenset({relative.i}))


def _body_before(page: Page, noun: Token, relative: Token) -> Token | None:
    """The body that *which* stands for where the parser hangs it on its head or its town: 'the head of the *Trust* in Kent, which says'."""
    bodies = lexicon.words("organisation_nouns")
    last = noun
    people = lexicon.is_post(noun.text) or noun.lower_ in lexicon.words("people_nouns")
    if noun.ent_type_ == "PERSON" or (people and noun.lower_ not in bodies):
        nouns = (t for t in reversed(page.tokens[noun.i + 1 : relative.i]) if t.tag_ in NOMINAL_TAGS)
        last = next(nouns, noun)
    host = last.head.head if last.dep_ == "pobj" and last.ent_type_ == "GPE" else last
    of_town = host is not last and last.head.lower_ in ("in", "at") and host.i < last.i
    found = host if of_town and (host.ent_type_ == "ORG" or host.lower_ in bodies) else last
    return found if found is not noun else None


def in_absolute(page: Page, verb: Token) -> Phrase | None:
    """Who has a participle behind their apposition, in a phrase with *with*: 'It sank, with *Ann Poole, a diver,* saying that it leaked'."""
    if page.words[verb.i - 1] != ",":
        return None
    low = max(page.sentence(verb.i).start, verb.i - _LONG)
    start = next((i + 1 for i in range(verb.i - 2, low, -1) if page.lowers[i] == "with"), 0)
    if not start or page.words[start - 2] != ",":
        return None  # "Reed came with Ann Poole, a diver, saying that it leaked"
    noun = head(page, start)
    apposed = noun is not None and page.words[noun.i + 1] == "," and noun.i + 1 < verb.i - 1
    whole = apposed and (FINITE_TAGS | {"VBG"}).isdisjoint(page.tags[start : verb.i - 1])
    return Phrase(start, verb.i - 1, noun.i) if noun is not None and whole else None


def prominence(page: Page, i: int) -> int:
    """That of the page, for a subject behind its verb as well."""
    return 2 if is_behind_verb(page, i) else page.prominence(i)


def is_behind_verb(page: Page, i: int) -> bool:
    """Whether a noun is the subject for the parser's object: 'There was *a baker* at the bar', 'In the corner sat *a baker*'."""
    if page.deps[i] not in ("attr", "dobj"):
        return False
    verb = page.tokens[i].head
    if verb.dep_ != "ROOT" or verb.i > i or verb.tag_ not in FINITE_TAGS or page.subject(verb) is not None:
        return False
    return page.deps[i] == "dobj" or bool(page.children(verb, "expl"))


def with_post(page: Page, phrase: Phrase) -> Phrase:
    """A name behind marked words with the post before it that the parser has cut off: '“No,” *Acme's head of currencies* Ann Poole said'."""
    i = phrase.start - 1
    if i < 0 or page.inside[i] >= 0 or page.tags[phrase.start] != "NNP":
        return phrase
    while i and page.words[i].islower() and page.tags[i] in _OF_POST:
        i -= 1
    if i == phrase.start - 1 or page.lowers[i] not in ("of", "for") or not lexicon.is_post(page.words[i - 1]):
        return phrase
    start = i - 1
    while start and page.inside[start - 1] < 0 and page.tags[start - 1] in _OF_PHRASE - {"IN"}:
        start -= 1
    return Phrase(start, phrase.end, phrase.head) if start and page.inside[start - 1] >= 0 else phrase


def first_joined(page: Page, noun: Token) -> Token:
    """The first of several that *and* joins, where the parser hangs them on what stands before: 'In a letter to Acme, *Poole*, Dunn and *Reed* say'."""
    joined = noun.left_edge.i and page.lowers[noun.left_edge.i - 1] == "and"
    while joined and noun.dep_ == noun.head.dep_ == "conj" and noun.head.tag_ in NOUN_TAGS:
        noun = noun.head
    return noun


def is_kept_nameless(page: Page, at: int) -> bool:
    """Whether the sentence of a mention tells that a name is kept back: 'A nurse, requesting *anonymity*, said', 'who asked *not to be named*'."""
    sentence = page.sentence(at)
    words, by_name = page.lowers[slice(*sentence)], lexicon.labelled("cue_words", "by-name")
    said = (i for i, word in enumerate(words) if word in by_name)
    return any(
        words[i].startswith("anonym") or not _KEEPING.isdisjoint(words[max(i - _BEFORE_NAMED, 0) : i]) for i in said
    )


def first_joint(page: Page, name: Token) -> Token:
    """The first of two names that begin a sentence together, for the second one: '*Ann* and Tom Reed, whose son is ill, said'."""
    first = name.head
    joined = name.dep_ == "conj" and name.tag_ == first.tag_ == "NNP" and first.i < name.i
    return first if joined and first.left_edge.i == page.sentence(first.i).start else name
