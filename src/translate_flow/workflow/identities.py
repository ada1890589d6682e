"""Sign in by what an OpenID Connect provider says, with an account of this desk."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import count

import regex

from translate_flow.domain.people import Identity, Person, checked_name, cleaned_display
from translate_flow.domain.ports import Store, UnitOfWork
from translate_flow.errors import ConfigError, NotAllowedError
from translate_flow.workflow.accounts import SignedIn, digest, opened

_OTHER = regex.compile(r"[^a-z0-9._-]+")
_LONGEST = 36


class StrangerError(NotAllowedError):
    """A provider knows them, this desk does not."""


def sign_in_as(store: Store, identity: Identity, *, invitation: str = "") -> SignedIn:
    """Open a session for the person of an identity.

    That is whom it was linked to before, else who has its verified address and is linked to no other identity of that
    provider: they are linked now. Others need the token of an ``invitation``, which makes their account.

    Raises:
        StrangerError: there is no such person, and no invitation.
        NotAllowedError: they are kept out.

    """
    with store.read() as uow:
        name = _person(uow, identity)
    if not name:
        return _accepted(store, identity, invitation)
    with store.write(by=name) as uow:
        if uow.people.get(name).disabled:
            raise NotAllowedError(f"{name} is kept out; ask an admin")
        uow.people.link(name, identity)
        return opened(uow, name)


def _person(uow: UnitOfWork, identity: Identity) -> str:
    linked = uow.people.linked(identity.issuer, identity.subject)
    if linked or not identity.email:
        return linked
    return next((person.name for person in uow.people.all() if person.email == identity.email), "")


def _accepted(store: Store, identity: Identity, token: str) -> SignedIn:
    with store.read() as uow:
        name = _free_name(identity.name or identity.display, [person.name for person in uow.people.all()])
    with store.write(by=name) as uow:
        invitation = uow.sessions.invitation(digest(token)) if token else None
        if invitation is None:
            raise StrangerError("no account of this desk belongs to them; ask for an invitation")
        uow.sessions.take(digest(token))
        shown = cleaned_display(identity.display) or invitation.display
        uow.people.add(Person(name, invitation.role, invitation.languages, shown, identity.email), invited=True)
        uow.people.link(name, identity)
        return opened(uow, name)


def _free_name(wanted: str, taken: Collection[str]) -> str:
    """A name that an account may have, as near as can be to the one that somebody has elsewhere."""
    base = _OTHER.sub("-", wanted.casefold()).strip("-._")[:_LONGEST] or "person"
    return next(name for name in _numbered(base) if name not in taken and _can_be(name))


def _numbered(base: str) -> Iterator[str]:
    yield base
    yield from (f"{base}-{number}" for number in count(2))


def _can_be(name: str) -> bool:
    try:
        return checked_name(name) == name
    except ConfigError:
        return False
