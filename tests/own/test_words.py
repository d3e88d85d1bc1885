"""Own words: what fits its list is taken, what does not is told with its place; nobody else's articles are read with them."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor

import pytest

import quoteattr
from quoteattr import lexicon
from quoteattr.errors import LexiconError
from quoteattr.own import words

SKEET = {"reporting_verbs": ["skeet"]}


# --- what is taken --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", words.lists())
def test_every_list_takes_its_own_entries_as_they_are(name):
    entries = lexicon.packaged(name)
    assert words.read({name: entries}).own == ((name, entries),)


@pytest.mark.parametrize(
    ("name", "entry", "row"),
    [
        ("reporting_verbs", "skeet", ("skeet", "clause quote", "-")),
        ("reporting_verbs", "skeet\tquote", ("skeet", "quote", "-")),
        (
            "reporting_verbs",
            "hit back\tclause quote\thit hits hitting",
            ("hit back", "clause quote", "hit hits hitting"),
        ),
        ("reporting_verbs", ("Skeet", "quote"), ("skeet", "quote", "-")),
        ("role_nouns", "wharfinger", ("wharfinger", "-", "post")),
        ("role_nouns", " wharfinger \t f ", ("wharfinger", "f", "post")),
        ("forenames", "Zorbita\tf", ("zorbita", "f")),
        ("organisation_nouns", "cooperage", ("cooperage", "other")),
        ("organisation_words", "Cooperage", ("cooperage",)),
        ("titles", "Whf.\twharfinger", ("whf", "wharfinger")),
        ("metonyms", "The Quay ...", ("the quay",)),
        ("party_labels", "Harbour", ("Harbour",)),
        ("demonyms", "Eastwicker\tEastwick", ("eastwicker", "Eastwick")),
        ("nicknames", "Zob\tzorbita", ("zob", "zorbita")),
        ("role_nouns", "!striker", ("!striker",)),
    ],
)
def test_an_entry_is_brought_into_the_form_of_its_list(name, entry, row):
    assert words.read({name: [entry]}).own == ((name, (row,)),)


def test_a_mapping_may_hold_mappings_and_comments():
    own = words.read({"forenames": {"Zorbita": "f", "Zob": ("m",)}, "role_nouns": ["# ours", "", "wharfinger"]}).own
    assert own == (("forenames", (("zorbita", "f"), ("zob", "m"))), ("role_nouns", (("wharfinger", "-", "post"),)))


def test_a_folder_holds_a_file_for_each_list(tmp_path):
    (tmp_path / "role_nouns.txt").write_text("# ours\nwharfinger\tf\n\n!striker\n", encoding="utf-8-sig")
    (tmp_path / "reporting_verbs.txt").write_text("skeet\r\n", encoding="utf-8")
    (tmp_path / "README.md").write_text("why these words", encoding="utf-8")
    own = dict(words.read(tmp_path).own)
    assert own["role_nouns"] == (("wharfinger", "f", "post"), ("!striker",))
    assert own["reporting_verbs"] == (("skeet", "clause quote", "-"),)


# --- what is refused ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"reporting_verb": ["skeet"]}, "there is no list 'reporting_verb'; did you mean reporting_verbs?"),
        ({"rules": ["x"]}, "there is no list 'rules'"),
        ({"xyz": ["x"]}, "there are: abbreviated_roles, "),
        ({"role_nouns": ["mayor", "wharfinger\tx"]}, "role_nouns, entry 2: 'x' is none of the labels -, f, m"),
        ({"role_nouns": ["wharfinger\tf\tchief"]}, "'chief' is none of the labels kin, "),
        ({"reporting_verbs": ["skeet\tquote loudly"]}, "'loudly' is none of the labels "),
        ({"role_nouns": ["wharfinger\tf\tpost\tx"]}, "3 columns are wanted, with a tab between, not 4"),
        ({"titles": ["whf"]}, "2 columns are wanted, with a tab between, not 1"),
        ({"titles": ["whf\t"]}, "2 columns are wanted"),
        ({"role_nouns": ["press wharfinger"]}, "'press wharfinger': this list holds single words"),
        ({"role_nouns": ["\tf"]}, "the word is missing"),
        ({"role_nouns": ["!"]}, "the word is missing"),
        ({"role_nouns": ["..."]}, "the word is missing"),
        ({"role_nouns": ["!wharfinger"]}, "'wharfinger' is not in the list, and cannot be taken out"),
        ({"role_nouns": ["!striker\tf"]}, "what is taken out has no further columns"),
        ({"role_nouns": ["wharfinger", "Wharfinger"]}, "entry 2: 'wharfinger' is there twice"),
        ({"role_nouns": ["striker", "!striker"]}, "entry 2: 'striker' is there twice"),
        ({"role_nouns": [7]}, "entry 1: 7 is no text"),
        ({"role_nouns": [("wharfinger", None)]}, "entry 1: "),
        ({"role_nouns": "wharfinger"}, "role_nouns: entries are a list or a mapping, not str"),
        ({"role_nouns": None}, "role_nouns: entries are a list or a mapping, not NoneType"),
    ],
)
def test_what_does_not_fit_is_told_with_its_place(given, told):
    with pytest.raises(LexiconError) as caught:
        words.read(given)
    assert told in str(caught.value)


def test_in_a_folder_the_file_and_the_line_are_told(tmp_path):
    file = tmp_path / "role_nouns.txt"
    file.write_text("# ours\n\nwharfinger\nmayor\tx\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"^role_nouns \(.*role_nouns\.txt\), line 4: 'x' is none"):
        words.read(tmp_path)
    file.write_bytes(b"wharfinger\n\xff\n")
    with pytest.raises(LexiconError, match=r"role_nouns\.txt: byte 11 is not UTF-8"):
        words.read(str(tmp_path))
    file.unlink()
    (tmp_path / "role_noun.txt").write_text("wharfinger\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"no list 'role_noun' \(.*role_noun\.txt\); did you mean role_nouns"):
        words.read(tmp_path)


def test_a_folder_without_lists_and_no_folder(tmp_path):
    with pytest.raises(LexiconError, match="there is no list in this folder"):
        words.read(tmp_path)
    with pytest.raises(FileNotFoundError):
        words.read(tmp_path / "missing")
    with pytest.raises(TypeError, match="not int"):
        words.read(7)


# --- what they do ---------------------------------------------------------------------------------------------------


def read(text, own=None):
    article = quoteattr.extract(text, nlp=quoteattr.load(lexicon=own))
    return [(str(quote.speaker), quote.text) for quote in article.quotes]


@pytest.mark.parametrize(
    ("text", "own", "without", "with_them"),
    [
        ("Ann Poole skeeted the ferry was late.", SKEET, [], [("Ann Poole", "the ferry was late")]),
        (
            "“Late,” said Ann Poole, the zanjera.",
            {"role_nouns": ["zanjera"]},
            [("Ann Poole", "Late,")],
            [("Ann Poole, zanjera", "Late,")],
        ),
        (
            "“Late,” said Ann Poole, the striker.",
            {"role_nouns": ["!striker"]},
            [("Ann Poole, striker", "Late,")],
            [("Ann Poole", "Late,")],
        ),
        (
            "“Late,” said Tory councillor Ann Poole.",
            {"demonyms": {"tory": "Conservative Party"}},
            [("Ann Poole, councillor, Tory", "Late,")],
            [("Ann Poole, councillor, Conservative Party", "Late,")],
        ),
        ("Ann Poole said it was late.", {"reporting_verbs": ["!say"]}, [("Ann Poole", "it was late")], []),
    ],
)
def test_articles_are_read_with_them(text, own, without, with_them):
    assert read(text) == without
    assert read(text, own) == with_them
    assert read(text) == without  # nothing is left behind


def test_a_word_given_anew_replaces_the_packaged_entry():
    with lexicon.using(words.read({"forenames": {"Ann": "m"}})):
        assert lexicon.table("forenames")["ann"] == "m"
    assert lexicon.table("forenames")["ann"] == "f"


def test_threads_have_words_of_their_own():
    text = "Ann Poole skeeted the ferry was late."
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda own: len(read(text, own)), [SKEET, None] * 6))
    assert found == [1, 0] * 6


def test_they_go_to_other_processes_without_what_is_remembered():
    own = words.read(SKEET)
    with lexicon.using(own):
        assert lexicon.is_post("mayor")
    assert own.memory
    copy = pickle.loads(pickle.dumps(own))
    assert copy == own
    assert copy.memory == {}


@pytest.mark.slow
def test_worker_processes_read_with_them():
    texts = ["Ann Poole skeeted that the ferry was late."] * 3
    nlp = quoteattr.load(lexicon=SKEET)
    assert [len(article.quotes) for article in quoteattr.pipe(texts, nlp=nlp, n_process=2, batch_size=1)] == [1, 1, 1]
