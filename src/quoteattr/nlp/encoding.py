"""Words in their context → vectors, as spaCy's small models work them out, with less work for the same sums.

An embedding says what a word is by itself, and is the same wherever the word stands: it is kept. Layers behind it look at a
word and its two neighbours. The first of them has only embeddings before it, so that what each gives to the sum, as the left
one, the middle one and the right one, is kept as well. The others are worked out for the words that are asked for, and for as
many around them as each layer needs.
"""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from threading import RLock
from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token
    from thinc.api import Model

KEPT_WORDS = 20_000  # whose embeddings a model keeps, at 384 bytes each for the packaged one; then it begins anew
KEPT_SUMS = 4_000  # of them, those met first, whose part in the sums behind is kept as well, at 3.5 kB each
_BLOCK = 384  # words that go through a layer together: what is worked out stays near the processor

TURN = RLock()
"""Held while a pipeline is loaded or reads: threads take turns, since they share its vocabulary, which may forget words.

No process is forked meanwhile: it would hold the lock for ever, without the thread that let go of it.
"""
if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=TURN.acquire, after_in_parent=TURN.release, after_in_child=TURN.release)


def keep_embeddings(nlp: Language) -> None:
    """Let every embedding layer of ``nlp`` remember the rows of the words that it has met, and the layers behind it use them.

    In spaCy's architecture an embedding reads one word (its form, norm, affixes, shape, and whether a space follows),
    its neighbours count in the layers behind it only.
    """
    from thinc.api import NumpyOps

    for model in models(nlp):
        for node in list(model.walk()):
            if node.has_ref("embed") is True and isinstance(node.ops, NumpyOps):
                embed = node.get_ref("embed")
                # a layer around it would change what to_disk() writes
                rows = embed._func = KeptRows(embed._func)
                if looks_one_word_aside(node.get_ref("encode")):
                    node._func = Encoder(node._func, rows)


def models(nlp: Language) -> list[Model[Any, Any]]:
    """The models of all components that have one."""
    from thinc.api import Model

    return [model for _, pipe in nlp.pipeline if isinstance(model := getattr(pipe, "model", None), Model)]


def looks_one_word_aside(encode: Model[Any, Any]) -> bool:
    """Whether the layers behind an embedding are those of spaCy's MaxoutWindowEncoder, with a window of one word each side."""
    layers = _window_layers(encode)
    sizes: set[Any] = {node.get_param("W").shape for layer in layers for node in layer.walk() if node.name == "maxout"}
    fits = len(sizes) == 1 and all(pieces > 1 and inner == 3 * outer for outer, pieces, inner in sizes)
    return fits and encode.attrs.get("pad") == len(layers)


def _window_layers(encode: Model[Any, Any]) -> list[Model[Any, Any]]:
    """The layers, if nothing else is between them."""
    name = "residual(expand_window>>maxout>>layernorm>>dropout)"
    found = [node for node in encode.walk() if node.name == name]
    usual = encode.name == f"with_array({'>>'.join([name] * len(found))})" if len(found) > 1 else False
    return [node.layers[0] for node in found] if usual else []


@attrs.define
class KeptRows:
    """The forward pass of an embedding layer, which works out a word's row when it first meets it.

    Training goes past it. One at a time may read and write the rows, so that threads can share a pipeline. Row 0 is that of
    no word.
    """

    forward: Callable[..., tuple[Any, Any]]
    rows: Any = attrs.field(default=None, init=False)
    age: int = attrs.field(default=0, init=False)  # how often it has begun anew
    _known: dict[int, int] = attrs.field(factory=dict, init=False)

    def __call__(self, model: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> tuple[Any, Any]:
        if is_train:
            with TURN:
                self.forget()  # the weights are about to change
            return self.forward(model, docs, is_train)
        with TURN:
            found = self.rows[self.rows_of(model, docs)]
        return _parted(found, docs), lambda gradient: []

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.forward,)  # a copy begins with no rows

    def forget(self) -> None:
        """Begins anew."""
        self._known.clear()
        self.age += 1

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self._known) + 1

    def rows_of(self, model: Model[Any, Any], docs: Sequence[Doc]) -> list[int]:
        """For every word of some texts the number of its row, one text behind the other."""
        keys = _keys(docs)
        self._learn(model, docs, keys)
        return [*map(self._known.__getitem__, keys)]

    def _learn(self, model: Model[Any, Any], docs: Sequence[Doc], keys: list[int]) -> None:
        """Rows for the words of ``docs`` that are not known yet."""
        import numpy as np

        distinct = set(keys)
        if len(self._known) + len(distinct) > KEPT_WORDS:
            self.forget()
        if not (missing := distinct.difference(self._known)):
            return
        places = {key: place for place, key in enumerate(keys) if key in missing}
        ends = [*accumulate(map(len, docs))]
        texts = ((place, bisect_right(ends, place)) for place in places.values())
        words = [docs[text][place - ends[text]] for place, text in texts]  # counted from the end of their text
        [found], _ = self.forward(model, [_in_a_row(words)], False)
        first = len(self._known) + 1
        last = first + len(places)
        if self.rows is None or last > len(self.rows):
            more = np.zeros((max(last, min(2 * last, KEPT_WORDS)), found.shape[1]), dtype=found.dtype)
            more[:first] = 0 if self.rows is None else self.rows[:first]
            self.rows = more
        self.rows[first:last] = found
        self._known.update(zip(places, range(first, first + len(places)), strict=True))


@attrs.define
class Encoder:
    """The forward pass of an embedding and the window layers behind it; training goes past it."""

    forward: Callable[..., tuple[Any, Any]]
    kept: KeptRows
    _layers: list[_Layer] = attrs.field(factory=list, init=False)
    _sums: Any = attrs.field(default=None, init=False)  # the first layer's, of each row as left, middle, and right word
    _summed: int = attrs.field(default=0, init=False)  # how many of these are kept
    _age: int = attrs.field(default=-1, init=False)

    def __call__(self, model: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> tuple[Any, Any]:
        if is_train:
            self._layers.clear()  # the weights are about to change
        if is_train or not any(map(len, docs)):
            return self.forward(model, docs, is_train)
        return _parted(self.vectors(model, docs), docs), lambda gradient: []

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.forward, self.kept)

    def vectors(self, model: Model[Any, Any], docs: Sequence[Doc], asked: Any = None) -> Any:
        """The vectors of the words of some texts, one text behind the other: of all, or of those for which ``asked`` is true."""

        with TURN:
            rows = self.kept.rows_of(model.get_ref("embed"), docs)
            if not self._layers:
                self._layers.extend(_Layer.of(layer) for layer in _window_layers(model.get_ref("encode")))
                self._age = -1
            return self._behind_all(rows, [*map(len, docs)], asked)

    def _behind_all(self, rows: Sequence[int], lengths: Sequence[int], asked: Any) -> Any:
        """The words behind all layers. Between texts there is a gap that the layers do not see across, as spaCy has it."""
        import numpy as np

        depth = len(self._layers)
        words = np.arange(len(rows)) + np.repeat(depth * np.arange(1, len(lengths) + 1), lengths)  # past the gaps
        of = np.zeros(words[-1] + 1 + depth, dtype="int64")
        of[words] = rows
        words = words if asked is None else words[asked]
        wanted = np.zeros(len(of), dtype=bool)
        wanted[words] = True
        needed = [wanted]
        for _ in range(depth - 1):
            around = needed[0].copy()
            around[1:] |= needed[0][:-1]
            around[:-1] |= needed[0][1:]
            needed.insert(0, around)
        before = self._first(of, needed[0])
        behind = np.zeros_like(before)
        for layer, places in zip(self._layers[1:], needed[1:], strict=True):
            layer.work_out(before, np.flatnonzero(places), behind)
            before, behind = behind, before  # what an earlier layer has left there is none that is needed
        return before[words]

    def _first(self, of: Any, needed: Any) -> Any:
        """The words behind the first layer, where they are needed, by the rows that they are of."""
        import numpy as np

        at, rows = self._sum(of), self.kept.rows
        left, middle, right = self._sums
        found = np.zeros((len(of), rows.shape[1]), dtype=rows.dtype)
        for places in _blocks(np.flatnonzero(needed)):
            sums = left.take(at[places - 1], axis=0)
            sums += middle.take(at[places], axis=0)
            sums += right.take(at[places + 1], axis=0)
            found[places] = self._layers[0].rectified(sums, rows.take(of[places], axis=0))
        return found

    def _sum(self, of: Any) -> Any:
        """Where what these rows give to the sums is: of the first rows it is kept, that of others is found out behind it."""
        import numpy as np

        rare = np.unique(of[of >= KEPT_SUMS])
        size, width = KEPT_SUMS + len(rare), 3 * self.kept.rows.shape[1]
        if self._age != self.kept.age:
            self._summed, self._age = 0, self.kept.age
        if self._sums is None or self._sums.shape[1] < size:
            more = np.empty((3, size + KEPT_SUMS // 8, self._layers[0].weights.shape[1]), dtype=self.kept.rows.dtype)
            if self._summed:
                more[:, : self._summed] = self._sums[:, : self._summed]
            self._sums = more
        common = range(self._summed, min(self.kept.count, KEPT_SUMS))
        for rows, start in ((np.array(common, dtype="int64"), self._summed), (rare, KEPT_SUMS)):
            if len(rows):
                embedded = self.kept.rows[rows]
                for third, sums in enumerate(self._sums):
                    weights = self._layers[0].weights[third * width // 3 : (third + 1) * width // 3]
                    np.matmul(embedded, weights, out=sums[start : start + len(rows)])
                self._sums[1, start : start + len(rows)] += self._layers[0].bias
        self._summed = max(self._summed, common.stop)
        return np.where(of < KEPT_SUMS, of, KEPT_SUMS + np.searchsorted(rare, of)) if len(rare) else of


@attrs.frozen
class _Layer:
    """One window layer: a product, the largest of some pieces, made to have mean 0 and deviation 1, scaled and added."""

    weights: Any  # of left, middle and right words × pieces, one piece behind the other
    bias: Any
    scale: Any
    shift: Any

    @classmethod
    def of(cls, model: Model[Any, Any]) -> _Layer:
        """The weights of spaCy's layer, in the order in which they are used here."""
        import numpy as np

        maxout: Any
        norm: Any
        maxout, norm = (next(n for n in model.walk() if n.name == name) for name in ("maxout", "layernorm"))
        weights, bias = maxout.get_param("W"), maxout.get_param("b")
        rows = weights.transpose(2, 1, 0).reshape(weights.shape[2], -1)
        return cls(np.ascontiguousarray(rows), bias.T.ravel(), norm.get_param("G"), norm.get_param("b"))

    def work_out(self, before: Any, needed: Any, behind: Any) -> None:
        """Writes into ``behind`` what the words at some places are behind this layer, of what they are before it."""
        import numpy as np

        width = before.shape[1]
        flat = before.reshape(-1)
        windows = np.lib.stride_tricks.as_strided(flat, (len(before) - 2, 3 * width), before.strides, writeable=False)
        for places in _blocks(needed):
            window = windows[places - 1]  # three rows, one behind the other
            sums = window @ self.weights
            sums += self.bias
            behind[places] = self.rectified(sums, window[:, width : 2 * width])

    def rectified(self, sums: Any, before: Any) -> Any:
        """What becomes of the sums of some words, and of what they were before the layer."""
        import numpy as np

        width = len(self.scale)
        most = np.maximum(sums[:, :width], sums[:, width : 2 * width])
        for at in range(2 * width, sums.shape[1], width):
            np.maximum(most, sums[:, at : at + width], out=most)
        most -= most @ np.full((width, 1), 1 / width, dtype=most.dtype)  # their means
        variance = np.einsum("ij,ij->i", most, most)[:, None] / np.float32(width)
        most *= (variance + np.float32(1e-8)) ** np.float32(-0.5)
        most *= self.scale
        most += self.shift
        most += before
        return most


def _blocks(places: Any) -> Iterator[Any]:
    return (places[at : at + _BLOCK] for at in range(0, len(places), _BLOCK))


def _in_a_row(tokens: list[Token]) -> Doc:
    from spacy.tokens import Doc

    words, spaces = [token.text for token in tokens], [bool(token.whitespace_) for token in tokens]
    doc = Doc(tokens[0].vocab, words, spaces)
    for token, original in zip(doc, tokens, strict=True):
        token.norm_ = original.norm_  # the tokenizer gives some words a norm of their own: "n't" that of "not"
    return doc


def _keys(docs: Sequence[Doc]) -> list[int]:
    """A number for every word of some texts that tells apart all that an embedding may read of it."""
    import numpy as np
    from spacy.attrs import NORM, ORTH, SPACY

    columns = np.concatenate([doc.to_array([ORTH, NORM, SPACY]) for doc in docs])
    factors = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype="uint64")
    keys: list[int] = (columns * factors).sum(axis=1, dtype="uint64").tolist()  # wraps around, as hashes do
    return keys


def _parted(vectors: Any, docs: Sequence[Doc]) -> list[Any]:
    """The vectors of some texts, one text behind the other → those of each text."""
    return [vectors[end - len(doc) : end] for doc, end in zip(docs, accumulate(map(len, docs)), strict=True)]
