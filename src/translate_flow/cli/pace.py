"""Estimate how long work will still take, from what was done since its first step."""

from __future__ import annotations

from dataclasses import dataclass, field

SETTLED = 3.0
"""Seconds that have to be measured before an estimate is given: the first steps tell little."""


@dataclass(slots=True)
class Pace:
    """Fed with ``done`` of ``total`` at moments in seconds; the way to the first step, such as loading, is no pace."""

    _first: tuple[int, float] | None = field(default=None, init=False)

    def left(self, done: int, total: int, *, at: float) -> float | None:
        """Seconds until all is done, None where it cannot be told yet.

        >>> pace = Pace()
        >>> [pace.left(done, 100, at=at) for done, at in ((20, 60.0), (30, 61.0), (40, 64.0))]
        [None, None, 12.0]
        """
        if self._first is None:
            self._first = (done, at)
        before, started = self._first
        if done <= before or at - started < SETTLED:
            return None
        return (total - done) * (at - started) / (done - before)


LEAST = 2.0
"""Seconds between two lines, so that what is soon done needs none."""

MOST = 30.0
"""Seconds after which a line is due, however little was done."""

PARTS = 10
"""Lines that are due before that: one for each such part of all."""


@dataclass(slots=True)
class Steps:
    """When a log deserves a line about progress; fed like `Pace`, from ``start``, a moment in seconds."""

    start: float
    _done: int = field(default=0, init=False)

    def due(self, done: int, total: int, *, at: float) -> bool:
        """Whether to say something now; the end needs no line, for the result says it.

        >>> steps = Steps(0.0)
        >>> [steps.due(done, 100, at=at) for done, at in ((5, 1.0), (20, 1.5), (21, 3.0), (25, 6.0), (26, 33.5))]
        [False, False, True, False, True]
        """
        waited = at - self.start
        far = (done - self._done) * PARTS >= total and waited >= LEAST
        if done >= total or not (far or waited >= MOST):
            return False
        self._done, self.start = done, at
        return True


def told(seconds: float | None) -> str:
    """An estimate in words; nothing where there is none, or next to nothing is left.

    >>> told(None), told(42), told(200), told(5000)
    ('', 'about 42 s left', 'about 3 min left', 'about 1 h 23 min left')
    """
    if not seconds or seconds < 0.5:
        return ""
    if seconds < 100:
        return f"about {seconds:.0f} s left"
    minutes = round(seconds / 60)
    return f"about {minutes} min left" if minutes < 60 else f"about {minutes // 60} h {minutes % 60} min left"
