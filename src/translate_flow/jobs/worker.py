"""Execute jobs, one at a time, in a process of its own."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from translate_flow.jobs import EXECUTOR, NAME, PROGRESS, QUEUE, VERSION, WORKFLOW, quiet
from translate_flow.jobs.locks import alone
from translate_flow.jobs.queue import prepare

# A batch takes seconds; a job that reports nothing for so long hangs in native code, where no time-out reaches it.
HANG_SECONDS = 600.0
HUNG = 70


class Work(Protocol):
    """What a job does: draft an article into a language, telling its progress."""

    def __call__(
        self, slug: str, language: str, *, by: str, engine: str, again: bool, progress: Callable[[int, int], None]
    ) -> object:
        """Draft; raise to fail the job."""


def run(database: Path, *, lock: Path, work: Work, stop: threading.Event) -> None:
    """Execute the jobs in ``database`` until ``stop`` is set.

    A job that a killed worker left behind is taken up again at the start: drafting skips what is drafted already.

    Raises:
        StoreError: another worker of this workspace is running.

    """
    from dbos import DBOS  # noqa: PLC0415 - only the worker process executes jobs

    quiet()
    prepare(database)
    with alone(lock):
        pulse = _Pulse()
        _register(work, pulse)
        DBOS(
            config={
                "name": NAME,
                "system_database_url": f"sqlite:///{database}",
                "executor_id": EXECUTOR,
                "application_version": VERSION,
                "log_level": "CRITICAL",
                "console_log_level": "CRITICAL",
            }
        )
        DBOS.launch()
        DBOS.register_queue(QUEUE, worker_concurrency=1, polling_interval_sec=0.2, on_conflict="always_update")
        while not stop.wait(1.0):
            if pulse.silence() > HANG_SECONDS:
                os._exit(HUNG)
        DBOS.destroy(workflow_completion_timeout_sec=0)


def _register(work: Work, pulse: _Pulse) -> None:
    from dbos import DBOS  # noqa: PLC0415 - as in run

    @DBOS.step()
    def draft_step(slug: str, language: str, by: str, engine: str, again: bool) -> None:  # noqa: FBT001 - DBOS records positions
        def progress(done: int, total: int) -> None:
            pulse.beat()
            DBOS.set_event(PROGRESS, [done, total])

        with pulse:
            work(slug, language, by=by, engine=engine, again=again, progress=progress)

    @DBOS.workflow(name=WORKFLOW, max_recovery_attempts=5)
    def draft(slug: str, language: str, *, by: str, engine: str, again: bool) -> None:
        draft_step(slug, language, by, engine, again)


class _Pulse:
    """Knows how long the running job has been silent."""

    def __init__(self) -> None:
        self._last = 0.0

    def __enter__(self) -> None:
        self.beat()

    def __exit__(self, *_: object) -> None:
        self._last = 0.0

    def beat(self) -> None:
        self._last = time.monotonic()

    def silence(self) -> float:
        """Seconds since the last sign of life of a running job; 0 when none runs."""
        return time.monotonic() - self._last if self._last else 0.0


def stop_with_parent(stop: threading.Event) -> None:
    """Set ``stop`` when standard input ends: the process that started this worker is gone."""

    def watch() -> None:
        # Unbuffered: a daemon thread inside a buffered read would hold its lock when the interpreter ends.
        while os.read(sys.stdin.fileno(), 4096):
            pass
        stop.set()

    threading.Thread(target=watch, daemon=True).start()
