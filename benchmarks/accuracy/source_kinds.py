"""How often the kind of source of a speaker is right, on speakers whose kind somebody has read from the articles.

    python benchmarks/accuracy/source_kinds.py gold/web.jsonl                # both halves of the annotated speakers
    python benchmarks/accuracy/source_kinds.py gold/web.jsonl --errors 20    # and those that are wrong

``source_kinds.jsonl`` beside this file holds ``{"article", "speaker", "kind"}``: the id of an article, the number of one of its
speakers in order of first quotation (by name, or by the words of the source), and the kind, ``unknown`` where the article
tells none. A speaker is found where a quotation of theirs is: one whose content overlaps, and whose name fits.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs

import quoteattr
from quoteattr.audits.kinds import source_kind

Line = dict[str, Any]
PRONOUNS = {"~he", "~she", "~they", "~it"}
"""Sources that alone do not tell whom the annotation means, so that nobody can say whether the speaker is right."""

LABELS = Path(__file__).with_name("source_kinds.jsonl")


@attrs.frozen
class Judged:
    """An annotated speaker with what was found; ``speaker`` is None where nobody was."""

    article: str
    label: str
    kind: str
    speaker: quoteattr.Speaker | None
    text: quoteattr.Article | None = None

    @property
    def found(self) -> str:
        """The kind that the library gives."""
        return (source_kind(self.speaker, self.text) or "unknown") if self.speaker else "missed"


def speakers(line: Line) -> dict[str, list[Line]]:
    """The speakers of an annotated article in order of first quotation, each with its quotations."""
    found: dict[str, list[Line]] = {}
    for quote in line["quotes"]:
        source = quote["speaker"]
        words = line["text"][source[0][0] : source[0][1]].lower() if source else ""
        key = quote["speaker_name"] or (f"~{words}" if words else "")
        if key and quote["speaker_kind"] != "unknown":
            found.setdefault(key, []).append(quote)
    return found


def given(lines: list[Line], labels: list[Line]) -> Iterator[Judged]:
    """Each annotated speaker with the name, the description and the roles that the annotation gives them."""
    texts = {line["id"]: list(speakers(line).items()) for line in lines}
    for label in labels:
        name, quotes = texts[label["article"]][label["speaker"]]
        first = quotes[0]
        roles = [first, *first.get("other_roles", ())]
        kept = tuple(
            quoteattr.Role(role["role"], role["org"], role["former"]) for role in roles if role["role"] or role["org"]
        )
        description = name.removeprefix("~") if name.startswith("~") else None
        if name not in PRONOUNS:
            one = quoteattr.Speaker(first["speaker_name"], first["speaker_kind"], description, roles=kept)
            yield Judged(label["article"], name, label["kind"], one)


def judge(lines: list[Line], labels: list[Line]) -> Iterator[Judged]:
    """Each annotated speaker with the one that is found at its quotations."""
    wanted = {label["article"] for label in labels}
    texts = {line["id"]: line for line in lines if line["id"] in wanted}
    articles = dict(zip(texts, quoteattr.pipe([line["text"] for line in texts.values()]), strict=True))
    numbered = {name: list(speakers(line).items()) for name, line in texts.items()}
    for label in labels:
        name, quotes = numbered[label["article"]][label["speaker"]] if label["article"] in texts else ("", [])
        if name and name not in PRONOUNS:
            article = articles[label["article"]]
            yield Judged(label["article"], name, label["kind"], _found(article, name, quotes), article)


def _found(article: quoteattr.Article, name: str, quotes: list[Line]) -> quoteattr.Speaker | None:
    said: Counter[quoteattr.Speaker] = Counter()
    for quote in article:
        if quote.speaker is not None and any(_overlaps(quote, other["content"]) for other in quotes):
            named = quote.speaker.name or ""
            if not named if name.startswith("~") else _same(name, named):
                said[quote.speaker] += 1
    return max(said, key=lambda speaker: said[speaker], default=None)


def _overlaps(quote: quoteattr.Quote, pieces: list[list[int]]) -> bool:
    return any(piece.start < end and start < piece.end for piece in quote.content for start, end in pieces)


def _same(gold: str, found: str) -> bool:
    a, b = gold.casefold().split(), found.casefold().split()
    return bool(a and b) and (a[-1] == b[-1] or set(a) <= set(b) or set(b) <= set(a))


def main() -> None:
    """Print the share that is right, by half and by kind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, help="annotated articles (JSON lines)")
    parser.add_argument("--labels", type=Path, default=LABELS, help="kinds of their speakers")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="list N that are wrong")
    parser.add_argument(
        "--given", action="store_true", help="with the roles of the annotation, not those that are found"
    )
    parser.add_argument("--half", type=int, choices=(1, 2), help="list errors of one half only")
    arguments = parser.parse_args()
    lines = [json.loads(line) for line in arguments.gold.read_text("utf-8").splitlines()]
    labels = [json.loads(line) for line in arguments.labels.read_text("utf-8").splitlines()]
    judged = list((given if arguments.given else judge)(lines, labels))
    middle = _middle(judged)
    for title, part in (("first half (fitted on)", judged[:middle]), ("second half", judged[middle:])):
        seen = [one for one in part if one.speaker is not None]
        right = sum(one.found == one.kind for one in seen)
        print(
            f"{title}: {right} of {len(seen)} found speakers right, {right / max(len(seen), 1):.1%}; {len(part) - len(seen)} not found"
        )
    wrong = [one for one in judged if one.speaker is not None and one.found != one.kind]
    print(
        "confused:",
        ", ".join(f"{a} as {b} {n}" for (a, b), n in Counter((o.kind, o.found) for o in wrong).most_common()),
    )
    half = {None: judged, 1: judged[:middle], 2: judged[middle:]}[arguments.half]
    for one in [one for one in half if one in wrong][: arguments.errors]:
        print(
            f"{one.article} | {one.kind} as {one.found} | {one.label[:50]} | {one.speaker} | {one.speaker and one.speaker.description}"
        )


def _middle(judged: list[Judged]) -> int:
    """Where the second half begins: at the first article behind the middle."""
    at = len(judged) // 2
    while 0 < at < len(judged) and judged[at].article == judged[at - 1].article:
        at += 1
    return at


if __name__ == "__main__":
    main()
