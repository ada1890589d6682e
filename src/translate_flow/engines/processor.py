"""What CTranslate2 is told about this machine's processor, before it is loaded.

It reads these once, from the environment, and leaves two fast ways off: instructions on 512 bits, which it takes only
when asked to, and weights packed once for Intel's matrix products rather than at every batch. Neither changes what is
computed, beyond the order in which a processor adds.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

PROCESSORS = Path("/proc/cpuinfo")

_WIDE = frozenset({"avx512f", "avx512cd", "avx512bw", "avx512dq", "avx512vl"})
"""What CTranslate2 wants of a processor before it agrees to 512 bits: it refuses to load where one is missing."""


def fast_ways(told: Path = PROCESSORS) -> dict[str, str]:
    """Environment variables for CTranslate2; packing does nothing where its matrix products are not Intel's.

    ``told`` is the kernel's list of processors, which only Linux has: elsewhere the width stays CTranslate2's choice.
    """
    ways = {"CT2_USE_EXPERIMENTAL_PACKED_GEMM": "1"}
    every = list(_flags(told))
    if every and all(flags >= _WIDE for flags in every):
        ways["CT2_FORCE_CPU_ISA"] = "AVX512"
    return ways


def _flags(told: Path) -> Iterator[frozenset[str]]:
    """The abilities of each processor."""
    try:
        lines = told.read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return
    for line in lines:
        name, _, value = line.partition(":")
        if name.strip() == "flags":
            yield frozenset(value.split())
