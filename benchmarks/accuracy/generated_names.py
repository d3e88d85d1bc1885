"""Shapes of names for generated articles: how a full name is written, what it is cut down to later, and from what it is made.

The table :data:`SHAPES` is all there is to change: each of its rows gives a template for the full name and the words that go
into it. Every forename and surname is usual in its language or made up for this purpose; the persons are invented.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterable
from random import Random
from typing import Literal

import attrs

Gender = Literal["m", "f"]

MEN = "Alfred Bernard Clive Desmond Edmund Felix Gilbert Howard Ivor Julian Leonard Malcolm Nigel Oscar Rupert Vincent"
WOMEN = "Agnes Beatrice Clara Dorothy Edith Fiona Gloria Harriet Imogen Judith Lorna Miriam Nora Olive Rosalind Yvonne"
FAMILIES = "Poole Tennant Quillan Penhale Tarrow Brannock Ludlam Dorling Hesketh Whitlow Strake Averill Cobley Marsden"
SCARCE_MEN = "Corin Denholm Lowell Ambrose Linus Barnaby Osric Thaddeus"
SCARCE_WOMEN = "Tamsin Averil Perpetua Petronel Isolde Sidony Lettice Ottilie"


@attrs.frozen
class Shape:
    """How names of one kind are made; templates are filled in by :func:`make_name`.

    ``men``, ``women`` and ``families`` are lists of words; a word "a/b" is "a" of a man and "b" of a woman, and "~" stands
    for a space within one word. ``full`` is the name as first written, ``name`` what of it is the name proper, where the
    rest are nicknames and letters that a reader may leave out; ``last`` the family's name, ``short`` what a newspaper calls
    the person later.
    """

    men: str = MEN
    women: str = WOMEN
    families: str = FAMILIES
    full: str = "{given} {last}"
    last: str = "{family}"
    short: str = "{last}"
    name: str = ""
    more: str = "-"
    """Words for ``{more}``: nicknames, fathers' names, letters behind the name."""
    a_post: bool = False
    """Whether ``more`` is a post that the person holds besides any other."""
    forename_first: bool = True
    """Whether the name begins with a forename by which a knight could be called."""
    inherited: bool = True
    """Whether others may bear the last name as well: a relative, a body, a street."""
    takes_title: bool = True
    """Whether *Mr* and *Ms* may stand before the full and the short name."""
    firm: str = ""
    """The person's own firm, where it is named after them."""
    genders: str = "mf"
    """Who bears such a name: *Jr* and *III* are men's."""
    capitals: bool = False
    """Whether the headline is in capitals and names the person."""


@attrs.frozen
class Name:
    """One person's name: as first written, in short, and its parts."""

    full: str
    name: str
    short: str
    given: str
    last: str
    gender: Gender
    shape: str
    firm: str = ""
    post: str | None = None


def words(families: str) -> Shape:
    """The shape of surnames that are words; with forenames that are scarce enough to name nobody known."""
    return Shape(SCARCE_MEN, SCARCE_WOMEN, families)


_ENGLISH: dict[str, Shape] = {
    "plain": Shape(),
    "two forenames": Shape(full="{given} {more} {last}", more="Arthur/Anne George/Jane Henry/Louise"),
    "hyphen in the forename": Shape(
        "Jean-Luc Karl-Otto Hans-Jürg Paul-Emil", "Anne-Marie Mary-Jo Lise-Lotte Ann-Kristin"
    ),
    "hyphen in the surname": Shape(families="Poole-Ashby Tarrow-Lunn Hesketh-Moor Dorling-Reeve Cobley-Strake"),
    "two-word surname": Shape(families="Tarrow~Lunn Penhale~Moss Bonham~Stray Averill~Cobley", full="{given} {last}"),
    "two letters each": Shape("Bo Ed Al Cy", "Jo Di Vi Mo", "Li Ng Wu Yu Oh Ek"),
    "short name": Shape("Tim Rob Ken Gus", "Peg Kay Eva Una", "Fry Ede Orr Ayr Coe Lum"),
    "initials with space": Shape(full="{initial}. {middle}. {last}", forename_first=False),
    "initials joined": Shape(full="{initial}.{middle}. {last}", forename_first=False),
    "initials without points": Shape(full="{initial}{middle} {last}", forename_first=False),
    "middle initial": Shape(full="{given} {middle}. {last}"),
    "initial before a forename": Shape(full="{middle}. {given} {last}", forename_first=False),
    "St John": Shape(families="St~John St~Clair St~Leger"),
    "Mac": Shape(last="Mac{family}", families="Tarrow Quillan Ardle Brannock Gillvray"),
    "Mc": Shape(last="Mc{family}", families="Tarrow Quillan Ardle Brannock Gillvray"),
    "Fitz": Shape(last="Fitz{family}", families="warren alan hugh osbern"),
    "O and a straight apostrophe": Shape(last="O'{family}", families="Tarrow Quillan Brannock Deagh Malleran"),
    "O and a curly apostrophe": Shape(last="O’{family}", families="Tarrow Quillan Brannock Deagh Malleran"),
    "D and an apostrophe": Shape(last="D’{family}", families="Amberel Orsone Avenel Estray Elbosco"),
    "nickname in marks": Shape(
        full="{given} “{more}” {last}",
        more="Red Sparky Bunny Lofty Doc Ginger",
        name="{given} {last}",
        takes_title=False,
    ),
    "nickname in brackets": Shape(
        "Robert William Edward Joseph",
        "Elizabeth Margaret Susan Katherine",
        full="{given} ({more}) {last}",
        more="Nobby/Betty Bunty/Peggy Tubs/Kitty",
        name="{given} {last}",
        takes_title=False,
    ),
    "generational suffix": Shape(
        full="{given} {last} {more}", more="Jr. Jr III Sr. II", name="{given} {last}", genders="m"
    ),
    "suffix behind a comma": Shape(full="{given} {last}, {more},", more="Jr. Sr.", name="{given} {last}", genders="m"),
    "letters behind: MP": Shape(full="{given} {last} {more}", more="MP MSP MEP", name="{given} {last}", a_post=True),
    "letters behind: honours": Shape(full="{given} {last} {more}", more="OBE MBE CBE KC", name="{given} {last}"),
    "letters behind: degree": Shape(
        full="{given} {last}, {more},", more="MD PhD RN DVM M.D. Ph.D.", name="{given} {last}"
    ),
    "handle in brackets": Shape(full="{given} {last} ({handle})", name="{given} {last}"),
    "handle later": Shape(full="{given} {last} ({handle})", short="{handle}", name="{given} {last}", takes_title=False),
    "firm of one's own": Shape(firm="{last} Foods/{last} Freight/{last} Holdings/{last} Brewing"),
    "firm & Sons": Shape(firm="{last} & Sons/{last} & Daughters/{last} Brothers"),
    "capitals in the headline": Shape(capitals=True),
    "capitals, with a particle": Shape(last="van der {family}", families="Strake Poole Lunn Tarrow", capitals=True),
    "Welsh ap": Shape("Ifor Emrys Gwilym", "Nerys Mabli Eirlys", "Prydderch Gethin Morgannwy", last="ap {family}"),
}

_WORDS: dict[str, Shape] = {
    "forename a word: verb": Shape("Will Mark Chase Drew Grant Pierce", "Joy Hope Dawn Sue Drew Carol"),
    "forename a month": Shape("August Julius Augustin", "May June April Avril"),
    "forename a virtue": Shape("Ernest Noble Earnest", "Grace Faith Hope Prudence Constance Patience"),
    "forename a plant": Shape("Basil Heath Ash Reed", "Rose Ivy Olive Iris Holly Daisy"),
    "forename a noun": Shape("Art Bill Guy Rich Frank Miles", "Ruby Pearl Dot Penny Melody Amber"),
    "forename a place": Shape("Austin Dallas Chester Lincoln", "Florence Sydney Paris Georgia Adelaide"),
    "forename a surname": Shape("Quillan Harlow Lennox Sutton Blaine", "Harlow Lennox Marlowe Sutton Ellery"),
    "surname a trade": words("Fisher Mason Porter Baker Carter Cooper Turner Weaver Farmer Butcher"),
    "surname a post": words("Judge Bishop Marshall Major Sheriff Constable Deacon Abbott Chancellor Provost"),
    "surname a rank": words("King Knight Prince Earl Duke Pope Baron Squire"),
    "surname a performer": words("Singer Piper Harper Player Sayer Speaker Dancer"),
    "surname a city": words("London York Lancaster Lincoln Chester Durham Wells Paris"),
    "surname a county": words("Kent Cornwall Derby Essex Devonshire Somerset Norfolk"),
    "surname a country": words("England Ireland Holland France Jordan Israel Chad"),
    "surname a demonym": words("French English Welsh Scott Norman Irish German Moor"),
    "surname an adjective": words("Young Long Sharp Strong Wise Savage Noble Loud Swift Rich"),
    "surname a colour": words("Green Brown Black White Grey Gray Scarlet Silver"),
    "surname a verb": words("Rush Pitt Chase Grant Hunt Wade Hurt Bond Rove Wait"),
    "surname landscape": words("Field Wood Hill Brook Marsh Lake Forest Moor Bridge Rivers"),
    "surname an animal": words("Wolf Fox Bird Crane Lamb Bull Swan Herring Badger"),
    "surname a thing": words("Stone Bell Cash Price Church Temple Hall Park House Banks"),
    "surname a day": words("Friday Munday Noon Winter Summers March Day May"),
    "surname a forename": words("Neil Simon Henry Thomas Gordon Craig Stuart Francis"),
    "surname a body's word": words("Bank Council Union College Law Power Group Court"),
    "surname a person's word": words("Child Bride Neighbour Friend Mann Walker Driver Champion"),
}

_PARTICLES: dict[str, Shape] = {
    "van der": Shape("Joost Pieter Sander", "Anouk Marijke Femke", "Strake Veldhoek Linden", last="van der {family}"),
    "Van, capital alone": Shape(
        "Joost Pieter Sander", "Anouk Marijke Femke", "Strakel Hoekema Looy", last="van {family}", short="Van {family}"
    ),
    "de la": Shape("Ramiro Anselmo Fabio", "Pilar Rocío Inés", "Varga Quintera Peñuela", last="de la {family}"),
    "de": Shape("Gérard Aurélien Loïc", "Solène Maëlle Odile", "Varennes Queuille Montbrel", last="de {family}"),
    "Du": Shape("Gérard Aurélien Loïc", "Solène Maëlle Odile", "Varenne Quesnoy Montbrel", last="du {family}"),
    "von": Shape("Götz Eberhard Ruprecht", "Gesine Adelheid Frauke", "Strakenfels Lündorf Hagwitz", last="von {family}"),
    "dos": Shape("Duarte Anselmo Caetano", "Graça Leonor Iolanda", "Varelos Prazenes Quintais", last="dos {family}"),
    "Di": Shape("Ettore Fulvio Nicolò", "Ornella Fulvia Ilaria", "Varzano Lubrasco Pomarè", last="Di {family}"),
    "Della": Shape("Ettore Fulvio Nicolò", "Ornella Fulvia Ilaria", "Varza Lubrasca Pomara", last="Della {family}"),
    "al-": Shape("Faris Nizar Walid", "Hanan Rasha Lubna", "Tarwani Qandari Hijjawi", last="al-{family}"),
    "Al-": Shape("Faris Nizar Walid", "Hanan Rasha Lubna", "Tarwani Qandari Hijjawi", last="Al-{family}"),
    "el": Shape("Tarek Hisham Medhat", "Nadia Hoda Salma", "Tarwany Sherkawy Gohery", last="El {family}"),
    "bin": Shape(
        "Hamdan Zuhair Sultan", "Hessa Maitha Shamma", "Tarwan Suroor Qandil", full="{given} {more} {last}",
        more="bin/bint", short="{given}", forename_first=False, inherited=False,
    ),
    "ben": Shape("Elad Yotam Nimrod", "Shira Anat Michal", "Tarvi Gilboni Ashuri", last="Ben {family}"),
    "ter": Shape("Joost Wouter Sander", "Anouk Marijke Femke", "Straak Horst Weele", last="ter {family}"),
    "y": Shape("Ramiro Anselmo Fabio", "Pilar Rocío Inés", "Varga~y~Quiroz Peñuela~y~Soler Ibarra~y~Tello"),
    "af": Shape("Gustaf Sixten Torsten", "Ebba Linnéa Signe", "Strakensköld Lundhjelm Ekenstam", last="af {family}"),
}  # fmt: skip

_EUROPE: dict[str, Shape] = {
    "Welsh": Shape("Ifor Emrys Gwilym Idwal", "Nerys Mabli Eirlys Angharad", "Prydderch Gethin Cadwaladr Bevan-Rhys"),
    "Irish with Ó": Shape("Ruairí Tadhg Cathal", "Aoife Gráinne Bláthnaid", "Tarpaigh/Tharpaigh Broin/Bhroin Laoire/Laoire",
                           last="{more} {family}", more="Ó/Ní"),
    "Spanish, two surnames": Shape("Ramiro Anselmo Fabio", "Pilar Rocío Inés", "Varga~Quiroz Ibarra~Peñuela Tello~Lozoya"),
    "Spanish with accent": Shape("Andrés Julián Iván", "Begoña Verónica Belén", "Peñalvo Muñera Iñíguez Quiñonero"),
    "Catalan": Shape("Jordi Oriol Arnau", "Montserrat Núria Laia", "Puigvarell Riubosc Casallac", last="{family} i Tarrés"),
    "Portuguese": Shape("Duarte Caetano João", "Graça Leonor Conceição", "Varelão Simplício Gusmeira", last="{family}"),
    "French": Shape("Gérard Aurélien Loïc", "Solène Maëlle Hélène", "Quéméneur Lachaîne Brézolles Çelestin"),
    "Italian": Shape("Ettore Fulvio Nicolò", "Ornella Fulvia Ilaria", "Varzanelli Lubraschi Pomarè Quattrini"),
    "German umlauts": Shape("Jörg Günter Björn", "Käthe Jördis Bärbel", "Sträßner Müllhöfer Köpping Lüdeking"),
    "Dutch ij": Shape("Thijs Gijs Wouter", "Marijke Fijke Tjitske", "Dijkema Wijnvoord Kuijt-Rem"),
    "Danish and Norwegian ø": Shape("Søren Jørgen Bjørn", "Bodil Åse Solbjørg", "Tøndrup Bråten Ødegård-Lie Kjærstrup"),
    "Swedish": Shape("Håkan Göran Sixten", "Åsa Märta Linnéa", "Strömgård Björkensten Åslund-Ek"),
    "Finnish": Shape("Jyrki Väinö Eero", "Päivi Aino Kyllikki", "Tärvinen Lökkönen Hämäräinen Pöllä"),
    "Icelandic patronymic": Shape("Sigurjón Þorvaldur Hallgrímur", "Sigríður Þórdís Hallgerður",
                                   "Tarrsson/Tarrsdóttir Hreinsson/Hreinsdóttir", short="{given}", inherited=False,
                                   takes_title=False, forename_first=False),
    "Estonian": Shape("Tõnu Ülo Jaan", "Õie Küllike Piret", "Tarvamäe Rõõmus Kõivupuu"),
    "Latvian": Shape("Jānis Guntis Ģirts", "Ilze Ģertrūde Zaiga", "Tarvāns/Tarvāne Ķirsons/Ķirsone"),
    "Lithuanian": Shape("Žygimantas Algirdas", "Eglė Živilė", "Tarvauskas/Tarvauskienė Brazdžius/Brazdžiūtė"),
    "Polish": Shape("Zdzisław Łukasz Grzegorz", "Małgorzata Bożena Jadwiga", "Tarłowski/Tarłowska Brzęczek Wąsacz"),
    "Czech": Shape("Jiří Ondřej Zdeněk", "Žofie Růžena Bohdana", "Tarýšek/Tarýšková Kůrka/Kůrková Hřebík/Hřebíková"),
    "Hungarian": Shape("György Zsolt Ákos", "Erzsébet Zsófia Ágnes", "Vargányi Tőkés-Soós Székhelyi Őrsi"),
    "Romanian": Shape("Răzvan Ștefan Horia", "Ștefania Mădălina Ilinca", "Tărâțeanu Vărgescu Mureșeanu"),
    "Croatian": Shape("Krešimir Tomislav Dražen", "Jadranka Željka Vesna", "Tarčić Brajšić Žuljević"),
    "Albanian": Shape("Agron Besnik Ylli", "Drita Mirjeta Teuta", "Tarvaj Xhelilaj Gjonbala"),
    "Greek": Shape("Stavros Lefteris Thanos", "Despina Vasso Eleni", "Tarvopoulos/Tarvopoulou Kalyvakis/Kalyvaki"),
    "Bulgarian": Shape("Zhivko Plamen Rumen", "Snezhana Tsveta Rumyana", "Tarvov/Tarvova Brezhanov/Brezhanova"),
    "Russian patronymic": Shape("Gleb Arkady Rodion", "Zinaida Larisa Alevtina", "Tarvin/Tarvina Brezhin/Brezhina",
                                 full="{given} {more} {last}", more="Petrovich/Petrovna Ilyich/Ilyinichna"),
    "Ukrainian": Shape("Bohdan Taras Ostap", "Oksana Solomiya Lesia", "Tarvenko Hlushchuk Prykhodnyi/Prykhodna"),
    "Georgian": Shape("Zurab Vakhtang Gela", "Nino Tinatin Ketevan", "Tarvashvili Gogberidze Kvaratsava"),
    "Armenian": Shape("Hrachya Vardan Gevorg", "Anahit Siranush Gohar", "Tarvanyan Gyozalyan Khachmanukyan"),
    "Turkish": Shape("İlker Çağlar Gökhan", "Şule Gülşen Çiğdem", "Tarvıoğlu Gündoğar Özçeliköz"),
    "Maltese": Shape("Ġorġ Wistin Karmnu", "Marija Ċensa Ġuża", "Tarbuġ Xerxen Buttiġara"),
}  # fmt: skip

_WORLD: dict[str, Shape] = {
    "Arabic, no article": Shape("Nizar Walid Bassam", "Hanan Rasha Lubna", "Tarwani Khalaway Sabbouri"),
    "Arabic Abd": Shape("Abdel-Rahim Abd~el-Karim Abdul~Hadi", "Umm~Kulthum Nur~al-Huda", "Tarwani Khalaway Sabbouri"),
    "Persian": Shape("Siavash Kamran Behrooz", "Shirin Mahnaz Laleh", "Tarvandi Golpayeghi Zarrinpoor"),
    "Hebrew": Shape("Elad Yotam Nimrod", "Shira Anat Michal", "Tarvoni Gilboani Ashkelani"),
    "Yoruba": Shape("Olúfẹ́mi Adébáyọ̀ Kayode", "Folákẹ́ Bọ́lánlé Yetunde", "Adétarò Ogunleke Olatarinde"),
    "Igbo": Shape("Chukwuemeka Obinna Ikenna", "Ngozi Adaeze Nkechi", "Okonjara Nwatarra Ezeokolie"),
    "Hausa": Shape("Sani Bello Garba", "Hadiza Asabe Ladi", "Tarauni Gwandara Danbaturi"),
    "Akan": Shape("Kwabena Kofi Yaw", "Akosua Efua Abena", "Tarkwa-Mensima Opokuware Asantewiri"),
    "Amharic": Shape("Tesfaye Girma Dereje", "Tigist Almaz Selamawit", "Tarekegn Wolde-Amlak Gebrehana", short="{given}",
                      inherited=False, forename_first=False),
    "Somali": Shape("Warsame Guled Liban", "Hodan Ifrah Sagal", "Tarabey Cawaale Xirsigeel"),
    "Swahili": Shape("Baraka Juma Jabali", "Neema Zawadi Rehema", "Tarimoja Mwakatundu Kilonzi"),
    "Zulu": Shape("Sibusiso Bhekizizwe Mandla", "Nomvula Thandeka Zanele", "Tarwayo Mthembeni Ngcongwana"),
    "Shona": Shape("Tawanda Tinashe Farai", "Rudo Chipo Nyasha", "Tarusenga Mukanyiri Chigumbura"),
    "Hindi": Shape("Rakesh Dinesh Mahendra", "Sunita Kavita Rekha", "Tarwal Chaudhrani Bhatnagriwal"),
    "Hindi, two forenames": Shape("Ram~Dinesh Hari~Mohan", "Sita~Devi Usha~Rani", "Tarwal Bhatnagriwal Purohitwar"),
    "Tamil with initial": Shape("Senthil Murugan Arivu", "Kayal Malar Thenmozhi", "Tarvanan", full="{middle}. {given}",
                                 short="{given}", inherited=False, forename_first=False),
    "Bengali": Shape("Anirban Subrata Dipankar", "Sharmistha Mousumi Jhuma", "Tarafdari Chattoraji Bhowmikar"),
    "Punjabi": Shape("Harjit Gurdeep Balwinder", "Harpreet Simran Jaswinder", "Tarwandh Dhillaon", full="{given} {more} {last}",
                      more="Singh/Kaur"),
    "Urdu": Shape("Faisal Kamran Zubair", "Farzana Shagufta Rukhsana", "Tarwani Qureshwar Bhattiwala"),
    "Sinhala": Shape("Nuwan Chaminda Ruwan", "Nilanthi Dilrukshi Kumari", "Taranasinghe Weerakoonara Gunatarathna"),
    "Nepali": Shape("Bishnu Prakash Kiran", "Sabina Laxmi Sarita", "Tarkoti Bhattrain Adhikarwal"),
    "Burmese": Shape("Aung Zaw Myo", "Khin Thida Nwe", "Tar~Htut Lin~Maw Moe~Zar", short="{given} {last}",
                      inherited=False, forename_first=False, takes_title=False),
    "Thai": Shape("Somsak Prasert Wichai", "Siriporn Malee Ratana", "Tarvornchai Phongsawanit Rattanakulchon"),
    "Vietnamese": Shape("Tuấn Hùng Dũng", "Lan Hạnh Thủy", "Trịnh Đoàn Lương", full="{last} {more} {given}", more="Văn/Thị",
                         short="{given}", inherited=False, forename_first=False),
    "Indonesian, one word": Shape("Sutarisno Wiryono Tarmudji", "Sutarni Wartini Kusmirah", "-", full="{given}",
                                   short="{given}", inherited=False, forename_first=False),
    "Indonesian": Shape("Agus Bambang Slamet", "Dewi Ratna Wulan", "Tarsudibyo Wiryonegoro Hadikusumo"),
    "Malay": Shape("Azlan Hafiz Rosli", "Norhayati Suraya Zaleha", "Tarmidzi Kamarulzain", full="{given} {more} {last}",
                    more="bin/binti", short="{given}", inherited=False, forename_first=False),
    "Filipino": Shape("Rodel Crisanto Jomar", "Marites Luzviminda Rowena", "Tarangco Dimaguibar Catacutanan"),
    "Chinese, family first": Shape("Weidong Jianguo Haifeng", "Xiulan Meiling Yufen", "Tang Zhuang Qiu Xue Ouyang",
                                    full="{last} {given}", forename_first=False),
    "Chinese, hyphen": Shape("Chih-hsiung Wen-tai", "Shu-fen Mei-chuan", "Tang Chuang Hsueh", full="{last} {given}",
                              forename_first=False),
    "Chinese, forename in front": Shape("Raymond Terence Alvin", "Doris Winnie Mabel", "Tong Kwok Yeung", full="{given} {last} {more}",
                                         more="Kin-fai/Wai-ling Ho-man/Suk-yee", short="{last}"),
    "Korean, hyphen": Shape("Sang-woo Dong-hyun Tae-jun", "Eun-ji Mi-ran Hye-won", "Tak Byun Gil Maeng",
                             full="{last} {given}", forename_first=False),
    "Korean, two words": Shape("Sang~Woo Dong~Hyun", "Eun~Ji Mi~Ran", "Tak Byun Gil Maeng", full="{last} {given}",
                                forename_first=False),
    "Japanese": Shape("Kenjiro Tatsuya Hiroki", "Haruko Michiyo Sachie", "Tarumizawa Kuritani Ogasawabe"),
    "Japanese with macron": Shape("Ryōta Kōhei Shōji", "Yōko Kyōko Chizuru", "Tōyamada Ōtsubara Kōnosuke"),
    "Mongolian": Shape("Batbayar Ganzorig", "Oyunchimeg Sarnai", "Tarvaagiin Dorjiin", full="{last} {given}", short="{given}",
                        inherited=False, forename_first=False),
    "Maori": Shape("Wiremu Tāmati Hēnare", "Mārama Aroha Ngaire", "Te~Tarapiko Ngāwhatu Te~Kōmata"),
    "Hawaiian": Shape("Kaleo Makoa Keoni", "Leilani Noelani Mahealani", "Kaʻahutara Tarakaua Nāmakaokeha"),
    "Samoan": Shape("Sione Faleolo Tavita", "Sina Losa Masina", "Tarapu’u Leota’i Fa’asalele"),
    "Native American": Shape("Wendell Orville", "Winona Lavonne", "Tall~Rider Two~Rivers Standing~Elk"),
    "Brazilian, one word": Shape("Tarcinho Valdinho", "Tarcinha Valdete", "-", full="{given}", short="{given}",
                                  inherited=False, forename_first=False),
    "Haitian": Shape("Jean-Ricot Wilner", "Marie-Lourdes Mirlande", "Tarvilus Jean-Brézil Pierre-Toussaint-Lys"),
}  # fmt: skip

SHAPES: dict[str, Shape] = {**_ENGLISH, **_WORDS, **_PARTICLES, **_EUROPE, **_WORLD}


def make_name(shape: str, random: Random, gender: Gender) -> Name:
    """A name of a shape.

    >>> name = make_name("Vietnamese", Random(3), "m")
    >>> name.full.split()[1], name.full.split()[-1] == name.short
    ('Văn', True)
    """
    made = SHAPES[shape]

    def pick(table: str) -> str:
        return random.choice(table.split()).split("/")[-1 if gender == "f" else 0].replace("~", " ")

    parts = {
        "given": pick(made.men if gender == "m" else made.women),
        "family": pick(made.families),
        "more": pick(made.more),
    }
    parts["initial"], parts["middle"] = parts["given"][0], random.choice("ABCDEFGHJKLMPRST")
    parts["last"] = made.last.format_map(parts)
    parts["handle"] = "@" + _letters(parts["given"] + parts["last"])
    parts["full"] = made.full.format_map(parts)
    firm = random.choice(made.firm.split("/")).format_map(parts)
    name = (made.name or made.full).format_map(parts)
    short, post = made.short.format_map(parts), parts["more"] if made.a_post else None
    return Name(parts["full"], name, short, parts["given"], parts["last"], gender, shape, firm, post)


def plain_name(random: Random, gender: Gender, *, unlike: Iterable[Name]) -> Name:
    """The plain name of somebody who shares no word with the others."""
    taken = {word for name in unlike for word in re.split(r"\W+", f"{name.full} {name.last}")}
    while not taken.isdisjoint((name := make_name("plain", random, gender)).full.split()):
        pass
    return name


def _letters(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).lower()
    return "".join(letter for letter in plain if letter in string.ascii_lowercase)
