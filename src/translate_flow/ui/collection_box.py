"""Choose a collection; the choice stands in the page's address."""

from __future__ import annotations

import streamlit as st

from translate_flow.ui.desk import desk
from translate_flow.workflow import collections

_NAME = "collection"


def chosen_collection(label: str, *, key: str, nothing: str) -> str:
    """The name of the collection in the box, empty where it says ``nothing``; no box where there is none to choose."""
    names = collections.names(desk().store)
    if not names:
        return ""
    if key not in st.session_state and st.query_params.get(_NAME) in names:
        st.session_state[key] = st.query_params[_NAME]
    if st.session_state.get(key, "") not in {"", *names}:
        del st.session_state[key]  # it was removed meanwhile
    chosen = st.selectbox(label, ["", *names], format_func=lambda name: names.get(name, nothing), key=key)
    if chosen:
        st.query_params[_NAME] = chosen
    else:
        st.query_params.pop(_NAME, None)
    return chosen
