"""Change something about people, say what was done, and offer the way back."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import streamlit as st

from translate_flow.errors import TranslateFlowError
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.people_words import refusal
from translate_flow.ui.widgets import literal, undo_beside

_SAID, _BACK = "people:said", "people:back"


class _Back(NamedTuple):
    """What was done, and how it is taken back."""

    said: str
    undo: Callable[[], object]


def done(change: Callable[[], object], said: str, *, undo: Callable[[], object] | None = None) -> None:
    """Change something and say so on the page that comes, with a way back where there is one; else tell in place why.

    ``undo`` is pressed later, by whoever looks at the page then.
    """
    try:
        change()
    except TranslateFlowError as exc:
        st.error(literal(refusal(exc)), icon=":material/error:")
        return
    st.session_state.pop(_BACK, None)
    if undo:
        st.session_state[_BACK] = _Back(said, undo)
    else:
        st.session_state[_SAID] = said
    st.rerun()


def what_happened() -> None:
    """What the last press did; with nothing to say it takes the same place, so that nothing below is drawn anew."""
    with st.container():
        if said := st.session_state.pop(_SAID, ""):
            st.success(literal(said), icon=":material/check:")
        back: _Back | None = st.session_state.get(_BACK)
        if back and undo_beside(literal(back.said), icon=":material/check:", key="people:undo"):
            del st.session_state[_BACK]
            done(back.undo, _("Taken back."))
