"""Bodies whose names hold small words, commas and marks of possession: how far each goes, and what beside it is none of it."""

from __future__ import annotations

import pytest

from quoteattr.people import names

WHOLE = {
    # phrases with a capital in the middle
    "The pier is closed, Voices Against Dumping said.": "Voices Against Dumping",
    "On Monday, Mothers Out Front Lowmark said it was late.": "Mothers Out Front Lowmark",
    "The pier is closed, according to Doctors Without Frontiers.": "Doctors Without Frontiers",
    "Hope Not Fear said it was late.": "Hope Not Fear",
    # groups called after what they are for
    "The Campaign for Safer Lakes said it was late.": "Campaign for Safer Lakes",
    "Parents for Clean Air said it was late.": "Parents for Clean Air",
    "Friends of the Marsh said it was late.": "Friends of the Marsh",
    "It was late, according to Friends of Oak Hill.": "Friends of Oak Hill",
    "On Monday, Women in Steel said it was late.": "Women in Steel",
    "On Monday, Save Our Pier said it was late.": "Save Our Pier",
    "On Monday, Stop the Quarry said it was late.": "Stop the Quarry",
    # lists
    "The Institute for Coastal and Marine Studies said it was late.": "Institute for Coastal and Marine Studies",
    "The Ministry of Labour and Social Welfare said it was late.": "Ministry of Labour and Social Welfare",
    "The Department of Roads, Housing and Rural Affairs said it was late.": "Department of Roads, Housing and Rural Affairs",
    "Poole, Holm & Dunn said it was late.": "Poole, Holm & Dunn",
    "In Eastwick, Holm & Dunn said it was late.": "Holm & Dunn",
    "The Roads and Harbour Branch said it was late.": "Roads and Harbour Branch",
    # owners, forms and numbers
    "The Carworkers’ Federation said it was late.": "Carworkers’ Federation",
    "Ann’s Bakery said it was late.": "Ann’s Bakery",
    "St Brannoc’s said it was late. St Brannoc’s pupils were home.": "St Brannoc’s",
    "Tarrow’s said it was late.": "Tarrow’s",
    "Lowmark Biologics plc said it was late.": "Lowmark Biologics plc",
    "It was late, according to Channel 12.": "Channel 12",
    # what is said beside them
    "Vexilon will shut its plant. The firm said it was late.": "Vexilon",
    "The hospital, St Brannoc’s, said it was late.": "St Brannoc’s",
    "Halvorsen Shipping and Lowmark Ports said it was late.": "Halvorsen Shipping and Lowmark Ports",
    # what only bodies end in, whatever the recogniser takes it for
    "Halvorsen Shipping said it was late.": "Halvorsen Shipping",
    "Radio Lowmark said it was late.": "Radio Lowmark",
}


@pytest.mark.parametrize(("text", "name"), WHOLE.items())
def test_a_body_has_its_whole_name(text, name, extract):
    speaker = extract(text).quotes[0].speaker
    assert (speaker.name, speaker.kind) == (name, "organisation")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tom Reed told friends of Ann Poole that it was late.", ["Tom Reed", "Ann Poole"]),
        ("Residents of Eastwick said it was late.", ["Eastwick"]),
        ("They met Christians in Norway.", ["Norway"]),
        ("The tax was passed by Republicans in April.", ["Republicans"]),
        ("The Ministry of Defence, Google and Netflix said it was late.", ["Ministry of Defence", "Google", "Netflix"]),
        ("The Ministry of Defence and Netflix said it was late.", ["Ministry of Defence", "Netflix"]),
        ("They met at the District Court on Wednesday.", ["District Court"]),
        ("On Monday, Holm & Dunn said it was late.", ["Holm & Dunn"]),
        ("Ann Poole’s office said it was late.", ["Ann Poole"]),
    ],
)
def test_what_stands_beside_a_name_is_none_of_it(text, expected, page):
    assert [name.text for name in names.find(page(text))] == expected


@pytest.mark.parametrize(
    ("text", "organisation"),
    [
        (
            "A spokesman for the Department of Roads, Housing and Rural Affairs said it was late.",
            "Department of Roads, Housing and Rural Affairs",
        ),
        ("A spokesman for Voices Against Dumping said it was late.", "Voices Against Dumping"),
        (
            "“It is late,” said Ann Poole, head of policy at the Institute for Coastal and Marine Studies.",
            "Institute for Coastal and Marine Studies",
        ),
        (
            "“It is late,” said Ann Poole, director of the National Union of Cooks, Nurses and Carers.",
            "National Union of Cooks, Nurses and Carers",
        ),
    ],
)
def test_a_role_belongs_to_the_whole_body(text, organisation, extract):
    role = extract(text).quotes[0].speaker.role
    assert role.organisation == organisation


@pytest.mark.xfail(strict=True, reason="a group is of no one type, so that somebody new is as likely")
def test_a_group_takes_up_the_body_before_it(extract):
    assert extract("Red Lantern sent boats. The aid group said they were late.").quotes[0].speaker.name == "Red Lantern"
