"""Verbs that a parser takes for nouns or attributes: 'Critics *argue* that …', 'A poll *found* last week that …'.

What shows them is the sentence: it has no verb but those of the clause that stands behind the word.
"""

from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.text.page import FINITE_TAGS, NOUN_TAGS, Page

_NEAR = 8  # tokens from a verb to the clause or infinitive behind it
_PLURAL = ("NNS", "NNPS")


def subject_of_attribute(page: Page, verb: Token) -> Token | None:
    """Whom a participle tells of that is the verb of its sentence: '*A poll* found last week that …', '*The owner* called on him to leave'.

    Not 'A poll published last week.', where no clause is behind it, nor what only names something: headlines, captions.
    """
    noun = verb.head
    attribute = verb.tag_ == "VBN" and verb.dep_ == "acl" and noun.tag_ in NOUN_TAGS and noun.i < verb.i
    if not attribute or noun.dep_ != "ROOT" or not _is_without_verb(page, verb):
        return None
    return noun if _that_behind(page, verb) or _infinitive_behind(page, verb) else None


def is_taken_for_noun(page: Page, word: Token) -> bool:
    """Whether a word that may be a verb in the plural is none of the nouns that it is spelt like: 'The rules *state* that …'."""
    if word.tag_ != "NN" or not word.i:
        return False
    clauses = [t for t in page.children(word, "ccomp") if t.tag_ in FINITE_TAGS or page.subject(t) is not None]
    if clauses and page.lowers[word.i - 1] not in ("a", "an", "the") and page.subject(word) is not None:
        return True  # "critics of the plan argue that …", where it is a verb by all but its tag
    if page.lowers[word.i + 1 : word.i + 2] != ["that"] or not _is_without_verb(page, word):
        return False
    plural = page.tags[word.i - 1] in _PLURAL or word.lower_ not in lexicon.words("reporting_nouns")
    return plural and page.tags[word.i - 1] in (*NOUN_TAGS, ",") and _that_behind(page, word)


def _is_without_verb(page: Page, word: Token) -> bool:
    """Whether the sentence of a word in running text has no verb before it but in an aside, and nothing above it."""
    low = page.sentence(word.i).start
    before = (t for t in page.tokens[low : word.i] if t.tag_ in FINITE_TAGS)
    told = any("relcl" not in (t.dep_, t.head.dep_) for t in before)
    root = word if word.dep_ == "ROOT" else word.head
    return page.passages[page.passage_of[word.i]].kind == "body" and not told and root.dep_ == "ROOT"


def _that_behind(page: Page, word: Token) -> bool:
    """Whether a clause with *that* stands behind a word: 'last week *that it would win*'; not 'the plan that won'."""
    that = next(iter(page.between("that", word.i + 1, min(word.i + _NEAR, page.sentence(word.i).end - 1))), None)
    if that is None or page.inside[that] >= 0 or not FINITE_TAGS.isdisjoint(page.tags[word.i + 1 : that]):
        return False
    return page.deps[that] == "mark" and page.tokens[that].head.i > that


def _infinitive_behind(page: Page, word: Token) -> bool:
    """'called on him *to leave*', 'vowed *to leave*'"""
    last = page.sentence(word.i).end
    clauses = page.children(word, "advcl", "xcomp", "ccomp")
    return any(t.tag_ == "VB" and word.i < t.i < min(last, word.i + _NEAR) and _has_to(page, t) for t in clauses)


def _has_to(page: Page, verb: Token) -> bool:
    return any(child.tag_ == "TO" for child in page.children(verb, "aux"))
