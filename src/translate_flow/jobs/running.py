"""Watch each running job: its pulse, its engine, whether it was cancelled, and whether it must run alone."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from translate_flow.domain.ports import Draft, Engine
from translate_flow.errors import EngineError
from translate_flow.jobs.attempts import Attempts

LIMIT = 2
"""Times a job is begun without getting further: first beside others, then alone, so that the next end is its own."""

_HARD_LIMIT = 4
"""Times a job is begun that never gets so far as to tell where it starts."""

_REMEDY = "what was drafted is kept; draft the rest with another engine, or install its model again"


_Item = TypeVar("_Item")


class StoppedError(Exception):
    """The job was cancelled while it ran; whoever cancelled it knows."""


class Running:
    """One running job. Called with (done, total) it tells progress and is a sign of life."""

    def __init__(
        self, job: str, *, tell: Callable[[int, int], None], attempts: Attempts, seat: _Seat | None = None
    ) -> None:
        self.job = job
        self.engine = ""
        self.waiting = False
        self._seat = seat
        self._tell, self._attempts = tell, attempts
        self._last = 0.0
        self._stopped = False

    def __call__(self, done: int, total: int) -> None:
        """Tell that ``done`` of ``total`` segments are stored."""
        self.beat()
        self._tell(done, total)
        if done:
            self._attempts.advance(self.job, left=total - done)

    def start(self, *, empty: int) -> None:
        """Tell how many segments have no target yet, before the engine is asked for anything; no waiting any more.

        A worker may die between storing drafts and telling of them, so this is what shows whether it got further.

        Raises:
            EngineError: this is the attempt after the last one.

        """
        if self.waiting:
            self.waiting = False
            self._attempts.begin(self.job)
        if self._attempts.start(self.job, empty=empty) > LIMIT:
            raise _fatal(self._attempts.read(self.job).engine)

    def wait(self) -> None:
        """Leave the slot to other jobs for a moment, and have one again: another process holds what this one drafts.

        Raises:
            StoppedError: the job was cancelled.

        """
        if not self.waiting:
            self.waiting = True
            self._attempts.excuse(self.job)
        if self._seat is not None:
            self._seat.lend(self.beat)
        self.beat()

    def beat(self) -> None:
        """Be alive.

        Raises:
            StoppedError: the job was cancelled.

        """
        if self._stopped:
            raise StoppedError("the job was cancelled")
        self._last = time.monotonic()

    def stop(self) -> None:
        """Let the next sign of life end the job."""
        self._stopped = True

    def silence(self) -> float:
        """Seconds since the last sign of life; 0 before the first one."""
        return time.monotonic() - self._last if self._last else 0.0

    def watching(self, engine: Engine) -> Engine:
        """The same engine, each sentence a sign of life."""
        self.engine = engine.name
        self._attempts.name(self.job, engine.name)
        return _Watched(engine, self.beat)


class _Watched:
    """An engine whose every sentence is told, on its way in and out."""

    def __init__(self, engine: Engine, beat: Callable[[], None]) -> None:
        self._engine, self._beat = engine, beat

    @property
    def name(self) -> str:
        return self._engine.name

    def pairs(self) -> Collection[tuple[str, str]]:
        return self._engine.pairs()

    def translate(self, sentences: Iterable[str], *, source: str, target: str, n_best: int = 1) -> Iterator[Draft]:
        drafts = self._engine.translate(self._told(sentences), source=source, target=target, n_best=n_best)
        return self._told(drafts)

    def complete(self, sentence: str, prefix: str, *, source: str, target: str, n_best: int = 1) -> tuple[str, ...]:
        return self._engine.complete(sentence, prefix, source=source, target=target, n_best=n_best)

    def _told(self, items: Iterable[_Item]) -> Iterator[_Item]:
        for item in items:
            self._beat()
            yield item


class Ward:
    """The running jobs of this process, and what their earlier attempts came to; ``slots`` of them work at once."""

    def __init__(self, attempts: Attempts, *, slots: int = sys.maxsize) -> None:
        self._attempts = attempts
        self._running: dict[str, Running] = {}
        self._gate = _Gate(slots)

    @contextmanager
    def admit(self, job: str, *, tell: Callable[[int, int], None]) -> Iterator[Running]:
        """Run a job; one that ended the worker before runs alone, so that the next end is nobody else's.

        Raises:
            EngineError: it was ended by the watchdog, or ended the worker `LIMIT` times without getting further.

        """
        self._judge(job)
        seat = _Seat(self._gate, alone=self._attempts.read(job).count > 0)
        running = Running(job, tell=tell, attempts=self._attempts, seat=seat)
        self._running[job] = running
        try:
            seat.take(running.beat)
            self._attempts.begin(job)
            running.beat()
            yield running
        finally:
            seat.leave()
            del self._running[job]
            self._attempts.forget(job)

    def _judge(self, job: str) -> None:
        known = self._attempts.read(job)
        if known.count < _HARD_LIMIT and not known.verdict:
            return
        self._attempts.forget(job)
        raise EngineError(known.verdict) if known.verdict else _fatal(known.engine)

    def all(self) -> tuple[Running, ...]:
        """The jobs that run now."""
        return tuple(self._running.values())

    @property
    def waiting(self) -> int:
        """How many of them wait for another process, and leave their slots to other jobs."""
        return sum(running.waiting for running in self.all())

    def hung(self, seconds: float) -> Running | None:
        """The job that is silent the longest, if longer than that: others may only wait for what it holds."""
        longest = max(self.all(), key=Running.silence, default=None)
        return longest if longest and longest.silence() > seconds else None

    def condemn(self, running: Running, seconds: float) -> None:
        """Keep the verdict over a job that hangs; the others begin anew without blame."""
        verdict = f"{running.engine or 'drafting'} gave no answer for {_duration(seconds)} and was stopped; {_REMEDY}"
        self._attempts.condemn(running.job, verdict)
        self.excuse(but=running)

    def excuse(self, *, but: Running | None = None) -> None:
        """Count no attempt of the running jobs: the worker ends, and not because of them."""
        for running in self.all():
            if running is not but and not running.waiting:  # who waits was excused when it began to
                self._attempts.excuse(running.job)


def _fatal(engine: str) -> EngineError:
    return EngineError(f"{engine or 'drafting'} brought the worker down {LIMIT} times at the same place; {_REMEDY}")


def _duration(seconds: float) -> str:
    return f"{seconds / 60:.0f} minutes" if seconds >= 120 else f"{seconds:g} seconds"


_SIGN_SECONDS = 1.0
"""How often a job that wants in gives a sign of life."""

_LENT_SECONDS = 1.0
"""How long a slot is left to others before it is asked for again."""


class _Gate:
    """Lets jobs in side by side, ``slots`` at most, and one alone after those before it and before those behind it."""

    def __init__(self, slots: int) -> None:
        self._changed = threading.Condition()
        self._slots = slots
        self._inside = 0
        self._closed = False

    def enter(self, beat: Callable[[], None], *, alone: bool) -> None:
        """Come in when there is room; whoever raises in ``beat`` meanwhile is not in."""
        with self._changed:
            self._await(lambda: not self._closed and self._inside < self._slots, beat)
            self._closed = alone
            self._inside += 1
            try:
                self._await(lambda: not alone or self._inside == 1, beat)
            except BaseException:
                self.leave(alone=alone)
                raise

    def _await(self, condition: Callable[[], bool], beat: Callable[[], None]) -> None:
        while not self._changed.wait_for(condition, _SIGN_SECONDS):
            beat()

    def leave(self, *, alone: bool) -> None:
        """Make room."""
        with self._changed:
            self._inside -= 1
            self._closed = self._closed and not alone
            self._changed.notify_all()


class _Seat:
    """A job's place inside the gate, which it may lend."""

    def __init__(self, gate: _Gate, *, alone: bool) -> None:
        self._gate, self._alone = gate, alone
        self._taken = False

    def take(self, beat: Callable[[], None]) -> None:
        self._gate.enter(beat, alone=self._alone)
        self._taken = True

    def lend(self, beat: Callable[[], None]) -> None:
        """Be outside for a moment, then in again as soon as there is room."""
        self.leave()
        time.sleep(_LENT_SECONDS)
        self.take(beat)

    def leave(self) -> None:
        if self._taken:
            self._taken = False
            self._gate.leave(alone=self._alone)
