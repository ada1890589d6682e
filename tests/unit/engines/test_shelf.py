"""Models on a shelf: where the memory of those goes that made room."""

from __future__ import annotations

import multiprocessing
import sys

import pytest

from shelving import taken


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_system_gets_the_memory_of_a_model_that_made_room() -> None:
    # a process of its own: in this one, other tests have left room that the model would fit in
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        large, small = pool.apply(taken)
    assert large > 90
    assert small < 20
