"""What a person decides of the quotations of an article: values, and the one function that takes a step.

A state is a value too: undoing is going back to the one before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, Literal

import attrs

from quoteattr.errors import ReviewError
from quoteattr.gold.documents import quote_from_plain
from quoteattr.gold.values import KINDS, GoldArticle, GoldQuote, GoldRole, GoldSpeaker, Range, kind_of
from quoteattr.model import Kind

Progress = Literal["open", "checked", "mended", "missed", "aside"]
"""Nobody has looked at it; right as it was found; corrected; marked by the person, found by nobody; not in the sample."""

NO_ROLE = GoldRole()
_NOT_LOOKED_AT = ("open", "aside")
_SAMPLE = "sample"  # the key of an article of which only some quotations are to be checked
_UNCHECKED = {"checked": False}  # what a file says of a quotation that nobody has looked at yet


@attrs.frozen
class Item:
    """A quotation under a number that it keeps, and how far it is; ``label`` is what stands for a speaker without a name."""

    id: int
    quote: GoldQuote
    progress: Progress = "open"
    label: str | None = None


@attrs.frozen
class State:
    """The quotations of an article as they are decided now, in order; ``finished`` when nothing is left to do."""

    items: tuple[Item, ...]
    finished: bool = False
    next: int = 0

    @property
    def open(self) -> tuple[Item, ...]:
        """Those that are to be checked and that nobody has looked at."""
        return tuple(item for item in self.items if item.progress == "open")

    @property
    def asked(self) -> tuple[Item, ...]:
        """Those that are to be checked, or were: all but what is not in the sample."""
        return tuple(item for item in self.items if item.progress != "aside")

    def item(self, id: int) -> Item:
        """The one of this number; raises :class:`~quoteattr.errors.ReviewError`."""
        for item in self.items:
            if item.id == id:
                return item
        raise ReviewError("this quotation is not there any more")


# --- decisions ---------------------------------------------------------------------------------------------------


@attrs.frozen
class Accept:
    """It is right as it stands."""

    quote: int


@attrs.frozen
class Attribute:
    """Somebody else says it, with the roles that go with them."""

    quote: int
    speaker: GoldSpeaker
    role: GoldRole = NO_ROLE
    other_roles: tuple[GoldRole, ...] = ()
    label: str | None = None


@attrs.frozen
class Post:
    """The speaker is quoted as something else: in all quotations of theirs, since a role is the article's."""

    quote: int
    role: GoldRole


@attrs.frozen
class Retype:
    """It is of another kind."""

    quote: int
    kind: Kind


@attrs.frozen
class Reword:
    """Other words are quoted."""

    quote: int
    content: tuple[Range, ...]


@attrs.frozen
class Excuse:
    """Well-informed readers would differ: it counts neither as missed nor as false; or it does count after all."""

    quote: int
    optional: bool


@attrs.frozen
class Delete:
    """It is no quotation."""

    quote: int


@attrs.frozen
class Add:
    """These words are a quotation that was missed."""

    content: tuple[Range, ...]


@attrs.frozen
class Finish:
    """Every quotation was looked at, and none is missed."""


Decision = Accept | Attribute | Post | Retype | Reword | Excuse | Delete | Add | Finish


def take(state: State, decision: Decision, text: str) -> State:
    """The state after a decision; raises :class:`~quoteattr.errors.ReviewError` for one that is not possible."""
    match decision:
        case Finish():
            if state.open:
                raise ReviewError(f"not finished: {len(state.open)} not checked yet")
            return attrs.evolve(state, finished=True)
        case Add(content):
            pieces = tidy(content, text)
            _check_free(state, pieces)
            added = Item(state.next, GoldQuote(pieces, kind_of(pieces, text)), "missed")
            return attrs.evolve(state, items=_ordered((*state.items, added)), next=state.next + 1)
        case Delete(id):
            gone = state.item(id)
            return attrs.evolve(state, items=tuple(item for item in state.items if item is not gone))
        case Post(id, role):
            return _with_post(state, state.item(id), role)
    item = state.item(decision.quote)
    if isinstance(decision, Reword):
        _check_free(state, tidy(decision.content, text), but=item)
    changed = _changed(item, decision, text)
    return attrs.evolve(state, items=_ordered(changed if each is item else each for each in state.items))


def _check_free(state: State, pieces: tuple[Range, ...], *, but: Item | None = None) -> None:
    """Raises where these are the words of another quotation: a file could not tell the two apart."""
    if any(item is not but and item.quote.content == pieces for item in state.items):
        raise ReviewError("these words are a quotation already")


def _changed(item: Item, decision: Accept | Attribute | Retype | Reword | Excuse, text: str) -> Item:
    label = item.label
    match decision:
        case Accept():
            return attrs.evolve(item, progress="checked") if item.progress in _NOT_LOOKED_AT else item
        case Attribute(_, speaker, role, others, label):
            quote = attrs.evolve(item.quote, speaker=speaker, role=role, other_roles=others, named=True)
        case Retype(_, kind):
            quote = attrs.evolve(item.quote, kind=kind)
        case Reword(_, content):
            quote = attrs.evolve(item.quote, content=tidy(content, text))
        case Excuse(_, optional):
            quote = attrs.evolve(item.quote, optional=optional)
    if quote == item.quote and item.progress in _NOT_LOOKED_AT:
        return attrs.evolve(item, progress="checked", label=label)
    return attrs.evolve(item, quote=quote, label=label, progress="missed" if item.progress == "missed" else "mended")


def _with_post(state: State, item: Item, role: GoldRole) -> State:
    """The role given to all quotations of the speaker; one that was listed as another role changes places with the first."""

    def posted(each: Item) -> Item:
        if each is not item and not same_speaker(each, item):
            return each
        quote = each.quote
        kept = (quote.role, *quote.other_roles) if role in quote.other_roles else quote.other_roles
        others = tuple(other for other in kept if other != role and other)
        changed = attrs.evolve(each, quote=attrs.evolve(quote, role=role, other_roles=others))
        if each is item or each.progress in ("checked", "aside"):
            changed = attrs.evolve(changed, progress="missed" if each.progress == "missed" else "mended")
        return changed

    return attrs.evolve(state, items=tuple(map(posted, state.items)))


def same_speaker(one: Item, other: Item) -> bool:
    """Whether the same person, body or unnamed speaker says both."""
    speaker = one.quote.speaker
    return speaker == other.quote.speaker and (
        speaker.name is not None or (one.label is not None and one.label == other.label)
    )


def _ordered(items: Iterable[Item]) -> tuple[Item, ...]:
    return tuple(sorted(items, key=lambda item: item.quote.content))


# --- words -------------------------------------------------------------------------------------------------------


def tidy(content: Sequence[Range], text: str) -> tuple[Range, ...]:
    """Pieces without white space at their edges, in order; raises :class:`~quoteattr.errors.ReviewError` for what are none."""
    pieces = []
    for start, end in sorted(content):
        if not 0 <= start < end <= len(text):
            raise ReviewError(f"[{start}, {end}] is no place in this article")
        words = text[start:end]
        if words.strip():
            pieces.append((start + len(words) - len(words.lstrip()), start + len(words.rstrip())))
    if not pieces:
        raise ReviewError("there are no words in this place")
    if any(behind[0] < before[1] for before, behind in pairwise(pieces)):
        raise ReviewError("the pieces of a quotation do not overlap")
    return tuple(pieces)


# --- from files and to files -------------------------------------------------------------------------------------


def begin(article: GoldArticle, labels: Iterable[str | None], *, checked: bool) -> State:
    """The state in which an article comes: just found, or from a file, where what is open says so and the rest is checked.

    Of a sample (``quoteattr.checking.sampling``) that nobody has begun to check, what was drawn is open. ``labels`` are what
    stands for the speaker of each quotation.
    """
    drawn = _drawn(article) if checked else None
    begun = "finished" in article.extra

    def progress(quote: GoldQuote, unfinished: bool) -> Progress:
        within = drawn is not None and any(a < d and c < b for a, b in quote.content for c, d in drawn)
        if not checked or unfinished or (within and not begun):
            return "open"
        return "checked" if within or drawn is None else "aside"

    def items() -> Iterator[Item]:
        for id, (quote, label) in enumerate(zip(article.quotes, labels, strict=True)):
            unfinished = quote.extra.get("checked") is False
            waiting = progress(quote, unfinished)
            if checked and unfinished:
                extra = {key: value for key, value in quote.extra.items() if key != "checked"}
                quote = attrs.evolve(quote, optional=False, extra=extra)
            yield Item(id, quote, waiting, label)

    finished = checked and (begun or not drawn) and article.extra.get("finished") is not False
    return State(_ordered(items()), finished, len(article.quotes))


def _drawn(article: GoldArticle) -> list[Range] | None:
    """The words of the quotations of a sample that are to be checked, None in an article that is no part of one."""
    sample = article.extra.get(_SAMPLE)
    quotes = sample.get("quotes") if isinstance(sample, dict) else None
    if not isinstance(quotes, list):
        return None
    return [piece for quote in quotes for piece in quote_from_plain(quote).content]


def written(article: GoldArticle, state: State) -> GoldArticle:
    """The annotated article as it is kept: what nobody has looked at yet is optional, so that no figure counts it.

    Such a quotation has ``"checked": false`` in the file, and an article that is not finished ``"finished": false``.
    """

    def kept(item: Item) -> GoldQuote:
        if item.progress != "open":
            return item.quote
        return attrs.evolve(item.quote, optional=True, extra={**item.quote.extra, **_UNCHECKED})

    extra: dict[str, Any] = {key: value for key, value in article.extra.items() if key != "finished"}
    if not state.finished or _SAMPLE in extra:
        extra["finished"] = state.finished
    return attrs.evolve(article, quotes=tuple(map(kept, state.items)), extra=extra)


def next_kind(kind: Kind | None) -> Kind:
    """The kind that follows this one, round and round."""
    return KINDS[(KINDS.index(kind) + 1) % len(KINDS)] if kind else KINDS[0]
