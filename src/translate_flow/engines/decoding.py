"""How models decode on this machine: settings with measured defaults."""

from __future__ import annotations

import os
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Decoding:
    """Settings of the decoder; the defaults are the fastest that were measured on two and four cores.

    ``beam`` is the width of the search, Argos' own when left out: a smaller one is faster and drafts a little worse.
    ``workers`` decode batches of ``batch_tokens`` side by side, each with ``threads`` threads; 0 stands for one worker
    a core. ``compute_type`` is CTranslate2's, ``default`` for what the package was made with. ``memory_mb`` bounds what
    the loaded models take together, in megabytes of their files; one model may always be loaded.
    """

    beam: int = 4
    batch_tokens: int = 512
    workers: int = 0
    threads: int = 1
    compute_type: str = "default"
    memory_mb: int = 2000

    @property
    def decoders(self) -> int:
        """How many workers there are."""
        return self.workers or max(1, cores() // self.threads)


def cores() -> int:
    """The processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
