"""Tell, on whatever page comes next, what could not be given out as a collection says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from translate_flow.ui import i18n
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.widgets import isolated, literal, told
from translate_flow.workflow.joining import Unassigned

_KEY = "collections:unassigned"


def keep_unassigned(refused: Sequence[Unassigned]) -> None:
    """Keep it for `show_unassigned`."""
    if refused:
        st.session_state[_KEY] = refused


def show_unassigned() -> None:
    """Say it once; with nothing to say it takes the same place, so that nothing below is drawn anew."""
    place = st.empty()
    refused: Sequence[Unassigned] = st.session_state.pop(_KEY, ())
    if refused:
        lines = [_("Not given out as the collection says:"), *(f"- {_line(item)}" for item in refused)]
        place.warning("\n".join(["", *lines]), icon=":material/person_off:")


def _line(item: Unassigned) -> str:
    return (
        f"{isolated(literal(item.slug))}, {literal(i18n.language_name(item.language))}: {isolated(literal(_why(item)))}"
    )


def _why(item: Unassigned) -> str:
    if isinstance(item.why, date):
        return _("the deadline {day} has passed", day=i18n.date(item.why))
    return told(item.why)
