"""What use cases ask of the accounts of a workspace: protocols that the store implements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from translate_flow.domain.people import Event, Identity, Invitation, Person, Role


class People(Protocol):
    """The accounts of a workspace. Changes need the right to administer, and are told to the audit log."""

    def all(self) -> Sequence[Person]:
        """Every account, by name."""

    def get(self, name: str) -> Person:
        """One account.

        Raises:
            NotFoundError: there is none of that name.

        """

    def add(self, person: Person, *, password: str = "", invited: bool = False) -> None:
        """Keep a new account; ``password`` is its hash. An invitation, checked before, stands for the right.

        Raises:
            ConflictError: the name or the address is taken.
            NotAllowedError: the first account is no admin.

        """

    def set_email(self, name: str, email: str) -> None:
        """Keep another address of a person, or none.

        Raises:
            NotFoundError: there is no such person.
            AddressTakenError: it is somebody else's.
            LastAdminError: no admin could sign in any more.

        """

    def assign(self, name: str, role: Role, languages: Mapping[str, Role]) -> None:
        """Give a person these roles in the place of those they had.

        Raises:
            LastAdminError: the workspace would be without an admin who can sign in.

        """

    def disable(self, name: str, *, disabled: bool = True) -> None:
        """Keep a person out, or let them in again; what they wrote stays theirs, and their sessions end.

        Raises:
            LastAdminError: the workspace would be without an admin who can sign in.

        """

    def linked(self, issuer: str, subject: str) -> str:
        """Whose identity at a provider that is; empty where it is nobody's."""

    def link(self, name: str, identity: Identity) -> None:
        """Keep that an identity is a person's; what proved it stands for the right.

        Raises:
            NotAllowedError: it is somebody else's, or the person has another one at that provider.

        """

    def password(self, name: str) -> str:
        """The hash of a person's password; empty where they have none, or where there is no such person."""

    def set_password(self, name: str, password: str) -> None:
        """Keep the hash of a new password; ends the person's sessions and links: their own right, or an admin's."""

    def failed(self, name: str) -> int:
        """Count a wrong password; returns how many there were in a row."""

    def lock(self, name: str, until: datetime) -> None:
        """Look at no password of a person until then."""

    def succeeded(self, name: str) -> None:
        """Forget the wrong passwords."""

    def is_watched(self, language: str, *, author: str = "") -> bool:
        """Whether four eyes are the rule in a language and somebody else than the author may approve there.

        The author is that of the transaction where none is named.
        """

    def four_eyes(self) -> frozenset[str]:
        """The languages in which nobody approves what they translated themselves.

        Where nobody else may approve, the rule waits until somebody does.
        """

    def set_four_eyes(self, language: str, *, on: bool) -> None:
        """Set the rule for a language."""


class Sessions(Protocol):
    """Who is signed in, and who is invited. A ``digest`` is the SHA-256 of a token, in hex."""

    def open(self, digest: str, person: str, *, lasts: timedelta) -> None:
        """Let whoever holds the token be ``person``, for so long after it was last seen."""

    def person(self, digest: str) -> str:
        """Whose session it is; empty where there is none, it is over, or the person is disabled."""

    def wants_touch(self, digest: str) -> bool:
        """Whether it is long enough ago that the session was seen."""

    def touch(self, digest: str, *, lasts: timedelta) -> None:
        """Note that the session is in use; it lasts so much longer."""

    def close(self, digest: str) -> None:
        """End a session."""

    def seen(self) -> Mapping[str, datetime]:
        """When each person who is signed in somewhere was last here, to the minute."""

    def invite(self, digest: str, invitation: Invitation) -> None:
        """Keep an invitation; needs the right to administer."""

    def invitation(self, digest: str) -> Invitation | None:
        """The invitation of a token, None where there is none or it is over."""

    def invitations(self) -> Sequence[tuple[str, Invitation]]:
        """The digests and invitations that are open, those that end first first."""

    def link_password(self, digest: str, name: str, *, expires: datetime) -> None:
        """Keep a link by which a person sets a new password, in the place of those they had; needs administering."""

    def password_link(self, digest: str) -> str:
        """Whose password a link sets; empty where there is none, it is over, or the person is disabled."""

    def withdraw(self, beginning: str) -> None:
        """Take back the invitation whose digest begins so; needs the right to administer.

        Raises:
            NotFoundError: there is none, or more than one.

        """

    def take(self, digest: str) -> None:
        """Use an invitation up."""


class Audit(Protocol):
    """What was done to people, rules, sessions, articles and work."""

    def note(self, action: str, subject: str, detail: str = "") -> None:
        """Write an entry in the name of the transaction's author."""

    def entries(self, *, limit: int, skip: int = 0, person: str = "", action: str = "") -> Sequence[Event]:
        """The newest entries first, without the first ``skip`` of them.

        With a ``person`` those of what they did or what was done to them, with an ``action`` those of it.
        """

    def count(self, *, person: str = "", action: str = "") -> int:
        """How many entries there are."""

    def told(self) -> tuple[Sequence[str], Sequence[str]]:
        """Everybody who did something, and everything that was done, sorted."""
