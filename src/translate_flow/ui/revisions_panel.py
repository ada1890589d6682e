"""The revisions of an article under its review, and the one click that takes the last one back."""

from __future__ import annotations

import streamlit as st

from translate_flow.domain.people import Right
from translate_flow.domain.ports import Entry
from translate_flow.domain.revisions import ArticleRevision
from translate_flow.domain.shelves import Shelf
from translate_flow.errors import TranslateFlowError
from translate_flow.ui import i18n
from translate_flow.ui.board_names import person_name
from translate_flow.ui.desk import desk, may, person
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.revision import effect_line
from translate_flow.ui.widgets import isolated, literal, told
from translate_flow.workflow import revising

_DONE = "revision:undone"


def revisions_panel(entry: Entry) -> None:
    """What each revision did, the newest first; nothing for an article that was never revised."""
    _say_done()
    found = revising.revisions(desk().store, entry.slug)
    if not found:
        return
    with st.expander(_("Revisions"), icon=":material/difference:"):
        st.caption(_("Translations that people wrote since the last revision are kept when it is taken back."))
        last = found[0]
        able = entry.shelf is Shelf.OPEN and may(Right.COORDINATE)
        if able and st.button(
            _("Undo the last revision"), icon=":material/undo:", key=f"undo:{entry.slug}:{last.number}"
        ):
            _undo(entry, last)
        for item in found:
            st.markdown(_line(item))


def _line(item: ArticleRevision) -> str:
    what = effect_line(item.effect) if item.undoes is None else _("takes back revision {n}", n=i18n.number(item.undoes))
    parts = [i18n.date(item.at), isolated(person_name(item.by)), isolated(item.origin) if item.origin else "", what]
    told_of = literal(" · ".join(part for part in parts if part))
    number = _("Revision {n}", n=i18n.number(item.number))
    return f"**{literal(number)}** {told_of}"


def _undo(entry: Entry, last: ArticleRevision) -> None:
    try:
        undone = revising.undo(desk().store, entry.slug, splitter=desk().splitter, by=person(), number=last.number)
    except TranslateFlowError as exc:
        st.error(literal(told(exc)), icon=":material/error:")
        return
    st.session_state[_DONE] = undone.number
    st.rerun()


def _say_done() -> None:
    number = st.session_state.pop(_DONE, None)
    if number is not None:
        st.success(_("Revision {n} is taken back.", n=i18n.number(number)), icon=":material/undo:")
