"""How somebody gets in: a link by which they set a new password, and the address by which a provider knows them."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

import streamlit as st

from translate_flow.domain.people import Person
from translate_flow.errors import TranslateFlowError
from translate_flow.ui.desk import desk, person
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.people_done import done
from translate_flow.ui.people_link import link_once
from translate_flow.ui.people_words import refusal
from translate_flow.ui.widgets import isolated, literal
from translate_flow.workflow import administering, password_links

_MADE = "people:password:made"


def password_button(each: Person) -> None:
    """Make a link for a new password; nobody is shown a password."""
    key = f"people:{each.name}:password"
    with st.popover(_("New password"), icon=":material/key:", key=f"{key}:ask", disabled=each.disabled):
        st.markdown(
            _(
                "Whoever opens the link sets a new password for this account, once, within a day. They are then signed"
                " out everywhere else. A link that was made before ends now."
            )
        )
        if st.button(_("Make a link"), type="primary", icon=":material/link:", key=f"{key}:go"):
            _make(each.name)


def _make(name: str) -> None:
    try:
        token = password_links.make(desk().store, name, by=person())
    except TranslateFlowError as exc:
        st.error(literal(refusal(exc)), icon=":material/error:")
        return
    st.session_state[_MADE] = (token, datetime.now(UTC) + password_links.HOLDS)
    st.rerun()


def password_link(each: Person) -> None:
    """The link that was just made for them: the desk itself does not know it any more."""
    token, until = st.session_state.get(_MADE, ("", datetime.now(UTC)))
    if not token or password_links.whose(desk().store, token) != each.name:
        return
    if link_once(f"/new-password?token={token}", until=until, key=f"people:{each.name}:password:copied"):
        del st.session_state[_MADE]
        st.rerun()


def email_button(each: Person) -> None:
    """Give them another address, or none."""
    key = f"people:{each.name}:email:{each.email}"
    with st.popover(_("Change the e-mail"), icon=":material/mail:", key=f"{key}:ask"):
        wanted = st.text_input(_("E-mail"), each.email, key=f"{key}:to", max_chars=200).strip()
        st.caption(_("By this address a sign-in provider knows the person. Leave it empty to take it away."))
        if st.button(_("Save the e-mail"), type="primary", key=f"{key}:go"):
            change = partial(administering.change_email, desk().store, each.name, by=person())
            said = _("The e-mail of {name} is changed.", name=isolated(each.name))
            done(lambda: change(wanted), said, undo=lambda: change(each.email))
