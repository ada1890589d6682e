"""Who may do what: people, their roles in the workspace and in single languages, and the rights of each role."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

import regex

from translate_flow.domain.lines import UNSHOWN, checked_line
from translate_flow.domain.translation import Action, State
from translate_flow.errors import AddressError, ConfigError

LOCAL_OWNER = "local"
"""The one person of a workspace that has no accounts yet, and whoever runs commands: they hold its files anyway."""

MOST_DISPLAY = 80
"""Code points of the name of a person that others see."""

_NAME = regex.compile(r"[a-z0-9][a-z0-9._-]{1,39}")
_EMAIL = regex.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_RESERVED = frozenset({LOCAL_OWNER, "nobody"})


class Role(StrEnum):
    """What a person is in the workspace; each role has the rights of those before it."""

    READER = "reader"
    PROPOSER = "proposer"
    TRANSLATOR = "translator"
    REVIEWER = "reviewer"
    COORDINATOR = "coordinator"
    ADMIN = "admin"


class Right(StrEnum):
    """What a write needs.

    ``propose`` is a text where nobody has confirmed one yet; ``edit`` changes and confirms translations; ``approve``
    signs off, sends back, changes what is signed off and keeps the terms; ``coordinate`` is for articles, languages,
    assignments and the memory; ``administer`` for people and rules.
    """

    PROPOSE = "propose"
    EDIT = "edit"
    APPROVE = "approve"
    COORDINATE = "coordinate"
    ADMINISTER = "administer"


_NEEDS = {
    Right.PROPOSE: Role.PROPOSER,
    Right.EDIT: Role.TRANSLATOR,
    Right.APPROVE: Role.REVIEWER,
    Right.COORDINATE: Role.COORDINATOR,
    Right.ADMINISTER: Role.ADMIN,
}
_RANK = list(Role)
_SIGNED_OFF = frozenset({State.APPROVED, State.PUBLISHED})

IN_LANGUAGES = (Role.PROPOSER, Role.TRANSLATOR, Role.REVIEWER, Role.COORDINATOR)
"""The roles that a person may have in one language only: readers read everything, admins keep the whole workspace."""


def may(role: Role, right: Right) -> bool:
    """Whether ``role`` includes ``right``."""
    return _RANK.index(role) >= _RANK.index(_NEEDS[right])


def right_for(action: Action, *, before: State, after: State) -> Right:
    """What it takes to bring a target from one state to another.

    Whatever leads to an approved target is an approval, a restored one included, and so is whatever changes one: what
    a reviewer signed off no translator undoes. A proposer's text never takes the place of a confirmed one, and what was
    sent back stays so until somebody translates it.

    >>> right_for(Action.EDIT, before=State.DRAFT, after=State.DRAFT).value
    'propose'
    >>> right_for(Action.EDIT, before=State.APPROVED, after=State.DRAFT).value
    'approve'
    """
    if action is Action.SEND_BACK or _SIGNED_OFF & {before, after}:
        return Right.APPROVE
    answered = before is State.NEEDS_WORK and after is not State.NEEDS_WORK
    if action is Action.CONFIRM or State.TRANSLATED in {before, after} or answered:
        return Right.EDIT
    return Right.PROPOSE


@dataclass(frozen=True, slots=True)
class Person:
    """An account.

    ``name`` is what they sign in with; ``role`` holds in every language, and ``languages`` are those in which they are
    more than that. One who is ``disabled`` stays the author of what they wrote and may do nothing. ``locked`` is until
    when no password is looked at, after too many wrong ones. ``email`` is the address by which a provider knows them.
    """

    name: str
    role: Role
    languages: Mapping[str, Role] = field(default_factory=lambda: MappingProxyType({}))
    display: str = ""
    email: str = ""
    disabled: bool = False
    locked: datetime | None = None

    def role_in(self, language: str) -> Role:
        """The higher of the role everywhere and the one for a language; a role for ``pt`` covers ``pt-BR``.

        >>> ann = Person("ann", Role.READER, {"es": Role.REVIEWER})
        >>> ann.role_in("es-MX").value, ann.role_in("fr").value
        ('reviewer', 'reader')
        """
        special = (role for tag, role in self.languages.items() if covers(tag, language))
        return max((self.role, *special), key=_RANK.index)

    def may(self, right: Right, *, language: str = "") -> bool:
        """Whether they may; without a language only the role everywhere counts."""
        return not self.disabled and may(self.role_in(language), right)


def told_roles(role: Role, languages: Mapping[str, Role]) -> str:
    """Roles in one line, as commands and the audit log tell them.

    >>> told_roles(Role.READER, {"es": Role.REVIEWER})
    'reader, es reviewer'
    """
    return ", ".join([role.value, *(f"{tag} {special.value}" for tag, special in sorted(languages.items()))])


_DOES = {
    Role.READER: "read",
    Role.PROPOSER: "read, and propose texts where nobody has confirmed one",
    Role.TRANSLATOR: "translate and confirm, but not approve",
    Role.REVIEWER: "translate and approve, but not coordinate",
    Role.COORDINATOR: "coordinate, but not administer",
    Role.ADMIN: "do everything",
}


def told_limit(person: Person, language: str) -> str:
    """What somebody may do in a language who may not do what was asked of them, in words.

    >>> told_limit(Person("pia", Role.PROPOSER), "es")
    'pia is a proposer there, who may read, and propose texts where nobody has confirmed one'
    """
    if person.disabled:
        return f"{person.name} was removed, and may do nothing"
    role = person.role_in(language)
    return f"{person.name} is a {role.value} there, who may {_DOES[role]}"


def covers(tag: str, language: str) -> bool:
    """Whether a role for one BCP 47 tag holds in a language: the tag itself, or one that it begins with."""
    return bool(language) and (language == tag or language.startswith(f"{tag}-"))


def checked_name(name: str) -> str:
    """The name of an account, as it is kept.

    Raises:
        ConfigError: it has other characters than a-z, 0-9, ``.``, ``_`` and ``-``, or is one that the desk uses itself.

    """
    kept = name.strip().casefold()
    if not _NAME.fullmatch(kept) or kept in _RESERVED:
        raise ConfigError(f"{name!r} cannot be a person's name; take 2 to 40 of a-z, 0-9, '.', '_' and '-'")
    return kept


def checked_display(display: str) -> str:
    """The name of a person that others see, as it is kept: on one line; empty for none.

    Raises:
        InputError: it is too long, or holds characters that cannot be shown or that turn the text around them.

    """
    return checked_line(display, most=MOST_DISPLAY, what="the name to show")


def cleaned_display(display: str) -> str:
    """What can be kept of a name that a provider tells, which nobody here can correct."""
    # white space first, for line breaks are controls as well
    folded = " ".join(display.split())
    return " ".join(UNSHOWN.sub("", folded)[:MOST_DISPLAY].split())


def checked_email(email: str) -> str:
    """An address as it is kept, without letter case; empty for none.

    Raises:
        AddressError: it is no address.

    """
    kept = email.strip().casefold()
    if kept and not _EMAIL.fullmatch(kept):
        raise AddressError(f"{email!r} is no e-mail address; take one such as ana@example.org")
    return kept


@dataclass(frozen=True, slots=True)
class Identity:
    """Who an OpenID Connect provider says somebody is.

    ``issuer`` and ``subject`` never change for a person; ``email`` is empty unless the provider has verified it.
    ``name`` is what they sign in with there, ``display`` how they are called.
    """

    issuer: str
    subject: str
    email: str = ""
    name: str = ""
    display: str = ""


@dataclass(frozen=True, slots=True)
class Invitation:
    """A link that makes an account: the roles it gives, until when, and the name that others will see."""

    role: Role
    languages: Mapping[str, Role]
    expires: datetime
    display: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """A line of the audit log: who did what to what, and when."""

    at: datetime
    by: str
    action: str
    subject: str
    detail: str = ""
