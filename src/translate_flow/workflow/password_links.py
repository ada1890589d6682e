"""New passwords by a link: an admin makes it, whoever opens it sets the password, nobody is shown one."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta

from translate_flow.domain.ports import Store
from translate_flow.errors import NotFoundError
from translate_flow.workflow.accounts import SignedIn, digest, opened
from translate_flow.workflow.passwords import hashed

HOLDS = timedelta(days=1)
"""How long a link is worth something."""


def make(store: Store, name: str, *, by: str) -> str:
    """Make the link of a person, in the place of the one before; returns its token, told once and kept nowhere.

    Raises:
        NotAllowedError: ``by`` may not.
        NotFoundError: there is no such person, or they are kept out.

    """
    token = secrets.token_urlsafe(24)
    with store.write(by=by) as uow:
        if uow.people.get(name).disabled:
            raise NotFoundError(f"{name} is kept out; let them in first: translate-flow users remove {name} --undo")
        uow.sessions.link_password(digest(token), name, expires=datetime.now(UTC) + HOLDS)
    return token


def whose(store: Store, token: str) -> str:
    """The person of a link; empty where it is worth nothing any more."""
    with store.read() as uow:
        return uow.sessions.password_link(digest(token))


def use(store: Store, token: str, *, password: str) -> SignedIn:
    """Set the password, end every session of the person, and sign in; a link is good once.

    Raises:
        NotFoundError: the link is used up, over or unknown.
        ConfigError: the password cannot be.

    """
    name = _owner(whose(store, token))
    kept = hashed(password, name=name)
    with store.write(by=name) as uow:
        # hashing takes a while, in which the link may have been used or the person kept out
        _owner(uow.sessions.password_link(digest(token)))
        uow.people.set_password(name, kept)
        return opened(uow, name)


def _owner(found: str) -> str:
    if not found:
        raise NotFoundError("this link is used up or over; ask an admin for a new one")
    return found
