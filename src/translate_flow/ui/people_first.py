"""A desk without accounts: what accounts are for, and the form that makes the first one."""

from __future__ import annotations

from html import escape

import streamlit as st

from translate_flow.errors import TranslateFlowError
from translate_flow.ui.desk import desk, person
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.people_words import refusal
from translate_flow.ui.widgets import isolated, literal
from translate_flow.workflow import accounts


def first_account() -> None:
    """Explain, ask, and make the account of the admin; after it nobody is let in without signing in."""
    place = st.container()
    with place:
        form = st.empty()
    with form.container():
        st.info(
            _(
                "This desk has no accounts: whoever sits at this computer may do everything here. With accounts people"
                " work from their own computers, each with the role that you give them, and it is kept who did what."
            ),
            icon=":material/group:",
        )
        made = _form()
    if made:
        form.empty()
        with place:
            _begun(made)


def _form() -> str:
    """The fields; returns the name of the account that was made with them, empty as long as there is none."""
    with st.form("people:first", width=760):
        left, right = st.columns(2)
        name = left.text_input(_("Name, in small letters and digits"), key="people:first:name", max_chars=40)
        display = right.text_input(_("Name that others see"), key="people:first:display", max_chars=80)
        password, again = (
            column.text_input(label, type="password", key=f"people:first:{key}", autocomplete="new-password")
            for column, label, key in (
                (left, _("Password, at least 10 characters"), "password"),
                (right, _("The same password again"), "again"),
            )
        )
        st.warning(
            _(
                "The first account is the admin. As soon as it is made everybody has to sign in, you too, on this"
                " computer too. The desk cannot go back to being without accounts."
            )
        )
        if not st.form_submit_button(_("Make the first account"), type="primary", key="people:first:go"):
            return ""
    return _made(name, display, password, again)


def _made(name: str, display: str, password: str, again: str) -> str:
    if password != again:
        st.error(_("The two passwords are not the same."), icon=":material/error:")
        return ""
    try:
        return accounts.begin(desk().store, name, password=password, display=display, by=person()).name
    except TranslateFlowError as exc:
        st.error(literal(refusal(exc)), icon=":material/error:")
        return ""


def _begun(name: str) -> None:
    said = _("The account {name} is made. From now on everybody has to sign in.", name=isolated(literal(name)))
    st.success(said, icon=":material/check:")
    st.html(f'<a href="/login?next=/people" target="_self" style="color: inherit">{escape(_("Sign in"))}</a>')
