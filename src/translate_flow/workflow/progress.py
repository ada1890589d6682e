"""How far the work is, per article and language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from translate_flow.domain.bitext import Unit
from translate_flow.domain.ports import Entry, Progress, Store
from translate_flow.domain.shelves import Shelf
from translate_flow.domain.translation import State

_UNACCEPTED = frozenset({State.UNTRANSLATED, State.DRAFT, State.NEEDS_WORK})


def status(store: Store, slug: str = "") -> Sequence[Progress]:
    """Progress of one article or of all open ones, newest first.

    Raises:
        NotFoundError: there is no article of that name.

    """
    with store.read() as uow:
        if slug:
            uow.articles.get(slug)
        return list(uow.targets.progress(slug))


def flagged(store: Store, slug: str = "") -> Iterator[tuple[str, Unit]]:
    """The flagged targets that nobody has accepted yet, with their articles: those `Progress.flagged` counts.

    Raises:
        NotFoundError: there is no article of that name.

    """
    for row in status(store, slug):
        if row.flagged:
            with store.read() as uow:
                units = uow.targets.bitext(row.slug, row.language).units
            yield from ((row.slug, unit) for unit in units if unit.target.flags and unit.target.state in _UNACCEPTED)


def untranslated(store: Store, slug: str, language: str) -> int:
    """How many segments of an article have no target in a language; 0 where it is not open for the language."""
    return next((row.states[State.UNTRANSLATED] for row in status(store, slug) if row.language == language), 0)


def article(store: Store, slug: str) -> Entry:
    """One article, open or archived.

    Raises:
        NotFoundError: there is none of that name, or it is deleted.

    """
    with store.read() as uow:
        return uow.articles.get(slug)


def articles(store: Store, shelf: Shelf = Shelf.OPEN) -> Sequence[Entry]:
    """Every article of a shelf, newest first."""
    with store.read() as uow:
        return list(uow.articles.all(shelf))


def readable(store: Store) -> Sequence[Entry]:
    """Every article that is not deleted, open ones first."""
    return [*articles(store), *articles(store, Shelf.ARCHIVED)]


def by_article(store: Store, slugs: Sequence[str]) -> Mapping[str, Sequence[Progress]]:
    """Progress of each of these articles, by slug."""
    with store.read() as uow:
        return {slug: list(uow.targets.progress(slug)) for slug in slugs}
