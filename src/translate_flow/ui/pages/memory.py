"""The translation memory: how much it holds, where words were translated before, files in and out."""

from __future__ import annotations

import streamlit as st

from translate_flow.domain.people import Right
from translate_flow.ui.desk import may
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.memory_import import import_panel
from translate_flow.ui.memory_search import concordance, export_panel, held_pairs
from translate_flow.ui.uploads import report


def page() -> None:
    """Show the pairs of the memory and search one of them."""
    st.title(_("Memory"))
    pairs = held_pairs()
    if pairs:
        concordance(pairs)
        with st.expander(_("Export"), icon=":material/download:"):
            export_panel(pairs)
    else:
        st.info(_("The memory is empty. It learns from every segment you approve; a file can be brought in below."))
    report("memory")
    if not may(Right.COORDINATE):
        return
    with st.expander(_("Import"), icon=":material/upload:", expanded=not pairs):
        import_panel()
