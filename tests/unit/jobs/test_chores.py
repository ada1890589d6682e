"""What a worker sees to beside the jobs: again and again, whatever goes wrong, until it stops."""

from __future__ import annotations

import threading

import pytest

from translate_flow.errors import StoreError
from translate_flow.jobs.chores import see_to


def test_a_chore_that_fails_is_told_and_keeps_none_from_being_done(capfd: pytest.CaptureFixture[str]) -> None:
    stop, done = threading.Event(), []

    def busy() -> None:
        done.append("busy")
        raise StoreError("the store is busy")

    def fine() -> None:
        done.append("fine")
        if done.count("fine") == 3:
            stop.set()

    see_to([busy, fine], stop=stop, pause=0.001).join(30)
    assert done == ["busy", "fine"] * 3
    assert capfd.readouterr().err.count("StoreError: the store is busy") == 3
