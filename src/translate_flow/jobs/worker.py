"""Execute jobs, two at a time, in a process of its own that may die without losing any."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from translate_flow.jobs import EXECUTOR, NAME, PROGRESS, QUEUE, VERSION, WORKFLOW, quiet
from translate_flow.jobs.attempts import Attempts
from translate_flow.jobs.locks import alone
from translate_flow.jobs.queue import prepare
from translate_flow.jobs.running import Running, Ward

# A batch takes seconds; a job that reports nothing for so long hangs in native code, where no time-out reaches it.
HANG_SECONDS = 600.0
HUNG = 70
SLOTS = 2
"""Jobs at once: while one loads its model or writes, the other keeps the processor busy."""

MOST_WAITING = 64
"""Jobs that may wait for another process beside those; each is a thread that looks up once a second."""

_LOOK_SECONDS = 0.5
_CANCEL_SECONDS = 5.0


class Work(Protocol):
    """What a job does: draft an article into a language, telling its progress."""

    def __call__(self, slug: str, language: str, *, by: str, engine: str, again: bool, progress: Running) -> object:
        """Draft; raise to fail the job. `Running` says what to tell it."""


def run(
    database: Path,
    *,
    lock: Path,
    work: Work,
    stop: threading.Event,
    hang_seconds: float = HANG_SECONDS,
    tidy: Callable[[], None] = lambda: None,
) -> None:
    """Execute the jobs in ``database`` until ``stop`` is set; ``tidy`` is called now and then, and looks if it is due.

    A job that a killed worker left behind is taken up again at the start: drafting skips what is drafted already. A
    job that is silent for ``hang_seconds`` fails and takes this process along (exit status `HUNG`), for native code
    cannot be ended otherwise; one that ended the process itself twice without getting further fails too. A job that
    still runs when ``stop`` is set is left to the next worker, and the process ends at once, with status 0.

    Raises:
        StoreError: another worker of this workspace is running.

    """
    from dbos import DBOS  # noqa: PLC0415 - only the worker process executes jobs

    quiet()
    prepare(database)
    with alone(lock):
        attempts = Attempts(database)
        attempts.prune()
        ward = Ward(attempts, slots=SLOTS)
        _register(work, ward)
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
        queue = DBOS.register_queue(
            QUEUE, worker_concurrency=SLOTS, polling_interval_sec=0.2, on_conflict="always_update"
        )
        taken = SLOTS
        while not stop.wait(_LOOK_SECONDS):
            _look_after(ward, hang_seconds)
            tidy()
            wanted = SLOTS + min(ward.waiting, MOST_WAITING)
            if wanted != taken:
                queue.set_worker_concurrency(wanted)
                taken = wanted
        ward.excuse()
        DBOS.destroy(workflow_completion_timeout_sec=0)
        if ward.all():
            # the interpreter would wait for its threads, and native code ends when it likes; what is stored is stored
            os._exit(0)


def _look_after(ward: Ward, hang_seconds: float) -> None:
    """Let go of cancelled jobs, and end the process for one that hangs."""
    for running in ward.all():
        if _cancelled(running.job):
            running.stop()
    if hung := ward.hung(hang_seconds):
        ward.condemn(hung, hang_seconds)
        # beside, and waited for briefly: what hangs may hold a lock that this needs
        ending = threading.Thread(target=_cancel, args=(hung.job,), daemon=True)
        ending.start()
        ending.join(_CANCEL_SECONDS)
        os._exit(HUNG)


def _cancelled(job: str) -> bool:
    from dbos import DBOS  # noqa: PLC0415 - as in run

    status = DBOS.get_workflow_status(job)
    return status is not None and status.status == "CANCELLED"


def _cancel(job: str) -> None:
    from dbos import DBOS  # noqa: PLC0415 - as in run

    DBOS.cancel_workflow(job)


def _register(work: Work, ward: Ward) -> None:
    from dbos import DBOS  # noqa: PLC0415 - as in run

    @DBOS.step()
    def draft_step(slug: str, language: str, by: str, engine: str, again: bool) -> None:  # noqa: FBT001 - DBOS records positions
        def tell(done: int, total: int) -> None:
            DBOS.set_event(PROGRESS, [done, total])

        with ward.admit(str(DBOS.workflow_id), tell=tell) as running:
            work(slug, language, by=by, engine=engine, again=again, progress=running)

    # the ward counts the attempts that came to nothing; one that got further may be killed as often as it likes
    @DBOS.workflow(name=WORKFLOW, max_recovery_attempts=None)
    def draft(slug: str, language: str, *, by: str, engine: str, again: bool) -> None:
        draft_step(slug, language, by, engine, again)


def stop_with_parent(stop: threading.Event) -> None:
    """Set ``stop`` when standard input ends: the process that started this worker is gone."""

    def watch() -> None:
        # Unbuffered: a daemon thread inside a buffered read would hold its lock when the interpreter ends.
        while os.read(sys.stdin.fileno(), 4096):
            pass
        stop.set()

    threading.Thread(target=watch, daemon=True).start()
