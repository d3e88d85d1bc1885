"""What holds for the article of whatever text: generated news, damaged news, and any characters at all.

What must hold for a single article is said in ``benchmarks/robustness/invariants.py``; here are the texts, and what several articles
have to do with each other.
"""

from __future__ import annotations

import random
from typing import Any

import attrs
import pytest
import spacy
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from invariants import check, check_journeys
from mutations import PIECES
from spacy.tokens import DocBin

import quoteattr
from quoteattr import Article, Span, is_english
from quoteattr.nlp import models
from quoteattr.output.plain import encodable

pytestmark = pytest.mark.filterwarnings("ignore::quoteattr.LanguageWarning", "ignore::quoteattr.InputWarning")
LONG = settings.get_current_profile_name() == "long"
SETTINGS = settings.get_profile("long" if LONG else "small")
"""The profiles are in ``conftest.py``; ``--hypothesis-profile long`` asks for many more examples, and other ones each time."""


def examples(few: int, many: int) -> settings:
    """The settings for what takes longer: the number of examples as a rule, and of those in a long run."""
    return settings(SETTINGS, max_examples=many if LONG else few)


# --- news-like text: a sentence's template, with its words and its marks ------------------------------------------------

NAMES = st.sampled_from(
    [
        "Ann Poole",
        "Sir Keith Marlow",
        "Dr O'Hara",
        "Lord Penrose",
        "Ursula van der Berg",
        "Mr Li",
        "Nato",
        "the council",
        "he",
        "they",
        "officials",
        "a spokesman for the trust",
        "Jo “Red” Dunn",
        "the 6'4\" keeper",
        "Å. Øre",
        "李娜",
        "",
        "🎈",
    ]
)
VERBS = st.sampled_from(
    [
        "said",
        "told the BBC",
        "added",
        "warned that",
        "asked whether",
        "has said",
        "tweeted",
        "denied",
        "went on",
        "according to",
    ]
)
WORDS = st.sampled_from(
    [
        "We are ready",
        "the roof leaks",
        "no",
        "It’s the miners' fault, isn't it?",
        "I said ‘stop’ and he didn't",
        "they will go",
        "a surge",
        "to leave by noon",
        "taking the money",
        "who knows …",
        '12" pipes',
        "that the ’90s were better",
        "—",
        "U.S. rates rose 3.5%",
    ]
)
PAIRS = st.sampled_from(["“”", '""', "‘’", "''", "«»", "„“", '“"', '"”', "““", "””", "” “", "“ ”", '" "'])
TEMPLATES = st.sampled_from(
    [
        "{o}{words},{c} {verb} {name}.",
        "{o}{words},{c} {name} {verb}. {o}{more}.{c}",
        "{name} {verb}: {o}{words}.{c}",
        "{name} {verb} {words}.",
        "{name} {verb} {words} and that {o}{more}{c}.",
        "{words}, {name} {verb}.",
        "{o}{words}.{c}",
        "{o}{words}.",
        "{words}.{c}",
        "{name} called for {o}{words}{c}.",
        "{name}, who {verb} {words}, {verb} {more}, adding: {o}{words}{c}",
        "{o}{words},{c} {name} {verb}, {o}{more}.{c}",
        "According to {name}, {words}.",
        "{name}: {o}{words}{c}",
        "{o}{words}{c} — {name}",
        "{name}’s claim that {words} is {o}{more}{c}.",
        "{o}{words} {o}{more}{c}{c}",
        "By {name}",
    ]
)


@st.composite
def sentences(draw: st.DrawFn) -> str:
    pair = draw(PAIRS)
    half = (len(pair) + 1) // 2
    return draw(TEMPLATES).format(
        o=pair[:half].strip() if draw(st.booleans()) else pair[:half],
        c=pair[half:],
        words=draw(WORDS),
        more=draw(WORDS),
        name=draw(NAMES),
        verb=draw(VERBS),
    )


JOINTS = st.sampled_from([" ", " ", " ", "\n\n", "\n\n", "\n", "\r\n", "", "\u2028", "\u00a0", "\t"])
NEWS = st.lists(st.tuples(sentences(), JOINTS), min_size=1, max_size=8).map(
    lambda pairs: "".join(a + b for a, b in pairs)
)

PAGE = """Bridge ‘must close by May’, says engineer

By Nell Ostrow

“The cables are gone,” said Ruth Calder, the county engineer. “They went years ago.

“I told them so.”

Asked whether she had been heard, she replied: “No.” Sir Alan Voss, who chairs the council, denied ignoring her.

He said the bridge was “perfectly sound” and that the county's report, 'Spans in Peril', had been misread.
"""


QUIET = st.sampled_from(
    [
        "The river was calm in the evening and the gulls slept on the parapet until the tide turned.",
        "There were two boats on the water, and both of them were empty.",
        "It was cold.",
        "Some of the roofs are older than the streets below them; most have been painted since.",
        "rain",
        "(it had rained since noon - and it rained on)",
    ]
)
"""Paragraphs about other things: without names, marks and reporting expressions."""

HOSTILE = st.lists(
    st.one_of(st.sampled_from(PIECES), st.sampled_from(PIECES), st.text(max_size=6), sentences()), max_size=14
).map("".join)
"""Marks, cues, names and line ends in any order, between characters of any kind."""


@given(text=NEWS)
@example(text="")
@example(text="“")
@example(text="”\n\n“")
@example(text="said")
@example(text="“” said .")
@example(text="He said “that”")
@example(text="According to")
@example(text="Reaed more: Market hall traders win repr, said ieve")
@example(text="according to: “No.”")
@example(text=PAGE)
@example(text="I said ‘stop’ and he didn't.”«It’s the miners' fault, isn't it?.»")
@example(text="“We are ready,” said Ann Poole.“We have sand.”“We have boats.”The council met.")
@example(text='"Rates rose 3.5%," he said. "Rates fell 2%.""Who knows?"')
@example(text="Ann Poole said: “We are ready.”'We have sand,' she added.")
@example(text="Ann Poole described the levy as\n\n“a tax on living near water”.")
@example(text="It has agreements with three other ex-managers, Ann Poole, Tom Reed and Joe Dunn.")
@example(
    text="Hollis Freight said on Tuesday that it would cut 1,400 jobs and close three depots, the clearest sign yet that icks"
    " has ts costl/ wager on dr said: \ud800…ex-\nverless truck"
)
@SETTINGS
def test_generated_news(text, extract):
    article = extract(text)
    check(text, article)
    check_journeys(article)


@given(text=HOSTILE)
@SETTINGS
def test_hostile_text(text, extract):
    article = extract(text)
    check(text, article)
    check_journeys(article)


GLUED = {
    "sentence-behind": (
        "“We are ready,” said Ann Poole. “We have sand.”The council met.",
        ["“We are ready,”", "“We have sand.”"],
    ),
    "cue-behind": ("“We are ready,”said Ann Poole.", ["“We are ready,”"]),
    "sentence-before": ("She said so.“We are ready,” said Ann Poole.", ["“We are ready,”"]),
    "cue-before": ("Ann Poole said:“We are ready.”", ["“We are ready.”"]),
    "two-stretches": (
        "Ann Poole said: “We are ready.”“We have sand.”",
        ["“We are ready.”", "“We have sand.”"],
    ),
    "straight": ('"We are ready,"said Ann Poole."We have sand."', ['"We are ready,"', '"We have sand."']),
    "dash": ("“We are ready”—said Ann Poole.", ["“We are ready”"]),
    "reference": ("“We are ready,”[3] said Ann Poole.", ["“We are ready,”"]),
}


GLUED_WRONG = ("two-stretches", "straight")


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(
            n,
            marks=[pytest.mark.xfail(strict=True, reason="a token holds the mark and the word glued to it")]
            if n in GLUED_WRONG
            else [],
        )
        for n in GLUED
    ],
)
def test_direct_words_end_at_their_marks_where_spaces_were_lost(name, extract):
    text, pieces = GLUED[name]
    assert [piece.text for quote in extract(text) for piece in quote.content] == pieces


@given(text=NEWS)
@example(text="He lost. Then went on: “They will go.”")
@example(text="Ann Poole, who said no, said they will go, adding: “It’s late.”")
@example(text="Called for “It’s the miners' fault, isn't it?”.")
@SETTINGS
def test_cue_and_source_are_outside_of_their_content(text, extract):
    for quote in extract(text):
        for part in (quote.cue, quote.source):
            assert part is None or not any(part.overlaps(piece) for piece in quote.content)


@pytest.mark.xfail(strict=True, reason="a noun before words that the parser cannot read is a cue within its own source")
@given(text=HOSTILE)
@example(text="By " + "\udce1" * 14 + "nes claims never to have heard theLord Penrosesong. has warned\n")
@examples(10, 1_000)
def test_a_source_does_not_hold_its_cue(text, extract):
    assert not any(quote.cue and quote.source and quote.cue.overlaps(quote.source) for quote in extract(text))


@given(text=st.text(st.one_of(st.characters(), st.characters(categories=["Cs"])), max_size=120))
@example(text="\x00")
@example(text="\ud800")
@example(text="\ud83d\ude00")
@example(text="“\ud83d\ude00,” said Ann \ud83d\ude00 Poole\udfff, the \ud83d\ude00 mayor of \ud83d\ude00.")
@example(text="“\ud800,” he said.")
@example(text="\u2028\u2029\x85")
@example(text="\u202e“No,” he said.")
@example(text="e\u0301" * 20)
@example(text="\x1c\x1d")
@SETTINGS
def test_any_characters(text, extract):
    article = extract(text)
    check(text, article)
    check_journeys(article)


@given(text=st.text(alphabet="\"'“”‘’«»„`,.:;!?—- \n\t()[]aIsHe", max_size=80))
@SETTINGS
def test_nothing_but_marks_and_punctuation(text, extract):
    check(text, extract(text))


# --- the same text, the same article ------------------------------------------------------------------------------------


@given(text=NEWS, others=st.lists(st.one_of(NEWS, HOSTILE), max_size=3))
@examples(8, 1_000)
def test_what_was_read_in_between_does_not_matter(text, others, extract):
    article = extract(text)
    for other in others:
        extract(other)
    assert extract(text) == article


@given(texts=st.lists(st.one_of(NEWS, HOSTILE), max_size=5), size=st.integers(1, 6))
@examples(8, 1_000)
def test_a_stream_gives_the_articles_of_its_texts(texts, size, nlp, extract):
    assert list(quoteattr.pipe(texts, nlp=nlp, batch_size=size)) == [extract(text) for text in texts]


@given(texts=st.lists(st.one_of(NEWS, HOSTILE), min_size=6, max_size=20))
@examples(2, 100)
def test_several_processes_give_them_too(texts, nlp, extract):
    found = quoteattr.pipe(texts, nlp=nlp, batch_size=2, n_process=2)
    assert list(found) == [extract(text) for text in texts]


@pytest.fixture(scope="module")
def with_quotes():
    """A pipeline with the component in it."""
    nlp = spacy.load(models.DEFAULT_MODEL)
    nlp.add_pipe("quoteattr")
    return nlp


ENCODABLE = st.one_of(NEWS, HOSTILE.filter(lambda text: text == encodable(text)))
"""spaCy's tokenizer takes no lone surrogates."""


@given(text=ENCODABLE)
@example(text=PAGE)
@example(
    text="Ann Poole said they will go, adding: “It’s late.”\n\nBy Dr O'Hara\n\nJo “Red” Dunn said: “We are ready.” "
)
@examples(12, 1_000)
def test_the_component_gives_the_article_of_its_doc(text, with_quotes):
    doc = with_quotes(text)
    article = doc._.article
    check(text, article, by_passage=False)
    assert quoteattr.extract(doc) == attrs.evolve(article, model="")
    stored = DocBin(docs=[doc], store_user_data=True).to_bytes()
    (copy,) = DocBin().from_bytes(stored).get_docs(with_quotes.vocab)
    assert copy._.article == article


@given(text=sentences())
@example(text=" has said: 'the roof leaks.'")
@SETTINGS
def test_of_one_paragraph_the_component_gives_the_article_of_extract(text, with_quotes, extract):
    """Of several it reads the parse of the whole, where :func:`quoteattr.extract` parses each by itself."""
    assert with_quotes(text)._.article == extract(text)


# --- what one part of a text does to another -----------------------------------------------------------------------------

PLAIN = st.builds(
    "{} {} {}{}".format,
    st.sampled_from(["The bridge", "Ann Poole", "She", "The council’s roof", "A man of 40", "Eastwick", "Dr O'Hara"]),
    st.sampled_from(["closed", "has crossed", "will repair", "sold", "was beside", "does not like"]),
    st.sampled_from(["the river", "a pier in May", "Tom Reed's boat", "the old harbour (1904)", "3.5% of it", "him"]),
    st.sampled_from([".", "!", "?", "; it rained.", ", which was new.", " and left."]),
)
"""Sentences that report nothing and have no quotation marks."""


@given(parts=st.lists(st.tuples(PLAIN, st.sampled_from([" ", "\n\n", "\n"])), min_size=1, max_size=8))
@SETTINGS
def test_where_nothing_is_reported_nothing_is_quoted(parts, extract):
    article = extract("".join(sentence + gap for sentence, gap in parts))
    assert (article.quotes, article.speakers, article.candidates, article.marks) == ((), (), (), ())


def found_in(article: Article) -> tuple[object, ...]:
    return article.quotes, article.speakers, article.candidates, article.marks


GAPS = st.sampled_from(["\n\n", "\n\n\n", "\r\n\r\n", "\n \n", "\u2029", "\n\t\n"])


@pytest.mark.slow
@given(text=NEWS, gap=GAPS, quiet=QUIET, end=st.sampled_from(["", "\n", "\n\n"]))
@example(text=PAGE, gap="\n\n", quiet="It was cold.", end="")
@examples(12, 1_000)
def test_a_paragraph_about_other_things_changes_nothing_before_it(text, gap, quiet, end, extract):
    """Quotations, speakers and marks are equal, with all that they hold, in whatever is English without it and with it."""
    assume(is_english(text) and is_english(text + gap + quiet))
    before, after = extract(text + gap), extract(text + gap + quiet + end)
    assert found_in(after) == found_in(before)
    assert after.passages[: len(before.passages)] == before.passages


@pytest.mark.xfail(strict=True, reason="the parser reads the white space behind a passage as well")
@given(text=NEWS, gap=GAPS)
@example(text="'that the ’90s were better,' warned that Mr Li.\xa0", gap="\n\n\n")
@examples(12, 1_000)
def test_white_space_behind_a_paragraph_changes_nothing(text, gap, extract):
    assert found_in(extract(text + gap)) == found_in(extract(text))


def shifted(value: Any, by: int) -> Any:
    """The value with every span in it moved."""
    if isinstance(value, Span):
        return Span(value.start + by, value.end + by, value.text)
    if isinstance(value, tuple):
        return tuple(shifted(item, by) for item in value)
    if attrs.has(type(value)):
        return attrs.evolve(value, **{f.name: shifted(getattr(value, f.name), by) for f in attrs.fields(type(value))})
    return value


TOP = "Bridge to close\n\nThe bridge is old.\n\n" + "It was cold.\n\n" * 6
"""Enough of a page that no further line counts as headline or byline."""


@pytest.mark.slow
@given(text=NEWS, gap=GAPS, quiet=QUIET.filter(lambda quiet: quiet.endswith(".")))
@example(text=PAGE, gap="\n\n", quiet="It was cold.")
@examples(12, 1_000)
def test_a_paragraph_about_other_things_changes_nothing_behind_it(text, gap, quiet, extract):
    before, after = extract(TOP + text), extract(TOP + quiet + gap + text)
    assert found_in(after) == shifted(found_in(before), len(quiet + gap))


# --- damage ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(12))
def test_damaged_pages(seed, extract):
    """Characters lost, doubled, swapped for other marks: nothing raises and every span still holds."""
    chance = random.Random(seed)
    text = PAGE
    for _ in range(12):
        at = chance.randrange(len(text))
        text = text[:at] + chance.choice(["", '"', "”", "'", "\n", "\n\n", ".", text[at] * 2]) + text[at + 1 :]
    check(text, extract(text))


@pytest.mark.parametrize("at", [i for i, character in enumerate(PAGE) if character in "\"“”‘’'"])
def test_one_mark_lost(at, extract):
    text = PAGE[:at] + PAGE[at + 1 :]
    article = extract(text)
    check(text, article)
    assert len(article.quotes) >= 4, "one mark lost takes the other quotations with it"
