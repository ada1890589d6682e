"""Who is signed in, and who is invited. Tokens are known by their SHA-256 only."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from translate_flow.domain.people import Invitation, Right, Role, told_roles
from translate_flow.errors import NotFoundError
from translate_flow.store import tables
from translate_flow.store.audit import SqlAudit
from translate_flow.store.rights import Require
from translate_flow.store.rows import milliseconds, moment, now

_SESSION = tables.session.c
_INVITATION = tables.invitation.c
# A page asks several times a second; what is written is when somebody was here, to the minute.
_SEEN = 60_000

RENEWAL = "password"
"""In the place of a role: the link makes no account, it sets the password of the person whom ``display`` names."""

_INVITES = _INVITATION.role != RENEWAL


class SqlSessions:
    """Sessions and invitations, through the connection of a unit of work."""

    def __init__(self, connection: Connection, *, by: str, require: Require, audit: SqlAudit) -> None:
        """``require`` checks a right before an invitation is written."""
        self._connection, self._by, self._require, self._audit = connection, by, require, audit

    def open(self, digest: str, person: str, *, lasts: timedelta) -> None:
        """Let whoever holds the token be ``person``, for so long after it was last seen; ends those that are over."""
        at = now()
        self._connection.execute(delete(tables.session).where(_SESSION.expires <= at))
        expires = milliseconds(moment(at) + lasts)
        values = {"digest": digest, "person": person, "created": at, "seen": at, "expires": expires}
        self._connection.execute(insert(tables.session).values(values))
        self._audit.note("signed in", person)

    def person(self, digest: str) -> str:
        """Whose session it is; empty where there is none, it is over, or the person is disabled."""
        query = (
            select(_SESSION.person)
            .join(tables.person, tables.person.c.name == _SESSION.person)
            .where(_SESSION.digest == digest, _SESSION.expires > now(), tables.person.c.disabled.is_(False))
        )
        return self._connection.execute(query).scalar() or ""

    def wants_touch(self, digest: str) -> bool:
        """Whether it is long enough ago that the session was seen."""
        seen = self._connection.execute(select(_SESSION.seen).where(_SESSION.digest == digest)).scalar()
        return seen is not None and now() - seen >= _SEEN

    def touch(self, digest: str, *, lasts: timedelta) -> None:
        """Note that the session is in use; it lasts so much longer."""
        at = now()
        values = {"seen": at, "expires": milliseconds(moment(at) + lasts)}
        self._connection.execute(update(tables.session).where(_SESSION.digest == digest).values(values))

    def close(self, digest: str) -> None:
        """End a session."""
        self._connection.execute(delete(tables.session).where(_SESSION.digest == digest))

    def seen(self) -> dict[str, datetime]:
        """When each person who is signed in somewhere was last here, to the minute."""
        query = select(_SESSION.person, func.max(_SESSION.seen)).group_by(_SESSION.person)
        return {person: moment(at) for person, at in self._connection.execute(query)}

    def invite(self, digest: str, invitation: Invitation) -> None:
        """Keep an invitation; those that are over are forgotten."""
        self._require(Right.ADMINISTER)
        self._connection.execute(delete(tables.invitation).where(_INVITATION.expires <= now()))
        values = {
            "digest": digest,
            "role": invitation.role.value,
            "languages": json.dumps({tag: role.value for tag, role in invitation.languages.items()}),
            "display": invitation.display,
            "created_by": self._by,
            "expires": milliseconds(invitation.expires),
        }
        self._connection.execute(insert(tables.invitation).values(values))
        self._note("invited", invitation)

    def invitation(self, digest: str) -> Invitation | None:
        """The invitation of a token, None where there is none or it is over."""
        query = select(tables.invitation).where(_INVITES, _INVITATION.digest == digest, _INVITATION.expires > now())
        row = self._connection.execute(query).first()
        return _invitation(row) if row else None

    def invitations(self) -> list[tuple[str, Invitation]]:
        """The digests and invitations that are open, those that end first first."""
        query = select(tables.invitation).where(_INVITES, _INVITATION.expires > now()).order_by(_INVITATION.expires)
        return [(row.digest, _invitation(row)) for row in self._connection.execute(query)]

    def link_password(self, digest: str, name: str, *, expires: datetime) -> None:
        """Keep a link by which a person sets a new password, in the place of those they had."""
        self._require(Right.ADMINISTER)
        self._connection.execute(delete(tables.invitation).where(_INVITATION.expires <= now()))
        forget_password_links(self._connection, name)
        values = {"digest": digest, "role": RENEWAL, "languages": "{}", "display": name, "created_by": self._by}
        self._connection.execute(insert(tables.invitation).values(**values, expires=milliseconds(expires)))
        self._audit.note("password link made", name)

    def password_link(self, digest: str) -> str:
        """Whose password a link sets; empty where there is none, it is over, or the person is disabled."""
        query = (
            select(tables.person.c.name)
            .join(tables.invitation, _INVITATION.display == tables.person.c.name)
            .where(_INVITATION.role == RENEWAL, _INVITATION.digest == digest, _INVITATION.expires > now())
            .where(tables.person.c.disabled.is_(False))
        )
        return self._connection.execute(query).scalar() or ""

    def withdraw(self, beginning: str) -> None:
        """Take back the invitation whose digest begins so.

        Raises:
            NotFoundError: there is none, or more than one.

        """
        self._require(Right.ADMINISTER)
        found = [(digest, each) for digest, each in self.invitations() if beginning and digest.startswith(beginning)]
        if len(found) != 1:
            raise NotFoundError(f"no single invitation is named {beginning}; run: translate-flow users invitations")
        ((digest, invitation),) = found
        self.take(digest)
        self._note("invitation withdrawn", invitation)

    def _note(self, action: str, of: Invitation) -> None:
        self._audit.note(action, of.display or "somebody", told_roles(of.role, of.languages))

    def take(self, digest: str) -> None:
        """Use an invitation up."""
        self._connection.execute(delete(tables.invitation).where(_INVITATION.digest == digest))


def forget_password_links(connection: Connection, name: str) -> None:
    """Make the links by which a person could set a new password worth nothing."""
    mine = (_INVITATION.role == RENEWAL, _INVITATION.display == name)
    connection.execute(delete(tables.invitation).where(*mine))


def _invitation(row: Row[Any]) -> Invitation:
    languages = {tag: Role(role) for tag, role in json.loads(row.languages).items()}
    return Invitation(Role(row.role), languages, moment(row.expires), row.display)
