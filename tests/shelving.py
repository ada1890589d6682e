"""What the process of a shelf's test does; a module of its own, for that process to import."""

from __future__ import annotations

import os
from pathlib import Path
from typing import cast

from translate_flow.engines.decoding import Decoding
from translate_flow.engines.models import Model
from translate_flow.engines.packages import Package
from translate_flow.engines.shelf import Shelf

MEGABYTE = 1_000_000
BLOCK = 50_000
"""Bytes small enough to come from the heap, as most of what a decoder works with does."""


def _package(name: str) -> Package:
    return Package("en", "es", "1.0", name, Path(name), demo=False, fingerprint=name, size=100 * MEGABYTE)


def _resident() -> int:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def taken() -> tuple[float, float]:
    """Megabytes that a process takes with a model of 100, and with a small one after it that made it go."""
    above: list[bytes] = []

    def load(loaded: Package, *, decoding: Decoding) -> Model:
        assert decoding.memory_mb == 1
        weights = [b"x" * BLOCK for _ in range(100 * MEGABYTE // BLOCK)] if loaded.name == "large" else []
        above.append(b"y" * BLOCK)  # whatever lives on above them, so that the heap cannot just become shorter
        return cast("Model", weights)

    shelf = Shelf(decoding=Decoding(memory_mb=1), loader=load)
    before = _resident()
    shelf.get(_package("large"))
    large = _resident()
    shelf.get(_package("small"))
    return (large - before) / MEGABYTE, (_resident() - before) / MEGABYTE
