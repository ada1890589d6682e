"""Collections of articles in the database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, delete, exists, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from translate_flow.domain.collections import Collection, Held, Member
from translate_flow.domain.people import Right
from translate_flow.domain.shelves import Shelf
from translate_flow.errors import ConflictError, NotFoundError
from translate_flow.store import tables
from translate_flow.store.audit import SqlAudit
from translate_flow.store.people import SqlPeople
from translate_flow.store.rights import Require
from translate_flow.store.rows import now
from translate_flow.store.shelved import SHELF, STANDS, refuse_shelved

_COLLECTION, _DEFAULT, _ARTICLE = tables.collection.c, tables.collection_language.c, tables.article.c
_LANGUAGE = tables.article_language.c
_COUNTS = [
    select(func.count()).where(*held).correlate(tables.collection).scalar_subquery().label(name)
    for name, held in (
        ("articles", (_ARTICLE.collection == _COLLECTION.name, ~STANDS[Shelf.DELETED])),
        ("terms", (tables.term.c.collection == _COLLECTION.name,)),
    )
]
_IS_OPENED = exists().where(_LANGUAGE.article == _ARTICLE.id).correlate(tables.article).label("opened")
_DUTIES = {"translators": Right.EDIT, "reviewers": Right.APPROVE}


class SqlCollections:
    """The collection tables, through the connection of a unit of work."""

    def __init__(
        self, connection: Connection, *, by: str, require: Require, people: SqlPeople, audit: SqlAudit
    ) -> None:
        """``require`` checks a right before each write."""
        self._connection, self._by, self._require = connection, by, require
        self._people, self._audit = people, audit

    def all(self) -> Sequence[Held]:
        """Every collection, by its title, with what it holds."""
        rows = self._connection.execute(select(_COLLECTION.name, *_COUNTS))
        counts = {row.name: (row.articles, row.terms) for row in rows}
        found = [Held(kept, *counts[kept.name]) for kept in self.every()]
        return sorted(found, key=lambda held: _by_title(held.collection))

    def every(self) -> Sequence[Collection]:
        """Every collection, in no order, without counting what it holds."""
        defaults: dict[str, list[Row[Any]]] = {}
        for row in self._connection.execute(select(tables.collection_language).order_by(_DEFAULT.place)):
            defaults.setdefault(row.collection, []).append(row)
        rows = self._connection.execute(select(tables.collection))
        return [_collection(row, defaults.get(row.name, ())) for row in rows]

    def names(self) -> Mapping[str, str]:
        """What people call each collection, by its name and in the order of the titles."""
        rows = self._connection.execute(select(_COLLECTION.name, _COLLECTION.title))
        found = sorted((Collection(row.name, row.title) for row in rows), key=_by_title)
        return {kept.name: kept.shown for kept in found}

    def held(self, name: str) -> Held:
        """One collection with what it holds."""
        kept = self.get(name)
        row = self._connection.execute(select(*_COUNTS).where(_COLLECTION.name == name)).one()
        return Held(kept, row.articles, row.terms)

    def get(self, name: str) -> Collection:
        """One collection."""
        row = self._connection.execute(select(tables.collection).where(_COLLECTION.name == name)).one_or_none()
        if row is None:
            raise NotFoundError(f"there is no collection named {name}; run: translate-flow collections list")
        query = select(tables.collection_language).where(_DEFAULT.collection == name).order_by(_DEFAULT.place)
        return _collection(row, self._connection.execute(query).all())

    def articles(self, name: str) -> Sequence[Member]:
        """The articles of a collection, the newest first; without a name those that are in none."""
        chosen = (_ARTICLE.collection == name, ~STANDS[Shelf.DELETED])
        query = select(_ARTICLE.slug, _ARTICLE.title, SHELF, _IS_OPENED).where(*chosen).order_by(_ARTICLE.id.desc())
        rows = self._connection.execute(query)
        return [Member(row.slug, row.title, Shelf(row.shelf), bool(row.opened)) for row in rows]

    def add(self, collection: Collection) -> None:
        """Keep a new collection."""
        self._require(Right.COORDINATE)
        self._check_people(_named(collection))
        values = {"name": collection.name, **_values(collection), "created": now(), "created_by": self._by}
        try:
            self._connection.execute(insert(tables.collection).values(values))
        except IntegrityError as exc:
            raise ConflictError(f"there is a collection named {collection.name} already; choose another name") from exc
        self._put_defaults(collection)
        self._audit.note("collection added", collection.name, _told(collection))

    def change(self, collection: Collection, *, seen: Collection) -> None:
        """Put a collection in the place of the one of its name."""
        self._require(Right.COORDINATE)
        before = self.get(collection.name)
        if before != seen:
            raise ConflictError(f"{collection.name} was changed meanwhile; look again")
        # who was named before may have lost a role since: that is told when an article comes in
        self._check_people(set(_named(collection)) - set(_named(before)))
        here = _COLLECTION.name == collection.name
        self._connection.execute(update(tables.collection).where(here).values(_values(collection)))
        self._connection.execute(delete(tables.collection_language).where(_DEFAULT.collection == collection.name))
        self._put_defaults(collection)
        self._audit.note("collection changed", collection.name, _told(collection))

    def remove(self, name: str) -> None:
        """Delete a collection; its articles stay, in no collection."""
        self._require(Right.COORDINATE)
        self.get(name)
        query = select(func.count()).where(tables.term.c.collection == name)
        if terms := self._connection.execute(query).scalar_one():
            raise ConflictError(
                f"{name} has terms of its own ({terms}); delete them too; run: translate-flow collections remove"
                f" {name} --with-terms"
            )
        left = update(tables.article).where(_ARTICLE.collection == name).values(collection="")
        articles = self._connection.execute(left).rowcount
        self._connection.execute(delete(tables.collection).where(_COLLECTION.name == name))
        self._audit.note("collection removed", name, f"articles in it: {articles}")

    def put(self, name: str, slug: str) -> None:
        """Put an article into a collection, and out of the one that it was in."""
        self._require(Right.COORDINATE)
        self.get(name)
        if (before := self._of(slug)) == name:
            return
        refuse_shelved(self._connection, _ARTICLE.slug == slug)
        self._connection.execute(update(tables.article).where(_ARTICLE.slug == slug).values(collection=name))
        self._audit.note("put into collection", slug, f"{before} → {name}" if before else name)

    def take(self, slug: str) -> None:
        """Take an article out of its collection, if it is in one."""
        self._require(Right.COORDINATE)
        if before := self._of(slug):
            refuse_shelved(self._connection, _ARTICLE.slug == slug)
            self._connection.execute(update(tables.article).where(_ARTICLE.slug == slug).values(collection=""))
            self._audit.note("taken out of collection", slug, before)

    def _of(self, slug: str) -> str:
        row = self._connection.execute(select(_ARTICLE.collection).where(_ARTICLE.slug == slug)).one_or_none()
        if row is None:
            raise NotFoundError(f"there is no article named {slug}; translate-flow status lists them")
        return str(row.collection)

    def _check_people(self, named: Iterable[tuple[str, Right, str]]) -> None:
        for name, right, language in named:
            self._people.check_able(name, right, language=language)

    def _put_defaults(self, collection: Collection) -> None:
        if rows := list(_rows(collection)):
            self._connection.execute(insert(tables.collection_language), rows)


def _by_title(collection: Collection) -> tuple[str, str]:
    return collection.shown.casefold(), collection.name


def _named(collection: Collection) -> Iterator[tuple[str, Right, str]]:
    """Who is named for what, and in which language."""
    for duty, right in _DUTIES.items():
        people: dict[str, str] = getattr(collection, duty)
        yield from ((name, right, language) for language, name in people.items())


def _values(collection: Collection) -> dict[str, Any]:
    due = collection.due.isoformat() if collection.due else None
    return {"title": collection.title, "engine": collection.engine, "days": collection.days, "due": due}


def _rows(collection: Collection) -> Iterator[dict[str, Any]]:
    places = {language: place for place, language in enumerate(collection.languages)}
    for language in collection.named:
        yield {
            "collection": collection.name,
            "language": language,
            "place": places.get(language),
            "engine": collection.engines.get(language, ""),
            "translator": collection.translators.get(language, ""),
            "reviewer": collection.reviewers.get(language, ""),
        }


def _collection(row: Row[Any], defaults: Sequence[Row[Any]]) -> Collection:
    def named(column: str) -> dict[str, str]:
        return {item.language: value for item in defaults if (value := getattr(item, column))}

    return Collection(
        name=row.name,
        title=row.title,
        languages=tuple(item.language for item in defaults if item.place is not None),
        engine=row.engine,
        engines=named("engine"),
        translators=named("translator"),
        reviewers=named("reviewer"),
        days=row.days,
        due=date.fromisoformat(row.due) if row.due else None,
    )


def _told(collection: Collection) -> str:
    """Its defaults in one line."""
    facts = [
        f"languages {' '.join(collection.languages)}" if collection.languages else "",
        f"engine {collection.engine}" if collection.engine else "",
        *(f"{language} engine {name}" for language, name in collection.engines.items()),
        *(f"{language} translator {name}" for language, name in collection.translators.items()),
        *(f"{language} reviewer {name}" for language, name in collection.reviewers.items()),
        f"due after {collection.days} days" if collection.days is not None else "",
        f"due {collection.due}" if collection.due else "",
    ]
    return ", ".join(fact for fact in facts if fact)
