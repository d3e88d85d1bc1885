"""An article as a UIMA CAS, which annotation tools such as INCEpTION read; needs the extra ``cas`` (dkpro-cassis)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quoteattr.extras import optional
from quoteattr.model import Article, Span

if TYPE_CHECKING:
    from cassis import Cas

PREFIX = "webanno.custom."  # what INCEpTION puts before the names of layers that its users define

_LAYERS = {
    "Quotation": {"number": "Integer", "kind": "String", "speaker": "String", "role": "String", "confidence": "Double"},
    "Cue": {"number": "Integer"},
    "Source": {"number": "Integer", "speaker": "String"},
}


def to_cas(article: Article) -> Cas:
    """The text with a span for every piece of a quotation, every cue and every source mention, as a cassis ``Cas``.

    The layers are ``webanno.custom.Quotation``, ``.Cue`` and ``.Source``. What belongs together has the same
    ``number``, the quotation's position in ``article.quotes``. ``speaker`` is the name or description of the speaker
    and ``role`` the role to print; both are missing for an unattributed quotation. Tokens and sentences are not written.

    ``Cas.to_json(path)`` and ``Cas.to_xmi(path)`` write it, ``Cas.typesystem.to_xml(path)`` the layers; cassis counts
    in UTF-16 units there, as UIMA does. A text with control characters has no XMI, since XML forbids them.

    Raises :class:`~quoteattr.errors.MissingExtraError` when dkpro-cassis is not installed.

    >>> from quoteattr import Quote
    >>> quote = Quote("indirect", (Span(9, 11, "no"),), cue=Span(4, 8, "said"))
    >>> cas = to_cas(Article("She said no", (quote,)))
    >>> [(found.kind, found.get_covered_text()) for found in cas.select(PREFIX + "Quotation")]
    [('indirect', 'no')]
    """
    cassis = optional("cassis")
    types = cassis.TypeSystem()
    for layer, features in _LAYERS.items():
        kind = types.create_type(PREFIX + layer)
        for name, value in features.items():
            types.create_feature(kind, name, f"uima.cas.{value}")
    cas: Cas = cassis.Cas(types, sofa_string=article.text, sofa_mime="text/plain")

    def add(layer: str, span: Span, **features: Any) -> None:
        cas.add(types.get_type(PREFIX + layer)(begin=span.start, end=span.end, **features))

    for number, quote in enumerate(article.quotes):
        speaker = quote.speaker.label if quote.speaker else None
        role = str(quote.speaker.role) if quote.speaker and quote.speaker.role else None
        said = {"kind": quote.kind, "speaker": speaker, "role": role, "confidence": quote.confidence}
        for piece in quote.content:
            add("Quotation", piece, number=number, **said)
        if quote.cue:
            add("Cue", quote.cue, number=number)
        if quote.source:
            add("Source", quote.source, number=number, speaker=speaker)
    return cas
