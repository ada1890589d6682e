"""Models on a shelf: where the memory of those goes that made room."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import shelving


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_system_gets_the_memory_of_a_model_that_made_room() -> None:
    # a process of its own: in this one, other tests have left room that the model would fit in
    command = [sys.executable, "-c", "import shelving; print(*shelving.taken())"]
    done = subprocess.run(command, cwd=Path(shelving.__file__).parent, check=True, capture_output=True, timeout=120)
    large, small = map(float, done.stdout.split())
    assert large > 90
    assert small < 20
