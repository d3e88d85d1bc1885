"""Sources written as documents, bodies, several or nobody (otherwise_documents.py, otherwise_floating.py): the annotation moves along."""

from __future__ import annotations

from random import Random

import otherwise_documents
import otherwise_floating
import pytest

WAYS = otherwise_documents.WAYS | otherwise_floating.WAYS
BODY = "Ferry stops\n\nThe Harbour Trust runs the ferry. The Harbour Trust said that the quay was unsafe.\n"
TWO = "Ferry stops\n\nAnn Poole said that it was late. She said the quay was unsafe.\n"
REPORT = "Ferry stops\n\nA report was out. The report said the quay was unsafe.\n"
DIRECT = "Ferry stops\n\nTom Reed left.\n\n“The quay is unsafe,” Ann Poole said.\n\n“It always is,” she said.\n"
CUT = "Ferry stops\n\n“The quay is unsafe,” Ann Poole said. “It always is.”\n"
WHOLE = "Ferry stops\n\n“The old quay is quite unsafe. It always is,” Ann Poole said.\n"
FLOATS = "Ferry stops\n\nAnn Poole left.\n\n“The quay is unsafe.”\n"
PEOPLE = [
    {"name": "Ann Poole", "kind": "person", "gender": "f", "forms": ["Ann Poole"], "descriptions": []},
    {"name": "Tom Reed", "kind": "person", "gender": "m", "forms": ["Tom Reed"], "descriptions": []},
    {"name": "Harbour Trust", "kind": "organisation", "gender": None, "forms": ["Harbour Trust"], "descriptions": []},
]


def quote(text, content, cue=None, speaker=None, name="Ann Poole", kind="person"):
    def span(words):
        start = text.rindex(words)
        return [start, start + len(words)]

    pieces = [span(words) for words in ([content] if isinstance(content, str) else content)]
    direct = text[pieces[0][0]] == "“"
    return {
        "content": pieces,
        "type": "direct" if direct else "indirect",
        "cue": [span(cue)] if cue else None,
        "speaker": [span(speaker)] if speaker else None,
        "speaker_name": name,
        "speaker_kind": kind,
        "role": None,
        "org": None,
    }


TRUST = quote(BODY, "the quay was unsafe", "said", "The Harbour Trust", "Harbour Trust", "organisation")
LINES = {
    BODY: [TRUST],
    TWO: [quote(TWO, "it was late", "said that", "Ann Poole"), quote(TWO, "the quay was unsafe", "said", "She")],
    REPORT: [quote(REPORT, "the quay was unsafe", "said", "The report", "report", "organisation")],
    DIRECT: [
        quote(DIRECT, "“The quay is unsafe,”", "said", "Ann Poole"),
        quote(DIRECT, "“It always is,”", "said", "she"),
    ],
    CUT: [quote(CUT, ["“The quay is unsafe,”", "“It always is.”"], "said", "Ann Poole")],
    WHOLE: [quote(WHOLE, "“The old quay is quite unsafe. It always is,”", "said", "Ann Poole")],
    FLOATS: [quote(FLOATS, "“The quay is unsafe.”")],
}
LINES[TWO][0]["cue"] = [[LINES[TWO][0]["speaker"][0][1] + 1, LINES[TWO][0]["speaker"][0][1] + 5]]
LINES[DIRECT][0]["cue"] = [[LINES[DIRECT][0]["speaker"][0][1] + 1, LINES[DIRECT][0]["speaker"][0][1] + 5]]


def written(way: str, text: str) -> list[tuple[str, ...]]:
    """What stands at the spans of a quotation: source, cue and words, and the name; of the first seed that changes something."""
    line = {"id": "pier", "text": text, "quotes": LINES[text]}
    for seed in range(20):
        new = WAYS[way](line, PEOPLE, Random(seed))
        if new["text"] != text:
            break
    at = [[q["speaker"], q["cue"], q["content"]] for q in new["quotes"]]
    words = [["|".join(new["text"][slice(*span)] for span in spans or ()) for spans in each] for each in at]
    return [(*each, q["speaker_name"] or "") for each, q in zip(words, new["quotes"], strict=True)]


@pytest.mark.parametrize(
    ("way", "text", "source", "cue", "content", "name"),
    [
        ("bodies, in a document", BODY, "The Harbour Trust", "said", "the quay was unsafe", "Harbour Trust"),
        ("in a document, first", BODY, "the Harbour Trust", "said", "the quay was unsafe", "Harbour Trust"),
        ("bodies, by their type", BODY, "The trust", "said", "the quay was unsafe", "Harbour Trust"),
        ("document taken up", TWO, None, "said", "the quay was unsafe", "Ann Poole"),
        ("floating, without its cue", DIRECT, "", "", "“It always is.”", "Ann Poole"),
        ("cue behind the words", CUT, "Ann Poole", "said", "“The quay is unsafe. It always is,”", "Ann Poole"),
        (
            "cue between the words",
            WHOLE,
            "Ann Poole",
            "said",
            "“The old quay is quite unsafe,”|“It always is.”",
            "Ann Poole",
        ),
    ],
)
def test_the_annotation_moves_along(way, text, source, cue, content, name):
    found = written(way, text)[-1]
    assert found[1:] == (cue, content, name)
    assert found[0] == source if source is not None else found[0].startswith("The ")


@pytest.mark.parametrize(
    ("way", "text", "name"),
    [
        ("bodies, by a message", BODY, "Harbour Trust"),
        ("bodies, by a document", BODY, "Harbour Trust"),
        ("according to a document", BODY, "Harbour Trust"),
        ("bodies, by a speaker", BODY, ""),
    ],
)
def test_a_source_holds_the_name_of_the_body(way, text, name):
    source, cue, content, called = written(way, text)[0]
    assert "arbour Trust" in source
    assert source not in ("The Harbour Trust", "the Harbour Trust")
    assert content == "the quay was unsafe"
    assert called == name
    assert cue


def test_a_speaker_of_a_body_has_a_role():
    new = WAYS["bodies, by a speaker"]({"id": "pier", "text": BODY, "quotes": [TRUST]}, PEOPLE, Random(1))["quotes"][0]
    assert (new["speaker_kind"], new["org"]) == ("unnamed", "Harbour Trust")
    assert new["role"] in ("spokeswoman", "spokesman", "spokesperson", "representative", "official")


def test_other_documents_have_another_name():
    source, _, _, name = written("other documents", REPORT)[0]
    assert source == f"The {name}"
    assert name in otherwise_documents.NOUNS
    assert name != "report"


def test_words_get_a_cue_and_lose_it():
    assert written("words with a cue of their own", FLOATS) == [("Poole", "said", "“The quay is unsafe,”", "Ann Poole")]
    assert written("floating, led up to", DIRECT)[0] == ("", "", "“The quay is unsafe.”", "Ann Poole")


def test_several_speak_together():
    line = {"id": "pier", "text": DIRECT, "quotes": LINES[DIRECT][:1]}
    found = [WAYS["several together"](line, PEOPLE, Random(seed))["quotes"][0]["speaker_name"] for seed in range(9)]
    assert set(found) == {"Ann Poole", "Ann Poole and Tom Reed"}
