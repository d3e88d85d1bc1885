"""An article as HTML: its text with every quotation in its speaker's colour, for notebooks and for a page.

The text is cut wherever a span starts or ends; each run between two cuts lies in the innermost quotation, source and mark
that cover it, the longest outside, and what stays the same from one run to the next stays open. So spans may nest and
overlap, and no character is lost or repeated. Colour never stands alone: the line below a quotation tells its kind, the
number before it its speaker. What hovering, tapping or the keyboard shows is the ``title`` of an element: there is no script.
"""

import html
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from heapq import heappop, heappush
from itertools import pairwise, takewhile
from typing import get_args

import attrs

from quoteattr.model import Article, Kind, Quote, Quotes, Span, Speaker
from quoteattr.output.stylesheet import NOBODY, speaker_class, stylesheet
from quoteattr.output.tally import Tally, count, numbered, tally

SPEAKERS_SHOWN = 12  # so many speakers stand open in the legend, those with the most words; the others can be opened
LONG = 30_000  # a text of more code points scrolls within its cell of a notebook

_PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{style}
</style>
</head>
<body class="qa-page">
<h1>{title}</h1>
<main class="{classes}">
{body}
</main>
</body>
</html>
"""

_CLASSES = "qa tex2jax_ignore mathjax_ignore"  # "$5 … $6" in a notebook is no formula
_LEVELS = {"headline": ' role="heading" aria-level="2"', "subheading": ' role="heading" aria-level="3"'}

# What HTML allows neither as a character nor as a reference: controls, surrogates and noncharacters.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)


def shown(value: Article | Quote | Quotes | Speaker) -> str:
    """What a notebook shows of a value."""
    match value:
        case Article():
            return render(value)
        case Quote():
            return quote_card(value)
        case Speaker():
            return speaker_card(value)
    return quotes_table(value)


def render(article: Article) -> str:
    """The article as an HTML fragment: a legend of the speakers and the text with its quotations.

    The fragment needs no script and loads nothing. Its ``div`` of class ``qa-text`` holds the article's text, unchanged
    but for the control characters that HTML forbids, which become U+FFFD.
    """
    return fragment(_body(article), "qa-long" if len(article.text) > LONG else "")


def render_page(article: Article, *, title: str = "Quotations") -> str:
    """A standalone HTML page with the same legend and text; write it as UTF-8."""
    return _PAGE.format(
        title=escape(title), style=stylesheet(page=True), classes=f"{_CLASSES} qa-article", body=_body(article)
    )


def fragment(body: str, *classes: str) -> str:
    """Some HTML with the style it needs, to be shown in a notebook."""
    names = " ".join(name for name in (_CLASSES, *classes) if name)
    return f'<div class="{names}" lang="en">\n<style>\n{stylesheet()}\n</style>\n{body}\n</div>'


def _body(article: Article) -> str:
    numbers = numbered(article)
    return f'{_legend(article, numbers)}\n<div class="qa-text">{_text(article, numbers)}</div>'


def _legend(article: Article, numbers: dict[Speaker, int]) -> str:
    tallies = tally(article.quotes, lambda quote: quote.speaker)
    by_words = sorted(numbers, key=lambda speaker: -tallies.get(speaker, Tally()).words)
    chosen = set(by_words[:SPEAKERS_SHOWN])
    shown = [_speaker_item(speaker, numbers[speaker], tallies) for speaker in numbers if speaker in chosen]
    rest = [_speaker_item(speaker, numbers[speaker], tallies) for speaker in numbers if speaker not in chosen]
    if None in tallies:
        shown.append(_speaker_item(None, None, tallies))
    made = f"{count(len(article.quotes), 'quotation')} by {count(len(numbers), 'speaker')}"
    parts = [f"<p>{made} in {count(len(article.text.split()), 'word')}</p>", _kinds(article)]
    if shown:
        parts.append(f'<ul class="qa-speakers">{"".join(shown)}</ul>')
    if rest:
        more = f"{count(len(rest), 'more speaker')}, with fewer words"
        parts.append(f'<details><summary>{more}</summary><ul class="qa-speakers">{"".join(rest)}</ul></details>')
    return f'<section class="qa-legend" aria-label="Speakers">{"".join(parts)}</section>'


def _kinds(article: Article) -> str:
    counts = Counter(quote.kind for quote in article.quotes)
    items = [
        f'<li><span class="qa-quote qa-{kind} {NOBODY}">{kind}</span> {counts[kind]:,}</li>' for kind in get_args(Kind)
    ]
    if any(quote.source for quote in article.quotes):
        items.append(f'<li><u class="qa-source {NOBODY}">source</u></li>')
    if article.marks:
        items.append(f'<li><span class="qa-mark" data-qa="reason">no quotation</span> {len(article.marks):,}</li>')
    return f'<ul class="qa-kinds">{"".join(items)}</ul>'


def _speaker_item(speaker: Speaker | None, number: int | None, tallies: dict[Speaker | None, Tally]) -> str:
    said = tallies.get(speaker, Tally())
    badge = f' data-qa="{number}"' if number else ""
    label = escape(speaker.label if speaker else "speaker unknown")
    much = f"<span>{count(said.quotes, 'quotation')}, {count(said.words, 'word')}</span>"
    role = f"<bdi>{escape(str(speaker.role))}</bdi> " if speaker and speaker.role else ""
    return (
        f'<li><span class="qa-quote {speaker_class(number)}"{badge}><bdi>{label}</bdi></span>'
        f'<small class="qa-faint">{role}{much}</small></li>'
    )


@attrs.frozen
class Layer:
    """One span to show: its tag, classes and tooltip; its badge, and whether the keyboard stops at it."""

    span: Span
    tag: str  # mark for a quotation, u for a source, span for what is marked but no quotation
    classes: str
    title: str
    badge: str = ""
    stop: bool = False

    def opening(self, start: int) -> str:
        """The tag for a run that starts there: with the badge, and a stop of the keyboard, if the span starts there too."""
        first = start == self.span.start
        badge = f' data-qa="{escape(self.badge)}"' if self.badge and first else ""
        tab = 0 if self.stop and first else -1  # -1: can be tapped and clicked all the same
        return f'<{self.tag} class="{escape(self.classes)}"{badge} tabindex="{tab}" title="{escape(self.title)}">'


def _text(article: Article, numbers: dict[Speaker, int]) -> str:
    size = len(article.text)
    layers = [layer for layer in _layers(article, numbers) if 0 <= layer.span.start < layer.span.end <= size]
    kinds = {passage.span.start: passage.kind for passage in article.passages}
    breaks = {0, size} | {cut for p in article.passages for cut in (p.span.start, p.span.end) if 0 <= cut <= size}
    parts: list[str] = []
    opened: list[Layer] = []
    for start, end, stack in runs(layers, breaks):
        if start in breaks:
            kind = kinds.get(start, "body")
            parts.append(f'<p class="qa-{escape(kind)}"{_LEVELS.get(kind, "")}>')
        kept = sum(1 for _ in takewhile(lambda pair: pair[0] is pair[1], zip(opened, stack, strict=False)))
        parts += [f"</{layer.tag}>" for layer in reversed(opened[kept:])]
        parts += [layer.opening(start) for layer in stack[kept:]]
        opened = stack
        text = article.text[start:end]
        if end in breaks:
            parts += [_last(text), *(f"</{layer.tag}>" for layer in reversed(opened)), "</p>"]
            opened = []
        else:
            parts.append(escape(text))
    return "".join(parts)


def _last(text: str) -> str:
    """The last run of a paragraph; the blank lines that end it are kept, but would part paragraphs too far."""
    words = text.rstrip()
    gap = text[len(words) :]
    return escape(words) + (f'<span class="qa-gap">{escape(gap)}</span>' if gap else "")


def _layers(article: Article, numbers: dict[Speaker, int]) -> Iterator[Layer]:
    for quote in article.quotes:
        number = numbers[quote.speaker] if quote.speaker else None
        whose = speaker_class(number)
        classes, title = f"qa-quote qa-{quote.kind} {whose}", f"{' · '.join(_facts(quote))}\n{quote.explain()}"
        for position, piece in enumerate(quote.content):
            yield Layer(piece, "mark", classes, title, badge=str(number or "?"), stop=position == 0)
        if quote.source:
            yield Layer(quote.source, "u", f"qa-source {whose}", f"source: {quote.speaker or 'speaker unknown'}")
    for mark in article.marks:
        yield Layer(mark.span, "span", "qa-mark", f"not a quotation: {mark.reason}", badge=mark.reason)


def _facts(quote: Quote) -> list[str]:
    cue = [f"cue: {quote.cue}"] if quote.cue else []
    return [str(quote.speaker or "speaker unknown"), quote.kind, *cue]


def runs(layers: list[Layer], breaks: set[int]) -> Iterator[tuple[int, int, list[Layer]]]:
    """The stretches between neighbouring cuts, each with the innermost layer of each tag there, the longest first."""
    opening = defaultdict(list)
    for number, layer in enumerate(layers):
        order = (len(layer.span), -layer.span.start, -number)  # of two as long the one that opens later is within
        opening[layer.span.start].append((order, layer))
    cuts = breaks | opening.keys() | {layer.span.end for layer in layers}
    heaps: defaultdict[str, list[tuple[tuple[int, int, int], Layer]]] = defaultdict(list)  # thousands may be nested
    for start, end in pairwise(sorted(cuts)):
        for order, layer in opening[start]:
            heappush(heaps[layer.tag], (order, layer))
        for heap in heaps.values():
            while heap and heap[0][1].span.end <= start:
                heappop(heap)
        innermost = sorted((heap[0] for heap in heaps.values() if heap), reverse=True)
        yield start, end, [layer for _, layer in innermost]


def escape(text: str) -> str:
    """Safe between tags and in quoted attributes; a bare carriage return would be read as a line feed."""
    return html.escape(_FORBIDDEN.sub("\ufffd", text), quote=True).replace("\r", "&#13;")


QUOTES_SHOWN = 100  # so many rows has a table of quotations at most


def speaker_card(speaker: Speaker) -> str:
    """The speaker's name with what the article says of them: roles, forms used, how often they are mentioned."""
    facts = {
        "kind": speaker.kind,
        "honorific": speaker.honorific,
        "description": speaker.description if speaker.name else None,  # the label of who has no name
        "role": str(speaker.role or ""),
        "also": "; ".join(map(str, speaker.roles[1:])),
        "called": "; ".join(speaker.aliases),
        "mentioned": count(len(speaker.mentions), "time"),
    }
    rows = "".join(f"<dt>{name}</dt><dd><bdi>{escape(value)}</bdi></dd>" for name, value in facts.items() if value)
    return fragment(f"<p><strong><bdi>{escape(speaker.label)}</bdi></strong></p><dl>{rows}</dl>", "qa-card")


def quote_card(quote: Quote) -> str:
    """The words, who said them as what, and, folded away, why these words are theirs."""
    caption = " · ".join(_facts(quote) + ([f"{_sure(quote)} sure"] if quote.speaker else []))
    return fragment(
        f"<figure><blockquote>{_words(quote)}</blockquote><figcaption>{escape(caption)}</figcaption></figure>"
        f"<details><summary>why</summary><pre>{escape(quote.explain())}</pre></details>",
        "qa-card",
    )


def quotes_table(quotes: Sequence[Quote]) -> str:
    """A table with one row a quotation; of many only the first, and how many there are."""
    names = ("", "speaker", "role", "kind", "sure", "words")
    headings = "".join(f'<th scope="col">{name}</th>' for name in names)
    rows = "".join(_row(number, quote) for number, quote in enumerate(quotes[:QUOTES_SHOWN]))
    more = len(quotes) - QUOTES_SHOWN
    rest = f", {more:,} of them not shown: take a slice to see them" if more > 0 else ""
    return fragment(
        f"<table><thead><tr>{headings}</tr></thead><tbody>{rows}</tbody></table><p>{count(len(quotes), 'quotation')}{rest}</p>",
        "qa-quotes",
    )


def _row(number: int, quote: Quote) -> str:
    speaker = quote.speaker
    label = f"<bdi>{escape(speaker.label)}</bdi>" if speaker else '<span class="qa-faint">unknown</span>'
    role = f"<bdi>{escape(str(speaker.role))}</bdi>" if speaker and speaker.role else ""
    return (
        f'<tr><td class="qa-number qa-faint">{number}</td><td>{label}</td><td>{role}</td><td>{escape(quote.kind)}</td>'
        f'<td class="qa-number">{_sure(quote) if speaker else ""}</td><td>{_words(quote)}</td></tr>'
    )


def _words(quote: Quote) -> str:
    return f'<span class="{escape(f"qa-quote qa-{quote.kind} {NOBODY}")}">{escape(quote.text)}</span>'


def _sure(quote: Quote) -> str:
    return f"{min(quote.confidence, 0.99):.0%}".replace("%", " %")
