"""Accounts in the database: who they are, their roles, the rule of four eyes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from translate_flow.domain.people import LOCAL_OWNER, Identity, Person, Right, Role, covers, told_limit, told_roles
from translate_flow.errors import AddressTakenError, ConflictError, LastAdminError, NotAllowedError, NotFoundError
from translate_flow.store import tables
from translate_flow.store.audit import SqlAudit
from translate_flow.store.rights import Require
from translate_flow.store.rows import milliseconds, moment, now
from translate_flow.store.sessions import forget_password_links

_PERSON = tables.person.c
_ROLE = tables.person_language.c
_IDENTITY = tables.person_identity.c
_NAMED = 5


class SqlPeople:
    """The accounts, through the connection of a unit of work. Every change is told to the audit log."""

    def __init__(
        self, connection: Connection, *, by: str, require: Require, audit: SqlAudit, elsewhere: bool = False
    ) -> None:
        """``require`` checks a right before each write; ``elsewhere`` says that providers let people in too."""
        self._connection, self._by, self._require, self._audit = connection, by, require, audit
        self._elsewhere = elsewhere

    def all(self) -> tuple[Person, ...]:
        """Every account, by name."""
        return read_people(self._connection)

    def get(self, name: str) -> Person:
        """One account.

        Raises:
            NotFoundError: there is none of that name.

        """
        found = next((person for person in self.all() if person.name == name), None)
        if found is None:
            raise NotFoundError(f"there is no person named {name}; run: translate-flow users list")
        return found

    def check_able(self, name: str, right: Right, *, language: str) -> None:
        """Make sure that a person may do what they are asked to; without accounts the local owner may everything.

        Raises:
            NotFoundError: there is none of that name.
            NotAllowedError: they may not.

        """
        if name == LOCAL_OWNER and not self.all():
            return
        person = self.get(name)
        if person.may(right, language=language):
            return
        able = [other.name for other in self.all() if other.may(right, language=language)]
        raise NotAllowedError(
            f"{name} may not {right.value} in {language}; {told_limit(person, language)}; {_others(able)} or give"
            f" {name} another role"
        )

    def add(self, person: Person, *, password: str = "", invited: bool = False) -> None:
        """Keep a new account; ``password`` is its hash. An invitation, checked before, stands for the right.

        Raises:
            ConflictError: the name or the address is taken.
            NotAllowedError: the first account has to be an admin, or nobody could ever be let in.

        """
        if not invited:
            self._require(Right.ADMINISTER)
        known = self.all()
        if any(other.name == person.name for other in known):
            raise ConflictError(f"the name {person.name} is taken; choose another")
        self._keep_single(person.email, known)
        if not known and person.role is not Role.ADMIN:
            raise NotAllowedError("the first person of a workspace is its admin; add them with the role admin")
        values = {"name": person.name, "display": person.display, "email": person.email, "role": person.role.value}
        self._connection.execute(insert(tables.person).values(**values, password=password, created=now()))
        self._put_languages(person.name, person.languages)
        self._audit.note("person added", person.name, told_roles(person.role, person.languages))

    def _keep_single(self, email: str, others: Sequence[Person]) -> None:
        if email and any(other.email == email for other in others):
            raise AddressTakenError(f"{email} is somebody else's address already; see: translate-flow users list")

    def set_email(self, name: str, email: str) -> None:
        """Keep another address of a person, or none; the sign-ins by a provider that the old one let in are removed.

        Raises:
            NotFoundError: there is no such person.
            AddressTakenError: it is somebody else's.
            LastAdminError: no admin could sign in any more.

        """
        self._require(Right.ADMINISTER)
        before, able = self.get(name), self._able()
        self._keep_single(email, [other for other in self.all() if other.name != name])
        self._connection.execute(update(tables.person).where(_PERSON.name == name).values(email=email))
        if before.email != email:
            self._connection.execute(delete(tables.person_identity).where(_IDENTITY.person == name))
        if before.email and not email:
            self._keep_an_admin(before, able)
        self._audit.note("email changed", name, f"{before.email or '-'} -> {email or '-'}")

    def assign(self, name: str, role: Role, languages: Mapping[str, Role]) -> None:
        """Give a person these roles in the place of those they had; who keeps no accounts any more invites nobody.

        Raises:
            LastAdminError: the workspace would be without an admin who can sign in.

        """
        self._require(Right.ADMINISTER)
        before, able = self.get(name), self._able()
        self._connection.execute(update(tables.person).where(_PERSON.name == name).values(role=role.value))
        self._connection.execute(delete(tables.person_language).where(_ROLE.person == name))
        self._put_languages(name, languages)
        if role is not Role.ADMIN:
            self._connection.execute(delete(tables.invitation).where(tables.invitation.c.created_by == name))
            self._keep_an_admin(before, able)
        told = f"{told_roles(before.role, before.languages)} -> {told_roles(role, languages)}"
        self._audit.note("roles changed", name, told)

    def _put_languages(self, name: str, languages: Mapping[str, Role]) -> None:
        rows = [{"person": name, "language": tag, "role": role.value} for tag, role in languages.items()]
        if rows:
            self._connection.execute(insert(tables.person_language), rows)

    def disable(self, name: str, *, disabled: bool = True) -> None:
        """Keep a person out, or let them in again; what they wrote stays theirs; their sessions and invitations end.

        Raises:
            NotFoundError: there is no such person.
            LastAdminError: the workspace would be without an admin who can sign in.
            NotAllowedError: the author is none.

        """
        self._require(Right.ADMINISTER)
        before, able = self.get(name), self._able()
        self._connection.execute(update(tables.person).where(_PERSON.name == name).values(disabled=disabled))
        if disabled:
            self._connection.execute(delete(tables.session).where(tables.session.c.person == name))
            self._connection.execute(delete(tables.invitation).where(tables.invitation.c.created_by == name))
            forget_password_links(self._connection, name)
            self._keep_an_admin(before, able)
        self._audit.note("person disabled" if disabled else "person enabled", name)

    def _keep_an_admin(self, changed: Person, able: Collection[str]) -> None:
        """Refuse to take the last admin who can sign in, or the last of all; ``able`` could before the change."""
        admins = {person.name for person in self.all() if person.may(Right.ADMINISTER)}
        taken = changed.may(Right.ADMINISTER) and (changed.name in able or not admins)
        if taken and not admins & self._able():
            raise LastAdminError(
                "the workspace would be without an admin who can sign in; make somebody else an admin first, or give"
                " another admin a password: translate-flow users password NAME"
            )

    def _able(self) -> frozenset[str]:
        """Who has a way in: a password, or what a provider knows them by where there are providers."""
        ways = _PERSON.password != ""
        if self._elsewhere:
            ways |= (_PERSON.email != "") | _PERSON.name.in_(select(_IDENTITY.person))
        return frozenset(self._connection.execute(select(_PERSON.name).where(ways)).scalars())

    def linked(self, issuer: str, subject: str) -> str:
        """Whose identity at a provider that is; empty where it is nobody's."""
        mine = (_IDENTITY.issuer == issuer, _IDENTITY.subject == subject)
        return self._connection.execute(select(_IDENTITY.person).where(*mine)).scalar() or ""

    def link(self, name: str, identity: Identity) -> None:
        """Keep that an identity is a person's; what proved it stands for the right.

        Raises:
            NotAllowedError: it is somebody else's, or the person has another one at that provider.

        """
        if self.linked(identity.issuer, identity.subject) == name:
            return
        values = {"issuer": identity.issuer, "subject": identity.subject, "person": name}
        try:
            self._connection.execute(insert(tables.person_identity).values(values))
        except IntegrityError as exc:
            raise NotAllowedError(f"{name} has another account at {identity.issuer}; ask an admin") from exc
        self._audit.note("linked", name, identity.issuer)

    def password(self, name: str) -> str:
        """The hash of a person's password; empty where they have none, or where there is no such person."""
        return self._connection.execute(select(_PERSON.password).where(_PERSON.name == name)).scalar() or ""

    def set_password(self, name: str, password: str) -> None:
        """Keep the hash of a new password; ends the person's sessions and links: their own right, or an admin's."""
        if self._by != name:
            self._require(Right.ADMINISTER)
        self.get(name)
        values = {"password": password, "failures": 0, "locked": None}
        self._connection.execute(update(tables.person).where(_PERSON.name == name).values(values))
        self._connection.execute(delete(tables.session).where(tables.session.c.person == name))
        forget_password_links(self._connection, name)
        self._audit.note("password changed", name)

    def failed(self, name: str) -> int:
        """Count a wrong password; returns how many there were in a row."""
        counted = update(tables.person).where(_PERSON.name == name).values(failures=_PERSON.failures + 1)
        return self._connection.execute(counted.returning(_PERSON.failures)).scalar() or 0

    def lock(self, name: str, until: datetime) -> None:
        """Look at no password of a person until then."""
        at = milliseconds(until)
        self._connection.execute(update(tables.person).where(_PERSON.name == name).values(locked=at))
        self._audit.note("person locked", name, until.isoformat(timespec="seconds"))

    def succeeded(self, name: str) -> None:
        """Forget the wrong passwords."""
        self._connection.execute(update(tables.person).where(_PERSON.name == name).values(failures=0, locked=None))

    def four_eyes(self) -> frozenset[str]:
        """The languages in which nobody approves what they translated themselves."""
        return frozenset(self._connection.execute(select(tables.four_eyes.c.language)).scalars())

    def set_four_eyes(self, language: str, *, on: bool) -> None:
        """Set the rule for a language."""
        self._require(Right.ADMINISTER)
        column = tables.four_eyes.c.language
        self._connection.execute(delete(tables.four_eyes).where(column == language))
        if on:
            self._connection.execute(insert(tables.four_eyes).values(language=language))
        self._audit.note("four eyes on" if on else "four eyes off", language)

    def is_watched(self, language: str, *, author: str = "") -> bool:
        """Whether the rule holds in a language and somebody else than the author may approve there.

        The author is that of the transaction where none is named.
        """
        if not any(covers(tag, language) for tag in self.four_eyes()):
            return False
        name = author or self._by
        return any(person.name != name and person.may(Right.APPROVE, language=language) for person in self.all())


def read_people(connection: Connection) -> tuple[Person, ...]:
    """Every account, by name."""
    languages: dict[str, dict[str, Role]] = defaultdict(dict)
    for row in connection.execute(select(tables.person_language)):
        languages[row.person][row.language] = Role(row.role)
    rows: Sequence[Row[Any]] = connection.execute(select(tables.person).order_by(_PERSON.name)).all()
    return tuple(_person(row, languages.get(row.name, {})) for row in rows)


def _person(row: Row[Any], languages: Mapping[str, Role]) -> Person:
    locked = moment(row.locked) if row.locked else None
    return Person(
        row.name, Role(row.role), languages, row.display, row.email, disabled=bool(row.disabled), locked=locked
    )


def _others(able: Sequence[str]) -> str:
    """Who may be asked instead, not all of a large team."""
    more = [f"{len(able) - _NAMED} more"] if len(able) > _NAMED else []
    names = [*able[:_NAMED], *more]
    return f"choose {', '.join(names)}," if names else "nobody may yet: add somebody who may,"
