"""The values of articles whose quotations somebody has annotated or checked ("gold"), and how one is made of an :class:`Article`.

How they are kept in files is said in ``quoteattr.gold.documents``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Literal, get_args

import attrs

from quoteattr.model import Article, Kind, MarkReason, Quote, Role, Span, SpeakerKind

Range = tuple[int, int]
"""Code points of the text, half open."""

GoldSpeakerKind = Literal[SpeakerKind, "unknown", "skip"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@attrs.frozen
class GoldSpeaker:
    """Who is credited: the canonical name, None where nobody is named, and the kind of speaker (``unknown``: nobody found)."""

    name: str | None = None
    kind: GoldSpeakerKind | None = "unknown"


@attrs.frozen
class GoldRole:
    """A post and the body it belongs to, either of which may be missing, and whether the post is a past one."""

    title: str | None = None
    organisation: str | None = None
    former: bool = False

    def __bool__(self) -> bool:
        return bool(self.title or self.organisation)

    def __str__(self) -> str:
        return str(Role(self.title, self.organisation, self.former))


@attrs.frozen
class GoldQuote:
    """One annotated quotation: its pieces in order, its cue and the mention of its source, the speaker and their roles.

    Places are ranges of code points. ``named`` is false where nobody has looked for names: neither speaker nor role is
    judged then. An ``optional`` quotation may be found or not; neither counts. ``extra`` holds further keys of the file.
    """

    content: tuple[Range, ...]
    kind: Kind | None = None
    cue: tuple[Range, ...] = ()
    source: tuple[Range, ...] = ()
    speaker: GoldSpeaker = GoldSpeaker()
    role: GoldRole = GoldRole()
    other_roles: tuple[GoldRole, ...] = ()
    named: bool = True
    optional: bool = False
    extra: Mapping[str, Any] = attrs.field(factory=dict, hash=False)

    @property
    def roles(self) -> tuple[GoldRole, ...]:
        """Every role given, the main one first."""
        return (self.role, *self.other_roles) if self.role else self.other_roles


@attrs.frozen
class GoldMark:
    """A quotation-marked stretch that reports no speech, with the reason."""

    start: int
    end: int
    reason: MarkReason | None = None


@attrs.frozen
class GoldArticle:
    """A text with its quotations, under an id; ``marks`` is None where marks were not annotated.

    ``extra`` holds what else stands in the file (``meta``, say).

    >>> article = GoldArticle("levy", "She said no.", (GoldQuote(((9, 11),), "indirect", cue=((4, 8),)),))
    >>> article.words(article.quotes[0].content)
    'no'
    """

    id: str
    text: str = attrs.field(default="", repr=lambda text: repr(text if len(text) <= 60 else text[:57] + "..."))
    quotes: tuple[GoldQuote, ...] = ()
    marks: tuple[GoldMark, ...] | None = None
    extra: Mapping[str, Any] = attrs.field(factory=dict, hash=False)

    def words(self, ranges: Iterable[Range]) -> str:
        """What stands at these places, parted by `` / ``."""
        return " / ".join(self.text[start:end] for start, end in ranges)


def from_article(article: Article, *, id: str, confidence: bool = False) -> GoldArticle:
    """What the library found, as an annotated article: to be corrected, or as a prediction.

    The speaker's first role is the main one; without a speaker the kind is ``unknown``. Evidence is left out; with ``confidence`` each quotation has its own as a key more.

    >>> import quoteattr
    >>> found = from_article(quoteattr.extract("“No,” said Ann Poole, the mayor."), id="levy")
    >>> found.quotes[0].speaker, str(found.quotes[0].role)
    (GoldSpeaker(name='Ann Poole', kind='person'), 'mayor')
    """
    marks = tuple(GoldMark(mark.span.start, mark.span.end, mark.reason) for mark in article.marks)
    quotes = tuple(from_quote(quote, confidence=confidence) for quote in article.quotes)
    return GoldArticle(id, article.text, quotes, marks)


def from_quote(quote: Quote, *, confidence: bool = False) -> GoldQuote:
    """One quotation that the library found, as an annotated one."""
    speaker = quote.speaker
    role, *others = map(from_role, speaker.roles) if speaker and speaker.roles else [GoldRole()]
    return GoldQuote(
        content=tuple(map(_range, quote.content)),
        kind=quote.kind,
        cue=(_range(quote.cue),) if quote.cue else (),
        source=(_range(quote.source),) if quote.source else (),
        speaker=GoldSpeaker(speaker.name, speaker.kind) if speaker else GoldSpeaker(),
        role=role,
        other_roles=tuple(others),
        extra={"confidence": quote.confidence} if confidence else {},
    )


def from_role(role: Role) -> GoldRole:
    """A role that the library found, as an annotated one."""
    return GoldRole(role.title, role.organisation, role.former)


def _range(span: Span) -> Range:
    return span.start, span.end
