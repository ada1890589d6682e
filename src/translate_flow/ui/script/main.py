"""The script Streamlit runs for each interaction: navigation, the chosen page, the interface language."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from translate_flow.errors import TranslateFlowError
from translate_flow.ui import i18n
from translate_flow.ui.account import signed_in_as, signed_out
from translate_flow.ui.desk import is_let_in
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.navigation import sections
from translate_flow.ui.widgets import compact, interface_language, literal, tab_title, told

# An icon of our own: Streamlit would fetch an emoji or a named icon from the network.
ICON = Path(__file__).with_name("icon.svg")

st.set_page_config(page_title="Translate Flow", page_icon=ICON, layout="wide")
page = st.navigation(sections(), position="top")
tab_title(page.title)
i18n.relabel()
i18n.apply_direction()
compact()
if not is_let_in():
    signed_out()
    st.stop()
try:
    page.run()
except TranslateFlowError as exc:
    st.error(literal(told(exc)))
    st.caption(_("Nothing was changed. Reload the page, or go back to the articles."))
interface_language()
signed_in_as()
