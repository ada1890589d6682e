"""The rule of four eyes: in which languages nobody approves their own translation."""

from __future__ import annotations

import streamlit as st

from translate_flow.ui import i18n
from translate_flow.ui.desk import desk, person
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.language_picker import languages_by_name
from translate_flow.ui.people_done import done
from translate_flow.workflow import administering


def rules_panel() -> None:
    """The languages of the rule, and the button that sets it; where somebody else does the box is drawn anew."""
    before = administering.four_eyes(desk().store)
    st.markdown(
        _(
            "In these languages nobody approves what they translated themselves, as long as somebody else"
            " may approve there."
        )
    )
    key = f"people:eyes:{' '.join(before)}"
    chosen = st.multiselect(
        _("Languages with four eyes"),
        list(dict.fromkeys([*languages_by_name(), *before])),
        default=before,
        format_func=i18n.language_name,
        key=key,
        placeholder=_("Type a language"),
        select_all=False,
    )
    on, off = set(chosen) - set(before), set(before) - set(chosen)
    if st.button(_("Save the rule"), type="primary", key=f"{key}:go", disabled=not (on or off)):
        names = ", ".join(i18n.language_name(tag) for tag in chosen) or _("in no language")
        store = desk().store
        done(
            lambda: administering.set_four_eyes(store, on=on, off=off, by=person()),
            _("Four eyes: {languages}", languages=names),
            undo=lambda: administering.set_four_eyes(store, on=off, off=on, by=person()),
        )
