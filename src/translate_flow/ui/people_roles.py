"""The fields of somebody's roles: one everywhere, and higher ones in single languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import streamlit as st

from translate_flow.domain.people import IN_LANGUAGES, Role
from translate_flow.ui import i18n
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.language_picker import languages_by_name
from translate_flow.ui.people_words import role_means, role_name
from translate_flow.ui.widgets import literal

ROLES = tuple(Role)


class Roles(NamedTuple):
    """What the fields say."""

    everywhere: Role
    languages: Mapping[str, Role]


def roles_fields(before: Roles, *, key: str) -> Roles:
    """The roles as they stand in the fields; an admin may everything everywhere, so needs none in a language."""
    left, right = st.columns(2)
    with left:
        index = ROLES.index(before.everywhere)
        role = st.selectbox(_("Role everywhere"), ROLES, index, role_name, key=f"{key}:role")
        st.caption(literal(_means(role)))
    if role is Role.ADMIN:
        return Roles(role, {})
    with right:
        return Roles(role, _in_languages(before.languages, key=key))


def _means(role: Role) -> str:
    return _("{role}: {means}", role=role_name(role), means=role_means(role))


def _in_languages(before: Mapping[str, Role], *, key: str) -> dict[str, Role]:
    chosen = st.multiselect(
        _("A higher role in single languages"),
        list(dict.fromkeys([*languages_by_name(), *before])),
        default=list(before),
        format_func=i18n.language_name,
        key=f"{key}:languages",
        placeholder=_("Type a language"),
        select_all=False,
    )
    return {language: _role(language, before.get(language, Role.TRANSLATOR), key=key) for language in chosen}


def _role(language: str, before: Role, *, key: str) -> Role:
    label = _("Role in {language}", language=i18n.language_name(language))
    return st.selectbox(label, IN_LANGUAGES, IN_LANGUAGES.index(before), role_name, key=f"{key}:role:{language}")
