"""A list of articles that stays short: search, pages, one card for each article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from translate_flow.domain.collections import Collection
from translate_flow.domain.people import Right
from translate_flow.domain.ports import Entry, Progress
from translate_flow.domain.shelves import Shelf
from translate_flow.domain.translation import State
from translate_flow.errors import TranslateFlowError
from translate_flow.jobs.queue import Job
from translate_flow.ui import i18n
from translate_flow.ui.collection_box import chosen_collection
from translate_flow.ui.desk import desk, may, person
from translate_flow.ui.drafts import drafting, order
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.i18n import ngettext
from translate_flow.ui.language_picker import pick_languages
from translate_flow.ui.machines import can_draft_article, no_engine
from translate_flow.ui.navigation import go
from translate_flow.ui.shelves import article_menu
from translate_flow.ui.unassigned import keep_unassigned
from translate_flow.ui.widgets import article_facts, isolated, literal, paged, progress_line, spoken, title_of, told
from translate_flow.workflow import importing, shelving

PAGE = 20


def shown(entries: Sequence[Entry]) -> Sequence[Entry]:
    """The articles of the chosen page that hold what was searched for."""
    if len(entries) <= PAGE:
        return entries
    wanted = st.text_input(_("Search in titles"), key="search", icon=":material/search:").casefold()
    found = [entry for entry in entries if wanted in entry.title.casefold() or wanted in entry.slug]
    if not found:
        st.info(_("No title holds “{text}”.", text=literal(wanted)))
    number = paged(len(found), PAGE, key="page")
    st.caption(ngettext("{n} article", "{n} articles", len(found)))
    return found[(number - 1) * PAGE : number * PAGE]


def none_yet(shelf: Shelf) -> None:
    """A shelf without articles, and the way to one."""
    if shelf is Shelf.ARCHIVED:
        st.info(_("No article is archived."))
    elif shelf is Shelf.DELETED:
        st.info(_("No article is deleted."))
    else:
        others = any(shelving.counts(desk().store).values())
        none = _("There is no article yet. Import one: paste a text or upload a file.")
        st.info(_("No article is open.") if others else none, icon=":material/upload:")
        if may(Right.COORDINATE) and st.button(_("Import an article"), type="primary"):
            go("bring_in")


def within_collection(entries: Sequence[Entry]) -> Sequence[Entry]:
    """The articles of the collection that is chosen; all where none is."""
    chosen = chosen_collection(_("Collection"), key="collection", nothing=_("All"))
    return [entry for entry in entries if entry.collection == chosen] if chosen else entries


def article_card(
    entry: Entry,
    rows: Sequence[Progress],
    running: Mapping[tuple[str, str], Job],
    *,
    within: Collection | None,
    apart: bool = False,
) -> None:
    """One article: what it is, how far each language is and its draft, the ways on.

    ``within`` is its collection, None where it is in none or that was removed meanwhile. It is told ``apart`` from
    others of its title by its name.
    """
    name = title_of(entry, apart=apart)
    with st.container(border=True):
        st.header(isolated(literal(title_of(entry))), anchor=False)
        st.caption(article_facts(entry, apart=apart))
        for row in rows:
            _language_line(entry, row, running.get((entry.slug, row.language)), within, name=name)
        if not rows:
            st.caption(_("Not open for any language yet."))
        with st.container(horizontal=True, vertical_alignment="center"):
            if may(Right.COORDINATE):
                _add_language(entry, name=name)
            _draft_all(entry, [row for row in rows if (entry.slug, row.language) not in running], within, name=name)
            if may(Right.COORDINATE):
                _new_version(entry, name=name)
                article_menu(entry, name=name)


def _new_version(entry: Entry, *, name: str) -> None:
    """The way to bring a changed text in."""
    label = spoken(_("New version"), name)
    if st.button(label, key=f"version:{entry.slug}", icon=":material/difference:", help=_("Import a changed text")):
        go("bring_in", revises=entry.slug)


def _draft_all(entry: Entry, rows: Sequence[Progress], within: Collection | None, *, name: str) -> None:
    """One button for several languages that wait; the list shows them being drafted."""
    waiting = [
        row.language
        for row in rows
        if row.states[State.UNTRANSLATED]
        and can_draft_article(entry, row.language, within)
        and may(Right.EDIT, language=row.language)
    ]
    if len(waiting) > 1 and st.button(
        spoken(ngettext("Draft {n} language", "Draft {n} languages", len(waiting)), name),
        key=f"draft-all:{entry.slug}",
        icon=":material/bolt:",
    ):
        for language in waiting:
            order(entry.slug, language)
        st.rerun()


def _language_line(entry: Entry, row: Progress, job: Job | None, within: Collection | None, *, name: str) -> None:
    bar, draft, review = st.columns([6, 1.4, 1.4], vertical_alignment="center")
    with bar:
        progress_line(row)
        # an element even without a job: what is not drawn anew stays on the page until the whole page is
        state = st.empty()
        if job and _unfinished(row):
            state.caption(drafting(job))
    into = i18n.language_name(row.language)
    key = f"{entry.slug}:{row.language}"
    if row.states[State.UNTRANSLATED] and not job and may(Right.EDIT, language=row.language):
        with draft:
            _draft(entry, row.language, within, key=f"draft:{key}", name=name)
    if review.button(
        spoken(_("Review"), into, name),
        key=f"review:{key}",
        type="primary",
        help=_("Review {language}", language=into),
        width="stretch",
    ):
        go("review", article=entry.slug, language=row.language)


def _unfinished(row: Progress) -> bool:
    """Whether a job may still have something to do: its end is told later than its last drafts are stored."""
    return bool(row.states[State.UNTRANSLATED] or row.stale)


def _draft(entry: Entry, language: str, within: Collection | None, *, key: str, name: str) -> None:
    """The button that drafts, where an engine can; elsewhere one that says why not."""
    into = i18n.language_name(language)
    if not can_draft_article(entry, language, within):
        with st.popover(spoken(_("No engine"), into, name), type="tertiary", width="stretch"):
            st.caption(no_engine(entry.language, [language]))
    elif st.button(
        spoken(_("Draft"), into, name),
        key=key,
        help=_("Draft into {language} by machine", language=into),
        width="stretch",
    ):
        order(entry.slug, language)
        go("review", article=entry.slug, language=language)


def _add_language(entry: Entry, *, name: str) -> None:
    with st.popover(spoken(_("Add languages"), name), icon=":material/add:"):
        key = f"add:{entry.slug}"
        wanted = pick_languages(_("Languages"), source=entry.language, without=entry.languages, key=key)
        if st.button(spoken(_("Add"), name), key=f"{key}:go", disabled=not wanted):
            try:
                unassigned = importing.open_languages(desk().store, entry.slug, wanted, by=person())
            except TranslateFlowError as exc:
                st.error(literal(told(exc)), icon=":material/error:")
                return
            keep_unassigned(unassigned)
            st.rerun()
