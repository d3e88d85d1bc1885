"""Finds where the name in a run of capitalised words begins, behind titles, forms of address (honorifics) and posts.

'Prime Minister *Jan Nowak*', 'PC *Dean Reed*'. Many of these words may also be forenames or part of a body's name: '*Dean Reed*',
'*Earl Dunn*, a baker', '*Baker Street*'.
"""

import re
from itertools import pairwise

from quoteattr import lexicon
from quoteattr.draft import Name, TokenSpan
from quoteattr.people import phrases, same_name
from quoteattr.people.runs import NICKNAME_MARKS
from quoteattr.people.spelt_out import abbreviations
from quoteattr.text.page import POSSESSIVES, Page

_INITIAL = re.compile(r"(?:[A-Z]\.)+")
# of words with which a sentence begins before a name
_OPENING_TAGS = frozenset({"IN", "RB", "RBR", "CC", "JJ", "WRB", "WDT", "WP", "TO", "CD"})
_NEAR = 7  # tokens behind a name
_ENDS_OF_POSTS = frozenset({",", ".", ";", "of", "for", "to", "who", "whose", "and", ")"})


def behind_titles(page: Page, run: TokenSpan) -> tuple[str | None, int]:
    """The form of address in a run, and where its name begins: behind titles, posts and the nation before a post."""
    if not any(map(_may_be_title, page.words[run.start : run.end - 1])) or _is_whole_body(page, run):
        return None, run.start  # as most names have none
    honorific, first = None, run.start + _length_of_hyphenated_post(page, run)
    for i in range(first, _surname(page, run)):
        word = lexicon.bare(page.words[i])
        pair = f"{lexicon.bare(page.words[i - 1])} {word}" if run.start < i <= first + 1 else ""
        if _is_within_name(page, i, honorific, first, pair):
            break
        if pair in lexicon.honorifics():
            honorific = f"{honorific or page.words[i - 1]} {page.words[i]}"  # "Datuk Seri", "Mother Superior"
            first = i + 1
        elif pair in lexicon.words("titles"):
            first = i + 1  # "Prof. Emeritus", "Sqn Ldr"
        elif word in lexicon.honorifics() and _is_address_in_name(page, i, run, first):
            continue
        elif _is_of_name(page, i, run) or (run.end == i + 2 and _is_named_after(page, i)):
            break
        elif word in lexicon.honorifics():
            honorific, first = page.words[i], i + 1
        elif _is_post_before_name(page, i, run):
            first = i + 1
        elif lexicon.bare(page.words[i]) in lexicon.table("demonyms"):  # "Danish Prime Minister Jan Nowak"
            first = i + 1 if any(_is_post_before_name(page, k, run) for k in range(i + 1, run.end - 1)) else first
    return honorific, first


@lexicon.remembered
def _may_be_title(word: str) -> bool:
    """Whether a word in front of a name may be left out of it: a post, a form of address, a nation, an acronym, a hyphen or part of one of these."""
    form = lexicon.bare(word)
    listed = form in lexicon.honorifics() or form in lexicon.table("demonyms") or form in _ends_of_titles()
    return listed or lexicon.is_post(word) or word == "-" or (word.isupper() and word.isalpha())


@lexicon.remembered
def _ends_of_titles() -> frozenset[str]:
    """The last words of titles and forms of address of several words: 'Prof. *Emeritus*'."""
    return frozenset(title.split()[-1] for title in (*lexicon.words("titles"), *lexicon.honorifics()))


def _is_within_name(page: Page, i: int, honorific: str | None, first: int, pair: str) -> bool:
    """Whether no further title is looked for, as a name has begun behind a form of address: 'Datuk Azman *Shah* Ismail', 'Marvin “*Duke*” Poole'."""
    if page.words[i] in NICKNAME_MARKS:
        return True
    begun = honorific is not None and i > first and not lexicon.is_post(page.words[first])
    return begun and pair not in lexicon.honorifics() and pair not in lexicon.words("titles")


def _length_of_hyphenated_post(page: Page, run: TokenSpan) -> int:
    """The tokens of the post of two words and a hyphen that a run begins with, or none: '*Passer-by* Ann Poole'."""
    *words, behind = page.words[run.start : min(run.start + 4, run.end)]
    if words[1:2] == ["-"] and behind[0].isupper() and "".join(words).lower() in lexicon.words("role_nouns"):
        return 3
    return 0


def _is_address_in_name(page: Page, i: int, run: TokenSpan, first: int) -> bool:
    """Whether a form of address is part of the name that begins at ``first``: '*Earl* Dunn, a baker', 'Usha *Rani* Tarwal'."""
    if _is_address_as_forename(page, i, run):
        return True
    if i != first + 1 or lexicon.is_post(page.words[first]):
        return False
    return page.lowers[first] in lexicon.words("forenames")


def _is_whole_body(page: Page, run: TokenSpan) -> bool:
    """Whether all of a run is a body's name though it begins with a post: it is listed, or the page has its initials ('*Chief Executive Women*', CEW)."""
    if run in page.once(phrases.known):
        return True  # "HM Treasury"
    if run.end - run.start < 3 or lexicon.is_post(page.words[run.end - 1]):
        return False  # "Chief Financial Officer" (CFO)
    return same_name.initials(page.lowers[run.start : run.end]) in page.once(abbreviations)


def _is_of_name(page: Page, i: int, run: TokenSpan) -> bool:
    """Whether a title within a run belongs to a longer name: 'the Eastwick *Attorney General’s* office', 'the *Duke* of Marlow'."""
    if page.lowers[i + 1] == "of":
        return lexicon.bare(page.words[i]) in lexicon.honorifics()
    behind = i + 1
    while behind < run.end - 1 and lexicon.is_post(page.words[behind]) and page.words[behind][0].isupper():
        behind += 1
    return page.words[behind] in POSSESSIVES


def _is_address_as_forename(page: Page, i: int, run: TokenSpan) -> bool:
    """Whether a form of address is a forename or an initial here: '*Donna* Dunn', '*M.* K. Rao'."""
    token, following = page.tokens[i], page.lowers[i + 1]
    ranks, forenames = lexicon.labelled("role_words", "rank"), lexicon.words("forenames")
    if len(token.text.rstrip(".")) == 1:  # "M. K. Rao", "M. Thenmozhi", but "M. Poole" beside "Mme Poole"
        return len(page.words[i + 1].rstrip(".")) == 1 or not page.where({"mme", "mme.", "mlle"})
    ranked = token.lower_ in ranks
    if lexicon.bare(token.text) in ("st", "saint") or (ranked and following in ("bin", "bint", "binti")):
        return True  # "St John Poole", "St. Louis Family Church", "Sultan bin Tarwan"
    if run.end != i + 2 or token.text[-1] == "." or not _may_begin_name(page, i, run):
        return False
    if ranked and token.lower_ in lexicon.labelled("role_words", "forename") and _is_behind_post(page, i):
        return True  # "Sheriff Earl Lyle", though Lyle may be a forename as well
    if ranked and (following in ranks or following not in forenames):
        if _is_behind_post(page, i):
            return True
        mark, opener = (*page.words[run.end : run.end + 2], "", "")[:2]  # "Earl Duke, a baker", "Prince Obi, 42"
        return mark == "," and (opener in ("a", "an") or opener.isdigit())
    return token.lower_ in forenames and following not in forenames


def begins_with_forename(page: Page, name: TokenSpan) -> bool:
    """Whether a name of two words or more begins with a forename, though it may be a form of address: '*Earl* Duke, a baker'."""
    if lexicon.bare(page.words[name.start]) in lexicon.words("forenames"):
        return True
    return _is_address_as_forename(page, name.start, name)


def _is_post_as_forename(page: Page, i: int, run: TokenSpan) -> bool:
    """Whether a post is a forename here: '*Mason* Poole', 'PC *Dean* Poole', '*Dean* Poole' where that is a person to the entity recogniser."""
    word, title = page.lowers[i], lexicon.table("titles").get(page.lowers[i])
    initial = _INITIAL.fullmatch(page.words[i + 1]) is not None  # "Representative Porter B. Poole"
    if run.end != i + 2 + initial or not _may_begin_name(page, i, run) or title not in (None, word):
        return False  # "Maj Erik"
    rare = word in lexicon.labelled("role_words", "forename")
    if word not in lexicon.words("forenames") and not rare:
        within = i == run.start and not page.tokens[i].is_sent_start and page.ent_types[i] == "PERSON"
        # "said *Tiler* Poole, a nurse", but "Rapper Tarvo, 26"
        return within and title is None and _is_introduced_in_full(page, i, run)
    if title is None or _is_behind_post(page, i):
        return True
    if not rare and (page.ent_types[i] == "PERSON" or i > run.start):
        return True
    return i == run.start and _is_introduced_in_full(page, i, run)


def _is_behind_post(page: Page, i: int) -> bool:
    """Whether a word that may be a post stands behind one, so that it is a forename: 'Sen. *Bishop* Poole', 'the editor *Earl* Reed'.

    An officer may be a spokesman as well ('a spokesman, Major Poole'), and a judge who is *the judge* elsewhere is one.
    """
    word, before = page.lowers[i], lexicon.bare(page.words[i - 1]) if i and not page.tokens[i].is_sent_start else ""
    if not before:
        return False
    if page.words[i - 1][0].isupper():
        post = before in lexicon.honorifics() or before in lexicon.words("titles")
    else:
        post = lexicon.is_post(before) and word not in lexicon.labelled("role_words", "officer")
    return post and not _stands_in_small_letters(page, word)


def _stands_in_small_letters(page: Page, word: str) -> bool:
    return any(page.words[k] == word for k in page.where({word}))


def _is_introduced_in_full(page: Page, i: int, run: TokenSpan) -> bool:
    """Whether a word for a post begins a full name, as an age or another post follows: '*Judge* Poole, 42', '*Deacon* Reed, a striker'."""
    mark, opener, *rest = (*page.words[run.end : run.end + 8], "", "")
    if mark != "," or not page.words[i].istitle():
        return False
    article = opener in ("a", "an") or (opener == "the" and page.lowers[i] not in lexicon.words("titles"))
    if not opener.isdigit() and not (article and any(map(lexicon.is_post, rest))):
        return False
    return not _stands_in_small_letters(page, page.lowers[i]) and not _is_named_in_full(page, i + 1)


def _is_named_in_full(page: Page, surname: int) -> bool:
    """Whether a surname stands behind a forename elsewhere: 'Judge *Poole*' where the text has Ann Poole."""
    places = (k - 1 for k in page.where({page.lowers[surname]}) if k and k != surname and page.words[k][0].isupper())
    return any(page.lowers[k] in lexicon.words("forenames") and page.words[k][0].isupper() for k in places)


def _may_begin_name(page: Page, i: int, run: TokenSpan) -> bool:
    """Whether a name may begin within a run: at its start, behind *and*, an abbreviated rank, *Mr* or a post: 'Mark and *Donna* Reed', 'PC *Dean* Reed'."""
    if i == run.start:
        return True
    before = lexicon.bare(page.words[i - 1])
    if lexicon.is_post(before) and before not in lexicon.words("post_scopes"):
        return True  # "Manager *Dean* Reed", but "Associate Dean Reed"
    abbreviated_rank = len(lexicon.table("titles").get(before, "")) > len(before) + 2
    return before in ("and", "&", "mr", "mrs", "ms", "miss") or abbreviated_rank


def _is_named_after(page: Page, i: int) -> bool:
    """Whether a title is a surname after which something is called: 'the *Prince* Foundation', '*Baker* Street'."""
    behind, address = page.lowers[i + 1], lexicon.honorifics().get(lexicon.bare(page.words[i]))
    body = behind in lexicon.words("organisation_words") and page.lowers[max(i - 1, 0)] == "the"
    if not (body or behind in lexicon.labelled("body_name_words", "street")):
        return False
    if address and address.before == "surname":
        return False  # "Mr Lane", "Ms Street"
    return not _is_named_in_full(page, i + 1)  # "President Street" beside "Ann Street"


def _is_post_before_name(page: Page, i: int, run: TokenSpan) -> bool:
    """Whether token ``i`` of a run is a post before the name, and no part of it: 'Prime *Minister* Jan Nowak'."""
    token, following = page.tokens[i], page.tokens[i + 1]
    if not token.text[0].isupper() or _is_of_body(page, i, run):
        return False
    if not lexicon.is_post(token.text):
        return i == run.start and _is_unlisted_post(page, i)
    if _is_particle_or_head(page, i) or _is_behind_trade(page, i, run) or _is_middle_name(page, i, run):
        return False
    if _is_post_as_forename(page, i, run):
        return False  # "Dean Harris", though Harris may be a forename as well
    if following.lower_ in lexicon.words("forenames") or _INITIAL.fullmatch(following.text):
        return True
    if _never_precedes_name(token.lower_):
        return False
    if following.lower_ in lexicon.words("organisation_words") and not _is_named_in_full(page, i + 1):
        return False  # "Baker Holdings" is no baker, but "Judge Law" beside "Ann Law" is a judge
    if i > run.start and all(lexicon.bare(word) in post_words() for word in page.words[run.start : i]):
        return True  # "Harbour Master de la Poole"
    return not _is_read_in_body(page, i)


def _is_unlisted_post(page: Page, i: int) -> bool:
    """Whether an acronym before a surname must be a post that no list has: '*PFRO* Poole' beside 'PFRO Reed' and 'Ann Poole'."""
    word, following = page.words[i], page.words[i + 1]
    if not (word.isupper() and word.isalpha() and 1 < len(word) < 6 and following.istitle()):
        return False
    others = {page.words[k + 1] for k in page.where({page.lowers[i]}) if k + 1 < len(page.words)} - {following}
    if len(word) == 2:  # "CP Poole" beside "CP Ann Poole", but "AJ Poole" and his sister Ann
        others = {other for other in others if other.lower() in lexicon.words("forenames")}
    return bool(others) and _is_named_in_full(page, i + 1)  # but "JPR Williams" beside "Ann Williams"


def _is_particle_or_head(page: Page, i: int) -> bool:
    """Whether a post is a particle of a name, or the head noun of a body: 'Mr *Di* Pomarè' (but 'DI Ann Poole'), 'Civil Aviation *Authority* of Nepal'."""
    particle = page.words[i].istitle() and page.lowers[i] in lexicon.words("name_particles")
    return particle or page.lowers[i + 1] in ("of", "for")


def _is_behind_trade(page: Page, i: int, run: TokenSpan) -> bool:
    """Whether a trade in small letters stands before a run, so that its first word is a forename: 'the singer *Ally* Poole', 'the baker *Archer* Dunn'."""
    if run != (i, i + 2) or not i or page.lowers[i] in lexicon.words("titles"):
        return False
    before = page.words[i - 1]
    return before.islower() and before in lexicon.words("role_nouns") and before not in lexicon.words("post_scopes")


def _is_middle_name(page: Page, i: int, run: TokenSpan) -> bool:
    """Whether a post stands between a forename and a surname that are one person to the entity recogniser: 'James *Dean* Poole'."""
    inside = all(page.tokens[k].ent_type_ == "PERSON" and page.tokens[k].ent_iob_ == "I" for k in (i, i + 1))
    before = page.lowers[i - 1] if i > run.start else ""
    return inside and before in lexicon.words("forenames") and before not in lexicon.words("country_names")


def _is_read_in_body(page: Page, i: int) -> bool:
    """Whether a post and the word behind it are one entity that is no person: 'PC World', 'Liberal Democrats', 'Office for National Statistics'."""
    token, following = page.tokens[i], page.tokens[i + 1]
    if token.is_upper and len(token.text) > 2 and following.is_title:
        return False  # "ACC Poole"
    if following.ent_iob_ != "I":
        return False
    abbreviation = len(token.text) == 2 and token.ent_type_ not in ("", "PERSON")  # "PC Poole" may be one person to it
    body = abbreviation or token.ent_type_ in ("ORG", "NORP", "GPE", "FAC", "LOC")
    return body and not _is_named_in_full(page, i + 1)


def forenames_that_open(page: Page) -> list[int]:
    """Tokens of ordinary words with which sentences begin, and that are forenames: '*Sunday* Ali said', '*Given* Eze, a baker, said'."""
    commas = (i for i in page.where({","}) if _is_introduced(page, i) and _is_forename_only_here(page, i))
    return [i - 2 for i in commas]


def _is_introduced(page: Page, comma: int) -> bool:
    """Whether a comma stands between a name and an apposition, an age or a relative clause: 'Ann Poole*, a baker*', 'Ann Poole*, 40*', 'Ann Poole*, who*'."""
    behind = page.word_at(comma + 1)
    return behind in ("a", "an", "who") or behind.isdigit()


def _is_forename_only_here(page: Page, comma: int) -> bool:
    """Whether an ordinary word that begins a sentence is a forename, as a surname, a comma and a report follow: '*Given* Eze, a baker, said', '*Monday* Eze, 40, said'.

    For nobody is introduced by the surname alone; but 'Then Poole, a baker, said', where a small word opens the sentence.
    """
    i = comma - 2
    if i < 0 or not page.tokens[i].is_sent_start or not (page.words[i].istitle() and page.words[i + 1].istitle()):
        return False
    word, verbs = page.lowers[i], lexicon.labelled("cue_words", "named")
    if page.tags[i] in _OPENING_TAGS or word in ("the", "a") or verbs.isdisjoint(page.lowers[comma : comma + 12]):
        return False
    time = word in lexicon.words("time_words") - lexicon.labelled("time_words", "day")
    return not (time or word in lexicon.table("demonyms") or lexicon.is_post(word) or word in lexicon.honorifics())


def _never_precedes_name(word: str) -> bool:
    """Whether a noun for people is no post before a name: '*Guy* Poole' is no guy, '*National* Roads' no national."""
    forename = lexicon.noun_class(word) == "standing" and word in lexicon.words("forenames")
    return forename or word in lexicon.labelled("role_words", "adjective")


def _is_of_body(page: Page, i: int, run: TokenSpan) -> bool:
    """Whether a post within a run is part of a longer word or of a body's name: 'U.S. *Attorney*'s Office', 'Ramona *Archer*-Poole'."""
    if page.words[i + 1] in POSSESSIVES or page.words[i + 1] == "-":
        return True
    if i == run.start:
        return False
    if page.lowers[i - 1] in ("and", "&") and page.lowers[run.end - 1] in lexicon.words("organisation_words"):
        return True  # "Air and *Marine* Operations"
    # "the Harbour *Authority* of Kent"; whoever is an authority on harbours has no capital
    return page.lowers[i] in lexicon.table("organisation_nouns") and page.lowers[i + 1] in ("of", "for")


def posts_before(page: Page, name: Name) -> frozenset[str]:
    """The posts and ranks right before a name, abbreviations spelt out: '*Senator* Dunn', '*Sen.* Dunn', 'the *mayor*, Ann Poole'; no *Mr*."""
    low, at = page.passage_tokens(name.start).start, name.start - 1
    at -= at > low and page.words[at] == ","
    found = set()
    while at >= low and (lexicon.is_post(page.words[at]) or lexicon.bare(page.words[at]) in lexicon.words("titles")):
        found.add(_in_full(page.words[at]))
        at -= 1
    return frozenset(found)


def posts_beside(page: Page, name: Name) -> frozenset[str]:
    """The posts right before a name, and the one that an apposition or *is* adds behind it: 'Ann Poole, the *mayor* of Eastwick', 'Ann Poole is *mayor*'."""
    behind = page.lowers[name.tail : name.tail + _NEAR]
    if behind[:1] == [] or behind[0] not in (",", "(", "is", "was", "became"):
        return posts_before(page, name)
    for word, following in pairwise([*behind[1:], ""]):
        if word in POSSESSIVES or word in _ENDS_OF_POSTS:
            break
        if lexicon.is_post(word) and following not in POSSESSIVES:
            return posts_before(page, name) | {_in_full(word)}
    return posts_before(page, name)


def _in_full(post: str) -> str:
    """The last word of a title in full: *senator* for *Sen.*"""
    return lexicon.table("titles").get(lexicon.bare(post), lexicon.bare(post)).split()[-1]


def _surname(page: Page, run: TokenSpan) -> int:
    """The token of the surname, before letters and generations: 'David *Cook* Sr', 'Ann *Poole* KC MP'."""
    last = run.end - 1
    while last > run.start + 1 and lexicon.bare(page.words[last]) in _words_behind_surnames():
        last -= 1
    return last


@lexicon.remembered
def _words_behind_surnames() -> frozenset[str]:
    """Generations and the letters of degrees, orders and seats."""
    return lexicon.words("generations") | lexicon.words("post_nominals")


@lexicon.remembered
def post_words() -> frozenset[str]:
    """The words that stand before the last one of a post: *prime*, *foreign*, *managing*."""
    posts = lexicon.words("titles") | lexicon.words("role_nouns") | lexicon.words("post_scopes")
    return frozenset(word for post in posts for word in post.split()[:-1]) | lexicon.words("post_scopes")
