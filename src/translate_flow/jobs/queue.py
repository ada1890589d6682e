"""Ask for drafts, watch and cancel them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from translate_flow.errors import StoreError
from translate_flow.jobs import NAME, PROGRESS, QUEUE, VERSION, WORKFLOW, quiet
from translate_flow.jobs.attempts import Attempts
from translate_flow.jobs.locks import waiting
from translate_flow.store import DatabaseError

if TYPE_CHECKING:
    from dbos import DBOSClient, WorkflowHandle, WorkflowStatus

# Enough to show what ran lately; older ones stay in the database.
_SHOWN = 50


class JobState(StrEnum):
    """Where a job is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


_STATES = {
    "ENQUEUED": JobState.WAITING,
    "DELAYED": JobState.WAITING,
    "PENDING": JobState.RUNNING,
    "SUCCESS": JobState.DONE,
    "CANCELLED": JobState.CANCELLED,
}


@dataclass(frozen=True, slots=True)
class Job:
    """One drafting job; ``done`` of ``total`` segments, ``error`` in one line where it failed."""

    id: str
    slug: str
    language: str
    state: JobState
    done: int = 0
    total: int = 0
    error: str = ""

    @property
    def active(self) -> bool:
        """Whether it waits or runs."""
        return self.state in {JobState.WAITING, JobState.RUNNING}


class Jobs:
    """The drafting jobs of a workspace, kept in a SQLite file that the worker shares."""

    def __init__(self, database: Path) -> None:
        """Open the job database, created when it is not there yet.

        Raises:
            StoreError: it cannot be opened.

        """
        from dbos import DBOSClient  # noqa: PLC0415 - a quarter of a second that only jobs need

        quiet()
        self._attempts = Attempts(database)
        try:
            prepare(database)
            self._client: DBOSClient = DBOSClient(system_database_url=f"sqlite:///{database}", application_name=NAME)
        except DatabaseError as exc:
            raise StoreError(
                f"{database}: cannot be opened as the job database ({exc.orig}); check its rights"
            ) from exc

    def draft(self, slug: str, language: str, *, by: str, engine: str = "", again: bool = False) -> str:
        """Ask for a draft and get the job's id; a request that waits or runs already is not asked twice."""
        handle: WorkflowHandle[None] = self._client.enqueue(
            {
                "workflow_name": WORKFLOW,
                "queue_name": QUEUE,
                "app_version": VERSION,
                "application_name": NAME,
                "deduplication_id": f"{slug}:{language}",
                "duplication_policy": "return-existing",
            },
            slug,
            language,
            by=by,
            engine=engine,
            again=again,
        )
        return str(handle.workflow_id)

    def all(self) -> Sequence[Job]:
        """The latest jobs, newest first."""
        return [self._job(status) for status in self._client.list_workflows(limit=_SHOWN, sort_desc=True)]

    def cancel(self, job: str) -> None:
        """Stop a job; what it drafted stays."""
        self._client.cancel_workflow(job)

    def _job(self, status: WorkflowStatus) -> Job:
        slug, language = (status.input or {"args": ("", "")})["args"][:2]
        done, total = self._progress(status.workflow_id)
        state = _STATES.get(status.status, JobState.FAILED)
        error = _line(status.error) if status.error else ""
        if state is JobState.CANCELLED and (verdict := self._attempts.read(status.workflow_id).verdict):
            # the watchdog ended it, not a person
            state, error = JobState.FAILED, verdict
        return Job(status.workflow_id, slug, language, state, done, total, error)

    def _progress(self, job: str) -> tuple[int, int]:
        done, total = self._client.get_event(job, PROGRESS, timeout_seconds=0) or (0, 0)
        return int(done), int(total)

    def close(self) -> None:
        """Give the connections back."""
        self._client.destroy()


def _line(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__


def prepare(database: Path) -> None:
    """Make the folder and the tables, so that a client may come before the first worker."""
    from dbos import DBOS  # noqa: PLC0415 - as in Jobs

    database.parent.mkdir(parents=True, exist_ok=True)
    with waiting(database.with_suffix(".lock")):
        if not database.exists():
            DBOS.migrate(system_database_url=f"sqlite:///{database}")
