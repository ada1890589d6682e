"""Models on a shelf: what makes room, and where its memory goes."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import cast

import pytest

from translate_flow.engines.decoding import Decoding
from translate_flow.engines.models import Model
from translate_flow.engines.packages import Package
from translate_flow.engines.shelf import Shelf

MEGABYTE = 1_000_000
BLOCK = 50_000
"""Bytes small enough to come from the heap, as most of what a decoder works with does."""


def package(name: str) -> Package:
    return Package("en", "es", "1.0", name, Path(name), demo=False, fingerprint=name, size=100 * MEGABYTE)


def resident() -> int:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_system_gets_the_memory_of_a_model_that_made_room() -> None:
    last: list[bytes] = []

    def load(loaded: Package, *, decoding: Decoding) -> Model:
        assert decoding.memory_mb == 1
        weights = [b"x" * BLOCK for _ in range(100 * MEGABYTE // BLOCK)] if loaded.name == "large" else []
        last.append(b"y" * BLOCK)  # whatever lives on above them, so that the heap cannot just become shorter
        return cast("Model", weights)

    shelf = Shelf(decoding=Decoding(memory_mb=1), loader=load)
    before = resident()
    shelf.get(package("large"))
    assert resident() - before > 90 * MEGABYTE
    shelf.get(package("small"))
    assert resident() - before < 20 * MEGABYTE
