"""An article comes into a collection, or a language is opened in one: whoever is meant for the work gets it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from translate_flow.domain.assignment import Assignment
from translate_flow.domain.collections import Collection
from translate_flow.domain.ports import UnitOfWork
from translate_flow.errors import NotAllowedError, NotFoundError


@dataclass(frozen=True, slots=True)
class Unassigned:
    """Work of an article in a language that was not given as its collection says, and why.

    ``why`` is what refused it, or the deadline that has passed.
    """

    slug: str
    language: str
    why: NotAllowedError | NotFoundError | date

    @property
    def reason(self) -> str:
        """Why, as commands and the audit log say it."""
        return f"the deadline {self.why} has passed" if isinstance(self.why, date) else str(self.why)

    def __str__(self) -> str:
        return f"{self.slug} into {self.language} is not assigned as its collection says: {self.reason}"


def join(uow: UnitOfWork, name: str, slug: str, *, today: date | None = None) -> tuple[Unassigned, ...]:
    """Put an article into a collection, and give out the work on it that nobody has yet.

    Raises:
        NotFoundError: there is no such collection or article.

    """
    uow.collections.put(name, slug)
    languages = uow.articles.get(slug).languages
    return tuple(_given_out(uow, uow.collections.get(name), slug, languages, today or date.today()))


def open_language(uow: UnitOfWork, slug: str, language: str, *, today: date | None = None) -> tuple[Unassigned, ...]:
    """Open an article for one more language; in a collection whoever is meant for the work gets it.

    Raises:
        NotFoundError: there is no such article.

    """
    entry = uow.articles.get(slug)
    uow.articles.add_language(slug, language)
    if not entry.collection or language in entry.languages:
        return ()
    collection = uow.collections.get(entry.collection)
    return tuple(_given_out(uow, collection, slug, [language], today or date.today()))


def _given_out(
    uow: UnitOfWork, collection: Collection, slug: str, languages: Iterable[str], today: date
) -> Iterator[Unassigned]:
    for language in languages:
        wanted = collection.assignment(slug, language, today=today)
        if wanted is None or uow.assignments.of(slug, language):
            continue
        for why in _given(uow, wanted, today):
            told = Unassigned(slug, language, why)
            uow.audit.note("not assigned", f"{slug} {language}", told.reason)
            yield told


def _given(uow: UnitOfWork, wanted: Assignment, today: date) -> Iterator[NotAllowedError | NotFoundError | date]:
    """Assign all of it, or as much as may be; an article must not stay out because somebody lost a role."""
    if wanted.due and wanted.due < today:
        yield wanted.due
        wanted = replace(wanted, due=None)
    if _refusal(uow, wanted) is None:
        return
    for part in (replace(wanted, reviewer=""), replace(wanted, translator="")):
        if part.people() and (why := _refusal(uow, part)):
            yield why
    if not uow.assignments.of(wanted.slug, wanted.language):
        _refusal(uow, replace(wanted, translator="", reviewer=""))


def _refusal(uow: UnitOfWork, wanted: Assignment) -> NotAllowedError | NotFoundError | None:
    """Why an assignment is refused, which is before anything is written; None where it was made or says nothing."""
    if not (wanted.people() or wanted.due):
        return None
    try:
        uow.assignments.put(wanted)
    except (NotAllowedError, NotFoundError) as exc:
        return exc
    return None
