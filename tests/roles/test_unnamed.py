"""Roles of those who have no name there: what the description of one or of several amounts to."""

from __future__ import annotations

import pytest

ONE = {
    "A resident": "resident | None",
    "An Eastwick resident": "resident | Eastwick",
    "A government source": "government source | None",
    "A woman": None,
    "A source": None,
    "A senior political source": None,
    "A person familiar with the talks": None,
}

SEVERAL = {
    "Harbour Trust executives": "executives | Harbour Trust",
    "Several Harbour Trust donors": "donors | Harbour Trust",
    "Pine Valley Council members": "members | Pine Valley Council",
    "Danish ministers": "ministers | Denmark",
    "Labour MPs": "MPs | Labour",
    "Three senior prison officials": "officials | prison",
    "Company executives": "executives | company",
    "Officials at the Department of Works": "officials | Department of Works",
    "Officials": None,
    "Danish engineers": None,
    "Independent analysts": None,
    "Technology experts": None,
    "Law enforcement officials": None,
    "State legislators": None,
    "Women in Eastwick": None,
    "Supporters of Ann Poole": None,
}


@pytest.fixture(scope="module")
def read(together):
    return together([f"{words} said it was late." for words in (*ONE, *SEVERAL)])


@pytest.mark.parametrize(("words", "expected"), [*ONE.items(), *SEVERAL.items()])
def test_roles_of_a_description(words, expected, read):
    (quote,) = read(f"{words} said it was late.").quotes
    found = [f"{role.title} | {role.organisation}" for role in quote.speaker.roles]
    assert found == ([expected] if expected else [])
