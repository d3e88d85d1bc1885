"""To whom something is said, or where: 'told the *court*', 'said in a *statement*'; who is only asked."""

from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Cue, Phrase
from quoteattr.lexicon import Verb
from quoteattr.quotations import unparsed
from quoteattr.text.page import FINITE_TAGS, Page


def addressee(page: Page, verb: Token, entry: Verb) -> Phrase | None:
    """To whom something is said ('told the *court*', 'said to the *BBC*'), or where: 'in a *statement*'."""
    if entry.takes("to") and (own := page.subject(verb)) is not None and own.dep_ == "nsubjpass":
        return page.noun_phrase(own, frozenset({verb.i}))  # "the court was told that …"
    if (behind := unparsed.told_clause(page, verb)) is not None:
        return Phrase(verb.i + 1, behind, behind - 1)
    for child in page.dependents(verb):
        if child.i > verb.i and (hearer := _hearer(page, verb, child, entry)) is not None:
            return hearer
    return _channel(page, verb)


def _hearer(page: Page, verb: Token, child: Token, entry: Verb) -> Phrase | None:
    """Who hears what a verb reports, by one of the words that hang on it: its object, or *to* with a noun."""
    if entry.takes("to") and child.dep_ in ("dobj", "dative") and page.inside[child.i] < 0:
        behind = page.tokens[child.i + 1 : child.i + 2]
        clause = {t.i for t in behind if t.lower_ in ("that", "if", "whether")}  # "reminded pupils that …"
        if not entry.takes("inf") and not page.children(verb, "ccomp"):
            # what the parser takes for a relative clause is none if it has a subject: "telling the jury she had been alone"
            own = ((t, page.subject(t)) for t in page.children(child, "relcl"))
            clause |= {s.i for t, s in own if s is not None and s.i == t.left_edge.i and s.tag_ == "PRP"}
        clause |= {t.i for v in child.subtree for t in _thats(page, v)}
        return page.noun_phrase(child, frozenset({verb.i, *clause}))
    if child.lower_ != "to" or child.dep_ not in ("prep", "dative"):
        return None
    nouns = [noun for noun in page.children(child, "pobj") if page.inside[noun.i] < 0]
    return page.noun_phrase(nouns[0], frozenset({verb.i})) if nouns else None


def _thats(page: Page, verb: Token) -> list[Token]:
    """The *that* which the parser hangs in the hearers' relative clause: 'told those who covered the march *that* it was late'."""
    contents, objects = (page.children(verb, label) if verb.dep_ == "relcl" else [] for label in ("ccomp", "dobj"))
    inner = contents if verb.lower_ not in lexicon.reporting_verbs() else []
    thats = [t for content in inner for t in page.children(content, "mark") if t.lower_ == "that"]
    # "told friends *that* the talk aired in May was late", "told a jury of men *that* Poole owed £12", taken for an object
    return thats + [t for t in objects if t.lower_ == "that" and (t.tag_ == "IN" or len(objects) > 1)]


def _channel(page: Page, verb: Token) -> Phrase | None:
    """Where the words stand: 'in a statement', 'in an interview with the paper', 'on Facebook'."""
    channels = lexicon.words("document_nouns"), lexicon.words("occasion_nouns")
    for preposition in page.children(verb, "prep"):
        for noun in page.children(preposition, "pobj"):
            document = preposition.lower_ in ("in", "at", "via") and any(noun.lower_ in words for words in channels)
            site = preposition.lower_ == "on" and noun.tag_ == "NNP" and noun.ent_type_ not in ("DATE", "TIME")
            if page.inside[noun.i] < 0 and (document or site):
                return page.noun_phrase(noun, frozenset({verb.i}))
    return None


def is_asked(page: Page, cue: Cue) -> bool:
    """Whether the source is asked, behind an opening participle or before one in an aside: '*Asked* how, she said no.'"""
    verb, source = page.tokens[cue.verb], cue.source
    if (
        verb.lower_ in lexicon.labelled("cue_words", "asked")
        and source is not None
        and source.end == verb.i - 1
        and "," not in page.words[slice(*source.tokens)]
    ):
        high = page.sentence(verb.i).end  # "Poole, *asked* about it, only laughed"
        comma = next((i for i in range(verb.i + 1, high - 1) if page.words[i] == ","), high)
        return page.words[verb.i - 1] == "," and not FINITE_TAGS.isdisjoint(page.tags[comma + 1 : min(comma + 3, high)])
    behind = source is not None and source.start > verb.i + 1 and page.lowers[source.start - 1] != "by"
    if not behind or verb.tag_ not in ("VBN", "VBD") or page.subject(verb) is not None:
        return False
    return page.first_word(page.sentence(verb.i).start, verb.i) in (verb.i, verb.i - 1)  # "when asked"
