"""Keep what the board shows in its address: a link shows the same, and the way back leads to what was shown before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from translate_flow.domain.board import Due, Order, Waits
from translate_flow.ui.desk import desk
from translate_flow.workflow import assigning, board, collections

PAGE = "board:page"
LONGEST = 200
"""Characters in the box for titles."""

_TOLD = "board:told"

Value = str | int | bool | list[str]


@dataclass(frozen=True, slots=True)
class Box:
    """What the address calls a box, what is in it unasked, and what it takes; any text or number where that is None."""

    name: str
    default: Value
    options: Sequence[str] | None = None

    def read(self, asked: Sequence[str]) -> Value:
        """What the box holds where the address says this; what it doesn't know it leaves out."""
        if self.options is None:
            return self._typed(asked[0] if asked else "")
        known = [option for each in asked for option in self.options if option == each]
        if isinstance(self.default, list):
            return list(dict.fromkeys(known))
        if isinstance(self.default, bool):
            return bool(known)
        return known[0] if known else self.default

    def _typed(self, text: str) -> Value:
        if isinstance(self.default, int):
            return max(int(text), 1) if text.isdecimal() and len(text) < 7 else self.default
        return text[:LONGEST].strip()

    def said(self, value: Value) -> list[str]:
        """What the address says of it; nothing where it is as it is unasked."""
        if isinstance(value, list):
            return list(value)
        plain = value.strip() if isinstance(value, str) else value
        return [] if plain == self.default else [str(int(plain) if isinstance(plain, bool) else plain)]


def follow() -> None:
    """Before the boxes are drawn: take what the address says, unless somebody has just chosen something in them.

    That is what was opened, or where the browser's ways back and forth lead.
    """
    boxes, state = _boxes(), st.session_state
    told, fresh = state.get(_TOLD), "board:text" not in state
    asked = {box.name: st.query_params.get_all(box.name) for box in boxes.values()}
    if fresh or (asked != told and _said(boxes) == told):
        for key, box in boxes.items():
            if not (fresh and key in state):
                state[key] = box.read(asked[box.name])


def keep() -> None:
    """After the boxes are drawn: write into the address what they hold, in one step of the browser's way back."""
    said = _said(_boxes())
    st.session_state[_TOLD] = said
    now = {name: st.query_params.get_all(name) for name in st.query_params}
    then = {name: values for name, values in (now | said).items() if values}
    if then != now:
        st.query_params.from_dict(then)


def _said(boxes: Mapping[str, Box]) -> dict[str, list[str]]:
    return {box.name: box.said(st.session_state.get(key, box.default)) for key, box in boxes.items()}


def _boxes() -> Mapping[str, Box]:
    """Every box by its key."""
    store = desk().store
    people = [person.name for person in assigning.everybody(store, gone=True)]
    return {
        "board:text": Box("text", ""),
        "board:languages": Box("language", [], board.languages(store)),
        "board:person": Box("person", "", people),
        "board:waits": Box("work", "", [each.value for each in Waits]),
        "board:due": Box("due", "", [each.value for each in Due]),
        "board:order": Box("order", Order.NEWEST, list(Order)),
        "board:collection": Box("collection", "", list(collections.names(store))),
        "board:risky": Box("risky", default=False, options=["1"]),
        PAGE: Box("page", 1),
    }
