"""The scanner of quotation marks: what it says of each stretch, and what holds for whatever text.

The styles and accidents of marks are in ``cases/marks.json``.
"""

from __future__ import annotations

import itertools

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quoteattr import Passage, Span
from quoteattr.draft import Stretch
from quoteattr.quotations import marks, unspoken
from quoteattr.text import passages

MARKS = "\"“”„‟«»'‘’‚‛`"
_WORDS = "``|''| |, |. |? |(|)|—|a|I|’s|s'|’90s|6|5.3| said|workers|He said: |Rock ’n’ roll|“Stop,” |'no' |<p>"
PIECES = st.sampled_from([*MARKS, *_WORDS.split("|"), " ", "\n", "\n\n", "\u2028", "\u00a0"])
MARKED = st.lists(PIECES, max_size=40).map("".join)


def scan(text: str) -> tuple[Stretch, ...]:
    return marks.scan(text, passages.split(text))


def one_passage(text: str) -> list[Passage]:
    return [Passage(Span.of(text, 0, len(text)), "body")]


def check(text: str) -> None:
    """What holds for the stretches of any text."""
    split = passages.split(text)
    found = marks.scan(text, split)
    assert [s.start for s in found] == sorted(s.start for s in found)
    for s in found:
        assert 0 <= s.start < s.end <= len(text)
        assert any(p.span.start <= s.start and s.end <= p.span.end for p in split), "crosses the edge of a passage"
        assert not any(p.kind in ("markup", "credit") and p.span.start <= s.start < p.span.end for p in split)
        assert any(character.isalnum() for character in text[s.start : s.end]) or s.end - s.start > 2
    outer = [s for s in found if s.depth == 0]
    assert all(a.end <= b.start for a, b in itertools.pairwise(outer)), "outer stretches overlap"
    for s in found:
        if s.depth:
            assert any(o.start <= s.start and s.end <= o.end for o in outer), (
                "a nested stretch outside of any outer one"
            )


@given(MARKED)
@example('"')
@example("' '' \"\"\"")
@example("“““ ”””")
@example("'a \"b' c\"")
@example("'a’',’")
@settings(max_examples=150, deadline=None)
def test_stretches_of_marked_text(text):
    check(text)


@given(st.text(max_size=200))
@settings(max_examples=80, deadline=None)
def test_stretches_of_any_text(text):
    check(text)


@given(MARKED, st.sampled_from(["“It was late,” she said.", "She said: “It was late.”"]))
@settings(max_examples=80, deadline=None)
def test_clean_paragraphs_keep_their_marks_whatever_stands_two_paragraphs_before(text, clean):
    """A paragraph without marks ends whatever was left open, so the one behind it is read for itself."""
    text = f"{text}\n\nThe ferry left the harbour at nine in the morning.\n\n{clean}"
    start = len(text) - len(clean)
    found = [(s.start - start, s.end - start) for s in scan(text) if s.start >= start]
    assert found == [(s.start, s.end) for s in marks.scan(clean, one_passage(clean))]


def test_nothing_is_found_where_there_is_nothing():
    assert marks.scan("", []) == ()
    assert scan("Nobody spoke at the graveside.") == ()


def test_closed_stretch():
    [stretch] = scan("The mayor said: “We are ready.” Then she left.")
    assert stretch.closed
    assert not stretch.continues
    assert stretch.depth == 0


def test_unclosed_stretch_ends_with_its_paragraph():
    text = "The mayor said: “We are ready.\n\nThe council meets at noon in the old customs house on the quay."
    [stretch] = scan(text)
    assert not stretch.closed
    assert text[stretch.start : stretch.end] == "“We are ready."


def test_reopened_paragraphs_continue():
    text = "“We are ready,” said the mayor. “We have sand.\n\n“We have boats.\n\n“We have time.”"
    assert [(s.closed, s.continues) for s in scan(text)] == [
        (True, False),
        (False, False),
        (False, True),
        (True, True),
    ]


def test_a_paragraph_does_not_continue_one_whose_words_ended_before():
    text = "The warden said: “We have sand. Tom Reed said that there were none.\n\n“We have boats,” he said."
    assert [(s.closed, s.continues) for s in scan(text)] == [(False, False), (True, False)]


def test_paragraphs_that_were_closed_do_not_continue():
    assert [s.continues for s in scan("“We have sand.”\n\n“We have boats.”")] == [False, False]


def test_reopened_on_one_line_continues():
    assert [(s.closed, s.continues) for s in scan('The mayor said: "We have sand. "We have boats."')] == [
        (False, False),
        (True, True),
    ]


def test_nested_stretch_has_depth():
    text = "“They shouted ‘help’ twice,” the ferryman said."
    assert [(text[s.start : s.end], s.depth) for s in scan(text)] == [
        ("“They shouted ‘help’ twice,”", 0),
        ("‘help’", 1),
    ]


@pytest.mark.parametrize("kind", ["markup", "credit"])
def test_passages_of_markup_and_credits_are_not_read(kind):
    text = "“Real,” she said."
    assert marks.scan(text, [Passage(Span.of(text, 0, len(text)), kind)]) == ()


def test_a_lost_mark_does_not_turn_the_article_inside_out():
    """One mark dropped from any place leaves every paragraph but its own, and the next, as it was."""
    paragraphs = [
        f'"The {word} is gone," said Mr {word.title()}. He left. "It was old."'
        for word in ("roof", "boat", "well", "mill")
    ]
    text = "\n\n".join(paragraphs)
    last_two = len("\n\n".join(paragraphs[:2]))
    whole = [(s.start, s.end) for s in scan(text) if s.start >= last_two]
    for at in [i for i, character in enumerate(paragraphs[0]) if character == '"']:
        broken = text[:at] + text[at + 1 :]
        assert [(s.start + 1, s.end + 1) for s in scan(broken) if s.start >= last_two - 1] == whole


@pytest.mark.parametrize(
    "text",
    [
        "He said: “We told them: “Go.â€",
        "“It is late,” said Ann Poole. “Go on â€˜now.â€",
        "&quot;&quot;",
        "‘",
        "â€",
        "‘“’”" * 50,
    ],
)
def test_broken_marks_at_the_end_are_survived(text, extract):
    for quote in extract(text):
        assert all(text[piece.start : piece.end] == piece.text for piece in quote.content)


@pytest.mark.parametrize(
    "text", ["&quot;We won,&quot;", "＂We won,＂", "â€œWe won,â€\x9d", "&#x201C;We won,&#x201D;", "``We won,''"]
)
def test_the_text_of_a_quotation_has_no_outer_marks(text, extract):
    (quote,) = extract(f"{text} said Ann Poole.").quotes
    assert (quote.content[0].text, quote.text) == (text, "We won,")


def test_the_text_of_a_quotation_has_no_space_from_within_its_marks(extract):
    quotes = extract("“ We won, ” said Ann Poole. “We lost. ” she said.").quotes
    assert [quote.text for quote in quotes] == ["We won,", "We lost."]


def told(text: str, stretch: Stretch) -> str:
    """A stretch on one line: whether it is closed, nested, goes on; its text and what stands between the marks."""
    ends = {True: "closed", False: "open"}[stretch.closed]
    signs = (ends, "nested" * stretch.depth, "goes on" * stretch.continues)
    return f"{', '.join(filter(None, signs))}: {text[stretch.start : stretch.end]} / {text[slice(*stretch.inner)]}"


DOUBLE = {
    'He said: "We go."': ['closed: "We go." / We go.'],
    "(“We go,” he said.)": ["closed: “We go,” / We go,"],
    'He-"We go"-left.': ['closed: "We go" / We go'],
    'He said "We go': ['open: "We go / We go'],
    'He said "': [],
    'He said " We go," and left.': ['closed: " We go," /  We go,'],
    'He said " and left.': [],
    'A 20" screen was sold.': [],
    'A 20" screen "was sold," he said.': ['closed: "was sold," / was sold,'],
    'A screen" was sold.': [],
    '"" he said.': [],
    "“” he said.": [],
    '"a" he said.': ['closed: "a" / a'],
    "„We go,‟ he said.": ["closed: „We go,‟ / We go,"],
    "»We go«, he said.": ["closed: »We go« / We go"],
    "„ We go,“ he said.": ["closed: „ We go,“ /  We go,"],
    "« We go,» he said.": ["closed: « We go,» /  We go,"],
    'He said " and left.\n\n"Yes," she said.': ['closed: "Yes," / Yes,'],
    "“We “go “far” now” here,” he said.": ["closed: “We “go “far” now” here,” / We “go “far” now” here,"],
    "“We “go” now,” he said.": ["closed: “We “go” now,” / We “go” now,"],
    "“We “go” and “stay” now,” he said.": ["closed: “We “go” and “stay” now,” / We “go” and “stay” now,"],
    '"We go. "We stay," he said.': ['open: "We go. / We go.', 'closed, goes on: "We stay," / We stay,'],
    '"We go; "stay now" he said.': ['open: "We go; / We go;', 'closed, goes on: "stay now" / stay now'],
    '"We said (late.) "We go," he said.': [
        'open: "We said (late.) / We said (late.)',
        'closed, goes on: "We go," / We go,',
    ],
}

REPAIRED = {
    'We go now and here," he said.': ['open: We go now and here," / We go now and here,'],
    '- We go now and here," he said.': ['open: We go now and here," / We go now and here,'],
    'It is 5.3 metres. We go now and here," he said.': [
        'open: It is 5.3 metres. We go now and here," / It is 5.3 metres. We go now and here,'
    ],
    "“It rained,” he said. He left. We go now and here,” she said.": [
        "closed: “It rained,” / It rained,",
        "open: We go now and here,” / We go now and here,",
    ],
    'He left it all. We go now and here," he said. "Yes," she said. They left. And we did go," he said.': [
        'open: He left it all. We go now and here," / He left it all. We go now and here,',
        'closed: "Yes," / Yes,',
        'open: And we did go," / And we did go,',
    ],
    'We go there," he said.': ['open: We go there," / We go there,'],
    'We go then," he said.': [],
    'We go now and here" he said.': [],
    'No way," he said.': [],
}

LEFT_OPEN = {
    "“We go.\n\nWe stay,” he said.": ["open: “We go. / We go.", "closed, goes on: We stay,” / We stay,"],
    '"We go.\n\nWe stay," he said. "Yes."': [
        'open: "We go. / We go.',
        'closed, goes on: We stay," / We stay,',
        'closed: "Yes." / Yes.',
    ],
    "“We go.\n\nHe said: “We stay.”": ["open: “We go. / We go.", "closed: “We stay.” / We stay."],
    "“We go.\n\nHe left.\n\n“We stay,” he said.": ["open: “We go. / We go.", "closed: “We stay,” / We stay,"],
    "“We go.\n\n<p>\n\n“We stay.”": ["open: “We go. / We go.", "closed, goes on: “We stay.” / We stay."],
    '"We go.\n\nHe said we stay.': ['open: "We go. / We go.'],
    "‘We go today.\n\n‘We stay today.\n\n‘We sit here.’": [
        "open: ‘We go today. / We go today.",
        "open, goes on: ‘We stay today. / We stay today.",
        "closed, goes on: ‘We sit here.’ / We sit here.",
    ],
    "'We go today.\n\n'We stay today,' he said.": [
        "open: 'We go today. / We go today.",
        "closed, goes on: 'We stay today,' / We stay today,",
    ],
    "‘We go today.\n\nHe left it all.\n\n‘We stay today.’": [
        "open: ‘We go today. / We go today.",
        "closed: ‘We stay today.’ / We stay today.",
    ],
    "‘We go today and tomorrow": [],
    "‘We go": [],
    "'Tis late today and tomorrow.": [],
}

SINGLE = {
    "`We go,' he said.": ["closed: `We go,' / We go,"],
    "‚We go,‛ he said.": ["closed: ‚We go,‛ / We go,"],
    "It's the workers' rights he said.": [],
    "'Tis late, he said.": [],
    "He said ' we go' now.": [],
    "'We go. 'We stay. 'We rest,' he said.": [
        "open: 'We go. / We go.",
        "open, goes on: 'We stay. / We stay.",
        "closed, goes on: 'We rest,' / We rest,",
    ],
    "'We go. ' Reed added, 'We stay.'": ["closed: 'We go. ' / We go. ", "closed: 'We stay.' / We stay."],
    "'We go. 'tis late,' he said.": ["closed: 'We go. 'tis late,' / We go. 'tis late,"],
    "He said 'we go ' now.": [],
    "'I' is a word.": ["closed: 'I' / I"],
    "He said 'it's late' now.": ["closed: 'it's late' / it's late"],
    "He said 'no' and 'yes' today.": ["closed: 'no' / no", "closed: 'yes' / yes"],
    "The '90s were good, he said, and the 'nineties' too.": ["closed: 'nineties' / nineties"],
    "Rock 'n' roll is 'dead' now.": ["closed: 'dead' / dead"],
    "The 'workers' were lost, and 'others' too.": ["closed: 'workers' / workers", "closed: 'others' / others"],
    "'The workers' rights are gone,' he said.": [
        "closed: 'The workers' rights are gone,' / The workers' rights are gone,"
    ],
    "He wrote the 'rights of workers' and 'rights of cooks' bills.": [
        "closed: 'rights of workers' / rights of workers",
        "closed: 'rights of cooks' / rights of cooks",
    ],
}

BOTH = {
    "‘He shouted “fire” and “help” and ran,’ she said.": [
        "closed: ‘He shouted “fire” and “help” and ran,’ / He shouted “fire” and “help” and ran,",
        "closed, nested: “fire” / fire",
        "closed, nested: “help” / help",
    ],
    "‘He said “go”,’ and ‘she said “stay”,’ they told.": [
        "closed: ‘He said “go”,’ / He said “go”,",
        "closed, nested: “go” / go",
        "closed: ‘she said “stay”,’ / she said “stay”,",
        "closed, nested: “stay” / stay",
    ],
    "‘He said “go” it's.’": ["closed: ‘He said “go” it's.’ / He said “go” it's.", "closed, nested: “go” / go"],
    "“Fire,” he said, ‘or smoke,’ he thought.": ["closed: “Fire,” / Fire,", "closed: ‘or smoke,’ / or smoke,"],
    "‘He shouted,’ she said, and “fire” was heard.": ["closed: ‘He shouted,’ / He shouted,", "closed: “fire” / fire"],
    "“It was ‘a great, great day,’ he said.": [
        "open: “It was ‘a great, great day,’ he said. / It was ‘a great, great day,’ he said.",
        "closed, nested: ‘a great, great day,’ / a great, great day,",
    ],
    "'He said,' and 'she “said” it,' they said.": ["closed: 'He said,' / He said,", "closed: “said” / said"],
    "“Yes,” he said: 'we “go” now,' and left.": [
        "closed: “Yes,” / Yes,",
        "closed: 'we “go” now,' / we “go” now,",
        "closed, nested: “go” / go",
    ],
    "‘He shouted “fire”.": ["closed: “fire” / fire"],
    "‘He said “go” now’ and left.": ["closed: “go” / go"],
    "“He said ‘fire” and ‘smoke’ too.": ["closed: “He said ‘fire” / He said ‘fire", "closed: ‘smoke’ / smoke"],
    "&quot;We go,&quot; he said of the &#8216;plan&#8217; today.": [
        "closed: &quot;We go,&quot; / We go,",
        "closed: &#8216;plan&#8217; / plan",
    ],
}


@pytest.mark.parametrize(
    ("text", "expected"), [case for table in (DOUBLE, REPAIRED, LEFT_OPEN, SINGLE, BOTH) for case in table.items()]
)
def test_stretches_in_full(text, expected):
    assert [told(text, stretch) for stretch in scan(text)] == expected


@pytest.mark.parametrize(
    ("text", "marked", "reason"),
    [
        ("Joe “Red” Dunn left the pier.", "“Red”", "nickname"),
        ("He was nicknamed “the red fox” at school.", "“the red fox”", "nickname"),
        ("Joe Dunn, dubbed “the red fox”, left.", "“the red fox”", "nickname"),
        ("The film “Cold Harbour” was shown.", "“Cold Harbour”", "title"),
        ("The old film about “cold harbours” was shown.", "“cold harbours”", "title"),
        (
            "It was shown in “The Very Cold Harbour of the North” today.",
            "“The Very Cold Harbour of the North”",
            "title",
        ),
        ("It was shown in “Cold Harbour” today.", "“Cold Harbour”", "title"),
        ("It was shown on “Cold Harbour” today.", "“Cold Harbour”", "name"),
        ("The hall was full for the “Cold Harbour” star.", "“Cold Harbour”", "title"),
        ("The hall was full for the “Cold Harbour” premiere.", "“Cold Harbour”", "title"),
        ("The hall was full for the “Cold Harbour” award.", "“Cold Harbour”", "name"),
        ("He went to the village’s “Cold Harbour” today.", "“Cold Harbour”", "title"),
        ("They had two tracks, “Cold Harbour” and another.", "“Cold Harbour”", "title"),
        ("A scheme called “Red Line” was new.", "“Red Line”", "name"),
        ("A scheme known as “Red Line” was new.", "“Red Line”", "name"),
        ("A scheme called “red line” was new.", "“red line”", "term"),
        ("The term “Red Line” was new.", "“Red Line”", "term"),
        ("The so-called “red line” was drawn.", "“red line”", "term"),
        ("It is a “red line” now.", "“red line”", "term"),
        ("It is a “red-hot” line now.", "“red-hot”", "term"),
        ("It is a “line” now.", "“line”", "scare"),
        ("It is being “drawn out” now.", "“drawn out”", "scare"),
        ("It will “cross the line” now.", "“cross the line”", "scare"),
        ("Joe “red” Dunn left the pier.", "“red”", "scare"),
        ("“Red lines” were drawn.", "“Red lines”", "term"),
        ("Joe Dunn, better known as “Rusty”, left.", "“Rusty”", "nickname"),
        ("The jail was dubbed the “Lorn Hilton”.", "“Lorn Hilton”", "nickname"),
        ("Lorn is a “right to work” state.", "“right to work”", "term"),
        ("Her “rude and careless” managers left.", "“rude and careless”", "scare"),
        ("The word is Latin for “whiteness”.", "“whiteness”", "term"),
        ("He crossed the Via Mala (“bad path”) in May.", "“bad path”", "term"),
        ("She saw a film with Ann Poole called “Low Tide”.", "“Low Tide”", "title"),
        ("The biopic “Poole” was shown.", "“Poole”", "title"),
        ("The box was marked “Fragile”.", "“Fragile”", "term"),
        ("Ann Poole said it was bad for “gig economy” workers.", "“gig economy”", "term"),
        ("Ann Poole said that two tracks, “Low Tide” and one more, were new.", "“Low Tide”", "title"),
    ],
)
def test_why_words_that_nobody_said_are_marked(text, marked, reason, extract):
    assert [(mark.span.text, mark.reason) for mark in extract(text).marks] == [(marked, reason)]


@pytest.mark.parametrize(
    ("heading", "marks"),
    [
        ("‘It rained on all of us’ as pier opens", []),
        ("Council ‘shocked’ as pier opens", []),
        ("Council ‘soaked’ as pier opens", ["‘soaked’"]),
    ],
)
def test_what_somebody_says_is_no_scare_mark_in_a_heading(heading, marks, extract):
    text = heading + "\n\nThe pier opened on Sunday. Ann Poole said she was “shocked” that it rained on all of us."
    assert [mark.span.text for mark in extract(text).marks] == marks


# --- marks that quote nobody ----------------------------------------------------------------------------------------

UNSPOKEN = {
    "Ann Poole wrote “The Cold Harbour”.": True,
    "Ann Poole sang “Let It Rain” to the crowd.": True,
    "Ann Poole tweeted a link to “Blue Harbour”.": True,
    "Ann Poole wrote in “The Cold Harbour” that the sea was grey.": True,
    "Ann Poole chose the song “Let It Rain”.": True,
    "Ann Poole wrote “It was cold at sea”.": False,
    "Ann Poole wrote: “The Harbour Is Cold!”": False,
    "Ann Poole said “Good Morning” to the crowd.": False,
    "Ann Poole praised her book “Saltophilia”.": True,
    "Ann Poole liked the show “Harbour,” which Tom Reed made.": True,
    "Ann Poole is directing an adaptation of “Salt & Sand”.": True,
    "The lab told of it in a paper titled: “A filtered approach to piers.”": True,
    "Records show “Reed” was paid.": False,
    "Ann Poole told the news: “A filtered approach to piers.”": False,
    "Ann Poole spoke of “Salt & Sand”.": False,
}


@pytest.mark.parametrize(("text", "expected"), UNSPOKEN.items())
def test_titles_of_works_are_no_speech(text, expected, page):
    assert unspoken.is_unspoken(page(text), 0) is expected


SIGNS = ["• ", "→ ", "★ ", "* ", "# ", "1) ", "🔴 "]


@pytest.mark.parametrize("sign", SIGNS)
def test_signs_before_a_mark_are_no_part_of_the_words(sign, extract):
    (quote,) = extract(f"{sign}“No, we will not leave the pier,” said Ann Poole.").quotes
    assert (quote.kind, quote.text) == ("direct", "No, we will not leave the pier,")


@pytest.mark.parametrize(
    "text", ["Ann Poole said--“We are late.”", "Ann Poole was blunt--“We are late.”", "“We are late.”--Ann Poole"]
)
def test_two_hyphens_beside_a_mark_part_words_as_a_dash_does(text, page):
    assert {"late", "Poole", "“"} <= set(page(text).words)


PAIRS = [*itertools.product(("“", "‘‘", "``", "''", '"', ",,", "„"), ("”", "’’", "''", '"', "’'", "´´", "’"))]


@pytest.mark.parametrize(("opens", "closes"), PAIRS)
def test_whatever_marks_open_and_close_words_they_end_before_the_reporter_goes_on(opens, closes):
    first, second = f"{opens}The quay was shut too late,{closes}", f"{opens}It isn't right.{closes}"
    text = f"{first} Ann Poole, head of the trust, told the Ledger. {second}"
    found = marks.scan(text, [Passage(Span.of(text, 0, len(text)), "body")])
    assert [text[s.start : s.end] for s in found] == [first, second]
