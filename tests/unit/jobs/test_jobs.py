"""Jobs: asked for once, done by a worker process, taken up again after it was killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from translate_flow.jobs.queue import Job, Jobs, JobState

WORKER = """
import sys, threading, time
from pathlib import Path
from translate_flow.errors import NoModelError
from translate_flow.jobs.worker import run, stop_with_parent

folder = Path(sys.argv[1])

def work(slug, language, *, by, engine, again, progress):
    if slug == "impossible":
        raise NoModelError("no model for en→xx; run: translate-flow models install en xx")
    for step in range(1, 4):
        with (folder / "log").open("a") as log:
            log.write(f"{slug} {language} {by} {step}\\n")
        progress(step, 3)
        while slug == "slow" and not (folder / "go").exists():
            time.sleep(0.01)
    return None

stop = threading.Event()
stop_with_parent(stop)
run(folder / "jobs.sqlite", lock=folder / "worker.lock", work=work, stop=stop)
"""
DEADLINE = 60.0


def until(condition: Callable[[], bool]) -> None:
    """Wait for a condition, at most a minute."""
    end = time.monotonic() + DEADLINE
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def start(folder: Path) -> subprocess.Popen[bytes]:
    script = folder / "worker.py"
    script.write_text(WORKER)
    return subprocess.Popen([sys.executable, str(script), str(folder)], stdin=subprocess.PIPE)


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    process = start(tmp_path)
    yield process
    process.kill()
    process.wait()


@pytest.fixture
def jobs(tmp_path: Path) -> Iterator[Jobs]:
    opened = Jobs(tmp_path / "jobs.sqlite")
    yield opened
    opened.close()


def job(jobs: Jobs, number: str) -> Job:
    return next(item for item in jobs.all() if item.id == number)


def lines(folder: Path) -> list[str]:
    log = folder / "log"
    return log.read_text().splitlines() if log.exists() else []


@pytest.mark.usefixtures("worker")
def test_a_worker_does_what_was_asked_and_tells_its_progress(jobs: Jobs, tmp_path: Path) -> None:
    number = jobs.draft("fair", "es", by="local")
    until(lambda: job(jobs, number).state is JobState.DONE)
    assert lines(tmp_path) == ["fair es local 1", "fair es local 2", "fair es local 3"]
    done = job(jobs, number)
    assert (done.slug, done.language, done.done, done.total) == ("fair", "es", 3, 3)


@pytest.mark.usefixtures("worker")
def test_a_job_that_fails_says_why_in_one_line(jobs: Jobs) -> None:
    number = jobs.draft("impossible", "xx", by="local")
    until(lambda: not job(jobs, number).active)
    failed = job(jobs, number)
    assert failed.state is JobState.FAILED
    assert failed.error == "no model for en→xx; run: translate-flow models install en xx"


def test_a_request_that_waits_is_not_asked_twice(jobs: Jobs) -> None:
    assert jobs.draft("fair", "es", by="local") == jobs.draft("fair", "es", by="local")
    assert jobs.draft("fair", "fr", by="local") != jobs.draft("fair", "es", by="local")
    assert len(jobs.all()) == 2


@pytest.mark.usefixtures("worker")
def test_a_request_that_runs_is_not_asked_twice(jobs: Jobs, tmp_path: Path) -> None:
    number = jobs.draft("slow", "es", by="local")
    until(lambda: job(jobs, number).done == 1)
    assert jobs.draft("slow", "es", by="local") == number
    (tmp_path / "go").touch()
    until(lambda: job(jobs, number).state is JobState.DONE)
    assert len(jobs.all()) == 1


def test_a_cancelled_job_stops_and_the_next_one_runs(
    jobs: Jobs, worker: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    number = jobs.draft("slow", "es", by="local")
    until(lambda: job(jobs, number).done == 1)
    jobs.cancel(number)
    (tmp_path / "go").touch()
    following = jobs.draft("fair", "es", by="local")
    until(lambda: job(jobs, following).state is JobState.DONE)
    assert job(jobs, number).state is JobState.CANCELLED
    assert worker.poll() is None


def test_a_killed_worker_loses_no_job(jobs: Jobs, worker: subprocess.Popen[bytes], tmp_path: Path) -> None:
    number = jobs.draft("slow", "es", by="local")
    until(lambda: job(jobs, number).done == 1)
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    (tmp_path / "go").touch()
    second = start(tmp_path)
    try:
        until(lambda: job(jobs, number).state is JobState.DONE)
    finally:
        second.kill()
        second.wait()
    assert lines(tmp_path)[-1] == "slow es local 3"


def test_a_second_worker_refuses_to_start(jobs: Jobs, worker: subprocess.Popen[bytes], tmp_path: Path) -> None:
    number = jobs.draft("fair", "es", by="local")
    until(lambda: job(jobs, number).state is JobState.DONE)
    second = subprocess.run(
        [sys.executable, str(tmp_path / "worker.py"), str(tmp_path)], capture_output=True, timeout=DEADLINE, check=False
    )
    assert b"running already" in second.stderr
    assert worker.poll() is None


def test_a_worker_ends_with_the_process_that_started_it(worker: subprocess.Popen[bytes], jobs: Jobs) -> None:
    number = jobs.draft("fair", "es", by="local")
    until(lambda: job(jobs, number).state is JobState.DONE)
    assert worker.stdin is not None
    worker.stdin.close()
    assert worker.wait(DEADLINE) == 0
