"""A spaCy pipeline that reads faster, and says what it would have said anyway.

Where the time of a stock pipeline goes on a processor, and what is done about it here:

* multiplying matrices: NumPy's BLAS instead of BLIS (:func:`use_numpy_products`);
* embedding words: what a word alone gives is the same wherever it stands, so it is kept (:func:`keep_embeddings`);
* choosing heads: spaCy's inner loop lets go of Python's lock and takes it again for every word; the same transitions taken
  from Python, a step of all texts of a batch at a time, hold it throughout (:func:`annotate`);
* choosing entities: what a word is where no entity is open turns on nothing before it, so all words are asked at once, and
  then those behind the words that begin an entity (:func:`_entities`).

None of it changes weights, features or transitions. Sums are made in another order, so scores may differ in their last
digits; ``tests/nlp/test_speed.py`` holds that the annotation does not.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import accumulate
from threading import RLock
from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token
    from thinc.api import Model

TURN = RLock()
"""Held while a pipeline is loaded or reads: threads take turns, since they share its vocabulary, which may forget words.

No process is forked meanwhile: it would hold the lock for ever, without the thread that let go of it.
"""
if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=TURN.acquire, after_in_parent=TURN.release, after_in_child=TURN.release)

KEPT_WORDS = 20_000  # whose embeddings a pipeline keeps, at 384 bytes each for the packaged one; then it begins anew


def tune(nlp: Language) -> None:
    """Make a loaded pipeline faster in place. It is for reading then: weights that are set later may not count."""
    use_numpy_products(nlp)
    keep_embeddings(nlp)


def use_numpy_products(nlp: Language) -> None:
    """Let NumPy multiply the matrices of ``nlp`` instead of BLIS.

    Only where plain NumPy on the processor is in use: not on a GPU, nor with Apple's own operations.
    """
    from thinc.api import NumpyOps, get_current_ops

    if type(get_current_ops()) is not NumpyOps:
        return
    ops = NumpyOps(use_blis=False)
    for model in _models(nlp):
        for node in model.walk():
            node.ops = ops


def keep_embeddings(nlp: Language) -> None:
    """Let every embedding layer of ``nlp`` remember the rows of the words that it has met.

    In spaCy's architecture an embedding reads one word (its form, norm, affixes, shape, and whether a space follows),
    its neighbours count in the layers behind it only.
    """
    from thinc.api import NumpyOps

    for model in _models(nlp):
        for node in list(model.walk()):
            if node.has_ref("embed") is True and isinstance(node.ops, NumpyOps):
                embed = node.get_ref("embed")
                embed._func = _KeptRows(embed._func)  # a layer around it would change what to_disk() writes


def annotate(nlp: Language, docs: list[Doc]) -> list[Doc]:
    """The components of ``nlp`` run over a batch of tokenized texts, in the pipeline's order."""
    from spacy.pipeline.transition_parser import Parser
    from thinc.api import NumpyOps

    pipe: Any
    for _, pipe in nlp.pipeline:
        greedy = isinstance(pipe, Parser) and pipe.cfg["beam_width"] == 1 and isinstance(pipe.model.ops, NumpyOps)
        if greedy and any(len(doc) for doc in docs):
            if _looks_at_entities_only(pipe, docs):
                _set_entities(docs, _entities(pipe, docs))
            else:
                pipe.set_annotations(docs, _states(pipe, docs))
        elif hasattr(pipe, "pipe"):
            docs = list(pipe.pipe(docs, batch_size=len(docs)))
        else:
            docs = [pipe(doc) for doc in docs]
    return docs


def _states(pipe: Any, docs: Sequence[Doc]) -> list[Any]:
    """What ``pipe.predict(docs)`` gives with greedy search: the final state of every text."""
    states: list[Any] = pipe.moves.init_batch(docs)
    model = pipe.model.predict(docs)
    unfinished = [state for state in states if not state.is_final()]
    while unfinished:
        unfinished = pipe.transition_states(unfinished, _scores(model, model.get_token_ids(unfinished)))
    model.clear_memory()
    return states


def _scores(model: Any, words: Any) -> Any:
    """How well each move fits states of which ``words`` are the features: what ``model.predict(states)`` gives."""
    import numpy as np

    found = model.state2vec.predict(words)
    if model.vec2scores is not None:
        found = model.vec2scores.predict(found)
    if not model._class_mask.all():
        found[:, model._class_mask == 0] = np.nanmin(found)  # moves that were never seen in training
    return found


def _looks_at_entities_only(pipe: Any, docs: Sequence[Doc]) -> bool:
    """Whether a component finds entities from three words, as spaCy's do: this one, the first of an open entity, the last so far."""
    from spacy.pipeline import EntityRecognizer

    usual = isinstance(pipe, EntityRecognizer) and pipe.model.get_ref("lower").get_dim("nF") == 3
    return usual and not any(doc.has_annotation("ENT_IOB") for doc in docs)


def _entities(pipe: Any, docs: Sequence[Doc]) -> list[tuple[int, int, str]]:
    """The entities of a batch that greedy search finds, in order, with their labels; words are counted on from text to text.

    The moves are those of :class:`spacy.pipeline._parser_internals.ner.BiluoPushDown` for texts in which no entity is set yet.
    """
    import numpy as np
    from spacy.attrs import IS_SPACE, SENT_START

    moves = [pipe.moves.get_class_name(number) for number in range(pipe.moves.n_moves)]
    known = {move: number for number, move in enumerate(moves)}
    begins = np.array([move.startswith("B-") for move in moves])
    units = np.array([move.startswith("U-") and move != "U-" for move in moves])
    inner, last = (np.array([known.get(f"{kind}{move[1:]}", 0) for move in moves]) for kind in "IL")

    columns = np.concatenate([doc.to_array([SENT_START, IS_SPACE]) for doc in docs if len(doc)])
    first, spaces = columns[:, 0] == 1, columns[:, 1] == 1
    first[np.cumsum([len(doc) for doc in docs if len(doc)])[:-1]] = True
    ends_sentence, words = np.append(first[1:], True), np.arange(len(columns))
    model = pipe.model.predict(docs)

    def scores(*features: Any) -> Any:
        return _scores(model, np.stack(np.broadcast_arrays(*features), axis=1).astype("i"))

    outside = scores(words, -1, -1)
    outside[:, ~(begins | units | (np.array(moves) == "O"))] = -np.inf
    outside[np.ix_(ends_sentence | spaces, begins)] = -np.inf
    outside[np.ix_(spaces, units)] = -np.inf
    chosen = outside.argmax(axis=1)
    ends = np.where(units[chosen], words + 1, 0)  # of the entity that begins at a word
    starts = words[begins[chosen]]
    at = starts + 1
    while len(starts):
        found, here = scores(at, starts, at - 1), np.arange(len(starts))
        move = chosen[starts]
        goes_on = ~ends_sentence[at] & (found[here, inner[move]] >= found[here, last[move]])
        ends[starts[~goes_on]] = at[~goes_on] + 1
        starts, at = starts[goes_on], at[goes_on] + 1
    model.clear_memory()
    entities: list[tuple[int, int, str]] = []
    for start in np.flatnonzero(ends).tolist():
        if not entities or start >= entities[-1][1]:
            entities.append((start, int(ends[start]), moves[chosen[start]][2:]))
    return entities


def _set_entities(docs: Sequence[Doc], entities: list[tuple[int, int, str]]) -> None:
    """Writes entities into the texts of a batch, all other words as outside of any."""
    from spacy.tokens import Span

    offset, found = 0, iter(entities)
    entity = next(found, None)
    for doc in docs:
        own = []
        while entity is not None and entity[0] < offset + len(doc):
            own.append(Span(doc, entity[0] - offset, entity[1] - offset, label=entity[2]))
            entity = next(found, None)
        doc.set_ents(own, default="outside")
        offset += len(doc)


@contextmanager
def one_thread() -> Iterator[None]:
    """Within the block BLAS multiplies on one thread.

    The matrices here are small: a second thread gains little on an idle machine and loses much on a busy one, and
    processes that run side by side would have more threads than cores.
    """
    with _blas().limit(limits=1, user_api="blas"):
        yield


@cache
def _blas() -> Any:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def _models(nlp: Language) -> list[Model[Any, Any]]:
    from thinc.api import Model

    return [model for _, pipe in nlp.pipeline if isinstance(model := getattr(pipe, "model", None), Model)]


@attrs.define
class _KeptRows:
    """The forward pass of an embedding layer, which works out a word's row when it first meets it.

    Training goes past it. One at a time may read and write the rows, so that threads can share a pipeline.
    """

    forward: Callable[..., tuple[Any, Any]]
    _known: dict[int, int] = attrs.field(factory=dict, init=False)
    _rows: Any = attrs.field(default=None, init=False)

    def __call__(self, model: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> tuple[Any, Any]:
        if is_train:
            with TURN:
                self._known.clear()  # the weights are about to change
            return self.forward(model, docs, is_train)
        keys = [_keys(doc) for doc in docs]
        with TURN:
            self._learn(model, docs, keys)
            known = self._known
            rows = self._rows[[known[key] for line in keys for key in line]]
        ends = accumulate(map(len, keys))
        return [rows[end - len(line) : end] for line, end in zip(keys, ends, strict=True)], lambda gradient: []

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.forward,)  # a copy begins with no rows

    def _learn(self, model: Model[Any, Any], docs: Sequence[Doc], keys: list[list[int]]) -> None:
        """Rows for the words of ``docs`` that are not known yet."""
        import numpy as np

        places = {key: (doc, i) for doc, line in zip(docs, keys, strict=True) for i, key in enumerate(line)}
        if len(self._known) + len(places) > KEPT_WORDS:
            self._known.clear()
        missing = [key for key in places if key not in self._known]
        if not missing:
            return
        [found], _ = self.forward(model, [_in_a_row([places[key][0][places[key][1]] for key in missing])], False)
        first = len(self._known)
        self._rows = np.concatenate([self._rows[:first], found]) if first else found
        self._known.update(zip(missing, range(first, first + len(missing)), strict=True))


def _in_a_row(tokens: list[Token]) -> Doc:
    from spacy.tokens import Doc

    words, spaces = [token.text for token in tokens], [bool(token.whitespace_) for token in tokens]
    doc = Doc(tokens[0].vocab, words, spaces)
    for token, original in zip(doc, tokens, strict=True):
        token.norm_ = original.norm_  # the tokenizer gives some words a norm of their own: "n't" that of "not"
    return doc


def _keys(doc: Doc) -> list[int]:
    """A number for every word of a text that tells apart all that an embedding may read of it."""
    import numpy as np
    from spacy.attrs import NORM, ORTH, SPACY

    columns = doc.to_array([ORTH, NORM, SPACY])
    factors = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype="uint64")
    keys: list[int] = (columns * factors).sum(axis=1, dtype="uint64").tolist()  # wraps around, as hashes do
    return keys
