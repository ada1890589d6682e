"""The audit log, the newest first, of one person or one action where that is asked."""

from __future__ import annotations

from html import escape

import streamlit as st

from translate_flow.domain.people import Event
from translate_flow.ui import i18n
from translate_flow.ui.board_names import person_name
from translate_flow.ui.desk import desk
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.i18n import ngettext
from translate_flow.ui.people_table import cell, people_table
from translate_flow.ui.people_words import action_name
from translate_flow.ui.widgets import paged
from translate_flow.workflow import administering

PAGE = 50


def log_panel() -> None:
    """Two boxes and the entries that they leave, a page at a time."""
    names, actions = administering.logged(desk().store)
    left, right, page = st.columns([2, 2, 1], vertical_alignment="bottom")
    who = left.selectbox(
        _("Person"),
        ["", *names],
        format_func=lambda name: person_name(name) if name else _("All"),
        key="people:log:who",
    )
    ordered = sorted(actions, key=action_name)
    what = right.selectbox(
        _("Action"), ["", *ordered], format_func=lambda it: action_name(it) if it else _("All"), key="people:log:what"
    )
    with page:
        total = administering.log(desk().store, size=1, person=who, action=what).total
        number = paged(total, PAGE, key="people:log:page")
    st.caption(ngettext("{n} entry", "{n} entries", total))
    shown = administering.log(desk().store, size=PAGE, number=number, person=who, action=what)
    if shown.entries:
        columns = (_("When"), _("Who"), _("What was done"), _("To whom or what"), _("More"))
        people_table(_("Audit log"), columns, map(_row, shown.entries))


def _row(event: Event) -> str:
    # written in English, whatever the interface: names, tags, numbers
    more = f'<td><span lang="en" dir="ltr">{escape(event.detail)}</span></td>' if event.detail else cell("")
    when = cell(i18n.moment(event.at), kind="when")
    by, what, whom = cell(person_name(event.by)), cell(action_name(event.action)), cell(event.subject)
    return f"<tr>{when}{by}{what}{whom}{more}</tr>"
