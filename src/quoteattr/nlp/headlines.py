"""Parsed headlines → the same with the verb that the tagger has taken for a noun: 'Lund *pledges* to cut tax', 'Lund *claims* rivals lied'.

Headlines leave out the small words by which a verb in *-s* is told from a plural. Where such a word that reports stands behind
what may be its subject, and before what may be its object, the headline is parsed once more with a verb that is nothing else in its place.
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

_FAR = 5  # tokens from the start to the verb
_ANNOTATION = ("TAG", "HEAD", "DEP", "SENT_START", "ENT_IOB", "ENT_TYPE")
_NOUNS = ("NNS", "NNPS", "NNP", "NN")
_SUBJECTS = ("nsubj", "csubj")
_VERBS = ("VBZ", "VBP", "VBD", "MD")
_ATTRIBUTES = ("compound", "amod", "nmod")
_BEFORE_NOUNS = ("DT", "POS", "IN", "JJ", "CC")
_OBJECTS = frozenset({"TO", "NN", "NNS", "NNP", "NNPS", "JJ", "DT", "PRP", "PRP$", "CD", "EX"})


def reread(nlp: Language, docs: Sequence[Doc]) -> list[Doc]:
    """Headlines with their unseen verbs, where they have any; the others as they are."""
    unseen = {n: at for n, doc in enumerate(docs) if (at := _unseen(doc)) is not None}
    plain = [_with_verb(docs[n], at) for n, at in unseen.items()]
    found = list(docs)
    for (n, at), doc in zip(unseen.items(), speed.annotate(nlp, plain) if plain else (), strict=True):
        if doc[at].dep_ == "ROOT" and any(t.dep_ in _SUBJECTS and t.i < at for t in doc[at].children):
            found[n] = _as_written(doc, docs[n])
    return found


def _unseen(doc: Doc) -> int | None:
    """Where a word stands that may be the verb of a headline, though the tagger takes it for a noun, or the parser for an attribute."""
    for token in doc[1:_FAR]:
        seen = token.tag_ in _VERBS and token.dep_ not in _ATTRIBUTES
        if seen or not (token.is_alpha or token.text in ("-", "’s", "'s")):
            return None
        noun = token.tag_ in _NOUNS and doc[token.i - 1].tag_ not in _BEFORE_NOUNS
        if (noun or token.tag_ == "VBZ") and token.lower_.endswith("s") and token.lower_ in lexicon.reporting_verbs():
            return token.i if token.i + 2 < len(doc) and _has_object(doc, token.i) else None
    return None


def _has_object(doc: Doc, verb: int) -> bool:
    """Whether what stands behind a verb may be what is said: an infinitive, the beginning of a clause or of a thing, its preposition."""
    following = doc[verb + 1]
    entries = lexicon.reporting_verbs()[doc[verb].lower_]
    if following.tag_ in ("IN", "RP"):
        return any(entry.particles[:1] == (following.lower_,) for entry in entries)
    begins = following.text in QUOTATION_MARKS or following.tag_ in _OBJECTS
    taken = following.tag_ in _VERBS and not following.is_stop  # "Lund calls *rivals* ‘cowards’"
    return any(not entry.particles for entry in entries) and (begins or taken)


def _with_verb(doc: Doc, at: int) -> Doc:
    """The words with a plain verb in the place of one."""
    from spacy.tokens import Doc

    words, following = [token.text for token in doc], doc[at + 1]
    words[at] = "wants" if following.tag_ == "TO" else "speaks" if following.tag_ in ("IN", "RP") else "says"
    return Doc(doc.vocab, words, [bool(token.whitespace_) for token in doc])


def _as_written(doc: Doc, given: Doc) -> Doc:
    """What was found, with the words that were given."""
    from spacy.tokens import Doc

    words, spaces = [token.text for token in given], [bool(token.whitespace_) for token in given]
    written = Doc(doc.vocab, words, spaces)
    return written.from_array([*_ANNOTATION], doc.to_array([*_ANNOTATION]))  # type: ignore[arg-type]
