"""Search in every article and language."""

from __future__ import annotations

import streamlit as st

from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.text_search import search_panel


def page() -> None:
    """A search box and what it finds, each with the way to its segment."""
    st.title(_("Search"))
    search_panel()
