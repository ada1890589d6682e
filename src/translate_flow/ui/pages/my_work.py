"""A person's work: what is new, what is to be done and until when, what was sent back, where they were named."""

from __future__ import annotations

from datetime import date

import streamlit as st

from translate_flow.ui.board_names import person_name
from translate_flow.ui.desk import desk, person
from translate_flow.ui.duties import mentions_panel, notices_panel, pieces_panel, sent_back_panel
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.navigation import go
from translate_flow.ui.widgets import isolated, literal
from translate_flow.workflow import assigning, board, commenting


def page() -> None:
    """Show the work of whoever looks, or of whom the address names; nobody puts away what is others'."""
    whose = _whose()
    own = whose == person()
    st.title(_("My work") if own else _("Work of {name}", name=isolated(literal(person_name(whose)))))
    if own:
        notices_panel(assigning.notices(desk().store, whose))
    found = board.work(desk().store, whose)
    pieces_panel(found.pieces, today=date.today(), own=own)
    sent_back_panel(found.sent_back, own=own)
    mentions_panel(commenting.mentions(desk().store, whose), own=own)
    if not own and st.button(_("On the board"), icon=":material/dashboard:"):
        go("board", person=whose)


def _whose() -> str:
    """Whom the address names, if there is such a person."""
    asked = st.query_params.get("person", "")
    known = {each.name for each in assigning.everybody(desk().store, gone=True)}
    return asked if asked in known else person()
