"""Text → passages: the paragraphs of a page as it was scraped, each with its kind.

Passages tile the text: nothing is thrown away, and each one includes the white space behind it. A scraper leaves a
navigation line glued to the headline, a photo agency glued to both ends of a caption, a dateline before the first
sentence; they would spoil the parse of the prose, so they become passages of their own.
"""

import re
from collections.abc import Callable, Iterator, Sequence, Set
from itertools import groupby, pairwise

import attrs

from quoteattr import lexicon, spelling
from quoteattr.english import is_english, is_prose
from quoteattr.model import Passage, PassageKind, Span
from quoteattr.text import furniture
from quoteattr.text.furniture import CLOSED
from quoteattr.text.kept import Keeping, kept

NO_SPEECH: frozenset[PassageKind] = frozenset({"markup", "data", "credit"})
"""Kinds of passages in which nobody speaks."""

LONGEST = 10_000
"""Code points of a passage: a longer paragraph is cut, so that no step works on more than that at once."""

LONGEST_SENTENCE = 3_000
"""Code points without a full stop that are left in one passage: what is longer is a list, or no prose."""

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def _any_of(label: str) -> str:
    """A regular expression for one of the words with a label."""
    return f"(?:{'|'.join(map(re.escape, _labelled(label)))})"


def _labelled(label: str) -> tuple[str, ...]:
    return tuple(sorted(lexicon.labelled("page_words", label)))


_LINE = re.compile(r"[^\n\r\u2028\u2029\x85]+")
_STOP = re.compile(rf"[.!?…]{CLOSED}\s+")
_END = re.compile(rf"[.!?…:;]{CLOSED}\s*$")
_TAG = re.compile(r"^\s*<[/!]?[a-zA-Z]|</?[a-zA-Z][^<>]{0,300}>\s*$|[{}]\s*$")
_BY = re.compile(r"^\s*by:?\s+[A-Z]", re.IGNORECASE)
_JOB = re.compile(rf"\b{_any_of('job')}s?\b", re.IGNORECASE)
_DATE = re.compile(
    r"^\W*((mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(\d{1,2}\s+)?"
    rf"({'|'.join(MONTHS)})\b[\s\d,:]*"
    r"([ap]\.?m\.?|gmt|bst|[ecmp][sd]?t)?\W*$",
    re.IGNORECASE,
)
_NAMED = re.compile(  # "Ann Poole", "ANN POOLE | Marlow Press", "(Ann Poole/Marlow Press)", "From Ann Poole in Eastwick", "Ann Poole reports"
    r"\W*(?:From\s)?(?P<first>[A-Z][\w’'-]+)(?:\s[A-Z]\.)?\s(?P<last>[A-Z][\w’'-]+)"
    r"(?:\s*(?:[,|/–—-]|\b(?:for|in)\b)\s*[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)*)?(?:\sreports)?\W*$"
)
_LABEL = re.compile(rf"\s*{_any_of('label')}s?\s*:", re.IGNORECASE)
_PICTURE = re.compile(rf"\b{_any_of('picture')}s?\s*:\s*[^.]{{2,60}}\.?\s*$", re.IGNORECASE)
_AGENCY = re.compile(rf"(\w*)([^\w\s]?|\s+via)\s*\b{_any_of('agency')}\)?(\.?)$", re.IGNORECASE)
_AGENCIES = _labelled("agency")
_LONGEST_AGENCY = 40  # code points
_CREDIT = re.compile(
    rf"\s*\((?:(?i:(?:\w+\s)?{_any_of('picture')})(?:s?\s*:|\sby\b|/)|(?i:{_any_of('courtesy')})\s(?:by|of)\b|[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){{1,3}}/(?=[A-Z]))"
    r"[^()\n]{2,60}\)\s*$"
)
_DAY = r"(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)\w*\.?\s\d{1,2}(?:,?\s\d{4})?"
_REGION = r"(?:,\s[A-Z][\w.]*(?:\s[A-Z][\w.]*)?)"
_WIRE = r"(?:\([^)]{1,30}\)|/[^/]{1,30}/)"
# "EASTWICK, March 14 (Northwire) -", "EASTWICK/MARLOW, March 14 (Wire) -", "EASTWICK, Ohio, April 3, 2025 /Wire/ --", "Eastwick, Ohio (April 3, 2025) –", "March 14 (Wire) -"
_CAPITALS = r"(?:[A-Z][A-Z./'’-]+(?:\s+[A-Z][A-Z./'’-]*){0,3})"
# "EASTWICK and MARLOW, Ireland", which firms may be as well, so that a day or a wire has to follow
_TOWNS = rf"{_CAPITALS}{_REGION}{{0,2}}?(?:(?:,?\sand|\s&)\s{_CAPITALS}{_REGION}{{0,2}}?){{1,2}}"
_DATELINE = re.compile(
    rf"^\s*(?:{_CAPITALS}{_REGION}{{0,2}}?(?:,\s{_DAY}|,\s\d{{4}})?"
    rf"|{_TOWNS}(?:,\s{_DAY}|(?=\s{_WIRE}|\s?--\s?\())"
    rf"|[A-Z][a-z’'.-]+(?:\s[A-Z][a-z’'.-]+){{0,2}}{_REGION}{{0,2}}?(?:,\s(?:–\s)?|\s\(|\s[–—-]\s){_DAY}\)?|{_DAY}(?=\s\())"
    rf"(?:(?:\s{_WIRE})?\s*(?:—|–|--|-)\s+|\s?--\s?{_WIRE}\s?--\s?)"
)
# "Eastwick (CNN) The", "(AP) The", "Port Eastwick, Jan 5 (PTI): The"
_WIRED = re.compile(
    rf"^\s*(?:(?:{_CAPITALS}|[A-Z][a-z’'.-]+(?:\s[A-Z][a-z’'.-]+){{0,2}}){_REGION}{{0,2}}?(?:,\s{_DAY})?\s?)?"
    rf"\((?i:{_any_of('wire')})\)(?:\s?[:—–-]+)?\s*(?=[\"'“‘]?[A-Z])"
)
# "PORT EASTWICK: The", "ANN POOLE: The"
_WITH_COLON = re.compile(rf"^\s*{_CAPITALS}(?:,\s{_DAY})?:\s+(?=[\"'“‘]?[A-Z])", re.MULTILINE)
_SPEAKERS = re.compile(r"^\s*[A-Z][A-Z.,/'’ ()-]{,41}:\s", re.MULTILINE)  # "ANN POOLE: ", "Q: "
_TIMED = re.compile(
    r"^\s*\[?(?:\d{1,2}[.:]\d\d|\d{1,2}(?=\s?[ap]\.?m))(?:\s?(?:[ap]\.?m\.?|GMT|BST|CET|E[SD]?T|P[SD]?T|IST))*\]?"
    r"(?:\s?[:—–-])?\s+(?=[\"'“‘]?[A-Z])"
)
_LONGEST_CAPTION = 60  # words
_LONGEST_CREDIT = 40  # code points of a picture agency's name
_SHORTEST_LIST = 10  # short lines in a row that are a list and no headings
_MARKED = re.compile(rf"(?<!\w)[{re.escape(spelling.QUOTATION_MARKS)}]")
_ONE_LINE_END = ("\n", "\r\n")
_NARROWEST, _WIDEST = 40, 120  # code points of a line in a hard-wrapped text
_FEWEST_LINES = 3  # with another one right below, that can show a margin
_NEAR_TOP = 8  # bylines and the repeated headline stand among the first lines
_Piece = tuple[int, int, PassageKind | None]  # start, end and kind, which is None where the surroundings decide it


@attrs.frozen
class Layout:
    """A text, its passages, and the text in its ``usual`` spelling of the same length (:func:`quoteattr.spelling.usual`)."""

    text: str
    usual: str
    passages: tuple[Passage, ...]


def split(text: str) -> tuple[Passage, ...]:
    """The passages of ``text``, in order; their spans tile it. An empty text has none.

    >>> [(p.kind, p.span.text) for p in split("Rail fares to rise\\n\\nBy Ann Poole\\n\\nFares will rise in May.\\n")]
    [('headline', 'Rail fares to rise\\n\\n'), ('byline', 'By Ann Poole\\n\\n'), ('body', 'Fares will rise in May.\\n')]
    """
    return lay_out(text).passages


def lay_out(text: str, *, longest: int = LONGEST) -> Layout:
    """The text with its passages.

    A paragraph of more than ``longest`` code points is cut behind a sentence, and at a space where none ends for long.
    """
    usual = spelling.usual(text)
    pieces = [piece for line in _paragraphs(text, usual) for piece in _pieces(text, line, longest)]
    pieces = _unglue_headline(text, pieces)
    kinds = _kinds([(text[start:end], kind) for start, end, kind in pieces])
    starts = [0, *(start for start, _, _ in pieces[1:]), len(text)]
    passages = (Passage(Span.of(text, starts[i], starts[i + 1]), kind) for i, kind in enumerate(kinds))
    return Layout(text, usual, tuple(passages))


def _paragraphs(text: str, usual: str) -> list[tuple[int, int]]:
    """Start and end of every line that is not blank; the lines of a hard-wrapped paragraph count as one."""
    lines = [found.span() for found in _LINE.finditer(usual)]  # NEL ends a line, but not within "Ã\x85", a misread Å
    margin = _margin([text[start:end] for start, end in lines], [text[a:b] for (_, a), (b, _) in pairwise(lines)])
    found: list[tuple[int, int]] = []
    for start, end in lines:
        if found and _is_wrapped(text[slice(*found[-1])], text[found[-1][1] : start], text[start:end], margin):
            found[-1] = found[-1][0], end
        elif text[start:end].strip():
            found.append((start, end))
    return found


def _margin(lines: Sequence[str], gaps: Sequence[str]) -> int:
    """The width to which a text is hard-wrapped, in code points; 0 for a text that is not.

    It is the length of the longest line with another one right below, if two thirds of such lines are full: the first word of the line
    below would not have fitted in. In a wrapped text all but the last lines of paragraphs are.
    """
    pairs = [
        (len(line.rstrip()), len(below.split(None, 1)[0]))
        for (line, below), gap in zip(pairwise(lines), gaps, strict=True)
        if gap in _ONE_LINE_END and line.strip() and below.strip()
    ]
    width = max((length for length, _ in pairs), default=0)
    if len(pairs) < _FEWEST_LINES or not _NARROWEST <= width <= _WIDEST:
        return 0
    full = sum(length + 1 + word > width for length, word in pairs)
    return width if 3 * full >= 2 * len(pairs) else 0


def _is_wrapped(line: str, gap: str, following: str, margin: int) -> bool:
    """Whether ``following`` continues the paragraph of ``line``, by the margin or in mid-sentence: "… of the\ncouncil said"."""
    if gap not in _ONE_LINE_END or not following.strip():
        return False
    last = line[line.rfind("\n") + 1 :].rstrip()
    if margin and len(last) + 1 + len(following.split(None, 1)[0]) > margin:
        return True
    return len(line) - line.rfind("\n") > _NARROWEST and not _END.search(line) and following.lstrip()[:1].islower()


def _pieces(text: str, line: tuple[int, int], longest: int) -> Iterator[_Piece]:
    """A line cut into pieces of one kind each."""
    start, end = line
    content = text[start:end]
    if start and furniture.is_pointer(content):
        yield start, end, "data"
        return
    if credit := _glued_credit(content):
        # "Agency A man stands by a river.Agency": the credit of a picture around its description
        last = start + len(content.rstrip()) - credit
        begin = start + len(content) - len(content.lstrip())
        yield start, begin + credit, "credit"
        yield begin + credit, last, "caption"
        yield last, end, "credit"
        return
    bracket = _CREDIT.search(content) if "(" in content else None
    if bracket and bracket.start():  # "A man stands by a river (Image: Agency)"
        short = len(content.split()) < _LONGEST_CAPTION
        yield start, start + bracket.start(), "caption" if short else None
        yield start + bracket.start(), end, "credit"
        return
    if dateline := _dateline(text, content):
        yield start, start + dateline.end(), "byline"
        start += dateline.end()
    for first, last, kind in furniture.parts(text, start, end):
        for cut in _cuts(text, first, last, longest):
            yield first, cut, "body" if _is_read(text[first:cut]) else "data"
            first = cut
        if first < last:
            yield first, last, kind


def _dateline(text: str, content: str) -> re.Match[str] | None:
    """The place or time before the first sentence of a line: 'EASTWICK, March 14 -'; 'PORT EASTWICK:' if no other capitals have a colon, as speakers do."""
    found = _DATELINE.match(content) or _WIRED.match(content) or _TIMED.match(content)
    if found is not None or (with_colon := _WITH_COLON.match(content)) is None:
        return found
    is_person = content.split(None, 1)[0].lower() in lexicon.words("forenames")
    if is_person or content.isupper():  # "LUND: TAXES WILL FALL"
        return None
    return with_colon if len(_SPEAKERS.findall(text)) == 1 else None


def _cuts(text: str, start: int, end: int, longest: int) -> Iterator[int]:
    """Where a line that is too long for one passage is cut: behind sentences, or at spaces if a sentence itself is too long."""
    sentence = min(LONGEST_SENTENCE, longest)
    if end - start <= sentence:
        return
    stop = start
    for following in (*(found.end() for found in _STOP.finditer(text, start, end)), end):
        while following - stop > sentence:
            space = text.rfind(" ", stop + sentence // 2, stop + sentence)
            start = stop = space + 1 if space > 0 else stop + sentence
            yield stop
        if following - start > longest:
            start = stop
            yield stop
        stop = following


def _glued_credit(line: str) -> int:
    """The length of the capitalised words with which a line both begins and, without a space before them, ends; 0 if there are none."""
    text = line.strip()
    for length in range(min(_LONGEST_CREDIT, len(text) // 2 - 1), 1, -1):
        if text[-length] != text[0]:
            continue
        credit, before, behind = text[:length], text[-length - 1], text[length]
        if text.endswith(credit) and not before.isspace() and (behind.isspace() or (behind.isupper() and length > 2)):
            words = credit.split(" ")
            if len(words) <= 4 and all(word[:1].isupper() or word == "/" for word in words):
                return length
    return 0


def _unglue_headline(text: str, pieces: list[_Piece]) -> list[_Piece]:
    """Cuts "Home NewsFares to rise" before the headline that the next line repeats."""
    if len(pieces) < 2:
        return pieces
    start, end, _ = pieces[0]
    line, headline = text[start:end], text[slice(*pieces[1][:2])].strip()
    if not headline or len(line.strip()) <= len(headline) or not line.rstrip().endswith(headline):
        return pieces
    cut = start + line.rindex(headline)
    return [(start, cut, "markup"), (cut, end, "headline"), *pieces[1:]]


# --- kinds ----------------------------------------------------------------------------------------------------------


@attrs.frozen
class _Part(Keeping):
    """A piece of the text with its number and what stands before it: the two lines above, the last kind, and all kinds so far."""

    text: str
    number: int
    lines_above: tuple[str, ...]
    kind_above: PassageKind | None
    kinds_so_far: Set[PassageKind]

    @kept
    def words(self) -> int:
        return len(self.text.split())


def _kinds(parts: list[tuple[str, PassageKind | None]]) -> list[PassageKind]:
    """The kinds of parts, of which some are known; each is decided by its form and by the parts above, a few by those below."""
    kinds: list[PassageKind] = []
    so_far: set[PassageKind] = set()
    for i, (text, known) in enumerate(parts):
        lines_above = tuple(line for line, _ in parts[max(0, i - 2) : i])
        part = _Part(text, i, lines_above, kinds[-1] if kinds else None, so_far)
        kinds.append(known if known else next((kind for is_one, kind in _KINDS if is_one(part)), "body"))
        so_far.add(kinds[-1])
    for i, (kind, following) in enumerate(pairwise(kinds)):
        if kind == "headline" and following == "byline" and _is_name_above_job(parts[i][0], parts[i + 1][0]):
            kinds[i] = "byline"
    if kinds[:1] == ["headline"] and _is_author_alone(parts[0][0], [text for text, _ in parts[1:]]):
        kinds[0] = "byline"
    for start, end in _lists([text for text, _ in parts], kinds):
        kinds[start:end] = ["data"] * (end - start)
    return kinds


def _lists(texts: Sequence[str], kinds: Sequence[PassageKind]) -> Iterator[tuple[int, int]]:
    """The runs of short lines without prose that are no subheadings but a list: a menu, results, names."""
    is_short = [kind == "subheading" and not _MARKED.search(text) for text, kind in zip(texts, kinds, strict=True)]
    for short, run in groupby(range(len(texts)), is_short.__getitem__):
        numbers = list(run)
        if short and len(numbers) >= _SHORTEST_LIST and not is_prose(" ".join(texts[i] for i in numbers)):
            yield numbers[0], numbers[-1] + 1


def _is_name_above_job(line: str, following: str) -> bool:
    """Imogen Tarrant, above: Maritime correspondent"""
    words = line.split()
    return line.istitle() and 1 < len(words) < 4 and all(map(str.isalpha, words)) and bool(_JOB.search(following))


def _is_author_alone(line: str, others: Sequence[str]) -> bool:
    """Whether a line is a name that the text below never mentions, so that it is no headline: 'Imogen Tarrant', 'Imogen Tarrant | Chief Reporter'."""
    found = _NAMED.match(line)
    if found is None or found["first"].lower() not in lexicon.words("forenames"):
        return False
    last = found["last"].title()
    return bool(others) and not any(last in text or last.upper() in text for text in others)


def _is_read(text: str) -> bool:
    """Whether a part is prose in English; a few words are given the benefit of the doubt."""
    return is_prose(text) and is_english(text)


def _is_caption(part: _Part) -> bool:
    """Image caption: The ferry on Sunday; The ferry on Sunday (Getty Images)"""
    if part.words >= _LONGEST_CAPTION:
        return False
    labelled = ":" in part.text and (_LABEL.match(part.text) or _PICTURE.search(part.text))
    return bool(labelled or _is_of_agency(part.text.rstrip()))


def _is_of_agency(text: str) -> bool:
    """Whether a line ends with the agency that it is from, and not in a sentence: '… Poole told Reuters.', '… seen by AFP'."""
    if not text[-_LONGEST_AGENCY:].rstrip(".)").lower().endswith(_AGENCIES):
        return False  # most lines end here, as the expression below is slow
    found = _AGENCY.search(text, max(0, len(text) - _LONGEST_AGENCY))
    if found is None:
        return False
    word, sign, stop = found.groups()
    if sign or not word:
        return True
    in_sentence = word.lower() in lexicon.labelled("sentence_openers", "before")
    return not (stop or in_sentence or word.lower() in lexicon.reporting_verbs())


def _is_prose(part: _Part) -> bool:
    """The ferry ran aground on Sunday. – but not, as the first line: Who steered the ferry?"""
    return bool(_END.search(part.text)) and not (part.number == 0 and part.words <= 20 and _is_titled(part))


def _is_titled(part: _Part) -> bool:
    """Council Votes To Close Pool.; Who steered the ferry?"""
    words = [word for word in part.text.split() if word[:1].isalpha()]
    return 2 * sum(word[0].isupper() for word in words) > len(words) or part.text.rstrip()[-1:] in "?!"


def _is_date_or_by(part: _Part) -> bool:
    """14 March 2019; By Imogen Tarrant"""
    return bool(_DATE.match(part.text) or (part.number < _NEAR_TOP and part.words <= 12 and _BY.match(part.text)))


def _is_headline(part: _Part) -> bool:
    """Ferry runs aground off Skerrow – once, or again where it is repeated, above all prose"""
    is_first = "headline" not in part.kinds_so_far or part.text.strip() in map(str.strip, part.lines_above)
    return is_first and "body" not in part.kinds_so_far and part.words <= 30


def _is_author(part: _Part) -> bool:
    """Maritime correspondent, Skerrow; Imogen Tarrant"""
    is_near_top = part.number < _NEAR_TOP and "body" not in part.kinds_so_far
    return is_near_top and part.words <= 8 and bool(_JOB.search(part.text) or part.text.istitle())


_KINDS: tuple[tuple[Callable[[_Part], bool], PassageKind], ...] = (
    # <div class="advert">
    (lambda part: any(sign in part.text for sign in "<{}") and bool(_TAG.search(part.text)), "markup"),
    (lambda part: not _is_read(part.text), "data"),  # a row of a table, a list of links, code, another language
    (_is_caption, "caption"),
    (_is_prose, "body"),
    (_is_date_or_by, "byline"),
    (_is_headline, "headline"),
    (_is_author, "byline"),
    (lambda part: part.kind_above == "credit", "caption"),  # as printed, below the description and credit of a picture
    # What happens next; but not 'The new rules say,' above what they say
    (lambda part: part.words <= 12 and part.text.rstrip()[-1:] != ",", "subheading"),
)
"""The tests by which a part is of a kind; the first that fits decides."""
