"""The figures of annotated and predicted quotations, on small made-up articles."""

from __future__ import annotations

import importlib.util
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from quoteattr.gold import figures
from quoteattr.gold.attributions import same_role, same_speaker
from quoteattr.gold.documents import from_plain
from quoteattr.gold.figures import Rate, Report, score
from quoteattr.gold.pieces import trim
from quoteattr.gold.values import GoldArticle, GoldRole, GoldSpeaker
from quoteattr.gold.words import between_marks

TEXT = (
    "Dr Nora Quill, head teacher of Brackwater School, said that the roof would be mended by May.\n\n"
    "“It leaks,” she said. “It always has.”\n\n"
    "A council spokesman said the “whole sorry roof” was its business, and Sir Odo Fenn promised a plan.\n\n"
    "He called the school “the Ark”."
)


def at(words: str, text: str = TEXT) -> list[int]:
    start = text.index(words)
    return [start, start + len(words)]


def quotation(*pieces: str, text: str = TEXT, **values: Any) -> dict[str, Any]:
    """A quotation with these pieces; ``speaker`` may be given as words."""
    if isinstance(values.get("speaker"), str):
        values["speaker"] = [at(values["speaker"], text)]
    unnamed = {"speaker": None, "speaker_name": None, "speaker_kind": "unknown", "role": None, "org": None}
    return {"content": [at(piece, text) for piece in pieces], "type": "indirect", **unnamed, **values}


QUILL: dict[str, Any] = {
    "speaker_name": "Nora Quill",
    "speaker_kind": "person",
    "role": "head teacher",
    "org": "Brackwater School",
}
ROOF = quotation("the roof would be mended by May", speaker="Dr Nora Quill", **QUILL)
LEAKS = quotation("“It leaks,”", "“It always has.”", type="direct", speaker="she", **QUILL)
COUNCIL = quotation(
    "the “whole sorry roof” was its business",
    type="mixed",
    speaker="A council spokesman",
    speaker_kind="unnamed",
    role="spokesman",
    org="council",
)
PLAN = quotation("a plan", speaker="Sir Odo Fenn", speaker_name="Odo Fenn", speaker_kind="person")
GOLD = [ROOF, LEAKS, COUNCIL, PLAN]


def document(quotes: list[dict[str, Any]], text: str = TEXT, marks: list[dict[str, Any]] | None = None) -> GoldArticle:
    return from_plain({"id": "one", "text": text, "quotes": quotes, "marks": marks}, predicted=True)


def report(
    predicted: list[dict[str, Any]],
    gold: list[dict[str, Any]] | None = None,
    text: str = TEXT,
    kinds: list[str] | None = None,
) -> Report:
    annotated = document(GOLD if gold is None else gold, text)
    return score([annotated], {"one": document(predicted, text)}, kinds)


def values(result: Report) -> dict[str, float]:
    return {name: round(figure.value, 1) for name, figure in result.figures.items() if name not in figures.OF_MARKS}


def causes(result: Report) -> list[str]:
    return sorted(error.cause for error in result.errors)


# --- spans -------------------------------------------------------------------------------------------------------


def test_gold_predicted_as_it_stands_scores_100_in_everything() -> None:
    result = report(GOLD)
    assert set(values(result).values()) == {100.0}
    assert result.errors == ()
    assert (result.documents, result.gold_pieces, result.predicted_pieces) == (1, 5, 5)


def test_nothing_predicted_scores_0_and_everything_is_missed() -> None:
    result = report([])
    assert set(values(result).values()) == {0.0}
    assert causes(result) == ["missed"] * 5
    assert result.figures["span partial"].measured
    assert not result.figures["name"].measured


def test_a_document_without_predictions_is_all_missed() -> None:
    result = score([document(GOLD)], {})
    assert (result.gold_pieces, result.predicted_pieces) == (5, 0)


def test_precision_and_recall_are_not_mixed_up() -> None:
    figure = report([ROOF]).figures["span strict"]
    assert isinstance(figure, Rate)
    assert [figure.precision, figure.recall, figure.value] == pytest.approx([100, 20, 100 / 3])


@pytest.mark.parametrize(
    ("words", "trimmed"),
    [
        ("“It leaks,”", "It leaks"),
        ("that the roof would be mended by May.", "the roof would be mended by May"),
        (" said that the roof", "said that the roof"),
        ("the roof", "the roof"),
        ("”.", ""),
    ],
)
def test_edges_lose_marks_punctuation_and_a_leading_that(words: str, trimmed: str) -> None:
    start, end = trim(TEXT, *at(words))
    assert TEXT[start:end] == trimmed


def test_that_is_taken_off_more_than_once_and_only_as_a_word() -> None:
    assert trim("that, “that all", 0, 15) == (12, 15)
    assert trim("thatched", 0, 8) == (0, 8)


def test_a_leading_that_and_the_full_stop_do_not_count() -> None:
    predicted = quotation("that the roof would be mended by May.", speaker="Dr Nora Quill", **QUILL)
    assert values(report([predicted], [ROOF]))["span strict"] == 100.0


@pytest.mark.parametrize(
    ("words", "strict", "partial", "eighty", "thirty"),
    [
        ("he roof would be mended by May", 100, 100, 100, 100),  # one code point is forgiven
        ("roof would be mended by May", 0, 100, 100, 100),
        ("would be mended", 0, 0, 0, 100),
        ("by May", 0, 0, 0, 0),
        ("Brackwater School, said that the roof would be mended by May", 0, 100, 100, 100),
    ],
)
def test_shifted_edges(words: str, strict: float, partial: float, eighty: float, thirty: float) -> None:
    found = values(report([quotation(words, **QUILL)], [ROOF]))
    assert [found[name] for name in ("span strict", "span partial", "ggt .8", "ggt .3")] == [
        strict,
        partial,
        eighty,
        thirty,
    ]


def test_a_shifted_edge_is_reported_with_both_versions() -> None:
    (error,) = report([quotation("roof would be mended by May", speaker="Dr Nora Quill", **QUILL)], [ROOF]).errors
    assert error.cause == "edges"
    assert (error.wanted, error.found) == ("the roof would be mended by May", "roof would be mended by May")


def test_merged_pieces_find_one_of_the_two() -> None:
    merged = quotation("“It leaks,” she said. “It always has.”", **QUILL)
    figure = report([merged], [LEAKS]).figures["ggt .8"]
    assert isinstance(figure, Rate)
    assert (figure.right, figure.predicted, figure.gold) == (1, 1, 2)


def test_split_pieces_match_the_likest() -> None:
    split = [quotation("the roof would be mended", **QUILL), quotation("by May", **QUILL)]
    result = report(split, [ROOF])
    figure = result.figures["span partial"]
    assert isinstance(figure, Rate)
    assert (figure.right, figure.predicted, figure.gold) == (1, 2, 1)
    assert [(error.cause, error.wanted) for error in result.errors if error.cause == "false"] == [
        ("false", "the roof would be mended by May")
    ]


def test_pieces_without_words_do_not_count() -> None:
    assert report([*GOLD, quotation("”.")]).predicted_pieces == 5


# --- optional quotations and kinds -------------------------------------------------------------------------------


def test_optional_gold_is_neither_missed_nor_false() -> None:
    gold = [ROOF, LEAKS, COUNCIL, {**PLAN, "optional": True}]
    for predicted in (GOLD, GOLD[:3]):
        result = report(predicted, gold)
        assert result.gold_pieces == result.predicted_pieces == 4
        assert values(result)["span strict"] == values(result)["said words"] == 100.0


def test_a_prediction_that_touches_only_optional_gold_is_let_be() -> None:
    gold = [ROOF, {**COUNCIL, "optional": True}]
    touching = quotation("“whole sorry roof”")
    assert report([ROOF, touching], gold).predicted_pieces == 1
    assert report([ROOF, quotation("the Ark")], gold).predicted_pieces == 2


def test_one_kind_alone_lets_the_others_be() -> None:
    result = report(GOLD, kinds=["direct"])
    assert (result.gold_pieces, result.predicted_pieces) == (2, 2)
    assert values(result)["span strict"] == 100.0
    result = report([quotation("the Ark")], kinds=["direct"])
    assert (result.gold_pieces, result.predicted_pieces) == (2, 1)


# --- attribution -------------------------------------------------------------------------------------------------


def test_a_wrong_name_costs_name_and_words_but_not_spans() -> None:
    result = report([{**ROOF, "speaker_name": "Odo Fenn"}, LEAKS, COUNCIL, PLAN])
    found = values(result)
    assert found["span strict"] == found["mention"] == 100.0
    assert found["name"] == found["name F1"] == 80.0
    assert found["said words"] < 100.0
    assert [(error.cause, error.wanted, error.found) for error in result.errors] == [
        ("name", "Nora Quill (person)", "Odo Fenn (person)")
    ]


@pytest.mark.parametrize(
    ("wanted", "found", "right"),
    [
        (("Nora Quill", "person"), ("Nora Quill", "person"), True),
        (("Nora Quill", "person"), ("Dr. Nora Quill", "person"), True),
        (("Nora Quill", "person"), ("Nora Quill’s", "person"), True),
        (("Nora Quill", "person"), ("Quill", "person"), False),
        (("Quill", "person"), ("Nora Quill", "person"), True),
        (("Quill", "person"), ("one two three four five Quill", "person"), False),
        (("Nora Quill", "person"), (None, "unnamed"), False),
        (("The President", "person"), ("the president", "person"), True),
        ((None, "unnamed"), (None, None), True),
        ((None, "unnamed"), ("a spokesman", "person"), True),
        ((None, "unnamed"), ("Nora Quill", "unnamed"), True),
        ((None, "unnamed"), ("Nora Quill", "person"), False),
        ((None, "unknown"), (None, "unknown"), True),
    ],
)
def test_same_speaker(wanted: tuple[str, str], found: tuple[str, str], right: bool) -> None:
    assert same_speaker(GoldSpeaker(*wanted), GoldSpeaker(*found)) is right


def test_mentions_need_only_overlap() -> None:
    assert values(report([{**ROOF, "speaker": [at("Nora Quill")]}], [ROOF]))["mention"] == 100.0
    result = report([{**ROOF, "speaker": [at("Brackwater School")]}], [ROOF])
    assert values(result)["mention"] == 0.0
    assert [(error.wanted, error.found) for error in result.errors] == [("Dr Nora Quill", "Brackwater School")]


@pytest.mark.parametrize(
    ("wanted", "found", "right"),
    [
        (("prime minister", "UK"), ("PM", "Britain"), True),
        (("prime minister", "UK"), ("British PM", None), True),
        (("prime minister", "UK"), ("prime minister", "France"), True),  # titles decide
        (("chief executive", "Gull & Co"), ("CEO", "Gull & Co"), True),
        (("chief executive", None), ("chief executive officer", "Gull & Co"), True),
        (("spokesman", "council"), ("spokeswoman", "the council"), True),
        (("senator", "US"), ("Sen.", "United States"), True),
        (("defence secretary", None), ("Defense Secretary", None), True),
        (("vice-president", "Brackwater’s bank"), ("vice president", "Brackwater's bank"), True),
        (("deputy head teacher", None), ("teacher", None), False),
        (("head teacher", None), ("gardener", None), False),
        ((None, "Brackwater School"), ("pupil", "Brackwater School"), True),
        ((None, "Brackwater School"), ("pupil", None), False),
        ((None, "Brackwater School"), (None, "Brackwater"), True),
        ((None, "Brackwater School"), (None, "Looe"), False),
    ],
)
def test_same_role(wanted: tuple[str, str], found: tuple[str, str], right: bool) -> None:
    assert same_role(GoldRole(*wanted), GoldRole(*found)) is right


def test_roles_are_judged_where_the_name_is_right() -> None:
    wrong_role = {**ROOF, "role": "gardener", "org": None}
    assert values(report([wrong_role], [ROOF]))["role"] == 0.0
    assert causes(report([wrong_role], [ROOF])) == ["role"]
    assert not report([{**wrong_role, "speaker_name": "Odo Fenn"}], [ROOF]).figures["role"].measured


def test_any_of_the_annotated_roles_will_do() -> None:
    gold = {**ROOF, "other_roles": [{"role": "mountaineer", "org": None, "former": True}]}
    assert values(report([{**ROOF, "role": "mountaineer", "org": None}], [gold]))["role"] == 100.0


def test_a_role_too_many_and_one_too_few() -> None:
    bare = {**ROOF, "role": None, "org": None}
    for gold, predicted, counts in ((bare, ROOF, (0, 1, 0)), (ROOF, bare, (0, 0, 1))):
        result = report([predicted], [gold])
        figure = result.figures["role"]
        assert isinstance(figure, Rate)
        assert (figure.right, figure.predicted, figure.gold) == counts
        assert causes(result) == ["role"]


def test_former_is_judged_where_the_role_agrees() -> None:
    assert values(report([{**ROOF, "former": True}], [ROOF]))["former"] == 0.0
    assert values(report([{**ROOF, "former": True}], [{**ROOF, "former": True}]))["former"] == 100.0
    assert not report([{**ROOF, "role": "gardener"}], [ROOF]).figures["former"].measured


@pytest.mark.parametrize("change", [{"speaker_kind": "skip"}, {"speaker_name": ...}])
def test_gold_without_names_judges_none(change: dict[str, Any]) -> None:
    gold = {key: value for key, value in {**ROOF, **change}.items() if value is not ...}
    result = report([ROOF], [gold])
    assert values(result)["span strict"] == values(result)["mention"] == 100.0
    assert not result.figures["name"].measured
    assert result.errors == ()


# --- words -------------------------------------------------------------------------------------------------------


def words(result: Report, name: str) -> tuple[int, int, int]:
    figure = result.figures[name]
    assert isinstance(figure, Rate)
    return figure.right, figure.predicted, figure.gold


def test_words_are_credited_to_speakers() -> None:
    assert words(report([ROOF], [ROOF]), "said words") == (7, 7, 7)
    assert words(report([quotation("roof would be", **QUILL)], [ROOF]), "said words") == (3, 3, 7)
    stranger = quotation("roof would be", speaker_name="Odo Fenn", speaker_kind="person")
    assert words(report([stranger], [ROOF]), "said words") == (0, 3, 7)


def test_a_word_cut_in_two_is_not_credited() -> None:
    assert words(report([quotation("oof would b", **QUILL)], [ROOF]), "said words") == (1, 1, 7)


def test_marked_words_are_those_between_marks() -> None:
    result = report([COUNCIL], [COUNCIL])
    assert words(result, "said words") == (7, 7, 7)
    assert words(result, "marked words") == (3, 3, 3)


def test_a_word_said_by_two_is_right_for_either() -> None:
    other = {**ROOF, "speaker_name": "Odo Fenn"}
    assert words(report([ROOF], [ROOF, other]), "said words") == (7, 7, 7)


def test_words_of_optional_speech_are_let_be() -> None:
    gold = [ROOF, {**LEAKS, "optional": True}]
    assert words(report([ROOF, LEAKS], gold), "said words") == (7, 7, 7)


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ('Ann said "yes and no" today.', '"yes and no"'),
        ("Ann said “yes and no” today.", "“yes and no”"),
        ("Ann said ‘it’s a no’ today.", "‘it’s a no’"),
        ('Ann said "yes.\nNo more.', '"yes.'),
        ("Ann’s no and ann’s yes.", ""),
    ],
)
def test_between_marks(text: str, marked: str) -> None:
    mask = between_marks(document([], text))
    assert "".join(letter for letter, inside in zip(text, mask, strict=True) if inside) == marked


# --- marks -------------------------------------------------------------------------------------------------------

ARK = {"span": at("“the Ark”"), "why": "nickname"}
SORRY = {"span": at("“whole sorry roof”"), "why": "scare"}


def mark_values(
    predicted: list[dict[str, Any]], gold: list[dict[str, Any]] | None, quotes: list[dict[str, Any]] = GOLD
) -> dict[str, float | None]:
    found = score([document(quotes, marks=gold)], {"one": document(quotes, marks=predicted)}).figures
    return {name: round(f.value, 1) if f.measured else None for name, f in found.items() if name in figures.OF_MARKS}


def test_marks() -> None:
    perfect = {"marks found": 100.0, "marks right": 100.0, "mark reason": 100.0, "speech kept": 100.0}
    assert mark_values([ARK], [ARK]) == perfect
    assert mark_values([{**ARK, "why": "term"}], [ARK]) == perfect | {"mark reason": 0.0}
    assert mark_values([], [ARK]) == {
        "marks found": 0.0,
        "marks right": None,
        "mark reason": None,
        "speech kept": 100.0,
    }


def test_speech_taken_for_a_mark() -> None:
    found = mark_values([ARK, SORRY], [ARK])
    assert found["marks right"] == 50.0
    assert found["speech kept"] == 62.5  # three of the eight words of speech between marks are lost


def test_marks_on_optional_speech_are_let_be() -> None:
    found = mark_values([ARK, SORRY], [ARK], [ROOF, LEAKS, {**COUNCIL, "optional": True}])
    assert found["marks right"] == found["speech kept"] == 100.0


def test_marks_are_not_scored_where_they_were_not_annotated() -> None:
    assert set(mark_values([ARK], None).values()) == {None}


# --- the same figures as the reference ---------------------------------------------------------------------------

REFERENCE = Path(__file__).parents[3] / "shared" / "eval" / "score.py"

PEOPLE = [
    ("Nora Quill", "person", "head teacher", "Brackwater School"),
    ("Odo Fenn", "person", "PM", "UK"),
    ("Ines Barr", "person", "chief executive officer", "Gull & Co’s board"),
    ("Brackwater Council", "organisation", None, None),
    (None, "unnamed", "spokeswoman", "the council"),
    (None, "unknown", None, None),
]
SENTENCES = [
    ("direct", "“The roof leaks, and it’s getting worse!” {} said. "),
    ("indirect", "{} said that thatch would never have leaked so badly.\n\n"),
    ("mixed", "{} called it “a scandal” that had to end. "),
    ("direct", '"No," {} said, "not in a hundred years'),
    ("indirect", '."\n\nAccording to {}, school meals are next…\n'),
]


def made_up_document(number: int, dice: random.Random) -> dict[str, Any]:
    """A text of random sentences with a quotation somewhere in most of them."""
    text, quotes = "", []
    for _ in range(dice.randint(1, 12)):
        kind, sentence = dice.choice(SENTENCES)
        name, speaker_kind, role, organisation = dice.choice(PEOPLE)
        before, after = sentence.split("{}")
        mention = [len(text) + len(before), len(text) + len(before) + len(name or "they")]
        left = [len(text), mention[0]]
        right = [mention[1] + len(" said "), mention[1] + len(after)]
        text += before + (name or "they") + after
        if dice.random() < 0.2:
            continue
        content = [piece for piece in (left if kind == "direct" else None, right) if piece and piece[0] < piece[1]]
        quotes.append(
            {
                "content": content,
                "type": kind,
                "speaker": dice.choice([[mention], None]),
                "speaker_name": name,
                "speaker_kind": dice.choice([speaker_kind, speaker_kind, "skip"]),
                "role": role,
                "org": organisation,
                "former": dice.random() < 0.3,
                "other_roles": dice.choice([[], [{"role": "diver", "org": None, "former": False}]]),
                "optional": dice.random() < 0.2,
            }
        )
    return {"id": f"made-up-{number}", "text": text, "quotes": quotes}


def blurred(gold: dict[str, Any], dice: random.Random) -> dict[str, Any]:
    """The document's quotations with some of everything wrong."""
    size = len(gold["text"])

    def shifted(span: list[int], width: int) -> list[int]:
        start = min(size - 1, max(0, span[0] + dice.randint(-width, width)))
        return [start, min(size, max(start + 1, span[1] + dice.randint(-width, width)))]

    def quotes() -> Iterator[dict[str, Any]]:
        for quote in gold["quotes"]:
            name, kind, role, organisation = dice.choice(PEOPLE)
            quote = {key: value for key, value in quote.items() if key != "optional"}
            if dice.random() < 0.4:
                width = dice.choice([1, 3, 20])
                quote["content"] = [shifted(piece, width) for piece in quote["content"]]
            if dice.random() < 0.2:
                quote["content"] = [[quote["content"][0][0], quote["content"][-1][1]]]
            if dice.random() < 0.3:
                quote |= {"speaker_name": name, "speaker_kind": kind}
            if dice.random() < 0.1:
                quote["speaker_name"] = f"Sir {quote['speaker_name']}"
            if dice.random() < 0.3:
                quote |= {"role": role, "org": organisation, "former": dice.random() < 0.5}
            if dice.random() < 0.3:
                quote["speaker"] = [shifted([0, 10], size)]
            for _ in range(dice.choice([0, 1, 1, 1, 1, 2])):
                yield quote

    return {"id": gold["id"], "quotes": list(quotes())}


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    if not REFERENCE.exists():
        pytest.skip("the reference scorer is not on this machine")
    spec = importlib.util.spec_from_file_location("reference_scorer", REFERENCE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("kinds", [None, ["direct"], ["mixed"], ["indirect"]])
@pytest.mark.parametrize("seed", range(5))
def test_figures_are_those_of_the_reference(reference: ModuleType, seed: int, kinds: list[str] | None) -> None:
    dice = random.Random(seed)
    gold = [made_up_document(number, dice) for number in range(25)]
    predicted = {line["id"]: blurred(line, dice) for line in gold}
    wanted, wanted_errors = reference.score(gold, predicted, kinds)
    found = score(
        [from_plain(line) for line in gold],
        {key: from_plain(line, predicted=True) for key, line in predicted.items()},
        kinds,
    )
    for name, figure in found.figures.items():
        if name in figures.OF_MARKS:
            continue
        expected = wanted.pop(name)
        if isinstance(figure, Rate):
            assert [figure.precision, figure.recall, figure.value] == pytest.approx(expected), name
        else:
            assert figure.value == pytest.approx(expected), name
    assert wanted == {
        "docs": found.documents,
        "gold pieces": found.gold_pieces,
        "predicted pieces": found.predicted_pieces,
    }
    counts = Counter(error.cause for error in found.errors)
    for cause in ("missed", "false", "name", "role"):
        assert counts[cause] == len(wanted_errors.get(cause, ())), cause
