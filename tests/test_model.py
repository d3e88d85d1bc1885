"""The values: how they print, compare, travel and are asked."""

from __future__ import annotations

import pickle

import attrs
import pytest

import quoteattr
from quoteattr.model import Article, Evidence, Mark, Passage, Quote, Role, Span, Speaker

TEXT = (
    "Sir Keir Starmer told MPs it was “a disgrace”. “We will act,” the prime minister said, “and soon.” "
    "A Treasury spokesman declined to comment. “Nonsense!”"
)


def span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span.of(text, start, start + len(words))


STARMER = Speaker(
    "Keir Starmer",
    "person",
    honorific="Sir",
    aliases=("Keir Starmer", "the prime minister"),
    roles=(Role("prime minister", "the UK", span=span("the prime minister")), Role("leader", "Labour Party")),
    mentions=(span("Sir Keir Starmer"), span("the prime minister")),
)
SPOKESMAN = Speaker(None, "unnamed", description="A Treasury spokesman", roles=(Role("spokesman", "Treasury"),))
MIXED = Quote("mixed", (span("it was “a disgrace”"),), speaker=STARMER)
DIRECT = Quote("direct", (span("“We will act,”"), span("“and soon.”")), speaker=STARMER, cue=span("said"))
INDIRECT = Quote("indirect", (span("to comment"),), speaker=SPOKESMAN)
UNKNOWN = Quote("direct", (span("“Nonsense!”"),))
ARTICLE = Article(TEXT, quotes=(MIXED, DIRECT, INDIRECT, UNKNOWN), speakers=(STARMER, SPOKESMAN))


def test_span_of_takes_its_text_from_the_original():
    assert span("said") == Span(TEXT.index("said"), TEXT.index("said") + 4, "said")
    assert len(span("said")) == 4
    assert str(span("said")) == "said"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ((0, 3), (2, 5), True),
        ((0, 9), (2, 5), True),
        ((0, 3), (3, 5), False),
        ((3, 5), (0, 3), False),
        ((2, 3), (2, 3), True),
    ],
)
def test_overlaps_counts_shared_code_points_only(first, second, expected):
    assert Span.of(TEXT, *first).overlaps(Span.of(TEXT, *second)) is expected


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (
            Role("deputy director", "Royal United Services Institute"),
            "deputy director, Royal United Services Institute",
        ),
        (Role("Nato commander", "Nato"), "Nato commander"),
        (Role("nato commander", "Nato", former=True), "former nato commander"),
        (Role("head", "Army", former=True), "former head, Army"),
        (Role(None, "Oxford University"), "Oxford University"),
        (Role(None, "Oxford University", former=True), "Oxford University"),
        (Role("economist"), "economist"),
        (Role(None), ""),
    ],
)
def test_role_prints_title_and_organisation_once(role, expected):
    assert str(role) == expected


@pytest.mark.parametrize(
    ("speaker", "expected"),
    [
        (STARMER, "Keir Starmer, prime minister, the UK"),
        (Speaker("BBC", "organisation"), "BBC"),
        (SPOKESMAN, "A Treasury spokesman"),
        (Speaker(None, "unnamed"), "unnamed speaker"),
    ],
)
def test_speaker_prints_name_and_first_role(speaker, expected):
    assert str(speaker) == expected


def test_role_of_a_speaker_is_the_first_or_none():
    assert STARMER.role is STARMER.roles[0]
    assert Speaker("BBC", "organisation").role is None


@pytest.mark.parametrize(
    ("kind", "pieces", "expected"),
    [
        ("direct", ["“We will act,”", "“and soon.”"], "We will act, and soon."),
        ("direct", ["\"He said 'no' to me\""], "He said 'no' to me"),
        ("direct", ["“An open paragraph"], "An open paragraph"),
        ("direct", ["and a closed one.”"], "and a closed one."),
        ("direct", [" “padded” "], "padded"),
        ("direct", ["no marks at all"], "no marks at all"),
        ("mixed", ["“a disgrace” to us"], "“a disgrace” to us"),
        ("mixed", ["it was “a disgrace”"], "it was “a disgrace”"),
        ("indirect", ["to comment", "on it"], "to comment on it"),
    ],
)
def test_text_joins_the_pieces_and_drops_outer_marks_of_direct_speech_only(kind, pieces, expected):
    text = "|".join(pieces)
    assert Quote(kind, tuple(span(piece, text) for piece in pieces)).text == expected


def test_quote_starts_with_its_first_piece_and_ends_with_its_last():
    assert (DIRECT.start, DIRECT.end) == (TEXT.index("“We"), TEXT.index("“and soon.”") + len("“and soon.”"))


def test_quote_prints_its_speaker_and_words():
    assert str(DIRECT) == "Keir Starmer: We will act, and soon."
    assert str(INDIRECT) == "A Treasury spokesman: to comment"
    assert str(UNKNOWN) == "unknown speaker: Nonsense!"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({}, (MIXED, DIRECT, INDIRECT)),
        ({"name": "Starmer"}, (MIXED, DIRECT)),
        ({"name": "keir  STARMER"}, (MIXED, DIRECT)),
        ({"name": "Keir Prime"}, ()),
        ({"name": "Star"}, ()),
        ({"name": "the prime minister"}, (MIXED, DIRECT)),
        ({"name": "spokesman"}, (INDIRECT,)),
        ({"role": "minister"}, (MIXED, DIRECT)),
        ({"role": "leader"}, (MIXED, DIRECT)),
        ({"organisation": "labour party"}, (MIXED, DIRECT)),
        ({"organisation": "Treasury"}, (INDIRECT,)),
        ({"name": "Starmer", "organisation": "Treasury"}, ()),
        ({"name": "Starmer", "role": "prime minister", "organisation": "UK"}, (MIXED, DIRECT)),
        ({"name": "Nobody"}, ()),
        ({"name": ""}, ()),
    ],
)
def test_by_takes_the_quotes_of_speakers_that_match_everything(arguments, expected):
    assert ARTICLE.by(**arguments) == expected


def _said_by(*speakers: Speaker) -> Article:
    quotes = (Quote("indirect", (Span(i, i + 1, "no"),), speaker=speaker) for i, speaker in enumerate(speakers))
    return Article("n" * len(speakers), tuple(quotes), speakers)


OBRIEN = Speaker("Zoë O’Brien", "person", aliases=("O’Brien",), gender="female")
LUC = Speaker("Jean-Luc J.K. Reed", "person", honorific="Mr", aliases=("Mr Reed",), roles=(Role("maire", "Évrand"),))
LONE = Speaker("A. Poole", "person")
TIMES = Speaker("Skerrow Times", "organisation", roles=(Role("owner", "U.S. Boatmen’s Union"),))
LADY = Speaker(None, "unnamed", "the lady’s lawyer")
NAMED = _said_by(OBRIEN, LUC, LONE, TIMES, LADY)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"name": "O'Brien"}, [OBRIEN]),
        ({"name": "o’brien"}, [OBRIEN]),
        ({"name": "OBrien"}, [OBRIEN]),
        ({"name": "Brien"}, []),
        ({"name": "Zoe"}, [OBRIEN]),
        ({"name": "ZOË O'BRIEN"}, [OBRIEN]),
        ({"name": "Zo"}, []),
        ({"name": "A Poole"}, [LONE]),
        ({"name": "B Poole"}, []),
        ({"name": "Ann Poole"}, []),
        ({"name": "J. K. Reed"}, [LUC]),
        ({"name": "JK Reed"}, [LUC]),
        ({"name": "K Reed"}, []),
        ({"name": "Jean Luc"}, [LUC]),
        ({"name": "Ms O'Brien"}, [OBRIEN]),
        ({"name": "Dr. O'Brien"}, [OBRIEN]),
        ({"name": "the Very Rev. Zoe O'Brien"}, [OBRIEN]),
        ({"name": "Mr O'Brien"}, []),
        ({"name": "Sir Zoe"}, []),
        ({"name": "Mr Reed"}, [LUC]),
        ({"name": "Mrs Poole"}, [LONE]),
        ({"name": "Mr Poole"}, [LONE]),
        ({"name": "Mr Dunn"}, []),
        ({"name": "Mr"}, [LUC]),
        ({"name": "Ms"}, []),
        ({"name": "The Times"}, []),
        ({"name": "Ms Times"}, []),
        ({"name": "the lady's lawyer"}, [LADY]),
        ({"name": "Mr lawyer"}, []),
        ({"organisation": "Evrand"}, [LUC]),
        ({"organisation": "US boatmen's union"}, [TIMES]),
        ({"organisation": "boatmen"}, []),
        ({"name": "Zoe", "organisation": "Evrand"}, []),
        ({"name": "…"}, []),
    ],
)
def test_by_folds_what_does_not_count_in_a_name(arguments, expected):
    assert [quote.speaker for quote in NAMED.by(**arguments)] == expected


@pytest.mark.parametrize("wrong", [5, b"Poole", ["Ann Poole"]])
def test_by_takes_words_and_speakers_only(wrong):
    with pytest.raises(TypeError, match="words to look for are str, not "):
        NAMED.by(wrong)


def test_by_takes_a_merged_speaker_of_these_articles():
    other = _said_by(Speaker("Zoe O'Brien", "person"), Speaker("Ann Reed", "person"))
    zoe, *_, reed = quoteattr.merge_speakers([NAMED, other])
    assert (zoe.name, zoe.articles, reed.name) == ("Zoë O’Brien", (0, 1), "Ann Reed")
    assert NAMED.by(zoe) == NAMED[:1]
    assert other.by(zoe) == other[:1]
    assert NAMED.by(zoe, role="mayor") == NAMED.by(reed) == Article("").by(zoe) == ()


def test_article_is_a_sized_iterable_of_its_quotes():
    assert list(ARTICLE) == [MIXED, DIRECT, INDIRECT, UNKNOWN]
    assert len(ARTICLE) == 4
    assert (len(Article("Nobody spoke.")), bool(Article("Nobody spoke.")), bool(Article("").quotes)) == (0, True, False)


@pytest.mark.parametrize(
    ("kind", "content", "message"),
    [
        ("foo", (Span(0, 2, "no"),), "a quotation is direct, mixed, indirect, not 'foo'"),
        ("Direct", (Span(0, 2, "no"),), "not 'Direct'"),
        (None, (Span(0, 2, "no"),), "not None"),
        ("direct", (), "at least one piece"),
    ],
)
def test_what_is_no_quotation_is_refused(kind, content, message):
    with pytest.raises(ValueError, match=message):
        Quote(kind, content)
    with pytest.raises(ValueError, match=message):
        attrs.evolve(DIRECT, kind=kind, content=content)


def test_article_repr_cuts_a_long_text():
    assert TEXT not in repr(ARTICLE)
    assert repr(Article("short")).startswith("Article(text='short'")


FULL = attrs.evolve(
    ARTICLE,
    quotes=(attrs.evolve(DIRECT, evidence=(Evidence("verb", "said", span("said")),)),),
    marks=(Mark(span("“a disgrace”"), "scare"),),
    passages=(Passage(Span.of(TEXT, 0, len(TEXT)), "body"),),
)


@pytest.mark.parametrize(
    "value", [span("said"), STARMER.role, STARMER, DIRECT, ARTICLE, FULL], ids=lambda v: type(v).__name__
)
def test_values_survive_pickling_and_hash_like_their_equals(value):
    copy = pickle.loads(pickle.dumps(value))
    assert copy == value
    assert copy is not value
    assert hash(copy) == hash(value)


def test_values_cannot_be_changed():
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        DIRECT.speaker = None


def test_values_that_differ_anywhere_are_different():
    assert attrs.evolve(DIRECT, confidence=0.5) != DIRECT
    assert len({DIRECT, attrs.evolve(DIRECT), MIXED}) == 2


def test_marks_of_two_characters_are_dropped_whole():
    assert Quote("direct", (Span(0, 11, "``We did.''"),)).text == "We did."


JOINED = [
    ("direct", "“I will not ask,”", "“It would be wrong.”", "I will not ask. It would be wrong."),
    ("direct", "“I was there”", "“It was late.”", "I was there. It was late."),
    ("direct", "“I was there!”", "“It was late.”", "I was there! It was late."),
    ("direct", "“No,”", "“I stay.”", "No. I stay."),
    ("direct", "“When it rains,”", "“I stay.”", "When it rains, I stay."),
    ("direct", "“I think,”", "“Reed will go.”", "I think, Reed will go."),
    ("direct", "“We need,”", "“a plan.”", "We need, a plan."),
    ("mixed", "it was “a mess,”", "“It must go.”", "it was “a mess.” “It must go.”"),
    ("indirect", "The plan", "will go ahead", "The plan will go ahead"),
    ("indirect", "In May", "Reed will go", "In May Reed will go"),
]


@pytest.mark.parametrize(("kind", "first", "second", "expected"), JOINED)
def test_the_text_reads_like_a_sentence(kind, first, second, expected):
    start = len(first) + 20
    pieces = Span(0, len(first), first), Span(start, start + len(second), second)
    assert Quote(kind, pieces, cue=Span(len(first) + 4, len(first) + 8, "said")).text == expected


def test_the_text_shows_where_other_words_stand_between_its_pieces():
    pieces = Span(0, 9, "it rained"), Span(18, 27, "it snowed")
    assert Quote("indirect", pieces).text == "it rained […] it snowed"
    assert Quote("direct", (Span(0, 9, "“We left."), Span(11, 20, "“We ran.”"))).text == "We left. We ran."
