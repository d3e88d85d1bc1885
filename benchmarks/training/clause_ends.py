"""Fits and checks where reported clauses end (``quoteattr/quotations/clause_ends.py``).

    python benchmarks/training/clause_ends.py gold/web.jsonl gold/train.jsonl gold/dev.jsonl gold/other.jsonl           # cross-validated over outlets
    python benchmarks/training/clause_ends.py gold/web.jsonl gold/train.jsonl gold/dev.jsonl gold/other.jsonl --write   # and writes data/clause_ends.json

Every joint of a reported clause up to the annotated end is a sample, the end itself one that is right. A clause counts whose
beginning an annotated piece has too. The model is a logistic regression with a quadratic penalty, fitted by Newton's method;
articles without a known outlet are held out one by one. Sentences that a machine makes
(``generated_clauses.py``) are learnt from as well, and never counted: they show what is rare in the news. What is right is how many clauses end where the annotation has it, with the
marks, signs and spaces at the edge left out. ``--write`` refuses to write what is worse than the weights that are there, both
cross-validated on the same files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest.mock import patch

import logistic
from generated_clauses import gold, sentences
from kinds import outlet
from logistic import OTHERS, SHARE, Row

import quoteattr
from quoteattr.draft import CharSpan, Cue, TokenSpan
from quoteattr.nlp import parsing
from quoteattr.pipeline import page_of
from quoteattr.quotations import clause_ends, clauses, cues
from quoteattr.text.page import Page

if TYPE_CHECKING:
    from spacy.language import Language

MODEL = Path(clause_ends.__file__).parents[1] / "data" / "clause_ends.json"
PENALTY = 6.0
FEWEST = 4  # joints that show a feature: what fewer show is left out
GENERATED = 4000
SEED = 4242  # of the generated sentences; others are counted elsewhere
SHARE_MADE = 0.03  # what a joint in one counts, of one in the news
MADE = -1  # the number of their file
PRIOR = {"": -1.0, "reporter goes on": 3.0, "comma within marks": 4.0}  # what the penalty draws weights towards


class Sample(NamedTuple):
    """A clause: its file, outlet, the joints with the word that stands last before each, and where it ends and may end."""

    file: int
    outlet: str
    joints: tuple[tuple[int, Mapping[str, float]], ...]
    end: int
    limit: int


def samples(page: Page, line: Mapping[str, Any], file: int) -> Iterator[Sample]:
    """The clauses of an article whose beginning is annotated."""
    ends: dict[int, tuple[Cue, Any]] = {}

    def recorded(page: Page, cue: Cue, verb: Any) -> int:
        ends[cue.start] = cue, verb
        return clause_ends.limit_of(page, cue)

    with patch.object(clauses, "end_of_clause", recorded):
        reported = clauses.find(page, cues.find(page))
    pieces = list(annotated(page, line))
    for clause in reported:
        if clause.cue.start not in ends or clause.rule in ("parenthetical", "as-clause", "according", "below"):
            continue
        cue, verb = ends[clause.cue.start]
        limit = clause_ends.limit_of(page, cue)
        end = annotated_end(pieces, clause.pieces[0].start, cue.end, limit)
        if end is not None:
            found = clause_ends.joints_of(page, cue, verb, limit)
            joints = tuple((last_word(page, joint.at), clause_ends.features(joint)) for joint in found)
            yield Sample(file, outlet(line), joints, last_word(page, end), last_word(page, limit))


def generated(nlp: Language) -> Iterator[Sample]:
    """The clauses of sentences that a machine makes."""
    lines = [gold(sentence, number) for number, sentence in enumerate(sentences(GENERATED, SEED))]
    parsed = parsing.parse(nlp, [line["text"] for line in lines])
    for line, (doc, layout) in zip(lines, parsed, strict=True):
        yield from samples(page_of(doc, layout), line, MADE)


def annotated(page: Page, line: Mapping[str, Any]) -> Iterator[tuple[TokenSpan, ...]]:
    """The pieces of the annotated quotations, those left out about which readers may differ."""
    for quotation in line["quotes"]:
        spans = (page.token_span(CharSpan(*piece)) for piece in quotation["content"])
        words = (TokenSpan(first_word(page, a), last_word(page, b)) for a, b in spans)
        if not quotation.get("optional"):
            yield tuple(sorted(span for span in words if span.start < span.end))


def annotated_end(found: Sequence[tuple[TokenSpan, ...]], start: int, least: int, limit: int) -> int | None:
    """Where the annotated words end that begin near a token; the pieces that go on from each other count as one."""
    best: tuple[int, int] | None = None
    for pieces in found:
        for number, (first, end) in enumerate(pieces):
            if abs(first - start) > 2 and not (least <= first <= start < end):
                continue
            for following in pieces[number + 1 :]:
                end = following.end if following.start - end <= 3 and following.start < limit else end
            if best is None or abs(first - start) < best[0]:
                best = abs(first - start), end
    return best[1] if best and best[1] > least else None


def first_word(page: Page, i: int) -> int:
    return next((at for at in range(i, len(page.tokens)) if not _is_sign(page, at)), i)


def last_word(page: Page, i: int) -> int:
    """The end of the last word before a token."""
    return next((at + 1 for at in range(i - 1, -1, -1) if not _is_sign(page, at)), i)


def _is_sign(page: Page, i: int) -> bool:
    return page.tokens[i].is_space or (page.tokens[i].is_punct and page.words[i] != "%")


# --- fitting ------------------------------------------------------------------------------------------------------


def fit(known: Sequence[Sample], made: Sequence[Sample] = ()) -> dict[str, float]:
    """The weights of the features."""
    shares = {OTHERS: SHARE, MADE: SHARE_MADE}
    rows = [
        Row(seen, at == sample.end, shares.get(sample.file, 1.0))
        for sample in (*known, *made)
        for at, seen in sample.joints
        if at <= sample.end and clause_ends.CERTAIN not in seen
    ]
    return logistic.fit(rows, penalty=PENALTY, fewest=FEWEST, prior=PRIOR)


def found_ends(weights: Mapping[str, float], data: Sequence[Sample]) -> list[int]:
    with patch.object(clause_ends, "weights", lambda: weights):
        return [next((at for at, seen in s.joints if clause_ends.ends_at(dict(seen))), s.limit) for s in data]


def report(title: str, found: Sequence[int], data: Sequence[Sample], files: Sequence[str]) -> float:
    """Prints the share of clauses that end where the annotation has it, by file, and returns that of all."""
    figures = []
    for number, name in enumerate(files):
        right = [end == sample.end for end, sample in zip(found, data, strict=True) if sample.file == number]
        figures.append(f"{name} {sum(right)} of {len(right)}")
    share = 100 * sum(end == sample.end for end, sample in zip(found, data, strict=True)) / len(data)
    print(f"{title:42}{', '.join(figures)}; all {share:.1f} %")
    return share


def main() -> None:
    options = logistic.arguments(__doc__)
    data = [sample for page, line, number in logistic.pages(options) for sample in samples(page, line, number)]
    fitted = partial(fit, made=list(generated(quoteattr.load(options.model))))
    files = [path.name for path in options.gold]
    report("weights that are there (may have seen it)", found_ends(clause_ends.weights(), data), data, files)
    held = report("fitted, outlets held out", logistic.held_out(data, fitted, found_ends), data, files)
    if options.write:
        logistic.write(
            MODEL,
            fitted(data),
            held,
            options,
            how=f"penalty {PENALTY}, over {len(data)} clauses and {GENERATED} generated sentences",
            of="clauses",
        )


if __name__ == "__main__":
    main()
