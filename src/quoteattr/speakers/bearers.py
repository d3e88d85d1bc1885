"""Name → its bearers: several people where a mention is a surname alone; and descriptions whose referent the text itself names."""

from collections.abc import Sequence

from quoteattr import lexicon
from quoteattr.draft import Phrase
from quoteattr.speakers.cast import Cast
from quoteattr.speakers.referents import Referent, genders_clash, incidental_nouns, post_of
from quoteattr.text.paragraphs import paragraph_of

_ADDED = 11
"""Tokens behind a noun, in which its name may stand: 'the woman, who is identified in this report as *Jane*'."""


def bearers_of(cast: Cast, phrase: Phrase, named: Referent) -> tuple[Referent, ...]:
    """All who bear the name that a mention gives, first ``named``, the one whose name it was taken for.

    Several where it is a surname alone, and no title, post or age before it tells which of them; no man is *Mrs Poole*.
    """
    name = next((name for referent, name in cast.mentions.names_in(phrase) if referent is named), None)
    if name is None or " " in name.text or named.kind != "person":
        return (named,)
    title = lexicon.honorifics().get(lexicon.bare(name.honorific or ""))
    gender = title.gender if title else "-"
    bearers = [r for r in cast.ending_in(name.text.casefold()) if r.kind == "person"]
    before = cast.page.lowers[phrase.start : name.start]
    told = _by_age(before, bearers) or _by_post(before, bearers)
    if named.entity is not None and named.entity.name.endswith(f" {name.text}"):  # no forename, as *Joe* of Joe Dunn
        bearers += _relatives(cast, named)
    return told or (named, *(r for r in bearers if r is not named and not genders_clash(r.gender, gender)))


def _relatives(cast: Cast, named: Referent) -> list[Referent]:
    """The latest speaker, if known by a forename alone and a relative of the one named: 'Her husband, *Joe*, said … *Poole* said'."""
    speaker = cast.turn.speaker if cast.turn is not None else None
    if named.sources or speaker is None or speaker.entity is None or " " in speaker.entity.name or named.entity is None:
        return []
    family, names = lexicon.labelled("reference_words", "family"), {n.text for n in named.entity.mentions}
    first, sentences = speaker.entity.mentions[0].start, cast.page.sentences
    before = named.places[: named.places_before(first)]
    is_near = bool(before) and sentences[first] - sentences[before[-1].token] <= 1  # "*Her* husband, Joe"
    whose = (s.role.organisation for s in speaker.statements if post_of(s.role.title) in family)
    return [speaker] if any(name in names or (name is None and is_near) for name in whose) else []


def named_at_last(cast: Cast, phrase: Phrase, at: int) -> Referent | None:
    """Who is named where the text repeats the noun of a description: '*An officer* said no. … “No,” said *the officer, Lieutenant Joe Dunn*.'

    *The woman* may repeat *a nurse* just before, if no woman was spoken of.
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
    """Who is named for the first time in an apposition or clause behind a noun: 'the officer, *Lieutenant Joe Dunn*', 'the woman, who gave her name as *Jane*'."""
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


def just_introduced(cast: Cast, at: int, noun: str) -> Referent | None:
    """Whom *the* and a trade mean: the only person named just before, if new and of no known trade.

    'It was denied by a co-author, Joe Dunn. “No,” said *the geographer*.'
    """
    page, after = cast.page, cast.turn.end if cast.turn is not None else -1
    if page.lowers[at - 1] != "the" or lexicon.noun_class(noun) != "occupation" or noun in incidental_nouns():
        return None
    if any(noun in cast.profile(r).posts for r in cast.referents):
        return None
    low = max(after + 1, page.passage_tokens(at).start)
    found = [r for r in cast.between(low, at) if r.kind == "person"]
    new = [r for r in found if r.entity is not None and r.places[0].token >= low and not r.sources]
    return new[0] if new == found and len(new) == 1 and cast.profile(new[0]).classes == {"standing"} else None


def by_initials(cast: Cast, phrase: Phrase) -> Referent | None:
    """The only one whose initials label a turn of an interview: 'AP: It was late.'"""
    page, start, label = cast.page, phrase.start, cast.page.words[phrase.start]
    opens = page.words[phrase.end : phrase.end + 1] == [":"] and page.passage_tokens(start).start == start
    if not opens or phrase.end > start + 1 or not (label.isupper() and 1 < len(label) < 4):
        return None
    people = [(r, r.entity.name.split()) for r in cast.referents if r.entity is not None and r.kind == "person"]
    found = [r for r, words in people if "".join(word[0] for word in words) == label]
    return found[0] if len(found) == 1 else None


def with_word_in_name(cast: Cast, word: str) -> tuple[Referent, ...]:
    """All people, or else organisations, whose name begins or ends with a word that was not seen to be a name: 'King', 'Donna'."""
    named = (*cast.ending_in(word), *cast.beginning_with(word))
    found = dict.fromkeys(r for r in named if r.entity and word in r.entity.name.casefold().split())
    return tuple(r for r in found if r.kind == "person") or tuple(found)


def _by_age(words: Sequence[str], bearers: Sequence[Referent]) -> tuple[Referent, ...]:
    """The one of two bearers whom *younger* or *elder* means, by what kin they are: '*the younger* Mr Reed' is the son."""
    younger, elder = (lexicon.labelled("reference_words", label) for label in ("younger", "elder"))
    wanted = next((label for label in (younger, elder) if not label.isdisjoint(words)), None)
    if wanted is None or len(bearers) != 2:
        return ()
    kin = [{(s.role.title or "").casefold().split(" ")[-1] for s in r.statements} for r in bearers]
    other = elder if wanted is younger else younger
    fit = [n for n in (0, 1) if wanted & kin[n] or other & kin[1 - n]]
    return (bearers[fit[0]],) if len(fit) == 1 else ()


def _by_post(words: Sequence[str], bearers: Sequence[Referent]) -> tuple[Referent, ...]:
    """The only bearer who is named in full with the post before the surname: '*Senator* Reed' beside his wife."""
    post = _spelt_out(words[-1]) if words else ""
    fit = [r for r in bearers if post in _posts_beside_full_name(r)]
    return tuple(fit) if post and len(fit) == 1 else ()


def _posts_beside_full_name(who: Referent) -> set[str]:
    """The last words of the posts and titles that stand beside the full name of somebody."""
    titles = {n.start: n.honorific for n in (who.entity.mentions if who.entity else ()) if " " in n.text}
    posts = {_spelt_out(s.role.title) for s in who.statements if s.role.title and s.name in titles}
    return posts | {_spelt_out(title) for title in titles.values() if title}


def _spelt_out(post: str) -> str:
    """The last word of a post or title, spelt out: *senator* for *Sen.*"""
    plain = lexicon.bare(post)
    return lexicon.table("titles").get(plain, plain).split(" ")[-1]
