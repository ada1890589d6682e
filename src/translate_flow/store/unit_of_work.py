"""Transactions in one person's name, with the right checked inside."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import DatabaseError, OperationalError

from translate_flow.domain.people import LOCAL_OWNER, Right, Role, may
from translate_flow.errors import NotAllowedError, StoreError
from translate_flow.store import tables
from translate_flow.store.articles import SqlArticles
from translate_flow.store.memory import SqlMemory
from translate_flow.store.operations import SqlOperations
from translate_flow.store.recent import Recent
from translate_flow.store.targets import SqlTargets
from translate_flow.store.terms import SqlTerms

_KEPT = 8
"""Termbases that stay built; one of 20,000 terms takes about a second to build and some 20 MB to keep."""


class SqlUnitOfWork:
    """One transaction over a connection."""

    def __init__(self, connection: Connection, *, by: str, recent: Recent) -> None:
        """``by`` is the author of every write; ``recent`` keeps what is built from terms beyond it."""
        self.by = by
        self._connection = connection
        self.articles = SqlArticles(connection, by=by, require=self.require)
        self.targets = SqlTargets(connection, by=by, require=self.require)
        self.memory = SqlMemory(connection, require=self.require)
        self.operations = SqlOperations(connection)
        self.terms = SqlTerms(connection, by=by, require=self.require, recent=recent)

    def require(self, right: Right, *, language: str = "") -> None:
        """Check the right in this transaction; a workspace without accounts belongs to its local owner."""
        role = self._role()
        if role is None or not may(role, right):
            where = f" in {language}" if language else ""
            raise NotAllowedError(f"{self.by or 'nobody'} may not {right.value}{where}; ask an admin of the workspace")

    def _role(self) -> Role | None:
        roles = self._connection.execute(select(tables.person.c.name, tables.person.c.role)).all()
        if not roles:
            return Role.ADMIN if self.by == LOCAL_OWNER else None
        return next((Role(row.role) for row in roles if row.name == self.by), None)


class SqlStore:
    """A workspace in a database."""

    def __init__(self, engine: Engine) -> None:
        """``engine`` comes from `translate_flow.store.connection`."""
        self._engine = engine
        self._recent = Recent(_KEPT)

    @contextmanager
    def write(self, *, by: str) -> Iterator[SqlUnitOfWork]:
        """A transaction that takes the write lock at once; commits on a clean exit."""
        with self._transaction(by=by, writes=True) as unit_of_work:
            yield unit_of_work

    @contextmanager
    def read(self) -> Iterator[SqlUnitOfWork]:
        """A consistent snapshot; writes in it are refused, for it is in nobody's name."""
        with self._transaction(by="", writes=False) as unit_of_work:
            yield unit_of_work

    @contextmanager
    def _transaction(self, *, by: str, writes: bool) -> Iterator[SqlUnitOfWork]:
        try:
            with self._engine.connect().execution_options(writes=writes) as connection, connection.begin():
                yield SqlUnitOfWork(connection, by=by, recent=self._recent)
        except OperationalError as exc:
            raise StoreError(
                f"the workspace database cannot be used now: {exc.orig}; try again, or run: translate-flow doctor"
            ) from exc
        except DatabaseError as exc:
            raise StoreError(f"the workspace database refused a write: {exc.orig}") from exc

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()
