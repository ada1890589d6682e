"""Who may ask for drafts and stop them: a job is no write of the store, so its rights are checked here."""

from __future__ import annotations

from translate_flow.domain.people import Right
from translate_flow.domain.ports import Store
from translate_flow.jobs.queue import Job, Jobs
from translate_flow.workflow import accounts


def order_draft(store: Store, jobs: Jobs, slug: str, language: str, *, by: str) -> str:
    """Ask for a draft and get the job's id.

    Raises:
        NotAllowedError: they may not translate into that language.

    """
    accounts.require(store, by, Right.EDIT, language=language)
    return jobs.draft(slug, language, by=by)


def stop_drafting(store: Store, jobs: Jobs, job: Job, *, by: str) -> None:
    """Stop a job, whoever asked for it; what it drafted stays.

    Raises:
        NotAllowedError: they may not translate into its language.

    """
    accounts.require(store, by, Right.EDIT, language=job.language)
    jobs.cancel(job.id)
