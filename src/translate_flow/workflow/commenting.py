"""Talk about a segment: say something, settle it, open it again, take it out; find where one was named."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from translate_flow.domain.comments import Comment, Mention
from translate_flow.domain.comments import strangers as named_nobody
from translate_flow.domain.people import Person
from translate_flow.domain.ports import Store, UnitOfWork
from translate_flow.errors import InputError, LimitError, NotAllowedError, NotFoundError, ShelvedError


class Act(StrEnum):
    """What a person does with a comment."""

    ADD = "add"
    RESOLVE = "resolve"
    REOPEN = "reopen"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants done about a segment in a language; ``id`` makes a repeated wish happen once.

    ``text`` is what they say, ``comment`` the number of the one they settle, open again or take out.
    """

    id: str
    act: Act
    segment: int
    language: str
    text: str = ""
    comment: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands at the segment now; ``reason`` is empty, or says in a stable word why nothing was done.

    The words are ``"not_allowed"``, ``"gone"``, ``"long"``, ``"refused"``, ``"archived"``, ``"deleted"``, and
    ``"conflict"`` where another wish had the same id. ``strangers`` were named in what was said, and are nobody.
    """

    wish: str
    thread: Sequence[Comment]
    reason: str = ""
    strangers: Sequence[str] = ()


def carry_out(store: Store, wish: Wish, *, by: str) -> Answer:
    """Do what a person wants, in one transaction, once."""
    reason = _done(store, wish, by=by)
    said = wish.text if wish.act is Act.ADD and not reason else ""
    with store.read() as uow:
        thread = uow.comments.thread(wish.segment, wish.language)
        return Answer(wish.id, thread, reason, _strangers(uow, said, by=by))


def _done(store: Store, wish: Wish, *, by: str) -> str:
    try:
        with store.write(by=by) as uow:
            return _once(uow, wish)
    except NotAllowedError:
        return "not_allowed"
    except NotFoundError:
        return "gone"
    except ShelvedError as exc:
        return exc.shelf
    except LimitError:
        return "long"
    except InputError:
        return "refused"


def _once(uow: UnitOfWork, wish: Wish) -> str:
    # The person is part of the key, and the word keeps apart what the editor saves: its answers are others.
    key, content = f"{uow.by}:comment:{wish.id}", _digest(wish)
    known = uow.operations.answer(key)
    if known is None:
        _act(uow, wish)
        uow.operations.remember(key, content)
    return "" if known in {None, content, _UNKNOWN} else "conflict"


_UNKNOWN = "{}"
"""What was kept of a wish before its content was."""


def _digest(wish: Wish) -> str:
    """Tells wishes of one id apart."""
    content = [wish.act, wish.segment, wish.language, wish.text, wish.comment]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def strangers(store: Store, text: str, *, by: str) -> Sequence[str]:
    """Whom a comment names although nobody of that name can be told of it."""
    with store.read() as uow:
        return _strangers(uow, text, by=by)


def _strangers(uow: UnitOfWork, text: str, *, by: str) -> Sequence[str]:
    return named_nobody(text, {by, *(person.name for person in uow.people.all() if not person.disabled)})


def _act(uow: UnitOfWork, wish: Wish) -> None:
    if wish.act is Act.ADD:
        uow.comments.add(wish.segment, wish.language, wish.text)
    elif wish.act is Act.REMOVE:
        uow.comments.remove(wish.comment)
    else:
        uow.comments.resolve(wish.comment, resolved=wish.act is Act.RESOLVE)


def thread(store: Store, segment: int, language: str) -> Sequence[Comment]:
    """What was said about a segment in a language, the oldest first."""
    with store.read() as uow:
        return uow.comments.thread(segment, language)


def listed(store: Store, slug: str, language: str, *, only_open: bool = False) -> Sequence[Comment]:
    """The comments on an article in a language, by their segments.

    Raises:
        NotFoundError: there is no such article, or it is not open for the language.

    """
    with store.read() as uow:
        return uow.comments.listed(slug, language, only_open=only_open)


def add(store: Store, slug: str, place: int, language: str, text: str, *, by: str) -> Comment:
    """Say something about the segment at a place, from 1.

    Raises:
        NotFoundError: there is no such article, language or segment.
        InputError: the text says nothing, or is too long.
        NotAllowedError: ``by`` may not propose in the language.

    """
    with store.write(by=by) as uow:
        units = uow.targets.bitext(slug, language).units
        if not 1 <= place <= len(units):
            raise NotFoundError(f"{slug} has {len(units)} segments, so {place} names none; choose another")
        return uow.comments.add(units[place - 1].id, language, text)


def resolve(store: Store, number: int, *, by: str) -> Comment:
    """Settle a comment.

    Raises:
        NotFoundError: there is none of that number.
        NotAllowedError: it is somebody else's, and ``by`` may not propose in its language.

    """
    with store.write(by=by) as uow:
        return uow.comments.resolve(number)


def mentions(store: Store, person: str, *, limit: int = 50) -> Sequence[Mention]:
    """Where a person was named: what they have not seen, and what is still open, the newest first."""
    with store.read() as uow:
        return uow.comments.mentions(person, limit=limit)


def unseen(store: Store, person: str) -> int:
    """How many of the newest comments that name a person they have not seen."""
    return sum(not mention.seen for mention in mentions(store, person))


def seen(store: Store, numbers: Collection[int], *, by: str) -> None:
    """Note that a person has seen comments that name them; nobody can see those of others away."""
    with store.write(by=by) as uow:
        uow.comments.see(numbers)


def people(store: Store) -> Sequence[Person]:
    """Who may be named, by name."""
    with store.read() as uow:
        return [person for person in uow.people.all() if not person.disabled]
