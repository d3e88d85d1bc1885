"""What the source mention of a sentence names, and which word is its head."""

from __future__ import annotations

import pytest

SOURCES = {
    "Ann Poole": ("Poole", ["Ann Poole"]),
    "Ann Poole and Tom Reed": ("Poole", ["Ann Poole", "Tom Reed"]),
    "Ann Poole, Mr Tom Reed and Joe Dunn": ("Poole", ["Ann Poole", "Tom Reed", "Joe Dunn"]),
    "Ann Poole and mayor Tom Reed": ("Poole", ["Ann Poole", "Tom Reed"]),
    "Ann Poole and her husband Tom Reed": ("Poole", ["Ann Poole", "Tom Reed"]),
    "Ann Poole of the Harbour Trust and Joe Dunn of Eastwick Council": ("Poole", ["Ann Poole", "Joe Dunn"]),
    "Ann Poole, along with Eastwick Attorney General Tom Reed,": ("Poole", ["Ann Poole", "Tom Reed"]),
    "Ann Poole, with Tom Reed at her side,": ("Poole", ["Ann Poole"]),
    "Ann Poole, who had met Tom Reed and Joe Dunn,": ("Poole", ["Ann Poole"]),
    "Ann Poole and Tom Reed's lawyer": ("lawyer", []),
    "Republicans": ("Republicans", ["Republicans"]),
    "Some top Republicans": ("Republicans", []),
    "Other Republicans": ("Republicans", []),
    "Ann Poole or Tom Reed": ("Poole", ["Ann Poole"]),
    "His lawyer, Ann Poole,": ("lawyer", ["Ann Poole"]),
    "Graham Dunn, spokesman for Acme Ltd,": ("Dunn", ["Graham Dunn"]),
    "The spokesman for sport Hugh Dunn": ("spokesman", ["Hugh Dunn"]),
    "Friends of Eastwick founder Hugh Dunn": ("Friends", ["Hugh Dunn"]),
    "Association of Port Workers president Hugh Dunn": ("Association", ["Hugh Dunn"]),
    "Association of Port Workers": ("Association", ["Association of Port Workers"]),
    "A spokesman for Hugh Dunn": ("spokesman", []),
    "A spokesman for Acme Ltd": ("spokesman", []),
    "A spokesman for the Port of Eastwick": ("spokesman", []),
    "A Department for Work spokeswoman": ("spokeswoman", []),
    "The Harbour Trust": ("Trust", ["Harbour Trust"]),
    "The Harbour Trust spokeswoman": ("spokeswoman", []),
    "The Rostrum newspaper": ("newspaper", ["Rostrum"]),
    "Ann Poole's mother": ("mother", []),
    "The Labour-run council": ("council", []),
    "The Labour-run Eastwick Council": ("Council", ["Eastwick Council"]),
    "Ann Poole-backed rebels": ("rebels", []),
    "Officials": ("Officials", []),
}


@pytest.mark.parametrize(("source", "head", "named"), [(source, *expected) for source, expected in SOURCES.items()])
def test_what_a_source_names(source, head, named, queries):
    asker, (attribution,) = queries(f"{source} said it was late.")
    mentions = asker.cast.mentions
    found = mentions.true_head(attribution.source)
    assert found.text == head
    assert [referent.entity.name for referent in mentions.named(attribution.source, found)] == named


@pytest.mark.parametrize(
    ("source", "owner"), [("Acme Ltd's report", True), ("The Acme Ltd report", False), ("A report by Acme Ltd", False)]
)
def test_who_owns_what_follows(source, owner, queries):
    asker, (attribution,) = queries(f"{source} said it was late.")
    ((referent, name),) = asker.cast.mentions.names_in(attribution.source)
    assert referent.entity.name == "Acme Ltd"
    assert asker.cast.mentions.is_possessor(name) is owner
