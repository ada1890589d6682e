"""A link of the desk that is shown once, to be copied."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

import streamlit as st

from translate_flow.ui import i18n
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.widgets import isolated, literal


def link_once(path: str, *, until: datetime, key: str) -> bool:
    """Show the address of a path; whether it was said to be copied."""
    with st.container(border=True):
        moment = isolated(i18n.moment(until))
        st.markdown(literal(_("Copy this link now: it is not shown again. It holds until {moment}.", moment=moment)))
        st.code(f"{_origin()}{path}", language=None, wrap_lines=True)
        return st.button(_("I have copied it"), key=key)


def _origin() -> str:
    """Where this page is, for links that are opened elsewhere."""
    address = urlsplit(st.context.url or "")
    return f"{address.scheme}://{address.netloc}" if address.netloc else ""
