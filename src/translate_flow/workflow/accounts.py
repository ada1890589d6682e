"""Accounts: make them, invite, sign in and out, with a lock after wrong passwords."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from translate_flow.domain.people import (
    IN_LANGUAGES,
    LOCAL_OWNER,
    Invitation,
    Person,
    Right,
    Role,
    checked_display,
    checked_email,
    checked_name,
)
from translate_flow.domain.ports import Store, UnitOfWork
from translate_flow.errors import ConfigError, NotAllowedError
from translate_flow.workflow.passwords import WeakPasswordError, fits, hashed

LASTS = timedelta(days=14)
"""How long a session lasts after it was last used."""

INVITED = timedelta(days=7)

FREE_TRIES = 5
"""Wrong passwords in a row that cost nothing; each further one doubles the wait."""

_FIRST_WAIT, _LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=1)
_WRONG = "the name or the password is wrong"


class LockedError(NotAllowedError):
    """No password is looked at for a while, after too many wrong ones."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A new session: the ``token`` that the browser keeps, and whose it is."""

    token: str
    person: str


def exist(store: Store) -> bool:
    """Whether the workspace has accounts; without any it belongs to its local owner."""
    with store.read() as uow:
        return bool(uow.people.all())


def may(store: Store, name: str, right: Right, *, language: str = "") -> bool:
    """Whether somebody may, as the store will judge when they do it; without a language the role everywhere counts."""
    with store.read() as uow:
        people = uow.people.all()
    if not people:
        return name == LOCAL_OWNER
    return any(person.may(right, language=language) for person in people if person.name == name)


def require(store: Store, name: str, right: Right, *, language: str = "") -> None:
    """Refuse what is no write of the store itself, such as a job.

    Raises:
        NotAllowedError: they may not.

    """
    if not may(store, name, right, language=language):
        where = f" into {language}" if language else ""
        raise NotAllowedError(f"{name} may not {right.value}{where}; a coordinator can give the role")


def add(
    store: Store,
    name: str,
    *,
    role: Role,
    by: str,
    password: str = "",
    display: str = "",
    email: str = "",
    languages: Mapping[str, Role] | None = None,
) -> Person:
    """Make an account; the first is an admin.

    Without a password nobody can sign in with it until one is set, unless with a provider that has verified ``email``.

    Raises:
        ConfigError: the name, the password or a role in a language cannot be.
        InputError: ``display`` cannot be.
        ConflictError: the name or the address is taken.
        NotAllowedError: ``by`` may not.

    """
    roles, shown = checked_languages(languages or {}), checked_display(display)
    person = Person(checked_name(name), role, roles, shown, checked_email(email))
    kept = hashed(password, name=person.name) if password else ""
    with store.write(by=by) as uow:
        uow.people.add(person, password=kept)
    return person


def begin(store: Store, name: str, *, password: str, by: str, display: str = "") -> Person:
    """Make the first account: the admin, who signs in with this password. From then on everybody has to sign in.

    Raises:
        WeakPasswordError: the password is missing, too short or too easy to guess.
        ConfigError: the name cannot be.
        InputError: ``display`` cannot be.
        NotAllowedError: ``by`` may not, which holds for the local owner as soon as there is an account.

    """
    if not password:
        raise WeakPasswordError("the first account needs a password; take a few words that do not belong")
    return add(store, name, role=Role.ADMIN, by=by, password=password, display=display)


def checked_languages(languages: Mapping[str, Role]) -> Mapping[str, Role]:
    """Roles by language, as they are kept.

    Raises:
        ConfigError: a role is not one that a person may have in a single language.

    """
    for tag, role in languages.items():
        if role not in IN_LANGUAGES:
            allowed = ", ".join(item.value for item in IN_LANGUAGES)
            raise ConfigError(f"{role.value} is no role for one language ({tag}); take one of: {allowed}")
    return languages


def sign_in(store: Store, name: str, password: str, *, now: datetime | None = None) -> SignedIn:
    """Open a session.

    Raises:
        LockedError: there were too many wrong passwords.
        NotAllowedError: the name or the password is wrong; it is not told which.

    """
    asked = name.strip().casefold()
    _prove(store, asked, password, now or datetime.now(UTC))
    with store.write(by=asked) as uow:
        return opened(uow, asked)


def _prove(store: Store, name: str, password: str, at: datetime) -> None:
    """Make sure that a password is somebody's, and count it where it is not."""
    with store.read() as uow:
        kept = uow.people.password(name)
    # outside of a transaction, for it takes as long as a guesser should wait; as long, too, for a locked account
    right = fits(kept, password)
    with store.write(by=name) as uow:
        person = _look(uow, name, at)
        if person and right and not person.disabled:
            uow.people.succeeded(name)
            return
        if person:
            _count(uow, name, at)
    raise NotAllowedError(_WRONG)


def _look(uow: UnitOfWork, name: str, at: datetime) -> Person | None:
    person = next((person for person in uow.people.all() if person.name == name), None)
    if person and person.locked and person.locked > at:
        minutes = -(-(person.locked - at) // timedelta(minutes=1))
        raise LockedError(f"too many wrong passwords; try again in {minutes} min, or ask an admin")
    return person


def _count(uow: UnitOfWork, name: str, at: datetime) -> None:
    over = uow.people.failed(name) - FREE_TRIES
    if over >= 0:
        uow.people.lock(name, at + min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** min(over, 16)))


def opened(uow: UnitOfWork, name: str) -> SignedIn:
    """A new session of somebody who has proven who they are."""
    token = secrets.token_urlsafe(32)
    uow.sessions.open(digest(token), name, lasts=LASTS)
    return SignedIn(token, name)


def whose(store: Store, token: str) -> str:
    """The person of a session, noting that it is in use; empty where the token is worth nothing."""
    key = digest(token)
    with store.read() as uow:
        person, stale = uow.sessions.person(key), uow.sessions.wants_touch(key)
    if person and stale:
        with store.write(by=person) as uow:
            uow.sessions.touch(key, lasts=LASTS)
    return person


def sign_out(store: Store, token: str) -> None:
    """End a session."""
    with store.write(by="") as uow:
        uow.sessions.close(digest(token))


def invite(store: Store, *, role: Role, by: str, languages: Mapping[str, Role] | None = None, display: str = "") -> str:
    """Make an invitation; returns its token, which is told once and kept nowhere.

    Raises:
        NotAllowedError: ``by`` may not.
        ConfigError: a role in a language cannot be.
        InputError: ``display`` cannot be.

    """
    token = secrets.token_urlsafe(24)
    expires = datetime.now(UTC) + INVITED
    invitation = Invitation(role, checked_languages(languages or {}), expires, checked_display(display))
    with store.write(by=by) as uow:
        uow.sessions.invite(digest(token), invitation)
    return token


def invited(store: Store, token: str) -> Invitation | None:
    """The invitation of a token, None where it is worth nothing any more."""
    with store.read() as uow:
        return uow.sessions.invitation(digest(token))


def accept(store: Store, token: str, *, name: str, password: str, display: str = "") -> SignedIn:
    """Make the account that an invitation is for, and sign in; an invitation is good for one account.

    Raises:
        NotAllowedError: the invitation is used up, over or unknown.
        ConfigError: the name or the password cannot be.
        InputError: ``display`` cannot be.
        ConflictError: the name is taken.

    """
    kept, shown = checked_name(name), checked_display(display)
    password_hash = hashed(password, name=kept)
    with store.write(by=kept) as uow:
        invitation = uow.sessions.invitation(digest(token))
        if invitation is None:
            raise NotAllowedError("this invitation is used up or over; ask for a new one")
        uow.sessions.take(digest(token))
        person = Person(kept, invitation.role, invitation.languages, shown or invitation.display)
        uow.people.add(person, password=password_hash, invited=True)
        return opened(uow, kept)


def change_password(store: Store, name: str, *, old: str, new: str) -> SignedIn:
    """A person's own new password; their other sessions end.

    Raises:
        LockedError: there were too many wrong passwords.
        NotAllowedError: the old one is wrong.
        ConfigError: the new one cannot be.

    """
    fresh = hashed(new, name=name)
    try:
        _prove(store, name, old, datetime.now(UTC))
    except LockedError:
        raise
    except NotAllowedError as exc:
        raise NotAllowedError("the old password is wrong") from exc
    with store.write(by=name) as uow:
        uow.people.set_password(name, fresh)
        return opened(uow, name)


def set_password(store: Store, name: str, password: str, *, by: str) -> None:
    """Set somebody's password, and end their sessions.

    Raises:
        NotAllowedError: ``by`` may not.
        ConfigError: it cannot be.
        NotFoundError: there is no such account.

    """
    kept = hashed(password, name=name)
    with store.write(by=by) as uow:
        uow.people.set_password(name, kept)


def digest(token: str) -> str:
    """How a token is known to the database."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
