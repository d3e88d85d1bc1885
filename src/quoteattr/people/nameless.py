"""A run of capitalised words → whether it names nobody: where something is from, a share, the capital that a sentence begins with."""

import re

from quoteattr import lexicon
from quoteattr.draft import TokenSpan
from quoteattr.people.titles import post_words
from quoteattr.text.page import Page

_TICKER = re.compile(r"[A-Z]{2,5}\.[A-Z]{1,2}")  # "Acme Foods (ACM.O)"
_ARTICLES = frozenset({"the", "a", "an", "another"})
_ONE = frozenset({"i", "me", "my", "myself"})
_BESIDE = (*range(-3, 0), *range(1, 5))  # tokens from a demonym, among which words between marks are its bearer's


def is_no_name(page: Page, run: TokenSpan, name_words: frozenset[str]) -> bool:
    """Whether a run is no name, whatever it looks like; ``name_words`` are words known as people's names."""
    joined = page.lowers[run.start + 1 : run.start + 4] == ["-", "of", "-"]  # "*Father-of*-two Tom Reed"
    if joined or _is_field(page, run):
        return True
    opens = _opens_post(page, run) or _opens_kind_of_body(page, run)
    return opens or _is_of_a_place(page, run, name_words) or _is_ticker(page, run)


def _is_field(page: Page, run: TokenSpan) -> bool:
    """Whether a run is half of what a minister is in charge of: '*Work* and Pensions Secretary Ann Poole', '*Women* and Equalities Minister'."""
    if page.lowers[run.end : run.end + 1] != ["and"]:
        return False
    field, post = page.lowers[run.start : run.end + 2], page.lowers[run.end + 2 : run.end + 3]
    office = bool(post) and post[0] in lexicon.labelled("role_words", "field")
    return office and " ".join(field) in lexicon.words("portfolios")


def _is_of_a_place(page: Page, run: TokenSpan, name_words: frozenset[str]) -> bool:
    """Whether a run is a demonym for people, and no name: 'the *Spaniard* said', 'the 19-year-old *Japanese*', '*Danes* and *Muslims* said'.

    The Palestinians may be a side, and the American press is no American.
    """
    i, text = run.start, " ".join(page.lowers[run.start : run.end])
    if page.tags[run.end : run.end + 1] in (["NN"], ["NNS"]):
        # "the *Dutch* firm", "its *European* business", but not "the US said"
        return page.tags[i] == "JJ" and text in lexicon.table("demonyms")
    if page.words[i] in name_words:
        return False
    if i > 0 and page.lowers[i - 1] in _ARTICLES:
        known = lexicon.table("known_names").get(text) == "body"  # "the *Vatican* said"
        return (lexicon.is_from_somewhere(text) and not known) or _says_i(page, run, text)
    if page.lowers[max(i - 2, 0) : i] == ["-", "old"] and text in lexicon.table("demonyms"):
        return True
    return _are_people(page.lowers[run.end - 1]) and all(  # "young *British Muslims*"
        page.tags[k] == "JJ" or page.lowers[k] in lexicon.table("demonyms") for k in range(i, run.end - 1)
    )


def _says_i(page: Page, run: TokenSpan, text: str) -> bool:
    """Whether a demonym that may mean a people is of one who says *I* beside it: '“I was lucky,” the *Swiss* said'."""
    if not lexicon.is_of_one_or_all(text) or page.lowers[run.start - 1] != "the":
        return False
    near = [run.start + n for n in _BESIDE if 0 <= run.start + n < len(page.words)]
    marked = {page.inside[k] for k in near if page.passage_of[k] == page.passage_of[run.start]} - {-1}
    return any(not _ONE.isdisjoint(page.lowers[slice(*page.bounds[number])]) for number in marked)


def _opens_post(page: Page, run: TokenSpan) -> bool:
    """Whether a capital only begins a sentence, and the word a post: '*Vice* president Ann Poole', '*Fire* chief Tom Reed'."""
    word, behind = page.lowers[run.start], page.words[run.end : run.end + 1]
    if run.end > run.start + 1 or not page.tokens[run.start].is_sent_start or not behind or not behind[0].islower():
        return False
    body = word in lexicon.words("organisation_words")  # "*Council* leader Ann Poole"
    return word in post_words() and not body and lexicon.is_post(behind[0])


def _opens_kind_of_body(page: Page, run: TokenSpan) -> bool:
    """Whether a capital only begins a sentence, and what tells of what kind the body named behind is: '*Drinks group* Marlow & Poole'."""
    behind = page.words[run.end : run.end + 1]
    if run.end != run.start + 2 or not page.tokens[run.start].is_sent_start or not behind or not behind[0][0].isupper():
        return False
    told = page.words[run.end - 1] in lexicon.labelled("body_heads", "same")
    return told and not lexicon.is_post(behind[0]) and lexicon.bare(behind[0]) not in lexicon.honorifics()


def _is_ticker(page: Page, run: TokenSpan) -> bool:
    """Whether a run is an exchange, or a share on it, or letters, in brackets: 'Acme Foods (*NYSE*: *ACM*)', 'Gen (*Retd*) Tom Reed'."""
    before, behind = page.words[run.start - 1 : run.start], page.words[run.end : run.end + 3]
    if before not in (["("], [":"]):
        return False
    text = " ".join(page.words[run.start : run.end])
    if before == ["("]:
        if lexicon.bare(text) in lexicon.words("post_nominals") and behind[:1] == [")"]:
            return True  # "Lt Gen (Retd) Tom Reed"
        coded = _TICKER.fullmatch(text) is not None and behind[:1] == [")"]
        return coded or (behind[::2] in ([":", ")"], [":", ","]) and _is_code(behind[1]))
    exchange = page.words[max(run.start - 3, 0) : run.start - 1]
    return exchange[:1] == ["("] and behind[:1] in ([")"], [","]) and _is_code(text)


def _is_code(text: str) -> bool:
    """Whether a word may be that of a share: *ACM*."""
    return text.isupper() and text.isalnum() and len(text) < 6


@lexicon.remembered
def _are_people(text: str) -> bool:
    """Whether a name is that of some people of a place, faith or descent: 'Danes', 'Muslims', but not 'Rangers'."""
    somewhere = text.endswith("s") and lexicon.is_from_somewhere(lexicon.singular(text))
    return somewhere or text in lexicon.labelled("reference_words", "people")
