"""The spaCy component: found by its entry point, and what it leaves in a ``Doc`` survives every journey."""

from __future__ import annotations

import pickle
import subprocess
import sys

import attrs
import pytest
import spacy
from conftest import ROOT
from spacy.tokens import Doc, DocBin

import quoteattr
from quoteattr import MissingAnnotationError, language

TEXT = (
    "“The quay is closed,” said Ruth Calder, the harbour master of Skerrow, “and it stays closed.” "
    "She added that the “floating pier” was sound."
)
PAGE = (ROOT / "examples" / "articles" / "us-business.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def with_quotes():
    """A pipeline of its own with the component in it, as users make it."""
    nlp = spacy.load(language.DEFAULT_MODEL)
    nlp.add_pipe("quoteattr")
    return nlp


def rows(doc):
    return [(quote.kind, str(quote.speaker), quote.text) for quote in doc._.quotes]


def test_the_factory_is_found_without_importing_the_library():
    code = (
        "import spacy\n"
        f"nlp = spacy.load({language.DEFAULT_MODEL!r})\n"
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


def test_the_span_group_can_be_called_otherwise():
    nlp = spacy.load(language.DEFAULT_MODEL)
    nlp.add_pipe("quoteattr", config={"spans_key": "said"})
    doc = nlp(TEXT)
    assert len(doc.spans["said"]) == 3
    assert "quotes" not in doc.spans


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


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_quotes_survive_several_processes(with_quotes):
    texts = [TEXT, PAGE, "", "It rained."] * 2
    docs = list(with_quotes.pipe(texts, n_process=2, batch_size=2))
    assert [doc.text for doc in docs] == texts
    assert [doc._.article for doc in docs] == [doc._.article for doc in with_quotes.pipe(texts, batch_size=2)]
