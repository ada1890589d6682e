"""The terms of a language pair, a page at a time, each with its buttons; a deleted one can be put back."""

from __future__ import annotations

from html import escape

import streamlit as st

from translate_flow.domain.people import Right
from translate_flow.domain.terms import Term
from translate_flow.ui.desk import desk, may, person
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.i18n import ngettext
from translate_flow.ui.names import pair_name, speech_name
from translate_flow.ui.pairs import Pair
from translate_flow.ui.term_form import SAID, edit
from translate_flow.ui.widgets import foreign, isolated, literal, paged, spoken, undo_beside
from translate_flow.workflow import terminology

PAGE = 20
_DELETED = "terms:deleted"
_WIDTHS = [8, 1.3, 1.3]
_STYLE = """<style>
.tf-term { display: grid; grid-template-columns: 3fr 3fr 4fr; gap: 1rem; overflow-wrap: anywhere; }
.tf-term > :first-child { font-weight: 600; }
.tf-term .more { font-size: .875em; font-weight: 400; }
</style>"""


def what_happened() -> None:
    """What the last press did, and a way back from deleting."""
    if message := st.session_state.pop(SAID, ""):
        st.success(literal(message), icon=":material/check:")
    term = st.session_state.get(_DELETED)
    if term is None:
        return
    if undo_beside(literal(_("Deleted: {term}", term=_both(term))), icon=":material/delete:", key="terms:undo"):
        del st.session_state[_DELETED]
        terminology.add(desk().store, term, by=person(), replacing=False)
        st.session_state[SAID] = _("Put back: {term}", term=_both(term))
        st.rerun()


def term_list(pair: Pair) -> None:
    """A search box and the terms that it leaves."""
    everything = terminology.page(desk().store, "", **pair._asdict(), number=1, size=1).total
    if not everything:
        name = literal(pair.name)
        st.info(_("There is no term yet for {pair}. Add one, or import a termbase.", pair=name))
        return
    search, number = st.columns([4, 1], vertical_alignment="bottom")
    text = search.text_input(_("Search in terms and translations"), key="terms:search", max_chars=200).strip()
    total = terminology.page(desk().store, text, **pair._asdict(), number=1, size=1).total
    with number:
        chosen = paged(total, PAGE, key="terms:page")
    _rows(terminology.page(desk().store, text, **pair._asdict(), number=chosen, size=PAGE), pair, text)


def _rows(shown: terminology.Page, pair: Pair, text: str) -> None:
    if not shown.terms:
        st.info(_("No term holds “{text}”.", text=literal(text)))
        return
    st.caption(ngettext("{n} term", "{n} terms", shown.total))
    st.html(_STYLE)
    keeper = may(Right.APPROVE, language=pair.language)
    for term in shown.terms:
        _row(term, pair, keeper=keeper)


def _row(term: Term, pair: Pair, *, keeper: bool) -> None:
    words, change, delete = st.columns(_WIDTHS, vertical_alignment="center")
    words.html(_html(term, pair))
    if not keeper:
        return
    key = ":".join((term.source_language, term.language, term.source, term.target))
    if change.button(spoken(_("Edit"), _both(term)), key=f"spoken:edit:{key}", width="stretch"):
        edit(term)
    if delete.button(spoken(_("Delete"), _both(term)), key=f"spoken:delete:{key}", width="stretch"):
        terminology.delete(desk().store, term, by=person())
        st.session_state[_DELETED] = term
        st.rerun()


def _html(term: Term, pair: Pair) -> str:
    sides = f"{foreign(term.source, term.source_language)}{foreign(term.target, term.language)}"
    return f'<div class="tf-term">{sides}<span class="more">{" · ".join(_more(term, pair))}</span></div>'


def _more(term: Term, pair: Pair) -> list[str]:
    """What else there is to a term, as HTML."""
    never = ", ".join(foreign(variant, term.language) for variant in term.forbidden)
    other = (term.source_language, term.language) != (pair.source, pair.language)
    facts = [
        escape(speech_name(term.part_of_speech)),
        _("never: {words}", words=never) if never else "",
        escape(_("only in this letter case")) if term.case_sensitive else "",
        escape(pair_name(term.source_language, term.language)) if other else "",
        f"<bdi>{escape(term.note)}</bdi>" if term.note else "",
    ]
    return [fact for fact in facts if fact]


def _both(term: Term) -> str:
    return _("{source} → {target}", source=isolated(term.source), target=isolated(term.target))
