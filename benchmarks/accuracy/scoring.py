"""How well predicted quotations agree with annotated ones: pure functions, no input or output.

Two sets of documents are compared, the annotated ("gold") one and a predicted one; :func:`read_document` takes either
from its JSON (``docs/schema.md``). Quotations are compared piece by piece: a quotation with two pieces of content
counts twice. Quotations that the gold set calls optional may be found or not: they are left out of every count.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal

Range = tuple[int, int]
Cause = Literal["missed", "false", "edges", "mention", "name", "role"]

CAUSES: tuple[Cause, ...] = ("missed", "false", "edges", "mention", "name", "role")
KINDS = ("direct", "mixed", "indirect")

HALF = 0.5  # intersection over union from which two pieces are the same
EDGE_SLACK = 1  # code points by which an edge may be off and still agree
TOUCHED = 0.2  # intersection over union with an optional piece from which a prediction is let be
COVERAGES = (0.3, 0.8)  # shares of a gold piece to be covered, as the Gender Gap Tracker's evaluation asks
JUST_ABOVE = 1e-9
SPARE_NAME_WORDS = 4  # how many words a predicted name may have beyond the annotated one

# --- documents ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is credited: the canonical name, None when nobody is named, and the kind of speaker."""

    name: str | None
    kind: str | None


@dataclass(frozen=True, slots=True)
class Role:
    """A post and the body it belongs to; one of the two may be empty."""

    title: str | None
    organisation: str | None

    def __bool__(self) -> bool:
        return bool(self.title or self.organisation)


@dataclass(frozen=True, slots=True)
class Quotation:
    """One annotated or predicted quotation. ``named`` is false where the annotators did not look for names."""

    content: tuple[Range, ...]
    kind: str | None
    source: tuple[Range, ...]
    speaker: Speaker
    role: Role
    other_roles: tuple[Role, ...]
    former: bool
    named: bool
    optional: bool

    @property
    def roles(self) -> tuple[Role, ...]:
        """Every role given, the main one first."""
        return (self.role, *self.other_roles) if self.role else self.other_roles


@dataclass(frozen=True, slots=True)
class Mark:
    """A quotation-marked stretch that reports no speech, with the reason."""

    start: int
    end: int
    reason: str | None


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its quotations; ``marks`` is None where marks were not annotated."""

    id: str
    text: str
    quotations: tuple[Quotation, ...]
    marks: tuple[Mark, ...] | None = None


def read_document(data: Mapping[str, Any]) -> Document:
    """The document of one line of a gold or prediction file (predictions may leave out the text)."""
    marks = data.get("marks")
    return Document(
        id=data["id"],
        text=data.get("text", ""),
        quotations=tuple(read_quotation(quotation) for quotation in data.get("quotes", ())),
        marks=None if marks is None else tuple(_read_mark(mark) for mark in marks),
    )


def _read_mark(data: Mapping[str, Any]) -> Mark:
    start, end = data["span"]
    return Mark(start, end, data.get("why"))


def read_quotation(data: Mapping[str, Any]) -> Quotation:
    """The quotation of one entry of ``quotes``."""
    kind = data.get("speaker_kind")
    return Quotation(
        content=_ranges(data["content"]),
        kind=data.get("type"),
        source=_ranges(data.get("speaker")),
        speaker=Speaker(data.get("speaker_name") or None, kind),
        role=Role(data.get("role"), data.get("org")),
        other_roles=tuple(Role(r.get("role"), r.get("org")) for r in data.get("other_roles") or ()),
        former=bool(data.get("former")),
        named="speaker_name" in data and kind != "skip",
        optional=bool(data.get("optional")),
    )


def _ranges(pairs: Iterable[Sequence[int]] | None) -> tuple[Range, ...]:
    return tuple((start, end) for start, end in pairs or ())


# --- figures -----------------------------------------------------------------------------------------------------


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0


@dataclass(frozen=True, slots=True)
class Rate:
    """Precision, recall and their harmonic mean, in percent."""

    right: int
    predicted: int
    gold: int

    @property
    def precision(self) -> float:
        """The share of what was predicted that is right."""
        return _percent(self.right, self.predicted)

    @property
    def recall(self) -> float:
        """The share of what was to be found that was found."""
        return _percent(self.right, self.gold)

    @property
    def value(self) -> float:
        """F1: the figure to quote and to hold a floor for."""
        return _percent(2 * self.right, self.predicted + self.gold)

    @property
    def measured(self) -> bool:
        """Whether the gold set has anything of the sort."""
        return self.gold > 0


@dataclass(frozen=True, slots=True)
class Accuracy:
    """The share that is right, in percent."""

    right: int
    total: int

    @property
    def value(self) -> float:
        """The figure to quote and to hold a floor for."""
        return _percent(self.right, self.total)

    @property
    def measured(self) -> bool:
        """Whether there was anything to judge."""
        return self.total > 0


Figure = Rate | Accuracy


@dataclass(frozen=True, slots=True)
class Error:
    """One disagreement: where, what gold says and what was predicted; ``weight`` puts the worst first."""

    cause: Cause
    document: str
    kind: str | None
    span: Range
    wanted: str
    found: str
    weight: int


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of a set of documents, by name, and the disagreements behind them."""

    documents: int
    gold_pieces: int
    predicted_pieces: int
    figures: dict[str, Figure]
    errors: tuple[Error, ...]


def score(
    documents: Sequence[Document],
    predictions: Mapping[str, Document],
    kinds: Collection[str] | None = None,
) -> Report:
    """Compares ``documents`` with the ``predictions`` of the same id.

    With ``kinds``, gold quotations of other kinds become optional: what is predicted there is let be.
    """
    counts: Counter[str] = Counter()
    errors: list[Error] = []
    for document in documents:
        if kinds is not None:
            document = _only(document, kinds)
        predicted = predictions.get(document.id, Document(document.id, "", ()))
        comparison = compare(document, predicted)
        counts.update(count_spans(comparison))
        counts.update(count_attributions(comparison))
        counts.update(count_words(document, predicted))
        errors.extend(find_errors(comparison))
    return Report(
        documents=len(documents),
        gold_pieces=counts["gold"],
        predicted_pieces=counts["predicted"],
        figures=_figures(counts),
        errors=tuple(sorted(errors, key=lambda error: -error.weight)),
    )


def _only(document: Document, kinds: Collection[str]) -> Document:
    quotations = (
        quotation if quotation.kind in kinds else replace(quotation, optional=True) for quotation in document.quotations
    )
    return replace(document, quotations=tuple(quotations))


def _figures(counts: Counter[str]) -> dict[str, Figure]:
    def of_pieces(name: str) -> Rate:
        return Rate(counts[name], counts["predicted"], counts["gold"])

    def of_words(name: str) -> Rate:
        return Rate(counts[f"{name} right"], counts[f"{name} predicted"], counts[f"{name} gold"])

    return {
        "span strict": of_pieces("strict"),
        "span partial": of_pieces("partial"),
        "ggt .3": of_pieces("covered 0.3"),
        "ggt .8": of_pieces("covered 0.8"),
        "said words": of_words("said"),
        "marked words": of_words("marked"),
        "mention": Accuracy(counts["mention right"], counts["mention"]),
        "name": Accuracy(counts["name right"], counts["name"]),
        "name F1": of_pieces("name right"),
        "role": Rate(counts["role right"], counts["role predicted"], counts["role gold"]),
        "former": Accuracy(counts["former right"], counts["former"]),
    }


# --- pieces ------------------------------------------------------------------------------------------------------

_MARKS = "\"'“”‘’«»„‟`"
_BEFORE = _MARKS + " \n\t.,:;–—-…[]"
_AFTER = _BEFORE + "!?"
_THAT = re.compile(r"that\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of content with its edges trimmed, and the quotation that it belongs to."""

    span: Range
    quotation: Quotation


@dataclass(frozen=True, slots=True)
class Comparison:
    """The pieces of one document; ``pairs`` holds indices into ``gold`` and ``predicted`` that match.

    ``ignored`` are indices of predicted pieces that count neither as right nor as false.
    """

    document: Document
    gold: tuple[Piece, ...]
    predicted: tuple[Piece, ...]
    pairs: tuple[tuple[int, int], ...]
    ignored: frozenset[int]

    def required_pairs(self) -> Iterator[tuple[Piece, Piece]]:
        """The matching pieces whose gold side is not optional."""
        for i, j in self.pairs:
            if not self.gold[i].quotation.optional:
                yield self.gold[i], self.predicted[j]

    def missed(self) -> list[Piece]:
        """Required gold pieces without a match."""
        found = {i for i, _ in self.pairs}
        return [g for i, g in enumerate(self.gold) if i not in found and not g.quotation.optional]

    def false(self) -> list[Piece]:
        """Predicted pieces without a match that are not let be."""
        right = {j for _, j in self.pairs}
        return [p for j, p in enumerate(self.predicted) if j not in right and j not in self.ignored]


def trim(text: str, start: int, end: int) -> Range:
    """The range without quotation marks and punctuation at its edges and without a leading "that"."""
    while True:
        start = end - len(text[start:end].lstrip(_BEFORE))
        that = _THAT.match(text, start, end)
        if not that:
            break
        start = that.end()
    return start, start + len(text[start:end].rstrip(_AFTER))


def pieces_of(text: str, quotations: Iterable[Quotation]) -> tuple[Piece, ...]:
    """The pieces of all quotations in order of place; those that are nothing but punctuation are left out."""
    pieces = (Piece(trim(text, start, end), quotation) for quotation in quotations for start, end in quotation.content)
    return tuple(sorted((p for p in pieces if p.span[0] < p.span[1]), key=lambda piece: piece.span))


def overlap(a: Range, b: Range) -> int:
    """How many code points two ranges share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def intersection_over_union(a: Range, b: Range) -> float:
    """What two ranges share, as a part of what they cover together."""
    shared = overlap(a, b)
    return shared / (max(a[1], b[1]) - min(a[0], b[0])) if shared else 0.0


def coverage(gold: Range, predicted: Range) -> float:
    """The part of ``gold`` that ``predicted`` covers."""
    return overlap(gold, predicted) / max(1, gold[1] - gold[0])


def match(
    gold: Sequence[Piece],
    predicted: Sequence[Piece],
    likeness: Callable[[Range, Range], float],
    least: float,
) -> tuple[tuple[int, int], ...]:
    """Pairs pieces one to one, the likest first, as long as they are alike by ``least``."""
    candidates = sorted(
        (-likeness(g.span, p.span), i, j)
        for i, g in enumerate(gold)
        for j, p in enumerate(predicted)
        if overlap(g.span, p.span)
    )
    taken_gold: set[int] = set()
    taken_predicted: set[int] = set()
    pairs: list[tuple[int, int]] = []
    for unlikeness, i, j in candidates:
        if -unlikeness >= least and i not in taken_gold and j not in taken_predicted:
            taken_gold.add(i)
            taken_predicted.add(j)
            pairs.append((i, j))
    return tuple(pairs)


def compare(document: Document, prediction: Document) -> Comparison:
    """Matches the pieces of a gold document with those predicted for it."""
    gold = pieces_of(document.text, document.quotations)
    predicted = pieces_of(document.text, prediction.quotations)
    pairs = match(gold, predicted, intersection_over_union, HALF)
    ignored = {j for i, j in pairs if gold[i].quotation.optional}
    matched = {j for _, j in pairs}
    ignored.update(
        j for j, piece in enumerate(predicted) if j not in matched and _lies_on_optional_only(piece.span, gold)
    )
    return Comparison(document, gold, predicted, pairs, frozenset(ignored))


def _lies_on_optional_only(span: Range, gold: Iterable[Piece]) -> bool:
    touched = [piece for piece in gold if overlap(piece.span, span)]
    return all(piece.quotation.optional for piece in touched) and any(
        intersection_over_union(piece.span, span) > TOUCHED for piece in touched
    )


def edges_agree(a: Range, b: Range) -> bool:
    """Whether both edges are the same, but for a stray code point."""
    return abs(a[0] - b[0]) <= EDGE_SLACK and abs(a[1] - b[1]) <= EDGE_SLACK


def count_spans(comparison: Comparison) -> Counter[str]:
    """How many pieces there are and how many were found, by each measure of likeness."""
    gold = [piece for piece in comparison.gold if not piece.quotation.optional]
    predicted = [p for j, p in enumerate(comparison.predicted) if j not in comparison.ignored]
    pairs = list(comparison.required_pairs())
    counts: Counter[str] = Counter()
    counts["gold"] = len(gold)
    counts["predicted"] = len(predicted)
    counts["partial"] = len(pairs)
    counts["strict"] = sum(edges_agree(g.span, p.span) for g, p in pairs)
    for share in COVERAGES:
        counts[f"covered {share}"] = len(match(gold, predicted, coverage, share + JUST_ABOVE))
    return counts


# --- attribution -------------------------------------------------------------------------------------------------

_ARTICLES = {"a", "an", "the"}
_HONORIFICS = _ARTICLES | {"baron", "baroness", "dame", "lady", "lord", "miss", "mr", "mrs", "ms", "sir"}
_HONORIFICS |= {
    "adm",
    "admiral",
    "capt",
    "captain",
    "col",
    "colonel",
    "cpl",
    "gen",
    "general",
    "lieutenant",
    "lt",
}
_HONORIFICS |= {"maj", "major", "sergeant", "sgt", "dr", "prof", "professor", "rev", "reverend"}
_HONORIFICS |= {"gov", "governor", "mp", "president", "rep", "representative", "sen", "senator"}
_STOPWORDS = _ARTICLES | {"'s", "and", "at", "for", "in", "of", "on", "to"}

_SAME_IN_ROLES = {  # what is compared → the forms that articles and annotators use for it
    "prime minister": ("pm",),
    "member of parliament": ("mp",),
    "member of the european parliament": ("mep",),
    "chief executive": ("ceo", "chief executive officer"),
    "chief financial officer": ("cfo",),
    "spokesman": ("spokesmen", "spokespeople", "spokesperson", "spokeswoman"),
    "chairman": ("chair", "chairwoman"),
    "senator": ("sen", "sen."),
    "representative": ("rep", "rep."),
    "governor": ("gov", "gov."),
    "general": ("gen", "gen."),
    "professor": ("prof",),
    "secretary": ("sec",),
    "defense": ("defence",),
    "republican": ("gop", "republicans"),
    "democrat": ("democratic", "democrats"),
    "conservative": ("conservatives", "tories", "tory"),
    "liberal democrat": ("lib dem", "lib dems", "liberal democrats"),
    "america": ("american", "u.s", "u.s.", "united states", "us"),
    "britain": ("british", "uk", "united kingdom"),
    "afghanistan": ("afghan",),
    "australia": ("australian",),
    "canada": ("canadian",),
    "china": ("chinese",),
    "denmark": ("danish",),
    "europe": ("european",),
    "european union": ("eu",),
    "france": ("french",),
    "germany": ("german",),
    "india": ("indian",),
    "iran": ("iranian",),
    "iraq": ("iraqi",),
    "ireland": ("irish",),
    "israel": ("israeli",),
    "italy": ("italian",),
    "japan": ("japanese",),
    "korea": ("korean",),
    "mexico": ("mexican",),
    "netherlands": ("dutch",),
    "poland": ("polish",),
    "russia": ("russian",),
    "scotland": ("scottish",),
    "spain": ("spanish",),
    "ukraine": ("ukrainian",),
    "united nations": ("un",),
    "wales": ("welsh",),
}
_COMPARED_AS = {form: compared for compared, forms in _SAME_IN_ROLES.items() for form in forms}
_FORMS = "|".join(re.escape(form) for form in sorted(_COMPARED_AS, key=len, reverse=True))
_ROLE_FORM = re.compile(f"(?<= )(?:{_FORMS})(?= )")
_ROLE_PUNCTUATION = re.compile(r"[,;:()\"“”]")


@lru_cache(maxsize=4096)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name that identify somebody: all but honorifics, or all where there are only those."""
    plain = name.casefold().replace("’", "'").replace("'s", "")
    words = re.sub("[.,]", " ", plain).split()
    return tuple(word for word in words if word not in _HONORIFICS) or tuple(words)


@lru_cache(maxsize=65536)
def same_speaker(gold: Speaker, predicted: Speaker) -> bool:
    """Whether a predicted speaker is the annotated one.

    The whole canonical name is asked for and further titles are forgiven. Where nobody is named, no proper name may
    be given.
    """
    if gold.name is None:
        return (
            predicted.name is None
            or predicted.kind in ("unnamed", "unknown")
            or predicted.name == predicted.name.lower()
        )
    if predicted.name is None:
        return False
    wanted, found = name_words(gold.name), name_words(predicted.name)
    return set(wanted) <= set(found) and len(found) <= len(wanted) + SPARE_NAME_WORDS


@lru_cache(maxsize=4096)
def role_words(phrase: str | None) -> frozenset[str]:
    """The words of a title or an organisation, abbreviations and nationalities brought to one form."""
    plain = (phrase or "").casefold().replace("’", "'").replace("'s ", " ").replace("-", " ")
    spaced = f" {_ROLE_PUNCTUATION.sub(' ', plain)} "
    words = _ROLE_FORM.sub(lambda form: _COMPARED_AS[form.group()], spaced).split()
    return frozenset(word.strip(".'") for word in words) - _STOPWORDS - {""}


def same_role(gold: Role, predicted: Role) -> bool:
    """Whether at least half of either title's words stand in the other role.

    The organisation decides only where a title is missing: the two roles must then share a word.
    """
    wanted_title, wanted_body = role_words(gold.title), role_words(gold.organisation)
    found_title, found_body = role_words(predicted.title), role_words(predicted.organisation)
    wanted, found = wanted_title | wanted_body, found_title | found_body
    if wanted_title and found_title:
        return _half_in(wanted_title, found) and _half_in(found_title, wanted)
    if not (wanted_body and found_body):
        return not wanted_title and not found_title
    return not wanted.isdisjoint(found)


def _half_in(title: frozenset[str], other: frozenset[str]) -> bool:
    return 2 * len(title & other) >= len(title)


def shares_mention(gold: Quotation, predicted: Quotation) -> bool:
    """Whether the mentions of the source overlap."""
    return any(a[0] < b[1] and b[0] < a[1] for a in gold.source for b in predicted.source)


def role_agrees(gold: Quotation, predicted: Quotation) -> bool:
    """Whether the role predicted is one that gold gives, or neither gives any."""
    if not gold.roles or not predicted.role:
        return not gold.roles and not predicted.role
    return any(same_role(role, predicted.role) for role in gold.roles)


def count_attributions(comparison: Comparison) -> Counter[str]:
    """Mentions, names and roles that are right, over the pieces that match."""
    counts: Counter[str] = Counter()
    for gold_piece, predicted_piece in comparison.required_pairs():
        gold, predicted = gold_piece.quotation, predicted_piece.quotation
        if gold.source:
            counts["mention"] += 1
            counts["mention right"] += shares_mention(gold, predicted)
        if gold.named:
            counts["name"] += 1
            if same_speaker(gold.speaker, predicted.speaker):
                counts["name right"] += 1
                counts.update(_count_role(gold, predicted))
    return counts


def _count_role(gold: Quotation, predicted: Quotation) -> Counter[str]:
    counts: Counter[str] = Counter()
    counts["role gold"] = bool(gold.roles)
    counts["role predicted"] = bool(predicted.role)
    if gold.roles and predicted.role and role_agrees(gold, predicted):
        counts["role right"] = 1
        if gold.roles[0].title:
            counts["former"] = 1
            counts["former right"] = gold.former == predicted.former
    return counts


# --- words -------------------------------------------------------------------------------------------------------

_WORD = re.compile(r"\w[\w'’-]*")
_PARAGRAPH = re.compile(r"[^\n]+")
_BETWEEN_MARKS = re.compile(
    r"""
      "[^"]*(?:"|$)              # straight marks; one left open runs to the end of the paragraph
    | “[^”]*(?:”|$)              # curly marks, likewise
    | (?<!\w)‘[^\n]*?’(?!\w)     # single marks, when closed and no apostrophe
    """,
    re.VERBOSE,
)


class Words:
    """The words of a text, with a quick answer to which of them a range holds."""

    def __init__(self, text: str) -> None:
        spans = [word.span() for word in _WORD.finditer(text)]
        self.starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def __len__(self) -> int:
        return len(self.starts)

    def within(self, start: int, end: int) -> range:
        """The indices of the words that lie wholly in the range."""
        return range(bisect_left(self.starts, start), bisect_right(self._ends, end))

    def speakers(self, quotations: Iterable[Quotation]) -> list[set[Speaker]]:
        """For each word, who is credited with it."""
        credited: list[set[Speaker]] = [set() for _ in self.starts]
        for quotation in quotations:
            for start, end in quotation.content:
                for index in self.within(start, end):
                    credited[index].add(quotation.speaker)
        return credited


def covered(length: int, ranges: Iterable[Range]) -> bytearray:
    """One byte for each code point of a text: 1 where one of the ranges holds it."""
    mask = bytearray(length)
    for start, end in ranges:
        mask[start:end] = b"\1" * len(mask[start:end])
    return mask


def between_marks(document: Document) -> bytearray:
    """Where a text stands between quotation marks, as written or as annotated (direct quotations)."""
    written = (
        (paragraph.start() + stretch.start(), paragraph.start() + stretch.end())
        for paragraph in _PARAGRAPH.finditer(document.text)
        for stretch in _BETWEEN_MARKS.finditer(paragraph.group())
    )
    direct = (r for quotation in document.quotations if quotation.kind == "direct" for r in quotation.content)
    return covered(len(document.text), (*written, *direct))


def count_words(document: Document, prediction: Document) -> Counter[str]:
    """Words credited to somebody, in gold and predicted, and those credited to the same speaker by both.

    ``said`` counts all words, ``marked`` those between quotation marks.
    """
    words = Words(document.text)
    required = [quotation for quotation in document.quotations if not quotation.optional]
    optional = (r for quotation in document.quotations if quotation.optional for r in quotation.content)
    let_be = covered(len(document.text), optional)
    marked = between_marks(document)
    credited = zip(words.speakers(required), words.speakers(prediction.quotations), strict=True)
    counts: Counter[str] = Counter()
    for start, (gold, predicted) in zip(words.starts, credited, strict=True):
        if not gold and (let_be[start] or not predicted):
            continue
        right = any(same_speaker(wanted, found) for wanted in gold for found in predicted)
        for name in ("said", "marked") if marked[start] else ("said",):
            counts[f"{name} gold"] += bool(gold)
            counts[f"{name} predicted"] += bool(predicted)
            counts[f"{name} right"] += right
    return counts


# --- marks -------------------------------------------------------------------------------------------------------


def score_marks(documents: Iterable[Document], predictions: Mapping[str, Document]) -> dict[str, Figure]:
    """Figures of quotation-marked stretches that are no speech, over the documents where gold lists them.

    ``marks found``: gold marks that a predicted one overlaps; ``marks right``: the reverse; ``mark reason``: of the
    gold marks found, those with the right reason; ``speech kept``: words of gold speech between quotation marks that
    no predicted mark covers.
    """
    counts: Counter[str] = Counter()
    for document in documents:
        if document.marks is None:
            continue
        prediction = predictions.get(document.id)
        predicted = (prediction.marks or ()) if prediction else ()
        counts.update(_count_marks(document, document.marks, predicted))
        counts.update(_count_kept_words(document, document.marks, predicted))
    return {
        "marks found": Accuracy(counts["found"], counts["gold"]),
        "marks right": Accuracy(counts["right"], counts["predicted"]),
        "mark reason": Accuracy(counts["reason"], counts["found"]),
        "speech kept": Accuracy(counts["kept"], counts["speech"]),
    }


def _count_marks(document: Document, gold: Sequence[Mark], predicted: Sequence[Mark]) -> Counter[str]:
    optional = [r for quotation in document.quotations if quotation.optional for r in quotation.content]
    counts: Counter[str] = Counter()
    for mark in gold:
        reasons = {other.reason for other in predicted if _marks_overlap(mark, other)}
        counts["gold"] += 1
        counts["found"] += bool(reasons)
        counts["reason"] += mark.reason in reasons
    for mark in predicted:
        right = any(_marks_overlap(mark, other) for other in gold)
        if right or not any(overlap((mark.start, mark.end), r) for r in optional):
            counts["predicted"] += 1
            counts["right"] += right
    return counts


def _marks_overlap(a: Mark, b: Mark) -> bool:
    return overlap((a.start, a.end), (b.start, b.end)) > 0


def _count_kept_words(document: Document, gold: Sequence[Mark], predicted: Sequence[Mark]) -> Counter[str]:
    size = len(document.text)
    required = [quotation for quotation in document.quotations if not quotation.optional]
    speech = covered(size, (r for quotation in required for r in quotation.content))
    between = between_marks(document)
    labelled = covered(size, ((mark.start, mark.end) for mark in predicted))
    no_speech = covered(size, ((mark.start, mark.end) for mark in gold))
    counts: Counter[str] = Counter()
    for start in Words(document.text).starts:
        if speech[start] and between[start] and not no_speech[start]:
            counts["speech"] += 1
            counts["kept"] += not labelled[start]
    return counts


# --- errors ------------------------------------------------------------------------------------------------------


def find_errors(comparison: Comparison) -> Iterator[Error]:
    """Every disagreement in a document, with its cause."""
    text = comparison.document.text

    def error(cause: Cause, piece: Piece, wanted: str, found: str, weight: int | None = None) -> Error:
        start, end = piece.span
        size = end - start if weight is None else weight
        return Error(cause, comparison.document.id, piece.quotation.kind, piece.span, wanted, found, size)

    for piece in comparison.missed():
        yield error("missed", piece, "", _overlapping(text, piece, comparison.predicted))
    for piece in comparison.false():
        yield error("false", piece, _overlapping(text, piece, comparison.gold), "")
    for gold, predicted in comparison.required_pairs():
        if not edges_agree(gold.span, predicted.span):
            apart = abs(gold.span[0] - predicted.span[0]) + abs(gold.span[1] - predicted.span[1])
            yield error("edges", gold, _words_of(text, gold), _words_of(text, predicted), apart)
        a, b = gold.quotation, predicted.quotation
        if a.source and not shares_mention(a, b):
            yield error("mention", gold, _mention(text, a), _mention(text, b))
        if not a.named:
            continue
        if not same_speaker(a.speaker, b.speaker):
            yield error("name", gold, _show_speaker(a.speaker), _show_speaker(b.speaker))
        elif not role_agrees(a, b):
            yield error("role", gold, _show_roles(a), _show_roles(b))


def _words_of(text: str, piece: Piece) -> str:
    return text[slice(*piece.span)]


def _overlapping(text: str, piece: Piece, others: Iterable[Piece]) -> str:
    return " / ".join(_words_of(text, other) for other in others if overlap(piece.span, other.span))


def _mention(text: str, quotation: Quotation) -> str:
    return " / ".join(text[start:end] for start, end in quotation.source) or "none"


def _show_speaker(speaker: Speaker) -> str:
    return f"{speaker.name or 'nobody named'} ({speaker.kind or 'no kind'})"


def _show_roles(quotation: Quotation) -> str:
    roles = (f"{role.title or '–'}, {role.organisation or '–'}" for role in quotation.roles)
    return " / ".join(roles) or "none"
