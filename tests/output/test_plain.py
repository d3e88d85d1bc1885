"""Rows, DataFrames, plain values and JSON, and what is refused on the way back."""

from __future__ import annotations

import copy
import json
import sys
from typing import Any, get_args

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.errors import InvalidArticleError, MissingExtraError, QuoteattrError
from quoteattr.model import (
    Article,
    Candidate,
    Evidence,
    Gender,
    Kind,
    Mark,
    MarkReason,
    PageInfo,
    Passage,
    PassageKind,
    Quote,
    Role,
    Span,
    Speaker,
    SpeakerKind,
)
from quoteattr.output import plain, tally

TEXT = (
    "Row over ‘secret’ plan 🙂\r\n\r\n“We will act,” the former head of Nato, Gen Ann Lee, told the BBC, “and soon.”\n"
    "Officials said no. “Nonsense!” She left."
)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span.of(TEXT, start, start + len(words))


LEE = Speaker(
    "Ann Lee",
    "person",
    honorific="Gen",
    aliases=("Ann Lee",),
    roles=(Role("head", "Nato", former=True, span=span("former head of Nato"), rule="apposition"),),
    mentions=(span("the former head of Nato"), span("Gen Ann Lee")),
    descriptions=(span("the former head of Nato"),),
    gender="female",
    pronoun_mentions=(span("She"),),
)
NATO = Speaker("Nato", "organisation", aliases=("Nato",), mentions=(span("Nato"),))
OFFICIALS = Speaker(None, "unnamed", description="Officials", mentions=(span("Officials"),))
ROE = Speaker("Roe", "person")
QUOTES = (
    Quote(
        "direct",
        (span("“We will act,”"), span("“and soon.”")),
        cue=span("told"),
        source=span("Gen Ann Lee"),
        addressee=span("the BBC"),
        speaker=LEE,
        confidence=0.9,
        rule="verb",
        evidence=(Evidence("verb", "told", span("told")), Evidence("name", "Ann Lee")),
    ),
    Quote("indirect", (span("no"),), cue=span("said"), source=span("Officials"), speaker=OFFICIALS, confidence=1),
    Quote("direct", (span("“Nonsense!”"),), where="caption", candidates=(Candidate(LEE, 0.5), Candidate(ROE, 0.2))),
)
ARTICLE = Article(
    TEXT,
    quotes=QUOTES,
    speakers=(LEE, OFFICIALS),
    marks=(Mark(span("‘secret’"), "scare"),),
    passages=(Passage(Span.of(TEXT, 0, 28), "headline"), Passage(Span.of(TEXT, 28, len(TEXT)), "body")),
    model="en_core_web_sm 3.8.0",
    version="0.1.0",
    candidates=(ROE,),
    others=(NATO,),
)


# ---------------------------------------------------------------------------------------------------------- rows


def test_rows_say_who_said_what_and_where():
    first, second, third = ARTICLE.to_dicts()
    assert first == {
        "speaker": "Ann Lee",
        "role": "head",
        "text": "We will act, and soon.",
        "label": "Ann Lee",
        "kind": "direct",
        "speaker_kind": "person",
        "speaker_index": 0,
        "description": None,
        "organisation": "Nato",
        "former": True,
        "sentence": first["sentence"],
        "index": 0,
        "source": "Gen Ann Lee",
        "cue": "told",
        "addressee": "the BBC",
        "start": TEXT.index("“We"),
        "end": TEXT.index("“and soon.”") + len("“and soon.”"),
        "pieces": [[piece.start, piece.end] for piece in QUOTES[0].content],
        "source_start": TEXT.index("Gen"),
        "source_end": TEXT.index("Gen") + len("Gen Ann Lee"),
        "where": "body",
        "confidence": 0.9,
        "rule": "verb",
        "within": None,
    }
    assert (second["speaker"], second["description"], second["speaker_kind"]) == (
        None,
        "Officials",
        "unnamed",
    )
    assert (second["role"], second["former"], second["label"]) == (None, None, "Officials")
    assert third["label"] == "unknown speaker"
    assert list(first)[:4] == ["speaker", "role", "text", "label"]
    assert {key for key, value in third.items() if value is None} == {
        *("speaker", "speaker_kind", "speaker_index", "description", "role", "organisation", "former"),
        *("source", "cue", "addressee", "source_start", "source_end", "within"),
    }
    assert [row["index"] for row in (first, second, third)] == [0, 1, 2]


def test_rows_are_json_safe_and_have_the_same_documented_columns():
    rows = ARTICLE.to_dicts()
    assert json.loads(json.dumps(rows)) == rows
    assert len({tuple(row) for row in rows}) == 1
    for column in rows[0]:
        assert f"``{column}``" in plain.to_dicts.__doc__


def test_no_quotations_no_rows():
    assert Article("").to_dicts() == []


@pytest.mark.parametrize("article", [ARTICLE, Article("")], ids=["full", "empty"])
def test_dataframe_has_its_columns_and_dtypes_for_every_article(article):
    frame = article.to_dataframe()
    assert list(frame.columns) == list(ARTICLE.to_dicts()[0])
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == {
        **dict.fromkeys(["index", "speaker_index", "start", "end", "source_start", "source_end", "within"], "Int64"),
        **dict.fromkeys(
            ["text", "speaker", "label", "description", "role", "organisation", "sentence", "pieces"], "string"
        ),
        **dict.fromkeys(["source", "cue", "addressee", "rule"], "string"),
        **dict.fromkeys(["kind", "speaker_kind", "where"], "category"),
        "former": "boolean",
        "confidence": "Float64",
    }
    assert len(frame) == len(article.quotes)


def test_dataframe_holds_the_rows_and_marks_what_is_missing():
    import pandas as pd

    frame = ARTICLE.to_dataframe()
    for row, (_, series) in zip(ARTICLE.to_dicts(), frame.iterrows(), strict=True):
        for name, value in row.items():
            value = json.dumps(value) if isinstance(value, list) else value
            assert pd.isna(series[name]) if value is None else series[name] == value


def test_dataframes_of_several_articles_keep_their_dtypes_when_joined():
    import pandas as pd

    only_direct = attrs.evolve(ARTICLE, quotes=QUOTES[2:])
    joined = pd.concat([ARTICLE.to_dataframe(), only_direct.to_dataframe(), Article("").to_dataframe()])
    assert joined.dtypes.equals(ARTICLE.to_dataframe().dtypes)
    assert len(joined) == 4


def test_without_pandas_the_error_names_the_command(monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingExtraError, match=r'pip install "quoteattr\[pandas\]"') as caught:
        ARTICLE.to_dataframe()
    assert caught.value.package == "pandas"


# -------------------------------------------------------------------------------------------------------- people


def test_rows_of_people_say_who_is_named():
    roe, lee, nato = ARTICLE.to_dicts(of="people")  # who stands nowhere comes first
    start = TEXT.index("the former head of Nato")
    assert lee == {
        "index": 1,
        "speaker_index": 0,
        "name": "Ann Lee",
        "kind": "person",
        "gender": "female",
        "honorific": "Gen",
        "role": "head",
        "organisation": "Nato",
        "former": True,
        "roles": ["former head, Nato"],
        "aliases": ["Ann Lee"],
        "quotes": 1,
        "start": start,
        "mentions": [[start, start + 23], [TEXT.index("Gen"), TEXT.index("Gen") + 11]],
        "descriptions": [[start, start + 23]],
        "pronouns": {"she": 1},
    }
    assert (roe["name"], roe["quotes"], roe["start"], roe["former"]) == ("Roe", 0, None, None)
    assert (nato["name"], nato["kind"], nato["gender"], nato["roles"]) == ("Nato", "organisation", None, [])
    assert list(lee) == list(tally.PEOPLE_COLUMNS)
    assert all(f"``{column}``" in (tally.people_rows.__doc__ or "") for column in lee)
    assert json.loads(json.dumps(ARTICLE.to_dicts(of="people"))) == ARTICLE.to_dicts(of="people")


@pytest.mark.parametrize("article", [ARTICLE, Article("")], ids=["full", "empty"])
def test_a_frame_of_people_has_its_columns_and_dtypes_for_every_article(article):
    frame = article.to_dataframe(of="people")
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == {
        **dict.fromkeys(["index", "speaker_index", "quotes", "start"], "Int64"),
        **dict.fromkeys(["name", "honorific", "role", "organisation"], "string"),
        **dict.fromkeys(["kind", "gender"], "category"),
        **dict.fromkeys(["roles", "aliases", "mentions", "descriptions", "pronouns"], "string"),
        "former": "boolean",
    }
    assert len(frame) == len(article.people)


def test_rows_of_anything_else_are_refused():
    with pytest.raises(ValueError, match="rows of quotes, people, articles, not of 'marks'"):
        ARTICLE.to_dicts(of="marks")


# ---------------------------------------------------------------------------------------------------- round trip


def test_json_reads_back_equal():
    assert Article.from_json(ARTICLE.to_json()) == ARTICLE
    assert Article.from_json(ARTICLE.to_json(indent=2).encode()) == ARTICLE
    assert Article.from_json(Article("").to_json()) == Article("")


def test_json_is_one_line_of_readable_text():
    assert "\n" not in ARTICLE.to_json()
    assert "“We will act,”" in ARTICLE.to_json()
    assert ARTICLE.to_json(indent=1).startswith('{\n "schema"')


def test_plain_values_store_spans_as_offsets_and_speakers_once():
    values = plain.to_plain(ARTICLE)
    assert values["schema"] == plain.SCHEMA
    assert values["quotes"][0]["content"] == [[p.start, p.end] for p in QUOTES[0].content]
    assert [quote["speaker"] for quote in values["quotes"]] == [0, 1, None]
    assert json.dumps(values).count('"Ann Lee"') == 3  # name, alias, note of the evidence
    assert json.loads(json.dumps(values)) == values


def test_quotes_of_one_speaker_share_it_after_reading():
    article = attrs.evolve(ARTICLE, quotes=(QUOTES[0], attrs.evolve(QUOTES[2], speaker=LEE)))
    first, second = plain.from_plain(plain.to_plain(article)).quotes
    assert first.speaker is second.speaker


def test_a_quotation_within_another_is_read_back():
    outer, inner = Quote("direct", (Span(0, 12, TEXT[:12]),)), Quote("indirect", (Span(4, 8, TEXT[4:8]),), within=0)
    article = Article(TEXT, (outer, inner))
    assert Article.from_json(article.to_json()) == article
    assert [row["within"] for row in article.to_dicts()] == [None, 0]


@pytest.mark.parametrize("position", [1, 2, -1, True, "0", 0.0])
def test_a_quotation_is_within_another_one_of_the_article(position):
    outer, inner = Quote("direct", (Span(0, 12, TEXT[:12]),)), Quote("indirect", (Span(4, 8, TEXT[4:8]),), within=0)
    values = plain.to_plain(Article(TEXT, (outer, inner)))
    values["quotes"][1]["within"] = position
    with pytest.raises(InvalidArticleError, match=r"quotes\[1\]\.within: expected"):
        plain.from_plain(values)


def test_an_article_stored_before_pronouns_were_is_read():
    values = plain.to_plain(ARTICLE) | {"schema": 2}
    del values["page"]
    for speaker in (*values["speakers"], *values["candidates"], *values["others"]):
        del speaker["pronoun_mentions"]
    for quote in values["quotes"]:
        del quote["within"]
    lee = attrs.evolve(LEE, pronoun_mentions=())
    article = plain.from_plain(values)
    assert (article.speakers, lee.pronouns, LEE.pronouns) == ((lee, OFFICIALS), {}, {"she": 1})


def test_an_article_stored_before_all_people_were_is_read():
    values = plain.to_plain(ARTICLE) | {"schema": 1}
    del values["others"], values["page"]
    for speaker in (*values["speakers"], *values["candidates"]):
        del speaker["descriptions"], speaker["gender"], speaker["pronoun_mentions"]
    for quote in values["quotes"]:
        del quote["within"]
    emptied = {"descriptions": (), "gender": None, "pronoun_mentions": ()}
    known = {one: attrs.evolve(one, **emptied) for one in (LEE, OFFICIALS, ROE)}
    article = plain.from_plain(values)
    assert article.speakers == (known[LEE], known[OFFICIALS])
    assert article.people == (known[ROE], known[LEE])
    assert (article.others, article.quotes[0].speaker) == ((), known[LEE])
    assert Article.from_json(article.to_json()) == article


def test_what_a_page_says_is_read_back():
    article = attrs.evolve(ARTICLE, page=PageInfo("Wall falls", ("Ann Poole", "Tom Reed"), "2024-03-04", language="en"))
    assert Article.from_json(article.to_json()) == article
    values = plain.to_plain(article)
    assert values["page"]["authors"] == ["Ann Poole", "Tom Reed"]
    with pytest.raises(InvalidArticleError, match=r"page\.authors\[0\]: expected a string"):
        plain.from_plain(values | {"page": values["page"] | {"authors": [1]}})
    values["page"] = None
    assert plain.from_plain(values) == ARTICLE


def test_reading_leaves_its_input_alone():
    values = plain.to_plain(ARTICLE)
    before = copy.deepcopy(values)
    plain.from_plain(values)
    assert values == before


@pytest.mark.parametrize(
    ("article", "message"),
    [
        (attrs.evolve(ARTICLE, speakers=(OFFICIALS,)), r"quotes\[0\].speaker"),
        (attrs.evolve(ARTICLE, text=TEXT.replace("Ann", "Eve")), "the text of a span"),
        (attrs.evolve(ARTICLE, text="short"), r"expected 0 <= start < end <= 5"),
        (attrs.evolve(ARTICLE, quotes=(attrs.evolve(QUOTES[0], confidence=float("nan")),)), "confidence"),
    ],
)
def test_what_could_not_be_read_back_equal_is_not_written(article, message):
    with pytest.raises(InvalidArticleError, match=message):
        article.to_json()


def spans(text: str) -> st.SearchStrategy[Span]:
    cuts = st.lists(st.integers(0, len(text)), min_size=2, max_size=2, unique=True).map(sorted)
    return cuts.map(lambda pair: Span.of(text, *pair))


def pieces(text: str) -> st.SearchStrategy[tuple[Span, ...]]:
    cuts = st.lists(st.integers(0, len(text)), min_size=2, max_size=6, unique=True).map(sorted)
    pairs = cuts.map(lambda cut: zip(cut[::2], cut[1::2], strict=False))
    return pairs.map(lambda pair: tuple(Span.of(text, start, end) for start, end in pair))


def tuples(strategy: st.SearchStrategy[Any], size: int = 2) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(strategy, max_size=size).map(tuple)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    words = st.text(st.characters() | st.sampled_from("\ud83d\ude00"), max_size=8)
    text = (
        draw(words)
        + draw(st.sampled_from(["“No,” he said.", "😀\r\n\r\n", "\x00\x85\u2028 \t", "e\u0301&<>"]))
        + draw(words)
    )
    place, maybe = spans(text), st.none() | words
    roles = st.builds(Role, maybe, maybe, st.booleans(), st.none() | place, words)
    speaker = st.builds(
        Speaker,
        maybe,
        st.sampled_from(get_args(SpeakerKind)),
        maybe,
        maybe,
        tuples(words),
        tuples(roles),
        tuples(place),
        tuples(place),
        st.none() | st.sampled_from(get_args(Gender)),
    )
    speakers, candidates, others = (draw(tuples(speaker)) for _ in range(3))
    known = (*speakers, *candidates)
    candidate = st.builds(Candidate, st.sampled_from(known), st.floats(0, 1)) if known else st.nothing()
    quote = st.builds(
        Quote,
        st.sampled_from(get_args(Kind)),
        pieces(text),
        *(st.none() | place,) * 3,
        st.sampled_from((None, *speakers)),
        st.sampled_from(get_args(PassageKind)),
        st.floats(0, 1),
        words,
        tuples(st.builds(Evidence, words, words, st.none() | place)),
        tuples(candidate) if known else st.just(()),
    )
    return Article(
        text,
        draw(tuples(quote)),
        speakers,
        draw(tuples(st.builds(Mark, place, st.sampled_from(get_args(MarkReason))))),
        draw(tuples(st.builds(Passage, place, st.sampled_from(get_args(PassageKind))))),
        draw(words),
        draw(words),
        candidates,
        others,
    )


@given(articles())
def test_every_valid_article_reads_back_equal(article):
    assert Article.from_json(article.to_json()) == article
    assert Article.from_json(article.to_json(indent=1).encode()) == article


@given(articles())
def test_rows_agree_with_the_quotes_for_every_article(article):
    rows = article.to_dicts()
    assert json.loads(json.dumps(rows)) == rows
    assert [row["text"] for row in rows] == [quote.text for quote in article.quotes]


# ----------------------------------------------------------------------------------------------------- malformed

MISSING = object()
HUGE = 10**5000

MALFORMED = [
    ("schema", MISSING, "schema: expected 1 to 3"),
    ("schema", 0, "schema: expected 1 to 3"),
    ("schema", 4, "schema: expected 1 to 3"),
    ("schema", 1, "article: unknown key 'others'"),
    ("others", MISSING, "others: missing"),
    ("others[0].gender", "robot", "others[0].gender: expected female or male"),
    ("others[0].descriptions", MISSING, "others[0].descriptions: missing"),
    ("schema", True, "schema: expected 1 to 3"),
    ("schema", "1", "schema: expected 1 to 3"),
    ("schema", HUGE, "schema: expected 1 to 3"),
    ("text", MISSING, "text: missing"),
    ("text", None, "text: expected a string, found NoneType"),
    ("text", "short", "speakers[0].roles[0].span: expected 0 <= start < end <= 5"),
    ("text", ["\ud83d"], "text: expected a string, found list"),
    ("text", ["a", "b"], "text: expected a string, found list"),
    ("text", ["\ud83d", "\ude00", ""], "text: expected a string, found list"),
    ("text", [], "text: expected a string, found list"),
    ("model", 3, "model: expected a string, found int"),
    ("extra", 1, "article: unknown key 'extra'"),
    ("quotes", {}, "quotes: expected a list, found dict"),
    ("quotes", "abc", "quotes: expected a list, found 'abc'"),
    ("quotes", None, "quotes: expected a list, found NoneType"),
    ("quotes[1]", [], "quotes[1]: expected an object, found list"),
    ("quotes[1].cue", MISSING, "quotes[1].cue: missing"),
    ("quotes[1].colour", 1, "quotes[1]: unknown key 'colour'"),
    ("quotes[1].kind", "Direct", "quotes[1].kind: expected direct or mixed or indirect, found 'Direct'"),
    ("quotes[1].kind", None, "quotes[1].kind: expected direct or mixed or indirect, found NoneType"),
    ("quotes[1].kind", ["direct"], "quotes[1].kind: expected direct or mixed or indirect, found list"),
    ("quotes[1].where", "page", "quotes[1].where: expected headline or"),
    ("quotes[0].content", [], "quotes[0].content: expected at least one span"),
    ("quotes[0].content", None, "quotes[0].content: expected a list"),
    (
        "quotes[0].content",
        [[5, 9], [8, 12]],
        "quotes[0].content[1]: starts before the end of the piece before it",
    ),
    (
        "quotes[0].content",
        [[5, 9], [1, 2]],
        "quotes[0].content[1]: starts before the end of the piece before it",
    ),
    ("quotes[0].content[0]", None, "quotes[0].content[0]: expected [start, end], found NoneType"),
    ("quotes[0].content[0]", [1], "quotes[0].content[0]: expected [start, end]"),
    ("quotes[0].content[0]", [1, 2, 3], "quotes[0].content[0]: expected [start, end]"),
    ("quotes[0].content[0]", "ab", "quotes[0].content[0]: expected [start, end]"),
    ("quotes[0].content[0]", {"start": 1, "end": 2}, "quotes[0].content[0]: expected [start, end]"),
    ("quotes[0].content[0]", [1.0, 2], "quotes[0].content[0]: expected [start, end]"),
    ("quotes[0].content[0]", [False, True], "quotes[0].content[0]: expected [start, end]"),
    ("quotes[0].content[0]", ["1", "2"], "quotes[0].content[0]: expected [start, end]"),
    ("quotes[0].content[0]", [3, 3], "quotes[0].content[0]: expected 0 <= start < end"),
    ("quotes[0].content[0]", [4, 3], "quotes[0].content[0]: expected 0 <= start < end"),
    ("quotes[0].content[0]", [-1, 3], "quotes[0].content[0]: expected 0 <= start < end"),
    ("quotes[0].content[0]", [0, len(TEXT) + 1], "quotes[0].content[0]: expected 0 <= start < end"),
    ("quotes[0].content[0]", [0, HUGE], "quotes[0].content[0]: expected 0 <= start < end"),
    ("quotes[0].speaker", 2, "quotes[0].speaker: expected a position in speakers (of which there are 2)"),
    ("quotes[0].speaker", -1, "quotes[0].speaker: expected a position"),
    ("quotes[0].speaker", True, "quotes[0].speaker: expected a position"),
    ("quotes[0].speaker", {"name": "x"}, "quotes[0].speaker: expected a position"),
    ("quotes[0].confidence", 1.5, "quotes[0].confidence: expected a number from 0 to 1"),
    ("quotes[0].confidence", True, "quotes[0].confidence: expected a number from 0 to 1"),
    ("quotes[0].confidence", "0.5", "quotes[0].confidence: expected a number from 0 to 1"),
    ("quotes[0].confidence", float("nan"), "quotes[0].confidence: expected a number from 0 to 1"),
    ("quotes[0].confidence", HUGE, "quotes[0].confidence: expected a number from 0 to 1"),
    ("quotes[0].evidence[1].note", None, "quotes[0].evidence[1].note: expected a string"),
    ("speakers", None, "speakers: expected a list"),
    ("speakers[0]", 3, "speakers[0]: expected an object"),
    ("speakers[1].kind", "robot", "speakers[1].kind: expected person or organisation or unnamed"),
    ("speakers[0].name", 3, "speakers[0].name: expected a string"),
    ("speakers[0].name", ["\ude00", "\ud83d"], "speakers[0].name: expected a string, found list"),
    ("speakers[0].name", ["\ud83d", 7], "speakers[0].name: expected a string, found list"),
    ("speakers[0].aliases[0]", None, "speakers[0].aliases[0]: expected a string"),
    ("speakers[0].roles[0].former", 1, "speakers[0].roles[0].former: expected true or false, found int"),
    ("marks[0].reason", "joke", "marks[0].reason: expected title or term or scare or nickname or name"),
    ("marks[0].span", None, "marks[0].span: expected [start, end], found NoneType"),
    ("passages[1].kind", "", "passages[1].kind: expected headline or"),
]


def changed(plain: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    """The plain values with the one at ``path`` replaced or taken out."""
    *way, last = [int(key) if key.isdigit() else key for key in path.replace("[", ".").replace("]", "").split(".")]
    owner: Any = plain
    for key in way:
        owner = owner[key]
    if value is MISSING:
        del owner[last]
    else:
        owner[last] = value
    return plain


@pytest.mark.parametrize(("path", "value", "message"), MALFORMED, ids=[path for path, _, _ in MALFORMED])
def test_malformed_values_are_refused_by_their_path(path, value, message):
    with pytest.raises(InvalidArticleError) as caught:
        plain.from_plain(changed(plain.to_plain(ARTICLE), path, value))
    assert str(caught.value).startswith(message)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize("values", [None, [], "text", 3, {}, {"schema": 1}, {1: 2}, {"schema": 1, 1: 2}])
def test_what_is_no_article_at_all_is_refused(values):
    with pytest.raises(InvalidArticleError):
        plain.from_plain(values)


@pytest.mark.parametrize(
    "data",
    [
        *("", "{", "nul", "[]", "null", "NaN", "\ufeff{}", '"\ud800"', "1" * 5000),
        *(b"", b"\xff\xfe\xfd", b"\xed\xa0\x80", b"\x00", b'{"schema": 1, "text": "\xff"}'),
        "[" * 200_000,
        '{"a":' * 200_000,
        '{"schema": 1, "quotes": ' + "[" * 200_000,
        None,
        3,
    ],
    ids=lambda data: repr(data)[:20],
)
def test_what_is_no_json_of_an_article_is_refused(data):
    with pytest.raises(InvalidArticleError):
        Article.from_json(data)


SURROGATES = {
    "one": ("a \ud83d.", r'"a \ud83d."'),
    "the second half": ("\ude00x", r'"\ude00x"'),
    "the wrong way round": ("\ude00\ud83d", r'"\ude00\ud83d"'),
    "two halves": ("a \ud83d\ude00.", r'["a \ud83d", "\ude00."]'),
    "two pairs of halves": ("\ud83d\ude00\ud83d\ude00", r'["\ud83d", "\ude00\ud83d", "\ude00"]'),
    "a character beyond them": ("\U0001f600", '"\U0001f600"'),
    "written with a backslash": ("\\ud83d\ude00", r'"\\ud83d\ude00"'),
}


@pytest.mark.parametrize(("text", "written"), SURROGATES.values(), ids=SURROGATES)
def test_lone_surrogates_are_written_so_that_they_come_back(text, written):
    article = Article(text, model=text)
    data = article.to_json()
    assert data.startswith(f'{{"schema": {plain.SCHEMA}, "text": {written}, ')
    assert Article.from_json(data) == Article.from_json(data.encode()) == article


def test_names_with_lone_surrogates_come_back_too(extract):
    article = extract("“No,” said Ann \ud83d\ude00 Poole\ud800 of \udfff, the mayor.\n\n“\ud83d\ude00,” Tom Reed said.")
    assert [quote.text for quote in article] == ["No,", "\ud83d\ude00,"]
    assert Article.from_json(article.to_json().encode()) == article


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["direct", "body"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
PATHS = sorted({path for path, _, _ in MALFORMED})


@given(path=st.sampled_from(PATHS), value=json_values)
def test_any_value_anywhere_is_read_or_refused_with_the_one_error(path, value):
    values = changed(plain.to_plain(ARTICLE), path, value)
    try:
        article = plain.from_plain(values)
    except InvalidArticleError:
        return
    assert Article.from_json(article.to_json()) == article


def test_the_error_is_one_of_the_library_and_a_value_error():
    assert issubclass(InvalidArticleError, QuoteattrError)
    assert issubclass(InvalidArticleError, ValueError)
