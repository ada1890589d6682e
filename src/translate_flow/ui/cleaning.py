"""What cleaning did to an article that is stored."""

from __future__ import annotations

import streamlit as st

from translate_flow.ui.desk import desk
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.names import reason_name
from translate_flow.ui.widgets import isolated, literal, shortened
from translate_flow.workflow import importing


def cleaning_panel(slug: str) -> None:
    """What cleaning did to a stored article, for whoever misses a line in it."""
    changes = importing.cleaned(desk().store, slug)
    if not changes:
        return
    with st.expander(_("What cleaning changed"), icon=":material/mop:"):
        st.caption(_("To take a change back, import the article again and tick the line in the preview."))
        for change in changes:
            st.markdown(f"**{literal(reason_name(change.reason))}** {isolated(literal(shortened(change.before)))}")
