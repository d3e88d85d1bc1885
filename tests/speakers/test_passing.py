"""Who is spoken of in passing, outside quotations and their sources."""

from __future__ import annotations

import pytest

from quoteattr.speakers.passing import Passing
from quoteattr.speakers.resolve import resolve

MENTIONS = {
    "He left. She sat down.": ["pronoun he", "pronoun she"],
    "It rained on him. They left.": [],  # no subject; several may be anybody
    "A neighbour called the police.": ["description neighbour", "description police"],
    "The neighbours met a vet.": ["description neighbours", "description vet"],
    "The report was late. The company left.": ["description report", "description company"],
    "The ferry was late.": [],
    "Ann Poole is a vet.": [],  # says what she is
    "Ann Poole, a vet, left.": [],
    "The mayor Ann Poole left.": [],
    "Ann Poole left.": [],
    "“He met a vet,” Ann Poole said.": [],  # her words, not the text's
    "A vet said it was late.": [],  # a source is asked for by itself
    "A vet left. The farmer said it was late. He was tired.": ["description vet", "pronoun he"],
}


@pytest.mark.parametrize(("text", "mentions"), MENTIONS.items())
def test_what_is_mentioned_in_passing(text, mentions, queries):
    asker, attributions = queries(text)
    found = list(Passing(asker, attributions).up_to(len(asker.page.words)))
    assert [f"{query.form} {query.word}" for query in found] == mentions
    assert all(query.passing for query in found)


def test_each_is_asked_for_once_in_the_order_of_the_text(queries):
    asker, attributions = queries("A vet left. A farmer sat down. A nurse came.")
    passing = Passing(asker, attributions)
    assert [query.word for query in passing.up_to(5)] == ["vet", "farmer"]
    assert [query.word for query in passing.up_to(20)] == ["nurse"]
    assert [query.word for query in passing.up_to(20)] == []


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The victim's mother wept. “She took my boy,” she said.", "The victim's mother"),
        ("Ann Poole left.\n\nShe was late. She was ill.\n\nIt rained. “I am sorry,” she said.", "Ann Poole"),
        ("Ann Poole met a nurse. “It is late,” the nurse said.", "a nurse"),
        ("Ann Poole left. The singer said it was late.", "Ann Poole"),  # nobody was met in passing
    ],
)
def test_who_is_kept_up_in_passing_may_be_meant(text, source, queries):
    asker, attributions = queries(text)
    found = resolve(asker, attributions)[-1].referent
    assert (found.entity.name if found.entity else found.description) == source


def test_who_is_mentioned_in_passing_has_not_spoken(queries):
    asker, attributions = queries("A vet left. “It is late,” Ann Poole said.")
    resolve(asker, attributions)
    vet = next(referent for referent in asker.cast.referents if referent.description == "A vet")
    assert (len(vet.places), len(vet.sources)) == (1, 0)


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("The Harbour Trust released a report. Tom Reed left. The report said it was late.", "Harbour Trust"),
        ("The Harbour Trust denied it in a letter. Tom Reed left. The letter said it was late.", "Harbour Trust"),
        ("A letter was sent by the Harbour Trust. Tom Reed left. The letter said it was late.", "Harbour Trust"),
        ("A letter from the Harbour Trust came. Tom Reed left. The letter said it was late.", "Harbour Trust"),
        ("Ann Poole wept and wrote a letter. Tom Reed left. The letter said it was late.", "Ann Poole"),
        (
            "The Harbour Trust replied by issuing a report. Reed left. The report said it was late.",
            "Harbour Trust",
        ),
        ("The Harbour Trust rejected a report. Tom Reed left. The report said it was late.", None),
        ("The Harbour Trust is named in the report. Tom Reed left. The report said it was late.", None),
    ],
)
def test_whoever_issues_a_document_is_known_by_it(text, issuer, queries):
    asker, attributions = queries(text)
    resolve(asker, attributions)
    known = [r.entity.name for r in asker.cast.referents if r.entity and r.nouns & {"report", "letter"}]
    assert known == ([] if issuer is None else [issuer])


CREDITS = {
    "The report was late. A report by Ann Poole came.": [("report", "Ann Poole")],
    "Officials read the report. The Harbour Trust published the report on Monday.": [("report", "Harbour Trust")],
    "A study came. Ann Poole read the study.": [],
    "A poll said it was late. The poll was conducted by the Harbour Trust.": [("poll", "Harbour Trust")],
}


@pytest.mark.parametrize(("text", "credited"), CREDITS.items())
def test_who_is_anywhere_said_to_be_behind_a_document(text, credited, queries):
    found = Passing(*queries(text)).credits()
    assert [(noun, referent.entity.name) for noun, _, referent, _ in found] == credited
