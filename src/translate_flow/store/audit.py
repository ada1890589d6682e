"""The audit log: what was done to people, rules and sessions. Targets have their own history."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, insert, select

from translate_flow.domain.people import Event
from translate_flow.store import tables
from translate_flow.store.rows import moment, now


class SqlAudit:
    """The log, through the connection of a unit of work: an entry is written with what it tells of, or not at all."""

    def __init__(self, connection: Connection, *, by: str) -> None:
        """``by`` is who does it."""
        self._connection, self._by = connection, by

    def note(self, action: str, subject: str, detail: str = "") -> None:
        """Write an entry."""
        values = {"at": now(), "by": self._by, "action": action, "subject": subject, "detail": detail}
        self._connection.execute(insert(tables.audit).values(**values))

    def entries(self, *, limit: int) -> Sequence[Event]:
        """The newest entries first."""
        rows = self._connection.execute(select(tables.audit).order_by(tables.audit.c.id.desc()).limit(limit))
        return [Event(moment(row.at), row.by, row.action, row.subject, row.detail) for row in rows]
