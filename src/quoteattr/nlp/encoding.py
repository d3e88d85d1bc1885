"""The vectors of words in context that spaCy's small models compute, from the same sums with less work.

The embedding of a word does not depend on its place: it is cached. The layers behind it see a word and its two neighbours. The
input of the first of them are embeddings only, so the product of each embedding with the weights for the left, the middle and the
right word is cached as well. The other layers are computed only for the words that are asked for, and for as many around them
as each layer needs.
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

KEPT_WORDS = 20_000  # embeddings in the cache, at 384 bytes each for the packaged model; when it is full it is emptied
KEPT_SUMS = 4_000  # of them, those met first, whose products for the first layer are cached as well, at 3.5 kB each
_BLOCK = 384  # words that go through a layer together: few enough for the processor's cache

TURN = RLock()
"""Held while a pipeline is loaded or reads: threads take turns, since they share its vocabulary, which may forget words.

No process is forked meanwhile: it would hold the lock for ever, without the thread that could release it.
"""
if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=TURN.acquire, after_in_parent=TURN.release, after_in_child=TURN.release)


def keep_embeddings(nlp: Language) -> None:
    """Let every embedding layer of ``nlp`` cache the embeddings of the words it has met, and let the layers behind it use them.

    In spaCy's architecture an embedding depends on one word alone (its form, norm, affixes, shape, and whether a space follows);
    only the layers behind it see its neighbours.
    """
    from thinc.api import NumpyOps

    for model in models(nlp):
        for node in list(model.walk()):
            if node.has_ref("embed") is True and isinstance(node.ops, NumpyOps):
                embed = node.get_ref("embed")
                # the function is replaced: a layer put around it would change what to_disk() writes
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
    """The window layers of an encoder, if it has at least two and nothing else."""
    name = "residual(expand_window>>maxout>>layernorm>>dropout)"
    found = [node for node in encode.walk() if node.name == name]
    usual = encode.name == f"with_array({'>>'.join([name] * len(found))})" if len(found) > 1 else False
    return [node.layers[0] for node in found] if usual else []


@attrs.define
class KeptRows:
    """The forward pass of an embedding layer with a cache: the embedding of a word is a row, computed when it is first met.

    Training bypasses it. Only one thread at a time may read and write the rows. Row 0 stands for no word.
    """

    forward: Callable[..., tuple[Any, Any]]
    rows: Any = attrs.field(default=None, init=False)
    age: int = attrs.field(default=0, init=False)  # how often the cache has been emptied
    _known: dict[int, int] = attrs.field(factory=dict, init=False)  # the row of each word, by its key

    def __call__(self, model: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> tuple[Any, Any]:
        if is_train:
            with TURN:
                self.forget()  # the weights are about to change
            return self.forward(model, docs, is_train)
        with TURN:
            found = self.rows[self.rows_of(model, docs)]
        return _by_text(found, docs), lambda gradient: []

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.forward,)  # a copy begins with no rows

    def forget(self) -> None:
        """Empty the cache."""
        self._known.clear()
        self.age += 1

    @property
    def count(self) -> int:
        """How many rows are in use."""
        return len(self._known) + 1

    def rows_of(self, model: Model[Any, Any], docs: Sequence[Doc]) -> list[int]:
        """The row numbers of all words of some texts, concatenated."""
        keys = _keys(docs)
        self._learn(model, docs, keys)
        return [*map(self._known.__getitem__, keys)]

    def _learn(self, model: Model[Any, Any], docs: Sequence[Doc], keys: list[int]) -> None:
        """Compute the rows of those words of ``docs`` that are not in the cache; ``keys`` are the keys of all their words."""
        import numpy as np

        distinct = set(keys)
        if len(self._known) + len(distinct) > KEPT_WORDS:
            self.forget()
        if not (missing := distinct.difference(self._known)):
            return
        places = {key: place for place, key in enumerate(keys) if key in missing}
        ends = [*accumulate(map(len, docs))]
        texts = ((place, bisect_right(ends, place)) for place in places.values())
        words = [
            docs[text][place - ends[text]] for place, text in texts
        ]  # negative: counted from the end of their text
        [found], _ = self.forward(model, [_as_doc(words)], False)
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
    """The forward pass of an embedding layer and the window layers behind it; training bypasses it."""

    forward: Callable[..., tuple[Any, Any]]
    kept: KeptRows
    _layers: list[_Layer] = attrs.field(factory=list, init=False)
    # for the left, the middle and the right word: the products of the embeddings with the weights of the first layer
    _products: Any = attrs.field(default=None, init=False)
    _product_count: int = attrs.field(default=0, init=False)  # rows of the cache that have them
    _age: int = attrs.field(default=-1, init=False)  # the age of the cache that they belong to

    def __call__(self, model: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> tuple[Any, Any]:
        if is_train:
            self._layers.clear()  # the weights are about to change
        if is_train or not any(map(len, docs)):
            return self.forward(model, docs, is_train)
        return _by_text(self.vectors(model, docs), docs), lambda gradient: []

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.forward, self.kept)

    def vectors(self, model: Model[Any, Any], docs: Sequence[Doc], asked: Any = None) -> Any:
        """The vectors of the words of some texts, concatenated: of all words, or of those for which ``asked`` is true."""
        with TURN:
            rows = self.kept.rows_of(model.get_ref("embed"), docs)
            if not self._layers:
                self._layers.extend(_Layer.of(layer) for layer in _window_layers(model.get_ref("encode")))
                self._age = -1
            return self._through_layers(rows, [*map(len, docs)], asked)

    def _through_layers(self, rows: Sequence[int], lengths: Sequence[int], asked: Any) -> Any:
        """The vectors of words behind all layers. Texts are separated by gaps of row 0 that no layer sees across, as in spaCy."""
        import numpy as np

        depth = len(self._layers)
        words = np.arange(len(rows)) + np.repeat(depth * np.arange(1, len(lengths) + 1), lengths)  # their places
        row_at = np.zeros(words[-1] + 1 + depth, dtype="int64")
        row_at[words] = rows
        words = words if asked is None else words[asked]
        wanted = np.zeros(len(row_at), dtype=bool)
        wanted[words] = True
        needed = [wanted]  # by layer: the places whose output the next layer reads
        for _ in range(depth - 1):
            around = needed[0].copy()
            around[1:] |= needed[0][:-1]
            around[:-1] |= needed[0][1:]
            needed.insert(0, around)
        before = self._first_layer(row_at, needed[0])
        behind = np.zeros_like(before)
        for layer, places in zip(self._layers[1:], needed[1:], strict=True):
            layer.apply(before, np.flatnonzero(places), behind)
            before, behind = behind, before  # all that is read from the reused array will have been written anew
        return before[words]

    def _first_layer(self, row_at: Any, needed: Any) -> Any:
        """The output of the first layer at the places where it is needed, for the rows at all places."""
        import numpy as np

        at, rows = self._products_of(row_at), self.kept.rows
        left, middle, right = self._products
        found = np.zeros((len(row_at), rows.shape[1]), dtype=rows.dtype)
        for places in _blocks(np.flatnonzero(needed)):
            sums = left.take(at[places - 1], axis=0)
            sums += middle.take(at[places], axis=0)
            sums += right.take(at[places + 1], axis=0)
            found[places] = self._layers[0].activated(sums, rows.take(row_at[places], axis=0))
        return found

    def _products_of(self, rows: Any) -> Any:
        """The index of each row's products: those of the first ``KEPT_SUMS`` rows stay, those of others are computed behind them."""
        import numpy as np

        rare = np.unique(rows[rows >= KEPT_SUMS])
        size, width = KEPT_SUMS + len(rare), self.kept.rows.shape[1]
        if self._age != self.kept.age:
            self._product_count, self._age = 0, self.kept.age
        if self._products is None or self._products.shape[1] < size:
            more = np.empty((3, size + KEPT_SUMS // 8, self._layers[0].weights.shape[1]), dtype=self.kept.rows.dtype)
            if self._product_count:
                more[:, : self._product_count] = self._products[:, : self._product_count]
            self._products = more
        new = range(self._product_count, min(self.kept.count, KEPT_SUMS))
        for missing, start in ((np.array(new, dtype="int64"), self._product_count), (rare, KEPT_SUMS)):
            if len(missing):
                embedded = self.kept.rows[missing]
                for side, products in enumerate(self._products):
                    weights = self._layers[0].weights[side * width : (side + 1) * width]
                    np.matmul(embedded, weights, out=products[start : start + len(missing)])
                self._products[1, start : start + len(missing)] += self._layers[0].bias
        self._product_count = max(self._product_count, new.stop)
        return np.where(rows < KEPT_SUMS, rows, KEPT_SUMS + np.searchsorted(rare, rows)) if len(rare) else rows


@attrs.frozen
class _Layer:
    """One window layer: maxout of a linear map of three words, layer normalisation, and the input added to it (residual)."""

    weights: Any  # left, middle and right vector × the maxout pieces, one behind the other
    bias: Any
    scale: Any
    shift: Any

    @classmethod
    def of(cls, model: Model[Any, Any]) -> _Layer:
        """The weights of spaCy's layer, arranged as they are used here."""
        import numpy as np

        maxout: Any
        norm: Any
        maxout, norm = (next(n for n in model.walk() if n.name == name) for name in ("maxout", "layernorm"))
        weights, bias = maxout.get_param("W"), maxout.get_param("b")
        rows = weights.transpose(2, 1, 0).reshape(weights.shape[2], -1)
        return cls(np.ascontiguousarray(rows), bias.T.ravel(), norm.get_param("G"), norm.get_param("b"))

    def apply(self, before: Any, needed: Any, behind: Any) -> None:
        """Write the output at some places into ``behind``; ``before`` is the input at all places."""
        import numpy as np

        width = before.shape[1]
        flat = before.reshape(-1)
        windows = np.lib.stride_tricks.as_strided(flat, (len(before) - 2, 3 * width), before.strides, writeable=False)
        for places in _blocks(needed):
            window = windows[places - 1]  # three vectors, one behind the other
            sums = window @ self.weights
            sums += self.bias
            behind[places] = self.activated(sums, window[:, width : 2 * width])

    def activated(self, sums: Any, before: Any) -> Any:
        """The output for some words, of their weighted sums and of their input."""
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


def _as_doc(tokens: list[Token]) -> Doc:
    """The words of tokens from several texts as one text."""
    from spacy.tokens import Doc

    words, spaces = [token.text for token in tokens], [bool(token.whitespace_) for token in tokens]
    doc = Doc(tokens[0].vocab, words, spaces)
    for token, original in zip(doc, tokens, strict=True):
        token.norm_ = original.norm_  # the tokenizer gives some words a norm of their own: "n't" that of "not"
    return doc


def _keys(docs: Sequence[Doc]) -> list[int]:
    """The cache key of every word of some texts: a hash of all that its embedding depends on."""
    import numpy as np
    from spacy.attrs import NORM, ORTH, SPACY

    columns = np.concatenate([doc.to_array([ORTH, NORM, SPACY]) for doc in docs])
    factors = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype="uint64")
    keys: list[int] = (columns * factors).sum(axis=1, dtype="uint64").tolist()  # wraps around, as hashes do
    return keys


def _by_text(vectors: Any, docs: Sequence[Doc]) -> list[Any]:
    """The concatenated vectors of some texts, divided by text."""
    return [vectors[end - len(doc) : end] for doc, end in zip(docs, accumulate(map(len, docs)), strict=True)]
