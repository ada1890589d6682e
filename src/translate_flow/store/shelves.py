"""Move whole articles between the shelves: to work, into the archive, into the bin and out of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, Row, delete, func, select, update

from translate_flow.domain.people import Right
from translate_flow.domain.shelves import Shelf, Titled
from translate_flow.errors import ConflictError, ShelvedError
from translate_flow.store import tables
from translate_flow.store.audit import SqlAudit
from translate_flow.store.numbering import keep_numbers
from translate_flow.store.rights import Require
from translate_flow.store.rows import milliseconds, no_article, now
from translate_flow.store.search import SqlSearch
from translate_flow.store.shelved import SHELF, STANDS
from translate_flow.store.standings import sum_up

_ARTICLE = tables.article.c


class SqlShelves:
    """Where articles stand, through the connection of a unit of work.

    `standing` holds rows of open articles only, so that what reads the sums alone sees no others.
    """

    def __init__(
        self, connection: Connection, *, by: str, require: Require, audit: SqlAudit, search: SqlSearch
    ) -> None:
        """``require`` checks a right before each move."""
        self._connection, self._by, self._require = connection, by, require
        self._audit, self._search = audit, search

    def archive(self, slug: str) -> None:
        """Put an open article aside."""
        self._require(Right.COORDINATE)
        found = self._found(slug)
        if found.shelf == Shelf.DELETED:
            raise ShelvedError(slug, Shelf.DELETED)
        if found.shelf == Shelf.OPEN:
            self._move(found.id, archived=now())
            self._audit.note("article archived", slug)

    def delete(self, slug: str, *, until: datetime) -> None:
        """Put an article into the bin."""
        self._require(Right.COORDINATE)
        found = self._found(slug)
        if found.shelf != Shelf.DELETED:
            self._move(found.id, deleted=now(), deleted_by=self._by, until=milliseconds(until))
            self._audit.note("article deleted", slug, f"until {until.isoformat(timespec='seconds')}")

    def restore(self, slug: str, *, seen: Shelf | None = None) -> None:
        """Bring an article back by one shelf."""
        self._require(Right.COORDINATE)
        found = self._found(slug, seen=seen)
        if found.shelf == Shelf.DELETED:
            self._move(found.id, deleted=None, deleted_by="", until=None)
        elif found.shelf == Shelf.ARCHIVED:
            self._move(found.id, archived=None)
        if found.shelf != Shelf.OPEN:
            self._audit.note("article restored", slug, f"was {found.shelf}, is {self._found(slug).shelf}")

    def purge(self, slug: str, *, seen: Shelf | None = None) -> None:
        """Delete an article for good: its rows, those that hang on them, and what the search has of it."""
        self._require(Right.ADMINISTER)
        number = self._found(slug, seen=seen).id
        own = select(tables.segment.c.id).where(tables.segment.c.article == number)
        keep_numbers(self._connection)
        self._connection.execute(delete(tables.memory_backlog).where(tables.memory_backlog.c.segment.in_(own)))
        self._connection.execute(delete(tables.article).where(_ARTICLE.id == number))
        self._search.forget()
        self._audit.note("article purged", slug)

    def due(self, at: datetime) -> Sequence[str]:
        """The deleted articles whose time is over."""
        over = select(_ARTICLE.slug).where(STANDS[Shelf.DELETED], _ARTICLE.until <= milliseconds(at))
        return self._connection.execute(over.order_by(_ARTICLE.until, _ARTICLE.id)).scalars().all()

    def titles(self) -> Sequence[Titled]:
        """Every open article, the newest first."""
        query = select(_ARTICLE.slug, _ARTICLE.title, _ARTICLE.language).where(STANDS[Shelf.OPEN])
        rows = self._connection.execute(query.order_by(_ARTICLE.id.desc()))
        return [Titled(row.slug, row.title, row.language) for row in rows]

    def counts(self) -> Mapping[Shelf, int]:
        """How many articles stand where."""
        rows = self._connection.execute(select(SHELF, func.count().label("n")).group_by("shelf"))
        return {**dict.fromkeys(Shelf, 0), **{Shelf(row.shelf): row.n for row in rows}}

    def _found(self, slug: str, *, seen: Shelf | None = None) -> Row[int, str]:
        query = select(_ARTICLE.id, SHELF).where(_ARTICLE.slug == slug)
        row = self._connection.execute(query).first()
        if row is None:
            raise no_article(slug)
        if seen is not None and row.shelf != seen:
            raise ConflictError(f"{slug} is {row.shelf} meanwhile; reload the page")
        return row

    def _move(self, number: int, **columns: int | str | None) -> None:
        self._connection.execute(update(tables.article).where(_ARTICLE.id == number).values(**columns))
        is_open = self._connection.execute(select(_ARTICLE.id).where(_ARTICLE.id == number, STANDS[Shelf.OPEN])).first()
        if is_open:
            sum_up(self._connection, article=number)
        else:
            self._connection.execute(delete(tables.standing).where(tables.standing.c.article == number))
