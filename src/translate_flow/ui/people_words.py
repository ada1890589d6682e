"""What roles, actions of the audit log and refusals are called on the page of the people."""

from __future__ import annotations

from collections.abc import Mapping

from translate_flow.domain.people import Role
from translate_flow.errors import (
    AddressError,
    AddressTakenError,
    ConflictError,
    InputError,
    LastAdminError,
    TranslateFlowError,
)
from translate_flow.ui import i18n
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.widgets import isolated, told
from translate_flow.workflow.passwords import WeakPasswordError


def role_name(role: Role) -> str:
    """The name of a role."""
    names = {
        Role.READER: _("reader"),
        Role.PROPOSER: _("proposer"),
        Role.TRANSLATOR: _("translator"),
        Role.REVIEWER: _("reviewer"),
        Role.COORDINATOR: _("coordinator"),
        Role.ADMIN: _("admin"),
    }
    return names[role]


def role_means(role: Role) -> str:
    """What a role may do."""
    means = {
        Role.READER: _("reads everything and changes nothing"),
        Role.PROPOSER: _("comments, and writes where nobody has confirmed a translation yet"),
        Role.TRANSLATOR: _("writes, drafts and confirms translations"),
        Role.REVIEWER: _("approves and sends back, changes what is approved, keeps the terms"),
        Role.COORDINATOR: _("also brings in articles and gives out work"),
        Role.ADMIN: _("may do everything, and keeps the accounts"),
    }
    return means[role]


def roles_line(role: Role, languages: Mapping[str, Role]) -> str:
    """Roles in one line."""
    return " · ".join([role_name(role), *language_roles(languages)])


def language_roles(languages: Mapping[str, Role]) -> list[str]:
    """The roles in single languages, by the language's name."""
    named = {i18n.language_name(tag): role for tag, role in languages.items()}
    return [
        _("{language}: {role}", language=isolated(name), role=role_name(role)) for name, role in sorted(named.items())
    ]


def refusal(error: TranslateFlowError) -> str:
    """Why something was not done."""
    said = {
        LastAdminError: _(
            "No admin who can sign in would be left. Make somebody else an admin first, or give another admin a new"
            " password."
        ),
        WeakPasswordError: _("The password is too short or too easy to guess; take a few words that do not belong."),
        InputError: _("This cannot be a name to show: take at most 80 characters, none of them hidden."),
        AddressError: _("This is no e-mail address; take one such as ana@example.org."),
        AddressTakenError: _("This address is another account's already."),
        ConflictError: _("Somebody else changed this meanwhile. Look at it again; nothing of yours was saved."),
    }
    return next((text for kind, text in said.items() if isinstance(error, kind)), told(error))


def action_name(action: str) -> str:
    """What was done, for the audit log; an action without a name is shown as it is."""
    return action_names().get(action, action)


def action_names() -> dict[str, str]:
    """What the actions of the audit log are called."""
    return {**_about_people(), **_about_articles(), **_about_work()}


def _about_people() -> dict[str, str]:
    return {
        "person added": _("account made"),
        "roles changed": _("roles changed"),
        "person disabled": _("kept out"),
        "person enabled": _("let in again"),
        "person locked": _("waits after wrong passwords"),
        "password changed": _("password changed"),
        "password link made": _("link for a new password made"),
        "email changed": _("e-mail changed"),
        "linked": _("signs in with a provider"),
        "signed in": _("signed in"),
        "invited": _("invitation made"),
        "invitation withdrawn": _("invitation withdrawn"),
        "four eyes on": _("four eyes switched on"),
        "four eyes off": _("four eyes switched off"),
    }


def _about_articles() -> dict[str, str]:
    return {
        "article imported": _("article imported"),
        "article revised": _("article revised"),
        "revision undone": _("revision taken back"),
        "article archived": _("article archived"),
        "article deleted": _("article deleted"),
        "article restored": _("article restored"),
        "article purged": _("article deleted for good"),
        "comment removed": _("comment deleted"),
    }


def _about_work() -> dict[str, str]:
    return {
        "assigned": _("work given out"),
        "assignment cleared": _("work taken back"),
        "assignments put back": _("work given back as it was"),
        "not assigned": _("work not given out"),
        "collection added": _("collection made"),
        "collection changed": _("collection changed"),
        "collection removed": _("collection removed"),
        "put into collection": _("put into a collection"),
        "taken out of collection": _("taken out of a collection"),
    }
