"""The paragraphs of the running text, apart from the captions, bylines and headings around them.

Coreference follows the running text: a caption between two paragraphs neither introduces a referent nor separates them.
"""

from collections.abc import Sequence

from quoteattr.draft import StretchId, TokenSpan
from quoteattr.model import PassageKind
from quoteattr.text.long import numbers_of
from quoteattr.text.page import Page

_OF_THE_TEXT: frozenset[PassageKind] = frozenset({"headline", "body"})


def paragraph_of(page: Page) -> Sequence[int]:
    """For every token the number of its paragraph: a heading has that of the one below, other passages that of the one above."""
    numbers, count = list[int](), 0
    for passage in page.passages:
        is_text = passage.kind in _OF_THE_TEXT
        above = numbers[-1] if numbers else 0
        numbers.append(count if is_text or passage.kind == "subheading" else above)
        count += is_text
    of_tokens: Sequence[int] = numbers_of(len(page.words))(map(numbers.__getitem__, page.passage_of))
    return of_tokens


def is_of_text(page: Page, i: int) -> bool:
    """Whether a token stands in a paragraph of the text or in its headline."""
    return page.passages[page.passage_of[i]].kind in _OF_THE_TEXT


def heads(page: Page, span: TokenSpan, *, body: bool) -> bool:
    """Whether a name is the topic of a subheading, and so of the text below: an organisation ('Eastwick police promise calm'), or all of the line."""
    heading = page.passages[page.passage_of[span.start]].kind == "subheading"
    return heading and (body or page.trim(page.passage_tokens(span.start)) == span)


def again_below(page: Page, number: StretchId) -> StretchId | None:
    """The first marked words of the running text in which those of a headline stand again: '‘I saw him fall’: appeal … “*I saw him fall* at six.”'"""
    words = _without_marks(page, number).rstrip(".,!?…")
    numbers = map(StretchId, range(number + 1, len(page.outer))) if words.count(" ") > 1 else ()
    below = (n for n in numbers if page.passages[page.passage_of[page.bounds[n].start]].kind == "body")
    return next((n for n in below if words in _without_marks(page, n)), None)


def _without_marks(page: Page, number: StretchId) -> str:
    return page.inner(number).replace("’", "'").casefold()
