"""Paragraphs of the text, and what stands around and between them: captions, bylines, headings, words of the page.

Who is meant by *she* is told by the text: a caption between two paragraphs neither brings anybody in nor parts them.
"""

from quoteattr.draft import TokenSpan
from quoteattr.model import PassageKind
from quoteattr.text.page import Page

_OF_THE_TEXT: frozenset[PassageKind] = frozenset({"headline", "body"})


def paragraph_of(page: Page) -> list[int]:
    """For every token the number of its paragraph; a heading has that of the one below, and what else stands between two that of the one above."""
    numbers, met = list[int](), 0
    for passage in page.passages:
        text = passage.kind in _OF_THE_TEXT
        above = numbers[-1] if numbers else 0
        numbers.append(met if text or passage.kind == "subheading" else above)
        met += text
    return [numbers[passage] for passage in page.passage_of]


def is_of_text(page: Page, i: int) -> bool:
    """Whether a token stands in a paragraph of the text or in its headline."""
    return page.passages[page.passage_of[i]].kind in _OF_THE_TEXT


def heads(page: Page, span: TokenSpan, *, body: bool) -> bool:
    """Whether a name in a heading tells whom the text below is about: a body, 'Eastwick police promise calm', or one that is all of it."""
    heading = page.passages[page.passage_of[span.start]].kind == "subheading"
    return heading and (body or page.trim(page.passage_tokens(span.start)) == span)
