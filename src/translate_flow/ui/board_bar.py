"""The pieces of the board's bar: words by state, those approved before the source changed apart from the approved."""

from __future__ import annotations

from collections.abc import Mapping

from translate_flow.domain.board import SIGNED_OFF, Amount, Standing
from translate_flow.domain.translation import State
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.names import state_name

DONE, OUTDATED = "done", "outdated"
COLOURS: Mapping[str, str] = {
    DONE: "#15803d",
    OUTDATED: "#475569",
    State.TRANSLATED.value: "#2563eb",
    State.NEEDS_WORK.value: "#c02626",
    State.DRAFT.value: "#b7791f",
}
"""The colours of a bar, in their order; what is untranslated is the rest of it."""

STRIPE = "#cbd5e1"
"""What the outdated is striped with: not its colour alone tells it from the others."""

_GROUND = "color-mix(in srgb, currentColor 15%, transparent)"


def amounts(item: Standing) -> Mapping[str, Amount]:
    """What there is any of, by its key in `COLOURS` (or "untranslated"), in the order of the bar."""
    others = (State.TRANSLATED, State.NEEDS_WORK, State.DRAFT, State.UNTRANSLATED)
    found = {DONE: item.done, OUTDATED: item.outdated, **{state.value: item.states[state] for state in others}}
    return {key: amount for key, amount in found.items() if amount.segments}


def piece_name(key: str, item: Standing) -> str:
    """What a piece of this bar is called."""
    if key == OUTDATED:
        return outdated_name()
    if key != DONE:
        return state_name(State(key))
    states = [state for state in SIGNED_OFF if item.states[state].segments]
    return state_name(states[0]) if len(states) == 1 else signed_off_name()


def signed_off_name() -> str:
    """What is called all that counts as done."""
    return _("{one} or {other}", one=state_name(State.APPROVED), other=state_name(State.PUBLISHED))


def outdated_name() -> str:
    """What the approved is called whose source is another now."""
    return _("approved before the source changed")


def background(key: str) -> str:
    """The CSS background of a piece, and of its sign in the legend."""
    colour = COLOURS.get(key, _GROUND)
    return f"repeating-linear-gradient(135deg, {colour} 0 3px, {STRIPE} 3px 5px)" if key == OUTDATED else colour


BAR_STYLE = f"""<style>
.tf-bar {{ display: flex; block-size: .5rem; margin-block: .25rem; border-radius: .25rem; overflow: hidden;
  background: {_GROUND}; }}
{" ".join(f".tf-bar .{key} {{ background: {background(key)}; }}" for key in COLOURS)}
</style>"""
