"""Who is signed in, told at the foot of each page with the way to their account; and what others see instead."""

from __future__ import annotations

from html import escape

import streamlit as st

from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.ui.desk import person
from translate_flow.ui.i18n import gettext as _


def signed_in_as() -> None:
    """A link to the account of whoever is signed in; nothing on a desk without accounts."""
    if person() != LOCAL_OWNER:
        _link("/account", _("Signed in as {name}", name=person()))


def signed_out() -> None:
    """Say that the session is over, and lead to a new one."""
    st.info(_("You are signed out."), icon=":material/lock:")
    _link("/login", _("Sign in"))


def _link(address: str, label: str) -> None:
    # the browser's own blue cannot be read on a dark page
    st.html(f'<a href="{address}" target="_self" style="color: inherit">{escape(label)}</a>')
