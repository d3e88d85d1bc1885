"""Page + cue → where a reported clause starts behind the cue, and where the main clause goes on, where the parse does not show it."""

from itertools import chain, islice, takewhile

from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Cue, TokenSpan
from quoteattr.quotations import around_cues
from quoteattr.quotations.clause_ends import limit_of
from quoteattr.quotations.unsaid import can_speak, is_somebody
from quoteattr.text import noun_phrases, unseen_verbs
from quoteattr.text.page import FINITE_TAGS, LOOSE, NOMINAL_TAGS, NOUN_TAGS, VERB_TAGS, Page

_OPENS_CLAUSE = NOMINAL_TAGS | {"DT", "PRP$", "EX", "CD", "JJ"}  # tags of words that begin a clause behind a comma
_OPENS_BARE = _OPENS_CLAUSE | {"JJR"}
_SHORT = 2  # tokens: what is shorter is no clause without a finite verb
_OBJECT = frozenset({"DT", "PRP$", "JJ", "NN", "NNS", "CD"})  # tags of an object noun phrase
_ASIDE = 5  # tokens of an aside behind its verb
_FAR = 16  # tokens: a *that*, comma or verb further off belongs to another clause


def find(page: Page, cue: Cue) -> int | None:
    """Where the clause that a cue reports starts, None if none is seen.

    Either behind the *that* which follows the cue across its adverbials (predicted at the debate that | they will win),
    or right behind the cue, where a noun phrase and a finite verb follow (said | the question did not arise).
    """
    low, high = page.sentence(cue.verb)
    hearer = cue.addressee
    if hearer is not None and hearer.start == cue.end and hearer.end + 1 < high:
        opener = page.lowers[hearer.end]
        if opener in ("if", "whether"):
            return hearer.end  # "asked the queen *if* …"
        if opener == "that" and cue.takes("clause"):
            return hearer.end + 1  # "reminded pupils *that* …"
    if cue.source is not None and cue.takes("clause") and unseen_verbs.tells_of_antecedent(page, cue.verb, cue.end):
        return cue.end
    that = _that_behind(page, cue, high)
    if that is None and cue.takes("clause"):
        that = that_across(page, cue, high)
    if that is not None:
        return that + 1
    start = _bare_start(page, cue, low, high)
    if start is None:
        return _behind_message(page, cue, low, high)
    return start if _has_finite_verb(page, cue, start, high) else None


def _behind_message(page: Page, cue: Cue, low: int, high: int) -> int | None:
    """Where a clause begins behind the message it came in: 'said *in a letter* | the pier was safe', where the parse may give the rest to the letter."""
    behind, hearer = _end_of_group(page, cue, low, high), cue.addressee
    if behind is not None and hearer is not None and hearer.start == cue.end + 1:
        behind = cue.end
    return around_cues.behind_message(page, behind, high) if behind is not None and behind < high else None


def split(page: Page, cue: Cue) -> tuple[str, tuple[TokenSpan, ...]] | None:
    """The two sides of a cue that parts a subject from its verb, whatever the parse: '*Owners*, he says, *forget that*.'"""
    left, (low, high) = cue.left, page.sentence(cue.verb)
    if left - low < 2 or page.word_at(left - 1) != "," or cue.kind != "verb" or cue.source is None or cue.inherited:
        return None
    if cue.passive or not cue.takes("clause"):
        return None
    start, cue_end = page.first_word(low, left), max(cue.end, cue.source.end)
    comma = next((i for i in range(cue_end, min(cue_end + _ASIDE, high - 2)) if page.words[i] == ","), None)
    if comma is None or start >= left - 1 or max(page.inside[start : comma + 1]) >= 0:
        return None
    if not _is_subject(page, TokenSpan(start, left - 1)) or not _is_unreporting_verb(page, comma + 1):
        return None
    if any(page.tags[i] in FINITE_TAGS for i in range(left, comma) if i != cue.verb):
        return None
    return "parenthetical", (TokenSpan(start, left - 1), page.trim(TokenSpan(comma + 1, high)))


def _is_subject(page: Page, span: TokenSpan) -> bool:
    """Whether the words at the head of a sentence are a noun phrase and no more."""
    tags = page.tags[slice(*span)]
    # "*Mending the pier*, he said, *will* cost a lot"
    tags = tags[1:] if tags[0] == "VBG" and len(tags) > _SHORT else tags
    return tags[-1] in NOMINAL_TAGS and FINITE_TAGS.union(LOOSE, ("IN", "RB", "VBN", "VBG", "TO")).isdisjoint(tags)


def _is_unreporting_verb(page: Page, i: int) -> bool:
    """Whether a finite verb stands at a token that reports nothing itself: not 'Poole, the Herald reported, *said* that it rained'."""
    i += page.tags[i] == "RB"
    return page.tags[i] in FINITE_TAGS | {"VB"} and not _takes_bare_clause(page, i)


def _takes_bare_clause(page: Page, i: int) -> bool:
    """Whether a word may be a verb that has a clause right behind it: *said*, but not *paying (tribute to)*."""
    verbs = lexicon.reporting_verbs().get(page.lowers[i], ())
    return any(verb.takes("clause") and not verb.particles for verb in verbs)


def that_across(page: Page, cue: Cue, high: int) -> int | None:
    """The *that* behind an adverbial with a verb of its own: 'said as she left the building *that* …', 'said, citing a memo, *that* …'."""
    hearer = cue.addressee
    start = hearer.end if hearer is not None and cue.end <= hearer.start <= cue.end + 1 else cue.end
    comma = _comma_behind_date(page, start, high)
    start = start if comma is None else comma + 1
    aside = comma is not None and page.tags[start : start + 1] == ["VBG"]
    if start >= high or not (aside or page.lowers[start] in around_cues.SETTING or page.lowers[start] == "according"):
        return None
    that = next(iter(page.between("that", start + 1, min(start + _FAR, high - 1))), start)
    between = page.tokens[start:that]
    if that == start or page.deps[that] != "mark" or any(page.inside[t.i] >= 0 or t.text in ".;:" for t in between):
        return None
    if any(_may_have_clause(page, t) for t in between):
        return None
    before = page.tokens[that - 1]
    ends_phrase = before.text == "," or (before.tag_ in NOUN_TAGS and before.lower_ not in _nouns_with_clause())
    return that if ends_phrase else None


def _comma_behind_date(page: Page, start: int, high: int) -> int | None:
    """The comma at a token, or behind the day there: 'reported on Monday*,* citing police, that it rained'."""
    undated = (i for i in range(start, high) if page.ent_types[i] != "DATE" and page.lowers[i] not in ("on", "in"))
    sign = next(undated, high)
    return sign if page.words[sign : sign + 1] == [","] else None


def _may_have_clause(page: Page, word: Token) -> bool:
    """Whether a that-clause behind a verb may be its own: 'as she *claimed* on Monday that', not 'when *asked* that', 'people *briefed* on it that'."""
    attribute = (word.tag_, word.dep_) == ("VBN", "acl")
    takes = word.tag_ in VERB_TAGS and not attribute and _takes_bare_clause(page, word.i)
    return takes and page.lower_at(word.i - 1) != "when"


@lexicon.remembered
def _nouns_with_clause() -> frozenset[str]:
    """Nouns that have a that-clause of their own: 'as she dismissed the *claims* that …'."""
    nouns = lexicon.words("reporting_nouns") | lexicon.labelled("cue_words", "attitude")
    return nouns | {f"{noun}s" for noun in nouns} | lexicon.labelled("cue_words", "unproven")


def told_clause(page: Page, verb: Token) -> int | None:
    """Where the clause without *that* begins that somebody is told: 'told reporters | prices would rise'."""
    tells = page.lowers[verb.i] in lexicon.labelled("cue_words", "telling") and page.tags[verb.i] in VERB_TAGS
    return noun_phrases.second_of_two(page, verb.i + 1) if tells and not page.children(verb, "auxpass") else None


def thats_in_relative(page: Page, verb: Token) -> list[Token]:
    """The *that* which the parser put into the hearers' relative clause: 'told those who covered the march *that* it was late'."""
    if verb.dep_ != "relcl":
        return []
    objects = page.children(verb, "dobj")
    contents = page.children(verb, "ccomp") if verb.lower_ not in lexicon.reporting_verbs() else []
    thats = [t for content in contents for t in page.children(content, "mark") if t.lower_ == "that"]
    # "told friends *that* the talk aired in May was late", "told a jury of men *that* Poole owed £12", taken for an object
    return thats + [t for t in objects if t.lower_ == "that" and (t.tag_ == "IN" or len(objects) > 1)]


def _opens_clause(page: Page, that: Token) -> bool:
    """Whether *that* is no pronoun: 'told the men in the room *that* they had no time', where the verb has an object of its own."""
    return that.dep_ == "mark" or (that.dep_ == "dobj" and len(page.children(that.head, "dobj")) > 1)


def _that_behind(page: Page, cue: Cue, high: int) -> int | None:
    """The *that* which opens the clause, across adverbials: 'predicted at the debate *that* they will win'."""
    for token in page.tokens[cue.end : min(cue.end + _FAR, high - 1)]:
        word, tag = page.lowers[token.i], page.tags[token.i]
        stretch = page.inside[token.i]
        if word == "that" and stretch < 0:
            before = page.tokens[token.i - 1]
            behind_cue = before.i >= cue.end
            if behind_cue and noun_phrases.is_claim(before):
                return None  # "responded to *claims that* it rained": the claims are somebody else's
            if _opens_clause(page, token):
                return token.i
            if behind_cue and page.tag_at(token.i + 1) not in FINITE_TAGS and _ends_adverbial(page, token):
                return token.i  # not "at the time *that was* agreed", a relative clause
        if stretch >= 0 and page.is_titled(stretch):
            continue  # "wrote in 'The Cold Harbour' that it rained"
        if tag in VERB_TAGS or tag == "MD" or word in (".", ";", ":") or stretch >= 0:
            return None
    return None


def _ends_adverbial(page: Page, that: Token) -> bool:
    """Whether the noun before *that* ends an adverbial of the cue, which tells when or in what somebody spoke."""
    noun = page.tokens[that.i - 1]
    return _is_occasion(noun) or _is_in_document(noun, that.head)


def _is_occasion(token: Token) -> bool:
    """Whether a word before *that* tells when something was said: 'predicted at the *debate* that', 'claimed at the *time* that'."""
    word = token.lower_
    named = word in lexicon.words("occasion_nouns") or word in lexicon.labelled("cue_words", "moment")
    return named or token.ent_type_ in ("DATE", "TIME")


def _is_in_document(noun: Token, verb: Token) -> bool:
    """Whether *that* behind a document opens what is said in it: 'said in a *letter* that Reed was lying', not 'a letter that he *wrote*'."""
    documents = lexicon.words("document_nouns") | lexicon.words("message_nouns")
    return noun.lower_ in documents and verb.lower_ not in lexicon.words("authoring_verbs")


def _bare_start(page: Page, cue: Cue, low: int, high: int) -> int | None:
    """Where a noun phrase begins behind a cue, or behind its addressee: 'said | *the question* did not arise'."""
    start = _end_of_group(page, cue, low, high)
    if start is None or start >= high or page.inside[start] >= 0:
        return None
    # "insisted *mending* it would cost less", but not "wrote *insisting* it would"
    gerund = page.tags[start] == "VBG" and not _takes_bare_clause(page, start)
    return start if gerund or page.tags[start] in _OPENS_BARE else None


def _end_of_group(page: Page, cue: Cue, low: int, high: int) -> int | None:
    """The end of a cue, or of its addressee, where a clause may begin; None for a cue that ends a sentence: ', Poole said', ', said Poole'."""
    inverted = cue.source is not None and cue.source.start > cue.verb and not cue.inherited
    if inverted or cue.passive or cue.source is None or not cue.takes("clause"):
        return cue.end if cue.told and cue.takes("clause") else None  # "The court was told | *Reed had* left"
    if page.tags[cue.verb] != "VBG" and cue.left > low and page.word_at(cue.left - 1) in LOOSE:
        first = page.first_word(low, cue.left)
        has_verb = not FINITE_TAGS.isdisjoint(page.tags[first : cue.left])
        if page.word_at(cue.left - 1) != "," or (has_verb and page.tags[first] not in ("IN", "WRB", "VBN")):
            return None  # "It rained, Poole said", but not "On Monday, Poole said"
    hearer = cue.addressee
    if hearer and hearer.start <= cue.end + 1 and page.tags[min(hearer.end, high - 1)] not in FINITE_TAGS:
        return hearer.end
    return cue.end


def fronted(page: Page, cue: Cue) -> tuple[int, Token] | None:
    """Where a clause with an adverbial and a comma at its head begins, and its verb.

    'said | when the rain stopped, they *left*', 'said | under the plan, fares *rise*'. An adverbial that tells when or where
    somebody spoke is the reporter's: 'said in a letter, …'.
    """
    low, high = page.sentence(cue.verb)
    start = _end_of_group(page, cue, low, high)
    if start is None or start + 2 >= high or page.tags[start] not in ("IN", "WRB"):
        return None
    high = limit_of(page, cue)  # not "While the port added to its losses, the town grew"
    if start + 2 >= high:
        return None
    comma = next((i for i in range(start, min(start + _FAR, high - 1)) if page.words[i] in LOOSE), start)
    if page.words[comma] != "," or page.tag_at(comma + 1) not in _OPENS_CLAUSE:
        return None
    if not _is_one_adverbial(page, start, comma) or around_cues.tells_of_report(page, start, comma):
        return None
    verb = next((t for t in page.tokens[comma + 1 : high] if t.tag_ in FINITE_TAGS or t.text in LOOSE), None)
    if verb is None or verb.tag_ not in FINITE_TAGS or max(page.inside[start : verb.i + 1]) >= 0:
        return None
    return None if _is_final_cue(page, verb.i) or _is_in_subordinate(page, cue, verb) else (start, verb)


def interrupted(page: Page, cue: Cue) -> tuple[int, Token] | None:
    """Where a clause begins whose subject an aside parts from its verb, and the verb: 'said | the man, who was ill, never *spoke*'."""
    low, high = page.sentence(cue.verb)
    start = _bare_start(page, cue, low, high)
    comma = next((i for i in range(start or high, high) if page.words[i] in LOOSE or page.tags[i] in FINITE_TAGS), high)
    if start is None or comma + 2 >= high or page.words[comma] != "," or page.tag_at(comma - 1) not in NOMINAL_TAGS:
        return None
    if page.tag_at(comma + 1) in FINITE_TAGS:
        return None
    closing = next((i for i in range(comma + 1, min(comma + _FAR, high - 2)) if page.words[i] == ","), high)
    verb = closing + 1 + (page.tags[closing + 1 : closing + 2] == ["RB"])
    if verb >= high or page.tags[verb] not in FINITE_TAGS or max(page.inside[start : verb + 1]) >= 0:
        return None
    return None if _is_final_cue(page, verb) else (start, page.tokens[verb])


def _is_final_cue(page: Page, verb: int) -> bool:
    """Whether a verb ends the sentence and reports what is before it: 'He was carried weeping from its attic by cousins, AP *said*.'"""
    return page.lowers[verb] in lexicon.reporting_verbs() and page.words[verb + 1 : verb + 2] == ["."]


def has_object(page: Page, cue: Cue) -> bool:
    """Whether an object with a relative clause, and no content, stands behind a cue: 'accepted *the offer that the firm made*'.

    A day, occasion or document is no such object (said this week that), nor is a noun with a clause of its own (the fact that), or
    the subject of what is said: 'revealed the offer that the firm made *was* too low'.
    """
    opens = page.tags[cue.end : cue.end + 1] in (["DT"], ["NNS"], ["PRP$"])
    if not opens or cue.takes("to") or cue.addressee is not None or _is_say(page, cue):
        return False
    high = page.sentence(cue.verb).end
    that = next(iter(page.between("that", cue.end + 1, min(cue.end + _SHORT + 3, high))), None)
    if that is None or not _OBJECT.issuperset(page.tags[cue.end : that]) or page.tag_at(that - 1) not in ("NN", "NNS"):
        return False
    noun, verbs = page.tokens[that - 1], sum(tag in FINITE_TAGS for tag in page.tags[that:high])
    no_objects = _nouns_with_clause() | lexicon.words("document_nouns") | lexicon.words("message_nouns") | {"fact"}
    return verbs == 1 and not _is_occasion(noun) and noun.lower_ not in no_objects


def _is_one_adverbial(page: Page, start: int, end: int) -> bool:
    """Whether nothing but a prepositional phrase, or a subordinate clause, stands between two tokens."""
    return page.deps[start] != "prep" or end - 1 <= page.tokens[start].right_edge.i <= end


def _is_in_subordinate(page: Page, cue: Cue, verb: Token) -> bool:
    """Whether a cue is part of an attribute or phrase of a verb's clause: 'On the claims that some *agreed* with, Poole *said* …'."""
    cue_verb = page.tokens[cue.verb]
    verb = verb.head if verb.dep_ in ("aux", "auxpass") else verb
    if not verb.is_ancestor(cue_verb):
        return False
    path = takewhile(lambda t: t != verb, (cue_verb, *cue_verb.ancestors))
    return any(t.dep_ in ("relcl", "acl", "pobj", "pcomp") for t in path)


def _has_finite_verb(page: Page, cue: Cue, start: int, high: int) -> bool:
    """Whether a noun phrase behind a cue has a finite verb of its own, before any sign: 'said *the question did* not arise'."""
    participle = page.tags[cue.verb] == "VBG" and page.word_at(cue.left - 1) == ","
    # behind a participle nothing else can have the finite verb: "insisting rents, rates and fares would fall"
    stops = {":", ";"} if participle else {",", ":", ";", "-", "–"}
    behind_verb = False
    for token in page.tokens[start:high]:
        if (token.text in stops and token.tag_ != "HYPH") or page.inside[token.i] >= 0:
            return False
        if token.tag_ not in FINITE_TAGS:
            continue
        before = page.tag_at(token.i - 1)
        if before == "CC":
            return False
        # "announced a plan to mend *what* the owner *calls* a ruin"
        asks = before in ("WP", "WDT") or any(t.tag_ == "WP" and start < t.i < token.i for t in page.dependents(token))
        if not asks and not _is_subordinate(page, cue, token, behind_verb=behind_verb):
            return True
        behind_verb = True
    return _is_garden_path(page, cue, start, high)


def _is_subordinate(page: Page, cue: Cue, token: Token, *, behind_verb: bool) -> bool:
    """Whether a finite verb behind a cue belongs to an attribute or adverbial, and is not the main verb of its content.

    A verb without a subject or subordinator does not: 'added the fire that broke out *destroyed* the inn'. If it stands
    ``behind_verb``, another one, all clauses that it may be part of are looked at, or else the next one.
    """
    if _is_in_subordinate(page, cue, token):
        return True
    for verb in islice(chain((token,), token.ancestors), None if behind_verb else 2):
        if verb.i <= cue.verb or (verb.dep_ == "advcl" and cue.verb < verb.head.i < cue.end):
            return False  # "made *clear* it would stay"
        marks = page.children(verb, "mark", "advmod", "aux")
        if not _is_say(page, cue) and any(child.dep_ == "mark" for child in marks):
            return True  # "proposed a study on *whether* the pier was safe"
        if verb.dep_ in ("relcl", "acl", "advcl"):
            adverbial_of_cue = verb.dep_ == "advcl" and verb.head.i == cue.verb
            return bool(marks) or not adverbial_of_cue or page.subject(verb) is not None
    return False


def _is_say(page: Page, cue: Cue) -> bool:
    return page.lowers[cue.verb] in ("said", "says")


def _is_garden_path(page: Page, cue: Cue, start: int, high: int) -> bool:
    """Whether the main verb of a content is parsed as a participle: 'She said more than two hundred people *registered* in May'.

    As nobody says people, a form that may be a past one is the verb, if no other word is; nor does anybody assert or insist them.
    """
    content = page.tokens[start:high]
    if (cue.takes("np") and not _is_say(page, cue)) or not VERB_TAGS.isdisjoint(t.tag_ for t in content[:2]):
        return False
    past = next((t for t in content if t.tag_ == "VBN"), None)
    if past is None or past.i <= start + 1 or not FINITE_TAGS.isdisjoint(t.tag_ for t in content):
        return False
    is_sayer = can_speak if _is_say(page, cue) else is_somebody
    attribute = past.dep_ == "acl" and is_sayer(page, past.head) and page.lower_at(past.i + 1) != "by"
    return attribute or past.dep_ == "ccomp"
