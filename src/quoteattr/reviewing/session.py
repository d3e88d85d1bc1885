"""Articles that are reviewed one after the other: messages from a front end go in, what it shows comes out.

A message is a small JSON object, ``{"do": "accept", "quote": 3}``; the answer is all that is to be shown, and what was
decided is in the file by then. Front ends keep nothing but which quotation is looked at.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from os import PathLike
from typing import Any

import attrs

from quoteattr.corpus.questions import several
from quoteattr.errors import InvalidGoldError, ReviewError, with_ids
from quoteattr.gold.documents import GoldArticle, GoldRole, GoldSpeaker, from_article
from quoteattr.model import Article, Quote
from quoteattr.output.tally import count
from quoteattr.reviewing import decisions, views
from quoteattr.reviewing.book import Book
from quoteattr.reviewing.decisions import Decision, State, take

LONGEST_NAME = 500  # code points of what is typed
MOST_PIECES = 1000

Message = Mapping[str, Any]


@attrs.frozen
class _Desk:
    """One article under review: as it began, what the library said of its quotations, and its states, the last one now."""

    article: Article
    begun: GoldArticle
    found: Mapping[int, Quote]
    history: list[State]

    @property
    def state(self) -> State:
        return self.history[-1]


class Session:
    """A review of some articles that keeps what is decided in a file of annotated articles.

    Articles come in the order of how unsure the library is of their speakers, least sure first. One that the file holds
    already, with the same id and text, comes as it is there, so that a review can be taken up again; others in the file stay as they are.
    ``articles`` is a mapping from ids, or articles whose ids are ``ids``, in their order; without ids an article is named by its
    text. ``drafts`` are annotated articles to begin with instead of what was found, as if ``out`` held them.

    Raises :class:`~quoteattr.errors.ReviewError` where there are no articles, two have one id, the file holds another
    text under an id or its folder is not there, ``InvalidGoldError`` for a file of another format, and :class:`OSError`
    for one that cannot be read.
    """

    def __init__(
        self,
        articles: Mapping[str, Article] | Iterable[Article] | Article,
        out: str | PathLike[str],
        *,
        ids: Iterable[str] | None = None,
        drafts: Iterable[GoldArticle] = (),
    ) -> None:
        pairs = _named(articles, ids)
        if not pairs:
            raise ReviewError("there is no article to review")
        self._book = Book(out)
        self._drafts = {draft.id: draft for draft in drafts} | self._book.articles
        desks: dict[str, _Desk] = {}
        for name, article in sorted(pairs, key=lambda pair: _sureness(pair[1])):
            if name in desks:
                raise ReviewError(f"two articles have the id {name!r}")
            desks[name] = self._desk(name, article)
        self._desks = list(desks.values())
        waiting = (place for place, desk in enumerate(self._desks) if not desk.state.finished)
        self._now = next(waiting, 0)

    def _desk(self, name: str, article: Article) -> _Desk:
        kept = self._drafts.get(name)
        if kept is not None and kept.text != article.text:
            raise ReviewError(f"{self._book.path} holds another text under the id {name!r}")
        begun = kept or from_article(article, id=name)
        by_start = {quote.start: quote for quote in article.quotes}
        paired = article.quotes if kept is None else [by_start.get(quote.content[0][0]) for quote in begun.quotes]
        found = {id: quote for id, quote in enumerate(paired) if quote is not None}
        labels = [views.label(quote, article.text, found.get(id)) for id, quote in enumerate(begun.quotes)]
        state = decisions.begin(begun, labels, checked=kept is not None)
        return _Desk(article, begun, found, [state])

    @property
    def articles(self) -> tuple[GoldArticle, ...]:
        """The articles as they are decided now, in the order of the review."""
        return tuple(decisions.written(desk.begun, desk.state) for desk in self._desks)

    def view(self) -> dict[str, Any]:
        """What a front end shows before anything was pressed."""
        return self._view(self._progress())

    def answer(self, message: object) -> dict[str, Any]:
        """Takes a step and says what to show then; what the step decided is in the file when this returns.

        A message that cannot be followed changes nothing, and the answer says why under ``problem``. So does one whose
        decision could not be written.
        """
        if not isinstance(message, Mapping):
            return self._view("", problem="this is no message")
        do = _STEPS.get(_text(message, "do"))
        try:
            if do is None:
                raise ReviewError("this is not known here")
            said, go = do(self, message)
            answer = self._view(f"{said} {self._progress()}".strip(), go=go)
        except (ReviewError, InvalidGoldError) as error:
            answer = self._view("", problem=str(error))
        except OSError as error:
            answer = self._view("", problem=f"not saved: {error.filename}: {error.strerror or error}")
        return answer | {"front": _text(message, "front"), "number": _whole(message, "number")}

    # --- steps -------------------------------------------------------------------------------------------------

    @property
    def _desk_now(self) -> _Desk:
        return self._desks[self._now]

    def _decide(self, decision: Decision, said: str) -> tuple[str, int | None]:
        desk = self._desk_now
        state = take(desk.state, decision, desk.article.text)
        if state != desk.state:
            self._keep(desk, state)
            desk.history.append(state)
        return said, None

    def _keep(self, desk: _Desk, state: State) -> None:
        self._book.put(decisions.written(desk.begun, state))

    def _accept(self, message: Message) -> tuple[str, int | None]:
        return self._decide(decisions.Accept(_whole(message, "quote")), "Accepted.")

    def _attribute(self, message: Message) -> tuple[str, int | None]:
        id, desk = _whole(message, "quote"), self._desk_now
        cast = views.people(desk.article, desk.state)
        if "name" in message:
            person = _typed(_typed_text(message, "name"), _text(message, "kind"), cast)
        elif message.get("person") is None:
            return self._decide(decisions.Attribute(id, GoldSpeaker()), "Saved: nobody can be told.")
        else:
            place = _whole(message, "person")
            if not 0 <= place < len(cast):
                raise ReviewError("this person is not listed")
            person = cast[place]
        label = None if person.speaker.name else person.label
        decision = decisions.Attribute(id, person.speaker, person.role, person.other_roles, label)
        return self._decide(decision, f"Saved: {person.label}.")

    def _post(self, message: Message) -> tuple[str, int | None]:
        role = GoldRole(
            _typed_text(message, "title") or None,
            _typed_text(message, "organisation") or None,
            message.get("former") is True,
        )
        return self._decide(decisions.Post(_whole(message, "quote"), role), f"Saved: {role or 'no role'}.")

    def _retype(self, message: Message) -> tuple[str, int | None]:
        id = _whole(message, "quote")
        kind = decisions.next_kind(self._desk_now.state.item(id).quote.kind)
        return self._decide(decisions.Retype(id, kind), f"Saved: {kind}.")

    def _reword(self, message: Message) -> tuple[str, int | None]:
        return self._decide(decisions.Reword(_whole(message, "quote"), _ranges(message)), "Saved: other words.")

    def _excuse(self, message: Message) -> tuple[str, int | None]:
        id = _whole(message, "quote")
        optional = not self._desk_now.state.item(id).quote.optional
        return self._decide(decisions.Excuse(id, optional), f"Saved: {'optional' if optional else 'it counts'}.")

    def _delete(self, message: Message) -> tuple[str, int | None]:
        return self._decide(decisions.Delete(_whole(message, "quote")), "Deleted: u brings it back.")

    def _add(self, message: Message) -> tuple[str, int | None]:
        new = self._desk_now.state.next
        self._decide(decisions.Add(_ranges(message)), "")
        return "Marked. Who says it?", new

    def _undo(self, message: Message) -> tuple[str, int | None]:
        desk = self._desk_now
        if len(desk.history) == 1:
            raise ReviewError("nothing to undo in this article")
        self._keep(desk, desk.history[-2])
        undone = desk.history.pop()
        changed = [item.id for item in desk.state.items if item not in undone.items]
        return "Undone.", changed[0] if changed else None

    def _finish(self, message: Message) -> tuple[str, int | None]:
        self._decide(decisions.Finish(), "")
        places = range(len(self._desks))
        waiting = [place for place in (*places[self._now :], *places) if not self._desks[place].state.finished]
        if waiting:
            self._now = waiting[0]
        return "Finished.", None

    def _turn(self, message: Message) -> tuple[str, int | None]:
        number = _whole(message, "number_of_article")
        if not 1 <= number <= len(self._desks):
            raise ReviewError("there are no more articles")
        self._now = number - 1
        return "", None

    # --- what is shown -----------------------------------------------------------------------------------------

    def _progress(self) -> str:
        desk = self._desk_now
        if all(each.state.finished for each in self._desks):
            return f"All is finished, and in {self._book.path}."
        waiting, asked = len(desk.state.open), len(desk.state.asked)
        if waiting or desk.state.finished:
            return f"{asked - waiting} of {count(asked, 'quotation')} checked."
        return "All checked: n marks words that were missed, f finishes the article."

    def _view(self, said: str, *, problem: str | None = None, go: int | None = None) -> dict[str, Any]:
        desk = self._desk_now
        article = {
            "name": desk.begun.id,
            "number": self._now + 1,
            "of": len(self._desks),
            "finished": desk.state.finished,
        }
        return {
            **views.view(desk.article, desk.state, desk.found),
            "article": article,
            "undo": len(desk.history) > 1,
            "said": said,
            "problem": problem,
            "go": go,
            "front": "",
            "number": 0,
        }


_STEPS: dict[str, Callable[[Session, Message], tuple[str, int | None]]] = {
    "accept": Session._accept,
    "speaker": Session._attribute,
    "role": Session._post,
    "kind": Session._retype,
    "words": Session._reword,
    "optional": Session._excuse,
    "delete": Session._delete,
    "add": Session._add,
    "undo": Session._undo,
    "finish": Session._finish,
    "article": Session._turn,
}


def _named(
    articles: Mapping[str, Article] | Iterable[Article] | Article, ids: Iterable[str] | None
) -> list[tuple[str, Article]]:
    articles, ids = with_ids(articles, ids)
    given = list(several([articles] if isinstance(articles, Article) else articles))
    names = list(map(name_of, given) if ids is None else map(str, ids))
    if len(names) != len(given):
        raise ValueError(f"{len(given)} articles need as many ids, not {len(names)}")
    return list(zip(names, given, strict=True))


def name_of(article: Article) -> str:
    """What an article is called that has no name: the beginning of the SHA-256 of its text.

    >>> name_of(Article("“No,” she said."))
    '615ff70f8304'
    """
    return hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _sureness(article: Article) -> float:
    """How sure the library is of the speakers of an article, on average; an article without quotations is sure."""
    quotes = article.quotes
    return sum(quote.confidence for quote in quotes) / len(quotes) if quotes else 1.0


# --- what a message says -----------------------------------------------------------------------------------------


def _whole(message: Message, key: str) -> int:
    value = message.get(key)
    return value if type(value) is int else -1  # which is the number of nothing


def _text(message: Message, key: str) -> str:
    value = message.get(key)
    return value if isinstance(value, str) else ""


def _typed_text(message: Message, key: str) -> str:
    """What a person has typed, in one line."""
    value = " ".join(_text(message, key).split())
    if len(value) > LONGEST_NAME:
        raise ReviewError(f"no more than {LONGEST_NAME} characters")
    return value


def _typed(name: str, kind: str, cast: Iterable[views.Person]) -> views.Person:
    if not name:
        raise ReviewError("there is no name")
    if kind not in ("person", "organisation", "unnamed"):
        raise ReviewError("a speaker is a person, an organisation or unnamed")
    speaker = GoldSpeaker(None if kind == "unnamed" else name, kind)  # type: ignore[arg-type]
    new = views.Person(speaker, name)
    return next((person for person in cast if person.key == new.key), new)


def _ranges(message: Message) -> tuple[tuple[int, int], ...]:
    def pieces() -> Iterator[tuple[int, int]]:
        content = message.get("content")
        for piece in content[:MOST_PIECES] if isinstance(content, list) else []:
            match piece:
                case [start, end] if type(start) is type(end) is int:
                    yield start, end
                case _:
                    raise ReviewError("these are no places")

    return tuple(pieces())
