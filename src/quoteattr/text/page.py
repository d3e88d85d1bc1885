"""A parsed page, and the questions about its grammar that several stages ask.

Nothing here knows who speaks. Labels are those of spaCy's English pipelines (ClearNLP dependencies, Penn tags).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from typing import Any, TypeVar

import numpy as np
from spacy.tokens import Doc, Token

from quoteattr import lexicon
from quoteattr.draft import CharSpan, Phrase, Stretch, StretchId, TokenSpan
from quoteattr.model import Passage, Span
from quoteattr.text.kept import kept
from quoteattr.text.long import is_long, numbers_of, parts
from quoteattr.text.sentences import FINAL, sentence_ends
from quoteattr.text.words import KEPT_WORDS, Words

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
NOMINAL_TAGS = NOUN_TAGS | {"PRP"}
TELLING_TAGS = NOUN_TAGS | {"JJ", "CD"}
FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})
DASHES = frozenset({"-", "–", "—", "―", "--"})
POSSESSIVES = frozenset({"'s", "’s", "’", "'"})
LOOSE = DASHES | {",", ";", "..."}
CONJUNCTIONS = frozenset({"and", "but", "or", "yet", "so"})
PLACE_PREPOSITIONS = frozenset({"at", "in", "near", "to", "from", "outside", "into", "around"})
SENTENCE_FINAL = FINAL
_PHRASE_TAGS = NOMINAL_TAGS | {"DT", "PRP$", "JJ", "JJR", "JJS", "CD", "POS", "IN", "VBN", "HYPH"}
_LONGEST_INLINE = 8  # tokens of a marked stretch that can be part of a noun phrase
_LONGEST_POST = 7  # tokens
_POST_TAGS = frozenset({"NN", "NNS", "JJ", "VB", "CC"})
_T = TypeVar("_T")


class Page(Words):
    """A parsed article with its passages and marked stretches, aligned to tokens.

    ``string`` is the text that is read, mostly a fair copy (:mod:`quoteattr.text.fair_copy`), in which all places count; the text of ``doc`` may differ from it in characters that no
    parser takes, never in length.
    """

    __slots__ = (
        *("_answers", "_inner", "_of_words", "_subjects", "bounds", "inside", "name_ends", "outer"),
        *("passage_of", "passages", "sentences", "stretches", "string"),
    )

    def __init__(self, string: str, doc: Doc, passages: tuple[Passage, ...], stretches: tuple[Stretch, ...]) -> None:
        super().__init__(doc)
        self.string = string
        self._lay_out(passages, stretches)

    def turned(self, passages: tuple[Passage, ...], stretches: tuple[Stretch, ...]) -> "Page":
        """The same words in other passages and stretches."""
        page = copy(self)
        vars(page).clear()  # of kept attributes
        page._lay_out(passages, stretches)
        return page

    def _lay_out(self, passages: tuple[Passage, ...], stretches: tuple[Stretch, ...]) -> None:
        self.passages, self.stretches = passages, stretches
        self.name_ends: Mapping[int, int] = {}
        """For the tokens of organisations' names but the first, where the name ends: *and* or a comma within a name joins nothing."""
        self.outer = [stretch for stretch in stretches if stretch.depth == 0]
        """The stretches of depth 0, in order."""
        self._inner = [self.string[slice(*stretch.inner)].strip() for stretch in self.outer]
        self.bounds = [self.token_span(CharSpan(stretch.start, stretch.end)) for stretch in self.outer]
        """The token span of every outer stretch."""
        numbers = numbers_of(len(self.words))
        self.inside: Sequence[StretchId] = numbers([-1]) * len(self.words)
        """For every token the number of the outer stretch around it, or -1."""
        for number, (start, end) in enumerate(self.bounds):
            self.inside[start:end] = numbers([number]) * (end - start)
        edges: list[int] = np.searchsorted(self.starts, [passage.span.start for passage in passages]).tolist()
        self.passage_of = parts([*edges, len(self.words)])
        """For every token the number of its passage."""
        ends = (i + 1 for i in self.where(SENTENCE_FINAL) if self.inside[i] < 0)
        self.sentences = parts([0, *ends, len(self.words)])
        """For every token how many sentences have ended outside marks before it."""
        self._answers: dict[object, Any] = {}
        self._of_words: dict[object, Any] = {}
        self._subjects: dict[int, Token | None] = {}

    def once(self, question: Callable[..., _T], *about: object) -> _T:
        """The value of ``question(page, *about)``, worked out once: many cues ask the same about the same words."""
        known, asked = (self._of_words, (question, *about)) if about else (self._answers, question)
        if asked not in known:
            if len(known) >= KEPT_WORDS:
                known.clear()  # in a book the same is asked again soon or never
            known[asked] = question(self, *about)
        return known[asked]  # type: ignore[no-any-return]

    def forget(self) -> None:
        """Drop what was kept for questions asked so far, if the text is long: of a book it takes as much room as all quotations."""
        for known in (self._answers, self._of_words, self._subjects) if is_long(len(self.words)) else ():
            known.clear()

    def naming(self, names: Iterable[TokenSpan]) -> "Page":
        """The same page with the names of organisations; a span such as 'Founder of Acme' is a post and no name."""
        page = copy(self)  # answers kept so far do not depend on names
        page.name_ends = {i: end for start, end in names if not self._is_post_of(start) for i in range(start + 1, end)}
        return page

    def _is_post_of(self, i: int) -> bool:
        """Whether a token is a post with a preposition behind it: '*Founder* of Acme', but not '*National* Union', '*Centre* for Tides'."""
        post = lexicon.is_post(self.words[i]) and self.lowers[i] not in lexicon.words("organisation_words")
        return post and self.lowers[i + 1 : i + 2] in (["of"], ["for"], ["at"])

    @kept
    def outer_edges(self) -> frozenset[CharSpan]:
        """Start and end of each outer stretch, in code points."""
        return frozenset(CharSpan(stretch.start, stretch.end) for stretch in self.outer)

    def inner(self, number: StretchId) -> str:
        """The text of an outer stretch between its marks."""
        return self._inner[number]

    def is_titled(self, number: StretchId) -> bool:
        """Whether an outer stretch is capitalised as a name or a title is: "The Quiet Hour"."""
        return self.once(Page._is_titled, number)

    def _is_titled(self, number: StretchId) -> bool:
        tokens = self.tokens[slice(*self.bounds[number])]
        words = (token for token in tokens if token.is_alpha)
        if (first := next(words, None)) is None or not first.text[0].isupper():
            return False
        if first.is_upper and len(first) > 1 and not any(t.is_title for t in tokens):
            return False  # "NO", "STOP NOW", but "CBS This Morning"
        lower = (t for t in words if not self.words[t.i][0].isupper())  # but "I was a kid" has a finite verb
        return all((len(t) < 4 or t.is_stop) and self.tags[t.i] not in FINITE_TAGS for t in lower)

    def subject(self, verb: Token) -> Token | None:
        """The subject of a verb in the parse, on either side of it; of several the nearest before it.

        With a comma right before the verb it is the first behind it: of "Hero dog 'well', says vet" the vet.
        """
        known, i = self._subjects, verb.i
        if i not in known:
            if len(known) >= KEPT_WORDS:
                known.clear()
            known[i] = self._subject(verb)
        return known[i]

    def _subject(self, verb: Token) -> Token | None:
        found = [child for child in self.children(verb, *SUBJECTS) if any(map(str.isalnum, child.text))]  # no "✅"
        before = [child for child in found if child.i < verb.i]
        if len(found) > len(before) > 0 and self.words[verb.i - 1] == ",":
            return found[len(before)]
        return before[-1] if before else found[0] if found else None

    def is_age(self, i: int) -> bool:
        """Whether a word ends an age that stands for a person: 'the 40-year-*old* said', but not 'the 40-year-old pier'."""
        if i < 4 or self.lowers[i] != "old" or self.lowers[i - 3 : i] != ["-", "year", "-"]:
            return False
        tells = self.tag_at(i + 1) in TELLING_TAGS and self.lower_at(i + 1) not in lexicon.reporting_verbs()
        return self.words[i - 4].isdigit() and not tells

    def prominence(self, i: int) -> int:
        """2 for the subject of a main clause, 1 for that of another clause, 0 for any other word."""
        if self.deps[i] not in SUBJECTS:
            return 0
        verb = self.heads[i]
        while self.deps[verb] == "conj" and self.heads[verb] < verb:
            verb = self.heads[verb]  # "He said that it rained and *Reed* left": both clauses are reported
        return 2 if self.deps[verb] in ("ROOT", "parataxis", "conj") else 1

    def is_passive(self, verb: Token) -> bool:
        """Whether a verb is passive, and not a perfect that the parser takes for one: 'he*'s argued* that it rained'."""
        subject, auxiliaries = self.subject(verb), self.children(verb, "auxpass")
        if not auxiliaries and (subject is None or self.deps[subject.i] != "nsubjpass"):
            return False
        is_s = len(auxiliaries) == 1 and auxiliaries[0].lower_ in ("'s", "’s")
        is_impersonal = subject is None or subject.lower_ in ("it", "that", "this", "what")
        if is_impersonal or not is_s or not self.children(verb, "ccomp"):
            return True  # elsewhere *'s* is *has*, if the verb takes a clause without an addressee
        entries = lexicon.reporting_verbs().get(verb.lower_, ())
        return not any(entry.takes("clause") and not entry.takes("to", "objinf") for entry in entries)

    def agent(self, verb: Token) -> Token | None:
        """The agent of a passive verb: described *by the minister*."""
        for child in self.children(verb, "agent", "prep"):
            by = child.dep_ == "agent" or (child.lower_ == "by" and verb.tag_ == "VBN")
            if by and (objects := self.children(child, "pobj")):
                return objects[0]
        return None

    def inside_at(self, i: int) -> StretchId:
        """The outer stretch around a token; -1 outside marks, before the first token and behind the last."""
        return StretchId(self.inside[i] if 0 <= i < len(self.inside) else -1)

    def marked_as(self, i: int) -> StretchId | None:
        """The outer stretch behind *as* and the noun phrase that begins at a token: (described) the plan as "a mess"."""
        for token in self.tokens[i : i + 10]:
            tag, word = self.tags[token.i], self.lowers[token.i]
            if self.inside[token.i] >= 0 or tag in FINITE_TAGS or token.is_punct or token.is_space:
                return None
            if word == "as" and token.i > i:
                behind = range(token.i + 1, min(token.i + 4, len(self.tokens)))
                marked = (n for n in behind if self.inside[n] >= 0 and self.passage_of[n] == self.passage_of[i])
                return next((self.inside[n] for n in marked), None)
        return None

    def marked_behind(self, i: int) -> StretchId | None:
        """The outer stretch right behind a noun phrase that begins at a token: (called) the plan "a mess"."""
        near = range(i, min(i + 10, len(self.words)))
        end = next((k for k in near if self.inside[k] >= 0 or self.tags[k] not in _PHRASE_TAGS), i)
        is_behind = end > i and self.passage_of[end] == self.passage_of[i] and self.tags[end - 1] in NOMINAL_TAGS
        return self.inside[end] if is_behind and self.inside[end] >= 0 else None

    def token_at(self, offset: int) -> int:
        """The token that covers, or comes next after, a code point."""
        i = bisect_right(self.starts, offset) - 1
        if i >= 0 and offset < self.starts[i] + len(self.words[i]):
            return i
        return i + 1

    def token_span(self, span: CharSpan | Span) -> TokenSpan:
        """The tokens that overlap a span of code points."""
        first = self.token_at(span.start)
        return TokenSpan(first, min(max(self.token_at(span.end - 1) + 1, first), len(self.tokens)))

    def chars(self, span: TokenSpan) -> CharSpan:
        """The code points of a token span, without white space at its edges."""
        start, end = span
        while end > start + 1 and self.words[end - 1].isspace():
            end -= 1
        while start < end - 1 and self.words[start].isspace():
            start += 1
        return CharSpan(self.starts[start], self.starts[end - 1] + len(self.words[end - 1]))

    def text(self, span: TokenSpan) -> str:
        """The text of a token span, without white space at its edges."""
        return self.string[slice(*self.chars(span))]

    def stripped(self, start: int, end: int) -> TokenSpan:
        """A token span without white space at its edges."""
        start = next((i for i in range(start, end) if not self.words[i].isspace()), end)
        while start + 1 < end and self.words[end - 1].isspace():
            end -= 1
        return TokenSpan(start, end)

    def trim(self, piece: TokenSpan) -> TokenSpan:
        """A token span without loose punctuation at its end, widened to whole marked stretches."""
        start, end = piece
        if start >= end:
            return TokenSpan(start, start)
        while end > start + 1 and self._is_loose(end - 1) and self.words[end - 1] != "%":
            end -= 1
        if self.inside[end - 1] >= 0:
            end = self.bounds[self.inside[end - 1]][1]
        if self.inside[start] >= 0:
            start = self.bounds[self.inside[start]][0]
        return TokenSpan(start, end)

    def word_before(self, i: int) -> Token | None:
        """The nearest token before one, in its passage, that is no white space or emphasis mark."""
        while i > 0 and self.passage_of[i - 1] == self.passage_of[i]:
            i -= 1
            if not self.tokens[i].is_space and self.words[i].strip("*_"):  # "**Ann Poole** said"
                return self.tokens[i]
        return None

    def first_word(self, start: int, end: int) -> int:
        """The first token behind white space, conjunctions, loose punctuation and connectives such as *However,*."""
        for i in range(start, end):
            if not (self.words[i].isspace() or self._is_connective(i)):
                return i
        return max(start, end)

    def _is_connective(self, i: int) -> bool:
        word = self.lowers[i]
        if word in CONJUNCTIONS or word in LOOSE:
            return word != "so" or self.tag_at(i + 1) not in VERB_TAGS  # "*So* be it"
        last = i + 1 if word == "for" and i + 1 < len(self.words) else i  # "For example,"
        before_comma = self.words[last + 1 : last + 2] == [","]
        return before_comma and self.lowers[last] in lexicon.labelled("cue_words", "connective")

    def passage_tokens(self, i: int) -> TokenSpan:
        """The tokens of the passage that token ``i`` stands in."""
        return self._passage_ranges[self.passage_of[i]]

    @kept
    def _passage_ranges(self) -> list[TokenSpan]:
        return [TokenSpan(self.token_at(p.span.start), self.token_at(p.span.end)) for p in self.passages]

    def sentence(self, i: int) -> TokenSpan:
        """The sentence of an unmarked token, cut at punctuation outside quotation marks only, as parsers cut inside quotations."""
        spans, number_of = self._sentences
        return spans[number_of[i]]

    @kept
    def _sentences(self) -> tuple[list[TokenSpan], Sequence[int]]:
        """The sentences, those with parts in several passages cut there, and for every token the number of its own."""
        ends = sentence_ends(self, self.inside, self.bounds)
        edges = [0, *(end + 1 for end in ends), len(self.tokens)]
        passages = (bisect_left(self.passage_of, number) for number in range(len(self.passages)))
        cuts = sorted({*edges, *passages})
        spans: list[TokenSpan] = []
        for start in cuts[:-1]:
            low, high = self._passage_ranges[self.passage_of[start]]
            number = bisect_right(edges, start)
            spans.append(TokenSpan(max(edges[number - 1], low), min(edges[number], high)))
        return spans, parts(cuts)

    def noun_phrase(self, head: Token, avoid: frozenset[int] = frozenset()) -> Phrase:
        """The whole noun phrase around ``head``: determiners, titles, appositions and relative clauses with it.

        It ends before the tokens of ``avoid`` (the cue), the edge of the passage, and long marked stretches or such as are
        speech; short ones are part of it (the host of "Good Day").
        """
        low, high = self.passage_tokens(head.i)
        first, head = self._hyphenated(head)
        start = max([first.left_edge.i, low, *(i + 1 for i in avoid if i < head.i)])
        end = min([head.right_edge.i + 1, high, *(i for i in avoid if i > head.i)])
        if (inside := self.inside[start:end]).count(self.inside[head.i]) < len(inside):
            start, end = self._cut_at_speech(head.i, start, end)
        while end > head.i + 1 and (self._is_loose(end - 1) or self.tags[end - 1] == "IN"):
            end -= 1
        while start < head.i and (
            self._is_loose(start) or self.deps[start] in ("cc", "mark") or self._opens_time(start)
        ):
            start += 1
        if self.is_age(head.i):
            start = max(low, head.i - (5 if self.tag_at(head.i - 5) == "DT" else 4))
        start = self._name_start(start, low, avoid) if start == head.i else start
        return Phrase(self._post_start(start, low), end, head.i)

    def _post_start(self, name: int, low: int) -> int:
        """The start of a post between a comma and a name that the parser has not joined to it, else ``name``: 'It was a shock, *dairy farmer* Ann Poole said'."""
        if self.tags[name] != "NNP" or name <= low or not lexicon.is_post(self.words[name - 1]):
            return name
        comma = name - 1
        while name - comma < _LONGEST_POST and comma > low and self._may_be_in_post(comma):
            comma -= 1
        return comma + 1 if self.words[comma] == "," and self.tags[comma + 1] != "CC" and comma + 1 < name else name

    def _may_be_in_post(self, i: int) -> bool:
        """Whether a token may belong to a post before a name: '*52-year-old* teacher', '*researcher and* co-author'."""
        return "-" in self.words[i - 1 : i + 2] or (self.words[i].islower() and self.tags[i] in _POST_TAGS)

    def _opens_time(self, i: int) -> bool:
        """Whether a token belongs to an adverbial of time that the parser puts into a noun phrase: '*Earlier this month* figures showed'."""
        near = self.tags[max(i - 1, 0) : i + 1]
        return self.ent_types[i] == "DATE" and ("RB" in near or "RBR" in near or (i > 0 and self._opens_time(i - 1)))

    def _name_start(self, i: int, low: int, avoid: frozenset[int]) -> int:
        """The start of the name that ends in a token which the parser has not joined to it: '*Mayor Grace* Mwangi said', '*Mr dos* Tarvo said'."""
        if i <= low or self.tags[i] != "NNP":
            return i
        is_particle = self.words[i - 1] in lexicon.words("name_particles") and self.deps[i - 1] != "aux"
        if not is_particle and (self.tags[i - 1] != "NNP" or self.deps[i - 1] != "npadvmod"):
            return i
        if self.inside[i - 1] >= 0 or self.lowers[i - 1] in lexicon.words("time_words"):
            return i
        first = i - 1 if is_particle else self.tokens[i - 1].left_edge.i
        if is_particle and self.tag_at(i - 2) == "NNP":
            first -= 1
        return max(low, first, *(a + 1 for a in avoid if a < i))

    def _hyphenated(self, head: Token) -> tuple[Token, Token]:
        """The first and last part of a hyphenated word that was parsed as several words: 'said the *vice*-*chancellor*'."""
        first = last = head
        if self.is_hyphen(head.i + 1):
            behind = self.tokens[head.i + 2]
            while behind.dep_ == "compound" and behind.head.i > behind.i:
                behind = behind.head  # "said co-*author* Ann *Poole*"
            last = behind if behind.head.i == head.head.i else last
        if self.is_hyphen(head.i - 1) and head.left_edge.i == head.i and self.tokens[head.i - 2].head.i != head.i:
            first = self.tokens[head.i - 2]
        return first, last

    def is_hyphen(self, i: int) -> bool:
        """Whether a token is a hyphen between two parts of a word."""
        if not 0 < i < len(self.words) - 1 or self.words[i] != "-":
            return False
        return not (self.tokens[i - 1].whitespace_ or self.tokens[i].whitespace_)

    def _cut_at_speech(self, head: int, start: int, end: int) -> tuple[int, int]:
        """Start and end of some tokens around ``head``, without marked stretches that are speech or cross the edge, and what lies beyond them."""
        none = (-1, self.inside[head])
        behind = [self.bounds[n] for n in dict.fromkeys(self.inside[head:end]) if n not in none]
        before = [self.bounds[n] for n in dict.fromkeys(self.inside[start:head]) if n not in none]
        end = next((a for a, b in behind if b > end or self._is_speech(a, b)), end)
        return next((b for a, b in reversed(before) if a < start or self._is_speech(a, b)), start), end

    def _is_speech(self, start: int, end: int) -> bool:
        """Whether a marked stretch is no part of a noun phrase: it is too long, or ends as speech does ('"No," nurse Ann Poole')."""
        return end - start > _LONGEST_INLINE or self.words[end - 2] in SENTENCE_FINAL | {","}

    def _is_loose(self, i: int) -> bool:
        word = self.words[i]
        return word.isspace() or (self.inside[i] < 0 and self.tokens[i].is_punct and word not in ")]")
