"""Verbs that a parser takes for nouns or attributes: 'Critics *argue* that …', 'A poll *found* last week that …'.

What shows them is the sentence: it has no verb but those of the clause that stands behind the word; or what stands beside
the word: marks, a comma, the subject that the parser gives it all the same.
"""

from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.lexicon import Verb
from quoteattr.text import noun_phrases
from quoteattr.text.page import FINITE_TAGS, NOMINAL_TAGS, NOUN_TAGS, SUBJECTS, VERB_TAGS, Page

_RELATIVE = 8  # tokens from a relative pronoun to the verb of whoever says the clause
_OF_SOMEBODY = NOMINAL_TAGS | {"DT", "PRP$", "JJ", "POS", "IN", "RB", "HYPH"}
_NEAR = 8  # tokens from a verb to the clause or infinitive behind it
_PLURAL = ("NNS", "NNPS")


def subject_of_attribute(page: Page, verb: Token) -> Token | None:
    """Whom a participle tells of that is the verb of its sentence: '*A poll* found last week that …', '*The owner* called on him to leave'.

    Not 'A poll published last week.', where no clause is behind it, nor what only names something: headlines, captions.
    """
    if verb.tag_ != "VBN" or verb.dep_ != "acl" or not verb.i:
        return None
    noun, aside = verb.head, page.words[verb.i - 1] == ","
    while aside and noun.dep_ != "ROOT":
        noun = noun.head  # "*The union*, which has 900 members, accused him"
    if noun.tag_ not in NOUN_TAGS or noun.i > verb.i or noun.dep_ != "ROOT" or not _is_without_verb(page, verb, noun):
        return None
    # "Poole, a welder, *announced by email he had left*"
    told = any(page.subject(clause) is not None for clause in page.children(verb, "ccomp"))
    accused = aside and (told or page.tags[verb.i + 1] in NOMINAL_TAGS | {"DT", "PRP$"})
    return noun if accused or _that_behind(page, verb) or _infinitive_behind(page, verb) else None


def is_taken_for_noun(page: Page, word: Token) -> bool:
    """Whether a word that may be a verb in the plural is none of the nouns that it is spelt like: 'The rules *state* that …'."""
    if not word.i:
        return False
    clauses = [t for t in page.children(word, "ccomp") if t.tag_ in FINITE_TAGS or page.subject(t) is not None]
    if clauses and page.lowers[word.i - 1] not in ("a", "an", "the") and page.subject(word) is not None:
        return True  # "critics of the plan argue that …", where it is a verb by all but its tag
    root = word.head
    while root.dep_ in ("pobj", "prep", "agent", "acl", "conj") and root.i < word.i:
        # "those involved in the scheme *stress* that", "memos and emails seen by the Post *show* that"
        root = root.head
    if page.lowers[word.i + 1 : word.i + 2] != ["that"] or not _is_without_verb(
        page, word, word if word.dep_ == "ROOT" else root
    ):
        return False
    plural = page.tags[word.i - 1] in _PLURAL or word.lower_ not in lexicon.words("reporting_nouns")
    return plural and page.tags[word.i - 1] in (*NOUN_TAGS, ",") and _that_behind(page, word)


def subject_behind_agent(page: Page, word: Token) -> Token | None:
    """What a verb tells of that the parser takes for what something was made by: '*Emails* and notes seen by the Post *show* that …'."""
    participle = word.head.head if word.dep_ == "pobj" and word.head.lower_ == "by" else word
    if participle.dep_ != "acl" or not is_taken_for_noun(page, word):
        return None
    noun = participle.head
    return noun.head if noun.dep_ == "conj" else noun


def _is_without_verb(page: Page, word: Token, root: Token) -> bool:
    """Whether the sentence of a word in running text has no verb before it but in an aside, and nothing above it."""
    low = page.sentence(word.i).start
    before = (t for t in page.tokens[low : word.i] if t.tag_ in FINITE_TAGS)
    told = any("relcl" not in (t.dep_, t.head.dep_) for t in before)
    return page.passages[page.passage_of[word.i]].kind == "body" and not told and root.dep_ == "ROOT"


def _that_behind(page: Page, word: Token) -> bool:
    """Whether a clause with *that* stands behind a word: 'last week *that it would win*'; not 'the plan that won'."""
    that = next(iter(page.between("that", word.i + 1, min(word.i + _NEAR, page.sentence(word.i).end - 1))), None)
    if that is None or page.inside[that] >= 0 or not FINITE_TAGS.isdisjoint(page.tags[word.i + 1 : that]):
        return False
    return page.deps[that] == "mark" and page.tokens[that].head.i > that


def _infinitive_behind(page: Page, word: Token) -> bool:
    """'called on him *to leave*', 'vowed *to leave*', 'asked for it *to be closed*'"""
    last = page.sentence(word.i).end
    clauses = page.children(word, "advcl", "xcomp", "ccomp")
    near = (t for t in clauses if word.i < t.i < min(last, word.i + _NEAR))
    return any(t.tag_ in ("VB", "VBN") and _has_to(page, t) for t in near)


def _has_to(page: Page, verb: Token) -> bool:
    return any(child.tag_ == "TO" for child in page.children(verb, "aux"))


def is_verb(page: Page, token: Token) -> bool:
    """Whether the parser takes a word for a verb: by its tag, or by the subject it gives it (the report notes: "…")."""
    before, behind = page.tags[token.i - 1] if token.i else "", page.lowers[token.i + 1 : token.i + 3]
    tag = page.tags[token.i]
    if behind[:1] == ["that"] and behind[1:] in (["are"], ["were"], ["have"]):
        return False  # "claims that were removed"
    if tag in ("NNS", "VBZ") and before in VERB_TAGS and page.passages[page.passage_of[token.i]].kind == "body":
        return False  # "answered claims that it rained"
    if tag == "NNP" and token.text.islower():
        return page.words[token.i - 1] == ","  # ", *moans* Ann Poole", taken for a part of her name
    if tag in ("NN", "NNS"):
        return page.is_age(token.i - 1) or _is_no_noun(page, token, behind) or _is_in_subject(page, token)
    if page.lowers[token.i] == "said" and before in (*NOMINAL_TAGS, "CD"):
        return True  # "The mother-of-three *said* staff had left", but "the said staff"
    return (tag in VERB_TAGS and page.deps[token.i] != "amod") or tag == "VBD" or page.is_age(token.i - 1)


def _is_no_noun(page: Page, token: Token, behind: list[str]) -> bool:
    """Whether what stands around a word that the parser takes for a noun shows that it is a verb."""
    if token.lower_ == "read" and behind[:1] in ([":"], ["."], [","]):
        return _is_read_out(page, token, behind[0])
    if token.tag_ == "NNS":
        told = any(child.dep_ == "nsubj" and child.i < token.i for child in page.dependents(token))
        ends = behind[:1] == ["."] or (
            behind[:1] == [","] and not FINITE_TAGS.isdisjoint(page.tags[token.i + 2 : token.i + 3])
        )
        closes = ends and _closes_aside(page, token)  # "…, the paper states.", "The pier, Ann Poole *claims*, is safe"
        # "A study *estimates* that …"
        whole = token.dep_ == "ROOT" and behind[:1] == ["that"] and page.tags[token.i - 1] in ("NN", "NNP")
        closes = closes or (whole and _is_without_verb(page, token, token) and _that_behind(page, token))
        return told or closes or tells_of_antecedent(page, token.i, token.i + 1)
    if token.lower_.endswith("ing") and behind[:1] == ["that"]:
        low = page.sentence(token.i).start
        return "with" in page.lowers[max(low, token.i - 8) : token.i]  # "with the Herald reporting that two were lost"
    told = behind[:1] == ["."] and _closes_aside(page, token)  # "…, police figures *show*."
    return told or is_taken_for_noun(page, token)


def _is_read_out(page: Page, read: Token, sign: str) -> bool:
    """Whether *read* before a sign tells of a document with marked words: 'a note left by Poole *read*: "Gone."', '"Gone," his note *read*.'"""
    documents = lexicon.words("document_nouns") | lexicon.words("message_nouns")
    if sign == ":":
        before = page.lowers[page.sentence(read.i).start : read.i]
        marked = page.inside[min(read.i + 2, len(page.words) - 1)] >= 0
        ends = page.stripped(read.i + 1, page.passage_tokens(read.i).end).end == read.i + 2
        return (marked or ends) and not documents.isdisjoint(before)
    start = next((i for i in range(read.i - 2, 0, -1) if page.inside[i] >= 0 or page.words[i] in (",", ".")), 0)
    return page.lowers[read.i - 1] in documents and page.inside[start] >= 0


def _is_in_subject(page: Page, word: Token) -> bool:
    """Whether a verb is taken for part of the name behind it: 'Prosecutors *allege* Joe Dunn hid it', where nobody is an allege."""
    name = word.head
    within = word.dep_ == "compound" and word.i < name.i <= word.i + 3 and page.tags[word.i - 1] in _PLURAL
    known = word.tag_ != "NN" or word.lower_ in lexicon.words("reporting_nouns")
    subject = within and not known and name.dep_ in SUBJECTS and name.head.dep_ == "ROOT"
    return subject and _is_without_verb(page, word, name.head)


def _closes_aside(page: Page, token: Token) -> bool:
    """Whether a word stands at the end of a sentence behind a comma and a noun phrase of its number: ', *the paper* states.'

    One in the plural, which need not have an article, is a document's.
    """
    low = behind_comma(page, token.i)
    if low is None or (head := noun_phrases.head(page, low)) is None or head.i != token.i:
        return False
    before = page.tokens[token.i - 1]
    if token.tag_ == "NNS":
        return page.tags[low] in ("DT", "PRP$", "NNP") and before.tag_ in ("NN", "NNP")
    plural = before.tag_ == "NNS" or before.lower_ == "data"
    return plural and not lexicon.words("document_nouns").isdisjoint((before.lower_, lexicon.singular(before.lower_)))


def behind_comma(page: Page, i: int) -> int | None:
    """Where the words begin that a comma parts from those before them, up to a token."""
    return next((at + 1 for at in range(i - 2, max(i - _NEAR, 0), -1) if page.words[at] == ","), None)


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


def is_subject(token: Token) -> bool:
    """Whether a word is a noun and the subject of the verb right behind it: '"…," the *reports* said.'"""
    subject = token.tag_ == "NNS" and token.dep_ == "nsubj"
    return subject and token.head.i == token.i + 1 and token.head.tag_ in FINITE_TAGS


def tells_of_antecedent(page: Page, verb: int, end: int) -> bool:
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
