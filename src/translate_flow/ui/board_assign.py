"""Assign articles and languages from the board, many at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import streamlit as st

from translate_flow.domain.assignment import WHOLE, Assignment, Detail, Span, parsed
from translate_flow.domain.people import Right
from translate_flow.errors import TranslateFlowError
from translate_flow.ui import i18n
from translate_flow.ui.board_names import person_name, span_name
from translate_flow.ui.desk import desk, may, person
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.i18n import ngettext
from translate_flow.ui.names import article_names
from translate_flow.ui.widgets import isolated, literal, told
from translate_flow.workflow import assigning
from translate_flow.workflow.board import Cell

_DONE = "board:assigned"
_EMPTY: Mapping[str, object] = {
    "slugs": [],
    "languages": [],
    "edit": "",
    "approve": "",
    "due": None,
    "no_due": False,
    "span": "",
}
"""The form as it is before anything is chosen, by the keys of its fields."""

_NOBODY = "-"
"""What stands for nobody among the names; no account is called so."""

_FEW = 3
"""So many articles or languages are named; of more it is told how many."""

_MOST_LEFT_OUT = 8


def assign_panel(cells: Sequence[Cell], *, today: date) -> None:
    """The form, for whoever coordinates one of the languages on the page."""
    _say_done()
    every = sorted({cell.standing.language for cell in cells})
    languages = [language for language in every if may(Right.COORDINATE, language=language)]
    if not languages:
        return
    with st.expander(_("Assign work"), icon=":material/assignment_ind:"):
        titles = {cell.standing.slug: cell.standing.title for cell in cells}
        _form(article_names(titles, narrow=True), languages, today)


class _Done(NamedTuple):
    """What was done last, and who had what before and has it since."""

    said: str
    slugs: Sequence[str]
    codes: Sequence[str]
    before: Sequence[Assignment]
    since: Sequence[Assignment]


def _say_done() -> None:
    """What was done last, with the way back, until something else is done or the page is left."""
    if "assign:slugs" not in st.session_state:
        st.session_state.pop(_DONE, None)
    done: _Done | None = st.session_state.get(_DONE)
    if done is None:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.success(literal(done.said), icon=":material/check:")
        if st.button(_("Undo"), key="assign:undo", icon=":material/undo:"):
            _undo(done)


def _undo(done: _Done) -> None:
    del st.session_state[_DONE]
    try:
        assigning.put_back(desk().store, done.slugs, done.codes, done.before, seen=done.since, by=person())
    except TranslateFlowError as exc:
        st.error(literal(told(exc)))
        return
    st.rerun()


class _Wish(NamedTuple):
    """What the form says."""

    names: Mapping[str, str]
    slugs: Sequence[str]
    codes: Sequence[str]
    translator: str
    reviewer: str
    due: date | None
    unset: frozenset[Detail]
    span: str


def _form(names: Mapping[str, str], languages: Sequence[str], today: date) -> None:
    if st.session_state.pop("assign:done", False):
        st.session_state.update({f"assign:{field}": value for field, value in _EMPTY.items()})
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
    no_due = deadline.checkbox(_("No deadline"), key="assign:no_due")
    due = deadline.date_input(_("Deadline"), None, min_value=today, key="assign:due", disabled=no_due)
    span = deadline.text_input(_("Only segments, such as 3-10"), key="assign:span", max_chars=20)
    open_again = {Detail.TRANSLATOR: translator == _NOBODY, Detail.REVIEWER: reviewer == _NOBODY, Detail.DUE: no_due}
    unset = frozenset(detail for detail, wanted in open_again.items() if wanted)
    chosen = due if isinstance(due, date) and not no_due else None
    _buttons(_Wish(names, slugs, codes, _named(translator), _named(reviewer), chosen, unset, span))


def _buttons(wish: _Wish) -> None:
    idle = not (wish.slugs and wish.codes)
    with st.container(horizontal=True):
        assign = st.button(_("Assign"), type="primary", key="assign:go", disabled=idle)
        take_back = st.button(_("Take back"), key="assign:clear", disabled=idle)
    store, by = desk().store, person()
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
                unset=wish.unset,
            ),
            wish,
            _assigned(wish),
        )
    if take_back:
        _run(lambda part: assigning.clear(store, wish.slugs, wish.codes, by=by, span=part), wish, [_("taken back")])


def _assigned(wish: _Wish) -> Sequence[str]:
    """What is settled now, as facts."""
    facts = {
        _("translated by {name}", name=isolated(person_name(wish.translator))): wish.translator,
        _("reviewed by {name}", name=isolated(person_name(wish.reviewer))): wish.reviewer,
        _("due {day}", day=i18n.date(wish.due) if wish.due else ""): wish.due,
        _("translated by nobody"): Detail.TRANSLATOR in wish.unset,
        _("reviewed by nobody"): Detail.REVIEWER in wish.unset,
        _("no deadline"): Detail.DUE in wish.unset,
    }
    return [fact for fact, holds in facts.items() if holds]


def _where(wish: _Wish, span: Span) -> str:
    """Of what it is told: a few by name, more by their number."""
    slugs, codes = len(wish.slugs), len(wish.codes)
    titles = [isolated(wish.names[slug]) for slug in wish.slugs]
    languages = [i18n.language_name(code) for code in wish.codes]
    parts = [
        ", ".join(titles) if slugs <= _FEW else ngettext("{n} article", "{n} articles", slugs),
        ", ".join(languages) if codes <= _FEW else ngettext("{n} language", "{n} languages", codes),
        span_name(span),
    ]
    return " · ".join(part for part in parts if part)


def _people(codes: Sequence[str]) -> tuple[str, str]:
    """Who may do the work in every language that is chosen, and who is not offered for it."""
    chosen = []
    for label, right in ((_("Translator"), Right.EDIT), (_("Reviewer"), Right.APPROVE)):
        options = ["", *(item.name for item in assigning.able(desk().store, right, languages=codes)), _NOBODY]
        chosen.append(st.selectbox(label, options, format_func=_choice, key=f"assign:{right.value}"))
    if codes and (missing := [item.name for item in assigning.left_out(desk().store, languages=codes)]):
        names = ", ".join(map(literal, missing[:_MOST_LEFT_OUT])) + (" …" if len(missing) > _MOST_LEFT_OUT else "")
        st.caption(
            _(
                "Not offered, being kept out or without the right in all of these languages: {names}",
                names=names,
            )
        )
    return chosen[0], chosen[1]


def _named(choice: str) -> str:
    return "" if choice == _NOBODY else choice


def _choice(name: str) -> str:
    return _("Nobody") if name == _NOBODY else person_name(name) or _("As it is")


def _run(change: Callable[[Span], object], wish: _Wish, facts: Sequence[str]) -> None:
    """Change what is assigned and say so on the page that comes; what is refused is told in place."""
    try:
        span = parsed(wish.span) if wish.span.strip() else WHOLE
        before = assigning.assigned(desk().store, wish.slugs, wish.codes)
        change(span)
        since = assigning.assigned(desk().store, wish.slugs, wish.codes)
    except TranslateFlowError as exc:
        st.error(literal(told(exc)))
        return
    said = f"{_where(wish, span)}: {', '.join(facts)}"
    st.session_state[_DONE] = _Done(said, wish.slugs, wish.codes, before, since)
    st.session_state["assign:done"] = True
    st.rerun()
