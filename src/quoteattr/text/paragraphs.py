"""Paragraphs of the text, and what stands around and between them: captions, bylines, headings, words of the page.

Who is meant by *she* is told by the text: a caption between two paragraphs neither brings anybody in nor parts them.
"""

from itertools import accumulate

from quoteattr.draft import TokenSpan
from quoteattr.model import PassageKind
from quoteattr.text.page import Page

_OF_THE_TEXT: frozenset[PassageKind] = frozenset({"headline", "body"})


def paragraph_of(page: Page) -> list[int]:
    """For every token the number of its paragraph; what stands between two has the number of the one above."""
    met = accumulate(passage.kind in _OF_THE_TEXT for passage in page.passages)
    numbers = [max(number - 1, 0) for number in met]
    return [numbers[passage] for passage in page.passage_of]


def is_of_text(page: Page, i: int) -> bool:
    """Whether a token stands in a paragraph of the text or in its headline."""
    return page.passages[page.passage_of[i]].kind in _OF_THE_TEXT


def is_whole_heading(page: Page, span: TokenSpan) -> bool:
    """Whether some words are all of a heading between paragraphs: what is below 'Ann Poole' is about her."""
    heading = page.passages[page.passage_of[span.start]].kind == "subheading"
    return heading and page.trim(page.passage_tokens(span.start)) == span
