"""Tells which runs of capitalised words name nobody: nationalities, codes of shares, the first words of sentences, posts alone."""

import re

from quoteattr import lexicon
from quoteattr.draft import TokenSpan
from quoteattr.people import phrases
from quoteattr.people.titles import begins_with_forename, post_words
from quoteattr.text.page import FINITE_TAGS, Page

_TICKER = re.compile(r"[A-Z]{2,5}\.[A-Z]{1,2}")  # "Acme Foods (ACM.O)"
_ARTICLES = frozenset({"the", "a", "an", "another"})
_CLOSING_MARKS = frozenset({"”", "’", '"', "'"})
_FIRST_PERSON = frozenset({"i", "me", "my", "myself"})
_BESIDE = (*range(-3, 0), *range(1, 5))  # tokens from a demonym at which marked words are said by whom it means
_LONGEST_HOLDER = 5  # tokens of the name of who holds a post


def is_no_name(page: Page, run: TokenSpan, name_words: frozenset[str]) -> bool:
    """Whether a run is no name though it has capitals; ``name_words`` are words of people's names."""
    if page.lowers[run.start + 1 : run.start + 4] == ["-", "of", "-"]:
        return True  # "*Father-of*-two Tom Reed"
    return (
        _is_half_of_portfolio(page, run)
        or (page.tokens[run.start].is_sent_start and (_opens_post(page, run) or _opens_kind_of_body(page, run)))
        or _is_nationality(page, run, name_words)
        or _is_code_in_brackets(page, run)
    )


def _is_half_of_portfolio(page: Page, run: TokenSpan) -> bool:
    """Whether a run is the first half of a minister's portfolio: '*Work* and Pensions Secretary Ann Poole', '*Women* and Equalities Minister'."""
    if page.lowers[run.end : run.end + 1] != ["and"]:
        return False
    portfolio, post = page.lowers[run.start : run.end + 2], page.lowers[run.end + 2 : run.end + 3]
    minister = bool(post) and post[0] in lexicon.labelled("role_words", "field")
    return minister and " ".join(portfolio) in lexicon.words("portfolios")


def _is_nationality(page: Page, run: TokenSpan, name_words: frozenset[str]) -> bool:
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
    """Whether a demonym that may mean a whole people means one person, who says *I* beside it: '“I was lucky,” the *Swiss* said'."""
    if not lexicon.is_of_one_or_all(text) or page.lowers[run.start - 1] != "the":
        return False
    near = [run.start + n for n in _BESIDE if 0 <= run.start + n < len(page.words)]
    marked = {page.inside[k] for k in near if page.passage_of[k] == page.passage_of[run.start]} - {-1}
    return any(not _FIRST_PERSON.isdisjoint(page.lowers[slice(*page.bounds[number])]) for number in marked)


def _opens_post(page: Page, run: TokenSpan) -> bool:
    """Whether the first word of a sentence begins a post: '*Vice* president Ann Poole', '*Fire* chief Tom Reed'."""
    word, behind = page.lowers[run.start], page.words[run.end : run.end + 1]
    if run.end > run.start + 1 or not behind or not behind[0].islower():
        return False
    body = word in lexicon.words("organisation_words")  # "*Council* leader Ann Poole"
    return word in post_words() and not body and lexicon.is_post(behind[0])


def _opens_kind_of_body(page: Page, run: TokenSpan) -> bool:
    """Whether the first words of a sentence are a noun phrase for the body named behind them: '*Drinks group* Marlow & Poole'."""
    behind = page.words[run.end : run.end + 1]
    if run.end != run.start + 2 or not behind or not behind[0][0].isupper():
        return False
    kind_of_body = page.words[run.end - 1] in lexicon.labelled("body_heads", "same")
    return kind_of_body and not lexicon.is_post(behind[0]) and lexicon.bare(behind[0]) not in lexicon.honorifics()


def opens_as_kind_of_firm(page: Page, name: TokenSpan) -> bool:
    """Whether a name's first word has its capital only as it begins a sentence, and says what kind of firm is named: '*Airline* Tarvo said'.

    The word means one that does something (*retailer*), or a source is called so, or the rest stands alone elsewhere ('Supermarket
    Tarvo … *Tarvo* said'). But 'Bank Tarvo' may be called so, as other bodies are, and 'Supermarket Income Trust'.
    """
    first, words = page.lowers[name.start], page.lowers[name.start + 1 : name.end]
    if lexicon.table("organisation_nouns").get(first) not in ("company", "media"):
        return False
    if not words or not page.tokens[name.start].is_sent_start or not page.words[name.start].istitle():
        return False
    bodies, streets = lexicon.words("organisation_words"), lexicon.labelled("body_name_words", "street")
    behind = page.words[name.start + 1]
    if first in bodies or not behind[0].isupper() or lexicon.is_post(behind) or not bodies.isdisjoint(words):
        return False
    kind = first.endswith(("er", "or")) or (first in lexicon.words("source_titles") and not lexicon.is_post(first))
    return streets.isdisjoint(words) and (kind or _stands_alone(page, TokenSpan(name.start + 1, name.end)))


def _stands_alone(page: Page, name: TokenSpan) -> bool:
    """Whether the words of a name stand elsewhere behind a word in small letters or at the beginning of a sentence, and before such a word."""
    words = page.words[name.start : name.end]
    for i in page.where({page.lowers[name.start]}):
        end = i + len(words)
        if i == name.start or page.words[i:end] != words or "".join(page.words[end : end + 1])[:1].isupper():
            continue
        if page.tokens[i].is_sent_start or (i and page.words[i - 1].islower()):
            return True
    return False


def _is_code_in_brackets(page: Page, run: TokenSpan) -> bool:
    """Whether a run in brackets is a stock exchange, a share on it, or letters of a person: 'Acme Foods (*NYSE*: *ACM*)', 'Gen (*Retd*) Tom Reed'."""
    before, behind = page.words[run.start - 1 : run.start], page.words[run.end : run.end + 3]
    if before not in (["("], [":"]):
        return False
    text = " ".join(page.words[run.start : run.end])
    if before == ["("]:
        if lexicon.bare(text) in lexicon.words("post_nominals") and behind[:1] == [")"]:
            return True  # "Lt Gen (Retd) Tom Reed"
        ticker = _TICKER.fullmatch(text) is not None and behind[:1] == [")"]
        return ticker or (behind[::2] in ([":", ")"], [":", ","]) and _is_code(behind[1]))
    exchange = page.words[max(run.start - 3, 0) : run.start - 1]
    return exchange[:1] == ["("] and behind[:1] in ([")"], [","]) and _is_code(text)


def _is_code(text: str) -> bool:
    """Whether a word may be the code of a share: *ACM*."""
    return text.isupper() and text.isalnum() and len(text) < 6


@lexicon.remembered
def _are_people(text: str) -> bool:
    """Whether a word means people of a place, faith or descent: 'Danes', 'Muslims', but not 'Rangers'."""
    somewhere = text.endswith("s") and lexicon.is_from_somewhere(lexicon.singular(text))
    return somewhere or text in lexicon.labelled("reference_words", "people")


# --- posts and forms of address -----------------------------------------------------------------------------------------


def is_post_alone(page: Page, name: TokenSpan, name_words: frozenset[str]) -> bool:
    """Whether capitalised words are only posts or a form of address: 'the Prime Minister', 'Madam', 'MPs', but 'Judge said' where somebody is called so."""
    last = name.end - 1
    word, before = lexicon.bare(page.words[last]), page.lowers[name.start - 1] if name.start else ""
    if name.end - name.start > 1:
        return _is_office(page, name, word, before)
    if _are_holders_of_post(page.words[last]):
        return True
    address, post = word in lexicon.honorifics() or word in lexicon.words("generations"), lexicon.is_post(word)
    if not (address or post):
        return False
    if page.words[last] in name_words and before not in ("the", "a", "an", "this", "that", "every", "any"):
        return False  # "Fire Chief *Baker*", where Ann Baker is
    of_post = before in post_words() and page.words[name.start - 1][0].isupper()  # "the Head *Librarian*"
    if post and (of_post or is_linked(page, last, name_words)):
        return True
    before_told = page.lowers[last + 1 : last + 2] == ["told"]
    if before_told and before in _CLOSING_MARKS and page.words[last - 2 : last - 1] == [","]:
        # "“It is late,” *King* told them", but "*Mum* told them"
        return lexicon.noun_class(page.lowers[last]) == "kin"
    return address or not _is_labelled(page, last, before)


@lexicon.remembered
def _are_holders_of_post(word: str) -> bool:
    """Whether a word is the plural of a post in capitals, which is people's and nobody's name: 'told *MPs*', '*QCs* said'."""
    return word[:-1].isupper() and word[-1] == "s" and bool(lexicon.singular_post(word))


def _is_office(page: Page, name: TokenSpan, word: str, before: str) -> bool:
    """Whether several words with capitals are a post: 'Fire *Chief*', but 'Business *Insider*'."""
    office = word in lexicon.words("titles") or lexicon.noun_class(word) in ("post", "spokes")
    if not office and not (lexicon.is_post(word) and page.ent_types[name.end - 1] != "ORG"):
        return False
    several = name.end > name.start + 1
    if several and begins_with_forename(page, name) and before not in ("the", "a", "an"):
        return False  # "Dean King", "Earl Duke, a baker"
    if before == "the" and word in lexicon.labelled("role_words", "field"):
        return True  # "the *Harbour Party Minister*"
    if before == "the" and word in lexicon.words("organisation_nouns"):
        place, places = " ".join(page.lowers[name.start : name.end - 1]), lexicon.table("demonyms")
        if place in places or place.title() in places.values():
            return False  # "the Scottish *Executive*"
    return all(may_be_of_office(lexicon.bare(word)) for word in page.words[name.start : name.end - 1])


def new_post(page: Page, name: TokenSpan) -> int:
    """Where the office starts to which the one named before it is appointed: 'elected Ann Poole *Chair*'; the end if there is none."""
    if not name.start or page.lowers[name.start - 1] not in lexicon.words("appointing_verbs"):
        return name.end
    last = lexicon.bare(page.words[name.end - 1])
    if any(last in lexicon.labelled("role_words", label) for label in ("forename", "surname")):
        return name.end
    starts = range(name.start + 2, name.end)
    return next((i for i in starts if _is_office(page, TokenSpan(i, name.end), last, "")), name.end)


def _is_labelled(page: Page, i: int, before: str) -> bool:
    """Whether a single post is a newspaper's name, or a name to the entity recogniser; but 'the *Archbishop*, Ann Poole' is a post, and no body."""
    word, label, article = page.lowers[i], page.ent_types[i], before == "the"
    if article and page.words[i].isupper() and word in lexicon.words("role_nouns"):
        return False  # "the *DJ* said"
    if label == "PERSON" or (article and lexicon.table("known_names", 2).get(word) == "media"):
        return True  # "the *Observer* reported"
    post = article and lexicon.noun_class(word) == "post"
    return label == "ORG" and (not post or word in lexicon.words("organisation_words"))


def may_be_of_office(word: str) -> bool:
    """Whether a word before the last one of an office is no name: '*Attorney* General', '*Danish* Ambassador' to the Netherlands."""
    known = word in post_words() or word in lexicon.table("demonyms") or lexicon.is_post(word)
    return known or word == "-" or word in lexicon.labelled("role_words", "prefix")  # "*Co*-Founder"


def is_linked(page: Page, i: int, name_words: frozenset[str]) -> bool:
    """Whether *of* or *for* and a name stand behind a post, or an article before an acronym: '*Registrar* of Eastwick', 'the *CM*'."""
    word, before = page.words[i], page.lowers[i - 1] if i else ""
    if before in _ARTICLES and word.isupper() and word.lower() in lexicon.table("abbreviated_roles"):
        return page.tags[i + 1 : i + 2] not in (["NNP"], ["NNPS"])  # "the PM", but "the AG Group"
    link, *named = page.words[i + 1 : i + 4] or [""]
    if link not in ("of", "for") or page.words[i] in name_words:
        return False
    if named[:1] == ["the"]:
        named = named[1:]
    return named != [] and named[0][0].isupper()


def end_of_post(page: Page, name: TokenSpan) -> tuple[int, bool]:
    """Where the post in a name ends, and whether somebody is named behind it who holds it: 'Harbour Trust *Head* of Policy, Ann Poole', 'Acme *Chairman*, Ann Poole'."""
    if not is_before_holder(page, name.end):
        return name.end, False
    links = (
        i for i in range(name.start + 2, name.end) if page.lowers[i] == "of" and lexicon.is_post(page.words[i - 1])
    )
    return next(links, name.end), True


def is_before_holder(page: Page, comma: int) -> bool:
    """Whether a post is followed by its holder's name between commas: 'Eastwick Mayor*, Ann Poole,* said', 'the Skerrow Headteacher*, Mrs Poole*.'"""
    if page.words[comma : comma + 1] != [","]:
        return False
    end = start = comma + 1
    while end < min(start + _LONGEST_HOLDER, len(page.words)) and phrases.is_capital(page, end):
        end += 1
    if end - start < 2 or page.lowers[end - 1] in lexicon.words("organisation_words"):
        return False
    closing, behind = [*page.tags[end : end + 2], "", ""][:2]
    return closing == "." or (closing == "," and (behind in FINITE_TAGS or behind in ("RB", "WP")))
