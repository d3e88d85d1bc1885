"""Sentences whose reported clause ends where it is known to, made from tables: how many the library ends there.

    python benchmarks/accuracy/generated_clauses.py --n 5000 --seed 1                # by frame, by what is said last, and by what the reporter adds
    python benchmarks/accuracy/generated_clauses.py --n 1000 --errors 20             # and twenty that end elsewhere

News holds the common endings by the thousand, and each of the rarer ones a few times: too few to learn from. Here all are as
frequent. A sentence is a frame of reporting, a clause, what may be *said* behind it (a further clause, a condition, a list) and
what the *reporter* may add behind that (what the speaker did next, what others say, what is known of it). Only those are combined
that a careful reader takes in one way: ``benchmarks/training/clause_ends.py`` learns from them.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from random import Random
from typing import Any, Literal

import attrs

Form = Literal["past", "present", "inf", "ger"]
"""What is reported: by a verb in the past or the present tense, as an infinitive or as a gerund."""


@attrs.frozen
class Clause:
    """One matter, in the words of each form: ``past`` shifted back, ``present`` as it was said."""

    subject: str
    past: str
    present: str
    inf: str
    ger: str


CLAUSES = (
    Clause("the pool", "would close in May", "will close in May", "close the pool in May", "closing the pool"),
    Clause("the bridge", "had cost the town a million", "has cost the town a million", "spend a million on the bridge", "spending a million on the bridge"),
    Clause("the two ferries", "were too old to be mended", "are too old to be mended", "mend the two ferries", "selling the two ferries"),
    Clause("nobody in the yard", "had been told of the sale", "has been told of the sale", "tell the yard of the sale", "telling the yard of the sale"),
    Clause("the new line", "would carry 9,000 passengers a day", "will carry 9,000 passengers a day", "open the new line", "delaying the new line"),
    Clause("prices", "could rise by a tenth", "could rise by a tenth", "lower prices by a tenth", "raising prices by a tenth"),
    Clause("the storm", "had torn the roofs off forty houses", "has torn the roofs off forty houses", "repair forty roofs", "leaving forty roofs open"),
    Clause("the band", "was working on a third record", "is working on a third record", "record a third album", "cancelling the third record"),
    Clause("the tests", "had shown lead in the water of two schools", "have shown lead in the water of two schools", "test the water of two schools", "hiding the tests of the water"),
    Clause("the defence", "needed another week", "needs another week", "give the defence another week", "withholding letters from the defence"),
    Clause("the striker", "might miss the rest of the season", "might miss the rest of the season", "rest the striker", "playing the striker"),
    Clause("the budget", "did not cover the wages of the crews", "does not cover the wages of the crews", "pay the crews", "paying the crews late"),
    Clause("young voters", "wanted cheaper rents", "want cheaper rents", "cap the rents", "raising the rents"),
    Clause("there", "was no danger to the public", "is no danger to the public", "keep the public away", "keeping the public away"),
    Clause("it", "would be hard to find nurses", "will be hard to find nurses", "hire more nurses", "dismissing nurses"),
    Clause("the mine", "was losing money every month", "is losing money every month", "shut the mine", "running the mine without a licence"),
)  # fmt: skip


@attrs.frozen
class Frame:
    """A cue with its source: words before the clause. With ``close`` the sentence goes on behind it whatever the reporter adds."""

    form: Form
    words: str
    close: str = ""


FRAMES = (
    Frame("past", "{who} said"), Frame("past", "{who} said that"), Frame("past", "{who} told reporters that"),
    Frame("past", "{who} told the court"), Frame("past", "{who} told the Skerrow Post on Monday that"),
    Frame("past", "{who} warned that"), Frame("past", "{who} claimed"), Frame("past", "{who} added that"),
    Frame("past", "{who} insisted that"), Frame("past", "{who} argued that"), Frame("past", "{who} said on Friday that"),
    Frame("past", "{who} confirmed that"), Frame("past", "{who} announced on Sept. 30 that"), Frame("past", "{who} said in a statement that"),
    Frame("past", "{who} also admitted that"), Frame("past", "{who} replied that"), Frame("past", "In a letter to members, {who} wrote that"),
    Frame("past", "{who}, who leads the inquiry, said"), Frame("past", "At a meeting in Skerrow, {who} explained that"),
    Frame("present", "{who} says"), Frame("present", "{who} says that"), Frame("present", "{who} argues that"),
    Frame("present", "{who} insists"), Frame("present", "{who} warns that"), Frame("present", "{who} claims that"),
    Frame("past", "Although {who} said", ", the council has not been told."), Frame("past", "While {who} insisted that", ", the unions were not convinced."),
    Frame("past", "After {who} told the court that", ", the judge adjourned the trial."), Frame("present", "While {who} says", ", critics disagree."),
    Frame("past", "The trial was adjourned after {who} said", "."), Frame("past", "Shares fell when {who} warned that", "."),
    Frame("inf", "{who} promised to"), Frame("inf", "{who} vowed on Monday to"), Frame("inf", "{who} asked the council to"),
    Frame("inf", "{who} urged ministers to"), Frame("inf", "{who} called on the owners to"), Frame("inf", "{who} told the crew to"),
    Frame("inf", "{who} threatened to"), Frame("inf", "{who} offered to"), Frame("inf", "{who} pledged to"),
    Frame("ger", "{who} denied"), Frame("ger", "{who} admitted"), Frame("ger", "{who} accused the council of"),
)  # fmt: skip


@attrs.frozen
class Added:
    """What stands behind a clause, the sign before it included, in several wordings; ``forms`` with which they go.

    ``shifted``: only behind a clause with *would*, *could* or *might*, an infinitive or a gerund, where another simple past cannot be
    meant to be said ("said it would close *and left*", not "said it was late *and left*").
    """

    kind: str
    wordings: tuple[str, ...]
    forms: tuple[Form, ...] = ("past", "present", "inf", "ger")
    shifted: bool = False
    cue: str = ""  # only behind frames that hold this


_P: tuple[Form, ...] = ("past",)
_N: tuple[Form, ...] = ("present",)
_PI: tuple[Form, ...] = ("past", "inf")
_NI: tuple[Form, ...] = ("present", "inf")
_PIG: tuple[Form, ...] = ("past", "inf", "ger")

SAID = (
    Added("and that", (" and that the town had to pay for it", " and that no one was to blame", ", and that others would follow"), _P),
    Added("and that", (" and that the town has to pay for it", " and that no one is to blame", ", and that others will follow"), _N),
    Added("and, same tense", (" and would not be replaced", " and could not be stopped now", " and would stay so for years"), _P, shifted=True),
    Added("and, same tense", (" and will not be replaced", " and has done so for years", " and needs more money"), _N),
    Added("and, simple past", (" and needed more money", " and had done so for years", " and was not alone in that", " and came too late"), _P),
    Added("and, new subject", (", and the town would have to pay for it", " and others had to follow", ", and it was not the first time"), _P),
    Added("and, new subject", (", and the town will have to pay for it", " and others have to follow", ", and it is not the first time"), _N),
    Added("but, new subject", (", but the staff would keep their pay", " but that there was still time", ", but it would not be easy", ", but nobody had to leave"), _P),
    Added("but, new subject", (", but the staff will keep their pay", " but that there is still time", ", but it is not going to be easy"), _N),
    Added("because", (" because the council had not paid its share", " because of the rain", " since the law did not allow it"), _PIG),
    Added("because", (" because the council has not paid its share", " because of the rain", " since the law does not allow it"), _N),
    Added("if", (" if the talks failed", " unless the government paid half of it", " in case the wind turned"), _P),
    Added("if", (" if the talks fail", " unless the government pays half of it", " in case the wind turns"), _NI),
    Added("once", (" once the harbour was free of ice", " when the summer was over", " until the last of the tests were done", " while the inquiry lasted"), _P),
    Added("once", (" as soon as the harbour is free of ice", " when the summer is over", " until the last of the tests are done", " while the inquiry lasts"), _NI),
    Added("which", (", which would cost 200 families their income", ", where most of the crews lived", ", which was why the vote mattered"), _P),
    Added("which", (", which will cost 200 families their income", ", where most of the crews live", ", which is why the vote matters"), _N),
    Added("participle", (", leaving 200 families without an income", ", forcing others to wait", " without asking anybody", " by working at night"), ("past", "present")),
    Added("to", (" to save the rest of the fleet", " in order to keep the peace", " so as not to lose time"), ("past", "present", "inf", "ger")),
    Added("and to", (" and to hire more guards", " and hire more guards", ", hire more guards and mend the roof", " and not to wait for the courts"), ("inf",)),
    Added("and -ing", (" and hiding the bill", " or hiding the bill", " and then hiding the bill"), ("ger",)),
    Added("aside", (" – not least at night –", " – and not for the first time –"), ("past", "present")),
    Added("list", (" for the sake of the school, the church and the shops", " in the hills, on the coast and in the city", ", including the one in Skerrow"), ("past", "present", "inf")),
    Added("as", (" as it had been in the past", ", just as it had in the spring", " as much as anybody could"), _P),
    Added("as", (" as it has been in the past", ", just as it did in the spring", " as much as anybody can"), _N),
    Added("whatever", (", whatever the courts decided", ", no matter who won"), _P),
    Added("whatever", (", whatever the courts decide", ", no matter who wins"), _NI),
    Added("so that", (" so that the school could open", ", so nobody had to wait"), _P),
    Added("so that", (" so that the school can open", ", so nobody has to wait"), _N),
    Added("apposition", (", something it had never done before", ", the first loss in a decade"), _P),
    Added("although", (", even though the roof had been mended twice", " although nobody had asked for it"), _P),
    Added("although", (", even though the roof has been mended twice", " although nobody has asked for it"), _N),
    Added("semicolon", ("; the rest would follow in the autumn",), _P),
    Added("but not", (" but not before the autumn", ", not in the autumn", " rather than wait for the spring"), ("past", "present", "inf")),
)  # fmt: skip

REPORTER = (
    Added("adding", (", adding that the talks had failed", ", saying the talks had failed", ", and added that the talks had failed"), _PIG),
    Added("adding", (", adding that the talks have failed", ", saying the talks have failed"), _N),
    Added("and did", (" and left the room", " and walked out before the vote", " and resigned two days later", " and shook hands with the crew", " and returned the money after an outcry", " and hung up", " and then sat down", " and got into a waiting car", " and posted a picture of the ship", " and later apologised", " and won the vote"), _PIG, shifted=True),
    Added("then did", (", then turned to the next question", ", then left", " before he turned to the next question"), _P, shifted=True),
    Added("but did not say", (" but did not say when", ", but declined to give details", " but refused to take questions", ", but would not say why"), _P),
    Added("though it is known", (", though records show that nobody has complained", ", but the work has not begun", ", but the figures tell another story", ", although the law allows it", ", but the council has yet to reply"), ("past", "inf", "ger")),
    Added("though it is known", (", though records show that nobody has complained", ", but the figures tell another story"), _N),
    Added("while others said", (", while the union said that the talks had failed", " while the union argued that the talks had failed"), _PIG),
    Added("while others said", (", while the union says that talks are still going on", " while critics argue that nothing has changed"), _N),
    Added("and others said", (" and the union said the talks had failed", ", and the union warned that the talks had failed", ", and one resident told the Skerrow Post that she had seen nothing"), _PIG),
    Added("others said; marks", ("; the union called that “nonsense”", "; the union said that was “nonsense”", " – the union called it “nonsense”"), _PIG),
    Added("a claim", (", a claim the council rejected", ", a charge the council denies", ", a claim that has not been proved"), ("past", "ger"), cue="c"),
    Added("according to", (", according to a copy seen by the Skerrow Post", ", according to the Skerrow Post", ", the Skerrow Post reported"), _PIG),
    Added("when asked", (" when asked about the delay", " when pressed on the costs", " when asked if the talks had failed", ", when asked why"), _PIG),
    Added("and asked", (" and asked the crowd to go home", " and thanked the crews", " and called for calm", " and accused the union of lying"), _PIG, shifted=True),
    Added("holding", (", holding up a jar of brown water", ", pointing at the empty yard", ", wiping away tears"), _P),
    Added("and others did", (", and the crowd cheered", ", and the two men left together", ", and the council agreed"), _PIG, shifted=True),
    Added("as they did", (" as she opened the new hall", " as the two men shook hands", " shortly after the vote was counted"), _P, shifted=True),
)  # fmt: skip

NAMES = (
    "Ann Poole",
    "Tom Reed",
    "Mira Sand",
    "she",
    "he",
    "Lund",
    "Councillor Jo Lind",
    "a spokesman for Harbour Foods",
    "the mayor",
    "Harbour Foods",
)


@attrs.frozen
class Sentence:
    """A sentence, where its reported words stand, and the values that it was made from."""

    text: str
    start: int
    end: int
    frame: str
    said: str
    reporter: str


def make_sentence(random: Random) -> Sentence:
    """A sentence that begins like news; the source is named in the one before it."""
    frame = random.choice(FRAMES)
    clause = random.choice(CLAUSES)
    who = random.choice(NAMES)
    open_ended = frame.form in ("inf", "ger") or clause.past.startswith(("would", "could", "might"))

    def added(among: tuple[Added, ...], *, wanted: bool) -> tuple[str, str]:
        fits = [a for a in among if frame.form in a.forms and a.cue in frame.words and open_ended >= a.shifted]
        one = random.choice(fits)
        return (one.kind, random.choice(one.wordings)) if wanted else ("", "")

    kind_said, said = added(SAID, wanted=random.random() < 0.6)
    kind, reporter = added(REPORTER, wanted=not frame.close and random.random() < 0.4)
    if ("; " in said and reporter) or (said.endswith("–") and not reporter and not frame.close):
        kind_said = said = ""
    if kind_said == "and, simple past" and kind in ("and did", "and asked", "then did"):
        kind = reporter = ""
    before = frame.words.format(who=who)
    words = {"inf": clause.inf, "ger": clause.ger}.get(frame.form) or f"{clause.subject} {getattr(clause, frame.form)}"
    lead = random.choice(("", "Ann Poole runs Harbour Foods. ", "The vote is on Tuesday.\n\n"))
    before = lead + before[0].upper() + before[1:] + " "
    content = before + words + said
    text = (
        content
        + reporter
        + (frame.close or ".")
        + random.choice(("", " The talks go on today.", "\n\nThe harbour was built in 1870."))
    )
    start = len(before) - (3 if frame.form == "inf" and before.endswith(" to ") else 0)
    return Sentence(text, start, len(content), frame.words, kind_said, kind)


def sentences(n: int, seed: int) -> Iterator[Sentence]:
    random = Random(seed)
    return (make_sentence(random) for _ in range(n))


def gold(sentence: Sentence, number: int) -> dict[str, Any]:
    """The line of a gold file: only the words that the frame reports."""
    quote = {
        "content": [[sentence.start, sentence.end]],
        "type": "indirect",
        "cue": None,
        "speaker": None,
        "speaker_name": None,
        "speaker_kind": "unknown",
        "role": None,
        "org": None,
        "former": False,
        "other_roles": [],
        "optional": False,
    }
    return {"id": f"clause-{number}", "text": sentence.text, "quotes": [quote], "marks": []}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--n", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    import quoteattr

    made = list(sentences(options.n, options.seed))
    right = missed = 0
    by: dict[str, dict[str, Counter[bool]]] = defaultdict(lambda: defaultdict(Counter))
    shown = 0
    for sentence, article in zip(made, quoteattr.pipe(s.text for s in made), strict=True):
        spans = [(min(p.start for p in q.content), max(p.end for p in q.content)) for q in article]
        near = [s for s in spans if abs(s[0] - sentence.start) < 6]
        strip = lambda a, b: sentence.text[a:b].strip(" .,;–")  # noqa
        wanted = strip(sentence.start, sentence.end)
        ok = any(strip(*s).endswith(wanted[-20:]) and len(strip(*s)) <= len(wanted) + 5 for s in near)
        right += ok
        missed += not near
        by["frame"][sentence.frame][ok] += 1
        by["said"][sentence.said][ok] += 1
        by["reporter"][sentence.reporter][ok] += 1
        if not ok and shown < options.errors:
            shown += 1
            print(f"{sentence.text!r}\n    wanted {wanted!r}\n    found  {[strip(*s) for s in spans]}")
    print(f"right {100 * right / len(made):.1f} %, missed {missed}")
    for factor, values in by.items():
        print(f"\n# {factor}")
        for value, count in sorted(values.items(), key=lambda item: item[1][True] / item[1].total()):
            print(f"  {100 * count[True] / count.total():5.1f} %  {count.total():5}  {value}")


if __name__ == "__main__":
    main()
