"""A line → its parts, where captions, credits, headings and words of the page have run into the prose.

An extractor that drops the tags of a page leaves the text of its boxes within the line, without a full stop:
"… on Sunday. Getty Images The ferry lay on its side The mayor said so." Only what is recognised by its form is separated: a
sentence begins at a word like *The* with a capital and no full stop before it, a caption behind the name of an agency. Any other
line stays whole, and so do words in quotation marks.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import accumulate

import attrs

from quoteattr import lexicon
from quoteattr.model import PassageKind
from quoteattr.spelling import CLOSING_MARKS, QUOTATION_MARKS

Part = tuple[int, int, PassageKind | None]
"""Start, end and kind, which is None for prose."""

_SHORTEST = 60  # code points of a line that may have such parts
CLOSED = rf"[\"'{CLOSING_MARKS})\]]*"
_STOPPED = re.compile(rf"[.!?…:;,]{CLOSED}\s*$")
_STOP = re.compile(
    rf"(?:(?<![.\w])(?:[a-z]+|[A-Z]\w{{3,}}|[A-Z]{{2,}}|[\d,]+)|[)\]%])(?:[.!?…]|\.\.\.)({CLOSED})\s+(?=\S)"
)
_MARK = re.compile(r"(?<![^\s(\[—–-])[\"“'‘](?=\S)|(?<=\S)[\"”'’](?!\w)")
# lookbehinds come second in these expressions: so they are tried at every capital only, not at every letter
_HEADING = re.compile(
    r"(?=[A-Z\d])(?:(?<=[a-z0-9)?!.…] )|(?<=[\"'”’] ))"
    r"(?=[^a-z]{0,40}[A-Z]{5})(?=[^a-z]{12})(?:[A-Z][A-Z'’&.-]+|[AI]|\d+)(?: (?:[A-Z][A-Z'’&-]+|[AI&]|\d+)){1,15}[?!:]?(?= [A-Z][a-z'’]+ )"
)
_POINTER = re.compile(
    rf"\W*([A-Za-z][A-Za-z' ]{{2,18}}[A-Za-z])\s?[:|»] *\S(?!.*(?<!\w)[{re.escape(QUOTATION_MARKS)}])(?!.*\.\s*$)"
)
_LAST_WORD = re.compile(r"([\w’'-]+)[\"'”’)]*\s*$")
_SPACE = re.compile(r"\s+")
_NEXT_WORD = re.compile(r"\s+(\w+)")
_ARTICLE = re.compile(r" (?:the|an?|his|her|their) ")
_LONGEST_LINK = 160
_ACRONYM = 3  # code points of an agency's name that has capitals only


@attrs.frozen
class _Edge:
    """A boundary between parts of a line; from ``start`` to ``end`` stands a part of its own ``kind``, unless they are equal."""

    start: int
    end: int
    kind: PassageKind | None = None


def parts(text: str, start: int, end: int) -> Iterator[Part]:
    """The parts of a line, in order; they tile it.

    >>> line = "The ferry ran aground. Getty Images The ferry lay on its side on Sunday The mayor was there, and left early."
    >>> [(line[a:b], kind) for a, b, kind in parts(line, 0, len(line))]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('The ferry ran aground. ', None), ('Getty Images ', 'credit'), ('The ferry lay on its side on Sunday ', 'caption'),
     ('The mayor was there, and left early.', None)]
    """
    edges = _edges(text, start, end) if end - start >= _SHORTEST else []
    if not edges and start < end:
        yield start, end, None
    in_links = False  # headings of other articles, which follow one another until there is prose
    for edge in (*edges, _Edge(end, end)) if edges else ():
        for first, last, kind in _parts_before(text, start, edge.start):
            in_links = in_links and (
                kind is not None or (last - first < _LONGEST_LINK and text[first:last].rstrip()[-1:] in "?!…")
            )
            yield first, last, "markup" if in_links else kind
        if edge.end > edge.start:
            in_links = in_links or (edge.kind == "markup" and bool(_links().match(text, edge.start)))
            yield edge.start, edge.end, "markup" if in_links else edge.kind
        start = edge.end


def _parts_before(text: str, start: int, end: int) -> Iterator[Part]:
    """The text before an edge: prose, and behind its last full stop a caption or teaser, if that has no full stop itself."""
    cut = end
    if not _is_stopped(text, start, end):
        cut = max((found.end() for found in _STOP.finditer(text, start, end)), default=start)
    if start < cut:
        yield start, cut, None
    if cut < end:
        yield cut, end, "caption" if text[cut:end].strip() else None


def _is_stopped(text: str, start: int, end: int) -> bool:
    """Whether a sentence or clause ends with punctuation right before ``end``."""
    return bool(_STOPPED.search(text, max(start, end - 9), end))


def _edges(text: str, start: int, end: int) -> list[_Edge]:
    """The edges of a line, in order and without overlaps; those within quotation marks do not count."""
    found = [*_furniture_in(text, start, end), *_sentences(text, start, end)]
    if not found:
        return []
    marked = sorted(_marked(text, start, end))
    opened = [low for low, _ in marked]
    closed = [*accumulate((high for _, high in marked), max)]  # the last of those opened so far
    edges: list[_Edge] = []
    for edge in sorted(found, key=lambda e: (e.start, -e.end)):
        before = bisect_left(opened, edge.start)
        is_marked = before > 0 and closed[before - 1] > edge.start
        if is_marked and not (edge.kind == "markup" and _is_stopped(text, start, edge.start)):
            continue
        if not edges or edge.start > edges[-1].end or (edge.start == edges[-1].end and edge.end > edge.start):
            edges.append(edge)
    return edges


def _marked(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches within quotation marks that are closed."""
    opened: dict[bool, int] = {}
    found: list[tuple[int, int]] = []
    for mark in _MARK.finditer(text, start, end):
        at, sign = mark.start(), mark.group()
        double = sign in '"“”'
        opens = sign in "“‘" or (sign in "\"'" and (at == start or text[at - 1] in " \t\n\xa0([—–-"))
        if opens:
            opened[double] = at  # an earlier one was not closed: its paragraph ended with it open
        elif double in opened:
            found.append((opened.pop(double), at))
    return found


def _furniture_in(text: str, start: int, end: int) -> Iterator[_Edge]:
    """Words of the page, credits, and headings in capitals, each as the edge that it is."""
    for match in _furniture().finditer(text, start, end):
        yield _Edge(*_with_space(text, match, end), "markup")
    for match in _credits().finditer(text, start, end):
        if _is_credit(text, match, end):
            yield _Edge(*_with_space(text, match, end), "credit")
    for match in _HEADING.finditer(text, start, end):
        before = _word_before(text, match.start())
        is_complete = before.islower() and before not in lexicon.labelled("sentence_openers", "before")
        if is_complete or _is_stopped(text, start, match.start()):
            yield _Edge(*_with_space(text, match, end), "subheading")


def _with_space(text: str, match: re.Match[str], end: int) -> tuple[int, int]:
    behind = _SPACE.match(text, match.end(), end)
    return match.start(), behind.end() if behind else match.end()


def _sentences(text: str, start: int, end: int) -> Iterator[_Edge]:
    """Where a sentence begins behind words that lack a full stop."""
    for match in _openers().finditer(text, start, end):
        before = _word_before(text, match.start())
        if before.lower() in lexicon.labelled("sentence_openers", "before") or _is_stopped(text, start, match.start()):
            continue
        if before[:1].isupper():  # the opener may be part of a name
            word = match.group().lower()
            if word in lexicon.labelled("sentence_openers", "common"):
                continue
            if word in lexicon.labelled("sentence_openers", "place") and not _ARTICLE.match(text, match.end()):
                continue
        yield _Edge(match.start(), match.start())


def _word_before(text: str, at: int) -> str:
    """The last word before a code point; hyphens are part of it."""
    found = _LAST_WORD.search(text, max(0, at - 40), at)
    return found.group(1) if found else ""


def _is_credit(text: str, match: re.Match[str], end: int) -> bool:
    """Whether the name of an agency is a credit: not '*Reuters* News Agency', 'told *Reuters* In the end', '*PA* chairman'."""
    if _word_before(text, match.start()).lower() in lexicon.labelled("sentence_openers", "before"):
        return False
    following = None if match["number"] else _NEXT_WORD.match(text, match.end(), end)
    word = following.group(1).lower() if following else ""
    body = word in lexicon.words("organisation_nouns") or word in lexicon.words("organisation_words")
    return not (body or lexicon.is_post(word))


def _any_of(words: Iterable[str]) -> str:
    """A regular expression for one of some words, the longest that fits; grouped by first letters, so that most places fail at once."""
    by_letter: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(words, key=lambda word: (-len(word), word)):
        by_letter[word[0]].append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in by_letter.items())


@lexicon.remembered
def _furniture() -> re.Pattern[str]:
    """Words of the page before the beginning of a sentence; capitalised, but for some that the list allows in lower case."""
    words, small, links = (_any_of(lexicon.labelled("page_words", label)) for label in ("furniture", "small", "links"))
    return re.compile(
        rf"(?<!\S)(?:(?:(?=[A-Z])(?i:{words})|(?i:{small}))(?::|\.\.\.|…)?(?=\s+[A-Z\d\"'“‘@\[]|\s*$)"
        rf"|(?<=[.!?\"”'’] )(?=[A-Z])(?i:{links})(?=\s))",
        re.MULTILINE,
    )


@lexicon.remembered
def _links() -> re.Pattern[str]:
    """Words above links to other articles: *Related stories*."""
    return re.compile(_any_of(lexicon.labelled("page_words", "links")), re.IGNORECASE)


@lexicon.remembered
def _credits() -> re.Pattern[str]:
    """Names of agencies between two captions, behind a full stop or a word in lower case: 'on Sunday *EPA* 6 The ferry'."""
    words = lexicon.labelled("page_words", "source")
    printed = {word.upper() for word in words} | {word.title() for word in words if len(word) > _ACRONYM}
    source = f"(?:{_any_of(printed)})"
    behind = r"(?:(?<=[a-z0-9)] )|(?<=[.!?…] )|(?<=[\"'”’] )|(?<!.)|(?=\S+ \d+/\d))"
    return re.compile(
        rf"(?=[A-Z])(?<!\S){behind}{source}(?:\s?[*/|:,]\s?{source}| {source})*"
        rf"(?P<number>\s+\d{{1,3}}(?:/\d+)?(?=\s+[A-Z\d]))?(?=\s+[A-Z\d\"'“‘\[]|\s*$)",
        re.MULTILINE,
    )


@lexicon.remembered
def _openers() -> re.Pattern[str]:
    """A capitalised word that can open a sentence, behind a word without a full stop and before one in lower case."""
    openers = (word for label in ("any", "common", "place") for word in lexicon.labelled("sentence_openers", label))
    words = _any_of({word.capitalize() for word in openers})
    return re.compile(rf"(?=[A-Z])(?:(?<=[a-z0-9)] )|(?<=[A-Z][A-Z] )|(?<=[a-z0-9)][\"'”’] ))(?:{words})(?= [a-z])")


def is_pointer(line: str) -> bool:
    """Whether a line points to another article: 'RELATED: Why the ferry ran aground', without marks or a full stop.

    But 'Watch: The moment the ferry hit the rocks' stands above a picture.
    """
    found = _POINTER.match(line)
    pointers, captions = lexicon.labelled("web_words", "pointer"), lexicon.labelled("page_words", "label")
    return found is not None and found[1].lower() in pointers - captions
