"""Who is signed in, told at the foot of each page with the way to their account; and what others see instead."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from html import escape
from typing import ParamSpec

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.ui.desk import is_let_in, person
from translate_flow.ui.i18n import gettext as _

_Given = ParamSpec("_Given")


def signed_in_as() -> None:
    """A link to the account of whoever is signed in; nothing on a desk without accounts."""
    if person() != LOCAL_OWNER:
        _link("/account", _("Signed in as {name}", name=person()))


def signed_out() -> None:
    """Say that the session is over, and lead to a new one."""
    st.info(_("You are signed out."), icon=":material/lock:")
    _link("/login", _("Sign in"))


def while_let_in(body: Callable[_Given, None]) -> Callable[_Given, None]:
    """Run a fragment only while whoever looks is still signed in.

    Put it under `st.fragment`, or on what is given to `st.dialog`: their reruns skip the app's script, and with it the
    look at the session.
    """

    @wraps(body)
    def asked(*given: _Given.args, **named: _Given.kwargs) -> None:
        context = get_script_run_ctx()
        if context and context.fragment_ids_this_run and not is_let_in():
            signed_out()
            st.stop()
        body(*given, **named)

    return asked


def _link(address: str, label: str) -> None:
    # the browser's own blue cannot be read on a dark page
    st.html(f'<a href="{address}" target="_self" style="color: inherit">{escape(label)}</a>')
