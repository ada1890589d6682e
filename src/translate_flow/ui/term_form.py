"""The form of a term, in a dialog: a new one, or one that is changed."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from translate_flow.domain.terms import LONGEST, LONGEST_NOTE, Term
from translate_flow.errors import TranslateFlowError
from translate_flow.ui import i18n
from translate_flow.ui.account import while_let_in
from translate_flow.ui.desk import desk, person
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.names import SPEECH, speech_name
from translate_flow.ui.pairs import Pair
from translate_flow.ui.widgets import literal, told
from translate_flow.workflow import terminology

SAID = "terms:said"
"""Where the page finds what to say next."""


def add_button(pair: Pair) -> None:
    """The button that opens an empty form."""
    blank = Term("", "", pair.source, pair.language, collection=pair.collection)
    if st.button(_("Add a term"), type="primary", icon=":material/add:", key="terms:add", width="stretch"):
        st.dialog(_("Add a term"), width="medium")(_form)(blank, new=True)


def edit(term: Term) -> None:
    """Open the form of a term that there is."""
    st.dialog(_("Edit the term"), width="medium")(_form)(term, new=False)


@while_let_in
def _form(before: Term, *, new: bool) -> None:
    with st.form("terms:form", border=False):
        after = _fields(before)
        pressed = st.form_submit_button(_("Save"), type="primary")
    if not pressed:
        return
    try:
        _save(before, after, new=new)
    except TranslateFlowError as exc:
        st.error(literal(told(exc)), icon=":material/error:")
        return
    st.session_state[SAID] = _("The term is saved.")
    st.rerun()


def _save(before: Term, after: Term, *, new: bool) -> None:
    if new:
        terminology.add(desk().store, after, by=person(), replacing=False)
    else:
        terminology.change(desk().store, before, after, by=person())


def _fields(term: Term) -> Term:
    left, right = st.columns(2)
    source = left.text_input(
        _("Term ({language})", language=i18n.language_name(term.source_language)), term.source, max_chars=LONGEST
    )
    target = right.text_input(
        _("Translation ({language})", language=i18n.language_name(term.language)), term.target, max_chars=LONGEST
    )
    speech = list(dict.fromkeys([*SPEECH, term.part_of_speech]))
    part = st.selectbox(
        _("Part of speech"), speech, index=speech.index(term.part_of_speech), format_func=_speech_or_none
    )
    forbidden = st.text_area(_("Never use, one a line"), "\n".join(term.forbidden), height=100)
    case = st.checkbox(_("Counts only in this letter case"), term.case_sensitive)
    note = st.text_input(_("Note"), term.note, max_chars=LONGEST_NOTE)
    return replace(
        term,
        source=source,
        target=target,
        part_of_speech=part,
        forbidden=tuple(forbidden.splitlines()),
        case_sensitive=case,
        note=note,
    )


def _speech_or_none(word: str) -> str:
    return speech_name(word) or _("not said")
