"""Every rule by its id, with its kind, its family and an example: read from ``data/en/rules.txt``, which says what they are.

The ids appear in :attr:`~quoteattr.Quote.rule`, :attr:`~quoteattr.Evidence.rule` and :attr:`~quoteattr.Role.rule`. A new rule
gets its row there, or the tests fail; ``docs/how-it-works.md`` shows the table, and the tests run its examples.
"""

from functools import cache

import attrs

from quoteattr import lexicon


@attrs.frozen
class Rule:
    """A rule: ``id``, ``kind`` (link, evidence or role), the ``family`` of rules that work alike, an ``example`` that it reads,
    what it ``finds``, and the ``note`` that :class:`~quoteattr.Evidence` makes of a speaker found by it."""

    id: str
    kind: str
    family: str
    example: str
    finds: str
    note: str


@cache
def rules() -> dict[str, Rule]:
    """All rules by id.

    >>> rules()["cue-colon"].family
    'beside-marks'
    """
    return {row[0]: Rule(*row) for row in lexicon.rows("rules")}


@cache
def family(*names: str) -> frozenset[str]:
    """The ids of the rules of some families.

    >>> sorted(family("phrase", "sentence"))
    ['as-clause', 'marked', 'parenthetical', 'phrase']
    """
    return frozenset(rule.id for rule in rules().values() if rule.family in names)
