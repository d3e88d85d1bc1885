"""The article as HTML: everything escaped, nothing lost, and each run marked as what it is."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quoteattr.html import render, render_page
from quoteattr.model import Article, Mark, Passage, Quote, Role, Span, Speaker

TEXT = "Headline of ‘a’ day\n\n“We will act,” said Ann Lee, “and soon.”\n\nShe said that Bo thought “it was ‘odd’ then”. “Eh?”\n"


def span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span.of(text, start, start + len(words))


LEE = Speaker("Ann Lee", "person", roles=(Role("head", "Nato"),))
BO = Speaker("Bo", "person")
DIRECT = Quote(
    "direct",
    (span("“We will act,”"), span("“and soon.”")),
    cue=span("said"),
    source=span("Ann Lee"),
    speaker=LEE,
    confidence=0.876,
    rule="verb-after",
)
OUTER = Quote("indirect", (span("that Bo thought “it was ‘odd’ then”"),), source=span("She"), speaker=LEE)
INNER = Quote("mixed", (span("“it was ‘odd’ then”"),), source=span("Bo"), speaker=BO)
UNKNOWN = Quote("direct", (span("“Eh?”"),))
ARTICLE = Article(
    TEXT,
    quotes=(DIRECT, OUTER, INNER, UNKNOWN),
    speakers=(LEE, BO),
    marks=(Mark(span("‘a’"), "title"), Mark(span("‘odd’"), "scare")),
    passages=(Passage(Span.of(TEXT, 0, 21), "headline"), Passage(Span.of(TEXT, 21, len(TEXT)), "body")),
)


class Page(HTMLParser):
    """What a browser would see: tags, and the runs of text with the classes and tooltip of their element."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.runs: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.inside = 0
        self.feed(source)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.attributes += attributes
        if tag not in ("meta", "link", "img"):
            self.open.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        opened, _ = self.open.pop()
        assert opened == tag

    def handle_data(self, data):
        if any(attributes.get("class") == "qa-text" for _, attributes in self.open):
            self.runs.append((data, self.open[-1][1]))

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.runs)

    def classes(self, words: str) -> set[str]:
        (found,) = [attributes for text, attributes in self.runs if text == words]
        return set((found.get("class") or "").split())

    def title(self, words: str) -> str | None:
        return next(attributes.get("title") for text, attributes in self.runs if text == words)


PAGE = Page(render(ARTICLE))


def test_text_is_kept_and_tags_are_balanced():
    assert PAGE.text == TEXT
    assert PAGE.open == []


def test_quotations_carry_their_kind_speaker_and_tooltip():
    assert PAGE.classes("“We will act,”") == {"qa-quote", "qa-direct", "qa-s0"}
    assert PAGE.classes("“and soon.”") == {"qa-quote", "qa-direct", "qa-s0"}
    first, *explanation = PAGE.title("“and soon.”").splitlines()
    assert first == "Ann Lee, head, Nato · direct · cue: said"
    assert explanation == DIRECT.explain().splitlines()


def test_an_unattributed_quotation_has_no_tint_and_says_so():
    assert PAGE.classes("“Eh?”") == {"qa-quote", "qa-direct"}
    assert PAGE.title("“Eh?”") == "speaker unknown · direct\nNobody is named."


def test_sources_are_underlined_and_name_their_speaker():
    assert PAGE.classes("She") == {"qa-source"}
    assert PAGE.title("She") == "source: Ann Lee, head, Nato"


def test_marks_are_faint_and_give_their_reason():
    assert PAGE.classes("‘a’") == {"qa-mark"}
    assert PAGE.title("‘a’") == "not a quotation: title"


def test_the_innermost_quotation_wins_and_sources_and_marks_stay_visible_in_it():
    assert PAGE.classes("that ") == {"qa-quote", "qa-indirect", "qa-s0"}
    assert PAGE.classes("Bo") == {"qa-quote", "qa-indirect", "qa-s0", "qa-source"}
    assert PAGE.classes("“it was ") == {"qa-quote", "qa-mixed", "qa-s1"}
    assert PAGE.classes("‘odd’") == {"qa-quote", "qa-mixed", "qa-s1", "qa-mark"}
    assert PAGE.title("‘odd’") == "not a quotation: scare"
    assert PAGE.title("Bo") == "source: Bo"


def test_partly_overlapping_spans_are_cut():
    text = "abcdef"
    left = Quote("direct", (Span.of(text, 0, 4),), speaker=LEE)
    right = Quote("indirect", (Span.of(text, 2, 5),), speaker=BO)
    page = Page(render(Article(text, quotes=(left, right), speakers=(LEE, BO))))
    assert [run for run, _ in page.runs] == ["ab", "cd", "e", "f"]
    assert page.classes("ab") == {"qa-quote", "qa-direct", "qa-s0"}
    assert page.classes("cd") == page.classes("e") == {"qa-quote", "qa-indirect", "qa-s1"}
    assert page.classes("f") == {"qa-body"}


def test_the_tooltip_is_that_of_the_innermost_span_of_all():
    text = "abcdef"
    outer = Quote("indirect", (Span.of(text, 0, 6),), source=Span.of(text, 0, 5), speaker=LEE)
    inner = Quote("direct", (Span.of(text, 2, 3),), speaker=BO)
    page = Page(render(Article(text, quotes=(inner, outer), speakers=(LEE, BO))))
    assert page.title("ab") == "source: Ann Lee, head, Nato"
    assert page.title("c").startswith("Bo · direct")
    assert page.classes("c") == {"qa-quote", "qa-direct", "qa-s1", "qa-source"}
    assert page.title("f").startswith("Ann Lee, head, Nato · indirect")


def test_a_quotation_is_numbered_once_where_it_starts():
    numbers = [(text, attributes["data-qa"]) for text, attributes in PAGE.runs if "data-qa" in attributes]
    assert numbers == [("“We will act,”", "1"), ("“and soon.”", "1"), ("that ", "1"), ("“it was ", "2")]


def test_paragraphs_follow_the_passages():
    source = render(ARTICLE)
    assert re.findall(r'<p class="([^"]*)">', source) == ["qa-headline", "qa-body"]
    assert render(Article("no passages")).count("<p ") == 1


def test_a_quotation_across_passages_is_cut_at_the_paragraph():
    text = "“One\n\n“two”"
    passages = (Passage(Span.of(text, 0, 6), "body"), Passage(Span.of(text, 6, len(text)), "body"))
    quote = Quote("direct", (Span.of(text, 0, len(text)),))
    page = Page(render(Article(text, quotes=(quote,), passages=passages)))
    assert [run for run, _ in page.runs] == ["“One\n\n", "“two”"]
    assert page.tags.count("p") == 2


def test_the_legend_lists_speakers_with_role_and_count_and_the_unknown():
    legend = render(ARTICLE).split("</ul>")[0]
    assert '<span class="qa-quote qa-s0" data-qa="1">Ann Lee</span>, head, Nato (2)</li>' in legend
    assert '<span class="qa-quote qa-s1" data-qa="2">Bo</span> (1)</li>' in legend
    assert "speaker unknown</span> (1)</li>" in legend
    assert "speaker unknown" not in render(attrs.evolve(ARTICLE, quotes=(DIRECT,)))


def test_a_speaker_that_the_article_does_not_list_is_shown_all_the_same():
    source = render(attrs.evolve(ARTICLE, speakers=()))
    assert ">Ann Lee</span>, head, Nato (2)</li>" in source
    assert Page(source).text == TEXT


def test_more_speakers_than_tints_differ_by_their_number():
    text = "abcdefghij"
    speakers = tuple(Speaker(letter.upper(), "person") for letter in text)
    quotes = tuple(Quote("direct", (Span.of(text, i, i + 1),), speaker=who) for i, who in enumerate(speakers))
    page = Page(render(Article(text, quotes=quotes, speakers=speakers)))
    assert page.classes("a") == page.classes("i")
    assert len({(attributes["class"], attributes["data-qa"]) for _, attributes in page.runs}) == len(text)


def test_kinds_differ_by_form_and_every_class_has_its_style():
    source = render(ARTICLE)
    style = source[source.index("<style>") : source.index("</style>")]
    assert re.search(r"\.qa-quote\{[^}]*border-bottom:2px solid", style)
    assert re.search(r"\.qa-mixed\{border-bottom-style:dashed", style)
    assert re.search(r"\.qa-indirect\{border-bottom-style:dotted", style)
    assert "--LIGHT" not in style
    assert "--DARK" not in style
    assert set(re.findall(r"\.([a-z][\w-]*)", re.sub(r"\{[^}]*\}", "", style))) == {
        *(
            "qa-article",
            "qa-legend",
            "qa-text",
            "qa-quote",
            "qa-mixed",
            "qa-indirect",
            "qa-source",
            "qa-mark",
        ),
        *("qa-headline", "qa-subheading", "qa-byline", "qa-caption", "qa-credit", "qa-markup"),
        *(f"qa-s{index}" for index in range(8)),
    }
    for number in re.findall(r"var\(--qa-(\d)\)", style):
        assert style.count(f"--qa-{number}:#") == 4  # light, dark, and the two of JupyterLab
    assert style.count("{") == style.count("}")


def luminance(colour: str) -> float:
    colour = colour if len(colour) == 6 else "".join(2 * digit for digit in colour)
    channels = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_words_contrast_with_every_tint():
    blocks = [block for block in re.findall(r"\{([^{}]*)", render(ARTICLE)) if "--qa-ink:" in block]
    assert len(blocks) == 4
    for block in blocks:
        colours = dict(re.findall(r"--qa-(\w+):#(\w+)", block))
        ink = luminance(colours.pop("ink"))
        for tint in map(luminance, colours.values()):
            assert (max(ink, tint) + 0.05) / (min(ink, tint) + 0.05) >= 4.5


INJECTIONS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '" style="x',
    "</style></div><b>",
    "<!-- <![CDATA[ ]]>",
    "&lt;b&gt; &amp;amp; &#60;",
    "{title} {body} %s $x$ \\(y\\)",
]


@pytest.mark.parametrize("bad", INJECTIONS)
def test_nothing_from_the_article_becomes_markup(bad):
    text = f"{bad} {bad} {bad} {bad}"
    size = len(bad)
    speaker = Speaker(bad, "person", roles=(Role(bad, bad[::-1]),))
    quote = Quote(
        "direct",
        (Span.of(text, 0, size),),
        cue=Span.of(text, size + 1, 2 * size + 1),
        source=Span.of(text, 2 * size + 2, 3 * size + 2),
        speaker=speaker,
        rule=bad,
    )
    nameless = Quote("indirect", (Span.of(text, 1, 4),), speaker=Speaker(None, "unnamed", description=bad))
    mark = Mark(Span.of(text, 3 * size + 3, len(text)), bad)
    article = Article(text, (quote, nameless), (speaker,), (mark,), (Passage(Span.of(text, 0, 9), "body"),))
    page = Page(render_page(article, title=bad))
    assert page.text == text
    assert set(page.tags) <= {
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "div",
        "ul",
        "li",
        "span",
        "p",
    }
    assert {name for name, _ in page.attributes} <= {
        "class",
        "title",
        "data-qa",
        "lang",
        "charset",
        "name",
        "content",
    }
    assert any(bad in (value or "") for name, value in page.attributes if name == "title")


@pytest.mark.parametrize(
    "forbidden", ["\x00", "\x08", "\x0b", "\x1b", "\x7f", "\x85", "\x9f", "\ud800", "\ufdd0", "\ufffe"]
)
def test_characters_that_html_forbids_are_replaced(forbidden):
    source = render(
        Article(f"a{forbidden}b", quotes=(Quote("direct", (Span.of(f"a{forbidden}b", 0, 3),), rule=forbidden),))
    )
    assert forbidden not in source
    assert Page(source).text == "a\ufffdb"
    source.encode()


def test_white_space_is_kept_as_it_is():
    text = "\n a\r\n\tb\x0c \u00a0c\r"
    assert Page(render(Article(text))).text == text
    assert "\r" not in render(Article(text))
    assert "white-space:pre-wrap" in render(Article(text))


def test_dollars_are_no_formula_in_a_notebook():
    assert 'class="qa-article tex2jax_ignore mathjax_ignore"' in render(Article("$5 or $6"))


def test_an_article_without_anything():
    assert Page(render(Article(""))).text == ""
    assert Article("words")._repr_html_() == render(Article("words"))


def test_the_page_stands_alone():
    source = render_page(ARTICLE, title="A & B")
    assert source.startswith("<!DOCTYPE html>")
    assert "<title>A &amp; B</title>" in source
    assert render(ARTICLE) in source
    assert not re.search(r"<script|https?:|url\(|@import|<link|<img", source)
    assert Page(source).open == []


spans = st.lists(st.integers(-2, 14), min_size=2, max_size=2).map(sorted)
ALPHABET = "ab <&>\"'\n\r\x00“’é😀"


@given(
    text=st.text(ALPHABET, max_size=12),
    quotes=st.lists(spans, max_size=4),
    sources=st.lists(spans, max_size=3),
    marks=st.lists(spans, max_size=3),
    passages=st.lists(spans, max_size=3),
)
@example(text="abcdef", quotes=[[-2, 3], [2, 9]], sources=[[4, 4]], marks=[[-1, 9]], passages=[[-2, -1], [2, 14]])
def test_no_character_is_lost_or_repeated_however_spans_lie(text, quotes, sources, marks, passages):
    def place(pair):
        return Span(*pair, text="")

    article = Article(
        text,
        quotes=tuple(Quote("mixed", (place(pair),), speaker=LEE) for pair in quotes)
        + tuple(Quote("direct", (place([0, 1]),), source=place(pair)) for pair in sources),
        speakers=(LEE,),
        marks=tuple(Mark(place(pair), "term") for pair in marks),
        passages=tuple(Passage(place(pair), "body") for pair in passages),
    )
    page = Page(render(article))
    assert page.text == text.replace("\x00", "\ufffd")
    assert page.open == []
