"""My work: what is new, what is to be done and until when, what was sent back, where one was named."""

from __future__ import annotations

from datetime import date

import streamlit as st

from translate_flow.ui.desk import desk, person
from translate_flow.ui.duties import mentions_panel, notices_panel, pieces_panel, sent_back_panel
from translate_flow.ui.i18n import gettext as _
from translate_flow.workflow import assigning, board, commenting


def page() -> None:
    """Show the work of whoever looks."""
    st.title(_("My work"))
    notices_panel(assigning.notices(desk().store, person()))
    found = board.work(desk().store, person())
    pieces_panel(found.pieces, today=date.today())
    sent_back_panel(found.sent_back)
    mentions_panel(commenting.mentions(desk().store, person()))
