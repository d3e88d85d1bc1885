"""Plots of who is quoted how much, and where in an article, with matplotlib.

Both functions draw on the axes given or on new ones, and return them. New axes belong to a figure of their own that
pyplot does not know: nothing has to be closed, a notebook shows the axes when a cell ends with them, and
``axes.figure.savefig`` writes them to a file. Colours of speakers are those of the article's display in a notebook;
direct words are plain, mixed ones hatched and indirect ones dotted.
"""

from __future__ import annotations

import io
import textwrap
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Literal, Protocol, get_args

import attrs

from quoteattr.extras import optional
from quoteattr.model import Article, Kind, Quote, Speaker
from quoteattr.output.stylesheet import LIGHT_THEME
from quoteattr.output.tally import Tally, count, numbered, tally

if TYPE_CHECKING:
    from matplotlib.axes import Axes

By = Literal["speaker", "role", "organisation"]

_KINDS: tuple[Kind, ...] = get_args(Kind)
_HATCHES: dict[Kind, str] = {"direct": "", "mixed": "///", "indirect": "..."}
_KIND_NUMBERS: dict[Kind, int] = {"direct": 1, "mixed": 5, "indirect": 8}  # of speakers whose colours they get
_WIDTH = 30  # characters of a label's line
_INCHES = 7.0


def words(articles: Article | Iterable[Article], *, by: By = "speaker", top: int = 10, ax: Axes | None = None) -> Axes:
    """Bars: whose words are quoted how much, in one article or over many, parted by kind of quotation.

    ``by`` says whose: each ``speaker``'s, those of all who hold a ``role`` (the title of the role to print), or those of an
    ``organisation`` (a body that speaks, or that the role to print belongs to). The ``top`` ones with the most words are
    shown, the most quoted on top; the label below says how many are left out. Behind each bar stand its words and their
    share of all quoted words. Quotations without a speaker, role or organisation have a grey bar that says so. A quotation
    inside another one counts for both.

    Over many articles, speakers who are called the same share a bar, since the library does not know whether they are the
    same. In one article by speaker, bars have the colours of the speakers; elsewhere colours tell the kinds apart.

    Raises :class:`~quoteattr.errors.MissingExtraError` without matplotlib, :class:`ValueError` for another ``by`` or a
    ``top`` below 1, :class:`TypeError` for what is no article.

    >>> from quoteattr import extract
    >>> ax = words(extract("“It is late,” said Ann Poole. “We go,” said Bo Lind."))
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['Ann Poole', 'Bo Lind']
    """
    if by not in get_args(By):
        raise ValueError(f"by must be one of {', '.join(get_args(By))}, not {by!r}")
    several = [articles] if isinstance(articles, Article) else list(articles)
    _check(top, several)
    numbers = numbered(articles) if isinstance(articles, Article) and by == "speaker" else None
    owner = partial(_owner, by=by, apart=numbers is not None)
    tallies = tally((quote for article in several for quote in article), owner)
    chosen = sorted(tallies, key=lambda owner: -tallies[owner].words)[:top]
    ax = _axes(ax, height=1.6 + 0.42 * len(chosen))
    _draw_bars(ax, chosen, tallies, numbers)
    _label_rows(ax, [owner.label for owner in chosen])
    kinds = {kind: None if numbers else _KIND_NUMBERS[kind] for kind in _kinds(tallies)}
    left_out = len(tallies) - len(chosen)
    _finish(ax, f"Words quoted, by {by}", "words quoted", left_out=left_out, noun=by, kinds=kinds)
    return ax


def timeline(article: Article, *, top: int = 20, ax: Axes | None = None) -> Axes:
    """A row for each speaker, with a bar wherever in the article their words stand.

    Positions are code points from the start of the text, as those of spans. Rows are in the order of first quotation; of
    more than ``top`` speakers those with the most words are shown, and the label below says how many are left out.
    Quotations whose speaker is unknown have a grey row, the last one.

    Raises :class:`~quoteattr.errors.MissingExtraError` without matplotlib, :class:`ValueError` for a ``top`` below 1,
    :class:`TypeError` for what is no article.

    >>> from quoteattr import extract
    >>> ax = timeline(extract("“It is late,” said Ann Poole. “We go,” said Bo Lind. “Late,” Ms Poole said."))
    >>> [label.get_text() for label in ax.get_yticklabels()], ax.get_xlabel()
    (['Ann Poole', 'Bo Lind'], 'position in the text (code points)')
    """
    _check(top, [article])
    numbers = numbered(article)
    tallies = tally(article, lambda quote: quote.speaker)
    ranked = sorted(tallies, key=lambda speaker: -tallies[speaker].words)[:top]
    rows = [speaker for speaker in numbers if speaker in ranked] + [None] * (None in ranked)
    ax = _axes(ax, height=1.6 + 0.36 * len(rows))
    pieces: defaultdict[tuple[Speaker | None, Kind], list[tuple[float, float]]] = defaultdict(list)
    for quote in article.quotes:
        pieces[quote.speaker, quote.kind] += [(piece.start, len(piece)) for piece in quote.content]
    for row, speaker in enumerate(rows):
        for kind in _KINDS:
            style = _style(kind, numbers[speaker] if speaker else None)
            ax.broken_barh(pieces[speaker, kind], (row - 0.35, 0.7), **style)
    _label_rows(ax, [(speaker and _name(speaker, "speaker")) or "speaker unknown" for speaker in rows])
    ax.set_xlim(0, max(len(article.text), 1))
    kinds: dict[Kind, int | None] = dict.fromkeys(_kinds(tallies))
    below, left_out = "position in the text (code points)", len(tallies) - len(rows)
    _finish(ax, "Who is quoted where", below, left_out=left_out, noun="speaker", kinds=kinds)
    return ax


class Counted(Protocol):
    """A row of a table of words."""

    @property
    def label(self) -> str: ...
    @property
    def words(self) -> int: ...
    @property
    def share_of_words(self) -> float: ...


def shares(rows: Iterable[Counted], *, title: str = "Words quoted", top: int = 10, ax: Axes | None = None) -> Axes:
    """Bars: the words of each row of a table, such as those of :class:`quoteattr.Audit`, in their order, with their shares.

    Of more than ``top`` rows the first are shown, and the label below says how many are left out.

    Raises :class:`~quoteattr.errors.MissingExtraError` without matplotlib, :class:`ValueError` for a ``top`` below 1.

    >>> from quoteattr.audits.counts import Count
    >>> ax = shares([Count("expert", 1, 8, 1, 1, 0.5, 0.8), Count("media", 1, 2, 1, 1, 0.5, 0.2)])
    >>> [label.get_text() for label in ax.get_yticklabels()], [text.get_text() for text in ax.texts]
    (['expert', 'media'], ['8 (80 %)', '2 (20 %)'])
    """
    _check(top, [])
    several = list(rows)
    chosen = several[:top]
    ax = _axes(ax, height=1.6 + 0.36 * len(chosen))
    for place, row in enumerate(chosen):
        ax.barh(place, row.words, height=0.7, **_style("direct", 1))
        share = f"{row.words:,} ({row.share_of_words:.0%})".replace("%", " %")
        ax.annotate(share, (row.words, place), xytext=(4, 0), textcoords="offset points", va="center", fontsize="small")
    ax.set_xlim(0, max((row.words for row in chosen), default=0) * 1.2 or 1)
    _label_rows(ax, [row.label for row in chosen])
    _finish(ax, title, "words quoted", left_out=len(several) - len(chosen), noun="row", kinds={})
    return ax


@attrs.frozen
class _Owner:
    """Whom a bar belongs to, as far as that is known; ``speaker`` where those called the same have bars of their own."""

    label: str
    known: bool = True
    speaker: Speaker | None = None


def _owner(quote: Quote, by: By, apart: bool) -> _Owner:
    name = _name(quote.speaker, by) if quote.speaker else None
    if name is None:
        return _Owner(f"no {by} given" if quote.speaker else "speaker unknown", known=False)
    return _Owner(name, speaker=quote.speaker if apart else None)


def _name(speaker: Speaker, by: By) -> str | None:
    if by == "speaker":
        return speaker.label if speaker.name or not speaker.description else f"{speaker.label} (unnamed)"
    if by == "organisation" and speaker.kind == "organisation":
        return speaker.name
    role = speaker.role
    if role is None or by == "organisation":
        return role.organisation if role else None
    return f"former {role.title}" if role.title and role.former else role.title


def _kinds(tallies: dict[Any, Tally]) -> list[Kind]:
    return [kind for kind in _KINDS if any(count.words_of(kind) for count in tallies.values())]


def _check(top: int, articles: list[Article]) -> None:
    if top < 1:
        raise ValueError(f"top must be at least 1, not {top}")
    for article in articles:
        if not isinstance(article, Article):
            raise TypeError(f"expected an Article, got {type(article).__name__}")


def _draw_bars(
    ax: Axes, chosen: list[_Owner], tallies: dict[_Owner, Tally], numbers: dict[Speaker, int] | None
) -> None:
    total = sum(count.words for count in tallies.values())
    for row, owner in enumerate(chosen):
        count, left = tallies[owner], 0
        for kind in _KINDS:
            if size := count.words_of(kind):
                by_kind = _KIND_NUMBERS[kind] if owner.known else None
                number = numbers.get(owner.speaker) if numbers is not None and owner.speaker else by_kind
                ax.barh(row, size, left=left, height=0.7, **_style(kind, number))
                left += size
        share = f"{left:,} ({left / max(total, 1):.0%})".replace("%", " %")
        ax.annotate(share, (left, row), xytext=(4, 0), textcoords="offset points", va="center", fontsize="small")
    ax.set_xlim(0, max((tallies[owner].words for owner in chosen), default=0) * 1.2 or 1)  # with room for the shares


def _style(kind: Kind, number: int | None) -> dict[str, Any]:
    """The colours of a speaker of this number, None for nobody in particular, with the pattern of a kind."""
    shades = list(zip(LIGHT_THEME.tints, LIGHT_THEME.lines, strict=True))
    nobody = (LIGHT_THEME.unknown, LIGHT_THEME.unknown_line)
    tint, line = nobody if number is None else shades[(number - 1) % len(shades)]
    return {"facecolor": tint, "edgecolor": line, "hatch": _HATCHES[kind], "linewidth": 1}


def _label_rows(ax: Axes, labels: list[str]) -> None:
    ax.set_yticks(range(len(labels)))
    plain = (" ".join(label.split()) for label in labels)
    ax.set_yticklabels([textwrap.fill(label, _WIDTH, max_lines=2, placeholder=" …") for label in plain])
    for text in ax.get_yticklabels():
        text.set_parse_math(False)  # "$5 … $6" is no formula
    ax.set_ylim(max(len(labels), 1) - 0.5, -0.5)  # the first one on top
    ax.tick_params(axis="y", length=0)
    if not labels:
        ax.annotate("no quotations", (0.5, 0.5), xycoords="axes fraction", ha="center", va="center")


def _finish(ax: Axes, title: str, below: str, *, left_out: int, noun: str, kinds: dict[Kind, int | None]) -> None:
    """Title, legend of the kinds with the numbers of their colours, and the label below."""
    from matplotlib.patches import Patch
    from matplotlib.ticker import MaxNLocator

    ax.set_title(title, loc="left", pad=26 if kinds else None)  # the legend stands between title and plot
    if kinds:
        patches = [Patch(label=kind, **_style(kind, number)) for kind, number in kinds.items()]
        ax.legend(handles=patches, loc="lower left", bbox_to_anchor=(0, 1), ncols=3, frameon=False, borderaxespad=0.2)
    more = f"{count(left_out, f'more {noun}')} not shown"
    ax.set_xlabel(f"{below}; {more}" if left_out else below)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True, steps=[1, 2, 5, 10]))
    ax.set_axisbelow(True)
    ax.grid(axis="x", color=LIGHT_THEME.unknown, linewidth=0.8)
    ax.spines[["top", "right"]].set_visible(False)


def _axes(ax: Axes | None, *, height: float) -> Axes:
    if ax is not None:
        return ax
    figure = optional("matplotlib.figure").Figure(figsize=(_INCHES, height), layout="constrained")
    axes: Axes = figure.add_subplot(axes_class=_shown_axes())
    return axes


@cache
def _shown_axes() -> type[Axes]:
    """Axes that a notebook shows; pyplot's would be shown by themselves, but stay until they are closed."""
    from matplotlib.axes import Axes

    class ShownAxes(Axes):
        def _repr_png_(self) -> bytes | None:
            figure = self.get_figure(root=True)
            if figure is None:  # the axes were taken out of it
                return None
            picture = io.BytesIO()
            figure.savefig(picture, format="png", dpi=120)
            return picture.getvalue()

    return ShownAxes
