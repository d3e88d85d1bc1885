"""An article of our own for the tests of a review, made by hand: no model is needed."""

from __future__ import annotations

from quoteattr.model import Article, Candidate, Mark, Passage, Quote, Role, Span, Speaker

TEXT = (
    "Harbour wall is late\n\n"
    "“It is late 😀,” said Ann Poole, the mayor of Eastwick. She added that the wall would be “done by May”.\n\n"
    "Tom Reed said the Harbour Trust had paid. The “new” wall is old, he told a meeting."
)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


POOLE = Speaker(
    "Ann Poole",
    "person",
    roles=(Role("mayor", "Eastwick"), Role("chair", "Harbour Trust")),
    mentions=(span("Ann Poole"),),
)
REED = Speaker("Tom Reed", "person", mentions=(span("Tom Reed"),))
TRUST = Speaker("Harbour Trust", "organisation", mentions=(span("Harbour Trust"),))
MEETING = Speaker(None, "unnamed", "a meeting", mentions=(span("a meeting"),))

FIRST = Quote(
    "direct",
    (span("“It is late 😀,”"),),
    cue=span("said"),
    source=span("Ann Poole, the mayor of Eastwick"),
    speaker=POOLE,
    confidence=0.99,
    candidates=(Candidate(POOLE, 0.99),),
)
SECOND = Quote(
    "mixed",
    (span("the wall would be “done by May”"),),
    cue=span("added"),
    source=span("She"),
    speaker=POOLE,
    confidence=0.6,
    candidates=(Candidate(POOLE, 0.6), Candidate(REED, 0.3)),
)
THIRD = Quote(
    "indirect",
    (span("the Harbour Trust had paid"),),
    source=span("Tom Reed"),
    speaker=MEETING,
    confidence=0.5,
)
PASSAGES = (
    Passage(Span(0, 20, TEXT[:20]), "headline"),
    Passage(Span(22, TEXT.index("\n\nTom"), TEXT[22 : TEXT.index("\n\nTom")]), "body"),
    Passage(Span(TEXT.index("Tom Reed"), len(TEXT), TEXT[TEXT.index("Tom Reed") :]), "body"),
)
ARTICLE = Article(
    TEXT,
    (FIRST, SECOND, THIRD),
    (POOLE, MEETING),
    marks=(Mark(span("“new”"), "scare"),),
    passages=PASSAGES,
    candidates=(REED,),
    others=(TRUST,),
)
SURE = Article("“No,” she said.", (Quote("direct", (Span(0, 5, "“No,”"),), speaker=REED, confidence=0.999),), (REED,))
EMPTY = Article("It rained.")
