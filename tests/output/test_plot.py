"""Plots: what is drawn for whom, in which form, and that nothing is left behind."""

from __future__ import annotations

import sys

import matplotlib
import matplotlib.pyplot as plt
import pytest
from IPython.core.interactiveshell import InteractiveShell
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from quoteattr import MissingExtraError
from quoteattr.model import Article, Quote, Role, Span, Speaker
from quoteattr.output.plot import timeline, words
from quoteattr.output.stylesheet import LIGHT_THEME

LEE = Speaker("Ann Lee", "person", roles=(Role("head", "Nato"), Role("surgeon")))
BO = Speaker("Bo", "person", roles=(Role("head", "Bank", former=True),))
NATO = Speaker("Nato", "organisation")
OFFICIALS = Speaker(None, "unnamed", description="officials", roles=(Role(None, "Bank"),))


def article(*said: tuple[Speaker | None, str, int]) -> Article:
    """An article of quotations, each of a speaker, a kind and so many words, a space between them."""
    text, quotes = "", []
    for speaker, kind, size in said:
        piece = " ".join(["ja"] * size)
        quotes.append(Quote(kind, (Span(len(text), len(text) + len(piece), piece),), speaker=speaker))
        text += piece + " "
    speakers = dict.fromkeys(speaker for speaker, _, _ in said if speaker)
    return Article(text, tuple(quotes), tuple(speakers))


ARTICLE = article(
    (BO, "direct", 3),
    (LEE, "direct", 4),
    (LEE, "indirect", 5),
    (None, "mixed", 1),
    (OFFICIALS, "mixed", 2),
    (NATO, "indirect", 5),
)


def labels(ax):
    return [label.get_text() for label in ax.get_yticklabels()]


def bars(ax):
    """Of each row: where its bars start, how long they are, and their hatches."""
    rows = [[] for _ in labels(ax)]
    for patch in ax.patches:
        rows[round(patch.get_y() + patch.get_height() / 2)].append(
            (patch.get_x(), patch.get_width(), patch.get_hatch())
        )
    return rows


def shares(ax):
    return [text.get_text() for text in ax.texts]


# --- words --------------------------------------------------------------------------------------------------------


def test_speakers_have_bars_of_their_words_by_kind_the_most_quoted_on_top():
    ax = words(ARTICLE)
    assert labels(ax) == ["Ann Lee", "Nato", "Bo", "officials (unnamed)", "speaker unknown"]
    assert bars(ax) == [
        [(0, 4, ""), (4, 5, "...")],
        [(0, 5, "...")],
        [(0, 3, "")],
        [(0, 2, "///")],
        [(0, 1, "///")],
    ]
    assert shares(ax) == ["9 (45 %)", "5 (25 %)", "3 (15 %)", "2 (10 %)", "1 (5 %)"]
    assert (ax.get_title(loc="left"), ax.get_xlabel()) == ("Words quoted, by speaker", "words quoted")
    assert ax.yaxis_inverted()
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["direct", "mixed", "indirect"]


def test_bars_of_an_article_have_the_colours_of_its_display():
    ax = words(ARTICLE)
    tints = LIGHT_THEME.tints
    assert [to_hex(patch.get_facecolor()) for patch in ax.patches] == [
        *(tints[1], tints[1]),  # Ann Lee is the second one quoted
        *(tints[3], tints[0], tints[2]),
        LIGHT_THEME.unknown,
    ]
    assert to_hex(ax.patches[0].get_edgecolor()) == LIGHT_THEME.lines[1]


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("role", [("head", 9), ("no role given", 7), ("former head", 3), ("speaker unknown", 1)]),
        ("organisation", [("Nato", 14), ("Bank", 5), ("speaker unknown", 1)]),
    ],
)
def test_words_by_what_speakers_are(by, expected):
    ax = words(ARTICLE, by=by)
    assert [(label, sum(width for _, width, _ in row)) for label, row in zip(labels(ax), bars(ax), strict=True)] == (
        expected
    )
    assert ax.get_title(loc="left") == f"Words quoted, by {by}"


def test_whoever_belongs_to_no_organisation_is_shown_as_such():
    ax = words(article((Speaker("Cy", "person"), "direct", 2)), by="organisation")
    assert labels(ax) == ["no organisation given"]
    assert to_hex(ax.patches[0].get_facecolor()) == LIGHT_THEME.unknown


def test_over_many_articles_the_same_name_is_one_bar_and_colours_tell_kinds():
    other = article((Speaker("Ann Lee", "person"), "mixed", 6), (BO, "direct", 1))
    ax = words(iter([ARTICLE, other]))
    assert labels(ax)[:2] == ["Ann Lee", "Nato"]
    assert bars(ax)[0] == [(0, 4, ""), (4, 6, "///"), (10, 5, "...")]
    assert len({to_hex(patch.get_facecolor()) for patch in ax.patches}) == 4  # three kinds, and nobody's grey
    assert to_hex(ax.patches[-1].get_facecolor()) == LIGHT_THEME.unknown
    first_row = [to_hex(patch.get_facecolor()) for patch in ax.patches[:3]]
    assert [to_hex(patch.get_facecolor()) for patch in ax.get_legend().get_patches()] == first_row


def test_two_who_are_called_the_same_stay_apart_within_an_article():
    others = Speaker(None, "unnamed", description="officials")
    assert labels(words(article((OFFICIALS, "direct", 2), (others, "direct", 1)))) == ["officials (unnamed)"] * 2


@pytest.mark.parametrize(
    ("top", "below"),
    [
        (5, "words quoted"),
        (4, "words quoted; 1 more speaker not shown"),
        (1, "words quoted; 4 more speakers not shown"),
    ],
)
def test_what_is_left_out_is_said(top, below):
    ax = words(ARTICLE, top=top)
    assert len(labels(ax)) == top
    assert ax.get_xlabel() == below
    assert shares(ax)[0] == "9 (45 %)"  # of all words, shown or not


def test_a_quotation_of_no_words_has_an_empty_row():
    ax = words(Article("“”", (Quote("direct", (Span(0, 2, "“”"),), speaker=BO),)))
    assert (labels(ax), bars(ax), shares(ax)) == (["Bo"], [[]], ["0 (0 %)"])


# --- timeline -----------------------------------------------------------------------------------------------------


def drawn(ax):
    return [collection for collection in ax.collections if collection.get_paths()]


def stretches(ax):
    """Of each collection of bars, those of a speaker and kind: its row, and where its bars start and end."""
    found = []
    for collection in drawn(ax):
        boxes = [path.get_extents() for path in collection.get_paths()]
        found.append((round((boxes[0].y0 + boxes[0].y1) / 2), [(box.x0, box.x1) for box in boxes]))
    return found


def test_a_timeline_has_a_row_a_speaker_and_a_bar_a_piece():
    text = "ja ja ja nein nein ja"
    quotes = (
        Quote("direct", (Span.of(text, 0, 2), Span.of(text, 6, 8)), speaker=BO),
        Quote("indirect", (Span.of(text, 3, 5),)),
        Quote("mixed", (Span.of(text, 9, 13),), speaker=OFFICIALS),
        Quote("direct", (Span.of(text, 19, 21),), speaker=BO),
    )
    ax = timeline(Article(text, quotes, (BO, OFFICIALS)))
    assert labels(ax) == ["Bo", "officials (unnamed)", "speaker unknown"]
    assert stretches(ax) == [(0, [(0, 2), (6, 8), (19, 21)]), (1, [(9, 13)]), (2, [(3, 5)])]
    assert [to_hex(bars.get_facecolor()[0]) for bars in drawn(ax)] == [*LIGHT_THEME.tints[:2], LIGHT_THEME.unknown]
    assert [bars.get_hatch() or "" for bars in drawn(ax)] == ["", "///", "..."]
    assert ax.get_xlim() == (0, len(text))
    assert ax.yaxis_inverted()
    assert ax.get_xlabel() == "position in the text (code points)"
    assert ax.get_title(loc="left") == "Who is quoted where"


def test_a_timeline_keeps_those_with_the_most_words_in_order_of_the_text():
    ax = timeline(ARTICLE, top=3)
    assert labels(ax) == ["Bo", "Ann Lee", "Nato"]
    assert ax.get_xlabel().endswith("; 2 more speakers not shown")


# --- both ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("draw", [words, timeline])
def test_an_article_without_quotations_gives_empty_labelled_axes(draw):
    ax = draw(Article("Nobody said a word."))
    assert labels(ax) == []
    assert (list(ax.patches), list(ax.collections), ax.get_legend()) == ([], [], None)
    assert shares(ax) == ["no quotations"]
    assert ax.get_xlabel()
    assert ax.get_title(loc="left")
    ax.figure.canvas.draw()


def test_no_articles_at_all_give_empty_axes():
    assert labels(words([])) == []


@pytest.mark.parametrize("draw", [words, timeline])
@pytest.mark.parametrize(
    ("name", "label"),
    [
        (
            "The All-Party Committee for the Conservation of Piers",
            "The All-Party Committee for\nthe Conservation of Piers",
        ),
        ("word " * 40, "word word word word word word\nword word word word word …"),
        ("x" * 100, "x" * 30 + "\n…"),
        ("a\nb\tc", "a b c"),
        ("$5 or $\\frac$", "$5 or $\\frac$"),
    ],
)
def test_long_names_are_wrapped_and_cut_and_nothing_is_a_formula(draw, name, label):
    ax = draw(article((Speaker(name, "person"), "direct", 1)))
    assert labels(ax) == [label]
    ax.figure.canvas.draw()


@pytest.mark.parametrize("draw", [words, timeline])
def test_axes_that_are_given_are_drawn_on_and_nothing_is_left_with_pyplot(draw):
    before = plt.get_fignums()
    given = Figure().add_subplot()
    assert draw(ARTICLE, ax=given) is given
    assert labels(given)
    assert draw(ARTICLE) is not given
    assert plt.get_fignums() == before


@pytest.mark.parametrize("draw", [words, timeline])
def test_a_notebook_shows_the_axes(draw):
    data, _ = InteractiveShell.instance().display_formatter.format(draw(ARTICLE))
    assert data["image/png"].startswith(b"\x89PNG")
    lone = draw(ARTICLE)
    lone.remove()
    assert lone._repr_png_() is None


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: words(ARTICLE, by="name"), ValueError, "by must be one of speaker, role, organisation, not 'name'"),
        (lambda: words(ARTICLE, top=0), ValueError, "top must be at least 1, not 0"),
        (lambda: timeline(ARTICLE, top=-1), ValueError, "top must be at least 1, not -1"),
        (lambda: words("text"), TypeError, "expected an Article, got str"),
        (lambda: words(ARTICLE.quotes), TypeError, "expected an Article, got Quote"),
        (lambda: timeline([ARTICLE]), TypeError, "expected an Article, got list"),
    ],
)
def test_what_cannot_be_drawn_is_said(call, error, message):
    with pytest.raises(error, match=f"^{message}$"):
        call()


def test_without_matplotlib_the_command_is_named(monkeypatch):
    for name in [name for name in sys.modules if name.split(".")[0] == matplotlib.__name__]:
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(MissingExtraError, match=r'pip install "quoteattr\[plot\]"'):
        words(ARTICLE)
