"""The revisions of an article under its review, and the one click that takes the last one back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from translate_flow.domain.assignment import NotBack
from translate_flow.domain.people import Right
from translate_flow.domain.ports import Entry
from translate_flow.domain.revisions import ArticleRevision
from translate_flow.domain.shelves import Shelf
from translate_flow.errors import TranslateFlowError
from translate_flow.ui import i18n
from translate_flow.ui.board_names import person_name, task_name
from translate_flow.ui.desk import desk, may, person
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.i18n import ngettext
from translate_flow.ui.revision import STORED, effect_line
from translate_flow.ui.widgets import isolated, literal, spoken, told, undo_beside
from translate_flow.workflow import revising
from translate_flow.workflow.revising import Undone

_DONE = "revision:undone"


def listed_banner() -> None:
    """The same above a list of articles, for one that no review shows: it is open for no language."""
    undone, stored = st.session_state.get(_DONE), st.session_state.get(STORED)
    slug = undone.entry.slug if undone else stored.slug if stored else ""
    entry = revising.known(desk().store, slug) if slug else None
    if entry and not entry.languages:
        revised_banner(entry, of=f"{isolated(entry.title or entry.slug)} · ")


def revised_banner(entry: Entry, *, of: str = "") -> None:
    """What a revision, or its undoing, did a moment ago; of a revision also the way back. ``of`` goes before it."""
    undone = st.session_state.pop(_DONE, None)
    if undone is not None:
        st.success(literal(of + _taken_back(undone)), icon=":material/undo:")
        if undone.not_back:
            st.warning(_not_back(undone.not_back), icon=":material/person_off:")
    stored = st.session_state.get(STORED)
    if stored is None or (stored.slug, stored.number) != (entry.slug, entry.revision) or not _may_undo(entry):
        return
    said = _("Revision {n} is stored.", n=i18n.number(stored.number))
    label = spoken(_("Undo"), _("Revision {n}", n=i18n.number(stored.number)))
    if undo_beside(
        literal(f"{of}{said} {stored.effect}"), icon=":material/difference:", key="revision:undo", undo=label
    ):
        _undo(entry, stored.number)


def _may_undo(entry: Entry) -> bool:
    return entry.shelf is Shelf.OPEN and may(Right.COORDINATE)


def _taken_back(undone: Undone) -> str:
    said = _("Revision {n} is taken back.", n=i18n.number(undone.number))
    return f"{said} {_restored(undone.restored, undone.kept)}"


def _restored(restored: int, kept: int) -> str:
    told_of = ngettext("{n} translation is as it was.", "{n} translations are as they were.", restored)
    stays = ngettext("{n} that was worked on since is kept.", "{n} that were worked on since are kept.", kept)
    return " ".join([told_of, *([stays] if kept else [])])


def _not_back(left: Sequence[NotBack]) -> str:
    said = _("Not given back to who had it, for they may not do it any more:")
    return "\n".join(["", said, *(f"- {literal(_part(item))}" for item in left)])


def _part(item: NotBack) -> str:
    return " · ".join([i18n.language_name(item.language), task_name(item.task), isolated(person_name(item.person))])


def revisions_panel(entry: Entry) -> None:
    """What each revision did, the newest first; nothing for an article that was never revised."""
    found = revising.revisions(desk().store, entry.slug)
    if not found:
        return
    with st.expander(_("Revisions"), icon=":material/difference:"):
        st.caption(_("Translations that people wrote since the last revision are kept when it is taken back."))
        last = found[0]
        if _may_undo(entry) and st.button(
            _("Undo the last revision"), icon=":material/undo:", key=f"undo:{entry.slug}:{last.number}"
        ):
            _undo(entry, last.number)
        for item in found:
            st.markdown(_line(item))


def _line(item: ArticleRevision) -> str:
    what = effect_line(item.effect) if item.undoes is None else _undoing(item.undoes, item.effect)
    parts = [i18n.date(item.at), isolated(person_name(item.by)), isolated(item.origin) if item.origin else "", what]
    told_of = literal(" · ".join(part for part in parts if part))
    number = _("Revision {n}", n=i18n.number(item.number))
    return f"**{literal(number)}** {told_of}"


def _undoing(number: int, effect: Mapping[str, int]) -> str:
    """What taking a revision back did; of an old one that is not known."""
    said = _("takes back revision {n}", n=i18n.number(number))
    return f"{said} · {_restored(effect.get('restored', 0), effect.get('kept', 0))}" if effect else said


def _undo(entry: Entry, number: int) -> None:
    try:
        undone = revising.undo(desk().store, entry.slug, splitter=desk().splitter, by=person(), number=number)
    except TranslateFlowError as exc:
        st.error(literal(told(exc)), icon=":material/error:")
        return
    st.session_state[_DONE] = undone
    st.session_state.pop(STORED, None)
    st.rerun()
