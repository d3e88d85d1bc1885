"""An article as a UIMA CAS, which annotation tools such as INCEpTION read; needs the extra ``cas`` (dkpro-cassis)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quoteattr.extras import optional
from quoteattr.model import Article
from quoteattr.output.plain import encodable

if TYPE_CHECKING:
    from cassis import Cas

PREFIX = "webanno.custom."  # what INCEpTION puts before the names of layers that its users define

_STRINGS = ("kind", "speaker", "role", "name", "speaker_kind", "title", "organisation")
LAYERS = {
    "Quotation": {
        **{"number": "Integer", **dict.fromkeys(_STRINGS, "String")},
        **{"former": "Boolean", "optional": "Boolean", "confidence": "Double"},
    },
    "Cue": {"number": "Integer"},
    "Source": {"number": "Integer", "speaker": "String"},
}
"""The layers, with the type of each of their features."""


def empty_cas(text: str) -> Cas:
    """A ``Cas`` of a text, with the layers and nothing in them; lone surrogates are replaced by U+FFFD."""
    cassis = optional("cassis")
    types = cassis.TypeSystem()
    for layer, features in LAYERS.items():
        kind = types.create_type(PREFIX + layer)
        for name, value in features.items():
            types.create_feature(kind, name, f"uima.cas.{value}")
    cas: Cas = cassis.Cas(types, sofa_string=encodable(text), sofa_mime="text/plain")
    return cas


def add(cas: Cas, layer: str, start: int, end: int, **features: Any) -> None:
    """Adds an annotation of one of the layers."""
    fit = {name: encodable(value) if isinstance(value, str) else value for name, value in features.items()}
    cas.add(cas.typesystem.get_type(PREFIX + layer)(begin=start, end=end, **fit))


def to_cas(article: Article) -> Cas:
    """The text with a span for every piece of a quotation, every cue and every source mention, as a cassis ``Cas``.

    The layers are ``webanno.custom.Quotation``, ``.Cue`` and ``.Source``. What belongs together has the same
    ``number``, the quotation's position in ``article.quotes``. ``speaker`` is the name or description of the speaker
    and ``role`` the role to print; both are missing for an unattributed quotation. ``name``, ``speaker_kind``, ``title``,
    ``organisation`` and ``former`` say the same apart, to be corrected. Tokens and sentences are not written.

    ``Cas.to_json(path)`` and ``Cas.to_xmi(path)`` write it, ``Cas.typesystem.to_xml(path)`` the layers; cassis counts
    in UTF-16 units there, as UIMA does. A text with control characters has no XMI, since XML forbids them. Lone
    surrogates are replaced by U+FFFD.

    Raises :class:`~quoteattr.errors.MissingExtraError` when dkpro-cassis is not installed.

    >>> from quoteattr import Quote, Span
    >>> quote = Quote("indirect", (Span(9, 11, "no"),), cue=Span(4, 8, "said"))
    >>> cas = to_cas(Article("She said no", (quote,)))
    >>> [(found.kind, found.get_covered_text()) for found in cas.select(PREFIX + "Quotation")]
    [('indirect', 'no')]
    """
    cas = empty_cas(article.text)
    for number, quote in enumerate(article.quotes):
        speaker, role = quote.speaker, quote.speaker.role if quote.speaker else None
        label = speaker.label if speaker else None
        said: dict[str, Any] = {"kind": quote.kind, "speaker": label, "role": str(role) if role else None}
        said |= {"name": speaker and speaker.name, "speaker_kind": speaker.kind if speaker else "unknown"}
        if role:
            said |= {"title": role.title, "organisation": role.organisation, "former": role.former}
        for piece in quote.content:
            add(cas, "Quotation", piece.start, piece.end, number=number, confidence=quote.confidence, **said)
        if quote.cue:
            add(cas, "Cue", quote.cue.start, quote.cue.end, number=number)
        if quote.source:
            add(cas, "Source", quote.source.start, quote.source.end, number=number, speaker=label)
    return cas
