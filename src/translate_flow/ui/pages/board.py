"""The coordinator's board: every article in every language, the work assigned, the trends."""

from __future__ import annotations

import streamlit as st

from translate_flow.ui.board_assign import assign_panel
from translate_flow.ui.board_files import downloads
from translate_flow.ui.board_filters import wanted
from translate_flow.ui.board_matrix import matrix
from translate_flow.ui.board_trends import trends
from translate_flow.ui.desk import desk
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.i18n import ngettext
from translate_flow.ui.navigation import go
from translate_flow.ui.widgets import paged
from translate_flow.workflow import board


def page() -> None:
    """Show a page of what is wanted."""
    st.title(_("Board"))
    if not board.languages(desk().store):
        st.info(_("No article is open for translation yet. Import one and choose its languages."))
        if st.button(_("Import an article"), type="primary"):
            go("bring_in")
        return
    asked = wanted()
    total = board.count(desk().store, asked)
    if not total:
        st.info(_("No article fits all of these filters. Take one of them away."))
        return
    st.caption(ngettext("{n} article", "{n} articles", total))
    shown = board.show(desk().store, asked, number=paged(total, board.PAGE, key="board:page"))
    assign_panel(shown.cells, today=asked.today)
    matrix(shown, today=asked.today)
    downloads(asked, shown.cells)
    trends(asked)
