"""Sentences whose reported clause ends where it is known to, made from tables: how many the library ends there.

    python benchmarks/accuracy/generated_clauses.py --n 5000 --seed 1      # by frame, and by what is added
    python benchmarks/accuracy/generated_clauses.py --n 1000 --errors 20   # and twenty that end elsewhere

News holds the common endings by the thousand, and each of the rarer ones a few times: too few to learn from. Here all are as
frequent. A sentence is a frame of reporting, a clause, what may be *said* behind it (a further clause, a condition, a list) and
what the *reporter* may add behind that (what the speaker did next, what others say, what is known of it). Only those are combined
that a careful reader takes in one way: ``benchmarks/training/clause_ends.py`` learns from them.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from random import Random
from typing import Any, Literal

import attrs

import quoteattr

_EDGES = " .,;–—"
Form = Literal["past", "present", "inf", "ger"]
"""What is reported: by a verb in the past or the present tense, as an infinitive or as a gerund."""


@attrs.frozen
class Clause:
    """One matter in the words of each form: ``past`` shifted back, ``present`` as it was said."""

    subject: str
    past: str
    present: str
    inf: str
    ger: str


@attrs.frozen
class Frame:
    """A cue with its source: the words before the clause. With ``close`` the sentence ends so whatever is said."""

    form: str
    words: str
    close: str


@attrs.frozen
class Added:
    """What stands behind a clause, in several wordings; the ``forms`` with which they go.

    ``shifted``: only behind a clause with *would*, *could* or *might*, an infinitive or a gerund, where a simple past cannot be
    meant to be said ("said it would close *and left*", not "said it was late *and left*").
    """

    kind: str
    forms: str
    wordings: tuple[str, ...]

    def fits(self, frame: Frame, *, shifted: bool) -> bool:
        """Whether this may be added; ``shifted`` tells of the clause."""
        return frame.form in self.forms and ("shifted" not in self.forms or shifted)


def _rows(table: str) -> Iterator[list[str]]:
    """The rows of a table, their cells parted by "|"; one that begins with it goes on with the row before."""
    for row in table.strip().replace("\n    | ", " | ").splitlines():
        yield row.split(" | ")


def _added(table: str) -> tuple[Added, ...]:
    def signed(words: str) -> str:
        return words if words[0] in ",;" else f" {words}"

    return tuple(Added(kind, forms, tuple(map(signed, words))) for kind, forms, *words in _rows(table))


CLAUSES = tuple(
    Clause(*row)
    for row in _rows("""
the pool | would close in May | will close in May | close the pool in May | closing the pool
the bridge | had cost the town a million | has cost the town a million | spend a million on the bridge
    | spending a million on the bridge
the two ferries | were too old to be mended | are too old to be mended | mend the two ferries
    | selling the two ferries
nobody in the yard | had been told of the sale | has been told of the sale | tell the yard of the sale
    | telling the yard of the sale
the new line | would carry 9,000 passengers a day | will carry 9,000 passengers a day | open the new line
    | delaying the new line
prices | could rise by a tenth | could rise by a tenth | lower prices by a tenth | raising prices by a tenth
the storm | had torn the roofs off forty houses | has torn the roofs off forty houses | repair forty roofs
    | leaving forty roofs open
the band | was working on a third record | is working on a third record | record a third album
    | cancelling the third record
the tests | had shown lead in the water of two schools | have shown lead in the water of two schools
    | test the water of two schools | hiding the tests of the water
the defence | needed another week | needs another week | give the defence another week
    | withholding letters from the defence
the striker | might miss the rest of the season | might miss the rest of the season | rest the striker
    | playing the striker
the budget | did not cover the wages of the crews | does not cover the wages of the crews | pay the crews
    | paying the crews late
young voters | wanted cheaper rents | want cheaper rents | cap the rents | raising the rents
there | was no danger to the public | is no danger to the public | keep the public away | keeping the public away
it | would be hard to find nurses | will be hard to find nurses | hire more nurses | dismissing nurses
the mine | was losing money every month | is losing money every month | shut the mine
    | running the mine without a licence
""")
)

FRAMES = tuple(
    Frame(form, *frame.split(" […]"))
    for form, *frames in _rows("""
past | {who} said […] | {who} said that […] | {who} told reporters that […] | {who} told the court […]
    | {who} told the Skerrow Post on Monday that […] | {who} warned that […] | {who} claimed […]
    | {who} added that […] | {who} insisted that […] | {who} argued that […] | {who} said on Friday that […]
    | {who} confirmed that […] | {who} announced on Sept. 30 that […] | {who} said in a statement that […]
    | {who} also admitted that […] | {who} replied that […] | In a letter to members, {who} wrote that […]
    | {who}, who leads the inquiry, said […] | At a meeting in Skerrow, {who} explained that […]
    | Although {who} said […], the council has not been told.
    | While {who} insisted that […], the unions were not convinced.
    | After {who} told the court that […], the judge adjourned the trial.
    | The trial was adjourned after {who} said […]. | Shares fell when {who} warned that […].
present | {who} said […] | {who} said on Friday that […] | {who} says […] | {who} says that […] | {who} argues that […]
    | {who} insists […] | {who} warns that […]
    | {who} claims that […] | While {who} says […], critics disagree.
inf | {who} promised to […] | {who} vowed on Monday to […] | {who} asked the council to […]
    | {who} urged ministers to […] | {who} called on the owners to […] | {who} told the crew to […]
    | {who} threatened to […] | {who} offered to […] | {who} pledged to […]
ger | {who} denied […] | {who} admitted […] | {who} accused the council of […]
""")
    for frame in frames
)

SAID = _added("""
and that | past | and that the town had to pay for it | and that no one was to blame | , and that others would follow
and that | present | and that the town has to pay for it | and that no one is to blame | , and that others will follow
and, same tense | past shifted | and would not be replaced | and could not be stopped now
    | and would stay so for years
and, same tense | present | and will not be replaced | and has done so for years | and needs more money
and, simple past | past | and needed more money | and had done so for years | and was not alone in that
    | and came too late
and, new subject | past | , and the town would have to pay for it | and others had to follow
    | , and it was not the first time
and, new subject | present | , and the town will have to pay for it | and others have to follow
    | , and it is not the first time
but, new subject | past | , but the staff would keep their pay | but that there was still time
    | , but it would not be easy | , but nobody had to leave
    | , but the road was open | , but the children were safe
but, new subject | present | , but the staff will keep their pay | but that there is still time
    | , but it is not going to be easy
because | past inf ger | because the council had not paid its share | because of the rain
    | since the law did not allow it
because | present | because the council has not paid its share | because of the rain | since the law does not allow it
if | past | if the talks failed | unless the government paid half of it | in case the wind turned
if | present inf | if the talks fail | unless the government pays half of it | in case the wind turns
once | past | once the harbour was free of ice | when the summer was over | until the last of the tests were done
    | while the inquiry lasted
once | present inf | as soon as the harbour is free of ice | when the summer is over
    | until the last of the tests are done | while the inquiry lasts
which | past | , which would cost 200 families their income | , where most of the crews lived
    | , which was why the vote mattered
which | present | , which will cost 200 families their income | , where most of the crews live
    | , which is why the vote matters
participle | past present | , leaving 200 families without an income | , forcing others to wait
    | without asking anybody | by working at night
to | past present inf ger | to save the rest of the fleet | in order to keep the peace | so as not to lose time
and to | inf | and to hire more guards | and hire more guards | , hire more guards and mend the roof
    | and not to wait for the courts
and -ing | ger | and hiding the bill | or hiding the bill | and then hiding the bill
aside | past present | – not least at night – | – and not for the first time –
list | past present inf | for the sake of the school, the church and the shops
    | in the hills, on the coast and in the city | , including the one in Skerrow
as | past | as it had been in the past | , just as it had in the spring | as much as anybody could
as | present | as it has been in the past | , just as it did in the spring | as much as anybody can
whatever | past | , whatever the courts decided | , no matter who won
whatever | present inf | , whatever the courts decide | , no matter who wins
so that | past | so that the school could open | , so nobody had to wait
so that | present | so that the school can open | , so nobody has to wait
apposition | past | , something it had never done before | , the first loss in a decade
although | past | , even though the roof had been mended twice | although nobody had asked for it
although | present | , even though the roof has been mended twice | although nobody has asked for it
semicolon | past | ; the rest would follow in the autumn | ; the road was shut, too | ; the crews were tired | ; nobody was hurt | ; it was the wrong time
but not | past present inf | but not before the autumn | , not in the autumn | rather than wait for the spring
""")

REPORTER = _added("""
adding | past inf ger | , adding that the talks had failed | , saying the talks had failed
    | , and added that the talks had failed
adding | present | , adding that the talks have failed | , saying the talks have failed
and reported again | past inf ger | and promised to find out why | and denied any blame | and said the talks had failed
    | and called for calm | and accused the union of lying
and did | past inf ger shifted | and left the room | and walked out before the vote | and resigned two days later
    | and shook hands with the crew | and returned the money after an outcry | and hung up | and then sat down
    | and got into a waiting car | and posted a picture of the ship | and later apologised | and won the vote
then did | past shifted | , then turned to the next question | , then left | before he turned to the next question
but did not say | past | but did not say when | , but declined to give details | but refused to take questions
    | , but would not say why
though it is known | past inf ger | , though records show that nobody has complained | , but the work has not begun
    | , but the figures tell another story | , although the law allows it | , but the council has yet to reply
though it is known | present | , though records show that nobody has complained
while others said | past inf ger | , while the union said that the talks had failed
    | while the union argued that the talks had failed
while others said | present | , while the union says that talks are still going on
    | while critics argue that nothing has changed
and others said | past inf ger | and the union said the talks had failed
    | , and the union warned that the talks had failed
    | , and one resident told the Skerrow Post that she had seen nothing
others said; marks | past inf ger | ; the union called that “nonsense” | ; the union said that was “nonsense”
    | – the union called it “nonsense”
a claim | past ger | , a claim the council rejected | , a charge the council denies
    | , a claim that has not been proved
a semicolon | past inf ger | ; the council has not replied | ; no date has been set | ; the rents have risen since
an aside | past inf ger | – a sum that few had foreseen | – a rare step in a town of this size
    | — a blow to the crews who had voted for it | — the third such loss in a year
according to | past inf ger | , according to a copy seen by the Skerrow Post | , according to the Skerrow Post
    | , the Skerrow Post reported
when asked | past inf ger | when asked about the delay | when pressed on the costs
    | when asked if the talks had failed | , when asked why
and asked | past inf ger shifted | and asked the crowd to go home | and thanked the crews | and called for calm
    | and accused the union of lying
holding | past | , holding up a jar of brown water | , pointing at the empty yard | , wiping away tears
and others did | past inf ger shifted | , and the crowd cheered | , and the two men left together
    | , and the council agreed
as they did | past shifted | as she opened the new hall | as the two men shook hands
    | shortly after the vote was counted
""")

SOURCES = (
    *("Ann Poole", "Tom Reed", "Mira Sand", "she", "he", "Lund", "Councillor Jo Lind", "the mayor", "Harbour Foods"),
    "a spokesman for Harbour Foods",
)
BEFORE = ("", "Ann Poole runs Harbour Foods. ", "The vote is on Tuesday.\n\n")
BEHIND = ("", " The talks go on today.", "\n\nThe harbour was built in 1870.")
_TWICE = ("and did", "and asked", "then did")  # not "was late and needed more money and left the room"
_NEAR = 6  # code points that a clause found may begin from where it does


@attrs.frozen
class Sentence:
    """A text, where the words that its frame reports stand, and what it was made from."""

    text: str
    start: int
    end: int
    frame: str
    said: str
    reporter: str

    @property
    def words(self) -> str:
        """What is reported."""
        return self.text[self.start : self.end].strip(_EDGES)


def make_sentence(random: Random) -> Sentence:
    """A sentence of a frame, a clause, and what may be added to it."""
    frame, clause = random.choice(FRAMES), random.choice(CLAUSES)
    said, said_words = _drawn(random, SAID, frame, clause, share=0.6)
    reporter, reporter_words = _drawn(random, REPORTER, frame, clause, share=0.0 if frame.close else 0.4)
    if (said == "and, simple past" and reporter in _TWICE) or (said == "semicolon" and reporter):
        said = said_words = ""
    if said == "aside" and not (reporter or frame.close):
        said = said_words = ""
    before = frame.words.format(who=random.choice(SOURCES)) + " "
    before = random.choice(BEFORE) + before[0].upper() + before[1:]
    words = {"inf": clause.inf, "ger": clause.ger}.get(frame.form) or f"{clause.subject} {getattr(clause, frame.form)}"
    content = before + words + said_words
    start = len(before) - len("to ") * (frame.form == "inf")
    text = content + reporter_words + (frame.close or ".") + random.choice(BEHIND)
    return Sentence(text, start, len(content), frame.words, said, reporter)


def _drawn(random: Random, among: tuple[Added, ...], frame: Frame, clause: Clause, *, share: float) -> tuple[str, str]:
    """What is added, in most of the cases nothing: its kind and its words."""
    shifted = frame.form in ("inf", "ger") or clause.past.startswith(("would", "could", "might"))
    one = random.choice([added for added in among if added.fits(frame, shifted=shifted)])
    return (one.kind, random.choice(one.wordings)) if random.random() < share else ("", "")


def sentences(n: int, seed: int) -> Iterator[Sentence]:
    """Sentences of one seed, always the same."""
    random = Random(seed)
    return (make_sentence(random) for _ in range(n))


def gold(sentence: Sentence, number: int) -> dict[str, Any]:
    """The line of a gold file: only the words that the frame reports."""
    quotation = {"content": [[sentence.start, sentence.end]], "type": "indirect", "speaker_kind": "unknown"}
    return {"id": f"clause-{number}", "text": sentence.text, "quotes": [quotation], "marks": []}


# --- counting ------------------------------------------------------------------------------------------------------


def found(sentence: Sentence, article: quoteattr.Article) -> str | None:
    """The words that are found where those that are reported begin, if any are."""
    spans = ((quote.content[0].start, quote.content[-1].end) for quote in article)
    near = (span for span in spans if abs(span[0] - sentence.start) < _NEAR)
    return next((sentence.text[slice(*span)].strip(_EDGES) for span in near), None)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--n", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--errors", type=int, default=0, help="show so many that end elsewhere")
    options = parser.parse_args()
    made = list(sentences(options.n, options.seed))
    right: dict[str, dict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    wrong = []
    for sentence, article in zip(made, quoteattr.pipe(s.text for s in made), strict=True):
        words = found(sentence, article)
        for factor in ("frame", "said", "reporter"):
            right[factor][getattr(sentence, factor)].append(words == sentence.words)
        wrong += [] if words == sentence.words else [(sentence, words)]
    for sentence, words in wrong[: options.errors]:
        print(f"{sentence.text!r}\n    wanted {sentence.words!r}\n    found  {words!r}")
    print(
        f"right {100 - 100 * len(wrong) / len(made):.1f} % of {len(made):,}, not found {sum(w is None for _, w in wrong):,}"
    )
    for factor, values in right.items():
        print(f"\n# {factor}")
        for value, known in sorted(values.items(), key=lambda item: sum(item[1]) / len(item[1])):
            print(f"  {100 * sum(known) / len(known):5.1f} %  {len(known):6,}  {value or 'nothing'}")


if __name__ == "__main__":
    main()
