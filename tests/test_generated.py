"""Generated articles (benchmarks/accuracy/generated.py): that they are what they say, and that the library reads them."""

from __future__ import annotations

import json
import re
from itertools import chain, islice, pairwise
from random import Random

import attrs
import generated
import pytest
from generated import CAUSES, Fault, Result, count, judge, run
from generated_articles import articles, choose
from generated_factors import EXCLUDED, FACTORS, excluded
from generated_names import SHAPES, make_name

from quoteattr.english import is_english

LEADING = len(FACTORS) * max(len(table) for table in FACTORS.values())
"""As many articles as it takes for every value of every factor to have its turn."""


@pytest.fixture(scope="module")
def made():
    return tuple(articles(1, LEADING))


# --- the articles ------------------------------------------------------------------------------------------------


def test_the_same_seed_gives_the_same_articles(made):
    assert tuple(articles(1, 40)) == made[:40]
    assert hash(made[0]) == hash(next(articles(1, 1)))
    assert not {article.text for article in articles(2, 40)} & {article.text for article in made[:40]}


def test_articles_are_made_one_at_a_time(made):
    assert tuple(islice(articles(1, 10**12), 3)) == made[:3]


def test_every_value_of_every_factor_comes_up(made):
    seen = set(chain.from_iterable(article.factors for article in made))
    assert {(factor, value) for factor, table in FACTORS.items() for value in table} == seen


def test_there_are_enough_values():
    sizes = {factor: len(table) for factor, table in FACTORS.items()}
    assert all(
        sizes[factor] >= least
        for factor, least in {"shape": 50, "first": 18, "later": 9, "beside": 8, "frame": 10}.items()
    )


def test_nothing_is_combined_that_is_excluded(made):
    assert {excluded(dict(article.factors)) for article in made} == {None}


@pytest.mark.parametrize("rule", EXCLUDED, ids=lambda rule: rule.reason)
def test_exclusions_name_values_that_there_are(rule):
    assert rule.values
    assert rule.with_values
    assert rule.values <= FACTORS[rule.one].keys()
    assert rule.with_values <= FACTORS[rule.other].keys()


def test_a_restriction_holds_and_one_that_leaves_nothing_is_an_error():
    among = {"later": ["they", "surname"], "frame": ["mixed"]}
    for number in range(30):
        values = choose(1, number, among)
        assert all(values[factor] in allowed for factor, allowed in among.items())
    with pytest.raises(ValueError, match="no article can be made"):
        choose(1, 0, {"later": ["they"], "frame": ["Said X:"]})


def test_texts_are_tidy_and_english(made):
    for article in made:
        assert not re.search("[\ue000-\uf8ff{}<>\\[\\]|¶]|  |,,| [,.]|,\\.|\\.\\.|\n{3}|[,–]\n", article.text), (
            article.text
        )
        assert all(line[:1].isupper() or line[:1] in '“‘"@' for line in article.text.split("\n\n")), article.text
        assert is_english(article.text)
        assert 2 <= len(article.text.split("\n\n")) <= 8


# --- the answer --------------------------------------------------------------------------------------------------


def test_offsets_are_where_they_say(made):
    for article in made:
        text = article.text
        assert 1 <= len(article.quotes) <= 4
        for quotation in article.quotes:
            pieces = [text[start:end] for start, end in quotation.content]
            assert all(re.fullmatch(r"[“‘\"].*[”’\"]?|[\w].*[\w”’\"]", piece) for piece in pieces), pieces
            assert all((piece[0] in '“‘"') == (quotation.type == "direct") for piece in pieces)
            assert all(re.fullmatch(r"[\w ]+", text[start:end]) for start, end in quotation.cue or ())
            assert all(text[start:end].strip(" ,–") == text[start:end] != "" for start, end in quotation.speaker or ())
            places = sorted([*quotation.content, *(quotation.cue or ()), *(quotation.speaker or ())])
            assert all(a[1] <= b[0] for a, b in pairwise(places))


def test_people_are_named_where_they_are_said_to_be(made):
    for article in made:
        for named in article.people:
            words = set(re.findall(r"\w+", named.name.lower()))
            for start, end in named.forms:
                form = article.text[start:end]
                assert words & set(re.findall(r"\w+", form.lower())) or form.startswith("@"), (named, form)
                assert not article.text[end:].startswith((" Street", " Foundation")) or named.kind == "organisation"


def test_the_person_quoted_is_among_the_people_and_named_in_full(made):
    for article in made:
        (name,) = {quotation.speaker_name for quotation in article.quotes}
        (person,) = [named for named in article.people if named.name == name]
        assert person.kind == "person"
        assert all(word.lower() in article.text.lower() for word in name.split())


def test_the_sex_is_known_only_where_it_shows(made):
    for article in made:
        for named in article.people:
            shown = re.search(r"\b([Hh]e|[Ss]he|[Hh]is|[Hh]er|[Hh]im|Mr|Mrs|Ms|Miss|Sir|Dame)\b", article.text)
            assert shown or named.gender is None


@pytest.mark.parametrize("shape", SHAPES)
def test_names_of_both_sexes_have_all_their_parts(shape):
    for gender in ("m", "f"):
        name = make_name(shape, Random(shape), gender)
        assert name.full.strip() == name.full
        assert name.short.startswith("@") or name.short.lower() in name.full.lower()
        assert "{" not in name.full
        assert "~" not in name.full


# --- the scorer --------------------------------------------------------------------------------------------------


def test_the_answer_itself_is_right_and_nothing_is_missed(made):
    for article in made[:100]:
        assert judge(article, article.gold()) == Result(article, (), ())


def test_what_is_wrong_is_said(made):
    article = next(article for article in made if article.quotes[0].role)
    first, *others = article.gold()["quotes"]

    def faults(**changes):
        return {fault.cause for fault in judge(article, {"quotes": [{**first, **changes}, *others]}).faults}

    assert faults() == set()
    assert faults(speaker_name="Somebody Else") == {"name"}
    assert faults(speaker_name=None, speaker_kind="unnamed") == {"name"}
    assert faults(speaker_kind="organisation") == {"kind"}
    assert faults(role="lamplighter", org=None) == {"role"}
    assert faults(role=None, org=None, other_roles=[]) == {"role"}
    assert {fault.cause for fault in judge(article, {"quotes": others}).faults} == {"missed"}
    assert judge(article, {"quotes": [first, *others, {**first, "content": [[0, 4]]}]}).false


def test_figures_count_articles_lowest_first(made):
    one, two, three = made[:3]
    figures = count(
        [Result(one, (), ()), Result(two, (Fault("name", "w", "a", "b"),) * 2, ()), Result(three, (), ("x",))]
    )
    assert (figures.all.right, figures.all.number, figures.false) == (2, 3, 1)
    assert figures.causes == dict.fromkeys(CAUSES, 0) | {"name": 1}
    assert [*figures.by] == [*FACTORS]
    percents = [share.percent for share in figures.by["shape"].values()]
    assert percents == sorted(percents)
    assert json.loads(json.dumps(figures.as_json()))["all"] == attrs.asdict(figures.all)


def test_the_command_line(capsys, tmp_path, packaged_model):
    file = tmp_path / "figures.json"
    assert generated.main(["--n", "12", "--by", "first", "--errors", "1", "--json", str(file)]) == 0
    printed = capsys.readouterr().out
    assert "of 12 articles" in printed
    assert "# first" in printed
    assert "# shape" not in printed
    assert json.loads(file.read_text(encoding="utf-8"))["all"]["number"] == 12


# --- the library -------------------------------------------------------------------------------------------------

NUMBER = 400
ALL = 95  # measured: 97

GOOD: dict[str, dict[int, str]] = {
    "shape": {
        90: "plain | hyphen in the forename | short name | O and a straight apostrophe | capitals in the "
        "headline | surname a verb | surname a city | surname a country | von | Italian | "
        "Swedish | Greek | Igbo | Japanese | middle initial | surname a colour | Czech | Finnish",
        80: "Croatian | Mac | de la | al- | French | Korean, hyphen",
        70: "forename a plant",
        60: "firm of one's own",
    },
    "first": {
        90: "knight or dame | rank in full | Post Name, of a place | Body post Name | Demonym Post Name | "
        "Demonym post Name | Name, the post of Place, | Name, who runs Body, | Country’s post, Name, | "
        "caption with the post | honorific | Name, the post of Body, | the post of the place, Name,",
        80: "bare | Post Name | Place post Name | list, at its head",
    },
    "later": {
        90: "surname | first word of a sentence | full name again | Sir or Dame and forename | he or she "
        "behind the surname | title and surname | Post and surname | the post",
        80: "behind a quotation | he or she",
    },
    "beside": {
        90: "nothing | namesake of the other sex | relative by forename | relative by full name | somebody "
        "spoken to | another body | street of that name | rival of the same sex | rival of the other sex "
        "| document | a crowd",
        80: "body of that name",
    },
    "frame": {
        90: "direct, behind a participle | direct, told somebody before | possessive and colon | indirect, "
        "that | indirect, added | indirect, told somebody | according to, before | split between "
        "sentences | split, inverted | over two paragraphs | followed by words alone | mixed, that | "
        "question, whether | direct, colon | direct, comma | split within a sentence | mixed | post, "
        "before",
        80: "direct, source behind | statement, that | direct, inverted behind | direct, told somebody | "
        "indirect, without that | according to, behind | question, inverted",
        70: "post, behind",
    },
}
"""Values that are read well today, by floor in percent: what was measured on these articles, with one article fewer
read right, rounded down to a multiple of 10. A value that has become good belongs here."""

FLOORS = {
    factor: {value: floor for floor, values in levels.items() for value in values.split(" | ")}
    for factor, levels in GOOD.items()
}


@pytest.fixture(scope="module")
def figures(nlp):
    return count(run(articles(1, NUMBER, FLOORS), nlp))


@pytest.mark.slow
def test_of_what_is_read_well_nearly_all_is_right(figures):
    assert figures.all.percent >= ALL


@pytest.mark.slow
@pytest.mark.parametrize("factor", FACTORS)
def test_no_value_that_is_read_well_falls_below_its_floor(factor, figures):
    assert FLOORS[factor].keys() == figures.by[factor].keys()
    fallen = {value: share for value, share in figures.by[factor].items() if share.percent < FLOORS[factor][value]}
    assert fallen == {}
