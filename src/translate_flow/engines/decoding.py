"""How models decode on this machine: settings with measured defaults."""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import dataclass

from translate_flow.errors import EngineError

COMPUTE_TYPES = ("int8", "int8_float32", "int16", "float32")
"""The types that may be named, each a processor's that has it."""


@dataclass(frozen=True, slots=True)
class Decoding:
    """Settings of the decoder; the defaults are the fastest that were measured on two and four cores.

    ``beam`` is the width of the search, Argos' own when left out: a smaller one is faster and drafts a little worse.
    ``workers`` decode batches of ``batch_tokens`` side by side, each with ``threads`` threads; 0 stands for one worker
    a core. ``compute_type`` is CTranslate2's, ``default`` for what the package was made with. ``memory_mb`` bounds what
    the loaded models take together, in megabytes of their files; one model may always be loaded.
    """

    beam: int = 4
    batch_tokens: int = 256
    workers: int = 0
    threads: int = 1
    compute_type: str = "default"
    memory_mb: int = 2000

    @property
    def decoders(self) -> int:
        """How many workers there are."""
        return self.workers or max(1, cores() // self.threads)


def compute_types() -> frozenset[str]:
    """The types that CTranslate2 computes with on this processor."""
    import ctranslate2  # noqa: PLC0415 - 0.1 s and 60 MB that only drafting needs

    return frozenset(ctranslate2.get_supported_compute_types("cpu"))


def check_compute_type(wanted: str, had: Collection[str]) -> None:
    """Whether this processor can do what the settings ask for; ``default`` and ``auto`` take what it has.

    Raises:
        EngineError: it cannot.

    """
    if wanted not in {"default", "auto"} and wanted not in had:
        raise EngineError(
            f"drafting.compute_type in translate-flow.yaml: this processor has no {wanted}; choose one of:"
            f" default, auto, {', '.join(sorted(set(had) & set(COMPUTE_TYPES)))}"
        )


def cores() -> int:
    """The processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
