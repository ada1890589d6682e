"""Put articles away on the page: the menu of one, what stands in the archive and in the bin, and the ways back."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from translate_flow.domain.people import Right
from translate_flow.domain.ports import Entry
from translate_flow.domain.shelves import Shelf
from translate_flow.errors import TranslateFlowError
from translate_flow.ui import i18n
from translate_flow.ui.board_names import person_name
from translate_flow.ui.desk import desk, may, person
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.i18n import ngettext
from translate_flow.ui.navigation import go
from translate_flow.ui.widgets import article_facts, isolated, literal, spoken, title_of, told, undo_beside
from translate_flow.workflow import shelving

_MOVED, _SAID = "shelf:moved", "shelf:said"


def chosen_shelf() -> Shelf:
    """Where to look, with how much there is; nothing is asked as long as every article is open.

    The counts are captions: a label that changes would be another choice to Streamlit, and forget what was chosen.
    """
    counts = shelving.counts(desk().store)
    if not counts[Shelf.ARCHIVED] and not counts[Shelf.DELETED]:
        return Shelf.OPEN
    names = {Shelf.OPEN: _("Open articles"), Shelf.ARCHIVED: _("Archived"), Shelf.DELETED: _("Deleted")}
    chosen = st.radio(
        _("Which articles"),
        list(Shelf),
        format_func=names.__getitem__,
        captions=[ngettext("{n} article", "{n} articles", counts[shelf]) for shelf in Shelf],
        horizontal=True,
        label_visibility="collapsed",
        key="shelf",
    )
    return chosen or Shelf.OPEN


def what_happened() -> None:
    """What the last press did, and the way back."""
    if said := st.session_state.pop(_SAID, ""):
        st.success(literal(said), icon=":material/check:")
    moved = st.session_state.get(_MOVED)
    if moved and undo_beside(literal(_moved(moved)), icon=":material/inventory_2:", key="shelf:undo"):
        del st.session_state[_MOVED]
        _restore(moved)


def _moved(entry: Entry) -> str:
    title = isolated(title_of(entry))
    return _("Archived: {title}", title=title) if entry.until is None else _("Deleted: {title}", title=title)


def article_menu(entry: Entry, *, name: str) -> None:
    """The ways to put an article away; ``name`` tells it from all others."""
    with st.popover(spoken(_("More"), name), icon=":material/more_horiz:"):
        st.caption(_("Archived articles can be read and exported, but not changed."))
        _archive_button(entry, name=name)
        _delete_button(entry, name=name)


def _archive_button(entry: Entry, *, name: str) -> None:
    if st.button(spoken(_("Archive"), name), key=f"archive:{entry.slug}", icon=":material/inventory_2:"):
        _put_away(lambda: shelving.archive(desk().store, [entry.slug], by=person())[0])


def _delete_button(entry: Entry, *, name: str) -> None:
    days = desk().config.bin_days
    why = ngettext("It can be restored for {n} day.", "It can be restored for {n} days.", days)
    label = spoken(_("Delete"), name)
    if st.button(label, key=f"delete:{entry.slug}", icon=":material/delete:", help=why):
        _put_away(lambda: shelving.delete(desk().store, [entry.slug], by=person(), days=days)[0])


def _put_away(move: Callable[[], Entry]) -> None:
    try:
        st.session_state[_MOVED] = move()
    except TranslateFlowError as exc:
        st.error(literal(told(exc)), icon=":material/error:")
        return
    st.rerun()


def restore_button(entry: Entry, *, name: str = "") -> None:
    """The way back, for who may; ``name`` tells the article from all others."""
    label = spoken(_("Restore"), name or title_of(entry))
    if may(Right.COORDINATE) and st.button(label, key=f"restore:{entry.slug}", icon=":material/unarchive:"):
        st.session_state.pop(_MOVED, None)
        _restore(entry)


def _restore(entry: Entry) -> None:
    """Bring back what was seen where it stood then."""
    try:
        shelving.restore(desk().store, [entry.slug], by=person(), seen=entry.shelf)
    except TranslateFlowError as exc:
        st.error(literal(told(exc)), icon=":material/error:")
        return
    st.session_state[_SAID] = _("Restored: {title}", title=isolated(title_of(entry)))
    st.rerun()


def shelved_card(entry: Entry, *, apart: bool = False) -> None:
    """An article that was put away: since when, and what may be done with it; told ``apart`` by its name."""
    name = title_of(entry, apart=apart)
    with st.container(border=True):
        st.header(isolated(literal(title_of(entry))), anchor=False)
        st.caption(article_facts(entry, apart=apart))
        st.caption(literal(_since(entry)))
        with st.container(horizontal=True, vertical_alignment="center"):
            restore_button(entry, name=name)
            if entry.shelf is Shelf.DELETED:
                _purge_panel(entry, name=name)
                return
            if entry.languages and st.button(spoken(_("Read"), name), key=f"read:{entry.slug}"):
                go("review", article=entry.slug)
            if may(Right.COORDINATE):
                _delete_button(entry, name=name)


def _since(entry: Entry) -> str:
    if entry.deleted and entry.until:
        return _(
            "Deleted by {name} on {day}. It can be restored until {until}.",
            name=isolated(person_name(entry.deleted_by)),
            day=i18n.date(entry.deleted),
            until=i18n.date(entry.until),
        )
    return _("Archived on {day}", day=i18n.date(entry.archived)) if entry.archived else ""


def _purge_panel(entry: Entry, *, name: str) -> None:
    """Deleting for good takes the article's name, typed."""
    if not may(Right.ADMINISTER):
        return
    with st.popover(spoken(_("Delete for good"), name), icon=":material/delete_forever:"):
        st.caption(_("Translations, history and assignments go too. What the memory learned stays."))
        key = f"purge:{entry.slug}"
        typed = st.text_input(_("Type {name} to confirm", name=entry.slug), key=key).strip()
        label = spoken(_("Delete for good now"), name)
        if st.button(label, key=f"{key}:go", type="primary", disabled=typed != entry.slug):
            _purge(entry)


def _purge(entry: Entry) -> None:
    try:
        shelving.purge(desk().store, [entry.slug], by=person(), splitter=desk().splitter, seen=Shelf.DELETED)
    except TranslateFlowError as exc:
        st.error(literal(told(exc)), icon=":material/error:")
        return
    st.session_state.pop(_MOVED, None)
    st.session_state[_SAID] = _("Deleted for good: {title}", title=isolated(title_of(entry)))
    st.rerun()


def archived_banner(entry: Entry) -> None:
    """Why nothing can be changed here, and the way back."""
    if said := st.session_state.pop(_SAID, ""):
        st.success(literal(said), icon=":material/check:")
    if entry.shelf is Shelf.OPEN:
        return
    line, back = st.columns([5, 1], vertical_alignment="center")
    line.info(
        _("This article is archived: it can be read and exported, but not changed."), icon=":material/inventory_2:"
    )
    with back:
        restore_button(entry)
