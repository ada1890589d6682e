"""Measure which settings decode fastest on this machine."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from translate_flow.engines.decoding import Decoding, compute_types, cores
from translate_flow.engines.models import load
from translate_flow.engines.packages import Package

ROUNDS = 2
"""Times two settings are measured in turn; the best time of each counts, for other work only ever slows one down."""

WORTH = 1.05
"""A setting replaces the one before only when it is so much faster: less is noise."""

SECONDS = 4.0
"""How long one measurement lasts: enough batches for every worker."""

_BATCHES = (256, 512, 1024, 2048)
_TYPES = ("int8", "float32")


@dataclass(frozen=True, slots=True)
class Measured:
    """A setting and its speed: in sentences a second, or while measuring as a multiple of the best before it.

    While measuring it is the one of that ``number``, from 1, of ``total``.
    """

    decoding: Decoding
    speed: float
    number: int = 0
    total: int = 0


def tune(
    package: Package,
    sentences: Sequence[str],
    *,
    start: Decoding,
    seconds: float = SECONDS,
    told: Callable[[Measured], None] = lambda _: None,
) -> Measured:
    """The fastest settings for a package; ``told`` hears of each that is measured, for about ``seconds`` a time.

    Tried are workers beside threads, then the size of a batch, then the compute type, each time from the best so far
    and only where the drafts stay the same. The beam stays: a smaller one is always faster and drafts worse, so that is
    a person's choice.

    Raises:
        PackageError: the model cannot be loaded.

    """
    best = _Runner(package, start)
    sample = _sample(best, sentences, seconds)
    number, total = 0, _count(start)
    for step in _STEPS:
        for candidate in step(best.decoding):
            number += 1
            other = _Runner(package, candidate)
            before, after = _race(best, other, sample)
            told(Measured(candidate, after / before, number, total))
            if after > before * WORTH and other.drafts == best.drafts:
                best = other
    return Measured(best.decoding, best.run(sample))


class _Runner:
    """A model loaded with some settings, and its drafts of the last run."""

    def __init__(self, package: Package, decoding: Decoding) -> None:
        self.decoding = decoding
        self._model = load(package, decoding=decoding)
        self.drafts: list[str] = []

    def run(self, sentences: Sequence[str]) -> float:
        """Sentences a second."""
        started = time.perf_counter()
        self.drafts = [best.text for best, _ in self._model.stream(sentences)]
        return len(sentences) / (time.perf_counter() - started)


def _race(first: _Runner, second: _Runner, sentences: Sequence[str]) -> tuple[float, float]:
    """The best speeds of two, measured in turn: what slows this machine down for a while slows both."""
    speeds = [(first.run(sentences), second.run(sentences)) for _ in range(ROUNDS)]
    return max(speed for speed, _ in speeds), max(speed for _, speed in speeds)


def _layouts(best: Decoding) -> Iterator[Decoding]:
    count = cores()
    for threads in sorted({1, 2, 4, count}):
        workers = count // threads
        if workers and (workers, threads) != (best.decoders, best.threads):
            yield replace(best, workers=workers, threads=threads)


def _batches(best: Decoding) -> Iterator[Decoding]:
    return (replace(best, batch_tokens=size) for size in _BATCHES if size != best.batch_tokens)


def _types(best: Decoding) -> Iterator[Decoding]:
    had = compute_types()
    return (replace(best, compute_type=kind) for kind in _TYPES if kind != best.compute_type and kind in had)


_STEPS = (_layouts, _batches, _types)


def _count(start: Decoding) -> int:
    """How many settings are measured: a step never changes what another one varies."""
    return sum(1 for step in _STEPS for _ in step(start))


def _sample(runner: _Runner, sentences: Sequence[str], seconds: float) -> Sequence[str]:
    """As many different sentences as take about ``seconds``; where there are fewer they are numbered apart."""
    wanted = max(len(sentences[:32]), round(seconds * runner.run(sentences[:32])))
    rounds = range(1 + wanted // len(sentences))
    return [sentence if not turn else f"{turn}. {sentence}" for turn in rounds for sentence in sentences][:wanted]
