"""Captions, credits, teasers and words of the page that have run into the prose of a line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import quoteattr
from quoteattr import lexicon
from quoteattr.text import furniture

LEAD = "The ferry ran aground off Skerrow at low tide on Sunday."
SAID = 'The mayor of Eastwick was there. "It is a mess," Ann Poole said.'


def pieces(line: str) -> list[tuple[str, str | None]]:
    return [(line[start:end].strip(), kind) for start, end, kind in furniture.parts(line, 0, len(line))]


ARTICLES: dict[str, tuple[str, list[str], str]] = {
    "credit-and-caption": ("Getty Images 6 The ferry lay on its side", ["credit", "caption"], SAID),
    "credit-in-capitals": ("REUTERS Tom Reed waves to the crew", ["credit", "caption"], SAID),
    "two-credits": ("GETTY*EPA Tom Reed waves to the crew", ["credit", "caption"], SAID),
    "credit-said-twice": ("AP:Associated Press 12 Tom Reed waves to the crew", ["credit", "caption"], SAID),
    "credit-behind-a-caption": ("The ferry lay on its side Alamy", ["caption", "credit"], SAID),
    "caption": ("Tom Reed (left) waves to the crew of the ferry", ["caption"], SAID),
    "two-captions": ("Tom Reed waves to the crew The ferry lay on its side", ["caption", "caption"], SAID),
    "player": ("Video Loading", ["markup"], SAID),
    "slideshow": ("Play slideshow REUTERS 1/31 Eastwick, England", ["markup", "credit", "caption"], SAID),
    "scroll": ("Scroll down for video", ["markup"], SAID),
    "read-more": ("Read more", ["markup"], SAID),
    "related-links": ("RELATED STORIES Tom Reed says the ferry was late", ["markup", "markup"], SAID),
    "headings-of-links": (
        "Related stories Ferry crew sacked HARBOUR TRUST IN TROUBLE Tom Reed wants to know why",
        ["markup", "markup", "markup", "markup"],
        SAID,
    ),
    "heading": ("WHAT THE HARBOUR SAYS", ["subheading"], SAID),
    "image-caption": ("image caption Tom Reed waves to the crew", ["markup", "caption"], SAID),
    "share-links": ("Click to share on Facebook (Opens in new window)", ["markup"], SAID),
    "player-words": ("Video Unavailable Click to play Tap to play", ["markup", "markup", "markup"], SAID),
    "view-photos": ("View Photos", ["markup"], SAID),
    "gallery": (
        "1/3 Eastwick, England AP 2/3 Skerrow, Scotland Getty",
        ["caption", "credit", "caption", "credit"],
        SAID,
    ),
    "quoted-words-in-a-caption": (
        "Tom Reed called the crew 'brave and quick' She waved back",
        ["caption", "caption"],
        SAID,
    ),
}
"""What stands between two sentences of a line, the kinds of its parts, and the sentences behind it."""


@pytest.mark.parametrize(("run", "kinds", "behind"), ARTICLES.values(), ids=ARTICLES)
def test_furniture_is_parted_from_the_prose_around_it(run: str, kinds: list[str], behind: str) -> None:
    found = pieces(f"{LEAD} {run} {behind}")
    assert found[0] == (LEAD, None)
    assert [kind for _, kind in found[1:-1]] == kinds
    assert found[-1] == (behind, None)


@pytest.mark.parametrize(("run", "kinds", "behind"), ARTICLES.values(), ids=ARTICLES)
def test_what_is_said_around_furniture_is_found_with_its_speaker(run: str, kinds: list[str], behind: str) -> None:
    article = quoteattr.extract(f"Ferry runs aground\n\n{LEAD} {run} {behind} She had gone by noon.")
    said = [q for q in article.quotes if "It is a mess" in q.text]
    assert [(q.text, q.speaker.name if q.speaker else None) for q in said] == [("It is a mess,", "Ann Poole")]


@pytest.mark.parametrize(
    "line",
    [
        f"{LEAD} Reuters News Agency said on Monday that nobody was hurt.",
        f"{LEAD} The owner told Reuters The Harbour Trust had been warned in time.",
        f"{LEAD} PA chairman Tom Reed said the pilots were tired, and would strike.",
        f"{LEAD} The bill, called the For the People Act, will be read again in May.",
        f"{LEAD} Her first film was Carry On at your own risk, a comedy from the harbour.",
        f"{LEAD} She saw The Show Must Go On as a child, and read Faking It and other books.",
        f"{LEAD} He was sent to a class A prison, and moved to envelope A on the list.",
        f"{LEAD} The trust said The mayor's office had been told by letter about the crew.",
        f"{LEAD} Members of the UKIP MEP Gerard Reed group met on the quay for an hour.",
        f'{LEAD} "It was late and nobody cared The crew was asleep," Tom Reed said then.',
        f"{LEAD} He was going to read more about the ferry and show all of it to her.",
        f"{LEAD} Air Force One lands at Eastwick, and World War One was long over by then.",
        "Ferry runs aground The crew is safe",
    ],
)
def test_prose_is_left_whole(line: str) -> None:
    assert pieces(line) == [(line, None)]


def test_an_agency_is_no_part_of_the_name_behind_it() -> None:
    article = quoteattr.extract(f'{LEAD} Getty Images Ann Poole said: "It is a mess and we all know it."')
    assert [quote.speaker.name for quote in article.quotes if quote.speaker] == ["Ann Poole"]


def test_a_report_ends_where_the_next_caption_begins() -> None:
    line = f"{LEAD} Ann Poole said the boat had been late EPA 6 Tom Reed waves to the crew The tugs came before dawn."
    report = next(quote for quote in quoteattr.extract(line).quotes if quote.speaker)
    assert report.text == "the boat had been late"


@given(st.lists(st.sampled_from([*(run for run, _, _ in ARTICLES.values()), LEAD, SAID, '"', "'", "The", "READ MORE"])))
def test_parts_tile_the_line(runs: list[str]) -> None:
    line = " ".join(runs)
    found = list(furniture.parts(line, 0, len(line)))
    assert "".join(line[start:end] for start, end, _ in found) == line
    assert all(start < end for start, end, _ in found)


def test_what_is_looked_for_at_a_capital_has_one() -> None:
    labels = (
        ("sentence_openers", "any"),
        ("sentence_openers", "common"),
        ("sentence_openers", "place"),
        ("page_words", "source"),
    )
    words = [word for name, label in labels for word in lexicon.labelled(name, label)]
    assert [word for word in words if not "A" <= word[0].upper() <= "Z"] == []
