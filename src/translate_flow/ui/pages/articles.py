"""The articles with their progress per language; where the day starts."""

from __future__ import annotations

import streamlit as st

from translate_flow.domain.shelves import Shelf
from translate_flow.ui.desk import desk
from translate_flow.ui.drafts import active_jobs, watch
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.listing import article_card, none_yet, shown, within_collection
from translate_flow.ui.revisions_panel import listed_banner
from translate_flow.ui.shelves import chosen_shelf, shelved_card, what_happened
from translate_flow.ui.unassigned import show_unassigned
from translate_flow.ui.widgets import namesakes
from translate_flow.workflow import collections, progress


def page() -> None:
    """List the articles of a shelf, newest first."""
    st.title(_("Articles"))
    what_happened()
    listed_banner()
    show_unassigned()
    shelf = chosen_shelf()
    entries = progress.articles(desk().store, shelf)
    if not entries:
        none_yet(shelf)
        return
    apart = namesakes(entries)
    if shelf is not Shelf.OPEN:
        for entry in shown(entries):
            shelved_card(entry, apart=entry.slug in apart)
        return
    # jobs first: one that ends in between is watched for a moment longer, instead of leaving an old page unwatched
    running = active_jobs()
    listed = shown(within_collection(entries))
    rows = progress.by_article(desk().store, [entry.slug for entry in listed])
    kept = collections.by_name(desk().store)
    for entry in listed:
        within = kept.get(entry.collection)
        article_card(entry, rows[entry.slug], running, within=within, apart=entry.slug in apart)
    watch(running)
