"""Who bears a name that a mention gives: several, where it is a surname alone and nothing beside it tells which of them."""

from collections.abc import Sequence

from quoteattr import lexicon
from quoteattr.draft import Phrase
from quoteattr.speakers.cast import Cast
from quoteattr.speakers.referents import Referent, post_of
from quoteattr.text.paragraphs import paragraph_of

_ADDED = 11  # tokens behind a noun, among which a name stands: 'the woman, who is identified in this report as *Jane*'


def bearers_of(cast: Cast, phrase: Phrase, named: Referent) -> tuple[Referent, ...]:
    """All who bear the name that a mention gives: several, where it is a surname alone; no man is *Mrs Poole*."""
    name = next((name for referent, name in cast.mentions.names_in(phrase) if referent is named), None)
    if name is None or " " in name.text or named.kind != "person":
        return (named,)
    title = lexicon.honorifics().get(lexicon.bare(name.honorific or ""))
    wrong = {"m": "f", "f": "m"}.get(title.gender) if title else None
    bearers = [r for r in cast.ending_in(name.text.casefold()) if r.kind == "person"]
    before = cast.page.lowers[phrase.start : name.start]
    told = _by_age(before, bearers) or _by_post(before, bearers)
    bearers += _family(cast, named)
    return told or (named, *(r for r in bearers if r is not named and r.gender != wrong))


def _family(cast: Cast, named: Referent) -> list[Referent]:
    """Who has just spoken, is known by a forename, and has the surname of whose wife or son he is: 'Her husband, *Joe*, said … *Poole* said'."""
    spoke = cast.turn.speaker if cast.turn is not None else None
    if named.sources or spoke is None or spoke.entity is None or " " in spoke.entity.name or named.entity is None:
        return []
    family, names = lexicon.labelled("reference_words", "family"), {n.text for n in named.entity.mentions}
    first, sentences = spoke.entity.mentions[0].start, cast.page.sentences
    before = named.places[: named.places_before(first)]
    near = bool(before) and sentences[first] - sentences[before[-1].token] <= 1  # "*Her* husband, Joe"
    kin = (s.role.organisation for s in spoke.statements if post_of(s.role.title) in family)
    return [spoke] if any(whose in names or (whose is None and near) for whose in kin) else []


def named_at_last(cast: Cast, phrase: Phrase, at: int) -> Referent | None:
    """Who is named where the text comes back to somebody: '*An officer* said no. … “No,” said *the officer, Lieutenant Joe Dunn*.'

    *The woman* comes back to a nurse just before, if no woman was spoken of.
    """
    page, noun = cast.page, cast.page.lowers[at]
    again = [i for i in page.where({noun}) if i >= phrase.end and page.inside[i] < 0]
    if again and (found := _named_behind(cast, again[0])) is not None:
        return found
    paragraphs, gender = page.once(paragraph_of), lexicon.table("role_nouns").get(noun)
    for general, other in (("man", "f"), ("woman", "m")):
        first = page.where({general})[:1]
        if first and first[0] >= phrase.end and gender != other and paragraphs[first[0]] - paragraphs[at] <= 1:
            return _named_behind(cast, first[0])
    return None


def _named_behind(cast: Cast, noun: int) -> Referent | None:
    """Who is first named in what is added to a noun: 'the officer, *Lieutenant Joe Dunn*', 'the woman, who gave her name as *Jane*'."""
    page, names = cast.page, cast.mentions.names
    if page.lowers[noun - 1] != "the" or page.words[noun + 1 : noun + 2] != [","]:
        return None
    named = (names[i] for i in range(noun + 2, min(noun + _ADDED, page.sentence(noun).end)) if i in names)
    who, name = next(named, (None, None))
    if who is None or name is None or who.kind != "person" or who.places_before(name.start):
        return None
    added = page.words[noun + 2 : name.start]
    titled = all(word[0].isupper() or lexicon.bare(word) in lexicon.honorifics() for word in added)
    return who if titled or cast.mentions.is_given(name) else None


def just_brought_in(cast: Cast, at: int, noun: str) -> Referent | None:
    """Who alone was brought in just before, and by no trade: 'It was denied by a co-author, Joe Dunn. “No,” said *the geographer*.'"""
    page, start = cast.page, cast.turn.end if cast.turn is not None else -1
    trade = page.lowers[at - 1] == "the" and lexicon.table("role_nouns", 2).get(noun) == "occupation"
    scene = trade and any(noun in lexicon.labelled("reference_words", label) for label in ("attending", "anybody"))
    if not trade or scene or any(noun in cast.profile(r).posts for r in cast.referents):
        return None
    low = max(start + 1, page.passage_tokens(at).start)
    found = [r for r in cast.between(low, at) if r.kind == "person"]
    new = [r for r in found if r.entity is not None and r.places[0].token >= low and not r.sources]
    return new[0] if new == found and len(new) == 1 and cast.profile(new[0]).classes == {"standing"} else None


def by_initials(cast: Cast, phrase: Phrase) -> Referent | None:
    """The only one whose initials label a turn of an interview: 'AP: It was late.'"""
    page, start, label = cast.page, phrase.start, cast.page.words[phrase.start]
    opens = page.words[phrase.end : phrase.end + 1] == [":"] and page.passage_tokens(start).start == start
    if not opens or phrase.end > start + 1 or not (label.isupper() and 1 < len(label) < 4):
        return None
    people = [r for r in cast.referents if r.entity is not None and r.kind == "person"]
    found = [r for r in people if r.entity and "".join(w[0] for w in r.entity.name.split()) == label]
    return found[0] if len(found) == 1 else None


def in_whose_name(cast: Cast, word: str) -> tuple[Referent, ...]:
    """All in whose name a word is, people first: 'King', 'Donna', where no name was seen."""
    named = (*cast.ending_in(word), *cast.beginning_with(word))
    found = dict.fromkeys(r for r in named if r.entity and word in r.entity.name.casefold().split())
    return tuple(r for r in found if r.kind == "person") or tuple(found)


def _by_age(words: Sequence[str], bearers: Sequence[Referent]) -> tuple[Referent, ...]:
    """The only one of a surname of whom a mention says the right thing: '*the younger* Mr Reed' is the son."""
    younger, elder = (lexicon.labelled("reference_words", label) for label in ("younger", "elder"))
    wanted = next((label for label in (younger, elder) if not label.isdisjoint(words)), None)
    if wanted is None or len(bearers) != 2:
        return ()
    kin = [{(s.role.title or "").casefold().split(" ")[-1] for s in r.statements} for r in bearers]
    other = elder if wanted is younger else younger
    fit = [n for n in (0, 1) if wanted & kin[n] or other & kin[1 - n]]
    return (bearers[fit[0]],) if len(fit) == 1 else ()


def _by_post(words: Sequence[str], bearers: Sequence[Referent]) -> tuple[Referent, ...]:
    """The only one of a surname who has the post before it where they are named in full: '*Senator* Reed' beside his wife."""
    post = _in_full(words[-1]) if words else ""
    fit = [r for r in bearers if post in _posts_in_full(r)]
    return tuple(fit) if post and len(fit) == 1 else ()


def _posts_in_full(who: Referent) -> set[str]:
    """The last words of the posts and titles that somebody has where the full name stands."""
    full = {n.start: n.honorific for n in (who.entity.mentions if who.entity else ()) if " " in n.text}
    posts = {_in_full(s.role.title) for s in who.statements if s.role.title and s.name in full}
    return posts | {_in_full(title) for title in full.values() if title}


def _in_full(post: str) -> str:
    """The last word of a post or title in full: *senator* for *Sen.*"""
    plain = lexicon.bare(post)
    return lexicon.table("titles").get(plain, plain).split(" ")[-1]
