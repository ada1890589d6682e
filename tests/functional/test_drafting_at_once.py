"""One article drafted by two processes at once: each sentence goes through the engine once."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest

from commandline import Desk
from libreserver import Handler, Served
from translate_flow.bootstrap import open_desk
from translate_flow.jobs.queue import JobState

SENTENCES = {"The fair", "The mayor came.", "It rained.", "Nobody left."}


@pytest.fixture
def article(desk: Desk, fair: Path, served: Served) -> Desk:
    """A desk that drafts with the server, with an article for Spanish."""
    (desk.root / "translate-flow.yaml").write_text(
        f"engine: libretranslate\nlibretranslate: {{url: {served.url}}}\n", encoding="utf-8"
    )
    desk("import", str(fair), "--to", "es", "--as", "fair")
    return desk


class Held:
    """Makes the server's next answer wait until it is let go."""

    def __init__(self, served: Served) -> None:
        self.asked, self._go = Event(), Event()
        served.fail(self._answer)

    def _answer(self, handler: Handler) -> None:
        self.asked.set()
        self._go.wait(60)
        handler.answer(200, handler.drafted(handler.served.translated[-1]))

    def go(self) -> None:
        self._go.set()


def sentences(served: Served) -> list[str]:
    return [sentence for body in served.translated for sentence in body["q"]]


def started(desk: Desk, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        desk.command(*arguments), env=desk.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def waiting(process: subprocess.Popen[str]) -> str:
    """The line that says what it waits for."""
    assert process.stderr is not None
    return process.stderr.readline()


def test_two_drafts_of_one_article_translate_each_sentence_once(article: Desk, served: Served) -> None:
    held = Held(served)
    first = started(article, "draft", "fair")
    assert held.asked.wait(60)
    second = started(article, "draft", "fair")
    assert waiting(second) == "translate-flow: another process drafts fair into es; waiting (Ctrl+C stops)\n"
    held.go()
    assert "3 segments drafted" in first.communicate(timeout=60)[0]
    assert "0 segments drafted" in second.communicate(timeout=60)[0]
    assert (first.returncode, second.returncode) == (0, 0)
    assert sorted(sentences(served)) == sorted(SENTENCES)


def test_what_nobody_drafts_is_drafted_before_waiting(article: Desk, served: Served) -> None:
    held = Held(served)
    first = started(article, "draft", "fair", "--to", "es")
    assert held.asked.wait(60)
    second = started(article, "draft", "fair", "--to", "es,de", "--json")
    assert "fair into es" in waiting(second)
    drafts = {row["language"]: row["draft"] for row in article("status", "fair", "--json").json()}
    assert drafts == {"es": 0, "de": 3}
    held.go()
    first.communicate(timeout=60)
    made = second.communicate(timeout=60)[0]
    assert [made.count('"language": "es"'), made.count('"language": "de"')] == [1, 1]
    assert made.index('"es"') < made.index('"de"')


def test_a_killed_draft_leaves_the_rest_to_the_one_that_waits(article: Desk, served: Served) -> None:
    held = Held(served)
    first = started(article, "draft", "fair")
    assert held.asked.wait(60)
    second = started(article, "draft", "fair")
    assert "another process drafts" in waiting(second)
    first.kill()
    first.communicate(timeout=60)
    assert "3 segments drafted" in second.communicate(timeout=60)[0]
    held.go()


def test_a_job_waits_for_the_command_line_and_finds_nothing_left(article: Desk, served: Served) -> None:
    held = Held(served)
    first = started(article, "draft", "fair")
    assert held.asked.wait(60)
    jobs = open_desk(article.root).jobs
    number = jobs.draft("fair", "es", by="local")
    worker = started(article, "worker")
    try:
        until(lambda: jobs.all()[0].state is JobState.RUNNING)
        held.go()
        first.communicate(timeout=60)
        until(lambda: not jobs.all()[0].active)
    finally:
        worker.terminate()
        worker.communicate(timeout=60)
    assert [(job.id, job.state) for job in jobs.all()] == [(number, JobState.DONE)]
    assert sorted(sentences(served)) == sorted(SENTENCES)


def test_jobs_that_wait_for_the_command_line_let_others_run(article: Desk, served: Served, fair: Path) -> None:
    for slug in ("bread", "river"):
        article("import", str(fair), "--to", "es", "--as", slug)
    held = Held(served)
    first = started(article, "draft", "fair", "--to", "es,de")
    assert held.asked.wait(60)
    jobs = open_desk(article.root).jobs
    stuck = [jobs.draft("fair", language, by="local") for language in ("es", "de")]
    worker = started(article, "worker")

    def states() -> dict[str, JobState]:
        return {job.id: job.state for job in jobs.all()}

    try:
        others = [jobs.draft(slug, "es", by="local") for slug in ("bread", "river")]
        until(lambda: all(states()[number] is JobState.DONE for number in others))
        assert {states()[number] for number in stuck} == {JobState.RUNNING}
        held.go()
        first.communicate(timeout=60)
        until(lambda: not any(job.active for job in jobs.all()))
    finally:
        worker.terminate()
        worker.communicate(timeout=60)
    assert set(states().values()) == {JobState.DONE}
