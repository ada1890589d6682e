"""Say who translates and reviews what, and until when; many articles and languages at once, all of them or none."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from itertools import product

from translate_flow.domain.assignment import WHOLE, Assignment, Detail, Notice, Span
from translate_flow.domain.people import LOCAL_OWNER, Person, Right, Role, may
from translate_flow.domain.ports import Store
from translate_flow.errors import ConflictError, InputError


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
    unset: Collection[Detail] = frozenset(),
    today: date | None = None,
) -> Sequence[Assignment]:
    """Assign every one of these articles in every one of these languages; what is left empty stays as it was.

    What is ``unset`` is open again: nobody translates or reviews, or there is no deadline. Returns the assignments of
    these articles and languages as they are then; ``span`` is cut where an article ends. ``today`` is the day to
    compare with.

    Raises:
        InputError: there is nothing to assign, ``span`` begins after the end of an article, or the deadline has passed.
        NotFoundError: an article, a language of it or a person is not there.
        NotAllowedError: ``by`` may not coordinate in one of the languages, or one of the two may not do the work.

    """
    _check(slugs, languages)
    if not (translator or reviewer or due or unset):
        raise InputError("there is nothing to assign; name a translator, a reviewer or a deadline")
    for detail, given in ((Detail.TRANSLATOR, translator), (Detail.REVIEWER, reviewer), (Detail.DUE, due)):
        if given and detail in unset:
            raise InputError(f"the {detail} is both {given} and to be left open; choose one of them")
    if due and due < (today or date.today()):
        raise InputError(f"the deadline {due} has passed; choose today or a later day")
    pairs = list(product(dict.fromkeys(slugs), dict.fromkeys(languages)))
    with store.write(by=by) as uow:
        for slug, language in pairs:
            uow.assignments.put(Assignment(slug, language, span, translator, reviewer, due), unset=unset)
        return [item for pair in pairs for item in uow.assignments.of(*pair)]


def assigned(store: Store, slugs: Sequence[str], languages: Sequence[str]) -> Sequence[Assignment]:
    """Who has what of these articles in these languages."""
    with store.read() as uow:
        return [item for pair in product(slugs, languages) for item in uow.assignments.of(*pair)]


def put_back(
    store: Store,
    slugs: Sequence[str],
    languages: Sequence[str],
    before: Sequence[Assignment],
    *,
    seen: Sequence[Assignment],
    by: str,
) -> None:
    """Let everybody have of these articles in these languages just what they had, as `assigned` told it.

    ``seen`` is who has what as the person saw it last.

    Raises:
        ConflictError: somebody assigned something there since.
        NotFoundError: an article, a language of it or a person is not there any more.
        NotAllowedError: ``by`` may not coordinate in one of the languages, or somebody may not do that work any more.

    """
    pairs = list(product(dict.fromkeys(slugs), dict.fromkeys(languages)))
    with store.write(by=by) as uow:
        if [item for pair in pairs for item in uow.assignments.of(*pair)] != list(seen):
            raise ConflictError("somebody assigned work there since; look at the board and assign it anew")
        for slug, language in pairs:
            here = [item for item in before if (item.slug, item.language) == (slug, language)]
            uow.assignments.put_back(slug, language, here)


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


def left_out(store: Store, *, languages: Sequence[str]) -> Sequence[Person]:
    """Who translates or reviews in some language, or did until they were kept out, and may not in all of these."""
    working = [person for person in everybody(store, gone=True) if _works(person)]
    return [person for person in working if not all(person.may(Right.EDIT, language=code) for code in languages)]


def _works(person: Person) -> bool:
    return any(may(role, Right.EDIT) for role in (person.role, *person.languages.values()))


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
