"""Roles in full: rule, title, body, whether it is a former one, and the words that say so.

A line of the tables is what stands before *said* and all roles of the speaker, in their order; a line that gives no
roles looks like its neighbours and is none. ``cases/roles.json`` holds many more sentences, of which it asks for titles
and bodies only.
"""

from __future__ import annotations

import pytest

from quoteattr import Role

SAID = " said the pier was safe."
LATER = " “The pier is safe,” Poole said."
BEFORE_HIM = "“It is late,” said "

BEFORE = {
    "After the blast fire chief Ann Poole": ["before: fire chief | None | fire chief"],
    "In a statement airline spokeswoman Ann Poole": ["before: airline spokeswoman | None | airline spokeswoman"],
    "During the two-hour hearing former mayor Ann Poole": ["before: former mayor | None | former mayor"],
    "At a press conference health minister Ann Poole": ["before: health minister | None | health minister"],
    "Responding to the claims Labour MP Ann Poole": ["before: MP | Labour | Labour MP"],
    "Asked about the plan council leader Ann Poole": ["before: council leader | None | council leader"],
    "After Rovers’ win manager Ann Poole": ["before: manager | None | manager"],
    "In court prosecutor Ann Poole": ["before: prosecutor | None | prosecutor"],
    "On Friday evening coach Ann Poole": ["before: coach | None | coach"],
    "On Monday mayor Ann Poole": ["before: mayor | None | mayor"],
    "At the Harbour Trust chief executive Ann Poole": [
        "before: chief executive | Harbour Trust | Harbour Trust chief executive"
    ],
    "In London the fire chief Ann Poole": ["before: fire chief | None | fire chief"],
    "As police chief Ann Poole": ["before: police chief | None | police chief"],
    "After talks with the prime minister Ann Poole": ["before: prime minister | None | prime minister"],
    "The 28-year-old 800 metres runner Ann Poole": ["before: 800 metres runner | None | 800 metres runner"],
    "The 200m sprinter Ann Poole": ["before: 200m sprinter | None | 200m sprinter"],
    "British 1500 metres champion Ann Poole": ["before: 1500 metres champion | UK | British 1500 metres champion"],
    "Channel 4 news editor Ann Poole": ["before: news editor | Channel 4 | Channel 4 news editor"],
    "Media analyst Ann Poole": ["before: media analyst | None | Media analyst"],
    "Prison governor Ann Poole": ["before: prison governor | None | Prison governor"],
    "Church warden Ann Poole": ["before: church warden | None | Church warden"],
    "Army veteran Ann Poole": ["before: army veteran | None | Army veteran"],
    "Navy spokeswoman Ann Poole": ["before: spokeswoman | Navy | Navy spokeswoman"],
    "Co-author Prof Ann Poole": ["before: co-author | None | Co-author", "before: professor | None | Prof"],
    "Study co-author Dr Ann Poole": ["before: study co-author | None | Study co-author"],
    "On Monday Lib Dem MP Ann Poole": ["before: MP | Lib Dem | Lib Dem MP"],
    "Earlier Labour MP Ann Poole": ["before: MP | Labour | Labour MP"],
    "Last Thursday Conservative councillor Ann Poole": ["before: councillor | Conservative | Conservative councillor"],
    "On Tuesday Harbour Trust director Ann Poole": ["before: director | Harbour Trust | Harbour Trust director"],
    "Sunday Times editor Ann Poole": ["before: editor | Sunday Times | Sunday Times editor"],
    "Local MP Ann Poole": ["before: local MP | None | Local MP"],
    "Veteran MEP Ann Poole": ["before: MEP | None | Veteran MEP"],
    "Sacked MP Ann Poole": ["before: sacked MP | None | Sacked MP"],
    "Retiring MSP Ann Poole": ["before: retiring MSP | None | Retiring MSP"],
    "Skerrow MSP Ann Poole": ["before: MSP | Skerrow | Skerrow MSP"],
    "Millwick manager Ann Poole": ["before: manager | Millwick | Millwick manager"],
    "Warehouse manager Ann Poole": ["before: warehouse manager | None | Warehouse manager"],
    "Shadow Home Secretary Ann Poole": ["before: shadow home secretary | None | Shadow Home Secretary"],
    "Labour Shadow Justice Secretary Ann Poole": [
        "before: shadow justice secretary | Labour | Labour Shadow Justice Secretary"
    ],
    "Former Shadow Home Secretary Ann Poole": [
        "before: former shadow home secretary | None | Former Shadow Home Secretary"
    ],
    "Shadow Cabinet Office Minister Ann Poole": [
        "before: shadow cabinet office minister | None | Shadow Cabinet Office Minister"
    ],
    "Secretary of State for Health Ann Poole": [
        "before: secretary of state for health | None | Secretary of State for Health"
    ],
    "Secretary of State for Wales Ann Poole": ["before: secretary of state | Wales | Secretary of State for Wales"],
    "Rovers boss Ann Poole": ["before: boss | Rovers | Rovers boss"],
    "Film director Ann Poole": ["before: film director | None | Film director"],
    "Acme mayor Ann Poole": ["before: mayor | Acme | Acme mayor"],
    "Kisumu Governor Ann Poole": ["before: governor | Kisumu | Kisumu Governor"],
    "Interim Chief Executive Ann Poole": ["before: interim chief executive | None | Interim Chief Executive"],
    "Perhaps former Labour nominee Ann Poole": ["before: former nominee | Labour | former Labour nominee"],
    "Oscar-winner Ann Poole": ["before: Oscar-winner | None | Oscar-winner"],
    "Harbour Foods CFO Ann Poole": ["before: chief financial officer | Harbour Foods | Harbour Foods CFO"],
    "Former Harbour Foods CEO Ann Poole": ["before: former chief executive | Harbour Foods | Harbour Foods CEO"],
    "Chair and Founder of Harbour Foods Ann Poole": [
        "before: chair and founder | Harbour Foods | Chair and Founder of Harbour Foods"
    ],
    "Minister of Works Ann Poole": ["before: minister | Works | Minister of Works"],
    "New Jersey Gov. Ann Poole": ["before: governor | New Jersey | New Jersey Gov."],
    "Republican Gov. Ann Poole": ["before: governor | Republican | Republican Gov."],
    "Mayor Ann Poole": ["before: mayor | None | Mayor"],
    "Mayor Dr Ann Poole": ["before: mayor | None | Mayor"],
    "They were late, and mayor Ann Poole": ["before: mayor | None | mayor"],
    "Harbour Trust director Ann Poole": ["before: director | Harbour Trust | Harbour Trust director"],
    "Then mayor Ann Poole": ["before: former mayor | None | Then mayor"],
    "The late mayor Ann Poole": ["before: former mayor | None | late mayor"],
    "Secretary of state Ann Poole": ["before: secretary of state | None | Secretary of state"],
    "The chair of trustees Ann Poole": ["before: chair of trustees | None | chair of trustees"],
    "Hospital staff, teachers and nurse Ann Poole": ["before: nurse | None | nurse"],
    "Ann Poole MP": ["title: MP | None | MP"],
    "Labour's Ann Poole MP": ["title: MP | None | MP", "affiliation: None | Labour | Labour"],
    "And teacher Ann Poole": ["before: teacher | None | teacher"],
    "Chief executive of the Harbour Trust Ann Poole": [
        "before: chief executive | Harbour Trust | Chief executive of the Harbour Trust"
    ],
    "Head of policy at Harbour Foods Ann Poole": [
        "before: head of policy | Harbour Foods | Head of policy at Harbour Foods"
    ],
    "The Ambassador to Malta Ann Poole": ["before: ambassador | Malta | Ambassador to Malta"],
    "Chief of staff Ann Poole": ["before: chief of staff | None | Chief of staff"],
    "President-elect Ann Poole": ["before: president-elect | None | President-elect"],
    "General secretary of the Teachers’ Union Ann Poole": [
        "before: general secretary | Teachers’ Union | General secretary of the Teachers’ Union"
    ],
    "Danish Ambassador to the Netherlands Ann Poole": [
        "before: ambassador to the Netherlands | Denmark | Danish Ambassador to the Netherlands"
    ],
    "VP of Sales at Harbour Foods Ann Poole": [
        "before: vice-president of Sales | Harbour Foods | VP of Sales at Harbour Foods"
    ],
    "Sen. Ann Poole, an Ohio Democrat,": [
        "before: senator | Ohio | Sen.",
        "apposition: democrat | Ohio | Ohio Democrat",
    ],
    "Lt. Col. Ann Poole": ["before: lieutenant colonel | None | Lt. Col."],
    "King Ann": ["before: king | None | King"],
    "First Lady Ann Poole": ["before: first lady | None | First Lady"],
    "Mother-of-two Ann Poole": ["before: mother of two | None | Mother-of-two"],
    "Mr Reed's mother-in-law Ann Poole": ["before: mother-in-law | Mr Reed | Mr Reed's mother-in-law"],
    "On the show, co-host Ann Poole": ["before: co-host | None | co-host"],
    "At US Airways, Ann Poole": ["affiliation: None | US Airways | US Airways"],
    "At the White House, Ann Poole": [],
    "Chatting with his sister Ann": ["before: sister | None | sister"],
    "The far-right mayor Ann Poole": ["before: mayor | None | far-right mayor"],
    "Award-winning author Ann Poole": ["before: author | None | Award-winning author"],
    "Right-wing commentator Ann Poole": ["before: right-wing commentator | None | Right-wing commentator"],
    "The anti-war activist Ann Poole": ["before: anti-war activist | None | anti-war activist"],
    "The other witness Ann Poole": ["before: witness | None | other witness"],
    "The newly-elected mayor Ann Poole": ["before: mayor | None | newly-elected mayor"],
    "The harbour police spokeswoman Sgt. Ann Poole": [
        "before: harbour police spokeswoman | None | harbour police spokeswoman",
        "before: sergeant | None | Sgt.",
    ],
    "Ann Poole, formerly a baker,": ["apposition: former baker | None | formerly a baker"],
    "Ann Poole (who chairs the Harbour Trust)": ["relative: chair | Harbour Trust | Harbour Trust"],
    "Reed's mother, filmmaker Ann Poole,": [
        "before: filmmaker | None | filmmaker",
        "reversed: mother | Reed | Reed's mother",
    ],
    "Her lawyer, former judge Ann Poole,": [
        "reversed: lawyer | None | lawyer",
        "before: former judge | None | former judge",
    ],
    "Talking on Friday, Reed's mother, Ann Poole": ["reversed: mother | Reed | Reed's mother"],
    "Her friend the mayor, filmmaker Ann Poole and Tom Reed met. Poole": ["before: filmmaker | None | filmmaker"],
    "Association of Port Workers president Ann Poole": [
        "before: president | Association of Port Workers | Association of Port Workers president"
    ],
    "The former Institute of Tides chair Ann Poole": [
        "before: former chair | Institute of Tides | Institute of Tides chair"
    ],
    "The head of the troubled Harbour Trust Ann Poole": [
        "before: head | Harbour Trust | head of the troubled Harbour Trust"
    ],
    "The rise of Ann Poole": [],
    "Mr Ann Poole": [],
    "A woman called Ann Poole": [],
    "The owner of the dam Ann Poole": ["before: owner of the dam | None | owner of the dam"],
    "The manager of the singer Ann Poole": ["before: singer | None | singer"],
    "The mother of the boy Ann Poole": [],
    "Lothmar chief economist Ann Poole": ["before: chief economist | Lothmar | Lothmar chief economist"],
    "Lothmar head of research Ann Poole": ["before: head of research | Lothmar | Lothmar head of research"],
    "The passer-by Ann Poole": ["before: passer-by | None | passer-by"],
    "The Eastwick full-back Ann Poole": ["before: full-back | Eastwick | Eastwick full-back"],
    "Running back Ann Poole": ["before: running back | None | Running back"],
    "Shadow minister for roads Ann Poole": ["before: shadow minister for roads | None | Shadow minister for roads"],
    "Trust’s 61-year-old founder Ann Poole": ["before: founder | Trust | Trust’s 61-year-old founder"],
    "The embattled mayor Ann Poole": ["before: mayor | None | embattled mayor"],
    "Eastwick Town Council member Ann Poole": ["before: council member | Eastwick Town | Eastwick Town Council member"],
    "Lorn Education MEC Ann Poole": ["before: education MEC | Lorn | Lorn Education MEC"],
    "Lorn Communications Minister Ann Poole": ["before: communications minister | Lorn | Lorn Communications Minister"],
    "Lorn Health president Ann Poole": ["before: president | Lorn Health | Lorn Health president"],
    "Clinical lead Ann Poole": ["before: clinical lead | None | Clinical lead"],
    "Only Republican Ohio Gov. Ann Poole": ["before: governor | Ohio | Republican Ohio Gov."],
    "The acting Opec secretary general Ann Poole": [
        "before: acting Opec secretary general | None | acting Opec secretary general"
    ],
    "Harbour North America president Ann Poole": [
        "before: president | Harbour North America | Harbour North America president"
    ],
    "Eastwick North MP Ann Poole": ["before: MP | Eastwick North | Eastwick North MP"],
    "The director for clinical services Ann Poole": [
        "before: director for clinical services | None | director for clinical services"
    ],
    "The lawyer for victim Ann Poole": ["before: victim | None | victim"],
    "Reed’s fellow Rovers defender Ann Poole": ["before: defender | Rovers | Reed’s fellow Rovers defender"],
    "World record holder Ann Poole": ["before: world record holder | None | World record holder"],
    "Told so, advocate Ann Poole": ["before: advocate | None | advocate"],
    "Army spokeswoman Lt. Gen. Ann Poole": [
        "before: spokeswoman | Army | Army spokeswoman",
        "before: lieutenant general | None | Lt. Gen.",
    ],
    "The host, Harbour Trust board member Ann Poole,": [
        "before: board member | Harbour Trust | Harbour Trust board member",
        "reversed: host | None | host",
    ],
    "Harbour Labs CEO and co-founder Ann Poole": [
        "before: CEO and co-founder | Harbour Labs | Harbour Labs CEO and co-founder"
    ],
    "Green Party candidate for mayor Ann Poole": [
        "before: candidate for mayor | Green Party | Green Party candidate for mayor"
    ],
    "Inspector General of Police Ann Poole": [
        "before: inspector general of police | None | Inspector General of Police"
    ],
    "Leader of Opposition Ann Poole": ["before: leader of opposition | None | Leader of Opposition"],
    "Additional Director General of Police Ann Poole": [
        "before: additional director general of police | None | Additional Director General of Police"
    ],
}

BEHIND = {
    "Ann Poole, Secretary of State for Transport,": [
        "apposition: secretary of state for transport | None | Secretary of State for Transport"
    ],
    "Ann Poole, the Shadow Secretary of State for Defence,": [
        "apposition: shadow secretary of state for defence | None | Shadow Secretary of State for Defence"
    ],
    "Ann Poole, secretary of state for culture, media and sport,": [
        "apposition: secretary of state for culture, media and sport | None"
        " | secretary of state for culture, media and sport"
    ],
    "Ann Poole, 42 and a mother of two,": ["apposition: mother of two | None | mother of two"],
    "Ann Poole, once a doctor in Eastwick,": ["apposition: former doctor | Eastwick | once a doctor in Eastwick"],
    "Ann Poole, professor emeritus of law at Eastwick University,": [
        "apposition: professor emeritus of law | Eastwick University | professor emeritus of law at Eastwick University"
    ],
    "Ann Poole, not a doctor herself,": [],
    "Ann Poole, president and founder of Acme,": [
        "apposition: president and founder | Acme | president and founder of Acme"
    ],
    "Ann Poole, a teacher and founder of Acme,": [
        "apposition: founder | Acme | founder of Acme",
        "apposition: teacher | None | teacher",
    ],
    "Ann Poole, director of the Institute of Tides at Harbour College,": [
        "apposition: director | Institute of Tides | director of the Institute of Tides at Harbour College"
    ],
    "Ann Poole, director, Tidewatch,": ["apposition: director | Tidewatch | director"],
    "Ann Poole, CFO, Acme,": ["apposition: chief financial officer | Acme | CFO"],
    "Ann Poole, an Ohio Democrat,": ["apposition: democrat | Ohio | Ohio Democrat"],
    "Sen. Ann Poole (D-Ohio)": ["before: senator | D-Ohio | Sen."],
    "Eastwick councillor Ann Poole (Labour)": [
        "before: councillor | Eastwick | Eastwick councillor",
        "party: None | Labour | Labour",
    ],
    "Prof Ann Poole, of Leeds University,": ["before: professor | Leeds University | Prof"],
    "Professor Ann Poole of Leeds University": ["before: professor | Leeds University | Professor"],
    "Harbour Trust director Ann Poole, of Leeds University,": [
        "before: director | Harbour Trust | Harbour Trust director",
        "affiliation: None | Leeds University | Leeds University",
    ],
    "Ann Poole, 43, of Tallow Bay, director of the Harbour Trust,": [
        "apposition: director | Harbour Trust | director of the Harbour Trust"
    ],
    "Ann Poole, of Harbour Road, Eastwick, a baker,": ["apposition: baker | None | baker"],
    "Ann Poole, D-Ohio, the mayor of Eastwick,": [
        "apposition: mayor | Eastwick | mayor of Eastwick",
        "party: None | D-Ohio | D-Ohio",
    ],
    "Ann Poole, of Leeds University, a mother of two,": [
        "affiliation: None | Leeds University | Leeds University",
        "apposition: mother of two | None | mother of two",
    ],
    "Ann Poole (D-Ohio)": ["party: None | D-Ohio | D-Ohio"],
    "Ann Poole (Labour, Eastwick)": ["party: None | Labour | Labour, Eastwick"],
    "Ann Poole (director of the Harbour Trust)": [
        "apposition: director | Harbour Trust | director of the Harbour Trust"
    ],
    "Ann Poole – director of the Harbour Trust –": [
        "apposition: director | Harbour Trust | director of the Harbour Trust"
    ],
    "Ann Poole - director of the Harbour Trust -": [
        "apposition: director | Harbour Trust | director of the Harbour Trust"
    ],
    "Ann Poole, 42, a baker,": ["apposition: baker | None | baker"],
    "Ann Poole, a farmer, author and mayor of Eastwick,": [
        "apposition: mayor | Eastwick | mayor of Eastwick",
        "apposition: farmer | None | farmer",
        "apposition: author | None | author",
    ],
    "Ann Poole, Tom Reed's lawyer,": ["apposition: lawyer | Tom Reed | Tom Reed's lawyer"],
    "Ann Poole, Tom Reed’s lawyer,": ["apposition: lawyer | Tom Reed | Tom Reed’s lawyer"],
    "Ann Poole, lawyer for Tom Reed,": ["apposition: lawyer | Tom Reed | lawyer for Tom Reed"],
    "Ann Poole, managing director of the Harbour Trust,": [
        "apposition: managing director | Harbour Trust | managing director of the Harbour Trust"
    ],
    "Ann Poole, a director and the founder of the Harbour Trust,": [
        "apposition: director | None | director",
        "apposition: founder | Harbour Trust | founder of the Harbour Trust",
    ],
    "Ann Poole, star of “The Cold Harbour”,": ["apposition: star | “The Cold Harbour” | star of “The Cold Harbour”"],
    "Ann Poole, her rival,": ["apposition: rival | None | rival"],
    "Ann Poole, the Poole Brothers’ manager,": ["apposition: manager | Poole Brothers | Poole Brothers’ manager"],
    "Ann Poole, including director Tom Reed,": [],
    "Ann Poole, elected mayor in 2019,": ["made: mayor | None | mayor in 2019"],
    "Ann Poole, named in the report,": [],
    "Ann Poole, D-Ohio,": ["party: None | D-Ohio | D-Ohio"],
    "Senator Ann Poole, D-Ohio,": ["before: senator | D-Ohio | Senator"],
    "Ann Poole, PhD, director of the Harbour Trust,": [
        "apposition: director | Harbour Trust | director of the Harbour Trust"
    ],
    "Ann Poole, director, Harbour Trust,": ["apposition: director | Harbour Trust | director"],
    "Ann Poole (Harbour Trust)": ["affiliation: None | Harbour Trust | Harbour Trust"],
    "Ann Poole, Harbour Trust’s director,": ["apposition: director | Harbour Trust | Harbour Trust’s director"],
    "Ann Poole, the Office for Rural Affairs’s director general,": [
        "apposition: director general | Office for Rural Affairs | Office for Rural Affairs’s director general"
    ],
    "Ann Poole, one of the founders of the Harbour Trust,": [
        "apposition: founder | Harbour Trust | founders of the Harbour Trust"
    ],
    "Ann Poole, both a lawyer and a baker,": [
        "apposition: lawyer | None | lawyer",
        "apposition: baker | None | baker",
    ],
    "Ann Poole, working as a teacher,": ["as: teacher | None | teacher"],
    "Ann Poole (née Reed)": [],
    "Ann Poole, 42,": [],
    "Ann Poole, forty-two, a baker,": [],
    "Speaking near Ann Poole, the minister": ["source: minister | None | minister"],
    "Ann Poole, the trust’s 26-year-old co-founder,": [
        "apposition: co-founder | None | trust’s 26-year-old co-founder"
    ],
    "Ann Poole, lead author of the study,": ["apposition: lead author of the study | None | lead author of the study"],
    "Ann Poole, lead singer in a choir,": ["apposition: lead singer in a choir | None | lead singer in a choir"],
    "Ann Poole, founder of the start-up Acme,": ["apposition: founder | Acme | founder of the start-up Acme"],
    "Ann Poole, head of the campaign group Fair Rents,": [
        "apposition: head | Fair Rents | head of the campaign group Fair Rents"
    ],
    "Ann Poole, a clerk at a shoe company,": ["apposition: clerk | shoe company | clerk at a shoe company"],
    "Ann Poole, the runner-up,": ["apposition: runner-up | None | runner-up"],
    "Ann Poole, prosecuting,": ["apposition: prosecutor | None | prosecuting"],
    "Prosecuting, Ann Poole": ["apposition: prosecutor | None | Prosecuting"],
    "Ann Poole, defending the plan,": [],
    "Lord Poole of Eastwick, a former minister,": ["apposition: former minister | None | former minister"],
    "Ann Poole, a French economist at the Harbour Bank,": [
        "apposition: economist | Harbour Bank | French economist at the Harbour Bank"
    ],
    "Ann Poole, the French ambassador to Malta,": [
        "apposition: ambassador to Malta | France | French ambassador to Malta"
    ],
    "Ann Poole, founder of Stand Up Together,": [
        "apposition: founder | Stand Up Together | founder of Stand Up Together"
    ],
    "Ann Poole, a nurse and head of Stay Warm,": [
        "apposition: head | Stay Warm | head of Stay Warm",
        "apposition: nurse | None | nurse",
    ],
    "Ann Poole, managing director of US oil analysts Harbour Watch,": [
        "apposition: managing director | Harbour Watch | managing director of US oil analysts Harbour Watch"
    ],
    "Ann Poole, an officer in charge of training at the Harbour Academy,": [
        "apposition: officer in charge of training | Harbour Academy | officer in charge of training at the Harbour Academy"
    ],
    "Ann Poole, a nurse at the Harbour Trust charged with theft,": [
        "apposition: nurse | Harbour Trust | nurse at the Harbour Trust charged with theft"
    ],
    "Ann Poole, star of the late classic “The Cold Harbour,”": [
        "apposition: star | late classic The Cold Harbour | star of the late classic “The Cold Harbour,”"
    ],
    "Ann Poole, now Lady Dean of Eastwick,": [],
    "Ann Poole, now Baroness Dean of Eastwick,": [],
    "Ann Poole, Lord Mayor of Eastwick,": ["apposition: lord mayor | Eastwick | Lord Mayor of Eastwick"],
    "Ann Poole, SVP of sales at Acme,": ["apposition: senior vice-president of sales | Acme | SVP of sales at Acme"],
    "Ann Poole, a Year 9 pupil at Eastwick High,": [
        "apposition: pupil | Eastwick High | Year 9 pupil at Eastwick High"
    ],
}

AFFILIATION = {
    "Ann Poole, formerly of the Harbour Trust,": ["affiliation: former None | Harbour Trust | Harbour Trust"],
    "Ann Poole of Eastwick-based Harbour Foods": ["affiliation: None | Harbour Foods | Harbour Foods"],
    "Ann Poole, of the campaign group Fair Rents,": ["affiliation: None | Fair Rents | Fair Rents"],
    "Ann Poole, from charity Shelter North,": ["affiliation: None | Shelter North | Shelter North"],
    "Ann Poole of the Harbour Trust": ["affiliation: None | Harbour Trust | Harbour Trust"],
    "Ann Poole from the Harbour Trust": ["affiliation: None | Harbour Trust | Harbour Trust"],
    "Ann Poole at the Harbour Trust": ["affiliation: None | Harbour Trust | Harbour Trust"],
    "Ann Poole of Leeds": ["affiliation: None | Leeds | Leeds"],
    "Ann Poole, of the Harbour Trust,": ["affiliation: None | Harbour Trust | Harbour Trust"],
    "Ann Poole, from the Harbour Trust,": ["affiliation: None | Harbour Trust | Harbour Trust"],
    "Ann Poole, for the Harbour Trust,": ["affiliation: None | Harbour Trust | Harbour Trust"],
    "Ann Poole, at the Harbour Trust,": ["affiliation: None | Harbour Trust | Harbour Trust"],
    "Ann Poole, with the Harbour Trust,": ["affiliation: None | Harbour Trust | Harbour Trust"],
    "Ann Poole, of the National Union of Cooks and Bakers,": [
        "affiliation: None | National Union of Cooks and Bakers | National Union of Cooks and Bakers"
    ],
    "Ann Poole of the Institute for Pier Studies": [
        "affiliation: None | Institute for Pier Studies | Institute for Pier Studies"
    ],
    "Ann Poole of Halvorsen & Sons": ["affiliation: None | Halvorsen & Sons | Halvorsen & Sons"],
    "Ann Poole of Leeds and Tom Reed of York": [],  # they speak together
    "The Harbour Trust's Ann Poole": ["affiliation: None | Harbour Trust | Harbour Trust"],
    "Radio Eastwick's Ann Poole": ["affiliation: None | Radio Eastwick | Radio Eastwick"],
    "The Conservatives' Ann Poole": ["affiliation: None | Conservatives | Conservatives"],
    "Ann Poole, who works for the Harbour Trust,": ["affiliation: None | Harbour Trust | Harbour Trust"],
    "Ann Poole, who works with the Harbour Trust,": ["affiliation: None | Harbour Trust | Harbour Trust"],
    "Ann Poole, who worked at the Harbour Trust,": ["affiliation: former None | Harbour Trust | Harbour Trust"],
    "Ann Poole of Samaritans": ["affiliation: None | Samaritans | Samaritans"],
    "Ann Poole of the Samaritans": ["affiliation: None | Samaritans | Samaritans"],
    "Ann Poole, of Harbour Airlines,": ["affiliation: None | Harbour Airlines | Harbour Airlines"],
    "Ann Poole at home": [],
    "Ann Poole, at home,": [],
    "Ann Poole, with tears,": [],
    "Ann Poole with the Harbour Trust": [],
    "Ann Poole from a town nearby": [],
    "Ann Poole, who works in Eastwick,": [],
    "Ann Poole, who works for a bakery,": [],
    "The trust's Ann Poole": [],
    "Tom Reed's Ann Poole": [],
    "Ann Poole, from the University of the Western Isles,": [
        "affiliation: None | University of the Western Isles | University of the Western Isles"
    ],
    "Senate leader Ann Poole of Eastwick": [
        "before: leader | Senate | Senate leader",
        "affiliation: None | Eastwick | Eastwick",
    ],
    "Ann Poole of Third Street, a quiet place,": [],
    "Gatewright’s Ann Poole": ["affiliation: None | Gatewright | Gatewright"],
}

AS = {
    "Speaking as chair of the Harbour Trust, Ann Poole": ["as: chair | Harbour Trust | chair of the Harbour Trust"],
    "In her role as chair of the Harbour Trust, Ann Poole": ["as: chair | Harbour Trust | chair of the Harbour Trust"],
    "With ten years as a judge behind her, Ann Poole": ["as: judge | None | judge"],
    "As mayor of Eastwick, Ann Poole": ["as: mayor | Eastwick | mayor of Eastwick"],
    "As mayor of Eastwick, Dr Ann Poole": ["as: mayor | Eastwick | mayor of Eastwick"],
    "It was late. As the first director of the Harbour Trust, Ann Poole": [
        "as: director | Harbour Trust | first director of the Harbour Trust"
    ],
    "Ann Poole, speaking as chair of the Harbour Trust,": ["as: chair | Harbour Trust | chair of the Harbour Trust"],
    "Ann Poole, speaking as a mother of two,": ["as: mother of two | None | mother of two"],
    "Ann Poole MP, speaking as chair of the Harbour Trust,": [
        "as: chair | Harbour Trust | chair of the Harbour Trust",
        "title: MP | None | MP",
    ],
    "As snow fell, Ann Poole": [],
    "She described him as mayor, Ann Poole": [],
    "On Monday as mayor, Ann Poole": [],
    "As mayor,\n\nAnn Poole": [],
    "Ann Poole, talking as chair of the Harbour Trust,": [],
    "Ann Poole, speaking as, er, chair,": [],
}

REVERSED = {
    "Speaking through an interpreter, Ann Poole, 61,": [],
    "Flanked by her lawyer, Ann Poole, 40,": [],
    "In a letter to the mayor, Ann Poole": [],
    "A former interpreter, Ann Poole, 61,": ["reversed: former interpreter | None | former interpreter"],
    "In an interview its boss, Ann Poole,": ["reversed: boss | None | boss"],
    "In a statement, the mayor, Ann Poole,": ["reversed: mayor | None | mayor"],
    "The Secretary of State for Health, Ann Poole,": [
        "reversed: secretary of state for health | None | Secretary of State for Health"
    ],
    "The Shadow Secretary of State for Food and Rural Affairs, Lady Poole,": [
        "reversed: shadow secretary of state for food and rural affairs | None"
        " | Shadow Secretary of State for Food and Rural Affairs"
    ],
    "The Minister of State for the Environment, Housing and Rail, Ann Poole,": [
        "reversed: minister of state for the environment, housing and rail | None"
        " | Minister of State for the Environment, Housing and Rail"
    ],
    "The Secretary of State for Work and Pensions and former mayor, Ann Poole,": [
        "reversed: secretary of state for work and pensions | None | Secretary of State for Work and Pensions",
        "reversed: former mayor | None | former mayor",
    ],
    "The Minister of Works, Hon. Ann Poole,": ["reversed: minister | Works | Minister of Works"],
    "A former mayor, Ann Poole": ["reversed: former mayor | None | former mayor"],
    "The chief scientist, Professor Ann Poole,": [
        "reversed: chief scientist | None | chief scientist",
        "before: professor | None | Professor",
    ],
    "The sponsor of the bill, Sen. Ann Poole,": [
        "before: senator | None | Sen.",
        "reversed: sponsor of the bill | None | sponsor of the bill",
    ],
    "The dean, the Very Rev Ann Poole,": ["reversed: dean | None | dean"],
    "The dean, the very old Ann Poole,": [],
    "The former head of the army, Lord Poole,": ["reversed: former head of the army | None | former head of the army"],
    "His mother, Ann Poole,": ["reversed: mother | None | mother"],
    "The head of the Harbour Trust, Ann Poole,": ["reversed: head | Harbour Trust | head of the Harbour Trust"],
    "A retired teacher from Eastwick, Ann Poole,": [
        "reversed: former teacher | Eastwick | retired teacher from Eastwick"
    ],
    "Harbour Trust director, Ann Poole,": ["reversed: director | Harbour Trust | Harbour Trust director"],
    "The dead man's brother, Tom Poole,": ["reversed: brother | None | dead man's brother"],
    "The school was shut. The head teacher, Ann Poole,": ["reversed: head teacher | None | head teacher"],
    "The mayor, Ann Poole - who is ill -": ["reversed: mayor | None | mayor"],
    "Mayor, Ann Poole,": ["reversed: mayor | None | Mayor"],
    "Sanders’ manager, Ann Poole,": ["reversed: manager | Sanders | Sanders’ manager"],
    "In June the director of the Harbour Trust, Ann Poole,": [
        "reversed: director | Harbour Trust | director of the Harbour Trust"
    ],
    "In the town, Ann Poole, a baker,": ["apposition: baker | None | baker"],
    "The mayor,\n\nAnn Poole,": ["source: mayor | None | mayor"],
    "“It is the mayor,” Ann Poole, 42,": [],
    "“It is the Harbour Trust's”\n\nAnn Poole": [],
    "The Executive Secretary, Lorn Medical Council, Dr Ann Poole,": [
        "reversed: executive secretary | Lorn Medical Council | Executive Secretary"
    ],
    "Managing Director, Harbour Foods Ltd, Ann Poole,": [
        "reversed: managing director | Harbour Foods Ltd | Managing Director"
    ],
}

RELATIVE = {
    "Ann Poole, who ran the London Marathon in a bear suit,": [],
    "Ann Poole, who directed the traffic,": [],
    "Ann Poole, who owns a dog,": [],
    "Ann Poole, who led the singing,": [],
    "Ann Poole, who led the celebrations,": [],
    "Ann Poole, who led the excavation,": ["relative: former leader | excavation | excavation"],
    "Ann Poole, who chaired the meeting on Monday,": [],
    "Ann Poole, who owned a red car,": [],
    "Ann Poole, who ran Oxfam for ten years,": ["relative: former head | Oxfam | Oxfam"],
    "Ann Poole, who owns the bakery,": ["relative: owner | bakery | bakery"],
    "Ann Poole, who owns three pubs,": ["relative: owner | three pubs | three pubs"],
    "Ann Poole, who owns a sports and fitness firm,": [
        "relative: owner | sports and fitness firm | sports and fitness firm"
    ],
    "Ann Poole, who led the work,": ["relative: former leader | work | work"],
    "Ann Poole, who owns the quarry,": ["relative: owner | quarry | quarry"],
    "Ann Poole, who led the task force,": ["relative: former leader | task force | task force"],
    "Ann Poole, who teaches physics at Eastwick University,": [
        "affiliation: None | Eastwick University | Eastwick University"
    ],
    "Ann Poole, who is one of the owners of Acme,": ["relative: owner | Acme | owners of Acme"],
    "Ann Poole, who teaches and writes,": [],
    "Ann Poole, who studies at night,": [],
    "Ann Poole, who is chair of the Harbour Trust,": ["relative: chair | Harbour Trust | chair of the Harbour Trust"],
    "Ann Poole who is chair of the Harbour Trust": ["relative: chair | Harbour Trust | chair of the Harbour Trust"],
    "Ann Poole, who was chair of the Harbour Trust,": ["relative: chair | Harbour Trust | chair of the Harbour Trust"],
    "Ann Poole, who was chair of the Harbour Trust until 2019,": [
        "relative: former chair | Harbour Trust | chair of the Harbour Trust until 2019"
    ],
    "Ann Poole, who became chair of the Harbour Trust in 2019,": [
        "relative: chair | Harbour Trust | chair of the Harbour Trust in 2019"
    ],
    "Ann Poole, who leads the Harbour Trust,": ["relative: leader | Harbour Trust | Harbour Trust"],
    "Ann Poole, who led the Harbour Trust,": ["relative: former leader | Harbour Trust | Harbour Trust"],
    "Ann Poole, who heads the Harbour Trust,": ["relative: head | Harbour Trust | Harbour Trust"],
    "Ann Poole, who headed the Harbour Trust,": ["relative: former head | Harbour Trust | Harbour Trust"],
    "Ann Poole, who chaired the Harbour Trust,": ["relative: former chair | Harbour Trust | Harbour Trust"],
    "Ann Poole, who runs the Harbour Bakery,": ["relative: head | Harbour Bakery | Harbour Bakery"],
    "Ann Poole, who ran the Harbour Bakery,": ["relative: former head | Harbour Bakery | Harbour Bakery"],
    "Ann Poole, who founded the Harbour Bakery,": ["relative: founder | Harbour Bakery | Harbour Bakery"],
    "Ann Poole, who edits the Harbour Gazette,": ["relative: editor | Harbour Gazette | Harbour Gazette"],
    "Ann Poole, who directs the Harbour Choir,": ["relative: director | Harbour Choir | Harbour Choir"],
    "Ann Poole, who manages the Harbour Bakery,": ["relative: manager | Harbour Bakery | Harbour Bakery"],
    "Ann Poole, who coaches Eastwick Town,": ["relative: coach | Eastwick Town | Eastwick Town"],
    "Ann Poole, who owns the Harbour Bakery,": ["relative: owner | Harbour Bakery | Harbour Bakery"],
    "Ann Poole, who works as a nurse at the Harbour Hospice,": [
        "relative: nurse | Harbour Hospice | nurse at the Harbour Hospice"
    ],
    "Ann Poole, who worked as a nurse until 2019,": ["relative: former nurse | None | nurse until 2019"],
    "Ann Poole, who runs,": [],
    "Ann Poole, who runs fast,": [],
    "Ann Poole, who ran for mayor in 2019,": [],
    "Ann Poole, who ran away from home,": [],
    "Ann Poole, who headed for the door,": [],
    "Ann Poole, who works as hard as anyone,": [],
    "Ann Poole, who is ill,": [],
    "Ann Poole, who knows the chair of the Harbour Trust,": [],
    "Ann Poole, whose son is chair of the Harbour Trust,": [],
    "Ann Poole, who worked at Acme and is now the head of the Harbour Trust,": [
        "relative: head | Harbour Trust | head of the Harbour Trust",
        "affiliation: former None | Acme | Acme",
    ],
    "Ann Poole, who joined in May and became its director,": ["relative: director | None | director"],
    "Ann Poole, who used to be the mayor,": ["relative: former mayor | None | mayor"],
    "Ann Poole, who used to run the Harbour Trust,": ["relative: former head | Harbour Trust | Harbour Trust"],
    "Ann Poole, who led the study,": ["relative: leader | study | study"],
    "Ann Poole, who led the party,": ["relative: former leader | party | party"],
    "Ann Poole, who tracks ships for the Harbour Trust,": ["affiliation: None | Harbour Trust | Harbour Trust"],
    "Ann Poole, who plays the piano at Christmas,": [],
    "Ann Poole, who saw the crash and left,": [],
}

COPULA = {
    "Ann Poole is one of the founders of the Harbour Trust.": [
        "copula: founder | Harbour Trust | founders of the Harbour Trust"
    ],
    "Ann Poole was the last high-profile Labour contender.": [
        "copula: contender | Labour | last high-profile Labour contender"
    ],
    "Ann Poole was the only female in her troupe.": [],
    "Ann Poole is director of the Harbour Trust.": ["copula: director | Harbour Trust | director of the Harbour Trust"],
    "Campaigner Ann Poole is the director of the Harbour Trust.": [
        "copula: director | Harbour Trust | director of the Harbour Trust",
        "before: campaigner | None | Campaigner",
    ],
    "Ann Poole was a teacher at the Harbour School.": [
        "copula: teacher | Harbour School | teacher at the Harbour School"
    ],
    "Ann Poole became a teacher in 1990.": ["copula: teacher | None | teacher"],
    "Ann Poole remains the chair of the Harbour Trust.": ["copula: chair | Harbour Trust | chair of the Harbour Trust"],
    "Ann Poole is director of the Harbour Trust and chair of the Pier Fund.": [
        "copula: director | Harbour Trust | director of the Harbour Trust",
        "copula: chair | Pier Fund | chair of the Pier Fund",
    ],
    "Ann Poole is a friend of the mayor.": ["copula: friend of the mayor | None | friend of the mayor"],
    "Ann Poole is not the director of the Harbour Trust.": [],
    "Ann Poole likes the director of the Harbour Trust.": [],
    "Ann Poole was elected mayor.": ["made: mayor | None | mayor"],
    "Ann Poole will be elected mayor.": [],
    "Ann Poole was not elected mayor.": [],
    "Tom Reed hopes Ann Poole was elected mayor.": [],
    "The director of the Harbour Trust is Ann Poole.": [
        "copula: director | Harbour Trust | director of the Harbour Trust"
    ],
    "The director is not Ann Poole.": [],
    "Tom Reed claimed the thief was Ann Poole.": [],
    "Is Ann Poole the director of the Harbour Trust?": [],
    "Ann Poole was once a nurse and is now a member of the Harbour Trust.": [
        "copula: member | Harbour Trust | member of the Harbour Trust"
    ],
    "Ann Poole has been mum on the plan.": [],
}


QUOTED = {
    "teacher and author Ann Poole.": ["before: teacher | None | teacher", "before: author | None | author"],
    "the trust’s deputy head of staff and district director Ann Poole.": [
        "before: deputy head of staff | None | trust’s deputy head of staff",
        "before: district director | None | district director",
    ],
    "Republican and billionaire Ann Poole.": [
        "before: billionaire | None | billionaire",
        "before: republican | None | Republican",
    ],
    "former teacher and author Ann Poole.": [
        "before: author | None | author",
        "before: former teacher | None | former teacher",
    ],
    "fish and chip shop owner Ann Poole.": ["before: fish and chip shop owner | None | fish and chip shop owner"],
    "arts and culture minister Ann Poole.": ["before: arts and culture minister | None | arts and culture minister"],
    "a woman called mayor Ann Poole.": ["before: mayor | None | mayor"],
    "chief of staff Ann Poole.": ["before: chief of staff | None | chief of staff"],
    "actor - director Ann Poole.": ["before: actor director | None | actor - director"],
    "mayor/author Ann Poole.": ["before: mayor / author | None | mayor/author"],
    "research & development director Ann Poole.": [
        "before: research & development director | None | research & development director"
    ],
    "ex mayor Ann Poole.": ["before: former mayor | None | ex mayor"],
    "Ann Poole (director)": ["apposition: director | None | director"],
    "Ann Poole, mayor": ["apposition: mayor | None | mayor"],
    "Ann Poole, 42, mayor": ["apposition: mayor | None | mayor"],
    "Ann Poole, a farmer, mayor and author": [
        "apposition: mayor | None | mayor",
        "apposition: farmer | None | farmer",
        "apposition: author | None | author",
    ],
    "Ann Poole, a farmer, author": ["apposition: farmer | None | farmer", "apposition: author | None | author"],
    "Ann Poole, a mother,": ["apposition: mother | None | mother"],
    "Ann Poole, friend of Jane Roe.": ["apposition: friend | Jane Roe | friend of Jane Roe"],
    "Ann Poole, 42": [],
    "Ann Poole, 42,": [],
    "Ann Poole,": [],
    "Ann Poole of": [],
    "Ann Poole, of": [],
    "Ann Poole (director": [],
    "Ann Poole, mayor Jane Roe agreed.": [],
    "Ann Poole, who runs": [],
    "Ann Poole, who is chair.": ["relative: chair | None | chair"],
    "Ann Poole\n\nDirector of the Harbour Trust": [],
    "Ann Poole,\n\ndirector of the Harbour Trust": [],
    "Ann Poole, who\n\nis chair of the Harbour Trust.": [],
    "his mother, Ann Poole.": ["reversed: mother | None | mother"],
    "his mother, Ann Poole": ["reversed: mother | None | mother"],
    "advocate Ann Poole.": ["before: advocate | None | advocate"],
    "guide Ann Poole.": ["before: guide | None | guide"],
    "Ann Poole, who was named chair of the Harbour Trust in May.": [
        "made: chair | Harbour Trust | chair of the Harbour Trust in May"
    ],
    "Ann Poole, appointed chair of the Harbour Trust in May.": [
        "made: chair | Harbour Trust | chair of the Harbour Trust in May"
    ],
    "Ann Poole, who was beaten in May.": [],
}

ELSEWHERE = {
    "Rosa Judge, Ann Poole and Ed Roe were arrested.": [],
    "Present were Ed Roe, Sue Cook, Ann Poole.": [],
    "Tim Baker, Ann Poole, Ed Roe and Joe Dunn came.": [],
    "The baker, Ann Poole, and Ed Roe came.": ["reversed: baker | None | baker"],
    "Paul Fry died. His sister, Sue Fry, and his girlfriend, Ann Poole, laid flowers.": [
        "reversed: girlfriend | None | girlfriend"
    ],
    "Paul Fry died. His sister, Sue Fry, came with her wife, Ann Poole.": ["reversed: wife | Sue Fry | wife"],
    "Tom Reed came with his wife, Zoe Lund, and his daughter, Ann Poole.": ["reversed: daughter | Tom Reed | daughter"],
    "The Harbour Trust made Ann Poole its director in 2019.": ["made: director | Harbour Trust | director in 2019"],
    "The Harbour Trust named Ann Poole as director.": ["made: director | None | director"],
    "The Harbour Trust made Ann Poole happy.": [],
    "Joe Dunn claimed the Harbour Trust made Ann Poole its director.": [],
    "If the Harbour Trust made Ann Poole its director, so be it.": [],
    "Ann Poole, who has been the director of the Harbour Trust since 2019, left.": [
        "relative: director | Harbour Trust | director of the Harbour Trust"
    ],
    "Ann Poole, who has led the Harbour Trust since 2019, left.": ["relative: leader | Harbour Trust | Harbour Trust"],
    "Ann Poole, who had led the Harbour Trust, left.": ["relative: former leader | Harbour Trust | Harbour Trust"],
    "Ann Poole has run the Harbour Trust since 2019.": ["relative: head | Harbour Trust | Harbour Trust"],
    "Ann Poole has run the risk since 2019.": [],
    "They met the ministers Ann Poole and Tom Reed.": ["list: minister | None | ministers"],
    "They met Harbour Trust directors Tom Reed, Joe Dunn and Ann Poole.": [
        "list: director | Harbour Trust | Harbour Trust directors"
    ],
    "They met chefs from the order including Ann Poole.": ["list: chef | None | chefs from the order"],
    "They met ministers, Ann Poole and Tom Reed.": [],
    "They met friends of Ann Poole and Tom Reed.": [],
    "One of the trust’s victims, Ann Poole, left.": ["reversed: victim | None | trust’s victims"],
    "The director of the Harbour Trust left on Monday. Ann Poole told the Herald it rained.": [
        "described: director | Harbour Trust | director of the Harbour Trust"
    ],
    "A thief left on Monday. Ann Poole told the Herald it rained.": [],
    "The director of the Harbour Trust left on Monday. Mayor Ann Poole told the Herald it rained.": [
        "before: mayor | None | Mayor"
    ],
    "Joe Dunn says the director was drunk. Ann Poole told the Herald it rained.": [],
    "They saw the pupil and teacher Ann Poole.": ["before: teacher | None | teacher", "before: pupil | None | pupil"],
    "Pupils and teacher Ann Poole left.": ["before: teacher | None | teacher"],
    "They saw Joe Dunn and mayor Ann Poole.": ["before: mayor | None | mayor"],
    "Ann Poole, Labour MP Jane Roe and others left.": [],
    "Ann Poole, the director Jane Roe, and Tom Reed left.": [],
    "They chose Ann Poole, Eastwick teacher and council candidate Tom Reed, and Jane Dunn.": [],
    "Ann Poole (Lab) met the mayor. Ann Poole, a baker, spoke.": [
        "apposition: baker | None | baker",
        "party: None | Lab | Lab",
    ],
}

POSTS_AS = {
    "Ann Poole resigned as mayor in May.": ["as: former mayor | None | mayor in May"],
    "Ann Poole, who resigned as mayor, left.": ["as: former mayor | None | mayor"],
    "In May, Ann Poole was forced to resign as mayor.": ["as: mayor | None | mayor"],
    "Ann Poole was ousted as vice-president.": ["as: former vice-president | None | vice-president"],
    "Ann Poole was sworn in as mayor.": ["as: mayor | None | mayor"],
    "Tom Reed, who replaced Ann Poole as mayor, left.": ["as: former mayor | None | mayor"],
    "Ann Poole, who replaced Tom Reed as mayor, left.": ["as: mayor | None | mayor"],
    "The pound fell after Ann Poole's first speech as chancellor.": ["as: chancellor | None | chancellor"],
    "While serving as mayor, Ann Poole met Tom Reed.": ["as: mayor | None | mayor"],
    "Ann Poole lost her job as a teacher.": ["as: former teacher | None | teacher"],
    "Tom Reed, who replaced Ann Poole as mayor shortly afterwards, left.": ["as: former mayor | None | mayor"],
    "Ann Poole, who served two terms as mayor, left.": ["as: mayor | None | mayor"],
    "Tom Reed claimed that Ann Poole served two terms as mayor.": [],
    "Ann Poole denied working as a spy.": [],
    "Tom Reed accused Ann Poole of working as a spy.": [],
    "Police say Ann Poole served as a spy.": [],
    "Tom Reed claimed that Ann Poole lost her job as a teacher.": [],
    "Tom Reed denounced Ann Poole's work as a spy.": [],
    "Ann Poole hopes to serve as mayor.": [],
    "Ann Poole may serve as mayor.": [],
    "Ann Poole did not serve as mayor.": [],
    "Did Ann Poole resign as mayor?": [],
    "If Ann Poole resigned as mayor, it would rain.": [],
    "Ann Poole was seen as a hero, and is known as a fighter.": [],
    "“Ann Poole resigned as mayor,” Tom Reed said.": [],
    "The film shows Ann Poole's performance as a loner.": [],
    "As a girl, Ann Poole sailed.": [],
    "Ann Poole holds a record as a book of names.": [],
    "They won with Ann Poole as manager.": ["as: manager | None | manager"],
    "They won under Ann Poole, now Baroness Poole of Eastwick, as manager.": ["as: manager | None | manager"],
    "They agree with Ann Poole as a rule.": [],
}

BY_OTHER_WORDS = {
    "Ann Poole left. She is a professor at Eastwick University.": [
        "copula: professor | Eastwick University | professor at Eastwick University"
    ],
    "Ann Poole left. She was appointed director of the Harbour Trust in May.": [
        "made: director | Harbour Trust | director of the Harbour Trust in May"
    ],
    "Ann Poole left. She is the mother of two.": [],
    "Ann Poole left. She is not a professor.": [],
    "Ann Poole left. Joe Dunn said she was a professor.": [],
    "Ann Poole left on Monday. The singer was ill.": ["source: singer | None | singer"],
    "Ann Poole met the mayor of Eastwick.": [],
    "Ann Poole urged the chancellor to pay, and said the minister was late.": [],
    "Ann Poole left. She works as a nurse.": ["as: nurse | None | nurse"],
    "Ann Poole left. She runs the Harbour Trust.": ["relative: head | Harbour Trust | Harbour Trust"],
}

LISTED = {
    "Many people, including mayor Ann Poole, said it was late.": ["before: mayor | None | mayor"],
    "The panel heard managers, among them Ann Poole.": ["list: manager | None | managers"],
    "The managers stood among them. Ann Poole left.": [],
    "They met Sens. Tom Reed and Ann Poole.": ["list: senator | None | Sens."],
    "Councillors Tom Reed of the Green Party and Ann Poole were elected.": ["list: councillor | None | Councillors"],
    "The rebels elected included Tom Reed and Ann Poole.": ["list: rebel | None | rebels elected"],
    "They met officials, including mayor Tom Reed and Ann Poole.": ["list: official | None | officials"],
    "Both candidates in the race – mayor Tom Reed and Ann Poole – left.": ["list: candidate | None | candidates"],
    "They met two bakers: Tom Reed and the sailor Ann Poole.": [
        "before: sailor | None | sailor",
        "list: baker | None | bakers",
    ],
    "They met Sens. Tom Reed and Joe Dunn and Mayor Ann Poole.": ["before: mayor | None | Mayor"],
    "Police said the thieves, including mayor Tom Reed and Ann Poole, had left.": [],
    "The winners were Tom Reed and Ann Poole.": ["list: winner | None | winners"],
    "Police said the thieves were Tom Reed and Ann Poole.": [],
    "Police said the thieves included Tom Reed and Ann Poole.": [],
    "Were the thieves Tom Reed and Ann Poole?": [],
    "The thieves may include Tom Reed and Ann Poole.": [],
    "They praised women like Tom Reed and Ann Poole.": [],
}

OTHERS = {
    "After ten years as head teacher of Eastwick School, Ann Poole is to leave.": [
        "as: head teacher | Eastwick School | head teacher of Eastwick School"
    ],
    "The daughter of a miner, Ann Poole left school at 14.": [
        "reversed: daughter of a miner | None | daughter of a miner"
    ],
    "They spoke to one Eastwick parent: Ann Poole.": ["reversed: parent | Eastwick | Eastwick parent"],
    "If elected mayor, Ann Poole would close the pier.": [],
    "A mayor, Ann Poole thought, was late.": [],
    "For the Liberal Democrats, Ann Poole called it late.": [
        "affiliation: None | Liberal Democrats | Liberal Democrats"
    ],
    "For a year, Ann Poole called it late.": [],
    "Ann Poole, herself a teacher, left.": ["apposition: teacher | None | teacher"],
    "Britain's Ann Poole won the race.": ["affiliation: None | Britain | Britain"],
    "The judge who hears the case, Ann Poole, left.": ["reversed: judge | None | judge"],
    "The driver, named as 54-year-old Ann Poole, was shot.": ["reversed: driver | None | driver"],
    "Tom Reed and his daughter, Ann Poole, left.": ["reversed: daughter | Tom Reed | daughter"],
    "Tom Reed, whose lawyer, Ann Poole, was late, left.": ["reversed: lawyer | Tom Reed | lawyer"],
    "Joe Dunn met Tom Reed and his lawyer, Ann Poole.": ["reversed: lawyer | None | lawyer"],
    "Ann Poole, a member of the Harbour Nation who works with the Harbour Trust, left.": [
        "apposition: member | Harbour Nation | member of the Harbour Nation",
        "affiliation: None | Harbour Trust | Harbour Trust",
    ],
    "Ann Poole, a friend of the man who runs the Harbour Trust, left.": [
        "apposition: friend of the man | None | friend of the man"
    ],
    "Ann Poole works for the Harbour Trust in Eastwick.": ["affiliation: None | Harbour Trust | Harbour Trust"],
    "Ann Poole waits for the Harbour Trust in Eastwick.": [],
    "It rained.\n\nReporting by Tom Reed and Ann Poole; Editing by Joe Dunn\n\n": [
        "credit: reporter | None | Reporting by"
    ],
    "It rained.\n\nTom Reed and Ann Poole contributed to this report.\n\n": [
        "credit: reporter | None | contributed to"
    ],
    "Pier to close\n\nAnn Poole\n\nThe pier will close in May.": ["credit: reporter | None | Ann Poole"],
    "Pier to close\n\nAnn Poole, baker\n\nThe pier will close in May.": ["apposition: baker | None | baker"],
    "The pier closed. (Picture by Ann Poole)": ["credit: photographer | None | Picture by"],
    "Photo: Ann Poole, the mayor of Eastwick, on Monday\n\nThe pier will close in May.": [
        "apposition: mayor | Eastwick | mayor of Eastwick"
    ],
    "Ann Poole contributed to this fund.": [],
    "The hall is named after the Danish scientist and philosopher Ann Poole.": [
        "before: scientist | Denmark | Danish scientist",
        "before: philosopher | None | philosopher",
    ],
    "Oscar-winning actress Ann Poole left.": ["before: actress | None | Oscar-winning actress"],
    "Ann Poole, a second-generation Danish-American resident, left.": [
        "apposition: second-generation Danish-American resident | None | second-generation Danish-American resident"
    ],
    "Ann Poole, a pulmonologist at the Harbour Infirmary, left.": [
        "apposition: pulmonologist | Harbour Infirmary | pulmonologist at the Harbour Infirmary"
    ],
    "President of the Senate, Ann Poole, left.": ["reversed: president | Senate | President of the Senate"],
    "The head of HT (Harbour Trust), Ann Poole, left.": ["reversed: head | HT | head of HT (Harbour Trust)"],
    "They spoke of a meeting in March with Denmark's leader, Ann Poole.": [
        "reversed: leader | Denmark | Denmark's leader"
    ],
    "Fans of the singer, Ann Poole, left.": ["reversed: singer | None | singer"],
    "The U.S. attorney for Southern Eastwick, Ann Poole, left.": [
        "reversed: attorney for Southern Eastwick | US | U.S. attorney for Southern Eastwick"
    ],
    "The first lady, Ann Poole, left.": ["reversed: first lady | None | first lady"],
    "As a biologist and a colleague of Tom Reed's at the University of Eastwick, Ann Poole took notice.": [
        "as: colleague | Tom Reed | colleague of Tom Reed's at the University of Eastwick",
        "as: biologist | None | biologist",
    ],
    "As much as Tom Reed is a baker, Ann Poole is not.": [],
    "Ann Poole, who, as mayor, signed it, left.": ["as: mayor | None | mayor"],
    "Tom Reed said Ann Poole, who, as mayor, signed it, had left.": [],
    "Ann Poole, a woman convicted of theft, left.": [],
    "Ann Poole was a happy child.": [],
    "They praised the conservative Ann Poole.": [],
    "Ann Poole, representing the Harbour Trust, left.": ["affiliation: None | Harbour Trust | Harbour Trust"],
    "The letter was written by Ann Poole.": [],
    "The victim, identified by police as 54-year-old Ann Poole, left.": ["reversed: victim | None | victim"],
    "Ann Poole is stepping down as mayor.": ["as: mayor | None | mayor"],
    "The Harbour Trust has named Ann Poole as its new director.": ["as: director | Harbour Trust | new director"],
    "Ann Poole runs a bakery.": ["relative: head | bakery | bakery"],
    "Ann Poole ran the company store.": [],
}


def told(role: Role) -> str:
    """A role on one line: rule, title and body, and the words that say so."""
    assert role.span is not None
    former = "former " if role.former else ""
    return f"{role.rule.removeprefix('role-')}: {former}{role.title} | {role.organisation} | {role.span.text}"


def lines(*tables: dict[str, list[str]]) -> list[object]:
    return [pytest.param(words, roles, id=words) for table in tables for words, roles in table.items()]


SUBJECTS = (BEFORE, BEHIND, AFFILIATION, AS, REVERSED, RELATIVE)
SENTENCES = (COPULA, ELSEWHERE)
UNQUOTED = (POSTS_AS, LISTED, OTHERS)


@pytest.fixture(scope="module")
def read(together):
    texts = [subject + SAID for table in SUBJECTS for subject in table]
    texts += [sentence + LATER for table in SENTENCES for sentence in table]
    texts += [sentence for table in UNQUOTED for sentence in table]
    return together([*texts, *(BEFORE_HIM + speaker for speaker in QUOTED)])


@pytest.mark.parametrize(("subject", "expected"), lines(*SUBJECTS))
def test_roles_of_a_subject(subject, expected, read):
    speaker = read(subject + SAID).quotes[-1].speaker
    assert [told(role) for role in speaker.roles] == expected


@pytest.mark.parametrize(("sentence", "expected"), lines(*SENTENCES))
def test_roles_told_in_a_sentence_of_their_own(sentence, expected, read):
    speaker = read(sentence + LATER).quotes[-1].speaker
    assert speaker.name == "Ann Poole"
    assert [told(role) for role in speaker.roles] == expected


@pytest.mark.parametrize(("sentence", "expected"), lines(*UNQUOTED))
def test_roles_of_one_who_is_not_quoted(sentence, expected, read):
    (poole,) = (person for person in read(sentence).people if person.name == "Ann Poole")
    assert [told(role) for role in poole.roles] == expected


@pytest.mark.parametrize(("sentence", "expected"), lines(BY_OTHER_WORDS))
def test_roles_of_one_who_is_meant_by_a_pronoun_or_a_description(sentence, expected, extract):
    article = extract(f"{sentence} “It is late,” said Tom Reed.")
    (poole,) = (person for person in article.people if person.name == "Ann Poole")
    assert [told(role) for role in poole.roles] == expected


@pytest.mark.parametrize(("speaker", "expected"), lines(QUOTED))
def test_roles_of_a_speaker_behind_the_quotation(speaker, expected, read):
    (quote,) = read(BEFORE_HIM + speaker).quotes
    assert [told(role) for role in quote.speaker.roles] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("And teacher Ann Poole said it was late. Tom is a mayor", ["before: teacher | None | teacher"]),
        ("Ann Poole said it was late for the old mayor,", []),
        ("Ann Poole said she had left ‘Radio Eastwick’", []),
    ],
)
def test_the_end_of_a_text_does_not_stand_before_its_beginning(text, expected, extract):
    assert [told(role) for role in extract(text).quotes[0].speaker.roles] == expected


@pytest.mark.parametrize(
    "text",
    [
        "St John.",
        "Dr Poole.",
        "Ann Poole, later",
        "Ann Poole, now",
        "“The bell is cracked,” wrote A. Poole. Ann Poole, a baker, later",
        "Ann Poole, a baker, now",
        "Ann Poole and (a baker)",
        "Secretary of State for Wales",
        "The Minister of State for Culture, Media",
        "The Secretary of State for the",
        "“It works,” said Ann Poole, Co-Founder and CTO",
        "They elected Ann Poole Chair",
    ],
)
def test_a_text_may_break_off_behind_any_word(text, extract):
    assert not extract(text).quotes[1:]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Harbour Trust’s other two directors, Tom Reed and Ann Poole, left.",
            ["list: director | Harbour Trust"],
        ),
        ("Two of the bakers, Ann Poole and Tom Reed, left.", ["list: baker | None"]),
        ("Ann Poole and Tom Reed, both directors of the Harbour Trust, left.", ["list: director | Harbour Trust"]),
        (
            "Senator Tom Reed of Ohio, the majority leader, left.",
            ["before: senator | Ohio", "apposition: majority leader | None"],
        ),
        ("Ann Poole spoke to Tom Reed, the mayor of Eastwick.", ["apposition: mayor | Eastwick"]),
        ("Army chief Gen Tom Reed left.", ["before: chief | Army", "before: general | None"]),
        ("The widow of Officer Tom Reed left.", ["before: officer | None"]),
        ("The brother of state senator Tom Reed left.", ["before: state senator | None"]),
        ("She sat at a table next to the mayor, Tom Reed.", ["reversed: mayor | None"]),
        ("Eastwick-based baker Tom Reed left.", ["before: baker | None"]),
        (
            "Tom Reed, a senior fellow at the Harbour Institute, left.",
            ["apposition: senior fellow | Harbour Institute"],
        ),
    ],
)
def test_roles_beside_other_words(text, expected, extract):
    roles = extract(f"{text} Reed said it was late.").quotes[-1].speaker.roles
    assert sorted(told(role).rpartition(" | ")[0] for role in roles) == sorted(expected)


APPOSED = {
    "The trust's directors, Ann Poole and Tom Reed, met.": {"Ann Poole": ["director"], "Tom Reed": ["director"]},
    "He met his lawyers, Ann Poole and Tom Reed.": {"Ann Poole": ["lawyer"], "Tom Reed": ["lawyer"]},
    "Behind the players, Ann Poole and Tom Reed left.": {"Ann Poole": [], "Tom Reed": []},
    "Police deny the thieves, Ann Poole and Tom Reed, left.": {"Ann Poole": [], "Tom Reed": []},
    "He leaves his wife, Ann Poole, and a daughter.": {"Ann Poole": ["wife"]},
    "Ann Poole and Tom Reed are the directors of the dam.": {
        "Ann Poole": ["director of the dam"],
        "Tom Reed": ["director of the dam"],
    },
    "Ann Poole and Tom Reed are not the directors of the dam.": {"Ann Poole": [], "Tom Reed": []},
    "Dunn claimed Ann Poole and Tom Reed were thieves.": {"Ann Poole": [], "Tom Reed": []},
    "If Ann Poole and Tom Reed are the directors, it is over.": {"Ann Poole": [], "Tom Reed": []},
    "Tom Reed took over as mayor last month.": {"Tom Reed": ["mayor"]},
    "Harbour News's Ann Poole and Tom Reed contributed to this report.": {
        "Ann Poole": ["reporter, Harbour News"],
        "Tom Reed": ["reporter, Harbour News"],
    },
    "Both analysts on Radio Eastwick, Ann Poole and Tom Reed are paid to argue.": {
        "Ann Poole": ["analyst, Radio Eastwick"],
        "Tom Reed": ["analyst, Radio Eastwick"],
    },
}


@pytest.mark.parametrize(("sentence", "expected"), APPOSED.items())
def test_roles_of_several(sentence, expected, extract):
    found = {person.name: [str(role) for role in person.roles] for person in extract(sentence).people}
    assert {name: found[name] for name in expected} == expected


@pytest.mark.parametrize(
    "text",
    [
        "“Tom Reed is a thief,” said Ann Poole. Reed said he would sue.",
        "“Tom Reed, a thief, was there,” said Ann Poole. Reed said he would sue.",
        "Joe Dunn falsely claimed Tom Reed was a thief. Reed said he would sue.",
        "Tom Reed is no hero, Ann Poole said. Reed said he would sue.",
        "Tom Reed is not a hero. Reed said he would sue.",
        "Was Tom Reed a spy? Reed said he would sue.",
        "If Tom Reed is a spy, so is the cat. Reed said he would sue.",
        "Police believe Tom Reed was the driver. Reed said he would sue.",
        "Neighbours hope Tom Reed is the baker. Reed said he would sue.",
        "Joe Dunn claimed the mob made Tom Reed its boss. Reed said he would sue.",
        "Police deny Tom Reed was named director. Reed said he would sue.",
        "“The thieves Tom Reed and Joe Dunn were there,” said Ann Poole. Reed said he would sue.",
        "Ann Poole claimed two of the thieves, Tom Reed and Joe Dunn, were there. Reed said he would sue.",
        "Ann Poole claimed Tom Reed and Joe Dunn, both thieves, were there. Reed said he would sue.",
        "A spokesman for Mayor Ann Poole met Tom Reed. Reed said he would sue.",
        "Ann Poole, a baker Reed knows, met Tom Reed. Reed said he would sue.",
    ],
)
def test_nobody_is_what_others_say(text, extract):
    article = extract(text)
    assert article.quotes[-1].speaker.name == "Tom Reed"
    assert article.quotes[-1].speaker.roles == ()


@pytest.mark.parametrize(
    "text",
    [
        "Tom Reed is a baker. Reed said he would sue.",
        "Tom Reed is a baker and runs the pier. Reed said he would sue.",
        "It rained and Tom Reed is a baker. Reed said he would sue.",
        "“Baker Tom Reed was there,” said Ann Poole. Reed said he would sue.",
    ],
)
def test_somebody_is_what_the_reporter_says(text, extract):
    (role,) = extract(text).quotes[-1].speaker.roles
    assert role.title == "baker"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We knew nothing,” a police spokeswoman said. Ann Poole, 34, who lives nearby, said she heard it.", []),
        ("“He is well,” a hospital spokeswoman said.\n\nAnn Poole, who was swimming, told the paper it was dark.", []),
        ("“He is well,” a spokeswoman said.\n\nThe spokeswoman, Ann Poole, said it was dark.", ["spokeswoman"]),
        ("“The pier is safe,” wrote Ann Poole (@annpoole) on Monday. “It is,” Poole said.", []),
        ("“The pier is safe,” said Ann Poole (Harbour Trust). “It is,” Poole said.", [None]),
    ],
)
def test_a_role_is_that_of_who_bears_it(text, expected, extract):
    (poole,) = [who for who in extract(text).people if who.name == "Ann Poole"]
    assert [role.title for role in poole.roles] == expected


def test_who_was_named_just_before_a_description_may_be_meant_by_it(extract):
    text = "They met Ann Poole at the pier.\n\nThe Rovers coach said it was late. But Tom Reed said: “I was in time.”"
    (reed,) = (person for person in extract(text).people if person.name == "Tom Reed")
    assert not reed.roles
