"""What is said of each of those who may be meant."""

from __future__ import annotations

import pytest

from quoteattr.model import Role
from quoteattr.speakers import ranker
from quoteattr.speakers.posts import same_role
from quoteattr.speakers.resolve import Resolving, resolve


@pytest.fixture
def seen(queries):
    """What is seen of each contender for a text's last quotation, by name, or NEW; what is 0 is left out."""

    def of(text):
        asker, attributions = queries(text)
        resolve(asker, attributions[:-1])
        query = asker.query(attributions[-1])
        led = Resolving(asker).answer(query.lead).referent if query.lead else None
        return {
            "NEW" if c.number < 0 else c.entity.name if c.entity else c.description: {n: v for n, v in row.items() if v}
            for c, row in ranker.options(asker.cast, query, led)
        }

    return of


def test_where_somebody_stands(seen):
    found = seen("Ann Poole met Tom Reed on Monday. It rained.\n\n“I am sorry,” he said.")["Tom Reed"]
    assert {name: found[name] for name in ("passages back", "sentences back", "latest", "forename agrees")} == {
        "passages back": 1.0,
        "sentences back": 2.0,
        "latest": 1.0,
        "forename agrees": 1.0,
    }


def test_what_somebody_says_leads_nobody_away(seen):
    said = "“It rained. It blew. It froze,” he said."
    assert seen(f"Tom Reed left. {said}")["Tom Reed"]["sentences back"] == 1.0
    said = "“It rained,” Tom Reed said. “It blew. It froze. It thawed.”"
    assert "sentences back" not in seen(f"{said}\n\n“It is late.”")["Tom Reed"]


def test_names_behind_a_noun_make_it_no_known_body(seen):
    assert "new, capitals" in seen("The Christmas shop said it was late.")["NEW"]
    assert "new, capitals" not in seen("The Norwegian shop said it was late.")["NEW"]  # it only says where it is
    assert "new, capitals" not in seen("The shop in Norway said it was late.")["NEW"]


LATE = "“It is late,” he said."
STANDS = [
    (f"Tom Reed left. {LATE}", "Tom Reed", "main subject", True),
    (f"It rained when Tom Reed left. {LATE}", "Tom Reed", "subject", True),
    (f"It rained on Tom Reed. {LATE}", "Tom Reed", "main subject", False),
    (f"Dr Reed left. {LATE}", "Reed", "gender unknown", True),
    (f"Dr Reed left. {LATE}", "Reed", "gender agrees", False),
    (f"Mr Reed left. {LATE}", "Reed", "gender agrees", True),
    (f"“I left,” Tom Reed said. {LATE}", "Tom Reed", "spoke last", True),
    (f"“I left,” Tom Reed said. {LATE}", "Tom Reed", "times quoted", True),
    ("“I left,” Tom Reed said. “It is late,” he added.", "Tom Reed", "spoke last, going-on", True),
    (f"“I left,” Tom Reed said. {LATE}", "Tom Reed", "spoke last, going-on", False),
    ("“I left,” Tom Reed said. “It is late,” he replied.", "Tom Reed", "spoke last, answering", True),
    ("Tom Reed met Joe Dunn. “It is late,” he said to Dunn.", "Joe Dunn", "is told", True),
    ("Tom Reed met Joe Dunn. “It is late,” he said to Dunn.", "Tom Reed", "is told", False),
    (f"“I left,” Tom Reed said. Joe Dunn got up. {LATE}", "Tom Reed", "spoke last", False),
    (f"“I left,” Tom Reed said. Joe Dunn got up. {LATE}", "Tom Reed", "interrupted", True),
    (f"“I left,” Tom Reed said. Joe Dunn got up. {LATE}", "Joe Dunn", "interrupted", False),
    (f"“I left,” Tom Reed said. Joe Dunn got up. {LATE}", "Joe Dunn", "latest", True),
    (f"“I left,” Tom Reed said. Ann Poole got up. {LATE}", "Tom Reed", "spoke last", True),
    (f"“I left,” a man said. {LATE}", "a man", "no name", True),
    (f"Ann Poole ran to Tom Reed’s house. {LATE}", "Tom Reed", "latest as a possessor", True),
    (f"Tom Reed’s house burnt. {LATE}", "Tom Reed", "latest as a possessor", False),
    (f"Police saw that Tom Reed’s house burnt. {LATE}", "Tom Reed", "latest as a possessor", True),
    ("When Joe Dunn heard of Tom Reed, he said it was late.", "Joe Dunn", "subject of the clause before", True),
    ("When Joe Dunn heard of Tom Reed, he said it was late.", "Tom Reed", "subject of the clause before", False),
    ("Tom Reed left. He said it was late for Reed.", "Tom Reed", "named in its clause", True),
    ("Tom Reed left. He said it was late.", "Tom Reed", "named in its clause", False),
    ("Tom Reed left. He asked not to be named and said it was late.", "Tom Reed", "named, the name withheld", True),
    ("As for Tom Reed, he said it was late.", "Tom Reed", "subject of this sentence", True),
    ("As for Tom Reed, “it is late,” he said.", "Tom Reed", "subject of this sentence", False),
    (f"Tom Reed died.\n\nHe was born in Hull. {LATE}", "Tom Reed", "dead, the life told", False),
    ("Tom Reed died.\n\nBorn in Hull, he said it was late.", "Tom Reed", "dead, the life told", True),
    ("Tom Reed left.\n\nBorn in Hull, he said it was late.", "Tom Reed", "dead, the life told", False),
    ("Officials said it was late. “We go,” they said.", "Officials", "several", True),
    ("The Harbour Trust said it was late. “We go,” it said.", "Harbour Trust", "has spoken", True),
    ("The Harbour Trust said it was late. “We go,” it said.", "Harbour Trust", "body", True),
    (f"Tom Reed met Joe Dunn. {LATE}", "Tom Reed", "subject of the sentence before", True),
    (f"Tom Reed met Joe Dunn. {LATE}", "Joe Dunn", "subject of the sentence before", False),
    (f"Tom Reed met Joe Dunn. It rained. {LATE}", "Tom Reed", "subject of the sentence before", False),
    (f"Tom Reed met Joe Dunn. It rained. {LATE}", "Tom Reed", "opens the passage", True),
    (f"It rained. Tom Reed met Joe Dunn. {LATE}", "Tom Reed", "opens the passage", False),
    (f"Tom Reed left.\n\nIt rained. {LATE}", "Tom Reed", "opens the passage", False),
    ("When it rained, Tom Reed met Joe Dunn, and he said it was late.", "Tom Reed", "subject of this sentence", True),
    (f"Tom Reed met Joe Dunn. {LATE}", "Tom Reed", "latest subject", True),
    (f"Tom Reed met Joe Dunn. {LATE}", "Joe Dunn", "latest subject", False),
    (f"Tom Reed left. “I sat,” he said. {LATE}", "Tom Reed", "latest by a pronoun", True),
    (f"Tom Reed left. Reed sat. {LATE}", "Tom Reed", "latest by a pronoun", False),
    (f"Tom Reed left. Reed sat. {LATE}", "Tom Reed", "first named just before", True),
    (f"Tom Reed left.\n\nIt rained.\n\nReed sat. {LATE}", "Tom Reed", "first named just before", False),
    (f"Tom Reed’s plans began to change. {LATE}", "Tom Reed", "subject", True),
    (f"It rained on Tom Reed’s plans. {LATE}", "Tom Reed", "subject", False),
    ("Tom Reed met Joe Dunn. “Reed is late,” he said.", "Tom Reed", "spoken of", True),
    ("Tom Reed met Joe Dunn. “Reed is late,” he said.", "Joe Dunn", "spoken of", False),
    (f"“Reed is late,” Joe Dunn said. Tom Reed sat. {LATE}", "Tom Reed", "spoken of before", True),
    (f"“Reed is late,” Joe Dunn said. Tom Reed sat. {LATE}", "Joe Dunn", "spoken of before", False),
    (f"“I left,” Tom Reed said. “So did I,” Joe Dunn said. {LATE}", "Tom Reed", "spoke before the latest", True),
    (f"“I left,” Tom Reed said. “So did I,” Joe Dunn said. {LATE}", "Joe Dunn", "spoke before the latest", False),
    (f"Joe Dunn’s claim that it rained fell flat. {LATE}", "Joe Dunn", "spoke last, as a possessor", True),
    (f"Joe Dunn claimed that it rained. {LATE}", "Joe Dunn", "spoke last, as a possessor", False),
    (f"A vet told Tom Reed it rained. {LATE}", "Tom Reed", "was told, by somebody without a name", True),
    (f"A vet told Joe Dunn it rained. {LATE}", "Joe Dunn", "was told", False),
    (f"Joe Dunn told Tom Reed it rained. {LATE}", "Tom Reed", "was told", True),
    (f"Joe Dunn told Tom Reed it rained. It did. It did. {LATE}", "Tom Reed", "was told", False),
    ("A vet told Tom Reed it rained. “It is late,” he replied.", "Tom Reed", "was told, answering", True),
    (f"A vet told Tom Reed it rained. {LATE}", "Tom Reed", "was told, answering", False),
    ("“I left,” Tom Reed said. “It is late,” he replied.", "Tom Reed", "spoke last, answering", True),
    (f"“I left,” Tom Reed said. {LATE}", "Tom Reed", "spoke last, answering", False),
    (f"“I left,” Tom Reed said. It also helped Joe Dunn. {LATE}", "Joe Dunn", "brought in since, alone", True),
    (f"Joe Dunn left. “So did I,” Tom Reed said. It helped Joe Dunn. {LATE}", "Joe Dunn", "brought in since", False),
    (f"“I left,” Tom Reed said. He met Joe Dunn. {LATE}", "Joe Dunn", "brought in since", True),
    (f"“I left,” Tom Reed said. Reed met Joe Dunn. {LATE}", "Joe Dunn", "brought in since, alone", False),
    (
        f"“I left,” Tom Reed said. It fed the vet Joe Dunn. {LATE}",
        "Joe Dunn",
        "brought in since, alone, with a post",
        True,
    ),
    (
        f"“I left,” Tom Reed said. Reed fed the vet Joe Dunn. {LATE}",
        "Joe Dunn",
        "brought in since, alone, with a post",
        False,
    ),
    ("“I left,” Tom Reed said. “It is late,” he added.", "Tom Reed", "spoke last, going-on", True),
    (f"“I left,” Tom Reed said. {LATE}", "Tom Reed", "spoke last, going-on", False),
    ("Tom Reed said he told the court it rained.", "Tom Reed", "in own words", True),
    ("Tom Reed said it rained. He told the court it was late.", "Tom Reed", "in own words", False),
    ("Joe Dunn told Tom Reed he had said it was late.", "Joe Dunn", "in own words", False),
    (f"{LATE} Tom Reed had left.", "Tom Reed", "only later", True),
    (f"{LATE} Tom Reed had left.", "Tom Reed", "named soon", True),
    (f"Tom Reed left. {LATE}", "Tom Reed", "only later", False),
    ("“It is late,” the vet said. Tom Reed had left. Joe Dunn sat.", "Tom Reed", "named next", True),
    ("“It is late,” the vet said. Tom Reed had left. Joe Dunn sat.", "Joe Dunn", "named next", False),
    ("A letter by Tom Reed said it was late.", "Tom Reed", "only later", False),  # named in the mention itself
]
FITS = [
    ("Tom Reed, 17, won. “It is late,” the teenager said.", "Tom Reed", "of that age", True),
    ("Tom Reed won. “It is late,” the teenager said.", "Tom Reed", "of that age", False),
    (
        "A 12-year-old boy said he was cold. “It is late,” the 12-year-old said.",
        "A 12-year-old boy",
        "of that age",
        True,
    ),
    (
        "Tom Reed won. His coach said it was good. “It is late,” the 19-year-old said.",
        "His coach",
        "somebody's, of no known age",
        True,
    ),
    (
        "Tom Reed won. A coach said it was good. “It is late,” the 19-year-old said.",
        "A coach",
        "somebody's, of no known age",
        False,
    ),
    ("Ann Poole is mayor. The mayor said it was late.", "Ann Poole", "role repeated", True),
    ("Ann Poole is mayor. The mayor said it was late.", "Ann Poole", "other role", False),
    ("Ann Poole is mayor. The vet said it was late.", "Ann Poole", "other role", True),
    ("Ann Poole is mayor. The vet said it was late.", "Ann Poole", "role repeated", False),
    ("Ann Poole, 42, is mayor. The 42-year-old said it was late.", "Ann Poole", "other role", False),
    ("Ann Poole left. The vet said it was late.", "Ann Poole", "other role", False),
    ("Ann Poole left. The vet said it was late.", "Ann Poole", "short and definite", True),
    (
        "Ann Poole, director of the Harbour Trust, left. The Harbour Trust director said it was late.",
        "Ann Poole",
        "role and body repeated",
        True,
    ),
    ("The Harbour Trust, a charity, left. The charity said it was late.", "Harbour Trust", "known by the noun", True),
    ("The Harbour Trust left. The charity said it was late.", "Harbour Trust", "known by the noun", False),
    ("Acme Ltd left. The company said it was late.", "Acme Ltd", "body of that class", True),
    ("Acme Ltd left. The company said it was late.", "Acme Ltd", "latest of that type", True),
    ("The company said it was late. Acme Ltd left.", "Acme Ltd", "body of that class", False),
    ("The company said it was late. Acme Ltd left.", "Acme Ltd", "body of that class, only later", True),
    ("Eastwick Rovers left. The company said it was late.", "Eastwick Rovers", "body of another class", True),
    ("The Eastwick Air Study left. The study said it was late.", "Eastwick Air Study", "name holds the noun", True),
    # the group may be of nearly any type
    ("The Harbour Trust left. The company said it was late.", "Harbour Trust", "body of another class", True),
    ("The Harbour Trust left. The group said it was late.", "Harbour Trust", "body of another class", False),
    ("The Harbour Trust left. The group said it was late.", "Harbour Trust", "latest that may be of that type", True),
    ("Eastwick Police left. The group said it was late.", "Eastwick Police", "latest that may be of that type", False),
    ("The Eastwick Herald left. The company said it was late.", "Eastwick Herald", "body of another class", False),
    # the head of a name tells more than its other words
    (
        "The Eastwick Court left. The court said it was late.",
        "Eastwick Court",
        "latest whose name it heads, definite",
        True,
    ),
    (
        "The Eastwick Court left. Acme Ltd left. The court said it was late.",
        "Acme Ltd",
        "another's name is headed so",
        True,
    ),
    ("Acme Ltd left. The court said it was late.", "Acme Ltd", "another's name is headed so", False),
    (
        "The Eastwick Council left. The department said it was late.",
        "Eastwick Council",
        "name headed by another noun, government",
        True,
    ),
    (
        "Poole Productions left. The production company said it was late.",
        "Poole Productions",
        "small words of the name",
        True,
    ),
    ("A group said it rained. The group said it was late.", "A group", "description holds the noun", True),
    ("A group said it rained. The group said it was late.", "A group", "name holds the noun", False),
    ("The Harbour Trust's report said it was late.", "Harbour Trust", "author, possessor", True),
    ("A survey calculated for Acme by the Harbour Trust said it was late.", "Harbour Trust", "author, by", True),
    ("A report by Ann Poole on Eastwick said it was late.", "Ann Poole", "unknown capitals", False),
    ("An investigation in Eastwick said it was late.", "Eastwick", "author, in", False),
    ("A report by the Harbour Trust said it was late.", "Harbour Trust", "author, by", True),
    ("A report on the Harbour Trust said it was late.", "Harbour Trust", "named within", True),
    ("A report on the Harbour Trust said it was late.", "Harbour Trust", "author, by", False),
    ("Ann Poole's statement said it was late.", "Ann Poole", "author of a message", True),
    ("Ann Poole's survey said it was late.", "Ann Poole", "author of a message", False),
    ("A man said it rained. The man said it was late.", "A man", "known by the noun alone", True),
    ("Officials said it rained. The family said it was late.", "Officials", "same number", False),
    ("Tom Poole met Ann Poole. Poole said it was late.", "Tom Poole", "taken for", True),
    ("Tom Poole met Ann Poole. Poole said it was late.", "Ann Poole", "taken for", False),
    ("Ann Poole stood up: “I am sorry.”", "Ann Poole", "led up to", True),
]
NEW = [
    ("A vet said it was late.", "NEW", "new, indefinite", True),
    ("The vet said it was late.", "NEW", "new, indefinite", False),
    ("The vet said it was late.", "NEW", "new, definite", True),
    ("The vet said it was late.", "NEW", "new, short and definite", True),
    ("The old vet in the harbour said it was late.", "NEW", "new, short and definite", False),
    ("The old vet in the harbour said it was late.", "NEW", "new, linked", True),
    ("The head of the harbour said it was late.", "NEW", "new, linked", False),
    ("The vet who left said it was late.", "NEW", "new, relative", True),
    ("Ann Poole's vet said it was late.", "NEW", "new, owned", True),
    ("Her vet said it was late.", "NEW", "new, owned", True),
    ("Vets said it was late.", "NEW", "new, bare", True),
    ("Vets said it was late.", "NEW", "new, plural", True),
    ("The victim said it was late.", "NEW", "new, anybody", True),
    ("The vet said it was late.", "NEW", "new, anybody", False),
    ("The company said it was late.", "NEW", "new, company", True),
    ("A lawsuit from the Harbour Trust said it was late.", "NEW", "new, indefinite, somebody's", True),
    ("Acme Ltd left. The company said it was late.", "NEW", "new, one of the type before", True),
    ("“It is late.”", "NEW", "new, nobody has spoken", True),
    ("Tom Reed said it rained. “It is late.”", "NEW", "new, nobody has spoken", False),
]


@pytest.mark.parametrize(("text", "name", "feature", "there"), [*STANDS, *FITS, *NEW])
def test_a_feature(text, name, feature, there, seen):
    assert (feature in seen(text)[name]) is there


@pytest.mark.parametrize(
    ("wanted", "known", "same"),
    [
        (Role("mayor"), Role("mayor", "Eastwick"), True),
        (Role("director"), Role("deputy director"), True),
        (Role("finance director"), Role("deputy director"), False),
        (Role("mayor"), Role("baker"), False),
        (Role("mayor"), Role("mayor", former=True), False),
        (Role("mayor", former=True), Role("mayor", former=True), True),
        (Role("boss", "Harbour Trust"), Role("director", "Harbour Trust"), True),
        (Role("boss", "Harbour Trust"), Role("director", "Pier Fund"), False),
        (Role("boss"), Role("director"), False),
        (Role("director", "Harbour Trust"), Role("director", "Pier Fund"), False),
        (Role("director", "Trust"), Role("director", "Harbour Trust"), True),
        (Role(None, "Harbour Trust"), Role("director", "Harbour Trust"), False),
    ],
)
def test_what_repeats_a_role(wanted, known, same):
    assert same_role(wanted, known) is same


def test_who_issues_a_document_and_who_only_handles_it(seen):
    issued = seen("Joe Dunn left. Ann Poole issued a statement which said it was late.")
    handled = seen("Joe Dunn left. Ann Poole tore up a statement which said it was late.")
    assert issued["Ann Poole"]["issuer"] == issued["NEW"]["new, issued"] == 1.0
    assert handled["Ann Poole"]["subject above"] == handled["NEW"]["new, under a subject"] == 1.0
    assert all("issuer" not in found["Joe Dunn"] for found in (issued, handled))


def test_who_is_behind_a_document_is_told_elsewhere(seen):
    found = seen("A report said it was late.\n\nThe report by the Harbour Trust filled the news.")
    assert found["Harbour Trust"]["behind that noun later"] == found["NEW"]["new, one behind that noun"] == 1.0


@pytest.mark.parametrize(
    ("retold", "how"),
    [
        ("The report by the Harbour Trust filled the news.", "again"),
        ("The study by the Harbour Trust filled the news.", "again"),
        ("A report by the Harbour Trust filled the news.", "as one"),
        ("The Harbour Trust published a report.", "issued"),
    ],
)
def test_who_is_soon_said_to_be_behind_what_has_spoken(retold, how, seen):
    found = seen(f"A report said it was late.\n\n{retold}")
    assert found["Harbour Trust"][f"behind it next, {how}"] == found["NEW"][f"new, one behind it next, {how}"] == 1.0
    late = seen("A report said it was late." + "\n\nIt rained." * 4 + f"\n\n{retold}")
    other = seen("A lawsuit said it was late.\n\nThe report by the Harbour Trust filled the news.")
    assert not any("behind it next" in feature for seen in (late, other) for feature in seen["Harbour Trust"])


def test_who_is_introduced_after_an_indefinite_mention(seen):
    def of(introduced):
        return seen(f"An adviser said it was late.\n\n{introduced} looked tired.")["Ann Poole"]

    assert of("Ann Poole, an adviser,")["introduced so"] == of("Ann Poole")["named next as subject"] == 1.0
    assert of("Ann Poole, a vet,")["introduced otherwise"] == 1.0
    assert "named next as subject" not in of("It rained on Ann Poole. It")
