"""Verbs that a tagger or parser takes for nouns or attributes: 'Critics *argue* that …', 'A poll *found* last week that …'.

They are recognised by their sentence, which has no other main verb, or by what stands beside them: quotation marks, a comma, a
subject that the parser gives them in spite of the tag.
"""

from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.lexicon import Verb
from quoteattr.text import noun_phrases
from quoteattr.text.page import FINITE_TAGS, NOMINAL_TAGS, NOUN_TAGS, VERB_TAGS, Page

_REACH_OF_RELATIVE = 8  # tokens from a relative pronoun to the reporting verb put into its clause
_SUBJECT_TAGS = NOMINAL_TAGS | {"DT", "PRP$", "JJ", "POS", "IN", "RB", "HYPH"}
_NEAR = 8  # tokens from a verb to the clause or infinitive behind it
_WITHIN_PHRASE = NOUN_TAGS | {"JJ", "HYPH"}  # of the words between *its* and the noun
_PLURAL_TAGS = ("NNS", "NNPS")


def subject_of_attribute(page: Page, verb: Token) -> Token | None:
    """The subject of a main verb that was parsed as a participle of that noun: '*A poll* found last week that …', '*The owner* called on him to leave'.

    None for a real participle, which has no clause behind it ('A poll published last week.'), and outside running text.
    """
    if verb.tag_ != "VBN" or verb.dep_ != "acl" or not verb.i:
        return None
    noun, behind_comma = verb.head, page.word_at(verb.i - 1) == ","
    while behind_comma and noun.dep_ != "ROOT":
        noun = noun.head  # "*The union*, which has 900 members, accused him"
    if noun.tag_ not in NOUN_TAGS or noun.i > verb.i or not _is_only_verb(page, verb, noun):
        return None
    if _has_that_clause(page, verb) or _has_infinitive(page, verb):
        return noun
    if not behind_comma:
        return None
    # "Poole, a welder, *announced by email he had left*"
    has_clause = any(page.subject(clause) is not None for clause in page.children(verb, "ccomp"))
    return noun if has_clause or page.tag_at(verb.i + 1) in NOMINAL_TAGS | {"DT", "PRP$"} else None


def subject_of_opener(page: Page, i: int) -> Token | None:
    """The subject behind a finite verb that begins a sentence which leads to marked words: 'Wrote *reader Ann Poole* in a letter, “No.”'

    Taggers take such a verb for a name or a participle, whatever follows: 'Quipped *the driver*: “No.”', but not 'Asked by Ann Poole'.
    """
    return page.once(_subjects_of_openers).get(i)


def _subjects_of_openers(page: Page) -> dict[int, Token]:
    """Such subjects of a page, by the verb; of forms in *-s*, which may be nouns, only those that the tagger takes for verbs count."""
    places = (i for i in page.where(_opening_forms()) if page.words[i].istitle() and page.inside[i] < 0)
    finite = (i for i in places if page.tags[i] == "VBZ" or not page.lowers[i].endswith("s"))
    return {i: subject for i in finite if (subject := _behind_opener(page, i)) is not None}


@lexicon.remembered
def _opening_forms() -> frozenset[str]:
    """The forms of verbs of saying that are finite wherever they begin a sentence: *wrote*, *says*, not *writing*, *written*, *write*."""
    lemmas = {form: {v.lemma for v in verbs if v.takes("quote")} for form, verbs in lexicon.reporting_verbs().items()}
    finite = (form for form, of in lemmas.items() if of and form not in of)
    return frozenset(form for form in finite if not form.endswith(("ing", "en")))


def _behind_opener(page: Page, i: int) -> Token | None:
    low, high = page.sentence(i)
    marked = next((at for at in range(i, high) if page.inside[at] >= 0), high)
    if page.first_word(low, high) != i or marked >= high or page.words[marked - 1] not in (",", ":"):
        return None
    start, inner = noun_phrases.name_behind_post(page, i + 1), page.inner(page.inside_at(marked))
    begins = start > i + 1 or noun_phrases.begins(page, i + 1)
    if not begins or not inner[:1].isupper() or inner[-1] not in ".!?…":
        return None
    subject = noun_phrases.head(page, start)
    closed = subject is not None and (page.words[subject.i + 1] in (",", ":", "(") or page.tags[subject.i + 1] == "IN")
    return subject if subject is not None and closed and _is_verbless(page, subject.i + 1, marked) else None


def _is_verbless(page: Page, start: int, end: int) -> bool:
    """Whether no finite verb stands between two tokens but in relative clauses: 'Ann Poole, who *chairs* the trust, | “No.”'"""
    finite = [t for t in page.tokens[start:end] if t.tag_ in FINITE_TAGS]
    return all(any(tag in ("WP", "WDT") for tag in page.tags[start : verb.i]) for verb in finite)


def is_taken_for_noun(page: Page, word: Token) -> bool:
    """Whether a word tagged as a noun is a verb in the plural that is spelt alike: 'The rules *state* that …'."""
    if not word.i:
        return False
    clauses = [t for t in page.children(word, "ccomp") if t.tag_ in FINITE_TAGS or page.subject(t) is not None]
    if clauses and page.lower_at(word.i - 1) not in ("a", "an", "the") and page.subject(word) is not None:
        return True  # "critics of the plan *argue* that …", parsed as a verb in spite of its tag
    if page.lowers[word.i + 1 : word.i + 2] != ["that"]:
        return False
    root = word.head
    while root.dep_ in ("pobj", "prep", "agent", "acl", "conj") and root.i < word.i:
        # "those involved in the scheme *stress* that", "memos and emails seen by the Post *show* that"
        root = root.head
    if not _is_only_verb(page, word, word if word.dep_ == "ROOT" else root):
        return False
    before = page.tag_at(word.i - 1)
    agrees = before in _PLURAL_TAGS or word.lower_ not in lexicon.words("reporting_nouns")
    return agrees and before in (*NOUN_TAGS, ",") and _has_that_clause(page, word)


def subject_behind_agent(page: Page, word: Token) -> Token | None:
    """The subject of a verb that was parsed as part of the agent behind *by*: '*Emails* and notes seen by the Post *show* that …'."""
    participle = word.head.head if word.dep_ == "pobj" and word.head.lower_ == "by" else word
    if participle.dep_ != "acl" or not is_taken_for_noun(page, word):
        return None
    noun = participle.head
    return noun.head if noun.dep_ == "conj" else noun


def _is_only_verb(page: Page, word: Token, root: Token) -> bool:
    """Whether ``root`` is the root of the sentence, which stands in running text and has no finite verb before a word but in relative clauses."""
    if root.dep_ != "ROOT" or not _is_in_body(page, word):
        return False
    before = (t for t in page.tokens[page.sentence(word.i).start : word.i] if t.tag_ in FINITE_TAGS)
    return all("relcl" in (t.dep_, t.head.dep_) for t in before)


def _is_in_body(page: Page, word: Token) -> bool:
    return page.passages[page.passage_of[word.i]].kind == "body"


def _has_that_clause(page: Page, word: Token) -> bool:
    """Whether a clause with *that* stands behind a word: 'found last week *that it would win*'; not 'the plan that won'."""
    that = next(iter(page.between("that", word.i + 1, min(word.i + _NEAR, page.sentence(word.i).end - 1))), None)
    if that is None or page.inside[that] >= 0 or not FINITE_TAGS.isdisjoint(page.tags[word.i + 1 : that]):
        return False
    return page.deps[that] == "mark" and page.tokens[that].head.i > that


def _has_infinitive(page: Page, word: Token) -> bool:
    """'called on him *to leave*', 'vowed *to leave*', 'asked for it *to be closed*'"""
    clauses, last = page.children(word, "advcl", "xcomp", "ccomp"), page.sentence(word.i).end
    near = (t for t in clauses if word.i < t.i < min(last, word.i + _NEAR) and t.tag_ in ("VB", "VBN"))
    return any(child.tag_ == "TO" for verb in near for child in page.children(verb, "aux"))


def leads_with_colon(page: Page, verb: Token, own: Token) -> bool:
    """Whether what seems a subject leads with a colon to the marks that a verb follows: '*The mayor's reaction*: “No,” says Joe Dunn'."""
    number = page.inside_at(verb.i - 1)
    return number >= 0 and own.i < page.bounds[number].start and page.word_at(page.bounds[number].start - 1) == ":"


def subject_of_participle(page: Page, verb: Token, noun: Token | None) -> Token | None:
    """The subject of a participle parsed as a verb of its own that ends in a noun before a verb: '*The statement* read to the court said'; else the noun."""
    host = noun.head.head if noun is not None and noun.dep_ == "pobj" else verb
    return (page.subject(host) or noun) if host.dep_ == "ccomp" and host.head == verb else noun


def subject_behind_noun(page: Page, verb: Token) -> Token | None:
    """The subject of a verb that the parser hung on the noun right before it: 'but in a memo to staff *its founder*, Ann Poole, told'."""
    opening = next((i for i in range(verb.i - 2, max(verb.i - _NEAR, 0), -1) if page.words[i] == ","), 0)
    if not opening or page.words[verb.i - 1] != "," or {*page.tags[opening + 1 : verb.i - 1]} != {"NNP"}:
        return None
    start = opening - 1
    while start > 1 and page.tags[start] in _WITHIN_PHRASE:
        start -= 1
    before, head = page.tokens[start - 1], page.tokens[opening - 1]
    is_noun = before.tag_ in NOUN_TAGS or before.lower_ in lexicon.words("people_nouns")  # "to staff", taken for a verb
    begins = page.tags[start] in ("DT", "PRP$") and is_noun and page.inside[before.i] < 0
    return head if begins and head.tag_ in NOUN_TAGS else None


def is_verb(page: Page, token: Token) -> bool:
    """Whether a word is a verb: by its tag, or against it, where the words around it show a wrong tag (the report *notes*: "…")."""
    before, behind = page.tag_at(token.i - 1) if token.i else "", page.lowers[token.i + 1 : token.i + 3]
    tag = page.tags[token.i]
    if subject_of_opener(page, token.i) is not None:
        return True
    if _belongs_to_noun(page, token, behind):
        return False
    if tag in ("NNS", "VBZ") and before in VERB_TAGS and _is_in_body(page, token):
        return False  # "answered claims that it rained"
    if tag == "NNP" and token.text.islower():
        return page.word_at(token.i - 1) == ","  # ", *moans* Ann Poole", taken for a part of her name
    if tag in ("NN", "NNS"):
        return page.is_age(token.i - 1) or _is_no_noun(page, token, behind)
    if page.lowers[token.i] == "said" and before in (*NOMINAL_TAGS, "CD"):
        return True  # "The mother-of-three *said* staff had left", but "the said staff"
    return (tag in VERB_TAGS and page.deps[token.i] != "amod") or tag == "VBD" or page.is_age(token.i - 1)


def _belongs_to_noun(page: Page, token: Token, behind: list[str]) -> bool:
    """Whether a word is a noun with a clause, or a participle whose subject another verb has: '*claims* that were', 'A boat *said* to have sunk was found'."""
    if behind in (["that", "are"], ["that", "were"], ["that", "have"]):
        return True
    return behind in (["to", "have"], ["to", "be"]) and any(
        _lacks_subject(page, verb) for verb in page.children(token, "ccomp")
    )


def _lacks_subject(page: Page, verb: Token) -> bool:
    """Whether a verb, its auxiliaries included, is finite and has no subject of its own."""
    finite = verb.tag_ in FINITE_TAGS or any(t.tag_ in FINITE_TAGS for t in page.children(verb, "aux", "auxpass"))
    return finite and page.subject(verb) is None


def _is_no_noun(page: Page, token: Token, behind: list[str]) -> bool:
    """Whether a word tagged as a noun is a verb, going by the words around it, of which ``behind`` are the next two."""
    if token.lower_ == "read" and behind[:1] in ([":"], ["."], [","]):
        return _is_read_of_document(page, token, behind[0])
    if token.tag_ == "NNS":
        if any(child.dep_ == "nsubj" and child.i < token.i for child in page.dependents(token)):
            return True
        resumes = behind[:1] == [","] and not FINITE_TAGS.isdisjoint(page.tags[token.i + 2 : token.i + 3])
        if (resumes or behind[:1] == ["."]) and _ends_attribution(page, token):
            return True  # "…, the paper *states*.", "The pier, Ann Poole *claims*, is safe"
        is_root = token.dep_ == "ROOT" and behind[:1] == ["that"] and page.tag_at(token.i - 1) in ("NN", "NNP")
        if is_root and _is_only_verb(page, token, token) and _has_that_clause(page, token):
            return True  # "A study *estimates* that …"
        return tells_of_antecedent(page, token.i, token.i + 1)
    if token.lower_.endswith("ing") and behind[:1] == ["that"]:
        low = page.sentence(token.i).start
        return "with" in page.lowers[max(low, token.i - 8) : token.i]  # "with the Herald reporting that two were lost"
    if behind[:1] in (["."], [","]) and _ends_attribution(page, token):
        return True  # "…, police figures *show*.", "…, city data *show*, compared with 9 in May"
    return is_taken_for_noun(page, token)


def _is_read_of_document(page: Page, read: Token, sign: str) -> bool:
    """Whether *read* before a sign gives the marked words of a document: 'a note left by Poole *read*: "Gone."', '"Gone," his note *read*.'"""
    documents = lexicon.words("document_nouns") | lexicon.words("message_nouns")
    if sign == ":":
        before = page.lowers[page.sentence(read.i).start : read.i]
        marked = page.inside[min(read.i + 2, len(page.words) - 1)] >= 0
        ends = page.stripped(read.i + 1, page.passage_tokens(read.i).end).end == read.i + 2
        return (marked or ends) and not documents.isdisjoint(before)
    start = next((i for i in range(read.i - 2, 0, -1) if page.inside[i] >= 0 or page.words[i] in (",", ".")), 0)
    return page.lower_at(read.i - 1) in documents and page.inside[start] >= 0


def _ends_attribution(page: Page, token: Token) -> bool:
    """Whether a comma and a subject of its number stand before a word, tagged as the head of that noun phrase: ', *the paper* states.'

    A subject in the plural, which may lack an article, must be a document.
    """
    start = behind_comma(page, token.i)
    if start is None or (head := noun_phrases.head(page, start)) is None or head.i != token.i:
        return False
    subject = page.tokens[token.i - 1]
    if token.tag_ == "NNS":
        return page.tags[start] in ("DT", "PRP$", "NNP") and subject.tag_ in ("NN", "NNP")
    if (subject.tag_ != "NNS" and subject.lower_ != "data") or page.lowers[start] in ("a", "an"):
        return False
    return not lexicon.words("document_nouns").isdisjoint((subject.lower_, lexicon.singular(subject.lower_)))


def behind_comma(page: Page, i: int) -> int | None:
    """The token behind the nearest comma that stands at least two tokens before a token, if one is near."""
    return next((at + 1 for at in range(i - 2, max(i - _NEAR, 0), -1) if page.words[at] == ","), None)


def is_misread(page: Page, token: Token, entry: Verb) -> bool:
    """Whether quotation marks beside a word show that it is a cue, parsed as a noun or an attribute: '"…", *added* Poole.'"""
    if entry.takes("np") and page.marked_as(token.i + 1) is not None:
        return True
    if not entry.takes("quote"):
        return False
    is_noun = token.tag_ == "NNS"  # '"…," Ann Poole of the Harbour Trust *jokes*'
    in_apposition = is_noun and token.dep_ == "appos" and token.head.tag_ == "NNP" and page.word_at(token.i - 1) == ","
    start = (token.head if in_apposition else token).left_edge.i if is_noun else token.i
    start = next(i for i in range(start, token.i + 1) if page.inside[i] < 0)
    leads_to_marks = page.words[token.i + 1 : token.i + 2] in ([","], [":"])
    if in_apposition and leads_to_marks and page.inside[min(token.i + 2, len(page.words) - 1)] >= 0:
        return True  # 'Ann Poole, 70, *jokes*: "…"'
    if page.tags[start] not in ("DT", "PRP$", "NNP") if is_noun else token.tag_ not in ("VBN", "VBD", "JJ"):
        return False
    before = start - 2 if start > 0 and page.word_at(start - 1) == "," else start - 1
    return before >= 0 and page.inside[before] >= 0 and page.bounds[page.inside[before]].end == before + 1


def is_subject(token: Token) -> bool:
    """Whether a word is a noun and the subject of the verb right behind it: '"…," the *reports* said.'"""
    subject = token.tag_ == "NNS" and token.dep_ == "nsubj"
    return subject and token.head.i == token.i + 1 and token.head.tag_ in FINITE_TAGS


def tells_of_antecedent(page: Page, verb: int, end: int) -> bool:
    """Whether a relative clause goes on at ``end``, behind a reporting verb that is put into it: 'the boat, which the owner *says* is sound'."""
    low = max(page.sentence(verb).start, verb - _REACH_OF_RELATIVE)
    relatives = (i for i in range(verb - 2, low, -1) if page.lowers[i] in ("which", "who") and page.inside[i] < 0)
    which = next(relatives, None)
    if which is None or end >= len(page.tokens) or page.tags[end] not in FINITE_TAGS or page.inside[end] >= 0:
        return False
    high = page.sentence(verb).end - 1
    if any(page.words[i] == "," and page.tag_at(i + 1) in FINITE_TAGS for i in range(end, high)):
        return False  # "the boat, which the owner says is sound, was sold"
    between = page.tags[which + 1 : verb]
    return page.tags[which] in ("WDT", "WP") and _SUBJECT_TAGS.issuperset(between) and between[-1] in NOMINAL_TAGS
