"""A tuned pipeline says what the stock one says, keeps no more than it should, and stays a spaCy pipeline."""

from __future__ import annotations

import gc
import pickle
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import spacy
from thinc.api import NumpyOps

from quoteattr import lexicon
from quoteattr.nlp import encoding, speed
from quoteattr.nlp.models import DEFAULT_MODEL, UNUSED_PIPES

pytestmark = pytest.mark.slow

ARTICLES = sorted((Path(__file__).parents[2] / "examples" / "articles").glob("*.txt"))
PARAGRAPHS = [line for path in ARTICLES for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
SOME = PARAGRAPHS[::3]
ODD = ["", " ", "don't  can't won't\tWon't", "Café \u200b naïve 🎉🎉 x" * 3, "A" * 300, "“‘”’", "Ann\nPoole"]


def load(tuned: bool = True):
    nlp = spacy.load(DEFAULT_MODEL, exclude=list(UNUSED_PIPES))
    if tuned:
        speed.tune(nlp)
    return nlp


@pytest.fixture
def one_thread():
    """As the library reads: with more threads the products of several test processes wait for one another."""
    with speed.one_thread():
        yield


@pytest.fixture(scope="module")
def tuned():
    return load()


@pytest.fixture(scope="module")
def stock():
    return load(tuned=False)


def annotation(doc):
    """What is said of every word; entities that show neither capital nor figure ("three", "the east coast") are not looked for."""
    shown = {
        token.i
        for entity in doc.ents
        if entity.label_ in ("DATE", "TIME") or any(sign.isupper() or sign.isdigit() for sign in entity.text)
        for token in entity
    }
    return [
        (t.text, t.tag_, t.dep_, t.head.i, t.is_sent_start, (t.ent_type_, t.ent_iob_) if t.i in shown else ("", "O"))
        for t in doc
    ]


def annotated(nlp, texts):
    return [annotation(doc) for doc in speed.annotate(nlp, [nlp.make_doc(text) for text in texts])]


@pytest.mark.usefixtures("one_thread")
class TestAnnotate:
    def test_it_is_what_the_stock_pipeline_says(self, tuned, stock):
        texts = PARAGRAPHS + ODD
        expected = [annotation(doc) for doc in stock.pipe(texts)]
        assert annotated(tuned, texts) == expected  # with nothing kept yet
        assert annotated(tuned, texts) == expected  # with every word known
        few = range(0, len(texts), 3)
        assert [annotated(tuned, [texts[at]])[0] for at in few] == [
            expected[at] for at in few
        ]  # whatever shares a batch

    def test_texts_without_words_are_no_error(self, tuned):
        assert annotated(tuned, ["", ""]) == [[], []]

    def test_components_of_any_kind_run(self):
        nlp = load()
        nlp.add_pipe("merge_entities")  # a function, without a pipe() of its own
        docs = speed.annotate(nlp, [nlp.make_doc("Ann Poole met Tom Reed in New York.")])
        assert [token.text for token in docs[0]][:2] == ["Ann Poole", "met"]

    def test_entities_that_are_set_before_are_kept(self, stock):
        nlp = load()
        ruler = nlp.add_pipe("entity_ruler", before="ner")
        ruler.add_patterns([{"label": "ORG", "pattern": "Ann Poole"}])
        text = "Ann Poole met Tom Reed of the Harbour Trust in London."
        assert annotated(nlp, [text])[0] == annotation(nlp(text)) != annotation(stock(text))

    def test_beam_search_is_left_to_spacy(self, stock):
        nlp = load()
        nlp.get_pipe("ner").cfg["beam_width"] = 4
        assert len(annotated(nlp, PARAGRAPHS[:3])) == 3


@pytest.mark.usefixtures("one_thread")
class TestKeepEmbeddings:
    def kept(self, nlp):
        embeds = (
            node.get_ref("embed")._func
            for _, pipe in nlp.pipeline
            for node in pipe.model.walk()
            if node.has_ref("embed")
        )
        return list({id(rows): rows for rows in embeds}.values())

    def test_both_word_models_keep_rows(self):
        nlp = load()
        annotated(nlp, ["The council said no."])
        assert [len(rows._known) for rows in self.kept(nlp)] == [5, 5]

    def test_no_more_than_so_many_are_kept(self, stock, monkeypatch):
        monkeypatch.setattr(encoding, "KEPT_WORDS", 50)
        nlp = load()
        expected = [annotation(doc) for doc in stock.pipe(SOME)]
        assert [annotated(nlp, [text])[0] for text in SOME] == expected
        assert all(len(rows._known) <= max(50, max(map(len, expected))) for rows in self.kept(nlp))

    def test_the_pipeline_is_written_and_read_as_ever(self, tmp_path, stock):
        nlp = load()
        annotated(nlp, PARAGRAPHS[:5])
        nlp.to_disk(tmp_path / "model")
        again = spacy.load(tmp_path / "model")
        assert [annotation(d) for d in again.pipe(PARAGRAPHS[:5])] == [
            annotation(d) for d in stock.pipe(PARAGRAPHS[:5])
        ]

    def test_a_pickled_pipeline_reads_alike(self):
        nlp = load()
        annotated(nlp, PARAGRAPHS[:5])
        assert annotated(pickle.loads(pickle.dumps(nlp)), PARAGRAPHS[:5]) == annotated(nlp, PARAGRAPHS[:5])

    def test_training_goes_past_it_and_forgets(self):
        nlp = load()
        annotated(nlp, ["The council said no."])
        before = [rows.forward for rows in self.kept(nlp)]
        model = nlp.get_pipe("tok2vec").model
        _, backprop = model.begin_update([nlp.make_doc("The council said no.")])
        assert callable(backprop)
        assert self.kept(nlp)[0]._known == {}
        assert [rows.forward for rows in self.kept(nlp)] == before

    def test_threads_may_share_it(self, monkeypatch):
        monkeypatch.setattr(encoding, "KEPT_WORDS", 100)
        nlp = load()
        model = nlp.get_pipe("tok2vec").model
        docs = [nlp.make_doc(text) for text in SOME]
        expected = [model.predict([doc])[0] for doc in docs]
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(lambda doc: model.predict([doc])[0], docs * 2))
        assert all(abs(a - b).max() < 1e-4 for a, b in zip(found, expected * 2, strict=True))


class TestUseNumpyProducts:
    def test_every_layer_multiplies_with_numpy(self, tuned):
        assert {node.ops.use_blis for _, pipe in tuned.pipeline for node in pipe.model.walk()} == {False}

    def test_other_operations_are_left_alone(self, monkeypatch):
        import thinc.api

        class OtherOps(NumpyOps):
            pass

        monkeypatch.setattr(thinc.api, "get_current_ops", OtherOps)
        nlp = load(tuned=False)
        speed.use_numpy_products(nlp)
        assert {node.ops.use_blis for _, pipe in nlp.pipeline for node in pipe.model.walk()} == {True}


def test_one_thread_lasts_as_long_as_the_block(tuned):
    from threadpoolctl import threadpool_info

    def threads():
        return [library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas"]

    speed._blas.cache_clear()  # another test may have loaded one more since
    before = threads()
    with speed.one_thread():
        assert set(threads()) <= {1}
    assert threads() == before


@pytest.mark.parametrize("enabled", [True, False])
def test_collecting_goes_on_as_before(enabled):
    before = gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        with speed.collecting_later():
            assert not gc.isenabled()
        assert gc.isenabled() is enabled
    finally:
        (gc.enable if before else gc.disable)()


@pytest.mark.parametrize(
    ("word", "shows"),
    [
        *[(word, True) for word in ("Eastwick", "NHS", "McRae", "I'm", "3", "3pm", "@wells", "week", "yesterday")],
        *[(word, False) for word in ("the", "The", "He", "said", "three", "first", ",", "“", "-", " ")],
    ],
)
def test_what_shows_an_entity(word, shows):
    of_time, opening = (lexicon.labelled("entity_signs", label) for label in ("time", "opening"))
    assert speed._shows_entity(word, of_time, opening) is shows
