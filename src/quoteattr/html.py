"""An article as HTML: its text with every quotation in its speaker's colour, for notebooks and for a page.

The text is cut wherever a span starts or ends, and each run between two cuts is written once, with the classes of the
innermost quotation, source and mark that cover it. So spans may nest and overlap, and no character is lost or repeated.
Colour never stands alone: the line below a quotation tells its kind, the number before it its speaker.
"""

from __future__ import annotations

import html
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import Literal

import attrs

from quoteattr.model import Article, Quote, Span, Speaker

# Two sets of eight background tints that stay apart in the common kinds of colour blindness: Paul Tol's "light"
# scheme without its grey, and the same hues darkened. Each is paired with an ink of a contrast above 4.5 : 1.
_LIGHT = ("#77aadd", "#ee8866", "#eedd88", "#ffaabb", "#99ddff", "#44bb99", "#bbcc33", "#aaaa00")
_DARK = ("#224d7a", "#7a331a", "#665a1a", "#7a2f44", "#1f5a73", "#1a5c48", "#525c00", "#4d4d00")

_STYLE = """\
.qa-article{--LIGHT;font-family:system-ui,sans-serif;line-height:1.75;max-width:48rem}
@media (prefers-color-scheme:dark){.qa-article{--DARK}}
[data-jp-theme-light="true"] .qa-article{--LIGHT}
[data-jp-theme-light="false"] .qa-article{--DARK}
.qa-legend{display:flex;flex-wrap:wrap;gap:.25rem .75rem;list-style:none;margin:0 0 1rem;padding:0;font-size:.85em}
.qa-legend li{margin:0}
.qa-text p{margin:0 0 .4em;white-space:pre-wrap;overflow-wrap:anywhere}
.qa-headline{font-weight:bold;font-size:1.25em}
.qa-subheading{font-weight:bold}
.qa-byline,.qa-caption,.qa-credit,.qa-markup{font-size:.85em}
.qa-quote{background:var(--qa-tint,var(--qa-grey));color:var(--qa-ink);border-bottom:2px solid}
.qa-mixed{border-bottom-style:dashed}
.qa-indirect{border-bottom-style:dotted}
.qa-quote[data-qa]::before{content:attr(data-qa);font-size:.7em;font-weight:bold;vertical-align:super;padding:0 .2em}
.qa-source{text-decoration:underline;text-underline-offset:2px}
.qa-mark{opacity:.55}"""

_PAGE = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>:root{{color-scheme:light dark}}body{{margin:2rem auto;max-width:48rem;padding:0 1rem}}</style>
</head>
<body>
{body}
</body>
</html>
"""

# What HTML allows neither as a character nor as a reference: controls, surrogates and noncharacters.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)


def render(article: Article) -> str:
    """The article as an HTML fragment: a legend of the speakers and the text with its quotations.

    The fragment needs no script and loads nothing. Its ``div`` of class ``qa-text`` holds the article's text, unchanged
    but for the control characters that HTML forbids, which become U+FFFD.
    """
    attributed = (quote.speaker for quote in article.quotes if quote.speaker)
    numbers = {
        speaker: number for number, speaker in enumerate(dict.fromkeys((*article.speakers, *attributed)), start=1)
    }
    return "\n".join(
        (
            '<div class="qa-article tex2jax_ignore mathjax_ignore">',  # "$5 … $6" in a notebook is no formula
            f"<style>{_style()}</style>",
            _legend(article, numbers),
            f'<div class="qa-text">{_text(article, numbers)}</div>',
            "</div>",
        )
    )


def render_page(article: Article, *, title: str = "Quotations") -> str:
    """A standalone HTML page around :func:`render`; write it as UTF-8."""
    return _PAGE.format(title=_escape(title), body=render(article))


def _style() -> str:
    def variables(tints: tuple[str, ...], ink: str, grey: str) -> str:
        colours = "".join(f"--qa-{index}:{tint};" for index, tint in enumerate(tints))
        return f"{colours}--qa-ink:{ink};--qa-grey:{grey}"

    speakers = "".join(f"\n.qa-s{index}{{--qa-tint:var(--qa-{index})}}" for index in range(len(_LIGHT)))
    style = _STYLE.replace("--LIGHT", variables(_LIGHT, "#111", "#ddd"))
    return style.replace("--DARK", variables(_DARK, "#f4f4f4", "#4a4a4a")) + speakers


# -------------------------------------------------------------------------------------------------------- legend


def _legend(article: Article, numbers: dict[Speaker, int]) -> str:
    counts = Counter(quote.speaker for quote in article.quotes)
    items = [
        f'<li><span class="qa-quote {_tint(number)}" data-qa="{number}">{_escape(speaker.label)}</span>'
        f"{_escape(f', {speaker.role}' if speaker.role else '')} ({counts[speaker]})</li>"
        for speaker, number in numbers.items()
    ]
    if counts[None]:
        items.append(f'<li><span class="qa-quote">speaker unknown</span> ({counts[None]})</li>')
    kinds = ("direct", "mixed", "indirect")
    items += [f'<li><span class="qa-quote qa-{kind}">{kind}</span></li>' for kind in kinds]
    return f'<ul class="qa-legend">{"".join(items)}</ul>'


def _tint(number: int) -> str:
    return f"qa-s{(number - 1) % len(_LIGHT)}"


# ---------------------------------------------------------------------------------------------------------- text


@attrs.frozen
class _Layer:
    """One span to show: what it is, its classes, its tooltip, and the number of its speaker."""

    span: Span
    group: Literal["quote", "source", "mark"]
    classes: str
    title: str
    number: int | None = None


def _text(article: Article, numbers: dict[Speaker, int]) -> str:
    size = len(article.text)
    layers = [layer for layer in _layers(article, numbers) if 0 <= layer.span.start < layer.span.end <= size]
    kinds = {passage.span.start: passage.kind for passage in article.passages}
    breaks = {0, size} | {cut for p in article.passages for cut in (p.span.start, p.span.end) if 0 <= cut <= size}
    parts = []
    for start, end, covering in _runs(layers, breaks):
        if start in breaks:
            parts.append(f'<p class="qa-{kinds.get(start, "body")}">')
        parts.append(_run(article.text[start:end], start, covering))
        if end in breaks:
            parts.append("</p>")
    return "".join(parts)


def _layers(article: Article, numbers: dict[Speaker, int]) -> Iterator[_Layer]:
    for quote in article.quotes:
        title = _title(quote)
        number = numbers[quote.speaker] if quote.speaker else None
        classes = f"qa-quote qa-{quote.kind}" + (f" {_tint(number)}" if number else "")
        for piece in quote.content:
            yield _Layer(piece, "quote", classes, title, number)
        if quote.source:
            named = quote.speaker or "unknown"
            yield _Layer(quote.source, "source", "qa-source", f"source: {named}", number)
    for mark in article.marks:
        yield _Layer(mark.span, "mark", "qa-mark", f"not a quotation: {mark.reason}")


def _title(quote: Quote) -> str:
    parts = [str(quote.speaker or "speaker unknown"), quote.kind]
    if quote.cue:
        parts.append(f"cue: {quote.cue}")
    return " · ".join(parts) + "\n" + quote.explain()


def _runs(layers: list[_Layer], breaks: set[int]) -> Iterator[tuple[int, int, list[_Layer]]]:
    """The stretches between neighbouring cuts, each with the layers that cover it."""
    opening = defaultdict(list)
    for layer in layers:
        opening[layer.span.start].append(layer)
    cuts = breaks | opening.keys() | {layer.span.end for layer in layers}
    active: list[_Layer] = []
    for start, end in pairwise(sorted(cuts)):
        active = [layer for layer in active if layer.span.end > start] + opening[start]
        yield start, end, active


def _run(text: str, start: int, covering: list[_Layer]) -> str:
    if not covering:
        return _escape(text)
    innermost: dict[str, _Layer] = {}  # of each group; the last one is the innermost of all
    for layer in sorted(covering, key=lambda layer: len(layer.span), reverse=True):
        innermost.pop(layer.group, None)
        innermost[layer.group] = layer
    classes = " ".join(layer.classes for layer in innermost.values())
    title = list(innermost.values())[-1].title
    quote = innermost.get("quote")
    number = f' data-qa="{quote.number}"' if quote and quote.number and quote.span.start == start else ""
    return f'<span class="{classes}"{number} title="{_escape(title)}">{_escape(text)}</span>'


def _escape(text: str) -> str:
    """Safe between tags and in quoted attributes; a bare carriage return would be read as a line feed."""
    return html.escape(_FORBIDDEN.sub("\ufffd", text), quote=True).replace("\r", "&#13;")
