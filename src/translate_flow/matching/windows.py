"""Find the stretch of a row of numbers with the greatest sum: anywhere, from the start, or to the end."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate


def best_run(values: Sequence[float]) -> tuple[int, int]:
    """Start and end of the run with the greatest sum (Kadane); empty when no value is positive.

    >>> best_run([-1, 1, -0.5, 1, -1])
    (1, 4)
    """
    best, best_sum = (0, 0), 0.0
    start, total = 0, 0.0
    for index, value in enumerate(values):
        if total <= 0:
            start, total = index, 0.0
        total += value
        if total > best_sum:
            best, best_sum = (start, index + 1), total
    return best


def best_head(values: Sequence[float]) -> tuple[int, int]:
    """The shortest start with the greatest sum."""
    sums = list(accumulate(values, initial=0.0))
    return 0, max(range(len(sums)), key=sums.__getitem__)


def best_tail(values: Sequence[float]) -> tuple[int, int]:
    """The shortest end with the greatest sum."""
    size = len(values)
    return size - best_head(list(reversed(values)))[1], size
