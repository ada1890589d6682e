"""Choose what the board shows, and in which order; the page's address says the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

import streamlit as st

from translate_flow.domain.board import Due, Order, Waits, Wanted
from translate_flow.ui import i18n
from translate_flow.ui.board_address import LONGEST, follow
from translate_flow.ui.board_names import due_name, order_name, person_name, waits_name
from translate_flow.ui.collection_box import chosen_collection
from translate_flow.ui.desk import desk
from translate_flow.ui.i18n import gettext as _
from translate_flow.workflow import assigning, board

_WIDTHS = [1.6, 1.8, 1.2, 1.4, 1.2, 1.4]
_BELOW = [6, 2.6]


def wanted() -> Wanted:
    """What a person asked for in the boxes over the board."""
    follow()
    search, languages, person, waits, due, order = st.columns(_WIDTHS, vertical_alignment="top")
    risky, within = st.columns(_BELOW, vertical_alignment="bottom")
    return Wanted(
        today=date.today(),
        text=search.text_input(_("Search in titles"), key="board:text", max_chars=LONGEST).strip(),
        languages=_languages(languages),
        person=_person(person),
        waits=_any_or(waits, _("Work"), list(Waits), waits_name, key="board:waits"),
        due=_any_or(due, _("Deadline"), list(Due), due_name, key="board:due"),
        order=_order(order),
        collection=_collection(within),
        risky=risky.checkbox(
            _("Only what is risky: flagged, failing or stale segments, doubts, open comments"),
            key="board:risky",
        ),
    )


_Kind = TypeVar("_Kind", Waits, Due)


def _any_or(
    column: st.delta_generator.DeltaGenerator,
    label: str,
    kinds: Sequence[_Kind],
    name: Callable[[_Kind], str],
    *,
    key: str,
) -> _Kind | None:
    """A box that begins with any of them: a choice like the others, for beside None Streamlit draws a cross."""
    names = {"": _("Any"), **{kind.value: name(kind) for kind in kinds}}
    chosen = column.selectbox(label, list(names), format_func=names.__getitem__, key=key)
    return next((kind for kind in kinds if kind.value == chosen), None)


def _order(column: st.delta_generator.DeltaGenerator) -> Order:
    chosen = column.selectbox(_("Sort by"), list(Order), format_func=order_name, key="board:order")
    return chosen or Order.NEWEST


def _languages(column: st.delta_generator.DeltaGenerator) -> Sequence[str]:
    options = sorted(board.languages(desk().store), key=i18n.language_name)
    return column.multiselect(
        _("Languages"), options, format_func=i18n.language_name, key="board:languages", placeholder=_("All")
    )


def _collection(column: st.delta_generator.DeltaGenerator) -> str:
    with column:
        return chosen_collection(_("Collection"), key="board:collection", nothing=_("All"))


def _person(column: st.delta_generator.DeltaGenerator) -> str:
    options = ["", *(person.name for person in assigning.everybody(desk().store, gone=True))]
    return column.selectbox(
        _("Person"), options, format_func=lambda name: person_name(name) or _("Anybody"), key="board:person"
    )
