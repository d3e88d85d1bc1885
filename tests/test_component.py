"""The spaCy component: found by its entry point, and what it leaves in a ``Doc`` survives every journey."""

from __future__ import annotations

import pickle
import subprocess
import sys

import attrs
import pytest
import spacy
from hypothesis import assume, given, settings
from root import ROOT
from spacy.cli.init_config import init_config
from spacy.cli.train import train
from spacy.tokens import Doc, DocBin
from spacy.training import Corpus, Example
from spacy.util import registry
from test_plain import ARTICLE, articles

import quoteattr
from quoteattr import MissingAnnotationError, component
from quoteattr.errors import InvalidArticleError
from quoteattr.model import Article
from quoteattr.nlp import models
from quoteattr.output.plain import encodable

TEXT = (
    "“The quay is closed,” said Ruth Calder, the harbour master of Skerrow, “and it stays closed.” "
    "She added that the “floating pier” was sound."
)
PAGE = (ROOT / "examples" / "articles" / "us-business.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def with_quotes():
    """A pipeline of its own with the component in it, as users make it."""
    nlp = spacy.load(models.DEFAULT_MODEL)
    nlp.add_pipe("quoteattr")
    return nlp


@pytest.fixture
def configured(spare):
    """A function that puts the component with other settings into a pipeline, for one test."""

    def made(**config):
        spare.add_pipe("quoteattr", config=config)
        return spare

    yield made
    spare.remove_pipe("quoteattr")


@pytest.fixture(scope="module")
def spare():
    return spacy.load(models.DEFAULT_MODEL)


def rows(doc):
    return [(quote.kind, str(quote.speaker), quote.text) for quote in doc._.quotes]


@pytest.mark.slow
def test_the_factory_is_found_without_importing_the_library():
    code = (
        "import spacy\n"
        f"nlp = spacy.load({models.DEFAULT_MODEL!r})\n"
        "nlp.add_pipe('quoteattr')\n"
        f"for quote in nlp({TEXT!r})._.quotes:\n"
        "    print(quote.kind, quote.speaker.name, sep=', ')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["direct, Ruth Calder", "mixed, Ruth Calder"]


def test_quotes_and_article_stand_on_the_doc(with_quotes):
    doc = with_quotes(TEXT)
    assert rows(doc) == [
        ("direct", "Ruth Calder, harbour master, Skerrow", "The quay is closed, and it stays closed."),
        ("mixed", "Ruth Calder, harbour master, Skerrow", "the “floating pier” was sound"),
    ]
    assert doc._.article.text == TEXT
    assert doc._.article.quotes == doc._.quotes
    assert doc._.article.model.startswith("en_core_web_sm")


def test_spans_hold_every_piece_with_its_kind_and_number(with_quotes):
    doc = with_quotes(TEXT)
    assert [(span.text, span.label_, span.id_) for span in doc.spans["quotes"]] == [
        ("“The quay is closed,”", "direct", "0"),
        ("“and it stays closed.”", "direct", "0"),
        ("the “floating pier” was sound", "mixed", "1"),
    ]


def test_spans_cover_the_pieces_of_a_whole_page(with_quotes):
    doc = with_quotes(PAGE)
    pieces = [(piece, number) for number, quote in enumerate(doc._.quotes) for piece in quote.content]
    spans = list(doc.spans["quotes"])
    assert len(spans) == len(pieces) > 15
    for span, (piece, number) in zip(spans, pieces, strict=True):
        assert span.start_char <= piece.start < piece.end <= span.end_char
        assert span.id_ == str(number)


def test_the_span_group_can_be_called_otherwise(configured):
    doc = configured(spans_key="said")(TEXT)
    assert {name: len(group) for name, group in doc.spans.items()} == {"said": 3, "said_cues": 2, "said_sources": 2}


def test_cues_and_sources_have_groups_of_their_own(with_quotes):
    doc = with_quotes(TEXT)
    assert {name: [(span.text, span.label_, span.id_) for span in group] for name, group in doc.spans.items()} == {
        "quotes": [
            ("“The quay is closed,”", "direct", "0"),
            ("“and it stays closed.”", "direct", "0"),
            ("the “floating pier” was sound", "mixed", "1"),
        ],
        "quotes_cues": [("said", "cue", "0"), ("added", "cue", "1")],
        "quotes_sources": [("Ruth Calder, the harbour master of Skerrow", "source", "0"), ("She", "source", "1")],
    }


def test_extract_of_the_doc_equals_the_component(with_quotes):
    for text in (TEXT, PAGE):
        doc = with_quotes(text)
        article = quoteattr.extract(doc)
        assert article == attrs.evolve(doc._.article, model=article.model)


@pytest.mark.parametrize("text", ["", "   ", "It rained all day."])
def test_text_without_quotations_has_none(with_quotes, text):
    doc = with_quotes(text)
    assert doc._.quotes == ()
    assert doc._.article.text == text
    assert list(doc.spans["quotes"]) == []


def test_a_doc_that_never_met_the_component_has_no_article(with_quotes):
    doc = with_quotes.make_doc(TEXT)
    assert doc._.article is None
    assert doc._.quotes == ()


def test_a_pipeline_that_does_not_parse_is_told_what_is_missing():
    nlp = spacy.blank("en")
    nlp.add_pipe("quoteattr")
    with pytest.raises(MissingAnnotationError, match="parser, tagger, ner"):
        nlp(TEXT)


def test_the_component_says_what_it_needs(with_quotes):
    assert with_quotes.analyze_pipes()["problems"]["quoteattr"] == []
    nlp = spacy.blank("en")
    nlp.add_pipe("quoteattr")
    assert set(nlp.analyze_pipes()["problems"]["quoteattr"]) == {"token.tag", "token.dep", "doc.ents"}


# --- journeys ----------------------------------------------------------------------------------------------------


def test_quotes_survive_bytes(with_quotes):
    doc = with_quotes(PAGE)
    copy = Doc(with_quotes.vocab).from_bytes(doc.to_bytes())
    assert copy._.article == doc._.article
    assert [(s.start, s.end, s.label_, s.id_) for s in copy.spans["quotes"]] == [
        (s.start, s.end, s.label_, s.id_) for s in doc.spans["quotes"]
    ]


def test_quotes_survive_a_pickle(with_quotes):
    doc = with_quotes(PAGE)
    assert pickle.loads(pickle.dumps(doc))._.article == doc._.article


def test_quotes_survive_a_docbin_on_the_disk(with_quotes, tmp_path):
    docs = list(with_quotes.pipe([TEXT, PAGE, ""]))
    DocBin(docs=docs, store_user_data=True).to_disk(tmp_path / "page.spacy")
    vocab = spacy.blank("en").vocab
    copies = list(DocBin().from_disk(tmp_path / "page.spacy").get_docs(vocab))
    assert [copy._.article for copy in copies] == [doc._.article for doc in docs]
    assert [span.label_ for span in copies[0].spans["quotes"]] == ["direct", "direct", "mixed"]
    assert [span.id_ for span in copies[0].spans["quotes"]] == ["0", "0", "1"]


@pytest.mark.slow
def test_quotes_come_back_from_a_stored_doc_in_a_process_of_its_own(with_quotes, tmp_path):
    path = tmp_path / "page.spacy"
    DocBin(docs=[with_quotes(TEXT)], store_user_data=True).to_disk(path)
    code = (
        "import quoteattr.component, spacy\n"
        "from spacy.tokens import DocBin\n"
        f"(doc,) = DocBin().from_disk({str(path)!r}).get_docs(spacy.blank('en').vocab)\n"
        "print(*[quote.speaker.name for quote in doc._.quotes], sep=', ')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "Ruth Calder, Ruth Calder\n"


def test_the_pipeline_can_be_stored(with_quotes, tmp_path):
    with_quotes.to_disk(tmp_path / "pipeline")
    nlp = spacy.load(tmp_path / "pipeline")
    assert nlp(TEXT)._.quotes == with_quotes(TEXT)._.quotes


@pytest.mark.slow
def test_quotes_survive_several_processes(with_quotes):
    texts = [TEXT, PAGE, "", "It rained."] * 2
    docs = list(with_quotes.pipe(texts, n_process=2, batch_size=2))
    assert [doc.text for doc in docs] == texts
    assert [doc._.article for doc in docs] == [doc._.article for doc in with_quotes.pipe(texts, batch_size=2)]


# --- scoring -----------------------------------------------------------------------------------------------------


def annotated(nlp, spans, key="quotes"):
    """An example whose reference has these spans: words of TEXT and label."""
    reference = nlp.make_doc(TEXT)
    reference.spans[key] = [
        reference.char_span(TEXT.index(words), TEXT.index(words) + len(words), label) for words, label in spans
    ]
    return Example(nlp.make_doc(TEXT), reference)


ALL = [("“The quay is closed,”", "direct"), ("“and it stays closed.”", "direct")]


@pytest.mark.parametrize(
    ("spans", "precision", "recall"),
    [
        ([*ALL, ("the “floating pier” was sound", "mixed")], 1, 1),
        ([*ALL, ("the “floating pier” was sound", "direct")], 2 / 3, 2 / 3),
        ([*ALL, ("the “floating pier” was sound", "mixed"), ("She", "indirect")], 1, 3 / 4),
        (ALL[:1], 1 / 3, 1),
        ([], 0, 0),
    ],
)
def test_evaluate_scores_the_spans(with_quotes, spans, precision, recall):
    scores = with_quotes.evaluate([annotated(with_quotes, spans)])
    assert scores["spans_quotes_p"] == pytest.approx(precision)
    assert scores["spans_quotes_r"] == pytest.approx(recall)


def test_scores_are_told_apart_by_kind(with_quotes):
    scores = with_quotes.evaluate([annotated(with_quotes, ALL)])
    assert {kind: found["f"] for kind, found in scores["spans_quotes_per_type"].items()} == {"direct": 1, "mixed": 0}


def test_an_example_without_annotation_is_not_scored(with_quotes):
    assert with_quotes.evaluate([annotated(with_quotes, ALL, "other")])["spans_quotes_f"] is None


def test_the_group_that_is_filled_is_the_one_that_is_scored(configured):
    nlp = configured(spans_key="said")
    assert nlp.evaluate([annotated(nlp, ALL, "said")])["spans_said_r"] == 1


def test_there_need_not_be_a_scorer(configured):
    nlp = configured(scorer=None)
    assert "spans_quotes_f" not in nlp.evaluate([annotated(nlp, ALL)])


def count_spans(examples, *, spans_key):
    return {"found": sum(len(example.predicted.spans[spans_key]) for example in examples)}


@pytest.mark.slow
def test_another_scorer_can_be_named_and_is_stored(tmp_path, configured):
    registry.scorers.register("count_spans", func=lambda: count_spans)
    configured(scorer={"@scorers": "count_spans"}).to_disk(tmp_path / "pipeline")
    copy = spacy.load(tmp_path / "pipeline")
    assert copy.evaluate([annotated(copy, ALL)])["found"] == 3


# --- training data -----------------------------------------------------------------------------------------------

BLANK = spacy.blank("en")
"""A tokenizer, and nothing else."""


def laid_over(doc, key):
    return [(span.start_char, span.end_char, span.label_, span.id_) for span in doc.spans[key]]


def test_articles_become_docs_with_their_spans(with_quotes):
    article = with_quotes(TEXT)._.article
    stored = component.to_docbin([article, Article("It rained.")], BLANK, spans_key="said").to_bytes()
    found, empty = DocBin().from_bytes(stored).get_docs(BLANK.vocab)
    wanted = with_quotes(TEXT)
    for key in ("quotes", "quotes_cues", "quotes_sources"):
        assert laid_over(found, key.replace("quotes", "said")) == laid_over(wanted, key) != []
    assert found._.article == article
    assert not found.has_annotation("DEP")
    assert laid_over(empty, "said") == []


def test_a_text_that_spacy_cannot_hold_is_refused():
    with pytest.raises(InvalidArticleError, match="lone surrogate"):
        component.to_docbin([Article("“No,” he said.\ud800")], BLANK)


@pytest.mark.slow
@settings(deadline=None)
@given(articles())
def test_every_piece_lies_within_its_span(article):
    assume(encodable(article.text) == article.text)
    doc = BLANK.make_doc(article.text)
    component.set_spans(doc, article)
    spans = {(int(span.id_), span.label_, span.start_char, span.end_char) for span in doc.spans["quotes"]}
    for number, quote in enumerate(article.quotes):
        for piece in quote.content:
            first, last = piece.end - len(piece.text.lstrip()), piece.start + len(piece.text.rstrip())
            assert first >= last or any(  # white space between tokens belongs to none
                (number, quote.kind) == (found, label) and start <= first < last <= end
                for found, label, start, end in spans
            )


def test_a_doc_of_another_text_is_refused(with_quotes):
    with pytest.raises(ValueError, match="different texts"):
        component.set_spans(with_quotes.make_doc("Another."), ARTICLE)


@pytest.mark.slow
def test_spacy_trains_on_them(with_quotes, tmp_path, capsys):
    path = tmp_path / "train.spacy"
    component.to_docbin([with_quotes(TEXT)._.article, ARTICLE], BLANK).to_disk(path)
    assert len(list(Corpus(path)(BLANK))) == 2
    config = init_config(lang="en", pipeline=["spancat"], optimize="efficiency")
    config["components"]["spancat"]["spans_key"] = "quotes"
    config.to_disk(tmp_path / "config.cfg")
    settings = {"paths.train": str(path), "paths.dev": str(path), "training.max_steps": 2, "training.eval_frequency": 1}
    train(tmp_path / "config.cfg", tmp_path / "model", overrides=settings)
    assert "LOSS SPANCAT" in capsys.readouterr().out
    trained = spacy.load(tmp_path / "model" / "model-last")
    assert sorted(trained.get_pipe("spancat").labels) == ["direct", "indirect", "mixed"]
    assert "quotes" in trained(TEXT).spans


def test_spans_tell_their_quotation_and_speaker(with_quotes):
    doc = with_quotes("“We are late,” said Ann Poole, the mayor. Nobody spoke. Tom Reed said it would rain.")
    first, second = doc._.quotes
    assert isinstance(doc._.quotes, quoteattr.Quotes)
    for name in ("quotes", "quotes_cues", "quotes_sources"):
        assert [span._.quote for span in doc.spans[name]] == [first, second]
    assert [span._.speaker.name for span in doc.spans["quotes_sources"]] == ["Ann Poole", "Tom Reed"]
    assert doc.char_span(1, 7)._.quote == first
    nobody = doc.char_span(doc.text.index("Nobody"), doc.text.index("Nobody") + 6)
    assert (nobody._.quote, nobody._.speaker) == (None, None)
    plain = spacy.blank("en")("“No,” she said.")
    assert (plain[:2]._.quote, plain[:2]._.speaker) == (None, None)


def test_docs_are_joined_without_a_word(with_quotes):
    docs = [with_quotes("“No,” said Ann Poole."), with_quotes("“Yes,” said Tom Reed.")]
    joined = Doc.from_docs(docs)  # a warning would be an error here
    assert (joined._.article, joined._.quotes) == (None, ())
    assert [span.text for span in joined.spans["quotes"]] == ["“No,”", "“Yes,”"]
    assert Doc.from_docs(docs[:1])._.article == docs[0]._.article


def test_what_earlier_releases_stored_is_read():
    doc = spacy.blank("en")(ARTICLE.text)
    doc.user_data["quoteattr"] = ARTICLE.to_json()
    assert doc._.article == ARTICLE
