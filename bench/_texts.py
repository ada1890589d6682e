"""Text to measure with: paragraphs of everyday news from the demo model's own grammar, as many as are wanted."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from bench._realsize import inflate
from translate_flow.engines.carried import carried_files, unpack
from translate_flow.engines.packages import installed

GRAMMAR = Path(__file__).parents[1] / "tools" / "demo_model"
PER_PARAGRAPH = 5
SHORTEST = 40
"""Characters of a sentence: what is shorter is a heading."""


def sentences(count: int, *, seed: int = 11) -> list[str]:
    """Different sentences, the same for the same seed."""
    return list(islice(_sentences(seed), count))


def _sentences(seed: int) -> Iterator[str]:
    sys.path.insert(0, str(GRAMMAR))
    from generate import Grammar  # type: ignore[import-not-found] # found in GRAMMAR only

    seen: set[str] = set()
    for english, _ in Grammar(seed).pairs():
        if len(english) >= SHORTEST and english not in seen:
            seen.add(english)
            yield english


def paragraphs(count: int, *, seed: int = 11) -> list[list[str]]:
    """Paragraphs as lists of their sentences."""
    flat = sentences(count * PER_PARAGRAPH, seed=seed)
    return [flat[start : start + PER_PARAGRAPH] for start in range(0, len(flat), PER_PARAGRAPH)]


def packages(size: str, *, package: Path | None = None) -> Path:
    """A packages folder with the carried demo model, or ``package``, as it is (``tiny``) or blown up (``real``)."""
    folder = Path(tempfile.mkdtemp(prefix=f"translate-flow-{size}-"))
    tiny = package or installed(unpack(carried_files(), folder / "carried"))[0].path
    if size == "real":
        inflate(tiny, folder / "packages")
    else:
        (folder / "packages").mkdir()
        (folder / "packages" / tiny.name).symlink_to(tiny)
    return folder / "packages"
