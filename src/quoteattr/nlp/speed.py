"""A spaCy pipeline that reads faster, and says nearly all that it would have said anyway.

Where the time of a stock pipeline goes on a processor, and what is done about it here:

* multiplying matrices: NumPy's BLAS instead of BLIS (:func:`use_numpy_products`);
* words in their context: what a word gives wherever it stands is kept (:mod:`quoteattr.nlp.encoding`);
* choosing heads: spaCy's inner loop lets go of Python's lock and takes it again for every word; the same transitions taken
  from Python, a step of all texts of a batch at a time, hold it throughout (:func:`annotate`);
* choosing entities: what a word is where no entity is open turns on nothing before it, so all words are asked at once, and
  then those behind the words that begin an entity (:func:`_entities`). Most words are in none, and show it: only where a
  capital, a figure or a word of time is near they are asked at all, which misses numbers in words and little else;
* looking for objects that hold one another: Python does so later (:func:`collecting_later`).

None of it changes weights, features or transitions. Sums are made in another order, so scores may differ in their last
digits; ``tests/nlp/test_speed.py`` holds that the annotation does not, but for entities that nothing shows (*two dozen*).
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import attrs

from quoteattr import lexicon
from quoteattr.nlp import encoding
from quoteattr.text.columns import texts_of

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


_BEFORE, _BEHIND = 3, 2  # words of an entity at most before and behind one that shows it
_INSIDE, _OUTSIDE, _BEGINS = 1, 2, 3  # as spaCy counts them
_SIGNS = frozenset("0123456789@#_./")  # of an entity in small letters: 3pm, @wells


def tune(nlp: Language) -> None:
    """Make a loaded pipeline faster in place. It is for reading then: weights that are set later may not count."""
    use_numpy_products(nlp)
    encoding.keep_embeddings(nlp)


def use_numpy_products(nlp: Language) -> None:
    """Let NumPy multiply the matrices of ``nlp`` instead of BLIS.

    Only where plain NumPy on the processor is in use: not on a GPU, nor with Apple's own operations.
    """
    from thinc.api import NumpyOps, get_current_ops

    if type(get_current_ops()) is not NumpyOps:
        return
    ops = NumpyOps(use_blis=False)
    for model in encoding.models(nlp):
        for node in model.walk():
            node.ops = ops


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
    from types import SimpleNamespace

    from spacy.ml.parser_model import ParserStepModel  # type: ignore[import-not-found]

    states: list[Any] = pipe.moves.init_batch(docs)
    moves = _Moves.of(pipe.model, pipe.model.get_ref("tok2vec").predict(docs))
    asking: Any = SimpleNamespace(state2vec=SimpleNamespace(nF=moves.features))
    unfinished = [state for state in states if not state.is_final()]
    while unfinished:
        words = ParserStepModel.get_token_ids(asking, unfinished)
        unfinished = pipe.transition_states(unfinished, moves.scores(words))
    return states


@attrs.frozen
class _Moves:
    """How well each move fits states of which some words are the features: what ``model.predict(docs).predict(states)`` gives.

    What each word gives as each feature is worked out beforehand; the last of the words stands for none. The bias is in what
    the first feature gives.
    """

    features: int
    given: Any  # words × features, pieces × width
    weights: Any
    upper_bias: Any
    numbers: Any  # of the features
    ones: Any  # as many, by which they are summed

    @classmethod
    def of(cls, model: Any, vectors: Any) -> _Moves:
        """The moves for words with these vectors."""
        import numpy as np

        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        weights = lower.get_param("W").transpose(3, 0, 2, 1)  # from: features, width, pieces, vectors
        features, width = weights.shape[1], weights.shape[3]
        given = np.empty((len(vectors) + 1, features * lower.get_dim("nP") * width), dtype=vectors.dtype)
        np.matmul(vectors, np.ascontiguousarray(weights).reshape(len(weights), -1), out=given[:-1])
        given[-1] = lower.get_param("pad")[0].transpose(0, 2, 1).ravel()
        unseen = sorted(model.attrs["unseen_classes"])
        upper_bias = upper.get_param("b").copy()
        upper_bias[unseen] = np.finfo(upper_bias.dtype).min / 2  # moves that were never seen in training
        bias = lower.get_param("b").T.ravel()
        given[:, : len(bias)] += bias
        numbers, ones = np.arange(features, dtype="int32"), np.ones(features, dtype=given.dtype)
        return cls(features, given.reshape(-1, len(bias)), upper.get_param("W").T, upper_bias, numbers, ones)

    def scores(self, words: Any) -> Any:
        """The scores of all moves for each row of features; -1 for a feature without a word."""
        import numpy as np

        places = words * self.features + self.numbers  # below 0 from the end on
        found = self.ones @ self.given.take(places, axis=0)  # their sums
        width = len(self.weights)
        most = found[:, :width]
        for at in range(width, found.shape[1], width):
            most = np.maximum(most, found[:, at : at + width])
        scored = most @ self.weights
        scored += self.upper_bias
        return scored


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

    moves = _EntityMoves.of(pipe.moves, pipe.moves.n_moves)
    columns = np.concatenate([doc.to_array([SENT_START, IS_SPACE]) for doc in docs if len(doc)])
    first, spaces = columns[:, 0] == 1, columns[:, 1] == 1
    first[np.cumsum([len(doc) for doc in docs if len(doc)])[:-1]] = True
    ends_sentence = np.append(first[1:], True)
    asked = _may_be_named(docs)
    known_moves = _Moves.of(pipe.model, _vectors_of(pipe.model, docs, asked))
    words, number = np.flatnonzero(asked), np.cumsum(asked) - 1  # of each word among those that are asked
    ends_sentence[:-1] |= ~asked[1:]

    def scores(*features: Any) -> Any:
        return known_moves.scores(np.stack(np.broadcast_arrays(*features), axis=1))

    outside = scores(number[words], -1, -1)
    outside[:, ~(moves.begins | moves.units | (np.arange(len(moves.names)) == moves.outside))] = -np.inf
    outside[np.ix_((ends_sentence | spaces)[words], moves.begins)] = -np.inf
    outside[np.ix_(spaces[words], moves.units)] = -np.inf
    chosen = np.full(len(columns), moves.outside)
    chosen[words] = outside.argmax(axis=1)
    ends = np.zeros(len(columns), dtype="int64")  # of the entity that begins at a word
    ends[moves.units[chosen]] = np.flatnonzero(moves.units[chosen]) + 1
    starts = np.flatnonzero(moves.begins[chosen])
    at = starts + 1
    while len(starts):
        found, here = scores(number[at], number[starts], number[at - 1]), np.arange(len(starts))
        move = chosen[starts]
        goes_on = ~ends_sentence[at] & (found[here, moves.inner[move]] >= found[here, moves.last[move]])
        ends[starts[~goes_on]] = at[~goes_on] + 1
        starts, at = starts[goes_on], at[goes_on] + 1
    entities: list[tuple[int, int, str]] = []
    for start in np.flatnonzero(ends).tolist():
        if not entities or start >= entities[-1][1]:
            entities.append((start, int(ends[start]), moves.names[chosen[start]][2:]))
    return entities


@attrs.frozen
class _EntityMoves:
    """The moves by which entities are found, as numbers, or as what is true of each number."""

    names: list[str]
    outside: int
    begins: Any
    units: Any  # entities of one word
    inner: Any  # for each that begins one, that by which it goes on, and that by which it ends
    last: Any

    @classmethod
    @lru_cache(maxsize=1)
    def of(cls, moves: Any, count: int) -> _EntityMoves:
        """The first ``count`` of a component's moves; it may be given more of them later."""
        import numpy as np

        names = [moves.get_class_name(number) for number in range(count)]
        known = {name: number for number, name in enumerate(names)}
        begins = np.array([name.startswith("B-") for name in names])
        units = np.array([name.startswith("U-") and name != "U-" for name in names])
        inner, last = (np.array([known.get(f"{kind}{name[1:]}", 0) for name in names]) for kind in "IL")
        return cls(names, known["O"], begins, units, inner, last)


def _may_be_named(docs: Sequence[Doc]) -> Any:
    """For every word of a batch whether an entity may be here: a capital, a figure or a word of time is near.

    Numbers in words (*three*, *first*) are no such sign: nobody here asks for them.
    """
    import numpy as np
    from spacy.attrs import ORTH

    orths, numbers = np.unique(np.concatenate([doc.to_array(ORTH) for doc in docs]), return_inverse=True)
    texts = texts_of(docs[0].vocab.strings)
    of_time, opening = (lexicon.labelled("entity_signs", label) for label in ("time", "opening"))
    shown = np.array([_shows_entity(texts[orth], of_time, opening) for orth in orths.tolist()], dtype=bool)[numbers]
    near = shown.copy()
    for distance in range(1, _BEFORE + 1):
        near[:-distance] |= shown[distance:]
    for distance in range(1, _BEHIND + 1):
        near[distance:] |= shown[:-distance]
    return near


def _shows_entity(word: str, of_time: frozenset[str], opening: frozenset[str]) -> bool:
    """Whether a word is like the words of an entity: not *he*, *The* or *said*."""
    if word.islower():
        return word in of_time if word.isalpha() else not _SIGNS.isdisjoint(word)
    return any(map(str.isalnum, word)) and word.lower() not in opening


def _vectors_of(model: Any, docs: Sequence[Doc], asked: Any) -> Any:
    """What the words of a batch that are asked for are to the moves."""
    reduced = model.get_ref("tok2vec")
    tok2vec, *_, linear = reduced.layers
    if isinstance(tok2vec._func, encoding.Encoder) and len(reduced.layers) == 3:
        return linear.predict(tok2vec._func.vectors(tok2vec, docs, asked))
    return reduced.predict(docs)[asked]


def _set_entities(docs: Sequence[Doc], entities: list[tuple[int, int, str]]) -> None:
    """Writes entities into the texts of a batch, all other words as outside of any."""
    import numpy as np
    from spacy.attrs import ENT_IOB, ENT_TYPE

    ends, strings = list(accumulate(map(len, docs))), docs[0].vocab.strings
    columns = np.zeros((ends[-1], 2), dtype="uint64")
    columns[:, 0] = _OUTSIDE
    for start, end, label in entities:
        columns[start:end, 0], columns[start:end, 1] = _INSIDE, strings.add(label)
        columns[start, 0] = _BEGINS
    for doc, end in zip(docs, ends, strict=True):
        if len(doc):
            doc.from_array([ENT_IOB, ENT_TYPE], columns[end - len(doc) : end])  # type: ignore[arg-type]


@contextmanager
def one_thread() -> Iterator[None]:
    """Within the block BLAS multiplies on one thread.

    The matrices here are small: a second thread gains little on an idle machine and loses much on a busy one, and
    processes that run side by side would have more threads than cores.
    """
    with _blas().limit(limits=1, user_api="blas"):
        yield


@contextmanager
def collecting_later() -> Iterator[None]:
    """Within the block Python does not look for objects that hold one another.

    Reading makes a great many that live as long as their article; looking through them again and again takes a tenth of the time.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@cache
def _blas() -> Any:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
