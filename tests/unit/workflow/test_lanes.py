"""Work runs side by side, and what hangs can be left behind."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Barrier, Event

import pytest

from translate_flow.workflow.lanes import Lanes


def test_results_come_in_the_order_of_the_work() -> None:
    both = Barrier(2)

    def meet(number: int) -> int:
        both.wait(timeout=60)
        return number

    assert list(Lanes([partial(meet, number) for number in range(4)], count=2).results()) == [0, 1, 2, 3]


def test_no_work_gives_no_result() -> None:
    nothing: list[Callable[[], int]] = []
    assert list(Lanes(nothing, count=2).results()) == []


def test_what_a_lane_raises_is_raised_where_its_result_is_asked_for() -> None:
    results = Lanes([lambda: 1, lambda: int("x")], count=2).results()
    assert next(results) == 1
    with pytest.raises(ValueError, match="invalid literal"):
        next(results)


def test_a_lane_that_hangs_is_left_behind_and_nothing_new_is_begun() -> None:
    begun, ended, more = Event(), Event(), Event()

    def hang() -> None:
        begun.set()
        ended.wait()

    lanes = Lanes([lambda: None, hang, more.set], count=1)
    next(lanes.results())
    begun.wait(timeout=60)
    assert not lanes.stop(patience=0.01)
    ended.set()
    assert lanes.stop(patience=60)
    assert not more.is_set()
