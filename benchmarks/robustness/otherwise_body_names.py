"""Names for bodies of every sort, all invented: a full name, and behind a stroke what it is called in short; ``{}`` is a place."""

from __future__ import annotations


def _table(text: str) -> dict[str, str]:
    """Words by what stands before the colon of their line, turned round."""
    lines = (line.partition(":") for line in text.strip().split("\n"))
    return {word.strip(): sort.strip() for sort, _, words in lines for word in words.split(",")}


def _pool(text: str) -> dict[str, list[str]]:
    lines = (line.partition(":") for line in text.strip().split("\n"))
    return {sort.strip(): [name.strip() for name in names.split("|")] for sort, _, names in lines}


SORTS = _table("""
company: inc, co, corp, corporation, ltd, company, firm, group, holdings, airlines, pharmaceuticals, airline, stores, automaker
company: productions, studios, records, retailer, chain, label, utility, operator, economics, conglomerate, carmaker
department: department, ministry
agency: agency, authority, administration, bureau, watchdog, regulator, commission
committee: committee, subcommittee, panel
association: association, federation, society, guild, caucus, confederation, conference
union: union
court: court
hospital: hospital
university: university
school: school
charity: foundation, charity
party: party
media: times, post, herald, tribune, star, mail, journal, examiner, observer, newspaper, magazine, paper, network
police: police
institute: institute, institution
bank: bank
team: team
""")
"""What sort of body a noun tells, in its name or beside it."""

WELL_KNOWN = _table("""
company: Airbus, Amazon, Apple, AstraZeneca, Boeing, Facebook, Google, Twitter, Netflix, Microsoft, Uber, Spotify, Instagram
company: Snapchat, Dell, Roche, Genentech, Ikea, Sears, Salesforce, SpaceX, TikTok, Twitch, Ubisoft, WeWork, WhatsApp, YouTube
company: Monsanto, Gartner, Jefferies, YouGov, Comcast, Marriott, NatWest, Inmarsat, Macrovision, LinkedIn, Reddit, Moneygram
media: CNN, BBC, NBC, ABC, CBS, NPR, PBS, MSNBC, Reuters, Politico, BuzzFeed, HuffPost, Newsweek, Guardian, Newsmax, Mashable
media: TechCrunch, Intercept, Variety, TMZ, Associated Press
:European Union, African Union, Democratic Party, Republican Party, Tea Party
""")
"""Bodies whose names do not tell their sort, and those that are none of the sort that theirs seem to tell."""

_OWN = ("company", "department", "agency", "committee", "union", "court", "hospital", "university", "school", "charity")
TAKEN_UP = {
    **{sort: sort for sort in (*_OWN, "party", "institute", "bank", "team")},
    **{"association": "group", "police": "force", "media": "outlet"},
}
"""The noun that takes up a body of each sort."""

POOLS = {
    "bodies of a type": _pool("""
company: {} Tyre Company/{} Tyre | Halvern Freight Corporation/Halvern | the {} Salt Company/{} Salt | Ostrick Holdings/Ostrick | {} Marine Group/{} Marine | Calloway Foods Inc/Calloway | the Bramfield Glass Company/Bramfield | Penrose Tool Corp/Penrose
department: the Department of Harbours/Harbours Department | the Ministry of Fisheries/Fisheries Ministry | the {} Department of Waterways/Waterways Department | the Ministry of Roads and Bridges/Roads Ministry
agency: the Harbour and Inland Waters Authority/Harbour Authority | the Forest Fire Agency/Fire Agency | the {} Bridges Authority/Bridges Authority | the Coastal Survey Bureau/Survey Bureau | the Lighthouse Commission | {} Water Authority | the Seed Inspection Agency/Seed Agency | the Federal Dam Safety Administration
committee: the Rivers and Harbours Committee/Harbours Committee | the Senate Waterways Committee | the House Fisheries Committee | the Committee on Ports and Ferries | the {} Licensing Committee
association: the {} Growers Association/Growers Association | the National Federation of Ferry Owners/Ferry Owners | the Royal Society of Surveyors | the Thatchers’ Guild | the Independent Millers Association | the Confederation of {} Traders | {} Tenants Association | the Society of River Pilots
union: the Dock and Quay Workers’ Union/Quay Workers’ Union | the National Union of Roofers | the {} Drivers Union | the Union of Ferry Crews
court: the {} Court of Appeal/Court of Appeal | the {} District Court/District Court | the Maritime Court | the Tenancy Court | {} Crown Court
hospital: {} Infirmary | St Brannoc’s Hospital/St Brannoc’s | {} General Hospital | the Wexcombe Hospital | {} Memorial Hospital
university: {} University/{} | Wexcombe University/Wexcombe | the University of {} | the University of Wexcombe | {} Metropolitan University
school: {} High School/{} | Oakholt Primary School/Oakholt | the {} Grammar School/Grammar School | the Orme School | St Wystan’s School
charity: the Lantern Foundation/Lantern | the {} Foundation | the Orme Valley Trust | the Wexcombe Relief Fund | Haven Trust
party: the Reform and Land Party/Reform and Land | the Civic Alliance Party | the National Farmers Party | the Ratepayers Party | Popular Unity Party
media: the {} Courier/Courier | the {} Evening Argus/Argus | the Daily Lantern/Lantern | the Northern Packet/Packet | {} Gazette/Gazette | Radio {} | {} Echo | {} Weekly News
police: {} Police | {} Constabulary | Orme Valley Police | the {} Police Department | the Harbour Police | Wexcombe Police
institute: the {} Institute | the Institute for Coastal Policy | the Orme Institute | the Centre for Rural Economics | the Wexcombe Institution
bank: the Bank of {} | {} Savings Bank | the Orme Development Bank | Wexcombe Bank
team: {} Rovers/Rovers | {} Athletic/{} | {} City/{} | the {} Otters/Otters | the {} Herons/Herons | the Wexcombe Kestrels/Kestrels
"""),
    "bodies of one invented word": _pool("""
company: Vexlo | Nimbrix | Ovantra | eVolta | Kelzio | Trapeva | Zyphora | Mondrel | Quillio | Bexonic | Lumara | SkyTarn | Fennaro | Orvix | TideLink | Aurelmo | Prontiva | Hexalune | Brovanta | iKettle | Tarvex
media: Newsrill | Wirelo | Pressa | Truvox | DailyBrix | Zeitro | Channelo | Kurrant
bank: Bankara | Finvolo | Monzeta | Credora
team: Zephyrs | Astrona | Veloxa
charity: Helpara | Givantly | Caritova
institute: Thinkara | Policora
"""),
    "bodies called like persons": _pool("""
company: Square Peg | Harrow & Finch | Clara Lane | Morris Dale Group/Morris Dale | Beacon | Blue Ladder | Fable | Hector Bloom | Sorrel and Sons/Sorrel | Little Otter | Anchor | Ralph Stanmore/Stanmore | Plenty | Good Measure | Tilly Marsh | Archer Vaughan | Two Bridges | Compass | Penhale Brothers/Penhale | Merchant
media: Ledgerline | Plain Speaking | the Signal | The Whistle | Street Level | Second Sight | Upriver | First Light
bank: Martin Lowe | Cornerstone | Hale & Dunbar
team: Hector Vale | Night Owls | the Quarrymen | the Foxes
charity: Open Door | Second Chance | Warm Hands | the Joanna Pell Foundation/Joanna Pell | the Norman Ashby Trust/Norman Ashby | Kindling
association: the Wayfarers | Safe Streets | Mothers United | the Lamplighters | Common Ground
institute: Clear Water | Long View | the Harriet Lowell Institute/Harriet Lowell | Fair Measure
hospital: Mercy General | Florence Ward Hospital/Florence Ward
school: Edith Marlowe School/Edith Marlowe | Bishop Orton School/Bishop Orton
party: Forward | New Dawn | Renewal | Our Home
university: Ashby University/Ashby | Thomas Merrow University/Thomas Merrow
"""),
    "bodies of the world": _pool("""
company: Grupo Altamar/Altamar | Nordlys ASA/Nordlys | Société Belcour/Belcour | Kurosawa Denki/Kurosawa | Szélmalom Zrt/Szélmalom | Aguas del Sur | Holding Żeglarz/Żeglarz | Brunnhof AG/Brunnhof | PT Samudra Jaya/Samudra Jaya | Acqua Ferrante SpA/Acqua Ferrante | Vindstål AB/Vindstål | Çınar Holding/Çınar | Obafemi Mills/Obafemi | Shreyas Motors/Shreyas | Hanbit Electronics/Hanbit
department: the Ministerio de Puertos | the Ministère des Eaux | the Kementerian Laut
agency: the Agencia de Aguas | the Instituto Marítimo | the Havsverket | the Agence des Ports
association: the Asociación de Molineros | the Fédération des Bateliers | the Confederação dos Pescadores | Verband der Müller
union: Sindicato Unido | the Syndicat des Quais | Związek Portowy
court: the Tribunal del Mar | the Audiencia de Altamira
hospital: Clínica San Ramiro/San Ramiro | Hospital Santa Aurea/Santa Aurea | the Hôpital Bellerive
university: Universitas Samudra | the Universidad de Altamira | Université de Valmer | Uniwersytet Zatoki
school: Colegio Altamira | the Lycée Bellerive
charity: Fundación Puerto Claro/Puerto Claro | Fondation Valmer | Stiftelsen Havn
party: Nova Via | the Partido del Lago | Nieuw Polder | Parti Bahari | Samling
media: Diario del Sur | El Faro Nuevo | Nordbladet | Le Courrier de Valmer | Gazeta Zatoki | Harian Samudra | Die Woche Nord | O Farol
police: Policía Foral | the Guardia del Lago
institute: Institut Valmer | Instituto Marazul | Fundacja Zatoka
bank: Banco do Norte | Banque Valmer | Sparbanken Havn | Bank Samudra
team: Atlético Altamira | Real Sotomar | FC Brunnhof | Olympique Valmer | Skoglund IF
"""),
    "bodies with links and numbers": _pool("""
company: Tarn & Hollow/Tarn | Peat and Heather Ltd | Seven Oaks Media | 12 Acres | Bread of Heaven Bakeries | Number Nine Logistics | Wood for Good | Route 9 Foods | Pier 40 Studios | the Company of Glaziers
department: the Department for Harbours, Ports and Piers | the Ministry of Forests, Rivers and Wildlife | the Department of Roads, Rail and Ferries | the Department for Towns and Villages
agency: the Office for Water and Waste | the Agency for Soil, Seed and Water | the Authority for Ports and Inland Waters | the Office of Fair Rents | the Commission for Safer Roads
committee: the Committee on Ports, Piers and Ferries | the Select Committee on Rivers | the Committee of the Seven
association: Doctors for Clean Air | the Association of Bakers and Millers | Mothers Against Noise | Friends of the Tarn | Citizens for Better Buses | the Society for Slow Travel | Voices of the Valley | Farmers for Fair Prices
union: the Union of Tram, Bus and Ferry Workers | the Association of Nurses and Carers | Union 44 | the Union of Cooks
court: the Court of Rivers and Ports | the Tribunal for Rents | the Court of the Northern Circuit
hospital: Hospital of the Good Shepherd | the Hospital for Sick Seamen | {} and District Hospital
university: the University of {} and the Isles | {} University of Art and Design
school: the School of Boats and Nets | {} School for Girls | School 21
charity: Shoes for Schools | the Trust for Wild Rivers | Homes for All | the Foundation for Clean Rivers | Food for {}
party: Movement for Change | the Party of Free Farmers | Ten Points | the Alliance for Work and Land | List 14
media: Channel 9 | the {} Times and Echo | Radio 77 | {} and District Post | 24 Hours | News of the North
police: {} and Orme Police | the Police of the Isles
institute: 38 South | the Institute for War and Water | the Centre on Land and Labour | the Council for Soil and Seed | Project 15
bank: the Bank of {} and Orme | First Bank of {} | Bank 24
team: the {} 49s | {} and Orme United
"""),
}
