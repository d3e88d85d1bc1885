"""Annotated articles as tasks of Label Studio, and what was annotated there as articles again.

:data:`CONFIG` is the labelling interface to set up the project with. A piece of a quotation is a region labelled with its kind;
the first piece of each carries speaker, kind of speaker, role and so on as answers of the region. Cues, source mentions and
further pieces are regions that a relation of that name leads to from the first piece. Offsets are code points, as Label Studio
stores them since 2021; exports of older versions, which counted UTF-16 units, are told by the words of the region.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, get_args

import attrs

from quoteattr.errors import InvalidGoldError
from quoteattr.gold.values import KINDS, GoldArticle, GoldMark, GoldQuote, GoldRole, GoldSpeaker, Range
from quoteattr.model import MarkReason
from quoteattr.version import __version__

_SPEAKER_KINDS = ("person", "organisation", "unnamed", "unknown", "skip")
_FLAGS = ("former", "optional")
_NO_SPEECH: dict[str, Any] = {f"no speech: {reason}": reason for reason in get_args(MarkReason)}
_ROLE_PARTS = " | "  # between title, body and "former" of a further role


def _choices(name: str, values: Iterable[str], choice: str) -> str:
    listed = "".join(f'<Choice value="{value}"/>' for value in values)
    return f'<Choices name="{name}" toName="text" perRegion="true" choice="{choice}">{listed}</Choices>'


def _answer(name: str) -> str:
    return f'<TextArea name="{name}" toName="text" perRegion="true" editable="true" placeholder="{name.replace("_", " ")}"/>'


def _labels() -> str:
    names = (*KINDS, "piece", "cue", "source", *_NO_SPEECH)
    return "".join(f'<Label value="{name}"/>' for name in names)


CONFIG = f"""<View>
  <Labels name="label" toName="text">{_labels()}</Labels>
  <Text name="text" value="$text"/>
  <View visibleWhen="region-selected" whenTagName="label">
    {_answer("speaker")}
    {_choices("speaker_kind", _SPEAKER_KINDS, "single")}
    {_answer("role")}
    {_answer("organisation")}
    {_answer("other_roles")}
    {_choices("flags", _FLAGS, "multiple")}
  </View>
  <Relations><Relation value="piece"/><Relation value="cue"/><Relation value="source"/></Relations>
</View>
"""
"""The labelling interface that the tasks belong to."""


def to_tasks(articles: Iterable[GoldArticle], *, checked: bool = False) -> list[dict[str, Any]]:
    """One task an article, whose quotations are predictions to be corrected, or annotations where they are ``checked``.

    The score of a task is the least ``confidence`` of its quotations, where they have one, so that the least sure can be
    sorted first. What else is known of an article goes along under ``quoteattr`` in the data, and comes back in exports.

    >>> task, = to_tasks([GoldArticle("levy", "She said no.", (GoldQuote(((9, 11),), "indirect"),))])
    >>> task["data"]["id"], task["predictions"][0]["result"][0]["value"]
    ('levy', {'start': 9, 'end': 11, 'text': 'no', 'labels': ['indirect']})
    """
    return [_task(article, checked) for article in articles]


def _task(article: GoldArticle, checked: bool) -> dict[str, Any]:
    result = [*_quotations(article), *_marks(article)]
    extras = [[quote.content, dict(quote.extra)] for quote in article.quotes if quote.extra]
    known = {"marks": article.marks is not None, "extra": dict(article.extra), "quotes": extras}
    task: dict[str, Any] = {"data": {"id": article.id, "text": article.text, "quoteattr": known}}
    if checked:
        return task | {"annotations": [{"result": result}]}
    sure = [quote.extra["confidence"] for quote in article.quotes if "confidence" in quote.extra]
    score = {"score": min(sure)} if sure else {}
    return task | {"predictions": [{"model_version": f"quoteattr {__version__}", "result": result} | score]}


def _quotations(article: GoldArticle) -> Iterator[dict[str, Any]]:
    for number, quote in enumerate(article.quotes):
        first, *others = quote.content
        name = f"q{number}"
        region = _region(article.text, name, first, quote.kind or "piece")
        yield region | ({"score": quote.extra["confidence"]} if "confidence" in quote.extra else {})
        yield from _answers(name, first, quote)
        parts = {"piece": others, "cue": quote.cue, "source": quote.source}
        for label, places in parts.items():
            for n, place in enumerate(places):
                yield _region(article.text, f"{name}-{label}{n}", place, label)
                ends = {"from_id": name, "to_id": f"{name}-{label}{n}", "direction": "right"}
                yield {"type": "relation", **ends, "labels": [label]}


def _marks(article: GoldArticle) -> Iterator[dict[str, Any]]:
    for number, mark in enumerate(article.marks or ()):
        label = f"no speech: {mark.reason or 'term'}"
        yield _region(article.text, f"m{number}", (mark.start, mark.end), label)


def _region(text: str, name: str, place: Range, label: str) -> dict[str, Any]:
    start, end = place
    value = {"start": start, "end": end, "text": text[start:end], "labels": [label]}
    return {"id": name, "from_name": "label", "to_name": "text", "type": "labels", "value": value}


def _answers(name: str, place: Range, quote: GoldQuote) -> Iterator[dict[str, Any]]:
    """The answers that belong to the region of a quotation's first piece."""
    kind = quote.speaker.kind if quote.named or quote.speaker.kind is None else "skip"
    texts = {"speaker": quote.speaker.name, "role": quote.role.title, "organisation": quote.role.organisation}
    flags = [flag for flag, given in zip(_FLAGS, (quote.role.former, quote.optional), strict=True) if given]
    others = [_ROLE_PARTS.join(_parts(role)) for role in quote.other_roles]
    answers = {key: ("textarea", [text]) for key, text in texts.items() if text} | {
        **({"speaker_kind": ("choices", [kind])} if kind else {}),
        **({"other_roles": ("textarea", others)} if others else {}),
        **({"flags": ("choices", flags)} if flags else {}),
    }
    for key, (type_, values) in answers.items():
        value = {"start": place[0], "end": place[1], "text" if type_ == "textarea" else "choices": values}
        yield {"id": name, "from_name": key, "to_name": "text", "type": type_, "value": value}


def _parts(role: GoldRole) -> list[str]:
    return [role.title or "", role.organisation or "", *(["former"] if role.former else [])]


# --- back --------------------------------------------------------------------------------------------------------


def from_tasks(tasks: Any, *, annotator: int | None = None) -> list[GoldArticle]:
    """The articles of an export in the format *JSON*: of each task the last annotation that was not cancelled.

    ``annotator`` takes the last one of that user (``completed_by``), and leaves out tasks that they have not annotated; so do
    without it tasks that nobody has. A region labelled with a kind is a quotation, and so is a ``piece`` that no relation leads to,
    of no kind; a ``cue`` or ``source`` that none leads to is left out.

    Raises :class:`~quoteattr.errors.InvalidGoldError` for anything else, and for regions whose words are not in the text.
    """
    if not isinstance(tasks, list):
        raise InvalidGoldError("expected a list of tasks, as Label Studio exports them as JSON (not JSON-MIN)")
    found = []
    for number, task in enumerate(tasks):
        try:
            results = _results(task, annotator)
            if results is not None:
                found.append(_article(task["data"], results, f"task-{task.get('id', number)}"))
        except (KeyError, TypeError, AttributeError, ValueError, IndexError) as error:
            if isinstance(error, InvalidGoldError):
                raise
            shown = f"no {error}" if isinstance(error, KeyError) else str(error)
            raise InvalidGoldError(f"task {number}: not as Label Studio exports it as JSON: {shown}") from error
    return found


def _results(task: Mapping[str, Any], annotator: int | None) -> list[dict[str, Any]] | None:
    """What was annotated last."""
    done = [one for one in task["annotations"] if not one.get("was_cancelled")]
    if annotator is not None:
        done = [one for one in done if _user(one.get("completed_by")) == annotator]
    return done[-1]["result"] if done else None


def _user(given: Any) -> Any:
    return given.get("id") if isinstance(given, Mapping) else given


def _article(data: Mapping[str, Any], results: Sequence[Mapping[str, Any]], name: str) -> GoldArticle:
    text, known = data["text"], data.get("quoteattr") or {}
    regions = {one["id"]: _Region.of(one, text) for one in results if one["type"] == "labels"}
    parts = _related(results, regions)
    within = {id_ for each in parts.values() for id_ in each}
    answers = _answered(results)
    extras = {tuple(map(tuple, content)): extra for content, extra in known.get("quotes") or ()}
    quotes, marks = [], []
    for id_, region in regions.items():
        if region.label in KINDS or (region.label == "piece" and id_ not in within):
            quote = _quote(region, answers[id_], [regions[part] for part in parts[id_]])
            quotes.append(attrs.evolve(quote, extra=extras.get(quote.content, {})))
        elif region.label in _NO_SPEECH:
            marks.append(GoldMark(*region.place, _NO_SPEECH[region.label]))
    return GoldArticle(
        str(data.get("id") or name),
        text,
        tuple(sorted(quotes, key=lambda quote: quote.content[0])),
        tuple(sorted(marks, key=lambda mark: mark.start)) if marks or known.get("marks", True) else None,
        known.get("extra") or {},
    )


def _answered(results: Iterable[Mapping[str, Any]]) -> defaultdict[str, dict[str, list[str]]]:
    """The answers given of each region, by their names."""
    answers: defaultdict[str, dict[str, list[str]]] = defaultdict(dict)
    for one in results:
        if one["type"] in ("textarea", "choices"):
            given = one["value"]["text" if one["type"] == "textarea" else "choices"]
            answers[one["id"]][one["from_name"]] = [given] if isinstance(given, str) else list(given)
    return answers


def _related(results: Iterable[Mapping[str, Any]], regions: Mapping[str, _Region]) -> defaultdict[str, list[str]]:
    """The regions that belong to each: whichever way a relation was drawn, the end with a kind is the first piece."""
    parts: defaultdict[str, list[str]] = defaultdict(list)
    for one in results:
        if one["type"] == "relation" and {one["from_id"], one["to_id"]} <= regions.keys():
            ends = [one["from_id"], one["to_id"]]
            if regions[ends[0]].label not in KINDS and regions[ends[1]].label in KINDS:
                ends.reverse()
            parts[ends[0]].append(ends[1])
    return parts


@attrs.frozen
class _Region:
    """A stretch of the text with its label."""

    place: Range
    label: str

    @classmethod
    def of(cls, result: Mapping[str, Any], text: str) -> _Region:
        value = result["value"]
        start, end, words = int(value["start"]), int(value["end"]), value.get("text")
        (label,) = value["labels"][:1]
        if words is not None and text[start:end] != words:
            start, end = _of_utf16(text, start), _of_utf16(text, end)
            if text[start:end] != words:
                raise InvalidGoldError(
                    f"region {result['id']}: {words[:40]!r} is not what stands at its place in the text"
                )
        return cls((start, end), label)


def _of_utf16(text: str, offset: int) -> int:
    """The code point at an offset that counts UTF-16 units."""
    return len(text.encode("utf-16-le")[: 2 * offset].decode("utf-16-le", errors="ignore"))


def _quote(region: _Region, answers: Mapping[str, list[str]], parts: Iterable[_Region]) -> GoldQuote:
    flags = answers.get("flags", [])
    name, role, body = (" ".join(answers.get(key, [])).strip() or None for key in ("speaker", "role", "organisation"))
    kind: Any = next(iter(answers.get("speaker_kind", [])), None) or ("person" if name else "unknown")
    places: dict[str, list[Range]] = {"piece": [region.place], "cue": [], "source": []}
    for part in parts:
        if part.label in places:
            places[part.label].append(part.place)
    label: Any = region.label if region.label in KINDS else None
    return GoldQuote(
        content=tuple(sorted(places["piece"])),
        kind=label,
        cue=tuple(sorted(places["cue"])),
        source=tuple(sorted(places["source"])),
        speaker=GoldSpeaker(name, kind),
        role=GoldRole(role, body, "former" in flags),
        other_roles=tuple(map(_role, answers.get("other_roles", []))),
        named=kind != "skip",
        optional="optional" in flags,
    )


def _role(written: str) -> GoldRole:
    title, body, former = (*(part.strip() for part in written.split("|")), "", "")[:3]
    return GoldRole(title or None, body or None, former == "former")
