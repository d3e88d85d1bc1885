"""Annotation of real web pages without their words: joined with their texts, and taken off them.

    python benchmarks/training/annotated.py corpora/pages.jsonl gold/people.jsonl joined    # writes joined/pages.jsonl, joined/people.jsonl
    python benchmarks/training/annotated.py corpora/pages.jsonl gold/people.jsonl joined --take pages.jsonl pages_people.jsonl

``annotated.jsonl`` beside this file holds, for a part of the pages of the article-extraction-benchmark, which quotations
stand where and who says them, in code points of the texts of that benchmark (the first file, one ``{"id", "url", "text"}`` a
line), and where the people and bodies are named. What is written are the formats of ``evaluate.py`` and ``people.py``, the people
together with those of the second file. A text that is not the one that was annotated is refused. ``--take`` writes
``annotated.jsonl`` anew from annotated files.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).parents[1] / "accuracy"))
from evaluate import load_lines, write_lines

ANNOTATED = Path(__file__).with_name("annotated.jsonl")
HOST = re.compile(r"https?://(?:www\.)?([^/]+)")
STRINGS = ("forms", "descriptions", "ambiguous")  # of an entity: strings of the text
NAMES = ("name", "speaker_name", "role", "org")
LONG = 5  # words: longer names stand where the text has them, too


def fingerprint(text: str) -> str:
    """By what a text is known again."""
    return hashlib.sha256(text.encode()).hexdigest()


def taken(article: Mapping[str, Any], entities: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The annotation of an article without its text.

    >>> line = {"id": "page-1", "text": "Ann Poole wept.", "quotes": [], "marks": []}
    >>> taken(line, [{"name": "Ann Poole", "forms": ["Ann Poole"]}])["entities"]
    [{'name': 'Ann Poole', 'forms': [[0, 9]], 'descriptions': [], 'ambiguous': []}]
    """
    text = str(article["text"])

    def placed(strings: Iterable[str]) -> list[list[int]]:
        return [[start := text.index(string), start + len(string)] for string in strings]

    def short(key: str, name: str) -> str | list[int]:
        return placed([name])[0] if key in NAMES and len(name.split()) > LONG and name in text else name

    without = [{**e, **{key: placed(e.get(key, [])) for key in STRINGS}} for e in entities]
    quotes, without = _changed([article["quotes"], without], str, short)
    return {
        "id": article["id"],
        "quotes": quotes,
        "marks": article["marks"],
        "sha256": fingerprint(text),
        "entities": without,
    }


def joined(annotated: Mapping[str, Any], page: Mapping[str, Any]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """An annotated article and its people, with its text.

    >>> page = {"text": "Ann Poole wept.", "url": "https://gazette.example/1"}
    >>> known = taken({"id": "page-1", "quotes": [], "marks": [], **page}, [{"name": "Ann Poole", "forms": ["Ann Poole"]}])
    >>> joined(known, page)[0]["meta"], joined(known, page)[1][0]["forms"]
    ({'host': 'gazette.example'}, ['Ann Poole'])
    """
    text = str(page["text"])
    if fingerprint(text) != annotated["sha256"]:
        raise SystemExit(f"{annotated['id']}: not the text that was annotated")

    def long(key: str, span: list[Any]) -> Any:
        return text[span[0] : span[1]] if key in NAMES else span

    quotes, entities = _changed([annotated["quotes"], annotated["entities"]], list, long)
    entities = [{**e, **{key: [text[start:end] for start, end in e[key]] for key in STRINGS}} for e in entities]
    host = HOST.match(str(page["url"]))
    article = {"id": annotated["id"], "text": text, "quotes": quotes, "marks": annotated["marks"]}
    return {**article, "meta": {"host": host[1] if host else None}}, entities


def _changed(value: Any, kind: type, change: Callable[[str, Any], Any], key: str = "") -> Any:
    """A value with all that is of a kind, and stands under a key, changed; what is in lists and dicts, too."""
    if isinstance(value, dict):
        return {name: _changed(inner, kind, change, name) for name, inner in value.items()}
    if isinstance(value, kind) and key in NAMES:
        return change(key, value)
    return [_changed(inner, kind, change) for inner in value] if isinstance(value, list) else value


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("people", type=Path)
    parser.add_argument("out", type=Path, help="the folder that is written to")
    parser.add_argument("--take", type=Path, nargs=2, metavar=("GOLD", "PEOPLE"))
    options = parser.parse_args()
    if options.take:
        gold, people = map(load_lines, options.take)
        entities = {line["id"]: line["entities"] for line in people}
        write_lines(ANNOTATED, [taken(line, entities[line["id"]]) for line in gold])
    texts = {f"page-{line['id']}": line for line in load_lines(options.corpus)}
    articles = [joined(line, texts[line["id"]]) for line in load_lines(ANNOTATED)]
    options.out.mkdir(parents=True, exist_ok=True)
    write_lines(options.out / "pages.jsonl", [article for article, _ in articles])
    named = [{"id": article["id"], "entities": entities} for article, entities in articles]
    write_lines(options.out / "people.jsonl", [*load_lines(options.people), *named])


if __name__ == "__main__":
    main()
