"""Noun phrase → the named referents that it means: those at its head, at its start or in apposition to it."""

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

import attrs
from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Name, Phrase
from quoteattr.speakers.profiles import type_of
from quoteattr.speakers.referents import NO_PLACES, Referent
from quoteattr.text import beside
from quoteattr.text.page import DASHES, NOUN_TAGS, POSSESSIVES, Page

_BEFORE_NOUN = frozenset({"of", "for", "by", "the", "a", "an"})
_CLAUSE_TAGS = frozenset({"WP", "WDT", "VBD", "VBZ"})
_OPENING = DASHES | {",", "("}  # opens an addition behind a name
_QUANTIFYING = frozenset({"JJ", "JJR", "JJS", "CD", "DT"})
_LINKS = frozenset({"and", "&"})
_TOGETHER = frozenset({"along", "together"})
_OPENING_WORDS = _TOGETHER | {"of", "from", "in"}  # open an addition, too
_CALLED = frozenset({"called", "named"})
_KNOWN = frozenset({"identified", "known"})
_WHO = frozenset({"who", "whom", "whose"})
_SUCH_AS = frozenset({"including", "such"})
_LOCATED = 7  # tokens from a noun to the name in apposition, behind where it is
_APPOSITION = 8  # tokens behind a comma, in which the noun of an apposition stands
_TO_AUTHOR = 6  # tokens from the noun for a document to its authors
_TYPES_BEHIND_NAME = ("media", "company", "party", "team", "band")
"""Types of organisation whose noun stands straight behind the name: 'the *Rostrum newspaper*'."""


@attrs.frozen
class Mentions:
    """The names of a page, each with its referent, by the tokens that they cover."""

    page: Page
    names: dict[int, tuple[Referent, Name]]

    def true_head(self, phrase: Phrase) -> Token:
        """The head of a phrase, where the parser may be wrong: a post at its end ('a Department for Work *spokeswoman*') or before *of*."""
        tokens, words, lowers, tags = self.page.tokens, self.page.words, self.page.lowers, self.page.tags
        start, end, head = phrase.start, phrase.end, phrase.head
        ends_in_post = end - start > 1 and self._is_single_post(end - 1) and lowers[end - 2] not in _BEFORE_NOUN
        if ends_in_post and "," not in words[start:end] and _CLAUSE_TAGS.isdisjoint(tags[start:end]):
            return tokens[end - 1]
        ahead = tags[start + 1 : head]
        if "IN" in ahead and self._is_single_post(start + ahead.index("IN")):
            # "a spokesman for the Port of Eastwick", whatever the parser makes its head
            return tokens[start + ahead.index("IN")]
        if lowers[head] in ("elect", "designate") and head - start > 1 and lexicon.is_post(words[head - 2]):
            return tokens[head - 2]  # "the president-elect"
        is_aged = lowers[max(head - 2, 0) : head] == ["-", "old"] and lowers[head] in lexicon.table("demonyms")
        return tokens[head - 1 if is_aged and head not in self.names else head]  # "the 19-year-old Japanese"

    def _is_single_post(self, i: int) -> bool:
        return self.page.tags[i] == "NN" and lexicon.is_post(self.page.words[i])

    def named(self, phrase: Phrase, head: Token) -> tuple[Referent, ...]:
        """Those whom a phrase names: at its start or head, or in apposition (his lawyer, Ann Poole).

        Several where they speak together (Ann Poole and Tom Reed), none where the phrase names nobody.
        """
        names = self._names_meant(phrase, head)
        for i, (who, name) in enumerate(names):
            behind = self.page.words[name.tail : min(phrase.end, head.i + 1)]
            hyphened = behind[:1] == ["-"] and not self.page.tokens[name.tail].whitespace_  # "the *Labour*-run council"
            if hyphened or self._is_body_of_next(phrase, names[i : i + 2]):
                continue
            meant = name.start <= head.i < name.tail
            if self.is_possessor(name):
                # "Poole and Reed's Ann Dunn", where the parser takes Reed for the head, is Dunn; "Reed's" alone is Reed
                meant = meant and i + 1 == len(names)
            elif not meant:
                meant = self._opens(phrase, who, name) or self._apposed(head, who, name)
            if meant:
                joint = self.joint(names[self._first_joint(phrase, names, i) :])
                return tuple(dict.fromkeys(each for each, _ in joint))
        return ()

    def _names_meant(self, phrase: Phrase, head: Token) -> list[tuple[Referent, Name]]:
        """The names in a phrase that it may mean: no examples, and for a post no organisation that it belongs to."""
        if not (within := self.names_in(phrase)):
            return within
        end = self._before_examples(phrase, head)
        names = [(who, name) for who, name in within if name.end <= end and not self._is_some_of(phrase, name)]
        if not _is_post(head) or self._is_in_name(phrase, head):
            return names
        # "a spokesman for Acme", "the Labour MP for Eastwick": the organisation is not meant
        return [p for p in names if _is_person(p[0]) or self._opens(phrase, *p) or self._is_body_in_post(head, *p)]

    def _before_examples(self, phrase: Phrase, head: Token) -> int:
        """The token where examples of a plural begin, or else the end of the phrase: 'several countries | including Norland and Sudland'.

        The end includes the whole of a name that the parser has cut: 'Kang Min-ji', of which it takes *Kang Min* for the subject.
        """
        behind = range(head.i + 1, phrase.end)
        plain = head.i not in self.names and head.tag_ == "NNS"
        end = max(phrase.end, self.names[head.i][1].end) if head.i in self.names else phrase.end
        return next((i for i in behind if plain and self.page.lowers[i] in _SUCH_AS), end)

    def _first_joint(self, phrase: Phrase, names: list[tuple[Referent, Name]], i: int) -> int:
        """The index of the first of those named together with ``names[i]``: '*Acme Ports* and Harbour Lines', of which the second is the head."""
        name, bodies = names[0][1], not any(_is_person(each) for each, _ in names[: i + 1])
        first = bodies and name.start - phrase.start < 2 and not self.is_possessor(name)
        return 0 if i and first and names[i] in self.joint(names) else i

    def _is_in_name(self, phrase: Phrase, head: Token) -> bool:
        """Whether a noun for people belongs to a name: 'Save the *Children*', '*Friends* of the Marsh'; not 'Ohio *Democrats*'."""
        who, name = self.names.get(head.i, (None, None))
        if name is None:
            return False
        goes_on = name.start < phrase.start or (not _is_person(who) and name.end > head.i + 1)
        return goes_on or head.tag_ != "NNS"

    def _is_body_of_next(self, phrase: Phrase, pair: list[tuple[Referent, Name]]) -> bool:
        """Whether the first of two names is the organisation of the post that the second person has.

        '*Friends of Eastwick* chair Ann Poole', 'the Director, *Harbour Trust*, Dr Ann Poole'
        """
        if len(pair) < 2 or _is_person(pair[0][0]) or not _is_person(pair[1][0]):
            return False
        (_, body), (_, name) = pair
        between = self.page.tokens[body.tail : name.start]
        plain = all(t.tag_ in NOUN_TAGS or t.tag_ in ("JJ", "HYPH") for t in between)
        if plain and any(lexicon.is_post(t.text) for t in between):
            return True
        comma = body.start - 1 - (self.page.tags[body.start - 1] == "DT")
        if comma <= phrase.start or [self.page.words[comma], self.page.words[body.tail]] != [",", ","]:
            return False
        titles = map(lexicon.bare, self.page.words[body.tail + 1 : name.start])
        known = lexicon.words("titles") | lexicon.honorifics().keys()
        return lexicon.is_post(self.page.words[comma - 1]) and known.issuperset(titles)

    def names_in(self, phrase: Phrase) -> list[tuple[Referent, Name]]:
        """The names that stand in a phrase, in order."""
        names, found, behind = self.names, list[tuple[Referent, Name]](), phrase.start
        for i in range(phrase.start, phrase.end):
            if i in names and i >= behind:
                found.append(names[i])
                behind = names[i][1].tail
        return found

    def owners(self, phrase: Phrase) -> set[Referent]:
        """Those named behind a preposition in a description, whom it does not mean: 'the mother of *Ann Poole*', 'a friend of Dr *Reed*'."""
        found, titles = set(), lexicon.honorifics()
        for who, name in self.names_in(phrase):
            start = name.start
            while start > phrase.start and lexicon.bare(self.page.words[start - 1]) in titles:
                start -= 1
            if start > phrase.start and self.page.tags[start - 1] in ("IN", "TO"):
                found.add(who)
        return found

    def _is_some_of(self, phrase: Phrase, name: Name) -> bool:
        """Whether a mention is of some who bear a name in the plural: 'top Democrats', 'many Tunisians'."""
        if self.page.tags[name.end - 1] != "NNPS" or name.end != phrase.head + 1 or name.start <= phrase.start:
            return False
        before = self.page.tags[phrase.start : name.start]
        return self.page.lowers[phrase.start] != "the" and _QUANTIFYING.issuperset(before)

    def joint(self, names: list[tuple[Referent, Name]]) -> list[tuple[Referent, Name]]:
        """The first of some names, and the next ones as far as *and* or commas link them: 'Ann Poole and mayor Tom Reed'."""
        if len(names) < 2:
            return names
        if _is_person(names[0][0]) and not self.is_possessor(names[0][1]):
            people = [(who, name) for who, name in names if _is_person(who) and not self.is_possessor(name)]
            # "Ann Poole of the trust and Acme's Tom Reed": the bodies say who they are
            names = people if len(people) > 1 else names
        joined = names[:1]
        for (first, before), (who, name) in pairwise(names):
            between = self.page.tokens[before.tail : name.start]
            if not between:
                break
            links = [k for k, token in enumerate(between) if self._links(token.i)]
            at = links or [k for k, token in enumerate(between) if token.text == ","]
            are_people = _is_person(first) and _is_person(who)
            if not _are_linked(between, at[-1] if at and are_people else None):
                break
            joined.append((who, name))  # "Ann Poole*,* Mayor Tom Reed, of Marlow*,* *and* Joe Dunn"
            if links:
                return joined
        return joined[:1]

    def has_company(self, name: Name) -> bool:
        """Whether others whom nobody names stand beside a name: 'Ann Poole *and colleagues*', 'Ann Poole, of Acme, and *her husband*'."""
        for other in self.page.children(self.page.tokens[name.end - 1], "conj"):
            first, noun = other.left_edge, other.lower_
            is_some = first.tag_ == "PRP$" or (other.tag_ == "NNS" and first.tag_ in ("NNS", "JJ"))
            may_be = _is_post(other) or noun == "others" or (first.tag_ == "PRP$" and type_of(noun) is not None)
            if is_some and may_be and other.i not in self.names:
                return True
        return False

    def called(self, joint: Sequence[tuple[Referent, Name]]) -> set[str]:
        """What people who are named together are said to be: '*economists* Ann Poole and Tom Reed', 'a paper by Poole and Reed' (*authors*)."""
        wrote, said = lexicon.labelled("reference_words", "author"), {*self._said_to_be(joint)}
        return said | wrote if said & wrote else said

    def _said_to_be(self, joint: Sequence[tuple[Referent, Name]]) -> Iterator[str]:
        page, start, tail = self.page, joint[0][1].start, joint[-1][1].tail
        head = page.tokens[joint[0][1].end - 1]
        if page.words[start - 1 : start] == [","] and head.dep_ == "appos":
            yield from _people_noun(head.head.lower_)  # "the authors of the paper, Ann Poole and Tom Reed"
        elif start:
            yield from _people_noun(page.lowers[start - 1])
        if page.words[tail : tail + 1] == [","]:
            added = takewhile(_may_stand_in_apposition, page.tokens[tail + 1 : tail + _APPOSITION])
            yield from next(filter(None, (_people_noun(t.lower_) for t in added)), ())
        before = page.lowers[max(start - _TO_AUTHOR, 0) : start]
        if before[-1:] == ["by"] and not lexicon.words("document_nouns").isdisjoint(before):
            yield from lexicon.labelled("reference_words", "author")

    def _links(self, i: int) -> bool:
        """Whether a word joins two names: 'and', 'along with', but not 'with Tom Reed at her side'."""
        word = self.page.lowers[i]
        return word in _LINKS or (word == "with" and self.page.lowers[i - 1] in _TOGETHER)

    def is_possessor(self, name: Name) -> bool:
        """Whether a name owns what follows: Acme's report."""
        return self.page.word_at(name.end) in POSSESSIVES

    def _is_hyphened(self, name: Name) -> bool:
        """Whether a name is the first part of a word: 'the *Acme*-run port'."""
        return self.page.words[name.end : name.end + 1] == ["-"] and not self.page.tokens[name.end - 1].whitespace_

    def tells_whose(self, name: Name) -> bool:
        """Whether a name within a description only says whose something is: '*Acme*'s board', 'the *Acme*-run port'."""
        return self.is_possessor(name) or self._is_hyphened(name)

    def _opens(self, phrase: Phrase, who: Referent, name: Name) -> bool:
        """Whether a name opens the phrase (Graham Dunn, spokesman for …) or a post leads straight up to it."""
        tokens = self.page.tokens
        if not _is_person(who):
            # "Acme – a bakery – said", but "the Acme-led group"
            is_first = name.start - phrase.start < 2 and name.end < phrase.end
            return is_first and tokens[name.end].text in _OPENING and not self._is_hyphened(name)
        behind = tokens[name.tail] if name.tail < phrase.end else None
        if behind and behind.text not in _OPENING and behind.lower_ not in ("of", "from", "who"):
            return False
        before = [t for t in tokens[phrase.start : name.start] if lexicon.bare(t.text) not in lexicon.honorifics()]
        if not before or before[-1].text in POSSESSIVES or [t.lower_ for t in before] == ["none", "other", "than"]:
            return True
        return _post_leads_to_name(before)

    def _is_body_in_post(self, head: Token, who: Referent, name: Name) -> bool:
        """Whether an organisation is itself what the noun before it says: 'the quarry's owner, *Acme Ltd*, said', 'the bus operator *Lynx* said'."""
        words = self.page.words
        if name.start == head.i + 1 and head.lower_ in lexicon.table("organisation_nouns"):
            return self._apposed(head, who, name)
        in_commas = words[head.i + 1 : head.i + 2] == [","] and words[name.end : name.end + 1] == [","]
        # "the owner, Eastwick-based *Acme Foods*,", "the builder, Eastwick's *Acme Homes*,"
        located = head.i + 2 < name.start <= head.i + _LOCATED and words[name.start - 1] in {"based", *POSSESSIVES}
        return in_commas and (name.start == head.i + 2 or located) and self._apposed(head, who, name)

    def _apposed(self, head: Token, who: Referent, name: Name) -> bool:
        """Whether a name stands in apposition to the head of a phrase, behind it or straight before it."""
        tokens = self.page.tokens
        if name.end <= head.i:
            # "the Rostrum newspaper said": the name of a body before the noun that says what it is
            if tokens[name.end - 1].lower_ in lexicon.table("demonyms"):  # "Norwegian media", "the German newspaper"
                return False
            kind = lexicon.table("organisation_nouns").get(head.lower_)
            elsewhere = who.is_known_place and kind in NO_PLACES  # "the *Silicon Valley* firm"
            return not _is_person(who) and kind in _TYPES_BEHIND_NAME and name.end == head.i and not elsewhere
        words = tokens[name.start : name.end]
        top = next((t for t in words if not name.start <= t.head.i < name.end), words[0])
        before = tokens[max(name.start - 2, head.i)]
        if lexicon.is_post(before.text) and not {"WP", "WDT"}.isdisjoint(self.page.tags[head.i : before.i]):
            return False  # "the singer, who had told her *host*, Ann Poole,"
        if self._has_another_post(head, name):
            return False
        to = top.head
        while to.dep_ in ("appos", "conj") and to.i != head.i:
            to = to.head
        # "the research, published in the journal Earth Letters", but "the company that runs the pier, Harbour Leisure"
        is_set_off = _is_person(who) or tokens[name.start - 1].text in _OPENING
        if top.dep_ == "appos" and (to.i == head.i or is_set_off):
            return True
        if self.is_given(name):
            return not _has_another_bearer(head, top)
        return top.head.i == head.i and top.dep_ in ("nmod", "dep")

    def _has_another_post(self, head: Token, name: Name) -> bool:
        """Whether a name has a post of its own, other than the head: 'a spokesman for *the mayor* Ann Poole'."""
        post = name.start - 1
        is_object = self.page.lowers[post - 2 : post] in (["for", "the"], ["to", "the"], ["of", "the"])
        return is_object and post - 2 > head.i and lexicon.is_post(self.page.words[post])

    def is_given(self, name: Name) -> bool:
        """Whether the words before a name say that somebody bears it: 'a man who identified himself as Joe', 'a miner called Joe', 'whose name is Joe'."""
        if beside.is_given(self.page, name.start):
            return True
        before = self.page.lowers[max(name.start - 6, 0) : name.start]
        if before[-1:] == ["as"] and not _KNOWN.isdisjoint(before):
            return True  # "a woman identified by police as Jo"
        if before[-2:] in (["name", "is"], ["name", "was"], ["name", "of"]):
            return not _WHO.isdisjoint(before)
        if not before or before[-1] not in _CALLED:
            return False
        is_passive = before[-2:-1] in (["be"], ["is"], ["was"])  # "a man who asked to *be called* Joe"
        return lexicon.is_post(self.page.words[name.start - 2]) or (is_passive and not _WHO.isdisjoint(before))


def _has_another_bearer(head: Token, name: Token) -> bool:
    """Whether a name is given to somebody else than the head of the phrase: 'the mother of a *boy* named Joe'."""
    between = takewhile(lambda token: token.i != head.i, name.ancestors)
    return any(token.dep_ == "pobj" and _is_post(token) for token in between)


def _post_leads_to_name(before: list[Token]) -> bool:
    """Whether a post in the words before a name is its bearer's: "spokesman for sport Hugh Dunn" is Dunn, "a spokesman for Hugh Dunn" is not."""
    posts = [t for t in before if lexicon.is_post(t.text)]
    if not posts or any(t.tag_ in _CLAUSE_TAGS for t in before):
        return False
    links = [t for t in before if t.tag_ in ("IN", "TO")]
    if links and links[-1].i < posts[-1].i == before[-1].i:  # "Friends of the Moor founder Ann Poole"
        named = before[-2].tag_ in NOUN_TAGS  # but "Supporters of the mayor Ann Poole"
        return named and all(t.text[0].isupper() for t in before[:-1] if t.tag_ in NOUN_TAGS)
    return not links or (before[-1].tag_ in NOUN_TAGS and links[-1].i > posts[0].i and before[-1] not in posts)


def _may_stand_between(token: Token) -> bool:
    """Whether a token may stand between two names that are linked: 'the Harbour Trust *and the* Pier Fund', 'both … and Sir …'."""
    word = lexicon.bare(token.text)
    return not (token.is_alpha or token.text == "&") or word in _LINKS | {"the", "both"} or word in lexicon.honorifics()


def _are_linked(between: Sequence[Token], at: int | None) -> bool:
    """Whether the words between two names make one list of them; ``at`` is the last *and* or comma between people, of whom it may tell more."""
    if at is not None and _is_addition(between[:at]) and _tells_bearer(between[at + 1 :]):
        return True
    return all(map(_may_stand_between, between))


def _is_addition(tokens: Sequence[Token]) -> bool:
    """Whether words only add something to the name before them: 'of Eastwick', ', a baker,', ', along'."""
    if not tokens:
        return True
    if tokens[0].text == "," and lexicon.is_post(tokens[-1].text):
        return False  # ", founder" between a name and "and CEO, Acme"
    opens = tokens[0].text in _OPENING or tokens[0].lower_ in _OPENING_WORDS
    is_clause = any(t.tag_ in _CLAUSE_TAGS or t.pos_ in ("VERB", "AUX", "PRON") for t in tokens)
    return opens and not is_clause and all(t.tag_ != "IN" or t.lower_ in _OPENING_WORDS for t in tokens)


def _tells_bearer(tokens: Sequence[Token]) -> bool:
    """Whether words before a name say who its bearer is: 'the mayor', 'Acme’s boss', 'her husband' and 'her husband,'."""
    ends_in_comma = len(tokens) > 1 and tokens[-1].text == "," and _is_post(tokens[-2])
    words = tokens[:-1] if ends_in_comma else tokens
    return all(t.tag_ in NOUN_TAGS or t.tag_ in ("JJ", "DT", "PRP$", "POS", "HYPH") for t in words)


def _people_noun(word: str) -> tuple[str, ...]:
    """A noun for several people, in the singular, or nothing: 'economists', but not 'mayor' and 'talks'."""
    singular = lexicon.singular(word)
    return (singular,) if singular != word and lexicon.is_post(singular) else ()


def _may_stand_in_apposition(token: Token) -> bool:
    """Whether a token may stand in what is added behind names, up to its noun: ', *both economists*', ', *the paper's authors*'."""
    return token.tag_ in NOUN_TAGS | _QUANTIFYING | {"POS", "HYPH", "PRP$"}


def _is_person(who: Referent | None) -> bool:
    return who is not None and who.entity is not None and who.entity.kind == "person"


def _is_post(head: Token) -> bool:
    """Whether a noun says what somebody is: spokesman, MP, chairwoman, officials."""
    return head.tag_ in NOUN_TAGS and (lexicon.is_post(head.text) or head.lower_ in lexicon.words("people_nouns"))
