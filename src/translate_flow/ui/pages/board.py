"""The coordinator's board: every article in every language, the work assigned, the trends."""

from __future__ import annotations

import streamlit as st

from translate_flow.domain.board import Wanted
from translate_flow.ui import i18n
from translate_flow.ui.board_address import PAGE, keep
from translate_flow.ui.board_assign import assign_panel
from translate_flow.ui.board_files import downloads
from translate_flow.ui.board_filters import wanted
from translate_flow.ui.board_legend import legend
from translate_flow.ui.board_matrix import matrix
from translate_flow.ui.board_names import person_name
from translate_flow.ui.board_trends import trends
from translate_flow.ui.desk import desk
from translate_flow.ui.figures import figures_panel
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.i18n import ngettext
from translate_flow.ui.navigation import go
from translate_flow.ui.widgets import isolated, literal, paged
from translate_flow.workflow import board


def page() -> None:
    """Show a page of what is wanted."""
    title = st.empty()
    title.title(_("Board"))
    if not board.languages(desk().store):
        st.info(_("No article is open for translation yet. Import one and choose its languages."))
        if st.button(_("Import an article"), type="primary"):
            go("bring_in")
        return
    asked = wanted()
    title.title(_title(asked))
    total = board.count(desk().store, asked)
    if not total:
        keep()
        st.info(_("No article fits all of these filters. Take one of them away."))
        return
    st.caption(ngettext("{n} article", "{n} articles", total))
    number = paged(total, board.PAGE, key=PAGE)
    keep()
    shown = board.show(desk().store, asked, number=number)
    assign_panel(shown.cells, today=asked.today)
    legend(today=asked.today)
    matrix(shown, today=asked.today)
    downloads(asked, shown)
    trends(asked)
    figures_panel(asked)


def _title(asked: Wanted) -> str:
    """What the page is of: one language, one person, or everything."""
    of = [i18n.language_name(code) for code in asked.languages] if len(asked.languages) == 1 else []
    of += [person_name(asked.person)] if asked.person else []
    return " · ".join([_("Board"), *(isolated(literal(each)) for each in of)])
