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


def told(seconds: float | None) -> str:
    """An estimate in words; nothing where there is none, or nothing is left.

    >>> told(None), told(42), told(200), told(5000)
    ('', 'about 42 s left', 'about 3 min left', 'about 1 h 23 min left')
    """
    if not seconds:
        return ""
    if seconds < 100:
        return f"about {seconds:.0f} s left"
    minutes = round(seconds / 60)
    return f"about {minutes} min left" if minutes < 60 else f"about {minutes // 60} h {minutes % 60} min left"
