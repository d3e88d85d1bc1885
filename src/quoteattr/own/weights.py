"""What was learnt from annotated articles: who is meant, and how surely. As the package has it, or fitted to a user's own.

A file of weights says what it was made of and what it gained, and holds no text. It fits the version of the library whose
features it weighs: any other set of features is refused, as weights would count for nothing without a word.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, NoReturn

import attrs

from quoteattr.errors import WeightsError

FORMAT = 1
"""The number of the format of the file; one that says another number is refused."""

_LARGEST = 1_000_000  # larger ones would not add up
_TOLD = 40.0  # coreference from elsewhere outweighs all else: annotated articles have none from which to learn it

Summands = Mapping[str, float]


class _Sums(dict[str, float]):
    def __missing__(self, name: str) -> float:
        return 0.0


@attrs.frozen(eq=False)
class Weights:
    """The weights of the ranker, by sort of mention, and of the confidence; ``about`` says where they come from.

    ``every_sort`` holds for all sorts of mentions, ``by_sort`` is what a sort adds. The empty name in ``confidence`` is the
    intercept; ``truth_among_rivals`` is how often the right speaker is among the other candidates where the first is wrong.
    """

    every_sort: Summands
    by_sort: Mapping[str, Summands]
    confidence: Summands
    truth_among_rivals: float
    about: Mapping[str, Any] = attrs.field(factory=dict)
    _sums: dict[str, Summands] = attrs.field(factory=dict, init=False, repr=False)

    def of(self, sort: str) -> Summands:
        """The ranker's weights for a sort of mention; that of a feature without one is 0."""
        if sort not in self._sums:
            own = self.by_sort.get(sort, {})
            names = {**self.every_sort, **own}
            summed = {n: self.every_sort.get(n, 0.0) + own.get(n, 0.0) for n in names}
            self._sums[sort] = _Sums(summed | {"told": _TOLD})
        return self._sums[sort]

    def plain(self) -> dict[str, Any]:
        """All of it as it stands in a file."""
        return {
            "quoteattr weights": FORMAT,
            "about": dict(self.about),
            "ranker": {"every sort": dict(self.every_sort), "by sort": {k: dict(v) for k, v in self.by_sort.items()}},
            "confidence": {"weights": dict(self.confidence), "truth among rivals": self.truth_among_rivals},
        }

    @property
    def digest(self) -> str:
        """Eight letters that tell these weights from others; where they come from does not count."""
        counted = json.dumps({**self.plain(), "about": None}, sort_keys=True)
        return hashlib.sha256(counted.encode()).hexdigest()[:8]

    def write(self, path: str | Path) -> None:
        """Writes them to a file, which :func:`read` reads."""
        text = json.dumps(self.plain(), indent=1, ensure_ascii=False, allow_nan=False)
        Path(path).write_text(text + "\n", encoding="utf-8")


@cache
def packaged() -> Weights:
    """The weights that come with the package: ``data/ranker.json`` and ``data/confidence.json`` say how they were fitted.

    >>> sorted(packaged().of("it"))[:2], packaged().of("it")["told"]
    (['a document', 'a document alone'], 40.0)
    """
    ranker, confidence = (_data(name) for name in ("ranker", "confidence"))
    about = {name: known["provenance"] for name, known in (("ranker", ranker), ("confidence", confidence))}
    return Weights(
        ranker["every sort"], ranker["by sort"], confidence["weights"], confidence["truth among rivals"], about
    )


OwnWeights = str | Path | Mapping[str, Any] | Weights
"""Weights as users give them: a file, what such a file holds, or what :func:`read` made of either."""


def read(given: OwnWeights) -> Weights:
    """The weights of a file, or of what such a file holds.

    Raises :class:`~quoteattr.errors.WeightsError`, which names the place, for what is no file of weights, has another format or
    weighs features that this version does not know, and ``OSError`` for a file that cannot be read.

    >>> read({"quoteattr weights": 7})
    Traceback (most recent call last):
        ...
    quoteattr.errors.WeightsError: weights: format 7, but this version reads format 1; fit them anew with this version
    >>> read(packaged().plain()).digest == packaged().digest
    True
    """
    if isinstance(given, Weights):
        return given
    if isinstance(given, Mapping):
        return _checked(given, "weights")
    if not isinstance(given, str | Path):
        raise TypeError(f"weights are a file that fit() wrote, not {type(given).__name__}")
    try:
        return _checked(json.loads(Path(given).read_bytes().decode("utf-8-sig")), str(given))
    except UnicodeDecodeError as error:
        raise WeightsError(f"{given}: byte {error.start} is not UTF-8") from None
    except (json.JSONDecodeError, RecursionError) as error:
        raise WeightsError(f"{given}: this is no JSON: {error}") from None


def _data(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(resources.files("quoteattr").joinpath("data", f"{name}.json").read_text("utf-8"))
    return found


def _checked(plain: Any, where: str) -> Weights:
    if not isinstance(plain, Mapping) or "quoteattr weights" not in plain:
        raise WeightsError(f"{where}: this is no file of weights that quoteattr fit wrote")
    if (number := plain["quoteattr weights"]) != FORMAT:
        raise WeightsError(
            f"{where}: format {number!r}, but this version reads format {FORMAT}; fit them anew with this version"
        )
    about = _mapping(plain.get("about", {}), f"{where}: about")
    ranker = _mapping(plain.get("ranker"), f"{where}: ranker")
    confidence = _mapping(plain.get("confidence"), f"{where}: confidence")
    by_sort, known = _mapping(ranker.get("by sort"), f"{where}: ranker: by sort"), packaged()
    _all_known(by_sort, known.by_sort, f"{where}: ranker: by sort", about)
    features = {*known.every_sort, *(name for own in known.by_sort.values() for name in own)}
    weighed = _numbers(confidence.get("weights"), known.confidence, f"{where}: confidence: weights", about)
    if "" not in weighed:
        raise WeightsError(f"{where}: confidence: weights: the intercept (the empty name) is missing")
    among = _number(confidence.get("truth among rivals"), f"{where}: confidence: truth among rivals")
    if not 0 <= among <= 1:
        raise WeightsError(f"{where}: confidence: truth among rivals: {among} is no share, from 0 to 1")
    return Weights(
        _numbers(ranker.get("every sort"), features, f"{where}: ranker: every sort", about),
        {sort: _numbers(own, features, f"{where}: ranker: by sort: {sort}", about) for sort, own in by_sort.items()},
        weighed,
        among,
        dict(about),
    )


def _numbers(value: Any, known: Any, where: str, about: Mapping[str, Any]) -> Summands:
    found = _mapping(value, where)
    _all_known(found, known, where, about)
    return {name: _number(number, f"{where}: {name}") for name, number in found.items()}


def _all_known(names: Mapping[str, Any], known: Any, where: str, about: Mapping[str, Any]) -> None:
    if unknown := [name for name in names if name not in known]:
        made = about.get("version", "unknown")
        few = ", ".join(map(repr, unknown[:3])) + (" …" if len(unknown) > 3 else "")
        raise WeightsError(f"{where}: this version knows no {few} (the file was made by {made}); fit them anew")


def _number(value: Any, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= _LARGEST:
        _refuse(where, f"a number up to {_LARGEST:,}", value)
    return float(value)


def _mapping(value: Any, where: str) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else _refuse(where, "an object", value)


def _refuse(where: str, wanted: str, found: Any) -> NoReturn:
    raise WeightsError(f"{where}: expected {wanted}, found {'nothing' if found is None else repr(found)[:40]}")
