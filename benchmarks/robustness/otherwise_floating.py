"""Annotated articles whose direct quotations lose their cue, get one, or have it elsewhere; and whose people speak together.

Words without a cue stand behind others of the same speaker, or behind a sentence about who says them.
"""

from __future__ import annotations

import re
from itertools import pairwise
from random import Random

from otherwise_documents import is_alone, is_free, some, span_of, told
from otherwise_edits import Edit, Entities, Line, Way, written

LED_UP = (
    "{} put it bluntly: ", "{} was unimpressed. ", "{} disagreed. ", "{} had a warning. ", "{} was clear: ", "{} shook {} head. ",
    "{} sounded weary. ", "That did not convince {}. ", "Not everybody is so sure. {} is one of them. ",
)  # fmt: skip


def without_a_cue(line: Line, _entities: Entities, rng: Random) -> Line:
    """A paragraph '“It was late,” he said.' behind one that ends with words of his is '“It was late.”'."""
    text, edits, floating = line["text"], list[Edit](), set[int]()
    ordered = sorted(line["quotes"], key=lambda q: q["content"][0][0])
    for quote, then in pairwise(ordered):
        source, cue, start, end = (
            span_of(then, "speaker"),
            span_of(then, "cue"),
            then["content"][0][0],
            then["content"][-1][1],
        )
        if source is None or cue is None or then["type"] != "direct" or len(then["content"]) > 1 or rng.random() < 0.2:
            continue
        close = re.match(r"[^.“”\"\n]*\.(?=\n|$)", text[end:])
        alone = text[start - 2 : start] == "\n\n" and close and text[end - 2 : end] in (",”", ',"')
        before = max(
            quote["content"][-1][1], *(span[1] for key in ("cue", "speaker") if (span := span_of(quote, key))), 0
        )
        left = text[before : start - 2]
        same = quote["speaker_name"] == then["speaker_name"] is not None
        free = close is not None and is_free(line, then, end, end + close.end())
        if alone and same and re.fullmatch(r"[^.\n]{0,60}\.?[”\"]?", left) and free and close is not None:
            edits.append((end - 2, end + close.end(), "." + text[end - 1]))
            floating.add(start)
    quotes = [{**q, "cue": None, "speaker": None} if q["content"][0][0] in floating else q for q in line["quotes"]]
    return written({**line, "quotes": quotes}, sorted(edits))


_GOES_ON = re.compile(r",([”\"]) ([^.“”\"\n]{3,60})\. [“\"](?=[A-Z])([^“”\"\n]+)\.[”\"](?=\n|$)")


def cue_at_the_end(line: Line, _entities: Entities, _rng: Random) -> Line:
    """'“It is late,” he said. “It always is.”' is '“It is late. It always is,” he said.'"""
    text, edits, moved = line["text"], list[Edit](), dict[int, tuple[int, int]]()
    for quote in line["quotes"]:
        source, cue, content = span_of(quote, "speaker"), span_of(quote, "cue"), quote["content"]
        if source is None or cue is None or quote["type"] != "direct" or len(content) != 2:
            continue
        found = _GOES_ON.match(text, content[0][1] - 2)
        if found is None or found.end() != content[1][1] or not is_free(line, quote, *found.span()):
            continue
        clause, low = found[2], found.start(2)
        edits += (found.start(), found.start(3), ". "), (found.end() - 2, found.end(), f",{found[1]} {clause}.")
        moved[content[0][0]] = (low, len(clause))
    new = written(line, sorted(edits))
    for old, quote in zip(line["quotes"], new["quotes"], strict=True):
        if old["content"][0][0] in moved and len(old["content"]) == 2 and (span := quote["content"]):
            low, length = moved[old["content"][0][0]]
            at = span[1][1] - length - 1
            quote["content"] = [[span[0][0], at - 1]]
            for key in ("speaker", "cue"):
                start, end = span_of(old, key) or (low, low)
                quote[key] = [[at + start - low, at + end - low]]
    return new


def cue_in_between(line: Line, _entities: Entities, _rng: Random) -> Line:
    """'“It is late. It always is,” he said.' is '“It is late,” he said. “It always is.”'."""
    text, edits, moved = line["text"], list[Edit](), dict[int, tuple[str, int, int]]()
    for quote in line["quotes"]:
        source, cue, content = span_of(quote, "speaker"), span_of(quote, "cue"), quote["content"]
        if source is None or cue is None or quote["type"] != "direct" or len(content) != 1:
            continue
        start, end = content[0]
        close = re.match(r" ([^.“”\"\n]{3,60})\.(?=\n|$)", text[end:])
        within = re.match(r"([“\"][^.?!“”\"\n]{20,})\. ([A-Z][^“”\"\n]*),([”\"])$", text[start:end])
        if close is None or within is None or not is_free(line, quote, start, end + close.end()):
            continue
        clause = close[1]
        edits += (
            (start + within.end(1), start + within.start(2), f",{within[3]} {clause}. {within[1][0]}"),
            (end - 2, end + close.end(), f".{within[3]}"),
        )
        moved[start] = (clause, end + 1, start + within.end(1))
    new = written(line, sorted(edits))
    for old, quote in zip(line["quotes"], new["quotes"], strict=True):
        if old["content"][0][0] in moved and len(old["content"]) == 1:
            clause, was, cut = moved[old["content"][0][0]]
            start, end = quote["content"][0][0], quote["content"][0][1]
            at = start + cut - old["content"][0][0] + 3  # behind the comma, the mark and the space
            quote["content"] = [[start, at - 1], [at + len(clause) + 2, end]]
            for key in ("speaker", "cue"):
                low, high = span_of(old, key) or (was, was)
                quote[key] = [[at + low - was, at + high - was]]
    return new


def with_a_cue(line: Line, entities: Entities, rng: Random) -> Line:
    """A paragraph '“It was late.”' is '“It was late,” Poole added.'"""
    text, edits, new = line["text"], list[Edit](), dict[int, str]()
    genders = {one["name"]: one["gender"] for one in entities}
    ordered = sorted(line["quotes"], key=lambda q: q["content"][0][0])
    for before, quote in zip([None, *ordered], ordered, strict=False):
        start, end = quote["content"][0][0], quote["content"][-1][1]
        alone = (
            text[start - 1 : start] == "\n"
            and text[end : end + 1] in ("", "\n")
            and text[end - 2 : end] in (".”", '."')
        )
        if (
            quote.get("cue")
            or quote.get("speaker")
            or not alone
            or len(quote["content"]) > 1
            or not quote["speaker_name"]
        ):
            continue
        name, person = quote["speaker_name"], quote["speaker_kind"] == "person"
        if not re.search(rf"\b{re.escape(name.split()[-1])}\b", text):
            continue
        called = name.split()[-1] if person else f"the {name}"
        same = before is not None and before["speaker_name"] == name
        if same and person and genders.get(name) and rng.random() < 0.5:
            called = "she" if genders[name] == "f" else "he"
        new[start] = called
        edits.append((end - 2, end, f",{text[end - 1]} {called} {'added' if same else 'said'}."))
    way = written(line, sorted(edits))
    for old, quote in zip(line["quotes"], way["quotes"], strict=True):
        if (name := new.get(old["content"][0][0])) is not None and not old.get("speaker"):
            end = way["text"].index(name, quote["content"][0][1] - len(name) - 8)
            quote["speaker"], quote["cue"] = (
                [[end, end + len(name)]],
                [[end + len(name) + 1, quote["content"][0][1] - 1]],
            )
            quote["content"] = [[quote["content"][0][0], end - 1]]
    return way


def lead_in(line: Line, entities: Entities, rng: Random) -> Line:
    """A paragraph '“It was late,” Poole said.' is 'Poole was unimpressed. “It was late.”'."""
    text, edits, floating = line["text"], list[Edit](), set[int]()
    genders = {one["name"]: one["gender"] for one in entities}
    for quote, low, high in told(line, ("person",)):
        start, end = quote["content"][0][0], quote["content"][-1][1]
        close = re.match(r"[^.“”\"\n]*\.(?=\n|$)", text[end:])
        alone = text[start - 1 : start] in ("", "\n") and close and text[end - 2 : end] in (",”", ',"')
        if (
            quote["type"] != "direct"
            or len(quote["content"]) > 1
            or not alone
            or close is None
            or high > end + close.end()
        ):
            continue
        if re.search(r", |who ", close[0]) or not is_free(line, quote, end, end + close.end()):
            continue
        her = "her" if genders.get(quote["speaker_name"]) == "f" else "his"
        edits += (
            (start, start, rng.choice(LED_UP).format(text[low:high], her)),
            (end - 2, end + close.end(), "." + text[end - 1]),
        )
        floating.add(start)
    quotes = [{**q, "cue": None, "speaker": None} if q["content"][0][0] in floating else q for q in line["quotes"]]
    return written({**line, "quotes": quotes}, sorted(edits))


# --- several ----------------------------------------------------------------------------------------------------------


def together(line: Line, entities: Entities, rng: Random) -> Line:
    """'Poole said' is 'Poole and Tom Reed said'."""
    text, edits, new = line["text"], list[Edit](), dict[int, str]()
    for quote, start, end in some(told(line, ("person", "organisation")), rng):
        kind = "person" if quote["speaker_kind"] == "person" else "organisation"
        cue, family = span_of(quote, "cue"), quote["speaker_name"].split()[-1]
        others = [
            one["name"]
            for one in entities
            if one["kind"] == kind and re.search(rf"\b{re.escape(one['name'])}\b", text[:start])
        ]
        others = [name for name in others if " " in name and family not in name]
        if cue is None or cue[0] != end + 1 or not others or not is_alone(line, quote) or text[slice(*cue)][-1] == "s":
            continue
        other = rng.choice(others)
        article = "the " if f"the {other}" in text else ""
        edits.append((start, end, f"{text[start:end]} and {article}{other}"))
        new[start] = other
    quotes = [
        {**q, "speaker_name": f"{q['speaker_name']} and {other}", "role": None, "org": None} if other else q
        for q in line["quotes"]
        for other in [new.get((span_of(q, "speaker") or (-1, -1))[0])]
    ]
    return written({**line, "quotes": quotes}, sorted(edits))


WAYS: dict[str, Way] = {
    "floating, without its cue": without_a_cue,
    "floating, led up to": lead_in,
    "words with a cue of their own": with_a_cue,
    "cue behind the words": cue_at_the_end,
    "cue between the words": cue_in_between,
    "several together": together,
}
