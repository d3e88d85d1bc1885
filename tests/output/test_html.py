"""The article as HTML: everything escaped, nothing lost, and each run marked as what it is."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quoteattr.model import Article, Candidate, Evidence, Mark, Passage, Quote, Quotes, Role, Span, Speaker
from quoteattr.output.html import QUOTES_SHOWN, quote_card, quotes_table, render, render_page
from quoteattr.output.stylesheet import stylesheet

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
    """What a browser would see: tags, and the runs of the article's text with the attributes of the elements around them."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.runs: list[tuple[str, list[dict[str, str | None]]]] = []
        self.open: list[tuple[str, dict[str, str | None]]] = []
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
        names = [attributes.get("class") for _, attributes in self.open]
        if "qa-text" in names:
            self.runs.append((data, [attributes for _, attributes in self.open[names.index("qa-text") + 1 :]]))

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.runs)

    def around(self, words: str) -> list[dict[str, str | None]]:
        """The elements around a run, outermost first, without the paragraph."""
        (found,) = [elements for text, elements in self.runs if text == words]
        return found[1:]

    def classes(self, words: str) -> list[str]:
        return [element.get("class") or "" for element in self.around(words)]

    def title(self, words: str) -> str | None:
        return self.around(words)[-1].get("title")

    def starts(self, name: str) -> list[tuple[str, str | None]]:
        """The values of an attribute, each with the first run of the element that has it."""
        found, before = [], []
        for text, elements in self.runs:
            found += [(text, e[name]) for e in elements if name in e and not any(e is other for other in before)]
            before = elements
        return found


PAGE = Page(render(ARTICLE))


def test_text_is_kept_and_tags_are_balanced():
    assert PAGE.text == TEXT
    assert PAGE.open == []


def test_quotations_carry_their_kind_speaker_and_note():
    assert PAGE.classes("“We will act,”") == ["qa-quote qa-direct qa-s0"]
    assert PAGE.classes("“and soon.”") == ["qa-quote qa-direct qa-s0"]
    first, *explanation = PAGE.title("“and soon.”").splitlines()
    assert first == "Ann Lee, head, Nato · direct · cue: said"
    assert explanation == DIRECT.explain().splitlines()


def test_an_unattributed_quotation_is_nobodys_and_says_so():
    assert PAGE.classes("“Eh?”") == ["qa-quote qa-direct qa-nobody"]
    assert PAGE.title("“Eh?”") == "speaker unknown · direct\nNobody is named."


def test_sources_are_underlined_in_the_line_of_their_speaker_and_name_them():
    assert PAGE.classes("She") == ["qa-source qa-s0"]
    assert PAGE.title("She") == "source: Ann Lee, head, Nato"
    assert "<u " in render(ARTICLE)


def test_marks_are_faint_and_give_their_reason_as_a_note_and_in_view():
    assert PAGE.classes("‘a’") == ["qa-mark"]
    assert PAGE.title("‘a’") == "not a quotation: title"
    assert ("‘a’", "title") in PAGE.starts("data-qa")


def test_the_innermost_quotation_wins_and_sources_and_marks_stay_visible_in_it():
    assert PAGE.classes("that ") == ["qa-quote qa-indirect qa-s0"]
    assert PAGE.classes("Bo") == ["qa-quote qa-indirect qa-s0", "qa-source qa-s1"]
    assert PAGE.classes("“it was ") == ["qa-quote qa-mixed qa-s1"]
    assert PAGE.classes("‘odd’") == ["qa-quote qa-mixed qa-s1", "qa-mark"]
    assert PAGE.title("‘odd’") == "not a quotation: scare"
    assert PAGE.title("Bo") == "source: Bo"


def test_partly_overlapping_spans_are_cut():
    text = "abcdef"
    left = Quote("direct", (Span.of(text, 0, 4),), speaker=LEE)
    right = Quote("indirect", (Span.of(text, 2, 5),), speaker=BO)
    page = Page(render(Article(text, quotes=(left, right), speakers=(LEE, BO))))
    assert [(run, [e.get("class") for e in elements[1:]]) for run, elements in page.runs] == [
        ("ab", ["qa-quote qa-direct qa-s0"]),
        ("cde", ["qa-quote qa-indirect qa-s1"]),
        ("f", []),
    ]


def test_the_note_is_that_of_the_innermost_span_of_all():
    text = "abcdef"
    outer = Quote("indirect", (Span.of(text, 0, 6),), source=Span.of(text, 0, 5), speaker=LEE)
    inner = Quote("direct", (Span.of(text, 2, 3),))
    page = Page(render(Article(text, quotes=(inner, outer), speakers=(LEE,))))
    assert page.title("ab") == "source: Ann Lee, head, Nato"
    assert page.title("c").startswith("speaker unknown · direct")
    assert page.classes("c") == ["qa-source qa-s0", "qa-quote qa-direct qa-nobody"]
    assert page.title("f").startswith("Ann Lee, head, Nato · indirect")


def test_a_quotation_is_numbered_where_a_piece_starts_and_an_unknown_speaker_is_asked_for():
    numbers = [(text, badge) for text, badge in PAGE.starts("data-qa") if badge not in ("title", "scare")]
    assert numbers == [
        ("“We will act,”", "1"),
        ("“and soon.”", "1"),
        ("that ", "1"),
        ("“it was ", "2"),
        ("“Eh?”", "?"),
    ]


def test_the_keyboard_stops_once_a_quotation_and_everything_with_a_note_can_be_tapped():
    stops = PAGE.starts("tabindex")
    assert [text for text, index in stops if index == "0"] == ["“We will act,”", "that ", "“it was ", "“Eh?”"]
    assert [text for text, _ in stops] == [text for text, _ in PAGE.starts("title")]
    assert {index for _, index in stops} == {"0", "-1"}


def test_paragraphs_follow_the_passages():
    source = render(ARTICLE)
    assert re.findall(r'<p class="(qa-[^"]*)"([^>]*)>', source) == [
        ("qa-headline", ' role="heading" aria-level="2"'),
        ("qa-body", ""),
    ]
    assert render(Article("no passages")).count('<p class="qa-body">') == 1


def test_a_quotation_across_passages_is_cut_at_the_paragraph():
    text = "“One\n\n“two”"
    passages = (Passage(Span.of(text, 0, 6), "body"), Passage(Span.of(text, 6, len(text)), "body"))
    quote = Quote("direct", (Span.of(text, 0, len(text)),))
    page = Page(render(Article(text, quotes=(quote,), passages=passages)))
    assert [run for run, _ in page.runs] == ["“One", "\n\n", "“two”"]
    assert page.classes("\n\n") == ["qa-quote qa-direct qa-nobody", "qa-gap"]
    assert [text for text, _ in page.starts("data-qa")] == ["“One"]


def items(source: str) -> list[str]:
    """The entries of the legend's speakers as plain text."""
    lists = re.findall(r'<ul class="qa-speakers">(.*?)</ul>', source, re.DOTALL)
    return [re.sub("<[^>]*>", "", item) for found in lists for item in re.findall("<li>(.*?)</li>", found, re.DOTALL)]


def test_the_legend_lists_speakers_with_role_and_counts_and_the_unknown():
    source = render(ARTICLE)
    assert items(source) == [
        "Ann Leehead, Nato 2 quotations, 12 words",
        "Bo1 quotation, 4 words",
        "speaker unknown1 quotation, 1 word",
    ]
    assert '<li><span class="qa-quote qa-s0" data-qa="1"><bdi>Ann Lee</bdi></span>' in source
    assert "<p>4 quotations by 2 speakers in 22 words</p>" in source
    assert len(items(render(attrs.evolve(ARTICLE, quotes=(DIRECT,))))) == 2


def test_the_legend_shows_kinds_sources_and_marks_in_their_form_with_counts():
    source = render(ARTICLE)
    assert '<li><span class="qa-quote qa-direct qa-nobody">direct</span> 2</li>' in source
    assert '<li><span class="qa-quote qa-indirect qa-nobody">indirect</span> 1</li>' in source
    assert "no quotation</span> 2</li>" in source
    bare = render(Article("nothing"))
    assert "0 quotations by 0 speakers in 1 word" in bare
    assert "no quotation" not in bare
    assert "qa-source" not in bare.split("</style>")[1]


def test_a_speaker_that_the_article_does_not_list_is_shown_all_the_same():
    source = render(attrs.evolve(ARTICLE, speakers=()))
    assert items(source)[0] == "Ann Leehead, Nato 2 quotations, 12 words"
    assert Page(source).text == TEXT


def many(size: int) -> Article:
    """An article of so many speakers, the n-th of whom says n words."""
    words = [" ".join(["ja"] * number) for number in range(1, size + 1)]
    text = ". ".join(words)
    starts = [sum(len(word) + 2 for word in words[:number]) for number in range(size)]
    speakers = tuple(Speaker(f"S{number}", "person") for number in range(1, size + 1))
    quotes = tuple(
        Quote("indirect", (Span.of(text, start, start + len(word)),), speaker=speaker)
        for start, word, speaker in zip(starts, words, speakers, strict=True)
    )
    return Article(text, quotes, speakers)


def test_more_speakers_than_tints_differ_by_their_number():
    page = Page(render(many(10)))
    assert page.classes("ja") == page.classes(" ".join(["ja"] * 9)) == ["qa-quote qa-indirect qa-s0"]
    assert [badge for _, badge in page.starts("data-qa")] == [str(number) for number in range(1, 11)]


@pytest.mark.parametrize(("size", "folded"), [(12, 0), (13, 1), (30, 18)])
def test_of_many_speakers_the_most_quoted_stand_open_and_the_others_can_be_opened(size, folded):
    opened, *rest = render(many(size)).split("<details>")
    names = [item.split("1 quotation")[0] for item in items(opened)]
    assert names == [f"S{number}" for number in range(folded + 1, size + 1)]
    if folded:
        noun = "speaker" if folded == 1 else "speakers"
        assert rest[0].startswith(f"<summary>{folded} more {noun}, with fewer words</summary>")
        assert [item.split("1 quotation")[0] for item in items(rest[0])] == [f"S{n}" for n in range(1, folded + 1)]
    else:
        assert rest == []


def test_a_page_grows_with_the_text_and_its_notes_only():
    article = many(300)
    notes = sum(len(quote.explain()) for quote in article)
    assert len(render(article)) < len(stylesheet()) + len(article.text) + notes + 600 * len(article)


def test_a_long_text_scrolls_in_a_notebook():
    assert 'mathjax_ignore qa-long"' in render(Article("word " * 10_000))
    assert "qa-long" not in render(ARTICLE).split("</style>")[1]
    assert 'class="qa tex2jax_ignore mathjax_ignore qa-article"' in render_page(Article("word " * 10_000))


def test_every_class_has_its_style_and_every_style_its_class():
    styled = set(re.findall(r"\.(qa[\w-]*)", re.sub(r"\{[^{}]*\}", "", stylesheet(page=True))))
    quotes = tuple(attrs.evolve(DIRECT, kind=kind) for kind in ("direct", "mixed", "indirect")) * 40
    kinds = ("headline", "byline", "caption", "credit", "subheading", "markup", "body")
    passages = tuple(Passage(Span.of(TEXT, n, n + 1), kind) for n, kind in enumerate(kinds))
    sources = [
        render_page(many(20)),
        render(Article("word " * 10_000)),
        render(attrs.evolve(ARTICLE, passages=passages)),
        *(value._repr_html_() for value in (LEE, DIRECT, UNKNOWN, Quotes(quotes))),
    ]
    bodies = "".join(re.sub("<style>.*?</style>", "", source, flags=re.DOTALL) for source in sources)
    used = {name for names in re.findall(r'class="([^"]*)"', bodies) for name in names.split() if name.startswith("qa")}
    assert used - styled == {"qa-direct", "qa-body", "qa-article"}
    assert styled - used == set()


def test_kinds_differ_by_line_and_fill_and_the_focus_is_seen():
    style = stylesheet()
    assert re.search(r"\.qa-quote\{[^}]*border-bottom:2px solid", style)
    assert re.search(r"\.qa-mixed\{border-bottom-style:dashed", style)
    assert re.search(r"\.qa-indirect\{border-bottom-style:dotted;background:transparent", style)
    assert re.search(r":focus\{outline:2px solid", style)
    assert re.search(r":focus::after\{content:attr\(title\)", style)


INJECTIONS = [
    "<script>alert(1)</script>",
    "--><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '" style="x',
    "</style></div><b>",
    "</title></textarea><svg onload=alert(1)>",
    "<a href='javascript:alert(1)'>",
    "javascript:alert(1)",
    "<!-- <![CDATA[ ]]>",
    "&lt;b&gt; &amp;amp; &#60; &quot;",
    "{title} {body} %s $x$ \\(y\\)",
    "`${alert(1)}` \u202e \u2028.",
    "</script><script>alert(1)</script>",
    "<!--<script>alert(1)//--></script>",
    "]]><script>alert(1)</script>",
    "<iframe src='javascript:parent.alert(1)'></iframe>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    "<form action='javascript:alert(1)'><input autofocus onfocus=alert(1)>",
    "<link rel=stylesheet href=x><base href=x><meta http-equiv=refresh content='0;url=x'>",
    "<style>@import 'x'; * { display: none }</style>",
    "</td></tr></table></pre></bdi></mark><img src=x onerror=alert(1)>",
    "<svg><script>alert(1)</script></svg><math href='javascript:alert(1)'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></p>",
    "<template><script>alert(1)</script></template><object data=x><embed src=x>",
    "<details/open ontoggle=alert(1)></details><video><source onerror=alert(1)></video>",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e \\x3cscript\\x3e",
    "%3Cscript%3Ealert(1)%3C/script%3E +ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "{{constructor.constructor('alert(1)')()}} [a](javascript:alert(1))",
]


def names(text: str) -> set[str]:
    return set(text.split())


TAGS = names("html head meta title style body h1 main div section p ul li span small bdi mark u")
CARD_TAGS = names("strong dl dt dd figure blockquote figcaption details summary pre")
TABLE_TAGS = names("table thead tbody tr th td")
ATTRIBUTES = names("class title data-qa lang charset name content role aria-level aria-label tabindex scope")


def hostile(bad: str) -> Article:
    """An article that says the same wherever it says anything."""
    text = f"{bad} {bad} {bad} {bad}"
    size = len(bad)
    speaker = Speaker(bad, bad, bad, bad, (bad,), (Role(bad, bad[::-1], span=Span.of(text, 0, size), rule=bad),))
    quote = Quote(
        "direct",
        (Span.of(text, 0, size),),
        cue=Span.of(text, size + 1, 2 * size + 1),
        source=Span.of(text, 2 * size + 2, 3 * size + 2),
        speaker=speaker,
        rule=bad,
        evidence=(Evidence(bad, bad),),
        candidates=(Candidate(Speaker(bad[::-1], "person"), 0.1),),
    )
    nameless = Quote("indirect", (Span.of(text, 1, 4),), speaker=Speaker(None, "unnamed", description=bad))
    mark = Mark(Span.of(text, 3 * size + 3, len(text)), bad)
    return Article(text, (quote, nameless), (speaker,), (mark,), (Passage(Span.of(text, 0, 9), bad),))


@pytest.mark.parametrize("bad", INJECTIONS)
def test_nothing_from_the_article_becomes_markup(bad):
    article = hostile(bad)
    page = Page(render_page(article, title=bad))
    assert page.text == article.text
    assert page.open == []
    assert set(page.tags) <= TAGS
    assert {name for name, _ in page.attributes} <= ATTRIBUTES
    assert any(bad in (value or "") for name, value in page.attributes if name == "title")
    assert page.tags == Page(render_page(hostile("x" * len(bad)), title="x")).tags


@pytest.mark.parametrize("bad", INJECTIONS)
def test_nothing_from_a_speaker_or_quotation_becomes_markup(bad):
    article, harmless = hostile(bad), hostile("x" * len(bad))
    for value, other in (
        (article.speakers[0], harmless.speakers[0]),
        (article.quotes[0], harmless.quotes[0]),
        (article.quotes, harmless.quotes),
    ):
        page = Page(value._repr_html_())
        assert page.open == []
        assert set(page.tags) <= TAGS | CARD_TAGS | TABLE_TAGS
        assert {name for name, _ in page.attributes} <= ATTRIBUTES
        assert page.tags == Page(other._repr_html_()).tags


def test_a_kind_that_is_none_stays_within_its_attribute():
    quote = Quote("direct", (Span.of(TEXT, 0, 3),))
    object.__setattr__(quote, "kind", '"><script>')  # which no quotation is made with
    assert "script" not in Page(quotes_table(Quotes((quote,)))).tags
    assert "script" not in Page(quote_card(quote)).tags


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
    assert 'class="qa tex2jax_ignore mathjax_ignore"' in render(Article("$5 or $6"))


def test_an_article_without_anything():
    assert Page(render(Article(""))).text == ""
    assert Article("words")._repr_html_() == render(Article("words"))


def test_the_page_stands_alone():
    source = render_page(ARTICLE, title="A & B")
    assert source.startswith("<!DOCTYPE html>")
    assert "<title>A &amp; B</title>" in source
    assert "<h1>A &amp; B</h1>" in source
    assert source.count("<style>") == 1
    assert Page(source).runs == PAGE.runs
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


# --- values of their own ------------------------------------------------------------------------------------------


def plain(source: str) -> str:
    """The words of a fragment without its style, parted by bars."""
    return re.sub(r"(?:<[^>]*>|\n)+", "|", source.split("</style>")[1]).strip("|")


def test_a_speaker_shows_what_the_article_says_of_it():
    speaker = attrs.evolve(LEE, honorific="Dr", aliases=("Dr Lee", "Lee"), mentions=(span("Ann Lee"), span("She")))
    speaker = attrs.evolve(speaker, roles=(*LEE.roles, Role("surgeon", former=True)))
    assert plain(speaker._repr_html_()) == (
        "Ann Lee|kind|person|honorific|Dr|role|head, Nato|also|former surgeon|called|Dr Lee; Lee|mentioned|2 times"
    )
    unnamed = Speaker(None, "unnamed", description="officials")
    assert plain(unnamed._repr_html_()) == "officials|kind|unnamed|mentioned|0 times"


def test_a_quotation_shows_its_words_and_why_they_are_whose():
    assert plain(DIRECT._repr_html_()) == (
        "We will act, and soon.|Ann Lee, head, Nato · direct · cue: said · 88 % sure|why|Ann Lee, head, Nato: 88 % sure."
    )
    assert plain(UNKNOWN._repr_html_()) == "Eh?|speaker unknown · direct|why|Nobody is named."


def test_quotations_show_as_a_table():
    rows = re.findall("<tr>(.*?)</tr>", ARTICLE.quotes._repr_html_())
    assert [re.sub("(?:<[^>]*>)+", "|", row).strip("|") for row in rows] == [
        "speaker|role|kind|sure|words",
        "0|Ann Lee|head, Nato|direct|88 %|We will act, and soon.",
        "1|Ann Lee|head, Nato|indirect|0 %|that Bo thought “it was ‘odd’ then”",
        "2|Bo|mixed|0 %|“it was ‘odd’ then”",
        "3|unknown|direct|Eh?",
    ]
    assert "<p>4 quotations</p>" in ARTICLE.quotes._repr_html_()
    assert "<p>0 quotations</p>" in Article("").quotes._repr_html_()


def test_of_many_quotations_the_table_shows_the_first_and_says_so():
    source = Quotes((UNKNOWN,) * (QUOTES_SHOWN + 1))._repr_html_()
    assert source.count("<tr>") == QUOTES_SHOWN + 1  # one is the heading
    assert "101 quotations, 1 of them not shown" in source
    assert "not shown" not in Quotes((UNKNOWN,) * QUOTES_SHOWN)._repr_html_()
