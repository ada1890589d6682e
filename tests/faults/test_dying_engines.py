"""An engine that hangs or takes its process along leaves every article whole, and says so in one line."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from translate_flow.bootstrap import Desk, open_desk
from translate_flow.domain.people import LOCAL_OWNER
from translate_flow.domain.translation import State
from translate_flow.engines.apertium import ApertiumEngine
from translate_flow.errors import EngineError
from translate_flow.jobs.queue import Job, JobState
from translate_flow.jobs.worker import HUNG
from translate_flow.workflow import drafting, importing, progress

WORKER = """
import ctypes, os, signal, sys, threading, time
from pathlib import Path
from shouting import Shouting
from translate_flow.bootstrap import open_desk
from translate_flow.cli.serving import drafting_work
from translate_flow.engines.apertium import ApertiumEngine
from translate_flow.jobs.worker import run, stop_with_parent

desk = open_desk(Path(sys.argv[1]))
WAYS = {
    "segfault": lambda: ctypes.string_at(0),
    "abort": os.abort,
    "kill": lambda: os.kill(os.getpid(), signal.SIGKILL),
}

class Noted(Shouting):
    name = "noted"

    def translate(self, sentences, **options):
        for sentence in sentences:
            with (desk.root / "seen").open("a") as seen:
                seen.write(sentence + "\\n")
            while (desk.root / "hold").exists():
                time.sleep(0.01)
            yield from super().translate([sentence], **options)

class Dying(Noted):
    name = "dying"

    def __init__(self, way):
        super().__init__()
        self.way = way

    def translate(self, sentences, **options):
        for draft in super().translate(sentences, **options):
            if "ABYSS" in draft.text:
                WAYS[self.way]()
            yield draft

def opened(name):
    if name == "apertium":
        return ApertiumEngine(folder=desk.root / "modes", timeout=3600)
    return Dying(name) if name in WAYS else Noted()

work = drafting_work(desk.store, lambda name: lambda *_: opened(name), claims=desk.claims)

def noted(slug, language, **options):
    with (desk.root / "begun").open("a") as begun:
        begun.write(slug + "\\n")
    work(slug, language, **options)

stop = threading.Event()
signal.signal(signal.SIGTERM, lambda *_: stop.set())
stop_with_parent(stop)
run(desk.job_database, lock=desk.worker_lock, work=noted, stop=stop, hang_seconds=float(sys.argv[2]))
"""
DEADLINE = 60.0


class Keeper:
    """Starts a worker and starts it again whenever it died, as the page does."""

    def __init__(self, root: Path, *, hang_seconds: str = "600") -> None:
        self._root, self._hang_seconds = root, hang_seconds
        self.ends: list[int] = []
        self.process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        path = os.pathsep.join([str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH", "")])
        command = [sys.executable, "-c", WORKER, str(self._root), self._hang_seconds]
        return subprocess.Popen(command, stdin=subprocess.PIPE, env={**os.environ, "PYTHONPATH": path})

    def until(self, condition: Callable[[], bool]) -> None:
        end = time.monotonic() + DEADLINE
        while not condition():
            assert time.monotonic() < end, "waited in vain"
            if self.process.poll() is not None:
                self.ends.append(self.process.returncode)
                self.process = self._start()
            time.sleep(0.02)

    def end(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        return self.process.wait(DEADLINE)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return open_desk(tmp_path / "desk", create=True)


@pytest.fixture
def keeper(desk: Desk, request: pytest.FixtureRequest) -> Iterator[Keeper]:
    keeper = Keeper(desk.root, hang_seconds=getattr(request, "param", "600"))
    yield keeper
    keeper.process.kill()
    keeper.process.wait()


def article(desk: Desk, slug: str, *, segments: int = 3, abyss: int | None = None) -> None:
    """An article of a title and paragraphs of one sentence; the ``abyss`` is where some engines fall."""
    lines = [f"Paragraph number {number} of {slug}." for number in range(segments)]
    if abyss is not None:
        lines[abyss] = "Here is the abyss."
    made = importing.prepare("\n\n".join(["The title", *lines]).encode(), name="x.txt", splitter=desk.splitter)
    importing.store(desk.store, made, languages=["es"], by=LOCAL_OWNER, slug=slug)


def job(desk: Desk, number: str) -> Job:
    return next(item for item in desk.jobs.all() if item.id == number)


def states(desk: Desk, slug: str) -> dict[State, int]:
    (row,) = progress.status(desk.store, slug)
    return {state: count for state, count in row.states.items() if count}


def lines(desk: Desk, name: str) -> list[str]:
    file = desk.root / name
    return file.read_text().splitlines() if file.exists() else []


def ended(desk: Desk, keeper: Keeper, *numbers: str) -> list[Job]:
    keeper.until(lambda: not any(job(desk, number).active for number in numbers))
    return [job(desk, number) for number in numbers]


def mode(folder: Path, command: str) -> None:
    """An Apertium mode of one stage, a script that ends when its input does."""
    folder.mkdir()
    stage = folder / "stage"
    stage.write_text(f"#!/bin/sh\n{command}\ntrue\n")
    stage.chmod(0o755)
    (folder / "eng-spa.mode").write_text(str(stage))


def enough(desk: Desk, slug: str, count: int) -> Callable[[], bool]:
    return lambda: states(desk, slug).get(State.DRAFT, 0) >= count


def as_many(desk: Desk, name: str, count: int) -> Callable[[], bool]:
    return lambda: len(lines(desk, name)) == count


KEPT = "what was drafted is kept; draft the rest with another engine, or install its model again"


@pytest.mark.parametrize(("stage", "said"), [("cat >/dev/null", "no answer in time"), ("head -c 40", "a stage ended")])
def test_a_pipeline_that_breaks_in_the_middle_changes_nothing(desk: Desk, stage: str, said: str) -> None:
    mode(desk.root / "modes", stage)
    article(desk, "fair")
    engine = ApertiumEngine(folder=desk.root / "modes", timeout=0.5)
    with pytest.raises(EngineError, match=f"^Apertium eng-spa failed: {said}; check: apertium eng-spa$"):
        drafting.draft(desk.store, "fair", language="es", engine_for=lambda *_: engine, by=LOCAL_OWNER)
    assert states(desk, "fair") == {State.UNTRANSLATED: 4}


@pytest.mark.parametrize("keeper", ["5"], indirect=True)
def test_a_hanging_pipeline_fails_its_job_once_and_changes_nothing(desk: Desk, keeper: Keeper) -> None:
    mode(desk.root / "modes", "cat >/dev/null")
    article(desk, "fair")
    number = desk.jobs.draft("fair", "es", by=LOCAL_OWNER, engine="apertium")
    (failed,) = ended(desk, keeper, number)
    assert (failed.state, failed.error) == (
        JobState.FAILED,
        f"apertium gave no answer for 5 seconds and was stopped; {KEPT}",
    )
    assert states(desk, "fair") == {State.UNTRANSLATED: 4}
    again = desk.jobs.draft("fair", "es", by=LOCAL_OWNER)
    (done,) = ended(desk, keeper, again)
    assert done.state is JobState.DONE
    assert states(desk, "fair") == {State.DRAFT: 4}
    assert keeper.ends == [HUNG]
    assert lines(desk, "begun") == ["fair", "fair"]


@pytest.mark.parametrize("way", ["segfault", "kill"])
def test_an_engine_that_kills_its_worker_twice_at_one_place_fails_its_job(desk: Desk, keeper: Keeper, way: str) -> None:
    article(desk, "fair", segments=100, abyss=80)
    number = desk.jobs.draft("fair", "es", by=LOCAL_OWNER, engine=way)
    (failed,) = ended(desk, keeper, number)
    assert (failed.state, failed.error) == (
        JobState.FAILED,
        f"dying brought the worker down 2 times at the same place; {KEPT}",
    )
    drafted = states(desk, "fair")[State.DRAFT]
    assert drafted >= 64
    assert lines(desk, "seen").count("Here is the abyss.") == 3
    again = desk.jobs.draft("fair", "es", by=LOCAL_OWNER)
    (done,) = ended(desk, keeper, again)
    assert (done.state, done.total) == (JobState.DONE, 101 - drafted)


def test_a_job_beside_one_that_kills_the_worker_is_done(desk: Desk, keeper: Keeper) -> None:
    article(desk, "fair", abyss=0)
    article(desk, "bread", segments=200)
    (desk.root / "hold").touch()
    numbers = [
        desk.jobs.draft("bread", "es", by=LOCAL_OWNER),
        desk.jobs.draft("fair", "es", by=LOCAL_OWNER, engine="abort"),
    ]
    keeper.until(as_many(desk, "begun", 2))
    (desk.root / "hold").unlink()
    done, failed = ended(desk, keeper, *numbers)
    assert (done.state, failed.state) == (JobState.DONE, JobState.FAILED)
    assert states(desk, "bread") == {State.DRAFT: 201}
    assert states(desk, "fair") == {State.UNTRANSLATED: 4}


def test_a_worker_may_be_killed_as_often_as_the_job_gets_further(desk: Desk, keeper: Keeper) -> None:
    article(desk, "fair", segments=200)
    number = desk.jobs.draft("fair", "es", by=LOCAL_OWNER)
    for kills in range(1, 5):
        keeper.until(enough(desk, "fair", 32 * kills))
        keeper.end(signal.SIGKILL)
    (done,) = ended(desk, keeper, number)
    assert done.state is JobState.DONE
    assert states(desk, "fair") == {State.DRAFT: 201}


def test_a_worker_that_is_stopped_in_order_blames_no_job(desk: Desk, keeper: Keeper) -> None:
    article(desk, "fair")
    (desk.root / "hold").touch()
    number = desk.jobs.draft("fair", "es", by=LOCAL_OWNER)
    for times in range(1, 5):
        keeper.until(as_many(desk, "seen", times))
        assert keeper.end(signal.SIGTERM) == 0
    (desk.root / "hold").unlink()
    (done,) = ended(desk, keeper, number)
    assert done.state is JobState.DONE


def test_a_cancelled_job_ends_at_the_next_sentence_and_the_rest_is_drafted_later(desk: Desk, keeper: Keeper) -> None:
    article(desk, "fair", segments=100)
    number = desk.jobs.draft("fair", "es", by=LOCAL_OWNER)
    keeper.until(enough(desk, "fair", 32))
    (desk.root / "hold").touch()
    desk.jobs.cancel(number)
    assert job(desk, number).state is JobState.CANCELLED
    kept = states(desk, "fair")[State.DRAFT]
    again = desk.jobs.draft("fair", "es", by=LOCAL_OWNER)
    keeper.until(as_many(desk, "begun", 2))
    (desk.root / "hold").unlink()
    (done,) = ended(desk, keeper, again)
    # the second job waits for the first, which stores what it has; only the sentence it stopped at goes in twice
    assert done.state is JobState.DONE
    assert 0 < done.total <= 101 - kept
    assert len(lines(desk, "seen")) <= 102
    assert states(desk, "fair") == {State.DRAFT: 101}
    assert job(desk, number).state is JobState.CANCELLED


@pytest.mark.parametrize("keeper", ["5"], indirect=True)
def test_a_job_that_waits_for_another_process_does_not_hang(desk: Desk, keeper: Keeper) -> None:
    article(desk, "fair")
    with desk.claims.some([("fair", "es")], waits=pytest.fail):
        number = desk.jobs.draft("fair", "es", by=LOCAL_OWNER)
        keeper.until(as_many(desk, "begun", 1))
        later = time.monotonic() + 8
        keeper.until(lambda: time.monotonic() > later)
        assert (job(desk, number).state, keeper.ends, lines(desk, "seen")) == (JobState.RUNNING, [], [])
    (done,) = ended(desk, keeper, number)
    assert (done.state, states(desk, "fair")) == (JobState.DONE, {State.DRAFT: 4})


def test_a_job_that_waits_for_another_process_can_be_cancelled(desk: Desk, keeper: Keeper) -> None:
    article(desk, "fair")
    with desk.claims.some([("fair", "es")], waits=pytest.fail):
        number = desk.jobs.draft("fair", "es", by=LOCAL_OWNER)
        keeper.until(as_many(desk, "begun", 1))
        desk.jobs.cancel(number)
        attempts = desk.job_database.with_suffix(".attempts")
        keeper.until(lambda: not list(attempts.glob("*.json")))
        assert job(desk, number).state is JobState.CANCELLED
    assert states(desk, "fair") == {State.UNTRANSLATED: 4}


def test_two_articles_are_drafted_at_once(desk: Desk, keeper: Keeper) -> None:
    (desk.root / "hold").touch()
    numbers = []
    for slug in ("fair", "bread"):
        article(desk, slug)
        numbers.append(desk.jobs.draft(slug, "es", by=LOCAL_OWNER))
    keeper.until(lambda: sorted(lines(desk, "seen")) == ["The title", "The title"])
    (desk.root / "hold").unlink()
    assert [item.state for item in ended(desk, keeper, *numbers)] == [JobState.DONE] * 2
