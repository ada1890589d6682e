"""Review a translation side by side, draft what is missing, take the result away."""

from __future__ import annotations

import streamlit as st

from translate_flow.domain.shelves import Shelf
from translate_flow.ui.choosing import chosen_bitext
from translate_flow.ui.cleaning import cleaning_panel
from translate_flow.ui.downloads import download_panel
from translate_flow.ui.drafts import draft_panel
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.review_grid import review_grid
from translate_flow.ui.revisions_panel import revised_banner, revisions_panel
from translate_flow.ui.shelves import archived_banner
from translate_flow.ui.unassigned import show_unassigned


def page() -> None:
    """Show the article and language that the address names, or those a person picks."""
    chosen = chosen_bitext(_("Review"))
    if chosen is None:
        return
    archived_banner(chosen.entry)
    show_unassigned()
    revised_banner(chosen.entry)
    drafted = draft_panel(chosen) if chosen.entry.shelf is Shelf.OPEN else 0
    review_grid(chosen, refreshed=drafted)
    with st.expander(_("Export and download"), icon=":material/download:"):
        download_panel(chosen)
    revisions_panel(chosen.entry)
    cleaning_panel(chosen.entry.slug)
