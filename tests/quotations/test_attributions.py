"""Who gets which words: the rule, the pieces, the source or, for floating words, where to look for it; and what is left over."""

from __future__ import annotations

import pytest

from quoteattr.quotations import attributions, clauses, cues, labels, phrases

SAID = {
    "“It is late,” said Ann Poole. “We go.”": ["quote-cue: “It is late,” / “We go.” (Ann Poole)"],
    "“It is late,” said Ann Poole, “and we go.”": ["quote-cue: “It is late,” / “and we go.” (Ann Poole)"],
    "“It is late,” said Ann Poole. “It is cold,” said Tom Reed.": [
        "quote-cue: “It is late,” (Ann Poole)",
        "quote-cue: “It is cold,” (Tom Reed)",
    ],
    "“It is late.\n\n“We go,” said Ann Poole.": ["quote-cue: “It is late. / “We go,” (Ann Poole)"],
    "The claims had “no merit”, he said.": ["quote-cue: The claims had “no merit” (he)"],
    "As a pilot, “we are meant to keep the boats afloat,” he said.": [
        "quote-cue: “we are meant to keep the boats afloat,” (he)"
    ],
    "The party, held in May, “allows us to meet the crew,” he said.": [
        "quote-cue: The party, held in May, “allows us to meet the crew,” (he)"
    ],
    "The harbour, he said, “could be dry by May”.": [
        "parenthetical: The harbour / “could be dry by May” (he)",
    ],
    "Ann Poole said she hoped it would pass: “It must.”": [
        "cue-colon: she hoped it would pass / “It must.” (Ann Poole)",
    ],
    "Poole called for calm: “Stay at home,” she said.": ["quote-cue: “Stay at home,” (she)"],
    "Ann Poole said that Reed had screamed “No way” during the show.": [
        "clause: Reed had screamed “No way” during the show (Ann Poole)"
    ],
    "The Ledger said that Poole had asked Reed to “name them all”.": [
        "clause: Poole had asked Reed to “name them all” (The Ledger)"
    ],
    "The Ledger said that steps rated “safe” had failed.": ["clause: steps rated “safe” had failed (The Ledger)"],
    "Ann Poole told the court: “Reed screamed.” Reed screamed “No way.”": [
        "cue-colon: “Reed screamed.” (Ann Poole)",
        "cue-quote: “No way.” (Reed)",
    ],
    "Ann Poole said while she was waiting for the bus that it was late.": ["clause: it was late (Ann Poole)"],
    "Ann Poole told reporters, shaking her head, that it was late.": ["clause: it was late (Ann Poole)"],
    "“Butter,” Ann Poole would explain, “and then more butter.”": [
        "quote-cue: “Butter,” / “and then more butter.” (Ann Poole)"
    ],
    "Whenever she asked, Tom Reed would say: “Not yet.”": ["cue-colon: “Not yet.” (Tom Reed)"],
    "“It is late,” the mayor would say.": ["quote-cue: “It is late,” (the mayor)"],
    "“No,” said Ann Poole when asked how she felt.": ["quote-cue: “No,” (Ann Poole)"],
    "“No,” said Ann Poole when told that the roof had gone.": ["quote-cue: “No,” (Ann Poole)"],
    "“No,” said Ann Poole when asked by a reporter why she had come.": [
        "quote-cue: “No,” (Ann Poole)",
        "clause: why she had come (a reporter)",
    ],
    "Ann Poole, when asked whether she would stay, said she would.": [
        "clause: she would (Ann Poole, when asked whether she would stay)"
    ],
    "The mayor smiled when Ann Poole asked whether he would stay.": ["clause: whether he would stay (Ann Poole)"],
    "The clerk, who asked for anonymity to speak freely, said it was late.": [
        "clause: it was late (The clerk, who asked for anonymity to speak freely)"
    ],
    "Ann Poole called for ministers to act.": ["infinitive: ministers to act (Ann Poole)"],
    "Ann Poole says when asked about the plan that it was late.": ["clause: it was late (Ann Poole)"],
    "Ann Poole smiled as she left the house that her father had built.": [],
    "Ann Poole said no more as she read the claims that it was late.": [],
    "Ann Poole admitted, according to a transcript, that it was late.": ["clause: it was late (Ann Poole)"],
    "Ann Poole warned, according to a transcript: “It is late.”": ["cue-colon: “It is late.” (Ann Poole)"],
    "It would take years to mend the pier, Ann Poole, 29, said on Monday.": [
        "parenthetical: It would take years to mend the pier (Ann Poole, 29)",
    ],
    "Prices could rise again, Tom Reed, 73, told reporters on Monday.": [
        "parenthetical: Prices could rise again (Tom Reed, 73)",
    ],
    "It would take years to mend the pier, head teacher Tom Reed said by email.": [
        "parenthetical: It would take years to mend the pier (head teacher Tom Reed)",
    ],
    "“It is late,” Tom Reed, a farmer from Eastwick, joked, “and we go.”": [
        "quote-cue: “It is late,” / “and we go.” (Tom Reed, a farmer from Eastwick)",
    ],
    "Ann Poole said that was not the plan.": ["clause: that was not the plan (Ann Poole)"],
    "Ann Poole said that it was not the plan.": ["clause: it was not the plan (Ann Poole)"],
    "“Is it late?” Ann Poole asks as she parks her van.": ["quote-cue: “Is it late?” (Ann Poole)"],
    "“It is late.” Ann Poole said after the vote that she was glad.": [
        "floating: “It is late.”",
        "clause: she was glad (Ann Poole)",
    ],
    "“It is late,” Ann Poole insisted on Twitter.": ["quote-cue: “It is late,” (Ann Poole)"],
    "Ann Poole insisted on Monday that it was late.": ["clause: it was late (Ann Poole)"],
    "Ann Poole confessed to police that it was late.": ["clause: it was late (Ann Poole)"],
    "Ann Poole insisted on a plan that was late.": [],
    "“It fell,” Ann Poole, who lives here, admitted in a note.": [
        "quote-cue: “It fell,” (Ann Poole, who lives here)",
    ],
    "Tom Reed, asked about the plan, said it was late.": ["clause: it was late (Tom Reed)"],
    "“We go,” Ann Poole said before the meeting began, “and we stay.”": [
        "quote-cue: “We go,” / “and we stay.” (Ann Poole)",
    ],
    "“It is late!” Police Chief Grace Mwangi said.": ["quote-cue: “It is late!” (Police Chief Grace Mwangi)"],
    "“I never saw it,” nurse Lena Hartwig said.": ["quote-cue: “I never saw it,” (nurse Lena Hartwig)"],
    "• “It is late,” said Ann Poole.": ["quote-cue: “It is late,” (Ann Poole)"],
    "However, the pier was “no risk”, she said.": ["quote-cue: the pier was “no risk” (she)"],
    "Ann Poole called the plan “a mess”.": ["phrase: the plan “a mess” (Ann Poole)"],
    "Ann Poole: “We have sand.” “We have boats.”": ["label: “We have sand.” / “We have boats.” (Ann Poole)"],
}

FLOATING = {
    "Poole defended the plan. “We have to build it now.”": ["floating: “We have to build it now.” (after Poole)"],
    "Not everybody is happy, least of all Ann Poole. “It is late.”": ["floating: “It is late.” (after Ann Poole)"],
    "“We have sand.” “We have boats.”": ["floating: “We have sand.” / “We have boats.”"],
    "Ann Poole said: “It is late.” Tom Reed left. “It is cold today.”": [
        "cue-colon: “It is late.” (Ann Poole)",
        "floating: “It is cold today.” (after Tom Reed)",
    ],
    "It would cost too much, he said. Any plan must “pay for itself” in a year.": [
        "parenthetical: It would cost too much (he)",
        "floating: Any plan must “pay for itself” in a year",
    ],
    "It would cost too much, he said. The trust is “committed to a cheap and warm home for all”.": [
        "parenthetical: It would cost too much (he)",
        "floating: The trust is “committed to a cheap and warm home for all”",
    ],
}

NOT_SAID = {
    "Any plan must “pay for itself” in a year.": ["pay for itself"],
    "The “red line” was drawn, and the “other one” was not.": ["red line", "other one"],
    "The “Cold Harbour” was shown. “Yes.”": ["Cold Harbour", "Yes."],
}


def attributed(page):
    reporting = cues.find(page)
    reported = clauses.find(page, reporting) + phrases.find(page, reporting)
    return attributions.attribute(page, reporting, reported, labels.find(page))


def told(page, found):
    words = " / ".join(page.string[slice(*piece)] for piece in found.pieces)
    source = f" ({page.text(found.source.tokens)})" if found.source else ""
    hint = f" (after {page.text(found.hint.tokens)})" if found.hint else ""
    return f"{found.rule}: {words}{source}{hint}"


@pytest.mark.parametrize(("text", "expected"), [*SAID.items(), *FLOATING.items()])
def test_who_gets_which_words(text, expected, page):
    here = page(text)
    found, left = attributed(here)
    assert [told(here, attribution) for attribution in found] == expected
    assert left == ()


@pytest.mark.parametrize(("text", "expected"), NOT_SAID.items())
def test_marked_words_that_nobody_said(text, expected, page):
    here = page(text)
    found, left = attributed(here)
    assert found == ()
    assert [here.inner(number) for number in left] == expected


def test_a_labelled_paragraph_below_a_cue_is_of_its_label_only(extract):
    text = (
        "Joe Dunn said:\n\nTom Reed: I can no longer serve.\n\nAnn Poole: We go on.\n\nTom Reed: No, we do not go on."
    )
    assert [quote.speaker.name for quote in extract(text)] == ["Tom Reed", "Ann Poole", "Tom Reed"]
