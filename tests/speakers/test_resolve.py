"""Whom each source mention is taken for, by which rule: short texts, each quotation's source, speaker and rule.

A line for every quotation: its source (``-`` where it has none), the speaker's label, the kind where it is no person,
and the rule. Wider cases are in ``cases/names.json`` and ``cases/anaphora.json``.
"""

from __future__ import annotations

from typing import Any

import pytest

from quoteattr import Quote

LATE = "Ann Poole was late. “I am sorry,” {} said."
TRUST = "The Harbour Trust was late. “We are sorry,” {} said."

NAMES = {
    "Ann Poole said it was late.": ["Ann Poole: Ann Poole, name"],
    "Ann Poole and Tom Reed said it was late. “We are tired,” they said.": [
        "Ann Poole and Tom Reed: Ann Poole and Tom Reed, name",
        "they: Ann Poole and Tom Reed, pronoun",
    ],
    "“It is late,” Ann Poole said. “We go,” Tom Reed said. Ann Poole and Tom Reed said it was over.": [
        "Ann Poole: Ann Poole, name",
        "Tom Reed: Tom Reed, name",
        "Ann Poole and Tom Reed: Ann Poole and Tom Reed, name",
    ],
    "“It is late,” said Ann Poole and Tom Reed. “We go,” said Jane Dunn and Joe Hill. “We stay,” said Ann Poole and Tom"
    " Reed.": [
        "Ann Poole and Tom Reed: Ann Poole and Tom Reed, name",
        "Jane Dunn and Joe Hill: Jane Dunn and Joe Hill, name",
        "Ann Poole and Tom Reed: Ann Poole and Tom Reed, name",
    ],
    "“It is late,” said the Harbour Trust and Ann Poole. “We go,” they said.": [
        "the Harbour Trust and Ann Poole: Harbour Trust and Ann Poole (organisation), name",
        "they: Harbour Trust and Ann Poole (organisation), pronoun",
    ],
    "Jane Poole met Ann Poole. “It is late,” Poole said.": ["Poole: Jane Poole, name"],
    "The Poole Trust met Ann Poole. “It is late,” Poole said.": ["Poole: Ann Poole, name"],
    "Downing Street said it was late.": ["Downing Street: Downing Street (organisation), name"],
    "A report by Harbour Trust director Ann Poole said it was late.": [
        "Harbour Trust director Ann Poole: Ann Poole, name"
    ],
}

PRONOUNS = {
    "Ann Poole met Tom Reed. “It is late,” he said.": ["he: Tom Reed, pronoun"],
    "Ann Poole met Tom Reed. “It is late,” she said.": ["she: Ann Poole, pronoun"],
    "Mr Reed met Mrs Poole. “It is late,” he said.": ["he: Reed, pronoun"],
    "The Harbour Trust met Ann Poole. “It is late,” it said.": ["it: Harbour Trust (organisation), pronoun"],
    "The company said it was late. It said piers were old.": [
        "The company: company (organisation), body",
        "It: company (organisation), pronoun",
    ],
    "“It is late,” said Ann Poole and Tom Reed. “We go,” they said.": [
        "Ann Poole and Tom Reed: Ann Poole and Tom Reed, name",
        "they: Ann Poole and Tom Reed, pronoun",
    ],
    "“It is late,” said Ann Poole and Tom Reed. “We go,” he said.": [
        "Ann Poole and Tom Reed: Ann Poole and Tom Reed, name",
        "he: Tom Reed, pronoun",
    ],
    "Ann Poole and Mr Tom Reed own the ferry. “It is late,” they said.": ["they: Ann Poole and Tom Reed, pronoun"],
    "Lord Dunn and Tom Reed own the ferry. “It is late,” they said.": ["they: Dunn and Tom Reed, pronoun"],
    "Ann Poole met Tom Reed. “It is late,” they said.": ["they: nobody, quote-cue"],
    "Ann Poole or Tom Reed owns the ferry. “It is late,” they said.": ["they: nobody, quote-cue"],
    "They saw Ann Poole and Tom Reed on Friday. “It is late,” they said.": ["they: nobody, quote-cue"],
    "Ann Poole and the Harbour Trust own the ferry. “It is late,” they said.": [
        "they: Harbour Trust (organisation), pronoun"
    ],
    "“Ann Poole and Tom Reed own the ferry,” said Joe Dunn. “It is late,” they said.": [
        "Joe Dunn: Joe Dunn, name",
        "they: nobody, quote-cue",
    ],
    "By Ann Poole\n\nIt rained. “It is late,” she said.": ["she: nobody, quote-cue"],
    "Nurse Sam Hill was late. “I am sorry,” she said.": ["she: Sam Hill, pronoun"],
    "Sam Hill, an actress, was late. “I am sorry,” he said.": ["he: nobody, quote-cue"],
    "Sam Hill, the leading actress, was late. “I am sorry,” he said.": ["he: nobody, quote-cue"],
    "Sam Hill MP, a teacher and businesswoman, was late. “I am sorry,” he said.": ["he: nobody, quote-cue"],
    "“It is late,” he said.": ["he: nobody, quote-cue"],
    "Ann Poole left.\n\nIt rained.\n\nIt blew.\n\n“It is late,” she said.": ["she: Ann Poole, pronoun"],
    "Ann Poole left.\n\nIt rained.\n\nIt blew.\n\nIt froze.\n\n“It is late,” she said.": ["she: nobody, quote-cue"],
}

ROLES = {
    "The mayor of Eastwick, Ann Poole, was late. “I am sorry,” the mayor said.": ["the mayor: Ann Poole, description"],
    "Ann Poole, the mayor of Eastwick, met Tom Reed, the mayor of Westwick. “I am sorry,” the mayor of Westwick said.": [
        "the mayor of Westwick: Tom Reed, description"
    ],
    "Ann Poole, director of the Harbour Trust, met Jane Dunn, director of the Pier Fund. “It is late,” the Pier Fund"
    " director said.": ["the Pier Fund director: Jane Dunn, description"],
    "Ann Poole, director of the Harbour Trust, met Jane Dunn, a director. “It is late,” the Harbour Trust director"
    " said.": ["the Harbour Trust director: Ann Poole, description"],
    "Jane Dunn, a director, met Ann Poole, director of the Harbour Trust. “It is late,” the Harbour Trust director"
    " said.": ["the Harbour Trust director: Ann Poole, description"],
    "Ann Poole MP said it was late. The MP said it was old.": [
        "Ann Poole MP: Ann Poole, name",
        "The MP: Ann Poole, description",
    ],
    "Teacher Ann Poole met teacher Tom Reed. Reed left. “It is late,” the teacher said.": [
        "the teacher: Tom Reed, description"
    ],
    "Teacher Ann Poole met teacher Tom Reed. “It is late,” the teacher said.": ["the teacher: Ann Poole, description"],
    "Ann Poole is mayor. Tom Reed is a baker. “It is late,” the baker said. “It is,” the mayor said.": [
        "the baker: Tom Reed, description",
        "the mayor: Ann Poole, description",
    ],
    "“I am sorry,” said the mayor. Ann Poole, the mayor of Eastwick, had been late.": [
        "the mayor: Ann Poole, description"
    ],
    "“It is late,” the director said. Ann Poole, director of the Harbour Trust, met Jane Dunn, director of the Pier"
    " Fund.": ["the director: Ann Poole, description"],
    "Ann Poole, a former mayor, was late. “It is late,” the former mayor said.": [
        "the former mayor: Ann Poole, description"
    ],
    "Ann Poole, a former mayor, was late. “It is late,” the mayor said.": ["the mayor: the mayor (unnamed), unnamed"],
    "Ann Poole, mayor, was late. “It is late,” a mayor said.": ["a mayor: a mayor (unnamed), unnamed"],
    "Teachers met Ann Poole, a teacher. “It is late,” the teachers said.": [
        "the teachers: the teachers (unnamed), unnamed"
    ],
    "Tom Reed met Viscount Dunn. Reed left. “It is late,” the peer said.": ["the peer: Dunn, description"],
    "Tom Reed met Earl Dunn. Reed left. “It is late,” the peer said.": ["the peer: Dunn, description"],
    "Tom Reed met Countess Dunn. Reed left. “It is late,” the peer said.": ["the peer: Dunn, description"],
    "Tom Reed met Baroness Dunn. “It is late,” the peer said.": ["the peer: Dunn, description"],
    "Tom Reed met Lord Dunn. “It is late,” the peer said.": ["the peer: Dunn, description"],
}

PEOPLE = {
    LATE.format("the striker"): ["the striker: Ann Poole, description"],
    LATE.format("the tall Leeds striker"): ["the tall Leeds striker: Ann Poole, description"],
    LATE.format("the striker of the year"): ["the striker of the year: Ann Poole, description"],
    LATE.format("the striker and captain"): ["the striker and captain: Ann Poole, description"],
    LATE.format("the striker, who lost,"): ["the striker, who lost: Ann Poole, description"],
    LATE.format("the woman"): ["the woman: Ann Poole, description"],
    LATE.format("the actress"): ["the actress: Ann Poole, description"],
    LATE.format("a striker"): ["a striker: a striker (unnamed), unnamed"],
    LATE.format("that striker"): ["that striker: that striker (unnamed), unnamed"],
    LATE.format("the former striker"): ["the former striker: the former striker (unnamed), unnamed"],
    LATE.format("the retired striker"): ["the retired striker: the retired striker (unnamed), unnamed"],
    LATE.format("the striker who lost"): ["the striker who lost: the striker (unnamed), unnamed"],
    LATE.format("the striker that lost"): ["the striker that lost: the striker (unnamed), unnamed"],
    LATE.format("the late striker"): ["the late striker: the late striker (unnamed), unnamed"],
    LATE.format("the ex striker"): ["the ex striker: the ex striker (unnamed), unnamed"],
    LATE.format("the tall old kind gentle shy Leeds striker"): [
        "the tall old kind gentle shy Leeds striker: Ann Poole, description"
    ],
    LATE.format("the very tall old kind gentle shy Leeds striker"): [
        "the very tall old kind gentle shy Leeds striker: the very tall old kind gentle shy Leeds striker (unnamed), unnamed"
    ],
    LATE.format("the striker's agent"): ["the striker's agent: the striker's agent (unnamed), unnamed"],
    LATE.format("the manager for Kent"): ["the manager for Kent: the manager for Kent (unnamed), unnamed"],
    LATE.format("the judge"): ["the judge: the judge (unnamed), unnamed"],
    LATE.format("the victim"): ["the victim: the victim (unnamed), unnamed"],
    LATE.format("the spokesman"): ["the spokesman: the spokesman (unnamed), unnamed"],
    LATE.format("the mother"): ["the mother: the mother (unnamed), unnamed"],
    LATE.format("the spokeswoman"): ["the spokeswoman: the spokeswoman (unnamed), unnamed"],
    LATE.format("the striker who is ill"): ["the striker who is ill: the striker (unnamed), unnamed"],
    LATE.format("the striker that is ill"): ["the striker that is ill: the striker (unnamed), unnamed"],
    LATE.format("the striker and former captain"): ["the striker and former captain: Ann Poole, description"],
    LATE.format("the father"): ["the father: the father (unnamed), unnamed"],
    LATE.format("her mother"): ["her mother: her mother (unnamed), unnamed"],
    LATE.format("the charity"): ["the charity: charity (organisation), body"],
    "Ann Poole, a bus driver, was late. “I am sorry,” the cyclist said.": [
        "the cyclist: the cyclist (unnamed), unnamed"
    ],
    "Sam Hill was late. “I am sorry,” the man said.": ["the man: the man (unnamed), unnamed"],
    "Tom Reed met Ann Poole. Reed was late. “I am sorry,” the girl said.": ["the girl: the girl (unnamed), unnamed"],
    "Mr Tom Reed was late. “I am sorry,” the woman said.": ["the woman: the woman (unnamed), unnamed"],
    "Mr Tom Reed was late. “I am sorry,” the actress said.": ["the actress: the actress (unnamed), unnamed"],
    "Cyclist Ann Poole was hit. “I am sorry,” the cyclist said.": ["the cyclist: Ann Poole, description"],
    "Cyclist Ann Poole was hit. “I am sorry,” the driver said.": ["the driver: the driver (unnamed), unnamed"],
    "It rained on Ann Poole. “I am sorry,” the striker said.": ["the striker: the striker (unnamed), unnamed"],
    "Tom Reed met Ann Poole. Reed was late. “I am sorry,” the striker said.": ["the striker: Tom Reed, description"],
    "Ann Poole was late.\n\n“I am sorry,” the striker said.": ["the striker: Ann Poole, description"],
    "Ann Poole was late.\n\nIt rained.\n\n“I am sorry,” the striker said.": [
        "the striker: the striker (unnamed), unnamed"
    ],
}

AGAIN = {
    "A woman was hurt. A woman said she was sorry. The woman said it hurt.": [
        "A woman: A woman (unnamed), unnamed",
        "The woman: A woman (unnamed), description",
    ],
    "“I am hurt,” a man said. “I came,” a woman said. The man left. “I go,” the man said.": [
        "a man: a man (unnamed), unnamed",
        "a woman: a woman (unnamed), unnamed",
        "the man: a man (unnamed), description",
    ],
    "Two men spoke. One man said it was late. Another man said it was early. The man said he was ill.": [
        "One man: One man (unnamed), unnamed",
        "Another man: Another man (unnamed), unnamed",
        "The man: Another man (unnamed), description",
    ],
    "A gentleman said it was late. “I go,” said the man.": [
        "A gentleman: A gentleman (unnamed), unnamed",
        "the man: A gentleman (unnamed), description",
    ],
    "A lady said it was late. “I go,” said the woman.": [
        "A lady: A lady (unnamed), unnamed",
        "the woman: A lady (unnamed), description",
    ],
    "A lady said it was late. “I go,” said the man.": [
        "A lady: A lady (unnamed), unnamed",
        "the man: the man (unnamed), unnamed",
    ],
    "Officials said it was late. The officials said piers were old.": [
        "Officials: Officials (unnamed), unnamed",
        "The officials: Officials (unnamed), description",
    ],
    "“It is late,” officials said. “It is,” the official said.": [
        "officials: officials (unnamed), unnamed",
        "the official: the official (unnamed), unnamed",
    ],
    "His lawyer said it was late. His lawyer said it was over.": [
        "His lawyer: His lawyer (unnamed), unnamed",
        "His lawyer: His lawyer (unnamed), description",
    ],
}

BODIES = {
    TRUST.format("the charity"): ["the charity: Harbour Trust (organisation), description"],
    TRUST.format("the charity, which is old,"): [
        "the charity, which is old: Harbour Trust (organisation), description"
    ],
    TRUST.format("the newspaper, long a critic of the plan,"): [
        "the newspaper, long a critic of the plan: Harbour Trust (organisation), description"
    ],
    TRUST.format("a charity"): ["a charity: a charity (unnamed), unnamed"],
    TRUST.format("the small old charity on the quay"): [
        "the small old charity on the quay: small old charity (organisation), body"
    ],
    TRUST.format("the company that owns the pier"): ["the company that owns the pier: company (organisation), body"],
    TRUST.format("the government"): ["the government: government (organisation), body"],
    TRUST.format("the court"): ["the court: court (organisation), body"],
    TRUST.format("the wind"): ["the wind: the wind (unnamed), unnamed"],
    TRUST.format("the police"): ["the police: the police (unnamed), unnamed"],
    TRUST.format("the ministry"): ["the ministry: ministry (organisation), body"],
    TRUST.format("police"): ["police: police (unnamed), unnamed"],
    "The Harbour Trust, a charity, met Eastwick Council. “We are sorry,” the charity said.": [
        "the charity: Harbour Trust (organisation), description"
    ],
    "The Pier Fund met the Harbour Trust, the housing charity. “We are sorry,” the charity said.": [
        "the charity: Harbour Trust (organisation), description"
    ],
    "The Pier Fund met the Harbour Trust, an old and small charity. “We are sorry,” the charity said.": [
        "the charity: Harbour Trust (organisation), description"
    ],
    "The Pier Fund met charity Harbour Trust. “We are sorry,” the charity said.": [
        "the charity: Harbour Trust (organisation), description"
    ],
    "The Pier Fund met the Harbour Trust, one charity. “We are sorry,” the charity said.": [
        "the charity: Pier Fund (organisation), description"
    ],
    "The Air Study was late. The Pier Fund left. “It is over,” the study found.": [
        "the study: Air Study (organisation), description"
    ],
    "“It is late,” the Harbour Trust said. The Pier Fund disagreed. “It is,” the charity said.": [
        "the Harbour Trust: Harbour Trust (organisation), name",
        "the charity: Harbour Trust (organisation), description",
    ],
    "Eastwick Police Department was late. “We are sorry,” Eastwick police said.": [
        "Eastwick police: Eastwick Police Department (organisation), description"
    ],
    "Eastwick Police Department was late. “We are sorry,” the Eastwick police said.": [
        "the Eastwick police: Eastwick Police Department (organisation), description"
    ],
}

DOCUMENTS = {
    "The Harbour Trust's report said it was late.": [
        "The Harbour Trust's report: Harbour Trust (organisation), description"
    ],
    "A report by the Harbour Trust said it was late. The report said piers were old.": [
        "A report by the Harbour Trust: Harbour Trust (organisation), description",
        "The report: Harbour Trust (organisation), description",
    ],
    "A report from the Harbour Trust said it was late.": [
        "A report from the Harbour Trust: Harbour Trust (organisation), description"
    ],
    "The latest Harbour Trust annual survey said it was late. The survey found piers were old.": [
        "The latest Harbour Trust annual survey: Harbour Trust (organisation), description",
        "The survey: Harbour Trust (organisation), description",
    ],
    "The Eastwick Air Study said it was late. The report found piers were old.": [
        "The Eastwick Air Study: Eastwick Air Study (organisation), name",
        "The report: Eastwick Air Study (organisation), description",
    ],
    "A report on the Harbour Trust said it was late. The report said piers were old.": [
        "A report on the Harbour Trust: report (organisation), body",
        "The report: report (organisation), description",
    ],
    "A report into the Harbour Trust by Eastwick Council said it was late.": [
        "A report into the Harbour Trust by Eastwick Council: report (organisation), body"
    ],
    "The Harbour Trust's reports said it was late.": [
        "The Harbour Trust's reports: Harbour Trust (organisation), description"
    ],
    "A letter by Eastwick mayor Ann Poole said it was late.": [
        "A letter by Eastwick mayor Ann Poole: Ann Poole, description"
    ],
    "A book of Ann Poole said it was late.": ["A book of Ann Poole: Ann Poole, description"],
    "The results said it was late. The results found it was old.": [
        "The results: The results (unnamed), unnamed",
        "The results: The results (unnamed), description",
    ],
    "A report that came out on Friday said it was late.": [
        "A report that came out on Friday: report (organisation), body"
    ],
    "The Eastwick Air Study was late. The Pier Fund left. The study said it was over. The report found it was.": [
        "The study: Eastwick Air Study (organisation), description",
        "The report: Eastwick Air Study (organisation), description",
    ],
    "A report of the inquiry into the Harbour Trust said it was late.": [
        "A report of the inquiry into the Harbour Trust: report (organisation), body"
    ],
    "A report by experts on the Harbour Trust said it was late.": [
        "A report by experts on the Harbour Trust: report (organisation), body"
    ],
    "A letter from residents about the Harbour Trust said it was late.": [
        "A letter from residents about the Harbour Trust: letter (organisation), body"
    ],
    "A report by the Harbour Trust on Eastwick Council said it was late.": [
        "A report by the Harbour Trust on Eastwick Council: Harbour Trust (organisation), description"
    ],
    "A report by Eastwick Council spokesman Tom Reed said it was late.": [
        "A report by Eastwick Council spokesman Tom Reed: Tom Reed, description"
    ],
    "A letter said it was late. The letter said piers were old.": [
        "A letter: letter (organisation), body",
        "The letter: letter (organisation), description",
    ],
}

UNNAMED = {
    "A Treasury spokesman said it was late.": ["A Treasury spokesman: A Treasury spokesman (unnamed), unnamed"],
    "The legal team for the two men said it was late.": [
        "The legal team for the two men: legal team (organisation), body"
    ],
    "A council source said it was late. The source said piers were old.": [
        "A council source: A council source (unnamed), unnamed",
        "The source: A council source (unnamed), description",
    ],
    "A man who lives near the pier said it was late.": ["A man who lives near the pier: A man (unnamed), unnamed"],
    "A man (42) said it was late.": ["A man (42): A man (unnamed), unnamed"],
    "A place where he lives said it was late.": ["A place where he lives: A place (unnamed), unnamed"],
    "A man wearing a hat said it was late.": ["A man wearing a hat: A man (unnamed), unnamed"],
    "A man arrested on Friday said it was late.": ["A man arrested on Friday: A man (unnamed), unnamed"],
    "The High Street retailer said it was late.": [
        "The High Street retailer: The High Street retailer (unnamed), unnamed"
    ],
    "The palace said it was late.": ["The palace: palace (organisation), body"],
    "Two firms said it was late.": ["Two firms: Two firms (unnamed), unnamed"],
    "The day when he left said it was late.": ["The day when he left: The day (unnamed), unnamed"],
    "People who know it – and others – said it was late.": [
        "People who know it – and others: People (unnamed), unnamed"
    ],
    "A witness, a man in his forties, said it was late.": [
        "A witness, a man in his forties: A witness (unnamed), unnamed"
    ],
}

FLOATING = {
    "The mayor was late. Ann Poole stood up: “I am sorry.”": ["-: Ann Poole, lead-in"],
    "Ann Poole was late. She looked at the sea. “I am sorry.”": ["-: Ann Poole, lead-in"],
    "Ann Poole said it was late. Tom Reed sat down. “I am sorry.”": [
        "Ann Poole: Ann Poole, name",
        "-: Tom Reed, lead-in",
    ],
    "Ann Poole said it was late. “I am sorry.”": ["Ann Poole: Ann Poole, name", "-: Ann Poole, continuation"],
    "Ann Poole said it was late. The Harbour Trust is old. “I am sorry.”": [
        "Ann Poole: Ann Poole, name",
        "-: Ann Poole, continuation",
    ],
    "Ann Poole said it was late. The mayor sat down. “I am sorry.”": [
        "Ann Poole: Ann Poole, name",
        "-: Ann Poole, continuation",
    ],
    "Ann Poole said it was late.\n\nIt rained.\n\nIt blew.\n\n“I am sorry.”": [
        "Ann Poole: Ann Poole, name",
        "-: Ann Poole, continuation",
    ],
    "Ann Poole said it was late.\n\nIt rained.\n\nIt blew.\n\nIt froze.\n\n“I am sorry.”": [
        "Ann Poole: Ann Poole, name",
        "-: nobody, floating",
    ],
    "“I am sorry.”": ["-: nobody, floating"],
    "The Harbour Trust was late. “We are sorry.”": ["-: nobody, floating"],
    "The mayor was late. “We are sorry.”": ["-: nobody, floating"],
}


def told(quote: Quote) -> str:
    """A quotation's source, speaker and rule on one line."""
    speaker = quote.speaker
    kind = f" ({speaker.kind})" if speaker and speaker.kind != "person" else ""
    return f"{quote.source or '-'}: {speaker.label if speaker else 'nobody'}{kind}, {quote.evidence[-1].rule}"


TABLES: tuple[dict[str, list[str]], ...] = (
    NAMES, PRONOUNS, ROLES, PEOPLE, AGAIN, BODIES, DOCUMENTS, UNNAMED, FLOATING
)  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [case for table in TABLES for case in table.items()])
def test_speakers(text: str, expected: list[str], extract: Any) -> None:
    assert [told(quote) for quote in extract(text).quotes] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jane Poole met Ann Poole and the Poole Trust. “It is late,” Poole said.", ["Jane Poole", "Ann Poole"]),
        ("Jane Poole met Ann Poole. “It is late,” Jane Poole said.", ["Jane Poole"]),
        ("The Harbour Trust met Reed. “It is late,” the Harbour Trust said.", ["Harbour Trust"]),
        (
            "Tom Reed met Jane Dunn. Ann Poole, a mayor, was late. “I am sorry,” the mayor said.",
            ["Ann Poole", "Tom Reed", "Jane Dunn"],
        ),
        (
            "The Harbour Trust met Eastwick Council. Ann Poole, a mayor, was late. “It is,” the mayor said.",
            ["Ann Poole"],
        ),
        (
            "Ann Poole said it was late. Tom Reed got up. Jane Dunn, who was ill, sat down with Joe Hill. The Harbour"
            " Trust closed. It rained hard.\n\n“I am sorry.”",
            ["Ann Poole", "Tom Reed", "Jane Dunn", "Joe Hill"],
        ),
        (
            "Ann Poole said it was late. It rained on Joe Hill. Tom Reed got up. It blew.\n\n“I am sorry.”",
            ["Ann Poole", "Tom Reed", "Joe Hill"],
        ),
        ("Tom Reed met Joe Dunn. “It is late,” he said.", ["Tom Reed", "Joe Dunn"]),
    ],
)
def test_candidates_stand_in_the_order_of_their_probability(text: str, expected: list[str], extract: Any) -> None:
    candidates = extract(text).quotes[-1].candidates
    assert [candidate.speaker.label for candidate in candidates] == expected
    assert [c.probability for c in candidates] == sorted((c.probability for c in candidates), reverse=True)


@pytest.mark.parametrize(
    ("text", "mentions", "aliases"),
    [
        (
            "Ann Poole, 42, was late. Mrs Poole met her son. “I am sorry,” she said. “I left,” said Ann Poole MP, a"
            " baker. Ms Poole agreed that it was late.",
            ["Ann Poole", "Poole", "she", "Ann Poole MP, a baker", "Poole"],
            ["Ann Poole", "Poole", "Ann Poole MP, a baker"],
        ),
        ("“I am sorry,” the woman said. “It hurts,” she said.", ["the woman", "she"], ["the woman"]),
        (
            "Ann Poole and Tom Reed said it was late. “We go,” they said.",
            ["Ann Poole and Tom Reed", "they"],
            ["Ann Poole and Tom Reed"],
        ),
        ("The charity said it was late. It said piers were old.", ["The charity", "It"], ["The charity"]),
    ],
)
def test_a_speaker_knows_its_mentions_in_order(
    text: str, mentions: list[str], aliases: list[str], extract: Any
) -> None:
    (speaker,) = extract(text).speakers
    assert [mention.text for mention in speaker.mentions] == mentions
    assert list(speaker.aliases) == aliases
    assert all(text[m.start : m.end] == m.text for m in speaker.mentions)


@pytest.mark.parametrize(
    ("text", "name", "kind", "description", "honorific"),
    [
        ("Dr Ann Poole said it was late.", "Ann Poole", "person", None, "Dr"),
        ("Ann Poole and Tom Reed said it was late.", "Ann Poole and Tom Reed", "person", None, None),
        ("The Harbour Trust said it was late.", "Harbour Trust", "organisation", None, None),
        ("A man wearing a hat said it was late.", None, "unnamed", "A man", None),
        ("The legal team for Kent said it was late.", "legal team", "organisation", "The legal team for Kent", None),
    ],
)
def test_what_a_speaker_is_called(
    text: str, name: str | None, kind: str, description: str | None, honorific: str | None, extract: Any
) -> None:
    (speaker,) = extract(text).speakers
    assert (speaker.name, speaker.kind, speaker.description, speaker.honorific) == (name, kind, description, honorific)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Poole left. “It is late,” she said.", "“she” is Ann Poole, last mentioned 1 sentence before"),
        ("Ann Poole left. It rained. It blew. “It is late,” she said.", "“she” is Ann Poole, last mentioned 3 sentences before"),
        ("“I left,” Ann Poole said. “I am sorry,” she said.", "“she” is Ann Poole, last mentioned 1 sentence before"),
        ("Ann Poole, a mayor, left. “I am sorry,” the mayor said.", "“the mayor” is Ann Poole, last mentioned 1 sentence before"),
        ("“I am sorry,” the mayor said. Ann Poole, a mayor, left.", "“the mayor” is Ann Poole"),
        ("Ann Poole said she was late. “I am sorry.”", "Ann Poole goes on speaking"),
        ("Tom Reed was in tears. “I am sorry.”", "the sentence before is about Tom Reed"),
    ],
)  # fmt: skip
def test_evidence_says_where_the_speaker_stood_last(text: str, expected: str, extract: Any) -> None:
    assert extract(text).quotes[-1].evidence[-1].note == expected


def test_the_role_nearest_to_the_first_quotation_comes_first(extract: Any) -> None:
    text = "Baker Ann Poole left. She said it was late. Poole, chair of the Harbour Trust, rose. Teacher Ann Poole sat."
    (speaker,) = extract(text).speakers
    assert [role.title for role in speaker.roles] == ["chair", "baker", "teacher"]


def test_the_role_in_a_description_comes_after_those_that_the_text_tells(extract: Any) -> None:
    text = "Mayor Ann Poole was late. Poole, the baker, rose. “I am sorry,” the mayor of Eastwick said."
    (speaker,) = extract(text).speakers
    assert [(role.title, role.organisation) for role in speaker.roles] == [("baker", None), ("mayor", "Eastwick")]


def clusters(text: str, *words: str) -> list[list[tuple[int, int]]]:
    """One cluster of places, as a resolver gives them."""
    return [[(text.index(each), text.index(each) + len(each)) for each in words]]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Ann Poole met Jane Dunn. She said it was late.", ["Jane Dunn", "She"], "She: Jane Dunn, resolver"),
        (
            "Ann Poole met Jane Dunn. The vet said it was late.",
            ["Jane Dunn", "The vet"],
            "The vet: Jane Dunn, resolver",
        ),
        (
            "Ann Poole met Jane Dunn. Ann Poole said it was late.",
            ["Jane Dunn", "Ann Poole said"],
            "Ann Poole: Ann Poole, name",
        ),
        (
            "Ann Poole met Jane Dunn. Ms Dunn left. She said it was late.",
            ["Ann Poole", "Jane Dunn", "Ms Dunn", "She"],
            "She: Jane Dunn, resolver",
        ),
        ("Jane Dunn met Ann Poole. She said it was late.", ["She"], "She: Jane Dunn, pronoun"),
        ("Jane Dunn met Ann Poole. She said it was late.", ["Ann Poole", "said"], "She: Jane Dunn, pronoun"),
        (
            "Tom Reed, the mayor of Eastwick, met Joe Dunn. Joe left. He said it was late.",
            ["Tom Reed, the mayor of Eastwick", "He"],
            "He: Tom Reed, resolver",
        ),
    ],
)
def test_a_resolver_names_pronouns_and_descriptions(text: str, words: list[str], expected: str, extract: Any) -> None:
    article = extract(text, resolver=lambda given: clusters(given, *words))
    assert told(article.quotes[-1]) == expected


def test_of_two_clusters_around_a_mention_the_closer_one_counts(extract: Any) -> None:
    text = "Ann Poole met Jane Dunn. She said it was late."
    wide, close = clusters(text, "Ann Poole", "She said it"), clusters(text, "Jane Dunn", "She")
    for given in (wide + close, close + wide):
        article = extract(text, resolver=lambda _, given=given: given)
        assert article.quotes[-1].speaker.name == "Jane Dunn"


def test_a_body_has_no_role(extract: Any) -> None:
    (speaker,) = extract("The charity, owner of the pier, said it was late.").speakers
    assert (speaker.kind, speaker.roles) == ("organisation", ())


def test_a_pronoun_of_known_gender_is_surer(extract: Any) -> None:
    known, unknown = (extract(f"{name} left. “It is late,” he said.").quotes[0] for name in ("Mr Reed", "Dr Reed"))
    assert known.speaker.name == unknown.speaker.name == "Reed"
    assert known.confidence > unknown.confidence
