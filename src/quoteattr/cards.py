"""What a notebook shows for a speaker, a quotation, and several quotations."""

from __future__ import annotations

from collections.abc import Sequence

from quoteattr.html import count, escape, fragment
from quoteattr.model import Quote, Speaker
from quoteattr.stylesheet import NOBODY

QUOTES_SHOWN = 100
"""So many rows has a table of quotations at most."""

_HEADINGS = ("", "speaker", "role", "kind", "sure", "words")


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
    facts = [str(quote.speaker or "speaker unknown"), quote.kind, f"cue: {quote.cue}" if quote.cue else ""]
    if quote.speaker:
        facts.append(_sure(quote) + " sure")
    caption = " · ".join(fact for fact in facts if fact)
    return fragment(
        f"<figure><blockquote>{_words(quote)}</blockquote><figcaption>{escape(caption)}</figcaption></figure>"
        f"<details><summary>why</summary><pre>{escape(quote.explain())}</pre></details>",
        "qa-card",
    )


def quotes_table(quotes: Sequence[Quote]) -> str:
    """A table with one row a quotation; of many only the first, and how many there are."""
    headings = "".join(f'<th scope="col">{heading}</th>' for heading in _HEADINGS)
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
