"""A spaCy pipeline made faster, with nearly the same annotation.

Where a stock pipeline spends its time on a CPU, and what is done about it here:

* matrix products: NumPy's BLAS instead of BLIS (:func:`use_numpy_products`);
* vectors of words in context: what does not depend on the context is cached (:mod:`quoteattr.nlp.encoding`);
* parsing: spaCy's inner loop releases Python's global lock and takes it again for every word. Here the same transitions
  are made from Python, one step for all texts of a batch at a time, with the lock held (:func:`annotate`);
* entity recognition: outside an entity the choice for a word does not depend on the words before it. So all words are scored
  at once, and then those behind the words that begin an entity (:func:`_entities`). Only words near a capital, a figure or a word
  for time are scored, as others are in no entity, but for numbers in words and little else;
* garbage collection: it is put off (:func:`collecting_later`).

None of it changes weights, features or transitions. Sums are made in another order, so scores may differ in their last
digits. ``tests/nlp/test_speed.py`` checks that the annotation stays the same, except for entities without such a sign (*two dozen*).
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
from quoteattr.text.long import texts_of

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


_BEFORE, _BEHIND = 3, 2  # how many words before and behind a sign of an entity may belong to it
_INSIDE, _OUTSIDE, _BEGINS = 1, 2, 3  # spaCy's codes
_SIGNS = frozenset("0123456789@#_./")  # characters of entities in lower case: 3pm, @wells


def tune(nlp: Language) -> None:
    """Make a loaded pipeline faster in place. It is for reading only then: weights that are set later may have no effect."""
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
    """Run the components of ``nlp`` over a batch of tokenized texts, in the pipeline's order."""
    from spacy.pipeline.transition_parser import Parser
    from thinc.api import NumpyOps

    pipe: Any
    for _, pipe in nlp.pipeline:
        greedy = isinstance(pipe, Parser) and pipe.cfg["beam_width"] == 1 and isinstance(pipe.model.ops, NumpyOps)
        if greedy and any(len(doc) for doc in docs):
            if _is_usual_recognizer(pipe, docs):
                _set_entities(docs, _entities(pipe, docs))
            else:
                pipe.set_annotations(docs, _states(pipe, docs))
        elif hasattr(pipe, "pipe"):
            docs = list(pipe.pipe(docs, batch_size=len(docs)))
        else:
            docs = [pipe(doc) for doc in docs]
    return docs


def _states(pipe: Any, docs: Sequence[Doc]) -> list[Any]:
    """The final parser state of every text, as ``pipe.predict(docs)`` returns it with greedy search."""
    from types import SimpleNamespace

    from spacy.ml.parser_model import ParserStepModel  # type: ignore[import-not-found]

    states: list[Any] = pipe.moves.init_batch(docs)
    scorer = _MoveScorer.of(pipe.model, pipe.model.get_ref("tok2vec").predict(docs))
    step_model: Any = SimpleNamespace(state2vec=SimpleNamespace(nF=scorer.features))
    unfinished = [state for state in states if not state.is_final()]
    while unfinished:
        words = ParserStepModel.get_token_ids(step_model, unfinished)
        unfinished = pipe.transition_states(unfinished, scorer.scores(words))
    return states


@attrs.frozen
class _MoveScorer:
    """The scores of a parser's moves in states whose features are words, as ``model.predict(docs).predict(states)`` returns them.

    The hidden layer's products are computed beforehand, for each word as each feature; the row behind the last word is that of a
    missing word. The bias is added to the products of the first feature.
    """

    features: int
    products: Any  # words × features, pieces × width
    weights: Any
    upper_bias: Any
    feature_numbers: Any
    ones: Any  # one for each feature: a product with them is the sum over features

    @classmethod
    def of(cls, model: Any, vectors: Any) -> _MoveScorer:
        """The scorer for words with these vectors."""
        import numpy as np

        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        weights = lower.get_param("W").transpose(3, 0, 2, 1)  # from: features, width, pieces, vectors
        features, width = weights.shape[1], weights.shape[3]
        products = np.empty((len(vectors) + 1, features * lower.get_dim("nP") * width), dtype=vectors.dtype)
        np.matmul(vectors, np.ascontiguousarray(weights).reshape(len(weights), -1), out=products[:-1])
        products[-1] = lower.get_param("pad")[0].transpose(0, 2, 1).ravel()
        unseen = sorted(model.attrs["unseen_classes"])
        upper_bias = upper.get_param("b").copy()
        upper_bias[unseen] = np.finfo(upper_bias.dtype).min / 2  # moves that were never seen in training
        bias = lower.get_param("b").T.ravel()
        products[:, : len(bias)] += bias
        numbers, ones = np.arange(features, dtype="int32"), np.ones(features, dtype=products.dtype)
        return cls(features, products.reshape(-1, len(bias)), upper.get_param("W").T, upper_bias, numbers, ones)

    def scores(self, words: Any) -> Any:
        """The scores of all moves for each row of feature words; -1 for a missing word."""
        import numpy as np

        places = words * self.features + self.feature_numbers  # negative for a missing word: counted from the end
        sums = self.ones @ self.products.take(places, axis=0)
        width = len(self.weights)
        largest = sums[:, :width]
        for at in range(width, sums.shape[1], width):
            largest = np.maximum(largest, sums[:, at : at + width])
        scores = largest @ self.weights
        scores += self.upper_bias
        return scores


def _is_usual_recognizer(pipe: Any, docs: Sequence[Doc]) -> bool:
    """Whether a component finds entities by three words, as spaCy's do (this one, the first of an open entity, the one before), and none is set yet."""
    from spacy.pipeline import EntityRecognizer

    usual = isinstance(pipe, EntityRecognizer) and pipe.model.get_ref("lower").get_dim("nF") == 3
    return usual and not any(doc.has_annotation("ENT_IOB") for doc in docs)


def _entities(pipe: Any, docs: Sequence[Doc]) -> list[tuple[int, int, str]]:
    """Start, end and label of the entities that greedy search finds in a batch, in order; words are numbered on from text to text.

    The moves are those of :class:`spacy.pipeline._parser_internals.ner.BiluoPushDown` for texts in which no entity is set yet.
    """
    import numpy as np
    from spacy.attrs import IS_SPACE, SENT_START

    moves = _EntityMoves.of(pipe.moves, pipe.moves.n_moves)
    columns = np.concatenate([doc.to_array([SENT_START, IS_SPACE]) for doc in docs if len(doc)])
    first, spaces = columns[:, 0] == 1, columns[:, 1] == 1
    first[np.cumsum([len(doc) for doc in docs if len(doc)])[:-1]] = True
    ends_sentence = np.append(first[1:], True)
    asked = _may_be_in_entity(docs)
    scorer = _MoveScorer.of(pipe.model, _vectors_of(pipe.model, docs, asked))
    words, number = np.flatnonzero(asked), np.cumsum(asked) - 1  # the number of each word among those that are asked
    ends_sentence[:-1] |= ~asked[1:]

    def scores(*features: Any) -> Any:
        return scorer.scores(np.stack(np.broadcast_arrays(*features), axis=1))

    outside = scores(number[words], -1, -1)
    outside[:, ~(moves.begins | moves.units | (np.arange(len(moves.names)) == moves.outside))] = -np.inf
    outside[np.ix_((ends_sentence | spaces)[words], moves.begins)] = -np.inf
    outside[np.ix_(spaces[words], moves.units)] = -np.inf
    chosen = np.full(len(columns), moves.outside)
    chosen[words] = outside.argmax(axis=1)
    ends = np.zeros(len(columns), dtype="int64")  # for a word that begins an entity, where that ends
    ends[moves.units[chosen]] = np.flatnonzero(moves.units[chosen]) + 1
    starts = np.flatnonzero(moves.begins[chosen])
    at = starts + 1
    while len(starts):
        scored, rows = scores(number[at], number[starts], number[at - 1]), np.arange(len(starts))
        move = chosen[starts]
        goes_on = ~ends_sentence[at] & (scored[rows, moves.inner[move]] >= scored[rows, moves.last[move]])
        ends[starts[~goes_on]] = at[~goes_on] + 1
        starts, at = starts[goes_on], at[goes_on] + 1
    entities: list[tuple[int, int, str]] = []
    for start in np.flatnonzero(ends).tolist():
        if not entities or start >= entities[-1][1]:
            entities.append((start, int(ends[start]), moves.names[chosen[start]][2:]))
    return entities


@attrs.frozen
class _EntityMoves:
    """The moves of an entity recogniser, by number."""

    names: list[str]
    outside: int
    begins: Any  # whether each move begins an entity of several words
    units: Any  # whether it makes an entity of one word
    inner: Any  # for a move that begins an entity, the move that continues it
    last: Any  # and the move that ends it

    @classmethod
    @lru_cache(maxsize=1)
    def of(cls, moves: Any, count: int) -> _EntityMoves:
        """The first ``count`` of a component's moves; more may be added to the component later."""
        import numpy as np

        names = [moves.get_class_name(number) for number in range(count)]
        known = {name: number for number, name in enumerate(names)}
        begins = np.array([name.startswith("B-") for name in names])
        units = np.array([name.startswith("U-") and name != "U-" for name in names])
        inner, last = (np.array([known.get(f"{kind}{name[1:]}", 0) for name in names]) for kind in "IL")
        return cls(names, known["O"], begins, units, inner, last)


def _may_be_in_entity(docs: Sequence[Doc]) -> Any:
    """For every word of a batch whether an entity may be here, as a capital, a figure or a word for time is near.

    Numbers in words (*three*, *first*) are no such sign, as the library does not use them.
    """
    import numpy as np
    from spacy.attrs import ORTH

    orths, numbers = np.unique(np.concatenate([doc.to_array(ORTH) for doc in docs]), return_inverse=True)
    texts = texts_of(docs[0].vocab.strings)
    of_time, opening = (lexicon.labelled("entity_signs", label) for label in ("time", "opening"))
    signs = np.array([_shows_entity(texts[orth], of_time, opening) for orth in orths.tolist()], dtype=bool)[numbers]
    near = signs.copy()
    for distance in range(1, _BEFORE + 1):
        near[:-distance] |= signs[distance:]
    for distance in range(1, _BEHIND + 1):
        near[distance:] |= signs[:-distance]
    return near


def _shows_entity(word: str, of_time: frozenset[str], opening: frozenset[str]) -> bool:
    """Whether a word is a sign of an entity, as *he*, *The* and *said* are not."""
    if word.islower():
        return word in of_time if word.isalpha() else not _SIGNS.isdisjoint(word)
    return any(map(str.isalnum, word)) and word.lower() not in opening


def _vectors_of(model: Any, docs: Sequence[Doc], asked: Any) -> Any:
    """The vectors that the moves are scored by, for those words of a batch that are ``asked`` for."""
    reduced = model.get_ref("tok2vec")
    tok2vec, *_, linear = reduced.layers
    if isinstance(tok2vec._func, encoding.Encoder) and len(reduced.layers) == 3:
        return linear.predict(tok2vec._func.vectors(tok2vec, docs, asked))
    return reduced.predict(docs)[asked]


def _set_entities(docs: Sequence[Doc], entities: list[tuple[int, int, str]]) -> None:
    """Write entities into the texts of a batch, and all other words as outside of any."""
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
    """Within the block BLAS uses one thread.

    The matrices here are small: a second thread gains little on an idle machine and loses much on a busy one, and
    parallel processes would have more threads than cores.
    """
    with _blas().limit(limits=1, user_api="blas"):
        yield


@contextmanager
def collecting_later() -> Iterator[None]:
    """Within the block garbage collection is off.

    Reading makes a great many objects that live as long as their article; to scan them again and again takes a tenth of the time.
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
