"""Collections: series and topics, how far they are, and what is meant for every article that comes in."""

from __future__ import annotations

from datetime import date

import streamlit as st

from translate_flow.domain.people import Right
from translate_flow.ui.collection_articles import articles_of, move_panel, remove_panel
from translate_flow.ui.collection_box import chosen_collection
from translate_flow.ui.collection_form import NEW, SAID, collection_form
from translate_flow.ui.collection_list import collection_table
from translate_flow.ui.desk import desk, may
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.unassigned import show_unassigned
from translate_flow.ui.widgets import isolated, literal
from translate_flow.workflow import collections


def page() -> None:
    """Show every collection, and one of them whole."""
    st.title(_("Collections"))
    # a place of its own: what comes below keeps its own when the message goes, an open panel stays open
    place = st.empty()
    if message := st.session_state.pop(SAID, ""):
        place.success(literal(message), icon=":material/check:")
    show_unassigned()
    found = {item.held.collection.name: item for item in collections.listed(desk().store, today=date.today())}
    if found:
        collection_table(list(found.values()))
    else:
        st.info(_("There is no collection yet. A series or topic says once what is meant for all of its articles."))
    keeper = may(Right.COORDINATE)
    if keeper:
        with st.expander(_("New collection"), icon=":material/add:", expanded=not found):
            collection_form(NEW)
    chosen = chosen_collection(_("Collection"), key="collection:chosen", nothing=_("Choose a collection"))
    if chosen in found:
        _one(found[chosen], keeper=keeper)


def _one(shown: collections.Shown, *, keeper: bool) -> None:
    held = shown.held
    st.header(isolated(literal(held.collection.shown)), anchor=False)
    members = articles_of(held)
    if not keeper:
        return
    with st.expander(_("Put articles in, or take them out"), icon=":material/swap_horiz:"):
        move_panel(held, members)
    with st.expander(_("Change the collection"), icon=":material/edit:"):
        collection_form(held.collection)
    remove_panel(held)
