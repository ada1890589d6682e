"""Transactions in one person's name, with the right checked inside."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DatabaseError, OperationalError

from translate_flow.domain.people import LOCAL_OWNER, Person, Right, Role
from translate_flow.errors import NotAllowedError, StoreError
from translate_flow.store.articles import SqlArticles
from translate_flow.store.assignments import SqlAssignments
from translate_flow.store.audit import SqlAudit
from translate_flow.store.board import SqlBoard
from translate_flow.store.collections import SqlCollections
from translate_flow.store.comments import SqlComments
from translate_flow.store.dismissals import SqlDismissals
from translate_flow.store.efforts import SqlEfforts
from translate_flow.store.judgements import SqlJudgements
from translate_flow.store.memory import SqlMemory
from translate_flow.store.operations import SqlOperations
from translate_flow.store.people import SqlPeople, read_people
from translate_flow.store.preferences import SqlPreferences
from translate_flow.store.recent import Recent
from translate_flow.store.search import SqlSearch
from translate_flow.store.sessions import SqlSessions
from translate_flow.store.shelves import SqlShelves
from translate_flow.store.targets import SqlTargets
from translate_flow.store.terms import SqlTerms
from translate_flow.store.trends import SqlTrends

_KEPT = 8
"""Termbases that stay built; one of 20,000 terms takes about a second to build and some 20 MB to keep."""


class SqlUnitOfWork:
    """One transaction over a connection."""

    def __init__(
        self, connection: Connection, *, by: str, recent: Recent, owned: bool = False, elsewhere: bool = False
    ) -> None:
        """``by`` is the author of every write; ``recent`` keeps what is built from terms beyond it.

        ``owned`` says that the local owner keeps all rights, ``elsewhere`` that providers let people in too.
        """
        self.by = by
        self._connection, self._owned = connection, owned
        self.audit = SqlAudit(connection, by=by)
        self.people = SqlPeople(connection, by=by, require=self.require, audit=self.audit, elsewhere=elsewhere)
        self.sessions = SqlSessions(connection, by=by, require=self.require, audit=self.audit)
        self.articles = SqlArticles(connection, by=by, require=self.require, people=self.people, audit=self.audit)
        self.targets = SqlTargets(connection, by=by, require=self.require, is_watched=self.people.is_watched)
        self.memory = SqlMemory(connection, require=self.require)
        self.assignments = SqlAssignments(connection, by=by, require=self.require, people=self.people, audit=self.audit)
        self.collections = SqlCollections(connection, by=by, require=self.require, people=self.people, audit=self.audit)
        self.comments = SqlComments(connection, by=by, require=self.require, people=self.people, audit=self.audit)
        self.preferences = SqlPreferences(connection, by=by, people=self.people)
        self.judgements = SqlJudgements(connection)
        self.dismissals = SqlDismissals(connection, by=by, require=self.require)
        self.efforts = SqlEfforts(connection, by=by, require=self.require)
        self.board, self.trends = SqlBoard(connection), SqlTrends(connection)
        self.operations = SqlOperations(connection)
        self.search = SqlSearch(connection)
        self.shelves = SqlShelves(connection, by=by, require=self.require, audit=self.audit, search=self.search)
        self.terms = SqlTerms(connection, by=by, require=self.require, recent=recent)

    def require(self, right: Right, *, language: str = "") -> None:
        """Check the right in this transaction; a workspace without accounts belongs to its local owner."""
        person = self._person()
        if person is None or not person.may(right, language=language):
            where = f" in {language}" if language else ""
            raise NotAllowedError(f"{self.by or 'nobody'} may not {right.value}{where}; ask an admin of the workspace")

    def _person(self) -> Person | None:
        people = read_people(self._connection)
        if self.by == LOCAL_OWNER and (self._owned or not people):
            return Person(LOCAL_OWNER, Role.ADMIN)
        return next((person for person in people if person.name == self.by), None)


class SqlStore:
    """A workspace in a database."""

    def __init__(self, engine: Engine, *, owned: bool = False, elsewhere: bool = False) -> None:
        """``engine`` comes from `translate_flow.store.connection`.

        ``owned`` is for whoever works on the files themselves, by commands: the local owner keeps all rights then, also
        once there are accounts. ``elsewhere`` says that OpenID Connect providers let people in too.
        """
        self._engine, self._owned, self._elsewhere = engine, owned, elsewhere
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
                options = {"owned": self._owned, "elsewhere": self._elsewhere}
                yield SqlUnitOfWork(connection, by=by, recent=self._recent, **options)
        except OperationalError as exc:
            raise StoreError(
                f"the workspace database cannot be used now: {exc.orig}; try again, or run: translate-flow doctor"
            ) from exc
        except DatabaseError as exc:
            raise StoreError(f"the workspace database refused a write: {exc.orig}") from exc

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()
