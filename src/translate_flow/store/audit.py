"""The audit log: what was done to people, rules, articles and work. Targets have their own history."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, func, insert, or_, select

from translate_flow.domain.people import Event
from translate_flow.store import tables
from translate_flow.store.rows import moment, now

_AUDIT = tables.audit.c


class SqlAudit:
    """The log, through the connection of a unit of work: an entry is written with what it tells of, or not at all."""

    def __init__(self, connection: Connection, *, by: str) -> None:
        """``by`` is who does it."""
        self._connection, self._by = connection, by

    def note(self, action: str, subject: str, detail: str = "") -> None:
        """Write an entry."""
        values = {"at": now(), "by": self._by, "action": action, "subject": subject, "detail": detail}
        self._connection.execute(insert(tables.audit).values(**values))

    def entries(self, *, limit: int, skip: int = 0, person: str = "", action: str = "") -> Sequence[Event]:
        """The newest entries first, without the first ``skip`` of them."""
        query = select(tables.audit).where(*_chosen(person, action)).order_by(_AUDIT.id.desc())
        rows = self._connection.execute(query.offset(skip).limit(limit))
        return [Event(moment(row.at), row.by, row.action, row.subject, row.detail) for row in rows]

    def count(self, *, person: str = "", action: str = "") -> int:
        """How many entries there are."""
        query = select(func.count()).select_from(tables.audit).where(*_chosen(person, action))
        return self._connection.execute(query).scalar_one()

    def told(self) -> tuple[Sequence[str], Sequence[str]]:
        """Everybody who did something, and everything that was done, sorted."""
        names, actions = (
            list(self._connection.execute(select(column).distinct().order_by(column)).scalars())
            for column in (_AUDIT.by, _AUDIT.action)
        )
        return names, actions


def _chosen(person: str, action: str) -> list[ColumnElement[bool]]:
    found = [or_(_AUDIT.by == person, _AUDIT.subject == person)] if person else []
    return [*found, *([_AUDIT.action == action] if action else [])]
