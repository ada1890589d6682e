"""What is known of running jobs: attempts, verdicts, signs of life, who must run alone."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from shouting import Shouting
from translate_flow.errors import EngineError
from translate_flow.jobs.attempts import Attempt, Attempts
from translate_flow.jobs.running import Running, StoppedError, Ward

DEADLINE = 60.0


@pytest.fixture
def attempts(tmp_path: Path) -> Attempts:
    return Attempts(tmp_path / "jobs.sqlite")


def run(*works: Callable[[], None]) -> None:
    joined(started(*works))


def started(*works: Callable[[], None]) -> list[threading.Thread]:
    threads = [threading.Thread(target=work, daemon=True) for work in works]
    for thread in threads:
        thread.start()
    return threads


def joined(threads: list[threading.Thread]) -> None:
    for thread in threads:
        thread.join(DEADLINE)
    assert not any(thread.is_alive() for thread in threads), "waited in vain"


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + DEADLINE
    while not condition():
        assert time.monotonic() < end, "waited in vain"


def busy(attempts: Attempts) -> None:
    """Work long enough for any other thread that is not held back to get in between."""
    for _ in range(500):
        attempts.read("none")


def nothing(_done: int, _total: int) -> None:
    """Nobody is told."""


def dies(attempts: Attempts, *, empty: int, left: int | None = None) -> None:
    """One attempt of a worker that dies in it: ``empty`` segments at its start, ``left`` of its run at its end."""
    attempts.begin("job")
    Running("job", tell=nothing, attempts=attempts).start(empty=empty)
    if left is not None:
        attempts.advance("job", left=left)


def test_a_job_that_never_gets_further_has_two_attempts(attempts):
    dies(attempts, empty=10)
    dies(attempts, empty=10)
    with pytest.raises(EngineError):
        dies(attempts, empty=10)


def test_what_was_stored_and_told_gives_two_more(attempts):
    dies(attempts, empty=10)
    dies(attempts, empty=10, left=5)
    dies(attempts, empty=5)
    dies(attempts, empty=5)
    with pytest.raises(EngineError):
        dies(attempts, empty=5)


def test_what_was_stored_and_not_told_counts_too(attempts):
    for empty in range(10, 0, -1):
        dies(attempts, empty=empty)
        assert (attempts.read("job").count, attempts.read("job").empty) == (1, empty)


def test_drafting_again_from_the_start_is_no_progress(attempts):
    for _ in range(3):
        dies(attempts, empty=0, left=5)
    with pytest.raises(EngineError):
        dies(attempts, empty=0, left=5)


def test_a_job_that_ended_in_order_leaves_no_trace(attempts, tmp_path):
    with Ward(attempts).admit("job", tell=nothing) as running:
        running.watching(Shouting())
    with pytest.raises(EngineError), Ward(attempts).admit("job", tell=nothing):
        raise EngineError("no model")
    assert list(tmp_path.rglob("*.json")) == []


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b'{"count": "many", "left": []}', b"\xff\xfe"])
def test_a_file_that_says_nothing_counts_for_none(attempts, tmp_path, content):
    (tmp_path / "jobs.attempts").mkdir()
    (tmp_path / "jobs.attempts" / "job.json").write_bytes(content)
    assert attempts.read("job") == Attempt()
    with Ward(attempts).admit("job", tell=nothing):
        assert attempts.read("job") == Attempt(count=1)


def test_a_verdict_fails_the_job_at_its_next_begin(attempts):
    ward = Ward(attempts)
    with ward.admit("other", tell=nothing), ward.admit("job", tell=nothing) as running:
        running.watching(Shouting())
        ward.condemn(running, 600)
        said = attempts.read("job").verdict
        assert said.startswith("shouting gave no answer for 10 minutes and was stopped; what was drafted is kept")
        assert (attempts.read("job").count, attempts.read("other").count) == (1, 0)
        with pytest.raises(EngineError, match="gave no answer"), Ward(attempts).admit("job", tell=nothing):
            pass


def test_a_job_that_tells_nothing_hangs_after_a_while(attempts):
    ward = Ward(attempts)
    with ward.admit("job", tell=nothing) as running:
        assert ward.hung(3600) is None
        assert ward.hung(0) is running
    assert ward.hung(0) is None


def test_each_sentence_is_a_sign_of_life_and_the_place_to_stop(attempts):
    with Ward(attempts).admit("job", tell=nothing) as running:
        engine = running.watching(Shouting())
        assert (engine.name, engine.pairs()) == ("shouting", {("en", "es")})
        assert engine.complete("one", "O", source="en", target="es") == ("NE",)
        drafts = engine.translate(["one", "two"], source="en", target="es")
        assert next(drafts).text == "ONE"
        running.stop()
        with pytest.raises(StoppedError):
            next(drafts)


def test_threads_that_tell_of_one_job_undo_nothing_of_each_other(attempts):
    """The thread of the job and the one that watches it write the same file."""
    together = threading.Barrier(2)

    def count() -> None:
        together.wait(DEADLINE)
        for _ in range(200):
            attempts.begin("job")

    def tell() -> None:
        together.wait(DEADLINE)
        for number in range(200):
            attempts.condemn("job", f"verdict {number}")
            attempts.name("job", f"engine {number}")

    run(count, tell)
    assert attempts.read("job") == Attempt(200, engine="engine 199", verdict="verdict 199")


@pytest.mark.parametrize("suspects", [1, 2])
def test_a_job_that_ended_its_worker_runs_alone(attempts, suspects):
    ward, order = Ward(attempts), []
    names = [*(f"suspect {number}" for number in range(suspects)), "later", "last"]

    def work(name: str) -> None:
        with ward.admit(name, tell=nothing):
            order.append(name)
            busy(attempts)
            order.append(name)

    for name in names[:suspects]:
        attempts.begin(name)
    with ward.admit("first", tell=nothing):
        threads = started(*(partial(work, name) for name in names))
        wait_until(lambda: len(ward.all()) == len(names) + 1)
        busy(attempts)
        order.append("first")
    joined(threads)
    assert sorted(order) == sorted(["first", *names * 2])
    for name in names[:suspects]:
        begin = order.index(name)
        assert begin > order.index("first")
        assert order[begin + 1] == name


def test_a_job_that_waits_for_another_process_leaves_its_slot_and_has_one_again(attempts):
    ward, free, order = Ward(attempts, slots=1), threading.Event(), []

    def waits() -> None:
        with ward.admit("held", tell=nothing) as running:
            while not free.is_set():
                running.wait()
            assert ward.waiting == 1
            running.start(empty=3)
            assert (ward.waiting, attempts.read("held").count) == (0, 1)
            order.append("held")

    def works() -> None:
        with ward.admit("other", tell=nothing):
            order.append("other")

    first = started(waits)
    wait_until(lambda: ward.waiting == 1)
    run(works)
    assert order == ["other"]
    free.set()
    joined(first)
    assert order == ["other", "held"]


def test_no_more_jobs_work_at_once_than_there_are_slots(attempts):
    ward, inside, most = Ward(attempts, slots=2), [], []
    pair = threading.Barrier(2, timeout=60)

    def work(name: str) -> None:
        with ward.admit(name, tell=nothing):
            inside.append(name)
            most.append(len(inside))
            pair.wait()
            busy(attempts)
            inside.remove(name)

    run(*(partial(work, f"job {number}") for number in range(6)))
    assert (len(most), max(most)) == (6, 2)


@pytest.mark.parametrize("blamed", [0, 1])
def test_a_worker_that_ends_while_a_job_waits_is_not_held_against_the_job(attempts, blamed):
    for _ in range(blamed):
        attempts.begin("job")
    ward = Ward(attempts)
    with ward.admit("job", tell=nothing) as running:
        running.wait()
        assert attempts.read("job").count == blamed
        ward.excuse()
        assert attempts.read("job").count == blamed


def test_a_cancelled_job_that_waits_ends_and_leaves_room(attempts):
    ward = Ward(attempts, slots=1)
    with ward.admit("job", tell=nothing) as running:
        running.stop()
        with pytest.raises(StoppedError):
            running.wait()
    with ward.admit("next", tell=nothing):
        assert len(ward.all()) == 1


def test_a_job_that_is_cancelled_before_there_is_room_takes_none(attempts):
    ward = Ward(attempts, slots=1)

    def late() -> None:
        with pytest.raises(StoppedError), ward.admit("late", tell=nothing):
            pass

    with ward.admit("first", tell=nothing):
        threads = started(late)
        wait_until(lambda: len(ward.all()) == 2)
        ward.all()[1].stop()
        joined(threads)
        assert len(ward.all()) == 1
    with ward.admit("next", tell=nothing):
        assert len(ward.all()) == 1
