"""The values of articles whose quotations somebody has annotated or checked ("gold"), and the ways from an :class:`Article` and back.

How they are kept in files is said in ``quoteattr.gold.documents``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, get_args

import attrs

from quoteattr.errors import InvalidGoldError
from quoteattr.model import (
    Article,
    Candidate,
    Evidence,
    Kind,
    Mark,
    MarkReason,
    Quote,
    Role,
    Span,
    Speaker,
    SpeakerKind,
)
from quoteattr.spelling import DOUBLE_MARKS, QUOTATION_MARKS, usual
from quoteattr.text.passages import split
from quoteattr.wording import SUBJECT_FORMS

Range = tuple[int, int]
"""Code points of the text, half open."""

GoldSpeakerKind = Literal[SpeakerKind, "unknown", "skip"]
KINDS: tuple[Kind, ...] = get_args(Kind)
ANNOTATED = "annotated"
"""What stands for a rule in quotations, evidence and roles that somebody has annotated or checked."""


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

    def to_article(self, found: Article | None = None) -> Article:
        """The annotated quotations as an article of the library, for tables, audits and :func:`~quoteattr.merge_speakers`.

        Quotations have the words, speakers and roles that stand here, optional ones too, with ``annotated`` for a rule and a
        confidence of 1 (0 without a speaker). A speaker has the roles of all quotations of theirs. What nobody has looked at is not
        called annotated: what a review still waits for, what a sample does not ask about, and quotations without names.

        ``found`` is what the library read in the same text, and gives what is not annotated: aliases, forms of address, pronouns
        and other mentions of the speakers, who else is named, what a web page said of itself, and all that it found of
        quotations that nobody has looked at. Without it passages are those of the text, speakers have the sources of their
        quotations for mentions, and the confidence of what nobody has looked at is the one kept here, else 0.

        Raises :class:`~quoteattr.errors.InvalidGoldError` for places outside the text, and where ``found`` has another text.

        >>> gold = GoldArticle("levy", "She said no.", (GoldQuote(((9, 11),), "indirect", speaker=GoldSpeaker("Ann Poole")),))
        >>> article = gold.to_article()
        >>> print(article[0], article[0].confidence)
        Ann Poole: no 1.0
        """
        places = (end for quote in self.quotes for _, end in (*quote.content, *quote.cue, *quote.source))
        if max(places, default=0) > len(self.text):
            raise InvalidGoldError(f"{self.id}: a quotation stands outside the text")
        if found is not None and found.text != self.text:
            raise InvalidGoldError(f"{self.id}: what was found is of another text")
        return _article(self, found or Article(self.text, passages=split(self.text)))


def from_article(article: Article, *, id: str, confidence: bool = False) -> GoldArticle:
    """What the library found, as an annotated article; users call :meth:`~quoteattr.Article.to_gold`, which says more."""
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


def kind_of(content: Iterable[Range], text: str) -> Kind:
    """Direct between quotation marks, mixed with some within, else indirect.

    >>> kinds = [kind_of([(0, len(words))], words) for words in ("“No,”", "the “new” plan", "Reed’s plan", "‘No.’")]
    >>> kinds
    ['direct', 'mixed', 'indirect', 'direct']
    """
    pieces = [usual(text[start:end]).strip() for start, end in content]
    if all(piece[:1] in {*QUOTATION_MARKS} and piece.rstrip(",.;:")[-1:] in {*QUOTATION_MARKS} for piece in pieces):
        return "direct"
    within = any(set(piece) & {*DOUBLE_MARKS, "‘"} or f" {piece}".find(" '") >= 0 for piece in pieces)
    return "mixed" if within else "indirect"


# --- back to an article ------------------------------------------------------------------------------------------

_Key = tuple[str | None, str | None]
"""A name, or None and what somebody without a name is called."""


@attrs.frozen
class _Said:
    """An annotated quotation with what was found of the same words, and whether somebody has looked at it."""

    gold: GoldQuote
    before: Quote | None
    checked: bool
    source: Span | None

    @property
    def key(self) -> _Key | None:
        """Who says it, None where nobody could be told."""
        name, before = self.gold.speaker.name, self.before.speaker if self.before else None
        if name is not None or self.gold.speaker.kind in (None, "unknown", "skip"):
            return (name, None) if name is not None else None
        if before is not None and before.name is None:
            return None, before.description
        return None, None if self.source is None or _is_pronoun(self.source) else self.source.text


def _article(gold: GoldArticle, base: Article) -> Article:
    said = list(_said(gold, base))
    by_key: defaultdict[_Key, list[_Said]] = defaultdict(list)
    for one in said:
        if one.key is not None:
            by_key[one.key].append(one)
    sources = {one.source: one.key for one in said if one.source}
    pairs = {key: _speaker(key, own, base, sources) for key, own in by_key.items()}
    now = {old: new for old, new in pairs.values() if old is not None}
    ends, where = [one.span.end for one in base.passages], [*(one.kind for one in base.passages), "body"]
    quotes = [_quote(gold.text, one, pairs[one.key][1] if one.key else None, now) for one in said]
    quotes = [attrs.evolve(quote, where=where[bisect_right(ends, quote.start)]) for quote in quotes]
    return attrs.evolve(
        base,
        quotes=_nested(quotes),
        speakers=tuple(new for _, new in pairs.values()),
        marks=base.marks if gold.marks is None else tuple(_marks(gold)),
        candidates=tuple(one for one in (*base.speakers, *base.candidates) if one not in now),
        others=tuple(one for one in base.others if one not in now),
    )


def _marks(gold: GoldArticle) -> Iterator[Mark]:
    for mark in gold.marks or ():
        if mark.reason is not None:
            yield Mark(Span.of(gold.text, mark.start, mark.end), mark.reason)


def _said(gold: GoldArticle, base: Article) -> Iterator[_Said]:
    """The quotations in order; where nobody has looked for names, with the speaker that was found."""
    as_found = {tuple(map(_range, quote.content)): quote for quote in base.quotes}
    sample = gold.extra.get("sample")
    asked = sample.get("quotes") if isinstance(sample, Mapping) else None
    drawn = [piece for quote in asked for piece in quote["content"]] if isinstance(asked, list) else None
    for quote in sorted(gold.quotes, key=lambda quote: (quote.content[0][0], -quote.content[0][1])):
        before = as_found.get(quote.content)
        checked = _is_checked(quote, before, drawn)
        if before is not None and not quote.named:
            quote = from_quote(before)
        yield _Said(quote, before, checked, Span.of(gold.text, *quote.source[0]) if quote.source else None)


def _is_checked(quote: GoldQuote, before: Quote | None, drawn: Iterable[Range] | None) -> bool:
    """Whether somebody has looked at a quotation; of a sample, those ``drawn`` and what was added or given to somebody else."""
    if quote.extra.get("checked") is False or not quote.named:
        return False
    if drawn is None or "confidence" not in quote.extra:
        return True
    if any(start < end_ and start_ < end for start, end in quote.content for start_, end_ in drawn):
        return True
    return before is not None and from_quote(before).speaker != quote.speaker


def _speaker(
    key: _Key, said: list[_Said], base: Article, sources: Mapping[Span, _Key | None]
) -> tuple[Speaker | None, Speaker]:
    """Who was found under a name, and the speaker as annotated: the roles of what somebody has looked at, the sources of their own."""
    old = _as_found(key, said, base)
    new = old or Speaker(key[0], "unnamed" if key[0] is None else "person", key[1])
    own = {one.source for one in said if one.source}
    foreign = {source for source, other in sources.items() if other != key} - own
    return old, attrs.evolve(
        new,
        kind=next(_kinds(said), new.kind) if key[0] is not None else "unnamed",
        aliases=new.aliases or tuple(dict.fromkeys(span.text for span in _sorted(own) if not _is_pronoun(span))),
        roles=_roles(said, new.roles),
        mentions=_sorted({*new.mentions, *own} - foreign),
        descriptions=_sorted({*new.descriptions} - foreign),
        pronoun_mentions=_sorted({*new.pronoun_mentions, *filter(_is_pronoun, own)} - foreign),
    )


def _as_found(key: _Key, said: list[_Said], base: Article) -> Speaker | None:
    """Who was found under this name, at best as the speaker of the same words."""
    known = [one.before.speaker for one in said if one.before and one.before.speaker]
    known += [*base.speakers, *base.candidates, *base.others]
    return next((one for one in known if one.name == key[0] and (key[0] or one.description == key[1])), None)


def _kinds(said: list[_Said]) -> Iterator[SpeakerKind]:
    for one in said:
        if one.gold.speaker.kind in ("person", "organisation"):
            yield one.gold.speaker.kind


def _roles(said: list[_Said], found: tuple[Role, ...]) -> tuple[Role, ...]:
    """The annotated roles, of what somebody has looked at if there is any; with their places where they were found."""
    looked_at = [one for one in said if one.checked] or said
    places = {from_role(role): role for role in reversed(found)}
    roles = dict.fromkeys(role for one in looked_at for role in one.gold.roles)
    return tuple(places.get(r, Role(r.title, r.organisation, r.former, rule=ANNOTATED)) for r in roles)


def _quote(text: str, said: _Said, speaker: Speaker | None, now: Mapping[Speaker, Speaker]) -> Quote:
    gold, before = said.gold, said.before
    kind = gold.kind or (before.kind if before else kind_of(gold.content, text))
    content = tuple(Span.of(text, *piece) for piece in gold.content)
    cue, addressee = Span.of(text, *gold.cue[0]) if gold.cue else None, before.addressee if before else None
    quote = Quote(kind, content, cue, said.source, addressee, speaker)
    if before is not None and not said.checked:
        others = tuple(attrs.evolve(one, speaker=now.get(one.speaker, one.speaker)) for one in before.candidates)
        return attrs.evolve(
            quote, confidence=before.confidence, rule=before.rule, evidence=before.evidence, candidates=others
        )
    sure = 1.0 if said.checked else float(gold.extra.get("confidence") or 0)
    if speaker is not None:
        quote = attrs.evolve(quote, confidence=sure, candidates=(Candidate(speaker, sure),))
    note = Evidence(ANNOTATED, "Somebody has annotated or checked these words and whose they are")
    return attrs.evolve(quote, rule=ANNOTATED, evidence=(note,)) if said.checked else quote


def _nested(quotes: Iterable[Quote]) -> Iterator[Quote]:
    """Quotations in order, each with the position of the innermost one that has a piece in which it stands whole."""
    around: list[tuple[Span, Quote, int]] = []
    for number, quote in enumerate(quotes):
        around = [one for one in around if one[0].end > quote.start]
        held = (
            n
            for piece, outer, n in reversed(around)
            if piece.start <= quote.start and quote.end <= piece.end and outer.content != quote.content
        )
        yield attrs.evolve(quote, within=next(held, None))
        around += [(piece, quote, number) for piece in quote.content]


def _is_pronoun(span: Span) -> bool:
    return span.text.casefold() in SUBJECT_FORMS


def _sorted(spans: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(sorted(spans, key=_range))
