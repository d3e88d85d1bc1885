"""What holds for the article of whatever text: generated news, damaged news, and any characters at all."""

from __future__ import annotations

import itertools
import random

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from quoteattr import Article, Span

SETTINGS = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

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


def spans_of(article: Article) -> list[Span]:
    spans = [mark.span for mark in article.marks] + [passage.span for passage in article.passages]
    for quote in article.quotes:
        spans += quote.content
        spans += [span for span in (quote.cue, quote.source, quote.addressee) if span]
        spans += [step.span for step in quote.evidence if step.span]
    for speaker in article.speakers:
        spans += speaker.mentions
        spans += [role.span for role in speaker.roles if role.span]
    return spans


def check(text: str, article: Article) -> None:
    assert article.text == text
    for span in spans_of(article):
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.text
    firsts = [quote.content[0].start for quote in article.quotes]
    assert firsts == sorted(firsts)
    for quote in article.quotes:
        assert all(piece.text.strip() for piece in quote.content)
        assert quote.speaker is None or quote.speaker in article.speakers
        assert 0 <= quote.confidence <= 1
    labelled = [mark.span for mark in article.marks]
    assert not any(a.overlaps(b) for i, a in enumerate(labelled) for b in labelled[:i])


@given(text=NEWS)
@example(text="")
@example(text="“")
@example(text="”\n\n“")
@example(text="said")
@example(text="“” said .")
@example(text="He said “that”")
@example(text="According to")
@example(text="according to: “No.”")
@SETTINGS
def test_generated_news(text, extract):
    check(text, extract(text))


@given(text=NEWS)
@example(text=PAGE)
@example(text="I said ‘stop’ and he didn't.”«It’s the miners' fault, isn't it?.»")
@SETTINGS
def test_an_article_comes_back_from_its_json(text, extract):
    article = extract(text)
    assert Article.from_json(article.to_json()) == article


def check_direct(article: Article) -> None:
    """What holds only where words between marks are cut at their marks."""
    labelled = [mark.span for mark in article.marks]
    for quote in article.quotes:
        pieces = quote.content
        assert all(a.end <= b.start for a, b in itertools.pairwise(pieces)), "pieces overlap"
        if quote.kind == "direct":
            assert not any(mark.overlaps(piece) for mark in labelled for piece in pieces), (
                "speech and no speech at once"
            )


@given(text=NEWS)
@example(text="“We are ready,” said Ann Poole.“We have sand.”“We have boats.”The council met.")
@example(text='"Rates rose 3.5%," he said. "Rates fell 2%.""Who knows?"')
@example(text="Ann Poole said: “We are ready.”'We have sand,' she added.")
@SETTINGS
def test_pieces_are_disjoint_and_are_speech_only(text, extract):
    check_direct(extract(text))


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


GLUED_WRONG = ("cue-before", "two-stretches", "straight", "dash")


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


@pytest.mark.xfail(strict=True, reason="a subject between the marks is taken for the source")
@given(text=NEWS)
@example(text="He lost. Then went on: “They will go.”")
@example(text="Ann Poole, who said no, said they will go, adding: “It’s late.”")
@example(text="Called for “It’s the miners' fault, isn't it?”.")
@SETTINGS
def test_cue_and_source_are_outside_of_their_content(text, extract):
    for quote in extract(text):
        for part in (quote.cue, quote.source):
            assert part is None or not any(part.overlaps(piece) for piece in quote.content)


@given(text=st.text(max_size=120))
@example(text="\x00")
@example(text="\ud800")
@example(text="“\ud800,” he said.")
@example(text="\u2028\u2029\x85")
@example(text="\u202e“No,” he said.")
@example(text="e\u0301" * 20)
@example(text="\x1c\x1d")
@SETTINGS
def test_any_characters(text, extract):
    article = extract(text)
    check(text, article)
    if not any("\ud800" <= character <= "\udfff" for character in text):
        assert Article.from_json(article.to_json()) == article


@given(text=st.text(alphabet="\"'“”‘’«»„`,.:;!?—- \n\t()[]aIsHe", max_size=80))
@SETTINGS
def test_nothing_but_marks_and_punctuation(text, extract):
    check(text, extract(text))


@given(text=NEWS)
@settings(SETTINGS, max_examples=15)
def test_the_same_text_gives_the_same_article(text, extract):
    assert extract(text) == extract(text)


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


def test_what_follows_does_not_change_what_came_before(extract):
    """A paragraph about other things at the end leaves the quotations before it as they are."""
    before = extract(PAGE)
    after = extract(
        PAGE + "\nThe river was calm in the evening and the gulls slept on the parapet until the tide turned.\n"
    )
    assert [(q.kind, q.content, q.cue, q.source) for q in before] == [
        (q.kind, q.content, q.cue, q.source) for q in after
    ]
