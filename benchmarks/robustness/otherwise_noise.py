"""Annotated articles with what a page sets around and between their paragraphs, and paragraphs cut otherwise.

The lines stand in ``otherwise_noise.txt`` and ``otherwise_noise_articles.txt``. What is quoted in a caption, a link or a comment is optional.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

from generated_names import FAMILIES, MEN, WOMEN
from otherwise_edits import Edit, Entities, Line, Way, written

Place = tuple[int, int]
Chosen = Callable[[Line, Entities, Random], Sequence[int]]
Inserted = tuple[int, str, Sequence[Mapping[str, Any]]]  #: where, what, and quotations in it, from its beginning

_PLACES = "Wrexbury Thornmouth Aldersea Kelbrook Pennhaven Ostwick Brinmoor Tarnside"
_BODIES = "Tideway Trust,Halden Rail,Northmoor Foods,Quarry Street Arts,Cobalt Mutual,Sandlin Group,Ferndale Mills"
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
_MONTHS = "January February March April May June July August September October November December"
_RATE = 0.4  # of the gaps between paragraphs, those into which something goes
_GAP = re.compile(r"[ \t]*\n\s*")
_SAID = re.compile(r"\[\[(.+?)\|(\d)\|(.*?)\]\]")
_TEXTS = Path(__file__).parent


@cache
def kinds() -> dict[str, list[str]]:
    """The lines of each kind."""
    found: dict[str, list[str]] = {}
    for line in (_TEXTS / "otherwise_noise.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            found[line[3:]] = []
        elif line and not line.startswith("# "):
            [*found.values()][-1].append(line.replace(" / ", "\n\n"))
    return found


@cache
def _articles() -> list[str]:
    text = (_TEXTS / "otherwise_noise_articles.txt").read_text(encoding="utf-8")
    lines = "\n".join(line.rstrip() for line in text.splitlines() if not line.startswith("#"))
    return [article.strip().replace("\n", "\n\n") for article in lines.split("\n\n")]


class _Words:
    """Words of an article that is not to have them: people, places and bodies of which it knows nothing."""

    def __init__(self, line: Line, entities: Entities, rng: Random) -> None:
        self.rng, self.text, self.taken = rng, line["text"], set[str]()
        self.own = [person["name"] for person in entities if person["kind"] == "person" and " " in person["name"]]
        self.own = self.own or [quote["speaker_name"] for quote in line["quotes"] if quote["speaker_kind"] == "person"]

    def _new(self, words: Sequence[str]) -> str:
        unknown = [word for word in words if not any(part in self.text for part in word.split())] or [*words]
        chosen = self.rng.choice([word for word in unknown if word not in self.taken] or unknown)
        self.taken.add(chosen)
        return chosen

    def person(self, forenames: str = f"{MEN} {WOMEN}") -> tuple[str, str]:
        return self._new(forenames.split()), self._new(FAMILIES.split())

    def filled(self, template: str) -> str:
        """A line with its words put in; each place that is named by one word has one."""
        self.taken.clear()
        first, last = self.person()
        day, month = self.rng.choice(_DAYS.split()), self.rng.choice(_MONTHS.split())
        words = {
            **{"first": first, "last": last, "full": f"{first} {last}", "day": day},
            **{"two": " ".join(self.person()), "three": " ".join(self.person())},
            "own": self.rng.choice(self.own) if self.own else " ".join(self.person()),
            **{"place": self._new(_PLACES.split()), "body": self._new(_BODIES.split(","))},
            **{"date": f"{month} {self.rng.randint(1, 28)}, 2024", "n": str(self.rng.randint(13, 60))},
        }
        return re.sub(r"\{(\w+)\}", lambda found: words[found[1]] if found[1] in words else found[0], template)

    def article(self) -> tuple[str, list[dict[str, Any]]]:
        """A short article with what is said in it."""
        drawn = self.filled(self.rng.choice(_articles()).replace("{{", "[[").replace("}}", "]]"))
        people = [self.person(MEN), self.person(WOMEN)]
        parts = [(" ".join(one), one[0], one[1]) for one in people]
        template = re.sub(r"\{(\d)([fl]?)\}", lambda found: parts[int(found[1])]["fl".find(found[2] or "?") + 1], drawn)
        text, quotes, at = "", [], 0
        for found in _SAID.finditer(template):
            text += template[at : found.start()]
            start, at = len(text), found.end()
            text += found[1]
            role, _, body = found[3].partition("/")
            said = _quote([start, len(text)], parts[int(found[2])][0], marked=found[1].startswith("“"))
            quotes.append({**said, "role": role or None, "org": body or None})
        return text + template[at:], quotes


def _quote(place: list[int], name: str | None, *, marked: bool, optional: bool = False) -> dict[str, Any]:
    plain = {"content": [place], "type": "direct" if marked else "indirect", "cue": None, "speaker": None}
    who = {"speaker_name": name, "speaker_kind": "person" if name else "unknown"}
    return {**plain, **who, "role": None, "org": None, "former": False, "other_roles": [], "optional": optional}


def with_inserted(line: Line, inserted: Sequence[Inserted]) -> Line:
    """An article with more in it, at places in their order."""
    way = written(line, [(at, at, text) for at, text, _ in inserted])
    quotes, before = [*way["quotes"]], 0
    for at, text, said in inserted:
        start = at + before
        for quote in said:
            quotes.append({**quote, "content": [[start + a, start + b] for a, b in quote["content"]]})
        before += len(text)
    return {**way, "quotes": quotes}


# --- where -----------------------------------------------------------------------------------------------------------


def paragraphs(text: str) -> list[Place]:
    """The paragraphs of a text, without the white space between them."""
    ends = [*_GAP.finditer(text.rstrip())]
    starts = [len(text) - len(text.lstrip()), *(gap.end() for gap in ends)]
    return [*zip(starts, (*(gap.start() for gap in ends), len(text.rstrip())), strict=True)]


def _within(line: Line, at: int) -> bool:
    """Whether a place lies within what somebody says, its pieces put together."""
    return any(quote["content"][0][0] < at < quote["content"][-1][1] for quote in line["quotes"])


def gaps(line: Line, _entities: Entities, _rng: Random) -> list[int]:
    """Where a paragraph begins behind another one that ends a sentence: not below “she said:”, nor within a quotation."""
    text = line["text"]
    return [
        start
        for (_, end), (start, _) in pairwise(paragraphs(text))
        if text[end - 1] in ".!?”\"’'" and not _within(line, start)
    ]


def open_gaps(line: Line, entities: Entities, rng: Random) -> list[int]:
    """Of these, where nothing looks back: the paragraph names whomever it quotes first, and has no pronoun before."""
    ends = dict(paragraphs(line["text"]))
    return [at for at in gaps(line, entities, rng) if not _looks_back(line, at, ends[at])]


def _looks_back(line: Line, start: int, end: int) -> bool:
    text = line["text"][start:end]
    if re.search(
        r"^(?:the|its?|this|that|these|those)\b|\b(?:he|she|they|his|him|hers?|theirs?|them)\b", text[:60], re.I
    ):
        return True
    quotes = [quote for quote in line["quotes"] if start <= quote["content"][0][0] < end]
    first = min(quotes, key=lambda quote: quote["content"][0][0], default=None)
    if first is None:
        return False
    named = first.get("speaker") or [[0, 0]]
    name, words = first["speaker_name"] or "", line["text"][slice(*named[0])]
    return not words or (name.split() or [""])[-1] not in words


def _top(line: Line, _entities: Entities, _rng: Random) -> list[int]:
    """Below the headline, if there is one."""
    (start, end), *others = paragraphs(line["text"])
    return [others[0][0] if others and line["text"][end - 1].isalnum() and end - start < 150 else start]


def _below(line: Line, _entities: Entities, _rng: Random) -> list[int]:
    return [len(line["text"].rstrip())]


def _often(where: Chosen) -> Chosen:
    """Some of these places, one at least."""

    def chosen(line: Line, entities: Entities, rng: Random) -> list[int]:
        places = [*where(line, entities, rng)]
        return [at for at in places if rng.random() < _RATE] or places[:1]

    return chosen


# --- what ------------------------------------------------------------------------------------------------------------


def _set_in(kind: str, where: Chosen, optional: bool = False) -> Way:
    """Lines of a kind at some places."""

    def way(line: Line, entities: Entities, rng: Random) -> Line:
        words = _Words(line, entities, rng)
        inserted = list[Inserted]()
        for at in where(line, entities, rng):
            text = words.filled(rng.choice(kinds()[kind]))
            said = [_quote([0, len(text)], None, marked=True, optional=True)] if optional else []
            inserted.append(_parted(line, at, text, said))
        return with_inserted(line, inserted)

    return way


def _parted(line: Line, at: int, text: str, said: Sequence[Mapping[str, Any]]) -> Inserted:
    """What goes in at a place, with the line ends that part it from its neighbours."""
    if at < len(line["text"].rstrip()):
        return at, f"{text}\n\n", said
    return at, f"\n\n{text}", [{**one, "content": [[a + 2, b + 2] for a, b in one["content"]]} for one in said]


def _pulled(line: Line, entities: Entities, rng: Random) -> Line:
    """Words of the article that stand once more between its paragraphs, large."""
    text = line["text"]
    said = [
        (start, end, quote["speaker_name"])
        for quote in line["quotes"]
        for start, end in quote["content"]
        if text[start] in '“"' and text[end - 1] in '”"' and 30 < end - start < 160 and "\n" not in text[start:end]
    ]
    inserted = list[Inserted]()
    for at in _often(gaps)(line, entities, rng):
        if said:
            start, end, name = rng.choice(said)
            words = text[start : end - 2] + text[end - 1] if text[end - 2] in ",." else text[start:end]
            signed = rng.choice(["", f"\n\n{name}", f"\n\n— {name}"]) if name else ""
            pulled = _quote([0, len(words + signed)], None, marked=True, optional=True)
            inserted.append(_parted(line, at, words + signed, [pulled]))
    return with_inserted(line, inserted)


def _beside(below: bool) -> Way:
    """Another article above or below it, behind a headline or a line of dashes."""

    def way(line: Line, entities: Entities, rng: Random) -> Line:
        words = _Words(line, entities, rng)
        text, said = words.article()
        parting = words.filled(rng.choice(kinds()["headlines"]))
        if below:
            head = f"{parting}\n\n"
            moved = [{**one, "content": [[a + len(head), b + len(head)] for a, b in one["content"]]} for one in said]
            return with_inserted(line, [_parted(line, len(line["text"].rstrip()), head + text, moved)])
        return with_inserted(line, [_parted(line, 0, f"{text}\n\n{parting}", said)])

    return way


def _headline(change: Callable[[str], str]) -> Way:
    """The headline written in other letters, or one that is made up."""

    def way(line: Line, entities: Entities, rng: Random) -> Line:
        (start, end), *others = paragraphs(line["text"])
        if others and line["text"][end - 1].isalnum() and end - start < 150:
            return written(
                line,
                [(start, end, "")] if change(line["text"][start:end]) == "" else _recased(line, start, end, change),
            )
        made_up = change(_Words(line, entities, rng).filled(rng.choice(kinds()["headlines"][:10])))
        return with_inserted(line, [_parted(line, start, made_up, [])])

    return way


def _recased(line: Line, start: int, end: int, change: Callable[[str], str]) -> Iterator[Edit]:
    """Each word of a headline in other letters, so that what is annotated in it goes along."""
    for found in re.finditer(r"\S+", line["text"][start:end]):
        if (new := change(found[0])) != found[0]:
            yield start + found.start(), start + found.end(), new


def _titled(words: str) -> str:
    return re.sub(r"(?<![\w’'])[a-z]", lambda found: found[0].upper(), words)


def _cut(line: Line, entities: Entities, rng: Random) -> Line:
    """Without some paragraphs that hold nothing said, name nobody for the first time, and on which nothing looks back."""
    text = line["text"]
    names = {form for one in entities for form in (one["name"], *one.get("forms", ()), *one.get("descriptions", ()))}
    names |= {quote["speaker_name"] for quote in line["quotes"] if quote["speaker_name"]}
    edits = list[Edit]()
    for (start, end), (following, last) in [*pairwise(paragraphs(text))][1:]:
        held = any(a < following and start < b for a, b in _places(line))
        new = any(start <= text.find(name) < end for name in names)
        if not held and not new and not _looks_back(line, following, last) and text[end - 1] == ".":
            edits.append((start, following, ""))
    return written(line, [edit for edit in edits if rng.random() < 2 * _RATE])


def _places(line: Line) -> Iterator[list[int]]:
    """All that is annotated in an article."""
    for quote in line["quotes"]:
        yield from (*quote["content"], *(quote.get("cue") or ()), *(quote.get("speaker") or ()))


_SENTENCE = re.compile(r"(?<=[a-z\d)][.!?])[”\"]? (?=[“\"]?[A-Z])|(?<=[a-z][.,!?])[”\"] (?=[“\"]?[A-Z])")


def _split(line: Line, _entities: Entities, _rng: Random) -> Line:
    """Every sentence a paragraph, what is marked left together."""
    text, edits = line["text"], list[Edit]()
    for found in _SENTENCE.finditer(text):
        at = found.end() - 1
        start = text.rfind("\n", 0, at) + 1
        before = text[start:at]
        opened = (
            before.count("“") != before.count("”")
            or before.count('"') % 2
            or before.count("‘") > len(re.findall("’(?!\\w)", before))
        )
        within = any(a < at < b for a, b in _places(line))
        short = re.search(r"\b(?:Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Rev|Prof|Jr|Sr|No|vs|[A-Z])\.$", before)
        if not opened and not within and not short and before[-2:-1] != ",":
            edits.append((at, at + 1, "\n\n"))
    return written(line, edits)


def _joined(line: Line, _entities: Entities, rng: Random) -> Line:
    """Short paragraphs joined two by two."""
    text, edits, last = line["text"], list[Edit](), False
    for (start, end), (following, _) in pairwise(paragraphs(text)):
        whole = text[start:end].count("“") == text[start:end].count("”") and text[start:end].count('"') % 2 == 0
        last = not last and whole and text[end - 1] in '.!?”"' and text[following].isupper() and end - start < 300
        if last:
            edits.append((end, following, " "))
    return written(line, edits)


def _run_in(line: Line, entities: Entities, rng: Random) -> Line:
    """A headline run into the first sentence, the rest in one paragraph."""
    titled = _headline(str)(line, entities, rng)
    return written(titled, [(gap.start(), gap.end(), " ") for gap in _GAP.finditer(titled["text"].rstrip())])


_MUCH = (
    *(
        _set_in("bylines", _top),
        _set_in("key points", _top, optional=True),
        _set_in("captions", _often(gaps), optional=True),
    ),
    *(_set_in("links", _often(gaps), optional=True), _set_in("prompts", _often(gaps)), _set_in("tags", _below)),
    *(_set_in("corrections", _below), _set_in("comments", _below, optional=True)),
)


def _much(gap: str) -> Way:
    """Much of a page at once, with the line ends between paragraphs."""

    def way(line: Line, entities: Entities, rng: Random) -> Line:
        for write in _MUCH:
            line = write(line, entities, rng)
        return written(line, [(found.start(), found.end(), gap) for found in _GAP.finditer(line["text"].rstrip())])

    return way


WAYS: dict[str, Way] = {
    "neutral paragraphs": _set_in("neutral", _often(open_gaps)),
    "captions": _set_in("captions", _often(gaps), optional=True),
    "bylines on top": _set_in("bylines", _top),
    "author boxes below": _set_in("author boxes", _below),
    "author boxes between": _set_in("author boxes", _often(gaps)),
    "links between": _set_in("links", _often(gaps), optional=True),
    "prompts between": _set_in("prompts", _often(gaps)),
    "tags below": _set_in("tags", _below),
    "key points on top": _set_in("key points", _top, optional=True),
    "subheadings": _set_in("subheadings", _often(gaps), optional=True),
    "pulled quotes": _pulled,
    "tables between": _set_in("tables", _often(gaps)),
    "questions and answers between": _set_in("questions", _often(open_gaps)),
    "posts between": _set_in("tweets", _often(gaps), optional=True),
    "corrections below": _set_in("corrections", _below),
    "comments below": _set_in("comments", _below, optional=True),
    "headline in capitals": _headline(str.upper),
    "headline in title case": _headline(_titled),
    "another article below": _beside(below=True),
    "another article above": _beside(below=False),
    "fewer paragraphs": _cut,
    "paragraphs of one sentence": _split,
    "paragraphs joined": _joined,
    "headline run in": _run_in,
    "much of a page": _much("\n\n"),
    "much of a page, one line end": _much("\n"),
}
