"""Say who translates and reviews what, and until when; many articles and languages at once, all of them or none."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from itertools import product

from translate_flow.domain.assignment import WHOLE, Assignment, Notice, Span
from translate_flow.domain.people import LOCAL_OWNER, Person, Right, Role
from translate_flow.domain.ports import Store
from translate_flow.errors import InputError


def assign(
    store: Store,
    slugs: Sequence[str],
    languages: Sequence[str],
    *,
    by: str,
    span: Span = WHOLE,
    translator: str = "",
    reviewer: str = "",
    due: date | None = None,
    today: date | None = None,
) -> Sequence[Assignment]:
    """Assign every one of these articles in every one of these languages; what is left empty stays as it was.

    Returns the assignments of these articles and languages as they are then; ``span`` is cut where an article ends.
    ``today`` is the day to compare with.

    Raises:
        InputError: there is nothing to assign, ``span`` begins after the end of an article, or the deadline has passed.
        NotFoundError: an article, a language of it or a person is not there.
        NotAllowedError: ``by`` may not coordinate in one of the languages, or one of the two may not do the work.

    """
    _check(slugs, languages)
    if not (translator or reviewer or due):
        raise InputError("there is nothing to assign; name a translator, a reviewer or a deadline")
    if due and due < (today or date.today()):
        raise InputError(f"the deadline {due} has passed; choose today or a later day")
    pairs = list(product(dict.fromkeys(slugs), dict.fromkeys(languages)))
    with store.write(by=by) as uow:
        for slug, language in pairs:
            uow.assignments.put(Assignment(slug, language, span, translator, reviewer, due))
        return [item for pair in pairs for item in uow.assignments.of(*pair)]


def clear(
    store: Store, slugs: Sequence[str], languages: Sequence[str], *, by: str, span: Span = WHOLE
) -> Sequence[Assignment]:
    """Take these segments from whoever has them; returns what is left.

    Raises:
        InputError: no article or no language is named, or ``span`` begins after the end of an article.
        NotFoundError: an article or a language of it is not there.
        NotAllowedError: ``by`` may not coordinate in one of the languages.

    """
    _check(slugs, languages)
    pairs = list(product(dict.fromkeys(slugs), dict.fromkeys(languages)))
    with store.write(by=by) as uow:
        for slug, language in pairs:
            uow.assignments.clear(slug, language, span)
        return [item for pair in pairs for item in uow.assignments.of(*pair)]


def _check(slugs: Sequence[str], languages: Sequence[str]) -> None:
    if not slugs or not languages:
        raise InputError("there is nothing to assign; name an article and a language")


def everybody(store: Store, *, gone: bool = False) -> Sequence[Person]:
    """Who may be given work, by name, and with ``gone`` who left too; without accounts it is the local owner alone."""
    with store.read() as uow:
        people = uow.people.all() or (Person(LOCAL_OWNER, Role.ADMIN),)
    return [person for person in people if gone or not person.disabled]


def able(store: Store, right: Right, *, languages: Sequence[str]) -> Sequence[Person]:
    """Who has a right in every one of these languages, by name."""
    people = everybody(store)
    return [person for person in people if all(person.may(right, language=language) for language in languages)]


def notices(store: Store, person: str, *, limit: int = 50) -> Sequence[Notice]:
    """What of the newest that a person was told about their work still holds, the newest first."""
    with store.read() as uow:
        return uow.assignments.notices(person, limit=limit)


def unseen(store: Store, person: str) -> int:
    """How many of a person's newest notices they have not seen yet."""
    return sum(not notice.seen for notice in notices(store, person))


def seen(store: Store, numbers: Collection[int], *, by: str) -> None:
    """Note that a person has seen notices of theirs; nobody can see those of others away."""
    with store.write(by=by) as uow:
        uow.assignments.see(numbers)
