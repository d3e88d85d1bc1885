"""Texts are parsed passage by passage, in order, and what comes out has the length of what went in."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from quoteattr.nlp import parsing
from quoteattr.text import passages

PAGE = "Fares to rise\n\nBy Ann Poole\n\nFares will rise in May, the council said.\n\n“No,” Tom Reed said.\n"


def readables(text):
    return list(parsing.readables(passages.lay_out(text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fares will rise.\n", "Fares will rise.\n"),
        (
            "Fares will rise in May, as the head of the\ncouncil said.",
            "Fares will rise in May, as the head of the council said.",
        ),
        (
            "Fares will rise in May, as the head of the \r\n  council said.",
            "Fares will rise in May, as the head of the     council said.",
        ),
        ("Fares\ud800 will rise.", "Fares\ufffd will rise."),
        ("&quot;No,&quot; she said.", '     "No,"      she said.'),
        ("The mayor\xa0said so.", "The mayor said so."),
        ("The owners’ claim, ‘close the bars’ he said.", "The owners' claim, ‘close the bars’ he said."),
        ("“No,” said Ãsa Lund.", "“No,” said Ãsa Lund."),
        ("“No,” said Ã\x85sa Lund.", "“No,” said aasa Lund."),
    ],
)
def test_a_passage_as_the_parser_gets_it(text, expected):
    assert readables(text) == [expected]
    assert len(expected) == len(text)


def test_line_ends_between_passages_stay():
    assert readables(PAGE) == [passage.span.text for passage in passages.split(PAGE)]


def test_a_sign_of_several_code_points_is_read_with_what_stands_beside_its_passage():
    """The mark at the start of the headline, glued to the menu before it, is one for the scanner of marks and the parser."""
    text = "Home News&quot;Fares to rise&quot;\n\n&quot;Fares to rise&quot;\n\nNobody spoke."
    layout = passages.lay_out(text)
    assert "".join(readables(text)) == layout.usual


def test_docs_are_those_of_the_texts_in_order(nlp):
    texts = [PAGE, "", "Nobody spoke.", " \n", "It rained, he said."]
    parsed = list(parsing.parse(nlp, texts))
    assert [layout.text for _, layout in parsed] == texts
    assert [doc.text for doc, _ in parsed] == [PAGE, "", "Nobody spoke.", "", "It rained, he said."]
    assert [layout.passages for _, layout in parsed] == [passages.split(text) for text in texts]


def test_a_sentence_does_not_run_over_the_edge_of_a_passage(nlp):
    ((doc, layout),) = parsing.parse(nlp, [PAGE])
    edges = {passage.span.start for passage in layout.passages}
    assert edges <= {sentence.start_char for sentence in doc.sents}


def test_passages_fit_the_pipeline(nlp, monkeypatch):
    monkeypatch.setattr(nlp, "max_length", 50)
    layout = parsing.lay_out(nlp, "The boats of the harbour lie in the mud at low tide. " * 5)
    assert max(len(passage.span) for passage in layout.passages) <= 50 + len(
        "The boats of the harbour lie in the mud at low tide. "
    )


@pytest.mark.parametrize(("length", "tokens"), [(parsing.LONGEST_WORD, 1), (parsing.LONGEST_WORD + 1, 2)])
def test_what_is_too_long_for_a_word_is_tokenized_in_parts(nlp, length, tokens):
    ((doc, _),) = parsing.parse(nlp, ["a" * length])
    assert [len(token) for token in doc][:1] == [parsing.LONGEST_WORD]
    assert len(doc) == tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("to go—“No,” she said—and left", "to go — “ No , ” she said — and left"),
        ("“Late”—Poole paused—“too late”", "“ Late ” — Poole paused — “ too late ”"),
        ("so he said.”—Ann Poole", "so he said . ” — Ann Poole"),
        ("1990–2000", "1990–2000"),
    ],
)
def test_dashes_are_parted_from_marks(text, expected, nlp):
    assert " ".join(token.text for token in parsing._tokenized(nlp, text)) == expected


def test_many_passages_are_joined_as_spacy_joins_them(nlp):
    lines = [
        f"Ann Poole{n} said that it was late.\n\n“No, it isn’t,” said Tom Reed of Eastwick.\n\n" for n in range(100)
    ]
    layout = parsing.lay_out(nlp, "".join(lines))
    assert len(layout.passages) > parsing.BATCH
    passages = ((p.kind, p.span.text) for p in layout.passages)
    wanted = Doc.from_docs([*parsing.parsed(nlp, passages)], ensure_whitespace=False)
    (doc,) = parsing.docs(nlp, [layout])
    asked = ["ORTH", "SPACY", "TAG", "DEP", "HEAD", "SENT_START", "ENT_IOB", "ENT_TYPE"]
    assert (doc.to_array(asked) == wanted.to_array(asked)).all()
    assert [t.left_edge.i for t in doc] == [t.left_edge.i for t in wanted]
    assert doc.text == wanted.text == layout.text


def test_what_is_no_prose_is_not_parsed_and_keeps_its_place(nlp):
    text = "Ann Poole left.\n\nReed\t12\t.4\n\n48,213\n\nTom Reed came."
    ((doc, layout),) = parsing.parse(nlp, [text])
    assert doc.text == layout.text == text
    assert [passage.kind for passage in layout.passages].count("data") == 2
    assert {token.tag_ for token in doc if 17 <= token.idx < 36 and not token.is_space} == {"XX"}
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Ann Poole", "PERSON"), ("Tom Reed", "PERSON")]


def test_what_a_page_says_again_is_parsed_once(nlp, monkeypatch):
    read = []
    annotate = parsing.speed.annotate

    def annotated(nlp, docs):
        read.extend(doc.text for doc in docs)
        return annotate(nlp, docs)

    monkeypatch.setattr(parsing.speed, "annotate", annotated)
    text = "Tom Reed left.\n\nSo did Ann Poole.\n\nTom Reed left.\n\n48,213\n\n48,213\n\nTom Reed left.\n\n"
    ((doc, _),) = parsing.parse(nlp, [text])
    assert doc.text == text
    assert sorted(read) == ["So did Ann Poole.\n\n", "Tom Reed left.\n\n"]
    assert [ent.text for ent in doc.ents] == ["Tom Reed", "Ann Poole", "Tom Reed", "Tom Reed"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It was on X. CEO Ann Poole denied it.", ["X", ".", "CEO"]),
        ("They chose Plan B. Mayor Ann Poole denied it.", ["B", ".", "Mayor"]),
        ("It was on X.com. Ann Poole denied it.", ["X.com", ".", "Ann"]),
        ("A note by X. Poole denied it.", ["by", "X.", "Poole"]),
        ("The play was based on X. J. Poole.", ["on", "X.", "J."]),
    ],
)
def test_a_letter_that_ends_a_sentence_is_no_initial(nlp, text, words):
    (doc, _), *_ = parsing.parse(nlp, [text])
    texts = [token.text for token in doc]
    start = texts.index(words[0])
    assert texts[start : start + 3] == words
    assert doc[start + 2].is_sent_start == (words[1] == ".")
