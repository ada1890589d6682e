"""The termbase: find, add, change and delete terms, bring a file in, take one home."""

from __future__ import annotations

import streamlit as st

from translate_flow.domain.people import Right
from translate_flow.ui.desk import may
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.pairs import chosen_pair
from translate_flow.ui.term_files import files_panel
from translate_flow.ui.term_form import add_button
from translate_flow.ui.term_list import term_list, what_happened


def page() -> None:
    """Show the terms of a language pair, those that hold what was searched for."""
    st.title(_("Terms"))
    choice, add = st.columns([5, 1], vertical_alignment="bottom")
    with choice:
        pair = chosen_pair()
    if may(Right.APPROVE, language=pair.language):
        with add:
            add_button(pair)
    what_happened()
    with st.expander(_("Import and export"), icon=":material/swap_vert:"):
        files_panel(pair)
    term_list(pair)
