"""What is known of running jobs: attempts, verdicts, signs of life, who must run alone."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from shouting import Shouting
from translate_flow.errors import EngineError
from translate_flow.jobs.attempts import Attempts
from translate_flow.jobs.running import Running, StoppedError, Ward


@pytest.fixture
def attempts(tmp_path: Path) -> Attempts:
    return Attempts(tmp_path / "jobs.sqlite")


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
    with Ward(attempts).admit("job", tell=nothing):
        pass


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


def test_a_job_that_ended_its_worker_runs_alone(attempts):
    ward = Ward(attempts)
    attempts.begin("suspect")
    admitted, free = threading.Event(), threading.Event()

    def suspect() -> None:
        with ward.admit("suspect", tell=nothing):
            admitted.set()
            free.wait()

    thread = threading.Thread(target=suspect)
    with ward.admit("first", tell=nothing):
        thread.start()
        assert not admitted.is_set()
    admitted.wait()
    done = threading.Event()

    def later() -> None:
        with ward.admit("later", tell=nothing):
            done.set()

    behind = threading.Thread(target=later)
    behind.start()
    assert not done.is_set()
    free.set()
    thread.join()
    behind.join()
    assert done.is_set()
