"""What generated articles are about: matters to speak of, posts, and the bodies and places where they are held."""

from __future__ import annotations

import attrs

# --- what is spoken about ----------------------------------------------------------------------------------------


@attrs.frozen
class Topic:
    """What an article is about. ``claims`` are four, each as said ("|" where it can be parted) and as reported."""

    subject: str
    headline: str
    lead: str
    claims: tuple[tuple[str, str], ...]
    mixed: str
    question: str
    whether: str


TOPICS = (
    Topic(
        "the bridge",
        "Bridge to stay shut until spring",
        "The bridge over the Arle has been shut since a lorry hit it in October.",
        (
            ("The deck is sound,| but the railings have to go", "the deck was sound but the railings had to go"),
            ("We have ordered the steel,| and it is on its way", "the steel had been ordered and was on its way"),
            ("The work will cost less than people fear", "the work would cost less than people feared"),
            ("Lorries will have to go round,| as they do now", "lorries would have to go round by the moor road"),
        ),
        "the delay was “a nuisance but no scandal”",
        "Who would drive over a cracked deck",
        "anybody would drive over a cracked deck",
    ),
    Topic(
        "the ferry",
        "Ferry timetable to be cut in half",
        "The evening ferry will stop running at the end of the month.",
        (
            ("The boat is forty years old,| and it drinks oil", "the boat was forty years old and drank oil"),
            ("There will be a bus on every evening,| Sundays included", "there would be a bus on every evening"),
            ("Nobody will be left on the quay", "nobody would be left on the quay"),
            ("The fares have not covered the fuel| for years", "the fares had not covered the fuel for years"),
        ),
        "the evening boat had become “a luxury for six passengers”",
        "Who pays for an empty boat",
        "it was fair to run an empty boat",
    ),
    Topic(
        "the school roof",
        "School roof to be mended at last",
        "Pupils have been taught in tents since part of the roof came down.",
        (
            ("The tents are warm enough,| and the roof is next", "the tents were warm enough"),
            ("The slates are being cut this week", "the slates were being cut that week"),
            ("Every classroom will be dry by May,| whatever the weather", "every classroom would be dry by May"),
            ("The money was there all along", "the money had been there all along"),
        ),
        "the repairs were “a winter late”",
        "What is a school without a roof",
        "the pupils would be back indoors by May",
    ),
    Topic(
        "the water bill",
        "Water bills to rise by a tenth",
        "Households will pay a tenth more for their water from April.",
        (
            ("The pipes are a century old,| and they leak", "the pipes were a century old and leaked"),
            ("One litre in five is lost on the way", "one litre in five was lost on the way"),
            ("The rise will pay for forty miles of pipe", "the rise would pay for forty miles of pipe"),
            ("People on low wages will get a rebate,| without having to ask", "people on low wages would get a rebate"),
        ),
        "the rise was “the price of thirty idle years”",
        "Would anybody rather have no water",
        "there was a cheaper way to mend the pipes",
    ),
    Topic(
        "the library",
        "Library to open on Sundays",
        "The library will open on Sundays for the first time since it was built.",
        (
            ("People work all week,| and they want to read", "people worked all week and wanted to read"),
            ("The building is heated on Sundays anyway", "the building was heated on Sundays anyway"),
            ("Six volunteers have come forward,| and more are welcome", "six volunteers had come forward"),
            ("The trial will last until Easter", "the trial would last until Easter"),
        ),
        "a closed library was “a warm room with nobody in it”",
        "Why should a reader stay at home on Sunday",
        "readers would come on a Sunday",
    ),
    Topic(
        "the wind farm",
        "Wind farm plan goes to a vote",
        "Twelve turbines are to stand on the ridge above the valley.",
        (
            ("The ridge is the windiest place for miles", "the ridge was the windiest place for miles"),
            ("The turbines will be quiet,| and they will be grey", "the turbines would be quiet and grey"),
            ("No road will be widened for them", "no road would be widened for them"),
            ("Half of the income will stay here,| in the valley", "half of the income would stay in the valley"),
        ),
        "the ridge was “a gift that nobody had unwrapped”",
        "Where else does it blow like that",
        "the turbines could stand anywhere else",
    ),
    Topic(
        "the market hall",
        "Market hall traders win reprieve",
        "The market hall will not be sold this year.",
        (
            ("The stalls are full again,| even on Tuesdays", "the stalls were full again"),
            ("A sale would have brought very little", "a sale would have brought very little"),
            ("The clock will be repaired first", "the clock would be repaired first"),
            ("Rents will stay where they are,| for a year at least", "rents would stay where they were for a year"),
        ),
        "the sale had been “a bad bargain from the start”",
        "Who sells a hall full of customers",
        "the hall would be safe next year",
    ),
    Topic(
        "the flood wall",
        "Flood wall will be a metre higher",
        "The wall along the river is to grow by a metre after the floods of January.",
        (
            ("The river came within an inch of the top", "the river had come within an inch of the top"),
            ("A higher wall is ugly,| but a wet house is worse", "a higher wall was ugly but a wet house was worse"),
            ("The first stones will be laid in June", "the first stones would be laid in June"),
            ("The pumps are new,| and they work", "the pumps were new and they worked"),
        ),
        "January had been “a warning with a date on it”",
        "How many floods does a town need",
        "the wall would be ready before winter",
    ),
    Topic(
        "the night bus",
        "Night buses return after ten years",
        "Night buses will run again from the first weekend of March.",
        (
            ("Nurses and cooks go home at two,| and they walk", "nurses and cooks went home at two and walked"),
            ("The first bus leaves at midnight", "the first bus would leave at midnight"),
            ("The fare is two pounds,| and it will stay there", "the fare was two pounds and would stay there"),
            ("Drivers have volunteered in numbers", "drivers had volunteered in numbers"),
        ),
        "the old timetable had been “made for people with cars”",
        "Should a nurse walk home at two in the morning",
        "enough people would use the bus",
    ),
    Topic(
        "the herring quota",
        "Herring quota cut by a third",
        "Boats may land a third less herring from the autumn.",
        (
            ("The stock is thin,| and everybody at sea knows it", "the stock was thin"),
            ("Small boats will be spared,| for now", "small boats would be spared for now"),
            ("The count was made by two ships in March", "the count had been made by two ships in March"),
            ("The cut can be lifted| in two years", "the cut could be lifted in two years"),
        ),
        "the cut was “bitter but not final”",
        "Who wants to catch the last herring",
        "the small boats would be spared",
    ),
)

# --- posts, bodies and places ------------------------------------------------------------------------------------

POSTS: dict[str, str] = {
    "firm": "chief executive|chairman/chairwoman|finance director|managing director|spokesman/spokeswoman",
    "school": "head teacher|deputy head teacher|caretaker",
    "university": "vice-chancellor|chief librarian|registrar",
    "hospital": "chief nurse|medical director|chief executive",
    "charity": "director|treasurer|founder|spokesman/spokeswoman",
    "union": "general secretary|president|regional organiser",
    "club": "head coach|manager|physiotherapist",
    "agency": "director general|deputy director|chief engineer",
    "place": "mayor|police chief|fire chief|harbour master|town clerk",
    "country": "prime minister|finance minister|foreign minister|health minister|transport minister",
}
"""Posts by where they are held; "a/b" is "a" of a man and "b" of a woman."""

BODIES: dict[str, str] = {
    "firm": "Harbour Foods|Tidewell Energy|Hollin Rail|Northmoor Water|Corbin Bank|Bright & Lowe|Meridian Freight|Velotra",
    "school": "Brackwater School|St Aldhelm’s Academy|Cradock Primary School",
    "university": "the University of Marlhaven|Lowmark University|Oxmoor College",
    "hospital": "Thornby General Hospital|Skerrow Royal Infirmary",
    "charity": "the Pools and Palaces Trust|Friends of Cradock Moor|the National Heron Society|Roofs for All",
    "union": "the United Drivers Union|the Association of Port Workers|Drivers Together",
    "club": "Thornby Rovers|Marlhaven United|Skerrow Harriers",
    "agency": "the Coastal Agency|the Roads Board|the Office for Harbour Safety|the Institute for Rural Studies",
}
"""Bodies by kind, with *the* where they take it."""

BODIES_OF_A_PLACE: dict[str, str] = {
    "firm": "{place} Ferries|{place} Foods|{place} Water",
    "school": "{place} School|{place} Academy",
    "university": "{place} University|the University of {place}",
    "hospital": "{place} General Hospital",
    "charity": "the {place} Trust|Friends of {place}",
    "club": "{place} Rovers|{place} Town",
    "agency": "the {place} Harbour Board",
}

PLACES = ("Eastwick", "Skerrow", "Brackwater", "Saltmere", "Marlhaven", "Thornby", "Hebblethorpe", "Lowmark")
COUNTRIES = {
    "Norway": "Norwegian",
    "Malta": "Maltese",
    "Estonia": "Estonian",
    "Nepal": "Nepalese",
    "Denmark": "Danish",
    "Belgium": "Belgian",
    "Fiji": "Fijian",
    "Iceland": "Icelandic",
}
"""Countries that have ministers, with their adjectives."""

PAPERS = ("the Skerrow Gazette", "Radio Fenland", "the Evening Herald", "Channel Nine")
RANKS = {
    "Dr": "Doctor",
    "Prof": "Professor",
    "Capt": "Captain",
    "Gen": "General",
    "Cllr": "Councillor",
    "Sgt": "Sergeant",
    "Rev": "Reverend",
    "Sen.": "Senator",
}
"""Ranks, in short and in full."""
