"""The noun group before a name: which words belong to it, and where it begins: '*the outspoken Eastwick mayor* Ann Poole'."""

from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.roles.appositions import MODIFIERS, is_joined_post
from quoteattr.roles.compounds import in_compound, is_mistaken_post
from quoteattr.roles.phrases import is_compound
from quoteattr.roles.titles import is_abbreviated
from quoteattr.text.page import Page


def start_of_group(page: Page, end: int) -> int:
    """Where the noun group begins that ends before a token; a verb is none of it: 'without *naming* mayor Ann Poole', 'has *hit* Reed'."""
    start = end
    while start and _goes_before(page, start - 1, end):
        start -= 1
    while (
        start < end - 1
        and page.tags[start] in ("VBG", "VBN")
        and page.deps[start] not in ("amod", "compound", "nmod")
        and not in_compound(page, start)  # "*running* back Ann Poole"
    ):
        start += 1
    return start


def in_group(page: Page, i: int, end: int) -> bool:
    token = page.tokens[i]
    if page.passage_of[i] != page.passage_of[end] or page.inside[i] != page.inside[end]:
        return False
    if token.text == ".":  # "Lt. Col. Ann Poole", where the tokenizer cuts off the full stop
        return i > 0 and page.words[i - 1][0].isupper() and is_abbreviated(page.lowers[i - 1])
    joined = is_joined_post(page, i) or is_compound(page, i) or in_compound(page, i) or _is_verb_in_name(token)
    joined = joined or is_mistaken_post(page, i)
    if token.tag_ in MODIFIERS or token.text in ("-", "&", "/") or joined:
        return token.lower_ not in lexicon.labelled("role_words", "outside")
    if i == 0 or i + 1 >= end:
        return False
    before, following = page.tokens[i - 1], page.tokens[i + 1]
    if token.lower_ == "and":
        return (
            not _names(before)
            and not _names(following)
            and (before.tag_ == following.tag_ or lexicon.is_post(before.text))
        )
    return _is_link_of_post(page, i, end)


def _is_verb_in_name(token: Token) -> bool:
    """Whether a word is a name for its place in the phrase, though the tagger takes it for a verb: '*March* campaign manager Ann Poole'."""
    return token.tag_ in ("VB", "VBP") and token.dep_ in ("amod", "compound") and token.text.istitle()


def _is_link_of_post(page: Page, i: int, end: int) -> bool:
    """Whether a link is within a post before a name: 'secretary *of* state Ann Poole', but not 'the sister of state senator Ann Poole'."""
    before, link = page.words[i - 1], page.lowers[i]
    if link == "of" and before == page.words[i + 1] == "-":
        return True  # "mother-of-two Ann Poole"
    kind = lexicon.table("role_nouns", 2).get(before.lower(), "post") if lexicon.is_post(before) else ""
    if link == "for":  # "shadow minister *for* roads Ann Poole", "the director *for* clinical services Ann Poole"
        scope = page.words[i + 1 : end]
        fields = lexicon.words("portfolios") | lexicon.words("post_scopes")
        running = before.lower() in lexicon.labelled("role_words", "running")  # "candidate *for* mayor Ann Poole"
        held = kind == "post" and not any(map(lexicon.is_post, scope))
        some = (running or held) and all(map(str.islower, scope))
        return kind != "" and (some or " ".join(scope).lower() in fields)
    return link == "of" and kind == "post"


def _names(token: Token) -> bool:
    """Whether a word beside *and* is somebody's name: '*Tom Reed* and army chief Ann Poole', '*Tom Baker* and army chief'."""
    surname = token.i > 0 and token.nbor(-1).lower_ in lexicon.words("forenames")
    return token.ent_type_ == "PERSON" and (surname or not lexicon.is_post(token.text))


def _goes_before(page: Page, i: int, end: int) -> bool:
    """Whether a word belongs to the noun group behind it: not '"No," *joked* head chef Ann Poole', which the tagger takes for one."""
    cue = page.lowers[i].endswith("ed") and page.lowers[i] in lexicon.reporting_verbs()
    return in_group(page, i, end) and not (cue and i > 0 and page.inside[i - 1] >= 0 > page.inside[i])
