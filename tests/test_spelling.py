"""What scrapers bring is read as a careful typist would have written it, and no offset moves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr import spelling
from quoteattr.spelling import CLOSING_MARKS, DOUBLE_MARKS, OPENING_MARKS, QUOTATION_MARKS, SINGLE_MARKS, usual


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("“No,” she said – twice.", "“No,” she said – twice."),
        ("&quot;No,&quot; she said.", '     "No,"      she said.'),
        ("(&#34;No&#34;)", '(    "No"    )'),
        ("&#8220;No&#8221; &#X2018;so&#X2019;", "      “No”       &#X2018;so&#X2019;"),
        ("&#x201C;No&#x201D;", "       “No”       "),
        ("â€œNoâ€\x9d or â€œnoâ€", "  “No”   or   “no” "),
        ("Ann&#39;s dog", "Ann'\u2060\u2060\u2060\u2060s dog"),
        ("the dogs&#39; bed", "the dogs'     bed"),
        ("itâ€™s late", "it’\u2060\u2060s late"),
        ("Sand &amp; Sons", "Sand &\u2060\u2060\u2060\u2060 Sons"),
        ("late &mdash; again", "late ——————— again"),
        ("no&nbsp;more\xa0of\u3000it", "no      more of it"),
        ("＂No＂ ＇so＇ ― she", "\"No\" 'so' — she"),
        ("RenÃ© and JosÃ\x83Â©", "Renaa and Josaaaa"),
        ("“No,’’ she said, ‘‘so.’’", "“No,”  she said,  “so.” "),
        (",,No´´ she said, \"so,’' ``so'’", ' “No”  she said, "so,”  ``so” '),
        ("‘I told him ‘no.’’ The workers’' bed", "‘I told him ‘no.’’ The workers’' bed"),
        ("´´No´´ ‹so› Home › News › Sport", " “No”  “so” Home › News › Sport"),
        ("„No“, «so» „both”", "“No”, “so” “both”"),
        ("„„No” „„so“", "„„No” „„so“"),
        ("&bogus; &", "&bogus; &"),
        ("", ""),
    ],
)
def test_usual_spelling(given, read):
    assert usual(given) == read
    assert len(read) == len(given)


def test_signs_of_several_code_points_are_told():
    text = "&quot;No,&quot; itâ€™s “late”"
    assert [text[start:end] for start, end in spelling.wide(text)] == ["&quot;", "&quot;", "â€™"]


@given(
    st.lists(
        st.sampled_from([*spelling._SEVERAL, *QUOTATION_MARKS, "a", " ", "\n", "Ã", "©", "\x83", "Â"]), max_size=20
    )
)
def test_no_text_gets_longer_or_shorter_and_what_was_read_once_is_read_the_same_again(pieces):
    text = "".join(pieces)
    assert len(usual(text)) == len(text)
    assert usual(usual(text)) == usual(text)


def test_every_mark_is_single_or_double_and_opens_or_closes_or_both():
    assert set(QUOTATION_MARKS) == set(DOUBLE_MARKS) | set(SINGLE_MARKS)
    assert not set(DOUBLE_MARKS) & set(SINGLE_MARKS)
    assert not set(OPENING_MARKS) & set(CLOSING_MARKS)
    assert set(QUOTATION_MARKS) - set(OPENING_MARKS) - set(CLOSING_MARKS) == set("\"'`")


@given(st.text("&quot;#39â€œ\x9d ÃA\u0303\x83Â©‘’'´‚,a", max_size=12))
def test_an_expression_is_looked_for_wherever_it_may_be(text):
    expected = {written for written in spelling._SIGNS_OF if written.search(text)}
    assert {written for written in expected if spelling._may_be_in(text, written)} == expected
    assert all(any(sign in form for sign in spelling._SIGNS_OF[spelling._WIDE]) for form in spelling._SEVERAL)
