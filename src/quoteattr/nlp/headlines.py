"""Parsed headlines → the same, corrected where a reporting verb was tagged as a noun: 'Lund *pledges* to cut tax', 'Lund *claims* rivals lied'.

Headlines leave out the function words that tell a verb in *-s* from a plural. Where such a reporting verb may have its subject before
it and its object behind it, the headline is parsed once more with an unambiguous verb in its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quoteattr import lexicon
from quoteattr.nlp import speed
from quoteattr.spelling import QUOTATION_MARKS

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_REACH = 5  # tokens from the start in which the verb stands
_ANNOTATION = ("TAG", "HEAD", "DEP", "SENT_START", "ENT_IOB", "ENT_TYPE")
_NOUNS = ("NNS", "NNPS", "NNP", "NN")
_SUBJECTS = ("nsubj", "csubj")
_VERBS = ("VBZ", "VBP", "VBD", "MD")
_ATTRIBUTES = ("compound", "amod", "nmod")
_BEFORE_NOUNS = ("DT", "POS", "IN", "JJ", "CC")
_OBJECTS = frozenset({"TO", "NN", "NNS", "NNP", "NNPS", "JJ", "DT", "PRP", "PRP$", "CD", "EX"})


def reread(nlp: Language, docs: Sequence[Doc]) -> list[Doc]:
    """The headlines, parsed anew where a misread verb becomes the root of its sentence with a subject before it."""
    misread = {n: verb for n, doc in enumerate(docs) if (verb := _misread_verb(doc)) is not None}
    replaced = [_with_plain_verb(docs[n], verb) for n, verb in misread.items()]
    found = list(docs)
    for (n, verb), doc in zip(misread.items(), speed.annotate(nlp, replaced) if replaced else (), strict=True):
        if doc[verb].dep_ == "ROOT" and any(t.dep_ in _SUBJECTS and t.i < verb for t in doc[verb].children):
            found[n] = _with_words_of(doc, docs[n])
    return found


def _misread_verb(doc: Doc) -> int | None:
    """The token that may be the verb of a headline, though it is tagged as a noun or parsed as an attribute."""
    for token in doc[1:_REACH]:
        is_read = token.tag_ in _VERBS and token.dep_ not in _ATTRIBUTES
        if is_read or not (token.is_alpha or token.text in ("-", "’s", "'s")):
            return None
        is_noun = token.tag_ in _NOUNS and doc[token.i - 1].tag_ not in _BEFORE_NOUNS
        may_report = token.lower_.endswith("s") and token.lower_ in lexicon.reporting_verbs()
        if may_report and (is_noun or token.tag_ == "VBZ"):
            return token.i if token.i + 2 < len(doc) and _has_object(doc, token.i) else None
    return None


def _has_object(doc: Doc, verb: int) -> bool:
    """Whether the words behind a verb may be its complement: an infinitive, a clause, a noun phrase, or its particle."""
    following = doc[verb + 1]
    entries = lexicon.reporting_verbs()[doc[verb].lower_]
    if following.tag_ in ("IN", "RP"):
        return any(entry.particles[:1] == (following.lower_,) for entry in entries)
    opens_object = following.text in QUOTATION_MARKS or following.tag_ in _OBJECTS
    misread_noun = following.tag_ in _VERBS and not following.is_stop  # "Lund calls *rivals* ‘cowards’"
    return any(not entry.particles for entry in entries) and (opens_object or misread_noun)


def _with_plain_verb(doc: Doc, verb: int) -> Doc:
    """The words of a headline with an unambiguous verb in the place of its verb, not yet parsed."""
    from spacy.tokens import Doc

    words, following = [token.text for token in doc], doc[verb + 1]
    words[verb] = "wants" if following.tag_ == "TO" else "speaks" if following.tag_ in ("IN", "RP") else "says"
    return Doc(doc.vocab, words, [bool(token.whitespace_) for token in doc])


def _with_words_of(doc: Doc, given: Doc) -> Doc:
    """The annotation of one headline with the words of another."""
    from spacy.tokens import Doc

    words, spaces = [token.text for token in given], [bool(token.whitespace_) for token in given]
    written = Doc(doc.vocab, words, spaces)
    return written.from_array([*_ANNOTATION], doc.to_array([*_ANNOTATION]))  # type: ignore[arg-type]
