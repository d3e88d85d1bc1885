"""An article as linked data: Web Annotations for annotation tools, schema.org for web pages.

Both are dictionaries that ``json.dumps`` writes as JSON-LD, and :func:`json_ld_script` for a web page. Their contexts stay
addresses, as the two standards want; nothing is fetched.
"""

import hashlib
import json
import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from quoteattr.model import Article, PageInfo, Quote, Span, Speaker
from quoteattr.output.tally import numbered

_AROUND = 32  # code points before and behind an exact text that tell it from its like
# a scheme of one letter would be a Windows drive
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:[^\s<>\"{}|\\^`\x00-\x1f]+")


def to_web_annotations(article: Article, source: str) -> list[dict[str, Any]]:
    """The quotations as annotations of the W3C Web Annotation Data Model, one each, in the order of the article.

    ``source`` is the address (an absolute IRI) of the text that is annotated, as the article was given. Every piece of
    a quotation is a target with two selectors: a ``TextQuoteSelector`` (``exact``, and up to 32 code points before and
    behind it) and a ``TextPositionSelector`` (``start`` and ``end`` in code points, half open, as the standard asks).
    Bodies are short texts, told apart by their purpose:

    ===============  =================================================================================
    ``identifying``  name or description of the speaker
    ``describing``   each of the speaker's roles (``deputy director, Royal United Services Institute``)
    ``tagging``      ``direct``, ``mixed`` or ``indirect``
    ``assessing``    estimated probability that the speaker is right (``0.97``)
    ===============  =================================================================================

    A quotation without a speaker has the third only. Ids are ``urn:uuid:`` and stay the same while source, text and
    pieces do, whatever else is found out about the quotation. Every annotation can stand alone. Cues, source mentions
    and candidates are not written.

    Raises ``ValueError`` if ``source`` is no absolute IRI.

    >>> quote = Quote("indirect", (Span(12, 17, "it is"),))
    >>> (annotation,) = to_web_annotations(Article("They denied it is.", (quote,)), "https://example.org/news.txt")
    >>> annotation["target"][0]["selector"][0]
    {'type': 'TextQuoteSelector', 'exact': 'it is', 'prefix': 'They denied ', 'suffix': '.'}
    """
    _check_address(source, "source")
    return [_annotation(article, quote, source) for quote in article.quotes]


def _annotation(article: Article, quote: Quote, source: str) -> dict[str, Any]:
    speaker = quote.speaker
    bodies = [_body("tagging", quote.kind)]
    if speaker is not None:
        roles = [_body("describing", str(role)) for role in speaker.roles if str(role)]
        assessment = _body("assessing", str(round(quote.confidence, 4)))
        bodies = [_body("identifying", speaker.label), *roles, *bodies, assessment]
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": _id(article.text, quote, "annotation", source),
        "type": "Annotation",
        "motivation": "highlighting" if speaker is None else "identifying",
        "generator": {"type": "Software", "name": f"quoteattr {article.version}".strip()},
        "body": bodies,
        "target": [_target(article.text, piece, source) for piece in quote.content],
    }


def _body(purpose: str, value: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain", "language": "en"}


def _target(text: str, piece: Span, source: str) -> dict[str, Any]:
    exact = {
        "type": "TextQuoteSelector",
        "exact": piece.text,
        "prefix": text[max(0, piece.start - _AROUND) : piece.start],
        "suffix": text[piece.end : piece.end + _AROUND],
    }
    position = {"type": "TextPositionSelector", "start": piece.start, "end": piece.end}
    return {"type": "SpecificResource", "source": source, "selector": [exact, position]}


def _id(text: str, quote: Quote, what: str, source: str) -> str:
    """A name that the same words at the same place of the same text always get."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    pieces = ",".join(f"{piece.start}-{piece.end}" for piece in quote.content)
    return uuid.uuid5(uuid.NAMESPACE_URL, " ".join((what, source, digest, pieces))).urn


def _check_address(value: str, name: str) -> None:
    if not _ADDRESS.fullmatch(value):
        raise ValueError(f"{name} is an absolute address (https://…, file:///…, urn:…), not {value!r}")


def to_json_ld(article: Article, url: str | None = None) -> dict[str, Any]:
    """The article as a schema.org ``NewsArticle`` with its quotations, for the ``ld+json`` script of a web page.

    ``url`` is the address of the page, by default that which the page of ``article`` gives; headline, authors, date and
    publication are those of ``article.page``, where the article was read from a web page. ``hasPart`` holds a ``Quotation`` for every quotation, in order, with its
    ``text``, its kind as ``keywords`` and the speaker as ``spokenByCharacter``, which refers into ``mentions``, where
    every speaker stands once: as ``Organization``, or as ``Person`` (unnamed ones too, and several who speak together,
    for whom the vocabulary has no type). ``jobTitle`` and ``affiliation`` hold present roles only, because they are
    statements about now; ``description`` holds all roles as the article has them, former ones marked so.

    It may be added to, and :func:`json_ld_script` makes the element of it. Written into a page by ``json.dumps`` alone, a
    quotation that holds ``</script>`` would end the script and could begin one of its own.

    Not written are offsets, passages but the headline, how sure a speaker is, and aliases, of which many are no names
    (*the minister*): see :func:`to_web_annotations` and :func:`quoteattr.output.plain.to_json`. Raises ``ValueError`` if
    ``url`` is no absolute IRI.

    >>> from quoteattr import Role
    >>> lee = Speaker("Ann Lee", "person", roles=(Role("head", "Nato", former=True), Role("mayor", "Looe")))
    >>> page = to_json_ld(Article("no", (Quote("indirect", (Span(0, 2, "no"),), speaker=lee),), (lee,)))
    >>> page["mentions"][0]["jobTitle"], page["mentions"][0]["description"]
    ('mayor', 'former head, Nato; mayor, Looe')
    """
    if url is not None:
        _check_address(url, "url")
    ids = {speaker: f"_:speaker{number - 1}" for speaker, number in numbered(article).items()}
    headlines = (passage.span.text.strip() for passage in article.passages if passage.kind == "headline")
    said = article.page or PageInfo()
    url = url or (said.url if said.url and _ADDRESS.fullmatch(said.url) else None)
    page = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": url,
        "url": url,
        "headline": said.title or next(headlines, None),
        "author": [{"@type": "Person", "name": name} for name in said.authors],
        "datePublished": said.date,
        "publisher": {"@type": "Organization", "name": said.site} if said.site else None,
        "inLanguage": said.language or "en",
    }
    return _filled(page) | {
        "mentions": [_person(speaker, node) for speaker, node in ids.items()],
        "hasPart": [_quotation(article, quote, ids, url) for quote in article.quotes],
    }


def json_ld_script(found: Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> str:
    """What the two functions return as an element ``<script type="application/ld+json">`` of a web page.

    Nothing in it can end the script: ``<``, ``>`` and ``&`` are written as JSON's escapes, and so are all characters
    beyond ASCII, so that it fits a page in any encoding. Whoever reads the JSON gets every character back.

    Raises ``TypeError`` or ``ValueError`` for what JSON cannot hold.

    >>> print(json_ld_script({"text": "</script>"}))
    <script type="application/ld+json">{"text": "\\u003c/script\\u003e"}</script>
    """
    written = re.sub("[<>&]", lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(found, allow_nan=False))
    return f'<script type="application/ld+json">{written}</script>'


def _quotation(article: Article, quote: Quote, ids: dict[Speaker, str], url: str | None) -> dict[str, Any]:
    spoken = {"spokenByCharacter": {"@id": ids[quote.speaker]}} if quote.speaker is not None else {}
    return {
        "@type": "Quotation",
        "@id": _id(article.text, quote, "quotation", url or ""),
        "text": quote.text,
        "keywords": quote.kind,
        **spoken,
    }


def _person(speaker: Speaker, node: str) -> dict[str, Any]:
    described = (speaker.description or "", *map(str, speaker.roles))
    written: dict[str, Any] = {
        "@type": "Organization" if speaker.kind == "organisation" else "Person",
        "@id": node,
        "name": speaker.name,
        "description": "; ".join(dict.fromkeys(filter(None, described))),
    }
    if written["@type"] == "Person":
        present = [role for role in speaker.roles if not role.former]
        titles = dict.fromkeys(role.title for role in present if role.title)
        bodies = dict.fromkeys(role.organisation for role in present if role.organisation)
        written |= {
            "honorificPrefix": speaker.honorific,
            "jobTitle": _one_or_more(titles),
            "affiliation": _one_or_more({"@type": "Organization", "name": body} for body in bodies),
        }
    return _filled(written)


def _one_or_more(values: Iterable[Any]) -> Any:
    """JSON-LD writes one value bare and several as a list."""
    found = list(values)
    return found[0] if len(found) == 1 else found


def _filled(written: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in written.items() if value not in (None, "", [])}
