"""Bring an article in: upload or paste, look at what cleaning made of it, store it."""

from __future__ import annotations

import streamlit as st

from translate_flow.domain.people import Right
from translate_flow.errors import TranslateFlowError
from translate_flow.ui.desk import may
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.intake import alike, first_read, given, options, preview, store_form
from translate_flow.ui.revision import planned, revised_article, revision_form, show_plan, wanted_target
from translate_flow.ui.widgets import literal, told


def page() -> None:
    """Take a document and show it as it would be stored; nothing is stored before the button is pressed."""
    st.title(_("Import an article"))
    if not may(Right.COORDINATE):
        st.info(_("Articles are brought in by coordinators of all languages: ask one of them."), icon=":material/lock:")
        return
    wanted_target()
    document = given()
    if document is None:
        st.caption(_("Text, HTML, Markdown, Word, OpenDocument or EPUB, up to 25 MB. Nothing leaves this computer."))
        return
    chosen = options(document)
    read = first_read(document, chosen)
    entry = revised_article(document.key, read, alike(document, read))
    effect = st.container()
    try:
        article = preview(document, chosen, read=read, revises=entry)
        plan = planned(entry, article) if entry else None
    except TranslateFlowError as exc:
        st.error(literal(told(exc)), icon=":material/error:")
        return
    if plan is None:
        store_form(document, article)
        return
    with effect:
        show_plan(plan)
    revision_form(document.name, article, plan)
