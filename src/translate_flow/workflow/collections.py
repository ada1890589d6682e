"""Keep collections: series and topics with defaults for every article that comes in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Collection as Names
from dataclasses import dataclass
from datetime import date

from translate_flow.domain.board import Standing, Wanted
from translate_flow.domain.collections import Collection, Held, Member, check_ahead, checked
from translate_flow.domain.ports import Entry, Store, UnitOfWork
from translate_flow.errors import NotFoundError
from translate_flow.workflow.joining import Unassigned, join


@dataclass(frozen=True, slots=True)
class Shown:
    """A collection with what it holds, and how far its articles are: summed up, one for each language."""

    held: Held
    sums: Sequence[Standing]


def listed(store: Store, *, today: date) -> Sequence[Shown]:
    """Every collection, by its title."""
    with store.read() as uow:
        return [_summed_up(uow, held, today) for held in uow.collections.all()]


def shown(store: Store, name: str, *, today: date) -> Shown:
    """One collection.

    Raises:
        NotFoundError: there is none of that name.

    """
    with store.read() as uow:
        return _summed_up(uow, uow.collections.held(name), today)


def _summed_up(uow: UnitOfWork, held: Held, today: date) -> Shown:
    return Shown(held, uow.board.sums(Wanted(today, collection=held.collection.name)))


def names(store: Store) -> Mapping[str, str]:
    """What people call each collection, by its name and in the order of the titles."""
    with store.read() as uow:
        return uow.collections.names()


def by_name(store: Store) -> Mapping[str, Collection]:
    """Every collection by its name; what many articles need of them is read once."""
    with store.read() as uow:
        return {kept.name: kept for kept in uow.collections.every()}


def find(store: Store, name: str) -> Collection:
    """One collection.

    Raises:
        NotFoundError: there is none of that name.

    """
    with store.read() as uow:
        return uow.collections.get(name)


def articles(store: Store, name: str = "") -> Sequence[Member]:
    """The articles of a collection, the newest first; without a name those that are in none."""
    with store.read() as uow:
        return uow.collections.articles(name)


def engine_into(store: Store, entry: Entry, language: str) -> str:
    """The engine that an article's collection names for a language; empty where the workspace decides."""
    with store.read() as uow:
        return engine_of(uow, entry.collection, language)


def engine_of(uow: UnitOfWork, name: str, language: str) -> str:
    """The engine that a collection names for a language; empty without a name, and where it was removed meanwhile."""
    if not name:
        return ""
    try:
        return uow.collections.get(name).engine_into(language)
    except NotFoundError:
        return ""


def add(store: Store, wanted: Collection, *, by: str, engines: Names[str], today: date | None = None) -> Collection:
    """Keep a new collection; gives it back as it was kept. ``engines`` are the names that an engine may have.

    Raises:
        ConfigError: its name, title, a language, an engine or its deadline is none, or its deadline has passed.
        ConflictError: there is one of that name.
        NotFoundError: there is no such person.
        NotAllowedError: ``by`` may not coordinate, or a person may not do what they are meant for.

    """
    kept = checked(wanted, engines=engines)
    check_ahead(kept, today=today or date.today())
    with store.write(by=by) as uow:
        uow.collections.add(kept)
    return kept


def change(
    store: Store,
    wanted: Collection,
    *,
    seen: Collection,
    by: str,
    engines: Names[str],
    today: date | None = None,
) -> Collection:
    """Put other defaults in the place of those ``seen``, for what comes in from now on; gives them back as kept.

    Engines and terms are looked up when they are used, so they change at once for every article in it.

    Raises:
        ConfigError: a title, language, an engine or its deadline is none, or a new deadline has passed.
        ConflictError: it is no longer as it was ``seen``.
        NotFoundError: there is no such collection or person.
        NotAllowedError: ``by`` may not coordinate, or a person may not do what they are meant for.

    """
    kept = checked(wanted, engines=engines)
    check_ahead(kept, today=today or date.today(), before=seen.due)
    with store.write(by=by) as uow:
        uow.collections.change(kept, seen=seen)
    return kept


def amend(
    store: Store, name: str, amended: Callable[[Collection], Collection], *, by: str, engines: Names[str]
) -> Collection:
    """The same in one transaction, for who names only what changes; ``amended`` makes the new one of what is there.

    Raises:
        ConfigError: a title, language, an engine or its deadline is none, or a new deadline has passed.
        NotFoundError: there is no such collection or person.
        NotAllowedError: ``by`` may not coordinate, or a person may not do what they are meant for.

    """
    with store.write(by=by) as uow:
        seen = uow.collections.get(name)
        kept = checked(amended(seen), engines=engines)
        check_ahead(kept, today=date.today(), before=seen.due)
        uow.collections.change(kept, seen=seen)
    return kept


def remove(store: Store, name: str, *, by: str, with_terms: bool = False) -> None:
    """Delete a collection; its articles stay, in no collection. Its terms are deleted only ``with_terms``.

    Raises:
        NotFoundError: there is no such collection.
        ConflictError: it has terms.
        NotAllowedError: ``by`` may not coordinate.

    """
    with store.write(by=by) as uow:
        if with_terms:
            uow.terms.clear(uow.collections.get(name).name)
        uow.collections.remove(name)


def put(store: Store, name: str, slugs: Sequence[str], *, by: str, today: date | None = None) -> Sequence[Unassigned]:
    """Put articles into a collection, all or none, and out of those they were in; returns what could not be assigned.

    Raises:
        NotFoundError: there is no such collection, or no such article.
        NotAllowedError: ``by`` may not coordinate.

    """
    with store.write(by=by) as uow:
        return [told for slug in dict.fromkeys(slugs) for told in join(uow, name, slug, today=today)]


def take(store: Store, slugs: Sequence[str], *, by: str) -> None:
    """Take articles out of their collections, all or none.

    Raises:
        NotFoundError: there is no such article.
        NotAllowedError: ``by`` may not coordinate.

    """
    with store.write(by=by) as uow:
        for slug in slugs:
            uow.collections.take(slug)
