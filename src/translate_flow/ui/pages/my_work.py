"""A person's work: what is new, what is to be done and until when, what was sent back, where they were named."""

from __future__ import annotations

from datetime import date

import streamlit as st

from translate_flow.domain.assignment import Notice
from translate_flow.domain.board import Piece, Proposals, SentBack
from translate_flow.domain.comments import Comment
from translate_flow.ui.board_names import person_name
from translate_flow.ui.desk import desk, person
from translate_flow.ui.duties import mentions_panel, notices_panel, pieces_panel, proposals_panel, sent_back_panel
from translate_flow.ui.figures import own_figures
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.names import article_names
from translate_flow.ui.navigation import go
from translate_flow.ui.widgets import isolated, literal
from translate_flow.workflow import assigning, board, commenting


def page() -> None:
    """Show the work of whoever looks, or of whom the address names; nobody puts away what is others'."""
    whose = _whose()
    own = whose == person()
    st.title(_("My work") if own else _("Work of {name}", name=isolated(literal(person_name(whose)))))
    news = assigning.notices(desk().store, whose) if own else ()
    found, mentions = board.work(desk().store, whose), commenting.mentions(desk().store, whose)
    told: list[Notice | Piece | SentBack | Proposals | Comment] = [
        *news,
        *found.pieces,
        *found.sent_back,
        *found.proposals,
        *(mention.comment for mention in mentions),
    ]
    names = article_names({item.slug: item.title for item in told})
    notices_panel(news, names=names)
    pieces_panel(found.pieces, names=names, today=date.today(), own=own)
    sent_back_panel(found.sent_back, names=names, own=own)
    proposals_panel(found.proposals, names=names)
    mentions_panel(mentions, names=names, own=own)
    if own:
        own_figures()
    if not own and st.button(_("On the board"), icon=":material/dashboard:"):
        go("board", person=whose)


def _whose() -> str:
    """Whom the address names, if there is such a person."""
    asked = st.query_params.get("person", "")
    known = {each.name for each in assigning.everybody(desk().store, gone=True)}
    return asked if asked in known else person()
