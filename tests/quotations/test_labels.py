"""Labels and signatures: the rule, the phrase that names the owner, and its head."""

from __future__ import annotations

import pytest

from quoteattr.quotations import labels

STORY = "\n\nThe ferry was late on Monday, as it had been all through the week before."

LABELS = {
    "Ann Poole: “It is late.”": ["label: Ann Poole (Poole)"],
    "From Ann Poole, mayor: “It is late.”": ["label: Ann Poole, mayor (Poole)"],
    "The ferry came: “It is late.”": [],
    "Her message was blunt: “It is late.”": ["message: Her (Her)"],
    "The council's advice: “Stay at home.”": ["message: The council's (council)"],
    "A statement from the club: “It is late.”": ["message: the club (club)"],
    "“It is late.” – Ann Poole, mayor": ["signature: Ann Poole, mayor (Poole)"],
    "“It is late.”\n– Ann Poole, mayor": ["signature: Ann Poole, mayor (Poole)"],
    "“It is late.”\nAnn Poole, Managing Director, Acme": ["signature: Ann Poole, Managing Director, Acme (Poole)"],
    "“It is late.”\nAnn Poole, Eastwick": [],
    "“It is late.”\nAnn Poole, a baker, left.": [],
    "It rained. “It is late.”\nAnn Poole, mayor": [],
    "“It is late.”\nAnn Poole, mayor\n“It is early.”\nTom Reed, vet": [
        "signature: Ann Poole, mayor (Poole)",
        "signature: Tom Reed, vet (Reed)",
    ],
    "Ann Poole, mayor\n“It is late.”\nTom Reed left.": [],
    "“It is late.” – Eastwick Star, 4 May": [],
    "“It is late.” – Ann Poole left the pier.": [],
    "“It is late.” – the mayor": [],
    f"‘I lost it all’: farmer tells of flood{STORY}": ["headline-label: farmer (farmer)"],
    f"‘I lost it all’: a day of flood{STORY}": [],
}


@pytest.mark.parametrize(("text", "expected"), LABELS.items())
def test_whose_marked_words_are(text, expected, page):
    here = page(text)
    found = labels.find(here).values()
    assert [f"{rule}: {here.text(owner.tokens)} ({here.words[owner.head]})" for rule, owner in found] == expected


TURNS = {
    "ANN POOLE, HOST: Welcome to the show.\n\nTOM REED: Thank you for having me.\n\nANN POOLE: Was it late?": [
        "ANN POOLE, HOST",
        "TOM REED",
        "ANN POOLE",
    ],
    "Lund: Was the boat late?\n\nPoole: We were late again.\n\nLund: Why was the boat late?": ["Lund", "Poole", "Lund"],
    "Ann Poole: Was it late?\n\nTom Reed: Yes. My wife told me, “Go home.”\n\nAnn Poole: And?\n\nTom Reed: I went home.": [
        "Ann Poole",
        "Tom Reed",
        "Ann Poole",
        "Tom Reed",
    ],
    "Lund: fares ‘will rise’\n\nPoole: the pier ‘is safe’\n\nThe council met on Monday.": [],
    "ANN POOLE, HOST: Good evening.\n\nJOE DUNN: Good evening, Ann. The pier is shut.": ["ANN POOLE, HOST", "JOE DUNN"],
    "BRASS LAMP: In stock.\n\nOLD RUG: In stock. The shop is shut.": [],
    "Q: Why was it late?\n\nAnn Poole: I was tired.\n\nQ: Will it be late?\n\nAnn Poole: Never.": [
        "Ann Poole",
        "Ann Poole",
    ],
    "Ann Poole runs the ferry.\n\nHow did you start?\n\nI had a boat.\n\nWho helped you?\n\nNobody.": ["Ann Poole"] * 2,
    "Ann Poole runs the ferry.\n\nQ. What would you change?\n\nA. The bell. It is loud.": ["Ann Poole"],
    "Q&A: Ann Poole on her boat\n\nQ: Why was it late?\n\nA: I was tired.\n\nQ: Will it be late?\n\nA: Never.": [
        "Ann Poole"
    ]
    * 2,
    "Q&A: Rita Holt on her boat\n\nQ: Why was it late?\n\nRita Holt: I was tired.\n\nQ: Will it be late?\n\nRH: Never again.": [
        "Rita Holt",
        "RH",
    ],
    "Ann Poole runs the ferry.\n\nQuestion: What would you change?\n\nAnswer: The bell. I hate it.\n\nQuestion: Why?\n\nAnswer: It is loud.": [
        "Ann Poole"
    ]
    * 2,
    "Q&A: what the new fares mean\n\nQ: Will fares rise?\n\nA: Yes, from May.\n\nQ: Why?\n\nA: The ferry is old.": [],
    "Ann Poole runs the ferry.\n\nWhere does it go?\n\nIt goes to Eastwick.\n\nWhen does it go?\n\nIt goes at noon.": [],
    "The ferry runs again.\n\nHow did you start?\n\nI had a boat.\n\nWho helped you?\n\nNobody did.": [],
    "New Release: A brass lamp for £20.\n\nOur Lamp: 20 hours of light if you need them.\n\nNew Release: A rug for £30.": [],
    "Dear Joe: My boat is late.\n\nDear Ann: You should go.\n\nDear Joe: I went.": [],
}


@pytest.mark.parametrize(("text", "expected"), TURNS.items())
def test_turns_of_an_interview(text, expected, page):
    here = page(text)
    assert [here.text(label.tokens) for _, label in labels.unmarked(here)] == expected


POSTS = {
    "It rained in Eastwick all day, and the streets were empty.\n\nThe pier is shut. Stay at home https://t.co/XPx pic.twitter.com/abc\n\n— Ann Poole (@annpoole) October 9, 2018": [
        "The pier is shut. Stay at home – Ann Poole"
    ],
    "The pier is shut, and so is the quay. — Harbour Trust (@harbour) October 9, 2018": [
        "The pier is shut, and so is the quay – Harbour Trust"
    ],
    "The pier is shut, wrote the mayor — Ann Poole (@annpoole) — in the Ledger, which many people read here.": [],
    "“The pier is shut, and so is the quay.”\n\n— Ann Poole (@annpoole) October 9, 2018": [],
    "— Ann Poole (@annpoole) October 9, 2018": [],
    "The pier is shut.\n\nPhotograph: Ann Poole (@annpoole)": [],
}


@pytest.mark.parametrize(("text", "expected"), POSTS.items())
def test_posts_that_a_page_shows_are_signed(text, expected, page):
    here = page(text)
    assert [f"{here.text(words)} – {here.text(label.tokens)}" for words, label in labels.unmarked(here)] == expected
