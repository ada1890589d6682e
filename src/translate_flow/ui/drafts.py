"""Ask for drafts and watch them being made."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from translate_flow.domain.people import Right
from translate_flow.jobs.orders import order_draft, stop_drafting
from translate_flow.jobs.queue import Job, JobState
from translate_flow.ui.account import while_let_in
from translate_flow.ui.choosing import Chosen
from translate_flow.ui.desk import desk, may, person
from translate_flow.ui.i18n import gettext as _
from translate_flow.ui.i18n import ngettext
from translate_flow.ui.machines import can_draft, no_engine
from translate_flow.ui.widgets import literal
from translate_flow.workflow import collections, progress

Stand = frozenset[tuple[str, JobState, int]]
"""How far jobs are; two that differ are worth a look at the page."""

_SECONDS = 1.0
_OFFER_SECONDS = 5.0


def draft_panel(chosen: Chosen) -> int:
    """A button that drafts, or the progress of the draft that runs; gives back a number that grows as drafts arrive."""
    job = _latest(chosen)
    if job and job.active:
        _running(chosen, job.id)
        return job.done
    _offer(chosen, job)
    return job.done if job else 0


@st.fragment(run_every=_OFFER_SECONDS)
@while_let_in
def _offer(chosen: Chosen, job: Job | None) -> None:
    """The button, with the number of segments that wait by now: the editor saves without running the page."""
    source, language = chosen.entry.language, chosen.language
    able = can_draft(source, language, collections.engine_into(desk().store, chosen.entry, language))
    if able and job and job.state is JobState.FAILED:
        st.error(literal(job.error or _("The draft failed; see the worker's log.")), icon=":material/error:")
    waiting = progress.untranslated(desk().store, chosen.entry.slug, language)
    if not may(Right.EDIT, language=language):
        return
    if waiting and not able:
        st.caption(no_engine(source, [language]))
    elif waiting and st.button(
        ngettext("Draft {n} segment by machine", "Draft {n} segments by machine", waiting), icon=":material/bolt:"
    ):
        order(chosen.entry.slug, language)
        st.rerun()


def order(slug: str, language: str) -> None:
    """Ask the worker for a draft, in the name of who looks at the page."""
    order_draft(desk().store, desk().jobs, slug, language, by=person())


def _latest(chosen: Chosen) -> Job | None:
    jobs = desk().jobs.all()
    return next((job for job in jobs if (job.slug, job.language) == (chosen.entry.slug, chosen.language)), None)


@st.fragment(run_every=_SECONDS)
@while_let_in
def _running(chosen: Chosen, job_id: str) -> None:
    """The bar; the whole page runs again when the job ends or its drafts come in."""
    job = _latest(chosen)
    if job is None or job.id != job_id or not job.active:
        st.rerun()
        return
    bar, stop = st.columns([6, 1], vertical_alignment="center")
    bar.progress(job.done / job.total if job.total else 0.0, text=drafting(job))
    if may(Right.EDIT, language=job.language) and stop.button(_("Stop"), key=f"stop:{job.id}", width="stretch"):
        stop_drafting(desk().store, desk().jobs, job, by=person())
        st.rerun()
    seen = st.session_state.setdefault("drafts_seen", {})
    if job.done > seen.get(job.id, 0):
        seen[job.id] = job.done
        st.rerun()


def drafting(job: Job) -> str:
    """How far a job is, in words."""
    if job.state is JobState.WAITING:
        return _("Waiting for the worker …")
    return _("Drafting: {done} of {total} segments", done=job.done, total=job.total) if job.total else _("Drafting …")


def active_jobs() -> dict[tuple[str, str], Job]:
    """The jobs that wait or run, by article and language."""
    return {(job.slug, job.language): job for job in desk().jobs.all() if job.active}


def watch(running: Mapping[tuple[str, str], Job]) -> None:
    """Run the page again whenever a draft of a list got further, for as long as any runs."""
    if running:
        _watch(_stand(running))


@st.fragment(run_every=_SECONDS)
@while_let_in
def _watch(stand: Stand) -> None:
    if _stand(active_jobs()) != stand:
        st.rerun()


def _stand(running: Mapping[tuple[str, str], Job]) -> Stand:
    return frozenset((job.id, job.state, job.done) for job in running.values())
