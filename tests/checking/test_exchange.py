"""Annotated articles in the formats of other tools, and back."""

from __future__ import annotations

import csv
import io
import json

import attrs
import jsonschema
import pytest

from quoteattr import InvalidGoldError, write_articles
from quoteattr.checking import formats, inception, label_studio, prodigy, spreadsheet
from quoteattr.gold.documents import read, write
from quoteattr.gold.values import GoldArticle, GoldMark, GoldQuote, GoldRole, GoldSpeaker

TEXT = (
    "😀 “It is late,” said Ann Poole, mayor of Eastwick, “too late.” =Officials claimed that nobody had asked. “Gone”"
)
POOLE = GoldQuote(
    content=((2, 15), (51, 62)),
    kind="direct",
    cue=((16, 20),),
    source=((21, 49),),
    speaker=GoldSpeaker("Ann Poole", "person"),
    role=GoldRole("mayor", "Eastwick", former=True),
)
OFFICIALS = GoldQuote(((87, 103),), "indirect", ((74, 81),), ((63, 73),), GoldSpeaker(None, "unnamed"), optional=True)
UNKNOWN = GoldQuote(((105, 111),), "direct")
SKIPPED = GoldQuote(((94, 97),), "mixed", speaker=GoldSpeaker(None, "skip"), named=False)
ARTICLE = GoldArticle("late/1", TEXT, (POOLE, OFFICIALS, SKIPPED, UNKNOWN))
MARKED = attrs.evolve(ARTICLE, marks=(GoldMark(105, 111, "title"),), extra={"meta": {"by": "AP"}})
OTHER_ROLES = attrs.evolve(POOLE, other_roles=(GoldRole("chair", None), GoldRole(None, "Harbour Trust", True)))
FULL = attrs.evolve(MARKED, quotes=(OTHER_ROLES, *MARKED.quotes[1:]))
EMPTY = GoldArticle("empty", "Nobody spoke.")
FOUND = EMPTY.to_article()


def changed(article: GoldArticle, number: int, **values: object) -> GoldArticle:
    quotes = list(article.quotes)
    quotes[number] = attrs.evolve(quotes[number], **values)
    return attrs.evolve(article, quotes=tuple(quotes))


def exported(articles: list[GoldArticle], **more: object) -> list[dict]:
    """Tasks as Label Studio exports them when what was predicted was submitted as it stood."""
    return [
        {"id": number, "data": task["data"], "predictions": [], "meta": {}}
        | {"annotations": [{"id": 7, "was_cancelled": False, "result": task["predictions"][0]["result"]} | more]}
        for number, task in enumerate(json.loads(json.dumps(label_studio.to_tasks(articles))))
    ]


@pytest.mark.parametrize("kind", formats.WRITTEN)
def test_what_is_written_comes_back(tmp_path, kind):
    articles, path = [FULL, EMPTY], tmp_path / {"label-studio": "a.json", "csv": "a.csv"}.get(kind, "a.jsonl")
    formats.write(path, articles, kind, checked=True)
    back = formats.read(path, of=articles)
    if kind == "inception":  # which has no place for further roles
        articles = [MARKED, EMPTY]
        back.sort(key=lambda article: article.id, reverse=True)
    assert back == articles


@pytest.mark.parametrize("kind", formats.WRITTEN)
def test_what_is_known_of_a_quotation_comes_back_with_it(tmp_path, kind):
    waiting = changed(changed(MARKED, 0, extra={"confidence": 0.25}), 1, extra={"checked": False})
    path = tmp_path / {"label-studio": "a.json", "csv": "a.csv"}.get(kind, "a.jsonl")
    formats.write(path, [waiting], kind, checked=True)
    assert formats.read(path, of=[waiting]) == [waiting]
    if kind in ("label-studio", "prodigy", "gold"):  # which have a place for it
        assert formats.read(path) == [waiting]


def test_kinds_of_files_are_told_by_name_and_content(tmp_path):
    for kind in formats.WRITTEN:
        path = tmp_path / {"label-studio": "a.json", "csv": "a.csv"}.get(kind, kind)
        formats.write(path, [ARTICLE], kind)
        assert formats.guess(path) == kind
    for name in ("found.jsonl", "found.jsonl.gz"):
        write_articles(tmp_path / name, [ARTICLE.to_article()])
        assert formats.guess(tmp_path / name) == "articles"


@pytest.mark.parametrize("name", ["found.jsonl", "found.jsonl.gz"])
def test_a_table_of_what_was_found_comes_back(tmp_path, name):
    found, table = tmp_path / name, tmp_path / "found.csv"
    write_articles(found, [ARTICLE.to_article(), EMPTY.to_article()])
    articles = formats.read(found)
    formats.write(table, articles, "csv")
    assert formats.read(table, of=found) == formats.read(table, of=iter(articles)) == articles
    assert [article.id for article in articles] == [f"{name}:1", f"{name}:2"]


@pytest.mark.parametrize(
    ("wrong", "error", "message"),
    [
        (
            lambda path: formats.write(path, [ARTICLE], "excel"),
            ValueError,
            "no kind 'excel' of files: there are gold, label-",
        ),
        (lambda path: formats.write(path, [ARTICLE], "label_studio"), ValueError, "no kind 'label_studio' of files"),
        (
            lambda path: formats.write(path, [ARTICLE], "articles"),
            ValueError,
            "no kind 'articles' of files: there are gold",
        ),
        (
            lambda path: formats.read(path, "excel"),
            ValueError,
            "no kind 'excel' of files: there are gold, articles, label",
        ),
        (lambda path: formats.write(path, [FOUND], "csv"), TypeError, "not Article: give its to_gold"),
        (lambda path: formats.write(path, FOUND, "csv"), TypeError, "not Article: give its to_gold"),
        (lambda path: formats.write(path, ["a"], "csv"), TypeError, "expected annotated articles, not str$"),
        (lambda path: write(path, [FOUND]), TypeError, "^expected annotated articles, not Article: give its to_gold"),
        (lambda path: write(path, "a.jsonl"), TypeError, "^expected annotated articles, not str"),
        (lambda path: formats.read(path, "csv", of=[FOUND]), TypeError, "not Article: give its to_gold"),
    ],
)
def test_wrong_kinds_and_values_are_told_before_anything_is_written(tmp_path, wrong, error, message):
    path = tmp_path / "a.csv"
    with pytest.raises(error, match=message):
        wrong(path)
    assert list(tmp_path.iterdir()) == []


# --- Label Studio ------------------------------------------------------------------------------------------------


def test_tasks_are_predictions_with_scores_or_annotations():
    sure = changed(changed(ARTICLE, 0, extra={"confidence": 0.9}), 1, extra={"confidence": 0.4})
    task, empty = label_studio.to_tasks([sure, EMPTY])
    assert task["data"]["text"] == TEXT
    assert (task["predictions"][0]["score"], task["predictions"][0]["result"][0]["score"]) == (0.4, 0.9)
    assert "score" not in empty["predictions"][0]
    assert "annotations" in label_studio.to_tasks([sure], checked=True)[0]


def test_tasks_are_valid_for_label_studio():
    interface = pytest.importorskip("label_studio_sdk.label_interface", exc_type=ImportError)
    config = interface.LabelInterface(label_studio.CONFIG)
    config.validate()
    for task in label_studio.to_tasks([FULL, EMPTY]):
        assert config.validate_task({"data": task["data"]})
        for prediction in task["predictions"]:
            assert config.validate_prediction(prediction, return_errors=True) == []


def test_what_its_own_package_exports_comes_back(tmp_path):
    converter = pytest.importorskip("label_studio_sdk.converter", exc_type=ImportError)
    for task in exported([FULL, EMPTY], completed_by={"id": 3}):
        (tmp_path / f"{task['id']}.json").write_text(json.dumps(task), encoding="utf-8")  # as the server keeps them
    converter.Converter(label_studio.CONFIG, str(tmp_path)).convert(str(tmp_path), str(tmp_path / "out"), "JSON")
    back = formats.read(tmp_path / "out" / "result.json")
    assert sorted(back, key=lambda article: article.id, reverse=True) == [FULL, EMPTY]


def test_the_last_annotation_counts_and_cancelled_ones_do_not():
    (task,) = exported([FULL], completed_by=1)
    nothing = {"result": [], "was_cancelled": False, "completed_by": {"id": 2}}
    cancelled = {"result": [], "was_cancelled": True, "completed_by": 1}
    both = task | {"annotations": [*task["annotations"], nothing, cancelled]}
    assert label_studio.from_tasks([both])[0].quotes == ()
    assert label_studio.from_tasks([both], annotator=1) == [FULL]
    assert label_studio.from_tasks([both], annotator=2)[0].quotes == ()
    assert label_studio.from_tasks([both], annotator=3) == []
    assert label_studio.from_tasks([task | {"annotations": []}]) == []


def test_what_is_annotated_by_hand_is_read():
    (task,) = exported([attrs.evolve(ARTICLE, quotes=())])
    task["annotations"][0]["result"] = [
        {
            "id": "a",
            "from_name": "label",
            "to_name": "text",
            "type": "labels",
            "value": value(2, 15, labels=["direct"]),
        },
        {
            "id": "b",
            "from_name": "label",
            "to_name": "text",
            "type": "labels",
            "value": value(21, 30, labels=["source"]),
        },
        {
            "id": "c",
            "from_name": "label",
            "to_name": "text",
            "type": "labels",
            "value": value(105, 111, labels=["no speech: term"]),
        },
        {"id": "d", "from_name": "label", "to_name": "text", "type": "labels", "value": value(74, 81, labels=["cue"])},
        {"id": "a", "from_name": "speaker", "to_name": "text", "type": "textarea", "value": {"text": ["Ann Poole"]}},
        {
            "type": "relation",
            "from_id": "b",
            "to_id": "a",
            "direction": "left",
            "labels": [],
        },  # drawn the other way round
    ]
    (article,) = label_studio.from_tasks([task])
    assert article.quotes == (
        GoldQuote(((2, 15),), "direct", source=((21, 30),), speaker=GoldSpeaker("Ann Poole", "person")),
    )
    assert article.marks == (GoldMark(105, 111, "term"),)


def value(start: int, end: int, **more: object) -> dict[str, object]:
    return {"start": start, "end": end, "text": TEXT[start:end]} | more


def test_offsets_in_utf16_are_told_by_the_words():
    (task,) = exported([FULL])
    for one in task["annotations"][0]["result"]:
        if one["type"] == "labels":
            one["value"]["start"] += 1
            one["value"]["end"] += 1
    assert label_studio.from_tasks([task]) == [FULL]
    task["annotations"][0]["result"][0]["value"]["start"] += 3
    with pytest.raises(InvalidGoldError, match=r"region q0: .* is not what stands at its place"):
        label_studio.from_tasks([task])


@pytest.mark.parametrize(
    ("tasks", "message"),
    [
        ({}, "expected a list of tasks"),
        ([{"text": "JSON-MIN"}], "task 0: not as Label Studio exports it as JSON: no 'annotations'"),
        ([3], "task 0: not as Label Studio"),
        (
            [{"data": {"text": "a"}, "annotations": [{"result": [{"type": "labels", "id": "a", "value": {}}]}]}],
            "no 'start'",
        ),
    ],
)
def test_other_exports_are_refused(tasks, message):
    with pytest.raises(InvalidGoldError, match=message):
        label_studio.from_tasks(tasks)


# --- Prodigy -----------------------------------------------------------------------------------------------------

SPAN = {
    "type": "object",
    "properties": {
        **{key: {"type": "integer"} for key in ("start", "end", "token_start", "token_end")},
        "label": {"enum": list(prodigy.LABELS)},
    },
    "required": ["start", "end", "token_start", "token_end", "label"],
}
TASK = {  # as Prodigy's manual describes the interface "relations"
    "type": "object",
    "properties": {
        "text": {"type": "string"},
        "tokens": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"id": {"type": "integer"}, "ws": {"type": "boolean"}, "text": {"minLength": 1}},
                "required": ["text", "start", "end", "id", "ws"],
            },
        },
        "spans": {"type": "array", "items": SPAN},
        "relations": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"head": {"type": "integer"}, "head_span": SPAN, "child_span": SPAN},
                "required": ["head", "child", "head_span", "child_span", "label"],
            },
        },
    },
    "required": ["text", "tokens", "spans", "relations"],
}


def test_tasks_of_prodigy_have_its_form_and_spans_fit_the_tokens():
    (task,) = prodigy.to_tasks([FULL])
    jsonschema.validate(task, TASK)
    tokens = task["tokens"]
    assert [token["id"] for token in tokens] == list(range(len(tokens)))
    for token in tokens:
        assert TEXT[token["start"] : token["end"]] == token["text"]
        assert token["ws"] == TEXT[token["end"] : token["end"] + 1].isspace()
    for span in task["spans"]:
        assert tokens[span["token_start"]]["start"] == span["start"]
        assert tokens[span["token_end"]]["end"] == span["end"]
    for relation in task["relations"]:
        assert relation["head"] == relation["head_span"]["token_end"]


def test_a_span_within_a_word_cuts_the_token():
    (task,) = prodigy.to_tasks([GoldArticle("a", "unsaid", (GoldQuote(((2, 6),), "direct"),))])
    assert [token["text"] for token in task["tokens"]] == ["un", "said"]


def test_what_was_accepted_comes_back_and_new_spans_have_no_name():
    (task,) = json.loads(json.dumps(prodigy.to_tasks([FULL])))
    del task["spans"][0]
    task["spans"].append({"start": 2, "end": 14, "token_start": 1, "token_end": 4, "label": "DIRECT"})
    (article,) = prodigy.from_tasks(
        [task | {"answer": "accept"}, task | {"answer": "reject"}, task | {"answer": "ignore"}]
    )
    assert article.quotes[0] == GoldQuote(((2, 14),), "direct", speaker=GoldSpeaker(None, "skip"), named=False)
    assert article.quotes[1:] == FULL.quotes[1:]
    assert article.extra == FULL.extra


@pytest.mark.parametrize("task", [3, {}, {"text": "a", "quoteattr": {"id": "a"}, "spans": [{"label": "DIRECT"}]}])
def test_what_prodigy_does_not_write_is_refused(task):
    with pytest.raises(InvalidGoldError, match="task 0: not as Prodigy writes it"):
        prodigy.from_tasks([task])


def test_spans_of_prodigy_outside_the_text_are_refused():
    task = {"text": "a", "quoteattr": {"id": "a"}, "spans": [{"label": "DIRECT", "start": 0, "end": 9}]}
    with pytest.raises(InvalidGoldError, match="expected 0 <= start < end <= 1"):
        prodigy.from_tasks([task])


# --- INCEpTION ---------------------------------------------------------------------------------------------------


def test_xmi_with_its_types_is_read(tmp_path):
    cas = inception.to_cas(ARTICLE)
    cas.to_xmi(tmp_path / "late.xmi")
    cas.typesystem.to_xml(tmp_path / "TypeSystem.xml")
    assert formats.read(tmp_path, of=[ARTICLE]) == [ARTICLE]
    assert formats.read(tmp_path / "late.xmi")[0].id == "late"


def test_what_was_drawn_anew_in_inception_is_a_quotation_of_its_own():
    cas = inception.to_cas(attrs.evolve(ARTICLE, quotes=()))
    quotation = cas.typesystem.get_type("webanno.custom.Quotation")
    cas.add(quotation(begin=2, end=15, speaker="Ann Poole", role="mayor"))
    cas.add(quotation(begin=51, end=62))
    cas.add(cas.typesystem.get_type("webanno.custom.Cue")(begin=16, end=20))
    article = inception.from_cas(cas, id="x")
    assert article.quotes == (
        GoldQuote(((2, 15),), speaker=GoldSpeaker("Ann Poole", "person"), role=GoldRole("mayor")),
        GoldQuote(((51, 62),)),
    )


def test_the_cas_of_an_article_is_read(nlp):
    import quoteattr

    article = quoteattr.extract(
        "“It is late,” said Ann Poole, mayor of Eastwick. Officials said nobody had asked.", nlp=nlp
    )
    found = inception.from_cas(article.to_cas(), id="late")
    first, second = found.quotes
    assert (first.speaker, first.role) == (GoldSpeaker("Ann Poole", "person"), GoldRole("mayor", "Eastwick"))
    assert second.speaker == GoldSpeaker(None, "unnamed")


def test_other_cas_are_refused(tmp_path):
    cassis = pytest.importorskip("cassis")
    with pytest.raises(InvalidGoldError, match=r"x: there is no layer webanno\.custom\.Quotation"):
        inception.from_cas(cassis.Cas(), id="x")
    with pytest.raises(InvalidGoldError, match=r"no \.json or \.xmi"):
        formats.read(tmp_path)
    (tmp_path / "a.json").write_text("{", encoding="utf-8")
    with pytest.raises(InvalidGoldError, match=r"a\.json: no CAS"):
        formats.read(tmp_path)
    cas = inception.to_cas(ARTICLE)
    next(iter(cas.select("webanno.custom.Quotation"))).kind = "loud"
    with pytest.raises(InvalidGoldError, match="quotes"):
        inception.from_cas(cas, id="x")


# --- spreadsheets ------------------------------------------------------------------------------------------------


def table_of(*articles: GoldArticle) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(spreadsheet.to_csv(articles))))


def as_csv(rows: list[dict[str, str]], delimiter: str = ",") -> str:
    target = io.StringIO(newline="")
    writer = csv.DictWriter(target, list(spreadsheet.COLUMNS), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return target.getvalue()


def test_rows_show_the_words_in_context_and_no_formula():
    first, second, *_ = table_of(FULL)
    assert (first["words"], first["after"][:10]) == (TEXT[2:62], " =Official")
    assert first["other_roles"] == "chair; Harbour Trust"
    assert second["source"] == "'=Officials"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_what_is_corrected_in_a_table_is_taken_over(delimiter):
    rows = table_of(FULL, EMPTY)
    rows[0] |= {"speaker_name": "Tom Reed", "former": "No", "organisation": ""}
    rows[1]["quotation"] = "no"
    del rows[2]  # filtered away: it stays as it is
    rows.append(
        dict.fromkeys(spreadsheet.COLUMNS, "") | {"article": "empty", "words": "Nobody spoke", "quotation": "yes"}
    )
    rows[-1] |= {"kind": "indirect", "speaker_kind": "unknown"}
    article, empty = spreadsheet.from_csv("\ufeff" + as_csv(rows, delimiter), [FULL, EMPTY])
    first, second, third = article.quotes
    assert (first.speaker.name, first.role) == ("Tom Reed", GoldRole("mayor"))
    assert first.other_roles == OTHER_ROLES.other_roles
    assert (second, third) == (SKIPPED, UNKNOWN)
    assert empty.quotes == (GoldQuote(((0, 12),), "indirect"),)


def test_a_name_where_nobody_had_looked_for_one():
    rows = table_of(FULL)
    rows[2]["speaker_name"] = "Tom Reed"
    (article,) = spreadsheet.from_csv(as_csv(rows), [FULL])
    assert (article.quotes[2].named, article.quotes[2].speaker) == (True, GoldSpeaker("Tom Reed", "unknown"))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"article": "no such"}, "line 2: article: there is none with the id 'no such'"),
        ({"content": "[[1, 2]]"}, r"line 2: content: there is no quotation at '\[\[1, 2\]\]'"),
        ({"content": "11-Sep"}, "line 2: content: there is no quotation at '11-Sep'"),
        ({"content": "", "words": "late"}, "line 2: words: 'late' must stand once"),
        ({"former": "perhaps"}, "line 2: former: expected yes or no, found 'perhaps'"),
        ({"quotation": "?"}, "line 2: quotation: expected yes or no"),
        ({"kind": "loud"}, "line 2: quote.type: expected direct"),
    ],
)
def test_cells_that_make_no_sense_are_refused_with_their_line(changes, message):
    rows = table_of(ARTICLE)
    rows[0] |= changes
    with pytest.raises(InvalidGoldError, match=message):
        spreadsheet.from_csv(as_csv(rows), [ARTICLE])


def test_other_tables_are_refused(tmp_path):
    with pytest.raises(InvalidGoldError, match="line 1: no column 'article'"):
        spreadsheet.from_csv("a,b\n1,2\n", [ARTICLE])
    path = tmp_path / "a.csv"
    path.write_bytes(b"article,content\n\xff,\n")
    with pytest.raises(InvalidGoldError, match=r"a\.csv: byte 16 is not UTF-8"):
        formats.read(path, of=[ARTICLE])
    with pytest.raises(InvalidGoldError, match="needs the articles that it was made of"):
        formats.read(path)


def test_files_that_are_not_of_their_kind_are_refused_with_their_name(tmp_path):
    path = tmp_path / "tasks.json"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(InvalidGoldError, match=r"tasks\.json: not JSON"):
        formats.read(path)
    write(tmp_path / "gold.jsonl", [ARTICLE])
    assert formats.read(tmp_path / "gold.jsonl") == read(tmp_path / "gold.jsonl")
    with pytest.raises(InvalidGoldError, match="same file name"):
        formats.write(tmp_path / "cas", [ARTICLE, attrs.evolve(ARTICLE, id="late:1")], "inception")
