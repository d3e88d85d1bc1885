"""What a source mention names: the entities at its head, at its start or in apposition to it."""

from __future__ import annotations

from itertools import pairwise

import attrs
from spacy.tokens import Token

from quoteattr import lexicon
from quoteattr.draft import Entity, Name, Phrase
from quoteattr.text.page import DASHES, NOUN_TAGS, POSSESSIVES, Page

_BEFORE_NOUN = frozenset({"of", "for", "by", "the", "a", "an"})


@attrs.frozen
class Mentions:
    """The names of a page by the tokens they cover.

    ``by_token`` leads from a token to the number of its entity, ``name_at`` to the mention itself.
    """

    page: Page
    entities: tuple[Entity, ...]
    by_token: dict[int, int]
    name_at: dict[int, Name]

    def true_head(self, phrase: Phrase) -> Token:
        """The head of a phrase; its last word where that is a post (a Department for Work spokeswoman)."""
        tokens = self.page.tokens
        last = tokens[phrase.end - 1]
        plain = not any(
            t.text == "," or t.tag_ in ("WP", "WDT", "VBD", "VBZ") for t in tokens[phrase.start : phrase.end]
        )
        if (
            plain
            and phrase.end - phrase.start > 1
            and last.tag_ == "NN"
            and last.lower_ in lexicon.words("role_nouns")
            and tokens[phrase.end - 2].lower_ not in _BEFORE_NOUN
        ):
            return last
        link = next((t.i for t in tokens[phrase.start + 1 : phrase.head] if t.tag_ == "IN"), None)
        if (
            link is not None
            and tokens[link - 1].tag_ == "NN"
            and tokens[link - 1].lower_ in lexicon.words("role_nouns")
        ):
            return tokens[link - 1]  # "a spokesman for the Port of Eastwick", whatever the parser takes for its head
        return tokens[phrase.head]

    def named(self, phrase: Phrase, head: Token) -> tuple[int, ...]:
        """The entities that a phrase names: at its start or head, or in apposition (his lawyer, Ann Poole).

        Several where they speak together (Ann Poole and Tom Reed), none where the phrase names nobody.
        """
        names = self.names_in(phrase)
        if _is_post(head) and (head.i not in self.by_token or head.tag_ == "NNS"):
            # "a spokesman for Acme", "the Labour MP for Eastwick": the body is not meant
            names = [(n, name) for n, name in names if self.entities[n].kind == "person" or self._leads(phrase, name)]
        for i, (number, name) in enumerate(names):
            heads = self._leads(phrase, name) or self._apposed(head, number, name)
            inside = name.start <= head.i < name.tail
            if inside and self.is_possessor(name) and i + 1 < len(names):
                continue  # "Poole and Reed's Ann Dunn", where the parser takes Reed for the head
            if inside or (heads and not self.is_possessor(name)):
                return tuple(dict.fromkeys(n for n, _ in self._joint(names[i:])))
        return ()

    def names_in(self, phrase: Phrase) -> list[tuple[int, Name]]:
        found, i = [], phrase.start
        while i < phrase.end:
            number = self.by_token.get(i)
            if number is None:
                i += 1
                continue
            name = self.name_at[i]
            found.append((number, name))
            i = name.tail
        return found

    def _joint(self, names: list[tuple[int, Name]]) -> list[tuple[int, Name]]:
        """The first names of a phrase as far as nothing but commas, *and* and titles stands between them."""
        joined = names[:1]
        for (_, before), (number, name) in pairwise(names):
            between = self.page.tokens[before.end : name.start]
            words = [lexicon.bare(t.text) for t in between if t.is_alpha or t.text == "&"]
            links = [w for w in words if w in ("and", "&")]
            if not between or any(
                w not in ("and", "&", "the", "both") and w not in lexicon.honorifics() for w in words
            ):
                break
            joined.append((number, name))
            if links:
                return joined
        return joined[:1]

    def is_possessor(self, name: Name) -> bool:
        return name.end < len(self.page.tokens) and self.page.tokens[name.end].text in POSSESSIVES

    def _leads(self, phrase: Phrase, name: Name) -> bool:
        """Whether a name opens the phrase (Graham Dunn, spokesman for …) or a post leads straight up to it."""
        tokens = self.page.tokens
        if self.entities[self.by_token[name.start]].kind != "person":
            return (
                name.start - phrase.start < 2 and name.end < phrase.end and tokens[name.end].text in DASHES | {",", "("}
            )
        closed = (
            name.tail >= phrase.end
            or tokens[name.tail].text in DASHES | {",", "("}
            or tokens[name.tail].lower_ in ("of", "from", "who")
        )
        before = [t for t in tokens[phrase.start : name.start] if lexicon.bare(t.text) not in lexicon.honorifics()]
        if not closed:
            return False
        if not before or before[-1].text in POSSESSIVES:
            return True
        titled = [
            t
            for t in before
            if lexicon.bare(t.text) in lexicon.words("titles") or t.lower_ in lexicon.words("role_nouns")
        ]
        if not titled or any(t.tag_ in ("WP", "WDT", "VBD", "VBZ") for t in before):
            return False
        # "spokesman for sport Hugh Dunn" is Dunn, "a spokesman for Hugh Dunn" is not
        links = [t for t in before if t.tag_ in ("IN", "TO")]
        return not links or (before[-1].tag_ in NOUN_TAGS and links[-1].i > titled[0].i and before[-1] not in titled)

    def _apposed(self, head: Token, number: int, name: Name) -> bool:
        tokens = self.page.tokens
        person = self.entities[number].kind == "person"
        if name.end <= head.i:
            # "the Rostrum newspaper said": the name of a body before the noun that says what it is
            kind = lexicon.table("organisation_nouns").get(head.lower_)
            return not person and kind in ("media", "company", "party", "team", "band") and name.end == head.i
        top = next(
            (t for t in tokens[name.start : name.end] if not name.start <= t.head.i < name.end),
            tokens[name.start],
        )
        return top.dep_ == "appos" or (top.head.i == head.i and top.dep_ in ("nmod", "dep"))


def _is_post(head: Token) -> bool:
    """Whether a noun says what somebody is: spokesman, MP, chairwoman, officials."""
    return head.tag_ in NOUN_TAGS and (lexicon.is_role_word(head.text) or head.lower_ in lexicon.words("people_nouns"))
