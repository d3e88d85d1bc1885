"""Files of weights: written, read, checked; and what a pipeline that carries them does."""

from __future__ import annotations

import copy
import json

import pytest
import spacy

import quoteattr
from quoteattr.errors import WeightsError
from quoteattr.own import adaptation, weights

TEXT = "Ann Poole met Tom Reed. “It is late,” said Reed. She said no."
SHY = weights.packaged().plain()
SHY = SHY | {"confidence": {"weights": {"": -3.0}, "truth among rivals": 0.5}, "about": {"version": "7.8.9"}}


def changed(**parts):
    plain = copy.deepcopy(weights.packaged().plain()) | {"about": {"version": "7.8.9"}}
    for place, value in parts.items():
        *way, last = place.split("__")
        here = plain
        for step in way:
            here = here[step.replace("_", " ")]
        here[last.replace("_", " ")] = value
    return plain


def test_what_is_written_is_read_back(tmp_path):
    path = tmp_path / "mine.json"
    made = weights.read(SHY)
    made.write(path)
    found = weights.read(path)
    assert found.plain() == made.plain()
    assert found.digest == made.digest != weights.packaged().digest
    assert weights.read(found) is found


def test_where_they_come_from_makes_no_difference():
    assert weights.read(changed()).digest == weights.packaged().digest


@pytest.mark.parametrize(
    ("plain", "told"),
    [
        ([], "this is no file of weights"),
        ({}, "this is no file of weights"),
        ({"weights": {"": 1.0}}, "this is no file of weights"),
        (changed(quoteattr_weights=2), "format 2, but this version reads format 1"),
        (changed(quoteattr_weights="1"), "format '1'"),
        (changed(ranker=None), "ranker: expected an object, found nothing"),
        (changed(about=[]), "about: expected an object, found []"),
        (changed(ranker__every_sort=[1]), "ranker: every sort: expected an object"),
        (changed(ranker__every_sort={"age": 1.0}), "this version knows no 'age' (the file was made by 7.8.9)"),
        (changed(ranker__by_sort={"ghost": {}}), "ranker: by sort: this version knows no 'ghost'"),
        (changed(ranker__by_sort={"it": {"age": 1.0}}), "ranker: by sort: it: this version knows no 'age'"),
        (
            changed(ranker__every_sort={"body": "1"}),
            "ranker: every sort: body: expected a number up to 1,000,000, found '1'",
        ),
        (changed(ranker__every_sort={"body": True}), "expected a number up to 1,000,000, found True"),
        (changed(ranker__every_sort={"body": float("nan")}), "expected a number up to 1,000,000, found nan"),
        (changed(ranker__every_sort={"body": -1e300}), "expected a number up to 1,000,000, found -1e+300"),
        (changed(confidence__weights={"odds": 1.0}), "the intercept (the empty name) is missing"),
        (changed(confidence__weights={"": 1.0, "mood": 1.0}), "confidence: weights: this version knows no 'mood'"),
        (changed(confidence__truth_among_rivals=2), "2.0 is no share, from 0 to 1"),
    ],
)
def test_what_is_not_in_the_format_is_told_with_its_place(plain, told, tmp_path):
    path = tmp_path / "mine.json"
    path.write_text(json.dumps(plain), encoding="utf-8")
    with pytest.raises(WeightsError) as caught:
        weights.read(path)
    assert told in str(caught.value)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize(
    ("data", "told"), [(b"", "no JSON"), (b"{", "no JSON"), (b"[" * 10**5, "no JSON"), (b"\xff", "UTF-8")]
)
def test_what_is_no_json(data, told, tmp_path):
    (tmp_path / "mine.json").write_bytes(data)
    with pytest.raises(WeightsError, match=told):
        weights.read(tmp_path / "mine.json")


def test_what_is_no_file(tmp_path):
    with pytest.raises(FileNotFoundError):
        weights.read(tmp_path / "mine.json")
    with pytest.raises(TypeError, match="not int"):
        weights.read(7)


# --- a pipeline that carries them --------------------------------------------------------------------------------------


def test_articles_are_read_with_them_and_say_so(tmp_path):
    path = tmp_path / "mine.json"
    weights.read(SHY).write(path)
    plain, nlp = quoteattr.load(), quoteattr.load(weights=path)
    before, shy = quoteattr.extract(TEXT, nlp=plain), quoteattr.extract(TEXT, nlp=nlp)
    assert [quote.speaker for quote in shy.quotes] == [quote.speaker for quote in before.quotes]
    assert all(a.confidence < 0.1 < b.confidence for a, b in zip(shy.quotes, before.quotes, strict=True))
    assert shy.model == f"{before.model}, own weights {weights.read(path).digest}"
    assert quoteattr.extract(TEXT, nlp=quoteattr.load()) == before
    (piped,) = quoteattr.pipe([TEXT], nlp=nlp)
    assert piped == shy
    again = quoteattr.load(nlp, lexicon={"role_nouns": ["wharfinger"]})
    assert quoteattr.extract(TEXT, nlp=again).quotes[0].confidence == shy.quotes[0].confidence
    assert "own words" in quoteattr.extract(TEXT, nlp=again).model


def test_a_doc_is_read_with_those_of_the_pipeline_given():
    nlp = quoteattr.load(weights=SHY)
    assert (
        quoteattr.extract(nlp(TEXT), nlp=nlp).quotes[0].confidence
        < 0.1
        < quoteattr.extract(nlp(TEXT)).quotes[0].confidence
    )


def test_the_pipeline_given_stays_as_it_is():
    plain = quoteattr.load()
    assert quoteattr.load(plain) is plain
    carrying = quoteattr.load(plain, weights=SHY)
    assert carrying is not plain
    carrying.add_pipe("sentencizer")
    assert "sentencizer" not in plain.pipe_names
    assert adaptation.of(plain) is adaptation.PACKAGED


def test_the_component_takes_them_from_its_config(tmp_path):
    weights.read(SHY).write(tmp_path / "mine.json")
    nlp = spacy.load(quoteattr.load().meta["lang"] + "_" + quoteattr.load().meta["name"], exclude=["lemmatizer"])
    nlp.add_pipe(
        "quoteattr", config={"weights": str(tmp_path / "mine.json"), "lexicon": {"reporting_verbs": ["skeet"]}}
    )
    article = nlp("“It is late,” skeeted Ann Poole.")._.article
    assert article.quotes[0].speaker.name == "Ann Poole"
    assert article.quotes[0].confidence < 0.1
    assert "own weights" in article.model
    assert "own words" in article.model
    assert nlp.config["components"]["quoteattr"]["weights"] == str(tmp_path / "mine.json")
