"""How a scraped page falls into passages, and that nothing of it gets lost."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quoteattr import lexicon
from quoteattr.text import passages

BODY = "The ferry ran aground at low tide on Sunday and was towed off by two tugs before dawn."
MORE = "Nobody was hurt, and the forty passengers were taken ashore in the lifeboat and given tea."

LAYOUTS = {
    "headline": (f"Ferry runs aground off Skerrow\n\n{BODY}", ["headline", "body"]),
    "headline-with-question-mark": (f"Who steered the Skerrow ferry?\n\n{BODY}", ["headline", "body"]),
    "headline-without-blank-line": (
        f"Ferry runs aground off Skerrow\n{BODY}\n{MORE}",
        ["headline", "body", "body"],
    ),
    "navigation-glued-to-headline": (
        f"HomeScotland NewsFerry runs aground off Skerrow\n\nFerry runs aground off Skerrow\n\n{BODY}",
        ["markup", "headline", "headline", "body"],
    ),
    "byline": (
        f"Ferry runs aground off Skerrow\n\nBy Imogen Tarrant\n\n{BODY}",
        ["headline", "byline", "body"],
    ),
    "byline-colon": (
        f"Ferry runs aground off Skerrow\n\nBy: Imogen Tarrant\n\n{BODY}",
        ["headline", "byline", "body"],
    ),
    "byline-and-job": (
        f"Ferry runs aground off Skerrow\n\nBy Imogen Tarrant\n\nMaritime correspondent, Skerrow\n\n{BODY}",
        ["headline", "byline", "byline", "body"],
    ),
    "name-and-job-without-by": (
        f"Ferry runs aground off Skerrow\n\nImogen Tarrant\n\nMaritime correspondent\n\n{BODY}",
        ["headline", "byline", "byline", "body"],
    ),
    "date-line": (
        f"Ferry runs aground off Skerrow\n\n14 March 2019\n\n{BODY}",
        ["headline", "byline", "body"],
    ),
    "date-and-time-line": (
        f"Ferry runs aground off Skerrow\n\nMonday, 14 March 2019, 10:32 GMT\n\n{BODY}",
        ["headline", "byline", "body"],
    ),
    "caption-with-agency-at-both-ends": (
        f"Ferry runs aground off Skerrow\n\nReutersThe ferry lay on its side on SundayReuters\n\n{BODY}",
        ["headline", "credit", "caption", "credit", "body"],
    ),
    "caption-with-agency-of-two-words-at-both-ends": (
        f"Ferry runs aground off Skerrow\n\nPA MediaThe ferry lay on its side on SundayPA Media\n\n{BODY}",
        ["headline", "credit", "caption", "credit", "body"],
    ),
    "caption-with-spaced-agency-at-both-ends": (
        f"Ferry runs aground off Skerrow\n\nPA Media The ferry lay on its side on SundayPA Media\n\n{BODY}",
        ["headline", "credit", "caption", "credit", "body"],
    ),
    "caption-with-label": (
        f"Ferry runs aground off Skerrow\n\n{BODY}\n\nImage caption: The ferry on Sunday\n\n{MORE}",
        ["headline", "body", "caption", "body"],
    ),
    "caption-with-credit": (
        f"Ferry runs aground off Skerrow\n\n{BODY}\n\nThe ferry on Sunday. Photograph: Nell Ostrow/PA\n\n{MORE}",
        ["headline", "body", "caption", "body"],
    ),
    "caption-with-agency-in-brackets": (
        f"Ferry runs aground off Skerrow\n\nThe ferry on Sunday (Getty Images)\n\n{BODY}",
        ["headline", "caption", "body"],
    ),
    "caption-with-photographer-and-agency-in-brackets": (
        f"{BODY}\n\nThe mayor waves to voters on Sunday. (Ann Poole/Northwire)\n\n{MORE}",
        ["body", "caption", "credit", "body"],
    ),
    "caption-by-courtesy": (
        f"{BODY}\n\nThe ferry in happier days. (Courtesy of Ann Poole)\n\n{MORE}",
        ["body", "caption", "credit", "body"],
    ),
    "caption-from-left-to-right": (
        f"{BODY}\n\nFrom left: Ann Poole and Tom Reed at the gala. Harbour Trust\n\n{MORE}",
        ["body", "caption", "body"],
    ),
    "paragraph-with-two-names-in-brackets": (
        f"{BODY}\n\nThe ferry was late again. (The Eastwick line/Marlow line is closed.)\n\n{MORE}",
        ["body", "body", "body"],
    ),
    "sentence-that-ends-with-an-agency": (
        f"{BODY}\n\nNobody was hurt, the mayor told Reuters.\n\nIt says so in a memo seen by AFP.\n\n{MORE}",
        ["body", "body", "body", "body"],
    ),
    "caption-via-an-agency": (f"{BODY}\n\nAnn Poole via Getty Images.\n\n{MORE}", ["body", "caption", "body"]),
    "caption-with-credit-in-brackets": (
        f"Ferry runs aground\n\nThe ferry on Sunday (Image: Nell Ostrow)\n\n{BODY}",
        ["headline", "caption", "credit", "body"],
    ),
    "name-above-job": (f"Imogen Tarrant\n\nMaritime correspondent\n\n{BODY}", ["byline", "byline", "body"]),
    "headline-above-job": (f"Ferry sinks\n\nMaritime correspondent\n\n{BODY}", ["headline", "byline", "body"]),
    "video-label": (
        f"Ferry runs aground\n\nWatch: The moment the ferry hit the rocks\n\n{BODY}",
        ["headline", "caption", "body"],
    ),
    "dateline-with-dash": (f"SKERROW, Scotland — {BODY}", ["byline", "body"]),
    "dateline-with-agency": (f"SKERROW (Northwire) - {BODY}", ["byline", "body"]),
    "dateline-with-date": (f"PORT ELLEN, March 14 (Northwire) – {BODY}", ["byline", "body"]),
    "dateline-of-two-towns": (f"SKERROW/PORT ELLEN, March 14 (Northwire) - {BODY}", ["byline", "body"]),
    "dateline-with-year": (f"SKERROW, Ohio, April 3, 2025 /NewsLine/ -- {BODY}", ["byline", "body"]),
    "dateline-with-wire": (f"SKERROW, Texas--(TRADE WIRE)--{BODY}", ["byline", "body"]),
    "dateline-in-small-letters": (f"Skerrow, Ohio (April 3, 2025) – {BODY}", ["byline", "body"]),
    "dateline-of-two-words": (f"Port Ellen, Kenya, March 3 – {BODY}", ["byline", "body"]),
    "dateline-of-two-places": (f"SKERROW/PORT ELLEN (Northwire) - {BODY}", ["byline", "body"]),
    "dateline-with-known-agency": (f"Port Ellen (CNN) {BODY}", ["byline", "body"]),
    "agency-alone": (f"(AP) {BODY}", ["byline", "body"]),
    "dateline-with-agency-and-colon": (f"Port Ellen, Jan 5 (PTI): {BODY}", ["byline", "body"]),
    "dateline-with-colon": (f"Ferry runs aground\n\nPORT ELLEN: {BODY}", ["headline", "byline", "body"]),
    "time-of-an-entry": (f"16.06 {BODY}\n\n[9:15am] {MORE}\n\n6pm: {MORE}", ["byline", "body"] * 3),
    "speakers-in-capitals": (f"NELL OSTROW: {BODY}\n\nCLERK: {MORE}", ["body", "body"]),
    "number-first": (f"12.50 euros is the fare. {BODY}", ["body"]),
    "no-dateline": (f"The council met on May 3 – {BODY}", ["body"]),
    "style-sheet": (
        f"Ferry runs aground\n\n.story p{{margin:0 auto;}}\n\n{BODY}",
        ["headline", "markup", "body"],
    ),
    "tags": (
        f'Ferry runs aground\n\n<div class="advert">\n\n{BODY}\n\n</div>',
        ["headline", "markup", "body", "markup"],
    ),
    "script": (f"Ferry runs aground\n\nvar ads = {{slot: 3}}\n\n{BODY}", ["headline", "markup", "body"]),
    "subheading": (
        f"Ferry runs aground off Skerrow\n\n{BODY}\n\nWhat happens next\n\n{MORE}",
        ["headline", "body", "subheading", "body"],
    ),
    "lead-in-with-comma": (
        f"Ferry runs aground off Skerrow\n\n{BODY}\n\nThe new rules say,\n\n“Be early.”",
        ["headline", "body", "body", "body"],
    ),
    "subheading-in-marks": (
        f"Ferry runs aground off Skerrow\n\n{BODY}\n\n‘A miracle’\n\n{MORE}",
        ["headline", "body", "subheading", "body"],
    ),
    "quotation-first": (
        "“We are ready,” said the mayor. “We have sand, boats and time.”\n\n" + BODY,
        ["body", "body"],
    ),
    "pointer": (
        f"Ferry runs aground\n\n{BODY}\n\nRELATED: Why the ferry ran aground\n\n{MORE}",
        ["headline", "body", "data", "body"],
    ),
    "one-short-sentence": ("The ferry ran aground on Sunday.", ["body"]),
    "short-first-sentence": ("The ferry ran aground on Sunday.\n\n" + MORE, ["body", "body"]),
    "misread-letter": ("The ferry ran aground, Ã\x85sa Lund said.\n\n" + MORE, ["body", "body"]),
    "short-quoted-paragraph": (
        f"Ferry runs aground\n\n{BODY}\n\n“We were lucky,” he said.\n\n{MORE}",
        ["headline", "body", "body", "body"],
    ),
    "label-and-quote-paragraph": (
        f"Ferry runs aground\n\n{BODY}\n\nNell Ostrow: “We were lucky.”",
        ["headline", "body", "body"],
    ),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_layout(name):
    text, kinds = LAYOUTS[name]
    split = passages.split(text)
    assert "".join(p.span.text for p in split) == text
    assert [(p.kind, p.span.text.strip()) for p in split] == [
        (kind, p.span.text.strip()) for kind, p in zip(kinds, split, strict=False)
    ]
    assert [p.kind for p in split] == kinds


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x85", "\n\n", "\r\n\r\n", "\n \t \n"])
def test_line_ends(end):
    split = passages.split(end.join(["Ferry runs aground off Skerrow", BODY, MORE]))
    assert [(p.kind, p.span.text) for p in split] == [
        ("headline", "Ferry runs aground off Skerrow" + end),
        ("body", BODY + end),
        ("body", MORE),
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_hard_wrapped_paragraphs_are_put_together(end):
    wrapped = BODY.replace(" and was", f"{end}and was")
    split = passages.split(f"Ferry runs aground off Skerrow{end}{end}{wrapped}{end}{end}{MORE}")
    assert [p.span.text.strip() for p in split] == ["Ferry runs aground off Skerrow", wrapped, MORE]


@pytest.mark.xfail(strict=True, reason="only a small letter shows that a line goes on")
def test_hard_wrapped_before_a_capital():
    """A wrapped line may well start with a name: the line before ends without a stop and close to the margin."""
    wrapped = (
        "The ferry ran aground at low tide on Sunday and was towed off the rocks by the tug\nSkerrow Lass before dawn."
    )
    assert len(passages.split(f"Ferry runs aground\n\n{wrapped}\n\n{MORE}")) == 3


def test_white_space_in_front_belongs_to_the_first_passage():
    split = passages.split(f"\n\n  {BODY}\n")
    assert [p.span.text for p in split] == [f"\n\n  {BODY}\n"]


@pytest.mark.parametrize("text", ["", " ", "\n", "\r\n\u2028", "\x00", ".", "\ufeff"])
def test_next_to_nothing(text):
    split = passages.split(text)
    assert "".join(p.span.text for p in split) == text or not text.strip()


LONG = {
    "sentences": (" ".join([BODY] * 1500), passages.LONGEST, BODY[-1] + " "),
    "a-sentence-too-long": ("and the boats of the harbour, " * 500, passages.LONGEST_SENTENCE, " "),
    "too-long-among-others": (f"{BODY} {'the boats, ' * 1000}{BODY} {BODY}", passages.LONGEST_SENTENCE, " "),
    "marks": (" ".join(f"“We have {n} sacks of sand.”" for n in range(600)), passages.LONGEST, "” "),
}


@pytest.mark.parametrize("name", LONG)
def test_a_very_long_paragraph_is_cut_behind_a_sentence_or_else_at_a_space(name):
    text, longest, ending = LONG[name]
    split = passages.split(text)
    assert "".join(p.span.text for p in split) == text
    assert {p.kind for p in split[:-1]} == {"body"}
    assert longest // 2 < max(len(p.span.text) for p in split) <= longest + len(BODY) + 1
    assert all(p.span.text.endswith(ending) for p in split[:-1])


def test_a_very_long_word_is_cut_all_the_same():
    text = "a" * (3 * passages.LONGEST)
    split = passages.split(text)
    assert "".join(p.span.text for p in split) == text
    assert max(len(p.span.text) for p in split) <= passages.LONGEST


LINES = st.sampled_from(
    [text for text, _ in LAYOUTS.values()]
    + [
        BODY,
        MORE,
        "",
        " ",
        "ReutersReuters",
        "By",
        "By A",
        "Share",
        "{",
        "<p>",
        "AP",
        "— ",
        "A — ",
        "March",
        "“",
        "x" * 300,
    ]
)
ENDS = st.sampled_from(["\n", "\n\n", "\r\n", "\r", "\u2028", "\u2029", "\x85", "\x0b", "\x0c", " \n ", ""])
PAGES = st.lists(st.tuples(LINES, ENDS), max_size=10).map(lambda pairs: "".join(a + b for a, b in pairs))


def check(text: str) -> None:
    split = passages.split(text)
    if text.strip():
        assert "".join(p.span.text for p in split) == text
    for p in split:
        assert p.span.start < p.span.end
        assert p.span.text == text[p.span.start : p.span.end]
        assert p.span.text.strip() or len(split) == 1
    assert all(a.span.end == b.span.start for a, b in itertools.pairwise(split))


@given(PAGES)
@settings(max_examples=100, deadline=None)
def test_passages_tile_pages(text):
    check(text)


@given(st.text(max_size=300))
@example("\x1c")
@example("\x1c\n\x1d")
@example("A A")
@example("\ud800")
@settings(max_examples=150, deadline=None)
def test_passages_tile_any_text(text):
    check(text)


MENU = [f"Sport {word}" for word in ("Rowing", "Sailing", "Chess", "Golf", "Bowls", "Darts", "Skiing", "Judo")]
PLACES = ["Harbour Trust Pool", "Eastwick Town Hall Shop", "Women’s Football Results", "Reed 12.4 Eastwick 3-1"]
HEADINGS = ["What the mayor says", "Where the money goes", "Who is for it", "And who is against it"]


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (MENU + PLACES, "data"),
        (PLACES * 3, "data"),
        ((MENU + PLACES)[:9], "subheading"),  # too few to be sure
        (HEADINGS * 3, "subheading"),
        ([f"{line}: ‘No’" for line in PLACES * 3], "subheading"),  # somebody may speak
        ([f"{line}." for line in PLACES * 3], "body"),
    ],
)
def test_a_menu_a_line_an_entry_is_no_row_of_headings(lines, kind):
    prose = "Ann Poole said on Sunday that the pier would be built of stone.\n\n"
    found = [passage.kind for passage in passages.split(prose + "\n".join(lines) + "\n\n" + prose)]
    assert found == ["body", *[kind] * len(lines), "body"]


def test_every_agency_is_found_at_the_end_of_a_caption():
    for agency in lexicon.labelled("page_words", "agency"):
        text = f"Mayor\n\nThe ferry is late, they say.\n\nThe ferry on Sunday, seen from the old pier ({agency}). \n"
        assert [passage.kind for passage in passages.split(text)][-1] == "caption", agency
