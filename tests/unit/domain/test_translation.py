"""Which action leads from which state to which."""

from __future__ import annotations

import pytest

from translate_flow.domain.article import Kind, Segment
from translate_flow.domain.bitext import Threshold, Unit
from translate_flow.domain.translation import Action, State, Target, after, says_nothing
from translate_flow.errors import TransitionError

TRANSITIONS = [
    (State.UNTRANSLATED, Action.EDIT, State.DRAFT),
    (State.DRAFT, Action.CONFIRM, State.TRANSLATED),
    (State.DRAFT, Action.APPROVE, State.APPROVED),
    (State.TRANSLATED, Action.SEND_BACK, State.NEEDS_WORK),
    (State.NEEDS_WORK, Action.EDIT, State.NEEDS_WORK),
    (State.NEEDS_WORK, Action.CONFIRM, State.TRANSLATED),
    (State.APPROVED, Action.EDIT, State.DRAFT),
]


@pytest.mark.parametrize(("state", "action", "result"), TRANSITIONS)
def test_each_action_leads_to_its_state(state: State, action: Action, result: State) -> None:
    assert after(state, action, text="texto") is result


@pytest.mark.parametrize("action", [Action.CONFIRM, Action.APPROVE, Action.SEND_BACK])
def test_an_empty_target_cannot_be_passed_on(action: Action) -> None:
    with pytest.raises(TransitionError, match="type one first"):
        after(State.UNTRANSLATED, action, text="  ")


@pytest.mark.parametrize(
    "hidden", "\u200b\u200f\u2060\u00ad\u2800\u3164\uffa0\u115f\u1160\ufeff\u3000\u0085\ufe0f\x1f\n"
)
def test_a_text_of_characters_that_nobody_sees_says_nothing(hidden: str) -> None:
    assert says_nothing(f" {hidden}{hidden}")
    assert not says_nothing(f"{hidden}.")
    with pytest.raises(TransitionError, match="type one first"):
        after(State.DRAFT, Action.APPROVE, text=hidden)


@pytest.mark.parametrize("text", ["…", "0", "가", "\u2801", "\u0301"])
def test_whatever_shows_says_something(text: str) -> None:
    assert not says_nothing(text)


def test_emptying_a_target_makes_it_untranslated() -> None:
    assert after(State.APPROVED, Action.EDIT, text="") is State.UNTRANSLATED


SEGMENT = Segment(Kind.PARAGRAPH, "Fresh bread.")


@pytest.mark.parametrize(
    ("state", "made_for", "threshold", "reached"),
    [
        (State.APPROVED, SEGMENT.source_hash, Threshold.APPROVED, True),
        (State.PUBLISHED, SEGMENT.source_hash, Threshold.APPROVED, True),
        (State.TRANSLATED, SEGMENT.source_hash, Threshold.APPROVED, False),
        (State.TRANSLATED, SEGMENT.source_hash, Threshold.TRANSLATED, True),
        (State.DRAFT, SEGMENT.source_hash, Threshold.TRANSLATED, False),
        (State.DRAFT, SEGMENT.source_hash, Threshold.ANY, True),
        (State.APPROVED, "an older source", Threshold.APPROVED, False),
        (State.APPROVED, "an older source", Threshold.ANY, True),
    ],
)
def test_a_threshold_takes_what_reached_it_and_is_not_stale(
    state: State, made_for: str, threshold: Threshold, reached: bool
) -> None:
    target = Target(1, "es", "Pan fresco.", state, 1, made_for)
    assert Unit(1, 0, SEGMENT, target).reached(threshold) is reached
