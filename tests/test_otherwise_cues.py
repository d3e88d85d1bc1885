"""Articles whose words are reported otherwise (benchmarks/robustness/otherwise_cues.py): who says what stays, wherever it stands then."""

from __future__ import annotations

from random import Random

import otherwise
import pytest
from otherwise_cues import WAYS, inflected


def line(text, *quotes):
    """An annotated article: of each quotation speaker, cue and content."""

    def span(words):
        start = text.index(words)
        return [start, start + len(words)]

    return {
        "id": "pier",
        "text": text,
        "quotes": [
            {
                "content": [span(piece) for piece in content],
                "type": "direct" if content[0][0] == "“" else "indirect",
                "cue": [span(cue)],
                "speaker": [span(speaker)],
                "speaker_name": speaker,
                "speaker_kind": "person",
            }
            for speaker, cue, *content in quotes
        ],
    }


BEHIND = line("It leaks. “The pier is old,” Ruth Calder said.", ("Ruth Calder", "said", "“The pier is old,”"))
INVERTED = line("It leaks. “The pier is old,” said Ruth Calder.", ("Ruth Calder", "said", "“The pier is old,”"))
BEFORE = line("It leaks. Ruth Calder said: “The pier is old.”", ("Ruth Calder", "said", "“The pier is old.”"))
CLAUSE = line("It leaks. The mayor said that the pier was old.", ("The mayor", "said", "the pier was old"))
BARE = line("It leaks. The mayor said the pier was old.", ("The mayor", "said", "the pier was old"))
LONG = line(
    "“The pier is old. The quay is new,” Calder said.", ("Calder", "said", "“The pier is old. The quay is new,”")
)
CASES = {
    "“…,” said X": (BEHIND, "It leaks. “The pier is old,” said Ruth Calder."),
    "“…,” X said": (INVERTED, "It leaks. “The pier is old,” Ruth Calder said."),
    "X said: “…”": (BEHIND, "It leaks. Ruth Calder said: “The pier is old.”"),
    "X said, “…”": (INVERTED, "It leaks. Ruth Calder said, “The pier is old.”"),
    "“…,” X said, from X said: “…”": (BEFORE, "It leaks. “The pier is old,” Ruth Calder said."),
    "“…,” said X, from X said: “…”": (BEFORE, "It leaks. “The pier is old,” said Ruth Calder."),
    "that left out": (CLAUSE, "It leaks. The mayor said the pier was old."),
    "that put in": (BARE, "It leaks. The mayor said that the pier was old."),
    "clauses: P, S C": (CLAUSE, "It leaks. The pier was old, the mayor said."),
    "clauses: P, C S": (CLAUSE, "It leaks. The pier was old, said the mayor."),
    "clauses: P, according to S": (BARE, "It leaks. The pier was old, according to the mayor."),
    "clauses: according to S, P": (BARE, "It leaks. According to the mayor, the pier was old."),
    "in the view of X": (CLAUSE, "It leaks. In the view of the mayor, the pier was old."),
    "in X’s words": (BEHIND, "It leaks. In Ruth Calder’s words, “The pier is old.”"),
    "in two pieces": (LONG, "“The pier is old,” Calder said. “The quay is new.”"),
}


@pytest.mark.parametrize("name", CASES)
def test_words_stand_in_another_order(name):
    before, text = CASES[name]
    after = WAYS[name](before, (), Random(1))
    assert after["text"] == text
    (quote,) = after["quotes"]
    said = " ".join(text[slice(*piece)] for piece in quote["content"])
    assert said.strip("“”").lower().startswith("the pier")
    assert text[slice(*quote["speaker"][0])].lower() == quote["speaker_name"].lower() + "’s" * (name == "in X’s words")


@pytest.mark.parametrize(
    ("name", "before", "start", "end"),
    [
        ("plain verbs before that", CLAUSE, "It leaks. The mayor ", " that the pier was old."),
        ("rare verbs, no that", BARE, "It leaks. The mayor ", " the pier was old."),
        ("unheard verbs beside marks", BEHIND, "It leaks. “The pier is old,” Ruth Calder ", "."),
        ("tenses, clauses", BARE, "It leaks. The mayor ", " the pier was old."),
        ("told reporters", BEHIND, "It leaks. “The pier is old,” Ruth Calder told ", "."),
        ("asides between X and said", CLAUSE, "It leaks. The mayor, ", ", said that the pier was old."),
        ("adverbials before that", CLAUSE, "It leaks. The mayor said ", " that the pier was old."),
        ("adverbials behind marks", BEHIND, "It leaks. “The pier is old,” Ruth Calder said ", "."),
        ("X’s claim that", CLAUSE, "It leaks. The mayor’s ", "."),
        ("the claim by X that", CLAUSE, "It leaks. The ", "."),
    ],
)
def test_something_else_stands_at_a_place(name, before, start, end):
    after = WAYS[name](before, (), Random(1))
    text, (quote,) = after["text"], after["quotes"]
    assert text.startswith(start)
    assert text.endswith(end)
    assert text != before["text"]
    (content,) = (text[slice(*piece)] for piece in quote["content"])
    assert content == before["text"][slice(*before["quotes"][0]["content"][0])]


def test_verbs_of_hearers_urges_and_vows():
    text = "Calder told Lund that it leaked. She urged him to come. He promised to mend it."
    told = ("Calder", "told", "it leaked"), ("She", "urged", "to come"), ("He", "promised", "to mend it")
    for name in ("plain verbs with hearers", "rare verbs that urge", "verbs that vow"):
        after = WAYS[name](line(text, *told), (), Random(1))
        assert after["text"] != text
        assert [after["text"][slice(*quote["content"][0])] for quote in after["quotes"]] == [
            "it leaked",
            "to come",
            "to mend it",
        ]


def test_what_is_thought_is_no_quotation():
    after = WAYS["thoughts"](CLAUSE, (), Random(1))
    assert after["quotes"] == []
    assert "mayor said" not in after["text"]


@pytest.mark.parametrize("name", WAYS)
def test_other_shapes_stay(name):
    text = "It is said to leak. Calder said so, and who, he says, cares?"
    before = line(text, ("It", "said", "to leak"), ("Calder", "said so", "so"))
    assert WAYS[name](before, (), Random(1)) == before


def test_they_are_among_the_ways():
    assert WAYS.items() <= otherwise.WAYS.items()


@pytest.mark.parametrize(
    ("entry", "forms"),
    [
        ("deadpan/deadpanned", ["deadpans", "deadpanned", "deadpanning"]),
        ("shoot_back/shot_back", ["shoots back", "shot back", "shooting back"]),
        ("reply", ["replies", "replied", "replying"]),
        ("hiss", ["hisses", "hissed", "hissing"]),
    ],
)
def test_verbs_are_inflected(entry, forms):
    assert [inflected(entry, form) for form in ("s", "past", "ing")] == forms
