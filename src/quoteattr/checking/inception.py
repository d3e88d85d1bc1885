"""Annotated articles as UIMA CAS for INCEpTION (or WebAnno), and its annotations as articles again (extra ``cas``).

The layers are those of :meth:`quoteattr.Article.to_cas`: pieces, cues and source mentions of one quotation share a ``number``.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from quoteattr.errors import InvalidGoldError
from quoteattr.gold import documents
from quoteattr.gold.values import GoldArticle, GoldQuote, GoldRole, GoldSpeaker, Range
from quoteattr.output.cas import PREFIX, add, empty_cas

if TYPE_CHECKING:
    from cassis import Cas


def to_cas(article: GoldArticle) -> Cas:
    """The text with a span for every piece of a quotation, every cue and every source mention, as a cassis ``Cas``.

    Further roles, marks and what else is known of the article have no place in it. Raises
    :class:`~quoteattr.errors.MissingExtraError` when dkpro-cassis is not installed.

    >>> cas = to_cas(GoldArticle("levy", "She said no", (GoldQuote(((9, 11),), "indirect"),)))
    >>> from_cas(cas, id="levy").quotes[0].content
    ((9, 11),)
    """
    cas = empty_cas(article.text)
    for number, quote in enumerate(article.quotes):
        name, kind = quote.speaker.name, quote.speaker.kind if quote.named else "skip"
        features: dict[str, Any] = {"kind": quote.kind, "speaker": name, "name": name, "speaker_kind": kind}
        features |= {
            "role": str(quote.role) or None,
            "title": quote.role.title,
            "organisation": quote.role.organisation,
        }
        features |= {
            "former": quote.role.former,
            "optional": quote.optional,
            "confidence": quote.extra.get("confidence"),
        }
        for start, end in quote.content:
            add(cas, "Quotation", start, end, number=number, **features)
        for start, end in quote.cue:
            add(cas, "Cue", start, end, number=number)
        for start, end in quote.source:
            add(cas, "Source", start, end, number=number, speaker=name)
    return cas


def from_cas(cas: Cas, *, id: str) -> GoldArticle:
    """The article with the quotations that stand in a ``Cas``, under an ``id``.

    A piece without a number, as somebody has drawn it anew, is a quotation of its own; a cue or a source without one belongs to
    nothing and is left out. What the first piece says of speaker and role counts. ``speaker`` stands for a missing ``name``, and
    ``role`` for ``title``.

    Raises :class:`~quoteattr.errors.InvalidGoldError` where the layer of quotations is missing, or a value is none that there is.
    """
    text = cas.sofa_string or ""
    if not cas.typesystem.contains_type(PREFIX + "Quotation"):
        raise InvalidGoldError(f"{id}: there is no layer {PREFIX}Quotation")
    numbered: defaultdict[Any, list[Any]] = defaultdict(list)
    for position, piece in enumerate(cas.select(PREFIX + "Quotation")):
        number = getattr(piece, "number", None)
        numbered[("new", position) if number is None else number].append(piece)
    parts: dict[str, defaultdict[Any, list[Range]]] = {"Cue": defaultdict(list), "Source": defaultdict(list)}
    for layer, places in parts.items():
        if cas.typesystem.contains_type(PREFIX + layer):
            for one in cas.select(PREFIX + layer):
                places[getattr(one, "number", None)].append((one.begin, one.end))
    quotes = [_quote(pieces, parts["Cue"][key], parts["Source"][key]) for key, pieces in numbered.items()]
    article = GoldArticle(id, text, tuple(sorted(quotes, key=lambda quote: quote.content[0])))
    return documents.from_plain(documents.to_plain(article))  # what was typed there may be anything


def _quote(pieces: list[Any], cue: list[Range], source: list[Range]) -> GoldQuote:
    first = min(pieces, key=lambda piece: piece.begin)

    def value(name: str) -> Any:
        return getattr(first, name, None) or None

    kind: Any = value("speaker_kind")
    name = value("name") or (value("speaker") if kind not in ("unnamed", "unknown") else None)
    kind = kind or ("person" if name else "unknown")
    return GoldQuote(
        content=tuple(sorted((piece.begin, piece.end) for piece in pieces)),
        kind=value("kind"),
        cue=tuple(sorted(cue)),
        source=tuple(sorted(source)),
        speaker=GoldSpeaker(name, kind),
        role=GoldRole(
            value("title") or (None if value("organisation") else value("role")),
            value("organisation"),
            bool(value("former")),
        ),
        named=kind != "skip",
        optional=bool(value("optional")),
    )
