"""What the wings have found → the frozen values of an :class:`~quoteattr.model.Article`."""

from __future__ import annotations

import attrs

from quoteattr.draft import Attribution, Resolution, StretchId
from quoteattr.model import Article, Candidate, Evidence, Kind, Quote, Span, Speaker
from quoteattr.options import DEFAULT
from quoteattr.quotations import marks
from quoteattr.speakers import confidence
from quoteattr.speakers.resolve import Speakers
from quoteattr.text.page import Page
from quoteattr.version import __version__


@attrs.frozen
class Reading:
    """What the stages have found in a page, before it is put together: attributions, each with its resolution."""

    page: Page
    found: tuple[Attribution, ...]
    resolutions: tuple[Resolution, ...]
    people: dict[int, Speaker]
    unspoken: tuple[StretchId, ...]

    def features(self, number: int) -> dict[str, float]:
        """What the confidence in the speaker of an attribution rests on; empty where there is none."""
        a, r = self.found[number], self.resolutions[number]
        if r.referent is None:
            return {}
        return confidence.features(a, r, self.people[r.referent], _sentences_back(self.page, a, r))


def assemble(reading: Reading, *, model: str = "", min_confidence: float = DEFAULT.min_confidence) -> Article:
    """Frozen values out of what the stages have found."""
    page = reading.page
    quotes = tuple(_quote(reading, number, min_confidence) for number in range(len(reading.found)))
    speakers = tuple(dict.fromkeys(quote.speaker for quote in quotes if quote.speaker))
    quoted = set(speakers)
    candidates = dict.fromkeys(c.speaker for quote in quotes for c in quote.candidates if c.speaker not in quoted)
    labelled = tuple(marks.label(page, number) for number in reading.unspoken)
    return Article(page.string, quotes, speakers, labelled, page.passages, model, __version__, tuple(candidates))


def people(
    page: Page, speakers: Speakers, found: tuple[Attribution, ...], resolutions: tuple[Resolution, ...]
) -> dict[int, Speaker]:
    """Every referent that is quoted or may be, once."""
    first: dict[int, int] = {}
    for attribution, resolution in zip(found, resolutions, strict=True):
        if resolution.referent is not None:
            first.setdefault(resolution.referent, page.token_at(attribution.pieces[0][0]))
    for attribution, resolution in zip(found, resolutions, strict=True):
        for number, _ in resolution.ranking[: confidence.RIVALS + 1]:
            first.setdefault(number, page.token_at(attribution.pieces[0][0]))
    return {number: speakers.speaker(number, token) for number, token in first.items()}


def _quote(reading: Reading, number: int, min_confidence: float) -> Quote:
    page, text, a, r = reading.page, reading.page.string, reading.found[number], reading.resolutions[number]
    content = tuple(Span.of(text, *piece) for piece in a.pieces)
    cue = Span.of(text, *page.chars(a.cue)) if a.cue else None
    source = Span.of(text, *page.chars(a.source.tokens)) if a.source else None
    addressee = Span.of(text, *page.chars(a.addressee.tokens)) if a.addressee else None
    evidence = [
        Evidence(a.rule, f"“{cue}” reports these words" if cue else "These words have no cue of their own", cue)
    ]
    speaker = reading.people[r.referent] if r.referent is not None else None
    sure = 0.0
    candidates: tuple[Candidate, ...] = ()
    if speaker is not None:
        sure = confidence.probability(reading.features(number))
        candidates = _candidates(r, reading.people, sure)
        evidence.append(Evidence(r.rule, _finding(r, speaker, source, _sentences_back(page, a, r)), source))
        if sure < min_confidence:
            speaker, sure = None, 0.0
    kind, where = _kind(page, a), page.passages[page.passage_of[page.token_at(a.pieces[0][0])]].kind
    return Quote(kind, content, cue, source, addressee, speaker, where, sure, a.rule, tuple(evidence), candidates)


def _sentences_back(page: Page, a: Attribution, r: Resolution) -> int:
    """How many sentences have ended since the speaker was last named."""
    if r.antecedent is None:
        return 0
    here = a.source.head if a.source else page.token_at(a.pieces[0][0])
    return max(page.sentences[here] - page.sentences[r.antecedent], 0)


def _candidates(r: Resolution, people: dict[int, Speaker], sure: float) -> tuple[Candidate, ...]:
    """The speaker found, and whoever else fits."""
    assert r.referent is not None
    rivals = confidence.shares(r, sure)
    pairs = [(r.referent, sure), *(pair for pair in rivals if pair[0] != r.referent)]
    return tuple(Candidate(people[number], share) for number, share in sorted(pairs, key=lambda p: -p[1]))


def _finding(r: Resolution, speaker: Speaker, source: Span | None, back: int) -> str:
    """What a rule saw, in words: '“he” is Ann Poole, last mentioned 2 sentences before'."""
    ago = "in the same sentence" if not back else f"{back} sentence{'s' * (back > 1)} before"
    named = f", last mentioned {ago}" if r.antecedent is not None else ""
    match r.rule:
        case "name":
            return f"“{source}” names {speaker.label}"
        case "continuation":
            return f"{speaker.label} goes on speaking"
        case "lead-in":
            return f"the sentence before is about {speaker.label}"
        case "unnamed" | "body":
            return f"“{source}” gives no name"
        case "resolver":
            return f"“{source}” is {speaker.label}, says the resolver that was passed"
    return f"“{source}” is {speaker.label}{named}"


def _kind(page: Page, a: Attribution) -> Kind:
    if all(piece in page.outer_edges for piece in a.pieces):
        return "direct"
    tokens = (page.token_span(piece) for piece in a.pieces)
    marked = any(page.inside[i] >= 0 for start, end in tokens for i in range(start, end))
    return "mixed" if marked else "indirect"
