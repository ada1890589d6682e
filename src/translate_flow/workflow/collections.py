"""Keep collections: series and topics with defaults for every article that comes in."""

from __future__ import annotations

from collections.abc import Collection as Names
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from translate_flow.domain.board import Standing, Wanted
from translate_flow.domain.collections import Collection, Held, Member, checked
from translate_flow.domain.ports import Entry, Store
from translate_flow.workflow.joining import Unassigned, join


@dataclass(frozen=True, slots=True)
class Shown:
    """A collection with what it holds, and how far its articles are: summed up, one for each language."""

    held: Held
    sums: Sequence[Standing]


def listed(store: Store) -> Sequence[Shown]:
    """Every collection, by its title."""
    with store.read() as uow:
        return [
            Shown(held, uow.board.sums(Wanted(date.today(), collection=held.collection.name)))
            for held in uow.collections.all()
        ]


def names(store: Store) -> dict[str, str]:
    """What people call each collection, by its name and in the order of the titles."""
    with store.read() as uow:
        return {held.collection.name: held.collection.shown for held in uow.collections.all()}


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
    return find(store, entry.collection).engine_into(language) if entry.collection else ""


def add(store: Store, wanted: Collection, *, by: str, engines: Names[str]) -> Collection:
    """Keep a new collection; gives it back as it was kept. ``engines`` are the names that an engine may have.

    Raises:
        ConfigError: its name, title, a language, an engine or its deadline is none.
        ConflictError: there is one of that name.
        NotFoundError: there is no such person.
        NotAllowedError: ``by`` may not coordinate, or a person may not do what they are meant for.

    """
    kept = checked(wanted, engines=engines)
    with store.write(by=by) as uow:
        uow.collections.add(kept)
    return kept


def change(store: Store, wanted: Collection, *, by: str, engines: Names[str]) -> Collection:
    """Give a collection other defaults, for what comes in from now on; gives it back as it was kept.

    Engines and terms are looked up when they are used, so they change at once for every article in it.

    Raises:
        ConfigError: a title, language, an engine or its deadline is none.
        NotFoundError: there is no such collection or person.
        NotAllowedError: ``by`` may not coordinate, or a person may not do what they are meant for.

    """
    kept = checked(wanted, engines=engines)
    with store.write(by=by) as uow:
        uow.collections.change(kept)
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
