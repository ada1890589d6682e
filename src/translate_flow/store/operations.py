"""Remember the answers to operations a browser may send again."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from translate_flow.store import tables
from translate_flow.store.rows import now

# A browser resends what it kept; a month covers a laptop that stayed shut over a holiday.
_KEPT = 31 * 24 * 3600 * 1000


class SqlOperations:
    """The table of answered operations."""

    def __init__(self, connection: Connection) -> None:
        """Work on the connection of a unit of work."""
        self._connection = connection

    def answer(self, operation: str) -> str | None:
        """The stored answer, None when the operation is new."""
        query = select(tables.operation.c.answer).where(tables.operation.c.id == operation)
        return self._connection.execute(query).scalar()

    def remember(self, operation: str, answer: str) -> None:
        """Keep an answer, and forget those nobody will ask for again."""
        at = now()
        self._connection.execute(delete(tables.operation).where(tables.operation.c.at < at - _KEPT))
        self._connection.execute(insert(tables.operation).values(id=operation, answer=answer, at=at))
