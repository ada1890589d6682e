"""The articles with their progress per language; where the day starts."""

from __future__ import annotations

import streamlit as st

from translate_flow.domain.people import Right
from translate_flow.ui.desk import desk, may
from translate_flow.ui.drafts import active_jobs, watch
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.listing import article_card, shown, within_collection
from translate_flow.ui.navigation import go
from translate_flow.ui.unassigned import show_unassigned
from translate_flow.workflow import progress


def page() -> None:
    """List the articles, newest first."""
    st.title(_("Articles"))
    show_unassigned()
    entries = progress.articles(desk().store)
    if not entries:
        st.info(_("There is no article yet. Import one: paste a text or upload a file."), icon=":material/upload:")
        if may(Right.COORDINATE) and st.button(_("Import an article"), type="primary"):
            go("bring_in")
        return
    # jobs first: one that ends in between is watched for a moment longer, instead of leaving an old page unwatched
    running = active_jobs()
    rows = progress.by_article(desk().store)
    for entry in shown(within_collection(entries)):
        article_card(entry, rows.get(entry.slug, ()), running)
    watch(running)
