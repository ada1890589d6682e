"""Administer: accounts and their roles, who is kept out, open invitations, the rule of four eyes, the audit log."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from translate_flow.domain.languages import check
from translate_flow.domain.people import Event, Invitation, Person, Role, checked_email
from translate_flow.domain.ports import Store
from translate_flow.errors import ConflictError
from translate_flow.workflow.accounts import checked_languages, digest


@dataclass(frozen=True, slots=True)
class Log:
    """A page of the audit log, the newest first, and how many entries there are on all pages."""

    entries: Sequence[Event]
    total: int


def everybody(store: Store) -> Sequence[Person]:
    """Every account, by name."""
    with store.read() as uow:
        return uow.people.all()


def seen(store: Store) -> Mapping[str, datetime]:
    """When each person who is signed in somewhere was last here, to the minute."""
    with store.read() as uow:
        return uow.sessions.seen()


def change_roles(
    store: Store, name: str, role: Role, languages: Mapping[str, Role], *, by: str, before: Person | None = None
) -> Person:
    """Give a person these roles in the place of those they had; ``before`` is what was seen of them.

    Raises:
        ConfigError: a role in a language cannot be.
        ConflictError: somebody else changed the roles since ``before`` was seen.
        LastAdminError: the workspace would be without an admin who can sign in.
        NotAllowedError: ``by`` may not.
        NotFoundError: there is no such person.

    """
    wanted = checked_languages(languages)
    with store.write(by=by) as uow:
        if before and _roles(uow.people.get(name)) != _roles(before):
            raise ConflictError(f"somebody else changed the roles of {name} meanwhile; look at them again")
        uow.people.assign(name, role, wanted)
        return uow.people.get(name)


def change_email(store: Store, name: str, email: str, *, by: str) -> Person:
    """Give a person another address, by which a provider knows them; an empty one takes it away.

    Raises:
        AddressError: it is no address.
        AddressTakenError: it is somebody else's.
        LastAdminError: no admin could sign in any more.
        NotAllowedError: ``by`` may not.
        NotFoundError: there is no such person.

    """
    wanted = checked_email(email)
    with store.write(by=by) as uow:
        uow.people.set_email(name, wanted)
        return uow.people.get(name)


def _roles(person: Person) -> tuple[Role, Mapping[str, Role]]:
    return person.role, person.languages


def keep_out(store: Store, name: str, *, by: str, undo: bool = False) -> None:
    """Keep a person out, or let them in again with ``undo``.

    Their sessions end, and so do the open invitations that they made; what they wrote stays theirs.

    Raises:
        LastAdminError: the workspace would be without an admin who can sign in.
        NotAllowedError: ``by`` may not.
        NotFoundError: there is no such person.

    """
    with store.write(by=by) as uow:
        uow.people.disable(name, disabled=not undo)


def invitations(store: Store) -> Sequence[tuple[str, Invitation]]:
    """The digests and invitations that nobody has taken yet, those that end first first."""
    with store.read() as uow:
        return uow.sessions.invitations()


def named(found: Sequence[tuple[str, Invitation]], token: str) -> Invitation | None:
    """The invitation of a token among them; None where it is used up, over or taken back."""
    return dict(found).get(digest(token))


def withdraw(store: Store, beginning: str, *, by: str) -> None:
    """Take back the invitation whose digest begins so.

    Raises:
        NotAllowedError: ``by`` may not.
        NotFoundError: there is none, or more than one.

    """
    with store.write(by=by) as uow:
        uow.sessions.withdraw(beginning)


def four_eyes(store: Store) -> Sequence[str]:
    """The languages in which nobody approves their own translation, as long as somebody else may."""
    with store.read() as uow:
        return sorted(uow.people.four_eyes())


def set_four_eyes(store: Store, *, on: Collection[str] = (), off: Collection[str] = (), by: str) -> Sequence[str]:
    """Set the rule in some languages and end it in others; returns where it holds now.

    Raises:
        ConfigError: a language is unknown.
        NotAllowedError: ``by`` may not.

    """
    wanted = {**{check(tag): True for tag in on}, **{check(tag): False for tag in off}}
    with store.write(by=by) as uow:
        for language, is_on in wanted.items():
            uow.people.set_four_eyes(language, on=is_on)
        return sorted(uow.people.four_eyes())


def log(store: Store, *, size: int, number: int = 1, person: str = "", action: str = "") -> Log:
    """A page of the audit log, from 1: of one person (what they did, what was done to them), of one action, or all."""
    with store.read() as uow:
        entries = uow.audit.entries(limit=size, skip=(number - 1) * size, person=person, action=action)
        return Log(entries, uow.audit.count(person=person, action=action))


def logged(store: Store) -> tuple[Sequence[str], Sequence[str]]:
    """Whom and what the audit log can be asked for: everybody who did something or has an account, every action."""
    with store.read() as uow:
        names, actions = uow.audit.told()
        return sorted({*names, *(person.name for person in uow.people.all())} - {""}), actions
