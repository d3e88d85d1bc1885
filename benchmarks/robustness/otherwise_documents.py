"""Annotated articles whose sources speak by documents, or as bodies without a name.

What somebody says is said in a statement, by a report, by its website; a report is an audit, a poll a dossier. Whose the words
are stays the same. Only quotations where a reader could tell so are written otherwise: all those of bodies, half of the people's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from random import Random
from typing import Any

from otherwise_edits import Edit, Entities, Line, Way, exchanged, written

Quote = dict[str, Any]
Told = tuple[Quote, int, int]  #: a quotation whose source is a name, and where this stands

NAME = re.compile(r"(?:[Tt]he )?[A-Z][\w.’'-]*(?: (?:of|and|for|&|(?:of|for) the|[A-Z][\w.’'-]*))*")
SAID = frozenset({"said", "says"})
TELLS = SAID | frozenset(
    (
        "added", "adds", "admitted", "alleged", "announced", "argued", "argues", "claimed", "claims", "concluded", "confirmed",
        "denied", "described", "estimated", "estimates", "explained", "found", "insisted", "noted", "notes", "predicted",
        "promised", "reported", "reports", "revealed", "showed", "shows", "stated", "states", "stressed", "suggested",
        "suggests", "urged", "warned", "warns", "wrote",
    )
)  # fmt: skip

IN_DOCUMENTS = (
    "in a statement", "in a report", "in a letter", "in a memo", "in an email", "in a blog post", "in a lawsuit",
    "in a press release", "in a court filing", "in a post on X", "in a newsletter", "in a leaflet", "on its website",
)  # fmt: skip
OPENING = (
    "In a post on X,",
    "In a statement,",
    "In a report published on Monday,",
    "In a letter sent to staff,",
    "In its filing,",
)
SENT = (
    "a statement from {}", "a statement by {}", "a letter from {}", "an email from {}", "a press release from {}",
    "a memo by {}", "a post by {}", "a message from {}", "{}’s statement", "{}’s letter", "a statement issued by {}",
)  # fmt: skip
MADE = (
    "a report by {}", "a study by {}", "research by {}", "an audit carried out by {}", "a review by {}", "{}’s report",
    "{}’s latest analysis", "a dossier compiled by {}", "a paper by {}", "a survey by {}", "a poll conducted by {}",
    "data from {}", "figures released by {}", "a lawsuit filed by {}", "a complaint by {}", "a court filing by {}",
    "{}’s lawsuit", "{}’s manifesto", "{}’s website", "a leaflet from {}", "a bulletin from {}", "{}’s own figures",
)  # fmt: skip
SPOKEN = (
    "a spokeswoman for {}", "a spokesman for {}", "a spokesperson for {}", "{}’s spokeswoman", "a representative of {}",
    "an official at {}",
)  # fmt: skip
NOUNS = (
    "study", "review", "analysis", "audit", "dossier", "paper", "survey", "memo", "letter", "filing", "lawsuit",
    "complaint", "ruling", "affidavit", "indictment", "transcript", "leaflet", "manifesto", "communiqué", "bulletin",
    "press release", "blog post", "thread", "email", "report", "document", "statement", "poll", "investigation",
)  # fmt: skip
BODIES = (
    "council", "university", "ministry", "association", "commission", "department", "agency", "foundation", "institute", "bank",
    "court", "union", "committee", "museum", "hospital", "airline", "company", "party", "newspaper", "charity", "board",
    "bureau", "federation", "society", "trust", "club", "league", "centre", "center", "office", "coalition", "alliance",
)  # fmt: skip
_HEADS = {"inc": "company", "ltd": "company", "plc": "company", "corp": "company", "co": "company", "airlines": "airline",
          "airways": "airline", "times": "newspaper", "herald": "newspaper"}  # fmt: skip


def span_of(quote: Quote, key: str) -> tuple[int, int] | None:
    """The only span of a source or a cue; None where there is none, or several."""
    spans = quote.get(key) or []
    if spans and isinstance(spans[0], int):
        spans = [spans]
    return (spans[0][0], spans[0][1]) if len(spans) == 1 else None


def told(line: Line, kinds: Iterable[str], cues: Iterable[str] = TELLS) -> Iterator[Told]:
    """The quotations whose source is no more than a name and whose cue is one of those."""
    text, seen = line["text"], set[int]()
    for quote in line["quotes"]:
        source, cue = span_of(quote, "speaker"), span_of(quote, "cue")
        if source is None or cue is None or quote["speaker_kind"] not in kinds or not quote["speaker_name"]:
            continue
        words = text[slice(*source)]
        known = {*words.replace("’s", "").removeprefix("the ").removeprefix("The ").split()} & {
            *quote["speaker_name"].split()
        }
        shared = sum(span_of(other, "speaker") == source for other in line["quotes"])
        if known and shared == 1 and NAME.fullmatch(words) and text[slice(*cue)] in cues and source[0] not in seen:
            seen.add(source[0])
            yield quote, *source


def is_free(line: Line, quote: Quote, start: int, end: int) -> bool:
    """Whether nothing that another quotation holds stands there."""
    held = (span for other in line["quotes"] if other is not quote for span in other["content"])
    return not any(low < end and start < high for low, high in held)


def is_alone(line: Line, quote: Quote) -> bool:
    """Whether nobody goes on behind a quotation by a pronoun, a description, or nothing at all."""
    later = [q for q in line["quotes"] if q is not quote and q["content"][0][0] >= quote["content"][0][0]]
    following = min(later, key=lambda q: q["content"][0][0], default=None)
    source = span_of(following, "speaker") if following is not None else None
    if following is None or following["speaker_name"] != quote["speaker_name"]:
        return True
    return source is not None and bool(NAME.fullmatch(line["text"][slice(*source)]))


def capital(text: str, at: int, words: str) -> str:
    """Words with a capital where a sentence begins."""
    opens = re.search(r"(?:^|[.!?][”\"]?\s|\n\s*)$", text[:at])
    return words[0].upper() + words[1:] if opens else words


def called(text: str, start: int, end: int) -> str:
    """A name within a sentence: 'the Harbour Trust'."""
    name = text[start:end]
    return f"the {name[4:]}" if name.startswith("The ") else name


def some(found: Iterable[Told], rng: Random) -> list[Told]:
    """All of the bodies, which are few, and half of the people."""
    return [one for one in found if one[0]["speaker_kind"] == "organisation" or rng.random() < 0.5]


# --- documents of those who are named ---------------------------------------------------------------------------------


def in_a_document(kinds: Iterable[str]) -> Way:
    """'Acme said' is 'Acme said *in a statement*'."""

    def way(line: Line, _entities: Entities, rng: Random) -> Line:
        text, edits = line["text"], list[Edit]()
        for quote, _, end in some(told(line, kinds), rng):
            cue = span_of(quote, "cue")
            if cue is not None and cue[0] == end + 1 and re.match(r"[.,]|:? [“\"]| that | the | it ", text[cue[1] :]):
                document = rng.choice(IN_DOCUMENTS)
                if quote["speaker_kind"] == "person":
                    document = document.replace("on its website", "in an open letter")
                edits.append((cue[1], cue[1], f" {document}"))
        return written(line, sorted(edits))

    return way


def document_first(line: Line, _entities: Entities, rng: Random) -> Line:
    """'Acme said' is 'In a statement, Acme said' at the head of a sentence."""
    text, edits = line["text"], list[Edit]()
    for quote, start, end in some(told(line, ("person", "organisation")), rng):
        cue = span_of(quote, "cue")
        opens = not text[:start] or text[:start].endswith((". ", "\n"))
        if cue is not None and cue[0] == end + 1 and opens:
            edits.append((start, start, f"{rng.choice(OPENING)} "))
            if text.startswith("The ", start):
                edits.append((start, start + 1, "t"))
    return written(line, sorted(edits))


def by_a_document(kinds: Iterable[str], documents: tuple[str, ...], cues: tuple[str, ...] = ()) -> Way:
    """'Acme said' is 'a statement from Acme said'."""

    def way(line: Line, _entities: Entities, rng: Random) -> Line:
        text, edits = line["text"], list[Edit]()
        for quote, start, end in some(told(line, kinds), rng):
            cue = span_of(quote, "cue")
            if cue is None or cue[0] != end + 1:
                continue
            source = rng.choice(documents).format(called(text, start, end))
            edits.append((start, end, capital(text, start, source)))
            if cues and quote["type"] == "indirect" and text[cue[1] :].startswith((" that ", " the ", " it ")):
                edits.append((*cue, rng.choice(cues)))
        return written(line, sorted(edits))

    return way


def according_to_a_document(line: Line, _entities: Entities, rng: Random) -> Line:
    """'Acme said that it was late' is 'According to a report by Acme, it was late'."""
    text, edits, new = line["text"], list[Edit](), list[tuple[Quote, str, str]]()
    for quote, start, end in some(told(line, ("organisation", "person")), rng):
        cue, content = span_of(quote, "cue"), quote["content"]
        if cue is None or quote["type"] == "direct" or len(content) > 1 or cue[0] != end + 1:
            continue
        opens = not text[:start] or text[:start].endswith((". ", "\n"))
        if not opens or text[cue[1] : content[0][0]] not in (" ", " that ") or text[content[0][1]] != ".":
            continue
        source = rng.choice(SENT + MADE).format(called(text, start, end))
        edits.append((start, content[0][0], f"According to {source}, "))
        new.append((quote, "According to", source))
    numbers = [next(n for n, q in enumerate(line["quotes"]) if q is quote) for quote, *_ in new]
    way = written(line, sorted(edits))
    for number, (_, cue_words, source) in zip(numbers, new, strict=True):
        at = way["quotes"][number]["content"][0][0] - len(f"{cue_words} {source}, ")
        way["quotes"][number] |= {
            "cue": [[at, at + len(cue_words)]],
            "speaker": [[at + len(cue_words) + 1, at + len(cue_words) + 1 + len(source)]],
        }
    return way


def by_a_speaker(line: Line, _entities: Entities, rng: Random) -> Line:
    """'Acme said' is 'a spokeswoman for Acme said', who has no name."""
    text, edits, new = line["text"], list[Edit](), dict[int, tuple[str, str]]()
    for quote, start, end in some(told(line, ("organisation",)), rng):
        cue = span_of(quote, "cue")
        if cue is not None and cue[0] == end + 1 and is_alone(line, quote):
            source = rng.choice(SPOKEN).format(called(text, start, end))
            edits.append((start, end, capital(text, start, source)))
            post = next(
                word for word in re.findall(r"[a-z]+", source) if word not in ("a", "an", "the", "s", "for", "of", "at")
            )
            new[quote["content"][0][0]] = (post, text[start:end].removeprefix("The ").removeprefix("the "))
    quotes = [
        {**q, "speaker_kind": "unnamed", "speaker_name": None, "role": found[0], "org": found[1]} if found else q
        for q in line["quotes"]
        for found in [new.get(q["content"][0][0]) if q["speaker_name"] else None]
    ]
    return written({**line, "quotes": quotes}, sorted(edits))


def document_again(line: Line, _entities: Entities, rng: Random) -> Line:
    """'Acme said …. It added …' is 'Acme said in a statement …. The statement added …'."""
    text, edits = line["text"], list[Edit]()
    named = {id(quote): (start, end) for quote, start, end in told(line, ("person", "organisation"))}
    ordered = sorted(line["quotes"], key=lambda q: q["content"][0][0])
    last = -1
    for quote, follow in pairwise(ordered):
        cue, source, then = span_of(quote, "cue"), span_of(follow, "speaker"), span_of(follow, "cue")
        if id(quote) not in named or source is None or cue is None or then is None or then[0] != source[1] + 1:
            continue
        same = follow["speaker_name"] == quote["speaker_name"] and cue[0] == named[id(quote)][1] + 1
        plain = re.fullmatch("(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey)", text[slice(*source)]) or id(follow) in named
        after = re.match(r"[.,]|:? [“\"]| that ", text[cue[1] :])
        if not (same and plain and after and last < cue[0] < source[0] and text[slice(*then)] in SAID | {"added"}):
            continue
        noun = rng.choice(("statement", "letter", "report", "memo", "email", "blog post", "filing", "lawsuit", "post"))
        if re.search(rf"\b{noun}s?\b", text):
            continue
        edits.append((cue[1], cue[1], f" in {'an' if noun[0] == 'e' else 'a'} {noun}"))
        edits.append((*source, capital(text, source[0], f"the {noun}")))
        last = then[1]
    return written(line, sorted(edits))


# --- other nouns ------------------------------------------------------------------------------------------------------


def other_documents(line: Line, _entities: Entities, rng: Random) -> Line:
    """A report is an audit, wherever it stands."""
    text, instead = line["text"], dict[str, str]()
    new = [noun for noun in NOUNS if not re.search(rf"\b{noun}", text, re.I)]
    rng.shuffle(new)
    for quote in line["quotes"]:
        source = span_of(quote, "speaker")
        words = text[slice(*source)].casefold() if source is not None else ""
        for noun in NOUNS:
            verb = re.search(rf"\b(?:to|they|we|I|you|will|can|did|and) (?:{noun})\b|{noun} that\b", text)
            if re.search(rf"\b{noun}$", words) and new and not verb and noun not in instead:
                other = new.pop()
                for old, given in ((noun, other), (noun.capitalize(), other.capitalize())):
                    instead[old] = given
                    instead[f"{old}s"] = (
                        f"{given[:-1]}ies" if given.endswith("y") and given[-2] not in "ae" else f"{given}s"
                    )
                    for one, article in (
                        (a, b) for a in ("a ", "an ") for b in ("an " if given[0].lower() in "aei" else "a ",)
                    ):
                        instead[one + old] = article + given
                        instead[one.capitalize() + old] = article.capitalize() + given
    return exchanged(line, dict(sorted(instead.items(), key=lambda pair: -len(pair[0]))))


def body_by_its_type(line: Line, entities: Entities, rng: Random) -> Line:
    """'Acme Airlines said' is 'the airline said', where it has just been named and no other body since."""
    text, edits = line["text"], list[Edit]()
    bodies = [one for one in entities if one["kind"] == "organisation"]
    places = [
        (found.start(), one["name"])
        for one in bodies
        for form in one.get("forms", (one["name"],))
        for found in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text)
    ]
    for quote, start, end in some(told(line, ("organisation",)), rng):
        own = [one for one in bodies if one["name"] == quote["speaker_name"]]
        nouns = [
            noun
            for one in own
            for noun in _nouns(one)
            if not any(noun in _nouns(other) for other in bodies if other is not one)
        ]
        low = text.rfind("\n\n", 0, max(text.rfind("\n\n", 0, start), 0)) + 1
        before = [(at, name) for at, name in places if low <= at < start]
        if own and nouns and before and {name for _, name in before} == {quote["speaker_name"]}:
            edits.append((start, end, capital(text, start, f"the {rng.choice(nouns)}")))
    return written(line, sorted(edits))


def _nouns(body: Any) -> list[str]:
    """What a body may be called: by the head of its name, and as the article does."""
    words = body["name"].casefold().replace(".", "").split()
    head = next(
        (w for w, then in zip(words, [*words[1:], "of"], strict=True) if then in ("of", "for", "on")), words[-1]
    )
    called = [said.casefold().split() for said in body.get("descriptions", ())]
    heads = {_HEADS.get(head, head), *(said[1] for said in called if len(said) == 2 and said[0] == "the")}
    return [noun for noun in BODIES if noun in heads]


WAYS: dict[str, Way] = {
    "bodies, in a document": in_a_document(("organisation",)),
    "people, in a document": in_a_document(("person",)),
    "in a document, first": document_first,
    "bodies, by a message": by_a_document(("organisation",), SENT),
    "people, by a message": by_a_document(("person",), SENT),
    "bodies, by a document": by_a_document(("organisation",), MADE, ("found", "showed", "concluded")),
    "people, by a document": by_a_document(("person",), MADE[:11] + MADE[13:17], ("found", "concluded", "argued")),
    "according to a document": according_to_a_document,
    "document taken up": document_again,
    "other documents": other_documents,
    "bodies, by a speaker": by_a_speaker,
    "bodies, by their type": body_by_its_type,
}
