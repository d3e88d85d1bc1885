"""What ``fuzz.py`` feeds, a room of the library each: what is done with the bytes, and what must hold afterwards.

A room raises what the library must never raise, and ``AssertionError`` for what does not hold. The errors with which the library
refuses what is no page, no annotation or no list are sound answers.
"""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
from invariants import check, check_journeys
from mutations import decoded, encoded

import quoteattr
from quoteattr import Article, InvalidGoldError, InvalidPageError, LexiconError, lexicon
from quoteattr.gold import documents
from quoteattr.nlp import parsing
from quoteattr.own import weights, words
from quoteattr.people import identities, names
from quoteattr.pipeline import page_of
from quoteattr.reviewing import session

if TYPE_CHECKING:
    from spacy.language import Language

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples" / "articles"
SAID = "“We have sand,” said Ann Poole, the mayor of Eastwick. She told Tom Reed that the pier was rotten, and he left."

Room = Callable[["Language", bytes], None]


# --- what is read ---------------------------------------------------------------------------------------------------


def _sound(text: str, article: Article) -> None:
    check(text, article)
    check_journeys(article)


def _text(nlp: Language, data: bytes) -> None:
    text = decoded(data)
    _sound(text, quoteattr.extract(text, nlp=nlp))


def _page(nlp: Language, data: bytes) -> None:
    for html in (data, decoded(data)):
        try:
            found = quoteattr.read_page(html)
        except InvalidPageError:
            continue
        assert all(found.text[slice(known.span.start, known.span.end)] == known.span.text for known in found.known)
        _sound(found.text, quoteattr.extract_html(html, nlp=nlp))


def _markdown(nlp: Language, data: bytes) -> None:
    found = quoteattr.read_markdown(decoded(data))
    assert all(found.text[slice(known.span.start, known.span.end)] == known.span.text for known in found.known)
    _sound(found.text, quoteattr.extract(found.text, nlp=nlp))


def _names(nlp: Language, data: bytes) -> None:
    """Names stand where they say, apart from one another; each is borne by one, who is found by it over several articles."""
    ((doc, layout),) = parsing.parse(nlp, [decoded(data)])
    page = page_of(doc, layout)
    found = names.find(page)
    assert all(0 <= name.start < name.end <= len(page.tokens) for name in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    borne = [mention for bearer in identities.cluster(page, found) for mention in bearer.mentions]
    assert len(borne) == len(set(borne))
    article = quoteattr.extract(layout.text, nlp=nlp)
    said = [occurrence for one in quoteattr.merge_speakers([article, article]) for occurrence in one.quotes]
    assert len(said) == 2 * sum(quote.speaker is not None for quote in article)
    for speaker in article.speakers:
        assert speaker.name is None or article.by(speaker.name), speaker


def _ranker(nlp: Language, data: bytes) -> None:
    """Whatever the weights, whom a quotation is given to is one of its candidates, with shares that add up."""
    chance = random.Random(data)
    plain = weights.packaged().plain()
    for summands in (
        plain["ranker"]["every sort"],
        *plain["ranker"]["by sort"].values(),
        plain["confidence"]["weights"],
    ):
        for name in summands:
            summands[name] *= chance.choice((0.0, 1.0, -1.0, 1e3))
    text = decoded(data)
    _sound(text, quoteattr.extract(text, nlp=quoteattr.load(nlp, weights=plain)))


def _words(nlp: Language, data: bytes) -> None:
    """Lines of lists, the name of the list before the first tab: they are refused, or articles are sound with them."""
    given: dict[str, list[str]] = {}
    for line in decoded(data).splitlines():
        name, _, entry = line.partition("\t")
        given.setdefault(name, []).append(entry)
    try:
        own = words.read(given)
    except LexiconError:
        return
    assert words.read({name: list(rows) for name, rows in own.own}).own == own.own
    _sound(SAID, quoteattr.extract(SAID, nlp=quoteattr.load(nlp, lexicon=own)))


def _gold(nlp: Language, data: bytes) -> None:
    """A file of annotated articles is refused, or comes back when it is written."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "gold.jsonl")
        path.write_bytes(data)
        try:
            articles = documents.read(path)
        except InvalidGoldError:
            return
        documents.write(path, articles)
        assert documents.read(path) == articles
        if articles:
            quoteattr.evaluate(articles, articles, resamples=2)


def _review(nlp: Language, data: bytes) -> None:
    """Steps of a review, a message in JSON a line and others by chance: each is answered, and what is kept can be read."""
    article, chance = quoteattr.extract(SAID, nlp=nlp), random.Random(data)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "gold.jsonl")
        review = session.Session({"pier": article}, path)
        for message in (*_messages(data), *(_message(chance) for _ in range(12))):
            json.dumps(review.answer(message), allow_nan=False)
            kept = documents.read(path) if path.exists() else []
            assert all(one in review.articles for one in kept), message


def _messages(data: bytes) -> Iterator[Any]:
    for line in data.splitlines():
        try:
            yield json.loads(line)
        except (ValueError, RecursionError):
            yield decoded(line)


def _message(chance: random.Random) -> dict[str, Any]:
    """A step with what it asks for, or nearly."""
    places = [chance.randint(-2, len(SAID) + 2) for _ in range(chance.choice((2, 4)))]
    content = [sorted(places[:2]), sorted(places[2:])][: len(places) // 2]
    return {
        "do": chance.choice([*session._STEPS, "jump"]),
        "quote": chance.randint(-1, 4),
        "person": chance.choice((None, 0, 1, 7)),
        "content": chance.choice((content, None, [[1]])),
        "title": chance.choice(("mayor", "", "\ud800")),
        "kind": chance.choice(("person", "unnamed", "")),
        **chance.choice(({}, {"name": "Joe Dunn"}, {"name": "\ud800 "})),
        "number_of_article": chance.randint(0, 2),
    }


# --- where the fuzzer begins ----------------------------------------------------------------------------------------


def paragraphs(longest: int) -> list[str]:
    """The paragraphs of the examples, and pairs of neighbours, as long as a text may be."""
    found = []
    for path in sorted(EXAMPLES.glob("*.txt")):
        parts = [part for part in path.read_text(encoding="utf-8").split("\n\n") if part.strip()]
        found += parts + [f"{a}\n\n{b}" for a, b in pairwise(parts)]
    return [text for text in found if len(encoded(text)) <= longest]


def _pages(longest: int) -> list[str]:
    made = "<html lang=en><head><title>Pier</title><meta name=author content='Una Feld'></head><body><article><h1>Pier</h1>{}</article>"
    return [made.format(f"<p>{text.replace(chr(10) * 2, '</p><h2>So</h2><p>')}</p>") for text in paragraphs(longest)]


def _marked_down(longest: int) -> list[str]:
    top = "---\ntitle: Pier\nauthor: Una Feld\ndate: 2024-03-04\n---\n# Pier\n\n"
    return [f"{top}> {text.replace('said', '*said*').replace('“', '[“](x)')}" for text in paragraphs(longest)]


def _lists(longest: int) -> list[str]:
    rows = ((name, lexicon.packaged(name)[:3]) for name in words.lists())
    return ["\n".join("\t".join((name, *row)) for row in few) + f"\n{name}\t!{few[0][0]}" for name, few in rows]


def _annotated(longest: int) -> list[str]:
    """The beginnings of annotated articles, each with what is annotated in it."""
    made = []
    for line in (ROOT / "tests" / "cases" / "articles.jsonl").read_text(encoding="utf-8").splitlines():
        plain, end = json.loads(line), longest // 4
        quotes = [quote for quote in plain["quotes"] if quote["content"][-1][1] <= end][:4]
        made.append(
            json.dumps({**plain, "text": plain["text"][:end], "quotes": quotes, "marks": []}, ensure_ascii=False)
        )
    return [line for line in made if len(encoded(line)) <= longest]


def _steps(longest: int) -> list[str]:
    chance = random.Random(0)
    return ["\n".join(json.dumps(_message(chance)) for _ in range(4)) for _ in range(20)]


@attrs.frozen
class Target:
    """A room, the first inputs, and how many bytes an input may have."""

    room: Room
    begins: Callable[[int], Iterable[str]] = paragraphs
    longest: int = 600

    def seeds(self) -> list[str]:
        """The first inputs."""
        return list(self.begins(self.longest))


TARGETS = {
    "text": Target(_text),
    "names": Target(_names),
    "ranker": Target(_ranker),
    "page": Target(_page, _pages, 1_200),
    "markdown": Target(_markdown, _marked_down, 900),
    "words": Target(_words, _lists, 900),
    "gold": Target(_gold, _annotated, 4_000),
    "review": Target(_review, _steps, 2_000),
}


def reader(name: str) -> Callable[[bytes], None]:
    """What is done with every input of a room."""
    nlp = quoteattr.load()
    read = partial(TARGETS[name].room, nlp)
    read(encoded(TARGETS[name].seeds()[0]))  # loads what is loaded late
    return read
