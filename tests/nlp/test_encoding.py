"""Vectors are those of the layers as spaCy runs them, for as many words as are asked for."""

from __future__ import annotations

import numpy as np
import pytest
import spacy
from thinc.api import NumpyOps

from quoteattr.nlp import encoding
from quoteattr.nlp.models import DEFAULT_MODEL, UNUSED_PIPES

pytestmark = pytest.mark.slow

TEXTS = [
    "Ann Poole, of the Harbour Trust, told Tom Reed that the quay at Eastwick would not be sold this year.",
    "x",
    "",
    "“No,” she said, “it won't – not while I am here.” " * 8,
]


def loaded(tuned=True):
    nlp = spacy.load(DEFAULT_MODEL, exclude=list(UNUSED_PIPES))
    for model in encoding.models(nlp):
        for node in model.walk():
            node.ops = NumpyOps(use_blis=False)
    if tuned:
        encoding.keep_embeddings(nlp)
    return nlp


@pytest.fixture(scope="module")
def stock():
    return loaded(tuned=False)


@pytest.mark.parametrize("pipe", ["tok2vec", "ner"])
@pytest.mark.parametrize(("kept", "sums"), [(20_000, 4_000), (40, 10)])
class TestEncoder:
    def layers(self, nlp, pipe):
        model = nlp.get_pipe(pipe).model
        return model if pipe == "tok2vec" else model.get_ref("tok2vec").layers[0]

    def both(self, stock, pipe, monkeypatch, kept, sums):
        monkeypatch.setattr(encoding, "KEPT_WORDS", kept)
        monkeypatch.setattr(encoding, "KEPT_SUMS", sums)
        model = self.layers(loaded(), pipe)
        assert isinstance(model._func, encoding.Encoder)
        docs = [stock.make_doc(text) for text in TEXTS]
        return model, docs, self.layers(stock, pipe).predict(docs)

    def test_vectors_are_the_same(self, stock, pipe, monkeypatch, kept, sums):
        model, docs, expected = self.both(stock, pipe, monkeypatch, kept, sums)
        for _ in range(2):  # with nothing kept yet, and with all
            for found, usual in zip(model.predict(docs), expected, strict=True):
                assert np.allclose(found, usual, atol=1e-4)
        for doc, usual in zip(docs[::-1], expected[::-1], strict=True):  # alone, with fewer words at a time
            assert np.allclose(model.predict([doc])[0], usual, atol=1e-4)

    def test_words_that_are_asked_for_have_theirs(self, stock, pipe, monkeypatch, kept, sums):
        model, docs, expected = self.both(stock, pipe, monkeypatch, kept, sums)
        asked = np.arange(sum(map(len, docs))) % 7 == 0
        found = model._func.vectors(model, docs, asked)
        assert np.allclose(found, np.concatenate(expected)[asked], atol=1e-4)


def test_other_layers_are_left_alone(stock):
    encode = stock.get_pipe("tok2vec").model.get_ref("encode")
    assert encoding.looks_one_word_aside(encode)
    assert not encoding.looks_one_word_aside(encode.layers[0])
    assert not encoding.looks_one_word_aside(stock.get_pipe("tagger").model)
