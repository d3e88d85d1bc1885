"""Names on a page: which words, without which titles, with which form of address."""

from __future__ import annotations

import pytest

from quoteattr.people import names

FOUND = {
    "Mr Tom Reed said it was late.": ["Mr | Tom Reed"],
    "Lord Reed said it was late.": ["Lord | Reed"],
    "Dr. Ann Poole MP said it was late.": ["Dr. | Ann Poole"],
    "Ann Poole OBE said it was late.": ["Ann Poole"],
    "Tom Reed Jr said it was late.": ["Tom Reed Jr"],
    "Tom Reed Snr said it was late.": ["Tom Reed Snr"],
    "A J Reed said it was late.": ["A J Reed"],
    "“It is late,” said A. J Reed.": ["A. J Reed"],
    "A J Reed spokesman said it was late.": ["J Reed"],
    "A C Dunn, a farmer, said it was late.": ["A C Dunn"],
    # a capital that only begins the sentence
    "Airline Tarvo said it was late.": ["Tarvo"],
    "Carmaker Tarvo Motion said it was late.": ["Tarvo Motion"],
    "Supermarket Tarvo said it was late. Tarvo said no more.": ["Tarvo", "Tarvo"],
    "Cafe Tarvo said it was late.": ["Cafe Tarvo"],
    "Supermarket Income Trust said it was late.": ["Supermarket Income Trust"],
    "Brewer Street was shut.": ["Brewer Street"],
    "Publisher Ann Poole said it was late.": ["Ann Poole"],
    "He works for Acme Inc. Ann Poole said it was late.": ["Acme Inc.", "Ann Poole"],
    "He works for Acme Motor Co. Ltd. in town.": ["Acme Motor Co. Ltd."],
    "They met Prime Minister Ann Poole.": ["Ann Poole"],
    "They met President-elect Ann Poole.": ["Ann Poole"],
    "They met Danish Prime Minister Ann Poole.": ["Ann Poole"],
    "They met Ann von der Heide in town.": ["Ann von der Heide"],
    "Yoon Ha-joon said it was late.": ["Yoon Ha-joon"],
    "They met Russian Pavel Orlov.": ["Pavel Orlov"],
    "The Office for National Statistics said so.": ["Office for National Statistics"],
    "No 10 said it was late.": ["No 10"],
    "PEOPLE living in the street said no.": [],
    "They met the Chairman.": [],
    "MPs said the pier was safe.": [],
    "Tom Reed told MEPs and TDs that it was late.": ["Tom Reed"],
    "Two of the Tory MPs said it was late.": [],
    "The GPs said it was late.": [],
    "The GMB told QCs that it was late.": ["GMB"],
    "The 19-year-old Japanese said it was late.": [],
    "The Japanese said it was late.": ["Japanese"],
    "The Dutch firm cut its European business.": [],
    "Acme Foods (NYSE: ACM), a baker, said it was late.": ["Acme Foods"],
    "Acme Foods (ACM.O) said it was late.": ["Acme Foods"],
    "Acme Foods (LSE:ACM) said it was late.": ["Acme Foods"],
    "The Port Workers (UOP) said it was late.": ["Port Workers", "UOP"],
    "A man waits (Northwire: Ann Poole).": ["Ann Poole"],
    "Vice president Ann Poole said it was late.": ["Ann Poole"],
    "Acme chief Ann Poole said it was late.": ["Acme", "Ann Poole"],
    "Oscar-winning Ann Poole said it was late.": ["Oscar", "Ann Poole"],
    "The NBA-leading Rovers said it was late.": ["NBA", "Rovers"],
    "Lau Ho-ming said it was late.": ["Lau Ho-ming"],
    "Rovers QB Tom Reed said it was late.": ["Rovers", "Tom Reed"],
    "EWSA Ann Poole said it was late.": ["EWSA", "Ann Poole"],
    "Port Workers Union President J. David Cox Sr. said it was late.": ["Port Workers Union", "J. David Cox Sr"],
    "Tom Cook Jr said it was late.": ["Tom Cook Jr"],
    "“It is late,” said Mr Denholm Munday.": ["Mr | Denholm Munday"],
    "They met Mr. Tom Reed Friday.": ["Mr. | Tom Reed"],
    "Ann Baker left. Fire Chief Baker said it was late.": ["Ann Baker", "Baker"],
    "The Civil Harbour Authority of Eastwick said no.": ["Civil Harbour Authority of Eastwick"],
    "Justice Secretary Ann Poole KC MP said it was late.": ["Ann Poole"],
    "ACC Poole said it was late.": ["Poole"],
    "Jack Ma said it was late.": ["Jack Ma"],
    "Tom Reed MA said it was late.": ["Tom Reed"],
    "Aung San Suu Kyi left. Suu Kyi said it was late.": ["Aung San Suu Kyi", "Suu Kyi"],
    "The Lord Mayor said it was late.": [],
    "The Vice-Chancellor of Eastwick College, Ann Poole, said no.": ["Eastwick College", "Ann Poole"],
    "Tom Reed (D., Ohio) said it was late.": ["Tom Reed", "Ohio"],
    "A drone struck Russian-occupied Ukraine.": ["Russian", "Ukraine"],
    "The Centre for Research on Energy and Clean Air said no.": ["Centre for Research on Energy and Clean Air"],
    "Mountainous Nepal said it was late.": ["Nepal"],
    "Russian Pavel Orlov said it was late.": ["Pavel Orlov"],
    "United Kingdom officials said it was late.": ["United Kingdom"],
    # posts and trades that are forenames as well
    "“It is late,” said Tanner Poole.": ["Tanner Poole"],
    "“It is late,” said Tiler Poole, the 26-year-old head of the union.": ["Tiler Poole"],
    "Christian Harris said it was late.": ["Christian Harris"],
    "Dean Harris said it was late.": ["Dean Harris"],
    "Judge Poole, 42, said it was late.": ["Judge Poole"],
    # before a surname that is a word of streets and bodies
    "Ann Street was late. President Street said it rained.": ["Ann Street", "Street"],
    "Judge Ann Law was late. Judge Law said it rained.": ["Ann Law", "Law"],
    "They met in Baker Street.": ["Baker Street"],
    # behind a post of somebody's
    "It was late, Sen. Bishop Poole said.": ["Bishop Poole"],
    "The magazine’s editor Duke Poole said it was late.": ["Duke Poole"],
    "Health Minister Earl Poole said it was late.": ["Earl Poole"],
    "It was late, Representative Porter B. Poole said.": ["Porter B. Poole"],
    "An army spokesman, Major Poole, said it was late.": ["Poole"],
    "Army spokesman Major Poole said it was late.": ["Army", "Poole"],
    "President Judge Poole said it was late. The judge left.": ["Poole"],
    "Sergeant Major Poole said it was late.": ["Poole"],
    "Judge Poole said it was late.": ["Poole"],
    "Deacon Poole, a striker, said it was late.": ["Deacon Poole"],
    "Captain Poole, a friend, said it was late. The captain left.": ["Poole"],
    "Bishop Poole, a friend, said it was late. Ann Poole left.": ["Poole", "Ann Poole"],
    "Coach Poole, 56, said it was late.": ["Poole"],
    "Rapper Tarvo, 26, said it was late.": ["Tarvo"],
    # posts in capitals that stand in no list
    "PFRO Poole said it was late. The PFRO, Ann Poole, left.": ["Poole", "PFRO", "Ann Poole"],
    "JPR Poole said it was late. Ann Poole left.": ["JPR Poole", "Ann Poole"],
    "TD Poole said it was late. Labour TD Ann Poole left.": ["Poole", "Ann Poole"],
    "Mr Lane said it was late.": ["Mr | Lane"],
    "They met in Prince Street.": ["Prince Street"],
    # forenames that are something else as well
    "Scot Ross said it was late.": ["Scot Ross"],
    "Russian Pavel Orlov Reed said it was late.": ["Pavel Orlov Reed"],
    "The guitarist James Dean Poole left.": ["James Dean Poole"],
    "Will Poole’s boat is late.": ["Will Poole"],
    # where a name begins behind a post and what it is for
    "Lowmark Minister for Education Ann Poole said no.": ["Lowmark", "Education", "Ann Poole"],
    "Lowmark MP for Eastwick Ann Poole said no.": ["Lowmark", "Eastwick", "Ann Poole"],
    "“No,” said the Attorney for the District of New York Preet Tarwal.": ["District of New York", "Preet Tarwal"],
    "The CM said it was late.": [],
    "CM Ann Poole said it was late.": ["Ann Poole"],
    "They met on Monday in May.": [],
    "It rained, the baker said.": [],
}

FOUND |= {
    "The Prince Foundation said it was late.": ["Prince Foundation"],
    "The director of Roofs for All left.": ["Roofs for All"],
    "The captain of Rovers for Monday left.": ["Rovers"],
    "Singer Street was shut.": ["Singer Street"],
    "The minister, Guy Poole, said it was late.": ["Guy Poole"],
    "Sultan bin Tarwan said it was late.": ["Sultan bin Tarwan"],
    "“It is late,” al-Qandari wrote.": ["al-Qandari"],
    "Sione Fa’asalele was late.": ["Sione Fa’asalele"],
    "Don’t be late. It’s early.": [],
    "Ann Poole left. @annpoole said it was late.": ["Ann Poole", "@annpoole"],
    "Ann Poole left. @eastwick said it was late.": ["Ann Poole"],
    "Ettore Di Poole left. Mr Di Poole said it was late.": ["Ettore Di Poole", "Mr | Di Poole"],
    "The suspect was met by DI Ann Poole.": ["Ann Poole"],
    "They left the U.S. Monday.": ["U.S."],
    "Miss Tarrow said it was late.": ["Miss | Tarrow"],
    "St Aldhelm’s School said it was late.": ["St Aldhelm’s School"],
    "“It is late,” said the mayor of Eastwick, Clara O’Malleran.": ["Eastwick", "Clara O’Malleran"],
    "Ann “Red” Poole said it was late.": ["Ann Poole"],
    "Ann (Red) Poole said it was late.": ["Ann Poole"],
    "They met Ann Poole (Labour) in town.": ["Ann Poole", "Labour"],
    "Ann Casals i Poole said it was late.": ["Ann Casals i Poole"],
    "Ann St John said it was late.": ["Ann St John"],
    "The Prime Minister, Ann Poole, said it was late.": ["Ann Poole"],
    "The Head Librarian said it was late.": [],
    "Business Insider said it was late.": ["Business Insider"],
    "Said Ann Poole: “It is late.”": ["Ann Poole"],
    "“It is late,” said Will Poole.": ["Will Poole"],
    "Will Poole said it was late.": ["Will Poole"],
    "The Eastwick-based bank Dunn Poole said it was late.": ["Dunn Poole"],
    "The Nurses’ Union said it was late.": ["Nurses’ Union"],
    "Lowe’s said it was late.": ["Lowe’s"],
    "It was late, according to Moody’s Analytics.": ["Moody’s Analytics"],
    "Ann Lowe’s bakery said it was late. Lowe is out.": ["Ann Lowe", "Lowe"],
    "Eastwick’s Harbour Trust said it was late.": ["Eastwick", "Harbour Trust"],
    "The Office for the Northern District said it was late.": ["Office for the Northern District"],
    "It left Forests, Rivers and Wildlife Norland in June. FRWN said so.": [
        "Forests, Rivers and Wildlife Norland",
        "FRWN",
    ],
    "It left the Ministry of Roads, Rivers and Wildlife (MRRW) in June.": [
        "Ministry of Roads, Rivers and Wildlife",
        "MRRW",
    ],
    "Labour and the Greens share an office.": ["Labour", "Greens"],
    "Labour costs and rents rise.": [],
    "The Danish Ambassador to Malta said it was late.": ["Malta"],
}

WHATEVER_THE_TAGGER_SAYS = {
    "Saleh al-Dunni left. “It is late,” al-Dunni said.": ["Saleh al-Dunni", "al-Dunni"],
    "Kibet arap Dunno said it was late.": ["Kibet arap Dunno"],
    "Nyokabi wa Dunno said it was late.": ["Nyokabi wa Dunno"],
    "Friday Dunn, a baker, said it was late.": ["Friday Dunn"],
    "On Friday Dunn said it was late.": ["Dunn"],
    "Sunday Mass is at ten, Dunn said.": ["Mass", "Dunn"],
    "Help the Homeless said it was late.": ["Help the Homeless"],
    "Homes for Veterans said it was late.": ["Homes for Veterans"],
    "Help the Homeless, Dunn said.": ["Homeless", "Dunn"],
    "The minister for Health said it was late.": ["Health"],
    "The rapper 7Shade said it was late.": ["7Shade"],
    "They saw it in 4K on 3Doors.": [],
    "Jo Ha left. “It is late,” Ha said.": ["Jo Ha", "Ha"],
    "Jo Ha left. “Ha, it is late,” Dunn said.": ["Jo Ha", "Dunn"],
    "They met late. Desk clerks at HRTX are asked to leave, and HRTX is shut.": ["HRTX", "HRTX"],
    "They met late. HarbourWorks is shut and has been so.": ["HarbourWorks"],
    "They met in town. Uber drivers left early.": ["Uber"],
    "They met in town. Drivers left early. The drivers were late.": [],
    "They saw the DVD in town.": [],
    "They met in town. Labour costs rise.": [],
}

BODIES = {
    "The Poole administration said no.": ["Poole administration"],
    "The Eastwick State Attorney General’s office said no.": ["Eastwick State Attorney General’s office"],
    "Tarrow Systems, Inc. said no.": ["Tarrow Systems, Inc."],
    "It was the Fauna and Flora Association, Dunn said.": ["Fauna and Flora Association", "Dunn"],
    "The Yonhap news agency said so.": ["Yonhap news agency"],
    "San Francisco police said no.": ["San Francisco police"],
    "Dallas police department said no.": ["Dallas police department"],
    "Dunn County sheriff’s department said no.": ["Dunn County sheriff’s department"],
    "The U.S. Attorney’s Office said no.": ["U.S. Attorney’s Office"],
    "The 4th District Court of Appeal said no.": ["4th District Court of Appeal"],
    "NBC 4 New York said so.": ["NBC 4 New York"],
    "The Joint Committee on Intelligence and Security said no.": ["Joint Committee on Intelligence and Security"],
    "The World Travel and Tourism Council said no.": ["World Travel and Tourism Council"],
    "The Department of Housing, Roads and Rivers Canada said no.": ["Department of Housing, Roads and Rivers Canada"],
    "The Bill and Ann Poole Foundation said no.": ["Bill and Ann Poole Foundation"],
    "Bill and Ann Poole said no.": ["Bill", "Ann Poole"],
    "Air and Marine Operations (AMO) said no.": ["Air and Marine Operations", "AMO"],
    "St. Louis Family Church said no.": ["St. Louis Family Church"],
    "San Francisco police chief Tom Reed said no.": ["San Francisco police", "Tom Reed"],
}

BEFORE_POSTS = {
    "Harbour Trust Director Ann Poole left.": ["Harbour Trust", "Ann Poole"],
    "They met Eastwick Police Commissioner Ann Poole.": ["Eastwick Police", "Ann Poole"],
    "White House Press Secretary Ann Poole left.": ["White House", "Ann Poole"],
    "House Speaker Ann Poole left.": ["House", "Ann Poole"],
    "Former Harbour Trust Director Ann Poole left.": ["Harbour Trust", "Ann Poole"],
    "They met FBI Director Ann Poole.": ["FBI", "Ann Poole"],
    "They met U.S. Defense Secretary Ann Poole.": ["U.S.", "Ann Poole"],
    "They met Danish Prime Minister Ann Poole.": ["Ann Poole"],
    "They met HR Director Ann Poole.": ["Ann Poole"],
    "They met New York City Mayor Ann Poole.": ["New York City", "Ann Poole"],
    "They met Vice President Ann Poole.": ["Ann Poole"],
    "They met Chief Constable Ann Poole.": ["Ann Poole"],
}

WITH_NUMBERS_AND_LINKS = {
    "Ann Poole and Sons said it was late.": ["Ann Poole and Sons"],
    "They met at Kelm and District Hospital.": ["Kelm and District Hospital"],
    "The Kelm and Lorn Police was late. The mayor called the Kelm and Lorn Police.": ["Kelm and Lorn Police"] * 2,
    "They met at Pier 40 Studios.": ["Pier 40 Studios"],
    "He joined Union 44 in May.": ["Union 44"],
    "The firm, Seven Oaks Media, was late.": ["Seven Oaks Media"],
    "Two Bridges was late. They met at Two Bridges.": ["Two Bridges"] * 2,
    "He was backed by Our Home in May.": ["Our Home"],
    # what looks alike
    "Acme Ltd and Harbour Ltd left.": ["Acme Ltd", "Harbour Ltd"],
    "Fathers and Sons left.": ["Sons"],
    "The BBC and Harbour Post left. He read the BBC and Harbour Post.": ["BBC", "Harbour Post"] * 2,
    "On May 4 Marlow Studios left.": ["Marlow Studios"],
    "They met the First Minister and Two Reporters.": [],
    "Seven Democrats left.": ["Democrats"],
}

NO_SUCH_BODIES = {
    "A Leeds team won.": ["Leeds"],
    "Ann Poole said the team had won.": ["Ann Poole"],
    "Ann Poole and Tom Reed said no.": ["Ann Poole", "Tom Reed"],
    "Ramona Archer-Poole said no.": ["Ramona Archer-Poole"],
    "Tom Reed‘s mother said no.": ["Tom Reed"],
    "NATO WASN'T THERE, Tom Reed said.": ["NATO", "Tom Reed"],
}

TITLE_OR_FORENAME = {
    "They met Earl Karrow, a baker.": ["Earl Karrow"],
    "They met Earl Duke, a baker.": ["Earl Duke"],
    "They met Harbour Master Dunn.": ["Dunn"],
    "They met Dean Poole.": ["Dean Poole"],
    "They met Dean Ann Poole.": ["Ann Poole"],
    "They met Donna Dunn.": ["Donna Dunn"],
    "They met Earl Dunn.": ["Earl | Dunn"],
    "M. K. Rao said it was late.": ["M. K. Rao"],
    "They met Baker Holdings.": ["Baker Holdings"],
    "They met the singer Ally Brooke.": ["Ally Brooke"],
    "They met the baker Archer Poole.": ["Archer Poole"],
    "They met guitarist Porter Wynn.": ["Porter Wynn"],
    "They met deputy Mayor Poole.": ["Poole"],
    "They met assistant Coach Reed.": ["Reed"],
    "They met spokesman Colonel Dunn.": ["Dunn"],
}


def written(page, text: str) -> list[str]:
    """The names of a text, with the form of address of each."""
    return [" | ".join(filter(None, (name.honorific, name.text))) for name in names.find(page(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    (
        FOUND
        | WHATEVER_THE_TAGGER_SAYS
        | TITLE_OR_FORENAME
        | BODIES
        | BEFORE_POSTS
        | WITH_NUMBERS_AND_LINKS
        | NO_SUCH_BODIES
    ).items(),
)
def test_words_of_names(text, expected, page):
    assert written(page, text) == expected


KNOWN = {
    "Acme Faces Fine Over Leaks\n\nAcme said the leaks were small. It rained at the harbour.": "Acme",
    "Ann Poole Quits Harbour Trust\n\nIt rained. Poole said the Harbour Trust was late.": "Ann Poole",  # a surname ends a name
    "Harbour Trust Faces Fine Over Leaks\n\nThe Trust said it was late. It rained.": "Harbour Trust",
    "Harbour Holdings Faces Fine Over Leaks\n\nHarbour said it was late. It rained.": "Harbour Holdings",
    "Senators Subpoena Flynn Over Pier Deal\n\nThey may subpoena Mike Flynn. Flynn left.": "Flynn",
    "Meet Ann Poole, The Baker Who Said No\n\nAnn Poole bakes. Poole said no.": "Ann Poole",
    "Hear Lena Dunn Sing On Stage\n\nLena Dunn sang. Dunn said she was glad.": "Lena Dunn",
    "Angry Poole blames fans\n\nAnn Poole blamed the fans. Poole said no.": "Poole",
    "Coventry City win at last\n\nThey won at last. City said no.": "Coventry City",
    "Whitney Poole swims home\n\nIt rained. Poole said no.": "Whitney Poole",
    "Mary Ann Poole Sings\n\nAnn Poole sang. Ann Poole said she was glad.": "Mary Ann Poole",
}


@pytest.mark.parametrize(("text", "first"), KNOWN.items())
def test_the_text_shows_where_a_name_in_a_headline_ends(text, first, page):
    found = names.find(page(text))[0].text
    assert found == first if first == "Acme" else found.startswith(first)


IN_A_HEADLINE = {
    # what the text calls by its name somewhere, in whole or by surname
    "Senator Slams Dunn Over Pipeline Plan\n\nIt rained. Tom Dunn said he was late.": ["Dunn"],
    "Investor Calder To Advise Poole On Schools\n\nJoe Calder will advise Ann Poole.": ["Calder", "Poole"],
    "Actor Joe Calder Joins Cast Of New Play\n\nIt rained. Calder was late.": ["Joe Calder"],
    "Poole Says Harbour Trust Will Close\n\nAnn Poole leads the Harbour Trust in town.": ["Poole", "Harbour Trust"],
    "Calder Faces Questions As Acme Bank Opens\n\nJoe Calder met Acme in town.": ["Calder", "Acme Bank"],
    # what is a name whether the text has it or not
    "Dunn Wants India To Pay FIFA\n\nTom Dunn was late. It rained.": ["Dunn", "India", "FIFA"],
    "Missing Teen Ann Poole Found\n\nTom Dunn was late. It rained.": ["Ann Poole"],
    # what is none
    "Dunn Dodges Criticism, Takes Cautious Stance\n\nTom Dunn was late. It rained.": ["Dunn"],
    "Why Fans Love Dunn: Finances, Feelings\n\nTom Dunn was late. It rained.": ["Dunn"],
    "Two Hurt In Crash\n\nTom Dunn was late. It rained.": [],
}


@pytest.mark.parametrize(("text", "expected"), IN_A_HEADLINE.items())
def test_capitals_show_no_names_in_a_headline_in_title_case(text, expected, page):
    found = page(text)
    edge = text.index("\n")
    assert [name.text for name in names.find(found) if found.chars(name.tokens).start < edge] == expected


def test_two_bodies_that_stand_alone_are_parted_at_and(page):
    text = "They met Facebook and Netflix in town. Facebook said it was late. Later Netflix said so, too."
    assert [name.text for name in names.find(page(text))] == ["Facebook", "Netflix"] * 2


def test_letters_behind_a_name_belong_to_its_tail(page):
    (name,) = names.find(page("Ann Poole MP said it was late."))
    assert (name.tokens, name.tail) == ((0, 2), 3)


def test_a_surname_is_found_where_the_tagger_sees_none(page):
    text = "Tom Baker said it was late. “It is,” Baker said."
    assert written(page, text) == ["Tom Baker", "Baker"]


def test_invisible_signs_are_left_out(page):
    assert written(page, "Mr Tom\u200b Reed\u200b said it was late.") == ["Mr | Tom Reed"]


def test_a_name_does_not_go_on_over_the_edge_of_a_passage_or_of_marks(page):
    assert written(page, "They met Ann Poole\n\nTom Reed was late.") == ["Ann Poole", "Tom Reed"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met Ministry of Finance Brian Tully.", ["Ministry of Finance", "Brian Tully"]),
        ("They met Harbour Trust Ann Poole.", ["Harbour Trust", "Ann Poole"]),
        ("They met Paschoal Tadeu Orlov. Orlov left.", ["Paschoal Tadeu Orlov", "Orlov"]),
        ("They met Winthrop Vance III.", ["Winthrop Vance III"]),
        ("The Registrar of the University of Eastwick Ann Poole left.", ["University of Eastwick", "Ann Poole"]),
        ("The Prime Minister of Malta Gleb Ilyich Orlov left.", ["Malta", "Gleb Ilyich Orlov"]),
        ("Registrar of the Coastal Agency Prudence Poole left.", ["Coastal Agency", "Prudence Poole"]),
        ("President of Eastwick Rovers D. Susan Poole left.", ["Eastwick Rovers", "D. Susan Poole"]),
        ("The Registrar of the University of Eastwick Linnéa Björk left.", ["University of Eastwick", "Linnéa Björk"]),
        ("The Director of the Coastal Agency Inés Peñuela y Soler left.", ["Coastal Agency", "Inés Peñuela y Soler"]),
        ("The Caretaker of Brackwater School LG Tarrow left.", ["Brackwater School", "LG Tarrow"]),
        (
            "The Spokesman for Corbin Bank Dereje Gebrehana left. According to Dereje, it is late.",
            ["Corbin Bank", "Dereje Gebrehana", "Dereje"],
        ),
        ("The chief of the Seattle Police Department left.", ["Seattle Police Department"]),
        ("The head of the California Roads Commission left.", ["California Roads Commission"]),
        ("The Mayor of New York said no.", ["New York"]),
        ("The Mayor of Santiago de Compostela said no.", ["Santiago de Compostela"]),
        ("Photo: Facebook/Ann Poole", ["Facebook", "Ann Poole"]),
        ("The InStat/MDR poll was late.", ["InStat/MDR"]),
        ("Ann Poole left. “No,” said Ann.", ["Ann Poole", "Ann"]),
    ],
)
def test_a_person_is_parted_from_the_body_before(text, expected, page):
    assert [name.text for name in names.find(page(text))] == expected


@pytest.mark.parametrize("post", ["Editor-in-Chief", "Director-General", "Vice-President", "Director"])
def test_a_body_before_a_post_ends_before_all_of_it(post, extract):
    article = extract(f"Rostrum Group {post} Ann Poole said it was late.")
    assert [person.name for person in article.people] == ["Ann Poole", "Rostrum Group"]
