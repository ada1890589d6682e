"""Assign articles and languages from the board, many at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from translate_flow.domain.assignment import WHOLE, parsed
from translate_flow.domain.people import Right
from translate_flow.errors import TranslateFlowError
from translate_flow.ui import i18n
from translate_flow.ui.board_names import person_name
from translate_flow.ui.desk import desk, person
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.i18n import ngettext
from translate_flow.ui.widgets import literal, told
from translate_flow.workflow import assigning
from translate_flow.workflow.board import Cell

_DONE = "board:assigned"


def assign_panel(cells: Sequence[Cell], *, today: date) -> None:
    """The form, for whoever coordinates one of the languages on the page."""
    if message := st.session_state.pop(_DONE, ""):
        st.success(literal(message), icon=":material/check:")
    languages = assigning.coordinated(desk().store, person(), sorted({cell.standing.language for cell in cells}))
    if not languages:
        return
    with st.expander(_("Assign work"), icon=":material/assignment_ind:"):
        _form({cell.standing.slug: cell.standing.title or cell.standing.slug for cell in cells}, languages, today)


def _form(titles: Mapping[str, str], languages: Sequence[str], today: date) -> None:
    left, right = st.columns(2)
    slugs = left.multiselect(
        _("Articles"),
        list(titles),
        format_func=titles.__getitem__,
        key="assign:slugs",
        placeholder=_("Choose articles"),
    )
    codes = right.multiselect(
        _("Into"),
        languages,
        format_func=i18n.language_name,
        key="assign:languages",
        placeholder=_("Choose languages"),
    )
    names, deadline = st.columns([2, 1])
    with names:
        translator, reviewer = _people(codes or languages)
    due = deadline.date_input(_("Deadline"), None, min_value=today, key="assign:due")
    span = deadline.text_input(_("Only segments, such as 3-10"), key="assign:span", max_chars=20)
    with st.container(horizontal=True):
        if st.button(_("Assign"), type="primary", key="assign:go", disabled=not (slugs and codes)):
            _run(
                slugs, codes, span, translator=translator, reviewer=reviewer, due=due if isinstance(due, date) else None
            )
        if st.button(_("Take back"), key="assign:clear", disabled=not (slugs and codes)):
            _run(slugs, codes, span)


def _people(codes: Sequence[str]) -> tuple[str, str]:
    """Who may do the work in every language that is chosen."""
    chosen = []
    for label, right in ((_("Translator"), Right.EDIT), (_("Reviewer"), Right.APPROVE)):
        options = ["", *(item.name for item in assigning.able(desk().store, right, languages=codes))]
        chosen.append(
            st.selectbox(
                label,
                options,
                format_func=lambda name: person_name(name) or _("As it is"),
                key=f"assign:{right.value}",
            )
        )
    return chosen[0], chosen[1]


def _run(
    slugs: Sequence[str],
    codes: Sequence[str],
    span: str,
    *,
    translator: str | None = None,
    reviewer: str = "",
    due: date | None = None,
) -> None:
    """Assign, or take back where no translator is given at all; what is refused is told in place."""
    try:
        part = parsed(span) if span.strip() else WHOLE
        if translator is None:
            assigning.clear(desk().store, slugs, codes, span=part, by=person())
        else:
            assigning.assign(
                desk().store, slugs, codes, span=part, translator=translator, reviewer=reviewer, due=due, by=person()
            )
    except TranslateFlowError as exc:
        st.error(literal(told(exc)))
        return
    count = len(slugs) * len(codes)
    st.session_state[_DONE] = (
        ngettext("{n} assignment was taken back.", "{n} assignments were taken back.", count)
        if translator is None
        else ngettext("{n} assignment is made.", "{n} assignments are made.", count)
    )
    st.rerun()
