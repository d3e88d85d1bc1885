"""What a parser does not see: where a reported clause starts behind its cue, and that there is one."""

from itertools import chain, islice

from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Cue, TokenSpan
from quoteattr.quotations import around_cues
from quoteattr.quotations.clause_ends import limit_of
from quoteattr.quotations.unsaid import can_speak, is_claim, is_somebody
from quoteattr.text import noun_phrases, unseen_verbs
from quoteattr.text.page import FINITE_TAGS, LOOSE, NOMINAL_TAGS, NOUN_TAGS, VERB_TAGS, Page

_HELPING = FINITE_TAGS | {"DT", "PRP$", "IN", "CC", ",", "POS"}  # tags of what has a participle behind it
_OPENS_CLAUSE = NOMINAL_TAGS | {"DT", "PRP$", "EX", "CD", "JJ"}  # tags of what a clause behind a comma begins with
_OPENS_BARE = _OPENS_CLAUSE | {"JJR"}
_SHORT = 2  # tokens: what is shorter is no clause without a finite verb
_OBJECT = frozenset({"DT", "PRP$", "JJ", "NN", "NNS", "CD"})  # tags of what a thing without a preposition consists of
_ASIDE = 5  # tokens: what an aside may add to its verb
_FAR = 16  # tokens: what is further off is another clause's


def find(page: Page, cue: Cue) -> int | None:
    """Where such a clause starts, if there is one behind the cue.

    Either behind the *that* which follows the cue across its adverbials (predicted at the debate that they will win),
    or right behind the cue, where a noun phrase and a finite verb follow (said the question did not arise).
    """
    low, high = page.sentence(cue.verb)
    if cue.addressee and cue.addressee.start == cue.end and cue.addressee.end + 1 < high:
        opener = page.tokens[cue.addressee.end].lower_
        if opener in ("if", "whether") or (opener == "that" and cue.takes("clause")):
            return cue.addressee.end + (opener == "that")  # "asked the queen if …", "reminded pupils that …"
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
    """Where a clause begins behind the message it came in: 'said *in a letter* | the pier was safe', where the letter may have all the rest."""
    behind, hearer = _open_end(page, cue, low, high), cue.addressee
    if behind is not None and hearer is not None and hearer.start == cue.end + 1:
        behind = cue.end
    return around_cues.behind_message(page, behind, high) if behind is not None and behind < high else None


def split(page: Page, cue: Cue) -> tuple[str, tuple[TokenSpan, ...]] | None:
    """The two sides of a cue between a subject and its verb, however the parser hangs them: 'Owners, he says, forget that.'"""
    left, (low, high) = cue.left, page.sentence(cue.verb)
    if left - low < 2 or page.words[left - 1] != "," or cue.kind != "verb" or cue.source is None or cue.inherited:
        return None
    start, right = page.first_word(low, left), max(cue.end, cue.source.end)
    right = next((i for i in range(right, min(right + _ASIDE, high - 2)) if page.words[i] == ","), high)
    outside = all(page.inside[i] < 0 for i in range(start, min(right + 1, high)))
    if not cue.takes("clause") or cue.passive or right == high or start >= left - 1 or not outside:
        return None
    if not _is_subject(page, TokenSpan(start, left - 1)) or not _goes_on(page, right + 1):
        return None
    if any(page.tags[i] in FINITE_TAGS for i in range(left, right) if i != cue.verb):
        return None
    return "parenthetical", (TokenSpan(start, left - 1), page.trim(TokenSpan(right + 1, high)))


def _is_subject(page: Page, span: TokenSpan) -> bool:
    """Whether nothing but a noun phrase stands at the head of a sentence."""
    tags = page.tags[slice(*span)]
    # "*Mending the pier*, he said, *will* cost a lot"
    tags = tags[1:] if tags[0] == "VBG" and len(tags) > _SHORT else tags
    return tags[-1] in NOMINAL_TAGS and FINITE_TAGS.union(LOOSE, ("IN", "RB", "VBN", "VBG", "TO")).isdisjoint(tags)


def _goes_on(page: Page, i: int) -> bool:
    """Whether a finite verb follows that reports nothing itself: not 'Poole, the Herald reported, *said* that it rained'."""
    i += page.tags[i] == "RB"
    return page.tags[i] in FINITE_TAGS | {"VB"} and not _reports(page, i)


def _reports(page: Page, i: int) -> bool:
    """Whether a word may be a verb that has a clause right behind it: *said*, but not *paying (tribute to)*."""
    verbs = lexicon.reporting_verbs().get(page.lowers[i], ())
    return any(verb.takes("clause") and not verb.particles for verb in verbs)


def main_verb(page: Page, cue: Cue, verb: int, end: int) -> int | None:
    """Where the main clause goes on within reported words, of which the parser made one, as nothing else is its verb.

    'Reed, arguing that it was late, | *left* the hall', 'her claim that it was late | *angered* the crew'.
    """
    noun = cue.kind == "noun" and page.deps[cue.verb] == "ROOT"
    aside = page.tags[cue.verb] == "VBG" and page.words[cue.left - 1] == ","
    aside = aside and cue.source is not None and cue.source.end < cue.left
    body = page.passages[page.passage_of[cue.verb]].kind == "body"
    if (
        not (noun or aside)
        or not body
        or not FINITE_TAGS.isdisjoint(page.tags[page.sentence(cue.verb).start : cue.left])
    ):
        return None
    goes_on = _is_act_behind_comma if aside else _is_act
    return next((i for i in range(verb + 1, end - 1) if page.inside[i] < 0 and goes_on(page, i)), None)


def _is_act_behind_comma(page: Page, i: int) -> bool:
    behind = page.tags[i + 1]
    return page.words[i] == "," and (behind in FINITE_TAGS or (behind == "VBN" and page.deps[i + 1] == "acl"))


def _is_act(page: Page, i: int) -> bool:
    """Whether a past form stands between a word that needs none and an object: 'that it was late *angered* the crew'."""
    past = page.lowers[i].endswith("ed") and page.tags[i] in ("VBD", "VBN", "JJ")
    return past and page.tags[i + 1] in _OPENS_CLAUSE and page.tags[i - 1] not in _HELPING


def that_across(page: Page, cue: Cue, high: int) -> int | None:
    """The *that* behind an adverbial with a verb of its own: 'said *as she left the building* that …', 'said, *smiling,* that …'."""
    hearer = cue.addressee
    start = hearer.end if hearer is not None and cue.end <= hearer.start <= cue.end + 1 else cue.end
    comma = page.words[start : start + 1] == [","]
    start += comma
    aside = comma and page.tags[start : start + 1] == ["VBG"]
    if start >= high or not (aside or page.lowers[start] in around_cues.SETTING or page.lowers[start] == "according"):
        return None
    that = next(iter(page.between("that", start + 1, min(start + _FAR, high - 1))), start)
    verbs, between = lexicon.reporting_verbs(), page.tokens[start:that]
    if that == start or page.deps[that] != "mark" or any(page.inside[t.i] >= 0 or t.text in ".;:" for t in between):
        return None
    # "as she claimed on Monday that it rained", but "when asked on Monday that it rained"
    says = any(t.lower_ in verbs and t.tag_ in VERB_TAGS and page.lowers[t.i - 1] != "when" for t in between)
    before = page.tokens[that - 1]
    closed = before.text == "," or (before.tag_ in NOUN_TAGS and before.lower_ not in _of_clauses())
    return that if closed and not says else None


@lexicon.remembered
def _of_clauses() -> frozenset[str]:
    """Nouns that have a that-clause of their own: 'as she dismissed the *claims* that …'."""
    nouns = lexicon.words("reporting_nouns") | lexicon.labelled("cue_words", "attitude")
    return nouns | {f"{noun}s" for noun in nouns} | lexicon.labelled("cue_words", "unproven")


def told_clause(page: Page, verb: Token) -> int | None:
    """Where the clause without *that* begins that somebody is told: 'told reporters | *prices* would rise'."""
    tells = page.lowers[verb.i] in lexicon.labelled("cue_words", "telling") and page.tags[verb.i] in VERB_TAGS
    return noun_phrases.second_of_two(page, verb.i + 1) if tells and not page.children(verb, "auxpass") else None


def _opens_clause(page: Page, that: Token) -> bool:
    """Whether *that* is no pronoun: 'told the men in the room *that* they had no time', where the verb has an object of its own."""
    return that.dep_ == "mark" or (that.dep_ == "dobj" and len(page.children(that.head, "dobj")) > 1)


def _that_behind(page: Page, cue: Cue, high: int) -> int | None:
    """The *that* which opens the clause, across adverbials: 'predicted at the debate *that* they will win'."""
    for token in page.tokens[cue.end : min(cue.end + 16, high - 1)]:
        word, tag = page.lowers[token.i], page.tags[token.i]
        if word == "that" and page.inside[token.i] < 0:
            before = page.tokens[token.i - 1]
            occasion = _is_occasion(before) or _is_in_document(before, token.head) or _is_told(page, cue, token)
            relative = page.tokens[token.i + 1].tag_ in FINITE_TAGS
            if before.i >= cue.end and is_claim(before):
                return None  # "responded to *claims that* it rained": the claims are somebody else's
            if _opens_clause(page, token) or (occasion and before.i >= cue.end and not relative):
                return token.i
        stretch = page.inside[token.i]
        if stretch >= 0 and page.is_titled(stretch):
            continue  # "wrote in 'The Cold Harbour' that it rained"
        if tag in VERB_TAGS or tag == "MD" or word in (".", ";", ":") or stretch >= 0:
            return None
    return None


def _is_occasion(token: Token) -> bool:
    """Whether a word before *that* tells when something was said: 'predicted at the *debate* that', 'claimed at the *time* that'."""
    word = token.lower_
    named = word in lexicon.words("occasion_nouns") or word in lexicon.labelled("cue_words", "moment")
    return named or token.ent_type_ in ("DATE", "TIME")


def _is_told(page: Page, cue: Cue, that: Token) -> bool:
    """Whether somebody spoke to whom a noun before *that* names: 'complained to a *friend* that', 'confided in a *friend* that'."""
    noun = page.tokens[that.i - 1]
    to = noun.head if noun.dep_ == "pobj" and that.tag_ == "IN" else noun
    return to.lower_ in ("to", "with", "in") and to.head.i == cue.verb and is_somebody(page, noun)


def _is_in_document(noun: Token, verb: Token) -> bool:
    """'said in a *letter* that Reed was lying', where the parser takes *that* for what he did with it; not 'a letter that he *wrote*'."""
    documents = lexicon.words("document_nouns") | lexicon.words("message_nouns")
    return noun.lower_ in documents and verb.lower_ not in lexicon.words("authoring_verbs")


def _bare_start(page: Page, cue: Cue, low: int, high: int) -> int | None:
    """Where a noun phrase begins behind a cue, or behind its addressee: 'said | *the question* did not arise'."""
    start = _open_end(page, cue, low, high)
    if start is None or start >= high or page.inside[start] >= 0:
        return None
    # "insisted *mending* it would cost less", but not "wrote *insisting* it would"
    mending = page.tags[start] == "VBG" and not _reports(page, start)
    return start if mending or page.tags[start] in _OPENS_BARE else None


def _open_end(page: Page, cue: Cue, low: int, high: int) -> int | None:
    """Where a clause may begin behind a cue, or behind its addressee; not behind ', Poole said', ', said Poole'."""
    inverted = cue.source is not None and cue.source.start > cue.verb and not cue.inherited
    if inverted or cue.passive or cue.source is None or not cue.takes("clause"):
        return cue.end if cue.told and cue.takes("clause") else None  # "The court was told | *Reed had* left"
    if page.tags[cue.verb] != "VBG" and cue.left > low and page.words[cue.left - 1] in LOOSE:
        first = page.first_word(low, cue.left)
        said = not FINITE_TAGS.isdisjoint(page.tags[first : cue.left]) and page.tags[first] not in ("IN", "WRB", "VBN")
        if said or page.words[cue.left - 1] != ",":
            return None  # not "It rained, Poole said", but "On Monday, Poole said"
    hearer = cue.addressee
    near = hearer and hearer.start <= cue.end + 1 and page.tags[min(hearer.end, high - 1)] not in FINITE_TAGS
    return hearer.end if hearer is not None and near else cue.end


def fronted(page: Page, cue: Cue) -> tuple[int, Token] | None:
    """Where a clause begins with an adverbial and a comma, and its verb: 'said *when the rain stopped, they* left', 'said *under the plan, fares* rise'.

    What tells when or where somebody spoke is the reporter's: 'said in a letter, …'.
    """
    start = _open_end(page, cue, *page.sentence(cue.verb))
    high = limit_of(page, cue)  # not "While the port added to its losses, the town grew"
    if start is None or start + 2 >= high or page.tags[start] not in ("IN", "WRB"):
        return None
    comma = next((i for i in range(start, min(start + _FAR, high - 1)) if page.words[i] in LOOSE), start)
    opens = page.words[comma] == "," and page.tags[comma + 1] in _OPENS_CLAUSE
    if not opens or not _is_whole(page, start, comma) or around_cues.tells_of_report(page, start, comma):
        return None
    verb = next((t for t in page.tokens[comma + 1 : high] if t.tag_ in FINITE_TAGS or t.text in LOOSE), None)
    if verb is None or verb.tag_ not in FINITE_TAGS or max(page.inside[start : verb.i + 1]) >= 0:
        return None
    return None if _closes(page, verb.i) or _is_above(page, cue, verb) else (start, verb)


def interrupted(page: Page, cue: Cue) -> tuple[int, Token] | None:
    """Where a clause begins whose subject an aside parts from its verb, and the verb: 'said *the man, who was ill, never* spoke'."""
    low, high = page.sentence(cue.verb)
    start = _bare_start(page, cue, low, high)
    comma = next((i for i in range(start or high, high) if page.words[i] in LOOSE or page.tags[i] in FINITE_TAGS), high)
    if start is None or comma + 2 >= high or page.words[comma] != "," or page.tags[comma - 1] not in NOMINAL_TAGS:
        return None
    if page.tags[comma + 1] in FINITE_TAGS:
        return None
    closing = next((i for i in range(comma + 1, min(comma + _FAR, high - 2)) if page.words[i] == ","), high)
    verb = closing + 1 + (page.tags[closing + 1 : closing + 2] == ["RB"])
    if verb >= high or page.tags[verb] not in FINITE_TAGS or max(page.inside[start : verb + 1]) >= 0:
        return None
    return None if _closes(page, verb) else (start, page.tokens[verb])


def _closes(page: Page, verb: int) -> bool:
    """Whether a verb that reports ends the sentence, and reports what is before it: 'He was carried weeping from its attic by cousins, AP *said*.'"""
    return page.lowers[verb] in lexicon.reporting_verbs() and page.words[verb + 1 : verb + 2] == ["."]


def has_object(page: Page, cue: Cue) -> bool:
    """Whether what stands behind a cue is a thing and a clause about it: 'accepted *the offer that* the firm made'.

    No day, occasion or document is one (said this week that), nor what has a clause of its own (the fact that), or is the
    subject of what is said: 'revealed *the offer that* the firm made *was* too low'.
    """
    opens = page.tags[cue.end : cue.end + 1] in (["DT"], ["NNS"], ["PRP$"])
    if not opens or cue.takes("to") or cue.addressee is not None or _says(page, cue):
        return False
    high = page.sentence(cue.verb).end
    that = next(iter(page.between("that", cue.end + 1, min(cue.end + _SHORT + 3, high))), None)
    if that is None or not _OBJECT.issuperset(page.tags[cue.end : that]) or page.tags[that - 1] not in ("NN", "NNS"):
        return False
    noun, verbs = page.tokens[that - 1], sum(tag in FINITE_TAGS for tag in page.tags[that:high])
    known = _of_clauses() | lexicon.words("document_nouns") | lexicon.words("message_nouns") | {"fact"}
    return verbs == 1 and not _is_occasion(noun) and noun.lower_ not in known


def _is_whole(page: Page, start: int, end: int) -> bool:
    """Whether nothing but a phrase with its preposition, or a subordinate clause, stands between two tokens."""
    return page.deps[start] != "prep" or end - 1 <= page.tokens[start].right_edge.i <= end


def _is_above(page: Page, cue: Cue, verb: Token) -> bool:
    """Whether a cue is but in an attribute or a phrase of a verb's clause: 'On the claims that some *agreed* with, Poole *said* …'."""
    above = [*page.tokens[cue.verb].ancestors]
    verb = verb.head if verb.dep_ in ("aux", "auxpass") else verb
    if verb not in above:
        return False
    return any(
        t.dep_ in ("relcl", "acl", "pobj", "pcomp") for t in (page.tokens[cue.verb], *above[: above.index(verb)])
    )


def _has_finite_verb(page: Page, cue: Cue, start: int, high: int) -> bool:
    """Whether a noun phrase behind a cue has a finite verb of its own, before any sign: 'said *the question did* not arise'."""
    participle = page.tags[cue.verb] == "VBG" and page.words[cue.left - 1] == ","
    # behind a participle nothing else can have the finite verb: "insisting rents, rates and fares would fall"
    stops = {":", ";"} if participle else {",", ":", ";", "-", "–"}
    deep = False
    for token in page.tokens[start:high]:
        if (token.text in stops and token.tag_ != "HYPH") or page.inside[token.i] >= 0:
            return False
        if token.tag_ not in FINITE_TAGS:
            continue
        before = page.tags[token.i - 1]
        # "announced a plan to mend what the owner *calls* a ruin"
        asked = before in ("WP", "WDT") or any(t.tag_ == "WP" and start < t.i < token.i for t in page.dependents(token))
        if before == "CC" or (not asked and not _is_attached(page, cue, token, deep=deep)):
            return before != "CC"
        deep = True
    return _is_garden_path(page, cue, start, high)


def _is_attached(page: Page, cue: Cue, token: Token, *, deep: bool) -> bool:
    """Whether a finite verb behind a cue is that of an attribute or adverbial, and not the one that its words need.

    A verb without a subject or subordinator is none: 'added *the fire that broke out destroyed* the inn'. ``deep``, where
    another verb stands before it, is in what else it may be part of.
    """
    if _is_above(page, cue, token):
        return True
    for verb in islice(chain((token,), token.ancestors), None if deep else 2):
        if verb.i <= cue.verb or (verb.dep_ == "advcl" and cue.verb < verb.head.i < cue.end):
            return False  # "made *clear* it would stay"
        marks = page.children(verb, "mark", "advmod", "aux")
        if not _says(page, cue) and any(child.dep_ == "mark" for child in marks):
            return True  # "proposed a study on *whether* the pier was safe"
        if verb.dep_ in ("relcl", "acl", "advcl"):
            return bool(marks) or not _is_loose(page, cue, verb)
    return False


def _is_loose(page: Page, cue: Cue, verb: Token) -> bool:
    """Whether the parser hangs a verb right on the cue and gives it no subject."""
    return verb.dep_ == "advcl" and verb.head.i == cue.verb and page.subject(verb) is None


def _says(page: Page, cue: Cue) -> bool:
    return page.lowers[cue.verb] in ("said", "says")


def _is_garden_path(page: Page, cue: Cue, start: int, high: int) -> bool:
    """'She said more than two hundred people *registered* in May', where the parser sees an attribute of what was said.

    As nobody says people, what may be a past form is the verb, if no other word is; nor does anybody assert or insist them.
    """
    here = page.tokens[start:high]
    if (cue.takes("np") and not _says(page, cue)) or not VERB_TAGS.isdisjoint(t.tag_ for t in here[:2]):
        return False
    past = next((t for t in here if t.tag_ == "VBN"), None)
    if past is None or past.i <= start + 1:
        return False
    known = can_speak if _says(page, cue) else is_somebody
    attribute = past.dep_ == "ccomp" or (
        past.dep_ == "acl" and known(page, past.head) and page.lowers[past.i + 1] != "by"
    )
    return attribute and FINITE_TAGS.isdisjoint(t.tag_ for t in here)
