"""What stands behind a cue as its content: clauses, infinitives and gerunds, with the rule that found them."""

from __future__ import annotations

import pytest

from quoteattr.quotations import clauses, cues

BEHIND = {
    "Ann Poole said that it rained.": ["clause: it rained"],
    "Ann Poole said only that it rained.": ["clause: it rained"],
    "Ann Poole mentioned that it rained.": ["clause: it rained"],
    "Ann Poole wished that it rained.": [],
    "Ann Poole stopped to ask whether it rained.": ["clause: whether it rained"],
    "Ann Poole hoped to ask whether it rained.": [],
    "Ann Poole said that it rained and that it snowed.": ["clause: it rained / it snowed"],
    "Ann Poole said that it rained and that, in May, it snowed.": ["clause: it rained / in May, it snowed"],
    "Ann Poole said that the days when ferries came were gone.": ["clause: the days when ferries came were gone"],
    "Ann Poole said the question of the pier did not arise.": ["clause: the question of the pier did not arise"],
    "Ann Poole spoke, insisting rents, rates and fares would fall.": ["clause: rents, rates and fares would fall"],
    "Ann Poole predicted at the debate that they would win.": ["clause: they would win"],
    "Ann Poole asked the mayor if it rained.": ["clause: if it rained"],
    "Ann Poole told the court she had been alone.": ["clause: she had been alone"],
    "Ann Poole told him that a plan to leave had failed.": ["clause: a plan to leave had failed"],
    "The report found that it rained.": ["clause: it rained"],
    "The mayor found that it rained.": [],
    "The coroner found that it rained.": ["clause: it rained"],
    "The court heard that it rained.": ["clause: it rained"],
    "The mayor heard that it rained.": [],
    "Ann Poole vowed not to leave.": ["infinitive: not to leave"],
    "Ann Poole vowed to “fight on,” and to “win in May”.": ["infinitive: to “fight on,” / to “win in May”"],
    "The new rules state that boats must not leave the harbour after dark.": [
        "clause: boats must not leave the harbour after dark"
    ],
    "Critics of the Harbour Trust argue that the pier's decay goes well beyond one bad winter.": [
        "clause: the pier's decay goes well beyond one bad winter"
    ],
    "An Eastwick University poll found last week that Ann Poole would beat Tom Reed by 46 to 40 percent.": [
        "clause: Ann Poole would beat Tom Reed by 46 to 40 percent"
    ],
    "The manager of much of the town's harbour called on boat owners to cut power to the quay.": [
        "infinitive: to cut power to the quay"
    ],
    "The ferry firm, The Quay Company, announced on Aug. 4 that it would give up its bid for the pier.": [
        "clause: it would give up its bid for the pier"
    ],
    "A letter sent to the council last week that nobody has read.": [],
    "Ann Poole told the council, which had met to talk about roads, to mend the bridge.": [
        "infinitive: to mend the bridge"
    ],
    "Ann Poole told the council, which had met to talk about roads.": [],
    "Claims that the pier was rotten.": [],
    "The claim that the pier was rotten led to calls that it be shut.": [],
    "The Grey Star has a new engine, which the yard claims is faster than the old one.": [
        "clause: is faster than the old one"
    ],
    "Ann Poole said a two-year lease allowing boats to land expired in May.": [
        "clause: a two-year lease allowing boats to land expired in May"
    ],
    "WHO said that the fever was mild.": ["clause: the fever was mild"],
    "Who said that the fever was mild?": [],
    "The vote prompted some residents to argue that the mayor was late.": ["clause: the mayor was late"],
    "The vote would lead residents to argue that the mayor was late.": [],
    "The Herald was first to report that the pier had sunk.": ["clause: the pier had sunk"],
    "Ann Poole said the change was made in May, however Tom Reed called the plan 'a mess'.": [
        "clause: the change was made in May"
    ],
    "Tom Reed was less polite, going so far as to say that it was late.": ["clause: it was late"],
    "The council reached out to the police to request that the road be shut.": ["clause: the road be shut"],
    "Ann Poole urged him to leave.": ["infinitive: to leave"],
    "Ann Poole told them to stay at home and that schools would close.": [
        "infinitive: to stay at home / schools would close"
    ],
    "Ann Poole told them to stay at home so that schools could close.": [
        "infinitive: to stay at home so that schools could close"
    ],
    "Ann Poole told friends and family that the talk aired in May was late.": [
        "clause: the talk aired in May was late"
    ],
    "Ann Poole took to the radio to accuse Reed of hiding it.": ["gerund: hiding it"],
    "Ann Poole called for the march to be banned.": ["infinitive: the march to be banned"],
    "Tom Reed is said to have left.": ["infinitive: to have left"],
    "Tom Reed was urged by Ann Poole to leave.": ["infinitive: to leave"],
    "Tom Reed was asked to leave.": [],
    "The book tells the story of a girl who is sent to live by the sea.": [],
    "Ann Poole told the crew of the plan to sell the ferry.": [],
    "Ann Poole told the men on the quay to leave.": ["infinitive: to leave"],
    "Ann Poole called for action to mend the pier.": [],
    "Ann Poole called for the plan to go ahead.": ["infinitive: the plan to go ahead"],
    "Ann Poole advised him of his right to remain silent.": [],
    "Ann Poole urged voters to use their right to choose.": ["infinitive: to use their right to choose"],
    "The mayor ordered a report on the decision to let him go.": [],
    "Ann Poole urged the authority to publish the survey.": ["infinitive: to publish the survey"],
    "Ann Poole denied hiding the bill.": ["gerund: hiding the bill"],
    "Ann Poole accused the firm of hiding the bill.": ["gerund: hiding the bill"],
    "Ann Poole accused the firm of theft.": [],
    "The mayor apologised last month for mistreating Ann Poole.": ["gerund: mistreating Ann Poole"],
    "The mayor apologised last month for the mess.": [],
    "Tom Reed entered the race by warning voters against moving too far from the quay.": [
        "gerund: moving too far from the quay"
    ],
    "The council urged anyone who received a letter to take advantage of the help.": [
        "infinitive: to take advantage of the help"
    ],
    "The council ordered a boat, which was considered to be sound.": [],
    "Ann Poole asked her leading man to pick a time.": ["infinitive: to pick a time"],
    "She urged Harbour Trust, the charity she works for, to close its office.": ["infinitive: to close its office"],
    "Ann Poole's claim that it rained was wrong.": ["noun-clause: it rained"],
    "Tom Reed ignored her promise she would not sell the pier.": ["noun-clause: she would not sell the pier"],
    "The pledge she made was wrong.": [],
    "It contradicts her claim in the same interview that the pier was sound.": ["noun-clause: the pier was sound"],
    "Her claim in the letter that she sent was wrong.": [],
    "Boats broke a World Health Organisation recommendation that all crews be tested.": [
        "noun-clause: all crews be tested"
    ],
    "Many have voiced concerns that officials are hiding the cost.": ["noun-clause: officials are hiding the cost"],
    "The contention of the mayor that it rained was wrong.": ["noun-clause: it rained"],
    "The claims of theft that were made were wrong.": [],
    "The union said more than 200 workers registered for the march.": [
        "clause: more than 200 workers registered for the march"
    ],
    "Ann Poole said a prayer led by the priest.": [],
    "Ann Poole said the words written on the wall.": [],
    "The councillors not only threaten to walk out but suggest that Reed lied.": [
        "infinitive: to walk out",
        "clause: Reed lied",
    ],
    "The councillors do not threaten to walk out.": [],
    "Ann Poole said nothing.": [],
    "The union said on Monday it would strike.": ["clause: it would strike"],
    "Ann Poole said last week the pier was shut.": ["clause: the pier was shut"],
    "Ann Poole said next month the school would be full.": ["clause: next month the school would be full"],
    "Photographs showed that the pier was safe.": [],
    "Before Ann Poole said the pier was safe, three people fell.": ["clause: the pier was safe"],
    "Until Ann Poole said the pier was shut, people came.": ["clause: the pier was shut"],
    "Until Ann Poole says the pier is shut, people will come.": [],
}


@pytest.mark.parametrize(("text", "expected"), BEHIND.items())
def test_what_a_cue_reports(text, expected, page, reported):
    here = page(text)
    assert reported(here, clauses.find(here, cues.find(here))) == expected


BELOW = {
    "Ann Poole also said:\n\n- the pier must close\n\n- Reed would mend it\n\nShe left.": [
        "below: the pier must close / Reed would mend it"
    ],
    "Ann Poole told the inquiry:\n\n1. The pier must close.\n\n2. Reed would mend it.": [
        "below: The pier must close / Reed would mend it"
    ],
    "In her letter, Ann Poole wrote:\n\nI can no longer serve. I wish the council well.\n\nShe left.": [
        "below: I can no longer serve. I wish the council well"
    ],
    "Ann Poole confirmed this in a statement…\n\nWhen it rains, the pier is shut.\n\nShe left.": [
        "below: When it rains, the pier is shut"
    ],
    "Ann Poole walked along the pier…\n\nWhen it rains, the pier is shut.\n\nShe left.": [],
    "Ann Poole said the pier would close:\n\n- it is rotten": ["clause: the pier would close"],
    "Ann Poole wrote:\n\n“I can no longer serve.”\n\nShe left the pier.": [],
    "Ann Poole ran the ferry:\n\nIt was late. It was cold.": [],
    "More on the remarks by Ann Poole:\n\nFollow us on the pier.": [],
}


@pytest.mark.parametrize(("text", "expected"), BELOW.items())
def test_points_and_paragraphs_below_a_cue(text, expected, page, reported):
    here = page(text)
    assert reported(here, clauses.find(here, cues.find(here))) == expected


UNUSUAL = {
    "The company denied being biased.": ["gerund: being biased"],
    "Ann Poole admitted having left the gate open.": ["gerund: having left the gate open"],
    "Police acknowledged using tear gas and rubber rounds.": ["gerund: using tear gas and rubber rounds"],
    "Ann Poole accused the firm of also hiding the bill.": ["gerund: also hiding the bill"],
    "Ann Poole accused a firm that she had left of hiding the bill.": ["gerund: hiding the bill"],
    "Ann Poole called on the council, the harbour board in Eastwick, to mend the pier.": [
        "infinitive: to mend the pier"
    ],
    "Ann Poole vowed last month to mend the pier.": ["infinitive: to mend the pier"],
    "Ann Poole vowed on Monday to mend the pier.": ["infinitive: to mend the pier"],
    "Ann Poole offered that the band would play.": ["clause: the band would play"],
    "Ann Poole offered a drink that nobody wanted.": [],
    "The price reflects that demand is weak.": [],
    "Ann Poole told sailors who covered the lawn that the council should pay.": ["clause: the council should pay"],
    "Ann Poole told the jury Reed stood over her with a lamp.": ["clause: Reed stood over her with a lamp"],
    "Ann Poole’s statement on Tuesday that she would leave came late.": ["noun-clause: she would leave"],
    "Ann Poole told the Eastwick Post Reed was a fraud.": ["clause: Reed was a fraud"],
    "Ann Poole told Harbour Radio 4 she had not read it.": ["clause: she had not read it"],
    "Ann Poole told reporters Harbour News had lied.": ["clause: Harbour News had lied"],
    "Tom Reed told police that he was visiting his wife, who he said was a nurse in Marlow, and that he had come by car.": [
        "clause: he was visiting his wife, who he said was a nurse in Marlow / he had come by car",
        "clause: was a nurse in Marlow",
    ],
    "The judges ruled it illegal.": [],
    "Ann Poole lamented the fact that it rained.": ["clause: it rained"],
    "Ann Poole said the fact that it rained was no excuse.": ["clause: the fact that it rained was no excuse"],
    "Police are trying to determine whether Reed had help.": [],
    "The inquiry has determined that Reed had help.": ["clause: Reed had help"],
    "Polls continue to show that Reed leads.": ["clause: Reed leads"],
    "The union has 600 members there, which guarantees that the pier is safe.": [],
    "The union has a report on it, which suggests that the pier is safe.": ["clause: the pier is safe"],
    "The group found 82 of the boats were rotten and that few had sails.": [
        "clause: 82 of the boats were rotten / few had sails"
    ],
    "Ann Poole announced a plan to mend what the owner calls “a ruin”.": [],
    "The census found that the club had shrunk, but more often, that it had grown.": [
        "clause: the club had shrunk / it had grown"
    ],
    "Ann Poole asked what she called “a simple thing”.": ["clause: what she called “a simple thing”"],
}


@pytest.mark.parametrize(("text", "expected"), UNUSUAL.items())
def test_clauses_where_the_parser_or_the_verb_is_unusual(text, expected, page, reported):
    here = page(text)
    assert reported(here, clauses.find(here, cues.find(here))) == expected
