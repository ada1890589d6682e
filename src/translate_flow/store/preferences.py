"""What people prefer, in the database."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, delete, insert, select

from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.errors import NotAllowedError
from translate_flow.store import tables
from translate_flow.store.people import SqlPeople

_PREFERENCE = tables.preference.c


class SqlPreferences:
    """The table of preferences, through the connection of a unit of work."""

    def __init__(self, connection: Connection, *, by: str, people: SqlPeople) -> None:
        """``by`` is whose they are."""
        self._connection, self._by, self._people = connection, by, people

    def of(self, person: str) -> Mapping[str, str]:
        """Everything that a person prefers."""
        query = select(_PREFERENCE.name, _PREFERENCE.value).where(_PREFERENCE.person == person)
        return {row.name: row.value for row in self._connection.execute(query)}

    def put(self, name: str, value: str) -> None:
        """Keep what the author of this transaction prefers."""
        people = self._people.all()
        known = any(person.name == self._by and not person.disabled for person in people)
        if not known and (people or self._by != LOCAL_OWNER):
            raise NotAllowedError(f"{self._by or 'nobody'} has no account here; ask an admin of the workspace")
        mine = (_PREFERENCE.person == self._by, _PREFERENCE.name == name)
        self._connection.execute(delete(tables.preference).where(*mine))
        self._connection.execute(insert(tables.preference).values(person=self._by, name=name, value=value))
