"""Assign articles and languages from the board, many at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import streamlit as st

from translate_flow.domain.assignment import WHOLE, Span, parsed
from translate_flow.domain.people import Right
from translate_flow.errors import TranslateFlowError
from translate_flow.ui import i18n
from translate_flow.ui.board_names import person_name
from translate_flow.ui.desk import desk, may, person
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.i18n import ngettext
from translate_flow.ui.names import article_names
from translate_flow.ui.widgets import literal, told
from translate_flow.workflow import assigning
from translate_flow.workflow.board import Cell

_DONE = "board:assigned"


def assign_panel(cells: Sequence[Cell], *, today: date) -> None:
    """The form, for whoever coordinates one of the languages on the page."""
    if message := st.session_state.pop(_DONE, ""):
        st.success(literal(message), icon=":material/check:")
    every = sorted({cell.standing.language for cell in cells})
    languages = [language for language in every if may(Right.COORDINATE, language=language)]
    if not languages:
        return
    with st.expander(_("Assign work"), icon=":material/assignment_ind:"):
        titles = {cell.standing.slug: cell.standing.title for cell in cells}
        _form(article_names(titles, narrow=True), languages, today)


class _Wish(NamedTuple):
    """What the form says."""

    slugs: Sequence[str]
    codes: Sequence[str]
    translator: str
    reviewer: str
    due: date | None
    span: str


def _form(names: Mapping[str, str], languages: Sequence[str], today: date) -> None:
    left, right = st.columns(2)
    choose, into = _("Choose articles"), _("Choose languages")
    slugs = left.multiselect(
        _("Articles"), list(names), format_func=names.__getitem__, key="assign:slugs", placeholder=choose
    )
    codes = right.multiselect(
        _("Into"), languages, format_func=i18n.language_name, key="assign:languages", placeholder=into
    )
    people, deadline = st.columns([2, 1])
    with people:
        translator, reviewer = _people(codes or languages)
    due = deadline.date_input(_("Deadline"), None, min_value=today, key="assign:due")
    span = deadline.text_input(_("Only segments, such as 3-10"), key="assign:span", max_chars=20)
    _buttons(_Wish(slugs, codes, translator, reviewer, due if isinstance(due, date) else None, span))


def _buttons(wish: _Wish) -> None:
    idle = not (wish.slugs and wish.codes)
    with st.container(horizontal=True):
        assign = st.button(_("Assign"), type="primary", key="assign:go", disabled=idle)
        take_back = st.button(_("Take back"), key="assign:clear", disabled=idle)
    store, by, count = desk().store, person(), len(wish.slugs) * len(wish.codes)
    if assign:
        _run(
            lambda part: assigning.assign(
                store,
                wish.slugs,
                wish.codes,
                by=by,
                span=part,
                translator=wish.translator,
                reviewer=wish.reviewer,
                due=wish.due,
            ),
            wish.span,
            ngettext("{n} assignment is made.", "{n} assignments are made.", count),
        )
    if take_back:
        _run(
            lambda part: assigning.clear(store, wish.slugs, wish.codes, by=by, span=part),
            wish.span,
            ngettext("{n} assignment was taken back.", "{n} assignments were taken back.", count),
        )


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


def _run(change: Callable[[Span], object], span: str, said: str) -> None:
    """Change what is assigned and say so on the page that comes; what is refused is told in place."""
    try:
        change(parsed(span) if span.strip() else WHOLE)
    except TranslateFlowError as exc:
        st.error(literal(told(exc)))
        return
    st.session_state[_DONE] = said
    st.rerun()
