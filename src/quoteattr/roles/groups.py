"""The words beside a name that belong to one noun phrase with it or in apposition to it: where they start and end.

'*The outspoken Eastwick mayor* Ann Poole', 'Ann Poole, *the outspoken mayor of Eastwick*,'.
"""

from spacy.tokens import Token

from quoteattr import lexicon, post_forms
from quoteattr.draft import Name
from quoteattr.roles.compounds import in_compound, is_mistagged_post
from quoteattr.roles.linked import is_in_field
from quoteattr.roles.phrases import is_hyphenated_particle
from quoteattr.roles.titles import begins_post, is_abbreviated, is_link
from quoteattr.text import unseen_verbs
from quoteattr.text.page import DASHES, FINITE_TAGS, NOUN_TAGS, Page

MODIFIERS = NOUN_TAGS | {"JJ", "JJS", "JJR", "VBN", "VBG", "CD", "HYPH", "POS", "AFX", "RB", "RBR", "FW", "ADD"}
"""Tags of the words that a noun phrase is made of."""

_OF_PHRASE = MODIFIERS | {"DT", "PRP$"}
_LONGEST_ASIDE = 12  # tokens between the commas behind a name, before its verb


def is_joined_post(page: Page, i: int) -> bool:
    """Whether a word tagged as a verb is a post, by what stands before it: 'the author and *coach* Ann Poole', 'Reed *aide*'."""
    if i < 2 or not page.tags[i].startswith("VB") or not lexicon.is_post(page.words[i]):
        return False
    begins = page.lowers[i - 1] in lexicon.reporting_verbs() or page.words[i - 1] == ","
    if page.deps[i] == "compound" or (begins and page.tags[i] == "VB" and page.inside[i] < 0):
        return True  # "No," said *advocate* Ann Poole, "Told so, *advocate* Ann Poole left"
    if page.lowers[i - 1] == "and" and lexicon.is_post(page.words[i - 2]):
        return True
    # "Acme *head* Ann Poole", where a verb would be *heads*
    behind_name = page.tags[i - 1] == "NNP" and page.lowers[i - 2] != "and"
    return page.tags[i] in ("VB", "VBP") and (behind_name or page.lowers[i - 2 : i] == ["co", "-"])


def start_of_group(page: Page, end: int) -> int:
    """Where the noun group starts that ends before a token, without verbs: 'without *naming* mayor Ann Poole', 'has *hit* Reed'."""
    start = end
    while start and in_group(page, start - 1, end) and not _is_cue_behind_quote(page, start - 1):
        start -= 1
    while start < end - 1 and _is_verbal(page, start):
        start += 1
    return start


def _is_verbal(page: Page, i: int) -> bool:
    """Whether a participle modifies no noun and is part of no post: '*naming* mayor Ann Poole', but not '*running* back Ann Poole'."""
    verbal = page.tags[i] in ("VBG", "VBN") and page.deps[i] not in ("amod", "compound", "nmod")
    if verbal and not in_compound(page, i):
        return True
    return unseen_verbs.subject_of_opener(page, i) is not None  # "*Recalled* nurse Ann Poole: “…”"


def in_group(page: Page, i: int, end: int) -> bool:
    """Whether a word may belong to a noun group that ends before token ``end``: 'secretary *of* state Ann Poole'."""
    word = page.lowers[i]
    if page.passage_of[i] != page.passage_of[end] or page.inside[i] != page.inside[end]:
        return False
    if word == ".":  # "Lt. Col. Ann Poole", where the tokenizer cuts off the full stop
        return i > 0 and page.words[i - 1][0].isupper() and is_abbreviated(page.lowers[i - 1])
    nominal = page.tags[i] in MODIFIERS or word in ("-", "&", "/") or _is_verb_in_name(page, i)
    nominal = nominal or is_hyphenated_particle(page, i) or in_compound(page, i)
    if nominal or (lexicon.is_post(page.words[i]) and (is_joined_post(page, i) or is_mistagged_post(page, i))):
        return word not in lexicon.labelled("role_words", "outside")
    if i == 0 or i + 1 >= end:
        return False
    if word == "and":
        return _joins_words_of_post(page, page.tokens[i - 1], page.tokens[i + 1])
    if word == "the":
        return _is_article_in_post(page, i, end)
    return word in ("of", "for") and _is_link_in_post(page, i, end)


def _joins_words_of_post(page: Page, before: Token, following: Token) -> bool:
    """Whether *and* stands within a post, and not between names: '*work and pensions* secretary', 'founder *and* director Ann Poole'."""
    if " ".join(page.lowers[before.i : following.i + 1]) in lexicon.words("portfolios"):
        return True
    alike = before.tag_ == following.tag_ or lexicon.is_post(before.text)
    field = bool(before.is_sent_start) and following.text.islower() and not lexicon.is_post(following.text)
    return (alike or field) and not _is_of_person_name(before) and not _is_of_person_name(following)


def _is_verb_in_name(page: Page, i: int) -> bool:
    """Whether a word is a modifier with a capital, though tagged as a verb: '*March* campaign manager Ann Poole'."""
    return page.tags[i] in ("VB", "VBP") and page.deps[i] in ("amod", "compound") and page.words[i].istitle()


def _is_article_in_post(page: Page, the: int, end: int) -> bool:
    """Whether *the* stands within a post before a name: 'leader of *the* council Ann Poole', but not 'manager of the singer Ann Poole'."""
    small = all(word.islower() and not lexicon.is_post(word) for word in page.words[the + 1 : end])
    return small and page.lowers[the - 1] == "of" and _is_link_in_post(page, the - 1, end)


def _is_link_in_post(page: Page, i: int, end: int) -> bool:
    """Whether *of* or *for* stands within a post before a name: 'secretary *of* state Ann Poole', but not 'the sister of state senator Ann Poole'."""
    before, link = page.words[i - 1], page.lowers[i]
    if page.tags[i + 1] == "VBG" and page.deps[i + 1] == "pcomp":
        return False  # "accused a banker *of* robbing Ann Poole"
    noun_class = lexicon.noun_class(before.lower(), "post") if lexicon.is_post(before) else ""
    if any(" ".join(page.lowers[max(i - words, 0) : i]) in lexicon.words("titles") for words in (2, 3)):
        noun_class = "post"  # "cabinet member *for* highways Ann Poole", "secretary of state *for* health Ann Poole"
    if link == "of":
        return noun_class in ("post", "occupation")
    if link != "for" or not noun_class:
        return False
    field = page.words[i + 1 : end]
    if " ".join(field).lower() in post_forms.fields():
        return True  # "shadow minister *for* roads Ann Poole"
    running = before.lower() in lexicon.labelled("role_words", "running")  # "candidate *for* mayor Ann Poole"
    held = noun_class == "post" and not any(map(lexicon.is_post, field))  # "director *for* clinical services Ann Poole"
    return (running or held) and all(map(str.islower, field))


def _is_of_person_name(token: Token) -> bool:
    """Whether a word beside *and* belongs to a person's name: '*Tom Reed* and army chief Ann Poole', '*Tom Baker* and army chief'."""
    before = token.nbor(-1).text if token.i else ""
    if lexicon.bare(before) in lexicon.honorifics() and before.istitle() and token.text.istitle():
        return not lexicon.is_post(token.text)  # "*Dr Poole* and Professor Tom Reed"
    surname = before.lower() in lexicon.words("forenames")
    return token.ent_type_ == "PERSON" and (surname or not lexicon.is_post(token.text))


def _is_cue_behind_quote(page: Page, i: int) -> bool:
    """Whether a reporting verb follows marked words, though tagged as a modifier of the source: '"No," *joked* head chef Ann Poole'."""
    if i == 0 or not page.inside[i - 1] >= 0 > page.inside[i]:
        return False
    return page.lowers[i].endswith("ed") and page.lowers[i] in lexicon.reporting_verbs()


def end_of_apposition(page: Page, start: int, longest: int = 25) -> int:
    """Where the noun phrase ends that starts at a token: 'Ann Poole, *director of the trust*, said'."""
    end, last = start, page.sentence(start).end if start < len(page.tokens) else start
    while end < last and end - start < longest and in_apposition(page, end, start):
        end += 1
    while end > start and page.tokens[end - 1].text in DASHES:
        end -= 1  # "Ann Poole - director of the trust - said"
    return end


def in_apposition(page: Page, i: int, start: int) -> bool:
    """Whether a word may belong to a noun phrase that starts at token ``start``, with what depends on it: 'director *of the trust*'."""
    word, tag = page.lowers[i], page.tags[i]
    if page.passage_of[i] != page.passage_of[start] or _opens_sentence(page, i):
        return False
    if tag in _OF_PHRASE or is_link(word) or word in ("-", "&", "’", "'"):
        verb = i == start and tag in ("VBG", "VBN")
        return not verb or (tag == "VBG" and page.deps[i] in ("compound", "amod"))  # "managing director"
    if i == start and begins_post(word) and i + 1 < len(page.words):
        return lexicon.is_post(page.words[i + 1])  # "*lead* author", "*lay* preacher", taken for verbs
    if word == "and":
        return page.tag_at(i + 1) == "DT" or page.tag_at(i + 1) in MODIFIERS
    if i <= start:
        return is_in_field(page, i)  # "the minister of state for roads*,* rail and rivers, Ann Poole"
    hyphenated = page.words[i - 1] == "-" and not page.tokens[i - 1].whitespace_  # "the head of the start-*up* Acme"
    return hyphenated or page.inside[i] >= 0 or _is_of_body(page, i) or is_in_field(page, i)


def _opens_sentence(page: Page, i: int) -> bool:
    """Whether an adverb of time begins a sentence behind an abbreviation, which has its full stop: 'the head of Reed Bros. *However*, Ann Poole said'."""
    after_stop = page.words[i].istitle() and i > 0 and page.words[i - 1][-1] == "."
    return after_stop and page.lowers[i] in lexicon.labelled("time_words", "adverb")


def _is_of_body(page: Page, i: int) -> bool:
    """Whether a word, whatever its tag, is part of a body's name or its type: 'founder of *Stand Up*', 'of the *startup* Acme'."""
    capital = page.words[i].istitle() and page.words[i] != "I" and page.tags[i] not in FINITE_TAGS
    if capital and (page.words[i - 1].istitle() or is_link(page.lowers[i - 1])):
        return True  # but not "Mayor of Eastwick *Says*"
    type_ = page.tags[i + 1 : i + 2] == ["NNP"] and page.lowers[i] in lexicon.table("organisation_nouns")
    return type_ or (page.words[i + 1 : i + 2] == ["-"] and not page.tokens[i].whitespace_)


def start_of_description(page: Page, comma: int) -> int:
    """Where a description before a comma starts, brackets included: '*the head of HT (Harbour Trust)*, Ann Poole'."""
    low = comma
    while low > max(comma - 14, 0):
        if page.words[low - 1] == ")":
            low = start_of_bracket(page, low)
        elif in_apposition(page, low - 1, comma - 1):
            low -= 1
        else:
            break
    return low


def is_of_fronted_phrase(page: Page, comma: int, name: Name) -> bool:
    """Whether the words before a comma are of a phrase about what the bearer of the name behind it does: 'Speaking through *an interpreter*, Ann Poole, 61, said'.

    But in 'According to *the mayor*, Ann Poole, the pier is open' somebody else is the subject of what follows.
    """
    start = page.sentence(comma).start
    start = next((i + 1 for i in range(comma - 1, start, -1) if page.words[i] == ","), start)
    participle = page.tags[start] in ("VBG", "VBN") and page.deps[start] not in ("amod", "compound")
    if page.tags[start] not in ("IN", "TO") and not participle:
        return False
    end = name.tail
    if page.words[end : end + 1] == [","]:
        behind = range(end + 1, min(end + _LONGEST_ASIDE, len(page.words)))
        end = next((i + 1 for i in behind if page.words[i] == ","), end)
    return page.tags[end : end + 1] in (["VBD"], ["VBZ"]) and FINITE_TAGS.isdisjoint(page.tags[name.tail : end])


def start_of_bracket(page: Page, end: int) -> int:
    """Where the bracket starts that ends before a token: 'the head of HT *(Harbour Trust)*,'; without one, the token before."""
    return next((i for i in range(end - 2, max(end - 12, -1), -1) if page.words[i] == "("), end - 1)


def start_with_titles(page: Page, name: Name) -> int:
    """Where a name starts with its honorifics: '*Dr* Ann Poole', 'the *Very Rev* Ann Poole'."""
    start, known = name.start, lexicon.honorifics()
    before = page.words[start - 2] if start > 1 and page.words[start - 1] == "." else ""
    if before.istitle() and lexicon.bare(before) in known:
        start -= 1  # "the mayor, Hon*.* Ann Poole", but not "She is a doctor. Poole said"
    while start and not page.words[start - 1].islower():  # but not "his brother Tom"
        *_, first, last = "", *map(lexicon.bare, page.words[max(start - 2, 0) : start])
        two = f"{first} {last}"
        if (last not in known and two not in known) or two in lexicon.words("titles"):
            break  # "First Lady Ann Poole"
        start -= 2 if two in known and first not in known else 1
    return start


def start_with_posts(page: Page, name: Name, titled: int) -> int:
    """Where a name starts with its honorifics and titles: 'the chief medical officer, *Professor* Ann Poole', 'the vicar, *the Rev* Tom Reed'."""
    start, titles = titled, lexicon.words("titles")
    while start and page.words[start - 1][0].isupper() and lexicon.bare(page.words[start - 1]) in titles:
        start -= 1
    return start - 1 if 0 < start < name.start and page.lowers[start - 1] == "the" else start
